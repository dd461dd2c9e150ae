"""How the work of a build grows with the graph: its phases, a change, validation and comparison, beside Oxigraph's bulk load."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from biopic.bench.rooms import Room, bulk_load, changed, timed


@dataclass(frozen=True)
class Grown:
    """One work at one size, in seconds of wall time."""

    work: str
    assertions: int
    seconds: float

    @property
    def key(self) -> str:
        """Return what it is printed as."""
        return self.work


def grow_build(room: Room) -> Iterator[Grown]:
    """Build all, then what one changed document touches, then nothing; and do the parts of it that the goals speak of by themselves."""
    from biopic.building.generation import build_graph
    from biopic.rules import compare
    from biopic.validate import validate_triples

    def row(work: str, seconds: float) -> Grown:
        return Grown(work, room.assertions, seconds)

    made: list[Any] = []
    yield row("full build", timed(lambda: made.append(build_graph(room.graph, room.store, full=True)), 1))
    for phase in ("load", "couple", "derive", "index"):
        yield row(f"full build: {phase}", made[0].phases[phase])
    with changed(room):
        yield row("one document changed", timed(lambda: build_graph(room.graph, room.store), 1))
    build_graph(room.graph, room.store)
    yield row("nothing changed", timed(lambda: build_graph(room.graph, room.store), 1))
    yield row("bulk load of the same quads", bulk_load(room))
    whole = room.inferred()
    yield row("comparison, the whole graph at once", timed(lambda: compare(whole, room.opened.base), 1))
    yield row("validation, the whole graph at once", timed(lambda: validate_triples(whole), 1))

"""The outcomes of comparisons, in the order in which pages show them, with their labels from the ontology and their counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import pyoxigraph as ox

from biopic import terms
from biopic.ontology import BIOPIC
from biopic.pages.scene import Scene
from biopic.sparql import Cell, plain_value

ORDER = (
    "altered",
    "movedInTime",
    "movedInPlace",
    "merged",
    "invented",
    "omitted",
    "disputed",
    "matches",
    "unknown",
    "contradicts",
)
"""Departures first, then what is disputed, what matches, what nobody can say; contradictions lie within one world."""

DEPARTURES = ORDER[:6]


@dataclass(frozen=True)
class Tally:
    """An outcome by its local name, its label, and how many comparisons came out so."""

    outcome: str
    label: str
    count: int


def outcome_of(term: Any) -> str:
    """Return the local name of an outcome."""
    return str(getattr(term, "value", "")).removeprefix(BIOPIC)


def tally(scene: Scene, counts: Mapping[Cell, int]) -> tuple[Tally, ...]:
    """Return how many comparisons came out how, in order."""
    names = scene.names(counts)
    found = {outcome_of(outcome): (names[outcome].label, count) for outcome, count in counts.items()}
    return tuple(Tally(outcome, *found[outcome]) for outcome in ORDER if outcome in found)


@dataclass(frozen=True)
class Compared:
    """A comparison: its outcome, its property, what it is about, and what stands on the side of the story and on that of life."""

    node: ox.NamedNode
    outcome: Cell
    predicate: Cell
    about: tuple[Cell, ...]
    story: tuple[Cell, ...]
    life: tuple[Cell, ...]

    @property
    def cells(self) -> Iterable[Cell]:
        """Return everything that has a name."""
        return (self.node, self.outcome, self.predicate, *self.about, *self.story, *self.life)

    @property
    def sides(self) -> set[tuple[str, str]]:
        """Return each thing of the story with each of life; one that has no sides is about things that stand alone."""
        if not (self.story or self.life):
            return {(plain_value(each), "") for each in self.about}
        return {(plain_value(a), plain_value(b)) for a, b in product(self.story or (None,), self.life or (None,))}


def read_compared(scene: Scene, film: ox.NamedNode) -> list[Compared]:
    """Return the comparisons of a film, in order of their IRIs."""
    found: dict[ox.NamedNode, dict[Cell, list[Cell]]] = {}
    for comparison, key, value in scene.ask("film-comparisons", film=film).rows:
        if isinstance(comparison, ox.NamedNode):
            found.setdefault(comparison, {}).setdefault(key, []).append(value)
    return [
        Compared(
            node=node,
            outcome=said[terms.outcome][0],
            predicate=said[terms.onProperty][0],
            about=tuple(said[terms.about]),
            story=tuple(said.get(terms.storySide, ())),
            life=tuple(said.get(terms.lifeSide, ())),
        )
        for node, said in sorted(found.items(), key=lambda each: each[0].value)
    ]

"""The page of an assertion or an inference: who says what, where, of which world, what agrees and what contradicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from biopic import terms
from biopic.pages.evidence import Line, Statement, lines, read_statements
from biopic.pages.scene import Name, Scene, Shown
from biopic.pages.weighing import Weighing, read_weighings
from biopic.sparql import Cell, plain_value


@dataclass(frozen=True)
class Asserted:
    """What the page shows; `others` are other lines on the same property of the same thing, in the same world."""

    statement: Statement
    world: Name
    rests_on: tuple[Name, ...]
    reason: tuple[str, str, str]
    agree: tuple[Statement, ...]
    others: tuple[Line, ...]
    weighed: tuple[Weighing, ...]
    follow: tuple[Statement, ...]


def show(scene: Scene) -> Shown | None:
    """Return the page; None where there is no such statement."""
    said = read_statements(scene, [scene.node]).get(scene.node.value)
    if said is None:
        return None
    facts = scene.rows("assertion", statement=scene.node)
    beside = [row["other"] for row in scene.rows("beside", statement=scene.node)]
    following = [row["inference"] for row in scene.rows("follows", statement=scene.node)]
    read = read_statements(scene, [*beside, *following])
    others = [read[key] for key in _keys(beside) if key in read and key != scene.node.value]
    agree = tuple(
        e for e in others if (e.value, e.denied) == (said.value, said.denied) and not e.inferred and not e.withdrawn
    )
    rest = [e for e in others if e not in agree and e.world == said.world and not e.withdrawn]
    names = scene.names(cell for row in facts for cell in row.values())
    view = Asserted(
        statement=said,
        world=names[next((row["value"] for row in facts if row["property"] == terms.inWorld), None)],
        rests_on=tuple(names[row["value"]] for row in facts if row["property"] == terms.restsOn),
        reason=tuple(  # type: ignore[arg-type]
            next((plain_value(row["value"]) for row in facts if row["property"] == key), "")
            for key in (terms.withdrawnBecause, terms.decidedBy, terms.decidedOn)
        ),
        agree=agree,
        others=tuple(lines(rest)),
        weighed=tuple(
            read_weighings(scene, [row["comparison"] for row in scene.rows("weighing", statement=scene.node)])
        ),
        follow=tuple(read[key] for key in _keys(following) if key in read),
    )
    title = f"{said.subject.label} · {said.predicate.label} · {said.value.label}"
    return Shown("assertion.html", title, view, scene.word("assertion.about"), "", _data(said, title))


def _keys(cells: Iterable[Cell]) -> list[str]:
    return list(dict.fromkeys(plain_value(cell) for cell in cells))


def _data(said: Statement, title: str) -> object:
    """Return it as a schema.org Claim; what a rule derived is nobody's claim."""
    if said.inferred:
        return None
    where = (
        {"@type": "DigitalDocument", "@id": said.document.iri, "name": said.document.label} if said.document else None
    )
    data = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": said.node.iri,
        "name": title,
        "appearance": where,
    }
    if said.speaker:
        data["author"] = {"@type": "Thing", "@id": said.speaker.iri, "name": said.speaker.label}
    return data

"""The page of a film: the picture of the whole, what departs from life and what contradicts, the cast, the documents, the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from biopic.ontology import BIOPIC
from biopic.pages.data import film_data
from biopic.pages.evidence import Line, lines, read_statements
from biopic.pages.happenings import Happenings, read_happenings
from biopic.pages.outcomes import DEPARTURES, Compared, Tally, outcome_of, read_compared, tally
from biopic.pages.scene import Name, Scene, Shown
from biopic.pages.weighing import Weighing, read_weighings
from biopic.questions import Question, by_topic
from biopic.sparql import Cell, plain_value

MAKING = ("releasedIn", "directedBy", "writtenBy", "releasedBy", "setIn", "setAt", "basedOn")
"""What the head of the page says of the film, in this order."""


@dataclass(frozen=True)
class Part:
    """A character, who plays it, and whom it stands for."""

    character: Name
    performers: tuple[Name, ...]
    persons: tuple[Name, ...]


@dataclass(frozen=True)
class Contribution:
    """What a document brings: passages, and assertions by world."""

    document: Name
    kind: str
    passages: int
    assertions: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Return how many assertions it brings."""
        return sum(count for _, count in self.assertions)


@dataclass(frozen=True)
class Film:
    """What the page shows."""

    name: Name
    making: tuple[tuple[Name, tuple[Name, ...]], ...]
    outcomes: tuple[Tally, ...]
    happenings: Happenings | None
    departures: tuple[Weighing, ...]
    disputes: tuple[Weighing, ...]
    contradictions: tuple[Weighing, ...]
    cast: tuple[Part, ...]
    unplayed: tuple[Part, ...]
    contributions: tuple[Contribution, ...]
    said: tuple[tuple[Name, tuple[Line, ...]], ...]
    questions: tuple[tuple[str, tuple[Question, ...]], ...]

    @property
    def local(self) -> str:
        """Return the film's local name, which a question takes."""
        return self.name.iri.rsplit("/", 1)[-1]


def show(scene: Scene) -> Shown | None:
    """Return the page of the film at the scene's address."""
    view = read_film(scene, scene.node)
    links = [
        row["value"] for row in scene.rows("thing", thing=scene.node) if plain_value(row["property"]).endswith("sameAs")
    ]
    data = film_data(
        view.name,
        {each.iri.removeprefix(BIOPIC): values for each, values in view.making},
        view.cast,
        map(plain_value, links),
    )
    return Shown("film.html", view.name.label, view, scene.word("film.about", film=view.name.label), "index", data)


def read_film(scene: Scene, film: ox.NamedNode, *, whole: bool = True) -> Film:
    """Return everything that the page of a film shows; for the fact sheet, not the `whole`: no picture and no single statements."""
    compared = read_compared(scene, film)
    weighed = read_weighings(scene, _weighed(compared))
    names, cast = scene.names([film]), _cast(scene, film)
    return Film(
        name=names[film],
        making=_making(scene, film),
        outcomes=tally(scene, Counter(each.outcome for each in compared)),
        happenings=read_happenings(scene, film, compared) if whole else None,
        departures=tuple(each for each in weighed if each.outcome in DEPARTURES),
        disputes=tuple(each for each in weighed if each.outcome == "disputed"),
        contradictions=tuple(each for each in weighed if each.outcome == "contradicts"),
        cast=tuple(part for part in cast if part.performers),
        unplayed=tuple(part for part in cast if not part.performers),
        contributions=_contributions(scene, film),
        said=_said(scene, film) if whole else (),
        questions=tuple(by_topic(scene.language, "film")),
    )


def _weighed(compared: Sequence[Compared]) -> list[Cell]:
    """Return the comparisons that the page tells with both sides; what matches or is unknown is only counted."""
    told = (*DEPARTURES, "disputed", "contradicts")
    return [each.node for each in compared if outcome_of(each.outcome) in told]


def _making(scene: Scene, film: ox.NamedNode) -> tuple[tuple[Name, tuple[Name, ...]], ...]:
    rows = scene.rows("film-facts", film=film)
    names = scene.names([cell for row in rows for cell in row.values()])
    found: dict[str, list[Name]] = {}
    for row in rows:
        found.setdefault(plain_value(row["property"]), []).append(names[row["value"]])
    return tuple(
        (names[BIOPIC + key], tuple(sorted(found[BIOPIC + key], key=_label))) for key in MAKING if BIOPIC + key in found
    )


def _label(name: Name) -> tuple[str, str]:
    return (name.label, name.iri)


def _cast(scene: Scene, film: ox.NamedNode) -> list[Part]:
    rows = scene.rows("film-cast", film=film)
    names = scene.names([cell for row in rows for cell in row.values()])
    found: dict[Name, tuple[set[Name], set[Name]]] = {}
    for row in rows:
        performers, persons = found.setdefault(names[row["character"]], (set(), set()))
        if row["performer"]:
            performers.add(names[row["performer"]])
        if row["person"]:
            persons.add(names[row["person"]])
    parts = [
        Part(name, tuple(sorted(who, key=_label)), tuple(sorted(whom, key=_label)))
        for name, (who, whom) in found.items()
    ]
    return sorted(parts, key=lambda part: (not part.performers, not part.persons, _label(part.character)))


def _contributions(scene: Scene, film: ox.NamedNode) -> tuple[Contribution, ...]:
    documents = scene.rows("film-documents", film=film)
    names = scene.names([row["document"] for row in documents])
    passages = {row["document"]: _number(row["count"]) for row in scene.rows("film-passages", film=film)}
    counted: dict[Cell, list[tuple[str, int]]] = {}
    for row in scene.rows("film-contributions", film=film):
        counted.setdefault(row["document"], []).append((outcome_of(row["world"]), _number(row["count"])))
    kinds = {row["document"]: plain_value(row["kind"]) for row in documents}
    found = [
        Contribution(names[each], kinds[each], passages.get(each, 0), tuple(sorted(counted.get(each, []))))
        for each in kinds
    ]
    return tuple(sorted(found, key=lambda each: (-each.total, each.document.iri)))


def _number(cell: Any) -> int:
    return int(plain_value(cell))


def _said(scene: Scene, film: ox.NamedNode) -> tuple[tuple[Name, tuple[Line, ...]], ...]:
    """Return what is said of the film itself, by property."""
    said = read_statements(scene, [row["statement"] for row in scene.rows("thing-statements", thing=film)])
    found: dict[Name, list[Line]] = {}
    for line in lines(each for each in said.values() if not each.inferred):
        found.setdefault(line.predicate, []).append(line)
    return tuple((name, tuple(found[name])) for name in sorted(found, key=_label))

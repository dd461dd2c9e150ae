"""The page of a thing: a person, a character, an event, a place, a concept, or a node such as a time or a link.

Everything that is asserted of it stands there by property, each line with its documents, passages and speakers; beside it
what it stands for in the other world, what came out when the two were held together, and where else it is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from biopic import terms
from biopic.ontology import BIOPIC, OWL, RDF, SKOS, load_vocabulary
from biopic.pages import film
from biopic.pages.data import thing_data
from biopic.pages.evidence import Line, Statement, lines, read_statements
from biopic.pages.outcomes import ORDER, outcome_of
from biopic.pages.scene import Name, Names, Scene, Shown
from biopic.sparql import Cell, plain_value

MOST = 500
"""How many mentions a page shows at most; the query for more is one of the library."""

_FIRST = ("name", "kind", "basedOn", "depicts", "portrays", "time", "place", "doneBy", "affects")
"""The properties that stand first; the rest follow by their labels."""

_HEAD = frozenset(
    [
        RDF + "type",
        SKOS + "altLabel",
        SKOS + "note",
        OWL + "sameAs",
        SKOS + "exactMatch",
        f"{BIOPIC}counterpart",
        f"{BIOPIC}inStoryOf",
    ]
)
"""What the head of the page shows in a way of its own."""


@dataclass(frozen=True)
class Group:
    """A property with its lines."""

    predicate: Name
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Mention:
    """A place where the thing is the value: of which property, of what, and by which assertions."""

    subject: Name
    predicate: Name
    denied: bool
    statements: tuple[Name, ...]


@dataclass(frozen=True)
class Linked:
    """What was decided on the thing and an entity elsewhere; `entity` has no label where there was no match."""

    node: Name
    decision: str
    label: str
    entity: Name
    by: str
    on: str


@dataclass(frozen=True)
class Outcome:
    """A comparison about the thing."""

    node: Name
    outcome: str
    label: str
    predicate: Name


@dataclass(frozen=True)
class Around:
    """A neighbour of the thing: what it stands for, who plays it, what it plays, with the film where that matters."""

    thing: Name
    film: Name | None


@dataclass(frozen=True)
class Thing:
    """What the page shows."""

    name: Name
    world: str
    film: Name | None
    classes: tuple[Name, ...]
    also: tuple[str, ...]
    notes: tuple[str, ...]
    facts: tuple[tuple[Name, tuple[Name, ...]], ...]
    groups: tuple[Group, ...]
    denials: tuple[Line, ...]
    mentions: tuple[tuple[Name, tuple[Mention, ...]], ...]
    more: bool
    links: tuple[Linked, ...]
    outcomes: tuple[Outcome, ...]
    around: dict[str, tuple[Around, ...]]

    @property
    def passages(self) -> int:
        """Return how many passages stand under what is said of it."""
        return len({place for group in self.groups for line in group.lines for place in line.evidence})


def show(scene: Scene) -> Shown | None:
    """Return the page; None where the graph knows no such thing. A film has a page of its own kind."""
    facts = scene.rows("thing", thing=scene.node)
    if not any(row["property"] == ox.NamedNode(RDF + "type") for row in facts):
        return None
    if any(row["value"] == terms.Film for row in facts):
        return film.show(scene)
    view = _view(scene, facts)
    kind = ", ".join(each.label for each in view.classes[:1])
    data = thing_data(view.name, [each.iri for each in view.classes], view.also, view.links)
    return Shown(
        "thing.html", view.name.label, view, scene.word("thing.about", thing=view.name.label, kind=kind), "", data
    )


def _view(scene: Scene, facts: Sequence[dict[str, Cell]]) -> Thing:
    said = read_statements(scene, [row["statement"] for row in scene.rows("thing-statements", thing=scene.node)])
    mentioned = scene.rows("thing-mentions", thing=scene.node)
    linked = scene.rows("thing-links", thing=scene.node)
    compared = scene.rows("thing-comparisons", thing=scene.node)
    near = scene.rows("thing-around", thing=scene.node)
    every = [facts, mentioned, linked, compared, near]
    names = scene.names([scene.node, *(cell for rows in every for row in rows for cell in row.values())])
    of = _values(facts)
    classes = _classes(of.get(RDF + "type", []))
    own = [each for each in said.values() if not _repeated(each, said.values())]
    affirmed, denied = lines(e for e in own if not e.denied), lines(e for e in own if e.denied)
    film_of = of.get(f"{BIOPIC}inStoryOf", [])
    return Thing(
        name=names[scene.node],
        world=load_vocabulary().world_of(name.removeprefix(BIOPIC) for name in classes) or "",
        film=names[film_of[0]] if film_of else None,
        classes=tuple(names[iri] for iri in classes),
        also=tuple(plain_value(each) for each in of.get(SKOS + "altLabel", [])),
        notes=tuple(plain_value(each) for each in of.get(SKOS + "note", [])),
        facts=_plain_facts(scene, of, names, affirmed),
        groups=tuple(_groups(affirmed)),
        denials=tuple(denied),
        mentions=_mentions(mentioned[:MOST], names),
        more=len(mentioned) > MOST,
        links=tuple(_linked(linked, names)),
        outcomes=tuple(_outcomes(compared, names)),
        around=_around(near, names),
    )


def _values(facts: Sequence[dict[str, Cell]]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for row in facts:
        found.setdefault(plain_value(row["property"]), []).append(row["value"])
    return found


def _classes(found: Iterable[Cell]) -> list[str]:
    """Return the classes of the ontology, the most special first."""
    ours = {iri for each in found if (iri := plain_value(each)).startswith(BIOPIC)}
    parents = load_vocabulary().parents
    return sorted(ours, key=lambda iri: (-len(parents.get(iri.removeprefix(BIOPIC), ())), iri))


def _repeated(each: Statement, others: Iterable[Statement]) -> bool:
    """Say whether somebody asserts what an inference says, which then has nothing to add."""
    if not each.inferred:
        return False
    return any(
        not o.inferred and not o.denied and not o.withdrawn and (o.predicate, o.value) == (each.predicate, each.value)
        for o in others
    )


def _groups(found: Sequence[Line]) -> list[Group]:
    by_property: dict[Name, list[Line]] = {}
    for line in found:
        by_property.setdefault(line.predicate, []).append(line)
    return [Group(name, tuple(by_property[name])) for name in sorted(by_property, key=_rank)]


def _rank(name: Name) -> tuple[int, str, str]:
    local = name.iri.removeprefix(BIOPIC)
    return (_FIRST.index(local) if local in _FIRST else len(_FIRST), name.label, name.iri)


def _plain_facts(
    scene: Scene, of: dict[str, list[Cell]], names: Names, said: Sequence[Line]
) -> tuple[tuple[Name, tuple[Name, ...]], ...]:
    """Return what the dossier itself states, without a passage: what a place lies within, what bounds a time."""
    asserted = {(line.predicate.iri, line.value.iri) for line in said}
    found = {
        key: tuple(names[value] for value in values if (key, plain_value(value)) not in asserted)
        for key, values in of.items()
        if key not in _HEAD
    }
    labels = scene.names([ox.NamedNode(key) for key in found])
    return tuple((labels[key], values) for key, values in sorted(found.items()) if values)


def _mentions(rows: Sequence[dict[str, Cell]], names: Names) -> tuple[tuple[Name, tuple[Mention, ...]], ...]:
    found: dict[tuple[Name, Name, bool], list[Name]] = {}
    for row in rows:
        key = (names[row["property"]], names[row["subject"]], row["polarity"] == terms.denied)
        found.setdefault(key, []).append(names[row["statement"]])
    by_property: dict[Name, list[Mention]] = {}
    for (property_, subject, denied), statements in found.items():
        by_property.setdefault(property_, []).append(
            Mention(subject, property_, denied, tuple(dict.fromkeys(statements)))
        )
    return tuple(
        (name, tuple(sorted(by_property[name], key=lambda m: (m.subject.label, m.subject.iri, m.denied))))
        for name in sorted(by_property, key=_rank)
    )


def _linked(rows: Sequence[dict[str, Cell]], names: Names) -> list[Linked]:
    order = ("same", "undecided", "different", "noMatch")
    found = []
    for row in rows:
        decision = outcome_of(row["decision"])
        entity = plain_value(row["entity"])
        shown = Name(entity, entity.rsplit("/", 1)[-1], entity if entity.startswith(("http://", "https://")) else "")
        label = names[row["decision"]].label
        found.append(Linked(names[row["link"]], decision, label, shown, plain_value(row["by"]), plain_value(row["on"])))
    return sorted(
        found, key=lambda each: (order.index(each.decision) if each.decision in order else 9, each.entity.iri)
    )


def _outcomes(rows: Sequence[dict[str, Cell]], names: Names) -> list[Outcome]:
    found = [
        Outcome(names[r["comparison"]], outcome_of(r["outcome"]), names[r["outcome"]].label, names[r["property"]])
        for r in rows
    ]
    return sorted(found, key=lambda each: (ORDER.index(each.outcome), each.predicate.label, each.node.iri))


def _around(rows: Sequence[dict[str, Cell]], names: Names) -> dict[str, tuple[Around, ...]]:
    found: dict[str, list[Around]] = {}
    for row in rows:
        near = Around(names[row["other"]], names[row["film"]] if row["film"] else None)
        if near not in found.setdefault(plain_value(row["how"]), []):
            found[plain_value(row["how"])].append(near)
    return {how: tuple(sorted(each, key=lambda a: (a.thing.label, a.thing.iri))) for how, each in sorted(found.items())}

"""The network: films, characters, performers, people and events, and what ties them together.

A small graph goes into the page whole; of a large one, the page holds what is around one thing, and `assets/network.js` asks
for more as one walks. The list beside the drawing says the same, and is all there is where scripts do not run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox

from biopic.ontology import BIOPIC, RDFS, load_vocabulary
from biopic.pages.live import settings
from biopic.pages.parameters import short
from biopic.pages.scene import Name, Names, Scene, Shown, SiteKind, load_query
from biopic.questions import relations
from biopic.sparql import Cell, plain_value

MOST = 4000
"""How many ties a page holds; where there are more, it holds those around one thing."""

AROUND = 300
"""How many ties in one direction are shown around one thing of a large graph."""

FEW = 4
"""Up to how many films the drawing begins with the casts of all; where there are more, with the cast of one."""

TIES = ("portrays", "basedOn", "depicts", "doneBy", "affects", "presence", "directedBy", "writtenBy")
"""The properties that tie, beside those that relate two beings."""

Tie = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]


@dataclass(frozen=True)
class Part:
    """A character with who plays it and whom it is based on."""

    character: Name
    performers: tuple[Name, ...]
    models: tuple[Name, ...]


@dataclass(frozen=True)
class Step:
    """A property with what it ties to the thing in the middle; `walk` leads on from each. `back` says that it points here."""

    property: Name
    back: bool
    things: tuple[tuple[Name, str], ...]


@dataclass(frozen=True)
class Network:
    """What the page shows: the thing in the middle with the steps from it, or the casts of the films."""

    middle: Name | None
    steps: tuple[Step, ...]
    casts: tuple[tuple[Name, str, tuple[Part, ...]], ...]
    settings: Mapping[str, Any]


def show(scene: Scene) -> Shown:
    """Return the page around the thing that a form named, or its beginning."""
    films = [film for (film,) in scene.ask("films").rows]
    ties, whole = _all_ties(scene)
    middle = _middle(scene)
    if not whole:
        ties = _around(scene, middle or (films[0] if films else None))
    ties = _plainest(ties)
    names = scene.names([*films, middle, *(end for tie in ties for end in tie)])
    view = Network(
        middle=names[middle] if middle else None,
        steps=tuple(_steps(scene, middle, ties, names)) if middle else (),
        casts=() if middle else tuple(_casts(scene, films, ties, names)),
        settings=_told(scene, films, middle, ties, names, whole),
    )
    lead = scene.word("network.lead")
    styles = ("tools.css", "editor.css", "network.css")
    return Shown(
        "network.html",
        scene.word("network.title"),
        view,
        lead,
        "network",
        scripts=("network.js",),
        styles=styles,
        wide=True,
    )


def _properties() -> list[Cell]:
    known = load_vocabulary().properties
    return [ox.NamedNode(BIOPIC + name) for name in (*(t for t in TIES if t in known), *sorted(relations()))]


def _all_ties(scene: Scene) -> tuple[list[Tie], bool]:
    """Return every tie of the graph, and whether a page can hold them; where it cannot, none."""
    rows = scene.ask("network", how=_properties()).rows
    rows = (*rows, *scene.ask("network-parts").rows) if len(rows) <= MOST else rows
    return (_ties(rows), True) if len(rows) <= MOST else ([], False)


def _around(scene: Scene, middle: Cell) -> list[Tie]:
    how = [*_properties(), ox.NamedNode(f"{BIOPIC}inStoryOf")]
    there, back = scene.ask("network", how=how, **{"from": middle}).rows, scene.ask("network", how=how, to=middle).rows
    return _ties([*there[:AROUND], *back[:AROUND]])


def _ties(rows: Iterable[Sequence[Cell]]) -> list[Tie]:
    found = [row for row in rows if all(isinstance(cell, ox.NamedNode) for cell in row)]
    return sorted(set(map(tuple, found)), key=str)  # type: ignore[arg-type]


def _middle(scene: Scene) -> ox.NamedNode | None:
    """Return the thing that a form named, if the graph has it."""
    name = scene.typed("of")
    try:
        node = ox.NamedNode(f"{scene.base}id/{name}")
    except ValueError:
        return None
    return node if name and scene.ask("labels", x=node).rows else None


def _plainest(ties: Sequence[Tie]) -> list[Tie]:
    """Keep of several relations between the same two the most special one, in one direction."""
    best: dict[tuple[str, ...], Tie] = {}
    for tie in ties:
        start, how, end = (each.value for each in tie)
        related = how.removeprefix(BIOPIC) in relations()
        key = (*sorted((start, end)), "") if related else (start, end, how)
        if key not in best or _depth(how) > _depth(best[key][1].value):
            best[key] = tie
    return sorted(best.values(), key=str)


@cache
def _depth(property_: str) -> int:
    """Return how many properties stand above one, along the longest way."""
    return 1 + max(map(_depth, _above().get(property_, ())), default=0)


@cache
def _above() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for triple in load_vocabulary().triples:
        ends = (triple.subject, triple.object)
        if triple.predicate.value == f"{RDFS}subPropertyOf" and all(isinstance(each, ox.NamedNode) for each in ends):
            found.setdefault(plain_value(ends[0]), []).append(plain_value(ends[1]))
    return found


def _steps(scene: Scene, middle: ox.NamedNode, ties: Sequence[Tie], names: Names) -> list[Step]:
    found: dict[tuple[Name, bool], list[ox.NamedNode]] = {}
    for start, how, end in ties:
        if middle in (start, end):
            found.setdefault((names[how], end == middle), []).append(start if end == middle else end)
    steps = [
        Step(
            name,
            back,
            tuple(sorted(((names[x], _walk(scene, x)) for x in things), key=lambda e: (e[0].label, e[0].iri))),
        )
        for (name, back), things in found.items()
    ]
    return sorted(steps, key=lambda step: (step.property.label, step.back))


def _walk(scene: Scene, node: ox.NamedNode) -> str:
    return f"?of={short(node, scene.base)}" if scene.site is SiteKind.SERVED else ""


def _casts(
    scene: Scene, films: Sequence[Cell], ties: Sequence[Tie], names: Names
) -> list[tuple[Name, str, tuple[Part, ...]]]:
    by: dict[str, dict[str, list[Name]]] = {"portrays": {}, "basedOn": {}, "inStoryOf": {}}
    for start, how, end in ties:
        name = how.value.removeprefix(BIOPIC)
        if name in by:
            at, other = (start, end) if name == "basedOn" else (end, start)
            by[name].setdefault(at.value, []).append(names[other])
    found = []
    for film in sorted(films, key=lambda each: names[each].label):
        node = plain_value(film)
        parts = [
            Part(each, tuple(by["portrays"].get(each.iri, ())), tuple(by["basedOn"].get(each.iri, ())))
            for each in by["inStoryOf"].get(node, [])
        ]
        parts.sort(key=lambda part: (not part.performers, part.character.label, part.character.iri))
        found.append((names[film], _walk(scene, film) if isinstance(film, ox.NamedNode) else "", tuple(parts)))
    return found


def _told(
    scene: Scene, films: Sequence[Cell], middle: Cell, ties: Sequence[Tie], names: Names, whole: bool
) -> Mapping[str, Any]:
    """Return what the script draws: things as [IRI, label, sort], ties as numbers of things and of properties."""
    things = list(dict.fromkeys([*films, *(end for start, _, last in ties for end in (start, last))]))
    at = {thing: number for number, thing in enumerate(things)}
    hows = sorted({how.value for _, how, _ in ties})
    kinds = {
        plain_value(row["x"]): plain_value(row["kind"]).removeprefix(BIOPIC)
        for row in scene.rows("network-kinds", x=things)
    }
    return settings(scene, "network") | {
        "queries": {
            "labels": load_query("labels"),
            "network": load_query("network"),
            "kinds": load_query("network-kinds"),
        },
        "ties": [BIOPIC + "inStoryOf", *(plain_value(each) for each in _properties())],
        "things": [[plain_value(x), names[x].label, _kind(plain_value(x), kinds, names[x])] for x in things],
        "hows": [[how, names[how].label] for how in hows],
        "edges": [[at[start], at[end], hows.index(how.value)] for start, how, end in ties],
        "first": [at[x] for x in _first(films, middle, ties, kinds) if x in at],
        "whole": whole,
        "around": AROUND,
    }


def _first(films: Sequence[Cell], middle: Cell, ties: Sequence[Tie], kinds: Mapping[str, str]) -> list[Cell]:
    """Return what the drawing begins with: the casts and whom they are based on; of many films, who is tied to one."""
    if len(films) <= FEW:
        cast = {end for tie in ties if tie[1].value == f"{BIOPIC}portrays" for end in (tie[0], tie[2])}
        models = {end for start, how, end in ties if how.value == f"{BIOPIC}basedOn" and start in cast}
        return [*films, *sorted(cast | models, key=str)]
    start = middle or films[0]
    beside = [end for tie in ties if start in (tie[0], tie[2]) for end in (tie[0], tie[2])]
    return list(dict.fromkeys([start, *(end for end in beside if kinds.get(end.value) != "Event")]))


def _kind(iri: str, kinds: Mapping[str, str], name: Name) -> str:
    kind = kinds.get(iri, "")
    world = "story" if name.world else "life"
    return "film" if kind == "Film" else f"{world}-event" if kind == "Event" else world

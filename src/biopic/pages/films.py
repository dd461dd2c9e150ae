"""The first page: the films of the graph, each with what came out when it was held against life."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from biopic.ontology import BIOPIC
from biopic.pages.outcomes import Tally, tally
from biopic.pages.scene import Name, Scene, Shown, SiteKind
from biopic.sparql import Cell, plain_value

AT_ONCE = 40
"""How many films a served page shows, with their counts; a site of files shows all, and counts where there are no more."""


@dataclass(frozen=True)
class Film:
    """A film on the first page: whose lives it is based on, when it came out, who directed it, and how its outcomes count."""

    name: Name
    models: tuple[Name, ...]
    years: tuple[Name, ...]
    directors: tuple[Name, ...]
    outcomes: tuple[Tally, ...]
    documents: int


@dataclass(frozen=True)
class Films:
    """Some of the films: which page of how many they are, and where the one before and the one behind are, if there are."""

    films: tuple[Film, ...]
    page: int
    pages: int
    before: str
    behind: str


def show(scene: Scene) -> Shown:
    """Return the films in order of their labels; of many, the page that was asked for."""
    known = [term for (term,) in scene.ask("films").rows]
    labels = scene.names(known)
    known.sort(key=lambda film: (labels[film].label, plain_value(film)))
    most = AT_ONCE if scene.site is SiteKind.SERVED else max(1, len(known))
    pages = max(1, -(-len(known) // most))
    page = _page(scene.typed("page"), pages)
    films = _films(scene, known[(page - 1) * most : page * most])
    before, behind = (f"?page={n}" if 1 <= n <= pages else "" for n in (page - 1, page + 1))
    view = Films(tuple(films), page, pages, before, behind)
    return Shown("films.html", "biopic", view, scene.word("films.lead"), "index", _data(films, (page - 1) * most))


def _page(text: str, pages: int) -> int:
    return min(max(1, int(text)), pages) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _films(scene: Scene, films: list[Cell]) -> list[Film]:
    facts, documents = (
        _by_film(scene.rows("film-facts", film=films)),
        _by_film(scene.rows("film-documents", film=films)),
    )
    counts = _by_film(scene.rows("film-outcomes", film=films) if len(films) <= AT_ONCE else [])
    names = scene.names([*films, *(row["value"] for rows in facts.values() for row in rows)])

    def values(film: Cell, key: str) -> tuple[Name, ...]:
        wanted = ox.NamedNode(BIOPIC + key)
        found = {names[row["value"]] for row in facts[film] if row["property"] == wanted}
        return tuple(sorted(found, key=lambda each: (each.label, each.iri)))

    return [
        Film(
            names[film],
            values(film, "basedOn"),
            values(film, "releasedIn"),
            values(film, "directedBy"),
            tally(scene, {row["outcome"]: int(plain_value(row["count"])) for row in counts[film]}),
            len({plain_value(row["document"]) for row in documents[film]}),
        )
        for film in films
    ]


def _by_film(rows: list[dict[str, Cell]]) -> defaultdict[Cell, list[dict[str, Cell]]]:
    found: defaultdict[Cell, list[dict[str, Cell]]] = defaultdict(list)
    for row in rows:
        found[row["film"]].append(row)
    return found


def _data(films: list[Film], before: int) -> object:
    items = [
        {"@type": "ListItem", "position": at, "item": {"@type": "Movie", "@id": film.name.iri, "name": film.name.label}}
        for at, film in enumerate(films, before + 1)
    ]
    return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}

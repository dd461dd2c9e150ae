"""The first page: the films of the graph, each with what came out when it was held against life."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from biopic.ontology import BIOPIC
from biopic.pages.outcomes import Tally, tally
from biopic.pages.scene import Name, Scene, Shown
from biopic.sparql import plain_value

COUNTED = 40
"""How many films are shown with their counts; of more, each is a line, for counting costs as much as all of them hold."""


@dataclass(frozen=True)
class Film:
    """A film on the first page: whose lives it is based on, when it came out, who directed it, and how its outcomes count."""

    name: Name
    models: tuple[Name, ...]
    years: tuple[Name, ...]
    directors: tuple[Name, ...]
    outcomes: tuple[Tally, ...]
    documents: int


def show(scene: Scene) -> Shown:
    """Return every film, in order of its label."""
    films = [term for (term,) in scene.ask("films").rows]
    facts = scene.rows("film-facts", film=films)
    names = scene.names([*films, *(row["value"] for row in facts)])
    counts = scene.rows("film-outcomes", film=films) if len(films) <= COUNTED else []
    documents = scene.rows("film-documents", film=films)

    def values(film: object, key: str) -> tuple[Name, ...]:
        wanted = ox.NamedNode(BIOPIC + key)
        found = {names[row["value"]] for row in facts if row["film"] == film and row["property"] == wanted}
        return tuple(sorted(found, key=lambda each: (each.label, each.iri)))

    shown = [
        Film(
            names[film],
            values(film, "basedOn"),
            values(film, "releasedIn"),
            values(film, "directedBy"),
            tally(scene, [row for row in counts if row["film"] == film]),
            len({plain_value(row["document"]) for row in documents if row["film"] == film}),
        )
        for film in films
    ]
    shown.sort(key=lambda each: (each.name.label, each.name.iri))
    return Shown("films.html", "biopic", shown, scene.word("films.lead"), "index", _data(scene, shown))


def _data(scene: Scene, films: list[Film]) -> object:
    items = [
        {"@type": "ListItem", "position": at, "item": {"@type": "Movie", "@id": film.name.iri, "name": film.name.label}}
        for at, film in enumerate(films, 1)
    ]
    return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}

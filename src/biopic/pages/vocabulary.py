"""The page of the ontology: every term with its definition, an example, and its neighbours, each at its own place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from biopic.ontology import BIOPIC, OWL, RDF, RDFS, SKOS, Term, load_vocabulary
from biopic.pages.scene import Name, Names, Scene, Shown

KINDS = {
    "Class": "classes",
    "ObjectProperty": "links",
    "DatatypeProperty": "values",
    "AnnotationProperty": "notes",
    "NamedIndividual": "individuals",
}
"""The sorts of term, in the order of the page, with the words that head them."""

_NEIGHBOURS = ("subClassOf", "subPropertyOf", "domain", "range")


@dataclass(frozen=True)
class Text:
    """A sentence about a term; `language` is set where it is not the page's."""

    words: str
    language: str


@dataclass(frozen=True)
class Entry:
    """A term of the ontology."""

    name: Name
    local: str
    definition: Text | None
    example: Text | None
    scope: Text | None
    neighbours: tuple[tuple[str, tuple[Name, ...]], ...]


def show(scene: Scene) -> Shown:
    """Return every term, by sort and then by label."""
    about = _about()
    names = scene.names([ox.NamedNode(iri) for iri in about if iri.startswith(BIOPIC)])
    found: dict[str, list[Entry]] = {}
    for iri, said in about.items():
        kinds = {str(getattr(each, "value", "")).removeprefix(OWL) for each in said.get(RDF + "type", ())}
        kind = next((KINDS[each] for each in KINDS if each in kinds), "")
        if kind and iri.startswith(BIOPIC):
            found.setdefault(kind, []).append(_entry(scene, iri, said, names[iri], names))
    view = [
        (key, sorted(found.get(key, ()), key=lambda e: (e.name.label.casefold(), e.local))) for key in KINDS.values()
    ]
    title = scene.word("nav.ontology")
    return Shown("vocabulary.html", title, [each for each in view if each[1]], scene.word("ontology.lead"), "ontology")


def _entry(scene: Scene, iri: str, said: dict[str, list[Term]], name: Name, names: Names) -> Entry:
    def text(key: str) -> Text | None:
        found = {each.language or "": each.value for each in said.get(SKOS + key, ()) if isinstance(each, ox.Literal)}
        language = next((each for each in (scene.language, "en", *sorted(found)) if each in found), None)
        return None if language is None else Text(found[language], "" if language == scene.language else language)

    neighbours = []
    for key in _NEIGHBOURS:
        near = [names[each] for each in _ours(said.get(RDFS + key, ()))]
        if near:
            neighbours.append((key, tuple(sorted(near, key=lambda each: each.label))))
    return Entry(
        name, iri.removeprefix(BIOPIC), text("definition"), text("example"), text("scopeNote"), tuple(neighbours)
    )


def _ours(terms: Iterable[Term]) -> list[ox.NamedNode]:
    return [each for each in terms if isinstance(each, ox.NamedNode) and each.value.startswith(BIOPIC)]


@cache
def _about() -> dict[str, dict[str, list[Term]]]:
    """Return what the ontology says of each of its terms, by term and predicate."""
    found: dict[str, dict[str, list[Term]]] = {}
    for triple in load_vocabulary().triples:
        if isinstance(triple.subject, ox.NamedNode):
            said = found.setdefault(triple.subject.value, {})
            said.setdefault(triple.predicate.value, []).append(triple.object)
    return dict(sorted(found.items()))

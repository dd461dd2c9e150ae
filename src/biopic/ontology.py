"""The vocabulary as the program needs it: which predicates may be asserted, of what, with which values, in which world.

In go the ontology's Turtle modules; out comes one `Vocabulary`. Nothing about a property is written in code: what is
compared, and how, is an annotation that this module only reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from biopic.places import ontology_files

BIOPIC = "https://w3id.org/biopic/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Property:
    """An assertable or curated property: its local name, what it may be said of, which values it takes."""

    name: str
    domain: frozenset[str]
    range: frozenset[str]
    literal: bool
    world: str | None
    assertable: bool
    curated: bool
    compared: bool


@dataclass
class Vocabulary:
    """Properties, classes and named individuals of the ontology, by local name."""

    properties: dict[str, Property]
    parents: dict[str, frozenset[str]]
    worlds: dict[str, str]
    individuals: dict[str, frozenset[str]]
    triples: list[ox.Triple] = field(repr=False)

    def ancestors(self, name: str) -> frozenset[str]:
        """Return the class `name` and every class above it."""
        return self.parents.get(name, frozenset()) | {name}

    def world_of(self, classes: Iterable[str]) -> str | None:
        """Return the world of a thing of these classes, the most special class deciding; None if none says."""
        nearest = max(
            (name for name in classes if name in self.worlds),
            key=lambda name: (len(self.ancestors(name)), name),
            default=None,
        )
        return self.worlds[nearest] if nearest else None


@cache
def load_vocabulary(files: tuple[Path, ...] | None = None) -> Vocabulary:
    """Read the ontology's modules (`files`, by default the ones that go with this biopic)."""
    triples = [triple for path in files or ontology_files() for triple in parse_turtle(path)]
    graph = _Graph(triples)
    parents = _closure(graph)
    return Vocabulary(
        properties={
            name: _property(graph, name)
            for name in sorted(graph.of_type("ObjectProperty") | graph.of_type("DatatypeProperty"))
        },
        parents=parents,
        worlds={_local(s): _local(o) for s, o in graph.pairs(BIOPIC + "ofWorld") if _local(s) in parents},
        individuals={name: graph.classes_of(name, parents) for name in sorted(graph.of_type("NamedIndividual"))},
        triples=triples,
    )


def parse_turtle(path: Path) -> list[ox.Triple]:
    """Read a Turtle file, with blank nodes named after the file so that every reading gives the same triples."""
    names: dict[str, ox.BlankNode] = {}

    def rename(term: Any) -> Any:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term.value, ox.BlankNode(f"{path.stem}{len(names)}"))
        return term

    parsed = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    return [ox.Triple(rename(t.subject), t.predicate, rename(t.object)) for t in parsed]


class _Graph:
    """A few look-ups over the ontology's triples."""

    def __init__(self, triples: list[ox.Triple]) -> None:
        self.by_subject: dict[tuple[str, str], list[Term]] = {}
        self.by_predicate: dict[str, list[tuple[str, str]]] = {}
        for t in triples:
            self.by_subject.setdefault((str(t.subject), t.predicate.value), []).append(t.object)
            if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode):
                self.by_predicate.setdefault(t.predicate.value, []).append((t.subject.value, t.object.value))

    def values(self, subject: Term | str, predicate: str) -> list[Term]:
        key = f"<{subject}>" if isinstance(subject, str) else str(subject)
        return self.by_subject.get((key, predicate), [])

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        return self.by_predicate.get(predicate, [])

    def of_type(self, name: str) -> set[str]:
        return {_local(s) for s, o in self.pairs(RDF + "type") if o == OWL + name and s.startswith(BIOPIC)}

    def classes_of(self, name: str, parents: dict[str, frozenset[str]]) -> frozenset[str]:
        direct = {_local(o) for s, o in self.pairs(RDF + "type") if s == BIOPIC + name and o.startswith(BIOPIC)}
        return frozenset(direct.union(*(parents.get(c, frozenset()) for c in direct)))

    def members(self, node: Term) -> Iterator[Term]:
        while not (isinstance(node, ox.NamedNode) and node.value == RDF + "nil"):
            yield from self.values(node, RDF + "first")
            node = self.values(node, RDF + "rest")[0]

    def class_names(self, subject: str, predicate: str) -> frozenset[str]:
        names: set[str] = set()
        for value in self.values(BIOPIC + subject, predicate):
            if isinstance(value, ox.NamedNode):
                names.add(_local(value.value))
            else:
                names.update(
                    _local(str(getattr(m, "value", "")))
                    for union in self.values(value, OWL + "unionOf")
                    for m in self.members(union)
                )
        return frozenset(names)


def _closure(graph: _Graph) -> dict[str, frozenset[str]]:
    direct: dict[str, set[str]] = {name: set() for name in graph.of_type("Class")}
    for s, o in graph.pairs(RDFS + "subClassOf"):
        direct.setdefault(_local(s), set()).add(_local(o))
    for predicate in (OWL + "disjointUnionOf", OWL + "equivalentClass"):
        for name in sorted(direct):
            for value in graph.values(BIOPIC + name, predicate):
                lists = [value] if predicate.endswith("disjointUnionOf") else graph.values(value, OWL + "unionOf")
                for member in (m for each in lists for m in graph.members(each)):
                    if isinstance(member, ox.NamedNode):
                        direct.setdefault(_local(member.value), set()).add(name)
    closed: dict[str, frozenset[str]] = {}
    for name in direct:
        found, todo = set(), list(direct[name])
        while todo:
            parent = todo.pop()
            if parent not in found:
                found.add(parent)
                todo.extend(direct.get(parent, ()))
        closed[name] = frozenset(found)
    return closed


def _property(graph: _Graph, name: str) -> Property:
    methods = [_local(str(getattr(v, "value", ""))) for v in graph.values(BIOPIC + name, BIOPIC + "comparedBy")]
    worlds = [_local(str(getattr(v, "value", ""))) for v in graph.values(BIOPIC + name, BIOPIC + "ofWorld")]
    return Property(
        name=name,
        domain=_inherited(graph, name, RDFS + "domain"),
        range=_inherited(graph, name, RDFS + "range"),
        literal=name in graph.of_type("DatatypeProperty"),
        world=worlds[0] if worlds else None,
        assertable=bool(methods),
        curated=bool(graph.values(BIOPIC + name, BIOPIC + "curated")),
        compared=bool(methods) and methods != ["notCompared"],
    )


def _inherited(graph: _Graph, name: str, predicate: str) -> frozenset[str]:
    """Return the property's own domain or range, else that of the nearest property above it."""
    own = graph.class_names(name, predicate)
    if own:
        return own
    for above in graph.values(BIOPIC + name, RDFS + "subPropertyOf"):
        found = _inherited(graph, _local(str(getattr(above, "value", ""))), predicate)
        if found:
            return found
    return frozenset()


def _local(iri: str) -> str:
    return iri.removeprefix(BIOPIC)

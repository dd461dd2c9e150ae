"""Hold the graph against the shapes (SHACL, https://www.w3.org/TR/shacl/) and the hygiene queries.

In goes a store; out comes a report, one `Violation` a fault. pySHACL is the referee; the `shacl` engine, written in Rust,
gives the same report hundreds of times faster and is the one that runs by default.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from biopic.constraints import part, violations
from biopic.errors import InputError
from biopic.headers import read_header
from biopic.places import folder
from biopic.sparql import Local, plain_value, select

ENGINES = ("fast", "pyshacl")
BLANK = "a blank node"
"""What stands for a blank node in a report, since its name does not outlive an engine."""


@dataclass(frozen=True, order=True)
class Violation:
    """One fault: the node it is on, the shape or query that found it, and how to mend it."""

    focus: str
    shape: str
    value: str
    message: str


def shape_files() -> list[Path]:
    """Return the files of shapes for the graph; the shapes for the ontology itself have a folder of their own."""
    return sorted(folder("shapes").glob("*.ttl"))


@cache
def _shapes() -> list[ox.Triple]:
    return [triple for path in shape_files() for triple in _read(path)]


def _as_turtle(triples: list[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"").decode()


def _read(path: Path) -> list[ox.Triple]:
    from biopic.ontology import parse_turtle

    return parse_turtle(path)


def validate(store: ox.Store, engine: str = "fast") -> list[Violation]:
    """Return what violates the shapes or the hygiene queries, sorted; an empty list conforms."""
    return validate_triples(store, engine) + check_hygiene(store)


def validate_triples(store: ox.Store, engine: str = "fast") -> list[Violation]:
    """Return what violates the shapes in the default graph of `store`, sorted."""
    if engine not in ENGINES:
        raise InputError(f"no engine is called {engine}", todo=f"use one of: {', '.join(ENGINES)}")
    data = (store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"").decode()
    return sorted(_fast()(store, data) if engine == "fast" else _validate_referee(data))


def validate_text(data: str, engine: str = "fast") -> list[Violation]:
    """Return what violates the shapes in `data` (Turtle, with the ontology), sorted."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in ox.parse(data, format=ox.RdfFormat.TURTLE))
    return validate_triples(store, engine)


def compile_shapes(shapes: list[ox.Triple]) -> Callable[[ox.Store, str], list[Violation]]:
    """Return the fast engine for some shapes: it takes a graph twice, as a store and as N-Triples, and returns what violates them."""
    import shacl

    at_once, others = part(shapes)
    engine = shacl.Shapes.from_text(_as_turtle(others))

    def violations_of(store: ox.Store, data: str) -> list[Violation]:
        report = engine.validate_text(data)
        return [
            *(
                Violation(_bare(r.focus_node), _bare(r.source_shape), _bare(r.value), r.message or "")
                for r in report.results
            ),
            *(
                Violation(_bare(str(focus)), constraint.shape, _bare(str(value)), constraint.message)
                for constraint, focus, value in violations(store, at_once)
            ),
        ]

    return violations_of


def _bare(term: str | None) -> str:
    """Return a term in N-Triples as plain text."""
    if term and term.startswith("_:"):
        return BLANK
    if term and term.startswith('"'):
        triple = next(iter(ox.parse(f"<urn:a> <urn:b> {term} .", format=ox.RdfFormat.N_TRIPLES)))
        return plain_value(triple.object)
    return (term or "").removeprefix("<").removesuffix(">")


@cache
def _fast() -> Callable[[ox.Store, str], list[Violation]]:
    return compile_shapes(_shapes())


def _validate_referee(data: str) -> list[Violation]:
    import rdflib
    from pyshacl import validate as referee

    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    graph = _prepared_graph().parse(data=data, format="turtle")
    shapes = rdflib.Graph().parse(data=_as_turtle(_shapes()), format="turtle")
    _, report, _ = referee(graph, shacl_graph=shapes, inference="none", inplace=True)
    return [
        Violation(
            *(_plain(report.value(result, term)) for term in (sh.focusNode, sh.sourceShape, sh.value, sh.resultMessage))
        )
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    ]


def _prepared_graph() -> Any:
    """Return a graph that parses a query once; pySHACL asks each constraint anew for every focus node."""
    import rdflib
    from rdflib.plugins.sparql import prepareQuery

    prepare = cache(prepareQuery)

    class Prepared(rdflib.Graph):
        def query(self, query_object: Any, *args: Any, **options: Any) -> Any:
            query = prepare(query_object) if isinstance(query_object, str) else query_object
            return super().query(query, *args, **options)

    return Prepared()


def _plain(term: object) -> str:
    import rdflib

    return "" if term is None else BLANK if isinstance(term, rdflib.BNode) else str(term)


def check_hygiene(store: ox.Store, *, only: str = "", but: Collection[str] = ()) -> list[Violation]:
    """Return a violation for each row of a hygiene query; each of them must return nothing.

    `only` names the one query that is asked; without it all are, but for those named in `but`.
    """
    found = []
    for name, message, query in _hygiene():
        if name not in but and only in ("", name):
            for row in select(Local(store, ""), query).rows:
                values = [plain_value(term) for term in row if term is not None]
                found.append(Violation(values[0], name, " ".join(values[1:]), message))
    return found


@cache
def _hygiene() -> list[tuple[str, str, str]]:
    """Return the name of each hygiene query, what its rows are told as, and the query."""
    read = ((path.stem, *read_header(path)) for path in sorted((folder("queries") / "hygiene").glob("*.rq")))
    return [(name, f"{header['says']} {header.get('mend', '')}".strip(), query) for name, header, query in read]

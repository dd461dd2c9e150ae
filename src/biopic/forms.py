"""The machine forms of one node: what the graph says of it and what leads to it, as Turtle, JSON-LD, N-Triples or RDF/XML.

In goes something that answers SPARQL and an IRI; out come sorted triples, and text. The server and the static site write the
same bytes for the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import pyoxigraph as ox

from biopic.headers import read_header
from biopic.ontology import load_vocabulary
from biopic.places import alignment_files, folder, ontology_files
from biopic.sparql import Target, with_values
from biopic.turtle import prefixes_for, write_turtle

FORMS: Mapping[str, tuple[ox.RdfFormat, str]] = {
    "ttl": (ox.RdfFormat.TURTLE, "text/turtle"),
    "jsonld": (ox.RdfFormat.JSON_LD, "application/ld+json"),
    "nt": (ox.RdfFormat.N_TRIPLES, "application/n-triples"),
    "rdf": (ox.RdfFormat.RDF_XML, "application/rdf+xml"),
}
"""Each form by its suffix: the library's format and the media type."""


def describe_node(target: Target, iri: str) -> list[ox.Triple]:
    """Return the triples of which `iri` is subject or object, sorted; none if the graph does not know it."""
    node = {"node": [ox.NamedNode(iri)]}
    said = _triples(target, with_values(_query("node"), node))
    return _sorted(said + _triples(target, with_values(_query("leading-to-node"), node))) if said else []


def describe_graph(target: Target, iri: str) -> list[ox.Triple]:
    """Return the triples of the named graph `iri`, sorted."""
    return _sorted(_triples(target, with_values(_query("graph"), {"graph": [ox.NamedNode(iri)]})))


def ontology_triples() -> list[ox.Triple]:
    """Return the ontology, all its modules together, sorted."""
    return _sorted(load_vocabulary().triples)


def module_triples(name: str) -> list[ox.Triple]:
    """Return one module of the ontology (`film`, `alignments/skos`) or the shapes (`shapes`), sorted; none if there is no such.

    >>> module_triples("no-such-module")
    []
    """
    paths = [p for p in (*ontology_files(), *alignment_files()) if _module_name(p.parent.name, p.stem) == name]
    if name == "shapes":
        paths = sorted(folder("shapes").glob("*.ttl"))
    return _sorted(
        ox.Triple(q.subject, q.predicate, q.object)
        for path in paths
        for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    )


def write_form(triples: Iterable[ox.Triple], form: str, base: str, films: Iterable[str] = ()) -> str:
    """Return sorted triples in one of `FORMS`.

    >>> said = [ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.Literal("b"))]
    >>> write_form(said, "nt", "https://example.org/")
    '<urn:a> <urn:p> "b" .\\n'
    """
    if form == "ttl":
        return write_turtle(triples, base, films)
    prefixes = None if form == "nt" else dict(prefixes_for(base, films))
    return (ox.serialize(triples, format=FORMS[form][0], prefixes=prefixes) or b"").decode()


def _module_name(parent: str, stem: str) -> str:
    return f"alignments/{stem}" if parent == "alignments" else stem


def _triples(target: Target, query: str) -> list[ox.Triple]:
    found = target.run(query)
    return list(found) if isinstance(found, tuple) else []


def _sorted(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    return sorted(set(triples), key=str)


@cache
def _query(name: str) -> str:
    return read_header(folder("queries") / "linked" / f"{name}.rq")[1]

"""Export a built graph for linked-data consumers: the same triples in every format, sorted so that a diff shows meaning.

In goes a store; out comes text. Turtle, JSON-LD and RDF/XML hold the merged graph; TriG and N-Quads hold the same triples
in graphs of their own: one a document, one for inferences, one for comparisons, one for links, and the rest as things and provenance.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph as ox

from biopic import terms
from biopic.dataset import DCTERMS, GRAPH, graph_name
from biopic.headers import read_header
from biopic.ontology import BIOPIC, RDF, RDFS, SKOS, XSD, load_vocabulary
from biopic.places import folder
from biopic.sparql import Local, films_of
from biopic.store import Opened
from biopic.turtle import prefixes_for, write_turtle

DCAT, VOID, SCHEMA = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#", "https://schema.org/"
FORMATS = ("turtle", "trig", "nquads", "jsonld", "rdfxml", "turtle12", "schema")
_PROVENANCE = {
    terms.Assertion, terms.WithdrawnAssertion, terms.Passage, terms.Quotation, terms.Part, terms.LeftOutPart, terms.Document, terms.Verdict,
}  # fmt: skip
_KEPT = {graph_name(name) for name in ("inferences", "comparisons", "links")}
"""The work graphs that stay apart; what stands in none of them and in no document's is a thing or provenance."""


def export(opened: Opened, form: str) -> str:
    """Return the graph of `opened` in one of `FORMATS`."""
    films = films_of(Local(opened.store, opened.base))
    return _WRITERS[form](opened, films)


def merged_graph(opened: Opened) -> list[ox.Triple]:
    """Return the merged graph without the ontology, with its own description, sorted."""
    ontology = set(load_vocabulary().triples)
    quads = opened.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    triples = {t for q in quads if not _is_of_ontology(t := ox.Triple(q.subject, q.predicate, q.object))} - ontology
    return sorted(triples | set(describe(opened, triples)), key=str)


def _is_of_ontology(triple: ox.Triple) -> bool:
    """Say whether a triple is about a term of the ontology; only the ontology has blank nodes."""
    subject = triple.subject
    return not isinstance(subject, ox.NamedNode) or subject.value.startswith(BIOPIC)


def describe(opened: Opened, triples: set[ox.Triple]) -> list[ox.Triple]:
    """Return the VoID and DCAT description of the graph: its counts are of `triples` and the description together."""
    node = ox.NamedNode(f"{opened.base}dataset")
    kinds = [t for t in triples if t.predicate.value == RDF + "type"]
    about = {t.subject for t in triples}
    facts: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(VOID + "Dataset")),
        (RDF + "type", ox.NamedNode(DCAT + "Dataset")),
        (DCTERMS + "title", ox.Literal("Films and the lives they are based on, and who says what", language="en")),
        (DCTERMS + "license", ox.NamedNode("https://creativecommons.org/publicdomain/zero/1.0/")),
        (VOID + "uriSpace", ox.Literal(opened.base)),
        (VOID + "entities", _count(len(about) + 1)),
        (VOID + "classes", _count(len({t.object for t in kinds} | {VOID, DCAT}))),
        (VOID + "properties", _count(len({t.predicate.value for t in triples} | _described()))),
        *((VOID + "vocabulary", ox.NamedNode(iri)) for iri in (BIOPIC.removesuffix("#"), DCTERMS, RDF, RDFS, SKOS)),
    ]
    films = sorted({t.subject.value for t in kinds if isinstance(t.subject, ox.NamedNode) and t.object == terms.Film})
    facts += [(VOID + "rootResource", ox.NamedNode(film)) for film in films]
    facts += [(DCAT + "theme", ox.NamedNode(film)) for film in films]
    facts.append((VOID + "triples", _count(len(triples) + len(facts) + 1)))
    return [ox.Triple(node, ox.NamedNode(predicate), value) for predicate, value in facts]


def _described() -> set[str]:
    used = {
        VOID + name
        for name in ("uriSpace", "entities", "classes", "properties", "vocabulary", "rootResource", "triples")
    }
    return used | {RDF + "type", DCTERMS + "title", DCTERMS + "license", DCAT + "theme"}


def _count(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))


def _turtle(opened: Opened, films: list[str]) -> str:
    return write_turtle(merged_graph(opened), opened.base, films)


def _rdfxml(opened: Opened, films: list[str]) -> str:
    prefixes = dict(prefixes_for(opened.base, films))
    return (ox.serialize(merged_graph(opened), format=ox.RdfFormat.RDF_XML, prefixes=prefixes) or b"").decode() + "\n"


def quads_apart(opened: Opened) -> list[ox.Quad]:
    """Return the merged graph as quads, each triple in the graph or graphs that it belongs to, sorted."""
    placed: set[ox.Quad] = set()
    done: set[ox.Triple] = set()
    for name in opened.store.named_graphs():
        if isinstance(name, ox.NamedNode) and (not name.value.startswith(GRAPH) or name in _KEPT):
            for q in opened.store.quads_for_pattern(None, None, None, name):
                placed.add(q)
                done.add(ox.Triple(q.subject, q.predicate, q.object))
    triples = merged_graph(opened)
    kept = set(triples)
    provenance = {t.subject for t in triples if t.predicate.value == RDF + "type" and t.object in _PROVENANCE}
    for t in triples:
        if t not in done:
            placed.add(
                ox.Quad(
                    t.subject, t.predicate, t.object, graph_name("provenance" if t.subject in provenance else "things")
                )
            )
    return sorted(
        (q for q in placed if ox.Triple(q.subject, q.predicate, q.object) in kept),
        key=lambda q: (str(q.graph_name), str(q)),
    )


def _trig(opened: Opened, films: list[str]) -> str:
    prefixes = {**prefixes_for(opened.base, films), "graph": GRAPH}
    return (ox.serialize(quads_apart(opened), format=ox.RdfFormat.TRIG, prefixes=prefixes) or b"").decode()


def _nquads(opened: Opened, films: list[str]) -> str:
    return "".join(f"{quad} .\n" for quad in quads_apart(opened))


def _turtle12(opened: Opened, films: list[str]) -> str:
    """Write each statement about a statement as an RDF 1.2 reifier (https://www.w3.org/TR/rdf12-turtle/#reifying-triples)."""
    parts = {RDF + name for name in ("subject", "predicate", "object")}
    said: dict[Any, dict[str, Any]] = {}
    rest: list[ox.Triple] = []
    for t in merged_graph(opened):
        if t.predicate.value in parts:
            said.setdefault(t.subject, {})[t.predicate.value] = t.object
        else:
            rest.append(t)
    reifies = ox.NamedNode(RDF + "reifies")
    rest += [
        ox.Triple(node, reifies, ox.Triple(v[RDF + "subject"], v[RDF + "predicate"], v[RDF + "object"]))
        for node, v in said.items()
    ]
    return write_turtle(rest, opened.base, films)


def schema_view(opened: Opened) -> list[ox.Triple]:
    """Return the films as schema.org has them, sorted."""
    triples: set[ox.Triple] = set()
    for path in sorted((folder("queries") / "export").glob("schema-*.rq")):
        found = opened.store.query(read_header(path)[1], base_iri=opened.base)
        triples.update(t for t in found if isinstance(t, ox.Triple))  # type: ignore[union-attr]
    return sorted(triples, key=str)


def _schema(opened: Opened, films: list[str]) -> str:
    context = {"@vocab": SCHEMA, "id": f"{opened.base}id/"}
    return _as_jsonld(schema_view(opened), context)


def _jsonld(opened: Opened, films: list[str]) -> str:
    return _as_jsonld(merged_graph(opened), jsonld_context(opened.base, films))


def jsonld_context(base: str, films: list[str]) -> dict[str, Any]:
    """Return a context under which the graph reads as plain words: one term a property, `type` for the class."""
    context: dict[str, Any] = {"@base": base, **prefixes_for(base, films)}
    for name, found in load_vocabulary().properties.items():
        context[name] = {"@id": f"biopic:{name}"} if found.literal else {"@id": f"biopic:{name}", "@type": "@id"}
    for name in ("subject", "predicate", "object"):
        context[f"statement{name.capitalize()}"] = (
            {"@id": f"rdf:{name}", "@type": "@id"} if name != "object" else {"@id": "rdf:object"}
        )
    return {**context, "label": "rdfs:label", "altLabel": "skos:altLabel", "title": "dcterms:title"}


def _as_jsonld(triples: list[ox.Triple], context: Mapping[str, Any]) -> str:
    """Compact by rdflib under `context`, then sort what it leaves in the order of a hash."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode(), format="nt")
    data = json.loads(graph.serialize(format="json-ld", context=dict(context), auto_compact=False))
    nodes = sorted((_sorted(node) for node in data.get("@graph", [data])), key=lambda node: str(node.get("@id")))
    return json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(item) for key, item in value.items() if key != "@context"}
    if isinstance(value, list):
        return sorted((_sorted(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


_WRITERS: Mapping[str, Callable[[Opened, list[str]], str]] = {
    "turtle": _turtle, "trig": _trig, "nquads": _nquads, "jsonld": _jsonld, "rdfxml": _rdfxml, "turtle12": _turtle12, "schema": _schema,
}  # fmt: skip

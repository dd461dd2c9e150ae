"""Make pages and the machine forms of what has an IRI of ours; a worker's work.

A path is turned into an address by `biopic.pages.address` alone; the server adds no page of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from biopic.errors import BiopicError, EndpointError
from biopic.forms import FORMS, describe_graph, describe_node, module_triples, ontology_triples, write_form
from biopic.headers import read_header
from biopic.ontology import BIOPIC
from biopic.pages.address import Address, parse_path
from biopic.pages.render import SiteKind, render
from biopic.places import folder
from biopic.serving.holding import Holding
from biopic.serving.tasks import Reply, problem
from biopic.sparql import with_values

VOID, SD, DCTERMS = (
    "http://rdfs.org/ns/void#",
    "http://www.w3.org/ns/sparql-service-description#",
    "http://purl.org/dc/terms/",
)
_A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_FORMATS = "http://www.w3.org/ns/formats/"


def make_page(holding: Holding, given: Mapping[str, Any]) -> Reply:
    """Return the page at `path`, with what a form sent in `form`; status 404 with the page that says so where there is none."""
    found = parse_path(str(given["path"]))
    address, language, _ = found or (Address("missing"), "en", "html")
    opened = holding.opened
    try:
        page = render(holding.target, opened.texts, address, language, SiteKind.SERVED, given.get("form") or {})
    except EndpointError:
        raise
    except BiopicError as error:
        return problem(400, str(error))
    return Reply(200 if page.found else 404, page.media_type, page.body.encode("utf-8", "replace"))


def describe(holding: Holding, given: Mapping[str, Any]) -> Reply:
    """Return the node, the named graph, the ontology, one of its modules or the data set itself, in the form `form`."""
    name, form = str(given["name"]), str(given["form"])
    triples = _triples(holding, str(given["of"]), name)
    if not triples:
        return problem(404, f"the graph knows no {name}")
    return _written(triples, form, holding)


def _triples(holding: Holding, of: str, name: str) -> list[ox.Triple]:
    if of == "node":
        return describe_node(holding.target, holding.base + name)
    if of == "graph":
        return describe_graph(holding.target, _named_graph(holding, name))
    if of == "module":
        return module_triples(name)
    return ontology_triples() if of == "ontology" else _data_set(holding)


def _named_graph(holding: Holding, name: str) -> str:
    from biopic.dataset import GRAPH

    return GRAPH + name.removeprefix("graph/")


def _data_set(holding: Holding) -> list[ox.Triple]:
    """Return the VoID description of the graph (https://www.w3.org/TR/void/), its counts worked out by the engine."""
    node = ox.NamedNode(f"{holding.base}dataset")
    query = with_values(read_header(folder("queries") / "linked" / "dataset.rq")[1], {"dataset": [node]})
    found = holding.target.run(query)
    said: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        ("uriSpace", ox.Literal(holding.base)),
        ("sparqlEndpoint", ox.NamedNode(f"{holding.base}sparql")),
    ]
    said += [("dataDump", ox.NamedNode(f"{holding.base}dataset.nq"))]
    said += [("feature", ox.NamedNode(_FORMATS + name)) for name in ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")]
    said += [("vocabulary", ox.NamedNode(BIOPIC.removesuffix("#")))]
    more = [ox.Triple(node, ox.NamedNode(VOID + name), value) for name, value in said]
    return sorted({*(found if isinstance(found, tuple) else ()), *more}, key=str)


def describe_service(holding: Holding, given: Mapping[str, Any]) -> Reply:
    """Return the description of the endpoint (https://www.w3.org/TR/sparql11-service-description/), in the form `form`."""
    here = ox.NamedNode(str(given["endpoint"]))
    service, dataset, default = ox.BlankNode("service"), ox.BlankNode("dataset"), ox.BlankNode("default")
    triples = [
        ox.Triple(service, _A, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), here),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(dataset, _A, _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), default),
        ox.Triple(default, _A, _sd("Graph")),
        *(
            ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
            for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
                         "Turtle", "N-Triples", "RDF_XML", "JSON-LD")
        ),
    ]  # fmt: skip
    if holding.services:
        triples.append(ox.Triple(service, _sd("feature"), _sd("BasicFederatedQuery")))
    for number, graph in enumerate(holding.named_graphs):
        entry, inside = ox.BlankNode(f"graph{number:05}"), ox.BlankNode(f"inside{number:05}")
        triples += [
            ox.Triple(dataset, _sd("namedGraph"), entry),
            ox.Triple(entry, _A, _sd("NamedGraph")),
            ox.Triple(entry, _sd("name"), ox.NamedNode(graph)),
            ox.Triple(entry, _sd("graph"), inside),
            ox.Triple(inside, _A, _sd("Graph")),
        ]
    return _written(triples, str(given["form"]), holding)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _written(triples: list[ox.Triple], form: str, holding: Holding) -> Reply:
    body = write_form(triples, form, holding.base, holding.films).encode()
    if len(body) > holding.limits.answer:
        return problem(
            422, f"the description passes the limit of {holding.limits.answer} bytes", "ask by SPARQL, in parts"
        )
    media_type = FORMS[form][1]
    return Reply(200, f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type, body)

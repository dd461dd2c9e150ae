"""A graph at a SPARQL endpoint: how it is named there, which build it is, and how it is brought here whole.

In goes the address of an endpoint; out comes a target of queries or, for what needs all triples, a store in memory.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

from biopic.client import Client, Credentials, check_address
from biopic.dataset import BASE, DCTERMS, graph_name
from biopic.errors import EndpointError, InputError
from biopic.headers import read_header
from biopic.places import folder
from biopic.sparql import Remote, plain_value, select, with_values
from biopic.store import Opened

DEFAULT = graph_name("default").value
"""What the default graph is called where it has to have a name."""

MARKER = graph_name("publication").value
"""The graph in which a store notes what is published there, and how far a publication has come."""

STAGING = graph_name("staging/").value
"""What the names of graphs begin with that are on their way."""


def open_endpoint(
    url: str, base: str = "", default_graph: str = "", timeout: float = 60, most_bytes: int | None = None
) -> Remote:
    """Return the endpoint at `url`, asked with the credentials of the environment."""
    check_address(url)
    client = Client(Credentials.from_environment(), timeout=timeout, most_bytes=most_bytes)
    remote = Remote(url, base or BASE, timeout, client=client)
    if not named_graph(default_graph):
        return remote
    return replace(remote, default_graph=default_graph, named_graphs=tuple(graphs_of(remote, default_graph)))


def graphs_of(remote: Remote, default_graph: str = "") -> list[str]:
    """Return the named graphs of what is published at the endpoint, or of all that it has where nothing is noted."""
    rows = select(remote, query_of("state")).rows
    noted = {plain_value(subject) for subject, name, value in rows if plain_value(name) == f"{DCTERMS}isPartOf"}
    if not noted:
        noted = {plain_value(row[0]) for row in select(remote, query_of("graphs")).rows}
    return sorted(name for name in noted if not name.startswith((MARKER, STAGING)) and name != default_graph)


def named_graph(text: str) -> str:
    """Return the IRI of a graph, or nothing; raise InputError for what is no IRI."""
    if text and not re.fullmatch(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]+', text):
        raise InputError(f"the graph {text!r} is no IRI", todo=f"give one such as {DEFAULT}")
    return text


def query_of(name: str) -> str:
    """Return the query of that name on what is published."""
    return read_header(folder("queries") / "published" / f"{name}.rq")[1]


def published(remote: Remote) -> str:
    """Return the digest of the build that is published at the endpoint, nothing where none is noted."""
    rows = select(replace(remote, default_graph="", named_graphs=()), query_of("state")).rows
    found = [value for subject, name, value in rows if plain_value(subject) == MARKER and plain_value(name) == f"{DCTERMS}identifier"]  # fmt: skip
    return plain_value(found[0]) if len(found) == 1 else ""


def fetch(remote: Remote) -> Opened:
    """Bring the whole graph here; raise EndpointError where the endpoint does not send all of it."""
    store = ox.Store()
    before = published(remote)
    for graph in ["", *(remote.named_graphs or graphs_of(remote))]:
        target = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        store.extend(_quad(triple, target, remote.base) for triple in _triples(remote, graph))
    if published(remote) != before:
        raise EndpointError("another build was published meanwhile", file=remote.url, todo="try again")
    return Opened(store, remote.base, {}, generation=before[:16])


def _triples(remote: Remote, graph: str) -> set[ox.Triple]:
    """Return a graph; the endpoint is asked for its size, too, for some cut long answers short and say nothing."""
    given = {"graph": [ox.NamedNode(graph)]} if graph else {}
    wanted = with_values(query_of("triples"), given) if graph else query_of("triples-of-default")
    size = int(plain_value(select(remote, wanted).rows[0][-1]))
    found = remote.run(
        with_values(read_header(folder("queries") / "linked" / "graph.rq")[1], given) if graph else query_of("default")
    )
    triples = set(found) if isinstance(found, tuple) else set()
    if len(triples) != size:
        raise EndpointError(
            f"the endpoint sends {len(triples)} of the {size} triples of {graph or 'its default graph'}", file=remote.url,
            todo="raise its limit on the rows of an answer",
        )  # fmt: skip
    return triples


def _quad(triple: ox.Triple, graph: ox.NamedNode | ox.DefaultGraph, base: str) -> ox.Quad:
    """Return a triple as a quad; nodes that got an IRI when they were published are without one again."""
    subject, value = (_unnamed(term, genid(base)) for term in (triple.subject, triple.object))
    return ox.Quad(subject, triple.predicate, value, graph)  # type: ignore[arg-type]


def _unnamed(term: object, start: str) -> object:
    ours = isinstance(term, ox.NamedNode) and term.value.startswith(start)
    return ox.BlankNode(unquote(term.value.removeprefix(start))) if ours else term  # type: ignore[attr-defined]


def genid(base: str) -> str:
    """Return what the IRI of a node begins with that had none (RDF 1.1, section 3.5).

    >>> genid("https://example.org/films/")
    'https://example.org/.well-known/genid/films/'
    """
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}/.well-known/genid/{parts.path.strip('/')}/"

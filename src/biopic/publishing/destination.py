"""Where a build is published: a SPARQL 1.1 store, asked at one address and written to at others, all of them named by the user.

In go triples and graphs; out come requests of the Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/)
or of SPARQL 1.1 Update. Every request may be sent twice. What a store refuses becomes one line that says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from biopic.client import Client, Reply, Streamed, check_address
from biopic.endpoints import DEFAULT, MARKER, query_of
from biopic.errors import EndpointError
from biopic.sparql import Remote, plain_value, select, with_values

NAMELESS = f"{MARKER}#default"
"""What the default graph is called in what is noted."""

TRIPLES, UPDATE = "application/n-triples", "application/sparql-update"


@dataclass(frozen=True)
class Destination:
    """A store to publish at: its address for queries, and those for updates and for graphs, one of which may be missing.

    `default_graph` is the IRI of the graph that stands for the default one; nothing where there is a real one.
    """

    query: str
    update: str
    graph_store: str
    client: Client
    default_graph: str = ""

    def check(self) -> None:
        """Raise EndpointError where an address is none."""
        for url in filter(None, (self.query, self.update, self.graph_store)):
            check_address(url)

    # Asking

    def noted(self) -> frozenset[str]:
        """Return what the store has noted, as lines of N-Triples."""
        rows = select(self._remote, query_of("state")).rows
        return frozenset(f"{subject} {name} {value} .\n" for subject, name, value in rows)

    def count(self, graph: str) -> int:
        """Return how many triples a graph has."""
        name = self.named(graph)
        query = with_values(query_of("triples"), {"graph": [_iri(name)]}) if name else query_of("triples-of-default")
        rows = select(self._remote, query).rows
        return int(plain_value(rows[0][-1])) if rows else 0

    def named(self, graph: str) -> str:
        """Return the name under which the store has a graph, nothing for its default graph."""
        return self.default_graph if graph == DEFAULT else graph

    def noted_as(self, graph: str) -> str:
        """Return what a graph is called in what is noted: its name there, or a word for the default graph."""
        return self.named(graph) or NAMELESS

    @property
    def _remote(self) -> Remote:
        return Remote(self.query, "", client=self.client)

    # Writing

    def note(self, add: Iterable[str], remove: Iterable[str] = (), before: Iterable[str] = ()) -> None:
        """Note lines and forget others, after the operations `before`; one request, of which the store may make one step."""
        if not self.update:
            lines = (self.noted() | set(add)) - set(remove)
            return self.put(MARKER, "".join(sorted(lines)).encode())
        both = (("INSERT", sorted(add)), ("DELETE", sorted(remove)))
        operations = [*before, *(_data(word, MARKER, lines) for word, lines in both if lines)]
        if operations:
            self.execute(" ;\n".join(operations))

    def add(self, graph: str, text: str, mark: str) -> None:
        """Add triples to a named graph, and note the line `mark` with them or, by the Graph Store Protocol, behind them."""
        if not self.graph_store:
            return self.execute(f"INSERT DATA {{ GRAPH {_iri(graph)} {{\n{text}}} GRAPH {_iri(MARKER)} {{ {mark} }} }}")
        self._write("POST", graph, text.encode())
        return self._write("POST", MARKER, mark.encode())

    def put(self, graph: str, body: bytes | Streamed) -> None:
        """Let a graph have these triples and no others."""
        self._write("PUT", graph, body)

    def delete(self, noted: str) -> None:
        """Remove a graph that was noted, which may not be there."""
        sign = "&" if "?" in self.graph_store else "?"
        what = "default" if noted == NAMELESS else f"graph={quote(noted, safe='')}"
        reply = self.client.send("DELETE", f"{self.graph_store}{sign}{what}")
        if reply.status != 404:
            judge(reply, self.graph_store, "graph store")

    def execute(self, text: str) -> None:
        """Run an update."""
        body = text.encode()
        judge(
            self.client.send("POST", self.update, body=body, headers={"Content-Type": UPDATE}), self.update, "updates", len(body)
        )  # fmt: skip

    def _write(self, method: str, graph: str, body: bytes | Streamed) -> None:
        reply = self.client.send(method, self._address(graph), body=body, headers={"Content-Type": TRIPLES})
        judge(reply, self.graph_store, "graph store", body.length if isinstance(body, Streamed) else len(body))

    def _address(self, graph: str) -> str:
        """Return the address of a graph, indirectly identified (section 4.2)."""
        name = self.named(graph)
        sign = "&" if "?" in self.graph_store else "?"
        return f"{self.graph_store}{sign}graph={quote(name, safe='')}" if name else f"{self.graph_store}{sign}default"


def copy(source: str, target: str) -> str:
    """Return the operation that lets one graph have what another has; no target is the default graph.

    Operations on graphs take no variables (SPARQL 1.1 Update, section 3.2), so that the names stand in the text, written by
    the RDF library.
    """
    return f"COPY GRAPH {_iri(source)} TO {f'GRAPH {_iri(target)}' if target else 'DEFAULT'}"


def drop(noted: str) -> str:
    """Return the operation that removes a graph that was noted, which may not be there."""
    return f"DROP SILENT {'DEFAULT' if noted == NAMELESS else f'GRAPH {_iri(noted)}'}"


def judge(reply: Reply, url: str, what: str, size: int = 0) -> None:
    """Raise EndpointError for a reply that does not say that it is done; `what` is what the address should take."""
    if reply.status in (200, 201, 202, 204):
        return
    said = {
        400: (f"the store refuses a body of {size} bytes", "give a smaller --batch, or write --by the other way"),
        401: ("the store wants other credentials", "set BIOPIC_USER and BIOPIC_PASSWORD"),
        403: ("the store forbids it", "ask its operator for the right to write, or name its address that takes it"),
        404: (f"the store has no {what} at this address", "check the address"),
        405: (f"the store takes no {what} at this address", "check the address"),
        413: (f"the store refuses a body of {size} bytes", "give a smaller --batch, or raise the store's limit"),
        415: (
            f"the store takes no {what} of this kind at this address",
            "check the address, or write --by the other way",
        ),
        507: ("the store has no room left", "make room there and publish again"),
    }.get(
        403 if "permission" in reply.words.lower() else reply.status,
        ("the store failed", "look into its log and its disk, and publish again: what was written is kept"),
    )
    raise EndpointError(f"{said[0]} ({reply.words})", file=url, todo=said[1])


def _iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(name)


def _data(word: str, graph: str, lines: Sequence[str]) -> str:
    return f"{word} DATA {{ GRAPH {_iri(graph)} {{\n{''.join(lines)}}} }}"

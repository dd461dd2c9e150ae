"""Ask SPARQL queries of a store on disk or of any endpoint, with the same answers from both.

In goes a query text; out comes a table of RDF terms, a truth value or triples. Parameters are RDF terms in a VALUES
clause behind the query (SPARQL 1.1, section 10.2.2), serialised by the RDF library and never pasted into the text.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import pyoxigraph as ox

from biopic.errors import EndpointError, QueryError
from biopic.grammar import graphs_apart, values_in_front
from biopic.ontology import BIOPIC, OWL, RDF, RDFS, SKOS, XSD

if TYPE_CHECKING:  # who asks a store in this process waits for no library of the web
    from biopic.client import Client, Reply

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Cell = Term | None

PREFIXES = {
    "biopic": BIOPIC,
    "dcterms": "http://purl.org/dc/terms/",
    "graph": "https://w3id.org/biopic/graph/",
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}
"""The prefixes that every query may use without declaring them; `id` and one prefix a film are added from the store."""


@dataclass(frozen=True)
class Table:
    """The answer of a SELECT: its variables and its rows, an unbound cell being None."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Answer = Table | bool | tuple[ox.Triple, ...]


class Target(Protocol):
    """Something that answers SPARQL queries about a graph whose IRIs begin with `base`."""

    @property
    def base(self) -> str:
        """Return what the IRIs of the graph begin with."""

    def run(self, query: str) -> Answer:
        """Answer the query; raise QueryError or EndpointError."""


@dataclass(frozen=True)
class Local:
    """A store in this process."""

    store: ox.Store
    base: str

    def run(self, query: str) -> Answer:
        """Answer the query from the store; raise QueryError where it is wrong."""
        try:
            found = self.store.query(query, base_iri=self.base or None)
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QueryTriples):
                return tuple(found)
            names = tuple(variable.value for variable in found.variables)
            return Table(names, tuple(tuple(row[name] for name in names) for row in found))
        except (SyntaxError, ValueError) as error:
            raise unreadable(error, query) from None
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query failed: {error}", todo="simplify it, or build the store again") from None


@dataclass(frozen=True)
class Remote:
    """A SPARQL 1.1 endpoint: SPARQLWrapper writes the request, `client` sends it; `timeout` in seconds.

    `default_graph` is the graph that stands for the default one, where the endpoint has none that can be written. With it the
    request says of which graphs the whole dataset is (SPARQL 1.1 Protocol, section 2.1.4), `named_graphs` being the others.
    """

    url: str
    base: str
    timeout: float = 60
    default_graph: str = ""
    named_graphs: tuple[str, ...] = ()
    client: Client | None = None

    def run(self, query: str) -> Answer:
        """Answer the query from the endpoint; raise QueryError where it is wrong, EndpointError where the endpoint is away."""
        form = form_of(query)
        reply = self.answer(query, form)
        return parse_answer(reply, self.url, graph=form in ("CONSTRUCT", "DESCRIBE"))

    def answer(self, query: str, form: str) -> Reply:
        """Return the endpoint's reply to a query, which is an answer; raise as `run` does where it is none."""
        from biopic.client import status_text

        reply = self.send(query, form)
        if reply.status == 400:
            raise unreadable(ValueError(reply.body.decode("utf-8", "replace")), query)
        if reply.status in (401, 403):
            raise EndpointError(
                f"the endpoint refuses us ({status_text(reply.status)})", file=self.url, todo="set BIOPIC_USER and BIOPIC_PASSWORD"
            )  # fmt: skip
        if reply.status != 200:
            raise EndpointError(
                f"the endpoint does not answer ({reply.words})", file=self.url, todo="check the address and try again"
            )
        return reply

    def send(self, query: str, form: str) -> Reply:
        """Return the endpoint's reply to a query of that form, whatever its status."""
        from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

        from biopic.client import check_address

        check_address(self.url)
        wrapper = SPARQLWrapper(self.url)
        wrapper.setMethod(POST)
        if self.default_graph:
            wrapper.addDefaultGraph(self.default_graph)
            for name in self.named_graphs:
                wrapper.addNamedGraph(name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it guesses the form from any word, those of comments included
            wrapper.setQuery(graphs_apart(values_in_front(query), self.named_graphs))
        wrapper.queryType = form
        wrapper.setReturnFormat(TURTLE if form in ("CONSTRUCT", "DESCRIBE") else JSON)
        request = wrapper._createRequest()
        data = request.data if isinstance(request.data, bytes) else None
        return self._sender.send(
            request.get_method(), request.full_url, body=data, headers=dict(request.header_items())
        )

    @cached_property
    def _sender(self) -> Client:
        from biopic.client import Client

        return self.client or Client(timeout=self.timeout)


def parse_answer(reply: Reply, url: str, *, graph: bool) -> Answer:
    """Return what a reply holds, triples or rows; raise EndpointError where that is no whole answer."""
    found = _parse_answer(reply.body, url, graph)
    _check_whole(found, reply.headers, url)
    return found


def _check_whole(found: Answer, headers: Mapping[str, str], url: str) -> None:
    """Raise EndpointError where an endpoint says in a header that it stopped early; Virtuoso answers 200 all the same."""
    size = len(found.rows) if isinstance(found, Table) else len(found) if isinstance(found, tuple) else 0
    most = headers.get("X-SPARQL-MaxRows", "")
    if "X-SQL-State" in headers or (most.isdigit() and size >= int(most)):
        raise EndpointError(
            f"the endpoint cut its answer short at {size}", file=url, todo="raise its limits on rows and time, or ask for less"
        )  # fmt: skip


def form_of(query: str) -> str:
    """Return the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE; raise QueryError where it has none of them.

    >>> form_of("# add a line\\nPREFIX ask: <urn:a#> SELECT ?x {}")
    'SELECT'
    """
    found = _PROLOGUE.match(query)
    form = found[1].upper() if found else ""
    if form not in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
        raise QueryError(
            f"the query is not SPARQL that reads: it is {form or 'empty'}",
            todo="write a SELECT, ASK or CONSTRUCT query",
        )
    return form


_PROLOGUE = re.compile(r"(?:\s|#[^\n]*(?:\n|$)|BASE\s*<[^>]*>|PREFIX\s*[^\s:]*\s*:\s*<[^>]*>)*(\w+)", re.IGNORECASE)


def _parse_answer(data: bytes, url: str, graph: bool) -> Answer:
    try:
        if graph:
            triples = ox.parse(data, format=ox.RdfFormat.TURTLE)
            return tuple(ox.Triple(q.subject, q.predicate, q.object) for q in triples)
        found = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        names = tuple(variable.value for variable in found.variables)
        return Table(names, tuple(tuple(row[name] for name in names) for row in found))
    except (SyntaxError, ValueError) as error:
        raise EndpointError(
            f"the answer is cut short or no SPARQL result ({error})", file=url, todo="try again"
        ) from None


def unreadable(error: Exception, query: str) -> QueryError:
    """Say on which line, and behind which words, a query stops being SPARQL; prefixes of ours in front are not shown."""
    text, rows = " ".join(str(error).split()), query.split("\n")
    place = re.search(r"\bat (\d+):(\d+)", text)
    if not place or int(place[1]) > len(rows):
        return QueryError(f"the query is not SPARQL: {text[:300]}", todo="mend it there")
    line = int(place[1])
    before = " ".join([*rows[: line - 1], rows[line - 1][: int(place[2]) - 1]])
    before = " ".join(re.sub(r"^(PREFIX [\w-]*: <[^>]*> )+", "", before).split())[-60:]
    why = re.search(r"expected (?:one of )?([A-Z]\w* [\w ]+)", text)
    what = f"the query is not SPARQL: line {line}, behind {before!r}{f' ({why[1]})' if why else ''}"
    return QueryError(what, todo="mend it there")


def with_prefixes(query: str, base: str, films: Iterable[str] = ()) -> str:
    """Return `query` with the project's prefixes declared in front, on its own first line so that line numbers stay.

    >>> with_prefixes("ASK { ?x a biopic:Film }", "https://example.org/").count("PREFIX biopic:")
    1
    """
    known = {**PREFIXES, "id": f"{base}id/", **{film: f"{base}id/{film}/" for film in films}}
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w-]*)\s*:", query))
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in known.items() if name not in declared) + query


def with_values(query: str, values: Mapping[str, Sequence[Term]]) -> str:
    """Return `query` with each variable bound to one of its terms, by VALUES clauses behind it.

    >>> print(with_values("SELECT ?x WHERE { ?x ?p ?o }", {"x": [ox.NamedNode("urn:a")]}), end="")
    SELECT ?x WHERE { ?x ?p ?o }
    VALUES (?x) { (<urn:a>) }
    """
    return f"{query.rstrip()}\n{values_clause(values)}\n" if values else query


def values_clause(values: Mapping[str, Sequence[Term]]) -> str:
    """Return the VALUES clause that binds each variable to one of its terms.

    >>> values_clause({"x": [ox.NamedNode("urn:a")], "y": [ox.Literal("b"), ox.Literal("c")]})
    'VALUES (?x ?y) { (<urn:a> "b") (<urn:a> "c") }'
    """
    rows: list[list[Term]] = [[]]
    for terms in values.values():
        rows = [[*row, term] for row in rows for term in terms]
    head = " ".join(f"?{name}" for name in values)
    body = " ".join(f"({' '.join(str(term) for term in row)})" for row in rows)
    return f"VALUES ({head}) {{ {body} }}"


def select(target: Target, query: str) -> Table:
    """Run a query that must be a SELECT."""
    found = target.run(query)
    if not isinstance(found, Table):
        raise QueryError("the query is no SELECT", todo="write a SELECT query")
    return found


def films_of(target: Target) -> list[str]:
    """Return the local names of the films in the graph, sorted."""
    rows = select(target, f"SELECT ?film WHERE {{ ?film a <{BIOPIC}Film> }} ORDER BY ?film").rows
    return [name for (film,) in rows if (name := str(getattr(film, "value", "")).removeprefix(f"{target.base}id/"))]


def plain_value(term: Any) -> str:
    """Return an IRI or a literal as plain text, nothing for an unbound cell."""
    return "" if term is None else str(term.value)

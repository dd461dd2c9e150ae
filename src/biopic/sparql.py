"""Ask SPARQL queries of a store on disk or of any endpoint, with the same answers from both.

In goes a query text; out comes a table of RDF terms, a truth value or triples. Parameters are RDF terms in a VALUES
clause behind the query (SPARQL 1.1, section 10.2.2), serialised by the RDF library and never pasted into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pyoxigraph as ox

from biopic.errors import EndpointError, QueryError
from biopic.ontology import BIOPIC, OWL, RDF, RDFS, SKOS, XSD

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
            raise _unreadable(error) from None
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query failed: {error}", todo="simplify it") from None


@dataclass(frozen=True)
class Remote:
    """A SPARQL 1.1 endpoint, asked through SPARQLWrapper; `timeout` in seconds."""

    url: str
    base: str
    timeout: int = 60

    def run(self, query: str) -> Answer:
        """Answer the query from the endpoint; raise QueryError where it is wrong, EndpointError where the endpoint is away."""
        import urllib.error

        from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

        if not re.match(r"https?://[^\s/]+", self.url):
            raise EndpointError(
                "the endpoint is no http address", file=self.url, todo="give one such as http://127.0.0.1:7878/query"
            )
        wrapper = SPARQLWrapper(self.url, agent="biopic (https://w3id.org/biopic/)")
        wrapper.setTimeout(self.timeout)
        wrapper.setMethod(POST)
        wrapper.setQuery(query)
        graph = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
        wrapper.setReturnFormat(TURTLE if graph else JSON)
        try:
            data = wrapper.query().response.read()
        except SPARQLExceptions.QueryBadFormed as error:
            raise _unreadable(error) from None
        except (SPARQLExceptions.SPARQLWrapperException, urllib.error.URLError, OSError, ValueError) as error:
            said = str(getattr(error, "reason", error)).splitlines() or [type(error).__name__]
            raise EndpointError(
                f"the endpoint does not answer ({said[0]})", file=self.url, todo="check the address and try again"
            ) from None
        return _parse_triples(data) if graph else _parse_results(data, self.url)


def _parse_triples(data: bytes) -> tuple[ox.Triple, ...]:
    return tuple(ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(data, format=ox.RdfFormat.TURTLE))


def _parse_results(data: bytes, url: str) -> Answer:
    try:
        found = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        names = tuple(variable.value for variable in found.variables)
        return Table(names, tuple(tuple(row[name] for name in names) for row in found))
    except (SyntaxError, ValueError) as error:
        raise EndpointError(
            f"the answer is cut short or no SPARQL result ({error})", file=url, todo="try again"
        ) from None


def _unreadable(error: Exception) -> QueryError:
    text = " ".join(str(error).split())
    return QueryError(f"the query is not SPARQL: {text[:300]}", todo="mend it there")


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
    if not values:
        return query
    rows: list[list[Term]] = [[]]
    for terms in values.values():
        rows = [[*row, term] for row in rows for term in terms]
    head = " ".join(f"?{name}" for name in values)
    body = " ".join(f"({' '.join(str(term) for term in row)})" for row in rows)
    return f"{query.rstrip()}\nVALUES ({head}) {{ {body} }}\n"


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

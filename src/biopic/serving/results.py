"""Run somebody's query and write its answer in the form that was asked for, within limits; a worker's work.

An answer comes whole or not at all: a query whose rows or bytes pass the limit stops there, and the reply says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyoxigraph as ox

from biopic.errors import BiopicError, EndpointError, QueryError
from biopic.serving.guard import RefusedQueryError, asks_service, check_query
from biopic.serving.holding import Holding
from biopic.serving.negotiation import choose
from biopic.serving.tasks import GONE, Reply, problem
from biopic.sparql import Remote, form_of, parse_answer, unreadable

ROWS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
}
"""What the answer of a SELECT or an ASK comes as (https://www.w3.org/TR/sparql11-protocol/#query-success)."""

TRIPLES: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
}
"""What the answer of a CONSTRUCT or a DESCRIBE comes as."""

_TRUTH = [name for name, form in ROWS.items() if form in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML)]
_MERGED = 500_000
"""So many quads at most are copied to make one default graph of several."""


class _PassedError(Exception):
    """A limit was passed; its text says which."""


def run_query(holding: Holding, given: Mapping[str, Any]) -> Reply:
    """Run `query`; `default` and `named` are the graphs of its dataset, both None for what the query itself says."""
    query, accept = str(given["query"]), str(given.get("accept", ""))
    limits = holding.limits
    try:
        check_query(query, limits.depth, holding.services)
        if holding.remote is not None:
            return _answer(_passed_on(holding.remote, query, given), accept, holding)
        store, dataset = _dataset(holding.store, given.get("default"), given.get("named"))
        return _answer(store.query(query, base_iri=holding.base or None, **dataset), accept, holding)
    except RefusedQueryError as error:
        return problem(403, str(error))
    except EndpointError:
        raise
    except BiopicError as error:
        return problem(400, str(error))
    except (SyntaxError, ValueError) as error:
        return problem(400, str(unreadable(error, query)))
    except _PassedError as error:
        return problem(422, f"the answer passes the limit of {error}", "ask for less, or page with LIMIT and OFFSET")
    except (OSError, RuntimeError) as error:
        if asks_service(query):
            return problem(502, "an endpoint that the query asks did not answer", "try again later")
        return Reply(GONE, body=str(error).encode())


def _passed_on(remote: Remote, query: str, given: Mapping[str, Any]) -> Any:
    """Return what the endpoint behind this server answers, as the engine would have."""
    default, named = list(given.get("default") or ()), list(given.get("named") or ())
    if default or named:
        if len(default) != 1:
            raise QueryError("this server passes a dataset on only with one default graph", todo="name one")
        remote = replace(remote, default_graph=str(default[0]), named_graphs=tuple(named))
    form, text = form_of(query), f"BASE <{remote.base}> {query}"
    if form in ("CONSTRUCT", "DESCRIBE"):
        return remote.run(text)
    reply = remote.answer(text, form)
    parse_answer(reply, remote.url, graph=False)  # refuses what was cut short
    return ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)


def _answer(found: Any, accept: str, holding: Holding) -> Reply:
    if isinstance(found, ox.QueryTriples | tuple):
        return _triples(found, accept, holding)
    offers = _TRUTH if isinstance(found, ox.QueryBoolean) else list(ROWS)
    media_type = choose(accept, offers)
    if media_type is None:
        return _not_acceptable(offers)
    out = Output(ROWS[media_type], holding.limits.rows, holding.limits.answer)
    try:
        found.serialize(out, format=ROWS[media_type])
    except _PassedError:
        raise
    except Exception:
        if out.passed:
            raise _PassedError(out.passed) from None
        raise
    return Reply(200, media_type, bytes(out.data))


def _triples(found: Iterable[ox.Triple], accept: str, holding: Holding) -> Reply:
    media_type = choose(accept, list(TRIPLES))
    if media_type is None:
        return _not_acceptable(list(TRIPLES))
    triples: set[ox.Triple] = set()
    for triple in found:
        triples.add(triple)
        if len(triples) > holding.limits.rows:
            raise _PassedError(f"{holding.limits.rows} triples")
    body = ox.serialize(sorted(triples, key=str), format=TRIPLES[media_type]) or b""
    if len(body) > holding.limits.answer:
        raise _PassedError(f"{holding.limits.answer} bytes")
    return Reply(200, media_type, body)


def _not_acceptable(offers: Sequence[str]) -> Reply:
    return problem(406, "the answer comes in none of the accepted media types", f"accept one of: {', '.join(offers)}")


def _dataset(
    store: ox.Store, default: Sequence[str] | None, named: Sequence[str] | None
) -> tuple[ox.Store, dict[str, Any]]:
    """Return where to ask, and the graphs that make up the dataset.

    Of several default graphs one is made by copying, for the engine would count a triple once for each graph that has it.
    """
    if default is None and named is None:
        return store, {}
    graphs = [ox.NamedNode(iri) for iri in dict.fromkeys(default or ())]
    names = [ox.NamedNode(iri) for iri in dict.fromkeys(named or ())]
    if len(graphs) < 2:
        return store, {"default_graph": graphs, "named_graphs": names}
    merged, copied = ox.Store(), 0
    for graph, keep in [*((g, False) for g in graphs), *((n, True) for n in names)]:
        quads = list(store.quads_for_pattern(None, None, None, graph))
        copied += len(quads)
        if copied > _MERGED:
            raise _PassedError(f"{_MERGED} quads in several default graphs")
        merged.extend(quads if keep else [ox.Quad(q.subject, q.predicate, q.object) for q in quads])
    return merged, {"default_graph": [ox.DefaultGraph()], "named_graphs": names}


class Output:
    """A file that the engine writes its rows to; it counts them and refuses to go on past a limit.

    The engine's own writers are many times faster than rows handed to Python one by one, but do not count. In each format a
    row can be told from what is around it: a line in TSV, a line outside quotation marks in CSV, an element in XML, and in
    JSON an object that is no value of a member, outside strings.
    """

    def __init__(self, form: ox.QueryResultsFormat, rows: int, size: int) -> None:
        self.data = bytearray()
        self.passed = ""
        self.rows = 0
        self._most, self._size = rows, size
        self._rest, self._inside = b"", False
        count, head = {
            ox.QueryResultsFormat.JSON: (self._json, 1),
            ox.QueryResultsFormat.CSV: (self._csv, 1),
            ox.QueryResultsFormat.TSV: (lambda chunk: chunk.count(b"\n"), 1),
            ox.QueryResultsFormat.XML: (self._xml, 0),
        }[form]
        self._count, self.rows = count, -head

    def write(self, chunk: bytes) -> int:
        """Take some bytes; raise where a limit is passed."""
        self.data += chunk
        self.rows += self._count(bytes(chunk))
        if self.rows > self._most:
            self.passed = f"{self._most} rows"
        elif len(self.data) > self._size:
            self.passed = f"{self._size} bytes"
        if self.passed:
            raise _PassedError(self.passed)
        return len(chunk)

    def flush(self) -> None:
        """Do nothing: what is written is there."""

    def _csv(self, chunk: bytes) -> int:
        return sum(piece.count(b"\n") for piece in self._outside(chunk))

    def _xml(self, chunk: bytes) -> int:
        text = self._rest + chunk
        self._rest = text[-len(b"<result") :]
        return text.count(b"<result>")

    def _json(self, chunk: bytes) -> int:
        text = self._rest + chunk
        cut = len(text.rstrip(b"\\:"))
        text, self._rest = text[:cut], text[cut:]
        marks = b'"'.join(self._outside(text.replace(b"\\\\", b"").replace(b'\\"', b"")))
        return marks.count(b"{") - marks.count(b":{")

    def _outside(self, text: bytes) -> list[bytes]:
        """Return the pieces that stand outside quotation marks."""
        pieces = text.split(b'"')
        outside = pieces[self._inside :: 2]
        self._inside = self._inside ^ (len(pieces) % 2 == 0)
        return outside

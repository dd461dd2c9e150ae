"""A SPARQL endpoint asked through SPARQLWrapper, which writes the request, while `Polite` sends it.

It is a `biopic.sparql.Target`: in goes a query, out comes a table. Requests are by POST (SPARQL 1.1 Protocol, section 2.1.2),
so that a query may be long, and answers in JSON.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from biopic.errors import QueryError
from biopic.headers import read_header
from biopic.linking.polite import Polite
from biopic.places import folder
from biopic.sparql import Answer, Table, Term, form_of, select


@dataclass(frozen=True)
class Endpoint:
    """A SPARQL 1.1 endpoint that is asked politely."""

    url: str
    polite: Polite
    base: str = ""

    def run(self, query: str) -> Answer:
        """Answer a SELECT or ASK query; raise EndpointError where the service does not."""
        from SPARQLWrapper import JSON, POST, SPARQLWrapper

        self.polite.check(self.url)
        wrapper = SPARQLWrapper(self.url, agent=self.polite.agent)
        wrapper.setMethod(POST)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it guesses the form from any word, those of comments included
            wrapper.setQuery(query)
        wrapper.queryType = form_of(query)
        if wrapper.queryType not in ("SELECT", "ASK"):
            raise QueryError("only rows can be asked for here", todo="write a SELECT query")
        wrapper.setReturnFormat(JSON)
        request = wrapper._createRequest()
        return self.polite.ask(
            request.get_method(),
            request.full_url,
            _read_rows,
            body=request.data if isinstance(request.data, bytes) else None,
            headers={
                name: value for name, value in request.header_items() if name.lower() in ("accept", "content-type")
            },
        )


def _read_rows(data: bytes) -> Answer:
    """Read the SPARQL 1.1 Query Results JSON Format; raise ValueError where it is something else."""
    try:
        found = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if not isinstance(found, ox.QuerySolutions):
            raise ValueError("it is no table")
        names = tuple(variable.value for variable in found.variables)
        return Table(names, tuple(tuple(row[name] for name in names) for row in found))
    except (SyntaxError, OSError) as error:
        raise ValueError(" ".join(str(error).split())[:120]) from None


def query_text(name: str) -> str:
    """Return the SPARQL of a file under `queries/wikidata/candidates`."""
    return read_header(folder("queries") / "wikidata" / "candidates" / f"{name}.rq")[1]


def rows_of(endpoint: Endpoint, name: str, variables: Sequence[str], rows: Sequence[Sequence[Term]], size: int) -> Iterator[tuple[str, ...]]:  # fmt: skip
    """Yield what a query answers with its variables bound to each of the rows, `size` rows a request; unbound cells are empty."""
    text = query_text(name)
    for start in range(0, len(rows), size):
        table = select(endpoint, with_rows(text, variables, rows[start : start + size]))
        for row in table.rows:
            yield tuple("" if cell is None else str(cell.value) for cell in row)


def with_rows(query: str, variables: Sequence[str], rows: Sequence[Sequence[Term]]) -> str:
    """Return `query` with the variables bound together to each row of terms, by a VALUES clause behind it.

    >>> print(with_rows("SELECT ?x WHERE { ?x ?p ?o }", ["x", "o"], [[ox.NamedNode("urn:a"), ox.Literal("b")]]), end="")
    SELECT ?x WHERE { ?x ?p ?o }
    VALUES (?x ?o) { (<urn:a> "b") }
    """
    head = " ".join(f"?{name}" for name in variables)
    body = " ".join(f"({' '.join(str(term) for term in row)})" for row in rows)
    return f"{query.rstrip()}\nVALUES ({head}) {{ {body} }}\n"

"""Federated questions: queries with SERVICE, answered from the graph and from one service that the user names.

In goes a query with one `SERVICE ?service { ... }`; out comes the same query with what the service answered in place of that
block, as VALUES, ready for any store or endpoint that holds the graph. The service is asked only about the entities that the
graph's own side yields, a batch a request, and only from here. Engines do otherwise, and are not left to it: Oxigraph asks
the service for everything that fits the block, waits for ever and cannot say who asks; it takes `SERVICE ?service` with
VALUES for an unbound name; and rdflib reads no SERVICE but one with an address in it. See docs/decisions/0015-federation.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from biopic.errors import EndpointError, QueryError
from biopic.sparql import Cell, Table, Target, select

ENTITIES_A_REQUEST = 200

_MARKS = re.compile(
    r"""\#[^\n]*|<[^<>"{}|^`\\\s]*>|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?P<service>\bSERVICE\s*\?service\s*(?=\{))|[{}]""",
    re.IGNORECASE,
)
"""What matters in SPARQL to find where a block ends: comments, IRIs and strings, in which braces are none, and braces."""

_PREFIX = re.compile(r"^\s*PREFIX\s+[\w-]*:\s*<[^<>\s]*>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Federated:
    """A query in three pieces: what stands before the SERVICE block, what the service is asked, and what stands behind."""

    before: str
    inside: str
    after: str

    @property
    def own(self) -> str:
        """Return the query without the block: what the graph itself knows."""
        return f"{self.before}{self.after}"

    def at(self, url: str) -> str:
        """Return the query as any engine with SERVICE takes it, the address of the service in it."""
        return f"{self.before}SERVICE {ox.NamedNode(url)} {{{self.inside}}}{self.after}"

    def about(self, names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
        """Return what to ask the service about some entities, the prefixes of the whole query in front."""
        prefixes = "\n".join(found[0].strip() for found in _PREFIX.finditer(self.before))
        return f"{prefixes}\nSELECT DISTINCT * WHERE {{\n  {_values(names, rows)}\n{self.inside.strip()}\n}}\n"

    def joined(self, table: Table) -> str:
        """Return the query with what the service answered in the block's place."""
        return f"{self.before}{_values(table.variables, sorted(table.rows, key=_key))}{self.after}"


def parse_federated(query: str) -> Federated:
    """Take a query apart at its `SERVICE ?service { ... }`; raise QueryError where there is not exactly one.

    >>> parse_federated("SELECT * { ?x ?y ?z SERVICE ?service { ?z ?a '}' } }").inside
    " ?z ?a '}' "
    """
    starts = [found for found in _MARKS.finditer(query) if found["service"]]
    if len(starts) != 1:
        raise QueryError("the query has not exactly one SERVICE ?service block", todo="write one, and nothing inside it but what is asked there")  # fmt: skip
    depth, opened = 0, starts[0].end()
    for found in _MARKS.finditer(query, opened):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return Federated(query[: starts[0].start()], query[opened + 1 : found.start()], query[found.end() :])
    raise QueryError("the SERVICE block does not end", todo="close its brace")


def ask_service(target: Target, service: Target, query: str, about: Sequence[str]) -> str:
    """Return `query` with the answer of `service` in it; `about` are the variables that both sides know.

    Raises EndpointError where the service is away. Of a graph that has nothing to ask about, the service is asked nothing.
    """
    parts = parse_federated(query)
    rows = _bound(select(target, parts.own), about)
    answers: list[tuple[Cell, ...]] = []
    names: tuple[str, ...] = tuple(about)
    for start in range(0, len(rows), ENTITIES_A_REQUEST):
        found = select(service, parts.about(about, rows[start : start + ENTITIES_A_REQUEST]))
        if not set(about) <= set(found.variables):
            raise EndpointError(
                "the service answers something else than was asked", file=getattr(service, "url", None), todo="check its address"
            )  # fmt: skip
        names = found.variables
        answers += [tuple(_plain(cell) for cell in row) for row in found.rows]
    return parts.joined(Table(names, tuple(dict.fromkeys(answers))))


def _bound(table: Table, about: Sequence[str]) -> list[tuple[Cell, ...]]:
    """Return the different entities to ask about, sorted; only what has an IRI can be asked about."""
    missing = set(about) - set(table.variables)
    if missing:
        raise QueryError(f"the query does not select ?{min(missing)}", todo="select what the service is asked about")
    at = [table.variables.index(name) for name in about]
    rows = {tuple(row[index] for index in at) for row in table.rows}
    return sorted((row for row in rows if all(isinstance(cell, ox.NamedNode) for cell in row)), key=_key)


def _values(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return a VALUES clause; the RDF library writes the terms."""
    head = " ".join(f"?{name}" for name in names)
    body = " ".join(f"({' '.join('UNDEF' if cell is None else str(cell) for cell in row)})" for row in rows)
    return f"VALUES ({head}) {{ {body} }}"


def _plain(cell: Cell) -> Cell:
    """Return a term, nothing for a blank node: it stands for a value that nobody knows, and VALUES takes none."""
    return None if isinstance(cell, ox.BlankNode) else cell


def _key(row: Sequence[Cell]) -> list[str]:
    return [str(cell) for cell in row]

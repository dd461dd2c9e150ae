"""Look at a query before it runs: how long and how deep it is, and whether it asks another endpoint.

A query is cut into words as SPARQL's grammar cuts it (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), strings, comments
and IRIs set aside. In doubt a query is refused: the engine's parser lets keywords touch what stands before and behind
them, so that any name with the word in it counts, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from biopic.errors import QueryError
from biopic.grammar import Token, tokens

_SILENT = "SILENT"


class RefusedQueryError(QueryError):
    """The query is SPARQL, but this server does not run it."""


def check_query(query: str, depth: int, services: Collection[str] = ()) -> None:
    """Raise QueryError for a query that nests deeper than `depth`, RefusedQueryError for one that asks an endpoint not in `services`.

    >>> check_query("SELECT * { ?s ?p 'SERVICE' } # SERVICE", 10)
    >>> check_query("SELECT * { SERVICE <https://a.example/sparql> { ?s ?p ?o } }", 10, ["https://a.example/sparql"])
    """
    if sum(map(query.count, "({[")) > depth:  # fewer brackets cannot nest deeper
        _check_depth(query, depth)
    if re.search(r"service|\\u", query, re.IGNORECASE):
        for text in {query, _decoded(query)}:
            _check_services(text, services)


def _check_depth(query: str, depth: int) -> None:
    level = 0
    for kind, _, _ in tokens(query):
        level += (kind == "open") - (kind == "close")
        if level > depth:
            raise QueryError(f"the query nests deeper than {depth} brackets", todo="make it flatter")


def asks_service(query: str) -> bool:
    """Say whether a query that passed `check_query` asks another endpoint."""
    return bool(re.search("service", query, re.IGNORECASE)) and any(
        _is_service(each.kind, each.text) for each in tokens(query)
    )


def _check_services(query: str, services: Collection[str]) -> None:
    words = tokens(query)
    for kind, text, _ in words:
        if not _is_service(kind, text):
            continue
        kind, after, _ = next(words, Token("", "", 0))
        if after.upper() == _SILENT:
            kind, after, _ = next(words, Token("", "", 0))
        if text.upper() != "SERVICE" or kind != "iri" or after[1:-1] not in services:
            known = f"; it may ask: {', '.join(sorted(services))}" if services else ""
            raise RefusedQueryError(
                f"this server asks no other endpoint that its operator has not allowed by name{known}",
                todo="leave SERVICE out, or write its whole address in angle brackets",
            )


def _is_service(kind: str, text: str) -> bool:
    if kind == "name":
        text = text.partition(":")[0]
    return kind in ("name", "word") and "service" in text.lower()


def _decoded(query: str) -> str:
    """Return the query with its escaped code points decoded, as section 19.2 of the standard has it."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U00([0-9A-Fa-f]{6})", _character, query)


def _character(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else "\ufffd"

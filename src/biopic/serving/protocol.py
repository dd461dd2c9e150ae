"""The SPARQL 1.1 Protocol, its query side (https://www.w3.org/TR/sparql11-protocol/#query-operation): from a request to a task.

A query comes by GET, by POST of a form, or by POST of the query itself. Updates are refused; without a query, the endpoint
describes itself.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from biopic.serving.negotiation import choose
from biopic.serving.settings import Limits
from biopic.serving.tasks import Reply, Task, problem

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*')
_CHANGING = re.compile(r"\b(NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)
"""Words in a query whose answer may differ from one time to the next."""

DESCRIPTIONS = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}


def read_get(query_string: str, accept: str, endpoint: str, limits: Limits) -> Task | Reply:
    """Return the task of a GET: a query, or the description of the service where nothing is asked."""
    try:
        pairs = _pairs(query_string)
    except ValueError:
        return problem(400, "the parameters are not percent-encoded UTF-8", "encode them")
    if not query_string:
        return describe_service(accept, endpoint)
    if any(name == "update" for name, _ in pairs):
        return refused()
    return _query(pairs, None, accept, limits)


def read_post(content_type: str, query_string: str, body: bytes, accept: str, limits: Limits) -> Task | Reply:
    """Return the task of a POST, of either form."""
    kind, charset = _content_type(content_type)
    if kind == UPDATE:
        return refused()
    if kind not in (FORM, QUERY):
        return problem(415, f"a query comes as {QUERY} or as {FORM}", "set Content-Type", Accept=f"{QUERY}, {FORM}")
    if charset not in ("", "utf-8", "utf8"):
        return problem(415, "a query comes in UTF-8", "encode it so", Accept=f"{QUERY}, {FORM}")
    try:
        text = body.decode("utf-8")
        pairs = _pairs(text if kind == FORM else query_string)
        if kind == FORM and query_string:
            pairs += _pairs(query_string)
    except ValueError:
        return problem(400, "the request is not UTF-8", "encode it so")
    if any(name == "update" for name, _ in pairs):
        return refused()
    return _query(pairs, text if kind == QUERY else None, accept, limits)


def describe_service(accept: str, endpoint: str) -> Task | Reply:
    """Return the task of describing the endpoint; a browser is sent to the editor."""
    media_type = choose(accept, [*DESCRIPTIONS, "text/html"])
    if media_type is None:
        return problem(
            406, "the description comes in none of the accepted media types", f"accept {next(iter(DESCRIPTIONS))}"
        )
    if media_type == "text/html":
        return Reply(303, headers={"Location": "sparql.html", "Vary": "Accept"})
    return Task("service", {"endpoint": endpoint, "form": DESCRIPTIONS[media_type]})


def refused() -> Reply:
    """Return what an update is told."""
    return problem(403, "this endpoint only reads", "send a query")


def _query(pairs: list[tuple[str, str]], direct: str | None, accept: str, limits: Limits) -> Task | Reply:
    queries = [value for name, value in pairs if name == "query"] + ([] if direct is None else [direct])
    if len(queries) != 1:
        return problem(400, f"{len(queries)} queries", "send one, as the parameter query")
    if len(queries[0]) > limits.query:
        return problem(400, f"the query is longer than {limits.query} characters", "shorten it")
    graphs: dict[str, list[str]] = {"default-graph-uri": [], "named-graph-uri": []}
    for name, value in pairs:
        if name in graphs:
            if not _IRI.fullmatch(value):
                return problem(400, f"{name} is no absolute IRI", "mend it")
            graphs[name].append(value)
    given: dict[str, object] = {"query": queries[0], "accept": accept}
    if any(graphs.values()):
        given |= {"default": graphs["default-graph-uri"], "named": graphs["named-graph-uri"]}
    return Task("query", given, free=True, repeatable=not _CHANGING.search(queries[0]))


def _pairs(text: str) -> list[tuple[str, str]]:
    return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)


def _content_type(header: str) -> tuple[str, str]:
    kind, *parameters = (piece.strip().lower() for piece in header.split(";"))
    charsets = [each.partition("=")[2].strip('"') for each in parameters if each.startswith("charset=")]
    return kind, charsets[0] if charsets else ""

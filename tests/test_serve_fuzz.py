"""Requests that nobody would write: the server answers each with a status that its description names, and goes on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from serving import Serving

from biopic.serving.openapi import api

KNOWN = {200, 204, 303, 304, 400, 403, 404, 405, 406, 408, 413, 414, 415, 422, 431, 500, 502, 503, 504}
FEW = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def served(shipped_store: Path) -> Iterator[Serving]:
    """Return a server whose queries are short."""
    with Serving(shipped_store, "--timeout", 20, "--processes", 4) as running:
        yield running
        assert not running.said("a fault of ours"), running.said("a fault of ours")


DESCRIBED = schemathesis.openapi.from_dict(api())
CHECKS = [content_type_conformance, response_schema_conformance, status_code_conformance, not_a_server_error]
TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
PATHS = st.one_of(
    TEXT.map(lambda text: "/" + quote(text)),
    st.sampled_from(
        ["id", "passage", "document", "graph", "ontology", "api/ask", "assets", "de", "time", "ask", "sheet"]
    ).flatmap(lambda kind: TEXT.map(lambda text: f"/{kind}/{quote(text)}")),
    st.binary(max_size=40).map(lambda data: "/" + "".join(f"%{byte:02x}" for byte in data)),
)


@FEW
@given(path=PATHS, method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]), accept=TEXT)
def test_any_path(served: Serving, path: str, method: str, accept: str) -> None:
    found = served.fetch(
        path, method, Accept=accept.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")
    )
    assert found.status in KNOWN - {500, 502, 503, 504}, (path, found)


@FEW
@given(pieces=st.lists(st.sampled_from(["SELECT", "*", "{", "}", "?s", "?p", "<urn:a>", "'x'", '"""', "#", "\n", "SERVICE", "FROM", "VALUES",
    "(", ")", "FILTER", "\\", "\u0000", "é", "𝄞", "OPTIONAL", "UNION", "a", ";", ",", "[", "]", "LIMIT", "1", "ASK", "GRAPH", "^", "/", "BIND", "AS"]), max_size=25))  # fmt: skip
def test_any_query(served: Serving, pieces: list[str]) -> None:
    found = served.fetch("/sparql", "POST", " ".join(pieces).encode(), Content_Type="application/sparql-query")
    assert found.status in {200, 400, 403, 422}, (pieces, found)


@FEW
@given(data=st.binary(max_size=300))
def test_any_bytes(served: Serving, data: bytes) -> None:
    """On the wire, with what looks like a request before or behind them."""
    for sent in (
        data,
        b"GET /health HTTP/1.1\r\nHost: x\r\n" + data + b"\r\n\r\n",
        b"GET " + data + b" HTTP/1.1\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", served.port), 5) as raw:
            raw.sendall(sent)
            raw.shutdown(socket.SHUT_WR)
            answer = raw.recv(4096)
            assert not answer or int(answer.split()[1]) in KNOWN - {500}
    assert served.fetch("/health").status == 200


@FEW
@given(body=st.binary(max_size=200), kind=st.one_of(st.sampled_from(["application/sparql-query", "application/x-www-form-urlencoded"]), st.from_regex(r"[ -~]{0,40}", fullmatch=True)))  # fmt: skip
def test_any_body(served: Serving, body: bytes, kind: str) -> None:
    found = served.fetch("/sparql", "POST", body, Content_Type=kind)
    assert found.status in {200, 400, 403, 415}, (body, kind, found)


@pytest.mark.parametrize("path", sorted(api()["paths"]))
def test_api_is_as_described(path: str, served: Serving) -> None:
    """Whatever is sent that the description allows, and much that it does not."""
    for method in api()["paths"][path]:
        case_of = DESCRIBED[path][method.upper()].as_strategy()

        @settings(FEW, max_examples=4)
        @given(case=case_of)
        def check(case) -> None:  # type: ignore[no-untyped-def]
            case.call_and_validate(base_url=served.address.rstrip("/"), checks=CHECKS)

        check()


def test_every_example_is_answered(served: Serving) -> None:
    """Each question of the description, asked with its examples, has an answer."""
    for path, operations in api()["paths"].items():
        if not path.startswith("/api/ask/"):
            continue
        query = "&".join(
            f"{p['name']}={quote(p['example'])}" for p in operations["get"]["parameters"] if "example" in p
        )
        found = served.fetch(f"{path}?{query}")
        assert found.status == 200, (path, query, found.body[:300])
        assert isinstance(found.json, list)
    assert served.fetch("/api/openapi.json").json["openapi"].startswith("3.1")

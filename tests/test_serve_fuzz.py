"""Requests that nobody would write: the server answers each with a status that its description names, and goes on."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from serving import Serving

from biopic.serving.openapi import api

KNOWN = {200, 204, 303, 304, 400, 403, 404, 405, 406, 408, 413, 414, 415, 422, 431, 500, 502, 503, 504}
FEW = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def served(lamp_store: Path) -> Iterator[Serving]:
    """Return a server of a small graph."""
    with Serving(lamp_store, "--timeout", 20) as running:
        yield running
        assert not running.said("a fault of ours"), running.said("a fault of ours")


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


# The description of the API

OUTSIDE = "positive_data_acceptance"
"""That whatever the description allows is accepted: it cannot say which names are in the graph, nor which texts are SPARQL."""


def explore(served: Serving, folder: Path, phases: str, examples: int, *outside: str) -> None:
    """Send what the description allows and much that it does not, to every operation; each answer has to be a described one."""
    command = [
        "-m", "schemathesis.cli", "run", f"{served.address}api/openapi.json", "--phases", phases, "--checks", "all",
        "--exclude-checks", ",".join((OUTSIDE, *outside)), "--max-examples", str(examples), "--generation-deterministic", "--no-color", "--request-timeout", "60", "--max-response-time", "60",
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert f"Tested: {sum(len(each) for each in api()['paths'].values())}" in done.stdout, done.stdout[-2000:]


@pytest.mark.slow
def test_api_is_as_described(served: Serving, tmp_path: Path) -> None:
    """Statuses, media types, bodies and allowed methods, with one made example for each operation beside its own."""
    explore(served, tmp_path, "examples,coverage,fuzzing", 1)


@pytest.mark.slow
def test_api_of_the_shipped_graph_is_as_described(shipped_store: Path, tmp_path: Path) -> None:
    """The same with what is made up at random, where answers are long: no status of 500 and above but the described ones.

    The corners of each parameter (the phase called coverage) are the same for every graph, and have had their turn.
    """
    with Serving(shipped_store, "--timeout", 20) as running:
        explore(running, tmp_path, "examples,fuzzing", 5, "not_a_server_error")  # 504 is one that is described
        assert not running.said("a fault of ours"), running.said("a fault of ours")


def test_every_example_is_answered(shipped_store: Path) -> None:
    """Each question of the description, asked with its examples, has an answer of the described form."""
    described = api()
    with Serving(shipped_store, "--timeout", 60, "--quiet") as running:
        for path, operations in described["paths"].items():
            if not path.startswith("/api/ask/"):
                continue
            query = "&".join(
                f"{p['name']}={quote(p['example'])}" for p in operations["get"]["parameters"] if "example" in p
            )
            found = running.fetch(f"{path}?{query}")
            assert found.status == 200, (path, query, found.body[:300])
            schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            jsonschema.validate(found.json, {**schema, "components": described["components"]})
        assert running.fetch("/api/openapi.json").json["openapi"].startswith("3.1")

"""What the servers are loaded with is what it says: each request is answered, and the same by each server that is asked."""

from __future__ import annotations

import http.client
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from biopic.bench.load import NUMBER, OURS, OXIGRAPH, Work, measure, middle, press, ratios, works
from biopic.bench.servers import Server, servers
from biopic.store import open_store


@pytest.fixture(scope="module")
def started(shipped_store: Path) -> Iterator[list[Server]]:
    """Return both servers on the shipped graph."""
    with servers(shipped_store, timeout=30) as running:
        yield running


@pytest.fixture(scope="module")
def wanted(shipped_store: Path) -> list[Work]:
    return works(open_store(shipped_store))


def send(server: Server, line: str, number: int) -> tuple[int, bytes]:
    path, _, body = line.replace("ENDPOINT", server.endpoint).replace(NUMBER, str(number)).partition(" ")
    connection = http.client.HTTPConnection("127.0.0.1", server.port, 60)
    headers = {"Accept": "application/sparql-results+json" if body or "query=" in path else "*/*"}
    try:
        if body:
            connection.request("POST", path, body.encode(), {**headers, "Content-Type": "application/sparql-query"})
        else:
            connection.request("GET", path, headers=headers)
        found = connection.getresponse()
        return found.status, found.read()
    finally:
        connection.close()


def rows(body: bytes) -> list[str]:
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(str([row[each] for each in found.variables]) for row in found)


def test_each_request_is_answered_and_by_all_alike(started: list[Server], wanted: list[Work]) -> None:
    for work in wanted:
        asked = {server.name: server for server in started}
        for at in (0, len(work.lines) // 2):
            status, ours = send(asked[OURS], (work.ours or work.lines)[at], 100_000 + at)
            assert status == 200, (work.name, at, ours[:300])
            if work.sparql and work.name != wanted[0].name:  # of the smallest query any one row is right
                status, theirs = send(asked[OXIGRAPH], work.lines[at], 200_000 + at)
                assert status == 200 and rows(ours) == rows(theirs) != [], (work.name, at)


@pytest.mark.skipif(not shutil.which("wrk"), reason="the load comes from wrk, which is not here")
def test_load_counts_what_was_answered(started: list[Server], wanted: list[Work]) -> None:
    found = list(measure(started, wanted[:1], 1, [2], rounds=1))
    assert [row.server for row in found] == [OURS, OXIGRAPH]
    assert all(row.requests > 0 and not row.failed and 0 < row.half <= row.most and row.cost > 0 for row in found)
    assert ratios(found)[wanted[0].name, 2] == found[0].requests / found[1].requests
    assert press(started[0], Work("wrong", ("/no/such/page",)), 1, 1, 0).failed > 0
    assert middle(found).failed == 0


def test_memory_counts_all_processes(started: list[Server]) -> None:
    ours, theirs = (server.memory() for server in started)
    assert ours > 30 and theirs > 3

"""A real server under attack, under signals, and while its store is replaced: the others never notice."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from serving import Serving

from biopic.build import Built
from biopic.dataset import BASE
from biopic.store import write_store

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOSTILE = {
    "a cartesian product": PRODUCT,
    "a sorted product": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "a deep path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>|^!<urn:none>)* ?b . ?c (!<urn:none>|^!<urn:none>)* ?d }",
    "huge values": f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {'1 ' * 20_000} }} VALUES ?b {{ {'2 ' * 20_000} }} ?s ?p ?o }}",
    "a costly regex": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), "(.*)(.*)(.*)(.*)(.*)[^x]{1,200}y", "s")) }',
    "many groups": "SELECT ?a ?f (GROUP_CONCAT(STR(?c)) AS ?x) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?f",
    "a long path": f"SELECT * {{ ?s {'/'.join(['<urn:a>'] * 2000)} ?o }}",
}
LIMITS = ("--timeout", 2, "--memory", 512, "--rows", 50_000, "--processes", 4)
QUICK = "SELECT ?p { ?s ?p ?o } LIMIT 1"


@pytest.fixture(scope="module")
def served(shipped_store: Path) -> Iterator[Serving]:
    """Return a server whose queries have two seconds."""
    with Serving(shipped_store, *LIMITS) as running:
        yield running


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_query_is_stopped(served: Serving, name: str) -> None:
    """Its work ends, not only its answer: a reply that says why, within the limit, and no process that goes on."""
    found = served.fetch("/sparql", "POST", HOSTILE[name].encode(), Content_Type="application/sparql-query")
    assert found.status in (422, 500, 504), (name, found)
    assert found.json["detail"]
    assert comes_to_rest(served)


def busy(served: Serving) -> int:
    return int(served.fetch("/health").json["running"])


def comes_to_rest(served: Serving, patience: float = 30.0) -> bool:
    """Return whether nothing runs any more, now or in so many seconds."""
    until = time.monotonic() + patience
    while (running := busy(served)) and time.monotonic() < until:
        time.sleep(0.1)
    return not running


def test_others_are_answered_meanwhile(served: Serving) -> None:
    """Pages, questions and queries of another client, while one client sends hostile queries without end."""
    stop = threading.Event()

    def attack(query: str) -> None:
        while not stop.is_set():
            served.fetch(
                "/sparql", "POST", query.encode(), source="127.0.0.66", Content_Type="application/sparql-query"
            )

    attackers = [threading.Thread(target=attack, args=[query]) for query in list(HOSTILE.values()) * 2]
    for each in attackers:
        each.start()
    try:
        time.sleep(1)
        for number in range(8):
            for path in (
                "/index.html",
                f"/api/ask/who-plays-whom?film=mask&limit={number + 1}",
                f"/id/mask.ttl?{number}",
            ):
                assert served.fetch(path, source="127.0.0.7").status == 200
            assert served.query(f"{QUICK} # {number}", source="127.0.0.7").status == 200
        assert served.fetch("/health").status == 200
    finally:
        stop.set()
        for each in attackers:
            each.join()


def test_waiting_is_bound(shipped_store: Path) -> None:
    """Who asks for too much at once is told to come back, and when."""
    with (
        Serving(shipped_store, "--timeout", 1, "--patience", 5, "--processes", 1) as served,
        ThreadPoolExecutor(100) as threads,
    ):
        found = list(threads.map(lambda n: served.query(f"{PRODUCT} # {n}"), range(70)))
        refused = [each for each in found if each.status == 503]
        assert refused and all(each.headers["retry-after"].isdigit() for each in refused)
        assert {each.status for each in found} <= {503, 504}
        assert served.query(QUICK).status == 200


def test_answer_is_whole_or_none(shipped_store: Path) -> None:
    """Too many rows are an error, never the first of them."""
    with Serving(shipped_store, "--timeout", 60, "--rows", 50_000) as served:
        found = served.query("SELECT * { ?s ?p ?o }")
        assert found.status == 422 and "50000 rows" in found.json["detail"]
        assert served.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }").status == 422
        assert len(served.query("SELECT * { ?s ?p ?o } LIMIT 50000").json["results"]["bindings"]) == 50_000


def test_deep_query_is_refused(served: Serving) -> None:
    deep = f"SELECT * {{ FILTER({'(' * 5000}1{')' * 5000}) }}"
    found = served.query(deep)
    assert found.status == 400 and "deeper" in found.json["detail"]
    long = f"SELECT * {{ FILTER({'+'.join(['1'] * 40_000)}) }}"
    found = served.fetch("/sparql", "POST", long.encode(), Content_Type="application/sparql-query")
    assert found.status in (200, 500, 504)
    assert served.query(QUICK).status == 200


def test_work_for_somebody_who_left_is_stopped(shipped_store: Path) -> None:
    """Long before the query's own time would be over."""
    with Serving(shipped_store, "--timeout", 600) as served:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, 10)
        connection.request("POST", "/sparql", PRODUCT, {"Content-Type": "application/sparql-query"})
        time.sleep(0.7)
        assert busy(served) == 1
        connection.sock.close()
        assert comes_to_rest(served)


def test_worker_that_is_killed_is_replaced(served: Serving) -> None:
    """By whomever: requests go on being answered."""
    children = workers(served.process.pid)
    assert len(children) == 4
    for child in children:
        os.kill(child, signal.SIGKILL)
    assert {served.query(f"{QUICK} # killed {n}").status for n in range(8)} <= {200, 503}
    until = time.monotonic() + 10
    while served.fetch("/health").json["workers"] < 4 and time.monotonic() < until:
        time.sleep(0.1)
    assert served.fetch("/health").json["workers"] == 4
    assert answers(served, f"{QUICK} # killed")


def answers(served: Serving, query: str, patience: float = 30.0) -> bool:
    """Return whether a query is answered, now or in so many seconds: its first worker may be one that was just ended."""
    until = time.monotonic() + patience
    while (status := served.query(query).status) != 200 and time.monotonic() < until:
        time.sleep(0.1)
    return status == 200


def growing(times: int) -> str:
    """Return a query that doubles a text so many times."""
    steps = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(times))
    return f'SELECT (STRLEN(?a{times}) AS ?n) {{ BIND("{"x" * 1024}" AS ?a0) {steps} }}'


def test_memory_has_a_limit_of_its_own(shipped_store: Path) -> None:
    """What takes more is ended and told so, by another answer than what takes too long; the others go on."""
    with Serving(shipped_store, "--memory", 256, "--processes", 4) as served, ThreadPoolExecutor(8) as threads:
        assert served.query(growing(13), Accept="text/csv").text.split() == ["n", str(1024 * 2**13)]
        greedy = [threads.submit(served.query, f"{growing(22)} # {n}", "127.0.0.66") for n in range(4)]
        others = [threads.submit(served.query, f"{QUICK} # {n}", "127.0.0.7") for n in range(20)]
        assert {each.result().status for each in others} == {200}
        for each in greedy:
            found = each.result()
            assert (found.status, "256 MiB of memory" in found.json["detail"]) == (422, True), found
        assert 'biopic_worker_events_total{event="ended_memory"} ' in served.fetch("/metrics").text


@pytest.mark.parametrize(
    ("number", "status", "words"), [(signal.SIGKILL, 503, "outside"), (signal.SIGSEGV, 500, "broke")]
)
def test_end_of_a_worker_is_told_as_what_it_was(served: Serving, number: int, status: int, words: str) -> None:
    """What is ended from outside begins once more, and is to be tried again after that; a crash is a fault of ours."""
    with ThreadPoolExecutor(1) as threads:
        going = threads.submit(served.query, f"{PRODUCT} # {number}")
        while not going.done():
            time.sleep(0.3)
            for child in workers(served.process.pid):
                os.kill(child, number)
        found = going.result()
    assert (found.status, words in found.json["detail"]) == (status, True), found
    assert ("retry-after" in found.headers) == (status == 503)
    assert answers(served, f"{QUICK} # {number}")


def workers(front: int) -> list[int]:
    """Return the processes that the fork server of the front has made."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except OSError:
            continue
        parents[int(text.split()[0])] = int(text.rpartition(")")[2].split()[1])
    servers = [child for child, parent in parents.items() if parent == front]
    return [child for child, parent in parents.items() if parent in servers]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", b"431"),
        (b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
        (b"\x00\x01\x02 nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20_000, b"431"),
    ],
)
def test_head_is_bound(served: Serving, sent: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), 10) as raw:
        try:
            raw.sendall(sent)
            assert raw.recv(4096).split()[1] == status
        except ConnectionError:
            assert status == b"431"
    assert served.fetch("/health").status == 200


def test_stop_finishes_what_runs(shipped_store: Path) -> None:
    """And then leaves with exit code 0, and nobody stays behind."""
    with Serving(shipped_store, "--timeout", 30) as served, ThreadPoolExecutor(4) as threads:
        children = workers(served.process.pid)
        slow = "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c } LIMIT 400 } { SELECT * { ?d ?e ?f } LIMIT 400 } { SELECT * { ?g ?h ?i } LIMIT 12 } }"
        going = [threads.submit(served.query, f"{slow} # {n}") for n in range(4)]
        time.sleep(0.3)
        assert served.stop() == 0
        assert [each.result().status for each in going] == [200] * 4
        assert served.said("stopped")
        time.sleep(0.5)
        assert not [child for child in children if Path(f"/proc/{child}").exists()]
        with pytest.raises(ConnectionRefusedError):
            served.fetch("/health")


def test_reload_loses_no_request(shipped: Built, tmp_path: Path) -> None:
    """A build replaces the store while clients ask: every request is answered, at last from the new graph."""
    path = tmp_path / "store"
    write_store(path, shipped.store, base=shipped.base, texts={})
    marked = ox.NamedNode(f"{BASE}id/added")
    ask = f"ASK {{ {marked} ?p ?o }}"
    with Serving(path, "--processes", 4) as served:
        stop, statuses, truths = threading.Event(), [], []

        def client(number: int) -> None:
            while not stop.is_set():
                found = served.query(f"{ask} # {number} {len(statuses)}")
                statuses.append(found.status)
                truths.append(found.status == 200 and found.json["boolean"])
                statuses.append(served.fetch("/id/mask.ttl").status)

        clients = [threading.Thread(target=client, args=[n]) for n in range(4)]
        for each in clients:
            each.start()
        before = served.fetch("/id/mask.ttl").headers["etag"]
        for number in range(3):
            more = ox.Store()
            more.bulk_extend(shipped.store)
            more.add(ox.Quad(marked, ox.NamedNode("urn:p"), ox.Literal(str(number))))
            write_store(path, more, base=shipped.base, texts={})
            if number == 0:
                served.signal(signal.SIGHUP)
            served.wait_for("reloaded", number + 1)
        time.sleep(0.5)
        stop.set()
        for each in clients:
            each.join()
        assert set(statuses) == {200} and len(statuses) > 20
        assert truths[0] is False and truths[-1] is True
        assert served.query(ask).json["boolean"] is True
        assert served.fetch("/id/mask.ttl").headers["etag"] != before


def test_damaged_store_leaves_the_old_one_serving(shipped_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(shipped_store, path)
    with Serving(path, "--processes", 2) as served:
        (path / "current").write_text("0123456789abcdef\n")
        served.wait_for("not reloaded")
        assert served.query(f"{QUICK} # after").status == 200


def test_start_says_in_one_line_what_is_wrong(refused, shipped_store: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "there is no store here" in refused("serve", "--store", tmp_path / "none", "--port", 0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert "cannot listen on 127.0.0.1" in refused("serve", "--store", shipped_store, "--port", port)
    assert "no http address" in refused("serve", "--store", shipped_store, "--allow-service", "file:///etc/passwd")

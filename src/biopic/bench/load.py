"""Load real servers on 127.0.0.1, ours beside others on the same data, and measure; run by scripts/load and by the bench.

In goes a store; out come rows: requests a second, and the times within which half and 99 % of them were answered. The load
comes from `wrk` (https://github.com/wg/wrk) in a process of its own. No request is sent twice unless a row says so, and the
servers take turns within each row, so that what else the machine does falls on all of them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

import pyoxigraph as ox

from biopic.bench.servers import OURS, OXIGRAPH, RDFLIB, Server, servers
from biopic.ontology import RDFS
from biopic.questions import load_questions
from biopic.sparql import Local, films_of, select
from biopic.store import Opened, open_store

CLIENTS = (1, 8, 32)
NUMBER = "@"
"""Stands in a request for a number that no other request has."""

ASKED = (
    "who-plays-whom",
    "documents",
    "who-is-based-on-whom",
    "prizes",
    "how-many-outcomes",
    "which-films-are-biopics",
)
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>|^!<urn:none>)* ?b . ?c (!<urn:none>|^!<urn:none>)* ?d }",
    'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), "(.*)(.*)(.*)(.*)(.*)[^x]{1,200}y", "s")) }',
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
)
ATTACKER, ATTACKERS = "127.0.0.66", 4
"""Where hostile queries come from, and how many at once; all other requests come from 127.0.0.1."""

_LUA = """
local lines, mark, made, number = {}, "@", 0, 0
function setup(thread) made = made + 1; thread:set("start", made * 100000000) end
function init(arguments)
  for line in io.lines(arguments[1]) do lines[#lines + 1] = line end
  number = start + tonumber(arguments[2])
end
function request()
  number = number + 1
  local line = lines[number % #lines + 1]:gsub(mark, tostring(number))
  local path, body = line:match("^(%S+) (.+)$")
  if not body then return wrk.format("GET", line) end
  return wrk.format("POST", path, {["Content-Type"] = "application/sparql-query"}, body)
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('\\nJSON {"requests": %d, "seconds": %f, "half": %f, "most": %f, "failed": %d}\\n', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Row:
    """What one server did: requests a second, times in milliseconds, how many requests failed, and the milliseconds of
    processor time that all of its processes spent on one. The last says most where others use the machine, too; it is 0
    where a process ended meanwhile and took with it what it had spent."""

    work: str
    server: str
    clients: int
    requests: float
    half: float
    most: float
    failed: int
    cost: float


@dataclass(frozen=True)
class Work:
    """A kind of request. `lines` are paths, or a path and a query that is sent there by POST; `ours` is what we are asked
    instead where that is another way to the same answer. Rivals are asked only where the work is SPARQL (`sparql`)."""

    name: str
    lines: tuple[str, ...]
    ours: tuple[str, ...] = ()
    sparql: bool = True


def works(opened: Opened) -> list[Work]:
    """Return the kinds of requests that a store is loaded with."""
    target = Local(opened.store, opened.base)
    films = films_of(target)
    query = (
        f"SELECT DISTINCT ?x {{ ?x <{RDFS}label> ?label FILTER(STRSTARTS(STR(?x), '{opened.base}id/')) }} ORDER BY ?x"
    )
    iris = [str(row[0].value) for row in select(target, f"{query} LIMIT 3000").rows if row[0] is not None]
    library = load_questions()
    bound = [
        _one_line(library[name].bind({"film": ox.NamedNode(f"{opened.base}id/{film}")}))
        for film in films
        for name in ASKED
    ]
    asked = [f"/api/ask/{name}?film={film}" for film in films for name in ASKED]
    smallest = f"ENDPOINT?query={quote('SELECT ?p { ?s ?p ?o } LIMIT 1 #')}{NUMBER}"
    said = tuple(f"ENDPOINT?query={quote(f'SELECT ?p ?o {{ <{iri}> ?p ?o }} #')}{NUMBER}" for iri in iris)
    pages = [f"/{iri.removeprefix(opened.base)}.html" for iri in iris[:500]]
    return [
        Work("SPARQL: the smallest query", (smallest,)),
        Work("SPARQL: what is said of a thing", said),
        Work("SPARQL: questions of the library", tuple(f"ENDPOINT {query} #{NUMBER}" for query in bound)),
        Work(
            "questions by name, rows alone",
            tuple(f"ENDPOINT {query} #{NUMBER}" for query in bound),
            tuple(f"{path}&format=sparql-json&limit={NUMBER}" for path in asked),
        ),
        Work("questions by name, with passages", tuple(f"{path}&limit={NUMBER}" for path in asked), sparql=False),
        Work("questions by name, asked before", tuple(asked), sparql=False),
        Work("pages of things", tuple(f"{path}?n={NUMBER}" for path in pages), sparql=False),
        Work("pages of films", tuple(f"/id/{film}.html?n={NUMBER}" for film in films), sparql=False),
        Work("pages of things, asked before", tuple(pages[:50]), sparql=False),
    ]


def _one_line(query: str) -> str:
    lines = (line for line in query.splitlines() if not line.lstrip().startswith("#"))
    return " ".join(" ".join(lines).split()).replace(NUMBER, "%40")


def press(server: Server, work: Work, clients: int, seconds: int, start: int) -> Row:
    """Send requests of a kind from so many clients for so long."""
    lines = work.ours if work.ours and server.name == OURS else work.lines
    with tempfile.TemporaryDirectory() as folder:
        script, sent = Path(folder, "load.lua"), Path(folder, "lines")
        script.write_text(_LUA)
        sent.write_text("".join(line.replace("ENDPOINT", server.endpoint) + "\n" for line in lines))
        words = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script)]
        words += [f"http://127.0.0.1:{server.port}", "--", str(sent), str(start)]
        before = server.spent()
        said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        spent = max(0.0, server.spent() - before)
    found = json.loads(said.rpartition("JSON ")[2])
    rate, cost = found["requests"] / found["seconds"], spent * 1000 / max(1, found["requests"])
    return Row(work.name, server.name, clients, rate, found["half"], found["most"], found["failed"], cost)


def middle(rows: Sequence[Row]) -> Row:
    """Return the medians of the same work measured in several rounds, and the sum of what failed."""
    one = rows[0]
    rate, half, most, cost = (
        median(getattr(row, name) for row in rows) for name in ("requests", "half", "most", "cost")
    )
    return Row(one.work, one.server, one.clients, rate, half, most, sum(row.failed for row in rows), cost)


def measure(
    started: Sequence[Server], wanted: Sequence[Work], seconds: int, clients: Sequence[int], rounds: int = 1
) -> Iterator[Row]:
    """Measure each kind of request with each number of clients: the servers in turn, in so many rounds."""
    start = 0
    for work in wanted:
        asked = [server for server in started if work.sparql or server.name == OURS]
        for number in clients:
            found: dict[str, list[Row]] = {server.name: [] for server in asked}
            for server in asked * rounds:
                start += 1_000_000
                found[server.name].append(press(server, work, number, seconds, start))
            yield from map(middle, found.values())


@contextlib.contextmanager
def attacked(server: Server) -> Iterator[None]:
    """Send hostile queries to a server without end, from an address of their own."""
    over = threading.Event()

    def attack(number: int) -> None:
        count = number
        while not over.is_set():
            count += 1
            body = f"{HOSTILE[count % len(HOSTILE)]} #{count} {number}".encode()
            head = f"POST {server.endpoint} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            head += f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
            address = ("127.0.0.1", server.port)
            with contextlib.suppress(OSError), socket.create_connection(address, 60, (ATTACKER, 0)) as link:
                link.settimeout(1)
                link.sendall(head.encode() + body)
                _wait(link, over)

    threads = [threading.Thread(target=attack, args=[n * 1000], daemon=True) for n in range(ATTACKERS)]
    for each in threads:
        each.start()
    try:
        time.sleep(1)
        yield
    finally:
        over.set()
        for each in threads:
            each.join(10)


def _wait(link: socket.socket, over: threading.Event) -> None:
    """Read until the other side closes."""
    while not over.is_set():
        try:
            if not link.recv(65536):
                return
        except TimeoutError:
            continue


def measure_attacked(
    started: Sequence[Server], wanted: Sequence[Work], seconds: int, clients: int = 8
) -> Iterator[Row]:
    """Measure each kind of request while others are hostile."""
    start = 900_000_000
    for server in started:
        if server.name == RDFLIB:  # one hostile query is its last
            continue
        with attacked(server):
            for work in wanted:
                if work.sparql or server.name == OURS:
                    start += 1_000_000
                    found = press(server, work, clients, seconds, start)
                    yield Row(**{**asdict(found), "work": f"{found.work}, under attack"})


def ratios(rows: Sequence[Row]) -> dict[tuple[str, int], float]:
    """Return our requests a second by Oxigraph's, for each kind of request and number of clients that both have."""
    found = {(row.work, row.clients, row.server): row.requests for row in rows}
    return {
        (work, clients): requests / found[work, clients, OXIGRAPH]
        for (work, clients, server), requests in found.items()
        if server == OURS and found.get((work, clients, OXIGRAPH))
    }


def main(words: Sequence[str] | None = None) -> int:
    """Run the whole load, print the table, and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(prog="scripts/load", description="Load biopic serve beside other servers.")
    parser.add_argument("store", type=Path, help="the store that all of them serve")
    parser.add_argument("--seconds", type=int, default=2, help="how long each round takes (default: 2)")
    parser.add_argument("--rounds", type=int, default=3, help="of so many rounds the median counts (default: 3)")
    parser.add_argument("--clients", type=int, nargs="+", default=list(CLIENTS), help="how many at once")
    parser.add_argument("--only", default="", help="only the work whose name has these words in it")
    parser.add_argument(
        "--rdflib-endpoint", metavar="PROGRAM", help="the program of that name, in an environment of its own"
    )
    parser.add_argument("--no-attack", action="store_true", help="leave the hostile queries out")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there, too")
    options = parser.parse_args(words)
    if not shutil.which("wrk"):
        print("load: wrk is not here; install it (apt-get install wrk)", file=sys.stderr)
        return 2
    opened = open_store(options.store)
    wanted = [work for work in works(opened) if options.only in work.name]
    rows: list[Row] = []
    with servers(options.store.absolute(), options.rdflib_endpoint) as started:
        memory = {server.name: [server.memory()] for server in started}
        for row in measure(started, wanted, options.seconds, options.clients, options.rounds):
            rows.append(row)
            print_row(row, rows)
        for server in started:
            memory[server.name].append(server.memory())
    if not options.no_attack:
        with servers(options.store.absolute(), options.rdflib_endpoint, attacked=True) as started:
            for row in measure_attacked(started, list(dict.fromkeys(wanted[:3] + wanted[-3:])), options.seconds):
                rows.append(row)
                print_row(row, rows)
    for name, (before, after) in memory.items():
        print(f"memory: {name}: {before:.0f} MiB at the start, {after:.0f} MiB after the load (PSS)")
    if options.json:
        said = {"quads": len(opened.store), "rows": [asdict(row) for row in rows], "memory": memory}
        options.json.write_text(json.dumps(said, indent=1) + "\n")
    return 0


def print_row(row: Row, rows: Sequence[Row]) -> None:
    """Print one row, ours with its ratio to Oxigraph's where that is known."""
    failed = f"  {row.failed} failed" if row.failed else ""
    ratio = ratios(rows).get((row.work, row.clients)) if row.server == OXIGRAPH else None
    beside = f"  ours by this: {ratio:.2f}" if ratio else ""
    print(
        f"{row.work:42} {row.clients:3} {row.server:26} {row.requests:8.1f} req/s {row.half:9.2f} ms {row.most:9.2f} ms"
        f"{f' {row.cost:9.3f} ms of processor' if row.cost else ''}"
        f"{failed}{beside}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())

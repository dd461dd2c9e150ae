"""Publish at stores that really run and ask every question there: `scripts/stores` prints what came of it.

The shipped graph goes to each server in each way; each library question is asked with the parameters of its golden answer, here
and there; publications are killed (kill -9) at random moments and resumed. Exit code 1 where something differs that is not known.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from stores import OXIGRAPH, Server, oxigraph, virtuoso
from test_questions import bound, golden_values

from biopic.build import assemble, load_graph
from biopic.endpoints import MARKER, open_endpoint
from biopic.errors import BiopicError
from biopic.publishing.batches import digest_of, survey
from biopic.questions import load_questions
from biopic.sparql import Cell, Local, plain_value, select
from biopic.store import open_store, write_store

ROOT = Path(__file__).resolve().parent.parent

PLAN = "a path of any length beside a UNION: whether Virtuoso gives the rows depends on its plan"
KNOWN = {"Virtuoso": {"who-plays-the-relative": PLAN}}
"""The questions that a server is known to answer otherwise, or not at all, and why."""


def value(cell: Cell, column: str) -> str:
    """Return a cell as plain text; Virtuoso has no truth values and gives 0 and 1."""
    text = plain_value(cell)
    return {"0": "false", "1": "true"}.get(text, text) if column == "contested" else text


def ask_all(server: Server, store: Path, timeout: float) -> tuple[int, list[str]]:
    """Ask every question here and there; return how many had the same rows, and a line for each other."""
    opened = open_store(store)
    here = Local(opened.store, opened.base)
    there = open_endpoint(server.query, opened.base, server.default_graph, timeout)
    same, others = 0, []
    for name, question in load_questions().items():
        query = bound(here, question, golden_values(question))
        wanted, began = select(here, query), time.monotonic()
        try:
            found = select(there, query)
        except BiopicError as error:
            others.append(f"{name}: {str(error)[:150]}")
            continue
        rows = [[[value(*pair) for pair in zip(row, wanted.variables, strict=True)] for row in table.rows] for table in (wanted, found)]  # fmt: skip
        if rows[0] == rows[1]:
            same += 1
        elif Counter(map(tuple, rows[0])) == Counter(map(tuple, rows[1])):
            others.append(f"{name}: the same {len(rows[0])} rows in another order")
        else:
            others.append(f"{name}: {len(rows[1])} rows, here {len(rows[0])} ({time.monotonic() - began:.1f} s)")
    return same, others


def publish(server: Server, store: Path, way: str) -> list[str]:
    """Return the command that publishes a store at a server."""
    words = [sys.executable, "-m", "biopic", "publish", server.query, "--store", str(store), *server.by[way]]
    return [*words, *server.named]


def timed(command: Sequence[str]) -> tuple[float, str]:
    """Run a command that must do; return the seconds it took and the last thing that it said."""
    began = time.monotonic()
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return time.monotonic() - began, ran.stderr.splitlines()[-1]


def killed(server: Server, stores: Sequence[Path], way: str, times: int, seed: int) -> Counter[str]:
    """Kill publications of two builds in turn at random moments; count what readers found then, and after the next run."""
    chance, found = random.Random(seed), Counter[str]()
    whole = {digest_of(survey(open_store(store))): len(list(_default(store))) for store in stores}
    long, _ = timed(publish(server, stores[1], way))
    for turn in range(times):
        store = stores[turn % 2]
        process = subprocess.Popen(publish(server, store, way), stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.2, max(long, 1.0)))
        process.kill()
        process.wait()
        found["old or new" if _seen(server) in whole.items() else "between two"] += 1
        timed(publish(server, store, way))
        digest = digest_of(survey(open_store(store)))
        found["finished by the next run" if _seen(server) == (digest, whole[digest]) else "NOT FINISHED"] += 1
    return found


def _default(store: Path) -> Iterator[object]:
    import pyoxigraph as ox

    yield from open_store(store).store.quads_for_pattern(None, None, None, ox.DefaultGraph())


def _seen(server: Server) -> tuple[str, int]:
    """Return what a reader sees: the digest that is noted, and how many triples the default graph has."""
    remote = open_endpoint(server.query, "", server.default_graph, 300)
    plain = open_endpoint(server.query, timeout=300)
    noted = select(plain, f"SELECT ?d WHERE {{ GRAPH <{MARKER}> {{ <{MARKER}> <http://purl.org/dc/terms/identifier> ?d }} }}").rows  # fmt: skip
    count = select(remote, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0]
    return (plain_value(noted[0][0]) if len(noted) == 1 else "", int(plain_value(count)))


def trial(server: Server, stores: Sequence[Path], options: argparse.Namespace) -> bool:
    """Do all of it at one server; return whether nothing was otherwise than known."""
    print(f"\n{server.name} at {server.address}")
    for way in server.by:
        for store in (stores[1], stores[0]):
            seconds, said = timed(publish(server, store, way))
            print(f"  published by {way:10} {len(open_store(store).store):7} quads in {seconds:6.1f} s: {said}")
    if options.kills:
        print(f"  killed: {dict(killed(server, stores, options.way, options.kills, options.seed))}")
        timed(publish(server, stores[0], options.way))
    same, others = ask_all(server, stores[0], options.timeout)
    known = KNOWN.get(server.name, {})
    print(f"  {same} of {same + len(others)} questions have the same rows in the same order")
    for line in others:
        name = line.partition(":")[0]
        print(f"  {'known' if name in known else 'OTHER'}: {line}{f' [{known[name]}]' if name in known else ''}")
    return all(line.partition(":")[0] in known for line in others)


def main() -> int:
    """Run the trials; return 1 where something is otherwise than known."""
    parser = argparse.ArgumentParser(prog="scripts/stores")
    parser.add_argument("--virtuoso", type=Path, help="the program virtuoso-t, unpacked as Debian lays it out")
    parser.add_argument("--kills", type=int, default=10, help="how many publications are killed at each server")
    parser.add_argument("--way", default="gsp", help="in which way those are published")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=30, help="seconds that a question may take")
    parser.add_argument("--only", default="", help="one server only")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are stopped, too
    os.environ.update(BIOPIC_USER="dba", BIOPIC_PASSWORD="dba")  # Virtuoso's own, of a server that lives for minutes
    well = True
    with tempfile.TemporaryDirectory() as work:
        stores = [Path(work) / "both", Path(work) / "one"]
        for path, graph in zip(stores, (ROOT / "graph", ROOT / "graph" / "mask"), strict=True):
            built = assemble(load_graph(graph, [ROOT / "docs"]))
            write_store(path, built.store, base=built.base, texts={})
        if OXIGRAPH.exists() and options.only in ("", "oxigraph"):
            with oxigraph(Path(work) / "oxigraph") as server:
                well &= trial(server, stores, options)
        if options.virtuoso and options.only in ("", "virtuoso"):
            with virtuoso(options.virtuoso.resolve(), Path(work) / "virtuoso") as server:
                well &= trial(server, stores, options)
        elif options.only in ("", "virtuoso"):
            print("\nVirtuoso: left out; name the program with --virtuoso, or fetch it with --download")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())

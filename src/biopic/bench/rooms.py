"""One function a row of the bench: it does our work and that of the other, on the same data, and says how long each took.

A room is a corpus on disk with its store, built once and shared by the rows. Times are wall time in seconds, the median of several
rounds where one is short; memory is in MiB.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from statistics import median

import pyoxigraph as ox

from biopic.bench.goals import Measured
from biopic.bench.questions import asked, rdflib_graph, rows_of
from biopic.corpus.folder import corpus_of, write_corpus
from biopic.places import folder
from biopic.sparql import Local, select
from biopic.store import Opened, open_store

VALIDATED = 1500
"""How many assertions pySHACL is given; it takes minutes for more, and both engines get the same."""

ROUNDS = 3


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of `rounds` runs of `work`, in seconds."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return median(spent)


def run(*words: str | Path) -> None:
    """Run a command of biopic in a process of its own; raise where it fails."""
    python("-m", "biopic", *map(str, words))


def python(*words: str, bytecode: Path | None = None) -> None:
    """Run Python in a process of its own; raise where it fails. With `bytecode` it keeps there what it compiles."""
    env = {name: value for name, value in os.environ.items() if not bytecode or name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(bytecode)} if bytecode else {}
    subprocess.run([sys.executable, *words], check=True, capture_output=True, env=env)


@dataclass
class Room:
    """A corpus of about so many assertions, its store and its full build's time, in a folder that goes with the run."""

    where: Path
    assertions: int
    seed: int = 1

    @cached_property
    def graph(self) -> Path:
        """Return the corpus."""
        write_corpus(self.where / "graph", corpus_of(self.assertions, self.seed))
        return self.where / "graph"

    @cached_property
    def built(self) -> float:
        """Build the store, and return how long that took."""
        graph = self.graph
        return timed(lambda: run("build", graph, "--store", self.store), 1)

    @property
    def store(self) -> Path:
        """Return where the store is."""
        return self.where / "store"

    @cached_property
    def opened(self) -> Opened:
        """Return the store as readers open it."""
        if not self.store.exists():
            assert self.built
        return open_store(self.store)

    def inferred(self) -> ox.Store:
        """Return the graph in memory, loaded and inferred, and not compared yet."""
        from biopic.build import load_graph
        from biopic.dataset import BASE, Writer, ontology_quads
        from biopic.ontology import load_vocabulary
        from biopic.rules import infer

        store = ox.Store()
        store.extend(ontology_quads(load_vocabulary()))
        store.extend(Writer(BASE).quads(load_graph(self.graph)))
        infer(store, BASE)
        return store

    @cached_property
    def size(self) -> str:
        """Return how large the graph is, in words."""
        counts = json.loads((self.graph / "answers.json").read_bytes())["counts"]
        return f"{counts['assertions']} assertions, {len(self.opened.store)} quads"


def bench_library(room: Room) -> Iterator[Measured]:
    """Ask every question as it is asked in practice, of the store on disk and of rdflib in memory; the rows must be the same."""
    target = Local(room.opened.store, room.opened.base)
    other = rdflib_graph(room.opened.store)
    ratios: list[tuple[float, float, float]] = []
    for name, query in asked(target).items():
        quick = timed(lambda query=query: select(target, query))  # type: ignore[misc]
        start = time.perf_counter()
        theirs = rows_of(other.query(query))
        slow = time.perf_counter() - start
        if rows_of(select(target, query).rows) != theirs:
            raise AssertionError(f"rdflib has other rows for {name}")
        ratios.append((slow / quick, quick, slow))
    _, quick, slow = sorted(ratios)[len(ratios) // 2]
    yield Measured("library", quick, slow, "s", f"{len(ratios)} questions, {room.size}")


def bench_slowest(room: Room) -> Iterator[Measured]:
    """Ask every question as it is asked in practice, of the store on disk."""
    target = Local(room.opened.store, room.opened.base)
    spent = {name: timed(lambda query=query: select(target, query)) for name, query in asked(target).items()}  # type: ignore[misc]
    name = max(spent, key=lambda name: spent[name])
    yield Measured("slowest", spent[name], 1.0, "s", f"{name}; {room.size}")


def bulk_load(room: Room) -> float:
    """Return how long Oxigraph takes to load the quads of the store from a file into a new store."""
    data, place = room.where / "bulk.nq", room.where / "bulk"
    with data.open("wb") as file:
        room.opened.store.dump(file, ox.RdfFormat.N_QUADS)

    def load() -> None:
        store = ox.Store(str(place))
        store.bulk_load(path=str(data), format=ox.RdfFormat.N_QUADS)
        store.flush()

    spent = timed(load, 1)
    shutil.rmtree(place)
    data.unlink()
    return spent


def bench_build(room: Room) -> Iterator[Measured]:
    """Build from dossiers to a valid store; Oxigraph loads the quads that came of it from a file."""
    yield Measured("build", room.built, bulk_load(room), "s", room.size)


def bench_validation(room: Room) -> Iterator[Measured]:
    """Validate a small corpus with both engines, which must report the same."""
    from biopic.build import assemble, load_graph
    from biopic.validate import validate_text

    small = Room(room.where / "small", VALIDATED, room.seed)
    store = assemble(load_graph(small.graph)).store
    triples = (
        ox.Triple(q.subject, q.predicate, q.object)
        for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    )
    data = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    quick, slow = timed(lambda: validate_text(data)), timed(lambda: validate_text(data, "pyshacl"), 1)
    note = f"{data.count(chr(10))} triples; pySHACL does not end at a million assertions"
    yield Measured("validation", quick, slow, "s", note)


@contextlib.contextmanager
def changed(room: Room) -> Iterator[None]:
    """Change one passage's gist in one document for a while."""
    path = min(room.graph.glob("*/assertions/interview.jsonl"))
    before = path.read_text(encoding="utf-8")
    entries = [json.loads(row) for row in before.splitlines()]
    entries[-1]["gist"] += ", once more"
    path.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries), encoding="utf-8")
    yield
    path.write_text(before, encoding="utf-8")


def bench_change(room: Room) -> Iterator[Measured]:
    """Change one document and build again."""
    full = room.built
    with changed(room):
        spent = timed(lambda: run("build", room.graph, "--store", room.store), 1)
    yield Measured("change", spent, full, "s", room.size)


def bench_comparison(room: Room) -> Iterator[Measured]:
    """Run the rules of comparison alone, on a graph that is loaded and inferred."""
    from biopic.rules import compare

    full, store = room.built, room.inferred()
    yield Measured("comparison", timed(lambda: compare(store, room.opened.base), 1), full, "s", room.size)


def bench_start(room: Room) -> Iterator[Measured]:
    """Ask one question from the shell, and import the store's library alone; both are compiled, as after an installation."""
    assert room.opened
    film = min(path.parent.name for path in room.graph.glob("*/dossier.yaml"))
    ask = ["-m", "biopic", "ask", "who-plays-whom", "--film", film, "--store", str(room.store)]
    compiled = partial(python, bytecode=room.where / "bytecode")
    ours, theirs = timed(partial(compiled, *ask), 9), timed(partial(compiled, "-c", "import pyoxigraph"), 9)
    yield Measured("start", ours, theirs, "s", room.size)


def bench_http(room: Room) -> Iterator[Measured]:
    """Load both servers with the same query; the worst ratio counts. Requests come from wrk."""
    from biopic.bench.load import measure, works
    from biopic.bench.servers import OURS, OXIGRAPH, servers

    if not shutil.which("wrk"):
        return
    assert room.opened
    with servers(room.store) as started:
        wanted = [work for work in works(room.opened) if work.sparql]
        found = {(row.work, row.server): row.requests for row in measure(started, wanted, 3, [8])}
    worst = min({work for work, _ in found}, key=lambda work: found[work, OURS] / found[work, OXIGRAPH])
    yield Measured("http", found[worst, OURS], found[worst, OXIGRAPH], "requests/s", f"{worst}; {room.size}")


def bench_memory(room: Room) -> Iterator[Measured]:
    """Serve the store, answer a query, and see what the processes of each server hold."""
    import urllib.parse
    import urllib.request

    from biopic.bench.servers import OURS, servers

    assert room.opened
    query = urllib.parse.quote("SELECT (COUNT(*) AS ?n) WHERE { ?s a ?class }")
    with servers(room.store) as started:
        held = {}
        for server in started:
            address = f"http://127.0.0.1:{server.port}{server.endpoint}?query={query}"
            urllib.request.urlopen(address, timeout=60).read()
            held[server.name] = server.memory()
    theirs = next(value for name, value in held.items() if name != OURS)
    yield Measured("memory", held[OURS], theirs, "MiB", room.size)


def bench_reading(room: Room) -> Iterator[Measured]:
    """Read the texts that ship with the repository; pysbd cuts them into sentences and does nothing else."""
    import pysbd

    from biopic.reading.reader import read_text

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder("graph").glob("*/documents/*.txt"))]
    read_text(texts[0])
    ours = timed(lambda: [read_text(text) for text in texts], 1)
    theirs = timed(
        lambda: [pysbd.Segmenter(language="en", clean=False, char_span=True).segment(text) for text in texts], 1
    )
    yield Measured("reading", ours, theirs, "s", f"{len(texts)} texts, {sum(map(len, texts))} characters")


BENCHES: dict[str, Callable[[Room], Iterator[Measured]]] = {
    "library": bench_library, "slowest": bench_slowest, "build": bench_build, "validation": bench_validation, "change": bench_change, "comparison": bench_comparison,
    "start": bench_start, "http": bench_http, "memory": bench_memory, "reading": bench_reading,
}  # fmt: skip
"""Every bench by its row."""


@contextlib.contextmanager
def room_of(assertions: int, seed: int = 1) -> Iterator[Room]:
    """Make a room that goes when it is left."""
    with tempfile.TemporaryDirectory(prefix="biopic-bench-") as where:
        yield Room(Path(where), assertions, seed)

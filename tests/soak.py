"""Build, serve and ask at once on a graph that changes all the time, and look for what grows and for rows that are wrong.

One thread changes a dossier at random and builds the graph; a server that runs all the time goes over to each new build;
clients ask it questions, SPARQL and pages, and the command line asks the store itself. What each version of the graph
answers was worked out before, in memory, from the dossiers alone: an answer must be, to the byte, that of the version before
the change or of the one behind it. Memory, open files, processes and the disk are sampled, and a line is fitted through each.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import serving
from crash_trials import shipped_graph, small_graph
from rich.console import Console
from rich.table import Table
from serving import Serving

from biopic.answers import read_answer
from biopic.build import assemble, load_graph
from biopic.errors import BiopicError
from biopic.ontology import BIOPIC as BIOPIC_TERMS
from biopic.questions import load_questions
from biopic.render import FORMATS
from biopic.sparql import Local, select
from biopic.store import current_generation

BIOPIC = [sys.executable, "-m", "biopic"]
QUESTIONS = ("who-plays-whom", "where-film-departs-from-life", "where-documents-contradict", "events-in-order")
QUERIES = tuple(
    f"PREFIX b: <{BIOPIC_TERMS}> SELECT {rest}"
    for rest in (
        "?passage ?gist WHERE { ?passage b:gist ?gist } ORDER BY ?passage ?gist",
        "(COUNT(*) AS ?assertions) WHERE { ?each a b:Assertion }",
        "?outcome (COUNT(*) AS ?number) WHERE { ?each b:outcome ?outcome } GROUP BY ?outcome ORDER BY ?outcome",
    )
)
MOST_MEMORY = 4 << 30
"""Bytes that a command may take, many times what it needs: one that runs away ends, and is told as a fault with its name."""

_VERSION = re.compile(r"version (\d+),")
WARM_UP = 0.3
"""The share of the samples that are left out of the line, while caches fill."""

serving.PATIENCE = 300.0
"""Seconds that the server may take to start or to answer: a busy machine is no fault."""

Answers = dict[str, bytes]


# Versions of the graph


class Versions:
    """The graph on disk, changed step by step, and what each version answers: `now` are those that can be current."""

    def __init__(self, graph: Path, seed: int) -> None:
        self.graph, self.chance, self.number = graph, random.Random(seed), 0
        self.files = [path for path in sorted(graph.glob("*/assertions/*.yaml")) if "gist: " in path.read_text()]
        self.plain = {path: path.read_text() for path in self.files}
        self.now: tuple[Answers, ...] = (self._answers(),)

    def change(self) -> Answers:
        """Change one document, the words of its gists or a year in it, and return what is answered then."""
        path = self.chance.choice(self.files)
        before = path.read_text()
        self.number += 1
        while True:
            path.write_text(self._changed(self.plain[path]))
            try:
                return self._answers()
            except BiopicError:  # a year that a verdict or a rule does not allow
                path.write_text(before)

    def _changed(self, text: str) -> str:
        years = list(re.finditer(r"time: (1[89]\d\d)\b", text))
        if years and self.chance.random() < 0.5:
            found = self.chance.choice(years)
            text = f"{text[: found.start(1)]}{int(found[1]) + self.chance.randint(-5, 5)}{text[found.end(1) :]}"
        return text.replace("gist: ", f"gist: version {self.number}, ")

    def _answers(self) -> Answers:
        """Return the answer to every request, worked out in memory from the dossiers, without a store."""
        built = assemble(load_graph(self.graph))
        target, found = Local(built.store, built.base), {}
        for name in QUESTIONS:
            question = load_questions()[name]
            answer = read_answer(target, question, select(target, question.bind({})), built.texts)
            found[f"/api/ask/{name}?format=csv"] = FORMATS["csv"](answer, target).encode()
        for query in QUERIES:
            rows = built.store.query(query).serialize(format=ox.QueryResultsFormat.CSV)  # type: ignore[union-attr]
            found[f"/sparql?query={quote(query)}"] = bytes(rows or b"")
        gists = "".join(path.read_text() for path in self.files)
        for dossier in built.dossiers:
            for path in (f"/id/{dossier.name}.html", f"/id/{dossier.name}.ttl"):
                found[path] = " ".join(sorted(set(_VERSION.findall(gists)))).encode()
        return found


def agrees(path: str, body: bytes, wanted: bytes) -> bool:
    """Say whether an answer is the wanted one; a page, whether it speaks of no other version of a document."""
    if path.startswith("/id/"):
        return set(_VERSION.findall(body.decode())) <= set(wanted.decode().split())
    return body == wanted


# What runs at once


@dataclass
class Run:
    """What is shared: the store, the server, the versions, the counts, the faults, and when it is over."""

    store: Path
    served: Serving
    versions: Versions
    until: float
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    series: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    @property
    def goes_on(self) -> bool:
        return time.monotonic() < self.until and len(self.faults) < 10

    def note(self, name: str, value: float) -> None:
        """Keep a sample."""
        self.series.setdefault(name, []).append((time.monotonic(), value))

    def command(self, *words: str) -> tuple[int, str, str, int]:
        """Run biopic; return its exit code, what it prints, what it says, and the most memory it had, in KiB."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen([*BIOPIC, *words], stdout=out, stderr=err, cwd=self.store.parent)
            resource.prlimit(process.pid, resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0), err.seek(0)
            return process.returncode, out.read().decode(), err.read().decode(), used.ru_maxrss


def keep_building(run: Run) -> None:
    """Change, build, wait until the server has gone over; again and again."""
    while run.goes_on:
        (old, *_), new = run.versions.now, run.versions.change()
        run.versions.now = (old, new)
        before = current_generation(run.store)
        code, _, said, memory = run.command("build", str(run.versions.graph), "--store", str(run.store))
        run.note("builder, most memory (MB)", memory / 1024)
        if code:
            run.faults.append(f"build: exit {code}: {said[-300:]}")
            return
        run.counts["builds"] += 1
        end = time.monotonic() + 120
        while run.served.fetch("/health").json["generation"] != current_generation(run.store):
            if time.monotonic() > end:
                run.faults.append("the server does not go over to the new build")
                return
            time.sleep(0.1)
        run.counts["reloads"] += current_generation(run.store) != before
        run.versions.now = (new,)


def keep_asking(run: Run, seed: int) -> None:
    """Ask the server at random, and hold every answer against the versions that can be current."""
    chance = random.Random(seed)
    while run.goes_on:
        allowed = run.versions.now
        path = chance.choice(sorted(allowed[0]))
        try:
            found = run.served.fetch(path, Accept="text/csv" if path.startswith("/sparql") else "*/*")
        except OSError as error:
            run.faults.append(f"{path}: {error}")
            continue
        allowed += run.versions.now
        if found.status == 503 and "retry-after" in found.headers:
            run.counts["told to come back (503)"] += 1
            time.sleep(1)
        elif found.status != 200:
            run.faults.append(f"{path}: HTTP {found.status}: {found.text[:200]}")
        elif not any(agrees(path, found.body, answers[path]) for answers in allowed):
            run.faults.append(f"{path}: a wrong answer: {found.text[:300]}")
        run.counts[f"answers, {path.split('/')[1].split('?')[0]}"] += 1


def keep_asking_the_store(run: Run, seed: int) -> None:
    """Ask from the command line, which opens the store each time."""
    chance = random.Random(seed)
    while run.goes_on:
        allowed, name = run.versions.now, chance.choice(QUESTIONS)
        code, out, said, memory = run.command("ask", name, "--format", "csv", "--store", str(run.store))
        run.note("command line asking, most memory (MB)", memory / 1024)
        allowed += run.versions.now
        if code:
            run.faults.append(f"ask {name}: exit {code}: {said[-300:]}")
        elif out.encode() not in [answers[f"/api/ask/{name}?format=csv"] for answers in allowed]:
            run.faults.append(f"ask {name}: a wrong answer: {out[:300]}")
        run.counts["answers, command line"] += 1


def keep_sampling(run: Run) -> None:
    """Sample the server and the disk."""
    while run.goes_on:
        tree = family(run.served.process.pid)
        front = Path(f"/proc/{run.served.process.pid}/fd")
        run.note("server, memory of all processes (PSS, MB)", sum(map(memory_of, tree)) / 1024)
        run.note("server, memory of the front (PSS, MB)", memory_of(run.served.process.pid) / 1024)
        run.note("server, open files of the front", len(list(front.iterdir())))
        run.note("server, processes", len(tree))
        run.note("store, entries in its folder", len(list(run.store.iterdir())))
        with contextlib.suppress(FileNotFoundError):
            files = [path for path in run.store.rglob("*") if path.name != ".lock"]
            run.note("store, disk (MB)", sum(path.stat().st_size for path in files) / 1e6)
        time.sleep(1)


def family(pid: int) -> list[int]:
    """Return a process and all that come from it."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def memory_of(pid: int) -> int:
    """Return the memory of a process in KiB, what it shares with others divided by their number."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


# What came of it


def line_of(samples: list[tuple[float, float]]) -> tuple[float, float, bool]:
    """Return the mean after the warm-up, the growth over the whole time by a fitted line, and whether that is a leak.

    A leak grows by more than a twentieth of the mean (and more than one), and by more than four times what the scatter of
    the samples lets one expect of a line that does not.
    """
    kept = samples[int(len(samples) * WARM_UP) :]
    if len(kept) < 10:
        return statistics.fmean(value for _, value in samples), 0.0, False
    times, values = zip(*kept, strict=True)
    slope, start = statistics.linear_regression(times, values)
    span, mean = times[-1] - times[0], statistics.fmean(values)
    left = sum((value - start - slope * at) ** 2 for at, value in kept) / (len(kept) - 2)
    middle = statistics.fmean(times)
    error = (left / sum((at - middle) ** 2 for at in times)) ** 0.5
    growth = slope * span
    return mean, growth, growth > max(1.0, mean / 20) and slope > 4 * error


def soak(place: Path, minutes: float, seed: int, *, shipped: bool, clients: int = 3) -> Run:
    """Let everything run at once for so many minutes."""
    versions = Versions((shipped_graph if shipped else small_graph)(place), seed)
    store = place / "store"
    subprocess.run([*BIOPIC, "build", str(versions.graph), "--store", str(store)], check=True, capture_output=True)
    with Serving(store, "--processes", "3", "--quiet") as served:
        run = Run(store, served, versions, time.monotonic() + minutes * 60)
        works: list[tuple[Callable[..., None], int | None]] = [(keep_building, None), (keep_sampling, None)]
        works += [(keep_asking_the_store, seed), *((keep_asking, seed + number) for number in range(clients))]
        threads = [threading.Thread(target=_guarded, args=(run, *work)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    left = sorted(path.name for path in store.iterdir() if path.name.startswith(".") and path.name != ".lock")
    if left:
        run.faults.append(f"left behind in the store: {', '.join(left)}")
    return run


def _guarded(run: Run, work: Callable[..., None], seed: int | None) -> None:
    try:
        work(run) if seed is None else work(run, seed)
    except Exception as error:
        run.faults.append(f"{work.__name__}: {type(error).__name__}: {error}")


def show(run: Run) -> bool:
    """Print the tables; return whether anything grows or was wrong."""
    counted = Table("what", "how often")
    for name in sorted(run.counts):
        counted.add_row(name, str(run.counts[name]))
    counted.add_row("wrong rows, errors", str(len(run.faults)))
    grown = Table("what", "samples", "mean", "growth over the run", "leak")
    leaks = False
    for name, samples in sorted(run.series.items()):
        mean, growth, leak = line_of(samples)
        leaks |= leak
        grown.add_row(name, str(len(samples)), f"{mean:.1f}", f"{growth:+.1f}", "yes" if leak else "no")
    console = Console(width=110)
    console.print(counted)
    console.print(grown)
    for fault in run.faults:
        print(fault)
    return leaks or bool(run.faults)


def main() -> int:
    """Run it for some minutes; exit 1 on a leak or a wrong row."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=60, help="how long (default: 60)")
    parser.add_argument("--seed", type=int, default=1, help="which changes and requests (default: 1)")
    parser.add_argument("--clients", type=int, default=3, help="how many ask over HTTP at once (default: 3)")
    parser.add_argument(
        "--shipped", action="store_true", help="with the graph that comes with biopic instead of a small one"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="biopic-soak-") as name:
        run = soak(Path(name), options.minutes, options.seed, shipped=options.shipped, clients=options.clients)
    return 1 if show(run) else 0


if __name__ == "__main__":
    sys.exit(main())

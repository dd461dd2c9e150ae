"""Measure engines side by side in one run, on the shipped graph; run by scripts/bench. Times in seconds, ratios last."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from biopic.build import Built, assemble, load_graph
from biopic.places import folder
from biopic.questions import load_questions
from biopic.sparql import Local, select
from biopic.validate import validate


def timed(work: Callable[[], object], rounds: int = 3) -> float:
    """Return the median of `rounds` runs of `work`, in seconds."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return sorted(spent)[len(spent) // 2]


def bench_questions(built: Built) -> list[tuple[str, float, float]]:
    """Return, for each library question, the seconds that rdflib and Oxigraph take on the merged graph."""
    import rdflib

    merged = rdflib.Graph()
    quads = built.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    merged.parse(data="".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads), format="nt")
    target = Local(built.store, built.base)
    rows = []
    for name, question in load_questions().items():
        if "GRAPH" in question.query:
            continue
        slow = timed(lambda query=question.query: list(merged.query(query)), 1)  # type: ignore[misc]
        fast = timed(lambda query=question.query: select(target, query))  # type: ignore[misc]
        rows.append((name, slow, fast))
    return rows


def bench_reading() -> list[tuple[str, float]]:
    """Return what reading costs in milliseconds a thousand words: one text, texts ten and a hundred times as long, the worst."""
    from biopic.reading.reader import read_text

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder("graph").glob("*/documents/*.txt"))]
    text = "\n\n".join(texts)[:6000]
    read_text(text)
    rows = []
    for times in (1, 10, 100):
        long = "\n\n".join([text] * times)
        spent = timed(partial(read_text, long), 3 if times < 100 else 1)
        rows.append((f"{len(long.split())} words", spent * 1e6 / len(long.split())))
    line = " ".join([" ".join(text.split())] * 100)
    rows.append((f"one line of {len(line)} characters", timed(lambda: read_text(line), 1) * 1e6 / len(line.split())))
    return rows


def bench_folder() -> tuple[int, float, float]:
    """Return the number of files in a folder, and the seconds to read them in one process and in as many as there are cores."""
    import tempfile

    from biopic.reading.batch import read_files

    texts = [path.read_bytes() for path in sorted(folder("graph").glob("*/documents/*.txt"))]
    with tempfile.TemporaryDirectory() as where:
        paths = [Path(where, f"{n:03}.txt") for n in range(80)]
        for n, path in enumerate(paths):
            path.write_bytes(texts[n % len(texts)])
        return len(paths), timed(lambda: list(read_files(paths, 1)), 1), timed(lambda: list(read_files(paths)), 1)


def main() -> None:
    """Print the tables."""
    read = bench_reading()
    for name, spent in read:
        print(f"read {name:40} {spent:8.1f} ms for 1,000 words")
    print(f"a hundred times the length costs {read[2][1] / read[0][1]:.2f} times as much for each word")
    files, alone, together = bench_folder()
    print(
        f"read a folder of {files} files: one process {alone:.1f} s, all cores {together:.1f} s, ratio {alone / together:.1f}"
    )
    start = time.perf_counter()
    built = assemble(load_graph(folder("graph")))
    print(f"load, infer and compare: {time.perf_counter() - start:.2f} s for {len(built.store)} quads")
    fast, referee = timed(lambda: validate(built.store)), timed(lambda: validate(built.store, "pyshacl"), 1)
    print(f"validate: fast {fast:.2f} s, pySHACL {referee:.2f} s, ratio {referee / fast:.0f}")
    rows = bench_questions(built)
    for name, slow, quick in rows:
        print(f"{name:45} rdflib {slow:8.3f} s  Oxigraph {quick:8.4f} s  ratio {slow / quick:6.0f}")
    ratios = sorted(slow / quick for _, slow, quick in rows)
    print(f"median ratio {ratios[len(ratios) // 2]:.0f}, slowest question {max(quick for _, _, quick in rows):.3f} s")


if __name__ == "__main__":
    main()

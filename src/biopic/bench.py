"""Measure engines side by side in one run, on the shipped graph; run by scripts/bench. Times in seconds, ratios last."""

from __future__ import annotations

import time
from collections.abc import Callable

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


def main() -> None:
    """Print the tables."""
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

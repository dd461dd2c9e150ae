"""Hold the fast engine of validation against pySHACL, its referee, and print where they agree; run by scripts/referee.

Both validate every fixture of the shapes, small corpora, and the same corpora with some of their triples taken out or turned round, so
that there is much to report. Equal means: the same set of results, each with focus node, shape, value and message. How often the same one stands
there is left aside: where two solutions of a query differ in nothing that a result shows, pySHACL reports one, the fast engine two.
"""

from __future__ import annotations

import argparse
import functools
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from biopic.build import assemble, load_graph
from biopic.corpus.folder import corpus_of, write_corpus
from biopic.ontology import parse_turtle
from biopic.places import ontology_files
from biopic.validate import Violation, validate_text

FIXTURES = Path(__file__).parent / "data" / "shapes"

Engine = Callable[[str], list[Violation]]


@dataclass(frozen=True)
class Verdict:
    """What both engines said of one graph: results that are equal, and those that only one of them has."""

    name: str
    equal: int
    only_fast: tuple[Violation, ...]
    only_referee: tuple[Violation, ...]

    @property
    def same(self) -> bool:
        """Say whether the engines agree."""
        return not self.only_fast and not self.only_referee


def judge(name: str, data: str, fast: Engine = validate_text) -> Verdict:
    """Return the verdict on a graph in Turtle, the ontology in it."""
    ours, theirs = set(fast(data)), set(validate_text(data, "pyshacl"))
    return Verdict(name, len(ours & theirs), tuple(sorted(ours - theirs)), tuple(sorted(theirs - ours)))


def fixtures() -> Iterator[tuple[str, str]]:
    """Yield every fixture of the shapes with the ontology."""
    for path in sorted(FIXTURES.glob("*/*.ttl")):
        yield path.stem, ontology() + path.read_text(encoding="utf-8")


def corpora(assertions: int, seeds: int) -> Iterator[tuple[str, str]]:
    """Yield small corpora, each whole and damaged."""
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory(prefix="biopic-referee-") as where:
            write_corpus(Path(where) / "graph", corpus_of(assertions, seed))
            store = assemble(load_graph(Path(where) / "graph")).store
        found = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        triples = sorted((ox.Triple(q.subject, q.predicate, q.object) for q in found), key=str)
        yield f"corpus, seed {seed}", written(triples)
        yield f"corpus, seed {seed}, damaged", written(damaged(triples, seed))


def damaged(triples: list[ox.Triple], seed: int) -> list[ox.Triple]:
    """Return the triples without one in fifty, and with the value of another in fifty at the next triple's subject."""
    dice = random.Random(seed)
    kept = [triple for triple in triples if dice.random() > 0.02]
    wrong = [(a, b) for a, b in pairwise(kept) if dice.random() < 0.02]
    return kept + [ox.Triple(b.subject, a.predicate, a.object) for a, b in wrong]


def written(triples: list[ox.Triple]) -> str:
    """Return triples as N-Triples."""
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


@functools.cache
def ontology() -> str:
    """Return the ontology as N-Triples, which may stand before any Turtle."""
    return written([triple for path in ontology_files() for triple in parse_turtle(path)])


def main(argv: list[str]) -> int:
    """Print the table; return 1 where the engines differ."""
    parser = argparse.ArgumentParser(
        prog="scripts/referee", description="Hold the fast engine of validation against pySHACL."
    )
    parser.add_argument("--assertions", type=int, default=300, metavar="N", help="size of each corpus (default: 300)")
    parser.add_argument("--seeds", type=int, default=2, metavar="N", help="how many corpora (default: 2)")
    parser.add_argument("--only", choices=("fixtures", "corpora", "suite"), help="only these graphs")
    parser.add_argument("--suite", type=Path, metavar="DIR", help="the W3C's SHACL test suite")
    options = parser.parse_args(argv)
    sets = {"fixtures": fixtures(), "corpora": corpora(options.assertions, options.seeds)}
    differ = 0
    if options.suite and options.only in (None, "suite"):
        from shacl_suite import report

        differ += report(options.suite)
    if options.only == "suite":
        return 1 if differ else 0
    print("| graphs | number | equal results | graphs that differ |\n| --- | --- | --- | --- |")
    for kind in [options.only] if options.only else sets:
        verdicts = [judge(name, data) for name, data in sets[kind]]
        different = [verdict for verdict in verdicts if not verdict.same]
        print(
            f"| {kind} | {len(verdicts)} | {sum(verdict.equal for verdict in verdicts)} | {len(different)} |",
            flush=True,
        )
        for verdict in different:
            for engine, found in (("fast", verdict.only_fast), ("pySHACL", verdict.only_referee)):
                for each in found:
                    print(f"{verdict.name}: only {engine}: {each.focus} {each.shape} {each.value!r}", file=sys.stderr)
        differ += len(different)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

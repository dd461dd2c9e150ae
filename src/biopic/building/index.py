"""Oxigraph's index of a generation: loaded from its shards, or the last one's with what is different put right.

In go shards, sorted and each line once; out comes an index on disk that has exactly their lines. The files of an index are
never changed once they are written, so that two generations share them by hard links (RocksDB's checkpoints).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from biopic.shards import open_all

RUN = 1_000_000
"""How many quads the loader writes as one sorted run of RocksDB."""


def load_index(path: Path, first: Sequence[str], shards: Iterable[Path]) -> int:
    """Make an index at `path` from some lines that have blank nodes and from shards that have none; return its number of quads."""
    index = ox.Store(str(path))
    index.bulk_extend(parse(first))  # bulk_load would rename the blank nodes
    index.bulk_load(open_all(shards), format=ox.RdfFormat.N_QUADS)
    quads = len(index)
    if quads > RUN:
        index.optimize()  # each look-up searches every run: of two, queries take about twice as long as of one
    index.flush()
    return quads


def change_index(old: Path, path: Path, gone: Iterable[str], come: Iterable[str]) -> int:
    """Make an index at `path` of the one at `old` without some lines and with others; return how many quads it has more."""
    ox.Store.read_only(str(old)).backup(str(path))
    index = ox.Store(str(path))
    fresh = [quad for quad in parse(come) if quad not in index]
    stale = parse(gone)
    for quad in stale:
        index.remove(quad)
    index.extend(fresh)
    index.flush()
    return len(fresh) - len(stale)


def differences(pairs: Iterable[tuple[set[str], set[str]]], stated: Callable[[str], bool]) -> tuple[set[str], set[str]]:
    """Return the lines that went and those that came, of shards before and after; a line that is `stated` elsewhere has not gone."""
    gone, come = set[str](), set[str]()
    for before, after in pairs:
        gone |= before - after
        come |= after - before
    return {line for line in gone - come if not stated(line)}, come


def parse(lines: Iterable[str]) -> list[ox.Quad]:
    """Return the quads of some lines."""
    return list(ox.parse("".join(sorted(lines)), format=ox.RdfFormat.N_QUADS))

"""Shards: files of sorted N-Quads, each line once, that together are a graph.

A built graph is kept as one file a dossier for what it says, one for what follows from it, and some for what its dossiers
share. Sorted files are merged, searched and held against each other line by line without reading a graph into memory.
"""

from __future__ import annotations

import hashlib
import heapq
import io
import mmap
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import IO, Any, NamedTuple

AT_ONCE = 200
"""So many files are merged at a time; more than that would need more open files than a process may have."""


class Shard(NamedTuple):
    """What a manifest says of a shard: the SHA-256 of its bytes and the number of its lines."""

    digest: str
    quads: int


def write_shard(path: Path, lines: Iterable[str]) -> Shard:
    """Write the distinct `lines`, sorted, to `path`, and return what the manifest says of them."""
    found = sorted(set(lines))
    data = "".join(found).encode()
    new = path.with_name(f".{path.name}-{platform.node()}-{os.getpid()}")
    new.write_bytes(data)
    new.replace(path)  # an older generation may have the same file, and another worker may write the same one
    return Shard(hashlib.sha256(data).hexdigest(), len(found))


def read_shard(path: Path) -> list[str]:
    """Return the lines of a shard; none where there is no such file."""
    return path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []


def merge(paths: Sequence[Path]) -> Iterator[bytes]:
    """Yield the lines of all shards, sorted, each once."""
    for line, _ in groupby(_merge(list(paths))):
        yield line


def _merge(paths: list[Path]) -> Iterator[bytes]:
    if len(paths) <= AT_ONCE:
        yield from heapq.merge(*(_lines(path) for path in paths))
        return
    parts = [paths[start : start + AT_ONCE] for start in range(0, len(paths), AT_ONCE)]
    yield from heapq.merge(*(iter(_merge(part)) for part in parts))


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file, a stretch at a time and closed in between, so that many can be merged."""
    at = 0
    while True:
        with path.open("rb") as file:
            file.seek(at)
            rows = file.readlines(1 << 16)
            at = file.tell()
        if not rows:
            return
        yield from rows


def states(path: Path, line: str) -> bool:
    """Say whether a shard has a line, by halving the file."""
    wanted = line.encode()
    if not path.exists() or not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        low, high = 0, len(data)
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", start) + 1
            found = data[start:end]
            if found == wanted:
                return True
            low, high = (end, high) if found < wanted else (low, start)
    return False


def open_all(paths: Iterable[Path]) -> io.BufferedReader:
    """Open shards one behind another as one file to read from."""
    return io.BufferedReader(_Stream(paths), 1 << 20)


class _Stream(io.RawIOBase):
    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = iter(paths)
        self._file: IO[bytes] = io.BytesIO()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not (size := self._file.readinto(buffer)):  # type: ignore[attr-defined]
            self._file.close()
            path = next(self._paths, None)
            self._file = path.open("rb") if path else io.BytesIO()
            if path is None:
                return 0
        return int(size)

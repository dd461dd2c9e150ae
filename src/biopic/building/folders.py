"""Has a dossier's folder changed? Every file by its size, its time and the digest of its bytes.

In goes a folder; out comes a signature that a later look compares with. A file whose size and time are the same is not read
again, unless it was so young when it was signed that a later change could bear the same time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

PARTS = ("things", "assertions", "drafts", "documents")
"""The folders of a dossier in which it has files."""

YOUNG = 2_000_000_000
"""Nanoseconds: the coarsest time stamps of a file system that are still in use are two seconds apart."""


def sign(paths: Iterable[Path], now: int) -> str:
    """Return the signature of some files; `now` is when they began to be read, in nanoseconds since 1970."""
    files: dict[str, tuple[int, int, str]] = {}
    for path in paths:
        about = path.stat()
        settled = now - about.st_mtime_ns > YOUNG
        files[str(path)] = (about.st_size, about.st_mtime_ns if settled else -1, _digest(path))
    return json.dumps(files)


def unchanged(signature: str, paths: Iterable[Path]) -> bool:
    """Say whether the files are those that were signed."""
    known: Mapping[str, Sequence[object]] = json.loads(signature)
    paths = list(paths)
    return len(paths) == len(known) and all(str(path) in known and _is(path, *known[str(path)]) for path in paths)


def _is(path: Path, size: object, stamp: object, digest: object) -> bool:
    about = path.stat()
    return about.st_size == size and (about.st_mtime_ns == stamp or _digest(path) == digest)


def _digest(path: Path) -> str:
    """Return the digest of a file, nothing for one that may not be read: whoever needs it says so."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def files_in(folder: Path) -> list[Path]:
    """Return the files of a dossier's folder that a build reads or may come to read, in a fixed order."""
    return [path for part in ("", *PARTS) for path in _plain_files(folder / part)]


def _plain_files(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            return sorted(Path(entry.path) for entry in found if entry.is_file() and not entry.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []

"""Put a new folder in the place of an old one: whoever looks finds the old one or the new one, whole.

In goes the path of a folder; the new one grows hidden beside it and takes its place when it is done. A folder that holds
anything that was not written here is never replaced. A process that is killed leaves the old folder as it was.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from biopic.errors import InputError, StoreBusyError

MARK = "site.json"
"""The file by which a folder is known to be a site that was written here; it names what stands at the top of it."""

_AT_FDCWD, _EXCHANGE = -100, 2


@contextlib.contextmanager
def replacing(path: Path, held: frozenset[str] | None) -> Iterator[Path]:
    """Give an empty folder to write into; put it at `path` when all went well, remove it otherwise.

    `held` are the names at the top of what stands at `path` and may go; None means that it is no site of ours.
    Raise InputError where `path` is something else, StoreBusyError where another process is writing the same site.
    """
    path = path.resolve()
    _check(path, held)
    new = path.with_name(f".{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    new.mkdir(exist_ok=True)
    with _locked(new, path):
        _empty(new)
        try:
            yield new
            _check(path, held)
            os.sync()
            _exchange(new, path)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _check(path: Path, held: frozenset[str] | None) -> None:
    """Refuse to replace what was not written here."""
    if path.exists() and not path.is_dir():
        raise InputError("is a file, and a site is a folder", file=path, todo="name another folder")
    there = {each.name for each in path.iterdir()} if path.is_dir() else set()
    strange = sorted(there - (held or set()))
    if strange:
        raise InputError(
            f"holds {strange[0]}, which is no part of a site that was written here",
            file=path,
            todo="name another folder, or take it away",
        )


@contextlib.contextmanager
def _locked(new: Path, path: Path) -> Iterator[None]:
    """Hold the new folder's lock; it goes with the process, however that ends."""
    lock = os.open(new, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise StoreBusyError("another process is writing this site", file=path, todo="wait for it") from None
    finally:
        os.close(lock)


def _empty(folder: Path) -> None:
    """Remove what a process that was killed left in it."""
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def _exchange(new: Path, path: Path) -> None:
    """Let the two folders change places in one step where the system can, else in two, the first of which is undone if need be."""
    if not path.exists():
        new.rename(path)
        return
    if _exchange_at_once(new, path):
        return
    old = path.with_name(f".{path.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    path.rename(old)
    try:
        new.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Call renameat2 with RENAME_EXCHANGE (https://man7.org/linux/man-pages/man2/rename.2.html); say whether that worked."""
    call: Any = getattr(ctypes.CDLL(None), "renameat2", None)
    return call is not None and call(_AT_FDCWD, bytes(one), _AT_FDCWD, bytes(other), _EXCHANGE) == 0

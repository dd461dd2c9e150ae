"""Several files that change together: all of them are written, or each is again what it was.

Files are written one after the other in the order in which they were put, each atomically, so that even a process that
is killed leaves no file half-written and none that speaks of another which is not there yet.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from biopic.errors import InputError, StoreBusyError
from biopic.store import write_atomically


@dataclass
class Changes:
    """What is to become of files; `None` is a file that goes."""

    files: dict[Path, bytes | None] = field(default_factory=dict)

    def put(self, path: Path, data: str | bytes) -> None:
        """Let the file at `path` become `data`."""
        self.files[path] = data.encode() if isinstance(data, str) else data

    def drop(self, path: Path) -> None:
        """Let the file at `path` go."""
        self.files[path] = None

    def text(self, path: Path) -> str:
        """Return what the file at `path` holds, changed or not; nothing where there is none."""
        data = self.files[path] if path in self.files else _content(path)
        return (data or b"").decode("utf-8")

    def write(self) -> None:
        """Make the changes; after an error or Ctrl-C everything is as it was."""
        before: dict[Path, bytes | None] = {}
        made: list[Path] = []
        try:
            for path, data in self.files.items():
                old = _content(path)
                if data != old:
                    before[path] = old
                    made += _make_folders(path.parent)
                    _set(path, data)
        except BaseException as error:
            _restore(before, made)
            if isinstance(error, OSError):
                raise InputError(
                    f"cannot be written ({error.strerror or error}); nothing was changed",
                    file=error.filename or None,
                    todo="check the folder and its permissions",
                ) from None
            raise
        self.files.clear()


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _make_folders(folder: Path) -> list[Path]:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _set(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_atomically(path, data)


def _restore(before: dict[Path, bytes | None], made: list[Path]) -> None:
    for path, data in reversed(before.items()):
        with contextlib.suppress(OSError):
            _set(path, data)
    for folder in sorted(made, key=lambda path: len(path.parts), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let nobody else change the dossier in `folder` meanwhile; the lock goes with the process, however that ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusyError(
                "another command is changing this dossier", file=folder, todo="wait until it is done"
            ) from None
        yield
    finally:
        os.close(handle)

"""Several files of a folder that change together: whoever looks finds all of them old or all of them new, even after a kill.

What is to change is written apart first, into `.journal.new`. Its renaming to `.journal` is the moment from which on the
changes count; then each file takes its place. Whoever opens the folder next, to read or to write, completes what was cut
short in between, and who writes takes away what never came to count.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from biopic.errors import InputError, StoreBusyError

JOURNAL, STAGED, LIST = ".journal", ".journal.new", "list.json"

PATIENCE = 10.0
"""Seconds to wait until another process has completed its changes; they take milliseconds."""

_HALF_WRITTEN = re.compile(r"\.(?:.+\.\w+|[0-9a-f]{64})-(\d+)")
"""A file that a process was about to put into its place, as `biopic.store.write_atomically` names it, and that process."""


@dataclass
class Changes:
    """What is to become of files of a folder; `None` is a file that goes."""

    folder: Path
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
        """Make the changes, all of them; after an error or Ctrl-C everything is as it was."""
        changed = {path: data for path, data in self.files.items() if data != _content(path)}
        made: list[Path] = []
        try:
            if changed:
                made += _make_folder(self.folder)
                _stage(self.folder, changed)
                for path in changed:
                    made += _make_folder(path.parent)
                    _check_open(path.parent)
                (self.folder / STAGED).rename(self.folder / JOURNAL)
        except BaseException as error:
            _forget(self.folder, made)
            if isinstance(error, OSError):
                raise InputError(
                    f"cannot be written ({error.strerror or error}); nothing was changed",
                    file=error.filename or None,
                    todo="check the folder, its permissions and the space on its disk",
                ) from None
            raise
        if changed:
            _complete(self.folder)
        self.files.clear()


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder; return what had to be made."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _check_open(folder: Path) -> None:
    """Raise PermissionError where no file can be put into a folder: later, when the changes count, it would be too late."""
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _stage(folder: Path, files: Mapping[Path, bytes | None]) -> None:
    """Write apart what files are to become."""
    staged = folder / STAGED
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir()
    said = [(path.relative_to(folder).as_posix(), data is None) for path, data in files.items()]
    _write(staged / LIST, json.dumps(said).encode())
    for number, (path, data) in enumerate(files.items()):
        if data is not None:
            _write(staged / str(number), data)
            if path.exists():
                shutil.copymode(path, staged / str(number))


def _write(path: Path, data: bytes) -> None:
    """Write `data` to `path` and see it onto the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _forget(folder: Path, made: list[Path]) -> None:
    shutil.rmtree(folder / STAGED, ignore_errors=True)
    for each in sorted(made, key=lambda path: len(path.parts), reverse=True):
        with contextlib.suppress(OSError):
            each.rmdir()


def _complete(folder: Path) -> None:
    """Let every file of the journal take its place; what has taken it already is no longer in the journal."""
    journal = folder / JOURNAL
    try:
        for number, (name, goes) in enumerate(_listed(journal)):
            if goes:
                (folder / name).unlink(missing_ok=True)
            elif (journal / str(number)).exists():
                _replace(journal / str(number), (folder / name).resolve())
        (journal / LIST).unlink(missing_ok=True)
        journal.rmdir()
    except OSError as error:
        raise InputError(
            f"changes that were begun here cannot be completed ({error.strerror or error}); they are kept in {JOURNAL}",
            file=folder,
            todo="see that the folder can be written, and run the command again",
        ) from None


def _listed(journal: Path) -> list[tuple[str, bool]]:
    """Return the files that a journal changes, and whether each goes."""
    path = journal / LIST
    try:
        return [(str(name), bool(goes)) for name, goes in json.loads(path.read_bytes())] if path.exists() else []
    except (ValueError, TypeError):
        raise InputError("is no list of changes", file=path, todo=f"take {JOURNAL} away") from None


def _check_inside(folder: Path) -> None:
    """Refuse a journal that came with the folder from somebody else, and would change what is not in it."""
    inside = folder.resolve()
    for name, _ in _listed(folder / JOURNAL):
        if not (folder / name).resolve().is_relative_to(inside):
            raise InputError(
                f"changes that were begun here would reach {name}, which is elsewhere",
                file=folder / JOURNAL,
                todo="if they are yours, make them by hand; then take this folder away",
            )
    if (folder / JOURNAL).is_symlink():
        raise InputError("is a link, and a journal is a folder", file=folder / JOURNAL, todo="take it away")


def _replace(new: Path, path: Path) -> None:
    """Put a file in the place of another, on another disk as well."""
    try:
        new.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = path.with_name(f".{path.name}-{os.getpid()}")
        shutil.copy(new, beside)
        beside.replace(path)
        new.unlink()


def complete(folder: Path) -> None:
    """Complete the changes of a process that was killed; wait for one that is just making them."""
    end = time.monotonic() + PATIENCE
    while (folder / JOURNAL).exists():
        try:
            with locked(folder):
                return
        except StoreBusyError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let nobody else change the dossier in `folder` meanwhile; the lock goes with the process, however that ends.

    What a process that was killed had begun is completed first, and what it left half-written taken away.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusyError(
                "another command is changing this dossier", file=folder, todo="wait until it is done"
            ) from None
        if (folder / JOURNAL).exists():
            _check_inside(folder)
            _complete(folder)
        _forget(folder, [])
        sweep(folder)
        yield
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Take away what processes that are no more left half-written in a folder and those inside it."""
    for path in folder.glob("**/.*-*"):
        found = _HALF_WRITTEN.fullmatch(path.name)
        if found and not _runs(int(found[1])):
            with contextlib.suppress(OSError):
                path.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True

"""The store: where a built graph lives on disk, written whole or not at all.

A store is a folder. Each build stands in a generation of its own, named after the digest of its content; `current` names
the one that readers open. A generation holds the graph as sorted N-Quads (the same input gives the same bytes), `index/`
(Oxigraph's own files, made from them and replaceable) and `texts.json` (where the documents' texts are). The N-Quads are
the shards that `manifest.json` lists, or one `dataset.nq`, which is made of the shards when somebody asks for it.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from biopic.errors import InputError, StoreBusyError
from biopic.shards import merge

DATASET, INDEX, TEXTS, CURRENT, MANIFEST = "dataset.nq", "index", "texts.json", "current", "manifest.json"
_OURS = re.compile(r"[0-9a-f]{16}(-again)*|\.new-\d+|\.current-\d+")


@dataclass(frozen=True)
class Opened:
    """An opened store: its triples, ready to query; the base of its IRIs; the files of the documents that were present.

    `generation` is the name of what was opened: the start of its content's digest.
    """

    store: ox.Store
    base: str
    texts: dict[str, str]
    folder: Path | None = None
    generation: str = ""


def sorted_nquads(store: ox.Store) -> bytes:
    """Return every quad of `store` as N-Quads, sorted, so that equal graphs are equal bytes."""
    return "".join(sorted(f"{quad} .\n" for quad in store)).encode()


def write_store(path: Path, store: ox.Store, *, base: str, texts: dict[str, str]) -> str:
    """Write a new generation into the store at `path`, make it the current one, and return its digest."""
    data = sorted_nquads(store)
    digest = hashlib.sha256(data).hexdigest()
    with writing(path) as new:
        write_file(new / DATASET, data)
        write_texts(new, base, texts)
        index = ox.Store(str(new / INDEX))
        index.bulk_extend(ox.parse(data, format=ox.RdfFormat.N_QUADS))  # bulk_load would rename the blank nodes
        index.flush()
        del index
        install(path, new, digest)
    return digest


def write_texts(new: Path, base: str, texts: dict[str, str]) -> None:
    """Write into a new generation what the base of its IRIs is, and where the documents' texts are."""
    write_file(new / TEXTS, json.dumps({"base": base, "texts": texts}, indent=1, sort_keys=True).encode())


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Give an empty folder for a new generation of the store at `path`, which nobody else writes meanwhile.

    When the inside has ended, however it did, everything is removed but the current generation and what readers have open.
    """
    if path.exists() and not path.is_dir():
        raise InputError("is a file, and a store is a folder", file=path, todo="name another --store")
    try:
        path.mkdir(parents=True, exist_ok=True)
        with _locked(path):
            new = path / f".new-{os.getpid()}"
            shutil.rmtree(new, ignore_errors=True)
            let_go(path)
            try:
                new.mkdir()
                yield new
            finally:
                with _uninterrupted():
                    _remove_all_but(path, _current(path))
                    _leave_no_empty(path)
    except OSError as error:
        why = error.strerror or str(error)
        full = os.strerror(errno.ENOSPC)
        what = f"the store cannot be written ({full if full in why else why}); the old one stands"
        raise InputError(what, file=path, todo="free some space or name another --store") from None


def install(path: Path, new: Path, digest: str) -> None:
    """Make the whole new generation the one that readers open, under the name that its content's digest gives it."""
    # The generation that readers open, or have open, is never touched, not even by one of the same content.
    name = digest[:16]
    while name == _current(path) or _is_held(path / name):
        name += "-again"
    shutil.rmtree(path / name, ignore_errors=True)
    _see_all_onto_disk(new)
    new.replace(path / name)
    _see_onto_disk(path)
    write_atomically(path / CURRENT, f"{name}\n".encode())


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until the inside is done."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _remove_all_but(path: Path, name: str) -> None:
    """Remove what builds that were killed left behind, and every generation but the one of that name and those that are held."""
    for other in path.iterdir():
        if other.name != name and _OURS.fullmatch(other.name) and not _is_held(other):
            if other.is_dir():
                shutil.rmtree(other, ignore_errors=True)
            else:
                other.unlink(missing_ok=True)


_held: dict[Path, list[int]] = {}
"""The generations that this process opened last, by store: descriptors with a lock on them, which go with the process."""


def _hold(path: Path, name: str) -> None:
    """Keep a generation from being removed while this process may read it, which is until it has opened two later ones.

    Oxigraph opens the files of an index when it needs them. For one that has gone it gives the same error without end, and
    whatever sorts the rows of a query gathers that until no memory is left.
    """
    descriptor = os.open(path / name / TEXTS, os.O_RDONLY)
    with contextlib.suppress(OSError):  # a file system without locks
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    held = _held.setdefault(path.resolve(), [])
    held.append(descriptor)
    if len(held) > 2:
        os.close(held.pop(0))


def let_go(path: Path) -> None:
    """Hold no generation of a store any longer: this process is about to write it."""
    for descriptor in _held.pop(path.resolve(), []):
        os.close(descriptor)


def _is_held(generation: Path) -> bool:
    """Say whether a process has a generation open."""
    try:
        with (generation / TEXTS).open("r+b") as texts:
            fcntl.flock(texts, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _current(path: Path) -> str:
    """Return the name of the generation that readers open, nothing where there is none yet."""
    return (path / CURRENT).read_text(errors="replace").strip() if (path / CURRENT).exists() else ""


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader finds the old file or the whole new one; a link or device stays one."""
    with replacing(path) as new:
        write_file(new, data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give where to write what is then put at `path` in one step, on the disk before it counts; a device is written itself."""
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        yield path
        return
    new = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        yield new
        _see_onto_disk(new)
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
        _see_onto_disk(path.parent)
    finally:
        with contextlib.suppress(OSError):
            new.unlink()


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` and see it onto the disk, where it has one."""
    path.write_bytes(data)
    if path.is_file():
        _see_onto_disk(path)


def _see_onto_disk(path: Path) -> None:
    """Return when a file, or what a folder lists, is on the disk (fsync)."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that knows no such thing of a folder
            raise
    finally:
        os.close(opened)


def _see_all_onto_disk(folder: Path) -> None:
    """See a folder with all that is in it onto the disk, but for files that another generation has, which are there already."""
    for each in folder.iterdir():
        if each.is_dir():
            _see_all_onto_disk(each)
        elif each.stat().st_nlink == 1:
            _see_onto_disk(each)
    _see_onto_disk(folder)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the store's lock; it goes with the process, however that ends."""
    with (path / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusyError(
                "another build is writing this store", file=path, todo="wait for it, or name another --store"
            ) from None
        yield


def _leave_no_empty(path: Path) -> None:
    """Remove a store that has no generation and never had one: nothing is in it but the lock."""
    if [each.name for each in path.iterdir()] == [".lock"]:
        (path / ".lock").unlink()
        with contextlib.suppress(OSError):
            path.rmdir()


def current_generation(path: Path) -> str:
    """Return the name of the generation that readers open, nothing where there is none or it cannot be read."""
    try:
        return _current(path)
    except OSError:
        return ""


def open_store(path: Path) -> Opened:
    """Open the current generation at `path` for reading; without its index, read the dataset into memory.

    One that is replaced meanwhile may have gone in part: then its successor is opened. What is opened stays on the disk.
    """
    while True:
        name = ""
        try:
            name = _current(path)
            if not name:
                raise InputError("there is no store here", file=path, todo="make it with: biopic build")
            _hold(path, name)
            opened = _open(path, name)
            if _current(path) == name:
                return opened
        except (OSError, RuntimeError, ValueError, KeyError, TypeError, SyntaxError) as error:
            if name == current_generation(path):
                what = f"the store is damaged ({error})"
                raise InputError(what, file=path, todo="build it again with: biopic build") from None


def _open(path: Path, name: str) -> Opened:
    where = path / name
    local = json.loads((where / TEXTS).read_bytes())
    base, texts = str(local["base"]), dict(local["texts"])
    store = ox.Store.read_only(str(where / INDEX)) if (where / INDEX).is_dir() else _in_memory(where)
    return Opened(store, base, texts, path, name)


def _in_memory(where: Path) -> ox.Store:
    store = ox.Store()
    for path in shards_of(where) or [where / DATASET]:
        store.bulk_extend(ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))
    return store


def shards_of(where: Path) -> list[Path]:
    """Return the shards of a generation, in the order of their names; none where it is in one piece."""
    if not (where / MANIFEST).exists():
        return []
    return [where / name for name in sorted(json.loads((where / MANIFEST).read_bytes())["shards"])]


def write_dataset(where: Path) -> Path:
    """Return the path of a generation's whole graph as sorted N-Quads; merge it of the shards if nobody has done so yet."""
    path = where / DATASET
    if not path.exists():
        new = where / f".{DATASET}-{os.getpid()}"
        with new.open("wb") as file:
            file.writelines(merge(shards_of(where)))
        new.replace(path)
    return path

"""Read files, many at once: each file becomes a `Reading`, its stored text and the drafts that the readers found in it.

Folders are searched for the formats that `biopic.reading.formats` knows. Several files are read over processes, with
progress on standard error, and always come back in the order in which they were named.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from biopic.documents import decode
from biopic.errors import InputError
from biopic.reading.drafts import Draft
from biopic.workers import Cluster, Processes, Workers

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf")
"""The files that are read out of a folder."""

FEW = 4
"""So many files are read one after the other, for starting processes takes longer."""


@dataclass(frozen=True)
class Reading:
    """One file as it was read: its bytes, the text to which all offsets refer, and what was found in it."""

    path: Path
    data: bytes
    text: str
    drafts: tuple[Draft, ...]
    title: str = ""


def find_texts(paths: Sequence[Path]) -> list[Path]:
    """Return the files that are meant: a file itself, a folder's files in order of their names, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix.casefold() in SUFFIXES and each.is_file())
            if not inside:
                raise InputError("there is nothing to read here", file=path, todo=f"it takes {', '.join(SUFFIXES)}")
            found |= dict.fromkeys(inside)
        elif path.exists():
            found[path] = None
        else:
            raise InputError("there is no such file", file=path, todo="check the path")
    return list(found)


def read_files(paths: Sequence[Path], jobs: int = 0, cluster: str = "") -> Iterator[Reading]:
    """Yield a reading of each file in their order; raise the first thing that is wrong with one.

    `jobs` is the number of processes, `cluster` the address of a Dask scheduler whose workers read instead.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    workers = _hired(paths, jobs, cluster)
    whole = [path.absolute() for path in paths] if cluster else paths  # its workers stand in other folders
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(paths))
        try:
            for path, reading in zip(paths, workers.map(read_file, whole), strict=True):
                progress.update(task, advance=1, description=path.name)
                yield replace(reading, path=path)
        finally:
            workers.close()


def _hired(paths: Sequence[Path], jobs: int, cluster: str) -> Workers:
    if cluster:
        return Cluster(cluster, paths[0].absolute().parent)
    return Processes(1 if len(paths) < FEW else jobs or min(len(paths), os.cpu_count() or 1))


def read_file(path: Path) -> Reading:
    """Read one file."""
    from biopic.reading.formats import load_text

    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", file=path, todo="check the path") from None
    stored = load_text(path)
    return Reading(path, data, stored.text, tuple(drafts_in(stored.text)), getattr(stored, "title", "") or "")


def read_bytes(data: bytes) -> Reading:
    """Read a plain text that comes from standard input."""
    path = Path("-")
    text = decode(data, path)
    return Reading(path, data, text, tuple(drafts_in(text)))


def drafts_in(text: str) -> list[Draft]:
    """Return what the readers find in a text."""
    from biopic.reading.reader import read_text

    return read_text(text)

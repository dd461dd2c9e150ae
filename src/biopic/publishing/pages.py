"""Write the pages of a site and the machine forms of its nodes, in several processes over one read-only store.

In goes an `Order` and the addresses of pages; out come files, each with the same bytes whichever process writes it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from biopic.errors import InputError
from biopic.forms import describe_node, write_form
from biopic.pages.address import LANGUAGES, NODES, Address
from biopic.pages.render import WRITTEN, SiteKind, render
from biopic.sparql import Local, films_of
from biopic.store import open_store

_BATCH = 24


@dataclass(frozen=True)
class Order:
    """What is to be written: from which generation of a store, with which documents' texts, into which folder.

    `root` is the address at which the site will stand, with a slash behind it; empty where that is not known.
    """

    store: Path
    generation: str
    texts: Mapping[str, str] = field(hash=False)
    folder: Path
    root: str = ""


@dataclass(frozen=True)
class Source:
    """An opened store, as the writers need it."""

    target: Local
    films: tuple[str, ...]


@cache
def open_source(store: Path, generation: str) -> Source:
    """Open a store once a process; raise InputError where it was built anew in the meantime."""
    opened = open_store(store)
    if opened.generation != generation:
        raise InputError("the store was built anew while the site was written", file=store, todo="write the site again")
    target = Local(opened.store, opened.base)
    return Source(target, tuple(films_of(target)))


def write_pages(order: Order, addresses: Iterable[Address], processes: int) -> Iterator[int]:
    """Write the pages and forms of all addresses; yield how many addresses are done, again and again."""
    batches = _batches(list(addresses))
    done = 0
    if processes <= 1:
        for batch in batches:
            done += write_batch(order, batch)
            yield done
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_go_with_parent)
    try:
        for number in pool.map(write_batch, [order] * len(batches), batches):
            done += number
            yield done
    except BrokenProcessPool:
        raise InputError(
            "a process that wrote pages was killed", todo="free some memory, and write the site again"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(addresses: Sequence[Address]) -> list[list[Address]]:
    """Cut addresses into batches; pages that take long, such as questions and documents, are alone in theirs and come first."""
    long = [each for each in addresses if each.kind not in NODES or each.kind == "document"]
    rest = [each for each in addresses if not (each.kind not in NODES or each.kind == "document")]
    return [[each] for each in long] + [rest[at : at + _BATCH] for at in range(0, len(rest), _BATCH)]


def write_batch(order: Order, addresses: Sequence[Address]) -> int:
    """Write the pages of some addresses in every language, and the forms of those that show a node; return how many they are."""
    source = open_source(order.store, order.generation)
    for address in addresses:
        for language in LANGUAGES:
            page = render(source.target, order.texts, address, language, SiteKind.STATIC, root=order.root)
            write(order.folder, address.path(language), page.body)
        if address.kind in NODES:
            triples = describe_node(source.target, address.iri(source.target.base))
            for form in WRITTEN:
                path = address.path(form=form)
                write(order.folder, path, write_form(triples, form, source.target.base, source.films))
    return len(addresses)


def write(folder: Path, path: str, content: str | bytes) -> None:
    """Write one file of the site."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)


def _go_with_parent() -> None:
    """Let Ctrl-C be the parent's business, and end when it ends, however that is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

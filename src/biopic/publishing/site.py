"""Write the static site of a store: every page in every language, machine forms, the dataset, and what joins them.

In goes the path of a store; out comes what was written. The folder that was there before stays until the new one is whole.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from biopic.errors import InputError
from biopic.pages.render import addresses
from biopic.pages.scene import load_query
from biopic.publishing import files
from biopic.publishing.exchange import MARK, replacing
from biopic.publishing.pages import Order, Source, open_source, write_pages
from biopic.sparql import Target, plain_value, select
from biopic.store import open_store

_ROOT = re.compile(r"https?://[^\s/?#\"<>\\^`{|}@]+(?:/[^\s?#\"<>\\^`{|}]*)?")


@dataclass(frozen=True)
class Written:
    """What a site holds: the number of its pages and files, their bytes, and how many texts are in it and how many were left out."""

    pages: int
    files: int
    size: int
    texts: int
    left_out: int


def write_site(
    store: Path,
    out: Path,
    *,
    root: str = "",
    with_texts: bool = False,
    processes: int = 0,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Written:
    """Write the site of the store at `store` into the folder `out`, and say what is in it.

    `root` is the address at which it will stand, where that is known. Only texts with a licence go into it, unless
    `with_texts`. `processes` is how many work at once, by default as many as there are processors; `tell` hears how many
    addresses are done, of how many. Raise InputError for a store or a folder that cannot be used; `out` is then as it was.
    """
    store, root = store.resolve(), check_root(root)
    opened = open_store(store)
    source = open_source(store, opened.generation)
    own = texts_to_publish(opened.texts, licensed(source.target), with_texts)
    try:
        with replacing(out, held_by(out)) as folder:
            order = Order(store, opened.generation, own, folder, root)
            number = _fill(order, source, processes or len(os.sched_getaffinity(0)), tell)
            files.write_search(folder, source)
            files.write_dataset(folder, opened)
            files.write_descriptions(folder, opened, source.films, root)
            files.write_mark(folder, opened, own)
            sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    except OSError as error:
        raise InputError(
            f"the site cannot be written ({error.strerror or error}); what was there stands",
            file=out,
            todo="free some space or name another folder",
        ) from None
    return Written(number, len(sizes), sum(sizes), len(own), len(opened.texts) - len(own))


def _fill(order: Order, source: Source, processes: int, tell: Callable[[int, int], None]) -> int:
    """Write pages, assets and the site map; return how many pages there are in each language."""
    files.write_assets(order.folder)
    files.write_missing(order, source)
    wanted = list(addresses(source.target))
    for done in write_pages(order, wanted, processes):
        tell(done, len(wanted))
    files.write_map(order.folder, wanted, order.root)
    return len(wanted)


def licensed(target: Target) -> set[str]:
    """Return the IRIs of the documents whose text may be passed on."""
    return {plain_value(document) for (document,) in select(target, load_query("licensed")).rows}


def texts_to_publish(texts: Mapping[str, str], ours: set[str], with_texts: bool) -> dict[str, str]:
    """Return the texts that go into a site: those with a licence, or all that are present."""
    return {iri: path for iri, path in sorted(texts.items()) if with_texts or iri in ours}


def check_root(root: str) -> str:
    """Return the address of a site with a slash behind it; raise InputError for what is none.

    >>> check_root("https://example.org/films")
    'https://example.org/films/'
    """
    if root and not _ROOT.fullmatch(root):
        raise InputError(
            f"{root} is no address of a site", todo="give one such as https://example.org/films/, without ? and #"
        )
    return root if not root or root.endswith("/") else f"{root}/"


def held_by(out: Path) -> frozenset[str] | None:
    """Return the names at the top of the site that stands at `out`; None where no site of ours does."""
    try:
        top = json.loads((out / MARK).read_bytes())["top"]
        return frozenset(str(name) for name in top)
    except (OSError, ValueError, TypeError, KeyError):
        return None

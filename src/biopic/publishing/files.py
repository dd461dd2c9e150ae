"""What stands in a site beside its pages: our style and scripts, the dataset, its description, the ontology, maps for search engines.

Every function takes the folder of the site and writes whole files into it; the same graph gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

import pyoxigraph as ox

from biopic import __version__
from biopic.export import VOID, describe, merged_graph
from biopic.forms import ontology_triples, write_form
from biopic.pages.address import DATASET, LANGUAGES, Address, search_index
from biopic.pages.render import ASSETS, WRITTEN, SiteKind, render
from biopic.pages.search import make_index
from biopic.publishing.exchange import MARK
from biopic.publishing.pages import Order, Source, write
from biopic.store import Opened, sorted_nquads
from biopic.turtle import write_turtle

VOID_FILES = ("data/void.ttl", ".well-known/void")
"""Where the description of the dataset is; the second is where machines look for it (https://www.w3.org/TR/void/#well-known)."""

_MOST = 50_000
"""How many addresses one site map may have (https://www.sitemaps.org/protocol.html)."""

_LINK = re.compile(r'\b(href|src|action)="(?!#|[a-z][a-z0-9+.-]*:)')


def write_assets(folder: Path) -> None:
    """Copy our style, scripts and fonts, and the libraries of others with their licences."""
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            write(folder, f"assets/{path.relative_to(ASSETS).as_posix()}", path.read_bytes())


def write_dataset(folder: Path, opened: Opened) -> None:
    """Write the whole graph as packed N-Quads, for the store in the visitor's browser and for whoever wants it."""
    write(folder, DATASET, gzip.compress(sorted_nquads(opened.store), compresslevel=9, mtime=0))


def write_search(folder: Path, source: Source) -> None:
    """Write what the search page looks through, in each language."""
    for language in LANGUAGES:
        write(folder, search_index(language), make_index(source.target, language))


def write_descriptions(folder: Path, opened: Opened, films: Sequence[str], root: str) -> None:
    """Write what VoID says of the dataset, and the ontology."""
    said = set(describe(opened, set(merged_graph(opened))))
    if root:
        dataset, dump = ox.NamedNode(f"{opened.base}dataset"), ox.NamedNode(VOID + "dataDump")
        said.add(ox.Triple(dataset, dump, ox.NamedNode(root + DATASET)))
    for path in VOID_FILES:
        write(folder, path, write_turtle(said, opened.base, films))
    ontology = ontology_triples()
    for form in WRITTEN:
        write(folder, Address("ontology").path(form=form), write_form(ontology, form, opened.base, films))


def write_missing(order: Order, source: Source) -> None:
    """Write the page that says that there is no such page, once as hosts look for it, at `404.html`.

    A host sends that one at any depth, so that its links hold only with the site's own path in front of them.
    """
    for language in LANGUAGES:
        page = render(source.target, {}, Address("missing"), language, SiteKind.STATIC, root=order.root).body
        write(order.folder, Address("missing").path(language), page)
        if language == LANGUAGES[0]:
            write(order.folder, "404.html", _LINK.sub(rf'\1="{escape(urlsplit(order.root).path)}', page))


def write_map(folder: Path, addresses: Iterable[Address], root: str) -> None:
    """Write the site map, with an index where one file may not hold all addresses; none without the site's own address."""
    if not root:
        return
    pages = [root + quote(each.path(language), safe="/=~+") for each in addresses for language in LANGUAGES]
    parts = [pages[at : at + _MOST] for at in range(0, len(pages), _MOST)]
    if len(parts) == 1:
        write(folder, "sitemap.xml", _listed("urlset", "url", parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        write(folder, name, _listed("urlset", "url", part))
    write(folder, "sitemap.xml", _listed("sitemapindex", "sitemap", [root + name for name in names]))


def _listed(outer: str, inner: str, addresses: Sequence[str]) -> str:
    lines = "".join(f"<{inner}><loc>{escape(each)}</loc></{inner}>\n" for each in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{outer}>\n'


def write_mark(folder: Path, opened: Opened, texts: Iterable[str]) -> None:
    """Write what was made from what, so that the folder is known as ours and may be replaced; GitHub must take it as it is."""
    write(folder, ".nojekyll", "")
    top = sorted({each.name for each in folder.iterdir()} | {MARK})
    said = {
        "biopic": __version__,
        "base": opened.base,
        "graph": opened.generation.removesuffix("-again"),
        "texts": sorted(texts),
        "top": top,
    }
    write(folder, MARK, json.dumps(said, indent=1) + "\n")

"""Where every page is: the one place that knows addresses.

An address is a kind and a name, in no language. Its path is the same served and in the static site; links between pages
are relative, so that a site works from a folder too. A thing of the graph has the page of its IRI; a passage or a part is
a place in its document's page, a term of the ontology a place in the ontology's.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from biopic.ontology import BIOPIC

LANGUAGES = ("en", "de")
"""The languages of the pages. The first is the one that has no folder of its own."""

NAMED = (
    "id", "document", "assertion", "comparison", "inference", "time", "quantity", "portrayal", "verdict", "link", "sheet",
    "ask",
)  # fmt: skip
"""The kinds of page that need a name. All but the last two show a node of the graph, which has the same path behind the base."""

NODES = NAMED[:-2]
"""The kinds of page that show a node of the graph, and whose machine forms are that node's triples."""

SINGLE = ("index", "ask", "sparql", "network", "search", "gaps", "ontology", "missing")
"""The kinds of page of which there is one; `ask` alone is the list of questions, `missing` says that there is no such page."""

FORMS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
"""The forms of a page, by suffix, with their media types."""

_NAME = re.compile(r"(?!.*(?:^|/)\.{0,2}(?:/|$))[\w.~=+/-]{1,400}", re.ASCII)


@dataclass(frozen=True)
class Address:
    """A page: its kind (of `NAMED` or `SINGLE`), its name behind the kind, and a place in it.

    >>> Address("id", "mask/death").path()
    'id/mask/death.html'
    >>> Address("index").path("de")
    'de/index.html'
    >>> Address("time", "1977%2F1979").path(form="ttl")
    'time/1977=2F1979.ttl'
    """

    kind: str
    name: str = ""
    place: str = ""

    def path(self, language: str = "en", form: str = "html") -> str:
        """Return the path behind the site's root, without a slash in front; `=` stands for the `%` of an IRI."""
        stem = f"{self.kind}/{self.name.replace('%', '=')}" if self.name else self.kind
        return f"{_folder(language)}{stem}.{form}"

    def iri(self, base: str) -> str:
        """Return the IRI of the node that the page shows; nothing for a page that shows none."""
        return f"{base}{self.kind}/{self.name}" if self.kind in NODES else ""

    def seen_from(self, other: Address, language: str = "en", *, into: str | None = None, form: str = "html") -> str:
        """Return the relative link to this page from the page `other` in `language`; `into` is this page's language.

        >>> Address("document", "mask/film-page", "p5-9").seen_from(Address("id", "mask/death"), "de")
        '../../document/mask/film-page.html#p5-9'
        """
        link = _relative(self.path(into or language, form), other.path(language))
        return f"{link}#{self.place}" if self.place else link


def _folder(language: str) -> str:
    return "" if language == LANGUAGES[0] else f"{language}/"


def asset_seen_from(name: str, other: Address, language: str) -> str:
    """Return the relative link to the file `assets/NAME` from a page.

    >>> asset_seen_from("biopic.css", Address("id", "mask"), "en")
    '../assets/biopic.css'
    """
    return file_seen_from(f"assets/{name}", other, language)


def file_seen_from(path: str, other: Address, language: str) -> str:
    """Return the relative link from a page to what is at `path` behind the root and is no page, such as the endpoint.

    >>> file_seen_from("sparql", Address("ask", "documents"), "de")
    '../../sparql'
    """
    return _relative(path, other.path(language))


def _relative(path: str, page: str) -> str:
    """Return the relative link from a page to a path, both behind the root."""
    return posixpath.relpath(f"/{path}", f"/{posixpath.dirname(page)}")


DATASET = "data/graph.nq.gz"
"""Where the static site has the whole graph, as N-Quads, for the store that runs in the visitor's browser."""

ENDPOINT = "sparql"
"""Where the server answers SPARQL."""


def search_index(language: str) -> str:
    """Return where the static site has what its search looks through.

    >>> search_index("de")
    'data/search-de.json'
    """
    return f"data/search-{language}.json"


def parse_path(path: str) -> tuple[Address, str, str] | None:
    """Return the address, the language and the form that a path behind the root names; None if it can name no page.

    The path has been decoded and has no slash in front. One without a suffix has the form `""`; whether there is such a
    page, only `render` can tell.

    >>> parse_path("de/id/mask/death.html")
    (Address(kind='id', name='mask/death', place=''), 'de', 'html')
    >>> parse_path("")
    (Address(kind='index', name='', place=''), 'en', 'html')
    >>> parse_path("id/../secret.html"), parse_path("assets/biopic.css")
    (None, None)
    """
    language = next((each for each in LANGUAGES[1:] if path == each or path.startswith(f"{each}/")), LANGUAGES[0])
    rest = path.removeprefix(language).removeprefix("/") if language != LANGUAGES[0] else path
    if not rest:
        return Address("index"), language, "html"
    stem, dot, suffix = rest.rpartition(".")
    form = suffix if dot and suffix in FORMS else ""
    kind, _, name = (stem if form else rest).partition("/")
    if name:
        known = kind in NAMED and _NAME.fullmatch(name)
        return (Address(kind, name.replace("=", "%")), language, form) if known else None
    return (Address(kind), language, form) if kind in SINGLE else None


def address_of(iri: str, base: str) -> Address | None:
    """Return the page, or the place in a page, that shows what `iri` names; None for what is not ours.

    >>> address_of("https://example.org/passage/mask/page/5-9", "https://example.org/")
    Address(kind='document', name='mask/page', place='p5-9')
    >>> address_of("https://w3id.org/biopic/ontology#Film", "https://example.org/")
    Address(kind='ontology', name='', place='Film')
    >>> address_of("http://www.wikidata.org/entity/Q1", "https://example.org/")
    """
    if iri.startswith(BIOPIC):
        return Address("ontology", place=iri.removeprefix(BIOPIC))
    if not iri.startswith(base):
        return None
    kind, _, name = iri.removeprefix(base).partition("/")
    if kind in ("passage", "part"):
        document, _, span = name.rpartition("/")
        return (
            Address("document", document, f"{kind[:1] if kind == 'passage' else 'part-'}{span}") if document else None
        )
    if kind in NODES and _NAME.fullmatch(name.replace("%", "=")):
        return Address(kind, name)
    return None

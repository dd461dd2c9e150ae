"""What every view is given: something that answers SPARQL, the page to be made, its language, and ways to name and link things.

A view asks the graph with `ask`, which binds parameters as terms inside the pattern of a query in `queries/pages/`, so that
a page costs what it shows and never a look at the whole graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox

from biopic.answers import Reader
from biopic.headers import read_header
from biopic.pages.address import Address, address_of, asset_seen_from
from biopic.pages.spoken import say_quantity, say_time
from biopic.pages.words import load_words
from biopic.places import folder
from biopic.sparql import Cell, Table, Target, Term, plain_value, select

_BATCH = 500


class SiteKind(Enum):
    """Where a page will stand: behind our server, which answers forms, or in a folder, where scripts have to."""

    SERVED = "served"
    STATIC = "static"


@dataclass(frozen=True)
class Name:
    """A thing, a term or a literal value as a page shows it: what it is called, and where its page is, if it has one.

    `world` is `story` for what stands under a film, else empty; `language` is the label's, where it is not the page's.
    """

    iri: str
    label: str
    href: str = ""
    world: str = ""
    language: str = ""

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Shown:
    """What a view gives to its template.

    `scripts` and `styles` are files of `assets/`, a script being a module; `section` is the entry of the navigation that
    the page belongs to; `data` is schema.org JSON-LD; `wide` is for pages that use the whole width of the window.
    """

    template: str
    title: str
    view: Any
    description: str = ""
    section: str = ""
    data: Any = None
    scripts: Sequence[str] = ()
    styles: Sequence[str] = ()
    wide: bool = False


@dataclass(frozen=True)
class Scene:
    """One page to be made. `given` holds what a form sent, if one did: each name with its last value.

    `root` is the address of the whole site, with a slash behind it, where that is known: the page then names its own.
    """

    target: Target
    texts: Mapping[str, str]
    address: Address
    language: str
    site: SiteKind
    given: Mapping[str, str] = field(default_factory=dict)
    root: str = ""

    @property
    def base(self) -> str:
        """Return what the IRIs of the graph begin with."""
        return self.target.base

    @property
    def node(self) -> ox.NamedNode:
        """Return the node of the graph that the page shows."""
        return ox.NamedNode(self.address.iri(self.base))

    def ask(self, query: str, **values: Cell | Sequence[Cell]) -> Table:
        """Run `queries/pages/QUERY.rq`, each variable in `values` being one of the given terms.

        Many terms go in batches, and the rows come together; without any term there are no rows.
        """
        text = load_query(query)
        lists = {k: _terms(v) for k, v in values.items()}
        long = next((k for k, v in lists.items() if len(v) > _BATCH), None)
        if long is None:
            return select(self.target, bind(text, lists)) if all(lists.values()) else Table((), ())
        found: list[tuple[Cell, ...]] = []
        variables: tuple[str, ...] = ()
        for at in range(0, len(lists[long]), _BATCH):
            table = select(self.target, bind(text, {**lists, long: lists[long][at : at + _BATCH]}))
            variables, found = table.variables, [*found, *table.rows]
        return Table(variables, tuple(found))

    def rows(self, query: str, **values: Cell | Sequence[Cell]) -> list[dict[str, Cell]]:
        """Return the rows of `ask`, each as a map from variable to term."""
        table = self.ask(query, **values)
        return [dict(zip(table.variables, row, strict=True)) for row in table.rows]

    def names(self, cells: Iterable[Cell]) -> Names:
        """Return the names of the given terms, their labels looked up together; a literal is called what it says."""
        known = list(dict.fromkeys(cell for cell in cells if isinstance(cell, ox.NamedNode)))
        labels: dict[str, dict[str, str]] = {}
        for row in self.rows("labels", x=known):
            label = row["label"]
            if isinstance(label, ox.Literal):
                said = labels.setdefault(plain_value(row["x"]), {})
                said[label.language or ""] = min(said.get(label.language or "", label.value), label.value)
        return Names(self, {iri: _in_language(said, self.language) for iri, said in labels.items()})

    def word(self, key: str, **values: object) -> str:
        """Return a text of the pages in the scene's language, with its `{...}` filled in."""
        text = load_words()[key][self.language]
        return text.format(**values) if values else text

    def typed(self, name: str, most: int = 300) -> str:
        """Return what a form sent under `name`: at most so many characters, on one line, halves of surrogate pairs replaced."""
        return " ".join(self.given.get(name, "")[:most].encode("utf-8", "replace").decode().split())

    def href(self, kind: str, name: str = "", place: str = "", *, into: str | None = None, form: str = "html") -> str:
        """Return the relative link to a page."""
        return Address(kind, name, place).seen_from(self.address, self.language, into=into, form=form)

    def asset(self, name: str) -> str:
        """Return the relative link to a file of `assets/`."""
        return asset_seen_from(name, self.address, self.language)

    def reader(self) -> Reader:
        """Return what reads words out of the documents' texts."""
        return Reader(self.target, self.texts)


class Names:
    """The names of many terms, as one page shows them."""

    def __init__(self, scene: Scene, labels: Mapping[str, tuple[str, str]]) -> None:
        self.scene, self.labels = scene, labels
        self._made: dict[str, Name] = {}

    def __getitem__(self, cell: Cell | str) -> Name:
        """Return the name of a term (an IRI may be given as a string); a page asks for the same one many times."""
        if isinstance(cell, ox.Literal) or cell is None:
            return Name("", plain_value(cell))
        iri = cell if isinstance(cell, str) else plain_value(cell)
        if iri not in self._made:
            self._made[iri] = self._make(iri)
        return self._made[iri]

    def _make(self, iri: str) -> Name:
        where = address_of(iri, self.scene.base)
        language, label = self.labels.get(iri) or ("", "")
        if where is None:
            return Name(iri, label or _last_piece(iri), language=language)
        if where.kind in _SPOKEN and (said := _SPOKEN[where.kind](where.name, self.scene.word)):
            language, label = "", said
        world = "story" if where.kind == "id" and "/" in where.name else ""
        href = where.seen_from(self.scene.address, self.scene.language)
        return Name(iri, label or _last_piece(iri), href, world, language)


_SPOKEN: Mapping[str, Callable[..., str]] = {"time": say_time, "quantity": say_quantity}


def _terms(given: Cell | Sequence[Cell]) -> list[Term]:
    cells = given if isinstance(given, Sequence) else [given]
    return [cell for cell in dict.fromkeys(cells) if cell is not None]


def _in_language(labels: Mapping[str, str], language: str) -> tuple[str, str]:
    """Return the label to show, behind its language if that is not the page's."""
    best = next((each for each in (language, "en", "") if each in labels), min(labels))
    return ("" if best == language else best, labels[best])


def _last_piece(iri: str) -> str:
    return unquote(re.split(r"[/#]", iri.rstrip("/"))[-1]) or iri


@cache
def load_query(name: str) -> str:
    """Return the text of `queries/pages/NAME.rq`."""
    return read_header(folder("queries") / "pages" / f"{name}.rq")[1]


def bind(query: str, values: Mapping[str, Sequence[Term]]) -> str:
    """Return `query` with each variable bound to one of its terms inside the first pattern, where every engine starts from it.

    >>> bind("SELECT ?x WHERE { ?x ?p ?o }", {"x": [ox.NamedNode("urn:a")]})
    'SELECT ?x WHERE { VALUES ?x { <urn:a> } ?x ?p ?o }'
    """
    clause = "".join(f" VALUES ?{name} {{ {' '.join(map(str, terms))} }}" for name, terms in values.items())
    before, where, behind = query.partition("WHERE {")
    return f"{before}{where}{clause}{behind}"

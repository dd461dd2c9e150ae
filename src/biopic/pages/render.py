"""Make a page: find its view by the kind of its address, ask it, and put what it shows into its template.

In go something that answers SPARQL, the files of the documents' texts, an address and a language; out comes a `Page`. The
server and the static site both call `render`, and get the same bytes for the same graph, but for what only one can do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from biopic.pages.address import FORMS, LANGUAGES, NODES, SINGLE, Address, address_of
from biopic.pages.scene import Scene, Shown, SiteKind, load_query
from biopic.questions import load_questions
from biopic.sparql import Target, select

__all__ = ["ASSETS", "VIEWS", "Page", "SiteKind", "addresses", "render"]

TEMPLATES = Path(__file__).with_name("templates")
ASSETS = Path(__file__).with_name("assets")
"""The folder of our style sheet, scripts and fonts, and of the libraries that we pass on; served and copied as `assets/`."""

VIEWS: Mapping[str, str] = {
    "index": "films",
    "id": "thing",
    "document": "document",
    "assertion": "assertion",
    "comparison": "comparison",
    "inference": "assertion",
    "time": "thing",
    "quantity": "thing",
    "portrayal": "thing",
    "verdict": "thing",
    "link": "thing",
    "sheet": "sheet",
    "ask": "question",
    "sparql": "editor",
    "network": "network",
    "search": "search",
    "gaps": "gaps",
    "ontology": "vocabulary",
    "missing": "missing",
}
"""The module of this package that shows each kind of page; its `show` takes a `Scene` and returns `Shown`, or None."""

NAVIGATION = ("index", "ask", "network", "search", "gaps", "sparql")
"""The kinds of page that every page leads to."""


MACHINE = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}
"""What a node of the graph comes as beside its page, by suffix."""

WRITTEN = ("ttl", "jsonld")
"""Those of them that the static site has, too."""


@dataclass(frozen=True)
class Page:
    """A page: its body, and whether there is such a page (else the body says that there is none)."""

    body: str
    found: bool = True
    media_type: str = "text/html; charset=utf-8"


def render(
    target: Target,
    texts: Mapping[str, str],
    address: Address,
    language: str,
    site: SiteKind,
    given: Mapping[str, str] | None = None,
    root: str = "",
) -> Page:
    """Return the page at `address`; `given` is what a form sent, `root` the address of the whole site, where that is known.

    Raise QueryError or EndpointError where the graph cannot be asked.
    """
    scene = Scene(target, texts, address, language, site, given or {}, root)
    shown = import_module(f"biopic.pages.{VIEWS[address.kind]}").show(scene)
    if shown is None:
        of = {"of": address.path(language)}
        return Page(render(target, texts, Address("missing"), language, site, of, root).body, False)
    return Page(_fill(scene, shown), address.kind != "missing")


def addresses(target: Target) -> Iterable[Address]:
    """Yield the address of every page that the graph gives, in a fixed order; `missing` is not among them."""
    for kind in SINGLE:
        if kind != "missing":
            yield Address(kind)
    for name in sorted(load_questions()):
        yield Address("ask", name)
    for (node,) in sorted(select(target, load_query("nodes")).rows, key=str):
        where = address_of(node.value, target.base) if isinstance(node, ox.NamedNode) else None
        if where and where.kind in NODES and not where.place:
            yield where
    for (film,) in sorted(select(target, load_query("films")).rows, key=str):
        if isinstance(film, ox.NamedNode) and (where := address_of(film.value, target.base)):
            yield Address("sheet", where.name)


def _fill(scene: Scene, shown: Shown) -> str:
    forms = MACHINE if scene.site is SiteKind.SERVED else WRITTEN
    machine = [(form, MACHINE[form]) for form in forms] if scene.address.kind in NODES else []
    return (
        environment()
        .get_template(shown.template)
        .render(
            scene=scene,
            page=shown,
            view=shown.view,
            t=scene.word,
            href=scene.href,
            asset=scene.asset,
            data=as_data(shown.data) if shown.data else "",
            languages=[(each, scene.address.seen_from(scene.address, scene.language, into=each)) for each in LANGUAGES],
            navigation=[(kind, scene.href(kind)) for kind in NAVIGATION],
            machine=machine,
            forms=FORMS,
        )
    )


@cache
def environment() -> Environment:
    """Return the template engine: every value is escaped, and one that a view does not have is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["json"] = as_data
    return made


def as_data(value: Any) -> Markup:
    """Return a value as JSON that may stand inside a script element of a data type, whatever is in it.

    >>> str(as_data("</script>"))
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - nothing in it can end the element

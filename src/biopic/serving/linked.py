"""Linked data: from the path of a request to the task that answers it, or to where the answer is.

An IRI of ours names a thing of the world, an abstraction, or a text that is not ours: none of them can be sent, so that each
answers 303 with the address of what is said of it, in the form that the Accept header likes best
(https://www.w3.org/TR/cooluris/#r303gendocument). What is said of it stands at the same path with a suffix, and answers 200.
"""

from __future__ import annotations

import posixpath
import re
import string
from collections.abc import Mapping

from biopic.pages.address import FORMS, LANGUAGES, NODES, Address, address_of, parse_path
from biopic.serving.negotiation import choose, choose_language
from biopic.serving.tasks import Reply, Task, problem

_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_BESIDE = re.compile(
    r"(passage|part|graph|ontology|shapes|dataset)((?:/[\w.~=+-]{1,200}?){0,5}?)(?:\.(html|ttl|jsonld|nt|rdf))?",
    re.ASCII,
)
_MACHINE = {media_type: form for form, media_type in FORMS.items() if form != "html"}


def plain_path(raw: bytes) -> str:
    """Return a path with no slash in front, `=` for the `%` of what has to stay escaped, as addresses write it.

    >>> plain_path(b"/time/1977%2f1979"), plain_path(b"/id/%61da")
    ('time/1977=2F1979', 'id/ada')
    """
    text = _ESCAPE.sub(_unescaped, raw.decode("ascii", "replace"))
    return text.removeprefix("/").replace("%", "=")


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def find(path: str, form: Mapping[str, str], accept: str, languages: str) -> Task | Reply:
    """Return what answers a path of `plain_path`; `form` is what a form sent with it."""
    parsed = parse_path(path)
    if parsed is None:
        return _beside(path, accept, languages)
    address, language, suffix = parsed
    if address.kind == "missing":
        return missing(language)
    if suffix == "html":
        return Task("page", {"path": address.path(language), "form": dict(form)})
    machine = address.kind in NODES or address.kind == "ontology"
    if suffix:
        return _described(address, suffix) if machine else missing(language)
    if not machine:
        return _see(path, address.path(language), "html")
    chosen = _chosen(accept)
    if chosen is None:
        return _none()
    if chosen == "html" and language == LANGUAGES[0]:
        language = choose_language(languages, LANGUAGES)
    return _see(path, address.path(language, chosen), chosen)


def missing(language: str) -> Task:
    """Return the task of saying that there is no such page."""
    return Task("page", {"path": Address("missing").path(language)})


def _described(address: Address, suffix: str) -> Task:
    of, name = ("ontology", "ontology") if address.kind == "ontology" else ("node", f"{address.kind}/{address.name}")
    return Task("describe", {"of": of, "name": name, "form": suffix})


def _beside(path: str, accept: str, languages: str) -> Task | Reply:
    """Answer what has triples and no page of its own: passages, parts, graphs, modules of the ontology, the data set."""
    found = _BESIDE.fullmatch(path)
    if found is None:
        folder = path.partition("/")[0]
        return missing(folder if folder in LANGUAGES else choose_language(languages, LANGUAGES))
    kind, rest, suffix = found[1], found[2], found[3]
    of = {"passage": "node", "part": "node", "ontology": "module", "shapes": "module"}.get(kind, kind)
    name = (
        re.sub(r"/\d+\.\d+\.\d+$", "", rest.removeprefix("/"))
        if kind == "ontology"
        else (kind + rest).replace("=", "%")
    )
    name = "shapes" if kind == "shapes" else name
    if kind == "ontology" and not name:
        of, name = "ontology", "ontology"
    if suffix and suffix != "html":
        return Task("describe", {"of": of, "name": name, "form": suffix})
    chosen = _chosen(accept) if not suffix else "html"
    if chosen is None:
        return _none()
    if chosen == "html":
        page = (
            address_of(f"/{kind}{rest}", "/") if of == "node" else Address("ontology") if kind == "ontology" else None
        )
        if page is not None:
            language = choose_language(languages, LANGUAGES)
            return _see(path, page.path(language), "html", page.place)
        chosen = "ttl"
    return _see(path, f"{path.removesuffix('.html')}.{chosen}", chosen)


def _chosen(accept: str) -> str | None:
    """Return the form that the header likes best; what likes all alike, such as a crawler, gets HTML."""
    media_type = choose(accept, [FORMS["html"], *_MACHINE])
    return None if media_type is None else _MACHINE.get(media_type, "html")


def _see(path: str, where: str, form: str, place: str = "") -> Reply:
    """Send the client to another path, relative so that it holds under any root."""
    relative = posixpath.relpath(where, posixpath.dirname(path) or ".")
    location = f"{relative}#{place}" if place else relative
    return Reply(303, headers={"Location": location, "Vary": "Accept, Accept-Language"})


def _none() -> Reply:
    return problem(406, "this comes in none of the accepted media types", f"accept one of: {', '.join(FORMS.values())}")

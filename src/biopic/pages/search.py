"""The search over labels and gists: answered by the graph behind our server, from an index of its own in the static site."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from biopic.ontology import BIOPIC, load_vocabulary
from biopic.pages.address import Address
from biopic.pages.live import settings
from biopic.pages.scene import Name, Names, Scene, Shown, SiteKind
from biopic.sparql import Cell, Target, plain_value

MOST = 100
"""How many things, and how many passages, a page shows."""

LONGEST = 200
"""How many characters of what was typed are looked at."""

_WORDS = ("first", "second", "third", "fourth")
"""The variables of the queries, a word each."""


@dataclass(frozen=True)
class Hit:
    """A thing that was found: what sort it is, and by which other name it was found, if by one."""

    name: Name
    kind: str
    by: str


@dataclass(frozen=True)
class Said:
    """A passage that was found, by its gist."""

    gist: str
    place: Name
    document: Name


@dataclass(frozen=True)
class Found:
    """What the page shows; `more` says that there is more than that."""

    wanted: str
    served: bool
    things: tuple[Hit, ...]
    passages: tuple[Said, ...]
    more: bool
    settings: Mapping[str, Any]


def show(scene: Scene) -> Shown:
    """Return the page, with what was found if something was looked for."""
    wanted = scene.typed("q", LONGEST)
    served = scene.site is SiteKind.SERVED
    words = wanted.lower().split()[: len(_WORDS)]
    things, passages = (_things(scene, words), _passages(scene, words)) if words and served else ([], [])
    view = Found(
        wanted=wanted,
        served=served,
        things=tuple(things[:MOST]),
        passages=tuple(passages[:MOST]),
        more=len(things) > MOST or len(passages) > MOST,
        settings={} if served else settings(scene, "search") | {"most": MOST},
    )
    title, lead = scene.word("search.title"), scene.word("search.lead")
    scripts = () if served else ("search.js",)
    return Shown("search.html", title, view, lead, "search", scripts=scripts, styles=("tools.css",))


def make_index(target: Target, language: str) -> str:
    """Return what the search of the static site looks through, as JSON: things as [address, label, sort, other names],
    passages as [address, gist, number of a document], documents by their titles. Addresses are seen from the first page."""
    scene = Scene(target, {}, Address("index"), language, SiteKind.STATIC)
    texts: dict[str, list[str]] = {}
    for x, text in scene.ask("search-all", base=_base(scene)).rows:
        texts.setdefault(plain_value(x), []).append(plain_value(text))
    names, kinds = _named(scene, [ox.NamedNode(iri) for iri in texts])
    things = []
    for iri, said in texts.items():
        name = names[iri]
        others = sorted({text for text in said if text != name.label})
        things.append([name.href, name.label, kinds.get(iri, ""), *([others] if others else [])])
    passages = scene.ask("search-passages").rows
    places = scene.names(x for x, _ in passages)
    homes = [_document(plain_value(x)) for x, _ in passages]
    documents = sorted(set(homes))
    titles = scene.names(ox.NamedNode(iri) for iri in documents)
    said_ = [
        [places[x].href, plain_value(text), documents.index(home)]
        for (x, text), home in zip(passages, homes, strict=True)
    ]
    index = {
        "things": [each for each in things if each[0]],
        "passages": said_,
        "documents": [titles[iri].label for iri in documents],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


def _base(scene: Scene) -> ox.Literal:
    return ox.Literal(scene.base)


def _values(words: Sequence[str]) -> dict[str, Cell]:
    return {name: ox.Literal(words[at] if at < len(words) else "") for at, name in enumerate(_WORDS)}


def _things(scene: Scene, words: Sequence[str]) -> list[Hit]:
    by: dict[str, list[str]] = {}
    for x, text in scene.ask("search-labels", base=_base(scene), **_values(words)).rows:
        by.setdefault(plain_value(x), []).append(plain_value(text))
    names, kinds = _named(scene, [ox.NamedNode(iri) for iri in by])
    found = []
    for iri, texts in by.items():
        name = names[iri]
        if name.href:
            best = min(texts, key=lambda text: (text != name.label, _rank(text, words), text))
            found.append((_rank(best, words), Hit(name, kinds.get(iri, ""), "" if best == name.label else best)))
    return [
        hit for _, hit in sorted(found, key=lambda each: (each[0], each[1].name.label.casefold(), each[1].name.iri))
    ]


def _rank(text: str, words: Sequence[str]) -> tuple[int, int]:
    """Return how well a text fits, the least first: what is said whole, then what begins so, then what has the words as words."""
    low = text.lower()
    whole = " ".join(words)
    if low == whole:
        return 0, 0
    if low.startswith(whole):
        return 1, len(text)
    return (2 if all(re.search(rf"\b{re.escape(word)}", low) for word in words) else 3), len(text)


def _passages(scene: Scene, words: Sequence[str]) -> list[Said]:
    rows = scene.ask("search-gists", **_values(words)).rows
    places = scene.names(x for x, _ in rows)
    documents = scene.names(ox.NamedNode(_document(plain_value(x))) for x, _ in rows)
    found = [(_rank(plain_value(text), words), plain_value(text), x) for x, text in rows]
    found.sort(key=lambda each: (*each[:2], plain_value(each[2])))
    return [Said(gist, places[x], documents[_document(plain_value(x))]) for _, gist, x in found]


def _document(passage: str) -> str:
    """Return the IRI of the document that a passage stands in.

    >>> _document("https://example.org/passage/lamp/page/4-9")
    'https://example.org/document/lamp/page'
    """
    return passage.rpartition("/")[0].replace("/passage/", "/document/", 1)


def _named(scene: Scene, nodes: Sequence[ox.NamedNode]) -> tuple[Names, Mapping[str, str]]:
    """Return the names of things, and the label of the most special class of each."""
    parents = load_vocabulary().parents
    best: dict[str, str] = {}
    for row in scene.rows("kinds", x=nodes):
        iri, kind = plain_value(row["x"]), plain_value(row["kind"])
        local = kind.removeprefix(BIOPIC)
        if kind.startswith(BIOPIC) and (iri not in best or _special(local, parents) > _special(best[iri], parents)):
            best[iri] = local
    names = scene.names([*nodes, *(ox.NamedNode(BIOPIC + local) for local in sorted(set(best.values())))])
    return names, {iri: names[BIOPIC + local].label for iri, local in best.items()}


def _special(local: str, parents: Mapping[str, frozenset[str]]) -> tuple[int, str]:
    return len(parents.get(local, ())), local

"""The page of a document: its text with every passage marked, or, where the text is absent, its passages in order with gists.

Without scripts everything works by anchors: a passage in the text leads to its assertions in the margin list, and an
assertion leads back to its passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from biopic import terms
from biopic.dataset import DCTERMS
from biopic.ontology import BIOPIC
from biopic.pages.highlight import Paragraph, highlight
from biopic.pages.scene import Name, Names, Scene, Shown
from biopic.sparql import Cell, plain_value


@dataclass(frozen=True)
class Stated:
    """An assertion at a passage."""

    node: Name
    subject: Name
    predicate: Name
    value: Name
    world: str
    denied: bool
    contested: bool


@dataclass(frozen=True)
class Passage:
    """A passage of the document with its assertions; `none` says why it carries none."""

    anchor: str
    start: int
    end: int
    gist: str
    none: str
    speaker: Name | None
    quotation: bool
    statements: tuple[Stated, ...]

    @property
    def worlds(self) -> str:
        """Return the one world that its assertions speak of, `both` for more, nothing for none."""
        found = {each.world for each in self.statements}
        return found.pop() if len(found) == 1 else "both" if found else ""

    @property
    def contested(self) -> bool:
        """Say whether others say otherwise on anything in it."""
        return any(each.contested for each in self.statements)


@dataclass(frozen=True)
class Part:
    """A stretch of the document with a heading or an author of its own, or one that is left out."""

    anchor: str
    start: int
    end: int
    heading: str
    author: Name | None
    left_out: str


@dataclass(frozen=True)
class Document:
    """What the page shows; `paragraphs` is empty where the text is absent. Lengths are in characters."""

    name: Name
    kind: str
    film: Name | None
    length: int
    digest: str
    language: str
    facts: tuple[tuple[str, tuple[Name, ...]], ...]
    drafted: bool
    passages: tuple[Passage, ...]
    parts: tuple[Part, ...]
    paragraphs: tuple[Paragraph, ...]
    covered: int
    assertions: int

    @property
    def left_out(self) -> int:
        """Return how many characters are left out."""
        return _union([(part.start, part.end) for part in self.parts if part.left_out])

    @property
    def share(self) -> int:
        """Return how much of what is not left out lies under a passage, in per cent."""
        return round(100 * self.covered / max(1, self.length - self.left_out))


def show(scene: Scene) -> Shown | None:
    """Return the page; None where there is no such document."""
    facts: dict[str, list[Cell]] = {}
    for row in scene.rows("document", document=scene.node):
        facts.setdefault(plain_value(row["property"]), []).append(row["value"])
    if f"{BIOPIC}length" not in facts:
        return None
    view = _view(scene, facts)
    title = view.name.label
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "@id": view.name.iri,
        "name": title,
        "inLanguage": view.language,
    }
    if view.film:
        data["about"] = {"@type": "Movie", "@id": view.film.iri, "name": view.film.label}
    return Shown(
        "document.html", title, view, scene.word("document.about", title=title), "", data, scripts=["document.js"]
    )


def _view(scene: Scene, facts: dict[str, list[Cell]]) -> Document:
    stated = scene.rows("document-statements", document=scene.node)
    found = scene.rows("document-passages", document=scene.node)
    cut = scene.rows("document-parts", document=scene.node)
    cells = [cell for rows in (stated, found, cut) for row in rows for cell in row.values()]
    names = scene.names([scene.node, *cells, *(value for values in facts.values() for value in values)])
    passages, parts = _passages(found, stated, names), _parts(cut, names)
    length = int(_first(facts, "length") or 0)
    text = scene.reader().words(scene.node.value, 0, length)
    return Document(
        name=names[scene.node],
        kind=_first(facts, "documentKind"),
        film=next((names[film] for film in facts.get(f"{BIOPIC}describes", [])), None),
        length=length,
        digest=_first(facts, "digest"),
        language=next((plain_value(value) for value in facts.get(f"{DCTERMS}language", [])), ""),
        facts=tuple(
            (key, tuple(_linked(names[value]) for value in facts[BIOPIC + key]))
            for key in ("author", "publisher", "url", "retrieved", "derivedFrom")
            if BIOPIC + key in facts
        ),
        drafted=f"{BIOPIC}drafted" in facts,
        passages=passages,
        parts=parts,
        paragraphs=_paragraphs(text, passages, parts),
        covered=_union([(each.start, each.end) for each in passages]),
        assertions=len({row["statement"] for row in stated}),
    )


def _first(facts: dict[str, list[Cell]], key: str) -> str:
    return plain_value(facts[BIOPIC + key][0]) if BIOPIC + key in facts else ""


def _linked(name: Name) -> Name:
    """Return a web address as a link to itself, any other name as it is."""
    return Name(name.iri, name.label, name.label) if name.label.startswith(("http://", "https://")) else name


def _passages(found: Sequence[dict[str, Cell]], stated: Sequence[dict[str, Any]], names: Names) -> tuple[Passage, ...]:
    carried: dict[Cell, dict[Stated, None]] = {}
    for row in stated:
        each = Stated(
            names[row["statement"]],
            names[row["subject"]],
            names[row["property"]],
            names[row["value"]],
            plain_value(row["world"]).removeprefix(BIOPIC),
            row["polarity"] == terms.denied,
            row["contested"] is not None,
        )
        carried.setdefault(row["passage"], {})[each] = None
    made: dict[Cell, Passage] = {}
    for row in found:
        start, end = int(plain_value(row["start"])), int(plain_value(row["end"]))
        made.setdefault(
            row["passage"],
            Passage(
                f"p{start}-{end}",
                start,
                end,
                plain_value(row["gist"]),
                plain_value(row["none"]),
                names[row["speaker"]] if row["speaker"] else None,
                isinstance(row["quotation"], ox.NamedNode),
                tuple(carried.get(row["passage"], ())),
            ),
        )
    return tuple(made.values())


def _parts(rows: Sequence[dict[str, Cell]], names: Names) -> tuple[Part, ...]:
    made: dict[Cell, Part] = {}
    for row in rows:
        start, end = int(plain_value(row["start"])), int(plain_value(row["end"]))
        author = names[row["author"]] if row["author"] else None
        part = Part(f"part-{start}-{end}", start, end, plain_value(row["heading"]), author, plain_value(row["left"]))
        made.setdefault(row["part"], part)
    return tuple(made.values())


def _paragraphs(text: str, passages: Sequence[Passage], parts: Sequence[Part]) -> tuple[Paragraph, ...]:
    if not text:
        return ()
    out = [(part.start, part.end) for part in parts if part.left_out]
    return tuple(highlight(text, [(each.start, each.end) for each in passages], out))


def _union(spans: Sequence[tuple[int, int]]) -> int:
    """Return how many characters lie in any of the spans."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total

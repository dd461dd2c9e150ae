"""The gaps: what has no counterpart, what is linked to nothing elsewhere, what rests on one source, what no passage covers.

What is missing is computed and never stored. Each film has its own; of a graph with many films, the server shows one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from biopic import terms
from biopic.pages.outcomes import outcome_of
from biopic.pages.parameters import short
from biopic.pages.scene import Name, Names, Scene, Shown, SiteKind
from biopic.sparql import Cell, plain_value

FEW = 6
"""Up to how many films the page shows at once."""

MOST = 300
"""How many things of one sort are listed."""


@dataclass(frozen=True)
class Missing:
    """Things that lack something, by what was decided on each, if anything was; `total` counts those that are not listed as well."""

    things: tuple[tuple[Name, str], ...]
    total: int


@dataclass(frozen=True)
class Cover:
    """How much of a document stands in passages, and its longest stretch that does not, in characters; shares from 0 to 100."""

    document: Name
    length: int
    read: int
    left_out: int
    bare: int
    longest: tuple[int, int]


@dataclass(frozen=True)
class Gaps:
    """The gaps of one film. `support` are pairs of a number of sources and how many statements rest on so many."""

    film: Name
    anchor: str
    characters: Missing
    events: Missing
    links: Missing
    support: tuple[tuple[int, int], ...]
    single: tuple[tuple[Name, int], ...]
    unknown: int
    documents: tuple[Cover, ...]
    questions: Mapping[str, str]


@dataclass(frozen=True)
class View:
    """What the page shows: the films to choose from, and the gaps of those that are shown."""

    films: tuple[tuple[Name, str], ...]
    gaps: tuple[Gaps, ...]


def show(scene: Scene) -> Shown:
    """Return the page for the film that a form named, else for all if there are few."""
    films = [film for (film,) in scene.ask("films").rows if isinstance(film, ox.NamedNode)]
    names = scene.names(films)
    films.sort(key=lambda film: (names[film].label, film.value))
    wanted = [film for film in films if short(film, scene.base) == scene.given.get("film")]
    every = scene.site is SiteKind.STATIC or len(films) <= FEW
    shown = wanted or (films if every else [])
    served = scene.site is SiteKind.SERVED
    listed = tuple(
        (names[film], f"?{urlencode({'film': short(film, scene.base)})}" if served else f"#{_anchor(scene, film)}")
        for film in films
    )
    view = View(listed if len(films) > 1 else (), tuple(_read(scene, shown)))
    return Shown(
        "gaps.html", scene.word("gaps.title"), view, scene.word("gaps.lead"), "gaps", styles=("tools.css", "gaps.css")
    )


def _anchor(scene: Scene, film: ox.NamedNode) -> str:
    return f"film-{short(film, scene.base)}"


def _read(scene: Scene, films: Sequence[ox.NamedNode]) -> list[Gaps]:
    lonely, links = scene.rows("gaps-counterparts", film=films), scene.rows("gaps-links", film=films)
    support, single = scene.rows("gaps-sources", film=films), scene.rows("gaps-single", film=films)
    outcomes, documents = scene.rows("film-outcomes", film=films), scene.rows("film-documents", film=films)
    spans = scene.rows("gaps-spans", document=[row["document"] for row in documents])
    every = [*films, *(cell for rows in (lonely, links, single, documents) for row in rows for cell in row.values())]
    names = scene.names(every)
    return [_gaps(scene, film, names, lonely, links, support, single, outcomes, documents, spans) for film in films]


Rows = Sequence[Mapping[str, Cell]]


def _gaps(
    scene: Scene, film: ox.NamedNode, names: Names, lonely: Rows, links: Rows, support: Rows, single: Rows, outcomes: Rows,
    documents: Rows, spans: Rows,
) -> Gaps:  # fmt: skip
    here = {name: [row for row in rows if row["film"] == film] for name, rows in (("lonely", lonely), ("links", links), ("support", support), ("single", single), ("outcomes", outcomes), ("documents", documents))}  # fmt: skip
    characters = [row["thing"] for row in here["lonely"] if row["kind"] == terms.Character]
    events = [row["thing"] for row in here["lonely"] if row["kind"] != terms.Character]
    lengths = {row["document"]: _number(row["length"]) for row in here["documents"]}
    return Gaps(
        film=names[film],
        anchor=_anchor(scene, film),
        characters=_missing([(x, "") for x in characters], names),
        events=_missing([(x, "") for x in events], names),
        links=_missing(_decided(here["links"], names), names),
        support=tuple((_number(row["sources"]), _number(row["count"])) for row in here["support"]),
        single=tuple((names[row["source"]], _number(row["count"])) for row in here["single"]),
        unknown=sum(_number(row["count"]) for row in here["outcomes"] if outcome_of(row["outcome"]) == "unknown"),
        documents=tuple(
            _cover(names[x], lengths[x], [row for row in spans if row["document"] == x])
            for x in sorted(lengths, key=str)
        ),
        questions=_questions(scene, film),
    )


def _number(cell: Cell) -> int:
    return int(plain_value(cell))


def _missing(found: Sequence[tuple[Cell, str]], names: Names) -> Missing:
    things = sorted(
        {(names[x], said) for x, said in found}, key=lambda each: (each[0].label.casefold(), each[0].iri, each[1])
    )
    return Missing(tuple(things[:MOST]), len(things))


def _decided(rows: Rows, names: Names) -> list[tuple[Cell, str]]:
    """Return each thing with what was decided on it, the decisions on several entities in a row."""
    said: dict[Cell, list[str]] = {}
    for row in rows:
        said.setdefault(row["thing"], []).extend([names[row["decision"]].label] if row["decision"] else [])
    return [(thing, ", ".join(dict.fromkeys(labels))) for thing, labels in said.items()]


def _cover(document: Name, length: int, rows: Rows) -> Cover:
    """Return how much of a document its passages and its left-out parts cover, each character counting once."""
    read, out = (
        _merged([(_number(r["start"]), _number(r["end"])) for r in rows if bool(r["left"]) == left])
        for left in (False, True)
    )
    both = _merged([*read, *out])
    edges = [0, *(edge for span in both for edge in span), length]
    bare = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
    share = [
        round(100 * sum(end - start for start, end in spans) / length) if length else 0 for spans in (read, out, bare)
    ]
    return Cover(
        document, length, share[0], share[1], share[2], max(bare, key=lambda span: span[1] - span[0], default=(0, 0))
    )


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the same stretches without overlaps, in order.

    >>> _merged([(5, 9), (0, 6), (12, 14)])
    [(0, 9), (12, 14)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _questions(scene: Scene, film: ox.NamedNode) -> dict[str, str]:
    """Return the links to the questions that say more about each gap, about this film."""
    asked = {
        "counterparts": "which-characters-stand-alone",
        "links": "what-is-not-linked",
        "sources": "what-rests-on-one-speaker",
        "unknown": "what-is-unknown",
        "documents": "coverage-of-documents",
    }
    of = urlencode({"film": short(film, scene.base)})
    return {key: f"{scene.href('ask', name)}?{of}" for key, name in asked.items()}

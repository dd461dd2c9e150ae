"""The rows of an answer as a page shows them: things by name with their pages, and under each row the passages it ends in.

In go a question's table; out come groups of rows. A column that never changes is said once above the table, one that is
empty is left out, and the columns that the question groups by become headings. `assets/answer.js` does the same in a browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from biopic.pages.evidence import Place
from biopic.pages.scene import Name, Names, Scene
from biopic.questions import EVIDENCE, Question
from biopic.sparql import Cell, Table, plain_value


@dataclass
class Said:
    """A passage under a row: where it stands, the assertion that it carries, and whether others say otherwise."""

    place: Place
    assertion: str
    contested: bool
    draft: bool


@dataclass
class Row:
    """One fact: a name or a value for each column that is shown, and what stands under it."""

    cells: tuple[Name, ...]
    evidence: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What the page shows of an answer.

    `same` are the columns that never change, with their value; `groups` hold the rows under one heading, which is empty if
    the question has none; `total` counts all rows, and is the least of them where the answer was `cut`.
    """

    columns: tuple[str, ...]
    same: tuple[tuple[str, Name], ...]
    groups: tuple[tuple[tuple[Name, ...], tuple[Row, ...]], ...]
    total: int
    cut: bool
    evident: bool

    @property
    def shown(self) -> int:
        """Return how many rows the page shows."""
        return sum(len(rows) for _, rows in self.groups)


def read_answer(scene: Scene, question: Question, table: Table, most: int, *, cut: bool = False) -> Answer:
    """Return the first `most` rows of a question's table, joined with names and passages; `cut` says that the table is."""
    columns = tuple(name for name in table.variables if name not in EVIDENCE)
    at = {name: index for index, name in enumerate(table.variables)}
    found: dict[tuple[Cell, ...], list[tuple[Cell, ...]]] = {}
    for raw in table.rows:
        found.setdefault(tuple(raw[at[name]] for name in columns), []).append(raw)
    kept = dict(list(found.items())[:most])
    raws = [raw for group in kept.values() for raw in group]
    names = scene.names(cell for raw in raws for cell in raw)
    places = _Places(scene, raws, at, names)
    rows = [(cells, Row(tuple(names[c] for c in cells), places.under(group))) for cells, group in kept.items()]
    cut = cut or len(found) > most
    return _arranged(
        question, columns, rows, Answer(columns, (), (), len(found), cut, any(r.evidence for _, r in rows))
    )


def _arranged(
    question: Question, columns: Sequence[str], rows: Sequence[tuple[tuple[Cell, ...], Row]], answer: Answer
) -> Answer:
    """Say once what never changes, leave out what is empty, and put rows under their headings."""
    values = {name: {cells[at] for cells, _ in rows} for at, name in enumerate(columns)}
    filled = [name for name in columns if values[name] - {None}]
    same = [name for name in filled if len(rows) > 1 and len(values[name]) == 1]
    headed = [name for name in question.group if name in filled and name not in same]
    body = [name for name in filled if name not in (*same, *headed)]
    index = {name: at for at, name in enumerate(columns)}
    groups: dict[tuple[Name, ...], list[Row]] = {}
    for _, row in rows:
        heading = tuple(each for name in headed if (each := row.cells[index[name]]).label)
        shown = Row(tuple(row.cells[index[name]] for name in body), row.evidence)
        groups.setdefault(heading, []).append(shown)
    return Answer(
        columns=tuple(body),
        same=tuple((name, rows[0][1].cells[index[name]]) for name in same),
        groups=tuple((heading, tuple(each)) for heading, each in groups.items()),
        total=answer.total,
        cut=answer.cut,
        evident=answer.evident,
    )


class _Places:
    """Looks up the passages of an answer, all at once."""

    def __init__(self, scene: Scene, raws: Sequence[tuple[Cell, ...]], at: Mapping[str, int], names: Names) -> None:
        self.at, self.names, self.reader = at, names, scene.reader()
        wanted = [raw[at["passage"]] for raw in raws] if "passage" in at else []
        self.rows = {row["passage"]: row for row in scene.rows("places", passage=wanted)}
        self.documents = scene.names(row["document"] for row in self.rows.values())
        marked = [raw[at[name]] for raw in raws for name in ("assertion", "passage") if name in at]
        drafted = [cell.value for cell in marked if isinstance(cell, ox.NamedNode)]
        self.drafts = set(self.reader.drafted(drafted)) if drafted and self.reader.holds_drafts() else set()

    def under(self, raws: Sequence[tuple[Cell, ...]]) -> list[Said]:
        """Return what stands under rows that differ in nothing else, each passage and speaker once."""
        found: dict[tuple[Cell, Cell], Said] = {}
        for raw in raws:
            row = self.rows.get(raw[self.at["passage"]]) if "passage" in self.at else None
            if row:
                key = (raw[self.at["passage"]], self._cell(raw, "speaker"))
                found.setdefault(key, self._said(raw, row))
        return list(found.values())

    def _cell(self, raw: tuple[Cell, ...], name: str) -> Cell:
        return raw[self.at[name]] if name in self.at else None

    def _said(self, raw: tuple[Cell, ...], row: Mapping[str, Cell]) -> Said:
        start, end = int(plain_value(row["start"])), int(plain_value(row["end"]))
        document, speaker, assertion = row["document"], self._cell(raw, "speaker"), self._cell(raw, "assertion")
        place = Place(
            document=self.documents[document],
            start=start,
            end=end,
            gist=plain_value(row["gist"]),
            words=self.reader.words(plain_value(document), start, end),
            language=plain_value(row["language"]),
            href=self.names[row["passage"]].href,
            speaker=self.names[speaker] if speaker and speaker != document else None,
        )
        return Said(
            place=place,
            assertion=self.names[assertion].href if assertion else "",
            contested=plain_value(self._cell(raw, "contested")) in ("true", "1"),
            draft=bool({plain_value(row["passage"]), plain_value(assertion)} & self.drafts),
        )

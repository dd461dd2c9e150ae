"""Answers: a question's rows, joined with labels and with the passages that they end in.

In goes a table of terms; out comes an `AnswerTable` that knows the label of every thing and, for every line of evidence,
the document, the offsets, the speaker, the gist, and the words themselves where the document's text is present.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from biopic.ontology import BIOPIC
from biopic.questions import EVIDENCE, Question
from biopic.sparql import Cell, Table, Target, plain_value, select, with_prefixes

_BATCH = 500


@dataclass(frozen=True)
class Evidence:
    """One passage under a row: offsets in code points of the stored text; `words` is empty where the text is absent.

    What a reader drafted and nobody has reviewed has a `reader` and its `confidence`; of anything else both are empty.
    """

    assertion: str
    document: str
    title: str
    start: int
    end: int
    speaker: str
    gist: str
    words: str
    contested: bool
    reader: str = ""
    confidence: str = ""

    @property
    def place(self) -> str:
        """Return the short name of where it stands, such as `article:12-40`."""
        return f"{self.document.rsplit('/', 1)[-1]}:{self.start}-{self.end}"


@dataclass
class Row:
    """One fact of an answer: a cell for each column, and the evidence under it."""

    cells: tuple[Cell, ...]
    evidence: list[Evidence] = field(default_factory=list)


@dataclass
class AnswerTable:
    """The answer to a question; `drafts` says whether the graph holds drafts that nobody has reviewed."""

    question: Question
    columns: tuple[str, ...]
    rows: list[Row]
    labels: Mapping[str, str]
    drafts: bool = False

    @property
    def unreviewed(self) -> int:
        """Return how many passages under the rows were drafted by a reader and reviewed by nobody."""
        return len({(e.document, e.start, e.end) for row in self.rows for e in row.evidence if e.reader})

    def text(self, cell: Cell) -> str:
        """Return a cell as people read it: a thing by its label, a literal as it is."""
        return label_of(cell, self.labels)


def label_of(cell: Cell, labels: Mapping[str, str]) -> str:
    """Return the label of a thing, else the last piece of its IRI; a literal as it is.

    >>> label_of(ox.NamedNode("https://example.org/id/ada"), {})
    'ada'
    """
    if isinstance(cell, ox.NamedNode):
        return labels.get(cell.value) or re.split(r"[/#]", cell.value.rstrip("/"))[-1]
    return plain_value(cell)


class Reader:
    """Looks up labels, gists and words for the rows of one answer."""

    def __init__(self, target: Target, texts: Mapping[str, str]) -> None:
        self.target, self.paths = target, texts
        self._texts: dict[str, str | None] = {}

    def labels(self, iris: Sequence[str]) -> dict[str, str]:
        """Return the English labels of the things that have one."""
        query = "SELECT ?x ?label WHERE { ?x rdfs:label ?label FILTER(LANG(?label) IN ('en', '')) VALUES ?x { %s } }"
        return {plain_value(x): plain_value(label) for x, label in self._rows(query, iris)}

    def passages(self, iris: Sequence[str]) -> dict[str, tuple[str, int, int, str]]:
        """Return document, start, end and gist of the passages."""
        query = (
            "SELECT ?x ?document ?start ?end ?gist WHERE { ?x biopic:passageOf ?document ; biopic:start ?start ;"
            " biopic:end ?end ; biopic:gist ?gist VALUES ?x { %s } }"
        )
        return {
            plain_value(x): (plain_value(document), int(plain_value(start)), int(plain_value(end)), plain_value(gist))
            for x, document, start, end, gist in self._rows(query, iris)
        }

    def holds_drafts(self) -> bool:
        """Say whether anything in the graph was drafted by a reader and reviewed by nobody."""
        return self.target.run(f"ASK {{ ?x <{BIOPIC}draftedBy> ?reader }}") is True

    def drafted(self, iris: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return reader and confidence of the assertions and passages that nobody has reviewed."""
        query = (
            "SELECT ?x ?reader ?sure WHERE { ?x biopic:draftedBy ?reader ; biopic:confidence ?sure VALUES ?x { %s } }"
        )
        return {plain_value(x): (plain_value(reader), plain_value(sure)) for x, reader, sure in self._rows(query, iris)}

    def _rows(self, query: str, iris: Sequence[str]) -> list[tuple[Cell, ...]]:
        found: list[tuple[Cell, ...]] = []
        wanted = sorted(set(iris))
        for at in range(0, len(wanted), _BATCH):
            values = " ".join(str(ox.NamedNode(iri)) for iri in wanted[at : at + _BATCH])
            found += select(self.target, with_prefixes(query % values, self.target.base)).rows
        return found

    def words(self, document: str, start: int, end: int) -> str:
        """Return the exact words of a passage, nothing where the text is absent or has changed since the build."""
        if document not in self._texts:
            self._texts[document] = self._load(document)
        text = self._texts[document]
        return "" if text is None else text[start:end]

    def _load(self, document: str) -> str | None:
        path = self.paths.get(document)
        if path is None or not Path(path).is_file():
            return None
        from biopic.documents import digest

        data = Path(path).read_bytes()
        query = f"SELECT ?digest WHERE {{ {ox.NamedNode(document)} <{BIOPIC}digest> ?digest }}"
        known = [plain_value(row[0]) for row in select(self.target, query).rows]
        return data.decode("utf-8") if digest(data) in known else None


def read_answer(target: Target, question: Question, table: Table, texts: Mapping[str, str]) -> AnswerTable:
    """Join a question's table with labels and passages; rows that differ only in their evidence become one."""
    columns = tuple(name for name in table.variables if name not in EVIDENCE)
    at = {name: index for index, name in enumerate(table.variables)}
    reader = Reader(target, texts)
    named = [cell.value for row in table.rows for cell in row if isinstance(cell, ox.NamedNode)]
    labels = reader.labels(named)
    passages = (
        reader.passages([plain_value(row[at["passage"]]) for row in table.rows if row[at["passage"]]])
        if "passage" in at
        else {}
    )
    drafts = reader.holds_drafts()
    marked = [name for name in ("assertion", "passage") if name in at]
    drafted = (
        reader.drafted([plain_value(row[at[n]]) for row in table.rows for n in marked if row[at[n]]]) if drafts else {}
    )
    rows: dict[tuple[Cell, ...], Row] = {}
    for raw in table.rows:
        cells = tuple(raw[at[name]] for name in columns)
        row = rows.setdefault(cells, Row(cells))
        found = passages.get(plain_value(raw[at["passage"]])) if "passage" in at else None
        if found:
            draft = next((drafted[iri] for n in marked if (iri := plain_value(raw[at[n]])) in drafted), ("", ""))
            evidence = _evidence(raw, at, found, labels, reader, draft)
            if evidence not in row.evidence:
                row.evidence.append(evidence)
    return AnswerTable(question, columns, list(rows.values()), labels, drafts)


def _evidence(
    raw: tuple[Cell, ...],
    at: Mapping[str, int],
    found: tuple[str, int, int, str],
    labels: Mapping[str, str],
    reader: Reader,
    draft: tuple[str, str],
) -> Evidence:
    document, start, end, gist = found
    contested = plain_value(raw[at["contested"]]) in ("true", "1") if "contested" in at else False
    speaker = label_of(raw[at["speaker"]], labels) if "speaker" in at and raw[at["speaker"]] else ""
    assertion = plain_value(raw[at["assertion"]]) if "assertion" in at else ""
    words = reader.words(document, start, end)
    title = labels.get(document, "")
    return Evidence(assertion, document, title, start, end, speaker, gist, words, contested, *draft)

"""Statements as a plain text of ours: one statement a line, in words and with every id, so that each has a passage.

In go statements and what everything in them is called; out come the text, the line of each statement, and the parts. The same
statements give the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.cast import clean
from biopic.wikibase.called import Called
from biopic.wikibase.model import (
    ExternalId,
    Item,
    MonolingualText,
    NoValue,
    Quantity,
    Reference,
    Snak,
    SomeValue,
    Statement,
    Text,
    TimePoint,
    Url,
    Value,
)
from biopic.wikibase.times import to_edtf

IMPORTED = "P143"
"""Imported from Wikimedia project: says where a statement was copied from, and is no reference to a source."""

REFERENCED, UNREFERENCED = "with a reference", "without a reference"
"""How the headings of the parts end; questions go by them."""


@dataclass(frozen=True)
class Line:
    """One statement (the `number`th that was given), where it stands in the text, and its gist in a few words."""

    number: int
    statement: Statement
    span: Span
    gist: str


@dataclass(frozen=True)
class Rendered:
    """A text of statements: its lines, and the stretches of it that belong together, each with a heading."""

    text: str
    lines: tuple[Line, ...]
    parts: tuple[tuple[Span, str], ...]


def render(statements: Sequence[Statement], called: Mapping[str, Called], head: str) -> Rendered:
    """Return the statements as a text behind a first line; they must be in order."""
    words = _Words(called)
    text = f"{clean(head, 400)}\n"
    lines: list[Line] = []
    parts: list[tuple[Span, str]] = []
    for subject, ending in _sections(statements):
        start, heading = len(text) + 1, f"{words.entity(subject)}, {ending}"
        text += f"\n{heading}\n"
        for number, said in enumerate(statements):
            if said.subject == subject and _ending(said) == ending:
                line = words.statement(said)
                lines.append(Line(number, said, Span(len(text), len(text) + len(line)), words.gist(said)))
                text += f"{line}\n"
        parts.append((Span(start, len(text) - 1), heading))
    return Rendered(text, tuple(lines), tuple(parts))


def has_source(statement: Statement) -> bool:
    """Say whether a statement has a reference to a source, and not only to where it was copied from."""
    return any(snak.property != IMPORTED for reference in statement.references for snak in reference)


def _ending(said: Statement) -> str:
    return REFERENCED if has_source(said) else UNREFERENCED


def _sections(statements: Iterable[Statement]) -> list[tuple[str, str]]:
    subjects = dict.fromkeys(said.subject for said in statements)
    there = {(said.subject, _ending(said)) for said in statements}
    return [(each, ending) for each in subjects for ending in (REFERENCED, UNREFERENCED) if (each, ending) in there]


@dataclass(frozen=True)
class _Words:
    """Says things in words, each entity with its id."""

    called: Mapping[str, Called]

    def name(self, entity: str) -> str:
        return clean(self.called[entity].label, 200) if entity in self.called else entity

    def entity(self, entity: str) -> str:
        return f"{self.name(entity)} ({entity})" if entity in self.called else entity

    def statement(self, said: Statement) -> str:
        """Return the whole line of a statement."""
        pieces = [f"{self.entity(said.property)}: {self.value(said.value)}"]
        pieces += [self._snak(snak) for snak in said.qualifiers]
        pieces.append(f"{said.rank} rank")
        pieces += [self._reference(reference) for reference in said.references]
        return "; ".join(pieces)

    def gist(self, said: Statement) -> str:
        """Return what a statement says without ids."""
        more = [f"{self.name(snak.property)} {self.value(snak.value, bare=True)}" for snak in said.qualifiers]
        rank = "" if said.rank == "normal" else f" ({said.rank})"
        text = f"{self.name(said.property)}: {self.value(said.value, bare=True)}"
        return clean(", ".join([text, *more]), 240) + rank

    def value(self, value: Value, *, bare: bool = False) -> str:
        """Return a value in words; `bare` leaves out the ids."""
        if isinstance(value, Item):
            return self.name(value.id) if bare else self.entity(value.id)
        if isinstance(value, SomeValue | NoValue):
            return "a value that nobody knows" if isinstance(value, SomeValue) else "no value"
        if isinstance(value, TimePoint):
            return time_in_words(value)
        if isinstance(value, Quantity):
            unit = f" {self.value(Item(value.unit), bare=bare)}" if value.unit else ""
            return f"{value.amount.normalize():f}{unit}"
        text = {Text: "text", MonolingualText: "text", ExternalId: "id", Url: "url"}.get(type(value), "json")
        return clean(str(getattr(value, text)), 400)

    def _snak(self, snak: Snak) -> str:
        return f"{self.entity(snak.property)} {self.value(snak.value)}"

    def _reference(self, reference: Reference) -> str:
        return "reference: " + ", ".join(self._snak(snak) for snak in reference)


def time_in_words(value: TimePoint) -> str:
    """Return a time in EDTF, or as it is served where EDTF has no word for it.

    >>> time_in_words(TimePoint("+1985-03-00T00:00:00Z", 10)), time_in_words(TimePoint("-0300-00-00T00:00:00Z", 9))
    ('1985-03', '-0300-00-00T00:00:00Z (precision 9)')
    """
    try:
        return to_edtf(value)
    except ValueError:
        return f"{value.time} (precision {value.precision})"

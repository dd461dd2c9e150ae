"""The characters of a page that gives each a record: who heads it, who plays him, which lines are about nobody else.

The head of a record is a name, alone or beside its performer's; a name in capitals is that of whoever the text calls so in
small letters too. A performer may also stand alone in the line below, or with an age ("as a child: Ines Carr").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.marks import NAME
from biopic.reading.patterns import N
from biopic.reading.personal import is_person
from biopic.reading.records import PAIR, Record, Run, runs

if TYPE_CHECKING:
    from biopic.reading.text import Text

_BELOW = re.compile(
    rf"[^\w\n\ue000]*(?:(?:as )?(?:played|portrayed|performed|acted) by|actor|actress|performer|star|cast|in the film)?\s?[:–—-]?\s*(?P<performer>{N})[^\w\n\ue000]*$",
    re.IGNORECASE,
)
"""A line that is nothing but a performer's name, perhaps with a label."""
_AGE = r"(?:(?:at|aged?|when)\s(?:age\s)?[\w-]{1,12}|as an?\s[a-z-]+(?:\s[a-z]+)?)"
_AS_CHILD = re.compile(
    rf"(?:\b[Aa]s (?:an?|the)\s(?:[a-z-]+\s){{0,2}}[a-z-]{{3,12}}|\b[Yy]ounge?r?(?:\s{N})?|\b[Cc]hild(?:hood)?|\b[Aa]s (?:older|younger))\s?(?::|,|–|—|\s(?:it is|by|comes))\s(?P<list>{N}(?:\s{_AGE})?(?:(?:,|;|\sand|,\sand|\sthen|,\sthen)\s{N}(?:\s{_AGE})?){{0,4}})"
)
"""Who plays a character at another age."""
_ONE = re.compile(rf"{N}(?:\s{_AGE})?")


@dataclass(frozen=True)
class Billed:
    """A performer of a record's character, the character's name, and the passage."""

    performer: Span
    character: str
    span: Span


def cast_runs(text: Text) -> Iterator[Run]:
    """Yield the runs whose records are characters, by what they have or by the heading over them."""
    for run in runs(text):
        if run.sort == "character" or run.matter == "characters":
            yield run


def headed(text: Text) -> dict[int, str]:
    """Return whom each record of a character is about, by the number of the line that heads it."""
    found: dict[int, str] = {}
    for run in cast_runs(text):
        side = _side(text, run)
        found |= {record.head.number: name for record in run.records if (name := named(text, record, side))}
    return found


def named(text: Text, record: Record, side: str = "first") -> str:
    """Return the name of the character that heads a record, "" where its head is no name; of a pair the one on that side."""
    pair = PAIR.match(text.text, record.title.start, record.title.end)
    return called(text, Span(*pair.span(side)) if pair else record.title)


def _side(text: Text, run: Run) -> str:
    """Return on which side of the heads of a run the characters stand: "first" unless "as", "is", capitals or mentions say "second"."""
    score = 0
    for record in run.records:
        pair = PAIR.match(text.text, record.title.start, record.title.end)
        for side, sign in (("first", 1), ("second", -1)) if pair else ():
            assert pair
            being = text.people.called(text.slice(Span(*pair.span(side))))
            score += sign * (len(being.mentions) if being else 0) + sign * 9 * pair[side].isupper()
        score -= {"as": 20, "is": 6}.get(pair["sign"].strip(), 0) if pair else 0
    return "first" if score >= 0 else "second"


def called(text: Text, span: Span) -> str:
    """Return whom the words of a head call: somebody of the text by a form or nickname, else the words as a name."""
    words = text.slice(span).strip(' *_"“”,')
    if being := text.people.called(words):
        return being.name
    if words.isupper() and NAME not in text.masked[span.start : span.end]:
        shown = " ".join(word if len(word) < 3 and word.endswith(".") else word.title() for word in words.split())
        return shown if is_person(shown) else ""
    found = re.match(
        rf"[^\w\ue000]*(?:(?:[Tt]he|[Yy]oung|[Oo]ld|[Ll]ittle) )?(?P<name>{N})", text.masked[span.start : span.end]
    )
    return text.name_at(Span(span.start + found.start("name"), span.start + found.end("name"))) if found else ""


def billed(text: Text) -> Iterator[Billed]:
    """Yield the performers who stand below the heads of records: in a line of their own, or with an age."""
    for run in cast_runs(text):
        side = _side(text, run)
        below = [_below(text, record) for record in run.records]
        alone = sum(each is not None for each in below) >= 0.6 * len(below)
        for record, performer in zip(run.records, below, strict=True):
            name = named(text, record, side)
            if not name:
                continue
            if beside := _beside(text, record, side):
                yield Billed(*beside)
            if performer and alone:
                yield Billed(performer, name, Span(record.title.start, performer.end))
            yield from _at_ages(text, record, name)


def _beside(text: Text, record: Record, side: str) -> tuple[Span, str, Span] | None:
    """Return performer, character and passage of a head that gives both."""
    pair = PAIR.match(text.text, record.title.start, record.title.end)
    if not pair:
        return None
    performer = Span(*pair.span("second" if side == "first" else "first"))
    name = called(text, Span(*pair.span(side)))
    masked = text.masked[performer.start : performer.end]
    known = set(masked) == {NAME} and is_person(text.slice(performer))
    return (performer, name, Span(*pair.span())) if known and name else None


def _below(text: Text, record: Record) -> Span | None:
    """Return the performer in the line under a head that is a name alone."""
    if PAIR.match(text.text, record.title.start, record.title.end) or len(record.lines) < 3:
        return None
    line = record.lines[1]
    found = _BELOW.match(text.masked[line.span.start : line.span.end])
    span = Span(line.span.start + found.start("performer"), line.span.start + found.end("performer")) if found else None
    return span if span and is_person(text.slice(span)) and " " in text.slice(span) else None


def _at_ages(text: Text, record: Record, name: str) -> Iterator[Billed]:
    """Yield the performers of a character at other ages, each with the age behind the name."""
    for line in record.below:
        found = _AS_CHILD.search(text.masked, line.span.start, line.span.end)
        for one in _ONE.finditer(text.masked, *found.span("list")) if found else ():
            performer = Span(one.start(), one.start() + len(re.match(N, one.group()).group()))  # type: ignore[union-attr]
            if is_person(text.slice(performer)) and text.name_at(performer) != name:
                yield Billed(performer, name, Span(*one.span()))

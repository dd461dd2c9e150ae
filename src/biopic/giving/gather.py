"""Gather what can be given back: statements of Wikidata's shape, and for the rest the reason why it cannot.

In goes something that answers SPARQL; out comes a `Gift`. Which assertion becomes which statement is said by the queries under
`queries/give` alone, each of which yields a thing, a property, a value, perhaps a qualifier, and the assertion behind it. Nothing that
they yield is lost: it is offered, or left out with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from biopic.giving.known import Known, read_known
from biopic.headers import read_header
from biopic.links import WIKIDATA
from biopic.places import folder
from biopic.sparql import Cell, Target, plain_value, select
from biopic.values import Time, parse_time
from biopic.wikibase.model import (
    Item,
    MonolingualText,
    Reference,
    Snak,
    Statement,
    Text,
    TimePoint,
    Value,
    canonical,
    ordered,
)
from biopic.wikibase.times import from_edtf, to_edtf

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The datatype (https://id.loc.gov/datatypes/edtf.html) under which queries hand over a time."""

DISPUTED_BY = "P1310"

NO_SUBJECT = "the thing itself is linked to no item"
NO_VALUE = "the value is linked to no item"
NO_PRECISION = "the time has no precision that Wikibase knows"
HEARSAY = "it is hearsay"
DRAFTED = "a reader drafted it and nobody has reviewed it"
WIKIDATAS_OWN = "it is what Wikidata says"
MAY_LIVE = "it is about health, family or birth, and no document says that the person died"
CONTRADICTED = "another document contradicts it"
NOBODY_TO_NAME = "it is contradicted, and whoever does so has no item"
NO_REFERENCE = "no document behind it has an address or an item"
COARSER = "a finer time is offered"


@dataclass(frozen=True)
class Choices:
    """What the user wants: contradicted statements marked as disputed, those without a reference, those about the living."""

    dispute: bool = False
    unreferenced: bool = False
    living: bool = False


@dataclass(frozen=True)
class LeftOut:
    """Something that is not offered: of what, on which property, which value, and why."""

    thing: str
    property: str
    value: str
    reason: str


@dataclass
class Gift:
    """The statements that are offered, canonical and in order; what is left out; and what the items are called.

    `one_valued` are the properties of which a thing has one value, so that another one is a conflict.
    """

    statements: list[Statement] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    one_valued: set[str] = field(default_factory=set)

    @property
    def unreferenced(self) -> list[Statement]:
        """Return the statements that are offered without any reference."""
        return [statement for statement in self.statements if not statement.references]


class _RefusedError(Exception):
    """A statement cannot be offered; the text is the reason."""


@dataclass(frozen=True)
class _Row:
    """One row of a query: a statement, one assertion that it rests on, one qualifier."""

    thing: str
    property: str
    value: Cell
    of: str
    qualifier: str
    qualified: Cell
    assertion: str
    also: str
    obstacle: str


def gather(target: Target, choices: Choices) -> Gift:
    """Return what the graph can give back to Wikidata under the user's choices."""
    known, gift, found = read_known(target), Gift(), dict[tuple[object, ...], Statement]()
    for path in sorted((folder("queries") / "give").glob("*.rq")):
        header, query = read_header(path)
        gift.one_valued.update(str(each) for each in header.get("one", ()))
        for rows in _grouped(_read_rows(target, query)):
            try:
                statement = _statement(rows, known, choices, gift, sensitive=header.get("sensitive") == "true")
            except _RefusedError as reason:
                gift.left_out.append(_left_out(rows[0], known, str(reason)))
            else:
                key = (statement.subject, statement.property, statement.value, statement.qualifiers)
                same = found.get(key)
                references = (*(same.references if same else ()), *statement.references)
                found[key] = canonical(replace(statement, references=references))
    gift.statements = ordered(_finest(found.values(), known, gift))
    gift.labels = {item: known.label(thing) for thing, item in sorted(known.items.items())}
    gift.left_out = sorted(set(gift.left_out), key=lambda each: (each.thing, each.property, each.value, each.reason))
    return gift


def _read_rows(target: Target, query: str) -> Iterator[_Row]:
    table = select(target, query)
    for cells in table.rows:
        row = dict(zip(table.variables, cells, strict=True))
        said = {name: plain_value(row.get(name)) for name in ("thing", "of", "assertion", "also", "obstacle")}
        named = {name: plain_value(row.get(name)).removeprefix(WIKIDATA) for name in ("property", "qualifier")}
        yield _Row(value=row.get("value"), qualified=row.get("qualified"), **said, **named)


def _grouped(rows: Iterable[_Row]) -> list[list[_Row]]:
    """Return the rows of each statement together."""
    groups: dict[tuple[str, ...], list[_Row]] = {}
    for row in rows:
        groups.setdefault((row.thing, row.property, str(row.value), row.of), []).append(row)
    return list(groups.values())


def _statement(
    rows: Sequence[_Row], known: Known, choices: Choices, gift: Gift, *, sensitive: bool
) -> Statement:  # fmt: skip
    """Return the statement of one group of rows, or raise _RefusedError with the reason why it is not offered."""
    first = rows[0]
    if first.thing not in known.items:
        raise _RefusedError(NO_SUBJECT)
    for row in rows:
        if row.obstacle:
            raise _RefusedError(row.obstacle)
    rows = _trusted(rows, known)
    value, circumstances = _value(first.value, known)
    people = [first.thing, plain_value(first.value)]
    if sensitive and not choices.living and any(known.may_live(person) for person in people):
        raise _RefusedError(MAY_LIVE)
    qualifiers = [*circumstances, *_qualifiers(rows, known, gift), *_disputes(rows, known, choices)]
    references = _references(rows, known)
    if not references and not choices.unreferenced:
        raise _RefusedError(NO_REFERENCE)
    return canonical(
        Statement(known.items[first.thing], first.property, value, "normal", tuple(qualifiers), tuple(references))
    )


def _trusted(rows: Sequence[_Row], known: Known) -> list[_Row]:
    """Return the rows that rest on what somebody says, has been reviewed, and is not Wikidata's own word."""
    kept: list[_Row] = []
    why = set[str]()
    for row in rows:
        said = [known.said[each] for each in (row.assertion, row.also) if each]
        tests = {
            HEARSAY: any(each.hearsay for each in said),
            DRAFTED: any(each.drafted for each in said),
            WIKIDATAS_OWN: any(known.is_of_wikidata(each.document) for each in said),
        }
        why |= {reason for reason, holds in tests.items() if holds}
        kept += [] if any(tests.values()) else [row]
    if not kept:
        raise _RefusedError(min(why))
    return kept


def _value(cell: Cell, known: Known) -> tuple[Value, tuple[Snak, ...]]:
    """Return a cell as a value of Wikibase, with the qualifiers that say how sure a time is."""
    text = plain_value(cell)
    if not isinstance(cell, ox.Literal):
        item = text.removeprefix(WIKIDATA) if text.startswith(WIKIDATA) else known.items.get(text)
        if item is None:
            raise _RefusedError(NO_VALUE)
        return Item(item), ()
    if cell.datatype.value == EDTF:
        try:
            return from_edtf(text)
        except ValueError:
            raise _RefusedError(NO_PRECISION) from None
    return MonolingualText(text, cell.language) if cell.language else Text(text), ()


def _qualifiers(rows: Iterable[_Row], known: Known, gift: Gift) -> Iterator[Snak]:
    """Yield the qualifiers of a statement; one whose value cannot be sent is left out and listed."""
    for row in rows:
        if row.qualifier:
            try:
                yield Snak(row.qualifier, _value(row.qualified, known)[0])
            except _RefusedError as reason:
                where = f"{row.property} with {row.qualifier}"
                gift.left_out.append(LeftOut(known.label(row.thing), where, _words(row.qualified, known), str(reason)))


def _disputes(rows: Sequence[_Row], known: Known, choices: Choices) -> list[Snak]:
    """Return who disputes a statement, as qualifiers; refuse it where that is not wanted or cannot be said."""
    opponents = known.opponents(each for row in rows for each in (row.assertion, row.also) if each)
    if not opponents:
        return []
    if not choices.dispute:
        raise _RefusedError(CONTRADICTED)
    items = sorted({item for each in opponents if (item := known.disputing(each))})
    if not items:
        raise _RefusedError(NOBODY_TO_NAME)
    return [Snak(DISPUTED_BY, Item(item)) for item in items]


def _references(rows: Iterable[_Row], known: Known) -> list[Reference]:
    """Return one reference for each document behind the rows that has anything to refer to."""
    documents = sorted({known.said[row.assertion].document for row in rows})
    return [reference for document in documents if (reference := known.reference(document))]


def _finest(statements: Iterable[Statement], known: Known, gift: Gift) -> Iterator[Statement]:
    """Yield the statements, but for a time within which a finer one of the same property lies."""
    names = {item: known.label(thing) for thing, item in known.items.items()}
    together: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        together.setdefault((statement.subject, statement.property), []).append(statement)
    for group in together.values():
        spans = [span_of(each.value) for each in group]
        for each, own in zip(group, spans, strict=True):
            if own and any(other and lies_within(other, own) for other in spans):
                gift.left_out.append(LeftOut(names[each.subject], each.property, own.words, COARSER))
            else:
                yield each


def span_of(value: Value) -> Time | None:
    """Return the stretch of time that a value stands for, None where it is no time or none that EDTF can write."""
    try:
        return parse_time(to_edtf(value)) if isinstance(value, TimePoint) else None
    except ValueError:
        return None


def lies_within(inner: Time, outer: Time) -> bool:
    """Say whether one stretch of time lies within another and is shorter.

    >>> lies_within(parse_time("1985-03"), parse_time("1985")), lies_within(parse_time("1985"), parse_time("1985"))
    (True, False)
    """
    same = (inner.earliest, inner.latest) == (outer.earliest, outer.latest)
    return not same and outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _left_out(row: _Row, known: Known, reason: str) -> LeftOut:
    return LeftOut(known.label(row.thing), row.property, _words(row.value, known), reason)


def _words(cell: Cell, known: Known) -> str:
    text = plain_value(cell)
    if isinstance(cell, ox.Literal) and cell.datatype.value == EDTF:
        return parse_time(text).words
    return known.label(text)

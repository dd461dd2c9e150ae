"""The data model of Wikibase as plain values: statements with rank, qualifiers and references, and the values in them.

Every value checks itself when it is made, so that whatever is made of it later (a line, a cell, JSON) cannot be broken open by
it. `canonical` gives the one form in which two statements that say the same are equal and stand in the same order.
It follows https://www.mediawiki.org/wiki/Wikibase/DataModel.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

RANKS = ("preferred", "normal", "deprecated")
GREGORIAN, JULIAN = "Q1985727", "Q1985786"
"""The items of Wikidata that stand for the two calendars."""

DAY, MONTH, YEAR, DECADE, CENTURY = 11, 10, 9, 8, 7
"""Precisions of a time (https://www.mediawiki.org/wiki/Wikibase/DataModel#Dates_and_times)."""

_ENTITY = re.compile(r"[QPLME][1-9][0-9]{0,18}(-[FS][1-9][0-9]{0,9})?", re.ASCII)
_PROPERTY = re.compile(r"P[1-9][0-9]{0,18}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,12}(-[a-z0-9]{1,12})*", re.ASCII)
_TIME = re.compile(r"([+-])([0-9]{4,16})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z", re.ASCII)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\"<>]+")


@dataclass(frozen=True)
class Item:
    """An entity: an item such as Q42, or a property, lexeme, form or sense."""

    id: str

    def __post_init__(self) -> None:
        _check(_ENTITY, self.id, "entity")


@dataclass(frozen=True)
class Text:
    """A string without a language; `kind` is its datatype, `string` unless it is a file's name or the like."""

    text: str
    kind: str = "string"


@dataclass(frozen=True)
class MonolingualText:
    """A text in a language."""

    text: str
    language: str

    def __post_init__(self) -> None:
        _check(_LANGUAGE, self.language, "language code")


@dataclass(frozen=True)
class TimePoint:
    """A time in `calendar` (an item), of which only what `precision` covers counts; see `biopic.wikibase.times`."""

    time: str
    precision: int = DAY
    calendar: str = GREGORIAN

    def __post_init__(self) -> None:
        _check(_TIME, self.time, "time")
        _check(_ENTITY, self.calendar, "calendar")
        if not 0 <= self.precision <= 14:
            raise ValueError(f"{self.precision} is no precision")

    @property
    def parts(self) -> tuple[int, int, int]:
        """Return year (negative before Christ), month and day; nought where none is given.

        >>> TimePoint("+1985-03-00T00:00:00Z", MONTH).parts
        (1985, 3, 0)
        """
        found = _TIME.fullmatch(self.time)
        assert found
        return int(found[1] + found[2]), int(found[3]), int(found[4])


@dataclass(frozen=True)
class Quantity:
    """A number with its `unit` (an item's id, empty for none) and, where they are given, its bounds."""

    amount: Decimal
    unit: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        if self.unit:
            _check(_ENTITY, self.unit, "unit")
        if not all(number is None or number.is_finite() for number in (self.amount, self.lower, self.upper)):
            raise ValueError("a quantity is no finite number")


@dataclass(frozen=True)
class Url:
    """An address."""

    url: str

    def __post_init__(self) -> None:
        _check(_URL, self.url, "address")


@dataclass(frozen=True)
class ExternalId:
    """An identifier in somebody else's system."""

    id: str


@dataclass(frozen=True)
class SomeValue:
    """There is a value and nobody knows which."""


@dataclass(frozen=True)
class NoValue:
    """There is no value."""


@dataclass(frozen=True)
class Opaque:
    """A value of a datatype that is only passed on, such as a coordinate: `kind` and its JSON, keys sorted."""

    kind: str
    json: str


Value = Item | Text | MonolingualText | TimePoint | Quantity | Url | ExternalId | SomeValue | NoValue | Opaque


@dataclass(frozen=True)
class Snak:
    """A property and a value, as in a qualifier or in a reference."""

    property: str
    value: Value

    def __post_init__(self) -> None:
        _check(_PROPERTY, self.property, "property")


Reference = tuple[Snak, ...]
"""One reference: what together says where a statement is from."""


@dataclass(frozen=True)
class Statement:
    """What is said of `subject` (an entity's id) on one property. `id` is empty for one that Wikidata has not got yet."""

    subject: str
    property: str
    value: Value
    rank: str = "normal"
    qualifiers: tuple[Snak, ...] = ()
    references: tuple[Reference, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        _check(_ENTITY, self.subject, "entity")
        _check(_PROPERTY, self.property, "property")
        if self.rank not in RANKS:
            raise ValueError(f"{self.rank!r} is no rank")


def canonical_value(value: Value) -> Value:
    """Return the value as Wikibase would keep it: texts trimmed, on one line and composed, times without what does not count.

    >>> canonical_value(Text(" a\\tb\\n")).text
    'a b'
    >>> canonical_value(TimePoint("+1985-01-01T00:00:00Z", YEAR)).time
    '+1985-00-00T00:00:00Z'
    """
    if isinstance(value, Text | MonolingualText):
        return replace(value, text=_composed(value.text))
    if isinstance(value, ExternalId):
        return ExternalId(_composed(value.id))
    return _bare(value) if isinstance(value, TimePoint) else value


def canonical(statement: Statement) -> Statement:
    """Return the statement with its values canonical, qualifiers and references in order and each of them once."""
    references = {tuple(_in_order(reference)) for reference in statement.references if reference}
    return replace(
        statement,
        value=canonical_value(statement.value),
        qualifiers=tuple(_in_order(statement.qualifiers)),
        references=tuple(sorted(references, key=_keys)),
    )


def ordered(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements canonical and in the order of subjects, properties and values."""
    return sorted({canonical(statement) for statement in statements}, key=_statement_key)


def same_value(first: Value, second: Value) -> bool:
    """Say whether two values are the same, however the datatype of their words is known.

    >>> same_value(Text("tt1"), ExternalId("tt1")), same_value(Item("Q1"), Text("Q1"))
    (True, False)
    """
    return _alike(first) == _alike(second)


def number_of(identifier: str) -> int:
    """Return the number in an identifier such as P31, to order by."""
    return int(re.sub(r"[^0-9].*$", "", identifier[1:]) or 0)


def snak_key(snak: Snak) -> tuple[int, str, str]:
    """Return what snaks are ordered by."""
    return number_of(snak.property), type(snak.value).__name__, repr(snak.value)


def _alike(value: Value) -> tuple[str, str]:
    value = canonical_value(value)
    if isinstance(value, Text | ExternalId | Url):
        return "words", next(iter(vars(value).values()))
    if isinstance(value, Quantity):
        return "quantity", f"{value.amount.normalize():f} {value.unit}"
    return type(value).__name__, repr(value)


def _in_order(snaks: Iterable[Snak]) -> list[Snak]:
    return sorted({Snak(snak.property, canonical_value(snak.value)) for snak in snaks}, key=snak_key)


def _keys(reference: Reference) -> list[tuple[int, str, str]]:
    return [snak_key(snak) for snak in reference]


def _statement_key(said: Statement) -> tuple[object, ...]:
    head = (said.subject[0], number_of(said.subject), said.subject, *snak_key(Snak(said.property, said.value)))
    return (*head, _keys(said.qualifiers), said.rank, [_keys(reference) for reference in said.references], said.id)


def _bare(point: TimePoint) -> TimePoint:
    year, month, day = point.parts
    if point.precision < DAY:
        day = 0
    if point.precision < MONTH:
        month = 0
    if point.precision > DAY:
        return point
    size = {DECADE: 10, CENTURY: 100}.get(point.precision)
    if size and year > 0:
        year = year // 10 * 10 if size == 10 else -(-year // 100) * 100
    sign = "-" if point.time[0] == "-" else "+"
    return replace(point, time=f"{sign}{abs(year):04d}-{month:02d}-{day:02d}T00:00:00Z")


def _composed(text: str) -> str:
    plain = "".join(c if unicodedata.category(c) != "Cc" else " " for c in unicodedata.normalize("NFC", text))
    return " ".join(plain.split())


def _check(pattern: re.Pattern[str], text: str, what: str) -> None:
    if not pattern.fullmatch(text):
        raise ValueError(f"{text[:200]!r} is no {what}")

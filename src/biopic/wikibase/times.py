"""Times between EDTF, in which dossiers write them, and Wikibase, which gives a day and says how much of it counts.

EDTF is in the Gregorian calendar throughout; a day before 15 October 1582 goes to Wikibase in the Julian calendar, as its editors keep
such days, and comes back. What is about or uncertain becomes a qualifier. A time that Wikibase has no precision for is refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from biopic.values import parse_time
from biopic.wikibase.model import (
    CENTURY,
    DAY,
    DECADE,
    GREGORIAN,
    JULIAN,
    MONTH,
    YEAR,
    Item,
    Snak,
    TimePoint,
    canonical_value,
)

CIRCUMSTANCES = "P1480"
"""Sourcing circumstances, the qualifier that says how sure a time is."""

MARKS = {"~": ("Q5727902",), "?": ("Q18122778",), "%": ("Q5727902", "Q18122778")}
"""EDTF's marks for about, uncertain and both, as Wikidata's circa and presumably."""

_REFORM = datetime.date(1582, 10, 15).toordinal()
_JULIAN_OFFSET = 1721425
"""What is added to an ordinal of Python to make a Julian day number."""


def from_edtf(edtf: str) -> tuple[TimePoint, tuple[Snak, ...]]:
    """Return a time of Wikibase and its qualifiers; raise ValueError where it has no precision for what is written.

    >>> from_edtf("1985-03")[0]
    TimePoint(time='+1985-03-00T00:00:00Z', precision=10, calendar='Q1985727')
    >>> from_edtf("1931-24")
    Traceback (most recent call last):
    ValueError: Wikibase has no precision for 1931-24
    >>> [snak.value.id for snak in from_edtf("1977~")[1]]
    ['Q5727902']
    """
    parse_time(edtf)
    bare = edtf.rstrip("~?%")
    known = tuple(Snak(CIRCUMSTANCES, Item(item)) for mark in edtf[len(bare) :] for item in MARKS[mark])
    if found := re.fullmatch(r"([0-9]{2})XX", bare):
        return _point((int(found[1]) + 1) * 100, 0, 0, CENTURY), known
    if found := re.fullmatch(r"([0-9]{3})X", bare):
        return _point(int(found[1]) * 10, 0, 0, DECADE), known
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", bare)
    if not found or int(found[2] or 1) > 12:
        raise ValueError(f"Wikibase has no precision for {edtf}")
    year, month, day = (int(part or 0) for part in found.groups())
    if day and datetime.date(year, month, day).toordinal() < _REFORM:
        return _point(*to_julian(year, month, day), DAY, JULIAN), known
    return _point(year, month, day, DAY if day else MONTH if month else YEAR), known


def to_edtf(point: TimePoint, qualifiers: Iterable[Snak] = ()) -> str:
    """Return what `point` is in EDTF, with the mark that its qualifiers stand for; raise ValueError where EDTF has no word for it.

    >>> to_edtf(TimePoint("+1985-01-01T00:00:00Z", YEAR)), to_edtf(TimePoint("+1901-00-00T00:00:00Z", CENTURY))
    ('1985', '19XX')
    >>> to_edtf(TimePoint("+1564-04-26T00:00:00Z", DAY, JULIAN))
    '1564-05-06'
    """
    point = canonical_value(point)  # type: ignore[assignment]
    year, month, day = point.parts
    if not 1 <= year <= 9999 or point.precision not in (DAY, MONTH, YEAR, DECADE, CENTURY):
        raise ValueError(f"{point.time} of precision {point.precision} is not written in EDTF")
    if point.precision == DAY:
        year, month, day = to_gregorian(year, month, day) if point.calendar == JULIAN else (year, month, day)
        return parse_time(f"{year:04d}-{month:02d}-{day:02d}{_mark(qualifiers)}").edtf
    text = {
        MONTH: f"{year:04d}-{month:02d}", YEAR: f"{year:04d}", DECADE: f"{year // 10:03d}X", CENTURY: f"{year // 100 - 1:02d}XX",
    }[point.precision]  # fmt: skip
    return parse_time(text + _mark(qualifiers)).edtf


def from_served(when: str, precision: int, calendar: str) -> TimePoint:
    """Return a time as the query service gives it: an xsd:dateTime, which for a day is in the Gregorian calendar whatever its own is.

    >>> from_served("1564-05-06T00:00:00Z", DAY, JULIAN).time
    '+1564-04-26T00:00:00Z'
    """
    sign, digits = ("-", when[1:]) if when.startswith("-") else ("+", when.removeprefix("+"))
    point = TimePoint(sign + digits, precision, calendar)
    year, month, day = point.parts
    if calendar != JULIAN or precision < DAY or not 1 <= year <= 9999:
        return canonical_value(point)  # type: ignore[return-value]
    return _point(*to_julian(year, month, day), precision, JULIAN)


def to_julian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Return the Julian date of a Gregorian one (https://en.wikipedia.org/wiki/Julian_day).

    >>> to_julian(1582, 10, 15)
    (1582, 10, 5)
    """
    c = datetime.date(year, month, day).toordinal() + _JULIAN_OFFSET + 32082
    d = (4 * c + 3) // 1461
    e = c - 1461 * d // 4
    m = (5 * e + 2) // 153
    return d - 4800 + m // 10, m + 3 - 12 * (m // 10), e - (153 * m + 2) // 5 + 1


def to_gregorian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Return the Gregorian date of a Julian one; raise ValueError for a day that no calendar has.

    >>> to_gregorian(1582, 10, 5)
    (1582, 10, 15)
    """
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise ValueError(f"{year}-{month}-{day} is no day")
    a = (14 - month) // 12
    y, m = year + 4800 - a, month + 12 * a - 3
    number = day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083
    found = datetime.date.fromordinal(number - _JULIAN_OFFSET)
    return found.year, found.month, found.day


def _point(year: int, month: int, day: int, precision: int, calendar: str = GREGORIAN) -> TimePoint:
    return TimePoint(f"+{year:04d}-{month:02d}-{day:02d}T00:00:00Z", precision, calendar)


def _mark(qualifiers: Iterable[Snak]) -> str:
    said = {s.value.id for s in qualifiers if s.property == CIRCUMSTANCES and isinstance(s.value, Item)}
    marks = [mark for mark, items in MARKS.items() if set(items) <= said]
    return marks[-1] if marks else ""

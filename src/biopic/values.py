"""Times and quantities: what is written in a dossier, read into ranges that can be held against each other.

A time is written in EDTF (Extended Date/Time Format, ISO 8601-2:2019, levels 0 to 1; https://www.loc.gov/standards/datetime/).
A quantity is a number or a range of numbers with a unit. Both know their own canonical local name, from which their IRI is made.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import quote

DAYS = {
    "year": Decimal("365.25"), "month": Decimal("30.4375"), "week": Decimal(7), "day": Decimal(1),
    "hour": Decimal(1) / 24, "minute": Decimal(1) / 1440,
}  # fmt: skip
"""Days in one unit of time; the mean Gregorian year has 365.2425, of which two decimals are kept."""

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
"""The seasons of EDTF, by the number that stands in the place of a month."""

ENDLESS = Decimal(100000)
"""What stands for no upper end, in any unit."""

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

_QUANTITY = re.compile(
    r"(?:(?P<bound>[<>])\s*)?(?P<low>\d+(?:\.\d+)?)(?:\s*-\s*(?P<high>\d+(?:\.\d+)?))?\s*(?P<unit>[a-z]+)?", re.ASCII
)


@dataclass(frozen=True)
class Time:
    """A stretch of time: `edtf` as written, `earliest` and `latest` days as YYYY-MM-DD, both included."""

    edtf: str
    earliest: str
    latest: str

    @property
    def local(self) -> str:
        """Return the name that stands behind the base in the time's IRI."""
        return "time/" + quote(self.edtf, safe="~-.")

    @property
    def words(self) -> str:
        """Return the time as people say it.

        >>> parse_time("1931-24").words, parse_time("197X").words, parse_time("1977~/1979").words
        ('winter of 1931', 'the 1970s', 'about 1977 to 1979')
        """
        return " to ".join(_in_words(part) for part in self.edtf.split("/"))


@dataclass(frozen=True)
class Quantity:
    """A number between `least` and `most` (both included, in `unit`); an age of sixteen years is 16 to 16."""

    unit: str
    least: Decimal
    most: Decimal

    @property
    def local(self) -> str:
        """Return the name that stands behind the base in the quantity's IRI."""
        return f"quantity/{self.unit}/{plain(self.least)}-{plain(self.most)}"

    @property
    def scaled(self) -> tuple[Decimal, Decimal]:
        """Return least and most in days (a count: as it is)."""
        factor = DAYS.get(self.unit, Decimal(1))
        return self.least * factor, self.most * factor


def plain(number: Decimal) -> str:
    """Write a number without exponent or needless noughts.

    >>> plain(Decimal("7.50")), plain(Decimal("100"))
    ('7.5', '100')
    """
    text = f"{number.quantize(Decimal('0.000001')):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=65536)
def parse_time(text: str) -> Time:
    """Read an EDTF date, interval, decade or season; raise ValueError if `text` is none.

    >>> parse_time("1961-12-04")
    Time(edtf='1961-12-04', earliest='1961-12-04', latest='1961-12-04')
    >>> parse_time("1977/1979").latest, parse_time("197X").earliest
    ('1979-12-31', '1970-01-01')
    """
    try:
        earliest, latest = _plain_days(text) or _edtf_days(text)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        raise ValueError(f"{text!r} is not a date in EDTF") from None
    if earliest > latest:
        raise ValueError(f"{text!r} is not a date in EDTF")
    return Time(text, earliest, latest)


def _plain_days(text: str) -> tuple[str, str] | None:
    """Return the first and the last day of a plain date, or of an interval of two; None for what the grammar of EDTF must read."""
    parts = [_PLAIN.fullmatch(part) for part in text.split("/")]
    try:
        days = [_days_of(*(int(number) for number in part.groups() if number)) for part in parts if part]
    except ValueError:  # a season, or a day that is in no calendar
        return None
    return (days[0][0], days[-1][1]) if len(days) == len(parts) <= 2 else None


def _days_of(year: int, month: int | None = None, day: int | None = None) -> tuple[str, str]:
    first = date(year, 1 if month is None else month, 1 if day is None else day)
    month = 12 if month is None else month
    last = date(year, month, monthrange(year, month)[1] if day is None else day)
    return first.isoformat(), last.isoformat()


def _edtf_days(text: str) -> tuple[str, str]:
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(text)
    except EDTFParseException as error:
        raise ValueError(str(error)) from None
    vague = any(mark in text for mark in "~?%")
    earliest = _day(parsed.lower_fuzzy() if vague else parsed.lower_strict())
    latest = _day(parsed.upper_fuzzy() if vague else parsed.upper_strict())
    if re.search(r"(^|/)\d{4}-24$", text, re.ASCII):
        latest = _end_of_winter(latest)
    odd = not text.isascii() or ".." in text or text.strip("/") != text or re.search(r"\s", text)
    if odd or not all(_exists(part) for part in text.split("/")):
        raise ValueError("open, or no day of a calendar")
    return earliest, latest


def _in_words(day: str) -> str:
    bare = day.rstrip("~?%")
    if re.fullmatch(r"\d{4}-2[1-4]", bare):
        bare = f"{SEASONS[bare[5:]]} of {bare[:4]}"
    elif re.fullmatch(r"\d{3}X", bare):
        bare = f"the {bare[:3]}0s"
    mark = day[-1]
    return f"about {bare}" if mark in "~%" else f"{bare} (uncertain)" if mark == "?" else bare


def _day(when: Any) -> str:
    if not hasattr(when, "tm_year") or not 0 <= when.tm_year <= 9999:
        raise ValueError("open or out of range")
    return f"{max(when.tm_year, 1):04d}-{max(when.tm_mon, 1):02d}-{max(when.tm_mday, 1):02d}"


def _end_of_winter(december: str) -> str:
    """Return the last day of the winter that begins in December; edtf itself ends it with the year."""
    year = int(december[:4]) + 1
    return f"{year:04d}-02-{29 if isleap(year) else 28}"


def _exists(day: str) -> bool:
    """Say whether a fully given day is in the calendar; edtf itself takes 30 February."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)[?~%]?", day)
    if not found:
        return True
    try:
        date(*(int(part) for part in found.groups()))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65536)
def parse_quantity(text: str) -> Quantity:
    """Read a number, a range or a bound with a unit (years where none is given); raise ValueError if `text` is none.

    >>> parse_quantity("3-6 months")
    Quantity(unit='month', least=Decimal('3'), most=Decimal('6'))
    >>> parse_quantity("<7").local, parse_quantity("16 years").local, parse_quantity("25 times").local
    ('quantity/year/0-7', 'quantity/year/16-16', 'quantity/one/25-25')
    """
    found = _QUANTITY.fullmatch(text.strip())
    unit = _unit(found["unit"] if found else None)
    if not found or unit is None or (found["bound"] and found["high"]):
        raise ValueError(f"{text!r} is not a number with a unit, such as '16 years', '3-6 months' or '<7 years'")
    low = Decimal(found["low"])
    high = Decimal(found["high"] or found["low"])
    if found["bound"] == "<":
        low = Decimal(0)
    elif found["bound"] == ">":
        high = ENDLESS
    if low > high or high > ENDLESS:
        raise ValueError(f"{text!r} ends before it starts or is too large")
    return Quantity(unit, low, high)


def _unit(word: str | None) -> str | None:
    if word is None:
        return "year"
    single = word.removesuffix("s")
    if single in DAYS:
        return single
    return "one" if single in ("time", "one", "count") else None

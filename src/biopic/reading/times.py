"""The times in a text: dates, months, years, decades, seasons and stretches of them, in every common form, as EDTF.

A date that lacks its year, or that is given by its distance from another one ("that May", "the next day", "two years
later"), is worked out from the last time before it that is known; `inferred` says so. See `biopic.values` for EDTF.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span
from biopic.reading.words import MONTHS, NUMBER, number_of

PRECISIONS = {4: "year", 7: "month", 10: "day"}

_MONTH = r"(?P<month{n}>(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b)\.?"
_DAY = r"(?P<day{n}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{n}>1[0-9]\d\d|20\d\d)"
_FORMS = [
    rf"\b{_DAY}(?:\s+of)?\s+{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
    rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}(?:,|\s+of|\s+in)?\s+{_YEAR}\b",
    r"\b(?P<iso>(?:1[0-9]|20)\d\d-[01]\d(?:-[0-3]\d)?)\b",
    r"\b(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.](?P<year{n}>(?:1[0-9]|20)\d\d)\b",
    r"\b(?P<from>(?:1[0-9]|20)\d\d)\s*(?P<dash>[-–—]|\s+(?:to|and|until|or)\s+)\s*(?P<to>(?:1[0-9]|20)\d\d|\d\d)\b(?!-\d|s\b|['’]s)",
    r"(?:\b(?P<part>early|mid|late|middle|beginning|end)(?:-to-(?:late|mid))?(?:[- ]+(?:of )?(?:the )?| to (?:mid|late)[- ]))?(?:\b(?P<decade>(?:1[0-9]|20)\d0)|(?<!\w)['’](?P<short>\d0)|\b(?P<short2>[2-9]0)(?=['’]?s\b))['’]?s\b",
    r"\b(?:the\s+)?(?P<wdecade>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    rf"\b(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:,|\s+of)?\s+{_YEAR}\b",
    rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
    rf"\b(?P<about>circa|about|around|c\.|ca\.)\s*{_YEAR}\b(?!s)",
    rf"\b{_YEAR}\b(?!s\b|,\d{{3}}|\s*(?:km|miles|feet|people|dollars|men|women|votes|screens|metres|meters)\b|%)",
    r"\b(?P<century>1[4-9]|20)th[- ]century\b",
    rf"\b(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH}(?!\s+\d)",
    rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}\b(?!,?\s+\d{{4}})",
    rf"\b(?P<rel>(?i:that|the same|the following|the next|next|in|early|late|mid|by|since|until))[- ]{_MONTH}(?!\s+\d)",
    r"\b(?P<sameyear>(?i:that|the)\s+(?:same\s+)?year)\b",
    r"\b(?P<dayafter>(?i:the )?day (?:after|before)) (?P<feast2>Christmas|New Year['’]s Day)\b(?:,?\s+(?:of\s+|in\s+)?(?P<year{n}>(?:1[0-9]|20)\d\d))?",
    rf"\b(?P<shift>(?i:the|a|an|one|{NUMBER}|the very)\s+(?:next|following|previous)?\s*(?P<unit>day|week|month|year)s?\s+(?P<way>later|after(?:wards)?|earlier|before)|(?i:the)\s+(?:very\s+)?(?P<adj>next|following)\s+(?P<unit2>day|morning|month|year|evening|night|spring|summer|autumn|winter))\b",
    r"\b(?P<feast>Christmas Eve|Christmas Day|Christmas|New Year['’]s Eve|New Year['’]s Day|Boxing Day)(?:,|\s+of|\s+in)?(?:\s+(?P<year{n}>(?:1[0-9]|20)\d\d))?\b",
]  # fmt: skip
_ANY = re.compile("|".join(form.replace("{n}", str(n)) for n, form in enumerate(_FORMS)))
_DECADES = {name: 20 + 10 * n for n, name in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split())}
_SEASON = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_FEASTS = {"christmas eve": "12-24", "christmas day": "12-25", "christmas": "12-25", "new year's eve": "12-31", "new year's day": "01-01", "boxing day": "12-26"}
_UNIT_MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True)
class When:
    """A time where it stands: its EDTF, its precision (day, month, year, decade), and whether a rule inferred it."""

    span: Span
    edtf: str
    precision: str
    inferred: bool = False


def find_times(text: str) -> list[When]:
    """Return the times in `text`, first to last; one that lacks what it needs to be known is left out.

    >>> [(w.edtf, w.inferred) for w in find_times("Born on 3 May 1899, she left in the late 1920s and died that June.")]
    [('1899-05-03', False), ('192X', False), ('1899-06', True)]
    >>> [w.edtf for w in find_times("On Dec. 4th, 1961 it began; 1964–68; summer of 1970; May 3. He died the next day.")]
    ['1961-12-04', '1964/1968', '1970-22', '1970-05-03', '1970-05-04']
    """
    found: list[When] = []
    anchor = ""
    for match in _ANY.finditer(text):
        when = _read(match, anchor)
        if when is None:
            continue
        found.append(when)
        if when.precision != "decade" and "/" not in when.edtf:
            anchor = when.edtf.rstrip("~")
    return found


def _read(match: re.Match[str], anchor: str) -> When | None:
    """Make a time of a match, or None where it is none after all."""
    parts = {re.sub(r"\d+$", "", key) if key.rstrip("0123456789") in ("month", "day", "year") else key: value
             for key, value in match.groupdict().items() if value is not None}  # fmt: skip
    span = Span(match.start(), match.end())
    edtf = _absolute(parts)
    if edtf:
        return _when(span, edtf)
    edtf = _relative(parts, anchor)
    found = _when(span, edtf) if edtf else None
    return replace(found, inferred=True) if found else None


def _when(span: Span, edtf: str) -> When | None:
    from biopic.values import parse_time

    try:
        parse_time(edtf)
    except ValueError:
        return None
    bare = edtf.rstrip("~").partition("/")[0]
    return When(span, edtf, "decade" if bare.endswith("X") else PRECISIONS.get(len(bare), "year"))


def _absolute(parts: dict[str, str]) -> str:
    """Return the EDTF of what needs nothing before it, "" otherwise."""
    year = parts.get("year", "")
    if "iso" in parts:
        return parts["iso"]
    if "from" in parts:
        to = parts["to"] if len(parts["to"]) == 4 else parts["from"][:2] + parts["to"]
        return f"{parts['from']}/{to}" if to > parts["from"] else ""
    if "decade" in parts:
        return parts["decade"][:3] + "X"
    if short := parts.get("short") or parts.get("short2"):
        return f"19{short[0]}X"
    if "wdecade" in parts:
        return f"19{_DECADES[parts['wdecade'].casefold()] // 10}X"
    if "century" in parts:
        return f"{int(parts['century']) - 1}XX"
    if "dayafter" in parts:
        base = "12-25" if parts["feast2"] == "Christmas" else "01-01"
        return _shift_days(f"{year}-{base}", 1 if "after" in parts["dayafter"] else -1) if year else ""
    if "feast" in parts and year:
        return f"{year}-{_FEASTS[parts['feast'].casefold().replace('’', chr(39))]}"
    if not year:
        return ""
    if "first" in parts:
        return _numeric(int(parts["first"]), int(parts["second"]), year)
    if "season" in parts:
        return f"{year}-{_SEASON[parts['season'].casefold()]}"
    if "about" in parts:
        return f"{year}~"
    return "-".join([year, *_month_day(parts)])


def _numeric(first: int, second: int, year: str) -> str:
    """Read 4/12/1961 as month and day, as American texts do, unless only the other way makes a date."""
    month, day = (second, first) if first > 12 else (first, second)
    return f"{year}-{month:02}-{day:02}"


def _month_day(parts: dict[str, str]) -> Iterator[str]:
    if "month" in parts:
        yield f"{MONTHS[parts['month'].casefold()]:02}"
        if "day" in parts:
            yield f"{int(parts['day']):02}"


def _relative(parts: dict[str, str], anchor: str) -> str:
    """Return the EDTF of what is told by its distance from `anchor`, "" where that is not known well enough."""
    if not anchor:
        return ""
    year = anchor[:4]
    if not year.isdigit():
        return ""
    if "sameyear" in parts:
        return year
    if "dayafter" in parts:
        return _absolute(parts | {"year": year})
    if "feast" in parts:
        return f"{year}-{_FEASTS[parts['feast'].casefold().replace('’', chr(39))]}"
    if "shift" in parts:
        return _shifted(parts, anchor)
    if "month" in parts:
        later = parts.get("rel") in ("the following", "the next", "next")
        month = MONTHS[parts["month"].casefold()]
        if later and (len(anchor) < 7 or not anchor[5:7].isdigit() or month <= int(anchor[5:7])):
            year = str(int(year) + 1)
        return "-".join([year, *_month_day(parts)])
    return ""


def _shifted(parts: dict[str, str], anchor: str) -> str:
    unit = parts.get("unit") or parts.get("unit2") or ""
    words = parts["shift"].split()
    count = 1 if parts.get("adj") else number_of(words[0]) or 1
    back = parts.get("way") in ("earlier", "before")
    if unit in ("day", "morning", "evening", "night", "week"):
        days = count * (7 if unit == "week" else 1)
        return _shift_days(anchor, -days if back else days) if len(anchor) == 10 else ""
    if unit in _SEASON:
        return f"{int(anchor[:4]) + 1}-{_SEASON[unit]}"
    months = count * _UNIT_MONTHS.get(unit, 0) * (-1 if back else 1)
    if unit == "year":
        return f"{int(anchor[:4]) + months // 12:04}"
    if unit == "month" and len(anchor) >= 7 and int(anchor[5:7]) <= 12:
        total = int(anchor[:4]) * 12 + int(anchor[5:7]) - 1 + months
        return f"{total // 12:04}-{total % 12 + 1:02}"
    return ""


def _shift_days(day: str, by: int) -> str:
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):
        return ""

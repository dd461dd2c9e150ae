"""The times in a text: dates, months, years, decades and stretches of them, in every common form, as EDTF.

A date that lacks its year, or that is given by its distance from another one ("that May", "the next day", "two years
later", "on the 23rd"), is worked out from the last time before it that is known; `inferred` says so. The year of a film or
book is no such time. A season counts as its year. See `biopic.values` for EDTF.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span
from biopic.reading.words import MONTHS, NUMBER, NUMBERS, ORDINALS, number_of, word_set

PRECISIONS = {4: "year", 7: "month", 10: "day"}

_MONTH = r"(?P<month{n}>(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b)(?:(?<=\b\w\w\w)(?<!May)\.|(?<=\bSept)\.)?"
_ORDINAL = "|".join(sorted((w for w, n in ORDINALS.items() if 1 <= n <= 31), key=len, reverse=True))
_DAY = rf"(?P<day{{n}}>[0-3]?\d(?:st|nd|rd|th)?|(?i:{_ORDINAL}))"
_YEAR = r"(?P<year{n}>1[0-9]\d\d|20\d\d|(?<=\s)['’]\d\d\b(?!['’]?s\b))"
_TEENS = "|".join(sorted((w for w, n in NUMBERS.items() if n >= 10), key=len, reverse=True))
_FEAST = r"Christmas Eve|Christmas Day|Christmas|New Year['’]s Eve|New Year['’]s Day|New Year|Boxing Day|Valentine['’]s Day|St\.? Patrick['’]s Day|May Day|Bastille Day|Halloween|All Saints['’] Day|Armistice Day"
_COUNTED = "km|miles|feet|people|dollars|men|women|votes|screens|metres|meters|copies|pages|words|troops|soldiers|square|acres|tons|pounds|kilometres|kilometers|yards|patients|children|times|points|seats|hours|rooms|horses|workers|students|letters|members|guests"
_FORMS = [
    rf"\b(?:the\s+)?(?P<edge>(?i:first|last|final))\s+day\s+of\s+(?:{_MONTH},?\s+(?:of\s+|in\s+)?)?{_YEAR}\b",
    rf"\b(?:the\s+)?{_DAY}(?:\s+day)?(?:\s+of)?\s+{_MONTH},?\s+(?:of\s+|in\s+)?{_YEAR}\b",
    rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}(?:,|\s+of|\s+in)?\s+{_YEAR}\b",
    r"\b(?P<iso>(?:1[0-9]|20)\d\d-[01]\d(?:-[0-3]\d)?)\b",
    r"\b(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.](?P<year{n}>(?:1[0-9]|20)\d\d)\b",
    r"\b(?P<from>(?:1[0-9]|20)\d\d)\s*(?P<dash>[-–—]|\s+(?:to|until|till|through|or|(?<=between \d\d\d\d )and)\s+)\s*(?P<to>(?:1[0-9]|20)\d\d|\d\d)\b(?!-\d|s\b|['’]s)",
    r"(?:\b(?P<part>early|mid|late|middle|beginning|end)(?:-to-(?:late|mid))?(?:[- ]+(?:of )?(?:the )?| to (?:mid|late)[- ]))?(?:\b(?P<decade>(?:1[0-9]|20)\d0)|(?<!\w)['’](?P<short>\d0)|\b(?P<short2>[2-9]0)(?=['’]?s\b))['’]?s\b",
    r"\b(?i:(?:the\s+(?:(?:early|mid|middle|late|very|roaring|swinging|turbulent)[- ]+)*)?(?:(?P<age>seventeen|eighteen|nineteen)[- ])?(?P<wdecade>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
    rf"\b(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:,|\s+of)?\s+{_YEAR}\b",
    rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
    rf"\b(?P<about>circa|about|around|c\.|ca\.)\s*{_YEAR}\b(?!s)",
    rf"(?<![$£€#])\b{_YEAR}\b(?!s\b|,\d{{3}}|\s*(?:{_COUNTED})\b|%)",
    rf"\b(?i:(?P<hundreds>sixteen|seventeen|eighteen|nineteen)[- ](?:(?P<round>hundred)|oh[- ](?P<oh>one|two|three|four|five|six|seven|eight|nine)|(?P<teens>{_TEENS})))\b(?![- ]year)",
    r"\b(?P<century>1[4-9]|20)th[- ]century\b",
    rf"\b(?:the\s+)?{_DAY}(?:\s+day)?(?:\s+of)?\s+{_MONTH}(?!\s+['’]?\d)",
    rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}\b(?!,?\s+(?:\d{{4}}|['’]\d\d\b))",
    rf"\b(?P<rel>(?i:that|that same|that very|the same|the following|the next|the previous|next|in|during|early|late|mid|of|since|until|by(?=\s\w+\b(?!\s[A-Z]))))[- ]{_MONTH}(?!,?\s+(?:of\s+)?['’]?\d)",
    r"\b(?P<same>(?i:that|that\s+very|that\s+same|the\s+same|the\s+very\s+same)\s+(?P<unit3>year|month|day|night|evening|morning|afternoon))\b",
    rf"\b(?P<dayafter>(?i:(?:the |an? |{NUMBER} )?(?:very )?(?P<unit4>days?|weeks?) (?:after|before))) (?P<feast2>{_FEAST})\b(?:,?\s+(?:of\s+|in\s+)?(?P<year{{n}}>(?:1[0-9]|20)\d\d)\b)?",
    rf"\b(?P<shift>(?i:the|a|an|one|{NUMBER}|the very)\s+(?i:next|following|previous)?\s*(?P<unit>day|week|month|year|decade)s?\s+(?P<way>later|afterwards?|earlier|(?:after|before)(?=\s*(?:[.,;:!?)—–]|$|\n)))|(?i:the)\s+(?:very\s+)?(?P<adj>next|following|previous)\s+(?P<unit2>day|morning|month|year|evening|night|spring|summer|autumn|fall|winter))\b",
    rf"\b(?P<feast>{_FEAST})(?:,|\s+of|\s+in)?(?:\s+(?P<year{{n}}>(?:1[0-9]|20)\d\d))?\b",
    r"(?<=\b[Oo]n )(?P<dayonly>the\s\d\d?(?:st|nd|rd|th))\b(?=\s?[,.;:)—–]|\s(?:he|she|they|it|of (?:that|the same) month|at|in|his|her|there)\b|\s[A-Z]|\s*$)",
    r"(?<=\b[Ii]n )['’](?P<yy>\d\d)\b(?!['’]?s)",
]  # fmt: skip
_FIRST = word_set(
    "the first last final that early mid late middle beginning end circa about around c ca in on during of since until by next previous following a an one very same day days week weeks"
    " spring summer autumn fall winter twenties thirties forties fifties sixties seventies eighties nineties sixteen seventeen eighteen nineteen"
    " christmas new boxing valentine st may bastille halloween all armistice jan feb mar apr jun jul aug sept sep oct nov dec"
) | {re.split(r"[- ]", word)[0] for word in {*NUMBERS, *ORDINALS, *MONTHS}}
"""The words with which a time may begin."""
_WORD = re.compile(r"(?<!\w)(?:\d|['’]|[^\W\d_]+)")
_ANY = re.compile("(?:" + "|".join(form.replace("{n}", str(n)) for n, form in enumerate(_FORMS)) + ")")
_MADE = re.compile(r"\d{4}|\d{3}X|\d\dXX|\d{4}-(?:0[1-9]|1[0-2]|2[1-4])", re.ASCII)
_DECADES = {
    name: 20 + 10 * n
    for n, name in enumerate(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
    )
}
_SEASONS = frozenset(("spring", "summer", "autumn", "fall", "winter"))
_FEASTS = {
    "christmas eve": "12-24", "christmas day": "12-25", "christmas": "12-25", "new year's eve": "12-31", "new year's day": "01-01", "new year": "01-01",
    "boxing day": "12-26", "valentine's day": "02-14", "st. patrick's day": "03-17", "st patrick's day": "03-17", "may day": "05-01", "bastille day": "07-14",
    "halloween": "10-31", "all saints' day": "11-01", "armistice day": "11-11",
}  # fmt: skip
_OPEN_BELOW = 30
"""Below which two digits may be of this century or of the last."""
_UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120}
_AGE_BEFORE = re.compile(
    r"\b(?:his|her|my|your|their|our|whose)\s+(?:very\s+)?(?:early\s|mid[- ]|late\s)?$", re.IGNORECASE
)
_WORK = r"films?|movie|biopic|picture|drama|documentary|adaptation|classic|musical|remake|miniseries|novel|memoir|bestseller|production|play\b"
_WORK_BEHIND = re.compile(rf"\s(?:[\w-]+\s){{0,2}}(?:{_WORK})")
_RELEASED = re.compile(r"\b(?:released|premiered|premieres|filmed|shot)\s(?:[a-z]+\s){0,2}(?:in|on)\s(?:the\s)?$")
NEAR, FAR = 800, 4000
"""How many characters may lie between a time and what it is worked out from: a day, and anything longer."""


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
    ['1961-12-04', '1964/1968', '1970', '1970-05-03', '1970-05-04']
    >>> [w.edtf for w in find_times("In May 1931 she sailed. On the 23rd, in her thirties, she sank; two weeks after Christmas came the 1940 film.")]
    ['1931-05', '1931-05-23', '1932-01-08', '1940']
    """
    found: list[When] = []
    anchor, at = "", 0
    for match in _matches(text):
        if (match["wdecade"] or match["short2"]) and _AGE_BEFORE.search(
            text, max(0, match.start() - 20), match.start()
        ):
            continue
        when = _read(match, anchor, match.start() - at)
        if when is None:
            continue
        found.append(when)
        if when.precision != "decade" and "/" not in when.edtf and not _of_work(text, match):
            anchor, at = when.edtf.rstrip("~"), match.end()
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what reads as a time; only where a number, an apostrophe or a word begins with which one may begin."""
    end = 0
    for word in _WORD.finditer(text):
        first = word.group()
        if word.start() >= end and (not first.isalpha() or first.casefold() in _FIRST):
            match = _ANY.match(text, word.start())
            if match:
                end = match.end()
                yield match


def _of_work(text: str, match: re.Match[str]) -> bool:
    """Say whether a time is when a film or book came out: "(1980)", "the 1980 film", "released in 1980"."""
    start, end = match.span()
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")" and end - start == 4:
        return True
    return bool(_WORK_BEHIND.match(text, end) or _RELEASED.search(text, max(0, start - 40), start))


def _read(match: re.Match[str], anchor: str, distance: int) -> When | None:
    """Make a time of a match, or None where it is none after all."""
    parts = {re.sub(r"\d+$", "", key) if key.rstrip("0123456789") in ("month", "day", "year") else key: value
             for key, value in match.groupdict().items() if value is not None}  # fmt: skip
    span = Span(match.start(), match.end())
    if parts.get("year", "")[:1] in ("'", "’"):
        parts["year"] = _in_full(parts["year"][1:], anchor)
        if not parts["year"]:
            return None
    edtf = _absolute(parts)
    if edtf:
        return _when(span, edtf)
    edtf = _relative(parts, anchor, distance)
    found = _when(span, edtf) if edtf else None
    return replace(found, inferred=True) if found else None


def _in_full(short: str, anchor: str) -> str:
    """Return the year that two digits mean: the one nearest to the last time told, else of the last century, "" where that is open.

    >>> _in_full("98", "1996-12"), _in_full("03", "1996"), _in_full("34", ""), _in_full("12", "")
    ('1998', '2003', '1934', '')
    """
    if anchor[:4].isdigit():
        centuries = ("18", "19", "20") if int(short) < _OPEN_BELOW else ("18", "19")
        return min((each + short for each in centuries), key=lambda year: abs(int(year) - int(anchor[:4])))
    return f"19{short}" if int(short) >= _OPEN_BELOW else ""


def _when(span: Span, edtf: str) -> When | None:
    if not all(_exists(part) for part in edtf.rstrip("~").split("/")):
        return None
    bare = edtf.rstrip("~").partition("/")[0]
    return When(span, edtf, "decade" if bare.endswith("X") else PRECISIONS.get(len(bare), "year"))


def _exists(date: str) -> bool:
    """Say whether a date in one of the forms that are made here is in the calendar."""
    if len(date) == 10:
        try:
            datetime.date.fromisoformat(date)
        except ValueError:
            return False
        return True
    return _MADE.fullmatch(date) is not None


def _absolute(parts: dict[str, str]) -> str:
    """Return the EDTF of what needs nothing before it, "" otherwise."""
    year = parts.get("year", "")
    if "iso" in parts:
        return _iso(parts["iso"])
    if "from" in parts:
        to = parts["to"] if len(parts["to"]) == 4 else parts["from"][:2] + parts["to"]
        return f"{parts['from']}/{to}" if to > parts["from"] else ""
    if "hundreds" in parts:
        years = number_of(parts.get("teens") or parts.get("oh") or "zero") or 0
        return f"{number_of(parts['hundreds'])}{years:02}"
    if decade := _decade(parts):
        return decade
    if "dayafter" in parts:
        return _beside_feast(parts, year) if year else ""
    if "feast" in parts and year:
        return f"{year}-{_feast(parts['feast'])}"
    if not year:
        return ""
    if "edge" in parts:
        return _edge(parts, year)
    if "first" in parts:
        return _numeric(int(parts["first"]), int(parts["second"]), year)
    if "season" in parts:
        return year
    if "about" in parts:
        return f"{year}~"
    return "-".join([year, *_month_day(parts)])


def _iso(iso: str) -> str:
    """Read 1961-12-04 and 1961-05 as dates, but 1911-12 and 1908-09, where the second is the next year, as stretches."""
    following = f"{(int(iso[:4]) + 1) % 100:02}"
    return f"{iso[:4]}/{int(iso[:4]) + 1}" if len(iso) == 7 and iso[5:] == following else iso


def _decade(parts: dict[str, str]) -> str:
    if "decade" in parts:
        return parts["decade"][:3] + "X"
    if short := parts.get("short") or parts.get("short2"):
        return f"19{short[0]}X"
    if "wdecade" in parts:
        return f"{number_of(parts.get('age', 'nineteen'))}{_DECADES[parts['wdecade'].casefold()] // 10}X"
    return f"{int(parts['century']) - 1}XX" if "century" in parts else ""


def _feast(name: str) -> str:
    return _FEASTS[name.casefold().replace("’", "'")]


def _beside_feast(parts: dict[str, str], year: str) -> str:
    count = number_of(parts["dayafter"].split()[0]) or 1
    days = count * (7 if "week" in parts["unit4"] else 1)
    return _shift_days(f"{year}-{_feast(parts['feast2'])}", days if parts["dayafter"].endswith("after") else -days)


def _numeric(first: int, second: int, year: str) -> str:
    """Read 4/12/1961 as month and day, as American texts do, unless only the other way makes a date."""
    month, day = (second, first) if first > 12 else (first, second)
    return f"{year}-{month:02}-{day:02}"


def _edge(parts: dict[str, str], year: str) -> str:
    """Return the first or the last day of a month or, where none is told, of a year."""
    first = parts["edge"].casefold() == "first"
    month = MONTHS[parts["month"].casefold()] if "month" in parts else 1 if first else 12
    return f"{year}-{month:02}-{1 if first else calendar.monthrange(int(year), month)[1]:02}"


def _month_day(parts: dict[str, str]) -> Iterator[str]:
    if "month" in parts:
        yield f"{MONTHS[parts['month'].casefold()]:02}"
        if "day" in parts:
            yield f"{number_of(parts['day']) or 0:02}"


def _relative(parts: dict[str, str], anchor: str, distance: int) -> str:
    """Return the EDTF of what is told by its distance from `anchor`, "" where that is not known well enough."""
    year = anchor[:4]
    if not year.isdigit() or distance > FAR:
        return ""
    if "same" in parts:
        return _same(parts["unit3"], anchor, distance)
    if "dayonly" in parts:
        return f"{anchor[:7]}-{int(re.sub(r'[^0-9]', '', parts['dayonly'])):02}" if len(anchor) >= 7 else ""
    if "yy" in parts:
        return f"{year[:2]}{parts['yy']}"
    if "dayafter" in parts:
        return _beside_feast(parts, year)
    if "feast" in parts:
        return f"{year}-{_feast(parts['feast'])}"
    if "shift" in parts:
        return _shifted(parts, anchor)
    return "-".join([_year_of_month(parts, anchor), *_month_day(parts)]) if "month" in parts else ""


def _same(unit: str, anchor: str, distance: int) -> str:
    length = {"year": 4, "month": 7}.get(unit, 10)
    near = length == 4 or distance <= NEAR
    return anchor[:length] if len(anchor) >= length and near and anchor[5:6] != "2" else ""


def _year_of_month(parts: dict[str, str], anchor: str) -> str:
    """Return the year of a month: the anchor's, or the next where the text goes on to a month that comes before it."""
    year, how = int(anchor[:4]), parts.get("rel", "on").casefold()
    known = int(anchor[5:7]) if len(anchor) >= 7 and int(anchor[5:7]) <= 12 else 0
    month = MONTHS[parts["month"].casefold()]
    if how == "the previous":
        return str(year - (not known or month >= known))
    if how in ("the following", "the next", "next"):
        return str(year + (not known or month <= known))
    later = how in ("in", "on", "early", "late", "by", "until") and month < known
    return str(year + later)


def _shifted(parts: dict[str, str], anchor: str) -> str:
    """Return the EDTF of a distance; several weeks are no count of days, so that they give no more than the month."""
    unit = parts.get("unit") or parts.get("unit2") or ""
    words = parts["shift"].casefold().split()
    count = 1 if parts.get("adj") else number_of(words[0]) or 1
    back = parts.get("way") in ("earlier", "before") or parts.get("adj") == "previous"
    if unit in ("day", "morning", "evening", "night", "week"):
        days = count * (7 if unit == "week" else 1)
        day = _shift_days(anchor, -days if back else days) if len(anchor) == 10 else ""
        return day[:7] if unit == "week" and count > 1 else day
    if unit in _SEASONS:
        return str(int(anchor[:4]) + (-1 if back else 1))
    months = count * _UNIT_MONTHS.get(unit, 0) * (-1 if back else 1)
    if unit in ("year", "decade"):
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

"""Lives in fact boxes and lists: "Born: 3 May 1899, Saltby", "Date of death | 2 June 1931", "Birthplace" over "Saltby, Maine".

A label opens its line (or follows a stroke); what stands behind it, or alone in the next line, is read as date, place and
age. Of whom a box speaks, its heading or its line with a name says, else the text as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.lives.ages import NUM, years
from biopic.reading.lives.details import time_at
from biopic.reading.lives.facts import aged, dated, placed
from biopic.reading.lives.topics import topic_at
from biopic.reading.patterns import N, T
from biopic.reading.text import Text

_LABELS = {
    "birth": r"born(?: on)?|date of birth|birth ?date|d\.?o\.?b\.?|birthday|birth",
    "place": r"birth ?place|place of birth|born (?:in|at)|birth location",
    "death": r"died(?: on)?|date of death|death ?date|d\.?o\.?d\.?|death|date died",
    "age": r"age(?:d)? at (?:time of )?death|died aged|age when (?:he|she) died",
    "life": r"lived|life ?span|life ?time|life|years of life|life dates|dates of life|dates|born ?[/–-] ?died|birth ?[/–-] ?death",
}
_ANY = "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
_LABEL = re.compile(
    rf"(?:^[ \t]*|(?<=[|;•·/])[ \t]*)(?:[-*•‣▪+>]\s|[^\w\s\"“(]{{1,4}}\ufe0f?\s?)?[*_]{{0,2}}(?:(?P<whose>[Hh]is|[Hh]er)\s)?(?i:{_ANY})[*_]{{0,2}}[ \t]*(?:(?P<sign>[:|=–—]|\t+|[ ]{{2,}})[*_]{{0,2}}[ \t]*|(?P<below>[*_]{{0,2}}\n\s{{0,4}}))(?P<value>[^\n]{{2,160}})",
    re.MULTILINE,
)
_NEXT = re.compile(
    rf"\s?[|;•·]\s?(?=[*_]{{0,2}}(?i:{'|'.join(_LABELS.values())})\b)|\s(?=[*_]{{0,2}}(?:Died|Death|Date of death|Place of death|Birthplace|Place of birth|Spouse|Occupation|Nationality|Cause)[*_]{{0,2}}:)"
)
_MORE = re.compile(r"\n(?P<value>[A-Z][^\n.:]{2,60})(?=\n|$)")
_AGE = re.compile(
    rf"\b(?:aged?:?|at(?: the)?(?: age)?(?: of)?)\s{NUM}|[(,]\s?{NUM.replace('?P<age>', '?P<age2>')}(?:\syears(?: old)?)?\s?\)"
)
_PART = re.compile(r"\ue001+|\n|[()\[\]|;]|\s[–—-]\s")
_WHERE = re.compile(
    r"(?:(?:in|at|near)\s)?(?P<place>(?:(?:the|a)\s)?(?:[a-z]+\s(?:of\s|in\s|near\s)?){0,4}?[A-Z][^\d\n:\"]{1,80})$"
)
_NO_PLACE = re.compile(
    r"^(?:[Aa]ged?|[Ff]rom|[Oo]f|[Dd]ied|[Uu]nknown|Still|Living|[Cc]irca|[Cc]ause|Mr|Dr)\b|\b(?:he|she|was|is)\b"
)


def find_boxes(text: Text) -> Iterator[Draft]:
    """Yield the births and deaths of fact boxes."""
    if not re.search(r"(?i)\b(?:born|birth|died|death|lived|life|d\.?o\.?[bd])", text.text):
        return
    for match in _LABEL.finditer(text.text):
        kind = next(kind for kind in _LABELS if match[kind])
        value = _value(text, match)
        if not text.is_noise(value) and not (match["below"] and not _is_value(text, value)):
            yield from _read(text, kind, Span(match.start(kind), value.end), value)


def _value(text: Text, match: re.Match[str]) -> Span:
    start, end = match.span("value")
    following = _NEXT.search(text.text, start, end)
    if match["below"] and (more := _MORE.match(text.text, end)) and not _LABEL.match(text.text, more.start("value")):
        end = more.end("value")
    return Span(start, following.start() if following else end)


def _is_value(text: Text, value: Span) -> bool:
    """Say whether a line under a label is its value: it opens with a time or a name, and is no sentence."""
    words = text.masked[value.start : value.end]
    return (
        bool(re.match(rf"[*_]{{0,2}}(?:{T}|{N}|aged?\s)", words))
        and not re.search(r"[a-z]{3}\.$|\b(?:is|was|has|had|he|she|who)\b", words)
        and len(words) < 90
    )


def _read(text: Text, kind: str, span: Span, value: Span) -> Iterator[Draft]:
    who = topic_at(text, span.start)
    words = text.masked[value.start : value.end]
    if not who or re.search(r"\b(?:he|she|was|had|who|when)\b", words):
        return
    if kind in ("life",):
        yield from _whole_life(text, who, span, value)
        return
    if kind == "age":
        number = re.match(rf"\W{{0,3}}(?:aged?\s|about\s)?{NUM}", words)
        age = years(number["age"]) if number else None
        if age:
            yield aged(text, who, age, span, 0.85, "box")
        return
    time = re.search(T, words)
    when = time_at(text, value.start + time.start()) if time else None
    if when and kind in ("birth", "death"):
        yield dated(text, f"{kind}_date", who, when, Span(span.start, when.span.end), 0.85, "box")
    if kind == "death":
        yield from _age(text, who, span, value)
    if kind == "place" or (kind == "birth" and when):
        yield from _place(text, who, span, value, when.span if when else None)


def _age(text: Text, who: str, span: Span, value: Span) -> Iterator[Draft]:
    found = _AGE.search(text.masked, value.start, value.end)
    age = years(found["age"] or found["age2"]) if found else None
    if found and age:
        yield aged(text, who, age, Span(span.start, found.end()), 0.85, "box")


def _place(text: Text, who: str, span: Span, value: Span, time: Span | None) -> Iterator[Draft]:
    """Yield the first place of a value, which may stand in lines full of capitals; a name that is the person's own is none."""
    words = list(text.text[value.start : value.end])
    for when in text.times_in(value):
        words[when.span.start - value.start : when.span.end - value.start] = "\ue001" * (
            when.span.end - when.span.start
        )
    at = 0
    for part in _PART.split("".join(words)):
        start = "".join(words).index(part, at)
        at = start + len(part)
        found = _WHERE.match(part.strip(" ,.*_\t"))
        if not found or _NO_PLACE.search(found["place"]) or _is_own(text, found["place"], who):
            continue
        place = " ".join(found["place"].split())
        end = value.start + start + part.index(found["place"]) + len(found["place"])
        yield placed(text, who, place, Span(span.start, end), 0.85, "box")
        return


def _is_own(text: Text, place: str, who: str) -> bool:
    """Say whether what stands where a place would is a name that the person bore: it shares a word with it, or is a being's."""
    return bool(set(place.split()) & set(who.split())) or text.people.called(place) is not None


def _whole_life(text: Text, who: str, span: Span, value: Span) -> Iterator[Draft]:
    times = text.times_in(value)
    dates = times[0].edtf.split("/") if len(times) == 1 and "/" in times[0].edtf else [t.edtf for t in times]
    if len(dates) == 2 and not re.search(r"[a-z]{4}", text.masked[value.start : value.end].replace("until", "")):
        for kind, date, time in (("birth_date", dates[0], times[0]), ("death_date", dates[1], times[-1])):
            whole = time if len(times) == 2 else type(time)(time.span, date, "year")
            yield dated(text, kind, who, whole, Span(span.start, value.end), 0.85, "box")

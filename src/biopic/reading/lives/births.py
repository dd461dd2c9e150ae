"""Births in running text: when and where somebody was born, as the words around a word for a birth tell it.

See `bearing` for who is born, `details` for the words around, `entries` for a timeline's own times and places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.given import sex_of_given_name
from biopic.reading.lives.bearing import Birth, find_bearing, without_genitive
from biopic.reading.lives.details import (
    BIRTH_STOP,
    date_at_last,
    date_before,
    date_in,
    listed,
    people_in_row,
    place_before,
    place_in,
    place_words,
    respective,
    rest_of,
    time_at,
)
from biopic.reading.lives.entries import entry_place, entry_time
from biopic.reading.lives.facts import dated, placed
from biopic.reading.lives.naming import name_of
from biopic.reading.lives.near import matches_near
from biopic.reading.patterns import WHOSE, N, T
from biopic.reading.text import Text
from biopic.reading.times import When

_CERTIFIED = re.compile(
    rf"(?P<who>{WHOSE})\s(?:birthday|birth\s?date|(?:date|year|day) of birth)(?:,|\s(?:is|was|fell on|falls on|being|as))(?:\s(?:given|recorded|listed|registered|celebrated))?(?:\sas)?\s(?:on\s)?(?P<when>{T})"
)
_BIRTHDAY_WORD = re.compile(r"\b(?:birthday|birth\s?date|(?:date|year|day) of birth)\b")
_CHILDREN = re.compile(
    r"\b(?:had|has|have|having|bore|raised|produced|parents\sof|followed|were|with)\s[^.;:()\n]{0,40}\b(?:children|sons|daughters|siblings|kids|boys|girls|brothers|sisters)\b[^.;:()\n]{0,50}?(?::|,|\s[–—-])\s(?=\ue000)|\b(?:[Cc]hildren|[Ss]iblings):\s(?=\ue000)"
)
_BARE = re.compile(rf"\s(?P<place>{N}(?:,\s{N}){{0,2}}),?\s(?:in\s|on\s)?{T}")


def find_births(text: Text) -> Iterator[Draft]:
    """Yield when and where somebody is born, for each statement of it."""
    if not re.search(
        r"[Bb]orn\b|[Bb]irth|world|earth|light|breath|deliver|native|follow|arriv|came|comes|entrance|began|begins|children|\b(?:bore|bears|ha[ds]|welcomed)\b",
        text.text,
    ):
        return
    for birth in find_bearing(text):
        yield from _details(text, birth)
    yield from _birthdays(text)
    for lead, item in (
        (_CHILDREN, rf"\s?\((?:born\s|b\.\s)?(?P<detail>{T})\)"),
        (_CHILDREN, rf",?\s(?:born\s)?in\s(?P<detail>{T})"),
    ):
        for name, when, span in listed(text, lead, item):
            yield dated(text, "birth_date", name, when, span, 0.75, "children")


def _details(text: Text, birth: Birth) -> Iterator[Draft]:
    """Yield when and where: told behind the word, between subject and verb, or at the start of the clause."""
    rest = rest_of(text, birth.at.end, BIRTH_STOP)
    when, before = date_in(text, rest) or date_at_last(text, birth.at.end), False
    if when is None and birth.inner is not None:
        when, before = time_at(text, birth.inner), True
    if when is None and birth.main:
        when, before = date_before(text, birth.start) or date_before(text, birth.start, loose=True), True
    if when and _is_of_death(text, birth, when):
        return
    if (
        when
        and text.masked[birth.at.end : birth.at.end + 2] == ", "
        and re.search(r"\bbefore\s$", text.masked[max(0, birth.start - 8) : birth.start], re.IGNORECASE)
    ):
        when = None
    place = place_in(text, rest) or _bare_place(text, birth)
    head_place = place_before(text, birth.start) if place is None and birth.main else None
    if when is None and birth.main and (listed_time := entry_time(text, birth.at)):
        yield from _of_entry(text, birth, listed_time, place is None and head_place is None)
    for name, time in respective(text, list(birth.names), when) if when else ():
        span = Span(when.span.start, birth.at.end) if when and before else Span(birth.at.start, time.span.end)
        yield dated(text, "birth_date", name, time, span, birth.confidence, birth.reader)
    for name in birth.names:
        if place:
            yield placed(
                text, name, place_words(text, place), Span(birth.at.start, place.end), birth.confidence, birth.reader
            )
        elif head_place:
            yield placed(
                text,
                name,
                place_words(text, head_place),
                Span(head_place.start, birth.at.end),
                birth.confidence - 0.15,
                birth.reader,
            )
    if when and not before and birth.reader in ("born", "born, participle", "a child followed"):
        for who, detail in people_in_row(text, when.span.end, T):
            name, found = name_of(text, who), time_at(text, detail.start)
            if name and found:
                yield dated(text, "birth_date", name, found, Span(who.start, detail.end), 0.75, "born, in a row")


def _bare_place(text: Text, birth: Birth) -> Span | None:
    """Return the place right behind "born", before a date, in brackets: "(born Saltby, 3 May 1899)"."""
    found = _BARE.match(text.masked, birth.at.end)
    if not found or text.text[birth.at.start - 1] not in "([;":
        return None
    words = text.slice(Span(*found.span("place"))).split()
    named = set(words) & {word for name in birth.names for word in name.split()} or sex_of_given_name(
        words[0].casefold()
    )
    return None if named else Span(*found.span("place"))


def _of_entry(text: Text, birth: Birth, when: When, bare: bool) -> Iterator[Draft]:
    """Yield the date, and if the words tell no place also the place, of the timeline's entry in which a birth is told."""
    place = entry_place(text, birth.at) if bare else None
    for name in birth.names:
        span = Span(min(birth.at.start, when.span.start), max(birth.at.end, when.span.end))
        yield dated(text, "birth_date", name, when, span, 0.7, "born, entry of a timeline")
        if place:
            span = Span(min(birth.at.start, place.start), max(birth.at.end, place.end))
            yield placed(text, name, place_words(text, place), span, 0.65, "born, entry of a timeline")


def _is_of_death(text: Text, birth: Birth, when: When) -> bool:
    """Say whether a time behind "born" is that of the main clause: "died where she was born, in 1931"."""
    before = text.masked[max(text.sentence_at(birth.at.start).start, birth.start - 60) : birth.start]
    return text.masked[birth.at.end : birth.at.end + 1] == "," and bool(
        re.search(r"\b(?:died|dies|buried|killed)\b[^.;]{0,40}\b(?:where|as|in\swhich)\s$", before)
    )


def _birthdays(text: Text) -> Iterator[Draft]:
    for match in matches_near(text, _BIRTHDAY_WORD, _CERTIFIED):
        when = time_at(text, match.start("when"))
        name = name_of(text, without_genitive(text, Span(*match.span("who"))))
        if name and when and not when.inferred and (when.precision == "day" or "year of birth" in match.group()):
            yield dated(text, "birth_date", name, when, Span(*match.span()), 0.85, "birthday")

"""Birth places that need no word of a birth: "a native of Saltby", "the Saltby native", "Saltby-born Ada Moss"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.lives.details import PLACE, place_words
from biopic.reading.lives.facts import placed
from biopic.reading.lives.naming import PERSON, name_of
from biopic.reading.lives.near import matches_near
from biopic.reading.lives.topics import topic_at
from biopic.reading.patterns import BRACKET, WHO, WHOSE, N
from biopic.reading.text import Text
from biopic.reading.words import DEMONYMS

_KIND = r"(?:an?|the)\s(?:[a-z-]+,?\s){0,2}?"
_IS = rf"(?P<who>{PERSON}){BRACKET}(?:,|\s(?:is|was|being|['’]s))\s(?:himself\s|herself\s|also\s|then\s)?"
_PLAIN_PLACE = rf"(?P<place>{N}(?:,\s{N})?)"
_WORD = re.compile(r"\bnative\b")
_WHERE = re.compile(r"\bbirthplace\b|\b(?:where|in\swhich)\s(?=[^.\n]{1,80}\bborn\b)")
_NATIVE_FIRST = re.compile(r"(?<![\w’'.-])(?P<place>[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){0,3}) native(?=,? [A-Z])")
_NATIVE = r"native\b(?!\s(?:tongue|language|land|country|speaker|soil|people|of|city|town|village|son|american))"
_FORMS = (
    re.compile(rf"{_IS}{_KIND}native\sof\s(?P<place>{PLACE})"),
    re.compile(rf"\b[Aa]\s(?:[a-z-]+\s){{0,2}}?native\sof\s(?P<place>{PLACE}?),\s(?P<who>{WHO})"),
    re.compile(rf"{_IS}{_KIND}{_PLAIN_PLACE}\s{_NATIVE}"),
    re.compile(rf"\b[Tt]he\s(?:[a-z-]+\s)?{_PLAIN_PLACE}\s{_NATIVE}(?!\s{N})"),
)
_BIRTHPLACES = (
    re.compile(rf"(?P<who>{WHOSE})\sbirthplace(?:,|\s(?:is|was|in|of|at))\s(?P<place>{PLACE})"),
    re.compile(rf"(?P<place>{N}(?:,\s{N})?)(?:,\s|\s(?:is|was)\s)(?:the\s)?birthplace\sof\s(?P<who>{N})"),
    re.compile(
        rf"(?P<place>(?:{N}|(?<!\w)[A-Z][\w’'-]+)(?:,\s{N}){{0,2}}),?\s(?:the\s(?:[a-z]+\s){{1,4}})?(?:where|in\swhich)\s(?P<who>{WHO})\s(?:was|had\sbeen|is)\sborn\b"
    ),
)
_BORN = re.compile(r"(?<![\w-])(?P<place>(?!The |A |An |In )[A-Z][\w.’']*(?:[ -][A-Z][\w.’']*){0,3})-born\b")
_BEHIND = re.compile(rf"(?:\sand\s(?:{N}-)?(?:raised|bred))?,?\s(?:[a-z-]+,?\s){{0,4}}?(?P<who>{N})")
_BEFORE = re.compile(rf"(?P<who>{PERSON}){BRACKET}(?:,|\s(?:is|was))\s(?:the\s|an?\s)?$")
_NO_PLACE = DEMONYMS | {"oscar", "native", "foreign", "first", "free", "high", "low", "new", "aristocrat"}


def find_natives(text: Text) -> Iterator[Draft]:
    """Yield the birth places told by "native" and "-born"."""
    if "native" in text.text:
        for pattern in _FORMS:
            for match in matches_near(text, _WORD, pattern):
                who = (
                    name_of(text, Span(*match.span("who")))
                    if "who" in pattern.groupindex
                    else topic_at(text, match.start())
                )
                yield from _placed(text, who, Span(*match.span("place")), Span(*match.span()), "native")
        yield from _followed(text, _NATIVE_FIRST, "native")
    if "birthplace" in text.text or "where" in text.text:
        for pattern in _BIRTHPLACES:
            for match in matches_near(text, _WHERE, pattern):
                ending = re.search(r"['’]s?$", match["who"])
                who = name_of(text, Span(match.start("who"), match.end("who") - (len(ending.group()) if ending else 0)))
                yield from _placed(text, who, Span(*match.span("place")), Span(*match.span()), "birthplace")
    if "-born" in text.text:
        yield from _followed(text, _BORN, "-born")


def _followed(text: Text, pattern: re.Pattern[str], reader: str) -> Iterator[Draft]:
    """Yield the places before a word that a name follows, or that describes a name before it."""
    for match in pattern.finditer(text.text):
        span = Span(*match.span())
        behind = _BEHIND.match(text.masked, match.end())
        before = _BEFORE.search(text.masked[max(0, match.start() - 80) : match.start()])
        at = max(0, match.start() - 80)
        who = name_of(text, Span(*behind.span("who"))) if behind else ""
        if before:
            who = name_of(text, Span(at + before.start("who"), at + before.end("who"))) or who
        if not text.is_noise(span):
            yield from _placed(text, who, Span(*match.span("place")), span, reader)


def _placed(text: Text, who: str, place: Span, passage: Span, reader: str) -> Iterator[Draft]:
    words = place_words(text, place)
    if who and words.casefold() not in _NO_PLACE and who not in words:
        yield placed(text, who, words, passage, 0.7, reader)

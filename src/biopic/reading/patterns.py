"""What patterns over a masked text are made of: names, times, persons by any word, and how a match becomes a draft.

A pattern names its groups; `spans` gives each group's span. `WHO` matches every way to speak of somebody: a name, a
pronoun, "his mother", "the boy"; `Text.name_at` says who is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.marks import NAME, TIME
from biopic.reading.words import FEMALE_WORDS, KIN, MALE_WORDS

if TYPE_CHECKING:
    from biopic.reading.text import Text

N = f"{NAME}(?<!{NAME}{NAME}){NAME}*+"
"""A name, from its first character on: it is not tried again from each of its others."""
T = f"{TIME}{TIME}*+"
_KIN = "(?:" + "|".join(sorted(KIN, key=len, reverse=True)) + ")"
_SOME = (
    "(?:"
    + "|".join(
        sorted(
            (MALE_WORDS | FEMALE_WORDS) - {"he", "him", "his", "himself", "she", "her", "hers", "herself"} - KIN.keys(),
            key=len,
            reverse=True,
        )
    )
    + "|teenager|child|baby|youth|couple)"
)
ADJECTIVES = r"(?:(?!and\b|or\b|of\b|to\b|that\b|who\b|in\b|is\b|was\b|with\b|by\b|for\b|from\b|at\b|on\b|as\b|but\b|than\b|about\b|when\b|if\b)[a-z][\w'’-]*,? ){0,3}?"
KINSMAN = rf"(?:(?:[Hh]is|[Hh]er|{N}['’]s?)\s{ADJECTIVES}{_KIN}(?:,?\s{N})?)"
SOMEBODY = rf"(?:[Tt]he\s{ADJECTIVES}{_SOME}\b)"
WHO = rf"(?:{KINSMAN}|{N}|\b[Hh]e\b|\b[Ss]he\b|{SOMEBODY})"
WHOM = rf"(?:{KINSMAN}|{N}|\bhim\b|\bher\b|\bhis\b|\bher\b|{SOMEBODY})"
WHOSE = rf"(?:{N}['’]s?|\b[Hh]is\b|\b[Hh]er\b|{SOMEBODY}['’]s)"
_AROUND = 420, 420
"""How many characters of a match may stand before and behind its word."""
BRACKET = r"(?:\s?\([^()\n]{1,60}\))?"
"""Something in brackets behind a name, such as a performer or years."""

PLACE = rf"(?:the\s)?{N}(?:,\s{N}){{0,3}}"
"""A place as texts write it: "Saltby, Maine", "the Orkneys"."""


def matches(text: Text, *patterns: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield every match of every pattern in the masked text, pattern by pattern, leaving out what is noise."""
    for pattern in patterns:
        for match in pattern.finditer(text.masked):
            if not text.is_noise(Span(match.start(), match.end())):
                yield match


def matches_around(text: Text, words: Iterable[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what `matches` does for a pattern of which each match has one of some words, in small letters, in its midst."""
    for stretch in text.concordance.around(words, *_AROUND):
        for match in pattern.finditer(text.masked, stretch.start, stretch.end):
            if not text.is_noise(Span(match.start(), match.end())):
                yield match


def matches_at(text: Text, words: Iterable[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what `matches` does for a pattern of which each match begins with one of some words, in small letters."""
    done = 0
    for at in text.concordance.places(words):
        match = pattern.match(text.masked, at) if at >= done else None
        if match:
            done = match.end()
            if not text.is_noise(Span(match.start(), match.end())):
                yield match


def span_of(match: re.Match[str], group: str | int = 0) -> Span:
    """Return the span of a group (of the whole match where none is given)."""
    return Span(*match.span(group))


def joined(*spans: Span) -> Span:
    """Return the shortest span that holds all of `spans`.

    >>> joined(Span(4, 9), Span(1, 2))
    Span(start=1, end=9)
    """
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def claim(taken: list[tuple[int, int]], span: Span) -> bool:
    """Put a span into a list in order unless it overlaps one that is there; say whether it was put in.

    >>> taken = [(4, 9)]
    >>> claim(taken, Span(8, 12)), claim(taken, Span(9, 12)), taken
    (False, True, [(4, 9), (9, 12)])
    """
    at = bisect_left(taken, (span.start, span.end))
    if any(start < span.end and span.start < end for start, end in taken[max(at - 1, 0) : at + 1]):
        return False
    taken.insert(at, (span.start, span.end))
    return True

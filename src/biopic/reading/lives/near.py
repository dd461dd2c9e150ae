"""Matches of a pattern that begins with somebody, which is slow to try everywhere: it is tried only around a plain word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.text import NAME, TIME, Text
from biopic.reading.words import NUMBERS, ORDINALS

_NUMBER = re.compile(
    rf"[{TIME}\d]|\b(?i:{'|'.join(sorted(NUMBERS.keys() | ORDINALS.keys(), key=len, reverse=True))}|hundred)\b"
)


def is_dated(text: Text, at: int) -> bool:
    """Say whether a time or number stands near enough to a word for it to be dated, or the word in a timeline."""
    low = max(0, at - 400)
    return bool(_NUMBER.search(text.masked, low, at + 400)) or text.section_at(at).matter == "timeline"


def matches_near(
    text: Text, word: re.Pattern[str], pattern: re.Pattern[str], before: int = 140, after: int = 160
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that lie within so many characters around a word, leaving out what is noise."""
    masked, done = text.masked, 0
    for found in word.finditer(masked):
        low, high = max(done, found.start() - before), min(len(masked), found.end() + after)
        while low > 0 and masked[low] in (NAME, TIME) and masked[low - 1] == masked[low]:
            low += 1
        for match in pattern.finditer(masked, min(low, high), high):
            if match.end() > found.start() and not text.is_noise(Span(match.start(), match.end())):
                yield match
                done = match.end()

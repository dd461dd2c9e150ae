"""Where each word of a text stands, so that a reader looks only at the sentences that hold one of its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.trades import BESIDE_OTHERS, is_trade, singular

if TYPE_CHECKING:
    from biopic.reading.text import Text

_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 80
"""How far back the beginning of a word is looked for, in characters."""


def is_inside(text: str, span: Span) -> bool:
    """Say whether a letter, digit or underscore goes on before or behind a span.

    >>> is_inside("two lamps", Span(4, 8)), is_inside("two lamps", Span(4, 9))
    (True, False)
    """
    beside = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
    return any(char.isalnum() or char == "_" for char in beside)


def standing(text: str, ways: Iterable[str]) -> list[Span]:
    """Return where `text` has one of some ways to write something, as words of their own, first to last; the longest one at a place.

    >>> standing("Lamp, the lamp; LAMP and Lamps", ["Lamp", "LAMP"])
    [Span(start=0, end=4), Span(start=16, end=20)]
    """
    found: list[Span] = []
    for span in sorted((s for way in ways for s in _each(text, way)), key=lambda s: (s.start, -s.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _each(text: str, way: str) -> Iterator[Span]:
    at = text.find(way) if way else -1
    while at >= 0:
        span = Span(at, at + len(way))
        if not is_inside(text, span):
            yield span
        at = text.find(way, at + 1)


class Concordance:
    """The places of a text's words, which are in small letters and parted at hyphens and apostrophes."""

    def __init__(self, text: Text) -> None:
        self._text = text

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Return where each word stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for match in _LETTERS.finditer(self._text.text):
            found[match.group().casefold()].append(match.start())
        return dict(found)

    @cached_property
    def trades(self) -> list[int]:
        """Return where each word for a trade begins, in order."""
        return self.places(word for word in self.words if is_trade(word) or word in BESIDE_OTHERS or singular(word))

    def places(self, words: Iterable[str]) -> list[int]:
        """Return where any of these words stands, in order."""
        return sorted(at for word in words for at in self.words.get(word, ()))

    def whole(self, words: Iterable[str], *, as_written: bool = False) -> list[Span]:
        """Return where any of these words stands with no digit beside it, in order; in small letters where `as_written` says so."""
        text = self._text.text
        found = (Span(at, at + len(word)) for word in words for at in self.words.get(word, ()))
        return sorted(
            (
                span
                for span in found
                if not is_inside(text, span) and not (as_written and not text[span.start : span.end].islower())
            ),
            key=lambda span: span.start,
        )

    def has(self, words: re.Pattern[str]) -> bool:
        """Say whether the text has a word with a match of a pattern."""
        return any(words.search(word) for word in self.words)

    def around(self, words: Iterable[str], before: int, after: int) -> Iterator[Span]:
        """Yield the stretches of so many characters around these words, first to last, those that meet as one; none begins inside a word."""
        shown = self._text.masked
        low = high = -1
        for at in self.places(words):
            if high >= 0 and at - before > high:
                yield Span(low, high)
            if high < 0 or at - before > high:
                low = max(0, at - before)
                edge = max(0, low - _LONGEST)
                while low > edge and not shown[low - 1].isspace():
                    low -= 1
            high = min(len(shown), at + after)
        if high >= 0:
            yield Span(low, high)

    def sentences(self, words: Iterable[str]) -> list[Span]:
        """Return the sentences in which one of these words stands, in order."""
        return list(dict.fromkeys(self._text.sentence_at(at) for at in self.places(words)))

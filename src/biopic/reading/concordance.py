"""Where each word of a text stands, so that a reader looks only at the sentences that hold one of its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.trades import BESIDE_OTHERS, is_trade, singular

if TYPE_CHECKING:
    from biopic.reading.text import Text

_LETTERS = re.compile(r"[^\W\d_]+")


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

    def sentences(self, words: Iterable[str]) -> list[Span]:
        """Return the sentences in which one of these words stands, in order."""
        return list(dict.fromkeys(self._text.sentence_at(at) for at in self.places(words)))

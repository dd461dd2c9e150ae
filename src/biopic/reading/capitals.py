"""What a capital at a word says in a text: that it is a name's, or only that a sentence begins there.

A word proves to be a name's where it stands with a capital inside a sentence; what is no common word, or what only a
name is followed by, speaks for one too.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from biopic.reading.given import is_given_name_only, sex_of_given_name
from biopic.reading.namewords import ALSO_NAMES, GIVEN_MONTHS, LABELS, PLACE_FIRST
from biopic.reading.runs import Token, bare_word
from biopic.reading.trades import LISTED
from biopic.reading.words import DEMONYMS, FUNCTION, KIN, MONTHS, OPENERS, TITLES, WEEKDAYS

_IN_MONTH = re.compile(
    r"(?:\b(?:in|on|since|by|of|that|last|next|early|late|mid|this|until|from|every|each|to)|\d)\s$", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"['’]s\b|['’](?=\s)|\s*\([A-Z]|,? whom?\b|,? whose\b|, (?:his|her) (?:\w+ )?(?:mother|father|wife|husband|son|daughter|brother|sister|friend)\b| (?:said|says|told|asked|recalls?|recalled|added|adds|was|is|had|has|died|dies|played|plays|starred|stars|won|wrote|directed|became|becomes|began|begins|met|meets|learns?|finds?|tries|refuses|lived|worked|wants|decides|returns|agrees|himself|herself|earned|and [A-Z])\b"
)
_CAST = re.compile(r"\b([A-Z][^\W\d_]+)\s\([A-Z][\w.'’-]*\s[A-Z][^()\n]{1,40}\)")
"""A word with the name of a performer in brackets behind it."""
_MONTHS_AS_NAMES = frozenset(month.capitalize() for month in GIVEN_MONTHS)
_CONTRACTED = re.compile(r"[a-z]n['’]t$|[a-z]['’](?:m|ll|ve|d|re)$")
_ALONE_NAMES = frozenset(["king", "prince", "count", "father", "mother"])
"""Titles by which somebody may be called without a name behind them."""
_COMMON_ALONE = (
    FUNCTION | DEMONYMS | MONTHS.keys() | WEEKDAYS | LABELS | (TITLES - _ALONE_NAMES) | {"i", "god", "mom", "dad"}
)
"""Words that are no names by themselves."""


class Capitals:
    """The capitals of one text; `starts` are the offsets at which sentences begin."""

    def __init__(self, text: str, tokens: list[Token], starts: frozenset[int]) -> None:
        self._text, self._starts = text, starts
        self._small = Counter(token.group().rstrip(".") for token in tokens if token.group()[0].islower())
        self._inside = Counter(
            bare_word(t.group()) for t in tokens if t.group()[0].isupper() and t.start() not in starts
        )
        self._borne = {bare_word(other.group()) for one, other in pairwise(tokens) if _is_borne(one, other)}
        self._cast = frozenset(_CAST.findall(text))
        self._given_months = {one.group() for one, other in pairwise(tokens) if _is_given_month(one, other)}

    def opens(self, token: Token) -> bool:
        """Say whether a sentence begins with a word."""
        return token.start() in self._starts

    def is_common(self, token: Token, length: int) -> bool:
        """Say whether the word at the front of a run of `length` words is no part of a name."""
        word, opens = bare_word(token.group()), self.opens(token)
        low = word.casefold()
        if word in self._given_months or (length > 1 and self._begins_longer_name(word, opens=opens)):
            return False
        if low in FUNCTION or low in DEMONYMS or low in WEEKDAYS or _CONTRACTED.search(low):
            return True
        if length > 1 and low.endswith(("-born", "-old", "-odd", "-strong", "-based")):
            return True
        if low in MONTHS and (length == 1 or (low not in GIVEN_MONTHS and low != "jan")):
            return True
        return opens and self._is_common_opener(word, length)

    def _begins_longer_name(self, word: str, *, opens: bool) -> bool:
        low = word.casefold()
        if low == "new" or (low in PLACE_FIRST and not opens):
            return True
        return low in ALSO_NAMES and (not opens or self._inside[word] > 0)

    def _is_common_opener(self, word: str, length: int) -> bool:
        """Say whether a word that opens a sentence is a common one."""
        low = word.casefold()
        if low in OPENERS or self._small[low] > self._inside[word]:
            return True
        if self._inside[word] or is_given_name_only(low):
            return False
        return low.endswith(("ing", "ly", "ous", "tion", "ness", "ity", "ism")) and length == 1

    def is_opener(self, token: Token, following: Token) -> bool:
        """Say whether only the sentence's start made a word a capital, and what follows it is a name elsewhere."""
        low, next_word = bare_word(token.group()).casefold(), bare_word(following.group())
        if not self.opens(token) or self._inside[bare_word(token.group())] or low in TITLES:
            return False
        if low.endswith(("ing", "ed", "ly")) and not sex_of_given_name(low):
            return True
        return bool(self._small[low] and self._inside[next_word]) or _is_trade_before_name(low, next_word)

    def is_verb(self, token: Token) -> bool:
        """Say whether a word is a verb as it stands in the present, and written small elsewhere in the text."""
        low = token.group().casefold()
        return low.endswith("s") and self._small[low] > 0 and not sex_of_given_name(low)

    def is_no_name(self, word: str, start: int, end: int, *, titled: bool) -> bool:
        """Say whether one word by itself, with or without a title before it, is no name: a month, a label, a word with nothing to prove it."""
        if word in self._given_months:
            if _IN_MONTH.search(self._text, max(0, start - 12), start) or re.match(
                r",?\s\d", self._text[end : end + 3]
            ):
                return True
        elif _is_common_alone(word) and (word not in self._borne or self._text.endswith("he ", 0, start)):
            return True
        if word.casefold() in KIN and self._text.startswith(" of ", end):
            return True
        return self._proves_nothing(word, start, end) and not titled

    def _proves_nothing(self, word: str, start: int, end: int) -> bool:
        """Say whether a word stands only where any has a capital, and nothing behind it speaks for a name."""
        if start not in self._starts or self._inside[word] or word in self._cast:
            return False
        return not _SPEAKS.match(self._text, end) and not is_given_name_only(word.casefold())


def _is_borne(token: Token, following: Token) -> bool:
    """Say whether a title is a last name, because a given name stands right before it: "Ada Pope"."""
    title = following.group()[0].isupper() and bare_word(following.group()).casefold() in TITLES
    return title and bool(sex_of_given_name(token.group().casefold())) and following.start() == token.end() + 1


def _is_given_month(token: Token, following: Token) -> bool:
    """Say whether a month is a first name, because a name stands right behind it."""
    month = token.group() in _MONTHS_AS_NAMES
    return month and following.group()[0].isupper() and following.start() == token.end() + 1


def _is_trade_before_name(low: str, following: str) -> bool:
    """Say whether a word is no first name but what somebody is: "Surgeon Frederick Moss", "Brothers Jonah and Paul"."""
    named = sex_of_given_name(following.casefold())
    return (low in LISTED or low in KIN) and bool(named) and not sex_of_given_name(low)


def _is_common_alone(word: str) -> bool:
    low = word.casefold()
    return low in _COMMON_ALONE or _CONTRACTED.search(low) is not None

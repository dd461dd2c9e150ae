"""The runs of capitalised words in a text that may be names: what one space, a particle, or a nickname in marks holds together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from biopic.reading.words import PARTICLES, TITLES

WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*\.?(?:[^\W\d_]\.)*")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+$")
_KEEPS_DOT = TITLES | {"jr", "sr", "st", "no", "vs", "mt"}
"""Words whose full stop does not end a sentence."""
_OPENS_MARKS = re.compile(r"[\"“‘'(«](?:[Tt]he )?$")
_NICKNAME = re.compile(r"\s*(?:[\"“‘'(«][ ]?(?P<nick>[^\W\d_][^\"“”‘()«»\n]{1,24}?)[ ]?[\"”’')»])\s*(?=[^\W\d_])")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_MARK = re.compile(r"[ ][\"“‘'«](?:[Tt]he )?")
_MOST = 9
"""The most words that one name has."""
_LONGEST = 60
"""The most characters that one word of it has."""

Token = re.Match[str]
"""A word where it stands."""


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text, but for strings of letters too long to be any."""
    return [token for token in WORD.finditer(text) if token.end() - token.start() <= _LONGEST]


def bare_word(word: str) -> str:
    """Return a word without a possessive ending and without a full stop that is no initial's.

    >>> bare_word("Ada's"), bare_word("Moss."), bare_word("J."), bare_word("Halls’")
    ('Ada', 'Moss', 'J.', 'Halls')
    """
    if "'" in word or "’" in word:
        word = _POSSESSIVE.sub("", word)
    if word.endswith(".") and not _INITIAL.fullmatch(word):
        word = word[:-1]
    return word


def find_runs(text: str, tokens: list[Token], starts: frozenset[int]) -> Iterator[list[Token]]:
    """Yield the runs, first to last; a start of a sentence begins a new one."""
    run: list[Token] = []
    index = 0
    while index < len(tokens):
        added = _added(text, tokens, index)
        if run and not (added and _continues(text, run, added[0], starts)):
            yield run
            run = []
        run.extend(added)
        index += max(1, len(added))
    if run:
        yield run


def _added(text: str, tokens: list[Token], index: int) -> list[Token]:
    """Return the capitalised word at `index` with particles and the word behind them, as "Anna van der Berg" has; nothing for a small word."""
    if not _is_capital(tokens[index]):
        return []
    if len(marked := _in_marks(text, tokens, index)) > 1:
        return marked
    ahead = index + 1
    while ahead < len(tokens) and tokens[ahead].group() in PARTICLES and ahead - index <= 3:
        ahead += 1
    joined = tokens[index : ahead + 1]
    if len(joined) < 3 or ahead >= len(tokens) or not _is_capital(tokens[ahead]):
        return [tokens[index]]
    gaps = (text[one.end() : other.start()] for one, other in pairwise(joined))
    return joined if all(gap == " " for gap in gaps) else [tokens[index]]


def _in_marks(text: str, tokens: list[Token], index: int) -> list[Token]:
    """Return the words of the nickname that opens at `index`, small ones included, if a name stands before and behind its marks."""
    start = tokens[index].start()
    if index == 0 or text[start - 1] == " " or not _MARK.fullmatch(text, tokens[index - 1].end(), start):
        return []
    closed = _NICKNAME.match(text, start - 1)
    if closed is None or not _is_capital(tokens[index - 1]) or not text[closed.end() : closed.end() + 1].isupper():
        return []
    ahead = index
    while ahead < len(tokens) and tokens[ahead].end() <= closed.end("nick"):
        ahead += 1
    return tokens[index:ahead]


def _is_capital(token: Token) -> bool:
    return token.group()[0].isupper()


def _continues(text: str, run: list[Token], token: Token, starts: frozenset[int]) -> bool:
    opens = token.start() in starts and text[token.start() - 1] not in "\"“‘'«("
    return len(run) < _MOST and not opens and _joined(text, run[-1], token)


def _joined(text: str, before: Token, after: Token) -> bool:
    word, gap = before.group(), text[before.end() : after.start()]
    if re.search(r"['’][sS]?$", word) and len(word) > 2:
        return False
    if word.endswith(".") and not _INITIAL.fullmatch(word) and bare_word(word).casefold() not in _KEEPS_DOT:
        return False
    if gap in (" ", "\u00a0"):
        return True
    marks = re.fullmatch(r"[ ]?[\"“‘'(«](?:[Tt]he )?", gap) or re.fullmatch(r"[\"”’')»] ?", gap)
    return bool(marks) and (_opens_nickname(text, gap, after) or _closes_nickname(text, gap, before))


def _opens_nickname(text: str, gap: str, after: Token) -> bool:
    """Say whether a gap opens the marks of Adelaide "Ada" Moss, behind which the name goes on."""
    if not _OPENS_MARKS.search(gap):
        return False
    inside = r"[^\s()]{1,14}\) " if "(" in gap else r"[^\"“”‘’'()«»\n]{1,24}[\"”’')»] "
    closing = re.match(rf"{inside}(?=[^\W\d_])", text[after.start() : after.start() + 40])
    return closing is not None and text[after.start() + closing.end() :][:1].isupper() and gap != "("


def _closes_nickname(text: str, gap: str, before: Token) -> bool:
    """Say whether a gap closes the marks of Adelaide "Ada" Moss, before which the name began."""
    if _OPENS_MARKS.search(gap) or not gap.endswith(" "):
        return False
    opening = text[max(0, before.start() - 30) : before.start()]
    in_marks = re.search(r"[A-Z][\w.'’-]* [\"“‘'«](?:[Tt]he )?$", opening)
    return bool(in_marks) or (opening.endswith(" (") and gap == ") ")


def nickname_in(text: str, tokens: list[Token]) -> str:
    """Return the nickname in marks inside a run, "" if there is none."""
    if not any(_OPENS_MARKS.search(text[max(0, token.start() - 5) : token.start()]) for token in tokens[1:-1]):
        return ""
    found = _NICKNAME.search(text, tokens[0].end(), tokens[-1].end())
    return found["nick"] if found else ""

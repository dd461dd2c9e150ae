"""A name taken apart into first, middle and last words and a suffix, and whether two such names may be one being's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from biopic.reading.beings import SUFFIXES, Being, fold
from biopic.reading.given import same_given_name
from biopic.reading.names import Name

_IN_MARKS = r"[\"“‘«(][^\"”’»)]*[\"”’»)]"
JUNIOR = frozenset(["jr", "sr", "jnr", "snr"])
_SENIOR = frozenset(["sr", "snr"])


@dataclass(frozen=True)
class Parts:
    """A name taken apart: its first word, its last if it has several, what stands between, and its suffix."""

    first: str
    last: str
    middle: tuple[str, ...]
    suffix: str


@lru_cache(maxsize=65536)
def parts_of(name: str) -> Parts:
    """Take a name apart; the number of a king goes with his one name.

    >>> parts_of('Adelaide "Ada" van Moss, Jr.')
    Parts(first='adelaide', last='moss', middle=('van',), suffix='jr')
    >>> parts_of("George III").first
    'george iii'
    """
    words = [fold(word) for word in re.sub(_IN_MARKS, " ", name).replace(",", " ").split()]
    words = [word for word in words if word] or [fold(name)]
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    if suffix and len(words) == 1 and suffix not in JUNIOR:
        words = [f"{words[0]} {suffix}"]
    return Parts(words[0], words[-1] if len(words) > 1 else "", tuple(words[1:-1]), suffix)


def without_nickname(name: Name) -> str:
    """Return the words of a name but for a nickname in marks inside it."""
    return re.sub(rf"\s*{_IN_MARKS}\s*", " ", name.text).strip() if name.nickname else name.text


def may_be_one(one: Parts, other: Parts, being: Being, nickname: str) -> bool:
    """Say whether the full name `one`, which has a nickname or "", may be that of a being who has `other`; both have one last name."""
    if not suffixes_agree(one, other):
        return False
    nicknames = {fold(word) for each in being.nicknames for word in each.split()}
    if one.first in nicknames or other.first in [fold(word) for word in nickname.split()]:
        return True
    return same_first(one.first, other.first) or _goes_by_middle(one, other) or _goes_by_middle(other, one)


def suffixes_agree(one: Parts, other: Parts) -> bool:
    """Say whether two suffixes may be one being's: who has none may be a junior, but is no senior.

    >>> suffixes_agree(parts_of("Ada Moss"), parts_of("Ada Moss Jr.")), suffixes_agree(parts_of("Ada Moss"), parts_of("Ada Moss Sr."))
    (True, False)
    """
    suffixes = {one.suffix, other.suffix}
    return len(suffixes) == 1 or ("" in suffixes and _SENIOR.isdisjoint(suffixes))


def _goes_by_middle(long: Parts, short: Parts) -> bool:
    return short.first in long.middle and not short.middle


def same_first(one: str, other: str) -> bool:
    """Say whether two first names are one: the same, misspelt, a short form, or an initial."""
    if one == other or same_given_name(one, other):
        return True
    if min(len(one), len(other)) >= 5 and fuzz.ratio(one, other) >= 90:
        return True
    short, long = sorted((one, other), key=len)
    return len(short.rstrip(".")) == 1 and long.startswith(short.rstrip("."))

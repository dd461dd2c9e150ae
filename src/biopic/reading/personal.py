"""Which names people may bear, by their words alone: no place's, work's or body's, and no small word at either end."""

from __future__ import annotations

from functools import lru_cache

from biopic.reading.namewords import ALSO_NAMES, GIVEN_MONTHS, LAST_NAMES, NOT_FIRST, NOT_LAST, NOT_PERSON
from biopic.reading.runs import bare_word
from biopic.reading.words import FUNCTION, MONTHS, PARTICLES, REGIONS

_MOST = 6
"""The most words that a person's name has."""
_CANNOT_BEGIN = NOT_FIRST | (FUNCTION - ALSO_NAMES) | (MONTHS.keys() - GIVEN_MONTHS - {"jan"})
_CANNOT_STAND_INSIDE = (NOT_PERSON - LAST_NAMES) | (FUNCTION - PARTICLES)
_CANNOT_END = (NOT_PERSON - LAST_NAMES) | NOT_LAST
_CANNOT_STAND_ALONE = NOT_PERSON | NOT_LAST


@lru_cache(maxsize=65536)
def is_person(name: str) -> bool:
    """Say whether `name` may be a person's: one to six words, none of which names a place, a work or a body.

    >>> is_person("Ada Moss"), is_person("Saltby University"), is_person("J. R. van der Berg"), is_person("the Watch")
    (True, False, True, False)
    """
    words = name.split()
    if not 1 <= len(words) <= _MOST or not words[0][:1].isupper():
        return False
    low = [word if _is_initial(word) else bare_word(word).casefold().strip("\"“”'‘’().,") for word in words]
    if low[0] in _CANNOT_BEGIN:
        return False
    if len(words) == 1:
        return (
            not _is_abbreviation(name)
            and bare_word(name).casefold() not in REGIONS
            and low[0] not in _CANNOT_STAND_ALONE
        )
    return low[-1] not in _CANNOT_END and _CANNOT_STAND_INSIDE.isdisjoint(low[1:-1])


def _is_initial(word: str) -> bool:
    """Say whether a word is the initial of a name, "A." among them, which is no article."""
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and len(name) > 1 and "." not in name

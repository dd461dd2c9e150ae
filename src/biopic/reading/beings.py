"""Somebody whom a text names: a being with all its forms, and the sex that its pronouns, nouns and titles give it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from biopic.reading.given import is_formal_form
from biopic.reading.runs import bare_word
from biopic.reading.words import FEMALE_TITLES, FEMALE_WORDS, MALE_TITLES, MALE_WORDS, TITLES

HE, SHE = frozenset(["he", "him", "his", "himself"]), frozenset(["she", "her", "hers", "herself"])
NOWHERE = 1 << 60
SUFFIXES = frozenset(["jr", "sr", "jnr", "snr", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"])
"""What stands behind a last name."""


@dataclass(eq=False)
class Being:
    """Somebody whom a text names: the name by which it is called, all its forms, the offsets of its mentions, its sex."""

    number: int
    name: str = ""
    forms: Counter[str] = field(default_factory=Counter)
    nicknames: Counter[str] = field(default_factory=Counter)
    mentions: list[int] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    introduced: int = NOWHERE
    """Where it is first named as it is named most fully."""

    @property
    def sex(self) -> str:
        """Return "m", "f", or "" where the text does not tell."""
        male, female = self.votes["m"], self.votes["f"]
        return "" if male == female else "m" if male > female else "f"

    def take_best_form(self, but: str = "") -> None:
        """Go by a full name before a part of one, by Theodore before Teddy (or before what stands in marks), then by the oftenest form, then by the longest.

        The form `but`, given at birth, is none to go by.
        """
        firsts = {fold(form.split()[0]) for form in self.forms if " " in form and form != but}
        best = max((f for f in self.forms if f != but), key=lambda form: self._rank(form, firsts), default="")
        self.name = _unshouted(best) if best.isupper() and " " in best else best

    def _rank(self, form: str, firsts: set[str]) -> tuple[bool, bool, bool, bool, int, int, str]:
        """Return how good a form is to go by; one all in capitals is a heading and counts for three."""
        words = [fold(word) for word in form.split()]
        plain = [word for word in words if word not in TITLES and word not in SUFFIXES]
        called = {fold(word) for nickname in self.nicknames for word in nickname.split()}
        pet = len(plain) > 1 and (
            any(is_formal_form(first, plain[0]) for first in firsts) or (plain[0] in called and not firsts <= called)
        )
        part = any(other.startswith(f"{form} ") and fold(other.split()[-1]) not in SUFFIXES for other in self.forms)
        often = self.forms[form] + 2 * form.isupper()
        return (len(plain) > 1, words[0] not in TITLES, not pet, not part, often, len(form), form)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without case, accents and marks around it.

    >>> fold("Björk’s"), fold("Jr.")
    ('bjork', 'jr')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare_word(word)) if not unicodedata.combining(c))
    return plain.casefold().strip("\"“”'‘’().,")


def _unshouted(form: str) -> str:
    return " ".join(word.capitalize() if len(word) > 2 else word for word in form.split())


def sex_of_pronoun(word: str) -> str:
    """Return "m", "f", or "" for a word that is no pronoun of either.

    >>> sex_of_pronoun("Himself"), sex_of_pronoun("hers"), sex_of_pronoun("they")
    ('m', 'f', '')
    """
    low = word.casefold()
    return "m" if low in HE else "f" if low in SHE else ""


def sex_of_noun(low: str) -> str:
    """Return "m", "f", or "" for a noun in small letters that tells none.

    >>> sex_of_noun("uncle"), sex_of_noun("actress"), sex_of_noun("friend")
    ('m', 'f', '')
    """
    return "m" if low in MALE_WORDS else "f" if low in FEMALE_WORDS else ""


def sex_of_title(title: str) -> str:
    """Return "m", "f", or "" for titles of which the last tells none.

    >>> sex_of_title("Rev. Mr."), sex_of_title("Dame"), sex_of_title("Dr.")
    ('m', 'f', '')
    """
    last = fold(title.split()[-1]) if title else ""
    return "m" if last in MALE_TITLES else "f" if last in FEMALE_TITLES else ""

"""Names by number: every number has a name of its own, the same in every dossier, and no two share one.

A number is scattered over the grid of first and last parts, so that neighbours in number are no namesakes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from biopic.corpus.words import words

SCATTER = 7919
"""A prime that divides no grid of names: multiplying by it walks through all of them, each once."""


@cache
def person(number: int) -> str:
    """Return the name of the person of this number; behind the first hundred thousand, with initials.

    >>> person(0), person(1)
    ('Ada Ashbeck', 'Dagny Belleigh')
    """
    given, surnames = words()["given"], _grid("surnames")
    round_, place = divmod(number, len(given) * len(surnames))
    last, first = divmod(place * SCATTER % (len(given) * len(surnames)), len(given))
    return " ".join([given[first], *_initials(round_), surnames[last]])


@cache
def town(number: int) -> str:
    """Return the name of the town of this number."""
    return _numbered(_grid("towns"), number)


@cache
def title(number: int) -> str:
    """Return the title of the film of this number, unique in any corpus.

    >>> title(0), title(5000)
    ('The Amber Alphabet', 'The Gentle Signal of Springreach')
    """
    titles = _titles()
    round_, place = divmod(number, len(titles))
    named = titles[place * SCATTER % len(titles)]
    return f"{named} of {town(round_ - 1)}" if round_ else named


def slug(text: str) -> str:
    """Return a text as a name in kebab-case.

    >>> slug("The Amber Alphabet of St. Alderbank")
    'the-amber-alphabet-of-st-alderbank'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@cache
def _titles() -> list[str]:
    parts = words()["titles"]
    return [f"The {first} {last}" for first in parts["first"] for last in parts["last"]]


@cache
def _grid(name: str) -> list[str]:
    parts: dict[str, Any] = words()[name]
    return [first + last for first in parts["first"] for last in parts["last"]]


def _numbered(names: list[str], number: int) -> str:
    round_, place = divmod(number, len(names))
    name = names[place * SCATTER % len(names)]
    return f"New {name} {round_}" if round_ else name


def _initials(number: int) -> list[str]:
    letters = []
    while number:
        number, letter = divmod(number - 1, 26)
        letters.append(f"{chr(ord('A') + letter)}.")
    return letters

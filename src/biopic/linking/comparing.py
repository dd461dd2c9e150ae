"""Names and dates held against each other: equal, near, or such that both cannot be right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from biopic.values import Time, parse_time

NEAR = 0.9
"""How alike two names must be, from 0 to 1, to be taken for one that is written in two ways."""


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Return a name in small letters without accents, signs and a leading article.

    >>> folded("The  Kéeper’s-Lamp"), folded("Smith, Ada")
    ('keepers lamp', 'smith ada')
    """
    apart = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    letters = "".join(c for c in apart if not unicodedata.combining(c) and c not in "'’‘.")
    words = re.findall(r"[^\W_]+", letters)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def alike(one: str, other: str) -> float:
    """Return from 0 to 1 how alike two names are, the order of their words left aside.

    >>> alike("Ada Moss", "Moss, Ada"), alike("Ada Moss", "Ida Ross") < 0.9
    (1.0, True)
    """
    from rapidfuzz import fuzz

    return round(fuzz.token_sort_ratio(folded(one), folded(other)) / 100, 3)


def time_of(edtf: str) -> Time | None:
    """Return a date in EDTF as a range, None where it is none."""
    try:
        return parse_time(edtf)
    except ValueError:
        return None


def meet(ours: Iterable[str], theirs: Iterable[str], years: int = 0) -> tuple[str, str] | None:
    """Return the first two dates that can be one, the closest first, where they may be some years apart.

    >>> meet(["1901-03-05"], ["1901"]), meet(["1901"], ["1903"]), meet(["1901"], ["1902-05-01"], years=1)
    (('1901-03-05', '1901'), None, ('1901', '1902-05-01'))
    """
    both = [(a, b) for a in ours for b in theirs if time_of(a) and time_of(b)]
    fit = [(gap, a, b) for a, b in both if (gap := _gap(a, b)) <= years]
    return min(fit, key=lambda each: each[0])[1:] if fit else None


def clash(ours: Iterable[str], theirs: Iterable[str], years: int = 0) -> tuple[str, str] | None:
    """Return two dates where both sides have some and none of them can be one.

    >>> clash(["1901"], ["1950-01-01"]), clash(["1901"], [])
    (('1901', '1950-01-01'), None)
    """
    both = [(a, b) for a in ours for b in theirs if time_of(a) and time_of(b)]
    return both[0] if both and meet(ours, theirs, years) is None else None


def _gap(one: str, other: str) -> int:
    """Return how many years lie between two dates, 0 where they overlap, at least 1 where they only do in the year."""
    a, b = parse_time(one), parse_time(other)
    if a.earliest <= b.latest and b.earliest <= a.latest:
        return 0
    first, second = (a, b) if a.latest < b.earliest else (b, a)
    return max(int(second.earliest[:4]) - int(first.latest[:4]), 1)


def exact(edtf: str) -> bool:
    """Say whether a date is a day.

    >>> exact("1901-03-05"), exact("1901")
    (True, False)
    """
    return re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) is not None

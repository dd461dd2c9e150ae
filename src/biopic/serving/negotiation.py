"""Content negotiation by the Accept and Accept-Language headers (https://www.rfc-editor.org/rfc/rfc9110#section-12.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

_MOST = 64
"""So many ranges of a header are read; nobody honest sends more."""


def choose(accept: str, offers: Sequence[str]) -> str | None:
    """Return the offered media type that the header likes best, the earlier one of equals; None if it likes none.

    >>> choose("text/turtle;q=0.5, application/*", ["text/turtle", "application/n-triples"])
    'application/n-triples'
    >>> choose("", ["text/turtle"]), choose("image/png", ["text/turtle"])
    ('text/turtle', None)
    """
    return _choose(accept, tuple(offers))


@lru_cache(1000)
def _choose(accept: str, offers: tuple[str, ...]) -> str | None:
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    liked = [(_quality(offer, ranges), -at) for at, offer in enumerate(offers)]
    best = max(liked, default=(0.0, 0))
    return offers[-best[1]] if best[0] > 0 else None


def choose_language(accept: str, offers: Sequence[str]) -> str:
    """Return the offered language that the header likes best, the first one if it likes none.

    >>> choose_language("fr, de-AT;q=0.8, en;q=0.5", ["en", "de"])
    'de'
    >>> choose_language("fr", ["en", "de"])
    'en'
    """
    best, most = offers[0], 0.0
    for name, quality in _ranges(accept):
        found = next((offer for offer in offers if name == offer or name.startswith(f"{offer}-")), None)
        if found and quality > most:
            best, most = found, quality
    return best


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(",")[:_MOST]:
        name, *rest = (piece.strip().lower() for piece in part.split(";"))
        if name:
            yield name, next((_number(piece[2:]) for piece in rest if piece.startswith("q=")), 1.0)


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return 0.0
    return found if 0.0 <= found <= 1.0 else 0.0


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the quality of the most specific range that names the offer."""
    name = offer.partition(";")[0]
    for known in (name, f"{name.partition('/')[0]}/*", "*/*"):
        for said, quality in ranges:
            if said == known:
                return quality
    return 0.0

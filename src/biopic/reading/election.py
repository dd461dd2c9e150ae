"""Which of the titles in a text is that of the film it is about.

What counts: forms that name a title as a film's, standing at the head of a page, coming early and coming often, written as
a title is. A title that first comes up near the end is one that the text compares its own film with; a quoted headline that
nothing calls a film is somebody's words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from biopic.documents import Span
from biopic.reading.concordance import standing
from biopic.reading.headings import Title
from biopic.reading.words import FUNCTION

_SCREEN = re.compile(
    r"\b(?:films?|movies?|biopics?|dramas?|pictures?|features?|musicals?|comed(?:y|ies)|blockbusters?|cinemas?|Oscars?|directed|director|screenplay|on screen)\b",
    re.IGNORECASE,
)
_HEAD, _SHORT = 120, 1500
"""Characters that count as a text's beginning, and up to which nothing counts as its end."""

_LONG = 400_000
"""Characters beyond which occurrences are not counted."""


def elect(text: str, candidates: list[Title], noise: list[Span]) -> str:
    """Return the folded title that speaks most for being the text's own film, "" if none does."""
    shapes, votes, named = _ballot(text, candidates, noise)
    likely = [key for key, _ in votes.most_common(40) if key not in FUNCTION and len(key) > 1]
    first: dict[str, int] = {}
    for key in likely:
        first[key], times = _occurrences(text, shapes[key])
        several = len(key.split()) > 1
        votes[key] += (
            2 * min(4, times - 1) * (several or votes[key] >= 2)
            + 3 * (first[key] < max(0.15 * len(text), _HEAD) and (votes[key] > 0 or (several and times > 1)))
            - 4 * (first[key] > max(0.7 * len(text), _SHORT))
        )
    best = max(likely, key=lambda key: (votes[key], -first[key]), default="")
    enough = 2 if best in named else 3 if _SCREEN.search(text) else 6
    return best if best and votes[best] >= enough else ""


def folded(title: str) -> str:
    """Return a title without what varies between its places: capitals, sorts of marks, the marks around it."""
    return " ".join(title.casefold().split()).replace("’", "'").strip(" .,:;!?'\"")


def _ballot(
    text: str, candidates: list[Title], noise: list[Span]
) -> tuple[dict[str, set[str]], Counter[str], frozenset[str]]:
    """Return by folded title how it is written and what its forms weigh, and those that a form names as a film's."""
    shapes: defaultdict[str, set[str]] = defaultdict(set)
    votes: Counter[str] = Counter()
    owners = folded(" ".join(words for n in noise if re.search(r"©|\(c\)", words := text[n.start : n.end], re.I)))
    named = set()
    low = text.casefold()
    for title in candidates:
        key = folded(title.text)
        if any(n.holds(title.span) for n in noise) or (not title.sure and key in owners):
            continue
        shapes[key].add(title.text)
        repeated = title.sure or low.count(title.text.casefold()) > 1
        votes[key] += title.weight if repeated else 1
        if title.sure and title.weight >= 2:
            named.add(key)
    return shapes, votes, frozenset(named)


def _occurrences(text: str, shapes: set[str]) -> tuple[int, int]:
    """Return where a title first stands and how often, with the capitals of a title."""
    written = shapes | {shape.upper() for shape in shapes} | {shape.title() for shape in shapes if shape.isupper()}
    written |= {shape.replace("'", "’") for shape in written} | {shape.replace("’", "'") for shape in written}
    if len(text) > _LONG:
        return min((place.start for way in written for place in standing(text[:_LONG], [way])), default=0), 1
    places = standing(text, written)
    return (places[0].start, len(places)) if places else (0, 1)

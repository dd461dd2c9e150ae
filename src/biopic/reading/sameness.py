"""When two drafts state the same fact: the same names, the same words, the same days, kind by kind.

`biopic.reading.evaluate` says what each rule is for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.gold import SUBJECT_FIELD
from biopic.values import parse_time

TITLES = {
    "the", "mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "sir", "dame", "lord", "lady", "king", "queen",
    "prince", "princess", "emperor", "empress", "tsar", "duke", "duchess", "count", "countess", "baron", "baroness", "captain",
    "major", "colonel", "general", "sergeant", "rev", "reverend", "president",
}  # fmt: skip
"""What is left out at the front of a name before it is compared, unless nothing else is in it."""

TURNED = {(same, same) for same in ("spouse", "sibling", "friend", "partner")} | {
    pair for parent in ("mother", "father") for pair in ((parent, "child"), ("child", parent))
}
"""The pairs of relations that are one fact where subject and value change places."""

_NUMERAL = re.compile(r"\b(?:[ivx]+|\d+)\b")

Texts = Callable[[str, str], bool]


def length_of(span: Span) -> int:
    """Return how many characters a span has."""
    return span.end - span.start


def meet(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def part_of(draft: Draft, name: str) -> str:
    """Return a field by the name that its row has: an award's category is its value, a contributor's part the subject."""
    value = draft.value if name == "category" else draft.subject if name == "part" else draft.get(name)
    return value if isinstance(value, str) else ", ".join(value)


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and punctuation; a text of nothing else is one word.

    >>> tokens("José  O’Hara-Moss"), tokens("?!"), tokens(" ")
    (('jose', 'o', 'hara', 'moss'), ('?!',), ())
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = [c for c in folded if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"]
    plain = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in kept)
    return tuple(plain.split()) or tuple("".join(kept).split())


def same_name(one: str, other: str) -> bool:
    """Say whether two names may be of one thing.

    >>> same_name("Dr. Adélaïde Moss", "moss"), same_name("Ada Moss", "Jonah Moss"), same_name("George V", "George VI")
    (True, False, False)
    """
    left, right = _untitled(one), _untitled(other)
    spelt = " ".join(left), " ".join(right)
    close = bool(left and right) and fuzz.token_sort_ratio(*spelt) >= 90
    numbered = [sorted(_NUMERAL.findall(each)) for each in spelt]
    return _contained(left, right) or (close and numbered[0] == numbered[1])


def _untitled(name: str) -> tuple[str, ...]:
    words = tokens(name)
    first = next((place for place, word in enumerate(words) if word not in TITLES), len(words) - 1)
    return words[first:]


def _contained(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether all of one is in the other; nothing is in nothing only."""
    return bool(left) == bool(right) and (set(left) <= set(right) or set(right) <= set(left))


def same_words(one: str, other: str) -> bool:
    """Say whether two phrases have mostly the same words.

    >>> same_words("born deaf", "deaf"), same_words("ship's carpenter", "carpenter of ships"), same_words("deaf", "blind")
    (True, True, False)
    """
    left, right = tokens(one), tokens(other)
    close = left and right and fuzz.token_set_ratio(" ".join(left), " ".join(right)) >= 75
    return bool(close) or _contained(left, right)


def same_date(one: str, other: str) -> bool:
    """Say whether two dates in EDTF are of the same days.

    >>> same_date("196X", "1960/1969"), same_date("1961-12", "1961-12-04")
    (True, False)
    """
    try:
        days = {(time.earliest, time.latest) for time in (parse_time(one.strip()), parse_time(other.strip()))}
    except ValueError:
        return one.strip() == other.strip()
    return len(days) == 1


def same_number(one: str, other: str) -> bool:
    """Say whether two texts have the same digits, and any at all.

    >>> same_number("40", "aged 40"), same_number("40", "41"), same_number("forty", "forty")
    (True, False, False)
    """
    return bool(_digits(one)) and _digits(one) == _digits(other)


def _digits(text: str) -> list[str]:
    return [number.lstrip("0") or "0" for number in re.findall(r"[0-9]+", unicodedata.normalize("NFKC", text))]


def same_fact(find: Draft, gold: Draft) -> bool:
    """Say whether two drafts whose spans share a character state the same fact."""
    return find.kind == gold.kind and find.denied == gold.denied and RULES[find.kind](find, gold)


def _named(same: Texts) -> Callable[[Draft, Draft], bool]:
    """Return the rule of a kind whose subject is a name and whose values are compared by `same`."""
    return lambda find, gold: same_name(find.subject, gold.subject) and same(find.value, gold.value)


def _same_kin(find: Draft, gold: Draft) -> bool:
    relations = part_of(find, "relation").casefold(), part_of(gold, "relation").casefold()
    if relations[0] == relations[1] and _named(same_name)(find, gold):
        return True
    return relations in TURNED and same_name(find.subject, gold.value) and same_name(find.value, gold.subject)


def _headed(same: Texts) -> Callable[[Draft, Draft], bool]:
    """Return the rule of a kind of which only the subject is compared, by `same`; it may stand in a further field."""
    return lambda find, gold: same(_head(find), _head(gold))


def _head(draft: Draft) -> str:
    return part_of(draft, SUBJECT_FIELD.get(draft.kind, "")) or draft.subject


def _same_award(find: Draft, gold: Draft) -> bool:
    same = part_of(find, "result").casefold() == part_of(gold, "result").casefold() and same_words(
        _head(find), _head(gold)
    )
    return same and same_name(part_of(find, "recipient"), part_of(gold, "recipient"))


def _half_shared(find: Draft, gold: Draft) -> bool:
    return 2 * meet(find.span, gold.span) >= min(length_of(find.span), length_of(gold.span))


RULES: dict[str, Callable[[Draft, Draft], bool]] = {
    **dict.fromkeys(("portrayal", "director", "writer", "studio", "based_on", "alias"), _named(same_name)),
    **dict.fromkeys(("birth_place", "setting_place"), _named(same_name)),
    **dict.fromkeys(("birth_date", "death_date", "setting_time"), _named(same_date)),
    **dict.fromkeys(("film_year", "age_at_death"), _named(same_number)),
    **dict.fromkeys(("condition", "prognosis", "occupation", "trait", "theme"), _named(same_words)),
    **dict.fromkeys(("denial", "departure"), _half_shared),
    "kinship": _same_kin,
    "quotation": _headed(same_name),
    "award": _same_award,
    "timeline_event": _headed(same_words),
    "summary_contributor": lambda find, gold: same_name(find.value, gold.value),
}
"""For each kind but noise, when two drafts of it that overlap state the same fact."""

FIELDS: dict[str, dict[str, Texts]] = {
    "timeline_event": {
        "time": lambda one, other: same_words(one, other) and _digits(one) == _digits(other),
        "place": same_name,
    },
    "award": {"category": same_words, "work": same_name, "conferred_by": same_name},
    "summary_contributor": {"part": lambda one, other: tokens(one) == tokens(other)},
}
"""The fields that are scored in rows of their own, over the pairs that match without them."""

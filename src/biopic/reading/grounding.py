"""Hold what a model says against the text: it becomes a draft, or an UngroundedError says why it does not.

A passage is where langextract places it, to the character. Every field is in the text or derived from it by one of the rules
below (`FIELDS`): as a name, in the text's own words, as a date that the text's times give, as a number in the passage, as one
of a few fixed words. A model's own knowledge is never enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from biopic.documents import Span
from biopic.reading.drafts import KINDS, WORLDS, Draft
from biopic.reading.gold import CHOICES, SUBJECT_FIELD
from biopic.reading.prompt import NOISE
from biopic.reading.times import When, find_times
from biopic.reading.words import FUNCTION, NUMBER, number_of
from biopic.values import parse_time

CONFIDENCE = 0.6
"""How sure a model's draft is: always the same, since what a model says of its own certainty means nothing."""

LONGEST = 400
LONG = ("timeline_event", "noise", "quotation", "departure")
"""A passage states one fact and has this many characters at most, but for the kinds that are stretches of text."""

_NICKNAME = re.compile(r"\s*[\"“(][^\"“”()\n]{1,30}[\"”)]")
_MARKS = "\"“”„«»‘’'‹›`"
_FOLDED = str.maketrans("“”„«»‘’‹›`", "\"\"\"\"\"''''''"[:10])
_PART = re.compile(r"(?:summary|synopsis|review|plot|part)(?: \d{1,4})?", re.IGNORECASE)
_STOCK = frozenset({"existed", "exists", "happened", "took place", "was", "is", "were", "had", "did"})
"""What may be denied with no verb for it in the text ("there was no letter": it existed)."""

_PUT = FUNCTION | {"called", "named", "made", "composite", "character", "person", "invented", "real"}
"""Words that need not be in the text for something to be said in its words."""


class UngroundedError(Exception):
    """The text does not bear out what a model says; the error's text is the reason."""


class Ground:
    """A text, and what can be asked of it quickly."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = _plain(text)
        self.words = frozenset(re.findall(r"\w+", self.plain))

    @cached_property
    def without_nicknames(self) -> str:
        """Return the text without what stands between marks or brackets, so that a name is one run."""
        return _plain(_NICKNAME.sub("", self.text))

    @cached_property
    def times(self) -> list[When]:
        """Return the times of the text, first to last."""
        return find_times(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [when.span.start for when in self.times]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(form for when in self.times for form in coarser(when.edtf))

    def holds(self, name: str) -> bool:
        """Say whether these words stand in the text, as whole words, case, white space and the shape of marks aside."""
        needle = _plain(name).strip()
        if not needle or not set(re.findall(r"\w+", needle)) <= self.words:
            return False
        return _within(needle, self.plain) or _within(needle, self.without_nicknames)

    def gives(self, edtf: str, span: Span) -> bool:
        """Say whether a date follows from the times in the passage or, where it has none, in the text."""
        here = [
            when
            for when in self.times[max(0, bisect_left(self._starts, span.start) - 1) :][:50]
            if when.span.overlaps(span)
        ]
        known = frozenset(form for when in here for form in coarser(when.edtf)) if here else self._known
        return edtf in known or ("/" in edtf and all(side in known for side in edtf.split("/")))


def coarser(edtf: str) -> set[str]:
    """Return a time and what follows from it: its month, year and decade, and the ends of a stretch.

    >>> sorted(coarser("1961-12-04"))
    ['1961', '1961-12', '1961-12-04', '196X']
    """
    found = {edtf, edtf.rstrip("~")}
    for side in edtf.rstrip("~").split("/"):
        found |= {side, side[:4], side[:3] + "X"} | ({side[:7]} if len(side) == 10 else set())
    return found


def _plain(text: str) -> str:
    return " ".join(text.translate(_FOLDED).casefold().split())


def _within(needle: str, text: str) -> bool:
    """Say whether `needle` stands in `text` with no word going on at either end."""
    at = text.find(needle)
    while at >= 0:
        before, behind = text[at - 1 : at], text[at + len(needle) : at + len(needle) + 1]
        if not (_goes_on(before, needle[0]) or _goes_on(needle[-1], behind)):
            return True
        at = text.find(needle, at + 1)
    return False


def _goes_on(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum()


# The rules: each takes the ground, what is said and the passage, and returns what the draft says

Rule = Callable[[Ground, str, Span], str]


def _name(ground: Ground, said: str, span: Span) -> str:
    """Take words that stand in the text."""
    if not ground.holds(said):
        raise UngroundedError(f"{said!r} is not in the text")
    return " ".join(said.split())


def _singular(ground: Ground, said: str, span: Span) -> str:
    """Take words that stand in the text, or whose plural does."""
    return " ".join(said.split()) if said and ground.holds(f"{said}s") else _name(ground, said, span)


def _here(ground: Ground, said: str, span: Span) -> str:
    """Take words that stand in the passage itself."""
    if not _within(_plain(said), _plain(ground.text[span.start : span.end])):
        raise UngroundedError(f"{said!r} is not in the passage")
    return " ".join(said.split())


def _words(ground: Ground, said: str, span: Span) -> str:
    """Take what is put together from the text's own words."""
    strange = [word for word in re.findall(r"\w+", _plain(said)) if word not in ground.words and word not in _PUT]
    if strange:
        raise UngroundedError(f"{strange[0]!r} is not in the text")
    return " ".join(said.split())


def _verb(ground: Ground, said: str, span: Span) -> str:
    return said if said.casefold() in _STOCK else _words(ground, said, span)


def _date(ground: Ground, said: str, span: Span) -> str:
    """Take a date in EDTF that the passage's times give or, where it has none, the text's."""
    try:
        parse_time(said)
    except ValueError:
        raise UngroundedError(f"{said!r} is no date in EDTF") from None
    if not ground.gives(said, span):
        raise UngroundedError(f"no time in the text gives {said}")
    return said


def _year(ground: Ground, said: str, span: Span) -> str:
    if not re.fullmatch(r"[0-9]{4}", said):
        raise UngroundedError(f"{said!r} is no year")
    return _date(ground, said, span)


def _age(ground: Ground, said: str, span: Span) -> str:
    """Take a number that stands in the passage, in digits or in words."""
    age = number_of(said)
    there = re.findall(rf"\b{NUMBER}\b", ground.text[span.start : span.end], re.IGNORECASE)
    if age is None or age not in {number_of(each) for each in there}:
        raise UngroundedError(f"the passage does not say {said!r}")
    return str(age)


def _spoken(ground: Ground, said: str, span: Span) -> str:
    """Take the passage itself, if it stands behind a quotation mark."""
    if said != ground.text[span.start : span.end]:
        raise UngroundedError("the words are not the passage's, to the character")
    if ground.text[span.start - 1 : span.start] not in tuple(_MARKS):
        raise UngroundedError("the passage does not begin behind a quotation mark")
    return said


def _part(ground: Ground, said: str, span: Span) -> str:
    if not _PART.fullmatch(said):
        raise UngroundedError(f"{said!r} is no part of a document")
    return said.casefold()


def _one_of(*words: str) -> Rule:
    def rule(ground: Ground, said: str, span: Span) -> str:
        if said.casefold() not in words:
            raise UngroundedError(f"{said!r} is none of {', '.join(words)}")
        return said.casefold()

    return rule


def _empty(ground: Ground, said: str, span: Span) -> str:
    return ""


def _maybe(rule: Rule) -> Rule:
    """Take nothing as well."""
    return lambda ground, said, span: rule(ground, said, span) if said else ""


_FILM, _OPEN = _maybe(_name), _maybe(_words)

FIELDS: dict[str, dict[str, Rule]] = {
    "portrayal": {"subject": _name, "value": _name, "film": _FILM},
    "film_year": {"subject": _FILM, "value": _year},
    "director": {"subject": _FILM, "value": _name},
    "writer": {"subject": _FILM, "value": _name},
    "studio": {"subject": _FILM, "value": _name},
    "based_on": {"subject": _FILM, "value": _name},
    "birth_date": {"subject": _name, "value": _date},
    "death_date": {"subject": _name, "value": _date},
    "age_at_death": {"subject": _name, "value": _age},
    "birth_place": {"subject": _name, "value": _name},
    "setting_time": {"subject": _FILM, "value": _date},
    "setting_place": {"subject": _FILM, "value": _name},
    "kinship": {"subject": _name, "value": _name, "relation": _one_of(*CHOICES["kinship", "relation"])},
    "condition": {"subject": _name, "value": _name},
    "prognosis": {"subject": _name, "value": _here},
    "occupation": {"subject": _name, "value": _singular},
    "alias": {"subject": _name, "value": _here},
    "trait": {"subject": _name, "value": _here},
    "theme": {"subject": _FILM, "value": _here},
    "award": {"subject": _singular, "value": _FILM, "award": _singular, "recipient": _FILM, "work": _FILM, "conferred_by": _FILM,
              "result": _one_of(*CHOICES["award", "result"])},
    "quotation": {"subject": _FILM, "value": _spoken, "speaker": _FILM},
    "summary_contributor": {"subject": _part, "value": _here},
    "timeline_event": {"subject": _here, "value": _maybe(_here), "title": _here, "time": _maybe(_here), "place": _maybe(_here),
                       "participants": _name},
    "denial": {"subject": _words, "value": _OPEN, "predicate": _verb},
    "departure": {"subject": _OPEN, "value": _empty, "film_side": _words, "life_side": _OPEN},
    "noise": {"subject": _empty, "value": _one_of(*NOISE)},
}  # fmt: skip
"""By which rule each field of a kind is grounded; one that may be empty may also be missing."""

WORLD = dict.fromkeys(
    ("portrayal", "film_year", "director", "writer", "studio", "based_on", "departure", "summary_contributor", "noise"), "production"
) | dict.fromkeys(("setting_time", "setting_place", "trait", "timeline_event"), "story")  # fmt: skip
"""The kinds that speak of one world only: that is theirs, whatever a model says."""

SAME = {kind: {"subject": name} for kind, name in SUBJECT_FIELD.items()} | {
    "timeline_event": {"subject": "title", "value": "time"}
}
"""Fields that hold the same: one that is missing is taken from the other."""


def check_kind(kind: str, attributes: object) -> Mapping[str, Any]:
    """Return the attributes of a statement, or raise UngroundedError if the kind or their form is wrong."""
    if kind not in KINDS:
        raise UngroundedError(f"{kind!r} is no kind of statement")
    if not isinstance(attributes, dict) or not attributes:
        raise UngroundedError("subject, value and world are missing")
    said = dict(attributes)
    for one, other in SAME.get(kind, {}).items():
        said[one], said[other] = _given(said, one, other), _given(said, other, one)
    return said


def _given(said: Mapping[str, Any], first: str, second: str) -> Any:
    return said[first] if said.get(first) not in (None, "") else said.get(second)


def draft_of(ground: Ground, kind: str, span: Span, attributes: object, reader: str) -> Draft:
    """Return the draft that a model's statement makes at a passage of the text, or raise UngroundedError."""
    said = check_kind(kind, attributes)
    if span.end - span.start > LONGEST and kind not in LONG:
        raise UngroundedError(f"a passage of {span.end - span.start} characters states no one fact")
    if kind == "noise" and 2 * (span.end - span.start) > len(ground.text):
        raise UngroundedError("half of a text and more is no noise")
    held = {name: _held(ground, name, rule, said.get(name), span) for name, rule in FIELDS[kind].items()}
    world = WORLD.get(kind) or _text("world", said.get("world"))
    if world not in WORLDS:
        raise UngroundedError(f"{world!r} is none of {', '.join(WORLDS)}")
    if kind in ("birth_date", "death_date"):
        held["precision"] = precision_of(str(held["value"]))
    fields = tuple((name, held[name]) for name in KINDS[kind] if name in held)
    denied = kind not in ("denial", "departure", "noise") and _truth(said.get("denied", False))
    return Draft(kind, str(held["subject"]), str(held["value"]), span, world, CONFIDENCE, reader, denied, fields)


def _held(ground: Ground, name: str, rule: Rule, said: object, span: Span) -> str | tuple[str, ...]:
    if name == "participants":
        people = said if isinstance(said, list) else [each for each in _text(name, said).split(",") if each.strip()]
        return tuple(dict.fromkeys(rule(ground, _text(name, each), span) for each in people))
    text = _text(name, said)
    try:
        return rule(ground, text, span)
    except UngroundedError as error:
        raise UngroundedError(f"{name} {error}" if text else f"{name} is missing") from None


def _text(name: str, said: object) -> str:
    if isinstance(said, str | int | None) and not isinstance(said, bool):
        return "" if said is None else str(said).strip()
    raise UngroundedError(f"{name} is no text")


def _truth(said: object) -> bool:
    if said in (True, False, None, "true", "false", ""):
        return said is True or said == "true"
    raise UngroundedError("denied is neither true nor false")


def precision_of(edtf: str) -> str:
    """Return how exact a date is.

    >>> precision_of("1961-12"), precision_of("196X"), precision_of("1961/1962")
    ('month', 'decade', 'year')
    """
    bare = edtf.rstrip("~?%").partition("/")[0]
    return "decade" if bare.endswith("X") else {7: "month", 10: "day"}.get(len(bare), "year")

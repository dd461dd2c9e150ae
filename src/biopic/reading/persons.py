"""Which names of a text are people's: those that are said oftener like a person's than like a place's.

Also which of them are a performer's, who lends a character no first name, and which a child's who is named after somebody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set

from biopic.reading.beings import fold
from biopic.reading.fullnames import Parts, parts_of, without_nickname
from biopic.reading.given import beginnings, sex_of_given_name, stems
from biopic.reading.names import Name
from biopic.reading.namewords import NOT_PERSON
from biopic.reading.personal import is_person
from biopic.reading.words import KIN, word_set

_KIN = "|".join(sorted(KIN, key=len, reverse=True))
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|from|outside|around|across|throughout|(?:pilgrimage|trip|journey|move[sd]?|travel(?:s|led|ed)?|flies|flew|fly|back|train|bus|plane|emigrate[sd]?) to))\s+(?:the\s+|nearby\s+|rural\s+)?$"
)
_PERSON_BEFORE = KIN.keys() | word_set(
    "named called actor actress director writer author boy girl man woman by as with said says told asked meet meets met marry marries married"
)
"""The words before which a person's name stands."""
_LAST_WORD = re.compile(r"\s+,?(\w+)")
"""The last word of what is read backwards from a name."""
_RELATIVES = r"\b(?:brothers|sisters|sons|daughters|children|siblings|parents|friends|twins|kids|boys|girls)"
OPENS_LIST = re.compile(rf"{_RELATIVES}(?: (?:with|by) [A-Z][\w'’-]+)?:$")
"""What a list of relatives follows: "three daughters:"."""
_LISTED_KIN = re.compile(
    rf"{_RELATIVES}(?:(?: (?:with|by) [A-Z][\w'’-]+)?: |,? )(?:[A-Z][\w'’-]+(?: \([^()\n]*\))?(?:, (?:and )?| and ))*$"
)
"""Relatives of whom the name is one, behind a word or a colon: "her brothers Jonah and", "three daughters:"."""
_PERSON_AFTER = re.compile(
    r"^(?:['’]s? (?:own )?(?:" + _KIN + r"|life|death|face|body|story|childhood|voice|wit|condition)\b"
    r"|,? who\b|,? whose\b|\s*\([^)]*\)|,? (?:said|says|told|asked|recalls?|recalled|was born|is born|died|dies|passed|had|has|is|was|became|becomes|began|begins|met|meets|married|marries|learns?|finds?|tries|refuses|takes|lived|worked|wrote|plays|played|wants|decides|returns|discovers|agrees|believes|himself|herself)\b)"
)
_CHILD_BEFORE = re.compile(r"\b(?:son|daughter|child|boy|girl|baby),? (?:named |called )?$")
_KIN_BEFORE = re.compile(r"\b(?:" + _KIN + r"),? (?:named |called )?$")
_ELDER_BEFORE = re.compile(
    r"\b(?:grand)?(?:father|mother|dad|mom|mum|son|daughter|uncle|aunt|nephew|niece|cousin)s?,? (?:named |called )?$"
)
_PLAYS = re.compile(
    r"(?:\s\([^()\n]{1,40}\))?(?:,\s[^,.;:()\n]{2,60}(?=,))?,?\s(?:who\s)?(?:also\s)?(?:plays|portrays|co-stars|stars as|voices|played|portrayed)\s(?!by\b|for\b|with\b|at\b|in\b|behind\b|alongside\b|beside\b|against\b|on\b|from\b|until\b|every\b|together\b|piano\b|drums\b|guitar\b|football\b|baseball\b|basketball\b)|\sis\s(?=[A-Z][a-z]+\s[A-Z][a-z]+\b)|\sas\s(?=[A-Z])"
)
_PLAYED_BY = re.compile(
    r"\b(?:played|portrayed|voiced|embodied|inhabited|brought to life) (?:here |memorably |brilliantly )?by (?:the \w+ )?$"
)
_OWNER_OR_APPOSED = re.compile(r"['’]s? [a-z]|,? (?:a|an|the|his|her) [a-z]")
_PLACE_AFTER = re.compile(
    r"^(?:,| is| was) (?:a|an|the|that) (?:(?!of\b)[\w-]+ ){0,3}?(?:town|city|village|hamlet|neighbou?rhood|suburb|district|county|island|port|region|quarter|province|parish|street|station|school|college|farm|estate)\b"
)
_BANDS = frozenset(
    [
        "boys",
        "girls",
        "brothers",
        "sisters",
        "twins",
        "men",
        "women",
        "lads",
        "kids",
        "angels",
        "players",
        "singers",
        "family",
        "gang",
        "crew",
        "club",
        "troupe",
    ]
)
"""What the name of a band or a family ends with."""
_EPITHETS = frozenset(
    ["big", "little", "old", "young", "fat", "tall", "skinny", "poor", "dear", "crazy", "mad", "wild", "blind"]
)
_REGION_AFTER = re.compile(r", (?:[A-Z][a-z]+)\b")


def persons_among(text: str, names: list[Name]) -> list[Name]:
    """Return the names that people bear, as the text speaks of them."""
    score = _scores(text, names)
    named_after = _named_after_people(names) | _named_in_full(names)
    quiet = {word for name in names for word in name.words if not word.isupper()}
    lasts = {name.words[-1] for name in names if len(name.words) > 1}
    return [
        name
        for name in names
        if name.text not in named_after
        and not _is_crowd(text, name, lasts)
        and _may_be_person(name, quiet)
        and score[_ends(name)] >= (0 if parts_of(name.text).last else 1)
    ]


def _is_crowd(text: str, name: Name, lasts: set[str]) -> bool:
    """Say whether a name is that of a family, a band or a faith: "the Mosses", "the Saltby Boys", "a Seventh-day Adventist"."""
    last = name.words[-1]
    before = text[max(0, name.whole.start - 6) : name.whole.start].casefold()
    if last.casefold() in _BANDS:
        return True
    family = last.endswith("s") and last not in lasts and bool({last[:-1], last.removesuffix("es")} & lasts)
    if family and len(name.words) == 1 and re.search(r"\bthe\s$", before):
        return True
    return bool(
        re.search(r"\ban?\s$", before)
        and last.endswith(("ist", "ite", "ian", "er"))
        and re.match(r",?\s(?:who|and|by|whose)\b|[.,;]", text[name.span.end : name.span.end + 8])
        and not sex_of_given_name(fold(name.words[0]))
        and not name.title
    )


def _named_after_people(names: list[Name]) -> set[str]:
    """Return the names of what bears a person's: "Ada Moss Day" and "the Ada Moss House" where there is an Ada Moss."""
    full = {name.text.casefold() for name in names if len(name.words) > 1}
    return {
        name.text
        for name in names
        if len(name.words) > 2
        and name.words[-1].casefold() in NOT_PERSON
        and any(" ".join(name.text.casefold().split()[:end]) in full for end in range(2, len(name.words)))
    }


def _named_in_full(names: list[Name]) -> set[str]:
    """Return the short names of schools and firms: "Saltby" where "Saltby Grammar School" stands and nobody is called so."""
    people = {word for name in names if len(name.words) > 1 and is_person(name.text) for word in name.words}
    bodies = {name.words[0] for name in names if len(name.words) > 1 and name.words[-1].casefold() in NOT_PERSON}
    return {word for word in bodies - people if not sex_of_given_name(fold(word))}


def _ends(name: Name) -> tuple[str, str]:
    """Return the first and the last word of a name, by which it is counted."""
    parts = parts_of(name.text)
    return parts.first, parts.last


def _scores(text: str, names: list[Name]) -> Counter[tuple[str, str]]:
    """Count for each name what speaks for a person; a part of a full name and a given name have one point from the start."""
    score: Counter[tuple[str, str]] = Counter()
    for name in names:
        score[_ends(name)] += _points(text, name)
    full = [_ends(name) for name in names if parts_of(name.text).last and is_person(name.text)]
    parts = {word for ends in full for word in ends}
    begun = {beginning for first, _ in full for beginning in beginnings(first)}
    apart = {parts_of(name.text).first for name in names if _stands_apart(text, name)}
    for first in {parts_of(name.text).first for name in names}:
        score[first, ""] += first in parts or (first in apart and bool(sex_of_given_name(first)))
        score[first, ""] += first not in parts and len(first) > 2 and any(stem in begun for stem in stems(first))
    return score


def _points(text: str, name: Name) -> int:
    """Return how much one mention speaks for a person, below zero where it speaks for a place."""
    before = text[max(0, name.whole.start - 60) : name.whole.start]
    after = text[name.span.end : name.span.end + 40]
    parts = parts_of(name.text)
    points = 3 * bool(name.title) + 3 * bool(name.nickname)
    points += 2 * bool(_follows(before, _PERSON_BEFORE) or _LISTED_KIN.search(before)) + 2 * bool(
        _PERSON_AFTER.match(after)
    )
    points += 2 * bool(parts.last and sex_of_given_name(parts.first))
    points += bool(_OWNER_OR_APPOSED.match(after)) + (name.starts_sentence or before.endswith(("“", '"')))
    if _PLACE_AFTER.match(after):
        points -= 4
    if _PLACE_BEFORE.search(before):
        points -= 4 if _REGION_AFTER.match(after) else 2
    return points


def _follows(before: str, words: Set[str]) -> bool:
    """Say whether what stands before a name ends with one of some words, a comma behind it or not."""
    last = _LAST_WORD.match(before[::-1])
    return last is not None and last[1][::-1].casefold() in words


def _stands_apart(text: str, name: Name) -> bool:
    """Say whether a name is not the second of "Saltby, Maine", unless it goes on as a list of people does."""
    before, after = text[max(0, name.span.start - 3) : name.span.start], text[name.span.end : name.span.end + 7]
    return not re.search(r"[^\W\d_], $", before) or re.match(r",? (?:and|&) [A-Z]", after) is not None


def _may_be_person(name: Name, quiet: set[str]) -> bool:
    """Say whether the words of a name may be a person's; those all in capitals if they have a title or are in `quiet` otherwise."""
    if is_person(without_nickname(name)):
        return True
    quietly = name.text.capitalize()
    return bool(name.text.isupper() and (name.title or quietly in quiet) and is_person(quietly))


def is_behind_kin(text: str, at: int) -> bool:
    """Say whether a word for a relative stands right before `at`."""
    return _KIN_BEFORE.search(text, max(0, at - 40), at) is not None


def is_by_epithet(name: Name) -> bool:
    """Say whether somebody is named by his given name and a word before it that says how he is: "Big Tony"."""
    return len(name.words) == 2 and name.words[0].casefold() in _EPITHETS and not name.title


def is_of_kin(text: str, at: int) -> bool:
    """Say whether a relative is named at `at`, be it as one of several: "her brothers Jonah and"."""
    before = text[max(0, at - 80) : at]
    return _KIN_BEFORE.search(before) is not None or _LISTED_KIN.search(before) is not None


def is_of_other_age(text: str, at: int) -> bool:
    """Say whether "his father", "her son" or the like stands right before `at`, whose names go down in families."""
    return _ELDER_BEFORE.search(text, max(0, at - 40), at) is not None


def is_bracketed(text: str, at: int) -> bool:
    """Say whether a bracket opens right before `at`, as before a performer.

    >>> is_bracketed("Ada (Ines Carr)", 5), is_bracketed("Ada (Ines Carr)", 0)
    (True, False)
    """
    return at > 0 and text[at - 1] in "(["


def performers_among(text: str, names: list[Name]) -> set[str]:
    """Return the full names that stand only in brackets or behind "played by": no character goes by their first names."""
    apart = {name.text for name in names if not is_bracketed(text, name.span.start) and not _is_played_by(text, name)}
    plays = {name.text for name in names if len(name.words) > 1 and _PLAYS.match(text, name.span.end)}
    return ({name.text for name in names} - apart) | plays


def is_playing(text: str, name: Name) -> bool:
    """Say whether somebody is named as who plays a character, so that what follows is told of that."""
    return _PLAYS.match(text, name.span.end) is not None


def is_performing(text: str, name: Name) -> bool:
    """Say whether somebody is named as a performer: in brackets, behind "played by", before "plays"."""
    return is_bracketed(text, name.whole.start) or is_playing(text, name) or _is_played_by(text, name)


def _is_played_by(text: str, name: Name) -> bool:
    return _PLAYED_BY.search(text, max(0, name.whole.start - 40), name.whole.start) is not None


def juniors_among(text: str, names: list[Name]) -> set[str]:
    """Return the fuller names of sons and daughters who bear the first and last name of somebody named before."""
    plain = {_ends(name) for name in names if _is_plain(parts_of(name.text))}
    return {
        name.text
        for name in names
        if parts_of(name.text).middle
        and _ends(name) in plain
        and _CHILD_BEFORE.search(text, max(0, name.span.start - 40), name.span.start)
    }


def _is_plain(parts: Parts) -> bool:
    return bool(parts.last) and not parts.middle

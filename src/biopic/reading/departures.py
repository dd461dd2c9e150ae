"""Where a text sets film and life against each other: its departures, as runs of statements.

First come the statements that are departures by themselves, by a rule of `biopic.reading.alterations` or by contrast; what
only goes on from one is joined to it, and `biopic.reading.pairs` adds those of several statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from biopic.documents import Span
from biopic.reading import sides
from biopic.reading.alterations import RULES, rules_for
from biopic.reading.comparing import CHANGES
from biopic.reading.cues import INSIDE, Cues, Statement, cues_of
from biopic.reading.pairs import Found, answered, items, labelled, opens, pair_at
from biopic.reading.text import Text


@lru_cache(maxsize=2)
def departures_of(text: Text) -> tuple[Found, ...]:
    """Return the departures of a text, first to last, worked out once."""
    if not (text.film or sides.ANY.search(text.text)):
        return ()
    cues = cues_of(text)
    found = [*labelled(cues), *answered(cues)]
    taken = {number for each in found for number in range(each.first, each.last + 1)}
    single = _singles(cues, taken, len(found))
    found += _joined(cues, single, taken)
    found += items(cues, taken | {n for each in found for n in range(each.first, each.last + 1)})
    parted = (part for each in found for part in _parted(cues.statements[each.first], each))
    return tuple(sorted(parted, key=lambda each: each.first))


_BY_RULE = frozenset(rule.name for rule in RULES)
UNREAL = ("departure unreal", "departure invented")
"""The rules by which somebody or something never was."""

# One statement


def _singles(cues: Cues, taken: set[int], others: int) -> dict[int, tuple[str, float]]:
    """Return the statements that are departures by themselves; in a text that has several, no film need be near."""
    single: dict[int, tuple[str, float]] = {}
    far: list[int] = []
    for number, s in enumerate(cues.statements):
        if number in taken or s.words.endswith("?"):
            continue
        near = _is_near(cues, number, s) or any(n in single for n in range(number - 3, number))
        if rule := _single(s, near=near) or _likewise(s, single.get(number - 1)):
            single[number] = rule
        elif not near and not s.story:
            far.append(number)
    if len(single) + others >= 3:
        single |= {number: rule for number in far if (rule := _single(cues.statements[number], near=True))}
    return single


def _likewise(s: Statement, before: tuple[str, float] | None) -> tuple[str, float] | None:
    """Return the rule of the statement before, that somebody never existed, where this one says the same of another: "Neither did Ada", "So is the nurse"."""
    return before if before and before[0] in UNREAL and sides.NEITHER.match(s.words) else None


def _is_near(cues: Cues, number: int, s: Statement) -> bool:
    """Say whether the film is spoken of in a statement, or in one of the two before it, or life compared with it there."""
    return s.film or s.zone > 0 or any(before.film for before in cues.before(number, 2))


def _single(s: Statement, *, near: bool) -> tuple[str, float] | None:
    """Return the first rule by which one statement is a departure, with its confidence."""
    found = _by_rule(s, near=near)
    if not found and (confidence := _contrasts(s)):
        found = ("departure contrast", confidence)
    return None if not found or s.heads or sides.KEPT.search(s.words) else found


def _by_rule(s: Statement, *, near: bool) -> tuple[str, float] | None:
    for rule in rules_for(s, near=near):
        match = rule.find(s.words)
        confidence = rule.weigh(s, match, near) if match else 0.0
        if confidence:
            return rule.name, confidence
    return None


def _parted(s: Statement, found: Found) -> list[Found]:
    """Return the departures of one statement apart: "Rayon is invented, and Dr. Saks is a composite"."""
    if found.first < found.last or found.rule not in _BY_RULE:
        return [found]
    parts: list[Found] = []
    start = 0
    for cut in [*sides.AND.finditer(s.words), None]:
        stop, following = (cut.start(), cut.end()) if cut else (len(s.words), 0)
        words = s.words[start:stop]
        own = not (parts and (sides.SAME.match(words) or sides.OPENING.search(words)))
        rule = own and _by_rule(
            replace(s, words=words, tokens=s.tokens & frozenset(sides.WORD.findall(words))), near=True
        )
        span = Span(s.span.start + start, s.span.start + stop)
        if rule:
            parts.append(replace(found, rule=rule[0], part=span))
        elif parts and parts[-1].part:
            parts[-1].part = Span(parts[-1].part.start, span.end)
        if not parts:
            continue
        start = following
    return parts if len(parts) > 1 else [found]


def _contrasts(s: Statement) -> float:
    """Return how surely one statement tells both the film's side and life's."""
    if s.inside:
        return _told_inside(s)
    if not s.life and not s.zone:
        return 0.0
    if s.life and s.film and s.surely_life and not s.story and sides.CONTRAST.search(s.words):
        return 0.7
    if "real" in s.tokens and not s.story and sides.REAL_NOT.search(s.words):
        return 0.7
    opening = s.zone and opens(s) and not _is_real(s)
    return 0.8 if opening else 0.6 if s.zone == CHANGES and s.surely_life and ";" in s.words else 0.0


def _told_inside(s: Statement) -> float:
    """Return how surely a statement that tells what the film shows tells what was so, too."""
    if s.life and s.surely_life and not _is_real(s):
        return 0.9
    if not s.story and _tells_apart(s):
        return 0.8
    if s.life and sides.CONTRAST.search(s.words):
        return 0.85
    if s.life and not s.story and "," in s.words and not sides.SEEN.search(s.words):
        return 0.65
    if not s.story and (sides.BELIEF.search(s.words) or _denies_side(s)):
        return 0.7
    if s.zone == CHANGES or (s.zone and sides.TURN.search(s.words)):
        return 0.7
    return 0.6 if not s.story and _changes_tense(s) else 0.0


def _tells_apart(s: Statement) -> bool:
    """Say whether one part of a statement tells of the film, and another of the real one or of what a book has."""
    parts = sides.SIDE.split(s.words)
    film = [bool(INSIDE.search(part)) for part in parts]
    other = [bool(sides.SOURCE.search(part)) for part in parts]
    return any(film) and any(life and not shown for life, shown in zip(other, film, strict=True))


def _denies_side(s: Statement) -> bool:
    """Say whether one part of a statement tells of the film, and the other denies something."""
    parts = sides.SIDE.split(s.words)
    shown = [len(parts) > 1 and bool(INSIDE.search(part)) for part in parts]
    denying = (
        sides.DENYING.search(part) for part, film in zip(parts, shown, strict=True) if not film and len(part) > 12
    )
    return any(shown) and any(denying)


def _changes_tense(s: Statement) -> bool:
    """Say whether a statement tells the film in the present and something else in the past, in either order."""
    back = sides.BACK.search(s.words)
    if back and sides.WAS.search(s.words, 0, back.start()) and not sides.MADE.search(s.words):
        return True
    then = sides.THEN.search(s.words)
    if not then or sides.MADE.search(s.words) or sides.ABOUT_FILM.search(then.group()):
        return False
    return bool(sides.NOW.search(s.words, 0, then.start()))


def _is_real(s: Statement) -> bool:
    return s.life is not None and s.life.group().casefold().startswith("the real")


# Statement after statement


def _joined(cues: Cues, single: dict[int, tuple[str, float]], taken: set[int]) -> Iterator[Found]:
    """Yield the single ones, one that only goes on from the one before joined to it; and pairs of film and life."""
    last: Found | None = None
    for number in range(len(cues.statements)):
        rule = single.get(number)
        found: Found | None = None
        if last and last.last == number - 1 and number not in taken and _goes_on(cues, number, last, rule):
            last.last = number
        elif rule:
            found = Found(number, number, rule[1], rule[0])
        elif number not in taken and (start := pair_at(cues, number, last.last if last else -1)) is not None:
            found = Found(start, number, 0.75, "departure in two sentences")
        if found:
            if last:
                yield last
            last = found
    if last:
        yield last


def _goes_on(cues: Cues, number: int, last: Found, rule: tuple[str, float] | None) -> bool:
    """Say whether a statement only tells life's side of the departure before it, or explains that somebody never existed."""
    s, before = cues.statements[number], cues.statements[number - 1]
    if number - last.first > 2 or s.paragraph - before.paragraph > 1:
        return False
    if rule is None or rule[0] == "departure contrast":
        only_life = opens(s) and not s.inside and before.life is None
        if s.paragraph != before.paragraph:
            return only_life and rule is not None
        return only_life or (rule is not None and before.item and before.life is None and len(before.words) < 60)
    if s.paragraph != before.paragraph:
        return False
    if rule[0] == last.rule == "departure speech":
        return True
    return (
        last.first == last.last
        and last.rule == "departure unreal"
        and not sides.NEITHER.match(s.words)
        and rule[0] in ("departure invented", "departure modelled")
    )

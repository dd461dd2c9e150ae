"""Departures of more than one statement: the film's side and then life's, labels, questions with their answers, lists.

Each function takes the statements of a text (`biopic.reading.cues`) and says which of them belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading import sides
from biopic.reading.comparing import CHANGES
from biopic.reading.cues import Cues, Statement


@dataclass
class Found:
    """One departure: from which statement to which, how sure, by which rule."""

    first: int
    last: int
    confidence: float
    rule: str
    part: Span | None = None
    """Where it stands in its statement, if that holds another."""


def opens(s: Statement) -> bool:
    """Say whether a statement opens with what tells life's side."""
    return bool(s.tokens & sides.OPENING_WORDS) and bool(sides.OPENING.search(s.words))


def pair_at(cues: Cues, number: int, taken: int) -> int | None:
    """Return where a pair begins whose second half, life's side, is statement `number`; None if there is none after `taken`."""
    s = cues.statements[number]
    if not number or (s.story and not s.film):
        return None
    for test in (_told_before, _undone_before, _turned, _put_right, _told_then):
        start = test(cues, number)
        if start is not None and start > taken:
            return start
    if (
        s.tokens & sides.NOTHING_WORDS
        and sides.NOTHING.match(s.words)
        and any(each.film for each in cues.before(number, 4))
    ):
        return _shown_before(cues, number, taken)
    return number if _undone(cues, number) else None


def _shown_before(cues: Cues, number: int, taken: int) -> int:
    """Return the statement that tells what the film shows, right before one or with a word of praise between, else the one itself."""
    for back, before in enumerate(cues.before(number, 2), 1):
        if number - back <= taken:
            break
        if before.inside or before.paragraph != cues.statements[number].paragraph or len(before.words.split()) > 6:
            return number - back
    return number - 1 if taken < number - 1 else number


def _told_before(cues: Cues, number: int) -> int | None:
    """Return the statement before that tells the film's side, where this one opens with life's."""
    s = cues.statements[number]
    if not opens(s) or not (s.surely_life or not s.inside):
        return None
    for back, before in enumerate(cues.before(number, 2), 1):
        if (
            before.inside
            and before.life is None
            and before.paragraph >= s.paragraph - 1
            and not sides.KEPT.search(before.words)
        ):
            return number - back
    return None


def _undone_before(cues: Cues, number: int) -> int | None:
    """Return the statement before that speaks of something in the film, where this one says that in life there was no such thing."""
    s, before = cues.statements[number], cues.statements[number - 1]
    denied = sides.DENIED.search(s.words) if opens(s) and s.surely_life else None
    stem = (denied["what"] or denied["what2"]).casefold()[:6] if denied else ""
    return number - 1 if denied and before.film and stem in before.words.casefold() else None


def _turned(cues: Cues, number: int) -> int | None:
    """Return the statement before that tells life's side, where this one turns to the film."""
    s, before = cues.statements[number], cues.statements[number - 1]
    if not s.inside or s.life or not before.surely_life or before.film or before.paragraph != s.paragraph:
        return None
    return number - 1 if sides.TURNING.search(s.words) else None


def _put_right(cues: Cues, number: int) -> int | None:
    """Return the denial before, where this statement says what was so instead and the film is near."""
    s, before = cues.statements[number], cues.statements[number - 1]
    if not sides.INSTEAD.match(s.words) or s.story or before.paragraph != s.paragraph:
        return None
    shown = any(each.film or each.zone for each in cues.before(number, 3))
    return number - 1 if shown and sides.DENYING.search(before.words) else None


def _told_then(cues: Cues, number: int) -> int | None:
    """Return the statement before that tells the film in the present, where this one tells what was, in the past."""
    s = cues.statements[number]
    for back, before in enumerate(cues.before(number, 2), 1):
        if before.inside and _was_not_so(before, s):
            return number - back
        if len(before.words) > 45 or not before.raw.endswith((".", ",", "!")) or not re.search('["”’]', before.raw):
            return None
    return None


def _was_not_so(before: Statement, s: Statement) -> bool:
    if before.life or before.story or s.inside or s.paragraph - before.paragraph > 1:
        return False
    if (
        sides.MADE.search(before.words)
        or sides.MADE.search(s.words)
        or sides.ITS_FORTUNE.match(s.words)
        or sides.KEPT.search(before.words)
    ):
        return False
    if sides.NOT_HIM.match(s.words):
        return True
    if sides.CLAIMED.search(before.words):
        return bool(sides.PAST.match(s.words) or (s.quoted and sides.DENYING.search(s.words)))
    return bool(sides.NOW.search(before.words) and not sides.THEN.search(before.words) and sides.PAST.match(s.words))


def _undone(cues: Cues, number: int) -> bool:
    """Say whether a statement denies that there was what a statement just before it says the film shows."""
    match = sides.DENIED.search(cues.statements[number].words)
    if not match:
        return False
    stem = (match["what"] or match["what2"]).casefold()[:6]
    return any(
        (before.inside or " plays " in before.words) and stem in before.words.casefold()
        for before in cues.before(number, 3)
    )


# Labels, questions, lists


def labelled(cues: Cues) -> Iterator[Found]:
    """Yield pairs of passages that open with labels, "In the film:" and "In reality:"."""
    film: int | None = None
    for number, s in enumerate(cues.statements):
        if not any(sign in s.raw[:45] for sign in ":—–"):
            continue
        if sides.FILM_LABEL.match(s.raw):
            film = number
        elif film is not None and sides.LIFE_LABEL.match(s.raw):
            near = s.paragraph - cues.statements[film].paragraph <= 2 and number - film <= 6
            if near and not sides.TRUE.search(s.raw):
                yield Found(film, _paragraph_end(cues, number), 0.85, "departure labelled")
            film = None


def _paragraph_end(cues: Cues, number: int) -> int:
    """Return the last of the statements that stand in one paragraph with `number`, at most two behind it."""
    here = cues.statements[number].paragraph
    return max(n for n in range(number, min(number + 3, len(cues.statements))) if cues.statements[n].paragraph == here)


def answered(cues: Cues) -> Iterator[Found]:
    """Yield questions whether something was so that are answered no, with the answer."""
    for number, s in enumerate(cues.statements[:-1]):
        if "?" not in s.raw or s.story or not (s.zone or s.film or " real" in s.raw):
            continue
        following = cues.statements[number + 1]
        if sides.QUESTION.search(s.raw) and sides.NO.match(following.raw):
            short = len(following.raw.split()) <= 4
            last = min(number + 1 + short, _paragraph_end(cues, number + 1))
            yield Found(number, last, 0.7, "departure answered")


def items(cues: Cues, taken: set[int]) -> Iterator[Found]:
    """Yield the items of a list of changes in which no other rule found anything."""
    for number, s in enumerate(cues.statements):
        if not s.item or s.zone < CHANGES or cues.text.is_noise(s.span):
            continue
        end = number
        while end + 1 < len(cues.statements) and cues.statements[end + 1].paragraph == s.paragraph:
            end += 1
        words = sum(len(each.raw.split()) for each in cues.statements[number : end + 1])
        yes = "?" in s.raw and end > number and sides.YES.match(cues.statements[number + 1].raw)
        if not taken & set(range(number, end + 1)) and words > 7 and not yes:
            yield Found(number, min(end, number + 1), 0.6, "departure item")

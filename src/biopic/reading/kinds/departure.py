"""What a film changed: the text itself sets film and life against each other.

Forms: "X never existed", "is a composite of"; "the film renames, moves, merges, leaves out"; "was invented for the film";
"In the film ..., in reality ..." in one sentence or two; "unlike / contrary to / whatever the film"; lines "Film: ..." and
"Life: ..."; a question that is answered no; an item of a list under "What the film changed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from biopic.documents import Span
from biopic.reading import sides
from biopic.reading.alterations import rules_for
from biopic.reading.comparing import CHANGES
from biopic.reading.cues import INSIDE, Cues, Statement, cues_of
from biopic.reading.drafts import Draft
from biopic.reading.text import NAME, Text


@dataclass
class Found:
    """One departure: from which statement to which, how sure, by which rule."""

    first: int
    last: int
    confidence: float
    rule: str


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each passage that says how the film differs from the life."""
    for each in departures_of(text):
        yield _draft(text, cues_of(text), each)


@lru_cache(maxsize=2)
def departures_of(text: Text) -> tuple[Found, ...]:
    """Return the departures of a text, first to last, worked out once."""
    if not (text.film or sides.ANY.search(text.text)):
        return ()
    cues = cues_of(text)
    found = [*_labelled(cues), *_answered(cues)]
    taken = {number for each in found for number in range(each.first, each.last + 1)}
    single = _singles(cues, taken, len(found))
    found += _joined(cues, single, taken)
    found += _items(cues, taken | {n for each in found for n in range(each.first, each.last + 1)})
    return tuple(sorted(found, key=lambda each: each.first))


# One statement


def _singles(cues: Cues, taken: set[int], others: int) -> dict[int, tuple[str, float]]:
    """Return the statements that are departures by themselves; in a text that has several, no film need be near."""
    single: dict[int, tuple[str, float]] = {}
    far: list[int] = []
    for number, s in enumerate(cues.statements):
        if number in taken or s.words.endswith("?"):
            continue
        near = s.film or s.zone > 0 or any(n in single for n in range(number - 3, number)) or any(b.film for b in cues.before(number, 2))
        if rule := _single(s, near=near):
            single[number] = rule
        elif not near and not s.story:
            far.append(number)
    if len(single) + others >= 3:
        single |= {number: rule for number in far if (rule := _single(cues.statements[number], near=True))}
    return single


def _single(s: Statement, *, near: bool) -> tuple[str, float] | None:
    """Return the first rule by which one statement is a departure, with its confidence."""
    found = _by_rule(s, near=near)
    if not found and (confidence := _contrasts(s)):
        found = ("departure contrast", confidence)
    heads = sides.HEADED.match(s.raw) and s.raw[-1:] not in ".!…”\"’)"
    return None if not found or heads or sides.KEPT.search(s.words) else found


def _by_rule(s: Statement, *, near: bool) -> tuple[str, float] | None:
    for rule in rules_for(s, near=near):
        match = rule.find(s.words)
        confidence = rule.weigh(s, match, near) if match else 0.0
        if confidence:
            return rule.name, confidence
    return None


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
    opening = s.zone and _opens(s) and not _is_real(s)
    return 0.8 if opening else 0.6 if s.zone == CHANGES and s.surely_life and ";" in s.words else 0.0


def _told_inside(s: Statement) -> float:
    """Return how surely a statement that tells what the film shows tells what was so, too."""
    if s.life and s.surely_life and not _is_real(s):
        return 0.9
    if s.life and sides.CONTRAST.search(s.words):
        return 0.85
    if s.life and not s.story and "," in s.words and not sides.SEEN.search(s.words):
        return 0.65
    if not s.story and (sides.BELIEF.search(s.words) or _denies_side(s)):
        return 0.7
    if s.zone == CHANGES or (s.zone and sides.TURN.search(s.words)):
        return 0.7
    return 0.6 if not s.story and _changes_tense(s) else 0.0


def _denies_side(s: Statement) -> bool:
    """Say whether one part of a statement tells of the film, and the other denies something."""
    parts = sides.SIDE.split(s.words)
    shown = [len(parts) > 1 and bool(INSIDE.search(part)) for part in parts]
    denying = (sides.DENYING.search(part) for part, film in zip(parts, shown, strict=True) if not film and len(part) > 12)
    return any(shown) and any(denying)


def _changes_tense(s: Statement) -> bool:
    """Say whether a statement tells the film in the present and something else in the past."""
    then = sides.THEN.search(s.words)
    if not then or sides.MADE.search(s.words) or sides.ABOUT_FILM.search(then.group()):
        return False
    return bool(sides.NOW.search(s.words, 0, then.start()))


def _opens(s: Statement) -> bool:
    """Say whether a statement opens with what tells life's side."""
    return bool(s.tokens & sides.OPENING_WORDS) and bool(sides.OPENING.search(s.words))


def _is_real(s: Statement) -> bool:
    return s.life is not None and s.life.group().casefold().startswith("the real")


# Two statements


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
        elif number not in taken and (start := _pair(cues, number, last.last if last else -1)) is not None:
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
        only_life = _opens(s) and not s.inside and before.life is None
        if s.paragraph != before.paragraph:
            return only_life and rule is not None
        return only_life or (rule is not None and before.item and before.life is None and len(before.words) < 60)
    if s.paragraph != before.paragraph:
        return False
    if rule[0] == last.rule == "departure speech":
        return True
    return last.first == last.last and last.rule == "departure unreal" and rule[0] in ("departure invented", "departure modelled")


def _pair(cues: Cues, number: int, taken: int) -> int | None:
    """Return where a pair begins whose second half, life's side, is statement `number`; None if there is none after `taken`."""
    s = cues.statements[number]
    if not number or (s.story and not s.film):
        return None
    for test in (_told_before, _turned, _put_right, _told_then):
        start = test(cues, number)
        if start is not None and start > taken:
            return start
    if s.tokens & sides.NOTHING_WORDS and sides.NOTHING.match(s.words) and any(each.film for each in cues.before(number, 4)):
        return number - 1 if taken < number - 1 else number
    return number if _undone(cues, number) else None


def _told_before(cues: Cues, number: int) -> int | None:
    """Return the statement before that tells the film's side, where this one opens with life's."""
    s = cues.statements[number]
    if not _opens(s) or not (s.surely_life or not s.inside):
        return None
    for back, before in enumerate(cues.before(number, 2), 1):
        if before.inside and before.life is None and before.paragraph >= s.paragraph - 1 and not sides.KEPT.search(before.words):
            return number - back
    return None


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
        if len(before.words) > 45 or not before.raw.endswith((".", ",", "!")) or not re.search("[\"”’]", before.raw):
            return None
    return None


def _was_not_so(before: Statement, s: Statement) -> bool:
    if before.life or before.story or s.inside or s.paragraph - before.paragraph > 1:
        return False
    if sides.MADE.search(before.words) or sides.MADE.search(s.words) or sides.KEPT.search(before.words):
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
    return any((before.inside or " plays " in before.words) and stem in before.words.casefold() for before in cues.before(number, 3))


# Labels, questions, lists


def _labelled(cues: Cues) -> Iterator[Found]:
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


def _answered(cues: Cues) -> Iterator[Found]:
    """Yield questions whether something was so that are answered no, with the answer."""
    for number, s in enumerate(cues.statements[:-1]):
        if "?" not in s.raw or s.story or not (s.zone or s.film or " really " in s.raw):
            continue
        following = cues.statements[number + 1]
        if sides.QUESTION.search(s.raw) and sides.NO.match(following.raw):
            short = len(following.raw.split()) <= 4
            last = min(number + 1 + short, _paragraph_end(cues, number + 1))
            yield Found(number, last, 0.7, "departure answered")


def _items(cues: Cues, taken: set[int]) -> Iterator[Found]:
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


# The draft


def _draft(text: Text, cues: Cues, found: Found) -> Draft:
    span = _trimmed(text.text, Span(cues.statements[found.first].span.start, cues.statements[found.last].span.end))
    film_side, life_side = _sides(text.text, cues, found, span)
    beings = (being for name in text.names_in(span) if (being := text.people.of(name)))
    subject = next((being.name for being in beings), text.film)
    fields = (("film_side", film_side), ("life_side", life_side))
    return Draft("departure", subject, "", span, "production", found.confidence, found.rule, fields=fields)


def _trimmed(raw: str, span: Span) -> Span:
    """Leave off marks, bullets, numbers and "he said" around a passage."""
    lead = re.match(r"(?:[\W_]|\d{1,2}[.)]\s)*", raw[span.start : span.end])
    start = span.start + (lead.end() if lead else 0)
    said = sides.SAID.search(raw, max(start, span.end - 90), span.end)
    end = span.start + len(raw[span.start : said.start() if said else span.end].rstrip(" \n*_,.“”\""))
    return Span(start, end) if start < end else span


def _sides(raw: str, cues: Cues, found: Found, span: Span) -> tuple[str, str]:
    """Return what the film tells and what life was, in the passage's words: parted where the second statement, or its side, begins."""
    words = cues.marked[span.start : span.end]
    cut = sides.PART.search(words)
    if found.first < found.last:
        second = cues.statements[found.first + 1 if found.rule == "departure answered" else found.last].span.start
        parts = (span.start, second, second, span.end)
    elif cut:
        parts = (span.start, span.start + cut.start(), span.start + cut.end(), span.end)
    else:
        return _plain(raw[span.start : span.end]), ""
    first, last = _plain(raw[parts[0] : parts[1]]), _plain(raw[parts[2] : parts[3]])
    life_first = sides.LIFE_SIDE.search(cues.marked, *parts[:2]) and not sides.LIFE_SIDE.search(cues.marked, *parts[2:])
    return (last, first) if life_first and found.rule != "departure answered" else (first, last)


def _plain(words: str) -> str:
    bare = " ".join(words.replace(NAME, "").split())
    return sides.LEADING.sub("", bare).strip(" ,;:.—–-“”\"")

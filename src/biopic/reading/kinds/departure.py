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
from biopic.reading import alterations as alt
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
    cues = cues_of(text)
    for each in departures_of(text):
        yield _draft(text, cues, each)


@lru_cache(maxsize=2)
def departures_of(text: Text) -> tuple[Found, ...]:
    """Return the departures of a text, first to last, worked out once."""
    if not alt.ANY.search(text.text):
        return ()
    cues = cues_of(text)
    found = [*_labelled(cues), *_answered(cues)]
    taken = {number for each in found for number in range(each.first, each.last + 1)}
    single = _singles(cues, taken, compares=False)
    if len(single) + len(found) >= 3:
        single = _singles(cues, taken, compares=True)
    found += _joined(cues, single, taken)
    found += _items(cues, taken | {n for each in found for n in range(each.first, each.last + 1)})
    return tuple(sorted(found, key=lambda f: f.first))


def _singles(cues: Cues, taken: set[int], *, compares: bool) -> dict[int, tuple[str, float]]:
    """Return the statements that are departures by themselves; in a text that compares throughout, no film need be near."""
    single: dict[int, tuple[str, float]] = {}
    for number, s in enumerate(cues.statements):
        near = (compares and not s.story) or any(n in single for n in range(number - 3, number))
        if number not in taken and (rule := _single(cues, number, s, near)):
            single[number] = rule
    return single


def _single(cues: Cues, number: int, s: Statement, goes_on: bool) -> tuple[str, float] | None:
    """Return the first rule by which one statement is a departure, with its confidence."""
    if "?" in s.words[-3:] or (alt.HEADED.match(s.raw) and s.raw[-1:] not in ".!…”\"’)") or alt.KEPT.search(s.words):
        return None
    tokens = frozenset(re.findall(r"[a-z]+", s.words.casefold()))
    near = goes_on or s.film or s.zone > 0 or any(before.film for before in cues.before(number, 2))
    for rule in alt.RULES:
        if (not rule.needs or tokens & rule.needs) and (near or rule.alone) and (match := rule.pattern.search(s.words)):
            confidence = rule.weigh(s, match, near)
            if confidence:
                return rule.name, confidence
    confidence = _contrasts(s)
    return ("departure contrast", confidence) if confidence else None


def _contrasts(s: Statement) -> float:
    """Return how surely one statement tells both the film's side and life's."""
    if s.inside:
        return _told_inside(s)
    if s.life and s.film and s.surely_life and alt.CONTRAST.search(s.words) and not s.story:
        return 0.7
    if alt.REAL_NOT.search(s.words) and not s.story:
        return 0.7
    opening = alt.OPENING.search(s.words) and not _is_real(s)
    return 0.0 if not s.zone else 0.8 if opening else 0.6 if s.zone == 2 and s.surely_life and ";" in s.words else 0.0


def _told_inside(s: Statement) -> float:
    """Return how surely a statement that tells what the film shows tells what was so, too."""
    if s.life and s.surely_life and not _is_real(s):
        return 0.9
    if s.life and alt.CONTRAST.search(s.words):
        return 0.85
    if s.life and not s.story and "," in s.words and not alt.SEEN.search(s.words):
        return 0.65
    if not s.story and (alt.BELIEF.search(s.words) or _denies_side(s)):
        return 0.7
    if s.zone == 2 or (s.zone and alt.TURN.search(s.words)):
        return 0.7
    return 0.6 if not s.story and _changes_tense(s) else 0.0


def _changes_tense(s: Statement) -> bool:
    """Say whether a statement tells the film in the present and something else in the past."""
    then = alt.THEN.search(s.words)
    if not then or alt.MADE.search(s.words) or re.search(r" (?:it|which|who|film|movie|picture)\b", then.group()):
        return False
    return bool(alt.NOW.search(s.words, 0, then.start()))


def _denies_side(s: Statement) -> bool:
    """Say whether one part of a statement tells of the film, and the other denies something."""
    parts = alt.SIDE.split(s.words)
    shown = [bool(INSIDE.search(part)) for part in parts]
    return any(alt.DENYING.search(part) for part, film in zip(parts, shown, strict=True) if not film and len(part) > 12) and any(shown)


def _is_real(s: Statement) -> bool:
    return s.life is not None and s.life.group().casefold().startswith("the real")


def _joined(cues: Cues, single: dict[int, tuple[str, float]], taken: set[int]) -> Iterator[Found]:
    """Yield the single ones, one that only goes on from the one before joined to it; and pairs of film and life."""
    last: Found | None = None
    for number, s in enumerate(cues.statements):
        rule = single.get(number)
        if last and last.last == number - 1 and number not in taken and _goes_on(cues, number, last, rule):
            last.last = number
        elif rule:
            if last:
                yield last
            last = Found(number, number, rule[1], rule[0])
        elif number not in taken and (start := _pair(cues, number, last)) is not None:
            if last:
                yield last
            last = Found(start, number, 0.75, "departure in two sentences")
    if last:
        yield last


def _goes_on(cues: Cues, number: int, last: Found, rule: tuple[str, float] | None) -> bool:
    """Say whether a statement only tells life's side of the departure before it, or explains that somebody never existed."""
    s, before = cues.statements[number], cues.statements[number - 1]
    if number - last.first > 2 or s.paragraph - before.paragraph > 1:
        return False
    if rule is None or rule[0] == "departure contrast":
        only_life = bool(alt.OPENING.search(s.words)) and not s.inside and before.life is None
        if s.paragraph != before.paragraph:
            return only_life and rule is not None
        return only_life or (rule is not None and before.item and before.life is None and len(before.words) < 60)
    if s.paragraph != before.paragraph:
        return False
    if rule[0] == last.rule == "departure speech":
        return True
    return last.first == last.last and last.rule == "departure unreal" and rule[0] in ("departure invented", "departure modelled")


def _pair(cues: Cues, number: int, last: Found | None) -> int | None:
    """Return where a pair begins whose second half, life's side, is the statement `number`; None if there is none."""
    s = cues.statements[number]
    if s.story and not s.film:
        return None
    opening = alt.OPENING.search(s.words)
    if opening and (s.surely_life or not s.inside):
        for back, before in enumerate(cues.before(number, 2), 1):
            free = last is None or last.last < number - back
            if free and before.inside and before.life is None and before.paragraph >= s.paragraph - 1 and not alt.KEPT.search(before.words):
                return number - back
    if s.inside and not s.life and number and alt.TURNING.search(s.words):
        before = cues.statements[number - 1]
        if before.surely_life and not before.film and (last is None or last.last < number - 1) and before.paragraph == s.paragraph:
            return number - 1
    if alt.INSTEAD.match(s.words) and number and alt.DENYING.search(cues.statements[number - 1].words) and not s.story:
        shown = any(each.film or each.zone for each in cues.before(number, 3))
        if shown and (last is None or last.last < number - 1) and cues.statements[number - 1].paragraph == s.paragraph:
            return number - 1
    for back, before in enumerate(cues.before(number, 2), 1):
        if (last is None or last.last < number - back) and _told_then(before, s):
            return number - back
        if len(before.words) > 45 or not before.raw.strip().endswith((".", ",", "!")) or not re.search("[\"”’]", before.raw):
            break
    if alt.NOTHING.match(s.words) and not s.story and any(each.film for each in cues.before(number, 4)):
        return number - 1 if last is None or last.last < number - 1 else number
    return number if _undone(cues, number) else None


def _told_then(before: Statement, s: Statement) -> bool:
    """Say whether one statement tells the film in the present, and the next what was, in the past."""
    if not before.inside or before.life or s.inside or s.paragraph - before.paragraph > 1 or before.story:
        return False
    if alt.MADE.search(before.words) or alt.MADE.search(s.words) or alt.KEPT.search(before.words):
        return False
    if alt.NOT_HIM.match(s.words):
        return True
    if alt.CLAIMED.search(before.words):
        return bool(alt.PAST.match(s.words) or (alt.DENYING.search(s.words) and s.quoted))
    return bool(alt.NOW.search(before.words) and not alt.THEN.search(before.words) and alt.PAST.match(s.words))


def _undone(cues: Cues, number: int) -> bool:
    """Say whether a statement denies that there was what a statement just before it says the film shows."""
    match = alt.DENIED.search(cues.statements[number].words)
    if not match:
        return False
    stem = (match["what"] or match["what2"]).casefold()[:6]
    return any((before.inside or " plays " in before.words) and stem in before.words.casefold() for before in cues.before(number, 3))


def _labelled(cues: Cues) -> Iterator[Found]:
    """Yield pairs of passages that open with labels, "In the film:" and "In reality:"."""
    open_at: int | None = None
    for number, s in enumerate(cues.statements):
        if alt.FILM_LABEL.match(s.raw):
            open_at = number
        elif open_at is not None and alt.LIFE_LABEL.match(s.raw) and s.paragraph - cues.statements[open_at].paragraph <= 2:
            if number - open_at <= 6 and not alt.TRUE.search(s.raw):
                yield Found(open_at, _paragraph_end(cues, number), 0.85, "departure labelled")
            open_at = None


def _paragraph_end(cues: Cues, number: int) -> int:
    """Return the last of the statements that stand in one paragraph with `number`, at most two behind it."""
    here = cues.statements[number].paragraph
    return max(n for n in range(number, min(number + 3, len(cues.statements))) if cues.statements[n].paragraph == here)


def _answered(cues: Cues) -> Iterator[Found]:
    """Yield questions whether something was so that are answered no, with the answer."""
    for number, s in enumerate(cues.statements[:-1]):
        following = cues.statements[number + 1]
        asks = "?" in s.raw and (s.zone or s.film or " really " in s.raw) and alt.QUESTION.search(s.raw)
        if asks and not s.story and alt.NO.match(following.raw):
            short = len(following.raw.split()) <= 4 and number + 2 < len(cues.statements)
            last = number + 2 if short and cues.statements[number + 2].paragraph == following.paragraph else number + 1
            yield Found(number, last, 0.7, "departure answered")


def _items(cues: Cues, taken: set[int]) -> Iterator[Found]:
    """Yield the items of a list of changes in which no other rule found anything."""
    for number, s in enumerate(cues.statements):
        if not s.item or s.zone < 2 or cues.text.is_noise(s.span):
            continue
        end = number
        while end + 1 < len(cues.statements) and cues.statements[end + 1].paragraph == s.paragraph:
            end += 1
        words = sum(len(each.raw.split()) for each in cues.statements[number : end + 1])
        yes = "?" in s.raw and end > number and alt.YES.match(cues.statements[number + 1].raw)
        if not taken & set(range(number, end + 1)) and words > 7 and not yes:
            yield Found(number, min(end, number + 1), 0.6, "departure item")


def _draft(text: Text, cues: Cues, found: Found) -> Draft:
    span = _trimmed(text.text, Span(cues.statements[found.first].span.start, cues.statements[found.last].span.end))
    film_side, life_side = _sides(text.text[span.start : span.end], cues.marked[span.start : span.end], found)
    named = text.names_in(span)
    subject = next((name for name in (text.name_at(n.span) for n in named) if name), text.film)
    fields = (("film_side", film_side), ("life_side", life_side))
    return Draft("departure", subject, "", span, "production", found.confidence, found.rule, fields=fields)


def _trimmed(raw: str, span: Span) -> Span:
    """Leave off marks, bullets and numbers around a passage."""
    lead = re.match(r"(?:[\W_]|\d{1,2}[.)]\s)*", raw[span.start : span.end])
    start = span.start + (lead.end() if lead else 0)
    said = alt.SAID.search(raw, max(start, span.end - 90), span.end)
    end = span.start + len(raw[span.start : said.start() if said else span.end].rstrip(" \n*_,"))
    return Span(start, end) if start < end else span


def _sides(raw: str, words: str, found: Found) -> tuple[str, str]:
    """Return what the film tells and what life was, in the passage's words: parted where life's side or the film's begins."""
    cut = alt.PART.search(words)
    if not cut:
        return _plain(raw), ""
    first, second = _plain(raw[: cut.start()]), _plain(raw[cut.end() :])
    life_first = bool(alt.LIFE_SIDE.search(words[: cut.start()])) and not alt.LIFE_SIDE.search(words[cut.start() :])
    return (second, first) if life_first else (first, second)


def _plain(words: str) -> str:
    bare = " ".join(words.replace(NAME, "").split())
    return alt.LEADING.sub("", bare).strip(" ,;:.—–-“”\"")

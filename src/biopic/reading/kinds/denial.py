"""What was believed or shown and is not so: "There was no letter", "She never left him", "Irena was no countess", "It is a myth".

A negated clause is a denial where something around it says so: a section or question that compares film and life, the
film named near by, a word such as contrary, legend or either, what was so told right after it, or its thing named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading import denying as den
from biopic.reading import sides
from biopic.reading.comparing import CHANGES, words_of
from biopic.reading.cues import Cues, Statement, cues_of
from biopic.reading.departures import UNREAL, departures_of
from biopic.reading.drafts import Draft
from biopic.reading.negations import (
    ADDED,
    ANSWER,
    ANYBODY,
    BEING,
    BELIEF,
    EVENT,
    EXISTENCE,
    INVENTION,
    QUALITY,
    STATE,
    Clause,
    clauses_of,
)
from biopic.reading.text import NAME, Text

LEAST = 0.8
"""How much form and surroundings must weigh together."""

NEVER = -9.0
"""The weight of what is no denial, whatever stands around it."""

_TRIGGERS = words_of(
    "no not never nor neither nobody none nothing t myth legend untrue false apocryphal nonsense lie fiction fairy so "
    "invention invented made fictional fictitious imaginary fabrication fabricated"
)


@dataclass(frozen=True)
class Place:
    """A statement with what stands around it."""

    cues: Cues
    number: int
    s: Statement
    disputes: bool
    """Whether the text has several departures, so that what its people deny is likely what the film shows."""
    trivia: bool
    """Whether it stands among notes on a film that set it right."""
    invented: bool
    """Whether it tells what the film invented."""

    @property
    def before(self) -> list[Statement]:
        """Return the two statements before, the nearest first."""
        return self.cues.before(self.number, 2)

    def is_wrong_before(self, clause: Clause) -> bool:
        """Say whether "It isn't so", "Nonsense" or the like stands right before a clause."""
        last = self.before[:1]
        return bool(den.WRONG.search(self.s.words, 0, clause.start)) or any(
            den.WRONG.fullmatch(each.words.strip()) for each in last
        )


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each negated clause that denies what readers or the film's audience believe."""
    cues, departures = cues_of(text), departures_of(text)
    near = {number for each in departures for number in range(each.first - 1, each.last + 2)}
    invented = {n for each in departures if each.rule in UNREAL for n in range(each.first, each.last + 1)}
    recent = -9
    for number, s in enumerate(cues.statements):
        if not s.tokens & _TRIGGERS or s.words.endswith("?") or _is_of_making(text, s):
            continue
        trivia = text.section_at(s.span.start).matter == "trivia"
        disputes = len(departures) >= 2 and not s.story
        place = Place(cues, number, s, disputes=disputes, trivia=trivia, invented=number in invented)
        for clause, weight in _weighed(place, chained=number - recent <= 2, near=number in near):
            recent = number
            yield _draft(text, s, clause, min(0.95, weight - 0.2))


def _weighed(place: Place, *, chained: bool, near: bool) -> Iterator[tuple[Clause, float]]:
    """Yield the clauses of a statement that are denials, with their weights."""
    weighed = [(clause, _weight(place, clause)) for clause in clauses_of(place.s)]
    several = sum(weight > 0 for _, weight in weighed) > 1
    more = 0.25 * (chained or several) + 0.3 * near + 0.15 * place.disputes
    grounds = chained or near or (place.disputes and place.s.quoted)
    accepted = False
    for clause, weight in weighed:
        enough = weight + more >= LEAST and (grounds or _has_grounds(place, clause, several=several))
        accepted = enough and (accepted or not clause.added)
        if accepted:
            yield clause, weight + more


def _is_of_making(text: Text, s: Statement) -> bool:
    """Say whether a statement is about how the film was made or received, or only labelled as its claim."""
    if sides.FILM_LABEL.match(s.raw):
        return True
    if s.zone == CHANGES or den.BELIEVED.search(s.words):
        return False
    received = not s.zone and text.section_at(s.span.start).matter in ("reception", "facts")
    return received or bool(den.MAKING.search(s.words))


def _has_grounds(place: Place, clause: Clause, *, several: bool) -> bool:
    """Say whether anything besides the clause itself speaks of a belief, of the film's side, or of life against it."""
    s = place.s
    if (
        s.zone
        or s.inside
        or s.surely_life
        or s.raw.isupper()
        or clause.form.weight >= 0.9
        or den.BELIEVED.search(s.words)
        or (not s.story and den.CONTESTED.search(s.words))
    ):
        return True
    if clause.form.name == ANSWER:
        return True
    if not s.story and any(each.inside and not den.MAKING.search(each.words) for each in place.before):
        return True
    asked = bool(place.before) and place.before[0].raw.endswith("?") and s.quoted
    revealed = several and s.story and _against_story(clause) < 0.3
    if asked or revealed or place.trivia or place.is_wrong_before(clause):
        return True
    return _echoed(place, clause) >= (0.3 if place.disputes else 0.5) or (place.disputes and _recalls(place, clause))


# What weighs


def _weight(place: Place, clause: Clause) -> float:
    """Return how much the clause and what stands around it say that it is a denial."""
    s = place.s
    unreal = clause.form.name != BELIEF and den.UNREAL_MOOD.search(clause.words)
    if _is_part(s.words, clause) or unreal or den.OF_FILM.match(clause.words):
        return NEVER
    if clause.form.name == INVENTION and not place.invented:
        return NEVER
    if clause.form.name == ANSWER and (s.story or not any(den.SAID.search(each.words) for each in place.before[:1])):
        return NEVER
    believed, manner = bool(den.BELIEVED.search(s.words)), _manner(s, clause)
    if not believed and (manner < -0.5 or clause.form.name == QUALITY):
        return NEVER
    weight = clause.form.weight + manner + 0.5 * (believed or (s.inside and not s.story))
    weight += (
        0.5 if s.zone == CHANGES else 0.3 if s.zone else -_against_story(clause) if s.story and not s.film else 0.0
    )
    return weight + _surroundings(place, clause)


def _is_part(words: str, clause: Clause) -> bool:
    """Say whether a clause is only part of a description: "who never married", "because he never came"."""
    before = words[max(0, clause.start - 45) : clause.start].rstrip(' “"')
    subject = words[slice(*clause.subject)].strip()
    if (
        subject.startswith("What ")
        or den.UNTIL.match(words, clause.end)
        or den.UNTIL.search(clause.words)
        or den.RELATIVE.match(clause.words)
        or den.BOUND.search(before)
    ):
        return True
    if clause.form.name == EVENT and re.match(r"(?:never|no)\b", clause.words):
        return True
    if (not subject or subject.endswith((" and", " or", " but"))) and den.RELATIVE.search(
        words, max(words.rfind(stop, 0, clause.start) + 1 for stop in ":;"), clause.start
    ):
        return True
    that = den.THAT.search(before)
    return that is not None and that["word"] not in den.SAYING


def _against_story(clause: Clause) -> float:
    """Return how much it weighs against a clause that it stands in the plot: less where it reveals what somebody is not, nothing if it is sure."""
    if clause.form.weight >= 1.0:
        return 0.0
    return 0.15 if re.search(r"never (?:was|were)|\b(?:is|was) no\b", clause.words) else 0.3


def _surroundings(place: Place, clause: Clause) -> float:
    """Return what the words behind the clause and the statements before it add."""
    s, before = place.s, place.before
    weight = 0.0 if s.story else 0.2 * sum(each.film for each in before)
    weight += 0.2 if den.STRESSED.search(s.words, clause.start) else 0.0
    weight += 0.15 if s.quoted or place.trivia else 0.0
    weight += 0.3 if not s.story and den.CONTESTED.search(s.words) else 0.0
    weight += 0.2 if before and before[0].raw.endswith("?") else 0.0
    weight += 0.4 if s.raw.isupper() else 0.0
    weight += 0.7 if place.is_wrong_before(clause) else 0.0
    weight += 0.25 if _set_right(place, clause) else 0.0
    echo = _echoed(place, clause)
    return weight + (echo or (0.3 if place.disputes and _recalls(place, clause) else 0.0))


def _manner(s: Statement, clause: Clause) -> float:
    """Return what the clause's own words add: things and verbs that deny nothing count against it."""
    name, told = clause.form.name, clause.words
    if name == ANSWER:
        return 0.3
    if name == INVENTION:
        return 0.0
    if name == EXISTENCE:
        thing = s.words[slice(*clause.subject)]
        if den.IDLE_THINGS.search(thing):
            return -0.6
        return -0.3 if den.NOW.match(told) and NAME not in thing and "such" not in told else 0.0
    if den.WITNESS.search(told):
        return 0.3
    if _is_idle(s, clause):
        return -0.6
    present = re.match(r"(?:is|are)(?:n['’]t)?\b", clause.predicate)
    if present and name == STATE:
        return -0.6
    if present and name == BEING and " no" not in clause.predicate:
        return -0.4
    if den.SOFT_VERBS.search(clause.predicate):
        return -0.3 if name == ANYBODY or den.OURS.match(told) else -0.1
    return 0.2 if den.STRONG_STATE.search(told) else 0.1


def _is_idle(s: Statement, clause: Clause) -> bool:
    """Say whether the clause is a way of speaking, or speaks of what nobody could show."""
    name, told = clause.form.name, clause.words
    verb = clause.predicate
    if verb.endswith(("much", "even", "quite", "always", "usually", "yet")):
        verb = f"{verb} {s.words[slice(*clause.value)].split(' ')[0]}"
    if den.IDLE_VERBS.search(told if name == ADDED else verb) or den.IDLE_OBJECTS.search(told):
        return True
    if name == ADDED and re.match(r"(?:I|[Ww]e|you)\b", s.raw[slice(*clause.subject)]):
        return True
    it = re.match(r"(?:it|this|that)\b", s.words[slice(*clause.subject)].strip(), re.IGNORECASE)
    if name == BEING and (it or den.A_FILM.search(told)):
        return True
    return bool((it and name == EVENT and "happen" not in told) or (name == STATE and den.OURS_DOING.match(told)))


def _set_right(place: Place, clause: Clause) -> bool:
    """Say whether what was so is told right behind the clause."""
    if den.SETS_RIGHT.search(place.s.words, clause.end):
        return True
    following = place.cues.statements[place.number + 1 : place.number + 2]
    return any(each.paragraph == place.s.paragraph and den.OPENS_RIGHT.match(each.words) for each in following)


def _echoed(place: Place, clause: Clause) -> float:
    """Return what it adds that the thing denied was named shortly before, more where the film was said to show it."""
    stems = _stems(place.s.words, clause, 3 if clause.form.name == EXISTENCE else 4)
    found = [each for each in place.cues.before(place.number, 4) if _holds(each, stems)]
    return 0.5 if any(each.film or each.raw.rstrip('”"’ ').endswith("?") for each in found) else 0.3 if found else 0.0


def _recalls(place: Place, clause: Clause) -> bool:
    """Say whether the thing denied was told of the film anywhere before."""
    stems = _stems(place.s.words, clause, 6)
    return bool(stems) and any(
        (each.inside or each.story) and _holds(each, stems) for each in place.cues.before(place.number, 80)
    )


def _stems(words: str, clause: Clause, least: int) -> set[str]:
    """Return the first letters of the words that say what is denied, of those of `least` letters and more."""
    thing = words[slice(*clause.subject)] if clause.form.name in (EXISTENCE, ANYBODY, BELIEF) else ""
    said = f"{thing} {clause.predicate} {words[slice(*clause.value)]}"
    return {word[:5] for word in re.findall(rf"[a-z]{{{least},}}", said.casefold())} - den.COMMON


def _holds(s: Statement, stems: set[str]) -> bool:
    return any(token.casefold().startswith(tuple(stems)) for token in s.tokens)


# The draft


def _draft(text: Text, s: Statement, clause: Clause, confidence: float) -> Draft:
    at = s.span.start
    span = Span(at + clause.start, at + clause.end)
    subject = _subject(text, s, clause)
    if subject in ("I", "my", "My"):
        speaker = text.whom.speaker(span.start)
        subject = speaker.name if speaker else subject
    made_up = clause.form.name == INVENTION
    predicate = (
        ""
        if made_up
        else " ".join(re.sub(r"\b(?:never|not|no|ever|actually|really)\b|n['’]t\b", "", clause.predicate).split())
    )
    value = text.slice(Span(at + clause.value[0], at + clause.value[1]))
    fields = (("predicate", predicate or "existed"),)
    world = "story" if s.story and not s.film else "life"
    return Draft("denial", subject, value, span, world, confidence, clause.form.name, fields=fields)


def _subject(text: Text, s: Statement, clause: Clause) -> str:
    """Return the name of whoever the clause's subject means, else its words."""
    start, end = max(clause.subject[0], clause.start), clause.subject[1]
    shown = s.words[start:end].strip()
    last = re.search(r"(?:(?:[Hh]is|[Hh]er|\ue000+['’]s) \w+|\b[Hh]e|\b[Ss]he|\ue000+)$", shown)
    at = s.span.start + start
    name = text.name_at(Span(at + last.start(), at + last.end())) if last else ""
    return name or text.slice(Span(at, s.span.start + end)) or "it"

"""What was believed or shown and is not so: "There was no letter", "She never left him", "Irena was no countess", "It is a myth".

A negated clause is a denial where something around it says so: a section or question that compares film and life, the
film named near by, a word such as contrary, legend or either, what was so told right after it, or its thing named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from biopic.documents import Span
from biopic.reading import negations as neg
from biopic.reading.cues import Cues, Statement, cues_of
from biopic.reading.drafts import Draft
from biopic.reading.kinds import quotation
from biopic.reading.kinds.departure import departures_of
from biopic.reading.text import Text

LEAST = 0.8
"""How much form and surroundings must weigh together."""

_TRIGGER = re.compile(r"\b(?:no|not|never|nor|neither|nobody|none|nothing|myth|legend|untrue|false|apocryphal|nonsense|lie|fairy)\b|n['’]t\b", re.IGNORECASE)


_WHO = re.compile(r"\b(?:who|which|whose)\b")
_IT = re.compile(r"(?:it|this|that)\b", re.IGNORECASE)
_REPORTED = re.compile(r"[^,;:.!?]{1,60}\b(?:that|because|whether) (?=\S+ )(?!n['’]?t\b|never|no\b)")
_ELIDED = re.compile(r"(?:^|\b(?:and|or|but)) $")


@dataclass(frozen=True)
class Clause:
    """A negated clause in a statement: its form, where it stands in the statement, and its match."""

    form: neg.Form
    start: int
    end: int
    match: re.Match[str]


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each negated clause that denies what readers or the film's audience believe."""
    if not _TRIGGER.search(text.text):
        return
    cues = cues_of(text)
    departures = departures_of(text)
    near = {number for each in departures for number in range(each.first - 1, each.last + 2)}
    recent = -9
    for number, s in enumerate(cues.statements):
        if "?" in s.words[-3:] or not _TRIGGER.search(s.words) or _is_of_making(text, s):
            continue
        weighed = [(clause, _weight(cues, number, s, clause)) for clause in _clauses(s)]
        several = sum(weight > 0 for _, weight in weighed) > 1
        disputes = len(departures) >= 2 and not s.story
        more = 0.25 * (number - recent <= 2 or several) + 0.3 * (number in near) + 0.15 * disputes
        grounds = number - recent <= 2 or number in near or (disputes and s.quoted)
        accepted = False
        for clause, weight in weighed:
            enough = weight + more >= LEAST and (grounds or _has_grounds(cues, number, s, clause, several=several, disputes=disputes))
            accepted = enough and (accepted or "passage" not in clause.match.groupdict())
            if accepted:
                recent = number
                yield _draft(text, s, clause, min(0.95, weight + more - 0.2))


def _is_of_making(text: Text, s: Statement) -> bool:
    """Say whether a statement is about how the film was made or received."""
    if s.zone == 2 or neg.BELIEVED.search(s.words):
        return False
    return text.section_at(s.span.start).matter in ("reception", "facts") and not s.zone or bool(neg.MAKING.search(s.words))


def _has_grounds(cues: Cues, number: int, s: Statement, clause: Clause, *, several: bool, disputes: bool) -> bool:
    """Say whether anything besides the clause itself speaks of a belief, of the film's side, or of life against it."""
    before = cues.before(number, 2)
    if s.zone or s.inside or s.surely_life or s.raw.isupper() or neg.BELIEVED.search(s.words) or clause.form.weight >= 0.9:
        return True
    if any(each.inside and not neg.MAKING.search(each.words) for each in before) and not s.story:
        return True
    wrong = neg.WRONG.search(s.words, 0, clause.start) or (before and neg.WRONG.fullmatch(before[0].words.strip()))
    if wrong or (before and before[0].raw.endswith("?") and s.quoted):
        return True
    return _echoed(cues, number, clause) >= (0.3 if disputes else 0.5) or (several and s.story and _told_as_story(clause) < 0.3)


def _clauses(s: Statement) -> Iterator[Clause]:
    """Yield the negated clauses of a statement, none inside another."""
    taken: list[tuple[int, int]] = []
    for form in neg.FORMS:
        for match in form.pattern.finditer(s.words):
            start, end = _bounds(s.words, match)
            if start < end and not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield Clause(form, start, end, match)
                if form.name == "denial of existence":
                    yield from _more(s, form, match.end(), taken)


def _more(s: Statement, form: neg.Form, at: int, taken: list[tuple[int, int]]) -> Iterator[Clause]:
    for match in neg.MORE.finditer(s.words, max(0, at - 1), min(len(s.words), at + 80)):
        span = match.span("passage")
        if not any(a < span[1] and span[0] < b for a, b in taken):
            taken.append(span)
            yield Clause(form, *span, match)


def _bounds(words: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the clause begins and ends: small words in front and behind are left off."""
    start, end = match.span()
    lead = re.match(r"(?:(?:and|but|so|for|that|because|yet|then|still|also|nor that|though|although|while|when|said|says)\s|[^\w\ue000-\ue002])+", words[start:end], re.IGNORECASE)
    start += lead.end() if lead and not re.match(r"nor|neither", words[start:end], re.IGNORECASE) else 0
    that = _REPORTED.match(words, start, end)
    start = that.end() if that else start
    value = match.groupdict().get("value")
    if value and match.end("value") == end:
        cut = re.search(r"\s(?:and|but|because|though|although|while|whereas|when|so|since|as|until|who|which|where|whatever|for the)\b.*$", value)
        end -= len(value) - cut.start() if cut else 0
    return start, start + len(words[start:end].rstrip(" ,;:"))


def _weight(cues: Cues, number: int, s: Statement, clause: Clause) -> float:
    """Return how much the clause and what stands around it say that it is a denial."""
    told = s.words[clause.start : clause.end]
    before = s.words[max(0, clause.start - 40) : clause.start]
    if _WHO.match(told) or re.match(r"never\b|no\b", told) and clause.form.name == "denial of event" or (_ELIDED.search(clause.match.groupdict().get("subject") or "") and _WHO.search(s.words, 0, clause.start)):
        return -9.0
    if neg.UNREAL_MOOD.search(told) or neg.BOUND.search(before.rstrip(" “\"") + " ") or neg.OF_FILM.match(told):
        return -9.0
    believed = bool(neg.BELIEVED.search(s.words))
    manner = _manner(clause, told)
    if manner < 0 and not believed:
        return -9.0
    weight = clause.form.weight + manner + 0.5 * (believed or (s.inside and not s.story))
    weight += 0.5 if s.zone == 2 else 0.3 if s.zone else -_told_as_story(clause) if s.story and not s.film else 0.0
    return weight + _surroundings(cues, number, s, clause)


def _told_as_story(clause: Clause) -> float:
    """Return how much it weighs against a clause that it stands in the plot: less where it reveals what somebody is not."""
    return 0.15 if re.search(r"never (?:was|were)|\b(?:is|was) no\b", clause.match.group()) else 0.3


def _surroundings(cues: Cues, number: int, s: Statement, clause: Clause) -> float:
    """Return what the words behind the clause and the statements before it add."""
    before = cues.before(number, 2)
    weight = 0.0 if s.story else 0.2 * sum(each.film for each in before)
    weight += 0.2 if neg.STRESSED.search(s.words, clause.start) else 0.0
    weight += 0.15 if s.quoted else 0.0
    weight += 0.2 if before and before[0].raw.endswith("?") else 0.0
    weight += 0.4 if s.raw.isupper() else 0.0
    weight += 0.7 if neg.WRONG.search(s.words, 0, clause.start) or (before and neg.WRONG.fullmatch(before[0].words.strip())) else 0.0
    weight += 0.25 if _set_right(cues, number, s, clause) else 0.0
    return weight + _echoed(cues, number, clause)


def _manner(clause: Clause, told: str) -> float:
    """Return what the clause's own words add: things and verbs that deny nothing count against it."""
    groups = clause.match.groupdict()
    if clause.form.name == "denial of existence":
        thing = groups.get("subject") or ""
        return -0.6 if neg.IDLE_THINGS.search(thing) else 0.0
    if neg.WITNESS.search(told):
        return 0.3
    predicate = groups.get("predicate") or ""
    verb = " ".join([*predicate.split(), *(groups.get("value") or "").split()[: 1 if predicate.endswith(("much", "even", "quite", "always", "usually", "yet")) else 0]])
    if neg.IDLE_VERBS.search(told if clause.form.name == "denial added" else verb):
        return -0.6
    if _IT.match(groups.get("subject") or "") and clause.form.name == "denial of event" and "happen" not in told:
        return -0.6
    if clause.form.name == "denial of state" and re.match(r"(?:I|[Ww]e) .*(?:mak|try|go|look|ask|expect|say|complain|do|get|hav)ing\b", told):
        return -0.6
    if "anything" in told[-12:]:
        return -0.6
    if neg.IDLE_OBJECTS.search(told):
        return -0.6
    if clause.form.name == "denial of state" and re.match(r"(?:is|are)", predicate):
        return -0.6
    if re.match(r"(?:is|are)", predicate) and clause.form.name != "denial added" and "no " not in told:
        return -0.25
    if neg.SOFT_VERBS.search(predicate):
        return -0.3 if clause.form.name == "denial of anybody" or re.match(r"(?:I|[Ww]e|[Tt]hey)\b", told) else -0.1
    return 0.2 if neg.STRONG_STATE.search(told) else 0.1


def _set_right(cues: Cues, number: int, s: Statement, clause: Clause) -> bool:
    """Say whether what was so is told right behind the clause."""
    if neg.SETS_RIGHT.search(s.words, clause.end):
        return True
    following = cues.statements[number + 1] if number + 1 < len(cues.statements) else None
    return following is not None and following.paragraph == s.paragraph and bool(neg.OPENS_RIGHT.match(following.words))


def _echoed(cues: Cues, number: int, clause: Clause) -> float:
    """Return what it adds that the thing denied was named shortly before, more where the film was said to show it."""
    groups = clause.match.groupdict()
    words = " ".join(filter(None, (groups.get("subject") if clause.form.name in ("denial of existence", "denial of anybody") else "", groups.get("predicate"), groups.get("value"))))
    least = 3 if clause.form.name == "denial of existence" else 4
    stems = {word.casefold()[:5] for word in re.findall(rf"[a-z]{{{least},}}", words)} - _COMMON
    found = [each for each in cues.before(number, 4) if any(re.search(rf"\b{stem}", each.words.casefold()) for stem in stems)]
    return 0.5 if any(each.film or each.raw.rstrip("”\"’ ").endswith("?") for each in found) else 0.3 if found else 0.0


_COMMON = {"never", "the", "and", "any", "not", "was", "his", "her", "had", "did", "who", "for", "all", "but", "one", "out", "have", "with", "that", "from", "were", "been", "they", "them", "this", "what", "about", "into", "ever", "once", "actua", "reall", "after", "again", "other", "more", "film", "movie", "pictu", "said", "most", "some", "time", "years", "very"}


def _draft(text: Text, s: Statement, clause: Clause, confidence: float) -> Draft:
    groups = clause.match.groupdict()
    at = s.span.start

    def words(group: str) -> str:
        start, end = clause.match.span(group) if groups.get(group) else (0, 0)
        return text.slice(Span(at + start, at + min(end, max(start, clause.end)))) if end else ""

    span = Span(at + clause.start, at + clause.end)
    subject = _who(text, at, clause) or words("subject") or "it"
    if subject.casefold() in ("i", "my"):
        subject = next((name for quoted, name in _speakers(text) if quoted.holds(span)), subject)
    predicate = re.sub(r"\b(?:never|not|ever|actually|really)\b|n['’]t\b", "", words("predicate")).strip() or clause.form.predicate
    world = "story" if s.story and not s.film else "life"
    fields = (("predicate", " ".join(predicate.split())),)
    return Draft("denial", subject, words("value").strip(), span, world, confidence, clause.form.name, fields=fields)


@lru_cache(maxsize=2)
def _speakers(text: Text) -> tuple[tuple[Span, str], ...]:
    """Return the quotations of a text, each with its speaker where one is named."""
    return tuple((draft.span, draft.subject) for draft in quotation.find(text) if draft.subject)


def _who(text: Text, at: int, clause: Clause) -> str:
    """Return the name of whoever the clause's subject means, "" if nobody."""
    if not clause.match.groupdict().get("subject"):
        return ""
    start = clause.match.start("subject")
    shown = clause.match["subject"].strip()
    last = re.search(r"(?:(?:[Hh]is|[Hh]er|\ue000+['’]s) \w+|\b[Hh]e|\b[Ss]he|\ue000+)$", shown)
    return text.name_at(Span(at + start + last.start(), at + start + last.end())) if last else ""

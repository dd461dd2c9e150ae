"""Whom "he" and "she" mean, by what the sentence is about.

A pronoun follows the one that opens its sentence, else the subject of its sentence, else the nearest pronoun of its sex
before it; without any, the sentence before decides in the same way. "Him" is never the subject of its own clause, and a
pronoun inside marks is never the person who says the words. `People.pronoun` is asked only where all this fails.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import Being, sex_of_pronoun
from biopic.reading.described import described
from biopic.reading.layout import matter_of
from biopic.reading.persons import is_playing
from biopic.reading.quotes import Quoted

if TYPE_CHECKING:
    from biopic.reading.text import Text

_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_OPENS = re.compile(
    r"[\"“‘'(—–\s]*(?:(?:And|But|Then|So|Yet|Now|For|Still|Later|Soon|At (?:first|last|home|school|\w+)|In (?:\ue001+|\w+)|By (?:\ue001+|then)|On \ue001+|There|Here|That \w+|Did|Was|Is|Had|Has|Does|Could|Would|(?:Nor|Neither|Never|Not only|Only then|Rarely|Seldom|Little)\s(?:did|was|is|had|has|does|would|could)|What (?:did|was|does|had)|How did|Why did|Why was),?\s)?$"
)
_SAYS = re.compile(
    r"(?:,?\s(?:(?!is\b|was\b|were\b|been\b|being\b)\w+\s)?(?:says|said|asks|asked|adds|added|sighs|sighed|laughs|laughed|tells|told|recalls|recalled|explains|explained|thinks|thought|agrees|remembers|replies|replied|snorts|snaps|grins|smiles|whispers|whispered|puts in|points out|answers|answered|shrugs|nods|goes on|continues|continued|writes|wrote|insists|admits|admitted)\b)|\s?:"
)
_SAID_BY = re.compile(
    r"\b(?:says|said|asks|asked|adds|added|sighs|laughs|recalls|explains|according to|snaps|snorts|grins|whispers|agrees)\s$"
)
_CLAUSE = re.compile(r"[,;:—–]\s|\b(?:and|but|that|when|while|because|until|before|after|if|who|whom)\s")
_LEADING = re.compile(
    r"[\"“‘'(\s]{0,3}(?:When|While|After|As|Because|Before|If|Since|Although|Though|Once|Until|Unlike|With|Without)\s[^,;.\n]{3,120},\s"
)
"""A clause before the main one."""
_OBJECT = re.compile(
    r"(?:him|her)(?=\s?[.,;:!?)—]|\s(?:to|with|as|in|on|at|by|and|that|who|when|from|into|for|back|off|up|out|down|away|a|an|the|only|until|till|six|two|three|less|no|is|was|home)\b|\s[a-z]+ly\b|$)",
    re.IGNORECASE,
)

_HANGS = re.compile(
    r"\b(?:with|for|to|from|at|in|on|about|like|than|against|after|under|beside|behind|alongside|without|between|among|around|near|over|towards?)\s(?:the\s(?:[a-z]+\s)?)?$"
)
"""A preposition before a name, which is then no subject."""
_BY = re.compile(r"\b(?P<made>(?:[Dd]irected|[Ww]ritten|[Pp]roduced) )?by\s(?:the\s(?:[a-z]+\s)?)?$")
_ROUND = re.compile(r"\b(?:before|than|like|around|behind|beside|about|after)\s$")
"""What stands before an object that is the subject of its own sentence: "more than anybody before her"."""

_WINS = re.compile(
    r"\s(?:(?:also|later|again|then|never|finally)\s)?(?:won|wins|earn(?:s|ed)|receiv(?:es|ed)|took home|picked up|was (?:nominated|up for)|is nominated|got an?|shared|lost to|accepted)\b"
)
"""What is told of performers behind a pronoun, not of whom they play."""

REACH = 800
"""How many characters of a sentence are searched, lest a text without stops take the square of its length."""


_MOST_SAID = 12
"""How many sentences inside marks are passed over at most."""


@dataclass(frozen=True)
class _Asked:
    """What a pronoun may mean: beings of its sex, none who is `shut` out; whether it is an object, and of one who wins prizes."""

    sex: str
    shut: frozenset[int]
    is_object: bool = False
    wins: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of all pronouns of the sex."""
        return _HE if self.sex == "m" else _SHE

    def again(self) -> _Asked:
        """Return the same for a sentence before, of which it is no object."""
        return replace(self, is_object=False)


def refer(text: Text, offset: int, word: str, depth: int = 8) -> Being | None:
    """Return whom the pronoun `word` at `offset` means, None if there is nobody; what was once worked out is kept."""
    key = offset, word, text.knows_kin
    known = text.referred.get(key)
    if known is None or known[0] < depth:
        known = text.referred[key] = depth, _refer(text, offset, word, depth)
    return known[1]


def _refer(text: Text, offset: int, word: str, depth: int) -> Being | None:
    sex = sex_of_pronoun(word)
    asked = _Asked(
        sex,
        _speakers(text, offset),
        is_object=bool(_OBJECT.match(text.text, offset, offset + 20)),
        wins=bool(_WINS.match(text.text, offset + len(word))),
    )
    sentence = text.sentence_at(offset)
    found = _within(text, Span(max(sentence.start, offset - REACH), offset), asked, depth)
    if not found and (relative := described(text, Span(sentence.start, offset), sex, refer)):
        return relative.being
    speech = quote_at(text, offset)
    quoted = speech if text.worlds.general == "life" else None
    passes, passed = not speech and offset == sentence.start and word.casefold() in ("he", "she"), False
    for _ in range(2):
        if found or passed or sentence.start == 0 or _headed(text, sentence):
            break
        if quoted and sentence.start <= quoted.outside.start + 1:
            run = _run_before(text, quoted)
            found = (run and _within(text, run, asked.again(), 0)) or spoken_of(text, sex, asked.shut)
            break
        before = text.sentence_at(sentence.start - 1)
        sentence = _told_before(text, sentence) if passes else before
        passed = sentence != before
        if relative := described(text, sentence, sex, refer):
            return relative.being
        found = _centre(text, sentence, asked, depth) or _within(
            text, Span(max(sentence.start, sentence.end - REACH), sentence.end), asked.again(), depth
        )
    return found or _topic(text, sentence, sex) or _main(text, sex) or text.people.pronoun(offset, word)


def _told_before(text: Text, sentence: Span) -> Span:
    """Return the sentence before, what is said inside marks passed over: who opens a sentence behind it is seldom of whom it speaks."""
    for _ in range(_MOST_SAID):
        sentence = text.sentence_at(sentence.start - 1)
        run = quote_at(text, sentence.start + 1)
        if run is None or run.outside.end < sentence.end or not sentence.start:
            break
    return sentence


def _centre(text: Text, sentence: Span, asked: _Asked, depth: int) -> Being | None:
    """Return of whom a sentence before goes on to speak: "Captain Orr sends him home. He ..." is about him, not about Orr.

    So it is only if that one is named far oftener in the text than who else is named in the sentence.
    """
    start = max(sentence.start, sentence.end - REACH)
    said = [
        m
        for m in asked.pattern.finditer(text.text, start, sentence.end)
        if _OBJECT.match(text.text, m.start()) and not _ROUND.search(text.text, max(start, m.start() - 10), m.start())
    ]
    named = _beings(text, Span(start, sentence.end), asked)[0] if said and depth else []
    if asked.wins or not named or quote_at(text, said[0].start()):
        return None
    being = refer(text, said[0].start(), said[0].group(), depth - 1)
    often = all(being and 3 * len(each.mentions) < len(being.mentions) for each in named)
    return being if often and being and being.number not in asked.shut else None


def _main(text: Text, sex: str) -> Being | None:
    """Return who of that sex the text is about: one whom the film's title names, else the one named most."""
    fitting = [b for b in text.people.beings if b.sex == sex and not matter_of(b.name)]
    titled = {word.removesuffix("'s").removesuffix("’s") for word in text.film.split()}
    return max(
        fitting, key=lambda b: (bool(titled.intersection(b.name.split())), len(b.mentions), -b.number), default=None
    )


def quote_at(text: Text, offset: int) -> Quoted | None:
    """Return the innermost quoted run that holds `offset`."""
    at = bisect_right(text.quoted, offset, key=lambda q: q.outside.start)
    return next(
        (q for q in reversed(text.quoted[max(0, at - 8) : at]) if q.outside.start < offset < q.outside.end), None
    )


def voices(text: Text) -> frozenset[int]:
    """Return the numbers of all whom the text lets speak: named right beside a verb of speech, outside marks."""
    known = text.__dict__.get("_voices")
    if known is None:
        known = frozenset(
            being.number
            for name in text.names
            if (being := text.people.of(name))
            and (
                _SAYS.match(text.text, name.span.end)
                or _SAID_BY.search(text.text, max(0, name.whole.start - 14), name.whole.start)
            )
            and quote_at(text, name.span.start) is None
        )
        text.__dict__["_voices"] = known
    return known


def spoken_of(text: Text, sex: str, shut: frozenset[int]) -> Being | None:
    """Return of whom the witnesses of a text speak when they say "he" or "she": the one named most who says nothing himself."""
    mute = [
        b
        for b in text.people.beings
        if b.sex == sex and b.number not in shut and b.number not in voices(text) and len(b.mentions) > 1
    ]
    titled = {word.removesuffix("'s").removesuffix("’s") for word in text.film.split()}
    return max(
        mute, key=lambda b: (bool(titled.intersection(b.name.split())), len(b.mentions), -b.number), default=None
    )


def _run_before(text: Text, quoted: Quoted) -> Span | None:
    """Return the words of the quoted run before one, if they stand in its paragraph: one speech, broken by "she said"."""
    at = bisect_left(text.quoted, quoted.outside.start, key=lambda q: q.outside.start) - 1
    start = text.layout.paragraph_at(quoted.outside.start).start
    return text.quoted[at].inside if at >= 0 and text.quoted[at].outside.start >= start else None


def _headed(text: Text, sentence: Span) -> bool:
    """Say whether a heading stands right over the paragraph that opens with `sentence`."""
    line = next(iter(text.layout.lines_in(Span(sentence.start, sentence.start + 1))), None)
    return line is not None and line.number > 0 and text.layout.is_heading(text.layout.lines[line.number - 1])


def _topic(text: Text, sentence: Span, sex: str) -> Being | None:
    """Return who of that sex is named in the heading over `sentence`, as in a list of characters."""
    line = next(iter(text.layout.lines_in(Span(sentence.start, sentence.start + 1))), None)
    if line is None or line.number == 0 or (line.gap and not _headed(text, sentence)):
        return None
    being = text.people.inside(text.layout.lines[line.number - 1].span)
    return being if being and being.sex in (sex, "") and len(text.layout.lines[line.number - 1].text) < 80 else None


def _within(text: Text, span: Span, asked: _Asked, depth: int) -> Being | None:
    """Return whom a pronoun behind or at the end of `span` means, by the words of `span`."""
    earlier = list(asked.pattern.finditer(text.text, span.start, span.end))
    first = earlier[0].group().casefold() if earlier else ""
    opened = earlier and _OPENS.fullmatch(text.masked, span.start, earlier[0].start())
    if opened and depth and not (asked.is_object and first in ("he", "she")):
        return refer(text, earlier[0].start(), earlier[0].group(), depth - 1)
    subjects, others = _beings(text, span, asked)
    if asked.is_object:
        own = _own_subject(text, span, subjects)
        subjects, others = [], [being for being in [*others, *subjects] if being is not own]
    sure = next((being for being in [*subjects, *others] if being.sex == asked.sex), None)
    if sure and not (earlier and sure not in subjects):
        return sure
    if earlier and depth and not (asked.is_object and earlier[-1].group().casefold() in ("he", "she", "his")):
        return refer(text, earlier[-1].start(), earlier[-1].group(), depth - 1)
    return sure


def _own_subject(text: Text, span: Span, subjects: list[Being]) -> Being | None:
    """Return the subject of the clause that ends with `span`, whom "him" cannot mean: the first one named in it, else in the sentence."""
    clause = max((match.end() for match in _CLAUSE.finditer(text.masked, span.start, span.end)), default=span.start)
    inside = next((being for name in text.names_in(Span(clause, span.end)) if (being := text.people.of(name))), None)
    return inside or next(iter(subjects), None)


def _beings(text: Text, span: Span, asked: _Asked) -> tuple[list[Being], list[Being]]:
    """Return those named in `span` who may be meant: first those that may be its subject, then possessors."""
    subjects: list[Being] = []
    others: list[Being] = []
    leading: list[Being] = []
    agents: list[Being] = []
    last: Being | None = None
    led = _LEADING.match(text.masked, span.start, span.end)
    for name in text.names_in(span):
        being = last = text.people.of(name)
        if (
            being is None
            or being.number in asked.shut
            or being.sex not in ("", asked.sex)
            or matter_of(being.name)
            or text.text[max(0, name.whole.start - 1)] in "(["
        ):
            continue
        owns = text.text[name.span.end : name.span.end + 2] in ("'s", "’s")
        before = text.text[max(0, name.whole.start - 24) : name.whole.start]
        if re.search(
            r"\b(?:as|of|[Bb]ased (?:up)?on|modell?ed (?:up)?on|drawn from)\s(?:the\s(?:[a-z]+\s)?)?$", before
        ):
            continue
        hangs = _HANGS.search(before)
        if by := _BY.search(before):
            agents.extend([being] if by["made"] else [])
            continue
        group = others if owns or hangs or (is_playing(text.text, name) and not asked.wins) else subjects
        if group is subjects and led and name.span.start < led.end():
            group = leading
        if being not in group:
            group.append(being)
    if agents and agents[-1] is last:
        others = [*others, agents[-1]]
    return [*subjects, *(being for being in leading if being not in subjects)], others


def _speakers(text: Text, offset: int) -> frozenset[int]:
    """Return the numbers of those who say the words at `offset`, if it stands inside marks."""
    quoted = quote_at(text, offset)
    if quoted is None:
        return frozenset()
    found = set()
    paragraph = text.layout.paragraph_at(offset)
    low = paragraph.start if quoted.outside.start > paragraph.start + 2 else max(0, paragraph.start - 90)
    low = max(low, quoted.outside.start - 5 * REACH)
    for name in text.names_in(Span(low, min(paragraph.end, quoted.outside.end + 60))):
        inside = quote_at(text, name.span.start) is not None
        speaks = _SAYS.match(text.text, name.span.end) or _SAID_BY.search(
            text.text, max(0, name.whole.start - 14), name.whole.start
        )
        being = text.people.of(name)
        if being and speaks and not inside:
            found.add(being.number)
    return frozenset(found)

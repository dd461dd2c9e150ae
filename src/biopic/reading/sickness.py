"""Who has which illness, injury or disability: "suffers from gout", "born deaf", "a blind girl named Ada", "his stammer".

An ailment counts where the words before it, or behind it, say that one person has it; who that is, the subject tells,
the object ("left her blind"), the possessor, or the name beside it. What is wrong with a part of the body is in `bodies`.
`conditions` is the one door: it reads a text once; forecasts are of those whom it finds sick.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from biopic.documents import Span
from biopic.reading.ailments import Ailment, ailments
from biopic.reading.bodies import damaged_parts, hurts, sick_in_sentence
from biopic.reading.clauses import person_at, stretch_at, subject_of
from biopic.reading.drafts import Draft
from biopic.reading.patterns import BRACKET, N
from biopic.reading.presenting import alone, found_in_body, presented
from biopic.reading.sources import entry_at
from biopic.reading.suffering import (
    AFTER_VERB,
    ALONG,
    APART,
    CROWD,
    DEATH,
    DIES_OF,
    DOCTORS,
    HAD_BY,
    IDIOM,
    IS_A,
    KIND,
    LEAVES,
    LEFT,
    LEFT_SO,
    NAME_BEHIND,
    OPENS_ENTRY,
    POSSESSED,
    RELATIVE,
    SOFT,
    STATE,
    SUFFERS,
    TWO,
    VERB,
    WHO_WITH,
    WHOM_IT,
    WITH,
    is_nobodys,
)
from biopic.reading.text import Text
from biopic.reading.words import FEMALE_WORDS, MALE_WORDS

NOUNS = ("noun", "part")
"""The sorts of ailments that somebody has; those of other sorts he is."""

_DEFINES = re.compile(r",\s(?:an?|the)\s[^,]*\b(?:disease|disorder|condition|illness|syndrome)\b[^,]*")
"""What an ailment is told to be, right behind its name: none of its own."""
_ENDS = re.compile(r"\s?[.;!?)—–]|\s(?:and|in|from|since|for|with|but)\b")
_SOMEBODY = re.compile(
    r"[^,.;:\n]{0,30}?\b(?:child|boy|girl|man|woman|teenager|youth|baby|kid|student|teen|orphan|pupil|patient)\b"
)


@lru_cache(maxsize=2)
def conditions(text: Text) -> tuple[Draft, ...]:
    """Return a draft for each statement that somebody has an ailment."""
    return tuple(_find(text))


def _find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that somebody has an ailment; a bare possessive states it once a section."""
    seen: set[tuple[str, str, int]] = set()
    last: tuple[int, Draft] | None = None
    taken: list[Span] = []
    subjects: dict[str, set[str]] = {}
    nameless: list[Ailment] = []
    for ailment in _ailments(text):
        draft = None if _is_idle(text, ailment) else _and_so(text, ailment, last) or _framed(text, ailment, last)
        if draft is None:
            nameless += [ailment] if _is_somebody(text, ailment) else []
            continue
        subjects.setdefault(_head(ailment), set()).add(draft.subject)
        key = (draft.subject, _head(ailment), text.section_at(ailment.start).span.start)
        if draft.reader != "condition possessed" or key not in seen:
            yield draft
            yield from _of_the_other(text, draft)
        seen.add(key)
        last = ailment.end, draft
        taken.append(Span(ailment.start, ailment.end))
    yield from _hurts(text, taken)
    yield from _same_as(text, nameless, subjects)


def _of_the_other(text: Text, draft: Draft) -> Iterator[Draft]:
    """Yield the same of the other of two who are the verb's subject: "Ada and Ben both suffered from gout"."""
    told = draft.reader == "condition told"
    low = max(text.sentence_at(draft.span.start).start, draft.span.start - 160)
    two = TWO.search(text.masked[low : draft.span.start]) if told else None
    spans = [Span(low + two.start(group), low + two.end(group)) for group in ("one", "two")] if two else []
    for name in [person_at(text, span) for span in spans]:
        if name and name != draft.subject:
            yield replace(draft, subject=name)


def _is_somebody(text: Text, ailment: Ailment) -> bool:
    """Say whether an ailment is that of somebody without a name: "A deaf child"."""
    before = text.text[max(0, ailment.start - 40) : ailment.start]
    return (
        ailment.sort == "state"
        and bool(re.search(r"\b(?:an?|the|this|of an?)\s(?:[a-z-]+,?\s(?:and\s)?){0,2}$", before, re.IGNORECASE))
        and bool(_SOMEBODY.match(text.text, ailment.end, ailment.end + 50))
    )


def _same_as(text: Text, nameless: list[Ailment], subjects: dict[str, set[str]]) -> Iterator[Draft]:
    """Yield "a deaf child" of the one person whom the story's text elsewhere calls deaf, once a sentence."""
    last = Span(-1, -1)
    for ailment in nameless:
        fitting = subjects.get(_head(ailment), set())
        sentence = text.sentence_at(ailment.start)
        if len(fitting) == 1 and text.world_at(ailment.start) == "story" and sentence != last:
            last, span = sentence, Span(ailment.start, ailment.end)
            yield Draft("condition", next(iter(fitting)), ailment.name, span, "story", 0.5, "condition of somebody")


def _ailments(text: Text) -> list[Ailment]:
    """Return all that somebody may have, damaged parts of the body included, first to last."""
    named = ailments(text.text)
    spans = [Span(each.start, each.end) for each in named]
    parts = [
        part
        for part in damaged_parts(text)
        if not any(span.overlaps(Span(part.start, part.end)) for span in _near(spans, part.start))
    ]
    return sorted([*named, *parts], key=lambda ailment: ailment.start)


def _near(spans: list[Span], at: int) -> list[Span]:
    place = bisect_left(spans, at, key=lambda span: span.start)
    return spans[max(0, place - 1) : place + 2]


def _hurts(text: Text, taken: list[Span]) -> Iterator[Draft]:
    starts = {span.start for span in taken}
    for subject, value, span, confidence in hurts(text):
        if starts.isdisjoint(range(span.start, span.end)):
            yield Draft(
                "condition", subject, value, span, text.world_at(span.start), confidence, "condition of the body"
            )


def _is_idle(text: Text, ailment: Ailment) -> bool:
    """Say whether an ailment is only a turn of phrase, of a crowd, denied or foretold."""
    head = text.text[ailment.end - len(_head(ailment)) : ailment.end + 25]
    alone = ailment.vague and ailment.name.islower() and len(ailment.name.split()) < 2
    if alone and DIES_OF.search(text.text, max(0, ailment.start - 110), ailment.start):
        return False
    return alone or bool(IDIOM.match(head)) or is_nobodys(text, ailment.start, ailment.end)


def _head(ailment: Ailment) -> str:
    return ailment.name.split()[-1] if " in " not in ailment.name else ailment.name


def _framed(text: Text, ailment: Ailment, last: tuple[int, Draft] | None) -> Draft | None:
    """Return the draft of the first frame that holds the ailment."""
    low = max(stretch_at(text, ailment.start).start, ailment.start - 130)
    left = text.masked[low : ailment.start]
    found = next((frame for frame in _frames(text, ailment, last, left, low) if frame and frame[0]), None)
    if found is None:
        return None
    subject, span, confidence, reader = found
    return Draft("condition", subject, ailment.name, span, text.world_at(span.start), confidence, reader)


_Found = tuple[str, Span, float, str]


def _frames(
    text: Text, ailment: Ailment, last: tuple[int, Draft] | None, left: str, low: int
) -> Iterator[_Found | None]:
    """Yield what each frame says of an ailment, the surest first."""
    yield presented(text, ailment, left)
    yield _of_relation(text, ailment, left, low)
    for read in (_caused, _told, _beside):
        yield read(text, ailment, left, low)
    yield _acting(text, ailment)
    yield _along(text, ailment, left, low)
    yield found_in_body(text, ailment) if ailment.sort in NOUNS else None
    yield alone(text, ailment, last)
    yield _the_part(text, ailment)


def _caused(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "left her blind", "diagnosed Ada with gout", "Ada, whom a fever left deaf" (the fever, too)."""
    match = LEFT.search(left) or LEFT_SO.search(left)
    if not match and ailment.sort in NOUNS and LEAVES.match(text.masked, ailment.end, ailment.end + 80):
        match = WHOM_IT.search(left)
    if not match:
        return None
    whom = Span(low + match.start("whom"), low + match.end("whom"))
    return (person_at(text, whom), Span(low + match.start(), ailment.end), 0.85, "condition caused")


def _of_relation(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "the death of his sister Ida, from pneumonia" and "the stammer that she had"."""
    if ailment.sort not in NOUNS:
        return None
    if dead := DEATH.search(left):
        group = "whose" if dead["whose"] else "whom"
        whom = Span(low + dead.start(group), low + dead.end(group))
        end = whom.end - len(re.search(r"(?:['’]s?)?$", dead[group])[0])  # type: ignore[index]
        return person_at(text, Span(whom.start, end)), Span(low + dead.start(), ailment.end), 0.8, "condition of death"
    had = None if ailment.vague else HAD_BY.match(text.masked, ailment.end, ailment.end + 80)
    if had is None:
        return None
    return person_at(text, Span(*had.span("whom"))), Span(ailment.start, had.end()), 0.75, "condition had"


def _told(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "Ada suffers from gout", "he was born deaf"."""
    pattern = STATE if ailment.sort in ("state", "bearer") else VERB
    match = pattern.search(left) or (VERB.search(left) if pattern is STATE else None)
    if not match or (re.match(r"it ", match["verb"], re.IGNORECASE) and re.search(r"\b(?:his|her)\s", match.group())):
        return None
    start = low + match.start("verb")
    start += len(match["verb"]) - len(match["verb"].lstrip(" ,"))
    subject = _patient(text, start + 3 * match["verb"].startswith(("'s", "’s")), match["verb"])
    confidence = 0.9 if re.search(r"from|with|born|of|deaf|is|was", match["verb"]) else 0.75
    return subject, Span(start, ailment.end), confidence, "condition told"


def _patient(text: Text, start: int, verb: str) -> str:
    """Return who has what the verb at `start` says; where doctors are its subject, the person spoken of before."""
    before = text.masked[max(0, start - 40) : start]
    if said := re.match(r"(?:his|her)\b", verb, re.IGNORECASE) or re.search(r"\b(?:he|she)\b", verb):
        return person_at(text, Span(start + said.start(), start + said.end()))
    if re.match(r"[Ii]t|the|cause|doctors", verb, re.IGNORECASE):
        sentence = stretch_at(text, start)
        being = next(iter(text.people.before(start)), text.people.inside(sentence))
        return being.name if being else ""
    if (DOCTORS.search(before) or verb.startswith("diagnosis")) and re.search("diagnos|called|caus|the|it", verb):
        sentence = stretch_at(text, start)
        near = text.people.before(start)
        if later := re.search(r"\b(?:his|her|him|he|she)\b", text.text[start + len(verb) : sentence.end]):
            return person_at(text, Span(start + len(verb) + later.start(), start + len(verb) + later.end()))
        inside = text.people.inside(Span(sentence.start, start))
        return inside.name if inside else near[0].name if near else ""
    return subject_of(text, start)[0]


def _beside(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "his stammer", "Ada, deaf since birth", "a blind girl named Ada", "the boy with rickets"."""
    if ailment.sort in NOUNS:
        if match := WITH.search(left) or WHO_WITH.search(left):
            return (
                person_at(text, Span(low + match.start("whom"), low + match.end("whom"))),
                Span(low + match.start(), ailment.end),
                0.85,
                "condition with",
            )
        if match := KIND.search(left):
            return (
                _named_before(text, left, low, match.start(), ailment),
                Span(low + match.start(), ailment.end),
                0.8,
                "condition with",
            )
        if (match := POSSESSED.search(left)) and not ailment.vague and not SOFT.search(ailment.name):
            return (_owner(text, match, low), Span(low + match.start(), ailment.end), 0.6, "condition possessed")
        return None
    if match := APART.search(left) or (AFTER_VERB.search(left) if _ENDS.match(text.text, ailment.end) else None):
        return (
            person_at(text, Span(low + match.start("whom"), low + match.end("whom"))),
            Span(low + match.start(), ailment.end),
            0.85,
            "condition beside a name",
        )
    return _attributive(text, ailment, left, low)


def _owner(text: Text, match: re.Match[str], low: int) -> str:
    if match["whom"] == "whose":
        return subject_of(text, low + match.start())[0]
    whom = re.sub(r"['’]s?$", "", match["whom"])
    return person_at(text, Span(low + match.start("whom"), low + match.start("whom") + len(whom)))


def _named_before(text: Text, left: str, low: int, at: int, ailment: Ailment) -> str:
    """Return who "a boy with rickets" is: the name before ("Jonah is a boy with"), or the one that is given to him."""
    if match := re.search(
        rf"(?P<whom>{N}){BRACKET}(?:,|\s[–—-]|—|,?\s(?:is|was|becomes))\s?(?:an?\s[^,.;]{{0,40}}\s)?$", left[:at]
    ):
        return person_at(text, Span(low + match.start("whom"), low + match.end("whom")))
    if match := re.match(rf"\s(?:named|called)\s(?P<whom>{N})", text.masked[ailment.end : ailment.end + 60]):
        return person_at(text, Span(ailment.end + match.start("whom"), ailment.end + match.end("whom")))
    if left[at : at + 2].casefold() not in ("a ", "an"):
        main = text.people.main()
        return main.name if main else ""
    if re.search(r"\b(?:is|was|as)\s$", left[:at]):
        return subject_of(text, low + at)[0]
    sentence = stretch_at(text, low + at)
    if text.world_at(low) != "story" or text.people.inside(sentence):
        return ""
    noun = re.findall(r"[a-z]+", left[at:].partition(" with ")[0])[-1:]
    main = text.people.main("m" if noun[0] in MALE_WORDS else "f" if noun[0] in FEMALE_WORDS else "") if noun else None
    return main.name if main else ""


def _attributive(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "Ada is a blind girl", "a blind girl named Ada", "the deaf Ada Moss", "her deaf sister, Ada"."""
    if match := IS_A.search(left):
        return (
            person_at(text, Span(low + match.start("whom"), low + match.end("whom"))),
            Span(low + match.start(), ailment.end),
            0.85,
            "condition attributed",
        )
    if OPENS_ENTRY.fullmatch(left) and (name := entry_at(text, ailment.start)):
        return name, Span(ailment.start, ailment.end), 0.7, "condition of a character"
    if entry := text.whom.apposed(ailment.start):
        return entry.name, Span(ailment.start, ailment.end), 0.7, "condition of a character"
    lead = re.search(
        rf"(?P<det>\b(?:[Aa]n?|[Tt]he|[Tt]his|[Hh]is|[Hh]er)|{N}['’]s)\s(?:[a-z][\w'’-]*,?\s){{0,3}}?$", left
    )
    relative = RELATIVE.match(text.text, ailment.end)
    if lead and relative and not lead["det"].casefold().startswith(("a", "th")):
        whole = Span(low + lead.start(), relative.end())
        return person_at(text, whole), whole, 0.75, "condition of a relative"
    begins = (not left.strip() or lead) and not re.search(r"\b(?:for|of|among|to|by) the $", left)
    behind = NAME_BEHIND.match(text.masked, ailment.end, ailment.end + 70) if begins else None
    if not behind or not re.fullmatch(
        r"(?:\s[a-z][\w'’-]*){1,5}?(?:,?\s(?:named|called)\s|,\s|\s)|\s",
        text.masked[ailment.end : behind.start("whom")],
    ):
        return None
    if re.search(
        r"\b(?:in|of|at|from|by|for|to|with|and|who|when|was|is)\b", text.masked[ailment.end : behind.start("whom")]
    ):
        return None
    return (
        person_at(text, Span(*behind.span("whom"))),
        Span(ailment.start, behind.end()),
        0.8,
        "condition before a name",
    )


def _acting(text: Text, ailment: Ailment) -> _Found | None:
    """Read "polio left her", "tumours have overgrown his body": whom the ailment strikes."""
    if ailment.sort not in NOUNS:
        return None
    match = SUFFERS.match(text.masked, ailment.end, ailment.end + 90)
    if not match:
        return None
    return (person_at(text, Span(*match.span("whom"))), Span(ailment.start, match.end()), 0.75, "condition strikes")


def _along(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "came home from the war with shell shock": what the subject of a clause goes about with, unless a crowd has it."""
    match = ALONG.search(left) if ailment.sort in NOUNS else None
    if not match or CROWD.search(left[: match.start()]):
        return None
    subject = subject_of(text, low + match.start())[0]
    return subject, Span(low + match.start() + 1, ailment.end), 0.65, "condition along"


def _the_part(text: Text, ailment: Ailment) -> _Found | None:
    """Read "the withered arm" of whoever is spoken of."""
    if ailment.sort != "part" or text.text[max(0, ailment.start - 5) : ailment.start].casefold().strip() != "the":
        return None
    subject = sick_in_sentence(text, ailment.start)
    return (subject, Span(ailment.start - 4, ailment.end), 0.55, "condition of the body") if subject else None


def _and_so(text: Text, ailment: Ailment, last: tuple[int, Draft] | None) -> Draft | None:
    """Read the second of two ailments that "and" or a comma joins."""
    if (
        last is None
        or _DEFINES.fullmatch(text.text, last[0], ailment.end)
        or not re.fullmatch(
            r"(?:,|,\s(?:the|an?)\s(?:legacy|result|relic|souvenir)\sof|\sand|,\sand|\sor|\sas well as|\salong with|,?\s(?:brought on|caused) by|,?\s(?:due|owing|thanks) to|,?\s(?:through|because of|from|the (?:result|effect) of|as a result of)|\sto|\sby|,?\sand\swith|\s\((?=[a-z]))\s?(?:an?\s|then\s|later\s|finally\s|his\s|her\s)?",
            text.text[last[0] : ailment.start],
        )
    ):
        return None
    draft = last[1]
    return Draft(
        "condition",
        draft.subject,
        ailment.name,
        Span(ailment.start, ailment.end),
        draft.world,
        draft.confidence - 0.05,
        "condition listed",
    )

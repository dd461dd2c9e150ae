"""Deaths in running text: when and at what age "Ada died", "was killed", "cancer claimed her", "her death", "she lived to be 90".

A word for a death (see `dying` and `losses`) counts with a date or an age beside it; see `details` and `ages`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.lives.ages import (
    NUM,
    age_at_death,
    age_before,
    age_behind,
    age_in_next_sentence,
    age_right_behind,
    years,
)
from biopic.reading.lives.details import (
    DEATH_STOP,
    date_at_last,
    date_before,
    date_in,
    date_of_cause,
    listed,
    people_in_row,
    respective,
    rest_of,
    time_at,
)
from biopic.reading.lives.dying import DOUBT, Death, find_dying, of_subject
from biopic.reading.lives.entries import entry_time
from biopic.reading.lives.facts import aged, dated
from biopic.reading.lives.losses import find_losses
from biopic.reading.lives.naming import name_of
from biopic.reading.lives.near import matches_near
from biopic.reading.lives.subjects import subject_before
from biopic.reading.patterns import WHO, N, T, joined, matches
from biopic.reading.text import Text
from biopic.reading.times import When

_UNTIL = re.compile(
    r"\b(?:lived|lives|lived\son|survived|survives|survived\s(?:him|her|them)|lingered|lasted|held\son|hung\son|clung\son|clung\sto\slife)\s(?:on\s)?(?:until|till)\b|\b(?:[Dd]id\snot|[Dd]idn['’]t)\sdie\suntil\b"
)
_LIVED = re.compile(
    rf"\b(?:lived|lives|living|live|survived)\sto\s(?:be\s|see\s)?(?:the\s(?:[a-z]+\s){{0,3}}age\sof\s|a\sripe\sold\s|reach\s)?(?:just\s|only\s|over\s)?{NUM}(?!\s(?:of|more|other))"
)
_LIST = re.compile(r"\b(?:died|killed|perished|drowned|murdered)\b[^.;:()\n\ue000]{0,50}(?::|,|\s[–—-])\s(?=\ue000)")
_LIVED_ONLY = re.compile(
    rf"\blived\s(?:for\s)?(?:only|just|barely|a\smere)\s{NUM}\syears?\b(?!\s(?:in|at|there|with|on|under|longer|more|after|as)\b)"
)
_BORN = re.compile(r"\bborn\b")
_SINCE = re.compile(rf"\ssince\s(?P<when>{T})")
_BROUGHT = re.compile(rf"(?P<when>{T})\s(?:also\s)?(?:saw|sees|brought|brings|marked|came)\s(?:the\s)?$")
_CAUSED = re.compile(rf"(?P<when>{T})(?:,?\s(?:that|which|finally|later|had|then)){{0,2}}\s$")
_KILLING = re.compile(rf"(?P<when>{T})[^.;\n\ue001]{{0,90}},\s$")
_WENT_WORD = re.compile(r"\b(?:followed|went|joined)\b")
_FROM_TO = re.compile(rf"\blived\s(?:from|between)\s(?P<when>{T})(?!\s(?:in|at|on|with|near)\b)")
_WENT = re.compile(
    rf"(?P<who>{WHO})(?:,\swho\s[^,.;:\n]{{1,60}},)?\s(?:(?:himself|herself|soon|only)\s)?(?:followed(?:\s(?:him|her|them|{N}|his\s[a-z]+|her\s[a-z]+))?(?:\sto the grave)?|went|joined\s(?:him|her))(?=,?\s(?:in\s|on\s|only\s|just\s|barely\s)?{T})"
)
_SO = re.compile(
    rf",?\s(?:and\sso\s(?:was|did|were|is|does)|as\s(?:was|did)|along\swith|together\swith)\s(?P<who>{WHO}|his wife|her husband)"
)


def find_deaths(text: Text) -> Iterator[Draft]:
    """Yield when and at what age somebody dies, for each statement of it."""
    found = sorted((*find_dying(text), *find_losses(text)), key=lambda d: (d.at.start, -d.confidence))
    for death in found:
        yield from _details(text, death)
    for name, when, span in listed(text, _LIST, rf",?\s(?:aged\s[\w-]+,?\s)?(?:in|on)\s(?P<detail>{T})"):
        yield dated(text, "death_date", name, when, span, 0.75, "deaths listed")
    for death in _untils(text):
        yield from _details(text, death)
    yield from _lived(text)
    yield from _lived_from(text)
    yield from _went(text, found)
    for who, age, span in age_at_death(text):
        yield aged(text, who, age, span, 0.85, "age at death")


def _untils(text: Text) -> Iterator[Death]:
    for match in matches(text, _UNTIL):
        subject = subject_before(text, match.start())
        if (
            subject
            and subject.names
            and re.match(
                rf"\s(?:late\s|early\s)?{T}(?!\s(?:in|at|there|with|when|as)\b)",
                text.masked[match.end() : match.end() + 60],
            )
        ):
            yield of_subject(text, subject, Span(*match.span()), 0.7, "lived until")


def _lived(text: Text) -> Iterator[Draft]:
    for match in matches(text, _LIVED_ONLY):
        subject, age = subject_before(text, match.start()), years(match["age"])
        if subject and subject.names and subject.happened and age:
            yield aged(text, subject.names[0], age, Span(match.start(), match.end("age")), 0.75, "lived only")
    for match in matches(text, _LIVED):
        subject = subject_before(text, match.start())
        age = years(match["age"])
        if (
            subject
            and subject.names
            and subject.happened
            and age
            and age > 12
            and not (
                "would" in subject.between and DOUBT.search(text.masked[max(0, subject.start - 90) : subject.start])
            )
        ):
            if match.group().startswith("live ") and "would" not in subject.between and "to" not in subject.between:
                continue
            yield aged(text, subject.names[0], age, Span(match.start(), match.end("age")), 0.8, "lived to")


def _lived_from(text: Text) -> Iterator[Draft]:
    """Read "Ada lived from 1899 to 1931": the years of a whole life, where no place makes them those of a stay."""
    for match in matches(text, _FROM_TO):
        subject, times = subject_before(text, match.start()), text.times_in(Span(*match.span("when")))
        first, _, last = times[0].edtf.partition("/") if times else ("", "", "")
        if subject and subject.names and last.isdigit() and first.isdigit() and int(last) - int(first) > 9:
            for kind, year in (("birth_date", first), ("death_date", last)):
                yield dated(
                    text,
                    kind,
                    subject.names[0],
                    When(times[0].span, year, "year"),
                    Span(*match.span()),
                    0.75,
                    "lived from",
                )


def _went(text: Text, found: list[Death]) -> Iterator[Draft]:
    """Read "Jonah followed two years later" and "Jonah went in 1952" where a death has just been told."""
    starts = sorted(death.at.start for death in found)
    for match in matches_near(text, _WENT_WORD, _WENT, 50, 60):
        grave = "grave" in match.group()
        nearest = bisect_left(starts, match.start()) - 1
        told = nearest >= 0 and match.start() - starts[nearest] < 260
        if not grave and (not told or _BORN.search(text.masked, starts[nearest], match.start())):
            continue
        name = name_of(text, Span(*match.span("who")))
        if name:
            yield from _details(text, Death(Span(*match.span()), (name,), match.start(), "went", 0.7, "followed"))


def _details(text: Text, death: Death) -> Iterator[Draft]:
    """Yield when and at what age, as the words around tell it, and for whom else they tell it."""
    names = [*death.names, *_others(text, death)]
    when, span = _date(text, death)
    if when and span:
        for name, time in respective(text, names, when):
            yield dated(text, "death_date", name, time, joined(span, time.span), death.confidence, death.reader)
        yield from _row(text, death, when)
    if len(death.names) > 1 or death.form == "lost":
        return
    who = death.names[0]
    if (
        behind := age_behind(text, death.at.end, who, kinsman=death.kinsman)
        if death.form != "noun"
        else age_right_behind(text, death.at.end)
    ):
        yield aged(text, who, behind[0], Span(death.at.start, behind[1]), death.confidence - 0.05, death.reader)
    elif before := age_before(text, death.start, death.at.end, who) if death.form != "noun" else None:
        yield aged(text, who, before[0], before[1], death.confidence - 0.1, death.reader)
    if death.form != "noun":
        for name in names:
            if told := age_in_next_sentence(text, death.at.start, name):
                yield aged(text, name, told[0], told[1], death.confidence - 0.05, f"{death.reader}, next sentence")


def on_birthdays(drafts: list[Draft], text: Text) -> Iterator[Draft]:
    """Yield the dates of deaths on a birthday, where the day of birth is told too: "died on her 33rd birthday"."""
    born = {draft.subject: draft.value for draft in drafts if draft.kind == "birth_date" and len(draft.value) == 10}
    told = [draft for draft in drafts if draft.kind == "death_date"]
    for age in (draft for draft in drafts if draft.kind == "age_at_death" and draft.subject in born):
        words = text.slice(age.span)
        known = any(draft.subject == age.subject and draft.span.overlaps(age.span) for draft in told)
        if not known and re.search(r"\b(?:on|(?:morning|evening|night|day) of) (?:his|her) [\w-]+ birthday$", words):
            day = f"{int(born[age.subject][:4]) + int(age.value)}{born[age.subject][4:]}"
            yield dated(
                text, "death_date", age.subject, When(age.span, day, "day", True), age.span, 0.8, "on a birthday"
            )


def _others(text: Text, death: Death) -> list[str]:
    """Return whom "and so was she" adds right behind the word."""
    found = _SO.match(text.masked, death.at.end)
    name = name_of(text, Span(*found.span("who"))) if found else ""
    return [name] if name and name not in death.names else []


def _date(text: Text, death: Death) -> tuple[When | None, Span | None]:
    rest = rest_of(text, death.at.end, DEATH_STOP)
    if death.form == "noun":
        rest = _tight(text, rest)
    when = date_in(text, rest)
    if when is None and death.form != "noun":
        when = date_of_cause(text, death.at.end) or date_at_last(text, death.at.end)
    if (
        when is None
        and (since := _SINCE.match(text.masked, death.at.end))
        and text.text[death.at.end - 4 : death.at.end] == "dead"
    ):
        when = time_at(text, since.start("when"))
    if when:
        return when, Span(death.at.start, when.span.end)
    if death.inner is not None:
        when = time_at(text, death.inner)
    elif death.main:
        when = date_before(text, death.start) or date_before(text, death.start, loose=True)
    elif death.form in ("coordinate", "object"):
        when = date_before(text, death.start) or date_before(text, death.at.start, loose=True) or _of_cause(text, death)
    elif death.form == "noun" and (
        brought := _BROUGHT.search(text.masked[max(0, death.at.start - 40) : death.at.start])
    ):
        when = time_at(text, max(0, death.at.start - 40) + brought.start("when"))
    if when is None and death.main:
        when = _of_scene(text, death)
    if when is None and death.main and (when := entry_time(text, death.at)):
        return when, Span(min(death.at.start, when.span.start), max(death.at.end, when.span.end))
    return when, Span(when.span.start, death.at.end) if when else None


def _of_cause(text: Text, death: Death) -> When | None:
    """Return the time of what killed somebody: "the fire in 1931 that killed her", "came down in 1943, killing him"."""
    low = max(text.sentence_at(death.at.start).start, death.at.start - 140)
    pattern = _KILLING if text.text.startswith("killing", death.at.start) else _CAUSED
    found = pattern.search(text.masked[low : death.at.start])
    return time_at(text, low + found.start("when")) if found else None


def _tight(text: Text, rest: Span) -> Span:
    """Return the words behind a noun for a death as far as nothing but prepositions leads to a time."""
    found = re.compile(
        rf"(?:,?\s(?:from|of|by|at|in|on|during|after|near|aged|following|to|with|came|occurred|late|early)\b[^,.;:\ue001]{{0,60}}?){{0,3}},?\s?(?:(?:in|on|that|came on|late in|early in|later|earlier)\s)?(?:the\s)?\(?{T}"
    ).match(text.masked, rest.start, rest.start + 160)
    return Span(rest.start, found.end()) if found else Span(rest.start, rest.start)


def _of_scene(text: Text, death: Death) -> When | None:
    """Return the day with which the sentence before opens, where the death is told as what happened then: "He was killed"."""
    sentence = text.sentence_at(death.at.start)
    paragraph = text.layout.paragraph_at(sentence.start)
    if death.start - sentence.start > 60 or sentence.end - death.at.end > 60:
        return None
    before = sentence
    for _ in range(3):
        if before.start <= paragraph.start:
            return None
        before = text.sentence_at(before.start - 1)
        if text.times_in(before):
            break
    opened = re.match(
        rf"[\s\"“(*_—–-]{{0,3}}(?:[Oo]n|[Ii]n|[Aa]t|[Ee]arly on|[Ll]ate on)\s(?:the\s)?(?:[a-z]+\s(?:of|on)\s)?(?:[A-Z][a-z]+day,?\s)?(?P<when>{T})",
        text.masked[before.start : before.end],
    )
    when = time_at(text, before.start + opened.start("when")) if opened else None
    crash = re.search(
        r"\b(?:crash\w*|hit|struck|collid\w*|fell|explo\w+|shot|attack\w*|overturn\w*|sank|capsized|fire|collapsed|stroke|swerv\w+|skidd\w+|plung\w+|stabb\w+|derail\w*|wreck\w*|torpedo\w*|bomb\w*)\b",
        text.masked[before.start : before.end],
    )
    return when if when and crash and when.precision == "day" else None


def _row(text: Text, death: Death, when: When) -> Iterator[Draft]:
    if when.span.start > death.at.end and death.form not in ("noun", "object"):
        for who, detail in people_in_row(text, when.span.end, T):
            name, found = name_of(text, who), time_at(text, detail.start)
            if name and found:
                yield dated(
                    text, "death_date", name, found, Span(who.start, detail.end), 0.75, f"{death.reader}, in a row"
                )

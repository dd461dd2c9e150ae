"""What somebody is told to expect of an illness: "gave him six months", "would never walk again", "hasn't long".

A forecast is a verb in the future or a modal ("would not live past thirty") that doctors say, or that is said of living,
dying, walking or getting well; a stretch of time that somebody is given or has left; a life expectancy; a chance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from biopic.documents import Span
from biopic.reading.beings import Being
from biopic.reading.clauses import SOMEONE, person_at, stretch_at, subject_of, two_before
from biopic.reading.concordance import standing
from biopic.reading.drafts import Draft
from biopic.reading.forecasts import (
    BARE,
    CASE,
    DISBELIEF,
    DOCTOR,
    DOUBT,
    EXPECT,
    EXPECTANCY,
    FATAL,
    FORETOLD,
    GIVE,
    GIVES_OUT,
    HARD,
    HAS,
    LUCKY,
    MEDIC,
    MORTAL,
    NEGATED,
    ODDS,
    RECOVERY,
    SPOKEN,
    SPOKEN_BEHIND,
    TERM,
)
from biopic.reading.marks import NAME
from biopic.reading.patterns import BRACKET
from biopic.reading.sickness import conditions
from biopic.reading.text import Text
from biopic.reading.words import FEMALE_WORDS, KIN, MALE_WORDS, word_set

_CUES = word_set(
    "winter winters summer summers live survive die dies dead walk talk speak recover month months week weeks year years day days hours hope "
    "chance chances odds incurable terminal hopeless until till better long last numbered expectancy span life cure "
    "death blind deaf crippled paralysed paralyzed bedridden invalid wheelchair vegetable institution mad sight "
    "hearing see hear read write dance sing play fly ride run stand worse done help reach regain make wake past grow "
    "normal lead care borrowed children child supposed bones lucky heart lungs kidneys kindergarten terminal fatal stop fail recovery fine "
    "work earn hard difficult impossible conceive again"
)
_SPEAKS_OF = re.compile(
    r"\b(?:he|she)\b(?!\s(?:\w+\s)?(?:says|said|asks|asked|told|tells|adds|added|begins|explains|sighs|laughs|replies|replied))",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    rf"[^.“”\"]{{0,40}}\b(?:{MEDIC}|Dr\.?\s[A-Z]\w+|midwife|nurse|hospital)\b[^“”\"]{{0,60}}(?:said|says|told|tells|asked|added|warned|announced|declared|explained)?\b[^.“”\"]{{0,30}}[,:]?\s?$|[^.“”\"]{{0,30}}\b(?:{MEDIC}|Dr\.?\s[A-Z]\w+|midwife|nurse)\b",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    rf"\b(?:{MEDIC}|Dr\b|told|tells|diagnos\w+|prognosis|hospital|(?:his|her|['’]s)\s(?:condition|illness|disease|cancer|tumou?r))",
    re.IGNORECASE,
)
_YOUNG = re.compile(
    r"\b(?P<all>(?:[Tt]hat|[Tt]his|[Tt]heir|[Hh]er|[Hh]is|[Yy]our|[Tt]he|[Oo]ur)\s(?:[a-z-]+\s){0,2}?(?P<noun>son|daughter|child|boy|girl|baby|infant|newborn|kid|lad|little one))\s(?:[a-z]+\s)?$"
)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each forecast of somebody's life or health."""
    for sentence in _sentences(text):
        taken: list[Span] = []
        subject = ""
        for pattern, reader, needs in _FORMS:
            for match in pattern.finditer(text.masked, sentence.start, sentence.end):
                span = _trim(text, Span(*match.span("value")))
                if any(span.overlaps(other) for other in taken) or not _is_forecast(text, match, needs):
                    continue
                several = _several(text, match)
                subject = (subject if subject and _by_pronoun(text, span) else "") or _patient_of(text, match)
                for name in several or [subject]:
                    if name:
                        taken.append(span)
                        yield Draft(
                            "prognosis", name, _shown(text, span), span, text.world_at(span.start), _SURE[needs], reader
                        )


def _sentences(text: Text) -> Iterator[Span]:
    """Yield the sentences that have a word of living, dying, getting well, or of time."""
    last = -1
    for cue in text.concordance.whole(_CUES, as_written=True):
        if cue.start >= last:
            sentence = stretch_at(text, cue.start)
            last = max(sentence.end, cue.end)
            yield Span(sentence.start, min(sentence.end, sentence.start + 3000))


def _several(text: Text, match: re.Match[str]) -> list[str]:
    """Return who "them" and "neither" are, where a forecast is of two."""
    both = _NEITHER.search(text.text, max(0, match.start() - 9), match.start())
    if not both and match.groupdict().get("whom") != "them":
        return []
    return [being.name for being in two_before(text, match.start()) if not _is_doctor(text, being.name)]


def _by_pronoun(text: Text, span: Span) -> bool:
    return bool(re.search(r"\b(?:he|she|him|her)\s?$", text.text[max(0, span.start - 4) : span.start], re.IGNORECASE))


_FORMS: list[tuple[re.Pattern[str], str, str]] = [
    (GIVE, "prognosis given", "doctor"), (EXPECTANCY, "life expectancy", "none"), (ODDS, "prognosis odds", "doctor"), (DOUBT, "prognosis doubted", "doctor"), (FORETOLD, "prognosis foretold", "doctor"), (EXPECT, "prognosis to expect", "doctor"), (HAS, "prognosis time left", "left"),
    (NEGATED, "prognosis denied", "said"), (HARD, "prognosis hard", "said"), (FATAL, "prognosis fatal", "said"), (CASE, "prognosis hopeless", "doctor"), (BARE, "prognosis bare", "doctor"), (RECOVERY, "prognosis of recovery", "said"), (LUCKY, "prognosis lucky", "spoken"), (GIVES_OUT, "prognosis gives out", "spoken"), (TERM, "prognosis term", "doctor"),
]  # fmt: skip
_SURE = {"none": 0.9, "doctor": 0.75, "left": 0.75, "said": 0.85, "spoken": 0.65}


def _is_forecast(text: Text, match: re.Match[str], needs: str) -> bool:
    """Say whether somebody who may know says it, or it stands beside such a forecast."""
    start = match.start("value")
    sentence = stretch_at(text, start)
    before = text.text[sentence.start : start]
    value = match["value"]
    quoted = _says_doctor(text, start)
    doctors = (
        quoted
        or bool(DOCTOR.search(text.text, sentence.start, sentence.end))
        or bool(DOCTOR.search(text.text, max(0, sentence.start - 220), sentence.start))
    )
    behind = SPOKEN_BEHIND.match(text.masked, match.end("value"), match.end("value") + 60)
    spoken = quoted or bool(SPOKEN.search(before) or behind)
    if needs == "none":
        return True
    if needs == "spoken":
        return spoken and doctors
    if needs == "said":
        if MORTAL.search(value):
            return (
                spoken
                or (
                    doctors
                    and bool(
                        re.match(
                            r"(?:was|is|were|would|will|might|may|could|expected|likely|had|not|never|hasn|won|wouldn|unlikely)",
                            value,
                            re.IGNORECASE,
                        )
                    )
                    and not re.match(r"(?:could|can|did|does|never|not)\b", value, re.IGNORECASE)
                )
                or bool(re.search(r"\b(?:expected|supposed|meant|likely) to\b", value))
            )
        return (
            spoken
            and doctors
            and not re.match(
                r"(?:did|does|do|had|has|is|was|were|are|could|can|not)\b(?!\s(?:not\s|never\s)?to\b|.*\b(?:expected|going|likely|supposed)\b)",
                value,
                re.IGNORECASE,
            )
        )
    if needs == "left":
        if re.match(r"(?:hasn|hadn)['’]t (?:got )?long\b|.*days (?:were|are) numbered|liv.* borrowed", value):
            return True
        return (
            bool(re.search(r"\b(?:live|left|long|numbered|most|best|outside)\b", value))
            and (doctors or spoken or "live" in value)
        ) or (doctors and bool(re.search(r"\b(?:hope|chance|until|till)\b", value)))
    if value.startswith(("until", "till")):
        return _near_forecast(text, match.start()) or _to_the_sick(text, match)
    if match.re is CASE and not (quoted or _AUTHORITY.search(text.text, sentence.start, sentence.end)):
        return False
    more = re.search(rf"\b(?:{MEDIC}|Dr)\b", before, re.IGNORECASE) and re.match(r"one more|another|one last", value)
    if (
        not more
        and re.search(r"\b(?:summer|winter|hour|decade)s?\b", value)
        and not re.search(r"\b(?:live|left|most|best|outside)\b", value)
    ):
        return False
    if match.re is DOUBT and MORTAL.search(value):
        return True
    return (
        doctors
        or "to live" in value
        or (match.re is GIVE and _is_given(text, match) and subject_of(text, match.start())[0] in _the_sick(text))
        or bool(re.search(r"(?:chance|hope|odds)\w* of (?:surviv|liv|recover|walk)", value))
    )


def _says_doctor(text: Text, start: int) -> bool:
    """Say whether the words at `start` are quoted, and a doctor's: "He won't see ten," the doctor told her."""
    inside = [q for q in text.quoted if q.outside.start < start < q.outside.end]
    if not inside:
        return False
    run = min(inside, key=lambda q: q.outside.end - q.outside.start).outside
    paragraph = text.layout.paragraph_at(start)
    before = text.text[max(paragraph.start, run.start - 130) : run.start]
    behind = text.text[run.end : min(paragraph.end, run.end + 60)]
    return bool(_TAGGED.search(before) or _TAGGED.match(behind))


def _to_the_sick(text: Text, match: re.Match[str]) -> bool:
    """Say whether somebody is given something who is said to be ill."""
    whom = person_at(text, Span(*match.span("whom"))) if match.groupdict().get("whom") else ""
    return whom in _the_sick(text)


def _the_sick(text: Text) -> set[str]:
    """Return the names of those who are said to be ill."""
    return {draft.subject for draft in conditions(text)}


def _near_forecast(text: Text, start: int) -> bool:
    """Say whether a forecast stands shortly before: what somebody is given "until" is one only there."""
    near = text.text[max(0, start - 400) : start + 60]
    if re.search(
        rf"(?:\bDr\.?\s[A-Z]\w+(?:\s\([^()\n]{{1,40}}\))?|\b{MEDIC})\s(?:\w+\s)?$",
        text.text[max(0, start - 70) : start],
    ):
        return True
    return bool(
        re.search(
            r"\b(?:live to see|at the outside|to live|not live|life expectancy|never walk|not survive|prognosis)\b",
            near,
        )
    )


def _patient_of(text: Text, match: re.Match[str]) -> str:
    """Return of whom a forecast is: whom it names, else whom its words mean; where these mean somebody well, the sick one of that sex."""
    name = _whom(text, match)
    start = match.start("value")
    spelt = match.groupdict().get("whom") or ""
    named = NAME in spelt or (not spelt and _NAMED.search(text.masked, max(0, start - 60), start))
    if named or NAME in match["value"][:30]:
        return name
    sick = _the_sick(text)
    being = next((b for b in text.people.beings if b.name == name), None)
    if name in sick or not sick:
        return name
    fitting = [b for b in text.people.before(start) if b.name in sick and (not being or b.sex in ("", being.sex))]
    return fitting[0].name if fitting else name


_NEITHER = re.compile(r"\b(?:[Nn]either|[Bb]oth)\s$")
_NAMED = re.compile(rf"{NAME}(?:['’]s?)?{BRACKET},?\s(?:(?!he\b|she\b|that\b|who\b)[a-z]+\s){{0,3}}$")


def _whom(text: Text, match: re.Match[str]) -> str:
    """Return of whom a forecast is: who is given it, else the subject of its verb, else who was spoken of."""
    groups = match.groupdict()
    if groups.get("whom"):
        return _sick(text, person_at(text, Span(*match.span("whom"))))
    start = match.start("value")
    if match["value"].casefold().startswith(("his ", "her ")):
        return person_at(text, Span(start, start + 3))
    if match["value"].startswith("\ue000"):
        return person_at(text, Span(start, start + len(match["value"]) - len(match["value"].lstrip("\ue000"))))
    inside = re.search(r"\b(?:he|she|him|her|his)\b", match["value"])
    owner = re.search(r"(?P<who>\ue000+)['’]s\s$", text.masked[max(0, start - 60) : start])
    if owner:
        return person_at(
            text, Span(start - len(text.masked[max(0, start - 60) : start]) + owner.start("who"), start - 3)
        )
    if match.re in (CASE, ODDS, BARE, TERM, FORETOLD, EXPECTANCY, LUCKY):
        return _patient(text, match, inside)
    if match.re is DOUBT:
        believed = re.compile(
            rf"(?:doubt\w*|not sure|unsure|uncertain|{DISBELIEF})\s(?:that\s|if\s|whether\s)?({SOMEONE}|him\b|her\b)",
            re.IGNORECASE,
        ).match(text.masked, start)
        return person_at(text, Span(*believed.span(1))) if believed else ""
    if young := _YOUNG.search(text.text, max(0, start - 50), start):
        return _child(text, young)
    name = _sick(text, subject_of(text, start)[0])
    if not name and match.re in (FATAL, NEGATED) and DOCTOR.search(text.text, max(0, start - 120), start):
        return _patient(text, match, inside)
    return name if match.re is not GIVE or _is_given(text, match) else _patient(text, match, inside)


def _child(text: Text, young: re.Match[str]) -> str:
    """Return who "their baby" or "that boy" is: the relative whom the text names, the sick one of that sex, else the main person."""
    being = text.who(Span(*young.span("all"))) if young["noun"] in KIN else None
    if being:
        return being.name
    sex = "m" if young["noun"] in MALE_WORDS else "f" if young["noun"] in FEMALE_WORDS else ""
    named = (text.people.of(name) for name in text.names_in(stretch_at(text, young.start())))
    near = {being.name for being in named if being}
    sick = [b for b in _patients(text) if b.sex in ("", sex or b.sex) and b.name not in near]
    sick.sort(key=lambda b: b.sex != sex)
    main = text.people.main(sex)
    return sick[0].name if sick else main.name if main and main.name not in near else ""


def _patients(text: Text) -> list[Being]:
    """Return those who are said to have an ailment, of whom that is said most often first."""
    said = Counter(draft.subject for draft in conditions(text))
    return sorted((b for b in text.people.beings if b.name in said), key=lambda b: (-said[b.name], b.number))


def _is_given(text: Text, match: re.Match[str]) -> bool:
    return (
        bool(
            re.search(
                r"\b(?:was|is|were|been|being|be|and)\s(?:\w+\s)?$",
                text.text[max(0, match.start() - 20) : match.start()],
            )
        )
        or match["verb"] == "given"
    )


def _patient(text: Text, match: re.Match[str], inside: re.Match[str] | None) -> str:
    start = match.start("value")
    if inside:
        return person_at(text, Span(start + inside.start(), start + inside.end()))
    sentence = stretch_at(text, start)
    if told := re.search(
        rf"\bt(?:old|ells)\s(?P<whom>{SOMEONE}|him\b|her\b)", text.masked[sentence.start : sentence.end]
    ):
        return _sick(
            text, person_at(text, Span(sentence.start + told.start("whom"), sentence.start + told.end("whom")))
        )
    for found in reversed(
        list(
            re.finditer(
                r"\b(?:him|his|her|he|she)\b|(?:\b[Tt]he (?:boy|girl|child|baby|patient))\b",
                text.text[sentence.start : start],
                re.IGNORECASE,
            )
        )
    ):
        name = person_at(text, Span(sentence.start + found.start(), sentence.start + found.end()))
        if name and not _is_doctor(text, name):
            return name
    near: list[Being] = [b for b in text.people.before(start) if not _is_doctor(text, b.name)]
    for found in reversed(list(_SPEAKS_OF.finditer(text.text, max(0, start - 500), start))):
        name = person_at(text, Span(*found.span()))
        if name and not _is_doctor(text, name):
            return name
    main = text.people.main()
    return near[0].name if near else main.name if main else ""


def _sick(text: Text, name: str) -> str:
    """Return `name`, or where it is a doctor's the person of that sex whom the text is about most."""
    being = next((b for b in text.people.beings if b.name == name), None)
    if being is None or not _is_doctor(text, name):
        return name
    others = [b for b in text.people.beings if b.sex == being.sex and b is not being and not _is_doctor(text, b.name)]
    titled = {word.removesuffix("'s").removesuffix("’s") for word in text.film.split()}
    return (
        max(others, key=lambda b: (bool(titled.intersection(b.name.split())), len(b.mentions), -b.number)).name
        if others
        else ""
    )


def _is_doctor(text: Text, name: str) -> bool:
    """Say whether the text calls somebody a doctor; asked once a name."""
    known = _DOCTORS.setdefault(text, {})
    if name not in known:
        known[name] = _called_doctor(text, name)
    return known[name]


_DOCTOR_BEFORE = re.compile(
    rf"\b(?:(?:Dr\.?|Doctor|Professor)\s(?:[\w.]+\s){{0,2}}|{MEDIC}(?<!s)\s(?:[A-Z][\w.]*\s)?)$"
)
_DOCTOR_BEHIND = re.compile(
    rf"(?:\s\([^()\n]{{1,40}}\))?(?:,|\sis|\swas),?\s(?:then\s|now\s|still\s)?(?:an?|the|his|her)\s(?:[\w-]+\s){{0,3}}?{MEDIC}\b"
)
_DOCTORS: WeakKeyDictionary[Text, dict[str, bool]] = WeakKeyDictionary()


def _called_doctor(text: Text, name: str) -> bool:
    return any(
        _DOCTOR_BEFORE.search(text.text, max(0, place.start - 120), place.start)
        or _DOCTOR_BEHIND.match(text.text, place.end)
        for place in standing(text.text, [name.split()[-1]])
    )


def _trim(text: Text, span: Span) -> Span:
    words = text.text[span.start : span.end].rstrip(" ,")
    return Span(span.start, span.start + len(words))


def _shown(text: Text, span: Span) -> str:
    return re.sub(r"^(?:['’](?:d|ll|s)\s)", "", text.slice(_trim(text, span)))

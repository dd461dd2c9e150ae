"""Words for a birth and who is born by them: "Ada was born", "Born in Saltby, Ada ...", "gave birth to Ada", "a son, Paul, followed".

Who is born stands before the verb, behind it, or is its object; a birth name right behind "born" helps to tell who is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span
from biopic.reading.lives.naming import PERSON, name_of
from biopic.reading.lives.near import matches_near
from biopic.reading.lives.subjects import corrected, nominal, pair_of, subject_before
from biopic.reading.lives.topics import topic_at
from biopic.reading.patterns import ADJECTIVES, BRACKET, WHOM, WHOSE, N, T, matches
from biopic.reading.text import NAME, Text

_BORN = re.compile(
    r"(?<![\w'’-])[Bb]orn\b(?!-|\s(?:again|leader|storyteller|performer|survivor|actor|fighter|winner)\b)(?:\s(?:and|&)\s(?:raised|bred|brought up|reared|educated)(?=\s(?:in|on|at|near)\b))?"
)
_CAME = re.compile(
    r"\b(?:(?:came|comes|entered|enters|was brought|is brought|arrived|arrives|was welcomed|is welcomed)\s(?:[a-z]+\s)?(?:in|into|on|to|the)?\s?(?:the|this)\s(?:world|earth)|(?:first )?s(?:aw|ees|een) the (?:light of day|light of the world|light)|(?:drew|draws|took|takes) (?:his|her) first breath|made (?:his|her) entrance(?: into the world)?|(?:was|is) delivered)\b(?! (?:to|from|of) )"
)
_ALONG = re.compile(r"\b(?:came|comes|come)\salong\b(?=,?\s(?:in|on)\s)")
_OFFSPRING = re.compile(
    r"\b(?:sons?|daughters?|child|children|baby|boy|girl|sisters?|brothers?|twins?|heir|firstborn)\b[^.;:\n]{0,60}$"
)
_CHILD = rf"(?:(?:a|an|their|his|her|the|another|two|one|{N}['’]s)\s(?:[a-z-]+,?\s){{0,4}}?(?:son|daughter|child|baby|boy|girl|twins?|sons|daughters|brother|sister|firstborn|heir)(?:,|\snamed|\scalled|\swhom\s[^,\n]{{1,30}}\s(?:named|called))?\s)"
_GAVE = re.compile(
    rf"\b(?:(?:g[ai]ves?|giving|given)\sbirth|(?:was|is)\sdelivered(?=\sof))\s(?:in [^,.;\n]{{1,40}}\s|there\s)?(?:to|of)\s{_CHILD}?(?P<who>{WHOM})"
)
_BORE = re.compile(
    rf"\b(?:(?:bore|bears|had|have|has|produced|welcomed|welcomes|delivered|adopted X)\s(?:(?:him|her|{N})\s)?{_CHILD})(?P<who>{N})"
)
_BIRTH = re.compile(
    rf"(?:(?P<whose>{WHOSE})\s(?:{ADJECTIVES}birth|life\s(?:began|begins|started)(?=[^.;\n]{{0,60}}?{T}))|\b(?:the\s)?birth\sof\s{_CHILD}?(?P<who>{WHOM}))(?!\s?(?:mother|father|parents?|name|certificate|weight|rate|control|family|right|place|day|defect|announcement|injury|order|year|was|is|that|and)\b|-)"
)
_FOLLOWED = re.compile(
    rf"(?:\b(?:[Aa]n?|[Aa]nother|[Tt]heir|[Hh]is|[Hh]er|[Tt]he)|{N}['’]s)\s(?:[a-z-]+,?\s){{0,3}}?(?:son|daughter|child|baby|boy|girl|sister|brother|half-brother|half-sister|firstborn|twins?),?\s(?P<who>{N}(?:\sand\s{N})?),?\s(?:(?:was\sto|soon|also|had)\s)?(?:followed|follows|arrived|arrives|came(?:\salong)?|comes(?:\salong)?|joined\sthem|appeared)\b(?!\s(?:him|her|the|to)\b)"
)
_BIRTH_WORD = re.compile(r"\bbirth\b|\blife\s(?:began|begins|started)")
_FOLLOWED_WORD = re.compile(r"\b(?:follow(?:ed|s)|arrive[ds]|c[ao]mes?|joined|appeared)\b")
_NEXT = re.compile(rf"(?P<who>{N}),?\s(?:followed|arrived|came(?:\salong)?)(?=,?\s(?:in\s|on\s|only\s)?{T})")
_PARENTS = re.compile(
    rf"[^.;:\n]{{0,80}}?\b(?:to|of)\s(?:[a-z]+\s){{0,4}}?(?P<one>{N})(?:\sand\s(?:[a-z]+\s){{0,3}}?(?P<other>{N}))?"
)
_RIGHT = re.compile(rf"(?:,|\)|—|\s–)\s(?P<who>{PERSON}){BRACKET}(?=['’\s,])")


@dataclass(frozen=True)
class Birth:
    """A word for a birth: its span, who is born, where the words for them begin, and how the rule is called."""

    at: Span
    names: tuple[str, ...]
    start: int
    main: bool
    confidence: float
    reader: str
    inner: int | None = None


def find_bearing(text: Text) -> Iterator[Birth]:
    """Yield each word for a birth with who is born."""
    for birth in (*_born(text), *_came(text), *_objects(text), *_siblings(text)):
        told = _not_a_parent(text, _by_given_name(text, birth))
        if told:
            yield told


def _born(text: Text) -> Iterator[Birth]:
    for match in matches(text, _BORN):
        if NAME not in text.masked[max(0, match.start() - 400) : match.end() + 400]:
            continue
        span = Span(*match.span())
        subject = subject_before(text, span.start)
        finite = bool(
            subject
            and not {"would", "have"} <= set(subject.between)
            and {"was", "is", "were", "are", "been", "being", "be", "got"} & set(subject.between)
        )
        if subject and subject.form != "start" and subject.happened and finite:
            yield Birth(span, subject.names, subject.start, subject.form != "relative", 0.95, "born", subject.inner)
            continue
        if subject and (but := corrected(text, subject, span.end)):
            yield Birth(Span(span.start, but), subject.names, subject.start, False, 0.85, "born, corrected")
        if subject and (not subject.happened or finite) and subject.form != "start":
            continue
        found = _participle(text, span.start)
        if found:
            yield Birth(span, found, span.start, False, 0.9, "born, participle")
        elif subject and subject.form == "start":
            yield from _opening(text, span)
        elif subject and subject.form in ("relative", "apart"):
            yield Birth(span, subject.names, subject.start, False, 0.85, "born, apposition")
        elif (named := _by_birth_name(text, span.end)) and re.search(
            r"\b(?:had\sbeen|was|is)\s$", text.masked[max(0, span.start - 20) : span.start]
        ):
            yield Birth(span, (named,), span.start, False, 0.8, "born, by birth name")
        elif being := text.whom.apposed(span.start):
            yield Birth(span, (being.name,), span.start, False, 0.85, "born, in an entry")


_BESIDE = re.compile(rf"(?P<who>{PERSON})['’]?[*_]{{0,2}}(?:,\s|\s?[(\[](?:[^()\n]{{1,60}}[;,]\s)?|\s?[–—-]\s?|\s)$")
"""Somebody right before "born"."""


_SEVERAL = re.compile(
    r"\b(?:[Tt]wins|[Tt]riplets|[Bb]rothers|[Ss]isters|[Ss]iblings|[Bb]oys|[Gg]irls|[Ss]ons|[Dd]aughters)\b[^.;:\n]*$"
)


def _participle(text: Text, at: int) -> tuple[str, ...]:
    """Return of whom "born" is said without "was": "Ada, born", "Ada (born", "Ada – born", "Ada, a girl born"."""
    low = max(text.sentence_at(at).start, at - 200)
    left = re.sub(r"(?:\w+ly|first|also|himself|herself)\s$", "", text.masked[low:at])
    if (pair := pair_of(text, re.sub(r",\s$", " ", left), low)) and _SEVERAL.search(left[: pair[1] - low]):
        return pair[0]
    direct = _BESIDE.search(left)
    if direct:
        name = name_of(text, Span(low + direct.start("who"), low + direct.end("who")))
        governed = re.search(r"\b(?:to|of)\s$", left[: direct.start("who")]) and direct.group().endswith(
            direct["who"] + " "
        )
        return (name,) if name and not governed else ()
    described = nominal(text, left, low)
    if described:
        return described[0]
    listed = re.search(rf"(?:^|\n|[;,]\s)[\s*_•>#–—-]{{0,4}}(?P<who>{N}){BRACKET}[^.;\n]{{0,60}},\s$", left)
    name = name_of(text, Span(low + listed.start("who"), low + listed.end("who"))) if listed else ""
    return (name,) if name else ()


def _by_birth_name(text: Text, end: int) -> str:
    """Return whom the name right behind "born" names: "a woman who had been born Alicia Moss"."""
    found = re.compile(rf"\s(?P<who>{N})").match(text.masked, end)
    return name_of(text, Span(*found.span("who"))) if found else ""


def _by_given_name(text: Text, birth: Birth) -> Birth:
    """Let the birth name right behind the word say who is meant, where a pronoun or description might mean several."""
    called = re.compile(rf"\s(?:as\s)?(?P<who>{N})(?=[\s,])").match(text.masked, birth.at.end)
    vague = re.match(r"[Hh]e\b|[Ss]he\b|[Tt]h|who\b", text.text[birth.start : birth.start + 4])
    if not called or not vague or len(birth.names) != 1:
        return birth
    first = text.slice(Span(*called.span("who"))).split()[0]
    others = dict.fromkeys(b.name for b in text.people.before(birth.at.start) if b.name.split()[0] == first)
    return (
        replace(birth, names=(next(iter(others)),))
        if birth.names[0].split()[0] != first and len(others) == 1
        else birth
    )


def _not_a_parent(text: Text, birth: Birth) -> Birth | None:
    """Let no pronoun mean somebody to whom the child is said to be born: "She was born to Amos and Eliza Moss"."""
    found = _PARENTS.match(text.masked, birth.at.end, min(text.sentence_at(birth.at.end).end, birth.at.end + 160))
    if not found or not re.match(r"[Hh]e\b|[Ss]he\b", text.text[birth.start : birth.start + 3]):
        return birth
    beings = (text.being_in(Span(*found.span(group))) for group in ("one", "other") if found[group])
    parents = {being.name for being in beings if being}
    if not parents & set(birth.names):
        return birth
    main = text.people.main("f" if text.text[birth.start].casefold() == "s" else "m")
    return replace(birth, names=(main.name,)) if main and main.name not in parents else None


def _opening(text: Text, span: Span) -> Iterator[Birth]:
    """Read "Born in Saltby, Ada grew up": who is born is the subject behind the participle; in a fragment, the topic."""
    sentence = text.sentence_at(span.start)
    end = min(sentence.end, span.end + 320)
    for match in _RIGHT.finditer(text.masked, span.end, end):
        who = Span(*match.span("who"))
        following = text.masked[match.end() : match.end() + 12]
        if re.match(r",|['’]s?\s|\s?(?:and|in|of)\b", following) and not _is_topic(text, who):
            continue
        name = name_of(text, who)
        if name:
            yield Birth(span, (name,), span.start, False, 0.9, "born, opening")
            return
    if (
        not re.search(rf",\s(?:{PERSON}|[A-Z][a-z]+)\s[a-z]+", text.masked[span.end : end])
        and sentence.end - span.end < 200
    ):
        name = topic_at(text, span.start)
        if name:
            yield Birth(span, (name,), span.start, True, 0.7, "born, fragment")


def _is_topic(text: Text, span: Span) -> bool:
    being = text.being_in(span)
    return (
        being is not None
        and len(being.mentions) > 2
        and bool(re.match(r"['’]s|,\s(?:who|the|a|an)\b", text.masked[span.end : span.end + 8]))
    )


def _came(text: Text) -> Iterator[Birth]:
    along = (m for m in matches(text, _ALONG) if _OFFSPRING.search(text.text, max(0, m.start() - 90), m.start()))
    for match in (*matches(text, _CAME), *along):
        subject = subject_before(text, match.start())
        if subject and subject.names and subject.happened:
            yield Birth(
                Span(*match.span()),
                subject.names,
                subject.start,
                subject.form != "relative",
                0.85,
                "came into the world",
                subject.inner,
            )


def _objects(text: Text) -> Iterator[Birth]:
    """Read "gave birth to Ada", "bore him a son, Paul", "Ada's birth", "the birth of Ada"."""
    for pattern, confidence, reader in ((_GAVE, 0.9, "gave birth"), (_BORE, 0.75, "bore"), (_BIRTH, 0.8, "birth")):
        found = matches_near(text, _BIRTH_WORD, pattern, 80, 120) if reader == "birth" else matches(text, pattern)
        for match in found:
            group = "who" if match["who"] else "whose"
            name = name_of(text, without_genitive(text, Span(*match.span(group))))
            mother = subject_before(text, match.start()) if reader != "birth" else None
            if name and not (mother and (name in mother.names or not mother.happened)):
                start = mother.start if mother else match.start()
                end = match.end("who") if match["who"] else match.end()
                yield Birth(Span(match.start(), end), (name,), start, reader != "birth", confidence, reader)


def without_genitive(text: Text, span: Span) -> Span:
    """Return a span without the possessive ending of its name."""
    ending = re.search(r"['’]s?$", text.text[span.start : span.end])
    return Span(span.start, span.start + ending.start()) if ending else span


def _siblings(text: Text) -> Iterator[Birth]:
    for match in matches_near(text, _FOLLOWED_WORD, _NEXT, 50, 60):
        before = text.masked[max(0, match.start() - 200) : match.start()]
        if re.search(r"\bborn\b(?![^.]*\.[^.]*\.[^.]*$)", before) and not re.search(r"\bdied\b|\bkilled\b", before):
            name = name_of(text, Span(*match.span("who")))
            if name:
                yield Birth(Span(*match.span()), (name,), match.start(), True, 0.75, "a child followed")
    for match in matches_near(text, _FOLLOWED_WORD, _FOLLOWED, 110, 20):
        names = [
            name_of(text, Span(match.start("who") + m.start(), match.start("who") + m.end()))
            for m in re.finditer(N, match["who"])
        ]
        if all(names):
            yield Birth(Span(*match.span()), tuple(names), match.start(), True, 0.8, "a child followed")

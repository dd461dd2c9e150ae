"""When, where and at what age: the date, place and number of years that stand with a word for a birth or a death.

A detail belongs to the verb where nothing between them begins something else: the words behind the verb are followed up to
the first sign of another clause, and a time before the subject counts only at the start of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from biopic.documents import Span
from biopic.reading.patterns import N, T
from biopic.reading.text import Text
from biopic.reading.times import When

REACH = 240
_ASIDE = re.compile(r"\([^()\n]{0,120}\)|\s[–—-]\s[^–—;.\n]{1,50}\s[–—-]\s|—[^—;.\n]{1,50}—")
_STOP = (
    r"[;:!?“”\"\[\n]|(?:(?<=[a-z]{3})|(?<=[\ue000\ue001\d]))\.(?=\s|$|[”\"’)])|\s—|—|\s[–-]\s|\b(?:who|whom|whose|which|where|while|until|till|but|although|though|because|leaving|survived|since|if|he|she|they|it|I|we|(?<!was )(?<!is )then|than|what(?!\s(?:is|was))"
    r"|(?<!what )(?:is|was)(?!\snow)|were|are|had|has|have|became|becomes|grew|went|lived|lives|moved|married|began|worked|took|left|made|built|founded|said|says|told|received|sustained|inflicted|acquired|written|published|released|directed|starring|plays|played|spent|came|won|wrote|met|followed)\b|(?:,|,?\sand)\s(?="
    + N
    + r"\s(?!in\b|on\b|at\b|and\b|to\b|near\b|of\b|when\b|after\b|before\b|aged?\b|during\b|following\b|from\b|with\b|by\b|just\b)[a-z])"
)
BIRTH_STOP = re.compile(
    _STOP
    + r"|\b(?:born|when|before|after|died|dies|that)\b|,?\sand\b(?!\s(?:in|on|at|raised|bred|brought up|reared|the|an?|his|her)\b|\s[a-z]+,\s|\s"
    + N
    + ")"
)
DEATH_STOP = re.compile(
    _STOP
    + r"|\b(?:when|before|as(?!\san?\b)|born|that(?!\s"
    + T
    + r"))\b|\bthat\s(?=[a-z])|,?\sand\b(?!\s(?:in|on|at)\b|\s(?![a-z]+ed\b)[a-z]+(?:,|\s(?:in|on|at)\b)|\s"
    + N
    + ")"
)
_WHEN_IT = re.compile(
    rf"\s(?:(?:only|just|peacefully|instantly|suddenly|there|tragically),?\s)?(?:when|as|after)\s(?!(?:he|she)\s(?:was|were|is)\s(?:only\s|just\s|still\s|barely\s)?(?:\d|[a-z]+teen|[a-z]+ty)\b)[^.;:“”\"\n]{{3,110}}?\b(?:in|on|during|late in|early in)\s(?:the\s(?=[a-z]+ of))?(?P<when>{T})"
)
_WHEN_OF = re.compile(rf"{T},?\swhen\s$")
_FURTHER = re.compile(rf"(?:,\s|,?\sand\s)(?:in\s|on\s)?(?P<when>{T})")
_WITHIN = re.compile(rf",\s(?:in\s|on\s)(?P<when>{T})")
_AT_LAST = re.compile(
    rf",?\s(?:where|as|in which|just as|much as|(?:in\s|on\s)?the\s(?:very\s|same\s)?(?:year|month|day|week|night))\s[^;.:\n“”\"\ue001]{{3,90}},\s(?:(?:in|on)\s(?:the\s)?)?(?P<when>{T})(?=\s?[.,;)]|\s?$)"
)
_UNFIT = re.compile(
    r"\b(?:before|since|until|till|than|from|after|year|years|months|weeks|days|received|begun)\s(?:the\s)?$"
)
_ORDEAL = re.compile(
    r"\bafter\s(?!(?:an?|his|her|suffering|being|contracting|catching|collapsing|complications|years|months|weeks|days|several|many|long|having|falling|two|three|four|five|six|seven|eight|nine|ten|undergoing|\w+ing)\b)[^,]*$"
)
_SHOW = re.compile(r"\s(?:[\w-]+\s){0,1}(?:film|movie|biopic|novel|documentary|musical|book)\b")

_BACK = r"(?:now|then|near|in|at|on|outside|part|of|rural|northern|southern|eastern|western|north|south|east|west|central|upstate|the|county|province|district|region|what|is|was|today|present-day|modern-day|just|off|state|island|coast)"
_LINK = rf"(?:['’]s?\s(?:[a-z]+\s){{0,2}}|\s(?:of|upon|on|de|sur|am|in|near|by|and|outside)\s(?:the\s)?(?:(?:{_BACK}|small|little|town|village|city|borough|suburb|parish|neighbou?rhood)\s){{0,3}}|,\s(?:{_BACK}\s){{0,4}})"
_NAMED_PLACE = rf"{N}(?:\s\(\s?(?:now|then|today|present-day|modern-day)[^()\n]{{1,40}}\))?(?:{_LINK}{N}){{0,4}}"
_NOT_IN = r"(?!sea\b|home\b|dawn\b|midnight\b|noon\b|night\b|once\b|least\b|birth\b|to\b|with\b|and\b|or\b|family\b|son\b|daughter\b|as\b|by\b|into\b|under\b|during\b|for\b|from\b|when\b|reign\b|years?\b|midst\b|era\b|time\b|age\b|days\b|shadow\b|wake\b|aftermath\b|height\b|presence\b|arms\b|month\b|week\b|case\b|role\b|film\b|movie\b|story\b|scene\b|version\b|film['’]s|movie['’]s|screenplay\b|script\b|hands\b|eyes\b|company\b|care\b|bed\b|sleep\b|possession\b|service\b|honou?r\b|spite\b|front\b|search\b|love\b|battle\b|response\b|tribute\b|opinion\b|words\b|style\b)"
PLACE = rf"(?:(?:[Nn]o\.\s)?\d{{1,4}}[a-z]?,?\s)?(?:(?:the|an?|his|her|their|what\s(?:is|was)(?:\snow|\sthen|\stoday)?)\s)?(?:{_NOT_IN}[a-z][\w'’-]*,?\s){{0,8}}?{_NAMED_PLACE}"
_IN = r"(?:in|at|on|near|outside(?:\sof)?|off|aboard|just outside|close to|not far from|inside)"
_PLACED = re.compile(rf"(?:^|[\s,(—–])(?P<by>{_IN})\s(?P<place>{PLACE})")
_NO_PLACE = re.compile(
    r"\b(?:War|Depression|Blitz|Revolution|Famine|Flood|Christmas|Day|Eve|Year|Reign|God|Army|Navy|Hospital Day|University Press|Holocaust|Occupation)\b"
)
_BUILDING = re.compile(
    r"\s(?:maternity |public |charity |boarding |mental |council |rented )?(?:hospital|clinic|slum|suburb|tenement|farmhouse|farm|cottage|workhouse|house|apartment|flat|home|ward|prison|jail|neighbou?rhood|ghetto|orphanage|shack|taxi|village|town|street|district|convent|hotel|pub|basement|barracks|camp|suburbs|slums)\b"
)
_CALLED = re.compile(
    r"^(?:the\s)?(?:(?:small|little|tiny|quiet|remote|great|old|poor|large|rural|[a-z]+ing|[a-z-]+)\s){0,4}(?:town|village|city|hamlet|parish|borough|township|suburb|municipality|port)\sof\s(?=[A-Z])"
)
_HEAD_WORD = r"(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Ee]arly|[Ll]ate|[Ll]ater|the|of|[A-Z][a-z]+day,?|morning|evening|night|afternoon|a|[Ss]ometime|[Aa]round|[Aa]bout|[Ii]t|[Ii]s|was|only|winter|spring|summer|autumn|fall|[Ff]inally|[Tt]hen|[Bb]ack|just|[Tt]here|[Aa]nd|[Bb]ut|[Ss]ome|[Nn]early|[Aa]lmost|[Bb]arely|[Ee]xactly|[Ll]ess|[Mm]ore|than|[Aa]nother|hours|day|days|end|start|beginning|month|[Oo]ne|cold|hot|warm|dark|bright|bitter|freezing|fine|rainy|stormy|snowy|sunny|windy|foggy|grey|gray|January|February|March|April|May|June|July|August|September|October|November|December|early,|not|until|[Ff]or|[Dd]ied|[Bb]orn)"
_HEAD = re.compile(
    rf"(?:^|[.;:—–“\"(>|*•]\s{{0,3}}|,\s|\b(?:and|but|that|while|because|where)\s)[\s\"“”'‘’(\[*_•>#|–—-]{{0,5}}(?P<lead>(?:{_HEAD_WORD},?\s){{0,7}})(?P<when>{T})(?P<gap>[^\n]{{0,130}})$"
)
_GAP = re.compile(
    rf"(?:\s?\([^()\n]{{1,40}}\))?(?:,\s(?:in|on)\s{T}|,?\s(?:(?:in|at|near|outside|on|off|aboard|during)\s(?:{PLACE}|[a-z][^,.;:\n]{{1,60}}(?=,))|at (?:home|sea|dawn|noon|midnight|night)|while [a-z]+ing [^,.;:]{{1,50}}|after (?:an?|his|her|several|many|years|months|weeks|days) [^,.;:]{{1,60}}|(?:just |only |barely )?(?:aged|at) [^,.;:]{{1,40}}|the (?:very |same )?(?:year|month|day|week|night|summer|winter|spring|autumn|morning|evening)(?: that| when| in which| on which)?|(?:[a-z]+\s){{1,3}}(?:before|after|later|earlier)[^,.;:]{{1,60}})){{0,2}},?[*_)]{{0,2}}(?:\s?[:.|–—-])?\s?[*_]{{0,2}}(?:(?:when|that|and|then|as)\s)?$"
)  # fmt: skip
_MODIFIED = re.compile(
    rf"(?:(?:\b(?:[Tt]heir|[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Oo]ur|[Mm]y)|{N}['’]s?)\s(?:[a-z]+['’]s?\s)?)(?:[a-z-]+,?\s){{0,4}}$"
)
_OPEN = re.compile(rf"^[\s\"“”'‘’(\[*_•>#|–—-]{{0,5}}(?:{_HEAD_WORD},?\s){{0,6}}(?P<when>{T})(?=,|\s)")
_HEAD_PLACE = re.compile(
    rf"(?:^|[.;:—–“\"]\s{{0,2}}|\b(?:and|but)\s)[\s\"“(*_—–-]{{0,3}}(?:(?:[Ii]n|[Oo]n)\s(?:the\s)?(?:[a-z]+\sof\s)?{T},?\s)?(?:[Ii]t\s(?:was|is)\s)?(?:[Ii]n|[Aa]t|[Nn]ear)\s(?P<place>{PLACE})(?:,?\s(?:in|on)\s(?:the\s)?{T})?(?:,\s|,?\sthat\s)$"
)


def rest_of(text: Text, start: int, stop: re.Pattern[str]) -> Span:
    """Return the words behind a verb that may say when and where: up to where another clause begins."""
    sentence = text.sentence_at(start)
    end = min(max(sentence.end, start), start + REACH)
    words = _ASIDE.sub(lambda m: " " * len(m.group()), text.masked[start:end])
    found = stop.search(words)
    return Span(start, start + found.start() if found else end)


def time_at(text: Text, at: int) -> When | None:
    """Return the time that begins at `at`, if it says in what year or decade."""
    found = text.times_in(Span(at, at + 1))
    return found[0] if found and not found[0].edtf.endswith("XX") else None


def date_in(text: Text, rest: Span) -> When | None:
    """Return the first time in the words behind a verb, one in brackets only where there is no other."""
    words = text.masked[rest.start : rest.end]
    bare = _ASIDE.sub(lambda m: " " * len(m.group()), words)
    for told in (bare, words):
        for match in re.finditer(T, told):
            before = told[: match.start()]
            fit = not _UNFIT.search(before) and not (
                _ORDEAL.search(before) and "," not in before[before.rfind("after") :]
            )
            if fit and not _SHOW.match(text.masked, rest.start + match.end()):
                return _closer(text, time_at(text, rest.start + match.start()))
            if told is bare:
                break
    return None


def _closer(text: Text, when: When | None) -> When | None:
    """Return the month or day within a time that is told right behind it: "that year, on March 30"."""
    found = _WITHIN.match(text.masked, when.span.end, when.span.end + 60) if when else None
    inner = time_at(text, found.start("when")) if found else None
    if when and inner and inner.edtf.startswith(f"{when.edtf}-"):
        return replace(inner, span=Span(when.span.start, inner.span.end))
    return when


def date_of_cause(text: Text, start: int) -> When | None:
    """Return the time inside "when his plane came down in 1943", right behind a word for a death."""
    sentence = text.sentence_at(start)
    found = _WHEN_IT.match(text.masked, start, min(sentence.end, start + REACH))
    return time_at(text, found.start("when")) if found else None


def date_at_last(text: Text, start: int) -> When | None:
    """Return the one time behind a short clause of comparison: "died as she had lived, alone, in 1931"."""
    found = _AT_LAST.match(text.masked, start, min(text.sentence_at(start).end, start + 160))
    return time_at(text, found.start("when")) if found else None


def date_before(text: Text, start: int, *, loose: bool = False) -> When | None:
    """Return the time with which the clause of a subject at `start` opens; `loose` where other words may stand between."""
    sentence = text.sentence_at(start)
    low = max(sentence.start, start - REACH)
    left = text.masked[low:start]
    modified = _MODIFIED.search(left)
    left = left[: modified.start()] if modified else left
    times = list(re.finditer(T, left))
    if not times:
        return None
    if not loose:
        if _WHEN_OF.search(left):
            return time_at(text, low + times[-1].start())
        behind = times[-2].end() if len(times) > 1 else 0
        for time, begin in [(each, begin) for each in times[:-3:-1] for begin in (each.start() - 60, behind)]:
            found = _HEAD.search(left, max(0, begin))
            if found and found.start("when") <= time.start() and _GAP.fullmatch(found["gap"]):
                return _closer(text, time_at(text, low + found.start("when")))
        return None
    opened = _OPEN.match(left)
    plain = (
        opened
        and low == sentence.start
        and len(times) == 1
        and not re.search(r"\b(?:where|who|whom|which|that|until|before|if)\b", left)
    )
    return time_at(text, low + opened.start("when")) if opened and plain else None


def place_in(text: Text, rest: Span) -> Span | None:
    """Return the place behind a verb: from the first "in", "at" or "near" that a name follows."""
    words = _ASIDE.sub(
        lambda m: m.group() if "now" in m.group() else " " * len(m.group()), text.masked[rest.start : rest.end]
    )
    bare = text.masked[rest.start : rest.end]
    for match in (*_PLACED.finditer(words), *_PLACED.finditer(bare)):
        span = _cut(text, Span(rest.start + match.start("place"), rest.start + match.end("place")))
        building = _BUILDING.match(text.masked, span.end) if span and re.match(r"an?\s|the\s", match["place"]) else None
        span = Span(span.start, building.end()) if span and building else span
        if span and not _NO_PLACE.search(text.text[span.start : span.end]):
            return span
    return None


def place_before(text: Text, start: int) -> Span | None:
    """Return the place with which the clause of a subject at `start` opens: "In Saltby, Maine, Ada ..."."""
    low = max(text.sentence_at(start).start, start - 160)
    left = text.masked[low:start]
    modified = _MODIFIED.search(left)
    found = _HEAD_PLACE.search(left[: modified.start()] if modified else left)
    if not found:
        return None
    span = _cut(text, Span(low + found.start("place"), low + found.end("place")))
    return span if span and not _NO_PLACE.search(text.text[span.start : span.end]) else None


def _cut(text: Text, span: Span) -> Span | None:
    """Take "the town of" off the front of a place, and off its end a name that is a person's and not part of it."""
    called = _CALLED.match(text.text[span.start : span.end])
    start = span.start + (called.end() if called else 0)
    names = text.names_in(Span(start, span.end))
    for earlier, name in pairwise(names):
        if _is_somebody(text, name.span, text.masked[earlier.span.end : name.whole.start]):
            return Span(start, earlier.span.end)
    return Span(start, span.end) if names else None


def _is_somebody(text: Text, span: Span, gap: str) -> bool:
    being = text.being_in(span)
    if being is None or not gap.startswith(","):
        return False
    return bool(re.match(r"['’]s?\s[a-z]|\s\(|\s[a-z]", text.masked[span.end : span.end + 5])) or (
        len(being.mentions) > 2 and len(being.name.split()) > 1
    )


def place_words(text: Text, span: Span) -> str:
    """Return a place as the text has it."""
    return text.slice(span).strip(" ,.;")


@cache
def _item_of(item: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:,|;)?\s?(?:and\s)?)(?P<who>{N}){item}")


def listed(text: Text, lead: re.Pattern[str], item: str) -> Iterator[tuple[str, When, Span]]:
    """Yield who stands with what time in the list behind `lead`, each as an `item`: "Paul (1920), Ruth (1922) and Amos (1925)"."""
    one = _item_of(item)
    for opened in lead.finditer(text.masked):
        at = opened.end()
        while (found := one.match(text.masked, at, at + 120)) is not None and not text.is_noise(Span(*found.span())):
            named = text.names_in(Span(*found.span("who")))
            being = text.people.of(named[-1]) if named else None
            when = time_at(text, found.start("detail"))
            if named and when and "/" not in when.edtf:
                yield being.name if being else named[-1].text, when, Span(found.start("who"), found.end())
            at = found.end()


def respective(text: Text, names: list[str], when: When) -> Iterator[tuple[str, When]]:
    """Yield each name with its time: the one of all, or where as many times as names follow, to each its own."""
    times = [when]
    at = when.span.end
    while (further := _FURTHER.match(text.masked, at, at + 60)) is not None and (
        time := time_at(text, further.start("when"))
    ):
        times.append(time)
        at = time.span.end
    yield from zip(names, times, strict=True) if len(times) == len(names) else ((name, when) for name in names)


def people_in_row(text: Text, end: int, detail: str) -> Iterator[tuple[Span, Span]]:
    """Yield the further people of a row with a `detail` each, right behind its first: ", Ruth in 1940 and Paul in 1951"."""
    item = re.compile(
        rf"(?:,|;)?\s?(?:(?:and|while|followed by|then)\s){{0,2}}(?:(?!died\b|dies\b|in\b|at\b|near\b|on\b)[a-z]+,?\s){{0,3}}(?P<who>{N}),?\s(?:(?:followed|only)\s)?(?:in\s|on\s|at\s)?(?P<detail>{detail})"
    )
    for _ in range(6):
        found = item.match(text.masked, end, end + 120)
        if not found:
            return
        yield Span(*found.span("who")), Span(*found.span("detail"))
        end = found.end()

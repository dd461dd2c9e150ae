"""Times and places inside a run of words: "in Saltby, Maine, and on the Orkneys between 1931 and 1938".

Times that belong together ("1930s–1950s") become one; a place keeps the region behind its comma, and the common noun that
it hangs on ("a village in Maine", "the Norfolk marshes").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.lists import EMOJI
from biopic.reading.patterns import N
from biopic.reading.text import Text
from biopic.reading.times import When
from biopic.reading.words import REGIONS
from biopic.values import parse_time

_NOUN = (
    r"(?:town|village|city|suburb|school|college|university|hospital|asylum|prison|jail|camp|island|islands|ship|farm|house|hotel|hamlet|ward|laboratory|lighthouse|monastery|convent|abbey|orphanage|sanatorium|factory|mine|coast|marsh|marshes|mountains?|desert|valley|hills|bay|harbou?r"
    r"|slums?|ghetto|district|neighbou?rhood|quarter|tenement|apartment|flat|mansion|estate|castle|palace|courtroom|courthouse|theatre|theater|circus|fairground|boarding house|boarding school|academy|barracks|trenches|embassy|village pub|moors?|plains?|prairie|woods|forest|countryside|highlands|lowlands|backwoods"
    r"|outback|jungle|reservation|plantation|ranch|docks|shipyard|port|canal|river|lake|seaside resort|resort|spa|market town|mill town|mining town|mining village|fishing village|backstreets|streets|underworld|world|parish|county|province|colony|settlement|workhouse|institution|clinic|bar|pub|nightclub|gym|stable|stables)"
)
_PLACE = re.compile(
    rf"(?P<far>(?:an?|the|one|two|some)\s(?:[a-z‑-]+,?\s){{0,4}}?{_NOUN}\s(?:in|of|on|outside|near|at|off|called|named|around|by|above)\s(?:the\s)?{N}(?:,\s{N})?(?!['’]s))"
    rf"|(?P<plain>(?:[Tt]he\s(?:(?:north|south|east|west|rural|small|little|remote|tiny)\s)?)?{N}(?:\s{_NOUN}\b)?(?:,\s{N}){{0,2}})(?!\ue000|['’]s)"
    rf"|(?P<bare>(?:an?|the)\s(?:[a-z‑-]+,?\s){{0,4}}?{_NOUN}\b)(?!\s(?:of|in|on|at|where)\s(?:his|her|its|a)\b)"
)
_EVENT = re.compile(
    r"\b(?:War|Wars|Depression|Revolution|Blitz|Olympics|Olympic|Age|Era|Century|Christmas|Rebellion|Uprising|Festival|Championship|Cup|Troubles|Holocaust|Rising|Prohibition|Renaissance|Act|Award|Day|Eve|Battle|Crisis|Movement|Oscars?|God|Empire)\b"
)
_STOP = re.compile(
    r"[.;:!?\n]|\((?!(?:mostly|mainly|largely|chiefly|partly)\))|\s[–—]\s|—|,?\s(?:where|when|while|who|which|whose|that(?!\sof)|follows?|following|starring|but|before|after|as|is|are|was|were|has|have|had|it|he|she|they|we|you|tells?|told|stars?|directed|written|with|about|because|so|than|until|for|to\s(?!\ue000|\ue001|the\s|an?\s|[a-z]+\s\ue000))\b"
    r"|,\s(?:the|an?|this|these|his|her|its|our|two|three|young|teenage|teenager|everyone|nobody|people)\s|\sand\s(?:it|he|she|they|follows|tells|stars|has|is|was|the (?:film|story|movie|picture)|its|then|so|shows|features)\b|,\s(?=\ue000+(?:\s\([^()]*\))?\s(?:is|was|has|had|lives|works|finds|takes|meets|keeps|wants|dreams|must|[a-z]+s)\b)|,\s\ue000+\s\("
)
_JOIN = re.compile(
    r"\s?[-–—]\s?|\s(?:to|and|through|until|till|into)\s(?:the\s)?(?:early |late |mid-?)?$", re.IGNORECASE
)


@dataclass(frozen=True)
class Backdrop:
    """A time ("time") or place ("place") in which the story is set: its value, precision and span, and how sure that is."""

    sort: str
    value: str
    precision: str
    span: Span
    sure: float
    reader: str


_CITIES = frozenset(
    [
        "london",
        "paris",
        "rome",
        "berlin",
        "vienna",
        "moscow",
        "tokyo",
        "chicago",
        "boston",
        "dublin",
        "sydney",
        "hollywood",
    ]
)


def end_of_words(text: Text, offset: int) -> int:
    """Return where a run of times and places that begins at `offset` gives way to something else."""
    limit = min(text.sentence_at(offset).end, offset + 170)
    stop = _STOP.search(text.masked, offset, limit)
    return stop.start() if stop else limit


def times_of(text: Text, span: Span) -> list[tuple[str, str, Span]]:
    """Return the times in `span` as EDTF with precision and span, those joined by a dash or "to" made one; inferred ones left out."""
    found: list[tuple[str, str, Span]] = []
    last: When | None = None
    for when in (w for w in text.times_in(span) if not w.inferred and w.span.end <= span.end + 1):
        if (
            last
            and found
            and _JOIN.fullmatch(text.text[last.span.end : when.span.start])
            and (whole := _range(last.edtf, when.edtf))
        ):
            found[-1] = (whole, last.precision, Span(found[-1][2].start, when.span.end))
        else:
            found.append((when.edtf, when.precision, when.span))
        last = when
    return found


def _range(first: str, second: str) -> str:
    if "/" in first or "/" in second:
        return ""
    whole = f"{first}/{second}"
    try:
        parse_time(whole)
    except ValueError:
        return ""
    return whole


def places_in(text: Text, span: Span) -> Iterator[tuple[str, Span]]:
    """Yield the places named in `span`: names that are nobody's and no event's, with what they hang on."""
    for match in _PLACE.finditer(text.masked, span.start, span.end):
        where = Span(*match.span())
        if match["bare"] or match["far"]:
            shown = text.slice(where)
            if match["far"] and _EVENT.search(shown):
                continue
            if not re.search(
                r"\b(?:in|on|at|to|aboard|inside|around|near|outside|from|and|of)\s$|^$",
                text.masked[span.start : where.start][-12:],
            ) or (match["bare"] and re.search(r"\bworld\b|streets$|underworld", shown)):
                continue
            yield shown, where
            continue
        for part in _parts(text, where):
            shown = text.slice(part)
            before = text.masked[max(span.start, part.start - 24) : part.start]
            if _EVENT.search(shown) or (
                re.search(r"\b(?:by|with|of|about|starring|from|an?|that)\s(?:[a-z]+\s)?$", before)
                and not re.search(
                    r"\b(?:world|streets|heart|slums|outskirts|suburbs|coast|hills|middle|centre|center|edge|backstreets|city|town|north|south|east|west|island|from)\sof\s$|\bfrom\s$",
                    before,
                )
            ):
                continue
            if text.people.inside(part) and not re.search(r"\b(?:in|on|at|around|near|to)\s(?:the\s)?$", before):
                continue
            if shown.casefold().startswith("the ") and re.match(
                r"\sof\s(?:the\s)?\ue001", text.masked[part.end : part.end + 9]
            ):
                shown, part = shown[4:], Span(part.start + 4, part.end)
            yield shown, part


def _parts(text: Text, where: Span) -> Iterator[Span]:
    """Split "London, Paris and Rome" into places; leave "Saltby, Maine" whole."""
    named = [
        Span(where.start + m.start(), where.start + m.end())
        for m in re.finditer(N, text.masked[where.start : where.end])
    ]
    if len(named) < 2:
        yield where
        return
    follows = re.match(r",?\sand\s(?:in\s)?(?:the\s)?\ue000", text.masked[where.end : where.end + 12])
    region = text.slice(named[1]).casefold().split()[-1]
    regions = REGIONS - _CITIES
    if len(named) == 2 and (
        not follows or region in regions or region in ("york", "jersey", "hampshire", "england", "washington")
    ):
        yield where
        return
    if len(named) == 3 and region not in regions and not follows:
        yield where
        return
    start = where.start
    for number, name in enumerate(named):
        if number and text.slice(name).casefold().split()[-1] in regions:
            continue
        last = (
            named[number + 1]
            if number + 1 < len(named) and text.slice(named[number + 1]).casefold().split()[-1] in regions
            else name
        )
        yield Span(start if number == 0 else name.start, last.end)


def place_items(text: str, span: Span) -> Iterator[Span]:
    """Yield the items of a list on one line, bullets and marks around them left off.

    >>> [("- Saltby, Maine; the pier · Orme")[s.start : s.end] for s in place_items("- Saltby, Maine; the pier · Orme", Span(0, 32))]
    ['Saltby, Maine', 'the pier', 'Orme']
    """
    for match in re.finditer(rf"(?:(?!{EMOJI})[^;·•|/\n~+»›●○◦‣⋆∙]|(?<=\S)[/~+](?=\S))+", text[span.start : span.end]):
        words = re.sub(r"^[\s\W]*?(?=[\w\"“‘'’(])", "", match.group())
        bare = re.sub(r"^\d+[.)]\s", "", words).rstrip(" .,*_")
        if bare:
            start = span.start + match.start() + match.group().index(bare)
            yield Span(start, start + len(bare))

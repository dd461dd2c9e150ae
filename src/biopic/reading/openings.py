"""How summaries open: with a dateline ("Saltby, Maine, 1931."), or with when and where ("In 1931 Saltby, Ada keeps").

Several datelines in one stretch head its scenes and are no setting; a time alone counts only where a summary begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.layout import Section
from biopic.reading.patterns import N, T
from biopic.reading.places import Backdrop, end_of_words, places_in, times_of
from biopic.reading.text import Text

_ITEM = re.compile(r"(?:[-*•‣▪–]|\d{1,3}[.)])\s")
"""What begins an item of a list."""
_SUBURB = re.compile(
    rf"^[Ii]n\s(?P<place>an?\s(?:[\w‑-]+,?\s){{0,4}}?(?:town|village|suburb|city|hamlet|island|neighbou?rhood|district|port|farm|valley|colony|settlement|county))\s(?:of|in|during)\s(?:the\s)?(?P<time>{T})"
)
_WORDS = r"(?:[A-Z][\w'’.-]*(?:\s(?:[A-Z][\w'’-]*|(?:of|on|upon|de|la|le|sur)(?=\s[A-Z]))){0,3})"
_WHERE = rf"(?:(?:[Tt]he\s)?{_WORDS}(?:,\s{_WORDS}){{0,2}})"
_DATELINE = re.compile(
    rf"^(?P<open>[\"“*_(\[]{{0,3}})(?:(?P<p1>{_WHERE}|[a-z][a-z ]{{2,24}}?)(?:,\s|\s[–—-]\s|\s|\s\(|:\s)(?:in\s|in the\s|the\s|circa\s)?(?P<t1>{T})\)?|(?P<t2>(?:[Tt]he\s)?{T})(?:,\s|\.\s|\s[–—-]\s|:\s)(?:in\s)?(?P<p2>{_WHERE})"
    rf"|(?P<t3>(?:[Tt]he\s)?{T})|(?P<p4>{_WORDS},\s{_WORDS})(?=\.\s[A-Z])|(?P<p3>{_WHERE}),\s(?:[a-z]+\s){{0,4}}(?:later|earlier|ago|afterwards|day|today))[\"”*_)\]]{{0,3}}\s?(?P<end>[.:—–]|-\s|…)"
)
_NO_SCENE = re.compile(
    r"\b(?:War|Depression|Revolution|Games|Olympics|Series|Cup|Navy|Army|Force|Marines|Corps|Christmas|Easter|Bible|English|French|German|Spanish|Court|Party|God|Congress|Parliament)\b"
)
_PARTS_OF_TIME = frozenset(
    ("early", "late", "mid", "spring", "summer", "autumn", "fall", "winter", "the early", "the late")
)
_CREDIT = re.compile(
    r"^\W*(?:[-—–~(\[]|(?:[Ww]ritten|[Ss]ubmitted|[Cc]ontributed|[Ss]ummary|[Ss]ynopsis)\b|[Bb]y\s)|[^.!?\"”)]$|[—–~]\s?[\w.@ <>\[\]-]{2,40}$"
)
_SIGNED = re.compile(r"[—–~]\s?[^—–~.!?]{2,40}$")
_OPENS_IN = re.compile(
    r"^[\"“*_]{0,2}(?:(?P<lead>[Ii]n|[Dd]uring|[Bb]ack in|[Aa]t|[Oo]n|[Oo]ver)\s)(?P<zone>[^.;:\n]{0,140})"
)


_SCENE = re.compile(rf"(?:Somewhere )?[Ii]n (?P<place>(?:the\s)?{N}(?:,\s{N})?)(?=,\s|\s[a-z])(?!['’]s)")
_LIVES = re.compile(
    rf"\b(?:lives?|grows? up|growing up|is raised|settles|opens? a \w+(?:\s\w+)?) (?:(?:\w+ ){{0,2}}?|with [^.;:\n]{{2,40}}? )(?:in|at|on) (?:[a-z‑-]+\s){{0,5}}?(?P<place>(?:the\s)?(?:(?:North|South|East|West)(?:ern)?\s)?{N}(?:,\s{N})?)(?!['’]s|\ue000)"
)


_TOLD = re.compile(r",\s(?!\ue000)|\s(?!(?:in|of|the|on|at|and|near|outside)\b)[a-z]+\s(?!\ue001|\ue000|of\b)")
"""What stands behind the time and place in an opening sentence."""
_FILM = re.compile(r"\b(?:film|movie|drama|biopic|picture)\b")
"""What a year belongs to that is no time of the story: "In this drama of 1958"."""
_FIRST = 9
"""How many sentences of a section, its heading among them, begin a plot."""


def lived(text: Text) -> Iterator[Backdrop]:
    """Yield the places of a plot in which somebody lives, or where one of its first sentences begins, each where a section first has it."""
    for section in text.layout.sections:
        seen: set[str] = set()
        for number, sentence in enumerate(text.sentences_in(section.span) if section.matter == "plot" else ()):
            if text.is_noise(sentence) or text.world_at(sentence.start) != "story":
                continue
            begins = _SCENE.match(text.masked, sentence.start, sentence.end) if number < _FIRST else None
            for match in [*filter(None, [begins]), *_LIVES.finditer(text.masked, sentence.start, sentence.end)]:
                shown = text.slice(Span(*match.span("place")))
                if _may_be_scene(text, Span(*match.span("place")), shown) and shown.casefold() not in seen:
                    seen.add(shown.casefold())
                    yield Backdrop("place", shown, "", Span(*match.span()), 0.6, "scene of a plot")


def _may_be_scene(text: Text, place: Span, shown: str) -> bool:
    """Say whether a name is that of a place: nobody's, no event's, and no body's."""
    being = text.people.inside(place)
    return not (being and being.sex) and not _NO_SCENE.search(shown) and not text.times_in(place)


def opened(text: Text) -> Iterator[Backdrop]:
    """Yield the times and places with which summaries open."""
    stretch: list[list[Backdrop]] = []
    section: Section | None = None
    fresh = True
    for paragraph in text.layout.paragraphs:
        here = text.section_at(paragraph.start)
        if section is None or here.span != section.span or _is_summary_end(text, paragraph):
            yield from _scenes(stretch)
            stretch, section = [], here
        found = (
            list(_opening(text, paragraph))
            if here.matter in ("plot", "", "facts", "noise") and not text.is_noise(paragraph)
            else []
        )
        first, fresh = fresh, _is_summary_end(text, paragraph)
        if found and (first or found[0].reader != "opening"):
            stretch.append(found)
    yield from _scenes(stretch)


def _scenes(stretch: list[list[Backdrop]]) -> Iterator[Backdrop]:
    """Yield the openings of a stretch, unless they are so many that they head its scenes."""
    if len(stretch) < 3:
        for found in stretch:
            yield from found


def _is_summary_end(text: Text, paragraph: Span) -> bool:
    """Say whether a paragraph is a heading or the credit under a summary, behind which another one begins."""
    words = text.text[paragraph.start : paragraph.end]
    if text.layout.is_heading(text.layout.lines_in(Span(paragraph.start, paragraph.start + 1))[0]):
        return True
    return bool(_SIGNED.search(words[-45:])) if len(words) >= 70 else bool(_CREDIT.search(words))


def _opening(text: Text, paragraph: Span) -> Iterator[Backdrop]:
    if text.world_at(paragraph.start) != "story":
        return
    item = _ITEM.match(text.text, paragraph.start, paragraph.end)
    start = item.end() if item else paragraph.start
    masked = text.masked[start : paragraph.end]
    half = "".join(
        "\ue001" if m == "\ue001" else c for c, m in zip(text.text[start : start + 120], masked[:120], strict=False)
    )
    if (
        text.layout.is_heading(text.layout.lines_in(Span(start, start + 1))[0])
        if text.layout.lines_in(Span(start, start + 1))
        else False
    ):
        return
    if (
        (match := _DATELINE.match(half))
        and paragraph.end - start - match.end() > 20
        and not any(t.span.start < start + match.end() and start < t.span.end for t in text.films.titles)
    ):
        yield from _dateline(text, match, start)
        return
    if match := _SUBURB.match(masked):
        yield from _both(text, match, start)
    elif match := _OPENS_IN.match(masked):
        yield from _leading(text, match, start)


def _dateline(text: Text, match: re.Match[str], start: int) -> Iterator[Backdrop]:
    whole = Span(start + len(match["open"]), start + match.start("end"))
    time = next((Span(start + match.start(g), start + match.end(g)) for g in ("t1", "t2", "t3") if match[g]), None)
    place = next(
        (Span(start + match.start(g), start + match.end(g)) for g in ("p1", "p2", "p3", "p4") if match[g]), None
    )
    if (
        place
        and text.people.inside(place)
        and text.layout.lines_in(Span(start, start + 1))
        and (not time or match["end"] not in ".:—–")
    ):
        return
    for value, precision, _ in times_of(text, time) if time else ():
        yield Backdrop("time", value, precision, whole if place else time or whole, 0.8, "dateline")
    if place and text.slice(place).casefold() not in _PARTS_OF_TIME:
        yield Backdrop(
            "place", text.slice(place), "", whole if time else place, 0.75, "opening" if match["p4"] else "dateline"
        )


def _both(text: Text, match: re.Match[str], start: int) -> Iterator[Backdrop]:
    whole = Span(start, start + match.end())
    for value, precision, _ in times_of(text, Span(start + match.start("time"), start + match.end("time"))):
        yield Backdrop("time", value, precision, whole, 0.75, "opening")
    shown = re.sub(r"^an?\s", "", text.slice(Span(start + match.start("place"), start + match.end("place"))))
    yield Backdrop("place", shown, "", whole, 0.5, "opening")


def _leading(text: Text, match: re.Match[str], start: int) -> Iterator[Backdrop]:
    """Read "In 1931 Saltby, Maine, Ada keeps": the words up to the comma before the subject."""
    at = start + match.start("zone")
    end = min(end_of_words(text, at), start + match.end())
    first = next(iter(times_of(text, Span(at, end))), None)
    told = _TOLD.search(text.masked, first[2].end if first else at, end)
    zone = Span(at, told.start() if told else end)
    times, places = times_of(text, zone), list(places_in(text, zone))
    if (not places and len(text.slice(zone).split()) == 1) or _FILM.search(text.text, zone.start, zone.end):
        return
    for value, precision, where in times:
        yield Backdrop("time", value, precision, Span(start, where.end), 0.7, "opening")
    for value, where in places if times or match["lead"].casefold() == "in" else ():
        if times or not text.people.inside(where):
            yield Backdrop("place", value, "", Span(start, where.end), 0.65 if times else 0.5, "opening")

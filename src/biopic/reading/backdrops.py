"""When and where a film's story is set, as texts say it: under headings, in labelled lines, in sentences, in datelines.

`backdrops(text)` gives each time and each place once a passage. A sentence tells it by a verb ("is set in", "unfolds in",
"moves to"), by an age before a place ("Victorian London", "1930s Saltby"), or by opening a summary ("Saltby, 1931.");
several datelines in one stretch are its scenes and no setting. What happened in life is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.layout import Line, Section
from biopic.reading.patterns import N, T
from biopic.reading.places import end_of_words, place_items, places_in, times_of
from biopic.reading.text import Text

_STORY = r"(?:film|movie|picture|biopic|drama|story|action|plot|narrative|tale|script|screenplay|melodrama|weepie|tearjerker|saga|events|scenes?|series|it|It|which|that|this|This|musical|comedy|epic|docudrama|feature|half|part|adaptation)"
_MOSTLY = r"(?:(?:mostly|mainly|largely|primarily|chiefly|entirely|almost entirely|almost wholly|partly|in part|firmly|squarely|wholly|for the most part|both|all|mostly,|\(mostly\)|first|then|later|principally|somewhere|back)\s){0,2}"
_PREP = r"(?:in|on|at|around|between|during|from|over|against|along|among|near|across|within|amid|amidst|inside|aboard|off|outside|throughout|through|deep in|by|and)"
_SET = re.compile(rf"\b(?P<verb>(?:(?:is|are|was|were|and|be|being|film|movie|drama|story|biopic|picture|tale)\s)?[Ss]et)\s{_MOSTLY}(?=(?:{_PREP})\s|\ue000)")
_PLACE = re.compile(
    rf"(?:\b{_STORY}|\ue000[\"”*_]?)(?:['’]s (?:story|action|plot))?(?:,\s[^.;:\n]{{1,60}},|\s\([^()\n]{{1,30}}\))?\s(?:also\s|itself\s|mostly\s|mainly\s|largely\s|then\s|first\s|really\s|soon\s)?(?P<verb>takes? place|took place|unfolds?|unfolded|plays? out|plays itself out|opens?|begins?|starts?|ends?|closes?|happens?|is laid|is located|is situated|moves?|shifts?|jumps?|transports us|takes us|takes viewers|takes the viewer|carries us|runs?|spans?|covers?|stretches|ranges|recreates?|evokes?|brings back|conjures up|travels|is placed|concludes|goes back|returns)\s(?:back\s|up\s|off\s|on\s|forward\s|out\s)?{_MOSTLY}(?=(?:{_PREP}|to|the|as)\s|\ue000|\ue001)"
)
_MOVED = re.compile(rf"\b(?P<verb>(?:moves?|moved|shifts?|shifted|relocates?|relocated|transposes?|transposed|transplants?|transplanted|transfers?|transferred|sets?|puts)\s(?:everything|it all|(?:the|its|this)\s(?:\w+\s)?(?:action|story|setting|tale|events|plot|whole thing|town|drama)|it|the lot)\s(?:from\s[^.;:\n]{{1,60}}?\s)?(?:to|into|in))\s")
_YEAR_IS = re.compile(rf"(?P<verb>\b(?:[Ii]t(?:\sis|\swas|['’]s)|[Tt]he (?:year|time|date|season) (?:is|was)|[Ww]e are in)\s(?:now\s|the\s)?)(?=[^.;,\n]{{0,20}}\ue001)")
_AGE = rf"(?:Victorian|Edwardian|Georgian|Elizabethan|Regency|Tudor|Jacobean|Depression-era|Prohibition-era|wartime|war-torn|war-time|post-war|postwar|turn-of-the-century|medieval|Nazi-occupied|Nazi-era|occupied|pre-war|prewar|interwar|colonial|Soviet|Soviet-era|Stalinist|Weimar|Franco-era|apartheid-era|antebellum|Renaissance|Napoleonic|revolutionary|Jazz Age|fin-de-siècle|{T}(?:[- ]era)?)"
_AGED = re.compile(rf"\b(?:in|of|from|through|to|across)\s(?:(?:the|late|early|mid|a)\s){{0,2}}(?P<age>{_AGE})\s(?P<place>{N}(?:,\s{N}){{0,2}})(?!['’]s)")
_OF_TIME = re.compile(rf"\b(?:[Ii]n|of|through)\s(?:the\s)(?P<place>{N})\sof\s(?:the\s)?(?P<time>{T})")
_SUBURB = re.compile(rf"^[Ii]n\s(?P<place>an?\s(?:[\w‑-]+,?\s){{0,4}}?(?:town|village|suburb|city|hamlet|island|neighbou?rhood|district|port|farm|valley|colony|settlement|county))\s(?:of|in|during)\s(?:the\s)?(?P<time>{T})")
_LABEL = re.compile(r"^[^\w\n]{0,6}(?P<label>time period|time|period|era|when|where|locations?|places?|settings?|set in|time and place|place and time|where and when|when and where|when/where|years? of the story)[*_]{0,2}\s*(?:[:|=]|\s[–—-]\s)[*_]{0,2}\s*(?P<rest>\S.*)$", re.IGNORECASE)
_WORDS = r"(?:[A-Z][\w'’.-]*(?:\s(?:[A-Z][\w'’-]*|(?:of|on|upon|de|la|le|sur)(?=\s[A-Z]))){0,3})"
_WHERE = rf"(?:(?:[Tt]he\s)?{_WORDS}(?:,\s{_WORDS}){{0,2}})"
_DATELINE = re.compile(
    rf"^(?P<open>[\"“*_(\[]{{0,3}})(?:(?P<p1>{_WHERE}|[a-z][a-z ]{{2,24}}?)(?:,\s|\s[–—-]\s|\s|\s\(|:\s)(?:in\s|in the\s|the\s|circa\s)?(?P<t1>{T})\)?|(?P<t2>(?:[Tt]he\s)?{T})(?:,\s|\.\s|\s[–—-]\s|:\s)(?:in\s)?(?P<p2>{_WHERE})"
    rf"|(?P<t3>(?:[Tt]he\s)?{T})|(?P<p3>{_WHERE}),\s(?:[a-z]+\s){{0,4}}(?:later|earlier|ago|afterwards|day|today))[\"”*_)\]]{{0,3}}\s?(?P<end>[.:—–]|-\s|…)"
)
_OPENS_IN = re.compile(rf"^[\"“*_]{{0,2}}(?:(?P<lead>[Ii]n|[Dd]uring|[Bb]ack in|[Aa]t|[Oo]n|[Oo]ver)\s)(?P<zone>[^.;:\n]{{0,140}})")


@dataclass(frozen=True)
class Backdrop:
    """A time ("time") or place ("place") in which the story is set: its value, precision and span, and how sure that is."""

    sort: str
    value: str
    precision: str
    span: Span
    sure: float
    reader: str


def backdrops(text: Text) -> list[Backdrop]:
    """Return the times and places of the story, in the order of the text."""
    found = [*_headed(text), *_labelled(text), *_told(text), *_opened(text), *_aged(text)]
    kept: list[Backdrop] = []
    for each in sorted(found, key=lambda b: -b.sure):
        if not any(k.sort == each.sort and k.span.overlaps(each.span) and _same(k.value, each.value) for k in kept):
            kept.append(each)
    return sorted(kept, key=lambda b: (b.span.start, b.span.end))


def _same(one: str, other: str) -> bool:
    left, right = one.casefold(), other.casefold()
    return left == right or left.removeprefix("the ") == right.removeprefix("the ")


# Under headings and labels


def _headed(text: Text) -> Iterator[Backdrop]:
    for section in text.layout.sections:
        if section.matter in ("time", "place", "settings") and section.heading and not text.is_noise(section.heading.title):
            for line in _short_lines(text, section):
                yield from _items(text, line.span, section.matter, 0.95, "under a heading")


def _short_lines(text: Text, section: Section) -> Iterator[Line]:
    """Yield the lines right under a heading that are lists and no prose."""
    for line in text.layout.lines_in(section.span):
        if (section.heading and line.number == section.heading.line.number) or _LABEL.match(line.text):
            continue
        if len(line.text) > 160 or re.search(r"[.!?]\s+\S|[^.\s]{3,}\.$", line.text) or re.search(r"[\U0001F000-\U0001FAFF].*[\U0001F000-\U0001FAFF]", line.text):
            return
        yield line


def _items(text: Text, span: Span, matter: str, sure: float, reader: str) -> Iterator[Backdrop]:
    """Read a list: times, or places split at semicolons and bullets; under "Setting" each is what it looks like."""
    for item in place_items(text.text, span):
        times = times_of(text, item)
        bare = re.sub(r"[\W\d_]*(?:early|late|mid|the|of|in|summer|winter|to|about|around|circa)?[\W_]*", "", re.sub(T, "", text.masked[item.start : item.end]))
        if times and matter != "place" and (matter == "time" or len(bare) < 4):
            for value, precision, where in times:
                yield Backdrop("time", value, precision, _with_article(text, where, item), sure, reader)
        elif times and matter == "settings":
            yield from (Backdrop("time", v, p, w, sure, reader) for v, p, w in times)
            yield from (Backdrop("place", v, "", w, sure, reader) for v, w in places_in(text, item))
        elif matter != "time" and item.end - item.start < 90:
            cut = Span(item.start, min([item.end, *(w.start for _, _, w in times)])) if times else item
            shown = text.slice(cut).rstrip(" ,(–—-")
            if re.search(r"[^\W\d_]{2}", shown) and (matter == "place" or re.search(N, text.masked[item.start : item.end])):
                yield Backdrop("place", shown, "", Span(cut.start, cut.start + len(shown)), sure, reader)


def _with_article(text: Text, span: Span, item: Span) -> Span:
    before = re.search(r"\bthe\s$", text.text[item.start : span.start], re.IGNORECASE)
    return Span(item.start + before.start(), span.end) if before else span


def _labelled(text: Text) -> Iterator[Backdrop]:
    lines = [(line, match) for line in text.layout.lines if len(line.text) < 300 and (match := _LABEL.match(line.text))]
    counts: dict[str, int] = {}
    for _, match in lines:
        counts[match["label"].casefold()] = counts.get(match["label"].casefold(), 0) + 1
    for line, match in lines:
        label = match["label"].casefold()
        if counts[label] > 2 or text.section_at(line.span.start).matter in ("timeline", "characters") or re.search(r"/\s?(?:where|place|when)\b", match["rest"], re.IGNORECASE):
            continue
        matter = "place" if re.match(r"where$|location|place(?!.*time)|set in", label) else "time" if label in ("when", "time", "time period", "period", "era") or "year" in label else "settings"
        span = Span(line.span.start + match.start("rest"), line.span.end)
        yield from _items(text, span, "settings" if label == "set in" else matter, 0.9, "labelled line")


# In sentences


def _told(text: Text) -> Iterator[Backdrop]:
    for pattern, sure in ((_SET, 0.9), (_PLACE, 0.85), (_MOVED, 0.8), (_YEAR_IS, 0.8)):
        for match in pattern.finditer(text.masked):
            if _tells_setting(text, match):
                yield from _zone(text, Span(match.start("verb"), match.end()), sure)


def _tells_setting(text: Text, match: re.Match[str]) -> bool:
    """Say whether it is the film that is set there: its words stand before, or nothing does, or the text tells a story."""
    if text.section_at(match.start()).matter in ("timeline", "characters", "reception"):
        return False
    sentence = text.sentence_at(match.start())
    before, verb = text.text[sentence.start : match.start("verb")], match["verb"]
    if match.re is _SET:
        about = re.search(rf"\b{_STORY}\b", before + " " + verb) or (text.film and text.film in before)
        return bool(about or not before.strip(" \"“*_-•(—:") or re.search(r"[,—(:]\s?$", before)) and not re.search(r"\b(?:table|house is|heart|mind|sights?|eyes?|trap|bones?|fire|stage|jewel|date|scenes? (?:was|were) (?:built|shot))\s(?:\w+\s)?$", before)
    if match.re is _PLACE:
        lead = text.masked[match.start() : match.start() + 1]
        if lead == "\ue000":
            return any(t.span.start <= match.start() < t.span.end + 2 for t in text.films.titles) and not re.match(r"(?:moves?|travels|returns|goes|runs?|starts?|begins?|ends?)", verb)
        general = re.match(r"(?:it|which|that|this)\b", match.group(), re.IGNORECASE)
        if general and not _speaks_of_film(text, sentence, match.start()):
            return False
        if general and re.match(r"(?:moves?|ends?|begins?|starts?|runs?|happens?|returns|travels|shifts?|goes|jumps?|took|opens?|closes?|covers?)", verb):
            return bool(re.match(r"runs?|covers?", verb)) and re.search(T, text.masked[match.end() : match.end() + 12]) is not None
        return not re.search(r"(?:love|life|real|true|her|his) story$", text.text[sentence.start : match.start() + len("story")]) or text.world_at(match.start()) == "story"
    if match.re is _MOVED:
        return bool(re.search(r"\b(?:film|movie|script|picture|screenplay|version|action|story|plot|Hollywood|makers|writers?|director)\b", text.text[sentence.start : match.end()]))
    return text.world_at(match.start()) == "story" and not before.strip(" \"“*_-•(—")


def _speaks_of_film(text: Text, sentence: Span, offset: int) -> bool:
    """Say whether "it" at `offset` may mean the film: that is named before it, in its sentence or the one before."""
    before = text.text[sentence.start : offset]
    if re.search(r"\b(?:[Oo]n screen|[Ii]n the (?:film|movie|picture))\W*$", before):
        return False
    if len(before) < 12:
        before = text.text[text.sentence_at(max(0, sentence.start - 1)).start : offset]
    return bool(re.search(r"\b(?:film|movie|picture|biopic|drama|story|action|plot|weepie|tearjerker)\b", before)) or bool(text.film and text.film in before)


def _zone(text: Text, verb: Span, sure: float) -> Iterator[Backdrop]:
    """Yield the times and places behind a verb, up to where its clause goes on to something else."""
    zone = Span(verb.end, end_of_words(text, verb.end))
    for value, precision, where in times_of(text, zone):
        yield Backdrop("time", value, precision, Span(verb.start, where.end), sure, "told")
    for value, where in places_in(text, zone):
        yield Backdrop("place", value, "", Span(verb.start, where.end), sure - 0.05, "told")


# At the start of a summary


def _opened(text: Text) -> Iterator[Backdrop]:
    stretch: list[list[Backdrop]] = []
    section: Section | None = None
    fresh = True
    for paragraph in text.layout.paragraphs:
        here = text.section_at(paragraph.start)
        if section is None or here.span != section.span or _is_summary_end(text, paragraph):
            yield from _scenes(stretch)
            stretch, section = [], here
        found = list(_opening(text, paragraph)) if here.matter in ("plot", "", "facts", "noise") and not text.is_noise(paragraph) else []
        first, fresh = fresh, _is_summary_end(text, paragraph)
        if found:
            placed = any(b.sort == "place" for b in found)
            stretch.append([b for b in found if first or placed or b.reader != "opening"])
    yield from _scenes(stretch)


def _scenes(stretch: list[list[Backdrop]]) -> Iterator[Backdrop]:
    """Yield the openings of a stretch, unless they are so many that they head its scenes."""
    if len(stretch) < 3:
        for found in stretch:
            yield from found


def _is_summary_end(text: Text, paragraph: Span) -> bool:
    """Say whether a paragraph is a heading or the credit under a summary, behind which another one begins."""
    words = text.text[paragraph.start : paragraph.end]
    return len(words) < 70 and not re.match(rf"{N}|{T}", text.masked[paragraph.start : paragraph.end])


def _opening(text: Text, paragraph: Span) -> Iterator[Backdrop]:
    if text.world_at(paragraph.start) != "story":
        return
    start = paragraph.start + len(re.match(r"(?:[-*•‣▪–]\s|\d+[.)]\s)?", text.text[paragraph.start : paragraph.end])[0])  # type: ignore[index]
    masked = text.masked[start : paragraph.end]
    half = "".join("\ue001" if m == "\ue001" else c for c, m in zip(text.text[start : start + 120], masked[:120], strict=False))
    if match := _DATELINE.match(half):
        yield from _dateline(text, match, start)
        return
    if match := _SUBURB.match(masked):
        yield from _both(text, match, start)
    elif match := _OPENS_IN.match(masked):
        yield from _leading(text, match, start)


def _dateline(text: Text, match: re.Match[str], start: int) -> Iterator[Backdrop]:
    whole = Span(start + len(match["open"]), start + match.start("end"))
    time = next((Span(start + match.start(g), start + match.end(g)) for g in ("t1", "t2", "t3") if match[g]), None)
    place = next((Span(start + match.start(g), start + match.end(g)) for g in ("p1", "p2", "p3") if match[g]), None)
    if place and text.people.inside(place) and text.layout.lines_in(Span(start, start + 1)) and (not time or match["end"] not in ".:—–"):
        return
    for value, precision, _ in times_of(text, time) if time else ():
        yield Backdrop("time", value, precision, whole if place else time or whole, 0.8, "dateline")
    if place:
        yield Backdrop("place", text.slice(place), "", whole if time else place, 0.75, "dateline")


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
    zone = Span(at, end)
    times = times_of(text, zone)
    for value, precision, where in times:
        yield Backdrop("time", value, precision, Span(start, where.end), 0.7, "opening")
    if times or match["lead"].casefold() == "in":
        for value, where in places_in(text, zone):
            if times or not text.people.inside(where):
                yield Backdrop("place", value, "", Span(start, where.end), 0.65 if times else 0.5, "opening")


# An age before a place


def _aged(text: Text) -> Iterator[Backdrop]:
    for match in [*_AGED.finditer(text.masked), *_OF_TIME.finditer(text.masked)]:
        if text.world_at(match.start()) != "story" or text.section_at(match.start()).matter not in ("plot", "settings", "time", "place", ""):
            continue
        start = match.start("age") if "age" in match.groupdict() else match.start()
        time = Span(*match.span("age" if "age" in match.groupdict() else "time"))
        place = Span(*match.span("place"))
        if re.search(r"War|Depression|Revolution", text.slice(place)) or text.people.inside(place):
            continue
        for value, precision, _ in times_of(text, time):
            yield Backdrop("time", value, precision, Span(start, match.end()), 0.75, "age before a place")
        yield Backdrop("place", text.slice(place), "", Span(start, match.end()), 0.75, "age before a place")

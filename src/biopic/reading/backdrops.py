"""When and where a film's story is set, as texts say it: under headings, in labelled lines, in sentences, in datelines.

`backdrops(text)` gives each time and each place once a passage. A sentence tells it by a verb ("is set in", "unfolds in",
"moves to"), by an age before a place ("Victorian London", "1930s Saltby"), or by opening a summary ("Saltby, 1931.");
several datelines in one stretch are its scenes and no setting. What happened in life is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator
from weakref import WeakKeyDictionary

from biopic.documents import Span
from biopic.reading.clauses import FILM_MARK, stretch_at, with_titles
from biopic.reading.layout import Line, Section
from biopic.reading.openings import lived, opened
from biopic.reading.patterns import N, T
from biopic.reading.places import Backdrop, end_of_words, place_items, places_in, times_of
from biopic.reading.text import Text

_STORY = r"(?:film|movie|picture|biopic|drama|story|action|plot|narrative|tale|script|screenplay|melodrama|weepie|tearjerker|saga|events|scenes?|series|it|It|which|that|this|This|musical|comedy|epic|docudrama|feature|half|part|adaptation)"
_MOSTLY = r"(?:(?:mostly|mainly|largely|primarily|chiefly|entirely|almost entirely|almost wholly|partly|in part|firmly|squarely|wholly|for the most part|both|all|mostly,|\(mostly\)|first|then|later|principally|somewhere|back)\s){0,2}"
_PREP = r"(?:in|on|at|around|between|during|from|over|against|along|among|near|across|within|amid|amidst|inside|aboard|off|outside|throughout|through|deep in|by|and)"
_SET = re.compile(
    rf"\b(?P<verb>(?:(?:is|are|was|were|and|be|being|film|movie|drama|story|biopic|picture|tale)\s)?[Ss]et)\s{_MOSTLY}(?=(?:{_PREP})\s|\ue000)"
)
_PLACE = re.compile(
    rf"(?:\b{_STORY}|{FILM_MARK})(?:['’]s (?:story|action|plot))?(?:,?\s{FILM_MARK}+)?(?:,\s[^.;:\n]{{1,100}},|\s\([^()\n]{{1,30}}\))?\s(?:also\s|itself\s|mostly\s|mainly\s|largely\s|then\s|first\s|really\s|soon\s)?(?P<verb>takes? place|took place|unfolds?|unfolded|plays? out|plays itself out|opens?|begins?|starts?|ends?|closes?|happens?|is laid|is located|is situated|moves?|shifts?|jumps?|transports us|takes us|takes viewers|takes the viewer|carries us|runs?|spans?|covers?|stretches|ranges|recreates?|evokes?|brings back|conjures up|travels|is placed|concludes|goes back|returns|tells? of|tells the story of)\s(?:back\s|up\s|off\s|on\s|forward\s|out\s)?{_MOSTLY}(?:(?:[a-z-]+\s){{1,3}}?(?:days?|weeks?|months?|years?|decades?|generations?|hours?|night)(?:,\s(?=from\b|between\b)|\sof\s|\s(?=(?:in|from|between)\b)))?(?=(?:{_PREP}|to|the|as)\s|\ue000|\ue001)"
)
_MOVED = re.compile(
    r"\b(?P<verb>(?:moves?|moved|shifts?|shifted|relocates?|relocated|transposes?|transposed|transplants?|transplanted|transfers?|transferred|sets?|puts)\s(?:everything|it all|(?:the|its|this|his|her|their)\s(?:\w+\s)?(?:action|story|setting|tale|events|plot|whole thing|town|drama|film|movie|picture)|it|the lot)\s(?:from\s[^.;:\n]{1,60}?\s)?(?:to|into|in))\s"
)
_ONWARD = re.compile(
    rf",?\s(?:and|before|then|and then)\s(?:then\s|later\s|soon\s)?(?P<verb>moves?|shifts?|jumps?|ends?|closes?|continues|goes|travels|moving|ending|returning)\s(?:on\s|back\s|up\s|forward\s)?(?=(?:{_PREP}|to)\s)"
)
_GOES = re.compile(r"(?:moves?|shifts?|jumps?|travels|returns|goes|transports?|carries|takes?)\b(?! place)")
_BROUGHT = re.compile(r"the (?!(?:[a-z]+ )?(?:action|story|setting|tale|events|plot|drama|whole)\b)")
"""Verbs behind which a place has a preposition, and the object that is brought there and is none itself."""
_YEAR_IS = re.compile(
    r"(?P<verb>\b(?:[Ii]t(?:\sis|\swas|['’]s)|[Tt]he (?:year|time|date|season) (?:is|was)|[Ww]e are in)\s(?:now\s|the\s)?)(?=[^.;,\n]{0,20}\ue001)"
)
_HERE = re.compile(
    r"(?P<verb>\b[Tt]he (?:setting|scene|place|backdrop) (?:is|was)\s|\b[Ww]e(?:['’]re| are| begin(?= in)| start(?= in)| open(?= in)| find ourselves)\s(?:now\s|back\s|still\s)?)(?=(?:in|on|at)\s|(?:the\s|an?\s)?\ue000)"
)
_FICTIONAL = re.compile(
    rf"(?P<verb>\b(?:in|at|to|of|around|near)\s(?:an?|the)\s)(?:[a-z-]+,?\s){{0,2}}(?:fictional|fictitious|imaginary|made-up)\s(?:[a-z-]+\s){{0,3}}?(?:of\s|called\s|named\s)?(?={N})"
)
"""A place that there is in the film alone."""
_AGE = re.compile(
    r"\b(?:Victorian|Edwardian|Georgian|Elizabethan|Regency|Tudor|Jacobean|Depression-era|Prohibition-era|wartime|war-torn|war-time|post-war|postwar|turn-of-the-century|medieval|Nazi-occupied|Nazi-era|occupied|pre-war|prewar|interwar|colonial|Soviet|Soviet-era|Stalinist|Weimar|Franco-era|apartheid-era|antebellum|Renaissance|Napoleonic|revolutionary|Jazz Age|fin-de-siècle)(?=\s)"
)
_BEFORE_AGE = re.compile(r"\b(?:in|of|from|through|to|across)\s(?:(?:the|late|early|mid|a)\s){0,2}$")
_OF_A_LIFE = re.compile(r"\b(?:died|dies|born|buried|killed|shot|executed)\b[^.;\n]{0,30}$")
"""What happens to somebody in a place does not set the film there."""
_AGE_PLACE = re.compile(rf"(?:[- ]era)?\s(?P<place>{N}(?:,\s{N}){{0,2}})(?!\ue000|['’]s)")
_OF_TIME = re.compile(rf"\b(?:[Ii]n|of|through)\s(?:the\s)(?P<place>{N})\sof\s(?:the\s)?(?P<time>{T})")
_LABEL = re.compile(
    r"^[^\w\n]{0,6}(?P<label>time period|time|period|era|(?:when|where)(?:\s(?:it|we|the|film|movie|story|action|is|are|set|plays?|happens?|takes?|place)){0,4}|locations?|places?|settings?|set in|time (?:and|&) place|place (?:and|&) time|where (?:and|&) when|when (?:and|&) where|when/where|years? of the story|years)[*_]{0,2}\s*(?P<sign>[:|=]|\?(?=\s\S)|\s[–—-]\s)[*_]{0,2}\s*(?P<rest>\S.*?)(?=\.\s+(?:When|Where|Time|Place)\b[^:.]{0,24}:|$)",
    re.IGNORECASE,
)
_LABEL_INSIDE = re.compile(_LABEL.pattern.replace("^[^", r"(?<=\.)\s[^", 1), re.IGNORECASE)
"""Such a label behind another's sentence in the same line."""
_EXPLAINED = re.compile(r",\s(?:from|during|between|after|before|when|as|where|with)\b.*$")
"""What is said of a place behind its name."""
_REMARK = re.compile(r"(?<=\w)\s[–—-]\s(?=\S*['’]s?\s|.*\b[a-z]{3,}\b).*$")
"""The same behind a dash: "Leith – where Ada sails"."""
_CREDITED = re.compile(
    r"\b(?:[Dd]irected|[Ww]ritten|[Ss]tarring|[Pp]roduced|[Ff]ilmed)\b[^.;]{0,80}?,?\s(?:and\s)?set$"
)
"""What is set where its credits are told just before is the film."""
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|has|have|had|[Ss]et|takes?|follows?|captures?|unfolds?|[Tt]he (?:film|story|movie)|it|they|he|she|where|who)\b"
)
_KNOWN: WeakKeyDictionary[Text, list[Backdrop]] = WeakKeyDictionary()


def backdrops(text: Text) -> list[Backdrop]:
    """Return the times and places of the story, in the order of the text; worked out once a text."""
    if text not in _KNOWN:
        _KNOWN[text] = _backdrops(text)
    return _KNOWN[text]


def _backdrops(text: Text) -> list[Backdrop]:
    found = [*_headed(text), *_labelled(text), *_told(text), *lived(text), *opened(text), *_aged(text)]
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
        if (
            section.matter in ("time", "place", "settings")
            and section.heading
            and not text.is_noise(section.heading.title)
        ):
            for line in _short_lines(text, section):
                yield from _items(text, line.span, section.matter, 0.95, "under a heading")


def _short_lines(text: Text, section: Section) -> Iterator[Line]:
    """Yield the lines right under a heading that are lists and no prose."""
    for line in text.layout.lines_in(section.span):
        if (section.heading and line.number == section.heading.line.number) or _LABEL.match(line.text):
            continue
        if (
            len(line.text) > 160
            or re.search(r"[.!?]\s+\S", line.text)
            or (re.search(r"[^.\s]{3,}\.$", line.text) and (_VERBAL.search(line.text) or _is_prose(line.text)))
            or re.search(r"[\U0001F000-\U0001FAFF].*[\U0001F000-\U0001FAFF]", line.text)
        ):
            return
        yield line


def _is_prose(words: str) -> bool:
    """Say whether a line is made of small words, as no list of places is."""
    all_words = re.findall(r"[^\W\d_]+", words)
    return len(all_words) > 7 and sum(word.islower() for word in all_words) > 0.7 * len(all_words)


def _items(text: Text, span: Span, matter: str, sure: float, reader: str) -> Iterator[Backdrop]:
    """Read a list: times, or places split at semicolons and bullets; under "Setting" each is what it looks like."""
    for item in place_items(text.text, span):
        times = times_of(text, item)
        if matter != "place":
            for value, precision, where in times:
                yield Backdrop("time", value, precision, _with_article(text, where, item), sure, reader)
        if matter != "time" and item.end - item.start < 90:
            yield from _listed_place(text, item, [where for _, _, where in times], matter, sure, reader)


def _listed_place(
    text: Text, item: Span, times: list[Span], matter: str, sure: float, reader: str
) -> Iterator[Backdrop]:
    """Read the place of an item: what stands before its time, or behind it, or the whole of it."""
    runs = [Span(item.start, times[0].start), Span(times[-1].end, item.end)] if times else [item]
    for run in runs:
        shown = re.sub(
            r"(?:[\s,(–—:-]|\b(?:in|the|of|early|late|mid|winter|summer|spring|autumn|during|around|about|from|between|and|circa|c)\b|\bc\.|\bat the turn of the (?:\w+ )?century)+$",
            "",
            _EXPLAINED.sub("", _REMARK.sub("", text.slice(run))),
        )
        shown = re.sub(r"^[\s,()–—:-]*(?:(?:in|at|and)\s)?", "", shown)
        if (
            re.search(r"[^\W\d_]{2}", shown)
            and (matter == "place" or re.search(r"[A-Z]", shown))
            and shown in text.text[run.start : run.end]
        ):
            start = text.text.index(shown, run.start)
            pair = re.fullmatch(
                r"([A-Z][^\s,]*(?:\s[A-Z][^\s,]*){0,2})\sand\s([A-Z][^\s,]*(?:\s[A-Z][^\s,]*){0,2}(?:,\s[A-Z][^\s,]*){0,2})",
                shown,
            )
            for one, at in ((pair[1], 0), (pair[2], pair.start(2))) if pair else ((shown, 0),):
                yield Backdrop("place", one, "", Span(start + at, start + at + len(one)), sure, reader)
            return


def _with_article(text: Text, span: Span, item: Span) -> Span:
    before = re.search(r"\bthe\s$", text.text[item.start : span.start], re.IGNORECASE)
    return Span(item.start + before.start(), span.end) if before else span


def _labelled(text: Text) -> Iterator[Backdrop]:
    """Read the lines that a label opens, and what other labels open inside them; the lines of a timeline's entries are theirs."""
    short = [line for line in text.layout.lines if len(line.text) < 300]
    lines = [(line, match) for line in short if (match := _LABEL.match(line.text))]
    counts = Counter(match["label"].casefold() for _, match in lines)
    for line, match in lines:
        label = match["label"].casefold()
        matter = text.section_at(line.span.start).matter
        told = " " not in label and matter in ("timeline", "characters")
        told |= match.group("sign").strip() == "?" and matter not in ("settings", "time", "place", "facts")
        if counts[label] > 2 or told or re.search(r"/\s?(?:where|place|when)\b", match["rest"], re.IGNORECASE):
            continue
        for each in (match, *_LABEL_INSIDE.finditer(line.text, match.end())):
            span = Span(line.span.start + each.start("rest"), line.span.start + each.end("rest"))
            yield from _items(text, span, _matter(each["label"].casefold()), 0.9, "labelled line")


def _matter(label: str) -> str:
    """Return what a label announces: "time", "place", or "settings" for both and for what tells neither."""
    if re.match(r"where\b(?! and)|location|place(?!.*time)", label):
        return "place"
    if re.match(r"when\b(?! and|/)|era$|(?:time )?period$|time$", label) or "year" in label:
        return "time"
    return "settings"


# In sentences


def _told(text: Text) -> Iterator[Backdrop]:
    masked = with_titles(text)
    for pattern, sure in (
        (_SET, 0.9),
        (_PLACE, 0.85),
        (_MOVED, 0.8),
        (_YEAR_IS, 0.8),
        (_HERE, 0.75),
        (_FICTIONAL, 0.7),
    ):
        for match in pattern.finditer(masked):
            if _tells_setting(text, match):
                end = yield from _zone(text, Span(match.start("verb"), match.end()), sure)
                if onward := _ONWARD.match(text.masked, end):
                    yield from _zone(text, Span(onward.start("verb"), onward.end()), 0.75)


def _tells_setting(text: Text, match: re.Match[str]) -> bool:
    """Say whether it is the film that is set there: its words stand before, or nothing does, or the text tells a story."""
    if text.section_at(match.start()).matter in ("timeline", "characters", "reception"):
        return False
    sentence = stretch_at(text, match.start())
    before, verb = text.text[sentence.start : match.start("verb")], match["verb"]
    if match.re is _SET:
        about = re.search(rf"\b{_STORY}\b", before + " " + verb) or (text.film and text.film in before)
        about = bool(about or _CREDITED.search(before + verb))
        return bool(about or not before.strip(' "“*_-•(—:') or re.search(r"[,—(:]\s?$", before)) and not re.search(
            r"\b(?:table|house is|heart|mind|sights?|eyes?|trap|bones?|fire|stage|jewel|date|scenes? (?:was|were) (?:built|shot))\s(?:\w+\s)?$",
            before,
        )
    if match.re is _PLACE:
        if match.group().startswith(FILM_MARK):
            return not re.match(r"(?:travels|returns|goes|runs?(?! from)|took)", verb)
        general = re.match(r"(?:it|which|that|this)\b", match.group(), re.IGNORECASE)
        if match.group().startswith("which ") and re.search(
            r"\b(?:film|movie|picture|story), $", text.text[sentence.start : match.start()]
        ):
            general = None
        if _GOES.match(verb) and _BROUGHT.match(text.masked, match.end()):
            return False
        if general and not _speaks_of_film(text, sentence, match.start()):
            return False
        if general and re.match(
            r"(?:moves?|ends?|begins?|starts?|runs?|happens?|returns|travels|shifts?|goes|jumps?|took|opens?|closes?|covers?)",
            verb,
        ):
            return (
                bool(re.match(r"runs?|covers?", verb))
                and re.search(T, text.masked[match.end() : match.end() + 12]) is not None
            )
        return (
            not re.search(
                r"(?:love|life|real|true|her|his) story$", text.text[sentence.start : match.start() + len("story")]
            )
            or text.world_at(match.start()) == "story"
        )
    if match.re is _MOVED:
        return bool(
            re.search(
                r"\b(?:film|movie|script|picture|screenplay|version|action|story|plot|Hollywood|makers|writers?|director)\b",
                text.text[sentence.start : match.end()],
            )
        )
    if match.re is _FICTIONAL:
        return True
    opens = not before.strip(' "“*_-•(—') or (match.re is _HERE and re.search(r"(?:[,;:—–]|,?\sand)\s$", before))
    return bool(text.world_at(match.start()) == "story" and opens)


def _speaks_of_film(text: Text, sentence: Span, offset: int) -> bool:
    """Say whether "it" at `offset` may mean the film: that is named before it, in its sentence or the one before."""
    before = text.text[sentence.start : offset]
    if re.search(r"\b(?:[Oo]n screen|[Ii]n the (?:film|movie|picture))\W*$", before):
        return False
    if len(before) < 12:
        before = text.text[text.sentence_at(max(0, sentence.start - 1)).start : offset]
    return bool(
        re.search(r"\b(?:film|movie|picture|biopic|drama|story|action|plot|weepie|tearjerker)\b", before)
    ) or bool(text.film and text.film in before)


def _zone(text: Text, verb: Span, sure: float) -> Generator[Backdrop, None, int]:
    """Yield the times and places behind a verb, up to where its clause goes on to something else; return where that is."""
    zone = Span(verb.end, end_of_words(text, verb.end))
    for value, precision, where in times_of(text, zone):
        yield Backdrop("time", value, precision, Span(verb.start, where.end), sure, "told")
    for value, where in places_in(text, zone):
        yield Backdrop("place", value, "", Span(verb.start, where.end), sure - 0.05, "told")
    return zone.end


# An age before a place


def _aged(text: Text) -> Iterator[Backdrop]:
    ages = [*(w.span for w in text.times), *(Span(*m.span()) for m in _AGE.finditer(text.text))]
    for age in ages:
        behind = _AGE_PLACE.match(text.masked, age.end)
        if behind and _BEFORE_AGE.search(text.text, max(0, age.start - 16), age.start):
            yield from _aged_place(text, age, Span(*behind.span("place")), age.start)
    for match in _OF_TIME.finditer(text.masked):
        yield from _aged_place(text, Span(*match.span("time")), Span(*match.span("place")), match.start())


def _aged_place(text: Text, age: Span, place: Span, start: int) -> Iterator[Backdrop]:
    """Yield "Victorian London", "1930s Saltby", "the London of the 1880s", where a story is told."""
    if text.world_at(start) != "story" or text.section_at(start).matter not in (
        "plot",
        "settings",
        "time",
        "place",
        "noise",
        "",
    ):
        return
    if _OF_A_LIFE.search(text.text, max(0, start - 45), start):
        return
    years = times_of(text, age)
    if re.search(r"War|Depression|Revolution", text.slice(place)) or not _may_be_place(text, place, years):
        return
    whole = Span(start, max(age.end, place.end))
    for value, precision, _ in years:
        yield Backdrop("time", value, precision, whole, 0.75, "age before a place")
    yield Backdrop("place", text.slice(place), "", whole, 0.75, "age before a place")


def _may_be_place(text: Text, place: Span, years: list[tuple[str, str, Span]]) -> bool:
    """Say whether a name behind a time is no person's: "in 1931 Saltby," but not "in 1931 Ada found"."""
    being = text.people.inside(place)
    if being is None:
        return True
    plain = bool(years) and years[0][1] != "decade"
    return not being.sex and (
        not plain or re.match(r"[,.;]|\s(?:and|where|when|with|to)\b", text.text[place.end : place.end + 7]) is not None
    )

"""What stands behind "based on" and its like: people and written works; and which character or film the words are about.

A source is "the life of Ada Moss", "Ada Moss's memoir "The Watch"", "the book of the same name", "his autobiography"; several
may be joined by "and". A true story of nobody in particular is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.clauses import SOMEONE, person_at, stretch_at
from biopic.reading.patterns import BRACKET, N, T
from biopic.reading.text import Text

_LIFE = (
    r"(?:story|stories|life|lives|life story|life stories|case|cases|experiences?|adventures?|career|exploits|ordeal|childhood|youth|tale|history|struggles?|diar(?:y|ies)|writings|letters|journals?|memories|recollections|reminiscences"
    r"|early life|early years|final years|last years|last days|relationship|friendship|marriage|work|figure|person|character|biography|biographies|autobiography|memoirs?|rise|death|account|accounts|testimony|memory|example|real[- ]life (?:story|case)|true (?:story|case)|events in the life|events of the life|times)"
)
_BOOK = (
    r"(?:books?|memoirs?|autobiograph(?:y|ies)|biograph(?:y|ies)|novels?|plays?|stage play|novella|bestsellers?|best-sellers?|diar(?:y|ies)|articles?|essays?|short stor(?:y|ies)|account|non-?fiction book|nonfiction book|poem|reminiscences|recollections|letters"
    r"|journals?|case histor(?:y|ies)|case stud(?:y|ies)|reportage|profile|study|life story|opera|musical|graphic novel|comic|monograph|volume|tome|musical|radio play|column|obituary|oral history|history)"
)
_WORD = r"(?:[\w-]+[’']?s?)"
_OF_PERSON = re.compile(
    rf"(?:(?:the|a|an|some|real|parts of the|episodes? (?:from|in) the|events (?:in|from|of) the|aspects of the)\s)?(?:(?!of\b)[a-z][\w-]*,?\s){{0,5}}?{_LIFE}(?:\s(?:and|or)\s(?:[a-z-]+\s)?{_LIFE})?\s(?:of|by)\s(?:the\s|a\s|an\s|one\s|its\s)?(?:(?:real|real-life|late|actual|young)\s)?(?:[A-Za-z][\w'’-]*,?\s){{0,5}}?(?P<who>{N}|\bhim\b|\bher\b)"
)
_OF_NOBODY = re.compile(
    rf"(?:the\s)?(?:[a-z][\w-]*\s){{0,4}}?{_LIFE}\sof\sa\s(?:[a-z-]+\s){{0,3}}?(?:man|woman|person|boy|girl|mother|father)\s(?:who|whose)\b"
)
_OWN = re.compile(
    rf"(?:the\s(?:real\s|real-life\s)?)?(?:[a-z][\w'’-]*\s){{0,3}}?(?P<who>{N}['’]s?|[Hh]is|[Hh]er)\s(?:{T}\s|(?:own|real|true|actual|early|remarkable|extraordinary|short|long|best-selling|bestselling|acclaimed|famous|award-winning|prize-winning|[a-z-]+)\s){{0,4}}?(?P<what>{_BOOK}|{_LIFE})\b"
)
_OWNS = re.compile(rf"{N}['’]s?(?=\s[\"“‘*«])")
_THE_BOOK = re.compile(
    rf"(?:the|a|an|this|its|two|three|several)\s(?:{T}\s|[a-z][\w'’-]*,?\s){{0,4}}?(?P<what>{_BOOK})\b"
)
_SAME = re.compile(
    r"[^.;:\n]{0,40}?\b(?:of the same (?:name|title)|of that (?:name|title)|with the same (?:name|title)|eponymous|same-named|which shares its title)\b"
)
_QUOTED = re.compile(
    r"(?:,|:)?\s?(?:(?:called|titled|entitled|named)\s)?(?:[\"“«]\s?(?P<a>[^\"“”«»\n]{1,90}?),?\s?[\"”»]|‘(?P<b>[^‘’\n]{1,80}?(?:’[a-z][^‘’\n]{0,60}?)?),?’|[*_]{1,2}(?P<c>[^*_\n]{1,90}?)[*_]{1,2})"
)
_TITLE = re.compile(
    r"(?:,|:)?\s?(?:(?:called|titled|entitled|named)\s)?(?P<title>[A-Z][\w'’-]*(?:[:,]?\s(?:[A-Z][\w'’-]*|(?:of|the|a|an|and|in|to|for|my|with|on|at|from|who|that|is|was)(?=\s(?:(?:of|the|a|an|in|my)\s)?[A-Z]))){0,10})"
)
_BY = re.compile(
    rf"(?:\sof {N})?,?\s(?:written\s|published\s|co-written\s)?(?:in {T} )?by\s(?:the\s|a\s)?(?:[a-z][\w'’-]*,?\s){{0,4}}?(?P<who>{N})"
)
_WORK_BEHIND = re.compile(
    rf"(?:\s\([^()\n]{{1,20}}\))?,?\s(?:by\s{N}|(?:an?|the|his|her|{N}['’]s)\s(?:{T}\s|[\w-]+\s){{0,4}}?{_BOOK}\b)"
)
_SOMEONE = re.compile(
    rf"(?:the\s(?:real\s|real-life\s|actual\s|historical\s|late\s|true\s)?|a\sreal\s|real\s)?(?:(?!true\b|actual\b|real\b|story\b|events?\b|life\b|who|which\b|that\b|and\b|when\b|in\b|at\b|whom\b|by\b|with\b|is\b|was\b|to\b|on\b|for\b)[A-Za-z][\w'’-]*,?\s){{0,6}}?(?P<who>{N}|\bhim\b|\bher\b|\bhimself\b|\bherself\b)(?!\ue000|['’]s|(?<=her)\s[a-z]|(?<=him)\s[a-z])"
)
_KINSMAN = re.compile(rf"(?:[Hh]is|[Hh]er|{N}['’]s)\s(?:[a-z-]+\s){{0,3}}?[a-z]+,?\s(?P<who>{N})")
_SEVERAL = re.compile(
    r"(?:two|three|four|several|a number of|various|both)\s(?:[a-z-]+\s){0,3}?[a-z]+(?:,\s|:\s|\s[—–-]\s|—|,?\samong them,?\s|,?\snamely\s|,?\sincluding\s)"
)
_NEXT = re.compile(
    rf"{BRACKET}(?:,\s[^.;:,\n]{{1,60}},)?(?:,?\sand(?:\salso)?|,|,?\sas well as|\splus)\s(?:partly\s|in part\s|also\s|then\s)?(?:(?:up)?on\s|by\s|from\s|of\s)?"
)
_VAGUE = re.compile(
    r"(?:an?|the|real|true|actual|some|its|these|those|various|many|several)?\s?(?:[a-z-]+\s){0,2}?(?:true stor(?:y|ies)|real(?:-life)? events|true events|actual events|fact|facts|real life|life|reality|historical events|documents|research|interviews|nothing)\b(?!\sof\b|:|,\sthat of)"
)
_FILMS = r"(?:film|movie|picture|biopic|drama|it|story|screenplay|script|adaptation|production|weepie|tearjerker|feature|musical|documentary|melodrama|series|version|[Tt]his|which|that|plot|tale|title)"
_FILM_BEFORE = re.compile(rf"(?:^|\W){_FILMS}\b(?:[^.;:\n]{{0,140}})?$", re.IGNORECASE)
_NEAR = re.compile(
    rf"(?P<who>{SOMEONE}){BRACKET}(?:,?\s(?:who|which))?(?:,\s(?:[^.;:\n,]|,(?!\s\ue000)){{1,90}},)?,?\s?(?:(?:is|was|are|were|has been|had been|said to be|been|largely|partly|loosely|in fact|herself|himself|clearly|obviously|reportedly|mainly|then|also|chiefly|apparently|supposedly)\s){{0,4}}$"
)
_CHARACTER = re.compile(rf"\b(?:character|part|role|figure)(?:\sof|,)?\s(?P<who>{N})(?:[^.;:\n]{{0,60}})?$")
_NOT = re.compile(r"\b(?:not|never|n['’]t|nor|no longer|hardly|neither)\s(?:\w+\s){0,2}?$")
_WEAK = re.compile(
    r"taken|comes|came|made|draws?\b|drawn|drew|sprang|springs|lifted|founded|built|styled|adapt|dramati|fashioned|derived|suggested|owes|worked|drawing|account|portrait|chronicle|telling of|story from",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Source:
    """A person or a work that something is drawn from, where its words end, and how sure that is."""

    name: str
    end: int
    sure: float
    work: bool = False
    """Whether it is a written work, or what somebody lived through, and no bare name."""


def sources(text: Text, offset: int) -> Iterator[Source]:
    """Yield the sources named from `offset` on, joined by "and" or commas."""
    limit = min(stretch_at(text, offset).end, offset + 400)
    if several := _SEVERAL.match(text.masked, offset, limit):
        for name in text.names_in(Span(several.end(), limit)):
            if being := text.people.of(name):
                yield Source(being.name, name.span.end, 0.9, True)
        return
    at = offset
    for _ in range(6):
        source = _one(text, at, limit)
        if source is None:
            return
        if source.name:
            yield source
        following = _NEXT.match(text.masked, source.end, limit)
        if not following:
            return
        if (
            "and" not in following.group()
            and "well" not in following.group()
            and not re.match(rf"(?:the\s)?{N}", text.masked[following.end() : following.end() + 20])
        ):
            return
        at = following.end()


def _one(text: Text, at: int, limit: int) -> Source | None:
    masked = text.masked
    if _VAGUE.match(masked, at, limit) and not _OF_PERSON.match(masked, at, limit):
        return None
    if found := _owned(text, at, limit) or _booked(text, at, limit):
        return found
    if (match := _OF_NOBODY.match(masked, at, limit)) and text.people.called(text.film):
        return Source(text.film, match.end(), 0.7, True)
    if match := _OF_PERSON.match(masked, at, limit):
        return _person(text, match, 1.0, own=True)
    if found := _titled(text, at, limit, strict=True):
        return found
    if match := _KINSMAN.match(masked, at, limit):
        return _person(text, match, 0.85, own=False)
    if match := _SOMEONE.match(masked, at, limit):
        return _person(
            text, match, 0.9, own=bool(re.match(r"(?:the\s|a\s)?real|the\sactual|the\shistorical", masked[at:limit]))
        )
    return None


def _person(text: Text, match: re.Match[str], sure: float, *, own: bool) -> Source | None:
    span = Span(*match.span("who"))
    name = person_at(text, span)
    return Source(name, span.end, sure, own) if name else None


def _owned(text: Text, at: int, limit: int) -> Source | None:
    """Read "Ada Moss's memoir "The Watch"", "his autobiography", "Ada Moss's life"."""
    if (bare := _OWNS.match(text.masked, at, limit)) and (work := _titled(text, bare.end(), limit)):
        return work
    match = _OWN.match(text.masked, at, limit)
    if not match:
        return None
    who = re.sub(r"['’]s?$", "", match["who"])
    if re.fullmatch(_BOOK, match["what"]) and (work := _titled(text, match.end(), limit) or _same(text, match, limit)):
        return work
    name = person_at(text, Span(match.start("who"), match.start("who") + len(who)))
    return Source(name, match.end(), 0.8, True)


def _booked(text: Text, at: int, limit: int) -> Source | None:
    """Read "the 1973 book "The Watch" by Ada Moss", "a memoir by Ada Moss", "the book of the same name"."""
    match = _THE_BOOK.match(text.masked, at, limit)
    if not match:
        return None
    if work := _titled(text, match.end(), limit) or _same(text, match, limit):
        return work
    if by := _BY.match(text.masked, match.end(), limit):
        return Source(person_at(text, Span(*by.span("who"))), by.end(), 0.7, True)
    return None


def _same(text: Text, match: re.Match[str], limit: int) -> Source | None:
    if re.search(r"\beponymous|same-named", text.text[match.start() : match.end()]):
        return Source(text.film, match.end(), 0.9, True)
    same = _SAME.match(text.text, match.end(), limit)
    return Source(text.film, same.end(), 0.9, True) if same else None


def _titled(text: Text, at: int, limit: int, *, strict: bool = False) -> Source | None:
    """Read a title: in marks, or capitalised; a bare one must have "by" or "the book" behind it where `strict`."""
    if marked := _QUOTED.match(text.text, at, limit):
        title = (marked["a"] or marked["b"] or marked["c"]).strip(" ,.")
        return Source(title, marked.end(), 1.0, True) if (title and title[0].isupper()) or title[:1].isdigit() else None
    bare = _TITLE.match(text.text, at, limit)
    if not bare or (bare["title"].split()[0] in ("The", "A", "An", "His", "Her") and len(bare["title"].split()) == 1):
        return None
    if strict and not _WORK_BEHIND.match(text.masked, bare.end(), limit):
        return None
    if (
        not strict
        and not text.text[at : bare.start("title")].strip(" ,")
        and text.text[at : at + 1] == ","
        and text.people.inside(Span(*bare.span("title")))
    ):
        return None
    title = bare["title"].rstrip(",: ")
    behind = _WORK_BEHIND.match(text.masked, bare.end(), limit) if strict else None
    return Source(
        title,
        behind.end()
        if behind and strict and text.masked[behind.end() - 1] != "\ue000"
        else bare.start("title") + len(title),
        0.9,
        True,
    )


def character_at(text: Text, offset: int, words: str) -> tuple[str, int | None]:
    """Return what is said to be drawn from something by `words` at `offset`, and where its own words begin: a character, else the film."""
    sentence = stretch_at(text, offset)
    low = max(sentence.start, offset - 220)
    left = text.masked[low:offset]
    if not left.strip(' "“‘*_-•—–'):
        return entry_at(text, offset) or text.film, None
    if match := _CHARACTER.search(left):
        return person_at(text, Span(low + match.start("who"), low + match.end("who"))), low + match.start("who")
    left = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), left)
    match = _NEAR.search(left)
    if (
        match
        and not re.search(r"\b(?:by|of|with|from|in|on|for|to)\s(?:the\s)?$", left[: match.start("who")])
        and not _is_film(text, Span(low + match.start("who"), low + match.end("who")))
    ):
        name = person_at(text, Span(low + match.start("who"), low + match.end("who")))
        if re.match(r"adapt|dramati|dr[ae]w|film|took|takes", words, re.IGNORECASE):
            return text.film, None
        if name and not re.search(r"\b(?:true|real-life|real)\s(?:life\s)?stor", words):
            return name, low + match.start("who")
    if (
        re.match(rf"[^.;]{{0,3}}{N}['’]s\s", left)
        and re.search(r"modell?ed|composite|blend|based|patterned", words)
        and not _FILM_BEFORE.search(left)
    ):
        before = text.sentence_at(max(0, sentence.start - 1))
        being = text.people.inside(before)
        return (being.name if being else text.film), None
    return text.film, None


def _is_film(text: Text, span: Span) -> bool:
    """Say whether the words at `span` name the film, or stand inside a title."""
    return text.slice(span) == text.film or any(t.span.overlaps(span) for t in text.films.titles)


def entry_at(text: Text, offset: int) -> str:
    """Return the character under whose name a line stands in a list of characters, "" elsewhere."""
    if text.section_at(offset).matter != "characters":
        return ""
    lines = [line for line in text.layout.lines_in(Span(max(0, offset - 600), offset)) if len(line.text) < 80]
    for line in reversed(lines):
        being = text.people.inside(line.span)
        if being and (line.gap or text.layout.is_heading(line)):
            return being.name
    return ""


def is_doubtful(text: Text, match: re.Match[str]) -> bool:
    """Say whether a match denies what it says, or has a verb of many meanings and no work, life or film beside it."""
    before = text.text[max(0, match.start() - 40) : match.start()]
    if _NOT.search(before):
        return True
    verb = match.groupdict().get("verb") or ""
    if re.search(r"\breal\b", match.group()) and "what" in match.groupdict() and not verb:
        return True
    first = next(sources(text, match.end()), None)
    if first is None:
        return True
    sentence = stretch_at(text, match.start())
    left = text.masked[max(sentence.start, match.start() - 160) : match.start()]
    if "tells" in match.groupdict():
        return not (_FILM_BEFORE.search(left) and len(first.name.split()) > 1)
    about_film = (
        bool(_FILM_BEFORE.search(left))
        or (text.film in text.text[sentence.start : match.start()] and bool(text.film))
        or not left.strip()
    )
    if "inspir" in verb.casefold() and not first.work:
        return not about_film and not re.search(r"\bcharacter\b", left)
    return bool(_WEAK.search(verb)) and not (
        first.work and (about_film or re.search(r"character|written|screenplay|adapt", left + verb))
    )

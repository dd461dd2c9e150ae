"""What something is drawn from: whom and what the words behind "based on" and its like name.

A source is a person ("the real Ada Moss", "her coach, Jonah"), somebody's life ("the true story of Ada Moss", "his ordeal") or a
written work: by its title, as "the book of the same name", or untitled as somebody's ("her own memoir"). Several are joined
by "and" or commas. A true story of nobody in particular is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span
from biopic.reading.clauses import person_at, stretch_at
from biopic.reading.patterns import BRACKET, N, T
from biopic.reading.text import Text

LIFE = r"(?:(?:life |true |real-life )?stor(?:y|ies)|li(?:fe|ves)|cases?|experiences?|adventures?|career|exploits|ordeal|childhood|youth|tale|struggles?|memor(?:y|ies)|(?:early|final|last) (?:life|years|days)|relationship|friendship|marriage|figure|person|character|rise|death|example|events|times|swim|journey|fight|work|history)"
"""What somebody lived through, or is, in the words of those who tell of it."""

BOOK = r"(?:(?:non-?fiction |graphic |radio |stage |short )?(?:books?|memoirs?|(?:auto)?biograph(?:y|ies)|novels?|plays?|novellas?|best-?sellers?|diar(?:y|ies)|(?:newspaper |magazine )?articles?|essays?|(?<=short )stor(?:y|ies)|accounts?|poems?|reminiscences|recollections|letters|journals?|writings|papers|testimony|(?:case|oral) histor(?:y|ies)|case stud(?:y|ies)|reportage|profile|study|opera|musical|comic|monograph|volume|tome|column|obituary))"
"""A kind of written work."""

_ADJECTIVES = rf"(?:(?!of\b|by\b|and\b|who\b|that\b|which\b|about\b)(?:{T}|[A-Z]?[a-z][\w’'-]*),?\s){{0,5}}?"
_NOUN = re.compile(
    rf"(?:(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[Bb]oth|[Aa]ll)\sof\s)?(?:(?P<own>{N}['’]s?|[Hh]is|[Hh]er|[Tt]heir)\s|(?:parts?|episodes?|events|aspects)\s(?:of|in|from)\s)?(?:(?:[Tt]he|[Tt]hat|[Aa]n?|[Tt]his|[Ii]ts|[Tt]wo|[Tt]hree|[Ss]everal)\s)?(?:(?P<owner>{N}['’]s?)\s)?{_ADJECTIVES}(?:(?P<book>{BOOK})|(?P<life>{LIFE}(?:\s(?:and|or)\s(?:[a-z-]+\s)?{LIFE})?))(?![\w-])"
)
_OF = re.compile(
    rf"\s(?:of|by|about|on)\s(?:the\s|an?\s|one\s|its\s)?(?:(?!who\b|that\b|whose\b)[A-Za-z][\w'’-]*,?\s){{0,5}}?(?P<who>{N}|\bhim\b|\bher\b)"
)
_OF_NOBODY = re.compile(r"\sof\san?\s(?:[a-z-]+\s){0,3}?(?:man|woman|person|boy|girl|mother|father)\s(?:who|whose)\b")
_SAME = re.compile(
    r"[^.;:\n]{0,40}?\b(?:of (?:the same|that) (?:name|title)|with the same (?:name|title)|which shares its title)\b"
)
_NAMESAKE = re.compile(r"\b(?:eponymous|same-named)\b")
_CALLED = r"(?:,|:)?\s?(?:(?:which is |was )?(?:also\s)?(?:called|titled|entitled|named)\s)?"
_MARKED = re.compile(
    rf"{_CALLED}(?:[\"“«]\s?(?P<a>[^\"“”«»\n]{{1,90}}?),?\s?[\"”»]|‘(?P<b>[^‘’\n]{{1,80}}?(?:’[a-z][^‘’\n]{{0,60}}?)?),?’|[*_]{{1,2}}(?P<c>[^*_\n]{{1,90}}?)[*_]{{1,2}})"
)
_SMALL = r"(?:of|the|a|an|and|in|to|for|my|with|on|at|from|who|that|is|was)(?=\s(?:(?:of|the|a|an|in|my)\s)?[A-Z])"
_BARE = re.compile(rf"{_CALLED}(?P<title>[A-Z][\w'’-]*(?:[:,]?\s(?:[A-Z][\w'’-]*|{_SMALL})){{0,10}})")
_BY = re.compile(
    rf"(?:\sof {N})?,?\s(?:written\s|published\s|co-written\s)?(?:in {T} )?by\s(?:the\s|a\s)?(?:[a-z][\w’'-]*,?\s){{0,4}}?(?P<who>{N})(?:(?:,\s{N}){{0,3}},?\s(?:and|with|&)\s{N}(?!['’]))?"
)
"""Who wrote a work, alone or with others."""
_IS_WORK = re.compile(
    rf"(?:\s\([^()\n]{{1,20}}\))?,?\s(?:by\s{N}|(?:an?|the|his|her|{N}['’]s)\s(?:{T}\s|[\w'’-]+\s){{0,4}}?{BOOK}\b)"
)
_TITLED_BEFORE = re.compile(
    rf"(?:(?P<whose>{N}(?=['’]s)|\b[Hh]is|\b[Hh]er)(?:['’]s)?\s(?:[a-z-]+\s){{0,2}})?\b(?:{BOOK}(?:\s(?:of|about|on)\s[^,.;:\n]{{1,30}})?|published(?:\sas)?),?\s(?=[\"“*_])"
)
"""What stands before the title of a work, with whose it is."""
_PART_OF = re.compile(
    r"(?:(?:(?:[Aa]|[Oo]ne|[Tt]wo|[Ss]everal|[Ss]ome|[Tt]he|\w+) (?:[a-z]+ )?)?(?:chapters?|passages?|pages|episodes?|parts?|sections?) (?:in|of|from|out of)\s)"
)
_NOT_LEAD = r"true|actual|real story|story|events?|life|who|which|that|and|when|in|at|whom|by|with|is|was|to|on|for"
_PERSON = re.compile(
    rf"(?:(?:the|a)\s(?:real|real-life|actual|historical|late|true)\s|real\s|the\s)?(?:{N}['’]s\s)?(?:(?!(?:{_NOT_LEAD})\b)[A-Za-z][\w'’-]*[,:]?\s){{0,6}}?(?P<who>{N}|\bhim\b|\bher\b|\bhimself\b|\bherself\b)(?!\ue000|['’]s|(?<=her)\s[a-z]|(?<=him)\s[a-z])"
)
_IS_REAL = re.compile(r"(?:[Tt]he\s|[Aa]\s)?(?:real|actual|historical)\b")
_VAGUE = re.compile(
    r"(?:an?|the|real|true|actual|some|its|these|those|various|many|several)?\s?(?:[a-z-]+\s){0,2}?(?:true stor(?:y|ies)|real(?:-life)? events|true events|actual events|fact|facts|real life|life|reality|historical events|documents|research|interviews|nothing)\b(?!\sof\b|:|,\sthat of)"
)
_NEXT = re.compile(
    rf"{BRACKET}(?:,\s(?!which\b|who\b|whose\b|that\b|and\b)[^.;:,\n]{{1,60}},|,\s(?:who|whose)\s[^.;:,\n\ue000]{{1,60}},)?(?P<join>,?\sand(?:\salso)?|,?\sas well as|\splus|,)\s(?:partly\s|in part\s|also\s|then\s)?(?:(?:up)?on\s|from\s|of\s|that of\s)?(?!by\b)"
)
_NEW_CLAUSE = re.compile(rf"{N}(?:,\s(?:his|her|the|an?)\s|\s(?:is|was|has|had|plays|played)\b)")
"""What follows ", and" where the sentence goes on with somebody else: ", and Ada, his sister, has"."""
_BEGINS = rf"(?:the|an?|one|his|her|their|real|partly)\s|{N}|[\"“‘*_«]"
_FAMILY = re.compile(r"\s(?:family|brothers|sisters|twins|household)\b")
_MOST = 6
"""The most sources that are read in a row."""


@dataclass(frozen=True)
class Source:
    """A person or a work that something is drawn from, where its words end, and how sure that is."""

    name: str
    end: int
    sure: float
    work: bool = False
    """Whether it is a written work, or what somebody lived through, and no bare name."""
    several: bool = False
    """Whether it is the first of several titles."""


def sources(text: Text, offset: int) -> Iterator[Source]:
    """Yield the sources named from `offset` on, joined by "and" or commas."""
    limit = min(stretch_at(text, offset).end, offset + 400)
    at, source = offset, None
    for _ in range(_MOST):
        titled = _titled(text, at, limit) if source and source.several else None
        source = titled or _one(text, at, limit)
        if source is None:
            return
        if source.name:
            yield source
        end = source.end
        if source.work and (by := _BY.match(text.masked, end, limit)):
            end = by.end()
        following = _NEXT.match(text.masked, end, limit)
        if not following:
            return
        at = following.end()
        if following["join"].startswith(", and") and _NEW_CLAUSE.match(text.masked, at, limit):
            return
        begins = rf"(?:the\s)?{N}" if following["join"] == "," else _BEGINS
        if not re.match(begins, text.masked[at : at + 20]):
            return


def _one(text: Text, at: int, limit: int) -> Source | None:
    """Read one source: a noun for a life or a book with whose it is, else a title, else a person."""
    if part := _PART_OF.match(text.masked, at, limit):
        at = part.end()
    noun = _NOUN.match(text.masked, at, limit)
    if noun and (found := _booked(text, noun, limit) if noun["book"] else _lived(text, noun, limit)):
        return found
    if found := _titled(text, at, limit, strict=True):
        return found
    if _VAGUE.match(text.masked, at, limit) or (noun and noun["life"] and not _owner(noun)):
        return None
    person = _PERSON.match(text.masked, at, limit)
    if not person:
        return None
    name = person_at(text, Span(*person.span("who")))
    return Source(name, person.end("who"), 0.9, bool(_IS_REAL.match(person.group()))) if name else None


def _owner(noun: re.Match[str]) -> str:
    """Return the group that says whose a life or a book is, "" if none does."""
    return next((group for group in ("owner", "own") if noun[group]), "")


def _lived(text: Text, noun: re.Match[str], limit: int) -> Source | None:
    """Read "the true story of Ada Moss", "her life", "Ada Moss's ordeal"."""
    if _OF_NOBODY.match(text.masked, noun.end(), limit) and text.people.called(text.film):
        return Source(text.film, limit, 0.7, True)
    if of := _OF.match(text.masked, noun.end(), limit):
        if family := _FAMILY.match(text.text, of.end()):
            return Source(text.slice(Span(of.start("who"), family.end())), family.end(), 0.9, True)
        name = person_at(text, Span(*of.span("who")))
        return Source(name, of.end(), 1.0, True) if name else None
    return _owned(text, noun)


def _owned(text: Text, noun: re.Match[str]) -> Source | None:
    """Return whose life or book it is."""
    group = _owner(noun)
    if not group:
        return None
    start = noun.start(group)
    bare = re.sub(r"['’]s?$", "", noun[group])
    name = person_at(text, Span(start, start + len(bare)))
    return Source(name, noun.end(), 0.8, True) if name else None


def _booked(text: Text, noun: re.Match[str], limit: int) -> Source | None:
    """Read "the 1973 book "The Watch"", "the book of the same name", "a memoir by Ada Moss", "her own memoir".

    A work without a title is named by the words for it.
    """
    if work := _titled(text, noun.end(), limit) or _namesake(text, noun, limit):
        first = work.name.split(" and ")[0]
        several = noun["book"].endswith("s") and first != work.name
        return replace(work, name=first, end=work.end - len(work.name) + len(first), several=True) if several else work
    if by := _BY.match(text.masked, noun.end(), limit) or _OF.match(text.masked, noun.end(), limit):
        titled = text.text[by.end() : by.end() + 2] == ", " and _titled(text, by.end(), limit)
        return titled or Source(text.slice(Span(noun.start(), by.end())), by.end(), 0.7, True)
    known = _known_book(text, noun)
    if known or not _owner(noun):
        return known
    return Source(text.slice(Span(max(noun.start(_owner(noun)), noun.start()), noun.end())), noun.end(), 0.8, True)


def _known_book(text: Text, noun: re.Match[str]) -> Source | None:
    """Return the work that "the book", "that memoir" or "her book" means: the last one, of hers, that the text has called so, with its title."""
    owned = _owned(text, noun)
    if not owned and not re.match(r"(?:[Tt]he|[Tt]hat|[Tt]his)\s\w+$", noun.group()):
        return None
    low = max(0, noun.start() - 3000)
    for match in reversed(list(_TITLED_BEFORE.finditer(text.masked, low, noun.start()))):
        whose = match["whose"] and person_at(text, Span(*match.span("whose")))
        work = _titled(text, match.end(), match.end() + 100) if not owned or whose == owned.name else None
        if work:
            return Source(work.name, noun.end(), 0.6, True)
    return None


def _namesake(text: Text, noun: re.Match[str], limit: int) -> Source | None:
    if _NAMESAKE.search(noun.group()):
        return Source(text.film, noun.end(), 0.9, True)
    same = _SAME.match(text.text, noun.end(), limit)
    return Source(text.film, same.end(), 0.9, True) if same else None


def _titled(text: Text, at: int, limit: int, *, strict: bool = False) -> Source | None:
    """Read a title, in marks or capitalised; where `strict`, a bare one must have "by" or "the book" behind it."""
    owner = re.compile(rf"{N}['’]s?(?=\s[\"“‘*«])").match(text.masked, at, limit)
    if marked := _MARKED.match(text.text, owner.end() if owner else at, limit):
        title = (marked["a"] or marked["b"] or marked["c"]).strip(" ,.")
        return Source(title, marked.end(), 1.0, True) if title[:1].isupper() or title[:1].isdigit() else None
    bare = _BARE.match(text.text, at, limit)
    if not bare or bare["title"] in ("The", "A", "An", "His", "Her"):
        return None
    behind = _IS_WORK.match(text.masked, bare.end(), limit)
    if strict:
        if not behind or (
            text.masked[at] == "\ue000"
            and text.masked[at : bare.end()].count("\ue000")
            and "by" in behind.group()[:5]
            and text.people.inside(Span(*bare.span("title")))
        ):
            return None
    elif text.text[at : bare.start("title")].strip() == "," and _is_somebody(text, Span(*bare.span("title"))):
        return None
    title = bare["title"].rstrip(",: ")
    ends = behind.end() if behind and strict and text.masked[behind.end() - 1] != "\ue000" else 0
    return Source(title, ends or bare.start("title") + len(title), 0.9, True)


def _is_somebody(text: Text, title: Span) -> bool:
    """Say whether the capitalised words of a title are all a person's name."""
    being = text.people.inside(title)
    words = [word.strip(",") for word in text.slice(title).split()]
    return being is not None and (words[0] in being.name.split() or " " not in text.slice(title))


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

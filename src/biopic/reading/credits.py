"""The credits of a film in sentences: "directed by X and Y", "X, a Scot, wrote the script", "the job of directing fell to X".

A credit is words that say what was done, and one or more names. For one name the passage is the credit up to the name;
each further name of a list has the passage from the credit to itself. It is the text's own film that is credited, unless
another title stands before the credit in its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from biopic.documents import Span
from biopic.reading.clauses import subject_of, with_titles
from biopic.reading.drafts import Draft
from biopic.reading.factbox import box_items
from biopic.reading.patterns import BRACKET, WHO, N, joined
from biopic.reading.personal import is_person
from biopic.reading.text import NAME, Text

_LEAD = r"(?:(?:[Tt]he|[Aa]n?|its|his|her|both|fellow)\s)?(?:(?!by\b|and\b|of\b|in\b|from\b|to\b|on\b|who\b|which\b|that\b|with\b|wrote\b|is\b|was\b|had\b|has\b|starring\b|for\b|it\b|after\b|when\b|before\b|as\b|but\b)[a-z][\w'’-]*,?\s){0,4}?"
_TEAM = r"(?:(?:[Tt]he|an?)\s(?:[\w-]+\s){0,3}?(?:team|duo|pair|partnership|couple)\s(?:of\s)?)?"
LIST = (
    rf"{_TEAM}{_LEAD}{N}\.?{BRACKET}(?:(?:,\s(?:and\s|with\s)?|\s(?:and|&|with)\s|\s?/\s?){_LEAD}{N}{BRACKET}){{0,6}}"
)
"""One or more names: "Ada Moss, Paul Orr and the director, Ines Carr"."""

MANNER = r"(?:\s(?:with|in)\s(?:an?\s)?(?:[a-z-]+\s){1,3}[a-z-]+|\swith\s\w+)?"
"""How something was done, between the verb and "by": "directed with a cool eye by"."""

SCREEN = r"(?:film|movie|picture|biopic|drama|feature|adaptation|screen version|documentary|musical|comedy|epic|weepie|tearjerker|thriller|romance)"
"""What a film is called."""

_GIVEN = rf"(?:went to|fell to|(?:was|were|is|been) (?:given|handed|entrusted|left|credited) to|credited to|(?:is|was|came|comes) (?:by|from)|(?:is|was) the work of|(?:is|was|lay|lies) in the hands of)\s(?:an?\s(?:[\w-]+\s){{0,2}}?{N},\s)?"
_APPOSED = re.compile(
    rf"(?P<who>{N}){BRACKET},\s(?:[Aa]n?\s(?:[\w-]+\s){{0,3}}|(?:of|(?:best\s)?known\sfor|famous\sfor|fresh\sfrom|maker\sof|director\sof|author\sof)\s[^.;:\n]{{0,60}}?)$"
)
_AND = re.compile(
    rf"(?P<who>{WHO}){BRACKET}(?:,\s[^,.;:\n]{{2,60}},)?\sand\s(?:(?:the|his|her)\s(?:[a-z-]+\s){{1,3}})?$"
)
"""Who did something together with the one named behind: "she and her friend"."""
_NEAR = 8
"""How many titles before a credit may be that of its film."""

_ARTICLE = re.compile(r"\b[Aa]n?\s(?:[\w-]+\s)?$")
"""What stands before a description and before no name: "a Scot"."""


def work_of(noun: str) -> str:
    """Return the pattern of a noun of work that somebody is given: "the script was the work of X"."""
    return rf"(?P<what>\b(?:[Tt]he |[Ii]ts )?(?:\w+ )?{noun}(?:\s[\w'’]+){{0,2}}?\s{_GIVEN})(?P<list>{LIST})"


def credited(
    text: Text,
    kind: str,
    patterns: list[tuple[re.Pattern[str], float, str]],
    words: re.Pattern[str],
    *,
    person: bool = True,
    only: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Iterator[Draft]:
    """Yield a draft of `kind` for each name that a pattern's group `who` (or `list`) holds, in sentences that have a word with one of `words`.

    By the names of rules, `only` has words of which each match of theirs has one.
    """
    cues = text.concordance.sentences(word for word in text.concordance.words if words.search(word))
    where = dict.fromkeys(sentence for sentence in cues if text.masked.find(NAME, sentence.start, sentence.end) >= 0)
    for pattern, confidence, reader in patterns:
        spans = [s for s in text.concordance.sentences(only[reader]) if s in where] if reader in only else where
        for match in (m for s in spans for m in pattern.finditer(text.masked, s.start, s.end)):
            if text.is_noise(Span(*match.span())):
                continue
            group = "list" if "list" in match.groupdict() and match["list"] else "who"
            yield from _named(text, kind, match, group, confidence, reader, person=person)


def done(text: Text, kind: str, verb: re.Pattern[str], confidence: float, reader: str) -> Iterator[Draft]:
    """Yield a draft for whoever is the subject of each verb, with titles masked: "X, whose first it was, directed “Lamp”"."""
    for match in verb.finditer(with_titles(text)):
        span = Span(*match.span())
        if text.is_noise(span):
            continue
        name, who = _apposed(text, *subject_of(text, match.start()))
        if name and is_person(name):
            where = joined(who, span) if who and who.end <= span.start and span.start - who.end < 160 else span
            if where is not span and (other := _AND.search(text.masked, max(0, where.start - 80), where.start)):
                one = Span(*other.span("who"))
                first = text.name_at(one)
                if is_person(first) and first != name:
                    yield Draft(
                        kind,
                        film_at(text, span.start),
                        first,
                        joined(one, span),
                        "production",
                        confidence - 0.05,
                        reader,
                    )
            yield Draft(kind, film_at(text, span.start), name, where, "production", confidence, reader)


def _apposed(text: Text, name: str, who: Span | None) -> tuple[str, Span | None]:
    """Return whom a description stands beside, where the subject found is one: "X, a Scot himself, wrote"."""
    before = _APPOSED.search(text.masked, max(0, who.start - 80), who.start) if who else None
    if before:
        span = Span(*before.span("who"))
        return text.name_at(span), span
    return name, who


def boxed(text: Text, kind: str, labels: str, *, person: bool = True) -> Iterator[Draft]:
    """Yield a draft for each item behind one of the labels in a fact box."""
    for label, item in box_items(text, labels):
        shown = (text.name_at(item) or text.slice(item)) if person else text.slice(item)
        if not person or (is_person(shown) and len(text.slice(item).split()) <= 5):
            yield Draft(kind, text.film, shown, joined(label, item), "production", 0.95, f"{kind} in a box")


def film_at(text: Text, offset: int) -> str:
    """Return the film that a credit at `offset` is of: the text's own, or one whose title stands before it in its sentence."""
    start, titles = text.sentence_at(offset).start, text.films.titles
    at = bisect_left(titles, offset, key=lambda title: title.span.start)
    before = [title for title in titles[max(0, at - _NEAR) : at] if title.span.start >= start and title.year]
    return before[-1].text if before and before[-1].text.casefold() != text.film.casefold() else text.film


def _named(
    text: Text, kind: str, match: re.Match[str], group: str, confidence: float, reader: str, *, person: bool
) -> Iterator[Draft]:
    whole, film = match[group], film_at(text, match.start())
    bare = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), whole)
    if person and not re.search(N, bare):
        meant = text.who(Span(*match.span(group)))
        if meant:
            yield Draft(kind, film, meant.name, Span(*match.span()), "production", confidence - 0.1, reader)
        return
    for name in re.finditer(N, bare):
        span = Span(match.start(group) + name.start(), match.start(group) + name.end())
        shown = text.name_at(span) if person else text.slice(span)
        if person and (not is_person(shown) or _ARTICLE.search(whole, max(0, name.start() - 20), name.start())):
            continue
        what = Span(*match.span("what")) if match.groupdict().get("what") else span
        yield Draft(kind, film, shown, joined(what, span), "production", confidence, reader)

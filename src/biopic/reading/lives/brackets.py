"""The years of a life beside a name: "Ada Moss (1899–1931)", "Ada Moss, 3 May 1899 – 2 June 1931", "Jonah (b. 1901)".

The name must be a person's, and nothing may stand between that makes the years those of an office, a work or a reign. What
is told in brackets with a verb ("born in Saltby") is left to births and deaths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.lives.ages import NUM, years
from biopic.reading.lives.facts import aged, dated, placed
from biopic.reading.lives.naming import name_of
from biopic.reading.lives.near import matches_near
from biopic.reading.patterns import N, T, matches
from biopic.reading.personal import is_person
from biopic.reading.text import Text
from biopic.reading.times import When

_DASH = r"\s?(?:[-–—−]|to|until)\s?"
_BORN = r"(?:b\.?|born|\*|⋆|geb\.|née)"
_DIED = r"(?:d\.?|died|†|✝|‡|\+)"


def _where(group: str) -> str:
    return rf"(?:(?:,?\s(?:in|at)\s|,\s)(?P<{group}>{N}(?:,\s{N}){{0,3}}))?"


_SPAN = rf"(?:(?P<range>{T})|(?:{_BORN}\s?)?(?P<born>{T}){_where('place')}(?:\s?[;,/]\s?|{_DASH})(?:{_DIED}\s?)?(?P<before>{N}(?:,\s{N}){{0,2}},\s)?(?P<died>{T}){_where('deathplace')}|(?:{_BORN}\s?)(?P<born2>{T}){_where('place2')}|(?P<open>{T})\s?[-–—](?:\s?(?:present|today|\?))?(?=\s?[),;\]\n]|$)|{_DIED}\s(?P<died2>{T}))"
_BRACKET = re.compile(
    rf"(?P<who>{N})[*_]{{0,2}}['’]?,?\s?[(\[](?P<lead>[^()\[\];:\n\ue001]{{1,60}}[;:,]\s)?{_SPAN}(?:[,;]\s(?:aged?\s)?{NUM})?\s?[)\]]"
)
_LINE = re.compile(
    rf"(?P<who>{N})[*_]{{0,2}}(?:,\s|\s?[|:•·]\s?|\s[–—-]\s|\s|\n\s{{0,4}}[*_]{{0,2}}){_SPAN}(?=[*_]{{0,2}}(?:\s?[.,;:)\]\n]|\s?$))",
    re.MULTILINE,
)
_B = re.compile(
    rf"(?P<who>{N}),?\s?[(\[]?(?:[^()\n;]{{1,40}}[;,]\s)?b\.?\s(?:in\s(?P<place>{N}(?:,\s{N}){{0,3}}),?\s(?:in\s|on\s)?)?(?:c\.\s)?(?P<born>{T})"
)
_B_WORD = re.compile(rf"\bb\.?\s(?=[^()\n]{{0,60}}?{T})")
_OFFICE = frozenset(
    [
        "president",
        "king",
        "queen",
        "emperor",
        "empress",
        "pope",
        "senator",
        "governor",
        "chancellor",
        "minister",
        "bishop",
        "archbishop",
        "tsar",
        "sultan",
        "prince",
        "mayor",
    ]
)
SHORTEST, LONGEST = 1, 118


@dataclass(frozen=True)
class _Life:
    """A birth and a death, each None where it is not told."""

    born: When | None
    died: When | None


def find_brackets(text: Text) -> Iterator[Draft]:
    """Yield the births and deaths told by years beside a name."""
    for match in matches(text, _BRACKET):
        yield from _read(text, match, 0.92, "life in brackets")
    for match in matches(text, _LINE):
        if _stands_as_line(text, match):
            yield from _read(text, match, 0.8, "life beside a name")
    for match in matches_near(text, _B_WORD, _B):
        if not re.search(r"[-–—]", text.text[match.start("born") : match.end() + 3]):
            yield from _read_b(text, match)


def _read(text: Text, match: re.Match[str], confidence: float, reader: str) -> Iterator[Draft]:
    who = _person(text, match)
    life = _life(text, match)
    if not who or life is None or not _plausible(text, match, life):
        return
    span = Span(match.start(), match.end())
    for kind, when in (("birth_date", life.born), ("death_date", life.died)):
        if when:
            yield dated(text, kind, who, when, span, confidence, reader)
    first = (
        "lead" in match.re.groupindex
        and match["before"]
        and re.fullmatch(rf"{N}(?:,\s{N}){{0,2}},\s", match["lead"] or "")
    )
    group = next((g for g in ("place", "place2") if match[g]), "lead" if first else "")
    if group:
        yield placed(text, who, text.slice(Span(*match.span(group))).strip(" ,"), span, confidence, reader)
    age = years(match["age"]) if "age" in match.re.groupindex and match["age"] else None
    if age and life.died:
        yield aged(text, who, age, span, confidence, reader)


def _person(text: Text, match: re.Match[str]) -> str:
    span = Span(*match.span("who"))
    named = text.names_in(span)
    if not named or named[0].span in text.films.spans_of(named) or not is_person(named[-1].text):
        return ""
    before = text.masked[max(0, span.start - 12) : span.start]
    if re.search(r"\b[Tt]he\s$", before) or (
        re.search(r"\b(?:of|in|at|near|from|for|on)\s$", before) and text.being_in(span) is None
    ):
        return ""
    return name_of(text, span)


def _life(text: Text, match: re.Match[str]) -> _Life | None:
    if match["range"]:
        return _of_range(text, match)
    parts = {group: _time(text, match, group) for group in ("born", "died", "born2", "died2", "open")}
    life = _Life(parts["born"] or parts["born2"] or parts["open"], parts["died"] or parts["died2"])
    return life if life.born or life.died else None


def _time(text: Text, match: re.Match[str], group: str) -> When | None:
    found = text.times_in(Span(*match.span(group))) if match[group] else []
    return found[0] if found and not found[0].inferred and "/" not in found[0].edtf else None


def _of_range(text: Text, match: re.Match[str]) -> _Life | None:
    found = text.times_in(Span(*match.span("range")))
    first, _, last = found[0].edtf.partition("/") if len(found) == 1 else ("", "", "")
    if len(first) != 4 or len(last) != 4 or not first.isdigit() or not last.isdigit():
        return None
    return _Life(*(When(found[0].span, year, "year") for year in (first, last)))


def _plausible(text: Text, match: re.Match[str], life: _Life) -> bool:
    """Say whether the years can be a life's: as long as one, and not somebody's time in an office."""
    lead = (match["lead"] or "") if "lead" in match.re.groupindex else ""
    if re.search(
        r"\b(?:in office|reign\w*|ruled|served|r\.|director|editor|chair\w*|season\w*|episodes?|tenure|years active|active|fl\.|married|m\.)",
        lead,
    ):
        return False
    if not (life.born and life.died):
        return life.born is None or match["open"] is None or bool(re.search(r"[(\[]", match.group()))
    length = int(life.died.edtf[:4].replace("X", "0")) - int(life.born.edtf[:4].replace("X", "0"))
    named = text.names_in(Span(*match.span("who")))
    title = named[0].title.casefold().split() if named and named[0].title else []
    of = (
        re.search(r"\b(?:of|in|at|for)\s$", text.masked[max(0, match.start() - 6) : match.start()])
        and " " not in match["who"]
        and len(text.slice(Span(*match.span("who"))).split()) == 1
    )
    shortest = 30 if of or (match["range"] and set(title) & _OFFICE) else SHORTEST
    if match["range"] and text.text[match.start("range") - 1] not in "([" and length < 10:
        return False
    return shortest <= length <= LONGEST


def _stands_as_line(text: Text, match: re.Match[str]) -> bool:
    """Say whether a name and years without brackets are a line of their own, or set off by commas with a whole life's years."""
    if match["open"] or (match["born2"] and "b" not in text.text[match.start() : match.end()]):
        return False
    before = text.masked[max(0, match.start() - 40) : match.start()].rsplit("\n", 1)[-1]
    behind = text.masked[match.end() : match.end() + 40].split("\n", 1)[0]
    if before.count("(") > before.count(")"):
        return False
    alone = not before.strip(" *_#>-•–—|") and not behind.strip(" *_|.")
    joint = text.masked[match.end("who") : match.end("who") + 1]
    return alone or (joint == "," and bool(match["range"] or match["died"]))


def _read_b(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    who, when = _person(text, match), _time(text, match, "born")
    if who and when:
        yield dated(text, "birth_date", who, when, Span(match.start(), match.end()), 0.9, "b.")
        if match["place"]:
            yield placed(text, who, text.slice(Span(*match.span("place"))), Span(match.start(), match.end()), 0.9, "b.")

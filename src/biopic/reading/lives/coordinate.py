"""The subject of a verb that goes on from another one: the first person of the clause, "Ada taught at Saltby and died"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.lives.naming import PERSON, name_of
from biopic.reading.patterns import BRACKET, WHO
from biopic.reading.text import Text

_ANY = re.compile(PERSON)
PREPOSITION = re.compile(
    r"\b(?:in|of|with|by|for|from|to|at|on|as|about|after|before|than|like|against|between|near|through|into)\s(?:the\s)?$"
)
"""A preposition right before somebody, on which he hangs."""
_BREAK = re.compile(rf"[;:—“”\"(]|\s–\s|,\s(?:and|but|so|while|whereas|yet)\s(?={WHO}\s)")
_LEAD = re.compile(
    rf"^\W*(?:When|While|After|As|Although|Though|Because|Since|Before|If|Once|Despite|Unlike|With|Until|By|In|On|At|From|During|Following|Never|Born|Aged|[A-Z][a-z]+(?:ing|ed))\b[^,;]{{0,120}}(?:,[^,;]{{1,40}}){{0,2}}?,\s(?=(?:[a-z-]+\s){{0,2}}{PERSON})"
)


_WHO = re.compile(rf"(?P<who>{PERSON}){BRACKET},\swho\s")
"""Somebody of whom a clause tells that goes on: "Jonah, who was born in Saltby and"."""


def clause_subject(text: Text, left: str, low: int) -> tuple[tuple[str, ...], int] | None:
    """Return the first person of the clause at the end of `left` who is no possessor and hangs on no preposition."""
    start = 0
    for match in _BREAK.finditer(left):
        if _ANY.search(left, match.end()):
            start = match.end()
    if not left.endswith((", and ", ", but ")) and (told_of := list(_WHO.finditer(left, start))):
        span = Span(low + told_of[-1].start("who"), low + told_of[-1].end("who"))
        name = name_of(text, span)
        return ((name,), span.start) if name else None
    lead = _LEAD.match(left[start:])
    start += lead.end() if lead else 0
    for match in _free(left, start):
        span = Span(low + match.start(), low + match.end())
        name = name_of(text, span)
        if name:
            return (name,), span.start
        if match.group()[:3].casefold() in ("his", "her", "my "):
            return None
    return None


def _free(left: str, start: int) -> Iterator[re.Match[str]]:
    for match in _ANY.finditer(left, start):
        behind = left[match.end() : match.end() + 2]
        if (
            behind not in ("'s", "’s")
            and left[max(0, match.start() - 1)] not in "(["
            and not PREPOSITION.search(left, max(start, match.start() - 16), match.start())
        ):
            yield match

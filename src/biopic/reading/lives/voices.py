"""Who speaks where a text quotes somebody: needed for "I was born in Saltby" and "my father died in 1931"."""

from __future__ import annotations

import re

from biopic.documents import Span
from biopic.reading.beings import Being
from biopic.reading.patterns import WHO, N
from biopic.reading.text import Text

_SAYS = r"(?:says?|said|recalls?|recalled|remembers?|remembered|adds?|added|tells?|told|explains?|explained|admits?|admitted|replies|replied|laughs?|laughed|answers?|answered|goes on|went on|continues|continued|writes|wrote|notes?|noted|points out|pointed out|insists?|insisted|puts in|begins?|began)"
_TAGS = (
    re.compile(rf"(?P<who>{WHO})(?:,\s[^,“”\"\n]{{1,60}},)?\s(?:also\s|then\s|once\s|later\s|\w+ly\s)?{_SAYS}\b"),
    re.compile(rf"\b{_SAYS}\s(?P<who>{N}|he\b|she\b)"),
)
_TURN = re.compile(rf"^[*_]{{0,2}}(?P<who>{N})[*_]{{0,2}}\s?[:–—]")


def speaker_at(text: Text, offset: int) -> Being | None:
    """Return who says the words at `offset`: whom the paragraph names beside the quotation, or whose turn the line is."""
    paragraph = text.layout.paragraph_at(offset)
    masked = text.masked[paragraph.start : min(paragraph.end, paragraph.start + 3000)]
    if turn := _TURN.match(masked):
        return text.who(Span(paragraph.start + turn.start("who"), paragraph.start + turn.end("who")))
    if not any(quoted.outside.start <= offset < quoted.outside.end for quoted in text.quoted):
        return None
    told = _outside_quotations(text, paragraph, masked)
    tags = sorted(
        (abs(paragraph.start + match.start() - offset), match.start("who"), match.end("who"))
        for pattern in _TAGS
        for match in pattern.finditer(told)
    )
    for _, start, end in tags:
        being = text.who(Span(paragraph.start + start, paragraph.start + end))
        if being:
            return being
    return None


def _outside_quotations(text: Text, paragraph: Span, masked: str) -> str:
    chars = list(masked)
    for quoted in text.quoted:
        start, end = max(quoted.inside.start, paragraph.start), min(quoted.inside.end, paragraph.start + len(masked))
        if start < end:
            chars[start - paragraph.start : end - paragraph.start] = "#" * (end - start)
    return "".join(chars)

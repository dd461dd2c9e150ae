"""The parts of a document that drafts make: whoever is credited wrote the stretch before the credit, and noise is left out.

A credit at the end of a paragraph is of that paragraph. One that stands by itself is of the paragraphs before it, back to a
heading or another credit; where there are none, of those behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from biopic.documents import Part, Span
from biopic.reading.layout import Layout

ALONE = 40
"""A paragraph with fewer characters than this beside the credit is nothing but the credit."""


def credited(text: str, credits: Sequence[Span], noise: Sequence[Span] = ()) -> dict[Span, Span]:
    """Return for each credit the stretch of the text that it is of; one of which there is none is left out.

    >>> text = "Ada keeps the light alone for a long, long winter. Ann\\n\\nJonah rows to the rock in the spring of that year.\\n\\nBo\\n"
    >>> {str(k): str(v) for k, v in credited(text, [Span(51, 54), Span(106, 108)]).items()}
    {'51-54': '0-54', '106-108': '56-108'}
    """
    layout = Layout(text)
    paragraphs = layout.paragraphs
    at = {credit: layout.paragraph_index(credit.start) for credit in credits}
    stops = {layout.paragraph_index(heading.line.span.start) for heading in layout.headings} | set(at.values())
    stops |= {index for index, each in enumerate(paragraphs) if any(each.overlaps(span) for span in noise)}
    found = {}
    for credit, index in at.items():
        own = paragraphs[index] if index >= 0 else credit
        if _length(own) - _length(credit) >= ALONE:
            found[credit] = Span(min(own.start, credit.start), max(own.end, credit.end))
        elif index >= 0:
            first, last = _around(paragraphs, index, stops)
            found[credit] = Span(paragraphs[first].start, paragraphs[last].end)
    return {credit: span for credit, span in found.items() if _length(span) - _length(credit) >= ALONE}


def _around(paragraphs: Sequence[Span], index: int, stops: set[int]) -> tuple[int, int]:
    """Return the first and last of the paragraphs before a credit; where there is next to nothing, of those behind it."""
    first = last = index
    while first - 1 >= 0 and first - 1 not in stops:
        first -= 1
    if sum(_length(each) for each in paragraphs[first:index]) >= ALONE:
        return first, index
    while last + 1 < len(paragraphs) and last + 1 not in stops:
        last += 1
    return index, last


def _length(span: Span) -> int:
    return span.end - span.start


def in_line(parts: Sequence[tuple[Span, Mapping[str, str]]], there: Sequence[Part]) -> list[dict[str, str]]:
    """Return the parts as `dossier.yaml` has them, in order, behind the ones that are there already.

    Of two parts with an author, or two left out, that share a character, the former stays.
    """
    kept = [(part.span, said_of_part(part)) for part in there]
    for span, said in sorted(parts, key=lambda part: (part[0].start, part[0].end)):
        if not any(
            span == other or (span.overlaps(other) and ("leftOut" in said) == ("leftOut" in known))
            for other, known in kept
        ):
            kept.append((span, {"at": str(span), **said}))
    return [said for _, said in sorted(kept, key=lambda each: (each[0].start, each[0].end))]


def said_of_part(part: Part) -> dict[str, str]:
    """Return a part as `dossier.yaml` has it."""
    said = {"at": str(part.span), "heading": part.heading, "author": part.author or "", "leftOut": part.left_out or ""}
    return {key: value for key, value in said.items() if value}

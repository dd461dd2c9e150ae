"""What a film changed: the text itself sets film and life against each other.

Forms: "X never existed", "is a composite of"; "the film renames, moves, merges, leaves out"; "was invented for the film";
"In the film ..., in reality ..." in one sentence or two; "unlike / contrary to / whatever the film"; lines "Film: ..." and
"Life: ..."; a question that is answered no; an item of a list under "What the film changed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading import sides
from biopic.reading.cues import Cues, cues_of
from biopic.reading.departures import departures_of
from biopic.reading.drafts import Draft
from biopic.reading.pairs import Found
from biopic.reading.text import NAME, Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each passage that says how the film differs from the life."""
    for each in departures_of(text):
        yield _draft(text, cues_of(text), each)


def _draft(text: Text, cues: Cues, found: Found) -> Draft:
    whole = Span(cues.statements[found.first].span.start, cues.statements[found.last].span.end)
    span = _trimmed(text.text, found.part or whole)
    film_side, life_side = _sides(text.text, cues, found, span)
    beings = (being for name in text.names_in(span) if (being := text.people.of(name)))
    subject = next((being.name for being in beings), text.film)
    fields = (("film_side", film_side), ("life_side", life_side))
    return Draft("departure", subject, "", span, "production", found.confidence, found.rule, fields=fields)


def _trimmed(raw: str, span: Span) -> Span:
    """Leave off marks, bullets, numbers and "he said" around a passage."""
    lead = re.match(r"(?:[\W_]|\d{1,2}[.)]\s)*", raw[span.start : span.end])
    start = span.start + (lead.end() if lead else 0)
    said = sides.SAID.search(raw, max(start, span.end - 90), span.end)
    end = span.start + len(raw[span.start : said.start() if said else span.end].rstrip(' \n*_,.“”"'))
    return Span(start, end) if start < end else span


def _sides(raw: str, cues: Cues, found: Found, span: Span) -> tuple[str, str]:
    """Return what the film tells and what life was, in the passage's words: parted where the second statement, or its side, begins."""
    words = cues.marked[span.start : span.end]
    cut = sides.PART.search(words)
    if found.first < found.last:
        second = cues.statements[found.first + 1 if found.rule == "departure answered" else found.last].span.start
        parts = (span.start, second, second, span.end)
    elif cut:
        parts = (span.start, span.start + cut.start(), span.start + cut.end(), span.end)
    else:
        return _plain(raw[span.start : span.end]), ""
    first, last = _plain(raw[parts[0] : parts[1]]), _plain(raw[parts[2] : parts[3]])
    life_first = sides.LIFE_SIDE.search(cues.marked, *parts[:2]) and not sides.LIFE_SIDE.search(cues.marked, *parts[2:])
    return (last, first) if life_first and found.rule != "departure answered" else (first, last)


def _plain(words: str) -> str:
    bare = " ".join(words.replace(NAME, "").split())
    return sides.LEADING.sub("", bare).strip(' ,;:.—–-“”"')

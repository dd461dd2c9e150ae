"""Of whom a passage without a subject speaks: the person whose name heads it, else the one whom the text names most."""

from __future__ import annotations

import re

from biopic.documents import Span
from biopic.reading.beings import Being
from biopic.reading.layout import Line
from biopic.reading.lists import is_bullet
from biopic.reading.text import NAME, TIME, Text

REACH = 14
_PLAYED = re.compile(r"\s?(?:[—–-]\s)?[(\[]?(?:played|portrayed|voiced)\sby\b|\s[—–-]\s|\s?[\[|]|\sas\s|\s/\s|:\s")
_NAMED = re.compile(r"^\W*(?:full |birth |real )?name\W", re.IGNORECASE)


def topic_at(text: Text, offset: int) -> str:
    """Return the name of the person under whose name the line at `offset` stands, else the main one, "" for none."""
    main = text.people.main()
    return heading_of(text, offset) or (main.name if main else "")


def heading_of(text: Text, offset: int) -> str:
    """Return the name of the person under whose name the line at `offset` stands, "" for none."""
    lines = text.layout.lines_in(Span(max(0, offset - 3000), offset + 1))
    for place, line in enumerate(reversed(lines[-REACH:])):
        being = _headed_by(text, line) or (_opened_by(text, line) if 0 < place < 6 else None)
        if being and line.span.start < offset:
            return being.name
    return ""


def _opened_by(text: Text, line: Line) -> Being | None:
    """Return the person with whose name an item of a list opens that says more: "- Ada Moss, a keeper, is best known for ..."."""
    if len(line.text) <= 80 or not is_bullet(line.text):
        return None
    opened = re.match(
        rf"[\s*_•>#–—-]{{0,6}}(?:\d{{1,3}}[.)]\s)?(?P<who>{NAME}+)(?:,|\s[(a-z])",
        text.masked[line.span.start : line.span.end],
    )
    return (
        text.being_in(Span(line.span.start + opened.start("who"), line.span.start + opened.end("who")))
        if opened
        else None
    )


def _headed_by(text: Text, line: Line) -> Being | None:
    """Return the person whose name is all, or nearly all, of a line: "Ada Moss", "# Ada Moss (1899–1931)", "Name: Ada Moss"."""
    if len(line.text) > 80 or (is_bullet(line.text) and not _NAMED.match(line.text)) or re.search(r"[.!?]$", line.text):
        return None
    masked = text.masked[line.span.start : line.span.end]
    beings = [being for being in (text.people.of(name) for name in text.names_in(line.span)) if being]
    told = _PLAYED.split(masked, maxsplit=1)[0]
    if not beings or TIME in re.sub(r"\([^()]*\)", "", told) or not (beings[0].sex or len(beings[0].mentions) > 2):
        return None
    words = re.findall(r"[^\W\d_]+", _NAMED.sub("", re.sub(rf"\([^()]*\)|{NAME}+", " ", told)))
    one = len(re.findall(f"{NAME}+", re.sub(r"\([^()]*\)", "", told))) == 1
    return beings[0] if one and len(words) <= 3 else None

"""Of whom a passage without a subject speaks: the person whose name heads it, else the one whom the text names most."""

from __future__ import annotations

import re

from biopic.documents import Span
from biopic.reading.layout import Line
from biopic.reading.lists import is_bullet
from biopic.reading.people import Being
from biopic.reading.text import Text

REACH = 14
_NAMED = re.compile(r"^\W*(?:full |birth |real )?name\W", re.IGNORECASE)


def topic_at(text: Text, offset: int) -> str:
    """Return the name of the person under whose name the line at `offset` stands, else the main one, "" for none."""
    main = text.people.main()
    return heading_of(text, offset) or (main.name if main else "")


def heading_of(text: Text, offset: int) -> str:
    """Return the name of the person under whose name the line at `offset` stands, "" for none."""
    lines = text.layout.lines_in(Span(max(0, offset - 3000), offset + 1))
    for line in reversed(lines[-REACH:]):
        being = _headed_by(text, line)
        if being and line.span.start < offset:
            return being.name
    return ""


def _headed_by(text: Text, line: Line) -> Being | None:
    """Return the person whose name is all, or nearly all, of a line: "Ada Moss", "# Ada Moss (1899–1931)", "Name: Ada Moss"."""
    if len(line.text) > 80 or (is_bullet(line.text) and not _NAMED.match(line.text)) or re.search(r"[.!?]$", line.text):
        return None
    beings = {being.number: being for being in (text.people.of(name) for name in text.names_in(line.span)) if being}
    if len(beings) != 1:
        return None
    bare = re.sub(r"\([^()]*\)|[\ue000\ue001]+", " ", text.masked[line.span.start : line.span.end])
    words = re.findall(r"[^\W\d_]+", _NAMED.sub("", bare))
    return next(iter(beings.values())) if len(words) <= 3 else None

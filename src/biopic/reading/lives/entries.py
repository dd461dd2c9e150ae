"""The time and place of a timeline's entry, for a birth or death that the entry tells without a date of its own."""

from __future__ import annotations

from functools import lru_cache

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.kinds import timeline_event
from biopic.reading.text import Text
from biopic.reading.times import When


@lru_cache(maxsize=2)
def _entries(text: Text) -> tuple[Draft, ...]:
    return tuple(timeline_event.find(text))


def entry_time(text: Text, at: Span) -> When | None:
    """Return the time that stands with the entry of a timeline in which something is told, None outside of one."""
    told = _told(text, at, "time")
    found = text.times_in(told) if told else []
    return found[0] if len(found) == 1 and not found[0].inferred else None


def entry_place(text: Text, at: Span) -> Span | None:
    """Return the place that stands with the entry of a timeline in which something is told, None outside of one."""
    return _told(text, at, "place")


def _told(text: Text, at: Span, name: str) -> Span | None:
    if text.section_at(at.start).matter != "timeline":
        return None
    entry = next((each for each in _entries(text) if each.span.holds(at)), None)
    words = entry.get(name) if entry else ""
    if entry is None or not isinstance(words, str) or not words:
        return None
    start = text.text.rfind(words, entry.span.start, entry.span.end)
    return Span(start, start + len(words)) if start >= 0 else None

"""The tags under a character: words with pictures, signs, hashes or brackets, bullets, "Traits: stubborn, kind"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.layout import Line
from biopic.reading.lists import is_bullet, marked_items, tag_items, trimmed
from biopic.reading.text import NAME, Text

_LABEL = re.compile(
    r"^[\s*_•>-]*(?:(?:key |character |main |personality |defining )?(?:traits?|tags?|personality|keywords?|qualities|characteristics|attributes|descriptors|in (?:\w+ )?words|temperament|nature|labels?|vibes?)(?: tags?)?)\s*[*_]{0,2}\s*[:=–—|-]+[*_]{0,2}\s*",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?<=[.!?)\]|]\s)(?:key |character )?(?:traits?|tags?|personality|qualities)\s*[:=]\s*", re.IGNORECASE
)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each tag under a character's heading."""
    for section in text.layout.sections:
        if section.matter != "characters" or section.heading is None:
            continue
        lines = [
            line
            for line in text.layout.lines_in(section.span)
            if line.number > section.heading.line.number and not text.is_noise(line.span)
        ]
        yield from _in_section(text, lines)


def _in_section(text: Text, lines: list[Line]) -> Iterator[Draft]:
    character, at, listing = "", 0, False
    for n, line in enumerate(lines):
        items = list(_tags(text, lines, n, listing)) if character or _INSIDE.search(line.text) else []
        named = "" if items and not _INSIDE.search(line.text) else _headed(text, lines, n)
        if named:
            character, at, listing = named, n, False
        if n > at or (named and _INSIDE.search(line.text)):
            for item in items:
                yield Draft("trait", character, text.slice(item), item, "story", 0.9, "tags under a character")
            label = _LABEL.match(line.text)
            listing = (
                bool(label and label.end() >= len(line.text))
                or (listing and is_bullet(line.text))
                or bool(
                    re.fullmatch(r"\W*(?:traits?|tags?|personality|keywords?|qualities)\W*", line.text, re.IGNORECASE)
                )
            )


def _headed(text: Text, lines: list[Line], n: int) -> str:
    """Return whom a line heads a paragraph on: a short line that begins with a name."""
    line = lines[n]
    lead = re.match(rf"[\s#*_>•\d.)-]*(?:[Tt]he )?(?P<name>{NAME}+)", text.masked[line.span.start : line.span.end])
    if (
        not lead
        or (len(line.text) > 110 and not _INSIDE.search(line.text))
        or (re.search(r"[a-z]\.$", line.text) and not re.search(r"\)\.?$", line.text))
    ):
        return ""
    if not (line.gap or text.layout.is_heading(line) or is_bullet(line.text)):
        return ""
    if n + 1 >= len(lines) and not _INSIDE.search(line.text):
        return ""
    return text.name_at(Span(line.span.start + lead.start("name"), line.span.start + lead.end("name")))


def _tags(text: Text, lines: list[Line], n: int, listing: bool) -> Iterator[Span]:
    line = lines[n]
    label = _LABEL.match(line.text) or _INSIDE.search(line.text)
    if label:
        yield from tag_items(text.text, Span(line.span.start + label.end(), line.span.end))
    elif marked_items(line.text) and not re.search(r"[.!?]$|^#+ ", line.text):
        items = tag_items(text.text, line.span)
        if all(1 <= len(text.slice(item).split()) <= 5 and "." not in text.slice(item) for item in items):
            yield from items
    elif (
        is_bullet(line.text)
        and len(line.text.split()) <= 6
        and not re.search(r"[.:(]|" + NAME, text.masked[line.span.start + 2 : line.span.end])
    ):
        yield trimmed(text.text, line.span)
    elif _is_bare_list(text, line) or (listing and len(line.text.split()) <= 6):
        yield from tag_items(text.text, line.span)


def _is_bare_list(text: Text, line: Line) -> bool:
    """Say whether a line is nothing but a few short items between strokes, dots or commas."""
    if len(line.text) > 120 or re.search(r"[.!?]$|[()]", line.text):
        return False
    items = tag_items(text.text, line.span)
    if all(text.masked[item.start] == NAME for item in items):
        return False
    short = all(1 <= len(text.slice(item).split()) <= 4 for item in items)
    strokes = re.search(r"\s[|·•/]\s", line.text) is not None
    return (
        short
        and len(items) >= 2
        and (
            strokes
            or (
                len(items) >= 3
                and NAME not in text.masked[line.span.start + 1 : line.span.end][line.text.find(" ") :]
                and not line.gap
            )
            or (
                len(items) >= 3
                and line.text.count(",") >= 2
                and not re.search(r"\b(?:is|was|has|who|a|the)\b", line.text)
            )
        )
    )

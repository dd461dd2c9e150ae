"""The tags under a character: words with pictures, signs, hashes or brackets, bullets, "Traits: stubborn, kind"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.billing import cast_runs, headed
from biopic.reading.castlists import heads_of_rows
from biopic.reading.drafts import Draft
from biopic.reading.layout import Line
from biopic.reading.lists import is_bullet, marked_items, table_rows, tag_items, trimmed
from biopic.reading.records import runs
from biopic.reading.text import NAME, Text

_LABEL = re.compile(
    r"^[\s*_•>-]*(?:(?:key |character |main |personality |defining )?(?:traits?|tags?|personality|keywords?|qualities|characteristics|attributes|descriptors|in (?:\w+ )?words?|temperament|nature|labels?|vibes?)(?: tags?)?)\s*[*_]{0,2}\s*[:=–—|>»→~-]+[*_]{0,2}\s*",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?<=[.!?)\]|]\s)(?:key |character )?(?:traits?|tags?|personality|qualities|in (?:\w+ )?words)\s*[:=]\s*",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"\b(?:traits?|tags?|personality|qualities|characteristics)\b")
_TRAILING = re.compile(
    r"(?<=[.!?])\s(?:\*(?P<stars>[^*\n.!?]{3,80})\*|_(?P<lines>[^_\n.!?]{3,80})_|\[(?P<brackets>[^\[\]\n.!?]{3,80})\])$"
)
_HASHED = re.compile(r"(?<=[\w.!?)]\s)#[^\W\d_][\w-]*(?:\s#[^\W\d_][\w-]*)*$")
"""Tags with hashes at the end of a character's own line: "She keeps the light. #stubborn #brave"."""
_IN_BRACKETS = re.compile(r"\((?P<items>[^()\n.!?:]{3,100})\)")
_NO_TAG = re.compile(
    r"\b(?:uncredited|archiv\w+|voice|cameo|credit|deceased|retired|as (?:an?|the|him|her)|scenes? deleted)\b|\d",
    re.IGNORECASE,
)
"""Tags set off at the end of a character's own line: "She keeps the light. *Stubborn · Brave*"."""


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each tag under a character's heading."""
    topics = {r.head.number: "" for run in runs(text, "topic") if run.matter != "characters" for r in run.records}
    heads = topics | headed(text) | heads_of_rows(text)
    inside = [s for s in text.layout.sections if s.matter == "characters" and s.heading]
    for run in cast_runs(text):
        if not any(section.span.holds(run.records[0].head.span) for section in inside):
            yield from _in_section(text, [line for record in run.records for line in record.lines], heads)
    for section in inside:
        assert section.heading
        lines = [
            line
            for line in text.layout.lines_in(section.span)
            if line.number > section.heading.line.number and not text.is_noise(line.span)
        ]
        yield from _in_table(text, lines)
        yield from _in_section(text, lines, heads)


def _in_table(text: Text, lines: list[Line]) -> Iterator[Draft]:
    """Yield the tags of a table that has a column for them, behind the first name of each row."""
    for row in table_rows(text.text, [line.span for line in lines]):
        cells = [cell for head, cell in row.items() if _COLUMN.search(head)]
        first = next(iter(row.values()), Span(0, 0))
        named = text.name_at(first) or text.slice(first)
        for item in (item for cell in cells for item in tag_items(text.text, cell)):
            if named:
                yield Draft("trait", named, text.slice(item), item, "story", 0.9, "tags in a table")


def _in_section(text: Text, lines: list[Line], heads: dict[int, str]) -> Iterator[Draft]:
    """Yield the tags of each character; `heads` has by line whom it heads a record of, "" for a record of something else."""
    character, at, listing = "", 0, False
    for n, line in enumerate(lines):
        if heads.get(line.number) == "":
            character = ""
            continue
        records = line.number in heads and not _inside(line)
        items = list(_tags(text, lines, n, listing)) if (character or _inside(line)) and not records else []
        named = heads.get(line.number) or ("" if items and not _inside(line) else _headed(text, lines, n))
        if named:
            character, at, listing = named, n, False
        if n > at or _inside(line):
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
        or (len(line.text) > 110 and not _inside(line))
        or (re.search(r"[a-z]\.$", line.text) and not re.search(r"\)\.?$", line.text))
    ):
        return ""
    if not (line.gap or text.layout.is_heading(line) or is_bullet(line.text)):
        return ""
    if n + 1 >= len(lines) and not _inside(line):
        return ""
    return text.name_at(Span(line.span.start + lead.start("name"), line.span.start + lead.end("name")))


def _inside(line: Line) -> Span | None:
    """Return where tags stand behind a character's description on the same line."""
    if label := _INSIDE.search(line.text):
        return Span(line.span.start + label.end(), line.span.end)
    if line.text[0] != "#" and (hashed := _HASHED.search(line.text, max(0, len(line.text) - 160))):
        return Span(line.span.start + hashed.start(), line.span.end)
    tail = _TRAILING.search(line.text, max(0, len(line.text) - 100))
    return Span(line.span.start + tail.start() + 2, line.span.end - 1) if tail else None


def _labelled(line: Line) -> Span | None:
    label = _LABEL.match(line.text)
    return Span(line.span.start + label.end(), line.span.end) if label else None


def _tags(text: Text, lines: list[Line], n: int, listing: bool) -> Iterator[Span]:
    line = lines[n]
    if inside := (_inside(line) or _labelled(line)):
        yield from tag_items(text.text, inside)
    elif bracketed := _bracketed(text, lines, n):
        yield from tag_items(text.text, bracketed)
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
    elif _is_bare_list(text, line) or _is_pair(text, lines, n) or (listing and len(line.text.split()) <= 6):
        yield from tag_items(text.text, line.span)


def _bracketed(text: Text, lines: list[Line], n: int) -> Span | None:
    """Return what stands in the brackets that are all of a line right under another, if it may be tags: few words, no name."""
    found = _IN_BRACKETS.fullmatch(lines[n].text)
    if not found or lines[n].gap or _NO_TAG.search(found["items"]):
        return None
    inside = Span(*(lines[n].span.start + at for at in found.span("items")))
    items = tag_items(text.text, inside)
    short = all(len(text.slice(item).split()) <= 5 for item in items)
    return inside if short and NAME not in text.masked[inside.start : inside.end] else None


def _is_pair(text: Text, lines: list[Line], n: int) -> bool:
    """Say whether a line between a character's name and description is two words of a kind: "Stubborn, brave"."""
    words = re.fullmatch(r"[A-Z][\w-]+(?:,\s|\s(?:and|&)\s)[a-zA-Z][\w-]+", lines[n].text)
    under = n > 0 and not lines[n].gap and (n + 1 == len(lines) or lines[n + 1].gap or len(lines[n + 1].text) > 40)
    return bool(words and under and NAME not in text.masked[lines[n].span.start : lines[n].span.end])


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

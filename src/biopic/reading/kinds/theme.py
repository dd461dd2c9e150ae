"""What a film is about, as a page lists it: headings, bullets or bold words under "Themes", or "Themes: duty, love"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.layout import Line
from biopic.reading.lists import EMOJI, bullet_length, is_bullet, marked_items, tag_items, trimmed
from biopic.reading.namewords import LABELS
from biopic.reading.patterns import N
from biopic.reading.records import Run, runs, tells
from biopic.reading.text import TIME, Text

_LABEL = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=\n))[ \t*_•>🎭🎬-]{0,12}(?:(?:key|main|central|major|big|core|other|its|the)\s)?(?:themes?|motifs?|topics)(?:\s(?:for|in|of|explored|include|touched|that)\b[^:.\n]{0,40})?[*_]{0,2}\s*(?::|–|—|=|\binclude\b)[*_]{0,2}\s*(?P<list>[^\n.!?]{3,200})",
    re.IGNORECASE | re.MULTILINE,
)
_ALSO = re.compile(
    r"^[^\w\n]*(?:also|other(?: themes)?|further|and|more)\b[^:\n]{0,40}:\s*(?P<list>[^\n]{3,200})$", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"^[\s*_•>-]{0,4}(?P<label>[A-Z][a-z]+(?: [a-z]+){0,4})[*_]{0,2}:[*_]{0,2}\s(?P<list>[^\n.!?:]{12,200})\.?$"
)
"""A label in words of the page's own, and a list."""
_LED = re.compile(
    r"^(?P<bullet>[\s*_#>•‣▪►–—-]*(?:\d{1,2}[.)]\s)?(?:(?:First|Second|Third|Fourth|Fifth|Then|Finally|Last)(?:ly)?,\s)?[*_\"“]*)(?P<theme>[^\n:.!?–—\"”]{2,70}?)(?:[*_\"”]*\s*(?::|\s[–—/-]|[–—])[*_]*|[*_]*[.!?][*_]+|\.[*_]*)\s+(?=\S)"
)
_BOLD = re.compile(r"^\W*?(?P<mark>\*\*|__)(?P<theme>[^*_\n]{2,70}?)[.:!?]?(?P=mark)")
_STORY = ("timeline", "characters", "settings")
"""What a page on the story of a film has sections about."""


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each theme that a heading, an item or a label names."""
    seen: set[Span] = set()
    taken: set[int] = set()
    for run in runs(text, "topic"):
        if sure := _are_themes(text, run):
            taken.update(
                line.number for record in run.records for line in record.lines if line is record.head or tells(line)
            )
            yield from (
                _draft(text, trimmed(text.text, record.title), "theme of a record", sure) for record in run.records
            )
    for section in text.layout.sections:
        if section.matter == "themes" and section.heading is not None:
            lines = [
                line
                for line in text.layout.lines_in(section.span)
                if line.number > section.heading.line.number
                and not text.is_noise(line.span)
                and line.number not in taken
                and re.search(r"\w", line.text)
                and not _LABEL.match(line.text)
            ]
            ruled = any(section.span.start <= text.layout.lines[n].span.start < section.span.end for n in taken)
            for span, reader in _in_section(text, lines, ruled=ruled):
                seen.add(span)
                yield _draft(text, span, reader)
    for match in _LABEL.finditer(text.text):
        inside = Span(*match.span("list"))
        if not text.is_noise(inside):
            for item in tag_items(text.text, inside):
                if item not in seen and len(text.slice(item).split()) <= 7:
                    seen.add(item)
                    yield _draft(text, item, "labelled themes")
    for item in _unlabelled(text):
        if item not in seen:
            yield _draft(text, item, "list under a label of its own", 0.6)


def _unlabelled(text: Text) -> Iterator[Span]:
    """Yield the items of lists under a label of the page's own, in a page on a story: phrases in small letters between semicolons, strokes or dots."""
    if not any(section.matter in _STORY for section in text.layout.sections):
        return
    for line in text.layout.lines:
        found = _UNKNOWN.match(line.text) if len(line.text) < 240 else None
        if (
            not found
            or LABELS & set(found["label"].casefold().split())
            or not re.search(r"[;|·•]|\s/\s", found["list"])
        ):
            continue
        inside = Span(line.span.start + found.start("list"), line.span.start + found.end("list"))
        items = tag_items(text.text, inside)
        plain = not re.search(r"[A-Z\d]", found["list"]) and text.section_at(line.span.start).matter != "characters"
        if plain and len(items) >= 3 and not text.is_noise(inside) and any(" " in text.slice(item) for item in items):
            yield from items


def _draft(text: Text, span: Span, reader: str, sure: float = 0.9) -> Draft:
    return Draft("theme", text.film, text.slice(span), span, "story", sure, reader)


def _are_themes(text: Text, run: Run) -> float:
    """Return how sure it is that the records of a run are themes: by their heading, or by being all that a page on a story has besides."""
    if run.matter == "themes":
        return 0.9
    heads = [text.masked[record.title.start : record.title.end] for record in run.records]
    page = (
        any(section.matter in _STORY for section in text.layout.sections)
        or runs(text, "event")
        or runs(text, "character")
    )
    plain = all(len(head.split()) <= 6 and TIME not in head and not re.match(N, head) for head in heads)
    marked = run.shape not in ("plain", "spaced", "capitals") or bool(runs(text, "character") and run.shape == "plain")
    return 0.7 if not run.matter and page and plain and marked else 0.0


def _in_section(text: Text, lines: list[Line], *, ruled: bool) -> Iterator[tuple[Span, str]]:
    """Yield the themes of a section: its headings, unless its records have told them (`ruled`), else what its items begin with, else its lists."""
    if _are_items(lines):
        for line in lines:
            yield trimmed(text.text, line.span), "list of themes"
        return
    opened = len(lines) > 1 and all(_opens(line) for line in lines)
    for n, line in enumerate(lines):
        also = _ALSO.match(line.text)
        if also:
            for item in tag_items(text.text, Span(line.span.start + also.start("list"), line.span.end)):
                yield item, "further themes"
        elif not ruled and _is_heading(text, lines, n):
            span = trimmed(text.text, line.span)
            if span.end > span.start and re.search(r"\w", text.slice(span)):
                yield span, "theme's heading"
        elif found := (_BOLD.match(line.text) or (_opens(line) if opened else _led(line))):
            start = line.span.start + found.start("theme")
            yield trimmed(text.text, Span(start, start + len(found["theme"]))), "theme before its sentence"
        elif _is_list(lines, n):
            for item in tag_items(text.text, Span(line.span.start, line.span.end)):
                yield item, "list of themes"


def _are_items(lines: list[Line]) -> bool:
    """Say whether all lines are short and no sentences, so that each is a theme."""
    short = all(len(line.text.split()) <= 7 and not re.search(r"[.:!?;,]", line.text) for line in lines)
    return len(lines) > 1 and short and not any(_separated(line.text) for line in lines)


def _opens(line: Line) -> re.Match[str] | None:
    """Match the few words, and their stop, with which a line begins that goes on to say more: "Duty. She keeps the light."."""
    found = _LED.match(line.text)
    if not found or len(found["theme"].split()) > 5:
        return None
    return found if found["theme"][:1].isupper() or found["bullet"].endswith(", ") else None


def _led(line: Line) -> re.Match[str] | None:
    """Match a theme before a colon or dash; without a bullet it must be short and the rest long."""
    found = _LED.match(line.text)
    if not found or len(found["theme"].split()) > 8:
        return None
    bullet = is_bullet(line.text) or line.text.startswith(("*", "_"))
    sign = line.text[found.end("theme") : found.end()].strip(" *_")
    if sign.startswith(".") and not bullet:
        return None
    return (
        found
        if bullet
        or (
            len(found["theme"].split()) <= 6
            and (len(line.text) > 40 or found["theme"].isupper())
            and found["theme"][:1].isupper()
            and line.gap
        )
        else None
    )


def _is_heading(text: Text, lines: list[Line], n: int) -> bool:
    """Say whether a line names a theme that the next one speaks of, or is an item with nothing behind it."""
    line = lines[n]
    bare = line.text[bullet_length(line.text) :].strip(" #*_") or line.text.strip(" #*_")
    if len(bare.split()) > 9 or re.search(r"[a-z][.:;,]$", bare) or not re.search(r"\w", bare):
        return False
    if is_bullet(line.text) and not re.match(rf"^{EMOJI}", line.text):
        return len(bare.split()) <= 7 and not re.search(r":|\s[–—-]\s|\.\s", bare)
    following = lines[n + 1] if n + 1 < len(lines) else None
    return (
        following is not None
        and len(following.text) > len(line.text)
        and (len(following.text) > 50 or (line.gap and not following.gap and following.text.endswith((".", "!", "?"))))
        and not _separated(bare)
    )


def _is_list(lines: list[Line], n: int) -> bool:
    if len(marked_items(lines[n].text)) > 1 and not re.search(r"[.!?]$", lines[n].text):
        return True
    return (
        len(lines[n].text) < 200
        and _separated(lines[n].text.strip())
        and not re.search(r"\b(?:is|are|was|the film)\b", lines[n].text)
    )


def _separated(words: str) -> bool:
    parts = re.split(r"\s[|·•/]\s|;\s|,\s", words.rstrip("."))
    return (len(parts) >= 3 and all(len(part.split()) <= 5 for part in parts)) or (
        len(parts) == 2 and bool(re.search(r"\s[|·•/]\s|;", words))
    )

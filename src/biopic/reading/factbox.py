"""Credits in fact boxes: "Director: Ann Vey", "| Studio | Gull Films |", "Writers" over a name a line, "Year: 1958 · Dir.: A. Vey".

A box is read by its layout and not by its names: a label, a sign, and what stands behind the sign up to the next label; or
a label alone on its line, and the short lines under it. The items of a value are what its commas, strokes and "and" keep apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from biopic.documents import Span
from biopic.reading.layout import Line
from biopic.reading.text import Text

_SIGN = r"[*_]{0,2}\s?(?:[:=]|[ \t]\||\||\s[–—-]\s|\.{2,}|\t|\s{3,})[*_|]{0,2}[ \t]*"
_LEAD = r"(?:^[^\w\n\"“(]{0,8}|(?<=[|·•;/])\s?[*_]{0,2}|(?<=\s\s)[*_]{0,2})"
_ANY_LABEL = re.compile(
    r"(?:[|·•;/]|\s\s)\s*[*_]{0,2}(?=(?:[A-Z][\w'’]*(?:\s(?:by|of|company|companies|time|date|year|in))?)[*_]{0,2}\s?[:=]\s)"
)
_APART = re.compile(
    r"\s?[,;/|·•&+]\s?(?!\s?(?:Jr|Sr|Inc|Ltd|LLC|Co)\b)|\s(?:and|with|in association with|for)\s|\s{2,}", re.IGNORECASE
)
_FROM = re.compile(r",?\s(?:from|after|based on|adapted from)\s(?:an?|the|his|her)\s")
_WORDS = 7
"""The most words of an item."""


def box_items(text: Text, labels: str) -> Iterator[tuple[Span, Span]]:
    """Yield a label of a box and an item of its value, for each item; `labels` is a pattern of the labels."""
    label, alone = _patterns(labels)
    for match in label.finditer(text.text):
        value = match["value"]
        following = _ANY_LABEL.search(value)
        end = match.start("value") + (following.start() if following else len(value))
        yield from _items(text, Span(*match.span("label")), Span(match.start("value"), end))
    lines = text.layout.lines
    for line in lines:
        head = alone.fullmatch(line.text) if len(line.text) < 50 else None
        if head:
            start = line.span.start + head.start("label")
            for below in _below(lines, line):
                yield from _items(text, Span(start, start + len(head["label"])), below.span)


@cache
def _patterns(labels: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a label with its value, and that of a label alone in its line."""
    label = rf"(?P<label>(?:{labels})(?:\(s\))?)"
    with_value = re.compile(rf"{_LEAD}{label}{_SIGN}(?P<value>[^\n]{{2,200}})", re.MULTILINE)
    return with_value, re.compile(rf"[^\w\n\"“(]{{0,8}}{label}[*_]{{0,2}}\s?:?[*_]{{0,2}}")


def _below(lines: list[Line], head: Line) -> Iterator[Line]:
    """Yield the short lines under a label, up to a blank line or something that is no name."""
    for line in lines[head.number + 1 : head.number + 8]:
        if (line.gap and line.number > head.number + 1) or len(line.text) > 60 or re.search(r"[:.!?]$", line.text):
            return
        yield line


def _items(text: Text, label: Span, value: Span) -> Iterator[tuple[Span, Span]]:
    """Yield label and item for what a value holds: names and no sentence, what stands in brackets left out."""
    if text.is_noise(value):
        return
    shown = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), text.text[value.start : value.end])
    cut = _FROM.search(shown)
    shown = shown[: cut.start()] if cut else shown
    at = 0
    for match in [*_APART.finditer(shown), None]:
        part = shown[at : match.start() if match else len(shown)]
        bare = part.strip(" \t*_|.,").removeprefix("the ")
        if bare and len(bare.split()) <= _WORDS and re.match(r"[A-Z\d\"“]", bare) and not bare.isdigit():
            start = value.start + at + part.index(bare)
            keeps_dot = part[part.index(bare) + len(bare) :][:1] == "." and re.search(
                r"\b(?:[A-Z]|Jr|Sr|Inc|Ltd|Co|Bros)$", bare
            )
            yield label, Span(start, start + len(bare) + bool(keeps_dot))
        at = match.end() if match else at

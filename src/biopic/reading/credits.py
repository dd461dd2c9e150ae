"""The credits of a film, as texts give them: in a sentence ("directed by"), in a box ("Director: ..."), in a list of names.

A credit is a word that says what was done, and one or more names. For one name the passage is the credit up to the name;
each further name of a list has the passage from the credit to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.patterns import BRACKET, N
from biopic.reading.personal import is_person
from biopic.reading.text import NAME, Text

_LEAD = r"(?:(?:[Tt]he|[Aa]n?|its|his|her|both|fellow)\s)?(?:(?!by\b|and\b|of\b|in\b|from\b|to\b|on\b|who\b|which\b|that\b|with\b|wrote\b|is\b|was\b|had\b|has\b|starring\b|for\b|it\b|after\b|when\b|before\b|as\b|but\b)[a-z][\w'’-]*,?\s){0,4}?"
LIST = rf"{_LEAD}{N}\.?{BRACKET}(?:(?:,\s(?:and\s|with\s)?|\s(?:and|&|with)\s|\s?/\s?){_LEAD}{N}{BRACKET}){{0,6}}"
"""One or more names: "Ada Moss, Paul Orr and the director, Ines Carr"."""

BOXED = LIST.replace(r"|\s?/\s?)", r"|\s?/\s?|;\s|\s?·\s)")
"""The names of a credit in a box, where a semicolon parts them, too."""

BOX = r"[*_]{0,2}\s*(?:\s?[:|–—=]|\.{2,}|\t)\s*[*_]{0,2}\s*\n?\s*"
"""What stands between a label and its value: "Director: ", "**Director** | ", "Director" on a line of its own is not taken."""


def credited(
    text: Text,
    kind: str,
    patterns: list[tuple[re.Pattern[str], float, str]],
    words: re.Pattern[str],
    *,
    person: bool = True,
) -> Iterator[Draft]:
    """Yield a draft of `kind` for each name that a pattern's group `who` (or `list`) holds, in sentences that have one of `words`."""
    where = [
        s for s in text.sentences if words.search(text.text, s.start, s.end) and NAME in text.masked[s.start : s.end]
    ]
    for pattern, confidence, reader in patterns:
        for match in (m for s in where for m in pattern.finditer(text.masked, s.start, s.end)):
            if text.is_noise(Span(*match.span())):
                continue
            group = "list" if "list" in match.groupdict() and match["list"] else "who"
            yield from _named(text, kind, match, group, confidence, reader, person=person)


def _named(
    text: Text, kind: str, match: re.Match[str], group: str, confidence: float, reader: str, *, person: bool
) -> Iterator[Draft]:
    whole = match[group]
    bare = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), whole)
    if person and not re.search(N, bare):
        meant = text.who(Span(*match.span(group)))
        if meant:
            yield Draft(kind, text.film, meant.name, Span(*match.span()), "production", confidence - 0.1, reader)
        return
    for name in re.finditer(N, bare):
        span = Span(match.start(group) + name.start(), match.start(group) + name.end())
        shown = text.name_at(span) if person else text.slice(span)
        if person and not is_person(shown):
            continue
        start = min(match.start("what"), span.start) if "what" in match.groupdict() and match["what"] else match.start()
        end = max(
            span.end,
            match.end("what")
            if "what" in match.groupdict() and match["what"] and match.start("what") > span.start
            else span.end,
        )
        yield Draft(kind, text.film, shown, Span(start, end), "production", confidence, reader)

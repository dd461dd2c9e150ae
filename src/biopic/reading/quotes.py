"""The quoted runs of a text: what stands between quotation marks, straight or curly, nested, run on over paragraphs.

Marks are paired paragraph by paragraph. A run that a paragraph's end cuts off counts when the next paragraph opens with a
mark again, as printers do with long speeches. An apostrophe is no mark; a single mark counts only where no word goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‹": "›"}
_MARK = re.compile(r"[\"“”«»„‘’'‹›]|''|``")


@dataclass(frozen=True)
class Quoted:
    """What stands between two marks: the span of the words inside, of the run with its marks, and how deep it is nested."""

    inside: Span
    outside: Span
    depth: int
    closed: bool


def find_quoted(text: str, paragraphs: list[Span]) -> list[Quoted]:
    """Return the quoted runs of each paragraph, first to last; an outer one stands before what it holds.

    >>> text = "“He told me, ‘Go,’ and I went,” she said. The 'good' \\"old\\" days didn't last."
    >>> [(text[q.inside.start : q.inside.end], q.depth) for q in find_quoted(text, [Span(0, len(text))])]
    [('He told me, ‘Go,’ and I went,', 0), ('Go,', 1), ('good', 0), ('old', 0)]
    """
    found = [quoted for at, paragraph in enumerate(paragraphs)
             for quoted in _in_paragraph(text, paragraph, paragraphs[at + 1] if at + 1 < len(paragraphs) else None)]  # fmt: skip
    return sorted(found, key=lambda quoted: (quoted.inside.start, -quoted.inside.end))


def _in_paragraph(text: str, paragraph: Span, following: Span | None) -> Iterator[Quoted]:
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at = match.group(), match.start()
        role = _role(text, mark, at, paragraph, [m for m, _ in opened])
        if role == "open" and len(opened) < 4:
            opened.append((mark, at))
        elif role == "close":
            depth = next((n for n in range(len(opened) - 1, -1, -1) if _closes(opened[n][0], mark)), None)
            if depth is not None:
                start = opened[depth][1]
                del opened[depth:]
                if at > start + 1:
                    yield Quoted(Span(start + 1, at), Span(start, at + 1), depth, True)
    if (
        opened
        and following is not None
        and opened[0][0] not in "‘'"
        and text[following.start] in (opened[0][0], "“", '"')
    ):
        mark, start = opened[0]
        if paragraph.end > start + 1:
            yield Quoted(Span(start + 1, paragraph.end), Span(start, paragraph.end), 0, False)


def _closes(opening: str, mark: str) -> bool:
    return mark == opening if opening in ('"', "'") else mark in _PAIRS.get(opening, "")


def _role(text: str, mark: str, at: int, paragraph: Span, opened: list[str]) -> str:
    """Say whether a mark opens a run, closes one, or is none."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if mark in "“«„‹" and not (mark == "“" and "„" in opened):
        return "open"
    if mark in "”»›“":
        return "close"
    if mark == "‘":
        return "none" if after.isdigit() else "open"
    if mark == "’":
        return "close" if "‘" in opened and _may_close(text, before, after, at, paragraph) else "none"
    if mark == '"':
        if '"' in opened:
            return "close" if not before.isspace() or after in " .,;:!?)—–" or after.isspace() else "none"
        return "open" if not after.isspace() or before.isspace() else "none"
    if mark == "'":
        if "'" in opened:
            return "close" if _may_close(text, before, after, at, paragraph) else "none"
        opens = (before.isspace() or before in '([—–"“-') and after.isalnum() and not after.isdigit()
        return "open" if opens and _closing_follows(text, at, paragraph) else "none"
    return "none"


def _may_close(text: str, before: str, after: str, at: int, paragraph: Span) -> bool:
    """Say whether an apostrophe at a word's end may close a run: after a stop, or where no further one comes to close it."""
    if after.isalnum() or before.isspace():
        return False
    if before in ".,!?…—–":
        return True
    return not (
        before == "s"
        and re.search(r"[.,!?…\w]['’](?=\W|$)", text[at + 1 : min(at + 120, paragraph.end)])
        and after == " "
    )


def _closing_follows(text: str, at: int, paragraph: Span) -> bool:
    """Say whether a straight single mark has one to close it (else it is an elision, as in 'tis)."""
    return bool(re.search(r"[\w.,!?…]'(?=\W|$)", text[at + 2 : min(at + 600, paragraph.end)]))

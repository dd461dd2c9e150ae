"""How much of a document its dossier accounts for, sentence by sentence.

A sentence is accounted for when a passage with an assertion, or a passage that says why it carries none, shares a
character with it. Sentences are split by sentencex, whose boundaries are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Document, Span
from biopic.dossier import Dossier


@dataclass(frozen=True)
class Coverage:
    """What became of one document's sentences; `missing` are the ones nobody accounts for."""

    document: Document
    sentences: int
    stating: int
    none: int
    missing: tuple[Span, ...]
    passages: int
    assertions: int
    left_out: int


def split_sentences(text: str, language: str = "en") -> Iterator[Span]:
    """Yield the sentences of `text` as spans, white space around them left off; no sentence runs over a line's end.

    >>> [str(span) for span in split_sentences("It rained. She stayed.\\nDawn")]
    ['0-10', '11-22', '23-27']
    """
    from sentencex import segment

    for row in re.finditer(r"[^\n]+", text):
        at = row.start()
        for sentence in segment(language, row.group()):
            bare = sentence.strip()
            if bare:
                start = at + sentence.index(bare)
                yield Span(start, start + len(bare))
            at += len(sentence)


def cover(dossier: Dossier, document: Document, text: str) -> Coverage:
    """Hold the sentences of `document` against the dossier's passages."""
    passages = [p for p in dossier.passages if p.document is document]
    saying = {id(p) for p in passages if not p.none}
    carried = [a for a in dossier.assertions if a.document is document]
    loaded = {p.local for a in carried for p in a.passages}
    counted, stating, none, missing = 0, 0, 0, []
    for sentence in split_sentences(text, document.language):
        part = document.left_out_at(sentence)
        if part is not None and part.span.holds(sentence):
            continue
        counted += 1
        over = [p for p in passages if p.span.overlaps(sentence)]
        if any(id(p) in saying and p.local in loaded for p in over):
            stating += 1
        elif any(p.none for p in over):
            none += 1
        else:
            missing.append(sentence)
    left_out = sum(part.span.end - part.span.start for part in document.parts if part.left_out is not None)
    return Coverage(document, counted, stating, none, tuple(missing), len(passages), len(carried), left_out)

"""Where the passages stand that a model names: langextract aligns them with the text, and only what is exact counts.

In go mentions (a passage, and which of its occurrences from 0) in the order of the answer; out comes a span for each that slices
to the passage itself. langextract keeps the order of the text but lets no two passages share a word, so that what is left over
is aligned again; and as its work can grow with the square of what it gets, it gets little at a time and a bounded sum.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from biopic.documents import Span
from biopic.errors import MissingExtraError

ROUNDS = 12
"""How often what is left over is aligned again: so deep may passages lie in one another."""

BATCH, WORK, ALL_WORK = 50, 20_000, 2_000_000
"""How many mentions are aligned at a time, and how many pairs of equal words that may take: each time, and in all."""

SEPARATOR = "\u241f"
"""What langextract itself puts between passages, and so cannot align."""

Mention = tuple[str, int]

_WORD = re.compile(r"\w+|[^\w\s]")


def langextract() -> Any:
    """Return langextract with the modules that are used, or raise MissingExtraError: it is imported nowhere else."""
    try:
        import langextract
        import langextract.core.data
        import langextract.core.format_handler
        import langextract.prompting
        import langextract.resolver
    except ImportError:
        todo = "run: pip install 'biopic[model]'"
        raise MissingExtraError("reading with a model needs langextract", todo=todo) from None
    return langextract


def place(mentions: Sequence[Mention], text: str) -> dict[Mention, Span]:
    """Return where mentions stand in a text; one that stands nowhere, or costs too much to look for, is left out."""
    counts = Counter(_WORD.findall(text.lower()))
    work = {passage: sum(counts[word] for word in _WORD.findall(passage.lower())) for passage, _ in mentions}
    left = [mention for mention in dict.fromkeys(mentions) if mention[0] in text and SEPARATOR not in mention[0]]
    found: dict[Mention, Span] = {}
    budget = ALL_WORK
    for _ in range(ROUNDS):
        before, since = len(found), 0
        for batch in _batches(left, work):
            budget -= sum(work[passage] for passage, _ in batch)
            if budget < 0:
                return found
            placed = _align([passage for passage, _ in batch], text, since)
            found |= {mention: span for mention, span in zip(batch, placed, strict=True) if span is not None}
            since = max((span.start for span in placed if span is not None), default=since)
        left = [mention for mention in left if mention not in found]
        if len(found) == before:
            break
    return found


def _batches(mentions: Sequence[Mention], work: dict[str, int]) -> Iterator[list[Mention]]:
    batch: list[Mention] = []
    for mention in mentions:
        if batch and (len(batch) == BATCH or sum(work[passage] for passage, _ in [*batch, mention]) > WORK):
            yield batch
            batch = []
        batch.append(mention)
    if batch:
        yield batch


def _align(passages: Sequence[str], text: str, since: int) -> list[Span | None]:
    """Let langextract place passages behind `since` in one go; None for what it cannot place exactly."""
    lx = langextract()
    made = [lx.core.data.Extraction(str(number), passage) for number, passage in enumerate(passages)]
    options = {"enable_fuzzy_alignment": False, "accept_match_lesser": False}
    try:
        placed = list(lx.resolver.Resolver().align(made, text[since:], 0, since, **options))
    except (ValueError, IndexError):
        return [None] * len(passages)
    return [_exact(lx, each, text, passage) for each, passage in zip(placed, passages, strict=True)]


def _exact(lx: Any, placed: Any, text: str, passage: str) -> Span | None:
    """Return where an aligned passage stands to the character.

    langextract aligns without regard to capitals; where those differ it is the first place at which they do not.
    """
    if placed.char_interval is None or placed.alignment_status is not lx.core.data.AlignmentStatus.MATCH_EXACT:
        return None
    start, end = placed.char_interval.start_pos, placed.char_interval.end_pos
    if text[start:end] == passage:
        return Span(start, end)
    match = re.search(rf"(?<!\w){re.escape(passage)}(?!\w)", text)
    return Span(*match.span()) if match else None

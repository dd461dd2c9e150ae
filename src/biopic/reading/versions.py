"""A new version of a document: which of the old one's entries, decisions and parts stand at unchanged passages of the new.

A passage is unchanged where it lies inside lines that both texts have (aligned by difflib), or where its words stand exactly
once in either text. Whatever else was said of the old version is left to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from biopic import marked
from biopic.documents import Part, Span
from biopic.dossier import Dossier
from biopic.entries import DRAFTS, locate
from biopic.errors import InputError
from biopic.fields import as_list, as_map
from biopic.marked import Map, Text
from biopic.reading.ledger import Line


@dataclass(frozen=True)
class Carried:
    """What a new version takes over: lines of the ledger, entries with their new offsets, and parts."""

    lines: tuple[Line, ...] = ()
    entries: tuple[dict[str, Any], ...] = ()
    parts: tuple[Part, ...] = field(default=())


def carry(dossier: Dossier, old: str, text: str, ledgers: Mapping[str, Sequence[Line]]) -> Carried:
    """Return what carries over from the document `old` to the new `text`; raise InputError if the old text is not here."""
    if old not in dossier.texts:
        raise InputError(f"the text of {old} is not here to compare with", todo="name its folder with --documents")
    moved = aligner(dossier.texts[old], text)
    document = dossier.documents[old]
    lines = [(line, moved(line.draft.span)) for line in ledgers.get(old, ()) if line.decided]
    parts = [(part, moved(part.span)) for part in document.parts]
    left_out = [span for part, span in parts if span and part.left_out is not None]
    entries = [(entry, moved(span)) for entry, span in _entries(dossier, old)]
    return Carried(
        tuple(replace(line, draft=replace(line.draft, span=span)) for line, span in lines if span),
        tuple(
            {"at": str(span), **entry}
            for entry, span in entries
            if span and not any(span.overlaps(o) for o in left_out)
        ),
        tuple(replace(part, span=span) for part, span in parts if span),
    )


def _entries(dossier: Dossier, name: str) -> list[tuple[dict[str, Any], Span]]:
    """Return every reviewed entry of a document without its place, and the place."""
    document, found = dossier.documents[name], []
    for path in sorted([*dossier.folder.glob("assertions/*.yaml"), *dossier.folder.glob("assertions/*.jsonl")]):
        if path.name.partition(".")[0] == name and not path.name.endswith(DRAFTS):
            entries = marked.load_jsonl(path) if path.suffix == ".jsonl" else as_list(marked.load_yaml(path), path)
            for entry in (as_map(each, path) for each in entries):
                rest = {str(key): _plain(entry[key]) for key in entry if key not in ("at", "quote", "line")}
                found.append((rest, locate(dossier, document, entry, path)))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Map):
        return {str(key): _plain(each) for key, each in value.items()}
    return str(value) if isinstance(value, Text) else [_plain(each) for each in value]


def aligner(old: str, new: str) -> Callable[[Span], Span | None]:
    """Return a function from a span of the old text to that of the same words in the new, None where they are not there.

    >>> moved = aligner("Ada waits.\\nJonah rows.\\n", "A storm.\\nAda waits.\\nJonah rests.\\n")
    >>> str(moved(Span(0, 3))), moved(Span(11, 21))
    ('9-12', None)
    """
    rows, others = old.splitlines(True), new.splitlines(True)
    starts, news = _starts(rows), _starts(others)
    blocks = SequenceMatcher(None, rows, others).get_matching_blocks()
    runs = [(starts[a], starts[a + size], news[b]) for a, b, size in blocks if size]
    begins = [run[0] for run in runs]

    def moved(span: Span) -> Span | None:
        at = bisect_right(begins, span.start) - 1
        if at >= 0 and span.end <= runs[at][1]:
            shift = runs[at][2] - runs[at][0]
            return Span(span.start + shift, span.end + shift)
        words = old[span.start : span.end]
        here = new.find(words)
        once = words and here >= 0 and new.find(words, here + 1) < 0 and old.find(words, old.find(words) + 1) < 0
        return Span(here, here + len(words)) if once else None

    return moved


def _starts(rows: Sequence[str]) -> list[int]:
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row))
    return starts

"""A text with its passages marked: cut where any passage, part or paragraph begins or ends, so that overlaps need no nesting.

In go a text and half-open spans; out come paragraphs of runs, each run with the numbers of all the passages that it
belongs to. A run says which passages begin in it, so that a link to a passage finds the place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Run:
    """A stretch of text: the passages over it (indices into the given spans), those that begin with it, whether it is left out."""

    text: str
    over: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    left_out: bool = False

    @property
    def innermost(self) -> int | None:
        """Return the shortest passage over it, which a click on it means."""
        return self.over[-1] if self.over else None


Paragraph = tuple[Run, ...]


def highlight(text: str, spans: Sequence[tuple[int, int]], left_out: Sequence[tuple[int, int]] = ()) -> list[Paragraph]:
    """Return the paragraphs of `text`, its empty lines left off.

    >>> [run.over for run in highlight("Ada kept it.", [(0, 8), (4, 12)])[0]]
    [(0,), (0, 1), (1,)]
    """
    paragraphs: list[Paragraph] = []
    breaks = [match.span() for match in re.finditer(r"[^\S\n]*\n[^\S\n]*(?:\n\s*)?", text)]
    edges = sorted(
        {0, len(text), *(at for span in (*spans, *left_out, *breaks) for at in span if 0 <= at <= len(text))}
    )
    gaps = iter([*breaks, (len(text), len(text))])
    gap = next(gaps)
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(spans):
        starts.setdefault(start, []).append(index)
        ends.setdefault(end, []).append(index)
    open_now: set[int] = set()
    begun: list[int] = []
    runs: list[Run] = []
    for start, end in pairwise(edges):
        open_now -= set(ends.get(start, ()))
        open_now |= {index for index in starts.get(start, ()) if spans[index][1] > start}
        begun += starts.get(start, [])
        while gap[1] <= start and gap[0] < len(text):
            gap = next(gaps)
        if gap[0] <= start < gap[1]:
            if runs:
                paragraphs.append(tuple(runs))
            runs = []
            continue
        over = tuple(sorted(open_now, key=lambda index: (spans[index][0] - spans[index][1], index)))
        out = any(a <= start < b for a, b in left_out)
        runs.append(Run(text[start:end], over, tuple(begun), out))
        begun = []
    if runs:
        paragraphs.append(tuple(runs))
    return paragraphs

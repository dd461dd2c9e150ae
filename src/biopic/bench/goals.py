"""The goals as data: work, what it is measured beside, and the ratio that it is to reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Goal:
    """What is measured beside what. `faster`: theirs by ours is to be at least `ratio`; else ours by theirs at most `ratio`."""

    work: str
    beside: str
    ratio: float
    faster: bool = False

    def words(self) -> str:
        """Return the goal as people say it.

        >>> Goal("build", "bulk load", 4).words(), Goal("validation", "pySHACL", 100, faster=True).words()
        ('at most 4', 'at least 100')
        """
        return f"{'at least' if self.faster else 'at most'} {self.ratio:g}"

    def met(self, ratio: float) -> bool:
        """Say whether a measured ratio reaches the goal."""
        return ratio >= self.ratio if self.faster else ratio <= self.ratio


GOALS: Mapping[str, Goal] = {
    "library": Goal("whole library, on disk", "rdflib in memory, same queries, same rows; the median ratio", 100, faster=True),
    "slowest": Goal("the slowest question of the library, on disk", "a second", 1),
    "build": Goal("build to a valid store", "Oxigraph's bulk load of the same quads", 4),
    "validation": Goal("validation", "pySHACL, same results", 100, faster=True),
    "change": Goal("build after one document changed", "full build", 200, faster=True),
    "comparison": Goal("contradictions and departures of the whole graph", "build", 0.2),
    "start": Goal("biopic ask from the shell", "python -c 'import pyoxigraph'", 3),
    "http": Goal("questions over HTTP, requests a second", "oxigraph serve-read-only, same query", 0.5, faster=True),
    "memory": Goal("memory to serve from disk", "oxigraph serve-read-only", 1.5),
    "reading": Goal("reading text", "pysbd alone on the same text", 1),
}  # fmt: skip
"""Every row of the bench by its name."""


@dataclass(frozen=True)
class Measured:
    """What one run gave for a goal: ours and theirs in `unit`, and at what size or under what condition."""

    row: str
    ours: float
    theirs: float
    unit: str
    note: str = ""

    @property
    def ratio(self) -> float:
        """Return the ratio that the goal speaks of: how many times theirs is ours where ours is to be faster, else the other way.

        For requests a second, more is better, so that ours by theirs is what is to be large.
        """
        faster = GOALS[self.row].faster and self.unit != "requests/s"
        above, below = (self.theirs, self.ours) if faster else (self.ours, self.theirs)
        return above / below if below else float("inf")

    @property
    def met(self) -> bool:
        """Say whether the goal is reached."""
        return GOALS[self.row].met(self.ratio)

    def as_json(self) -> dict[str, Any]:
        """Return everything that is known of the row."""
        goal = asdict(GOALS[self.row])
        return {**asdict(self), "measured": round(self.ratio, 4), "met": self.met, "goal": goal}


def missed(rows: Sequence[Measured]) -> list[Measured]:
    """Return the rows that miss their goal."""
    return [row for row in rows if not row.met]

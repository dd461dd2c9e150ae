"""The outcomes of comparisons, in the order in which pages show them, with their labels from the ontology and their counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from biopic.ontology import BIOPIC
from biopic.pages.scene import Scene

ORDER = (
    "altered",
    "movedInTime",
    "movedInPlace",
    "merged",
    "invented",
    "omitted",
    "disputed",
    "matches",
    "unknown",
    "contradicts",
)
"""Departures first, then what is disputed, what matches, what nobody can say; contradictions lie within one world."""

DEPARTURES = ORDER[:6]


@dataclass(frozen=True)
class Tally:
    """An outcome by its local name, its label, and how many comparisons came out so."""

    outcome: str
    label: str
    count: int


def outcome_of(term: Any) -> str:
    """Return the local name of an outcome."""
    return str(getattr(term, "value", "")).removeprefix(BIOPIC)


def tally(scene: Scene, rows: Sequence[Any]) -> tuple[Tally, ...]:
    """Return the counts of rows that have an `outcome` and a `count`, in order."""
    names = scene.names([row["outcome"] for row in rows])
    found = {outcome_of(row["outcome"]): (names[row["outcome"]].label, int(row["count"].value)) for row in rows}
    return tuple(Tally(outcome, *found[outcome]) for outcome in ORDER if outcome in found)

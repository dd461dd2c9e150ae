"""Killed with kill -9 at random moments: the old state or the new one, and the next run finishes; `scripts/crash` does it a hundred times."""

from __future__ import annotations

from pathlib import Path

import pytest
from crash import BrokenStateError, Trial, rounds_of
from crash_trials import TRIALS
from stores import OXIGRAPH


@pytest.mark.parametrize(
    "name", [pytest.param("read", marks=pytest.mark.slow), pytest.param("link", marks=pytest.mark.slow), "publish"]
)
def test_killed_command_leaves_the_old_state_or_the_new_one(name: str, tmp_path: Path) -> None:
    """By the clock and at its changes, in three rounds; builds are killed in `test_store`, readings and links in their own tests, too."""
    if name in ("link", "publish") and not OXIGRAPH.exists():
        pytest.skip("the Oxigraph server is not installed")
    (tmp_path / "made").mkdir()
    with TRIALS[name](tmp_path / "made", False) as trial:
        tally = rounds_of(trial, 3, 2, tmp_path, jobs=2)
    assert tally.faults == [] and tally.whole == 3
    assert tally.moments["over"] < 3


def test_state_that_is_not_whole_is_found(tmp_path: Path) -> None:
    """The runs themselves are held to account: a reader that finds something else every time is a fault of every round."""
    (tmp_path / "made").mkdir()
    with TRIALS["export"](tmp_path / "made", False) as trial:
        seen: list[int] = []

        def half(where: Path) -> bytes:
            if not where.name.startswith("round"):
                return trial.state(where)
            seen.append(1)
            return b"half"

        tally = rounds_of(Trial("half", trial.old, trial.words, half), 2, 1, tmp_path)
    assert len(tally.faults) == 2 and tally.whole == 0 and seen
    assert "neither old nor new" in tally.faults[0]


def test_command_that_changes_nothing_cannot_be_tried(tmp_path: Path) -> None:
    """Nothing could be seen."""
    (tmp_path / "made").mkdir()
    with TRIALS["export"](tmp_path / "made", False) as trial:
        idle = Trial("idle", trial.old, trial.words, lambda where: b"the same")
        with pytest.raises(BrokenStateError, match="changes nothing"):
            rounds_of(idle, 1, 1, tmp_path)

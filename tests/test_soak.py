"""The soak is held to account: growth is told from scatter, a wrong answer from a right one; half a minute of it runs in `-m slow`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from crash_trials import small_graph
from soak import Versions, agrees, line_of, soak


@pytest.mark.parametrize(("growth", "leaks"), [(0.0, False), (0.2, False), (30.0, True), (-30.0, False)])
def test_leak_is_told_from_scatter(growth: float, leaks: bool) -> None:
    """A hundred samples of about 100, scattered by a few."""
    chance = random.Random(4)
    samples = [(float(n), 100 + growth * n / 100 + chance.uniform(-3, 3)) for n in range(100)]
    mean, grown, found = line_of(samples)
    assert found == leaks
    assert grown == pytest.approx(growth * 0.69, abs=2.5) and mean == pytest.approx(100 + growth * 0.65, abs=2)


def test_warm_up_is_no_leak() -> None:
    """What grows at first and then stays is a cache."""
    assert not line_of([(float(n), min(100.0, 20.0 + 4 * n)) for n in range(100)])[2]
    assert line_of([(0.0, 5.0)]) == (5.0, 0.0, False)


def test_versions_answer_otherwise_and_the_same_seed_alike(tmp_path: Path) -> None:
    """An answer of one version is wrong in the next; the changes follow from the seed."""
    seen = []
    for name in ("a", "b"):
        versions = Versions(small_graph(tmp_path / name), 5)
        first, second = versions.now[0], versions.change()
        changed = {path for path in first if first[path] != second[path]}
        assert len(changed) >= 2
        assert all(agrees(path, first[path], first[path]) for path in first if not path.startswith("/id/"))
        assert not any(agrees(path, first[path], second[path]) for path in changed if not path.startswith("/id/"))
        seen.append({path: body.replace(str(tmp_path / name).encode(), b"") for path, body in second.items()})
    assert seen[0] == seen[1]


def test_page_of_two_versions_is_wrong() -> None:
    """One that speaks of a version which is not current."""
    page = b"<p>version 3, she keeps the lamp</p><p>version 5, her death</p>"
    assert agrees("/id/lamp.html", page, b"3 5 7")
    assert not agrees("/id/lamp.html", page, b"3 4")


@pytest.mark.slow
def test_half_a_minute_of_everything_at_once(tmp_path: Path) -> None:
    """No wrong row, nothing left behind."""
    run = soak(tmp_path, 0.5, 2, shipped=False)
    assert run.faults == [] and run.counts["builds"] >= 1 and run.counts["answers, api"] > 10

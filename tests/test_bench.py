"""The bench knows its goals, says which are missed, and each of its parts runs on a tiny corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from biopic.bench import __main__ as bench
from biopic.bench.goals import GOALS, Measured, missed
from biopic.bench.questions import ask_all, asked, in_memory
from biopic.bench.rooms import BENCHES, Room
from biopic.places import CHECKOUT
from biopic.questions import load_questions
from biopic.sparql import Local
from biopic.store import open_store


@pytest.mark.parametrize(
    ("row", "ours", "theirs", "unit", "met"),
    [
        ("library", 0.01, 1.0, "s", True),
        ("library", 0.01, 0.9, "s", False),
        ("build", 4.0, 1.0, "s", True),
        ("build", 4.1, 1.0, "s", False),
        ("http", 3000.0, 6000.0, "requests/s", True),
        ("http", 2999.0, 6000.0, "requests/s", False),
        ("memory", 30.0, 20.0, "MiB", True),
        ("memory", 31.0, 20.0, "MiB", False),
    ],
)
def test_a_goal_is_met_to_the_letter(row: str, ours: float, theirs: float, unit: str, met: bool) -> None:
    """Where ours is to be so many times faster, where it may take so much longer, and where more is better."""
    measured = Measured(row, ours, theirs, unit)
    assert measured.met is met
    assert missed([measured]) == ([] if met else [measured])


@pytest.mark.parametrize(("ours", "code"), [(1.0, 0), (9.0, 1)])
def test_check_fails_when_a_goal_is_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ours: float, code: int
) -> None:
    """With 1, and the table and the file are written all the same."""
    monkeypatch.setitem(bench.BENCHES, "start", lambda room: iter([Measured("start", ours, 1.0, "s", "made up")]))
    out = tmp_path / "bench.json"
    assert bench.main(["--only", "start", "--check", "--json", str(out)]) == code
    assert bench.main(["--only", "start"]) == 0
    (row,) = json.loads(out.read_text())["rows"]
    assert (row["row"], row["measured"], row["met"]) == ("start", ours, code == 0)


def test_page_on_speed_has_the_goals() -> None:
    """To the word and the number."""
    page = (CHECKOUT / "docs" / "speed.md").read_text(encoding="utf-8")
    for name, goal in GOALS.items():
        assert f"| `{name}` | {goal.work} | {goal.beside} | {goal.words()} |" in page


def test_every_goal_has_a_bench() -> None:
    """And every bench a goal."""
    assert {*BENCHES} == {*GOALS}


def test_questions_are_asked_as_somebody_asks_them(lamp_store: Path) -> None:
    """All of them, of one film and with what else they need, with the same rows from disk and from memory."""
    opened = open_store(lamp_store)
    queries = asked(Local(opened.store, opened.base))
    assert set(queries) == set(load_questions())
    assert all("VALUES (?film)" in query for query in queries.values())
    disk = ask_all(opened.store, opened.base, 21, "disk")
    memory = ask_all(in_memory(opened.store), opened.base, 21, "memory")
    assert [(row.question, row.rows) for row in disk] == [(row.question, row.rows) for row in memory]
    assert sum(row.rows for row in disk) > 50


def test_benches_run_on_a_tiny_corpus(tmp_path: Path) -> None:
    """The store is built by the command, and Oxigraph loads as many quads as it has."""
    room = Room(tmp_path, 300)
    (build,) = BENCHES["build"](room)
    (compare,) = BENCHES["comparison"](room)
    assert build.ours > 0 and build.theirs > 0 and compare.ours < build.ours
    assert "assertions" in build.note


def test_the_work_of_a_build_is_measured_as_it_grows(tmp_path: Path) -> None:
    """Each part at each size, in the table and in the file."""
    out = tmp_path / "build.json"
    assert bench.main(["build", "--sizes", "200", "400", "--json", str(out)]) == 0
    rows = json.loads(out.read_text())["build"]
    assert [row["assertions"] for row in rows] == [200] * (len(rows) // 2) + [400] * (len(rows) // 2)
    assert {"full build", "full build: derive", "one document changed", "bulk load of the same quads"} <= {
        row["work"] for row in rows
    }
    assert all(row["seconds"] > 0 for row in rows)

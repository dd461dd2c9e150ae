"""The plots show what the bench measured, the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from plots import curves, main

ROWS = [
    {"question": name, "assertions": size, "where": where, "seconds": size * factor, "rows": 1}
    for name, factor in (("quick", 1e-7), ("slow", 1e-5))
    for size in (10_000, 1000)
    for where in ("disk", "memory")
]


def test_curves_are_in_order() -> None:
    """The slowest question first, the smallest size first, in milliseconds."""
    found = curves([row for row in ROWS if row["where"] == "disk"], "question")
    assert list(found) == ["slow", "quick"]
    assert [size for size, _ in found["slow"]] == [1000, 10_000]
    assert found["slow"][1][1] == pytest.approx(100)


def test_plots_are_drawn_the_same_each_time(tmp_path: Path) -> None:
    """One for disk and one for memory, with the questions' names in them."""
    path = tmp_path / "questions.json"
    path.write_text(json.dumps({"machine": "a machine", "questions": ROWS}))
    for place in ("one", "two"):
        assert main([str(path), "--into", str(tmp_path / place)]) == 0
    drawn = {each.name: each.read_bytes() for each in (tmp_path / "one").iterdir()}
    assert set(drawn) == {"questions-disk.svg", "questions-memory.svg"}
    assert drawn == {each.name: each.read_bytes() for each in (tmp_path / "two").iterdir()}
    assert b"slow" in drawn["questions-disk.svg"]


def test_the_work_of_a_build_is_one_picture(tmp_path: Path) -> None:
    """With each of its parts."""
    path = tmp_path / "build.json"
    rows = [{"work": work, "assertions": size, "seconds": size / 1e4} for work in ("load", "index") for size in (1, 10)]
    path.write_text(json.dumps({"machine": "a machine", "build": rows}))
    assert main([str(path), "--into", str(tmp_path)]) == 0
    assert [each.name for each in tmp_path.glob("*.svg")] == ["build.svg"]
    assert b"load" in (tmp_path / "build.svg").read_bytes()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"questions": [1]}'])
def test_other_files_are_refused(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line."""
    path = tmp_path / "other.json"
    path.write_text(text)
    assert main([str(path), "--into", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1

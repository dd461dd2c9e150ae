"""The table of scores: its sets, its rows and what is behind them; how good the readers are is not asked here."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from biopic.reading.drafts import KINDS
from biopic.reading.evaluate import INSIDE_NOISE, Scores, Tally
from biopic.reading.scores import dossier_sets, faults, gold_sets, main, rows, table_text

LINE = '{"kind": "birth_place", "subject": "Ada Moss", "value": "Saltby", "quote": "born in Saltby", "world": "life"}\n'
MISSED = '{"kind": "theme", "subject": "Lamp", "value": "Duty", "quote": "the light", "world": "story"}\n'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a folder with one set of one text: a line of gold that is found, and one that is not."""
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "page.txt").write_text("Ada Moss was born in Saltby. She kept the light.\n")
    (tmp_path / "first" / "page.gold.jsonl").write_text(LINE + MISSED)
    (tmp_path / "cases").mkdir()
    return tmp_path


def test_folder_with_gold_is_a_set(small: Path) -> None:
    """A folder without any is none."""
    sets = gold_sets(small)
    assert list(sets) == ["first"] and list(sets["first"]) == ["page.txt"]
    assert sets["first"]["page.txt"]["birth_place"] == Tally(true=1)


def test_each_kind_has_a_row_and_each_set_a_cell(small: Path) -> None:
    """A row that is short of its goal is marked."""
    table = {row[0]: row[1:] for row in rows(gold_sets(small))}
    assert set(KINDS) | {INSIDE_NOISE} <= set(table)
    assert table["birth_place"] == (".90", "1.00", "1.000 (1 · 0 · 0)")
    assert table["theme"] == (".95", ".00↓", "0.000 (0 · 0 · 1)")
    assert table["trait"] == (".95", "–", "–")


def test_documents_of_a_set_are_added_up() -> None:
    """And their number stands in the head."""
    sets = {"first": {"one": Scores({"theme": Tally(true=1)}), "two": Scores({"theme": Tally(true=2)})}}
    head, names, *body = table_text(sets).splitlines()[1:]
    assert head.split() == ["kind", "first", "all"] and names.split() == ["texts", "goal", "2", "2"]
    assert any(line.split()[:4] == ["theme", ".95", "1.00", "1.000"] for line in body)


def test_sets_stand_in_the_order_in_which_they_were_written(small: Path) -> None:
    """The tenth behind the ninth, and what has no number behind all."""
    for name in ("tenth", "other", "ninth", "second"):
        shutil.copytree(small / "first", small / name)
    assert list(gold_sets(small)) == ["first", "second", "ninth", "tenth", "other"]


def test_miss_is_listed_with_its_document(small: Path) -> None:
    """Under its kind and under no other."""
    (line,) = faults(gold_sets(small), "theme")
    assert line.startswith("first/page.txt: missed theme: 38-47 Lamp → Duty")
    assert list(faults(gold_sets(small), "birth_place")) == []


def test_dossier_without_its_texts_is_no_set(tmp_path: Path) -> None:
    """There is nothing to read."""
    shutil.copytree(ROOT / "graph" / "mask", tmp_path / "graph" / "mask")
    assert dossier_sets(tmp_path / "graph", [tmp_path]) == {}


def test_wrong_folder_is_one_line_and_exit_2(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And no table."""
    monkeypatch.setattr("biopic.reading.scores.gold_sets", lambda where: {})
    assert main(["--documents", str(small / "nowhere")]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith("scores: ") and told.err.count("\n") == 1

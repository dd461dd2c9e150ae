"""The index of a generation holds the lines of its shards and nothing else, in however many runs they were loaded."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from biopic.building import index
from biopic.shards import write_shard

LINES = [f"<urn:thing{n}> <urn:says> <urn:value{n % 7}> <urn:graph{n % 3}> .\n" for n in range(200)]


@pytest.mark.parametrize("run", [1, 1_000_000], ids=["joined to one run", "one run"])
def test_index_holds_what_its_shards_hold(run: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "RUN", run)
    shards = [tmp_path / "first", tmp_path / "second"]
    for shard, lines in zip(shards, (LINES[:120], LINES[80:]), strict=True):
        write_shard(shard, lines)
    assert index.load_index(tmp_path / "index", ["_:a <urn:says> _:b .\n"], shards) == 201
    opened = ox.Store.read_only(str(tmp_path / "index"))
    assert {f"{quad} .\n" for quad in opened if isinstance(quad.subject, ox.NamedNode)} == set(LINES)


def test_index_that_is_changed_lacks_what_went_and_has_what_came(tmp_path: Path) -> None:
    write_shard(tmp_path / "shard", LINES)
    index.load_index(tmp_path / "old", [], [tmp_path / "shard"])
    come = "<urn:thing> <urn:says> <urn:new> .\n"
    assert index.change_index(tmp_path / "old", tmp_path / "new", LINES[:5], [come]) == -4
    opened = ox.Store.read_only(str(tmp_path / "new"))
    assert {f"{quad} .\n" for quad in opened} == {*LINES[5:], come}
    assert len(ox.Store.read_only(str(tmp_path / "old"))) == len(LINES)

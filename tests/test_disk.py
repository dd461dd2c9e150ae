"""A disk that becomes full, one that is read-only, and stores in use by others: one line each, and nothing is lost."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Ran
from crash import tree
from crash_trials import TRIALS, change, small_graph
from disk import Disk, NoDiskError, fill_up, forbid, small_disk
from serving import Serving

from biopic.build import build
from biopic.reading.fresh import make_dossier
from biopic.store import CURRENT, open_store, sorted_nquads, write_store

BIOPIC = [sys.executable, "-m", "biopic"]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Mount a small disk of our own; skip where that is not allowed."""
    try:
        with small_disk(tmp_path / "disk", 32 * 1024 * 1024) as made:
            yield made
    except (NoDiskError, FileNotFoundError) as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("name", ["build", "read", "export"])
def test_disk_that_becomes_full_or_is_read_only_loses_nothing(name: str, disk: Disk, tmp_path: Path) -> None:
    """With no room, and with some but not enough; `scripts/disk` tries many levels, and the other commands."""
    (tmp_path / "made").mkdir()
    with TRIALS[name](tmp_path / "made", False) as trial:
        tally = fill_up(trial, disk, tmp_path, 2, 7)
        assert tally.faults == () and tally.refused >= 1
        assert all("No space left on device" in line for line in tally.lines)
        assert "Read-only file system" in forbid(trial, disk, tmp_path)


def test_store_on_a_read_only_disk_is_asked(disk: Disk, tmp_path: Path) -> None:
    """A reader writes nothing."""
    built = build(small_graph(tmp_path))
    write_store(tmp_path / "store", built.store, base=built.base, texts={})
    shutil.copytree(tmp_path / "store", disk.inside / "store")
    disk.remount("ro")
    done = disk.biopic(["ask", "who-plays-whom", "--store", str(disk.path / "store"), "--format", "csv"])
    assert done.returncode == 0, done.stderr
    assert "Ines Carr" in done.stdout


def test_store_is_built_while_it_is_served_and_asked(tmp_path: Path) -> None:
    """A reader that has it open keeps what it opened; the server goes over to the new one by itself."""
    graph, store = small_graph(tmp_path), tmp_path / "store"
    built = build(graph)
    write_store(store, built.store, base=built.base, texts={})
    opened, before = open_store(store), sorted_nquads(built.store)
    with Serving(store, "--processes", "1") as served:
        first = served.fetch("/health").json["generation"]
        change(graph)
        for words in (["build", str(graph)], ["ask", "who-plays-whom"], ["build", str(graph)]):
            done = subprocess.run([*BIOPIC, *words, "--store", str(store)], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
        served.wait_for("reloaded")
        assert served.fetch("/health").json["generation"] != first
        assert served.fetch("/api/ask/who-plays-whom").status == 200
    assert sorted_nquads(opened.store) == before
    assert sorted_nquads(open_store(store).store) != before


@pytest.mark.parametrize("command", ["read", "review", "link"])
def test_dossier_that_another_command_changes_is_left(
    command: str, tmp_path: Path, refused: Callable[..., str]
) -> None:
    """One line says to wait."""
    folder = small_graph(tmp_path) / "lamp"
    page = tmp_path / "page.txt"
    page.write_text("Ada Moss was born in Saltby on 3 May 1899.\n")
    words = {
        "read": ["read", page, "--into", folder],
        "review": ["review", folder, "--accept-above", "0.9"],
        "link": ["link", folder, "--service", "http://127.0.0.1:1/sparql", "--cache", tmp_path / "cache"],
    }
    before, handle = tree(folder), os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        assert refused(*words[command]) == f"{folder}: another command is changing this dossier; wait until it is done"
    finally:
        os.close(handle)
    assert tree(folder) == before


def test_two_readings_at_once_lose_nothing(tmp_path: Path, run: Callable[..., Ran]) -> None:
    """Each text is taken in, or its command was told to wait; once more, and all of them are there."""
    graph = tmp_path / "graph"
    folder = make_dossier(graph, "Lamp", year="1958")
    pages = [tmp_path / f"page-{number}.txt" for number in range(3)]
    for number, page in enumerate(pages):
        page.write_text(
            f"The Lamp is a film directed by Nora Quill. Ada Moss was born in Saltby on {number + 1} May 1899.\n"
        )
    commands = [[*BIOPIC, "read", str(page), "--into", str(folder)] for page in pages]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    for command, process in zip(commands, running, strict=True):
        said = process.communicate()[1]
        if process.returncode:
            assert process.returncode == 2 and "another command is changing this dossier" in said, said
            subprocess.run(command, check=True, capture_output=True)
    assert sorted(path.name for path in (folder / "drafts").iterdir()) == [f"page-{n}.jsonl" for n in range(3)]
    assert run("build", graph, "--store", tmp_path / "store", "--drafts").code == 0


def test_store_that_goes_away_under_a_build_is_one_line(tmp_path: Path, refused: Callable[..., str]) -> None:
    """A name that leads nowhere, and a `current` that is a folder."""
    graph, store = small_graph(tmp_path), tmp_path / "store"
    store.symlink_to(tmp_path / "nowhere" / "deep")
    assert "cannot be written" in refused("build", graph, "--store", store)
    store.unlink()
    (store / CURRENT).mkdir(parents=True)
    assert str(store) in refused("build", graph, "--store", store)
    shutil.rmtree(store)

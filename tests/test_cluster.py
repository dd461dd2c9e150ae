"""Building and reading on a real Dask cluster: the bytes of one machine, whatever happens to a worker. All of them: scripts/cluster."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from biopic.cli import main
from biopic.store import MANIFEST, open_store

pytest.importorskip("distributed", reason="Dask is not installed (pip install 'biopic[cluster]')")

from clustering import PATIENCE, Dask, grow
from grown import Grown

ASSERTIONS = 1500


class Films(NamedTuple):
    """A graph folder, and what one machine makes of it."""

    graph: Path
    built: dict[str, bytes]


def parts(store: Path) -> dict[str, bytes]:
    """Return the manifest and every shard of a store."""
    where = store / open_store(store).generation
    names = json.loads((where / MANIFEST).read_bytes())["shards"]
    return {name: (where / name).read_bytes() for name in [MANIFEST, *names]}


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Films:
    """Return a small corpus whose films share people."""
    folder = tmp_path_factory.mktemp("films")
    made = [sys.executable, "-m", "biopic.corpus", folder / "graph", "--assertions", str(ASSERTIONS), "--seed", "5"]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    assert main(["build", str(folder / "graph"), "--store", str(folder / "store"), "--jobs", "1"]) == 0
    return Films(folder / "graph", parts(folder / "store"))


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Callable[..., Dask]]:
    """Return what starts a cluster; it is stopped behind the test."""
    running: list[Dask] = []

    def start(**options: object) -> Dask:
        (tmp_path / "dask").mkdir()
        running.append(Dask(tmp_path / "dask", **options))
        return running[-1]

    yield start
    for each in running:
        each.stop()


def start_build(films: Films, store: Path, cluster: Dask) -> subprocess.Popen[bytes]:
    """Begin to build on the cluster."""
    command = [sys.executable, "-m", "biopic", "build", films.graph, "--store", store, "--cluster", cluster.address]
    return subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_for(process: subprocess.Popen[bytes], reached: Callable[[], object]) -> None:
    """Wait until a process that goes on has reached something."""
    until = time.monotonic() + PATIENCE
    while not reached():
        assert process.poll() is None and time.monotonic() < until, process.stderr and process.stderr.read().decode()
        time.sleep(0.01)


def built(films: Films, store: Path, cluster: Dask, middle: Callable[[], object] = lambda: None) -> dict[str, bytes]:
    """Build on the cluster; do something when the first dossiers are loaded and others are not."""
    process = start_build(films, store, cluster)
    wait_for(process, lambda: list(store.glob(".new-*/said/*.nq")))
    middle()
    _, said = process.communicate(timeout=5 * PATIENCE)
    assert process.returncode == 0, said.decode()
    return parts(store)


def test_cluster_makes_the_same_bytes(films: Films, tmp_path: Path, dask: Callable[..., Dask], capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """Of a graph, of what is wrong with one, and of the drafts in texts."""
    cluster = dask()
    assert built(films, tmp_path / "store", cluster) == films.built
    texts = [str(path) for path in sorted(films.graph.glob("*/documents/*.txt"))[:6]]
    capsys.readouterr()
    for options in ((), ("--cluster", cluster.address)):
        assert main(["read", *texts, "--format", "jsonl", *options]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines and lines[: len(lines) // 2] == lines[len(lines) // 2 :]
    wrong, faults = Grown(tmp_path / "wrong", 2).folder, []
    for options in ((), ("--cluster", cluster.address)):
        assert main(["validate", str(wrong), *options]) == 1
        faults.append(capsys.readouterr())
    assert faults[0] == faults[1] and faults[0].out.count("\n") > 5


def test_cluster_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """And so is a missing Dask, with the command that installs it."""
    monkeypatch.setattr("biopic.workers.PATIENCE", 1)
    graph = str(Path(__file__).parent.parent / "graph")
    call = ["build", graph, "--store", str(tmp_path / "store"), "--cluster", "tcp://127.0.0.1:9"]
    assert main(call) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "there is no Dask scheduler" in said and "tcp://127.0.0.1:9" in said
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(call) == 2
    assert "pip install 'biopic[cluster]'" in capsys.readouterr().err
    assert not list((tmp_path / "store").glob("[!.]*"))


@pytest.mark.slow
def test_worker_is_killed_in_the_middle(films: Films, tmp_path: Path, dask: Callable[..., Dask]) -> None:
    """Another does its work."""
    cluster = dask(workers=3)
    pids = cluster.pids()
    assert built(films, tmp_path / "store", cluster, lambda: os.kill(min(pids.values()), signal.SIGKILL)) == films.built
    assert set(cluster.pids().values()) != set(pids.values())


@pytest.mark.slow
@pytest.mark.parametrize("comes_back", [True, False])
def test_worker_is_slow(comes_back: bool, films: Films, tmp_path: Path, dask: Callable[..., Dask]) -> None:
    """It stands still; it goes on when another has done its work, or never."""
    cluster = dask(workers=3, SCHEDULER__WORKER_TTL="5s")
    victim = min(cluster.pids().values())

    def stop() -> None:
        os.kill(victim, signal.SIGSTOP)
        if comes_back:
            threading.Timer(8, os.kill, (victim, signal.SIGCONT)).start()

    assert built(films, tmp_path / "store", cluster, stop) == films.built


@pytest.mark.slow
def test_worker_is_out_of_memory(films: Films, tmp_path: Path, dask: Callable[..., Dask]) -> None:
    """Its nanny ends it, with what it was doing for the build."""
    cluster = dask(workers=3, memory="700MB")
    pids = cluster.pids()
    with cluster.client() as client:
        hungry, fed = min(pids), []

        def feed() -> None:
            fed.append(client.submit(grow, workers=[hungry], priority=100, pure=False))  # let go, it would not be done

        assert built(films, tmp_path / "store", cluster, feed) == films.built
        until = time.monotonic() + PATIENCE
        while pids[hungry] in cluster.pids().values():
            assert time.monotonic() < until, "the worker was never ended"
            time.sleep(0.5)


@pytest.mark.slow
def test_scheduler_is_gone(films: Films, tmp_path: Path, dask: Callable[..., Dask]) -> None:
    """One line, and the old store stands."""
    cluster, store = dask(), tmp_path / "store"
    first = min(path for path in films.graph.iterdir() if path.is_dir())
    assert main(["build", str(first), "--store", str(store)]) == 0
    before = parts(store)
    process = start_build(films, store, cluster)
    wait_for(
        process, lambda: [p for p in store.glob(".new-*/said/*.nq") if p.stem != first.name]
    )  # that one is taken over
    os.killpg(cluster.processes[0].pid, signal.SIGKILL)
    _, said = process.communicate(timeout=5 * PATIENCE)
    assert process.returncode == 2 and said.decode().count("\n") == 1 and "the cluster is gone" in said.decode()
    assert parts(store) == before

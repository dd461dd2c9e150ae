"""Building in parts, in several processes, and only what changed: each time the bytes of the whole."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from grown import Grown

from biopic.build import Built, assemble, load_graph
from biopic.building import generation
from biopic.building.generation import Made, build_graph, find_faults
from biopic.building.ledger import FILE
from biopic.cli import main
from biopic.errors import ConformanceError, DossierError
from biopic.shards import Shard, merge, states, write_shard
from biopic.store import INDEX, MANIFEST, open_store, sorted_nquads, write_dataset
from biopic.validate import validate

ROOT = Path(__file__).resolve().parent.parent
Keeper = Callable[..., Path]


def content(store: Path) -> bytes:
    """Return the merged shards, which the index must hold line for line."""
    opened = open_store(store)
    found = write_dataset(store / opened.generation).read_bytes()
    assert found == sorted_nquads(opened.store)
    return found


def files(store: Path) -> dict[str, bytes]:
    """Return every shard of the current generation."""
    where = store / open_store(store).generation
    return {name: (where / name).read_bytes() for name in json.loads((where / MANIFEST).read_bytes())["shards"]}


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let graphs through that violate the shapes: what is made at random makes little sense."""
    monkeypatch.setattr(generation._Build, "refuse", lambda self, violations: None)


def test_shipped_graph_is_the_same_in_parts_and_on_two_processes(shipped: Built, tmp_path: Path) -> None:
    """Shard for shard and line for line."""
    whole = sorted_nquads(shipped.store)
    one = build_graph(ROOT / "graph", tmp_path / "one", [ROOT / "docs"], jobs=1)
    two = build_graph(ROOT / "graph", tmp_path / "two", [ROOT / "docs"], jobs=2)
    assert content(tmp_path / "one") == whole
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert (one.digest, one.outcomes) == (two.digest, dict(shipped.outcomes()))
    assert one.quads == two.quads == whole.count(b"\n")


@pytest.mark.usefixtures("lenient")
@pytest.mark.parametrize("seed", [1, pytest.param(3, marks=pytest.mark.slow), pytest.param(8, marks=pytest.mark.slow)])
def test_what_a_change_touches_is_all_that_it_changes(seed: int, tmp_path: Path) -> None:
    """After each change the build on the last one, a full one and the graph in one piece are the same."""
    grown = Grown(tmp_path / "graph", seed)
    for step in range(4):
        said = grown.change() if step else "new"
        same_as_whole(grown, tmp_path, f"{seed}, {step}: {said}")


@pytest.mark.slow
@pytest.mark.usefixtures("lenient")
@pytest.mark.parametrize("seed", range(100, 130))
def test_many_changes_of_many_graphs(seed: int, tmp_path: Path) -> None:
    """The same at length."""
    grown = Grown(tmp_path / "graph", seed)
    for step in range(12):
        said = [grown.change() for _ in range(step and 1 + step % 3)]
        same_as_whole(grown, tmp_path, f"{seed}, {step}: {said}")


def same_as_whole(grown: Grown, folder: Path, when: str) -> None:
    """Hold a build on the last one, a full build and the whole against one another."""
    built = assemble(load_graph(grown.folder))
    whole = sorted_nquads(built.store)
    made = build_graph(grown.folder, folder / "store")
    full = build_graph(grown.folder, folder / "full", full=True)
    assert content(folder / "store") == whole, when
    assert files(folder / "store") == files(folder / "full"), when
    assert made.quads == full.quads == whole.count(b"\n"), when
    assert made.digest == full.digest and made.outcomes == full.outcomes == dict(built.outcomes()), when


@pytest.mark.parametrize("seed", [2, 4])
def test_sharding_loses_no_violation(seed: int, tmp_path: Path) -> None:
    """What the whole violates, its parts violate, and nothing else."""
    grown = Grown(tmp_path / "graph", seed)
    found = validate(assemble(load_graph(grown.folder)).store)
    assert len(found) > 5
    assert set(find_faults(grown.folder)) == set(found)


def test_only_what_changed_is_loaded(tmp_path: Path, keeper: Keeper) -> None:
    """Nothing without a change, a touched file included; then the one dossier; then all of them when it is asked for."""
    graph, store = keeper().parent, tmp_path / "store"
    pier(graph)

    def build(*, full: bool = False) -> Made:
        return build_graph(graph, store, full=full)

    first = build()
    assert first.loaded == 2
    assert build().loaded == 0
    (graph / "pier" / "dossier.yaml").touch()
    assert build().loaded == 0
    note = "- {at: 70-80, gist: she ties up, says: {pier/last-boat: {place: north-rock}}}\n"
    with (graph / "pier" / "assertions" / "page.yaml").open("a") as file:
        file.write(note)
    second = build()
    assert second.loaded == 1 and second.digest != first.digest
    assert build(full=True).loaded == 2
    assert build().digest == second.digest


def test_fault_that_a_change_brings_is_found(tmp_path: Path, keeper: Keeper) -> None:
    """A label that two dossiers share, a thing that nobody uses any more, another class: each names its file, and the old graph stands."""
    graph, store = keeper().parent, tmp_path / "store"
    things, page = pier(graph)
    build_graph(graph, store)
    before = content(store)
    right = things.read_text()
    things.write_text(right + "mole: {class: Place, label: North Rock}\n")
    with pytest.raises(ConformanceError, match=r"labels-shared|things-not-used"):
        build_graph(graph, store)
    things.write_text(right.replace("North Rock", "Rock"))
    with pytest.raises(DossierError, match="another class or label than in the dossier lamp"):
        build_graph(graph, store)
    things.write_text(right)
    shutil.rmtree(graph / "lamp")
    said = page.read_text()
    page.write_text("- {at: 10-20, gist: g, says: {pier/last-boat: {time: '1950'}}}\n")
    with pytest.raises(ConformanceError, match=r"things/all.yaml:\d+: .*things-not-used"):
        build_graph(graph, store)
    assert content(store) == before
    page.write_text(said)


def pier(graph: Path) -> tuple[Path, Path]:
    """Write a second dossier that shares a person and a place with the first; return its files of things and assertions."""
    folder = graph / "pier"
    for name in ("things", "assertions"):
        (folder / name).mkdir(parents=True)
    page = {"file": "p.txt", "title": "Pier page", "kind": "page", "sha256": "0" * 64, "length": 100}
    (folder / "dossier.yaml").write_text(json.dumps({"film": "pier", "title": "Pier", "documents": {"page": page}}))
    things, said = folder / "things" / "all.yaml", folder / "assertions" / "page.yaml"
    things.write_text(
        "pier: {class: Film, label: Pier}\nada-moss: {class: Person, label: Ada Moss}\n"
        "north-rock: {class: Place, label: North Rock}\npier/ada: {class: Character, label: Ada of the pier}\n"
        "pier/last-boat: {class: StoryEvent, label: the last boat}\n"
    )
    said.write_text(
        "- {at: 0-10, gist: whom she is, says: {pier/ada: {basedOn: ada-moss}}}\n"
        "- {at: 20-40, gist: her boat, says: {pier/last-boat: {doneBy: pier/ada, time: '1953', place: north-rock}}}\n"
    )
    return things, said


def test_death_told_in_another_dossier_moves_a_story_in_time(tmp_path: Path, keeper: Keeper) -> None:
    """Ada died in 1950 by one dossier; the other's story has her row in 1953."""
    says = "- {at: 30-40, gist: her death, says: {death-of-ada-moss: {kind: death}}}\n"
    graph, store = keeper(and_assertions=says).parent, tmp_path / "store"
    pier(graph)
    made = build_graph(graph, store)
    assert made.outcomes["movedInTime"] >= 1
    assert content(store) == sorted_nquads(assemble(load_graph(graph)).store)


def test_verdict_on_what_is_shared_finds_its_comparison(tmp_path: Path, keeper: Keeper) -> None:
    """And is refused, with its line, when no comparison is left that it fits."""
    says = "- {at: 30-40, gist: where, says: {ada-moss: {trait: alone-ness}}}\n- {at: 31-41, gist: not, denies: {ada-moss: {trait: alone-ness}}}\n"
    verdict = "- {about: ada-moss, property: trait, judgement: upheld, by: E, on: 2026-01-02, reason: r}\n"
    trait = "alone-ness: {class: Trait, label: being alone}\n"
    folder, store = keeper(trait, says, verdicts=verdict), tmp_path / "store"
    pier(folder.parent)
    build_graph(folder.parent, store)
    assert content(store) == sorted_nquads(assemble(load_graph(folder.parent)).store)
    keeper(trait, says.partition("\n")[0] + "\n", verdicts=verdict)
    with pytest.raises(DossierError, match="there is no comparison of ada-moss on trait"):
        build_graph(folder.parent, store)


@pytest.mark.parametrize("name", [FILE, INDEX, MANIFEST])
def test_damaged_generation_is_not_built_on(name: str, tmp_path: Path, keeper: Keeper) -> None:
    """A change after the damage builds everything."""
    graph, store = keeper().parent, tmp_path / "store"
    pier(graph)
    digest = build_graph(graph, store).digest
    path = store / open_store(store).generation / name
    shutil.rmtree(path) if path.is_dir() else path.write_bytes(b"no such thing")
    made = build_graph(graph, store)
    assert (made.digest, made.loaded) == (digest, 2)
    assert content(store) == sorted_nquads(assemble(load_graph(graph)).store)


def test_killed_build_leaves_the_old_or_the_new_state(tmp_path: Path, keeper: Keeper) -> None:
    """At any moment, also with several processes; the next build finishes it."""
    graph, store, dice = keeper().parent, tmp_path / "store", random.Random(7)
    _, page = pier(graph)
    build_graph(graph, store)
    wanted = [content(store)]
    for year in (1961, 1962):
        page.write_text(page.read_text().replace("'1953'", f"'{year}'").replace("'1961'", f"'{year}'"))
        wanted.append(sorted_nquads(assemble(load_graph(graph)).store))
        for _ in range(2):
            words = ["-m", "biopic", "build", str(graph), "--store", str(store), "--jobs", "2", "--full"]
            building = subprocess.Popen([sys.executable, *words], stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0.1, 1.5))
            building.send_signal(signal.SIGKILL)
            building.wait()
            assert content(store) in wanted
        build_graph(graph, store)
        assert content(store) == wanted[-1]
        assert not [path for path in store.iterdir() if path.name.startswith(".new")]


def test_command_says_what_it_built(tmp_path: Path, keeper: Keeper, capsys: pytest.CaptureFixture[str]) -> None:
    """The same when nothing has changed."""
    words = ["build", str(keeper().parent), "--store", str(tmp_path / "store")]
    assert main(words) == 0
    said = capsys.readouterr().err
    assert "Lamp: " in said and "store: " in said
    assert main(words) == 0
    assert capsys.readouterr().err == said


def test_shards_merge_and_are_searched(tmp_path: Path) -> None:
    """More of them than are open at once; a line in two of them comes once."""
    lines = [f'<urn:{n:04}> <urn:p> "{"x" * (n % 7)}" .\n' for n in range(900)]
    paths = [tmp_path / f"{n}.nq" for n in range(450)]
    for n, path in enumerate(paths):
        write_shard(path, [lines[2 * n], lines[2 * n + 1], lines[0]])
    assert b"".join(merge(paths)).decode() == "".join(lines)
    shard = write_shard(tmp_path / "all.nq", reversed(lines))
    assert isinstance(shard, Shard) and shard.quads == 900
    assert all(states(tmp_path / "all.nq", line) for line in lines)
    assert not any(states(tmp_path / "all.nq", line[:-3] + "@en .\n") for line in lines)
    assert not states(tmp_path / "none.nq", lines[0])

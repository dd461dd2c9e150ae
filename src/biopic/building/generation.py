"""Build a generation of a store from a graph folder: dossier by dossier, on all cores, and only what a change touches.

In go dossiers and the generation that stands; out comes a new one, whole, or none. Each dossier is loaded, and its results
are derived, apart from the others, so that memory is bounded by the largest. A further build loads the dossiers that
changed, derives again what was read from them, and gives the same bytes as a build of everything.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from biopic.build import Built, assemble, check_base, documents_of, find_dossiers, nonconforming
from biopic.building import changes
from biopic.building.across import find_across, tie_verdicts
from biopic.building.changes import Touched
from biopic.building.folders import files_in, unchanged
from biopic.building.index import change_index, differences, load_index
from biopic.building.ledger import FILE, OF_UNIT, Ledger
from biopic.building.recipe import Recipe
from biopic.building.units import (
    BASES,
    DERIVED,
    SHARED,
    Derivation,
    Loading,
    Results,
    bucket_of,
    derive_dossier,
    derive_shared,
    load_one,
)  # fmt: skip
from biopic.dataset import BASE
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary
from biopic.shards import Shard, read_shard, states, write_shard
from biopic.store import INDEX, MANIFEST, current_generation, install, write_file, write_texts, writing
from biopic.validate import Violation
from biopic.workers import Processes, Workers

ONTOLOGY, VERDICTS = "ontology.nq", "verdicts.nq"
RUN = 4 << 20
"""Characters said of shared things that are derived from at once."""


@dataclass
class Made:
    """What a build made: its digest, its quads, what each dossier holds, how comparisons came out, seconds by phase, dossiers loaded."""

    digest: str
    quads: int
    dossiers: list[dict[str, Any]]
    outcomes: dict[str, int]
    phases: dict[str, float]
    loaded: int


@dataclass(frozen=True)
class Standing:
    """The generation that stands, to build on: its folder and what its manifest says."""

    where: Path
    shards: dict[str, Shard]
    quads: int


def build_graph(
    graph: Path, store: Path, documents: Sequence[Path] = (), *, base: str = BASE, engine: str = "fast",
    drafts: bool = False, full: bool = False, jobs: int = 0, cluster: str = "",
) -> Made:  # fmt: skip
    """Build the graph folder into the store at `store`; raise the first thing that is wrong, and leave the old generation.

    `documents` are folders with the documents' texts, `engine` validates, `drafts` lets in what nobody has reviewed. What
    did not change since the last build is taken over, unless `full` says otherwise; `jobs` is the
    number of processes, `cluster` the address of a Dask scheduler whose workers do the work instead.
    """
    check_base(base)
    if cluster:  # its workers stand in other folders
        graph, store, documents = graph.absolute(), store.absolute(), [folder.absolute() for folder in documents]
    recipe = Recipe(graph, tuple(documents_of(graph, documents)), base, engine, drafts, jobs, cluster)
    find_dossiers(graph)
    with writing(store) as new:
        old = None if full else _standing(store, recipe.setting)
        try:
            return _Build(recipe, store, new, old).run()
        except sqlite3.DatabaseError as error:
            if "full" in str(error) or old is None:
                raise OSError(0, str(error)) from None
        shutil.rmtree(new)
        new.mkdir()
        return _Build(recipe, store, new, None).run()


def find_faults(
    graph: Path, documents: Sequence[Path] = (), *, engine: str = "fast", drafts: bool = False, jobs: int = 0,
    cluster: str = "",
) -> list[Violation]:  # fmt: skip
    """Return all that violates the shapes or the hygiene queries in a graph folder, those of the shapes first; build no store.

    The workers of a `cluster` have to see the folder for temporary files, too, which the variable TMPDIR names.
    """
    if cluster:
        graph, documents = graph.absolute(), [folder.absolute() for folder in documents]
    recipe = Recipe(graph, tuple(documents_of(graph, documents)), BASE, engine, drafts, jobs, cluster)
    find_dossiers(graph)
    with tempfile.TemporaryDirectory() as folder:
        return _Build(recipe, Path(folder), Path(folder), None).check()


def _standing(store: Path, setting: str) -> Standing | None:
    """Return the generation that stands, if it is whole and was built by the same rules under the same options."""
    where = store / current_generation(store)
    try:
        said = json.loads((where / MANIFEST).read_bytes())
        shards = {name: Shard(*about) for name, about in said["shards"].items()}
        whole = (where / FILE).is_file() and all((where / name).is_file() for name in shards)
        ox.Store.read_only(str(where / INDEX))
        return Standing(where, shards, said["quads"]) if whole and said["setting"] == setting else None
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None


class _Build:
    """One build, phase after phase."""

    def __init__(self, recipe: Recipe, store: Path, new: Path, old: Standing | None) -> None:
        self.recipe, self.store, self.new, self.old = recipe, store, new, old
        self.shards = dict(old.shards) if old else {}
        self.phases: dict[str, float] = {}
        self.workers: Workers = Processes(1)
        self.size = 0

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Measure the seconds of a phase."""
        start = time.perf_counter()
        yield
        self.phases[name] = time.perf_counter() - start

    def run(self) -> Made:
        """Make the new generation and put it in the place of the old one; without a change, leave that."""
        with self.opened() as (changed, gone):
            if self.old and not changed and not gone:
                return self.made(_digest(self.shards), self.old.quads, 0)
            violations = self.derive(self.update(changed, gone), changed)
            if violations:
                self.refuse(violations)
            with self.phase("index"):
                quads = self.index()
            with self.phase("install"):
                return self.finish(quads, len(changed))

    def check(self) -> list[Violation]:
        """Return what violates shapes or hygiene, and write no index."""
        with self.opened() as (changed, gone):
            return self.derive(self.update(changed, gone), changed)

    @contextmanager
    def opened(self) -> Iterator[tuple[list[str], set[str]]]:
        """Open the ledger, and give the names of the dossiers that changed and of those that are gone."""
        with self.phase("scan"):
            self.folders = {path.resolve().name: path for path in find_dossiers(self.recipe.graph)}
            self.take_over()
            self.ledger = Ledger(self.new / FILE, new=self.old is None)
        try:
            with self.phase("look"):
                changed = self.changed()
                gone = set(self.ledger.column("SELECT name FROM dossier")) - set(self.folders)
            self.workers = self.recipe.workers(self.new, self.size)
            yield changed, gone
        finally:
            self.workers.close()
            self.ledger.close()

    def update(self, changed: list[str], gone: set[str]) -> Touched:
        """Load what changed, and return what that touches."""
        with self.phase("load"):
            before = changes.look_back(self.ledger, [*changed, *gone]) if self.old else None
            self.load(changed, gone)
        with self.phase("couple"):
            touched = changes.couple(self.ledger, self.workers, before, set(changed), gone, self.new, self.recipe.base)
            self.ledger.save()
        return touched

    def derive(self, touched: Touched, changed: list[str]) -> list[Violation]:
        """Derive what is touched; return what violates shapes or hygiene, in the order in which it is told."""
        with self.phase("derive"):
            violations = self.results(touched)
            violations += find_across(self.ledger, self.recipe.base, changed)
            self.judge()
        return sorted(set(violations), key=lambda v: ("://" not in v.shape, "" if "://" in v.shape else v.shape, v))

    def take_over(self) -> None:
        """Link what the old generation has, and copy its ledger, which will be written to."""
        for name in (BASES, DERIVED, SHARED):
            (self.new / name).mkdir()
        if self.old is None:
            self.shards[ONTOLOGY] = write_shard(self.new / ONTOLOGY, _lines(assemble((), self.recipe.base).store))
            return
        for name in self.shards:
            os.link(self.old.where / name, self.new / name)  # no shard is written to once it is there
        shutil.copyfile(self.old.where / FILE, self.new / FILE)

    def changed(self) -> list[str]:
        """Return the names of the dossiers whose files are not those that were loaded."""
        known = {row[0]: row[1:] for row in self.ledger.rows("SELECT name, signature, about FROM dossier")}
        found = []
        for name, path in self.folders.items():
            signature, about = known.get(name, ("", "{}"))
            own = files_in(path)
            if not signature or not unchanged(signature, [*own, *self.texts_elsewhere(path, json.loads(about))]):
                found.append(name)
                self.size += sum(file.stat().st_size for file in own)
        return found

    def texts_elsewhere(self, path: Path, about: dict[str, Any]) -> list[Path]:
        """Return the files of a dossier's documents that lie outside its folder."""
        own = path / "documents"
        names = [name for name in about["documents"].values() if not (own / name).exists()]
        found = (next((f / name for f in self.recipe.documents if (f / name).exists()), None) for name in names)
        return [file for file in found if file is not None]

    def load(self, names: list[str], gone: set[str]) -> None:
        """Load dossiers, write what they say, and enter them in the ledger."""
        for name in gone:
            self.drop(f"{BASES}/{name}.nq")
            self.drop(f"{DERIVED}/{name}.nq")
            self.ledger.forget(name, OF_UNIT, "unit")
        orders = []
        for name in names:
            self.drop(f"{BASES}/{name}.nq")
            out = self.new / BASES / f"{name}.nq"
            orders.append(Loading(self.folders[name], self.recipe.documents, self.recipe.drafts, self.recipe.base, out))
        loaded = list(self.workers.map(load_one, orders))
        self.shards |= {f"{BASES}/{each.name}.nq": each.shard for each in loaded}
        changes.replace(self.ledger, gone, loaded)

    def drop(self, name: str) -> None:
        """Let go of a shard; the old generation keeps its own."""
        self.shards.pop(name, None)
        (self.new / name).unlink(missing_ok=True)

    def results(self, touched: Touched) -> list[Violation]:
        """Derive the results of dossiers and of shared things; return what violates shapes or hygiene in one of them."""
        shared: dict[str, list[str]] = {}
        for thing in self.ledger.shared() if touched.buckets else ():
            if bucket_of(thing) in touched.buckets and thing not in self.folders:
                shared.setdefault(bucket_of(thing), []).append(thing)
        for bucket in touched.buckets:
            self.drop(f"{SHARED}/{bucket}.nq")
            self.ledger.forget(f"+{bucket}", OF_UNIT, "unit")
        for name in touched.dossiers:
            self.drop(f"{DERIVED}/{name}.nq")
        how = (self.new, self.recipe.base, touched.births, self.recipe.engine)
        runs = [Derivation("", *how, buckets=run) for run in self.runs(shared)]
        found = list(self.workers.map(derive_shared, runs))
        found += self.workers.map(derive_dossier, [Derivation(name, *how) for name in sorted(touched.dossiers)])
        for name in touched.dossiers:
            self.ledger.forget(name, OF_UNIT, "unit")
            self.ledger.forget(name, ["idle"])
        for results, _ in found:
            for each in results:
                self.enter(each)
        return [violation for _, violations in found for violation in violations]

    def runs(self, shared: dict[str, list[str]]) -> Iterator[dict[str, tuple[str, ...]]]:
        """Yield buckets with their things, so many together that the texts on them are about `RUN` long."""
        run: dict[str, tuple[str, ...]] = {}
        length = 0
        for bucket in sorted(shared):
            run[bucket] = tuple(sorted(shared[bucket]))
            asked = "SELECT COALESCE(SUM(LENGTH(text)), 0) FROM said WHERE thing = ?"
            length += sum(self.ledger.column(asked, thing)[0] for thing in run[bucket])
            if length >= RUN:
                yield run
                run, length = {}, 0
        if run:
            yield run

    def enter(self, results: Results) -> None:
        """Enter one unit's results in the ledger and in the manifest."""
        unit = results.unit
        if results.shard:
            self.shards[results.path] = results.shard
        self.ledger.insert("read", ((name, unit) for name in sorted(results.read)))
        self.ledger.insert("value", ((value, unit) for value in results.values))
        self.ledger.insert("outcome", ((unit, name, number) for name, number in results.outcomes.items()))
        self.ledger.insert("idle", ((v.focus, unit, json.dumps(astuple(v))) for v in results.idle))

    def judge(self) -> None:
        """Tie each verdict to its comparison."""
        lines = tie_verdicts(self.ledger, self.results_on)
        self.drop(VERDICTS)
        if lines:
            self.shards[VERDICTS] = write_shard(self.new / VERDICTS, lines)

    def results_on(self, name: str) -> Path:
        """Return the shard that has the results on a thing."""
        film = name.partition("/")[0]
        declaring = self.ledger.declaring(name)
        if film in self.folders or len(declaring) == 1:
            return self.new / DERIVED / f"{film if film in self.folders else declaring[0]}.nq"
        return self.new / SHARED / f"{bucket_of(name)}.nq"

    def refuse(self, violations: list[Violation]) -> None:
        """Raise the first violation, with the file and the line that it comes from."""
        local = violations[0].focus.removeprefix(self.recipe.base)
        names = self.ledger.declaring(local.removeprefix("id/")) or [
            name for name in self.folders
            if any(line.startswith(f"<{violations[0].focus}> ") for line in read_shard(self.new / BASES / f"{name}.nq"))
        ]  # fmt: skip
        dossiers = [
            load_dossier(self.folders[n], load_vocabulary(), documents=self.recipe.documents, drafts=self.recipe.drafts)
            for n in names[:1]
        ]
        raise nonconforming(violations, Built(ox.Store(), tuple(dossiers), self.recipe.base), self.recipe.graph)

    # The disk

    def index(self) -> int:
        """Bring Oxigraph's index up to date, and return how many quads it has."""
        old = self.old.shards if self.old else {}
        differing = sorted(n for n in {*old, *self.shards} if old.get(n) != self.shards.get(n))
        if self.old is None or 2 * sum(self.shards[n].quads for n in differing if n in self.shards) > self.old.quads:
            rest = (self.new / name for name in sorted(self.shards) if name != ONTOLOGY)
            return load_index(self.new / INDEX, read_shard(self.new / ONTOLOGY), rest)
        where = self.old.where
        pairs = ((set(read_shard(where / name)), set(read_shard(self.new / name))) for name in differing)
        gone, come = differences(pairs, self.stated)
        return self.old.quads + change_index(where / INDEX, self.new / INDEX, gone, come)

    def stated(self, line: str) -> bool:
        """Say whether a line that left one shard stands in another: of a thing that several declare, or of a value."""
        subject = line.split(" ", 1)[0]
        things = f"<{self.recipe.base}id/"
        if subject.startswith(things):
            names = [f"{BASES}/{dossier}.nq" for dossier in self.ledger.declaring(subject[len(things) : -1])]
        else:
            units = self.ledger.column("SELECT unit FROM value WHERE node = ?", subject)
            names = [
                name
                for unit in units
                for name in (f"{BASES}/{unit}.nq", f"{DERIVED}/{unit}.nq", f"{SHARED}/{unit[1:]}.nq")
            ]
        return any(states(self.new / name, line) for name in names if name in self.shards)

    def finish(self, quads: int, loaded: int) -> Made:
        """Write what the generation is made of, and install it."""
        digest = _digest(self.shards)
        manifest = {"setting": self.recipe.setting, "quads": quads, "shards": self.shards}
        write_file(self.new / MANIFEST, json.dumps(manifest, indent=0, sort_keys=True).encode())
        write_texts(self.new, self.recipe.base, self.ledger.texts())
        made = self.made(digest, quads, loaded)
        self.ledger.save()
        install(self.store, self.new, digest)
        return made

    def made(self, digest: str, quads: int, loaded: int) -> Made:
        """Return what is said of a build."""
        about = [json.loads(each) for each in self.ledger.column("SELECT about FROM dossier ORDER BY name")]
        return Made(digest, quads, about, self.ledger.outcomes(), self.phases, loaded)


def _digest(shards: dict[str, Shard]) -> str:
    """Return the digest of a graph: of the names and digests of its shards."""
    return hashlib.sha256("".join(f"{name} {shards[name].digest}\n" for name in sorted(shards)).encode()).hexdigest()


def _lines(store: ox.Store) -> Iterator[str]:
    return (f"{quad} .\n" for quad in store)

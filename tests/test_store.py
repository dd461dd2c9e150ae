"""The store: whole or not at all, whatever is cut off, full, damaged or busy; what stood there before still opens."""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from biopic import store as store_module
from biopic.build import assemble, load_graph
from biopic.building.generation import build_graph
from biopic.errors import InputError, StoreBusyError
from biopic.store import (
    CURRENT,
    DATASET,
    INDEX,
    TEXTS,
    let_go,
    open_store,
    sorted_nquads,
    write_atomically,
    write_store,
)

BASE = "https://example.org/"
BIOPIC = [sys.executable, "-m", "biopic"]
MANY = pytest.mark.slow

Keeper = Callable[..., Path]
Refused = Callable[..., str]


def graph(*names: str) -> ox.Store:
    """Return a store with one triple a name."""
    made = ox.Store()
    made.extend(
        ox.Quad(ox.NamedNode(BASE + name), ox.NamedNode(f"{BASE}p"), ox.Literal(f"{name} \n “é😀”")) for name in names
    )
    return made


def content(path: Path) -> bytes:
    """Return what the store at `path` holds, read through its index, as a reader does who is gone by the next build."""
    try:
        return sorted_nquads(open_store(path).store)
    finally:
        let_go(path)


def generations(path: Path) -> list[str]:
    """Return what stands in the store's folder besides the lock."""
    return sorted(each.name for each in path.iterdir() if each.name != ".lock")


def test_store_that_is_written_is_what_is_read(tmp_path: Path) -> None:
    """Triples, base and texts; the name of the generation is the digest of its dataset."""
    path = tmp_path / "a" / "store"
    digest = write_store(path, graph("x", "y"), base=BASE, texts={"d": "/p"})
    opened = open_store(path)
    assert sorted_nquads(opened.store) == sorted_nquads(graph("y", "x")) == (path / digest[:16] / DATASET).read_bytes()
    assert (opened.base, opened.texts, opened.folder) == (BASE, {"d": "/p"}, path)
    assert generations(path) == sorted([digest[:16], CURRENT])


def test_store_without_its_index_is_read_from_its_dataset(tmp_path: Path) -> None:
    """Oxigraph's own files are replaceable."""
    digest = write_store(tmp_path, graph("x"), base=BASE, texts={})
    shutil.rmtree(tmp_path / digest[:16] / INDEX)
    assert content(tmp_path) == sorted_nquads(graph("x"))


def test_new_generation_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """Leftovers of builds that were killed go, what is not the store's stays."""
    write_store(tmp_path, graph("x"), base=BASE, texts={})
    (tmp_path / ".new-1").mkdir()
    (tmp_path / ".current-1").write_text("x")
    (tmp_path / "notes").mkdir()
    (tmp_path / "sixteen-letters_").mkdir()
    digest = write_store(tmp_path, graph("y"), base=BASE, texts={})
    assert generations(tmp_path) == sorted([digest[:16], CURRENT, "notes", "sixteen-letters_"])
    assert content(tmp_path) == sorted_nquads(graph("y"))


def test_generation_in_use_is_not_touched_by_one_of_the_same_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever a second build of the same graph stops, the first still opens; once done, there is one again."""
    write_store(tmp_path, graph("x"), base=BASE, texts={"d": "old"})
    real = Path.replace

    def stop(self: Path, target: Path) -> Path:
        if Path(target).name == CURRENT:
            assert open_store(tmp_path).texts == {"d": "old"}
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_store(tmp_path, graph("x"), base=BASE, texts={"d": "new"})
    monkeypatch.setattr(Path, "replace", real)
    assert open_store(tmp_path).texts == {"d": "old"}
    for _ in range(3):
        write_store(tmp_path, graph("x"), base=BASE, texts={"d": "new"})
        assert open_store(tmp_path).texts == {"d": "new"}
        assert len(generations(tmp_path)) == 2


@pytest.mark.parametrize("name", [DATASET, TEXTS, INDEX, CURRENT])
def test_write_that_fails_anywhere_leaves_the_old_store(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dataset, texts, index or the last step: one error, the old generation, no new file."""
    write_store(tmp_path, graph("x"), base=BASE, texts={})
    before = generations(tmp_path)
    real = store_module.write_file

    def full(path: Path, data: bytes) -> None:
        if name in path.name:
            raise OSError(28, "No space left on device")
        real(path, data)
        if name == INDEX and path.name == TEXTS:
            (path.parent / INDEX).write_text("in the way")

    monkeypatch.setattr(store_module, "write_file", full)
    with pytest.raises(InputError, match=r"the store cannot be written .*; the old one stands; free some space"):
        write_store(tmp_path, graph("x", "y"), base=BASE, texts={})
    assert generations(tmp_path) == before
    assert content(tmp_path) == sorted_nquads(graph("x"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of one megabyte; skip where that is not allowed."""
    where = tmp_path / "disk"
    where.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", str(where).encode(), b"tmpfs", 0, b"size=1m") != 0:
        pytest.skip("cannot mount a small disk here")
    yield where
    libc.umount2(str(where).encode(), 2)


def test_full_disk_leaves_the_old_store(small_disk: Path) -> None:
    """A real one: whatever fits is taken back, and a build that fits goes through again."""
    path = small_disk / "store"
    write_store(path, graph("x"), base=BASE, texts={})
    before = generations(path)
    (small_disk / "other").write_bytes(b"0" * 300_000)
    many = graph(*(f"{i:05}" for i in range(9000)))
    with pytest.raises(InputError, match=r"the store cannot be written .*the old one stands; free some space"):
        write_store(path, many, base=BASE, texts={})
    assert generations(path) == before
    assert content(path) == sorted_nquads(graph("x"))


def test_limit_on_the_size_of_files_leaves_the_old_store(keeper: Keeper, tmp_path: Path) -> None:
    """The command under a limit: exit 2, one line, the old store, nothing new."""
    folder, path = keeper(), tmp_path / "store"
    write_store(path, graph("x"), base=BASE, texts={})
    before = generations(path)
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)); "
    code = (
        limit
        + "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from biopic.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build", str(folder.parent), "--store", str(path)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"biopic: {path}: the store cannot be written (File too large)")
    assert done.stderr.count("\n") == 1
    assert generations(path) == before
    assert content(path) == sorted_nquads(graph("x"))


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda store, one: shutil.rmtree(one), "the store is damaged"),
        (lambda store, one: (one / TEXTS).unlink(), "the store is damaged"),
        (lambda store, one: (one / TEXTS).write_text("{"), "the store is damaged"),
        (lambda store, one: (one / TEXTS).write_text("[]"), "the store is damaged"),
        (lambda store, one: (one / TEXTS).write_text('{"base": "x"}'), "the store is damaged"),
        (lambda store, one: (one / INDEX / "CURRENT").unlink(), "the store is damaged"),
        (lambda store, one: [f.unlink() for f in (one / INDEX).glob("MANIFEST*")], "the store is damaged"),
        (lambda store, one: [f.write_bytes(b"") for f in (one / INDEX).glob("MANIFEST*")], "the store is damaged"),
        (lambda store, one: [f.unlink() for f in (one / INDEX).glob("*.sst")], "the store is damaged"),
        (lambda store, one: shutil.rmtree(one / INDEX) or (one / DATASET).write_text("<x> <y\n"), "the store is damaged"),
        (lambda store, one: (store / CURRENT).write_text("0123456789abcdef\n"), "the store is damaged"),
        (lambda store, one: (store / CURRENT).write_bytes(b"\xff\x00\xfe"), "the store is damaged"),
        (lambda store, one: (store / CURRENT).write_text(""), "there is no store here"),
        (lambda store, one: (store / CURRENT).unlink(), "there is no store here"),
    ],
)  # fmt: skip
def test_damaged_store_is_one_line_and_the_next_build_mends_it(
    damage: Callable[[Path, Path], object], says: str, keeper: Keeper, tmp_path: Path, refused: Refused,
    run: Callable[..., tuple[int, str, str]],
) -> None:  # fmt: skip
    """Every command that opens it says so and what to do; building over it works."""
    path = tmp_path / "store"
    built = assemble(load_graph(keeper().parent))
    write_store(path, built.store, base=built.base, texts={})
    damage(path, path / (path / CURRENT).read_text().strip())
    for words in (["ask", "who-plays-whom"], ["query", "-e", "ASK { ?x ?y ?z }"], ["export"]):
        line = refused(*words, "--store", path)
        assert says in line
        assert line.endswith("with: biopic build")
    write_store(path, built.store, base=built.base, texts={})
    assert run("query", "-e", "ASK { ?x a biopic:Film }", "--store", path)[1] == "true\n"


@pytest.mark.parametrize("times", [8, pytest.param(150, marks=MANY)])
def test_index_that_is_cut_short_or_overwritten_never_gives_a_traceback(
    times: int, keeper: Keeper, tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    """An answer, or one line. (Not tried: a bit that turns inside a table of RocksDB's, at which Oxigraph may take all memory.)"""
    path, chance = tmp_path / "store", random.Random(5)
    built = assemble(load_graph(keeper().parent))
    write_store(path, built.store, base=built.base, texts={})
    index = path / (path / CURRENT).read_text().strip() / INDEX
    files = sorted(file for file in index.iterdir() if file.stat().st_size > 50 and "LOG" not in file.name)
    for number in range(times):
        file = chance.choice(files if number % 2 else [each for each in files if each.suffix != ".sst"])
        whole = file.read_bytes()
        at = chance.randrange(len(whole))
        file.write_bytes(whole[:at] + (b"" if number % 2 else bytes([whole[at] ^ 0x55]) + whole[at + 1 :]))
        words = chance.choice((["query", "-e", "SELECT * { ?x ?y ?z }"], ["export"]))
        code, _, err = run(*words, "--store", path)
        assert code in (0, 2)
        assert code == 0 or (err.startswith("biopic: ") and err.count("\n") == 1), err
        file.write_bytes(whole)


def test_second_build_of_a_store_is_told_to_wait(keeper: Keeper, tmp_path: Path, refused: Refused) -> None:
    """One line; the first is not disturbed."""
    folder, path = keeper(), tmp_path / "store"
    write_store(path, graph("x"), base=BASE, texts={})
    with (path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        line = refused("build", folder.parent, "--store", path)
        with pytest.raises(StoreBusyError):
            write_store(path, graph("y"), base=BASE, texts={})
    assert line == f"{path}: another build is writing this store; wait for it, or name another --store"
    assert content(path) == sorted_nquads(graph("x"))


def test_builds_at_once_leave_one_whole_store(keeper: Keeper, tmp_path: Path) -> None:
    """Each of them succeeds or is told to wait, and nothing else."""
    folder, path = keeper(), tmp_path / "store"
    command = [*BIOPIC, "build", str(folder.parent), "--store", str(path)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    ends = [(process.communicate()[1], process.returncode) for process in running]
    assert 0 in {code for _, code in ends}
    for said, code in ends:
        assert code == 0 or (code == 2 and "another build is writing this store" in said and said.count("\n") == 1)
    assert len(generations(path)) == 2
    assert content(path)


@pytest.mark.parametrize("kills", [3, pytest.param(25, marks=MANY)])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda end: end.name)
def test_build_that_is_killed_leaves_the_old_store_or_the_new_one(
    end: signal.Signals, kills: int, keeper: Keeper, tmp_path: Path
) -> None:
    """At any moment of it; an interrupted one says so in one line and leaves with 130. Where all kills came too late, there are more."""
    folder, path = keeper(), tmp_path / "store"
    command = [*BIOPIC, "build", str(folder.parent), "--store", str(path)]
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    took, new = time.monotonic() - began, content(path)
    chance, whole, said = random.Random(end), 0, set()
    for number in range(4 * kills):
        if number >= kills > whole:
            break
        shutil.rmtree(path)
        old = sorted_nquads(graph("x"))
        write_store(path, graph("x"), base=BASE, texts={})
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while not list(path.glob(".new-*")) and process.poll() is None:
            time.sleep(0.001)
        time.sleep(number % kills * took * chance.uniform(0.0, 0.4))
        process.send_signal(end)
        out, err = process.communicate()
        assert content(path) in (old, new)
        whole += content(path) == new
        if end == signal.SIGINT and process.returncode == 130:
            said.add(err.splitlines()[-1])
            assert "Traceback" not in err and out == ""
            assert len(generations(path)) == 2
    assert said <= ({"biopic: stopped; nothing is left half-written"} if end == signal.SIGINT else set())
    subprocess.run(command, check=True, capture_output=True)
    assert content(path) == new
    assert len(generations(path)) == 2
    assert whole <= number, "every build was over before it was killed"


@pytest.mark.parametrize("kills", [12, pytest.param(150, marks=MANY)])
def test_writing_that_is_killed_at_any_moment_leaves_a_whole_store(kills: int, tmp_path: Path) -> None:
    """A process that writes two graphs in turn, without end, killed again and again."""
    path, chance = tmp_path / "store", random.Random(2)
    code = (
        "import sys; import pyoxigraph as ox; from pathlib import Path; from biopic.store import write_store\n"
        "made = []\n"
        "for name in sys.argv[2]:\n"
        "    made.append(ox.Store())\n"
        "    made[-1].extend(ox.Quad(ox.NamedNode(f'https://example.org/{name}{i}'), ox.NamedNode('https://example.org/p'), ox.Literal('o')) for i in range(300))\n"
        "def write(store):\n"
        "    write_store(Path(sys.argv[1]), store, base='https://example.org/', texts={})\n"
        "write(made[0])\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for each in (made[0], made[0], made[1]):\n"
        "        write(each)\n"
    )
    seen = set()
    for number in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(path), "xy" if number % 2 else "yx"], stdout=subprocess.PIPE
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.16))
        process.kill()
        process.communicate()
        data = content(path)
        assert data.count(b"\n") == 300
        seen.add(data)
    assert len(seen) == 2


def test_store_that_is_a_file_is_refused(keeper: Keeper, tmp_path: Path, refused: Refused) -> None:
    """And the file is left alone."""
    path = tmp_path / "store"
    path.write_text("mine")
    assert refused("build", keeper().parent, "--store", path) == (
        f"{path}: is a file, and a store is a folder; name another --store"
    )
    inside = refused("build", tmp_path / "graph", "--store", path / "deeper")
    assert inside.startswith(f"{path / 'deeper'}: the store cannot be written (Not a directory)")
    assert refused("ask", "who-plays-whom", "--store", path).startswith(f"{path}: there is no store here")
    assert path.read_text() == "mine"


def test_what_may_not_be_read_or_written_is_refused(keeper: Keeper, tmp_path: Path) -> None:
    """Root may do everything, so it lays that right down first."""
    meek: list[str] = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root cannot lay its rights down here")
        meek = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    folder, path = keeper(), tmp_path / "closed"
    path.mkdir(mode=0o555)
    command = [*meek, *BIOPIC, "build", str(folder.parent), "--store"]

    def said(*words: str) -> str:
        done = subprocess.run([*command, *words], capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        return done.stderr.removeprefix("biopic: ")

    assert said(str(path / "store")).startswith(f"{path / 'store'}: the store cannot be written (Permission denied)")
    for closed, says in (
        (folder / "things" / "all.yaml", "cannot be read (Permission denied); check the path and its permissions"),
        (folder / "documents" / "page.txt", "document page cannot be read (Permission denied)"),
        (folder, "Permission denied"),
    ):
        mode = closed.stat().st_mode
        closed.chmod(0)
        line = said(str(tmp_path / "store"))
        closed.chmod(mode)
        assert says in line
        assert str(closed) in line
    assert not (tmp_path / "store").exists()


def test_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old one stands until the new one is whole; its rights stay; nothing lies beside it."""
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)

    def full(path: Path, data: bytes) -> None:
        path.write_bytes(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_module, "write_file", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"newer")
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_bytes() == b"new"


def test_generation_is_on_the_disk_before_it_counts(
    tmp_path: Path, keeper: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file that is new, and every folder, before `current` names it; what an older generation has is there already."""
    folder, store = keeper(), tmp_path / "store"
    real, synced, counted = os.fsync, set[int](), list[int]()

    def sync(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        real(descriptor)

    def replace(self: Path, target: Path, real: Callable[..., Path] = Path.replace) -> Path:
        if target == store / CURRENT:
            where = store / self.read_text().strip()
            assert where.is_dir() and {store.stat().st_ino, self.stat().st_ino} <= synced
            files = [where, *where.rglob("*")]
            alone = [each for each in files if each.is_dir() or each.stat().st_nlink == 1]
            assert not [each.name for each in alone if each.stat().st_ino not in synced]
            counted.append(len(files) - len(alone))
            synced.clear()
        return real(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    build_graph(folder.parent, store)
    label = folder / "things" / "all.yaml"
    label.write_text(label.read_text().replace("label: Ada Moss", "label: Ada Maria Moss"))
    build_graph(folder.parent, store)
    assert len(counted) == 2 and counted[0] == 0 < counted[1]


@pytest.mark.parametrize("later", [["y"], ["y", "x"], ["x"]])
def test_generation_that_somebody_reads_stays(later: list[str], tmp_path: Path) -> None:
    """Whatever is built meanwhile, also the same content; the build behind the end of the reader removes it."""
    write_store(tmp_path, graph("x"), base=BASE, texts={"d": "old"})
    reader = """
import sys
from pathlib import Path
from biopic.store import open_store
opened = open_store(Path(sys.argv[1]))
print(opened.generation, flush=True)
sys.stdin.read()
assert opened.texts == {"d": "old"} and len(list(Path(sys.argv[1], opened.generation, "index").iterdir())) == int(sys.argv[2])
"""
    files = len(list((tmp_path / open_store(tmp_path).generation / INDEX).iterdir()))
    command = [sys.executable, "-c", reader, str(tmp_path), str(files)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        read = process.stdout.readline().strip()
        for name in later:
            write_store(tmp_path, graph(name), base=BASE, texts={})
            assert open_store(tmp_path).generation != read and (tmp_path / read).is_dir()
        process.stdin.close()
        assert process.wait() == 0
    write_store(tmp_path, graph("z"), base=BASE, texts={})
    assert len(generations(tmp_path)) == 2


def test_link_and_device_stay_what_they_are(tmp_path: Path) -> None:
    """Writing through a link changes what it leads to; writing to a device does not replace it."""
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_atomically(tmp_path / "link.txt", b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(tmp_path / "pipe", b"through")
    assert os.read(reader, 99) == b"through"
    os.close(reader)
    assert json.dumps(sorted(each.name for each in tmp_path.iterdir())) == '["link.txt", "pipe", "real.txt"]'

"""Let the disk become full at every stage of the commands that write, or be read-only: one line, exit 2, and nothing is lost.

A real disk of a few megabytes (tmpfs) in a mount namespace of its own, which any user may make where the system lets them.
The commands are those that `crash` kills. Each runs with less room than it needs, at many levels, so that the room ends at
another of its writes each time; then with room enough.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crash import BrokenStateError, Trial, difference, tree
from rich.console import Console
from rich.table import Table

ON_DISK = ("build", "read", "link", "export", "site")
"""The commands that write to the disk."""

FILLER = "filler"
PAGE = 4096
"""Bytes that a file takes at least."""


class NoDiskError(Exception):
    """The system lets nobody mount a disk here."""


@dataclass(frozen=True)
class Disk:
    """A small disk, seen by the processes of one namespace: `path` is where they find it, `inside` where others do."""

    keeper: int
    path: Path

    @property
    def inside(self) -> Path:
        """Return the path by which processes of other namespaces reach it."""
        return Path(f"/proc/{self.keeper}/root{self.path}")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command that sees the disk."""
        enter = ["nsenter", "--user", "--mount", "--preserve-credentials", f"--target={self.keeper}"]
        return subprocess.run([*enter, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)

    def biopic(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        """Run biopic on it."""
        return self.run(sys.executable, "-m", "biopic", *words)

    def remount(self, how: str) -> None:
        """Make it read-only (ro) or writable (rw)."""
        done = self.run("mount", "-o", f"remount,{how}", str(self.path))
        if done.returncode:
            raise NoDiskError(done.stderr.strip())

    def leave(self, room: int | None) -> None:
        """Leave so many bytes free, or all of them."""
        (self.inside / FILLER).unlink(missing_ok=True)
        if room is not None:
            more = self.free - room - PAGE
            if more > 0:
                with (self.inside / FILLER).open("wb") as file:
                    os.posix_fallocate(file.fileno(), 0, more)

    @property
    def free(self) -> int:
        """Return how many bytes are free."""
        about = os.statvfs(self.inside)
        return about.f_bavail * about.f_frsize


@contextlib.contextmanager
def small_disk(path: Path, size: int) -> Iterator[Disk]:
    """Mount a disk of so many bytes at `path`; raise NoDiskError where that is not allowed."""
    path.mkdir(parents=True)
    mount = f'mount -t tmpfs -o size={size} tmpfs "$0" && echo mounted && exec cat'
    keeper = subprocess.Popen(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert keeper.stdin and keeper.stdout and keeper.stderr
    try:
        if keeper.stdout.readline() != "mounted\n":
            raise NoDiskError(f"no disk can be mounted here: {keeper.stderr.read().strip()}")
        yield Disk(keeper.pid, path)
    finally:
        with contextlib.suppress(BrokenPipeError):
            keeper.stdin.close()
        keeper.wait()
        keeper.stdout.close()
        keeper.stderr.close()


# A command on it


@dataclass
class Tally:
    """How a command went on a disk that became full: how often, with which of the two ends, and what was wrong."""

    name: str
    need: int = 0
    done: int = 0
    refused: int = 0
    lines: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A trial on a disk, and what it looks like before and after, where there is room."""

    trial: Trial
    disk: Disk
    apart: Path

    @property
    def where(self) -> Path:
        """Return the folder of the trial, as processes that see the disk know it."""
        return self.disk.path / "state"

    def reset(self) -> None:
        """Lay the old state onto the disk."""
        self.disk.leave(None)
        shutil.rmtree(self.disk.inside / "state", ignore_errors=True)
        shutil.copytree(self.trial.old, self.disk.inside / "state")

    def look(self) -> tuple[bytes, dict[str, str]]:
        """Return what a reader finds, and every file."""
        copy = self.apart / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.disk.inside / "state", copy)
        return self.trial.state(copy), tree(copy)

    def run(self) -> subprocess.CompletedProcess[str]:
        """Run the command once."""
        return self.disk.biopic(self.trial.words(self.where))


def need_of(stage: Stage) -> int:
    """Run the command with room enough, and return the bytes that it takes up at most."""
    start, least, done = stage.disk.free, [stage.disk.free], threading.Event()

    def sample() -> None:
        while not done.wait(0.001):
            least.append(min(least.pop(), stage.disk.free))

    thread = threading.Thread(target=sample)
    thread.start()
    ran = stage.run()
    done.set()
    thread.join()
    if ran.returncode:
        raise BrokenStateError(f"{stage.trial.name} fails with room enough: {ran.stderr[-300:]}")
    return start - min(*least, stage.disk.free)


def one_line_of(ran: subprocess.CompletedProcess[str], stage: Stage) -> str:
    """Return what a command that was refused says; raise where that is not one line and exit 2."""
    lines = [line for line in ran.stderr.splitlines() if line.startswith("biopic: ")]
    if ran.returncode != 2 or len(lines) != 1 or "Traceback" in ran.stderr or ran.stderr.splitlines()[-1] != lines[0]:
        raise BrokenStateError(f"exit {ran.returncode}, not 2 and one line: {ran.stderr[-600:]}")
    return lines[0].replace(f"{stage.disk.path}/", "")


def fill_up(trial: Trial, disk: Disk, apart: Path, levels: int, seed: int) -> Tally:
    """Run a command with less room than it needs, at so many levels; a fault is kept, and the next level tried."""
    stage, tally = Stage(trial, disk, apart), Tally(trial.name)
    stage.reset()
    before = stage.look()
    tally.need = need_of(stage)
    after = stage.look()
    chance = random.Random(f"{seed} {trial.name}")
    for level in range(levels):
        room = int(tally.need * (level + chance.random()) / levels) if level else 0
        try:
            line = _level(stage, room, before, after)
        except Exception as error:
            tally.faults += (f"{trial.name} with {room} bytes of room: {error}",)
            continue
        tally.done += not line
        tally.refused += bool(line)
        tally.lines += (line,) if line and line not in tally.lines else ()
    return tally


def _level(stage: Stage, room: int, before: tuple[bytes, dict[str, str]], after: tuple[bytes, dict[str, str]]) -> str:
    stage.reset()
    stage.disk.leave(room)
    ran = stage.run()
    found, files = stage.look()
    line = "" if ran.returncode == 0 else one_line_of(ran, stage)
    between = stage.trial.between(found, before[0], after[0])
    if found != (before[0] if line else after[0]) and not (line and between):
        raise BrokenStateError(f"the state is not that of exit {ran.returncode}: {line}")
    if line and not between and files != before[1]:
        raise BrokenStateError(f"it left {difference(files, before[1])}: {line}")
    stage.disk.leave(None)
    again = stage.run()
    if again.returncode or stage.look() != after:
        raise BrokenStateError(f"with room again: exit {again.returncode}, {difference(stage.look()[1], after[1])}")
    return line


def forbid(trial: Trial, disk: Disk, apart: Path) -> str:
    """Run a command on a disk that is read-only; return its one line."""
    stage = Stage(trial, disk, apart)
    stage.reset()
    before = stage.look()
    disk.remount("ro")
    try:
        line = one_line_of(stage.run(), stage)
    finally:
        disk.remount("rw")
    if stage.look() != before:
        raise BrokenStateError("a read-only disk was written")
    return line


def main() -> int:
    """Fill the disk under every command, print the table; exit 1 where something was lost or not said."""
    from crash_trials import TRIALS

    parser = argparse.ArgumentParser(prog="scripts/disk", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--levels", type=int, default=20, help="how much room there is, from none to enough (default: 20)"
    )
    parser.add_argument(
        "--only", action="append", choices=ON_DISK, help="only this command; may be given several times"
    )
    parser.add_argument("--seed", type=int, default=1, help="which levels (default: 1)")
    parser.add_argument(
        "--shipped", action="store_true", help="with the graph that comes with biopic instead of small ones"
    )
    options = parser.parse_args()
    tallies = []
    with tempfile.TemporaryDirectory(prefix="biopic-disk-") as name, contextlib.ExitStack() as stack:
        for command in options.only or ON_DISK:
            place = Path(name) / command
            place.mkdir()
            trial = stack.enter_context(TRIALS[command](place, options.shipped))
            with small_disk(place / "disk", 256 * 1024 * 1024) as disk:
                tallies.append(fill_up(trial, disk, place, options.levels, options.seed))
                tallies[-1].lines += (forbid(trial, disk, place),)
    _show(tallies)
    return 1 if any(each.faults for each in tallies) else 0


def _show(tallies: list[Tally]) -> None:
    grid = Table("command", "room that it needs", "levels", "refused", "done", "lost or left behind")
    for each in tallies:
        levels = each.refused + each.done + len(each.faults)
        numbers = (levels, each.refused, each.done, len(each.faults))
        grid.add_row(each.name, f"{each.need / 1e3:.0f} kB", *(str(number) for number in numbers))
    Console(width=110).print(grid)
    for each in tallies:
        for line in (*each.lines, *each.faults):
            print(f"{each.name}: {line}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NoDiskError as error:
        sys.exit(str(error))

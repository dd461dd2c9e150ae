"""Kill the commands that write, at random moments, and look at what they leave: the old state or the new one, whole.

Real processes, ended with kill -9 and all of their group: half of them by the clock, spread over the time that the command
takes, half just before, or a little after, one of the changes that it makes on disk. After each, a reader must find the old
state or the new one (of `link`, whose decisions count one by one, what was decided so far), and the same command, run once
more, must leave the bytes and the names of files that one leaves which nobody disturbed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
DYING = Path(__file__).with_name("dying.py")
PATIENCE = 600.0
"""Seconds after which a command hangs."""


class BrokenStateError(Exception):
    """What a killed command left is neither old nor new, or the next run does not mend it."""


@dataclass(frozen=True)
class Trial:
    """A command to be killed. `old` is a folder with the state before it; each round works in a copy of that.

    `words` are the command's, given that copy; `state` is what a reader finds there, and raises where it is not whole;
    `between` says whether a state that is neither old nor new is one, too; `files` are all that the command leaves. What a
    round needs besides is made by `prepared` and taken away by `released`.
    """

    name: str
    old: Path
    words: Callable[[Path], list[str]]
    state: Callable[[Path], bytes]
    between: Callable[[bytes, bytes, bytes], bool] = lambda found, old, new: False
    files: Callable[[Path], dict[str, str]] = lambda where: tree(where)
    prepared: Callable[[Path], None] = lambda where: None
    released: Callable[[Path], None] = lambda where: None


@dataclass(frozen=True)
class Undisturbed:
    """What a run does that nobody kills: its seconds, its changes on disk, the states before and after, the bytes it leaves."""

    took: float
    changes: int
    before: bytes
    after: bytes
    left: dict[str, str]


@dataclass
class Tally:
    """How the rounds of a trial ended."""

    name: str
    rounds: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    faults: list[str] = field(default_factory=list)


# What is on disk


def tree(where: Path, *, all_names: bool = False) -> dict[str, str]:
    """Return the digest of every file below a folder by its path; RocksDB's own are left out, for what they hold is read.

    A generation that is written again takes another name, and only that: the two names count as one. The ledger of
    a build notes the times of files, so that only its name counts. What a service answered is kept with its date, and what is asked depends on what was decided, so that only its leftovers count.
    """
    found = {}
    for path in sorted(where.rglob("*")):
        name = re.sub(r"([0-9a-f]{16})(-again)+", r"\1", path.relative_to(where).as_posix())
        answer = name.startswith("cache/") and not path.name.startswith(".")
        if path.name == ".lock" or (not all_names and (answer or re.search(r"/index/|(^|/)current$", name))):
            continue
        dated = path.name == "ledger.sqlite"
        found[name] = "" if path.is_dir() or dated else hashlib.sha256(path.read_bytes()).hexdigest()
    return found


# Running and killing


@contextlib.contextmanager
def running(where: Path, words: list[str], nth: int) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start a command in a group of its own; give it, and the pipe on which it tells of its changes."""
    out, into = os.pipe()
    command = [sys.executable, str(DYING), str(where), str(nth), str(into), *words]
    process = subprocess.Popen(
        command, pass_fds=[into], start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=where,
    )  # fmt: skip
    os.close(into)
    try:
        yield process, out
    finally:
        end(process)
        os.close(out)
        assert process.stderr
        process.stderr.close()


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a command with all of its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def finish(where: Path, words: list[str]) -> tuple[float, int]:
    """Run a command to its end; return its seconds and how many changes it made; raise where it fails."""
    began = time.monotonic()
    with running(where, words, 0) as (process, pipe):
        error = process.communicate(timeout=PATIENCE)[1].decode()
        if process.returncode:
            raise BrokenStateError(f"exit {process.returncode}: {error.strip()[-500:]}")
        return time.monotonic() - began, int(os.read(pipe, 20))


def kill(where: Path, words: list[str], alone: Undisturbed, chance: random.Random, share: float | None) -> bool:
    """Run a command and kill it: at a share of its time, or at one of its changes; say whether it was over before."""
    at_change = chance.randint(1, alone.changes) if share is None else 0
    delay = chance.choice((0.0, chance.uniform(0, alone.took / 10)))
    with running(where, words, at_change if not delay else -at_change) as (process, pipe):
        if share is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(alone.took * share)
        elif delay:
            os.read(pipe, 1)
            time.sleep(delay)
        else:
            process.wait(PATIENCE)
        over = process.poll() not in (None, -signal.SIGKILL)
        end(process)
    return over


# Rounds


def undisturbed(trial: Trial, place: Path, times: int = 3) -> Undisturbed:
    """Run the command some times from the old state and hold the results against each other."""
    found = []
    for number in range(times):
        where = place / f"alone-{number}"
        shutil.copytree(trial.old, where)
        trial.prepared(where)
        try:
            before = trial.state(where)
            took, changes = finish(where, trial.words(where))
            found.append(Undisturbed(took, changes, before, trial.state(where), trial.files(where)))
        finally:
            trial.released(where)
    for each in found[1:]:
        if (each.before, each.after, each.left) != (found[0].before, found[0].after, found[0].left):
            raise BrokenStateError(
                f"{trial.name}: two runs that nobody disturbed differ: {difference(each.left, found[0].left)}"
            )
    if found[0].before == found[0].after:
        raise BrokenStateError(f"{trial.name} changes nothing, so that nothing can be seen")
    took = statistics.median(each.took for each in found)
    return Undisturbed(took, max(each.changes for each in found), found[0].before, found[0].after, found[0].left)


def difference(found: dict[str, str], wanted: dict[str, str]) -> str:
    """Say in which files two trees differ."""
    more, fewer = sorted(set(found) - set(wanted)), sorted(set(wanted) - set(found))
    other = sorted(name for name in set(found) & set(wanted) if found[name] != wanted[name])
    return f"{len(more)} more {more[:3]}, {len(fewer)} fewer {fewer[:3]}, {len(other)} other {other[:3]}"


def round_of(trial: Trial, alone: Undisturbed, place: Path, number: int, rounds: int, seed: int) -> tuple[str, str]:
    """Kill the command once and look; return when it was killed and which state a reader found."""
    chance = random.Random(f"{seed} {trial.name} {number}")
    where = place / f"round-{number}"
    shutil.copytree(trial.old, where)
    trial.prepared(where)
    try:
        return _killed_and_run_again(trial, alone, where, chance, number, rounds)
    except Exception as error:
        raise BrokenStateError(f"{trial.name}, round {number}: {error} (kept: {where})") from error
    finally:
        trial.released(where)


def _killed_and_run_again(
    trial: Trial, alone: Undisturbed, where: Path, chance: random.Random, number: int, rounds: int
) -> tuple[str, str]:
    untouched = trial.files(where), tree(where, all_names=True)
    share = None if number % 2 else 1.05 * (number + 2 * chance.random()) / max(rounds, 2)
    over = kill(where, trial.words(where), alone, chance, share)
    same = (trial.files(where), tree(where, all_names=True)) == untouched
    moment = "over" if over else "before" if same else "during"
    found = trial.state(where)
    state = {alone.before: "old", alone.after: "new"}.get(found, "")
    if not state and trial.between(found, alone.before, alone.after):
        state = "between"
    if not state:
        raise BrokenStateError(f"killed {moment}, what a reader finds is neither old nor new")
    finish(where, trial.words(where))
    if trial.state(where) != alone.after:
        raise BrokenStateError(f"killed {moment}, the next run leaves another state")
    if trial.files(where) != alone.left:
        raise BrokenStateError(f"killed {moment}, the next run leaves {difference(trial.files(where), alone.left)}")
    trial.released(where)
    shutil.rmtree(where)
    return moment, state


def rounds_of(trial: Trial, rounds: int, seed: int, place: Path, jobs: int = 1) -> Tally:
    """Kill a command again and again, several at once; a fault ends a round and is kept."""
    tally, place = Tally(trial.name, rounds), place / trial.name
    place.mkdir()
    alone = undisturbed(trial, place, 3 if rounds > 5 else 2)

    def one(number: int) -> tuple[str, str] | BrokenStateError:
        try:
            return round_of(trial, alone, place, number, rounds, seed)
        except BrokenStateError as error:
            return error

    with ThreadPoolExecutor(jobs) as pool:
        for result in pool.map(one, range(rounds)):
            if isinstance(result, BrokenStateError):
                tally.faults.append(str(result))
            else:
                tally.moments[result[0]] += 1
                tally.states[result[1]] += 1
                tally.whole += 1
    return tally


# What is printed


def show(tallies: list[Tally]) -> None:
    """Print the table, and every fault below it."""
    grid = Table(
        "command", "rounds", "killed before it wrote", "while it wrote", "already over", "found old", "between", "new", "next run whole"
    )  # fmt: skip
    for each in tallies:
        moments = [each.moments[name] for name in ("before", "during", "over")]
        states = [each.states[name] for name in ("old", "between", "new")]
        grid.add_row(each.name, *(str(number) for number in (each.rounds, *moments, *states, each.whole)))
    Console(width=120).print(grid)
    for each in tallies:
        for fault in each.faults:
            print(fault)


def main() -> int:
    """Run the trials that are asked for; exit 1 where one left something that is not whole."""
    from crash_trials import TRIALS

    parser = argparse.ArgumentParser(prog="scripts/crash", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=100, help="how often each command is killed (default: 100)")
    parser.add_argument(
        "--only", action="append", choices=tuple(TRIALS), help="only this command; may be given several times"
    )
    parser.add_argument("--seed", type=int, default=1, help="which moments (default: 1)")
    parser.add_argument(
        "--shipped", action="store_true", help="with the graph that comes with biopic instead of small ones"
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="rounds at once (default: one a processor)"
    )
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        place = Path(tempfile.mkdtemp(prefix="biopic-crash-"))
        tallies = []
        for name in options.only or TRIALS:
            print(f"{name} …", file=sys.stderr)
            (place / f"{name}-made").mkdir()
            trial = stack.enter_context(TRIALS[name](place / f"{name}-made", options.shipped))
            tallies.append(rounds_of(trial, options.rounds, options.seed, place, options.jobs))
    show(tallies)
    if any(each.faults for each in tallies):
        return 1
    shutil.rmtree(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())

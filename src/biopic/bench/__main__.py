"""Run the bench and print its table; run by scripts/bench."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from biopic.bench.goals import GOALS, Measured, missed
from biopic.bench.growth import Grown, grow_build
from biopic.bench.questions import Asked, ask_all, in_memory
from biopic.bench.rooms import BENCHES, room_of


def main(words: Sequence[str] | None = None) -> int:
    """Measure what is asked for; return 1 where `--check` is given and a goal is missed."""
    args = _parser().parse_args(words)
    if args.what != "goals":
        rows = [row for size in args.sizes for row in GROWN[args.what](size, args.seed)]
        print_growth(args.what, [(row.key, row.assertions, row.seconds) for row in rows])
        write_json(args.json, {"machine": machine(), args.what: [asdict(row) for row in rows]})
        return 0
    with room_of(args.assertions, args.seed) as room:
        measured = [row for name in args.only or BENCHES for row in BENCHES[name](room)]
    print_table(measured)
    write_json(
        args.json, {"machine": machine(), "assertions": args.assertions, "rows": [row.as_json() for row in measured]}
    )
    return 1 if args.check and missed(measured) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measure biopic beside others, in one run; ratios last, times do not."
    )
    parser.add_argument(
        "what",
        nargs="?",
        choices=("goals", *GROWN),
        default="goals",
        help="the goals (default); or, as the graph grows: every question, or the work of a build",
    )
    parser.add_argument(
        "--assertions", type=int, default=3000, metavar="N", help="size of the corpus for the goals (default: 3000)"
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[1000, 10_000],
        metavar="N",
        help="sizes of the graph as it grows (default: 1000 10000)",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument(
        "--only", nargs="+", choices=list(BENCHES), metavar="ROW", help=f"only these rows: {', '.join(BENCHES)}"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was measured")
    parser.add_argument("--check", action="store_true", help="exit 1 if a goal is missed")
    return parser


def grow_questions(assertions: int, seed: int) -> list[Asked]:
    """Ask the library of a graph of that size, on disk and in memory."""
    with room_of(assertions, seed) as room:
        opened = room.opened
        disk = ask_all(opened.store, opened.base, assertions, "disk")
        return disk + ask_all(in_memory(opened.store), opened.base, assertions, "memory")


def grow_builds(assertions: int, seed: int) -> list[Grown]:
    """Do the work of a build on a graph of that size."""
    with room_of(assertions, seed) as room:
        return list(grow_build(room))


GROWN: Mapping[str, Callable[[int, int], Sequence[Asked] | Sequence[Grown]]] = {
    "questions": grow_questions,
    "build": grow_builds,
}
"""What is measured as the graph grows."""


def print_table(rows: Sequence[Measured]) -> None:
    """Print each row beside its goal."""
    from rich.table import Table

    table = Table("row", "work", "beside", "ours", "theirs", "ratio", "goal", "", title=machine())
    for row in rows:
        goal = GOALS[row.row]
        figures = [f"{value:.3g} {row.unit}" for value in (row.ours, row.theirs)]
        table.add_row(
            row.row, goal.work, goal.beside, *figures, f"{row.ratio:.3g}", goal.words(), "met" if row.met else "missed"
        )
    console = _console()
    console.print(table)
    for row in rows:
        console.print(f"{row.row}: {row.note}", highlight=False)


def print_growth(what: str, rows: Sequence[tuple[str, int, float]]) -> None:
    """Print each question or work with its milliseconds at each size, the slowest at the largest first."""
    from rich.table import Table

    found = {(name, size): seconds for name, size, seconds in rows}
    sizes = sorted({size for _, size in found})
    table = Table(what, *(f"{size} assertions, ms" for size in sizes), title=machine())
    for name in sorted({name for name, _ in found}, key=lambda name: -found[name, sizes[-1]]):
        table.add_row(name, *(f"{1000 * found[name, size]:.1f}" for size in sizes))
    _console().print(table)


def _console() -> Any:
    """Return where tables go: as wide as the terminal, and wide enough for every column where there is none."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 200)


def machine() -> str:
    """Say on what it was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )


def write_json(path: Path | None, data: dict[str, Any]) -> None:
    """Write what was measured where it is asked for."""
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())

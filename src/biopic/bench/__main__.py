"""Run the bench and print its table; run by scripts/bench."""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from biopic.bench.goals import GOALS, Measured, missed
from biopic.bench.questions import Asked, ask_all, in_memory
from biopic.bench.rooms import BENCHES, room_of


def main(words: Sequence[str] | None = None) -> int:
    """Measure what is asked for; return 1 where `--check` is given and a goal is missed."""
    args = _parser().parse_args(words)
    if args.what == "questions":
        rows = [row for size in args.sizes for row in grow(size, args.seed)]
        print_growth(rows)
        write_json(args.json, {"machine": machine(), "questions": [asdict(row) for row in rows]})
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
        choices=("goals", "questions"),
        default="goals",
        help="the goals (default), or every question as the graph grows",
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
        help="sizes for the questions (default: 1000 10000)",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument(
        "--only", nargs="+", choices=list(BENCHES), metavar="ROW", help=f"only these rows: {', '.join(BENCHES)}"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was measured")
    parser.add_argument("--check", action="store_true", help="exit 1 if a goal is missed")
    return parser


def grow(assertions: int, seed: int) -> list[Asked]:
    """Ask the library of a graph of that size, on disk and in memory."""
    with room_of(assertions, seed) as room:
        opened = room.opened
        disk = ask_all(opened.store, opened.base, assertions, "disk")
        return disk + ask_all(in_memory(opened.store), opened.base, assertions, "memory")


def print_table(rows: Sequence[Measured]) -> None:
    """Print each row beside its goal."""
    from rich.console import Console
    from rich.table import Table

    table = Table("row", "work", "beside", "ours", "theirs", "ratio", "goal", "", title=machine())
    for row in rows:
        goal = GOALS[row.row]
        figures = [f"{value:.3g} {row.unit}" for value in (row.ours, row.theirs)]
        table.add_row(
            row.row, goal.work, goal.beside, *figures, f"{row.ratio:.3g}", goal.words(), "met" if row.met else "missed"
        )
    console = Console()
    console.print(table)
    for row in rows:
        console.print(f"{row.row}: {row.note}", highlight=False)


def print_growth(rows: Sequence[Asked]) -> None:
    """Print each question with its milliseconds at each size, the slowest first."""
    from rich.console import Console
    from rich.table import Table

    columns = sorted({(row.where, row.assertions) for row in rows})
    table = Table("question", *(f"{where} {size}" for where, size in columns), "rows", title=machine())
    found = {(row.question, row.where, row.assertions): row for row in rows}
    for name in sorted({row.question for row in rows}, key=lambda name: -found[name, *columns[-1]].seconds):
        cells = [found[name, *column] for column in columns]
        table.add_row(name, *(f"{1000 * cell.seconds:.1f}" for cell in cells), str(cells[-1].rows))
    Console().print(table)


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

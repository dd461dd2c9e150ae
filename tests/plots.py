"""Draw how the time of each question, or of the work of a build, grows with the graph; run by scripts/plots.

In goes what `scripts/bench questions` or `scripts/bench build` wrote; out come SVG files: one for questions on disk, one for those in
memory, one for the build. What is slowest at the largest size is drawn in colour and named, the others in grey behind it. The same JSON
gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
matplotlib.rcParams["svg.hashsalt"] = "biopic"

from matplotlib import pyplot  # noqa: E402  the backend comes first

NAMED = 10
"""So many curves have a colour and a name."""

Curve = list[tuple[int, float]]


def curves(rows: Sequence[Mapping[str, Any]], key: str) -> dict[str, Curve]:
    """Return milliseconds by size for each name that stands under `key`, the slowest at the largest size first."""
    found: dict[str, Curve] = {}
    for row in sorted(rows, key=lambda row: row["assertions"]):
        found.setdefault(row[key], []).append((row["assertions"], 1000 * row["seconds"]))
    return dict(sorted(found.items(), key=lambda item: (-item[1][-1][1], item[0])))


def pictures(said: Mapping[str, Any]) -> dict[str, tuple[str, dict[str, Curve]]]:
    """Return what there is to draw: each file's name, title and curves."""
    if "build" in said:
        return {"build": ("the work of a build", curves(said["build"], "work"))}
    drawn = {}
    for where in ("disk", "memory"):
        found = curves([row for row in said["questions"] if row["where"] == where], "question")
        drawn[f"questions-{where}"] = (f"{len(found)} questions, {where}", found)
    return drawn


def draw(found: Mapping[str, Curve], title: str, path: Path) -> None:
    """Draw the curves on two logarithmic scales."""
    figure, axes = pyplot.subplots(figsize=(9, 5.5), layout="constrained")
    for index, (name, curve) in enumerate(found.items()):
        named = index < NAMED
        look = {"color": f"C{index}", "label": name, "zorder": 3} if named else {"color": "0.8", "zorder": 1}
        axes.plot(*zip(*curve, strict=True), marker="o", markersize=3, linewidth=1.2, **look)
    axes.set(xscale="log", yscale="log", xlabel="assertions in the graph", ylabel="milliseconds", title=title)
    axes.grid(alpha=0.3)
    figure.legend(loc="outside right upper", fontsize="small", frameon=False, title="the slowest")
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def main(argv: list[str]) -> int:
    """Draw what is in the file; return 2 where it is none of the bench's."""
    parser = argparse.ArgumentParser(prog="scripts/plots", description="Draw how time grows with the graph.")
    parser.add_argument("json", type=Path, metavar="JSON", help="what scripts/bench questions or build --json wrote")
    parser.add_argument("--into", type=Path, default=Path("docs/images"), metavar="DIR", help="default: docs/images")
    options = parser.parse_args(argv)
    try:
        said = json.loads(options.json.read_bytes())
        drawn, machine = pictures(said), said["machine"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{options.json}: is not what the bench writes ({error}); write it with: scripts/bench questions --json FILE", file=sys.stderr)  # fmt: skip
        return 2
    options.into.mkdir(parents=True, exist_ok=True)
    for name, (title, found) in drawn.items():
        if found:
            draw(found, f"{title}: {machine}", options.into / f"{name}.svg")
            print(options.into / f"{name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

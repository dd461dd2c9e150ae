"""Say how well the readers read: one table of F1 for each kind, over every set of texts of which the right answer is known.

The sets are the folders of `tests/data/reading` that hold gold, and each shipped dossier that people wrote without drafts, as
far as its texts are here. Run by scripts/scores; `--list KIND` prints the misses and the false finds behind a row.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from biopic.build import documents_of, find_dossiers
from biopic.errors import BiopicError, one_line
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary
from biopic.places import CHECKOUT, folder
from biopic.reading.backwards import NOT_COMPARED, gold_of
from biopic.reading.batch import drafts_in, find_texts
from biopic.reading.drafts import KINDS, Draft
from biopic.reading.evaluate import GOALS, INSIDE_NOISE, Scores, Tally, score
from biopic.reading.formats import load_text
from biopic.reading.gold import load_gold
from biopic.reading.sameness import FIELDS

ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
"""The sets in the order in which they were written."""

Scored = dict[str, Scores]
"""What was read in each document, by its name."""


def gold_sets(where: Path) -> dict[str, Scored]:
    """Return the scores of each folder in `where` that has texts with gold beside them, by the folder's name."""
    folders = sorted(
        {path.parent for path in where.glob("*/*.gold.jsonl")}, key=lambda each: (_rank(each.name), each.name)
    )
    return {each.name: dict(_scored_folder(each)) for each in folders}


def _rank(name: str) -> int:
    """Return which a set is by its name: the third is 3, and what is none of these comes last."""
    return ORDINALS.index(name) if name in ORDINALS else len(ORDINALS)


def _scored_folder(where: Path) -> Iterator[tuple[str, Scores]]:
    for path in find_texts([where]):
        gold = path.with_suffix(".gold.jsonl")
        if gold.exists():
            text = load_text(path).text
            yield path.name, score(drafts_in(text), load_gold(gold, text))


def dossier_sets(graph: Path, documents: Sequence[Path] = ()) -> dict[str, Scored]:
    """Return the scores of each dossier whose texts are here and whose statements were not drafted by a reader.

    What grew out of drafts is no measure of those who drafted it. Kinds that no dossier can be held against are left out.
    """
    folders = documents_of(graph, documents)
    sets: dict[str, Scored] = {}
    for where in find_dossiers(graph):
        if not (where / "drafts").exists():
            dossier = load_dossier(where, load_vocabulary(), documents=folders)
            for name, text in dossier.texts.items():
                found = [draft for draft in drafts_in(text) if draft.kind not in NOT_COMPARED]
                sets.setdefault(dossier.name, {})[name] = score(found, gold_of(dossier, name))
    return sets


def rows(sets: Mapping[str, Scored]) -> list[tuple[str, ...]]:
    """Return for each kind, and each of its fields, its name, its goal, F1 in each set, and F1 with the numbers of all; last, the finds inside noise.

    >>> rows({"first": {"page.txt": Scores({"director": Tally(true=3)})}})[2]
    ('director', '.95', '1.00', '1.000 (3 · 0 · 0)')
    """
    whole = [sum(each.values(), Scores()) for each in sets.values()]
    whole.append(sum(whole, Scores()))
    made = []
    for kind in KINDS:
        for row in (kind, *(f"{kind}.{each}" for each in FIELDS.get(kind, {}))):
            goal = GOALS.get(row)
            *tallies, total = (scores[row] for scores in whole)
            cells = (_cell(tally, goal or 0) for tally in tallies)
            made.append((row, _short(goal) if goal else "", *cells, _numbers(total)))
    return [*made, (INSIDE_NOISE, "none", *(str(len(scores[INSIDE_NOISE].false)) for scores in whole))]


def _cell(tally: Tally, goal: float) -> str:
    """Return F1, marked if it is short of its goal."""
    if tally.f1 is None:
        return "–"
    return _short(tally.f1) + ("↓" if tally.f1 < goal else "")


def _numbers(tally: Tally) -> str:
    """Return F1 and, in brackets, the numbers of true and false finds and of misses."""
    if tally.f1 is None:
        return "–"
    return f"{tally.f1:.3f} ({tally.true} · {len(tally.false)} · {len(tally.missed)})"


def _short(share: float) -> str:
    """Return a number from 0 to 1 with two decimals and no idle nought.

    >>> _short(0.95), _short(1)
    ('.95', '1.00')
    """
    return f"{share:.2f}".removeprefix("0")


def faults(sets: Mapping[str, Scored], kind: str) -> Iterator[str]:
    """Yield a line for each false find and each miss of a kind, or of a row, in each document."""
    for name, documents in sets.items():
        for document, scores in documents.items():
            for row, tally in scores.tallies.items():
                if kind in (row, row.partition(".")[0]):
                    yield from (f"{name}/{document}: false {row}: {_in_short(draft)}" for draft in tally.false)
                    yield from (f"{name}/{document}: missed {row}: {_in_short(draft)}" for draft in tally.missed)


def _in_short(draft: Draft) -> str:
    fields = "; ".join(f"{key}: {value if isinstance(value, str) else ', '.join(value)}" for key, value in draft.fields)
    return one_line(f"{draft.span} {draft.subject} → {draft.value} ({draft.reader}) {fields}", 240)


def table_text(sets: Mapping[str, Scored]) -> str:
    """Return the table as it is printed."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    heads = [f"{name}\n{len(documents)}" for name, documents in sets.items()]
    grid = Table(box=box.SIMPLE_HEAD)
    for head in ("kind\ntexts", "goal", *heads, f"all\n{sum(map(len, sets.values()))}"):
        grid.add_column(head, no_wrap=True)
    for row in rows(sets):
        grid.add_row(*row)
    console = Console(file=io.StringIO(), width=160, highlight=False)
    console.print(grid)
    return "".join(f"{line.rstrip()}\n" for line in str(console.file.getvalue()).splitlines())  # type: ignore[attr-defined]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and what is behind one row if it is asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/scores", description="Score the readers on every text with gold.")
    listed = [*KINDS, *(f"{kind}.{each}" for kind, fields in FIELDS.items() for each in fields), INSIDE_NOISE]
    parser.add_argument("--list", choices=listed, metavar="KIND", help="print the misses and false finds of this kind")
    parser.add_argument(
        "--documents", action="append", type=Path, default=[], metavar="DIR",
        help="a folder with the documents of the dossiers; may be given several times",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    try:
        sets = gold_sets(CHECKOUT / "tests" / "data" / "reading")
        sets |= dossier_sets(folder("graph"), options.documents)
    except BiopicError as wrong:
        sys.stderr.write(f"scores: {wrong}\n")
        return 2
    sys.stdout.write(table_text(sets))
    sys.stdout.write(
        "F1, ↓ where it is short of the goal, – where there is nothing; in brackets true finds · false finds · misses\n"
    )
    sys.stdout.writelines(f"{line}\n" for line in (faults(sets, options.list) if options.list else ()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

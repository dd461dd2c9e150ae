"""What the commands of reading do: new, read, review, evaluate; from parsed options to printed lines and an exit code."""

from __future__ import annotations

import getpass
import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from biopic.errors import InputError

if TYPE_CHECKING:
    from biopic.reading.batch import Reading
    from biopic.reading.drafts import Draft
    from biopic.reading.evaluate import Scores
    from biopic.reading.model import Refusal


def new(options: Namespace, rest: list[str]) -> int:
    """Make a dossier folder; print where it is, and what comes next."""
    from biopic.reading.fresh import make_dossier

    folder = make_dossier(options.graph, options.film, options.title, options.year)
    print(folder)
    _say(f"next: biopic read FILE... --into {folder}")
    return 0


def read(options: Namespace, rest: list[str]) -> int:
    """Read files: print the drafts, or take them into a dossier."""
    readings = _readings(options.files, options.cluster)
    refused: dict[Path, list[Refusal]] = {}
    if options.model or options.model_address:
        readings = _beside_model(readings, options, refused)
    if options.into is None:
        if options.title or options.kind or options.version_of:
            raise InputError("--title, --kind and --version-of go with --into", todo="name the dossier with --into")
        _print_drafts(readings, options.format, len(options.files) > 1 or any(Path(f).is_dir() for f in options.files))
        _tell_refused(refused)
        return 0
    from biopic.journal import locked
    from biopic.reading.desk import load_desk
    from biopic.reading.intake import Wanted, take_in

    _check_dossier(options.into)
    found = list(readings)
    with locked(options.into):
        desk = load_desk(options.into, options.documents)
        taken = take_in(desk, found, Wanted(options.title, options.kind, options.version_of))
    for each, reading in zip(taken, found, strict=True):
        _write_refused(options.into, each.document, refused.get(reading.path, []))
    _tell_refused(refused)
    for each in taken:
        states = ", ".join(f"{number} {state}" for state, number in each.states.items()) or "no drafts"
        carried = f", {each.carried} entries carried over" if each.carried else ""
        _say(f"{each.document}: {'new' if each.new else 'known'}; {states}{carried}")
    _say(f"next: biopic review {options.into}")
    return 0


def review(options: Namespace, rest: list[str]) -> int:
    """Walk through the open drafts of a dossier, or accept those above a confidence."""
    from rich.console import Console

    from biopic.journal import locked
    from biopic.reading.desk import load_desk
    from biopic.reading.drafts import KINDS
    from biopic.reading.review import Review, accept_above, confidence_of

    if options.kind and options.kind not in KINDS:
        raise InputError(f"{options.kind} is no kind of draft", todo=f"use one of: {', '.join(KINDS)}")
    _check_dossier(options.dossier)
    by = options.by or getpass.getuser()
    with locked(options.dossier):
        desk = load_desk(options.dossier, options.documents)
        if options.accept_above is not None:
            tally = accept_above(desk, confidence_of(options.accept_above), by, options.document, options.kind)
        else:
            console = Console(file=sys.stdout, highlight=False)
            tally = Review(desk, sys.stdin, console, by, options.document, options.kind).walk()
        left = len(desk.open_lines(options.document, options.kind))
    for why in tally.refused:
        _say(f"refused: {why}")
    _say(f"{tally}; {left} open")
    return 0


def evaluate(options: Namespace, rest: list[str]) -> int:
    """Score a reading against gold files, or against the reviewed assertions of a dossier."""
    from rich.console import Console
    from rich.table import Table

    from biopic.reading.evaluate import COLUMNS, Scores, table

    scores, notes = Scores(), list[str]()
    for name, one, note in _scored(options):
        scores = scores + one
        _say(f"{name}: scored")
        notes += [each for each in note if each not in notes]
    grid = Table(*COLUMNS)
    for row in table(scores):
        grid.add_row(*row)
    Console(width=110).print(grid)
    if not options.summary:
        for line in _faults(scores):
            print(line)
    for each in notes:
        _say(f"note: {each}")
    return 0


# What they need


def _readings(files: Sequence[str], cluster: str) -> Iterator[Reading]:
    from biopic.reading.batch import find_texts, read_bytes, read_files

    if files == ["-"]:
        return iter([read_bytes(sys.stdin.buffer.read())])
    return read_files(find_texts([Path(name) for name in files]), cluster=cluster)


def _beside_model(
    readings: Iterable[Reading], options: Namespace, refused: dict[Path, list[Refusal]]
) -> Iterator[Reading]:
    """Yield each reading with what a language model drafted beside it; what does not match the text goes to `refused`."""
    from dataclasses import replace

    from biopic.reading.model import Model, merge, read_with_model, stand_beside

    if not (options.model and options.model_address):
        raise InputError("--model and --model-address go together", todo="name the model and where it is asked")
    model = Model(options.model, options.model_address, options.model_provider)
    for reading in readings:
        drafts, refusals = read_with_model(reading.text, model)
        kept, beside = stand_beside(list(reading.drafts), drafts)
        refused[reading.path] = [*refusals, *beside]
        yield replace(reading, drafts=tuple(merge(list(reading.drafts), kept)))


def _write_refused(dossier: Path, document: str, refusals: Sequence[Refusal]) -> None:
    """Keep what was refused of a model's answers beside the document's ledger."""
    from biopic.store import write_atomically

    if refusals:
        lines = "".join(f"{refusal.to_json()}\n" for refusal in refusals)
        write_atomically(dossier / "drafts" / f"{document}.refused.jsonl", lines.encode())


def _tell_refused(refused: Mapping[Path, Sequence[Refusal]]) -> None:
    for path, refusals in refused.items():
        if refusals:
            _say(f"{path}: {len(refusals)} of the model's answers refused; the first: {refusals[0].why}")


def _print_drafts(readings: Iterable[Reading], form: str, several: bool) -> None:
    if form == "jsonl":
        for reading in readings:
            for draft in reading.drafts:
                line = draft.to_json()
                print(
                    json.dumps({**json.loads(line), "document": str(reading.path)}, ensure_ascii=False)
                    if several
                    else line
                )
        return
    for reading in readings:
        print(_table(reading), end="")


def _table(reading: Reading) -> str:
    import io

    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from biopic.errors import one_line

    grid = Table(
        "where",
        "kind",
        "subject",
        "value",
        "world",
        "sure",
        "words",
        box=box.SIMPLE_HEAD,
        title=escape(str(reading.path)),
    )
    for draft in reading.drafts:
        fields = ", ".join(
            f"{key}: {value if isinstance(value, str) else '; '.join(value)}" for key, value in draft.fields if value
        )
        value = f"{'not ' if draft.denied else ''}{draft.value}" + (f" ({fields})" if fields else "")
        words = one_line(reading.text[draft.span.start : draft.span.end], 60)
        cells = (
            str(draft.span),
            draft.kind,
            one_line(draft.subject, 60),
            one_line(value, 90),
            draft.world,
            f"{draft.confidence:.2f}",
            words,
        )
        grid.add_row(*(escape(cell) for cell in cells))
    live = sys.stdout.isatty()
    console = Console(file=io.StringIO(), width=None if live else 160, force_terminal=live, highlight=False)
    console.print(grid)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def _check_dossier(folder: Path) -> None:
    if not (folder / "dossier.yaml").exists():
        raise InputError("there is no dossier here", file=folder, todo="make one with: biopic new FILM")


def _scored(options: Namespace) -> Iterator[tuple[str, Scores, list[str]]]:
    """Yield each document's name, its scores, and what they leave out."""
    from biopic.reading.evaluate import score
    from biopic.reading.gold import load_gold

    dossiers = [path for path in options.files if (path / "dossier.yaml").exists()]
    texts = [path for path in options.files if path not in dossiers]
    if options.gold is not None and (dossiers or len(texts) != 1):
        raise InputError("--gold goes with one file", todo="name one text")
    for folder in dossiers:
        yield from _scored_dossier(folder, options.documents)
    for path in _with_gold(texts, options.gold):
        reading = next(_readings([str(path)], ""))
        yield path.name, score(reading.drafts, load_gold(options.gold or _gold_of(path), reading.text)), []


def _with_gold(paths: Sequence[Path], gold: Path | None) -> list[Path]:
    """Return the texts that are to be scored: each named one, and of a folder those that have a gold file beside them."""
    from biopic.reading.batch import find_texts

    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [each for each in find_texts([path]) if _gold_of(each).exists()]
            if not inside:
                raise InputError(
                    "there is no text with gold here", file=path, todo="gold of page.txt is page.gold.jsonl"
                )
            found += inside
        else:
            found += find_texts([path])
            if gold is None and not _gold_of(path).exists():
                raise InputError(
                    "there is no gold for it", file=path, todo=f"write {_gold_of(path).name}, or name it with --gold"
                )
    return found


def _gold_of(path: Path) -> Path:
    return path.with_suffix(".gold.jsonl")


def _scored_dossier(folder: Path, documents: Sequence[Path]) -> Iterator[tuple[str, Scores, list[str]]]:
    from biopic.build import documents_of
    from biopic.load import load_dossier
    from biopic.ontology import load_vocabulary
    from biopic.reading.backwards import NOT_COMPARED, gold_of
    from biopic.reading.batch import drafts_in
    from biopic.reading.evaluate import score

    dossier = load_dossier(folder, load_vocabulary(), documents=documents_of(folder, documents))
    notes = [f"{kind} is not compared: {why}" for kind, why in NOT_COMPARED.items()]
    for name in dossier.documents:
        if name not in dossier.texts:
            notes.append(f"{name} is not scored: its text is not here")
            continue
        found = [draft for draft in drafts_in(dossier.texts[name]) if draft.kind not in NOT_COMPARED]
        yield f"{dossier.name}/{name}", score(found, gold_of(dossier, name)), notes
        notes = []
    if notes:
        _say("\n".join(f"note: {note}" for note in notes))


def _faults(scores: Scores) -> Iterator[str]:
    """Yield a line for each false find and each miss."""
    for row, tally in scores.tallies.items():
        for what, drafts in (("false", tally.false), ("missed", tally.missed)):
            for draft in drafts:
                yield f"{what} {row}: {_in_short(draft)}"


def _in_short(draft: Draft) -> str:
    from biopic.errors import one_line

    fields = "; ".join(f"{key}: {_joined(value)}" for key, value in draft.fields if value)
    return one_line(f"{draft.span} {draft.subject} → {draft.value}" + (f" ({fields})" if fields else ""), 200)


def _joined(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _say(text: str) -> None:
    print(text, file=sys.stderr)

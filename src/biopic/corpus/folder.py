"""Write a corpus to a folder, film by film, and its answers; memory holds one film and the keys of what is planted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from biopic.corpus.faults import break_dossier
from biopic.corpus.film import make_plan, matches
from biopic.corpus.pages import write_documents
from biopic.corpus.plan import Corpus, Plan
from biopic.corpus.sheet import Sheet

MEAN = 1000
"""How many assertions a film has in the mean; the two real dossiers have 595 and 2,333."""

FEWEST = 4
"""How many films a corpus has at least."""

BY_HAND = 10
"""One dossier in so many is written as people write it, in YAML with quotes; the others as machines do, in JSON Lines with offsets."""

ANSWERS = "answers.json"


def corpus_of(assertions: int, seed: int) -> Corpus:
    """Return the corpus of about so many assertions."""
    return Corpus(seed, max(FEWEST, round(assertions / MEAN)), assertions)


def write_corpus(out: Path, corpus: Corpus, *, broken: int = 0) -> dict[str, Any]:
    """Write the corpus into the folder `out`, which is then a graph folder, and return its answers; break the last `broken` dossiers."""
    out.mkdir(parents=True, exist_ok=True)
    answers: dict[str, Any] = {"seed": corpus.seed, "films": corpus.films, "broken": []}
    counts: Counter[str] = Counter()
    outcomes: dict[str, list[list[Any]]] = {}
    for number in range(corpus.films):
        plan = make_plan(corpus, number)
        sheets = write_documents(plan)
        sound = number < corpus.films - broken
        write_dossier(out / plan.film, plan, sheets, by_hand=sound and number % BY_HAND == 0)
        if not sound:
            answers["broken"].append(break_dossier(out / plan.film, corpus.films - number - 1))
        counts.update(_counts(plan, sheets))
        for about, predicate, outcome in outcomes_of(plan):
            outcomes.setdefault(outcome, []).append([about, predicate])
    answers |= {
        "counts": dict(sorted(counts.items())),
        "outcomes": {k: _unique(v) for k, v in sorted(outcomes.items())},
    }
    (out / ANSWERS).write_text(json.dumps(answers, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return answers


def outcomes_of(plan: Plan) -> Iterator[tuple[list[str], str, str]]:
    """Yield what must come of the comparisons of a film: what they are about, the property, the outcome; unknown ones left aside."""
    for (about, predicate), outcome in plan.planted.items():
        yield sorted(about), predicate, outcome
    for about, predicate in matches(plan):
        yield sorted(about), predicate, "matches"


def _unique(found: list[list[Any]]) -> list[list[Any]]:
    """Return each once: what two films tell of one life is one comparison, where neither has a side of its own."""
    return [list(each) for each in sorted({(tuple(about), predicate) for about, predicate in found})]


def _counts(plan: Plan, sheets: list[Sheet]) -> dict[str, int]:
    return {
        "assertions": sum(sheet.assertions for sheet in sheets),
        "passages": sum(len(sheet.entries) for sheet in sheets),
        "documents": len(sheets),
        "characters": sum(sheet.length for sheet in sheets),
        "copied": len(plan.tellings.get("reprint", [])),
        "withdrawn": sum("withdrawn" in entry for sheet in sheets for entry in sheet.entries),
    }


def write_dossier(folder: Path, plan: Plan, sheets: list[Sheet], *, by_hand: bool) -> None:
    """Write one dossier: its head, things, documents, assertions and gold."""
    for name in ("things", "documents", "assertions"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "dossier.yaml").write_text(_head(plan, sheets), encoding="utf-8")
    things = "".join(f"{name}: {_flow(said)}\n" for name, said in plan.things.items())
    (folder / "things" / "all.yaml").write_text(things, encoding="utf-8")
    for sheet in sheets:
        (folder / "documents" / f"{sheet.name}.txt").write_bytes(sheet.text.encode())
        _write_lines(folder / "documents" / f"{sheet.name}.gold.jsonl", sheet.gold)
        _write_entries(folder / "assertions" / sheet.name, sheet, by_hand=by_hand)


def _write_entries(path: Path, sheet: Sheet, *, by_hand: bool) -> None:
    if by_hand:
        dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
        text = yaml.dump(sheet.entries, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10000)
        path.with_suffix(".yaml").write_text(text, encoding="utf-8")
    else:
        _write_lines(
            path.with_suffix(".jsonl"), [{k: v for k, v in entry.items() if k != "quote"} for entry in sheet.entries]
        )


def _write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(f"{_flow(row)}\n" for row in rows), encoding="utf-8")


def _flow(value: Any) -> str:
    """Write a value as JSON, which is YAML, too."""
    return json.dumps(value, ensure_ascii=False)


def _head(plan: Plan, sheets: list[Sheet]) -> str:
    lines = [
        f"film: {plan.film}",
        f"title: {_flow(plan.title)}",
        "licence: CC0-1.0",
        "creator: a corpus made by rule",
        "documents:",
    ]
    for sheet in sheets:
        said: dict[str, Any] = {
            "file": f"{sheet.name}.txt", "title": sheet.title, "kind": sheet.kind, "sha256": sheet.digest, "length": sheet.length,
            "licence": "CC0-1.0", "author": sheet.author,
        }  # fmt: skip
        said |= {"derivedFrom": sheet.derived_from} if sheet.derived_from else {}
        said |= {"parts": sheet.parts} if sheet.parts else {}
        lines.append(f"  {sheet.name}: {_flow(said)}")
    return "\n".join(lines) + "\n"

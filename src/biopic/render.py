"""Write an answer as a table for people, or as CSV, JSON, JSON Lines or Turtle for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from biopic.answers import AnswerTable, Evidence, Row, label_of
from biopic.ontology import BIOPIC
from biopic.sparql import Answer, Cell, Table, Target, films_of, plain_value

Renderer = Callable[[AnswerTable, Target], str]


def as_table(answer: AnswerTable, target: Target) -> str:
    """Return a table whose rows end in document, offsets, speaker, and words or gist.

    Rows that share the cells of the question's `group` stand under one heading; a column that never changes is said once.
    """
    if not answer.rows:
        return "nothing in the graph answers this\n"
    cells = [dict(zip(answer.columns, map(answer.text, row.cells), strict=True)) for row in answer.rows]
    shown = [name for name in answer.columns if any(each[name] for each in cells)]
    same = [name for name in shown if len(cells) > 1 and len({each[name] for each in cells}) == 1]
    headed = [name for name in answer.question.group if name in shown and name not in same]
    body = [name for name in shown if name not in (*same, *headed)]
    out = [_heading(cells[0], same)] if same else []
    groups: dict[str, list[int]] = {}
    for index, each in enumerate(cells):
        groups.setdefault(_heading(each, headed), []).append(index)
    for heading, members in groups.items():
        grid = _grid(body, [(cells[index], answer.rows[index].evidence) for index in members])
        out += [f"[bold]{heading}[/bold]", grid] if heading else [grid]
    return _printed(out)


def _heading(cells: Mapping[str, str], names: Sequence[str]) -> str:
    return " · ".join(_escaped(cells[name]) for name in names if cells[name])


def _grid(names: Sequence[str], rows: Sequence[tuple[Mapping[str, str], Sequence[Evidence]]]) -> Any:
    from rich import box
    from rich.table import Table as Grid

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, expand=False)
    evident = any(evidence for _, evidence in rows)
    for name in names:
        grid.add_column(_spaced(name), max_width=34, overflow="fold")
    if evident:
        grid.add_column("said in", ratio=1, overflow="fold")
    for cells, evidence in rows:
        last = ["\n".join(dict.fromkeys(_line(each) for each in evidence))] if evident else []
        grid.add_row(*(_escaped(cells[name]) for name in names), *last)
    return grid


def _line(evidence: Evidence) -> str:
    """Return where something is said, by whom and in which words, on one line; ↵ stands where the document's line ends."""
    words = " ↵ ".join(line.strip() for line in evidence.words.splitlines() if line.strip())
    said = f"“{words}”" if words else f"({evidence.gist})"
    who = f", {evidence.speaker}" if evidence.speaker and evidence.speaker != evidence.title else ""
    mark = " [bold]≠ others say otherwise[/bold]" if evidence.contested else ""
    mark += f" [bold]✎ draft, {evidence.confidence}[/bold]" if evidence.reader else ""
    return f"[dim]{_escaped(evidence.place)}{_escaped(who)}:[/dim] {_escaped(said)}{mark}"


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape("".join(c if c.isprintable() or c == "\n" else "�" for c in text))


def _spaced(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)


def _printed(parts: Sequence[Any]) -> str:
    from rich.console import Console

    live = sys.stdout.isatty()
    columns = max((len(part.columns) for part in parts if hasattr(part, "columns")), default=0)
    width = Console().width if live else max(140, 70 + 18 * columns)
    console = Console(width=width, file=io.StringIO(), force_terminal=live, highlight=False)
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"  # type: ignore[attr-defined]


def as_csv(answer: AnswerTable, target: Target) -> str:
    """Return one CSV line for each row and passage; a thing has its label in one column and its IRI in the next."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    evidence = ["document", "start", "end", "speaker", "contested", "gist", "words", "assertion"]
    evidence += ["reader", "confidence"] if answer.drafts else []
    things = {
        n for i, n in enumerate(answer.columns) if any(isinstance(row.cells[i], ox.NamedNode) for row in answer.rows)
    }
    head = [column for name in answer.columns for column in ([name, f"{name}_iri"] if name in things else [name])]
    writer.writerow(head + evidence)
    for row in answer.rows:
        cells = [
            text
            for name, cell in zip(answer.columns, row.cells, strict=True)
            for text in ([answer.text(cell), plain_value(cell)] if name in things else [answer.text(cell)])
        ]
        lines = [_evidence_cells(each)[: len(evidence)] for each in row.evidence] or [[""] * len(evidence)]
        writer.writerows([_safe(str(value)) for value in [*cells, *last]] for last in lines)
    return out.getvalue()


def _evidence_cells(e: Evidence) -> list[str | int]:
    contested = str(e.contested).lower()
    return [e.document, e.start, e.end, e.speaker, contested, e.gist, e.words, e.assertion, e.reader, e.confidence]


def _safe(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "@", "\t", "\r") else text


def _object(answer: AnswerTable, row: Row) -> dict[str, Any]:
    said = {name: _value(cell, answer.labels) for name, cell in zip(answer.columns, row.cells, strict=True)}
    return {**said, "evidence": [{k: v for k, v in vars(e).items() if v != ""} for e in row.evidence]}


def _value(cell: Cell, labels: Mapping[str, str]) -> Any:
    if isinstance(cell, ox.NamedNode):
        return {"iri": cell.value, "label": label_of(cell, labels)}
    return None if cell is None else plain_value(cell)


def as_json(answer: AnswerTable, target: Target) -> str:
    """Return a JSON array with an object a row and its evidence inside."""
    return json.dumps([_object(answer, row) for row in answer.rows], ensure_ascii=False, indent=2) + "\n"


def as_jsonl(answer: AnswerTable, target: Target) -> str:
    """Return the same objects, one a line."""
    return "".join(json.dumps(_object(answer, row), ensure_ascii=False) + "\n" for row in answer.rows)


def as_turtle(answer: AnswerTable, target: Target) -> str:
    """Return, as Turtle, what the graph says of every assertion, passage and thing in the answer."""
    from biopic.turtle import write_turtle

    iris = {cell.value for row in answer.rows for cell in row.cells if isinstance(cell, ox.NamedNode)}
    iris |= {e.assertion for row in answer.rows for e in row.evidence if e.assertion}
    iris |= {
        f"{e.document.replace('/document/', '/passage/', 1)}/{e.start}-{e.end}"
        for row in answer.rows
        for e in row.evidence
    }
    triples: set[ox.Triple] = set()
    names = sorted(iri for iri in iris if not iri.startswith(BIOPIC))
    for at in range(0, len(names), 500):
        values = " ".join(str(ox.NamedNode(iri)) for iri in names[at : at + 500])
        found = target.run(f"CONSTRUCT {{ ?x ?p ?o }} WHERE {{ ?x ?p ?o VALUES ?x {{ {values} }} }}")
        if isinstance(found, tuple):
            triples.update(found)
    return write_turtle(triples, target.base, films_of(target))


FORMATS: Mapping[str, Renderer] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "jsonl": as_jsonl,
    "ttl": as_turtle,
}
"""The formats of an answer, by the name that --format takes."""


def render_sparql(found: Answer, form: str, base: str) -> str:
    """Return the answer of a free SPARQL query: a table, CSV or JSON for rows, Turtle for triples."""
    from biopic.turtle import write_turtle

    if isinstance(found, bool):
        return json.dumps({"head": {}, "boolean": found}) + "\n" if form == "json" else f"{str(found).lower()}\n"
    if isinstance(found, tuple):
        return write_turtle(found, base)
    if form == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(
            [found.variables, *([plain_value(cell) for cell in row] for row in found.rows)]
        )
        return out.getvalue()
    if form in ("json", "jsonl"):
        return (
            _results_json(found)
            if form == "json"
            else "".join(
                json.dumps(dict(zip(found.variables, map(plain_value, row), strict=True)), ensure_ascii=False) + "\n"
                for row in found.rows
            )
        )
    from rich.table import Table as Grid

    grid = Grid(*found.variables)
    for row in found.rows:
        grid.add_row(
            *(
                _escaped(plain_value(cell).replace(f"{base}id/", "id:").replace(BIOPIC, "biopic:").replace(base, ""))
                for cell in row
            )
        )
    return _printed([grid])


def _results_json(table: Table) -> str:
    """Return SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/)."""
    rows = [{n: _binding(c) for n, c in zip(table.variables, row, strict=True) if c is not None} for row in table.rows]
    return (
        json.dumps({"head": {"vars": table.variables}, "results": {"bindings": rows}}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _binding(cell: Cell) -> dict[str, str]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.Literal):
        extra = {"xml:lang": cell.language} if cell.language else {"datatype": cell.datatype.value}
        return {
            "type": "literal",
            "value": cell.value,
            **(extra if extra.get("datatype") != "http://www.w3.org/2001/XMLSchema#string" else {}),
        }
    return {"type": "bnode", "value": plain_value(cell)}

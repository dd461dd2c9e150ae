"""Statements as the CSV that QuickStatements takes: an item a row, a column for each part of a statement; and back.

`P161` starts a statement, `qal4633` qualifies it, `S854` opens a reference and `s813` adds to it. Statements that are built alike share
their columns; an empty cell does nothing. The CSV has no ranks. See https://www.wikidata.org/wiki/Help:QuickStatements.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from biopic.errors import InputError
from biopic.wikibase.model import Snak, Statement, canonical, number_of
from biopic.wikibase.quickstatements import read_value, write_value

FIRST = "qid"
_COLUMN = re.compile(r"(P|qal|S|s)([1-9][0-9]*)", re.ASCII)


def to_csv(statements: Iterable[Statement]) -> str:
    """Return the statements as CSV; raise ValueError for what it cannot carry."""
    found = [canonical(statement) for statement in statements]
    shapes: dict[tuple[str, ...], int] = {}
    for statement in found:
        shapes.setdefault(_columns(statement), 0)
    width = 1
    for shape in shapes:
        shapes[shape] = width
        width += len(shape)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([FIRST, *(column for shape in shapes for column in shape)])
    for statement in found:
        shape, cells = _columns(statement), [""] * width
        cells[0] = statement.subject
        cells[shapes[shape] : shapes[shape] + len(shape)] = _cells(statement)
        writer.writerow(cells)
    return text.getvalue()


def obstacle(statement: Statement) -> str | None:
    """Return why a statement cannot be a row, None where it can."""
    try:
        to_csv([statement])
    except ValueError as error:
        return str(error)
    return None


def from_csv(text: str, file: str | None = None) -> list[Statement]:
    """Return the statements of a CSV, canonical; raise InputError with the line of what is none."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Statement] = []
    try:
        header = next(reader, [])
        if header[:1] != [FIRST]:
            raise ValueError(f"the first column is not {FIRST}")
        for cells in reader:
            found += _statements(header, cells)
    except (ValueError, csv.Error) as error:
        what = f"is no CSV of statements ({error})"
        raise InputError(what, file=file, line=max(reader.line_num, 1), todo="mend the line") from None
    return [canonical(statement) for statement in found]


def _columns(statement: Statement) -> tuple[str, ...]:
    """Return the heads of the columns that a statement needs."""
    if statement.rank != "normal":
        raise ValueError(f"the CSV has no place for the rank {statement.rank}; write the commands or the JSON instead")
    qualifiers = [f"qal{number_of(snak.property)}" for snak in statement.qualifiers]
    sources = [
        f"{'s' if place else 'S'}{number_of(snak.property)}"
        for reference in statement.references
        for place, snak in enumerate(reference)
    ]
    return (statement.property, *qualifiers, *sources)


def _cells(statement: Statement) -> list[str]:
    snaks = [*statement.qualifiers, *(snak for reference in statement.references for snak in reference)]
    return [write_value(value) for value in (statement.value, *(snak.value for snak in snaks))]


def _statements(header: Sequence[str], cells: Sequence[str]) -> list[Statement]:
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} cells under {len(header)} heads")
    found: list[tuple[Snak, list[Snak], list[list[Snak]]]] = []
    for head, cell in zip(header[1:], cells[1:], strict=True):
        column = _COLUMN.fullmatch(head)
        if not column:
            raise ValueError(f"{head[:50]!r} is no column of a statement")
        if not cell.strip():
            continue
        snak = Snak(f"P{column[2]}", read_value(cell, f"P{column[2]}"))
        if column[1] == "P":
            found.append((snak, [], []))
        elif not found:
            raise ValueError(f"{head} stands before any statement")
        elif column[1] == "qal":
            found[-1][1].append(snak)
        elif column[1] == "S":
            found[-1][2].append([snak])
        elif found[-1][2]:
            found[-1][2][-1].append(snak)
        else:
            raise ValueError(f"{head} adds to no reference")
    return [
        Statement(cells[0], said.property, said.value, "normal", tuple(qualifiers), tuple(tuple(r) for r in references))
        for said, qualifiers, references in found
    ]

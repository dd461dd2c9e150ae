"""Write a graph as Parquet (https://parquet.apache.org/docs/file-format/), for tools that read tables: one row a quad.

In goes a store; out comes a file with its quads, sorted and each once, as its shards are merged: no more than one group of
rows is in memory. `pyarrow`, the extra `biopic[parquet]`, writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from biopic.errors import InputError, MissingExtraError
from biopic.shards import merge
from biopic.store import DATASET, Opened, replacing, shards_of, sorted_nquads

COLUMNS = ("subject", "predicate", "object", "datatype", "language", "graph")
"""A row: IRIs as they are, blank nodes as `_:name`, a literal's own text with its datatype; `datatype` is null for an object
that is no literal, `language` for one without, `graph` for the default graph."""

GROUP = 1 << 16
"""Rows of a group, but for the last."""


def write_parquet(opened: Opened, path: Path) -> int:
    """Write every quad of a store to `path`, whole or not at all, and return their number."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError(
            "Parquet needs pyarrow, which is not installed", todo="install it with: pip install 'biopic[parquet]'"
        ) from None
    schema = pa.schema([pa.field(name, pa.string(), nullable=name in COLUMNS[3:]) for name in COLUMNS])
    number = 0
    try:
        with replacing(path) as new, pq.ParquetWriter(new, schema, compression="zstd") as writer:
            for rows in _groups(_lines(opened)):
                writer.write_table(
                    pa.table(dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True)), schema)
                )
                number += len(rows)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(f"cannot be written ({why})", file=path, todo="check the folder") from None
    return number


def _lines(opened: Opened) -> Iterable[bytes]:
    """Return the quads of a store as sorted N-Quads: of its shards or, where it has no folder, of what is in memory."""
    if opened.folder is None:
        return sorted_nquads(opened.store).splitlines(keepends=True)
    where = opened.folder / opened.generation
    return merge(shards_of(where) or [where / DATASET])


def _groups(lines: Iterable[bytes]) -> Iterator[list[tuple[str | None, ...]]]:
    lines = iter(lines)
    while some := list(islice(lines, GROUP)):
        yield [_row(quad) for quad in ox.parse(b"".join(some), format=ox.RdfFormat.N_QUADS)]


def _row(quad: Any) -> tuple[str | None, ...]:
    value, literal = quad.object, isinstance(quad.object, ox.Literal)
    graph = None if isinstance(quad.graph_name, ox.DefaultGraph) else _name(quad.graph_name)
    return (
        _name(quad.subject), quad.predicate.value, value.value if literal else _name(value),
        value.datatype.value if literal else None, value.language if literal else None, graph,
    )  # fmt: skip


def _name(node: Any) -> str:
    return str(node) if isinstance(node, ox.BlankNode) else str(node.value)

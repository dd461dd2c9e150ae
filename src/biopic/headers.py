"""The `#+` header of a query file: YAML on top, SPARQL below."""

from __future__ import annotations

from pathlib import Path

from biopic.errors import DossierError, QueryError
from biopic.marked import Map, load_text, parse_yaml


def read_header(path: Path) -> tuple[Map, str]:
    """Return the header and the whole text (header lines are comments to SPARQL) of the query file at `path`."""
    text = load_text(path)
    lines = [line.removeprefix("#+").removeprefix(" ") if line.startswith("#+") else "" for line in text.splitlines()]
    if not any(lines):
        raise QueryError(
            "has no #+ header", file=path, line=1, todo="start it with lines such as '#+ question: Who plays whom?'"
        )
    header = parse_yaml("\n".join(lines), path)
    if not isinstance(header, Map):
        raise DossierError("the #+ header is no map", file=path, line=1, todo="write key: value")
    return header, text

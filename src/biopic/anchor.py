"""Turn quotes into offsets and back, in the dossier's own files.

A person writes `quote:`; the published file has `at:`. Only that one line of an entry changes; comments and layout stay.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from biopic import marked
from biopic.documents import find_quote
from biopic.dossier import Dossier
from biopic.entries import find_one
from biopic.errors import DossierError
from biopic.marked import Map, Text


def rewrite(dossier: Dossier, path: Path, *, to_quotes: bool = False) -> str:
    """Return the text of the assertions file at `path` with every quote as offsets, or every offset as its quote.

    Raises DossierError where the document's text is absent, or a quote is absent or ambiguous in it.
    """
    text, words = marked.load_text(path), dossier.texts.get(path.name.partition(".")[0])
    if words is None:
        raise DossierError(
            f"the text of document {path.name.partition('.')[0]} is not here",
            file=path,
            todo="name its folder with --documents",
        )
    edits: list[tuple[int, int, str]] = []
    for entry in marked.parse_yaml(text, path):
        if isinstance(entry, Map):
            edits.extend(_edit(entry, words, path, text, to_quotes))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    marked.parse_yaml(text, path)
    return text


def _edit(entry: Map, words: str, path: Path, text: str, to_quotes: bool) -> list[tuple[int, int, str]]:
    keys = {str(key): key for key in entry}
    if to_quotes and "at" in keys and "quote" not in keys:
        at: Text = entry[keys["at"]]
        start, end = (int(number) for number in at.split("-"))
        new, key = f"quote: {quoted(words[start:end])}", keys["at"].span[0]
        places = find_quote(words, words[start:end])
        here = next(place.line for place in places if place.span.start == start)
        if len(places) > 1:
            unique = sum(place.line == here for place in places) == 1
            apart = ", " if text[entry.start] == "{" else "\n" + " " * (key - text.rfind("\n", 0, key) - 1)
            new += f"{apart}line: {here}" if unique else f"{apart}at: {at}"
        return [(key, at.span[1], new)]
    if not to_quotes and "quote" in keys:
        quote: Text = entry[keys["quote"]]
        line: Any = entry.get(keys["line"]) if "line" in keys else None
        span = entry[keys["at"]] if "at" in keys else find_one(words, quote, line, path)
        end = quote.span[0] + len(text[quote.span[0] : quote.span[1]].rstrip())
        edits = [(keys["quote"].span[0], end, f"at: {span}")]
        edits += [(*_extent(text, entry, keys[key]), "") for key in ("line", "at") if key in keys]
        return edits
    return []


def _extent(text: str, entry: Map, key: Text) -> tuple[int, int]:
    """Return where to cut so that a key goes with its value and with what parts it from its neighbours."""
    value: Text = entry[key]
    start, end = key.span[0], value.span[1]
    if text[entry.start] == "{":
        before = len(text[entry.start : start].rstrip())
        if text[entry.start + before - 1] == ",":
            return entry.start + before - 1, end
        comma = text.find(",", end) + 1
        return start, comma + len(text[comma:]) - len(text[comma:].lstrip())
    line, following = text.rfind("\n", 0, start) + 1, text.find("\n", end) + 1 or len(text)
    if text[line:start].strip():
        return start, following + len(text[following:]) - len(text[following:].lstrip())
    return line, following


def quoted(words: str) -> str:
    """Return `words` as a YAML scalar on one line.

    >>> quoted("Ada's lamp"), quoted("so: \\nit")
    ("'Ada''s lamp'", '"so: \\\\nit"')
    """
    if not words.isprintable():
        return yaml.safe_dump(words, default_style='"', width=sys.maxsize, allow_unicode=True).rstrip("\n")
    return "'" + words.replace("'", "''") + "'"

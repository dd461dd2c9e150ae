"""YAML and JSON Lines read as text with line numbers.

In goes a file of a dossier; out come maps, lists and texts that know their line, so that every later error can name it.
Scalars stay the strings that were written (`NO`, `1979` and `2021-02-30` alike). Anchors, aliases, tags, duplicate keys
and deep nesting are refused, which leaves a YAML bomb nothing to expand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from biopic.errors import DossierError

DEEPEST = 20
LARGEST = 64 << 20

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Text(str):
    """A scalar as it was written, with its line (from 1) and its place in the file's text as (start, end) offsets."""

    line: int
    span: tuple[int, int]

    def __new__(cls, value: str, line: int, span: tuple[int, int] = (0, 0)) -> Text:
        text = super().__new__(cls, value)
        text.line, text.span = line, span
        return text


class Map(dict[Any, Any]):
    """A mapping that knows its line and its place in the file's text."""

    def __init__(self, line: int, start: int = 0) -> None:
        super().__init__()
        self.line, self.start = line, start


class List(list[Any]):
    """A sequence that knows its line."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def load_text(path: Path) -> str:
    """Return the characters of the UTF-8 file at `path`, newlines untouched; raise DossierError if it is none."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise DossierError(
            f"cannot be read ({error.strerror})", file=path, todo="check the path and its permissions"
        ) from None
    if len(data) > LARGEST:
        raise DossierError(f"is larger than {LARGEST >> 20} MiB", file=path, todo="split it")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DossierError("is not UTF-8", file=path, line=line, todo="save it as UTF-8") from None
    if text.startswith("\ufeff"):
        raise DossierError("starts with a byte-order mark", file=path, line=1, todo="save it as UTF-8 without one")
    return text


def load_yaml(path: Path) -> Map | List:
    """Read one YAML document of maps, lists and plain scalars from `path`."""
    return parse_yaml(load_text(path), path)


def parse_yaml(text: str, path: Path | str = "<text>") -> Map | List:
    """Parse YAML `text`; `path` is only named in errors.

    >>> parse_yaml("when: 1979\\nwho: [ada, NO]")
    {'when': '1979', 'who': ['ada', 'NO']}
    """
    try:
        value = _compose(yaml.parse(text, Loader=_Loader), path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise DossierError(
            f"is not YAML: {error.problem or error.context}", file=path, line=line, todo="mend the syntax there"
        ) from None
    except yaml.reader.ReaderError as error:
        line = text.partition(chr(error.character))[0].count("\n") + 1
        raise DossierError(
            f"has a character that YAML forbids (U+{error.character:04X})", file=path, line=line, todo="remove it"
        ) from None
    if not isinstance(value, Map | List):
        raise DossierError("holds no map and no list", file=path, line=1, todo="see docs/write-a-dossier.md")
    return value


def load_jsonl(path: Path) -> List:
    """Read a JSON Lines file as a list of maps, one a line, with numbers kept as the text they were written as."""
    entries = List(1)
    for number, row in enumerate(load_text(path).split("\n"), 1):
        if row.strip():
            entries.append(parse_json(row, path, number))
    return entries


def parse_json(row: str, path: Path, number: int = 1) -> Any:
    """Read one line of JSON; `path` and `number` are only named in errors."""
    return _mark(_parse_json(row, path, number), number, path)


def _parse_json(row: str, path: Path, number: int) -> Any:
    try:
        return json.loads(row, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=tuple)
    except (ValueError, RecursionError) as error:
        raise DossierError(f"is not JSON: {error}", file=path, line=number, todo="mend the line") from None


def _mark(value: Any, line: int, path: Path, depth: int = 0) -> Any:
    if depth > DEEPEST:
        raise DossierError("is nested too deeply", file=path, line=line, todo="flatten it")
    if isinstance(value, tuple):
        marked = Map(line)
        for key, item in value:
            _put(marked, _text(key, line, path), _mark(item, line, path, depth + 1), path)
        return marked
    if isinstance(value, list):
        items = List(line)
        items.extend(_mark(item, line, path, depth + 1) for item in value)
        return items
    return _text(value if isinstance(value, str) else {True: "true", False: "false", None: ""}[value], line, path)


def _text(value: str, line: int, path: Path | str, span: tuple[int, int] = (0, 0)) -> Text:
    """Return a scalar; refuse what no file of text can hold, be it written as an escape."""
    wrong = _NO_TEXT.search(value)
    if wrong:
        raise DossierError(f"has the escape of U+{ord(wrong[0]):04X}", file=path, line=line, todo="remove it")
    return Text(value, line, span)


def _compose(events: Iterator[Any], path: Path | str) -> Any:
    """Build the value from parser events; iterative, so that nesting cannot exhaust the stack."""
    stack: list[tuple[Map | List, list[Text]]] = []
    result: Any = None
    documents = 0
    for event in events:
        line, start, end = _place(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise DossierError(
                    "holds a second YAML document", file=path, line=line, todo="keep one document a file"
                )
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise DossierError("uses a YAML anchor or alias", file=path, line=line, todo="write the value out")
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            finished = stack.pop()[0]
            result = _attach(stack, finished, path)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent | yaml.ScalarEvent):
            if event.tag not in (None, "!"):
                raise DossierError(
                    f"uses the YAML tag {event.tag}",
                    file=path,
                    line=line,
                    todo="remove it; every scalar is read as text",
                )
            if isinstance(event, yaml.ScalarEvent):
                result = _attach(stack, _text(event.value, line, path, (start, end)), path)
            elif len(stack) >= DEEPEST:
                raise DossierError("is nested too deeply", file=path, line=line, todo="flatten it")
            else:
                stack.append((Map(line, start) if isinstance(event, yaml.MappingStartEvent) else List(line), []))
    return result


def _place(event: Any) -> tuple[int, int, int]:
    """Return the line (from 1) and the start and end offsets of a parser event."""
    mark, end = event.start_mark, event.end_mark
    return (mark.line + 1, mark.index, end.index) if mark and end else (1, 0, 0)


def _attach(stack: list[tuple[Map | List, list[Text]]], value: Any, path: Path | str) -> Any:
    if not stack:
        return value
    parent, keys = stack[-1]
    if isinstance(parent, List):
        parent.append(value)
    elif keys:
        _put(parent, keys.pop(), value, path)
    elif isinstance(value, Text):
        keys.append(value)
    else:
        raise DossierError(
            "has a map or a list as a key", file=path, line=value.line, todo="use a plain word as the key"
        )
    return value


def _put(parent: Map, key: Text, value: Any, path: Path | str) -> None:
    if key in parent:
        raise DossierError(f"has the key {key!s} twice", file=path, line=key.line, todo="join the two or rename one")
    parent[key] = value

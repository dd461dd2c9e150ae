"""The fields of a marked map: take one out, check it, or complain with the file and the line.

Every reader of a dossier's file uses these few functions, so that every complaint reads alike.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from biopic.documents import Span
from biopic.dossier import Reference, Thing
from biopic.errors import DossierError
from biopic.marked import List, Map, Text
from biopic.ontology import Property, Vocabulary


def as_map(value: Any, path: Path) -> Map:
    """Return `value` if it is a map."""
    if not isinstance(value, Map):
        raise DossierError(
            "expected a map here", file=path, line=getattr(value, "line", 1), todo="see docs/write-a-dossier.md"
        )
    return value


def as_list(value: Any, path: Path) -> List:
    """Return `value` if it is a list."""
    if not isinstance(value, List):
        raise DossierError(
            "expected a list here", file=path, line=getattr(value, "line", 1), todo="see docs/write-a-dossier.md"
        )
    return value


def values_of(raw: Any) -> List | list[Any]:
    """Return the values that stand under a key, be it one or a list."""
    return raw if isinstance(raw, List) else [raw]


def only(said: Map, path: Path, *keys: str) -> None:
    """Refuse any key but the ones named."""
    for key in said:
        if key not in keys:
            raise DossierError(f"unknown key {key}", file=path, line=key.line, todo=f"use one of: {', '.join(keys)}")


def need_any(said: Map, key: str, path: Path) -> Any:
    """Return what stands under a key that must be there."""
    if key not in said:
        raise DossierError(f"{key} is missing", file=path, line=said.line, todo=f"add {key}:")
    return said[key]


def need(said: Map, key: str, path: Path) -> Text:
    """Return the plain text under a key that must be there."""
    return as_text(need_any(said, key, path), key, path)


def as_text(value: Any, key: str, path: Path) -> Text:
    """Return `value`, which stands under `key`, if it is a plain text and not empty."""
    if not isinstance(value, Text) or not value.strip():
        raise DossierError(
            f"{key} is no plain text",
            file=path,
            line=getattr(value, "line", 1),
            todo=f"write {key}: and one value",
        )
    return value


def optional(said: Map, key: str, path: Path, default: str = "") -> str:
    """Return the text under a key that may be absent; where it is, `default`."""
    return str(need(said, key, path)) if key in said else default


def texts_of(said: Map, key: str, path: Path) -> list[Text]:
    """Return the texts under a key, be they one, a list, or absent."""
    return [as_text(value, key, path) for value in values_of(said.get(key, List(1)))]


def flag(said: Map, key: str, path: Path) -> bool:
    """Return a field that is true or false, false where it is absent."""
    value = said.get(key, "false")
    if value not in ("true", "false"):
        raise DossierError(
            f"{key} is {value}", file=path, line=getattr(value, "line", said.line), todo="write true or false"
        )
    return bool(value == "true")


def number(text: Text, path: Path) -> int:
    """Read a number of up to twelve digits."""
    if not re.fullmatch(r"\d{1,12}", text, re.ASCII):
        raise DossierError(f"{text} is no number", file=path, line=text.line, todo="write digits")
    return int(text)


def span_of(text: Text, length: int, path: Path) -> Span:
    """Read offsets such as 412-456 and check that they lie inside `length` characters."""
    found = re.fullmatch(r"(\d{1,12})-(\d{1,12})", text, re.ASCII)
    if not found:
        raise DossierError(f"{text} are no offsets", file=path, line=text.line, todo="write start-end, such as 412-456")
    span = Span(int(found[1]), int(found[2]))
    if not span.start < span.end <= length:
        raise DossierError(
            f"passage {span} lies outside the document, which has {length} characters",
            file=path,
            line=text.line,
            todo="mend the offsets",
        )
    return span


def day_of(text: Text, path: Path) -> str:
    """Read a day as YYYY-MM-DD."""
    try:
        day = datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        day = ""
    if day != text:
        raise DossierError(f"{text} is no day", file=path, line=text.line, todo="write YYYY-MM-DD")
    return day


def check_class(
    kind: str,
    allowed: frozenset[str],
    vocabulary: Vocabulary,
    complaint: str,
    path: Path,
    line: int,
    takes: frozenset[str] = frozenset(),
) -> None:
    """Refuse a thing of class `kind` where only the classes `allowed` (or below) go."""
    if allowed and not vocabulary.ancestors(kind) & allowed:
        raise DossierError(
            complaint, file=path, line=line, todo=f"it goes with {' or '.join(sorted(takes or allowed))}"
        )


def check_agent(things: Mapping[str, Thing], name: Text, vocabulary: Vocabulary, path: Path) -> str:
    """Return the name of an agent that is declared and can speak."""
    thing = things.get(name)
    if thing is None:
        raise DossierError(
            f"{name} is not declared",
            file=path,
            line=name.line,
            todo=f"declare it under things/; {closest(name, things)}",
        )
    check_class(
        thing.kind, frozenset({"Agent"}), vocabulary, f"{name} is a {thing.kind} and cannot speak", path, name.line
    )
    return str(name)


def closest(name: str, known: Iterable[str]) -> str:
    """Return a hint: the known names that come nearest."""
    from rapidfuzz import process

    near = [word for word, _, _ in process.extract(str(name), list(known), limit=3, score_cutoff=60)]
    return f"did you mean {' or '.join(near)}?" if near else "mend the name"


def refer(text: Text, found: Property, things: Mapping[str, Thing], vocabulary: Vocabulary, path: Path) -> Reference:
    """Return the thing or the individual of the ontology that `text` names, if the property takes it."""
    if text in things:
        kind = things[text].kind
        check_class(
            kind,
            found.range,
            vocabulary,
            f"{text} is a {kind}, and {found.name} takes none",
            path,
            text.line,
            found.range,
        )
        return Reference(str(text))
    classes = vocabulary.individuals.get(text)
    if classes is not None and (classes & found.range or not found.range):
        return Reference(str(text), term=True)
    raise DossierError(
        f"{text} is not declared",
        file=path,
        line=text.line,
        todo=f"declare it under things/; {closest(text, [*things, *vocabulary.individuals])}",
    )

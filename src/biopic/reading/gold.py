"""Gold: what a careful reader finds in a text, written by hand, as the drafts that a reading is held against.

In goes a file `*.gold.jsonl` with one JSON object a line and the text that it speaks of; out come drafts, in the order of the
file. A line gives its passage as `quote` (and `nth`, from 1) or as `start` and `end`, and the fields of its kind. Anything
wrong in it is an InputError that names file and line, for gold that is half right scores every reader wrongly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from biopic.documents import Span, find_quote, nearest
from biopic.errors import InputError
from biopic.reading.drafts import ALWAYS, KINDS, WORLDS, Draft
from biopic.values import parse_time

SUBJECT_FIELD = {"award": "award", "quotation": "speaker", "timeline_event": "title"}
"""The kinds whose subject is one of their further fields; a line may give either, or both if they agree."""

NO_SUBJECT = {"departure", "noise", "quotation"}
NO_VALUE = {"award", "denial", "departure", "noise", "timeline_event"}
"""The kinds whose subject or value may be empty."""

DATES = {"birth_date", "death_date", "setting_time"}
NUMBERS = {"film_year", "age_at_death"}
"""The kinds whose value is a date in EDTF, or a whole number."""

CHOICES = {
    ("kinship", "relation"): ("mother", "father", "spouse", "child", "sibling", "grandparent", "partner", "friend"),
    ("award", "result"): ("won", "nominated"),
}
"""The further fields that a line must have, and what they may say."""


def load_gold(path: Path, text: str) -> list[Draft]:
    """Return the drafts of the gold file at `path`, whose passages stand in `text`; raise InputError at the first wrong line."""
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", file=path) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError("is not UTF-8", file=path, line=line, todo="convert it to UTF-8") from None
    first: dict[tuple[object, ...], int] = {}
    drafts = []
    for number, row in enumerate(lines, 1):
        if not row.strip():
            continue
        try:
            draft = _draft(_object(row), text)
        except _WrongError as wrong:
            raise InputError(wrong.what, file=path, line=number, todo=wrong.todo) from None
        if first.setdefault(draft.key, number) != number:
            raise InputError(
                f"says what line {first[draft.key]} says", file=path, line=number, todo="remove one of them"
            )
        drafts.append(draft)
    return drafts


class _WrongError(Exception):
    """What is wrong in a line, before anybody has said which line."""

    def __init__(self, what: str, todo: str) -> None:
        self.what, self.todo = what, todo


def _object(row: str) -> dict[str, Any]:
    try:
        data = json.loads(row, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise _WrongError("is no JSON object", "write one object a line")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _WrongError(f"has the field {double!r} twice", "keep one")
    return data


def _draft(data: Mapping[str, Any], text: str) -> Draft:
    kind = _choice(data, "kind", tuple(KINDS))
    unknown = sorted(data.keys() - {*ALWAYS, *KINDS[kind], "quote", "nth"})
    if unknown:
        raise _WrongError(
            f"has the field {unknown[0]!r}, which no {kind} has", f"use {', '.join(KINDS[kind]) or 'subject and value'}"
        )
    span = _span(data, text)
    subject = _subject(data, kind)
    own = SUBJECT_FIELD.get(kind)
    fields = tuple(
        (name, subject if name == own else _field(data, name)) for name in KINDS[kind] if name in data or name == own
    )
    for (_, name), among in (each for each in CHOICES.items() if each[0][0] == kind):
        _choice(data, name, among)
    denied, confidence = data.get("denied", False), data.get("confidence", 1.0)
    if not isinstance(denied, bool):
        raise _WrongError("has a `denied` that is neither true nor false", "write true, or leave it out")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise _WrongError("has a `confidence` that is no number from 0 to 1", "leave it out, which means 1")
    return Draft(kind, subject, _value(data, kind, text[span.start : span.end]), span, _choice(data, "world", WORLDS),
                 float(confidence), _text(data, "reader", "gold"), denied, fields)  # fmt: skip


def _choice(data: Mapping[str, Any], name: str, among: tuple[str, ...]) -> str:
    value = data.get(name)
    if not isinstance(value, str) or value not in among:
        what = f"has the unknown {name} {value!r}" if name in data else f"has no {name}"
        raise _WrongError(what, f"write one of: {', '.join(among)}")
    return value


def _span(data: Mapping[str, Any], text: str) -> Span:
    if ("quote" in data) == ("start" in data or "end" in data) or ("nth" in data and "quote" not in data):
        raise _WrongError("does not say once where it stands", "give `quote` (and `nth`), or `start` and `end`")
    if "quote" in data:
        return _quoted(data["quote"], data.get("nth", 1), text)
    start, end = data.get("start"), data.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise _WrongError(f"stands at {start} to {end}", f"give offsets from 0 to {len(text)}, the length of the text")
    return Span(start, end)


def _quoted(quote: Any, nth: Any, text: str) -> Span:
    if not isinstance(quote, str) or not quote or type(nth) is not int or nth < 1:
        raise _WrongError(
            "has a quote that is no text, or an `nth` below 1", "copy the words from the text, and count from 1"
        )
    places = find_quote(text, quote)
    if not places:
        near = next((f" (line {found.line} comes nearest)" for found in nearest(text, quote, 1)), "")
        raise _WrongError(
            f"quotes {_short(quote)}, which is not in the text{near}", "copy it from the text, to the character"
        )
    if nth > len(places):
        raise _WrongError(
            f"wants place {nth} of {_short(quote)}, which the text has {len(places)} times", "correct `nth`"
        )
    return places[nth - 1].span


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= 80 else f"{quote[:79]}…")


def _subject(data: Mapping[str, Any], kind: str) -> str:
    names = [name for name in (SUBJECT_FIELD.get(kind), "subject") if name in data]
    given = {_text(data, name) for name in names if name}
    if len(given) > 1:
        raise _WrongError(f"has a `subject` that is not its `{SUBJECT_FIELD[kind]}`", "leave the subject out")
    subject = given.pop() if given else ""
    if (not subject and kind not in NO_SUBJECT) or (kind == "quotation" and not names):
        raise _WrongError(f"has no `{SUBJECT_FIELD.get(kind, 'subject')}`", "say of whom or what it speaks")
    return subject


def _value(data: Mapping[str, Any], kind: str, passage: str) -> str:
    if kind == "quotation":
        return passage
    value = _text(data, "value", _text(data, "time") if kind == "timeline_event" else "")
    if not value and kind not in NO_VALUE:
        raise _WrongError("has no `value`", "say what it says")
    if kind in DATES and not _is_date(value):
        raise _WrongError(
            f"has the value {_short(value)}, which is no date", "write EDTF, such as 1961-12-04, 1961 or 196X"
        )
    if kind in NUMBERS and not (value.isascii() and value.isdigit()):
        raise _WrongError(f"has the value {_short(value)}, which is no number", "write digits only")
    return value


def _is_date(value: str) -> bool:
    try:
        return bool(parse_time(value))
    except ValueError:
        return False


def _field(data: Mapping[str, Any], name: str) -> str | tuple[str, ...]:
    value = data[name]
    if isinstance(value, list) and name == "participants" and all(isinstance(each, str) for each in value):
        return tuple(value)
    return _text(data, name)


def _text(data: Mapping[str, Any], name: str, default: str = "") -> str:
    value = data.get(name, default)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _WrongError(f"has a `{name}` that is no text", "write it in quotation marks")
    return str(value)

"""Statements as QuickStatements takes them: a line of fields each, in the command syntax called V1; and back.

A line is an item, a property, a value, perhaps a rank, then qualifiers and references in pairs; `!S` opens one reference more. What the
syntax cannot carry is refused, never bent. See https://www.wikidata.org/wiki/Help:QuickStatements and the parser at
https://github.com/WikiMovimentoBrasil/quickstatements3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from biopic.errors import InputError
from biopic.wikibase.model import (
    GREGORIAN,
    JULIAN,
    ExternalId,
    Item,
    MonolingualText,
    NoValue,
    Quantity,
    Reference,
    Snak,
    SomeValue,
    Statement,
    Text,
    TimePoint,
    Url,
    Value,
    canonical,
    canonical_value,
    number_of,
)

RANKS = {"preferred": "R+", "deprecated": "R-"}
"""How a rank is written behind the value; the normal one is not, for older versions of the tool know none."""

WORDS: dict[str, type[Url] | type[ExternalId]] = {"P854": Url, "P345": ExternalId}
"""The properties whose words are more than words; in the syntax they all look alike."""

_READ_RANKS = {
    "R+": "preferred", "RPREFERRED": "preferred", "R0": "normal", "RNORMAL": "normal", "R-": "deprecated", "RDEPRECATED": "deprecated",
}  # fmt: skip
_TEXT = re.compile(r'"(.*)"', re.DOTALL)
_MONOLINGUAL = re.compile(r'([a-z0-9-]+):"(.*)"', re.DOTALL)
_TIME = re.compile(r"([+-][0-9]+-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)(?:/([0-9]+))?(/J)?", re.ASCII)
_QUANTITY = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)(?:~([0-9]+(?:\.[0-9]+)?))?(?:U([0-9]+))?", re.ASCII)
_ENTITY = re.compile(r"[QPL][0-9]+(?:-[FS][0-9]+)?", re.ASCII)


def to_lines(statements: Iterable[Statement]) -> str:
    r"""Return the statements as commands, fields parted by tabs; raise ValueError for what the syntax cannot carry.

    >>> to_lines([Statement("Q1", "P161", Item("Q2"), qualifiers=(Snak("P4633", Text('Ada "Light" Moss')),))])
    'Q1\tP161\tQ2\tP4633\t"Ada "Light" Moss"\n'
    """
    return "".join("\t".join(_fields(canonical(statement))) + "\n" for statement in statements)


def obstacle(statement: Statement) -> str | None:
    """Return why a statement cannot be a command, None where it can."""
    try:
        to_lines([statement])
    except ValueError as error:
        return str(error)
    return None


def from_lines(text: str, file: str | None = None) -> list[Statement]:
    """Return the statements of a file of commands, canonical; raise InputError with the line of what is none."""
    found: list[Statement] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append(canonical(_parse(line.split("\t"))))
            except (ValueError, IndexError) as error:
                what = f"is no command that adds a statement ({error})"
                raise InputError(what, file=file, line=number, todo="mend the line") from None
    return found


def write_value(value: Value) -> str:
    """Return a value as commands and cells have it; raise ValueError for one that the syntax has no form for."""
    value = canonical_value(value)
    match value:
        case Item(identifier):
            return identifier
        case Text() | ExternalId() | Url() | MonolingualText():
            return _words(value)
        case TimePoint(time, precision, calendar):
            if calendar not in (GREGORIAN, JULIAN):
                raise ValueError("QuickStatements knows the Gregorian and the Julian calendar only")
            return f"{time}/{precision}{'/J' if calendar == JULIAN else ''}"
        case Quantity():
            return _number(value)
        case SomeValue():
            return "somevalue"
        case NoValue():
            return "novalue"
    raise ValueError(f"QuickStatements has no form for a value of type {value.kind}")


def read_value(text: str, property_: str) -> Value:
    """Return the value that a field or a cell holds; raise ValueError where it holds none."""
    text = text.strip()
    if text in ("somevalue", "novalue"):
        return SomeValue() if text == "somevalue" else NoValue()
    if _ENTITY.fullmatch(text):
        return Item(text)
    if found := _TEXT.fullmatch(text):
        return WORDS.get(property_, Text)(found[1].strip())
    if found := _MONOLINGUAL.fullmatch(text):
        return MonolingualText(found[2].strip(), found[1])
    if found := _TIME.fullmatch(text):
        return TimePoint(found[1], int(found[2] or 9), JULIAN if found[3] else GREGORIAN)
    if found := _QUANTITY.fullmatch(text):
        amount, bound = Decimal(found[1]), Decimal(found[2]) if found[2] else None
        lower, upper = (None, None) if bound is None else (amount - bound, amount + bound)
        return Quantity(amount, f"Q{found[3]}" if found[3] else "", lower, upper)
    raise ValueError(f"{text[:200]!r} is no value")


def _fields(statement: Statement) -> Iterator[str]:
    yield from (statement.subject, statement.property, _field(statement.value))
    if statement.rank in RANKS:
        yield RANKS[statement.rank]
    for snak in statement.qualifiers:
        yield from (snak.property, _field(snak.value))
    for index, reference in enumerate(statement.references):
        for place, snak in enumerate(reference):
            mark = "!S" if index and not place else "S"
            yield from (f"{mark}{number_of(snak.property)}", _field(snak.value))


def _field(value: Value) -> str:
    text = write_value(value)
    if "|" in text:
        raise ValueError("a | in a text would part a command in two; write the CSV or the JSON instead")
    return text


def _words(value: Text | ExternalId | Url | MonolingualText) -> str:
    """Return words in quotation marks, which need no escape inside: only the outermost count."""
    text = next(iter(vars(value).values()))
    if not text:
        raise ValueError("a text is empty")
    if text.startswith('""') and text.endswith('""'):
        raise ValueError("a text in doubled quotation marks would lose them")
    return f'{value.language}:"{text}"' if isinstance(value, MonolingualText) else f'"{text}"'


def _number(value: Quantity) -> str:
    text = f"{value.amount:f}"
    if value.lower is not None or value.upper is not None:
        if value.lower is None or value.upper is None or value.upper - value.amount != value.amount - value.lower:
            raise ValueError("QuickStatements knows only bounds that lie as far below as above")
        text += f"~{value.upper - value.amount:f}"
    return text + (f"U{number_of(value.unit)}" if value.unit else "")


def _parse(fields: list[str]) -> Statement:
    subject, property_, value, *rest = fields
    rank = _READ_RANKS[rest.pop(0).upper()] if rest and rest[0].upper() in _READ_RANKS else "normal"
    if len(rest) % 2:
        raise ValueError("a field has no partner")
    qualifiers: list[Snak] = []
    references: list[list[Snak]] = [[]]
    for key, text in zip(rest[::2], rest[1::2], strict=True):
        if key.startswith("P"):
            qualifiers.append(Snak(key, read_value(text, key)))
            continue
        if key.startswith("!"):
            references.append([])
        references[-1].append(_source(key.removeprefix("!"), text))
    blocks: tuple[Reference, ...] = tuple(tuple(block) for block in references if block)
    return Statement(subject, property_, read_value(value, property_), rank, tuple(qualifiers), blocks)


def _source(key: str, text: str) -> Snak:
    if not re.fullmatch(r"S[0-9]+", key, re.ASCII):
        raise ValueError(f"{key[:50]!r} is no qualifier and no source")
    return Snak(f"P{key[1:]}", read_value(text, f"P{key[1:]}"))

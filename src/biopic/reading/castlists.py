"""Lists and tables of who plays whom: "Ada Moss ..... Ines Carr", `| Ines Carr | Ada |`, "Ines Carr as Ada" line by line.

A row is a line of two cells with a sign between them. Which side has the performers, the rows of a section tell together: by a
table's head, by who is known as a performer, by who is named oftener in the rest of the text. A cell may be a role
without a name ("Nurse") or "Herself" if the other is a full name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.billing import cast_runs
from biopic.reading.layout import Line, Section
from biopic.reading.lists import marked_items
from biopic.reading.namewords import LABELS
from biopic.reading.personal import is_person
from biopic.reading.records import LEAST, PAIR
from biopic.reading.words import TITLES

if TYPE_CHECKING:
    from biopic.reading.text import Text

_SIGN = re.compile(
    r"\s*(?:\.{2,}|…+)\s*|\s+(?:[–—~>»✦✶*+-]+|:{2,3})\s+|\s*[|→=·•]\s*|\s*:\s+|\t+|\s{2,}|,?\s+(?P<by>(?:played|portrayed) by)\s+|,?\s+(?P<as>as)\s+|\s+(?P<is>is)\s+|\s/\s"
)
_MAY_BE_ROW = re.compile(r"\.\.|…|\sas\s|\sby\s")
"""What one of its cells is set off by, outside a cast."""
_BETWEEN_PAIRS = re.compile(r"\s+[|•·]\s+|;\s+")
_LEAD = re.compile(r"^(?:#+\s+|[-*•‣▪–]\s+|\d+[.)]\s+|\|\s*)?[*_]{0,2}")
_TAIL = re.compile(r"\s*[*_]{0,2}\s*(?:\||$|[,;(]|\s[–—-]\s|[.:](?:\s|$)|\s[~>»]\s|[–—:])")
_BY = re.compile(r"(?:played|portrayed)\s+by\s+", re.IGNORECASE)
_SELF = re.compile(r"(?:him|her|them)sel(?:f|ves)$", re.IGNORECASE)
_ROLE = re.compile(r"(?:[A-Z#][\w'’.#-]*)(?:\s[\w'’.#/&-]+){0,4}$")
_HEAD = re.compile(r"\b(?:(?P<performer>actor|actress|performer|player|cast|star)|(?P<role>character|role|part))s?\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of a cast list: its two cells, the sign between them, and how the line itself says which is the performer."""

    first: Span
    second: Span
    sign: str
    order: str = ""
    """"by" where the second is the performer, "as" where the first is, "" where the line does not tell."""


@dataclass(frozen=True)
class Pair:
    """A performer and a character where a list has them."""

    performer: Span
    character: Span


def listed(text: Text, performers: Iterable[str]) -> Iterator[Pair]:
    """Yield the pairs of every cast list; `performers` are the names of those known to be such."""
    known = frozenset(performers)
    for lines, rows in _blocks(text):
        head = next((order for line in lines if (order := _headed(line.text))), "")
        second = (head or _voted(text, rows, known)) == "by"
        for row in rows:
            alone = _SELF.match(text.slice(row.second)) is not None
            order = "as" if alone else row.order or ("by" if second else "as")
            pair = Pair(row.second, row.first) if order == "by" else Pair(row.first, row.second)
            if _is_named(text, pair.performer) and (len(rows) > 1 or _is_named(text, pair.character)):
                yield pair


@lru_cache(maxsize=2)
def _blocks(text: Text) -> list[tuple[list[Line], list[Row]]]:
    """Return the lines and the rows of each section that has rows."""
    blocks = []
    heads = {record.head.number for run in cast_runs(text) for record in run.records}
    heads |= set(_in_a_row(text))
    for section in text.layout.sections:
        lines = [line for line in text.layout.lines_in(section.span) if len(line.text) < 400]
        strung = [piece for line in lines for piece in _strung(text, line)]
        lines = [line for line in lines if len(marked_items(line.text)) < 2]
        rows = [row for line in lines if (row := _row(text, line, _is_cast(section, line, heads)))]
        rows += [row for piece in strung if (row := _row(text, piece, cast=True))]
        if sum(row.sign == "is" for row in rows) < LEAST or len(rows) < len(lines) / 2:
            rows = [row for row in rows if row.sign != "is"]
        if rows:
            blocks.append((lines, rows))
    return blocks


def heads_of_rows(text: Text) -> dict[int, str]:
    """Return the characters of the rows of cast lists, by the numbers of the lines that they stand in."""
    found = {}
    for pair in listed(text, ()):
        if " " not in text.slice(pair.performer):
            continue
        found[text.layout.line_at(pair.character.start).number] = text.name_at(pair.character) or text.slice(
            pair.character
        )
    return found


def _in_a_row(text: Text) -> Iterator[int]:
    """Yield the numbers of lines, three or more together, that are each two persons' names with a sign between them."""
    together: list[int] = []
    for line in [*text.layout.lines, None]:
        pair = PAIR.fullmatch(line.text) if line and len(line.text) < 100 else None
        if line and pair and all(_is_named(text, _cell(line, *pair.span(side))) for side in ("first", "second")):
            together.append(line.number)
            continue
        yield from together if len(together) > 2 else ()
        together = []


def _strung(text: Text, line: Line) -> list[Line]:
    """Return the pairs of a line that has several, with a sign between pair and pair: "Ada: Ines Carr | Jonah: Bo Lund"."""
    cuts = [0, *(at for cut in _BETWEEN_PAIRS.finditer(line.text) for at in cut.span()), len(line.text)]
    pieces = [
        replace(line, span=Span(line.span.start + start, line.span.start + end), text=line.text[start:end])
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    pairs = [(piece, PAIR.fullmatch(piece.text)) for piece in pieces]
    named = sum(bool(pair) and _is_named(text, _cell(piece, *pair.span("second"))) for piece, pair in pairs if pair)
    return pieces if len(pieces) > 1 and all(pair for _, pair in pairs) and 2 * named > len(pieces) else []


def _is_cast(section: Section, line: Line, heads: set[int]) -> bool:
    """Say whether a line stands where casts are listed: in a section of characters, or at the head of one's record."""
    return section.matter == "characters" or line.number in heads


def _row(text: Text, line: Line, cast: bool) -> Row | None:
    """Read a line as a row; in a section that is no cast only dots, "as" and "played by" make one."""
    if not cast and not _MAY_BE_ROW.search(line.text):
        return None
    lead = _LEAD.match(line.text)
    start = lead.end() if lead else 0
    sign = _SIGN.search(line.text, start)
    if not sign or sign.start() == start:
        return None
    tail_from = sign.end() + (by.end() if (by := _BY.match(line.text[sign.end() :])) else 0)
    marks = len(line.text[tail_from:]) - len(line.text[tail_from:].lstrip('*_"“[ '))
    end = _TAIL.search(line.text, tail_from + marks)
    cells = [
        _cell(line, start, sign.start()),
        _cell(line, tail_from + marks, end.start() if end else len(line.text)),
    ]
    shown = sign.group().strip()
    order = "by" if by or sign["by"] else "as" if sign["as"] else ""
    if not (cast or order or shown[:2] in ("..", "…")) or (sign["as"] and not cast and not _is_closed(line, cells[1])):
        return None
    if shown[:1] in tuple("|·•/") and not any(" " in text.slice(cell) for cell in cells):
        return None
    named = [_is_named(text, cell) for cell in cells]
    if not any(named) or (not all(named) and not _is_roled(text, cells, named, shown)):
        return None
    return Row(cells[0], cells[1], shown, order)


def _is_closed(line: Line, cell: Span) -> bool:
    """Say whether a line ends behind a cell, or goes on as a description does."""
    return line.text[cell.end - line.span.start :].lstrip("*_ ")[:1] in ("", ",", ";", "–", "—", "(", ".", ":")


def _cell(line: Line, start: int, end: int) -> Span:
    words = line.text[start:end]
    bare = words.strip(' *_"“”[]')
    at = line.span.start + start + words.find(bare)
    return Span(at, at + len(bare))


def _is_named(text: Text, cell: Span) -> bool:
    """Say whether a cell is a person's name and nothing else."""
    words = text.text[cell.start : cell.end]
    bare = words.title() if words.isupper() and " " in words else words
    small = re.search(r"(?:^|\s)(?!(?:de|del|der|van|von|da|di|la|le|ten|al|bin|y)\b)[a-z]", bare)
    return bool(words) and is_person(bare) and not small and bare.split()[0].casefold() not in LABELS | {"the"}


def _is_roled(text: Text, cells: list[Span], named: list[bool], sign: str) -> bool:
    """Say whether a cell without a name is a role beside the full name of its performer."""
    name, role = (text.slice(cell) for cell in (cells if named[0] else cells[::-1]))
    first = next(iter(role.casefold().split()), "")
    if (
        len(name.split()) < 2
        or not first
        or first in LABELS
        or role.casefold().endswith((" by", " at", " of", " from"))
    ):
        return False
    return bool(_SELF.match(role) or (_ROLE.match(role) and sign[:1] in ("", ".", "…", "|", "a")))


def _headed(line: str) -> str:
    """Return what the head of a table says of its order: "as" where performers come first, "by" where roles do."""
    found = [match.lastgroup for match in _HEAD.finditer(line)]
    if len(found) != 2 or found[0] == found[1] or len(line) > 60 or not re.search(r"\||\t|\s{2,}|\.{2,}|/", line):
        return ""
    return "as" if found[0] == "performer" else "by"


def _voted(text: Text, rows: list[Row], known: frozenset[str]) -> str:
    """Return the order that the names of all rows speak for; characters come first where nothing does but a title."""
    score = 0
    for row in rows:
        for cell, sign in ((row.first, 1), (row.second, -1)):
            being = text.being_in(cell)
            words = text.slice(cell)
            score += sign * (len(being.mentions) if being else 0)
            score -= sign * 12 * (words in known or bool(being and being.name in known))
            score += sign * 8 * _reads_as_role(words)
    dotted = all(row.sign[:1] in (".", "…") for row in rows)
    return "by" if score > 0 or (score == 0 and not dotted) else "as"


def _reads_as_role(words: str) -> bool:
    """Say whether a cell's words are a character's: one name alone, or with a title, an age or an article before it."""
    first, *others = words.casefold().split() or [""]
    return (not others and not _SELF.match(words)) or first.rstrip(".") in TITLES | {"the", "young", "old", "little"}

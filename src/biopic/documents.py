"""Documents, their parts, and exact passages of their text.

A dossier knows a document by its digest and length; the text itself may be absent. Where it is present it is the text
that was meant, to the byte, or reading stops. Offsets count Unicode code points of the file as stored, newlines untouched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from biopic.errors import DocumentError, DossierError


@dataclass(frozen=True)
class Span:
    """A half-open run of characters: `start` is inside, `end` is not."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character.

        >>> Span(0, 5).overlaps(Span(4, 9)), Span(0, 5).overlaps(Span(5, 9))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Say whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


@dataclass(frozen=True)
class Part:
    """A stretch of a document with an author or heading, or one that is left out (`left_out` says as what)."""

    span: Span
    heading: str = ""
    author: str | None = None
    left_out: str | None = None
    line: int = 0


@dataclass(frozen=True)
class Document:
    """What a dossier says of a document. `name` is local to the dossier; `digest` is the SHA-256 of the file's bytes.

    `url` is where it stands on the web, `retrieved` the day on which it was taken from there, `entity` the IRI of the item that
    another graph, such as Wikidata, has of the document itself; `licence` is the IRI of the licence under which its text may be
    passed on. Each is empty where it is not known, and a text without a licence is nobody's to pass on.
    """

    dossier: str
    name: str
    file: str
    title: str
    kind: str
    digest: str
    length: int
    language: str
    author: str | None
    publisher: str | None
    derived_from: tuple[str, ...]
    parts: tuple[Part, ...]
    declared_in: Path
    line: int
    url: str = ""
    retrieved: str = ""
    entity: str = ""
    licence: str = ""

    @property
    def local(self) -> str:
        """Return the name that stands behind the base in the document's IRI."""
        return f"document/{self.dossier}/{self.name}"

    def author_at(self, span: Span) -> str | None:
        """Return the author of the innermost part that holds `span`, else the document's own."""
        inside = [part for part in self.parts if part.span.holds(span) and part.author]
        return min(inside, key=lambda part: part.span.end - part.span.start).author if inside else self.author

    def left_out_at(self, span: Span) -> Part | None:
        """Return a part left out that shares a character with `span`."""
        return next((part for part in self.parts if part.left_out is not None and part.span.overlaps(span)), None)


@dataclass(frozen=True)
class Found:
    """Where a quote stands in a text: its span and the line (from 1) that it starts on."""

    span: Span
    line: int


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal.

    >>> digest(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def find_file(document: Document, folders: Iterable[Path]) -> Path | None:
    """Return the document's file in the first of `folders` that has one of that name, None if none has."""
    return next((folder / document.file for folder in folders if (folder / document.file).exists()), None)


def load_document(document: Document, path: Path) -> str:
    """Return the text at `path`; raise DocumentError unless it is, to the byte, the one that the dossier speaks of."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"document {document.name} cannot be read ({error.strerror})",
            file=path,
            todo="check its permissions or leave it out",
        ) from None
    if digest(data) != document.digest:
        raise DocumentError(
            f"is not the text that document {document.name} was read from (its SHA-256 is {digest(data)}, {document.declared_in}:{document.line} says {document.digest}){_guess(data)}",
            file=path, todo="restore the file, or add the new version as a new document")  # fmt: skip
    text = decode(data, path)
    if len(text) != document.length:
        raise DossierError(
            f"document {document.name} is {len(text)} characters long, not {document.length}",
            file=document.declared_in,
            line=document.line,
            todo=f"write length: {len(text)}",
        )
    return text


def decode(data: bytes, path: Path) -> str:
    """Decode a document's bytes as UTF-8, or say where they stop being so."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DocumentError(
            "is not UTF-8", file=path, line=line, todo="convert it to UTF-8 and declare the new digest"
        ) from None


def _guess(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        return "; it starts with a byte-order mark"
    if b"\r\n" in data:
        return "; it has CRLF line ends"
    return ""


def find_quote(text: str, quote: str) -> list[Found]:
    """Return every place at which `quote` stands in `text`, to the character.

    >>> [str(found.span) for found in find_quote("so it is, so it was", "so it")]
    ['0-5', '10-15']
    """
    places, start = [], text.find(quote) if quote else -1
    while start >= 0:
        places.append(Found(Span(start, start + len(quote)), text.count("\n", 0, start) + 1))
        start = text.find(quote, start + 1)
    return places


def nearest(text: str, quote: str, most: int = 3) -> list[Found]:
    """Return the lines of `text` that come nearest to an absent `quote`, best first; for hints only."""
    from rapidfuzz import fuzz, process

    rows: Sequence[str] = text.split("\n")
    ranked = process.extract(quote, rows, scorer=fuzz.partial_ratio, limit=most, score_cutoff=60)
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    return [Found(Span(starts[index], starts[index] + len(row)), index + 1) for row, _, index in ranked]

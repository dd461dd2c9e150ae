"""Take readings into a dossier: store the text, declare the document, keep the ledger and what is open in it.

A text that the dossier has already is known by its digest, whatever its file is called: reading it again changes nothing that
is decided. A text that is new becomes a new document; a new version of one is derived from the old.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from biopic import marked
from biopic.documents import Document, Span, digest
from biopic.errors import InputError
from biopic.head import read_document
from biopic.marked import Map
from biopic.reading.batch import Reading
from biopic.reading.cast import Cast, clean, kebab
from biopic.reading.desk import Desk
from biopic.reading.drafts import Draft
from biopic.reading.ledger import merged
from biopic.reading.notation import with_document
from biopic.reading.parts import credited, in_line
from biopic.reading.saying import RefusedError, Scene
from biopic.reading.table import introduce, turn
from biopic.reading.versions import Carried, carry

KINDS = {
    ".md": "Markdown page",
    ".markdown": "Markdown page",
    ".html": "web page",
    ".htm": "web page",
    ".pdf": "PDF document",
}
"""What a document is said to be where nobody says so, by the suffix of its file."""


@dataclass(frozen=True)
class Wanted:
    """What the user says of the documents: title and kind where there is one file, and of which document it is a new version."""

    title: str = ""
    kind: str = ""
    version_of: str = ""


@dataclass(frozen=True)
class Taken:
    """What became of one reading: its document's name, whether it is new, and how many of its drafts are in which state."""

    document: str
    new: bool
    states: dict[str, int]
    carried: int = 0


def take_in(desk: Desk, readings: Sequence[Reading], wanted: Wanted | None = None) -> list[Taken]:
    """Take readings into the dossier on the desk and write it, all of it or nothing."""
    wanted = wanted or Wanted()
    if len(readings) != 1 and wanted != Wanted():
        raise InputError("--title, --kind and --version-of are for one file", todo="read the files one by one")
    if wanted.version_of and wanted.version_of not in desk.dossier.documents:
        known = ", ".join(desk.dossier.documents) or "none yet"
        raise InputError(f"the dossier has no document {wanted.version_of}", todo=f"it has: {known}")
    claimed: set[str] = set()
    names = [_take(desk, reading, wanted, claimed) for reading in readings]
    desk.save()
    return [_taken(desk, *each) for each in names]


def _taken(desk: Desk, name: str, new: bool, carried: int) -> Taken:
    states: dict[str, int] = {}
    for line in desk.ledgers[name]:
        states[line.decision] = states.get(line.decision, 0) + 1
    return Taken(name, new, dict(sorted(states.items())), carried)


def _take(desk: Desk, reading: Reading, wanted: Wanted, claimed: set[str]) -> tuple[str, bool, int]:
    if not reading.text.strip():
        raise InputError("holds no text", file=reading.path, todo="leave it out")
    sha = digest(reading.text.encode())
    known = next((d.name for d in desk.dossier.documents.values() if d.digest == sha), None)
    if known is not None:
        claimed.add(known)
        desk.dossier.texts.setdefault(known, reading.text)
        desk.ledgers[known] = merged(desk.ledgers.get(known, []), reading.drafts)
        _order(desk)
        return known, False, 0
    name = _name(desk, reading, wanted, claimed)
    claimed.add(name)
    carried = carry(desk.dossier, wanted.version_of, reading.text, desk.ledgers) if wanted.version_of else Carried()
    ledger = merged(carried.lines, reading.drafts)
    desk.ledgers[name] = ledger
    gone = {line.draft.key for line in ledger if line.decision == "rejected"}
    _declare(desk, reading, name, wanted, carried, [line.draft for line in ledger if line.draft.key not in gone])
    _order(desk)
    desk.carry_entries(name, carried.entries)
    return name, True, len(carried.entries)


def _order(desk: Desk) -> None:
    """Keep the ledgers in the order of the documents, from which things take their names."""
    desk.ledgers = {name: desk.ledgers[name] for name in desk.dossier.documents if name in desk.ledgers}


def _name(desk: Desk, reading: Reading, wanted: Wanted, claimed: set[str]) -> str:
    """Return the name of a new document: its file's in kebab-case, numbered where another file of this run has it."""
    stem, there = kebab(reading.path.stem, "document"), desk.dossier.documents
    if wanted.version_of:
        stem = wanted.version_of
    elif stem in there and stem not in claimed:
        raise InputError(
            f"document {stem} is another text",
            file=reading.path,
            todo=f"give --version-of {stem} if this is a new version of it, else rename the file",
        )
    number, name = 1, stem
    while name in there:
        number += 1
        name = f"{stem}-{number}"
    return name


def _declare(
    desk: Desk, reading: Reading, name: str, wanted: Wanted, carried: Carried, drafts: Sequence[Draft]
) -> None:
    """Store the text and what it was made from, and write the document into `dossier.yaml`."""
    data, suffix = reading.text.encode(), reading.path.suffix.casefold()
    plain = suffix in (".txt", ".md", ".markdown")
    file = f"{name}{suffix if plain else '.txt'}"
    desk.changes.put(desk.folder / "documents" / file, data)
    if data != reading.data:
        original = f"{name}.original{suffix}" if plain else f"{name}{suffix}"
        desk.changes.put(desk.folder / "documents" / original, reading.data)
    said = _said(desk, reading, wanted, carried, file)
    spoken = [_span_of(entry) for entry in carried.entries]
    parts = [
        (span, part)
        for span, part in _parts(desk, reading.text, drafts)
        if "leftOut" not in part or not any(span.overlaps(other) for other in spoken)
    ]
    listed = in_line(parts, carried.parts)
    if listed:
        said["parts"] = listed
    path = desk.folder / "dossier.yaml"
    desk.changes.put(path, with_document(desk.changes.text(path), name, said, path))
    desk.dossier.documents[name] = _document(desk, name, path)
    desk.dossier.texts[name] = reading.text


def _span_of(entry: Mapping[str, Any]) -> Span:
    """Return where an entry stands."""
    start, _, end = str(entry["at"]).partition("-")
    return Span(int(start), int(end))


def _said(desk: Desk, reading: Reading, wanted: Wanted, carried: Carried, file: str) -> dict[str, Any]:
    """Return what `dossier.yaml` says of a new document; what is not said of a new version is as in the old one."""
    old = desk.dossier.documents.get(wanted.version_of)
    kind = wanted.kind or (old.kind if old else KINDS.get(reading.path.suffix.casefold(), "text"))
    title = clean(wanted.title or reading.title or _first_line(reading))
    said = {
        "file": file, "title": _unlike(title, desk.dossier.documents.values()), "kind": clean(kind), "sha256": digest(reading.text.encode()),
        "length": str(len(reading.text)),
    }  # fmt: skip
    if old:
        said |= {key: value for key, value in (("author", old.author), ("publisher", old.publisher)) if value}
        said |= ({"language": old.language} if old.language != "en" else {}) | {"derivedFrom": old.name}
    return said


def _first_line(reading: Reading) -> str:
    """Return the first line of a text's own matter with a letter or number in it, without the marks of a heading."""
    text = reading.text
    for draft in reading.drafts:
        if draft.kind == "noise":
            text = text[: draft.span.start] + " " * (draft.span.end - draft.span.start) + text[draft.span.end :]
    rows = (row.strip(" \t#=*_-") for row in text.splitlines())
    return next((row for row in rows if any(c.isalnum() for c in row)), "") or "text without words"


def _unlike(title: str, others: Iterable[Document]) -> str:
    """Return the title, with a number behind it where another document has the same."""
    taken, number, free = {other.title for other in others}, 1, title
    while free in taken:
        number += 1
        free = f"{title} ({number})"
    return free


def _document(desk: Desk, name: str, path: Path) -> Document:
    """Return the document as the loader reads it in the new `dossier.yaml`."""
    head = marked.parse_yaml(desk.changes.text(path), path)
    assert isinstance(head, Map)
    documents = head["documents"]
    key = next(each for each in documents if each == name)
    return read_document(desk.dossier.name, key, documents[key], path)


def _parts(desk: Desk, text: str, drafts: Sequence[Draft]) -> list[tuple[Span, dict[str, str]]]:
    """Return the parts that drafts make; who is credited is declared, since the document now names them."""
    cast = Cast(desk.dossier, desk.vocabulary, desk.folder / "things" / "read.yaml", desk.neighbours)
    scene, parts, authors = Scene(cast, text), [], set()
    credits = [draft for draft in drafts if draft.kind == "summary_contributor" and not draft.denied]
    introduce(cast, credits)
    stretches = credited(text, [d.span for d in credits], [d.span for d in drafts if d.kind == "noise"])
    for draft in (draft for draft in drafts if draft.kind == "noise" or draft in credits):
        try:
            said = turn(draft, scene)
        except RefusedError:
            continue
        span = draft.span if draft.kind == "noise" else stretches.get(draft.span)
        if span is not None:
            parts.append((span, dict(said.part)))
            authors.add(said.part.get("author", ""))
    desk.declare(cast.needed(sorted(authors)))
    return parts

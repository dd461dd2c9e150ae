"""A dossier on the desk: its drafts, the decisions on them, and every file of it kept in step.

What is accepted goes to the end of `assertions/<document>.read.yaml` and `things/read.yaml` and is the person's from then on.
What is open is kept in `assertions/<document>.drafts.jsonl` and `things/drafts.yaml`, which are written anew each time.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from biopic.build import documents_of
from biopic.documents import Document, Part
from biopic.dossier import Dossier, Thing
from biopic.entries import DRAFTS, read_entry
from biopic.errors import BiopicError, InputError
from biopic.head import read_head
from biopic.journal import Changes
from biopic.load import load_dossier
from biopic.marked import parse_json
from biopic.ontology import Vocabulary, load_vocabulary
from biopic.reading.cast import said_of
from biopic.reading.drafts import Draft
from biopic.reading.entry import PARTS, Key, Made, Workshop, joined
from biopic.reading.ledger import Line, edited_draft, ledger_path, ledger_text, load_ledger
from biopic.reading.notation import LONGEST_QUOTE, appended, entry_block, thing_line, without_part
from biopic.things import read_things

ASSERTIONS = "# Read from the document and accepted by a reviewer; yours to change.\n"
THINGS = "# Things that accepted drafts speak of; yours to change.\n"
DRAFT_THINGS = (
    "# Kept by biopic read: the things that open drafts speak of. Written anew each time, so change nothing here.\n"
)


Called = Sequence[tuple[str, str]]
"""Names that a passage has for somebody, each with the label of the thing that a person said it to be."""

NOBODY: Mapping[Key, Called] = {}


@dataclass
class Desk:
    """The dossier, the ledgers of its documents, and the changes that are not yet on disk."""

    dossier: Dossier
    vocabulary: Vocabulary
    ledgers: dict[str, list[Line]]
    neighbours: dict[str, Thing]
    changes: Changes = field(init=False)

    def __post_init__(self) -> None:
        self.changes = Changes(self.folder)

    @property
    def folder(self) -> Path:
        """Return the dossier's folder."""
        return self.dossier.folder

    # Looking

    def open_lines(self, document: str = "", kind: str = "", least: float = 0.0) -> list[tuple[str, Line]]:
        """Return the drafts that nobody has decided on, of one document or kind where named, at least that confident."""
        if document and document not in self.ledgers:
            raise InputError(
                f"nothing was read from a document {document}", todo=f"name one of: {', '.join(self.ledgers)}"
            )
        return [
            (name, line)
            for name, lines in self.ledgers.items()
            if document in ("", name)
            for line in lines
            if line.decision == "open" and kind in ("", line.draft.kind) and line.draft.confidence >= least
        ]

    def look(self, document: str, line: Line, changed: Draft | None = None) -> Made | str:
        """Return what would become of a draft, or of what a person changed it to; a text says why nothing would."""
        key = (document, line.draft.key)
        made, refused = self._workshop({key: changed} if changed else {}).make([key])
        return made[0] if made else refused[key]

    def _workshop(self, instead: Mapping[Key, Draft], called: Mapping[Key, Called] = NOBODY) -> Workshop:
        return Workshop(self.dossier, self.vocabulary, self.ledgers, self.neighbours, instead, called)

    # Deciding

    def accept(
        self, lines: Sequence[tuple[str, Line]], by: str, edits: Sequence[tuple[str, str]] = (), called: Called = ()
    ) -> dict[Key, str]:
        """Take drafts into the dossier, with edits where there are any, and write it; return why others were refused.

        What is refused stays in the ledger with the reason. `called` are names in the passage for things that a person named.
        """
        if edits and any(line.draft.kind in PARTS for _, line in lines):
            raise InputError(
                "a part of a document is not edited here", file=self.folder / "dossier.yaml", todo="change it there"
            )
        keys = [(name, line.draft.key) for name, line in lines]
        instead = (
            {key: edited_draft(line.draft, edits) for key, (_, line) in zip(keys, lines, strict=True)} if edits else {}
        )
        made, refused = self._workshop(instead, dict.fromkeys(keys, called)).make(keys)
        self._take(made)
        taken = {each.key for each in made}
        decision = "edited" if edits else "accepted"
        decided = {
            key: replace(line, decision=decision, why="", by=by, on=today(), edited=tuple(edits))
            if key in taken
            else replace(line, decision="refused", why=refused[key])
            for key, (_, line) in zip(keys, lines, strict=True)
        }
        self._decide(decided)
        self.save()
        return refused

    def reject(self, document: str, line: Line, by: str, why: str = "") -> None:
        """Turn a draft down; a part that it made of the document is taken back."""
        if line.draft.kind in PARTS:
            self._take_back(document, line.draft)
        self._decide({(document, line.draft.key): replace(line, decision="rejected", why=why, by=by, on=today())})
        self.save()

    def _decide(self, decided: Mapping[Key, Line]) -> None:
        """Put lines with their decisions into the ledgers, which are on disk with the next `save`."""
        for name in {name for name, _ in decided}:
            self.ledgers[name] = [decided.get((name, line.draft.key), line) for line in self.ledgers[name]]

    def _take(self, made: Iterable[Made]) -> None:
        """Add entries and the things that they need at the end of the person's files."""
        entries: dict[str, list[dict[str, Any]]] = {}
        things: dict[str, Thing] = {}
        for each in made:
            things |= {thing.name: thing for thing in each.things}
            if each.passage is not None:
                entries.setdefault(each.document, []).append(each.entry)
                self.dossier.passages.append(each.passage)
                self.dossier.assertions += each.assertions
        self.declare(things.values())
        for name, new in entries.items():
            blocks = [entry_block(self._quoted(name, entry)) for entry in joined(new)]
            self._append(self.folder / "assertions" / f"{name}.read.yaml", blocks, ASSERTIONS)

    def _quoted(self, document: str, entry: dict[str, Any]) -> dict[str, Any]:
        """Return an entry with its quote in front, where that is short enough to be read."""
        start, end = (int(offset) for offset in entry["at"].split("-"))
        words = self.dossier.texts.get(document, "")[start:end]
        return ({"quote": words} if 0 < len(words) <= LONGEST_QUOTE and words.strip() else {}) | entry

    def carry_entries(self, document: str, entries: Sequence[dict[str, Any]]) -> None:
        """Add a former version's entries at the end of a new document's file."""
        if entries:
            rows = [parse_json(json.dumps(entry), self.folder) for entry in entries]
            read = [
                read_entry(self.dossier, self.dossier.documents[document], row, self.vocabulary, self.folder)
                for row in rows
            ]
            self.dossier.passages += [passage for passage, _ in read]
            self.dossier.assertions += [assertion for _, said in read for assertion in said]
            blocks = [entry_block(self._quoted(document, entry)) for entry in entries]
            self._append(self.folder / "assertions" / f"{document}.read.yaml", blocks, ASSERTIONS)

    def declare(self, things: Iterable[Thing]) -> None:
        """Add things at the end of `things/read.yaml`, those that the dossier has already left out."""
        new = [thing for thing in things if thing.name not in self.dossier.things]
        self.dossier.things |= {thing.name: thing for thing in new}
        if new:
            lines = [thing_line(thing.name, said_of(thing)) for thing in new]
            self._append(self.folder / "things" / "read.yaml", lines, THINGS)

    def _append(self, path: Path, blocks: Sequence[str], head: str) -> None:
        self.changes.put(path, appended(self.changes.text(path), blocks, path, head))

    def _take_back(self, document: str, draft: Draft) -> None:
        """Remove the part that a draft made, and its author where nothing else speaks of them."""
        old = self.dossier.documents[document]
        part = self._part(old, draft)
        if part is None:
            return
        path = self.folder / "dossier.yaml"
        self.changes.put(path, without_part(self.changes.text(path), document, str(part.span), path))
        kept = tuple(each for each in old.parts if each is not part)
        self.dossier.documents[document] = replace(old, parts=kept)
        if part.author and not self._is_spoken_of(part.author):
            self._undeclare(part.author)

    def _part(self, document: Document, draft: Draft) -> Part | None:
        """Return the part that a draft made, None where it is there no more."""
        if draft.kind == "noise":
            return next(
                (part for part in document.parts if part.span == draft.span and part.left_out is not None), None
            )
        around = [part for part in document.parts if part.author and part.span.holds(draft.span)]
        return min(around, key=lambda part: part.span.end - part.span.start, default=None)

    def _is_spoken_of(self, name: str) -> bool:
        documents = self.dossier.documents.values()
        authors = {
            who for each in documents for who in (each.author, each.publisher, *(part.author for part in each.parts))
        }
        named = {n for each in self.dossier.assertions for n in (each.subject, each.value.local, *each.by)}
        return name in authors | named | {n for each in self.dossier.passages for n in each.by}

    def _undeclare(self, name: str) -> None:
        """Take a thing out of `things/read.yaml` again, if it stands there as it was written."""
        path, line = self.folder / "things" / "read.yaml", thing_line(name, said_of(self.dossier.things[name]))
        rows = self.changes.text(path).splitlines(True)
        if line in rows:
            rows.remove(line)
            left = any(not row.lstrip().startswith("#") and row.strip() for row in rows)
            self._keep(path, "".join(rows) if left else "")
            del self.dossier.things[name]

    # Writing

    def save(self) -> None:
        """Write everything that changed, and what is open anew; all of it, or nothing."""
        made, refused = self._workshop({}).make()
        for name, lines in self.ledgers.items():
            self.ledgers[name] = [_refused(line, refused.get((name, line.draft.key))) for line in lines]
        standing = [each for each in made if each.passage is not None]
        things = {thing.name: thing for each in standing for thing in each.things}
        declared = [thing_line(name, said_of(things[name])) for name in sorted(things)]
        self._keep(self.folder / "things" / "drafts.yaml", DRAFT_THINGS + "".join(declared) if declared else "")
        for name, ledger in self.ledgers.items():
            rows = [_row(each) for each in standing if each.document == name]
            self._keep(self.folder / "assertions" / f"{name}{DRAFTS}", "".join(rows))
            self.changes.put(ledger_path(self.folder, name), ledger_text(ledger))
        self.changes.write()

    def _keep(self, path: Path, text: str) -> None:
        if text:
            self.changes.put(path, text)
        else:
            self.changes.drop(path)


def _refused(line: Line, why: str | None) -> Line:
    """Return a line that nobody has decided on as the table leaves it."""
    if line.decision not in ("open", "refused"):
        return line
    return replace(line, decision="open" if why is None else "refused", why=why or "")


def _row(made: Made) -> str:
    sure = min(max(round(made.draft.confidence, 2), 0.0), 1.0)
    return (
        json.dumps({**made.entry, "reader": made.draft.reader or "reader", "confidence": sure}, ensure_ascii=False)
        + "\n"
    )


def today() -> str:
    """Return the day on which a decision is taken."""
    return datetime.date.today().isoformat()


def load_desk(folder: Path, documents: Sequence[Path] = ()) -> Desk:
    """Load a dossier with its ledgers, and the documents' texts from where `biopic build` finds them; raise the first thing that is wrong."""
    vocabulary = load_vocabulary()
    dossier = load_dossier(folder, vocabulary, documents=documents_of(folder, documents))
    paths = {name: ledger_path(folder, name) for name in dossier.documents}
    ledgers = {name: load_ledger(path) for name, path in paths.items() if path.exists()}
    return Desk(dossier, vocabulary, ledgers, load_neighbours(folder, vocabulary))


def load_neighbours(folder: Path, vocabulary: Vocabulary) -> dict[str, Thing]:
    """Return the things of the other dossiers in the same graph, as far as these can be read."""
    found: dict[str, Thing] = {}
    for other in sorted(folder.resolve().parent.glob("*/dossier.yaml")):
        if other.parent != folder.resolve():
            try:
                dossier = read_head(other.parent)
                read_things(dossier, vocabulary, drafts=True)
            except BiopicError:
                continue
            found |= dossier.things
    return found

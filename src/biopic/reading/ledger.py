"""The ledger of a document: every draft that was found in it, and what became of it.

`drafts/<document>.jsonl` in a dossier has one line a draft: the draft's own JSON, and behind it `decision`, `why`, `by` and
`on`; an edited one has in `edited` what was changed. Nothing that is decided ever changes when a text is read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from biopic.errors import InputError
from biopic.reading.drafts import KINDS, Draft, from_json, in_order

DECISIONS = ("open", "accepted", "edited", "rejected", "refused")
"""What can become of a draft: nobody has looked at it; a person took it, as it is or changed; a person turned it down;
or no valid entry can be made of it."""

STANDING = ("open", "accepted", "edited")
"""The decisions under which a draft counts."""


@dataclass(frozen=True)
class Line:
    """One draft and what became of it; `edited` maps the fields that a person changed to what they are now."""

    draft: Draft
    decision: str = "open"
    why: str = ""
    by: str = ""
    on: str = ""
    edited: tuple[tuple[str, str], ...] = field(default=())

    @property
    def decided(self) -> bool:
        """Say whether a person has decided on it."""
        return self.decision in ("accepted", "edited", "rejected")

    def to_json(self) -> str:
        """Return the line as it stands in the file."""
        said = json.loads(self.draft.to_json())
        said |= {"decision": self.decision, "why": self.why, "by": self.by, "on": self.on}
        return json.dumps(said | ({"edited": dict(self.edited)} if self.edited else {}), ensure_ascii=False)


def ledger_path(folder: Path, document: str) -> Path:
    """Return where a dossier keeps the ledger of a document."""
    return folder / "drafts" / f"{document}.jsonl"


def load_ledger(path: Path) -> list[Line]:
    """Return the lines of a ledger, none where there is no file; raise InputError at the first wrong one."""
    if not path.exists():
        return []
    try:
        rows = path.read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        raise InputError("is no ledger of drafts", file=path, todo="restore it, or remove it and read again") from None
    return [_line(row, path, number) for number, row in enumerate(rows, 1) if row.strip()]


def _line(row: str, path: Path, number: int) -> Line:
    draft = from_json(row, file=str(path), number=number)
    said = json.loads(row)
    decision, edited = said.get("decision"), said.get("edited", {})
    words = [said.get(key, "") for key in ("why", "by", "on")]
    if decision not in DECISIONS or not isinstance(edited, dict) or not all(isinstance(word, str) for word in words):
        raise InputError("has no decision", file=path, line=number, todo=f"write one of: {', '.join(DECISIONS)}")
    why, by, on = words
    return Line(draft, decision, why, by, on, tuple((str(key), str(value)) for key, value in edited.items()))


def ledger_text(lines: Iterable[Line]) -> str:
    """Return the content of a ledger's file."""
    return "".join(f"{line.to_json()}\n" for line in lines)


def merged(old: Sequence[Line], found: Iterable[Draft]) -> list[Line]:
    """Return the ledger after a reading: what is decided stays as it is, the rest is what was found now.

    >>> from biopic.documents import Span
    >>> draft = Draft("theme", "Lamp", "Duty", Span(4, 8), "production", 0.9, "theme")
    >>> kept = Line(draft, "rejected", "no theme", "an editor", "2026-11-20")
    >>> merged([kept], [draft]) == [kept]
    True
    """
    kept = {line.draft.key: line for line in old if line.decided}
    new = [Line(draft) for draft in in_order(found) if draft.key not in kept]
    lines = {line.draft.key: line for line in (*kept.values(), *new)}
    order = {draft.key: at for at, draft in enumerate(in_order(line.draft for line in lines.values()))}
    return sorted(lines.values(), key=lambda line: order[line.draft.key])


def edited_draft(draft: Draft, changes: Iterable[tuple[str, str]]) -> Draft:
    """Return a draft with some of its fields changed, or raise InputError.

    >>> from biopic.documents import Span
    >>> draft = Draft("kinship", "Ada", "Jonah", Span(0, 3), "life", 0.9, "kin", False, (("relation", "mother"),))
    >>> dict(edited_draft(draft, [("relation", "sibling")]).fields)
    {'relation': 'sibling'}
    """
    said = json.loads(draft.to_json())
    known = ("subject", "value", "start", "end", "world", "denied", "kind", *KINDS[draft.kind])
    for key, value in changes:
        if key not in known:
            raise InputError(f"a {draft.kind} has no field {key}", todo=f"use one of: {', '.join(known)}")
        many = key == "participants"
        said[key] = [each.strip() for each in value.split(",")] if many else value
        if key == "denied":
            if value not in ("true", "false"):
                raise InputError(f"denied is {value}", todo="write true or false")
            said[key] = value == "true"
    try:
        return from_json(json.dumps(said))
    except InputError:
        raise InputError("that makes no draft", todo="see biopic read --help for kinds and worlds") from None

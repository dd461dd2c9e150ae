"""A document while it is written: its text, its parts, the entries of its passages with exact offsets, and its gold for reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Statements = dict[str, dict[str, list[str]]]
"""What is said: subject, then predicate, then values, as a dossier has it."""


@dataclass
class Sheet:
    """A text that grows at its end, and knows at which offset (in characters) each passage stands."""

    name: str
    kind: str
    title: str
    author: str = ""
    derived_from: str = ""
    entries: list[dict[str, Any]] = field(default_factory=list)
    gold: list[dict[str, Any]] = field(default_factory=list)
    parts: list[dict[str, str]] = field(default_factory=list)
    length: int = 0
    _pieces: list[str] = field(default_factory=list)
    _said: set[tuple[object, ...]] = field(default_factory=set)
    _speaker: str = ""

    @property
    def text(self) -> str:
        """Return the document's text as it stands."""
        return "".join(self._pieces)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text's bytes."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def assertions(self) -> int:
        """Return how many distinct assertions the entries make."""
        return len(self._said)

    def write(self, text: str) -> tuple[int, int]:
        """Add text that nothing is said about, and return where it stands."""
        start = self.length
        self._pieces.append(text)
        self.length += len(text)
        return start, self.length

    def state(self, text: str, gist: str, says: Statements | None = None, denies: Statements | None = None, *,
              by: tuple[str, ...] = (), **more: Any) -> tuple[int, int]:  # fmt: skip
        """Add a passage with what it says and denies, and return where it stands."""
        start, end = self.write(text)
        entry: dict[str, Any] = {"at": f"{start}-{end}", "quote": text, "gist": gist}
        if by:
            entry["by"] = by[0] if len(by) == 1 else list(by)
        entry |= {"says": _short(says)} if says else {}
        entry |= {"denies": _short(denies)} if denies else {}
        self.entries.append(entry | more)
        chain = by or ((self._speaker or self.author),)
        for polarity, said in ((True, says), (False, denies)):
            for subject, facts in (said or {}).items():
                for predicate, values in facts.items():
                    self._said.update((chain, polarity, subject, predicate, value) for value in values)
        return start, end

    def skip(self, text: str, why: str) -> None:
        """Add a passage that states nothing, with the reason."""
        self.state(text, "no statement", none=why)

    def find(self, kind: str, subject: str, value: str, at: tuple[int, int], world: str, **more: Any) -> None:
        """Say what a reader of the text is to find at a passage."""
        line = {"kind": kind, "subject": subject, "value": value, "start": at[0], "end": at[1], "world": world}
        self.gold.append(line | more)

    @contextmanager
    def part(self, **said: str) -> Iterator[None]:
        """Make what is written inside a part, with a heading, an author or a reason to leave it out."""
        start, before = self.length, self._speaker
        self._speaker = said.get("author", before)
        yield
        self._speaker = before
        self.parts.append({"at": f"{start}-{self.length}", **said})


def _short(said: Statements) -> dict[str, dict[str, Any]]:
    """Write a single value without a list around it, as people do."""
    return {
        subject: {predicate: values[0] if len(values) == 1 else values for predicate, values in facts.items()}
        for subject, facts in said.items()
    }

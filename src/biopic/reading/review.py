"""Review: walk through the open drafts of a dossier, one at a time, and decide on each.

Each draft is shown with its passage in its context and with the entry that it would become. A decision is a letter and what it
needs behind it, on one line of standard input, and is on disk before the next draft is shown; so a review can be left at any
time, and taken up again.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.text import Text as Styled

from biopic.errors import BiopicError, InputError
from biopic.reading.cast import said_of
from biopic.reading.desk import Called, Desk
from biopic.reading.entry import Made
from biopic.reading.ledger import Line, edited_draft
from biopic.reading.notation import entry_block, thing_line

AROUND = 220
"""How many characters are shown on either side of a passage."""

KEYS = "a accept · m it is the one proposed · e edit (field=value) · r reject (why) · s skip · A accept all of this kind (above a confidence) · q quit"


@dataclass
class Tally:
    """What a review decided."""

    accepted: int = 0
    rejected: int = 0
    skipped: int = 0
    refused: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        refused = f", {len(self.refused)} refused" if self.refused else ""
        return f"{self.accepted} accepted, {self.rejected} rejected, {self.skipped} skipped{refused}"


def accept_above(desk: Desk, least: float, by: str, document: str = "", kind: str = "") -> Tally:
    """Accept every open draft that is at least that confident, of one document or kind where named."""
    lines = desk.open_lines(document, kind, least)
    refused = desk.accept(lines, by) if lines else {}
    return Tally(accepted=len(lines) - len(refused), refused=list(refused.values()))


@dataclass
class Review:
    """A walk through open drafts; `answers` is where decisions are typed, `console` where drafts are shown."""

    desk: Desk
    answers: TextIO
    console: Console
    by: str
    document: str = ""
    kind: str = ""
    tally: Tally = field(default_factory=Tally)

    def walk(self) -> Tally:
        """Show one draft after the other until none is open, the answers end or the reviewer quits."""
        seen: set[object] = set()
        while item := next(self._left(seen), None):
            name, line = item
            self._show(name, line, len(list(self._left(seen))))
            seen.add((name, line.draft.key))
            if not self._decide(name, line):
                break
        return self.tally

    def _left(self, seen: set[object]) -> Iterator[tuple[str, Line]]:
        items = self.desk.open_lines(self.document, self.kind)
        return ((name, line) for name, line in items if (name, line.draft.key) not in seen)

    # Deciding

    def _decide(self, name: str, line: Line) -> bool:
        """Take answers until one of them decides on the draft; say whether the walk goes on."""
        while True:
            answer = self._ask(KEYS)
            if answer is None or answer.strip() == "q":
                return False
            key, _, rest = answer.strip().partition(" ")
            try:
                if self._act(key, rest.strip(), name, line):
                    return True
            except BiopicError as wrong:
                self.console.print(f"[red]{escape(str(wrong))}[/red]")

    def _act(self, key: str, rest: str, name: str, line: Line) -> bool:
        """Do what a key says; say whether that decides on the draft."""
        if key == "s":
            self.tally.skipped += 1
        elif key == "r":
            self.desk.reject(name, line, self.by, rest or self._ask("why?") or "")
            self.tally.rejected += 1
        elif key == "a":
            self._accept(name, line, [])
        elif key == "e":
            self._accept(name, line, edits_in(rest or self._ask("field=value") or ""))
        elif key == "m":
            self._accept(name, line, *self._proposed(name, line))
        elif key == "A":
            least = confidence_of(rest or self._ask("above which confidence?") or "")
            found = accept_above(self.desk, least, self.by, self.document, line.draft.kind)
            self.tally.accepted += found.accepted
            self.tally.refused += found.refused
            self.console.print(f"{found.accepted} of kind {line.draft.kind} accepted")
            return line.draft.confidence >= least
        else:
            raise InputError(f"{key!r} is no key", todo=f"type one of: {KEYS}")
        return True

    def _accept(self, name: str, line: Line, edits: Called, called: Called = ()) -> None:
        if edits:
            changed = self.desk.look(name, line, edited_draft(line.draft, edits))
            if isinstance(changed, str):
                raise InputError(f"that makes no entry: {changed}", todo="edit it otherwise, or reject it")
        refused = self.desk.accept([(name, line)], self.by, edits, called)
        for why in refused.values():
            raise InputError(f"no entry can be made of it: {why}", todo="edit it, or reject it")
        self.tally.accepted += 1

    def _proposed(self, name: str, line: Line) -> tuple[Called, Called]:
        """Return the edits by which a draft speaks of the thing that was proposed, and the names that it has in the passage."""
        made = self.desk.look(name, line)
        if isinstance(made, str) or not made.aliases:
            raise InputError("nothing is proposed", todo="accept it, or edit it")
        edits, called = [], []
        for minted, others in made.aliases:
            if len(others) > 1:
                names = ", ".join(label for _, label in others)
                raise InputError(f"{minted} may be any of {names}", todo="write e and a field with one of them")
            thing = next(thing for thing in made.things if thing.name == minted)
            known = {thing.labels[0][1], *thing.also}
            said = {"subject": line.draft.subject, "value": line.draft.value, **dict(line.draft.fields)}
            here = [(field, text) for field, text in said.items() if isinstance(text, str) and text in known]
            edits += [(field, others[0][1]) for field, _ in here]
            called += [(text, others[0][1]) for _, text in here]
        if not edits:
            raise InputError("the name is not the whole of a field", todo="edit it by hand")
        return edits, list(dict.fromkeys(called))

    def _ask(self, prompt: str) -> str | None:
        """Return the next line that is typed, None where there is no more."""
        self.console.print(f"[dim]{escape(prompt)}[/dim]")
        answer = self.answers.readline()
        return answer.rstrip("\n") if answer else None

    # Showing

    def _show(self, name: str, line: Line, left: int) -> None:
        draft = line.draft
        fields = ", ".join(
            f"{key}: {value if isinstance(value, str) else '; '.join(value)}" for key, value in draft.fields if value
        )
        self.console.rule(f"{escape(name)} · {left} open")
        denied = " · denied" if draft.denied else ""
        head = f"[bold]{draft.kind}[/bold] · {draft.world}{denied} · confidence {draft.confidence:.2f} · {draft.reader}"
        self.console.print(
            f"{head}\n{escape(draft.subject)} → {escape(draft.value)}" + (f" ({escape(fields)})" if fields else "")
        )
        self.console.print(self._context(name, draft.span.start, draft.span.end))
        made = self.desk.look(name, line)
        if isinstance(made, str):
            self.console.print(f"[red]no entry can be made of it: {escape(made)}[/red]")
        else:
            self.console.print(escape(_as_files_have_it(made)), style="green", highlight=False)
            for minted, others in made.aliases:
                self.console.print(
                    f"[yellow]{escape(minted)} may be an alias of {escape(' or '.join(n for n, _ in others))}[/yellow]"
                )

    def _context(self, name: str, start: int, end: int) -> Styled:
        text = self.desk.dossier.texts.get(name)
        if text is None:
            return Styled(f"{start}-{end}: the text is not here", style="dim")
        before, behind = max(0, start - AROUND), min(len(text), end + AROUND)
        shown = Styled("…" if before else "")
        shown.append(_visible(text[before:start]), style="dim")
        shown.append(_visible(text[start:end]), style="bold reverse")
        shown.append(_visible(text[end:behind]), style="dim")
        return shown.append("…" if behind < len(text) else "")


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


def _as_files_have_it(made: Made) -> str:
    things = "".join(thing_line(thing.name, said_of(thing)) for thing in made.things)
    return (
        things + (entry_block(made.entry) if made.entry else f"a part of the document: {dict(made.said.part)}")
    ).rstrip("\n")


def edits_in(text: str) -> list[tuple[str, str]]:
    """Read `field=value` pairs, quoted as in a shell where a value has spaces.

    >>> edits_in("value=1931 subject='Ada Moss'"), edits_in("value=Ada Moss")
    ([('value', '1931'), ('subject', 'Ada Moss')], [('value', 'Ada Moss')])
    """
    try:
        words = shlex.split(text)
    except ValueError:
        words = [text]
    if len(words) > 1 and not all("=" in word for word in words):
        words = [text]
    pairs = [word.partition("=") for word in words]
    if not pairs or not all(equals for _, equals, _ in pairs):
        raise InputError("nothing is changed", todo="write field=value, such as subject='Ada Moss'")
    return [(key.strip(), value) for key, _, value in pairs]


def confidence_of(text: str) -> float:
    """Read a confidence from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise InputError(f"{text!r} is no confidence", todo="write a number from 0 to 1")
    return value

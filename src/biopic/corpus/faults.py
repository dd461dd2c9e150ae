"""Dossiers that are broken on purpose: each gets one fault and must be refused with one message, at one file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

ENTRY = 4
"""Which entry of a document's file is broken, from 1; those before it are headings."""

Fault = dict[str, Any]
"""The file and line of a fault, the message that it must get, and whether the dossier is refused as it is loaded or does not conform."""


def break_dossier(folder: Path, number: int) -> Fault:
    """Break the dossier in `folder`, written as machines do, in the way of this number; return what it must be told."""
    return {"dossier": folder.name} | FAULTS[number % len(FAULTS)](folder)


def _refused(file: str, line: int | None, message: str) -> Fault:
    return {"file": file, "line": line, "message": message, "by": "load"}


def _nonconforming(message: str) -> Fault:
    return {"file": "things/all.yaml", "line": None, "message": message, "by": "validate"}


def _change(folder: Path, document: str, message: str, **said: Any) -> Fault:
    """Write other keys into an entry of a document."""
    file = f"assertions/{document}.jsonl"
    rows = (folder / file).read_text(encoding="utf-8").splitlines()
    rows[ENTRY - 1] = json.dumps(json.loads(rows[ENTRY - 1]) | said, ensure_ascii=False)
    (folder / file).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return _refused(file, ENTRY, message)


def _declare(folder: Path, *lines: str) -> int:
    """Add things to a dossier and return the line of the first."""
    path = folder / "things" / "all.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return before.count("\n") + 1


def undeclared_thing(folder: Path) -> Fault:
    """Something is said of a thing that nobody declared."""
    return _change(folder, "film-page", "somebody-else is not declared", says={"somebody-else": {"trait": "witty"}})


def unknown_predicate(folder: Path) -> Fault:
    """Something is said by a predicate that there is none of."""
    message = "glows is no predicate that can be asserted"
    return _change(folder, "interview", message, says={folder.name: {"glows": "brightly"}})


def passage_outside(folder: Path) -> Fault:
    """A passage ends behind its document."""
    return _change(folder, "summaries", "passage 5-99999999 lies outside the document", at="5-99999999")


def passage_left_out(folder: Path) -> Fault:
    """A passage lies in a part that is left out."""
    return _change(folder, "film-page", "left out as page furniture", at="0-4")


def no_date(folder: Path) -> Fault:
    """A time is none."""
    return _change(
        folder, "life-article", "'someday' is not a date in EDTF", says={folder.name: {"releasedIn": "someday"}}
    )


def no_json(folder: Path) -> Fault:
    """A line is cut off."""
    file = "assertions/film-page.jsonl"
    rows = (folder / file).read_text(encoding="utf-8").splitlines()
    rows[ENTRY - 1] = rows[ENTRY - 1][:-2]
    (folder / file).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return _refused(file, ENTRY, "is not JSON")


def other_text(folder: Path) -> Fault:
    """A document is not the one that was read."""
    file = "documents/summaries.txt"
    (folder / file).write_bytes((folder / file).read_bytes() + b"\n")
    return _refused(file, None, "is not the text that document summaries was read from")


def story_thing_outside(folder: Path) -> Fault:
    """What the story has stands under no film."""
    line = _declare(folder, "lost-scene: {class: StoryEvent, label: a scene that was lost}")
    return _refused("things/all.yaml", line, "lost-scene is a StoryEvent")


def circle_of_places(folder: Path) -> Fault:
    """Two places lie in each other."""
    line = _declare(
        folder, "here: {class: Place, label: here, within: there}", "there: {class: Place, label: there, within: here}"
    )
    return _refused("things/all.yaml", line, "within leads from here back to itself")


def unused_thing(folder: Path) -> Fault:
    """A thing is declared that nothing speaks of."""
    _declare(folder, "unheard-of: {class: Theme, label: what nobody has heard of}")
    return _nonconforming(
        "A thing is declared, and no assertion, no passage, no document and no other thing speaks of it"
    )


def shared_label(folder: Path) -> Fault:
    """Two things of one class are called the same."""
    twins = [f"twin-{name}: {{class: Theme, label: twins, broader: twin-theme}}" for name in ("one", "two")]
    _declare(folder, *twins, "twin-theme: {class: Theme, label: what is double}")
    return _nonconforming("Two things of one class have the same label")


def concept_on_both_sides(folder: Path) -> Fault:
    """A concept falls under two that exclude each other."""
    sides = [
        "day-side: {class: Theme, label: the day side, excludes: night-side}",
        "night-side: {class: Theme, label: the night side}",
    ]
    _declare(folder, *sides, "twilight: {class: Theme, label: twilight, broader: [day-side, night-side]}")
    return _nonconforming("a concept falls under two that exclude each other")


FAULTS: tuple[Callable[[Path], Fault], ...] = (
    undeclared_thing, concept_on_both_sides, unknown_predicate, passage_outside, unused_thing, passage_left_out, no_date, no_json,
    shared_label, other_text, story_thing_outside, circle_of_places,
)  # fmt: skip
"""Every way to break a dossier, in the order in which they are used."""

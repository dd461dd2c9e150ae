"""From drafts to entries: what the open drafts of a dossier say, as the loader reads it, with the things that they need.

Every draft is turned in the order of its document, whichever of them are wanted, so that a thing has the same name as a
draft and once it is accepted. Each entry is held against the loader itself before anybody sees it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from biopic.documents import Document, Span
from biopic.dossier import Assertion, Dossier, Passage, Thing
from biopic.entries import read_entry
from biopic.errors import DossierError
from biopic.marked import parse_json
from biopic.ontology import Vocabulary
from biopic.reading.cast import Cast, clean, fold
from biopic.reading.drafts import Draft
from biopic.reading.ledger import STANDING, Line
from biopic.reading.saying import RefusedError, Said, Scene, agent, text_of
from biopic.reading.table import introduce, titles_of, turn

PARTS = ("summary_contributor", "noise")
"""The kinds of draft that make parts of a document and no passages."""

LONGEST_GIST = 240

Key = tuple[str, tuple[object, ...]]
"""A draft among those of a dossier: its document's name and its own key."""


@dataclass
class Made:
    """What one draft becomes: the entry as a file has it, what the loader reads in it, the things that it needs."""

    document: str
    line: Line
    draft: Draft
    said: Said
    entry: dict[str, Any] = field(default_factory=dict)
    things: tuple[Thing, ...] = ()
    aliases: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Each new thing that may be an alias, and the names and labels of those that it may be an alias of."""
    passage: Passage | None = None
    assertions: tuple[Assertion, ...] = ()

    @property
    def key(self) -> Key:
        """Return what tells the draft from all others of the dossier."""
        return self.document, self.line.draft.key


@dataclass
class Workshop:
    """Makes entries of the drafts of one dossier.

    `instead` has the drafts that a person changed, by what they were; `called` has the names that a draft's passage has for
    somebody whom a person said to be another thing, each with that thing's label.
    """

    dossier: Dossier
    vocabulary: Vocabulary
    ledgers: Mapping[str, Sequence[Line]]
    neighbours: Mapping[str, Thing]
    instead: Mapping[Key, Draft] = field(default_factory=dict)
    called: Mapping[Key, Sequence[tuple[str, str]]] = field(default_factory=dict)
    _quoted: dict[str, list[Draft]] = field(default_factory=dict)
    _described: dict[tuple[str, Span], Passage] = field(default_factory=dict)

    def make(self, wanted: Iterable[Key] | None = None) -> tuple[list[Made], dict[Key, str]]:
        """Return what becomes of the wanted drafts (all open ones, if none are named), and why of others nothing does."""
        chosen = None if wanted is None else set(wanted)
        self._quoted = {name: self._quotations(name) for name in self.ledgers}
        self._described = {(p.document.name, p.span): p for p in self.dossier.passages if p.drafted is None}
        todo = [
            (name, line) for name in self.ledgers for line in self.ledgers[name] if line.decision in ("open", "refused")
        ]
        cast = Cast(self.dossier, self.vocabulary, self.dossier.folder / "things" / "read.yaml", self.neighbours)
        introduce(cast, [self._draft(name, line) for name, line in todo])
        scenes = {name: self._scene(name, cast, chosen) for name in self.ledgers}
        self._learn_models(todo, scenes, chosen)
        made, refused = list[Made](), dict[Key, str]()
        for name, line in todo:
            key = (name, line.draft.key)
            try:
                each = Made(name, line, self._draft(name, line), Said())
                self._turn(each, scenes[name])
            except RefusedError as why:
                refused[key] = str(why)
                continue
            if chosen is None or key in chosen:
                made.append(each)
        self._write_gists(made)
        good = [each for each in made if self._holds(each, cast, refused)]
        return good, {key: why for key, why in refused.items() if chosen is None or key in chosen}

    def _draft(self, name: str, line: Line) -> Draft:
        return self.instead.get((name, line.draft.key), line.draft)

    def _scene(self, name: str, cast: Cast, chosen: set[Key] | None) -> Scene:
        lines = [line for line in self.ledgers[name] if line.decision in STANDING]
        taken = {line.draft.key for line in lines if line.decided}
        drafts = [self._draft(name, line) for line in lines]
        titles = titles_of(drafts, lambda d: chosen is None or d.key in taken or (name, d.key) in chosen)
        return Scene(cast, self.dossier.texts.get(name, ""), titles)

    def _learn_models(
        self, todo: Sequence[tuple[str, Line]], scenes: Mapping[str, Scene], chosen: set[Key] | None
    ) -> None:
        """Let the cast know on whom the wanted drafts say that characters are based, before their births and deaths are paired."""
        for name, line in todo:
            draft = self._draft(name, line)
            if draft.kind == "based_on" and not draft.denied and (chosen is None or (name, line.draft.key) in chosen):
                try:
                    said = turn(draft, scenes[name])
                except RefusedError:
                    continue
                for subject, facts in said.says.items():
                    if "/" in subject:
                        scenes[name].cast.models.setdefault(subject, facts["basedOn"][0])

    def _turn(self, made: Made, scene: Scene) -> None:
        document, draft = self.dossier.documents[made.document], made.draft
        if draft.span.end > document.length:
            raise RefusedError(
                f"passage {draft.span} lies outside the document, which has {document.length} characters"
            )
        if draft.kind in PARTS:
            _refuse_missing(document, draft)
        else:
            _refuse_left_out(document, draft.span)
        made.said = turn(draft, scene)
        made.said.by = self._voices(made, scene) or made.said.by
        made.said.direct = made.said.direct or any(q.span == draft.span for q in self._quoted[made.document])
        for name, label in self.called.get(made.key, ()):
            known = scene.cast.find(label, "Character") or scene.cast.find(label, "Agent")
            if known:
                made.said.add(known, name=name)
        close = {name: scene.cast.close[name] for name in sorted(made.said.names) if name in scene.cast.close}
        made.aliases = tuple((name, tuple((n, scene.cast.label(n)) for n in others)) for name, others in close.items())

    def _voices(self, made: Made, scene: Scene) -> tuple[str, ...]:
        """Return whose words a draft stands in, outermost first."""
        if made.draft.kind in PARTS:
            return ()
        around = [q for q in self._quoted[made.document] if q.span.holds(made.draft.span)]
        around.sort(key=lambda q: (q.span.start, -q.span.end))
        voices = [agent(q, "speaker", scene) for q in around if q.world != "story" and fold(text_of(q, "speaker"))]
        return tuple(dict.fromkeys(voices))

    def _quotations(self, name: str) -> list[Draft]:
        """Return the drafts of quotations in a document that nobody has rejected."""
        lines = self.ledgers[name]
        return [
            self._draft(name, line) for line in lines if line.draft.kind == "quotation" and line.decision in STANDING
        ]

    def _write_gists(self, made: Sequence[Made]) -> None:
        """Give passages the gists that they have already, and drafts of one passage the same one."""
        known = self._described
        gists: dict[tuple[str, Span], list[str]] = {}
        for each in made:
            place = (each.document, each.draft.span)
            here = known.get(place)
            gists.setdefault(place, [] if here is None else [here.gist])
            if here is None and each.said.gist not in gists[place]:
                gists[place].append(each.said.gist)
            each.said.direct = each.said.direct if here is None else here.direct
        for each in made:
            texts = gists[(each.document, each.draft.span)]
            each.said.gist = texts[0] if len(texts) == 1 else clean("; ".join(texts), LONGEST_GIST)

    def _holds(self, made: Made, cast: Cast, refused: dict[Key, str]) -> bool:
        """Say whether the loader takes the entry; where it does not, its complaint is why the draft is refused."""
        made.things = tuple(cast.needed(made.said.names))
        if made.said.part:
            return True
        if made.draft.kind == "quotation" and not made.said.direct:
            refused[made.key] = f"an entry describes passage {made.draft.span} already, and not as anybody's own words"
            return False
        made.entry = entry_of(made.draft, made.said)
        document = self.dossier.documents[made.document]
        try:
            row = parse_json(json.dumps(made.entry), Path("draft"))
            made.passage, said = read_entry(
                replace(self.dossier, things=cast.things), document, row, self.vocabulary, Path("draft")
            )
            made.assertions = tuple(said)
            self._refuse_empty(made)
        except DossierError as complaint:
            refused[made.key] = complaint.what
            return False
        except RefusedError as why:
            refused[made.key] = str(why)
            return False
        return True

    def _refuse_empty(self, made: Made) -> None:
        here = self._described.get((made.document, made.draft.span))
        if here is not None and here.none:
            raise RefusedError(f"an entry says that passage {here.span} carries nothing: {here.none}")


def _refuse_missing(document: Document, draft: Draft) -> None:
    """Refuse a part that the document was not given when it was declared: parts are only written then."""
    wrote = any(part.author and part.span.holds(draft.span) for part in document.parts)
    if not (document.left_out_at(draft.span) if draft.kind == "noise" else wrote):
        raise RefusedError("the document has no such part; add it under parts: in dossier.yaml if it is one")


def _refuse_left_out(document: Document, span: Span) -> None:
    part = document.left_out_at(span)
    if part is not None:
        raise RefusedError(f"it lies in the part {part.span} left out as {part.left_out}")


def joined(entries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return entries with those made one that are of one passage, in one voice.

    >>> joined([{"at": "1-2", "says": {"ada": {"name": "A"}}}, {"at": "1-2", "says": {"ada": {"name": "B"}}}])
    [{'at': '1-2', 'says': {'ada': {'name': ['A', 'B']}}}]
    """
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        rest = {key: value for key, value in entry.items() if key not in ("says", "denies")}
        one = found.setdefault(json.dumps(rest), dict(rest))
        for key in ("says", "denies"):
            for subject, facts in entry.get(key, {}).items():
                known = one.setdefault(key, {}).setdefault(subject, {})
                known |= {name: _both(known.get(name), value) for name, value in facts.items()}
    return list(found.values())


def _both(one: Any, other: Any) -> Any:
    """Return the values of two as a file has them: alone, or in a list."""
    values = [
        each for value in (one, other) if value is not None for each in (value if isinstance(value, list) else [value])
    ]
    values = list(dict.fromkeys(values))
    return values[0] if len(values) == 1 else values


def entry_of(draft: Draft, said: Said) -> dict[str, Any]:
    """Return an entry as the files under `assertions/` have it, without its quote."""
    entry: dict[str, Any] = {"at": str(draft.span), "gist": said.gist}
    if said.by:
        entry["by"] = said.by[0] if len(said.by) == 1 else list(said.by)
    if said.direct:
        entry["direct"] = "true"
    for key, facts in (("says", said.says), ("denies", said.denies)):
        if facts:
            entry[key] = {s: {p: v[0] if len(v) == 1 else v for p, v in each.items()} for s, each in facts.items()}
    return entry

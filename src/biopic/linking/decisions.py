"""Decisions on links, written into `links.yaml` as they are made: what is settled there stays, character by character.

Only what was left open, undecided or without a match, gives way, to a later decision on the same thing.

Each write is atomic and is read again before it counts, so that a run that is killed leaves every decision that was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from biopic.dossier import Dossier, Link
from biopic.errors import DossierError, one_line
from biopic.linking.candidate import short
from biopic.linking.proposing import Proposal
from biopic.linking.scoring import Scored, clear
from biopic.links import DECISIONS, FILE, entity_iri, refuse_clashes
from biopic.marked import List, Map, parse_yaml
from biopic.reading.notation import flow, scalar
from biopic.store import write_atomically

HEAD = "# What was decided on each thing and the entities of Wikidata or of another graph; yours to change.\n"
LONGEST = 160
"""Characters of one line of evidence."""

WORDS = {name: word for word, name in DECISIONS.items()}
"""How the decisions are written in a file, by their names in the ontology."""

PASSING = ("undecided", "no match")
"""Decisions that a later one on the same thing takes the place of."""

MOST_UNDECIDED = 5
"""How many candidates of one thing are noted as undecided."""


@dataclass
class Decisions:
    """The decisions of a dossier, who makes them, and on which day (YYYY-MM-DD); `beside` are those of other dossiers."""

    dossier: Dossier
    by: str
    on: str
    beside: tuple[Link, ...] = ()
    made: list[Link] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """Return the file in which they are kept."""
        return self.dossier.folder / FILE

    def same(self, thing: str, chosen: Scored) -> None:
        """Note that a thing and an entity are one."""
        self._add([self._link(thing, "same", chosen)])

    def different(self, thing: str, chosen: Scored) -> None:
        """Note that a thing and an entity are two."""
        self._add([self._link(thing, "different", chosen)])

    def undecided(self, thing: str, left: Sequence[Scored]) -> None:
        """Note that a thing may be one of some entities."""
        self._add([self._link(thing, "undecided", each) for each in left])

    def no_match(self, thing: str, where: Sequence[str]) -> None:
        """Note that a thing was looked for and not found; `where` says how it was looked for."""
        lines = tuple(one_line(line, LONGEST) for line in where)
        self._add([Link(thing, "", "noMatch", self.by, self.on, lines, self.path, 0)])

    def _link(self, thing: str, decision: str, scored: Scored) -> Link:
        evidence = [one_line(line, LONGEST) for line in scored.evidence] or ["a person's decision"]
        lines = (*evidence, f"score {scored.score:.2f}")
        return Link(thing, scored.candidate.entity, decision, self.by, self.on, lines, self.path, 0)

    def _add(self, new: Sequence[Link]) -> None:
        """Write decisions behind those that a thing has, in place of what was left open; refuse what would clash."""
        if not new:
            return
        kept = [link for link in self.dossier.links if not _gives_way(link, new)]
        refuse_clashes([*self.beside, *kept, *new])
        old = self.path.read_bytes().decode("utf-8") if self.path.exists() else ""
        thing = new[0].thing
        gone = [link for link in self.dossier.links if link.thing == thing and link not in kept]
        if gone:
            old = without(old, thing, gone, self.path)
        text = added(old, thing, [_written(link) for link in new], self.path)
        write_atomically(self.path, text.encode())
        self.dossier.links[:] = [*kept, *new]
        self.made += new


def _gives_way(link: Link, new: Sequence[Link]) -> bool:
    """Say whether a decision was left open and new ones take its place; what a thing is not settles only that."""
    if link.thing != new[0].thing or WORDS[link.decision] not in PASSING:
        return False
    return new[0].decision != "different" or link.entity == new[0].entity


def _written(link: Link) -> str:
    said: dict[str, Any] = {"entity": short(link.entity)} if link.entity else {}
    said |= {"decision": WORDS[link.decision], "by": link.by, "on": link.on, "evidence": list(link.evidence)}
    return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in said.items()) + "}"


def added(old: str, thing: str, entries: Sequence[str], path: Path) -> str:
    """Return the text of a file of links with entries behind those of a thing, every other character of it untouched.

    >>> print(added("", "lamp", ["{decision: no match}"], Path("links.yaml")).removeprefix(HEAD), end="")
    lamp:
      - {decision: no match}
    """
    new = f"{scalar(thing)}:\n" + "".join(f"  - {entry}\n" for entry in entries)
    wanted: Any = parse_yaml(new, path)
    if not _bare(old):
        return (old if old.endswith("\n") or not old else f"{old}\n") + ("" if old else HEAD) + new
    before: Any = parse_yaml(old, path)
    there = before.get(thing, List(1)) if isinstance(before, Map) else None
    if isinstance(there, List) and all(isinstance(entry, Map) for entry in there) and (there or thing not in before):
        text = _behind(old, before, thing, entries) if there else f"{old}{'' if old[-1:] == chr(10) else chr(10)}{new}"
        whole = {**before, thing: [*there, *wanted[thing]]}
        try:
            if {**parse_yaml(text, path)} == whole:  # type: ignore[dict-item]
                return text
        except DossierError:
            pass
    raise DossierError("no decision can be added", file=path, todo="write each thing on a line, its decisions below it")


def without(old: str, thing: str, gone: Sequence[Link], path: Path) -> str:
    """Return the text of a file of links without some decisions on a thing, the others and all remarks beside them untouched."""
    before: Any = parse_yaml(old, path)
    entries = before[thing]
    dropped = {(link.entity, WORDS[link.decision]) for link in gone}
    kept = [entry for entry in entries if (_entity(entry), entry["decision"]) not in dropped]
    rows, drop = old.splitlines(keepends=True), set[int]()
    ends = [entry.line for entry in entries[1:]]
    ends.append(min((key.line for key in before if key.line > entries[-1].line), default=len(rows) + 1))
    for entry, end in zip(entries, ends, strict=True):
        if not any(entry is each for each in kept):
            while end - 1 > entry.line and not rows[end - 2].strip().split("#")[0]:
                end -= 1
            drop |= set(range(entry.line, max(end, entry.line + 1)))
    if not kept:
        drop.add(next(key.line for key in before if key == thing))
    text = "".join(row for number, row in enumerate(rows, 1) if number not in drop)
    try:
        wanted = {**before, thing: kept} if kept else {name: each for name, each in before.items() if name != thing}
        if {**(parse_yaml(text, path) if _bare(text) else {})} == wanted:  # type: ignore[dict-item]
            return text
    except DossierError:
        pass
    line = entries.line
    raise DossierError(
        "a decision cannot be replaced", file=path, line=line, todo="write each decision on a line of its own"
    )


def _entity(entry: Map) -> str:
    return entity_iri(entry["entity"]) if "entity" in entry else ""


def _behind(old: str, before: Map, thing: str, entries: Sequence[str]) -> str:
    """Put entries behind the last one of a thing, indented as that is."""
    rows = old.splitlines(keepends=True)
    last = max(entry.line for entry in before[thing])
    later = [key.line for key in before if key.line > last]
    end = min(later) - 1 if later else len(rows)
    while end > last and not rows[end - 1].strip().split("#")[0]:
        end -= 1
    lead = rows[last - 1][: len(rows[last - 1]) - len(rows[last - 1].lstrip())]
    if rows[end - 1][-1:] != "\n":
        rows[end - 1] += "\n"
    return "".join([*rows[:end], *(f"{lead}- {entry}\n" for entry in entries), *rows[end:]])


def _bare(text: str) -> bool:
    """Say whether a file holds more than blank lines and comments."""
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


# Deciding without a person


@dataclass
class Tally:
    """How many decisions were made."""

    same: int = 0
    different: int = 0
    undecided: int = 0
    no_match: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return (
            f"{self.same} same, {self.different} different, {self.undecided} undecided, "
            f"{self.no_match} without a match, {self.skipped} skipped"
        )


def accepted(proposals: Sequence[Proposal], least: float) -> dict[str, Scored]:
    """Return the entity that each thing clearly is; where two things claim one entity, neither, unless one is ahead."""
    best = {each.thing.name: found for each in proposals if (found := clear(list(each.open), least))}
    claims: dict[str, list[tuple[float, str]]] = {}
    for name, found in best.items():
        claims.setdefault(found.candidate.entity, []).append((found.score, name))
    for rivals in claims.values():
        rivals.sort(reverse=True)
        ahead = len(rivals) == 1 or rivals[0][0] > rivals[1][0]
        for _, name in rivals[1 if ahead else 0 :]:
            del best[name]
    return best


def accept_above(decisions: Decisions, proposals: Sequence[Proposal], least: float, where: str) -> Tally:
    """Decide on every thing: same where it is clear, undecided where candidates remain, no match where there is none."""
    tally, sure = Tally(), accepted(proposals, least)
    taken = {found.candidate.entity for found in sure.values()}
    for proposal in proposals:
        name = proposal.thing.name
        left = [each for each in proposal.open if not each.refused and each.candidate.entity not in taken]
        if name in sure:
            decisions.same(name, sure[name])
            tally.same += 1
        elif left:
            decisions.undecided(name, left[:MOST_UNDECIDED])
            tally.undecided += 1
        else:
            decisions.no_match(name, looked(proposal, where))
            tally.no_match += 1
    return tally


def looked(proposal: Proposal, where: str) -> list[str]:
    """Say where a thing was looked for, under which names, and why each entity that bears one is another thing."""
    names = ", ".join(proposal.thing.names[:3])
    against = [
        f"{short(each.candidate.entity)} ({each.candidate.label}): {next(r.words for r in each.reasons if r.against)}"
        for each in proposal.ranked
        if any(reason.against for reason in each.reasons)
    ]
    return [f"looked for {names} at {where}", *against[:MOST_UNDECIDED]]

"""Decisions on links, written into `links.yaml` as they are made: what stands there is only ever added to.

Each write is atomic and is read again before it counts, so that a run that is killed leaves every decision that was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from biopic.dossier import Dossier, Link
from biopic.errors import DossierError, one_line
from biopic.linking.candidate import short
from biopic.linking.proposing import Proposal
from biopic.linking.scoring import Scored, clear
from biopic.links import DECISIONS, FILE, refuse_clashes
from biopic.marked import List, Map, parse_yaml
from biopic.reading.notation import flow, scalar
from biopic.store import write_atomically

HEAD = "# What was decided on each thing and the entities of Wikidata or of another graph; yours to change.\n"
LONGEST = 160
"""Characters of one line of evidence."""

_WORDS = {name: word for word, name in DECISIONS.items()}
MOST_UNDECIDED = 5
"""How many candidates of one thing are noted as undecided."""


@dataclass
class Decisions:
    """The decisions of a dossier, who makes them, and on which day (YYYY-MM-DD); `beside` are those of other dossiers."""

    dossier: Dossier
    by: str
    on: str
    beside: tuple[Link, ...] = ()

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
        """Write decisions behind those that a thing has; refuse what would clash with what is there."""
        if not new:
            return
        refuse_clashes([*self.beside, *self.dossier.links, *new])
        old = self.path.read_bytes().decode("utf-8") if self.path.exists() else ""
        text = added(old, new[0].thing, [_written(link) for link in new], self.path)
        write_atomically(self.path, text.encode())
        self.dossier.links += new


def _written(link: Link) -> str:
    said: dict[str, Any] = {"entity": short(link.entity)} if link.entity else {}
    said |= {"decision": _WORDS[link.decision], "by": link.by, "on": link.on, "evidence": list(link.evidence)}
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

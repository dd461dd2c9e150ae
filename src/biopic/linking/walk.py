"""Walk through the things of a dossier that need a decision on their links, one at a time, and let a person decide.

Each thing is shown with what the graph knows of it and with its candidates, the likeliest first, each with the reasons for and
against it. A decision is a letter and perhaps a number, and is on disk before the next thing is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TextIO

from rich.console import Console
from rich.markup import escape

from biopic.errors import BiopicError, InputError, one_line
from biopic.linking.candidate import short
from biopic.linking.decisions import MOST_UNDECIDED, Decisions, Tally, looked
from biopic.linking.proposing import Proposal
from biopic.linking.scoring import Scored

KEYS = "y N same as candidate N · d N different from N · u undecided · n no match · s skip · q quit"
SHOWN = 8
"""How many candidates of one thing are shown."""


@dataclass
class Walk:
    """A walk through proposals; `answers` is where decisions are typed, `console` where candidates are shown."""

    decisions: Decisions
    answers: TextIO
    console: Console
    where: str
    tally: Tally = field(default_factory=Tally)

    def through(self, proposals: Sequence[Proposal]) -> Tally:
        """Show one thing after the other until none is left, the answers end or the person quits."""
        for index, proposal in enumerate(proposals):
            self._show(proposal, len(proposals) - index)
            if not self._decide(proposal):
                break
        return self.tally

    def _decide(self, proposal: Proposal) -> bool:
        """Take answers until one of them settles the thing; say whether the walk goes on."""
        while True:
            answer = self._ask()
            if answer is None or answer.strip() == "q":
                return False
            key, _, rest = answer.strip().partition(" ")
            try:
                if self._act(key, rest.strip(), proposal):
                    return True
            except BiopicError as wrong:
                self.console.print(f"[red]{escape(str(wrong))}[/red]")

    def _act(self, key: str, rest: str, proposal: Proposal) -> bool:
        """Do what a key says; say whether that settles the thing."""
        name = proposal.thing.name
        if key == "s":
            self.tally.skipped += 1
        elif key == "y":
            self.decisions.same(name, _chosen(proposal, rest))
            self.tally.same += 1
        elif key == "d":
            self.decisions.different(name, _chosen(proposal, rest))
            self.tally.different += 1
            return False
        elif key == "u":
            left = [each for each in self._left(proposal) if not each.refused]
            if not left:
                raise InputError("there is no candidate that it could be", todo="type n, or s")
            self.decisions.undecided(name, left[:MOST_UNDECIDED])
            self.tally.undecided += 1
        elif key == "n":
            self.decisions.no_match(name, looked(proposal, self.where))
            self.tally.no_match += 1
        else:
            raise InputError(f"{key!r} is no key", todo=f"type one of: {KEYS}")
        return True

    def _left(self, proposal: Proposal) -> list[Scored]:
        """Return the candidates on which nothing was settled, a moment ago included."""
        links = [link for link in self.decisions.dossier.links if link.thing == proposal.thing.name]
        decided = {link.entity for link in links if link.decision != "undecided"}
        return [each for each in proposal.open if each.candidate.entity not in decided]

    def _ask(self) -> str | None:
        """Return the next line that is typed, None where there is no more."""
        self.console.print(f"[dim]{escape(KEYS)}[/dim]")
        answer = self.answers.readline()
        return answer.rstrip("\n") if answer else None

    def _show(self, proposal: Proposal, left: int) -> None:
        thing = proposal.thing
        self.console.rule(f"{escape(thing.name)} · {left} to decide")
        known = "; ".join(f"{fact}: {', '.join(values[:6])}" for fact, values in sorted(thing.facts.items()))
        self.console.print(f"[bold]{escape(thing.label)}[/bold] · {thing.kind} · {escape(known or 'nothing known')}")
        if not proposal.open:
            self.console.print("no candidate")
        for number, each in enumerate(proposal.open[:SHOWN], 1):
            candidate = each.candidate
            style = "dim" if each.refused else "green"
            line = f"{number}  {each.score:.2f}  {short(candidate.entity)}  {candidate.label}: {candidate.description}"
            self.console.print(escape(one_line(line, 300)), style=style, highlight=False)
            self.console.print(escape(f"         {one_line('; '.join(each.evidence), 600)}"), highlight=False)


def _chosen(proposal: Proposal, number: str) -> Scored:
    """Return the candidate of a number, the first where none is given."""
    index = int(number) if number.isdecimal() and len(number) < 6 else 1 if not number else 0
    if not 1 <= index <= len(proposal.open):
        raise InputError(f"there is no candidate {number or 1}", todo=f"give a number from 1 to {len(proposal.open)}")
    return proposal.open[index - 1]

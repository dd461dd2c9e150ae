"""From a dossier's things to ranked candidates: what to look for, whom to ask, and in which order to judge.

Judged twice: the second time, what was clear the first time lends weight to others, and what was contradicted (the film of
another year) lends none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from biopic.dossier import Link
from biopic.linking.candidate import Candidate
from biopic.linking.known import Known
from biopic.linking.scoring import Around, Reason, Scored, clear, rank

LIKELY = 0.85
"""The score from which a clear candidate counts as the thing when others are judged."""


class Source(Protocol):
    """A service that has candidates."""

    def candidates(self, things: Sequence[Known], everything: Mapping[str, Known]) -> dict[str, list[Candidate]]:
        """Return the candidates of each thing, by its local name."""


@dataclass(frozen=True)
class Proposal:
    """A thing, its candidates in order, and what has been decided on some of them."""

    thing: Known
    ranked: tuple[Scored, ...]
    decided: Mapping[str, str]

    @property
    def open(self) -> list[Scored]:
        """Return the candidates that nobody has decided on."""
        return [each for each in self.ranked if each.candidate.entity not in self.decided]


def settled_things(links: Iterable[Link]) -> dict[str, str]:
    """Return the entity that each thing was decided to be."""
    return {link.thing: link.entity for link in links if link.decision == "same"}


def open_things(known: Mapping[str, Known], links: Iterable[Link], kind: str = "", *, again: bool = False) -> list[Known]:  # fmt: skip
    """Return the things of a kind on which nothing was decided but, perhaps, what they are not; with `again`, all that are not linked."""
    done = {link.thing for link in links if link.decision == "same" or (link.decision != "different" and not again)}
    return [thing for thing in known.values() if thing.name not in done and kind in ("", thing.kind)]


def propose(
    things: Sequence[Known],
    everything: Mapping[str, Known],
    links: Sequence[Link],
    source: Source,
    *,
    again: bool = False,
) -> list[Proposal]:
    """Return each thing with its candidates, judged by what the graph and the links so far know; with `again`, undecided ones are open."""
    links = [link for link in links if not (again and link.decision == "undecided")]
    found = source.candidates(things, everything) if things else {}
    settled = settled_things(links)
    different: dict[str, set[str]] = {}
    for link in links:
        if link.decision == "different":
            different.setdefault(link.thing, set()).add(link.entity)
    first = Around(everything, settled, {name: frozenset(each) for name, each in different.items()})
    judged = {thing.name: rank(thing, found.get(thing.name, []), first) for thing in things}
    excluded = {
        name: frozenset(different.get(name, ())) | {each.candidate.entity for each in ranked if each.refused}
        for name, ranked in judged.items()
    }
    likely = {name: best.candidate.entity for name, ranked in judged.items() if (best := clear(ranked, LIKELY))}
    around = Around(everything, {**likely, **settled}, {**first.excluded, **excluded})
    taken = {entity: name for name, entity in settled.items()}
    return [
        Proposal(thing, tuple(_untaken(thing, rank(thing, found.get(thing.name, []), around), taken)), _decided(thing, links))
        for thing in things
    ]  # fmt: skip


def _decided(thing: Known, links: Iterable[Link]) -> dict[str, str]:
    return {link.entity: link.decision for link in links if link.thing == thing.name and link.entity}


def _untaken(thing: Known, ranked: Iterable[Scored], taken: Mapping[str, str]) -> list[Scored]:
    """Put behind what was decided to be another thing: no entity is two."""
    found = []
    for each in ranked:
        other = taken.get(each.candidate.entity)
        if other is not None and other != thing.name:
            reason = Reason(f"was decided to be {other}", cap=0.05)
            each = Scored(each.candidate, min(each.score, 0.05), (*each.reasons, reason))
        found.append(each)
    return sorted(found, key=lambda each: -each.score)

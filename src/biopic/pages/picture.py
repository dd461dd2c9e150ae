"""The picture of a film: its story and life as two lines, what is paired tied together by threads that bear the outcome.

In go the events of both lines in order and the pairs; out come places between 0 and 1, which a template draws across the
page or down it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biopic.pages.outcomes import ORDER
from biopic.pages.scene import Name

MOST = 40
"""How many threads one picture can hold; what matches or is unknown gives way first."""


PLACED = 0.87
"""How much of life's line belongs to events that a date or a counterpart places; the rest crowd at its end."""


@dataclass(frozen=True)
class Dot:
    """An event on its line: where, and when it is said to be, in words."""

    name: Name
    at: float
    when: str


@dataclass(frozen=True)
class Result:
    """An outcome of a pair: its local name, its label, and on which properties, each with its comparison."""

    outcome: str
    label: str
    on: tuple[tuple[Name, Name], ...]


@dataclass(frozen=True)
class Pair:
    """An event of the story and one of life, or one of them alone where the other is denied; and how they came out."""

    story: Name | None
    life: Name | None
    outcome: str
    label: str
    anchor: str
    story_when: str = ""
    life_when: str = ""
    results: tuple[Result, ...] = ()


@dataclass(frozen=True)
class Thread:
    """A pair as drawn: from where on the story's line over where in the middle to where on life's."""

    pair: Pair
    story: float | None
    middle: float
    life: float | None


@dataclass(frozen=True)
class Picture:
    """Both lines and the threads between them; `untied` counts the pairs for which there is no room."""

    story: tuple[Dot, ...]
    life: tuple[Dot, ...]
    threads: tuple[Thread, ...]
    untied: int

    @property
    def dated(self) -> tuple[Dot, ...]:
        """Return the events of life whose dates can be written without running into one another."""
        found: list[Dot] = []
        for dot in self.life:
            if dot.when and (not found or dot.at - found[-1].at > 0.09):
                found.append(dot)
        return tuple(found)


def draw(story: Sequence[Name], life: Sequence[Name], pairs: Sequence[Pair], when: Mapping[str, str]) -> Picture:
    """Return the picture of the events, in order, and their pairs."""
    tied_to = {name.iri for pair in pairs for name in (pair.life,) if name}
    loose = next((i for i in range(len(life), 0, -1) if life[i - 1].iri in tied_to or life[i - 1].iri in when), 0)
    story_dots = _line(story, when)
    life_dots = (
        (*_line(life[:loose], when, 0.0, PLACED), *_line(life[loose:], when, PLACED + 0.03, 1.0))
        if 0 < loose < len(life)
        else _line(life, when)
    )
    where = {dot.name.iri: dot.at for dot in (*story_dots, *life_dots)}
    kept = sorted(pairs, key=lambda pair: ORDER.index(pair.outcome))[:MOST]
    tied = []
    for pair in (each for each in pairs if each in kept):
        left = where.get(pair.story.iri) if pair.story else None
        right = where.get(pair.life.iri) if pair.life else None
        ends = [each for each in (left, right) if each is not None]
        if ends:
            tied.append((sum(ends) / len(ends), pair, left, right))
    tied.sort(key=lambda each: (each[0], each[1].anchor))
    threads = [
        Thread(pair, left, (index + 0.5) / len(tied), right) for index, (_, pair, left, right) in enumerate(tied)
    ]
    return Picture(story_dots, life_dots, tuple(threads), len(pairs) - len(threads))


def _line(names: Sequence[Name], when: Mapping[str, str], start: float = 0.0, end: float = 1.0) -> tuple[Dot, ...]:
    step = (end - start) / max(1, len(names))
    return tuple(
        Dot(name, round(start + (index + 0.5) * step, 5), when.get(name.iri, "")) for index, name in enumerate(names)
    )

"""Comparisons with what they weigh: the two worlds, or the two camps of a contradiction, each with its lines and passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from biopic.pages.evidence import Line, Place, Statement, lines, read_statements
from biopic.pages.outcomes import ORDER, outcome_of
from biopic.pages.scene import Name, Scene
from biopic.sparql import Cell, plain_value


@dataclass(frozen=True)
class Weighing:
    """A comparison: what is compared, on which property, how it came out, and the lines on each side.

    `story` and `life` are the sides of a comparison across worlds; a contradiction has `others` instead, all of one world.
    """

    node: Name
    outcome: str
    label: str
    predicate: Name
    about: tuple[Name, ...]
    story_side: Name | None
    life_side: Name | None
    lines: tuple[Line, ...]
    verdicts: tuple[Name, ...] = ()

    @property
    def across(self) -> bool:
        """Say whether it holds the story against life."""
        return bool(self.story_side or self.life_side) and self.outcome != "contradicts"

    @property
    def story(self) -> tuple[Line, ...]:
        """Return the lines that speak of the story or of the film."""
        return tuple(line for line in self.lines if line.world != "life")

    @property
    def life(self) -> tuple[Line, ...]:
        """Return the lines that speak of life."""
        return tuple(line for line in self.lines if line.world == "life")

    @property
    def evidence(self) -> tuple[Place, ...]:
        """Return the passages under all its lines, each once."""
        return tuple(dict.fromkeys(place for line in self.lines for place in line.evidence))

    @property
    def title(self) -> Name:
        """Return what it is about, the side of the story first."""
        return self.story_side or self.life_side or self.about[0]

    @property
    def anchor(self) -> str:
        """Return the name of its place in a page."""
        return f"c-{self.node.iri.rsplit('/', 1)[-1]}"


def read_weighings(scene: Scene, nodes: Iterable[Cell]) -> list[Weighing]:
    """Return the comparisons with these IRIs, in the order of outcomes, then by what they are about."""
    rows = scene.rows("comparisons", comparison=[node for node in nodes if node])
    weighed: dict[str, list[ox.NamedNode]] = {}
    for row in scene.rows("weighed", comparison=[row["comparison"] for row in rows]):
        if isinstance(row["statement"], ox.NamedNode):
            weighed.setdefault(plain_value(row["comparison"]), []).append(row["statement"])
    statements = read_statements(scene, [node for nodes in weighed.values() for node in nodes])
    names = scene.names([cell for row in rows for cell in row.values()])
    grouped: dict[str, list[dict[str, Cell]]] = {}
    for row in rows:
        grouped.setdefault(plain_value(row["comparison"]), []).append(row)
    found = []
    for node, group in grouped.items():
        row = group[0]
        said: Sequence[Statement] = [
            statements[each.value] for each in weighed.get(node, ()) if each.value in statements
        ]
        about = sorted(
            {names[each["about"]] for each in group}, key=lambda name: (name.world != "story", name.label, name.iri)
        )
        found.append(
            Weighing(
                node=names[node],
                outcome=outcome_of(row["outcome"]),
                label=names[row["outcome"]].label,
                predicate=names[row["property"]],
                about=tuple(about),
                story_side=names[row["story"]] if row["story"] else None,
                life_side=names[row["life"]] if row["life"] else None,
                lines=tuple(lines(dict.fromkeys(said))),
                verdicts=tuple(dict.fromkeys(names[each["verdict"]] for each in group if each["verdict"])),
            )
        )
    return sorted(
        found, key=lambda each: (ORDER.index(each.outcome), each.title.label, each.predicate.label, each.node.iri)
    )

"""Statements with the passages under them, as every page shows them.

In go the IRIs of assertions and inferences; out come `Statement`s, each with the name of what it says, where it stands, who
says so, and whether it is denied, contested, hearsay, inferred, drafted or withdrawn. Statements that say the same of the
same are one `Line`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from biopic import terms
from biopic.ontology import BIOPIC
from biopic.pages.scene import Name, Names, Scene
from biopic.sparql import Cell, plain_value


@dataclass(frozen=True)
class Place:
    """A passage under a statement; `words` is empty where the document's text is absent, and `gist` stands in."""

    document: Name
    start: int
    end: int
    gist: str
    words: str
    language: str
    href: str
    speaker: Name | None = None


@dataclass(frozen=True)
class Statement:
    """One assertion or one inference.

    `contested` names the contradictions that weigh it; `relayers` those who passed it on, outermost first; `premises` are the
    statements that an inference rests on, and `rule` is how.
    """

    node: Name
    subject: Name
    predicate: Name
    value: Name
    world: str
    denied: bool
    document: Name | None
    speaker: Name | None
    relayers: tuple[Name, ...]
    contested: tuple[str, ...]
    reader: str
    withdrawn: str
    places: tuple[Place, ...]
    rule: Name | None = None
    premises: tuple[Statement, ...] = ()

    @property
    def inferred(self) -> bool:
        """Say whether a rule derived it."""
        return self.rule is not None

    @property
    def evidence(self) -> tuple[Place, ...]:
        """Return its passages, those of its premises if it is inferred, each once."""
        found = [*self.places, *(place for premise in self.premises for place in premise.evidence)]
        return tuple(dict.fromkeys(found))


@dataclass
class Line:
    """What one or several statements say of the same: one value of one property, affirmed or denied, in one world."""

    subject: Name
    predicate: Name
    value: Name
    world: str
    denied: bool
    statements: list[Statement] = field(default_factory=list)

    @property
    def inferred(self) -> bool:
        """Say whether nothing but rules says so."""
        return all(each.inferred for each in self.statements)

    @property
    def contested(self) -> tuple[str, ...]:
        """Return the links to the contradictions that weigh it."""
        return tuple(dict.fromkeys(link for each in self.statements for link in each.contested))

    @property
    def withdrawn(self) -> bool:
        """Say whether everybody who said it has taken it back."""
        return all(each.withdrawn for each in self.statements)

    @property
    def evidence(self) -> tuple[Place, ...]:
        """Return the passages under it, in order, each once."""
        return tuple(dict.fromkeys(place for each in self.statements for place in each.evidence))


def read_statements(scene: Scene, nodes: Iterable[Cell]) -> dict[str, Statement]:
    """Return the statements with these IRIs, in order of IRI, the premises of inferences read as well."""
    wanted = [node for node in dict.fromkeys(nodes) if isinstance(node, ox.NamedNode)]
    premises: dict[str, list[ox.NamedNode]] = {}
    rules: dict[str, Cell] = {}
    fresh = wanted
    while fresh:
        found: list[ox.NamedNode] = []
        for row in scene.rows("premises", statement=fresh):
            node, premise = plain_value(row["statement"]), row["premise"]
            rules[node] = row["rule"]
            if isinstance(premise, ox.NamedNode) and premise not in premises.setdefault(node, []):
                premises[node].append(premise)
                found.append(premise)
        known = set(wanted)
        fresh = [node for node in dict.fromkeys(found) if node not in known]
        wanted = [*wanted, *fresh]
    return _Builder(scene, wanted, premises, rules).statements()


class _Builder:
    """Puts rows together to statements; every label is looked up once for all of them."""

    def __init__(
        self,
        scene: Scene,
        nodes: Sequence[ox.NamedNode],
        premises: Mapping[str, Sequence[ox.NamedNode]],
        rules: Mapping[str, Cell],
    ) -> None:
        self.scene, self.premises, self.rules = scene, premises, rules
        self.rows: dict[str, list[dict[str, Cell]]] = {}
        for row in scene.rows("statements", statement=nodes):
            self.rows.setdefault(plain_value(row["statement"]), []).append(row)
        self.passages: dict[str, list[dict[str, Cell]]] = {}
        for row in scene.rows("passages", statement=nodes):
            self.passages.setdefault(plain_value(row["statement"]), []).append(row)
        columns = ("subject", "property", "value", "document", "speaker", "relayer")
        self.names: Names = scene.names(
            [*(row[name] for rows in self.rows.values() for row in rows for name in columns), *rules.values()]
        )
        self.reader = scene.reader()
        self.made: dict[str, Statement] = {}

    def statements(self) -> dict[str, Statement]:
        for node in sorted(self.rows):
            self._make(node, frozenset())
        return {node: self.made[node] for node in sorted(self.made)}

    def _make(self, node: str, above: frozenset[str]) -> Statement | None:
        if node in self.made or node not in self.rows or node in above:
            return self.made.get(node)
        below = [self._make(premise.value, above | {node}) for premise in self.premises.get(node, ())]
        rows = self.rows[node]
        row, names = rows[0], self.names
        document = names[row["document"]] if row["document"] else None
        speaker = names[row["speaker"]] if row["speaker"] and row["speaker"] != row["document"] else None
        self.made[node] = Statement(
            node=names[node],
            subject=names[row["subject"]],
            predicate=names[row["property"]],
            value=names[row["value"]],
            world=plain_value(row["world"]).removeprefix(BIOPIC),
            denied=row["polarity"] == terms.denied,
            document=document,
            speaker=speaker,
            relayers=tuple(dict.fromkeys(names[each["relayer"]] for each in rows if each["relayer"])),
            contested=tuple(dict.fromkeys(names[each["contested"]].href for each in rows if each["contested"])),
            reader=plain_value(row["reader"]),
            withdrawn=plain_value(row["withdrawn"]),
            places=tuple(dict.fromkeys(self._place(each, speaker) for each in self.passages.get(node, ()))),
            rule=names[self.rules[node]] if node in self.rules else None,
            premises=tuple(each for each in below if each),
        )
        return self.made[node]

    def _place(self, row: Mapping[str, Any], speaker: Name | None) -> Place:
        start, end = int(row["start"].value), int(row["end"].value)
        return Place(
            document=self.names[row["document"]],
            start=start,
            end=end,
            gist=plain_value(row["gist"]),
            words=self.reader.words(plain_value(row["document"]), start, end),
            language=plain_value(row["language"]),
            href=self.names[row["passage"]].href,
            speaker=speaker,
        )


def lines(statements: Iterable[Statement]) -> list[Line]:
    """Return the statements as lines: affirmed before denied, those with more passages first, then by label."""
    found: dict[tuple[object, ...], Line] = {}
    for each in statements:
        key = (each.subject, each.predicate, each.value, each.world, each.denied)
        found.setdefault(key, Line(*key)).statements.append(each)
    return sorted(
        found.values(),
        key=lambda line: (
            line.denied,
            -len(line.evidence),
            line.value.label,
            line.value.iri,
            line.subject.iri,
            line.world,
        ),
    )

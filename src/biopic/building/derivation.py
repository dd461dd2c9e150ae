"""Derive one unit's results: run the rules over a dossier, or over some shared things, and keep what is its own.

In go the unit's own lines and those that `biopic.building.couplings` gathered for it; out come the lines that follow, by the shard
they belong to, and the violations on what is its own. The rules and shapes are the same as over a whole graph. A result
belongs where its thing does: to the dossier that alone declares it or whose film it stands under, else to what is shared.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from biopic import terms
from biopic.dataset import GRAPH, graph_name, ontology_quads
from biopic.ontology import BIOPIC, RDF, load_vocabulary
from biopic.rules import KEPT, MERGED, compare, infer
from biopic.validate import Violation, check_hygiene, validate_triples

Owner = Callable[[str], str | None]
"""Says in which of a unit's shards the results on a thing's name belong; None for a thing that is another unit's."""

LABELS, IDLE = "labels-shared", "things-not-used"
"""The hygiene queries that look across dossiers; what they find is decided from the ledger."""

_PARTS = {RDF + "subject", RDF + "object"}


@dataclass
class Derived:
    """What follows for one unit: lines by shard, outcomes by shard, violations, and the shared things that it does not use."""

    lines: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    violations: list[Violation] = field(default_factory=list)
    idle: list[Violation] = field(default_factory=list)


@cache
def _ontology() -> tuple[ox.Quad, ...]:
    return tuple(ontology_quads(load_vocabulary()))


def derive(
    base: str, own: Iterable[str], others: Iterable[str], owner: Owner, home: str = ""
) -> tuple[ox.Store, Derived]:
    """Return the unit's store, with all that was derived in it, and what of that is the unit's own.

    `own` are a dossier's lines, of which `home` is the shard; a unit of shared things has none.
    """
    store, own = ox.Store(), list(own)
    store.extend(_ontology())
    store.load("".join(own).encode(), format=ox.RdfFormat.N_QUADS)
    store.load("".join(others).encode(), format=ox.RdfFormat.N_QUADS)
    infer(store, base)
    compare(store, base)
    keeper = _Keeper(store, base, owner, {line.split(" ", 1)[0] for line in own}, home)
    for name in KEPT:
        if name != "ontology":
            keeper.keep(name)
    return store, keeper.derived


class _Keeper:
    """Sorts what was derived by the shard that it belongs to."""

    def __init__(self, store: ox.Store, base: str, owner: Owner, subjects: set[str], home: str) -> None:
        self.derived = Derived()
        self._store, self._base, self._owner, self._subjects, self._home = store, base, owner, subjects, home
        self._things = f"<{base}id/"
        self._nodes = self._comparisons() | self._inferences()

    def keep(self, name: str) -> None:
        """Keep what is the unit's own in one of the graphs that the rules fill."""
        graph = graph_name(name)
        behind = len(f" {graph}")
        for quad in self._store.quads_for_pattern(None, None, None, graph):
            shards = self._shards(quad)
            if shards:
                text = str(quad)
                for shard in shards:
                    self.derived.lines[shard].add(f"{text} .\n")
                    if name in MERGED:
                        self.derived.lines[shard].add(f"{text[:-behind]} .\n")
                    if quad.predicate == terms.outcome:
                        self.derived.outcomes[shard][quad.object.value.removeprefix(BIOPIC)] += 1  # type: ignore[union-attr]

    def _shards(self, quad: ox.Quad) -> set[str]:
        node = quad.object if quad.predicate == terms.contestedIn else quad.subject
        subject = str(node)
        if subject.startswith(self._things):
            return self._of_thing(subject)
        if subject.startswith(f"<{BIOPIC}"):
            return self._of_thing(str(quad.object))  # a term excludes what excludes it
        found = self._nodes.get(subject, set())
        return found | {self._home} if subject in self._subjects else found

    def _of_thing(self, subject: str) -> set[str]:
        shard = self._owner(subject[len(self._things) : -1]) if subject.startswith(self._things) else None
        return set() if shard is None else {shard}

    def _inferences(self) -> dict[str, set[str]]:
        """Return the shards of each inference, which go with its subject, and of the values that were made for it."""
        of: dict[str, set[str]] = {}
        values: dict[str, set[str]] = defaultdict(set)
        graph = graph_name("inferences")
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(RDF + "subject"), None, graph):
            of[str(quad.subject)] = self._of_thing(str(quad.object))
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(RDF + "object"), None, graph):
            if not str(quad.object).startswith(self._things):
                values[str(quad.object)] |= of[str(quad.subject)]
        return of | values

    def _comparisons(self) -> dict[str, set[str]]:
        """Return the shard of each comparison: that of the thing by which its IRI was made."""
        about: dict[str, list[str]] = defaultdict(list)
        graph = graph_name("comparisons")
        for quad in self._store.quads_for_pattern(None, terms.about, None, graph):
            about[str(quad.subject)].append(quad.object.value)  # type: ignore[union-attr]
        story = {
            str(q.subject): str(q.object) for q in self._store.quads_for_pattern(None, terms.storySide, None, graph)
        }
        happens = {
            str(q.subject) for q in self._store.quads_for_pattern(None, terms.onProperty, terms.happensIn, graph)
        }
        found = {}
        for node, things in about.items():
            named = f"<{things[0]}>"
            if len(things) > 1:
                named = self._named(node, things) if node in happens else story[node]
            found[node] = self._of_thing(named)
        return found

    def _named(self, node: str, things: list[str]) -> str:
        """Return the thing from which the IRI of a comparison of what happens was made: it may be either side."""
        for thing in things:
            key = f"across {thing} {terms.happensIn.value}"
            if node == f"<{self._base}comparison/{hashlib.sha256(key.encode()).hexdigest()[:20]}>":
                return f"<{thing}>"
        return f"<{things[0]}>"


def find_violations(
    store: ox.Store, derived: Derived, base: str, own: Iterable[str], owner: Owner, engine: str
) -> None:
    """Hold a unit's store against shapes and hygiene queries, and keep what is on something of the unit's own."""
    things = f"<{base}id/"
    contested = f" {terms.contestedIn} "
    mine = {line.split(" ", 1)[0] for line in own}
    mine |= {line.split(" ", 1)[0] for lines in derived.lines.values() for line in lines if contested not in line}

    def is_mine(focus: str) -> bool:
        term = f"<{focus}>"
        if term.startswith(things):
            return owner(term[len(things) : -1]) is not None
        return term in mine or term.startswith((f"<{BIOPIC}", f"<{GRAPH}")) or not term.startswith(f"<{base}")

    def is_contested(found: Violation) -> bool:
        """Another unit's assertion may be contested in a comparison of this one."""
        return found.value.startswith(f"{base}comparison/") and f"<{found.value}>" in mine

    found = validate_triples(store, engine) + check_hygiene(store, but=(LABELS,) if own else (LABELS, IDLE))
    derived.idle = [each for each in found if each.shape == IDLE and not is_mine(each.focus)]
    derived.violations = [each for each in found if is_mine(each.focus) or is_contested(each)]

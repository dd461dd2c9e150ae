"""The SPARQL constraints of the shapes, each asked once of a whole graph instead of anew for every focus node.

In go triples of shapes and a store; out come the rows that violate. A constraint names its focus node `$this` in its outermost
pattern, so that asking it with `$this` free and keeping the rows on focus nodes of its shape gives what binding them one by one
would give (SHACL, section 5.3.1). What is written in any other way, or has other targets than classes, is left to the engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from biopic.ontology import RDF, RDFS, Term

SH = "http://www.w3.org/ns/shacl#"
HEAD = "SELECT $this ?value\n"
"""How a constraint begins that can be asked at once."""

_OF_CONSTRAINT = {RDF + "type", "prefixes", "select"}


@dataclass(frozen=True)
class Constraint:
    """One constraint: the shape that has it, what a violation is told as, the classes of its focus nodes, and its query."""

    shape: str
    message: str
    classes: frozenset[ox.NamedNode]
    query: str


def part(shapes: Iterable[ox.Triple]) -> tuple[list[Constraint], list[ox.Triple]]:
    """Return the constraints that can be asked at once, and the shapes without them."""
    graph = _Shapes(shapes)
    found = list(graph.constraints())
    kept = {node for node, constraint in found if constraint is None}  # several shapes may share one
    gone = {node for node, _ in found} - kept
    left = [t for t in graph.triples if t.subject not in gone and t.object not in gone]
    return [constraint for node, constraint in found if constraint and node in gone], left


def violations(store: ox.Store, constraints: Iterable[Constraint]) -> Iterator[tuple[Constraint, ox.NamedNode, Term]]:
    """Yield the focus node and the value of each violation in the default graph of `store`, each once."""
    for constraint in constraints:
        rows = {(row["this"], row["value"]) for row in store.query(constraint.query)}  # type: ignore[union-attr]
        for focus, value in rows:
            if not constraint.classes.isdisjoint(_classes(store, focus)):
                yield constraint, focus, value


def _classes(store: ox.Store, node: ox.NamedNode) -> set[ox.NamedNode]:
    """Return the classes of a node and those above them."""
    found: set[ox.NamedNode] = set()
    ahead = _objects(store, node, RDF + "type")
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += _objects(store, name, RDFS + "subClassOf")
    return found


def _objects(store: ox.Store, node: ox.NamedNode, predicate: str) -> list[ox.NamedNode]:
    found = store.quads_for_pattern(node, ox.NamedNode(predicate), None, ox.DefaultGraph())
    return [cast(ox.NamedNode, quad.object) for quad in found]


class _Shapes:
    """The triples of a shapes graph, at hand by subject and predicate."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self.triples = list(triples)
        self._of: dict[tuple[object, str], list[Term]] = defaultdict(list)
        self._said: dict[object, set[str]] = defaultdict(set)
        """The properties of each node, those of SHACL without their namespace."""
        self._users: dict[object, set[tuple[object, str]]] = defaultdict(set)
        for triple in self.triples:
            self._of[triple.subject, triple.predicate.value].append(triple.object)
            self._said[triple.subject].add(triple.predicate.value.removeprefix(SH))
            self._users[triple.object].add((triple.subject, triple.predicate.value))

    def constraints(self) -> Iterator[tuple[Term, Constraint | None]]:
        """Yield the node of each SPARQL constraint, with the constraint if it can be asked at once."""
        for triple in self.triples:
            if triple.predicate.value == SH + "sparql":
                yield triple.object, self._constraint(triple.subject, triple.object)

    def _constraint(self, shape: Term, node: Term) -> Constraint | None:
        if not isinstance(shape, ox.NamedNode):
            return None
        select, message = self._value(node, "select"), self._value(shape, "message")
        classes = self._target_classes(shape)
        plain = message and "{" not in message and "$PATH" not in select and self._said[node] <= _OF_CONSTRAINT
        if not plain or not classes or not select.strip().startswith(HEAD) or "deactivated" in self._said[shape]:
            return None
        return Constraint(shape.value, message, classes, self._prefixes(node) + select)

    def _target_classes(self, shape: Term) -> frozenset[ox.NamedNode]:
        """Return the classes whose members a property shape looks at; none if it looks at anything else besides."""
        users = self._users[shape]
        if any(predicate != SH + "property" for _, predicate in users):
            return frozenset()
        targets = {predicate for user, _ in users for predicate in self._targets(user)}
        nested = any(self._users[user] or "deactivated" in self._said[user] for user, _ in users)
        if nested or targets != {"targetClass"}:
            return frozenset()
        return frozenset(each for user, _ in users for each in self._of[user, SH + "targetClass"])  # type: ignore[misc]

    def _targets(self, shape: object) -> set[str]:
        return {name for name in self._said[shape] if name.startswith("target")}

    def _prefixes(self, node: Term) -> str:
        declared = [each for name in self._of[node, SH + "prefixes"] for each in self._of[name, SH + "declare"]]
        pairs = sorted((self._value(each, "prefix"), self._value(each, "namespace")) for each in declared)
        return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in pairs)

    def _value(self, node: object, name: str) -> str:
        found = self._of[node, SH + name]
        return found[0].value if len(found) == 1 else ""  # type: ignore[union-attr]

"""Run the rules: every inference and every comparison is a SPARQL query under queries/rules.

In goes a store with dossiers and ontology; it gains the graphs that the rules fill. A rule is a CONSTRUCT query whose
header says in which stage it runs, into which graph, and whether it runs until nothing new comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from biopic.dataset import graph_name
from biopic.headers import read_header
from biopic.places import folder

KEPT = ("claims", "denied", "inferences", "comparisons", "ontology")
"""Named graphs that stay in the store; the rules' other graphs are scaffolding."""

MERGED = ("inferences", "comparisons")
"""Named graphs whose triples also stand in the default graph."""


@dataclass(frozen=True)
class Rule:
    """One CONSTRUCT query and where its triples go."""

    name: str
    says: str
    stage: str
    into: str
    repeat: bool
    query: str


@cache
def load_rules(where: Path | None = None) -> tuple[Rule, ...]:
    """Read the rules in the order of their names."""
    rules = []
    for path in sorted((where or folder("queries") / "rules").glob("*.rq")):
        header, query = read_header(path)
        rules.append(
            Rule(path.stem, header["says"], header["stage"], header["into"], header.get("repeat") == "true", query)
        )
    return tuple(rules)


def infer(store: ox.Store, base: str) -> None:
    """Add what follows from the dossiers, and the graphs of distinct claims and denials."""
    _run(store, [rule for rule in load_rules() if rule.stage == "infer"], base)


def compare(store: ox.Store, base: str) -> None:
    """Add the comparisons within and across worlds, and drop the scaffolding."""
    _run(store, [rule for rule in load_rules() if rule.stage == "compare"], base)
    for rule in load_rules():
        if rule.into not in KEPT:
            store.remove_graph(graph_name(rule.into))
    store.remove_graph(graph_name("taxonomy"))


def _run(store: ox.Store, rules: Iterable[Rule], base: str) -> None:
    rules = list(rules)
    repeated = [rule for rule in rules if rule.repeat]
    done: set[str] = set()
    for rule in rules:
        if rule.name in done:
            continue
        if not rule.repeat:
            apply(store, rule, base)
            continue
        group = _run_of(rule, rules, repeated)
        done.update(each.name for each in group)
        while sum(apply(store, each, base) for each in group):
            pass


def _run_of(first: Rule, rules: list[Rule], repeated: list[Rule]) -> list[Rule]:
    """Return the repeated rules that stand next to each other from `first` on: they feed each other."""
    group = []
    for rule in rules[rules.index(first) :]:
        if rule not in repeated:
            break
        group.append(rule)
    return group


def apply(store: ox.Store, rule: Rule, base: str) -> int:
    """Run one rule and return how many triples it added."""
    into = graph_name(rule.into)
    found = store.query(rule.query, base_iri=base)
    fresh = [quad for quad in (ox.Quad(t.subject, t.predicate, t.object, into) for t in found) if quad not in store]  # type: ignore[union-attr]
    store.extend(fresh)
    if rule.into in MERGED:
        store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in fresh)
    return len(set(fresh))

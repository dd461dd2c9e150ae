"""What only a look across dossiers finds: two things of one label, things that nobody uses, and what a verdict judges.

In goes the ledger; out come violations, and the lines that tie verdicts to comparisons. The queries are those under `queries/hygiene`, asked of the few things concerned.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from biopic import terms
from biopic.build import no_comparison
from biopic.building.couplings import TYPE
from biopic.building.derivation import LABELS
from biopic.building.ledger import Ledger
from biopic.dataset import ontology_quads
from biopic.ontology import BIOPIC, RDF, RDFS, load_vocabulary
from biopic.rules import apply, load_rules
from biopic.shards import states
from biopic.validate import Violation, check_hygiene

SUPERCLASS = "10-superclass"
"""The rule by which a thing is of every class above its own."""


def find_across(ledger: Ledger, base: str, changed: Iterable[str]) -> list[Violation]:
    """Return what only a look across dossiers finds: labels that two things share, and things that no dossier uses."""
    store = ox.Store()
    nodes = ledger.namesakes(changed)
    if nodes:
        store.extend(ontology_quads(load_vocabulary()))
        for node in nodes:
            store.extend(_described(ledger, base, node))
        apply(store, next(rule for rule in load_rules() if rule.name == SUPERCLASS), base)
    unused = ledger.column(
        "SELECT MIN(whole) FROM idle GROUP BY thing HAVING COUNT(*) = (SELECT COUNT(*) FROM thing WHERE name = SUBSTR(idle.thing, ?))",
        len(f"{base}id/") + 1,
    )
    found = check_hygiene(store, only=LABELS) if nodes else []
    return found + [Violation(*json.loads(whole)) for whole in unused]


def _described(ledger: Ledger, base: str, node: str) -> Iterator[ox.Quad]:
    """Yield the class, the labels and the film of a thing or document, as the ledger knows them."""
    iri = ox.NamedNode(base + node)
    name = node.removeprefix("id/")
    kind = ledger.kind(name) if node.startswith("id/") else "Document"
    yield ox.Quad(iri, ox.NamedNode(RDF + "type"), ox.NamedNode(BIOPIC + kind))
    for label in ledger.column("SELECT DISTINCT label FROM label WHERE node = ?", node):
        language, text = json.loads(label)
        yield ox.Quad(iri, ox.NamedNode(RDFS + "label"), ox.Literal(text, language=language))
    if node.startswith("id/") and "/" in name:
        film = ox.NamedNode(f"{base}id/{name.partition('/')[0]}")
        yield ox.Quad(iri, terms.inStoryOf, film)


def tie_verdicts(ledger: Ledger, results_on: Callable[[str], Path]) -> list[str]:
    """Return a line for each comparison that a verdict judges; refuse a verdict that fits none, so that none is lost in silence.

    `results_on` gives the shard that has the results on a thing.
    """
    lines = []
    asked = "SELECT node, about, keys, property, file, line FROM verdict ORDER BY dossier, rowid"
    for node, about, keys, on, file, line in ledger.rows(asked):
        shards = {results_on(name) for name in json.loads(about)}
        found = [c for c in json.loads(keys) if any(states(s, f"{c} {TYPE} {terms.Comparison} .\n") for s in shards)]
        if not found:
            raise no_comparison(json.loads(about), on, Path(file), line)
        lines += [f"{node} {terms.judges} {comparison} .\n" for comparison in found]
    return lines

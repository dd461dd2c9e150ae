"""What a change touches: which results were read from something that is said otherwise now.

In go the dossiers that changed and the ledger of the last build; the ledger is brought up to date, and out come the dossiers
and the buckets of shared things whose results have to be derived again. After a build of everything, that is everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from biopic.building.couplings import births
from biopic.building.ledger import OF_DOSSIER, Ledger
from biopic.building.units import BASES, Loaded, Passing, bucket_of, pass_on
from biopic.dossier import Link
from biopic.errors import DossierError
from biopic.links import refuse_clashes
from biopic.workers import Workers

Facts = set[tuple[Any, ...]]


@dataclass
class Before:
    """What the ledger had of the dossiers that change: classes, what was shared, what they passed on, and every birth."""

    kinds: dict[str, str]
    shared: set[str]
    facts: dict[str, Facts]
    births: frozenset[str]


@dataclass
class Touched:
    """The dossiers and the buckets of shared things to derive anew, and the kinds of event that are births."""

    dossiers: set[str]
    buckets: set[str]
    births: frozenset[str]


def look_back(ledger: Ledger, names: Iterable[str]) -> Before:
    """Return what the ledger has of some dossiers, before it is forgotten."""
    kinds = {
        thing: kind for n in names for thing, kind in ledger.rows("SELECT name, kind FROM thing WHERE dossier = ?", n)
    }
    return Before(kinds, ledger.shared(kinds), {name: facts_of(ledger, name) for name in names}, births(ledger))


def facts_of(ledger: Ledger, name: str) -> Facts:
    """Return what a dossier passes on to others: texts with the thing that they are on, and edges with their ends."""
    said = ledger.rows("SELECT thing, '', sort, text FROM said WHERE dossier = ?", name)
    return {*said, *ledger.rows("SELECT start, target, sort, line FROM edge WHERE dossier = ?", name)}


def replace(ledger: Ledger, gone: Iterable[str], loaded: Sequence[Loaded]) -> None:
    """Put what was loaded in the place of what the ledger has of these dossiers; refuse what two of them tell differently."""
    for name in [*gone, *(each.name for each in loaded)]:
        ledger.forget(name, OF_DOSSIER)
        ledger.forget(name, ["dossier"], "name")
    for each in loaded:
        about = (each.name, each.signature, json.dumps(each.about), json.dumps(each.texts))
        ledger.insert("dossier", [about])
        ledger.insert("thing", each.things)
        ledger.insert("label", each.labels)
        ledger.insert("link", each.links)
        ledger.insert("verdict", each.verdicts)
    clash = ledger.clash_of_things(ledger.shared(str(row[0]) for each in loaded for row in each.things))
    if clash:
        name, first, file, line = clash
        what = f"{name} has another class or label than in the dossier {first}"
        raise DossierError(what, file=file, line=line, todo="give both the same, or another name to one")
    refuse_clashes(_link(whole) for whole in ledger.links_near(each.name for each in loaded))


def _link(whole: str) -> Link:
    said = json.loads(whole)
    return Link(**said | {"evidence": tuple(said["evidence"]), "file": Path(said["file"])})


def couple(
    ledger: Ledger, workers: Workers, before: Before | None, changed: set[str], gone: set[str], where: Path, base: str
) -> Touched:
    """Bring up to date what dossiers pass on, and return what has to be derived anew.

    `where` has their shards; nothing stood `before` a build of everything.
    """
    if before is None:
        _pass_on(ledger, workers, sorted(changed), where, base)
        return Touched(changed, {bucket_of(thing) for thing in ledger.shared()}, births(ledger))
    things = set(before.kinds).union(*(_things(ledger, name) for name in changed))
    shared = ledger.shared(things)
    turned = shared ^ before.shared  # another dossier has come to declare them, or none is left that does
    dossiers = changed | {name for thing in turned for name in ledger.declaring(thing)}
    facts = before.facts | {name: facts_of(ledger, name) for name in dossiers - changed}
    _pass_on(ledger, workers, sorted(dossiers), where, base)
    touched = turned | {thing for thing in things if before.kinds.get(thing, "") != ledger.kind(thing)}
    for name in dossiers | gone:
        touched.update(end for fact in facts[name] ^ facts_of(ledger, name) for end in fact[:2])
    readers, now = ledger.readers(touched), births(ledger)
    if now != before.births:
        readers |= set(ledger.column("SELECT DISTINCT unit FROM read"))
    buckets = {bucket_of(thing) for thing in ledger.shared(touched) | turned}
    buckets |= {unit[1:] for unit in readers if unit.startswith("+")}
    return Touched((dossiers | {unit for unit in readers if unit[0] != "+"}) - gone, buckets, now)


def _things(ledger: Ledger, name: str) -> set[str]:
    return set(ledger.column("SELECT name FROM thing WHERE dossier = ?", name))


def _pass_on(ledger: Ledger, workers: Workers, names: Sequence[str], where: Path, base: str) -> None:
    orders = [
        Passing(where / BASES / f"{name}.nq", base, frozenset(ledger.shared(_things(ledger, name)))) for name in names
    ]
    for name, (said, edges) in zip(names, workers.map(pass_on, orders), strict=True):
        ledger.forget(name, ("said", "edge"))
        ledger.insert("said", ((thing, sort, name, text) for thing, sort, text in said))
        ledger.insert("edge", ((*edge, name) for edge in edges))

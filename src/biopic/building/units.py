"""The work on one unit, as a process of its own does it: load a dossier, pass on what others need, derive the results.

In go orders that say where to read and where to write; shards go to the disk, and back come the few facts that the ledger
keeps. A unit is a dossier, or a bucket of the things that several dossiers share; its name in the ledger is the dossier's,
or a plus sign and the bucket's number.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from biopic.building.couplings import Gathering, Said
from biopic.building.derivation import Derived, derive, find_violations
from biopic.building.folders import files_in, sign
from biopic.building.ledger import FILE, Edge, Ledger
from biopic.dataset import Writer
from biopic.dossier import Dossier
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary
from biopic.shards import Shard, read_shard, write_shard
from biopic.validate import Violation

BASES, DERIVED, SHARED = "said", "derived", "shared"
"""The folders of a generation's shards: what dossiers say, what follows for each, and what follows for what they share."""

BUCKETS = 1024
"""Shared things are spread over so many buckets by their names, so that a change touches few of the others."""


def bucket_of(name: str) -> str:
    """Return the bucket of a shared thing, three digits in hexadecimal."""
    return f"{int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], 'big') % BUCKETS:03x}"


@dataclass(frozen=True)
class Loading:
    """An order to load a dossier and to write what it says to `out`."""

    folder: Path
    documents: tuple[Path, ...]
    drafts: bool
    base: str
    out: Path


@dataclass
class Loaded:
    """What the ledger keeps of a dossier: rows for its tables, and what is said of it when the build is done."""

    name: str
    shard: Shard
    signature: str
    about: dict[str, Any]
    texts: dict[str, str]
    things: list[tuple[object, ...]]
    labels: list[tuple[object, ...]]
    links: list[tuple[object, ...]]
    verdicts: list[tuple[object, ...]]


def load_one(order: Loading) -> Loaded:
    """Load one dossier and write its lines."""
    now, own = time.time_ns(), list(files_in(order.folder))
    dossier = load_dossier(order.folder, load_vocabulary(), documents=order.documents, drafts=order.drafts)
    writer = Writer(order.base)
    lines = {f"{quad} .\n" for quad in writer.quads([dossier])}
    name = dossier.name
    return Loaded(
        name=name,
        shard=write_shard(order.out, lines),
        signature=sign([*own, *(path for path in dossier.files.values() if path not in own)], now),
        about=_about(dossier),
        texts={f"{order.base}{dossier.documents[n].local}": str(p.resolve()) for n, p in sorted(dossier.files.items())},
        things=[(t.name, name, t.kind, json.dumps(t.labels), str(t.file), t.line) for t in dossier.things.values()],
        labels=[
            *((json.dumps(label), f"id/{t.name}", name) for t in dossier.things.values() for label in t.labels),
            *((json.dumps(("en", d.title)), d.local, name) for d in dossier.documents.values()),
        ],
        links=[
            (each.thing, each.entity, each.decision, name, json.dumps(asdict(each), default=str))
            for each in dossier.links
        ],
        verdicts=[
            (str(writer.verdict(v)), name, json.dumps(v.about), json.dumps([str(c) for c in writer.judged(v)]), v.property, str(v.file), v.line)
            for v in dossier.verdicts
        ],
    )  # fmt: skip


def _about(dossier: Dossier) -> dict[str, Any]:
    return {
        "title": dossier.title,
        "assertions": len(dossier.assertions),
        "passages": len(dossier.passages),
        "documents": {document.name: document.file for document in dossier.documents.values()},
        "present": len(dossier.texts),
        "unreviewed": sum(assertion.drafted is not None for assertion in dossier.assertions),
    }


def values_in(lines: Iterable[str], base: str) -> list[str]:
    """Return the times and quantities that lines describe; several units may describe one."""
    kinds = (f"<{base}time/", f"<{base}quantity/")
    return sorted({line.split(" ", 1)[0] for line in lines if line.startswith(kinds)})


@dataclass(frozen=True)
class Passing:
    """An order to read from a dossier's shard what it says of the things that it shares."""

    shard: Path
    base: str
    shared: frozenset[str]


def pass_on(order: Passing) -> tuple[list[tuple[str, str, str]], list[Edge]]:
    """Return what a dossier says of each shared thing, and the edges in it."""
    said = Said(read_shard(order.shard), order.base)
    return list(said.passed_on(order.shared)), list(said.edges())


@dataclass(frozen=True)
class Derivation:
    """An order to derive one dossier's results, or (`buckets`) those of the things in some buckets."""

    name: str
    where: Path
    base: str
    births: frozenset[str]
    engine: str
    buckets: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class Results:
    """What the ledger keeps of one unit's results."""

    unit: str
    path: str
    shard: Shard | None
    read: set[str]
    outcomes: Counter[str]
    values: list[str]
    idle: list[Violation] = field(default_factory=list)


@contextmanager
def _reading(where: Path) -> Iterator[Ledger]:
    """Open a ledger for as long as one unit takes; nobody writes to it meanwhile."""
    ledger = Ledger(where / FILE, read_only=True)
    try:
        yield ledger
    finally:
        ledger.close()


def derive_dossier(order: Derivation) -> tuple[list[Results], list[Violation]]:
    """Derive, validate and write the results of one dossier."""
    film, lines = order.name, read_shard(order.where / BASES / f"{order.name}.nq")
    with _reading(order.where) as ledger:
        names = set(ledger.column("SELECT name FROM thing WHERE dossier = ?", film))
        private = names - ledger.shared(names)
        said = Said(lines, order.base)
        found = Gathering(ledger, order.base, order.births, film).of_dossier(said, private, film)

    def owner(name: str) -> str | None:
        return film if name == film or name in private or name.startswith(f"{film}/") else None

    store, derived = derive(order.base, lines, found.lines, owner, film)
    find_violations(store, derived, order.base, lines, owner, order.engine)
    results = _write(order, film, f"{DERIVED}/{film}.nq", derived, film, found.read)
    results.values = sorted({*results.values, *values_in(lines, order.base)})
    results.idle = derived.idle
    return [results], derived.violations


def derive_shared(order: Derivation) -> tuple[list[Results], list[Violation]]:
    """Derive, validate and write the results of the things in some buckets."""
    of = {name: bucket for bucket, names in order.buckets.items() for name in names}
    with _reading(order.where) as ledger:
        found = {
            bucket: Gathering(ledger, order.base, order.births).of_shared(names)
            for bucket, names in order.buckets.items()
        }
    lines: set[str] = set().union(*(each.lines for each in found.values()))
    store, derived = derive(order.base, (), lines, of.get)
    find_violations(store, derived, order.base, (), of.get, order.engine)
    written = [
        _write(order, f"+{bucket}", f"{SHARED}/{bucket}.nq", derived, bucket, each.read)
        for bucket, each in found.items()
    ]
    return written, derived.violations


def _write(order: Derivation, unit: str, path: str, derived: Derived, key: str, read: set[str]) -> Results:
    lines = derived.lines[key]
    shard = write_shard(order.where / path, lines) if lines else None
    return Results(unit, path, shard, read, derived.outcomes[key], values_in(lines, order.base))

"""The ledger of a built graph: who declares what, what dossiers say of the things they share, and what each result was read from.

In go dossiers, one after another; out come the few facts on which one dossier's results depend beyond its own folder. A
generation of the store holds one ledger, an SQLite file (https://www.sqlite.org/), and the next build starts from a copy.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

FILE = "ledger.sqlite"

_TABLES = """
CREATE TABLE dossier (name TEXT PRIMARY KEY, signature TEXT, about TEXT, texts TEXT) WITHOUT ROWID;
CREATE TABLE thing (name TEXT, dossier TEXT, kind TEXT, labels TEXT, file TEXT, line INTEGER, PRIMARY KEY (name, dossier)) WITHOUT ROWID;
CREATE TABLE label (label TEXT, node TEXT, dossier TEXT);
CREATE TABLE link (thing TEXT, entity TEXT, decision TEXT, dossier TEXT, whole TEXT);
CREATE TABLE verdict (node TEXT, dossier TEXT, about TEXT, keys TEXT, property TEXT, file TEXT, line INTEGER);
CREATE TABLE said (thing TEXT, sort TEXT, dossier TEXT, text TEXT, PRIMARY KEY (thing, sort, dossier)) WITHOUT ROWID;
CREATE TABLE edge (start TEXT, sort TEXT, target TEXT, line TEXT, dossier TEXT, PRIMARY KEY (start, sort, target, line, dossier)) WITHOUT ROWID;
CREATE TABLE value (node TEXT, unit TEXT, PRIMARY KEY (node, unit)) WITHOUT ROWID;
CREATE TABLE read (name TEXT, unit TEXT, PRIMARY KEY (name, unit)) WITHOUT ROWID;
CREATE TABLE outcome (unit TEXT, name TEXT, number INTEGER, PRIMARY KEY (unit, name)) WITHOUT ROWID;
CREATE TABLE idle (thing TEXT, dossier TEXT, whole TEXT, PRIMARY KEY (thing, dossier)) WITHOUT ROWID;
CREATE INDEX thing_dossier ON thing (dossier);
CREATE INDEX label_label ON label (label, node);
CREATE INDEX label_dossier ON label (dossier);
CREATE INDEX link_thing ON link (thing);
CREATE INDEX link_entity ON link (entity);
CREATE INDEX link_dossier ON link (dossier);
CREATE INDEX said_dossier ON said (dossier);
CREATE INDEX edge_dossier ON edge (dossier);
CREATE INDEX edge_target ON edge (target);
CREATE INDEX value_unit ON value (unit);
CREATE INDEX read_unit ON read (unit);
"""

OF_DOSSIER = ("thing", "label", "link", "verdict", "said", "edge", "idle")
OF_UNIT = ("value", "read", "outcome")


class Edge(NamedTuple):
    """A line that leads from one thing to another: a refinement, an exclusion, an order of events, or kin."""

    start: str
    sort: str
    target: str
    line: str


class Ledger:
    """A connection to one ledger, with the questions that a build asks of it."""

    def __init__(self, path: Path, *, new: bool = False, read_only: bool = False) -> None:
        mode = "?mode=ro&immutable=1" if read_only else ""
        self.db = sqlite3.connect(f"{path.absolute().as_uri()}{mode}", uri=True, isolation_level=None)
        self.db.execute("PRAGMA synchronous=OFF")  # a generation is nobody's before it is whole
        self.db.execute("PRAGMA journal_mode=OFF" if not read_only else "PRAGMA query_only=ON")
        if new:
            self.db.executescript(_TABLES)
        if not read_only:
            self.db.execute("BEGIN")
        self._kept: dict[tuple[str, ...], Any] = {}

    def close(self) -> None:
        """Write what is pending and let go of the file."""
        if self.db.in_transaction:
            self.db.execute("COMMIT")
        self.db.close()

    def save(self) -> None:
        """Write what is pending, so that other processes see it."""
        self.db.execute("COMMIT")
        self.db.execute("BEGIN")

    def rows(self, query: str, *values: object) -> list[Any]:
        """Return the rows of a query."""
        return self.db.execute(query, values).fetchall()

    def column(self, query: str, *values: object) -> list[Any]:
        """Return the first column of a query's rows."""
        return [row[0] for row in self.db.execute(query, values)]

    def insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Add rows to a table; one that is there already stays as it is."""
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - the names are our own

    def forget(self, name: str, tables: Iterable[str], column: str = "dossier") -> None:
        """Remove what the tables have of one dossier, or of one unit."""
        for table in tables:
            self.db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))  # noqa: S608

    # What dossiers share

    def shared(self, names: Iterable[str] | None = None) -> set[str]:
        """Return the names, of those given or of all, that two or more dossiers declare."""
        if names is None:
            return set(self.column("SELECT name FROM thing GROUP BY name HAVING COUNT(*) > 1"))
        asked = "SELECT COUNT(*) FROM (SELECT 1 FROM thing WHERE name = ? LIMIT 2)"
        return {name for name in names if self.db.execute(asked, (name,)).fetchone()[0] > 1}

    def kind(self, name: str) -> str:
        """Return the local name of a thing's class, nothing for a thing that no dossier declares."""
        if ("kind", name) not in self._kept:
            found = self.column("SELECT kind FROM thing WHERE name = ? ORDER BY dossier LIMIT 1", name)
            self._kept["kind", name] = found[0] if found else ""
        return str(self._kept["kind", name])

    def said(self, name: str, sort: str, but: str = "") -> list[str]:
        """Return what dossiers other than `but` say of a shared thing, one text a dossier."""
        asked = "SELECT text FROM said WHERE thing = ? AND sort = ? AND dossier != ? ORDER BY dossier"
        return self.column(asked, name, sort, but)

    def edges(self, start: str, sort: str) -> list[tuple[str, str]]:
        """Return the targets and lines of the edges of one sort that begin at a thing; each once, however many state it."""
        if (start, sort) not in self._kept:
            asked = "SELECT DISTINCT target, line FROM edge WHERE start = ? AND sort = ?"
            self._kept[start, sort] = self.rows(asked, start, sort)
        return self._kept[start, sort]  # type: ignore[no-any-return]

    def below(self, name: str, sort: str) -> set[str]:
        """Return every thing from which edges of one sort lead to `name`, over any number of steps."""
        asked = (
            "WITH RECURSIVE found(name) AS (VALUES (?) UNION SELECT start FROM edge JOIN found ON target = found.name WHERE sort = ?) "
            "SELECT name FROM found"
        )
        return set(self.column(asked, name, sort)) - {name}

    def readers(self, names: Iterable[str]) -> set[str]:
        """Return the units whose results were read from what is said of these names."""
        return {unit for name in names for unit in self.column("SELECT unit FROM read WHERE name = ?", name)}

    def declaring(self, name: str) -> list[str]:
        """Return the dossiers that declare a thing."""
        return self.column("SELECT dossier FROM thing WHERE name = ? ORDER BY dossier", name)

    def clash_of_things(self, names: Iterable[str]) -> tuple[str, str, str, int] | None:
        """Return the first shared thing to which two dossiers give another class or label: name, first dossier, file, line."""
        for name in sorted(names):
            (first, kind, labels, *_), *others = self.rows(
                "SELECT dossier, kind, labels, file, line FROM thing WHERE name = ? ORDER BY dossier", name
            )
            for _, other, words, file, line in others:
                if (other, words) != (kind, labels):
                    return name, first, file, line
        return None

    def links_near(self, dossiers: Iterable[str]) -> Iterator[str]:
        """Yield the links of these dossiers, and all that have a thing or an entity in common with one, as they were kept."""
        asked = (
            "SELECT DISTINCT o.dossier, o.rowid, o.whole FROM link m JOIN link o ON o.thing = m.thing OR (o.entity = m.entity AND m.entity != '') "
            "WHERE m.dossier = ? ORDER BY o.dossier, o.rowid"
        )
        found = {row for name in dossiers for row in self.rows(asked, name)}
        yield from (whole for _, _, whole in sorted(found))

    def namesakes(self, dossiers: Iterable[str]) -> set[str]:
        """Return the nodes that have a label in common with another, where a label of one of these dossiers is concerned."""
        shared = (
            "SELECT DISTINCT label FROM label m WHERE dossier = ? AND (EXISTS (SELECT 1 FROM label o WHERE o.label = m.label AND o.node < m.node) "
            "OR EXISTS (SELECT 1 FROM label o WHERE o.label = m.label AND o.node > m.node))"
        )  # no join: what five hundred dossiers declare has its label five hundred times
        labels = {label for name in dossiers for label in self.column(shared, name)}
        return {
            node for label in labels for node in self.column("SELECT DISTINCT node FROM label WHERE label = ?", label)
        }

    def outcomes(self) -> dict[str, int]:
        """Return how many comparisons came out how."""
        return dict(self.rows("SELECT name, SUM(number) FROM outcome GROUP BY name"))

    def texts(self) -> dict[str, str]:
        """Return the path of each document's text that was present, by the document's IRI."""
        return {
            iri: path for each in self.column("SELECT texts FROM dossier") for iri, path in json.loads(each).items()
        }

"""The extract of Wikidata in the form that its query service holds, as N-Triples: names, descriptions, classes, dates with precision."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

ENTITY = "http://www.wikidata.org/entity/"
PROP = "http://www.wikidata.org/prop/"
WIKIBASE = "http://wikiba.se/ontology#"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALIAS = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
DESCRIPTION = ox.NamedNode("http://schema.org/description")
TYPE = ox.NamedNode(f"{PROP}direct/P31")
DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the items as maps from column to text."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        head = next(file).rstrip("\n").split("\t")
        for line in file:
            yield dict(zip(head, line.rstrip("\n").split("\t"), strict=False))


def served(path: Path) -> bytes:
    """Return the whole extract as N-Triples."""
    return ox.serialize((triple for row in rows(path) for triple in triples(row)), format=ox.RdfFormat.N_TRIPLES)


def triples(row: dict[str, str]) -> Iterator[ox.Triple]:
    """Yield what the query service holds of one item."""
    item = ox.NamedNode(ENTITY + row["id"])
    if row["label"]:
        yield ox.Triple(item, LABEL, ox.Literal(row["label"], language="en"))
    if row["description"]:
        yield ox.Triple(item, DESCRIPTION, ox.Literal(row["description"], language="en"))
    for alias in filter(None, row["aliases"].split("|")):
        yield ox.Triple(item, ALIAS, ox.Literal(alias, language="en"))
    for each in filter(None, row["P31"].split("|")):
        yield ox.Triple(item, TYPE, ox.NamedNode(ENTITY + each))
    for p in ("P569", "P570", "P577"):
        for number, date in enumerate(filter(None, row.get(p, "").split("|"))):
            yield from _dated(item, row["id"], p, number, date)


def _dated(item: ox.NamedNode, name: str, p: str, number: int, date: str) -> Iterator[ox.Triple]:
    day, _, precision = date.lstrip("^").partition("/")
    statement = ox.NamedNode(f"{ENTITY}statement/{name}-{p}-{number}")
    node = ox.NamedNode(f"http://www.wikidata.org/value/{name}-{p}-{number}")
    when = day if "T" in day else f"{day}T00:00:00Z"
    yield ox.Triple(item, ox.NamedNode(PROP + p), statement)
    yield ox.Triple(statement, ox.NamedNode(f"{WIKIBASE}rank"), ox.NamedNode(f"{WIKIBASE}NormalRank"))
    yield ox.Triple(statement, ox.NamedNode(f"{PROP}statement/value/{p}"), node)
    yield ox.Triple(node, ox.NamedNode(f"{WIKIBASE}timeValue"), ox.Literal(when, datatype=DATE))
    yield ox.Triple(node, ox.NamedNode(f"{WIKIBASE}timePrecision"), ox.Literal(precision or "11", datatype=INTEGER))

"""Turtle that a diff can read: triples sorted, written by one serialiser, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from biopic.sparql import PREFIXES


def prefixes_for(base: str, films: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the prefixes of an exported graph: ours, the data's, and one a film for what its story has."""
    described = {"dcat": "http://www.w3.org/ns/dcat#", "void": "http://rdfs.org/ns/void#"}
    data = {"id": f"{base}id/", "time": f"{base}time/", "assertion": f"{base}assertion/"}
    used = {name: iri for name, iri in PREFIXES.items() if name != "graph"}
    return {**used, **described, **data, **{film: f"{base}id/{film}/" for film in films}}


def write_turtle(triples: Iterable[ox.Triple], base: str, films: Iterable[str] = ()) -> str:
    """Return the distinct triples as Turtle, sorted by subject, predicate and object."""
    ordered = sorted(set(triples), key=str)
    text = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes_for(base, films)))
    return (text or b"").decode()

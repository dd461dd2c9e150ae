"""A store's graphs as N-Triples, ready to be sent: each with its digest, and cut into batches of bounded size.

Nothing is held but one batch. Blank nodes, which only the ontology has, get IRIs (RDF 1.1, section 3.5), so that a triple
that is sent twice is there once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from biopic.client import Streamed
from biopic.endpoints import DEFAULT, genid
from biopic.store import Opened


@dataclass(frozen=True)
class Part:
    """One graph of a build: its name, the digest of its triples in whatever order, how many these are, their size in bytes."""

    graph: str
    digest: str
    triples: int
    size: int


@dataclass(frozen=True)
class Batch:
    """Some triples of a graph as N-Triples, with their number and the digest of the text."""

    text: str
    triples: int
    digest: str


def lines_of(opened: Opened, graph: str) -> Iterator[str]:
    """Yield the triples of a graph as lines of N-Triples, in the order of the store."""
    name = ox.DefaultGraph() if graph == DEFAULT else ox.NamedNode(graph)
    for quad in opened.store.quads_for_pattern(None, None, None, name):
        yield f"{_named(quad.subject, opened.base)} {quad.predicate} {_named(quad.object, opened.base)} .\n"


def _named(term: object, base: str) -> object:
    return ox.NamedNode(genid(base) + quote(term.value, safe="")) if isinstance(term, ox.BlankNode) else term


def survey(opened: Opened) -> list[Part]:
    """Return the graphs of a store, sorted by name, each digested as the sum of its triples' digests."""
    names = sorted(name.value for name in opened.store.named_graphs() if isinstance(name, ox.NamedNode))
    return [part for name in [DEFAULT, *names] if (part := _digested(opened, name)).triples]


def _digested(opened: Opened, graph: str) -> Part:
    total = triples = size = 0
    for line in lines_of(opened, graph):
        data = line.encode()
        total += int.from_bytes(hashlib.sha256(data).digest())
        triples += 1
        size += len(data)
    return Part(graph, f"{total % 2**256:064x}", triples, size)


def digest_of(parts: list[Part]) -> str:
    """Return the digest of a build: that of its graphs' names and digests."""
    return hashlib.sha256("".join(f"{part.graph} {part.digest}\n" for part in parts).encode()).hexdigest()


def batches_of(opened: Opened, graph: str, most: int) -> Iterator[Batch]:
    """Yield a graph in batches of at most `most` bytes; a triple that is longer stands alone."""
    lines: list[str] = []
    size = 0
    for line in lines_of(opened, graph):
        length = len(line.encode())
        if lines and size + length > most:
            yield _batch(lines)
            lines, size = [], 0
        lines.append(line)
        size += length
    if lines:
        yield _batch(lines)


def _batch(lines: list[str]) -> Batch:
    text = "".join(lines)
    return Batch(text, len(lines), hashlib.sha256(text.encode()).hexdigest()[:16])


def stream_of(opened: Opened, part: Part) -> Streamed:
    """Return a whole graph as a body that is made while it is sent."""
    return Streamed(part.size, lambda: (batch.text.encode() for batch in batches_of(opened, part.graph, 65536)))

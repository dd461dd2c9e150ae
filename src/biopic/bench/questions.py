"""The library as it is asked in practice, and how the time of each question grows with the graph."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from biopic.ontology import BIOPIC
from biopic.questions import Parameter, load_questions
from biopic.sparql import Local, Target, Term, plain_value, select, with_prefixes

SOMETHING = {
    "StoryEvent": "?x a biopic:StoryEvent ; biopic:inStoryOf ?film ; biopic:counterpart ?life",
    "Being": "?x a biopic:Character ; biopic:inStoryOf ?film ; biopic:counterpart ?life",
    "Document": "?x biopic:describes ?film",
    "Agent": "?said biopic:speaker ?x ; biopic:statedIn ?text . ?text biopic:describes ?film . ?x a biopic:Person",
    "Heading": "?part biopic:heading ?x ; biopic:partOf ?text . ?text biopic:describes ?film",
}
"""Something of a film that a question can be asked about, by what the parameter takes."""

TERMS = {"kind": "death", "property": "place", "relation": "motherOf", "world": "story"}
"""What a parameter is given that takes a term of the ontology."""


def asked(target: Target) -> Mapping[str, str]:
    """Return each question's SPARQL with the film and whatever else it needs, as somebody asks about one film."""
    film = _first(target, "SELECT ?x WHERE { ?x a biopic:Film } ORDER BY ?x LIMIT 1")
    found = {}
    for name, question in load_questions().items():
        values = {
            p.name: film if p.name == "film" else _value(target, p, film)
            for p in question.parameters
            if p.name == "film" or p.needed
        }
        found[name] = question.bind({key: term for key, term in values.items() if term is not None})
    return found


def _value(target: Target, parameter: Parameter, film: Term | None) -> Term | None:
    """Return something that the parameter takes, of that film."""
    if parameter.name in TERMS:
        return ox.NamedNode(BIOPIC + TERMS[parameter.name])
    pattern = SOMETHING.get(parameter.kind, SOMETHING["StoryEvent"])
    return _first(target, f"SELECT ?x WHERE {{ VALUES ?film {{ {film} }} {pattern} }} ORDER BY ?x LIMIT 1")


def _first(target: Target, query: str) -> Term | None:
    rows = select(target, with_prefixes(query, target.base)).rows
    return rows[0][0] if rows else None


def rdflib_graph(store: ox.Store) -> Any:
    """Return the graph with its named graphs in rdflib, in memory."""
    import warnings

    import rdflib

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset = rdflib.Dataset()
        dataset.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return dataset


def rows_of(found: Iterable[Iterable[Any]]) -> Counter[tuple[str, ...]]:
    """Return the rows of either engine as plain text, whatever their order."""
    return Counter(
        tuple(
            ""
            if cell is None
            else plain_value(cell)
            if hasattr(cell, "value") and not isinstance(cell, str)
            else str(cell)
            for cell in row
        )
        for row in found
    )


@dataclass(frozen=True)
class Asked:
    """One question at one size: seconds and rows."""

    question: str
    assertions: int
    where: str
    seconds: float
    rows: int

    @property
    def key(self) -> str:
        """Return what it is printed as."""
        return f"{self.question}, {self.where}"


def ask_all(store: ox.Store, base: str, assertions: int, where: str) -> list[Asked]:
    """Ask every question twice and keep the quicker time; the first warms what the engine caches."""
    target = Local(store, base)
    found = []
    for name, query in asked(target).items():
        spent, rows = [], 0
        for _ in range(2):
            start = time.perf_counter()
            rows = len(select(target, query).rows)
            spent.append(time.perf_counter() - start)
        found.append(Asked(name, assertions, where, min(spent), rows))
    return found


def in_memory(store: ox.Store) -> ox.Store:
    """Return a copy of a store in memory."""
    copy = ox.Store()
    copy.bulk_extend(store)
    return copy

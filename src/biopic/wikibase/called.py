"""What entities are called, and which entities occur in statements.

In go something that answers SPARQL and ids; out come labels and classes, by `queries/served/labels.rq`. An entity that is deleted has none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from biopic.headers import read_header
from biopic.places import folder
from biopic.sparql import Cell, Target, select, with_values
from biopic.wikibase.model import Item, Quantity, Snak, Statement, number_of

A_REQUEST = 200
"""How many entities are asked about at once."""

ENTITY = "http://www.wikidata.org/entity/"


@dataclass(frozen=True)
class Called:
    """What an entity is called, and the ids of the classes that it is an instance of."""

    label: str
    classes: tuple[str, ...] = ()


def read_called(service: Target, ids: Iterable[str]) -> dict[str, Called]:
    """Return what the entities are called: in English, else what is the same in all languages."""
    wanted = sorted(set(ids), key=lambda each: (each[0], number_of(each)))
    query = read_header(folder("queries") / "served" / "labels.rq")[1]
    labels: dict[str, set[tuple[bool, str]]] = defaultdict(set)
    classes: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(wanted), A_REQUEST):
        nodes = [ox.NamedNode(ENTITY + each) for each in wanted[start : start + A_REQUEST]]
        for entity, label, kind in select(service, with_values(query, {"entity": nodes})).rows:
            if isinstance(label, ox.Literal):
                labels[_id(entity)].add((label.language != "en", label.value))
            if _id(kind):
                classes[_id(entity)].add(_id(kind))
    return {each: Called(min(found)[1], tuple(sorted(classes[each], key=number_of))) for each, found in labels.items() if each}  # fmt: skip


def entities_in(statements: Iterable[Statement]) -> set[str]:
    """Return the ids of all entities and properties that occur in the statements."""
    found: set[str] = set()
    for said in statements:
        snaks = [Snak(said.property, said.value), *said.qualifiers, *(s for each in said.references for s in each)]
        found |= {said.subject, *(snak.property for snak in snaks)}
        found |= {snak.value.id for snak in snaks if isinstance(snak.value, Item)}
        found |= {snak.value.unit for snak in snaks if isinstance(snak.value, Quantity) and snak.value.unit}
    return found


def _id(cell: Cell) -> str:
    """Return the id of an entity, nothing for anything else."""
    found = re.fullmatch(rf"{ENTITY}([QPL][1-9][0-9]*)", cell.value) if isinstance(cell, ox.NamedNode) else None
    return found[1] if found else ""

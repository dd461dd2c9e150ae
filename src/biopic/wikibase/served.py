"""Statements read from RDF in the form that the query service of Wikidata serves.

In go something that answers SPARQL and the ids of items; out come their statements with ranks, qualifiers and references. The form
is that of https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format, without the types that the query service leaves out.
What is served wrongly is passed on as `Opaque` and never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

import pyoxigraph as ox

from biopic.errors import EndpointError
from biopic.headers import read_header
from biopic.places import folder
from biopic.sparql import Cell, Target, plain_value, select, with_values
from biopic.wikibase.model import (
    DAY,
    GREGORIAN,
    ExternalId,
    Item,
    MonolingualText,
    NoValue,
    Opaque,
    Quantity,
    Reference,
    Snak,
    SomeValue,
    Statement,
    Text,
    Url,
    Value,
    canonical,
    ordered,
)
from biopic.wikibase.times import from_served

WIKIDATA = "http://www.wikidata.org/"
ENTITY, PROPERTY = f"{WIKIDATA}entity/", f"{WIKIDATA}prop/"
ONTOLOGY = "http://wikiba.se/ontology#"
DERIVED, RANK = "http://www.w3.org/ns/prov#wasDerivedFrom", f"{ONTOLOGY}rank"
A_REQUEST = 50
"""How many items are asked about at once."""

_MEDIA = "http://commons.wikimedia.org/wiki/Special:FilePath/"
_PREDICATE = re.compile(
    rf"{PROPERTY}(?P<where>statement|qualifier|reference)/(?P<full>value/)?(?P<property>P[1-9][0-9]*)", re.ASCII
)
_RANKS = {"PreferredRank": "preferred", "NormalRank": "normal", "DeprecatedRank": "deprecated"}

Facts = list[tuple[str, Cell]]
"""What is said of one node: predicates and objects."""


@dataclass
class _Served:
    """What was answered, by node: statements with their subject and property, references, full values, datatypes."""

    statements: dict[str, tuple[str, str, Facts]] = field(default_factory=dict)
    references: dict[str, Facts] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)


def read_statements(target: Target, items: Iterable[str]) -> list[Statement]:
    """Return the statements of the items, canonical and in order; raise EndpointError where they are not served as they should be.

    An item that was merged into another has no statements here; see `read_redirects`.
    """
    found: list[Statement] = []
    for batch in _batches(items):
        served = _ask(target, batch)
        try:
            found += [_statement(node, served) for node in served.statements]
        except ValueError as error:
            raise EndpointError(f"the statements are not served as Wikibase serves them ({error})", todo="check the service or the file") from None  # fmt: skip
    return ordered(canonical(statement) for statement in found)


def read_redirects(target: Target, items: Iterable[str]) -> dict[str, str]:
    """Return the item that stands in the place of each one that was merged into another."""
    found: dict[str, str] = {}
    for batch in _batches(items):
        for subject, other in _rows(target, "redirects", "subject", batch):
            if plain_value(other).startswith(ENTITY):
                found[_local(subject)] = _local(other)
    return found


def _batches(items: Iterable[str]) -> Iterator[list[str]]:
    names = sorted(set(items))
    for start in range(0, len(names), A_REQUEST):
        yield names[start : start + A_REQUEST]


def _rows(target: Target, name: str, variable: str, entities: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    query = read_header(folder("queries") / "served" / f"{name}.rq")[1]
    return select(target, with_values(query, {variable: [ox.NamedNode(ENTITY + each) for each in entities]})).rows


def _ask(target: Target, items: Sequence[str]) -> _Served:
    served = _Served()
    for subject, claim, statement, predicate, value in _rows(target, "statements", "subject", items):
        property_ = plain_value(claim).removeprefix(PROPERTY)
        known = served.statements.setdefault(plain_value(statement), (_local(subject), property_, []))
        known[2].append((plain_value(predicate), value))
    for reference, predicate, value in _rows(target, "references", "subject", items):
        served.references.setdefault(plain_value(reference), []).append((plain_value(predicate), value))
    for node, predicate, value in _rows(target, "values", "subject", items):
        name = plain_value(predicate).removeprefix(ONTOLOGY)
        served.values.setdefault(plain_value(node), {})[name] = plain_value(value)
    facts = [facts for _, _, facts in served.statements.values()] + list(served.references.values())
    used = {found["property"] for each in facts for predicate, _ in each if (found := _PREDICATE.fullmatch(predicate))}
    for each, kind in _rows(target, "types", "property", sorted(used)) if used else ():
        served.types[_local(each)] = plain_value(kind).removeprefix(ONTOLOGY)
    return served


def _statement(node: str, served: _Served) -> Statement:
    subject, property_, facts = served.statements[node]
    main = _snaks(facts, "statement", served)
    absent = [plain_value(v).removeprefix(f"{PROPERTY}novalue/") for _, v in facts if f"{PROPERTY}novalue/" in plain_value(v)]  # fmt: skip
    qualifiers = [*_snaks(facts, "qualifier", served)]
    for each in absent:
        (qualifiers if main or each != property_ else main).append(Snak(each, NoValue()))
    if len(main) != 1:
        raise ValueError(f"{node} has {len(main)} values")
    rank = next((plain_value(v).removeprefix(ONTOLOGY) for p, v in facts if p == RANK), "")
    if rank not in _RANKS:
        raise ValueError(f"{node} has no rank")
    references = [_reference(plain_value(v), served) for p, v in facts if p == DERIVED]
    name = node.removeprefix(f"{ENTITY}statement/").replace("-", "$", 1)
    return Statement(subject, property_, main[0].value, _RANKS[rank], tuple(qualifiers), tuple(references), name)


def _reference(node: str, served: _Served) -> Reference:
    facts = served.references.get(node, [])
    absent = [v for _, v in facts if plain_value(v).startswith(f"{PROPERTY}novalue/")]
    none = [Snak(plain_value(v).removeprefix(f"{PROPERTY}novalue/"), NoValue()) for v in absent]
    return (*_snaks(facts, "reference", served), *none)


def _snaks(facts: Facts, where: str, served: _Served) -> list[Snak]:
    """Return the snaks of one node: full values where there are any, and the simple ones that have no full one."""
    full: dict[str, list[Value]] = {}
    plain: dict[str, list[Value]] = {}
    for predicate, value in facts:
        found = _PREDICATE.fullmatch(predicate)
        if not found or found["where"] != where:
            continue
        if not found["full"]:
            plain.setdefault(found["property"], []).append(_simple(value, served.types.get(found["property"], "")))
        elif (known := _full(served.values.get(plain_value(value), {}))) is not None:
            full.setdefault(found["property"], []).append(known)
    snaks: list[Snak] = []
    for property_, values in plain.items():
        unknown = [value for value in values if isinstance(value, SomeValue)]
        snaks += [Snak(property_, value) for value in ([*full[property_], *unknown] if property_ in full else values)]
    return snaks


def _simple(cell: Cell, kind: str) -> Value:
    """Return a value that stands by itself; a time without its node counts as a day."""
    text = plain_value(cell)
    if isinstance(cell, ox.BlankNode) or "/.well-known/genid/" in text:
        return SomeValue()
    if isinstance(cell, ox.Literal):
        return _words(cell, kind)
    if text.startswith(ENTITY):
        return Item(_local(cell))
    if text.startswith(_MEDIA):
        return Text(unquote(text.removeprefix(_MEDIA)), "commonsMedia")
    try:
        return Url(text)
    except ValueError:
        return Opaque("url", text)


def _words(cell: ox.Literal, kind: str) -> Value:
    datatype = cell.datatype.value.rpartition("#")[2]
    try:
        if cell.language:
            return MonolingualText(cell.value, cell.language)
        if datatype == "dateTime":
            return from_served(cell.value, DAY, GREGORIAN)
        if datatype == "decimal":
            return Quantity(Decimal(cell.value))
    except (ValueError, InvalidOperation):
        return Opaque(datatype, cell.value)
    if datatype != "string":
        return Opaque(datatype, cell.value)
    return ExternalId(cell.value) if kind == "ExternalId" else Text(cell.value)


def _full(said: Mapping[str, str]) -> Value | None:
    """Return a time or a quantity from its node, None for a node of another sort or one that is broken."""
    try:
        if "timeValue" in said:
            calendar = said["timeCalendarModel"].removeprefix(ENTITY)
            return from_served(said["timeValue"], int(said["timePrecision"]), calendar)
        if "quantityAmount" in said:
            unit = said["quantityUnit"].removeprefix(ENTITY)
            lower, upper = (Decimal(said[n]) if n in said else None for n in ("quantityLowerBound", "quantityUpperBound"))  # fmt: skip
            return Quantity(Decimal(said["quantityAmount"]), "" if unit == "Q199" else unit, lower, upper)
    except (KeyError, ValueError, InvalidOperation):
        return None
    return None


def _local(cell: Cell) -> str:
    return plain_value(cell).removeprefix(ENTITY)

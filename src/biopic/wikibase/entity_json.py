"""Statements as the JSON of entities that the API of Wikibase takes and gives.

Writing goes through WikibaseIntegrator, which comes with biopic[wikibase] and is used without any request; reading needs nothing but
what is here. See https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html and docs/decisions/0014-giving-back.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from biopic.errors import InputError, MissingExtraError
from biopic.wikibase.model import (
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
    TimePoint,
    Url,
    Value,
    canonical,
    canonical_value,
    ordered,
)

ENTITY = "http://www.wikidata.org/entity/"
INSTALL = "pip install 'biopic[wikibase]'"
_STRINGS = {
    "string": "String", "commonsMedia": "CommonsMedia", "math": "Math", "geo-shape": "GeoShape",
    "tabular-data": "TabularData", "musical-notation": "MusicalNotation",
}  # fmt: skip
"""The datatypes that are words, and what WikibaseIntegrator calls them."""


def to_json(statements: Iterable[Statement]) -> str:
    """Return the statements as `{"entities": {id: entity}}`, in order; raise ValueError for a value that cannot be written."""
    datatypes, item_entity = _integrator()
    entities: dict[str, dict[str, Any]] = {}
    for statement in ordered(statements):
        claims = entities.setdefault(statement.subject, {}).setdefault("claims", {})
        holder = item_entity()
        holder.claims.add(_claim(datatypes, statement))
        (found,) = holder.claims.get_json()[statement.property]
        claims.setdefault(statement.property, []).append(_with_orders(found))
    whole = {"entities": {name: {"type": "item", "id": name, **entity} for name, entity in entities.items()}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def obstacle(statement: Statement) -> str | None:
    """Return why a statement cannot be written as JSON, None where it can."""
    try:
        to_json([statement])
    except ValueError as error:
        return str(error)
    return None


def from_json(text: str, file: str | None = None) -> list[Statement]:
    """Return the statements of one entity or of a map of them, canonical and in order; raise InputError where it is neither."""
    try:
        data = json.loads(text)
        entities = data["entities"].values() if "entities" in data else [data]
        return ordered(canonical(each) for entity in entities for each in _statements(entity))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        what = f"is no JSON of Wikibase ({type(error).__name__}: {error})"
        raise InputError(what, file=file, todo="give what wbgetentities or this command has written") from None


def read_snak(data: Mapping[str, Any]) -> Snak:
    """Return a snak from its JSON; raise ValueError, KeyError or TypeError where it is none."""
    kind = data["snaktype"]
    if kind != "value":
        absent: dict[str, Value] = {"somevalue": SomeValue(), "novalue": NoValue()}
        return Snak(data["property"], absent[kind])
    return Snak(data["property"], _read_value(data["datavalue"], data.get("datatype", "")))


def _read_value(data: Mapping[str, Any], datatype: str) -> Value:
    kind, value = data["type"], data["value"]
    if kind == "wikibase-entityid":
        return Item(value["id"] if "id" in value else f"Q{int(value['numeric-id'])}")
    if kind == "string":
        made: dict[str, Callable[[str], Value]] = {"url": Url, "external-id": ExternalId}
        return made[datatype](value) if datatype in made else Text(value, datatype or "string")
    if kind == "monolingualtext":
        return MonolingualText(value["text"], value["language"])
    if kind == "time":
        return TimePoint(value["time"], int(value["precision"]), value["calendarmodel"].rpartition("/")[2])
    if kind == "quantity":
        unit = "" if value["unit"] == "1" else value["unit"].rpartition("/")[2]
        lower, upper = (Decimal(value[name]) if name in value else None for name in ("lowerBound", "upperBound"))
        return Quantity(Decimal(value["amount"]), unit, lower, upper)
    return Opaque(datatype or kind, json.dumps(data, sort_keys=True, ensure_ascii=False))


def _statements(entity: Mapping[str, Any]) -> Iterator[Statement]:
    for claims in dict(entity.get("claims") or {}).values():
        for claim in claims:
            main = read_snak(claim["mainsnak"])
            references = tuple(_snaks(reference["snaks"]) for reference in claim.get("references", []))
            yield Statement(
                entity["id"], main.property, main.value, claim["rank"], _snaks(claim.get("qualifiers") or {}), references, claim.get("id", "")
            )  # fmt: skip


def _snaks(data: Mapping[str, Iterable[Mapping[str, Any]]]) -> Reference:
    return tuple(read_snak(snak) for snaks in data.values() for snak in snaks)


def _claim(datatypes: Any, statement: Statement) -> Any:
    claim = _typed(datatypes, Snak(statement.property, statement.value))
    for snak in statement.qualifiers:
        claim.qualifiers.add(_typed(datatypes, snak))
    for reference in statement.references:
        block = _reference_class()()
        for snak in reference:
            block.add(_typed(datatypes, snak))
        claim.references.add(block)
    claim.rank = statement.rank
    claim.id = statement.id or None
    return claim


def _typed(datatypes: Any, snak: Snak) -> Any:
    """Return a snak as WikibaseIntegrator has it."""
    where, value = {"prop_nr": snak.property}, canonical_value(snak.value)
    if isinstance(value, Text | MonolingualText | ExternalId) and not next(iter(vars(value).values())):
        raise ValueError("a text is empty")
    match value:
        case Item(identifier):
            sort = {"P": "Property", "L": "Lexeme"}.get(identifier[0], "Item")
            return getattr(datatypes, sort)(identifier, **where)
        case Text(text, kind) if kind in _STRINGS:
            return getattr(datatypes, _STRINGS[kind])(text, **where)
        case MonolingualText(text, language):
            return datatypes.MonolingualText(text, language, **where)
        case TimePoint(time, precision, calendar):
            return datatypes.Time(time, precision=precision, calendarmodel=ENTITY + calendar, **where)
        case Quantity(amount, unit, lower, upper):
            bounds = {"lower_bound": lower, "upper_bound": upper}
            known = {name: _signed(bound) for name, bound in bounds.items() if bound is not None}
            return datatypes.Quantity(_signed(amount), unit=ENTITY + unit if unit else "1", **known, **where)
        case Url(url):
            return datatypes.URL(url, **where)
        case ExternalId(identifier):
            return datatypes.ExternalID(identifier, **where)
        case SomeValue() | NoValue():
            return _valueless(datatypes, snak)
    raise ValueError(f"no JSON is written for a value of type {value.kind}")


def _valueless(datatypes: Any, snak: Snak) -> Any:
    """Return a snak that says that there is a value or none; of which datatype it would be is not known here."""
    from wikibaseintegrator.wbi_enums import WikibaseSnakType

    found = datatypes.Item(prop_nr=snak.property)
    unknown = isinstance(snak.value, SomeValue)
    found.mainsnak.snaktype = WikibaseSnakType.UNKNOWN_VALUE if unknown else WikibaseSnakType.NO_VALUE
    found.mainsnak.datatype = None
    return found


def _with_orders(claim: dict[str, Any]) -> dict[str, Any]:
    """Give the JSON of a statement the order of its qualifiers and of each reference, which the library leaves empty."""
    claim["qualifiers-order"] = list(claim.get("qualifiers", {}))
    for reference in claim.get("references", []):
        reference["snaks-order"] = list(reference["snaks"])
    return claim


def _signed(number: Decimal) -> str:
    return f"{number:+f}"


def _integrator() -> tuple[Any, Any]:
    """Return the datatypes and the class of items of WikibaseIntegrator; say how to install it where it is absent."""
    try:
        from wikibaseintegrator import datatypes
        from wikibaseintegrator.entities import ItemEntity
    except ImportError:
        raise MissingExtraError("JSON of Wikibase is written by WikibaseIntegrator", todo=f"install it with: {INSTALL}") from None  # fmt: skip
    return datatypes, ItemEntity


def _reference_class() -> Any:
    from wikibaseintegrator.models import Reference as Block

    return Block

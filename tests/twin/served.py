"""Entities as RDF, in the form that the query service of Wikidata holds: statements, ranks, qualifiers, references, value nodes.

The form is that of Wikibase's RDF export (https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format) after what the
query service takes out of it: no types of items, statements and references, no `skos:prefLabel`, and version and counts at
the item itself. The same entities give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from twin.entities import Entities, load_properties

WIKIDATA = "http://www.wikidata.org/"
PREFIXES = {
    "wd": f"{WIKIDATA}entity/", "s": f"{WIKIDATA}entity/statement/", "ref": f"{WIKIDATA}reference/", "v": f"{WIKIDATA}value/",
    "wdt": f"{WIKIDATA}prop/direct/", "p": f"{WIKIDATA}prop/", "ps": f"{WIKIDATA}prop/statement/",
    "psv": f"{WIKIDATA}prop/statement/value/", "pq": f"{WIKIDATA}prop/qualifier/", "pqv": f"{WIKIDATA}prop/qualifier/value/",
    "pr": f"{WIKIDATA}prop/reference/", "prv": f"{WIKIDATA}prop/reference/value/", "wdno": f"{WIKIDATA}prop/novalue/",
    "wikibase": "http://wikiba.se/ontology#", "prov": "http://www.w3.org/ns/prov#", "schema": "http://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#", "owl": "http://www.w3.org/2002/07/owl#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
RANKS = {"preferred": "PreferredRank", "normal": "NormalRank", "deprecated": "DeprecatedRank"}
TYPES = {
    "item": "WikibaseItem", "time": "Time", "string": "String", "external-id": "ExternalId", "url": "Url",
    "monolingualtext": "Monolingualtext", "quantity": "Quantity", "media": "CommonsMedia",
}  # fmt: skip
GREGORIAN = "Q1985727"

Node = ox.NamedNode | ox.BlankNode | ox.Literal
Triples = Iterator[ox.Triple]


def served(entities: Entities) -> bytes:
    """Return the entities and the properties as sorted N-Triples."""
    properties = load_properties()
    triples = {*_properties(properties)}
    for item, entity in entities.items():
        triples.update(_Item(item, entity, properties).triples())
    return "".join(sorted(f"{triple} .\n" for triple in triples)).encode()


def name(text: str) -> ox.NamedNode:
    """Return the IRI of a prefixed name.

    >>> name("wdt:P57").value
    'http://www.wikidata.org/prop/direct/P57'
    """
    prefix, _, local = text.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def _properties(properties: Mapping[str, Any]) -> Triples:
    forms = {
        "directClaim": "wdt", "claim": "p", "statementProperty": "ps", "statementValue": "psv", "qualifier": "pq",
        "qualifierValue": "pqv", "reference": "pr", "referenceValue": "prv", "novalue": "wdno",
    }  # fmt: skip
    for each, said in properties.items():
        node = name(f"wd:{each}")
        yield ox.Triple(node, name("rdf:type"), name("wikibase:Property"))
        yield ox.Triple(node, name("rdfs:label"), ox.Literal(said["label"], language="en"))
        yield ox.Triple(node, name("wikibase:propertyType"), name(f"wikibase:{TYPES[said['type']]}"))
        for form, prefix in forms.items():
            yield ox.Triple(node, name(f"wikibase:{form}"), name(f"{prefix}:{each}"))


class _Item:
    """Writes one item."""

    def __init__(self, item: str, entity: Mapping[str, Any], properties: Mapping[str, Any]) -> None:
        self.item, self.entity, self.properties = item, entity, properties
        self.node = name(f"wd:{item}")

    def triples(self) -> Triples:
        """Yield what is served of the item: of one that is deleted nothing, of one that redirects where to."""
        if self.entity["deleted"]:
            return
        if self.entity["redirect"]:
            yield ox.Triple(self.node, name("owl:sameAs"), name(f"wd:{self.entity['redirect']}"))
            return
        yield from self._terms()
        for each, claims in self.entity["claims"].items():
            best = "preferred" if any(claim["rank"] == "preferred" for claim in claims) else "normal"
            for index, claim in enumerate(claims):
                yield from self._statement(each, index, claim, claim["rank"] == best)

    def _terms(self) -> Triples:
        claims = self.entity["claims"]
        for language, text in self.entity["labels"].items():
            yield ox.Triple(self.node, name("rdfs:label"), ox.Literal(text, language=language))
        for text in self.entity["also"]:
            yield ox.Triple(self.node, name("skos:altLabel"), ox.Literal(text, language="en"))
        if self.entity["description"]:
            about = ox.Literal(self.entity["description"], language="en")
            yield ox.Triple(self.node, name("schema:description"), about)
        identifiers = sum(len(claims[each]) for each in claims if self._type(each) == "external-id")
        counts = {"statements": sum(map(len, claims.values())), "identifiers": identifiers, "sitelinks": 0}
        for what, number in counts.items():
            yield ox.Triple(self.node, name(f"wikibase:{what}"), _number(number))
        yield ox.Triple(self.node, name("schema:version"), _number(2_000_000_000 + len(self.item)))
        yield ox.Triple(self.node, name("schema:dateModified"), _typed("2025-06-01T00:00:00Z", "dateTime"))

    def _statement(self, each: str, index: int, claim: Mapping[str, Any], best: bool) -> Triples:
        node = name(f"s:{self.item}-{_uuid(self.item, each, str(index), claim['is'])}")
        yield ox.Triple(self.node, name(f"p:{each}"), node)
        yield ox.Triple(node, name("wikibase:rank"), name(f"wikibase:{RANKS[claim['rank']]}"))
        yield from self._snak(node, "ps", each, claim["is"])
        if best:
            yield ox.Triple(node, name("rdf:type"), name("wikibase:BestRank"))
            yield from self._snak(self.node, "wdt", each, claim["is"])
        for qualifier, values in claim["qualifiers"].items():
            for value in values:
                yield from self._snak(node, "pq", qualifier, value)
        for reference in claim["references"]:
            yield from self._reference(node, reference)

    def _reference(self, statement: ox.NamedNode, reference: Mapping[str, str]) -> Triples:
        node = name(f"ref:{hashlib.sha1(str(sorted(reference.items())).encode()).hexdigest()}")
        yield ox.Triple(statement, name("prov:wasDerivedFrom"), node)
        for each, value in reference.items():
            yield from self._snak(node, "pr", each, value)

    def _snak(self, node: ox.NamedNode, prefix: str, each: str, value: str) -> Triples:
        """Yield a property and its value; `wdt` has no value nodes, and no value is a class of what has none."""
        kind = self._type(each)
        if value == "novalue":
            yield ox.Triple(node, name("rdf:type"), name(f"wdno:{each}"))
            return
        if value == "somevalue":
            yield ox.Triple(node, name(f"{prefix}:{each}"), ox.BlankNode(_digest(self.item, each, prefix)))
            return
        yield ox.Triple(node, name(f"{prefix}:{each}"), simple_value(kind, value))
        if kind in ("time", "quantity") and prefix != "wdt":
            full = name(f"v:{_digest(kind, value)}")
            yield ox.Triple(node, name(f"{prefix}v:{each}"), full)
            yield from _value_node(full, kind, value)

    def _type(self, each: str) -> str:
        return str(self.properties[each]["type"])


def simple_value(kind: str, value: str) -> Node:
    """Return a value as it stands behind `ps:`, `pq:`, `pr:` and `wdt:`.

    >>> str(simple_value("time", "1985-10"))
    '"1985-10-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    """
    if kind == "item":
        assert re.fullmatch(r"Q\d+", value), value
        return name(f"wd:{value}")
    if kind == "time":
        return _typed(_moment(value)[0], "dateTime")
    if kind == "quantity":
        return _typed(f"+{value.split()[0]}", "decimal")
    if kind == "monolingualtext":
        language, _, text = value.partition(": ")
        return ox.Literal(text, language=language)
    if kind == "media":
        return ox.NamedNode(f"http://commons.wikimedia.org/wiki/Special:FilePath/{value.replace(' ', '%20')}")
    return ox.NamedNode(value) if kind == "url" else ox.Literal(value)


def _value_node(node: ox.NamedNode, kind: str, value: str) -> Triples:
    if kind == "time":
        moment, precision = _moment(value)
        yield ox.Triple(node, name("rdf:type"), name("wikibase:TimeValue"))
        yield ox.Triple(node, name("wikibase:timeValue"), _typed(moment, "dateTime"))
        yield ox.Triple(node, name("wikibase:timePrecision"), _number(precision))
        yield ox.Triple(node, name("wikibase:timeTimezone"), _number(0))
        yield ox.Triple(node, name("wikibase:timeCalendarModel"), name(f"wd:{GREGORIAN}"))
        return
    amount, _, unit = value.partition(" ")
    yield ox.Triple(node, name("rdf:type"), name("wikibase:QuantityValue"))
    yield ox.Triple(node, name("wikibase:quantityAmount"), _typed(f"+{amount}", "decimal"))
    yield ox.Triple(node, name("wikibase:quantityUnit"), name(f"wd:{unit or 'Q199'}"))


def _moment(text: str) -> tuple[str, int]:
    """Return the moment and the precision of a time: 11 a day, 10 a month, 9 a year, 8 a decade.

    >>> _moment("1985"), _moment("197X")
    (('1985-01-01T00:00:00Z', 9), ('1970-01-01T00:00:00Z', 8))
    """
    decade = text.endswith("X")
    year, *rest = text.replace("X", "0").split("-")
    month, day = [*rest, "01", "01"][:2]
    return f"{year}-{month}-{day}T00:00:00Z", 8 if decade else 9 + len(rest)


def _digest(*words: str) -> str:
    return hashlib.md5("\n".join(words).encode()).hexdigest()


def _uuid(*words: str) -> str:
    digits = _digest(*words).upper()
    return "-".join([digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]])


def _number(number: int) -> ox.Literal:
    return _typed(str(number), "integer")


def _typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=name(f"xsd:{kind}"))

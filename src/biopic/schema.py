"""JSON Schemas of a dossier's files, so that an editor completes and checks them while they are written.

Generated from the vocabulary (https://json-schema.org/draft/2020-12), so they know every predicate and class there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from biopic.links import DECISIONS, ENTITY
from biopic.ontology import BIOPIC, SKOS, Property, load_vocabulary
from biopic.verdicts import JUDGEMENTS

OFFSETS = {"type": "string", "pattern": "^[0-9]+-[0-9]+$", "description": "where it starts and ends, in code points"}
NAME = "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"
WORDS = {"type": "string", "minLength": 1}
DAY = {"type": ["string"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
SCALAR = {"type": ["string", "number", "boolean"]}


def json_schema(file: str) -> dict[str, Any]:
    """Return the schema of `dossier.yaml`, of the files under `things` or `assertions`, of `verdicts.yaml` or of `links.yaml`."""
    makers = {"dossier": _dossier, "things": _things, "assertions": _assertions, "verdicts": _verdicts, "links": _links}
    body = makers[file]()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"biopic {file}"}
    return {**head, **body}


def _map(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(required), "additionalProperties": False}


def _one_or_many(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"oneOf": [dict(item), {"type": "array", "items": dict(item), "minItems": 1}]}


def _dossier() -> dict[str, Any]:
    part = _map({"at": OFFSETS, "heading": WORDS, "author": WORDS, "leftOut": WORDS}, "at")
    document = _map(
        {
            "file": {"type": "string", "pattern": r"^[^/\\]+$"},
            "title": WORDS,
            "kind": WORDS,
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "length": {"type": "integer", "minimum": 1},
            "language": WORDS,
            "author": WORDS,
            "publisher": WORDS,
            "derivedFrom": _one_or_many(WORDS),
            "url": {"type": "string", "pattern": "^https?://", "description": "where it stands on the web"},
            "retrieved": {**DAY, "description": "the day on which it was taken from there"},
            "entity": {"type": "string", "pattern": ENTITY, "description": "the item of Wikidata that is the document itself"},
            "licence": {**WORDS, "description": "the licence under which its text may be passed on, such as CC0-1.0"},
            "parts": {"type": "array", "items": part},
        },
        "file", "title", "kind", "sha256", "length",
    )  # fmt: skip
    documents = {"type": "object", "additionalProperties": document}
    head = dict.fromkeys(("film", "title", "licence", "creator"), WORDS)
    return _map({**head, "documents": documents}, "film", "title", "documents")


def _things() -> dict[str, Any]:
    vocabulary = load_vocabulary()
    label = {"oneOf": [WORDS, {"type": "object", "additionalProperties": WORDS}]}
    curated = {p.name: _said(p) for p in vocabulary.properties.values() if p.curated}
    thing = _map(
        {"class": {"enum": sorted(vocabulary.parents)}, "label": label, "also": _one_or_many(WORDS), "note": WORDS, **curated},
        "class", "label",
    )  # fmt: skip
    return {"type": "object", "propertyNames": {"pattern": NAME}, "additionalProperties": thing}


def _assertions() -> dict[str, Any]:
    predicates = {p.name: _said(p) for p in load_vocabulary().properties.values() if p.assertable}
    facts = {"type": "object", "properties": predicates, "additionalProperties": False, "minProperties": 1}
    statements = {
        "type": "object",
        "propertyNames": {"pattern": NAME},
        "additionalProperties": facts,
        "minProperties": 1,
    }
    entry = _map(
        {
            "quote": {**WORDS, "description": "the document's words, to the character"},
            "line": {
                "type": ["integer", "string"],
                "description": "the line of the document, for a quote that stands twice",
            },
            "at": OFFSETS,
            "gist": {**WORDS, "description": "what it says, in words of your own"},
            "by": {**_one_or_many(WORDS), "description": "whose word it rests on, outermost first"},
            "direct": {"type": "boolean", "description": "true for somebody's own words"},
            "says": {"$ref": "#/$defs/statements"},
            "denies": {"$ref": "#/$defs/statements"},
            "none": {**WORDS, "description": "why the passage carries no assertion"},
            "withdrawn": _map({"on": DAY, "by": WORDS, "reason": WORDS}, "on", "by", "reason"),
            "reader": {**WORDS, "description": "which rule or model drafted an entry that nobody has reviewed"},
            "confidence": {
                "type": ["number", "string"],
                "minimum": 0,
                "maximum": 1,
                "pattern": "^(0|1|0[.][0-9]{1,6}|1[.]0{1,6})$",
                "description": "how sure it was, from 0 to 1",
            },
        },
        "gist",
    )
    both = {"reader": ["confidence"], "confidence": ["reader"]}
    items = {**entry, "anyOf": [{"required": ["quote"]}, {"required": ["at"]}], "dependentRequired": both}
    return {"type": "array", "items": items, "$defs": {"statements": statements}}


def _verdicts() -> dict[str, Any]:
    fields = {"about": _one_or_many(WORDS), "property": {"enum": sorted(load_vocabulary().properties)}}
    entry = _map(
        {**fields, "judgement": {"enum": sorted(JUDGEMENTS)}, "by": WORDS, "on": DAY, "reason": WORDS},
        "about", "property", "judgement", "by", "on", "reason",
    )  # fmt: skip
    return {"type": "array", "items": entry}


def _links() -> dict[str, Any]:
    fields = {
        "entity": {"type": "string", "pattern": ENTITY, "description": "an id of Wikidata such as Q42, or a full IRI"},
        "decision": {"enum": list(DECISIONS)},
        "evidence": {**_one_or_many(WORDS), "description": "why, or where was looked"},
    }
    entry = _map({**fields, "by": WORDS, "on": DAY}, "decision", "by", "on", "evidence")
    none = {"properties": {"decision": {"const": "no match"}}}
    entry |= {"if": none, "then": {"properties": {"entity": False}}, "else": {"required": ["entity"]}}
    return {
        "type": "object",
        "propertyNames": {"pattern": NAME},
        "additionalProperties": {"type": "array", "items": entry},
    }


def _said(found: Property) -> dict[str, Any]:
    """Return the schema of a predicate's value, with the definition that an editor shows."""
    takes = " or ".join(sorted(name.rsplit("#", 1)[-1] for name in found.range)) or "anything declared"
    return {**_one_or_many(SCALAR), "description": f"{_definition(found.name)} Takes: {takes}."}


def _definition(name: str) -> str:
    term, about = f"<{BIOPIC}{name}>", f"{SKOS}definition"
    found = (t.object for t in load_vocabulary().triples if str(t.subject) == term and t.predicate.value == about)
    return next((text.value for text in found if getattr(text, "language", None) == "en"), "")  # type: ignore[union-attr]

"""A reconciliation service over the twin's items: the API 0.2 and its draft of 1.0 (https://reconciliation-api.github.io/specs/).

Names are compared with rapidfuzz; a property weighs two fifths of a name. Version 9.0 has a manifest that nobody knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from twin.entities import Entities, load_properties
from twin.search import folded
from twin.served import PREFIXES

LEAST, SURE, LEAD = 50, 95, 5
PROPERTY_WEIGHT = 0.4

Answer = tuple[int, Any]


@dataclass(frozen=True)
class Reconciliation:
    """The service of one version at one address."""

    entities: Entities
    version: str
    url: str

    def answer(self, path: str, method: str, fields: Mapping[str, str], body: str) -> Answer:
        """Return status and body of the answer to a request behind the service's address."""
        try:
            return self._draft(path, method, fields, body) if self.version == "1.0" else self._old(path, fields)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return 400, {"status": "error", "message": f"malformed request: {error}"}

    # 0.2

    def _old(self, path: str, fields: Mapping[str, str]) -> Answer:
        if path.startswith("suggest/"):
            return 200, {"result": self._suggest(path.removeprefix("suggest/"), fields.get("prefix", ""))}
        if path == "properties":
            return 200, self._proposals(fields)
        if path:
            return 404, {"status": "error", "message": "there is nothing here"}
        if "queries" in fields:
            asked = json.loads(fields["queries"])
            return 200, {key: {"result": self._match(_conditions(query))} for key, query in asked.items()}
        if "extend" in fields:
            asked = json.loads(fields["extend"])
            meta = [self._property(each["id"]) for each in asked["properties"]]
            rows = {
                item: {each["id"]: self._values(item, each["id"]) for each in asked["properties"]}
                for item in asked["ids"]
            }
            return 200, {"meta": meta, "rows": rows}
        return 200, self._manifest()

    # 1.0, draft

    def _draft(self, path: str, method: str, fields: Mapping[str, str], body: str) -> Answer:
        if path == "match" and method == "POST":
            queries = json.loads(body)["queries"]
            return 200, {"results": [{"candidates": self._match(_draft_conditions(query))} for query in queries]}
        if path == "extend" and method == "POST":
            asked = json.loads(body)
            meta = [self._property(each["id"]) for each in asked["properties"]]
            rows = [
                {"id": item, "properties": [{"id": p["id"], "values": self._values(item, p["id"])} for p in asked["properties"]]}
                for item in asked["ids"]
            ]  # fmt: skip
            return 200, {"meta": meta, "rows": rows}
        if path == "extend/propose":
            return 200, self._proposals(fields)
        if path.startswith("suggest/"):
            return 200, {"result": self._suggest(path.removeprefix("suggest/"), fields.get("prefix", ""))}
        return (404, {"message": "there is nothing here"}) if path else (200, self._manifest())

    def _manifest(self) -> dict[str, Any]:
        common = {
            "name": "The twin", "defaultTypes": [{"id": "Q35120", "name": "entity"}],
            "documentation": f"{self.url}/documentation", "serviceVersion": "1",
        }  # fmt: skip
        if self.version == "1.0":
            return {
                **common, "versions": ["1.0-draft"], "view": {"url": "https://www.wikidata.org/wiki/{id}"},
                "suggest": {"entity": True, "property": True, "type": True}, "standardizedScore": True,
                "extend": {"proposeProperties": True, "propertySettings": []},
            }  # fmt: skip
        if self.version == "9.0":
            return {**common, "versions": ["9.0"], "match": {"protocol": "something new"}}
        suggest = {
            kind: {"service_url": self.url, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "property", "type")
        }
        return {
            **common, "versions": ["0.1", "0.2"], "identifierSpace": PREFIXES["wd"], "schemaSpace": PREFIXES["wdt"],
            "view": {"url": "https://www.wikidata.org/wiki/{{id}}"}, "suggest": suggest,
            "extend": {"propose_properties": {"service_url": self.url, "service_path": "/properties"}, "property_settings": []},
        }  # fmt: skip

    # What both have

    def _match(self, asked: _Query) -> list[dict[str, Any]]:
        found = sorted(self._candidates(asked), key=lambda each: (-each["score"], int(each["id"][1:])))
        scores = [each["score"] for each in found]
        for index, each in enumerate(found):
            second = next((score for at, score in enumerate(scores) if at != index), 0)
            each["match"] = each["score"] >= SURE and each["score"] - second >= LEAD
            if self.version == "1.0":
                each["score"] /= 100
        return found[: asked.limit]

    def _candidates(self, asked: _Query) -> Iterator[dict[str, Any]]:
        for item, entity in self.entities.items():
            names = [*entity["labels"].values(), *entity["also"]]
            if entity["redirect"] or not names:
                continue
            alike = max(fuzz.token_sort_ratio(folded(asked.name), folded(name)) for name in names)
            known = self._types(item)
            if alike < LEAST or (asked.type and not asked.type & self._above(known) and not entity["deleted"]):
                continue
            fits = {each: self._fit(item, each, value) for each, value in asked.properties}
            weight = 1 + PROPERTY_WEIGHT * len(fits)
            score = (alike + PROPERTY_WEIGHT * sum(fits.values())) / weight
            features = [
                {"id": "all_labels", "value": round(alike, 2)},
                *({"id": each, "value": fit} for each, fit in fits.items()),
            ]
            if self.version == "1.0":
                features = [{**each, "name": each["id"]} for each in features]
            yield {
                "id": item, "name": names[0], "description": entity["description"], "score": round(score, 2),
                "type": [{"id": each, "name": self._label(each)} for each in known], "features": features,
            }  # fmt: skip

    def _fit(self, item: str, each: str, wanted: Any) -> float:
        """Return from 0 to 100 how well a value goes with what the item has; of a time only as much counts as is asked."""
        values = [claim["is"] for claim in self._claims(item, each)]
        best = 0.0
        for one in wanted if isinstance(wanted, list) else [wanted]:
            text = str(one.get("id") or one.get("name", "")) if isinstance(one, dict) else str(one)
            for value in values:
                if value == text or (load_properties()[each]["type"] == "time" and value.startswith(text)):
                    return 100.0
                best = max(best, fuzz.ratio(folded(self._label(value)), folded(text)))
        return round(best, 2)

    def _claims(self, item: str, each: str) -> list[dict[str, Any]]:
        entity = self.entities.get(item)
        if entity is None or entity["deleted"]:
            return []
        claims = [claim for claim in entity["claims"].get(each, []) if claim["rank"] != "deprecated"]
        return [claim for claim in claims if claim["is"] not in ("somevalue", "novalue")]

    def _types(self, item: str) -> list[str]:
        return [claim["is"] for claim in self._claims(item, "P31")]

    def _above(self, classes: list[str]) -> set[str]:
        """Return the classes and all that are above them."""
        found, left = set(classes), list(classes)
        while left:
            above = {claim["is"] for claim in self._claims(left.pop(), "P279")} - found
            found |= above
            left += above
        return found

    def _label(self, item: str) -> str:
        return str(self.entities.get(item, {}).get("labels", {}).get("en", item))

    def _property(self, each: str) -> dict[str, Any]:
        return {"id": each, "name": load_properties()[each]["label"]}

    def _values(self, item: str, each: str) -> list[dict[str, Any]]:
        kind = load_properties()[each]["type"]
        found: list[dict[str, Any]] = []
        for claim in self._claims(item, each):
            value = claim["is"]
            if kind == "item":
                found.append({"id": value, "name": self._label(value)})
            elif kind == "time":
                year, month, day = [*value.split("-"), "01", "01"][:3]
                found.append({"date": f"{year}-{month}-{day}T00:00:00+00:00"})
            elif kind == "quantity":
                found.append({"float": float(value.split()[0])})
            else:
                found.append({"str": value.partition(": ")[2] if kind == "monolingualtext" else value})
        return found

    def _proposals(self, fields: Mapping[str, str]) -> dict[str, Any]:
        limit = int(fields.get("limit", 50))
        found = [self._property(each) for each in load_properties()]
        return {"limit": limit, "type": fields.get("type", ""), "properties": found[:limit]}

    def _suggest(self, kind: str, prefix: str) -> list[dict[str, Any]]:
        wanted = folded(prefix)
        if kind == "property":
            return [each for p in load_properties() if folded((each := self._property(p))["name"]).startswith(wanted)]
        classes = {each for item in self.entities for each in self._above(self._types(item))}
        found = [
            {
                "id": item,
                "name": entity["labels"]["en"],
                "description": entity["description"],
                "notable": self._types(item),
            }
            for item, entity in self.entities.items()
            if entity["labels"]
            and folded(entity["labels"]["en"]).startswith(wanted)
            and (kind == "entity" or item in classes)
        ]
        return found[:20]


@dataclass(frozen=True)
class _Query:
    name: str
    type: frozenset[str]
    limit: int
    properties: tuple[tuple[str, Any], ...]


def _conditions(query: Mapping[str, Any]) -> _Query:
    properties = tuple((each["pid"], each["v"]) for each in query.get("properties", []))
    return _Query(query["query"], _wanted(query.get("type")), int(query.get("limit", 25)), properties)


def _draft_conditions(query: Mapping[str, Any]) -> _Query:
    conditions = query["conditions"]
    name = next((str(each["propertyValue"]) for each in conditions if each["matchType"] == "name"), "")
    properties = tuple((c["propertyId"], c["propertyValue"]) for c in conditions if c["matchType"] == "property")
    return _Query(name, _wanted(query.get("type")), int(query.get("limit", 25)), properties)


def _wanted(said: Any) -> frozenset[str]:
    several = said if isinstance(said, list) else [said] if said else []
    return frozenset(each["id"] if isinstance(each, dict) else str(each) for each in several)

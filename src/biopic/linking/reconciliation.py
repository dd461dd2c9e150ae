"""Candidates from a reconciliation service: the W3C Reconciliation Service API 0.2 and its draft of 1.0.

In go the things that are looked for, out come candidates as `Wikidata` gives them. The service's manifest says which version
it speaks; a version that is not known here is refused in one line. See https://reconciliation-api.github.io/specs/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from biopic.linking.candidate import Candidate, Tie, edtf_of, with_turned_ties
from biopic.linking.classes import kinds_of
from biopic.linking.comparing import alike
from biopic.linking.known import Known
from biopic.linking.manifest import Manifest, read_manifest
from biopic.linking.polite import Polite
from biopic.linking.scoring import ALIKE

QUERIES_A_REQUEST = 25
ENTITIES_A_REQUEST = 50
LIMIT = 10
"""How many candidates of a name are asked for."""

TYPES = {"film": "Q11424", "person": "Q5"}
"""Classes of Wikidata that are asked for; other kinds of things have too many classes to name one."""

CONDITIONS = {"year": "P577", "born": "P569", "died": "P570", "identifier": "P345"}
"""Properties of Wikidata that go with a query, by what the graph knows."""

DATES = {"P577": "year", "P569": "born", "P570": "died"}
TEXTS = {"P345": "identifier", "P106": "occupation"}
TIES = {
    "P161": "cast member", "P57": "director", "P58": "screenwriter", "P162": "producer", "P272": "production company",
    "P750": "distributor", "P921": "main subject", "P166": "award received", "P1411": "nominated for", "P22": "father",
    "P25": "mother", "P40": "child", "P19": "place of birth", "P20": "place of death", "P1050": "medical condition",
    "P131": "located in", "P840": "narrative location", "P17": "country", "P1441": "present in work", "P1074": "fictional analog of",
}  # fmt: skip
"""Properties of Wikidata that are asked of candidates, with what they are called."""


@dataclass(frozen=True)
class Found:
    """One answer to one query: an entity as the service names it."""

    id: str
    name: str
    description: str
    types: tuple[tuple[str, str], ...]
    also: str = ""
    """A name that is not `name` and that the entity bears, too: the one that was asked for."""


@dataclass
class Reconciliation:
    """A reconciliation service at `url`; its manifest is read when it is first asked."""

    url: str
    polite: Polite
    _manifest: Manifest | None = None

    @property
    def manifest(self) -> Manifest:
        """Return what the service says of itself; raise EndpointError where its version is not known here."""
        if self._manifest is None:
            self._manifest = self.polite.ask("GET", self.url, _reads(read_manifest), headers=_JSON)
            self._manifest.check(self.url)
        return self._manifest

    def candidates(self, things: Sequence[Known], everything: Mapping[str, Known]) -> dict[str, list[Candidate]]:
        """Return the candidates of each thing, in the order in which the service gives them."""
        asked = [(thing, name) for thing in things for name in thing.names[:3]]
        found: dict[str, dict[str, Found]] = {thing.name: {} for thing in things}
        for start in range(0, len(asked), QUERIES_A_REQUEST):
            batch = asked[start : start + QUERIES_A_REQUEST]
            for (thing, name), answers in zip(batch, self._match(batch), strict=True):
                for each in answers:
                    one = each if not each.also or each.name == name else replace(each, also=name)
                    if one.also or any(alike(ours, each.name) >= ALIKE for ours in thing.names):
                        found[thing.name].setdefault(each.id, one)
        details = self._details(list(dict.fromkeys(id for each in found.values() for id in each)))
        named = {
            name: [candidate for one in each.values() if (candidate := self._candidate(one, details.get(one.id)))]
            for name, each in found.items()
        }
        known = with_turned_ties({each.entity: each for several in named.values() for each in several})
        return {name: [_with_ties(each, known) for each in several] for name, several in named.items()}

    # Matching

    def _match(self, batch: Sequence[tuple[Known, str]]) -> list[list[Found]]:
        if self.manifest.draft:
            queries = [self._draft_query(thing, name) for thing, name in batch]
            answer: list[list[Found]] = self._post_json(
                "match", {"queries": queries}, lambda data: _read_draft_results(data, len(batch))
            )
        else:
            queries_by_key = {f"q{n}": self._query(thing, name) for n, (thing, name) in enumerate(batch)}
            answer = self._post_form("queries", queries_by_key, lambda data: _read_results(data, list(queries_by_key)))
        return answer

    def _query(self, thing: Known, name: str) -> dict[str, Any]:
        query: dict[str, Any] = {"query": name, "limit": LIMIT}
        if self.manifest.wikidata:
            if thing.kind in TYPES:
                query["type"] = TYPES[thing.kind]
            properties = [{"pid": p, "v": value} for p, value in _conditions(thing)]
            if properties:
                query["properties"] = properties
        return query

    def _draft_query(self, thing: Known, name: str) -> dict[str, Any]:
        conditions: list[dict[str, Any]] = [{"matchType": "name", "propertyValue": name}]
        query: dict[str, Any] = {"conditions": conditions, "limit": LIMIT}
        if self.manifest.wikidata:
            if thing.kind in TYPES:
                query["type"] = TYPES[thing.kind]
            conditions += [
                {"matchType": "property", "propertyId": p, "propertyValue": value, "required": False}
                for p, value in _conditions(thing)
            ]
        return query

    # Details

    def _details(self, ids: Sequence[str]) -> dict[str, dict[str, list[Any]]]:
        """Return the values of Wikidata's properties of each entity, nothing where the service does not extend."""
        if not (self.manifest.wikidata and self.manifest.extends):
            return {}
        properties = [{"id": each} for each in (*DATES, *TEXTS, *TIES)]
        found: dict[str, dict[str, list[Any]]] = {}
        for start in range(0, len(ids), ENTITIES_A_REQUEST):
            asked = {"ids": list(ids[start : start + ENTITIES_A_REQUEST]), "properties": properties}
            found |= (
                self._post_json("extend", asked, _read_draft_rows)
                if self.manifest.draft
                else self._post_form("extend", asked, _read_rows)
            )
        return found

    def _candidate(self, found: Found, details: Mapping[str, list[Any]] | None) -> Candidate | None:
        """Return a candidate, None for what has no name or, by its details, is no more."""
        entity = self.manifest.entity(found.id)
        if entity is None or not found.name or (details is not None and not found.types and not any(details.values())):
            return None
        values = details or {}
        facts: dict[str, tuple[str, ...]] = {}
        for p, fact in DATES.items():
            facts[fact] = tuple(filter(None, (_date(value) for value in values.get(p, []))))
        for p, fact in TEXTS.items():
            facts[fact] = tuple(filter(None, (_text(value) for value in values.get(p, []))))
        ties = tuple(
            Tie(words, str(value["name"]), self.manifest.entity(str(value.get("id", ""))) or "")
            for p, words in TIES.items()
            for value in values.get(p, [])
            if value.get("name")
        )
        types = tuple(name or id for id, name in found.types)
        kinds = frozenset(kind for id, _ in found.types for kind, known in TYPES.items() if known == id)
        return Candidate(
            entity, (found.name,), (found.also,) if found.also else (), found.description, types, kinds | kinds_of(types),
            {fact: each for fact, each in facts.items() if each}, ties,
        )  # fmt: skip

    # Sending

    def _post_form(self, key: str, value: Any, read: Any) -> Any:
        body = urlencode({key: json.dumps(value, ensure_ascii=False)}).encode()
        headers = {**_JSON, "Content-Type": "application/x-www-form-urlencoded"}
        return self.polite.ask("POST", self.url, _reads(read), body=body, headers=headers)

    def _post_json(self, path: str, value: Any, read: Any) -> Any:
        body = json.dumps(value, ensure_ascii=False).encode()
        headers = {**_JSON, "Content-Type": "application/json"}
        return self.polite.ask("POST", f"{self.url.rstrip('/')}/{path}", _reads(read), body=body, headers=headers)


def _with_ties(candidate: Candidate, known: Mapping[str, Candidate]) -> Candidate:
    return replace(candidate, ties=known[candidate.entity].ties)


_JSON = {"Accept": "application/json"}


def _conditions(thing: Known) -> Iterator[tuple[str, str]]:
    for fact, p in CONDITIONS.items():
        for value in thing.of(fact)[:1]:
            yield p, value


def _reads(read: Any) -> Any:
    """Return a reader of JSON that says in a ValueError what is of another form than documented."""

    def from_json(data: bytes) -> Any:
        answer = json.loads(data)
        try:
            return read(answer)
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            missing = f"{error} is missing" if isinstance(error, KeyError) else "a value is of another kind"
            raise ValueError(f"no answer of a reconciliation service, {missing}") from None

    return from_json


def _read_results(answer: Any, keys: Sequence[str]) -> list[list[Found]]:
    return [[_found(each) for each in answer[key]["result"]] for key in keys]


def _read_draft_results(answer: Any, number: int) -> list[list[Found]]:
    results = answer["results"]
    if len(results) != number:
        raise ValueError(f"{len(results)} results for {number} queries")
    return [[_found(each) for each in result["candidates"]] for result in results]


def _found(said: Any) -> Found:
    if not isinstance(said["id"], str) or not isinstance(said.get("name", ""), str):
        raise TypeError
    types = said.get("type") or []
    named = [(t, t) if isinstance(t, str) else (str(t["id"]), str(t.get("name", ""))) for t in types]
    also = "also" if any(_is_name_feature(each) for each in said.get("features") or []) else ""
    return Found(said["id"], said.get("name", ""), str(said.get("description") or ""), tuple(named), also)


def _is_name_feature(feature: Any) -> bool:
    """Say whether a feature tells that one of the entity's names is the one that was asked for."""
    value = feature.get("value")
    return feature.get("id") == "all_labels" and isinstance(value, int | float) and value >= 99.5


def _read_rows(answer: Any) -> dict[str, dict[str, list[Any]]]:
    return {str(id): {p: _values(each) for p, each in row.items()} for id, row in answer["rows"].items()}


def _read_draft_rows(answer: Any) -> dict[str, dict[str, list[Any]]]:
    return {str(row["id"]): {str(p["id"]): _values(p["values"]) for p in row["properties"]} for row in answer["rows"]}


def _values(values: Any) -> list[Any]:
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise TypeError
    return values


def _date(value: Mapping[str, Any]) -> str:
    """Return a date in EDTF; the first of January stands for a year, since the form of these answers has no precision."""
    day = edtf_of(str(value.get("date", "")), 11)
    return day[:4] if day.endswith("-01-01") else day[:7] if day.endswith("-01") else day


def _text(value: Mapping[str, Any]) -> str:
    return str(value.get("str") or value.get("name") or "")

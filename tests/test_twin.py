"""The local twin of Wikidata: it serves what Wikidata serves, in the same form, and it fails as it is told to."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from twin import faults
from twin.entities import Entities, load_properties
from twin.front import Front
from twin.served import PREFIXES, name, served

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikidata-Q42-as-served.ttl"


def get(url: str, **fields: str) -> Any:
    with urllib.request.urlopen(f"{url}?{urllib.parse.urlencode(fields)}" if fields else url, timeout=10) as answer:
        return json.load(answer)


def post(url: str, body: bytes, kind: str = "application/json") -> Any:
    request = urllib.request.Request(url, body, {"Content-Type": kind, "Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def rows(front: Front, query: str) -> list[dict[str, str]]:
    text = "".join(f"PREFIX {p}: <{iri}> " for p, iri in PREFIXES.items()) + query
    found = post(front.sparql, text.encode(), "application/sparql-query")
    return [{key: cell["value"] for key, cell in row.items()} for row in found["results"]["bindings"]]


def form(triples: set[ox.Triple]) -> set[tuple[str, ...]]:
    """Return each triple without its ids: of what kind subject, predicate and object are."""

    def kind(node: Any) -> str:
        if isinstance(node, ox.Literal):
            return f'"{node.language or node.datatype.value}"' if not node.language else "text"
        if isinstance(node, ox.BlankNode):
            return "_"
        found = next(
            (f"{p}:" for p, iri in sorted(PREFIXES.items(), key=lambda x: -len(x[1])) if node.value.startswith(iri)),
            "<>",
        )
        return found if found not in ("wikibase:", "rdf:", "rdfs:", "skos:", "schema:", "prov:", "owl:") else f"{found}{re.split('[/#]', node.value)[-1]}"  # fmt: skip

    return {(kind(t.subject), kind(t.predicate), kind(t.object)) for t in triples}


def test_same_items_give_the_same_bytes(twin_entities: Entities) -> None:
    assert served(twin_entities) == served(twin_entities)


def test_form_is_that_of_a_real_item(twin_entities: Entities) -> None:
    """Every shape of triple that the twin has of items occurs in the real one, but for what that item happens to lack."""
    if not REAL.exists():
        pytest.skip("the real item is not here")
    real = form(
        {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(REAL.read_bytes(), format=ox.RdfFormat.TURTLE)}
    )
    ours = {
        ox.Triple(q.subject, q.predicate, q.object)
        for q in ox.parse(served(twin_entities), format=ox.RdfFormat.N_TRIPLES)
    }
    properties = {name(f"wd:{each}") for each in load_properties()}
    missing = form({t for t in ours if t.subject not in properties}) - real
    lacked = {
        ("wd:", "owl:sameAs", "wd:"),
        ("wd:", "rdf:type", "wdno:"), ("s:", "rdf:type", "wdno:"),
        ("wd:", "wdt:", "_"), ("s:", "ps:", "_"),
    }  # fmt: skip
    assert missing <= lacked, missing - lacked


def test_query_service_serves_statements_with_rank_qualifier_and_reference(twin: Front) -> None:
    found = rows(
        twin,
        "SELECT ?rank ?role ?url { wd:Q929647 p:P161 ?s . ?s ps:P161 wd:Q12003 ; wikibase:rank ?rank ; pq:P4633 ?role ;"
        " prov:wasDerivedFrom/pr:P854 ?url }",
    )
    rank = PREFIXES["wikibase"] + "NormalRank"
    assert found == [{"rank": rank, "role": "Rusty Dennis", "url": "https://films.example.org/mask/cast"}]


def test_best_rank_leaves_out_what_is_deprecated_or_bettered(twin: Front) -> None:
    assert rows(twin, "SELECT ?x { wd:Q929647 wdt:P57 ?x }") == [{"x": PREFIXES["wd"] + "Q158250"}]
    assert rows(twin, "SELECT ?x { wd:Q190956 wdt:P577 ?x }") == [{"x": "1984-09-06T00:00:00Z"}]
    assert len(rows(twin, "SELECT ?x { wd:Q190956 p:P577/ps:P577 ?x }")) == 2


def test_precision_is_at_the_value_node(twin: Front) -> None:
    found = rows(twin, "SELECT ?p { wd:Q7373047 p:P570/psv:P570/wikibase:timePrecision ?p }")
    assert found == [{"p": "10"}]


def test_unknown_and_no_value_redirect_and_deleted_item(twin: Front) -> None:
    assert rows(twin, "SELECT ?x { wd:Q7373047 wdt:P20 ?x FILTER(isBlank(?x)) }")
    assert rows(twin, "SELECT ?s { wd:Q7373047 p:P22 ?s . ?s a wdno:P22 }")
    assert rows(twin, "SELECT ?x { wd:Q9000000091 owl:sameAs ?x }") == [{"x": PREFIXES["wd"] + "Q7373047"}]
    assert rows(twin, "SELECT ?p { wd:Q9000000092 ?p ?x }") == []


def test_search_finds_what_begins_so(twin: Front) -> None:
    found = get(twin.api, action="wbsearchentities", search="rocky d", language="en", format="json")
    assert [hit["id"] for hit in found["search"]] == ["Q7373047", "Q9000000072", "Q9000000073"]
    assert found["search"][0]["match"] == {"type": "alias", "language": "en", "text": "Rocky Dennis"}
    assert found["search"][0]["aliases"] == ["Rocky Dennis"] and found["success"] == 1
    assert get(twin.api, action="wbsearchentities", search="zzz", language="en")["search"] == []
    assert get(twin.api, action="wbsearchentities", search="x")["error"]["code"] == "missingparam"


def test_search_goes_on_where_it_was_cut(twin: Front) -> None:
    first = get(twin.api, action="wbsearchentities", search="rocky d", language="en", limit="2")
    assert first["search-continue"] == 2
    rest = get(twin.api, action="wbsearchentities", search="rocky d", language="en", limit="2", **{"continue": "2"})
    assert [hit["id"] for hit in rest["search"]] == ["Q9000000073"] and "search-continue" not in rest


def test_reconciliation_answers_in_both_versions(twin: Front) -> None:
    old = twin.reconciliation("0.2")
    assert "0.2" in get(old)["versions"]
    queries = {"q0": {"query": "Mask", "type": "Q11424", "properties": [{"pid": "P577", "v": "1985"}]}}
    found = get(old, queries=json.dumps(queries))["q0"]["result"]
    assert [(each["id"], each["match"]) for each in found[:2]] == [("Q929647", True), ("Q219421", False)]
    new = twin.reconciliation("1.0")
    assert get(new)["versions"] == ["1.0-draft"]
    conditions = [{"matchType": "name", "propertyValue": "Mask"}, {"matchType": "property", "propertyId": "P577", "propertyValue": "1985"}]  # fmt: skip
    drafted = post(f"{new}/match", json.dumps({"queries": [{"type": "Q11424", "conditions": conditions}]}).encode())
    assert drafted["results"][0]["candidates"][0]["id"] == "Q929647"
    assert get(twin.reconciliation("9.0"))["versions"] == ["9.0"]


def test_reconciliation_extends(twin: Front) -> None:
    extend = {"ids": ["Q318267", "Q9000000092"], "properties": [{"id": "P345"}, {"id": "P31"}]}
    found = get(twin.reconciliation("0.2"), extend=json.dumps(extend))
    assert found["rows"]["Q318267"] == {"P345": [{"str": "nm0000655"}], "P31": [{"id": "Q5", "name": "human"}]}
    assert found["rows"]["Q9000000092"] == {"P345": [], "P31": []}
    drafted = post(f"{twin.reconciliation('1.0')}/extend", json.dumps(extend).encode())
    assert drafted["rows"][0]["properties"][0] == {"id": "P345", "values": [{"str": "nm0000655"}]}


def test_front_keeps_a_log_and_fails_as_it_is_told(twin: Front) -> None:
    twin.fail(faults.too_many(2), faults.maxlag(), at="/w/")
    fields = {"action": "wbsearchentities", "search": "Cher", "language": "en"}
    with pytest.raises(urllib.error.HTTPError) as error:
        get(twin.api, **fields)
    with error.value as said:
        assert said.code == 429 and said.headers["Retry-After"] == "2"
    assert get(twin.api, **fields)["error"]["code"] == "maxlag"
    assert get(twin.api, **fields)["search"][0]["id"] == "Q12003"
    assert [request.fields["search"] for request in twin.asked("/w/")] == ["Cher"] * 3


def test_twin_can_say_something_else(twin_with: Callable[..., Front]) -> None:
    front = twin_with({"Q929647": {"P577": ["1986"]}})
    assert rows(front, "SELECT ?x { wd:Q929647 wdt:P577 ?x }") == [{"x": "1986-01-01T00:00:00Z"}]

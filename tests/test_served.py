"""Statements as the query service serves them, read into plain values: nothing is lost, and nothing odd breaks it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from twin.entities import Entities
from twin.served import name, served

from biopic.errors import EndpointError
from biopic.sparql import Local
from biopic.wikibase.called import entities_in, read_called
from biopic.wikibase.model import ExternalId, Item, NoValue, Quantity, Snak, SomeValue, Statement, Text, TimePoint
from biopic.wikibase.served import read_redirects, read_statements

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikidata-Q42-as-served.ttl"
PROPERTIES = {"P569": "Time", "P161": "WikibaseItem"}


@pytest.fixture(scope="module")
def store(twin_entities: Entities) -> ox.Store:
    found = ox.Store()
    found.extend(ox.parse(served(twin_entities), format=ox.RdfFormat.N_TRIPLES))
    return found


@pytest.fixture(scope="module")
def said(store: ox.Store) -> list[Statement]:
    return read_statements(Local(store, ""), ["Q929647", "Q7373047"])


def test_every_statement_is_read_once(said: list[Statement], twin_entities: Entities) -> None:
    """With its rank, its qualifiers and each of its references."""
    for item in ("Q929647", "Q7373047"):
        claims = [(p, claim) for p, each in twin_entities[item]["claims"].items() for claim in each]
        ours = [each for each in said if each.subject == item]
        assert sorted((p, c["rank"], len(c["references"]), sum(map(len, c["qualifiers"].values()))) for p, c in claims) == sorted(
            (s.property, s.rank, len(s.references), len(s.qualifiers)) for s in ours
        )  # fmt: skip
    assert len({each.id for each in said}) == len(said)


def test_values_are_of_their_types(said: list[Statement]) -> None:
    values = {(each.subject, each.property): each.value for each in said}
    assert values["Q7373047", "P570"] == TimePoint("+1978-10-00T00:00:00Z", 10)
    assert values["Q7373047", "P20"] == SomeValue() and values["Q7373047", "P22"] == NoValue()
    assert values["Q929647", "P345"] == ExternalId("tt0089560")
    quantity = values["Q929647", "P2047"]
    assert isinstance(quantity, Quantity) and (str(quantity.amount), quantity.unit) == ("115", "Q7727")


def test_deprecated_statement_has_its_reason(said: list[Statement]) -> None:
    wrong = next(each for each in said if each.rank == "deprecated")
    assert wrong.qualifiers == (Snak("P2241", Item("Q9000000003")),)


def test_labels_classes_and_redirects(store: ox.Store, said: list[Statement]) -> None:
    """A deleted item is not there."""
    service = Local(store, "")
    called = read_called(service, [*entities_in(said), "Q9000000092"])
    assert called["Q12003"].label == "Cher" and called["Q12003"].classes == ("Q5",)
    assert called["P57"].label == "director" and "Q9000000092" not in called
    assert read_redirects(service, ["Q9000000091", "Q12003"]) == {"Q9000000091": "Q7373047"}


def test_unknown_value_may_be_an_iri() -> None:
    """As it is where a service has no blank nodes."""
    store = _one(ox.NamedNode("http://www.wikidata.org/.well-known/genid/0f3a"), "P161")
    assert [each.value for each in read_statements(Local(store, ""), ["Q1"])] == [SomeValue()]


@pytest.mark.parametrize("text", ["", "soon", "999999999999999999999-01-01T00:00:00Z"])
def test_odd_value_is_passed_on(text: str) -> None:
    found = read_statements(Local(_one(ox.Literal(text), "P569"), ""), ["Q1"])
    assert [type(each.value) for each in found] == [Text]


def test_service_that_serves_no_statements_is_refused() -> None:
    store = _one(ox.Literal("x"), "P569")
    store.remove(ox.Quad(name("s:1"), name("wikibase:rank"), name("wikibase:NormalRank")))
    store.add(ox.Quad(name("s:1"), name("wikibase:rank"), ox.Literal("first")))
    with pytest.raises(EndpointError, match="not served as Wikibase serves them"):
        read_statements(Local(store, ""), ["Q1"])


def _one(value: ox.NamedNode | ox.Literal, each: str) -> ox.Store:
    store = ox.Store()
    node = name(f"wd:{each}")
    forms = {"claim": "p", "statementProperty": "ps", "statementValue": "psv", "novalue": "wdno"}
    for form, prefix in forms.items():
        store.add(ox.Quad(node, name(f"wikibase:{form}"), name(f"{prefix}:{each}")))
    store.add(ox.Quad(node, name("wikibase:propertyType"), name(f"wikibase:{PROPERTIES[each]}")))
    store.add(ox.Quad(name("wd:Q1"), name(f"p:{each}"), name("s:1")))
    store.add(ox.Quad(name("s:1"), name("wikibase:rank"), name("wikibase:NormalRank")))
    store.add(ox.Quad(name("s:1"), name(f"ps:{each}"), value))
    return store


def test_real_item_is_read(tmp_path: Path) -> None:
    """All of its statements, once the service's own properties stand beside it."""
    if not REAL.exists():
        pytest.skip("the real item is not here")
    store = ox.Store()
    store.extend(ox.parse(REAL.read_bytes(), format=ox.RdfFormat.TURTLE))
    start = "http://www.wikidata.org/prop/P"
    claims = {q.predicate.value for q in store.quads_for_pattern(name("wd:Q42"), None, None) if q.predicate.value.startswith(start)}  # fmt: skip
    for claim in sorted(claims):
        each = claim.rsplit("/", 1)[-1]
        sample = next(iter(store.query(f"SELECT ?v {{ ?s <{name(f'ps:{each}').value}> ?v }}")))["v"]
        kind = "WikibaseItem" if isinstance(sample, ox.NamedNode) and sample.value.startswith(name("wd:Q").value) else "Time" if getattr(sample, "datatype", name("xsd:string")) == name("xsd:dateTime") else "String"  # fmt: skip
        forms = {"claim": "p", "statementProperty": "ps", "statementValue": "psv", "qualifier": "pq", "qualifierValue": "pqv", "reference": "pr", "referenceValue": "prv", "novalue": "wdno"}  # fmt: skip
        for form, prefix in forms.items():
            store.add(ox.Quad(name(f"wd:{each}"), name(f"wikibase:{form}"), name(f"{prefix}:{each}")))
        store.add(ox.Quad(name(f"wd:{each}"), name("wikibase:propertyType"), name(f"wikibase:{kind}")))
    nodes = {q.subject for q in store.quads_for_pattern(None, name("wikibase:rank"), None)}
    found = read_statements(Local(store, ""), ["Q42"])
    assert len(found) == len(nodes) > 200
    assert any(each.references for each in found) and {each.rank for each in found} >= {"normal", "deprecated"}

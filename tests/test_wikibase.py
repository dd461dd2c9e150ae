"""Statements of Wikibase: values check themselves, times go to EDTF and back, and no format loses anything."""

from __future__ import annotations

import json
import socket
import string
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from biopic.errors import EndpointError, InputError, MissingExtraError
from biopic.sparql import Local
from biopic.values import parse_time
from biopic.wikibase import quickcsv, quickstatements
from biopic.wikibase.entity_json import from_json, to_json
from biopic.wikibase.model import (
    DAY,
    JULIAN,
    YEAR,
    ExternalId,
    Item,
    MonolingualText,
    NoValue,
    Opaque,
    Quantity,
    Snak,
    SomeValue,
    Statement,
    Text,
    TimePoint,
    Url,
    canonical,
    canonical_value,
    ordered,
    same_value,
)
from biopic.wikibase.quickcsv import from_csv, to_csv
from biopic.wikibase.quickstatements import from_lines, to_lines
from biopic.wikibase.served import read_redirects, read_statements
from biopic.wikibase.times import from_edtf, from_served, to_edtf, to_gregorian, to_julian

DATA = ROOT.parent / "shared" / "data"
FILM = DATA / "wikidata-Q675031-film.json"
SERVED = DATA / "wikidata-Q42-as-served.ttl"

# Any statement

items = st.integers(1, 10**9).map(lambda number: Item(f"Q{number}"))
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30)
texts = words.map(Text).filter(lambda text: bool(canonical_value(text).text))
languages = st.sampled_from(["en", "de", "zh-hant", "sms", "be-tarask"])
urls = st.text(string.ascii_letters + string.digits + "/?=&%~.-_äß(),'", max_size=30).map(
    lambda path: Url(f"https://example.org/{path}")
)
days = st.dates().map(lambda day: from_edtf(day.isoformat())[0])
vaguer = st.sampled_from(["1985", "1985-03", "197X", "19XX", "0450", "0001"]).map(lambda edtf: from_edtf(edtf)[0])
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
quantities = st.builds(
    lambda amount, unit, bound: Quantity(
        amount, unit, None if bound is None else amount - bound, None if bound is None else amount + bound
    ),
    numbers, st.sampled_from(["", "Q7727"]), st.none() | st.decimals(0, 100, places=1),
)  # fmt: skip
values = st.one_of(
    items, texts, st.builds(MonolingualText, texts.map(lambda text: text.text), languages), days, vaguer, quantities,
    st.just(SomeValue()), st.just(NoValue()),
)  # fmt: skip
properties = st.integers(1, 9999).filter(lambda n: n not in (345, 854)).map(lambda number: f"P{number}")
snaks = st.builds(Snak, properties, values) | st.builds(Snak, st.just("P854"), urls)
statements = st.builds(
    Statement, items.map(lambda item: item.id), properties, values, st.sampled_from(["preferred", "normal", "deprecated"]),
    st.lists(snaks, max_size=3).map(tuple), st.lists(st.lists(snaks, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
).map(canonical)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(statements, max_size=4))
def test_commands_lose_nothing(found: list[Statement]) -> None:
    """What the syntax can carry comes back as it was; what it cannot is refused before it is written."""
    sent = [each for each in found if quickstatements.obstacle(each) is None]
    assert from_lines(to_lines(sent)) == sent
    for each in set(found) - set(sent):
        with pytest.raises(ValueError, match=r"\||doubled"):
            to_lines([each])


@settings(max_examples=150, deadline=None)
@given(st.lists(statements, max_size=4))
def test_csv_loses_nothing(found: list[Statement]) -> None:
    """Ranks apart, which it has no place for."""
    sent = [each for each in found if quickcsv.obstacle(each) is None]
    assert from_csv(to_csv(sent)) == sent
    assert all(each.rank == "normal" for each in sent)


@settings(max_examples=100, deadline=None)
@given(st.lists(statements, max_size=3, unique=True))
def test_json_loses_nothing(found: list[Statement]) -> None:
    """Every value, rank, qualifier and reference comes back."""
    assert from_json(to_json(found)) == ordered(found)


def test_same_statements_give_the_same_bytes() -> None:
    """In whatever order they, their qualifiers and their references come."""
    one, other = Snak("P4633", Text("Ada")), Snak("P453", Item("Q9"))
    first, second = (Snak("P854", Url("https://a.example/")),), (Snak("P248", Item("Q3")), Snak("P854", Url("https://b.example/")))  # fmt: skip
    forward = [
        Statement("Q1", "P161", Item("Q2"), "normal", (one, other), (first, second)),
        Statement("Q1", "P57", Item("Q4")),
    ]
    backward = [
        forward[1],
        Statement("Q1", "P161", Item("Q2"), "normal", (other, one, one), (second[::-1], first, first)),
    ]
    assert to_lines(ordered(forward)) == to_lines(ordered(backward))
    assert to_json(forward) == to_json(backward)


# The forms themselves


def test_command_is_as_documented() -> None:
    """Pairs behind the value, the first reference open, each further one opened by !S, the rank behind the value."""
    said = Statement(
        "Q929647", "P161", Item("Q12003"), "preferred", (Snak("P4633", Text('Rusty "R" Dennis')),),
        (
            (Snak("P854", Url("https://example.org/a")), Snak("P813", from_edtf("2025-01-01")[0])),
            (Snak("P248", Item("Q5")),),
        ),
    )  # fmt: skip
    assert to_lines([said]) == (
        'Q929647\tP161\tQ12003\tR+\tP4633\t"Rusty "R" Dennis"\tS248\tQ5\t!S813\t+2025-01-01T00:00:00Z/11\t'
        'S854\t"https://example.org/a"\n'
    )


def test_csv_is_as_documented() -> None:
    """Statements that are built alike share columns; text stands in quotation marks that the CSV doubles."""
    found = [
        Statement("Q1", "P161", Item("Q2"), qualifiers=(Snak("P4633", Text("Ada, the keeper")),), references=((Snak("P854", Url("https://a.example/")),),)),
        Statement("Q1", "P577", from_edtf("1962")[0]),
        Statement("Q3", "P161", Item("Q4"), qualifiers=(Snak("P4633", Text("Jonah")),), references=((Snak("P854", Url("https://b.example/")),),)),
    ]  # fmt: skip
    assert to_csv(found).splitlines() == [
        "qid,P161,qal4633,S854,P577",
        'Q1,Q2,"""Ada, the keeper""","""https://a.example/""",',
        "Q1,,,,+1962-00-00T00:00:00Z/9",
        'Q3,Q4,"""Jonah""","""https://b.example/""",',
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (SomeValue(), "somevalue"),
        (NoValue(), "novalue"),
        (MonolingualText("Die Lampe", "de"), 'de:"Die Lampe"'),
        (Quantity(Decimal(115), "Q7727"), "115U7727"),
        (Quantity(Decimal(10), "", Decimal(8), Decimal(12)), "10~2"),
        (from_edtf("1985-03")[0], "+1985-03-00T00:00:00Z/10"),
        (from_edtf("197X")[0], "+1970-00-00T00:00:00Z/8"),
        (from_edtf("19XX")[0], "+2000-00-00T00:00:00Z/7"),
        (from_edtf("1564-05-06")[0], "+1564-04-26T00:00:00Z/11/J"),
        (Text(" so\n\tit  is "), '"so it is"'),
        (Text("日本 “x”"), '"日本 “x”"'),
    ],
)
def test_value_is_written_as_documented(value: Any, written: str) -> None:
    """Each sort of value has its form."""
    assert quickstatements.write_value(value) == written
    assert same_value(quickstatements.read_value(written, "P1"), value)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (Statement("Q1", "P1", Text("a|b")), "would part a command"),
        (Statement("Q1", "P1", Text("")), "empty"),
        (Statement("Q1", "P1", Text('""x""')), "doubled"),
        (Statement("Q1", "P1", Quantity(Decimal(1), "", Decimal(0), Decimal(5))), "as far below as above"),
        (Statement("Q1", "P1", Opaque("globe-coordinate", "{}")), "no form"),
        (Statement("Q1", "P1", TimePoint("+1985-01-01T00:00:00Z", DAY, "Q12345")), "calendar"),
    ],
)
def test_what_a_command_cannot_carry_is_refused(statement: Statement, why: str) -> None:
    """Never bent, never broken in two."""
    assert why in str(quickstatements.obstacle(statement))


def test_ranks_do_not_go_by_csv() -> None:
    """It has no place for them."""
    assert "rank preferred" in str(quickcsv.obstacle(Statement("Q1", "P1", Item("Q2"), "preferred")))


@pytest.mark.parametrize("line", ["Q1", "Q1\tP1", "Q1\tP1\tQ2\tP3", "Q1\tP1\tnonsense", "Q1\tP1\tQ2\tX1\tQ3", "Ada\tP1\tQ2"])  # fmt: skip
def test_line_that_is_no_command_is_refused(line: str) -> None:
    """With its number."""
    with pytest.raises(InputError, match=r"^x\.qs:2: is no command"):
        from_lines(f"Q1\tP1\tQ2\n{line}\n", "x.qs")


@pytest.mark.parametrize("text", ["", "P1,qid\n", "qid,P1\nQ1,Q2,Q3\n", "qid,qal1\nQ1,Q2\n", "qid,P1,s2\nQ1,Q2,Q3\n", 'qid,P1\nQ1,"Q2\n', "qid,Len\nQ1,x\n"])  # fmt: skip
def test_text_that_is_no_csv_of_statements_is_refused(text: str) -> None:
    """With its line."""
    with pytest.raises(InputError, match="is no CSV of statements"):
        from_csv(text, "x.csv")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"claims": {"P1": [{}]}}', '{"entities": 3}', '{"id": "Q1", "claims": {"P1": [{"rank": "normal", "mainsnak": {"snaktype": "value", "property": "P1", "datavalue": {"type": "time", "value": {}}}}]}}'])  # fmt: skip
def test_json_that_is_none_of_wikibase_is_refused(text: str) -> None:
    """In one line."""
    with pytest.raises(InputError, match="is no JSON of Wikibase"):
        from_json(text, "x.json")


# Values


@pytest.mark.parametrize(
    "make",
    [
        lambda: Item("Q1\tP2"), lambda: Item("Q0"), lambda: Item("q1"), lambda: Snak("P1\n", Item("Q1")), lambda: Url("no address"),
        lambda: Url("https://a.example/ b"), lambda: MonolingualText("x", 'e"n'), lambda: TimePoint("1985", YEAR),
        lambda: TimePoint("+1985-01-01T00:00:00Z", 99), lambda: Quantity(Decimal("NaN")), lambda: Statement("Q1", "P1", Item("Q1"), "best"),
    ],
)  # fmt: skip
def test_value_checks_itself(make: Any) -> None:
    """So that nothing that is made of it can be broken open by it."""
    with pytest.raises(ValueError, match="is no"):
        make()


@settings(deadline=None)
@given(st.dates())
def test_day_goes_to_wikibase_and_back(day: Any) -> None:
    """In the Julian calendar where it is before the reform."""
    point = from_edtf(day.isoformat())[0]
    assert to_edtf(point) == day.isoformat()
    assert (point.calendar == JULIAN) == (day.isoformat() < "1582-10-15")


@settings(deadline=None)
@given(st.dates())
def test_calendars_are_each_others_inverse(day: Any) -> None:
    """For every day that Python knows and both calendars have."""
    julian = to_julian(day.year, day.month, day.day)
    if julian[0] > 0:
        assert to_gregorian(*julian) == (day.year, day.month, day.day)


@pytest.mark.parametrize("edtf", ["1985", "1985~", "1985-03?", "1985-03-08%", "197X", "197X~", "19XX", "0900-05-01"])
def test_precision_and_doubt_come_back(edtf: str) -> None:
    """As EDTF wrote them."""
    point, qualifiers = from_edtf(edtf)
    assert to_edtf(point, qualifiers) == edtf


@pytest.mark.parametrize("edtf", ["1931-24", "1977/1979", "1977~/1979"])
def test_time_without_a_precision_is_refused(edtf: str) -> None:
    """A season and a stretch are times that Wikibase cannot say."""
    parse_time(edtf)
    with pytest.raises(ValueError, match="no precision"):
        from_edtf(edtf)


@pytest.mark.parametrize("point", [TimePoint("-0044-03-15T00:00:00Z", DAY), TimePoint("+1985-01-01T00:00:00Z", 6), TimePoint("+12000-01-01T00:00:00Z", YEAR)])  # fmt: skip
def test_time_that_edtf_cannot_write_is_refused(point: TimePoint) -> None:
    """Before Christ, coarser than a century, behind the year 9999."""
    with pytest.raises(ValueError, match="is not written in EDTF"):
        to_edtf(point)


def test_served_day_is_gregorian_whatever_its_calendar() -> None:
    """The query service converts days, and leaves years as they are."""
    assert to_edtf(from_served("1564-05-06T00:00:00Z", DAY, JULIAN)) == "1564-05-06"
    assert to_edtf(from_served("1564-01-01T00:00:00Z", YEAR, JULIAN)) == "1564"


# WikibaseIntegrator


def test_writing_json_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither when the library is loaded nor when it writes."""
    code = (
        "import socket\n"
        "def no(*a, **k): raise SystemExit('asked the network')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = no\n"
        "from biopic.wikibase.entity_json import to_json\n"
        "from biopic.wikibase.model import *\n"
        "print(len(to_json([Statement('Q1', 'P1', Item('Q2'))])))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0 and int(done.stdout) > 100, done.stderr
    assert socket.socket.connect is not None


def test_absent_library_is_named_with_its_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the one line that the user gets."""
    monkeypatch.setitem(sys.modules, "wikibaseintegrator", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'biopic\[wikibase\]'"):
        to_json([Statement("Q1", "P1", Item("Q2"))])


def test_json_has_the_documented_shape() -> None:
    """Of entities, statements, snaks and references, as real ones have it."""
    said = Statement("Q1", "P161", Item("Q2"), "normal", (Snak("P585", from_edtf("1985")[0]),), ((Snak("P854", Url("https://a.example/")),),))  # fmt: skip
    (claim,) = json.loads(to_json([said]))["entities"]["Q1"]["claims"]["P161"]
    assert claim["mainsnak"] == {
        "snaktype": "value", "property": "P161", "datatype": "wikibase-item",
        "datavalue": {"value": {"entity-type": "item", "numeric-id": 2, "id": "Q2"}, "type": "wikibase-entityid"},
    }  # fmt: skip
    assert claim["rank"] == "normal" and claim["type"] == "statement" and "id" not in claim
    assert claim["qualifiers-order"] == ["P585"] and claim["references"][0]["snaks-order"] == ["P854"]
    assert claim["qualifiers"]["P585"][0]["datavalue"]["value"] == {
        "time": "+1985-00-00T00:00:00Z", "before": 0, "after": 0, "precision": 9, "timezone": 0,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }  # fmt: skip


# The real thing


def real(path: Path) -> Path:
    if not path.exists():
        pytest.skip("the real entities are not part of this repository")
    return path


def test_real_film_goes_through_every_format() -> None:
    """76 statements of an item as the API gives it, with references, quantities, files and identifiers."""
    found = from_json(real(FILM).read_text())
    data = json.loads(FILM.read_text())
    assert len(found) == sum(map(len, data["claims"].values()))
    written = from_json(to_json(found))
    assert written == found
    for back in (from_lines(to_lines(found)), from_csv(to_csv(found))):
        assert len(back) == len(found)
        for one, other in zip(found, back, strict=True):
            assert same_value(one.value, other.value) and len(one.references) == len(other.references)


def test_real_item_is_read_as_it_is_served() -> None:
    """Every statement that has a rank, none of them opaque."""
    store = ox.Store()
    store.load(path=str(real(SERVED)), format=ox.RdfFormat.TURTLE)
    found = read_statements(Local(store, ""), ["Q42"])
    assert len(found) == SERVED.read_text().count("wikibase:rank")
    assert Counter(each.rank for each in found) == {"normal": 239, "preferred": 4, "deprecated": 1}
    assert not [each for each in found if isinstance(each.value, Opaque)]
    (born,) = [each for each in found if each.property == "P569"]
    assert to_edtf(born.value) == "1952-03-11" and len(born.references) == 13  # type: ignore[arg-type]
    (height,) = [each for each in found if each.property == "P2048"]
    assert height.value == Quantity(Decimal("1.96"), "Q11573")


# What the twin serves


def test_served_statements_have_everything() -> None:
    """Ranks, qualifiers, references, unknown values and no values."""
    from twin.entities import load_entities
    from twin.served import served

    store = ox.Store()
    store.load(served(load_entities()), format=ox.RdfFormat.N_TRIPLES)
    found = read_statements(Local(store, ""), ["Q929647"])
    by = {each.property: each for each in found}
    assert by["P86"].value == SomeValue() and by["P144"].value == NoValue()
    assert by["P345"].value == ExternalId("tt0089560")
    assert by["P2047"].value == Quantity(Decimal(115), "Q7727")
    assert by["P1476"].value == MonolingualText("Mask", "en")
    wrong = next(each for each in found if each.rank == "deprecated")
    assert wrong.qualifiers == (Snak("P2241", Item("Q9000000003")),)
    director = next(each for each in found if each.value == Item("Q158250"))
    assert [len(reference) for reference in director.references] == [2, 2]
    assert read_redirects(Local(store, ""), ["Q9000000091", "Q929647"]) == {"Q9000000091": "Q7373047"}


def test_statement_that_is_served_wrongly_is_an_error_in_one_line() -> None:
    """A statement with a rank of its own making."""
    store = ox.Store()
    store.load(
        b"<http://www.wikidata.org/entity/Q1> <http://www.wikidata.org/prop/P1> <urn:s> . <urn:s> <http://wikiba.se/ontology#rank> <urn:best> ;"
        b" <http://www.wikidata.org/prop/statement/P1> <http://www.wikidata.org/entity/Q2> .",
        format=ox.RdfFormat.TURTLE,
    )
    with pytest.raises(EndpointError, match="not served as Wikibase serves them"):
        read_statements(Local(store, ""), ["Q1"])

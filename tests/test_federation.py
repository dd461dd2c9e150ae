"""Federated questions: the graph's own rows and a service's answer, joined by the links; and one line where the service is away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from twin import faults
from twin.front import Front
from twin.servers import OXIGRAPH, free_port, oxigraph

from biopic.build import Built
from biopic.dataset import BASE
from biopic.errors import EndpointError, QueryError
from biopic.federation import ENTITIES_A_REQUEST, ask_service, parse_federated
from biopic.ontology import OWL
from biopic.questions import load_federated, load_questions
from biopic.sparql import Local, Remote, select
from biopic.store import sorted_nquads

Run = Callable[..., tuple[int, str, str]]
Refused = Callable[..., str]
NAMES = sorted(load_federated())


@pytest.fixture(scope="module")
def endpoint(mask: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the shipped graph itself from an Oxigraph; give the address of its queries."""
    if not OXIGRAPH.exists():
        pytest.skip("the Oxigraph server is not installed")
    with oxigraph(sorted_nquads(mask.store), tmp_path_factory.mktemp("mask"), "nq") as url:
        yield url


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# The questions


def test_headers_are_complete() -> None:
    """As in the rest of the library; and what the service is asked about is selected."""
    assert NAMES and not set(NAMES) & set(load_questions())
    for question in load_federated().values():
        assert question.about and set(question.about) <= set(question.columns)
        selected = re.search(r"SELECT (.*)\nWHERE", question.query)
        assert selected and list(question.columns) == [
            name for name in re.findall(r"\?(\w+)", selected[1]) if name in question.columns
        ]
        parse_federated(question.query)


@pytest.mark.parametrize("name", NAMES)
def test_any_engine_with_service_reads_the_query(name: str, mask: Built, twin: Front) -> None:
    """Oxigraph answers the same rows from the query as it is shown, of which the service is a part."""
    question = load_federated()[name]
    joined = ask_service(Local(mask.store, mask.base), Remote(twin.sparql, ""), question.query, question.about)
    plain = Local(mask.store, mask.base).run(parse_federated(question.query).at(twin.sparql))
    assert plain == select(Local(mask.store, mask.base), joined)


@pytest.mark.parametrize("name", NAMES)
def test_answers_are_the_same_from_a_store_and_from_an_endpoint(
    name: str, mask_store: Path, endpoint: str, twin: Front, run: Run
) -> None:
    """And the service is asked once each time, by us."""
    ask = ["ask", name, "--film", "mask", "--service", twin.sparql]
    here, there = run(*ask, "--store", mask_store), run(*ask, "--endpoint", endpoint)
    assert here == there and here[0] == 0 and here[1]
    agents = [request.headers["user-agent"] for request in twin.asked()]
    assert len(agents) == 2 and all(agent.startswith("biopic/") for agent in agents)


def test_portraits_are_those_of_who_is_linked(mask_store: Path, twin: Front, run: Run) -> None:
    found = run("ask", "portraits", "--store", mask_store, "--service", twin.sparql, "--format", "csv")
    images = {row["thing"]: row["image"] for row in rows_of(found[1])}
    start = "http://commons.wikimedia.org/wiki/Special:FilePath/"
    assert images == {"Cher": f"{start}Cher%20at%20a%20desk.jpg", "Eric Stoltz": f"{start}Eric%20Stoltz.jpg"}


def test_identifiers_can_be_narrowed_to_one_thing(mask_store: Path, twin: Front, run: Run) -> None:
    ask = ["ask", "identifiers", "--store", mask_store, "--service", twin.sparql, "--format", "csv"]
    found = rows_of(run(*ask, "--thing", "eric-stoltz")[1])
    assert [row["identifier"] for row in found] == ["nm0000655"]
    sent = twin.asked()[0].fields["query"]
    assert "Q318267" in sent and "Q12003" not in sent


def test_cast_list_shows_our_part_with_its_passages(mask_store: Path, twin: Front, run: Run) -> None:
    """A performer whom we do not know is listed without a part; a role is named, or labelled."""
    ask = ["ask", "cast-list", "--film", "mask", "--store", mask_store, "--service", twin.sparql]
    found = rows_of(run(*ask, "--format", "csv")[1])
    parts = {(row["called"], row["role"], row["character"]) for row in found}
    assert {("Cher", "Rusty Dennis", "Rusty Dennis (the character)"), ("Eric Stoltz", "Roy L. Dennis", "Rocky Dennis (the character)"), ("Estelle Player", "", "")} <= parts  # fmt: skip
    assert "film-page" in run(*ask)[1]


def test_show_gives_a_query_with_the_address_in_it(mask_store: Path, twin: Front, run: Run) -> None:
    """And asks nothing; without an address the variable stays."""
    shown = run("ask", "portraits", "--store", mask_store, "--service", twin.sparql, "--show")[1]
    assert f"SERVICE <{twin.sparql}> {{" in shown
    assert "SERVICE ?service {" in run("ask", "portraits", "--store", mask_store, "--show")[1]
    assert not twin.asked()


def test_library_lists_them(run: Run) -> None:
    listed = run("ask")[1]
    assert "cast-list" in listed and "--service URL" in listed


# Asking the service


@pytest.fixture
def many() -> Local:
    """Return a graph of more linked things than go into one request."""
    store = ox.Store()
    for number in range(1, 2 * ENTITIES_A_REQUEST + 2):
        entity = ox.NamedNode(f"http://www.wikidata.org/entity/Q{number}")
        store.add(ox.Quad(ox.NamedNode(f"urn:thing:{number}"), ox.NamedNode(OWL + "sameAs"), entity))
    return Local(store, BASE)


QUERY = (
    "PREFIX owl: <http://www.w3.org/2002/07/owl#>\nPREFIX p: <http://www.wikidata.org/prop/>\n"
    "PREFIX ps: <http://www.wikidata.org/prop/statement/>\n"
    "SELECT ?thing ?entity ?value { ?thing owl:sameAs ?entity SERVICE ?service { ?entity p:P86/ps:P86 ?value } }"
)


def test_many_entities_are_asked_about_in_a_few_requests(many: Local, twin: Front) -> None:
    ask_service(many, Remote(twin.sparql, ""), QUERY, ["entity"])
    assert len(twin.asked()) == 3


def test_service_is_not_asked_where_nothing_is_linked(twin: Front) -> None:
    empty = Local(ox.Store(), BASE)
    assert select(empty, ask_service(empty, Remote(twin.sparql, ""), QUERY, ["entity"])).rows == ()
    assert not twin.asked()


def test_value_that_nobody_knows_is_a_gap(twin: Front) -> None:
    """It is a blank node there, and VALUES takes none."""
    store = ox.Store()
    film = ox.NamedNode("http://www.wikidata.org/entity/Q929647")
    store.add(ox.Quad(ox.NamedNode("urn:film"), ox.NamedNode(OWL + "sameAs"), film))
    local = Local(store, BASE)
    assert select(local, ask_service(local, Remote(twin.sparql, ""), QUERY, ["entity"])).rows == (
        (ox.NamedNode("urn:film"), film, None),
    )


def test_what_a_service_answers_is_terms_and_never_text() -> None:
    """What would end the query early, were it pasted, is a word like others; what was not asked for is refused."""

    class Evil:
        base = ""

        def run(self, query: str) -> object:
            return Local(ox.Store(), BASE).run('SELECT * { VALUES (?entity ?value) { (<urn:e> "\\" } } #") } }')

    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode(OWL + "sameAs"), ox.NamedNode("urn:e")))
    local = Local(store, BASE)
    found = select(local, ask_service(local, Evil(), QUERY, ["entity"]))  # type: ignore[arg-type]
    assert found.rows == ((ox.NamedNode("urn:x"), ox.NamedNode("urn:e"), ox.Literal('" } } #')),)

    class Other(Evil):
        def run(self, query: str) -> object:
            return Local(ox.Store(), BASE).run("SELECT ?other { VALUES ?other { 1 } }")

    with pytest.raises(EndpointError, match="the service answers something else than was asked"):
        ask_service(local, Other(), QUERY, ["entity"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query", ["SELECT * { ?x ?y ?z }", "SELECT * { SERVICE ?service { } SERVICE ?service { } }", "SELECT * { SERVICE ?service { ?x ?y '}'"]
)  # fmt: skip
def test_query_without_one_whole_block_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        parse_federated(query)


def test_braces_in_strings_iris_and_comments_end_no_block() -> None:
    inside = " ?x ?y '}' ; <urn:a#b> \"}\" # }\n { ?z ?a ?b } "
    assert parse_federated(f"# SERVICE ?service {{\nSELECT * {{ SERVICE ?service {{{inside}}} }}").inside == inside


# Where the service is away


def test_service_must_be_named_and_is_named_only_where_it_is_needed(mask_store: Path, refused: Refused) -> None:
    line = refused("ask", "portraits", "--store", mask_store)
    assert line.startswith("portraits needs a service beside the graph; name one, with --service URL")
    line = refused("ask", "who-plays-whom", "--store", mask_store, "--service", "http://127.0.0.1:1/")
    assert line == "who-plays-whom needs no service; leave out --service"


def test_service_elsewhere_wants_a_contact(mask_store: Path, refused: Refused) -> None:
    line = refused("ask", "portraits", "--store", mask_store, "--service", "https://query.example.org/sparql")
    assert line.startswith("query.example.org wants to know who asks") and "--contact" in line
    assert "no http address" in refused("ask", "portraits", "--store", mask_store, "--service", "file:///etc/passwd")


def test_service_that_is_away_is_one_line(mask_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2, and nothing on standard output."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    url = f"http://127.0.0.1:{free_port()}/sparql"
    code, out, err = run("ask", "portraits", "--store", mask_store, "--service", url)
    assert code == 2 and not out
    assert err.splitlines()[-1].startswith(f"biopic: {url}: the service does not answer (")


@pytest.mark.parametrize(
    "fault", [faults.page(500), faults.page(), faults.cut, faults.hang_up, faults.unavailable(), faults.other_kind()]
)
def test_service_that_fails_once_is_asked_again(fault: faults.Fault, mask_store: Path, twin: Front, run: Run) -> None:
    """Whatever it was."""
    twin.fail(fault)
    code, out, err = run("ask", "portraits", "--store", mask_store, "--service", twin.sparql, "--format", "csv")
    assert code == 0 and "Cher" in out, err


def test_redirect_to_another_host_is_not_followed(mask_store: Path, twin: Front, refused: Refused) -> None:
    twin.fail(faults.elsewhere("http://127.0.0.2:9/sparql"))
    line = refused("ask", "portraits", "--store", mask_store, "--service", twin.sparql)
    assert "the service sends elsewhere" in line

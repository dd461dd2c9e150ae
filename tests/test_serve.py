"""The SPARQL protocol, linked data and the question API of a real server, asked over HTTP."""

from __future__ import annotations

import csv
import gzip
import http.client
import io
import json
import socket
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin

import pyoxigraph as ox
import pytest
from serving import Serving
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from biopic.build import Built
from biopic.dataset import BASE
from biopic.ontology import BIOPIC
from biopic.pages.address import NODES
from biopic.questions import load_questions

FILMS = f"SELECT ?film {{ ?film a <{BIOPIC}Film> }} ORDER BY ?film"
ASK = f"ASK {{ ?film a <{BIOPIC}Film> }}"
TRIPLES = f"CONSTRUCT {{ ?film a <{BIOPIC}Film> }} WHERE {{ ?film a <{BIOPIC}Film> }}"
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
SUFFIXES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}


@pytest.fixture(scope="module")
def served(shipped_store: Path) -> Iterator[Serving]:
    """Return a server of the shipped graph."""
    with Serving(shipped_store) as running:
        yield running


# The protocol


def films(body: bytes, form: ox.QueryResultsFormat) -> list[str]:
    return [row["film"].value for row in ox.parse_query_results(body, format=form)]  # type: ignore[union-attr]


@pytest.mark.parametrize("media_type", RESULTS)
def test_rows_come_in_every_format(served: Serving, media_type: str) -> None:
    found = served.query(FILMS, Accept=media_type)
    assert (found.status, found.headers["content-type"]) == (200, media_type)
    assert films(found.body, RESULTS[media_type]) == [f"{BASE}id/amadeus", f"{BASE}id/mask"]


def test_rows_come_as_csv(served: Serving) -> None:
    found = served.query(FILMS, Accept="text/csv")
    assert list(csv.reader(io.StringIO(found.text))) == [["film"], [f"{BASE}id/amadeus"], [f"{BASE}id/mask"]]


@pytest.mark.parametrize("media_type", GRAPHS)
def test_triples_come_in_every_format(served: Serving, media_type: str) -> None:
    found = served.query(TRIPLES, Accept=media_type)
    assert found.headers["content-type"] == media_type
    assert len(list(ox.parse(found.body, format=GRAPHS[media_type]))) == 2


def test_truth_comes_as_json_and_xml(served: Serving) -> None:
    assert served.query(ASK).json["boolean"] is True
    root = ET.fromstring(served.query(ASK, Accept="application/sparql-results+xml").body)
    assert [node.text for node in root.iter() if node.tag.endswith("boolean")] == ["true"]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/sparql-query", FILMS.encode()),
        ("application/sparql-query; charset=UTF-8", FILMS.encode()),
        ("application/x-www-form-urlencoded", f"query={quote(FILMS)}".encode()),
    ],
)
def test_query_comes_by_post(served: Serving, content_type: str, body: bytes) -> None:
    found = served.fetch("/sparql", "POST", body, Content_Type=content_type)
    assert len(films(found.body, ox.QueryResultsFormat.JSON)) == 2


BAD = [
    ("GET", "/sparql?query=", None, "", 400),
    ("GET", "/sparql?nothing=1", None, "", 400),
    ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400),
    ("GET", "/sparql?query=SELECT", None, "", 400),
    ("GET", "/sparql?query=%ff", None, "", 400),
    ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=relative", None, "", 400),
    ("GET", "/sparql?update=CLEAR%20ALL", None, "", 403),
    ("GET", "/sparql?query=CLEAR%20ALL", None, "", 400),
    ("POST", "/sparql", b"ASK{}", "text/plain", 415),
    ("POST", "/sparql", b"ASK{}", "", 415),
    ("POST", "/sparql", b"ASK{}", "application/sparql-query; charset=utf-16", 415),
    ("POST", "/sparql", b"\xff", "application/sparql-query", 400),
    ("POST", "/sparql", b"CLEAR ALL", "application/sparql-update", 403),
    ("POST", "/sparql", b"update=CLEAR+ALL", "application/x-www-form-urlencoded", 403),
    ("POST", "/sparql", b"x" * 300_000, "application/sparql-query", 413),
    ("POST", "/sparql", b"ASK{}" + b" " * 150_000, "application/sparql-query", 400),
    ("PUT", "/sparql", b"", "text/turtle", 405),
    ("DELETE", "/sparql", None, "", 405),
    ("POST", "/id/mask.ttl", b"", "", 405),
    ("GET", f"/id/{'x' * 3000}", None, "", 414),
]


@pytest.mark.parametrize(("method", "path", "body", "content_type", "status"), BAD)
def test_bad_request_is_told_so(
    served: Serving, method: str, path: str, body: bytes | None, content_type: str, status: int
) -> None:
    """In one sentence that says what to mend, as problem details."""
    headers = {"Content_Type": content_type} if content_type else {}
    found = served.fetch(path, method, body, **headers)
    assert found.status == status, found
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json["status"] == status and found.json["detail"]
    assert found.json["detail"].count("\n") == 0 and "Traceback" not in found.text


def test_what_nobody_accepts_is_refused(served: Serving) -> None:
    assert served.query(FILMS, Accept="image/png").status == 406
    assert served.query(ASK, Accept="text/turtle").status == 406
    assert served.query(TRIPLES, Accept="text/csv").status == 406


def test_dataset_is_what_the_request_says(served: Serving) -> None:
    """A default graph of several counts a triple once, and named graphs are only those that are named."""
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    names = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    claims, denied = f"{BASE}graph/claims", f"{BASE}graph/denied"

    def count(*graphs: str) -> int:
        more = "".join(f"&default-graph-uri={quote(graph, safe='')}" for graph in graphs)
        found = served.fetch(f"/sparql?query={quote(everything)}{more}")
        return int(found.json["results"]["bindings"][0]["n"]["value"])

    one, other = count(claims), count(denied)
    assert one and other and count() > one + other
    assert count(claims, claims) == one
    assert max(one, other) <= count(claims, denied) <= one + other
    assert count(f"{BASE}graph/none") == 0
    found = served.fetch(f"/sparql?query={quote(names)}&named-graph-uri={quote(denied, safe='')}")
    assert [row["g"]["value"] for row in found.json["results"]["bindings"]] == [denied]
    assert (
        served.fetch(f"/sparql?query={quote(names)}&default-graph-uri={quote(denied, safe='')}").json["results"][
            "bindings"
        ]
        == []
    )


def test_merged_graph_is_a_set(served: Serving) -> None:
    """A triple of two graphs is one triple."""
    query = f"SELECT ?g {{ GRAPH ?g {{ ?s <{BIOPIC}happensIn> ?o }} }} GROUP BY ?g"
    graphs = [row["g"]["value"] for row in served.query(query).json["results"]["bindings"]]
    assert len(graphs) > 1
    more = "".join(f"&default-graph-uri={quote(graph, safe='')}" for graph in graphs)
    twice = quote(f"SELECT ?s ?o {{ ?s <{BIOPIC}happensIn> ?o }} GROUP BY ?s ?o HAVING (COUNT(*) > 1)")
    assert served.fetch(f"/sparql?query={twice}{more}").json["results"]["bindings"] == []


def test_endpoint_describes_itself(served: Serving) -> None:
    found = served.fetch("/sparql", Accept="application/n-triples")
    said = {
        (t.predicate.value.rsplit("#")[-1], getattr(t.object, "value", ""))
        for t in ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES)
    }
    assert ("endpoint", f"{served.address}sparql") in said
    assert ("supportedLanguage", "http://www.w3.org/ns/sparql-service-description#SPARQL11Query") in said
    assert ("name", f"{BASE}graph/claims") in said
    assert served.fetch("/sparql", Accept="text/html").headers["location"] == "sparql.html"


@pytest.mark.parametrize("method", [POST, "GET"])
def test_sparqlwrapper_understands_it(served: Serving, method: str) -> None:
    client = SPARQLWrapper(f"{served.address}sparql")
    client.setMethod(method)
    client.setReturnFormat(JSON)
    client.setQuery(FILMS)
    assert len(client.query().convert()["results"]["bindings"]) == 2
    client.setMethod(POST)
    client.setRequestMethod(POSTDIRECTLY)
    assert len(client.query().convert()["results"]["bindings"]) == 2
    client.setQuery("SELECT nothing")
    with pytest.raises(QueryBadFormed):
        client.query()


def test_other_endpoints_are_not_asked(served: Serving) -> None:
    with Serving(Path(str(_store(served))), "--allow-service", f"{served.address}sparql") as other:
        query = f"SELECT ?film {{ SERVICE <{served.address}sparql> {{ ?film a <{BIOPIC}Film> }} }}"
        assert served.query(query).status == 403
        assert len(other.query(query).json["results"]["bindings"]) == 2
        assert other.query(query.replace("/sparql>", "/other>")).status == 403


def _store(served: Serving) -> str:
    words = list(map(str, served.process.args))  # type: ignore[arg-type]
    return words[words.index("--store") + 1]


# Linked data


def iris(built: Built) -> list[str]:
    """Return some IRIs of ours of each kind, those that are odd among them."""
    known = sorted(
        {
            q.subject.value
            for q in built.store
            if isinstance(q.subject, ox.NamedNode) and q.subject.value.startswith(built.base)
        }
    )
    kinds: dict[str, list[str]] = {}
    for iri in known:
        kinds.setdefault(iri.removeprefix(built.base).partition("/")[0].partition("#")[0], []).append(iri)
    assert {*NODES, "passage", "part", "ontology"} - {"verdict"} <= set(kinds)
    return [iri for found in kinds.values() for iri in [*found[:2], *found[-1:], *[i for i in found if "%" in i][:2]]]


def test_every_iri_of_ours_answers(served: Serving, shipped: Built) -> None:
    """With 303 and then with triples about it, in each form; the tags say when nothing has changed."""
    for iri in iris(shipped):
        path = "/" + iri.removeprefix(shipped.base).partition("#")[0]
        for media_type, form in GRAPHS.items():
            first = served.fetch(path, Accept=media_type)
            assert first.status == 303 and "Accept" in first.headers["vary"], (iri, first)
            where = urljoin(path, first.headers["location"])
            found = served.fetch(where)
            assert found.status == 200 and found.headers["content-type"].startswith(media_type), (iri, where, found)
            about = {t.subject for t in ox.parse(found.body, format=form)}
            assert ox.NamedNode(iri) in about, (iri, media_type)
        again = served.fetch(where, If_None_Match=found.headers["etag"])
        assert (again.status, again.body) == (304, b"")


def test_browser_is_sent_to_a_page(served: Serving) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert served.fetch("/id/mask", Accept=browser).headers["location"] == "mask.html"
    assert served.fetch("/id/mask", Accept=browser, Accept_Language="de").headers["location"] == "../de/id/mask.html"
    assert served.fetch("/time/1977%2F1979", Accept=browser).headers["location"] == "1977=2F1979.html"
    passage = served.fetch("/passage/amadeus/film-page/1009-1048", Accept=browser).headers["location"]
    assert urljoin("/passage/amadeus/film-page/1009-1048", passage) == "/document/amadeus/film-page.html#p1009-1048"
    assert served.fetch("/ontology", Accept=browser).headers["location"] == "ontology.html"
    assert served.fetch("/id/mask", Accept="image/png").status == 406


def test_what_is_not_there_is_not_found(served: Serving) -> None:
    for path in ("/id/nobody.ttl", "/id/nobody.html", "/nothing", "/nothing.html", "/graph/none.ttl", "/ontology/none.ttl",
                 "/de/id/nobody.html", "/id/../secret", "/..%2f..%2fetc/passwd", "/assets/../render.py", "/assets/%2e%2e/render.py"):  # fmt: skip
        found = served.fetch(path)
        assert found.status == 404, (path, found)
        assert b"root:" not in found.body and b"import" not in found.body


def test_data_set_is_described(served: Serving, shipped: Built) -> None:
    first = served.fetch("/.well-known/void")
    assert first.status == 303
    found = served.fetch(urljoin("/.well-known/void", first.headers["location"]))
    said = {t.predicate.value.rsplit("#")[-1]: t.object.value for t in ox.parse(found.body, format=ox.RdfFormat.TURTLE)}
    assert int(said["triples"]) == len(list(shipped.store.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    dump = served.fetch("/dataset.nq")
    assert len(list(ox.parse(dump.body, format=ox.RdfFormat.N_QUADS))) == len(shipped.store)


def test_pages_come_in_both_languages(served: Serving) -> None:
    for path, language in (("/", "en"), ("/de/index.html", "de"), ("/index.html", "en")):
        found = served.fetch(path)
        assert found.status == 200 and f'<html lang="{language}"' in found.text
        assert found.headers["content-type"] == "text/html; charset=utf-8"


def test_asset_is_sent_and_named_by_its_tag(served: Serving) -> None:
    found = served.fetch("/assets/biopic.css")
    assert found.status == 200 and found.headers["content-type"].startswith("text/css")
    assert served.fetch("/assets/biopic.css", If_None_Match=found.headers["etag"]).status == 304


def test_nothing_is_sent_twice_that_has_not_changed(served: Serving) -> None:
    found = served.fetch("/id/mask.ttl")
    assert served.fetch("/id/mask.ttl", If_Modified_Since=found.headers["last-modified"]).status == 304
    assert served.fetch("/id/mask.nt", If_None_Match=found.headers["etag"]).status == 200
    assert served.fetch("/id/mask.ttl", If_None_Match='W/"other"').status == 200


def test_head_has_no_body_and_options_allows_other_sites(served: Serving) -> None:
    get, head = served.fetch("/id/mask.ttl"), served.fetch("/id/mask.ttl", "HEAD")
    assert head.body == b"" and head.headers["content-length"] == get.headers["content-length"]
    found = served.fetch("/sparql", "OPTIONS", Origin="https://elsewhere.example", Access_Control_Request_Method="POST")
    assert found.status == 204 and found.headers["access-control-allow-origin"] == "*"
    assert "POST" in found.headers["access-control-allow-methods"]


def test_body_is_compressed_where_that_is_understood(served: Serving) -> None:
    plain, packed = served.fetch("/id/mask.ttl"), served.fetch("/id/mask.ttl", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body


def test_browsers_are_kept_safe(served: Serving) -> None:
    page, data = served.fetch("/"), served.fetch("/id/mask.ttl")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert data.headers["content-security-policy"].startswith("default-src 'none'")
    for found in (page, data, served.fetch("/nothing"), served.query("nonsense")):
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.headers["referrer-policy"] and found.headers["x-frame-options"] == "DENY"
        assert "server" not in found.headers


# Questions


def test_question_answers_as_on_the_command_line(served: Serving, run, shipped_store: Path) -> None:  # type: ignore[no-untyped-def]
    """The same rows, in each form."""
    for form in ("json", "csv", "ttl", "jsonl"):
        found = served.fetch(f"/api/ask/who-plays-whom?film=amadeus&format={form}")
        said = run("ask", "who-plays-whom", "--film", "amadeus", "--format", form, "--store", shipped_store)
        assert found.text == said.out, form
    rows = served.fetch("/api/ask/who-plays-whom?film=amadeus&format=sparql-json").json["results"]["bindings"]
    assert rows and set(rows[0]) >= {"performer", "character", "passage"}


def test_form_is_negotiated(served: Serving) -> None:
    for accept, media_type in (
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("*/*", "application/json"),
    ):
        assert served.fetch("/api/ask/who-plays-whom?film=mask", Accept=accept).headers["content-type"] == media_type
    assert served.fetch("/api/ask/who-plays-whom?film=mask", Accept="image/png").status == 406


def test_wrong_parameter_is_named(served: Serving) -> None:
    for query, words in (
        ("film=no-such-film", "no-such-film"),
        ("colour=red", "colour"),
        ("film=mask&film=amadeus", "twice"),
        ("limit=0", "limit"),
        ("limit=x", "limit"),
    ):
        found = served.fetch(f"/api/ask/who-plays-whom?{query}")
        assert found.status == 400 and words in found.json["detail"], found
    assert served.fetch("/api/ask/no-such-question").status == 404
    assert served.fetch("/api/ask/who-plays-whom?format=docx").status == 406
    assert len(served.fetch("/api/ask/who-plays-whom?limit=2").json) == 2


def test_library_is_listed(served: Serving) -> None:
    assert [each["name"] for each in served.fetch("/api/questions").json] == list(load_questions())
    assert "SELECT" in served.fetch("/api/questions/who-plays-whom").json["query"]
    assert served.fetch("/api/questions/none").status == 404
    german = served.fetch("/api/questions/who-plays-whom", Accept_Language="fr, de-AT;q=0.8")
    assert german.json["language"] == "de" and german.json["question"] == "Wer spielt wen?"
    assert "Accept-Language" in german.headers["vary"]


def test_plain_words_are_understood(served: Serving) -> None:
    found = served.fetch("/api/understand?words=" + quote("Who directed the Requiem of Mars?"))
    assert found.status == 200 and found.json["sure"] is False
    found = served.fetch("/api/understand?words=" + quote("who plays whom in Amadeus?"))
    assert found.json["questions"][0]["name"] == "who-plays-whom"
    assert served.fetch(found.json["questions"][0]["answer"]).status == 200
    assert served.fetch("/api/understand").status == 400


def test_own_parameters_are_no_parameters_of_a_question() -> None:
    """Else one could not be sent."""
    names = {parameter.name for question in load_questions().values() for parameter in question.parameters}
    assert not names & {"format", "limit"}


# The connection


def test_requests_in_one_piece_are_answered_in_turn(served: Serving) -> None:
    """Sent one behind the other without waiting: a slower one first, a file between, the last closing the connection."""
    paths = ("/api/ask/who-plays-whom?film=mask&format=csv", "/health", "/assets/biopic.css", "/no/such/page")
    heads = [f"GET {path} HTTP/1.1\r\nHost: x\r\n" for path in paths]
    with socket.create_connection(("127.0.0.1", served.port), 60) as raw:
        raw.sendall(("\r\n".join(heads) + "Connection: close\r\n\r\n").encode())
        found = [http.client.HTTPResponse(_Once(raw)) for _ in paths]  # type: ignore[arg-type]
        for each in found:
            each.begin()
            each.text = each.read()  # type: ignore[attr-defined]
    assert [each.status for each in found] == [200, 200, 200, 404]
    kinds = [each.headers["content-type"].partition(";")[0] for each in found]
    assert kinds == ["text/csv", "application/json", "text/css", "text/html"]


class _Once:
    """A socket that several responses are read from, byte by byte, so that none takes what belongs to the next."""

    def __init__(self, raw: socket.socket) -> None:
        self.raw = raw

    def makefile(self, mode: str) -> io.BufferedIOBase:
        return self.raw.makefile(mode, 0)  # type: ignore[return-value, call-overload, no-any-return]


def test_body_comes_when_it_is_wanted(served: Serving) -> None:
    """A client that waits for 100 Continue is told so, and one that announces too much is not."""
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Type: application/sparql-query\r\n"
    with socket.create_connection(("127.0.0.1", served.port), 60) as raw:
        raw.sendall(f"{head}Content-Length: {len(ASK)}\r\n\r\n".encode())
        assert raw.recv(4096) == b"HTTP/1.1 100 Continue\r\n\r\n"
        raw.sendall(ASK.encode())
        with raw.makefile("rb") as rest:
            answer = rest.read()
        assert answer.startswith(b"HTTP/1.1 200 ") and b"true" in answer
    with socket.create_connection(("127.0.0.1", served.port), 60) as raw:
        raw.sendall(f"{head}Content-Length: 9000000\r\n\r\n".encode())
        assert raw.recv(4096).startswith(b"HTTP/1.1 413 ")


# Watching it


def test_health_and_metrics(served: Serving) -> None:
    found = served.fetch("/health").json
    assert found["status"] == "ok" and found["workers"] >= 1 and len(found["generation"]) >= 16
    served.query(FILMS)
    text = served.fetch("/metrics").text
    assert 'biopic_requests_total{kind="sparql",status="200"}' in text
    assert "biopic_workers " in text


def test_log_has_a_line_for_each_request_and_no_secret(served: Serving) -> None:
    served.fetch("/id/mask.ttl?token=hush", Authorization="Bearer hush", Cookie="hush=1")
    served.query("SELECT ?hush { ?hush ?p ?o } LIMIT 1")
    served.fetch("/health")
    lines = served.said("request")
    assert any(line["path"] == "/id/mask.ttl" and line["status"] == 200 for line in lines)
    assert "hush" not in json.dumps(served.log)
    assert all({"time", "client", "method", "path", "status", "bytes", "ms"} <= set(line) for line in lines)

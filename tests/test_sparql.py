"""SPARQL of a store and of an endpoint: the same answers from both, and one line where there is none."""

from __future__ import annotations

import contextlib
import http.server
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from biopic.build import Built
from biopic.dataset import BASE
from biopic.errors import EndpointError, QueryError
from biopic.questions import load_questions, resolve
from biopic.sparql import Local, Remote, Table, films_of, form_of, select, with_prefixes, with_values
from biopic.store import open_store, sorted_nquads

OXIGRAPH = Path(sys.executable).with_name("oxigraph")

Run = Callable[..., tuple[int, str, str]]
Refused = Callable[..., str]


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def endpoint(mask: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the shipped graph from a real Oxigraph, started and stopped here; give the address of its queries."""
    if not OXIGRAPH.exists():
        pytest.skip("the Oxigraph server is not installed")
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    (folder / "graph.nq").write_bytes(sorted_nquads(mask.store))
    load = [OXIGRAPH, "load", "--location", folder / "data", "--file", folder / "graph.nq"]
    subprocess.run(load, check=True, capture_output=True)
    serve = [OXIGRAPH, "serve-read-only", "--location", folder / "data", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.terminate()
        server.wait()


class Answering(http.server.BaseHTTPRequestHandler):
    """Answers every request in the way that the server was told to."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.answer(self)  # type: ignore[attr-defined]

    do_GET = do_POST  # noqa: N815

    def log_message(self, *args: object) -> None:
        pass

    def send(self, body: bytes, status: int = 200, kind: str = "application/sparql-results+json", length: int | None = None) -> None:  # fmt: skip
        """Send a whole response, of a length that may be a lie."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def serving() -> Iterator[Callable[[Callable[[Answering], object]], str]]:
    """Return a function that starts a tiny server with one way to answer and gives its address."""
    with contextlib.ExitStack() as stack:

        def start(answer: Callable[[Answering], object]) -> str:
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
            server.answer = answer  # type: ignore[attr-defined]
            server.daemon_threads = True
            server.block_on_close = False
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/query"

        yield start


# The same from both


def test_every_question_has_the_same_rows_from_a_store_and_from_an_endpoint(mask: Built, endpoint: str) -> None:
    """Every fourth of the library, with the parameters of its examples where the first film has them."""
    here, there = Local(mask.store, mask.base), Remote(endpoint, mask.base)
    questions = load_questions()
    assert questions
    for question in list(questions.values())[::4]:
        values = {}
        for parameter in question.parameters:
            with contextlib.suppress(Exception):
                values[parameter.name] = resolve(here, parameter, parameter.example)
        query = question.bind(values)
        assert select(there, query) == select(here, query), question.name


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?x a biopic:Film }",
        "ASK { ?x a biopic:Nothing }",
        "# add, load and clear are words\nSELECT ?x ?label { ?x a biopic:Film ; rdfs:label ?label } ORDER BY ?x ?label",
        "SELECT ?x ?none { ?x a biopic:Film OPTIONAL { ?x biopic:nothing ?none } } ORDER BY ?x",
        "SELECT (COUNT(*) AS ?n) { ?x a biopic:Assertion }",
        'SELECT ?a ?b { VALUES (?a ?b) { ("é\\n\\"😀"@en 1.50) (UNDEF "2021-01-01"^^xsd:date) } }',
        "CONSTRUCT { ?x rdfs:label ?label } { ?x a biopic:Film ; rdfs:label ?label }",
        "DESCRIBE ?x { ?x a biopic:Film }",
    ],
)
def test_answer_is_the_same_from_a_store_and_from_an_endpoint(query: str, mask: Built, endpoint: str) -> None:
    """Truths, rows with gaps, literals of every kind, and triples."""
    text = with_prefixes(query, mask.base)
    here, there = Local(mask.store, mask.base).run(text), Remote(endpoint, mask.base).run(text)
    if isinstance(here, tuple):
        assert isinstance(there, tuple)
        assert here and set(here) == set(there)
    else:
        assert here == there


def test_commands_print_the_same_from_a_store_and_from_an_endpoint(mask_store: Path, endpoint: str, run: Run) -> None:
    """A question and a free query, in the formats for people and for programs."""
    for words in (
        ["ask", "who-plays-whom"],
        ["ask", "who-plays-whom", "--film", "mask", "--format", "json"],
        ["ask", "who-plays-whom", "--format", "ttl"],
        ["query", "-e", "SELECT ?x { ?x a biopic:Film } ORDER BY ?x"],
        ["query", "-e", "ASK { ?x a biopic:Film }", "--format", "json"],
    ):
        there, here = run(*words, "--endpoint", endpoint), run(*words, "--store", mask_store)
        assert there == here, words
        assert here[0] == 0 and here[1]


def test_rows_of_the_store_on_disk_are_those_of_the_one_in_memory(mask: Built, mask_store: Path) -> None:
    """Films and all quads."""
    opened = open_store(mask_store)
    assert films_of(Local(opened.store, opened.base)) == films_of(Local(mask.store, mask.base)) != []
    assert len(opened.store) == len(mask.store)


# Where there is no answer


def cut(request: Answering) -> None:
    """Promise more than is sent, and hang up."""
    request.send(b'{"head": {"vars": ["x"]}, "results": {"bindings": [', length=10_000)


def hang_up(request: Answering) -> None:
    """Say nothing at all."""
    request.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda r: r.send(b"<html>oops</html>", status=500), "the endpoint does not answer"),
        (lambda r: r.send(b"wait", status=503), "the endpoint does not answer"),
        (lambda r: r.send(b"who?", status=401), "the endpoint refuses us (HTTP 401 Unauthorized)"),
        (lambda r: r.send(b"where?", status=404), "the endpoint does not answer"),
        (lambda r: r.send(b"<html>hello</html>", kind="text/html"), "the answer is cut short or no SPARQL result"),
        (lambda r: r.send(b"", kind="text/plain"), "the answer is cut short or no SPARQL result"),
        (lambda r: r.send(b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x"'), "the answer is cut short"),
        (lambda r: r.send(b'{"head": {}}'), "the answer is cut short or no SPARQL result"),
        (lambda r: r.send(b"\xff\xfe\x00"), "the answer is cut short or no SPARQL result"),
        (cut, "the endpoint does not answer"),
        (hang_up, "the endpoint does not answer"),
        (lambda r: r.wfile.write(b"220 mail.example.org ESMTP\r\n\r\n"), "the endpoint does not answer"),
    ],
)
def test_answer_that_is_none_is_one_line(
    answer: Callable[[Answering], object], says: str, serving: Callable[..., str], refused: Refused
) -> None:
    """An error, another page, half an answer, no answer, another protocol: for rows and for triples."""
    url = serving(answer)
    for query in ("SELECT * { ?x ?y ?z }", "CONSTRUCT { ?x ?y ?z } { ?x ?y ?z }"):
        with contextlib.suppress(EndpointError):
            assert Remote(url, BASE).run(query) == () and says.startswith("the answer is cut")
    line = refused("query", "-e", "SELECT * { ?x ?y ?z }", "--endpoint", url)
    assert line.startswith(f"{url}: {says}")
    assert line.endswith(("check the address and try again", "try again", "set BIOPIC_USER and BIOPIC_PASSWORD"))


def test_question_to_an_endpoint_that_fails_is_one_line(serving: Callable[..., str], refused: Refused) -> None:
    """Whether it is asked by name or in plain words."""
    url = serving(lambda r: r.send(b"oops", status=500))
    for words in (["who-plays-whom"], ["who-plays-whom", "--film", "lamp"], ["who plays Ada?"]):
        assert refused("ask", *words, "--endpoint", url).startswith(f"{url}: the endpoint does not answer")


def test_endpoint_that_is_away_or_no_address_is_one_line(refused: Refused) -> None:
    """Nobody listens, nobody of that name, no port of that number, no address at all."""
    ask = ["query", "-e", "ASK {}", "--endpoint"]
    away = f"http://127.0.0.1:{free_port()}/query"
    assert refused(*ask, away).startswith(f"{away}: the endpoint does not answer (no connection)")
    for url in ("http://nobody.invalid/query", "http://127.0.0.1:99999/", "http://[::1", "http://127.0.0.1:1/a b"):
        assert refused(*ask, url).startswith(f"{url}: the endpoint does not answer (")
    for url in ("127.0.0.1:7878", "ftp://example.org/", "", "http://", "file:///etc/passwd"):
        assert "the endpoint is no http address" in refused(*ask, url)


def test_endpoint_that_is_slow_is_given_up(serving: Callable[..., str]) -> None:
    """After the time that it was given."""
    url = serving(lambda r: time.sleep(5))
    began = time.monotonic()
    with pytest.raises(EndpointError, match=r"the endpoint does not answer .*time-out"):
        Remote(url, BASE, timeout=1).run("ASK {}")
    assert time.monotonic() - began < 4


def test_address_of_a_server_that_is_not_its_endpoint_is_one_line(endpoint: str, refused: Refused) -> None:
    """Its front page, and a path that it does not have."""
    for wrong in (endpoint.replace("/query", "/"), endpoint + "s"):
        assert "the endpoint does not answer" in refused("query", "-e", "ASK {}", "--endpoint", wrong)


# Wrong queries


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT ?x { ?x a foo:Bar }", "line 1, behind 'SELECT ?x { ?x a foo:Bar' (Prefix not found); mend it there"),
        (
            "SELECT ?x {\n  ?x a biopic:Film .\n  ?x biopic:name\n}",
            "line 4, behind 'SELECT ?x { ?x a biopic:Film . ?x biopic:name'",
        ),
        ("SELECT ?x {\n  ?x a biopic:Film .\n  ?x ?y z\n}", "line 4, behind 'SELECT ?x { ?x a biopic:Film . ?x ?y z'"),
        ("SELECT *", "line 1, behind 'SELECT *'"),
    ],
)
def test_wrong_query_is_shown_where_it_goes_wrong(
    query: str, says: str, mask_store: Path, endpoint: str, refused: Refused
) -> None:
    """The line and the words in front of the mistake, from a store and from an endpoint."""
    assert refused("query", "-e", query, "--store", mask_store).startswith(f"the query is not SPARQL: {says}")
    assert refused("query", "-e", query, "--endpoint", endpoint).startswith("the query is not SPARQL: line ")


@pytest.mark.parametrize(
    "query", ["", "SELEC ?x {}", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "CLEAR ALL", "DROP ALL"]
)
def test_only_what_reads_is_sent_to_an_endpoint(
    query: str, serving: Callable[..., str], refused: Refused, mask_store: Path
) -> None:
    """An update is refused before anything is sent; a store refuses it as well."""
    asked: list[Answering] = []
    url = serving(asked.append)
    assert "the query is not SPARQL" in refused("query", "-e", query, "--endpoint", url)
    assert not asked
    assert "the query is not SPARQL" in refused("query", "-e", query, "--store", mask_store)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("select * {}", "SELECT"),
        ("# insert\n#+ load: clear\n ASK {}", "ASK"),
        ("BASE <urn:a#b> PREFIX drop: <urn:c#> PREFIX : <urn:d> # move\nCONSTRUCT {} {}", "CONSTRUCT"),
        ("PREFIX a:<urn:x>\nDESCRIBE <urn:y>", "DESCRIBE"),
    ],
)
def test_form_of_a_query_is_its_first_word(query: str, form: str) -> None:
    """Behind prefixes and comments, whatever those say."""
    assert form_of(query) == form
    assert form_of(with_prefixes(query, BASE)) == form


def test_form_of_no_query_is_refused_in_no_time() -> None:
    """However long its prologue is."""
    began = time.monotonic()
    with pytest.raises(QueryError, match="write a SELECT, ASK or CONSTRUCT query"):
        form_of("PREFIX a: <urn:a> # x\n" * 5000 + "!")
    assert time.monotonic() - began < 2


def test_bound_values_are_terms_and_never_text() -> None:
    """What would end the query early, were it pasted, is a word like others."""
    store = ox.Store()
    evil = ox.Literal('" } } DROP ALL #\n')
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), evil))
    query = with_values("SELECT ?x WHERE { ?x ?p ?o }", {"o": [evil], "p": [ox.NamedNode("urn:p")]})
    assert Local(store, BASE).run(query) == Table(("x",), ((ox.NamedNode("urn:a"),),))


def test_row_that_cannot_be_asked_for_is_refused() -> None:
    """A query that must give rows."""
    with pytest.raises(QueryError, match="the query is no SELECT; write a SELECT query"):
        select(Local(ox.Store(), BASE), "ASK {}")

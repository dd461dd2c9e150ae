"""Publishing at a store that really runs: the same graph there, whole at every moment, and one line for what goes wrong."""

from __future__ import annotations

import base64
import hashlib
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from serving import Serving
from stores import OXIGRAPH, Server, oxigraph
from twin.front import Front

from biopic.build import assemble, load_graph
from biopic.client import Client, Clock, Credentials, retry_after
from biopic.dataset import BASE
from biopic.endpoints import DEFAULT, MARKER, STAGING, fetch, open_endpoint, published
from biopic.errors import BiopicError, EndpointError, InputError
from biopic.grammar import graphs_apart, values_in_front
from biopic.ontology import BIOPIC
from biopic.publishing import publication
from biopic.publishing.batches import batches_of, digest_of, survey
from biopic.publishing.destination import Destination
from biopic.sparql import Remote, plain_value, select
from biopic.store import Opened, open_store, sorted_nquads, write_store

Run = Callable[..., Any]
Refused = Callable[..., str]
WAYS = ("update", "gsp", "gsp alone")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """An empty Oxigraph."""
    if not OXIGRAPH.exists():
        pytest.skip("the Oxigraph server is not installed")
    with oxigraph(tmp_path / "oxigraph") as running:
        yield running


@pytest.fixture(scope="session")
def small_store(lamp_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the walkthrough's dossier says, and of the ontology only what has no name."""
    opened, store = open_store(lamp_store), ox.Store()
    for quad in opened.store:
        named = isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(BIOPIC)
        if not named and quad.graph_name != ox.NamedNode(f"{BASE}graph/ontology"):
            store.add(quad)
    path = tmp_path_factory.mktemp("small") / "store"
    write_store(path, store, base=opened.base, texts={})
    return path


@pytest.fixture(scope="session")
def other_store(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next build of the same: one document's graph has gone, one triple is new."""
    opened, store = open_store(small_store), ox.Store()
    names = sorted((name for name in opened.store.named_graphs() if "/document/" in str(name)), key=str)
    store.extend(quad for quad in opened.store if quad.graph_name != names[0])
    store.add(ox.Quad(ox.NamedNode(f"{BASE}id/ada-moss"), ox.NamedNode("urn:x:new"), ox.Literal("a\n\"b'\\ é😀", language="en")))  # fmt: skip
    path = tmp_path_factory.mktemp("next") / "store"
    write_store(path, store, base=opened.base, texts={})
    return path


def whole(server: Server) -> Opened:
    return fetch(open_endpoint(server.query, BASE, server.default_graph))


def same(store: Path, server: Server) -> bool:
    return sorted_nquads(whole(server).store) == sorted_nquads(open_store(store).store)


def graphs(server: Server) -> set[str]:
    query = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"
    return {plain_value(graph) for (graph,) in select(Remote(server.query, ""), query).rows}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_published_is_the_build(
    way: str, server: Server, small_store: Path, other_store: Path, run: Run
) -> None:
    """All graphs, blank nodes included; a second time does nothing; the next build takes its place; nothing is left over."""
    for store in (small_store, other_store, small_store):
        ran = run("publish", server.query, "--store", store, *server.by[way], "--batch", 16)
        assert ran.code == 0 and "published at" in ran.err, ran
        assert same(store, server)
        assert "nothing to do" in run("publish", server.query, "--store", store, *server.by[way]).err
        assert published(Remote(server.query, "")) == digest_of(survey(open_store(store)))
        assert not [name for name in graphs(server) if name.startswith(STAGING)]


def test_only_graphs_that_changed_are_sent(server: Server, small_store: Path, other_store: Path, run: Run) -> None:
    """A dry run says so and does nothing."""
    run("publish", server.query, "--store", small_store, *server.by["update"])
    said = run("publish", server.query, "--store", other_store, *server.by["update"], "--dry-run").err
    assert re.search(r"to bring: 1 graph, \d+ triples, .*; to remove: 1 graphs", said)
    assert same(small_store, server)


def test_commands_answer_the_same_from_there(server: Server, small_store: Path, run: Run) -> None:
    """Questions, queries and exports."""
    run("publish", server.query, "--store", small_store, *server.by["gsp"])
    for words in (["ask", "who-plays-whom", "--format", "csv"], ["export", "--format", "nquads"], ["export", "--format", "jsonld"], ["export", "--format", "schema"]):  # fmt: skip
        here, there = run(*words, "--store", small_store), run(*words, "--endpoint", server.query)
        assert here.out == there.out and here.code == there.code == 0 and here.out, words


class Killed(BaseException):
    """What a process does that is killed: nothing more."""


class Dying(Client):
    """A client whose process dies before its n-th request, or while the answer is on its way."""

    left, late = 0, False

    def send(self, method: str, url: str, **given: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            if self.late:
                super().send(method, url, **given)
            raise Killed
        return super().send(method, url, **given)


@pytest.mark.slow
@pytest.mark.parametrize(("way", "late"), [("update", False), ("update", True), ("gsp", True)])
def test_killed_before_any_request_leaves_the_old_or_the_new(
    way: str, late: bool, server: Server, small_store: Path, other_store: Path
) -> None:
    """At every request once; readers find one build whole, and the next run finishes it."""
    stores = {False: small_store, True: other_store}
    contents = {sorted_nquads(open_store(path).store) for path in stores.values()}
    options = dict(zip(server.by[way][::2], server.by[way][1::2], strict=True))
    turn = left = 0
    go(server, options, Client(), small_store)
    while True:
        turn += 1
        client = Dying()
        client.left, client.late = left, late
        try:
            go(server, options, client, stores[bool(turn % 2)])
        except Killed:
            left += 1
        else:
            break
        assert sorted_nquads(whole(server).store) in contents
        go(server, options, Client(), stores[bool(turn % 2)])
        assert same(stores[bool(turn % 2)], server)
    assert turn > 5


def go(server: Server, options: dict[str, str], client: Client, store: Path) -> int:
    to = Destination(server.query, options["--update"], options.get("--graph-store", ""), client)
    opened = open_store(store)
    return publication.publish(opened, to, publication.plan(opened, to), batch=16 * 1024)


def test_a_publication_that_was_killed_goes_on_where_it_was(server: Server, small_store: Path) -> None:
    """Batches that are there are not sent again."""
    options = {"--update": f"{server.address}/update"}
    opened = open_store(small_store)
    batches = sum(1 for part in survey(opened) for _ in batches_of(opened, part.graph, 16 * 1024))
    client = Dying()
    client.left = 1 + len(survey(opened)) + 1 + 3  # what is noted, the counts, the beginning, and three batches
    with pytest.raises(Killed):
        go(server, options, client, small_store)
    assert go(server, options, Client(), small_store) == batches - 3


def test_readers_see_one_build_or_the_other(server: Server, small_store: Path, other_store: Path) -> None:
    """Whoever counts two graphs in one query while builds take turns."""
    options, seen, stop = {"--update": f"{server.address}/update"}, set[tuple[str, ...]](), threading.Event()
    go(server, options, Client(), small_store)
    remote = Remote(server.query, "")
    query = f"SELECT ?all ?digest {{ {{ SELECT (COUNT(*) AS ?all) {{ ?s ?p ?o }} }} GRAPH <{MARKER}> {{ <{MARKER}> <http://purl.org/dc/terms/identifier> ?digest }} }}"  # fmt: skip

    def read() -> None:
        while not stop.is_set():
            rows = select(remote, query).rows
            assert len(rows) == 1
            seen.add(tuple(plain_value(cell) for cell in rows[0]))

    reader = threading.Thread(target=read)
    reader.start()
    for store in (other_store, small_store, other_store):
        go(server, options, Client(), store)
    stop.set()
    reader.join()
    builds = [survey(open_store(store)) for store in (small_store, other_store)]
    assert seen <= {(str(parts[0].triples), digest_of(parts)) for parts in builds} and len(seen) == 2


def test_what_others_put_there_stays(server: Server, small_store: Path, run: Run, refused: Refused) -> None:
    """Graphs of other names are not touched, and a default graph of somebody else is not replaced unless one says so."""
    words = ["publish", server.query, "--store", small_store, *server.by["update"]]
    Client().send("POST", f"{server.address}/update", body=b"INSERT DATA { <urn:a> <urn:b> <urn:c> GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }", headers={"Content-Type": "application/sparql-update"})  # fmt: skip
    line = refused(*words)
    assert "holds 1 triples that biopic did not put there" in line and "--overwrite" in line
    assert run(*words, "--default-graph", DEFAULT).code == 0
    assert {"urn:g", DEFAULT} <= graphs(server)
    ask = ["ask", "who-plays-whom", "--format", "csv"]
    here = run(*ask, "--store", small_store)
    assert run(*ask, "--endpoint", server.query, "--default-graph", DEFAULT).out == here.out
    assert run(*words, "--overwrite").code == 0
    assert "urn:g" in graphs(server) and DEFAULT not in graphs(server)


def test_default_graph_that_is_a_union_is_told(tmp_path: Path, small_store: Path, run: Run) -> None:
    """And with a graph to stand for it, all is well."""
    if not OXIGRAPH.exists():
        pytest.skip("the Oxigraph server is not installed")
    with oxigraph(tmp_path / "union", "--union-default-graph") as server:
        words = ["publish", server.query, "--store", small_store, *server.by["update"]]
        ran = run(*words)
        assert ran.code == 2 and "it is a union of graphs" in ran.err and f"--default-graph {DEFAULT}" in ran.err
        assert run(*words, "--default-graph", DEFAULT).code == 0
        server.default_graph = DEFAULT
        assert same(small_store, server)


# What goes wrong


class Refusing(http.server.BaseHTTPRequestHandler):
    """Answers as it was told to, and remembers what it was asked."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.path, dict(self.headers), body))  # type: ignore[attr-defined]
        status, headers, said = self.server.answer(self, body)  # type: ignore[attr-defined]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_PUT = do_DELETE = do_POST  # noqa: N815

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def front() -> Iterator[Any]:
    """A server that answers a query on counts with nothing, and all else with what `refusal` says."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    server.asked, server.refusal = [], (500, {}, b"")  # type: ignore[attr-defined]
    nothing = b'{"head":{"vars":["a"]},"results":{"bindings":[]}}'
    json = {"Content-Type": "application/sparql-results+json"}
    server.answer = lambda request, body: (200, json, nothing) if request.path == "/query" else server.refusal  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("refusal", "says"),
    [
        ((401, {}, b""), "the store wants other credentials (HTTP 401 Unauthorized); set BIOPIC_USER"),
        ((403, {}, b"read only"), "the store forbids it (HTTP 403 Forbidden: read only)"),
        ((404, {}, b""), "the store has no updates at this address (HTTP 404 Not Found); check the address"),
        ((405, {}, b""), "the store takes no updates at this address"),
        ((400, {}, b"memory exhausted"), "give a smaller --batch"),
        ((413, {}, b""), "the store refuses a body of"),
        ((415, {}, b""), "the store takes no updates of this kind"),
        ((500, {}, b"No space left on device"), "the store failed (HTTP 500 Internal Server Error: No space left on device)"),
        ((500, {}, b"No permission to execute"), "the store forbids it"),
        ((507, {}, b""), "the store has no room left"),
        ((307, {"Location": "http://127.0.0.1:9/"}, b""), "the server sends elsewhere, to http://127.0.0.1:9/"),
        ((301, {"Location": "https://elsewhere.example/"}, b""), "the server sends elsewhere"),
    ],
)  # fmt: skip
def test_refusal_is_one_line(
    refusal: Any, says: str, front: Any, small_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what, where and what to do, and never the password."""
    monkeypatch.setenv("BIOPIC_USER", "ada")
    monkeypatch.setenv("BIOPIC_PASSWORD", "s3cret-lamp")
    front.refusal = refusal
    address = f"http://127.0.0.1:{front.server_port}"
    ran = run("publish", f"{address}/query", "--update", f"{address}/update", "--store", small_store, "--tries", 1)
    assert ran.code == 2 and ran.out == ""
    last = ran.err.splitlines()[-1]
    assert last.startswith(f"biopic: {address}/update: ") and says in last
    assert "s3cret" not in ran.err


def test_wrong_options_are_one_line(small_store: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses that are none, half the credentials, credentials in an address, options that do not go together."""
    words = ["publish", "http://127.0.0.1:9/query", "--store", small_store]
    assert "--by gsp needs an address" in refused(*words, "--by", "gsp")
    assert "--graph-store goes with --by gsp" in refused(*words, "--graph-store", "http://127.0.0.1:9/store")
    assert "is no IRI" in refused(*words, "--default-graph", "a b")
    assert "is no http address" in refused("publish", "file:///etc/passwd", "--store", small_store)
    line = refused("publish", "http://ada:s3cret@127.0.0.1:9/", "--store", small_store)
    assert "the address has credentials in it" in line and "s3cret" not in line
    monkeypatch.setenv("BIOPIC_USER", "ada")
    assert "only half of the credentials" in refused(*words)


def test_busy_server_is_waited_for_as_long_as_it_says(front: Any) -> None:
    """By Retry-After where there is one, else twice as long each time."""
    slept: list[float] = []
    answers = [(503, {"Retry-After": "7"}, b""), (429, {}, b""), (502, {}, b""), (200, {}, b"done")]
    front.answer = lambda request, body: answers.pop(0)
    client = Client(tries=6, clock=Clock(sleep=slept.append))
    assert client.send("POST", f"http://127.0.0.1:{front.server_port}/", body=b"x").body == b"done"
    assert slept == [7.0, 1.0, 2.0]
    front.answer = lambda request, body: (503, {"Retry-After": "86400"}, b"")
    with pytest.raises(EndpointError, match="the server asks to wait 86400 seconds"):
        client.send("GET", f"http://127.0.0.1:{front.server_port}/")
    assert retry_after("soon", Clock().now()) is None


def test_basic_credentials_are_sent_once_they_are_asked_for(front: Any) -> None:
    """And not before."""
    wanted = "Basic " + base64.b64encode(b"ada:pw").decode()
    front.answer = lambda request, body: (200, {}, b"in") if request.headers.get("Authorization") == wanted else (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")  # fmt: skip
    url = f"http://127.0.0.1:{front.server_port}/"
    client = Client(Credentials("ada", "pw"))
    assert [client.send("POST", url, body=b"x").status for _ in range(2)] == [200, 200]
    assert [("Authorization" in headers) for _, headers, _ in front.asked] == [False, True, True]
    assert Client(Credentials("ada", "wrong")).send("POST", url).status == 401
    assert "pw" not in repr(client)


def test_digest_credentials_prove_the_password(front: Any) -> None:
    """By RFC 7616 with a nonce that grows stale; the password itself is never on the wire."""
    nonces = ["n0nce"]

    def answer(request: Refusing, body: bytes) -> tuple[int, dict[str, str], bytes]:
        said = dict(re.findall(r'(\w+)="?([^",]+)"?', request.headers.get("Authorization", "")))
        first, second = (hashlib.md5(text.encode()).hexdigest() for text in ("ada:realm:pw", f"{request.command}:{request.path}"))  # fmt: skip
        proof = hashlib.md5(f"{first}:{nonces[0]}:{said.get('nc')}:{said.get('cnonce')}:auth:{second}".encode())
        if said.get("response") == proof.hexdigest():
            return 200, {}, b"in"
        return 401, {"WWW-Authenticate": f'Digest realm="realm", nonce="{nonces[0]}", qop="auth", algorithm=MD5'}, b""

    front.answer = answer
    url = f"http://127.0.0.1:{front.server_port}/sparql-auth?graph=urn%3Ax"
    client = Client(Credentials("ada", "pw"))
    assert client.send("POST", url, body=b"x").status == 200
    assert client.send("PUT", url, body=b"y").status == 200
    nonces[0] = "another"
    assert client.send("POST", url, body=b"z").status == 200
    assert len(front.asked) == 5
    assert Client(Credentials("ada", "wrong")).send("POST", url).status == 401
    assert not [headers for _, headers, _ in front.asked if "pw" in str(headers)]


def test_answer_that_an_endpoint_cut_short_is_refused(front: Any) -> None:
    """Virtuoso says so in a header, and answers 200."""
    rows = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"1"}}]}}'
    for header in ({"X-SPARQL-MaxRows": "1"}, {"X-SQL-State": "S1TAT"}):
        front.answer = lambda request, body, header=header: (200, header, rows)
        with pytest.raises(EndpointError, match="the endpoint cut its answer short at 1"):
            Remote(f"http://127.0.0.1:{front.server_port}/query", BASE).run("SELECT ?a { ?a ?b ?c }")


@pytest.mark.parametrize(
    ("query", "moved"),
    [
        ("SELECT ?x { ?x ?p ?o }", "SELECT ?x { ?x ?p ?o }"),
        ("#+ a: {b: }\nSELECT ?x (1 AS ?y) WHERE { ?x ?p '}' } ORDER BY ?x\nVALUES ?x { <urn:a> }", "#+ a: {b: }\nSELECT ?x (1 AS ?y) WHERE { VALUES ?x { <urn:a> } { ?x ?p '}' } } ORDER BY ?x\n"),
        ("CONSTRUCT { ?x ?p ?o } WHERE { ?x ?p ?o VALUES ?o { 1 } } VALUES ?x { <urn:a> }", "CONSTRUCT { ?x ?p ?o } WHERE { VALUES ?x { <urn:a> } { ?x ?p ?o VALUES ?o { 1 } } } "),
        ("ASK { ?x ?p ?o VALUES ?o { 1 } }", "ASK { ?x ?p ?o VALUES ?o { 1 } }"),
    ],
)  # fmt: skip
def test_values_move_in_front(query: str, moved: str) -> None:
    """Those behind the query alone, whatever comments and strings say."""
    assert values_in_front(query) == moved


@pytest.mark.parametrize(
    ("query", "apart"),
    [
        ("SELECT ?g ?x ?y { GRAPH ?g { ?x <urn:p>+ ?y } }", 1),
        ("SELECT ?g ?x (COUNT(?y) AS ?n) { { SELECT ?g ?x ?y { GRAPH ?g { { ?x <urn:p>* ?y } UNION { ?x ?g ?y } } } } ?x ?q ?z } GROUP BY ?g ?x", 1),
        ("SELECT ?g ?x ?h { GRAPH ?g { ?x <urn:p>+ ?y . OPTIONAL { GRAPH ?h { ?y <urn:p> ?x } } } GRAPH ?h { ?x (<urn:p>|^<urn:p>)* ?z } }", 2),
        ("SELECT ?x { GRAPH <urn:a> { ?x <urn:p>+ ?y } GRAPH ?g { ?x ?p '+ }' } }", 0),
        ("SELECT ?g ?x { GRAPH ?g { ?x <urn:p>+ _:y . _:y ?p ?x } }", 0),
    ],
)  # fmt: skip
def test_graphs_are_asked_one_by_one_for_long_paths(query: str, apart: int) -> None:
    """With the same rows, from an engine that needs nothing of the kind."""
    names = ["urn:a", "urn:b", "urn:c"]
    edges = (
        ("urn:1", "urn:2", 0),
        ("urn:2", "urn:3", 0),
        ("urn:3", "urn:1", 1),
        ("urn:2", "urn:1", 1),
        ("urn:1", "urn:3", 2),
    )
    node, store = ox.NamedNode, ox.Store()
    store.extend(ox.Quad(node(one), node("urn:p"), node(other), node(names[n])) for one, other, n in edges)
    store.extend(ox.Quad(node(one), node("urn:p"), node(other)) for one, other, _ in edges)
    written = graphs_apart(query, names)
    assert written.count("UNION { VALUES") == 2 * apart
    first, second = (sorted(map(str, store.query(each))) for each in (query, written))
    assert first == second and (first or not apart)
    assert graphs_apart(query, []) == query


def test_half_a_graph_from_an_endpoint_is_refused(server: Server, small_store: Path) -> None:
    """An export is whole or there is none."""
    go(server, {"--update": f"{server.address}/update"}, Client(), small_store)
    with pytest.raises(BiopicError, match="is no http address"):
        open_endpoint("nowhere")
    with pytest.raises(InputError, match="is no IRI"):
        open_endpoint(server.query, "", "a graph")


def test_serve_answers_from_there_as_from_a_store(server: Server, lamp_store: Path) -> None:
    """Pages, questions, queries and descriptions; with the same limits, and with no word on where the store is."""
    go(server, {"--update": f"{server.address}/update"}, Client(), lamp_store)
    paths = [
        "/film/lamp.html", "/index.html", "/api/ask/who-plays-whom?format=sparql-json", "/api/questions/who-plays-whom",
        "/api/ask/who-plays-whom?film=lamp&format=csv", "/id/ada-moss.ttl", "/sparql.ttl", "/dataset.ttl",
        "/sparql?query=SELECT%20*%20%7B%20%3Fx%20%3Chttps://w3id.org/biopic/ontology%23refines%3E%20%3Fy%20%7D%20ORDER%20BY%20%3Fx%20%3Fy",
        "/sparql?query=ASK%20%7B%20%3Fx%20a%20%3Fkind%20%7D", "/sparql?query=CONSTRUCT%20WHERE%20%7B%20%3Fx%20a%20%3Chttps://w3id.org/biopic/ontology%23Person%3E%20%7D",
        "/sparql?query=ASK%20%7B%20SERVICE%20%3Curn%3Aa%3E%20%7B%7D%20%7D", "/sparql?query=SELEC",
    ]  # fmt: skip
    without_texts = lamp_store.parent / "without-texts"
    if not without_texts.exists():
        opened = open_store(lamp_store)
        store = ox.Store()
        store.extend(opened.store)
        write_store(without_texts, store, base=opened.base, texts={})
    with Serving(without_texts, "--processes", 2) as here, Serving(Path("nowhere"), "--processes", 2, "--rows", 2000, "--endpoint", server.query) as there:  # fmt: skip
        for path in paths:
            ours, theirs = here.fetch(path), there.fetch(path)
            assert ours.status == theirs.status, (path, ours.text[:300], theirs.text[:300])
            if ours.status == 200:
                assert ours.body == theirs.body, path
        assert there.fetch("/id/ada-moss.ttl").headers["etag"]
        assert there.query("SELECT * { ?x ?y ?z }").status == 422
        assert there.fetch("/dataset.nq").status == 404
        server.process.kill()
        server.process.wait()
        gone = there.query("SELECT * { ?x ?y ?z } LIMIT 7")
        assert gone.status == 502 and server.address not in gone.text


def test_link_looks_at_what_the_graph_there_knows(
    server: Server, keeper: Callable[..., Path], twin: Front, run: Run
) -> None:
    """The same candidates as from the dossier itself."""
    folder = keeper()
    built = assemble(load_graph(folder.parent, []))
    store = folder.parent.parent / "store"
    write_store(store, built.store, base=built.base, texts={})
    assert run("publish", server.query, "--store", store, *server.by["update"]).code == 0
    words = ["link", folder, "--service", twin.sparql, "--format", "jsonl", "--cache", store.parent / "cache"]
    here, there = run(*words), run(*words, "--endpoint", server.query)
    assert here.code == there.code == 0 and here.out == there.out and here.out

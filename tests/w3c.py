"""The W3C's SPARQL 1.1 query evaluation and protocol tests, run by HTTP against a served store; run by scripts/w3c.

Every data file of the suite is a named graph of one store. A test asks with `default-graph-uri` and `named-graph-uri`, so that
the dataset of the protocol is tested with each query. Answers are compared as RDFC-1.0 canonical forms, numbers by value.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF
from serving import Response, Serving

from biopic.store import write_store

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
DAWG = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
BASE = "https://w3c.example/"
EMPTY = f"{BASE}empty"
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {
    XSD + name
    for name in ("integer", "decimal", "double", "float", "int", "long", "byte", "nonNegativeInteger", "short")
}
DATA = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".n3": ox.RdfFormat.TURTLE,
}
RESULTS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}
LEFT_OUT = {
    "entailment": "entailment regimes are not offered",
    "service": "needs endpoints at the suite's own addresses; SERVICE is refused here",
}


class Cause(NamedTuple):
    """Why tests fail: a heading, what is behind it, and the tests."""

    heading: str
    says: str
    tests: frozenset[str]


CAUSES = (
    Cause(
        "The engine keeps values, not spellings",
        "Oxigraph stores a number or a date by its value: `01` and `1` are one term, `1.0` comes back as `1`, `+00:00` as `Z`, and a number of a type "
        "derived from `xsd:integer` as `xsd:integer`. These tests count or tell apart spellings. What biopic writes has one spelling for each value.",
        frozenset({
            "distinct: Numbers: Distinct", "distinct: All: Distinct", "expr-builtin: str-1", "expr-builtin: str-2", "expr-builtin: sameTerm-simple",
            "expr-builtin: sameTerm-eq", "expr-builtin: sameTerm-not-eq", "expr-equals: Equality 1-1 -- graph",
            "expr-equals: Equality 1-2 -- graph", "open-world: open-eq-01", "open-world: date-3", "csv-tsv-res: tsv03 - TSV Result Format",
        }),
    ),
    Cause(
        "RDF 1.1 changed what the test expects",
        "Since RDF 1.1 a plain literal is an `xsd:string`, and one with a language has the datatype `rdf:langString`. These tests are older and tell "
        "`\"abc\"` from `\"abc\"^^xsd:string`, or expect no datatype.",
        frozenset({
            "distinct: Strings: Distinct", "expr-builtin: datatype-2 : Literals with a datatype", "functions: STRDT() TypeErrors",
            "functions: STRLANG() TypeErrors",
        }),
    ),
    Cause(
        "SPARQL 1.1 withdrew the syntax",
        "A decimal may end in its point in SPARQL 1.0 (`456.`) and may not in SPARQL 1.1, where the point ends the triple.",
        frozenset({"basic: Basic - Term 6", "basic: Basic - Term 7"}),
    ),
    Cause(
        "The suite allows either of two answers",
        "Whether a group that holds nothing but a group is that group is left open: the suite has this test and its opposite, "
        "`dawg-optional-filter-005-not-simplified`, which passes.",
        frozenset({"optional-filter: dawg-optional-filter-005-simplified"}),
    ),
    Cause(
        "The suite has since replaced the test",
        "`GROUP BY` over no solutions has no groups, so no rows. The W3C's community group put four tests in the place of this one, which expects a "
        "row without values (https://github.com/w3c/rdf-tests/pull/61).",
        frozenset({"aggregates: agg empty group"}),
    ),
    Cause(
        "The harness: one file is loaded once",
        "Each file is one graph of the store, here the default graph and a named graph at once; its blank nodes are the same in both. The tests expect "
        "that each mention of the file reads it anew, with blank nodes of its own.",
        frozenset({"dataset: dataset-09", "dataset: dataset-10", "dataset: dataset-12", "graph: graph-10"}),
    ),
    Cause(
        "The engine differs",
        "Oxigraph takes a date without a time zone for another than the same date in UTC (`date-2`), and gives one blank node for `BNODE(\"x\")` in all "
        "rows of an answer, where each row has its own.",
        frozenset({"open-world: date-2", "functions: BNODE(str)"}),
    ),
    Cause(
        "The endpoint only reads",
        "These are updates; they are refused.",
        frozenset({
            f"protocol: update_{name}"
            for name in ("dataset_default_graph", "dataset_default_graphs", "dataset_named_graphs", "dataset_full", "post_form", "post_direct", "base_uri")
        }),
    ),
)  # fmt: skip
"""Each failure that is known, by its cause. A test is called by its folder and its name."""


class Case(NamedTuple):
    """A query evaluation test; `lax` if duplicates of a row may be left out."""

    folder: str
    name: str
    query: Path
    default: list[str]
    named: list[str]
    result: Path
    lax: bool


class Outcome(NamedTuple):
    """How a test came out; `why` is empty for a pass."""

    folder: str
    name: str
    why: str

    @property
    def called(self) -> str:
        return f"{self.folder.rpartition('/')[2]}: {self.name}"


def local(iri: Any) -> Path:
    return Path(str(iri).removeprefix("file://"))


def cases(suite: Path, group: str) -> Iterator[Case]:
    """Yield the query evaluation tests of a group of the suite, those left out set aside."""
    for manifest in sorted((suite / group).glob("*/manifest.ttl")):
        graph = rdflib.Graph().parse(manifest, publicID=manifest.as_uri())
        for head in graph.objects(None, MF.entries):
            for test in Collection(graph, head):
                if (test, RDF.type, MF.QueryEvaluationTest) not in graph or manifest.parent.name in LEFT_OUT:
                    continue
                action, result = graph.value(test, MF.action), graph.value(test, MF.result)
                query = graph.value(action, QT.query)
                default = [str(each) for each in graph.objects(action, QT.data)]
                named = [str(each) for each in graph.objects(action, QT.graphData)]
                yield Case(
                    f"{group}/{manifest.parent.name}",
                    str(graph.value(test, MF.name)),
                    local(query),
                    default,
                    named,
                    local(result),
                    (test, MF.resultCardinality, MF.LaxCardinality) in graph,
                )


def load(suite: Path) -> ox.Store:
    """Return every data file of the suite as a named graph."""
    store = ox.Store()
    for path in sorted(suite.glob("*/*/**/*")):
        form = DATA.get(path.suffix)
        if form and not path.name.startswith("manifest"):
            try:
                quads = list(ox.parse(path.read_bytes(), format=form, base_iri=path.as_uri(), rename_blank_nodes=True))
            except (SyntaxError, ValueError):
                continue
            store.extend(ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(path.as_uri())) for q in quads)
    return store


def ask(served: Serving, case: Case) -> Response:
    """Ask a test's query of its dataset."""
    query = f"BASE <{case.query.as_uri()}>\n{case.query.read_text(encoding='utf-8')}"
    pairs = [("query", query)]
    if case.default or case.named:
        pairs += [("default-graph-uri", iri) for iri in case.default or [EMPTY]]
        pairs += [("named-graph-uri", iri) for iri in case.named]
    elif "FROM" not in query.upper():
        pairs.append(("default-graph-uri", EMPTY))
    accept = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}.get(
        case.result.suffix, "application/sparql-results+xml, application/n-triples;q=0.9"
    )
    body = urlencode(pairs).encode()
    return served.fetch("/sparql", "POST", body, Content_Type="application/x-www-form-urlencoded", Accept=accept)


# Comparing


def plain(term: Any) -> Any:
    """Return a term whose number is written in one way."""
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        try:
            return ox.Literal(f"{Decimal(term.value).normalize():f}", datatype=term.datatype)
        except (InvalidOperation, ValueError):
            return term
    return term


def canonical(triples: Iterable[ox.Triple]) -> Counter[str]:
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, plain(t.object)) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return Counter(map(str, dataset))


def rows_as_triples(variables: list[str], rows: Iterable[Iterable[Any]], *, lax: bool = False) -> list[ox.Triple]:
    """Return rows as a graph, so that blank nodes may be called what they like; with `lax`, each row once."""
    found = []
    kept = [tuple(map(plain, row)) for row in rows]
    for number, row in enumerate(dict.fromkeys(kept) if lax else kept):
        node = ox.BlankNode(f"row{number}")
        found.append(ox.Triple(node, ox.NamedNode("urn:row"), ox.Literal("")))
        for name, cell in zip(variables, row, strict=True):
            if cell is not None:
                found.append(ox.Triple(node, ox.NamedNode(f"urn:var:{quote(name)}"), cell))
    return found


def read_rows(data: bytes, form: ox.QueryResultsFormat, *, lax: bool = False) -> Any:
    found = ox.parse_query_results(data, format=form)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return canonical(rows_as_triples(names, ([row[name] for name in names] for row in found), lax=lax))


def converted(term: Any) -> Any:
    """Return a term of rdflib as one of pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode("b" + "".join(c for c in str(term) if c.isalnum()))
    return (
        ox.Literal(str(term), language=term.language)
        if term.language
        else ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD + "string")))
    )


def read_graph(path: Path, *, lax: bool = False) -> Any:
    """Return what a result in RDF says: a table, a truth value or a graph."""
    graph = rdflib.Graph().parse(path, publicID=path.as_uri())
    head = graph.value(None, RDF.type, RS.ResultSet)
    if head is None:
        return canonical(ox.Triple(*map(converted, triple)) for triple in graph)
    truth = graph.value(head, RS.boolean)
    if truth is not None:
        return bool(truth.toPython())
    names = sorted({str(name) for name in graph.objects(head, RS.resultVariable)})
    rows = []
    for solution in graph.objects(head, RS.solution):
        cells = {
            str(graph.value(b, RS.variable)): converted(graph.value(b, RS.value))
            for b in graph.objects(solution, RS.binding)
        }
        rows.append([cells.get(name) for name in names])
    return canonical(rows_as_triples(names, rows, lax=lax))


def check(served: Serving, case: Case) -> str:
    """Return why a test fails, nothing for a pass."""
    found = ask(served, case)
    if found.status != 200:
        return f"{found.status}: {found.json['detail']}"[:200].replace("|", "¦")
    if case.result.suffix == ".csv":
        same = sorted(found.body.splitlines()) == sorted(case.result.read_bytes().splitlines())
    elif case.result.suffix in RESULTS:
        form = ox.QueryResultsFormat.TSV if case.result.suffix == ".tsv" else ox.QueryResultsFormat.XML
        expected = read_rows(case.result.read_bytes(), RESULTS[case.result.suffix], lax=case.lax)
        same = read_rows(found.body, form, lax=case.lax) == expected
    elif found.headers["content-type"].startswith("application/n-triples"):
        same = canonical(
            ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES)
        ) == read_graph(case.result)
    else:
        same = read_rows(found.body, ox.QueryResultsFormat.XML, lax=case.lax) == read_graph(case.result, lax=case.lax)
    return "" if same else "the answer differs from the suite's"


# The protocol tests: the manifest says in words what each request is and what has to come back

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
GRAPHS = [f"{BASE}data{number}.rdf" for number in range(4)]
DEFAULTS = "ASK { <http://www.example.org/data1> ?p ?o . <http://www.example.org/data2> ?q ?r }"
NAMED = "ASK { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?t ?q ?r } FILTER(?g != ?h) }"


def protocol_tests() -> dict[str, tuple[str, str, bytes | None, dict[str, str], Callable[[Response], bool]]]:
    """Return for each test: method, path, body, headers, and what the response must be."""

    def get(query: str, *graphs: tuple[str, str]) -> str:
        return "/sparql?" + urlencode([("query", query), *graphs])

    def form(*pairs: tuple[str, str]) -> bytes:
        return urlencode(pairs).encode()

    def kind(*known: str) -> Callable[[Response], bool]:
        return lambda found: found.status == 200 and found.headers["content-type"].partition(";")[0] in known

    def fails(found: Response) -> bool:
        return 400 <= found.status < 500

    def true(found: Response) -> bool:
        return found.status == 200 and found.json["boolean"] is True

    truth = kind("application/sparql-results+json", "application/sparql-results+xml")
    triples = kind("application/rdf+xml", "text/turtle", "application/n-triples")
    default = [("default-graph-uri", iri) for iri in GRAPHS[1:3]]
    named = [("named-graph-uri", iri) for iri in GRAPHS[1:3]]
    posted = {"Content_Type": FORM}
    return {
        "query_post_form": ("POST", "/sparql", form(("query", "ASK {}")), posted, truth),
        "query_dataset_default_graphs_get": ("GET", get(DEFAULTS, *default), None, {}, true),
        "query_dataset_default_graphs_post": ("POST", "/sparql", form(("query", DEFAULTS), *default), posted, true),
        "query_dataset_named_graphs_post": ("POST", "/sparql", form(("query", NAMED), *named), posted, true),
        "query_dataset_named_graphs_get": ("GET", get(NAMED, *named), None, {}, true),
        "query_dataset_full": (
            "POST",
            "/sparql",
            form(("query", DEFAULTS[:-1] + NAMED[5:]), *default, *named),
            posted,
            true,
        ),
        "query_multiple_dataset": (
            "POST",
            "/sparql",
            form(("query", f"ASK FROM <{GRAPHS[3]}> {DEFAULTS[4:]}"), *default),
            posted,
            true,
        ),
        "query_get": ("GET", get("ASK {}"), None, {}, truth),
        "query_content_type_select": (
            "GET",
            get("SELECT (1 AS ?value) {}"),
            None,
            {},
            kind(
                "application/sparql-results+json",
                "application/sparql-results+xml",
                "text/csv",
                "text/tab-separated-values",
            ),
        ),
        "query_content_type_ask": ("GET", get("ASK {}"), None, {}, truth),
        "query_content_type_describe": ("GET", get("DESCRIBE <http://www.example.org/data1>"), None, {}, triples),
        "query_content_type_construct": ("GET", get("CONSTRUCT { <s> <p> 1 } WHERE {}"), None, {}, triples),
        "query_post_direct": ("POST", "/sparql", b"ASK {}", {"Content_Type": QUERY}, truth),
        "bad_query_method": ("PUT", get("ASK {}"), None, {}, fails),
        "bad_multiple_queries": ("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", None, {}, fails),
        "bad_query_wrong_media_type": ("POST", "/sparql", b"ASK {}", {"Content_Type": "text/plain"}, fails),
        "bad_query_missing_form_type": ("POST", "/sparql", form(("query", "ASK {}")), {}, fails),
        "bad_query_missing_direct_type": ("POST", "/sparql", b"ASK {}", {}, fails),
        "bad_query_non_utf8": (
            "POST",
            "/sparql",
            "ASK {}".encode("utf-16"),
            {"Content_Type": f"{QUERY}; charset=UTF-16"},
            fails,
        ),
        "bad_query_syntax": ("GET", get("ASK {"), None, {}, fails),
        "bad_update_get": ("GET", "/sparql?update=CLEAR%20ALL", None, {}, fails),
        "bad_multiple_updates": (
            "POST",
            "/sparql",
            form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")),
            posted,
            fails,
        ),
        "bad_update_wrong_media_type": ("POST", "/sparql", b"CLEAR NAMED", {"Content_Type": "text/plain"}, fails),
        "bad_update_missing_form_type": ("POST", "/sparql", form(("update", "CLEAR NAMED")), {}, fails),
        "bad_update_non_utf8": (
            "POST",
            "/sparql",
            "CLEAR NAMED".encode("utf-16"),
            {"Content_Type": f"{UPDATE}; charset=UTF-16"},
            fails,
        ),
        "bad_update_syntax": ("POST", "/sparql", form(("update", "CLEAR XYZ")), posted, fails),
        "bad_update_dataset_conflict": (
            "POST",
            "/sparql",
            form(("update", "CLEAR ALL"), ("using-graph-uri", GRAPHS[0])),
            posted,
            fails,
        ),
    }


def run_protocol(served: Serving, suite: Path) -> Iterator[Outcome]:
    """Yield the outcome of every protocol test that the manifest names."""
    manifest = suite / "sparql11" / "protocol" / "manifest.ttl"
    graph = rdflib.Graph().parse(manifest, publicID=manifest.as_uri())
    known = protocol_tests()
    for head in graph.objects(None, MF.entries):
        for test in Collection(graph, head):
            name = str(test).partition("#")[2]
            if name not in known:
                yield Outcome("sparql11/protocol", name, "an update: this endpoint only reads")
                continue
            method, path, body, headers, holds = known[name]
            found = served.fetch(path, method, body, **headers)
            yield Outcome("sparql11/protocol", name, "" if holds(found) else f"answered {found.status}")


def protocol_data() -> Iterator[ox.Quad]:
    for iri in GRAPHS:
        node = ox.NamedNode(iri.replace(BASE, "http://www.example.org/").removesuffix(".rdf"))
        yield ox.Quad(node, ox.NamedNode("urn:p"), ox.Literal(iri), ox.NamedNode(iri))


def run(suite: Path) -> list[Outcome]:
    """Run everything and return the outcomes."""
    store = load(suite)
    store.extend(protocol_data())
    found = []
    with tempfile.TemporaryDirectory() as where:
        write_store(Path(where, "store"), store, base=BASE, texts={})
        with Serving(Path(where, "store"), "--quiet", "--timeout", 20) as served:
            for group in ("dawg-data-r2", "sparql11"):
                for case in cases(suite, group):
                    found.append(Outcome(case.folder, case.name, check(served, case)))
            found += run_protocol(served, suite)
    return found


def page(outcomes: list[Outcome]) -> str:
    """Return docs/w3c.md."""
    folders = sorted({each.folder for each in outcomes})
    passed = sum(not each.why for each in outcomes)
    lines = [
        "# The W3C's SPARQL tests", "",
        "`scripts/w3c` runs the W3C's own query evaluation and protocol tests over HTTP against `biopic serve`, and writes this page.",
        "The tests come with the source package of rdflib 7.6.0. Each data file is a named graph; a test names those of its dataset in",
        "`default-graph-uri` and `named-graph-uri`.", "",
        f"{passed} of {len(outcomes)} tests pass.", "",
        "| tests | pass | fail |", "| --- | --- | --- |",
    ]  # fmt: skip
    for folder in folders:
        here = [each for each in outcomes if each.folder == folder]
        good = sum(not each.why for each in here)
        lines.append(f"| {folder} | {good} | {len(here) - good} |")
    lines += ["", "Left out:", "", *(f"- `sparql11/{name}`: {why}." for name, why in LEFT_OUT.items())]
    lines += ["", "## What fails, and why"]
    failed = {each.called for each in outcomes if each.why}
    for cause in CAUSES:
        if here := sorted(cause.tests & failed):
            lines += ["", f"### {cause.heading} ({len(here)})", "", cause.says, "", *(f"- {name}" for name in here)]
    if unknown := unexplained(outcomes):
        lines += ["", "### Not yet explained", "", *(f"- {name}: {why}" for name, why in unknown)]
    return "\n".join(lines) + "\n"


def unexplained(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    """Return the failures that no cause names, with what was seen."""
    known = frozenset().union(*(cause.tests for cause in CAUSES))
    return [(each.called, " ".join(each.why.split())) for each in outcomes if each.why and each.called not in known]


def mended(outcomes: list[Outcome]) -> list[str]:
    """Return the tests that a cause names and that do not fail."""
    failed = {each.called for each in outcomes if each.why}
    return sorted(frozenset().union(*(cause.tests for cause in CAUSES)) - failed)


def main(argv: list[str]) -> None:
    """Run the suite in the folder that is named, and write the page."""
    outcomes = run(Path(argv[0]).resolve())
    if not outcomes:
        raise SystemExit(f"no tests in {argv[0]}")
    Path(__file__).parent.parent.joinpath("docs", "w3c.md").write_text(page(outcomes))
    print(f"{sum(not each.why for each in outcomes)} of {len(outcomes)} pass; see docs/w3c.md")
    for name, why in unexplained(outcomes):
        print(f"{name} fails for no known cause: {why}", file=sys.stderr)
    for name in mended(outcomes):
        print(f"{name} passes; take it out of CAUSES in tests/w3c.py", file=sys.stderr)
    raise SystemExit(bool(unexplained(outcomes) or mended(outcomes)))


if __name__ == "__main__":
    main(sys.argv[1:])

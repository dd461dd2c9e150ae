"""The W3C's SHACL test suite, held against the fast engine and pySHACL; run by scripts/referee.

Each test has data, shapes and the results that are right. An engine passes where it reports exactly these: focus node, value, and the
shape unless that is a blank node, which each engine names as it likes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from biopic.validate import BLANK, compile_shapes

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")

Results = Counter[tuple[str, str, str]]
"""How often each focus node, value and shape stands in a report."""

FAILURE: Results = Counter({("", "", "refused"): 1})
"""What a test expects of shapes that no engine may accept."""


DIFFERENT = {
    "core/property/uniqueLang-002": "pySHACL takes the number 1 for the word true, which alone switches the constraint on; our shapes write true",
    "sparql/pre-binding/shapesGraph-001": "pySHACL does not know $shapesGraph; no shape of ours uses it",
    "sparql/pre-binding/unsupported-sparql-004": "the fast engine takes a query whose subquery does not project $this; no shape of ours has one",
}
"""The tests that one of the engines fails, and why."""


@dataclass(frozen=True)
class Test:
    """One test of the suite."""

    name: str
    data: Path
    shapes: Path
    expected: Results


@dataclass(frozen=True)
class Outcome:
    """Whether each engine passed a test."""

    name: str
    fast: bool
    referee: bool


def tests(suite: Path) -> Iterator[Test]:
    """Yield every test that the manifest of the suite includes, in its order."""
    suite = suite.resolve()
    yield from _tests(suite / "manifest.ttl", suite)


def _tests(path: Path, suite: Path) -> Iterator[Test]:
    graph = _load(path)
    for included in sorted(graph.objects(None, MF.include)):
        yield from _tests(_local(included, suite), suite)
    for entry in sorted(graph.subjects(RDF.type, SHT.Validate)):
        action = graph.value(entry, MF.action)
        data, shapes = (_local(graph.value(action, key), suite) for key in (SHT.dataGraph, SHT.shapesGraph))
        yield Test(str(_local(entry, suite).relative_to(suite)), data, shapes, _expected(graph, entry))


def _load(path: Path) -> rdflib.Graph:
    rdflib.NORMALIZE_LITERALS = (
        False  # the suite writes literals in odd ways on purpose; pySHACL puts this back each time
    )
    return rdflib.Graph().parse(path, format="turtle", publicID=path.resolve().as_uri())


def _local(iri: object, suite: Path) -> Path:
    """Return the file behind an IRI of the suite; nothing outside is opened."""
    path = Path(str(iri).removeprefix("file://"))
    if suite not in path.parents:
        raise ValueError(f"{iri} lies outside the suite")
    return path


def _expected(graph: rdflib.Graph, entry: rdflib.term.Node) -> Results:
    report = graph.value(entry, MF.result)
    return FAILURE if report == SHT.Failure else _results(graph, graph.objects(report, SH.result))


def _results(graph: rdflib.Graph, nodes: Iterator[rdflib.term.Node]) -> Results:
    keys = (SH.focusNode, SH.value, SH.sourceShape)
    return Counter(_row(*(graph.value(node, key) for key in keys)) for node in nodes)


def _row(focus: object, value: object, shape: object) -> tuple[str, str, str]:
    return _plain(focus), _plain(value), "" if isinstance(shape, rdflib.BNode) else _plain(shape)


def _plain(term: object) -> str:
    return "" if term is None else BLANK if isinstance(term, rdflib.BNode) else str(term)


def fast(test: Test) -> Results:
    """Return what the fast engine reports."""
    data, shapes = _parse(test.data), _parse(test.shapes)
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in data)
    found = compile_shapes(shapes)(store, ox.serialize(data, format=ox.RdfFormat.N_TRIPLES).decode())
    return Counter((each.focus, each.value, "" if each.shape == BLANK else each.shape) for each in found)


def _parse(path: Path) -> list[ox.Triple]:
    found = ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri())
    return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in found]


def referee(test: Test) -> Results:
    """Return what pySHACL reports."""
    _, report, _ = pyshacl.validate(_load(test.data), shacl_graph=_load(test.shapes), inference="none")
    if not isinstance(report, rdflib.Graph):
        return FAILURE
    top = next(report.subjects(RDF.type, SH.ValidationReport))
    return _results(report, report.objects(top, SH.result))


def report(suite: Path) -> int:
    """Print how many tests of the suite each engine passes, and those that one fails; return 1 where these are not the known ones."""
    outcomes = [run(test) for test in tests(suite)]
    failed = {each.name for each in outcomes if not (each.fast and each.referee)}
    print("| W3C SHACL suite | tests | fast engine passes | pySHACL passes |\n| --- | --- | --- | --- |")
    for kind in sorted({each.name.partition("/")[0] for each in outcomes}):
        part = [each for each in outcomes if each.name.startswith(f"{kind}/")]
        print(f"| {kind} | {len(part)} | {sum(each.fast for each in part)} | {sum(each.referee for each in part)} |")
    for name in sorted(failed):
        print(f"{name}: {DIFFERENT.get(name, 'not known yet')}")
    for name in sorted(DIFFERENT.keys() - failed):
        print(f"{name}: passes now; take it out of the list of those that differ")
    return 0 if failed == DIFFERENT.keys() else 1


def run(test: Test) -> Outcome:
    """Hold both engines against one test."""
    return Outcome(test.name, *(_tried(engine, test) == test.expected for engine in (fast, referee)))


def _tried(engine: Callable[[Test], Results], test: Test) -> Results:
    try:
        return engine(test)
    except Exception:  # an engine refuses shapes in a way of its own
        return FAILURE

"""The shapes: every constraint has a graph that keeps it and one that breaks it, and two engines report the same of both.

`tests/data/shapes/<file>/<property shape>-conforms.ttl` keeps every shape; `-violates.ttl` breaks that property shape, each
of its constraints at least once, and no other but those that its comment `# also violates:` names. The hygiene queries are
tested alike: each finds the fault that `hygiene/<query>.trig` adds to the store of `hygiene/clean.trig`, and no other query does.
"""

from __future__ import annotations

import functools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
import shacl
from rdflib.namespace import RDF, SH
from rdflib.plugins.sparql import prepareQuery

from biopic.dataset import graph_name, ontology_quads
from biopic.headers import read_header
from biopic.ontology import load_vocabulary, parse_turtle
from biopic.places import folder, ontology_files
from biopic.validate import Violation, shape_files, validate_text

DATA = Path(__file__).parent / "data" / "shapes"
FIXTURES = sorted(DATA.glob("*/*.ttl"))
HYGIENE = sorted((folder("queries") / "hygiene").glob("*.rq"))
SHAPES = rdflib.Namespace("https://w3id.org/biopic/shapes#")
BIOPIC = rdflib.Namespace("https://w3id.org/biopic/ontology#")

COMPONENTS = {
    SH["class"]: "Class", SH.datatype: "Datatype", SH["in"]: "In", SH.lessThan: "LessThan",
    SH.lessThanOrEquals: "LessThanOrEquals", SH.maxCount: "MaxCount", SH.minCount: "MinCount",
    SH.minInclusive: "MinInclusive", SH.maxInclusive: "MaxInclusive", SH.minLength: "MinLength", SH.nodeKind: "NodeKind", SH["not"]: "Not", SH["or"]: "Or",
    SH.pattern: "Pattern", SH.qualifiedMaxCount: "QualifiedMaxCount", SH.qualifiedMinCount: "QualifiedMinCount",
    SH.sparql: "SPARQL", SH.uniqueLang: "UniqueLang",
}  # fmt: skip
"""The constraint components that the shapes use, by the parameter that calls for each."""

DESCRIPTION = {RDF.type, SH.path, SH.name, SH.message, SH.severity, SH.qualifiedValueShape}
"""What stands on a property shape and constrains nothing by itself."""


class Finding(NamedTuple):
    """One result of a validation, in the words that both engines share."""

    focus: str
    path: str
    shape: str
    component: str
    value: str
    message: str


def turtle(paths: list[Path] | tuple[Path, ...]) -> str:
    """Return several Turtle files as one."""
    triples = [triple for path in paths for triple in parse_turtle(path)]
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE).decode()


@functools.cache
def shapes_text() -> str:
    """Return all shapes of the graph as one Turtle text."""
    return turtle(shape_files())


@functools.cache
def shapes_graph() -> rdflib.Graph:
    """Return them as a graph."""
    return rdflib.Graph().parse(data=shapes_text(), format="turtle")


@functools.cache
def ontology_text() -> str:
    """Return the ontology as one Turtle text."""
    return turtle(ontology_files())


@functools.cache
def ontology_graph() -> rdflib.Graph:
    """Return it as a graph."""
    return rdflib.Graph().parse(data=ontology_text(), format="turtle")


@functools.cache
def compiled() -> shacl.Shapes:
    """Return the shapes as the fast engine wants them."""
    return shacl.Shapes.from_text(shapes_text())


def property_shapes() -> list[rdflib.URIRef]:
    """Return the property shapes, those without an IRI left to the test that forbids them."""
    found = set(shapes_graph().subjects(RDF.type, SH.PropertyShape))
    return sorted(shape for shape in found if isinstance(shape, rdflib.URIRef))


def local(shape: rdflib.URIRef) -> str:
    """Return the name of a shape, or of a constraint component, behind its namespace."""
    return shape.removeprefix(SHAPES).removeprefix(str(SH)).removesuffix("ConstraintComponent")


def term(value: rdflib.term.Node | None) -> str:
    """Return a term as both engines can write it; blank nodes have no name that outlives an engine."""
    if value is None:
        return ""
    return "a blank node" if isinstance(value, rdflib.BNode) else str(value)


def read_term(text: str | None) -> str:
    """Return a term that the fast engine wrote in N-Triples."""
    if text is None:
        return ""
    return "a blank node" if text.startswith("_:") else str(rdflib.util.from_n3(text))


def fast(data: str) -> set[Finding]:
    """Validate with the engine written in Rust."""
    report = compiled().validate_turtle(data + "\n" + ontology_text())
    return {
        Finding(
            read_term(found.focus_node),
            found.path.strip("<>") if found.path and re.fullmatch("<[^>]*>", found.path) else "a longer path",
            local(rdflib.util.from_n3(found.source_shape)),
            local(SH[found.component]),
            read_term(found.value),
            found.message,
        )
        for found in report.results
    }


def told(found: set[Finding]) -> set[Violation]:
    """Return findings as the program tells them."""
    return {Violation(f.focus, str(SHAPES[f.shape]), f.value, f.message) for f in found}


def ours(data: str) -> set[Violation]:
    """Validate as the program does: the constraints that are SPARQL asked of all focus nodes at once."""
    return set(validate_text(ontology_text() + "\n" + data))


def referee(data: str) -> set[Finding]:
    """Validate with pySHACL, the ontology standing in the data."""
    graph = ontology_graph()
    added = [triple for triple in rdflib.Graph().parse(data=data, format="turtle") if triple not in graph]
    for triple in added:
        graph.add(triple)
    try:
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph(), advanced=False)
    finally:
        for triple in added:
            graph.remove(triple)
    return {
        Finding(
            term(report.value(result, SH.focusNode)),
            str(path) if isinstance(path := report.value(result, SH.resultPath), rdflib.URIRef) else "a longer path",
            local(report.value(result, SH.sourceShape)),
            local(report.value(result, SH.sourceConstraintComponent)),
            term(report.value(result, SH.value)),
            term(report.value(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


@pytest.fixture(autouse=True)
def prepared_queries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Parse each SPARQL constraint once; pySHACL parses it anew for every focus node, which takes most of its time."""
    query = rdflib.Graph.query

    def prepared(self: rdflib.Graph, text: object, *args: object, **options: object) -> rdflib.query.Result:
        return query(self, prepare(text) if isinstance(text, str) else text, *args, **options)

    monkeypatch.setattr(rdflib.Graph, "query", prepared)
    yield


prepare = functools.cache(prepareQuery)


def test_every_shape_has_iri_name_message_and_severity() -> None:
    """A shape that a report names can be looked up, and says how to mend what it found."""
    graph = shapes_graph()
    shapes = {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}
    shapes |= set(graph.objects(None, SH.property)) | set(graph.objects(None, SH.qualifiedValueShape))
    shapes |= {shape for listed in graph.objects(None, SH["or"]) for shape in graph.items(listed)}
    shapes |= set(graph.objects(None, SH["not"]))
    assert len(shapes) > 100
    assert [shape for shape in shapes if not str(shape).startswith(SHAPES)] == []
    for key in (SH.name, SH.message, SH.severity):
        assert [local(shape) for shape in sorted(shapes) if len(list(graph.objects(shape, key))) != 1] == []


def test_every_message_says_what_is_wrong_and_what_to_do() -> None:
    """Both halves are there, with a semicolon between."""
    graph = shapes_graph()
    assert [local(shape) for shape in property_shapes() if "; " not in str(graph.value(shape, SH.message))] == []


def test_every_property_shape_belongs_to_a_node_shape() -> None:
    """A property shape that no node shape has would never be looked at."""
    used = set(shapes_graph().objects(None, SH.property))
    assert [local(shape) for shape in property_shapes() if shape not in used] == []


def test_every_property_shape_has_a_fixture_that_conforms_and_one_that_violates() -> None:
    """The fixtures stand in a folder named after the file of the shape; there are no others."""
    wanted = set()
    for path in shape_files():
        graph = rdflib.Graph().parse(path, format="turtle")
        for shape in graph.subjects(RDF.type, SH.PropertyShape):
            wanted |= {f"{path.stem}/{local(shape)}-{which}.ttl" for which in ("conforms", "violates")}
    there = {path.relative_to(DATA).as_posix() for path in FIXTURES}
    assert sorted(wanted - there) == [], "these fixtures are missing; write them under tests/data/shapes"
    assert sorted(there - wanted) == [], "no shape has these fixtures; remove them or mend their names"


def test_every_assertable_property_has_a_shape() -> None:
    """What can be asserted is held against a shape on its values."""
    paths = {path for shape in property_shapes() for path in shapes_graph().objects(shape, SH.path)}
    names = [found.name for found in load_vocabulary().properties.values() if found.assertable]
    assert [name for name in names if BIOPIC[name] not in paths] == [], "write a property shape on these properties"


def test_shapes_speak_of_declared_terms_only() -> None:
    """A class or property of ours that a shape names is in the ontology, inside SPARQL constraints too."""
    declared = {str(node) for node in ontology_graph().subjects() if str(node).startswith(BIOPIC)}
    named = {str(node) for triple in shapes_graph() for node in triple if str(node).startswith(BIOPIC)}
    queries = " ".join(str(query) for query in shapes_graph().objects(None, SH.select))
    named |= {str(BIOPIC[name]) for name in re.findall(r"\bbiopic:(\w+)", queries)}
    assert sorted(named - declared - {str(BIOPIC)}) == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixture_keeps_or_breaks_its_shape_alone(path: Path) -> None:
    """Both engines report the same: nothing of a graph that conforms, and of the other its own shape."""
    name, _, which = path.stem.rpartition("-")
    data = path.read_text(encoding="utf-8")
    found = fast(data)
    assert found == referee(data)
    assert told(found) == ours(data)
    expected = {name, *re.findall(r"(?m)^# also violates: shapes:(\S+)$", data)} if which == "violates" else set()
    assert {finding.shape for finding in found} == expected
    if which == "violates":
        parameters = set(shapes_graph().predicates(SHAPES[name])) - DESCRIPTION
        broken = {finding.component for finding in found if finding.shape == name}
        assert broken == {COMPONENTS[parameter] for parameter in parameters}


def test_ontology_alone_conforms() -> None:
    """The ontology's own individuals, such as the kinds of event, are held against the shapes too."""
    assert fast("") == referee("") == ours("") == set()


def test_shapes_are_shapes() -> None:
    """The shapes keep the shape of shapes (SHACL, appendix C)."""
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes_graph(), meta_shacl=True)
    assert conforms, text


def run_referee(where: Path, *words: str) -> int:
    """Run pySHACL's own command line in a folder and return its exit code."""
    command = [sys.executable, "-m", "pyshacl", *words]
    return subprocess.run(command, cwd=where, capture_output=True, check=False).returncode


@pytest.mark.parametrize(("which", "code"), [("conforms", 0), ("violates", 1)])
def test_command_line_of_the_referee_takes_the_shapes(tmp_path: Path, which: str, code: int) -> None:
    """Whoever has an exported graph, the ontology in it, can validate it without biopic: pyshacl -s shapes.ttl data.ttl."""
    data = (DATA / "place" / f"Place-withinCircle-{which}.ttl").read_text(encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(shapes_text(), encoding="utf-8")
    (tmp_path / "data.ttl").write_text(ontology_text() + data, encoding="utf-8")
    assert run_referee(tmp_path, "-s", "shapes.ttl", "data.ttl") == code


@pytest.mark.slow
@pytest.mark.parametrize(("which", "code"), [("conforms", 0), ("violates", 1)])
def test_command_line_of_the_referee_takes_the_ontology_apart(tmp_path: Path, which: str, code: int) -> None:
    """The ontology can also be given by itself (-e); pySHACL then copies its individuals again and again, for seconds."""
    (tmp_path / "shapes.ttl").write_text(shapes_text(), encoding="utf-8")
    (tmp_path / "ontology.ttl").write_text(ontology_text(), encoding="utf-8")
    data = DATA / "place" / f"Place-withinCircle-{which}.ttl"
    assert run_referee(tmp_path, "-s", "shapes.ttl", "-e", "ontology.ttl", str(data)) == code


def stored(*names: str) -> ox.Store:
    """Return a store with the ontology and some of the hygiene fixtures."""
    store = ox.Store()
    store.extend(ontology_quads(load_vocabulary()))
    for name in names:
        store.load(path=str(DATA / "hygiene" / f"{name}.trig"), format=ox.RdfFormat.TRIG)
    store.remove_graph(graph_name("taxonomy"))
    return store


def rows(store: ox.Store, path: Path) -> list[tuple[str, ...]]:
    """Return what a hygiene query finds, each term as N-Triples."""
    _, query = read_header(path)
    return [tuple(str(found) for found in row) for row in store.query(query)]


def test_every_hygiene_query_has_a_fixture() -> None:
    """There is one for each query, and one clean store."""
    there = {path.stem for path in (DATA / "hygiene").glob("*.trig")}
    assert there == {"clean", *(path.stem for path in HYGIENE)}


def test_every_hygiene_query_says_what_is_wrong_and_how_to_mend_it() -> None:
    """Both stand in its header."""
    headers = {path.stem: read_header(path)[0] for path in HYGIENE}
    assert [name for name, header in headers.items() if set(header) != {"says", "mend"}] == []


def test_clean_store_is_clean() -> None:
    """No hygiene query finds anything in it."""
    store = stored("clean")
    assert {path.stem: rows(store, path) for path in HYGIENE} == {path.stem: [] for path in HYGIENE}


@pytest.mark.filterwarnings(r"ignore:Dataset\.\w+ is deprecated:DeprecationWarning")  # rdflib itself calls them
@pytest.mark.parametrize("path", HYGIENE, ids=lambda path: path.stem)
def test_hygiene_query_finds_its_fault_alone(path: Path) -> None:
    """It finds the fault that is added to the clean store, the other queries find nothing, and rdflib finds the same."""
    store = stored("clean", path.stem)
    found = {each.stem: rows(store, each) for each in HYGIENE}
    assert {name for name, each in found.items() if each} == {path.stem}
    dataset = rdflib.Dataset()
    dataset.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    again = [tuple(each.n3() for each in row) for row in dataset.query(read_header(path)[1])]
    assert len(again) == len(found[path.stem])
    assert {row[0] for row in again} == {row[0] for row in found[path.stem]}

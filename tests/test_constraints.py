"""SPARQL constraints asked at once: which are, which are left to the engine, and that asking at once finds the same."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import shacl

from biopic.constraints import part, violations

EX = "https://example.org/"
HEAD = """
@prefix : <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
: sh:declare [ sh:prefix "" ; sh:namespace "https://example.org/"^^<http://www.w3.org/2001/XMLSchema#anyURI> ] .
"""
OLDER = """
:older a sh:PropertyShape ; sh:path :childOf ; sh:message "a child is younger" ; sh:sparql [ sh:prefixes : ; sh:select \"\"\"
    SELECT $this ?value
    WHERE { $this :childOf ?value ; :age ?own . FILTER EXISTS { ?value :age ?age . FILTER(?age <= ?own) } }
\"\"\" ] .
"""
DATA = """
:Woman rdfs:subClassOf :Person .
:ada a :Woman ; :age 30 ; :childOf :bea , :cleo .
:bea a :Person ; :age 29 .
:cleo a :Person ; :age 60 .
:rex a :Dog ; :age 9 ; :childOf :pup .
:pup a :Dog ; :age 1 .
"""


def parse(text: str) -> list[ox.Triple]:
    return [ox.Triple(t.subject, t.predicate, t.object) for t in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)]


def found(shapes: str, data: str = DATA) -> set[tuple[str, str]]:
    """Return focus node and value of what is asked at once."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in parse(data))
    rows = violations(store, part(parse(shapes))[0])
    return {(focus.value.removeprefix(EX), value.value.removeprefix(EX)) for _, focus, value in rows}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("target", "who"), [(":Person", {"ada"}), (":Dog", {"rex"}), (":Person , :Dog", {"ada", "rex"})]
)
def test_only_focus_nodes_of_the_shape_are_held_to_it(target: str, who: set[str]) -> None:
    """Members of a class below the target are; others that match the query are not."""
    shapes = f":shape a sh:NodeShape ; sh:targetClass {target} ; sh:property :older .{OLDER}"
    assert {focus for focus, _ in found(shapes)} == who
    report = shacl.Shapes.from_text(HEAD + shapes).validate_turtle(HEAD + DATA)
    assert {result.focus_node.strip("<>").removeprefix(EX) for result in report.results} == who


@pytest.mark.parametrize(
    "shapes",
    [
        ":shape a sh:NodeShape ; sh:targetNode :ada ; sh:property :older .",
        ":shape a sh:NodeShape ; sh:targetClass :Person ; sh:targetSubjectsOf :childOf ; sh:property :older .",
        ":shape a sh:NodeShape ; sh:targetClass :Person ; sh:property :older . :other sh:node :older .",
        ":shape a sh:NodeShape ; sh:targetClass :Person ; sh:property :older . :other sh:property [ sh:path :p ; sh:node :shape ] .",
        ":shape a sh:NodeShape ; sh:targetClass :Person ; sh:property [ sh:path :p ; sh:property :older ] .",
        ":shape a sh:NodeShape ; sh:deactivated true ; sh:targetClass :Person ; sh:property :older .",
        ":shape a sh:NodeShape ; sh:targetClass :Person ; sh:property :older . :older sh:deactivated true .",
        "",
    ],
)
def test_what_is_reached_in_another_way_is_left_to_the_engine(shapes: str) -> None:
    """A shape that looks at more than the members of classes stays as it is."""
    triples = parse(shapes + OLDER)
    at_once, left = part(triples)
    assert at_once == [] and left == triples


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"a child is younger"', '"a child is younger than {?value}"'),
        ("sh:prefixes :", 'sh:message "too old" ; sh:prefixes :'),
        ("$this :childOf ?value", "$this $PATH ?value"),
    ],
)
def test_what_is_told_in_another_way_is_left_to_the_engine(said: str, instead: str) -> None:
    """A message with a variable in it, one of the constraint's own, and a query that stands for any path."""
    shapes = ":shape a sh:NodeShape ; sh:targetClass :Person ; sh:property :older ." + OLDER
    assert said in shapes and part(parse(shapes))[0]
    assert part(parse(shapes.replace(said, instead)))[0] == []


@pytest.mark.parametrize(("target", "left"), [("sh:targetClass :Dog", False), ("sh:targetNode :rex", True)])
def test_shapes_that_share_a_constraint_are_both_held_to_it(target: str, left: bool) -> None:
    """Asked at once for each of them, or left to the engine for both."""
    constraint = OLDER.partition("sh:sparql [")[2].rpartition("]")[0]
    shapes = f":asked {constraint}.\n" + "".join(
        f":{name} a sh:NodeShape ; {aim} ; sh:property :p-{name} .\n"
        f':p-{name} a sh:PropertyShape ; sh:path :childOf ; sh:message "a child is younger" ; sh:sparql :asked .\n'
        for name, aim in (("one", "sh:targetClass :Person"), ("two", target))
    )
    assert found(shapes) == (set() if left else {("ada", "bea"), ("rex", "pup")})
    report = shacl.Shapes.from_text(HEAD + shapes).validate_turtle(HEAD + DATA)
    assert {result.focus_node.strip("<>").removeprefix(EX) for result in report.results} == {"ada", "rex"}
    triples = parse(shapes)
    assert (part(triples)[1] == triples) is left


def test_a_query_that_selects_something_else_is_left_to_the_engine() -> None:
    """Where the focus node is not what is asked for, binding it beforehand may mean something else."""
    shapes = ":shape a sh:NodeShape ; sh:targetClass :Person ; sh:property :older ." + OLDER
    assert part(parse(shapes.replace("SELECT $this ?value", "SELECT ?value $this")))[0] == []
    at_once, left = part(parse(shapes))
    assert [each.shape for each in at_once] == [EX + "older"]
    assert not any("sparql" in t.predicate.value or "select" in t.predicate.value for t in left)

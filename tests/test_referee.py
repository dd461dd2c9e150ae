"""The referee of validation sees what only one engine reports."""

from __future__ import annotations

from referee import FIXTURES, damaged, judge, ontology, written

from biopic.ontology import parse_turtle
from biopic.places import ontology_files
from biopic.validate import Violation, validate_text


def test_difference_is_found() -> None:
    """A result that an engine keeps to itself, and one that it makes up."""
    data = ontology() + (FIXTURES / "place" / "Place-withinCircle-violates.ttl").read_text(encoding="utf-8")
    verdict = judge("as it is", data)
    assert verdict.same and verdict.equal > 0
    assert len(judge("silent", data, lambda text: []).only_referee) == verdict.equal
    made_up = Violation("urn:x", "urn:shape", "", "no such thing")
    assert judge("made up", data, lambda text: [*validate_text(text), made_up]).only_fast == (made_up,)


def test_damage_is_the_same_each_time() -> None:
    """And changes something."""
    triples = [triple for path in ontology_files() for triple in parse_turtle(path)]
    assert written(damaged(triples, 1)) == written(damaged(triples, 1)) != written(triples)

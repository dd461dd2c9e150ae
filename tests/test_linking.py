"""Linking's own rules: what counts for and against a candidate, what is clear, and how decisions are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from biopic.errors import DossierError
from biopic.linking.candidate import Candidate, Tie
from biopic.linking.decisions import Decisions, added
from biopic.linking.known import Known
from biopic.linking.manifest import read_manifest
from biopic.linking.scoring import Around, clear, rank, score
from biopic.load import load_dossier
from biopic.marked import parse_yaml
from biopic.ontology import load_vocabulary

WD = "http://www.wikidata.org/entity/"
ADA = Known("ada-moss", "person", ("Ada Moss",), {"born": ("1901-03-05",), "related": ("lamp",), "active": ("1931",)})
LAMP = Known("lamp", "film", ("Lamp",), {"year": ("1958",)})
AROUND = Around({"ada-moss": ADA, "lamp": LAMP})


def entity(number: int, label: str, kind: str = "person", **more: object) -> Candidate:
    return Candidate(f"{WD}Q{number}", (label,), kinds=frozenset({kind}), types=(kind,), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("candidate", "says"),
    [
        (entity(1, "Ada Moss", "film"), "is another kind of thing"),
        (entity(1, "Ada Moss", "character"), "is a character, not a person"),
        (entity(1, "Ada Moss", facts={"born": ("1950-01-01",)}), "born 1950-01-01, ours is 1901-03-05"),
        (entity(1, "Ada Moss", facts={"died": ("1920",)}), "died 1920, and at work in 1931"),
        (entity(1, "Ruth Hall"), "another name: Ruth Hall"),
    ],
)
def test_hard_fact_holds_the_score_down(candidate: Candidate, says: str) -> None:
    """Whatever speaks for it."""
    tied = Candidate(**{**candidate.__dict__, "ties": (Tie("cast member of", "Lamp"), Tie("main subject of", "Lamp"))})
    found = score(ADA, tied, AROUND)
    assert found.refused and found.score <= 0.3
    assert any(line.startswith("against: ") and says in line for line in found.evidence)
    assert clear([found], 0.0) is None


def test_agreements_add_up_and_never_reach_more_than_one() -> None:
    """Each takes away a part of what is left."""
    bare = score(ADA, entity(1, "Ada Moss"), AROUND).score
    born = score(ADA, entity(1, "Ada Moss", facts={"born": ("1901-03-05",)}), AROUND).score
    both = score(
        ADA, entity(1, "Ada Moss", facts={"born": ("1901",)}, ties=(Tie("director of", "Lamp"),)), AROUND
    ).score
    assert bare < 0.7 < born < 1.0 and bare < both < 1.0


def test_film_is_told_by_its_year() -> None:
    """Equal, a year beside, or another."""
    scores = [
        score(LAMP, entity(1, "Lamp", "film", facts={"year": (year,)}), AROUND).score
        for year in ("1958-03-01", "1959", "1994")
    ]
    assert scores[0] > 0.8 > scores[1] > 0.6 > 0.3 > scores[2]


def test_identifier_decides() -> None:
    """For, and against."""
    thing = Known("lamp", "film", ("Lamp",), {"identifier": ("tt1",)})
    assert score(thing, entity(1, "The Lamp", "film", facts={"identifier": ("tt1",)}), AROUND).score > 0.9
    assert score(thing, entity(1, "Lamp", "film", facts={"identifier": ("tt2",)}), AROUND).refused


def test_tie_to_what_was_decided_to_be_another_says_nothing() -> None:
    """The film of that name is not our film."""
    candidate = entity(1, "Ada Moss", ties=(Tie("cast member of", "Lamp", f"{WD}Q9"),))
    for around in (Around(AROUND.things, {"lamp": f"{WD}Q8"}), Around(AROUND.things, {}, {"lamp": frozenset({f"{WD}Q9"})})):  # fmt: skip
        assert score(ADA, candidate, around).score == score(ADA, entity(1, "Ada Moss"), around).score
    assert score(ADA, candidate, Around(AROUND.things, {"lamp": f"{WD}Q9"})).score > 0.8


def test_two_alike_are_not_clear() -> None:
    """A lead over the next is needed; a contradicted one does not count as the next."""
    twins = rank(ADA, [entity(1, "Ada Moss"), entity(2, "Ada Moss")], AROUND)
    assert clear(twins, 0.5) is None
    one = rank(ADA, [entity(1, "Ada Moss"), entity(2, "Ada Moss", "character")], AROUND)
    assert clear(one, 0.5) is one[0]


@pytest.mark.parametrize(
    "old",
    [
        "",
        "# only a remark\n",
        "ada-moss:\n  - {entity: Q1, decision: different, by: a, on: 2026-01-01, evidence: [x]}",
        "other: # so\n- entity: Q1\n  decision: different\n  by: a\n  on: 2026-01-01\n  evidence:\n  - x\n\n# end\n",
        "ada-moss:\n- entity: Q1\n  evidence:\n  - x\n  - y\n# of the next\nother:\n  - {decision: no match}\n",
    ],
)
def test_decision_is_added_and_nothing_else_changes(old: str) -> None:
    """Whatever the file looks like; remarks stay."""
    new = added(old, "ada-moss", ["{entity: Q7, decision: same}"], Path("links.yaml"))
    assert [row for row in new.splitlines() if row in old.splitlines()] == old.splitlines()
    entries = parse_yaml(new)["ada-moss"]  # type: ignore[call-overload]
    assert entries[-1] == {"entity": "Q7", "decision": "same"}
    assert len(entries) == (2 if "ada-moss" in old else 1)


@pytest.mark.parametrize("old", ["- a list\n", "{ada-moss: [{entity: Q1}]}\n", "ada-moss: text\n", "ada-moss: []\n"])
def test_file_of_another_form_is_left_as_it_is(old: str) -> None:
    """One line says so."""
    with pytest.raises(DossierError, match=r"links\.yaml: no decision can be added"):
        added(old, "ada-moss", ["{entity: Q7, decision: same}"], Path("links.yaml"))


def test_one_entity_is_never_two_things(keeper: Callable[..., Path]) -> None:
    """Neither a character nor the person behind it gets what the other has; the file stays as it was."""
    dossier = load_dossier(keeper(), load_vocabulary())
    decisions = Decisions(dossier, "me", "2026-01-01")
    decisions.same("ada-moss", score(ADA, entity(1, "Ada Moss"), AROUND))
    before = decisions.path.read_bytes()
    with pytest.raises(DossierError, match="Q1 is the same as lamp/ada and as ada-moss"):
        decisions.same("lamp/ada", score(ADA, entity(1, "Ada Moss"), AROUND))
    assert decisions.path.read_bytes() == before
    assert [link.thing for link in load_dossier(dossier.folder, load_vocabulary()).links] == ["ada-moss"]


def test_evidence_from_a_service_breaks_no_file(keeper: Callable[..., Path]) -> None:
    """Names are not to be trusted."""
    dossier = load_dossier(keeper(), load_vocabulary())
    odd = entity(1, "Ada Moss", ties=(Tie("cast member of", "Lamp"),))
    odd = Candidate(**{**odd.__dict__, "labels": ('Ada Moss"], x: {y', "Ada\nMoss: - #")})
    Decisions(dossier, "me: [", "2026-01-01").same("ada-moss", score(ADA, odd, AROUND))
    (link,) = load_dossier(dossier.folder, load_vocabulary()).links
    assert link.entity == f"{WD}Q1" and link.by == "me: ["


@pytest.mark.parametrize(
    ("manifest", "id", "iri"),
    [
        ({"name": "a", "versions": ["0.2"], "identifierSpace": WD}, "Q5", f"{WD}Q5"),
        ({"name": "a", "versions": ["1.0-draft"], "view": {"url": "https://www.wikidata.org/wiki/{id}"}}, "Q5", f"{WD}Q5"),
        ({"name": "a", "identifierSpace": "https://d-nb.info/gnd/"}, "11", "https://d-nb.info/gnd/11"),
        ({"name": "a", "view": {"url": "https://example.org/{{id}}"}}, "7", "https://example.org/7"),
        ({"name": "a", "versions": ["0.2"], "identifierSpace": WD}, "Q5> <x", None),
        ({"name": "a", "versions": ["0.2"]}, "x", None),
    ],
)  # fmt: skip
def test_ids_of_a_service_become_entities(manifest: dict[str, object], id: str, iri: str | None) -> None:
    """Or nothing, where they are no part of an IRI."""
    assert read_manifest(manifest).entity(id) == iri


@pytest.mark.parametrize("manifest", [[], {}, {"name": 3}, {"name": "a", "versions": "0.2"}, {"name": "a", "versions": [2]}])  # fmt: skip
def test_what_is_no_manifest_is_refused(manifest: object) -> None:
    """By its form."""
    with pytest.raises(ValueError, match="no manifest"):
        read_manifest(manifest)


OPEN = """# mine
lamp: # the film
  # perhaps
  - {entity: Q1, decision: undecided, by: me, on: 2026-01-01, evidence: [a]}
  - {entity: Q2, decision: different, by: me, on: 2026-01-01, evidence: [b]} # surely
  - entity: Q3
    decision: undecided
    by: me
    on: 2026-01-01
    evidence: [c]

# the rest
ada-moss: [{entity: Q4, decision: different, by: me, on: 2026-01-01, evidence: [d]}, {decision: no match, by: me, on: 2026-01-01, evidence: [e]}]
lamp/ada: [{decision: no match, by: me, on: 2026-01-01, evidence: [f]}]
"""


def test_what_was_left_open_gives_way_and_the_rest_stays(keeper: Callable[..., Path]) -> None:
    """Remarks and all; what is not on lines of its own is refused, and the file left as it was."""
    folder = keeper()
    (folder / "links.yaml").write_text(OPEN)
    dossier = load_dossier(folder, load_vocabulary())
    decisions = Decisions(dossier, "you", "2026-02-02")
    decisions.different("lamp", score(LAMP, entity(3, "Lamp", "film"), AROUND))
    found = {
        link.entity: link.decision for link in load_dossier(folder, load_vocabulary()).links if link.thing == "lamp"
    }
    assert found == {f"{WD}Q1": "undecided", f"{WD}Q2": "different", f"{WD}Q3": "different"}
    decisions.same("lamp", score(LAMP, entity(1, "Lamp", "film"), AROUND))
    text = decisions.path.read_text()
    found = {
        link.entity: link.decision for link in load_dossier(folder, load_vocabulary()).links if link.thing == "lamp"
    }
    assert found == {f"{WD}Q1": "same", f"{WD}Q2": "different", f"{WD}Q3": "different"}
    assert all(remark in text for remark in ("# mine", "# the film", "# perhaps", "# surely", "# the rest"))
    with pytest.raises(
        DossierError, match=r"links\.yaml.*cannot be replaced; write each decision on a line of its own"
    ):
        decisions.no_match("ada-moss", ["nowhere"])
    assert decisions.path.read_text() == text
    decisions.no_match("lamp/ada", ["nowhere"])
    assert [link.on for link in load_dossier(folder, load_vocabulary()).links if link.thing == "lamp/ada"] == [
        "2026-02-02"
    ]

"""Links: an editor's decision on a thing and an entity of another graph, or a complaint; in the graph it is a node and what follows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from biopic import terms
from biopic.build import Built, assemble, load_graph
from biopic.dataset import graph_name
from biopic.errors import DossierError
from biopic.export import FORMATS, export
from biopic.links import DECISIONS, WIKIDATA, entity_iri, written
from biopic.load import load_dossier
from biopic.ontology import OWL, SKOS, load_vocabulary
from biopic.store import Opened
from biopic.validate import validate

GOOD = "entity: Q9000000001, decision: same, by: An editor, on: 2026-02-03, evidence: [label Ada Moss, born in 1890]"
NONE = "decision: no match, by: An editor, on: 2026-02-03, evidence: a list of ships"

Keeper = Callable[..., Path]


def listed(decisions: dict[str, list[str]]) -> str:
    """Return decisions as a file has them: a line for the thing, and one for each."""
    return "".join(f"{thing}:\n" + "".join(f"  - {{{each}}}\n" for each in said) for thing, said in decisions.items())


def complaint(folder: Path) -> str:
    """Return the complaint about the links of a dossier, without the path of its folder."""
    with pytest.raises(DossierError) as caught:
        load_dossier(folder, load_vocabulary())
    return str(caught.value).removeprefix(f"{folder}/")


# What is refused


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("entity: Q9000000001, ", "", "entity is missing; add entity:"),
        ("Q9000000001", "q42", "q42 is no entity: it is neither an id nor an IRI"),
        ("Q9000000001", "Q042", "Q042 is no entity: it is neither an id nor an IRI"),
        ("Q9000000001", "P31", "P31 is no entity: it is neither an id nor an IRI"),
        ("Q9000000001", "Q42٣", "Q42٣ is no entity: it is neither an id nor an IRI"),
        ("Q9000000001", "urn:isbn:0140449132", "urn:isbn:0140449132 is no entity"),
        ("Q9000000001", "http://", "http:// is no entity"),
        ("Q9000000001", "'http://example.org/a b'", "http://example.org/a b is no entity"),
        ("Q9000000001", "'http://example.org/a>b'", "http://example.org/a>b is no entity"),
        (
            "Q9000000001",
            "https://www.wikidata.org/wiki/Q42",
            "https://www.wikidata.org/wiki/Q42 is no entity: Wikidata",
        ),
        ("Q9000000001", "https://www.wikidata.org/entity/Q42", "https://www.wikidata.org/entity/Q42 is no entity"),
        ("Q9000000001", "http://www.wikidata.org/entity/Q42x", "http://www.wikidata.org/entity/Q42x is no entity"),
        ("Q9000000001", "[Q42]", "entity is no plain text"),
        (
            "decision: same",
            "decision: noMatch",
            "noMatch is no decision; use one of: same, different, undecided, no match",
        ),
        ("decision: same", "decision: no match", "no match names no entity; remove the entity"),
        ("decision: same, ", "", "decision is missing; add decision:"),
        ("by: An editor, ", "", "by is missing; add by:"),
        ("by: An editor", "by: ''", "by is no plain text"),
        ("on: 2026-02-03", "on: 2026-02-30", "2026-02-30 is no day; write YYYY-MM-DD"),
        ("on: 2026-02-03", "on: 3 May 2026", "3 May 2026 is no day; write YYYY-MM-DD"),
        (", evidence: [label Ada Moss, born in 1890]", "", "evidence is missing; add evidence:"),
        ("[label Ada Moss, born in 1890]", "[]", "evidence is empty; say why, or where was looked"),
        ("[label Ada Moss, born in 1890]", "['']", "evidence is no plain text"),
        ("by: An editor", "bye: An editor", "unknown key bye; use one of: entity, decision"),
    ],
)
def test_wrong_link_is_refused_where_it_is_wrong(right: str, wrong: str, says: str, keeper: Keeper) -> None:
    """One complaint, with the file and the line."""
    assert right in GOOD
    folder = keeper(links="# links\n" + listed({"ada-moss": [GOOD.replace(right, wrong)]}))
    assert complaint(folder).startswith(f"links.yaml:3: {says}")


@pytest.mark.parametrize(
    ("links", "says"),
    [
        (listed({"ada-mos": [GOOD]}), "links.yaml:1: ada-mos is not declared; did you mean ada-moss"),
        (f"ada-moss: {{{GOOD}}}\n", "links.yaml:1: expected a list here"),
        ("ada-moss: [same]\n", "links.yaml:1: expected a map here"),
        (f"- {{{GOOD}}}\n", "links.yaml:1: expected a map here"),
        (
            listed({"ada-moss": [GOOD, GOOD.replace("001", "002")]}),
            "links.yaml:3: ada-moss is the same as Q9000000002 and as Q9000000001, first at lamp/links.yaml:2",
        ),
        (
            listed({"ada-moss": [GOOD], "lamp/ada": [GOOD]}),
            "links.yaml:4: Q9000000001 is the same as lamp/ada and as ada-moss, first at lamp/links.yaml:2; one entity is one thing",
        ),
        (
            listed({"ada-moss": [GOOD, GOOD.replace("same", "undecided")]}),
            "links.yaml:3: ada-moss and Q9000000001 are decided twice, first at lamp/links.yaml:2; keep one of the two",
        ),
        (
            listed({"ada-moss": [GOOD, GOOD.replace("Q9", f"{WIKIDATA}Q9").replace("same", "different")]}),
            "links.yaml:3: ada-moss and Q9000000001 are decided twice",
        ),
        (
            listed({"ada-moss": [NONE, NONE]}),
            "links.yaml:3: no match for ada-moss is decided twice, first at lamp/links.yaml:2",
        ),
    ],
)
def test_links_that_clash_are_refused(links: str, says: str, keeper: Keeper) -> None:
    """The second of the two is named, with the place of the first."""
    assert complaint(keeper(links=links)).startswith(says)


def test_every_complaint_is_gathered_where_all_are_wanted(keeper: Keeper) -> None:
    """One a decision, in the order of the file."""
    links = listed({"ada-moss": [GOOD.replace("same", "sme"), GOOD.replace("Q9", "X9")], "nobody": []})
    found = load_dossier(keeper(links=links), load_vocabulary(), lenient=True).complaints
    assert [each.line for each in found] == [2, 3, 4]


def test_links_of_two_dossiers_may_not_clash_either(keeper: Keeper, tmp_path: Path) -> None:
    """A person who is in both is one thing; two things are never one entity."""
    folder = keeper(links=listed({"ada-moss": [GOOD]}))
    other = tmp_path / "graph" / "buoy"
    (other / "things").mkdir(parents=True)
    (other / "dossier.yaml").write_text("film: buoy\ntitle: Buoy\ndocuments: {}\n")
    things = "buoy: {class: Film, label: Buoy}\nada-moss: {class: Person, label: Ada Moss}\ntom: {class: Person, label: Tom}\n"
    (other / "things" / "all.yaml").write_text(things)
    (other / "links.yaml").write_text(listed({"ada-moss": [GOOD]}))
    assert len(assemble(load_graph(folder.parent)).dossiers) == 2
    (other / "links.yaml").write_text(listed({"tom": [GOOD]}))
    with pytest.raises(DossierError, match="Q9000000001 is the same as ada-moss and as tom, first at buoy"):
        load_graph(folder.parent)


# What is read


def test_dossier_without_links_has_none(keeper: Keeper) -> None:
    """The file may be absent or empty of decisions."""
    assert load_dossier(keeper(), load_vocabulary()).links == []
    assert load_dossier(keeper(links="ada-moss: []\n"), load_vocabulary()).links == []


def test_links_are_read_in_the_order_of_the_file(keeper: Keeper) -> None:
    """With who decided when, why, and where it stands; evidence may be one text."""
    folder = keeper(links=listed({"lamp/ada": [NONE], "ada-moss": [GOOD]}))
    first, second = load_dossier(folder, load_vocabulary()).links
    assert (first.thing, first.entity, first.decision) == ("lamp/ada", "", "noMatch")
    assert first.evidence == ("a list of ships",)
    assert (second.entity, second.decision) == (f"{WIKIDATA}Q9000000001", "same")
    assert (second.by, second.on, second.line) == ("An editor", "2026-02-03", 4)
    assert second.evidence == ("label Ada Moss", "born in 1890")


def test_no_match_on_two_days_stays_on_record(keeper: Keeper) -> None:
    """Somebody looked twice, and found it the third time."""
    later = NONE.replace("2026-02-03", "2026-05-06")
    folder = keeper(links=listed({"ada-moss": [NONE, later, GOOD]}))
    assert [link.decision for link in load_dossier(folder, load_vocabulary()).links] == ["noMatch", "noMatch", "same"]


@pytest.mark.parametrize("text", ["Q42", "https://d-nb.info/gnd/119033364", "http://dbpedia.org/resource/São_Paulo"])
def test_entity_is_written_as_it_was_read(text: str) -> None:
    """There and back."""
    assert written(entity_iri(text)) == text


def test_decisions_are_those_of_the_ontology() -> None:
    """Each word of a file becomes an individual, and there is no other."""
    known = {name for name, classes in load_vocabulary().individuals.items() if "Decision" in classes}
    assert set(DECISIONS.values()) == known


# What is in the graph


@pytest.fixture
def linked(keeper: Keeper) -> Built:
    """Return a graph with a decision of every sort."""
    decisions = {
        "ada-moss": [GOOD, GOOD.replace("001", "002").replace("same", "different")],
        "lamp/ada": [NONE],
        "north-rock": [GOOD.replace("001", "003").replace("same", "undecided")],
        "alone": [GOOD.replace("001", "004")],
    }
    return assemble(load_graph(keeper(links=listed(decisions)).parent))


def test_same_and_undecided_become_triples_and_the_rest_none(linked: Built) -> None:
    """An individual is the same as an entity, a concept matches one, and what is undecided comes near."""
    found = {
        (quad.subject.value.removeprefix(linked.base), quad.predicate.value, quad.object.value.removeprefix(WIKIDATA))  # type: ignore[union-attr]
        for quad in linked.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(WIKIDATA)
        if quad.predicate != terms.toEntity
    }
    assert found == {
        ("id/ada-moss", f"{OWL}sameAs", "Q9000000001"),
        ("id/north-rock", f"{SKOS}closeMatch", "Q9000000003"),
        ("id/alone", f"{SKOS}exactMatch", "Q9000000004"),
    }


def test_links_stand_in_the_whole_and_in_a_graph_of_their_own(linked: Built) -> None:
    """Five nodes, with all that is known of them, in both."""
    quads = list(linked.store.quads_for_pattern(None, None, None, graph_name("links")))
    assert len({quad.subject for quad in quads if quad.object == terms.Link}) == 5
    assert all(ox.Quad(quad.subject, quad.predicate, quad.object) in linked.store for quad in quads)
    assert {quad.object.value for quad in quads if quad.predicate == terms.evidence} == {
        "label Ada Moss; born in 1890", "a list of ships",
    }  # fmt: skip


def test_graph_with_links_conforms(linked: Built) -> None:
    """Shapes and hygiene find nothing new in it."""
    assert [each for each in validate(linked.store) if "ink" in each.shape] == []


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_carries_the_links(linked: Built, form: str) -> None:
    """The graph's formats have decision and match; the view for search engines has what is the same."""
    text = export(Opened(linked.store, linked.base, {}), form)
    assert "Q9000000001" in text
    assert "sameAs" in text
    if form != "schema":
        assert all(f"Q900000000{n}" in text for n in (2, 3, 4))
        assert "noMatch" in text


def test_quads_keep_the_links_apart(linked: Built) -> None:
    """Nothing about a decision stands in another graph."""
    text = export(Opened(linked.store, linked.base, {}), "nquads")
    about = [line for line in text.splitlines() if "Q900000000" in line or "/link/" in line]
    assert about
    assert all(line.endswith(f"{graph_name('links')} .") for line in about)


def test_deleting_the_links_leaves_every_assertion_and_outcome_as_it_was(linked: Built) -> None:
    """They are the editor's word and no document's."""
    (dossier,) = linked.dossiers
    (dossier.folder / "links.yaml").unlink()
    bare = assemble(load_graph(dossier.folder.parent))
    assert bare.dossiers[0].assertions == dossier.assertions
    assert bare.outcomes() == linked.outcomes()


# What ships


def test_shipped_links_cover_every_thing_that_could_have_an_item(shipped: Built) -> None:
    """Each is decided on: the same, or honestly not."""
    vocabulary = load_vocabulary()
    kinds = {"Film", "Person", "Group", "Character", "Place", "Prize", "Condition", "Theme"}
    for dossier in shipped.dossiers:
        decided = {link.thing for link in dossier.links}
        above = {thing.name: vocabulary.ancestors(thing.kind) for thing in dossier.things.values()}
        missing = {name for name, up in above.items() if up & kinds and "Setting" not in up} - decided
        assert missing == set(), f"{dossier.folder / 'links.yaml'}: decide on these"


def test_no_shipped_character_is_an_item(shipped: Built) -> None:
    """And the items of the people behind them are refused for them."""
    for dossier in shipped.dossiers:
        same = {link.entity for link in dossier.links if link.decision == "same"}
        characters = [link for link in dossier.links if link.thing.startswith(f"{dossier.name}/")]
        assert characters
        assert not [link for link in characters if link.decision == "same"]
        assert {link.entity for link in characters if link.decision == "different"} & same


def test_shipped_same_names_its_grade(shipped: Built) -> None:
    """What nobody confirmed is the same as nothing."""
    for dossier in shipped.dossiers:
        for link in dossier.links:
            graded = re.fullmatch("grade [AB]", link.evidence[0]) is not None
            assert graded == (link.decision == "same"), f"{link.file}:{link.line}"
            assert not [text for text in link.evidence if "/" in text or "shared" in text], f"{link.file}:{link.line}"

"""Dossiers as quads: names that stay, one plain triple for each statement that earns one, and the same quads every time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from biopic import terms
from biopic.build import assemble, load_graph
from biopic.dataset import BASE, Writer, graph_name
from biopic.load import load_dossier
from biopic.ontology import BIOPIC, RDF, load_vocabulary

Keeper = Callable[..., Path]
SAYS = "- {at: 4-8, gist: g, %s}\n"


def node(local: str, base: str = BASE) -> ox.NamedNode:
    """Return what stands behind the base."""
    return ox.NamedNode(base + local)


def quads(folder: Path, base: str = BASE) -> set[ox.Quad]:
    """Return the quads of a dossier's folder."""
    return set(Writer(base).quads([load_dossier(folder, load_vocabulary())]))


def names(folder: Path) -> dict[tuple[str, str, str], str]:
    """Return the local name of each assertion by what it says."""
    found = load_dossier(folder, load_vocabulary()).assertions
    return {(a.subject, a.predicate, a.value.local): a.local for a in found}


def test_name_of_an_assertion_depends_on_what_is_said_by_whom_in_which_document(keeper: Keeper) -> None:
    """Not on where it stands, on its gist, or on what else is in the file; but on a denial and on the speaker."""
    base = names(keeper())
    key = ("death-of-ada-moss", "time", "time/1950")
    moved = keeper(assertions=SAYS % "says: {death-of-ada-moss: {time: 1950}}")
    assert names(moved) == {key: base[key]}
    for other in ("denies: {death-of-ada-moss: {time: 1950}}", "by: ada-moss, says: {death-of-ada-moss: {time: 1950}}"):
        assert names(keeper(assertions=SAYS % other))[key] != base[key]


def test_same_statement_at_two_passages_is_one_assertion(keeper: Keeper) -> None:
    """It has both passages, and it stands although one entry is withdrawn."""
    taken_back = SAYS % "says: {death-of-ada-moss: {time: 1950}}, withdrawn: {on: 2021-01-01, by: E, reason: r}"
    found = quads(keeper(and_assertions=taken_back))
    one = next(q.subject for q in found if q.predicate.value == RDF + "object" and q.object == node("time/1950"))
    assert {q.object for q in found if q.subject == one and q.predicate == terms.statedAt} == {
        node("passage/lamp/page/4-8"), node("passage/lamp/page/45-81"),
    }  # fmt: skip
    assert ox.Quad(one, ox.NamedNode(RDF + "type"), terms.Assertion) in found


@pytest.mark.parametrize(
    ("entry", "plain"),
    [
        ("says: {ada-moss: {name: Ada M.}}", True),
        ("by: ada-moss, says: {ada-moss: {name: Ada M.}}", True),
        ("by: [ines-carr, ada-moss], says: {ada-moss: {name: Ada M.}}", False),
        ("denies: {ada-moss: {name: Ada M.}}", False),
        ("says: {ada-moss: {name: Ada M.}}, withdrawn: {on: 2021-01-01, by: E, reason: r}", False),
    ],
)
def test_plain_triple_stands_for_what_one_named_voice_affirms(entry: str, plain: bool, keeper: Keeper) -> None:
    """Hearsay, denials and what was withdrawn have none, in no graph."""
    found = quads(keeper(and_assertions=SAYS % entry))
    triple = (node("id/ada-moss"), terms.name, ox.Literal("Ada M."))
    graphs = {q.graph_name for q in found if (q.subject, q.predicate, q.object) == triple}
    assert graphs == ({ox.DefaultGraph(), node("document/lamp/page")} if plain else set())


def test_nobody_types_a_world(keeper: Keeper) -> None:
    """The predicate settles it, else the subject's class."""
    said = load_dossier(keeper(), load_vocabulary()).assertions
    worlds = {(a.subject, a.predicate): a.world for a in said}
    assert worlds[("lamp/last-watch", "time")] == "story"
    assert worlds[("death-of-ada-moss", "time")] == "life"
    assert worlds[("ines-carr", "portrays")] == "production"


def test_reordered_dossier_gives_the_same_quads(keeper: Keeper) -> None:
    """Neither the order of entries nor of things matters."""
    folder = keeper()
    before = quads(folder)
    path = folder / "assertions" / "page.yaml"
    path.write_text("- quote" + "- quote".join(reversed(path.read_text().split("- quote")[1:])))
    things = folder / "things" / "all.yaml"
    things.write_text("".join(reversed(things.read_text().splitlines(keepends=True))))
    assert quads(folder) == before


def test_another_base_changes_the_names_in_front_only(keeper: Keeper) -> None:
    """Local names, hashes included, are the same under every base."""
    folder, other = keeper(), "https://example.org/films/"
    moved = {str(quad).replace(other, BASE) for quad in quads(folder, other)}
    assert moved == {str(quad) for quad in quads(folder)}


def test_text_of_any_characters_survives_the_way_into_the_store(keeper: Keeper) -> None:
    """Quotation marks, backslashes, line ends and other scripts are the same behind it."""
    odd = "a\"b'c\\d\n\te\r\u2028😀\u0085\x7f"
    escaped = odd.encode("unicode_escape").decode().replace('"', '\\"')
    folder = keeper(and_assertions=f'- {{at: 4-8, gist: "{escaped}", none: r}}\n')
    gists = {q.object.value for q in quads(folder) if q.predicate == terms.gist}  # type: ignore[union-attr]
    assert odd in gists
    store = ox.Store()
    store.load("".join(f"{q} .\n" for q in quads(folder)).encode(), format=ox.RdfFormat.N_QUADS)
    assert ox.Literal(odd) in {q.object for q in store.quads_for_pattern(None, terms.gist, None)}


def test_graph_of_a_document_holds_copies_of_plain_triples_only(mask: object) -> None:
    """Each triple of a document's graph stands in the whole, too; provenance is not doubled."""
    store: ox.Store = mask.store  # type: ignore[attr-defined]
    documents = [g for g in store.named_graphs() if "/document/" in g.value]
    assert documents
    for graph in documents:
        for quad in store.quads_for_pattern(None, None, None, graph):
            assert ox.Quad(quad.subject, quad.predicate, quad.object) in store
            assert quad.predicate.value.startswith(BIOPIC)
            assert quad.predicate not in (terms.statedAt, terms.speaker, terms.statedIn)
    assert graph_name("claims") in set(store.named_graphs())


def test_two_dossiers_share_a_thing_only_where_they_agree_on_it(keeper: Keeper) -> None:
    """The complaint names the thing and the other dossier."""
    folder = keeper()
    second = folder.parent / "lantern"
    (second / "things").mkdir(parents=True)
    (second / "dossier.yaml").write_text("film: lantern\ntitle: Lantern\n")
    things = "lantern: {class: Film, label: Lantern}\nada-moss: {class: Person, label: %s}\n"
    (second / "things" / "all.yaml").write_text(things % "Ada Moss")
    assert len(assemble(load_graph(folder.parent)).dossiers) == 2
    (second / "things" / "all.yaml").write_text(things % "Ada")
    with pytest.raises(Exception, match=r"all\.yaml:2: ada-moss has another class or label than in the dossier lamp"):
        load_graph(folder.parent)

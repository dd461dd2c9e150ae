"""Build: the whole line from a folder to a store, or one line that says what is wrong, with what was there before unchanged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from biopic.build import Built, assemble, build, check_base, documents_of, find_dossiers, load_graph
from biopic.errors import ConformanceError, DossierError, InputError
from biopic.ontology import RDF
from biopic.store import open_store, sorted_nquads, write_store

Keeper = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]
Refused = Callable[..., str]


def test_build_says_what_is_in_the_graph(keeper: Keeper, run: Run) -> None:
    """In three lines on standard error; data would go to standard output, and there is none."""
    folder = keeper()
    code, out, err = run("build", folder.parent, "--store", folder / "store")
    assert (code, out) == (0, "")
    first, second, third = err.splitlines()
    assert first == "Lamp: 8 assertions, 4 passages, 1 of 1 documents present"
    assert second.startswith("comparisons: ")
    assert third.startswith(f"store: {folder / 'store'} (")


def test_building_twice_gives_the_same_bytes(keeper: Keeper) -> None:
    """Dataset and digest."""
    folder = keeper()
    first, second = (sorted_nquads(build(folder.parent).store) for _ in range(2))
    assert first == second
    assert sorted_nquads(build(folder).store) == first, "a dossier builds as the folder around it does"


def test_both_engines_find_the_small_dossier_right_and_wrong(keeper: Keeper) -> None:
    """The referee and the fast one."""
    folder = keeper()
    right = sorted_nquads(build(folder, engine="fast").store)
    assert right == sorted_nquads(build(folder, engine="pyshacl").store)
    unused = keeper("nobody: {class: Person, label: Nobody}\n")
    for engine in ("fast", "pyshacl"):
        with pytest.raises(ConformanceError, match="things-not-used"):
            build(unused, engine=engine)


def test_graph_that_does_not_conform_is_one_line_and_exit_1(keeper: Keeper, run: Run) -> None:
    """It names the thing and how to mend it; no store is written, the old one stands."""
    folder = keeper("nobody: {class: Person, label: Nobody}\n")
    path, old = folder / "store", ox.Store()
    old.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c")))
    write_store(path, old, base="urn:x:", texts={})
    code, out, err = run("build", folder.parent, "--store", path)
    assert (code, out) == (1, "")
    assert err.startswith(f"biopic: {folder / 'things' / 'all.yaml'}:9: <https://w3id.org/biopic/id/nobody>")
    assert err.count("\n") == 1
    assert sorted_nquads(open_store(path).store) == sorted_nquads(old)
    code, out, err = run("validate", folder.parent)
    assert (code, err) == (1, "1 faults\n")
    assert out.startswith("<https://w3id.org/biopic/id/nobody>")


def test_fault_leaves_the_old_store(keeper: Keeper, refused: Refused, run: Run) -> None:
    """Whatever is wrong in the dossier, yesterday's graph still answers."""
    folder = keeper()
    path = folder.parent.parent / "store"
    assert run("build", folder.parent, "--store", path)[0] == 0
    before = sorted_nquads(open_store(path).store)
    files = sorted(each.name for each in path.iterdir())
    for wrong in ("- {quote: nowhere, gist: g, none: r}\n", "- {", "- {at: 0-999, gist: g, none: r}\n"):
        refused("build", keeper(and_assertions=wrong).parent, "--store", path)
    assert sorted_nquads(open_store(path).store) == before
    assert sorted(each.name for each in path.iterdir()) == files


@pytest.mark.parametrize("command", ["build", "validate", "anchor", "coverage"])
def test_folder_that_holds_no_dossier_is_one_line(command: str, tmp_path: Path, refused: Refused) -> None:
    """It is missing, it is a file, it is empty, or its dossier has no head."""
    (tmp_path / "file").write_text("film: lamp\n")
    (tmp_path / "empty").mkdir()
    assert refused(command, tmp_path / "away").startswith(f"{tmp_path / 'away'}: there is no such graph folder")
    assert refused(command, tmp_path / "file").startswith(f"{tmp_path / 'file'}: there is no such graph folder")
    assert refused(command, tmp_path / "empty").startswith(f"{tmp_path / 'empty'}: there is no dossier here")
    (tmp_path / "headless" / "dossier.yaml").mkdir(parents=True)
    line = refused(command, tmp_path / "headless")
    assert line.startswith(f"{tmp_path / 'headless' / 'dossier.yaml'}: cannot be read (Is a directory)")


def test_folder_of_documents_that_is_missing_is_one_line(keeper: Keeper, tmp_path: Path, refused: Refused) -> None:
    """A slip in --documents is told, not passed over as documents that are absent."""
    for command in ("build", "validate", "anchor", "coverage"):
        line = refused(command, keeper().parent, "--documents", tmp_path / "away")
        assert line == f"{tmp_path / 'away'}: there is no such folder of documents; check --documents"


def test_documents_are_looked_for_beside_the_checkout_where_none_are_named(tmp_path: Path) -> None:
    """In `shared/documents` next to it, and only in what the user names otherwise."""
    assert documents_of(tmp_path / "repository" / "graph")[1] == tmp_path.resolve() / "shared" / "documents"
    assert documents_of(tmp_path, [tmp_path]) == [tmp_path]


@pytest.mark.parametrize(
    "base", ["", "films", "example.org/", "https://example.org", "https://exa mple.org/", "ftp://e/", "https://e/<"]
)
def test_base_that_is_none_is_one_line(base: str, keeper: Keeper, refused: Refused) -> None:
    """An absolute IRI that ends in a slash or a hash."""
    with pytest.raises(InputError, match="the base is no IRI that ends in / or #"):
        check_base(base)
    folder = keeper()
    if base:
        assert "the base is no IRI" in refused("build", folder.parent, "--base", base, "--store", folder / "store")
        assert not (folder / "store").exists()


def test_store_remembers_its_base(keeper: Keeper, run: Run) -> None:
    """Questions are asked with the names under which the graph was built."""
    folder = keeper()
    run("build", folder.parent, "--base", "https://example.org/films/", "--store", folder / "store")
    code, out, _ = run("query", "-e", "SELECT ?x { ?x a biopic:Film }", "--format", "csv", "--store", folder / "store")
    assert (code, out) == (0, "x\nhttps://example.org/films/id/lamp\n")
    assert "Ines Carr" in run("ask", "who-plays-whom", "--film", "lamp", "--store", folder / "store")[1]


def test_texts_are_named_by_their_documents(keeper: Keeper) -> None:
    """The path of each text that was present."""
    built = build(keeper())
    assert built.texts == {
        "https://w3id.org/biopic/document/lamp/page": str(built.dossiers[0].folder.resolve() / "documents" / "page.txt")
    }


def test_outcomes_are_counted(shipped: Built) -> None:
    """One a comparison."""
    kinds = ox.NamedNode("https://w3id.org/biopic/ontology#Comparison")
    count = sum(1 for _ in shipped.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), kinds, ox.DefaultGraph()))
    assert sum(shipped.outcomes().values()) == count > 0


def test_dossier_of_nothing_but_a_film_is_read(lamp: Callable[..., Path]) -> None:
    """Empty files are empty, not faults."""
    dossiers = load_graph(lamp().parent)
    assert [d.name for d in dossiers] == ["lamp"]
    assert assemble(dossiers).outcomes() == {}


def test_dossiers_are_found_in_order(keeper: Keeper) -> None:
    """Other folders and files beside them are none."""
    folder = keeper()
    (folder.parent / "built").mkdir()
    (folder.parent / "README.md").write_text("about")
    assert find_dossiers(folder.parent) == [folder]
    assert find_dossiers(folder) == [folder]


def test_fault_in_one_dossier_of_two_names_its_file(keeper: Keeper) -> None:
    """And not the other's."""
    folder = keeper()
    second = folder.parent / "lantern"
    second.mkdir()
    (second / "dossier.yaml").write_text("film: lamp\ntitle: Lantern\n")
    with pytest.raises(DossierError, match=r"lantern/dossier\.yaml:1: film is lamp, the folder is lantern"):
        load_graph(folder.parent)

"""The head of a dossier: what is known of its documents, complete and inside its folder, or a complaint that says where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from biopic.errors import DossierError
from biopic.head import read_head
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary

ZEROS = "0" * 64
PAGE = f"file: page.txt, title: A page, kind: page, sha256: {ZEROS}, length: 211"

Keeper = Callable[..., Path]


def head(page: str = PAGE, top: str = "film: lamp\ntitle: Lamp\n") -> str:
    """Return a head whose one document is described by `page`."""
    return f"{top}documents:\n  page: {{{page}}}\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (head(top="film: lantern\ntitle: Lamp\n"), 1, "film is lantern, the folder is lamp"),
        (head(top="title: Lamp\n"), 1, "film is missing; add film:"),
        (head(top="film: lamp\n"), 1, "title is missing; add title:"),
        (head(top="film: [lamp]\ntitle: Lamp\n"), 1, "film is no plain text"),
        (head(top="film: lamp\ntitle: Lamp\nfilms: lamp\n"), 3, "unknown key films; use one of: film, title"),
        (head(top="film: lamp\ntitle: Lamp\nlicence: [MIT]\n"), 3, "licence is no plain text"),
        (head().replace("page: {", "A Page: {"), 4, "document name A Page is not in kebab-case"),
        (head(PAGE.replace("page.txt", "../page.txt")), 4, "file '../page.txt' leaves the folder"),
        (head(PAGE.replace("page.txt", "/etc/passwd")), 4, "file '/etc/passwd' leaves the folder"),
        (head(PAGE.replace("page.txt", "'a\\b'")), 4, "leaves the folder"),
        (head(PAGE.replace("page.txt", "..")), 4, "file '..' leaves the folder"),
        (head(f"{PAGE}, url: ftp://a.example/"), 4, "ftp://a.example/ is no address on the web"),
        (head(f"{PAGE}, url: 'https://a.example/ b'"), 4, "is no address on the web"),
        (head(f"{PAGE}, retrieved: 2026-05-03"), 4, "retrieved says when, and nothing says from where; add url:"),
        (head(f"{PAGE}, url: https://a.example/, retrieved: May"), 4, "May"),
        (head(f"{PAGE}, entity: q42"), 4, "q42 is no entity"),
        (head(f"{PAGE}, licence: all rights"), 4, "all rights is no licence; write an SPDX identifier"),
        (head(PAGE.replace("page.txt", "x" * 300)), 4, "the file's name is too long"),
        (head(PAGE.replace("page.txt", "'é'").replace("'é'", "é" * 200)), 4, "the file's name is too long"),
        (head(PAGE.replace(ZEROS, "0" * 63 + "G")), 4, "sha256 is not 64 hexadecimal digits"),
        (head(PAGE.replace("211", "many")), 4, "many is no number; write digits"),
        (head(PAGE.replace("211", "1" * 20)), 4, "is no number; write digits"),
        (head(PAGE + ", parts: [{at: 0-300}]"), 4, "passage 0-300 lies outside the document, which has 211"),
        (head(PAGE + ", parts: [{at: 9-3}]"), 4, "passage 9-3 lies outside"),
        (head(PAGE + ", parts: [{at: here}]"), 4, "here are no offsets; write start-end"),
        (head(PAGE + ", parts: [{at: 0-9, leftOut: }]"), 4, "leftOut is no plain text"),
        (head(PAGE + ", parts: {at: 0-9}"), 4, "expected a list here"),
        (head(PAGE + ", language: [en]"), 4, "language is no plain text"),
        (head(PAGE + ", derivedFrom: {a: b}"), 4, "derivedFrom is no plain text"),
        (head() + f"  other: {{{PAGE}}}\n", 4, "two documents have the file page.txt"),
        (head() + f"  page: {{{PAGE}}}\n", 5, "has the key page twice"),
    ],
)
def test_wrong_head_is_refused_where_it_is_wrong(text: str, line: int, says: str, keeper: Keeper) -> None:
    """One complaint, with the file and the line."""
    folder = keeper(head=text)
    with pytest.raises(DossierError) as caught:
        read_head(folder)
    assert str(caught.value).startswith(f"{folder / 'dossier.yaml'}:{line}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("author: zoe", "zoe is not declared"),
        ("publisher: north-rock", "north-rock is a Place and cannot speak; it goes with Agent"),
        ("parts: [{at: 0-9, author: zoe}]", "zoe is not declared"),
        ("derivedFrom: other", "document page is derived from other, which is not declared"),
        ("derivedFrom: page", "derivedFrom leads from page back to itself"),
    ],
)
def test_name_that_leads_nowhere_is_refused(page: str, says: str, keeper: Keeper) -> None:
    """Authors, publishers and sources are declared; a document does not rest on itself."""
    folder = keeper(head=head(f"{PAGE}, {page}"), assertions="[]\n")
    (folder / "documents" / "page.txt").unlink()
    with pytest.raises(DossierError, match=says):
        load_dossier(folder, load_vocabulary())


def test_fault_in_the_things_is_told_before_what_follows_from_it(keeper: Keeper) -> None:
    """An author whose file cannot be read is not `undeclared`, nor is the film."""
    folder = keeper(head=head(f"{PAGE}, author: zoe"), and_things="zoe: {class: Person\n")
    (folder / "documents" / "page.txt").unlink()
    with pytest.raises(DossierError, match=r"all\.yaml:10: is not YAML"):
        load_dossier(folder, load_vocabulary())


def test_dossier_is_read_from_inside_its_own_folder(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """`biopic build .` and `..` mean the folder that they lead to."""
    folder = keeper()
    monkeypatch.chdir(folder)
    assert read_head(Path()).name == "lamp"
    monkeypatch.chdir(folder / "things")
    assert read_head(Path("..")).name == "lamp"


@pytest.mark.parametrize(
    ("said", "iri"),
    [
        ("CC-BY-SA-4.0", "http://spdx.org/licenses/CC-BY-SA-4.0"),
        ("https://a.example/terms", "https://a.example/terms"),
        ("", ""),
    ],
)
def test_licence_of_a_text_is_an_iri(said: str, iri: str, keeper: Keeper) -> None:
    """SPDX names it, or an address does; a text of which nothing is said has none."""
    licence = f", licence: {said}" if said else ""
    assert read_head(keeper(head=head(PAGE + licence))).documents["page"].licence == iri

"""Documents: the text that was meant, to the byte, or nothing; offsets count code points."""

from __future__ import annotations

import hashlib
import random
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biopic.build import assemble, find_dossiers, load_graph
from biopic.documents import Span, decode, find_file, find_quote, load_document, nearest
from biopic.errors import DocumentError, DossierError
from biopic.head import read_head
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary
from biopic.store import sorted_nquads

ROOT = Path(__file__).resolve().parent.parent
EDITS = 200

Keeper = Callable[..., Path]
Refused = Callable[..., str]


@given(st.text("ab😀é \n", max_size=30), st.text("ab😀é \n", min_size=1, max_size=4))
def test_found_quote_is_the_slice_and_every_place_is_found(text: str, quote: str) -> None:
    """Offsets are those of a Python string: code points, overlaps included."""
    found = find_quote(text, quote)
    assert [f.span.start for f in found] == [i for i in range(len(text)) if text.startswith(quote, i)]
    for each in found:
        assert text[each.span.start : each.span.end] == quote
        assert each.line == text[: each.span.start].count("\n") + 1


@given(st.text("ab c\n\r\u2028\x0bé", max_size=60))
def test_nearest_lines_are_lines_as_every_editor_counts_them(text: str) -> None:
    """A candidate is a whole line between line feeds, with its number."""
    for found in nearest(text, "ab c"):
        assert text[found.span.start : found.span.end] == text.split("\n")[found.line - 1]


def test_nothing_is_found_for_an_empty_quote() -> None:
    """An empty quote stands nowhere, not everywhere."""
    assert find_quote("abc", "") == []


def test_emoji_and_combining_characters_before_a_passage_leave_its_slice_right(keeper: Keeper) -> None:
    """A flag is two code points, an e with an accent may be two; none of them shifts a passage."""
    text = "🇫🇷👩‍👩‍👧 " + unicodedata.normalize("NFD", "é") + "\n" + "Ada Moss died in 1950 on North Rock.\n"
    head = (
        "- quote: Ada Moss died in 1950 on North Rock.\n  gist: her death\n  says: {death-of-ada-moss: {time: 1950}}\n"
    )
    dossier = load_dossier(keeper(text=text, assertions=head, parts=""), load_vocabulary())
    span = dossier.passages[0].span
    assert dossier.texts["page"][span.start : span.end] == "Ada Moss died in 1950 on North Rock."
    assert span == Span(11, 47)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: b"\xef\xbb\xbf" + data, "it starts with a byte-order mark"),
        (lambda data: data.replace(b"\n", b"\r\n"), "it has CRLF line ends"),
        (lambda data: data[:-1], "is not the text that document page was read from"),
        (lambda data: b"", "is not the text that document page was read from"),
        (lambda data: unicodedata.normalize("NFD", data.decode() + "é").encode(), "is not the text that"),
    ],
)
def test_document_that_changed_is_refused(
    change: Callable[[bytes], bytes], says: str, keeper: Keeper, refused: Refused
) -> None:
    """The line names the document's file, both digests, where the digest is declared, and a guess at what happened."""
    folder = keeper()
    page = folder / "documents" / "page.txt"
    page.write_bytes(change(page.read_bytes()))
    line = refused("build", folder.parent, "--store", folder / "store")
    assert line.startswith(f"{page}: is not the text that document page was read from")
    assert says in line
    assert f"{folder / 'dossier.yaml'}:4 says" in line
    assert line.endswith("restore the file, or add the new version as a new document")
    assert not (folder / "store").exists()


def test_document_that_is_not_utf8_is_refused(keeper: Keeper, refused: Refused) -> None:
    """Even where the digest is right: the line of the file, and what to do."""
    folder = keeper()
    page, data = folder / "documents" / "page.txt", b"one\ntwo \xff\n"
    page.write_bytes(data)
    head = (folder / "dossier.yaml").read_text()
    declared = next(line for line in head.splitlines() if "sha256" in line)
    (folder / "dossier.yaml").write_text(head.replace(declared, f"    sha256: {hashlib.sha256(data).hexdigest()}"))
    line = refused("build", folder.parent, "--store", folder / "store")
    assert line == f"{page}:2: is not UTF-8; convert it to UTF-8 and declare the new digest"
    with pytest.raises(DocumentError):
        decode(data, page)


def test_length_that_is_wrong_is_refused(keeper: Keeper, refused: Refused) -> None:
    """The length is in characters, so that offsets can be checked without the text."""
    folder = keeper()
    head = folder / "dossier.yaml"
    head.write_text(head.read_text().replace("length: 211", "length: 215"))
    line = refused("build", folder.parent, "--store", folder / "store")
    assert line == f"{head}:4: document page is 211 characters long, not 215; write length: 211"


def test_folder_in_place_of_a_document_is_refused(keeper: Keeper, refused: Refused) -> None:
    """What is there under the document's name and cannot be read stops the build."""
    folder = keeper()
    page = folder / "documents" / "page.txt"
    page.unlink()
    page.mkdir()
    line = refused("build", folder.parent, "--store", folder / "store")
    assert line.startswith(f"{page}: document page cannot be read (Is a directory)")


def test_link_to_the_right_text_is_the_text(keeper: Keeper, run: Callable[..., tuple[int, str, str]]) -> None:
    """A digest settles which text it is; where the file lies does not matter."""
    folder = keeper()
    page = folder / "documents" / "page.txt"
    page.rename(folder.parent.parent / "elsewhere.txt")
    page.symlink_to(folder.parent.parent / "elsewhere.txt")
    assert "1 of 1 documents present" in run("build", folder.parent, "--store", folder / "store")[2]


def test_graph_is_the_same_with_and_without_the_documents(keeper: Keeper) -> None:
    """Whoever has only offsets builds the same bytes as whoever has the words."""
    at = "- at: 45-81\n  gist: her death\n  says: {death-of-ada-moss: {time: 1950}}\n"
    folder = keeper(assertions=at)
    with_text = sorted_nquads(assemble(load_graph(folder.parent)).store)
    shutil.rmtree(folder / "documents")
    assert sorted_nquads(assemble(load_graph(folder.parent)).store) == with_text


def test_shipped_graph_is_the_same_with_and_without_the_documents(documents: Path, shipped: object) -> None:
    """So the repository, which ships no text, gives what its makers saw."""
    with_text = assemble(load_graph(ROOT / "graph", [documents]))
    assert with_text.texts
    assert sorted_nquads(with_text.store) == sorted_nquads(shipped.store)  # type: ignore[attr-defined]


def edited(text: str, chance: random.Random) -> str:
    """Return `text` with one character put in, taken out, or replaced by another."""
    at, kind = chance.randrange(len(text)), chance.choice(("insert", "delete", "replace"))
    other = chance.choice([c for c in "abcXYZ 019.,\n’é😀\t" if c != text[at]])
    return text[:at] + ("" if kind == "delete" else other) + text[at + (kind != "insert") :]


def test_every_edit_of_one_character_stops_the_build(documents: Path, tmp_path: Path) -> None:
    """Wherever it is and whatever it is, the complaint names the file that was edited; every tenth goes through the whole."""
    chance = random.Random(1985)
    copy = tmp_path / "documents"
    shutil.copytree(documents, copy)
    known = [d for dossier in find_dossiers(ROOT / "graph") for d in read_head(dossier).documents.values()]
    declared = [(document, path) for document in known if (path := find_file(document, [copy]))]
    assert declared
    for number in range(EDITS):
        document, path = declared[number % len(declared)]
        original = path.read_bytes()
        path.write_bytes(edited(original.decode(), chance).encode())
        with pytest.raises(DocumentError, match="is not the text that document") as caught:
            load_document(document, path) if number % 10 else load_graph(ROOT / "graph", [copy])
        assert str(caught.value).startswith(f"{path}: ")
        path.write_bytes(original)
    assert load_graph(ROOT / "graph", [copy])


def test_edit_of_one_character_stops_the_command(documents: Path, tmp_path: Path, refused: Refused) -> None:
    """The same through the command line, once a document, and no store appears."""
    chance = random.Random(7)
    copy = tmp_path / "documents"
    shutil.copytree(documents, copy)
    for path in sorted(copy.glob("*.txt")):
        original = path.read_bytes()
        path.write_bytes(edited(original.decode(), chance).encode())
        line = refused("build", ROOT / "graph", "--documents", copy, "--store", tmp_path / "store")
        assert line.startswith(f"{path}: is not the text that document")
        path.write_bytes(original)
    assert not (tmp_path / "store").exists()


def test_offsets_that_leave_the_document_or_enter_what_is_left_out_stop_the_build(keeper: Keeper) -> None:
    """Without any text at hand: the length and the parts are enough to see it."""
    chance = random.Random(3)
    for _ in range(60):
        start = chance.randrange(0, 400)
        end = start + chance.randrange(1, 400)
        entry = f"- at: {start}-{end}\n  gist: g\n  none: r\n"
        folder = keeper(assertions=entry)
        if end <= 163:
            load_dossier(folder, load_vocabulary())
            continue
        says = "lies outside the document" if end > 211 else "lies in the part 163-211 left out as an advertisement"
        with pytest.raises(DossierError, match=says) as caught:
            load_dossier(folder, load_vocabulary())
        assert str(caught.value).startswith(f"{folder / 'assertions' / 'page.yaml'}:1: ")


def test_shifted_offsets_of_the_shipped_dossier_stop_the_build(tmp_path: Path) -> None:
    """A random entry of each file, moved behind the document's end."""
    chance = random.Random(11)
    copy = tmp_path / "graph"
    shutil.copytree(ROOT / "graph" / "mask", copy / "mask")
    for path in sorted(copy.glob("mask/assertions/*.yaml")):
        text = path.read_text()
        lines = text.split("\n")
        number = chance.choice([i for i, row in enumerate(lines) if row.startswith("- at: ")])
        start, end = (int(n) for n in lines[number].removeprefix("- at: ").split("-"))
        lines[number] = f"- at: {start + 20_000}-{end + 20_000}"
        path.write_text("\n".join(lines))
        with pytest.raises(DossierError, match="lies outside the document") as caught:
            load_graph(copy, [tmp_path])
        assert str(caught.value).startswith(f"{path}:{number + 1}: ")
        path.write_text(text)

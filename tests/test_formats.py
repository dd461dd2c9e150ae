"""From a file to its stored text: what must survive of each format, and what hostile files come to."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from biopic.errors import InputError
from biopic.reading.formats import format_of, load_text

PAGE = """<!doctype html><html lang="en-GB"><head><title>Lamp (1958): plot</title><meta charset="utf-8">
<script>let secret = 1;</script><style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li>Films</li></ul></nav>
<h1>Lamp (1958)</h1><h2>Plot</h2><p>Ada (Ines&nbsp;Carr) keeps the <i>light</i>. &ldquo;I stay,&rdquo; she says.<br>Then Jonah comes.</p>
<h2>Characters</h2><div><h3>Ada (Ines Carr)</h3><p>The keeper of the light.</p><ul><li>Stubborn</li><li>Lonely</li></ul></div>
<table><tr><td>Paul Orr</td><td>Jonah</td></tr></table>
<blockquote>“There was no letter.”</blockquote><p>—Greta Holm &lt;g@example.org&gt;</p>
<footer>© 2024 Reel Notes</footer></body></html>"""


def stored(tmp_path: Path, name: str, data: bytes) -> str:
    """Return the stored text of a file made of `data`."""
    path = tmp_path / name
    path.write_bytes(data)
    return load_text(path).text


@pytest.mark.parametrize("name", ["page.txt", "page.md"])
def test_plain_text_is_kept_to_the_character(tmp_path: Path, name: str) -> None:
    """Line ends, blanks and marks included, so that offsets are those of the file."""
    text = "# Ada\r\n\r\n  *“I stay,”*\tshe says.\n\u2028é\U0001f30a\n"
    assert stored(tmp_path, name, text.encode()) == text


def test_page_keeps_its_matter_and_loses_its_menus(tmp_path: Path) -> None:
    """Headings, items, quotations and credits stand on lines of their own."""
    lines = stored(tmp_path, "page.html", PAGE.encode()).split("\n")
    for line in ("Lamp (1958)", "Plot", "Ada (Ines Carr) keeps the light. “I stay,” she says.", "Then Jonah comes.", "Ada (Ines Carr)",
                 "“There was no letter.”", "—Greta Holm <g@example.org>", "© 2024 Reel Notes"):  # fmt: skip
        assert line in lines
    assert any("Stubborn" in line for line in lines) and any("Paul Orr" in line and "Jonah" in line for line in lines)
    text = "\n".join(lines)
    assert not any(word in text for word in ("secret", "color", "Home", "<"[:0] or "<p>"))


def test_page_names_its_title_and_language(tmp_path: Path) -> None:
    """They go into the dossier."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode())
    assert (load_text(path).title, load_text(path).language) == ("Lamp (1958): plot", "en")


def test_page_is_decoded_as_it_is_and_not_as_it_says(tmp_path: Path) -> None:
    """UTF-8 that claims to be something else, and the other way round."""
    assert "“é”" in stored(tmp_path, "a.html", '<meta charset="latin-1"><p>“é” Ada</p>'.encode())
    assert "café" in stored(tmp_path, "b.html", '<meta charset="utf-8"><p>café Ada</p>'.encode("cp1252"))
    assert "café" in stored(tmp_path, "c.html", "<p>café Ada</p>".encode("utf-16"))
    assert "Ada" in stored(tmp_path, "d.html", b'<meta charset="no-such-thing"><p>\xff Ada</p>')


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", b"<div>" * 100_000 + b"Ada"),
        ("wide.html", b"<p>Ada kept the light.</p>" * 100_000),
        ("unclosed.html", b"<table><tr><td><b><i>" * 20_000 + b"Ada"),
        ("attributes.html", b"<p " + b'a="b" ' * 100_000 + b">Ada</p>"),
        ("laughs.html", b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><p>&b;&b; Ada</p>'),
        ("noughts.html", b"<p>A\x00d\x00a</p>"),
        ("comment.html", b"<!--" * 50_000 + b"--><p>Ada</p>"),
    ],
)
def test_hostile_page_comes_to_a_text(tmp_path: Path, name: str, data: bytes) -> None:
    """No crash, no hang, nothing expanded."""
    text = stored(tmp_path, name, data)
    assert "A" in text and len(text) <= len(data) + 100


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("page.html", b"<html><body></body></html>", "holds no text"),
        ("page.html", b"", "holds no text"),
        ("notes.txt", b"caf\xe9\n", "notes.txt:1: is not UTF-8"),
        ("notes.txt", b"one\ntwo\xff\n", "notes.txt:2: is not UTF-8"),
        ("notes.txt", b"\x00\x01\x02", "is no text"),
        ("book.pdf", b"%PDF-1.7\nnonsense", "is no PDF that can be read"),
        ("book.pdf", b"", "is no PDF that can be read"),
        ("book.pdf", gzip.compress(b"a" * 1000, mtime=0), "is no PDF that can be read"),
    ],
)
def test_what_holds_no_text_is_one_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    """What is wrong, where, what to do."""
    with pytest.raises(InputError) as error:
        stored(tmp_path, name, data)
    assert says in str(error.value) and "\n" not in str(error.value)


def test_absent_file_is_one_line(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(InputError, match="cannot be read"):
        load_text(tmp_path / "absent.txt")


def pdf(lines: list[str], password: str = "") -> bytes:
    """Make a PDF of one page with those lines."""
    from fpdf import FPDF

    page = FPDF()
    if password:
        page.set_encryption(owner_password=password, user_password=password)
    page.set_title("Lamp")
    page.add_page()
    page.set_font("helvetica", size=11)
    for line in lines:
        page.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
        page.ln(4)
    return bytes(page.output())


def test_text_layer_of_a_pdf_becomes_paragraphs(tmp_path: Path) -> None:
    """Lines that the page's width broke are joined again."""
    long = "Ada Moss kept the light at North Rock for thirty-four years, and her brother Jonah, who was a pilot, rowed out to her whenever the weather let him, which was seldom."
    text = stored(tmp_path, "lamp.pdf", pdf(["Lamp (1958)", long, "Jonah died in 1931."]))
    assert long in text and "Jonah died in 1931." in text


def test_pdf_without_words_or_key_is_refused(tmp_path: Path) -> None:
    """A scan, and a file with a password."""
    with pytest.raises(InputError, match="without a good text layer"):
        stored(tmp_path, "scan.pdf", pdf([]))
    with pytest.raises(InputError, match="is encrypted"):
        stored(tmp_path, "secret.pdf", pdf(["Ada Moss kept the light."], password="lamp"))


def test_same_file_gives_the_same_text(tmp_path: Path) -> None:
    """Twice, and under another name."""
    assert stored(tmp_path, "a.html", PAGE.encode()) == stored(tmp_path, "b.htm", PAGE.encode())
    made = pdf(["Ada Moss kept the light at North Rock."])
    assert stored(tmp_path, "a.pdf", made) == stored(tmp_path, "b.pdf", made)


def test_file_without_an_ending_is_looked_into() -> None:
    """As what comes from standard input has none."""
    assert format_of(Path("-"), PAGE.encode()) == "html"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("notes.txt", b"PK\x03\x04rest", "is no text but a Word, OpenDocument, EPUB or ZIP file"),
        ("notes", b"{\\rtf1 Ada}", "is no text but a file in Rich Text Format"),
        ("notes.txt", "Ada".encode("utf-16"), "iconv -f UTF-16 -t UTF-8"),
        (
            "notes.txt",
            "one\ncafé".encode("cp1252"),
            "notes.txt:2: is not UTF-8; convert it to UTF-8 (iconv -f WINDOWS-1252",
        ),
        ("notes.txt", b"a\n" * 4000 + b"\x00", "notes.txt:4001: holds a null byte"),
        ("notes.txt", b"\xef\xbb\xbf \n", "holds no text"),
        ("notes.md", b"", "holds no text"),
    ],
)
def test_what_is_no_plain_text_is_refused_with_the_way_out(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    """What it is, the line, and how it becomes one."""
    with pytest.raises(InputError) as error:
        stored(tmp_path, name, data)
    assert says in str(error.value)


def test_byte_order_mark_is_kept(tmp_path: Path) -> None:
    """For the digest and the offsets are those of the file."""
    assert stored(tmp_path, "notes.txt", b"\xef\xbb\xbfAda\r\n") == "\ufeffAda\r\n"


def test_markdown_is_titled_by_its_heading() -> None:
    """The first of the first rank."""
    assert load_text(Path("a.md"), b"## No\n\n# Lamp #\r\n# No").title == "Lamp"
    assert load_text(Path("a.txt"), b"# Lamp").title == ""


def test_standard_input_has_no_path() -> None:
    """Its format is what it begins like."""
    assert [load_text(None, data).format for data in (b"Ada", b"<p>Ada", "<p>Ada".encode("utf-16"))] == [
        "text",
        "html",
        "html",
    ]
    with pytest.raises(InputError, match=r"^-:1: is not UTF-8"):
        load_text(None, b"\xff")


def test_file_without_end_and_folder_are_refused(tmp_path: Path) -> None:
    """Neither is read to the end."""
    with pytest.raises(InputError, match="has more than 64 MB"):
        load_text(Path("/dev/zero"))
    with pytest.raises(InputError, match="cannot be read"):
        load_text(tmp_path)


def test_heavy_packages_are_loaded_when_needed() -> None:
    """A plain text needs neither."""
    code = "import sys; from biopic.reading.formats import load_text; load_text(None, b'Ada'); load_text(None, b'<p>Ada'); print('pypdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"

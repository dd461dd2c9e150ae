"""The text of a PDF: what its text layer comes to, and what files without one, locked, broken or made to do harm come to."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable

import pytest

from biopic.errors import InputError
from biopic.reading import printed
from biopic.reading.formats import Stored, load_text
from biopic.reading.printed import is_legible, paragraphs

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
LINE = b"BT /F 12 Tf 50 700 Td (Ada Moss kept the light at North Rock.) Tj ET\n"


def file_of(objects: list[bytes]) -> bytes:
    """Put numbered objects together into a PDF whose first is the root."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(out))  # fmt: skip


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """Pack a stream."""
    data = zlib.compress(data, 9)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


def pages_of(content: bytes, *more: bytes, count: int = 1, font: bytes = FONT, resources: bytes = b"") -> bytes:
    """Make a PDF that shows one content `count` times."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % resources
    )
    kids = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * count, count)
    return file_of([b"<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>", kids, page, stream(content), font, *more])


def forms(depth: int) -> bytes:
    """Make a PDF whose drawing calls another twice, and so on."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X%d %d 0 R>>>>"
    drawn = [stream(b"/X%d Do /X%d Do" % (n, n) if n < depth else LINE, head % (n, n + 6)) for n in range(1, depth + 1)]
    return pages_of(b"/X0 Do", *drawn, resources=b"/XObject<</X0 6 0 R>>")


def mapped(codes: bytes, table: bytes) -> bytes:
    """Make a PDF with a font of its own mapping."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[]/ToUnicode 6 0 R>>"
    return pages_of(
        b"BT /F 12 Tf <%s> Tj ET" % codes,
        stream(b"1 begincodespacerange <00> <FF> endcodespacerange\n" + table),
        font=font,
    )


def load(data: bytes) -> Stored:
    """Load a PDF."""
    return load_text(None, data)


def test_lines_become_paragraphs() -> None:
    """Joined over lines and pages, hyphens taken out that a line's end put in, headings and items left alone."""
    pages = [
        "The Courier, May 1992\n1\nBehind Lamp\nCoyle was born in 1888 in Kinvara, the daughter of a pilot, and sis-\nter of two women who were, as all in the place agreed, well-\nknown, and both of whom outlived her in the\n2",
        "The Courier, May 1992\nend. Her well-known oﬃce stood by the harbour of Kinvara.\nWhat changed\n• One wreck\n• Four wrecks\n3",
        "The Courier, May 1992\nDirector\nHugo Brandt\n4",
    ]
    assert paragraphs(pages) == [
        "The Courier, May 1992", "Behind Lamp",
        "Coyle was born in 1888 in Kinvara, the daughter of a pilot, and sister of two women who were, as all in the place agreed, well-known, and both of whom outlived her in the end. Her well-known office stood by the harbour of Kinvara.",
        "What changed", "• One wreck", "• Four wrecks", "Director", "Hugo Brandt",
    ]  # fmt: skip


def test_pdf_of_several_pages_is_one_text() -> None:
    """With title and language where the file says them."""
    from fpdf import FPDF

    page = FPDF()
    page.set_title("Behind Lamp")
    page.set_lang("en-GB")
    page.set_font("helvetica", size=11)
    long = "Coyle was born in 1888 in Kinvara, the daughter of a pilot, and she had two sisters, both of whom outlived her, and a brother who did not come home from the war of 1914."
    for _ in range(3):
        page.add_page()
        page.cell(0, 12, "What changed", new_x="LMARGIN", new_y="NEXT")
        page.multi_cell(0, 6, long, align="J", new_x="LMARGIN", new_y="NEXT")
    data = bytes(page.output())
    stored = load(data)
    assert (stored.title, stored.language, stored.format, stored.original) == ("Behind Lamp", "en", "pdf", data)
    assert f"What changed\n\n{long}\n" in stored.text and stored.text.endswith("\n") and stored == load(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: pages_of(b" " * 70_000_000), "no PDF that can be read"),
    "much text on a page": (lambda: pages_of(LINE * 250_000), "."),
    "one long word": (lambda: pages_of(b"BT /F 12 Tf (" + b"a" * 20_000_000 + b") Tj ET"), "."),
    "drawings in drawings": (lambda: pages_of(b"q " * 100_000, count=20), "."),
    "a page that is all pages": (lambda: file_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]), "no PDF that can be read"),
    "very many pages": (lambda: pages_of(LINE, count=100_000), "no PDF that can be read"),
    "a deep array": (lambda: pages_of(b"[" * 200_000), "."),
    "a deep root": (lambda: file_of([b"<</Type/Catalog/Pages " + b"[" * 100_000 + b">>"]), "no PDF that can be read"),
    "a mapping without end": (lambda: mapped(b"0102", b"1 beginbfrange\n<0000> <FFFFFFFF> <0000>\nendbfrange"), "."),
    "marks on nothing": (lambda: mapped(b"0102" * 300_000, b"2 beginbfchar\n<01> <0301>\n<02> <0316>\nendbfchar"), "text layer"),
    "objects without end": (lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 300_000, "no PDF that can be read"),
    "half a file": (lambda: pages_of(LINE * 30)[:300], "no PDF that can be read"),
    "no pages": (lambda: pages_of(LINE, count=0), "without a good text layer"),
    "a scan": (lambda: pages_of(b"0 0 m 9 9 l S"), "without a good text layer"),
    "signs without letters": (lambda: pages_of(b"BT /F 12 Tf (7KH\\003OLJKW\\003ZDV\\003NHSW\\003E\\\\\\003$GD) Tj ET" * 9), "without a good text layer"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_pdf_that_cannot_be_read_ends_in_seconds_and_one_line(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """What is wrong, what to do, nothing else on the terminal."""
    make, says = HOSTILE[name]
    data = make()
    start = time.process_time()
    with pytest.raises(InputError, match=says) as error:
        load(data)
    assert time.process_time() - start < 20
    assert "\n" not in str(error.value) and error.value.todo and capfd.readouterr() == ("", "")


def test_drawings_that_call_each_other_are_followed_so_far() -> None:
    """Two to the thirtieth would be a thousand million."""
    assert len(load(forms(30)).text) < 100_000


@pytest.mark.parametrize(("bound", "most"), [("MOST_STEPS", 9000), ("LONGEST_FILE", 100_000), ("LONGEST_PAGE", 9000)])
def test_file_is_bounded_as_a_whole(bound: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only each of its pages."""
    data = pages_of(LINE * 200, count=100)
    assert load(data).text
    monkeypatch.setattr(printed, bound, most)
    with pytest.raises(InputError, match="more on its pages than is read"):
        load(data)


def test_scan_with_a_title_page_is_refused() -> None:
    """For nearly all of it would be missing, and nobody would know."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]%s/Resources<</Font<</F 4 0 R>>>>>>"
    kids = b"<</Type/Pages/Kids[3 0 R " + b"6 0 R " * 9 + b"]/Count 10>>"
    data = file_of(
        [b"<</Type/Catalog/Pages 2 0 R>>", kids, page % b"/Contents 5 0 R", FONT, stream(LINE * 3), page % b""]
    )
    with pytest.raises(InputError, match="9 of its 10 pages hold no text"):
        load(data)


@pytest.mark.parametrize(
    "text",
    [
        "(cid:12)(cid:7) (cid:99)",
        "/g23/g45 /g11/g52",
        "\ufffd\ufffd a \ufffd",
        "\ue001\ue002\ue003 abc",
        "x" * 400,
        "12 14 15 %",
    ],
)
def test_signs_that_make_no_words_are_no_text(text: str) -> None:
    """Names of glyphs, signs that stand for none, one word without end."""
    assert not is_legible(text)

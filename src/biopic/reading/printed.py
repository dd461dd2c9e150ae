"""The text of a PDF: its text layer by pypdf, put together into paragraphs with a blank line between them.

A text layer knows where signs stand and not what belongs together, so lines are joined that the width of the page broke,
words that a line's end divided, and paragraphs that a page's end did; a line that heads or foots every page is kept once.
Every step has a bound, so that no file, however it is made, takes longer than its size allows.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from biopic.errors import InputError

LONGEST_PAGE, LONGEST_FILE = 4 * 2**20, 32 * 2**20
"""The most bytes of drawing commands, unpacked, that one page and one file may have."""

MOST_STEPS = 1_000_000
"""The most drawing commands that are followed in one file."""

_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 16 * 2**20,
    "lzw_maximum_output_length": 16 * 2**20,
    "run_length_maximum_output_length": 16 * 2**20,
    "array_based_stream_maximum_output_length": LONGEST_PAGE,
    "stream_parsing_work_maximum_count": MOST_STEPS,
    "page_tree_maximum_entries": 5000,
    "xform_maximum_invocations_per_extraction": 500,
}
"""Tighter bounds than pypdf's own, which are meant for files of any kind."""

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None}
)
_ENDS = re.compile(r"[.!?:][\"'”’»)\]]*$|[”’\"]$")
_DIVIDED = re.compile(r"([^\W\d_]+)-$")
_MARK = re.compile(r"[•‣◦▪●–—*]\s|\d{1,2}[.)]\s|[•●▪]")
_GLYPH = re.compile(r"\(cid:\d+\)|/(?:g|G|C|cid|glyph|uni)[0-9A-Fa-f]{1,6}(?![0-9A-Za-z])")


class _TooMuchError(Exception):
    """A file has more on its pages than is read."""


def read_pdf(data: bytes, path: Path) -> tuple[str, str, str]:
    """Return the text, the title and the language of a PDF, the last two "" where it names none."""
    try:
        with _quiet():
            pages, title, language = _read(data, path)
    except InputError:
        raise
    except _TooMuchError:
        raise InputError(
            "is a PDF with more on its pages than is read", file=path, todo="split it, or save its text"
        ) from None
    except Exception as error:  # pypdf raises whatever a broken file provokes
        if type(error).__name__ == "DependencyError":  # a cipher that pypdf knows from another package only
            raise _locked(path) from None
        raise InputError(
            f"is no PDF that can be read ({type(error).__name__})",
            file=path,
            todo="print it to PDF again, or save its text",
        ) from None
    _check(pages, path)
    return "\n\n".join(paragraphs(pages)) + "\n", title, language


@contextmanager
def _quiet() -> Iterator[None]:
    """Set pypdf's limits, and keep its log from the terminal, meanwhile."""
    from pypdf import apply_configuration

    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with apply_configuration(**_LIMITS):
            yield
    finally:
        log.setLevel(level)


def _read(data: bytes, path: Path) -> tuple[list[str], str, str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked(path)
    length, steps = 0, 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            raise _TooMuchError

    pages = []
    for page in reader.pages:
        contents = page.get_contents()
        size = len(contents.get_data()) if contents is not None else 0
        length += size
        if size > LONGEST_PAGE or length > LONGEST_FILE:
            raise _TooMuchError
        pages.append(page.extract_text(visitor_operand_before=count))
    title = str(reader.metadata.title or "") if reader.metadata else ""
    language = re.match(r"([A-Za-z]{2,3})(?![A-Za-z])", str(reader.root_object.get("/Lang", "")))
    return pages, " ".join(title.split())[:200], language[1].lower() if language else ""


def _locked(path: Path) -> InputError:
    return InputError("is encrypted", file=path, todo="save it without a password, or print it to PDF")


def _check(pages: list[str], path: Path) -> None:
    """Raise InputError unless most pages have text and it is made of words."""
    text = "\n".join(pages)
    filled = sum(len(page.split()) > 3 for page in pages)
    if not re.search(r"\w", text):
        says = "is a PDF without a good text layer (no page holds text: a scan, it seems)"
    elif 2 * filled < len(pages):
        says = f"is a PDF without a good text layer ({len(pages) - filled} of its {len(pages)} pages hold no text)"
    elif not is_legible(text):
        says = "is a PDF without a good text layer (its signs stand for no letters)"
    else:
        return
    raise InputError(says, file=path, todo="run text recognition on it, or save its text")


def is_legible(text: str) -> bool:
    """Say whether a text layer is made of words, with hardly any signs or names of glyphs that stand for none.

    >>> is_legible("Ada kept the light."), is_legible("/g23/g45 /g11 /g52"), is_legible("7KH\\x03OLJKW\\x03ZDV\\x03NHSW")
    (True, False, False)
    """
    shown = "".join(text.split())
    bad = sum(not c.isprintable() or c == "\ufffd" for c in shown)
    letters = sum(c.isalpha() for c in shown)
    glyphs = sum(len(found) for found in _GLYPH.findall(text))
    return (
        bad <= 0.02 * len(shown)
        and letters >= 0.5 * len(shown)
        and glyphs <= 0.1 * len(shown)
        and len(shown) <= 15 * len(text.split())
    )


def paragraphs(pages: list[str]) -> list[str]:
    """Join the lines of each paragraph, and words that a line's end divided.

    >>> paragraphs(["Ada kept the light un-\\ntil 1931, and Jonah, who was her only\\nbrother, rowed out to her.\\nThe end was near."])
    ['Ada kept the light until 1931, and Jonah, who was her only brother, rowed out to her.', 'The end was near.']
    """
    lines = [line for page in _without_repeats(pages) for line in page]
    lengths = sorted(len(line) for line in lines if len(line) > 25)
    width = lengths[len(lengths) * 4 // 5] if lengths else 0
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(lines)))
    joined: list[list[str]] = []
    for before, line in pairwise(["", *lines]):
        if not line:
            continue
        if not joined or not before or not _goes_on(before, line, width):
            joined.append([line])
            continue
        divided, first = _DIVIDED.search(before), re.match(r"[^\W\d_]+", line)
        if divided and first and line[0].islower():
            whole = words[divided[1] + first[0]] >= words[f"{divided[1]}-{first[0]}"]
            joined[-1][-1] = joined[-1][-1].removesuffix("-") if whole else joined[-1][-1]
            joined[-1].append(line)
        else:
            joined[-1].append(f" {line}")
    return ["".join(parts) for parts in joined]


def _goes_on(before: str, line: str, width: int) -> bool:
    """Say whether a paragraph goes on from one line to the next."""
    if _MARK.match(line):
        return False
    if line[0].islower() or before.endswith((",", "-")):
        return len(before) > 0.5 * width
    return len(before) > 0.75 * width and not _ENDS.search(before)


def _without_repeats(pages: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each page, without those at its edges that stand there on most pages, numbers aside."""
    rows = [[_clean(line) for line in page.split("\n")] for page in pages]
    edges = [{row for row in map(_numberless, _edge(page)) if row} for page in rows]
    often = {
        row
        for row, times in Counter(row for edge in edges for row in edge).items()
        if times >= 3 and 2 * times > len(pages)
    }
    seen: set[str] = set()
    for page in rows:
        edge = set(_edge(page))
        kept = []
        for line in page:
            row = _numberless(line)
            if line not in edge or row not in often or (row not in seen and row != "#"):
                kept.append(line)
            if row in often:
                seen.add(row)
        filled = [number for number, line in enumerate(kept) if line]
        yield kept[filled[0] : filled[-1] + 1] if filled else []


def _edge(lines: list[str]) -> list[str]:
    """Return the first and the last lines of a page that hold anything."""
    filled = [line for line in lines if line]
    return filled[:3] + filled[-3:]


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _clean(line: str) -> str:
    """Return a line without signs that cannot be shown, ligatures taken apart, each white space one blank."""
    return " ".join("".join(c if c.isprintable() else " " for c in line.translate(_LIGATURES)).split())

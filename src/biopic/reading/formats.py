"""From a file to the text that is stored and read: plain text, Markdown, HTML saved from a page, PDF with a text layer.

A plain text or Markdown is its own stored text, to the character. Of HTML, Resiliparse keeps the visible text with its
headings, list items and line breaks; menus and scripts go, all else stays, for it is another reader's task to say what is
noise. Of PDF, pypdf's text layer is put together into paragraphs; where there is none worth the name, that is said.
Everything is untrusted: no address is opened, no entity expanded, and what cannot be read is one InputError.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from biopic.documents import decode
from biopic.errors import DocumentError, InputError

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
}  # fmt: skip
"""The format of a file by how its name ends; a file with another ending is looked into."""

LARGEST = 64 * 2**20
"""The largest file, and the longest text of a PDF, that is read: bytes and characters."""

_SKIP = [
    "script",
    "style",
    "nav",
    "template",
    "noscript",
    "svg",
    "iframe",
    "button",
    "select",
    "form",
    "[aria-hidden=true]",
    "[role=navigation]",
]
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stored:
    """The text of a file as it is stored and read, what it was made from, and the title and language that the file names."""

    text: str
    format: str
    original: bytes
    title: str = ""
    language: str = ""


def load_text(path: Path, data: bytes | None = None) -> Stored:
    """Return the text of the file at `path`, or of `data` that came from there; raise InputError if it holds none."""
    if data is None:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror})", file=path, todo="check the path") from None
    if len(data) > LARGEST:
        raise InputError(f"has more than {LARGEST // 2**20} MB", file=path, todo="split it")
    found = format_of(path, data)
    return _READERS[found](path, data)


def format_of(path: Path, data: bytes) -> str:
    """Return the format of a file, by the ending of its name, else by how it begins.

    >>> format_of(Path("page.htm"), b""), format_of(Path("-"), b"%PDF-1.7"), format_of(Path("notes"), b"Ada kept the light.")
    ('html', 'pdf', 'text')
    """
    known = SUFFIXES.get(path.suffix.lower())
    if known:
        return known
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    return "html" if _TAG.search(data[:2048]) else "text"


def _plain(path: Path, data: bytes) -> Stored:
    if b"\x00" in data[:4096]:
        raise InputError("is no text", file=path, todo="give a file in plain text, Markdown, HTML or PDF")
    try:
        text = decode(data, path)
    except DocumentError as error:
        raise InputError("is not UTF-8", file=path, line=error.line, todo="convert it to UTF-8") from None
    return Stored(text, format_of(path, data), data)


def _html(path: Path, data: bytes) -> Stored:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    try:
        page = HTMLTree.parse(_decoded(data))
        text = extract_plain_text(
            page,
            preserve_formatting=True,
            main_content=False,
            list_bullets=True,
            alt_texts=False,
            links=False,
            form_fields=False,
            noscript=False,
            skip_elements=_SKIP,
        )
        title, language = _of_head(page)
    except (ValueError, RuntimeError, MemoryError, RecursionError) as error:
        raise InputError(
            f"is no HTML that can be read ({type(error).__name__})",
            file=path,
            todo="save the page again, or save its text",
        ) from None
    return Stored(_worth(_blocks(text), path), "html", data, title, language)


def _of_head(page: object) -> tuple[str, str]:
    """Return the title and the language of a page, each "" where it names none."""
    title = " ".join((getattr(page, "title", "") or "").split())
    head = page.document.query_selector("html") if hasattr(page, "document") else None
    language = (head.getattr("lang") or "") if head is not None else ""
    return title[:200], language.split("-")[0].lower()[:8]


def _decoded(data: bytes) -> str:
    """Decode a page: by its mark, as UTF-8, by what it says itself, or as browsers do where it says nothing true."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    named = _CHARSET.search(data[:4096])
    name = named[1].decode("ascii").lower() if named else "cp1252"
    try:
        return data.decode(
            "cp1252" if name in ("utf-8", "utf8", "iso-8859-1", "latin1", "ascii", "us-ascii") else name,
            errors="replace",
        )
    except LookupError:
        return data.decode("cp1252", errors="replace")


def _blocks(text: str) -> str:
    """Return extracted text with clean line ends, no blanks at the edges of lines and one blank line between blocks."""
    lines = [
        re.sub(r"[ \t\u00a0]+", " ", line).strip()
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _worth(text: str, path: Path) -> str:
    if not re.search(r"\w", text):
        raise InputError("holds no text", file=path, todo="save the page with its text, or leave the file out")
    return text


def _pdf(path: Path, data: bytes) -> Stored:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("is encrypted", file=path, todo="save it without a password")
        pages, length = [], 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > LARGEST:
                raise InputError("holds more text than is read at once", file=path, todo="split it")
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except InputError:
        raise
    except Exception as error:  # pypdf raises whatever a broken file provokes
        raise InputError(
            f"is no PDF that can be read ({type(error).__name__})",
            file=path,
            todo="print it to PDF again, or save its text",
        ) from None
    text = _paragraphs("\n\n".join(pages))
    if not _is_good(text):
        raise InputError(
            "is a PDF without a good text layer", file=path, todo="run text recognition on it, or save its text"
        )
    return Stored(text, "pdf", data, " ".join(title.split())[:200])


def _paragraphs(text: str) -> str:
    """Join the lines of a PDF's paragraphs, and words that its line ends divide.

    >>> _paragraphs("Ada kept the light un-\\ntil 1931, and Jonah, who was her only\\nbrother, rowed.\\nThe end\\nwas near.")
    'Ada kept the light until 1931, and Jonah, who was her only brother, rowed.\\nThe end was near.\\n'
    """
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).replace("\u00ad", "").split("\n")]
    width = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        goes_on = bool(joined and before and line) and (
            line[:1].islower() or (len(before) > 0.75 * width and not re.search(r"[.!?:”\"’)]$", before))
        )
        if goes_on and re.search(r"[^\W\d_]-$", joined[-1]) and line[:1].islower():
            joined[-1] = joined[-1][:-1] + line
        elif goes_on:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(joined)).strip() + "\n"


def _is_good(text: str) -> bool:
    """Say whether a text layer is one: words of letters, of a sensible length, hardly any signs that stand for none."""
    shown = [c for c in text if not c.isspace()]
    if len(shown) < 20:
        return False
    bad = sum(c == "\ufffd" or unicodedata.category(c) in ("Cc", "Co", "Cn") for c in shown)
    letters = sum(c.isalpha() for c in shown)
    words = text.split()
    return bad <= 0.02 * len(shown) and letters >= 0.6 * len(shown) and 2 <= len(shown) / len(words) <= 15


_READERS: dict[str, Callable[[Path, bytes], Stored]] = {"text": _plain, "markdown": _plain, "html": _html, "pdf": _pdf}

"""From a file to the text that is stored and read: plain text, Markdown, HTML saved from a page, PDF with a text layer.

A plain text or Markdown is its own stored text, to the character, a byte-order mark included. What a page or a PDF shows
is put into lines by `webpages` and `printed`; menus and scripts go, all else stays, for it is another reader's task to say
what is noise. Everything is untrusted: no address is opened, no entity expanded, and what cannot be read is one InputError.
"""

from __future__ import annotations

import re
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
"""The largest file that is read, in bytes."""

STRANGE = {
    b"PK\x03\x04": "a Word, OpenDocument, EPUB or ZIP file", b"{\\rtf": "a file in Rich Text Format", b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x1f\x8b": "a packed file", b"%!PS": "PostScript",
}  # fmt: skip
"""How files begin that are often given by mistake, and what they are."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_CODEC = re.compile(
    r"iso-8859-(?:[2-9]|1[0-6])|windows-125\d|cp125\d|koi8-[ru]|shift-jis|euc-(?:jp|kr)|gb2312|gbk|gb18030|big5|macintosh"
)
"""What a page may say that it is written in; of Python's other codecs some are no encodings of text at all."""

_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stored:
    """The text of a file as it is stored and read, what it was made from, and the title and language that the file names."""

    text: str
    format: str
    original: bytes
    title: str = ""
    language: str = ""


def load_text(path: Path | None, data: bytes | None = None) -> Stored:
    """Return the text of the file at `path`, or of `data` that came from there; raise InputError if it holds none.

    Without a path, `data` came from standard input.
    """
    where = path or Path("-")
    if data is None:
        try:
            with where.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror})", file=where, todo="check the path") from None
    if len(data) > LARGEST:
        raise InputError(f"has more than {LARGEST // 2**20} MB", file=where, todo="split it")
    return _READERS[format_of(where, data)](where, data)


def format_of(path: Path, data: bytes) -> str:
    """Return the format of a file, by the ending of its name, else by how it begins.

    >>> format_of(Path("page.htm"), b""), format_of(Path("-"), b"%PDF-1.7"), format_of(Path("notes"), b"Ada kept the light.")
    ('html', 'pdf', 'text')
    """
    known = SUFFIXES.get(path.suffix.lower())
    if known:
        return known
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "html" if _TAG.search(data[:2048].replace(b"\x00", b"")) else "text"


def _plain(path: Path, data: bytes) -> Stored:
    strange = next((name for start, name in STRANGE.items() if data.startswith(start)), "")
    if strange or (b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise InputError(
            f"is no text{strange and f' but {strange}'}",
            file=path,
            todo="give a file in plain text, Markdown, HTML or PDF",
        )
    try:
        text = decode(data, path)
    except DocumentError as error:
        raise InputError(
            "is not UTF-8", file=path, line=error.line, todo=f"convert it to UTF-8 ({_way(data)})"
        ) from None
    if "\x00" in text:
        raise InputError(
            "holds a null byte", file=path, line=text.count("\n", 0, text.index("\x00")) + 1, todo="take it out"
        )
    heading = re.search(r"^# +(\S[^\n]{0,200})", text, re.MULTILINE) if format_of(path, data) == "markdown" else None
    return Stored(_worth(text, path), format_of(path, data), data, heading[1].strip(" #\r") if heading else "")


def _way(data: bytes) -> str:
    """Say how a text is likely to become UTF-8."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return f"iconv -f {'UTF-16' if wide else 'WINDOWS-1252'} -t UTF-8, or save it so from an editor"


def _html(path: Path, data: bytes) -> Stored:
    from biopic.reading.webpages import read_page

    page = read_page(_decoded(data))
    return Stored(_worth(page.text, path), "html", data, page.title, page.language)


def _decoded(data: bytes) -> str:
    """Decode a page: by its mark, as UTF-8, by what it says itself, or as browsers do where it says nothing true."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    even, odd = data[:64:2].count(0), data[1:64:2].count(0)
    if marked or max(even, odd) - min(even, odd) > 20:
        wide = "utf-16" if marked else "utf-16-le" if odd > even else "utf-16-be"
        return data.decode(wide, errors="replace")
    named = _CHARSET.search(data[:4096])
    name = named[1].decode("ascii").lower().replace("_", "-") if named else ""
    for encoding in (
        "iso-2022-jp" if name == "iso-2022-jp" else "utf-8-sig",
        name if _CODEC.fullmatch(name) else "cp1252",
    ):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def _worth(text: str, path: Path) -> str:
    if not re.search(r"\w", text):
        raise InputError("holds no text", file=path, todo="save it with its text, or leave the file out")
    return text


def _pdf(path: Path, data: bytes) -> Stored:
    from biopic.reading.printed import read_pdf

    text, title, language = read_pdf(data, path)
    return Stored(text, "pdf", data, title, language)


_READERS: dict[str, Callable[[Path, bytes], Stored]] = {"text": _plain, "markdown": _plain, "html": _html, "pdf": _pdf}

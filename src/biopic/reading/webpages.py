"""The text of a saved web page: what a reader sees of it, in lines, with a blank line between blocks, by Resiliparse.

Scripts, styles, menus and hidden elements go; all else stays, for what is noise is another reader's task. Two things that
make a parser take the square of a page's length are taken out before: tags of thousands of characters, and end tags of
elements that were never opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SKIPPED = (
    "script",
    "style",
    "nav",
    "template",
    "noscript",
    "svg",
    "iframe",
    "select",
    "textarea",
    "[hidden]",
    "[role=navigation]",
    "[role=search]",
)
"""Elements, as CSS selectors, whose content is no part of what a page says."""

_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,40})[^<>]{4000,}+>?")
_OPEN, _CLOSE = re.compile(r"<([A-Za-z][\w:-]{0,40})"), re.compile(r"</([A-Za-z][\w:-]{0,40})[^<>]{0,40}+>")
_SUBSET = re.compile(r"\s*<!DOCTYPE[^>\[]{0,400}\[[^\]]*+\]\s*>", re.IGNORECASE)
_TOUCHING = re.compile(
    r"(</(?:span|a|time|label|button|cite|data)>)(?=<(?:span|a|time|label|button|cite|data)\b)", re.IGNORECASE
)
_SIGNS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Page:
    """What a page holds: its title, its language (the first part of its tag), each "" where it names none, its text."""

    title: str
    language: str
    text: str


def read_page(html: str) -> Page:
    """Return the text of a page with its title and language; the text is "" or ends in a line end.

    >>> read_page("<title>Lamp</title><h2>Plot</h2><p>Ada keeps <i>the</i> light.</p><ul><li>Duty</ul>").text
    'Plot\\n\\nAda keeps the light.\\n\\n• Duty\\n'
    """
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(_tamed(html))
    text = extract_plain_text(tree, preserve_formatting=True, main_content=False, list_bullets=True, alt_texts=False, links=False, form_fields=True, noscript=False, skip_elements=list(SKIPPED))  # fmt: skip
    head = tree.document.query_selector("html") if tree.document is not None else None
    language = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", (head.getattr("lang") or "") if head is not None else "")
    title = _SIGNS.sub("", " ".join((tree.title or "").split()))
    return Page(title[:200], language[1].lower() if language else "", _lines(text))


def _tamed(html: str) -> str:
    """Return a page without what its parser would take too long over, and without entities of its own."""
    html = _SUBSET.sub("<!DOCTYPE html>", html)
    html = _LONG_TAG.sub(r"<\1>", html)
    html = _TOUCHING.sub(r"\1 ", html)
    opened = {name.casefold() for name in _OPEN.findall(html)}
    return _CLOSE.sub(lambda end: end.group() if end[1].casefold() in opened else " ", html)


def _lines(text: str) -> str:
    """Return extracted text with clean line ends, cells of a table apart, one blank line between blocks."""
    text = _SIGNS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [
        re.sub(r"[ \u00a0]+", " ", re.sub(r" *\t[\t ]*", " | ", line.strip())).strip() for line in text.split("\n")
    ]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return f"{joined}\n" if joined else ""

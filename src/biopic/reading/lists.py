"""Lists as pages write them: bullets, tags with pictures, signs or brackets, words between commas or strokes.

An item is a span of the text with what sets it off taken away: the bullet, the emoji, the marks of emphasis, the hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span

EMOJI = "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]"
_BULLET = re.compile(rf"^(?:[-*•‣◦·▪►▸–—+>#»›]+|\d{{1,2}}[.)]|{EMOJI}+)\s*")
_EDGE = ' \t*_#"“”.,;:!—–-' + "\ufe0f\u200d"
_BRACKETED = re.compile(r"[\[({<«`]\s?(?P<item>[^\W\d_][^\[\](){}<>«»`\n.!?]{1,40}?)\s?[\])}>»`]")
_SIGN = re.compile(r"[^\w\s\"'“”‘’(\[{<.,;:!?&…]+")
_SEPARATORS = (r"\s{3,}|\t", r"\s[>»→~]\s", r"\s[|·•●‧∙]\s|[|·•●]", r";\s?", r"\s/\s", r",\s(?:and\s)?|\sand\s|\s&\s")


def is_bullet(line: str) -> bool:
    """Say whether a line is an item of a list.

    >>> is_bullet("- Duty"), is_bullet("2. Duty"), is_bullet("Duty")
    (True, True, False)
    """
    return bool(_BULLET.match(line)) and not re.match(r"^\*\*[^*]+\*\*$|^#+\s", line)


def bullet_length(line: str) -> int:
    """Return how many characters at the start of a line are its bullet."""
    found = _BULLET.match(line)
    return found.end() if found else 0


def marked_items(line: str) -> list[tuple[int, int]]:
    """Return where the items of a line stand that each have their mark: a sign or picture before it, or brackets around it.

    >>> line = "+ Dry + Hot-tempered"
    >>> [line[a:b] for a, b in marked_items(line)], marked_items("Dry - and loud"), len(marked_items("[dry] [loud]"))
    (['Dry', 'Hot-tempered'], [], 2)
    """
    bracketed = list(_BRACKETED.finditer(line))
    if bracketed and not re.search(r"\w", _BRACKETED.sub("", line)):
        return [match.span("item") for match in bracketed] if len(bracketed) > 1 or line[0] in "[{<«`" else []
    if re.search(EMOJI, line):
        return _apart(line, rf"{EMOJI}+|\s#(?=\w)|\s[|·•]\s")
    lead = _SIGN.match(line)
    if not lead or (lead.group() != "#" and line.count(lead.group()) < 2):
        return []
    sign = rf"(?:^|\s){re.escape(lead.group())}"
    return _apart(line, sign + r"(?=\w)" if lead.group() == "#" else sign + r"\s?(?=\w)")[1:]


def tag_items(text: str, span: Span) -> list[Span]:
    """Return the items of a line of tags, first to last, by whatever keeps them apart.

    >>> text = "💬 Well-read 🎭 Shy  #loyal #dry"
    >>> [text[s.start : s.end] for s in tag_items(text, Span(0, len(text)))]
    ['Well-read', 'Shy', 'loyal', 'dry']
    >>> text = "cruel, greedy and vain"
    >>> [text[s.start : s.end] for s in tag_items(text, Span(0, len(text)))]
    ['cruel', 'greedy', 'vain']
    """
    line = text[span.start : span.end]
    parts = marked_items(line)
    if not parts:
        separator = next((s for s in _SEPARATORS if re.search(s, line)), None)
        parts = _apart(line, separator) if separator else [(0, len(line))]
    found = (_trim(text, Span(span.start + a, span.start + b)) for a, b in parts)
    return [item for item in found if item.end > item.start]


def _apart(line: str, separator: str) -> list[tuple[int, int]]:
    cuts = [0, *(at for m in re.finditer(separator, line) for at in m.span()), len(line)]
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def table_rows(text: str, lines: list[Span]) -> list[dict[str, Span]]:
    """Return the rows of a table of strokes, each cell under its heading in small letters; [] where lines are no table.

    >>> text = "| Name | Tags |\\n|---|---|\\n| Ada | dry |"
    >>> spans = [Span(0, 15), Span(16, 25), Span(26, 39)]
    >>> [(head, text[cell.start : cell.end]) for row in table_rows(text, spans) for head, cell in row.items()]
    [('name', 'Ada'), ('tags', 'dry')]
    """
    rows = [span for span in lines if text[span.start] == "|" and text[span.end - 1] == "|"]
    if len(rows) < 3 or not re.fullmatch(r"[|:\s-]+", text[rows[1].start : rows[1].end]):
        return []
    heads = [text[cell.start : cell.end].casefold() for cell in _cells(text, rows[0])]
    return [dict(zip(heads, _cells(text, row), strict=False)) for row in rows[2:]]


def _cells(text: str, row: Span) -> list[Span]:
    cells = re.finditer(r"(?<=\|)[^|\n]*(?=\|)", text[row.start : row.end])
    return [_trim(text, Span(row.start + cell.start(), row.start + cell.end())) for cell in cells]


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start] in _EDGE or re.match(EMOJI, text[start])):
        start += 1
    while end > start and (
        (text[end - 1] in _EDGE and not (text[end - 1] == "." and text[end - 3 : end - 2] in (".", " ")))
        or re.match(EMOJI, text[end - 1])
    ):
        end -= 1
    return Span(start, end)


def trimmed(text: str, span: Span) -> Span:
    """Return `span` without bullet, emoji and marks of emphasis around what it says."""
    return _trim(text, Span(span.start + bullet_length(text[span.start : span.end]), span.end))


def lines_of(text: str, span: Span) -> Iterator[Span]:
    """Yield the lines inside `span` that are not blank, white space around them left off."""
    for row in re.finditer(r"[^\n]+", text[span.start : span.end]):
        bare = row.group().strip()
        if bare:
            start = span.start + row.start() + row.group().index(bare)
            yield Span(start, start + len(bare))

"""Who wrote which summary on a page of summaries: "—Ada Moss <ada@...>", "Written by adamoss77", "(by Ada)", "Summary by Ada"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.layout import Line
from biopic.reading.personal import is_person
from biopic.reading.text import Text
from biopic.reading.words import TITLES

_WHO = r"(?P<who>@?[^\W_][^\n<>()\[\]{}|:;,\"“”—–]{0,58}?(?:,?\s(?:Jr|Sr)\.)?)"
_MAIL = r"(?:\s*[<\[({][^<>\n]{0,80}?[>\])}]|,?\s[\w.+-]{1,40}(?:@|\[at\]|\(at\))[\w.-]{1,60})?(?:(?:,|\s[|·/-])?\s(?:(?:last\s)?(?:edited|updated|revised|added|posted)\s(?:on\s)?)?(?:\d{1,2}\s\w+\s\d{4}|\w+\s\d{1,2},\s\d{4}|\d{4}|from\s(?-i:[A-Z])[\w ,.]{1,40}|of\s(?-i:[A-Z])[\w ,.]{2,40})|(?:,|\s[|·/])\s(?-i:[A-Z])[\w .]{1,30}(?:,\s[A-Z][\w .]{1,30})?)?(?:\s[·|•/]\s[^\n·|•/]{1,30})?(?:(?:\s[–—-]|;|,(?=\swho\s))\s(?-i:[a-z])[^\n]{2,80})?"
"""What stands behind a name in a credit: an address, a date, a place, how many like it, a remark."""
_VERB = r"(?:written|submitted|contributed|posted|added|summary|synopsis|plot|penned|provided|summari[sz]ed|recap|review(?:ed)?|text|words|story|shared|edited|uploaded|as told|(?:re)?told|sent|handed|typed|storyline|outline|account)(?:\s(?:up|down|in))?"
_LINE = re.compile(
    rf"^[\s(\[*_~>|•✍📝👤🖊️]*(?:[-—–~]{{1,3}}\s*(?:{_VERB}(?:\s+by:?|:)\s+|by:?\s+)?|(?:a\s|this\s)?(?:\w+\s)?{_VERB}\s+(?:is\s|was\s)?by\s*:?\s+|by:?\s+|(?:contributor|author|submitter|written|user|credit|contributed|from|via|source|posted|summary|synopsis|recap)(?:\s+by)?\s*:\s*)[*_]*{_WHO}[*_]*{_MAIL}[\s)\]*_~.]*:?[\s*_]*$",
    re.IGNORECASE,
)
_HANDLE = re.compile(rf"^[\s(\[*_@~>|•]*(?P<who>@?[A-Za-z]\w*(?:[_\d]\w*|\.\w+))(?=[\s)\]]|$){_MAIL}[\s)\]*_~.]*$")
_NAMED = re.compile(rf"^[(\[]{_WHO}[)\]]$")
_WRITES = re.compile(rf"^{_WHO}\s(?:writes|wrote|says|tells it|sums it up):$")
"""Credits without a word of writing in front: "(Ada Moss)" under a summary, "Ada Moss writes:" above one."""
_TAIL = re.compile(
    rf"(?<=[.!?\"”’)…])\s*[\[(]?(?:[—–]|--|~|\s-)\s*(?:{_VERB}\s+by:?\s+|by:?\s+)?{_WHO}{_MAIL}[\s)\]*_]*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    rf"(?<=[.!?\"”’…])\s*[\[(](?:(?:{_VERB}\s+)?by:?\s+|{_VERB}:\s+|—\s?){_WHO}{_MAIL}[\])]\s*$", re.IGNORECASE
)
_PROSE_BY = re.compile(rf"(?<=[.!?\"”’…])\s+(?:{_VERB}\s+by|contributor:|by:)\s*{_WHO}{_MAIL}[\s*_.]*$", re.IGNORECASE)
_HEAD = re.compile(
    rf"^[\s#*_=\d.)(\[]*(?:(?:plot\s)?(?:summary|synopsis|outline|recap|take|version)\s*(?:#?\s?\d+(?:\s?(?:of|/)\s?\d+)?|no\.\s?\d+)?|(?<=\d))\s*(?:[-—–:|,(·•]\s*)?(?:(?:written|submitted|contributed|posted)\s)?(?:by|from):?\s+{_WHO}{_MAIL}[\s*_:)\]=]*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[\W_]*[A-Z][A-Za-z]{2,12}\s(?P<w>[1-9]\d?)\W*$|[\W_]*?(?:(?:[Ss]ummary|SUMMARY|[Nn]o\.?|[Vv]ersion)\s)?(?:#\s?(?P<m>[1-9]\d?)\b|#?(?P<n>[1-9]\d?)(?:[.):]|\s[–—-]|\s?(?:of|/)\s?\d{1,2}\s*$)(?:\s|$))"
)
"""How a page numbers its summaries, at the start of a line."""
_TITLED = re.compile(rf"(?:(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})\.?\s)+(?=[^\W\d_])", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:whole|full|complete|entire) (?:story|plot|tale|thing)\b")
"""What a page calls its synopsis by another word."""
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|the film|and then|who|that|when|his|her|their)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _Credit:
    who: Span
    line: Line
    above: bool


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each credit of a summary on a page of summaries."""
    credits = list(_credits(text))
    headed = any(
        re.search(
            r"\bsummar(?:y|ies)\b|\bsynops[ie]s\b|\bplot\b|\bstoryline\b|\brecaps?\b|\boutlines?\b",
            text.text[h.title.start : h.title.end],
            re.IGNORECASE,
        )
        for h in text.layout.headings
    )
    if not credits or not (headed or (len(credits) > 1 and text.worlds.general == "story")):
        return
    number, last = 0, -1
    for credit in credits:
        synopsis = _in_synopsis(text, credit, credit is credits[-1])
        if not synopsis:
            number = _numbered(text, credit, last) or number + _summaries(text, credit, last)
        last = credit.line.number
        yield Draft("summary_contributor", "synopsis" if synopsis else f"summary {number}", text.slice(credit.who), credit.who, "production",
                    0.95 if len(credits) > 1 else 0.75, "credit above a summary" if credit.above else "credit under a summary")  # fmt: skip


def _numbered(text: Text, credit: _Credit, last: int) -> int:
    """Return the number that the page itself gives the summary of a credit, 0 if it gives none."""
    lines = text.layout.lines[last + 1 : credit.line.number + 1]
    numbers = (_NUMBER.match(line.text) for line in reversed(lines))
    return next((int(number["w"] or number["n"] or number["m"]) for number in numbers if number), 0)


def _summaries(text: Text, credit: _Credit, last: int) -> int:
    """Return how many summaries end with `credit`: those without one stand before it, each a block of its own.

    A credit with a blank line before it may end a summary of several blocks, which then counts as one.
    """
    line = credit.line
    if credit.above or (line.gap and credit.who.start - line.span.start < 40):
        return 1
    lines = text.layout.lines[last + 1 : line.number + 1]
    heads = [n for n, each in enumerate(lines) if text.layout.is_heading(each)]
    lines = lines[heads[-1] + 1 :] if heads else lines
    first = [n == 0 or each.gap for n, each in enumerate(lines)]
    own = [not text.is_noise(each.span) and len(each.text) > 30 for each in lines]
    return max(1, sum(new and mine for new, mine in zip(first, own, strict=True)))


def _credits(text: Text) -> Iterator[_Credit]:
    lines, prose = text.layout.lines, False
    for line in lines:
        if text.is_noise(line.span):
            continue
        above = _HEAD.match(line.text)
        if above:
            yield _Credit(_who(line, above), line, True)
            continue
        under = (_LINE.match(line.text) or _WRITES.match(line.text)) if len(line.text) < 100 else None
        if under and _is_credit(under["who"]) and _over_summary(text, lines, line):
            yield _Credit(_who(line, under), line, True)
            continue
        prose = prose or len(line.text) > 80 or (len(line.text) > 50 and line.text.endswith((".", "!", "?")))
        prose = prose or _last(_TAIL, line.text) is not None
        if not prose or text.section_at(line.span.start).matter in (
            "timeline",
            "characters",
            "settings",
            "themes",
            "facts",
        ):
            continue
        found = (_LINE.match(line.text) or _HANDLE.match(line.text) or _named(line)) if len(line.text) < 140 else None
        if found and _under_summary(text, lines, line) and _is_credit(found["who"]):
            yield _Credit(_who(line, found), line, False)
            continue
        found = _last(_TAIL, line.text) or _last(_BRACKET, line.text) or _last(_PROSE_BY, line.text)
        if (
            found
            and len(line.text) > 60
            and (_is_credit(found["who"]) or _is_handle(found["who"]))
            and not text.layout.is_heading(line)
        ):
            yield _Credit(_who(line, found), line, False)


def _named(line: Line) -> re.Match[str] | None:
    """Match a line that is somebody's full name in brackets."""
    found = _NAMED.match(line.text)
    return found if found and " " in found["who"] and is_person(found["who"]) else None


def _last(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    """Search the end of a line only, so that a long one costs no more than a short one."""
    return pattern.search(line, max(0, len(line) - 180))


def _who(line: Line, found: re.Match[str]) -> Span:
    """Return the span of a credit's name, without its title, with the stop behind an initial or "Jr"."""
    bare = found["who"].rstrip(" .*_~-")
    end = found.start("who") + len(bare)
    stop = line.text[end : end + 1] == "." and re.search(r"(?:^|[\s.])(?:\w|Jr|Sr)$", bare)
    titled = _TITLED.match(bare) if bare.count(" ") > 1 else None
    start = found.start("who") + (titled.end() if titled else 0)
    return Span(line.span.start + start, line.span.start + end + bool(stop))


def _is_credit(who: str) -> bool:
    """Say whether words are a contributor's name or handle, and not the end of a sentence."""
    words = who.split()
    if not 1 <= len(words) <= 6 or _SENTENCE.search(who):
        return False
    return len(words) == 1 or words[0][:1].isupper() or any(c.isdigit() or c == "_" for c in who) or len(words) <= 2


def _is_handle(who: str) -> bool:
    """Say whether words behind a dash at a paragraph's end are somebody's handle in small letters."""
    return who.islower() and len(who.split()) <= 4 and not _SENTENCE.search(who)


def _under_summary(text: Text, lines: list[Line], line: Line) -> bool:
    """Say whether a paragraph of a summary stands right above, and no quotation whose speaker the line names."""
    if not line.number:
        return False
    before = lines[line.number - 1]
    if text.is_noise(before.span) or text.layout.is_heading(before):
        return False
    quoted = before.text.startswith((">", "“", '"', "«", "‘")) and re.search(r"[\"”»’]\W*$", before.text) is not None
    told = len(before.text) >= 40 or before.text.endswith((".", "!", "?"))
    return (told and not quoted) or (text.layout.wrapped and not line.gap and not quoted)


def _over_summary(text: Text, lines: list[Line], line: Line) -> bool:
    """Say whether a credit stands above its summary: right under a heading of the plot, or with a colon before a paragraph."""
    following = lines[line.number + 1] if line.number + 1 < len(lines) else None
    if not line.number or following is None or len(following.text) < 50:
        return False
    before = lines[line.number - 1]
    heads = [h for h in text.layout.headings if h.line.number == before.number]
    headed = bool(heads) and heads[0].matter == "plot" and not text.is_noise(before.span)
    return headed or (
        line.text.endswith(":") and not following.gap and text.section_at(line.span.start).matter == "plot"
    )


def _in_synopsis(text: Text, credit: _Credit, last: bool) -> bool:
    """Say whether a credit is that of the synopsis: its heading says so, or its own line does and it is the last."""
    heads = [h for h in text.layout.headings if h.line.number <= credit.line.number and h.matter == "plot"]
    words = text.text[heads[-1].title.start : heads[-1].title.end].casefold() if heads else ""
    whole = heads and _WHOLE.search(words) and last
    own = text.text[max(credit.line.span.start, credit.who.start - 60) : credit.who.start].casefold()
    return (
        bool(whole)
        or ("synopsis" in words and "summar" not in words)
        or (last and re.search(r"\bsynopsis\b", own) is not None)
    )

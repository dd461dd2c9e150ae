"""The entries of a timeline: a title, what happens, and a line (or label, or bracket) with time and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.layout import Line, Section
from biopic.reading.lists import bullet_length, table_rows
from biopic.reading.records import NOT_TOLD, Record, bare_title, is_when, runs, tells, where_lines
from biopic.reading.text import TIME, Text
from biopic.reading.whenwhere import LABEL, TIME_WORD, bare_words, parted_head, split_time_and_place

_BEHIND = re.compile(
    rf"^(?P<title>[^\n(\[|]{{3,80}}?)\s*(?:[(\[](?P<in>[^()\[\]\n]{{0,60}}{TIME}[^()\[\]\n]{{0,60}})[)\]]|(?:\s(?:[—–-]|--)\s|\s?\|\s?)(?P<after>[^—–|\n]{{0,60}}{TIME}[^—–|\n]{{0,60}})|\s[►▸▶→»›]\s(?P<marked>[^\n]{{2,90}}))$"
)
"""A title with its time, and perhaps its place, behind it: "The storm (May 1931, North Rock)"."""

_DATED = re.compile(
    rf"^(?P<time>[^\n:.]{{0,30}}{TIME}+[^\n:.]{{0,30}}?)(?P<sign>\s?(?:::|[:–—|·])\s?|\s[-/~]\s|\.\s|\)\s)(?=\S)"
)


_PLACE_NEXT = re.compile(r"(?P<place>[A-Z][^–—|:.\n-]{1,40}?)\s?(?:[–—|]|\s-)\s(?=\S)")


@cache
def _place_between(sign: str) -> re.Pattern[str]:
    """Return the pattern of a place that ends with the sign that the time before it ended with: "1931 :: the rock :: Ada waits."."""
    return (
        re.compile(rf"(?P<place>[^\n.]{{2,50}}?){re.escape(sign)}(?=\S)")
        if sign.strip(" :.)") or "::" in sign
        else _NEVER
    )


_NEVER = re.compile(r"(?!)")

_HEAD = re.compile(
    rf"^(?P<time>(?:[\w',]+ ){{0,4}}?{TIME}+(?: \([^)\n]{{1,30}}\))?)\s*(?:[:–—|·,-]|\s-|\.(?=\s[A-Z\ue000]))\s*(?:(?P<place>[^:\n]{{2,60}}?)\s*(?::|–|—|\||·|\s-)\s+)?(?P<title>[^\n]{{3,}})$"
)
"""A title with its time, and perhaps its place, before it: "1915 - North Rock: The first watch"."""

_WITH_BRACKET = re.compile(r"(?P<title>[^()\[\]\n:]{3,80}?)\s[(\[](?P<in>[^()\[\]\n]{3,80})[)\]]\s?[:–—-]\s(?=\S)")
"""An entry's title and, in brackets, its place and time, before what happens: "The storm (North Rock, 1931): Ada waits"."""
_AT_END = re.compile(r"[(\[](?P<in>[^()\[\]\n]{3,80})[)\]]\.?$")
"""What stands in brackets at an entry's end."""

_COLUMNS = {
    "when": "time", "time": "time", "date": "time", "year": "time", "where": "place", "place": "place", "location": "place",
    "what": "title", "event": "title", "moment": "title", "title": "title", "scene": "title",
}  # fmt: skip
"""What a column of a table gives, by a word of its heading."""


@dataclass(frozen=True)
class _Entry:
    title: Span
    lines: tuple[Line, ...]
    where: Span | None
    time: str = ""
    place: str = ""
    start: int = -1
    """Where it begins, if that is known."""
    asides: tuple[Span, ...] = ()
    """Its lines of time and place, which name nobody."""


def _lead(text: Text, line: Line) -> str:
    """Return a line's masked text without bullet and emphasis around it."""
    return text.masked[line.span.start + _offset(line) : line.span.end].rstrip("#*_ :")


def _offset(line: Line) -> int:
    """Return where a line's words begin behind hashes, bullets and the number of a list."""
    return bare_title(line).start - line.span.start


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each entry of each timeline: under headings that announce one, and wherever records are events."""
    repeated = _repeated(text)
    for section in text.layout.sections:
        if section.matter != "timeline" or section.heading is None:
            continue
        lines = [line for line in text.layout.lines_in(section.span) if not text.is_noise(line.span)]
        lines = [line for line in lines if line.number > section.heading.line.number]
        found = _rows(text, lines) or _blocks(text, lines) or list(_entries(text, lines))
        entries = found if len(found) >= len(repeated.get(section, ())) else repeated[section]
        yield from (_draft(text, entry) for entry in entries)
        repeated.pop(section, None)
    repeated |= {section: lines for section, lines in _dated_lines(text) if section not in repeated}
    for entries in repeated.values():
        yield from (_draft(text, entry) for entry in entries)


# Records, tables and blocks


def _repeated(text: Text) -> dict[Section, list[_Entry]]:
    """Return the entries that the page's own repetition shows, by the section that they begin in."""
    found: dict[Section, list[_Entry]] = {}
    for run in runs(text, "event"):
        section = text.section_at(run.records[0].head.span.start)
        found.setdefault(section, []).extend(_recorded(text, record) for record in run.records)
    return found


_LONGEST_LINE = 200
"""The most characters of a line that is an entry; what is longer is a paragraph that begins with a date."""


def _dated_lines(text: Text) -> Iterator[tuple[Section, list[_Entry]]]:
    """Yield the entries of lines, three or more together, that each begin with their date; timelines by heading left out."""
    together: list[Line] = []
    for line in [*text.layout.lines, None]:
        if line and text.is_noise(line.span):
            continue
        if (
            line
            and 40 < len(line.text) <= _LONGEST_LINE
            and _DATED.match(text.masked[line.span.start + bullet_length(line.text) : line.span.end])
        ):
            together.append(line)
            continue
        section = text.section_at(together[0].span.start) if len(together) > 2 else None
        if section and section.matter not in ("timeline", *NOT_TOLD):
            yield section, [_one_line(text, each) for each in together]
        together = []


def _recorded(text: Text, record: Record) -> _Entry:
    """Read a record: its title, and the time and place that its head or its short lines give."""
    title, inside = _embedded(text, record.head, record.title)
    second = record.lines[1]
    if is_when(text, record.head) and not tells(second) and len(record.lines) > 2 and not is_when(text, second):
        title, inside = bare_title(second), split_time_and_place(text, record.head.span)
        time, place = inside
        return _Entry(title, record.lines, None, time, place, title.start, (record.head.span,))
    asides = tuple(line.span for line in where_lines(text, record))
    parts = [split_time_and_place(text, span) for span in asides]
    parts = [inside, *parts] if inside else parts
    time, place = (next((part[side] for part in parts if part[side]), "") for side in (0, 1))
    return _Entry(title, record.lines, None, time, place, record.title.start, asides)


def _rows(text: Text, lines: list[Line]) -> list[_Entry]:
    """Read a table whose columns say what is when and where."""
    found = []
    for row in table_rows(text.text, [line.span for line in lines]):
        kinds = {
            _COLUMNS[word]: cell for head, cell in row.items() for word in _COLUMNS if re.search(rf"\b{word}\b", head)
        }
        title = kinds.get("title") or next((cell for cell in row.values() if cell not in kinds.values()), None)
        if title and ("time" in kinds or "place" in kinds):
            line = next(line for line in lines if line.span.start <= title.start < line.span.end)
            time, place = (text.slice(kinds[key]) if key in kinds else "" for key in ("time", "place"))
            found.append(_Entry(title, (line,), None, time, place))
    return found


def _blocks(text: Text, lines: list[Line]) -> list[_Entry]:
    """Read entries that blank lines part: a title, what happens, and the lines of time and place in any order."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    if len(groups) < 2 or any(len(group) < 2 for group in groups):
        return []
    entries = [_block(text, group) for group in groups]
    return [entry for entry in entries if entry] if all(entries) else []


def _block(text: Text, group: list[Line]) -> _Entry | None:
    """Read one block: its title is the first line that is short and tells no time, unless only the time stands there."""
    short = [_is_short(text, line) for line in group]
    if not short[0] or all(short):
        return None
    told = short.index(False)
    leads = group[:told]
    marked = [line for line in leads if text.layout.is_heading(line) and re.match(r"#|\*\*", line.text)]
    head = next((line for line in leads if TIME not in _lead(text, line) and not LABEL.match(line.text)), leads[0])
    head = marked[0] if marked else head
    title, where = _embedded(text, head)
    others = [line for line, brief in zip(group, short, strict=True) if brief and line is not head]
    parts = [split_time_and_place(text, line.span) for line in others]
    if where:
        parts.insert(0, where)
    last = group[-1]
    if (tail := _AT_END.search(last.text)) and tail["in"][:1].isupper() and not any(place for _, place in parts):
        parts.append(
            split_time_and_place(text, Span(last.span.start + tail.start("in"), last.span.start + tail.end("in")))
        )
    time = next((time for time, _ in parts if time), "")
    return _Entry(title, tuple(group), None, time, next((place for _, place in parts if place), ""))


def _is_short(text: Text, line: Line) -> bool:
    """Say whether a line of a block is its title or its time and place, and none of its sentences."""
    bare = line.text.strip("*_()[]# ")
    if LABEL.match(bare):
        return len(bare) < 110
    ends = re.search(r"[a-z\d”\"’')]{2}[.!?…][\"”’)]*$", bare)
    return len(bare) < 110 and (
        not ends or line.text.startswith(("(", "[", "#")) or bool(re.match(r"[^.]{3,60}\?$", bare))
    )


def _embedded(text: Text, head: Line, bare: Span | None = None) -> tuple[Span, tuple[str, str] | None]:
    """Return a title's span, and the time and place that its line has before or behind it."""
    start = bare.start if bare else head.span.start + _offset(head)
    lead = text.masked[bare.start : bare.end] if bare else _lead(text, head)
    if parted := parted_head(text, start, lead):
        return parted
    if dated := _HEAD.match(lead):
        words = [
            text.text[start + dated.start(g) : start + dated.end(g)] if dated[g] else "" for g in ("time", "place")
        ]
        return Span(start + dated.start("title"), start + dated.end("title")), (
            bare_words(words[0]),
            bare_words(words[1]),
        )
    if tail := _BEHIND.match(lead):
        group = next(name for name in ("in", "after", "marked") if tail[name])
        inside = Span(start + tail.start(group), start + tail.end(group))
        return Span(start, start + tail.end("title")), split_time_and_place(text, inside)
    return Span(start, start + len(lead)), None


# Lines


def _entries(text: Text, lines: list[Line]) -> Iterator[_Entry]:
    """Cut the lines of a timeline into entries: at its titles, or where it has none, a line each."""
    starts = [n for n, line in enumerate(lines) if _is_title(text, lines, n)]
    if len(starts) >= 1 and not _all_dated(text, lines):
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield _titled(text, lines[start:end])
        return
    for line in lines:
        dated = _DATED.match(text.masked[line.span.start + bullet_length(line.text) : line.span.end].lstrip("*_ "))
        if dated:
            yield _one_line(text, line)


def _all_dated(text: Text, lines: list[Line]) -> bool:
    """Say whether each line of any length begins with its date, so that lines are entries."""
    dated = [
        bool(_DATED.match(text.masked[line.span.start + bullet_length(line.text) : line.span.end].lstrip("*_ ([")))
        and len(line.text) > 40
        for line in lines
    ]
    return sum(dated) >= 2 and sum(dated) >= 0.6 * len(dated)


def _is_title(text: Text, lines: list[Line], n: int) -> bool:
    """Say whether a line heads an entry: short, no sentence, something under it that is longer or is its time and place."""
    line = lines[n]
    if (
        len(line.text) > 110
        or n + 1 >= len(lines)
        or (re.search(r"[^.]\.[\"”’)]*$", line.text.strip("*_ ")) and not text.layout.is_heading(line))
    ):
        return False
    if n and not (line.gap or lines[n - 1].text == ""):
        return False
    following = lines[n + 1]
    if LABEL.match(following.text) and not LABEL.match(line.text):
        return True
    if _HEAD.match(_lead(text, line)) and not following.gap and len(following.text) > 25:
        return True
    if (
        _reads_as_place(text, line)
        and (
            following.gap
            or (
                len(following.text) < 60
                and (TIME in text.masked[line.span.start : line.span.end] or LABEL.match(line.text))
            )
        )
        and n
        and not text.layout.is_heading(line)
    ):
        return False
    return (
        len(following.text) > 70
        or (_reads_as_place(text, following) and n + 2 < len(lines) and len(lines[n + 2].text) > 70)
        or (text.layout.is_heading(line) and len(following.text) > 30)
        or (not following.gap and len(following.text) > 25)
    )


def _reads_as_place(text: Text, line: Line) -> bool:
    """Say whether a line is one of time and place: short, no sentence, labelled, dated, or without any verb."""
    bare = line.text.strip("*_()[] ")
    if len(bare) > 120 or re.search(r"[a-z]{3}[.!?]$", bare):
        return False
    masked = text.masked[line.span.start : line.span.end]
    if LABEL.match(bare) or TIME in masked or line.text.startswith("("):
        return True
    return not re.search(
        r"\b(?:is|are|was|has|his|her first|takes|finds|meets|tells|leaves|learns|fights|gets|makes|becomes)\b", bare
    )


def _titled(text: Text, lines: list[Line]) -> _Entry:
    head = lines[0]
    dated = _HEAD.match(_lead(text, head))
    offset = _offset(head)
    start = head.span.start + offset
    if dated:
        title = Span(start + dated.start("title"), start + dated.end("title"))
        time = text.text[start + dated.start("time") : start + dated.end("time")]
        place = text.text[start + dated.start("place") : start + dated.end("place")] if dated["place"] else ""
        return _Entry(title, tuple(lines), None, bare_words(time), bare_words(place))
    bare = head.text[offset:].rstrip("#*_ :")
    title = Span(start, start + len(bare))
    rest = lines[1:]
    labelled = [line for line in rest if LABEL.match(line.text) and len(line.text) < 110]
    if len(labelled) > 1:
        parts = [split_time_and_place(text, line.span) for line in labelled]
        return _Entry(
            title, tuple(lines), None, next((t for t, _ in parts if t), ""), next((p for _, p in parts if p), "")
        )
    where = (
        next(
            (line for line in (*reversed(rest[1:]), *rest[:1]) if _reads_as_place(text, line) and len(line.text) < 120),
            None,
        )
        if rest
        else None
    )
    if where is None and rest:
        tail = _AT_END.search(rest[-1].text)
        if tail and (TIME_WORD.search(tail["in"]) or tail["in"][0].isupper()):
            return _Entry(
                title, tuple(lines), Span(rest[-1].span.start + tail.start("in"), rest[-1].span.start + tail.end("in"))
            )
    return _Entry(title, tuple(lines), where.span if where else None)


def _one_line(text: Text, line: Line) -> _Entry:
    """Read "1931, Saltby: Ada leaves home. ...": the title is the first sentence behind the date."""
    start = line.span.start + bullet_length(line.text)
    while text.text[start] in "*_ ([":
        start += 1
    dated = _DATED.match(text.masked[start : line.span.end])
    assert dated
    bracket = _WITH_BRACKET.match(text.text, start, line.span.end)
    if bracket and (TIME in text.masked[bracket.start("in") : bracket.end("in")] or TIME_WORD.search(bracket["in"])):
        return _Entry(Span(*bracket.span("title")), (line,), Span(*bracket.span("in")))
    after = start + dated.end()
    place = _place_between(dated["sign"]).match(text.text, after, line.span.end) or _PLACE_NEXT.match(
        text.text, after, line.span.end
    )
    if place:
        after = place.end()
    sentence = re.match(r"[^\n]+?(?:[.!?:](?=\s|$)|\s[–—]\s|\*\*|$)", text.text[after : line.span.end])
    raw = sentence.group() if sentence else text.text[after : line.span.end]
    bare = raw.strip(" *_–—:").rstrip(".")
    title = Span(after + raw.index(bare), after + raw.index(bare) + len(bare))
    if place:
        return _Entry(title, (line,), None, bare_words(text.text[start : start + dated.end("time")]), place["place"])
    return _Entry(title, (line,), Span(start, start + dated.end("time")))


def _draft(text: Text, entry: _Entry) -> Draft:
    start = (
        entry.title.start
        if entry.where and len(entry.lines) > 1
        else min(entry.title.start, entry.lines[0].span.start + _offset(entry.lines[0]))
    )
    start = entry.start if entry.start >= 0 else start
    end = entry.lines[-1].span.end
    span = Span(start, max(end, entry.title.end))
    time, place = split_time_and_place(text, entry.where) if entry.where else (entry.time, entry.place)
    asides = (*entry.asides, *([entry.where] if entry.where else []))
    names = [n for n in text.names_in(span) if not any(aside.holds(n.span) for aside in asides)]
    beings = dict.fromkeys(b.name for b in (text.people.of(n) for n in names) if b)
    title = text.slice(entry.title)
    fields = (("title", title), ("time", time), ("place", place), ("participants", tuple(beings)))
    return Draft("timeline_event", title, time, span, "story", 0.9, "timeline", fields=fields)

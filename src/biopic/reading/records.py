"""The repeated records of a page: runs of three or more blocks of one shape, whatever heading they stand under.

A page on an unknown site is known by what it repeats. A record is a short line that heads it (numbered, behind a sign, in
capitals, or plain) and the lines below it, of which at least one tells something in a sentence. Records whose heads are
set alike and follow each other are a run. What a run is, its records tell together: most of them have a line of time and
place (events), or a head that gives somebody and a performer or has tags below it (characters), or neither (topics).
Adverts between records are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from biopic.documents import Span
from biopic.reading.layout import Line, matter_of
from biopic.reading.lists import EMOJI, marked_items
from biopic.reading.marks import NAME, TIME
from biopic.reading.whenwhere import LABELLED, OWN_LABEL, TIME_WORD

if TYPE_CHECKING:
    from biopic.reading.text import Text

LEAST = 3
"""How many records make a run."""
MOST_LINES = 12
"""The most lines of a record."""
MOST_HEAD = 100
"""The most characters of a line that heads a record."""

_NUMBER = re.compile(
    r"(?:[#*_ ]{0,6}(?:(?:No\.?|Step|Scene|Part|Chapter|Stop|Moment|Event|Act|Beat)\s)?(?:\d{1,2}|[IVX]{1,5})(?:[.):]|\s[–—|·-])[*_]{0,2}\s+|[(\[]\d{1,2}[)\]]\s*)(?=\S)"
)
_SIGN = re.compile(rf"(?P<sign>#{{1,6}}|[*_]{{2}}|=={{1,4}}|{EMOJI}+|[^\w\s\"“'‘(\[.,;:&@]{{1,3}})\s*(?=[\w\"“'‘(])")
_TELLS = re.compile(r"[^\W\d_]{2,}[\"”’')\]*_]*[.!?…][\"”’')*_]*(?:\s|$)")
_DATED_HEAD = re.compile(r"\d{4}\b|\d{1,2}\s[A-Z]")
_TITLED = re.compile(r"(?:Event|Title|Moment|Scene)\s?:\s+(?=\S)")
"""A label before an entry's title."""
_DATE_END = re.compile(r"(?:\b(?:St|Dr|Mr|Mrs|Ave|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|[A-Z])\.)$")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|he|she|they|who|his|her|takes?|tells?)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s(?:[—–|·•/@~✦-]{1,2})\s|\s?[|·•]\s?")
PAIR = re.compile(
    r"(?P<first>[^\W\d_][^\n()\[\]~|=:—–→.…]{1,60}?)(?P<sign>\s*[(\[](?:played by\s|as played by\s)?|\s*\.{2,}\s*|\s*…+\s*|\s+(?:[~–—|=/→·•»>-]{1,2}|:{2,3})\s+(?!(?:played|portrayed) by)|\s*[|:=→]\s*(?!(?:played|portrayed) by)|(?:,|\s[–—|/·•-])?\s+(?:as\s)?(?:played|portrayed) by\s+|\s+as\s+|\s+is\s+(?=[A-Z])|\t+|\s{2,})(?P<second>[^\W\d_][^\n()\[\]~|=:—–→]{2,60}?)(?:(?=\s[^\w\s(]{1,3}\s)(?P=sign)[^\n]{1,60}|[)\]]?[.]?)$"
)
"""Two cells of a line with a sign between them, or with the second one in brackets; a third may follow behind the same sign."""


@dataclass(frozen=True)
class Record:
    """One record: the line that heads it, where its title begins behind number and sign, and all its lines."""

    head: Line
    title: Span
    lines: tuple[Line, ...]

    @property
    def below(self) -> tuple[Line, ...]:
        """Return the lines under its head."""
        return self.lines[1:]


@dataclass(frozen=True)
class Run:
    """Records of one shape that follow each other; `matter` is that of the heading they stand under, `sort` what they are."""

    records: tuple[Record, ...]
    shape: str
    matter: str
    sort: str


_KNOWN: WeakKeyDictionary[Text, list[Run]] = WeakKeyDictionary()


def runs(text: Text, sort: str = "") -> list[Run]:
    """Return the runs of records (of one sort, where it is given: "event", "character", "topic"), in the order of the text."""
    if text not in _KNOWN:
        _KNOWN[text] = sorted(_Page(text).runs(), key=lambda run: run.records[0].head.number)
    return [run for run in _KNOWN[text] if sort in ("", run.sort)]


def tells(line: Line) -> bool:
    """Say whether a line has a sentence in it, and is no label or list."""
    bare = line.text
    if len(bare) > 160:
        return True
    lead = _NUMBER.match(bare)
    bare = bare[lead.end() :] if lead else bare
    ends = any(found.end() == len(bare) or len(bare) > 60 for found in _TELLS.finditer(bare))
    return ends and not _DATE_END.search(bare) and len(bare.split()) > 2 and not LABELLED.match(bare)


def _tags(line: Line) -> int:
    """Return how many items of a line have each its mark."""
    return sum(end > start for start, end in marked_items(line.text))


def bare_title(line: Line) -> Span:
    """Return the span of what a line says behind its number, sign and label, without marks around it."""
    start = line.span.start
    for pattern in (_SIGN, _NUMBER, _SIGN, _TITLED):
        if found := pattern.match(line.text, start - line.span.start):
            start = line.span.start + found.end()
    words = line.text[start - line.span.start :]
    return Span(start, start + len(words.rstrip("#*_=~ :")))


def _shape(line: Line) -> str:
    """Return how a line that may head a record is set: "number", its sign, "capitals" or "plain"; "" if it heads none."""
    if len(line.text) > MOST_HEAD or LABELLED.match(line.text):
        return ""
    if _NUMBER.match(line.text) and not tells(line):
        return "number"
    sign = _SIGN.match(line.text)
    if tells(line) or _tags(line) > 1:
        return ""
    if sign:
        return sign["sign"]
    letters = [c for c in re.split(r"[~(|—–:…]|\.\.|\s-\s", line.text)[0] if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters):
        return "capitals"
    begins = line.text[:1].isupper() or _DATED_HEAD.match(line.text)
    return "plain" if line.gap and begins and not line.text.endswith((",", ";")) else ""


class _Page:
    """The lines of a text that are its own, and what each may be in a record."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.lines = [line for line in text.layout.lines if not text.is_noise(line.span)]
        self.tells = [tells(line) for line in self.lines]
        self.shapes = [_shape(line) for line in self.lines]

    @cached_property
    def _heads_section(self) -> list[bool]:
        """Say of each line whether it heads a section: a heading of known matter, or a short line over the head of a record."""
        return [
            bool(text_matter(line))
            and (line.gap or self.text.layout.is_heading(line))
            and shape != "number"
            and not self._is_between(at)
            for at, (line, shape) in enumerate(zip(self.lines, self.shapes, strict=True))
        ]

    def _is_between(self, at: int) -> bool:
        """Say whether a line stands between two records' lines of time and place, and so heads a record: "The verdict" of a trial."""
        if not 0 < at < len(self.lines) - 2 or not self.tells[at + 1]:
            return False
        ends = (self.lines[at - 1], self.lines[at + 2])
        return all(not line.gap and is_when(self.text, line) for line in ends)

    def runs(self) -> Iterator[Run]:
        """Yield every run; a line belongs to one run only, those of the surest shapes first."""
        taken: set[int] = set()
        signs = sorted({shape for shape in self.shapes if shape not in ("", "number", "capitals", "plain")})
        for shape in ("number", "capitals", *signs, "plain", "spaced"):
            for group in self._groups(shape):
                if len(group) >= LEAST and not any(line.number in taken for each in group for line in each.lines):
                    matter = self._matter(group[0].head)
                    run = Run(tuple(group), shape, matter, _sort(self.text, group, matter))
                    taken.update(line.number for each in group for line in each.lines)
                    yield run

    def _groups(self, shape: str) -> Iterator[list[Record]]:
        """Yield the stretches of records that one shape of heads makes."""
        group: list[Record] = []
        at = 0
        while at < len(self.lines):
            end = self._end(at, shape)
            if not end:
                if group and not self._is_aside(at):
                    yield group
                    group = []
                at += 1
                continue
            group.append(Record(self.lines[at], bare_title(self.lines[at]), tuple(self.lines[at:end])))
            at = end
        if group:
            yield group

    def _is_aside(self, at: int) -> bool:
        """Say whether a line between two records ends no run: the rest of the one before."""
        return not self._heads_section[at] and not self.shapes[at] and not self.tells[at]

    def _is_head(self, at: int, shape: str) -> bool:
        line, following = self.lines[at], self.lines[at + 1] if at + 1 < len(self.lines) else None
        if following is None or self._heads_section[at]:
            return False
        if shape not in ("plain", "spaced"):
            close = not following.gap if shape == "capitals" else line.gap or shape == "number" or self.tells[at + 1]
            return self.shapes[at] == shape and close
        if self.shapes[at] not in ("plain", "capitals") or not line.gap:
            return False
        return following.gap == (shape == "spaced") and not (shape == "spaced" and is_when(self.text, line))

    def _end(self, at: int, shape: str) -> int:
        """Return behind which line the record that begins at a line ends, 0 where none begins there."""
        if not self._is_head(at, shape):
            return 0
        told = 0
        end = at + 1
        while end < len(self.lines) and end - at < MOST_LINES and not self._heads_section[end]:
            if self._is_head(end, shape) or (told and shape != "spaced" and self._starts_anew(end)):
                break
            if self.tells[end]:
                told = end
            elif shape == "spaced" and told and not self._belongs(end, told):
                break
            end += 1
        return end if told else 0

    def _starts_anew(self, at: int) -> bool:
        """Say whether something else begins at a line behind a blank one: a heading, or a paragraph."""
        return self.lines[at].gap and not is_when(self.text, self.lines[at]) and not _tags(self.lines[at])

    def _belongs(self, at: int, told: int) -> bool:
        """Say whether a short line behind the telling ones of a spaced record is one of its lines of time and place, or its tags."""
        behind = self.lines[told + 1 : at + 1]
        labelled = all(is_when(self.text, line) or OWN_LABEL.match(line.text) for line in behind)
        return labelled or (len(behind) == 1 and bool(_tags(behind[0])))

    def _matter(self, head: Line) -> str:
        """Return the matter of the heading that stands over a run: the short line right before it, else its section's."""
        before = next((n for n, line in enumerate(self.lines) if line.number == head.number), 0) - 1
        while before > 0 and not re.search(r"\w", self.lines[before].text):
            before -= 1
        line = self.lines[before] if before >= 0 else None
        if line and line.gap and head.gap and len(line.text) < MOST_HEAD and not tells(line):
            return text_matter(line)
        return self.text.section_at(head.span.start).matter


def text_matter(line: Line) -> str:
    """Return what a line announces if it is a heading."""
    return matter_of(line.text.strip(" \t#=*_:")) if len(line.text) < MOST_HEAD else ""


def is_when(text: Text, line: Line) -> bool:
    """Say whether a line gives a time, or a place with a label or beside a time, and is no sentence."""
    bare = line.text.strip("*_()[] ")
    if len(bare) > 120 or tells(line):
        return False
    own = OWN_LABEL.match(bare)
    if LABELLED.match(bare) or (own and TIME_WORD.search(bare, own.end())):
        return True
    masked = text.masked[line.span.start : line.span.end]
    if TIME in masked or " @ " in bare:
        return len(bare) < 80
    return bool(TIME_WORD.search(bare) and _BETWEEN.search(bare)) and not _VERB.search(bare)


def place_line(line: Line) -> bool:
    """Say whether a line may be a place by itself: short, with a capital, without verb or end, one thing."""
    bare = line.text.strip("*_()[] ")
    return (
        len(bare) < 80
        and bare[:1].isupper()
        and not line.text.startswith(("[", "{", "<", "#"))
        and not tells(line)
        and not _VERB.search(bare)
        and not _tags(line)
        and bare.count(",") < 3
    )


def where_lines(text: Text, record: Record) -> list[Line]:
    """Return the lines of a record that give its time and place: known by what they say, else a place before or behind the rest."""
    sure = [line for line in record.below if is_when(text, line)]
    if any(OWN_LABEL.match(line.text) for line in sure):
        return [line for line in record.below if line in sure or (OWN_LABEL.match(line.text) and not tells(line))]
    if sure:
        return sure
    edges = [line for line in (record.lines[-1], record.lines[1]) if not line.gap or line is record.lines[-1]]
    return [line for line in edges if place_line(line) or _BRACKETED.fullmatch(line.text)][:1]


def _sort(text: Text, records: list[Record], matter: str) -> str:
    """Return what the records of a run are, by what most of them have."""
    enough = 0.6 * len(records)
    pairs = sum(is_pair(text, record) for record in records)
    tagged = sum(is_tagged(record) and _names(text, record) for record in records)
    when = sum(any(is_when(text, line) for line in record.below) for record in records)
    dated = sum(TIME in text.masked[record.head.span.start : record.head.span.end] for record in records)
    located = sum(bool(where_lines(text, record)) for record in records)
    if max(pairs, tagged) >= enough and matter not in ("reception", "timeline"):
        return "character"
    if matter not in NOT_TOLD and ((when >= 0.3 * len(records) and located >= enough) or dated >= enough):
        return "event"
    return "topic"


_BRACKETED = re.compile(r"[(\[][^()\[\]:;]{4,60}[)\]]")
"""A line that is all in brackets: the place of an event."""

NOT_TOLD = frozenset(["characters", "reception", "facts", "life", "trivia", "themes", "noise"])
"""What sections are about whose records are no events of the story."""


def is_pair(text: Text, record: Record) -> bool:
    """Say whether the head of a record gives two names, one of them perhaps in capitals: a character and a performer."""
    found = PAIR.match(text.text, record.title.start, record.title.end)
    if not found:
        return False
    return (
        _is_name(text, Span(*found.span("first"))) and NAME in text.masked[found.start("second") : found.end("second")]
    )


def _is_name(text: Text, span: Span) -> bool:
    words = text.text[span.start : span.end]
    return NAME in text.masked[span.start : span.end] or words.isupper() or len(words.split()) < 4


def is_tagged(record: Record) -> bool:
    """Say whether a record has a line of tags, each with its mark."""
    return any(_tags(line) > 0 for line in record.below)


def _names(text: Text, record: Record) -> bool:
    words = text.text[record.title.start : record.title.end]
    return NAME in text.masked[record.title.start : record.title.end] or words.isupper()

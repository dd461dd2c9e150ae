"""The layout of a text: its lines, its paragraphs, its headings and the sections under them.

Nothing is changed or removed; everything is a span of the stored text. A paragraph is a line, or several where the text
is wrapped by hand. A heading is known by its mark (`#`, `==`) or by being a short line on its own; a heading made of the
words that pages use for their parts ("Plot", "Cast and characters", "Time period") opens a section of that matter.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from biopic.documents import Span

MATTERS: dict[str, str] = {
    "plot": "plot synopsis synopses summary summaries storyline story recap spoilers spoiler ending premise logline tagline overview outline",
    "timeline": "timeline timelines chronology chronological events moments beats scene scenes milestones",
    "characters": "characters character persons cast casting castlist roles performers actors players portrayals ensemble who people dramatis personae",
    "settings": "settings setting world atmosphere backdrop",
    "time": "time period era year years when date decade",
    "place": "location locations place places where",
    "themes": "themes theme motifs motif messages ideas meaning",
    "facts": "facts info information details credits crew box glance data production release",
    "reception": "awards award accolades honours honors reception prizes nominations recognition legacy trophy trophies cabinet shelf medals laurels critics critical reviews verdict",
    "life": "real true false fact fiction reality history life biography changed changes accuracy accurate liberties inventions invented truth versus differences checked",
    "trivia": "trivia quotes faq questions",
    "noise": "similar related recommended recommendations newsletter subscribe advertisement advert sponsored promoted trending popular comments quiz app preview share menu navigation tags",
}  # fmt: skip
"""What a section is about, by the words of which its heading is made."""

FILLERS = frozenset(
    ["the", "a", "an", "and", "or", "&", "of", "in", "on", "for", "to", "from", "with", "vs", "versus", "behind", "about", "by", "at", "its", "is", "are", "s", "film", "films", "movie", "movies", "picture", "full", "whole", "happens", "complete", "entire", "detailed", "short", "brief", "main", "major", "key", "list", "all", "explained", "guide", "page", "see", "more", "our", "how", "it", "they", "their", "through", "order", "free", "this", "what", "plays", "plays", "played", "after", "written", "user", "users", "reader", "readers", "contributed", "contributor", "contributors", "submitted", "take", "takes", "took", "set", "main", "central", "important", "biggest", "central", "background", "principal", "top", "this", "that", "you", "your", "spoiler-free", "not", "check", "checking", "meet", "big", "inside", "screen", "key", "got", "right", "wrong", "up", "made", "did", "does", "different", "happened", "really", "vs.", "club", "i", "ii", "iii", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
)  # fmt: skip
"""Words that may stand in such a heading beside the ones that make it."""

_PHRASES = (
    (re.compile(r"\bwhat\b.{0,40}\babout\b|\bwhat it (?:all )?means\b", re.IGNORECASE), "themes"),
    (re.compile(r"\bbehind the (?:scenes?|camera)\b|\bmaking of\b|\bhow it was made\b", re.IGNORECASE), "facts"),
    (re.compile(r"\bwhat (?:happens|happened)\b(?! (?:to|after|next|really)\b)", re.IGNORECASE), "plot"),
)
"""Headings that announce by their phrase what none of their words does."""

_ABOUT = re.compile(r"what (?:it|this|the (?:film|movie|story)) is about\W*", re.IGNORECASE)
_PROSE = 160
"""How long, in characters, the paragraph is at least that tells a plot under such a heading."""

_OF = re.compile(r"(?:\b(?:of|in|for)|[\w)]\s?[:–—|])\s(?:(?:[Tt]he|[Aa]n?)\s)?(?:(?:film|movie)\s)?[\"“‘'*_]*$")
"""What may stand before a film's title in such a heading: "Plot of the film Lamp"."""
_LISTED = re.compile(r"[:–—|]\s[\"“‘'*_]*$")
"""What stands before a value as well: "Setting: Saltby"."""
_LOOSE = frozenset(["story", "ending", "moments", "scene", "scenes", "events", "people", "world"])
"""Words that a chapter of a tale may have in its title as well."""
_PARTS = frozenset(("plot", "timeline", "characters", "themes", "settings"))
"""What a page on a film has sections about; a heading that names several of them heads the page."""

_MATTER = {word: matter for matter, words in MATTERS.items() for word in words.split()}
_MARK = re.compile(r"^\s*(?:#{1,6}\s+|={2,}\s*|[*_]{2}(?=[^*_]+[*_]{2}\s*:?\s*$))")
_BULLET = re.compile(r"^\s*(?:[-*•‣◦·▪►▸–+]|\d{1,2}[.)])\s+")
_END = re.compile(r"[.!?…][\"'”’»)\]*_]*\s*$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Line:
    """One line that is not blank: its span without the white space around it, and its number from 0."""

    span: Span
    text: str
    number: int
    gap: bool
    """Whether a blank line, or the start of the text, stands before it."""


@dataclass(frozen=True)
class Heading:
    """A line that heads what follows; `matter` says what its section is about, "" if only its own words tell."""

    line: Line
    title: Span
    matter: str


@dataclass(frozen=True)
class Section:
    """A stretch of the text under one heading, the heading included; `heading` is None for what stands before the first."""

    span: Span
    heading: Heading | None
    matter: str


class Layout:
    """The lines, paragraphs, headings and sections of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _lines(text)
        self.wrapped = _is_wrapped(self.lines)
        self.headings = [h for h in (self._heading(i) for i in range(len(self.lines))) if h]
        self._heads = {heading.line.number for heading in self.headings}
        self.paragraphs = self._paragraphs()
        self.sections = self._sections()
        self._paragraph_starts = [p.start for p in self.paragraphs]
        self._section_starts = [s.span.start for s in self.sections]

    def paragraph_at(self, offset: int) -> Span:
        """Return the paragraph that holds `offset`, or the last before it."""
        at = bisect_right(self._paragraph_starts, offset) - 1
        return self.paragraphs[at] if at >= 0 else Span(0, len(self.text))

    def paragraph_index(self, offset: int) -> int:
        """Return the number of the paragraph that `paragraph_at` returns, -1 before the first."""
        return bisect_right(self._paragraph_starts, offset) - 1

    def section_at(self, offset: int) -> Section:
        """Return the section that holds `offset`."""
        at = bisect_right(self._section_starts, offset) - 1
        return self.sections[max(at, 0)]

    def lines_in(self, span: Span) -> list[Line]:
        """Return the lines that begin inside `span`."""
        starts = self._line_starts
        return self.lines[bisect_right(starts, span.start - 1) : bisect_right(starts, span.end - 1)]

    def line_at(self, offset: int) -> Line:
        """Return the line that holds `offset`, or the last before it."""
        return self.lines[max(bisect_right(self._line_starts, offset) - 1, 0)]

    @property
    def _line_starts(self) -> list[int]:
        if not hasattr(self, "_starts"):
            self._starts = [line.span.start for line in self.lines]
        return self._starts

    def is_heading(self, line: Line) -> bool:
        """Say whether a line is a heading."""
        return line.number in self._heads

    def _heading(self, index: int) -> Heading | None:
        line = self.lines[index]
        if len(line.text) > 100:
            return None
        marked = _MARK.match(line.text)
        bare = line.text.strip(" \t#=*_:")
        title = (
            Span(line.span.start + line.text.index(bare), line.span.start + line.text.index(bare) + len(bare))
            if bare
            else line.span
        )
        matter = matter_of(bare)
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if matter == "themes" and _ABOUT.fullmatch(bare) and following and len(following.text) > _PROSE:
            matter = "plot"
        if not bare or (not marked and not self._stands_alone(index, bare)):
            return None
        return Heading(line, title, matter)

    def _stands_alone(self, index: int, bare: str) -> bool:
        """Say whether a line without a mark reads as a heading: short, without an end, something longer under it."""
        line = self.lines[index]
        if _BULLET.match(line.text) or len(bare.split()) > 14 or not re.search(r"[^\W\d_]", bare):
            return False
        if matter_of(bare) and len(bare.split()) <= 8:
            return True
        if _END.search(line.text) and not line.text.endswith(("?", "!")):
            return False
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if not line.gap or following is None or line.text.endswith((",", ";")):
            return False
        return bare[:1].isupper() and (len(following.text) > 100 or (following.gap and len(following.text) > 60))

    def _paragraphs(self) -> list[Span]:
        found: list[Span] = []
        join = False
        for line in self.lines:
            head = line.number in self._heads
            if found and join and not line.gap and not head and not _BULLET.match(line.text):
                found[-1] = Span(found[-1].start, line.span.end)
            else:
                found.append(line.span)
            join = self.wrapped and not head
        return found

    def _sections(self) -> list[Section]:
        """Cut the text at its headings; an advert or a menu inside a section does not end it."""
        styles = {_style(heading.line.text) for heading in self.headings if heading.matter} - {""}
        heads = [h for h in self.headings if h.matter != "noise" and (h.matter or _style(h.line.text) in styles)]
        bounds = [0, *(heading.line.span.start for heading in heads), len(self.text)]
        ends = list(itertools.pairwise(bounds))
        opened: list[Heading | None] = [None, *heads]
        return [Section(Span(a, b), h, h.matter if h else "") for (a, b), h in zip(ends, opened, strict=True)]


@lru_cache(maxsize=65536)
def matter_of(heading: str) -> str:
    """Return what a heading made of such words announces, "" for any other.

    >>> matter_of("Lamp Timeline"), matter_of("Who's who in Lamp"), matter_of("Time period"), matter_of("Ada leaves home")
    ('timeline', 'characters', 'time', '')
    """
    words = [word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(heading)]
    if not words or len(words) > 9:
        return ""
    if phrase := next((matter for pattern, matter in _PHRASES if pattern.search(heading)), ""):
        return phrase if heading[:1].isupper() or not heading[:1].isalpha() else ""
    known = [_MATTER[word] for word in words if word in _MATTER]
    strange = [word for word in words if word not in _MATTER and word not in FILLERS]
    if not known or (strange and not _announces(words, strange, heading)) or _heads_page(known, bool(strange)):
        return ""
    for matter in ("noise", "timeline", "characters", "settings", "themes", "reception"):
        if matter in known:
            return matter if matter != "settings" or "time" not in known else "settings"
    if {"time", "place"} <= set(known):
        return "settings"
    return known[-1] if len(set(known)) > 1 and "life" not in known else known[0]


def _announces(words: list[str], strange: list[str], heading: str) -> bool:
    """Say whether a heading with words of its own says of a film what its section is about: "Lamp Timeline", "Timeline of Lamp"."""
    shown = list(_WORD.finditer(heading))
    at = [n for n, word in enumerate(words) if word in strange]
    title = shown[at[0]]
    behind = at[0] > 0 and at[-1] == len(words) - 1 and at[-1] - at[0] < len(at) + 2
    if behind and not (title.group()[0].isupper() and _OF.search(heading, 0, title.start())):
        return False
    part = next((word for word in reversed(words[: at[0]]) if word in _MATTER), "") if behind else words[-1]
    if (
        behind
        and _LISTED.search(heading, 0, title.start())
        and _MATTER.get(part) in ("settings", "themes", "characters")
    ):
        return False
    return _MATTER.get(part) in _PARTS and len(strange) <= 4 and heading[:1].isupper() and part not in _LOOSE


def _heads_page(known: list[str], named: bool) -> bool:
    """Say whether a heading announces so much that it is the page's own: "Lamp: Plot, Timeline & Cast"."""
    return len(_PARTS.intersection(known)) >= (2 if named else 3)


def _style(line: str) -> str:
    """Return how a heading is set off, where that tells its rank: its hashes, or capitals throughout; "" otherwise."""
    hashes = re.match(r"#{1,6}(?=\s)", line)
    if hashes:
        return hashes.group()
    letters = [c for c in line if c.isalpha()]
    return "capitals" if len(letters) > 3 and all(c.isupper() for c in letters) else ""


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    gap = True
    for row in re.finditer(r"[^\n]*", text):
        bare = row.group().strip()
        if bare:
            start = row.start() + row.group().index(bare)
            found.append(Line(Span(start, start + len(bare)), bare, len(found), gap))
            gap = False
        elif (
            row.start() < len(text)
            and text[row.start()] == "\n"
            and (row.start() == 0 or text[row.start() - 1] == "\n")
        ) or (row.group() and not bare):
            gap = True
    return found


def _is_wrapped(lines: list[Line]) -> bool:
    """Say whether paragraphs are broken by hand into lines of about one width."""
    longest = max((len(line.text) for line in lines), default=0)
    if not 50 <= longest <= 130 or len(lines) < 6:
        return False
    full = [
        a for a, b in itertools.pairwise(lines) if not b.gap and len(a.text) > 0.6 * longest and not _END.search(a.text)
    ]
    return len(full) >= 0.25 * len(lines)

"""The films that a text speaks of: their titles where they stand, their years, and which of them the text is about.

A title is known by what stands beside it: a year in brackets, a word such as "film" or "biopic", marks of a quotation or of
emphasis together with such a word, or a heading such as "Lamp Timeline".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.layout import _MATTER, FILLERS, Layout
from biopic.reading.names import Name
from biopic.reading.words import FUNCTION

_W = r"(?:(?<!\w)[A-Z0-9][\w'’.&!?-]{0,40}(?!\w))"
_TITLE = rf"{_W}(?:[:,]?\s(?:{_W}|of|the|a|an|and|in|to|for|my|with|on|at|from|de|la|le|les|du|vs\.?|&|or|by|is|as|who|that)(?![\w(])){{0,9}}"
_PLAIN = _TITLE.replace("[:,]?", ":?")
"""A title that no mark sets off, which a comma ends."""
_YEAR = r"(?:1[89]|20)\d\d"
_WORK = r"(?:film|movie|biopic|drama|picture|feature|motion picture|screen version|adaptation|musical|comedy|tearjerker|dramatization|dramatisation|docudrama)"
_OPEN, _CLOSE = r"[\"“‘'«*_]{1,2}", r"[\"”’'»*_]{1,2}"
_FORMS = [
    (rf"(?P<mark>{_OPEN})?(?P<title>{_TITLE})[,.]?(?:{_CLOSE})?\s\((?P<year>{_YEAR})(?:\s(?:film|movie))?\)", 3),
    (rf"(?P<year>{_YEAR})(?:['’]s)?\s(?:[\w-]+\s){{0,4}}?{_WORK},?\s(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 3),
    (rf"(?P<year>{_YEAR})(?:['’]s)?\s(?:[\w-]+\s){{0,4}}?{_WORK},?\s(?P<title>{_PLAIN})", 2),
    (rf"\b{_WORK}s?,?\s(?:called\s|titled\s|entitled\s|version of\s)?(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 2),
    (rf"(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}(?:,|\sis|\swas)?\s(?:(?:a|an|the|his|her|[\w'’-]+)\s){{0,4}}?{_WORK}\b", 2),
    (rf"\b[Tt]he (?:{_WORK})\s(?P<title>{_PLAIN})", 1),
    (rf"(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 0),
    (rf"(?P<year>{_YEAR})['’]s\s(?P<mark>{_OPEN})?(?P<title>{_TITLE})", 1),
]  # fmt: skip
_ANY = [(re.compile(form), weight) for form, weight in _FORMS]
_HEAD_YEAR = re.compile(rf"^(?P<title>[^()\n]{{1,80}}?)\s*[\(\[–—-]\s*(?P<year>{_YEAR})\s*[\)\]]?\s*$")


@dataclass(frozen=True)
class Title:
    """A title where it stands, the year beside it ("" if none), and the span of both."""

    span: Span
    text: str
    year: str
    whole: Span
    weight: int


class Films:
    """The titles in a text, and which is the main one."""

    def __init__(self, titles: list[Title], main: str) -> None:
        self.titles = titles
        self.main = main
        self._starts = [title.span.start for title in titles]

    def spans_of(self, names: Iterable[Name]) -> frozenset[Span]:
        """Return the spans of those names that stand inside a title."""
        inside = (n.span for n in names if self._inside(n.span))
        return frozenset(inside)

    def _inside(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and self.titles[at].span.overlaps(span)


def find_films(text: str, layout: Layout, noise: list[Span], known: str = "") -> Films:
    """Return the films of `text`; the main one is `known`, else the one that is named most and most surely."""
    found = sorted(_titles(text, layout), key=lambda t: (t.span.start, -t.weight, -t.span.end))
    votes: Counter[str] = Counter()
    shapes: dict[str, Counter[str]] = {}
    for title in found:
        if title.weight and not any(n.holds(title.span) for n in noise):
            key = _fold(title.text)
            votes[key] += title.weight
            shapes.setdefault(key, Counter())[title.text] += 1
    if not votes:
        votes, shapes = _weak(text, layout, found)
    for key in votes:
        votes[key] += min(5, len(re.findall(rf"\b{re.escape(key)}\b", text.casefold()))) if len(votes) < 60 else 0
    best = max(votes, key=lambda key: (votes[key], -text.casefold().find(key)), default="")
    main = known or (max(shapes[best], key=lambda shape: (not shape.isupper(), shapes[best][shape], shape)) if best else "")
    kept = [t for t in found if t.weight or _fold(t.text) == _fold(main) or _fold(t.text) in votes]
    return Films(_apart([*kept, *_bare(text, main, kept)]), main)


def _weak(text: str, layout: Layout, found: list[Title]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Vote where nothing surer stands: for titles in marks beside talk of a film, and for the line at the head of a page."""
    votes: Counter[str] = Counter()
    shapes: dict[str, Counter[str]] = {}
    if re.search(rf"\b(?:{_WORK}s?|cinemas?|Oscars?|directed|screenplay|on screen)\b", text):
        for title in found:
            words = title.text.split()
            if len(words) >= 2 and sum(w[0].isupper() for w in words) >= 2:
                votes[_fold(title.text)] += 1 + (len(re.findall(re.escape(title.text), text)) > 1)
                shapes.setdefault(_fold(title.text), Counter())[title.text] += 1
    if any(section.matter in ("plot", "timeline", "characters") for section in layout.sections):
        for line in layout.lines[:4]:
            bare = re.sub(r"^[^\w\"“]+|[^\w!?\"”.]+$", "", line.text).strip("\"“”")
            bare = re.sub(r"\s+(?:explained|review|movie|film|\(film\)|synopsis|plot|summary)$", "", bare, flags=re.IGNORECASE)
            words = bare.split()
            good = 1 <= len(words) <= 8 and sum(w[0].isupper() or w[0].isdigit() for w in words) >= 0.5 * len(words)
            if good and not re.search(r"[›>|·»]|:$|\bhome\b", line.text, re.IGNORECASE) and not bare.endswith("."):
                shape = bare.title() if bare.isupper() else bare
                votes[_fold(bare)] += 1
                shapes.setdefault(_fold(bare), Counter())[shape] += 1
    return votes, shapes


def _bare(text: str, main: str, known: list[Title]) -> Iterator[Title]:
    """Yield further places of the main title where it can be nothing else: one of several words, not all of them names."""
    if len(main.split()) < 2 or not (main.split()[0].casefold() in FUNCTION or any(w.islower() for w in main.split())):
        return
    for match in re.finditer(rf"\b{re.escape(main)}\b", text):
        span = Span(match.start(), match.end())
        yield Title(span, main, "", span, 0)


def _apart(titles: list[Title]) -> list[Title]:
    """Leave out titles that overlap one before them; the ones with a year, and the surer ones, come first."""
    kept: list[Title] = []
    for title in sorted(titles, key=lambda t: (t.span.start, not t.year, -t.weight, -t.span.end)):
        if not kept or not kept[-1].span.overlaps(title.span):
            kept.append(title)
        elif title.year and not kept[-1].year:
            kept[-1] = title
    return kept


def _titles(text: str, layout: Layout) -> Iterator[Title]:
    for pattern, weight in _ANY:
        for match in pattern.finditer(text):
            year = match.groupdict().get("year") or ""
            start, shown = _trimmed(match["title"], match.start("title"), bool(match.groupdict().get("mark")))
            if shown and not shown.isdigit() and not (weight < 3 and shown.casefold() in FUNCTION):
                yield Title(Span(start, start + len(shown)), shown, year, Span(min(start, match.start("year") if year else start), match.end()), weight)
    for heading in layout.headings:
        bare = text[heading.title.start : heading.title.end]
        words = bare.split()
        while words and (re.sub(r"\W", "", words[-1]).casefold() in _MATTER or words[-1].casefold() in FILLERS - {"it", "who", "i"}):
            words.pop()
        if heading.matter and words and len(words) < len(bare.split()) and words[0][:1].isupper() and words[0].casefold() not in _MATTER:
            shown = " ".join(words).rstrip(":–—- *_\"”’")
            shown = re.sub(r"\s*\((?:19|20)\d\d\)$", "", shown)
            if shown and shown in bare:
                start = heading.title.start + bare.index(shown)
                yield Title(Span(start, start + len(shown)), shown, "", Span(start, start + len(shown)), 2)
    headed = _HEAD_YEAR.match(layout.lines[0].text.strip("#*_ ")) if layout.lines else None
    if headed:
        at = layout.lines[0].span.start + layout.lines[0].text.index(headed["title"])
        shown = headed["title"].strip("\"“”*_ ")
        if shown[:1].isupper() or shown[:1].isdigit():
            start = at + headed["title"].index(shown)
            yield Title(Span(start, start + len(shown)), shown, headed["year"], layout.lines[0].span, 3)


def _trimmed(shown: str, start: int, marked: bool) -> tuple[int, str]:
    """Take off a title what belongs to the sentence around it: a preposition before, a comma or small word behind."""
    shown = shown.rstrip(",.:; *_")
    while not marked and " " in shown and shown.split()[0].casefold() in FUNCTION - {"the", "a", "an", "my", "i", "we", "you", "he", "she", "it", "no", "what", "who", "one", "two", "three", "all", "good", "great", "first", "last", "little"}:
        cut = len(shown.split()[0]) + 1
        start, shown = start + cut, shown[cut:]
    words = shown.split(" ")
    while len(words) > 1 and words[-1].islower():
        words.pop()
    return start, " ".join(words)


def _fold(title: str) -> str:
    return " ".join(title.casefold().split()).replace("’", "'").strip(" .,:;!?'\"")

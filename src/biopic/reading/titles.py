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
from biopic.reading.layout import _MATTER, FILLERS, Layout, matter_of
from biopic.reading.names import Name
from biopic.reading.words import FUNCTION

_W = r"(?:(?<!\w)(?:(?:Mr|Mrs|Dr|St|Ms|Jr|vs)\.|[A-Z0-9](?:[\w'’&!?-]|\.(?=\w)){0,40}(?!\w)))"
_TITLE = rf"{_W}(?:[:,]?[ ](?:{_W}|of|the|a|an|and|in|to|for|my|with|on|at|from|de|la|le|les|du|vs\.?|&|or|by|is|as|who|that)(?![\w(])){{0,9}}"
_PLAIN = _TITLE.replace("[:,]?", ":?")
"""A title that no mark sets off, which a comma ends."""
_YEAR = r"(?:1[89]|20)\d\d"
_WORK = r"(?:film|movie|biopic|drama|picture|feature|motion picture|screen version|adaptation|musical|comedy|tearjerker|dramatization|dramatisation|docudrama|blockbuster|weepie|hit|epic|tearjerker|production)"
_OPEN, _CLOSE = r"[\"“‘'«*_]{1,2}", r"[\"”’'»*_]{1,2}"
_FORMS = [
    (rf"(?P<mark>{_OPEN})?(?P<title>{_TITLE})[,.]?(?:{_CLOSE})?\s\((?P<year>{_YEAR})(?:\s(?:film|movie))?\)", 3),
    (rf"(?P<year>{_YEAR})(?:['’]s)?\s(?:[\w-]+\s){{0,4}}?{_WORK},?\s(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 3),
    (rf"(?P<year>{_YEAR})(?:['’]s)?\s(?:[\w-]+\s){{0,4}}?{_WORK},?\s(?P<title>{_PLAIN})", 2),
    (rf"\b{_WORK}s?,?\s(?:called\s|titled\s|entitled\s|version of\s)?(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 2),
    (rf"(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}(?:,|\sis|\swas)?\s(?:(?:a|an|the|his|her|[\w'’-]+)\s){{0,4}}?{_WORK}\b", 2),
    (rf"\b[Tt]he (?:{_WORK})\s(?P<title>{_PLAIN})", 1),
    (rf"\b(?:{_WORK}),\s(?P<title>{_PLAIN})(?=,|\swas\b|\sis\b|\stells\b|\.)", 2),
    (rf"(?P<title>{_PLAIN})(?:,|\swas)\s(?:first\s)?(?:released|directed by|premiered|which (?:came out|opened|premiered|was released))\b", 2),
    (rf"(?P<title>{_PLAIN})\s(?:premiered|opened in (?:cinemas|theaters|theatres)|came out in|hit (?:cinemas|theaters|theatres|screens)|ends with|opens with|closes with|stars)\b", 1),
    (rf"\b(?:watch(?:ed|ing)?|seen|saw|after|since|makers of|making of|star of|heart of|heroine of|hero of|audiences of|set of|poster for|title of)\s(?P<title>{_PLAIN})(?=[,.;:?!]|\s[a-z])", 0),
    (rf"^[ \t*_#]*(?:Title|Film|Movie)\s?:[ \t*_]*(?P<title>{_PLAIN})", 3),
    (rf"(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 0),
    (rf"(?P<year>{_YEAR})['’]s\s(?P<mark>{_OPEN})?(?P<title>{_TITLE})", 1),
]  # fmt: skip
_ANY = [(re.compile(form, re.MULTILINE), weight) for form, weight in _FORMS]
_HEAD_YEAR = re.compile(rf"^(?P<title>[^()\n]{{1,80}}?)\s*[\(\[–—-]\s*(?P<year>{_YEAR})\s*[\)\]]?\s*$")


@dataclass(frozen=True)
class Title:
    """A title where it stands, the year beside it ("" if none), and the span of both."""

    span: Span
    text: str
    year: str
    whole: Span
    weight: int
    sure: bool = True


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
    candidates = [*found, *_heads(layout, noise)]
    best = _elect(text, candidates, noise)
    shapes = Counter(title.text for title in candidates if _fold(title.text) == best)
    main = known or max(shapes, key=lambda shape: (not shape.isupper(), shapes[shape], shape), default="")
    main = main.title() if main.isupper() and len(main) > 4 else main
    votes = {_fold(title.text) for title in found if title.weight}
    kept = [t for t in found if t.weight or _fold(t.text) == _fold(main) or _fold(t.text) in votes]
    return Films(_apart([*kept, *_bare(text, main, kept)]), main)


def _elect(text: str, candidates: list[Title], noise: list[Span]) -> str:
    """Return the folded title that speaks most for being the text's own film, "" if none does.

    What counts: the forms that name it as a film, standing at the head of the page, being named early, being named often;
    a title that first comes up near the end is one of the films that the text compares its own with.
    """
    low = _fold(text)
    votes: Counter[str] = Counter()
    furniture = _fold(
        " ".join(
            text[n.start : n.end]
            for n in noise
            if "©" in text[n.start : n.end] or "(c)" in text[n.start : n.end].casefold()
        )
    )
    for title in candidates:
        key = _fold(title.text)
        if any(n.holds(title.span) for n in noise) or (not title.sure and key in furniture):
            continue
        votes[key] += title.weight if title.sure or low.count(key) > 1 else 1
    likely = [key for key, _ in votes.most_common(40) if key not in FUNCTION and len(key) > 1]
    talks = (
        re.search(rf"\b(?:{_WORK}s?|cinemas?|Oscars?|directed|director|screenplay|on screen)\b", text, re.IGNORECASE)
        is not None
    )
    first = {key: max(low.find(key), 0) for key in likely}
    for key in likely:
        times = low.count(key) if len(low) < 400_000 else 1
        words = len(key.split())
        votes[key] += (
            2 * min(4, times - 1) * (words >= 2 or votes[key] >= 2)
            + 3 * (first[key] < 0.15 * len(text) and (votes[key] > 0 or words >= 2))
            - 4 * (first[key] > 0.7 * len(text))
        )
    best = max(likely, key=lambda key: (votes[key], -first[key]), default="")
    return best if best and votes[best] >= (3 if talks else 6) else ""


def _heads(layout: Layout, noise: list[Span]) -> Iterator[Title]:
    """Yield the line at the head of a page that is made of sections, for it is the film's title as a rule."""
    if not any(
        section.matter in ("plot", "timeline", "characters", "settings", "themes") for section in layout.sections
    ):
        return
    seen = 0
    for line in layout.lines[:7]:
        if any(n.overlaps(line.span) for n in noise) or re.search(r"[›>|·»]|:$|\bhome\b", line.text, re.IGNORECASE):
            continue
        bare = re.sub(r"^[^\w\"“]+|[^\w!?\"”.)]+$", "", line.text).strip('"“”*_')
        bare = re.sub(r"\s*[([](?:19|20)\d\d[)\]]$", "", bare)
        bare = re.sub(
            r"\s*[-–—:|]?\s*(?:(?:explained|review|movie|film|synopsis|plot|summary|summaries|ending|timeline|wiki|page|facts|guide|full|complete)\s*(?:&|and)?\s*)+$",
            "",
            bare,
            flags=re.IGNORECASE,
        ).rstrip(" :–—-")
        words = bare.split()
        if (
            not 1 <= len(words) <= 9
            or matter_of(bare)
            or bare.casefold().startswith("by ")
            or bare.endswith(".")
            or sum(w[0].isupper() or w[0].isdigit() for w in words) < 0.5 * len(words)
            or ":" in line.text
        ):
            continue
        start = line.span.start + max(line.text.find(bare), 0)
        seen += 1
        yield Title(Span(start, start + len(bare)), bare, "", Span(start, start + len(bare)), 5 - seen, sure=False)
        if seen == 2:
            return


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
                yield Title(
                    Span(start, start + len(shown)),
                    shown,
                    year,
                    Span(min(start, match.start("year") if year else start), match.end()),
                    weight,
                )
    for heading in layout.headings:
        bare = text[heading.title.start : heading.title.end]
        words = bare.split()
        while words and (
            re.sub(r"\W", "", words[-1]).casefold() in _MATTER or words[-1].casefold() in FILLERS - {"it", "who", "i"}
        ):
            words.pop()
        if (
            heading.matter
            and words
            and len(words) < len(bare.split())
            and words[0][:1].isupper()
            and words[0].casefold() not in _MATTER
        ):
            shown = " ".join(words).rstrip(':–—- *_"”’')
            shown = re.sub(r"\s*\((?:19|20)\d\d\)$", "", shown)
            if shown and shown in bare:
                start = heading.title.start + bare.index(shown)
                yield Title(Span(start, start + len(shown)), shown, "", Span(start, start + len(shown)), 2)
    headed = _HEAD_YEAR.match(layout.lines[0].text.strip("#*_ ")) if layout.lines else None
    if headed:
        at = layout.lines[0].span.start + layout.lines[0].text.index(headed["title"])
        shown = headed["title"].strip('"“”*_ ')
        if shown[:1].isupper() or shown[:1].isdigit():
            start = at + headed["title"].index(shown)
            yield Title(Span(start, start + len(shown)), shown, headed["year"], layout.lines[0].span, 3)


def _trimmed(shown: str, start: int, marked: bool) -> tuple[int, str]:
    """Take off a title what belongs to the sentence around it: a preposition before, a comma or small word behind."""
    shown = shown.rstrip(",.:; *_")
    while (
        not marked
        and " " in shown
        and shown.split()[0].casefold()
        in FUNCTION
        - {
            "the",
            "a",
            "an",
            "my",
            "i",
            "we",
            "you",
            "he",
            "she",
            "it",
            "no",
            "what",
            "who",
            "one",
            "two",
            "three",
            "all",
            "good",
            "great",
            "first",
            "last",
            "little",
        }
    ):
        cut = len(shown.split()[0]) + 1
        start, shown = start + cut, shown[cut:]
    words = shown.split(" ")
    while len(words) > 1 and words[-1].islower():
        words.pop()
    return start, " ".join(words)


def _fold(title: str) -> str:
    return " ".join(title.casefold().split()).replace("’", "'").strip(" .,:;!?'\"")

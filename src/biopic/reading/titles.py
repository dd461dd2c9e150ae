"""The films that a text speaks of: their titles where they stand, their years, and which of them the text is about.

A title is known by what stands beside it: a year in brackets, a word such as "film" or "biopic", marks of a quotation or of
emphasis together with such a word, or a heading such as "Lamp Timeline".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from biopic.documents import Span
from biopic.reading.election import elect, folded
from biopic.reading.headings import Title, head_titles, page_heads
from biopic.reading.layout import Layout
from biopic.reading.names import Name
from biopic.reading.words import FUNCTION

_W = r"(?:(?<!\w)(?:(?:Mr|Mrs|Dr|St|Ms|Jr|vs)\.|[A-Z0-9](?:[\w'’&!?-]|\.(?=\w)){0,40}(?!\w)))"
_TITLE = rf"{_W}(?:[:,]?[ ](?:{_W}|of|the|a|an|and|in|to|for|my|with|on|at|from|de|la|le|les|du|vs\.?|&|or|by|is|as|who|that)(?![\w(])){{0,9}}"
_PLAIN = _TITLE.replace("[:,]?", ":?")
"""A title that no mark sets off, which a comma ends."""
_YEAR = r"(?:1[89]|20)\d\d"
_WORK = r"(?:film|movie|biopic|drama|picture|feature|motion picture|screen version|adaptation|musical|comedy|tearjerker|dramatization|dramatisation|docudrama|blockbuster|weepie|hit|epic|tearjerker|production)"
_REEL = r"(?:videos?|DVDs?|Blu-rays?|tapes?|videotapes?|cop(?:y|ies)|screenings?|premiere|showings?|trailers?|script|screenplay|makers|remake|sequel|cast|director|producers?|audiences|viewers|poster|reruns?|closing credits|opening credits|final (?:scene|reel|minutes|moments)|last (?:scene|reel))"
_JUDGED = r"(?:[Ii]s [Tt]rue|[Rr]eally|[Gg](?:ot|ets?)|[Ll](?:eft|eaves?)|[Cc]hange[sd]?|[Mm]iss(?:ed|es))\b"
_OPEN, _CLOSE = r"[\"“‘'«*_]{1,2}", r"[\"”’'»*_]{1,2}"
_FORMS = [
    (rf"(?P<mark>{_OPEN})?(?P<title>{_TITLE})[,.]?(?:{_CLOSE})?\s\((?P<year>{_YEAR})(?:\s(?:film|movie))?\)", 3),
    (rf"(?P<year>{_YEAR})(?:['’]s)?\s(?:[\w-]+\s){{0,4}}?{_WORK},?\s(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 3),
    (rf"(?P<year>{_YEAR})(?:['’]s)?\s(?:[\w-]+\s){{0,4}}?{_WORK},?\s(?P<title>{_PLAIN})", 2),
    (rf"\b{_WORK}s?,?\s(?:called\s|titled\s|entitled\s|version of\s)?(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 2),
    (rf"(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}(?:,|\sis|\swas)?\s(?:(?:a|an|the|his|her|[\w'’-]+)\s){{0,4}}?{_WORK}\b", 2),
    (rf"\b(?<![Ii]n )[Tt]he {_WORK}\s(?P<title>{_PLAIN})", 2),
    (rf"\b[Ii]n the {_WORK}\s(?P<title>{_PLAIN})(?!\s[a-z])", 1),
    (rf"\b(?:{_WORK}),\s(?P<title>{_PLAIN})(?=,|\swas\b|\sis\b|\stells\b|\.)", 2),
    (rf"(?P<title>{_PLAIN})(?:,|\swas)\s(?:first\s)?(?:released|directed by|premiered|which (?:came out|opened|premiered|was released))\b", 2),
    (rf"(?P<title>{_PLAIN})\s(?:premiered|opened in (?:cinemas|theaters|theatres)|came out in|hit (?:cinemas|theaters|theatres|screens)|ends with|opens with|closes with|stars)\b", 1),
    (rf"\b{_REEL}\s(?:of|for|from|in)\s(?P<mark>{_OPEN})?(?P<title>{_TITLE})", 2),
    (rf"\b(?:[Bb]ehind|[Hh]ow (?:[Mm]uch|[Tt]rue|[Aa]ccurate) (?:[Oo]f|[Ii]s)|[Ww]hat)\s(?P<mark>{_OPEN})?(?P<title>{_TITLE}?)(?:{_CLOSE})?(?=\s{_JUDGED}|\s?[?!:|–—-]|$)", 1),
    (rf"(?P<mark>{_OPEN})?(?P<title>{_TITLE}?)[.,]?(?:{_CLOSE})?(?=(?:,\s(?:starring|directed by|which stars)|\s(?:stars(?!\s(?:as|in)\b)|tells the story|takes liberties|leaves out|(?:gets|got) (?:\w+ ){{1,4}}(?:right|wrong)|[Vv](?:s\.?|ersus) (?:the )?(?:[Tt]rue|[Rr]eal)))\b)", 1),
    (rf"\b(?:watch(?:ed|ing)?|remember(?:s|ed)?|left out of|seen|saw|after|since|makers of|making of|star of|heart of|heroine of|hero of|audiences of|set of|poster for|title of)\s(?P<title>{_PLAIN})(?=[,.;:?!]|\s[a-z(])", 0),
    (rf"^[ \t*_#]*(?:Title|Film|Movie)\s?:[ \t*_]*(?P<title>{_PLAIN})", 3),
    (rf"(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 0),
    (rf"(?P<year>{_YEAR})['’]s\s(?P<mark>{_OPEN})?(?P<title>{_TITLE})", 1),
    (rf"(?P<mark>{_OPEN})?(?P<title>{_TITLE}?)[.,]?(?:{_CLOSE})?(?=,?\s(?:with|has|gives)\s[^.;:\n]{{3,80}}\sin the (?:title|lead|leading|main|starring) (?:role|part)\b)", 2),
    (rf"\b[Tt]he (?P<year>{_YEAR})\s(?P<mark>{_OPEN})(?P<title>{_TITLE})[,.!?]?{_CLOSE}", 1),
    (rf"\b[Tt]he [Mm]aking of\s(?P<mark>{_OPEN})?(?P<title>{_PLAIN})", 2),
    (rf"\b[Ii]n the {_WORK}\s(?P<title>{_PLAIN})(?=\s[a-z])", 0),
    (rf"(?P<mark>{_OPEN})?(?P<title>{_PLAIN}),(?:{_CLOSE})?\s(?:the|an?|his|her|{_W}(?:\s{_W}){{0,2}}['’]s)\s(?P<year>{_YEAR})\s(?:[\w-]+\s){{0,3}}?{_WORK}\b", 3),
    (rf"(?P<mark>{_OPEN})?(?P<title>{_PLAIN}),(?:{_CLOSE})?\sthe\s(?:[\w-]+\s){{0,2}}?(?:film|movie|biopic)\s(?:that|which|about|in which|based|with|starring|directed)\b", 2),
    (rf"\b(?:[Ii]t|film|movie|picture) (?:is|was) (?:called|titled|entitled)\s(?P<mark>{_OPEN})?(?P<title>{_PLAIN})", 2),
]  # fmt: skip
_DATED = re.compile(rf"\s(?:in|of|from|by)\s{_YEAR}(?:\s.*)?$")
"""A year that belongs to the sentence around a title: "the film Lamp in 1958"."""

_HEADLINE = re.compile(r":\s(?:The\s)?(?:Making|Story|Truth|Life|Man|Woman|People) (?:[Oo]f|[Bb]ehind)\s")
"""A headline on a film, which is no title of one."""
_CATEGORY = re.compile(
    r"^(?:Best|Outstanding)\s(?:Supporting|Original|Adapted|Foreign|Picture|Film|Act(?:or|ress)|Direct(?:or|ing)|Screenplay|Score|Song)\b"
)
"""How a prize's category begins, which is no title unless a year stands behind it."""
_BOOK = re.compile(
    r"\b(?:books?|memoirs?|novels?|autobiography|biography|bestseller|diary|play)(?:,|:)?\s(?:called\s|titled\s|entitled\s)?[\"“‘'*_]{0,2}$"
)
"""What stands before the title of a book."""
_MAKER = re.compile(r"\b(?:film|movie|picture|directed|written|story|script|screenplay) by\s$")
"""What stands before whoever made a film: "a film by Ann Vey (1958)"."""

_YEAR_BEHIND = re.compile(r"\s*\((?:18|19|20)\d\d\)$")
_ANY = [(re.compile(form, re.MULTILINE), weight) for form, weight in _FORMS]
_OF_A_REEL = 10
"""The number of the form "a copy of Lamp", which one word alone fits that is somebody's name: "a copy for Ada"."""
_APPOSED = (", the ", ", a ", ", an ", ",” the ", ",” a ", '," the ', '," a ')
_HINTS = {
    21: (*_APPOSED, "'s 1", "’s 1", "'s 2", "’s 2"),
    22: _APPOSED,
    0: (" (1", " (2", "\u00a0(1", "\u00a0(2", "\n(1", "\n(2", "\t(1", "\t(2"),
    8: ("released", "directed by", "premiered", "which came", "which opened", "which was"),
    9: ("premiered", "opened in", "came out", "hit ", "ends with", "opens with", "closes with", "stars"),
    17: (
        "title role",
        "lead role",
        "leading role",
        "main role",
        "title part",
        "lead part",
        "leading part",
        "main part",
    ),
    12: (
        "starring",
        "directed by",
        "stars",
        "tells the",
        "takes lib",
        "leaves out",
        "gets",
        "got",
        "vs",
        "Vs",
        "ersus",
    ),
}
"""By number of a form that begins with any title: what stands behind it."""
_BEFORE_HINT, _BEHIND_HINT = 500, 200
"""How much of a text around such a hint is searched."""


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

    def titles_in(self, span: Span) -> list[Title]:
        """Return the titles that share a character with `span`."""
        low = max(0, bisect_right(self._starts, span.start) - 1)
        return [title for title in self.titles[low : bisect_right(self._starts, span.end)] if title.span.overlaps(span)]

    def _inside(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and self.titles[at].span.overlaps(span)


def find_films(text: str, layout: Layout, noise: list[Span], known: str = "") -> Films:
    """Return the films of `text`; the main one is `known`, else the one that is named most and most surely."""
    heads = list(page_heads(layout, noise))
    told = [*_titles(text, layout), *(head for head in heads if head.year)]
    found = sorted(told, key=lambda t: (t.span.start, -t.weight, -t.span.end))
    found = [title for title in found if not _MAKER.search(text, max(0, title.span.start - 20), title.span.start)]
    own = [title for title in found if not _BOOK.search(text, max(0, title.span.start - 40), title.span.start)]
    candidates = [*own, *(head for head in heads if not head.year)]
    best = elect(text, candidates, noise)
    shapes = Counter(title.text for title in candidates if folded(title.text) == best)
    main = known or max(shapes, key=lambda shape: (not shape.isupper(), shapes[shape], shape), default="")
    main = _YEAR_BEHIND.sub("", main.title() if main.isupper() and len(main) > 4 else main)
    votes = {folded(title.text) for title in found if title.weight}
    kept = [t for t in found if t.weight or folded(t.text) == folded(main) or folded(t.text) in votes]
    return Films(_apart([*kept, *_bare(text, main, kept)]), main)


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
    for number, (pattern, weight) in enumerate(_ANY):
        for match in _matches(text, pattern, _HINTS.get(number, ())):
            year = match.groupdict().get("year") or ""
            marked = bool(match.groupdict().get("mark"))
            start, shown = _trimmed(match["title"], match.start("title"), marked)
            if (
                not shown
                or shown.isdigit()
                or _HEADLINE.search(shown)
                or (not year and _CATEGORY.match(shown))
                or (weight < 3 and shown.casefold() in FUNCTION)
            ):
                continue
            whole = Span(min(start, match.start("year") if year else start), match.end())
            told = bool(re.search(r"\b(?:the|this|that)\s\Z", text[max(0, match.start() - 5) : match.start("title")]))
            lone = told or number == _OF_A_REEL
            sure = weight if marked or year or weight != 2 or " " in shown or not lone else 1
            yield Title(Span(start, start + len(shown)), shown, year, whole, sure)
    yield from head_titles(text, layout)


def _matches(text: str, pattern: re.Pattern[str], hints: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Yield the matches of a form, near its hints where it has some."""
    if not hints:
        yield from pattern.finditer(text)
        return
    done = 0
    for at in sorted(at for hint in hints for at in _finds(text, hint)):
        if at >= done:
            for match in pattern.finditer(text, max(done, at - _BEFORE_HINT), at + _BEHIND_HINT):
                done = max(done, match.end())
                yield match


def _finds(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _trimmed(shown: str, start: int, marked: bool) -> tuple[int, str]:
    """Take off a title what belongs to the sentence around it: a preposition before, a comma or small word behind."""
    shown = shown.rstrip(",.:; *_" + ("’”'" if marked else ""))
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
    words = (shown if marked else _DATED.sub("", shown)).split(" ")
    while len(words) > 1 and words[-1].islower():
        words.pop()
    return start, " ".join(words)

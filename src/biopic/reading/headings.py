"""Titles at the head of a page and in the headings of its sections: "Lamp (1958)", "Lamp: Plot & Cast", "Lamp Timeline"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from biopic.documents import Span
from biopic.reading.layout import _MATTER, FILLERS, Heading, Layout, Line, matter_of

_YEAR = r"(?:1[89]|20)\d\d"
_PAGE_WORDS = (
    FILLERS | _MATTER.keys() | {"explained", "review", "movie", "film", "wiki", "page", "meaning", "notes"}
) - {
    "it",
    "i",
    "who",
}
_TAIL = re.compile(r"\s*(?:::?|\s[–—|-]|[–—|])\s+(?P<tail>[^:]{2,70})$")
_FACT = re.compile(
    rf"^[\W_]*{_YEAR}\W*$|^[\W_]*{_YEAR}\s?[·•|/✦~–—,-]\s?|^[\W_]*(?:[Dd]irected by|[Dd]irector|Direction|Dir\.?:?|A film by|[Ff]ilm from|Year|Release(?:d| date| year))\b|\b\d{{2,3}}\s?(?:min(?:ute)?s?\b(?!\.? read)|['’′])|\b\d\s?h(?:rs?|ours?)?\s\d{{1,2}}\s?(?:m|min)?\b|^[^:.]{{3,60}}\b{_YEAR}\W{{1,3}}(?:[Dd]irector|Dir\.|[Dd]irected by|[Cc]olour|[Cc]olor|b/w)\b"
)
"""What stands under the title of a film at the head of its page, and of nothing else."""
_BESIDE = re.compile(
    rf"\s*(?:,\s{_YEAR}\W*|(?:\s[–—·•|/-]|[(\[·•|]|:)\s*(?:{_YEAR}|(?:an?\s)?(?:\w+\s){{0,2}}?(?:[Ff]ilm|[Mm]ovie|[Bb]iopic|[Dd]rama)\b(?=\s?[)\]]|\s(?:by|of|from|directed)\b|[,·|]|$)|[Dd]irected by\b|\d{{2,3}}\s?min)(?![^\n]*[a-z]\s[a-z]+\s[a-z]+\b)[^\n]{{0,80}})$"
)
"""The same beside the title, in its line: "Lamp (1958)", "Lamp [1958 / colour]", "Lamp - a film by Ann Vey"."""
_DATED = re.compile(rf"\b(?P<year>{_YEAR})\b(?:\s?[)\]])?")
_ANNOUNCED = re.compile(r"^(?P<words>[A-Za-z][A-Za-z ]{2,24}):\s+(?=\S)")
"""What a page calls itself before the title: "Movie guide: Lamp"."""
_PARTS = frozenset(["plot", "timeline", "characters", "settings", "themes"])
"""What the sections of a page on a film are about."""
_PROSE = 200
"""Characters of a line that is no part of a page's head any more."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Title:
    """A title where it stands, the year beside it ("" if none), the span of both, and how surely it is a film's."""

    span: Span
    text: str
    year: str
    whole: Span
    weight: int
    sure: bool = True


def head_titles(text: str, layout: Layout) -> Iterator[Title]:
    """Yield the titles in the headings of a text's sections."""
    for heading in layout.headings:
        if heading.matter and (span := _in_heading(text, heading)):
            yield Title(span, text[span.start : span.end], "", span, 2)


def page_heads(layout: Layout, noise: list[Span]) -> Iterator[Title]:
    """Yield the lines at the head of a page that may be the film's title: with facts of a film beside or under them, or over its sections."""
    parts = {heading.line.number for heading in layout.headings if heading.matter in _PARTS}
    parted = bool(parts)
    weight = 4
    for line, following in pairwise(layout.lines[:9]):
        if len(line.text) > _PROSE or weight < 3:
            return
        if any(n.overlaps(line.span) for n in noise):
            continue
        span, beside = _title_of(line)
        under = len(following.text) < _PROSE and _FACT.search(following.text)
        told = beside or bool(span and (under or (following.number in parts and line.number not in parts)))
        if span and (parted or told):
            shown = line.text[span.start - line.span.start :][: span.end - span.start]
            dated = _DATED.search(line.text, span.end - line.span.start) if beside else None
            whole = Span(span.start, line.span.start + dated.end()) if dated else span
            yield Title(span, shown, dated["year"] if dated else "", whole, 5 if told else weight, told)
            weight -= not told


def _in_heading(text: str, heading: Heading) -> Span | None:
    """Return the title in a section's heading: what the words that announce its matter leave over."""
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]?\s*$", "", text[heading.title.start : heading.title.end])
    words = list(_WORD.finditer(bare))
    strange = [
        word for word in words if word.group().casefold().removesuffix("'s").removesuffix("’s") not in _PAGE_WORDS
    ]
    if not strange or not strange[0].group()[0].isupper() or len(strange) == len(words):
        return None
    first, last = strange[0].start(), strange[-1].end()
    lead = re.search(r"(?:^|\s)((?:The|A|An|My|In|All|Of)\s)$", bare[:first])
    if lead:
        first = lead.start(1)
    last -= len(re.search(r"(?:['’]s)?$", bare[:last]).group())  # type: ignore[union-attr]
    return Span(heading.title.start + first, heading.title.start + last)


def _title_of(line: Line) -> tuple[Span | None, bool]:
    """Return where the title stands in a line at a page's head, without words such as "explained"; and whether facts of a film stand beside it."""
    bare = re.sub(r"^[^\w\"“]+", "", line.text)
    announced = _ANNOUNCED.match(bare)
    if announced and _is_of_page(announced["words"]):
        bare = bare[announced.end() :]
    beside = _BESIDE.search(bare)
    if beside:
        bare = bare[: beside.start()]
    bare = re.sub(r"[^\w!?\"”.)]+$", "", bare).strip('"“”*_')
    tail = _TAIL.search(bare)
    if tail and _is_of_page(tail["tail"]):
        bare = bare[: tail.start()]
    cut = re.search(
        r"\s(?:explained|ending|review|summary|summaries|synopsis|plot|timeline|wiki|guide|movie|film)\s*$", bare, re.I
    )
    while cut:
        bare = bare[: cut.start()].rstrip(" :–—-&")
        cut = re.search(r"\s(?:explained|ending|review|plot|movie|film)\s*$", bare, re.IGNORECASE)
    bare = bare.strip('"“”*_ ')
    words = bare.split()
    if (
        not 1 <= len(words) <= 9
        or re.search(r"[›>|·»:]|\bhome\b", bare, re.IGNORECASE)
        or matter_of(bare)
        or bare.casefold().startswith("by ")
        or bare.endswith(".")
        or bare.count("(") != bare.count(")")
        or not bare[0].isalnum()
        or re.fullmatch(_YEAR, bare)
        or sum(w[0].isupper() or w[0].isdigit() for w in words) < 0.5 * len(words)
    ):
        return None, False
    start = line.span.start + max(line.text.find(bare), 0)
    return Span(start, start + len(bare)), beside is not None


def _is_of_page(tail: str) -> bool:
    """Say whether words behind a title tell of the page and not of the film: "Plot, Timeline & Cast"."""
    words = [word.casefold() for word in _WORD.findall(tail)]
    return bool(words) and sum(word in _PAGE_WORDS or word.isdigit() for word in words) >= 0.6 * len(words)

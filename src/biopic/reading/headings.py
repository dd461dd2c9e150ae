"""Titles at the head of a page and in the headings of its sections: "Lamp (1958)", "Lamp: Plot & Cast", "Lamp Timeline"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.layout import _MATTER, FILLERS, Heading, Layout, Line, matter_of

_YEAR = r"(?:1[89]|20)\d\d"
_HEAD_YEAR = re.compile(rf"^(?P<title>[^()\n]{{1,80}}?)\s*[\(\[–—-]\s*(?P<year>{_YEAR})\s*[\)\]]?\s*$")
_PAGE_WORDS = (
    FILLERS | _MATTER.keys() | {"explained", "review", "movie", "film", "wiki", "page", "meaning", "notes"}
) - {
    "it",
    "i",
    "who",
}
_TAIL = re.compile(r"\s*(?:::?|\s[–—|-]|[–—|])\s+(?P<tail>[^:]{2,70})$")
_FACT = re.compile(
    rf"^\W*{_YEAR}\W*$|^\W*{_YEAR}\s*[·•|/✦~]\s|^\W*(?:[Dd]irected by|Director|Direction|A film by|[Ff]ilm from|Year)\b|\b\d{{2,3}}\s?min(?:ute)?s?\b"
)
"""What stands under the title of a film at the head of its page, and of nothing else."""
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
    """Yield the titles in the first line of a text, with its year, and in the headings of its sections."""
    for heading in layout.headings:
        if heading.matter and (span := _in_heading(text, heading)):
            yield Title(span, text[span.start : span.end], "", span, 2)
    headed = _HEAD_YEAR.match(layout.lines[0].text.strip("#*_ ")) if layout.lines else None
    if headed:
        at = layout.lines[0].span.start + layout.lines[0].text.index(headed["title"])
        shown = headed["title"].strip('"“”*_ ')
        if shown[:1].isupper() or shown[:1].isdigit():
            start = at + headed["title"].index(shown)
            yield Title(Span(start, start + len(shown)), shown, headed["year"], layout.lines[0].span, 3)


def page_heads(layout: Layout, noise: list[Span]) -> Iterator[Title]:
    """Yield the first lines of a page that is made of sections, for they are the film's title as a rule."""
    told = any(_FACT.search(line.text) for line in layout.lines[1:8] if len(line.text) < 100)
    if not told and not any(
        s.matter in ("plot", "timeline", "characters", "settings", "themes") for s in layout.sections
    ):
        return
    weight = 4
    for line in layout.lines[:7]:
        if not any(n.overlaps(line.span) for n in noise) and (span := _title_of(line)):
            yield Title(
                span, line.text[span.start - line.span.start :][: span.end - span.start], "", span, weight, False
            )
            weight -= 1
            if weight < 3:
                return


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


def _title_of(line: Line) -> Span | None:
    """Return where the title stands in a line at a page's head: without year, marks, and words such as "explained"."""
    bare = re.sub(r"^[^\w\"“]+|[^\w!?\"”.)]+$", "", line.text).strip('"“”*_')
    tail = _TAIL.search(bare)
    if tail and _is_of_page(tail["tail"]):
        bare = bare[: tail.start()]
    bare = re.sub(r"\s*[([](?:19|20)\d\d[)\]]$", "", bare)
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
        or sum(w[0].isupper() or w[0].isdigit() for w in words) < 0.5 * len(words)
    ):
        return None
    start = line.span.start + max(line.text.find(bare), 0)
    return Span(start, start + len(bare))


def _is_of_page(tail: str) -> bool:
    """Say whether words behind a title tell of the page and not of the film: "Plot, Timeline & Cast"."""
    words = [word.casefold() for word in _WORD.findall(tail)]
    return bool(words) and sum(word in _PAGE_WORDS or word.isdigit() for word in words) >= 0.6 * len(words)

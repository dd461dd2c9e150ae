"""When a film came out: "Lamp (1958)", "the 1958 film Lamp", "Year: 1958", "Lamp was released in 1958"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.layout import matter_of
from biopic.reading.patterns import T, matches
from biopic.reading.text import Text

_OUT = r"(?:(?:was |is )?(?:first |finally |originally |theatrically )?(?:released|shown|premiered|screened)|came out|premiered|opened|arrived|hit|reached|debuted|appeared|went into|bowed|(?:first )?screened|had its premiere|opens(?! in \ue000| on (?:an?|the)\b)|was made|made its debut|came(?=\sin\s)|(?:was |is )?(?:first )?(?:broadcast|aired|transmitted|televised)|(?:put|sent|brought) (?:it|the (?:film|movie|picture)) (?:in|into|to|out in) (?:theat(?:er|re)s|cinemas))"
_RELEASED = re.compile(rf"\b(?:{_OUT})\b(?P<between>[^.;\n\ue001]{{0,60}}?)(?P<when>{T})")
_NOUN = re.compile(rf"\b(?:release|premiere|première|opening|debut)\s(?:date\s)?(?:was\s)?(?:in|on|of)\s(?P<when>{T})")
_BOX = re.compile(
    rf"^[ \t*_•-]{{0,6}}(?:Year|Released?|Release date|Release year|Year of release|Premiere|In cinemas|Theatrical release|First shown|Opened|Date)[*_]{{0,2}}\s?(?:[:|–—=]|\.{{2,}}|\t)[ \t*_]*(?P<when>{T})",
    re.MULTILINE | re.IGNORECASE,
)
_GIVEN = re.compile(r"(?:put|sent|brought|released|screened|premiered|showed)\s(?:it|the (?:film|movie|picture))\b")
"""How those who bring out a film tell of it."""
_LINE = re.compile(
    rf"^[ \t*_•-]{{0,6}}(?:Released|Premiered|Opened|First shown)\s(?:in\s)?(?P<when>{T})(?=\s?[·|•,/]|\s?$)",
    re.MULTILINE,
)
"""The same without a sign, on a line of facts."""
_MADE = re.compile(
    rf"(?P<when>{T})(?:['’]s)?\s(?:(?!the\b|a\b|his\b|her\b|when\b|that\b|and\b|in\b|to\b)[\w-]+\s){{0,4}}?(?:film|movie|biopic|drama|picture|feature|adaptation|retelling|dramati[sz]ation|screen version)\b(?!\s(?:festival|awards?|industry|society|critic))",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(
    rf"\b[Tt]his\s(?:[\w-]+,?\s){{0,4}}?(?P<noun>film|movie|biopic|drama|picture)\s(?:of|from)\s(?P<when>{T})",
    re.IGNORECASE,
)
"""A year behind what the film is: "this quiet drama of 1958"."""
_LIFE = re.compile(
    r"\b(?:book|memoir|novel|biography|play|autobiography|record|album|song|magazine|paper|article|exhibition|school|shop|museum|theatre|theater)\b",
    re.IGNORECASE,
)

_WORK = re.compile(r"[“\"‘*_](?P<title>[^“”\"‘*_\n]{2,60}?)[,.]?[”\"’*_]\s$")
"""The title right before the verb."""
_SUBJECT = re.compile(
    r"\b(?:film|movie|picture|biopic|drama)\b[^.]{0,40}$|\b(?:it|which|that)(?:['’]s)?\b(?:\s(?:and|had|has|been|was|is|finally|then|first|only|also|at last|\w+ly)){0,3}\s?$|\b(?:released|screened|showed|put|sent|brought) it\b[^.]{0,60}$",
    re.IGNORECASE,
)
"""What was said to come out, at the end of what stands before the verb: "it" only right before it."""
_IT_WAS = re.compile(
    r"\W*(?:It|The (?:film|movie|picture)) (?:was|is|has been) (?:written|directed|produced|shot|made|filmed|scripted)\b"
)
"""How a sentence on the film begins."""

_ITEM = re.compile(
    r"(?:^|[·•|/✦,;~—–]\s?|\s{2,})[\s(\[*_]*(?:(?:[Ff]ilm|[Mm]ovie|[Dd]rama|[Yy]ear|[Pp]roduction)\s(?:from\s|of\s|in\s|:\s)?)?(?P<year>(?:1[89]|20)\d\d)[)\]*_]*\s*(?=$|[·•|/✦,;~—–]|\s{2,})"
)
"""A year that nothing but signs stand beside."""
_COUNTRY_YEAR = re.compile(
    r"(?:^|[|·•(\[])\W{0,3}(?!Release|Premier|Opened|First|Year)(?:[A-Z][\w.]*(?:\s?[/&,–-]\s?|\s)){1,6}(?P<year>(?:1[89]|20)\d\d)(?=\s?[|·•,./)\]–—-])(?=.{0,60}(?:\d\s?(?:min|['’′]|m\b)|\b[Dd]ir(?:\.|ect)|[Cc]olou?r|\bb/w|[Cc]ert))"
)
"""A year behind the country that the film is from, before other facts: "Norway 1958, 92 min."."""
_REACH = 110
"""How long, in characters, the words may be that tell of a release, up to its time."""
_HEAD = 14
"""How many lines count as the head of a page."""
_BOX_MATTERS = frozenset(["", "facts", "time"])
"""What the headings between a title and its year may announce."""
_OF_STORY = frozenset(["timeline", "time", "place", "settings", "themes"])


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement of the year in which a film came out."""
    taken: list[Span] = []
    for title in text.films.titles:
        own = title.text.casefold() == text.film.casefold()
        if title.year and (own or _is_other(text, title.whole)) and not text.is_noise(title.whole):
            taken.append(title.whole)
            name = text.film if own else title.text
            yield Draft(
                "film_year",
                name,
                title.year,
                _marked(text, title.whole),
                "production",
                0.95 if own else 0.7,
                "year beside the title",
            )
    if not text.film:
        return
    for span in _at_head(text):
        if not any(each.overlaps(span) for each in taken):
            taken.append(span)
            yield Draft("film_year", text.film, text.slice(span), span, "production", 0.9, "year under the title")
    for match in (*_before_times(text, _RELEASED), *_before_times(text, _NOUN)):
        year = _year(text, match)
        sentence = text.sentence_at(match.start())
        before = text.text[sentence.start : match.start()]
        plain = match.group().startswith("came in") and not before.rstrip(' "”’*_').endswith(text.film)
        told = before + match.group() if _GIVEN.match(match.group()) else before
        if year and not plain and _of_film(text, told, sentence) and not _overlap(taken, match):
            yield Draft(
                "film_year",
                text.film,
                year,
                Span(_subject(text, match, sentence), match.end("when")),
                "production",
                0.85,
                "released in",
            )
    for match in matches(text, _BOX, _LINE):
        year = _year(text, match)
        start = match.start() + len(match.group()) - len(match.group().lstrip(" \t*_•-"))
        if year and not _overlap(taken, match):
            yield Draft("film_year", text.film, year, Span(start, match.end()), "production", 0.9, "year in a box")
    for match in matches(text, _MADE, _OF_YEAR):
        year = _year(text, match)
        if (
            year
            and match.end() - match.start("when") < 60
            and len(text.slice(Span(*match.span("when")))) <= 7
            and not _overlap(taken, match)
            and not _other(text, match)
        ):
            start = match.start("noun") if match.re is _OF_YEAR else match.start()
            yield Draft("film_year", text.film, year, Span(start, match.end()), "production", 0.8, "year of the film")


def _before_times(text: Text, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that ends with a time, leaving out what is noise."""
    done = 0
    for when in text.times:
        low = max(done, when.span.start - _REACH)
        for match in pattern.finditer(text.masked, min(low, when.span.end), when.span.end):
            done = match.end()
            if not text.is_noise(Span(*match.span())):
                yield match


def _at_head(text: Text) -> Iterator[Span]:
    """Yield the year that stands as an item by itself under the title at the head of a page: "2007 • 140 min"."""
    titled = False
    for line in text.layout.lines[:_HEAD]:
        if text.is_noise(line.span):
            continue
        if len(line.text) > 160 or (titled and matter_of(line.text.strip("#*_: ")) not in _BOX_MATTERS):
            return
        if titled and (year := _ITEM.search(line.text) or _COUNTRY_YEAR.search(line.text)):
            span = Span(line.span.start + year.start("year"), line.span.start + year.end("year"))
            if any(when.span == span for when in text.times_in(span)) and not line.text.startswith(("By ", "by ")):
                yield span
            return
        titled = titled or _folded(text.film) in _folded(line.text)


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _is_other(text: Text, span: Span) -> bool:
    """Say whether a title with a year that is not the text's own film is a film's: no scene is told there, and nothing near speaks of a book or record."""
    near = text.text[max(0, span.start - 60) : span.end + 40]
    scene = text.section_at(span.start).matter in _OF_STORY
    return not scene and not _LIFE.search(near) and re.search(r"\((?:1[89]|20)\d\d\)$", text.slice(span)) is not None


def _year(text: Text, match: re.Match[str]) -> str:
    """Return the year of a match's time as it is written there, "" for one that only follows from the text."""
    when = Span(*match.span("when"))
    times = text.times_in(when)
    year = times[0].edtf[:4] if times else ""
    return (
        year
        if year.isdigit()
        and year[2:] in text.slice(when)
        and 1888 <= int(year) <= 2099
        and times[0].precision != "decade"
        and "/" not in times[0].edtf
        else ""
    )


def _marked(text: Text, span: Span) -> Span:
    """Take the opening mark of a title in marks into the passage, if its closing mark is in it."""
    before = text.text[span.start - 1 : span.start]
    inside = text.text[span.start : span.end]
    return (
        Span(span.start - 1, span.end)
        if before
        and ((before in "“‘«" and any(c in inside for c in "”’»")) or (before == '"' and inside.count('"') == 1))
        else span
    )


def _of_film(text: Text, before: str, sentence: Span) -> bool:
    """Say whether what came out is the film and not a book or record."""
    subject = before[-120:]
    if (work := _WORK.search(subject)) and _folded(work["title"]) != _folded(text.film):
        return False
    if _LIFE.search(subject[-60:]):
        return False
    return (
        re.search(rf"(?<![A-Z][a-z]\s)(?<!\bthe\s){re.escape(text.film)}", subject, re.IGNORECASE) is not None
        or bool(_IT_WAS.match(before))
        or bool(_SUBJECT.search(subject))
    )


def _subject(text: Text, match: re.Match[str], sentence: Span) -> int:
    """Return where the passage starts: at the title, if it stands right before the verb, else at the verb."""
    before = text.text[sentence.start : match.start()]
    at = before.casefold().rfind(text.film.casefold())
    gap = before[at + len(text.film) :] if at >= 0 else "x" * 99
    if at < 0 or len(gap) > 4:
        return match.start()
    start = sentence.start + at
    return start - 1 if start and text.text[start - 1] in "\"“‘'*_«" else start


def _other(text: Text, match: re.Match[str]) -> bool:
    """Say whether another film's title stands right behind the year."""
    after = text.text[match.end() : match.end() + 60]
    found = re.match(r",?\s[\"“‘'*_]?([A-Z][\w'’]+)", after)
    first = text.film.split()[0].casefold()
    return (
        bool(found)
        and found is not None
        and found[1].casefold() != first
        and re.match(r",?\s[\"“‘*_]", after) is not None
    )


def _overlap(taken: list[Span], match: re.Match[str]) -> bool:
    return any(span.overlaps(Span(*match.span())) for span in taken)

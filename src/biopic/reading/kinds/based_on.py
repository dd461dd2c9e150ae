"""Whom or what a film or a character is drawn from: a derived thing, a link and a source, in whatever order they stand.

`derivation` has the links, `derived` finds what they are said of, `sources` reads what they name. The source is a person, by
name, pronoun or relation, or a written work, by its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.beings import fold
from biopic.reading.clauses import stretch_at, subject_of, with_titles
from biopic.reading.derivation import (
    ABOUT,
    BACKWARD,
    BACKWARD_WORDS,
    BIOPIC,
    BOX,
    FORWARD,
    IS_FILM,
    MADE_FROM,
    ON_WHICH,
    PAIRS,
    WHOSE,
    Link,
    Need,
)
from biopic.reading.derived import SCREEN, Derived, derived_before, derived_behind, speaks_of_film
from biopic.reading.drafts import Draft
from biopic.reading.patterns import N, claim, joined, matches, matches_around, span_of
from biopic.reading.personal import is_person
from biopic.reading.sources import BOOK, Source, sources
from biopic.reading.text import Text

_NOT = re.compile(r"\b(?:not|never|n['’]t|nor|no longer|hardly|neither)\s(?:\w+\s){0,2}?$")
_MARKED = re.compile(r"[“\"‘*_](?P<title>[^“”\"*_\n]{1,80}?),?[”\"’*_](?P<behind>,?[^.;:“”\"\n]{0,80})$")
_BESIDE = 40
"""How near what is derived must stand for its words to be part of the passage, in characters."""
_OPENS = re.compile(r"(?:^|[.!?…:\n—–-][\"”’)]?)\s*$")
"""What a sentence, or what stands behind a colon, begins after."""
_GOES_ON = re.compile(r"\s?(?:[.;:(!—–-]|,|(?:from|by|as|in|at|through|with|during|starting|beginning|over)\b)")
_A_BOOK = re.compile(rf"\b(?:the|an?|his|her|this|The|An?|His|Her|This)\s(?:[\w’'-]+\s){{0,3}}?{BOOK}(?=,?\s[A-Z])")
_REAL = re.compile(r"\bon the (?:real|actual|historical)\b")
"""Words by which somebody on screen and in life may go by one name."""
_CHANGES = re.compile(r"turned|transformed|recast|reimagin|reinvent|renamed|rechristen|disguis|fictionali")


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement of whom or what a film or a character is drawn from."""
    taken: list[Draft] = []
    for draft in _all(text):
        said = (draft.subject, draft.value)
        if not any(old.span.overlaps(draft.span) and said == (old.subject, old.value) for old in taken[-40:]):
            taken.append(draft)
            yield draft


def _all(text: Text) -> Iterator[Draft]:
    for match in matches(text, BOX):
        yield from _boxed(text, match)
    for pattern in PAIRS:
        for match in matches(text, pattern):
            yield from _paired(text, match)
    claimed: list[tuple[int, int]] = []
    for link in FORWARD:
        for match in matches_around(text, link.words, link.pattern):
            drafts = list(_forward(text, link, match))
            if drafts and claim(claimed, joined(*(draft.span for draft in drafts))):
                yield from drafts
    for match in matches(text, ON_WHICH):
        yield from _on_which(text, match)
    for match in (*matches_around(text, BACKWARD_WORDS, BACKWARD), *matches(text, MADE_FROM)):
        yield from _backward(text, match)
    for match in matches(text, BIOPIC, ABOUT):
        if match.re is BIOPIC or text.world_at(match.start()) == "life":
            start = match.start("who") if match.re is BIOPIC else match.start()
            name = text.name_at(span_of(match, "who"))
            yield from _draft(text, text.film, name, Span(start, match.end()), 0.55)


def _draft(text: Text, subject: str, value: str, span: Span, sure: float, reader: str = "based on") -> Iterator[Draft]:
    real = _REAL.search(text.text, span.start, span.end)
    if subject and value and (value != subject or value == text.film or real):
        yield Draft("based_on", subject, value, span, "production", sure, reader)


def _boxed(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read a line such as "Based on: the life of Ada Moss"."""
    if match["label"].casefold() in ("from", "book") and not re.match(r"[\"“*_‘]|\ue000", match["rest"]):
        return
    subject = derived_before(text, match.start("label"), of_film=False)
    for source in sources(text, match.start("rest")):
        yield from _draft(
            text, subject.name, source.name, Span(match.start("label"), source.end), 0.9, "based on, in a box"
        )


def _forward(text: Text, link: Link, match: re.Match[str]) -> Iterator[Draft]:
    """Read what is derived before a link, and its sources behind."""
    start = match.start("from") if match.groupdict().get("from") else match.start()
    start += len(re.match(r"[,\s]*", text.text[start : match.end()])[0])  # type: ignore[index]
    if _NOT.search(text.text[max(0, start - 40) : start]):
        return
    if link.need is Need.FRAGMENT and not _OPENS.search(text.text, max(0, start - 4), start):
        return
    found = list(sources(text, match.end()))
    if not found:
        return
    derived = derived_before(text, start, of_film=link.need in (Need.FILM, Need.TELLING_FILM))
    if not _is_met(text, link.need, derived, found[0], start):
        return
    beside = derived.span and start - derived.span.end < _BESIDE and text.text[derived.span.end] != ","
    begins = derived.span.start if derived.span and beside else start
    for number, source in enumerate(found):
        reader = "based on, listed" if number else "based on"
        span = Span(min(begins, start), source.end)
        yield from _draft(text, derived.name, source.name, span, link.sure * source.sure, reader)


def _is_met(text: Text, need: Need, derived: Derived, source: Source, start: int) -> bool:
    """Say whether what a link needs is there."""
    if need is Need.CHARACTER:
        return not derived.film and is_person(source.name) and is_person(derived.name)
    if need is Need.TELLING_FILM:
        low = max(stretch_at(text, start).start, start - 160)
        left = with_titles(text)[low:start].rstrip('"”*_ ') + " "
        return bool(IS_FILM.search(left) or not left.strip()) and (" " in source.name or len(source.name) > 2)
    if need is Need.FRAGMENT:
        return _is_fragment(text, start, source)
    if need is not Need.CONTEXT:
        return True
    if derived.film:
        return source.work and speaks_of_film(text, start)
    sentence = stretch_at(text, start)
    left = text.text[sentence.start : start]
    role = re.search(r"\b(?:character|part|role|figure)\b|\b(?:[Mm]uch|[Mm]ost|[Pp]art) of\b", left) or SCREEN.search(
        left
    )
    return bool(role) or derived.name in text.whom.played.values()


def _is_fragment(text: Text, start: int, source: Source) -> bool:
    """Say whether the sentence that a link begins goes on with no verb: "The life of Ada Moss, a keeper."."""
    ends = text.text[text.sentence_at(start).end - 1] in '.!?…”"’)'
    return ends and bool(_GOES_ON.match(text.text, source.end))


def _on_which(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read "S, on whom X is based", "the book from which the script was made", "the book on which X is based is S"."""
    subject, span = text.film, span_of(match)
    if match["what"]:
        target = derived_behind(text, match.start("what"), match.end("what"))
        if target and not target.film and not SCREEN.search(match["what"]) and is_person(target.name):
            subject = target.name
    if match["is"]:
        for source in sources(text, match.end()):
            yield from _draft(text, subject, source.name, Span(span.start + 1, source.end), 0.85)
    elif origin := _source_before(text, match.start()):
        yield from _draft(text, subject, origin[0], joined(origin[1], span), 0.85)


def _backward(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read "S was the model for X", "S's book became the film"."""
    sentence = stretch_at(text, match.start())
    verb = match["verb"].strip(" ,")
    target: Derived | None
    if match.re is MADE_FROM:
        target = Derived(text.film, span_of(match), film=True)
    else:
        target = derived_behind(text, match.end(), sentence.end)
    if not target or not target.name or _NOT.search(text.text[max(0, match.start() - 30) : match.end()]):
        return
    if not target.film and (verb == "became" or re.search(r"\b(?:man|woman|person|story)\s", verb + " ")):
        return
    if not target.film and not is_person(target.name):
        return
    origin = _source_before(text, match.start())
    if origin and (target.film or is_person(origin[0])):
        if (
            not target.film
            and verb == "inspired"
            and target.name not in text.whom.played.values()
            and not SCREEN.search(text.text[sentence.start : sentence.end])
        ):
            return
        ends = span_of(match, "verb") if target.film or not target.span else target.span
        yield from _draft(text, target.name, origin[0], joined(origin[1], ends), 0.75)


def _source_before(text: Text, offset: int) -> tuple[str, Span] | None:
    """Return the source that is the subject right before `offset`, with its words: a title in marks, whose life or book, a person."""
    low = max(stretch_at(text, offset).start, offset - 160)
    marked = _MARKED.search(text.text, low, offset)
    if marked and _is_book(text, marked, low):
        return marked["title"].rstrip(" ,"), Span(marked.start(), offset)
    if work := _work_before(text, low, offset):
        return work
    whose = WHOSE.search(text.masked, low, offset)
    group = next((g for g in ("of", "own", "his") if whose and whose[g]), "")
    if whose and group:
        name = text.name_at(span_of(whose, group))
        return (name, Span(whose.start("whose"), offset)) if name else None
    if whose:
        near = next(iter(text.people.before(whose.start("whose"), 160)), None)
        beside = re.search(rf"{N},\s$", text.masked[low : whose.start("whose")])
        start = low + beside.start() if beside else whose.start("whose")
        return (near.name, Span(start, offset)) if near else None
    name, span = subject_of(text, len(text.masked[:offset].rstrip(", ")) + 1)
    return (name, span) if name and span else None


def _work_before(text: Text, low: int, offset: int) -> tuple[str, Span] | None:
    """Return the titled work whose words end right before `offset`: "his memoir, The Cage Goes Down, on which"."""
    for noun in _A_BOOK.finditer(text.text, low, offset):
        for source in sources(text, noun.start()):
            if source.name[:1].isupper() and not text.text[source.end : offset].strip(' ,.”"’*_'):
                return source.name, Span(noun.start(), offset)
    return None


def _is_book(text: Text, marked: re.Match[str], low: int) -> bool:
    """Say whether a title in marks before a verb is a book's, and not the film's own: "her memoir, "Salt",", "Salt", the book by Ada"."""
    called = re.search(BOOK, text.text[max(low, marked.start() - 40) : marked.start()])
    if marked["title"].rstrip(" ,") == text.film:
        return bool(called)
    return bool(called or not marked["behind"].strip(" ,") or re.search(BOOK, marked["behind"]))


def _paired(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read a character and the person behind it: "the real Ames was called Edwin Marsh"."""
    who, whom = span_of(match, "who"), span_of(match, "whom")
    bare = Span(who.start, who.end - len(re.search(r"(?:['’]s?)?$", text.text[who.start : who.end])[0]))  # type: ignore[index]
    character, person = text.name_at(whom), text.name_at(bare)
    film = text.film if text.film and text.film in text.slice(whom) else ""
    if not is_person(person) or not (film or is_person(character)) or (person == character and not film):
        return
    if not film and {fold(w) for w in character.split()} & {fold(w) for w in person.split()}:
        return
    verb = match.groupdict().get("verb") or ""
    sentence = stretch_at(text, match.start())
    near = text.text[max(0, sentence.start - 120) : sentence.end]
    if verb and not _CHANGES.search(verb) and not SCREEN.search(near):
        return
    if person in text.whom.played and character not in text.whom.played.values():
        return
    yield from _draft(text, film or character, person, joined(bare, whom), 0.75, "based on, paired")

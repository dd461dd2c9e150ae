"""Whom the words beside a prize mean: the subject of a verb of winning, or one or more names; nobody where it is the film."""

from __future__ import annotations

import re

from biopic.documents import Span
from biopic.reading.clauses import FILM_MARK, person_at, stretch_at, subject_of, with_titles
from biopic.reading.patterns import N
from biopic.reading.personal import is_person
from biopic.reading.prizes import prizes
from biopic.reading.text import Text
from biopic.reading.winning import FILM, GROUP, PAIR, WORK_OF

_NO_SUBJECT = re.compile(r"(?:Won|Got|Took|Received|Picked up|Earned)\b")
"""A verb with a capital that opens a sentence of notes: the film is what won."""
_BECAME = re.compile(
    r"\s(?:became|becomes|is|was|remains)\s(?:the|an?)\s(?:[a-z-]+\s){1,4}(?:ever\s)?(?:(?:to be|to have been)\s)?$"
)
"""What somebody became by it, who is the subject: "Ada became the oldest woman ever nominated"."""
_AFTER_FILM = re.compile(r"[\"”*_]{0,2}\s(?:(?:was|also|has|had|then|later)\s){0,3}")


def subjects_of(text: Text, verb: int) -> tuple[str, ...]:
    """Return who the subject of the verb is; nobody where it is the film."""
    sentence = stretch_at(text, verb)
    low = max(sentence.start, verb - 220)
    left = with_titles(text)[low:verb]
    if not left.strip(' "“‘*_(-•★☆') and _NO_SUBJECT.match(text.text, verb):
        return ()
    if became := _BECAME.search(left):
        return subjects_of(text, low + became.start() + 1)
    if work := WORK_OF.search(left):
        whom = re.sub(r"['’]s?$", "", work["whom"])
        return names_in(text, Span(low + work.start("whom"), low + work.start("whom") + len(whom)))
    if FILM.search(left) or (
        text.film
        and (at := text.text.rfind(text.film, low, verb)) >= 0
        and _AFTER_FILM.fullmatch(text.text, at + len(text.film), verb)
        and not _is_somebody(text, text.film)
    ):
        return ()
    if group := GROUP.search(left):
        return (group["group"],)
    if pair := PAIR.search(left):
        governed = re.search(r"\b(?:with|for|by|from|in|of|to)\s(?:[Tt]he\s)?[\"“]?$", left[: pair.start("one")])
        if governed or not person_at(text, Span(low + pair.start("one"), low + pair.end("one"))):
            return names_in(text, Span(low + pair.start("two"), low + pair.end("two")))
        spans = [
            pair.span("one"),
            *(
                (pair.start("more") + m.start(), pair.start("more") + m.end())
                for m in re.finditer(N, re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), pair["more"]))
            ),
            pair.span("two"),
        ]
        return tuple(name for a, b in spans for name in names_in(text, Span(low + a, low + b)))
    if not left.strip(' "“‘*_(-•') and re.match(
        r"[^,.;]{1,90},\s(?:the|this|it|\ue002)\s?(?:film|movie|picture|biopic|drama|\ue002|was|won|is)",
        with_titles(text)[verb : verb + 130],
    ):
        return ()
    name, span = subject_of(text, verb)
    if name and span and (behind := _behind_award(text, span)) != span:
        return names_in(text, behind)
    return (name,) if name else ()


def names_in(text: Text, span: Span) -> tuple[str, ...]:
    """Return whom the words of a span mean, none where they mean the film."""
    if (
        with_titles(text)[span.start : span.end].strip('"“”*_. ')[:1] in (FILM_MARK, "t")
        or text.slice(span).casefold() == "it"
    ):
        return ()
    named = [
        Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(N, text.masked[span.start : span.end])
    ]
    named = [_behind_award(text, each) for each in named]
    people = [_person(text, each) or _bare(text, each) for each in named] if named else [person_at(text, span)]
    return tuple(name for name in people if name and (name != text.film or _is_somebody(text, name)))


def _person(text: Text, span: Span) -> str:
    """Return whom a name means, "" where the words behind it, such as a category, have run into the name."""
    beyond = any(name.span.end > span.end + 1 for name in text.names_in(span))
    return "" if beyond else person_at(text, span)


def _behind_award(text: Text, span: Span) -> Span:
    """Return a name without an award's that has run into it, as in "at the Oscars Ada Moss was", "Moss Best Actress"."""
    award = next(iter(prizes(text.text, span.start, span.end)), None)
    if award and award.start > span.start and award.category:
        return Span(span.start, award.start - 1)
    if award is None or award.start != span.start or award.end >= span.end:
        return span
    return Span(award.end + 1, span.end)


def _is_somebody(text: Text, title: str) -> bool:
    """Say whether a film's title is the name of a person of the text too."""
    being = text.people.called(title)
    return being is not None and being.sex != ""


def _bare(text: Text, span: Span) -> str:
    """Return a name that is no known being's where it may be a person's, such as a troupe's; not a film's."""
    name = text.slice(span)
    last = [being for being in text.people.beings if being.name.split()[-1] == name]
    if being := text.people.called(name) or (last[0] if len(last) == 1 else None):
        return being.name
    return name if is_person(name) and " " in name and name != text.film else ""

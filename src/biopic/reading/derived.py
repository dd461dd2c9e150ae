"""What is drawn from something: the character whom the words speak of, else the film.

To the left of a verb of derivation stands its subject: a name, a pronoun, "the character", or the film. To the right of one
that goes the other way ("was the model for") stands a name or a word for the film.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.clauses import SOMEONE, person_at, stretch_at
from biopic.reading.patterns import N
from biopic.reading.sources import entry_at
from biopic.reading.text import Text

FILM = r"(?:film|movie|picture|biopic|drama|screenplay|script|adaptation|production|weepie|tearjerker|feature|musical|documentary|melodrama|series|version|plot)"
"""A word for the film, or for what is of it as a whole."""

SCREEN = re.compile(rf"\b(?:{FILM}|screen|fictional|on screen|in the story)\b", re.IGNORECASE)
_FILM_BEFORE = re.compile(
    rf"(?:^|\W)(?:{FILM}|it|this|which|that|story|tale|title)\b(?:[^.;:\n]{{0,140}})?$", re.IGNORECASE
)
_AUX = r"(?:(?:is|was|are|were|has been|had been|said to be|been|largely|partly|loosely|in fact|herself|himself|clearly|obviously|reportedly|mainly|then|also|chiefly|apparently|supposedly|in part|in turn)\s)"
_ASIDE = r"(?:,?\s(?:who|which))?(?:,\s(?:[^.;:\n,]|,(?!\s\ue000)){1,90},)?"
_SUBJECT = re.compile(rf"(?P<who>{SOMEONE}) *{_ASIDE},?\s?{_AUX}{{0,4}}$")
_WRITTEN = re.compile(
    rf"\b(?:{FILM}|teleplay),?\s(?:(?:co-)?written\s|credited\s)?(?:by|to)\s{N}(?:,\s{N}){{0,3}}(?:,?\s(?:and|&)\s{N})?,?\s{_AUX}{{1,4}}$"
)
"""A film or script with its makers, as a subject: "the screenplay, by Paul Orr, was"."""
_OF_ROLE = re.compile(
    rf"\b(?:character|part|role|figure)(?:\sof|,|\scalled|\snamed)?\s(?P<who>{N})(?:[^.;:\n]{{0,60}})?$"
)
_THE_ROLE = re.compile(
    rf"\b(?P<words>[Tt]he (?:character|part|role|figure)|[Hh]e is an? [a-z -]{{0,20}}character|[Ss]he is an? [a-z -]{{0,20}}character|(?:[Mm]uch|[Mm]ost|[Pp]art|[Aa] good deal|[Aa] lot|[Ss]ome) of (?:him|her|the character))(?:,?\s(?:played|portrayed)\sby\s{N})?(?:,\s(?P<named>{N}),)?,?\s?{_AUX}{{0,4}}$"
)
_TARGET = re.compile(
    rf"(?:(?:[Tt]he|a|an|this|that|her|his|its)\s(?:(?!{FILM}\b)[a-z-]+,?\s){{0,4}}?)?(?:(?:character|part|role|figure|man|woman|nurse|doctor)(?:\sof|\scalled|\snamed|\sknown as)?\s)?[\"“*_]?(?:(?P<whom>{N})|(?P<film>{FILM})\b)"
)


@dataclass(frozen=True)
class Derived:
    """What is drawn from something: its name, the span of the words that say so (None if they are the verb's), whether it is the film."""

    name: str
    span: Span | None
    film: bool


def derived_before(text: Text, offset: int, *, of_film: bool) -> Derived:
    """Return what the verb at `offset` is said of; one of the screen (`of_film`) is said of the film, whoever is its subject."""
    sentence = stretch_at(text, offset)
    low = max(sentence.start, offset - 220)
    left = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), text.masked[low:offset])
    film = Derived(text.film, None, film=True)
    entry = entry_at(text, offset)
    if of_film or not left.strip(' "“‘*_-•—–'):
        return Derived(entry, None, film=False) if entry and not of_film else film
    if role := _THE_ROLE.search(left):
        return _role(text, role, low) or film
    if match := _OF_ROLE.search(left):
        span = Span(low + match.start("who"), low + match.end("who"))
        return Derived(person_at(text, span), span, film=False)
    if _WRITTEN.search(left):
        return film
    match = _SUBJECT.search(left)
    if match and not re.search(r"\b(?:by|of|with|from|on|for|to)\s(?:the\s)?$", left[: match.start("who")]):
        span = Span(low + match.start("who"), low + match.end("who"))
        name = "" if is_title(text, span) else person_at(text, span)
        name = text.whom.played.get(name, name)
        if name:
            return Derived(name, span, film=False)
    if entry and not (text.film and text.film in text.text[low:offset]):
        return Derived(entry, None, film=False)
    if re.match(rf"\W{{0,3}}{N}['’]s\s", left) and not _FILM_BEFORE.search(left):
        before = text.being_in(text.sentence_at(max(0, sentence.start - 1)))
        return Derived(before.name, None, film=False) if before else film
    return film


def _role(text: Text, match: re.Match[str], low: int) -> Derived | None:
    """Return who "the character" or "much of her" is: the one named right behind, else the character named last."""
    span = Span(low + match.start("words"), low + match.end("words"))
    if match["named"]:
        return Derived(person_at(text, Span(low + match.start("named"), low + match.end("named"))), span, film=False)
    pronoun = re.search(r"\b(?:[Hh]im|[Hh]er|[Hh]e|[Ss]he)\b", match["words"])
    played = text.whom.played
    performer = text.being_in(Span(span.end, low + match.end()))
    if performer and performer.name in played:
        return Derived(played[performer.name], span, film=False)
    if pronoun:
        at = span.start + pronoun.start()
        being = text.who(Span(at, at + len(pronoun.group())))
        return Derived(being.name, span, film=False) if being else None
    roles = set(played.values())
    near = [being for being in text.people.before(span.start, 400) if being.name not in played]
    chosen = next((being for being in near if being.name in roles), near[0] if near else None)
    return Derived(chosen.name, span, film=False) if chosen else None


def derived_behind(text: Text, offset: int, limit: int) -> Derived | None:
    """Return what is named from `offset` on: a character, or the film by a word for it or by its title."""
    match = _TARGET.match(text.masked, offset, limit)
    if not match:
        return None
    if match["film"]:
        return Derived(text.film, Span(*match.span("film")), film=True)
    span = Span(*match.span("whom"))
    if is_title(text, span):
        return Derived(text.film, span, film=True)
    name = text.name_at(span)
    return Derived(name, span, film=False) if name else None


def speaks_of_film(text: Text, offset: int) -> bool:
    """Say whether the words before `offset` in its sentence speak of the film, or there are none."""
    sentence = stretch_at(text, offset)
    left = text.masked[max(sentence.start, offset - 160) : offset]
    named = bool(text.film) and text.film in text.text[sentence.start : offset]
    return named or not left.strip() or bool(_FILM_BEFORE.search(left))


def is_title(text: Text, span: Span) -> bool:
    """Say whether the words at `span` name the film, or stand inside a title."""
    return text.slice(span) == text.film or bool(text.films.titles_in(span))

"""Who directed the film: "directed by", "X directs", "director X", "X's film", "Director: X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.reading.clauses import FILM_MARK, with_titles
from biopic.reading.credits import LIST, MANNER, SCREEN, boxed, credited, done, film_at, work_of
from biopic.reading.drafts import Draft
from biopic.reading.patterns import BRACKET, N, joined, matches, span_of
from biopic.reading.personal import is_person
from biopic.reading.text import Text

_LABELS = r"(?:Film )?Directors?|Directed by|Direction|Regie|Dir\.?|A film by"
_OBJECT = rf"(?=\s*(?:[.,;:)—–]|$|and\b|it\b|in\b|with\b|from\b|for\b|about\b|again\b|the rest\b|himself\b|herself\b|both\b|[\"“‘*_{FILM_MARK}]|(?:the|this|a|an|his|her)\s(?:[\w\ue001’-]+,?\s){{0,6}}?{SCREEN}\b))"
_DIRECTS = re.compile(
    rf"\b(?:(?:directs|directed|helms|helmed){_OBJECT}|(?:filmed|shot)\s(?={FILM_MARK}|[\"“‘*_]{FILM_MARK}|the {SCREEN})|(?:hired|chosen|asked|picked|signed|brought in|engaged|tapped|set)(?: up)? to direct\b|(?<=was )to direct\b)(?!\sby\b)"
)
_CHAIR = r"(?:the director|in(?:to)? the director['’]s chair|the director['’]s chair|behind the camera|at the helm)"
_PATTERNS = [
    (re.compile(rf"(?P<what>\b(?:[Dd]irected|[Hh]elmed|[Dd]irection)(?: and (?:co-)?(?:written|scripted|produced|edited))?(?:, [a-z-]+ and [a-z-]+)?{MANNER}\s(?:here |for the screen )?by)\s(?P<list>{LIST})"), 0.95, "directed by"),
    (re.compile(rf"(?P<what>\b(?:[Tt]he |its |[Ff]irst-time |film |movie |[Ww]riter-|[Ss]creenwriter-|[Ff]ilmmaker and )?(?:[Dd]irector|[Ff]ilmmaker|[Ff]ilm-maker)),?\s(?P<who>{N})(?!\s(?:of|has not)\b)"), 0.85, "director before a name"),
    (re.compile(rf"(?P<who>{N}){BRACKET},\s(?P<what>(?:the |its |the film['’]s |the movie['’]s |who was the |the (?:[\w\ue000-]+ ){{1,2}})?director)\b(?! of (?!the (?:film|movie|picture)))"), 0.8, "director behind a name"),
    (re.compile(rf"(?P<who>{N})\s(?P<what>(?:(?:was|is|sat|sits|took|takes|stepped|came on) )?{_CHAIR}\b)"), 0.85, "director by a phrase"),
    (re.compile(work_of(r"(?:job of directing|task of directing|direction|directing|megaphone)")), 0.85, "direction given to"),
    (re.compile(rf"(?P<what>\bin the hands of(?: director)?)\s(?P<who>{N})"), 0.5, "in the hands of"),
    (re.compile(rf"(?P<what>(?:\b[Aa]n? (?:\ue001+ )?|\b[Tt]he \ue001+ |(?<=[,”\"] )the )(?:[a-z-]+ )?{SCREEN} (?:by|from))\s(?:director )?(?P<who>{N})"), 0.7, "a film by"),
    (re.compile(rf"(?P<what>\b[Ii]n (?:his|her) (?:\ue001+ )?(?:[a-z-]+ )?{SCREEN}\b[^.;:]{{0,40}}?),[\"”’]?\s(?P<who>{N})"), 0.7, "in his film"),
    (re.compile(rf"(?P<who>{N})(?P<what>['’]s? (?:\ue001+ )?(?:[a-z-]+ ){{0,3}}?(?:film|movie|biopic|picture|drama|screen version|direction|directorial debut)\b)(?! (?:career|role|debut|festival|critic|rights))"), 0.6, "somebody's film"),
    (re.compile(rf"(?P<what>\b(?:[Aa]|[Tt]he|[Tt]his)\s(?:\ue001+\s)?(?:[a-z-]+\s)?{SCREEN},?\s(?:that|which))\s(?P<who>{N})\s(?:has\s|had\s|once\s)?(?:made|shot|filmed)\b"), 0.8, "film that somebody made"),
    (re.compile(rf"(?P<what>\b[Tt]he (?:film['’]s |movie['’]s )?director (?:is|was))\s(?P<who>{N})"), 0.85, "the director is"),
    (re.compile(rf"(?P<what>\b[Bb]ehind the camera (?:stood|stands|was|is|sat))\s(?P<who>{N})"), 0.85, "behind the camera"),
    (re.compile(rf"(?P<what>\b[Mm]ade\sfor\s(?:the\s)?{N}(?:\sand\s{N})?\sby)\s(?P<who>{N})"), 0.75, "made by"),
    (re.compile(rf"(?P<what>(?:^|[.!?]\s|\n)An?\s)(?P<who>{N})\s(?:film|movie|picture)(?=[.,;:]|\s?$)", re.MULTILINE), 0.75, "somebody's film in a credit"),
    (re.compile(rf"(?P<what>\bdirectorial (?:debut|effort) (?:of|for|by))\s(?P<who>{N})"), 0.85, "directorial debut"),
]  # fmt: skip
_SHORT = re.compile(rf"(?P<what>\b[Dd]ir\.(?: by)?)\s(?P<who>{N})")
_OWN = re.compile(
    rf"(?P<who>{N})['’]s?\s(?:\ue001+\s)?(?:(?:[a-z-]+\s)?(?P<noun>{SCREEN}),?\s)?[\"“‘*_]{{0,2}}{FILM_MARK}{FILM_MARK}++"
)
_WORDS = re.compile(r"direct|helm|megaphone|shot|hands|maker|camera|film|movie|picture|documentary|drama|biopic")


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that somebody directed the film."""
    drafts = [
        *boxed(text, "director", _LABELS),
        *credited(text, "director", _PATTERNS, _WORDS),
        *done(text, "director", _DIRECTS, 0.85, "directs"),
    ]
    for match in matches(text, _SHORT):
        yield Draft(
            "director",
            film_at(text, match.start()),
            text.name_at(span_of(match, "who")),
            span_of(match),
            "production",
            0.9,
            "dir.",
        )
    sure = any(draft.reader != "somebody's film" for draft in drafts)
    for draft in drafts:
        if draft.reader != "somebody's film" or (not sure and _plausible(text, draft)):
            yield draft
    for match in _OWN.finditer(with_titles(text)):
        name = text.name_at(span_of(match, "who"))
        title = text.films.titles_in(span_of(match))[-1]
        other = title.text.casefold() != text.film.casefold()
        wanted = match["noun"] and title.year if other else not drafts
        if wanted and is_person(name) and not text.is_noise(span_of(match)):
            film = title.text if other else text.film
            where = joined(span_of(match), title.span)
            yield Draft("director", film, name, where, "production", 0.5, "somebody's film")


def _plausible(text: Text, draft: Draft) -> bool:
    """Say whether "X's film" names its director: another statement does, or the name is no character's of the story."""
    being = text.people.inside(draft.span)
    return (
        being is not None
        and len(being.mentions) <= 3
        and not re.match(r"\s?(?:\ue000)", text.masked[draft.span.end : draft.span.end + 1])
    )

"""Who directed the film: "directed by", "X directs", "director X", "X's film", "Director: X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.reading.credits import BOX, BOXED, LIST, credited
from biopic.reading.drafts import Draft
from biopic.reading.patterns import BRACKET, WHO, N
from biopic.reading.text import Text

_FILM = r"(?:the |this |a |his |her |its |it\b)?(?:\w+[ -]){0,3}?(?:film|movie|picture|biopic|drama|feature|adaptation|screen version|it)"
_PATTERNS = [
    (re.compile(rf"(?P<what>\b(?:[Dd]irected|[Hh]elmed|[Dd]irection)(?: and (?:co-)?(?:written|scripted|produced|edited))?(?:, [a-z-]+ and [a-z-]+)?\s(?:here |for the screen |with \w+ )?by)\s(?P<list>{LIST})"), 0.95, "directed by"),
    (re.compile(rf"^[ \t*_•#-]{{0,8}}(?P<what>(?:Director|Directors|Directed by|Direction|Regie|Dir\.?)\(?s?\)?){BOX}(?P<list>{BOXED})", re.MULTILINE), 0.95, "director in a box"),
    (re.compile(rf"(?:(?<=[|·•;/])|(?<=\s\s))\s?(?P<what>(?:Director|Directed by)s?){BOX}(?P<list>{BOXED})"), 0.95, "director in a box"),
    (re.compile(rf"(?P<what>\b(?:[Tt]he |its |[Ff]irst-time |film |movie |[Ww]riter-|[Ff]ilmmaker and )?(?:[Dd]irector|[Ff]ilmmaker|[Ff]ilm-maker)),?\s(?P<who>{N})(?!\s(?:of|has not)\b)"), 0.85, "director before a name"),
    (re.compile(rf"(?P<who>{WHO}){BRACKET},?\s(?P<what>(?:who |also |both |had |has |later |then |wrote and |co-wrote and |produced and |himself |herself )*(?:directs|directed|helms|helmed|filmed|shot))\b(?=\s*(?:[.,;:)—–]|$|and\b|it\b|in\b|with\b|from\b|this\b|both\b|[\"“‘*_\ue000]|(?:the|a|an)\s(?:[\w\ue001-]+\s){{0,4}}?(?:film|movie|picture|biopic|drama|adaptation|version)\b))"), 0.85, "directs"),
    (re.compile(rf"(?P<who>{N}){BRACKET},\s(?P<what>(?:the |its |the film['’]s |the movie['’]s |who was the |the \w+ )?director)\b(?! of (?!the (?:film|movie|picture)))"), 0.8, "director behind a name"),
    (re.compile(rf"(?P<who>{N})\s(?P<what>(?:was|is|sat|sits|took|takes|stepped|came on) (?:the director|in the director['’]s chair|behind the camera|the director['’]s chair)\b)"), 0.85, "director by a phrase"),
    (re.compile(rf"(?P<what>\bin the hands of(?: director)?)\s(?P<who>{N})"), 0.5, "in the hands of"),
    (re.compile(rf"(?P<what>\b(?:[Aa]) (?:\ue001+ )?(?:[a-z-]+ )?(?:film|movie|picture) (?:by|from))\s(?:director )?(?P<who>{N})"), 0.7, "a film by"),
    (re.compile(rf"(?P<who>{N})(?P<what>['’]s? (?:\ue001+ )?(?:[a-z-]+ ){{0,3}}?(?:film|movie|biopic|picture|drama|screen version|direction|directorial debut)\b)(?! (?:career|role|debut|festival|critic|rights))"), 0.6, "somebody's film"),
    (re.compile(rf"(?P<what>\bdirectorial (?:debut|effort) (?:of|for|by))\s(?P<who>{N})"), 0.85, "directorial debut"),
]  # fmt: skip
_WORDS = re.compile(
    r"direct|helm|shot|hands|filmmaker|film-maker|camera|(?:film|movie|picture)\s(?:by|from|of)|['’]s? (?:[\w-]+ ){0,4}(?:film|movie|biopic|picture|drama)",
    re.IGNORECASE,
)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that somebody directed the film."""
    if not _WORDS.search(text.text):
        return
    drafts = list(credited(text, "director", _PATTERNS, _WORDS))
    sure = any(draft.reader != "somebody's film" for draft in drafts)
    for draft in drafts:
        if draft.reader != "somebody's film" or (not sure and _plausible(text, draft)):
            yield draft


def _plausible(text: Text, draft: Draft) -> bool:
    """Say whether "X's film" names its director: another statement does, or the name is no character's of the story."""
    being = text.people.inside(draft.span)
    return (
        being is not None
        and len(being.mentions) <= 3
        and not re.match(r"\s?(?:\ue000)", text.masked[draft.span.end : draft.span.end + 1])
    )

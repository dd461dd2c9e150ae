"""Words for a death behind or beside which stands who dies: "cancer claimed her", "he lost his wife, Ada", "Ada's death", "the end came".

What only might have killed, and what merely took somebody somewhere, is no death.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.lives.dying import SUPPOSED, Death
from biopic.reading.lives.naming import name_of
from biopic.reading.lives.near import matches_near
from biopic.reading.patterns import ADJECTIVES, WHOM, WHOSE, N, matches
from biopic.reading.text import Text
from biopic.reading.words import KIN

_ACTIVE = re.compile(
    rf"\b(?:killed|killing|kills|ended|ends|murdered|murders|claimed|claims|took|takes|carried|assassinated|executed|slew|drowned|shot\sdead|finished|felled)\s(?:off\s)?(?P<who>{WHOM})(?P<life>['’]?s?\slife|\soff\b|\saway\b)?"
)
_AND_MORE = re.compile(
    rf"(?:,\s(?:the\s)?{N}){{0,5}},?\sand\s(?:(?:the\s)?{N}(?!\s[a-z]+(?:ed|s)\b|['’])|(?:the|his|her|their|two|three|several|\d+)\s[a-z])"
)
"""Who else is killed: ", Ruth Orr and the pilot"."""
_CAUSE = re.compile(
    r"\b(?:cancer|leuka?emia|tuberculosis|consumption|pneumonia|fever|stroke|attack|typhus|typhoid|cholera|influenza|flu|disease|illness|malaria|aids|war|sea|accident|crash|explosion|fire|bullet|bomb|infection|an?eurysm|embolism|failure|overdose|epidemic|plague|diphtheria|smallpox|polio|suicide|avalanche|shell|it|condition|sepsis|tumou?r|heart|that|which|death|drink|alcohol)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_DEATH = re.compile(
    rf"(?:(?P<whose>{WHOSE}|\b[Tt]heir)\s(?:own\s|very\s)?{ADJECTIVES}(?:death|passing|murder|assassination|execution|suicide|demise|killing)|\b(?:death|passing|murder|assassination|execution|suicide|demise|loss)\sof\s(?P<who>{WHOM}))(?!\w|\s(?:attempt|note|threats?|sentence|row|penalty|bed|mask|wish|scene|march|toll|camp|squad|certificate|anniversary|charge|trial|plot|warrant|knell|by inches)\b|['’-])"
)
_LIFE = re.compile(
    rf"(?P<who>{WHOSE})\s{ADJECTIVES}(?:life\s(?:ended|ends|came to an end|was cut short|is cut short|was claimed|was over)|heart\s(?:finally\s)?(?:gave out|stopped|failed))\b"
)
_LOST = re.compile(
    rf"\b(?:lost|loses|losing)\s(?P<who>(?:[Hh]is|[Hh]er|{N}['’]s?|their)\s{ADJECTIVES}(?:{'|'.join(sorted(KIN, key=len, reverse=True))})\b(?:,?\s{N})?)"
)
_CAME = re.compile(rf"\b(?:[Dd]eath|[Tt]he end)\s(?:finally\s)?(?:came|comes)(?:\s(?:for|to)\s(?P<who>{WHOM}))?")
_TO_DIE = re.compile(rf"\bto\sdie\s(?:was|is)\s(?P<who>{N})")
_DEATH_WORD = re.compile(r"\b(?:death|passing|murder|assassination|execution|suicide|demise|killing|loss)\b")
_LIFE_WORD = re.compile(r"\b(?:life|heart)\b")
_CAME_WORD = re.compile(r"\b(?:[Dd]eath|[Tt]he end)\b")


def find_losses(text: Text) -> Iterator[Death]:
    """Yield each word for a death that has who dies as its object or its owner."""
    yield from _objects(text)
    yield from _nouns(text)


def _objects(text: Text) -> Iterator[Death]:
    """Read "cancer took her in 1931", "the fall killed Jonah", "he lost his wife, Ada, in 1931"."""
    for match in matches(text, _ACTIVE):
        before = text.masked[max(text.sentence_at(match.start()).start, match.start() - 80) : match.start()]
        verb = match.group().split()[0]
        causes = bool(_CAUSE.search(before))
        if (
            (
                verb in ("took", "takes", "claimed", "claims", "carried", "finished", "felled", "ended", "ends")
                and not causes
            )
            or (verb in ("ended", "ends") and not match["life"])
            or SUPPOSED.search(before)
            or re.search(r"\b(?:would|might|could|to|will|may|nearly|almost|not|never|who|be|was|were|is)\s$", before)
        ):
            continue
        if (
            verb.startswith("claim")
            and not match["life"]
            and match["who"].casefold() in ("his", "her")
            and text.text[match.end() :][:5] != " life"
        ):
            continue
        name = name_of(text, Span(match.start("who"), match.end("who")))
        if name and not re.match(
            r"\s(?:to|into|back|for|home|out|in(?! T))\b" if verb in ("took", "takes") else r"(?!)",
            text.text[match.end() : match.end() + 8],
        ):
            names = dict.fromkeys((name, *_more(text, match.end())))
            yield Death(Span(*match.span()), tuple(names), match.start(), "object", 0.75, "killed whom")
    for match in matches(text, _TO_DIE):
        if name := name_of(text, Span(*match.span("who"))):
            yield Death(Span(*match.span()), (name,), match.start(), "object", 0.8, "to die was")
    for match in matches(text, _LOST):
        name = name_of(text, Span(*match.span("who")))
        if name:
            yield Death(Span(*match.span()), (name,), match.start(), "lost", 0.7, "lost whom", kinsman=True)


def _more(text: Text, end: int) -> Iterator[str]:
    """Yield who else is named in the row that goes on at `end`."""
    row = _AND_MORE.match(text.masked, end, end + 200)
    for name in text.names_in(Span(*row.span())) if row else ():
        if found := name_of(text, name.span):
            yield found


def _nouns(text: Text) -> Iterator[Death]:
    for match in matches_near(text, _DEATH_WORD, _DEATH, 80, 90):
        whose = match["whose"]
        if whose and whose.casefold() == "their":
            continue
        span = Span(*match.span("whose" if whose else "who"))
        ending = re.search(r"['’]s?$", text.text[span.start : span.end])
        name = name_of(text, Span(span.start, span.start + ending.start()) if ending else span)
        if name and not re.search(
            r"\b(?:anniversary of|after|since|following)\s$", text.masked[max(0, match.start() - 16) : match.start()]
        ):
            yield Death(Span(*match.span()), (name,), match.start(), "noun", 0.85, "death of")
        elif name and not re.search(
            r"(?:anniversary of|\b(?:years?|months?|weeks?|days?|decades?|shortly|soon|long)\s(?:after|since|following))\s$",
            text.masked[max(0, match.start() - 30) : match.start()],
        ):
            yield Death(Span(*match.span()), (name,), match.start(), "noun", 0.8, "death of")
    for pattern, word in ((_LIFE, _LIFE_WORD), (_CAME, _CAME_WORD)):
        for match in matches_near(text, word, pattern, 60, 60):
            if match["who"]:
                span = Span(*match.span("who"))
                ending = re.search(r"['’]s?$", text.text[span.start : span.end])
                name = name_of(text, Span(span.start, span.start + ending.start()) if ending else span)
            else:
                near = text.people.before(match.start(), 300)
                being = near[0] if near else text.being_in(Span(match.end(), text.sentence_at(match.start()).end))
                name = being.name if being else ""
            if name:
                yield Death(Span(*match.span()), (name,), match.start(), "near", 0.7, "death came")

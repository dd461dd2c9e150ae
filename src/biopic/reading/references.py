"""Where a text refers to somebody: by a name, a pronoun, or as somebody's relative; and the part it plays in its sentence.

The parts are those of a sentence's grammar, told by the words beside a reference: a subject opens its clause, an object
follows a verb, an oblique hangs on a preposition, a possessor owns what follows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import HE, SHE, Being, sex_of_noun, sex_of_pronoun
from biopic.reading.marks import NAME
from biopic.reading.names import Name
from biopic.reading.persons import is_bracketed, is_playing
from biopic.reading.quotes import Quoted
from biopic.reading.words import FEMALE_WORDS, KIN, MALE_WORDS

if TYPE_CHECKING:
    from biopic.reading.text import Text

PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b(?!/)", re.IGNORECASE)
SAYS = re.compile(
    r"(?:,?\s(?:(?!is\b|was\b|were\b|been\b|being\b)\w+\s)?(?:says|said|asks|asked|adds|added|sighs|sighed|laughs|laughed|tells|told|recalls|recalled|explains|explained|thinks|thought|agrees|remembers|replies|replied|snorts|snaps|grins|smiles|whispers|whispered|puts in|points out|answers|answered|shrugs|nods|goes on|continues|continued|writes|wrote|insists|admits|admitted)\b)|\s?:"
)
"""A verb of speech behind its subject."""
_SAID_BY = re.compile(
    r"\b(?:says|said|asks|asked|adds|added|sighs|laughs|recalls|explains|according to|snaps|snorts|grins|whispers|agrees)\s$"
)
_OBJECT = re.compile(
    r"(?:him|her)(?=\s?[.,;:!?)—]|\s(?:to|with|as|in|on|at|by|and|that|who|when|from|into|for|back|off|up|out|down|away|a|an|the|only|until|till|six|two|three|less|no|is|was|home)\b|\s[a-z]+ly\b|$)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:in|of|with|for|from|to|at|on|as|about|after|before|than|like|against|between|near|through|into|under|beside|behind|alongside|without|among|around|over|towards?|upon|onto|off|past|beyond|besides|despite|including|unlike|except)\s(?:the\s|both\s)?$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s(?:the\s)?$")
_CLAUSE = re.compile(
    r"(?:^|[.,;:!?()\"“”‘’—–\n…]\s*|\s-+\s|\b(?:and|but|or|that|when|while|because|until|before|after|if|who|whom|where|as|so|then|though|although|since|whether|how|why|what|nor|yet|once|than|which|there)\s)$",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:and|or)\s(?:the\s)?$")
_NOUNS = (MALE_WORDS | FEMALE_WORDS) - HE - SHE
_SEXED = "|".join(sorted((noun for noun in _NOUNS if noun.isalpha() and sex_of_noun(noun)), key=len, reverse=True))
_DESCRIBED = re.compile(
    rf"\b(?P<of>his|her|my|their|our|the|a|an|this|that|another|one|{NAME}(?<!{NAME}{NAME}){NAME}*+['’]s?)\s(?:[a-z-]{{2,14}}\s){{0,3}}?(?P<noun>{_SEXED})\b(?!['’]?\w*\s{NAME}|,?\s{NAME})",
    re.IGNORECASE,
)
"""Somebody who is described and not named: "his mother", "a tall woman"."""
_PERSONS = "|".join(sorted((noun for noun in _NOUNS | KIN.keys() if noun.isalpha()), key=len, reverse=True))
_APPOSED = re.compile(
    rf"(?:\b(?:his|her|their|the|a|an|my|our|its|another|one)\s|{NAME}['’]s?\s)(?:[\w-]+\s){{0,3}}?(?:{_PERSONS}|[a-z]{{3,}}(?:er|or|ist|ian|man|woman|ee|ant|ent|ess))\s$"
)
"""What says who somebody is, right before his name: "his brother", "the surgeon"."""
_FEW = frozenset(["a", "an", "another", "one"])


@dataclass(slots=True, eq=False)
class Reference:
    """One mention of somebody: where, whom (None for somebody without a name), as which part of which sentence."""

    span: Span
    being: Being | None
    sex: str
    form: str
    """"name", "pronoun", "described" or, where somebody new is told of, "someone"."""
    part: str
    """"subject", "object", "oblique", "owner", "agent", "and", "reflexive", "bracket" or "playing" (a performer)."""
    sentence: int
    quoted: Quoted | None
    speaks: bool
    word: str = ""
    owner: Span | None = None
    first: bool = False
    """Whether it is the first of its sentence."""
    at: int = field(init=False)
    """Where it begins."""

    def __post_init__(self) -> None:
        self.at = self.span.start

    @property
    def is_subject(self) -> bool:
        """Say whether it is what its clause is about."""
        return self.part in ("subject", "playing")


def find_references(text: Text) -> list[Reference]:
    """Return the references of a text outside its noise, first to last."""
    starts = [sentence.start for sentence in text.sentences]
    found = []
    for reference in [*_names(text), *_pronouns(text), *_descriptions(text)]:
        if text.is_noise(reference.span):
            continue
        reference.sentence = bisect_right(starts, reference.at) - 1
        reference.quoted = innermost(text, reference.at)
        found.append(reference)
    return sorted(found, key=lambda each: (each.at, each.span.end))


def innermost(text: Text, offset: int) -> Quoted | None:
    """Return the innermost quoted run that holds `offset`."""
    at = bisect_right(text.quoted, offset, key=lambda run: run.outside.start)
    return next(
        (run for run in reversed(text.quoted[max(0, at - 8) : at]) if run.outside.start < offset < run.outside.end),
        None,
    )


def _names(text: Text) -> Iterator[Reference]:
    for name in text.names:
        if being := text.people.of(name):
            yield Reference(
                name.span, being, being.sex, "name", _part_of_name(text, name), -1, None, _speaks(text, name.whole)
            )


def _pronouns(text: Text) -> Iterator[Reference]:
    for match in PRONOUN.finditer(text.text):
        span, word = Span(*match.span()), match.group()
        yield Reference(
            span,
            None,
            sex_of_pronoun(word),
            "pronoun",
            _part_of_pronoun(text.masked, match),
            -1,
            None,
            _speaks(text, span),
            word,
        )


def _descriptions(text: Text) -> Iterator[Reference]:
    for match in _DESCRIBED.finditer(text.masked):
        span, of = Span(*match.span()), match["of"].casefold()
        yield Reference(
            span, None, sex_of_noun(match["noun"].casefold()), "someone" if of in _FEW else "described",
            part_at(text.masked, span), -1, None, _speaks(text, span), match["noun"].casefold(),
            Span(*match.span("of")) if of in ("his", "her") or NAME in of else None,
        )  # fmt: skip


def _speaks(text: Text, span: Span) -> bool:
    return bool(SAYS.match(text.text, span.end) or _SAID_BY.search(text.text, max(0, span.start - 16), span.start))


def _part_of_name(text: Text, name: Name) -> str:
    return "playing" if is_playing(text.text, name) else part_at(text.masked, name.whole)


def part_at(masked: str, span: Span) -> str:
    """Return the part that a name or a description plays in its sentence."""
    if is_bracketed(masked, span.start):
        return "bracket"
    if re.match(r"['’](?:s\b|\s)", masked[span.end : span.end + 3]):
        return "owner"
    before = masked[max(0, span.start - 40) : span.start]
    if apposed := _APPOSED.search(before):
        before = before[: apposed.start()]
    if _PREPOSITION.search(before):
        return "oblique"
    if _BY.search(before):
        return "agent"
    if not _CLAUSE.search(before):
        return "object" if before.strip() else "subject"
    joined = _AND.search(before) and not re.match(r"\s[a-z]", masked[span.end : span.end + 2])
    return "and" if joined else "subject"


def _part_of_pronoun(masked: str, match: re.Match[str]) -> str:
    word = match.group().casefold()
    if word in ("he", "she"):
        return "subject"
    if word in ("himself", "herself"):
        return "reflexive"
    if word in ("his", "hers") or not _OBJECT.match(masked, match.start(), match.start() + 20):
        return "owner"
    return "oblique" if _PREPOSITION.search(masked, max(0, match.start() - 16), match.start()) else "object"

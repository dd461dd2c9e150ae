"""Whom a run of words names: a name, a pronoun, "his mother", "the boy", and in a quotation "I" and "my father".

Nobody is meant where the text gives somebody no name, and never somebody else who happens to stand in the same words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from biopic.documents import Span
from biopic.reading.lives.voices import speaker_at
from biopic.reading.patterns import ADJECTIVES, WHO, N
from biopic.reading.personal import is_person
from biopic.reading.text import Text
from biopic.reading.words import FEMALE_WORDS, KIN, MALE_WORDS

KIN_WORD = "(?:" + "|".join(sorted(KIN, key=len, reverse=True)) + ")"
_OWN = rf"(?:\b(?:[Mm]y|[Oo]ur)\s{ADJECTIVES}{KIN_WORD}(?:,?\s{N})?)"
TRADE = r"(?:\b[Tt]he\s(?:[a-z][\w-]*\s){0,3}?(?:[a-z]+(?:er|or|ist|ian|ess|eur|graph)|poet|king|queen|star|hero|athlete|champion|genius|monk|priest|chef|nurse|pilot|icon|legend|patient|mystic|saint|spy|thief|outlaw|musician|playwright|mathematic\w+))"
PERSON = rf"(?:{_OWN}|\b[Tt]he real one\b|{WHO}|\bI\b)"


@lru_cache(maxsize=1024)
def name_of(text: Text, span: Span) -> str:
    """Return the name of the one person whom the words at `span` mean, "" for nobody whom the text names."""
    words = text.text[span.start : span.end].strip().split()
    if not words:
        return ""
    low, last = words[0].casefold(), words[-1].casefold().strip(".,")
    if low in ("i", "my", "our"):
        return _of_speaker(text, span, low, last)
    if re.fullmatch(TRADE, " ".join(words)) and last not in MALE_WORDS | FEMALE_WORDS:
        main = text.people.main()
        return main.name if main else ""
    if len(words) == 1 and last in KIN:
        return _of_speaker(text, span, "my", last)
    being = text.who(span)
    if being:
        return being.name
    if last in KIN or low in ("he", "she", "him", "her", "his", "the"):
        return ""
    name = text.name_at(span)
    return name if is_person(name) else ""


def _of_speaker(text: Text, span: Span, low: str, last: str) -> str:
    named = text.being_in(span) if low != "i" else None
    if named and named.name.casefold() not in KIN:
        return named.name
    speaker = speaker_at(text, span.start)
    if speaker is None or low == "i":
        return speaker.name if speaker else ""
    relative = text.kin.relative(speaker, last)
    return relative.name if relative else ""

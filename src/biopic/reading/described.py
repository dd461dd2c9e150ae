"""Whom a description means that is the subject of its sentence: "Her husband went", "Ada's father was".

A pronoun behind it follows it, and means nobody where the text does not say who the relative is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import Being, sex_of_noun
from biopic.reading.marks import NAME
from biopic.reading.words import KIN

if TYPE_CHECKING:
    from biopic.reading.text import Text

_WORDS = sorted((word for word in KIN if sex_of_noun(word)), key=len, reverse=True)
_SUBJECT = re.compile(
    rf"[\"“‘'(—–\s]{{0,4}}(?:(?:And|But|Then|So|Yet|Now|Later|Soon|Meanwhile|There|When|While|As|After|Because),?\s)?(?P<owner>[Hh]is|[Hh]er|{NAME}{NAME}*+['’]s?)\s(?:[a-z-]{{2,14}}\s){{0,2}}(?P<kin>{'|'.join(_WORDS)})\b(?!['’]|,?\s{NAME}|\sof\b|\sand\b)"
)


Refer = Callable[["Text", int, str], Being | None]
"""What says whom the pronoun at an offset means."""


@dataclass(frozen=True)
class Described:
    """A relative that opens a sentence, None where it has no name."""

    being: Being | None


def described(text: Text, span: Span, sex: str, refer: Refer) -> Described | None:
    """Return the relative of that sex with which the sentence at `span` begins, None if it begins with none or relatives are not yet known."""
    match = _SUBJECT.match(text.masked, span.start, min(span.end, span.start + 120))
    if match is None or sex_of_noun(match["kin"]) != sex or span.end <= match.end():
        return None
    kin = text.kin_so_far
    if kin is None:
        return None
    owner = _owner(text, match, refer)
    return Described(kin.relative(owner, match["kin"]) if owner else None)


def _owner(text: Text, match: re.Match[str], refer: Refer) -> Being | None:
    if match["owner"].casefold() in ("his", "her"):
        return refer(text, match.start("owner"), match["owner"])
    return text.people.inside(Span(*match.span("owner")))

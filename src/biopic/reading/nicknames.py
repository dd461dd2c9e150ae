"""Beings joined because a text calls the one by the other's name: "they called him Em", "to her he was Doo".

`alike` joins what stands side by side; here, a pronoun may stand between. The other name must be the only one of a
being, or a name with the same last name; who has two full names is nobody's nickname.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import Being, fold
from biopic.reading.namings import Naming, find_namings
from biopic.reading.pronouns import refer

if TYPE_CHECKING:
    from biopic.reading.text import Text

_PRONOUN = re.compile(r"\b(?:he|she|him|her)\b|^(?:his|her)\b", re.IGNORECASE)


def join_nicknames(text: Text) -> bool:
    """Join in the people of `text` every two of whom it says that they are one; say whether there were any."""
    joined = False
    people = text.people
    for naming in find_namings(text):
        other = people.inside(naming.name.span)
        one = _bearer(text, naming) if other else None
        if one and other and one is not other and _may_be_one(one, other):
            name = one.name
            people.join(one, other)
            one.name = name if " " in name else one.name
            joined = True
    return joined


def _bearer(text: Text, naming: Naming) -> Being | None:
    """Return whom the cue's own words, or a pronoun among them, say to bear the name."""
    cue = naming.cue
    whom = cue.groupdict().get("whom")
    at = cue.start("whom") if whom else cue.start()
    words = whom or cue.group()
    if said := _PRONOUN.search(words):
        return refer(text, at + said.start(), said.group())
    return text.people.inside(Span(at, at + len(words)))


def _may_be_one(one: Being, other: Being) -> bool:
    """Say whether the forms of two beings do not gainsay that they are one."""
    lasts = [{fold(form.split()[-1]) for form in being.forms if " " in form} for being in (one, other)]
    if {one.sex, other.sex} == {"m", "f"}:
        return False
    return not lasts[1] or bool(lasts[0] & lasts[1])

"""Beings joined because a text calls the one by the other's name: "they called him Em", "to her he was Doo".

`alike` joins what stands side by side; here, a pronoun may stand between. The other name must be without a last name, or
with the same, unless it is one that somebody takes himself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import Being, fold, sex_of_pronoun
from biopic.reading.fullnames import parts_of, same_first
from biopic.reading.namings import Naming, OtherName, find_namings

if TYPE_CHECKING:
    from biopic.reading.text import Text

_OWN_CHOICE = frozenset(["changed name", "called himself", "goes by", "performs as", "new name"])
_TAKEN = re.compile(r"(?:under|using|use[ds]?|adopt|t(?:akes|ook|aken|aking)|chose|chooses|assum)")
_REACH = 60
"""How long a name may be before a comma and the words that give another, in characters."""
_PRONOUN = re.compile(r"\b(?:he|she|him|her)\b(?!\s(?:\w+\s)?li(?:fe|ves)\b)|^(?:his|her)\b", re.IGNORECASE)


def join_nicknames(text: Text) -> bool:
    """Join in the people of `text` every two of whom it says that they are one; say whether there were any."""
    joined = False
    people = text.people
    for naming in find_namings(text):
        other = people.inside(naming.name.span)
        one = _bearer(text, naming) if other else None
        if one and other and one is not other and _may_be_one(naming, one, other):
            name = _kept(naming, one, other)
            people.join(one, other)
            one.name = name if " " in name or len(name) > len(one.name) else one.name
            joined = True
    return joined


def whom_called(text: Text, cue: re.Match[str], name: OtherName) -> Being | None:
    """Return whom "called him", "called me" and "called Ada" mean: nobody who says it, and not whom the name itself is taken to mean.

    A pronoun behind such a name means one of whom it may be a short form, else whom the pronoun before it means.
    """
    at, word = cue.start("whom"), cue["whom"]
    if word == "me":
        return text.whom.speaker(cue.start())
    if word not in ("him", "her", "his", "he", "she"):
        return text.people.inside(Span(*cue.span("whom")))
    being, own, speaker = text.whom.pronoun(at, word), text.people.inside(name.span), text.whom.speaker(at)
    if own and being is own and name.span.start < at and name.repeats(own.name):
        before = _pronoun_before(text, name.span.start, word)
        return _long_form(text, own, at) or before or text.whom.pronoun(at, word, [own])
    return text.whom.pronoun(at, word, [being]) if being and being is speaker else being


def _long_form(text: Text, own: Being, at: int) -> Being | None:
    """Return the being named most before `at` of whose given name another's may be a short form."""
    parts = parts_of(own.name)
    fitting = (
        each
        for each in text.people.before(at)
        if each is not own and each.sex in ("", own.sex) and same_first(parts_of(each.name).first, parts.first)
    )
    return max(fitting, key=lambda each: len(each.mentions), default=None)


def _pronoun_before(text: Text, at: int, word: str) -> Being | None:
    """Return whom the pronoun of the sex of `word` means that stands last before `at` in its paragraph."""
    low, sex = text.layout.paragraph_at(at).start, sex_of_pronoun(word)
    before = [r for r in text.references if r.form == "pronoun" and r.sex == sex and low <= r.at < at]
    return text.antecedent(before[-1].at) if before else None


def _bearer(text: Text, naming: Naming) -> Being | None:
    """Return whom the cue's own words, or a pronoun among them, say to bear the name; else the one named right before it and a comma."""
    cue = naming.cue
    if cue.groupdict().get("whom") and naming.name.span.start < cue.start():
        return whom_called(text, cue, naming.name)
    group = next((name for name in ("whom", "bearer") if cue.groupdict().get(name)), 0)
    at, whom = cue.start(group), cue[group]
    if said := _PRONOUN.search(whom):
        return text.antecedent(at + said.start())
    own = text.people.inside(Span(at, at + len(whom)))
    before = text.names_in(Span(max(0, cue.start() - _REACH), cue.start()))
    apposed = before and text.text[before[-1].span.end : cue.start()] == ", "
    return text.people.of(before[-1]) if apposed and own is None else own


def _may_be_one(naming: Naming, one: Being, other: Being) -> bool:
    """Say whether two beings may be one: the other has no last name, or goes with the same by the very name that is given."""
    if {one.sex, other.sex} == {"m", "f"}:
        return False
    if _takes(naming):
        return True
    lasts = [{fold(form.split()[-1]) for form in being.forms if " " in form} for being in (one, other)]
    given = {fold(form.split()[0]) for form in other.forms if " " in form}
    return not lasts[1] or (bool(lasts[0] & lasts[1]) and fold(naming.name.words) in given)


def _takes(naming: Naming) -> bool:
    """Say whether somebody takes a name, by which the text may call him from then on."""
    return naming.rule in _OWN_CHOICE or (naming.rule == "under the name" and bool(_TAKEN.match(naming.cue.group())))


def _kept(naming: Naming, one: Being, other: Being) -> str:
    """Return the name by which a being goes on: its bearer's, or one that he takes if the text uses it more."""
    return other.name if _takes(naming) and len(other.mentions) > len(one.mentions) else one.name

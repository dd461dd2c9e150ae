"""Who is known to play whom so far, and who is meant by a role: by a name, by a pronoun, or by a description.

A pronoun never means somebody who acts, and "his father" is the father of the character if "he" is the performer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import Being, sex_of_noun, sex_of_pronoun
from biopic.reading.billing import called
from biopic.reading.casting import CALLED, Form
from biopic.reading.drafts import Draft
from biopic.reading.marks import NAME
from biopic.reading.patterns import joined
from biopic.reading.personal import is_person
from biopic.reading.speech import described_as
from biopic.reading.trades import is_trade
from biopic.reading.words import KIN

if TYPE_CHECKING:
    from biopic.reading.text import Text

_REACH = 600
"""How near two statements must be for one to speak for the other, in characters."""
_INTRODUCED = 1500
"""How near before a description somebody is told by it and the name, in characters."""
_YOUNG = {"boy": ("boy", "son"), "girl": ("girl", "daughter"), "child": ("child", "son", "daughter")}
"""What the young are told to be by other words."""
_BESIDES = re.compile(r"\b(?:also|both|another|second|doubles|again|other)\b")
"""Words by which a performer has more roles than one."""
_ROLES = re.compile(
    r"\b(?:doctor|landlady|landlord|coach|priest|villain|narrator|heroine|hero|neighbou?r|boss|roommate|ghost|stranger|teenager|patient|mentor|rival|seller|waitress|maid|thief|hostess|host|captain|judge|guard)$"
)


@dataclass
class Ensemble:
    """The drafts found so far, and who is known to be a performer or a character by them."""

    text: Text
    found: list[Draft] = field(default_factory=list)
    performers: set[str] = field(default_factory=set)
    characters: set[str] = field(default_factory=set)
    shared: list[tuple[list[Span], Span]] = field(default_factory=list)
    """Performers of one role that a pronoun names."""
    put_off: list[tuple[Form, re.Match[str]]] = field(default_factory=list)
    _near: dict[int, list[Draft]] = field(default_factory=lambda: defaultdict(list))

    def add(
        self, performer: Span, character: Span, span: Span, sure: float, reader: str, role: str = ""
    ) -> Draft | None:
        """Add a draft unless the names cannot be what they are taken for, or it stands there already; `role` is whose name is known."""
        text = self.text
        if not is_person(text.slice(performer)) or "\n\n" in text.text[span.start : span.end] or text.is_noise(span):
            return None
        name = text.name_at(performer) or text.slice(performer)
        role = role or self.role(character, performer)
        if not role or (role == name and not is_self(text.slice(character))):
            return None
        fields = (("film", text.film),)
        draft = Draft("portrayal", name, role, span, "production", sure, reader, fields=fields)
        if any(_meets(old, draft) for old in self._around(span.start)):
            return None
        self._keep(draft)
        self.performers.add(name)
        if role != name:
            self.characters.add(role)
        return draft

    def add_self(self, performer: Span, span: Span) -> None:
        """Add that somebody plays himself; he counts neither as a performer nor as a character for that."""
        name, fields = self.text.name_at(performer), (("film", self.text.film),)
        draft = Draft("portrayal", name, name, span, "production", 0.9, "plays himself", fields=fields)
        if is_person(self.text.slice(performer)) and not any(_meets(old, draft) for old in self._around(span.start)):
            self._keep(draft)

    def _keep(self, draft: Draft) -> None:
        self.found.append(draft)
        self._near[draft.span.start // _REACH].append(draft)

    def _around(self, offset: int) -> Iterator[Draft]:
        """Yield what is found near `offset` already, and some more."""
        return (old for place in (-1, 0, 1) for old in self._near.get(offset // _REACH + place, ()))

    def near(self, offset: int, within: int = 400) -> bool:
        """Say whether something is found near `offset` already."""
        return any(abs(old.span.start - offset) < within for old in self._around(offset))

    def role(self, span: Span, performer: Span) -> str:
        """Return a character's name, or for one without a name the words without their article."""
        words = self.text.slice(span)
        if is_self(words):
            return self.text.name_at(performer)
        if words.isupper() and (loud := called(self.text, span)):
            return loud
        if sex := sex_of_pronoun(words):
            being = self._meant(span, performer, sex)
            return being.name if being else ""
        if (
            not words.startswith(("The ", "THE "))
            and NAME in self.text.masked[span.start : span.end]
            and "'s " not in words
            and "’s " not in words
        ):
            name = self.text.name_at(span)
            return name if is_person(words) or is_person(name) else ""
        return self._played_already(span, performer) or self._described(span, words)

    def _played_already(self, span: Span, performer: Span) -> str:
        """Return whom a performer is known to play, where a role is described: "Ada (Ines Carr)", then "Ines Carr as the keeper"."""
        words, between = self.text.slice(span), self.text.slice(joined(performer, span))
        if not words.startswith(("the ", "The ")) or words[4:5].isupper() or _BESIDES.search(between):
            return ""
        roles = {draft.value for draft in self.found if draft.subject == self.text.name_at(performer)}
        being = self.text.people.called(roles.pop()) if len(roles) == 1 else None
        sex = sex_of_noun(words.split()[-1])
        return being.name if being and (sex == being.sex or not (sex and being.sex)) else ""

    def _meant(self, span: Span, performer: Span, sex: str) -> Being | None:
        """Return whom a pronoun means: nobody who is known to act."""
        text = self.text
        actor, chosen = text.who(performer), text.who(span)
        before = text.sentence_at(text.sentence_at(performer.start).start - 1)
        near = text.people.before(performer.start, within=performer.start - before.start)
        fit = [being for being in [chosen, *near] if being and being is not actor and being.name not in self.performers]
        own = text.people.before(performer.start, within=performer.start - text.sentence_at(performer.start).start)
        nearest = [being for being in own if being in fit and being.sex in (sex, "")]
        if len(nearest) == 1:
            return nearest[0]
        known = [being for being in fit if being.name in self.characters and being.sex in (sex, "")]
        return max(known, key=lambda b: len(b.mentions), default=None) or next(
            (being for being in fit if being.sex in (sex, "")), None
        )

    def _described(self, span: Span, words: str) -> str:
        """Return who is described: "his mother" by her name if the text has it; nobody for what is no person."""
        first, last = words.split()[0].casefold(), words.split()[-1].casefold()
        if last in ("character", "part", "role"):
            being = next((b for b in self.text.people.before(span.start) if b.name not in self.performers), None)
            return being.name if being else ""
        if first in ("his", "her") and last in KIN:
            return self._relative(span, first, last)
        if words[0].isupper() and first not in ("the", "his", "her", "a", "an"):
            return words
        if first == "the" and last in KIN and (relative := self._relative_of_main(last)):
            return relative
        if named := CALLED.match(self.text.masked, span.end):
            return self.text.name_at(Span(*named.span("name")))
        if first == "the" and (introduced := self._introduced(span, last)):
            return introduced
        titled = first == "the" and words[4:5].isupper()
        return _unowned(words) if titled or _is_somebody(last) else ""

    def _introduced(self, span: Span, noun: str) -> str:
        """Return who "the keeper" is, told near before by name: "the keeper, Ada Moss"; "the boy" may be somebody's son."""
        masked, low = self.text.masked, max(0, span.start - _INTRODUCED)
        for word in _YOUNG.get(noun, (noun,)):
            for pattern in described_as(word):
                for found in pattern.finditer(masked, low, span.start):
                    being = self.text.who(Span(*found.span("who")))
                    if being and being.name not in self.performers:
                        return being.name
        return ""

    def _relative_of_main(self, word: str) -> str:
        """Return who "the mother" is where the text has one main being: its mother."""
        main = self.text.people.main()
        being = self.text.kin.relative(main, word) if main else None
        return being.name if being and being.name not in self.performers else ""

    def _relative(self, span: Span, whose: str, word: str) -> str:
        """Return who "his father" is; where "he" is a performer, the father of the one whom he plays."""
        owner = self.text.who(Span(span.start, span.start + len(whose)))
        roles = (draft.value for draft in self.found if owner and draft.subject == owner.name)
        played = self.text.people.called(next(roles, ""))
        owner = played or owner
        being = self.text.kin.relative(owner, word) if owner else None
        return being.name if being else f"{owner.name}'s {word}" if owner else word


def _unowned(words: str) -> str:
    bare = re.sub(r"^(?:the|an?|his|her)\s", "", words, flags=re.IGNORECASE)
    return bare.lower() if bare.isupper() else bare


def _is_somebody(word: str) -> bool:
    """Say whether a noun in small letters is one for a person."""
    return bool(sex_of_noun(word) or word in KIN or is_trade(word) >= 0.7 or _ROLES.search(word))


def is_self(words: str) -> bool:
    """Say whether a role is the performer, as in "Ada Moss as herself"."""
    return words.casefold() in ("himself", "herself", "themselves")


def _meets(old: Draft, new: Draft) -> bool:
    """Say whether two drafts that overlap give one performer a role, or pair the same two names the other way round."""
    return old.span.overlaps(new.span) and (
        old.subject == new.subject or {old.subject, old.value} == {new.subject, new.value}
    )

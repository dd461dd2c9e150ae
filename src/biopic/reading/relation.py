"""What a text says of two beings: that one is the mother, spouse or friend of the other; and bare mentions of relatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from biopic.documents import Span
from biopic.reading.beings import Being
from biopic.reading.kinforms import MUTUAL, RELATION
from biopic.reading.words import FEMALE_WORDS, INVERSE_KIN, MALE_WORDS

Beings = list[tuple[Being, int]]
"""Beings, each with the offset at which the words that name it end (0 where a pronoun means it)."""


@dataclass(frozen=True)
class Relation:
    """That `who` is the `relation` of `of`, by the word `word`, at `span`; `form` is the rule, `sure` from 0 to 1."""

    relation: str
    word: str
    who: Being
    of: Being
    span: Span
    form: str
    sure: float = 0.9
    denied: bool = False


@dataclass(frozen=True)
class Mention:
    """A word for a relative at `span`, of whom it is not said there who it is; `owner` is None for that of whoever speaks."""

    word: str
    owner: Being | None
    span: Span
    named: Span | None = None
    """Where a relative of whoever speaks is named, if that is so."""


@dataclass
class Relations:
    """The relations of a text and the bare mentions of relatives, as they are read."""

    stated: list[Relation] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    couples: list[tuple[int, Being, Being]] = field(default_factory=list)
    """Spouses and partners, each with where the text tells of them."""
    _known: dict[tuple[int, str], list[Being]] = field(default_factory=dict)

    def state(
        self,
        kin: str,
        whos: Beings,
        ofs: Beings,
        start: int,
        sure: float,
        form: str,
        *,
        denied: bool = False,
        end: int = 0,
    ) -> None:
        """Take in that each of `whos` is the `kin` of each of `ofs`; the passage ends with the last words that it needs."""
        relation = RELATION.get(kin, "")
        for who, who_end in whos:
            for of, of_end in ofs:
                self.add(
                    relation, kin, who, of, Span(start, max(who_end, of_end, end, start + 1)), form, sure, denied=denied
                )

    def add(
        self,
        relation: str,
        kin: str,
        who: Being,
        of: Being,
        span: Span,
        form: str,
        sure: float,
        *,
        denied: bool = False,
    ) -> None:
        """Take in one relation; nobody is his own relative."""
        if who is not of:
            if relation in ("spouse", "partner") and not denied:
                self.couples.append((span.start, who, of))
            for made in turned(Relation(relation, kin, who, of, span, form, sure)):
                self.learn(replace(made, denied=denied))

    def learn(self, made: Relation) -> None:
        """Take in a relation as it is."""
        self.stated.append(made)
        self._known.clear()

    def relatives(self, of: Being, word: str) -> list[Being]:
        """Return the beings that stand to `of` as `word` says, in the order in which the text states it, else as follows from that."""
        if (of.number, word) not in self._known:
            self._known[of.number, word] = self._relatives(of, word)
        return self._known[of.number, word]

    def _relatives(self, of: Being, word: str) -> list[Being]:
        relation = RELATION.get(word, "")
        sex = "m" if word in MALE_WORDS else "f" if word in FEMALE_WORDS else ""
        found = [other for known in self.stated if not known.denied and (other := _other(known, of, relation))]
        found = found or list(self._inferred(of, relation))
        return list({id(b): b for b in found if b is not of and (not sex or b.sex in ("", sex))}.values())

    def _inferred(self, of: Being, relation: str) -> Iterator[Being]:
        """Yield the other children of a parent as siblings; as parents, the spouse of one and the parents of a sibling."""
        parents = [
            other
            for known in self.stated
            for side in ("mother", "father")
            if not known.denied and (other := _other(known, of, side))
        ]
        if relation == "sibling":
            yield from (
                other for known in self.stated for parent in parents if (other := _other(known, parent, "child"))
            )
        elif relation in ("mother", "father"):
            yield from (
                other
                for known in self.stated
                for parent in parents
                if (other := _other(known, parent, "spouse")) and other.sex != parent.sex
            )
            told = (_other(known, of, "sibling") for known in self.stated if not known.denied)
            siblings = {sibling.number: sibling for sibling in told if sibling}.values()
            yield from (
                other
                for sibling in siblings
                for known in self.stated
                if not known.denied and (other := _other(known, sibling, relation))
            )


def turned(made: Relation) -> Iterator[Relation]:
    """Yield a relation, turned where its word names the other side ("grandson"), exact where it is "parent"."""
    if made.word in INVERSE_KIN:
        yield replace(made, relation="grandparent", who=made.of, of=made.who)
    elif made.relation == "parent":
        exact = {"f": "mother", "m": "father"}.get(made.who.sex)
        yield replace(made, relation=exact) if exact else replace(made, relation="child", who=made.of, of=made.who)
    elif made.relation:
        yield made


def _other(known: Relation, of: Being, relation: str) -> Being | None:
    """Return who is the `relation` of `of` by what is known, None if that says nothing of it."""
    if known.of is of and known.relation == relation:
        return known.who
    if known.who is of and known.relation == relation and relation in MUTUAL:
        return known.of
    if known.who is of and {known.relation, relation} in ({"child", "mother"}, {"child", "father"}):
        sex = {"mother": "m", "father": "f"}.get(relation)
        return None if known.of.sex == sex else known.of
    return None

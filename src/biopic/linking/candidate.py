"""What a service says of an entity that a thing may be: its names, types, facts, and what it has to do with.

The same value whether it came over SPARQL or from a reconciliation service, so that it is judged in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from biopic.links import WIKIDATA


@dataclass(frozen=True)
class Tie:
    """Another entity that an entity has to do with: `words` say how, `name` is what the other is called.

    It is `turned` where the other entity is the one that says so.
    """

    words: str
    name: str
    entity: str = ""
    turned: bool = False


@dataclass(frozen=True)
class Candidate:
    """An entity that a thing may be.

    `kinds` are the kinds of thing that its classes stand for, empty where they are not known; `roles` say in which
    films, and by whom, it is played as a part: (film, performer); `fame` counts the wikis that have a page on it.
    """

    entity: str
    labels: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    description: str = ""
    types: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    fame: int = 0

    @property
    def label(self) -> str:
        """Return what the entity is called first of all, its id where it has no name."""
        return self.labels[0] if self.labels else short(self.entity)

    def of(self, fact: str) -> tuple[str, ...]:
        """Return the values of one sort of fact, none where the service has none."""
        return self.facts.get(fact, ())


def short(entity: str) -> str:
    """Return an entity as people write it: an id of Wikidata, else the IRI.

    >>> short("http://www.wikidata.org/entity/Q42"), short("https://example.org/7")
    ('Q42', 'https://example.org/7')
    """
    return entity.removeprefix(WIKIDATA)


def order(entity: str) -> tuple[int, str]:
    """Return the key by which entities are sorted: older items of Wikidata first.

    >>> sorted(["http://www.wikidata.org/entity/Q10", "http://www.wikidata.org/entity/Q9"], key=order)[0][-2:]
    'Q9'
    """
    number = re.fullmatch(r"Q(\d+)", short(entity))
    return (int(number[1]) if number else 0, entity)


def edtf_of(time: str, precision: int) -> str:
    """Return a time of Wikidata and its precision (7 century, 8 decade, 9 year, 10 month, 11 day) in EDTF, nothing where it is coarser.

    >>> edtf_of("1946-05-20T00:00:00Z", 11), edtf_of("1946-01-01T00:00:00Z", 9), edtf_of("+1946-05-00T00:00:00Z", 10)
    ('1946-05-20', '1946', '1946-05')
    >>> edtf_of("1940-01-01T00:00:00Z", 8), edtf_of("-0300-01-01T00:00:00Z", 9)
    ('194X', '')
    """
    found = re.match(r"\+?(\d{4})-(\d\d)-(\d\d)", time)
    if not found:
        return ""
    year, month, day = found.groups()
    forms = {7: f"{year[:2]}XX", 8: f"{year[:3]}X", 9: year, 10: f"{year}-{month}", 11: f"{year}-{month}-{day}"}
    return forms.get(min(precision, 11), "")


_FROM_THE_OTHER_END = {
    "located in": "contains",
    "fictional analog of": "behind",
    "award received": "award of",
    "nominated for": "nomination of",
    "based on": "basis of",
    "inspired by": "inspiration of",
    "present in work": "has in it",
    "depicts": "depicted in",
}


def turned(words: str) -> str:
    """Return how a tie is called from its other end.

    >>> turned("cast member"), turned("located in"), turned("fictional analog of")
    ('cast member of', 'contains', 'behind')
    """
    return _FROM_THE_OTHER_END.get(words, f"{words} of")


def with_turned_ties(candidates: Mapping[str, Candidate]) -> dict[str, Candidate]:
    """Return candidates each of which knows which others have to do with it, whatever these are called."""
    more: dict[str, list[Tie]] = {}
    for entity, candidate in candidates.items():
        for tie in candidate.ties:
            if tie.entity in candidates and not tie.turned:
                more.setdefault(tie.entity, []).append(Tie(turned(tie.words), candidate.label, entity, True))
    return {
        entity: replace(each, ties=(*each.ties, *sorted(more[entity], key=lambda t: (t.words, t.name, t.entity))))
        if entity in more
        else each
        for entity, each in candidates.items()
    }

"""Candidates from a SPARQL endpoint that holds Wikidata, in plain SPARQL 1.1: no label service, no hints.

In go the things that are looked for, out come the candidates of each. Things are asked for together, so that a hundred of
them take a few requests. All the queries are under `queries/wikidata/candidates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from biopic.linking.candidate import Candidate, Tie, edtf_of, order, turned, with_turned_ties
from biopic.linking.classes import kinds_of
from biopic.linking.endpoint import Endpoint, rows_of
from biopic.linking.known import Known
from biopic.linking.search import Search
from biopic.sparql import Term

LANGUAGES = ("en", "mul")
"""The languages in which things are looked for; `mul` marks names that are the same in all languages."""

NAMES_A_REQUEST = 200
ENTITIES_A_REQUEST = 150
PAIRS_A_REQUEST = 400
LONGEST_NAME = 5
"""Words of the longest name that is searched for: longer ones describe."""

MOST = 40
"""How many candidates of one thing are looked at closely: those whose type fits, older items first."""

NEVER = frozenset({"page", "name"})
"""Kinds that are never linked: pages about pages, and names of people."""


@dataclass
class Gathering:
    """What was found so far of entities, by their IRI."""

    kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    types: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    fame: dict[str, int] = field(default_factory=dict)
    texts: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    ties: dict[str, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def candidate(self, entity: str) -> Candidate:
        """Return all that was found of one entity, in an order that is always the same."""
        facts = {fact: tuple(sorted(set(values))) for fact, values in sorted(self.facts[entity].items())}
        return Candidate(
            entity=entity,
            labels=_unique(self.texts[entity, "label"]),
            aliases=_unique(self.texts[entity, "alias"]),
            description=next(iter(sorted(self.texts[entity, "description"])), ""),
            types=_unique(self.types[entity]),
            kinds=self.kinds.get(entity, frozenset()),
            facts=facts,
            ties=tuple(sorted(set(self.ties[entity]), key=lambda tie: (tie.words, tie.name, tie.entity))),
            roles=tuple(sorted(set(self.roles[entity]))),
            fame=self.fame.get(entity, 0),
        )


@dataclass(frozen=True)
class Wikidata:
    """A query service that holds Wikidata; `search` finds names that are not written in quite the same way."""

    endpoint: Endpoint
    search: Search | None = None

    def candidates(self, things: Sequence[Known], everything: Mapping[str, Known]) -> dict[str, list[Candidate]]:
        """Return the candidates of each thing; `everything` are all things of the graph, whose names they have to do with."""
        found = self._entities(things)
        gathering = Gathering()
        self._gather_types(gathering, {entity for entities in found.values() for entity in entities})
        chosen = {thing.name: self._closest(gathering, thing, found[thing.name]) for thing in things}
        entities = sorted({entity for each in chosen.values() for entity in each}, key=order)
        self._gather_texts(gathering, entities)
        self._gather_facts(gathering, entities)
        self._gather_ties(gathering, entities, self._pairs(things, everything, chosen))
        candidates = {e: gathering.candidate(e) for e in entities if gathering.texts[e, "label"]}
        known = with_turned_ties(candidates)
        return {name: [known[entity] for entity in each if entity in known] for name, each in chosen.items()}

    # Finding

    def _entities(self, things: Sequence[Known]) -> dict[str, list[str]]:
        """Return the entities that bear a name or an identifier of each thing, those that were merged replaced."""
        by_name: dict[str, set[str]] = defaultdict(set)
        names = sorted({name for thing in things for name in thing.names})
        terms = [[ox.Literal(name, language=tag)] for name in names for tag in LANGUAGES]
        for entity, name in rows_of(self.endpoint, "by-name", ["name"], terms, NAMES_A_REQUEST):
            by_name[name].add(entity)
        by_identifier: dict[str, set[str]] = defaultdict(set)
        identifiers = sorted({each for thing in things for each in thing.of("identifier")})
        literals = [[ox.Literal(each)] for each in identifiers]
        for entity, each in rows_of(self.endpoint, "by-identifier", ["identifier"], literals, NAMES_A_REQUEST):
            by_identifier[each].add(entity)
        for name in self._names_to_search(things, by_name):
            by_name[name] |= set(self.search.entities(name))  # type: ignore[union-attr]
        found = {
            thing.name: {entity for name in thing.names for entity in by_name[name]}
            | {entity for each in thing.of("identifier") for entity in by_identifier[each]}
            for thing in things
        }
        merged = self._merged({entity for entities in found.values() for entity in entities})
        return {
            name: sorted({merged.get(entity, entity) for entity in entities if "://" in entity}, key=order)
            for name, entities in found.items()
        }

    def _names_to_search(self, things: Iterable[Known], found: Mapping[str, set[str]]) -> list[str]:
        """Return the first name of each thing that nothing is called, what is rather a description left aside."""
        if self.search is None:
            return []
        missing = (thing for thing in things if not any(found.get(name) for name in thing.names))
        return sorted({thing.label for thing in missing if len(thing.label.split()) <= LONGEST_NAME})

    def _merged(self, entities: Iterable[str]) -> dict[str, str]:
        rows = _iris(sorted(entities, key=order))
        return dict(rows_of(self.endpoint, "redirects", ["entity"], rows, ENTITIES_A_REQUEST))  # type: ignore[arg-type]

    def _gather_types(self, gathering: Gathering, entities: Iterable[str]) -> None:
        classes: dict[str, dict[str, str]] = defaultdict(dict)
        rows = _iris(sorted(entities, key=order))
        for entity, kind, name, fame in rows_of(self.endpoint, "types", ["entity"], rows, ENTITIES_A_REQUEST):
            classes[entity][kind] = name
            gathering.types[entity].append(name or kind)
            gathering.fame[entity] = int(fame) if fame.isdecimal() else 0
        kinds: dict[str, set[str]] = defaultdict(set)
        known = _iris(sorted({each for found in classes.values() for each in found}, key=order))
        for each, kind in rows_of(self.endpoint, "kinds", ["class"], known, ENTITIES_A_REQUEST):
            kinds[each].add(kind)
        for entity, found in classes.items():
            by_class = [frozenset(kinds[each]) or kinds_of([name]) for each, name in found.items()]
            gathering.kinds[entity] = frozenset().union(*by_class)

    def _closest(self, gathering: Gathering, thing: Known, entities: Sequence[str]) -> list[str]:
        def rank(entity: str) -> tuple[bool, tuple[int, str]]:
            kinds = gathering.kinds.get(entity, frozenset())
            return bool(kinds) and thing.kind not in kinds, order(entity)

        real = [entity for entity in entities if not gathering.kinds.get(entity, frozenset()) & NEVER]
        return sorted(real, key=rank)[:MOST]

    # Looking closely

    def _gather_texts(self, gathering: Gathering, entities: Sequence[str]) -> None:
        for entity, sort, text in rows_of(self.endpoint, "terms", ["entity"], _iris(entities), ENTITIES_A_REQUEST):
            gathering.texts[entity, sort].append(text)

    def _gather_facts(self, gathering: Gathering, entities: Sequence[str]) -> None:
        rows = _iris(entities)
        for entity, fact, time, precision in rows_of(self.endpoint, "dates", ["entity"], rows, ENTITIES_A_REQUEST):
            value = edtf_of(time, int(precision)) if precision.isdecimal() else ""
            if value:
                gathering.facts[entity][fact].append(value)
        for name in ("identifiers", "occupations"):
            for entity, fact, value in rows_of(self.endpoint, name, ["entity"], rows, ENTITIES_A_REQUEST):
                gathering.facts[entity][fact].append(value)

    def _gather_ties(self, gathering: Gathering, entities: Sequence[str], pairs: Sequence[tuple[str, str]]) -> None:
        rows = _iris(entities)
        for name in ("ties", "within", "role-names"):
            for entity, words, other, called in rows_of(self.endpoint, name, ["entity"], rows, ENTITIES_A_REQUEST):
                gathering.ties[entity].append(Tie(words, called, other))
        both: list[list[Term]] = [
            [ox.NamedNode(entity), ox.Literal(name, language=tag)] for entity, name in pairs for tag in LANGUAGES
        ]
        for name in ("tied-from", "containing"):
            for entity, words, other, called in rows_of(self.endpoint, name, ["entity", "name"], both, PAIRS_A_REQUEST):
                gathering.ties[entity].append(Tie(turned(words), called, other, True))
        for entity, film, performer in rows_of(self.endpoint, "roles", ["entity"], rows, ENTITIES_A_REQUEST):
            gathering.roles[entity].append((film, performer))

    def _pairs(
        self, things: Sequence[Known], everything: Mapping[str, Known], chosen: Mapping[str, Sequence[str]]
    ) -> list[tuple[str, str]]:
        """Return each entity with each name of what its thing has to do with, for entities that others may point to."""
        found = {
            (entity, name)
            for thing in things
            for other in thing.of("related")
            if other in everything
            for name in everything[other].names[:2]
            for entity in chosen[thing.name]
        }
        return sorted(found, key=lambda pair: (order(pair[0]), pair[1]))


def _iris(entities: Iterable[str]) -> list[list[ox.NamedNode]]:
    """Return entities as rows of terms, unknown values (which are blank nodes) left out."""
    return [[ox.NamedNode(entity)] for entity in entities if entity.startswith(("http://", "https://"))]


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sorted(texts)))

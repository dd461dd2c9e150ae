"""The things that fetched statements speak of: those of the dossier, by its links, and new ones for what is not linked.

A new thing takes its name from its label and keeps its link, so that the next time it is found by that. A thing that a
dossier beside this one has linked is taken over under its name. Nothing that is declared already changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from biopic.dossier import Assertion, Dossier, Reference, Thing
from biopic.links import WIKIDATA
from biopic.ontology import Vocabulary
from biopic.reading.cast import clean, fold, kebab
from biopic.wikibase.called import Called

HUMAN = "Q5"
_CLASSES = ("Place", "Condition", "Occupation", "Prize", "Character")
_UNLINKABLE = ("Occupation", "Kind", "Field")
"""Classes of things that nobody links: of those, one of the same name is the same."""


class UnfitError(Exception):
    """A value cannot be taken over; the text says why."""


@dataclass
class Things:
    """Finds and mints things; `new` are the minted ones, `entities` what each of them is linked to."""

    dossier: Dossier
    vocabulary: Vocabulary
    called: Mapping[str, Called]
    beside: Iterable[Dossier] = ()
    new: dict[str, Thing] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    _linked: dict[str, str] = field(init=False)
    _there: dict[str, Thing] = field(init=False)

    def __post_init__(self) -> None:
        self._linked = _same(self.dossier)
        self._there = {name: thing for each in self.beside for name, thing in each.things.items()}
        self._foreign = {entity: name for each in self.beside for entity, name in _same(each).items()}

    @property
    def linked(self) -> dict[str, str]:
        """Return the name of the thing that each linked item is, by the item's id."""
        return dict(self._linked)

    def get(self, name: str) -> Thing:
        """Return a thing of the dossier or a new one."""
        return self.dossier.things.get(name) or self.new[name]

    def is_a(self, name: str, classes: Iterable[str]) -> bool:
        """Say whether a thing is of one of the classes, or of one below."""
        return bool(self.vocabulary.ancestors(self.get(name).kind) & frozenset(classes))

    def of(self, entity: str, classes: Iterable[str]) -> str:
        """Return the name of the thing that an item is, minted if need be; raise UnfitError where it is none of the classes."""
        allowed = frozenset(classes)
        name = self._linked.get(entity)
        if name is None and entity in self._foreign:
            name = self._take_over(entity)
        if name is None:
            if entity not in self.called:
                raise UnfitError(f"{entity} has no name there")
            name = self._mint(entity, self._class(entity, allowed))
        if allowed and not self.is_a(name, allowed):
            raise UnfitError(f"{name} is a {self.get(name).kind} here")
        return name

    def named(self, name: str, kind: str, label: str) -> str:
        """Return the thing of that name if it is of that class, else mint it under that name or a numbered one."""
        number, free = 1, name
        while (known := self._known(free)) is not None:
            if known.kind == kind and (known.labels == (("en", label),) or free in self.dossier.things):
                break
            number += 1
            free = f"{name}-{number}"
        self._add(free, kind, label)
        return free

    def _class(self, entity: str, allowed: frozenset[str]) -> str:
        human = HUMAN in self.called[entity].classes
        if "Agent" in allowed or "Being" in allowed:
            return "Person" if human or "Agent" not in allowed else "Organization"
        if "Person" in allowed:
            return "Person" if human or "Work" not in allowed else "Work"
        if "Work" in allowed:
            return "Work"
        return next((each for each in _CLASSES if each in allowed), "Theme")

    def _mint(self, entity: str, kind: str) -> str:
        label = clean(self.called[entity].label)
        alike = self._alike(entity, kind, label)
        if alike and kind not in _UNLINKABLE:
            raise UnfitError(f"{entity} may be {' or '.join(alike)} here; decide on that link, and fetch again")
        if len(alike) == 1:
            return alike[0]
        prefix = f"{self.dossier.name}/" if kind == "Character" else ""
        name = prefix + kebab(label)
        if self._known(name) is not None or fold(label) in {each for t in self._all() for each in _names(t)}:
            name, label = f"{name}-{entity.lower()}", f"{label} ({entity})"
        self._add(name, kind, label)
        self.entities[name] = entity
        self._linked[entity] = name
        return name

    def _alike(self, entity: str, kind: str, label: str) -> list[str]:
        """Return the things that bear the name of an item and may be it: nobody has said that they are two."""
        apart = {
            link.thing
            for link in self.dossier.links
            if link.decision == "different" and link.entity == WIKIDATA + entity
        }
        kinds = {t.name: {t.kind, *self.vocabulary.ancestors(t.kind)} for t in self.dossier.things.values()}
        bearers = [t.name for t in self.dossier.things.values() if fold(label) in _names(t)]
        return sorted(
            name for name in bearers if kind in kinds[name] and name not in apart and name not in self._linked.values()
        )

    def _take_over(self, entity: str) -> str:
        """Declare a thing of a dossier beside as it is declared there; its name may be that of a thing here."""
        thing = self._there[self._foreign[entity]]
        if "/" in thing.name:
            raise UnfitError(f"{thing.name} belongs to another film")
        if thing.name not in self.dossier.things:
            self.new[thing.name] = thing
        if not any(link.thing == thing.name and link.decision == "same" for link in self.dossier.links):
            self.entities[thing.name] = entity
        self._linked[entity] = thing.name
        return thing.name

    def _known(self, name: str) -> Thing | None:
        return self.dossier.things.get(name) or self.new.get(name) or self._there.get(name)

    def _all(self) -> list[Thing]:
        return [*self.dossier.things.values(), *self.new.values()]

    def _add(self, name: str, kind: str, label: str) -> None:
        if name not in self.dossier.things and name not in self.new:
            self.new[name] = Thing(name, kind, (("en", label),), (), "", (), Path(), 0)

    # What the dossier says already

    def event(self, person: str, kind: str) -> tuple[str, bool]:
        """Return the event of life that is somebody's birth or death, and whether the documents say so already."""
        for name in self._subjects("affects", person):
            if self.is_a(name, ["LifeEvent"]) and kind in self._values(name, "kind"):
                return name, True
        return self._event(f"{kind}-of-{person}", "LifeEvent", f"the {kind} of ", person)

    def award(self, prize: str, role: str, who: str) -> tuple[str, bool]:
        """Return the event in which a prize goes to somebody or to a work, and whether the documents say so already."""
        for name in self._subjects("prize", prize):
            if who in self._values(name, role):
                return name, True
        return self._event(f"{prize}-{who.replace('/', '-')}", "Award", f"{self.plain(prize)}: ", who)

    def _event(self, name: str, kind: str, words: str, who: str) -> tuple[str, bool]:
        """Return the event of that name, with what stands in brackets behind somebody's label where else it were not one of a kind."""
        label, full = words + self.plain(who), words + dict(self.get(who).labels).get("en", who)
        taken = any(t.kind == kind and t.name != name and ("en", label) in t.labels for t in self._all())
        return self.named(name, kind, full if taken else label), False

    def character(self, performer: str, words: str, person: str) -> str:
        """Return the part that a performer plays: whom a person stands behind, or who is called so; else a new one."""
        parts = sorted(name for name, thing in self.dossier.things.items() if thing.kind == "Character")
        behind = [name for name in parts if person and person in self._values(name, "basedOn")]
        called = [name for name in parts if fold(words) in _names(self.get(name))]
        played = [name for name in self._values(performer, "portrays") if _shares(words, _names(self.get(name)))]
        for found in (behind, called, played):
            if len(found) == 1:
                return found[0]
        label = clean(words)
        taken = {text for thing in self._all() for _, text in thing.labels}
        label = f"{label} (the character)" if label in taken else label
        return self.named(f"{self.dossier.name}/{kebab(words)}", "Character", label)

    def plain(self, name: str) -> str:
        """Return a thing's English label without what stands in brackets behind it."""
        labels = dict(self.get(name).labels)
        return re.sub(r"\s*\([^()]*\)$", "", labels.get("en", name)) or name

    def _standing(self) -> Iterable[Assertion]:
        return (a for a in self.dossier.assertions if not a.denied and not a.withdrawn)

    def _subjects(self, predicate: str, value: str) -> list[str]:
        found = (a for a in self._standing() if a.predicate == predicate and a.value == Reference(value))
        return sorted({a.subject for a in found if a.subject in self.dossier.things})

    def _values(self, subject: str, predicate: str) -> list[str]:
        found = (a.value for a in self._standing() if a.subject == subject and a.predicate == predicate)
        return sorted({value.name for value in found if isinstance(value, Reference)})


def _same(dossier: Dossier) -> dict[str, str]:
    return {link.entity.removeprefix(WIKIDATA): link.thing for link in dossier.links if link.decision == "same"}


def _names(thing: Thing) -> set[str]:
    """Return what a thing is called, without case, accents and what stands in brackets."""
    return {fold(name) for name in [*(text for _, text in thing.labels), *thing.also]}


def _shares(words: str, names: Iterable[str]) -> bool:
    """Say whether a name and one of some names have a word in common."""
    wanted = {word for word in fold(words).split() if len(word) > 1}
    return any(wanted & set(name.split()) for name in names)

"""Who is who: names in drafts become things of the dossier, those that it has already and those that are still to be made.

A name is the thing that has it as label, other name or asserted name, case and accents aside. A name whose words all
stand in the name of one being of the dossier, and of one only, is that being. What only comes close is made a thing of its
own and proposed as an alias. Characters, people, places, works, concepts and events never stand in for one another.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, count
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from biopic.dossier import Assertion, Dossier, Literal, Reference, Thing
from biopic.ontology import Vocabulary

FAMILIES: dict[str, str] = {
    "Character": "Character",
    "Person": "Agent",
    "Group": "Agent",
    "Organization": "Agent",
    "Place": "Place",
    "Setting": "Place",
    "Work": "Work",
    "Film": "Work",
    "StoryEvent": "StoryEvent",
    "LifeEvent": "LifeEvent",
    "ProductionEvent": "ProductionEvent",
    "Award": "ProductionEvent",
}
"""The classes whose things are held against each other by name; all others are concepts."""

STORY = frozenset({"Character", "StoryEvent", "Setting"})
CLOSE = 88
"""From here on, of 100, two names are close (rapidfuzz's `token_sort_ratio`)."""

LONGEST_NAME, LONGEST_LABEL = 60, 90

_QUALIFIER = re.compile(r"\s*\((?:the )?(?:character|person|film|real person|in the film)\)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a name without case, accents, punctuation and a leading article.

    >>> fold("The Café-Owner"), fold("Ada Moss (the character)")
    ('cafe owner', 'ada moss')
    """
    bare = unicodedata.normalize("NFKD", _QUALIFIER.sub("", text).casefold())
    words = _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)


def clean(text: str, most: int = LONGEST_LABEL) -> str:
    """Return a text on one line without control characters, cut between words where it is too long.

    >>> clean("so\\x00 it\\n is"), clean("one two three", 9)
    ('so it is', 'one two…')
    """
    kept = "".join(
        " " if c.isspace() else c for c in text if unicodedata.category(c) not in ("Cc", "Cs") or c.isspace()
    )
    bare = " ".join(kept.split())
    return bare if len(bare) <= most else f"{bare[: most - 1].rsplit(' ', 1)[0]}…"


@lru_cache(maxsize=65536)
def kebab(text: str, otherwise: str = "thing") -> str:
    """Return a text as a name in kebab-case; what has no Latin letter is named after its digest.

    >>> kebab("Ada's Café: 1931"), kebab("عادة", "person")[:7]
    ('adas-cafe-1931', 'person-')
    """
    bare = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text).casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c)))
    name = ""
    for word in words:
        if len(name) + len(word) >= LONGEST_NAME and name:
            break
        name = f"{name}-{word[:LONGEST_NAME]}" if name else word[:LONGEST_NAME]
    return name or f"{otherwise}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


@dataclass
class Cast:
    """The things of a dossier and the ones that are minted on top of them.

    `neighbours` are the things of the other dossiers of the graph, with which those of this one must agree. `close` maps
    a minted thing to the ones that it may be an alias of.
    """

    dossier: Dossier
    vocabulary: Vocabulary
    file: Path
    neighbours: Mapping[str, Thing] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)
    things: dict[str, Thing] = field(init=False)
    minted: dict[str, Thing] = field(default_factory=dict)
    close: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    apart: set[frozenset[str]] = field(default_factory=set)
    """Folded names that cannot be one being's, since a draft says how the one is related to the other."""
    _index: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    _labels: set[tuple[str, str]] = field(default_factory=set)
    _resolved: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.things = dict(self.dossier.things)
        for thing in self.things.values():
            self._enter(thing)
        for assertion in self.dossier.assertions:
            self._learn(assertion)
        for name, classes in self.vocabulary.individuals.items():
            if "Concept" in classes:
                self._index.setdefault("Concept", {}).setdefault(fold(name), []).append(name)
                self._labels.add(("Concept", name))

    def _enter(self, thing: Thing) -> None:
        family = family_of(thing.kind)
        names = [text for _, text in thing.labels] + list(thing.also) + [thing.name.rpartition("/")[2]]
        for key in dict.fromkeys(fold(name) for name in names):
            self._index.setdefault(family, {}).setdefault(key, []).append(thing.name)
        self._labels.update((family, text) for _, text in thing.labels)

    def _learn(self, said: Assertion) -> None:
        """Take in what a standing assertion says: other names, who is modelled on whom, of what kind an event is."""
        if said.denied or said.withdrawn:
            return
        if said.predicate == "name" and isinstance(said.value, Literal) and said.subject in self.things:
            family = family_of(self.things[said.subject].kind)
            known = self._index.setdefault(family, {}).setdefault(fold(said.value.text), [])
            known += [said.subject] * (said.subject not in known)
        elif isinstance(said.value, Reference):
            self.facts.setdefault(said.subject, {}).setdefault(said.predicate, []).append(said.value.name)
            if said.predicate == "basedOn" and said.subject.startswith(f"{self.dossier.name}/"):
                self.models.setdefault(said.subject, said.value.name)

    # Finding

    def find(self, name: str, family: str, classes: Iterable[str] = ()) -> str | None:
        """Return the one thing of that family (and of one of the classes, where given) that has this very name."""
        allowed = frozenset(classes)
        if name in self.things and self._fits(name, family, allowed):
            return name
        found = [each for each in self._index.get(family, {}).get(fold(name), []) if self._fits(each, family, allowed)]
        return found[0] if len(set(found)) == 1 else None

    def _fits(self, name: str, family: str, allowed: frozenset[str]) -> bool:
        if name in self.things:
            kind = self.things[name].kind
            return family_of(kind) == family and (not allowed or bool(self.vocabulary.ancestors(kind) & allowed))
        classes = self.vocabulary.individuals.get(name, frozenset())
        return family in classes and (not allowed or bool(classes & allowed))

    def near(self, name: str, kind: str) -> tuple[list[str], list[str]]:
        """Return the beings of a class one of whose names contains this one or is contained in it, and those whose name is close."""
        wanted, inside, close = fold(name), list[str](), list[str]()
        words = set(wanted.split())
        others_of = {key for pair in self.apart if wanted in pair for key in pair}
        index = self._index.get(family_of(kind), {})
        strangers = {each for key in others_of - {wanted} for each in index.get(key, ())}
        for key, things in index.items():
            others = set(key.split())
            same = [each for each in things if self.things[each].kind == kind and each not in strangers]
            if not same or not words or not others or key == wanted:
                continue
            if words < others or others < words:
                inside += [each for each in same if not _is_description(self.things[each])]
            elif fuzz.token_sort_ratio(wanted, key) >= CLOSE:
                close += same
        return sorted(set(inside)), sorted(set(close) - set(inside))

    def being(self, name: str, kind: str) -> str:
        """Return the character, person or group of that name, minted if there is none; `kind` is its class then."""
        family = family_of(kind)
        known = self._resolved.get((family, name)) or self.find(name, family)
        if known is None:
            inside, close = self.near(name, kind) if _is_proper(name) else ([], [])
            known = inside[0] if len(inside) == 1 else self.mint(name, kind, label=name)
            if len(inside) != 1 and (inside or close):
                self.close[known] = tuple(inside + close)
        self._call(known, name, family)
        return known

    def _call(self, thing: str, name: str, family: str) -> None:
        """Remember that a thing is called so; one that is minted has it as another name."""
        self._resolved[(family, name)] = thing
        if thing in self.minted and name not in (self.minted[thing].labels[0][1], *self.minted[thing].also):
            self._change(thing, also=(*self.minted[thing].also, name))

    def alias(self, being: str, name: str) -> None:
        """Let a being be found by another name, unless somebody else has it already."""
        family = family_of(self.things[being].kind)
        if self.find(name, family) is None and (family, name) not in self._resolved:
            self._index.setdefault(family, {}).setdefault(fold(name), []).append(being)

    def thing(self, name: str, kind: str, *, classes: Iterable[str] = (), label: str = "") -> str:
        """Return the place, work, concept or event of that name, minted as a `kind` if there is none."""
        family = family_of(kind)
        return self.find(name, family, classes or (kind,) if family == "Concept" else classes) or self.mint(
            name, kind, label=label or name
        )

    # Minting

    def mint(self, name: str, kind: str, *, label: str, local: str = "") -> str:
        """Make a thing and return its local name; one that a neighbour has under this label is declared alike."""
        label = clean(label)
        stem = local or kebab(name, kind.casefold())
        story = kind in STORY
        shared = None if story else self._shared(label, kind)
        if shared is not None:
            made = replace(shared, curated=(), file=self.file, line=0)
        else:
            shown, also = (f"{label} (the character)", (label,)) if kind == "Character" else (label, ())
            shown = self._unlike(shown, kind)
            made = Thing(
                self._free(f"{self.dossier.name}/{stem}" if story else stem),
                kind,
                (("en", shown),),
                also,
                "",
                (),
                self.file,
                0,
            )
        self.minted[made.name] = self.things[made.name] = made
        self._enter(made)
        return made.name

    def _shared(self, label: str, kind: str) -> Thing | None:
        wanted = fold(label)
        same = (
            t for t in self.neighbours.values() if t.kind == kind and any(fold(text) == wanted for _, text in t.labels)
        )
        return next((t for t in same if "/" not in t.name and t.name not in self.things), None)

    def _free(self, name: str) -> str:
        """Return the name, with a number behind it where it is taken."""
        taken = (self.things, self.neighbours, self.vocabulary.individuals)
        number, free = 1, name
        while any(free in names for names in taken):
            number += 1
            free = f"{name}-{number}"
        return free

    def _unlike(self, label: str, kind: str) -> str:
        """Return a label that no other thing of its kind has."""
        family = family_of(kind)
        tries = [label, f"{label} ({kind.casefold()})"] if family == "Concept" else [label]
        numbered = (f"{label} ({number})" for number in count(2))
        return next(each for each in chain(tries, numbered) if (family, each) not in self._labels)

    def _change(self, name: str, **to: object) -> None:
        self.minted[name] = self.things[name] = replace(self.minted[name], **to)  # type: ignore[arg-type]

    def pair(self, story: str, life: str) -> None:
        """Let a minted event of the story depict one of life."""
        if story in self.minted and not self.minted[story].curated:
            self._change(story, curated=(("depicts", Reference(life)),))

    def needed(self, names: Iterable[str]) -> list[Thing]:
        """Return the minted things among the names, and those that they in turn refer to."""
        todo, found = list(names), dict[str, Thing]()
        while todo:
            name = todo.pop()
            if name in self.minted and name not in found:
                found[name] = self.minted[name]
                todo += [value.name for _, value in self.minted[name].curated]
        return [found[name] for name in sorted(found)]

    def label(self, name: str) -> str:
        """Return how a thing is called where people read it, without what tells it from others."""
        thing = self.things.get(name)
        return name if thing is None else _QUALIFIER.sub("", thing.labels[0][1])

    def event_of(self, kind: str, being: str) -> str | None:
        """Return the one event that is said to be of this kind and to affect this being."""
        found = [
            name
            for name, said in self.facts.items()
            if kind in said.get("kind", ()) and being in said.get("affects", ()) and name in self.things
        ]
        return found[0] if len(found) == 1 else None


def family_of(kind: str) -> str:
    """Return which things a thing of this class is held against by name.

    >>> family_of("Organization"), family_of("Trait")
    ('Agent', 'Concept')
    """
    return FAMILIES.get(kind, "Concept")


def agent_kind(name: str) -> str:
    """Return whether somebody so called is a person, or a group as doctors are: a group has no capital letter.

    >>> agent_kind("Ada Moss"), agent_kind("the doctors")
    ('Person', 'Group')
    """
    return "Group" if name == name.lower() and name != name.upper() else "Person"


def _is_proper(name: str) -> bool:
    return name != name.lower() or name == name.upper()


def _is_description(thing: Thing) -> bool:
    """Say whether a thing is named after another one, as "Ada's brother" is."""
    return bool(re.search(r"['’]s\b| of ", thing.labels[0][1]))


def said_of(thing: Thing) -> dict[str, Any]:
    """Return a minted thing as a file under `things/` has it."""
    said: dict[str, Any] = {"class": thing.kind}
    labels = dict(thing.labels)
    said["label"] = labels["en"] if list(labels) == ["en"] else labels
    if thing.also:
        said["also"] = list(thing.also) if len(thing.also) > 1 else thing.also[0]
    return said | {key: value.name for key, value in thing.curated}

"""What a draft says in the dossier's own terms, and the parts that every row of the table is made from.

Each helper takes one field of a draft and returns what it names: a being, a film, a date. What is missing or cannot be
read raises `RefusedError`, whose text goes to the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from biopic.reading.amounts import is_time
from biopic.reading.cast import Cast, agent_kind, clean, fold, kebab
from biopic.reading.drafts import Draft
from biopic.values import parse_time

Facts = dict[str, dict[str, list[str]]]

_YEAR = re.compile(r"\s*\(\d{4}\)$")


class RefusedError(Exception):
    """No valid entry can be made of a draft; the text says why."""


@dataclass
class Said:
    """What an entry says: affirmed and denied facts by subject and predicate, a gist, whose words, which parts."""

    gist: str = ""
    says: Facts = field(default_factory=dict)
    denies: Facts = field(default_factory=dict)
    by: tuple[str, ...] = ()
    direct: bool = False
    part: Mapping[str, str] = field(default_factory=dict)
    """What the draft makes of a stretch of the document, where it is no passage but a part of it."""

    def add(self, subject: str, denied: bool = False, **facts: str | list[str]) -> None:
        """Add facts about a subject; what is empty is left out."""
        for predicate, value in facts.items():
            values = [each for each in ([value] if isinstance(value, str) else value) if each]
            if values:
                known = (self.denies if denied else self.says).setdefault(subject, {}).setdefault(predicate, [])
                known += [each for each in values if each not in known]

    @property
    def names(self) -> set[str]:
        """Return every subject and value, and who speaks."""
        facts = [*self.says.items(), *self.denies.items()]
        values = (value for _, said in facts for each in said.values() for value in each)
        return {subject for subject, _ in facts} | set(values) | set(self.by) | {self.part.get("author", "")}


@dataclass
class Scene:
    """What a draft stands in: the cast, its document's text, and the titles of the timeline's entries in order."""

    cast: Cast
    text: str = ""
    titles: Mapping[tuple[object, ...], tuple[str, str]] = field(default_factory=dict)
    """For each entry of the timeline, by the key of its draft, its own title and that of the entry before, "" for none."""

    @property
    def film(self) -> str:
        """Return the name of the dossier's film."""
        return self.cast.dossier.name


Row = Callable[[Draft, Scene], Said]


# Who and what


def text_of(draft: Draft, name: str) -> str:
    """Return a field of a draft as one text."""
    value = draft.subject if name == "subject" else draft.value if name == "value" else draft.get(name)
    return clean(value if isinstance(value, str) else ", ".join(value), 10_000)


def needed(draft: Draft, name: str) -> str:
    """Return a field of a draft that no entry can do without."""
    text = text_of(draft, name)
    if not fold(text):
        raise RefusedError(f"it has no {name}")
    return text


def being(draft: Draft, name: str, scene: Scene, world: str = "") -> str:
    """Return the character or person that a field names, as the world has it."""
    text = needed(draft, name)
    story = (world or draft.world) == "story"
    return scene.cast.being(text, "Character" if story else agent_kind(text))


def agent(draft: Draft, name: str, scene: Scene, kind: str = "") -> str:
    """Return the person or group that a field names."""
    text = needed(draft, name)
    return scene.cast.being(text, kind or agent_kind(text))


def film_of(draft: Draft, scene: Scene, name: str = "subject") -> str:
    """Return the film that a field names; where it names none, the dossier's."""
    text = _YEAR.sub("", text_of(draft, name))
    if not fold(text) or is_this_film(text, scene):
        return scene.film
    return scene.cast.thing(text, "Film", classes=("Film",))


def is_this_film(text: str, scene: Scene) -> bool:
    """Say whether a title is that of the dossier's film, with or without a year or a subtitle behind it."""
    film = scene.cast.things[scene.film]
    known = {_bare(each) for each in (scene.film, *(label for _, label in film.labels), *film.also)}
    known |= {_bare(each.partition(":")[0]) for _, each in film.labels}
    title = _YEAR.sub("", text)
    return _bare(title) in known or _bare(title.partition(":")[0]) in known


def _bare(title: str) -> str:
    """Return a title as its film's name in kebab-case would have it, without an article."""
    return fold(kebab(title)) if title.isascii() else fold(title)


def time_of(draft: Draft, name: str = "value") -> str:
    """Return a field that is a date in EDTF."""
    text = needed(draft, name).replace(" ", "")
    if not is_time(text):
        raise RefusedError(f"{text!r} is not a date in EDTF")
    return text


def concept(text: str, kind: str, scene: Scene, classes: tuple[str, ...] = ()) -> str:
    """Return the concept of that name which the property takes, minted as a `kind`."""
    return scene.cast.thing(text, kind, classes=classes or (kind,))


def title(draft: Draft, scene: Scene) -> str:
    """Return how a gist calls the film that a draft speaks of."""
    return draft.subject or scene.cast.label(scene.film)


def when(edtf: str) -> str:
    """Return a date as people say it."""
    return parse_time(edtf).words


def one(draft: Draft, subject: str, predicate: str, value: str, gist: str) -> Said:
    """Return a single fact, denied where the draft denies it."""
    said = Said(gist)
    said.add(subject, draft.denied, **{predicate: value})
    return said

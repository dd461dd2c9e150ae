"""The plan of one film: who and what is in its story and in the lives behind it, what each document tells of that, and what is planted.

A plan is made from the seed and the film's number alone, so that films can be planned in any order and no plan waits for another.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from biopic.corpus import names
from biopic.corpus.names import slug
from biopic.corpus.words import words

STORY, LIFE = "story", "life"


@dataclass(frozen=True)
class Corpus:
    """What all films of a corpus have in common: the seed, how many there are, how many assertions they come to."""

    seed: int
    films: int
    assertions: int

    @property
    def performers(self) -> int:
        """Return how many performers there are; a few of them play in every second film, most in one."""
        return 5 * self.films + 20

    @property
    def writers(self) -> int:
        """Return how many people make films and write about them."""
        return self.films // 5 + 20

    @property
    def famous(self) -> int:
        """Return how many lives several films are made of."""
        return self.films // 20 + 1

    def budget(self, film: int) -> int:
        """Return about how many assertions the film is to come to: a few films have many times as many as others."""
        return max(120, round(self.assertions / self.films * _weight(self.seed, film)))


def _weight(seed: int, film: int) -> float:
    """Return how large a film is beside the mean: log-normal, of mean 1, and between a quarter and four times it."""
    return min(4.0, max(0.25, Random(f"{seed} size {film}").lognormvariate(-0.125, 0.5)))


@dataclass
class Telling:
    """What one document says in one breath of one thing: predicates with values, affirmed or denied."""

    about: str
    says: dict[str, list[str]] = field(default_factory=dict)
    denies: dict[str, list[str]] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    direct: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class Life:
    """Somebody whom films are made of: the number of the name, and the days of birth and death."""

    number: int
    born: datetime.date
    died: datetime.date
    town: int
    shared: bool

    @property
    def name(self) -> str:
        """Return the name of the person."""
        return names.person(self.number)

    @property
    def age(self) -> int:
        """Return the age at death in whole years."""
        return self.died.year - self.born.year - ((self.died.month, self.died.day) < (self.born.month, self.born.day))


@dataclass
class Plan:
    """One film: its things, the tellings of each document in order, the pairs of story and life, and what comes of them."""

    corpus: Corpus
    number: int
    rng: Random
    things: dict[str, dict[str, object]] = field(default_factory=dict)
    spoken: dict[str, str] = field(default_factory=dict)
    tellings: dict[str, list[Telling]] = field(default_factory=dict)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    planted: dict[tuple[frozenset[str], str], str] = field(default_factory=dict)
    lives: list[Life] = field(default_factory=list)
    cast: dict[str, str] = field(default_factory=dict)
    own_cast: set[str] = field(default_factory=set)
    people: list[str] = field(default_factory=list)
    witnesses: list[str] = field(default_factory=list)
    story_cast: list[str] = field(default_factory=list)
    towns: list[int] = field(default_factory=list)
    years: tuple[int, int] = (0, 0)
    scenes: dict[str, list[str]] = field(default_factory=lambda: {STORY: [], LIFE: []})
    events: int = 0
    persons: int = 0

    @property
    def title(self) -> str:
        """Return the title of the film."""
        return names.title(self.number)

    @property
    def film(self) -> str:
        """Return the local name of the film."""
        return slug(self.title)

    def declare(self, name: str, kind: str, label: str, spoken: str = "", **more: object) -> str:
        """Declare a thing once and return its name."""
        if name not in self.things:
            self.things[name] = {"class": kind, "label": label, **more}
            self.spoken[name] = spoken or label
        return name

    def concept(self, kind: str, label: str) -> str:
        """Declare a concept that any film may speak of."""
        return self.declare(slug(label), kind, label)

    def kind_of_event(self, verb: str, matter: str | None) -> str:
        """Declare a kind of event, narrower where it is about a matter."""
        label = words()["kinds"][verb][0]
        self.declare(verb, "Kind", label)
        if matter is None:
            return verb
        return self.declare(f"{verb}-over-{slug(matter)}", "Kind", f"{label} over {matter}", broader=verb)

    def town(self, number: int) -> str:
        """Declare a town with the region around it."""
        name, regions = names.town(number), words()["regions"]
        region = self.concept("Place", regions[number % len(regions)])
        return self.declare(slug(name), "Place", name, within=region)

    def site(self, number: int, site: str) -> str:
        """Declare a place in a town."""
        town, name = self.town(number), names.town(number)
        return self.declare(f"{town}-{site}", "Place", f"the {site} of {name}", f"{name} {site}", within=town)

    def person(self, number: int) -> str:
        """Declare a person by number."""
        name = names.person(number)
        return self.declare(slug(name), "Person", name)

    def next_person(self) -> int:
        """Return the number of somebody whom no other film knows."""
        shared = self.corpus.performers + self.corpus.writers + self.corpus.famous
        self.persons += 1
        return shared + 64 * self.number + self.persons - 1

    def new_character(self, number: int | None = None) -> str:
        """Declare a character who has the name of the person of this number, and who plays the part."""
        name = names.person(self.next_person() if number is None else number)
        character = self.declare(f"{self.film}/{slug(name)}", "Character", f"{name} (in {self.title})", name)
        known = set(self.cast.values())
        while True:
            performer = self.person(heavy(self.rng, self.corpus.performers))
            if performer not in known:
                break
        self.cast[character] = performer
        return character

    def tell(self, document: str, telling: Telling) -> Telling:
        """Let a document tell something."""
        self.tellings.setdefault(document, []).append(telling)
        return telling

    def plant(self, about: Iterable[str], predicate: str, outcome: str) -> None:
        """Note what must come of the comparison on a property of one thing, or of a pair."""
        self.planted[frozenset(about), predicate] = outcome

    def counterparts(self, name: str) -> list[str]:
        """Return what a thing of the story stands for in life."""
        return [life for story, life in self.pairs if story == name]


def heavy(rng: Random, count: int) -> int:
    """Return a number below `count` by a heavy-tailed law: the first is drawn again and again, most hardly ever.

    The chance of being below x is the third root of x over `count`.
    """
    return int(count * rng.random() ** 3)


def life_of(corpus: Corpus, number: int, *, shared: bool, near: Life | None = None) -> Life:
    """Return the life of the person of this number, the same whichever film asks, unless it is lived beside another."""
    rng = Random(f"{corpus.seed} life {number}")
    year = near.born.year + rng.randint(-8, 8) if near else rng.randint(1700, 1940)
    born = datetime.date(year, rng.randint(1, 12), rng.randint(1, 28))
    died = datetime.date(year + rng.randint(45, 85), rng.randint(1, 12), rng.randint(1, 28))
    return Life(number, born, died, heavy(rng, corpus.films // 2 + 30), shared)

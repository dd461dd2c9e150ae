"""How likely an entity is a thing: a score from 0 to 1, and every reason for and against it in words.

The name and the type make the start; each further agreement takes away part of what is left to 1; a hard fact that cannot be
(another type, another year, another birth) holds the score down, whatever speaks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from biopic.linking.candidate import Candidate, Tie, order, short
from biopic.linking.comparing import NEAR, alike, clash, exact, folded, meet, time_of
from biopic.linking.known import Known

LEAD = 0.1
"""How far the best candidate must be ahead of the next before it is accepted without a person."""

REFUSED = 0.3
"""At or below this score a candidate is contradicted."""

ALIKE = 0.65
"""How alike two names must be, from 0 to 1, that it may still be a name of the same thing."""

FITTING = {
    "group": {"group", "organization"},
    "organization": {"organization", "group"},
    "condition": {"condition"},
}
"""Kinds of entities that a thing of some kind may be, where that is not only its own."""

HARD = {"film", "person", "character", "work", "page", "name"}
"""Kinds that nothing of another kind is: a theme or a place of no known type is never one of these."""

PEOPLE = {"person", "character"}


@dataclass(frozen=True)
class Reason:
    """One reason in words: `weight` from 0 to 1 speaks for, `cap` holds the score at or below it."""

    words: str
    weight: float = 0.0
    cap: float = 1.0

    @property
    def against(self) -> bool:
        """Say whether it speaks against."""
        return self.cap < 1.0


@dataclass(frozen=True)
class Scored:
    """A candidate with its score and the reasons, those for it first."""

    candidate: Candidate
    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """Return the reasons as lines, those against marked."""
        return tuple(f"against: {r.words}" if r.against else r.words for r in self.reasons)

    @property
    def refused(self) -> bool:
        """Say whether a hard fact speaks against it."""
        return any(reason.cap <= REFUSED for reason in self.reasons)


@dataclass(frozen=True)
class Around:
    """What is known of other things: all of them, which entities are settled to be which, and which cannot be which."""

    things: Mapping[str, Known] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)
    excluded: Mapping[str, frozenset[str]] = field(default_factory=dict)


def rank(thing: Known, candidates: Iterable[Candidate], around: Around) -> list[Scored]:
    """Return the candidates of a thing with scores and reasons, the likeliest first."""
    found = [score(thing, candidate, around) for candidate in candidates]
    return sorted(found, key=lambda each: (-each.score, order(each.candidate.entity)))


def clear(ranked: list[Scored], least: float) -> Scored | None:
    """Return the best candidate if it reaches `least`, nothing hard speaks against it, and no other comes near."""
    if not ranked or ranked[0].score < least or ranked[0].refused:
        return None
    second = next((each.score for each in ranked[1:] if not each.refused), 0.0)
    return ranked[0] if ranked[0].score - second >= LEAD else None


def score(thing: Known, candidate: Candidate, around: Around) -> Scored:
    """Return how likely a candidate is a thing, and why."""
    reasons = [reason for rule in RULES for reason in rule(thing, candidate, around)]
    reasons.sort(key=lambda reason: reason.against)
    left = 1.0
    for reason in reasons:
        left *= 1.0 - reason.weight
    whole = min([1.0 - left, *(reason.cap for reason in reasons)])
    return Scored(candidate, round(whole, 3), tuple(reasons))


# The rules: each yields the reasons that it finds


def _name(thing: Known, candidate: Candidate, around: Around) -> Iterator[Reason]:
    ways: list[tuple[Callable[[str, str], bool], tuple[str, ...], str, float]] = [
        (str.__eq__, candidate.labels, "label", 0.45),
        (str.__eq__, candidate.aliases, "alias", 0.4),
        (_same_folded, candidate.labels, "label", 0.42),
        (_same_folded, candidate.aliases, "alias", 0.37),
        (_near, (*candidate.labels, *candidate.aliases), "nearly the name", 0.25),
    ]
    for fits, names, word, weight in ways:
        for name in names:
            if any(fits(ours, name) for ours in thing.names):
                yield Reason(f"{word} {name}", weight)
                return
    yield Reason(f"another name: {candidate.label}", cap=0.5 if _alike(thing, candidate) >= ALIKE else REFUSED)


def _type(thing: Known, candidate: Candidate, around: Around) -> Iterator[Reason]:
    said = ", ".join(candidate.types[:3]) or "nothing known"
    if candidate.kinds & FITTING.get(thing.kind, {thing.kind}):
        yield Reason(f"type {said}", 0.35)
    elif {thing.kind, *candidate.kinds} <= {*PEOPLE, *candidate.kinds} and candidate.kinds & PEOPLE:
        yield from _person_or_character(thing, candidate)
    elif candidate.kinds & HARD or (candidate.kinds and thing.kind not in ("theme", "condition", "award", "group")):
        yield Reason(f"is another kind of thing: {said}", cap=0.1)
    elif candidate.kinds:
        yield Reason(f"type {said}", cap=0.5)


def _person_or_character(thing: Known, candidate: Candidate) -> Iterator[Reason]:
    """Say that an entity is the person where a character is looked for, or the other way round."""
    films = ", ".join(dict.fromkeys(film for film, _ in candidate.roles))
    model = next((tie for tie in candidate.ties if tie.words == "fictional analog of"), None)
    if thing.kind == "character":
        part = f"; the role in {films} points to the person's item" if films else ""
        yield Reason(f"is a person, not a character{part}", cap=0.1)
    else:
        behind = f", fictional analog of {model.name} ({short(model.entity)})" if model else ""
        yield Reason(f"is a character, not a person{behind}", cap=0.1)


def _identifier(thing: Known, candidate: Candidate, around: Around) -> Iterator[Reason]:
    ours, theirs = set(thing.of("identifier")), set(candidate.of("identifier"))
    if ours & theirs:
        yield Reason(f"identifier {min(ours & theirs)}", 0.9)
    elif ours and theirs:
        yield Reason(f"identifier {min(theirs)}, ours is {min(ours)}", cap=0.2)


def _year(thing: Known, candidate: Candidate, around: Around) -> Iterator[Reason]:
    if thing.kind != "film":
        return
    ours, theirs = thing.of("year"), candidate.of("year")
    if found := meet(ours, theirs):
        yield Reason(f"year {found[1][:4]}", 0.6)
    elif found := meet(ours, theirs, years=1):
        yield Reason(f"year {found[1][:4]}, ours is {found[0]}", 0.3)
    elif found := clash(ours, theirs, years=1):
        yield Reason(f"year {found[1][:4]}, ours is {found[0]}", cap=0.2)
    else:
        yield from _year_described(ours, candidate.description)


def _year_described(ours: Iterable[str], description: str) -> Iterator[Reason]:
    """Look for the year in the description, where nothing else tells it."""
    years = [word for word in folded(description).split() if len(word) == 4 and word.isdecimal()]
    if years and meet(ours, years):
        yield Reason(f"described as {description!r}", 0.5)
    elif years and clash(ours, years, years=1):
        yield Reason(f"described as {description!r}", cap=0.3)


def _life(thing: Known, candidate: Candidate, around: Around) -> Iterator[Reason]:
    if thing.kind != "person":
        return
    for fact, weight in (("born", 0.7), ("died", 0.6)):
        ours, theirs = thing.of(fact), candidate.of(fact)
        if found := meet(ours, theirs):
            yield Reason(f"{fact} {found[1]}", weight if exact(found[0]) and exact(found[1]) else weight - 0.15)
        elif found := clash(ours, theirs):
            apart = clash(ours, theirs, years=1)
            yield Reason(f"{fact} {found[1]}, ours is {found[0]}", cap=0.2 if apart else 0.7)
    yield from _active(thing, candidate)


def _active(thing: Known, candidate: Candidate) -> Iterator[Reason]:
    """Whoever plays in a film or directs it is born before it and has not died long before."""
    years = [int(film.latest[:4]) for each in thing.of("active") if (film := time_of(each))]
    born, died = (
        [int(when.earliest[:4]) for each in candidate.of(f) if (when := time_of(each))] for f in ("born", "died")
    )
    for year in years:
        if born and min(born) > year:
            yield Reason(f"born {candidate.of('born')[0]}, and at work in {year}", cap=0.1)
            return
        if died and max(died) < year - 3:
            yield Reason(f"died {candidate.of('died')[0]}, and at work in {year}", cap=0.1)
            return


def _occupation(thing: Known, candidate: Candidate, around: Around) -> Iterator[Reason]:
    ours = [folded(each) for each in thing.of("occupation")]
    theirs = {folded(each): each for each in candidate.of("occupation")}
    for each in ours:
        if each in theirs:
            yield Reason(f"occupation {theirs[each]}", 0.4)
            return
    words = set(folded(candidate.description).split())
    for each in ours:
        if words & {each, *_WOMEN.get(each, ()), *(each.split()[-1:] if " " in each else ())}:
            yield Reason(f"described as {candidate.description!r}", 0.35)
            return


_WOMEN = {"actor": ("actress", "comedian"), "screenwriter": ("writer", "playwright", "dramatist", "screenplay")}
"""Other words that descriptions have for an occupation."""

_STRONG = ("cast member", "director", "screenwriter", "producer", "main subject", "character", "fictional analog", "behind", "child", "father", "mother")  # fmt: skip


def _ties(thing: Known, candidate: Candidate, around: Around) -> Iterator[Reason]:
    """What the entity has to do with is what the thing has to do with."""
    found: dict[str, tuple[float, Tie]] = {}
    for other in thing.of("related"):
        known = around.things.get(other)
        for tie in candidate.ties if known else ():
            weight = _tie_weight(tie, known, around)  # type: ignore[arg-type]
            if weight > found.get(other, (0.0, tie))[0]:
                found[other] = (weight, tie)
    for _, (weight, tie) in sorted(found.items(), key=lambda each: (-each[1][0], each[1][1].words, each[0]))[:6]:
        yield Reason(f"{tie.words} {tie.name}", weight)


def _tie_weight(tie: Tie, other: Known, around: Around) -> float:
    """Return how much a tie says, nothing where its other end is not the other thing."""
    if other.name in around.settled and tie.entity:
        if around.settled[other.name] != tie.entity:
            return 0.0
    elif tie.entity in around.excluded.get(other.name, ()) or not any(_same_folded(n, tie.name) for n in other.names):
        return 0.0
    return 0.6 if tie.words.startswith(_STRONG) else 0.4


def _described(thing: Known, candidate: Candidate, around: Around) -> Iterator[Reason]:
    """The description names somebody or something that the thing has to do with, such as a film's director."""
    words = f" {folded(candidate.description)} "
    for other in thing.of("related"):
        known = around.things.get(other)
        for name in known.names if known else ():
            if (
                len(folded(name)) > 4
                and f" {folded(name)} " in words
                and not any(_same_folded(name, n) for n in thing.names)
            ):
                yield Reason(f"described as {candidate.description!r}, which names {name}", 0.4)
                return


def _fame(thing: Known, candidate: Candidate, around: Around) -> Iterator[Reason]:
    """A place or a body that is named without more is most likely the one that everybody knows."""
    if thing.kind in ("place", "organization", "award") and candidate.fame >= 40:
        yield Reason(f"known in {candidate.fame} wikis", min(0.1 + candidate.fame / 1000, 0.35))


RULES = (_name, _type, _identifier, _year, _life, _occupation, _ties, _described, _fame)


def _same_folded(one: str, other: str) -> bool:
    return bool(folded(one)) and folded(one) == folded(other)


def _alike(thing: Known, candidate: Candidate) -> float:
    return max((alike(a, b) for a in thing.names for b in (*candidate.labels, *candidate.aliases)), default=0.0)


def _near(one: str, other: str) -> bool:
    return alike(one, other) >= NEAR and len(folded(one)) > 4

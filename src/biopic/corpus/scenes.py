"""Events of the story and of the life, what is so about each of them, and which document tells how much of it."""

from __future__ import annotations

from biopic.corpus.names import slug
from biopic.corpus.plan import LIFE, STORY, Plan, Telling, heavy
from biopic.corpus.words import words

Facts = dict[str, list[str]]

RATES = {
    "doneBy": 0.72, "affects": 0.62, "topic": 0.3, "circumstance": 0.4, "place": 0.2, "time": 0.16, "presence": 0.2, "follows": 0.15,
    "promptedBy": 0.14, "means": 0.16, "happensIn": 0.2, "during": 0.07, "aim": 0.07, "gives": 0.03, "duration": 0.02,
}  # fmt: skip
"""How often what is told of an event says so; the kind is always told."""

TELLERS = {STORY: (("film-page", 0.6), ("summaries", 0.4)), LIFE: (("life-article", 0.6), ("interview", 0.4))}
"""Which documents tell of which world, and how much of it."""

AGAIN, PAIRED, REPEATED, COPIED, DENIED = 0.2, 0.3, 0.5, 0.3, 0.12
"""How often an event is told in a second document, stands for one of the other world, is told twice in one document, is copied, denied a trifle."""


def add_scene(plan: Plan) -> None:
    """Add an event of the story, in some cases with the event of life that it stands for, or one of life alone."""
    if plan.rng.random() < 0.3:
        told(plan, *_with_denial(plan, *event(plan, LIFE)), LIFE)
        return
    paired = plan.rng.random() < PAIRED
    name, facts = event(plan, STORY, paired=paired)
    told(plan, name, facts, STORY)
    if paired:
        told(plan, *lived(plan, name, facts), LIFE)


def _with_denial(plan: Plan, name: str, facts: Facts) -> tuple[str, Facts]:
    """Let a document deny what nobody says, which contradicts nothing."""
    free = [label for label in words()["circumstances"] if slug(label) not in facts.get("circumstance", [])]
    if plan.rng.random() < DENIED:
        denied = {"circumstance": [plan.concept("Circumstance", plan.rng.choice(free))]}
        plan.tell("life-article", Telling(name, {"kind": facts["kind"]}, denied))
    return name, facts


def event(plan: Plan, world: str, *, paired: bool = False, but: tuple[str, ...] = ()) -> tuple[str, Facts]:
    """Declare an event and return its name and all that is so about it; `but` are predicates to leave open."""
    rng = plan.rng
    verb = list(words()["kinds"])[heavy(rng, len(words()["kinds"]))]
    matter = words()["matters"][heavy(rng, len(words()["matters"]))] if rng.random() < 0.6 else None
    name = _declare(plan, world, verb)
    beings = _beings(plan, world, paired)
    rng.shuffle(beings)
    facts: Facts = {"kind": [plan.kind_of_event(verb, matter)]}
    for predicate, rate in RATES.items():
        if rng.random() < rate and predicate not in but:
            values = _values(plan, world, predicate, name, beings)
            if values:
                facts[predicate] = values
    return name, facts


def lived(plan: Plan, story: str, facts: Facts, but: tuple[str, ...] = ()) -> tuple[str, Facts]:
    """Declare the event of life that one of the story stands for; what is so of it agrees, or is not known."""
    verb = plan.things[facts["kind"][0]].get("broader", facts["kind"][0])
    name = _declare(plan, LIFE, str(verb))
    plan.things[story]["depicts"] = name
    plan.pairs.append((story, name))
    same: Facts = {"kind": [str(verb)] if plan.rng.random() < 0.2 else facts["kind"]}
    for predicate, values in facts.items():
        if predicate in ("follows", "during", "happensIn", "kind", *but) or plan.rng.random() < 0.4:
            continue
        seen = [
            life for value in values for life in (plan.counterparts(value) or ([value] if "/" not in value else []))
        ]
        if seen:
            same[predicate] = seen
    return name, same


def told(plan: Plan, name: str, facts: Facts, world: str) -> None:
    """Let one document tell all that is so about an event, and in some cases another a part of it."""
    rng = plan.rng
    first, second = _two_tellers(plan, world)
    telling = _by_somebody(plan, first, Telling(name, dict(facts)))
    plan.tell(first, telling)
    if rng.random() < AGAIN:
        plan.tell(second, _by_somebody(plan, second, Telling(name, _part_of(plan, facts))))
    if first == "film-page" and rng.random() < REPEATED:
        plan.tell("timeline", Telling(name, _part_of(plan, facts)))
    if first == "life-article" and "reprint" in plan.tellings and rng.random() < COPIED:
        plan.tell("reprint", telling)


def _two_tellers(plan: Plan, world: str) -> tuple[str, str]:
    (one, chance), (other, _) = TELLERS[world]
    return (one, other) if plan.rng.random() < chance else (other, one)


def _part_of(plan: Plan, facts: Facts) -> Facts:
    return {p: v for p, v in facts.items() if p == "kind" or plan.rng.random() < 0.5}


def _by_somebody(plan: Plan, document: str, telling: Telling) -> Telling:
    """Make it the word of a witness, as often as documents of life do; one of many is hearsay."""
    named = {"interview": 0.6, "life-article": 0.12}.get(document, 0.0)
    if plan.rng.random() < named and plan.witnesses:
        witness = plan.rng.choice(plan.witnesses)
        if plan.rng.random() < 0.1:
            telling.by = (witness, _neighbours(plan))
        else:
            telling.by = (witness,)
            telling.direct = plan.rng.random() < 0.8
    return telling


def _neighbours(plan: Plan) -> str:
    life = plan.lives[0]
    return plan.declare(f"neighbours-of-{slug(life.name)}", "Group", f"the neighbours of {life.name}")


def _declare(plan: Plan, world: str, verb: str) -> str:
    """Declare an event; its label has a number, so that no two of a corpus are alike."""
    plan.events += 1
    noun = words()["kinds"][verb][0]
    bare = noun.split(" ", 1)[-1]
    if world == STORY:
        label = f"{noun} (scene {plan.events} of {plan.title})"
        return plan.declare(f"{plan.film}/{verb}-{plan.events}", "StoryEvent", label, f"the {bare}")
    life = plan.rng.choice(plan.lives[-2:])
    label = f"{noun} (event {plan.events} behind {plan.title})"
    return plan.declare(f"{verb}-{plan.events}-of-{plan.film}", "LifeEvent", label, f"the {bare} of {life.name}")


def _beings(plan: Plan, world: str, paired: bool) -> list[str]:
    if world == LIFE:
        return list(plan.people)
    single = [name for name in plan.story_cast if len(plan.counterparts(name)) == 1]
    return single if paired else [name for name in plan.story_cast if name in single or not plan.counterparts(name)]


def _values(plan: Plan, world: str, predicate: str, name: str, beings: list[str]) -> list[str]:
    """Return what is so of an event by one predicate; nothing where nobody is left who could take part."""
    rng, table = plan.rng, words()
    if predicate in ("doneBy", "affects", "presence"):
        return [beings.pop()] if beings else []
    if predicate in ("topic", "promptedBy", "aim"):
        return [plan.concept("Concept", table["matters"][heavy(rng, len(table["matters"]))])]
    if predicate == "circumstance":
        return [plan.concept("Circumstance", rng.choice(table["circumstances"]))]
    if predicate in ("means", "gives"):
        return [plan.concept("Item", rng.choice(table["items"]))]
    if predicate == "place":
        return [plan.site(rng.choice(plan.towns[:2]), rng.choice(table["sites"][:4]))]
    if predicate == "time":
        return [date(plan)]
    if predicate == "duration":
        return [f"{rng.randint(2, 20)} days"]
    if predicate == "happensIn":
        return [world]
    return _earlier(plan, world, name)


def _earlier(plan: Plan, world: str, name: str) -> list[str]:
    """Return an event of the same world that was declared before, so that what follows what runs in no circle."""
    kind = plan.things[name]["class"]
    before = [other for other in plan.scenes[world] if plan.things[other]["class"] == kind]
    plan.scenes[world].append(name)
    return [before[-1]] if before and before[-1] != name else []


def date(plan: Plan, *, apart_from: str = "") -> str:
    """Return a day, a month or a year in which everybody of the film lives, in EDTF; another year than `apart_from`."""
    first, last = plan.years
    years = [year for year in range(first, last + 1) if not apart_from.startswith(str(year))]
    year, month, day = plan.rng.choice(years), plan.rng.randint(1, 12), plan.rng.randint(1, 28)
    return plan.rng.choice([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"])

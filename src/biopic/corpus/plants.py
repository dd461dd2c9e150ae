"""What is planted in a film: contradictions within a world and departures between the two, each with the outcome that it must get.

Every plant brings things of its own, so that nothing else touches what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable

from biopic.corpus.plan import LIFE, STORY, Plan, Telling
from biopic.corpus.scenes import Facts, date, event, lived
from biopic.corpus.words import words

DOCUMENTS = {STORY: ("film-page", "summaries"), LIFE: ("life-article", "interview")}


def add_plant(plan: Plan, number: int) -> None:
    """Add the plant of this number; every kind has its turn."""
    PLANTS[number % len(PLANTS)](plan)


def _world(plan: Plan) -> str:
    return plan.rng.choice((STORY, LIFE))


def _alone(plan: Plan, world: str, *but: str) -> tuple[str, Facts]:
    """Return an event of one world, on which the plant alone settles the predicates `but`."""
    name, facts = event(plan, world, but=("happensIn", "during", "follows", *but))
    return name, facts


def _pair(plan: Plan, *but: str) -> tuple[str, Facts, str, Facts]:
    """Return a pair of events and what is so of them, but for what the plant settles."""
    open_ = ("happensIn", "during", "follows", *but)
    story, facts = event(plan, STORY, paired=True, but=open_)
    life, same = lived(plan, story, facts)
    return story, facts, life, same


def _two_say(plan: Plan, world: str, name: str, facts: Facts, predicate: str, one: str, other: str) -> None:
    """Let two documents of one world say two values."""
    first, second = DOCUMENTS[world]
    plan.tell(first, Telling(name, {**facts, predicate: [one]}))
    plan.tell(second, Telling(name, {"kind": facts["kind"], predicate: [other]}))
    plan.plant([name], predicate, "contradicts")


def _both_say(plan: Plan, story: str, facts: Facts, life: str, same: Facts) -> None:
    """Let a document of the story and one of life say each its own."""
    plan.tell("film-page", Telling(story, facts))
    plan.tell("life-article", Telling(life, same))


def two_times(plan: Plan) -> None:
    """Two documents give two times."""
    world = _world(plan)
    name, facts = _alone(plan, world, "time")
    one = date(plan)
    _two_say(plan, world, name, facts, "time", one, date(plan, apart_from=one[:4]))


def two_places(plan: Plan) -> None:
    """Two documents give two places, neither of which lies in the other."""
    world = _world(plan)
    name, facts = _alone(plan, world, "place")
    one, other = _two_places(plan)
    _two_say(plan, world, name, facts, "place", one, other)


def two_doers(plan: Plan) -> None:
    """Two documents name two who did it."""
    world = _world(plan)
    name, facts = _alone(plan, world, "doneBy")
    one, other = plan.rng.sample(plan.people if world == LIFE else plan.story_cast[:4], 2)
    _two_say(plan, world, name, facts, "doneBy", one, other)


def two_sides(plan: Plan) -> None:
    """Two documents give circumstances that exclude each other."""
    world = _world(plan)
    name, facts = _alone(plan, world, "circumstance")
    one, other = _opposed(plan, "Circumstance", "opposed_circumstances")
    _two_say(plan, world, name, facts, "circumstance", one, other)


def denied_presence(plan: Plan) -> None:
    """One document has somebody there whom another denies to have been."""
    world = _world(plan)
    name, facts = _alone(plan, world, "presence", "doneBy", "affects")
    who = plan.rng.choice(plan.people if world == LIFE else plan.story_cast[:4])
    first, second = DOCUMENTS[world]
    plan.tell(first, Telling(name, {**facts, "presence": [who]}))
    plan.tell(second, Telling(name, {"kind": facts["kind"]}, {"presence": [who]}))
    plan.plant([name], "presence", "contradicts")


def circle(plan: Plan) -> None:
    """Two events each follow the other."""
    world = _world(plan)
    (one, facts), (other, more) = _alone(plan, world), _alone(plan, world)
    first, second = DOCUMENTS[world]
    plan.tell(first, Telling(one, {**facts, "follows": [other]}))
    plan.tell(second, Telling(other, {**more, "follows": [one]}))
    plan.plant([one], "follows", "contradicts")
    plan.plant([other], "follows", "contradicts")


def moved_in_time(plan: Plan) -> None:
    """The story has it in another year than life."""
    story, facts, life, same = _pair(plan, "time")
    lived_then = date(plan)
    facts["time"], same["time"] = [date(plan, apart_from=lived_then[:4])], [lived_then]
    _both_say(plan, story, facts, life, same)
    plan.plant([story, life], "time", "movedInTime")


def moved_in_place(plan: Plan) -> None:
    """The story has it somewhere else than life."""
    story, facts, life, same = _pair(plan, "place")
    one, other = _two_places(plan)
    facts["place"], same["place"] = [one], [other]
    _both_say(plan, story, facts, life, same)
    plan.plant([story, life], "place", "movedInPlace")


def altered_doer(plan: Plan) -> None:
    """In life it was somebody else than the one whom the character stands for."""
    story, facts, life, same = _pair(plan, "doneBy", "affects", "presence")
    models = [(name, plan.counterparts(name)[0]) for name in plan.story_cast if len(plan.counterparts(name)) == 1]
    character, model = plan.rng.choice(models)
    facts["doneBy"], same["doneBy"] = [character], [plan.rng.choice([name for name in plan.people if name != model])]
    _both_say(plan, story, facts, life, same)
    plan.plant([story, life], "doneBy", "altered")


def altered_circumstance(plan: Plan) -> None:
    """In life it was the opposite."""
    story, facts, life, same = _pair(plan, "circumstance")
    one, other = _opposed(plan, "Circumstance", "opposed_circumstances")
    facts["circumstance"], same["circumstance"] = [one], [other]
    _both_say(plan, story, facts, life, same)
    plan.plant([story, life], "circumstance", "altered")


def altered_trait(plan: Plan) -> None:
    """The character has the opposite of a trait of the model; each pair has one at most."""
    free = [pair for pair in plan.pairs if pair[0] in plan.cast and (frozenset(pair), "trait") not in plan.planted]
    free = [(story, life) for story, life in free if len(plan.counterparts(story)) == 1 and story in plan.own_cast]
    if not free:
        return altered_circumstance(plan)
    story, life = plan.rng.choice(free)
    one, other = _opposed(plan, "Trait", "opposed_traits")
    plan.tell("characters", Telling(story, {"trait": [one]}))
    plan.tell("life-article", Telling(life, {"trait": [other]}))
    plan.plant([story, life], "trait", "altered")
    return None


def invented_circumstance(plan: Plan) -> None:
    """The story has a circumstance that a document denies of life."""
    story, facts, life, same = _pair(plan, "circumstance")
    value = plan.concept("Circumstance", plan.rng.choice(words()["circumstances"]))
    facts["circumstance"] = [value]
    plan.tell("film-page", Telling(story, facts))
    plan.tell("life-article", Telling(life, same, {"circumstance": [value]}))
    plan.plant([story, life], "circumstance", "invented")


def omitted_circumstance(plan: Plan) -> None:
    """Life has a circumstance that a document denies of the story."""
    story, facts, life, same = _pair(plan, "circumstance")
    value = plan.concept("Circumstance", plan.rng.choice(words()["circumstances"]))
    same["circumstance"] = [value]
    plan.tell("film-page", Telling(story, facts))
    plan.tell("life-article", Telling(life, same))
    plan.tell("life-article", Telling(story, {}, {"circumstance": [value]}))
    plan.plant([story, life], "circumstance", "omitted")


def invented_event(plan: Plan) -> None:
    """A document denies that what the story has ever happened."""
    story, facts, life, _ = _pair(plan)
    plan.tell("film-page", Telling(story, facts))
    plan.tell("life-article", Telling(story, {"happensIn": [STORY]}))
    plan.tell("life-article", Telling(life, {}, {"happensIn": [LIFE]}))
    plan.plant([story, life], "happensIn", "invented")


def omitted_event(plan: Plan) -> None:
    """A document says that the film leaves out something of life."""
    name, facts = _alone(plan, LIFE)
    plan.tell("life-article", Telling(name, facts))
    plan.tell("life-article", Telling(name, {}, {"happensIn": [STORY]}))
    plan.plant([name], "happensIn", "omitted")


def merged(plan: Plan) -> None:
    """One document bases a character on two people."""
    character, one, other = _of_two(plan)
    plan.tell("characters", Telling(character, {"basedOn": [one, other]}))
    plan.plant([character, one, other], "basedOn", "merged")


def two_models(plan: Plan) -> None:
    """Two documents name two models of one character, and none names both."""
    character, one, other = _of_two(plan)
    plan.tell("characters", Telling(character, {"basedOn": [one]}))
    plan.tell("life-article", Telling(character, {"basedOn": [other]}))
    plan.plant([character, one, other], "basedOn", "disputed")


def _of_two(plan: Plan) -> tuple[str, str, str]:
    character = plan.new_character()
    one, other = (plan.person(plan.next_person()) for _ in range(2))
    plan.pairs += [(character, one), (character, other)]
    return character, one, other


def _two_places(plan: Plan) -> tuple[str, str]:
    one, other = plan.rng.sample(words()["sites"], 2)
    return plan.site(plan.towns[0], one), plan.site(plan.towns[-1], other)


def _opposed(plan: Plan, kind: str, table: str) -> tuple[str, str]:
    one, other = plan.rng.choice(words()[table])
    names = plan.concept(kind, one), plan.concept(kind, other)
    plan.things[names[0]]["excludes"] = names[1]
    return names if plan.rng.random() < 0.5 else (names[1], names[0])


PLANTS: tuple[Callable[[Plan], None], ...] = (
    two_times, moved_in_time, altered_doer, invented_circumstance, two_places, moved_in_place, omitted_event, two_sides, altered_circumstance,
    merged, denied_presence, altered_trait, invented_event, two_doers, omitted_circumstance, two_models, circle,
)  # fmt: skip
"""Every kind of plant, in the order in which they are planted."""

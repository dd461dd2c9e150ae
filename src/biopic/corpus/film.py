"""One film from its lives to what the documents tell: the plan that everything is written from."""

from __future__ import annotations

from random import Random

from biopic.corpus import names
from biopic.corpus.plan import Corpus, Life, Plan, Telling, heavy, life_of
from biopic.corpus.plants import add_plant
from biopic.corpus.scenes import add_scene
from biopic.corpus.words import words

SHARED_LIFE, TWO_LIVES, MODELLED, REPRINTED, AFTER_DEATH = 0.12, 0.3, 0.6, 0.3, 0.15
"""How often a film has the life of somebody famous, has two lives, bases a character on somebody, is reprinted about, is set after a death."""

ASSERTIONS_A_PLANT = 60
"""One contradiction or departure for so many assertions; in the real dossiers it is one for 50 and one for 90."""


def make_plan(corpus: Corpus, number: int) -> Plan:
    """Plan the film of this number, counted from 0."""
    plan = Plan(corpus, number, Random(f"{corpus.seed} film {number}"))
    plan.declare(plan.film, "Film", plan.title)
    if plan.rng.random() < REPRINTED:
        plan.tellings["reprint"] = []
    _lives(plan)
    _cast(plan)
    _make(plan)
    _characters(plan)
    budget, planted = corpus.budget(number), 0
    while (told := _count(plan)) < budget:
        if planted * ASSERTIONS_A_PLANT < told:
            add_plant(plan, number * 5 + planted)
            planted += 1
        else:
            add_scene(plan)
    _withdrawn(plan)
    return plan


def _count(plan: Plan) -> int:
    said = (said for tellings in plan.tellings.values() for each in tellings for said in (each.says, each.denies))
    return len(plan.cast) * 2 + sum(len(values) for facts in said for values in facts.values())


def _lives(plan: Plan) -> None:
    """Choose whose life it is, in some films two, and when everybody lives."""
    corpus, rng = plan.corpus, plan.rng
    if rng.random() < SHARED_LIFE:
        main = life_of(corpus, corpus.performers + corpus.writers + heavy(rng, corpus.famous), shared=True)
    else:
        main = life_of(corpus, plan.next_person(), shared=False)
    plan.lives = [main]
    if rng.random() < TWO_LIVES:
        plan.lives.append(life_of(corpus, plan.next_person(), shared=False, near=main))
    first, last = max(life.born for life in plan.lives), min(life.died for life in plan.lives)
    plan.years = first.year + 15, last.year - 1
    plan.towns = list({main.town: 0, (main.town + 1 + heavy(rng, 9)): 0, (main.town + 11): 0})


def _cast(plan: Plan) -> None:
    """Cast the characters: first those of the lives, then more, some of them based on somebody."""
    rng, budget = plan.rng, plan.corpus.budget(plan.number)
    for life in plan.lives:
        _based(plan, plan.new_character(life.number), plan.person(life.number))
    for place in range(max(5, min(16, budget // 70)) - len(plan.lives)):
        number = plan.next_person()
        character = plan.new_character(number)
        if rng.random() < MODELLED or place < 3:
            _based(plan, character, plan.person(number))
            plan.own_cast.add(character)
    plan.story_cast = list(plan.cast)
    plan.witnesses = plan.people[len(plan.lives) :][:4]


def _based(plan: Plan, character: str, person: str) -> None:
    plan.pairs.append((character, person))
    plan.people.append(person)
    document = "characters" if plan.rng.random() < 0.6 else "life-article"
    plan.tell(document, Telling(character, {"basedOn": [person]}))


def _make(plan: Plan) -> None:
    """Say who made the film, when it came out, when and where it plays, and what it is about."""
    rng, table, writers = plan.rng, words(), plan.corpus.performers
    last = max(life.died.year for life in plan.lives)
    year = max(last + 3 + rng.randint(0, 20), 1925 + rng.randint(0, 90))
    crew = [plan.person(writers + heavy(rng, plan.corpus.writers)) for _ in range(2)]
    studio = plan.concept("Organization", rng.choice(table["studios"]))
    facts = {"releasedIn": [str(year)], "directedBy": [crew[0]], "writtenBy": [crew[1]], "releasedBy": [studio]}
    after = rng.random() < AFTER_DEATH
    set_in = last + 2 if after else rng.randint(*plan.years)
    town = plan.town(plan.towns[0])
    themes = [plan.concept("Theme", name) for name in rng.sample(table["themes"], rng.randint(1, 3))]
    plan.tell("facts", Telling(plan.film, {**facts, "setIn": [str(set_in)], "setAt": [town], "theme": themes}))
    plan.tell("life-article", Telling(plan.film, {"releasedIn": [str(year)], "directedBy": [crew[0]]}))
    plan.tell("interview", Telling(plan.film, {"releasedIn": [str(year)]}))
    for life in plan.lives:
        _born_and_died(plan, life, after)
    for _ in range(min(6, plan.corpus.budget(plan.number) // 150)):
        _award(plan)


def _born_and_died(plan: Plan, life: Life, after: bool) -> None:
    """Tell of a birth and a death, which every film about the same life tells alike; the story has the death, too."""
    who, name = plan.person(life.number), names.slug(life.name)
    birth = plan.declare(f"birth-of-{name}", "LifeEvent", f"the birth of {life.name}", f"the birth of {life.name}")
    death = plan.declare(f"death-of-{name}", "LifeEvent", f"the death of {life.name}", f"the death of {life.name}")
    home = plan.site(life.town, "hospital")
    born = {"kind": ["birth"], "affects": [who], "time": [str(life.born)], "place": [home]}
    died = {"kind": ["death"], "affects": [who], "time": [str(life.died)], "ageAt": [f"{life.age} years"]}
    plan.tell("life-article", Telling(birth, born))
    plan.tell("life-article", Telling(death, died))
    plan.tell("interview", Telling(death, {"kind": ["death"], "affects": [who]}))
    character = next(story for story, model in plan.pairs if model == who)
    label = f"the death of {life.name} (in {plan.title})"
    shown = plan.declare(
        f"{plan.film}/death-of-{name}", "StoryEvent", label, f"the death of {life.name}", depicts=death
    )
    plan.pairs.append((shown, death))
    plan.tell("film-page", Telling(shown, {"kind": ["death"], "affects": [character], "time": [str(life.died.year)]}))
    if after:
        plan.plant([plan.film, death], "setIn", "movedInTime")


def _award(plan: Plan) -> None:
    rng, table = plan.rng, words()
    plan.events += 1
    prize = plan.concept("Prize", rng.choice(table["prizes"]))
    body = plan.concept("Organization", rng.choice(table["bodies"]))
    label = f"{plan.spoken[prize]}, {plan.events} ({plan.title})"
    award = plan.declare(f"award-{plan.events}-of-{plan.film}", "Award", label, plan.spoken[prize])
    who = rng.choice([*plan.cast.values()])
    says = {"recipient": [who], "prize": [prize], "forWork": [plan.film], "conferredBy": [body]}
    plan.tell("life-article", Telling(award, {**says, "result": [rng.choice(["won", "nominated"])]}))


TOLD_OF_BEINGS = (
    ("trait", 3.2),
    ("occupation", 0.5),
    ("name", 1.8),
    ("condition", 0.25),
    ("kin", 0.6),
    ("interest", 0.15),
)
"""How many statements of each sort a character gets for its part in a film of mean size; a model gets half as many."""


def _characters(plan: Plan) -> None:
    """Tell what the characters and their models are like, and who is related to whom."""
    for character in plan.story_cast:
        for predicate, rate in TOLD_OF_BEINGS:
            _being(plan, "characters", character, predicate, rate)
            for person in plan.counterparts(character):
                _being(plan, "life-article" if plan.rng.random() < 0.6 else "interview", person, predicate, rate / 2)


def _being(plan: Plan, document: str, being: str, predicate: str, rate: float) -> None:
    rng, table = plan.rng, words()
    if predicate == "kin" and document == "characters" and rng.random() < rate:
        relation = rng.choice(list(table["kin"]))
        other = rng.choice([name for name in plan.story_cast if name != being])
        plan.tell(document, Telling(being, {relation: [other]}))
    elif predicate == "name":
        for name in _other_names(plan.spoken[being], document)[: int(rate) + (rng.random() < rate % 1)]:
            plan.tell(document, Telling(being, {"name": [name]}))
    elif predicate in BEING_VALUES:
        for _ in range(int(rate) + (rng.random() < rate % 1)):
            kind, values = BEING_VALUES[predicate]
            label = rng.choice(table["degrees"] if kind == "Trait" else [""]) + rng.choice(table[values])
            plan.tell(document, Telling(being, {predicate: [plan.concept(kind, label)]}))


def _other_names(name: str, document: str) -> tuple[str, ...]:
    """Return what else somebody is called, otherwise in the story than in life."""
    first, last = name.split(" ", 1)
    return (f"{first[:2]}{last[:2].lower()}", f"Old {last}") if document == "characters" else (f"{first[0]}. {last}",)


BEING_VALUES = {
    "trait": ("Trait", "traits"),
    "occupation": ("Occupation", "occupations"),
    "condition": ("Condition", "conditions"),
    "interest": ("Field", "fields"),
}


def _withdrawn(plan: Plan) -> None:
    """Let an editor take back a wrong year, in every third film."""
    timed = [t for t in plan.tellings.get("life-article", []) if "kind" in t.says and "time" in t.says and not t.by]
    if timed and plan.number % 3 == 0:
        wrong = str(int(timed[-1].says["time"][0][:4]) + 100)
        plan.tell("life-article", Telling(timed[-1].about, {"time": [wrong]}, withdrawn=True))


COMPARED = (
    "kind", "doneBy", "affects", "presence", "time", "place", "duration", "means", "circumstance", "promptedBy", "aim", "topic", "gives",
    "ageAt", "trait", "occupation", "condition", "interest", "name",
)  # fmt: skip
"""The properties on which a corpus lets story and life agree."""


def matches(plan: Plan) -> list[tuple[frozenset[str], str]]:
    """Return the pairs and properties on which what is told of the story agrees with what is told of life."""
    told: dict[tuple[str, str], set[str]] = {}
    for tellings in plan.tellings.values():
        for telling in (each for each in tellings if not each.withdrawn):
            for predicate, values in telling.says.items():
                told.setdefault((telling.about, predicate), set()).update(values)
    found = []
    for story, life in plan.pairs:
        for predicate in COMPARED:
            key = frozenset((story, life)), predicate
            seen = _as_seen(plan, told.get((story, predicate), set()))
            if key not in plan.planted and _agree(plan, seen, told.get((life, predicate), set()), predicate):
                found.append(key)
    return found


def _as_seen(plan: Plan, values: set[str]) -> set[str]:
    """Return the values of a story as they are seen from life."""
    return {life for value in values for life in (plan.counterparts(value) or ([] if "/" in value else [value]))}


def _agree(plan: Plan, story: set[str], life: set[str], predicate: str) -> bool:
    """Say whether two values are the same, or one is a kind of the other, or two times share their year."""
    if predicate == "time":
        return bool({v[:4] for v in story} & {v[:4] for v in life})
    wider = {str(plan.things[v].get("broader", v)) for v in story & plan.things.keys()}
    narrower = {v for v in life if v in plan.things and plan.things[v].get("broader") in story}
    return bool(story & life or wider & life or narrower)

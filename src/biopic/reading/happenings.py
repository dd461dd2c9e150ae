"""The rows of the table for drafts that make events: births and deaths, forecasts, awards, entries of a timeline, denials, departures.

An event of the story stands under the film, one of life has a flat name. Births, deaths and forecasts are one event for each
being, found again by its kind and whom it affects; what a text denies without naming an event becomes an event that is denied.
"""

from __future__ import annotations

import re
from functools import cache

from biopic.ontology import Property, Vocabulary
from biopic.reading.amounts import forecast, is_time, time_in
from biopic.reading.cast import FAMILIES, agent_kind, clean, fold
from biopic.reading.drafts import Draft
from biopic.reading.saying import (
    RefusedError,
    Row,
    Said,
    Scene,
    agent,
    being,
    concept,
    film_of,
    is_this_film,
    needed,
    text_of,
    time_of,
    when,
)

LONGEST_EVENT = 60

EVENTS = {"story": "StoryEvent", "life": "LifeEvent", "production": "ProductionEvent"}
"""The class of an event of each world."""

CHANGES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for name, words in (
        ("leavesOut", r"leav\w* out|left out|omit|absent|skips?\b|skipped|ignor|passes over|passed over|no mention|does not (?:show|mention)|never (?:shows|mentions)|cuts?\b"),
        ("invents", r"invent|fictional|fictiti|made[- ]up|makes up|never (?:existed|happened|took place)|did not (?:exist|happen)|no such|composite|add(?:s|ed)\b|imagin"),
        ("softens", r"soften|tones? down|toned down|milder|sanitis|sanitiz|gentler"),
        ("idealises", r"ideali[sz]|glamori[sz]|romantici[sz]|flatter"),
        ("dramatises", r"dramati[sz]|exaggerat|heighten|sensationali[sz]"),
        ("simplifies", r"simplif|condens|compress|telescop|merg|combin"),
    )
)  # fmt: skip
"""Which words in a passage say what the film did to the facts; where none does, it transforms them."""

PLAIN_WORDS = {
    "is": "", "was": "", "married": "spouseOf", "married to": "spouseOf", "friends with": "friendOf", "worked as": "occupation",
    "works as": "occupation", "lived in": "residence", "lives in": "residence", "called": "name", "named": "name",
    "suffered from": "condition", "had": "", "set in": "setAt",
}  # fmt: skip
"""Predicates in a text's words, beside the labels of the ontology's own, and the property that they fit; "" for none."""

MARKS = {"born in": ("birth", "place"), "born on": ("birth", "time"), "died in": ("death", "place"), "died on": ("death", "time"),
         "died at": ("death", "place"), "died of": ("death", "")}  # fmt: skip

_NEVER = re.compile(
    r"^(?:(?:is|was|are|were|has|had|been|entirely|wholly|purely|himself|herself|too|also|an?|the)\b[\s,]*)*"
    r"(?:never existed|did not exist|didn['’]t exist|made[- ]up|invent|fiction|fictitious|composite|creation)",
    re.IGNORECASE,
)
EXISTENCE = frozenset(
    {"exist", "exists", "existed", "real", "is real", "was real", "be real", "was a real person", "is a real person"}
)


# Births and deaths


def mark(kind: str, predicate: str) -> Row:
    """Return the row of one property of somebody's birth or death."""

    def row(draft: Draft, scene: Scene) -> Said:
        value, words = _mark_value(draft, scene, predicate)
        verb = "is born" if kind == "birth" else "dies"
        return _marked(draft, scene, kind, predicate, value, f"{draft.subject} {verb} {words}")

    return row


def _mark_value(draft: Draft, scene: Scene, predicate: str) -> tuple[str, str]:
    if predicate == "time":
        date = time_of(draft)
        return date, f"in {when(date)}"
    if predicate == "ageAt":
        years = re.fullmatch(r"\s*(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?\s*(?:years?)?\s*", draft.value)
        if not years:
            raise RefusedError(f"{draft.value!r} is no age in years")
        number = f"{years[1]}-{years[2]}" if years[2] else years[1]
        return f"{number} years", f"at {number}"
    return scene.cast.thing(needed(draft, "value"), "Place"), f"in {draft.value}"


def _marked(draft: Draft, scene: Scene, kind: str, predicate: str, value: str, gist: str) -> Said:
    who = being(draft, "subject", scene)
    event = life_mark(kind, who, scene)
    said = Said(gist)
    said.add(event, kind=kind, affects=who)
    said.add(event, draft.denied, **{predicate: value})
    return said


def life_mark(kind: str, who: str, scene: Scene) -> str:
    """Return the event of somebody's birth or death; a character's depicts that of the person it is modelled on."""
    cast = scene.cast
    known = cast.event_of(kind, who)
    if known:
        return known
    made = event_about(f"the {kind} of", f"{kind}-of-", who, scene)
    model = cast.models.get(who, "")
    if who.startswith(f"{scene.film}/") and model in cast.things and FAMILIES.get(cast.things[model].kind) == "Agent":
        cast.pair(made, life_mark(kind, model, scene))
    return made


def event_about(words: str, prefix: str, who: str, scene: Scene) -> str:
    """Return the event that is named after what befalls somebody, in the world of that being."""
    story = who.startswith(f"{scene.film}/")
    kind, name = "StoryEvent" if story else "LifeEvent", f"{prefix}{who.rpartition('/')[2]}"
    local = f"{scene.film}/{name}" if story else name
    if local in scene.cast.things and scene.cast.things[local].kind == kind:
        return local
    return scene.cast.mint(name, kind, label=f"{words} {scene.cast.label(who)}", local=name)


# Forecasts


def prognosis(draft: Draft, scene: Scene) -> Said:
    """Make a forecast an event, with how long it gives where a number can be read from it."""
    who, words = being(draft, "subject", scene), needed(draft, "value")
    kind = scene.cast.thing("prognosis", "Kind", classes=("Kind",), label="prognosis")
    amount = forecast(words)
    left = amount is not None and amount[0] == "lifeLeft"
    event = None if left else scene.cast.event_of(kind, who)
    name = ("the time left to", "time-left-to-") if left else ("the prognosis of", "prognosis-of-")
    event = event or event_about(*name, who, scene)
    said = Said(f"a forecast about {draft.subject}" + (f": {amount[1]}" if amount else ""))
    said.add(event, kind=kind, affects=who)
    if amount:
        said.add(event, draft.denied, **{amount[0]: amount[1]})
    elif draft.denied:
        said.add(event, True, happensIn=draft.world)
    return said


# Awards


def award(draft: Draft, scene: Scene) -> Said:
    """Make a prize that was won, or for which there was a nomination, an event of the film's reception."""
    cast, prize = scene.cast, text_of(draft, "award") or needed(draft, "subject")
    result = text_of(draft, "result") or "won"
    if result not in ("won", "nominated"):
        raise RefusedError(f"the result is {result!r}; it is won or nominated")
    category = text_of(draft, "value")
    known = next((each for each in _prizes(prize, category) if cast.find(each, "Concept", ("Prize",))), "")
    honour = concept(known or prize, "Prize", scene)
    work = film_of(draft, scene, "work") if text_of(draft, "work") else ""
    named = text_of(draft, "recipient")
    who = "" if not fold(named) or is_this_film(named, scene) else agent(draft, "recipient", scene)
    work = work or ("" if who else scene.film)
    field = "" if known or not category else concept(category, "Field", scene)
    event = _award_event(scene, prize, category, who or work, {"prize": honour, "recipient": who, "forWork": work})
    giver = agent(draft, "conferred_by", scene, "Organization") if text_of(draft, "conferred_by") else ""
    said = Said(
        f"{named or cast.label(scene.film)} {'wins' if result == 'won' else 'is nominated for'} {prize}"
        + (f", {category}" if category else "")
    )
    said.add(event, prize=honour, recipient=who, forWork=work, conferredBy=giver, awardedIn=field)
    said.add(event, draft.denied, result=result)
    return said


def _prizes(prize: str, category: str) -> tuple[str, ...]:
    return (f"{prize} for {category}", f"{category} ({prize})", f"{prize} {category}") if category else ()


def _award_event(scene: Scene, prize: str, category: str, whose: str, facts: dict[str, str]) -> str:
    """Return the award that is said to be of this prize for this one, else the one that is named after it."""
    cast = scene.cast
    for name, said in cast.facts.items():
        if facts["prize"] in said.get("prize", ()) and name in cast.things:
            same = "recipient" if facts["recipient"] else "forWork"
            if facts[same] in said.get(same, ()) and (facts["recipient"] or "recipient" not in said):
                return name
    title = clean(f"{prize}{f' for {category}' if category else ''}: {cast.label(whose)}")
    return cast.thing(title, "Award", classes=("Award",))


# Entries of a timeline


def timeline_event(draft: Draft, scene: Scene) -> Said:
    """Make an entry of a timeline an event of the story, which follows the entry before."""
    cast = scene.cast
    title, before = scene.titles.get(draft.key, (needed_title(draft), ""))
    event = cast.thing(title, "StoryEvent")
    said = Said(f"in the story: {title}")
    where = text_of(draft, "place")
    there = draft.get("participants")
    people = [each for each in ((there,) if isinstance(there, str) else there) if fold(each)]
    said.add(event, draft.denied, happensIn="story")
    said.add(
        event,
        name=title,
        time=time_in(text_of(draft, "time")),
        place=_scene_of(where, scene) if fold(where) else "",
        presence=[cast.being(clean(each), "Character") for each in people],
        follows=cast.find(before, "StoryEvent") or "" if before else "",
    )
    return said


def needed_title(draft: Draft) -> str:
    """Return the title of an entry of a timeline."""
    return clean(text_of(draft, "title") or needed(draft, "subject"), LONGEST_EVENT + 20)


def _scene_of(where: str, scene: Scene) -> str:
    return scene.cast.find(where, "Place") or scene.cast.thing(where, "Setting")


# Denials


def denial(draft: Draft, scene: Scene) -> Said:
    """Deny a property where the predicate fits one; else deny that there was such a thing or event in the draft's world."""
    subject, words, value = needed(draft, "subject"), fold(text_of(draft, "predicate")), text_of(draft, "value")
    gist = clean(f"not so: {subject} {text_of(draft, 'predicate')} {value}")
    said = _denied_existence(draft, scene, words, value) or _denied_mark(draft, scene, words, value)
    said = said or _denied_property(draft, scene, words, value)
    if said is None:
        said = Said()
        said.add(_what_never_was(draft, scene), True, happensIn=draft.world)
    said.gist = gist
    return said


def _denied_existence(draft: Draft, scene: Scene, words: str, value: str) -> Said | None:
    if words not in EXISTENCE or fold(value):
        return None
    who = scene.cast.find(draft.subject, "Character") or scene.cast.find(draft.subject, "Agent")
    if who is None and not _is_name(draft.subject):
        return None
    said = Said()
    world = "story" if draft.world == "story" else "life"
    said.add(who or being(draft, "subject", scene, "story"), True, happensIn=world)
    return said


def _is_name(words: str) -> bool:
    """Say whether words are somebody's name: each of them has a capital letter."""
    return all(word[:1].isupper() for word in words.split())


def _denied_mark(draft: Draft, scene: Scene, words: str, value: str) -> Said | None:
    kind, predicate = MARKS.get(words, ("", ""))
    if not predicate or not fold(value):
        return None
    found = time_in(value) if predicate == "time" or is_time(value) else scene.cast.thing(value, "Place")
    if not found:
        return None
    who = being(draft, "subject", scene)
    event, said = life_mark(kind, who, scene), Said()
    said.add(event, kind=kind, affects=who)
    said.add(event, True, **{"time" if is_time(found) else predicate: found})
    return said


def _denied_property(draft: Draft, scene: Scene, words: str, value: str) -> Said | None:
    vocabulary = scene.cast.vocabulary
    name = _predicates(vocabulary).get(words) or PLAIN_WORDS.get(words, "")
    if not name or not fold(value):
        return None
    found = vocabulary.properties[name]
    kind = "Character" if draft.world == "story" else "Person"
    if not (vocabulary.ancestors(kind) & found.domain or not found.domain):
        return None
    what = _value_of(value, found, draft, scene)
    if what is None:
        return None
    said = Said()
    said.add(being(draft, "subject", scene), True, **{name: what})
    return said


def _value_of(value: str, found: Property, draft: Draft, scene: Scene) -> str | None:
    """Return the value that a property takes in the words of a text, None where it takes no such one."""
    if found.literal:
        return value
    kinds = sorted(found.range)
    if "Being" in kinds:
        return scene.cast.being(value, "Character" if draft.world == "story" else agent_kind(value))
    if "Place" in kinds:
        return scene.cast.thing(value, "Place")
    concepts = [kind for kind in kinds if "Concept" in scene.cast.vocabulary.ancestors(kind)]
    if not concepts:
        return None
    return concept(value, "Trait" if concepts[0] == "Concept" else concepts[0], scene, (concepts[0],))


@cache
def _spaced(name: str) -> str:
    return re.sub(r"([A-Z])", r" \1", name).casefold()


def _predicates(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the assertable properties by their own words, and by these without the article or preposition around them."""
    names = {_spaced(name): name for name, found in vocabulary.properties.items() if found.assertable}
    plain = {
        f"{verb} {words}": name
        for words, name in names.items()
        for verb in ("is", "was", "has", "had", "is the", "was the")
    }
    return names | plain


def _what_never_was(draft: Draft, scene: Scene) -> str:
    """Return the event that is denied, named in the text's few words."""
    words = [text_of(draft, name) for name in ("subject", "predicate", "value")]
    return scene.cast.thing(_shorter(" ".join(word for word in words if word)), EVENTS[draft.world])


def _shorter(words: str) -> str:
    """Return what an event is called after a text's own words, a few of them."""
    return clean(words.strip(" .,;:–—"), LONGEST_EVENT)


# Departures


def departure(draft: Draft, scene: Scene) -> Said:
    """Say what a document says that the film did to the facts; what it invented is denied of life."""
    film, life = (text_of(draft, name) for name in ("film_side", "life_side"))
    if not fold(film) and not fold(life):
        raise RefusedError("it says neither what the film shows nor what was so")
    words = scene.text[draft.span.start : draft.span.end] or f"{film} {life}"
    did = next((name for name, pattern in CHANGES if pattern.search(words)), "transforms")
    if did == "leavesOut":
        return _left_out(draft, scene, life or film)
    if did == "invents" or not fold(life):
        return _shown(draft, scene, film or life, did)
    return _changed(draft, scene, film, life, did)


def _left_out(draft: Draft, scene: Scene, words: str) -> Said:
    what, said = scene.cast.thing(_shorter(words), "LifeEvent"), Said(f"the film leaves out: {_shorter(words)}")
    said.add(scene.film, draft.denied, leavesOut=what)
    said.add(what, happensIn="life")
    return said


def _shown(draft: Draft, scene: Scene, words: str, did: str) -> Said:
    """Take a departure of which only the film's side is told, such as an invention."""
    what = _named_first(words, scene) if did == "invents" else scene.cast.find(words, "Character")
    what = what or scene.cast.thing(_shorter(words), "StoryEvent")
    said = Said(f"the film {_spaced(did)}: {_shorter(words)}")
    said.add(scene.film, draft.denied, **{did: what})
    said.add(what, happensIn="story")
    if did == "invents" and not draft.denied:
        said.add(what, True, happensIn="life")
    return said


def _named_first(words: str, scene: Scene) -> str | None:
    """Return the character whom words name and of whom they say nothing else than that there never was such a one."""
    split = words.split()
    for count in range(min(len(split), 6), 0, -1):
        who = scene.cast.find(" ".join(split[:count]).strip(",;:–—"), "Character")
        if who:
            return who if count == len(split) or _NEVER.search(" ".join(split[count:])) else None
    return None


def _changed(draft: Draft, scene: Scene, film: str, life: str, did: str) -> Said:
    real, said = scene.cast.thing(_shorter(life), "LifeEvent"), Said(f"the film changes this: {_shorter(life)}")
    said.add(scene.film, draft.denied, **{did: real})
    said.add(real, happensIn="life")
    if fold(film):
        shown = scene.cast.thing(_shorter(film), "StoryEvent")
        scene.cast.pair(shown, real)
        said.add(shown, happensIn="story")
    return said

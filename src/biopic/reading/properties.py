"""The rows of the table for drafts that state a property: of a film, of its making, of a being; and for parts of a document."""

from __future__ import annotations

import re

from biopic.reading.cast import agent_kind, clean, fold
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
    one,
    text_of,
    time_of,
    title,
    when,
)

KINSHIP = {
    "mother": "motherOf", "father": "fatherOf", "spouse": "spouseOf", "child": "childOf", "sibling": "siblingOf",
    "grandparent": "grandparentOf", "partner": "partnerOf", "friend": "friendOf",
}  # fmt: skip
"""The property that says of the first that it is this of the second."""

WORK = re.compile(
    r"\b(?:novel|novella|book|memoirs?|autobiography|biography|play|article|essay|poem|musical|opera|diary|diaries|letters|comic|short story|account)\b",
    re.IGNORECASE,
)
"""Words that say of what a film is based on that it is a work and nobody."""

MARKS = '*_"“”‘’«»'
"""What stands around a title."""


def portrayal(draft: Draft, scene: Scene) -> Said:
    """Return that somebody plays a character of this film."""
    if text_of(draft, "film") and not is_this_film(text_of(draft, "film"), scene):
        film = text_of(draft, "film")
        todo = f"if that is this film, give it the name under also: in things/ ({scene.film})"
        raise RefusedError(f"it is a part in another film, {film}; {todo}")
    who, part = agent(draft, "subject", scene, "Person"), being(draft, "value", scene, "story")
    return one(draft, who, "portrays", part, f"{draft.subject} plays {draft.value}")


def film_year(draft: Draft, scene: Scene) -> Said:
    """Return when a film came out."""
    date = time_of(draft)
    return one(draft, film_of(draft, scene), "releasedIn", date, f"{title(draft, scene)} came out in {when(date)}")


def maker(predicate: str, verb: str, kind: str = "") -> Row:
    """Return the row of somebody who made a film, `kind` being the class if it is always the same."""

    def row(draft: Draft, scene: Scene) -> Said:
        who = agent(draft, "value", scene, kind)
        return one(draft, film_of(draft, scene), predicate, who, f"{draft.value} {verb} {title(draft, scene)}")

    return row


def based_on(draft: Draft, scene: Scene) -> Said:
    """Return on whom or what the film, another work or a character is based."""
    subject = _modelled(draft, scene)
    model = _model(draft, scene)
    if subject == model:
        raise RefusedError("it is said to be based on itself")
    return one(draft, subject, "basedOn", model, f"{title(draft, scene)} is based on {draft.value}")


def _modelled(draft: Draft, scene: Scene) -> str:
    """Return the film, another work, or the character that is based on somebody."""
    name = text_of(draft, "subject")
    if not fold(name) or is_this_film(name, scene):
        return scene.film
    return scene.cast.find(name, "Work") or scene.cast.being(name, "Character")


def _model(draft: Draft, scene: Scene) -> str:
    """Return whom or what it is based on: a work where the passage says so, else somebody."""
    name = needed(draft, "value")
    if is_this_film(name, scene):
        return scene.cast.thing(f"{name} (the written work)", "Work", classes=("Work",))
    known = scene.cast.find(name, "Agent") or scene.cast.find(name, "Work")
    if known:
        return known
    if _is_work(name, scene.text[draft.span.start : draft.span.end]):
        return scene.cast.thing(name, "Work")
    return scene.cast.being(name, agent_kind(name))


def _is_work(name: str, passage: str) -> bool:
    """Say whether a passage has a name as that of a written work: behind the word for one, between marks, or as a title."""
    before, here, behind = passage.partition(name)
    marked = bool(here) and before[-1:] in MARKS and behind[:1] in MARKS and before[-1:] != ""
    told = WORK.search(before) and not re.search(r"\bof\s*$", before) and not re.match(r"['’]s?\s", behind)
    titled = re.match(r"(?:The|A|An|My)\s", name) and len(name.split()) > 3
    return bool(WORK.search(name) or told or titled or marked)


def kinship(draft: Draft, scene: Scene) -> Said:
    """Return how two beings are related."""
    relation = text_of(draft, "relation")
    if relation not in KINSHIP:
        raise RefusedError(f"{relation!r} is no relation; it is one of: {', '.join(KINSHIP)}")
    first, second = being(draft, "subject", scene), being(draft, "value", scene)
    if first == second:
        raise RefusedError(f"{draft.subject} and {draft.value} are one")
    return one(draft, first, KINSHIP[relation], second, f"{draft.subject} is the {relation} of {draft.value}")


def quality(predicate: str, kind: str, verb: str, classes: tuple[str, ...] = ()) -> Row:
    """Return the row of a concept that is said of a being; `classes` are the ones that will do."""

    def row(draft: Draft, scene: Scene) -> Said:
        who, what = being(draft, "subject", scene), concept(needed(draft, "value"), kind, scene, classes)
        return one(draft, who, predicate, what, f"{draft.subject} {verb} {draft.value}")

    return row


def alias(draft: Draft, scene: Scene) -> Said:
    """Return another name of somebody."""
    who, name = being(draft, "subject", scene), needed(draft, "value")
    scene.cast.alias(who, name)
    return one(draft, who, "name", name, f"{draft.subject} is also called {name}")


def theme(draft: Draft, scene: Scene) -> Said:
    """Return what the film is about."""
    what = concept(needed(draft, "value"), "Theme", scene, ("Concept",))
    return one(draft, film_of(draft, scene), "theme", what, f"{title(draft, scene)} is about {draft.value}")


def setting_time(draft: Draft, scene: Scene) -> Said:
    """Return when the story plays."""
    date = time_of(draft)
    return one(draft, film_of(draft, scene), "setIn", date, f"{title(draft, scene)} plays in {when(date)}")


def setting_place(draft: Draft, scene: Scene) -> Said:
    """Return where the story plays."""
    where = scene.cast.thing(needed(draft, "value"), "Place")
    return one(draft, film_of(draft, scene), "setAt", where, f"{title(draft, scene)} plays in {draft.value}")


def quotation(draft: Draft, scene: Scene) -> Said:
    """Take somebody's own words; nobody of a story speaks for himself, so a character's are the document's."""
    if scene.text and scene.text[draft.span.start : draft.span.end] != draft.value:
        raise RefusedError("its words are not the passage's, to the character")
    name = text_of(draft, "speaker")
    by = (agent(draft, "speaker", scene),) if fold(name) and draft.world != "story" else ()
    return Said(f"words of {name or 'somebody'}", by=by, direct=True)


def contributor(draft: Draft, scene: Scene) -> Said:
    """Return who wrote a part of the document."""
    who = agent(draft, "value", scene, "Person")
    heading = clean(text_of(draft, "subject") or "summary", 60)
    return Said(f"{heading} is by {draft.value}", part={"heading": heading, "author": who})


def noise(draft: Draft, scene: Scene) -> Said:
    """Return as what a part of the document is left out."""
    what = clean(text_of(draft, "value") or "not the document's own matter", 60)
    return Said(f"left out as {what}", part={"leftOut": what})

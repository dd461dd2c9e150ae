"""The one table from kinds of draft to the ontology.

In goes a draft with the scene that it stands in; out comes a `Said`, from which an entry of the dossier is written. The world
of a draft decides which thing a name is: a character of the story, or a person. A draft of which no valid entry can be made
raises `RefusedError`, which says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from biopic.reading import happenings, properties
from biopic.reading.cast import Cast, agent_kind, clean, fold
from biopic.reading.drafts import Draft
from biopic.reading.saying import RefusedError, Row, Said, Scene, is_this_film, text_of

ROWS: dict[str, Row] = {
    "portrayal": properties.portrayal,
    "film_year": properties.film_year,
    "director": properties.maker("directedBy", "directed"),
    "writer": properties.maker("writtenBy", "wrote"),
    "studio": properties.maker("releasedBy", "released", "Organization"),
    "based_on": properties.based_on,
    "birth_date": happenings.mark("birth", "time"),
    "death_date": happenings.mark("death", "time"),
    "age_at_death": happenings.mark("death", "ageAt"),
    "birth_place": happenings.mark("birth", "place"),
    "setting_time": properties.setting_time,
    "setting_place": properties.setting_place,
    "kinship": properties.kinship,
    "condition": properties.quality("condition", "Condition", "has"),
    "prognosis": happenings.prognosis,
    "occupation": properties.quality("occupation", "Occupation", "works as"),
    "alias": properties.alias,
    "trait": properties.quality("trait", "Trait", "is described as", ("Concept",)),
    "theme": properties.theme,
    "award": happenings.award,
    "quotation": properties.quotation,
    "summary_contributor": properties.contributor,
    "timeline_event": happenings.timeline_event,
    "denial": happenings.denial,
    "departure": happenings.departure,
    "noise": properties.noise,
}
"""What becomes of a draft of each kind."""

LONGEST_GIST = 120


def turn(draft: Draft, scene: Scene) -> Said:
    """Return what a draft says in the dossier's own terms, or raise RefusedError."""
    if draft.span.start >= draft.span.end:
        raise RefusedError(f"passage {draft.span} is empty")
    said = ROWS[draft.kind](draft, scene)
    gist = f"it is denied that {said.gist}" if draft.denied and draft.kind != "denial" else said.gist
    said.gist = clean(gist, LONGEST_GIST)
    return said


def titles_of(drafts: Iterable[Draft], counted: Callable[[Draft], bool]) -> dict[tuple[object, ...], tuple[str, str]]:
    """Return for each entry of a timeline, by its draft's key, its own title and that of the entry before, "" for none.

    A title that stands twice has a number behind it the second time. Only entries that are `counted` stand before others.
    """
    found: dict[tuple[object, ...], tuple[str, str]] = {}
    seen: Counter[str] = Counter()
    before = ""
    for draft in drafts:
        if draft.kind == "timeline_event" and fold(text_of(draft, "title") or draft.subject):
            title = happenings.needed_title(draft)
            seen[fold(title)] += 1
            title = title if seen[fold(title)] == 1 else f"{title} ({seen[fold(title)]})"
            found[draft.key] = (title, before)
            before = title if counted(draft) else before
    return found


def introduce(cast: Cast, drafts: Sequence[Draft]) -> None:
    """Let the cast meet everybody whom the drafts name, the fullest names first, so that these become the labels."""
    film = Scene(cast)
    met: dict[tuple[str, str], int] = {}
    for draft in drafts:
        for name, kind in beings_of(draft):
            if fold(name) and not is_this_film(name, film):
                met[(name, kind)] = met.get((name, kind), 0) + 1
        cast.apart |= {frozenset((fold(one), fold(other))) for one, other in _two_beings(draft)}
    order = {key: at for at, key in enumerate(met)}
    for name, kind in sorted(met, key=lambda key: (-len(fold(key[0]).split()), -met[key], order[key])):
        cast.being(name, kind)
    for draft in drafts:
        if draft.kind == "alias" and not draft.denied and fold(draft.subject):
            name, kind = beings_of(draft)[0]
            cast.alias(cast.being(name, kind), text_of(draft, "value"))


def _two_beings(draft: Draft) -> list[tuple[str, str]]:
    """Return the pairs of names in a draft that are of two beings for sure."""
    if draft.kind == "kinship":
        return [(draft.subject, draft.value)]
    there = draft.get("participants")
    return [] if isinstance(there, str) else list(combinations(there, 2))


def beings_of(draft: Draft) -> list[tuple[str, str]]:
    """Return the names of beings in a draft, each with the class that it would be minted as."""
    subject, value = text_of(draft, "subject"), text_of(draft, "value")
    here = "Character" if draft.world == "story" else ""
    there = draft.get("participants")
    people = (there,) if isinstance(there, str) else there
    named: dict[str, list[tuple[str, str]]] = {
        "portrayal": [(subject, "Person"), (value, "Character")],
        "director": [(value, "")],
        "writer": [(value, "")],
        "studio": [(value, "Organization")],
        "kinship": [(subject, here), (value, here)],
        "quotation": [] if here else [(text_of(draft, "speaker"), "")],
        "summary_contributor": [(value, "Person")],
        "timeline_event": [(clean(each), "Character") for each in people],
        "award": [(text_of(draft, "recipient"), ""), (text_of(draft, "conferred_by"), "Organization")],
    }
    about = (
        "birth_date",
        "death_date",
        "age_at_death",
        "birth_place",
        "condition",
        "prognosis",
        "occupation",
        "alias",
        "trait",
    )
    found = named.get(draft.kind, [(subject, here)] if draft.kind in about else [])
    return [(name, kind or agent_kind(name)) for name, kind in found]

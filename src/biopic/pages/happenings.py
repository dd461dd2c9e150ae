"""What happens in a film's story and what happened in life, side by side: every event of both, in order, and their pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from biopic import terms
from biopic.ontology import BIOPIC
from biopic.pages.order import life_order, story_order, tellings
from biopic.pages.outcomes import ORDER, Compared, outcome_of
from biopic.pages.picture import Pair, Picture, Result, draw
from biopic.pages.scene import Name, Names, Scene
from biopic.sparql import Cell, plain_value

Rows = Sequence[dict[str, Cell]]
Judged = tuple[Cell, Cell, Cell]
"""The outcome, the property and the IRI of a comparison."""


@dataclass(frozen=True)
class Happenings:
    """The picture; the pairs in the story's order; the events that only one world tells of."""

    picture: Picture
    pairs: tuple[Pair, ...]
    story_only: tuple[Name, ...]
    life_only: tuple[Name, ...]


def read_happenings(scene: Scene, film: ox.NamedNode, compared: Sequence[Compared]) -> Happenings:
    """Return the events of a film's story and of the life behind it, with what came of comparing them."""
    told_of, (told, lived) = scene.rows("film-events", film=film), _told(scene, film)
    events = [*told_of, *lived]
    tied = [(plain_value(row["story"]), plain_value(row["life"])) for row in scene.rows("film-pairs", film=film)]
    names = scene.names(
        [
            *(row[key] for row in events for key in ("event", "time")),
            *(cell for each in compared for cell in each.cells),
        ]
    )
    story_events = {plain_value(row["event"]) for row in told_of}
    tied = [pair for pair in tied if pair[0] in story_events]
    life_events = {plain_value(row["event"]) for row in lived} | {b for _, b in tied}
    follows = [(plain_value(r["event"]), plain_value(r["earlier"])) for r in scene.rows("film-order", film=film)]
    story = story_order(story_events, follows, told)
    tied.sort(key=lambda pair: (story.index(pair[0]), pair[1]))
    dates = _dates(events)
    life = life_order(life_events, dates, tied, told)
    when = _when(events, names)
    names = scene.names([ox.NamedNode(iri) for iri in (*story, *life)]) if life_events - set(names.labels) else names
    pairs = _pairs(tied, compared, names, when, story, life)
    there = {name.iri for pair in pairs for name in (pair.story, pair.life) if name}
    return Happenings(
        draw([names[iri] for iri in story], [names[iri] for iri in life], pairs, when),
        tuple(pairs),
        tuple(names[iri] for iri in story if iri not in there),
        tuple(names[iri] for iri in life if iri not in there),
    )


def _told(scene: Scene, film: ox.NamedNode) -> tuple[dict[str, float], Rows]:
    """Return how far into its document each event is first told, and the events of life among them with their times."""
    rows = scene.rows("film-told", film=film)
    events = scene.rows("events", event=[row["thing"] for row in rows])
    known = {row["event"] for row in events if row["kind"] == terms.Event}
    lengths = {
        plain_value(row["document"]): int(plain_value(row["length"])) for row in scene.rows("film-documents", film=film)
    }
    told = tellings(
        (
            (plain_value(row["thing"]), plain_value(row["document"]), int(plain_value(row["first"])))
            for row in rows
            if row["thing"] in known
        ),
        lengths,
    )
    lived = [row for row in events if row["kind"] == terms.LifeEvent]
    return told, sorted(lived, key=lambda row: [plain_value(row[key]) for key in ("event", "earliest", "time")])


def _dates(events: Rows) -> dict[str, str]:
    """Return the earliest day that anybody gives for each event."""
    found: dict[str, str] = {}
    for row in events:
        if row["earliest"]:
            day, event = plain_value(row["earliest"]), plain_value(row["event"])
            found[event] = min(found.get(event, day), day)
    return found


def _when(events: Rows, names: Names) -> dict[str, str]:
    """Return the times that are given for each event, in words."""
    found: dict[str, dict[str, None]] = {}
    for row in events:
        if row["time"]:
            found.setdefault(plain_value(row["event"]), {})[names[row["time"]].label] = None
    return {event: " / ".join(times) for event, times in found.items()}


def _pairs(
    tied: Iterable[tuple[str, str]],
    compared: Iterable[Compared],
    names: Names,
    when: dict[str, str],
    story: Sequence[str],
    life: Sequence[str],
) -> list[Pair]:
    labels = names.scene.names([ox.NamedNode(BIOPIC + each) for each in ORDER])
    outcomes: dict[tuple[str, str], dict[str, Judged]] = {}
    for each in compared:
        for sides in each.sides:
            outcomes.setdefault(sides, {})[each.node.value] = (each.outcome, each.predicate, each.node)
    alone = [
        sides
        for sides, found in outcomes.items()
        if not all(sides)
        and _strongest(found.values()) in ("invented", "omitted")
        and (sides[0] in story or sides[1] in life or sides[0] in life)
    ]
    known = set(tied)
    single = [(a, b) if a not in life else ("", a) for a, b in alone]
    paired = {iri for pair in known for iri in pair}
    wanted = [*tied, *sorted(pair for pair in set(single) if not set(pair) & paired - {""})]
    made = []
    for at, (a, b) in enumerate(wanted, 1):
        found = {
            **outcomes.get((a, b), {}),
            **(outcomes.get((a or b, ""), {}) if not (a and b) else {}),
            **(outcomes.get(("", b), {}) if not a else {}),
        }
        outcome = _strongest(found.values())
        made.append(
            Pair(
                story=names[a] if a else None,
                life=names[b] if b else None,
                outcome=outcome,
                label=labels[BIOPIC + outcome].label,
                anchor=f"pair-{at}",
                story_when=when.get(a, ""),
                life_when=when.get(b, ""),
                results=_results(found.values(), names),
            )
        )
    return made


def _results(found: Iterable[Judged], names: Names) -> tuple[Result, ...]:
    """Return what was compared, by outcome; what nobody can say is left off."""
    by_outcome: dict[str, list[tuple[Name, Name]]] = {}
    label: dict[str, str] = {}
    for outcome, predicate, comparison in found:
        key = outcome_of(outcome)
        label[key] = names[outcome].label
        by_outcome.setdefault(key, []).append((names[predicate], names[comparison]))
    return tuple(
        Result(key, label[key], tuple(sorted(by_outcome[key], key=lambda each: (each[0].label, each[1].iri))))
        for key in sorted(by_outcome, key=ORDER.index)
        if key not in ("unknown", "contradicts")
    )


def _strongest(found: Iterable[Judged]) -> str:
    """Return the outcome that says most: a departure before a dispute before a match before what nobody can say."""
    return min(
        (outcome_of(each[0]) for each in found if outcome_of(each[0]) != "contradicts"),
        key=ORDER.index,
        default="unknown",
    )

"""The shape of a dossier: how much of what it has, as ratios that do not depend on its size.

In go loaded dossiers; out come figures by name. `shape.json` has those of the real dossiers as they were measured by this module
(`scripts/corpus --measure graph/mask graph/amadeus`); a test holds generated dossiers against them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from biopic.dossier import Assertion, Dossier

Each = TypeVar("Each")
Shape = dict[str, float]

MEASURED = Path(__file__).with_name("shape.json")
"""The figures of the real dossiers, by the dossier's name."""

PREDICATES = (
    "kind", "doneBy", "affects", "topic", "circumstance", "trait", "presence", "place", "time", "means", "happensIn", "follows",
    "promptedBy", "portrays", "occupation", "name", "basedOn",
)  # fmt: skip
"""The predicates whose frequency is held: those that make up a hundredth of a real dossier or more, and those that pair its worlds."""

CLASSES = ("StoryEvent", "LifeEvent", "Person", "Character", "Kind", "Concept", "Circumstance", "Trait", "Place")


def measure(dossiers: Iterable[Dossier]) -> Shape:
    """Return the figures of several dossiers taken together."""
    dossiers = list(dossiers)
    said = [each for dossier in dossiers for each in dossier.assertions]
    passages = [each for dossier in dossiers for each in dossier.passages]
    documents = [each for dossier in dossiers for each in dossier.documents.values()]
    things = [each for dossier in dossiers for each in dossier.things.values()]
    stating = Counter(passage.local for each in said for passage in each.passages)
    figures = {
        "assertions a dossier": len(said) / len(dossiers),
        "documents a dossier": len(documents) / len(dossiers),
        "things an assertion": len(things) / len(said),
        "passages a document": len(passages) / len(documents),
        "passages in 1000 characters": 1000 * len(passages) / sum(each.length for each in documents),
        "assertions a passage that states": sum(stating.values()) / len(stating),
        "characters a passage": sum(p.span.end - p.span.start for p in passages) / len(passages),
        "characters a gist": sum(len(p.gist) for p in passages) / len(passages),
        "passages that state nothing": _share(passages, lambda p: bool(p.none)),
        "passages of own words": _share(passages, lambda p: p.direct),
        **_of_assertions(said),
    }
    classes = Counter(thing.kind for thing in things)
    predicates = Counter(each.predicate for each in said)
    figures |= {f"things: {name}": classes[name] / len(things) for name in CLASSES}
    figures |= {f"assertions: {name}": predicates[name] / len(said) for name in PREDICATES}
    return {name: round(figure, 4) for name, figure in figures.items()}


def _of_assertions(said: list[Assertion]) -> Shape:
    facts = Counter((each.subject, each.predicate, each.value.local) for each in said)
    return {
        "assertions denied": _share(said, lambda each: each.denied),
        "assertions by somebody named": _share(said, lambda each: each.named > 0),
        "assertions by hearsay": _share(said, lambda each: each.named > 1),
        "assertions of the story": _share(said, lambda each: each.world == "story"),
        "assertions of life": _share(said, lambda each: each.world == "life"),
        "assertions with several passages": _share(said, lambda each: len(each.passages) > 1),
        "statements made more than once": sum(many > 1 for many in facts.values()) / len(facts),
    }


def _share(items: Sequence[Each], holds: Callable[[Each], bool]) -> float:
    return sum(map(holds, items)) / len(items)


def load_measured() -> Mapping[str, Shape]:
    """Return the figures of the real dossiers."""
    shapes: dict[str, Shape] = json.loads(MEASURED.read_text(encoding="utf-8"))
    return shapes


def write_measured(folders: Iterable[Path]) -> None:
    """Measure real dossiers and keep their figures."""
    from biopic.build import load_graph

    shapes = {dossier.name: measure([dossier]) for folder in folders for dossier in load_graph(folder)}
    MEASURED.write_text(json.dumps(shapes, indent=1, sort_keys=True) + "\n", encoding="utf-8")

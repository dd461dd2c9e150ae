"""schema.org JSON-LD of what a page is about, for the machines that read pages (https://schema.org/docs/schemas.html)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from biopic.ontology import BIOPIC
from biopic.pages.scene import Name

_TYPES = {
    "Film": "Movie",
    "Person": "Person",
    "Organization": "Organization",
    "Place": "Place",
    "LifeEvent": "Event",
    "ProductionEvent": "Event",
    "Work": "CreativeWork",
    "Document": "DigitalDocument",
    "Condition": "MedicalCondition",
}
"""What a class of ours is there; what is in none of them, such as a character, is a Thing, for none of theirs fits."""


class Decided(Protocol):
    """What was decided on a thing and an entity elsewhere."""

    @property
    def decision(self) -> str: ...
    @property
    def entity(self) -> Name: ...


def thing_data(name: Name, classes: Sequence[str], also: Sequence[str], links: Sequence[Decided]) -> dict[str, Any]:
    """Return a thing as schema.org has it: its type, its names, and the entities that are the same."""
    kind = next((_TYPES[local] for iri in classes if (local := iri.removeprefix(BIOPIC)) in _TYPES), "Thing")
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": kind, "@id": name.iri, "name": name.label}
    if also:
        data["alternateName"] = sorted(also)
    if same := sorted(each.entity.iri for each in links if each.decision == "same"):
        data["sameAs"] = same
    return data

"""schema.org JSON-LD of what a page is about, for the machines that read pages (https://schema.org/docs/schemas.html)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


class Played(Protocol):
    """A character and its performers."""

    @property
    def character(self) -> Name: ...
    @property
    def performers(self) -> Sequence[Name]: ...


def thing_data(name: Name, classes: Sequence[str], also: Sequence[str], links: Sequence[Decided]) -> dict[str, Any]:
    """Return a thing as schema.org has it: its type, its names, and the entities that are the same."""
    kind = next((_TYPES[local] for iri in classes if (local := iri.removeprefix(BIOPIC)) in _TYPES), "Thing")
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": kind, "@id": name.iri, "name": name.label}
    if also:
        data["alternateName"] = sorted(also)
    if same := sorted(each.entity.iri for each in links if each.decision == "same"):
        data["sameAs"] = same
    return data


def film_data(
    name: Name, making: Mapping[str, Sequence[Name]], cast: Iterable[Played], same: Iterable[str]
) -> dict[str, Any]:
    """Return a film as a schema.org Movie: who made it, when it came out, who plays whom, whom it is about."""
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": "Movie", "@id": name.iri, "name": name.label}
    for key, theirs in (("directedBy", "director"), ("writtenBy", "author"), ("basedOn", "about")):
        if making.get(key):
            data[theirs] = [
                {"@type": "Person" if key != "basedOn" else "Thing", "@id": e.iri, "name": e.label} for e in making[key]
            ]
    if years := [each.label for each in making.get("releasedIn", ()) if each.label.isdigit()]:
        data["dateCreated"] = years[0]
    data["actor"] = [
        {
            "@type": "PerformanceRole",
            "characterName": part.character.label,
            "actor": [{"@type": "Person", "@id": each.iri, "name": each.label} for each in part.performers],
        }
        for part in cast
    ]
    if found := sorted(same):
        data["sameAs"] = found
    return data

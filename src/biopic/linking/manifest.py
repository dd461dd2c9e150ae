"""What a reconciliation service says of itself: its version, how its ids become entities, whether it knows Wikidata's properties.

See https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#service-manifest and the draft of 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from biopic.errors import EndpointError
from biopic.links import WIKIDATA, entity_iri

VERSIONS = ("0.2", "1.0-draft", "1.0")
"""The versions that are spoken here, the first of which a service has is used. Of 0.1, 0.2 took over all that is used here."""

OLD = "0.1"


@dataclass(frozen=True)
class Manifest:
    """A service's manifest, as far as it is used here."""

    name: str
    versions: tuple[str, ...]
    space: str
    view: str
    extends: bool

    @property
    def version(self) -> str:
        """Return the version in which the service is asked, nothing where none is known here."""
        known = [each for each in VERSIONS if each in self.versions]
        return known[0] if known else OLD if not self.versions or OLD in self.versions else ""

    @property
    def draft(self) -> bool:
        """Say whether the service is asked in the form of 1.0."""
        return self.version.startswith("1.0")

    @property
    def wikidata(self) -> bool:
        """Say whether its entities are Wikidata's."""
        return "wikidata.org/" in (self.space or self.view)

    def check(self, url: str) -> None:
        """Raise EndpointError where the service speaks no version that is known here."""
        if not self.version:
            raise EndpointError(
                f"the service speaks versions of the Reconciliation API that are not known here: {', '.join(self.versions)}",
                file=url,
                todo=f"use a service of {' or '.join(VERSIONS[:2])}, or --via sparql",
            )

    def entity(self, id: str) -> str | None:
        """Return the IRI of an entity, None where the id is no part of one."""
        iri = id if id.startswith(("http://", "https://")) else self._expanded(id)
        try:
            return entity_iri(iri)
        except ValueError:
            return None

    def _expanded(self, id: str) -> str:
        if self.wikidata:
            return WIKIDATA + id
        if self.space:
            return self.space + id
        return self.view.replace("{{id}}", id).replace("{id}", id)


def read_manifest(answer: Any) -> Manifest:
    """Read a manifest; raise ValueError, TypeError or KeyError where it is none."""
    if not isinstance(answer, dict) or not isinstance(answer.get("name"), str):
        raise ValueError("no manifest of a reconciliation service")
    versions = answer.get("versions") or []
    if not isinstance(versions, list) or not all(isinstance(each, str) for each in versions):
        raise ValueError("no manifest of a reconciliation service: versions is no list")
    view = answer.get("view")
    return Manifest(
        name=answer["name"],
        versions=tuple(versions),
        space=str(answer.get("identifierSpace") or ""),
        view=str(view.get("url", "")) if isinstance(view, dict) else "",
        extends=isinstance(answer.get("extend"), dict),
    )

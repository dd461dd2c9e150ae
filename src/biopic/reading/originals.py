"""Those on whom somebody in a film is based: what a text tells of them is told of life, on a page about the story, too.

A name that a character bears as well may mean either; for it only the very passage speaks that says who is based on whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from biopic.reading.drafts import Draft

if TYPE_CHECKING:
    from biopic.reading.text import Text


def with_originals(text: Text, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts, the occupations of those on whom somebody is based with the world "life"."""
    found = list(drafts)
    links = [draft for draft in found if draft.kind == "based_on"]
    originals = _originals(text, found) if links else frozenset()
    for draft in found:
        of_life = draft.kind == "occupation" and (
            any(link.value == draft.subject and link.span.overlaps(draft.span) for link in links)
            or (draft.subject in originals and text.worlds.told(draft.span.start) != "story")
        )
        yield replace(draft, world="life") if of_life else draft


def _originals(text: Text, drafts: list[Draft]) -> frozenset[str]:
    """Return the names of those on whom a being is based, without the names that a character bears."""
    beings = {being.name for being in text.people.beings}
    links = [draft for draft in drafts if draft.kind == "based_on" and draft.subject in beings]
    played = {draft.value for draft in drafts if draft.kind == "portrayal"}
    return frozenset(link.value for link in links) - {link.subject for link in links} - played

"""Who has which illness, injury or disability, by all that `sickness` reads."""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.drafts import Draft
from biopic.reading.sickness import conditions
from biopic.reading.text import Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that somebody has an ailment; a bare possessive states it once a section."""
    yield from conditions(text)

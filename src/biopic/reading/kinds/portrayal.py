"""Who plays whom, as `biopic.reading.performers` finds it: "Ada (Ines Carr)", "Ines Carr as Ada", a cast list."""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.drafts import Draft
from biopic.reading.performers import find_portrayals
from biopic.reading.text import Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that a performer plays a character."""
    yield from find_portrayals(text)

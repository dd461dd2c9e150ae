"""When the story is set: under a heading such as "Time period", "set in the winter of 1931", "Saltby, 1931." See `backdrops`."""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.backdrops import backdrops
from biopic.reading.drafts import Draft
from biopic.reading.text import Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each time in which the story is set."""
    for each in backdrops(text):
        if each.sort == "time":
            yield Draft(
                "setting_time",
                text.film,
                each.value,
                each.span,
                "story",
                each.sure,
                f"setting {each.reader}",
                fields=(("precision", each.precision),),
            )

"""Where the story is set: under a heading such as "Location", "takes place in Saltby, Maine", "1930s Saltby". See `backdrops`."""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.backdrops import backdrops
from biopic.reading.drafts import Draft
from biopic.reading.text import Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each place in which the story is set."""
    for each in backdrops(text):
        if each.sort == "place":
            yield Draft("setting_place", text.film, each.value, each.span, "story", each.sure, f"setting {each.reader}")

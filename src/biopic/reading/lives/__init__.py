"""When and where lives begin and end: births, deaths, ages at death and birth places, by all the forms in which texts tell them.

`lifetimes` is the one door: it reads a text once, for all four kinds, and settles what two rules say of one passage.
"""

from __future__ import annotations

from functools import lru_cache

from biopic.reading.drafts import Draft
from biopic.reading.lives.births import find_births
from biopic.reading.lives.boxes import find_boxes
from biopic.reading.lives.brackets import find_brackets
from biopic.reading.lives.deaths import find_deaths, on_birthdays
from biopic.reading.lives.facts import settled
from biopic.reading.lives.natives import find_natives
from biopic.reading.text import Text


@lru_cache(maxsize=2)
def lifetimes(text: Text) -> tuple[Draft, ...]:
    """Return the drafts of all four kinds in a text."""
    readers = (find_births, find_natives, find_deaths, find_brackets, find_boxes)
    drafts = settled(draft for read in readers for draft in read(text))
    return (*drafts, *on_birthdays(drafts, text))

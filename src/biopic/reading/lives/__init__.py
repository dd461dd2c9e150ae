"""When and where lives begin and end: births, deaths, ages at death and birth places, by all the forms in which texts tell them.

`lifetimes` is the one door: it reads a text once, for all four kinds, and settles what two rules say of one passage.
"""

from __future__ import annotations

from functools import lru_cache

from biopic.reading.drafts import Draft
from biopic.reading.lives.births import births
from biopic.reading.lives.boxes import boxes
from biopic.reading.lives.brackets import brackets
from biopic.reading.lives.deaths import deaths
from biopic.reading.lives.facts import settled
from biopic.reading.lives.natives import natives
from biopic.reading.text import Text


@lru_cache(maxsize=2)
def lifetimes(text: Text) -> tuple[Draft, ...]:
    """Return the drafts of all four kinds in a text."""
    return tuple(settled(draft for read in (births, natives, deaths, brackets, boxes) for draft in read(text)))

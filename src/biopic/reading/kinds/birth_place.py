"""Where people are born, as the text has it: "born in Saltby, Maine", "a native of Saltby", "Birthplace: Saltby".

The forms are read together by `biopic.reading.lives`.
"""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.drafts import Draft
from biopic.reading.lives import lifetimes
from biopic.reading.text import Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement of birth place."""
    return (draft for draft in lifetimes(text) if draft.kind == "birth_place")

"""When people are born, a draft for each statement of it: "born in Saltby on 3 May 1899", "(1899–1931)", "Born: 3 May 1899".

The forms are read together by `biopic.reading.lives`.
"""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.drafts import Draft
from biopic.reading.lives import lifetimes
from biopic.reading.text import Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement of birth date."""
    return (draft for draft in lifetimes(text) if draft.kind == "birth_date")

"""When people die, a draft for each statement of it: "died on 2 June 1931", "was killed in 1943", "(1899–1931)".

The forms are read together by `biopic.reading.lives`.
"""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.drafts import Draft
from biopic.reading.lives import lifetimes
from biopic.reading.text import Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement of death date."""
    return (draft for draft in lifetimes(text) if draft.kind == "death_date")

"""At what age people die: "died at thirty-two", "aged 32", "She was 32." behind a sentence that tells a death.

The forms are read together by `biopic.reading.lives`.
"""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.drafts import Draft
from biopic.reading.lives import lifetimes
from biopic.reading.text import Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement of age at death."""
    return (draft for draft in lifetimes(text) if draft.kind == "age_at_death")

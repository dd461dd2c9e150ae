"""What somebody says between quotation marks, and who, as `biopic.reading.speakers` finds it."""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.drafts import Draft
from biopic.reading.speakers import find_quotations
from biopic.reading.text import Text


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each quotation, with its speaker, "" where the text names nobody."""
    yield from find_quotations(text)

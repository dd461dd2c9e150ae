"""What is not the document's own matter, as `biopic.reading.noise` marks it, with what it is: advertisement, teaser, ..."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.reading.drafts import Draft
from biopic.reading.text import Text

_SORTS = (
    ("advertisement", r"\bad(?:s|vert(?:isement)?)?\b|sponsor|promot|\bapp\b|subscri|sign[- ]?(?:me )?up|newsletter|inbox|e-?mail|free trial|% off|\bquiz\b|buy now|shop"),
    ("teaser", r"more (?:from|stories|like)|read (?:next|more)|similar|related|recommend|you (?:may|might)|trending|movies like|films like|^\W*(?:news|next|more)\b|…$|\.\.\.$"),
    ("copyright", r"©|copyright|all rights reserved"),
    ("navigation", r"."),
)  # fmt: skip


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each unbroken stretch of noise."""
    for span in text.noise:
        words = text.text[span.start : span.end]
        sort = next(
            (
                sort
                for sort, pattern in _SORTS
                if re.search(pattern, words.split("\n")[0], re.IGNORECASE | re.MULTILINE)
            ),
            "navigation",
        )
        if sort == "navigation":
            sort = next(
                (s for s, pattern in _SORTS[:3] if re.search(pattern, words, re.IGNORECASE | re.MULTILINE)), sort
            )
        yield Draft("noise", "", sort, span, "production", 0.8, "noise")

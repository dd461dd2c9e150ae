"""Lines that sell or ask something, in whatever words: told by several signs together, none of which tells by itself.

A pitch speaks to the reader, bids, names a price or a gift, and calls out. A story does one or the other of these, too, so
that a short line counts as a pitch only if it shows three of them, stands apart, and names nobody of the text.
"""

from __future__ import annotations

import re

_BIDS = r"(?:get|try|join|start|read|listen|save|share|sign|subscribe|follow|turn on|ask|write to|click|tap|download|shop|order|buy|watch|stream|support|chip in|give|send|rate|report|discover|browse|grab|treat|claim|book|visit|switch|upgrade|unlock)"
_SIGNS = (
    re.compile(rf"(?:^\W*|[.!?:]\s+){_BIDS}\b(?!ing)", re.IGNORECASE),
    re.compile(r"\b(?:you|your|you['’]re|we|us|our)\b", re.IGNORECASE),
    re.compile(
        r"[£$€]\s?\d|\b\d+\s?%|\bfree\b|\bfor nothing\b|\b(?:price|prices|offer|deal|discount|trial|delivery|half off|code)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:a|per|every) (?:year|month|week|day|friday|sunday|saturday|morning)\b|\btoday\b|\bnow\b|\b(?:this|next) (?:week|weekend|month)\b|\b\d+ (?:days|nights|weeks|months)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:spam|newsletter|letter|issues?|magazine|app|alerts|inbox|e-?mail|sponsors?|partner|membership|members|subscription|readers|tickets|merch|tote bag|popcorn|mattress|gift card)\b",
        re.IGNORECASE,
    ),
    re.compile(r"[!?](?:\s|$)"),
    re.compile(r"^[^\w\s\"“‘'(\[-]"),
)
"""What a pitch does: it bids, speaks to somebody, names a price or a gift, sets a time, sells what is read, calls out, waves a picture."""
_TELLS = re.compile(r"\b(?:he|she|his|her|him|was|were|had)\b|[\"“”«»]", re.IGNORECASE)
"""Words of telling, and marks of speech: a line that has them is the text's own."""
_LONGEST = 160
"""Characters of a pitch."""


def is_pitch(line: str) -> bool:
    """Say whether a line sells or asks something.

    >>> is_pitch("Four issues, one tote bag, no spam. From £24 a year. Start today!"), is_pitch("Join us? She never would.")
    (True, False)
    """
    return len(line) <= _LONGEST and not _TELLS.search(line) and sum(bool(sign.search(line)) for sign in _SIGNS) >= 3

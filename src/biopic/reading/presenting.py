"""Ailments that a sentence puts before the reader without saying whose: "Then came an addiction", "the headaches never went away".

They are those of whom the sentences before speak.
"""

from __future__ import annotations

import re

from biopic.documents import Span
from biopic.reading.ailments import Ailment
from biopic.reading.suffering import DET
from biopic.reading.text import Text

_LINGERS = re.compile(
    r"(?:\sand\sthe\s[a-z]+(?:\sto\s[a-z]+)?)?\s(?:(?:did|would|do|will)\snot\sgo\saway|never\s(?:went|goes)\saway|(?:got|grew|became|gets?|grows?)\s(?:steadily\s)?worse|worsen(?:s|ed)|set\sin|returned|came\sback|remained|lingered|stayed)\b"
)
"""What an ailment does, whoever has it."""
_PRESENTED = re.compile(
    rf"(?:^|[.!?]\s|;\s)(?:(?:[Tt]hen|[Nn]ext|[Ll]ater|[Ss]oon|[Aa]fter(?:wards| that)?|[Aa]nd then)\s(?:came|comes)|(?P<all>[Ww]hat\s(?:comes?|came|follow(?:s|ed)?)\s?(?:after(?:wards)?|next|then)?\s(?:is|was|were)))\s{DET}$"
)
"""A sentence that puts an ailment before the reader: "Then came an addiction"."""
_OPENS_WITH_THE = re.compile(r"\b[Tt]he\s(?:[a-z]+\s(?:and\sthe\s)?)?$")


def presented(text: Text, ailment: Ailment, left: str) -> tuple[str, Span, float, str] | None:
    """Return who has an ailment that is only presented, with its span; `left` are the masked words before it."""
    if ailment.sort not in ("noun", "part"):
        return None
    match = _PRESENTED.search(left)
    lingers = _LINGERS.match(text.masked, ailment.end, ailment.end + 90)
    if not match and not (lingers and _OPENS_WITH_THE.search(left)):
        return None
    being = text.people.main() if match and match["all"] else text.whom.subject(ailment.start)
    return (being.name, Span(ailment.start, ailment.end), 0.65, "condition presented") if being else None

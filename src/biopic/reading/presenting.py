"""Ailments that a sentence puts before the reader without saying who has them: "Then came an addiction", "the certificate says gout".

They are those of whom the sentences before speak, or whose body they are found in.
"""

from __future__ import annotations

import re

from biopic.documents import Span
from biopic.reading.ailments import Ailment
from biopic.reading.beings import Being
from biopic.reading.clauses import person_at
from biopic.reading.drafts import Draft
from biopic.reading.patterns import N
from biopic.reading.references import innermost
from biopic.reading.suffering import ALONE, CLOSES, DET, PRONOUN
from biopic.reading.text import Text

_LINGERS = re.compile(
    r"(?:\sand\sthe\s[a-z]+(?:\sto\s[a-z]+)?)?\s(?:(?:did|would|do|will)\snot\sgo\saway|never\s(?:went|goes)\saway|(?:got|grew|became|gets?|grows?)\s(?:steadily\s)?worse|worsen(?:s|ed)|set\sin|returned|came\sback|remained|lingered|stayed)\b"
)
"""What an ailment does, whoever has it."""
_PRESENTED = re.compile(
    rf"(?:^|[.!?]\s|;\s)(?:(?:[Tt]hen|[Nn]ext|[Ll]ater|[Ss]oon|[Aa]fter(?:wards| that)?|[Aa]nd then)(?:,\s[^,.;\n]{{1,25}},)?\s(?:came|comes)|(?P<all>[Ww]hat\s(?:comes?|came|follow(?:s|ed)?)\s?(?:after(?:wards)?|next|then)?\s(?:is|was|were)))\s{DET}$"
)
"""A sentence that puts an ailment before the reader: "Then came an addiction"."""
_PUT = re.compile(
    rf"\b(?:(?:certificate|report|autopsy|surgeons?|x-rays?|X-rays?|scans?|biopsy|examination|check-up|specialists?|tests?|diagnosis|file|record|inquest|hospital|one|they|people|doctors)(?:['’]d|\swould)?\s(?:now\s|today\s)?(?:says?|said|gives?|gave|speaks? of|spoke of|calls? it|called it|reads?|finds?|found|shows?|showed|reveal(?:s|ed)|discover(?:s|ed)?|detect(?:s|ed)?|spot(?:s|ted)?))\s{DET}$|\bname\s(?:for|of)\s(?:it|this|that|(?:the|what)\s[^.;:\n]{{1,40}})(?:\s(?:was|is)|[,:]|\s[—–-])\s{DET}$|\b(?:gave|give|gives|given|giving|put|puts)\s(?:it|this)\sa\s(?:[a-z]+\s)?name(?:[,:]|\s[—–-])\s{DET}$"
)
"""What a document or a doctor calls it."""
_OPENS_WITH_THE = re.compile(r"\b[Tt]he\s(?:[a-z]+\s(?:and\sthe\s)?)?$")


_IN_BODY = re.compile(
    rf"\s(?:in|on|behind|under)\s(?P<whom>{N}['’]s|his|her)\s(?:[a-z]+\s){{0,2}}?(?:throat|lungs?|brain|head|skull|neck|liver|stomach|heart|spine|breast|chest|blood|eyes?|ears?|kidneys?|bones?)\b"
)


def found_in_body(text: Text, ailment: Ailment) -> tuple[str, Span, float, str] | None:
    """Return who has what doctors find in his body, with its span: "a tumour in Ada's throat"."""
    match = _IN_BODY.match(text.masked, ailment.end, ailment.end + 60)
    match = match or _IN_BODY.search(text.masked, ailment.start, ailment.end)
    if not match:
        return None
    at, whom = match.start("whom"), re.sub(r"['’]s?$", "", match["whom"])
    end = max(ailment.end, match.end())
    return person_at(text, Span(at, at + len(whom))), Span(ailment.start, end), 0.65, "condition found"


def presented(text: Text, ailment: Ailment, left: str) -> tuple[str, Span, float, str] | None:
    """Return who has an ailment that is only presented, with its span; `left` are the masked words before it."""
    if ailment.sort not in ("noun", "part"):
        return None
    match = _PRESENTED.search(left)
    if not match and _PUT.search(left):
        being = text.whom.subject(ailment.start)
        return (being.name, Span(ailment.start, ailment.end), 0.55, "condition presented") if being else None
    lingers = _LINGERS.match(text.masked, ailment.end, ailment.end + 90)
    if not match and not (lingers and _OPENS_WITH_THE.search(left)):
        return None
    being = text.people.main() if match and match["all"] else text.whom.subject(ailment.start)
    return (being.name, Span(ailment.start, ailment.end), 0.65, "condition presented") if being else None


def alone(text: Text, ailment: Ailment, last: tuple[int, Draft] | None) -> tuple[str, Span, float, str] | None:
    """Read a sentence that is nothing but an ailment: "Pneumonia." or "Polio, at four." """
    before = text.text[max(0, ailment.start - 3) : ailment.start]
    if (
        ailment.sort not in ("noun", "part")
        or ailment.vague
        or not ALONE.search(before)
        or not CLOSES.match(text.text, ailment.end)
        or text.section_at(ailment.start).matter == "themes"
    ):
        return None
    if last and ailment.start - last[0] < 60:
        return (last[1].subject, Span(ailment.start, ailment.end), 0.55, "condition alone")
    being = _topic(text, ailment)
    return (being.name, Span(ailment.start, ailment.end), 0.5, "condition alone") if being else None


def _topic(text: Text, ailment: Ailment) -> Being | None:
    """Return whom the pronoun nearest before means that stands in speech if the ailment does, outside if it does not."""
    spoken = innermost(text, ailment.start) is not None
    for match in reversed(list(PRONOUN.finditer(text.text, max(0, ailment.start - 900), ailment.start))):
        if (innermost(text, match.start()) is not None) == spoken:
            return text.antecedent(match.start())
    near = text.people.before(ailment.start)
    return near[0] if near else None

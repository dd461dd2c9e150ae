"""Drafts of the four kinds that tell when and where somebody's life began and ended, and how they settle among themselves.

Two rules may read one passage; of two drafts with one subject whose passages meet, the surer stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.text import Text
from biopic.reading.times import When


def dated(text: Text, kind: str, who: str, when: When, span: Span, confidence: float, reader: str) -> Draft:
    """Return a draft of a birth or death at a time; a season counts as its year, "around 1917" as that year."""
    date = re.sub(r"^(\d{4})-2[1-4]$", r"\1", when.edtf.rstrip("~"))
    sure = confidence - 0.1 * when.inferred
    fields = (("precision", when.precision),)
    return Draft(kind, who, date, span, text.world_at(span.start), sure, reader, fields=fields)


def aged(text: Text, who: str, age: int, span: Span, confidence: float, reader: str) -> Draft:
    """Return a draft of somebody's age at death."""
    return Draft("age_at_death", who, str(age), span, text.world_at(span.start), confidence, reader)


def placed(text: Text, who: str, place: str, span: Span, confidence: float, reader: str) -> Draft:
    """Return a draft of somebody's birth place."""
    return Draft("birth_place", who, place, span, text.world_at(span.start), confidence, reader)


def settled(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts without those that share characters with a surer one of the same kind and subject."""
    kept: dict[tuple[str, str], list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.span.start, d.span.end, d.value)):
        known = kept.setdefault((draft.kind, draft.subject), [])
        if not any(each.span.overlaps(draft.span) for each in known):
            known.append(draft)
    return [draft for known in kept.values() for draft in known]

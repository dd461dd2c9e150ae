"""Drafts: what a reader finds in a text, one fact at one passage, before anybody has reviewed it.

A draft travels as one JSON object a line: `kind`, `subject`, `value`, `start`, `end` (Unicode code points of the stored
text, half-open), `world`, `denied`, `confidence` (0 to 1) and `reader` (the rule or model that found it), then the
further fields of its kind (see `KINDS`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from biopic.documents import Span
from biopic.errors import InputError

KINDS: dict[str, tuple[str, ...]] = {
    "portrayal": ("film",),
    "film_year": (),
    "director": (),
    "writer": (),
    "studio": (),
    "based_on": (),
    "birth_date": ("precision",),
    "death_date": ("precision",),
    "age_at_death": ("precision",),
    "birth_place": ("precision",),
    "setting_time": ("precision",),
    "setting_place": (),
    "kinship": ("relation",),
    "condition": (),
    "prognosis": (),
    "occupation": (),
    "alias": (),
    "trait": (),
    "theme": (),
    "award": ("award", "recipient", "work", "conferred_by", "result"),
    "quotation": ("speaker",),
    "summary_contributor": (),
    "timeline_event": ("title", "time", "place", "participants"),
    "denial": ("predicate",),
    "departure": ("film_side", "life_side"),
    "noise": (),
}
"""Every kind of draft, with the further fields that it may have."""

WORLDS = ("story", "life", "production")

ALWAYS = ("kind", "subject", "value", "start", "end", "world", "denied", "confidence", "reader")
"""The fields that every draft has, in the order in which they are written."""


@dataclass(frozen=True)
class Draft:
    """One fact that a reader found at one passage; `fields` are the further ones of its kind, in a fixed order."""

    kind: str
    subject: str
    value: str
    span: Span
    world: str
    confidence: float
    reader: str
    denied: bool = False
    fields: tuple[tuple[str, str | tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        assert self.kind in KINDS and self.world in WORLDS, self
        assert {name for name, _ in self.fields} <= set(KINDS[self.kind]), self

    def get(self, name: str) -> str | tuple[str, ...]:
        """Return a further field, empty where there is none."""
        return dict(self.fields).get(name, "")

    @property
    def key(self) -> tuple[object, ...]:
        """Return what makes two drafts the same: all but the confidence and the reader."""
        return (self.span.start, self.span.end, self.kind, self.subject, self.value, self.denied, self.fields)

    def to_json(self) -> str:
        """Return the draft as one line of JSON.

        >>> Draft("theme", "Lamp", "Duty", Span(4, 8), "production", 0.9, "theme").to_json()
        '{"kind": "theme", "subject": "Lamp", "value": "Duty", "start": 4, "end": 8, "world": "production", "denied": false, "confidence": 0.9, "reader": "theme"}'
        """
        always = (self.kind, self.subject, self.value, self.span.start, self.span.end, self.world, self.denied,
                  round(self.confidence, 2), self.reader)  # fmt: skip
        further = {name: list(value) if isinstance(value, tuple) else value for name, value in self.fields}
        return json.dumps(dict(zip(ALWAYS, always, strict=True)) | further, ensure_ascii=False)


def from_json(line: str, *, file: str = "", number: int = 0) -> Draft:
    """Read one line that `to_json` wrote, or raise InputError.

    >>> line = Draft("theme", "Lamp", "Duty", Span(4, 8), "production", 0.9, "theme").to_json()
    >>> from_json(line).to_json() == line
    True
    """
    try:
        data = json.loads(line)
        return _draft(data)
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError, RecursionError):
        raise InputError(
            "is no draft", file=file or None, line=number or None, todo="write one JSON object as `biopic read --format jsonl` does"
        ) from None  # fmt: skip


def _draft(data: dict[str, Any]) -> Draft:
    kind = data["kind"]
    start, end = int(data["start"]), int(data["end"])
    if not 0 <= start <= end or not isinstance(data["denied"], bool):
        raise ValueError(data)
    fields = tuple((name, _field(data[name])) for name in KINDS[kind] if name in data)
    confidence = float(data["confidence"])
    return Draft(kind, str(data["subject"]), str(data["value"]), Span(start, end), data["world"], confidence,
                 str(data["reader"]), data["denied"], fields)  # fmt: skip


def _field(value: Any) -> str | tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else str(value)


def in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Return drafts by where they stand, each once: of two that are the same, the more confident."""
    best: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        known = best.get(draft.key)
        if known is None or (draft.confidence, draft.reader) > (known.confidence, known.reader):
            best[draft.key] = draft
    return sorted(best.values(), key=lambda d: (d.span.start, d.span.end, d.kind, d.subject, d.value, d.to_json()))

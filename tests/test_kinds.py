"""The recognisers, one by one: what each must find in a sentence or two, and what it must leave alone.

The cases stand in `data/reading/cases/<kind>.yaml`: a `text`, and what the reader `finds` of that kind in it, with the
passage and any further fields that matter; an empty list where there is nothing to find.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from biopic.reading.drafts import KINDS
from biopic.reading.reader import read_text, recognisers

CASES = Path(__file__).parent / "data" / "reading" / "cases"


def cases() -> Iterator[Any]:
    """Yield each case with its kind, named after the start of its text."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(path.stem, case["text"], case["finds"], id=f"{path.stem}: {case['text'][:60]}")


@pytest.mark.parametrize(("kind", "text", "finds"), list(cases()))
def test_reader_finds_what_stands_there(kind: str, text: str, finds: list[dict[str, str]]) -> None:
    """No more, no less, at the very passage."""
    drafts = [draft for draft in read_text(text) if draft.kind == kind]
    found = [
        {"subject": d.subject, "value": d.value, "passage": text[d.span.start : d.span.end], **dict(d.fields)}
        for d in drafts
    ]
    shown = [{key: row.get(key) for key in wanted} for row, wanted in zip(found, finds, strict=False)]
    wanted = [{key: [*value] if isinstance(value, list) else str(value) for key, value in row.items()} for row in finds]
    shown = [{key: [*value] if isinstance(value, tuple) else value for key, value in row.items()} for row in shown]
    assert (len(found), shown) == (len(wanted), wanted), found


def test_every_recogniser_has_cases_of_both_sorts() -> None:
    """Some with a find and some without."""
    sorts: dict[str, set[bool]] = {}
    for kind, _, finds in (param.values for param in cases()):
        sorts.setdefault(str(kind), set()).add(bool(finds))
    assert set(sorts) <= set(KINDS)
    assert all(found == {True, False} for found in sorts.values()), sorts
    assert recognisers()

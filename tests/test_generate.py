"""Generated files are what their sources make of them; nobody edits one by hand and forgets the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from biopic.build import build
from biopic.generate import generated
from biopic.places import CHECKOUT
from biopic.schema import json_schema


def test_every_generated_file_is_up_to_date(request: pytest.FixtureRequest) -> None:
    """`scripts/generate` mends it; the closed namespace is compared as the formatter leaves it."""
    stale = []
    for path, text in generated():
        if request.config.getoption("--renew"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, newline="")
        if not path.exists() or path.read_bytes().split() != text.encode().split():
            stale.append(str(path.relative_to(CHECKOUT)))
    assert not stale, f"{', '.join(stale)}: not what the sources make; run scripts/generate"


def test_generating_twice_gives_the_same(tmp_path: Path) -> None:
    """Whatever does not need the graph, in the folder that is named."""
    first, second = ({p: t for p, t in _light(tmp_path)} for _ in range(2))
    assert first == second
    assert all(path.is_relative_to(tmp_path) for path in first)
    assert json_schema("things")["title"] == "biopic things"
    assert callable(build)


def _light(root: Path) -> list[tuple[Path, str]]:
    files = generated(root)
    return [next(files) for _ in range(6)]

"""Generated files are what their sources make of them; nobody edits one by hand and forgets the source."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from biopic.generate import generated
from biopic.places import CHECKOUT


def written(path: Path) -> str:
    """Return a file's text; of a module, its words, since a formatter sets its white space."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return laid_out(path, text)


def laid_out(path: Path, text: str) -> str:
    """Return what of `text` counts."""
    return " ".join(text.split()) if path.suffix == ".py" else text


def test_every_generated_file_is_up_to_date(request: pytest.FixtureRequest) -> None:
    """`scripts/generate`, or this test with --renew, mends it."""
    stale = []
    for path, text in generated():
        if request.config.getoption("--renew"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, newline="")
        if written(path) != laid_out(path, text):
            stale.append(str(path.relative_to(CHECKOUT)))
    assert not stale, f"{', '.join(stale)}: not what the sources make; run scripts/generate"


def test_generating_twice_gives_the_same(tmp_path: Path) -> None:
    """The files that need no graph, under whichever folder is named."""
    first, second = (list(islice(generated(tmp_path), 6)) for _ in range(2))
    assert first == second
    assert all(path.is_relative_to(tmp_path) for path, _ in first)

"""The words of which corpora are made, from `words.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


@cache
def words() -> dict[str, Any]:
    """Return every list and table of words."""
    import yaml

    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))

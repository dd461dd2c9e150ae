"""Read a text: run every recogniser over it and return what they find, in the order of the text, each fact once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from biopic.reading import kinds
from biopic.reading.drafts import Draft, in_order
from biopic.reading.originals import with_originals
from biopic.reading.text import Text

Recogniser = Callable[[Text], Iterator[Draft]]


@cache
def recognisers() -> dict[str, Recogniser]:
    """Return every recogniser by the name of its file, in the order of the names."""
    names = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))
    return {name: importlib.import_module(f"{kinds.__name__}.{name}").find for name in names}


def read_text(text: str) -> list[Draft]:
    """Return what the recognisers find in `text`; nothing stands inside what one of them finds to be noise.

    >>> read_text("")
    []
    """
    shared = Text(text)
    found = (draft for recognise in recognisers().values() for draft in recognise(shared))
    matter = (draft for draft in found if draft.kind == "noise" or not shared.is_noise(draft.span))
    return in_order(with_originals(shared, matter))

"""The closed namespace: what Python can name is what the ontology declares, in both directions."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from biopic import terms
from biopic.generate import names_of
from biopic.ontology import BIOPIC, load_vocabulary

SOURCE = Path(terms.__file__).parent
CONSTANTS = {name: value for name, value in vars(terms).items() if isinstance(value, ox.NamedNode)}


def test_every_term_has_a_constant_and_every_constant_a_term() -> None:
    """Under its own name."""
    assert set(CONSTANTS) == set(names_of(load_vocabulary()))
    assert {name: node.value for name, node in CONSTANTS.items()} == {name: BIOPIC + name for name in CONSTANTS}


def test_misspelt_term_fails_when_it_is_imported() -> None:
    """Not when somebody misses a row."""
    with pytest.raises(AttributeError):
        getattr(terms, "Asertion")  # noqa: B009


def test_term_in_a_query_inside_the_code_is_declared() -> None:
    """The few queries that the code writes itself use no other word."""
    for path in SOURCE.glob("*.py"):
        used = set(re.findall(r"\bbiopic:([A-Za-z]\w+)", path.read_text(encoding="utf-8")))
        assert used <= set(CONSTANTS), path.name

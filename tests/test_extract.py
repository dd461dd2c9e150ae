"""Linking on real items: nothing that is accepted is known to be wrong, and most of what is there is found."""

from __future__ import annotations

import pytest
from extract.measure import BIOPICS, ITEMS, TABLE, measure, service


@pytest.mark.slow
def test_accepted_links_are_right() -> None:
    """Films, directors and leads of the list; precision first."""
    if not (ITEMS.exists() and BIOPICS.exists() and TABLE.exists()):
        pytest.skip("the extract of Wikidata and the list of films are not here")
    with service() as url:
        table, _ = measure(url)
    at = {(row.what, row.threshold): row for row in table}
    assert at["film", 0.8].precision == 1.0
    assert at["film", 0.8].recall >= 0.9
    assert at["lead", 0.75].precision >= 0.99
    assert at["director", 0.75].precision >= 0.99

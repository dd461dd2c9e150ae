"""Verdicts: an editor's judgement on something that is there, or a complaint; the assertions do not depend on them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from biopic.errors import DossierError
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary

GOOD = "about: [lamp/last-watch, death-of-ada-moss], property: time, judgement: open, by: E, on: 2021-01-01, reason: r"

Keeper = Callable[..., Path]


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("death-of-ada-moss", "death-of-ada", "death-of-ada is not declared; did you mean death-of-ada-moss"),
        ("[lamp/last-watch, death-of-ada-moss]", "[[lamp/last-watch]]", "about is no plain text"),
        ("[lamp/last-watch, death-of-ada-moss]", "[]", "a verdict is about one thing or a pair, not 0"),
        ("[lamp/last-watch, ", "[lamp/last-watch, lamp/ada, ", "a verdict is about one thing or a pair, not 3"),
        ("about: [lamp/last-watch, death-of-ada-moss], ", "", "about is missing"),
        ("property: time", "property: tim", "tim is no property; did you mean time"),
        ("judgement: open", "judgement: maybe", "maybe is no judgement; use one of: upheld, dismissed, open"),
        ("on: 2021-01-01", "on: 2021-13-01", "2021-13-01 is no day; write YYYY-MM-DD"),
        (", reason: r", "", "reason is missing"),
        ("by: E", "bye: E", "unknown key bye; use one of: about"),
    ],
)
def test_wrong_verdict_is_refused_where_it_is_wrong(right: str, wrong: str, says: str, keeper: Keeper) -> None:
    """One complaint, with the file and the line."""
    assert right in GOOD
    folder = keeper(verdicts=f"# verdicts\n- {{{GOOD.replace(right, wrong)}}}\n")
    with pytest.raises(DossierError) as caught:
        load_dossier(folder, load_vocabulary())
    assert str(caught.value).startswith(f"{folder / 'verdicts.yaml'}:2: {says}")


def test_deleting_the_verdicts_leaves_every_assertion_as_it_was(keeper: Keeper) -> None:
    """They live in a file of their own."""
    folder = keeper(verdicts=f"- {{{GOOD}}}\n")
    judged = load_dossier(folder, load_vocabulary())
    assert [v.judgement for v in judged.verdicts] == ["leftOpen"]
    (folder / "verdicts.yaml").unlink()
    bare = load_dossier(folder, load_vocabulary())
    assert bare.verdicts == []
    assert bare.assertions == judged.assertions

"""Whom pronouns mean: texts of one or two sentences, and how many pronouns of the marked texts are settled rightly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from biopic.reading import fitting
from biopic.reading.antecedents import WEIGHTS
from biopic.reading.fitting import fit, load_marked
from biopic.reading.references import PRONOUN
from biopic.reading.text import Text

TEXTS = Path(__file__).parent / "data" / "reading"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Ada Moss met Jonah Finch in Saltby. He was a keeper.", ["Jonah Finch"]),
        ("Ada Moss met Jonah Finch in Saltby. She never left him.", ["Ada Moss", "Jonah Finch"]),
        ("Jonah Finch drew maps. Paul Orr, a surgeon, examined him in 1931.", ["Jonah Finch"]),
        ("When he was three and a half, Jonah Finch was driven away.", ["Jonah Finch"]),
        ("Jonah Finch (Ivo Crane) and his wife live on the rock.", ["Jonah Finch"]),
        ("“He never slept,” says Paul Orr of Jonah Finch. Jonah Finch kept the lamp.", ["Jonah Finch"]),
        ("Jonah Finch was a quiet man. A woman came to the door. She asked for bread.", [""]),
        ("Ada Moss had a brother. Her mother, Ruth Moss, sewed. She died in 1931.", ["Ada Moss", "Ruth Moss"]),
    ],
)
def test_pronoun_means(words: str, meant: list[str]) -> None:
    text = Text(words)
    beings = [text.antecedent(match.start()) for match in PRONOUN.finditer(words)]
    assert [being.name if being else "" for being in beings] == meant


def test_marked_texts_are_settled_as_said() -> None:
    """Four pronouns of five that mean somebody with a name, in texts to which the weights were fitted."""
    weights = json.loads(WEIGHTS.read_bytes())
    scores = [text.score(weights) for text in load_marked(TEXTS)]
    right, all_ = (sum(column) for column in zip(*scores, strict=True))
    assert all_ > 3000
    assert right / all_ > 0.8


@pytest.mark.slow
def test_fitting_gives_the_weights_that_are_kept() -> None:
    weights = json.loads(WEIGHTS.read_bytes())
    assert {name: round(weight, 3) for name, weight in fit(load_marked(TEXTS)).items()} == weights


def test_weights_come_from_right_choices() -> None:
    """A ranker that is shown only that the last subject is meant learns to choose it."""
    words = "Jonah Finch slept. Paul Orr sang. He was a keeper."
    text = fitting.Marked("", Text(words), {words.index("He "): "Paul Orr"})
    weights = fitting._fit(text.examples() * 3, passes=5)
    assert text.score(weights) == (1, 1)

"""Whom each pronoun of a text means: those who may be meant are ranked by weighted features, from the first pronoun to the last.

The features are those of the literature on salience (S. Lappin and H. Leass, An Algorithm for Pronominal Anaphora Resolution,
1994) and on mention ranking (P. Denis and J. Baldridge, 2008): how far back, in which part of the sentence, how often, in
whose speech. `candidates` computes them; the weights were fitted to marked texts by `fitting` and stand in antecedents.json.

A text is gone through twice: what the narrator says first, for that tells who says what stands in marks; then the speeches.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from biopic.reading.beings import Being
from biopic.reading.candidates import Candidate, Scene
from biopic.reading.references import Reference

if TYPE_CHECKING:
    from biopic.reading.text import Text

WEIGHTS = Path(__file__).with_name("antecedents.json")

Choose = Callable[[Reference, Sequence[Candidate]], Being | None]
"""Says which of the candidates a pronoun means; None for somebody without a name."""


class Antecedents:
    """The antecedents of a text's pronouns; with `kin`, "his mother" is somebody whom the text may name."""

    def __init__(self, text: Text, *, kin: bool, choose: Choose | None = None) -> None:
        self._text, self._kin = text, text.kin if kin else None
        self._references = [copy(each) for each in text.references]
        self._choose = choose or (lambda _, candidates: likeliest(candidates, fitted()))
        self._found: dict[int, Being | None] = {}
        narration = Scene(text)
        self._tell(narration, narrated=True)
        self._tell(Scene(text, told=narration), narrated=False)

    def at(self, offset: int) -> Being | None:
        """Return whom the pronoun at `offset` means, None for nobody with a name."""
        return self._found.get(offset)

    def settles(self, offset: int) -> bool:
        """Say whether a pronoun stands at `offset`, outside noise."""
        return offset in self._found

    def _tell(self, scene: Scene, *, narrated: bool) -> None:
        """Settle the pronouns outside marks, or those that are left."""
        for each in self._references:
            if each.form == "pronoun":
                if each.at not in self._found:
                    if narrated and each.quoted is not None:
                        continue
                    self._found[each.at] = self._choose(each, scene.candidates(each))
                each.being = self._found[each.at]
            elif each.form != "name":
                each.being = self._relative(each)
            scene.take(each)

    def _relative(self, each: Reference) -> Being | None:
        """Return whom "his mother" means, None where that is not known."""
        if each.owner is None or self._kin is None:
            return None
        owner = self._found.get(each.at) or self._text.people.inside(each.owner)
        return self._kin.relative(owner, each.word) if owner else None


def likeliest(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> Being | None:
    """Return the candidate whose features weigh most, the first of equals; None where there is none."""
    chosen = max(candidates, key=lambda each: each.weight(weights), default=None)
    return chosen.being if chosen else None


@lru_cache(maxsize=1)
def fitted() -> dict[str, float]:
    """Return the weight of each feature."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights

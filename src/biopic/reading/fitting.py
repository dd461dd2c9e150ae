"""Fit the weights by which pronouns get their antecedents, and say how often they get the right one.

The marked texts are tables (offset, word, whom it means) in `tests/data/reading/pronouns`, beside the texts of the same names in
`tests/data/reading`: a name as the text has it most fully, "?" for somebody without a name, "-" for nobody in particular.
The weights are those of a log-linear ranker, found by AdaGrad (J. Duchi et al., 2011), first on scenes in which all before was
settled rightly, then also on scenes as the ranker settles them itself (S. Ross et al., 2011). Run by scripts/pronouns.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from biopic.places import CHECKOUT
from biopic.reading.antecedents import WEIGHTS, Antecedents, fitted, likeliest
from biopic.reading.beings import Being, fold
from biopic.reading.candidates import Candidate
from biopic.reading.references import Reference
from biopic.reading.text import Text
from biopic.store import write_atomically

_NAMELESS = ("?", "-")
_RATE, _DECAY = 0.1, 1e-2
_PASSES, _OWN_PASSES, _OWN_ROUNDS = 12, 10, 2

Example = tuple[int, Sequence[Candidate]]
"""Which of the candidates is right."""
Weights = dict[str, float]


@dataclass
class Marked:
    """A text and whom each of its pronouns means, by the offset."""

    name: str
    text: Text
    meant: dict[int, str]

    def is_right(self, being: Being | None, offset: int) -> bool:
        """Say whether a being is whom the pronoun at `offset` means."""
        name = self.meant.get(offset, "-")
        if being is None or name in _NAMELESS:
            return being is None and name in _NAMELESS
        if name == being.name or name in being.forms:
            return True
        if known := self.text.people.called(name):
            return known is being
        one, other = ({fold(word) for word in words.split()} for words in (being.name, name))
        return one <= other or other <= one

    def examples(self, weights: Weights | None = None) -> list[Example]:
        """Return the choices of which one is right, in scenes settled by `weights`, rightly where None are given."""
        found: list[Example] = []

        def choose(pronoun: Reference, candidates: Sequence[Candidate]) -> Being | None:
            right = [at for at, each in enumerate(candidates) if self.is_right(each.being, pronoun.at)]
            if right and len(candidates) > 1:
                found.append((right[0], candidates))
            if weights is not None:
                return likeliest(candidates, weights)
            return candidates[right[0]].being if right else None

        Antecedents(self.text, kin=True, choose=choose)
        return found

    def score(self, weights: Weights) -> tuple[int, int]:
        """Return how many pronouns that mean somebody with a name are rightly settled, and how many there are."""

        def choose(_: Reference, candidates: Sequence[Candidate]) -> Being | None:
            return likeliest(candidates, weights)

        found = Antecedents(self.text, kin=True, choose=choose)
        named = [at for at, name in self.meant.items() if name not in _NAMELESS and found.settles(at)]
        return sum(self.is_right(found.at(at), at) for at in named), len(named)


def load_marked(where: Path) -> list[Marked]:
    """Return the marked texts of a folder of texts, by their names."""
    tables = sorted((where / "pronouns").glob("*/*.tsv"))
    return [
        Marked(
            f"{table.parent.name}/{table.stem}",
            Text((where / table.parent.name / f"{table.stem}.txt").read_bytes().decode("utf-8")),
            {
                int(at): name
                for at, _, name in (row.split("\t") for row in table.read_text(encoding="utf-8").splitlines())
            },
        )
        for table in tables
    ]


def fit(texts: Sequence[Marked]) -> Weights:
    """Return the weights that settle the pronouns of some texts best."""
    data = [example for text in texts for example in text.examples()]
    weights = _fit(data, _PASSES)
    for _ in range(_OWN_ROUNDS):
        data = data + [example for text in texts for example in text.examples(weights)]
        weights = _fit(data, _OWN_PASSES)
    return weights


def _fit(data: Sequence[Example], passes: int) -> Weights:
    """Return the weights that make the right candidates likeliest, by AdaGrad with a little decay: the mean of the later passes."""
    weights: Weights = defaultdict(float)
    means: Weights = defaultdict(float)
    squares: Weights = defaultdict(lambda: 1e-6)
    order, chance = list(data), random.Random(1)  # noqa: S311 -- the order of examples, the same each time
    for number in range(1, passes + 1):
        chance.shuffle(order)
        for right, candidates in order:
            for name, slope in _slopes(weights, right, candidates).items():
                slope += _DECAY * weights[name]
                squares[name] += slope * slope
                weights[name] -= _RATE * slope / math.sqrt(squares[name])
        if 2 * number > passes:
            for name, weight in weights.items():
                means[name] += weight / (passes - passes // 2)
    return dict(means)


def _slopes(weights: Weights, right: int, candidates: Sequence[Candidate]) -> Weights:
    """Return how the loss of one choice (the negative logarithm of the right one's probability) grows with each weight."""
    scores = [each.weight(weights) for each in candidates]
    powers = [math.exp(score - max(scores)) for score in scores]
    slopes: Weights = defaultdict(float)
    for at, (candidate, power) in enumerate(zip(candidates, powers, strict=True)):
        over = power / sum(powers) - (at == right)
        for name, value in candidate.features.items():
            slopes[name] += over * value
    return slopes


def cross_validate(texts: Sequence[Marked], folds: int) -> dict[str, tuple[int, int]]:
    """Return the score of each text by weights that were fitted to the texts of the other folds."""
    found: dict[str, tuple[int, int]] = {}
    for fold_number in range(folds):
        held = texts[fold_number::folds]
        weights = fit([text for text in texts if text not in held])
        found |= {text.name: text.score(weights) for text in held}
    return dict(sorted(found.items()))


def main() -> None:
    """Print how many pronouns of each marked text are settled rightly, or fit the weights anew."""
    parser = argparse.ArgumentParser(prog="scripts/pronouns", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--fit", action="store_true", help="fit the weights to all marked texts and write them")
    parser.add_argument(
        "--folds", type=int, default=0, help="score by weights fitted to the other parts, in so many parts"
    )
    asked = parser.parse_args()
    texts = load_marked(CHECKOUT / "tests" / "data" / "reading")
    if asked.fit:
        rounded = {name: round(weight, 3) for name, weight in sorted(fit(texts).items())}
        write_atomically(WEIGHTS, json.dumps(rounded, indent=0).encode() + b"\n")
        fitted.cache_clear()
    scores = cross_validate(texts, asked.folds) if asked.folds else {text.name: text.score(fitted()) for text in texts}
    for name, (right, all_) in scores.items():
        sys.stdout.write(f"{name:40} {right:4} of {all_:4}  {right / max(1, all_):.3f}\n")
    right, all_ = (sum(column) for column in zip(*scores.values(), strict=True))
    sys.stdout.write(f"{'all':40} {right:4} of {all_:4}  {right / max(1, all_):.3f}\n")


if __name__ == "__main__":
    main()

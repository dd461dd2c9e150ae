"""Hold what was found in a text against its gold, kind by kind: true finds, false finds, misses.

A find and a line of gold are the same where all of this holds:

- They have the same kind and the same `denied`, and their spans share a character. Worlds, confidence, readers, `precision`, a
  portrayal's `film` and who takes part in a timeline event are not compared.
- **Names** are equal without case, accents, punctuation and titles in front (`TITLES`); or all words of one are among the other's;
  or they come to 90 in rapidfuzz's `token_sort_ratio` and have the same numerals ("George V" is not "George VI"). An empty name
  is the same as an empty one only. Names are the subject of every kind that is not named below, and the value of portrayal,
  director, writer, studio, based_on, alias, birth_place and setting_place.
- **Dates** (birth_date, death_date, setting_time) are of the same days in EDTF; **numbers** (film_year, age_at_death) have the same
  digits; **words** (condition, prognosis, occupation, trait, theme) are all among the other's, or come to 75 in `token_set_ratio`.
- A **kinship** has the same relation and names. Spouse, sibling, friend and partner hold in both directions, and that somebody is the
  child of a mother or father is the same as that she or he is its mother or father.
- A **quotation** has the speaker, an **award** the words of its name, its result and its recipient, a **timeline event** the words of
  its title, a **summary contributor** the name. A **denial** or **departure** shares half of the shorter span; its words do not count.

Each find stands for one line of gold at most, and the other way round: pairs whose spans fit best (intersection over union) go first.
A find that says exactly what another says is false. **Noise** goes by characters: gold noise is found where found noise covers 80 % of
it, and found noise is false where less than half of it is gold noise.

Rows of their own are no part of the score of a kind: fields of the pairs that match (`FIELDS`: `timeline_event.time` and so on), where
a wrong value is a false find and a miss; and `inside noise`, the finds of any other kind that lie wholly in gold noise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from biopic.documents import Span
from biopic.reading.drafts import KINDS, Draft
from biopic.reading.sameness import FIELDS, Texts, length_of, meet, part_of, same_fact

GOALS: dict[str, float] = {
    **dict.fromkeys(("portrayal", "summary_contributor", "timeline_event", "theme", "trait", "film_year", "director"), 0.95),
    **dict.fromkeys(("birth_date", "death_date", "age_at_death", "birth_place", "setting_time"), 0.90),
    **dict.fromkeys(("quotation", "studio", "writer"), 0.90),
    **dict.fromkeys(("award", "alias", "based_on", "setting_place", "condition", "prognosis"), 0.80),
    **dict.fromkeys(("kinship",), 0.75),
    **dict.fromkeys(("occupation", "denial", "departure"), 0.60),
}  # fmt: skip
"""The F1 that a reading is to reach for each kind; noise has none."""

COLUMNS = ("kind", "true", "false", "missed", "precision", "recall", "F1", "goal", "")
"""The heads of what `table` returns."""

INSIDE_NOISE = "inside noise"


@dataclass(frozen=True)
class Tally:
    """How one kind was read: the number of true finds, the finds that are false, the gold that was missed.

    >>> Tally(true=3).f1, Tally().f1
    (1.0, None)
    """

    true: int = 0
    false: tuple[Draft, ...] = ()
    missed: tuple[Draft, ...] = ()

    @property
    def precision(self) -> float | None:
        """Return how many finds are true, from 0 to 1; None where nothing was found."""
        return _ratio(self.true, self.true + len(self.false))

    @property
    def recall(self) -> float | None:
        """Return how much of the gold was found, from 0 to 1; None where there is none."""
        return _ratio(self.true, self.true + len(self.missed))

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; None where nothing was found and there is no gold."""
        return _ratio(2 * self.true, 2 * self.true + len(self.false) + len(self.missed))

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.true + other.true, self.false + other.false, self.missed + other.missed)


@dataclass(frozen=True)
class Scores:
    """The tallies of one document or of several; what has none has an empty one.

    >>> one = Scores({"theme": Tally(true=1)})
    >>> sum([one, one], Scores())["theme"].true, one["trait"].true
    (2, 0)
    """

    tallies: Mapping[str, Tally] = field(default_factory=dict)

    def __getitem__(self, row: str) -> Tally:
        return self.tallies.get(row, Tally())

    def __add__(self, other: Scores) -> Scores:
        return Scores({row: self[row] + other[row] for row in {**self.tallies, **other.tallies}})


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def score(found: Iterable[Draft], gold: Iterable[Draft]) -> Scores:
    """Score the drafts found in one document against its gold; the order of neither matters.

    >>> gold = Draft("director", "Lamp", "Paul Orr", Span(0, 20), "production", 1.0, "gold")
    >>> find = Draft("director", "The Lamp", "Orr", Span(12, 20), "production", 0.9, "credit")
    >>> score([find, find], [gold])["director"].precision
    0.5
    """
    finds, golds = _by_kind(found), _by_kind(gold)
    rows: dict[str, Tally] = {}
    for kind in (kind for kind in KINDS if kind in finds or kind in golds):
        once, again = _singled(finds[kind])
        pairs = [] if kind == "noise" else _assign(once, golds[kind])
        tally = _score_noise(once, golds[kind]) if kind == "noise" else _score_pairs(once, golds[kind], pairs)
        rows[kind] = tally + Tally(false=tuple(again))
        for name, same in FIELDS.get(kind, {}).items():
            rows[f"{kind}.{name}"] = _score_field(name, same, [(once[one], golds[kind][other]) for one, other in pairs])
    noise = _runs(draft.span for draft in golds["noise"])
    others = (draft for kind in KINDS if kind != "noise" for draft in finds[kind])
    inside = (draft for draft in others if 0 < length_of(draft.span) == _shared(draft.span, noise))
    return Scores({**rows, INSIDE_NOISE: Tally(false=tuple(inside))})


def _by_kind(drafts: Iterable[Draft]) -> defaultdict[str, list[Draft]]:
    kinds: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: (d.span.start, d.span.end, d.to_json())):
        kinds[draft.kind].append(draft)
    return kinds


def _singled(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Part the drafts that say something for the first time from those that say it again."""
    seen: set[tuple[object, ...]] = set()
    once: list[Draft] = []
    again: list[Draft] = []
    for draft in drafts:
        (again if draft.key in seen else once).append(draft)
        seen.add(draft.key)
    return once, again


def _assign(found: Sequence[Draft], gold: Sequence[Draft]) -> list[tuple[int, int]]:
    """Pair finds with gold one to one, the best fitting spans first; of those that fit alike, the same words first."""
    fits = []
    for one, other in overlapping([draft.span for draft in found], [draft.span for draft in gold]):
        find, want = found[one], gold[other]
        if same_fact(find, want):
            alike = (find.subject, find.value) == (want.subject, want.value)
            fits.append((-_fit(find.span, want.span), not alike, other, one))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, other, one in sorted(fits):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return sorted(pairs.items())


def _score_pairs(found: Sequence[Draft], gold: Sequence[Draft], pairs: Sequence[tuple[int, int]]) -> Tally:
    paired = [{one for one, _ in pairs}, {other for _, other in pairs}]
    false = tuple(draft for index, draft in enumerate(found) if index not in paired[0])
    missed = tuple(draft for index, draft in enumerate(gold) if index not in paired[1])
    return Tally(len(pairs), false, missed)


def _score_field(name: str, same: Texts, pairs: Sequence[tuple[Draft, Draft]]) -> Tally:
    said = [(find, want, part_of(find, name), part_of(want, name)) for find, want in pairs]
    wrong = [each for each in said if not (each[2] and each[3] and same(each[2], each[3]))]
    false, missed = (find for find, _, text, _ in wrong if text), (want for _, want, _, text in wrong if text)
    return Tally(len(said) - len(wrong), tuple(false), tuple(missed))


def _score_noise(found: Sequence[Draft], gold: Sequence[Draft]) -> Tally:
    covering, wanted = _runs(draft.span for draft in found), _runs(draft.span for draft in gold)
    missed = tuple(draft for draft in gold if 10 * _shared(draft.span, covering) < 8 * length_of(draft.span))
    false = tuple(draft for draft in found if 2 * _shared(draft.span, wanted) < max(1, length_of(draft.span)))
    return Tally(len(gold) - len(missed), false, missed)


def overlapping(left: Sequence[Span], right: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the places of every two spans, one of each side, that share a character.

    It goes once through both sides by their starts, and looks only at spans that are still open.

    >>> list(overlapping([Span(0, 5), Span(8, 9)], [Span(4, 9), Span(9, 12)]))
    [(0, 0), (1, 0)]
    """
    sides = (left, right)
    spans = [(span.start, side, index) for side in (0, 1) for index, span in enumerate(sides[side]) if length_of(span)]
    still: list[list[int]] = [[], []]
    for start, side, index in sorted(spans):
        still[1 - side] = [each for each in still[1 - side] if sides[1 - side][each].end > start]
        yield from ((each, index) if side else (index, each) for each in still[1 - side])
        still[side].append(index)


def _fit(one: Span, other: Span) -> float:
    shared = meet(one, other)
    return shared / (length_of(one) + length_of(other) - shared)


def _runs(spans: Iterable[Span]) -> list[Span]:
    """Return the spans as runs that do not touch, in order."""
    runs: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if runs and span.start <= runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
        else:
            runs.append(span)
    return runs


def _shared(span: Span, runs: Sequence[Span]) -> int:
    """Count the characters of `span` that lie in `runs`."""
    first = max(0, bisect_right(runs, span.start, key=lambda run: run.start) - 1)
    last = bisect_right(runs, span.end, key=lambda run: run.start)
    return sum(meet(span, run) for run in runs[first:last])


def table(scores: Scores, goals: Mapping[str, float] = GOALS) -> list[tuple[str, ...]]:
    """Return one row of texts under `COLUMNS` for each kind, after it those of its fields; last, what lay inside noise.

    The last cell says whether the F1 reaches the goal: "reached", "short", or "untested" where there is no F1.

    >>> table(Scores({"director": Tally(true=3)}))[2]
    ('director', '3', '0', '0', '1.000', '1.000', '1.000', '0.95', 'reached')
    """
    rows = []
    for kind in KINDS:
        fields = [name for name in (f"{kind}.{each}" for each in FIELDS.get(kind, {})) if scores[name] != Tally()]
        rows += [_row(name, scores[name], goals.get(name)) for name in (kind, *fields)]
    return [*rows, (INSIDE_NOISE, "", str(len(scores[INSIDE_NOISE].false)), *[""] * (len(COLUMNS) - 3))]


def _row(name: str, tally: Tally, goal: float | None) -> tuple[str, ...]:
    counts = (tally.true, len(tally.false), len(tally.missed))
    shares = ("–" if share is None else f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1))
    reached = "untested" if tally.f1 is None else "reached" if tally.f1 >= (goal or 0) else "short"
    return (name, *map(str, counts), *shares, *(("", "") if goal is None else (f"{goal:.2f}", reached)))

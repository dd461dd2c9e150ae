"""The beings that a text names, and who a pronoun or description means.

Which names are one being's, `grouping` says; of which sex it is, `sexes`. A pronoun means the subject of its sentence,
else of the one before, else the last being of that sex.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.beings import Being, fold, sex_of_pronoun
from biopic.reading.grouping import Grouping
from biopic.reading.names import Name
from biopic.reading.persons import is_bracketed
from biopic.reading.quotes import Quoted
from biopic.reading.sexes import learn_sexes

_REACH = 2000
"""How much of a long sentence is looked at, in characters."""
_MOST_BEFORE = 12
"""How many beings are looked for before an offset."""


class People:
    """All beings of a text. `names` are its names, `works` the spans of titles, which are no people's names."""

    def __init__(
        self, text: str, names: list[Name], sentences: list[Span], works: frozenset[Span], quoted: list[Quoted]
    ) -> None:
        self.text = text
        self._runs = [run.inside for run in quoted]
        grouping = Grouping(text, [name for name in names if name.span not in works])
        self.beings = grouping.beings
        self._of = grouping.of
        self._at = sorted(self._of)
        self._mains: dict[str, Being | None] = {}
        self._by_form: dict[str, list[Being]] = {}
        self._names = {name.span.start: name for name in names}
        self._sentences = sentences
        self._sentence_starts = [sentence.start for sentence in sentences]
        learn_sexes(self)
        grouping.settle()
        self._at = sorted(self._of)

    # Who is named

    def mentions(self) -> Iterator[tuple[Name, Being]]:
        """Yield each name that is a being's, with the being."""
        for at, being in self._of.items():
            yield self._names[at], being

    def of(self, name: Name) -> Being | None:
        """Return the being that a name names, None if it is no being's."""
        return self._of.get(name.span.start)

    def inside(self, span: Span) -> Being | None:
        """Return the first being named inside `span`."""
        at = bisect_left(self._at, span.start)
        return self._of[self._at[at]] if at < len(self._at) and self._at[at] < span.end else None

    def called(self, words: str) -> Being | None:
        """Return the being that has `words` among its forms or nicknames, None if none or several have."""
        if not self._by_form:
            for being in self.beings:
                for form in {_folded(form) for form in [*being.forms, *being.nicknames]}:
                    self._by_form.setdefault(form, []).append(being)
        found = self._by_form.get(_folded(words), [])
        return found[0] if len(found) == 1 else None

    def join(self, one: Being, other: Being) -> None:
        """Make one being of two, because the text says that they are one."""
        if one is other:
            return
        one.forms.update(other.forms)
        one.nicknames.update(other.nicknames)
        one.votes.update(other.votes)
        one.mentions = sorted(one.mentions + other.mentions)
        for at in other.mentions:
            self._of[at] = one
        self.beings.remove(other)
        self._mains.clear()
        self._by_form.clear()
        one.take_best_form()

    def main(self, sex: str = "") -> Being | None:
        """Return the being that is named most, of the given sex if one is given."""
        if sex not in self._mains:
            fitting = [being for being in self.beings if not sex or being.sex == sex]
            self._mains[sex] = max(fitting, key=lambda being: (len(being.mentions), -being.number), default=None)
        return self._mains[sex]

    # Who is meant

    def pronoun(self, offset: int, word: str) -> Being | None:
        """Return whom the pronoun at `offset` means."""
        sex = sex_of_pronoun(word)
        for span in self.sentences_before(offset):
            sure = [being for being in self.subject_first(span) if being.sex == sex]
            if sure:
                return sure[0]
        near = self.before(offset)
        return next((b for b in near if b.sex == sex), next((b for b in near if b.sex == ""), None))

    def before(self, offset: int, within: int = 1500) -> list[Being]:
        """Return the beings mentioned before `offset`, the nearest first; names in brackets (performers) are passed over."""
        at = bisect_left(self._at, offset)
        found: list[Being] = []
        while at > 0 and offset - self._at[at - 1] <= within and len(found) < _MOST_BEFORE:
            at -= 1
            being = self._of[self._at[at]]
            if being not in found and not is_bracketed(self.text, self._at[at]):
                found.append(being)
        return found

    def subject_first(self, span: Span) -> list[Being]:
        """Return the beings named in `span`, those that are no possessors first; names in brackets are passed over."""
        starts = self._at[bisect_left(self._at, span.start) : bisect_left(self._at, span.end)]
        open_ones = [at for at in starts if not is_bracketed(self.text, at)]
        in_order = sorted(open_ones, key=self._is_possessor)
        return list({self._of[at].number: self._of[at] for at in in_order}.values())

    def _is_possessor(self, at: int) -> bool:
        return self.text.startswith(("'s", "’s"), self._names[at].span.end)

    def speech_at(self, offset: int) -> Span | None:
        """Return the quoted run that holds `offset`, None outside of marks."""
        at = bisect_right(self._runs, offset, key=lambda run: run.start)
        return next((run for run in reversed(self._runs[max(0, at - 8) : at]) if offset < run.end), None)

    # Sentences

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds `offset`, or the last before it."""
        number = self._sentence(offset)
        return self._sentences[number] if number >= 0 else None

    def sentence_before(self, offset: int) -> Span | None:
        """Return the sentence before that which holds `offset`."""
        number = self._sentence(offset)
        return self._sentences[number - 1] if number > 0 else None

    def sentences_before(self, offset: int, most: int = 3) -> Iterator[Span]:
        """Yield the sentence that holds `offset` up to there, then those before it, the nearest first; only the end of long ones."""
        number = self._sentence(offset)
        if number < 0:
            return
        yield Span(max(self._sentences[number].start, offset - _REACH), offset)
        for sentence in reversed(self._sentences[max(0, number - most) : number]):
            yield Span(max(sentence.start, sentence.end - _REACH), sentence.end)

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._sentence_starts, offset) - 1


def _folded(words: str) -> str:
    return " ".join(fold(word) for word in words.split())

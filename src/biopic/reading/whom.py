"""Whom words without a name mean: who is spoken of where there is no subject, under whose heading a line stands, which couple.

It goes beyond `people` in that it reads the masked text and its layout, and can be told who is not meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import HE, SHE, Being, sex_of_pronoun

if TYPE_CHECKING:
    from biopic.reading.text import Text

_N = "\ue000++"
_AND_HIS = re.compile(
    rf"(?P<one>{_N})(?:\s?\([^()\n]{{1,40}}\),\s|(?:\s?\([^()\n]{{1,40}}\))?(?:,\s(?:an?|the)\s[^.;\n]{{2,140}}?,|,)?\s(?:and|with)\s)$"
)
"""Somebody and then his own: "Jonah, a pilot, and his wife"."""
_BR = r"(?:\s?\([^()\n]{1,60}\))?"
_HEAD = re.compile(
    rf"[\s#*_>•=\d.)–-]{{0,8}}(?:[Tt]he )?(?P<name>{_N})[*_]{{0,2}}(?:\s?[(\[][^()\[\]\n]{{1,60}}[)\]]|\s?(?:[-–—|:/,~=·•→]|\.{{2,}}|as|played by|portrayed by)\s?[^.!?\n]{{0,60}})?[\s*_=:#]{{0,6}}$"
)
_PAIR = re.compile(rf"({_N}){_BR}\s(?:and|&)\s(?:(?:his|her)\s(?:[a-z-]{{1,20}}\s){{0,2}}[a-z-]{{1,20}},?\s)?({_N})")

_AND_NAME = re.compile(rf"\b(?P<pronoun>[Hh]e|[Ss]he)\sand\s(?P<name>{_N})(?!['’])")
"""Two of whom one is named: "she and Jonah"."""

_SUBJECT = re.compile(
    rf"(?:(?P<one>{_N}){_BR},?\swho\s[^,;.\n\ue000]{{0,80}}|(?:^|[.,;:!?”\"’'\n—–]\s?|\b(?:and|when|as|that|but|while|because|where|then|if)\s)(?P<who>{_N}){_BR}\s[a-z]+\s)$"
)
_PLAYS = re.compile(r"\b(?:plays|portrays)\s$")
_NOMINATIVE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)


def _last_match(pattern: re.Pattern[str], masked: str, start: int, end: int) -> re.Match[str] | None:
    """Return the match of a pattern that begins last of those that end at `end`; each begins with a name."""
    starts = [match.start() for match in re.finditer(_N, masked[start:end])]
    return next((found for at in reversed(starts) if (found := pattern.match(masked, start + at, end))), None)


Beings = Collection[tuple[Being, int]]
"""Beings, each with the offset at which the words that name it end."""

_FRAGMENT = re.compile(
    r"(?:(?:An?|The|His|Her|Once|Now|Then|One of)\s|\ue000++['’]s?\s|[A-Z][a-z-]+(?=,\s|\sof\s))(?:(?!\b(?:he|she|it|they|who|whom|whose|which|that|is|was|are|were|has|had|have|will|would|can|could|does|did)\b)[^.:;!?()\n\ue000]|\b(?:of|from|in|at|near|to|by|for|with)\s\ue000++|\ue000++['’]s?\s){1,140}?(?:,(?:\s(?:once|now|then|later|and|for\s[^,.;\n]{1,24},|by\s[^,.;\n]{1,24},))?|\sand)\s"
)
"""A verbless sentence up to a phrase that goes on it: "Jonah's wife, once", "Ada's publisher and"."""


class Whom:
    """Finds the beings that words without a name mean."""

    def __init__(self, text: Text) -> None:
        self._text, self._masked, self._people, self._layout = text, text.masked, text.people, text.layout

    def subject(self, at: int, but: Collection[Being] = ()) -> Being | None:
        """Return who is spoken of at `at`: the first being of the sentence so far, else of one of the sentences before."""
        return next((being for being in self.subjects(at) if being not in but), self.heading(at))

    def subjects(self, at: int) -> Iterator[Being]:
        """Yield who may be spoken of at `at`, the likeliest first: whom a pronoun means that stands before all names of the sentence, then the names."""
        for span in list(self._people.sentences_before(at))[:1]:
            said = _NOMINATIVE.search(self._masked, span.start, span.end)
            if (
                said
                and self._people.inside(Span(span.start, said.start())) is None
                and (being := self.pronoun(said.start(), said.group()))
            ):
                yield being
        for span in self._people.sentences_before(at):
            yield from self._people.subject_first(span)

    def pronoun(self, at: int, word: str, but: Collection[Being] = ()) -> Being | None:
        """Return whom a pronoun means, who is none of `but`."""
        sex = sex_of_pronoun(word)
        if _PLAYS.search(self._masked, max(0, at - 12), at):
            return self._people.main(sex)
        being = self._near(at, word) or self._text.antecedent(at)
        if being is None or being not in but:
            return being
        near = [each for each in self._people.before(at) if each not in but]
        return next((each for each in near if each.sex == sex), next((each for each in near if not each.sex), None))

    def _near(self, at: int, word: str) -> Being | None:
        """Return the subject right before a possessive: "Ada, who told her", "Jonah asks his"."""
        before = _SUBJECT.search(self._masked, max(0, at - 130), at) if word.casefold() in ("his", "her") else None
        pair = (
            _last_match(_AND_HIS, self._masked, max(0, at - 220), at)
            if before is None and word in ("his", "her")
            else None
        )
        if (
            pair
            and (being := self._people.inside(Span(*pair.span("one"))))
            and being.sex in ("", "m" if word == "his" else "f")
        ):
            return being
        being = self._people.inside(Span(*before.span(before.lastgroup or 0))) if before else None
        return being if being and being.sex == ("m" if word.casefold() == "his" else "f") else None

    def nearest(self, at: int, word: str) -> Being | None:
        """Return the being of the sex of "him" or "her" that is named last before `at` in its sentence."""
        sentence = self._people.sentence_at(at)
        sex = "m" if word in HE else "f"
        near = [being for being in self._people.before(at) if being.sex == sex]
        return next(
            (b for b in near if sentence and any(sentence.start <= mention < at for mention in b.mentions)), None
        )

    def speaker(self, at: int, *, before: bool = False) -> Being | None:
        """Return who says the quoted words at `at`; with `before`, who has spoken last where nobody does."""
        quoted = self._text.quoted
        last = bisect_right(quoted, at, key=lambda run: run.outside.start)
        if not before and not any(run.outside.start <= at < run.outside.end for run in quoted[max(0, last - 8) : last]):
            return None
        behind = bisect_right(self._speeches, at, key=lambda speech: speech[0].start)
        for span, being in reversed(self._speeches[:behind]):
            if at < span.end or before:
                return being
        return None

    @cached_property
    def _speeches(self) -> list[tuple[Span, Being | None]]:
        from biopic.reading.speakers import find_quotations

        beings = {being.name: being for being in self._people.beings}
        found = ((draft.span, beings.get(draft.subject)) for draft in find_quotations(self._text))
        return sorted(((span, being) for span, being in found if being), key=lambda speech: speech[0].start)

    def topic(self, at: int) -> Being | None:
        """Return whom the last pronoun before `at` means, in the same paragraph."""
        start = self._layout.paragraph_at(at).start
        last = next(reversed(list(_PRONOUN.finditer(self._masked, max(start, at - 300), at))), None)
        return self._text.antecedent(last.start()) if last else None

    def line_start(self, at: int) -> int:
        """Return where the line that holds `at` begins."""
        index = bisect_right(self._lines, at) - 1
        return self._lines[index] if index >= 0 else 0

    @cached_property
    def _lines(self) -> list[int]:
        return [line.span.start for line in self._layout.lines]

    def heading(self, at: int) -> Being | None:
        """Return the being whose name makes the heading, or the short line of its own, under which `at` stands."""
        index = bisect_right(self._heads, at, key=lambda head: head[0]) - 1
        return self._heads[index][1] if index >= 0 else None

    def entry(self, at: int) -> Being | None:
        """Return the being of the heading that stands one or two lines above the line that begins at `at`."""
        index = bisect_right(self._heads, at - 1, key=lambda head: head[0]) - 1
        if (
            index < 0
            or len([1 for line in self._layout.lines_in(Span(self._heads[index][0], at)) if line.span.start < at]) > 2
        ):
            return None
        return self._heads[index][1]

    def apposed(self, at: int) -> Being | None:
        """Return of whom a phrase at `at` is told that goes on the verbless opening of an entry: "A pilot, born in Saltby, once a nurse"."""
        line = self.line_start(at)
        opening = _FRAGMENT.fullmatch(self._masked, line, at) if 0 < at - line < 200 else None
        return self.entry(line) if opening else None

    @cached_property
    def _heads(self) -> list[tuple[int, Being | None]]:
        """Return where each heading begins, with its being; a heading of a section ends what was before."""
        found: list[tuple[int, Being | None]] = []
        for line in self._layout.lines:
            head = self._layout.is_heading(line)
            if not (head or line.gap) or len(line.text) > 110:
                continue
            match = _HEAD.match(self._masked, line.span.start, line.span.end)
            being = (
                self._people.inside(Span(*match.span("name")))
                if match and not re.search(r"[a-z]\.$", line.text)
                else None
            )
            if being or head:
                found.append((line.span.start, being))
        return found

    def couple(self, at: int, spouses: list[tuple[int, Being, Being]]) -> list[Being]:
        """Return whom "they" and "the couple" mean: the two joined by "and" last, else `spouses` (told before) named lately."""
        sentence = self._people.sentence_at(at)
        lately = spouses[-60:][::-1]
        for told, one, other in lately:
            if sentence and sentence.start <= told < at:
                return [one, other]
        low = max(0, at - 260, self.line_start(max(0, at - 1)))
        for match in reversed(list(_PAIR.finditer(self._masked, low, at))):
            first, second = (self._people.inside(Span(*match.span(n))) for n in (1, 2))
            if first and second and first is not second and (first.sex != second.sex or not first.sex):
                return [first, second]
        joined = list(_AND_NAME.finditer(self._masked, low, at))
        if joined and (both := self.pair(joined[-1], "pronoun", "name")):
            return [being for being, _ in both]
        near = self._people.before(at)
        for being in near[:4]:
            for told, one, other in lately:
                if told < at and being in (one, other):
                    return [one, other]
        return self._two(at)

    def _two(self, at: int) -> list[Being]:
        """Return the man and the woman named in this sentence or, if it names nobody, in the one before; nobody if there are more."""
        for span in list(self._people.sentences_before(at))[:2]:
            found = self._people.subject_first(span)
            if found:
                return found if len(found) == 2 and {found[0].sex, found[1].sex} == {"m", "f"} else []
        return []

    def named(
        self, match: re.Match[str], group: str, *, many: bool = False, but: Beings = ()
    ) -> list[tuple[Being, int]]:
        """Return the beings of a group, each with where its words end: whom a pronoun means, the first name, or all names if `many`."""
        words = re.sub(r"^(?:to|with)\s", "", (match[group] or "").casefold().strip())
        if words in HE or words in SHE:
            being = self.pronoun(match.start(group), words, [b for b, _ in but])
            return [(being, match.end(group))] if being else []
        bare = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), match[group] or "")
        spans = [Span(match.start(group) + m.start(), match.start(group) + m.end()) for m in re.finditer(_N, bare)]
        if len(spans) > 1 and re.match(rf"{_N}['’]s?\s[a-z]", bare):
            spans = spans[1:]
        found = ((self._people.inside(span), span.end) for span in (spans if many else spans[:1]))
        return list({being.number: (being, end) for being, end in found if being}.values())

    def pair(self, match: re.Match[str], pronoun: str, name: str) -> list[tuple[Being, int]]:
        """Return the two of "he and Ada", of which one group begins with the pronoun and one holds the name."""
        found = re.search("\ue000+", match[name])
        other = (
            self._people.inside(Span(match.start(name) + found.start(), match.start(name) + found.end()))
            if found
            else None
        )
        word = match[pronoun].split()[0].casefold()
        one = self.pronoun(match.start(pronoun), word, [other] if other else [])
        return [(one, 0), (other, match.end(name))] if one and other else []

    def somebody(self, words: str) -> Being | None:
        """Return whom "the boy's" or "the patient's" means: the one of that sex that is named most."""
        low = words.casefold()
        sex = (
            "m"
            if re.search(r"\b(?:boy|man)['’]", low)
            else "f"
            if re.search(r"\b(?:girl|woman|heroine)['’]", low)
            else ""
        )
        return self._people.main(sex)

    def opens(self, at: int) -> bool:
        """Say whether a sentence, or what stands inside marks, begins at `at`."""
        return at == 0 or bool(re.search(r"(?:[.!?:;][\"”’)]*\s+|\n|[“\"])$", self._masked[max(0, at - 6) : at]))

    @cached_property
    def played(self) -> dict[str, str]:
        """Return whom each performer plays."""
        from biopic.reading.performers import find_portrayals

        return {draft.subject: draft.value for draft in find_portrayals(self._text)}

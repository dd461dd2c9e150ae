"""What somebody says between quotation marks, and who: "...," said Ada; Ada said: "..."; a speech that goes on in the next run.

A title, a nickname and a word in scare quotes are no quotations. A run without a speaker of its own goes on the speech
before it, belongs to whom the sentence before is about, or is a quotation by its form, with the last speaker or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.attribution import Attribution, attribution_of
from biopic.reading.drafts import Draft
from biopic.reading.headlines import find_headlines, is_headline
from biopic.reading.quotes import Quoted
from biopic.reading.speakernames import SpeakerNames
from biopic.reading.speech import (
    ACTS,
    CALLED,
    CALLED_BEHIND,
    SHARED_CALL,
    STRANGER_CALLED,
    WORK_APPOSED,
    looks_like_title,
)
from biopic.reading.utterance import STOPS, Run, Said

if TYPE_CHECKING:
    from biopic.reading.text import Text

_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us)\b")
_TAG = re.compile(r"\s[^.!?;:]{2,50}[.,]\s")
_NEAR = 260
"""How far apart, in characters, two runs of one speech may stand."""


def find_quotations(text: Text) -> Iterator[Draft]:
    """Yield a draft for each quotation, with its speaker, "" where the text names nobody."""
    runs = [run for run in text.quoted if not text.is_noise(run.inside)]
    speakers = _Speakers(text, runs)
    said = list(speakers.outer())
    for each in (*said, *speakers.nested(said), *find_headlines(text, speakers.runs, said)):
        yield each.draft(text)


class _Speakers:
    """Finds who speaks each run of a text."""

    def __init__(self, text: Text, runs: list[Quoted]) -> None:
        self._text = text
        self.runs = [Run(text, run) for run in runs]
        self._names = SpeakerNames(text, runs)
        self._strangers: set[int] = set()
        self._turns: list[tuple[int, str]] = []
        for each in self.runs:
            found = self._by_name(each) if not each.run.depth and each.is_speech else None
            if found and found.who != self._names.author:
                self._names.explicit[found.who] += 1

    def outer(self) -> Iterator[Said]:
        """Yield the quotations that stand in no other; the last speaker may go on for three paragraphs."""
        last, place = "", -9
        for number, each in enumerate(self.runs):
            index = self._text.layout.paragraph_index(each.run.inside.start)
            said = None if each.run.depth else self._said(number, last if index - place <= 3 else "")
            if said is None:
                continue
            if self._turns[-1:] != [(index, said.who)]:
                self._turns.append((index, said.who))
            if said.who:
                last, place = said.who, index
                self._names.spoken[last] = each.run.inside.start
            yield said

    def nested(self, outer: list[Said]) -> Iterator[Said]:
        """Yield what is quoted inside a quotation: the outer speaker's word of somebody else's."""
        starts, told = {said.run.inside.start for said in outer}, 0
        self._names.spoken = {}
        for number, each in enumerate(self.runs):
            holder = self._holder(number)
            if holder is None or holder.inside.start not in starts or not each.is_speech:
                continue
            start = each.run.inside.start
            while told < len(outer) and outer[told].run.inside.start <= start:
                self._names.spoken |= {outer[told].who: outer[told].run.inside.start} if outer[told].who else {}
                told += 1
            found = attribution_of(self._text, self._names, each.run, holder.inside)
            if found or self._text.text[each.run.inside.end - 1] in STOPS:
                who = found.who if found else self._inner_going_on(each, holder)
                self._names.inner = (each.run, who) if who else self._names.inner
                yield Said(each.run, who, 0.7, "quotation inside another")

    def _inner_going_on(self, each: Run, holder: Quoted) -> str:
        """Return who goes on inside a quotation: whoever was quoted in it last, if only a "she said" stands between."""
        if self._names.inner is None or not self._names.quoted_in(holder):
            return ""
        run, who = self._names.inner
        between = self._text.text[run.outside.end : each.run.outside.start]
        return who if len(between) <= 40 and not re.search(r"\bI\b|\n", between) else ""

    def _holder(self, number: int) -> Quoted | None:
        """Return the run that a nested one stands in."""
        run = self.runs[number].run
        near = (each.run for each in self.runs[max(0, number - 6) : number]) if run.depth else ()
        return next((each for each in near if each.depth < run.depth and each.inside.holds(run.inside)), None)

    def _by_name(self, each: Run) -> Attribution | None:
        """Return what the words around a run say by a name."""
        within = self._text.layout.paragraph_at(each.run.outside.start)
        return attribution_of(self._text, self._names, each.run, within, named=True)

    # One run

    def _said(self, number: int, last: str) -> Said | None:
        """Return the speaker of a run, None if it is no quotation."""
        each = self.runs[number]
        if not each.is_speech:
            return None
        if last and self._is_unclosed_before(number):
            return Said(each.run, last, 0.85, "goes on over a paragraph's end")
        if called := self._called(each):
            return called
        if each.is_named or (each.count <= 6 and CALLED_BEHIND.match(self._text.text, each.run.outside.end)):
            return None
        if last and self._is_clause_on(number):
            return Said(each.run, last, 0.85, "goes on in the sentence")
        if is_headline(self._text, each) or (each.is_capitalised and WORK_APPOSED.search(each.before(90))):
            return None
        if found := attribution_of(self._text, self._names, each.run, each.paragraph):
            return self._told(each, found)
        titled = each.is_title and not self._follows(number) and not self._answered(number)
        return None if titled else self._untold(number, last)

    def _called(self, each: Run) -> Said | None:
        """Read 'Ada called it "a cold, wet year"'."""
        start = each.run.outside.start
        masked, low = self._text.masked, max(each.paragraph.start, start - 90)
        if not (each.count >= 3 or each.is_firm):
            return None
        if called := CALLED.search(masked, low, start):
            who = self._names.name(Span(*called.span("who")), each.run) or ""
        elif STRANGER_CALLED.search(masked, low, start):
            return Said(each.run, "", 0.5, "what somebody calls it")
        else:
            who = self._names.leads.subject(each.run, low) if SHARED_CALL.search(masked, low, start) else ""
        return Said(each.run, who, 0.65, "what somebody calls it") if who else None

    def _told(self, each: Run, found: Attribution) -> Said | None:
        """Return what the words around a run tell of its speaker, None where the run is too slight to be speech."""
        if found.is_loose and (
            each.is_title_in_clause or looks_like_title(each.words) or (each.count <= 2 and not each.is_firm)
        ):
            return None
        if not found.who and not each.is_firm and each.count <= 4:
            return None
        if not found.who:
            self._strangers.add(each.run.inside.start)
        return Said(each.run, found.who, found.sure, found.rule)

    def _untold(self, number: int, last: str) -> Said | None:
        """Read a run of which no words around it tell who speaks."""
        each = self.runs[number]
        before = self._before_in_paragraph(number)
        if each.is_firm and before and not self._text.text[before.outside.end : each.run.outside.start].strip():
            return Said(each.run, "", 0.5, "an answer, nobody named")
        return (
            self._going_on(each, before, last)
            or self._spoken_of(each, before)
            or self._acting(each)
            or self._told_of(each, before)
            or self._behind_colon(each)
            or self._above(each, is_first=not (self._names.spoken and number))
            or self._by_form(each, last)
            or self._answered(number)
        )

    def _is_unclosed_before(self, number: int) -> bool:
        """Say whether a run goes on with the one that the paragraph before left open."""
        before = next(
            (each.run for each in reversed(self.runs[max(0, number - 6) : number]) if not each.run.depth), None
        )
        return before is not None and not before.closed and self.runs[number].opens_paragraph

    def _is_clause_on(self, number: int) -> bool:
        """Say whether a run goes on with the sentence of the one before it: small, and only a "she said," between."""
        each, before = self.runs[number], self._before_in_paragraph(number)
        if before is None or not each.words[:1].islower() or self._text.text[before.inside.end - 1] not in ",—–-":
            return False
        between = self._text.text[before.outside.end : each.run.outside.start]
        return re.fullmatch(r"\s[^.!?;:\n]{2,60},\s", between) is not None

    def _follows(self, number: int) -> bool:
        """Say whether only a "she said." stands between a run and the one before it."""
        before, start = self._before_in_paragraph(number), self.runs[number].run.outside.start
        return bool(before and _TAG.fullmatch(self._text.text[before.outside.end : start]))

    def _before_in_paragraph(self, number: int) -> Quoted | None:
        """Return the run before in the same paragraph."""
        runs = (each.run for each in reversed(self.runs[:number]))
        paragraph = self.runs[number].paragraph
        return next((run for run in runs if not run.depth and paragraph.holds(run.outside)), None)

    def _going_on(self, each: Run, before: Quoted | None, last: str) -> Said | None:
        strange = before is not None and before.inside.start in self._strangers
        if before is None or not (last or strange) or each.run.outside.start - before.outside.end >= _NEAR:
            return None
        if not each.is_firm and each.count < 4:
            return None
        subject = self._names.leads.subject(each.run, before.outside.end)
        asked = re.search(r"\bI\b", self._text.text[before.outside.end : each.run.outside.start])
        who = subject or ("" if strange and not asked else last)
        if not who:
            self._strangers.add(each.run.inside.start)
        return Said(each.run, who, 0.85, "goes on in the paragraph")

    def _spoken_of(self, each: Run, before: Quoted | None) -> Said | None:
        if not each.is_firm or not (each.opens_paragraph or each.is_sentence):
            return None
        since = before.outside.end if before else each.paragraph.start
        subject = self._names.leads.subject(each.run, since)
        return Said(each.run, subject, 0.7, "whom the sentence before is about") if subject else None

    def _told_of(self, each: Run, before: Quoted | None) -> Said | None:
        """Read "Ada counts on her fingers. In the film the father drinks. “He never did.”", said by who is known to speak."""
        if not each.is_firm or each.opens_paragraph or not each.is_sentence:
            return None
        who = self._names.leads.told_of(each.run, before.outside.end if before else each.paragraph.start)
        return Said(each.run, who, 0.6, "whom the sentences before are about") if who else None

    def _acting(self, each: Run) -> Said | None:
        """Read "Yes." She nods. "But never on Sundays." """
        acts = ACTS.match(self._text.masked, each.run.outside.end) if each.opens_paragraph and each.is_firm else None
        who = self._names.name(Span(*acts.span("who")), each.run) if acts else None
        return Said(each.run, who, 0.6, "who acts behind it") if who else None

    def _behind_colon(self, each: Run) -> Said | None:
        start = each.run.outside.start
        colon = self._text.text[max(each.paragraph.start, start - 3) : start].rstrip().endswith(":")
        speaks = colon and (each.is_firm or each.count >= 4)
        return Said(each.run, "", 0.6, "behind a colon, nobody named") if speaks else None

    def _above(self, each: Run, *, is_first: bool) -> Said | None:
        """Read a quotation that stands above a text as its motto."""
        main = self._names.main()
        early = each.run.outside.start < 0.1 * len(self._text.text)
        if not (early and is_first and main) or each.count < 4:
            return None
        if not each.opens_paragraph and not _FIRST_PERSON.search(each.words):
            return None
        told = "" if each.opens_paragraph else self._names.leads.subject(each.run, each.paragraph.start)
        return Said(each.run, self._sayer(each.words) or told or main, 0.5, "above the text")

    def _by_form(self, each: Run, last: str) -> Said | None:
        if each.opens_paragraph and (each.is_firm or not each.run.closed or each.count >= 5):
            whole = each.run.outside.end >= each.paragraph.end - 3
            other = self._other(each) if whole else None
            who = (last if whole or each.count > 3 else "") if other is None else other
            return Said(each.run, who, 0.6 if last else 0.5, "a paragraph of its own")
        if each.is_firm and each.count >= 5 and each.is_sentence:
            return Said(each.run, last, 0.5, "by its form")
        return None

    def _answered(self, number: int) -> Said | None:
        """Read a short run right before another: the first word of a talk whose speakers have no name."""
        each, following = self.runs[number], self.runs[number + 1 : number + 2]
        if not each.is_firm or not following or following[0].run.depth:
            return None
        between = self._text.text[each.run.outside.end : following[0].run.outside.start]
        return Said(each.run, "", 0.5, "answered at once") if between.isspace() and "\n" not in between else None

    def _other(self, each: Run) -> str | None:
        """Return whose turn it is where two have spoken in the two paragraphs before, None where they have not."""
        index = self._text.layout.paragraph_index(each.run.inside.start)
        if len(self._turns) < 2 or [place for place, _ in self._turns[-2:]] != [index - 2, index - 1]:
            return None
        return self._turns[-2][1] if self._turns[-2][1] != self._turns[-1][1] else None

    def _sayer(self, words: str) -> str:
        """Return who says the same words elsewhere in the text, in a longer run, "" if nobody does."""
        bare = words.strip(" .,!?")
        same = (each for each in self.runs if not each.run.depth and bare in each.words and each.words != words)
        each = next(same, None)
        if each is None:
            return ""
        found = self._by_name(each) or self._by_name_before(each)
        since = self._text.layout.paragraph_at(each.run.outside.start).start
        return found.who if found else self._names.leads.subject(each.run, since)

    def _by_name_before(self, each: Run) -> Attribution | None:
        """Return what is said by a name around the run before in the same paragraph."""
        index = self._text.layout.paragraph_index
        place, start = index(each.run.inside.start), each.run.inside.start
        before = [
            other
            for other in self.runs
            if not other.run.depth and other.run.inside.start < start and index(other.run.inside.start) == place
        ]
        return self._by_name(before[-1]) if before else None

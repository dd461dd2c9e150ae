"""Whom the sentence that leads to a quotation is about: "Ada came home late. '...'"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.marks import NAME
from biopic.reading.patterns import KINSMAN, SOMEBODY, N
from biopic.reading.personal import is_person
from biopic.reading.quotes import Quoted
from biopic.reading.speech import REPORTED, SPEAKS
from biopic.reading.trades import LISTED

if TYPE_CHECKING:
    from biopic.reading.speakernames import SpeakerNames
    from biopic.reading.text import Text

_OPENING = re.compile(
    rf"[^\w{NAME}]*(?:(?:[Ii]t (?:is|was)|[Aa]nd|[Bb]ut|[Tt]hen|[Nn]ow|[Oo]nly|[Ss]till|[Aa]t [\w ]{{2,30}},?|[Aa]bout [\w ]{{2,30}}?,?|[Oo]n [\w ]{{2,30}}?,?|[Aa]s [\w ]{{2,30}},|(?:[Aa]s|[Ww]hen|[Ww]hile|[Aa]fter|[Bb]efore) [a-z ]{{2,40}}(?=\s{NAME})|[Ii]n [\w ]{{2,30}},)\s)?(?:(?P<trade>[A-Z][a-z-]+)\s(?={NAME}))?(?P<who>{KINSMAN}|{N}(?!['’]s)|(?:[Aa]n?|[Tt]he)\s(?:\w[\w-]*\s){{1,3}}?(?:called|named)\s{N}|[Hh]e\b|[Ss]he\b|[Tt]he\s(?:[a-z-]+\s){{0,2}}?[a-z]+\b)"
)
_QUOTES = re.compile(r"[“”\"«]")
_PRONOUN_FIRST = re.compile(r"\W*(?:[^,.\n]{2,80},\s)?(?P<who>he|she)\b", re.IGNORECASE)
QUALIFIED = re.compile(r"\s(?:in|at|from|with|who|behind|of|on)\b")
"""Words behind "the woman" that tell her from all others."""
_UNNAMED = re.compile(
    rf"\W*(?:{SOMEBODY}(?={QUALIFIED.pattern})|(?:[A-Z](?:(?!\b(?:he|she|it|they|is|was|as|like)\b)[a-z ]){{2,40}}\s)?[Aa]\s(?:[a-z-]+\s){{0,2}}(?:man|woman|boy|girl|lady|gentleman|stranger|critic|reviewer|neighbou?r|visitor)\b)"
)
_SHORT_LEAD = 30
"""How long, in characters, a phrase is between a sentence that tells of speech and what is said: "The first:"."""
_SENTENCES = 4
"""How many sentences before a quotation may lead to it."""
_LONGEST = 70
"""How long a paragraph's last sentence may be that leads to a quotation in the next."""


class Leads:
    """Finds the subjects of the sentences before quotations."""

    def __init__(self, text: Text, names: SpeakerNames) -> None:
        self._text, self._names = text, names

    def subject(self, run: Quoted, since: int) -> str:
        """Return whom the sentence right before a run is about, if it stands between `since` and the run and quotes nobody."""
        sentence = self._sentence(run.outside.start, since)
        return self._subject_of(sentence, run) if sentence else ""

    def _subject_of(self, sentence: Span, run: Quoted) -> str:
        """Return whom a sentence is about, or who reports it, "" if it quotes or asks."""
        words = self._text.text[sentence.start : sentence.end]
        if reported := REPORTED.search(self._text.masked, sentence.start, sentence.end):
            return self._text.name_at(Span(*reported.span("who" if reported["who"] else "whose")))
        opening = _OPENING.match(self._text.masked[sentence.start : sentence.end])
        if opening is None or _QUOTES.search(words) or words.strip().endswith("?"):
            return ""
        if opening["trade"] and opening["trade"].casefold() not in LISTED:
            return ""
        low, high = opening.span("who")
        found = self._meant(Span(sentence.start + low, sentence.start + high), run)
        known = found != self._names.author and any(being.name == found for being in self._text.people.beings)
        return found if known else ""

    def _meant(self, span: Span, run: Quoted) -> str:
        low = self._text.text[span.start : span.end].casefold()
        if low not in ("he", "she"):
            return self._names.name(span, run) or ""
        being = self._names.pronoun(span.start, low, run, lead=False)
        return being.name if being else ""

    def _sentence(self, start: int, since: int) -> Span | None:
        """Return the sentence before a run, or the short one that ends the paragraph before it."""
        if self._text.text[since:start].strip():
            whole = self._text.sentence_at(max(since, start - 2))
            return Span(max(whole.start, since), min(whole.end, start))
        index = self._text.layout.paragraph_index(start) - 1
        if index < 0:
            return None
        before = self._text.layout.paragraphs[index]
        sentence = self._text.sentence_at(before.end - 1)
        long = sentence.end - sentence.start > _LONGEST or sentence.start < before.start
        return None if long or self._text.is_noise(before) else sentence

    def told_of(self, run: Quoted, since: int) -> str:
        """Return who is the subject of a sentence between `since` and a run and is named as a speaker elsewhere; the nearest counts."""
        at = run.outside.start
        for _ in range(_SENTENCES):
            sentence = self._text.sentence_at(at - 2)
            if at - 2 <= since or sentence.start < since:
                return ""
            found = self._subject_of(sentence, run)
            near = run.outside.start - sentence.end < _SHORT_LEAD
            if found and (self._names.explicit[found] or (near and SPEAKS.match(self._text.masked, sentence.start))):
                return found
            at = sentence.start
        return ""

    def is_unnamed(self, run: Quoted, since: int) -> bool:
        """Say whether the sentence before a run is about somebody whom it only describes: "The woman in Barstow"."""
        end = run.outside.start
        start = max(self._text.sentence_at(max(since, end - 2)).start, since)
        return _UNNAMED.match(self._text.masked, start, end) is not None

    def before_paragraph(self, run: Quoted) -> str:
        """Return whom the sentence right before a run's paragraph names as its subject, "" where the run does not open it."""
        paragraph = self._text.layout.paragraph_at(run.outside.start)
        return self.subject(run, paragraph.start) if run.outside.start - paragraph.start <= 3 else ""

    def subject_name(self, run: Quoted, since: int, word: str, offset: int) -> str:
        """Return whom the sentence before a run is about, where "he" or "she" (`word` at `offset`) says the run, "" where that is nobody."""
        end = run.outside.start
        if end - since < 3:
            return ""
        start = max(self._text.sentence_at(max(since, end - 2)).start, since)
        opening = _PRONOUN_FIRST.match(self._text.text[start:end])
        if opening and start > since + 3:
            meant = self._text.antecedent(start + opening.start("who")) if self._goes_on(run, opening, word) else None
            if meant and any(since <= mention < start for mention in meant.mentions):
                return meant.name
            end, start = start, max(self._text.sentence_at(start - 2).start, since)
        words = self._text.text[start:end]
        if _QUOTES.search(words):
            return ""
        beings = (self._text.people.of(name) for name in self._text.names_in(Span(start, max(start, min(end, offset)))))
        named = {being.name for being in beings if being and is_person(being.name)}
        if len(named) == 1:
            return named.pop()
        return "" if _PRONOUN_FIRST.match(words) else self.subject(run, since)

    def _goes_on(self, run: Quoted, opening: re.Match[str], word: str) -> bool:
        """Say whether the "he" of an article that opens a sentence may be the "he" (`word`) who says the run; he speaks of himself as "I"."""
        about = re.match(rf"\W*(?:(?:and|but|oh|well|no|yes)\W+)?{word}\b", self._text.slice(run.inside), re.IGNORECASE)
        return opening["who"].casefold() == word and about is None and self._text.worlds.general == "life"

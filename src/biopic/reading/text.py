"""The text that all recognisers share: its layout, sentences, names, times, quoted runs and people, each worked out once.

Recognisers match regular expressions against `masked`: the text with each name's characters replaced by `NAME` and each
time's by `TIME`, so that offsets stay what they are and a pattern says `NAME+ was born in NAME+`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cached_property

from biopic.documents import Span
from biopic.reading.alike import join_namesakes
from biopic.reading.antecedents import Antecedents
from biopic.reading.beings import HE, SHE, Being
from biopic.reading.candidates import Prominence
from biopic.reading.concordance import Concordance
from biopic.reading.kin import Kin
from biopic.reading.layout import Layout, Section
from biopic.reading.marks import NAME as NAME
from biopic.reading.marks import TIME as TIME
from biopic.reading.names import Name, find_names
from biopic.reading.nicknames import join_nicknames
from biopic.reading.noise import find_noise
from biopic.reading.people import People
from biopic.reading.persons import OPENS_LIST
from biopic.reading.quotes import Quoted, find_quoted
from biopic.reading.references import Reference, find_references
from biopic.reading.times import When, find_times
from biopic.reading.titles import Films, find_films
from biopic.reading.whom import Whom
from biopic.reading.words import FEMALE_WORDS, KIN, MALE_WORDS, TITLES
from biopic.reading.worlds import Worlds

_ABBREVIATED = re.compile(
    r"(?:\b(?:" + "|".join(sorted(TITLES, key=len, reverse=True)) + r"|jr|vs|no|etc)|(?:^|[\s.(\[])[^\W\d_])\.$",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"\b(?:incl|feat|esp|approx|dir|prod|vol|nr)\.$")
"""Words cut short behind which a sentence goes on."""
_LABEL = re.compile(r"(?:^|\n|[|·•/])[ \t*_•#>-]*[A-Z][a-z]+(?: [A-Za-z]+){0,3}[*_]{0,2}:$")
"""A label at the start of a line, behind which a name stands as it would inside a sentence."""


_THE_REAL = frozenset(["the real one", "the real man", "the real woman"])
"""Words for the person behind a character, who was named last."""
_LONGEST = 40_000
"""How long a paragraph may be to be parted into sentences, which takes the square of its length."""


class Text:
    """A stored text and what is known of it; `film` is the title of the film that it is about, if the caller knows."""

    def __init__(self, text: str, film: str = "") -> None:
        self.text = text
        self.layout = Layout(text)
        self._film = film
        self._reads_kin = False

    @cached_property
    def noise(self) -> list[Span]:
        """Return the stretches that are not the document's own matter."""
        return find_noise(self.text, self.layout)

    @cached_property
    def sentences(self) -> list[Span]:
        """Return the sentences, white space around them left off; none runs over a paragraph's end."""
        from sentencex import segment

        found: list[Span] = []
        for paragraph in self.layout.paragraphs:
            at, bare = paragraph.start, self.text[paragraph.start : paragraph.end].replace("\n", " ")
            for sentence in segment("en", bare) if len(bare) < _LONGEST else [bare]:
                inner = sentence.strip()
                start = at + sentence.index(inner)
                if (
                    inner
                    and at > paragraph.start
                    and found
                    and _SHORTENED.search(self.text, found[-1].end - 8, found[-1].end)
                ):
                    found[-1] = Span(found[-1].start, start + len(inner))
                elif inner:
                    found.append(Span(start, start + len(inner)))
                at += len(sentence)
        return found

    @cached_property
    def names(self) -> list[Name]:
        """Return the names, first to last."""
        starts = {sentence.start for sentence in self.sentences} | {line.span.start for line in self.layout.lines}
        for match in re.finditer(
            r"(?:^|[.!?…:,;—–]\s*|\s)[\"“‘'«„*_]+(?=[^\W\d_])|(?<!\.\.\.)[.!?…][\"”’)]*\s+|:\s+|[^\w\s.,;:'’\"“”()&/–—-]\ufe0f?\s+",
            self.text,
            re.MULTILINE,
        ):
            if _LABEL.search(self.text, max(0, match.start() - 30), match.start() + 1):
                continue
            if OPENS_LIST.search(self.text, max(0, match.start() - 40), match.start() + 1):
                continue
            if not _ABBREVIATED.search(self.text, max(0, match.start() - 12), match.start() + 1):
                starts.add(match.end())
        bullets = (re.match(r"[\W\d_]+", line.text) for line in self.layout.lines)
        starts |= {
            line.span.start + match.end() for line, match in zip(self.layout.lines, bullets, strict=True) if match
        }
        return _plain(find_names(self.text, frozenset(starts)), self._shouting)

    @cached_property
    def _shouting(self) -> list[Span]:
        """Return the lines in which nearly every word has a capital, so that a capital there says nothing."""
        found = []
        for line in self.layout.lines:
            words = [w for w in re.findall(r"[^\W\d_]+", line.text) if len(w) > 3]
            told = line.text.endswith(".") and re.search(r"\b[a-z]{4,}\b|\b[a-z]{2,3}\b.+\b[a-z]{2,3}\b", line.text)
            if (
                len(words) >= 3
                and len(line.text) < 200
                and not told
                and sum(w[0].isupper() for w in words) >= 0.8 * len(words)
            ):
                found.append(line.span)
        return found

    @cached_property
    def times(self) -> list[When]:
        """Return the times, first to last."""
        return find_times(self.text)

    @cached_property
    def quoted(self) -> list[Quoted]:
        """Return the quoted runs, first to last."""
        return find_quoted(self.text, self.layout.paragraphs)

    @cached_property
    def films(self) -> Films:
        """Return the films that the text speaks of."""
        return find_films(self.text, self.layout, self.noise, self._film)

    @cached_property
    def film(self) -> str:
        """Return the title of the film that the text is about, "" if it names none."""
        return self.films.main

    @cached_property
    def people(self) -> People:
        """Return the beings that the text names."""
        own = [name for name in self.names if not self.is_noise(name.span)]
        works = self.films.spans_of(own) | self._titled(own)
        people = People(self.text, own, self.sentences, works, self.quoted)
        join_namesakes(self.text, people, own)
        self.__dict__["people"] = people
        if join_nicknames(self):
            self._forget_who()
        return people

    def _titled(self, names: list[Name]) -> frozenset[Span]:
        """Return the spans of the names that are the film's title of several words, of which none is in any other name."""
        words = set(self.film.split())
        others = {word for name in names if name.text != self.film for word in name.words}
        same = (name.span for name in names if name.text == self.film)
        return frozenset(same) if len(words) > 1 and words.isdisjoint(others) else frozenset()

    @cached_property
    def worlds(self) -> Worlds:
        """Return what tells story from life."""
        return Worlds(self.text, self.layout, self.sentences)

    @cached_property
    def masked(self) -> str:
        """Return the text with the characters of names and times replaced, offsets kept; titles count as the name's."""
        chars = list(self.text)
        for when in self.times:
            chars[when.span.start : when.span.end] = TIME * (when.span.end - when.span.start)
        for name in self.names:
            if TIME not in chars[name.span.start : name.span.end]:
                chars[name.whole.start : name.span.end] = NAME * (name.span.end - name.whole.start)
        return "".join(chars)

    # What stands where

    def is_noise(self, span: Span) -> bool:
        """Say whether `span` shares a character with what is not the document's own matter."""
        at = bisect_right(self._noise_ends, span.start)
        return at < len(self.noise) and self.noise[at].overlaps(span)

    @cached_property
    def _noise_ends(self) -> list[int]:
        return [noise.end for noise in self.noise]

    def slice(self, span: Span) -> str:
        """Return the characters of `span`, white space as single spaces."""
        return " ".join(self.text[span.start : span.end].split())

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds `offset`, or the last before it."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[at] if at >= 0 else Span(0, len(self.text))

    def sentences_in(self, span: Span) -> list[Span]:
        """Return the sentences that lie inside `span`."""
        low, high = bisect_left(self._sentence_starts, span.start), bisect_left(self._sentence_starts, span.end)
        return [sentence for sentence in self.sentences[low:high] if sentence.end <= span.end]

    def section_at(self, offset: int) -> Section:
        """Return the section that holds `offset`."""
        return self.layout.section_at(offset)

    def names_in(self, span: Span) -> list[Name]:
        """Return the names that begin inside `span`."""
        low, high = bisect_left(self._name_starts, span.start), bisect_left(self._name_starts, span.end)
        return self.names[low:high]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.span.start for name in self.names]

    def times_in(self, span: Span) -> list[When]:
        """Return the times that begin inside `span`."""
        low, high = (bisect_left(self.times, at, key=lambda w: w.span.start) for at in (span.start, span.end))
        return self.times[low:high]

    def world_at(self, offset: int) -> str:
        """Return "story" or "life", whichever is spoken of at `offset`."""
        return self.worlds.at(offset)

    # Who is meant

    def being_in(self, span: Span) -> Being | None:
        """Return the first being named inside `span`."""
        return self.people.inside(span)

    def who(self, span: Span) -> Being | None:
        """Return whom the words at `span` mean: a name, a pronoun, "his mother", "Ada's brother", "the boy".

        A description whose being the text does not name gives None.
        """
        words = self.text[span.start : span.end].strip()
        low = words.casefold()
        last = re.split(r"[\s]+", low)[-1].strip(".,") if low else ""
        named = self.names_in(span)
        if last in KIN and re.search(r"['’]s\b|^(?:his|her)\b", low):
            owner = self.being_in(span) if named else self.antecedent(span.start)
            return self.kin.relative(owner, last) if owner else None
        if named:
            return next((b for b in (self.people.of(n) for n in reversed(named)) if b), None)
        if low in HE or low in SHE:
            return self.antecedent(span.start)
        if low in _THE_REAL:
            sex = {"man": "m", "woman": "f"}.get(last, "")
            near = (b for b in self.people.before(span.start) if b.name not in self.whom.played)
            return next((b for b in near if not sex or b.sex in (sex, "")), None)
        if low.startswith(("the ", "this ", "that ", "young ")) and (last in MALE_WORDS or last in FEMALE_WORDS):
            sex = "m" if last in MALE_WORDS else "f"
            if last in KIN:
                return next((b for b in self.people.before(span.start) if b.sex == sex), None)
            main = self.people.main()
            if main and main.sex == sex:
                return main
            return next((b for b in self.people.before(span.start) if b.sex == sex), None)
        return None

    def antecedent(self, offset: int) -> Being | None:
        """Return whom the pronoun at `offset` means, None for somebody without a name."""
        return (self._antecedents if self.kin_so_far is None else self._antecedents_by_kin).at(offset)

    @cached_property
    def _antecedents(self) -> Antecedents:
        return Antecedents(self, kin=False)

    @cached_property
    def _antecedents_by_kin(self) -> Antecedents:
        return Antecedents(self, kin=True)

    @cached_property
    def references(self) -> list[Reference]:
        """Return where somebody is referred to, first to last."""
        return find_references(self)

    @cached_property
    def prominence(self) -> Prominence:
        """Return whom the text is about, who speaks in it, and of whom."""
        return Prominence(self)

    def name_at(self, span: Span) -> str:
        """Return the fullest form of the name that the words at `span` mean or hold, "" if they mean nobody."""
        being = self.who(span)
        if being:
            return being.name
        named = self.names_in(span)
        return (
            (f"{named[-1].title} {named[-1].text}" if named[-1].title and len(named[-1].words) == 1 else named[-1].text)
            if named
            else ""
        )

    def _forget_who(self) -> None:
        """Drop what was worked out before two beings became one."""
        for known in ("whom", "kin", "references", "prominence", "_antecedents", "_antecedents_by_kin"):
            self.__dict__.pop(known, None)
        self._reads_kin = False

    @cached_property
    def concordance(self) -> Concordance:
        """Return where each word stands."""
        return Concordance(self)

    @cached_property
    def whom(self) -> Whom:
        """Return what tells whom words without a name mean."""
        return Whom(self)

    @cached_property
    def kin(self) -> Kin:
        """Return who is whose relative, as far as the text says."""
        self._reads_kin = True
        return Kin(self)

    @property
    def kin_so_far(self) -> Kin | None:
        """Return the same, None while it is being worked out."""
        return self.__dict__.get("kin") if self._reads_kin else self.kin


def _plain(names: list[Name], shouting: list[Span]) -> list[Name]:
    """Cut names in lines full of capitals down to what is a name elsewhere too; leave out long ones that are not."""
    starts = [span.start for span in shouting]

    def loud(name: Name) -> bool:
        at = bisect_right(starts, name.span.start) - 1
        return at >= 0 and shouting[at].holds(name.span)

    quiet = [name for name in names if not loud(name)]
    known = {name.text for name in quiet}
    return sorted(
        [*quiet, *(cut for name in names if loud(name) for cut in _cut(name, known))], key=lambda n: n.span.start
    )


def _cut(name: Name, known: set[str]) -> list[Name]:
    words = name.text.split(" ")
    if name.text in known:
        return [name]
    inner = _inner(name, words, known)
    if inner and " " in inner[0].text:
        return inner
    if (
        name.nickname
        or (1 < len(words) <= 3 and not name.starts_sentence)
        or (len(words) == 2 and name.span.end - name.span.start == len(name.text))
    ):
        return [name]
    return inner


def _inner(name: Name, words: list[str], known: set[str]) -> list[Name]:
    """Return the longest part of a name that is a name elsewhere too."""
    for length in range(len(words) - 1, 0, -1):
        for first in range(len(words) - length + 1):
            shown = " ".join(words[first : first + length])
            if shown in known:
                start = name.span.start + len(" ".join([*words[:first], ""]))
                return [
                    replace(
                        name,
                        span=Span(start, start + len(shown)),
                        text=shown,
                        title="",
                        words=tuple(words[first : first + length]),
                    )
                ]
    return []

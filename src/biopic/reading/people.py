# fmt: off
"""The beings that a text names, each with all the forms by which it is called, and who a pronoun or description means.

Forms go together by stated rules: a part of a fuller name, a title with a last name, a nickname in marks, "known as". Which
sex a being has is counted from the pronouns that follow it and from words such as Mrs. and actress; a pronoun means the
subject of its sentence, else of the one before, else the last being of that sex.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from biopic.documents import Span
from biopic.reading.given import other_forms, same_given_name, sex_of_given_name
from biopic.reading.names import Name
from biopic.reading.personal import is_person
from biopic.reading.runs import bare_word
from biopic.reading.words import FEMALE_TITLES, FEMALE_WORDS, KIN, MALE_TITLES, MALE_WORDS, TITLES

HE, SHE = frozenset(["he", "him", "his", "himself"]), frozenset(["she", "her", "hers", "herself"])
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_SUFFIXES = frozenset(["jr", "sr", "jnr", "snr", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"])
_JUNIOR = frozenset(["jr", "sr", "jnr", "snr"])
_PLACE_BEFORE = re.compile(r"(?:\b(?:in|at|near|from|outside|around|across|throughout))\s+(?:the\s+|nearby\s+|rural\s+)?$")
_PERSON_BEFORE = re.compile(r"\b(?:" + "|".join(sorted(KIN, key=len, reverse=True)) + r"|named|called|actor|actress|director|writer|author|boy|girl|man|woman|by|as|with|said|says|told|asked|meets?|met|marry|marries|married)\,?\s+$", re.IGNORECASE)
_PERSON_AFTER = re.compile(
    r"^(?:['’]s? (?:own )?(?:" + "|".join(sorted(KIN, key=len, reverse=True)) + r"|life|death|face|body|story|childhood|voice|wit|condition)\b"
    r"|,? who\b|,? whose\b|\s*\([^)]*\)|,? (?:said|says|told|asked|recalls?|recalled|was born|is born|died|dies|passed|had|has|is|was|became|becomes|began|begins|met|meets|married|marries|learns?|finds?|tries|refuses|takes|lived|worked|wrote|plays|played|wants|decides|returns|discovers|agrees|believes|himself|herself)\b)"
)  # fmt: skip
_CHILD_BEFORE = re.compile(r"\b(?:son|daughter|child|boy|girl|baby),? (?:named |called )?$")
_KIN_BEFORE = re.compile(r"\b(?:" + "|".join(sorted(KIN, key=len, reverse=True)) + r"),? (?:named |called )?$")
_PLAYS = re.compile(r"(?:\s\([^()\n]{1,40}\))?,?\s(?:who\s)?(?:also\s)?(?:plays|portrays|co-stars|stars as|voices|played|portrayed)\s(?!by\b|for\b|with\b|at\b|in\b)|\sis\s(?=[A-Z][a-z]+\s[A-Z][a-z]+\b)|\sas\s(?=[A-Z])")
_PLAYED_BY = re.compile(r"\b(?:played|portrayed|voiced|embodied|inhabited|brought to life) (?:here |memorably |brilliantly )?by (?:the \w+ )?$")


@dataclass(eq=False)
class Being:
    """Somebody whom a text names: the name by which it is called, all its forms, the offsets of its mentions, its sex."""

    number: int
    name: str = ""
    forms: Counter[str] = field(default_factory=Counter)
    nicknames: Counter[str] = field(default_factory=Counter)
    mentions: list[int] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    introduced: int = 1 << 60
    """Where it is first named as it is named most fully."""

    @property
    def sex(self) -> str:
        """Return "m", "f", or "" where the text does not tell."""
        m, f = self.votes["m"], self.votes["f"]
        return "" if m == f else "m" if m > f else "f"


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without case, accents and marks around it.

    >>> fold("Björk’s"), fold("Jr.")
    ('bjork', 'jr')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare_word(word)) if not unicodedata.combining(c))
    return plain.casefold().strip("\"“”'‘’().,")


@dataclass(frozen=True)
class _Key:
    """A name taken apart: its first word, its last, what stands between, and its suffix."""

    first: str
    last: str
    middle: tuple[str, ...]
    suffix: str


@lru_cache(maxsize=65536)
def _key(text: str) -> _Key:
    words = [fold(word) for word in re.sub(r"[\"“‘«(][^\"”’»)]*[\"”’»)]", " ", text).replace(",", " ").split()]
    words = [word for word in words if word] or [fold(text)]
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else ""
    if suffix and len(words) == 1 and suffix not in _JUNIOR:
        words = [f"{words[0]} {suffix}"]
    return _Key(words[0], words[-1] if len(words) > 1 else "", tuple(words[1:-1]), suffix)


class People:
    """All beings of a text. `names` are its names, `titles` the works whose titles are no people's names."""

    def __init__(self, text: str, names: list[Name], sentences: list[Span], works: frozenset[Span]) -> None:
        self.text = text
        self.beings: list[Being] = []
        self._of: dict[int, Being] = {}
        self._sentence_starts = [s.start for s in sentences]
        self._sentences = sentences
        self._group([n for n in names if n.span not in works])
        self._at = sorted(self._of)
        self._where = {n.span.start: n for n in names}
        self._learn_sexes()

    # Which names go together

    def _group(self, names: list[Name]) -> None:
        persons = self._persons(names)
        firsts: dict[str, list[Being]] = defaultdict(list)
        lasts: dict[str, list[Being]] = defaultdict(list)
        keys: dict[int, list[_Key]] = defaultdict(list)
        middles: dict[str, list[Being]] = defaultdict(list)
        performers = self._performers(persons)
        juniors = self._namesakes(persons)
        for name in sorted((n for n in persons if _key(n.text).last), key=lambda n: (n.text in juniors, -len(_key(n.text).middle), n.span.start)):
            self._add_full(name, firsts, lasts, middles, keys, performs=name.text in performers, junior=name.text in juniors)
        for name in persons:
            if not _key(name.text).last:
                self._add_single(name, firsts, lasts, middles)
        for being in self.beings:
            being.mentions.sort()
            being.name = _best(being)

    def _performers(self, names: list[Name]) -> set[str]:
        """Return the full names that stand only in brackets or behind "played by": no character goes by their first names."""
        apart = {n.text for n in names if not self._bracketed(n.span.start) and not _PLAYED_BY.search(self.text, max(0, n.whole.start - 40), n.whole.start)}
        plays = {n.text for n in names if len(n.words) > 1 and _PLAYS.match(self.text, n.span.end)}
        return {n.text for n in names} - apart | plays

    def _persons(self, names: list[Name]) -> list[Name]:
        """Return the names that people may bear: those that are oftener said like a person's than like a place's."""
        score: Counter[str] = Counter()
        parts = {word for name in names if _key(name.text).last and is_person(name.text) for word in (_key(name.text).first, _key(name.text).last)}
        for name in names:
            before, after = self.text[max(0, name.whole.start - 40) : name.whole.start], self.text[name.span.end : name.span.end + 40]
            key = _key(name.text)
            points = 3 * bool(name.title) + 3 * bool(name.nickname) + 2 * bool(_PERSON_BEFORE.search(before)) + 2 * bool(_PERSON_AFTER.match(after))
            points -= 2 * bool(_PLACE_BEFORE.search(before)) + (2 * bool(re.match(r", (?:[A-Z][a-z]+)\b", after)) if _PLACE_BEFORE.search(before) else 0)
            points += bool(re.match(r"['’]s? [a-z]|,? (?:a|an|the|his|her) [a-z]", after))
            points += (1 if name.starts_sentence or before.endswith(("“", '"')) else 0) + 2 * bool(key.last and sex_of_given_name(key.first))
            score[f"{key.first} {key.last}"] += points
        apart = {
            _key(name.text).first for name in names
            if not re.search(r"[^\W\d_], $", self.text[max(0, name.span.start - 3) : name.span.start]) or re.match(r",? (?:and|&) [A-Z]", self.text[name.span.end : name.span.end + 7])
        }  # fmt: skip
        for single in {_key(name.text).first for name in names}:
            score[f"{single} "] += single in parts or (single in apart and bool(sex_of_given_name(single)))
        quiet = {word for name in names for word in name.words if not word.isupper()}
        return [n for n in names if (is_person(_without_nickname(n)) or (n.text.isupper() and (n.title or n.text.capitalize() in quiet) and is_person(n.text.capitalize()))) and score[f"{_key(n.text).first} {_key(n.text).last}"] >= (0 if _key(n.text).last else 1)]

    def _add_full(self, name: Name, firsts: dict[str, list[Being]], lasts: dict[str, list[Being]], middles: dict[str, list[Being]], keys: dict[int, list[_Key]], *, performs: bool, junior: bool) -> None:
        key = _key(name.text)
        same = [b for b in lasts[key.last] if any(_alike(key, other, b, name.nickname) for other in keys[b.number])]
        if _KIN_BEFORE.search(self.text, max(0, name.whole.start - 40), name.whole.start):
            same = [b for b in same if any(key.first == other.first or key.first in fold(b.name) for other in keys[b.number] if other.first == key.first or not other.middle)]
        if junior:
            same = [b for b in same if set(b.forms) == {name.text}]
        being = same[0] if same else self._new(key.first)
        for index, word in ((lasts, key.last), *(() if performs else ((firsts, key.first), *((middles, m) for m in key.middle)))):
            if being not in index[word]:
                index[word].append(being)
        if key not in keys[being.number]:
            keys[being.number].append(key)
        being.introduced = min(being.introduced, name.span.start)
        if name.nickname:
            being.nicknames[name.nickname] += 1
            for word in (fold(w) for w in name.nickname.split()):
                if being not in firsts[word]:
                    firsts[word].append(being)
        self._mention(being, name)

    def _namesakes(self, names: list[Name]) -> set[str]:
        """Return the fuller names of sons and daughters who bear the first and last name of somebody named before."""
        plain = {(k.first, k.last) for k in (_key(name.text) for name in names) if k.last and not k.middle}
        return {
            name.text for name in names for key in (_key(name.text),)
            if key.middle and (key.first, key.last) in plain and _CHILD_BEFORE.search(self.text, max(0, name.span.start - 40), name.span.start)
        }  # fmt: skip

    def _add_single(self, name: Name, firsts: dict[str, list[Being]], lasts: dict[str, list[Being]], middles: dict[str, list[Being]]) -> None:
        word = _key(name.text).first
        choice = lasts[word] or firsts[word] if name.title else [*firsts[word], *(b for b in lasts[word] if b not in firsts[word])]
        if not choice and not name.title:
            choice = next((firsts[other] for other in other_forms(word) if len(firsts[other]) == 1 and len(firsts[other][0].mentions) > 1), [])
        title = fold(name.title.split()[-1]) if name.title else ""
        sex = "m" if title in MALE_TITLES else "f" if title in FEMALE_TITLES else ""
        if title in ("mr", "mrs", "miss", "ms") and not lasts[word]:
            choice = firsts[word]
        if not choice and not _KIN_BEFORE.search(self.text, max(0, name.span.start - 40), name.span.start):
            choice = middles[word]
        fitting = [b for b in choice if not sex or b.sex in ("", sex)] or ([] if sex else choice)
        if fitting:
            being = self._likeliest(fitting, name.span.start)
        else:
            being = self._new("" if name.title else word)
            for each in (word, word.partition(" ")[0]):
                firsts[each].append(being)
            if title:
                lasts[word].append(being)
        being.introduced = min(being.introduced, name.span.start)
        self._mention(being, name)

    def _likeliest(self, fitting: list[Being], offset: int) -> Being:
        """Return which of several beings of one name a part of it means: one introduced before, the oftenest named; else the first."""
        before = [b for b in fitting if b.mentions and b.introduced < offset]
        if before:
            near = max(before, key=lambda b: (len(b.mentions), -b.number))
            first = min(before, key=lambda b: b.introduced)
            return first if len(near.mentions) < 2 * len(first.mentions) + 3 else near
        return min(fitting, key=lambda b: b.introduced)

    def _new(self, first: str) -> Being:
        """Add a being; its given name opens the count of what sex it has."""
        self.beings.append(Being(len(self.beings)))
        if sex := sex_of_given_name(first.partition(" ")[0]):
            self.beings[-1].votes[sex] += 6
        return self.beings[-1]

    def _mention(self, being: Being, name: Name) -> None:
        shown = _without_nickname(name)
        being.forms[shown if _key(name.text).last or not name.title else f"{name.title} {shown}"] += 1
        being.mentions.append(name.span.start)
        self._of[name.span.start] = being
        title = fold(name.title.split()[-1]) if name.title else ""
        being.votes["m"] += 4 * (title in MALE_TITLES)
        being.votes["f"] += 4 * (title in FEMALE_TITLES)

    # Who is meant

    def of(self, name: Name) -> Being | None:
        """Return the being that a name names, None if it is no being's."""
        return self._of.get(name.span.start)

    def inside(self, span: Span) -> Being | None:
        """Return the first being named inside `span`."""
        at = bisect_left(self._at, span.start)
        return self._of[self._at[at]] if at < len(self._at) and self._at[at] < span.end else None

    def called(self, words: str) -> Being | None:
        """Return the being that has `words` among its forms or nicknames, None if none or several have."""
        wanted = " ".join(fold(word) for word in words.split())
        found = [b for b in self.beings if any(wanted == " ".join(fold(w) for w in form.split()) for form in [*b.forms, *b.nicknames])]
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
        one.name = _best(one)

    def before(self, offset: int, within: int = 1500) -> list[Being]:
        """Return the beings mentioned before `offset`, the nearest first; names in brackets (performers) are passed over."""
        at = bisect_left(self._at, offset)
        found: list[Being] = []
        while at > 0 and offset - self._at[at - 1] <= within and len(found) < 12:
            at -= 1
            being = self._of[self._at[at]]
            if being not in found and not self._bracketed(self._at[at]):
                found.append(being)
        return found

    def pronoun(self, offset: int, word: str) -> Being | None:
        """Return whom the pronoun at `offset` means."""
        sex = "m" if word.casefold() in HE else "f" if word.casefold() in SHE else ""
        for span in self.sentences_before(offset):
            inside = self.subject_first(span)
            sure = [b for b in inside if b.sex == sex]
            if sure:
                return sure[0]
        near = self.before(offset)
        return next((b for b in near if b.sex == sex), next((b for b in near if b.sex == ""), None))

    def main(self, sex: str = "") -> Being | None:
        """Return the being that is named most, of the given sex if one is given."""
        fitting = [b for b in self.beings if not sex or b.sex == sex]
        return max(fitting, key=lambda b: (len(b.mentions), -b.number), default=None)

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds `offset`, or the last before it."""
        number = self._sentence(offset)
        return self._sentences[number] if number >= 0 else None

    def sentences_before(self, offset: int, most: int = 3) -> Iterator[Span]:
        """Yield the sentence that holds `offset` up to there, then those before it, the nearest first."""
        number = self._sentence(offset)
        if number >= 0:
            yield Span(max(self._sentences[number].start, offset - 2000), offset)
            yield from (Span(max(self._sentences[n].start, self._sentences[n].end - 2000), self._sentences[n].end) for n in range(number - 1, max(-1, number - 1 - most), -1))

    def subject_first(self, span: Span) -> list[Being]:
        """Return the beings named in `span`, those that are no possessors first; names in brackets are passed over."""
        starts = self._at[bisect_left(self._at, span.start) : bisect_left(self._at, span.end)]
        found: list[Being] = []
        for at in starts:
            if self._of[at] not in found and not self._bracketed(at) and not self._possessor(at):
                found.append(self._of[at])
        for at in starts:
            if self._of[at] not in found and not self._bracketed(at):
                found.append(self._of[at])
        return found

    def _bracketed(self, at: int) -> bool:
        return self.text[max(0, at - 1)] in "([" and at > 0

    def _possessor(self, at: int) -> bool:
        end = self._where[at].span.end
        return self.text[end : end + 2] in ("'s", "’s")

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._sentence_starts, offset) - 1

    # Of which sex they are

    def _learn_sexes(self) -> None:
        """Let nouns beside a name vote first; then each pronoun for the subject of its sentence, or of the one before."""
        for at, being in self._of.items():
            name = self._where[at]
            before = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)?),?\s+(?:named |called )?$", self.text[max(0, name.whole.start - 30) : name.whole.start])
            after = re.match(r"(?:\s?\([^)]{1,40}\))?(?:,| is| was| becomes),? (?:a|an|the|his|her|their)\s+((?:[\w-]+,? ){0,4}?[\w-]+)\b", self.text[name.span.end : name.span.end + 100])
            nouns = [before[1].casefold()] if before else []
            if after:
                nouns += after[1].replace(",", "").casefold().split()
            self._vote(being, nouns, 4)
        pronouns = [(m.start(), "m" if m.group().casefold() in HE else "f") for m in _PRONOUN.finditer(self.text)]
        for _ in range(2):
            sure = {being.number: being.sex for being in self.beings if abs(being.votes["m"] - being.votes["f"]) >= 4}
            votes = [vote for at, sex in pronouns for vote in self._votes(at, sex, sure)]
            for being, sex, weight in votes:
                being.votes[sex] += weight

    def _vote(self, being: Being, words: list[str], weight: int) -> None:
        for word in words:
            if word in MALE_WORDS or word in FEMALE_WORDS:
                being.votes["m" if word in MALE_WORDS else "f"] += weight
                return

    def _votes(self, at: int, sex: str, sure: dict[int, str]) -> Iterator[tuple[Being, str, int]]:
        """Yield for whom a pronoun speaks: nobody if somebody near is known to be of that sex, else the subject."""
        number = self._sentence(at)
        if number < 0:
            return
        sentence = self._sentences[number]
        near = self.subject_first(Span(max(sentence.start, at - 2000), at))
        if not near and number and at - sentence.start < 60:
            near = self.subject_first(self._sentences[number - 1])
        if any(sure.get(being.number) == sex for being in near):
            return
        unsure = [being for being in near if being.number not in sure]
        if unsure:
            yield unsure[0], sex, 2 if len(unsure) == 1 else 1


def _without_nickname(name: Name) -> str:
    return re.sub(r"\s*[\"“‘«(][^\"”’»)]*[\"”’»)]\s*", " ", name.text).strip() if name.nickname else name.text


def _alike(one: _Key, other: _Key, being: Being, nickname: str) -> bool:
    """Say whether two full names with one last name may be one being's."""
    if {one.suffix, other.suffix} >= {"jr", "sr"} or (one.suffix and other.suffix and one.suffix != other.suffix):
        return False
    nicknames = {fold(word) for nick in being.nicknames for word in nick.split()}
    if one.first == other.first or one.first in nicknames or other.first in [fold(word) for word in nickname.split()]:
        return True
    if min(len(one.first), len(other.first)) >= 5 and fuzz.ratio(one.first, other.first) >= 90:
        return True
    if (other.first in one.middle and not other.middle) or (one.first in other.middle and not one.middle):
        return True
    if same_given_name(one.first, other.first):
        return True
    short, long = sorted((one.first, other.first), key=len)
    return len(short.rstrip(".")) == 1 and long.startswith(short.rstrip("."))


def _best(being: Being) -> str:
    """Return the form by which a being goes: a full name before a part of one, then the oftenest, then the longest."""
    def rank(form: str) -> tuple[bool, bool, int, int, str]:
        words = [word for word in form.split() if fold(word) not in TITLES]
        return (len(words) > 1, fold(form.split()[0]) not in TITLES, being.forms[form], len(form), form)

    best = max(being.forms, key=rank, default="")
    return " ".join(word.capitalize() if len(word) > 2 else word for word in best.split()) if best.isupper() and " " in best else best

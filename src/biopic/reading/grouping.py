"""Names put together into beings, by stated rules: a part of a fuller name, a title with a last name, a nickname in marks.

Full names come first, then the single ones, each to the being that it most likely means. Whom no name before may mean is
somebody new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from biopic.reading.beings import Being, fold, sex_of_title
from biopic.reading.fullnames import JUNIOR, Parts, may_be_one, parts_of, without_nickname
from biopic.reading.given import beginnings, other_forms, sex_of_given_name, stems
from biopic.reading.names import Name
from biopic.reading.persons import (
    is_behind_kin,
    is_by_epithet,
    is_of_kin,
    is_of_other_age,
    juniors_among,
    performers_among,
    persons_among,
)

_FAMILY = 100
"""With how many beings of one last name a full name is compared, lest a list of thousands take the square of its length."""


class Grouping:
    """The beings that `names` name, and `of`, which being is named at an offset."""

    def __init__(self, text: str, names: list[Name]) -> None:
        self.beings: list[Being] = []
        self.of: dict[int, Being] = {}
        self._text = text
        self._firsts: dict[str, list[Being]] = defaultdict(list)
        self._begun: dict[str, list[Being]] = defaultdict(list)
        self._middles: dict[str, list[Being]] = defaultdict(list)
        self._lasts: dict[str, list[Being]] = defaultdict(list)
        self._parts: dict[int, list[Parts]] = defaultdict(list)
        self._exactly: dict[Parts, Being] = {}
        self._waiting: list[Name] | None = []
        persons = persons_among(text, names)
        self._performers, self._juniors = performers_among(text, persons), juniors_among(text, persons)
        self._said = Counter(parts_of(name.text).first for name in persons if not parts_of(name.text).last)
        self._group(persons)

    def _group(self, persons: list[Name]) -> None:
        by_epithet = []
        for name in sorted((name for name in persons if parts_of(name.text).last), key=self._turn):
            if is_by_epithet(name) and self._firsts[parts_of(name.text).last]:
                by_epithet.append(name)
            else:
                self._add_full(name)
        for name in by_epithet:
            self._mention(_likeliest(self._firsts[parts_of(name.text).last], name.span.start), name)
        self._share_last_names(persons)
        for name in persons:
            if not parts_of(name.text).last:
                self._add_single(name)
        self._name_all()

    def _name_all(self) -> None:
        for being in self.beings:
            being.mentions.sort()
            being.take_best_form()

    def settle(self) -> None:
        """Add the names with a title that waited until it was known who is a man and who is a woman."""
        waiting, self._waiting = self._waiting or [], None
        for name in waiting:
            self._add_single(name)
        self._name_all()

    def _share_last_names(self, persons: list[Name]) -> None:
        """Give the first of "Ada and Jonah Moss" the last name of the second, if they are a woman and a man and she has none."""
        for one, other in pairwise(persons):
            parts = parts_of(other.text)
            joined = self._text[one.span.end : other.whole.start] in (" and ", " & ")
            if (
                not (joined and parts.last)
                or one.title
                or parts_of(one.text).last
                or self._firsts[parts_of(one.text).first]
            ):
                continue
            if {sex_of_given_name(parts_of(each.text).first) for each in (one, other)} == {"m", "f"}:
                self._add_single(one)
                being = self.of[one.span.start]
                being.forms[f"{one.text} {other.words[-1]}"] += 1
                _add(self._lasts[parts.last], being)

    def _turn(self, name: Name) -> tuple[bool, int, int]:
        """Return when a full name is added: the fullest first, those of children named after somebody last."""
        return name.text in self._juniors, -len(parts_of(name.text).middle), name.span.start

    def _add_full(self, name: Name) -> None:
        parts = parts_of(name.text)
        being = self._known(name, parts) or self._new(parts.first)
        _add(self._lasts[parts.last], being)
        if name.text not in self._performers:
            _add(self._firsts[parts.first], being)
            for beginning in beginnings(parts.first):
                _add(self._begun[beginning], being)
            for middle in parts.middle:
                _add(self._middles[middle], being)
        if parts not in self._parts[being.number]:
            self._parts[being.number].append(parts)
            self._exactly.setdefault(parts, being)
        if name.nickname:
            being.nicknames[name.nickname] += 1
            for word in name.nickname.split():
                _add(self._firsts[fold(word)], being)
        self._mention(being, name)

    def _known(self, name: Name, parts: Parts) -> Being | None:
        """Return the being that a full name names again; "his sister Ada Moss" is nobody of another first name."""
        behind_kin = is_behind_kin(self._text, name.whole.start)
        others, exact = self._lasts[parts.last][-_FAMILY:], self._exactly.get(parts)
        if exact and name.text not in self._juniors:
            return exact
        if is_of_other_age(self._text, name.whole.start) and any(
            _same_given(self._parts[b.number], parts) for b in others
        ):
            return None
        for being in others:
            known = self._parts[being.number]
            if not any(may_be_one(parts, other, being, name.nickname) for other in known):
                continue
            if behind_kin and all(parts.first != other.first for other in known):
                continue
            if name.text not in self._juniors or set(being.forms) == {name.text}:
                return being
        return None

    def _add_single(self, name: Name) -> None:
        if name.span.start in self.of:
            return
        word, sex = parts_of(name.text).first, sex_of_title(name.title)
        choice = self._of_age(name, self._choice(name, word))
        fitting = [being for being in choice if being.sex == sex] if sex else choice
        if sex and not fitting and choice and self._waiting is not None:
            self._waiting.append(name)
            return
        fitting = fitting or [being for being in choice if being.sex == ""]
        being = _likeliest(fitting, name.span.start) if fitting else self._new_single(name, word)
        self._mention(being, name)

    def _choice(self, name: Name, word: str) -> list[Being]:
        """Return the beings that a single name may mean: by first or last name, a short form, else a middle name."""
        firsts, lasts = self._firsts[word], self._lasts[word]
        if is_of_kin(self._text, name.span.start):
            lasts = [being for being in lasts if being.introduced < name.span.start]
        if name.title:
            choice = lasts or firsts
        else:
            choice = [*firsts, *(being for being in lasts if being not in firsts)] or self._by_other_form(word)
        if not choice and not is_behind_kin(self._text, name.span.start):
            return self._middles[word]
        return choice

    def _of_age(self, name: Name, beings: list[Being]) -> list[Being]:
        """Return those of some beings whose suffix is that of a single name: of "Daniel Sr." the senior, of "Daniel" all.

        "Sean Jr." is somebody new where no Sean is a junior, and so is "Sean III" behind a word for a relative.
        """
        suffix = parts_of(name.text).suffix
        if not suffix:
            return beings
        marked = [being for being in beings if self._is_marked(being, name.text, suffix)]
        return marked if marked or suffix in JUNIOR or is_of_kin(self._text, name.span.start) else beings

    def _is_marked(self, being: Being, form: str, suffix: str) -> bool:
        return form in being.forms or any(parts.suffix == suffix for parts in self._parts[being.number])

    def _by_other_form(self, word: str) -> list[Being]:
        """Return the one being whose given name is the long or short form of a word."""
        others = [self._firsts[other] for other in other_forms(word) if self._firsts[other]]
        known = next((beings for beings in others if len(beings) == 1 and self._is_known(beings[0])), [])
        if known or (len(others) == 1 and len(others[0]) == 1 and self._is_of_family(others[0][0])):
            return known or others[0]
        pets = {id(b): b for stem in stems(word) for b in self._begun[stem] if self._is_known(b)}
        return [*pets.values()] if len(pets) == 1 and not sex_of_given_name(word) else []

    def _is_of_family(self, being: Being) -> bool:
        """Say whether somebody else has the last name of a being, too: Hal may be that Harold whose brother is named."""
        return any(len(self._lasts[parts.last]) > 1 for parts in self._parts[being.number])

    def _is_known(self, being: Being) -> bool:
        """Say whether a being is named more than once so far, or its given name stands alone elsewhere."""
        return len(being.mentions) > 1 or any(self._said[parts.first] for parts in self._parts[being.number])

    def _new_single(self, name: Name, word: str) -> Being:
        being = self._new("" if name.title else word)
        for each in (word, word.partition(" ")[0]):
            self._firsts[each].append(being)
        if name.title:
            self._lasts[word].append(being)
        return being

    def _new(self, first: str) -> Being:
        """Add a being; its given name opens the count of what sex it has."""
        being = Being(len(self.beings))
        self.beings.append(being)
        if sex := sex_of_given_name(first.partition(" ")[0]):
            being.votes[sex] += 6
        return being

    def _mention(self, being: Being, name: Name) -> None:
        shown = without_nickname(name)
        titled = name.title and not parts_of(name.text).last
        being.forms[f"{name.title} {shown}" if titled else shown] += 1
        being.introduced = min(being.introduced, name.span.start)
        being.mentions.append(name.span.start)
        self.of[name.span.start] = being
        if sex := sex_of_title(name.title):
            being.votes[sex] += 4


def _same_given(known: list[Parts], parts: Parts) -> bool:
    return any(other.first == parts.first for other in known)


def _add(beings: list[Being], being: Being) -> None:
    if being not in beings[-_FAMILY:]:
        beings.append(being)


def _likeliest(fitting: list[Being], offset: int) -> Being:
    """Return which of several beings of one name a part of it means: one introduced before, the oftenest named; else the first."""
    before = [being for being in fitting if being.mentions and being.introduced < offset]
    if not before:
        return min(fitting, key=lambda being: being.introduced)
    often = max(before, key=lambda being: (len(being.mentions), -being.number))
    first = min(before, key=lambda being: being.introduced)
    return first if len(often.mentions) < 2 * len(first.mentions) + 3 else often

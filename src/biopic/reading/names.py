"""The names in a text: runs of capitalised words, with titles, initials, particles and nicknames inside them.

A capital at the start of a sentence proves nothing, so a word counts there only if it is no common one, or stands with a
capital elsewhere too (`capitals`). What a name is the name of is for others to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span
from biopic.reading.capitals import Capitals
from biopic.reading.given import sex_of_given_name
from biopic.reading.namewords import NOT_LAST
from biopic.reading.runs import Token, bare_word, find_runs, nickname_in, tokens_of
from biopic.reading.words import KIN, TITLES

_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|Jnr|Snr|Esq|I{2,3}|IV|VI{0,3}|IX|X|Ph\.?D|M\.?D)\b\.?")
_IN_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Oo]utside|[Aa]round|[Aa]cross|[Bb]eyond|[Oo]ff)\s$")
_GOES_ON = re.compile(r"\s[a-z]|,\s(?:who|whose|now|then|still|aged)\s")


@dataclass(frozen=True)
class Name:
    """A name where it stands: its span (title, nickname and possessive left out), its words, its title if it has one."""

    span: Span
    text: str
    title: str
    nickname: str
    words: tuple[str, ...]
    starts_sentence: bool

    @property
    def whole(self) -> Span:
        """Return the span with the title."""
        return Span(self.span.start - len(self.title) - 1, self.span.end) if self.title else self.span


def find_names(text: str, starts: frozenset[int]) -> list[Name]:
    """Return the names in `text`; `starts` are the offsets at which sentences begin."""
    tokens = tokens_of(text)
    capitals = Capitals(text, tokens, starts)
    found = (_name_of(text, run, capitals) for run in find_runs(text, tokens, starts))
    return list(_apart_from_places(text, [name for name in found if name]))


def _name_of(text: str, run: list[Token], capitals: Capitals) -> Name | None:
    """Make a name of a run: common words and titles off its front, common words off its end; None where nothing is left."""
    title, tokens = _titled(_without_openers(run, capitals))
    tokens = _without_tail(_without_verb(text, tokens, capitals))
    if not tokens:
        return None
    start, end = tokens[0].start(), _end_of(text, tokens[-1])
    words = tuple(bare_word(token.group()) for token in tokens)
    if len(words) == 1 and capitals.is_no_name(words[0], start, end, titled=bool(title)):
        return None
    shown = " ".join(text[start:end].split())
    starts_sentence = capitals.opens(run[0]) and tokens[0] is run[0]
    return Name(Span(start, end), shown, title, nickname_in(text, tokens), words, starts_sentence)


def _without_openers(run: list[Token], capitals: Capitals) -> list[Token]:
    """Take off the front what is no part of a name."""
    tokens = list(run)
    while tokens and capitals.is_common(tokens[0], len(tokens)):
        tokens.pop(0)
    if len(tokens) > 1 and capitals.is_opener(tokens[0], tokens[1]):
        tokens.pop(0)
    return tokens


def _titled(tokens: list[Token]) -> tuple[str, list[Token]]:
    """Part the titles from the words behind them; of two, the second is no word for a relative, as in "Sir Brother Moss"."""
    titles: list[str] = []
    for token in tokens[:-1]:
        low = bare_word(token.group()).casefold()
        if low not in TITLES or (titles and low in KIN):
            break
        titles.append(token.group())
    return " ".join(titles), tokens[len(titles) :]


def _without_verb(text: str, tokens: list[Token], capitals: Capitals) -> list[Token]:
    """Keep "Ada" of "Ada Says Yes", a heading in which every word has a capital."""
    if len(tokens) < 3 or not sex_of_given_name(tokens[0].group().casefold()) or text.startswith(" ", tokens[-1].end()):
        return tokens
    return tokens[:1] if capitals.is_verb(tokens[1]) else tokens


def _without_tail(tokens: list[Token]) -> list[Token]:
    """Take small words off the end."""
    end = len(tokens)
    while end > 1 and bare_word(tokens[end - 1].group()).casefold() in NOT_LAST:
        end -= 1
    while end and not tokens[end - 1].group()[0].isupper():
        end -= 1
    return tokens[:end]


def _end_of(text: str, last: Token) -> int:
    """Return where a name ends: with a suffix such as "Jr.", and without the full stop behind "III."."""
    bare = bare_word(last.group())
    end = last.start() + len(bare)
    if bare in ("Jr", "Sr", "Jnr", "Snr"):
        return end + text.startswith(".", end)
    suffix = _SUFFIX.match(text, end)
    if suffix is None or len(bare) == 1:
        return end
    stops = suffix.group().endswith(".") and "r" not in suffix.group().casefold()
    return suffix.end() - stops


def _apart_from_places(text: str, names: list[Name]) -> Iterator[Name]:
    """Part "in Saltby Ada keeps" into the place and who is there, if Ada is named elsewhere and Saltby is nobody's given name."""
    firsts, whole = Counter(name.words[0] for name in names), Counter(name.text for name in names)
    for name in names:
        if whole[name.text] == 1 and firsts[name.text.split(" ")[-1]] and _is_place_and_name(text, name):
            yield from _parted(name)
        else:
            yield name


def _is_place_and_name(text: str, name: Name) -> bool:
    words, span = name.text.split(" "), name.span
    if not 1 < len(words) <= 3 or name.title or name.nickname or sex_of_given_name(words[0].casefold()):
        return False
    return bool(_IN_PLACE.search(text, max(0, span.start - 9), span.start) and _GOES_ON.match(text, span.end))


def _parted(name: Name) -> Iterator[Name]:
    """Yield all words but the last as one name, and the last as another."""
    *place, last = name.text.split(" ")
    cut = name.span.end - len(last)
    yield replace(name, span=Span(name.span.start, cut - 1), text=" ".join(place), words=tuple(place))
    yield replace(name, span=Span(cut, name.span.end), text=last, words=(last,), starts_sentence=False)

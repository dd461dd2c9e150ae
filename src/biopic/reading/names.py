# fmt: off
"""The names in a text: runs of capitalised words, with titles, initials, particles and nicknames inside them.

A capital at the start of a sentence proves nothing, so a word counts there only if it is no common one, or stands with a
capital elsewhere too. What a name is the name of is for others to say; `is_person` only refuses what cannot be a person's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from biopic.documents import Span
from biopic.reading.given import is_given_name_only, sex_of_given_name
from biopic.reading.trades import LISTED
from biopic.reading.words import DEMONYMS, FUNCTION, KIN, MONTHS, OPENERS, PARTICLES, REGIONS, TITLES, WEEKDAYS

WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*\.?(?:[^\W\d_]\.)*")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+$")
_NICKNAME = re.compile(r"\s*(?:[\"“‘'(«][ ]?(?P<nick>[^\W\d_][^\"“”‘()«»\n]{1,24}?)[ ]?[\"”’')»])\s*(?=[^\W\d_])")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|Jnr|Snr|Esq|I{2,3}|IV|VI{0,3}|IX|X|Ph\.?D|M\.?D)\b\.?")
_TITLE_DOT = TITLES | {"jr", "sr", "st", "no", "vs", "mt"}
_NOT_PERSON = frozenset(
    ("gorge", "falls", "creek", "canyon", "desert", "forest", "sound", "harbour", "harbor", "cape", "coast", "shore", "springs", "rapids", "heights", "peninsula", "ocean", "sea", "strait")
) | frozenset(
    ["university", "college", "school", "academy", "institute", "hospital", "clinic", "church", "cathedral", "company", "studio", "studios", "pictures", "films", "film", "productions", "entertainment", "media", "press", "magazine", "times", "post", "news", "street", "avenue", "road", "park", "river", "lake", "mountain", "island", "islands", "valley", "county", "city", "town", "village", "bay", "beach", "bridge", "airport", "station", "award", "awards", "prize", "medal", "festival", "oscar", "oscars", "emmy", "grammy", "globe", "globes", "bafta", "guild", "society", "association", "foundation", "committee", "council", "court", "department", "ministry", "army", "navy", "force", "corps", "war", "battle", "act", "amendment", "treaty", "constitution", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "united", "states", "kingdom", "republic", "union", "empire", "center", "centre", "hall", "theatre", "theater", "opera", "house", "hotel", "club", "band", "orchestra", "museum", "library", "laboratory", "lab", "program", "project", "agency", "bureau", "league", "team", "series", "season", "episode", "part", "chapter", "volume", "book", "novel", "play", "movie", "documentary", "biopic", "summer", "winter", "spring", "autumn", "day", "night", "year", "eve", "christmas", "easter", "broadway", "hollywood", "best", "golden", "palme", "supporting", "actor", "actress", "director", "screenplay", "picture", "makeup", "score", "song", "design", "effects", "cinematography", "editing", "bros", "brothers", "inc", "ltd", "corp", "corporation", "co", "group", "network", "channel", "radio", "television", "records", "label", "bank", "camp", "garden", "gardens", "square", "palace", "castle", "tower", "prison", "jail", "stables", "farm", "ranch", "bar", "cafe", "restaurant", "records", "championship", "cup", "olympics", "olympic", "games", "nobel", "pulitcer", "pulitzer", "tony", "america", "england", "britain", "france", "germany", "ireland", "god", "lord", "internet", "english", "french", "bible", "courier", "gazette", "herald", "tribune", "chronicle", "bulletin", "telegraph"]
)  # fmt: skip
MOST = 9
"""The most words that one name has."""


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
    tokens = [token for token in WORD.finditer(text) if token.end() - token.start() <= 60]
    plain = _plain_words(tokens)
    capital = _capitals_inside(tokens, starts)
    found = [name for run in _runs(text, tokens, starts) for name in _names_of(text, run, starts, plain, capital)]
    return list(_apart_from_places(text, found))


def _apart_from_places(text: str, names: list[Name]) -> Iterator[Name]:
    """Part "in Saltby Ada keeps" into the place and who is there, if Ada is named elsewhere and Saltby is nobody's given name."""
    firsts, whole = Counter(name.words[0] for name in names), Counter(name.text for name in names)
    for name in names:
        words = name.text.split(" ")
        parts = 1 < len(words) <= 3 and whole[name.text] == 1 and not name.title and not name.nickname and firsts[words[-1]]
        if not parts or sex_of_given_name(words[0].casefold()) or not re.search(r"\b(?:[Ii]n|[Aa]t|[Nn]ear)\s$", text[max(0, name.span.start - 6) : name.span.start]) or not re.match(r"\s[a-z]", text[name.span.end : name.span.end + 2]):
            yield name
            continue
        cut = name.span.end - len(words[-1])
        yield replace(name, span=Span(name.span.start, cut - 1), text=" ".join(words[:-1]), words=tuple(words[:-1]))
        yield replace(name, span=Span(cut, name.span.end), text=words[-1], words=(words[-1],), starts_sentence=False)


def _plain_words(tokens: list[re.Match[str]]) -> Counter[str]:
    return Counter(token.group().rstrip(".") for token in tokens if token.group()[0].islower())


def _capitals_inside(tokens: list[re.Match[str]], starts: frozenset[int]) -> Counter[str]:
    found = Counter(bare_word(t.group()) for t in tokens if t.group()[0].isupper() and t.start() not in starts)
    found.update(f"{one.group()} " for one, other in pairwise(tokens) if one.group() in _MONTHS_TOO and other.group()[0].isupper() and other.start() == one.end() + 1)
    return found


def bare_word(word: str) -> str:
    """Return a word without a possessive ending and without a full stop that is no initial's.

    >>> bare_word("Ada's"), bare_word("Moss."), bare_word("J."), bare_word("Halls’")
    ('Ada', 'Moss', 'J.', 'Halls')
    """
    word = re.sub(r"['’](?:s|S)?$", "", word)
    if word.endswith(".") and not _INITIAL.fullmatch(word):
        word = word[:-1]
    return word


def _runs(text: str, tokens: list[re.Match[str]], starts: frozenset[int]) -> Iterator[list[re.Match[str]]]:
    """Yield runs of capitalised tokens that one space, a particle, or a nickname in marks holds together."""
    run: list[re.Match[str]] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.group()[0].isupper():
            if run:
                yield run
                run = []
            index += 1
            continue
        if run and (len(run) >= MOST or not _joined(text, run[-1], token) or (token.start() in starts and text[token.start() - 1] not in "\"“‘'«(")):
            yield run
            run = []
        run.append(token)
        ahead = index + 1
        while ahead < len(tokens) and tokens[ahead].group() in PARTICLES and ahead - index <= 3:
            ahead += 1
        gap_is_plain = all(text[a.end() : b.start()] == " " for a, b in zip(tokens[index:ahead], tokens[index + 1 : ahead + 1], strict=False))
        if ahead > index + 1 and ahead < len(tokens) and tokens[ahead].group()[0].isupper() and gap_is_plain:
            run.extend(tokens[index + 1 : ahead])
            run.append(tokens[ahead])
            index = ahead
        index += 1
    if run:
        yield run


def _joined(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    word, gap = before.group(), text[before.end() : after.start()]
    if re.search(r"['’][sS]?$", word) and len(word) > 2:
        return False
    if word.endswith(".") and not _INITIAL.fullmatch(word) and bare_word(word).casefold() not in _TITLE_DOT:
        return False
    if gap in (" ", "\u00a0") or (re.fullmatch(r"[ ]*\n[ ]*", gap) and False):
        return True
    return bool(re.fullmatch(r"[ ]?[\"“‘'(«](?:[Tt]he )?", gap) or re.fullmatch(r"[\"”’')»] ?", gap)) and _is_nickname(text, before, after)


def _is_nickname(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Say whether one of the two stands in marks between two words of a name, as in Adelaide "Ada" Moss."""
    gap = text[before.end() : after.start()]
    if re.search(r"[\"“‘'(«](?:[Tt]he )?$", gap):
        inside = r"[^\s()]{1,14}\) " if "(" in gap else r"[^\"“”‘’'()«»\n]{1,24}[\"”’')»] "
        closing = re.match(rf"{inside}(?=[^\W\d_])", text[after.start() : after.start() + 40])
        return closing is not None and text[after.start() + closing.end() :][:1].isupper() and gap != "("
    opening = text[max(0, before.start() - 30) : before.start()]
    return bool(re.search(r"[A-Z][\w.'’-]* [\"“‘'«](?:[Tt]he )?$", opening) or (opening.endswith(" (") and gap == ") ")) and gap.endswith(" ")


def _cut_opener(tokens: list[re.Match[str]], starts: frozenset[int], plain: Counter[str], capital: Counter[str]) -> None:
    """Take a word off the front that only the sentence's start made a capital, if what follows it is a name elsewhere."""
    if len(tokens) > 1 and tokens[0].start() in starts and not capital[bare_word(tokens[0].group())]:
        low = bare_word(tokens[0].group()).casefold()
        if (low.endswith(("ing", "ed", "ly")) and low not in TITLES and not sex_of_given_name(low)) or (plain[low] and capital[bare_word(tokens[1].group())] and low not in TITLES) or _is_trade_before_name(low, tokens[1].group()):
            tokens.pop(0)


def _is_trade_before_name(low: str, following: str) -> bool:
    """Say whether a word is no first name but what somebody is: "Surgeon Frederick Moss", "Brothers Jonah and Paul"."""
    return low not in TITLES and (low in LISTED or low in KIN) and bool(sex_of_given_name(bare_word(following).casefold())) and not sex_of_given_name(low)


def _names_of(text: str, run: list[re.Match[str]], starts: frozenset[int], plain: Counter[str], capital: Counter[str]) -> Iterator[Name]:
    """Make a name of a run: common words and titles off its front, common words off its end."""
    tokens = list(run)
    begins = tokens[0].start() in starts
    while tokens and _is_common(bare_word(tokens[0].group()), tokens[0].start() in starts, len(tokens), plain, capital):
        tokens.pop(0)
    _cut_opener(tokens, starts, plain, capital)
    title = ""
    while len(tokens) > 1 and bare_word(tokens[0].group()).casefold() in TITLES and not (_is_relative(tokens[0]) and title):
        title = f"{title} {tokens[0].group()}".strip()
        tokens.pop(0)
    while tokens and bare_word(tokens[-1].group()).casefold() in _NOT_LAST and len(tokens) > 1:
        tokens.pop()
    while tokens and not tokens[-1].group()[0].isupper():
        tokens.pop()
    if not tokens:
        return
    first, last = tokens[0], tokens[-1]
    end = last.start() + len(bare_word(last.group()))
    suffix = _SUFFIX.match(text, end)
    if suffix and suffix.group().strip(" ,.") and len(bare_word(last.group())) > 1:
        end = suffix.end()
        if suffix.group().endswith(".") and "r" not in suffix.group().casefold():
            end -= 1
    nick = next((bare_word(t.group()) for t in tokens[1:-1] if re.search(r"[\"“‘'«(](?:[Tt]he )?$", text[max(0, t.start() - 5) : t.start()])), "")
    nickname = _nickname_of(text, tokens) if nick else ""
    words = tuple(bare_word(t.group()) for t in tokens)
    shown = " ".join(text[first.start() : end].split())
    if len(words) == 1 and capital[f"{words[0]} "] and (_IN_MONTH.search(text, max(0, first.start() - 12), first.start()) or re.match(r",?\s\d", text[end : end + 3])):
        return
    if len(words) == 1 and ((_is_common_alone(words[0]) and not capital[f"{words[0]} "]) or (words[0].casefold() in KIN and text.startswith(" of ", end)) or (_proves_nothing(text, words[0], first.start(), end, starts, capital) and not title)):
        return
    yield Name(Span(first.start(), end), shown, title, nickname, words, begins and first is run[0])


def _nickname_of(text: str, tokens: list[re.Match[str]]) -> str:
    found = _NICKNAME.search(text, tokens[0].end(), tokens[-1].end())
    return found["nick"] if found else ""


def _is_relative(token: re.Match[str]) -> bool:
    return bare_word(token.group()).casefold() in KIN


_PLACE_FIRST = frozenset(["great", "little", "old", "long", "upper", "lower"])
"""Common words that begin names of places, as "New" does: Great Yarmouth, Little Rock, Long Island."""


def _is_common(word: str, starts_sentence: bool, length: int, plain: Counter[str], capital: Counter[str]) -> bool:
    """Say whether a capitalised word at the front of a run is no part of a name; `capital` has a month with a space behind it where one is a first name."""
    low = word.casefold()
    if capital[f"{word} "]:
        return False
    if length > 1 and (low == "new" or (low in _PLACE_FIRST and not starts_sentence)):
        return False
    if length > 1 and low in _ALSO_NAMES and (not starts_sentence or capital[word]):
        return False
    if low in FUNCTION or low in DEMONYMS or low in WEEKDAYS or (length > 1 and low.endswith("-born")):
        return True
    if low in MONTHS and (length == 1 or (low != "may" and low not in ("april", "june", "august", "jan"))):
        return True
    if not starts_sentence:
        return False
    if low in OPENERS or plain[low] > capital[word]:
        return True
    if capital[word] or is_given_name_only(low):
        return False
    return low.endswith(("ing", "ly", "ous", "tion", "ness", "ity", "ism")) and length == 1


def _proves_nothing(text: str, word: str, start: int, end: int, starts: frozenset[int], capital: Counter[str]) -> bool:
    """Say whether one capitalised word stands only where any word has a capital, and nothing behind it speaks for a name."""
    return start in starts and not capital[word] and not _SPEAKS.match(text, end) and not is_given_name_only(word.casefold())


_MONTHS_TOO = frozenset(["April", "May", "June", "August"])
_IN_MONTH = re.compile(r"(?:\b(?:in|on|since|by|of|that|last|next|early|late|mid|this|until|from|every|each|to)|\d)\s$", re.IGNORECASE)
_SPEAKS = re.compile(
    r"['’]s\b|['’](?=\s)|\s*\([A-Z]|,? who\b|,? whose\b|, (?:his|her) (?:\w+ )?(?:mother|father|wife|husband|son|daughter|brother|sister|friend)\b| (?:said|says|told|asked|recalls?|recalled|added|adds|was|is|had|has|died|dies|played|plays|starred|stars|won|wrote|directed|became|becomes|began|begins|met|meets|learns?|finds?|tries|refuses|lived|worked|wants|decides|returns|agrees|himself|herself|earned|and [A-Z])\b"
)  # fmt: skip


_LABELS = frozenset(
    ["director", "directors", "screenplay", "script", "writer", "writers", "studio", "studios", "distributor", "producer", "producers", "production", "cast", "starring", "stars", "music", "genre", "runtime", "year", "release", "released", "themes", "theme", "traits", "trait", "tags", "time", "place", "when", "where", "location", "setting", "actor", "actress", "born", "died", "spouse", "occupation", "award", "awards", "plot", "summary", "synopsis", "timeline", "characters", "synopses", "country", "language", "budget", "advertisement", "advert", "quiz", "spoiler", "warning"]
)
"""Words that label what stands behind them and are no names."""


def _is_common_alone(word: str) -> bool:
    low = word.casefold()
    if re.search(r"n['’]t$|['’](?:m|ll|ve|d|re)$", low) or low in _LABELS:
        return True
    return low in FUNCTION or low in DEMONYMS or low in MONTHS or low in WEEKDAYS or low in TITLES - {"king", "prince", "count", "father", "mother"} or low in ("i", "god", "mom", "dad")


@lru_cache(maxsize=65536)
def is_person(name: str) -> bool:
    """Say whether `name` may be a person's: one to five words, none of which names a place, a work or a body.

    >>> is_person("Ada Moss"), is_person("Saltby University"), is_person("J. R. van der Berg"), is_person("the Watch")
    (True, False, True, False)
    """
    words = name.split()
    if not 1 <= len(words) <= 6 or not words[0][:1].isupper():
        return False
    if len(words) == 1 and name.isupper() and len(name) > 1 and "." not in name:
        return False
    if len(words) == 1 and bare_word(name).casefold() in REGIONS:
        return False
    low = [bare_word(word).casefold().strip("\"“”'‘’().,") for word in words]
    if low[-1] in _NOT_PERSON - (_LAST_NAMES if len(words) > 1 else frozenset()) or (low[0] in _NOT_FIRST):
        return False
    if len(words) > 2 and any(word in _NOT_PERSON - _LAST_NAMES for word in low[1:-1]):
        return False
    return low[0] not in FUNCTION - _ALSO_NAMES and low[-1] not in _NOT_LAST and not any(word in FUNCTION - PARTICLES for word in low[1:-1]) and low[0] not in MONTHS.keys() - {"may", "april", "june", "august", "jan"}


_ALSO_NAMES = frozenset(
    ("will", "may", "young", "long", "good", "little", "early", "dear", "best", "art", "rich", "royal", "true", "real")
)
"""Small words that are names, too, where another name follows."""
_NOT_LAST = frozenset(["the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "by", "with", "from", "as", "is", "was", "are", "were", "but", "that", "who", "when", "where", "his", "her", "their", "its", "he", "she", "it", "they", "this"])
_NOT_FIRST = frozenset(["best", "golden", "camp", "lake", "mount", "fort", "new", "north", "south", "east", "west", "university", "academy", "palme", "nobel", "oscar", "bafta", "hotel", "radio", "pulitzer", "pulitcer", "united", "columbia", "universal", "warner", "screen", "critics", "national", "royal", "international"])
_LAST_NAMES = frozenset(["park", "parks", "brothers", "house", "hall", "west", "north", "church", "lake", "rivers", "river", "banks", "bridge", "street", "castle", "tower", "day", "winter", "summer", "post", "england", "france", "ireland", "london", "king", "price", "bishop", "carpenter", "best", "golden", "city", "band"])

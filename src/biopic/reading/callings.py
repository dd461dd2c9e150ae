"""Trades where they stand in a text, and before the names of those who ply them: "the surgeon Jonah Moss".

A trade before a name ends right at it, or at ", ", "named" or "is" between the two; a plural one goes with all names of a
list. `trades` knows which words are trades.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span
from biopic.reading.names import Name
from biopic.reading.patterns import BRACKET, N
from biopic.reading.text import Text
from biopic.reading.trades import Trade, trade_at
from biopic.reading.words import TITLES

ARTICLE = rf"(?:a|an|the|his|her|their|its|our|my|one of the|{N}['’]s?|the\s{N}['’]s?|the\s[a-z]+['’]s)"
BOUND = re.compile(
    r"\s*(?:$|[.,;:!?()\]—–|\n“”\"…]|-\s|\s(?:who|whom|whose|that|which|and|or|of|in|at|from|with|for|to|on|by|under|until|when|where|before|after|during|because|but|so|as|then|again|there|here|himself|herself|turned|named|called|working|living|whom|like|into|while|since|specializing|specialising|they|turned|now|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|\d+|older|younger|years|he|she|they|we|people|over|near|outside|aboard|through|too|is|was|has|had|out|fond|full|able|young enough|old enough)\b|[a-z]+(?:ing|ed|s)\b|[\ue001])"
)
"""What may stand behind a trade that is the last word of its phrase."""

_MORE = re.compile(
    r"(?:\sby\s(?:day|night|trade|turns))?(?P<join>,\s(?:and\s|then\s|later\s)?|\s(?:and|&)\s)(?:(?:later|then|also|finally|eventually|sometime|occasional|part-time|even|at times)\s)?(?:(?P<art>a|an|the|his|her|\ue000+['’]s)\s)?(?=[\w\ue000])"
)
_BEFORE = re.compile(r"(?:[^\W\d_][\w'’.-]* ){0,6}[^\W\d_][\w'’.-]*$")
_GAP = re.compile(r"(?:,\s|\n\n|\s(?:named|called|by the name of|is|was)\s|\s)$")
_PLACED = re.compile(r"\s(?:from|in|of|at|with|on)\s[^,.;:()\n“”\"]{2,40},\s(?:an?\s)?$")
"""Where a trade is plied, or with what, between it and a name: "a nurse from the north, Ada"."""
_SET_OFF = re.compile(rf"{BRACKET}\s*[,.;)]|\s\(")
_CLAUSE_ON = re.compile(
    rf"\s(?P<who>{N})\s(?:(?:had|has|would|once|never|later)\s)?(?!(?:and|or|who|of|in|at|from|with|is|was|as|for|to|on|by|but|had|has)\b)[a-z]"
)
_BEHIND_A_NAME = re.compile(rf"{N}{BRACKET}(?:,|\s(?:is|was))\s$")
_CLOSED = re.compile(
    rf"{BRACKET}(?:['’]s?\b)?(?:\s*$|[.,;:!?)\]—–\n“”\"]|\s(?:and|who|is|was|in|at|with|from|of|to|on|as|has|had|for|by)\b|\s[–—-])"
)
_ONE_OF = re.compile(
    rf"[.,;:]\s(?:One of them|One|The (?:first|second|other|younger|elder|older))(?:,|\swas|\sis)\s(?P<who>{N})"
)
_LISTED = re.compile(rf"{BRACKET}(?:(?:,|,?\s(?:and|&))\s{N}{BRACKET}){{1,5}}")
_ARTICLES = frozenset(
    [
        "the",
        "this",
        "that",
        "any",
        "no",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "whose",
        "two",
        "three",
        "four",
        "several",
        "some",
        "one",
        "another",
        "my",
        "our",
        "both",
    ]
)
_STOPS = frozenset(
    [
        "of",
        "and",
        "or",
        "to",
        "by",
        "with",
        "from",
        "in",
        "at",
        "on",
        "for",
        "as",
        "like",
        "is",
        "was",
        "were",
        "are",
        "when",
        "while",
        "that",
        "who",
        "but",
        "than",
        "meets",
        "met",
        "against",
        "between",
        "including",
        "plus",
        "then",
        "where",
        "told",
        "tells",
        "asks",
        "asked",
        "says",
        "said",
        "sees",
        "saw",
        "fellow",
    ]
)
_OWNING = frozenset(["his", "her", "the", "their", "its", "whose", "'s"])


@dataclass(frozen=True)
class Calling:
    """That somebody has a trade, from `start` to the trade's end; how sure that is, and the rule that found it."""

    who: str
    trade: Trade
    start: int
    sure: float
    rule: str


def in_sentences(text: Text, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches in the sentences that have a word for a trade."""
    for sentence in dict.fromkeys(text.sentence_at(at) for at in text.concordance.trades):
        yield from pattern.finditer(text.masked, sentence.start, sentence.end)


def near_trade(text: Text, low: int, high: int) -> bool:
    """Say whether a word for a trade begins in a stretch of the text."""
    places = text.concordance.trades
    at = bisect_left(places, low)
    return at < len(places) and places[at] < high


def trade_in(text: Text, at: int) -> Trade | None:
    """Read a phrase for a trade at `at`; a person's name is no part of it."""
    if not near_trade(text, at, at + 70):
        return None
    names = (name for name in text.names_in(Span(at, at + 80)) if text.people.of(name))
    stop = next((name.whole.start for name in names if not _is_of(text, name.whole.start)), at + 90)
    return trade_at(text.text, at, stop)


def _is_of(text: Text, at: int) -> bool:
    return text.text[max(0, at - 8) : at].endswith((" of the ", " of ", " of his ", " of her "))


def joined_trades(text: Text, trade: Trade, *, bare: bool = False) -> Iterator[Trade]:
    """Yield a trade and those that are joined to it: "a teacher, a bookkeeper and an Army secretary"; `bare` for a list without articles."""
    yield trade
    for _ in range(4):
        more = _MORE.match(text.masked, trade.end)
        following = trade_in(text, more.end()) if more and (bare or more["art"] or "and" in more["join"]) else None
        if following is None or following.plural or not BOUND.match(text.masked, following.end):
            return
        trade = following
        yield trade


def before_names(text: Text) -> Iterator[Calling]:
    """Read "the surgeon Jonah Moss", "a nurse, Ada (Ines Carr),", "a shy doctor named Jonah", "several lawyers, Ada Moss and Paul Orr"."""
    for name in text.names:
        start = name.whole.start
        if text.people.of(name) is None or not near_trade(text, start - 60, start):
            continue
        gap = _GAP.search(text.text, max(0, start - 20), start)
        parted = gap is None or "\n\n" in text.text[gap.start() : gap.end() + 1]
        found = _ending(text, gap) if gap and not parted else None
        if not found and (placed := _PLACED.search(text.text, max(0, start - 60), start)):
            apart = _SET_OFF.match(text.masked, name.span.end)
            gap, found = placed, (_ending(text, placed) if apart else None)
        if gap and found and _fits(text, name, gap.group(), *found):
            yield from _named(text, name, *found, direct=gap.group() == " ")


def _fits(text: Text, name: Name, gap: str, trade: Trade, start: int, article: str) -> bool:
    """Say whether a trade and a name behind it belong together."""
    if trade.words.casefold() == "boss" and article in _OWNING - {"the"}:
        return False
    if gap.strip() in ("is", "was"):
        return article in _OWNING
    if gap == " ":
        return (bool(article) or trade.sure >= 0.8) and not (
            _BEHIND_A_NAME.search(text.masked, max(0, start - 80), start) and is_clause_on(text, trade.end)
        )
    closed = gap != ", " or trade.plural or _CLOSED.match(text.masked, name.span.end) is not None
    return bool(article) and closed


def is_clause_on(text: Text, at: int) -> bool:
    """Say whether a relative clause without a pronoun stands behind a trade: "Ada, the nurse Moss goes home with"."""
    clause = _CLAUSE_ON.match(text.masked, at)
    being = text.people.inside(Span(*clause.span("who"))) if clause else None
    return bool(clause and being and len(being.mentions) > 1 and " " not in text.text[slice(*clause.span("who"))])


def _named(text: Text, name: Name, trade: Trade, start: int, article: str, *, direct: bool) -> Iterator[Calling]:
    """Yield who is named behind a trade: one, or all of a list behind a plural."""
    names = [name]
    if trade.plural:
        listed = _LISTED.match(text.masked, name.span.end)
        behind = text.names_in(Span(listed.start(), listed.end())) if listed else []
        names += [each for each in behind if text.text[each.whole.start - 1] not in "(["]
        if len(names) < 2:
            return
    rule, sure = "trade before name" if direct else "trade, name", 0.95 if article else 0.85
    for each in names:
        being = text.people.of(each)
        yield Calling(being.name if being else "", replace(trade, end=each.span.end), start, sure, rule)


def _ending(text: Text, gap: re.Match[str]) -> tuple[Trade, int, str] | None:
    """Return the trade with which the words before a gap end, where its phrase begins, and its article."""
    low = max(0, gap.start() - 70, text.sentence_at(gap.start()).start)
    words = _BEFORE.search(text.text, low, gap.start())
    tokens = list(re.finditer(r"\S+", words.group())) if words else []
    said = [token.group().casefold() for token in tokens]
    stop = next((n for n in range(len(said) - 1, -1, -1) if said[n] in _ARTICLES or said[n] in _STOPS), -1)
    article = said[stop] if stop >= 0 and said[stop] in _ARTICLES else ""
    if words is None or stop + 1 >= len(tokens):
        return None
    begin = words.start() + tokens[stop + 1].start()
    inside = [name for name in text.names_in(Span(begin, gap.start())) if text.people.of(name)]
    own = re.compile(r"(?:['’]s?)?\s").match(text.text, inside[-1].span.end) if inside else None
    if inside and own is None:
        return None
    at = own.end() if own else begin
    trade = trade_at(text.text, at, gap.start()) if at < gap.start() else None
    if trade is None or trade.end != gap.start() or _is_title(trade, gap.group()):
        return None
    one = article in _OWNING and said[max(0, stop - 2) : stop] == ["one", "of"]
    start = at if inside or not article else words.start() + tokens[stop].start()
    return replace(trade, plural=trade.plural and not one), start, article or ("'s" if inside else "")


def _is_title(trade: Trade, gap: str) -> bool:
    return gap == " " and trade.words.casefold() in TITLES and trade.words[0].isupper()


def titled(text: Text) -> Iterator[Calling]:
    """Read an office that stands as a title: "Mayor Jonah Moss", "State Senator Ada Finch"."""
    for name in text.names:
        office = _OFFICE.search(text.text, max(0, name.whole.start - 12), name.span.start) if name.title else None
        being = text.people.of(name) if office else None
        if office and being:
            trade = Trade(" ".join(office["office"].split()), office.start("office"), name.span.end, 0.9)
            yield Calling(being.name, trade, trade.start, 0.8, "office as a title")


_OFFICE = re.compile(
    r"(?P<office>(?:(?:State|Vice|Police|Fire|Chief|Lieutenant|Deputy)[ -])?(?:President|Senator|Governor|Mayor|Judge|Justice|Sheriff|Congressman|Congresswoman|Detective|Inspector|Bishop|Archbishop|Cardinal|Chancellor|Premier|Prime Minister|Ambassador|Coach))\s$"
)


def one_of_several(text: Text) -> Iterator[Calling]:
    """Read "two night nurses. One of them, Ada Moss"."""
    for match in _ONE_OF.finditer(text.masked):
        words = _BEFORE.search(text.text, max(0, match.start() - 60), match.start())
        for token in (
            re.finditer(r"\S+", words.group()) if words and near_trade(text, match.start() - 20, match.start()) else ()
        ):
            trade = trade_at(text.text, words.start() + token.start(), match.start()) if words else None
            if trade and trade.plural and trade.end == match.start():
                who = text.people.inside(Span(*match.span("who")))
                yield Calling(
                    who.name if who else "", replace(trade, end=match.end()), trade.start, 0.7, "one of a trade"
                )
                break

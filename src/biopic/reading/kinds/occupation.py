"""What somebody who has a name does: "Jonah, a ship's carpenter", "the surgeon Jonah Moss", "he became a pilot", "worked as a clerk".

What is a trade, `trades` knows. The phrase stands behind a name, before one (`callings`), behind a verb (`employment`), at
the head of a character's entry, or in a box of facts; several joined by "and" are one each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.beings import Being
from biopic.reading.callings import (
    ARTICLE,
    BOUND,
    Calling,
    before_names,
    in_sentences,
    is_clause_on,
    joined_trades,
    one_of_several,
    titled,
    trade_in,
)
from biopic.reading.drafts import Draft
from biopic.reading.employment import are_trades, as_a_trade, is_a_trade
from biopic.reading.patterns import BRACKET, N, claim
from biopic.reading.text import Text
from biopic.reading.trades import Trade, trade_at

_PRE = r"(?:(?:by now|by then|now|then|once|later|formerly|already|still|at the time|himself|herself|for (?:[\w-]+ ){0,3}?(?:years|months|decades|life|a time|a while)|in life|also|long|originally|previously|who (?:is|was|became|becomes|had been|has been|worked as|works as)|not only|both|at first|since \w+|today|nowadays|meanwhile|until \w+),?\s)"
_AGE = r"(?:,\s(?:aged\s|now\s)?(?:\d{1,3}|[a-z]+ty(?:-[a-z]+)?|[a-z]+teen)(?=,))?"
_APPOSED = re.compile(
    rf"(?P<who>{N})(?:(?<=[JS]r)\.)?[*_]{{0,2}}{BRACKET}{_AGE}[*_]{{0,2}}(?P<sep>,\s(?:now\s|aged\s)?\d{{1,3}}\sand|,\s(?:an?|the)\s(?:[a-z-]+\s){{1,3}}and(?=\s)|,\s(?:an?|the)\s[^,.;:\n\ue000]{{1,50}},(?=\san?\s)|,|\s(?=the\s)|\s[–—-]|:|\s\||\s?\(|\s[–—-] [^\n–—]{{1,30}}\s[–—-])\s?{_PRE}{{0,2}}(?:(?P<art>{ARTICLE})\s)?(?=[\w\ue000])"
)
_PLAYS = re.compile(
    r"(?:\s?\([^()\n]{1,60}\))?,?\s(?:who\s)?(?:plays|played|portrays|portrayed|stars|starred|co-stars)\b(?! by)"
)
_FACT = re.compile(
    r"^[ \t*_•>#-]{0,12}(?:occupations?|professions?|jobs?|trade|career|work|known for being|day job)(?:\(s\))?[*_]{0,2}\s?[:|=–—][*_]{0,2}\s?(?P<list>[^\n]{2,100})$",
    re.MULTILINE | re.IGNORECASE,
)
_OPENING = re.compile(
    rf"(?:^|(?<=[.!?”\"]\s)|(?<=\n))(?:(?:As|Once|Formerly|Originally|Now|Still|Already|Later)\s)?(?:(?:{N}['’]s?|[Hh]is|[Hh]er)\s(?:[^\W\d_][\w-]*\s?){{1,3}},\s)??(?:(?P<art>[Aa]n?|[Tt]he|[Hh]is|[Hh]er|{N}['’]s?)\s)?(?=[^\W\d_])",
    re.MULTILINE,
)
_GOES_ON = re.compile(
    r"(?:,\s(?:(?:once|now|then|later)\s)?|\sand\s)(?P<at>)(?:(?P<art>an?|the|his|her|its|their)\s)?(?=[\w\ue000])"
)
_BEHIND = re.compile(rf"(?:[^.;:!?\n\ue000]|{N}){{0,60}}?,\s(?P<who>{N}|he\b|she\b)\s[a-z]")
_PLACE_OF_WORK = r"(?:shop|pub|bar|inn|bakery|farm|post office|store|garage|school|boarding house|boarding-house|boardinghouse|restaurant|mill|mills|forge|lighthouse|light|tavern|café|cafe|grocery|laundry|butcher['’]s|pharmacy|surgery|saloon|diner|smithy|bookshop|newspaper|foundation|charity|company|studio|hotel|clinic|cannery|factory|mine|mines|pits?|bank|shipyard|docks|railway|railroad|office|hospital|library|sawmill|foundry|quarry|business|firm|agency|gallery|theatre|theater|workshop|brothel|kiosk|stall|dairy|brewery|orphanage)"
_KEEPS = re.compile(
    rf"(?P<who>{N}|\b[Hh]e\b|\b[Ss]he\b){BRACKET}(?:,?\swho)?\s(?:(?:later|then|now|still|once|also|at (?:that|the) time)\s)?(?P<deed>(?:keeps|kept|runs|ran|owns|owned|manages|managed|tends|tended|heads|headed)\s(?:(?:the|a|an|his own|her own|his|her)\s(?:(?:[a-z][\w'’-]*|{N})\s){{0,2}}?{_PLACE_OF_WORK}|the\s{N})\b|(?:works|worked)\s(?:in|at|on)\s(?:the|a|an)\s(?:[a-z][\w'’-]*\s){{0,2}}?{_PLACE_OF_WORK}\b|(?:edits|edited)\s(?:the|a)\s(?:(?:[a-z]+\s)?{N}|(?:[a-z]+\s)?(?:newspaper|paper|magazine|journal))|(?:sells|sold)\s(?!it\b|his\b|her\b|the\b|them\b|all\b|out\b|well\b|more\b|over\b)[a-z]+(?=\s(?:before|door|for a living|in a|at a|to pay)\b)(?:\s(?:door to door|in an?\s[a-z]+(?:\s(?:store|shop))?))?|(?:drives|drove|was driving|is driving)\s(?:an?|the)\s(?:[a-z]+\s)?(?:taxi|cab|bus|truck|lorry|tram|van|hearse|ambulance|train|coach|milk float)\b|(?:rows|rowed|works|worked|poles|poled)\sthe\s(?:ferry|boats|nets|land|locks)\b|t(?:akes|ook|aking)\sin\s(?:washing|laundry|sewing|ironing|mending|lodgers|boarders)\b|(?:was|is)\s(?:in charge of|running|managing)\s(?:the|a|an)\s(?:[a-z]+\s){{0,2}}?(?:house|{_PLACE_OF_WORK})\b|[a-z]+(?:s|ed|ught|old|an|ove)\s(?:an?\s)?[a-z]+(?:\s[a-z]+)?\sfor a living|(?:runs|ran|heads|headed)\s(?:marketing|sales|advertising|publicity|research|operations|security|distribution|production)\b|(?:packs|packed|sorts|sorted|folds|folded|stacks|stacked|guts|gutted|cans|canned|washes|washed|sews|sewed|welds|welded|assembles|assembled|scrubs|scrubbed|sweeps|swept|mops|mopped)\s[a-z]+(?:\s[a-z]+)?\s(?:at|in)\s(?:the|an?)\s(?:[a-z]+\s){{0,2}}?{_PLACE_OF_WORK}\b|(?:(?:was|is)\s(?:now\s|still\s)?teaching|teaches|taught|lectures|lectured)\s(?:(?:at|on|in)\s(?:the\s|a\s)?[a-z]+|(?!(?:me|him|her|them|us|himself|herself|it|that|how|what|to|his|the|a|an|everyone|everybody|all|this|some|and|by|for|people|you|no)\b)(?:[a-z]+|[A-Z][a-z]+|{N})(?=\s(?:at|to|in|and|for)\b|[.,;])))"
)
_NAMED_AFTER = re.compile(rf",\s{N}{BRACKET}(?:,|\sand\b)")
"""A name set off behind a trade: "A nurse, Ada Moss, came"; there `before_names` reads."""
_KEEPING = frozenset(
    "driving drives rows rowed poles poled takes took taking charge running managing keeps kept runs ran owns owned manages managed tends tended teaches taught teaching lectures lectured heads headed works worked edits edited sells sold delivers delivered drives drove mends cuts paints fixes cleans cleaned living packs packed sorts sorted folds folded stacks stacked guts gutted cans canned washes washed sews sewed welds welded assembles assembled scrubs scrubbed sweeps swept mops mopped".split()  # noqa: SIM905
)
_ACTS = re.compile(r"\b(?:actor|actress|star)s?$", re.IGNORECASE)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement of what a named person or character does."""
    performers = _performers(text)
    taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for calling in _callings(text):
        trade = calling.trade
        if not calling.who or (calling.who in performers and _is_part(text, calling)):
            continue
        span = Span(min(calling.start, trade.start), trade.end)
        words = _in_small_letters(text, trade)
        if not text.is_noise(span) and claim(taken.setdefault((calling.who, words.casefold().split()[-1]), []), span):
            sure = round(calling.sure * trade.sure, 2)
            yield Draft("occupation", calling.who, words, span, text.world_at(span.start), sure, calling.rule)


def _callings(text: Text) -> Iterator[Calling]:
    for read in (
        _apposed,
        before_names,
        titled,
        one_of_several,
        is_a_trade,
        as_a_trade,
        _opening,
        _in_entries,
        are_trades,
        _keeps,
        _facts,
    ):
        yield from read(text)


def _performers(text: Text) -> frozenset[str]:
    """Return the names of those who stand in brackets behind a name, or beside "played by" and "plays"."""
    found = set()
    for name in text.names:
        before = text.text[max(0, name.whole.start - 14) : name.whole.start]
        plays = before.endswith(("(", "[", "played by ", "portrayed by ")) or _PLAYS.match(text.text, name.span.end)
        if plays and (being := text.people.of(name)):
            found.add(being.name)
    return frozenset(found)


def _is_part(text: Text, calling: Calling) -> bool:
    """Say whether a performer's trade is acting, or that of the part: "Orr is the surgeon"."""
    said = text.text[calling.start : calling.trade.end]
    return bool(_ACTS.search(calling.trade.words)) or (
        calling.rule == "is a trade" and re.search(r"\bis\b", said) is not None
    )


def _in_small_letters(text: Text, trade: Trade) -> str:
    """Return the words of a trade, without the capital that only the sentence's start gives them."""
    words = trade.words
    opens = (
        words[1:2].islower() and text.text.startswith(words.split()[0], trade.start) and text.whom.opens(trade.start)
    )
    return words[0].lower() + words[1:] if opens else words


def _apposed(text: Text) -> Iterator[Calling]:
    """Read "Jonah, (once) a ship's carpenter" and "Jonah Moss (Paul Orr), head of the mine"."""
    for match in in_sentences(text, _APPOSED):
        who = text.people.inside(Span(*match.span("who")))
        if who and (first := _first_of_two(text, match)):
            yield Calling(who.name, first, match.start("who"), 0.9, "trade behind name")
        by = match["art"] is None and text.text[max(0, match.start() - 3) : match.start()] == "By "
        trade = trade_at(text.text, match.end(), match.end() + 60) if by else trade_in(text, match.end())
        if who is None or trade is None or not _is_apposed(text, match, trade):
            continue
        bare = match["art"] is None and not match["sep"].endswith(" and")
        if not bare:
            for each in joined_trades(text, trade):
                yield Calling(who.name, each, match.start("who"), 0.95, "trade behind name")
        elif trade.sure > 0.8 and _is_bare_title(text, match, trade):
            yield Calling(who.name, trade, match.start("who"), 0.8, "trade behind name")


def _first_of_two(text: Text, match: re.Match[str]) -> Trade | None:
    """Return the trade of "Jonah, a carpenter and a drinker", of which the first phrase parts the name from the second."""
    opening = re.match(r",\s(?:an?|the)\s(?=.*\sand$)", match["sep"])
    trade = trade_in(text, match.start("sep") + opening.end()) if opening else None
    return trade if trade and not trade.plural and trade.end <= match.end("sep") else None


def _is_apposed(text: Text, match: re.Match[str], trade: Trade) -> bool:
    """Say whether a trade behind a name ends where an apposition may end."""
    if trade.plural != (match["art"] == "one of the"):
        return False
    if not BOUND.match(text.masked, trade.end):
        return match["sep"] == "," and match["art"] is not None and is_clause_on(text, trade.end)
    return bool(match["sep"].strip() or re.match(r"\s?[(,.;:\n]|$", text.masked[trade.end : trade.end + 2]))


def _is_bare_title(text: Text, match: re.Match[str], trade: Trade) -> bool:
    """Say whether a trade without an article is an apposition: "Jonah Moss, head of the mine", "By Ada Moss, Staff Reporter"."""
    before = text.masked[max(0, match.start() - 3) : match.start()]
    behind = text.masked[trade.end : trade.end + 4]
    if match["sep"] != "," and match["sep"].strip() in ":–—-|":
        return "\n" in before or before.strip(" *_#•-") == ""
    if " of " in trade.words or before == "By " or re.match(r"\s(?:at|for|with|to|in|of)\b", behind):
        return True
    return (
        len(trade.words.split()) <= 3
        and match["sep"] == ","
        and re.match(r"[,.;)]|\s(?:and|&)|\s*$", behind) is not None
    )


def _opening(text: Text) -> Iterator[Calling]:
    """Read a paragraph of a character's entry that begins with a trade, and "A nurse from Saltby, Ada rows"."""
    for match in in_sentences(text, _OPENING):
        trade = trade_in(text, match.end())
        if trade is None or trade.plural or text.text[trade.end : trade.end + 1] == ":":
            continue
        if not BOUND.match(text.masked, trade.end) or (trade.sure < 0.8 and not match["art"]):
            continue
        if who := _opened_by(text, match, trade):
            for each in joined_trades(text, trade, bare=not match["art"]):
                yield Calling(who.name, each, trade.start, 0.8, "trade opens")


def _opened_by(text: Text, match: re.Match[str], trade: Trade) -> Being | None:
    """Return of whom a trade that opens a sentence is told: the name behind it, else the heading's."""
    if _NAMED_AFTER.match(text.masked, trade.end):
        return None
    behind = _BEHIND.match(text.masked, trade.end)
    named = behind and (match["art"] or "").casefold() in ("", "a", "an")
    being = text.who(Span(*behind.span("who"))) if behind and named else None
    if being:
        return being
    line = next(iter(text.layout.lines_in(Span(match.start(), match.start() + 1))), None)
    return text.whom.entry(match.start()) if line and line.span.start == match.start() else None


def _in_entries(text: Text) -> Iterator[Calling]:
    """Read what goes on the verbless opening of an entry: "Jonah's wife, once a piano teacher"."""
    for match in in_sentences(text, _GOES_ON):
        trade = trade_in(text, match.end())
        if trade is None or trade.plural or (match["art"] is None and (trade.sure < 0.8 or not _is_item(text, trade))):
            continue
        who = text.whom.apposed(match.start("at")) if BOUND.match(text.masked, trade.end) else None
        if who:
            for each in joined_trades(text, trade):
                yield Calling(who.name, each, match.start("at"), 0.8, "trade in an entry")


def _is_item(text: Text, trade: Trade) -> bool:
    """Say whether a comma or full stop closes a trade, as in a list."""
    return text.text[trade.end : trade.end + 1] in (",", ".", ";")


def _keeps(text: Text) -> Iterator[Calling]:
    """Read "Ada kept the post office" and "Ada, who teaches Latin"."""
    for sentence in text.concordance.sentences(_KEEPING):
        for match in _KEEPS.finditer(text.masked, sentence.start, sentence.end):
            words = re.sub(r"^(?:was|is)\s", "", text.slice(Span(*match.span("deed"))))
            deed = Trade(words, match.start("deed"), match.end("deed"), 0.9)
            yield Calling(text.name_at(Span(*match.span("who"))), deed, match.start(), 0.65, "keeps a shop")


def _facts(text: Text) -> Iterator[Calling]:
    """Read a line of a box of facts: "Occupation: nurse, midwife"."""
    for match in _FACT.finditer(text.text):
        who = text.whom.heading(match.start()) or text.people.main()
        label = match.start() + len(match.group()) - len(match.group().lstrip(" \t*_•>#-"))
        for part in re.finditer(r"[^,;/|·\s][^,;/|·]*", match["list"]):
            words = part.group().strip()
            if who and len(words.split()) <= 6:
                end = match.start("list") + part.start() + len(words)
                yield Calling(who.name, Trade(words, label, end, 0.9), label, 0.9, "fact")

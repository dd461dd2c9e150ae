# fmt: off
"""What somebody who has a name does: "Jonah, a ship's carpenter", "the surgeon Jonah Moss", "he became a pilot", "worked as a clerk".

What is a trade, `trades` knows. The phrase stands behind a name, before one, behind "is", "became" or "as", at the head of
a character's entry, or in a box of facts; several joined by "and" are one each. Denials and mere wishes are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from biopic.documents import Span
from biopic.reading.clauses import subject_of
from biopic.reading.drafts import Draft
from biopic.reading.patterns import BRACKET, N, claim
from biopic.reading.people import Being
from biopic.reading.text import Text
from biopic.reading.trades import Trade, trade_at
from biopic.reading.words import KIN, TITLES

_ART = rf"(?:a|an|the|his|her|their|its|our|my|one of the|{N}['’]s?|the\s{N}['’]s?)"
_PRE = r"(?:(?:by now|by then|now|then|once|later|formerly|already|still|at the time|himself|herself|for (?:[\w-]+ ){0,3}?(?:years|months|decades|life|a time|a while)|in life|also|long|originally|previously|who (?:is|was|became|becomes|had been|has been|worked as|works as)|not only|both|at first|since \w+|today|nowadays|meanwhile|until \w+),?\s)"
_AGE = r"(?:,\s(?:aged\s|now\s)?(?:\d{1,3}|[a-z]+ty(?:-[a-z]+)?|[a-z]+teen)(?=,))?"
_APPOSED = re.compile(rf"(?P<who>{N})[*_]{{0,2}}{BRACKET}{_AGE}[*_]{{0,2}}(?P<sep>,\s(?:now\s|aged\s)?\d{{1,3}}\sand|,\s(?:an?|the)\s(?:[a-z-]+\s){{1,3}}and(?=\s)|,\s(?:an?|the)\s[^,.;:\n\ue000]{{1,50}},(?=\san?\s)|,|\s(?=the\s)|\s[–—-]|:|\s\||\s?\(|\s[–—-] [^\n–—]{{1,30}}\s[–—-])\s?{_PRE}{{0,2}}(?:(?P<art>{_ART})\s)?(?=[\w\ue000])")
_IS = re.compile(
    r"(?:\b(?:is|was|were|are|became|becomes|become|becoming|remained|remains|turned out to be|turns out to be|been|being|go on to be|going to be)|['’]s|\b(?:grow|grows|grew|growing) up to (?:be|become)|\b(?:went|goes|go) on to (?:be|become)|\btraining to (?:be|become)|\btrain(?:s|ed) to (?:be|become)|\bstud(?:ies|ied|ying) to (?:be|become))\s"
    rf"(?:(?P<not>not|never|no longer|no|hardly|neither|barely)\s)?(?:(?:\d{{1,3}}|[a-z]+ty(?:-[a-z]+)?|[a-z]+teen)(?: years old)?,\s(?:and\s)?)?(?:(?:also|now|then|once|still|already|by then|by now|both|actually|really|herself|himself|in fact|in life|originally|at first|by trade|by profession|just|first|later|soon|in turn|working as|employed as|made|appointed|elected|ordained|named|hired as|apprenticed as)\s){{0,3}}(?:(?P<art>{_ART})\s)?(?=[\w\ue000])"
)
_AS = re.compile(
    r"(?P<verb>\b(?:work(?:s|ed|ing)?|train(?:s|ed|ing)?|employ(?:s|ed|ing)?|hire[sd]?|hiring|serve[sd]?|serving|jobs?|position|post|career|living|livelihood|qualif(?:y|ies|ied)|apprentice[sd]?|apprenticeship|practi[sc]e[sd]?|practi[sc]ing|takes?|took|taken|engage[sd]?|started|starts|began|begins|retire[sd]?|ordained|appoint(?:s|ed)|elected|licensed|registered|moonlight(?:s|ed|ing)|doubl(?:es|ed|ing)|earn(?:s|ed|ing)?"
    r"|life|days|years|time|recruit(?:s|ed)|enlist(?:s|ed)|sign(?:s|ed)|toil(?:s|ed|ing)|slav(?:es|ed)|find(?:s|ing)?|found|gets?|got|getting|made|makes?|making|join(?:s|ed)|settl(?:es|ed)|set up|supports?|supported|went|goes|returned|travel(?:s|led|ed)|came|arriv(?:es|ed)|known|continued|stayed|remained|spent|lived|toured|rose|duties|skills?|work|talent|reputation|success|gig|role|stint|spell)\b[^.;:\n“”\"]{0,50}?)\sas\s(?:both\s)?(?:(?P<art>(?:a|an|the|his|her|its|their|one of the)(?=\s))\s)?(?=[\w\ue000])"
)
_NOT_AS = re.compile(r"\b(?:dress(?:es|ed|ing)?|disguise[sd]?|pos(?:es?|ed|ing)|cast|seen|sees|treated|regarded|known|play(?:s|ed|ing)?|star(?:s|red|ring)?|described|portray(?:s|ed)|hailed|masquerad\w+|same|such|as|role|part|performance|turn|credited|just|well|much|many|remember(?:s|ed)?|nominated|won|actor|actress|film|movie)\b[^.;:\n]{0,30}$", re.IGNORECASE)
_WISH = re.compile(r"\b(?:want(?:s|ed|ing)?|hop(?:es?|ed|ing)|dream(?:s|ed|t|ing)?|pretend(?:s|ed|ing)?|claim(?:s|ed|ing)?|suppos(?:ed|es)|seem(?:s|ed)?|could|might|may|if|as if|as though|wish(?:es|ed)?|ambition|rather than|instead of|nor|neither|think(?:s)? (?:he|she)|said to|thought to)\b[^.;:\n]{0,30}$", re.IGNORECASE)
_BOUND = re.compile(r"\s*(?:$|[.,;:!?()\]—–|\n“”\"…]|-\s|\s(?:who|whom|whose|that|which|and|or|of|in|at|from|with|for|to|on|by|under|until|when|where|before|after|during|because|but|so|as|then|again|there|here|himself|herself|turned|named|called|working|living|whom|like|into|while|since|specializing|specialising|now|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|\d+|older|younger|years|he|she|they|we|people|over|near|outside|aboard|through|too|is|was|has|had)\b|[a-z]+(?:ing|ed|s)\b|[\ue001])")
_APART = re.compile(rf"(?P<who>{N}){BRACKET},\s(?:an?|the|his|her|played|portrayed|born|aged|son|daughter|now|then|himself|herself|of|from|like)\s[^,;.:\n]{{1,60}},\s(?:who\s)?$")
_SEVERAL = re.compile(rf"(?P<all>{N}{BRACKET}(?:,\s{N}{BRACKET}){{0,3}},?\s(?:and|&)\s{N}{BRACKET})(?:,\s(?:both|all|all three|two|three)\s|,?\s(?:(?:who\s)?(?:were|are|became|become|had been)\s)(?:(?:both|all|all three|two|three)\s)?)(?=[a-z])")
_OWNED = re.compile(r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Yy]our|[Ii]ts)|\ue000['’]s?)\s(?:[\w-]+\s){0,2}(?P<what>[\w-]+)\s(?:(?:had|has|also|later|then|once)\s)?$")
_MORE = re.compile(r"(?P<join>,\s(?:and\s|then\s|later\s)?|\s(?:and|&)\s)(?:(?:later|then|also|finally|eventually|sometime|occasional|part-time|even|at times)\s)?(?:(?P<art>a|an|the|his|her|\ue000+['’]s)\s)?(?=[\w\ue000])")
_BEFORE = re.compile(r"(?P<words>(?:[^\W\d_][\w'’.-]* ){1,7})$")
_NAMED = re.compile(r"(?P<gap>,\s|\s(?:named|called|by the name of|is|was)\s|\s)$")
_CLOSED = re.compile(rf"{BRACKET}(?:['’]s?\b)?(?:\s*$|[.,;:!?)\]—–\n“”\"]|\s(?:and|who|is|was|in|at|with|from|of|to|on|as|has|had|for|by)\b|\s[–—-])")
_PLAYS = re.compile(r"(?:\s?\([^()\n]{1,60}\))?,?\s(?:who\s)?(?:plays|played|portrays|portrayed|stars|starred|co-stars)\b(?! by)")
_ONE_OF = re.compile(rf"[.,;:]\s(?:One of them|One|The (?:first|second|other|younger|elder|older))(?:,|\swas|\sis)\s(?P<who>{N})")
_LISTED = re.compile(rf"{N}{BRACKET}(?:(?:,|,?\s(?:and|&))\s{N}{BRACKET}){{1,5}}")
_FACT = re.compile(r"^[ \t*_•>#-]{0,12}(?:occupations?|professions?|jobs?|trade|career|work|known for being|day job)(?:\(s\))?[*_]{0,2}\s?[:|=–—][*_]{0,2}\s?(?P<list>[^\n]{2,100})$", re.MULTILINE | re.IGNORECASE)
_OPENING = re.compile(rf"(?:^|(?<=[.!?”\"]\s)|(?<=\n))(?:(?:As|Once|Formerly|Originally|Now|Still|Already|Later)\s)?(?:(?:{N}['’]s?|[Hh]is|[Hh]er)\s(?:[^\W\d_][\w-]*\s?){{1,3}},\s)?(?:(?P<art>[Aa]n?|[Tt]he|[Hh]is|[Hh]er|{N}['’]s?)\s)?(?=[^\W\d_])", re.MULTILINE)
_KEEPS = re.compile(rf"(?P<who>{N}|\b[Hh]e\b|\b[Ss]he\b){BRACKET}(?:,?\swho)?\s(?:(?:later|then|now|still|once|also)\s)?(?P<deed>(?:keeps|kept|runs|ran|owns|owned|manages|managed|tends|tended)\s(?:the|a|an|his own|her own|his|her)\s(?:[a-z][\w'’-]*\s){{0,2}}?(?:shop|pub|bar|inn|bakery|farm|post office|store|garage|school|boarding house|boarding-house|boardinghouse|restaurant|mill|forge|lighthouse|light|tavern|café|cafe|grocery|laundry|butcher['’]s|pharmacy|surgery|saloon|diner|smithy|bookshop|newspaper)|(?:teaches|taught|lectures|lectured)\s(?:(?:at|on|in)\s(?:the\s|a\s)?[a-z]+|(?!(?:me|him|her|them|us|himself|herself|it|that|how|what|to|his|the|a|an|everyone|everybody|all|this|some|and|by|for|people|you|no)\b)(?:[a-z]+|[A-Z][a-z]+)(?=\s(?:at|to|in|and|for)\b|[.,;])))")
_GIVES_JOB = re.compile(rf"\b(?:hire[sd]?|employ(?:s|ed)|takes?|took|engage[sd]?|recruit(?:s|ed)|appoint(?:s|ed)|apprentice[sd]?|makes?|made|elected|enlist(?:s|ed)|(?:give|gave|gives|offer|offers|offered|gets?|got|finds?|found)(?=\s(?:him|her|\ue000)))\s(?P<whom>him\b|her\b|{N})")
_OWN_WORK = re.compile(rf"(?P<whose>{N}['’]s?|\b(?:[Hh]is|[Hh]er)\b)\s(?:[\w-]+\s){{0,3}}?(?:work|job|career|life|days|time|years|post|position|practi[sc]e|training|duties|skills?|talent|reputation|success|role|living|stint|spell)\b[^.;:\n]{{0,20}}$")


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement of what a named person or character does."""
    performers = _performers(text)
    taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for draft in _all(text):
        key = (draft.subject, draft.value.casefold().split()[-1])
        if draft.reader == "is a trade" and draft.subject in performers and re.search(r"\bis\b", text.text[draft.span.start : draft.span.end]):
            continue
        actor = re.search(r"\b(?:actor|actress|star)s?$", draft.value, re.IGNORECASE) and draft.subject in performers
        if not actor and not text.is_noise(draft.span) and claim(taken.setdefault(key, []), draft.span):
            yield draft


def _all(text: Text) -> Iterator[Draft]:
    yield from _apposed(text)
    yield from _before(text)
    yield from _is(text)
    yield from _as(text)
    yield from _opening(text)
    yield from _one_of(text)
    yield from _several(text)
    yield from _keeps(text)
    yield from _facts(text)


def _performers(text: Text) -> frozenset[str]:
    """Return the names of those who stand in brackets behind a name, or beside "played by" and "plays"."""
    found = set()
    for name in text.names:
        before = text.text[max(0, name.whole.start - 14) : name.whole.start]
        if (before.endswith(("(", "[", "played by ", "portrayed by ")) or _PLAYS.match(text.text, name.span.end)) and (being := text.people.of(name)):
            found.add(being.name)
    return frozenset(found)


def _draft(text: Text, who: Being | str | None, trade: Trade, start: int, sure: float, rule: str) -> Iterator[Draft]:
    name = who.name if isinstance(who, Being) else who
    words = trade.words
    if words[1:2].islower() and text.text.startswith(words.split()[0], trade.start) and text.whom.opens(trade.start):
        words = words[0].lower() + words[1:]
    if name:
        yield Draft("occupation", name, words, Span(min(start, trade.start), trade.end), text.world_at(start), round(sure * trade.sure, 2), rule)


def _matches(text: Text, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches in the sentences that have a word for a trade."""
    for sentence in dict.fromkeys(text.sentence_at(at) for at in text.concordance.trades):
        yield from pattern.finditer(text.masked, sentence.start, sentence.end)


def _near(text: Text, low: int, high: int) -> bool:
    """Say whether a word for a trade begins in a stretch of the text."""
    places = text.concordance.trades
    at = bisect_left(places, low)
    return at < len(places) and places[at] < high


def _trade(text: Text, at: int) -> Trade | None:
    """Read a phrase for a trade at `at`; a person's name is no part of it."""
    if not _near(text, at, at + 70):
        return None
    names = text.names_in(Span(at, at + 80))
    stop = next((name.whole.start for name in names if text.people.of(name) and not _is_of(text, name.whole.start)), at + 90)
    return trade_at(text.text, at, stop)


def _is_of(text: Text, at: int) -> bool:
    return text.text[max(0, at - 8) : at].endswith((" of the ", " of ", " of his ", " of her "))


def _rest(text: Text, trade: Trade) -> Iterator[Trade]:
    """Yield a trade and those that are joined to it: "a teacher, a bookkeeper and an Army secretary"."""
    yield trade
    for _ in range(4):
        more = _MORE.match(text.masked, trade.end)
        following = _trade(text, more.end()) if more and (more["art"] or "and" in more["join"]) else None
        if following is None or following.plural or not _BOUND.match(text.masked, following.end):
            return
        trade = following
        yield trade


def _apposed(text: Text) -> Iterator[Draft]:
    """Read "Jonah, (once) a ship's carpenter" and "Jonah Moss (Paul Orr), head of the mine"."""
    for match in _matches(text, _APPOSED):
        trade = _trade(text, match.end())
        who = text.people.inside(Span(*match.span("who")))
        if match["art"] is None and text.text[max(0, match.start() - 3) : match.start()] == "By ":
            trade = trade_at(text.text, match.end(), match.end() + 60)
        if trade is None or who is None or trade.plural != (match["art"] == "one of the") or not _BOUND.match(text.masked, trade.end) or (not match["sep"].strip() and not re.match(r"\s?[(,.;:\n]|$", text.masked[trade.end :][:2])):
            continue
        bare = match["art"] is None and not match["sep"].endswith(" and")
        if bare and not (trade.sure > 0.8 and _is_bare_title(text, match, trade)):
            continue
        start = match.start("who")
        for each in _rest(text, trade) if not bare else [trade]:
            yield from _draft(text, who, each, start, 0.95 if not bare else 0.8, "trade behind name")


def _is_bare_title(text: Text, match: re.Match[str], trade: Trade) -> bool:
    """Say whether a trade without an article is an apposition: "Jonah Moss, head of the mine", "By Ada Moss, Staff Reporter"."""
    before = text.masked[max(0, match.start() - 3) : match.start()]
    behind = text.masked[trade.end : trade.end + 4]
    if match["sep"] != "," and match["sep"].strip() in ":–—-|":
        return "\n" in before or match.start() == 0 or before.strip(" *_#•-") == ""
    return " of " in trade.words or before == "By " or bool(re.match(r"\s(?:at|for|with|to|in|of)\b", behind)) or (len(trade.words.split()) <= 3 and bool(re.match(r"[,.;)]|\s*$", behind)) and match["sep"] == ",")


def _before(text: Text) -> Iterator[Draft]:
    """Read "the surgeon Jonah Moss", "a nurse, Ada (Ines Carr),", "a shy doctor named Jonah", "several lawyers, Ada Moss and Paul Orr"."""
    for name in text.names:
        who = text.people.of(name)
        gap = _NAMED.search(text.text, max(0, name.whole.start - 20), name.whole.start) if who and _near(text, name.whole.start - 60, name.whole.start) else None
        if who is None or gap is None:
            continue
        words = _BEFORE.search(text.text, max(0, gap.start() - 70), gap.start() + 1 if text.text[gap.start()] == " " else gap.start())
        words = words or _BEFORE.search(text.text[: gap.start()] + " ", max(0, gap.start() - 70))
        found = _ends_in_trade(text, words, gap) if words else None
        if found is None:
            continue
        trade, start, article = found
        if trade.words.casefold() == "boss" and article in ("his", "her", "their", "'s"):
            continue
        direct = gap["gap"] == " "
        if gap["gap"] in (" is ", " was ") and article not in ("his", "her", "the", "their", "'s"):
            continue
        if not direct and (not article or (gap["gap"] == ", " and not _CLOSED.match(text.masked, name.span.end) and not trade.plural)):
            continue
        yield from _named_behind(text, who, name.span.end, trade, start, article, direct=direct)


def _named_behind(text: Text, who: Being, end: int, trade: Trade, start: int, article: str, *, direct: bool) -> Iterator[Draft]:
    beings = [(who, end)]
    if trade.plural:
        listed = _LISTED.match(text.masked, end - 1)
        names = text.names_in(Span(listed.start(), listed.end())) if listed else []
        beings += [(b, n.span.end) for n in names if (b := text.people.of(n)) and text.text[n.whole.start - 1] not in "(["]
        if len(beings) < 2:
            return
    elif not article and trade.sure < 0.8:
        return
    for being, last in beings:
        whole = Trade(trade.words, trade.start, last, trade.sure)
        yield from _draft(text, being, whole, start, 0.95 if article else 0.85, "trade before name" if direct else "trade, name")


def _ends_in_trade(text: Text, words: re.Match[str], gap: re.Match[str]) -> tuple[Trade, int, str] | None:
    """Return the trade with which the words before a name end, where its phrase begins, and its article."""
    tokens = list(re.finditer(r"\S+", words["words"]))
    base = words.start("words")
    first, article = len(tokens), ""
    for index in range(len(tokens) - 1, -1, -1):
        low = tokens[index].group().casefold()
        if low in _ARTICLES:
            article = low
            first = index
            break
        if low in _STOPS:
            break
        first = index
    begin = first + bool(article)
    single = article in ("his", "her", "the", "their") and tokens[max(0, first - 2) : first] and [t.group().casefold() for t in tokens[max(0, first - 2) : first]] == ["one", "of"]
    if begin >= len(tokens):
        return None
    inside = [n for n in text.names_in(Span(base + tokens[begin].start(), gap.start())) if text.people.of(n)]
    own = re.compile(r"(?:['’]s?)?\s").match(text.text, inside[-1].span.end) if inside else None
    at = own.end() if own else base + tokens[begin].start()
    trade = trade_at(text.text, at, gap.start()) if at < gap.start() else None
    if trade and single:
        trade = replace(trade, plural=False)
    if trade and text.text[gap.start()] == " " and trade.words.casefold() in TITLES and trade.words[0].isupper():
        return None
    return (trade, base + tokens[first].start() if not inside else at, article or ("'s" if inside else "")) if trade and trade.end == gap.start() else None


def _is(text: Text) -> Iterator[Draft]:
    """Read "Jonah was a baker", "who is his manager", "she became an engineer and a pilot"."""
    for match in _matches(text, _IS):
        if match["not"] or _WISH.search(text.masked, max(0, match.start() - 60), match.start()):
            continue
        trade = _trade(text, match.end())
        if trade is None or trade.plural != (match["art"] == "one of the") or not _BOUND.match(text.masked, trade.end) or (match["art"] is None and not (trade.sure > 0.8 and (" of " in trade.words or re.search(r"\b(?:made|appointed|elected|ordained|named|became|become|becomes|as)\s$", match.group())))):
            continue
        if match["art"] == "the" and re.match(r",?\s?\ue000", text.masked[trade.end : trade.end + 3]):
            continue
        who, start = _subject(text, match.start())
        for each in _rest(text, trade):
            yield from _draft(text, who, each, start, 0.9, "is a trade")


def _subject(text: Text, at: int) -> tuple[str, int]:
    """Return who is the subject of the verb at `at`, and where the passage begins."""
    if said := re.search(r"\bI(?:\s(?:had|have))?\s?$", text.masked[max(0, at - 8) : at]):
        being = text.whom.speaker(at)
        return (being.name if being else ""), at - len(said.group())
    before = text.masked[max(0, at - 130) : at]
    if (owned := _OWNED.search(before)) and owned["what"].casefold() not in KIN:
        return "", at
    if re.search(r"\bwhose\s(?:[\w-]+\s){1,3}$", before):
        return "", at
    if re.search(r"\b(?:[Tt]here|[Hh]ere|[Ii]t|[Tt]his|[Tt]hat|[Ww]hat)(?:['’]s)?\s(?:\w+\s)?$", before):
        return "", at
    if apart := _APART.search(before):
        being = text.people.inside(Span(at - len(before) + apart.start("who"), at - len(before) + apart.end("who")))
        return (being.name, at - len(before) + apart.start("who")) if being else ("", at)
    name, span = subject_of(text, at)
    return (name, span.start if span and at - span.start < 60 else at) if name or span else (_by_pronoun(text, at), at)


def _by_pronoun(text: Text, at: int) -> str:
    """Return whom the last "he" or "she" before a verb in its sentence means: "he moved to Leeds and worked"."""
    start = text.sentence_at(at).start
    said = next(reversed(list(re.finditer(r"\b(?:he|she)\b", text.masked[start:at], re.IGNORECASE))), None)
    being = text.whom.pronoun(start + said.start(), said.group().casefold()) if said and re.search(r"\b(?:and|then|,)\s(?:\w+\s)?$", text.masked[start:at]) else None
    return being.name if being else ""


def _as(text: Text) -> Iterator[Draft]:
    """Read "worked as a clerk", "hired her as a human computer", "his career as a boxer"."""
    sentences = list(dict.fromkeys(text.sentence_at(at) for at in text.concordance.places(["as"]) if _near(text, at, at + 80)))
    for match in (m for s in sentences for m in _AS.finditer(text.masked, s.start, s.end)):
        at = match.end()
        trade = _trade(text, at)
        if trade is None or trade.plural or not _BOUND.match(text.masked, trade.end):
            continue
        before = text.masked[max(0, match.start() - 50) : match.end("verb")]
        if _NOT_AS.search(before) or _WISH.search(before[: -len(match["verb"])]) or (match["art"] is None and trade.sure < 0.8):
            continue
        given = list(_GIVES_JOB.finditer(text.masked, match.start(), match.end("verb") + 1))
        own = _OWN_WORK.search(text.masked, max(0, match.start() - 50), match.end("verb"))
        if given:
            who, start = text.name_at(Span(*given[-1].span("whom"))), given[-1].start()
        elif own:
            who, start = text.name_at(Span(*own.span("whose"))) if own["whose"][0] == "\ue000" else getattr(text.whom.pronoun(own.start("whose"), own["whose"].casefold()), "name", ""), own.start("whose")
        else:
            who, start = _subject(text, match.start())[0], match.start()
        for each in _rest(text, trade):
            yield from _draft(text, who, each, max(start, match.end() - 60), 0.85, "as a trade")


def _opening(text: Text) -> Iterator[Draft]:
    """Read a paragraph of a character's entry that begins with a trade, and "A nurse from Saltby, Ada rows"."""
    for match in _matches(text, _OPENING):
        trade = _trade(text, match.end()) if match.end() < len(text.text) else None
        if trade is None or trade.plural or not _BOUND.match(text.masked, trade.end):
            continue
        if (trade.sure < 0.8 and not match["art"]) or text.text[trade.end : trade.end + 1] == ":":
            continue
        line = text.layout.lines_in(Span(match.start(), match.start() + 1))
        head = text.whom.entry(match.start()) if line and line[0].span.start == match.start() else None
        behind = re.compile(rf"[^.;:!?\n\ue000]{{0,60}},\s(?P<who>{N})\s[a-z]").match(text.masked, trade.end)
        who = (text.people.inside(Span(*behind.span("who"))) if behind and (match["art"] or "").casefold() in ("", "a", "an") else None) or head
        if who and (head or behind):
            for each in _rest(text, trade):
                yield from _draft(text, who, each, trade.start, 0.8, "trade opens")


def _one_of(text: Text) -> Iterator[Draft]:
    """Read "two night nurses. One of them, Ada Moss"."""
    for match in _ONE_OF.finditer(text.masked):
        words = _BEFORE.search(text.text[max(0, match.start() - 60) : match.start()] + " ") if _near(text, match.start() - 20, match.start()) else None
        low = max(0, match.start() - 60)
        for token in re.finditer(r"\S+", words["words"]) if words else ():
            start = low + words.start("words") + token.start()  # type: ignore[union-attr]
            trade = trade_at(text.text, start, match.start())
            if trade and trade.plural and trade.end == match.start():
                yield from _draft(text, text.people.inside(Span(*match.span("who"))), Trade(trade.words, trade.start, match.end(), trade.sure), trade.start, 0.7, "one of a trade")
                break


def _several(text: Text) -> Iterator[Draft]:
    """Read "Ada and Jonah, both teachers," and "Ada and Jonah were teachers"."""
    for match in _matches(text, _SEVERAL):
        trade = _trade(text, match.end())
        if trade and trade.plural and _BOUND.match(text.masked, trade.end):
            for name in text.names_in(Span(*match.span("all"))):
                if text.text[name.whole.start - 1 : name.whole.start] not in ("(", "["):
                    yield from _draft(text, text.people.of(name), trade, match.start(), 0.8, "several of a trade")


def _keeps(text: Text) -> Iterator[Draft]:
    """Read "Ada kept the post office" and "Ada, who teaches Latin"."""
    for match in (m for s in text.concordance.sentences(_KEEPING) for m in _KEEPS.finditer(text.masked, s.start, s.end)):
        who = text.name_at(Span(*match.span("who")))
        if who:
            deed = Trade(text.slice(Span(*match.span("deed"))), match.start("deed"), match.end("deed"), 0.9)
            yield from _draft(text, who, deed, match.start(), 0.65, "keeps a shop")


def _facts(text: Text) -> Iterator[Draft]:
    """Read a line of a box of facts: "Occupation: nurse, midwife"."""
    for match in _FACT.finditer(text.text):
        who = text.whom.heading(match.start()) or text.people.main()
        for part in re.finditer(r"[^,;/|·]+", match["list"]):
            start = match.start("list") + part.start() + len(part.group()) - len(part.group().lstrip())
            words = part.group().strip()
            if words and len(words.split()) <= 6:
                label = match.start() + len(match.group()) - len(match.group().lstrip(" \t*_•>#-"))
                yield from _draft(text, who, Trade(words, label, start + len(words), 0.9), label, 0.9, "fact")


_KEEPING = frozenset(["keeps", "kept", "runs", "ran", "owns", "owned", "manages", "managed", "tends", "tended", "teaches", "taught", "lectures", "lectured"])
_ARTICLES = frozenset(["the", "a", "an", "his", "her", "their", "two", "three", "four", "several", "some", "one", "another", "my", "our", "both"])
_STOPS = frozenset(["of", "and", "or", "to", "by", "with", "from", "in", "at", "on", "for", "as", "like", "is", "was", "were", "are", "when", "while", "that", "who", "but", "than", "meets", "met", "against", "between", "including", "plus", "then", "where", "told", "tells", "asks", "asked", "says", "said", "sees", "saw", "fellow"])

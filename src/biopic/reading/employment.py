"""Trades behind verbs: "Jonah was a baker", "she became an engineer", "worked as a clerk", "they hired him as a porter".

Whose trade it is, the subject of the verb tells, the object of "hired", or the owner of "his career as". What somebody
wants, seems or pretends to be is none, and a denial says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.callings import ARTICLE, BOUND, Calling, in_sentences, joined_trades, near_trade, trade_in
from biopic.reading.clauses import subject_of
from biopic.reading.patterns import BRACKET, N
from biopic.reading.text import Text
from biopic.reading.trades import Trade
from biopic.reading.words import KIN

_IS = re.compile(
    r"(?:\b(?:is|was|were|are|became|becomes|become|becoming|remained|remains|turned out to be|turns out to be|(?:came|comes|rose|rises) to be(?:come)?|(?:ended|ends|wound|winds) up|been|being|go on to be|going to be)|['’]s|\b(?:grow|grows|grew|growing) up to (?:be|become)|\b(?:went|goes|go) on to (?:be|become)|\btraining to (?:be|become)|\btrain(?:s|ed) to (?:be|become)|\bstud(?:ies|ied|ying) to (?:be|become))\s"
    rf"(?:(?P<not>not|never|no longer|no|hardly|neither|barely)\s)?(?:(?:\d{{1,3}}|[a-z]+ty(?:-[a-z]+)?|[a-z]+teen)(?: years old)?,\s(?:and\s)?)?(?:(?:also|now|then|once|still|already|by then|by now|both|actually|really|herself|himself|in fact|in life|originally|at first|by trade|by profession|just|first|later|soon|in turn|working as|employed as|made|appointed|elected|ordained|named|hired as|apprenticed as)\s){{0,3}}(?:(?P<art>{ARTICLE})\s)?(?=[\w\ue000])"
)
_AS = re.compile(
    r"(?P<verb>\b(?:work(?:s|ed|ing)?|train(?:s|ed|ing)?|employ(?:s|ed|ing)?|hire[sd]?|hiring|serve[sd]?|serving|jobs?|position|post|career|living|livelihood|qualif(?:y|ies|ied)|apprentice[sd]?|apprenticeship|practi[sc]e[sd]?|practi[sc]ing|takes?|took|taken|engage[sd]?|started|starts|began|begins|retire[sd]?|ordained|sworn in|sworn|appoint(?:s|ed)|elected|licensed|registered|moonlight(?:s|ed|ing)|doubl(?:es|ed|ing)|earn(?:s|ed|ing)?"
    r"|life|days|years|time|recruit(?:s|ed)|enlist(?:s|ed)|sign(?:s|ed)|toil(?:s|ed|ing)|slav(?:es|ed)|find(?:s|ing)?|found|gets?|got|getting|made|makes?|making|join(?:s|ed)|settl(?:es|ed)|set up|supports?|supported|went|goes|returned|travel(?:s|led|ed)|came|arriv(?:es|ed)|known|continued|stayed|remained|spent|lived|toured|rose|duties|skills?|work|talent|reputation|success|gig|role|stint|spell)\b[^.;:\n“”\"]{0,50}?)\sas\s(?:both\s)?(?:(?P<art>(?:a|an|the|his|her|its|their|one of the)(?=\s))\s)?(?=[\w\ue000])"
)
_NOT_AS = re.compile(
    r"\b(?:dress(?:es|ed|ing)?|disguise[sd]?|pos(?:es?|ed|ing)|cast|seen|sees|treated|regarded|known|play(?:s|ed|ing)?|star(?:s|red|ring)?|described|portray(?:s|ed)|hailed|masquerad\w+|same|such|as|role|part|performance|turn|credited|just|well|much|many|remember(?:s|ed)?|nominated|won|actor|actress|film|movie)\b[^.;:\n]{0,30}$",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:want(?:s|ed|ing)?|hop(?:es?|ed|ing)|dream(?:s|ed|t|ing)?|pretend(?:s|ed|ing)?|claim(?:s|ed|ing)?|suppos(?:ed|es)|seem(?:s|ed)?|could|might|may|if|as if|as though|wish(?:es|ed)?|meant to|means? to|plan(?:s|ned)? to|intend(?:s|ed)? to|ambition|rather than|instead of|nor|neither|think(?:s)? (?:he|she)|said to|thought to)\b[^.;:\n]{0,30}$",
    re.IGNORECASE,
)
_RANKED = re.compile(r"(?:head|chief|deputy|vice|assistant)\s", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:made|appointed|elected|ordained|named|became|become|becomes|as)\s$")
_SEVERAL = re.compile(
    rf"(?P<all>{N}{BRACKET}(?:,\s{N}{BRACKET}){{0,3}},?\s(?:and|&)\s{N}{BRACKET})(?:,\s(?:both|all|all three|two|three)\s|,?\s(?:(?:who\s)?(?:were|are|became|become|had been)\s)(?:(?:both|all|all three|two|three)\s)?)(?=[a-z])"
)
_APART = re.compile(
    rf"(?P<who>{N}){BRACKET},\s(?:an?|the|his|her|played|portrayed|born|aged|son|daughter|now|then|himself|herself|of|from|like)\s[^,;.:\n]{{1,60}},\s(?:who\s)?$"
)
_OWNED = re.compile(
    r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Yy]our|[Ii]ts)|\ue000['’]s?)\s(?:[\w-]+\s){0,2}(?P<what>[\w-]+)\s(?:(?:had|has|also|later|then|once)\s)?$"
)
_NOBODY = re.compile(
    r"(?:\bwhose\s(?:[\w-]+\s){1,3}|\b(?:[Tt]here|[Hh]ere|[Ii]t|[Tt]his|[Tt]hat|[Ww]hat)(?:['’]s)?\s(?:\w+\s)?)$"
)
_GIVES_JOB = re.compile(
    rf"\b(?:hire[sd]?|employ(?:s|ed)|takes?|took|engage[sd]?|recruit(?:s|ed)|appoint(?:s|ed)|apprentice[sd]?|makes?|made|elected|enlist(?:s|ed)|(?:give|gave|gives|offer|offers|offered|gets?|got|finds?|found)(?=\s(?:him|her|\ue000)))\s(?P<whom>him\b|her\b|{N})"
)
_OWN_WORK = re.compile(
    rf"(?P<whose>{N}['’]s?|\b(?:[Hh]is|[Hh]er)\b)\s(?:[\w-]+\s){{0,3}}?(?:work|job|career|life|days|time|years|post|position|practi[sc]e|training|duties|skills?|talent|reputation|success|role|living|stint|spell)\b[^.;:\n]{{0,20}}$"
)


def is_a_trade(text: Text) -> Iterator[Calling]:
    """Read "Jonah was a baker", "who is his manager", "she became an engineer and a pilot"."""
    for match in in_sentences(text, _IS):
        trade = trade_in(text, match.end())
        if trade is None or match["not"] or not _is_said(text, match, trade):
            continue
        who, start = _subject(text, match.start())
        for each in joined_trades(text, trade):
            yield Calling(who, each, start, 0.9, "is a trade")


def _is_said(text: Text, match: re.Match[str], trade: Trade) -> bool:
    """Say whether a verb and the trade behind it say of somebody what he is."""
    if trade.plural != (match["art"] == "one of the") or not BOUND.match(text.masked, trade.end):
        return False
    if _WISH.search(text.masked, max(0, match.start() - 60), match.start()):
        return False
    if match["art"] is None:
        ranked = " of " in trade.words or _RANKED.match(trade.words)
        return trade.sure > 0.8 and bool(ranked or _OFFICE.search(match.group()))
    return match["art"] != "the" or not re.match(r",?\s?\ue000", text.masked[trade.end : trade.end + 3])


def are_trades(text: Text) -> Iterator[Calling]:
    """Read "Ada and Jonah, both teachers," and "Ada and Jonah were teachers"."""
    for match in in_sentences(text, _SEVERAL):
        trade = trade_in(text, match.end())
        if trade is None or not trade.plural or not BOUND.match(text.masked, trade.end):
            continue
        for name in text.names_in(Span(*match.span("all"))):
            being = text.people.of(name)
            if being and text.text[name.whole.start - 1 : name.whole.start] not in ("(", "["):
                yield Calling(being.name, trade, match.start(), 0.8, "several of a trade")


def as_a_trade(text: Text) -> Iterator[Calling]:
    """Read "worked as a clerk", "hired her as a human computer", "his career as a boxer"."""
    near = (at for at in text.concordance.places(["as"]) if near_trade(text, at, at + 80))
    for sentence in dict.fromkeys(text.sentence_at(at) for at in near):
        for match in _AS.finditer(text.masked, sentence.start, sentence.end):
            trade = trade_in(text, match.end())
            if (
                trade is None
                or trade.plural
                or not BOUND.match(text.masked, trade.end)
                or not _is_work(text, match, trade)
            ):
                continue
            who, start = _worker(text, match)
            for each in joined_trades(text, trade):
                yield Calling(who, each, max(start, match.end() - 60), 0.85, "as a trade")


def _is_work(text: Text, match: re.Match[str], trade: Trade) -> bool:
    """Say whether "as" stands behind work, and not behind a part, a disguise or a comparison."""
    before = text.masked[max(0, match.start() - 50) : match.end("verb")]
    if _NOT_AS.search(before) or _WISH.search(before[: -len(match["verb"])]):
        return False
    return match["art"] is not None or trade.sure >= 0.8


def _worker(text: Text, match: re.Match[str]) -> tuple[str, int]:
    """Return who works as something: whom somebody hired, whose career it is, else the subject of the verb."""
    given = list(_GIVES_JOB.finditer(text.masked, match.start(), match.end("verb") + 1))
    if given:
        return text.name_at(Span(*given[-1].span("whom"))), given[-1].start()
    own = _OWN_WORK.search(text.masked, max(0, match.start() - 50), match.end("verb"))
    if own and own["whose"][0] == "\ue000":
        return text.name_at(Span(*own.span("whose"))), own.start("whose")
    if own:
        being = text.whom.pronoun(own.start("whose"), own["whose"].casefold())
        return being.name if being else "", own.start("whose")
    return _subject(text, match.start())[0], match.start()


def _subject(text: Text, at: int) -> tuple[str, int]:
    """Return who is the subject of the verb at `at`, and where the passage begins."""
    low = max(0, at - 130)
    before = text.masked[low:at]
    if said := re.search(r"\bI(?:\s(?:had|have))?\s?$", before[-8:]):
        being = text.whom.speaker(at)
        return being.name if being else "", at - len(said.group())
    owned = _OWNED.search(before)
    if _NOBODY.search(before) or (owned and owned["what"].casefold() not in KIN):
        return "", at
    if apart := _APART.search(before):
        being = text.people.inside(Span(low + apart.start("who"), low + apart.end("who")))
        return being.name if being else "", low + apart.start("who")
    name, span = subject_of(text, at)
    if not name and span is None:
        return _by_pronoun(text, at), at
    return name, span.start if span and at - span.start < 60 else at


def _by_pronoun(text: Text, at: int) -> str:
    """Return whom the last "he" or "she" before a verb in its sentence means: "he moved to Leeds and worked"."""
    start = text.sentence_at(at).start
    before = text.masked[max(start, at - 400) : at]
    said = next(reversed(list(re.finditer(r"\b(?:he|she)\b", before, re.IGNORECASE))), None)
    if said is None or not re.search(r"\b(?:and|then|,)\s(?:\w+\s)?$", before):
        return ""
    being = text.whom.pronoun(at - len(before) + said.start(), said.group().casefold())
    return being.name if being else ""

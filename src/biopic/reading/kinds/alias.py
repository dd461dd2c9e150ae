"""Another name of somebody: 'Adelaide "Ada" Moss', "known as the Watch", "they called her Ida", "born Ada Finch", "née Finch".

A cue is followed by a value in marks or in capitals; whose name it is, the words around the cue tell. A name that only
repeats the one that the text uses anyway, a title alone and what a film calls somebody are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.alike import BIRTH_NAME
from biopic.reading.clauses import subject_of
from biopic.reading.drafts import Draft
from biopic.reading.patterns import BRACKET, N, claim
from biopic.reading.people import fold
from biopic.reading.text import Text
from biopic.reading.words import DEMONYMS, KIN, MONTHS, OPENERS, TITLES, WEEKDAYS

_CAP = r"[^\W\d_a-zà-öø-ÿ](?:\.(?:[A-Z]\.)+|\.(?= )|[\w’'-]*)"
_VALUE = re.compile(
    rf"(?:[\"“‘'«„](?P<marked>[^\"”’'»\n]{{1,40}}(?:['’][a-z]{{1,3}}\b[^\"”’'»\n]{{0,30}})?)[\"”’'»]|(?P<bare>(?:[Tt]he\s)?{_CAP}(?: (?:(?:of|the|de|von|van|du|la|le|di|da) ){{0,2}}{_CAP}){{0,4}}))"
)
_HOW = r"(?:(?:simply|only|just|always|better|mostly|usually|also|forever|often|sometimes|universally|affectionately|mockingly|fondly|never|now|later|in fact|then|widely|popularly|commonly|professionally|jokingly|merely|all but|still|soon|ever after|thereafter|familiarly|secretly|locally)\s)"
_KNOWN = rf"(?:known|remembered|referred to|billed|styled|famed|advertised|exhibited|recognised|recognized|introduced|shown|presented|displayed|hailed){BRACKET}(?:\s(?:to|by|among|in|at|on|throughout|around|all over|as far as)\s[^,.;:\n\"“]{{1,40}}?|,?\s(?:by|to) [^,.;\n]{{1,30}},)?\s{_HOW}{{0,2}}as\s{_HOW}{{0,2}}"
_CALL = r"(?:call(?:s|ed|ing)?|nickname[ds]?|nicknaming|dub(?:s|bed|bing)|christen(?:s|ed)|re-?christened|baptised|baptized|rename[ds]?|named?|names|tag(?:s|ged)|label(?:s|l?ed)|styled|hailed)"
_NICK = r"(?:nickname|sobriquet|moniker|monicker|alias|epithet|soubriquet|stage name|pen name|pen-name|nom de plume|nom de guerre|pseudonym|ring name|screen name|pet name|code name|codename|handle|stage-name|professional name|assumed name|false name|title of)"
_CUES: list[tuple[str, str, float, re.Pattern[str]]] = [
    ("birth name", "born christened baptised baptized née nee né birth real original maiden given legal true christian baptismal world life formerly rechristened", 0.95, re.compile(rf"(?:\b|(?<=\W)){BIRTH_NAME}\s", re.IGNORECASE)),
    ("known as", "known remembered referred billed styled famed advertised exhibited recognised recognized introduced shown presented displayed hailed", 0.9, re.compile(rf"\b(?:(?:better|best|also|well|widely|otherwise|formerly|originally|ever)\s){{0,2}}{_KNOWN}")),
    ("knew as", "knew know knows remember remembers refers refer referred billed advertised introduced presents presented showed exhibited treated addressed", 0.85, re.compile(rf"\b(?:[Kk]new|know|knows|remember|remembers|refers? to|referred to|billed|advertised|introduced|presents|presented|showed|exhibited|treated|addressed)\s(?P<whom>him|her|{N})\s{_HOW}{{0,2}}as\s{_HOW}{{0,2}}")),
    ("called him", "call calls called calling nickname nicknames nicknamed nicknaming dub dubs dubbed dubbing christens christened rechristened baptised baptized rename renames renamed name named names tag tags tagged label labels labelled labeled styled hailed", 0.9, re.compile(rf"(?:\b(?:[Tt]hey|[Ww]e|[Pp]eople|[Ee]verybody|[Ee]veryone|[Nn]obody|[Tt]he\s\w+(?:\s\w+)?|[Hh]is\s\w+|[Hh]er\s\w+|who|all|friends|neighbours|neighbors|colleagues|fans|papers|newspapers)\s)?(?:(?:had|would|always|still|often|soon|all|ever|never|also|quickly|affectionately|mockingly|fondly|jokingly|once|later|did|not|used to|even|liked to|came to|took to|began to|\w+ly)\s){{0,3}}\b{_CALL}\s(?P<whom>him|her|me|{N}),?\s{_HOW}{{0,2}}(?:as\s)?")),
    ("whom they called", "called calls call nicknamed nickname dubbed dub knew know knows", 0.85, re.compile(rf"\b(?:whom|who|(?:wo)?man|boy|girl|one)\s(?:they|everyone|everybody|people|all|(?:his|her|the|two|three|many|most|some|generations)\s[^,.;:\n]{{1,40}}?)\s{_HOW}{{0,2}}(?:called|calls|call|nicknamed|nickname|dubbed|dub|knew (?:\w+ )?as|know (?:\w+ )?as|knows (?:\w+ )?as)\s{_HOW}{{0,2}}")),
    ("called", "called nicknamed dubbed tagged renamed rechristened christened", 0.85, re.compile(rf"\b(?:(?:was|is|were|be|been|being|also|quickly|soon|often|always|later|then|sometimes|now|affectionately|jokingly|promptly|immediately|first|once|originally|who|usually|\w+ly)\s){{0,4}}\b(?:called|nicknamed|dubbed|tagged|renamed|rechristened|re-christened)(?:\sby\s[^,.;\n\"“]{{1,30}}?)?,?\s{_HOW}{{0,2}}")),
    ("called himself", "himself herself", 0.9, re.compile(r"\b(?:call(?:s|ed|ing)?|styl(?:es?|ed|ing)|dub(?:s|bed)|renam(?:es?|ed|ing)|nam(?:es?|ed|ing)|introduc(?:es?|ed|ing)|bill(?:s|ed|ing)|reinvent(?:s|ed|ing))\s(?:himself|herself)\s(?:simply\s|only\s)?(?:as\s)?")),
    ("goes by", "goes went go going travels travelled traveled lived fought passed hid known works worked answer answers answered answering", 0.9, re.compile(rf"\b(?:(?:(?:goes|went|go|going)\s(?:by|under)|(?:travels|travelled|traveled|lived|fought|passed|hid|known|works|worked)\s(?:by|under))(?:\sthe\s(?:\w+\s)?name(?:\sof)?)?|(?:answer|answers|answered|answering)\s(?:only\s)?to(?:\sthe\sname(?:\sof)?|\sthe\s{_NICK})?)\s{_HOW}{{0,2}}")),
    ("under the name", "nickname sobriquet moniker monicker alias epithet soubriquet name names nom pseudonym handle title codename pen", 0.9, re.compile(rf"(?:\b|(?=\ue000))(?:under|using|uses|used|adopt(?:s|ed|ing)|t(?:akes|ook|aken|aking)|chose|chooses|assum(?:es|ed|ing)|acquir(?:es|ed)|earn(?:s|ed|ing)|g(?:ets|ot|iven|ave|aining|ained)|w(?:on|ins)|had|has|bore|bears|hated|loved|preferred|gives|goes by|[Hh]is|[Hh]er|whose|{N}['’]s)\s(?:(?P<whom>him|her|{N})\s)?(?:(?:the|his|her|a|an|another|that|new|old|own|affectionate|childhood|family|cruel|school|popular|lifelong|local|famous|professional|\w+ing|first|own)\s){{0,4}}(?:{_NICK}|name|names)(?:\s(?:of|as|was|is|became)|,|:)?\s{_HOW}{{0,2}}")),
    ("changed name", "name surname", 0.9, re.compile(r"\b(?:chang(?:es?|ed|ing)|shorten(?:s|ed)|anglici[sz](?:es|ed)|alter(?:s|ed))\s(?:his|her|their)\s(?:own\s|legal\s|last\s|first\s|family\s)?(?:name|surname)\s(?:[^,.;\n]{0,24}\s)?to\s")),
    ("performs as", "perform performs performed performing wrote writes writing sang sings singing recorded records boxed boxes fought fights fighting wrestled wrestles published publishes worked broadcast toured tours acted billed danced", 0.85, re.compile(r"\b(?:perform|performs|performed|performing|wrote|writes|writing|sang|sings|singing|recorded|records|boxed|boxes|fought|fights|fighting|wrestled|wrestles|published|publishes|worked|broadcast|toured|tours|acted|billed|danced)\s(?:(?:in|at|on|for|around|across|over)\s[^,.;\n]{1,30}?\s)?as\s")),
    ("a.k.a.", "k aka alias one former short called knew call know dubbed nicknamed known", 0.95, re.compile(r"(?:\b(?:a\.?\s?k\.?\s?a|A\.?K\.?A)\.?|\balias|\bthe former|\bthe one-time|\bor,? as [^,.;\n]{1,40}? (?:called|knew|call|know|dubbed|nicknamed) (?:him|her),?|\bas (?:he|she) (?:was|is) (?:\w+\s)?(?:known|called)(?: to [^,.;\n]{1,30})?,|\bshort for)\s")),
    ("never anything but", "never always", 0.8, re.compile(r"\b(?:was|is|were) (?:never|always) (?:anything (?:but|other than)|known only as|just plain|simply|plain)\s")),
    ("to his family", "he she", 0.75, re.compile(rf"\b[Tt]o (?:his|her|the|all|everyone|everybody|most|some|those)\b[^.;:\n“”\"]{{0,50}}?,? (?:he|she) (?:was|is|remained|became)\s(?:{_HOW}){{0,2}}")),
    ("to his family", "simply only just always forever still plain", 0.75, re.compile(r"\b[Tt]o (?:his|her|the|all|everyone|everybody|most|those)(?: (?:his|her|who)\b)?(?:\s[\w’'-]+){0,4}?,? (?:(?:he|she) (?:was|is) )?(?:simply|only|just|always|forever|still|plain)\s")),
]  # fmt: skip
_FACT = re.compile(
    r"^[ \t*_•>#-]{0,12}(?:nick ?names?|also known as|a\.?k\.?a\.?|alias(?:es)?|birth name|born as|real name|stage name|pen name|other names?|known as|full name)[*_]{0,2}\s?[:|=–—][*_]{0,2}\s?(?P<list>[^\n]{2,90})$",
    re.MULTILINE | re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?<=[\w.]) (?:[\"“‘'«](?P<nick>[^\W\d_][^\"”’'»\n]{1,28})[\"”’'»]|\((?P<round>[^\W\d_][\w’'-]{1,14})\)) (?=[^\W\d_a-z])"
)
_FIRST = re.compile(rf"(?P<first>{_CAP}(?: {_CAP}){{0,2}})$")
_APART = re.compile(rf"(?P<who>{N})(?:,\s(?:or\s)?|\s?[—–]\s?|\s?\()(?:(?=[\"“‘'\ue000]|[Tt]he\s)|the\s(?=[\"“‘']))")
_BEHIND = re.compile(
    r",?\s(?:to (?:his|her|the|everyone|everybody|all|most|those|anyone)\b|for short\b|as (?:he|she|everybody|everyone|his|her|the|they|we)\b[^.;\n]{0,30}?\b(?:called|known|knew|call|know)\b)"
)
_BETWEEN = re.compile(
    rf"(?P<who>{N}){BRACKET}(?:['’]s?)?\s?[,(–—-]?\s?(?:(?:who|whose|had|has|was|is|been|also|better|best|then|now|later|once|widely|commonly|usually|often|professionally|originally|actually|sometimes|popularly|and|himself|herself|first|real|birth|stage|full|maiden|name)\s){{0,5}}$"
)
_APPOSED = re.compile(rf"(?P<who>{N}){BRACKET},\s(?:an?|the)\s[^,.;\n\ue000]{{1,50}}\s$")
_WHERE = re.compile(
    rf"(?P<who>{N}){BRACKET}[^.;\n\ue000]{{0,40}}\b(?:where|because|since|when)\s(?:he|she)\s(?:(?:is|was|gets|had been|has been)\s)?$"
)
_FILM = re.compile(r"\b(?:film|movie|script|screenplay|Hollywood|picture|screenwriters?)\b[^.;\n]{0,30}$")
_PET_TITLES = frozenset(
    ["saint", "mother", "king", "queen", "uncle", "aunt", "auntie", "father", "sister", "brother", "captain"]
)
"""Titles that make a nickname of a name, as in "Mother Ada"."""
_IN_FILM = re.compile(
    r"\b(?:in|for) (?:the|this) (?:film|movie|picture|script|screenplay)\b|\b(?:the film|the movie|the script|on[- ]screen)\b",
    re.IGNORECASE,
)
_NO_NAMES = (
    OPENERS
    | DEMONYMS
    | WEEKDAYS
    | MONTHS.keys()
    | frozenset(["catholic", "jew", "muslim", "i", "he", "she", "it", "they", "me", "him", "her", "christmas", "new"])
)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each other name that the text gives somebody."""
    yield from _inside(text)
    yield from _apart(text)
    taken: dict[str, list[tuple[int, int]]] = {}
    for rule, words, sure, pattern in _CUES:
        for sentence in text.concordance.sentences(words.split()):
            for cue in pattern.finditer(text.masked, sentence.start, sentence.end):
                draft = _read(text, cue, rule, sure)
                if draft and claim(taken.setdefault(draft.value, []), draft.span):
                    yield draft
    yield from _facts(text, taken)


def _read(text: Text, cue: re.Match[str], rule: str, sure: float) -> Draft | None:
    value = _VALUE.match(text.text, cue.end())
    if value is None or text.is_noise(Span(cue.start(), value.end())):
        return None
    span = _span_of(value)
    shown = text.slice(span)
    if not _is_name(
        shown, marked=bool(value["marked"]), birth=rule == "birth name" and cue.group().casefold().startswith("born")
    ):
        return None
    subject = _subject(text, cue, span, rule)
    if not subject or _repeats(text, subject, shown):
        return None
    return Draft("alias", subject, shown, Span(cue.start(), value.end()), text.world_at(cue.start()), sure, rule)


def _span_of(value: re.Match[str]) -> Span:
    """Return where the name itself stands, without marks and a comma or full stop that closes them."""
    start, end = value.span("marked") if value["marked"] else value.span("bare")
    while value.string[end - 1] in ",.;" and not re.search(r"\b[A-Z]\.$", value.string[start:end]):
        end -= 1
    if value["bare"] and (own := re.search(r"['’]s?$", value.string[start:end])):
        end = start + own.start()
    return Span(start, end)


def _is_name(shown: str, *, marked: bool, birth: bool) -> bool:
    """Say whether a value may be a name: no title, month or nation, and after "born" two words at least."""
    words = [fold(word) for word in shown.split() if word.casefold() != "the"]
    if (
        not words
        or all(word in TITLES or word in KIN or word in _NO_NAMES for word in words)
        or (words[0] in _NO_NAMES - {"april", "may", "june", "august"} and not marked)
    ):
        return False
    return len(words) <= 6 and not (birth and len(words) < 2)


def _repeats(text: Text, subject: str, shown: str) -> bool:
    """Say whether a value only repeats a name by which the text calls somebody anyway, in full or in part."""
    own = {fold(word) for word in subject.split()}
    said = {fold(word) for word in shown.split()} - {"the"}
    return said - (TITLES - _PET_TITLES) <= own


def _subject(text: Text, cue: re.Match[str], value: Span, rule: str) -> str:
    groups = cue.groupdict()
    if groups.get("whom"):
        return _whom(text, cue) if not _FILM.search(text.text[max(0, cue.start() - 40) : cue.start("whom")]) else ""
    joined = text.people.inside(value)
    if rule == "birth name" and joined and joined.name != text.slice(value):
        return joined.name
    if rule in ("called", "known as", "called him", "whom they called") and _IN_FILM.search(
        text.text, text.sentence_at(cue.start()).start, cue.end()
    ):
        return ""
    start = text.sentence_at(cue.start()).start
    behind = re.compile(rf"[\"”’']?,\s(?P<who>he|she|{N})(?!['’])").match(text.masked, value.end)
    if behind and text.people.inside(Span(start, cue.start())) is None and cue.start() - start < 40:
        being = (
            text.whom.pronoun(behind.start("who"), behind["who"])
            if behind["who"] in ("he", "she")
            else text.people.inside(Span(*behind.span("who")))
        )
        return being.name if being else ""
    if headed := _headed(text, cue):
        return headed
    if rule == "to his family" and (said := re.search(r"\b(?:he|she)\b", cue.group())):
        being = text.whom.pronoun(cue.start() + said.start(), said.group())
        return being.name if being else ""
    low = max(0, cue.start() - 110)
    if (
        near := _BETWEEN.search(text.masked, low, cue.start())
        or _WHERE.search(text.masked, low, cue.start())
        or _APPOSED.search(text.masked, low, cue.start())
    ):
        being = text.people.inside(Span(*near.span("who")))
        return being.name if being else ""
    if own := re.match(rf"({N})['’]s", cue.group()):
        return text.name_at(Span(cue.start(), cue.start() + own.end(1)))
    if own := re.match(r"(?:[Hh]is|[Hh]er)\b", cue.group()):
        being = text.whom.pronoun(cue.start(), own.group())
        return being.name if being else ""
    if rule in ("called", "a.k.a.", "birth name") and not _has_subject(text, cue):
        return ""
    name, _ = subject_of(text, cue.start())
    head = text.whom.entry(text.layout.paragraph_at(cue.start()).start) or text.whom.heading(cue.start())
    return name or (head.name if head else "")


def _headed(text: Text, cue: re.Match[str]) -> str:
    """Return the heading's being for "The son of Ada, known as Jo, was" and for "To his brother simply Jo" that open a paragraph."""
    start = text.sentence_at(cue.start()).start
    told = next((k for k in text.kin.relations if k.form == "kin of, headed" and k.span.start == start), None)
    if told:
        return told.who.name
    head = text.whom.heading(cue.start())
    return head.name if head and start == cue.start() == text.layout.paragraph_at(start).start else ""


def _whom(text: Text, cue: re.Match[str]) -> str:
    if cue["whom"] == "me":
        being = text.whom.speaker(cue.start())
    elif cue["whom"] in ("him", "her"):
        being = text.whom.pronoun(cue.start("whom"), cue["whom"])
        if being and being is text.whom.speaker(cue.start("whom")):
            being = text.whom.pronoun(cue.start("whom"), cue["whom"], [being])
    else:
        being = text.people.inside(Span(*cue.span("whom")))
    return being.name if being else ""


def _has_subject(text: Text, cue: re.Match[str]) -> bool:
    """Say whether a participle has a person for its subject: "she was called", and not "a bar called"."""
    before = text.masked[max(0, cue.start() - 30) : cue.start()]
    if re.match(r"(?:was|is|were|be|been|being)\b", cue.group()):
        return bool(
            re.search(
                rf"(?:{N}|\b(?:[Hh]e|[Ss]he|who|patient|boy|girl|man|woman|child|baby|himself|herself)\b|[)\],])\s(?:\w+\s){{0,3}}$",
                before,
            )
        )
    return bool(
        re.search(rf"(?:{N}|\b[Hh]e|\b[Ss]he|herself|himself|\bwas|\bbeen|\bis|[,;(–—]|^|\n|[.!?]\s)\s?$", before)
    )


def _inside(text: Text) -> Iterator[Draft]:
    """Read a nickname in marks or brackets inside a name."""
    for match in _INSIDE.finditer(text.text):
        first = _FIRST.search(text.text, max(0, match.start() - 40), match.start())
        last = re.compile(_CAP).match(text.text, match.end())
        if first is None or last is None or text.is_noise(Span(match.start(), match.end())):
            continue
        being = text.people.inside(Span(*first.span("first"))) or text.people.inside(Span(first.start(), last.end()))
        shown = (match["nick"] or match["round"]).strip(" ,.")
        if (
            being is None
            or not re.search(r"[A-Z]", shown)
            or len(shown.split()) > 4
            or fold(first["first"].split()[0]) in _NO_NAMES
        ):
            continue
        if match["round"] and fold(last.group()) not in [fold(word) for word in being.name.split()]:
            continue
        names = text.names_in(Span(*first.span("first")))
        start = names[-1].span.start if names else first.start()
        subject = being.name if " " in being.name else f"{being.name} {last.group()}"
        yield Draft("alias", subject, shown, Span(start, last.end()), text.world_at(start), 0.95, "nickname inside")


def _facts(text: Text, taken: dict[str, list[tuple[int, int]]]) -> Iterator[Draft]:
    """Read a line of a box of facts: "Nickname: the Watch"."""
    for match in _FACT.finditer(text.text):
        being = text.whom.heading(match.start()) or text.people.main()
        start = match.start("list")
        for part in re.finditer(r"[^,;/|]+", match["list"]):
            value = _VALUE.match(text.text, start + part.start() + len(part.group()) - len(part.group().lstrip()))
            if (
                being
                and value
                and claim(taken.setdefault(text.slice(_span_of(value)), []), Span(*value.span()))
                and not text.is_noise(Span(*match.span()))
                and not _repeats(text, being.name, text.slice(_span_of(value)))
            ):
                yield Draft(
                    "alias",
                    being.name,
                    text.slice(_span_of(value)),
                    Span(_label(match), value.end()),
                    text.world_at(start),
                    0.8,
                    "fact",
                )


def _label(match: re.Match[str]) -> int:
    """Return where the label of a line of facts begins, bullets left out."""
    return match.start() + len(match.group()) - len(match.group().lstrip(" \t*_•>#-"))


def _apart(text: Text) -> Iterator[Draft]:
    """Read 'Jonah, "the Watch"', "Adelaide, Ada to her friends" and 'Adelaide, or "Ada" as they called her'."""
    for before in _APART.finditer(text.masked):
        value = _VALUE.match(text.text, before.end())
        being = text.people.inside(Span(*before.span("who"))) if value else None
        if value is None or being is None or text.is_noise(Span(*value.span())):
            continue
        shown, behind = text.slice(_span_of(value)), _BEHIND.match(text.text, value.end())
        article = before.group().endswith("the ") or re.match(r"(?i:the) [A-Z]", shown)
        alone = (
            value["marked"]
            and article
            and shown[-1:].isalpha()
            and re.search(r"[A-Z]", shown)
            and text.text[value.end() : value.end() + 1] in ("," if "," in before.group() else ")—– ")
        )
        if (
            not (behind or alone)
            or not _is_name(shown, marked=True, birth=False)
            or _repeats(text, being.name, shown)
            or any(fold(t.text) == fold(shown) for t in text.films.titles)
        ):
            continue
        end = value.end() + text.text.startswith(")", value.end())
        yield Draft(
            "alias",
            being.name,
            shown,
            Span(before.start(), end),
            text.world_at(before.start()),
            0.8 if behind else 0.75,
            "alias apart",
        )

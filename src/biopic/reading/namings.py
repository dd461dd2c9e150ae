"""How texts give somebody another name: the words before it, and the name itself, in marks or in capitals.

A cue stands right before the name (`CUES`) or right behind it (`BEHIND`); a list has its rule, the words of which one must
stand in its sentence, how sure it is, and its pattern over a masked text. A group `whom` is who is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.alike import BIRTH_NAME
from biopic.reading.beings import fold
from biopic.reading.patterns import BRACKET, N
from biopic.reading.words import DEMONYMS, KIN, MONTHS, OPENERS, TITLES, WEEKDAYS

if TYPE_CHECKING:
    from biopic.reading.text import Text

CAP = r"[^\W\d_a-zà-öø-ÿ](?:\.(?:[A-Z]\.)+|\.(?= )|[\w’'-]*)"
_VALUE = re.compile(
    rf"(?:[\"“‘'«„](?P<marked>[^\"”’'»\n]{{1,40}}(?:['’][a-z]{{1,3}}\b[^\"”’'»\n]{{0,30}})?)[\"”’'»]|(?P<bare>(?:[Tt]he\s)?{CAP}(?: (?:(?:of|the|de|von|van|du|la|le|di|da) ){{0,2}}{CAP}){{0,4}}))"
)
_HOW = r"(?:(?:simply|only|just|plain|always|better|mostly|usually|also|forever|often|sometimes|universally|affectionately|mockingly|fondly|never|now|later|in fact|then|widely|popularly|commonly|professionally|jokingly|merely|all but|still|soon|ever after|thereafter|familiarly|secretly|locally)\s)"
_KNOWN = rf"(?:[Kk]nown|remembered|referred to|billed|styled|famed|advertised|exhibited|recognised|recognized|introduced|shown|presented|displayed|hailed){BRACKET}(?:\s(?:to|by|among|in|at|on|from|across|throughout|around|all|through|as far as|for (?:years|most|much|the rest))\s[^,.;:\n\"“]{{1,40}}?|,?\s(?:by|to) [^,.;\n]{{1,30}},)?\s{_HOW}{{0,2}}as\s{_HOW}{{0,2}}"
_CALL = r"(?:call(?:s|ed|ing)?|nickname[ds]?|nicknaming|dub(?:s|bed|bing)|christen(?:s|ed)|re-?christened|baptised|baptized|rename[ds]?|named?|names|tag(?:s|ged)|label(?:s|l?ed)|styled|hailed)"
_NICK = r"(?:nickname|sobriquet|moniker|monicker|alias|epithet|soubriquet|stage name|pen name|pen-name|nom de plume|nom de guerre|pseudonym|ring name|screen name|pet name|code name|codename|handle|stage-name|professional name|assumed name|false name|title of)"
CUES: list[tuple[str, str, float, re.Pattern[str]]] = [
    ("birth name", "born christened baptised baptized née nee né birth real original maiden given legal true full christian baptismal world life formerly rechristened", 0.95, re.compile(rf"(?:\b|(?<=\W)){BIRTH_NAME}\s", re.IGNORECASE)),
    ("birth name", "born", 0.9, re.compile(r"\b[Bb]orn(?:,?\s(?:in|on|at|near)\s[^.;:\n“”\"()]{1,70}?)(?:,\s|\s)as\s(?=\ue000)")),
    ("still", "still then", 0.8, re.compile(rf"(?:\b|(?=\ue000))(?P<bearer>he|she|{N})\s(?:is|was)\s(?:still|then)\s(?=\ue000)")),
    ("known as", "known remembered referred billed styled famed advertised exhibited recognised recognized introduced shown presented displayed hailed", 0.9, re.compile(rf"\b(?:(?:better|best|also|well|widely|otherwise|formerly|originally|ever)\s){{0,2}}{_KNOWN}")),
    ("knew as", "knew know knows remember remembers refers refer referred billed advertised introduced presents presented showed exhibited treated addressed", 0.85, re.compile(rf"\b(?:[Kk]new|know|knows|remember|remembers|refers? to|referred to|billed|advertised|introduced|presents|presented|showed|exhibited|treated|addressed)\s(?P<whom>him|her|{N})\s{_HOW}{{0,2}}as\s{_HOW}{{0,2}}")),
    ("called him", "call calls called calling nickname nicknames nicknamed nicknaming dub dubs dubbed dubbing christens christened rechristened baptised baptized rename renames renamed name named names tag tags tagged label labels labelled labeled styled hailed", 0.9, re.compile(rf"(?:\b(?:[Tt]hey|[Ww]e|[Pp]eople|[Ee]verybody|[Ee]veryone|[Nn]obody|[Tt]he\s\w+(?:\s\w+)?|[Hh]is\s\w+|[Hh]er\s\w+|who|all|friends|neighbours|neighbors|colleagues|fans|papers|newspapers)\s)?(?:(?:had|would|always|still|often|soon|all|ever|never|also|quickly|affectionately|mockingly|fondly|jokingly|once|later|did|not|used to|even|liked to|came to|took to|began to|\w+ly)\s){{0,3}}\b{_CALL}\s(?P<whom>him|her|me|{N}),?\s{_HOW}{{0,2}}(?:as\s|anything (?:but|except|other than)\s)?")),
    ("whom they called", "called calls call nicknamed nickname dubbed dub knew know knows", 0.85, re.compile(rf"\b(?:whom|who|(?:wo)?man|boy|girl|one)\s(?:[\w’'-]+\s(?:[^,.;:\n]{{1,36}}?\s)?){_HOW}{{0,2}}(?:called|calls|call|nicknamed|nickname|dubbed|dub|knew (?:\w+ )?as|know (?:\w+ )?as|knows (?:\w+ )?as)\s{_HOW}{{0,2}}")),
    ("called", "called nicknamed dubbed tagged renamed rechristened christened", 0.85, re.compile(rf"\b(?:(?:was|is|were|be|been|being|also|quickly|soon|often|always|later|then|sometimes|now|affectionately|jokingly|promptly|immediately|first|once|originally|who|usually|\w+ly)\s){{0,4}}\b(?:called|nicknamed|dubbed|tagged|renamed|rechristened|re-christened)(?:\sby\s[^,.;\n\"“]{{1,30}}?)?,?\s{_HOW}{{0,2}}")),
    ("called himself", "himself herself", 0.9, re.compile(r"\b(?:call(?:s|ed|ing)?|styl(?:es?|ed|ing)|dub(?:s|bed)|renam(?:es?|ed|ing)|nam(?:es?|ed|ing)|introduc(?:es?|ed|ing)|bill(?:s|ed|ing)|sign(?:s|ed|ing)|reinvent(?:s|ed|ing))\s(?:himself|herself)\s(?:simply\s|only\s)?(?:as\s)?")),
    ("goes by", "goes went go going travels travelled traveled lived fought passed hid known works worked answer answers answered answering", 0.9, re.compile(rf"\b(?:(?:(?:goes|went|go|going)\s(?:by|under)|(?:travels|travelled|traveled|lived|fought|passed|hid|known|works|worked)\s(?:by|under))(?:\sthe\s(?:\w+\s)?name(?:\sof)?)?|(?:answer|answers|answered|answering)\s(?:only\s)?to(?:\sthe\sname(?:\sof)?|\sthe\s{_NICK})?)\s{_HOW}{{0,2}}")),
    ("under the name", "nickname sobriquet moniker monicker alias epithet soubriquet name names nom pseudonym handle title codename pen", 0.9, re.compile(rf"(?:\b|(?=\ue000))(?:under|using|uses|used|adopt(?:s|ed|ing)|t(?:akes|ook|aken|aking)|chose|chooses|assum(?:es|ed|ing)|acquir(?:es|ed)|earn(?:s|ed|ing)|g(?:ets|ot|iven|ave|aining|ained)|w(?:on|ins)|had|has|bore|bears|hated|loved|preferred|gives|goes by|[Hh]is|[Hh]er|whose|{N}['’]s)\s(?:(?P<whom>him|her|{N})\s)?(?:(?:the|his|her|a|an|another|that|new|old|own|affectionate|childhood|family|cruel|school|popular|lifelong|local|famous|professional|\w+ing|first|own)\s){{0,4}}(?:{_NICK}|name|names)(?:\s(?:of|as|was|is|became|had been|used to be|is now|was now|would be)|,|:)?\s{_HOW}{{0,2}}")),
    ("name for him", "name nickname word", 0.85, re.compile(rf"\b(?:name|nickname|word)s? for (?P<whom>him|her|{N})(?:,|:|\s(?:was|is))\s{_HOW}{{0,2}}")),
    ("nickname", "nickname alias name", 0.85, re.compile(rf"(?<=[,(–—]\s)(?:{_NICK})[,:]?\s|(?<=\()(?:{_NICK})[,:]?\s")),
    ("changed name", "name surname", 0.9, re.compile(r"\b(?:chang(?:es?|ed|ing)|shorten(?:s|ed)|anglici[sz](?:es|ed)|alter(?:s|ed))\s(?:his|her|their)\s(?:own\s|legal\s|last\s|first\s|family\s)?(?:name|surname)\s(?:[^,.;\n]{0,24}\s)?to\s")),
    ("new name", "name", 0.85, re.compile(rf"\b(?:gives?|gave|giving|chooses|chose|invents?|invented|picks|picked)\s(?:himself|herself)\s(?:an?\s(?:new|different|second|false|grander|better)\s)?(?:the\s)?name(?:\sof)?[,:]?\s|\b(?:[Hh]is|[Hh]er|{N}['’]s)\s(?:new\s|other\s)?name\s(?:from then on|from that day(?:\son)?|now|afterwards|ever after|thereafter|from now on|in [A-Z]\w+)\s(?:is|was|became|would be)\s")),
    ("performs as", "perform performs performed performing wrote writes writing sang sings singing recorded records boxed boxes fought fights fighting wrestled wrestles published publishes worked broadcast toured tours acted billed danced", 0.85, re.compile(r"\b(?:perform|performs|performed|performing|wrote|writes|writing|sang|sings|singing|recorded|records|boxed|boxes|fought|fights|fighting|wrestled|wrestles|published|publishes|worked|broadcast|toured|tours|acted|billed|danced)\s(?:(?:in|at|on|for|around|across|over)\s[^,.;\n]{1,30}?\s)?as\s")),
    ("a.k.a.", "k aka alias one former short called knew call know dubbed nicknamed known", 0.95, re.compile(r"(?:\b(?:a\.?\s?k\.?\s?a|A\.?K\.?A)\.?|\balias|\bthe former|\bthe one-time|\bor,? as [^,.;\n]{1,40}? (?:called|knew|call|know|dubbed|nicknamed) (?:him|her),?|\bas (?:he|she) (?:was|is) (?:\w+\s)?(?:known|called)(?: to [^,.;\n]{1,30})?,|\bshort for)\s")),
    ("never anything but", "never always", 0.8, re.compile(r"\b(?:was|is|were) (?:never|always) (?:anything (?:but|other than)|known only as|just plain|simply|plain)\s")),
    ("to his family", "to", 0.75, re.compile(rf"\b[Tt]o (?:his|her|the|all|everyone|everybody|most|some|those)\b[^.;:\n“”\"\ue000]{{0,50}}?,? (?P<bearer>he|she|{N}) (?:was|is|remained|became)\s(?:{_HOW}){{0,2}}")),
    ("at home", "home school work court stage screen ring set", 0.7, re.compile(rf"\b(?:[Aa]t (?:home|school|work|court)|[Oo]n (?:the )?(?:stage|set|air|wireless|radio)|[Ii]n (?:the )?(?:ring|family|dressing room|pit|village|barracks|regiment|army)),? (?P<bearer>he|she|{N}) (?:was|is|remained|became)\s(?:{_HOW}){{0,2}}")),
    ("to his family", "simply only just always forever still plain", 0.75, re.compile(r"\b[Tt]o (?:his|her|the|all|everyone|everybody|most|those)(?: (?:his|her|who)\b)?(?:\s[\w’'-]+){0,4}?,? (?:(?:he|she) (?:was|is) )?(?:simply|only|just|always|forever|still|plain)\s")),
]  # fmt: skip
_MORE = re.compile(
    rf"(?:\s(?:by|to|among|in|at|as)\s[^,.;:“”\"‘\n]{{1,40}}?)?,?\s(?:and|or|but)\s(?:(?:to|by|among)\s[^,.;:“”\"‘\n]{{1,40}}?\s)?(?:later|then|as|{_HOW}){{0,2}}\s?(?=[\"“‘'])"
)
"""What joins a second name, in marks, to the one behind a cue: "the Mahatma by his followers and simply"."""
_CALLED = rf"(?:{_HOW}){{0,2}}(?:called|calls|call|nicknamed|nickname|dubbed|dub|christened|knew|know|knows|styled)"
_PEOPLE = r"(?:they|we|people|everyone|everybody|all|some|others|the|his|her|their|my|our|most)"
BEHIND: list[tuple[str, str, float, re.Pattern[str]]] = [
    ("as they called him", "as", 0.9, re.compile(rf",?\s(?:as|which is what|or so)\s{_PEOPLE}\b(?:\s[\w’'-]+){{0,4}}?\s(?:\ue000+\s)?{_CALLED}\s(?P<whom>him\b|her\b|me\b|{N}(?!['’]s))")),
    ("as he was known", "as", 0.9, re.compile(rf",?\s(?:as|which is how)\s(?P<whom>he|she|{N})\s(?:(?:was|is|had been|would be|came to be|became)\s(?:{_HOW}){{0,2}}(?:called|known|nicknamed|dubbed|then|now)\b|(?:then|now)\s(?:was|is)\b)")),
    ("as he was christened", "christened baptised baptized", 0.85, re.compile(rf",\s(?P<whom>he|she|{N})\s(?:was|had been)\s(?:christened|baptised|baptized)\b(?=[.,;:]|\s(?:and|but|in|at|by|after)\b)")),
    ("what they called him", "what how", 0.9, re.compile(rf",?\s(?:was|is|became)\s(?:what|how)\s{_PEOPLE}\b(?:\s[\w’'-]+){{0,4}}?\s{_CALLED}\s(?P<whom>him\b|her\b|me\b|{N}(?!['’]s))")),
    ("they called him", "call called nicknamed dubbed", 0.85, re.compile(rf",?\s{_PEOPLE}\b(?:\s[\w’'-]+){{0,3}}?\s{_CALLED}\s(?P<whom>him|her|me)\b(?=[.,;:)—–]|\s[—–]|\s(?:at|for|in|to|behind)\b)")),
    ("nickname for him", "name nickname", 0.9, re.compile(rf",?\s(?:which\s)?(?:was|is|became|remained|had been|happened to be)\s(?:his|her|their|my|the|a|{N}['’]s?)\s(?:[\w’'-]+\s){{0,2}}?(?:{_NICK})\sfor\s(?P<whom>him\b|her\b|me\b|{N})")),
    ("nickname of his", "nickname name", 0.85, re.compile(rf",?\s(?:which\s)?(?:was|is|became|remained|had been|happened to be)\s(?P<whom>his|her|{N})(?:['’]s?)?\s(?:[\w’'-]+\s){{0,2}}?(?:{_NICK})\b(?!\sfor\b)")),
    ("to everybody", "to", 0.8, re.compile(r"\sto\s(?:everybody|everyone|all|most|(?:his|her|the|those|all)(?:\s[\w’'-]+){1,3}?)(?:\s(?:who|that)\s[^.,;\n]{1,30})?(?=[.,;)—–]|\s[—–])")),
]  # fmt: skip
"""The same for words behind the name: '"Tick," as the family called him'."""
NO_NAMES = (
    OPENERS
    | DEMONYMS
    | WEEKDAYS
    | MONTHS.keys()
    | frozenset(["catholic", "jew", "muslim", "i", "he", "she", "it", "they", "me", "him", "her", "christmas", "new"])
)
"""Capitalised words that are no names."""
_MARKED_BEFORE = re.compile(r"[\"“‘'«](?=[^\W\d_])[^\"“”‘«»\n]{1,40}[\"”’'»]$")
_CAPITAL_BEFORE = re.compile(rf"(?<![\w’'-]){CAP}(?: {CAP}){{0,2}}$")
_ONLY_SAID = re.compile(r"\b(?:call(?:s|ed|ing)?|names?|named|label(?:s|led|ed)?|tag(?:s|ged))\b")
"""Verbs that also tell what somebody is said to be."""
_PET_TITLES = frozenset(
    ["saint", "mother", "king", "queen", "uncle", "aunt", "auntie", "father", "sister", "brother", "captain"]
)
"""Titles that make a nickname of a name, as in "Mother Ada"."""


@dataclass(frozen=True)
class OtherName:
    """A name as a text gives it: its words, where they stand, where they end with the marks around them, and whether marks are."""

    words: str
    span: Span
    end: int
    marked: bool

    def is_name(self, *, birth: bool = False) -> bool:
        """Say whether the words may be a name: no title, month or nation, and after "born" two words at least."""
        words = [fold(word) for word in self.words.split() if word.casefold() != "the"]
        if not words or len(words) > 6 or (birth and len(words) < 2):
            return False
        the = self.words.casefold().startswith("the ")
        if all((word in TITLES and not the) or word in KIN or word in NO_NAMES for word in words):
            return False
        return self.marked or words[0] not in NO_NAMES - {"april", "may", "june", "august"}

    def is_common(self) -> bool:
        """Say whether the words have no capital, as what somebody is only said to be has none."""
        return self.words == self.words.lower()

    def repeats(self, name: str) -> bool:
        """Say whether the words only repeat a name by which the text calls somebody anyway, in full or in part."""
        said = {fold(word) for word in self.words.split()} - {"the"}
        rest = said - (TITLES - _PET_TITLES) or said
        return rest <= {fold(word) for word in name.split()}


def other_name_at(text: str, at: int) -> OtherName | None:
    """Read a name at `at`, None where there is none; a comma or full stop that closes it inside marks is no part of it.

    >>> other_name_at("known as the Watch, she", 9).words, other_name_at('or "Ida," as', 3).words
    ('the Watch', 'Ida')
    """
    match = _VALUE.match(text, at)
    if match is None:
        return None
    start, end = match.span("marked") if match["marked"] else match.span("bare")
    while text[end - 1] in ",.;" and not re.search(r"\b[A-Z]\.$", text[start:end]):
        end -= 1
    if match["bare"] and (own := re.search(r"['’]s?$", text[start:end])):
        end = start + own.start()
    return OtherName(" ".join(text[start:end].split()), Span(start, end), match.end(), bool(match["marked"]))


@dataclass(frozen=True)
class Naming:
    """A cue, by the name of its rule and how sure that is, and the name beside it."""

    rule: str
    sure: float
    cue: re.Match[str]
    name: OtherName

    @property
    def span(self) -> Span:
        """Return where the naming stands, from its name to its cue or the other way round."""
        if self.cue.start() < self.name.span.start:
            return Span(self.cue.start(), self.name.end)
        return Span(self.name.span.start - self.name.marked, self.cue.end())


@lru_cache(maxsize=2)
def find_namings(text: Text) -> tuple[Naming, ...]:
    """Return every cue of a text that has a name behind it."""
    found = []
    for rule, words, sure, pattern in CUES:
        for sentence in text.concordance.sentences(words.split()):
            for cue in pattern.finditer(text.masked, sentence.start, sentence.end):
                birth = rule == "birth name" and cue.group().casefold().startswith("born")
                for name in _names_at(text.text, cue.end(), birth=birth):
                    if not (name.is_common() and _ONLY_SAID.search(cue.group())):
                        found.append(Naming(rule, sure, cue, name))
    return (*found, *_fronted(text))


def _fronted(text: Text) -> Iterator[Naming]:
    """Yield the namings whose cue stands behind the name."""
    for rule, words, sure, pattern in BEHIND:
        for sentence in text.concordance.sentences(words.split()):
            for cue in pattern.finditer(text.masked, sentence.start, sentence.end):
                name = _name_before(text, cue.start())
                if name and name.is_name() and not name.is_common():
                    yield Naming(rule, sure, cue, name)


def _name_before(text: Text, end: int) -> OtherName | None:
    """Return the name in marks, or the one in capitals, that ends right before `end`."""
    marked = _MARKED_BEFORE.search(text.text, max(0, end - 44), end)
    if marked:
        return other_name_at(text.text, marked.start())
    name = next(iter(reversed(text.names_in(Span(max(0, end - 44), end)))), None)
    if name and name.span.end == end:
        return OtherName(name.text, name.span, end, False)
    capital = _CAPITAL_BEFORE.search(text.text, max(0, end - 44), end)
    return OtherName(capital.group(), Span(*capital.span()), end, False) if capital else None


def _names_at(text: str, at: int, *, birth: bool) -> Iterator[OtherName]:
    """Yield the name at `at`, and a second one that is joined to it in marks."""
    name = other_name_at(text, at)
    if name and name.is_name(birth=birth):
        yield name
        more = _MORE.match(text, name.end)
        other = other_name_at(text, more.end()) if more else None
        if other and other.is_name():
            yield other

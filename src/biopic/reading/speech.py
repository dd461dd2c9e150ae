"""The words around a quotation that tell who speaks it: verbs of speech, before and behind the marks, and what is no speech.

All are patterns for the masked text; a group `who` holds the words for the speaker.
"""

from __future__ import annotations

import re
from functools import lru_cache

from biopic.reading.patterns import BRACKET, KINSMAN, SOMEBODY, N


def _words(words: str) -> list[str]:
    return words.split()


_SAY = _words("""
    says? said saying told tells? telling asks? asked asking adds? added adding recalls? recalled recalling explains? explained explaining admits? admitted
    admitting insists? insisted insisting remembers? remembered remembering reply replies replied reply answers? answered confesses confessed whispers?
    whispered shouts? shouted cries cried sighs? sighed laughs? laughed snorts? snorted snaps? snapped murmurs? murmured mutters? muttered declares?
    declared announces announced claims? claimed argues argued believes believed thinks thought notes noted observes observed remarks remarked comments?
    commented concludes concluded continues continued goes went writes? wrote quips quipped jokes joked grins grinned smiles smiled shrugs shrugged nods
    nodded agrees agreed begins began wonders wondered warns warned begs begged pleads pleaded protests protested demands demanded orders ordered puts put
    states stated suggests suggested maintains maintained points pointed repeats repeated reflects reflected reveals revealed offers offered counters
    countered corrects corrected chuckles chuckled scoffs scoffed groans groaned yells yelled screams screamed stammers stammered muses mused boasts
    boasted complains complained concedes conceded denies denied exclaims exclaimed growls growled interrupts interrupted objects objected promises
    promised quotes quoted reads read reasons reasoned retorts retorted sobs sobbed swears swore teases teased urges urged volunteers volunteered vows
    vowed wept weeps summarises summarizes summed sums testified testifies marvels marvelled finishes finished allows allowed asserts asserted assures
    assured confided confides contends contended emphasized emphasizes stressed stresses grants granted hisses hissed informs informed mentions mentioned
    responds responded rejoins rejoined rasps roars roared sneers snarls sniffs sniffed squeals tweets tweeted posted posts utters uttered ventures
    ventured wails wailed winced winks
""")
"""Verbs of speech, of which some have an optional letter."""

_LATER_ONLY = _words("""
    puts put goes went points pointed offers offered grins grinned smiles smiled shrugs shrugged nods nodded laughs laughed begins began thinks thought
    reads read quotes quoted sums summed finishes finished continues continued allows allowed
""")
"""Those that tell of speech only behind it."""

_VERB = r"(?:" + "|".join(dict.fromkeys(_SAY)) + r"|wants to know|wanted to know)\b"
_VERB_BEHIND = rf"(?:{_VERB}|(?:(?<=would\s)|(?<=will\s)|(?<=used to\s)|(?<=could\s)|(?<=can\s))(?!(?:be|have|not|never|always|often)\b)[a-z]+\b)"
"""The same, and whatever somebody would do: "Mind the step!" she would bark."""
_VERB_BEFORE = (
    r"(?:"
    + "|".join(verb for verb in dict.fromkeys(_SAY) if verb not in _LATER_ONLY)
    + r"|reads|read|thought|thinks|began|begins|puts it|put it|puts?(?=[,:])|(?:(?!is|was)[a-z]+s|[a-z]+ed)(?=[,:]\s*$))\b"
)
_ADVERB = r"(?:(?:\w+ly|then|also|always|often|once|later|still|now|never|finally|first|just|simply|would|had|has|have|used to|will|did|does|was|is|liked to|likes to|could only|can only|again)\s){0,3}?"
_NO_NOUN = r"(?:and|or|but|then|with|to|at|in|on|by|for|into|that|which|who|whom|when|as|why|how|if)\b"
_PRONOUN = r"(?:\b(?:[Hh]e|[Ss]he|[Ii]|[Tt]hey)\b)"
ANYBODY = frozenset(_words("they another others someone somebody everyone everybody people strangers folk folks"))
"""Words for speakers who have no name."""
_ANYBODY = "(?:" + "|".join(sorted(ANYBODY - {"they"})) + ")"
FAMILY = frozenset(
    _words("dad daddy da pa papa father mum mom mam mama mother nan gran granny grandma grandpa grandad")
)
"""What somebody calls a relative in a speech, without a name."""
_FAMILY = r"\b(?:" + "|".join(sorted(word.capitalize() for word in FAMILY)) + r")\b"
_SOMEONE = rf"(?:{KINSMAN}|{_FAMILY}|\b{_ANYBODY}\b|{N}|{_PRONOUN}|{SOMEBODY}|\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Aa]nother|[Mm]y|[Tt]his|[Tt]hat|[Ss]ome)\s(?:(?!{_NO_NOUN})[\w’'-]+\s){{0,5}}?(?!{_NO_NOUN})[\w’'-]+)(?:['’](?:d|ll|s|ve)\b)?"
_DETERMINER = r"(?:the|an?|one|his|her|their|another|my|he|she|they)\b"
_WHO_NEAR = rf"(?:{KINSMAN}|{_FAMILY}|{N}|\b[Hh]e\b|\b[Ss]he\b|\bhim\b|\bher\b(?!\s[a-z])|\bI\b|\b[Tt]hey\b|{SOMEBODY}|\b{_ANYBODY}\b|\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Aa]nother|[Mm]y)\s(?:[a-z][\w’'-]*\s){{0,4}}?[a-z][\w’'-]*(?:,?\s{N})?)"
REPORTED = re.compile(rf",\s(?:{_VERB}\s(?P<who>{N})|(?P<whose>{N})\s{_VERB})(?=[,.])")
"""Who reports a sentence without marks: "He was a big man, says Ada, and he cried"."""
SPEAKS = re.compile(rf"\W*{N}{BRACKET}(?:,[^.;:\n]{{2,80}},)?\s{_ADVERB}{_VERB}")
"""Who speaks in a sentence that quotes nothing yet: "Ada, who turned seventy, answers by letter"."""
AFTER = [
    re.compile(
        rf"\s*[,;:–—-]*\s*(?:(?:is|was) (?:how|what) )?(?P<who>{_WHO_NEAR}){BRACKET}(?:,\s[^,.\n“\"]{{2,80}},|,? who [^,.\n“\"]{{2,60}},)?\s{_ADVERB}(?P<verb>{_VERB_BEHIND})"
    ),
    re.compile(
        rf"\s*[,;:–—-]*\s*(?P<verb>{_VERB})\s(?:out |back |of |on |up )?(?:(?!{_NO_NOUN}|{_DETERMINER})[a-z][\w’'-]*\s){{0,3}}(?P<who>{_WHO_NEAR})"
    ),
    re.compile(
        rf"\s*[,;:–—-]*\s*as\s(?P<who>{_WHO_NEAR})\s(?:\w+ly\s|once\s|later\s|has\s|had\s)?(?P<verb>{_VERB}|calls\b|called\b|likes\b)"
    ),
    re.compile(
        rf"\s*[,;:–—-]*\s*(?:says|said|writes|wrote|in the words of|(?:according|thanks) to|as (?:told|put|remembered|recalled) by|from|by|per)\s(?P<who>{_WHO_NEAR})"
    ),
    re.compile(rf"\s*\n?\s*>?\s*(?:[—–~]|--|-\s)\s*(?P<who>{N})(?=[\s,.(]|$)"),
    re.compile(rf"\s*\((?P<who>{N})(?:,[^()\n]{{1,40}})?\)"),
    re.compile(
        rf"\s(?P<who>{N}|[Hh]e|[Ss]he)\s(?:\w+ly\s)?(?!(?:and|or|of|who|is|was|had|has|in|at|to|with|as|which|that|for|can|could|will|would|may|did|does|were|are)\b)[a-z]+(?:s|ed)\b"
    ),
    re.compile(rf"\s(?!{_NO_NOUN})[a-z]{{2,}}(?:s|ed)\s(?P<who>{N})(?=[\s.,:;])"),
    re.compile(rf"\s(?:is|was) (?:how|what) (?P<who>{N}|he|she)\s[a-z]+"),
]
SIGNED, IN_BRACKETS, *ACTING = AFTER[4:]
"""Those of `AFTER` for a name behind a dash, which may stand on the next line; for one in brackets; and for "she frowned", "frowned Ada"."""
BEFORE = [
    re.compile(
        rf"(?P<who>{_SOMEONE}){BRACKET}(?:,\s[^.\n“”\"]{{2,90}},|,? who [^.\n“”\"]{{2,60}},)?\s{_ADVERB}(?P<verb>{_VERB_BEFORE})(?:[^.!?\n“”\"]{{0,80}}?)(?:[,:]|\bthat|\blike this|[–—-])?\s*$"
    ),
    re.compile(
        r"(?:^|[\n.!?”\"]\s*)[*_>\s\[]*(?P<who>" + N + r"|[A-Z]{1,4})[*_\]]*(?:\s\([^()\n]{1,40}\))?\s?:[*_]*\s*$"
    ),
    re.compile(
        rf"\b(?:[Aa]ccording to|[Ii]n the words of|[Aa]s|[Tt]o quote|[Qq]uoting|[Ff]rom)\s(?P<who>{_WHO_NEAR})(?:['’]s? (?:own )?(?:words|account|phrase|letter|diary|memoir|testimony))?(?:,| (?:put|puts|said|says|tells|told|has|had|once|later|himself|herself|wrote|writes|would say|likes to say|sees)[^.\n“”\"]{{0,40}}?[,:]?|:)\s*[^.!?\n“”\"]{{0,60}}$"
    ),
    re.compile(
        rf"(?P<who>{N}|\b[Hh]is\b|\b[Hh]er\b)['’]?s?\s(?:[a-z-]+\s){{0,3}}?(?:words?|answer|reply|response|verdict|line|joke|motto|letter|diary|voice|comment|advice|rule|explanation|whisper|message|note|speech|summary|phrase|retort|question|catchphrase|remark|reaction|reasoning|objection|complaint)[^.!?\n“”\"]{{0,70}}?[:,–—-]?\s*$"
    ),
]
SHARED = re.compile(
    rf"(?:,|\b(?:and|then|but|or))\s{_ADVERB}(?P<verb>{_VERB_BEFORE})(?:[^.!?\n“”\"]{{0,80}}?)(?:[,:]|\bthat|\blike this|[–—-])?\s*$"
)
"""A verb of speech before a quotation whose subject stands before an earlier verb: "Ada looks up and whispers:"."""
LABELLED = BEFORE[1]
"""That of `BEFORE` for a name with a colon, as in a script."""
TITLEISH = re.compile(
    r"\b(?:film|movie|book|novel|memoir|play|song|album|poem|painting|article|story|called|titled|entitled|named|nicknamed|dubbed|known as|character|episode|chapter|section|headline|word|words|term|phrase|nickname|biography|essay|magazine|newspaper|letters|label|labelled|labeled|spelled|so-called|starring|role|ballad|hymn|record|track|series|documentary|biopic|exhibition|lecture)(?: is| was|,)?\s*$",
    re.IGNORECASE,
)
NAMING = re.compile(
    r"\b(?:called|titled|entitled|named|nicknamed|dubbed|known (?:[\w ]{1,40} )?as|billed as|advertised as|christened|so-called|spelled|labelled|labeled|the word|the words|the term|the phrase)(?: (?:him|her|it|them|himself|herself|the \w+))?,?\s*$",
    re.IGNORECASE,
)
_CALLS = r"(?:(?:calls?|called|describes?|described|dismisse[sd]|remembers|recalls)|refer(?:s|red) to)"
_OFTEN = r"(?:later\s|once\s|has\s|had\s|still\s|now\s|would\s|\w+ly\s)*"
_SOMETHING = r"(?:it|the\s[\w-]+(?:\s[\w-]+)?|his\s[\w-]+|her\s[\w-]+)"
CALLED = re.compile(
    rf"(?P<who>{N}|\b[Hh]e|\b[Ss]he)(?:\s(?:himself|herself))?(?:,[^,.\n]{{2,40}})?,?\s{_OFTEN}{_CALLS}\s(?:(?:{_SOMETHING}|him|her|them|{N})\s)?(?:as\s)?$"
)
SHARED_CALL = re.compile(rf"(?:,|\band|\bbut)\s{_OFTEN}{_CALLS}\s{_SOMETHING}\s(?:as\s)?$")
"""The same whose subject stands before an earlier verb."""
STRANGER_CALLED = re.compile(
    rf"\b(?:[Aa]n?|[Oo]ne|[Ss]ome|[Tt]he)\s(?:[a-z][\w’'-]*\s){{1,5}}?{_OFTEN}{_CALLS}\s{_SOMETHING}\s(?:as\s)?$"
)
"""The same of somebody who has no name: 'one critic called it "a cold, wet year"'."""
CALLED_BEHIND = re.compile(
    r"\s*,?\s*as\s[^.;:\n\"“”]{2,40}?\s(?:calls?|called|dubbed|named|nicknamed|knew|know)\s(?:him|her|them)\b"
)
"""Words behind a name that somebody is called by."""
WORK_APPOSED = re.compile(
    r"\b(?:film|movie|book|novel|memoir|play|song|album|poem|article|story|biography|autobiography|essay|piece|documentary|series|diary|musical|opera|ballad)\b[^.;:\n“”\"]{0,60},\s*$"
)
"""What stands before the title of a work that a comma sets off: "a play by Ada Moss, ..."."""
ACTS = re.compile(rf"\s(?P<who>{N}|[Hh]e|[Ss]he)\s[a-z]+(?:s|ed)\b[^.!?\n\"“”‘«]{{0,100}}[.!?]\s[\"“‘'«]")
"""What somebody does between two quotations: "Yes." She nods. "But never on Sundays." """
_NAMED = re.compile(N)
TITLE_BEFORE = re.compile(r"\b(?:for|to|in|from|of|and|with|as)\s*$")


_WROTE = (r"(?i:written) by|(?:screenplay|script) (?:is |was )?by", "(?:wrote|scripted)")
_MADE = ("(?i:directed) by", "(?:directed|filmed)")
_DONE_BY = {
    **dict.fromkeys(("director", "filmmaker", "film-maker"), _MADE),
    **dict.fromkeys(("screenwriter", "scriptwriter", "writer", "author"), _WROTE),
    "producer": ("(?i:produced) by", "produced"),
    "composer": ("(?i:composed) by", "composed"),
    "interviewer": ("(?i:interviewed) by", "interviewed"),
}
"""What somebody has done who is called so, before the name and behind it."""


@lru_cache(maxsize=1024)
def described_as(noun: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns for "Ada Moss, a retired nurse", "the nurse Ada Moss" and, of a director, "Ada Moss directed"."""
    word = re.escape(noun)
    article = r"(?:a|an|the|his|her|then|now|who is an?|is an?|was an?)"
    done, did = _DONE_BY.get(noun, ("", r"\b\B"))
    return (
        re.compile(rf"(?P<who>{N}){BRACKET},?\s(?:{article}\s){{1,2}}(?:[\w’'-]+\s){{0,4}}?{word}\b"),
        re.compile(rf"\b(?:{word}(?:,| is| was)?{rf'|{done}' if done else ''})\s(?P<who>{N})"),
        re.compile(rf"(?P<who>{N}){BRACKET}(?:,? who)?\s(?:also\s|then\s|has\s|had\s)?{did}\b(?!\s(?:to|back|home)\b)"),
    )


def all_from_right(pattern: re.Pattern[str], hay: str) -> list[re.Match[str]]:
    """Return the matches of a pattern that ends where `hay` does, also those that begin inside an earlier one but no name."""
    found: list[re.Match[str]] = []
    at = 0
    while (match := pattern.search(hay, at)) and len(found) < 12:
        found.append(match)
        named = _NAMED.match(hay, match.start("who"))
        at = named.end() if named else match.start("who") + 1
    return found


def strong(words: str) -> bool:
    """Say whether words end, or stop inside, as speech does."""
    return words[-1] in ".,!?…—–" or bool(re.search(r"[.!?…]\s|[a-z],\s", words))


def looks_like_title(words: str) -> bool:
    """Say whether words are written as a title is: a capital on each that matters, no stop at the end."""
    parts = words.rstrip(",.").split()
    long = [w for w in parts if len(w) > 3 and w not in ("from", "with", "into", "over", "upon", "than", "that")]
    capital = bool(long) and all(w[0].isupper() or not w[0].isalpha() for w in long)
    return (
        capital
        and 2 <= len(parts) <= 8
        and words[-1] not in "!?…"
        and (words[-1] != "." or sum(w[0].isupper() for w in parts) >= 2)
    )

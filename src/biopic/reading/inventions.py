"""How writers say that somebody or something in a film was invented, put together of several, or renamed.

Patterns run over masked statements (`biopic.reading.cues`), each only where one of its words stands; when a match counts
is for `biopic.reading.alterations` to say.
"""

from __future__ import annotations

import re

from biopic.reading.cues import MAKERS, WORK, F
from biopic.reading.patterns import N


def any_of(*forms: str) -> re.Pattern[str]:
    """Return the pattern that matches any of the forms."""
    return re.compile("|".join(forms))


BE = r"(?:\b(?:is|are|was|were|be|been|being|remains?|seems)|(?<=\w)['’]s)"
ADV = r"(?:(?:\w+ly|also|too|all|just|in fact|in truth|pure|sheer|in part|more or less|of course|no more than|nothing but|really) ){0,3}"
_A = rf"(?:an? |the |another |one |{N}['’]s (?:own )?|Hollywood['’]s |the {MAKERS}['’]s? (?:own )?)?(?:[\w-]+,? ){{0,2}}?"
_SEVERAL = "of (?:two|three|four|five|six|several|many|some|a number|a few|a couple|various|different|real|other|the|at least|people|men|women|all|both|half|\ue000)"
_FIGURE = r"(?:characters?|creations?|figures?|person|people|persona|woman|man|stand-in)"

_MANY = r"(?:two|three|four|five|six|several|many|a number of|a dozen) (?:different |real |other |actual |separate )?(?:men|women|people|persons|friends|officers|doctors|teachers|nurses|colleagues|brothers|sisters|relatives|agents|lawyers|coaches|managers|players|girls|boys)\b"
"""Several whom one character stands for."""

INVENTED_WORDS = "fictional fictitious made imagined apocryphal dreamed dreamt concocted cooked conjured thought manufactured fabricated invented fiction created added written staged"
INVENTED = any_of(
    rf"{BE} {ADV}(?:fictional|fictitious|made[- ]up|imagined|apocryphal|drea(?:med|mt)[- ]up|concocted|cooked up|conjured up|thought up|manufactured|fabricated|invented|fiction)\b(?! (?:his|her|their|my|your|our|of|writer|author|with|in \ue001|by \ue000|account|town|city|village|as an?\b|to\b|like))",
    rf"{BE} {ADV}created (?:\w+ )?(?:(?:for|by) (?:the |this |our )?(?:{WORK}|{MAKERS}|{F}|screen)|to (?:stand|represent|embody))",
    r"\b(?:an?|his|her|the) (?:invented|made-up|fictional|fictitious|imaginary) name\b",
    rf"^\W*(?:[Ww]ritten|[Aa]dded|[Ii]nvented|[Cc]reated|[Mm]ade up|[Ss]taged) for the (?:{WORK}|screen)\b(?! by)",
)
COMPOSITE_WORDS = "composite composites amalgam amalgamation conflation invention fabrication figment stand fiction fictional fictitious invented made imaginary blend fusion hybrid merger combination mixture mix mash compound patchwork melding creation"
COMPOSITE = any_of(
    rf"{BE} {ADV}{_A}(?:composite|amalgam(?:ation)?|conflation|invention|fabrication|figment|stand-in|fiction|(?:fictional|fictitious|invented|made-up|imaginary) {_FIGURE})\b(?! writer| author)",
    rf"\b(?:blend|fusion|hybrid|merger|combination|mixture|mix|mash-up|compound|patchwork|melding) {_SEVERAL}",
    rf"\bcreation of (?:the )?(?:{MAKERS}|{WORK})|\bcomposite {_FIGURE}|\bcomposite of|\bcomposites\b|\b(?:pure|dramatic) (?:fiction|invention|fabrication)\b",
)
JOINED_WORDS = "stands stand stood two three four several built put pieced stitched sewn cobbled patched assembled distilled lumped folded rolled single one made"
JOINED = any_of(
    rf"{BE} {ADV}(?:made out of (?:two|three|several|whole)|put together (?:out of|from)|(?:pieced|stitched|sewn|cobbled|patched) together|assembled from|distilled from|lumped together)\b",
    r"\b(?:two|three|four|five|several|both) [^.;,]{1,30} (?:rolled |folded |merged |turned |made |melted |packed |combined |boiled down |become |became )?into one\b|\brolled into one\b|\bfolded (?:into one|together)\b",
    rf"\b(?:stands?|stood|standing) (?:in )?for {_MANY}|{BE} {ADV}{_MANY}(?=$|[.,;:”\"])|\b(?:built|made|put together|assembled|constructed|created) (?:him|her|it|{N}) (?:up )?(?:out of|from|of) {_MANY}",
    r"\b(?:becomes?|became|made into|turned into) (?:one|a single) (?:\w+ )?(?:characters?|figure|man|woman|person|event|scene|fight|trip|night)\b",
)
HOLLYWOOD_WORDS = "Hollywood pure screenwriter screenwriters scriptwriter studio director writer writers film script flight foundation basis truth"
HOLLYWOOD = any_of(
    rf"{BE} {ADV}(?:Hollywood['’]s?(?! )|the (?:screenwriter|scriptwriter|studio|director|writer|film|script)s?['’]s?(?: own)?(?: idea| doing| work)?(?=$|[.,;:]))",
    rf"\b(?:Hollywood|{MAKERS})['’]s? (?:own )?(?:\w+ )?(?:invention|creation|touch|embellishment|fantasy|fancy|dream|brainchild|contrivance|concoction|addition)\b",
    r"\bpure (?:Hollywood|cinema|fantasy)\b|\bflight of fancy\b|\bno (?:foundation|basis) in\b|\bnot? (?:a )?(?:word|shred|grain|ounce) of truth\b",
)
HALF_TRUE_WORDS = "model counterpart exist existed happen happened place lived real"
HALF_TRUE = re.compile(
    rf"\b(?:did (?:exist|happen|take place)|really (?:existed|lived|happened)|took place)[,;] (?:but|though|only)\b|{BE} (?:quite )?real enough,? but\b|\b(?:has|had|have) (?:an?|its|his|her) (?:real|real-life|living|flesh-and-blood) (?:model|original|counterpart)\b"
)
PARTLY_WORDS = "there named called name"
PARTLY = re.compile(
    rf"\b[Tt]here (?:was|were) (?:indeed |in fact )?(?:a|an|some) [^,;.]{{2,30}}[,;] (?:but|though|only)\b|\b(?:was|were) (?:in (?:life|fact|reality|truth) |really )?an? [^,;.]{{2,40}} (?:by the name of|named|called) {N}"
)
"""There was a trial, but it lasted twenty minutes; the heiress was a cook by the name of Anna Finch."""

SAME_WORDS = "wasn weren isn was were is"
SAME = re.compile(r"\b(?P<same>[a-z]{3,}) (?:was|were|is)(?:n['’]t| not| never)(?: really)? an? (?P=same)\b")
"""The leper wasn't a leper."""

NOBODY_WORDS = "there There"
NOBODY = any_of(
    rf"\b[Tt]here (?:(?:was|were|is)(?: no| never (?:an?|any)|n['’]t (?:an?|any))|never (?:was|were) (?:an?|any)|(?:has|had) never been (?:an?|any)) (?:such \w+ as |real )?{N}",
    rf"\b[Nn](?:or|either) (?:was|were|is) there (?:an?|any|ever an?) (?:[\w-]+ ){{0,4}}?{N}",
)
"""There was no Miss Vale; nor was there any girlfriend named Lucy."""

UNREAL_WORDS = "existed exist counterpart basis equivalent model original parallel lived real actual historical"
UNREAL = any_of(
    r"\bnever (?:really |actually |in fact )?existed\b|\bdid(?: not|n['’]t) (?:actually |really |ever )?exist\b",
    rf"\bno (?:such )?(?:real |real-life |actual |historical )?(?:person|man|woman|character|figure|{N})(?: (?:of|by) (?:that|the) name| like (?:him|her|that))?(?: ever| has ever)? (?:existed|lived|in real life|in life|in the record|in history)\b",
    r"\b(?:has|have|had|with) no (?:real[- ]life |real |direct |exact |obvious |historical |known |basis in )?(?:counterpart|basis|equivalent|model|original|parallel|fact|reality|history)\b",
    rf"\bno (?:real|actual|historical|real-life) (?:{N}|person|man|woman|model|counterpart)\b",
)
MODELLED_WORDS = "modelled modeled based inspired stands stand standing combines thinly"
MODELLED = re.compile(
    rf"{N}(?:,? \([^()]{{1,50}}\)|,[^,;.]{{1,70}},)?(?:,? who)? (?:{BE} )?{ADV}(?:mode(?:l|ll)ed (?:\w+ )?(?:on|after)|(?:very )?(?:loosely|partly|chiefly|mainly) (?:based|inspired) (?:on|by)|based (?:(?:loosely|partly|chiefly|in part|very loosely|\w+ly) on|on (?:at least )?(?:two|three|four|several|many|a number|various))"
    r"|inspired (?:\w+ )?by (?:a|two|several) real|stands? in for|standing in for|combines (?:two|several|three|many|a number)|a thinly (?:veiled|disguised))"
)
ATTRIBUTED_WORDS = "fictional fictitious invented made composite"
ATTRIBUTED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Aa]nother|[Ww]holly|[Ee]ntirely|[Pp]urely) (?:\w+ly )?(?:fictional|fictitious|invented|made-up|composite) (?!film|version|account|retelling|stor|treatment|portrait|tale|take|li[fv]e|biograph|town|city|village|world|port|island|county|country|kingdom|suburb|district|planet|school|company|name)(?:[\w-]+ ){0,3}?"
    r"(?:\ue000|characters?|figures?|woman|man|person|boss|friend|scenes?|subplot|romance|doctor|nurse|teacher|officer|lawyer|rival|girlfriend|boyfriend|lover|love affair|affair|villain|trial|meeting|fight|quarrel|daughter|son|brother|sister|agent|editor|manager|incident|episode|ending|speech|letter)"
)
MADE_UP_WORDS = "built staged wrote made makes took lifted borrowed stole dreamt dreamed cooked invent invents invented fabricates fabricated concocted concocts"
MADE_UP = re.compile(
    rf"(?:\b(?:[Tt]he (?:{MAKERS}|{WORK})|{MAKERS}|[Tt]hey|[Ww]e|I|[Ss]ome(?:body|one)(?: in \w+)?|[Ww]ho|[Ii]t)|{N}|{F})(?: (?:simply|just|also|then|even|has|have|had|\w+ly)){{0,3}} (?:(?:made|makes|dreamt|dreamed|cooked) (?:(?:it|that|this|him|her|them|all of it|(?:the|that) (?:\w+ )?\w+|most of it) up\b|up (?:the|a|an|this|that|\ue000))"
    r"|(?:took|lifted|borrowed|stole) (?:him|her|it|them|that|\ue000+) from (?:a|another|an|his|her|the)\b|(?:invent(?:s|ed)?|fabricat(?:es|ed)|concoct(?:s|ed)?) (?!himself|herself)\w+)"
    rf"|\b(?:[Tt]hey|[Ww]e|I|{N}) (?:built|staged|wrote|made|added|put) (?:it|them|that|him|her|this)(?: in| up)? for the (?:{WORK}|screen|cameras?)\b"
    r"|\b(?:[Hh]e|[Ss]he) (?:\w+ )?(?:invented|made up|dreamed up|added) [^.;]{1,60}\b(?:admits?|admitted|too|as well|confess\w*|for the (?:film|movie|screen))\b"
)

_THERE = rf"(?:in (?:the|this) (?:{WORK})|on[- ]?screen|on the screen|in {F})"
RENAMED_WORDS = "renamed rechristened name names calls dubs makes called named known goes went dubbed billed become becomes became turned turns"
NAME_CHANGED = re.compile(
    r"\bwith (?:the|his|her) name changed\b|\bnames? (?:is|are|has been|have been) (?:also |all )?(?:changed|altered|different|made[- ]up|invented)\b"
)
RENAMED = any_of(
    r"\b(?:renamed|rechristened)\b|\bnames? (?:was|were|is|are|has been|have been|had been) (?:also )?(?:changed|altered)",
    rf"\b(?:chang|alter)(?:e[sd]?|ing) (?:the|his|her|its|their|all the|most|some|{N}['’]s) (?:\w+ )?names?\b",
    rf"\b(?:whom|which|who) (?:the|this) (?:{WORK}) (?:calls|names|renames|dubs|knows|turns|makes)\b",
    rf"(?:\b(?:{WORK})|{F})['’]?s? (?:calls|names|renames|dubs|christens|makes) (?:him|her|it|them|{N}) {N}",
    rf"\b(?:called|named|known as|goes by|went by|dubbed|billed as) (?:the name of |simply |just )?{N} {_THERE}",
    rf"\b(?:[Ii]n (?:the|this) (?:{WORK})|[Oo]n[- ]?screen|[Ii]n {F}),? (?:he|she|it|they|{N})(?: (?:is|was|are|goes|has))?(?: simply| just| been)? (?:called|named|renamed|by the name|becomes|turned)\b",
    rf"\b(?:becomes|became|is) (?:the )?{N} {_THERE}|\b(?:(?:has |have )?become|becomes|became|(?:has )?turned into|turns into) an? [^.;,]{{2,40}} {_THERE}",
    r"\b(?:under|behind|given|gave \w+|gives \w+|by) (?:another|a different|a new|an invented|a made-up|a fictional|a false|a fictitious) name\b",
    rf"\b(?:{MAKERS}|{WORK})['’]s? name for\b",
)
OTHERWISE_NAMED_WORDS = "wasn weren was were called named name"
OTHERWISE_NAMED = re.compile(
    rf"\b(?:was|were) (?:not|never|in fact) (?:called|named) {N}|\b(?:[Hh](?:is|er) real|real) name was\b|\b[Hh](?:is|er) real name\b"
)

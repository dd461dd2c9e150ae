"""The words that say who wins a prize: verbs of winning, being nominated, losing and giving, and what stands beside them.

Each pattern is searched in the masked text: before a prize up to its start, or behind it from its end.
"""

from __future__ import annotations

import re

from biopic.reading.clauses import FILM_MARK
from biopic.reading.patterns import BRACKET, N

WIN = (
    r"w[io]ns?|winning|t(?:akes?|ook|aking|aken)(?: home| away| out| back)?|receiv(?:es?|ed|ing)|gets?|got|getting|gotten|earn(?:s|ed|ing)?|collect(?:s|ed|ing)?|pick(?:s|ed|ing)? up|scoop(?:s|ed|ing)?(?: up)?|(?:walks?|walked|comes?|came|ran|run|went|goes?|gone|left|leaves?|flew|returned|going) (?:(?:away|off|home|back) )?with"
    r"|land(?:s|ed|ing)?|bag(?:s|ged|ging)?|clinch(?:es|ed)?|garner(?:s|ed|ing)?|gain(?:s|ed|ing)?|secur(?:es?|ed|ing)|snag(?:s|ged)?|nab(?:s|bed)?|accept(?:s|ed|ing)?|claim(?:s|ed|ing)?|captur(?:es?|ed|ing)|scor(?:es?|ed|ing)|swe(?:pt|eps?)|net(?:s|ted|ting)?|shar(?:es?|ed|ing)|carr(?:ies|ied) off|br(?:ings?|ought)(?: home)?|haul(?:s|ed) in"
    r"|(?:was|is|were|been|being|be|are) (?:awarded|given|presented with|honou?red with|handed|voted|named|chosen|chosen as|crowned|judged|declared|selected as|picked as|decorated with|rewarded with|bestowed)|(?:named|voted|awarded|crowned)|(?:the )?(?:winner|winners|recipient|recipients|holder) of|honou?red with|rewarded with|w[io]nner for|brought (?:him|her)|collected|holds|held|has|have|had|boasts|add(?:s|ed)"
)
NOM = r"nominated for, but (?:did not|didn['’]t|failed to|never) w[io]n,?|nominat(?:ed|ions?)(?: again| twice| also)?(?: for| as| in)|nominees? (?:for|as)|(?:short|long)-?listed(?:,\s[^,.;:\n]{2,30},)? (?:for|as)|up for|in (?:the running|contention|line|competition) for|(?:a )?finalists? (?:for|in)|(?:a )?(?:contender|candidate|runner-up)s? for|considered for|compet(?:ed|es|ing) for|vied for|vying for|nods? for|cited for|recogni[sz]ed with|put up for|entered for|named (?:as )?a (?:nominee|finalist) for|nominated|nominations?|noms? for"
LOSE = r"lo(?:st|ses?|sing)(?: out on)?"
GAP = r"(?:\s(?:(?:[A-Z]\w*|\d+)(?=\s)|[a-z0-9][\w’'-]*,?)){0,7}?\s?(?:\()?$"
VERB = re.compile(
    rf"(?<![\w-])(?P<verb>(?P<lose>{LOSE})|(?P<nom>{NOM})|(?P<win>{WIN}))(?P<whom>\s(?:him|her|them|it|{N}|{FILM_MARK}+|the (?:film|movie|picture)))?(?P<gap>(?:,?\s(?!and\b|but\b|who\b|which\b|that\b|when\b|while\b|where\b|because\b|he\b|she\b|they\b|it\b|to\b|film\b|movie\b|was\b|were\b|is\b)[a-z0-9’'-]+){{0,7}}?)\s?[\"“‘(*_]{{0,2}}$",
    re.IGNORECASE,
)
LISTED = re.compile(
    rf"(?:.*(?<![\w-])|^)(?P<verb>(?P<lose>{LOSE})|(?P<nom>{NOM})|(?P<win>{WIN}))(?P<whom>(?!))?(?P<gap>[^.;:()\n]{{1,80}}?)(?::|,?\s(?:including|among them|namely)(?:,?\sthose)?(?:\sfor)?)\s(?:the\s)?$",
    re.IGNORECASE | re.DOTALL,
)
OWNED = re.compile(
    rf"(?P<whom>{N}['’]s?|\b[Hh]is|\b[Hh]er|(?:{FILM_MARK}|\bfilm|\bmovie|\bpicture)['’]s|\b[Ii]ts)\s(?:(?:first|second|third|only|own|next|two|three|four|five|six|seven|eight|many|several|record|subsequent)\s){{0,2}}$"
)
SOME = re.compile(
    r",?\s(?:and\s|but\s)?(?:winning|won|taking|took|wins|takes)(?:\shome)?\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|both|all|all of them|several|half)\b(?!,?\s(?:for|including|as)\b|:)"
)
GIVE = re.compile(
    rf"(?P<giver>(?<!\bin\s)(?<!\bat\s){N}(?:['’]s)?(?:\s[a-z]+\s{N}){{0,2}}|[Cc]ritics|(?<![\w\ue000])[A-Z][a-z]+|[Tt]he\s[A-Za-z]+(?:\sof\s(?:the\s)?{N})?)\s(?:(?:also|later|then|had|has|finally|duly)\s){{0,2}}(?P<verb>g[ai]ves?|given|award(?:s|ed)|present(?:s|ed)|hand(?:s|ed)|bestow(?:s|ed)|named?s?|declare[sd]|vot(?:es|ed)|honou?r(?:s|ed))\s(?:up)?(?:on\s)?(?P<whom>{N}|him|(?:his|her)\s(?!the\b|its\b|their\b|with\b|both\b|all\b|two\b|first\b)[a-z-]{{3,}}|her|it|the (?:film|movie|picture)|{FILM_MARK}+)\s(?:with\s|as\s)?(?:its|the|a|an|their|his|her)?\s?(?:own\s|first\s|top\s)?[\"“‘]?$"
)
CONFERS = re.compile(
    rf"(?P<giver>(?:[Tt]he\s)?{N}|[Tt]he\s[A-Za-z]+(?:\sof\s(?:the\s)?{N})?)\s(?:himself\s|herself\s|later\s|then\s|also\s)?(?:h[ua]ngs?|pin(?:s|ned)|bestow(?:s|ed)|confer(?:s|red)|plac(?:es|ed)|drap(?:es|ed)|g[ai]ves?|award(?:s|ed)|present(?:s|ed))\s(?:the|an?|its|his|her)\s$"
)
ON_WHOM = re.compile(
    rf"\s(?:on|upon|to|around|round|over)\s(?P<whom>{N}|him|her)(?:['’]s?)?(?:\s(?:neck|chest|lapel|shoulders|coat|breast))?"
)
"""Before and behind a prize that somebody confers: "pinned the" ... "on Ada"."""
BROUGHT = re.compile(
    r"^(?:earn|w[io]n|br(?:ing|ought)|net|garner|land|secur|got|gets?|gain|claim|collect|bag|score|scor|gave|g[ai]v|award|present|add)",
    re.IGNORECASE,
)
BEHIND = re.compile(
    rf"\)?(?:,?\s(?:which|that|an honou?r that|a prize that))?,?\s(?P<verb>(?:(?:had|has|have|was|is|were|also|eventually|later|instead|finally|rightly)\s){{0,3}}(?:went|goes|gone|go|fell|passed|given|awarded|presented|handed|won|claimed|taken|shared|collected|accepted|received|picked up|conferred|bestowed)(?:\sjointly)?\s(?:to|by|on|upon|between))\s(?P<whom>[\"“*_]?(?:{FILM_MARK}+|{N})[\"”*_.]{{0,2}}|[\"“*_]{{1,2}}[^\"”*_\n]{{1,60}}[\"”*_]{{1,2}}|him|her|(?:the\s)?(?:[a-z][\w-]*\s){{0,3}}?{N}(?:,?\sand\s{N}(?!\s[a-z]+(?:ed|s)\b|['’\ue000]))?|the (?:film|movie|picture))"
)
REVERSED = re.compile(rf",?\s(?P<verb>(?:was|were|is|went))\s(?P<whom>{N})")
NO = re.compile(
    r"\b(?:not|never|n['’]t|no|nothing|without|failed? to|fails to|neither|nor|should have|deserv\w+|could have|hop\w+ (?:to|for|of)|would have|expect\w+ to|tipped to|may|might|want\w* (?:to|an?)|snubbed|if|rather than|instead of|dream\w* of|almost|nearly|refus\w+ (?:to|the)?|declined|turned down|should|could|might|must)\s(?:\w+\s){0,3}$|\b(?:expect|want|wish|hope|predict|tip|urg|beg)\w*\s[^,.;]{0,40}\sto\s$",
    re.IGNORECASE,
)
BRACKETED = re.compile(rf"\s?[\"”]?\s?\((?:for\s|to\s|won by\s)?(?P<whom>{N})(?:,[^()\n]{{1,40}})?\)")
FOR_WHOM = re.compile(
    rf"(?:\s(?:for|to|by)\s|,\s)(?P<whom>(?:the\s)?(?:(?:director|actor|actress|writer|star|composer|screenwriter|editor|producer|cinematographer|co-star|singer|author|newcomer)s?,?\s)?{N}(?:,?\sand\s{N})?)(?!['’]s|\ue000)(?=[.,;:)]|\s(?:and|in|for|at|as|but)\b|$)"
)
FOR_ANY = re.compile(rf"\sfor\s(?:the\s(?:film|movie|picture)\b|[\"“*_]?{FILM_MARK}+|(?:the\s(?:[a-z]+\s){{1,2}})?{N})")
"""Behind a prize whoever it is for, the film or somebody."""
THERE = re.compile(
    r"\b[Tt]here\s(?:was|were|came|followed|had been)\s(?:also\s|then\s|even\s)?(?:an?\s|the\s|two\s|three\s)?(?:[a-z]+\s)?$"
)
"""Before a prize of which only is said that there was one."""
ELLIPSIS = re.compile(
    rf"(?:[,;]|\band|\bwhile|\bwith|\bas did|[.]|—|–)\s(?:then\s|also\s|and,?\s(?:to\s|for\s)?|to\s|so,?\s(?:for|as)\s)?(?P<who>{N}(?:{BRACKET})(?:\sand\s{N})?|the (?:film|movie|picture)|[\"“*_]?{FILM_MARK}+)(?:\sagain)?(?:,\s[^.;:,\n\ue000]{{1,40}},)?\s?(?:,\s)?(?:(?:the one|that|one|hers|his|another)\s)?(?:for\s|as\s|took\s|got\s|in\s)?(?:the\s)?\(?$"
)
WHEN_WHERE = re.compile(rf"(?:\s(?:in|at|on)\s(?:the\s)?(?:\ue001+|{N})){{1,2}}(?=,|\sand\b)")
"""When and where somebody won a prize, before the next: " in May 1979, then"."""
SO_FOR = re.compile(r"(?:and\s)?so,?\s(?:for|as|in)\s$")
FILM = re.compile(
    rf"(?:^|\W)(?:film|movie|picture|biopic|drama|it|production|{FILM_MARK}+|adaptation|weepie|which)[\"”*_]{{0,2}}(?:\s\([^()\n]{{1,30}}\))?(?:['’]s)?(?:\s(?:itself|version|in its turn))?(?:,\s[^,.;:\n]{{1,80}},)?\s?(?:(?:was|were|is|has|had|have|been|also|would|went on to|later|then|eventually|even|and|to|only|did|could|again|ultimately|itself|deservedly|subsequently|being|did,? however)\s){{0,5}}$",
    re.IGNORECASE,
)
WORK_OF = re.compile(
    rf"(?P<whom>{N}['’]s?|\bhis\b|\bher\b|\bHis\b|\bHer\b)\s(?:[a-z-]+,?\s){{0,3}}?(?:performance|portrayal|screenplay|script|direction|work|score|turn|role|music|photography|cinematography|make-?up|editing|costumes?|song|playing|acting|adaptation|interpretation|designs?|book|memoir|novel|play|biography)(?:\s(?:in|as|of|for|on|with)\s[^.;:]{{1,50}}?)?\s(?:(?:was|were|has|had|have|been|also|would|went on to|later|then|even|and|both|only|which)\s){{0,4}}$"
)
PAIR = re.compile(
    rf"(?P<one>{N}|\b[Hh]e|\b[Ss]he){BRACKET}(?P<more>(?:,\s{N}{BRACKET}){{0,3}}),?\s(?:and|&)\s(?P<two>{N}){BRACKET}(?:,?\s(?:both|all|jointly))?\s(?:(?:was|were|have|had|both|each|also|all|later|then|already|since|jointly|have been|had been|be|been|would)\s){{0,3}}$"
)
WORK_WINS = re.compile(
    rf"(?:[\"“*_](?P<title>[^\"”*_\n]{{1,100}}?)[,.]?[\"”*_]|\b(?:film|documentary|short|book|novel|memoir|play|musical|album|series),?\s(?P<bare>{N}|{FILM_MARK}+)|(?P<film>{FILM_MARK}+))(?:\s\([^()\n]{{1,30}}\))?(?:,[^.;:\n]{{1,80}},)?,?\s(?:(?:which|that|was|were|has|had|have|also|later|then|itself|in turn)\s){{0,3}}$"
)
"""A work by its title as the subject of the verb right behind: 'her book, "Lamp," won'."""
OPENS_WITH = re.compile(
    r"[\"“*_](?P<title>[A-Z][^\"”*_\n]{1,100})[\"”*_],?\s(?![a-z]+s\s(?:he|she|I)\b)(?!sa(?:id|ys)\b)"
)
"""A work by its title at the start of a sentence, which "it" in the next means."""
ONE = re.compile(r"\b(?P<be>was|were|is|became|remains)\s(?:also\s|now\s|even\s)?(?:an?|the|both|twice an?)\s$")
"""What stands before a prize that somebody is a nominee or winner of."""
ITS_STAR = re.compile(
    r"^\s(?:its|his|their|the\s(?:film|movie|picture)['’]s)\s(?:[a-z]+\s)?(?:stars?|lead|leads|director|writer|author|makers?|composer|editor)\b"
)
"""Those whom a work brings a prize, without a name."""
GOES_ON = re.compile(
    r"(?:,|\band|\bbut|\bor|\bthen)\s(?:(?:was|were|also|later|then|even|has|had|would|is|been|a|eventually|finally)\s){0,4}$"
)
GROUP = re.compile(
    r"\b(?P<group>(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir)\s(?:[a-z-]+\s)?(?:class|team|students|pupils|band|family|crew|troupe|choir|school|couple|group|ensemble|cast|children|company|village|regiment))\s(?:(?:was|were|has|had|have|been|also|later|then)\s){0,3}$"
)
"""A group without a name as the subject of the verb right behind."""

CLAUSE = re.compile(r"[;:—]|\s–\s|,\s(?:and|but|while|whereas|who)\s|\s(?:but|while|whereas)\s")

"""The words that say that somebody has an ailment: verbs of suffering, states, possessors, names beside it.

Each pattern is searched in the masked text up to where the ailment begins, or from where it ends.
"""

from __future__ import annotations

import re

from biopic.reading.clauses import SOMEONE
from biopic.reading.patterns import BRACKET, WHOSE, N
from biopic.reading.text import Text
from biopic.reading.words import KIN, NUMBER

_COUNT = rf"(?:(?:{NUMBER}|several|many|repeated|a\s(?:few|hundred|dozen)|(?:a\s)?(?:series|string|couple|number|succession|combination)\sof)\s)"
_MEASURE = r"(?:(?:[a-z]+\s){0,2}(?:case|cases|bouts?|forms?|kind|sort|type|touch|effects?|symptoms?|signs?|onset|stages?|attacks?|fits?|history|spells?|throes|grip|complications?)\s(?:of|from)|[Tt]ype[\s-](?:\d|I+|one|two))\s"
DET = rf"(?:(?:{_MEASURE}|{_COUNT}|(?:small|minor|tiny|big|huge|growing|persistent|stubborn|hacking|nagging)\s|(?:an?|the|his|her|some|what|is|was|later|only|also|and|both|as|of|from|with|known|called|so-called|severe|bad|very|full|having|being|[a-z]+ly|congenital|rare)\s|[\"“‘'])){{0,6}}"
IN = r"(?:\s(?:in|at|as|when|by|early|late|soon|aged|with)\b[^,.;:\n\"“”]{0,30}|,[^,.;:\n]{1,40},)?"
WHOM = rf"(?P<whom>{SOMEONE}|\bhim\b|\bher\b)"
LISTED = r"\s(?:an?\s|the\s|his\s|her\s)?(?:[a-z-]{1,20}\s){1,3}and(?:,[^,.;:\n]{2,30},)?|,[^,.;:\n]{2,30},"
"""What may stand between a verb of suffering and an ailment: another thing that somebody has, or a remark."""
VERBS = [
    r"complain(?:s|ed|ing)?\sof|(?:in|with)\s(?:[a-z]+\s)?pain\sfrom|suffer(?:s|ed|ing)?(?:\s\w+ly|\sall (?:his|her) life|\sfor \w+ \w+)?\sfrom|suffer(?:s|ed|ing)?",
    r"(?:was|is|been|being|were|be|,|and)?\s?(?:afflicted|stricken|struck down|struck|infected|cursed|burdened|plagued|tormented|troubled|dogged|racked|wracked|crippled|disabled|disfigured|blinded|deafened|paraly[sz]ed|weakened|ravaged|scarred|laid low|felled|floored|riddled|covered|ridden)(?:\s\w+ly)?\s(?:with|by|from|in)",
    rf"(?:diagnosed|rediagnosed){IN}\s(?:with|as\shaving|as)|diagnosed|diagnosis\sof",
    r"(?:come|comes|came|coming|go|goes|went|gone)\sdown\swith|(?:fell|falls?|fallen|taken|took)\s(?:seriously\s|gravely\s)?(?:ill|sick)\swith|(?:fell|falls?|fallen)\s(?:victim|prey)\sto|(?:ill|sick|weak|feverish|delirious|dizzy|down|abed|in bed)(?:\sas\s(?:he|she)\s(?:is|was))?\swith",
    r"contract(?:s|ed|ing)?|catch(?:es|ing)?|caught|develop(?:s|ed|ing)?|acquire[sd]?|picks? up|picked up",
    r"battl(?:es|ed|ing|e)(?:\swith|\sagainst)?|fights?|fighting|fought|struggl(?:es|ed|ing|e)\s(?:with|against)|liv(?:es|ed|ing|e)\swith|coped?s?\swith|coping\swith|wrestl(?:es|ed|ing)\swith|grappl(?:es|ed|ing)\swith",
    r"overc(?:o|a)mes?|overcoming|surviv(?:es|ed|ing|e)|recover(?:s|ed|ing)?\sfrom|beat(?:s|en|ing)?|conquer(?:s|ed|ing)?|endur(?:es|ed|ing|e)|concealed|hid(?:es|ing)?|cured\sof",
    r"(?:died|dies|dying|dead|die|succumb(?:s|ed|ing)?|killed|perished|passed away|carried off)\b(?:[^.;:()\n]{0,70}?)\s(?:of|from|to|by)|(?:lost|loses|losing)\s(?:his|her)\s(?:\w+\s)?(?:battle|fight|life)\s(?:with|against|to)|los(?:t|es|ing)\s(?:his|her)\s(?:sight|eyesight|vision|hearing|voice|speech|[a-z]+\s(?:leg|arm|eye|foot|breast)|hair|leg|arm|legs|foot)\s(?:to|from)|succumb(?:s|ed|ing)?\sto",
    r"(?:treated|hospitali[sz]ed|institutionali[sz]ed|operated on|admitted|committed|operations?|surgery)(?:\s\w+){0,4}?\s(?:for|with)",
    r"(?:prone|vulnerable|subject|susceptible|given|a (?:victim|martyr|slave) (?:to|of))\s?(?:to)?|(?:a|the)\s(?:victim|survivor)\sof",
    r"(?:descend|slide|slip|sink|fall|lapse|spiral)(?:s|ed|ing)?\s(?:into)|(?:fell|sank|slid|slipped)\sinto",
    r"(?:speaks?|spoke|walks?|walked|talks?|talked|speaking|walking)\swith|with\shis|with\sher",
    r"(?:has|have|had|having|'d|’d)(?:\salways|\salso|\snow|\slong|\sonly)?(?:\s(?:had|got|been\s(?:left\s)?with|suffered))?|got|gets|getting|inherited|keeps|kept",
    r"(?:born|left|living|alone)\swith|,\sborn\swith|born\b[^.;:\n]{0,80}?,?\swith",
    r"(?:cause\sof\s(?:his|her)?\s?death|the\scause)(?:\s(?:was|is|being))?|doctors\s(?:had\s)?(?:called|named)\sit|(?:[Ii]t|the illness|the disease)\s(?:was|is|turned\sout\sto\sbe|proved\sto\sbe|would\sbe)|(?:his|her)\s(?:last|final|long)\s(?:illness|sickness),|test(?:s|ed) positive for",
    r"(?:lay|lies|lying|is|was|spen(?:t|ds?|ding)|falls?|fell|slips?|slipped|remain(?:s|ed)?|wakes?|woke|emerg(?:es|ed)|comes?\sout|came\sout|goes|went|put|kept|months|weeks|days|years)\b[^.;:,\n]{0,30}?\s(?:in|into|from|of)(?=\s(?:an?\s|the\s|her\s|his\s)?(?:[a-z-]+\s)?(?:$|[a-z]+\sstages?\sof))",
    r"los(?:t|es|ing)\s(?:(?:his|her|an?|one|two|three|several|some)\s)?(?:[a-z]+\s){0,2}?(?:toes?|fingers?|feet|foot|legs?|arms?|hands?|eyes?|lungs?|kidneys?|hearing|voice|hair)\s(?:to|from)",
    r"(?:shook|shakes|shaking|trembl(?:es|ed|ing)|recover(?:s|ed|ing)?|weak(?:ened)?|ill|sick|bedridden|exhausted|limp(?:s|ed|ing)?|stoop(?:s|ed|ing)?|faint(?:s|ed)?|die|dying|absent|gaunt|wasted)\s(?:[a-z]+\s)?from",
    r",\s(?:the|an?)\s(?:legacy|result|relic)\sof|sustain(?:s|ed|ing)?|incur(?:s|red)?|after|following|despite|through\sa\sbout\sof|calls?\sit|called\sit",
    r"diagnosis\b[^.;\n]{0,60}?(?:was|is|of|:)|the\s(?:result|label|verdict|upshot)\b[^.;:\n]{0,30}?(?:was|is)",
]  # fmt: skip
TWO = re.compile(
    rf"(?:^|[.!?,;:]\s|\b(?:and|when|that|both)\s)(?P<one>{N}){BRACKET}\s(?:and|&)\s(?:(?:his|her)\s[a-z-]{{1,20}},?\s)?(?P<two>{N}){BRACKET},?\s(?:(?:both|were|are|had|have|each|all)\s)*$"
)
"""Two who have what the verb behind says: "Ada and Ben both suffered from"."""
DEATH = re.compile(
    rf"(?:(?P<whose>{WHOSE})\s(?:own\s|early\s|sudden\s)?death|\bdeath\sof\s(?P<whom>{SOMEONE}))\b(?:\s[^.;:()\n,]{{1,40}}?)?,?\s(?:of|from)\s{DET}$"
)
"""Of what somebody dies: "the death of his sister Ida, from", "Ada's death in 1931 of"."""
DIES_OF = re.compile(
    r"\b(?:died|dies|dying|death|succumbed|perished)\b[^.;:()\n]{0,70}?\s(?:of|from|to)\s(?:an?\s|his\s|her\s)?$"
)
"""Words before even a vague ailment that somebody has: "died of an infection"."""
HAD_BY = re.compile(
    rf"\s(?:(?:that|which)\s)?(?P<whom>{N}|he|she)\s(?:(?:had|has)\s)?(?:(?:had|has)(?!\s(?:to\b|[a-z]+(?:ed|en)\b))|suffered|got|gets|caught|catches|contracted|picked up|developed|sustained|endured|lived with|lives with|battled|fought|hid|inherited|brought (?:home|back))\b"
)
"""What follows an ailment that somebody has: "the stammer he had", "malaria that Ada caught"."""
VERB = re.compile(rf"(?:(?<=\W)|^)(?P<verb>(?:{'|'.join(VERBS)}))(?:{LISTED})?\s{DET}$", re.IGNORECASE)
LEFT = re.compile(
    rf"\b(?:left|leaves|leaving|rendered|renders|rendering|made|makes|turned|struck|gave|gives|giving|cost|diagnosed|diagnoses|diagnose|declared|pronounced|infected|afflicted|afflicts)\s{WHOM}\s(?:also\s)?(?:as\s|with\s|to\sbe\s)?{DET}$"
)
STATE = re.compile(
    rf"(?:(?<=\W)|^|(?=['’]))(?P<verb>(?:(?:(?<=\bhe)|(?<=\bshe)|(?<=\bwho))['’]s|born with (?:an?|his|her) (?:[a-z]+ )?[a-z]+(?: so| that was| too)?|was|am|['’]m|is|are|['’]d been|has been|had been|been|be|being|became|become|becomes|becoming|went|goes|going|gone|grew|grows|growing|grown|born|remained|remains|left|rendered|turned|lay|lies|lived|died|stayed)(?:\s(?:left|born|rendered|going|now|slowly|soon|also|already|by then|still|almost|nearly|so|quite|very|all but|both|made|himself|herself)){{0,4}}(?:(?:\s(?!into\b|of\b|from\b|for\b|on\b|at\b|out\b|as\b|that\b|not\b|never\b|no\b|the\b|an?\b|his\b|her\b|with\b|to\b|by\b|in\b|and\b|but\b)[a-z-]+(?:\snow|\sthen|\salready)?,?){{1,3}}?\s(?:and|but))?)\s{DET}$",
    re.IGNORECASE,
)
WITH = re.compile(rf"(?P<whom>{SOMEONE}|{N}{BRACKET})(?:,)?\s(?:lives\s|living\s|born\s)?with\s{DET}$")
KIND = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Tt]his)\s(?:[a-z][\w'’-]*,?\s){0,4}?(?:boy|girl|man|woman|child|teenager|baby|son|daughter|kid|youth|patient|infant|teen|person|student|artist|genius|adolescent)\s(?:born\s|living\s)?with\s"
    + DET
    + "$"
)
WHO_WITH = re.compile(
    rf"(?P<whom>{N}){BRACKET}(?:,|\s[–—-]|—|,?\s(?:is|was|becomes))\s?(?:an?|the)\s(?:[a-z][\w'’-]*,?\s){{1,6}}?with\s"
    + DET
    + "$"
)
RELATIVE = re.compile(rf"(?:\s[a-z]+)?\s(?:{'|'.join(sorted(KIN, key=len, reverse=True))})\b(?!,?\s[A-Z])")
POSSESSED = re.compile(rf"(?P<whom>{WHOSE}|\bwhose)\s(?:own\s|battle with\s|fight against\s|struggle with\s)?$")
AFTER_VERB = re.compile(
    rf"(?P<whom>{SOMEONE})\s(?!is\b|was\b|has\b|had\b)[a-z][^.;:\n\ue000]{{1,60}},\s(?:(?:now|still|by then|almost|nearly|half|quite|left)\s)?$"
)
"""What somebody is while he does something: "he survives, deaf in one ear"."""
APART = re.compile(
    rf"(?P<whom>{N}){BRACKET}(?:,|\s[–—-]|—)\s?(?:(?:an?|the)\s[^,.;:\n\ue000]{{1,50}},\s)?(?:[a-z-]+,\s){{0,3}}(?:(?:(?:by\s)?now|then|at|still|old|once|already)\s[^,.;:\n\ue000]{{1,40}}\s(?:and|but)\s|[a-z-]+\s(?:and|but)\s)?(?:(?:who\s(?:is|was)|once|though|already|by then|by now|now|now almost|long since)\s)?(?:(?:an?|the)\s(?:[a-z][\w'’-]*,?\s){{0,3}}?)?{DET}$"
)
IS_A = re.compile(
    rf"(?P<whom>{N}){BRACKET},?\s(?:is|was|becomes|as)\s(?:an?|the)\s(?:[a-z][\w'’-]*,?\s(?:and\s)?){{0,4}}?$"
)
NAME_BEHIND = re.compile(rf"[^,.;:()\n]{{0,40}}?(?:,?\s(?:named|called)\s|,\s|\s)(?P<whom>{N})")
NOT = re.compile(
    r"\b(?:(?:will|would|shall|may|might|could)\s(?:[a-z]+\s)?(?:be|become|go)\s(?:[a-z]+\s)?$|not|never|no|nor|n['’]t|without|none|neither|nobody|if|whether|as if|pretend(?:s|ed|ing)?|feign(?:s|ed|ing)?|fak(?:es|ed|ing)|could have|might have|may have|fear(?:s|ed|ing)?|mistaken for|rather than|instead of|immune|cure for|avoid|avoids|drug for|treatment for)\b(?:(?!\bbut\b)[^,.;:]){0,25}$",
    re.IGNORECASE,
)
FORETOLD = re.compile(
    r"\b(?:told|tells|said|says|warn\w*|predict\w*|fear\w*|expect\w*|believ\w*|thought|sure|afraid)\b[^.;:]{0,80}\b(?:will|would|could|might|may|['’]d|['’]ll)\s(?:[a-z]+\s){0,2}$"
)
"""Words before what somebody is only told to expect."""
UNTRUE = re.compile(
    rf"\s?[;,—–(-]\s?(?:but\s)?(?:in\s[a-z]+(?:\s[a-z]+)?,?\s)?(?:he|she|that|this|it|which|{N})\s(?:is|was|did|does|had|has)(?:n['’]t|\s(?:not|never))(?:\s(?:true|so))?(?=\s?[,.;:)—]|\sand\b)"
)
"""Words behind what is then denied: "; he isn't"."""
OF_THE = re.compile(r"\b(?:the|an?|this|that|for)\s$")
OF_OTHERS = re.compile(
    r"\s(?:[a-z]+['’]s\b|(?:clubs?|schools?|institut\w+|homes?|asylums?|wards?|unions?|associations?|churche?s?|bakery|actors?|actress|performers?)\b)"
)
"""Words around a state that is somebody else's or a place's: "the blind man's eyes", "the deaf club"."""
IDIOM = re.compile(
    r"blind(?:ed)?\s(?:to\b|drunk|date|faith|rage|alley|eye\b|spot|fury|luck|obedience|trust|panic|ambition|loyalty|love|devotion|terror)|deaf\s(?:to\b|ears)|crippled by [a-z]+(?:itis|osis)?\b(?=[,.])|(?:paraly[sz]ed|crippled)\s(?:by|with)\s(?:fear|grief|doubt|debt|guilt|shock|indecision|stage|terror|the fear|self|shyness|inflation)|lame\s(?:excuse|duck|joke)|dumb(?:\s(?:luck|show|question|idea)|$|\W(?!with))"
    r"|(?:crippled|disabled|blinded)\s(?:the|a|by\s(?:love|rage|ambition|greed|the))|depressed\s(?:economy|area|market)|(?:deaf|blind|disabled|handicapped|visually impaired|autistic|paraly[sz]ed)\s(?:children|kids|people|students|pupils|persons|veterans|soldiers|men|women|community)|(?:injury|injuries|fever)\s(?:pitch|time)|stroke\s(?:of|by)|strokes?\sof|plague\s(?:on|of)",
    re.IGNORECASE,
)
WHOM_IT = re.compile(rf"(?P<whom>{N}){BRACKET}(?:,\s[^,.;:\n]{{1,50}})?,\swhom\s(?:[a-z]+\s){{0,4}}?$")
LEAVES = re.compile(
    r"\s(?:[a-z]+\s){0,5}?(?:left|leaves|made|makes|struck|strikes|took|takes|killed|kills|robbed|robs|crippled|cripples|blinded|rendered|confined)\b"
)
LEFT_SO = re.compile(
    rf"(?P<whom>{N}){BRACKET}(?:,\s[^,.;:\n]{{1,50}})?,\swhom\s[^,.;:\n]{{1,60}}?\s(?:left|leaves|has left|had left|made|makes|rendered|renders)\s{DET}$"
)
"""A relative clause whose object has it: "Ada, whom a fever left deaf"."""
SUFFERS = re.compile(
    rf"\s(?:had\s|has\s|have\s|would\s|later\s|soon\s|then\s|finally\s|also\s|itself\s){{0,2}}(?:(?:at|in|when)\s[^.,;:\n]{{1,16}}?\s)?(?:struck|strikes?|took|takes?|kill(?:s|ed)|lea(?:ves|ft)|left|rob(?:s|bed)|cost|costs|cripples?|crippled|blinded|blinds|deafened|paraly[sz]ed|paraly[sz]es|claim(?:s|ed)|overcame|overtook|carried|wither(?:ed|s)|overgrown|overgrew|ravaged|ravages|attack(?:s|ed)|ended|weaken(?:s|ed)|destroy(?:s|ed)|ate|disfigured|disfigures|threaten(?:s|ed)|put|puts|forced|forces|confined|kept|keeps|made|makes|gave)\s[^.;:\n]{{0,25}}?(?P<whom>{SOMEONE}|{N}|\bhim\b|\bher\b|\bhis\b)"
)
ALONE = re.compile(r"(?:^|[.!?…]\s|[“\"‘]|:\s)[“\"‘]?$")
CLOSES = re.compile(
    r"(?:(?:,\s(?!which\b|who\b|that\b|he\b|she\b|it\b|they\b|was\b|is\b|had\b|left\b)[a-z-]+(?:\s[a-z-]+){0,2}){2,8}(?:,[^.;:!?\n]{1,50})?|,\s(?:as\s)?it\s(?:turns|turned)\sout|,\s(?:they|we|one|you|people|doctors)(?:['’]d|\swould)?(?:\snow)?\s(?:say|said|call it|called it)\b[^.,;!?]{0,12}|,\s(?:at|when|in|aged|as)\b[^.,;!?]{1,30})?(?:[.!?]|,[\"”’])"
)
ALONG = re.compile(
    rf"(?<!,)\swith\s(?:(?:an?|two|three|four|some|his|her)\s(?:(?:{N}|[a-z-]{{1,20}})\s){{1,3}}and\s)?{DET}$"
)
CROWD = re.compile(
    r"(?:\b(?:people|those|men|women|children|kids|boys|girls|patients|soldiers|veterans|students|families|others|persons|sufferers|babies|someone|somebody|anyone|everyone|(?:an?|another|every|each|any|no|some|the|two|three)\s(?:[a-z-]+\s)?(?:man|woman|child|boy|girl|person|patient|baby|friend|son|daughter|brother|sister|soldier|relative|student))|\b(?:deal(?:s|t|ing)?|associated|link(?:s|ed)|work(?:s|ed|ing)?|familiar|experience|do|confused|obsess\w+|compar\w+))$"
)
"""What stands before "with" where it is not the subject who has it."""
SOFT = re.compile(
    r"(?:anxiety|melancholia|headaches|paranoia|bruises|coma|hallucinations|delusions|insomnia|burns|injury|injuries|loss)$"
)
PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
DOCTORS = re.compile(
    r"\b(?:doctors?|physicians?|specialists?|surgeons?|psychiatrists?|they|Dr\.?|which|that|it)\s(?:had\s|have\s|later\s|finally\s|also\s|first\s|would\s)?$",
    re.IGNORECASE,
)
OPENS_ENTRY = re.compile(r"(?:(?:An?|The)\s)?(?:[A-Za-z-]+,?\s(?:and\s|but\s)?){0,3}?")


def is_nobodys(text: Text, start: int, end: int) -> bool:
    """Say whether the words around an ailment deny it, only foretell it, or give it to somebody else or a place."""
    return bool(
        NOT.search(text.text, max(0, start - 60), start)
        or FORETOLD.search(text.text, max(0, start - 160), start)
        or UNTRUE.match(text.masked, end, end + 60)
        or (OF_THE.search(text.text, max(0, start - 5), start) and OF_OTHERS.match(text.text, end, end + 20))
    )

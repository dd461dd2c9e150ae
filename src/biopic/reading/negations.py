"""The forms in which a text says that something was not so, and what in them makes a denial of what people believe.

A form is a pattern over one masked statement (`biopic.reading.cues`) with groups `subject`, `predicate` and `value` as far as
the words give them, and a weight; words of thinking, feeling and wishing weigh against it, for they deny nothing that a film could show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from biopic.reading.patterns import N


@dataclass(frozen=True)
class Form:
    """One form of negation: its pattern, its weight by itself, and the predicate where the pattern has none."""

    name: str
    pattern: re.Pattern[str]
    weight: float
    predicate: str = ""


_NP = r"(?:(?:[\w’'\ue000-\ue002-]+,? ){0,5}?[\w’'\ue000-\ue002-]+)"
_ADV = r"(?:(?:ever|once|actually|really|in fact|even|also|either|so much as|simply|certainly|in truth|then|quite|\w+ly) ){0,2}"
_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|a hundred|a thousand)"
_END = r"(?=$|[,;:.!?—–()“”\"’]|\s(?:and|but|or|in|on|at|(?!to (?:speak|be|do|see|tell|help|stop|talk|say|lose)\b)to|for|with|of|by|that|who|which|when|because|either|whatever|within|near|anywhere|there|before|after|from|as|like|under|over|between|during|behind|then|involved|about|until)\b)"
_OBJECT = r"(?P<value>(?:[^\s,;:.!?—–()“”\"]+ ?){0,12})"
_BE = r"(?:is|are|was|were)"
_IRREGULAR = (
    "was were been had done gone went came left said told gave wrote met saw made took got held kept sent sold bought brought built burnt lost won led read sang sung rode ran sat slept spoke spent stole stood swam swore taught threw thrown tore wore"
    " fell fought flew fled found drove driven drank drew dealt cut caught chose broke bit beat began begun bound bred hid hit hung hurt knelt laid lay lent let lit paid put quit rose sank set shook shot shown shut split struck swept wed wept won"
    " written taken given seen known eaten fallen flown forgiven risen ridden stolen spoken sworn torn worn become became gotten led left met"
).split()
_PAST = rf"(?:[a-z]+(?:ed|pt)|{'|'.join(sorted(set(_IRREGULAR), key=len, reverse=True))})"
SUBJECT = r"(?P<subject>(?:(?!never |not |no )[^\s,;:.!?—–()“”\"]+ ){1,9}?|(?<=[),] ))"

FORMS = [
    # there was no letter, there never was a diploma, there wasn't any dog
    Form("denial of existence", re.compile(rf"\b[Tt]here(?: (?:{_BE}|had been|has been|have been)(?:n['’]t)?|['’]s) (?:\w+ly |in fact |of course |also )?(?:no\b|never (?:a|an|any|one)\b|not (?:a|an|any|one)|(?<=n['’]t )(?:an?\b|any|one|even an?|(?={_NUMBER}))) ?(?P<subject>{_NP}){_END}"), 0.5, "existed"),
    Form("denial of existence", re.compile(rf"\b[Tt]here never (?:was|were|has been|had been) (?:a|an|any) (?P<subject>{_NP}){_END}"), 0.75, "existed"),
    # X never existed, no X ever existed, no X survives
    Form("denial of existence", re.compile(rf"{SUBJECT}(?P<predicate>(?:never|did(?:n['’]t| not)|do(?:es)?(?:n['’]t| not)) {_ADV}exist(?:ed)?)\b"), 1.0),
    Form("denial of existence", re.compile(r"\b[Nn]o (?:such )?(?P<subject>(?:[\w’'\ue000-\ue002-]+ ){1,8}?)(?P<predicate>(?:ever |has ever |have ever |had ever )?(?:existed|exists?|happened|occurred|survives?|took place|surfaced|was (?:ever )?(?:found|held|made|sent|written|filed|signed|built|fired|spoken|arrested|involved)|(?:has|have|had) (?:ever )?(?:been \w+|come to light|turned up|survived|surfaced)))\b"), 0.75),
    Form("denial of existence", re.compile(rf"\b[Ww]hat (?P<predicate>(?:does|did|do)(?:n['’]t| not) (?:exist|happen)|never (?:existed|happened)) (?:is|was|are) (?P<subject>[^,;:.!?]+)"), 1.0),
    # it never happened, none of it took place
    Form("denial of event", re.compile(rf"(?P<subject>\b(?:[Ii]t|[Tt]hat|[Tt]his|[Nn]one of (?:it|this|that|these|those|them)|[Tt]he [^,;:.!?“”]{{1,40}}?|{N}['’]s [^,;:.!?“”]{{1,40}}?|[Nn]othing (?:of the (?:sort|kind)|like (?:it|that|this))|[Nn]o such thing)) (?P<predicate>(?:(?:never|did(?:n['’]t| not)) {_ADV})?(?:happen(?:ed)?|occur(?:red)?|t(?:ake|ook) place|went like that))\b"), 0.9),
    # it is a myth that she was mute; the story of the axe is apocryphal
    Form("denial of belief", re.compile(rf"(?:\b[Ii]t(?: is|['’]s| was)|\b[Tt]hat(?: is|['’]s)) (?:\w+ly |simply |just |all )?(?:an? )?(?:\w+ )?(?P<predicate>myth|legend|fairy tale|untrue|not true|false|misconception|lie|fiction|nonsense|not so|fallacy)(?: (?:that|to say that) (?P<subject>[^;:.!?]{{3,120}}))?"), 0.7),
    Form("denial of belief", re.compile(rf"\b(?P<subject>(?:[Tt]he|[Tt]hat|[Tt]his) (?:\w+ )?(?:story|stories|tale|rumou?r|claim|idea|notion|legend|belief|anecdote|line|quotation|quote|scene|business)\b[^;:.!?]{{0,100}}?) (?P<predicate>(?:is|was|are|were) (?:an? |pure |sheer |complete |simply |entirely |almost certainly |certainly )?(?:myth|legend|untrue|not true|false|apocryphal|invention|nonsense|unfounded|baseless|bunk|fairy tale|fabrication|lie))\b"), 0.8),
    Form("denial of belief", re.compile(r"(?P<subject>\b(?:[Tt]his|[Tt]hat|[Ii]t)) (?P<predicate>(?:is|was)(?:n['’]t| not) (?:true|so|the case|how it (?:happened|was|went|ended)|what happened))\b"), 0.6),
    Form("denial of belief", re.compile(r"(?P<subject>\b[Hh]e|\b[Ss]he|\b[Tt]hey|\ue000+) (?P<predicate>(?:did|was) (?:nothing of the (?:sort|kind)|no such thing))\b"), 1.0),
    # nor did any manager; nor is she a lawyer; neither was Pavel
    Form("denial added", re.compile(rf"\b(?:[Nn]or|[Nn]either) (?P<predicate>did|was|were|is|are|had|has|does|do) (?P<subject>(?:(?:the|a|an|any|his|her|their|its) )?[\w\ue000-\ue002’'-]+)(?P<value>[^,;:.!?—–()“”\"]*)"), 0.6),
    # nobody ever kidnapped him; no manager knocked it down
    Form("denial of anybody", re.compile(rf"\b(?P<subject>(?:[Nn]obody|[Nn]o one|[Nn]o-one|[Nn]one of (?:us|them|the \w+)|[Nn]ot one of (?:us|them|the \w+))(?: in [\w\ue000 ]{{1,20}}| there| else)?) (?P<predicate>{_ADV}{_PAST}) ?{_OBJECT}"), 0.35),
    Form("denial of anybody", re.compile(rf"(?:^|[;:,] |[“\"‘])(?P<subject>[Nn]o (?!one\b|doubt|wonder)[\w\ue000-]+(?: [\w\ue000-]+){{0,2}}?) (?P<predicate>(?:ever )?{_PAST}) ?{_OBJECT}"), 0.5),
    # Irena was no countess; she was never his lover; he wasn't a thief
    Form("denial of being", re.compile(rf"{SUBJECT}(?P<predicate>(?:is|was|were|am|are) {_ADV}no) (?P<value>(?!longer|more\b|better|worse|less|different|doubt|use\b|good\b|wonder|secret|surprise|easy|exception|match|stranger|hero\b|fool|saint|angel|beauty|genius|expert|picnic|joke|way|one\b|accident|coincidence|bigger|older|younger|further|help|match|matter|fan|friend of)[\w\ue000-]+(?: (?!and\b|but\b|when\b|who\b|that\b)[\w\ue000-]+){{0,3}})"), 0.75),
    Form("denial of being", re.compile(rf"{SUBJECT}(?P<predicate>(?:is|was|were|am|are)(?:(?:n['’]t| not)| {_ADV}never) {_ADV})(?P<value>(?!anything)(?:an?|the|his|her|their|my|its|anybody['’]s|{N}['’]s) {_NP}){_END}"), 0.5),
    Form("denial of state", re.compile(rf"{SUBJECT}(?P<predicate>(?:was|were|had been|has been|is|are)(?:(?:n['’]t| not)| {_ADV}never) {_ADV}(?:(?:{_PAST}|[a-z]+ing|there|present|alone|blind|deaf|mute|dumb|rich|poor|drunk|mad|ill|sick|dead|pregnant|illiterate|homeless|Jewish|gay|guilty|in [\w\ue000]+|at [\w\ue000]+|on [\w\ue000]+|with [\w\ue000]+|by [\w\ue000]+|even [\w\ue000]+)\b))(?! to be)(?: {_OBJECT})?"), 0.45),
    # he never buried his violin; Johnson never made that run; Princeton has never had one
    Form("denial of event", re.compile(rf"{SUBJECT}(?P<predicate>(?:(?:had|has|have) never|never(?: (?:had|has|have))?) {_ADV}{_PAST})(?: {_OBJECT})?"), 0.5),
    Form("denial of event", re.compile(rf"{SUBJECT}(?P<predicate>(?:did(?:n['’]t| not)|never did) {_ADV}[a-z]+)(?: {_OBJECT})?"), 0.4),
    Form("denial of event", re.compile(rf"{SUBJECT}(?P<predicate>(?:had|has|have)(?:n['’]t| not) {_ADV}{_PAST})(?: {_OBJECT})?"), 0.3),
    Form("denial of event", re.compile(rf"{SUBJECT}(?P<predicate>(?:had|has|have)(?:n['’]t| not)) (?P<value>(?:an?|any) (?!idea|clue|choice|chance|word)[\w\ue000-]+(?: [\w\ue000-]+)?)"), 0.45),
    # the winner gave no lecture; she left no note
    Form("denial of event", re.compile(rf"{SUBJECT}(?P<predicate>(?:gave|wrote|left|had|made|sent|received|held|signed|kept|took|won|played|carried|owned|wore|spoke|said|paid|bore|told|found|built|threw|has|served|ran)) (?P<value>(?:none\b(?! other)|no) ?(?!longer|more\b|doubt|idea|trouble|choice|use|interest|notice|time|patience|chance|wish|sense|way|reason|need|one\b|secret|attention|money|place|words?\b|mercy|part\b|room|difference|sign|illusions?|qualms|fear|business|intention|comment|help|(?:real |historical |known )?(?:counterpart|equivalent|parallel|basis))[\w\ue000-]+(?: [\w\ue000-]+){{0,4}})"), 0.5),
]
"""The forms, in the order in which they are tried on a statement; the first one at a place counts."""

MORE = re.compile(rf"(?:,| and| or|, and|, nor| nor) (?:there (?:was|were) )?(?P<passage>no (?!longer|more\b|doubt|one\b|less)(?P<subject>(?:[\w’'\ue000-]+ ){{0,4}}?[\w’'\ue000-]+)){_END}")
"""What an existence denied goes on to deny: "and no chip in his arm"."""

IDLE_THINGS = re.compile(
    r"^(?:such thing as|\w+ )?(?:doubts?|questions?|ways?|ones?|place|time|hope|signs?|need|points?|reasons?|turning|answers?|room|chance|choice|cure|treatment|money|words?|mistaking|escap\w+|denying|telling|knowing|end|shortage|lack|limit|sense|going|getting|better|funeral to speak|greater|other|more|less|longer|danger|rush|hurry|use|harm|shame|guarantee|comparison|substitute|excuse|stopping|help|escape|wonder|sound|light|wind|moon|difference|middle|reply|response|easy|happy|single|dull|pity|self-pity|spoilers?|dialogue|nudity|speeches|fun|peace|pleasing|future|past|consensus|rule|rules|clear|evidence|record|agreement)\b",
    re.IGNORECASE,
)
"""Things whose absence is a way of speaking, or tells a scene, rather than a denial."""

IDLE_VERBS = re.compile(
    r"\b(?:want|wants|wanted|like[ds]?|liked|love[ds]?|care[ds]?|know|knew|known|believe[ds]?|think|thought|feel|felt|understand|understood|mind(?:ed)?|forg[eo]t(?:ten|s)?|forgiven?|forgave|stop(?:ped|s)? (?:\w+ing|to)|gives? up|gave up|given up|tire[ds]?|fail(?:ed|s)?|doubt(?:ed)?|complain(?:ed)?|look(?:ed)?|seem(?:ed)?|appear|mean(?:t)?|matter(?:ed)?|expect(?:ed)?|hope[ds]?|wish(?:ed)?|need(?:ed)?|dare[ds]?|bother(?:ed|s)?|try|manage[ds]?|intend(?:ed)?|plan(?:ned)?|realize[ds]?|realise[ds]?|notice[ds]?|recover(?:ed)?|regret(?:ted)?|wavered|waver|change[ds]?|faltered|ceased|grow|grew|answer(?:ed)?|reply|replied|explain(?:ed)?|laugh(?:ed)?|cry|cried|weep|smile[ds]?|hesitate[ds]?|rest(?:ed)?|quite|let|help(?:ed)?|last(?:ed)?|fit|suit|suffer|trust(?:ed)?|tarnish|react|have to|had to|come back|look back|shy|shirk|relent|impressed|surprised|amused|pleased|sure|able|happy|aware|afraid|ready|interested|easy|enough|warned|finished|allowed|prepared|live|lives|shown|mentioned|nominated|been back|been the same|been so|recovered|stood|make it|made it|get|got|gets|anything (?:but|other)|deny|denied|comment(?:ed)?|respond(?:ed)?|attend|imitate)\b"
)
"""Verbs of thinking, feeling, wishing and the like, whose negation denies nothing that a film could show."""

IDLE_OBJECTS = re.compile(r"\b(?:ha(?:ve|d) (?:the (?:heart|time|money|nerve|strength|words|courage|means|slightest)|any (?:idea|money|time|choice|doubt)|to\b|much\b|long\b|enough)|(?:anything|other) (?:but|than)|(?:in|to) (?:vain|the least)|a thing\b|to speak of\b|a word\b(?! of (?:it|that|the))|an? (?:eye|fuss|note wrong|foot wrong)\b|mu(?:ch|st)\b)")
"""Objects that make a negated verb a way of speaking."""

MAKING = re.compile(
    r"\b(?:nominat\w+|awards?|prizes?|Oscars?|box office|commercial|reviews?|reviewers?|critics?|released|premi[eè]re|sequel|on set|the shoot|shooting|rehears\w+|audition\w*|the director|producers?|the production|directed|screenplay|soundtrack|the score|camera|sentimental|another film|stunts?|do (?:his|her) own)\b",
    re.IGNORECASE,
)
"""Words of making and reception."""

SOFT_VERBS = re.compile(
    r"\b(?:see|saw|seen|hear|heard|remember(?:ed)?|speak|spoke|spoken|talk(?:ed)?|say|said|ask(?:ed)?|tell|told|mention|wept|sleep|wake|woke|move[ds]?|stay(?:ed)?|work(?:ed)?|agree[ds]?|lose|lost|miss(?:ed)?|win|won|return(?:ed)?|learn(?:ed|t)?|tried|finished|played|lived|met|owned|go|went|claim(?:ed)?|called)\b"
)
"""Verbs whose negation as often tells a scene or a habit as it denies something."""

STRONG_STATE = re.compile(r"\b(?:married|engaged|arrested|convicted|charged|imprisoned|jailed|captured|kidnapped|divorced|expelled|fired|wounded|shot|involved|there|present|in jail|in prison|at his|at her|by his|by her|called|named|born|adopted|betrayed|tried|sentenced|banned|blind|deaf|mute|illiterate|homeless|drunk)\b")

OF_FILM = re.compile(r"^(?:\W|but |and )*(?:the|this|its?|a) (?:[\w-]+ )?(?:film|movie|picture|script|biopic|story|screenplay|director|drama|book|camera|producers|studio|actors?|actress)\b|^(?:\W)*\ue002+")
"""A clause about the film itself, not about what it shows."""

WRONG = re.compile(
    r"(?:^|[.;:!?—–“\"‘] ?)\W{0,3}(?:(?:But|And) )?(?:[Ii]t(?: is|['’]s) not (?:so|true)|[Ii]t isn['’]t (?:so|true)|[Tt]hat(?:['’]s| is) not (?:so|true)|[Tt]hat isn['’]t (?:so|true)|[Nn]ot so|[Nn]ot true|[Uu]ntrue|[Nn]onsense|[Nn]ot a word of it|[Rr]ubbish|(?:[Aa]ll )?[Ll]ies|[Aa] lie|[Ff]alse|[Nn]o|[Nn]ever|[Ww]rong)[,.:;!—–]+(?:\W|$)"
)
"""What says beforehand that something was not so: "It isn't so: she never slept with him"."""

WITNESS = re.compile(r"\b(?:[Nn]obody|[Nn]o one|[Nn]ot one of \w+|[Nn]one of \w+)(?: [\w\ue000]+){0,4} (?:remembers?|recalls?|ever (?:saw|heard|met))\b")
"""Nobody remembers it: a denial by all who should know."""

UNREAL_MOOD = re.compile(r"\b(?:would|could|will|may|might|should|can|must|shall|need)(?:n['’]t| not| never)?\b|['’](?:d|ll) never|\b[Ii]f\b|\bas (?:if|though)\b|\bunless\b|\bwhether\b|\bwon['’]t\b|\bcan['’]t\b|\bwish(?:es|ed)?\b")
BOUND = re.compile(r"\b(?:who|which|whose|(?<!is )(?<!was )(?<!says )(?<!said )(?<!ays, )(?<!sists )(?<!sisted )(?<!mits )(?<!mitted )(?<!vealed )(?<!veals )(?<!firms )(?<!firmed )(?<!ints out )(?<!inted out )(?<!swears )(?<!swore )(?<!tains )(?<!plains )(?<!plained )(?<!ows )(?<!owed )(?<!notes )(?<!noted )(?<! me )(?<! us )(?<!just )(?<!certain )(?<!sure )(?<!clear )(?<!fact )(?<!show )(?<!adds )(?<!claims )(?<!claimed )that|because|since|so that|when|until|before|after|what|where|why|how|if|unless|than)\s+$|\b(?:who|which|whose)\b[^,;]{0,30}$")
"""What before a clause makes it a part of another statement, which tells nothing by itself."""

BELIEVED = re.compile(r"\b(?:[Cc]ontrary to|[Dd]espite (?:what|the)|[Ww]hatever|[Ll]egend|[Mm]yth|[Rr]umou?rs?|[Pp]opular belief|so-called|supposed(?:ly)?|(?:often|sometimes|still|widely) (?:said|told|claimed|believed|asked|taken|thought)|as (?:many|some|people) (?:say|believe|think)|people (?:say|think|believe|will tell)|said to have|[Ss]tory goes)\b")
"""What says that others believe otherwise."""

STRESSED = re.compile(r"\b(?:either|at all|of course|ever|actually|really|in fact|in truth|in reality|in life|in real life|at any time|any(?! (?:more|further|longer))|one|a single|himself|herself|for a fact|that (?:run|night|day|scene|letter|speech)|such a|until (?:after|years|\ue001))\b|\bNever\b")
SETS_RIGHT = re.compile(r"(?:[;:—–]|, (?:but|and)|[.,][\"”’]?) ?(?:[Ii]nstead|[Rr]ather|[Ii]n (?:fact|truth|reality)|[Ii]t was|[Hh]e (?:was|had|died|did)|[Ss]he (?:was|had|died|did)|[Tt]hey (?:was|were|had|did)|the \w+ (?:was|were|had|went)|it (?:was|had)|there (?:was|were))\b|\bbut (?:a|an|the|in|on|at|of|by|with|his|her|as)\b")
OPENS_RIGHT = re.compile(r"^\W{0,4}(?:[Ii]nstead|[Rr]ather|[Ii]n (?:fact|truth|reality|life)|[Ii]t was|[Hh]e (?:was|had|died|did)|[Ss]he (?:was|had|died|did)|[Tt]hey were|[Aa]ctually|[Tt]he (?:truth|real)|[Ll]egal|[Ww]hat)\b")

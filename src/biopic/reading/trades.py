"""What people do for a living, as words: a stated list, and the endings by which unlisted words are known ("salt-boiler").

A phrase is read from its first word: modifiers, then the word for the trade, then what it is of ("of production").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from biopic.reading.words import DEMONYMS, FUNCTION, INVERSE_KIN, KIN, word_set

LISTED = word_set(
    "head skater skier swimmer runner coach abbess abbot academic accountant activist actor actress acrobat actuary admiral advocate agent alchemist ambassador analyst anatomist anthropologist apothecary apprentice archaeologist archbishop archdeacon archer architect archivist artisan artist"
    " assistant astrologer astronaut astronomer athlete attendant attorney auctioneer author aviator bailiff baker ballerina banker barber bard barmaid barman barrister bartender beautician beekeeper bellboy biochemist biographer biologist bishop blacksmith boatbuilder"
    " boatman bodyguard bookbinder bookie bookkeeper bookmaker bookseller bootlegger boss botanist bouncer boxer brewer bricklayer brigadier broadcaster broker builder businessman businesswoman butcher butler cabbie cabinetmaker caddie captain cardinal caretaker"
    " carer carpenter cartographer cartoonist cashier chairman chairwoman chambermaid chancellor chaplain chauffeur cheerleader chef chemist chief chieftain chiropractor choirmaster choreographer clairvoyant cleaner clergyman clerk coach coachman cobbler codebreaker"
    " collector colonel columnist comedian comedienne comic commander commissioner composer comptroller computer conductor confectioner conjurer contortionist constable consul consultant contortionist contractor cook cooper copywriter coroner correspondent"
    " cosmonaut couturier cosmologist councillor counsel counsellor counselor courier courtesan cowboy craftsman crewman critic croupier crooner curate curator cryptographer cyclist dancer deacon dealer dean decorator dentist dermatologist designer detective developer"
    " diplomat director disc-jockey dietitian diver dj docker doctor domestic doorman draper draughtsman dressmaker driver drummer economist editor educator electrician emcee emissary engineer engraver entertainer entomologist entrepreneur envoy epidemiologist essayist"
    " executive executioner explorer farmer farmhand ferryman fiddler financier fireman firefighter fisherman fishmonger fishwife flautist florist flyer folklorist footballer footman foreman forester forger fortune-teller friar fundraiser furrier gamekeeper gangster gaoler gardener"
    " general geneticist geographer geologist geneticist glazier goldsmith golfer governess governor greengrocer grocer groundskeeper guard guide guitarist gunman gunner gymnast haberdasher hairdresser handyman harpist harpooner hatter hawker head headmaster headmistress herald herdsman"
    " historian hitman housekeeper housemaid hunter hypnotist illusionist illustrator importer inspector instructor intern interpreter inventor investigator ironmonger jailer janitor jester jeweller jeweler jockey joiner journalist judge juggler jurist keeper labourer laborer lace-maker lamplighter"
    " landlady landlord landowner laundress laundryman lawyer lecturer legislator librarian librettist lieutenant lifeguard lighthouse-keeper lightkeeper linguist lobbyist lobsterman locksmith logician longshoreman lumberjack lumberman lyricist m.c. machinist magician magistrate maid maidservant mail-carrier mailman"
    " maître-d' major manager manicurist manservant manufacturer mariner marksman marshal mason masseur masseuse master mathematician matron mayor mayoress mc mechanic medic mentalist mercenary merchant messenger metalworker meteorologist microbiologist midshipman midwife miller milliner milkman milkmaid"
    " millworker miner mineworker minister minstrel missionary model modiste monk mortician mountaineer muralist musician musicologist nanny naturalist navigator neurologist neuroscientist neurosurgeon newsboy newscaster newspaperman newsreader novelist nun nurse nursemaid nutritionist obstetrician oceanographer"
    " officer official oncologist operator optician optometrist organist organizer organiser ornithologist orderly orthodontist painter palaeontologist paleontologist paramedic park-ranger parson pastor pathologist pawnbroker peddler pedlar pediatrician paediatrician perfumer pharmacist philanthropist philosopher phlebotomist photographer"
    " photojournalist physician physicist physiologist physiotherapist pianist pilot pimp pirate playwright ploughman plumber poacher podiatrist poet policeman policewoman politician pollster pope porter postman postmaster postmistress potter preacher premier president priest priestess principal printer prioress prizefighter"
    " professor programmer promoter proofreader proprietor prosecutor middleweight heavyweight lightweight welterweight featherweight bantamweight flyweight prostitute provost psychiatrist psychic psychoanalyst psychologist psychotherapist publican publicist publisher puppeteer quarryman quarterback rabbi racketeer radiographer radiologist rancher ranger rapper realtor receptionist rector referee registrar repairman"
    " reporter researcher restaurateur rigger ringmaster roofer rower saddler sailor saleslady salesman saleswoman salesgirl scholar schoolmaster schoolmistress schoolteacher scientist scout screenwriter scribe sculptor seaman seamstress secretary seismologist senator sergeant serf sharecropper"
    " shepherd shepherdess sheriff shipbuilder shipwright shoemaker shopkeeper showgirl showman shrimper signalman silversmith singer skipper sleuth smith smuggler sniper sociologist soldier solicitor soloist songwriter soprano sorcerer specialist spy statesman statistician steelworker stenographer steward stewardess stockbroker"
    " stoker stonecutter stonemason stripper stuntman stuntwoman superintendent supervisor surgeon surveyor switchboard-operator tailor tanner taxidermist teacher technician telegrapher telegraphist telephonist teller tenor theologian therapist toolmaker trader trainer trainee translator trapeze-artist trapper treasurer trombonist"
    " trooper trumpeter tutor tycoon typesetter typist umpire undertaker undersecretary upholsterer usher usherette valet vendor ventriloquist vet veterinarian vicar viceroy vintner violinist violist violin-maker virologist volcanologist volunteer waiter waitress warden warder warlord washerwoman watchmaker watchman weatherman weaver webmaster welder whaler"
    " wheelwright woodcarver woodcutter woodsman worker wrestler writer xylophonist biathlete triathlete decathlete bobsledder figure-skater zookeeper zoologist cellist bassist saxophonist cop dockworker carer caregiver fixer bargee bellringer bo'sun boatswain cabman coxswain dragoman drover fruiterer game-warden hellfire-preacher impresario interrogator king-maker ladies-maid lab-technician"
    " matador toreador bullfighter torero mistress-of-ceremonies naval-officer night-watchman oarsman odd-jobber paymaster quartermaster ratcatcher rag-picker roadie rope-maker ropewalker sea-captain seafarer sexton spokesman spokeswoman stagehand strongman tightrope-walker truck-driver trucker"
    " wet-nurse wigmaker physiognomist baseman first-baseman fielder outfielder infielder halfback fullback linebacker shortstop goalkeeper midfielder pitcher groundskeeper presenter anchorman anchorwoman gravedigger lepidopterist ironworker statistician oilman cattleman cowhand stablehand stableman deckhand hypnotherapist counsellor-at-law ombudsman whistleblower naturopath osteopath homeopath masseur barista busboy dishwasher bellhop maid-of-all-work pupil-teacher governess-companion"
)  # fmt: skip
"""Words for trades, offices and callings."""

NEVER = KIN.keys() | INVERSE_KIN.keys() | word_set(
    "aunt uncle cousin lodger boarder roomer roommate biker murderer killer rapist arsonist abuser bully kidnapper attacker wife-beater robber burglar thief swindler gossiper carrier sidekick volunteer-x hitchhiker rescuer savior saviour caller dier niece nephew godmother godfather ancestor character member number winner loser survivor patient teenager youngster toddler stranger lover partner outsider insider loner dreamer newcomer believer follower prisoner commoner foreigner villager"
    " islander londoner yorker drinker smoker gambler sufferer stammerer stutterer eater sleeper liar cheater quitter beggar sinner wanderer settler-in beginner neighbour neighbor mentor visitor tormentor oppressor benefactor donor predecessor successor minor bachelor suitor admirer"
    " optimist pessimist idealist realist perfectionist communist socialist fascist racist feminist atheist methodist baptist buddhist calvinist pacifist egotist narcissist sadist masochist protagonist antagonist extremist loyalist royalist nationalist abolitionist humanist materialist tourist"
    " christian guardian civilian vegetarian austrian hungarian norwegian egyptian iranian brazilian parisian bostonian russian indian asian italian victorian georgian edwardian elizabethan lesbian human german roman norman woman man gentleman madman strongman's freshman nobleman noblewoman frenchman frenchwoman englishman"
    " englishwoman irishman irishwoman scotsman welshman dutchman gunman's everyman layman henchman kinsman countryman tribesman bogeyman ottoman talisman fisher-king star hero heroine legend boy girl child baby friend fan rival enemy victim orphan widow hermit rebel genius prodigy figure giant monster creature invalid cripple"
    " answer center centre chapter corner daughter dinner disaster disorder finger fever flower letter laughter leader-in matter master-stroke murder order other offer paper pleasure power remainder river shoulder silver summer supper tower theater theatre timber tiger trigger winter wonder weather water whisper whether together however never ever"
    " latter former elder younger older better bigger further later earlier longer rather another either neither mother-to-be quarter border danger anger hunger layer meter litre filter folder poster register sister-in-law monitor mirror error terror horror honor honour color colour favor flavor labor motor factor tumor rumor humor actor-turned major-general interior exterior"
    " superior inferior steamer freighter cutter trawler cruiser destroyer bomber liner junior senior prior minor candidate contender participant passenger nominee recipient runner-up finalist underdog favourite favorite list twist fist mist wrist gist exist resist insist consist assist mexican veteran catholic virgin millionaire billionaire namesake soulmate confidant ally composite founder co-founder holder bearer owner co-owner"
    " performer co-star lead player counterpart namesake other newcomer leader spoiler reminder stunner tearjerker thriller banger blockbuster bestseller newsletter chamber number counter easter october november december september director's over under per super user reader viewer listener buyer consumer customer browser computer-screen cancer alzheimer danger manner"
    " mower lawnmower trailer container scanner banner sticker monster hamster lobster oyster cluster sufferer-from supporter supplier provider giver-up helper drifter dropout drunkard fellow chap lad guy bloke soul voice face body mind gentle eager clever bitter sober tender slender proper popular similar singular regular familiar peculiar dollar liar scholar-to-be pillar polymath all-rounder"
    " maker doer shaper baron churchgoer filmgoer moviegoer partygoer hitter right-hander left-hander lord duke prince king queen princess duchess countess emperor empress sir dame"
)  # fmt: skip
"""Words that end like trades and are none, or that name no trade by themselves."""

OF_FILMS = word_set(
    "director directors producer producers screenwriter screenwriters filmmaker filmmakers cinematographer co-writer co-director writer-director actor-director showrunner"
)
"""What people do who make films; an actor is one only where nobody plays under that name."""

_ENDING = re.compile(
    r"(?:(?P<sure>[a-z]{2,}(?:ologist|ographer|keeper|maker|smith|wright|monger|builder|layer|worker|seller|cutter|dresser|player|driver|hunter|catcher|fighter|grower|herder|picker|trainer|breeder|dealer|teacher|master|mistress|therapist|scientist|surgeon|physicist|blower|cleaner|painter|winder|washer|sweeper|mender|binder|grinder|dyer|roaster|digger|loader|turner|baker|brewer|carver|spinner|polisher|fitter|tuner))|[a-z]{3,}(?:eer|ist|ician|man|woman|men|women|smith|wife)|[a-z]{3,}(?:er|or)|[a-z]+-[a-z]{2,}(?:er|or))$"
)
_QUALIFYING = word_set(
    "mine first real new old young great good second last third own night only late little long true"
)
"""Words that modify a trade, though others stand before no noun."""
_VERBAL = re.compile(r"(?:ing|ed)$")
_ACTS = re.compile(
    r"\s[a-z]+s\s(?:the|an?|his|her|their|it|him|them|up|out|off|with|in|into|to|by|from|at|on|that|how|what|when)\b"
)
"""What a trade does, behind it: "the photographer throws a party"."""
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]|\.(?=[^\W\d_]\.)|(?<=\b[a-zA-Z]\.[a-zA-Z])\.)*")
_BEHIND = word_set(
    "there here himself herself again once too first later today turned people now then alone one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty years older younger"
)
_PRAISE = word_set(
    "young old rising celebrated famous famed renowned noted great leading shy brilliant gifted talented humble simple mere good bad fine kind kindly gruff gentle stern strict smooth clever eccentric ambitious aspiring budding struggling successful wealthy rich poor rising eminent distinguished respected beloved former retired real new only"
    " sadistic brutal cruel tough tired weary lame blind deaf little big tall small local-born self-taught award-winning prize-winning best-selling bestselling legendary acclaimed popular promising first youngest oldest eldest chief-ish unknown fellow would-be sometime one-time onetime former-day kindhearted kind-hearted hard-drinking hard-working hardworking honest quiet lonely middle-aged elderly veteran"
    " married single divorced widowed accomplished prominent prolific influential controversial beautiful handsome pretty charming mysterious reclusive wily crooked corrupt greedy ruthless cynical no-nonsense sympathetic ageing aging dying one-armed blunt cautious sceptical skeptical lazy drunken sober decent ordinary certain black white well-known world-famous tireless fearless dedicated devoted passionate skilled skilful skillful smart bright jovial warm cold"
)  # fmt: skip
"""Adjectives that say how somebody is, and not what he does."""


@dataclass(frozen=True)
class Trade:
    """A phrase for what somebody does: its words, where they begin and end, how sure it is, whether it is a plural."""

    words: str
    start: int
    end: int
    sure: float
    plural: bool = False


_WITH_WORD_BEFORE = {
    "student": None,
    "player": None,
    "champion": None,
    "aide": None,
    "maker": None,
    "carrier": word_set("mail letter newspaper paper coal hod water luggage"),
    "duster": word_set("crop"),
    "surrogate": word_set("sex"),
    "international": word_set("rugby football cricket hockey"),
    "leader": word_set(
        "militia union strike party rebel guerrilla labour labor gang band youth trade team squad troop"
    ),
    "star": word_set(
        "film movie rock pop opera screen television tv radio country stage football basketball track soap"
    ),
    "man": word_set(
        "marketing advertising sales ice cable camera confidence junk lift money insurance radio newspaper company delivery railroad railway oil advance repair milk stunt press front"
    ),
    "boy": word_set("delivery stable errand paper altar office bat cabin ball shop water messenger"),
    "girl": word_set("shop call dance chorus factory script office"),
    "back": word_set("running"),
    "hand": word_set("farm stage ranch hired dock station kitchen field mill deck"),
}
"""Words that name a trade only with another before them: any that does not only praise, or one of these."""
_MUSIC = word_set("record music hip-hop radio theatre theater theatrical television")
_OFFICE = word_set(
    "funeral managing artistic museum medical camp athletic music musical choir research executive program programme festival school clinic technical sales marketing"
)
_OFFICE_OF = re.compile(r"\sof (?:the|a|an|its|his|her)\s(?!film|movie|picture|documentary|biopic)[a-zA-Z]")
_NO_PHRASE = re.compile(
    r"\b(?:role model|(?:on|to) (?:the|this) (?:film|movie|picture|production|script|screenplay|set)|best|supporting|leading|keepers? of (?:his|her|the|their) (?:story|flame|memory|secrets?|legacy|faith)|(?:cover|scale|business|fashion) model of|world record|next door|fan letter|head start|baby sitter|page turner|crowd pleaser|night owl|key player|team player|record player|dvd player|gentle giant|ice breaker|tear jerker|life saver|breadwinner|bread winner|game changer)\b",
    re.IGNORECASE,
)

BESIDE_OTHERS = frozenset(["producer", "director", "owner", "co-owner", "founder", "co-founder", *_WITH_WORD_BEFORE])
"""Words that are a trade beside some others only."""


@lru_cache(maxsize=65536)
def is_trade(word: str) -> float:
    """Say how sure it is that a word in small letters names a trade, from 0 to 1.

    >>> is_trade("surgeon"), is_trade("salt-boiler"), is_trade("mother"), is_trade("table")
    (0.9, 0.7, 0.0, 0.0)
    """
    last = re.split(r"[-‐]", word)[-1]
    if (
        word in NEVER
        or word in OF_FILMS
        or (last in NEVER and word not in LISTED)
        or word in FUNCTION
        or word in DEMONYMS
    ):
        return 0.0
    if word in LISTED or (last in LISTED and last != word):
        return 0.9
    ending = _ENDING.fullmatch(word) if len(word) > 4 else None
    return 0.85 if ending and ending["sure"] else 0.7 if ending else 0.0


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Return the singular of a plural word for a trade, "" where it is none.

    >>> singular("lawyers"), singular("policemen"), singular("surgeon")
    ('lawyer', 'policeman', '')
    """
    for ending, other in (
        ("women", "woman"),
        ("men", "man"),
        ("wives", "wife"),
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("s", ""),
    ):
        if word.endswith(ending) and is_trade(single := word[: -len(ending)] + other):
            return single
    return ""


def trade_at(text: str, at: int, stop: int) -> Trade | None:
    """Read a phrase for a trade from `at` on; `stop` is where a name begins that is no part of it.

    >>> trade_at("a rising young surgeon at the hospital", 2, 99)
    Trade(words='surgeon', start=2, end=22, sure=0.9, plural=False)
    >>> trade_at("the head of production, and", 4, 99).words, trade_at("the first to leave", 4, 99)
    ('head of production', None)
    """
    words: list[re.Match[str]] = []
    end = at
    while len(words) < 8 and end < stop and (match := _WORD.match(text, end)) and match.end() <= stop:
        low = match.group().casefold()
        if re.split("['’]", low)[0] in FUNCTION and low not in _QUALIFYING and not (words and low in _WITH_WORD_BEFORE):
            break
        words.append(match)
        end = match.end()
        if text[end : end + 2] == ", " and low in _PRAISE:
            end += 2
        elif text[end : end + 1] in (" ", "\n") and text[end + 1 : end + 2] != "\n":
            end += 1
        else:
            break
    return _trade(text, words, stop)


def _trade(text: str, words: list[re.Match[str]], stop: int) -> Trade | None:
    """Take the last word for a trade among the words; behind it, only a verb or adverb may stand."""
    for index in range(len(words) - 1, -1, -1):
        word = words[index].group().casefold()
        low = word if word in LISTED else word.rstrip(".")
        plural = "" if is_trade(low) else singular(low)
        before = words[index - 1].group().casefold() if index else ""
        sure = is_trade(plural or low) or _is_office(text, low, before, words[index])
        behind = words[index + 1].group().casefold() if index + 1 < len(words) else ""
        if sure and (
            not behind or behind in _BEHIND or _VERBAL.search(behind) or _ACTS.match(text, words[index].end())
        ):
            return _phrase(text, words[: index + 1], plural, stop, sure)
    return None


def _phrase(text: str, words: list[re.Match[str]], plural: str, stop: int, sure: float) -> Trade | None:
    """Make a trade of its words: those that only praise left out in front, what it is of behind."""
    first = next((n for n, word in enumerate(words[:-1]) if not _only_praises(word.group())), len(words) - 1)
    end = _of(text, words[-1].end(), stop)
    shown = [word.group() for word in words[first:-1]] + [plural or words[-1].group()]
    complement = [] if plural else text[words[-1].end() : end].split()
    said = " ".join([*shown, *complement])
    if _NO_PHRASE.search(said) or (said.casefold() == "head"):
        return None
    return Trade(said, words[0].start(), end, sure, bool(plural))


def _only_praises(word: str) -> bool:
    return word.rstrip(",") in _PRAISE or word.casefold() in DEMONYMS


def _is_office(text: str, word: str, before: str, at: re.Match[str]) -> float:
    """Say how sure it is that "producer", "director" or "owner" is somebody's trade, by the words around it."""
    end = at.end()
    record = word == "producer" and before in _MUSIC
    directs = word == "director" and (before in _OFFICE or _OFFICE_OF.match(text, end) is not None)
    wanted = _WITH_WORD_BEFORE.get(word, frozenset())
    if wanted is None and before and before not in _PRAISE | _QUALIFYING | DEMONYMS | FUNCTION:
        return 0.85
    if wanted and before in wanted:
        return 0.85
    owns = word in ("owner", "co-owner", "founder", "co-founder") and (
        (before != "" and before not in _PRAISE)
        or text.startswith(" of ", end)
        or text[max(0, at.start() - 4) : at.start()] == "its "
    )
    return 0.85 if record or directs or owns else 0.0


def _of(text: str, end: int, stop: int) -> int:
    """Return where what a trade is of ends: "of production", "of the Space Task Group", "on economics"."""
    of = re.compile(
        r"\s(?:of|on|to)\s(?P<article>(?:the|his|her|a|an|its|their)\s)?(?P<what>[^\W\d_][\w'’-]*(?:\s(?!(?:who|and|at|in|for|with|when|where|that|is|was|to|from|by|as|has|had|on|but)\b)[^\W\d_][\w'’-]*){0,3})"
    ).match(text, end)
    if (
        of is None
        or of.end() > stop
        or (text[end + 1 : end + 3] != "of" and not re.match(r" on (?:the )?[a-z]", text[end:]))
    ):
        return end
    first = of["what"].split()[0].casefold()
    return end if (first in FUNCTION and not of["article"]) or text[end + 1 : end + 3] == "to" else of.end()

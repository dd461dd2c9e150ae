"""Illnesses, injuries and disabilities where a text names them, by words and by the endings that medicine gives its words.

A mention is the word with what qualifies it ("a rare bone disease", "cancer of the throat", "deaf in one ear"); a general
word followed by "called" or a dash takes the name behind it. Who has it, and whether anybody has, is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from biopic.reading.words import FUNCTION, word_set

_ENDINGS = tuple(
    word_set(
        "itis osis plasia plegia pathy emia aemia oma algia phrenia lepsy dystrophy atrophy lexia praxia rexia betes "
        "mentia nesia phasia taxia axia uria pnea rrhage rrhoea rrhea phobia philia cephaly cephalus dactyly paresis cardia apnea "
        "apnoea somnia sclerosis plasm phlebia trichia melia romegaly"
    )
)
_NO_ILLNESS = word_set(
    "diagnosis prognosis metamorphosis osmosis hypnosis apotheosis symbiosis diploma aroma sympathy empathy apathy "
    "antipathy telepathy academia bohemia oklahoma roma soma homophobia xenophobia transphobia islamophobia "
    "osteopathy homeopathy nostalgia euphemia sonoma tacoma paloma naomi biculturalism photosynthesis anglophilia "
    "francophilia cinephilia bibliophilia genoma amelia pamelia camelia"
)
_SPECIFIC = word_set(
    "cancer cancers leukemia leukaemia tuberculosis tb polio poliomyelitis measles smallpox chickenpox mumps typhoid "
    "typhus cholera malaria diphtheria pneumonia pleurisy influenza flu aids hiv syphilis gangrene gout rickets "
    "scurvy asthma epilepsy autism schizophrenia depression melancholia anxiety ptsd adhd ocd als ms dementia "
    "hemophilia haemophilia stroke strokes tumour tumours tumor tumors lupus leprosy sepsis alcoholism addiction "
    "addictions stammer stutter lisp limp deafness blindness mutism paralysis breakdown concussion tics seizures "
    "seizure convulsions hernia ulcer ulcers migraines migraine jaundice consumption dwarfism gigantism acromegaly "
    "palsy amnesia insomnia hallucinations delusions paranoia psychosis tremor tremors coma clubfoot hunchback "
    "harelip cataracts cataract glaucoma disfigurement deformity deformities dyslexia albinism eczema psoriasis "
    "lameness silicosis emphysema shell-shock headaches bruises burns scoliosis impediment lumbago rabies plague "
    "aneurysm tetanus botulism frostbite pox dysentery cirrhosis angina thrombosis embolism hypothermia fever fevers "
    "miscarriage miscarriages stillbirth chilblains rash sores lesions hepatitis meningitis dyspepsia "
    "malnutrition dehydration fits blackouts palpitations pellagra beriberi shingles chorea catarrh quinsy trachoma "
    "bulimia anorexia gallstones cough diarrhoea diarrhea hypertension vertigo tinnitus incontinence infertility"
)
_GENERAL = word_set(
    "disease diseases disorder disorders syndrome illness illnesses condition ailment affliction malady "
    "disability disabilities impairment impairments defect infection injury injuries handicap degeneration deficiency failure attack attacks "
    "damage loss scar scars birthmark congestion exhaustion poisoning"
)
"""Heads that say what is wrong only together with a word before them: "heart attack", "hearing loss", "bone disease"."""

_OF_PARTS = word_set(
    "disease disorder cancer inflammation infection tuberculosis paralysis degeneration ailment injury"
)
_EMPTY = word_set(
    "rare fatal severe serious chronic terminal strange mysterious terrible incurable life-threatening genetic long "
    "unusual degenerative progressive own same sudden final last long-term new real this that such grave dreadful "
    "cruel debilitating unknown medical hereditary short brief"
)
"""Words before a general head that do not say which illness is meant."""

_STATES = word_set(
    "deaf blind mute deaf-mute deafblind deaf-blind lame crippled paralysed paralyzed disabled handicapped dyslexic "
    "autistic epileptic diabetic schizophrenic bipolar deformed disfigured quadriplegic paraplegic tetraplegic "
    "asthmatic haemophiliac hemophiliac anorexic bulimic bedridden shell-shocked consumptive tubercular hunchbacked "
    "club-footed clubfooted wheelchair-bound one-armed one-legged one-eyed bedbound malformed misshapen maimed "
    "syphilitic arthritic colour-blind color-blind catatonic psychotic brain-damaged suicidal depressed "
    "hearing-impaired half-blind half-deaf near-blind leprous partially-sighted dyspraxic stone-deaf palsied dumb "
    "tongue-tied asperger’s malnourished undernourished comatose emaciated anaemic anemic infertile obese incontinent "
    "feverish concussed deafened blinded short-sighted near-sighted nearsighted wheelchair-using tone-deaf"
)
_BEARERS = word_set(
    "addict alcoholic paraplegic quadriplegic tetraplegic hunchback amputee cripple invalid leper diabetic epileptic "
    "dwarf schizophrenic haemophiliac hemophiliac stammerer stutterer asthmatic deaf-mute sociopath psychopath insomniac "
    "narcoleptic kleptomaniac pyromaniac hypochondriac manic-depressive"
)
_MULTI = re.compile(
    r"\b(?:(?P<noun>cardiac arrest|(?:slurred|halting) speech|(?:amyotrophic lateral|multiple) sclerosis|motor neurone? disease|Down(?:['’]s)? syndrome|spina bifida|cystic fibrosis|cleft (?:palate|lip)|hare lip|club[- ]foot|clubbed foot|speech (?:impediment|defect|disorder)|nervous breakdown|(?:post-?traumatic|post traumatic) stress(?: disorder)?"
    r"|whooping cough|(?:Parkinson|Alzheimer|Huntington|Tourette|Asperger|Crohn)(?:['’]s|['’]|s)?(?: (?:disease|syndrome|chorea))?|(?:Hodgkin|Bell|Graves)['’]s? (?:disease|palsy|lymphoma)|Lou Gehrig['’]s(?: disease)?|encephalitis lethargica|sleeping sickness|sleepy sickness|bipolar disorder|manic depression|learning (?:difficult(?:y|ies)|disabilit(?:y|ies))"
    r"|osteogenesis imperfecta|electric(?:al)? shock|(?:poor|ill|failing|bad|frail|declining|delicate|fragile|worsening|broken|uncertain) health(?! (?:care|service|food|of\b))|poor (?:circulation|eyesight|hearing|sight|vision)|(?:bad|heavy|nasty|severe|head|feverish|terrible) cold|chest pains?|flat feet|addiction to (?:crack |prescription )?[a-z]+|sensitivity to (?:light|noise)|(?:splinters|shrapnel|(?:bits|pieces|fragments|parts?) of (?:the|an?|that) (?:bullet|shell|shrapnel|grenade|bomb|mine)(?: still)?|an? bullet|an? knife|metal) in (?:his|her|the) (?:right |left )?(?:legs?|arms?|shoulder|back|chest|head|skull|brain|spine|neck|hand|foot|hip|body)|lazy eye|(?:black|brown|iron|dusty?) lung|water on the (?:brain|lungs?)|(?:ruptured|burst) (?:appendix|spleen)|brittle bones?|heart trouble|high blood pressure|heart murmur|weak (?:heart|lungs|chest)|bad heart|hole in (?:the|his|her) heart|mental illness|shell shock|brain damage|hearing loss|memory loss|scarlet fever|yellow fever|altitude sickness|radiation (?:sickness|poisoning)|(?:lead|blood|food|alcohol) poisoning|appendicitis|heat ?stroke|sunstroke)"
    r"|(?P<state>HIV[- ]positive|hard of (?:hearing|sight|seeing)|on the autis(?:m|tic) spectrum|(?:visually|hearing|physically|mentally|intellectually|partially|profoundly|severely)[- ](?:impaired|disabled|handicapped|sighted|deaf|blind)|mentally ill|terminally ill|(?:confined to|(?<!, )in) (?:a|his|her) wheelchair(?! race)|confined to (?:his|her) bed|bound to (?:a|his|her) wheelchair|addicted to (?:crack |powder |prescription )?[a-z]+(?: and [a-z]+)?|hooked on (?:heroin|morphine|drugs|pills|painkillers|cocaine|opium|alcohol|drink)))\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BESIDE = re.compile(r"[\w-]")
"""A sign beside a word that makes it a part of another one."""
_STOP = FUNCTION | word_set(
    "suffers suffered suffering suffer contracted contracts contracting caught catches develops developed developing "
    "battled battles battling fought fights fighting survived survives surviving beat beats overcame overcomes "
    "treated diagnosed cured got gets has had having died dies dying called named hides hid hiding has lost loses "
    "blamed causes caused causing including and or nor neither no without between severed conquered faced faces "
    "endured endures left leaves struck struck struggling struggles living lives mother's father's his her their "
    "whose treating curing fears feared fearing claims claimed case bout form forms attack's kind type sort touch "
    "effects symptoms signs onset fit became becomes went is was being goes turned grew chronicles involving means"
) - word_set("severe mental real bad good short long great")
_TAIL = re.compile(
    r"\s(?:of|in|on|down|over|from|to)\s(?:(?:the|his|her|both|one|an?|each|either|half|most)\s){1,2}(?:[a-z]+\s){0,2}?(?:throat|lungs?|bones?|blood vessels?|blood|brain|skin|stomach|liver|heart|breast|pancreas|larynx|spine|eyes?|ears?|legs?|arms?|side|waist|neck|face|forehead|cheek|scalp|body|hands?|foot|feet|knees?|joints|mind|jaw|hips?|chest|bowels?|kidneys?|tongue|mouth|nose|shoulder)\b(?:\s(?:down|up)\b(?:wards?)?)?"
    r"|\sfrom\s(?:head|top)\sto\s(?:foot|toe|bottom)"
)
_OF_A_PART = re.compile(r"\sof\sthe\s(?:[a-z]+(?:al|ous|ic|ve|ry|ar)\s)?[a-z]+\b")
"""What a disease or cancer is of: "a disease of the nerves"."""
_CALLED = re.compile(
    r",?\s(?:(?:that|which)\s(?:is|was)\s)?(?:called|known\sas|named|termed)\s[\"“‘']?(?P<called>(?!the\b)[\w][\w'’-]{2,}(?:\s(?!and\b|that\b|which\b|who\b|is\b|was\b|in\b|but\b|at\b|when\b|by\b|for\b|as\b)[\w'’-]+){0,4})"
    r"|(?:\s?[—–]\s?|\s-\s|:\s|,\s)(?P<dashed>[a-z][\w-]*(?:\s[a-z][\w-]*){0,2})(?=\s?[—–,.;:)]|\s-\s|\s(?:and|that|which)\b)"
)

_DEFINED = re.compile(
    r"\b(?:with|from|of|has|had|have|having|called|contract\w*|develop\w*|by|is|was)\s(?P<named>(?!an?\b|the\b)(?:[A-Za-z][\w'’-]{0,25}\s){0,3}[A-Za-z][\w'’-]{2,25})(?:\s\([A-Z]{2,6}\))?,\s(?:an?|the)\s(?:[a-z-]{1,20},?\s){0,5}?(?:disease|disorder|condition|illness|syndrome|ailment|infection|cancer|disability|impairment)\b"
)
"""An ailment by whatever name, told to be one right behind: "osteogenesis imperfecta, a rare disorder"."""
_WOUND = re.compile(
    r"(?:(?:bad|deep|long|open|nasty|large|small|ugly|fresh|raw|gaping|livid|jagged|old|infected|severe|serious|minor|bullet|shrapnel|gunshot|stab|knife|shell|flesh|head|third-degree|second-degree)\s){0,2}(?:gash|cut|wound|scratch|bite|burn|bruise|scar|sore|blister|lump|hole|fracture|swelling|stitch|splinter|graze|puncture)(?:e?s)?\s(?:in|on|to|across|over|below|above|behind|round|around|down|through|along)\s(?:both\s(?:of\s)?)?(?:(?:his|her|the|one|an?)\s)?(?:[a-z]+\s){0,2}?"
    r"(?:throat|lungs?|skin|stomach|breast|spine|eyes?|ears?|legs?|arms?|sides?|waist|neck|faces?|foreheads?|cheeks?|scalp|body|hands?|foot|feet|knees?|jaw|hips?|chest|kidneys?|tongue|mouth|lips?|nose|shoulders?|thighs?|calf|calves|ankles?|wrists?|fingers?|toes?|thumbs?|palms?|backs?|heads?|skull|brow|chin|shins?|elbows?)\b(?:\sand\s(?:[a-z]+\s)?(?:hands?|face|arms?|legs?|neck|head|feet|chest|back|shoulders?))?(?!['’])"
)
"""A wound with the part of the body that has it: "a deep gash in her leg"."""


@dataclass(frozen=True)
class Ailment:
    """An ailment where it is named: its offsets, its name, its sort ("noun", "state", "bearer"), whether it says only that there is one."""

    start: int
    end: int
    name: str
    sort: str
    vague: bool


def ailments(text: str) -> list[Ailment]:
    """Return the ailments that `text` names, first to last, none overlapping another.

    >>> [(a.name, a.sort) for a in ailments("She has a rare disorder called ovalitis; he, born deaf in one ear, fights lung cancer.")]
    [('ovalitis', 'noun'), ('deaf in one ear', 'state'), ('lung cancer', 'noun')]
    """
    found = [
        Ailment(m.start(), m.end(), m.group(), "noun" if m["noun"] else "state", False) for m in _MULTI.finditer(text)
    ]
    found += [Ailment(*m.span("named"), m["named"], "noun", False) for m in _DEFINED.finditer(text)]
    found += [Ailment(*m.span(), m.group(), "noun", False) for m in _WOUND.finditer(text)]
    found += _worded(text)
    kept: list[Ailment] = []
    for ailment in sorted(found, key=lambda a: (a.start, -a.end)):
        if not kept or ailment.start >= kept[-1].end:
            kept.append(ailment)
        elif ailment.end > kept[-1].end and ailment.sort == "noun":
            kept[-1] = ailment
    return kept


def _worded(text: str) -> Iterator[Ailment]:
    for match in _WORD.finditer(text):
        if not _may_head(match.group()) or _BESIDE.search(
            text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        ):
            continue
        word = match.group().casefold()
        if word in _BEARERS and re.search(
            r"\b(?:an?|the|recovering|drug|heroin|functioning)\s(?:[a-z]+\s)?$",
            text[max(0, match.start() - 30) : match.start()],
        ):
            yield from _of(text, match, "bearer")
        elif word in _STATES:
            yield from _of(text, match, "state")
        elif (
            word in _SPECIFIC
            or word in _GENERAL
            or (_is_medical(word) and (match.group()[0].islower() or _opens(text, match.start())))
        ):
            yield from _of(text, match, "noun")


@lru_cache(maxsize=65536)
@lru_cache(maxsize=5000)
def _may_head(word: str) -> bool:
    low = word.casefold()
    return low in _SPECIFIC or low in _GENERAL or low in _STATES or low in _BEARERS or _is_medical(low)


def _is_medical(word: str) -> bool:
    return len(word) > 5 and word.endswith(_ENDINGS) and word not in _NO_ILLNESS


def _opens(text: str, offset: int) -> bool:
    return text[max(0, offset - 2) : offset].strip(" \n\"“‘'") in ("", ".", "!", "?")


def _of(text: str, match: re.Match[str], sort: str) -> Iterator[Ailment]:
    """Make an ailment of its head: what qualifies it before and behind, and the name that a general head is given."""
    start, before = _qualified(text, match.start(), sort)
    general = match.group().casefold() in _GENERAL
    latin = _LATIN.match(text, match.end()) if sort == "noun" else None
    end = latin.end() if latin else match.end()
    tail = _TAIL.match(text, end) or (_OF_A_PART.match(text, end) if match.group().casefold() in _OF_PARTS else None)
    if tail and not (general and match.group().casefold() in ("loss", "attack", "failure", "poisoning")):
        end = tail.end()
    name = " ".join(text[start:end].split())
    telling = [word for word in before if word.casefold() not in _EMPTY]
    if (
        (general or sort == "noun")
        and (called := _CALLED.match(text, end))
        and (called["called"] or (general and _medical(called["dashed"] or "")))
    ):
        given = (called["called"] or called["dashed"]).strip()
        told = general and match.group().casefold() not in ("injury", "defect", "disability")
        shown = given if told else re.sub(r"[\"“”‘’']", "", " ".join(text[start : called.end()].split()))
        yield Ailment(start, called.end("called") if called["called"] else called.end("dashed"), shown, sort, False)
        return
    if match.group().casefold() in (
        "failure",
        "attack",
        "attacks",
        "damage",
        "loss",
        "condition",
        "degeneration",
        "deficiency",
    ) and not any(
        re.fullmatch(
            r"(?:macular|retinal|hormone|immune|heart|liver|kidney|renal|brain|panic|anxiety|hearing|sight|lung|bone|skin|blood|spinal|nerve|respiratory|cardiac|nervous|medical|neurological|genetic|skull|muscle|muscular|memory)",
            w.casefold(),
        )
        for w in before
    ):
        return
    yield Ailment(start, end, name, sort, general and not telling and not (tail and end == tail.end()))


def _medical(words: str) -> bool:
    last = words.split()[-1].casefold() if words else ""
    return last in _SPECIFIC or _is_medical(last)


_ANY_PART = word_set(
    "carcinoma sarcoma lymphoma cancer tumour tumor infection failure ulcer stones trouble haemorrhage hemorrhage cyst abscess"
)
"""Heads before which any noun is the part of the body that is meant: "bladder cancer"."""
_LATIN = re.compile(r"\s[a-z]{2,}(?:osa|ica|alis|aris|oris|ata|ecta|iva|ans|oides|gravis|major|vera|vulgaris|tarda)\b")
"""The second word of a Latin name: "retinitis pigmentosa"."""
_BEFORE = re.compile(r"([^\W\d_]+(?:[-‐'’][^\W\d_]+)*)(,?\s|-)$")
_FITS = re.compile(
    r"(?:\w+(?:al|ic|ous|ive|ary|ful|able|ible|less|ant|ent|oid|ular|iac|form)|\w+-\w+|rare|severe|mild|acute|bad|slight|bone|skin|brain|lung|breast|kidney|heart|blood|throat|stomach|liver|spine|skull|bowel|colon|prostate|ovarian|pancreatic|testicular|cervical|drug|alcohol|heroin|morphine|opium|cocaine|pill"
    r"|gambling|food|eating|personality|mood|sleep|eye|ear|hearing|sight|muscle|nerve|joint|immune|infantile|double|partial|total|near|premature|juvenile|scarlet|rheumatic|yellow|glandular|hay|typhoid|Spanish|Asian|spastic|postpartum|postnatal|paranoid|manic|deep|heavy|pronounced|terrible|mysterious|strange|facial|massive"
    r"|swollen|inoperable|childhood|congenital|stomach|speech|spinal|gastric|early-onset|late|long|lifelong|crippling|debilitating|disfiguring|wasting|disabling|degenerative|recurring|crushing|blinding|splitting|weak|nervous|mental|severely|hideously|horribly|terribly|badly|grossly|deeply|partially|partly|completely|totally|profoundly|almost|clinically|chronically|manically|physically|mentally|legally|nearly|virtually|progressively|half|stone|pernicious|quick|galloping|bubonic|black)$"
)


def _qualified(text: str, start: int, sort: str) -> tuple[int, list[str]]:
    """Return where the words that qualify a head begin, and those words."""
    words: list[str] = []
    while len(words) < 5:
        before = _BEFORE.search(text, max(0, start - 40), start)
        if not before or before[1].casefold() in _STOP:
            break
        capital = before[1][0].isupper()
        part = (
            not words and before[2] == " " and text[start : start + 16].split()[0].casefold().strip(".,;") in _ANY_PART
        )
        if (not capital and not part and not _FITS.match(before[1])) or (
            capital and not _names_illness(text, before.start(), sort, words)
        ):
            break
        if before[2].startswith(",") and sort != "noun":
            break
        start = before.start()
        words.insert(0, before[1])
    return start, words


def _names_illness(text: str, start: int, sort: str, words: list[str]) -> bool:
    """Say whether a capitalised word before a head may name the illness, as in "Proteus syndrome"; a sentence's first word may not."""
    if text[start : start + 40].split()[0].endswith(("'s", "’s")) and not re.match(
        r"\S+ (?:disease|syndrome|palsy|sarcoma|lymphoma|chorea|[a-z]+(?:axia|itis|osis|oma|trophy|plegia|emia))\b",
        text[start : start + 60],
    ):
        return False
    if _opens(text, start):
        return bool(re.match(_FITS, text[start : start + 60].split()[0].casefold()))
    if not re.match(
        r"\S+(?:\s\S+){0,2}?\s(?:disease|syndrome|disorder|palsy|fever|flu|influenza|sarcoma|lymphoma|chorea|plague|encephalitis|[a-z]+axia)\b",
        text[start : start + 80],
    ):
        return False
    return sort == "noun" and not any(word.islower() for word in words)

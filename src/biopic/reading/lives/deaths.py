"""Deaths in running text: when and at what age "Ada died", "was killed", "took her own life", "cancer claimed her", "her death".

A word for a death is read only with a date or an age, and only where it happened: a forecast, a wish, a near escape or a
denial is none. Who dies stands before the verb, behind it, or possesses the noun; see `subjects`, `details` and `ages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.lives.ages import NUM, age_at_death, age_before, age_behind, age_in_next_sentence, age_right_behind, years
from biopic.reading.lives.details import DEATH_STOP, date_at_last, date_before, date_in, date_of_cause, listed, people_in_row, rest_of, time_at
from biopic.reading.lives.facts import aged, dated
from biopic.reading.lives.near import matches_near
from biopic.reading.lives.subjects import Subject, name_of, subject_before
from biopic.reading.patterns import ADJECTIVES, N, T, WHO, WHOM, WHOSE, matches
from biopic.reading.text import Text
from biopic.reading.times import When
from biopic.reading.words import KIN

_OWN = r"(?:his|her|their)"
_KILLED = r"(?:killed|murdered|assassinated|executed|hanged|hung|lynched|guillotined|beheaded|decapitated|garrotted|electrocuted|strangled|asphyxiated|slain|slaughtered|martyred|gassed|drowned|gunned down|cut down|mown down|shot dead|shot and killed|struck and killed|hit and killed|shot to death|fatally (?:shot|injured|stabbed|wounded|injured|struck)|mortally wounded|burn(?:ed|t) (?:at the stake|alive)|buried alive|lost at sea|lost with all hands|run over and killed|swept overboard|swept away|put to death|sent to the (?:gallows|guillotine|scaffold|gas chamber)|(?:beaten|battered|stabbed|burn(?:ed|t)|crushed|trampled|tortured|stoned|hacked|bludgeoned|clubbed|choked|scalded|kicked|shot|starved|frozen|mauled) to death|shot by (?:a )?firing squad)"
_DIED = re.compile(
    rf"\b(?:(?:died|dies|dying|die)(?!\s(?:down|out|off|away|hard|for\s(?:love|a))\b|-)|(?:pass(?:ed|es|ing)|past) (?:away|on\b(?!\s(?:the|his|her|to\b(?! (?:his|her) reward)|a|it|what|an|this))|peacefully|quietly)|perish(?:ed|es|ing)|succumb(?:ed|s|ing)|expire[ds]|(?:drop|fell|falls|dropp)(?:s|ed)? dead|(?:lay|lies) dead|(?:went|goes|gone) (?:down with (?:his|her|the) (?:ship|boat|plane|vessel)|to the (?:electric chair|gallows|guillotine|scaffold|gas chamber|stake))"
    rf"|(?:lost|loses|losing) {_OWN} (?:own )?(?:life|lives|battle|fight|struggle)|(?:took|takes|taking|ended|ends|ending) {_OWN} own (?:life|lives)|(?:gave|gives|laid down|paid with) {_OWN} (?:life|lives)|(?:killed|kills|killing|hanged|hangs|shot|drowned|drowns|poisoned|gassed) (?:himself|herself|themselves)|commit(?:ted|s|ting)? suicide|died by suicide"
    rf"|(?:met|meets|meeting) {_OWN} (?:own )?(?:death|end|maker|fate)|(?:came|comes) to {_OWN} end|(?:breathed|breathes|drew|draws|took|takes) {_OWN} (?:very )?last(?: breath)?|closed {_OWN} eyes for the last time|(?:fell|falls|jumped|leapt|leaped|plunged|plummeted|went|goes|rode|walked) to {_OWN} (?:own )?(?:death|grave)|(?:drowned|drowns)\b"
    rf"|(?:bled|bleeds|froze|starved|burn(?:ed|t)|choked|drank (?:himself|herself)|worked (?:himself|herself)|starved (?:himself|herself)) to death|(?:fell|killed|shot down) in (?:battle|action|combat)|departed this (?:life|world)|left this (?:life|world|earth)|slipped (?:peacefully|quietly) away|gave up the ghost|(?:suffered|had) a (?:fatal|massive and fatal) [a-z]+(?: [a-z]+)?)\b"
)
_DEAD = re.compile(rf"\b(?:{_KILLED}|(?:found|pronounced|declared|shot)\s(?:[a-z]+\s)?dead|dead|gone|claimed by|taken by|carried off by|felled by)\b(?!-|\s(?:body|bodies|man|men|woman|of night|end|weight|letter|ringer|set|serious|drunk|on arrival in))")
_ACTIVE = re.compile(rf"\b(?:killed|kills|murdered|murders|claimed|claims|took|takes|carried|assassinated|executed|slew|drowned|shot\sdead|finished|felled)\s(?:off\s)?(?P<who>{WHOM})(?P<life>['’]?s?\slife|\soff\b|\saway\b)?")
_CAUSE = re.compile(r"\b(?:cancer|leuka?emia|tuberculosis|consumption|pneumonia|fever|stroke|attack|typhus|typhoid|cholera|influenza|flu|disease|illness|malaria|aids|war|sea|accident|crash|explosion|fire|bullet|bomb|infection|an?eurysm|embolism|failure|overdose|epidemic|plague|diphtheria|smallpox|polio|suicide|avalanche|shell|it|condition|sepsis|tumou?r|heart|that|which|death|drink|alcohol)\b[^.;]{0,40}$", re.IGNORECASE)
_DEATH = re.compile(
    rf"(?:(?P<whose>{WHOSE}|\b[Tt]heir)\s(?:own\s|very\s)?{ADJECTIVES}(?:death|passing|murder|assassination|execution|suicide|demise|killing)|\b(?:death|passing|murder|assassination|execution|suicide|demise|loss)\sof\s(?P<who>{WHOM}))(?!\w|\s(?:attempt|note|threats?|sentence|row|penalty|bed|mask|wish|scene|march|toll|camp|squad|certificate|anniversary|charge|trial|plot|warrant|knell|by inches)\b|['’-])"
)
_LIFE = re.compile(rf"(?P<who>{WHOSE})\s{ADJECTIVES}(?:life\s(?:ended|ends|came to an end|was cut short|is cut short|was claimed|was over)|heart\s(?:finally\s)?(?:gave out|stopped|failed))\b")
_LOST = re.compile(rf"\b(?:lost|loses|losing)\s(?P<who>(?:[Hh]is|[Hh]er|{N}['’]s?|their)\s{ADJECTIVES}(?:{'|'.join(sorted(KIN, key=len, reverse=True))})\b(?:,?\s{N})?)")
_CAME = re.compile(rf"\b(?:[Dd]eath|[Tt]he end)\s(?:finally\s)?(?:came|comes)(?:\s(?:for|to)\s(?P<who>{WHOM}))?")
_UNTIL = re.compile(r"\b(?:lived|lives|lived\son|survived|survives|survived\s(?:him|her|them))\s(?:on\s)?(?:until|till)\b|\b(?:[Dd]id\snot|[Dd]idn['’]t)\sdie\suntil\b")
_LIVED = re.compile(rf"\b(?:lived|lives|living|live|survived)\sto\s(?:be\s|see\s)?(?:the\s(?:[a-z]+\s){{0,3}}age\sof\s|a\sripe\sold\s|reach\s)?(?:just\s|only\s|over\s)?{NUM}(?!\s(?:of|more|other))")
_LIST = re.compile(r"\b(?:died|killed|perished|drowned|murdered)\b[^.;:()\n]{0,50}(?::|,|\s[–—-])\s(?=\ue000)")
_TO_DIE = re.compile(rf"\bto\sdie\s(?:was|is)\s(?P<who>{N})")
_LIVED_ONLY = re.compile(rf"\blived\s(?:for\s)?(?:only|just|barely|a\smere)\s{NUM}\syears?\b(?!\s(?:in|at|there|with|on|under|longer|more|after|as)\b)")
_DEATH_WORD = re.compile(r"\b(?:death|passing|murder|assassination|execution|suicide|demise|killing|loss)\b")
_LIFE_WORD = re.compile(r"\b(?:life|heart)\b")
_CAME_WORD = re.compile(r"\b(?:[Dd]eath|[Tt]he end)\b")
_WENT_WORD = re.compile(r"\b(?:followed|went|joined)\b")
_OPENING = re.compile(r"\b(?:Dying|Killed|Murdered|Dead|Executed|Drowned|Hanged|Assassinated|Slain|Shot dead|Beheaded|Succumbing|Passing away)\b")
_OPENED = re.compile(rf"[^.;\n]{{0,120}}?,\s(?P<who>{WHO})\s[a-z]")
_FROM_TO = re.compile(rf"\blived\s(?:from|between)\s(?P<when>{T})(?!\s(?:in|at|on|with|near)\b)")
_WENT = re.compile(rf"(?P<who>{WHO})\s(?:(?:himself|herself|soon|only)\s)?(?:followed(?:\s(?:him|her|them|{N}|his\s[a-z]+|her\s[a-z]+))?(?:\sto the grave)?|went|joined\s(?:him|her))(?=,?\s(?:in\s|on\s|only\s|just\s|barely\s)?{T})")
_DOUBT = re.compile(r"\b(?:says?|said|told|tells|warn\w*|predict\w*|fear\w*|believ\w*|expect\w*|convinced|certain|sure|afraid|prophesi\w+|hop(?:ed|es)|pretend\w*|imagin\w*|dream\w*|wish\w*|if|unless|whether|lest|as though|threaten\w*|giv(?:e|es|en) \w+)\b[^.;]{0,60}$", re.IGNORECASE)
_SUPPOSED = re.compile(r"\b(?:if|unless|whether|lest|as though|as if|had|should|suppose|in case|wish\w*|pretend\w*|imagin\w*|dream\w*(?:\sthat)?|presumed|left for|nearly|almost|not|never|n['’]t|fear\w*|fak\w+|want\w*)\s(?:that\s)?$", re.IGNORECASE)
_SO = re.compile(rf",?\s(?:and\sso\s(?:was|did|were|is|does)|as\s(?:was|did)|along\swith|together\swith)\s(?P<who>{WHO}|his wife|her husband)")


@dataclass(frozen=True)
class Death:
    """A word for a death: its span, who dies, where the words for them begin, and how the rule is called."""

    at: Span
    names: tuple[str, ...]
    start: int
    form: str
    confidence: float
    reader: str
    inner: int | None = None
    kinsman: bool = False

    @property
    def main(self) -> bool:
        """Say whether the verb is the main one of its clause, so that a time at the clause's start is its own."""
        return self.form in ("near", "pair", "apart", "tradesman")


def find_deaths(text: Text) -> Iterator[Draft]:
    """Yield when and at what age somebody dies, for each statement of it."""
    yield from _on_birthdays(text)
    found = sorted((*_verbs(text), *_passives(text), *_openings(text), *_objects(text), *_nouns(text)), key=lambda d: (d.at.start, -d.confidence))
    for death in found:
        yield from _details(text, death)
    for name, when, span in listed(text, _LIST, rf",?\s(?:aged\s[\w-]+,?\s)?(?:in|on)\s(?P<detail>{T})"):
        yield dated(text, "death_date", name, when, span, 0.75, "deaths listed")
    for death in _untils(text):
        yield from _details(text, death)
    yield from _lived(text)
    yield from _lived_from(text)
    yield from _went(text, found)
    for who, age, span in age_at_death(text):
        yield aged(text, who, age, span, 0.85, "age at death")


def _verbs(text: Text) -> Iterator[Death]:
    for match in matches(text, _DIED):
        verb = match.group()
        if verb == "die" and not _future(text, match.start()):
            continue
        subject = subject_before(text, match.start())
        if subject and subject.names and _is_fact(text, subject, match.start(), verb):
            yield _of_subject(text, subject, Span(*match.span()), 0.95, "died")


def _of_subject(text: Text, subject: Subject, at: Span, confidence: float, reader: str) -> Death:
    kinsman = bool(re.match(rf"(?:[Hh]is|[Hh]er|[Mm]y|[Oo]ur|{N}['’]s?)\s", text.masked[subject.start : subject.start + 60]))
    sure = confidence - (0.1 if subject.form in ("coordinate", "tradesman") else 0)
    return Death(at, subject.names, subject.start, subject.form, sure, reader, subject.inner, kinsman)


def _future(text: Text, at: int) -> bool:
    """Say whether "die" tells what came to pass: "would die in 1931", "was to die", "only to die"."""
    before = text.masked[max(0, at - 30) : at]
    return bool(re.search(r"\b(?:would(?: later| eventually| himself| herself| soon)?|(?:was|were|only|went on|first|last) to|did|does)\s$", before))


def _is_fact(text: Text, subject: Subject, at: int, verb: str) -> bool:
    """Say whether a word for a death tells of one that came to pass."""
    between = [word.replace("’", "'") for word in subject.between]
    sentence = text.sentence_at(at)
    before = text.masked[max(sentence.start, subject.start - 90) : subject.start]
    if text.text[max(sentence.start, sentence.end - 2) : sentence.end].rstrip("”\"’)").endswith("?"):
        return False
    if not subject.happened or (verb == "die" and "to" in between and not {"was", "were", "only", "on", "first", "last"} & set(between)):
        return False
    if "would" in between and _DOUBT.search(before):
        return False
    return not _SUPPOSED.search(before) and not ("have" in between and "would" in between) and not ("to" in between and verb != "die")


def _openings(text: Text) -> Iterator[Death]:
    """Read "Killed in action in 1943, Jonah left"."""
    for match in matches(text, _OPENING):
        found = _OPENED.match(text.masked, match.end())
        name = name_of(text, Span(*found.span("who"))) if found else ""
        if name and not text.masked[text.sentence_at(match.start()).start : match.start()].strip(" \"“*_•-"):
            yield Death(Span(*match.span()), (name,), match.start(), "start", 0.75, "dying")


def _passives(text: Text) -> Iterator[Death]:
    """Read "was killed", "was found dead", "is dead at 32", and without the helping verb "Ada, killed in 1943"."""
    for match in matches(text, _DEAD):
        subject = subject_before(text, match.start())
        at = Span(*match.span())
        helped = bool(subject and ({"was", "is", "were", "are", "been", "being", "be", "got", "gets"} & set(subject.between) or _goes_on(text, subject, match.start())))
        if subject and subject.names and helped and _is_fact(text, subject, match.start(), match.group()):
            vague = match.group() in ("dead", "gone")
            if vague and not _dated_at_once(text, subject, at):
                continue
            yield _of_subject(text, subject, at, 0.75 if vague else 0.9, "was killed" if not vague else "was dead")
        elif not helped and match.group() not in ("gone", "drowned"):
            name = _participle(text, match.start())
            if name:
                yield Death(at, (name,), match.start(), "participle", 0.8, "killed")


def _goes_on(text: Text, subject: Subject, at: int) -> bool:
    """Say whether a participle goes on from another: "was sentenced to death and hanged"."""
    return subject.form == "coordinate" and bool(re.search(r"\b(?:was|is|were|been)\s(?:[a-z]+ly\s)?[a-z]+(?:ed|en|ght|nt|d)\b[^.;]{0,90}\s(?:and|then|or)\s(?:then\s|later\s|finally\s)?$", text.masked[max(subject.start, at - 140) : at]))


def _dated_at_once(text: Text, subject: Subject, at: Span) -> bool:
    """Say whether "dead" or "gone" has a time or an age right behind it, or the clause opens with a time other than "by"."""
    if re.compile(rf"\s(?:at|aged|of|in|on|from|within)\s").match(text.masked, at.end) and at.end - at.start == 4:
        return True
    opened = date_before(text, subject.start)
    return bool(opened and not re.search(r"\b[Bb]y\s(?:the\s)?$", text.masked[max(0, opened.span.start - 8) : opened.span.start]) and text.text[opened.span.start :][:3] not in ("by ", "By "))


def _participle(text: Text, at: int) -> str:
    low = max(text.sentence_at(at).start, at - 160)
    found = re.search(rf"(?P<who>{WHO})(?:,\s|\s?\((?:[^()\n]{{1,60}}[;,]\s)?|\s[–—-]\s)(?:later\s|\w+ly\s)?$", text.masked[low:at])
    return name_of(text, Span(low + found.start("who"), low + found.end("who"))) if found else ""


def _objects(text: Text) -> Iterator[Death]:
    """Read "cancer took her in 1931", "the fall killed Jonah", "he lost his wife, Ada, in 1931"."""
    for match in matches(text, _ACTIVE):
        before = text.masked[max(text.sentence_at(match.start()).start, match.start() - 80) : match.start()]
        verb = match.group().split()[0]
        causes = bool(_CAUSE.search(before))
        if (verb in ("took", "takes", "claimed", "claims", "carried", "finished", "felled") and not causes) or _SUPPOSED.search(before) or re.search(r"\b(?:would|might|could|to|will|may|nearly|almost|not|never|who|be|was|were|is)\s$", before):
            continue
        if verb.startswith("claim") and not match["life"] and match["who"].casefold() in ("his", "her") and text.text[match.end() :][:5] != " life":
            continue
        name = name_of(text, Span(match.start("who"), match.end("who")))
        if name and not re.match(r"\s(?:to|into|back|for|home|out|in(?! T))\b" if verb in ("took", "takes") else r"(?!)", text.text[match.end() : match.end() + 8]):
            yield Death(Span(*match.span()), (name,), match.start(), "object", 0.75, "killed whom")
    for match in matches(text, _TO_DIE):
        if name := name_of(text, Span(*match.span("who"))):
            yield Death(Span(*match.span()), (name,), match.start(), "object", 0.8, "to die was")
    for match in matches(text, _LOST):
        name = name_of(text, Span(*match.span("who")))
        if name:
            yield Death(Span(*match.span()), (name,), match.start(), "lost", 0.7, "lost whom", kinsman=True)


def _nouns(text: Text) -> Iterator[Death]:
    for match in matches_near(text, _DEATH_WORD, _DEATH):
        whose = match["whose"]
        if whose and whose.casefold() == "their":
            continue
        span = Span(*match.span("whose" if whose else "who"))
        ending = re.search(r"['’]s?$", text.text[span.start : span.end])
        name = name_of(text, Span(span.start, span.start + ending.start()) if ending else span)
        if name and not re.search(r"\b(?:anniversary of|after|since|following)\s$", text.masked[max(0, match.start() - 16) : match.start()]):
            yield Death(Span(*match.span()), (name,), match.start(), "noun", 0.85, "death of")
        elif name and not re.search(r"(?:anniversary of|\b(?:years?|months?|weeks?|days?|decades?|shortly|soon|long)\s(?:after|since|following))\s$", text.masked[max(0, match.start() - 30) : match.start()]):
            yield Death(Span(*match.span()), (name,), match.start(), "noun", 0.8, "death of")
    for pattern, word in ((_LIFE, _LIFE_WORD), (_CAME, _CAME_WORD)):
        for match in matches_near(text, word, pattern):
            if match["who"]:
                span = Span(*match.span("who"))
                ending = re.search(r"['’]s?$", text.text[span.start : span.end])
                name = name_of(text, Span(span.start, span.start + ending.start()) if ending else span)
            else:
                near = text.people.before(match.start(), 300)
                being = near[0] if near else text.being_in(Span(match.end(), text.sentence_at(match.start()).end))
                name = being.name if being else ""
            if name:
                yield Death(Span(*match.span()), (name,), match.start(), "near", 0.7, "death came")


def _untils(text: Text) -> Iterator[Death]:
    for match in matches(text, _UNTIL):
        subject = subject_before(text, match.start())
        if subject and subject.names and re.match(rf"\s(?:late\s|early\s)?{T}(?!\s(?:in|at|there|with|when|as)\b)", text.masked[match.end() : match.end() + 60]):
            yield _of_subject(text, subject, Span(*match.span()), 0.7, "lived until")


def _lived(text: Text) -> Iterator[Draft]:
    for match in matches(text, _LIVED_ONLY):
        subject, age = subject_before(text, match.start()), years(match["age"])
        if subject and subject.names and subject.happened and age:
            yield aged(text, subject.names[0], age, Span(match.start(), match.end("age")), 0.75, "lived only")
    for match in matches(text, _LIVED):
        subject = subject_before(text, match.start())
        age = years(match["age"])
        if subject and subject.names and subject.happened and age and age > 12 and not ("would" in subject.between and _DOUBT.search(text.masked[max(0, subject.start - 90) : subject.start])):
            if match.group().startswith("live ") and "would" not in subject.between and "to" not in subject.between:
                continue
            yield aged(text, subject.names[0], age, Span(match.start(), match.end("age")), 0.8, "lived to")


def _lived_from(text: Text) -> Iterator[Draft]:
    """Read "Ada lived from 1899 to 1931": the years of a whole life, where no place makes them those of a stay."""
    for match in matches(text, _FROM_TO):
        subject, times = subject_before(text, match.start()), text.times_in(Span(*match.span("when")))
        first, _, last = times[0].edtf.partition("/") if times else ("", "", "")
        if subject and subject.names and last.isdigit() and first.isdigit() and int(last) - int(first) > 9:
            for kind, year in (("birth_date", first), ("death_date", last)):
                yield dated(text, kind, subject.names[0], When(times[0].span, year, "year"), Span(*match.span()), 0.75, "lived from")


def _went(text: Text, found: list[Death]) -> Iterator[Draft]:
    """Read "Jonah followed two years later" and "Jonah went in 1952" where a death has just been told."""
    starts = [death.at.start for death in found]
    for match in matches_near(text, _WENT_WORD, _WENT):
        grave = "grave" in match.group()
        if not grave and not any(0 < match.start() - start < 260 for start in starts):
            continue
        name = name_of(text, Span(*match.span("who")))
        if name:
            yield from _details(text, Death(Span(*match.span()), (name,), match.start(), "went", 0.7, "followed"))


def _details(text: Text, death: Death) -> Iterator[Draft]:
    """Yield when and at what age, as the words around tell it, and for whom else they tell it."""
    names = [*death.names, *_others(text, death)]
    when, span = _date(text, death)
    if when and span:
        for name in names:
            yield dated(text, "death_date", name, when, span, death.confidence, death.reader)
        yield from _row(text, death, when)
    if len(death.names) > 1 or death.form == "lost":
        return
    who = death.names[0]
    if behind := age_behind(text, death.at.end, who, kinsman=death.kinsman) if death.form != "noun" else age_right_behind(text, death.at.end):
        yield aged(text, who, behind[0], Span(death.at.start, behind[1]), death.confidence - 0.05, death.reader)
    elif before := age_before(text, death.start, death.at.end, who) if death.form != "noun" else None:
        yield aged(text, who, before[0], before[1], death.confidence - 0.1, death.reader)
    if death.form != "noun":
        for name in names:
            if told := age_in_next_sentence(text, death.at.start, name):
                yield aged(text, name, told[0], told[1], death.confidence - 0.05, f"{death.reader}, next sentence")


def _others(text: Text, death: Death) -> list[str]:
    """Return whom "and so was she" adds right behind the word."""
    found = _SO.match(text.masked, death.at.end)
    name = name_of(text, Span(*found.span("who"))) if found else ""
    return [name] if name and name not in death.names else []


def _date(text: Text, death: Death) -> tuple[When | None, Span | None]:
    rest = rest_of(text, death.at.end, DEATH_STOP)
    if death.form == "noun":
        rest = _tight(text, rest)
    when = date_in(text, rest)
    if when is None and death.form != "noun":
        when = date_of_cause(text, death.at.end) or date_at_last(text, death.at.end)
    if when:
        return when, Span(death.at.start, when.span.end)
    if death.inner is not None:
        when = time_at(text, death.inner)
    elif death.main:
        when = date_before(text, death.start) or date_before(text, death.start, loose=True)
    elif death.form in ("coordinate", "object"):
        when = date_before(text, death.start) or date_before(text, death.at.start, loose=True)
    if when is None and death.main:
        when = _of_scene(text, death)
    return when, Span(when.span.start, death.at.end) if when else None


def _tight(text: Text, rest: Span) -> Span:
    """Return the words behind a noun for a death as far as nothing but prepositions leads to a time."""
    found = re.compile(rf"(?:,?\s(?:from|of|by|at|in|on|during|after|near|aged|following|to|with|came|occurred|late|early)\b[^,.;:\ue001]{{0,60}}?){{0,3}},?\s?(?:(?:in|on|that|came on|late in|early in)\s)?(?:the\s)?{T}").match(text.masked, rest.start, rest.start + 160)
    return Span(rest.start, found.end()) if found else Span(rest.start, rest.start)


def _of_scene(text: Text, death: Death) -> When | None:
    """Return the day with which the sentence before opens, where the death is told as what happened then: "He was killed"."""
    sentence = text.sentence_at(death.at.start)
    paragraph = text.layout.paragraph_at(sentence.start)
    if death.start - sentence.start > 60 or sentence.end - death.at.end > 60:
        return None
    before = sentence
    for _ in range(3):
        if before.start <= paragraph.start:
            return None
        before = text.sentence_at(before.start - 1)
        if text.times_in(before):
            break
    opened = re.match(rf"[\s\"“(*_—–-]{{0,3}}(?:[Oo]n|[Ii]n|[Aa]t|[Ee]arly on|[Ll]ate on)\s(?:the\s)?(?:[a-z]+\s(?:of|on)\s)?(?:[A-Z][a-z]+day,?\s)?(?P<when>{T})", text.masked[before.start : before.end])
    when = time_at(text, before.start + opened.start("when")) if opened else None
    crash = re.search(r"\b(?:crash\w*|hit|struck|collid\w*|fell|explo\w+|shot|attack\w*|overturn\w*|sank|capsized|fire|collapsed|stroke|swerv\w+|skidd\w+|plung\w+|stabb\w+|derail\w*|wreck\w*|torpedo\w*|bomb\w*)\b", text.masked[before.start : before.end])
    return when if when and crash and when.precision == "day" else None


def _row(text: Text, death: Death, when: When) -> Iterator[Draft]:
    if when.span.start > death.at.end and death.form not in ("noun", "object"):
        for who, detail in people_in_row(text, when.span.end, T):
            name, found = name_of(text, who), time_at(text, detail.start)
            if name and found:
                yield dated(text, "death_date", name, found, Span(who.start, detail.end), 0.75, f"{death.reader}, in a row")

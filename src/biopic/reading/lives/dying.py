"""Words for a death that somebody before them suffers: "Ada died", "was killed", "took her own life", "Killed in 1943, Jonah".

Only what came to pass counts: a forecast, a wish, a near escape, a rumour or a denial is no death.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.lives.details import date_before
from biopic.reading.lives.naming import name_of
from biopic.reading.lives.near import is_dated
from biopic.reading.lives.subjects import Subject, corrected, subject_before
from biopic.reading.lives.topics import topic_at
from biopic.reading.patterns import WHO, N, matches_at
from biopic.reading.text import Text
from biopic.reading.words import word_set

_OWN = r"(?:his|her|their)"
_KILLED = r"(?:killed|murdered|assassinated|executed|hanged|hung|lynched|guillotined|beheaded|decapitated|garrotted|electrocuted|strangled|asphyxiated|slain|slaughtered|martyred|gassed|drowned|gunned down|cut down|mown down|shot dead|shot and killed|struck and killed|hit and killed|shot to death|fatally (?:shot|injured|stabbed|wounded|injured|struck)|mortally wounded|burn(?:ed|t) (?:at the stake|alive)|buried alive|lost at sea|lost with all hands|run over and killed|swept overboard|swept away|put to death|sent to the (?:gallows|guillotine|scaffold|gas chamber)|(?:beaten|battered|stabbed|burn(?:ed|t)|crushed|trampled|tortured|stoned|hacked|bludgeoned|clubbed|choked|scalded|kicked|shot|starved|frozen|mauled) to death|shot by (?:a )?firing squad)"
_DIED = re.compile(
    rf"\b(?:(?:died|dies|dying|die)(?!\s(?:down|out|off|away|hard|for\s(?:love|a))\b|-)|(?:pass(?:ed|es|ing)|past) (?:away|on\b(?!\s(?:the|his|her|to\b(?! (?:his|her) reward)|a|it|what|an|this))|peacefully|quietly)|perish(?:ed|es|ing)|succumb(?:ed|s|ing)|expire[ds]|(?:drop|fell|falls|dropp)(?:s|ed)? dead|(?:lay|lies) dead|(?:went|goes|gone) (?:down with (?:(?:his|her|the) (?:ship|boat|plane|vessel)|the(?= \ue000))|to the (?:electric chair|gallows|guillotine|scaffold|gas chamber|stake))"
    rf"|(?:lost|loses|losing) (?:{_OWN}|a) (?:own )?(?:[a-z-]+,? (?:and )?){{0,4}}?(?:life|lives|battle|fight|struggle)\b(?! to (?!cancer|aids|tuber|leuk|the disease|an? ))|(?:took|takes|taking|ended|ends|ending) {_OWN} own (?:life|lives)|(?:gave|gives|laid down|paid with) {_OWN} (?:life|lives)|(?:killed|kills|killing|hanged|hangs|shot|drowned|drowns|poisoned|gassed) (?:himself|herself|themselves)|(?:stepped|steps|walked|walks|jumped|jumps|leapt|leaped|(?:threw|throws) (?:himself|herself)|lay down) (?:in front of|under|beneath|before|into the path of) (?:an? |the )?(?:[a-z-]+ )?(?:train|tram|locomotive|lorry|truck|bus)|commit(?:ted|s|ting)? suicide|died by suicide"
    rf"|(?:met|meets|meeting) {_OWN} (?:own )?(?:death|end|maker|fate)|(?:came|comes) to {_OWN} end|(?:breathed|breathes|drew|draws|took|takes) {_OWN} (?:very )?last(?: breath)?|closed {_OWN} eyes for the last time|(?:fell|falls|jumped|leapt|leaped|plunged|plummeted|went|goes|rode|walked) to {_OWN} (?:own )?(?:death|grave)|(?:drowned|drowns)\b"
    rf"|(?:bled|bleeds|froze|starved|burn(?:ed|t)|choked|drank (?:himself|herself)|worked (?:himself|herself)|starved (?:himself|herself)) to death|(?:fell|killed|shot down) in (?:battle|action|combat)|departed this (?:life|world)|left this (?:life|world|earth)|slipped (?:peacefully|quietly) away|gave up the ghost|(?:suffered|had) a (?:fatal|massive and fatal) [a-z]+(?: [a-z]+)?)\b"
)
_DIED_WORDS = word_set(
    "died dies dying die passed passes passing past perished perishes perishing succumbed succumbs succumbing expired expires drop drops droped dropped fell falls lay lies went goes gone"
    " lost loses losing took takes taking ended ends ending gave gives laid paid killed kills killing hanged hangs shot drowned drowns poisoned gassed commit committed commits committing met meets"
    " meeting came comes breathed breathes drew draws closed jumped leapt leaped plunged plummeted rode walked bled bleeds froze starved burned burnt choked drank worked departed left slipped suffered had stepped steps walks jumps threw throws"
)
"""With what such words begin."""
_DEAD = re.compile(
    rf"\b(?:{_KILLED}|(?:found|pronounced|declared|shot)\s(?:[a-z]+\s)?dead|dead|gone|claimed by|taken by|carried off by|felled by)\b(?!-|\s(?:body|bodies|man|men|woman|of night|end|weight|letter|ringer|set|serious|drunk|on arrival in))"
)
_DEAD_WORDS = word_set(
    "killed murdered assassinated executed hanged hung lynched guillotined beheaded decapitated garrotted electrocuted strangled asphyxiated slain slaughtered martyred gassed drowned gunned cut mown shot"
    " struck hit fatally mortally burned burnt buried lost run swept put sent beaten battered stabbed crushed trampled tortured stoned hacked bludgeoned clubbed choked scalded kicked starved frozen mauled"
    " found pronounced declared dead gone claimed taken carried felled"
)
_OPENING_WORDS = word_set(
    "dying killed murdered dead executed drowned hanged assassinated slain shot beheaded succumbing passing died dies passed perished"
)
_OPENING = re.compile(
    r"\b(?:Dying|Killed|Murdered|Dead|Executed|Drowned|Hanged|Assassinated|Slain|Shot dead|Beheaded|Succumbing|Passing away|Died|Dies|Drowned|Passed away|Perished)\b"
)
_OPENED = re.compile(rf"[^.;\n]{{0,120}}?,\s(?P<who>{WHO})\s[a-z]")
DOUBT = re.compile(
    r"\b(?:says?|said|told|tells|warn\w*|predict\w*|fear\w*|believ\w*|expect\w*|convinced|certain|sure|afraid|prophesi\w+|hop(?:ed|es)|pretend\w*|imagin\w*|dream\w*|wish\w*|if|unless|whether|lest|as though|threaten\w*|giv(?:e|es|en) \w+)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"\b(?:if|unless|whether|lest|as though|as if|had|should|suppose|in case|wish\w*|pretend\w*|imagin\w*|dream\w*(?:\sthat)?|presumed|left for|nearly|almost|not|never|n['’]t|fear\w*|fak\w+|want\w*)\s(?:that\s)?$",
    re.IGNORECASE,
)


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
        return self.form in ("near", "pair_of", "apart", "tradesman")


def find_dying(text: Text) -> Iterator[Death]:
    """Yield each word for a death whose subject is who dies, where it tells of what came to pass."""
    yield from _verbs(text)
    yield from _passives(text)
    yield from _openings(text)


def _verbs(text: Text) -> Iterator[Death]:
    for match in matches_at(text, _DIED_WORDS, _DIED):
        verb = match.group()
        if not is_dated(text, match.start()):
            continue
        if verb == "die" and not _future(text, match.start()):
            continue
        subject = subject_before(text, match.start())
        if subject and subject.names and _is_fact(text, subject, match.start(), verb):
            yield of_subject(text, subject, Span(*match.span()), 0.95, "died")
        elif subject and (but := corrected(text, subject, match.end())):
            yield Death(Span(match.start(), but), subject.names, subject.start, "corrected", 0.85, "died, corrected")


def of_subject(text: Text, subject: Subject, at: Span, confidence: float, reader: str) -> Death:
    """Return the death of a subject."""
    kinsman = bool(
        re.match(rf"(?:[Hh]is|[Hh]er|[Mm]y|[Oo]ur|{N}['’]s?)\s", text.masked[subject.start : subject.start + 60])
    )
    sure = confidence - (0.1 if subject.form in ("coordinate", "tradesman") else 0)
    return Death(at, subject.names, subject.start, subject.form, sure, reader, subject.inner, kinsman)


def _future(text: Text, at: int) -> bool:
    """Say whether "die" tells what came to pass: "would die in 1931", "was to die", "only to die"."""
    before = text.masked[max(0, at - 30) : at]
    return bool(
        re.search(
            r"\b(?:would(?: later| eventually| himself| herself| soon)?|(?:was|were|only|went on|first|last) to|did|does|did not|didn['’]t)\s$",
            before,
        )
    )


def _is_fact(text: Text, subject: Subject, at: int, verb: str) -> bool:
    """Say whether a word for a death tells of one that came to pass."""
    between = [word.replace("’", "'") for word in subject.between]
    sentence = text.sentence_at(at)
    before = text.masked[max(sentence.start, subject.start - 90) : subject.start]
    if text.text[max(sentence.start, sentence.end - 2) : sentence.end].rstrip('”"’)').endswith("?"):
        return False
    if verb in ("dying", "drowning") and {"was", "is", "were", "are"} & set(between):
        return False
    if not subject.happened or (
        verb == "die" and "to" in between and not {"was", "were", "only", "on", "first", "last"} & set(between)
    ):
        return False
    if "would" in between and DOUBT.search(before):
        return False
    return (
        not SUPPOSED.search(before)
        and not ("have" in between and "would" in between)
        and not ("to" in between and verb != "die")
    )


def _openings(text: Text) -> Iterator[Death]:
    """Read "Killed in action in 1943, Jonah left"."""
    for match in matches_at(text, _OPENING_WORDS, _OPENING):
        found = _OPENED.match(text.masked, match.end())
        finite = match.group() in ("Died", "Dies", "Passed away", "Perished", "Drowned")
        name = name_of(text, Span(*found.span("who"))) if found else topic_at(text, match.start()) if finite else ""
        if name and not text.masked[text.sentence_at(match.start()).start : match.start()].strip(' "“*_•-'):
            yield Death(Span(*match.span()), (name,), match.start(), "start", 0.75, "dying")


def _passives(text: Text) -> Iterator[Death]:
    """Read "was killed", "was found dead", "is dead at 32", and without the helping verb "Ada, killed in 1943"."""
    for match in matches_at(text, _DEAD_WORDS, _DEAD):
        if not is_dated(text, match.start()):
            continue
        subject = subject_before(text, match.start())
        at = Span(*match.span())
        helped = bool(
            subject
            and (
                {"was", "is", "were", "are", "been", "being", "be", "got", "gets"} & set(subject.between)
                or _goes_on(text, subject, match.start())
            )
        )
        if subject and subject.names and helped and _is_fact(text, subject, match.start(), match.group()):
            vague = match.group() in ("dead", "gone")
            if vague and not _dated_at_once(text, subject, at):
                continue
            yield of_subject(text, subject, at, 0.75 if vague else 0.9, "was killed" if not vague else "was dead")
        elif not helped and match.group() not in ("gone", "drowned"):
            name = _participle(text, match.start())
            if name:
                yield Death(at, (name,), match.start(), "participle", 0.8, "killed")


def _goes_on(text: Text, subject: Subject, at: int) -> bool:
    """Say whether a participle goes on from another: "was sentenced to death and hanged"."""
    return subject.form == "coordinate" and bool(
        re.search(
            r"\b(?:was|is|were|been)\s(?:[a-z]+ly\s)?[a-z]+\b[^.;]{0,90}\s(?:and|then|or)\s(?:then\s|later\s|finally\s)?$",
            text.masked[max(subject.start, at - 140) : at],
        )
    )


def _dated_at_once(text: Text, subject: Subject, at: Span) -> bool:
    """Say whether "dead" or "gone" has a time or an age right behind it, or the clause opens with a time other than "by"."""
    if re.compile(r"\s(?:at|aged|of|in|on|from|within|since)\s").match(text.masked, at.end) and at.end - at.start == 4:
        return True
    opened = date_before(text, subject.start)
    return bool(
        opened
        and not re.search(r"\b[Bb]y\s(?:the\s)?$", text.masked[max(0, opened.span.start - 8) : opened.span.start])
        and text.text[opened.span.start :][:3] not in ("by ", "By ")
    )


_BESIDE = re.compile(rf"(?P<who>{WHO})(?:,\s|\s?\((?:[^()\n]{{1,60}}[;,]\s)?|\s[–—-]\s)(?:later\s|\w+ly\s)?$")
"""Somebody right before "killed"."""


def _participle(text: Text, at: int) -> str:
    low = max(text.sentence_at(at).start, at - 160)
    found = _BESIDE.search(text.masked[low:at])
    return name_of(text, Span(low + found.start("who"), low + found.end("who"))) if found else ""

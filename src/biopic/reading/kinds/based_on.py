"""Whom or what a film or a character is drawn from: "based on the life of Ada Moss", "adapted from her memoir", "is in life Paul Orr".

The source is a person, by name, pronoun or relation, or a written work, by its title; "the book of the same name" has the
film's. The subject is the character whom the sentence speaks of, else the film.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.clauses import SOMEONE, stretch_at
from biopic.reading.drafts import Draft
from biopic.reading.patterns import BRACKET, N, T, joined, span_of
from biopic.reading.personal import is_person
from biopic.reading.sources import character_at, is_doubtful, sources
from biopic.reading.text import Text

_HOW = r"(?:(?:very |only |quite |so )?(?:loosely|closely|partly|largely|in part|directly|broadly|mainly|mostly|chiefly|heavily|partially|freely|roughly|faithfully|primarily|at least partly|clearly|openly|transparently|obviously)\s)?"
_FROM = (
    rf"(?:{_HOW}(?:based|founded|modell?ed|patterned|styled|built)(?:,\s[a-z ]{{3,25}},)?\s{_HOW}(?:up)?on|{_HOW}(?:inspired|suggested)\s{_HOW}by|(?:takes|took|taking|drew|draws|drawing) (?:its|his|her) inspiration from|{_HOW}(?:adapted|drawn|taken|derived|dramati[sz]ed)\s{_HOW}from|draws?(?:\sheavily|\sfreely)?\s(?:up)?on|drew(?:\sheavily)?\s(?:up)?on|drawing\s(?:up)?on"
    r"|(?:an?|the|his|her|this|another)\s(?:[\w-]+,?\s){0,3}?(?:adaptation|dramati[sz]ation|retelling|screen version|film version|reworking|fictionali[sz]ation|filming|movie version) of|adapts|adapting|adapted|dramati[sz]es|has (?:its|his|her) (?:roots|source|origins?) in|owes (?:much|a great deal|everything|a lot) to|lifted from|sprang from|springs from|comes from|came from|made from|fashioned from|worked up from|takes? (?:its|his|her) (?:story|plot|title|material) from|an?\s(?:[\w-]+,?\s){0,3}?(?:account|portrait|chronicle|telling|re-telling) of)"
)
_BASED = re.compile(rf"\b(?P<verb>{_FROM})\s", re.IGNORECASE)
_FILM_OF = re.compile(
    r"\b(?P<verb>(?:tells?|told|telling|recounts?|recounting|relates?|chronicl(?:es|ing)|retells?|recreates?|dramati[sz](?:es|ing)|brings? to the screen|depicts?|follows?|charts?|traces?|covers?|explores?|is|was|of|about|on)\s)?"
    r"(?P<what>(?:[Tt]he|[Aa]n?|[Tt]his)\s(?:(?:remarkable|incredible|extraordinary|inspiring|inspirational|astonishing|amazing|moving|little-known|largely|mostly|heartbreaking|untold|tragic|short)\s){0,2}(?:(?:true|real|real-life|true-life|actual)(?:,?\s[\w-]+){0,2}?\s(?:story|stories|life|lives|tale|case|events|history|account)|(?:true|real-life)\s(?:\w+\s)?(?:story|tale))\s(?:of|about|behind)\s)"
)
_BIOPIC = re.compile(
    r"\b(?P<verb>(?:a|an|the|this|his|her|first)\s(?:[\w'’-]+,?\s){0,4}?(?:biopic|biography|bio-pic|film biography|screen biography|film portrait|screen portrait|biographical (?:film|drama|picture|movie))\s(?:of|about|on)\s)"
)
_NAMED_BIOPIC = re.compile(
    rf"\b(?:[Tt]he|[Aa]|[Tt]his)\s(?:[a-z-]+\s)?(?P<who>{N})(?P<verb>\s(?:biopic|bio-pic|story on film))\b"
)
_STORY = re.compile(
    r"\b(?P<verb>(?P<tells>(?:tells?|told|telling|recounts?|recounting|chronicl(?:es|ing)|relates?|dramati[sz]es|charts?|follows|traces|brings? to the screen)\s(?:the\s)?(?:[\w-]+\s){0,2}?(?:story|life|life story|lives|tale|career|struggles?|rise|friendship)\s(?:of|and \w+ of)"
    r"|(?:follows|portrays|depicts|is about|tells of|profiles|celebrates|centres on|centers on)(?=\s(?:the\s)?(?:real|real-life)\s))\s)"
)
_WHOSE = re.compile(
    rf"(?P<who>{SOMEONE}){BRACKET},?\s(?:[^.;:\n]{{0,60}}?)\b(?:whose|on whose)\s(?:(?:real|own|true|remarkable|extraordinary|short|long)\s)?(?:life|story|memoirs?|book|case|letters|diary|diaries|career|real-life story|adventures|ordeal|autobiography|life story)\s(?:[^.;:\n]{{0,40}}?)\b(?P<verb>inspired|was turned into|became|is the basis (?:of|for)|was the basis (?:of|for)|formed the basis (?:of|for)|is told in|was told in|is dramati[sz]ed in|was made into|was filmed as|provided the|the (?:film|movie) is based|lies behind|inspires|was adapted)\b"
)
_MODEL = re.compile(
    rf"(?P<who>{SOMEONE}){BRACKET}(?:,[^.;:\n]{{0,60}},)?\s(?P<verb>(?:is|was|were|became|served as|provided|has been)\s(?:(?:widely|often|generally|said to be|thought to be|believed to be|reportedly|clearly|partly|also)\s){{0,2}}(?:the|a|one)\s(?:[\w-]+\s){{0,2}}?(?:model|inspiration|real-life inspiration|basis|prototype|source)\s(?:for|of|behind)|inspired(?:\sthe\s(?:character|part|role|figure)\sof)?)\s(?:(?:the|a)\s(?:{T}\s)?(?:character|part|role|figure|film|movie|[a-z-]+)?(?:\sof)?\s?)?[\"“*_]?(?P<whom>{N})"
)
_TURNED = re.compile(
    rf"(?P<who>{SOMEONE}){BRACKET}\s(?P<verb>(?:(?:has|had|have)\s(?:been\s)?|was\s|is\s|were\s|gets\s)?(?:turned|transformed|made|recast|reimagined|reinvented|changed|rewritten|disguised|fictionali[sz]ed|renamed|rechristened|renamed as|called|presented|portrayed|represented|shown|rebaptised|reborn|became|becomes|appears?|appeared)\s(?:(?:on screen|in the (?:film|movie|picture|script)|here|on film)\s)?(?:in|into|as|by)?\s?)(?:(?:an?|the)\s(?:[\w-]+,?\s){{0,4}}?(?:called|named|by the name of|known as)\s|(?:an?|the)\s(?:fictional|imaginary|invented)\s(?:[\w-]+\s)?)(?P<whom>{N})"
    rf"|(?P<who2>{N}){BRACKET},?\s(?P<verb2>(?:(?:is|was|has been|had been)\s)?(?:renamed|rechristened|turned into|called|became|becomes|made into))\s(?P<whom2>{N})|\bchang(?:es|ed)\s(?P<who3>{N})['’]s name to\s(?P<whom3>{N})|(?P<whom4>{N})\s\((?:really|in (?:real )?life|in reality|real name:?|based on|called|really called)\s(?P<who4>{N})"
)
_IN_LIFE = re.compile(
    rf"(?P<whom>{N}){BRACKET}(?:\sof the (?:film|movie|picture)|,\s[^.;:\n]{{1,50}},)?\s(?P<verb>(?:is|was|were|are)\s(?:in\s(?:real\s)?(?:life|reality|fact|truth)|really|actually)(?:,)?\s(?:(?:called|named|the|a|an|one)\s)?(?:[a-z][\w-]*,?\s){{0,3}}?)(?:{N}['’]s\s[a-z]+,?\s)?(?P<who>{N})(?!\ue000|['’]s)"
)
_STANDS = re.compile(
    rf"(?P<whom>{N}){BRACKET}(?:,\s[^.;:\n]{{1,60}},)?\s(?P<verb>(?:is|was|,)?\s?(?:really\s|clearly\s|plainly\s|obviously\s|partly\s|largely\s|mainly\s|evidently\s)?(?:stands? in for|stood in for|a (?:thin(?:ly)?(?:-|\s)(?:veiled|disguised)\s)?(?:stand-in|portrait|version|caricature|fictionali[sz]ed (?:version|portrait)|fictional version|disguised portrait|screen version|cover name|pseudonym) (?:for|of)|(?:an?\s)?(?:[\w-]+ly\s)?(?:disguised|fictionali[sz]ed|veiled|fictional)\s(?:version|portrait|stand-in)?\s?(?:of|for)?|the (?:film|screen|movie)['’]s version of|represents|takes the place of|replaces|takes over from|corresponds to))\s(?:the\s(?:real\s|real-life\s)?)?(?:[a-z][\w-]*\s){{0,3}}?(?:(?:his|her|{N}['’]s)\s[a-z]+,?\s)?(?P<who>{N}(?!\ue000|['’]s)|\bhim\b|\bher\b)"
)
_MIX = re.compile(
    rf"(?P<whom>{N}){BRACKET}(?:,\s[^.;:\n]{{1,60}},)?,?\s(?P<verb>(?:is|was|,)?\s?(?:really\s|largely\s|in (?:fact|truth|life)\s)?(?:(?:an?|the)\s)?(?:composite|blend|amalgam(?:ation)?|mixture|mix|fusion|combination|conflation|merger|cross|hybrid|put together out|made up|built out|compounded|merges?|combines?|blends?|conflates?|fuses?|rolled|two (?:real )?(?:men|women|people|persons))(?:\s(?:character|figure|portrait))?(?:\s(?:of|from|between|out of))?)\s(?P<rest>[^.;:\n]{{1,160}})"
)
_ONE = re.compile(rf"\s+One of them,?\s(?:the\s|a\s)?(?:[a-z]+\s){{0,3}}?(?P<who>{N})")
_SHARED = re.compile(
    rf"(?P<whom>{N})\sis really (?:two|three|several) (?:men|women|people|persons)[^.;\n]{{0,120}}?\b(?P<verb>by|to|of|from)\s(?:[A-Za-z\ue000][\w\ue000'’]*\s){{0,3}}?(?:friend|brother|manager|sister|colleague|wife|husband)?\s?(?P<who>{N})(?!\ue000|['’]s)"
)
_BOX = re.compile(
    r"^[ \t|]*(?:[-*•‣▪📖📚]\ufe0f?\s*)?[*_]{0,2}(?P<label>(?:[Bb]ased (?:up)?on|[Ss]ource(?: material)?|[Aa]dapted from|[Ii]nspired by|[Oo]riginal (?:work|book|story)|[Ff]rom(?: the (?:book|memoir|novel))?|BASED ON|SOURCE|[Bb]ook|[Tt]rue story of|[Rr]eal person|[Rr]eal[- ]life (?:counterpart|basis|inspiration|model)))[*_]{0,2}\s*[:|–—=][*_]{0,2}\s*(?P<rest>\S[^\n]*)$",
    re.MULTILINE,
)
_SCREENPLAY = re.compile(
    r"\b(?:[Ss]creenplay|[Ss]cript|[Ww]ritten|[Aa]daptation|[Aa]dapted|[Ff]ilm|[Ww]ritten for the screen|[Dd]irected)\b(?P<between>[^.;\n]{0,150}?)(?:,\s)?\b(?P<verb>from|after)\s(?=(?:\ue000+['’]s?\s|the\s|his\s|her\s|a\s)(?:[\w\ue001-]+\s){0,4}?(?:book|memoirs?|novel|autobiography|biography|play|diary|diaries|article|letters|account|bestseller|best-seller|short story|reminiscences|non-fiction))"
)
_MADE = re.compile(
    rf"(?P<work>[“\"‘]\S[^“”\"\n]{{1,80}}?[”\"’]|{N})\s(?P<verb>(?:is|was|are|were)\s(?:what|the (?:book|memoir|source|text))\s[^.;:\n]{{1,60}}?(?:script|screenplay|film|movie)\s(?:from|is based on|is drawn from)|(?:is|was)\s(?:the basis|the source|the starting point|made into the film|turned into the film|adapted (?:for the screen|into (?:the|a) film)))"
)
_ABOUT = re.compile(r"(?<!\w)(?P<verb>It (?:is|was) about)\s(?P<who>him|her)\b")
_CUES: list[tuple[re.Pattern[str], str]] = [
    (_BASED, "based founded modelled modeled patterned styled built inspired suggested inspiration adapted drawn taken derived dramatised dramatized draws draw drew drawing adaptation dramatisation dramatization retelling version reworking"
             " fictionalisation fictionalization filming adapts adapting dramatises dramatizes roots source origins origin owes lifted sprang springs comes came made fashioned worked takes take account portrait chronicle telling re-telling"),
    (_FILM_OF, "true real actual real-life true-life"), (_BIOPIC, "biopic biography bio-pic portrait biographical"), (_SCREENPLAY, "screenplay script written adaptation adapted film directed"), (_STORY, "story life lives tale career struggle struggles rise friendship real real-life"),
    (_MIX, "composite blend amalgam amalgamation mixture mix fusion combination conflation merger cross hybrid put made built compounded merges combines blends conflates fuses rolled two"),
    (_IN_LIFE, "life really actually reality fact truth"), (_STANDS, "stands stand stood stand-in portrait version caricature name pseudonym disguised fictionalised fictionalized veiled fictional represents place replaces takes corresponds"),
    (_MODEL, "model inspiration basis prototype source inspired"), (_TURNED, "turned transformed made recast reimagined reinvented changed rewritten disguised renamed rechristened called presented portrayed represented shown became becomes appears appeared changes changed really life reality name based"),
    (_SHARED, "really"), (_WHOSE, "whose"), (_NAMED_BIOPIC, "biopic bio-pic story"), (_MADE, "script screenplay basis source adapted film"),
]  # fmt: skip
_CUED = [(pattern, frozenset(words.split())) for pattern, words in _CUES]
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SURE = {_BASED: 0.9, _FILM_OF: 0.9, _BIOPIC: 0.8, _SCREENPLAY: 0.85, _STORY: 0.65}


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement of whom or what a film or a character is drawn from."""
    seen: set[tuple[str, str, int]] = set()
    for draft in _all(text):
        key = (draft.subject, draft.value, draft.span.end)
        if key not in seen:
            seen.add(key)
            yield draft


def _all(text: Text) -> Iterator[Draft]:
    for match in _BOX.finditer(text.masked):
        yield from _boxed(text, match)
    for match in _ABOUT.finditer(text.masked):
        if text.world_at(match.start()) == "life":
            yield from _draft(
                text, text.film, text.name_at(span_of(match, "who")), span_of(match), 0.5, "based on, about"
            )
    for sentence in text.sentences:
        words = set(_WORDS.findall(text.text[sentence.start : sentence.end].casefold()))
        taken: list[Span] = []
        for pattern, cues in _CUED:
            if cues.isdisjoint(words):
                continue
            for match in pattern.finditer(text.masked, sentence.start, min(sentence.end, sentence.start + 3000)):
                if text.is_noise(span_of(match)) or any(span.overlaps(span_of(match)) for span in taken):
                    continue
                drafts = list(_read(text, match))
                taken += [draft.span for draft in drafts]
                yield from drafts


def _read(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    if match.re in _SURE:
        return _from(text, match, _SURE[match.re])
    return (
        _mixed(text, match)
        if match.re is _MIX
        else _of_film(text, match)
        if match.re in (_WHOSE, _NAMED_BIOPIC, _MADE)
        else _paired(text, match)
    )


def _draft(
    text: Text, subject: str, value: str, span: Span, confidence: float, reader: str = "based on"
) -> Iterator[Draft]:
    if (value and value != subject) or (value and value == text.film):
        yield Draft("based_on", subject, value, span, "production", confidence, reader)


def _from(text: Text, match: re.Match[str], confidence: float) -> Iterator[Draft]:
    """Read what stands behind "based on", "the true story of": people and works, joined by "and"."""
    start = match.start("verb") if match.groupdict().get("verb") else match.start()
    if is_doubtful(text, match):
        return
    subject, begins = character_at(text, match.start(), match.group())
    for number, source in enumerate(sources(text, match.end())):
        yield from _draft(
            text,
            subject,
            source.name,
            Span(min(begins, start) if begins else start, source.end),
            confidence * source.sure,
            "based on, listed" if number else "based on",
        )


def _boxed(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read a line such as "Based on: the life of Ada Moss"."""
    if match["label"].casefold() in ("from", "book") and not re.match(r"[\"“*_‘]|\ue000", match["rest"]):
        return
    subject = character_at(text, match.start("label"), match.group())[0]
    for number, source in enumerate(sources(text, match.start("rest"))):
        yield from _draft(
            text,
            subject,
            source.name,
            Span(match.start("label"), source.end),
            0.9,
            "based on, listed" if number else "based on, in a box",
        )


def _mixed(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read "a composite of A and B": each of those named is one."""
    ends = re.search(r",?\s(?:since|because|as|for|so|whom|which|although|though)\s", match["rest"])
    named = [
        n
        for n in text.names_in(
            Span(match.start("rest"), match.start("rest") + (ends.start() if ends else len(match["rest"])))
        )
        if text.people.of(n)
    ]
    whom = text.name_at(span_of(match, "whom"))
    end = match.end("rest")
    if not named and (one := _ONE.match(text.masked, text.sentence_at(match.start()).end)):
        named, end = text.names_in(Span(*one.span("who"))), one.end()
    for number, name in enumerate([n for n in named if text.text[n.span.end : n.span.end + 2] not in ("'s", "’s")][:5]):
        shown = text.name_at(name.span)
        if shown != whom:
            yield from _draft(
                text,
                whom,
                shown,
                Span(match.start("whom"), min(name.span.end, end)),
                0.8,
                "based on, listed" if number else "based on, mixed",
            )


def _paired(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read a character and the person behind it: "Dr. Ames was in life Edwin Marsh"."""
    who, whom = (
        next(Span(*match.span(g)) for g, value in match.groupdict().items() if value and re.fullmatch(rf"{part}\d?", g))
        for part in ("who", "whom")
    )
    character, person = text.name_at(whom), text.name_at(who)
    film = text.film if text.film and text.film in text.slice(whom) else ""
    if (
        not is_person(person)
        or not (film or is_person(character))
        or (person == character and not film)
        or (match.re is _TURNED and not _is_changed(text, match))
    ):
        return
    yield from _draft(text, film or character, person, joined(who, whom), 0.75, "based on, paired")


def _is_changed(text: Text, match: re.Match[str]) -> bool:
    """Say whether it is the film that gives somebody another name."""
    sentence = stretch_at(text, match.start())
    words = text.text[sentence.start : sentence.end]
    return bool(
        re.search(
            r"turned|transformed|recast|reimagin|reinvent|renamed|rechristen|disguis|fictionali|name to|\(",
            match.group(),
        )
    ) or bool(re.search(r"\b(?:film|movie|screen|picture|script|fictional|biopic)\b", words))


def _of_film(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read "whose life was turned into", "the Ada Moss biopic", "is what the script was made from"."""
    if match.re is _MADE:
        title = text.slice(span_of(match, "work")).strip('“”"‘’')
        yield from _draft(
            text, text.film, title, joined(span_of(match, "work"), span_of(match, "verb")), 0.8, "based on, made from"
        )
        return
    sure, reader = (0.8, "based on, whose life") if match.re is _WHOSE else (0.6, "based on, biopic")
    yield from _draft(
        text,
        text.film,
        text.name_at(span_of(match, "who")),
        joined(span_of(match, "who"), span_of(match, "verb")),
        sure,
        reader,
    )

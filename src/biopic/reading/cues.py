"""The statements of a text, and what in each of them speaks of the film or of life.

A statement is a sentence; inside a speech the sentences are told apart. Its words have names as `NAME`, times as `TIME`
and the film's title as `FILM`; what is looked for by words is looked for by patterns only where those words stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from biopic.documents import Span
from biopic.reading.comparing import STORY, Zones, is_item, words_of
from biopic.reading.concordance import standing
from biopic.reading.patterns import N
from biopic.reading.text import NAME, Text

FILM = "\ue002"
F = f"{FILM}+"
WORK = r"(?:films?|movies?|pictures?|biopics?|scripts?|screenplays?|motion picture|screen version|film version|movie version|adaptation|dramati[sz]ation|drama|(?<=my )version|(?<=our )version|Hollywood(?: version)?|cinema|tearjerker|weepie)"
MAKERS = r"(?:film-?makers?|screenwriters?|scriptwriters?|writers?|directors?|producers?|studio|Hollywood|dramatists?|script|screenplay|writing team)"


_FILM_WORDS = words_of(
    "film films movie movies biopic biopics script scripts screenplay screenplays adaptation dramatization dramatisation drama cinema tearjerker weepie screen onscreen cinematic filmmaker filmmakers screenwriter screenwriters scriptwriter scriptwriters moviegoers audiences viewers scene scenes hollywood"
) | {"picture", "pictures", "Hollywood"}
_INSIDE_WORDS = _FILM_WORDS | words_of(
    "version ending finale shot reel sequence story shown seen depicted portrayed presented painted we they"
)
_SAYS = r"(?:shows?|showed|depicts?|depicted|portrays?|portrayed|presents?|presented|suggests?|suggested|impl(?:y|ies|ied)|claims?|claimed|tells? |told|insists?|pretends?|has |had |have |gives?|gave|makes?|made|lets?|puts?|ends?|ended|opens?|places?|sets?|calls?|casts?|brings?|keeps?|kept|sends?|sees|turns?|credits?|wants|paints?|painted|leaves|closes|finishes|starts|imagines|hints|pictures|jumps|sweeps|plays|leads?|led|says|would have)"
INSIDE = re.compile(
    rf"\b(?:[Ii]n|[Tt]hroughout|[Aa]ccording to|[Ii]f (?:you|we) believe) (?:the|this|our|my|his|her|their|both|{N}['’]s) (?:[\w-]+ ){{0,2}}{WORK}\b|\b[Ii]n {F}|\b[Oo]n[- ]?screen\b|\b[Oo]n (?:the )?(?:big |silver )?screen\b|\b[Oo]n film\b|\b(?:film|movie|picture|screen|script|biopic|Hollywood|cinema|version|{F})['’]s?\s|\b[Ss]creen (?={N})|{N} of the (?:film|movie|picture)\b|{N}['’]s film {N}"
    rf"|\b(?:[Bb]y|[Aa]t) the time (?:of|in which) the (?:story|film|movie)\b|\b(?:[Tt]he|[Tt]his|{N}['’]s|[Ii]ts) (?:\w+ )?(?:{WORK}|{F})(?:,? [^,.;]{{0,40}},)? (?:\w+ly |then |also |even |has to |chooses to |chose to |would )?{_SAYS}\b|\b(?:film|movie|picture|screen|Hollywood) (?:version|ending)\b|\b(?:end|start|beginning|close|middle|climax|course|outset) of the (?:film|movie|picture)\b"
    rf"|\b(?:is|are|was|were) (?:shown|seen|depicted|portrayed|presented|painted) |\b(?:audiences|viewers|moviegoers|we) (?:see|saw|are shown|are told|watch|watched)\b|\b(?:famous|final|closing|last|opening|big|climactic|tearful|key|celebrated|(?:best|most)-(?:known|loved|remembered|quoted)) (?:[\w-]+ )?(?:scene|ending|finale|shot|reel)\b"
    r"|\b[Tt]here(?:['’]s| is| are) (?:also )?the (?:\w+ ){0,3}(?:scenes?|sequence|ending|finale)\b"
    rf"|\b[Tt]hey (?:have|make|show|showed|give|put|let) (?:him|her|me|us|it|them|{N})\b|\b[Tt]hey had (?:him|her|me|us|{N}) [a-z]+(?:ing|ed)?\b"
)
_PERFORMED = re.compile(rf"{N}['’]s {N} (?:is|has|does|never|\w+s)\b")
_LIFE_WORDS = words_of(
    "reality real life actuality actual truth history historically offscreen off happened facts true historical living genuine flesh fact actually really event counterpart"
)
_REAL = r"\b[Tt]he (?:real|actual|historical|true|living|genuine|flesh-and-blood)(?:-life)? "
_LIFE = re.compile(
    r"\b[Ii]n (?:reality|real life|actuality|actual fact|truth|life)\b(?! (?:was|is|that|in which|when|where|to|and)\b)|\b[Oo]ff[- ]?screen\b|\b[Hh]istorically\b|\b[Ii]n history\b|\bthe (?:truth|reality) (?:is|was|of it)\b|\b[Tt]he truth[,:]|\b[Tt]ruth be told\b|\b[Ww]hat (?:really|actually) happened\b|\b[Tt]he facts (?:are|were)\b|\breal[- ]life counterpart"
    rf"|\b[Tt]he true (?:figure|date|number|sum|year|story|version|order)\b|{_REAL}(?:(?:story|truth) (?:is|was)|[a-z]+ (?:was|were|had|lay|stood|took)\b|one|man|woman|boy|girl|[A-Z]\w+|{N})|\b(?:[Rr]eality|[Hh]istory) was\b|\b[Tt]ruth was\b|\b[Ii]n fact\b|\b[Aa]ctually\b|\b[Rr]eally (?:was|were|had|did|is)\b|\b(?:was|were|is|had) really\b|\b[Ii]n the event\b"
)
_WEAK_LIFE = re.compile(r"\b(?:[Ii]n fact|[Aa]ctually|[Rr]eally|[Ii]n the event)\b")
_SPLIT = re.compile(r"(?<=[.!?…])[\"”’»)*_]{0,3}\s+(?=[\"“‘«(*_]{0,3}[^\W\d_a-z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sgt|Capt|Lt|Col|Gen|Jr|Sr|vs|No|c|Rev|Fr)\.|^\W*\d{1,2}\.)$"
)
_COMMENT = re.compile(
    r"\b(?:true story|really happened|in real life|in reality|I (?:looked|grew|knew|read|met)|my (?:great-)?(?:grand\w+|uncle|aunt|father|mother|home ?town)|screenwriters?|script ?writers?|loosely|for history|in history|made up|accura(?:te|cy)|historical\w*|the real (?-i:[A-Z])\w*|(?:is|are|was|were) (?:an? |all )?(?:\w+ )?(?:composites?|amalgams?|invented|fictional)|never existed|whatever (?:they|the film|the movie))\b",
    re.IGNORECASE,
)
_COMMENTED = (
    "true story",
    "real",
    "happened",
    "composite",
    "amalgam",
    "invented",
    "fictional",
    "existed",
    "oosely",
    "hatever ",
    " my ",
    "My ",
    "I ",
    "cript",
    "histor",
    "made up",
    "ccura",
)
_ANSWER = re.compile(r"(?:A|[A-Z][\w.’']+(?: [A-Z][\w.’']+){0,2}): (?=[A-Z“\"])")
_ABOUT = re.compile(
    rf"^\W{{0,4}}(?:[\w\ue000-]+ ){{0,4}}?(?:(?:[Tt]he|[Tt]his) (?:film|movie|picture|script|screenplay|biopic)|{F})[\"”’*_]{{0,2}}[, ]"
)
_IT = re.compile(
    r"^\W{0,4}(?:But |And )?[Ii]t (?:also |then |even |\w+ly )?(?!is\b|was\b|has\b|does\b|seems|looks|took|costs?\b|runs\b|works\b)[a-z]+s\b"
)
_HEADING = re.compile(r"^\W{0,4}(?:\d+ |five |ten |six |seven |what |how )", re.IGNORECASE)
"""How a line that heads a list of changes begins."""
_LONGEST = 1500
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_WORD = re.compile(r"[A-Za-z]+")
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass
class Statement:
    """One sentence where it stands: its words with names and titles masked, as they are, and what is known of its place."""

    span: Span
    words: str
    raw: str
    tokens: frozenset[str]
    """Its plain words, each once, as they are written."""
    zone: int
    """What `Zones.at` says of it."""
    paragraph: int
    item: bool = False
    """Whether it opens an item of a list."""
    story: bool = False
    """Whether its section tells the film's story."""
    quoted: bool = False
    """Whether it begins inside a speech."""
    heads: bool = False
    """Whether it is a heading: a line of its own that ends as no sentence does."""
    goes_on: bool = False
    """Whether "it" means the film that the statement before it is about."""

    @cached_property
    def film(self) -> bool:
        """Say whether it speaks of the film."""
        return bool(self.tokens & _FILM_WORDS) or FILM in self.words or self.inside

    @cached_property
    def inside(self) -> bool:
        """Say whether it tells what the film shows."""
        if self.goes_on:
            return True
        if (
            NAME in self.words
            and ("’s " + NAME in self.words or "'s " + NAME in self.words)
            and _PERFORMED.search(self.words)
        ):
            return True
        told = bool(self.tokens & _INSIDE_WORDS) or FILM in self.words
        return told and bool(INSIDE.search(_BRACKETS.sub("", self.words)))

    @cached_property
    def life(self) -> re.Match[str] | None:
        """Return the first words that point to life, if any."""
        return _LIFE.search(self.words) if self.tokens & _LIFE_WORDS else None

    @cached_property
    def surely_life(self) -> bool:
        """Say whether they are more than "in fact" or "actually"."""
        return self.life is not None and any(
            not _WEAK_LIFE.fullmatch(match.group()) for match in _LIFE.finditer(self.words)
        )


class Cues:
    """The statements of a text, first to last."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.statements = list(self._statements())

    def before(self, number: int, count: int) -> list[Statement]:
        """Return the `count` statements before one, the nearest first."""
        return self.statements[max(0, number - count) : number][::-1]

    @cached_property
    def marked(self) -> str:
        """Return the masked text with the characters of the film's title replaced by `FILM`."""
        chars, text = list(self.text.masked), self.text.text
        for name in self.text.names:
            if "Hollywood" in name.text or (len(name.words) > 1 and name.text.isupper()):
                chars[name.whole.start : name.span.end] = text[name.whole.start : name.span.end]
        for span in self._titles():
            chars[span.start : span.end] = FILM * (span.end - span.start)
        return "".join(chars)

    def _titles(self) -> Iterator[Span]:
        main = self.text.film
        if not main:
            return
        yield from (title.span for title in self.text.films.titles if title.text.casefold() == main.casefold())
        if len(main) > 2 and not self.text.people.called(main):
            yield from (
                place
                for place in standing(self.text.text, [main])
                if self.text.text[place.end : place.end + 1] != "-"
                and re.match(r"[\w,’'] ", self.text.text[max(0, place.start - 2) : place.start])
            )

    def _statements(self) -> Iterator[Statement]:
        """Yield the statements paragraph by paragraph, with what their paragraph says of them."""
        zones, layout, raw = Zones(self.text), self.text.layout, self.text.text
        last, about = -1, False
        item = story = answer = False
        for span in self._spans():
            number = layout.paragraph_index(span.start)
            new = number != last
            if new:
                whole = layout.paragraphs[max(number, 0)]
                item, answer = is_item(raw, whole.start), bool(_ANSWER.match(raw, whole.start))
                story = layout.section_at(span.start).matter in STORY and not _is_comment(raw[whole.start : whole.end])
            s = self._statement(span, zones, number)
            s.item, s.story, s.quoted = item and new, story and not s.zone, answer or self._is_quoted(span)
            s.heads = self._heads(s)
            s.goes_on = about and bool(_IT.match(s.words))
            about = s.goes_on or (s.film and bool(_ABOUT.match(s.words)))
            last = number
            yield s

    def _heads(self, s: Statement) -> bool:
        line = next(iter(self.text.layout.lines_in(s.span)), None)
        ends = s.raw[-1:] in '.!…”"’)'
        return not ends and (bool(_HEADING.match(s.raw)) or (line is not None and self.text.layout.is_heading(line)))

    def _statement(self, span: Span, zones: Zones, paragraph: int) -> Statement:
        words, raw = (part[span.start : span.end].replace("\n", " ") for part in (self.marked, self.text.text))
        words = words.lower() if raw.isupper() else words
        tokens = frozenset(_WORD.findall(words))
        return Statement(span, words, raw, tokens, zones.at(span.start, raw, tokens), paragraph)

    def _spans(self) -> Iterator[Span]:
        """Yield the spans of sentences, those inside a speech apart, numbers of a list left off."""
        raw = self.text.text
        for sentence in (part for whole in self.text.sentences for part in _pieces(raw, whole)):
            start = sentence.start
            for match in _SPLIT.finditer(raw, sentence.start, sentence.end):
                if not _ABBREVIATED.search(raw, max(start, match.start() - 5), match.start()):
                    if match.start() > start:
                        yield Span(start, match.start())
                    start = match.end()
            if _LETTERS.search(raw, start, sentence.end):
                yield Span(start, sentence.end)

    def _is_quoted(self, span: Span) -> bool:
        at = bisect_right(self._quote_starts, span.start + 1) - 1
        return at >= 0 and self._quotes[at].end > span.start + 1 and self._quotes[at].end - self._quotes[at].start > 12

    @cached_property
    def _quotes(self) -> list[Span]:
        return [quoted.inside for quoted in self.text.quoted if not quoted.depth]

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [span.start for span in self._quotes]


def _pieces(raw: str, sentence: Span) -> Iterator[Span]:
    """Yield a sentence, or what runs on for longer than any sentence in pieces that end between words."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        cut = raw.rfind(" ", start + 1, start + _LONGEST)
        end = cut if cut > start else start + _LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)


def _is_comment(paragraph: str) -> bool:
    """Say whether a paragraph under a heading such as Plot speaks of life, too."""
    return any(hint in paragraph for hint in _COMMENTED) and bool(_COMMENT.search(paragraph))


@lru_cache(maxsize=2)
def cues_of(text: Text) -> Cues:
    """Return the statements of a text, worked out once."""
    return Cues(text)

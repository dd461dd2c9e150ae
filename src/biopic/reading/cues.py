"""What tells that a text sets a film against the life: words for the film, words for life, and sections that compare.

`cues_of(text)` gives the text's statements, first to last: its sentences, split further inside speeches, each with its
words (names as `NAME`, titles of the film as `FILM`), the words of film and life in it, and whether it stands where the
text compares the two: under a heading such as "What the film changed", or behind "So what did it get wrong?".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from biopic.documents import Span
from biopic.reading.layout import Line, matter_of
from biopic.reading.patterns import N
from biopic.reading.text import Text

FILM = "\ue002"
F = f"{FILM}+"
WORK = r"(?:films?|movies?|pictures?|biopics?|scripts?|screenplays?|motion picture|screen version|film version|movie version|adaptation|dramati[sz]ation|drama|(?<=my )version|(?<=our )version|Hollywood(?: version)?|cinema|tearjerker|weepie)"
MAKERS = r"(?:film-?makers?|screenwriters?|scriptwriters?|writers?|directors?|producers?|studio|Hollywood|dramatists?|script|screenplay|writing team)"
_FILM = re.compile(
    rf"(?<!Best )\b(?:{WORK}|{F}|on[- ]?screen|on (?:the )?(?:big |silver )?screen|the (?:big )?screen|screen['’]s|screen (?={N})|cinematic|[Ff]ilm-?makers?|[Ss]creenwriters?|[Ss]criptwriters?|movie-?goers|[Aa]udiences|[Vv]iewers|scenes?)\b(?! (?:academy|critic|festival|club|rights|premiere))|{F}"
)
INSIDE = re.compile(
    rf"\b(?:[Ii]n|[Tt]hroughout) (?:the|this|our|my|his|her|their|both|{N}['’]s) (?:[\w-]+ ){{0,2}}{WORK}\b|\b[Ii]n {F}|\b[Oo]n[- ]?screen\b|\b[Oo]n (?:the )?(?:big |silver )?screen\b|\b[Oo]n film\b|\b(?:film|movie|picture|screen|script|biopic|Hollywood|cinema|version|{F})['’]s?\s|\b[Ss]creen (?={N})|{N} of the (?:film|movie|picture)\b|{N}['’]s {N} (?:is|has|does|never|\w+s)\b|{N}['’]s film {N}|\b(?:[Bb]y|[Aa]t) the time (?:of|in which) the (?:story|film|movie)\b"
    rf"|\b(?:[Tt]he|[Tt]his|{N}['’]s|[Ii]ts) (?:\w+ )?(?:{WORK}|{F})(?:,? [^,.;]{{0,40}},)? (?:\w+ly |then |also |even |has to |chooses to |chose to |would )?(?:shows?|showed|depicts?|depicted|portrays?|portrayed|presents?|presented|suggests?|suggested|impl(?:y|ies|ied)|claims?|claimed|tells? |told|insists?|pretends?|has |had |have |gives?|gave|makes?|made|lets?|puts?|ends?|ended|opens?|places?|sets?|calls?|casts?|brings?|keeps?|kept|sends?|sees|turns?|credits?|wants|paints?|painted|plays|leads?|led|says|would have)\b"
    r"|\b(?:is|are|was|were) (?:shown|seen|depicted|portrayed|presented|painted) |\b(?:audiences|viewers|moviegoers|we) (?:see|saw|are shown|are told|watch|watched)\b|\b(?:famous|final|closing|last|opening|big|climactic|tearful|key|celebrated|best-known) (?:[\w-]+ )?(?:scene|ending|finale|shot|reel)\b|\b(?:end|start|beginning|close|middle|climax|course|outset) of the (?:film|movie|picture)\b|\b[Tt]hey (?:have|make|show|showed|give|put|let) (?:him|her|me|us|it|them|{N})\b|\b[Tt]hey had (?:him|her|me|us|{N}) [a-z]+(?:ing|ed)?\b|\b(?:film|movie|picture|screen|Hollywood) (?:version|ending)\b"
)
_REAL = r"\b[Tt]he (?:real|actual|historical|true|living|genuine|flesh-and-blood)(?:-life)? "
_LIFE = re.compile(
    r"\b[Ii]n (?:reality|real life|actuality|actual fact|truth|life)\b(?! (?:was|is|that|in which|when|where|to|and)\b)|\b[Oo]ff[- ]?screen\b|\b[Hh]istorically\b|\b[Ii]n history\b|\bthe (?:truth|reality) (?:is|was|of it)\b|\b[Tt]he truth[,:]|\b[Tt]ruth be told\b|\b[Ww]hat (?:really|actually) happened\b|\b[Tt]he facts (?:are|were)\b|\breal[- ]life counterpart"
    rf"|\b[Tt]he true (?:figure|date|number|sum|year|story|version|order)\b|{_REAL}(?:(?:story|truth) (?:is|was)|[a-z]+ (?:was|were|had|lay|stood|took)\b|one|man|woman|boy|girl|[A-Z]\w+|{N})|\b(?:[Rr]eality|[Hh]istory) was\b|\b[Tt]ruth was\b|\b[Ii]n fact\b|\b[Aa]ctually\b|\b[Rr]eally (?:was|were|had|did|is)\b|\b(?:was|were|is|had) really\b|\b[Ii]n the event\b"
)
_WEAK_LIFE = re.compile(r"\b(?:[Ii]n fact|[Aa]ctually|[Rr]eally|[Ii]n the event)\b")
CONTRAST = re.compile(r"\b(?:but|whereas|while|however|instead|though|although|yet|not|never|no|nor|only|rather|until|by contrast|unlike|contrary|merely|already|nothing|nobody)\b|n['’]t\b|;", re.IGNORECASE)
_HEAD_CHANGED = re.compile(
    r"\b(?:what|where|how|things|so|ways|everything|all|facts?|details?)\b.{0,50}\b(?:chang(?:e|es|ed)|moved|left out|leaves? out|made up|makes? up|invent(?:s|ed)?|(?:gets?|got) (?:it )?(?:all )?wrong|wrong|omit(?:s|ted)|added|adds|altered|alters|rewr(?:o|i)tes?|rewritten|exaggerates?d?|departs|departed|differs?|isn['’]t true|didn['’]t happen|never happened)\b"
    r"|\btrue\b.{0,30}\b(?:isn['’]t|is not|not|wasn['’]t|false|invented|made up)\b|\b(?:liberties|licen[cs]e|inaccurac(?:y|ies)|inventions?|departures|deviations|alterations|omissions|differences|changes (?:made|from|to|in|for)|myths?|embroider(?:y|ies))\b|^(?:the )?changes$",
    re.IGNORECASE,
)
_SIDES = r"(?:fact|facts|truth|true|real|reality|real[- ]life|life|history|story|record|reel|fiction|film|movie|screen|hollywood|myth|legend|fantasy|cinema|invention|false)"
_HEAD_COMPARED = re.compile(
    rf"\b{_SIDES}(?: \w+)?,? (?:vs\.?|versus|v\.|and|or|from|against|&|meets|into|to|on) (?:\w+ )?{_SIDES}\b|\b(?:fact|reality)[- ]?check|\bhow (?:true|accurate|much|real|faithful)\b|\bhistorical(?:ly)? accura|\b(?:the|a) (?:real|true) (?:story|life|history|people|man|woman|events|facts)\b|\bwhat (?:really|actually) happened\b|\btrue or false\b|\bbehind the (?:film|movie|legend|myth|scenes)\b|\bthe truth\b|\bthe real\b|\boff[- ]?screen\b|\bdid (?:it|that|this) (?:really )?happen\b|\bwhat(?:['’]s| is| was) (?:true|real|fact)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:[Ss]o |[Aa]nd |[Bb]ut )?[Ww]hat (?:did|does|has|else did|have) (?:it|they|the \w+|you|he|she|Hollywood)(?: \w+)? (?:get wrong|got wrong|change|changed|make up|made up|invent|invented|leave out|left out|move|alter)\b[^.?!]{0,30}\?|[Ww]hat(?:['’]s| is| was) (?:not true|invented|made up|wrong|changed|fiction|missing)\b[^.?!]{0,40}\?|\bwhat (?:else )?(?:is|was|it got|they got|the (?:film|movie|picture) (?:got|gets|has)) (?:wrong|untrue|invented|changed)\b|\bwhat (?:the|that) (?:film|movie|picture) (?:changed|changes|invented|left out|made up)\b|\b[Ww]here does the (?:film|movie|picture) (?:go wrong|depart|stray|lie)[^.?!]{0,40}\?")
_OPENED = re.compile(r"\b(?:[Oo]ther|[Ss]ome|[Ss]everal|[Mm]any|[Aa] few|[Mm]uch|[Pp]lenty|[Mm]ore|[Aa] lot|[Nn]ot everything|[Tt]wo|[Tt]hree|[Ff]our|[Tt]hings|[Dd]etails|[Ll]iberties|[Cc]hanges)\b[^.;!?]{0,50}\b(?:changed|altered|invented|made up|moved|left out|liberties|licence|license|differently|embroidered|departures|wrong|accurate|as it happened|untrue)\b|\b(?:film|movie|picture|script) (?:goes its own way|parts (?:company|ways)|starts (?:inventing|making)|leaves the (?:facts|record|truth))\b")
_ITEM = re.compile(r"\s*(?:[-*•‣◦·▪►▸–+✗✘❌]\ufe0f?\s*|\d{1,2}[.)]\s+|#\d+[:.]?\s+)")
_SPLIT = re.compile(r"(?<=[.!?…])[\"”’»)*_]{0,3}\s+(?=[\"“‘«(*_]{0,3}[^\W\d_a-z])")
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sgt|Capt|Lt|Col|Gen|Jr|Sr|vs|No|c|Rev|Fr)\.|^\W*\d{1,2}\.)$")
_ANSWER = re.compile(r"(?:A|[A-Z][\w.’']+(?: [A-Z][\w.’']+){0,2}): (?=[A-Z“\"])")
_COMMENT = re.compile(r"\b(?:true story|really happened|in real life|in reality|I (?:looked|grew|knew|read|met)|my (?:grand\w+|uncle|aunt|father|mother|home ?town)|screenwriters?|script ?writers?|[Ll]oosely|the real [A-Z]|[Ww]hatever (?:they|the film|the movie))\b", re.IGNORECASE)
_ABOUT = re.compile(rf"^\W{{0,4}}(?:[\w\ue000-]+ ){{0,4}}?(?:(?:[Tt]he|[Tt]his) (?:film|movie|picture|script|screenplay|biopic)|{F})[\"”’*_]{{0,2}}[, ]")
_IT = re.compile(r"^\W{0,4}(?:But |And )?[Ii]t (?:also |then |even |\w+ly )?(?!is\b|was\b|has\b|does\b|seems|looks|took|costs?\b|runs\b|works\b)[a-z]+s\b")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_SAYS = re.compile(r"[^\W\d_]{2}")
_STORY = ("plot", "timeline", "characters", "settings", "themes", "time", "place")


@dataclass
class Statement:
    """One sentence where it stands: its words with names and titles masked, and what is known of its place."""

    span: Span
    words: str
    raw: str
    zone: int
    """2 where the text lists what the film changed, 1 where it compares film and life, 0 elsewhere."""
    item: bool
    """Whether it opens an item of a list."""
    paragraph: int
    story: bool
    """Whether its section tells the film's story."""
    quoted: bool
    """Whether it begins inside a speech."""
    goes_on: bool
    """Whether "it" means the film that the statement before it is about."""

    @cached_property
    def film(self) -> bool:
        """Say whether it speaks of the film."""
        return self.inside or bool(_FILM.search(self.words))

    @cached_property
    def inside(self) -> bool:
        """Say whether it tells what the film shows."""
        return self.goes_on or bool(INSIDE.search(_BRACKETS.sub("", self.words)))

    @cached_property
    def life(self) -> re.Match[str] | None:
        """Return the first words that point to life, if any."""
        return _LIFE.search(self.words)

    @property
    def surely_life(self) -> bool:
        """Say whether they are more than "in fact" or "actually"."""
        return any(not _WEAK_LIFE.fullmatch(match.group()) for match in _LIFE.finditer(self.words))


class Cues:
    """The statements of a text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.statements = list(self._statements())

    def at(self, offset: int) -> int:
        """Return the number of the statement that holds `offset`."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def before(self, number: int, count: int) -> list[Statement]:
        """Return the `count` statements before one, the nearest first."""
        return self.statements[max(0, number - count) : number][::-1]

    @cached_property
    def compares(self) -> bool:
        """Say whether the text anywhere speaks of the film and of life together."""
        return any(s.film and s.life for s in self.statements) or any(s.zone for s in self.statements)

    @cached_property
    def _starts(self) -> list[int]:
        return [statement.span.start for statement in self.statements]

    @cached_property
    def marked(self) -> str:
        """Return the masked text with the characters of the film's title replaced by `FILM`."""
        chars, text = list(self.text.masked), self.text.text
        for name in self.text.names:
            if "hollywood" in name.text.casefold() or (name.text.isupper() and len(name.words) > 1):
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
            yield from (Span(*m.span()) for m in re.finditer(rf"(?<=[\w,’'] ){re.escape(main)}(?![\w-])", self.text.text))

    def _statements(self) -> Iterator[Statement]:
        zones = _Zones(self.text)
        marked, raw, layout = self.marked, self.text.text, self.text.layout
        comments = {number for number, part in enumerate(layout.paragraphs) if _COMMENT.search(raw, part.start, part.end)}
        last, about = -1, False
        for sentence in self.text.sentences:
            for span in _split(raw, sentence):
                paragraph = layout.paragraph_index(span.start)
                item = paragraph != last and bool(_ITEM.match(raw, layout.paragraph_at(span.start).start))
                last = paragraph
                words, shown = (part[span.start : span.end].replace("\n", " ") for part in (marked, raw))
                words = words.lower() if shown.isupper() else words
                quoted = bool(_ANSWER.match(raw, layout.paragraph_at(span.start).start))
                zone = zones.at(span.start, shown)
                story = not zone and layout.section_at(span.start).matter in _STORY and paragraph not in comments
                it = about and bool(_IT.match(words))
                about = it or bool(_ABOUT.match(words))
                yield Statement(span, words, shown, zone, item, paragraph, story, quoted or self._is_quoted(span), it)


    def _is_quoted(self, span: Span) -> bool:
        at = bisect_right(self._quotes, span.start + 1, key=lambda quoted: quoted.start) - 1
        return at >= 0 and self._quotes[at].end > span.start + 1 and self._quotes[at].end - self._quotes[at].start > 12

    @cached_property
    def _quotes(self) -> list[Span]:
        return [quoted.inside for quoted in self.text.quoted if not quoted.depth]


def _split(raw: str, sentence: Span) -> Iterator[Span]:
    """Yield the sentences of a sentence: those inside a speech apart, numbers of a list left off."""
    start = sentence.start
    for match in _SPLIT.finditer(raw, sentence.start, sentence.end):
        if not _ABBREVIATED.search(raw, max(start, match.start() - 5), match.start()):
            if match.start() > start:
                yield Span(start, match.start())
            start = match.end()
    if _SAYS.search(raw, start, sentence.end):
        yield Span(start, sentence.end)


class _Zones:
    """Where a text compares film and life: from a heading or a question that says so, to where that ends."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._zones = sorted(self._headed(), key=lambda zone: zone[0].start)
        self._starts = [span.start for span, _ in self._zones]
        self._asked = Span(0, 0)

    def at(self, offset: int, words: str) -> int:
        """Return the level of the zone at `offset`; `words` may open one for what follows."""
        at = bisect_right(self._starts, offset)
        level = max((zone for span, zone in (*self._zones[:1], *self._zones[max(at - 1, 0) : at]) if span.start <= offset < span.end), default=0)
        asked = 2 if self._asked.start <= offset < self._asked.end else 0
        layout = self._text.layout
        number = layout.paragraph_index(offset)
        if _ASKED.search(words):
            self._asked = Span(offset + len(words), layout.paragraphs[min(number + 4, len(layout.paragraphs) - 1)].end)
        elif not level and not asked and _OPENED.search(words):
            self._asked = Span(offset + len(words), layout.paragraphs[number].end)
        return max(level, asked)

    def _headed(self) -> Iterator[tuple[Span, int]]:
        lines = self._text.layout.lines
        for index, line in enumerate(lines):
            level = self._level(line) if len(line.text) <= 90 else 0
            if level and index < 3:
                yield Span(line.span.end, len(self._text.text)), 1
            elif level:
                yield Span(line.span.end, self._end(index)), level

    def _level(self, line: Line) -> int:
        bare = line.text.strip(" \t#=*_:")
        short = 1 < len(bare.split()) <= 12 or bare.casefold() in ("liberties", "changes", "departures", "inaccuracies")
        if not short or (line.number > 2 and bare.endswith((".", ",", ";", "”", '"'))) or _ITEM.match(bare) or self._text.is_noise(line.span):
            return 0
        if not (self._text.layout.is_heading(line) or line.gap or line.text.isupper()):
            return 0
        return 2 if _HEAD_CHANGED.search(bare) else 1 if _HEAD_COMPARED.search(bare) else 0

    def _end(self, index: int) -> int:
        """Return where the section under line `index` ends: at the next heading of its look, or of a matter of its own."""
        lines, layout = self._text.layout.lines, self._text.layout
        look, nested = _look(lines[index]), False
        for line in lines[index + 1 :]:
            short = line.gap and len(line.text.split()) <= 10 and not re.search(r"[.!?…,;:\"”’)]$", line.text) and not _ITEM.match(line.text)
            head = layout.is_heading(line) or (short and (line.text.isupper() or _look(line) == look))
            if line.number == index + 1 and head and _look(line) == look == "plain":
                nested = True
            elif self._text.is_noise(line.span) and line.text.isupper():
                return line.span.start
            elif head and (_look(line) == look or _look(line)[:1] == "#") and not (nested and not matter_of(line.text)) and not (_look(line) > look and look[:1] == "#"):
                return line.span.start
        return len(self._text.text)


def _look(line: Line) -> str:
    """Return how a heading looks: its mark, or that it is in capitals."""
    mark = re.match(r"#+|=+|[*_]{1,2}", line.text)
    return mark.group() if mark else "capitals" if line.text.isupper() else "numbered" if re.match(r"\W*\d", line.text) else "plain"


@lru_cache(maxsize=2)
def cues_of(text: Text) -> Cues:
    """Return the statements of a text, worked out once."""
    return Cues(text)

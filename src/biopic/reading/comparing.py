"""Where a text compares a film with the life: under a heading such as "What the film changed", or behind a question.

A heading opens a zone that ends at the next heading of its look; "So what did it get wrong?" opens one for the paragraphs
behind it, "Other things were changed as well." one for the rest of its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.layout import Line, matter_of
from biopic.reading.text import Text


def words_of(words: str) -> frozenset[str]:
    """Return words as they stand, and with a capital, as they begin a sentence.

    >>> sorted(words_of("no none"))
    ['No', 'None', 'no', 'none']
    """
    return frozenset(words.split()) | frozenset(word.capitalize() for word in words.split())


CHANGES, COMPARES = 2, 1
"""How surely a zone lists changes: its heading says so, or says only that film and life are compared."""

STORY = ("plot", "timeline", "characters", "settings", "themes", "time", "place")
"""The matters of sections that tell a film's story."""

_SIDES = r"(?:fact|facts|truth|true|real|reality|real[- ]life|life|history|story|record|reel|fiction|film|movie|screen|hollywood|myth|legend|fantasy|cinema|invention|false)"
_CHANGED = re.compile(
    r"\b(?:what|where|how|things|so|ways|everything|all|facts?|details?)\b.{0,50}\b(?:chang(?:e|es|ed)|moved|left out|leaves? out|made up|makes? up|invent(?:s|ed)?|(?:gets?|got) (?:it )?(?:all )?wrong|wrong|omit(?:s|ted)|added|adds|altered|alters|rewr(?:o|i)tes?|rewritten|exaggerates?d?|departs|departed|differs?|isn['’]t true|didn['’]t happen|never happened|(?:(?:film|movie|picture|script|screen|hollywood|it) (?:cheat(?:s|ed)|lie[sd]|err(?:s|ed)|stray(?:s|ed)|goes (?:wrong|astray|its own way))|won['’]t|does(?:n['’]t| not)|did(?:n['’]t| not)|never) (?:tell|show|told|showed)s?|hides|hid)\b"
    r"|\btrue\b.{0,30}\b(?:isn['’]t|is not|not|wasn['’]t|false|invented|made up)\b|\b(?:liberties|licen[cs]e|inaccurac(?:y|ies)|inventions?|departures|deviations|alterations|omissions|differences|changes (?:made|from|to|in|for)|myths?|embroider(?:y|ies))\b|^(?:the )?changes$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    rf"\b{_SIDES}(?: \w+)?,? (?:vs\.?|versus|v\.|and|or|from|against|&|meets|into|to|on) (?:\w+ )?{_SIDES}\b|\b(?:fact|reality)[- ]?check|\bhow (?:true|accurate|much|real|faithful)\b|\bhistorical(?:ly)? accura|\b(?:the|a) (?:real|true) (?:story|life|history|people|man|woman|events|facts)\b|\bwhat (?:really|actually) happened\b|\b(?:true|fact|real) or (?:not|false|fiction|film)\b|\btrue to life\b"
    r"|\bbehind the (?:film|movie|legend|myth|scenes)\b|\bthe truth\b|\bthe real\b|\boff[- ]?screen\b|\bdid (?:it|that|this) (?:really )?happen\b|\bis (?:it|this|that|the (?:film|movie|story)) (?:really |all )?(?:a )?true\b|\bbased on (?:a true|real)\b.*\?|\bwhat(?:['’]s| is| was) (?:true|real|fact)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b[Ww]hat (?:did|does|has|else did|have) (?:it|they|the \w+|you|he|she|Hollywood)(?: \w+)? (?:get wrong|got wrong|change|changed|make up|made up|invent|invented|leave out|left out|move|alter)\b[^.?!]{0,30}\?|[Ww]hat(?:['’]s| is| was) (?:not true|invented|made up|wrong|changed|fiction|missing)\b[^.?!]{0,40}\?"
    r"|\bwhat (?:else )?(?:is|was|it got|they got|the (?:film|movie|picture) (?:got|gets|has)) (?:wrong|untrue|invented|changed)\b|\bwhat (?:the|that) (?:film|movie|picture) (?:changed|changes|invented|left out|made up)\b|\b[Ww]here does the (?:film|movie|picture) (?:go wrong|depart|stray|lie)[^.?!]{0,40}\?"
)
_OPENED = re.compile(
    r"\b(?:[Oo]ther|[Ss]ome|[Ss]everal|[Mm]any|[Aa] few|[Mm]uch|[Pp]lenty|[Mm]ore|[Aa] lot|[Nn]ot everything|[Tt]wo|[Tt]hree|[Ff]our|[Tt]hings|[Dd]etails|[Ll]iberties|[Cc]hanges)\b[^.;!?]{0,50}\b(?:changed|altered|invented|made up|moved|left out|liberties|licence|license|differently|embroidered|departures|wrong|accurate|as it happened|untrue)\b"
    r"|\b(?:film|movie|picture|script) (?:goes its own way|parts (?:company|ways)|starts (?:inventing|making)|leaves the (?:facts|record|truth))\b"
    r"|\b(?:don['’]t|do not|shouldn['’]t|should not|can['’]t|cannot) (?:believe|trust|swallow)\b[^.;!?]{0,30}\b(?:everything|all|every)\b"
    r"|\b(?:take|mistake|confuse) (?:it|this|that|the \w+) for (?:history|the truth|gospel|fact|a documentary)\b|\b(?:pinch|grain) of salt\b|\b(?:isn['’]t|is not|hardly|far from|not (?:all|entirely|strictly|very|quite|exactly)) (?:accurate|history|true|factual|a documentary)\b"
)
_OPENS = words_of(
    "changed changes altered invented made moved left liberties licence license differently embroidered departures wrong accurate happened untrue way ways company inventing facts record truth change true missing fiction depart stray lie history gospel fact documentary salt factual everything all every"
)
_ITEM = re.compile(r"\s*(?:[-*•‣◦·▪►▸–+✗✘❌]\ufe0f?\s*|\d{1,2}[.)]\s+|#\d+[:.]?\s+)")


def is_item(line: str, start: int = 0) -> bool:
    """Say whether a line opens with a bullet or a number."""
    return bool(_ITEM.match(line, start))


class Zones:
    """The stretches of a text that compare film and life."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._titled = False
        self._zones = sorted(self._headed(), key=lambda zone: zone[0].start)
        self._starts = [span.start for span, _ in self._zones]
        self._open = (Span(0, 0), 0)

    def at(self, offset: int, words: str, tokens: frozenset[str]) -> int:
        """Return `CHANGES`, `COMPARES` or 0 for the statement at `offset`; its `words` may open a zone for what follows."""
        at = bisect_right(self._starts, offset) - 1
        level = self._zones[at][1] if at >= 0 and offset < self._zones[at][0].end else 0
        if not level and self._titled and self._text.section_at(offset).matter not in STORY:
            level = COMPARES
        opened, opened_level = self._open
        level = max(level, opened_level if opened.start <= offset < opened.end else 0)
        if tokens & _OPENS:
            self._listen(offset, words, level)
        return level

    def _listen(self, offset: int, words: str, level: int) -> None:
        """Open a zone where the words announce what the film changed."""
        layout = self._text.layout
        number = layout.paragraph_index(offset)
        if _ASKED.search(words):
            last = layout.paragraphs[min(number + 4, len(layout.paragraphs) - 1)]
            self._open = (Span(offset + len(words), last.end), CHANGES)
        elif not level and _OPENED.search(words):
            self._open = (Span(offset + len(words), layout.paragraphs[number].end), CHANGES)

    def _headed(self) -> Iterator[tuple[Span, int]]:
        text, titles = self._text, True
        for index, line in enumerate(text.layout.lines):
            level = self._level(line) if len(line.text) <= 90 else 0
            titles = titles and index < 3 and len(line.text) <= 100 and not line.text.endswith(".")
            if level and titles:
                self._titled = True
            elif level:
                yield Span(line.span.end, self._end(index)), level

    def _level(self, line: Line) -> int:
        bare = line.text.strip(" \t#=*_:")
        short = 1 < len(bare.split()) <= 12 or bare.casefold() in ("liberties", "changes", "departures", "inaccuracies")
        if not short or (line.number > 2 and bare.endswith((".", ",", ";", "”", '"'))) or is_item(bare):
            return 0
        if not (self._text.layout.is_heading(line) or line.gap or line.text.isupper()):
            return 0
        level = CHANGES if _CHANGED.search(bare) else COMPARES if _COMPARED.search(bare) else 0
        return 0 if level and self._text.is_noise(line.span) else level

    def _end(self, index: int) -> int:
        """Return where the section under line `index` ends: at the next heading of its look, or of a matter of its own."""
        lines, text = self._text.layout.lines, self._text
        look, nested = _look(lines[index]), False
        for line in lines[index + 1 :]:
            if len(line.text) > 100:
                continue
            head = text.layout.is_heading(line) or (_is_short(line) and (line.text.isupper() or _look(line) == look))
            if line.number == index + 1 and head and _look(line) == look == "plain":
                nested = True
            elif (line.text.isupper() and text.is_noise(line.span)) or (head and _closes(look, line, nested=nested)):
                return line.span.start
        return len(text.text)


def _closes(look: str, line: Line, *, nested: bool) -> bool:
    """Say whether a heading ends a section whose own heading has the given look."""
    own = _look(line)
    deeper = own > look and look.startswith("#")
    return (own == look or own.startswith("#")) and not deeper and not (nested and not matter_of(line.text))


def _is_short(line: Line) -> bool:
    ends = line.text.endswith((".", "!", "?", "…", ",", ";", ":", '"', "”", "’", ")"))
    return line.gap and len(line.text.split()) <= 10 and not ends and not is_item(line.text)


def _look(line: Line) -> str:
    """Return how a heading looks: its mark, or that it is in capitals."""
    mark = re.match(r"#+|=+|[*_]{1,2}", line.text)
    if mark:
        return mark.group()
    return "capitals" if line.text.isupper() else "numbered" if re.match(r"\W*\d", line.text) else "plain"

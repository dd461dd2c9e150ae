"""Of which world a place in a text speaks: the film's story, or life.

A section of a film page (plot, timeline, characters) speaks of the story, as does a text in the present tense; an article
in the past tense speaks of life. A sentence that says "in the film" or "in reality" speaks for itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from biopic.documents import Span
from biopic.reading.layout import Layout

_WORK = r"(?:film|movie|picture|biopic|screenplay|script|drama|adaptation|screen version|big screen|dramatization|dramatisation|scene|finale|cinematic version)"
STORY = re.compile(
    rf"\b(?:in|throughout|at the end of|for|on) (?:the|this|its|his|her|their|[A-Z][\w'’]+['’]s) (?:\w+ )?{_WORK}\b|\bon[- ]?screen\b|\bonscreen\b|\b(?:the|this) (?:\w+ )?{_WORK}(?:['’]s)? (?:\w+ )?(?:shows?|showed|ends?|ending|depicts?|depicted|portrays?|portrayed|lets|gives|gave|opens?|closes|makes|made|suggests?|implies|has|had|puts|invents?|claims?|would have|wants|tells|told|turns|turned|compresses|version|climax|finale|follows|presents|presented|begins|plays|leaves|left|keeps|places|placed|moves|moved|imagines|adds|added)\b"
    r"|\bHollywood(?:['’]s)? (?:version|ending|script|story|telling)\b|\baudiences (?:see|saw|watch|watched)\b|\bviewers (?:see|saw|watch|watched)\b|\bfictional(?:ized|ised)?\b|\bmoviegoers\b",
    re.IGNORECASE,
)
LIFE = re.compile(
    r"\bin (?:reality|real life|truth|fact|actual fact|actuality|history)\b|\breal[- ]life\b|\bthe real [A-Z]|\bactually\b|\bthe truth (?:is|was)\b|\bhistorically\b|\boff[- ]?screen\b|\bthe (?:actual|true|historical) (?:story|events|facts|record|man|woman|person|life)\b"
    r"|\b(?:unlike|contrary to|despite what|whatever) .{0,30}\b(?:film|movie|screen|script|picture|Hollywood)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|does|finds|takes|meets|learns|tells|begins|goes|comes|becomes|gets|makes|tries|decides|returns|wants|falls|discovers|refuses|agrees|leaves|realizes|realises|visits|struggles|helps|moves|gives|dies|befriends|wins)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|found|took|met|learned|told|began|went|came|became|got|made|tried|decided|returned|wanted|fell|discovered|refused|agreed|left|said|died|wrote|won|earned|directed|released|gave|spent|moved|grew|lived|worked)\b"
)
_SECTIONS = {
    "plot": "story",
    "timeline": "story",
    "characters": "story",
    "settings": "story",
    "themes": "story",
    "time": "story",
    "place": "story",
    "life": "life",
    "reception": "life",
    "facts": "life",
}


class Worlds:
    """Which world each place of a text speaks of."""

    def __init__(self, text: str, layout: Layout, sentences: list[Span]) -> None:
        self._text, self._layout, self._sentences = text, layout, sentences
        self._said: dict[int, str] = {}
        self._starts = [sentence.start for sentence in sentences]
        unquoted = re.sub(r"[“\"][^“”\"\n]*[”\"]", "", text)
        present, past = (len(pattern.findall(unquoted)) for pattern in (_PRESENT, _PAST))
        self.general = "story" if present > past else "life"

    def at(self, offset: int) -> str:
        """Return "story" or "life", whichever is spoken of at `offset`."""
        return self.told(offset) or _SECTIONS.get(self._layout.section_at(offset).matter, self.general)

    def told(self, offset: int) -> str:
        """Return the world that the sentence at `offset` itself names, "" where it names none."""
        at = bisect_right(self._starts, offset) - 1
        if at not in self._said:
            sentence = self._sentences[at] if at >= 0 else Span(0, 0)
            words = self._text[sentence.start : sentence.end]
            self._said[at] = "life" if LIFE.search(words) else "story" if STORY.search(words) else ""
        return self._said[at]

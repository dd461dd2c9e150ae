"""What headlines quote: words that are said below, or a whole clause.

A headline is a heading, or a short line of its own at the top or without a stop.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from biopic.reading.speech import looks_like_title
from biopic.reading.utterance import Run, Said

if TYPE_CHECKING:
    from biopic.reading.text import Text

_CLAUSE = re.compile(r"(?:I|We|You|He|She|It|They|That|There|My|Our|Nobody|Everybody|Don['’]t)\b")
"""How a headline begins that quotes a clause though each of its words has a capital."""
_HEADLINE, _TOP = 160, 400
"""How long, in characters, a headline is at most, and how far down a text's main ones stand."""


def find_headlines(text: Text, runs: list[Run], outer: list[Said]) -> Iterator[Said]:
    """Yield what headlines quote: words said below, else a whole clause by whoever speaks first in the section, or most."""
    words = {said.run.inside.start: _bare(text.slice(said.run.inside)) for said in outer}
    often = Counter(said.who for said in outer if said.who)
    for each in runs:
        if each.run.depth or each.count < 3 or not each.is_speech or not is_headline(text, each):
            continue
        start, bare = each.run.inside.start, _bare(each.words)
        same = next((said.who for said in outer if said.who and bare in words[said.run.inside.start]), "")
        below = next((s.who for s in outer if s.who and s.run.inside.start > start), "")
        who = same or (often.most_common(1)[0][0] if often and start < _TOP else below)
        is_clause = each.words.isupper() or not looks_like_title(each.words)
        if who and (same or is_clause or (often[who] >= 3 and _CLAUSE.match(each.words))):
            yield Said(each.run, who, 0.6 if same else 0.4, "in a heading")


def is_headline(text: Text, each: Run) -> bool:
    """Say whether a run stands in a heading, or in a line of its own at the top or without a stop."""
    here = text.layout.line_at(each.run.outside.start)
    if text.layout.is_heading(here) and here.span.holds(each.run.outside):
        return True
    if each.paragraph.end - each.paragraph.start >= _HEADLINE:
        return False
    line = text.text[each.paragraph.start : each.paragraph.end]
    alone = each.run.outside == each.paragraph and each.count <= 12
    is_line = "\n" not in line.strip() and not re.search(r"[.!?…,][”\"’'»]?\s*$", line)
    return is_line and (alone or (each.paragraph.start == 0 and not each.is_firm))


def _bare(words: str) -> str:
    """Return words without their case, outer stops and curly apostrophes."""
    return words.strip(" .,!?…").replace("’", "'").casefold()

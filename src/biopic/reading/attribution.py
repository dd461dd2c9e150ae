"""The words right behind or before a quotation that tell who speaks it: "...," said Ada; Ada said: "..."; — Ada."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from biopic.documents import Span
from biopic.reading.marks import NAME
from biopic.reading.patterns import N
from biopic.reading.quotes import Quoted
from biopic.reading.speakernames import SpeakerNames
from biopic.reading.speech import ACTING, AFTER, BEFORE, IN_BRACKETS, LABELLED, SHARED, SIGNED, all_from_right

if TYPE_CHECKING:
    from biopic.reading.text import Text

_TIGHT = re.compile(r"[:,]\s*$|\bthat\s*$")
_CLAUSE = re.compile(rf"[,;]\s(?:and|but|so|then|while)\s(?P<who>{N}|he|she)\s(?:[a-z]+ly\s)?[a-z]+(?:s|ed)\b")
"""A clause with a subject of its own behind another: ", and Ada moves in"."""
_BEHIND, _BEFORE = 220, 260
"""How far from a quotation, in characters, the words may stand."""


class Attribution(NamedTuple):
    """A speaker, "" where the words name nobody known; the rule that found it, and how sure it is."""

    who: str
    rule: str
    sure: float

    @property
    def is_tight(self) -> bool:
        """Say whether a comma or colon behind the words leads to the quotation."""
        return self.rule == "said before it"

    @property
    def is_loose(self) -> bool:
        """Say whether neither comma nor colon joins the words to the quotation."""
        return self.rule.endswith("loosely")


def attribution_of(
    text: Text, names: SpeakerNames, run: Quoted, within: Span, *, named: bool = False
) -> Attribution | None:
    """Return what the words around a run say, None if nothing; `named`: by a name only."""
    before = _before(text, names, run, within, named=named)
    led = text.text[max(0, run.outside.start - 3) : run.outside.start].rstrip().endswith(":")
    if text.text[run.inside.end - 1] in ".?!" and (led or (before and before.is_tight)):
        return before
    return _behind(text, names, run, within, named=named) or before


def _behind(text: Text, names: SpeakerNames, run: Quoted, within: Span, *, named: bool) -> Attribution | None:
    start, end = run.outside.end, min(within.end + 60, run.outside.end + _BEHIND)
    after = re.split(r"[“\"«]", text.masked[start:end])[0]
    line = after.split("\n")[0]
    for pattern in AFTER:
        match = pattern.match(after if pattern is SIGNED else line)
        if match is None or not _is_plausible(text, run, match) or (named and NAME not in match["who"]):
            continue
        who = names.name(Span(start + match.start("who"), start + match.end("who")), run)
        if who is not None:
            return Attribution(who, "said behind it", 0.95)
    return None


def _is_plausible(text: Text, run: Quoted, match: re.Match[str]) -> bool:
    """Say whether words behind a run can be its "she said": the run ends as speech does, or a comma joins them."""
    last = text.text[run.inside.end - 1]
    if match.re in ACTING:
        return last in ",!?" and len(text.slice(run.inside).split()) >= 3
    has_verb = "verb" in match.groupdict()
    lead = match.group()[: min(match.start("who"), match.start("verb")) if has_verb else match.start("who")].strip()
    if last in ",!?…—–-" or lead.startswith((",", "–", "—")) or match.re in (SIGNED, IN_BRACKETS):
        return True
    return not lead and has_verb if last.isalnum() else last != "."


def _before(text: Text, names: SpeakerNames, run: Quoted, within: Span, *, named: bool) -> Attribution | None:
    start = max(within.start, run.outside.start - _BEFORE)
    before = text.masked[start : run.outside.start]
    cut = max((stop.end() for stop in re.finditer(r"[”\"»]|[.!?…](?=\s)", before)), default=0)
    tight = _TIGHT.search(before[cut:]) is not None
    shared = None if named else SHARED.search(before, cut)
    for pattern in BEFORE:
        offset = 0 if pattern is LABELLED else cut
        matches = all_from_right(pattern, before[offset:])
        if not matches or (named and NAME not in matches[-1]["who"]):
            continue
        if shared and "verb" in pattern.groupindex and _is_aside(before, matches[-1], shared):
            break
        low, high = matches[-1].span("who")
        who = names.name(Span(start + offset + low, start + offset + high), run)
        if who is not None and (tight or pattern is LABELLED):
            return Attribution(who, "said before it", 0.9)
        if who is not None:
            return Attribution(who, "said before it loosely", 0.7)
    if shared:
        who = _sharer(names, run, Span(start + cut, start + shared.start()), before[cut : shared.start()])
        who = names.leads.subject(run, start + cut) if who is None else who
        if not who:
            return None
        return Attribution(who, "said before it", 0.8)
    return None


def _sharer(names: SpeakerNames, run: Quoted, span: Span, words: str) -> str | None:
    """Return who is the subject of the last clause before a verb of speech that goes without one; None where no clause shows its own."""
    clauses = list(_CLAUSE.finditer(words))
    if not clauses:
        return None
    low, high = clauses[-1].span("who")
    return names.name(Span(span.start + low, span.start + high), run)


def _is_aside(before: str, told: re.Match[str], shared: re.Match[str]) -> bool:
    """Say whether words such as ", she remembers," stand inside a sentence of somebody else, whose verb of speech comes behind them."""
    inside = before[told.end("verb") : shared.start()]
    return shared.start("verb") > told.end("verb") and before[: told.start("who")].endswith(", ") and "," in inside

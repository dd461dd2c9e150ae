"""Prizes in lists and tables: "Won: BAFTA, Best Film · ...", bullets under "Awards", rows of `award | category | who | result`.

A line says its result itself ("(won)", "– nominated"), or its label does, or the heading over it; without any it was won.
An award over several lines ("Academy Awards") holds for those below it that name a category only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.layout import Line
from biopic.reading.prizes import Prize, plain_category, prizes
from biopic.reading.text import Text

_LABEL = re.compile(
    r"^[^\w\n]{0,6}(?P<label>won|wins?|winner(?: of)?|nominated(?: for)?|nominations?|nominees?|awards?(?: won| and nominations| & nominations)?|prizes?(?: won)?|hono[u]?rs?|accolades|oscars?|academy awards?|golden globes?|baftas?|trophies)(?:\s\(\d{4}\)|\s\d{4})?[*_]{0,2}\s*(?::|\s[–—-]\s|\s\|\s)[*_]{0,2}\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^[^\w\n]{0,6}(?P<label>[^:\n]{3,80}):[*_]{0,2}\s+(?P<rest>\S.*)$")
_RESULT = re.compile(
    r"\b(?P<won>won|winner|winners|win|gewonnen|victory)\b|\b(?P<nom>nominated|nominee|nominees|nomination|nominations|shortlisted|lost|runner-up|finalist|up for|in the running|went (?:home|away) without|missed)\b|[✓✔🏆](?P<tick>)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•‣◦·▪►▸–+🏆🥇🎖🏅★☆✓✔]\ufe0f?|\d{1,2}[.)])\s+")
_VERB = re.compile(r"\b(?:[Ii]ts?|[Hh]e|[Ss]he|[Tt]hey|was|were|is|has|had|went|took|received|did|lost to|who|which)\s")
_UNKNOWN = re.compile(r"(?P<award>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})(?:\s(?:for|–|-)\s|:\s|\s\()$")
_SPLIT = re.compile(r"\s*[;·•|]\s*|,\s(?=(?!Best|Outstanding|Most)[A-Z][^,;()\n]{2,40}\s\()")


def honours(text: Text, cues: list[int]) -> Iterator[Draft]:
    """Yield a draft for each prize in a list or table; `cues` are the offsets of words that name prizes."""
    award, heading = "", ""
    for line in text.layout.lines:
        at = bisect_left(cues, line.span.start)
        if at == len(cues) or cues[at] >= line.span.end:
            heading, award = (line.text, "") if _heads_a_list(text, line) else (heading, award)
            continue
        if text.layout.is_heading(line):
            heading, award = line.text, _only_award(line.text)
            continue
        if not is_listed(text, line.span) or text.is_noise(line.span):
            award = _only_award(line.text) or award
            continue
        yield from _row(text, line, award, _headed(heading))


def _heads_a_list(text: Text, line: Line) -> bool:
    """Say whether a line is a heading, or a short one on a result right above the items of a list: "Up for", "Won"."""
    following = text.layout.lines[line.number + 1 : line.number + 2]
    above = len(line.text) < 60 and any(not each.gap and _BULLET.match(each.text) for each in following)
    return text.layout.is_heading(line) or (above and bool(_result(line.text)))


def is_listed(text: Text, span: Span) -> bool:
    """Say whether a stretch is an entry of a list or a table of prizes, and no sentence."""
    line = next(iter(text.layout.lines_in(Span(span.start, span.start + 1))), None)
    if line is None:
        line = next(
            (
                each
                for each in reversed(text.layout.lines_in(Span(max(0, span.start - 400), span.start + 1)))
                if each.span.holds(span)
            ),
            None,
        )
    if (
        line is None
        or len(line.text) > 500
        or not re.search(
            r"award|prize|oscar|bafta|globe|best |medal|outstanding|palme|golden|silver|emmy|grammy",
            line.text,
            re.IGNORECASE,
        )
    ):
        return False
    if _LABEL.match(line.text) or line.text.count("|") >= 2 or line.text.count("\t") >= 2:
        return not _VERB.search(re.sub(r"\([^()]*\)", "", line.text))
    short = len(line.text) < 160 and not re.search(r"[.!?]$", line.text.rstrip("*_ ")) and not _VERB.search(line.text)
    return (
        short
        and bool(
            _BULLET.match(line.text)
            or text.section_at(line.span.start).matter == "reception"
            or re.search(r"[(–—:-]\s?(?:won|winner|nominated|nominee|nomination)\)?\s*$", line.text, re.IGNORECASE)
        )
        and not re.search(r"\b(?:won|nominated)\b(?!\s?[):,;|–—-]|\s?$)", line.text[2:])
    )


def _only_award(words: str) -> str:
    """Return the award that a heading or a line names and nothing else, "" for any other."""
    found = prizes(words, 0, len(words))
    rest = (
        re.sub(
            r"[\W\d_]+|\b(?:the|awards?|of|annual|and|nominations)\b",
            "",
            words.replace(found[0].award, ""),
            flags=re.IGNORECASE,
        )
        if found
        else "x"
    )
    return found[0].award if len(found) == 1 and found[0].award and not found[0].category and len(rest) <= 3 else ""


def _result(words: str) -> str:
    """Return the result that words tell, "" where they tell none."""
    said = {"nominated" if match["nom"] else "won" for match in _RESULT.finditer(words)}
    return "nominated" if "nominated" in said else "won" if said else ""


def _headed(heading: str) -> str:
    """Return the result of all that stands under a heading, "" where that is both won and nominated."""
    return "" if re.search(r"\baward|\bprize|\bhono|\bwins\b", heading, re.IGNORECASE) else _result(heading)


def _row(text: Text, line: Line, above: str, heading: str) -> Iterator[Draft]:
    table = line.text.strip("| ").count("|") >= 2 or line.text.count("\t") >= 2
    label = None if table else (_LABEL.match(line.text) or _as_label(line.text))
    start = line.span.start + (label.start("rest") if label else 0)
    result = (_result(label["label"]) if label else "") or heading
    award = next((prize.award for prize in prizes(label["label"], 0, len(label["label"]))), "") if label else ""
    award = award or above
    cells = [Span(start, line.span.end)] if table else list(_cells(text.text, Span(start, line.span.end)))
    for cell in cells:
        for draft in _cell(text, cell, award, result):
            award = str(draft.get("award"))
            yield draft


def _as_label(words: str) -> re.Match[str] | None:
    """Return what a line says before its colon, where that is an award and no category: "Oscar nominations that came to nothing"."""
    match = _HEADED.match(words)
    named = prizes(match["label"], 0, len(match["label"])) if match else []
    return match if len(named) == 1 and not named[0].category else None


def _cells(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for match in _SPLIT.finditer(text, span.start, span.end):
        if text.count("(", at, match.start()) > text.count(")", at, match.start()):
            continue
        if match.start() > at:
            yield Span(at, match.start())
        at = match.end()
    if span.end > at:
        yield Span(at, span.end)


def _cell(text: Text, cell: Span, above: str, result: str) -> Iterator[Draft]:
    """Read an entry, or several side by side: an award, a category, who, and whether it was won."""
    found = [prize for prize in prizes(text.text, cell.start, cell.end) if not prize.scene]
    if not found and above and (plain := plain_category(text.text, cell.start, cell.end)):
        found = [plain]
    if text.text.count("|", cell.start, cell.end) >= 2 and len(found) > 1:
        found = [
            replace(
                found[0],
                award=next((p.award for p in found if p.award), ""),
                category=next((p.category for p in found if p.category), ""),
                end=found[-1].end,
            )
        ]
    kept = [prize for prize in found if prize.category] or found
    award = next((prize.award for prize in found if prize.award and prize.award != f"{prize.category} award"), above)
    for number, prize in enumerate(kept):
        if not prize.award and (named := _UNKNOWN.search(text.text, max(cell.start, prize.start - 60), prize.start)):
            prize = replace(prize, award=named["award"], start=named.start("award"))
        low = cell.start if number == 0 else prize.start
        high = kept[number + 1].start if number + 1 < len(kept) else cell.end
        award = prize.award if prize.award and prize.award != f"{prize.category} award" else award
        yield from _entry(text, replace(prize, award=award or prize.category), Span(low, high), result)


def _entry(text: Text, prize: Prize, entry: Span, result: str) -> Iterator[Draft]:
    own = _result(re.sub(r"(?i)award-winning|best \w+", "", text.text[entry.start : entry.end])) or result or "won"
    named = [
        (being.name, name.span)
        for name in text.names_in(entry)
        if (being := text.people.of(name)) and not prize.start <= name.span.start < prize.end
    ]
    start, end = (
        min([prize.start, *(span.start for _, span in named)]),
        max([prize.end, *(span.end for _, span in named)]),
    )
    end += text.text[end : end + 1] == ")"
    for who in dict.fromkeys([name for name, _ in named] or [""]):
        fields = (
            ("award", prize.award),
            ("recipient", who),
            ("work", text.film),
            ("conferred_by", prize.host),
            ("result", own),
        )
        yield Draft(
            "award", prize.award, prize.category, Span(start, end), "production", 0.85, "award in a list", fields=fields
        )

"""The line of time and place of an event: which part of it is the time, and which the place.

Parts are known by their labels, else by what sets them apart; a part with a time or a word of time in it is the time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.lists import EMOJI
from biopic.reading.marks import TIME

if TYPE_CHECKING:
    from biopic.reading.text import Text

TIME_WORD = re.compile(
    rf"{TIME}|\b(?:morning|evening|night|nightfall|midnight|noon|afternoon|dawn|dusk|day|days|later|after|afterwards|before|summer|winter|spring|autumn|fall|year|years|month|months|week|weeks|hours?|childhood|boyhood|girlhood|adulthood|youth|teens|teenage|early|late|mid|while|during|soon"
    r"|that|same|next|following|opening|ending|end|beginning|finale|epilogue|prologue|christmas|easter|eve|holiday|graduation|season|semester|term|war|wartime|present|once|meanwhile|eventually|some time|sometime|shortly|final|first|last|throughout|era|age|period|time|birth|trip|journey|decades?|century|wedding|funeral|trial|premiere)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?P<time>(?:when|time|date|year|🕒|🕰|📅|🗓|⏰|⏳|⌚)\ufe0f?)\s*[:=?–—-]?\s+|(?P<place>(?:where|place|location|setting|📍|🗺|🏠|🏛|🌍|🌎)\ufe0f?)\s*[:=?–—-]?\s+",
    re.IGNORECASE,
)
_BOTH = r"(?:when|time|date|where|place|location)\s?(?:and|&|/|\+)\s?(?:when|time|date|where|place|location)"
LABELLED = re.compile(
    rf"(?:{_BOTH}|when|time|date|year|where|place|location|setting)\s*[:=?–—-]\s|@\s|[\U0001F552\U0001F570\U0001F4C5\U0001F5D3⏰⏳⌚\U0001F4CD\U0001F5FA\U0001F3E0\U0001F3DB\U0001F30D\U0001F30E]",
    re.IGNORECASE,
)
"""The same with its sign, so that no sentence begins like it."""
OWN_LABEL = re.compile(r"^[A-Z][\w-]{1,15}(?:\s\w{1,12}){0,2}\s?[:=]\s+(?=\S)")
"""A label in words of the page's own: "Spot: Saltby"."""
_FOR_BOTH = re.compile(rf"{_BOTH}\s*[:=–—-]\s+", re.IGNORECASE)
"""A label for time and place together: "When & where: 1931, Saltby"."""
_OTHER_LABEL = re.compile(r"\s[|·•/;–—-]\s[A-Z][a-z]+(?:\s\w+){0,2}:\s.*$")
"""What another label opens in the same line: "Where: Saltby / With: Ada"."""
_APART = re.compile(r"\s*(?:\s(?:[|·•/@►▸▶→»›~]|//|\|\||>>|::)\s|\||·|•|;|\s[–—-]{1,2}\s)\s*")

_BETWEEN_PARTS = re.compile(r"\s(?:[^\w\s.,;:'’\"“”()&]|//|\|\|)\s")
"""A sign by itself that keeps parts of a line apart."""


def split_time_and_place(text: Text, span: Span) -> tuple[str, str]:
    """Return the time and the place that a line gives, each "" where it gives none."""
    line = text.text[span.start : span.end]
    if both := _FOR_BOTH.match(line):
        return split_time_and_place(text, Span(span.start + both.end(), span.end))
    labels = [m for m in LABEL.finditer(line) if LABELLED.match(line, m.start())]
    own = None if labels else OWN_LABEL.match(line)
    if own:
        return split_time_and_place(text, Span(span.start + own.end(), span.end))
    if labels:
        found = {"time": "", "place": ""}
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            value = line[label.end() : following.start() if following else len(line)]
            found["time" if label["time"] else "place"] = bare_words(_OTHER_LABEL.sub("", value)).rstrip(".")
        return found["time"], found["place"]
    parts = [OWN_LABEL.sub("", m) for m in _APART.split(line.strip("*_()[] ")) if m.strip()]
    if len(parts) >= 2:
        times = [
            bool(TIME in text.masked[(at := span.start + line.find(p)) : at + len(p)] or TIME_WORD.search(p))
            for p in parts
        ]
        if times[0] and re.search(r"[a-z\d)] [A-Z]", parts[0]) and not re.search(r"[|·•;/]", line):
            return _unmarked(text, span, line)
        if times[0] or (" @ " in line and not times[-1]):
            return bare_words(parts[0]), bare_words(" – ".join(parts[1:]))
        if times[-1] and len(parts) == 2:
            return bare_words(parts[1]), bare_words(parts[0])
        return "", bare_words(line)
    return _unmarked(text, span, line)


def _unmarked(text: Text, span: Span, line: str) -> tuple[str, str]:
    """Cut a line without marks, such as "1931 Saltby, Maine" or "Morning after the storm North Rock", where the place begins."""
    bare = line.strip("*_()[] ")
    start = span.start + line.index(bare) if bare else span.start
    masked = text.masked[start : start + len(bare)]
    lead = re.match(rf"(?:[\w']+ ){{0,3}}?{TIME}+(?:\s\([^)]*\))?,?\s*", masked)
    if lead:
        rest = bare[lead.end() :].strip(" ,")
        return bare_words(bare[: lead.end()]), bare_words(rest)
    comma = re.match(r"(?P<place>.+), (?P<time>[^,]+)$", bare)
    if (
        comma
        and (TIME_WORD.search(comma["time"]) or TIME in masked[comma.start("time") :])
        and (not comma["time"][:1].isupper() or set(masked[comma.start("time") :]) == {TIME})
    ):
        return bare_words(comma["time"]), bare_words(comma["place"])
    if not TIME_WORD.search(bare):
        return "", bare_words(bare)
    ordered = re.match(r"(?P<time>[^,]+), (?P<place>(?:[Tt]he\s)?[A-Z].*)$", bare)
    if ordered and TIME_WORD.search(ordered["time"]) and not TIME_WORD.search(ordered["place"]):
        return bare_words(ordered["time"]), bare_words(ordered["place"])
    cut = None
    for match in re.finditer(r"(?:(?<=[a-z]\s)|(?<=[)\d]\s)|(?<=day\s))(?=[A-Z][\w'’]*|[A-Z]\b)", bare):
        if TIME_WORD.search(bare[: match.start()]) and not re.search(
            r"\b(?:the|a|of|at|in|after|before|during|his|her|with|near)\s$", bare[: match.start()]
        ):
            cut = match.start()
            break
    if cut is None:
        first = bare.split(",")[0]
        return (bare_words(bare), "") if TIME_WORD.match(first) or not bare[:1].isupper() else ("", bare_words(bare))
    return bare_words(bare[:cut]), bare_words(bare[cut:])


def parted_head(text: Text, start: int, lead: str) -> tuple[Span, tuple[str, str]] | None:
    """Read a head whose time, place and title are kept apart by one picture or sign: "1921 ✦ Holm ✦ The first tide"."""
    signs = list(_BETWEEN_PARTS.finditer(lead))
    if len(signs) != 2 or signs[0].group() != signs[1].group():
        return None
    bounds = [0, *(at for sign in signs for at in sign.span()), len(lead)]
    parts = [Span(start + a, start + b) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    times = [TIME in text.masked[part.start : part.end] for part in parts]
    if sum(times) != 1 or times[1]:
        return None
    when, title = (parts[0], parts[2]) if times[0] else (parts[2], parts[0])
    return title, (bare_words(text.slice(when)), bare_words(text.slice(parts[1])))


def bare_words(words: str) -> str:
    """Return words without pictures, signs and marks of emphasis around them."""
    return (
        re.sub(rf"^{EMOJI}+|{EMOJI}+$", "", " ".join(words.split()))
        .strip(" @,;:|/·•–—-*_[]")
        .removeprefix("(")
        .removesuffix("")
        if words.count("(") != words.count(")")
        else re.sub(rf"^{EMOJI}+|{EMOJI}+$", "", " ".join(words.split())).strip(" @,;:|/·•–—-*_[]")
    )

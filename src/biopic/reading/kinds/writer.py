"""Who wrote the film: "written by", "screenplay by", "a script by", "X wrote the screenplay", "screenwriter X", "Screenplay: X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.clauses import FILM_MARK
from biopic.reading.credits import LIST, MANNER, SCREEN, boxed, credited, done, work_of
from biopic.reading.drafts import Draft
from biopic.reading.patterns import BRACKET, WHO, N
from biopic.reading.text import Text

_SCRIPT = r"(?:screenplay|script|teleplay|scenario|screen adaptation|shooting script|screen story|screen treatment)"
_WROTE = r"(?:wrote|writes|penned|pens|scripted|co-wrote|cowrote|authored|made|crafted|drafted|delivered|supplied|provided|turned in|adapted)"
_PATTERNS = [
    (re.compile(rf"(?P<what>\b(?:[Ww]ritten|[Ss]cripted|[Pp]enned|[Cc]o-written|[Aa]dapted)(?: and (?:directed|produced))?(?:,? for the screen| for film)?{MANNER}\s(?:here |for the screen |jointly )?by)\s(?P<list>{LIST})"), 0.9, "written by"),
    (re.compile(rf"(?P<what>\b(?:[Aa]n? |[Tt]he |[Hh]is |[Ii]ts |\w+['’]s )?(?:[a-z-]+ )?{_SCRIPT},?(?: (?:is|was|came|comes|being))?\s(?:here |jointly |credited to |written )?(?:by|from))\s(?P<list>{LIST})", re.IGNORECASE), 0.9, "script by"),
    (re.compile(rf"(?P<what>\b(?:[Tt]he |its |her |his |film['’]s )?(?:[Ss]creenwriters?|[Ss]criptwriters?|[Ss]cript-writers?|[Ww]riter-director|[Ss]creenwriter-director|[Ww]riter and director|[Cc]o-(?:screen)?writers?)),?\s(?P<list>{LIST})"), 0.85, "screenwriter"),
    (re.compile(rf"(?P<who>{N}){BRACKET},\s(?P<what>(?:who (?:also |had |then )?(?:wrote|co-wrote) (?:it|the film|the movie|the picture)|(?:the |its |the film['’]s )?(?:screenwriter|scriptwriter|script-writer|writer of the (?:film|script|screenplay))))\b"), 0.85, "writer behind a name"),
    (re.compile(work_of(rf"(?:{_SCRIPT}|story|writing)")), 0.85, "script given to"),
    (re.compile(rf"(?P<what>\b(?:its|her|his|the film['’]s|the movie['’]s) writer),\s(?P<who>{N})"), 0.75, "its writer"),
    (re.compile(rf"(?P<what>\bfrom a(?:n original)? story by)\s(?P<list>{LIST})"), 0.85, "story by"),
    (re.compile(rf"(?P<who>{N})(?P<what>['’]s? (?:[a-z-]+ ){{0,3}}?{_SCRIPT})\b"), 0.85, "somebody's script"),
    (re.compile(rf"(?P<who>\b[Hh]is|\b[Hh]er)\s(?P<what>(?:[a-z-]+ ){{0,2}}?{_SCRIPT})\b"), 0.7, "his script"),
    (re.compile(rf"(?P<what>\b(?:the )?(?:man|woman|one|person|pen) who wrote (?:it|the (?:film|movie|picture|{_SCRIPT}))[:,])\s(?P<who>{N})"), 0.85, "who wrote it"),
    (re.compile(rf"(?P<what>\b(?:[Aa] |[Tt]he )?{_SCRIPT}(?:,? that|,? which)?)\s(?P<who>{WHO})\s(?:had |has |himself |herself )?(?:wrote|co-wrote|penned|written|adapted)\b"), 0.8, "script that somebody wrote"),
    (re.compile(rf"(?P<list>{LIST})(?P<what>\s(?:are|is|were|was|get|gets|got|share|shares|shared|take|takes|took) (?:(?:both|jointly|credited|billed|the|a|sole) ){{0,3}}(?:credit )?(?:with|for|as (?:the )?(?:authors?|writers?) of) (?:the|its) {_SCRIPT})\b"), 0.85, "credited with the script"),
    (re.compile(rf"(?P<what>\binto an? (?:[a-z-]+ )?{_SCRIPT} (?:together |jointly )?with)\s(?P<list>{LIST})"), 0.8, "into a script with"),
    (re.compile(rf"\b(?P<what>share[sd]? (?:the )?(?:{_SCRIPT}|writing) credits? with)\s(?P<list>{LIST})"), 0.85, "shares the credit with"),
    (re.compile(rf"\b(?P<what>(?:wrote|written) (?:it|the (?:{_SCRIPT}|film|movie|picture)) (?:with|together with|alongside))\s(?P<list>{LIST})"), 0.8, "wrote it with"),
    (re.compile(rf"(?P<what>\b{_SCRIPT}(?:,? that|,? which)? (?:he|she|they|{N})(?: had| has| himself| herself)? (?:wrote|written|co-wrote|co-written)(?: together)? with)\s(?P<list>{LIST})"), 0.85, "script written with"),
    (re.compile(rf"(?P<list>{LIST})(?P<what>\s(?:was|were|won|received|got|shared|have|had|has|took)\b[^.;:\n]{{0,60}}?\bfor (?:the|their|his|her|its)\s(?:[a-z]+ )?{_SCRIPT})\b"), 0.8, "honoured for the script"),
    (re.compile(rf"(?P<list>{LIST})(?P<what>\s(?:gets?|got|shares?|shared|takes?|took|receives?|received|have|has)\s(?:(?:all|the|sole|joint|full|a|final)\s){{0,3}}(?:screenplay |screenwriting |writing |script |screen )?credits?)\b"), 0.8, "gets the credit"),
    (re.compile(rf"(?P<what>\b{_SCRIPT}(?:,[^,.;\n]{{2,50}},)?\s(?:is|was))\s(?P<who>{N})['’]s\b(?!\s[a-z])"), 0.85, "script is somebody's"),
    (re.compile(rf"(?P<what>\b[Tt]he (?:film['’]s |movie['’]s )?(?:screen|script)?writers? (?:is|are|was|were))\s(?P<list>{LIST})"), 0.8, "the writers are"),
]  # fmt: skip
_LABELS = r"(?:Original )?Screenplay(?: by)?|Script(?: by)?|(?:Screen)?[Ww]riters?|Written by|Writing|Story(?: by)?|Adaptation|Adapted by|Teleplay(?: by)?|Written for the screen by"
_WRITES = re.compile(
    rf"\b(?:(?<!\b[Bb]est )(?:{_WROTE}|did|worked on|put together|turned out) (?:the |its |a |an |this |that |his |her )?(?:[a-z-]+ ){{0,3}}?{_SCRIPT}\b|(?:wrote|writes|scripted|penned) (?:it for the screen|the (?:film|movie|picture))\b|(?:wrote|writes|scripted|scripts|penned) and (?:also )?(?:directed|directs|produced|produces) (?:it\b|(?:the|this|a|an|his|her)\s(?:[\w\ue001-]+\s){{0,4}}?{SCREEN}\b|{FILM_MARK})|turned (?:it |the [a-z]+ )?into an? (?:[a-z-]+ )?{_SCRIPT}\b|share[sd]? (?:the )?(?:{_SCRIPT}|writing) credits?\b|adapted (?:it\b|(?:his|her|the|its)\s[^.,;:\n]{{0,40}}?\b(?:play|book|novel|memoir|autobiography|story|diary|biography)\b))"
)
_BOOK = re.compile(
    r"\b(?:book|memoir|novel|biography|autobiography|play|poem|letter|article|song|diary|study|essay)s?\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"writ|script|teleplay|scenario|screenplay|wrote|penn?ed|pens\b|adapt|story")


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that somebody wrote the film, not the book behind it."""
    if not text.concordance.has(_WORDS):
        return
    drafts = [
        *boxed(text, "writer", _LABELS),
        *credited(text, "writer", _PATTERNS, _WORDS),
        *done(text, "writer", _WRITES, 0.85, "wrote the script"),
    ]
    drafts = [draft for draft in drafts if draft.reader != "gets the credit" or _speaks_of_script(text, draft.span)]
    sure = any(draft.reader != "somebody's script" for draft in drafts)
    for draft in drafts:
        if sure and draft.reader == "somebody's script":
            continue
        if draft.reader not in ("written by", "writer in a box") or not _is_book(text, draft.span):
            yield draft


def _is_book(text: Text, span: Span) -> bool:
    """Say whether what was written is a book, or the summary on the page itself."""
    sentence = text.sentence_at(span.start)
    before = text.text[sentence.start : span.start]
    if re.search(
        r"(?:film|movie|picture|biopic|drama|screen|directed|screenplay|script)\b[^.;]{0,60}$", before, re.IGNORECASE
    ):
        return bool(_BOOK.search(before[-40:]))
    alone = not before.strip(" *_—–-~•(")
    line_end = text.text[span.end : span.end + 60].split("\n")[0].strip(" *_.)")
    whole_line = alone and len(line_end) < 40
    in_credits = text.section_at(span.start).matter == "facts" or re.search(
        r"(?:^|\n)\W*(?:direct|cast|starring|studio|music|producer|year|released)",
        text.text[max(0, span.start - 300) : span.end + 300],
        re.IGNORECASE,
    )
    return bool(_BOOK.search(before)) or (whole_line and not in_credits)


def _speaks_of_script(text: Text, span: Span) -> bool:
    """Say whether the sentence of a credit has said before that it is the script's."""
    return (
        re.search(rf"\b(?:{_SCRIPT}|writing|screenwriting)\b", text.text[text.sentence_at(span.start).start : span.end])
        is not None
    )

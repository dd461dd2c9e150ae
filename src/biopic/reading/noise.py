"""What in a text is not its own matter: adverts, teasers of other stories, menus, sign-up forms, copyright lines.

Lines are judged by the stock phrases of such matter; lines between two of them that name nobody of the text go with
them; a section under a heading such as "Similar films" goes as a whole; so does a tail of teasers at the text's end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from biopic.documents import Span
from biopic.reading.layout import Layout, Line, matter_of
from biopic.reading.pitches import is_pitch
from biopic.reading.words import FUNCTION, MONTHS, OPENERS, word_set

_CUE = re.compile(
    r"(?<!\w)(?:©|all rights reserved\b|copyright (?:\d{4}|©|\(c\))|privacy policy\b|terms (?:of (?:use|service)|and conditions|& conditions)\b|cookies?\b.{0,30}\b(?:accept|policy|settings|use)\b"
    r"|sign[ -]?(?:up|in)\b|subscribe\b|subscribers?\b|unsubscribe\b|newsletter\b|your (?:e-?mail|inbox)\b|log ?in\b|register (?:now|today|free)\b|create (?:a|an|your) (?:free )?account\b"
    r"|coming soon (?:on|to) (?:ios|android|your)\b|ios and android\b|ios\s*(?:&|/|,)\s*android\b|app store\b|google play\b|\b(?:download|get|try|install) (?:the|our) (?:free )?(?:\w+ )?app\b|mobile app\b|in your pocket\b"
    r"|test your knowledge\b|\b(?:take|try|start|play) (?:the|our|this) (?:\w+ ){0,3}quiz\b|quiz\b.{0,20}\bhow well do you\b|how well do you (?:know|remember)\b"
    r"|click (?:here|below|to)\b|tap (?:here|to)\b|read more\b|read next\b|up next\b|read also\b|also read\b|keep reading\b|continue reading\b|more stories\b|see also:|view all\b|see all\b|load more\b|show more\b|back to top\b|skip to (?:content|main)\b"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|love)\b|if you (?:liked|enjoyed|loved) (?:this|it)\b|recommended for you\b|more (?:from|like) this\b|more from\b|from our partners\b|around the web\b|editors?['’]s? picks?\b|most (?:read|popular)\b|trending\b"
    r"|sponsored\b|(?:our|word from \w+) sponsors?\b|advertisements?\b|advertise with us\b|promoted\b|(?:paid|partner) content\b|paid partnership\b|affiliate\b|^\W*quiz\s*:|^\W*\(c\)\s|^\W*\[?(?:ad|advert|advertisement)\]?\b\s*(?:[:|–—\]-]|$)|ad(?:vert)? (?:break|choices)\b|shop now\b|buy now\b|order (?:now|today|yours)\b|free (?:shipping|delivery|trial)\b|\b(?:no|without) ads\b|ad-free\b|\bdays? free\b|\b(?:first|one) (?:month|week) free\b|\b\d+ ?% off\b|use code\b|limited[- ]time\b|special offer\b|cancel any ?time\b|no credit card\b"
    r"|share (?:this|on|via|to)\b|listen to this (?:article|story)\b|(?:gift|save) this (?:article|story)\b|comments (?:are|have been) closed\b|follow us\b|tweet\b|facebook\b.{0,30}\b(?:twitter|pinterest|whatsapp|instagram|x)\b|leave a (?:comment|reply)\b|comments? \(\d+\)|join (?:the (?:conversation|discussion)|our|over \d)"
    r"|can['’]t find (?:your|the|a)\b|request a (?:summary|movie|film)\b|no more pages\b|end of content\b|handpicked\b|hand-picked\b|films? with similar\b|movies? with similar\b|similar (?:movies|films|stories|titles)\b|related (?:articles?|stories|posts?|films?|movies|reading|content)\b"
    r"|stream (?:it )?(?:now )?on\b|watch (?:it )?now on\b|rent or buy\b|where to watch\b|\btickets?\b[^.]{0,24}[£$€]\s?\d|\btickets (?:from|at|on sale)\b|spoiler[- ]worthy moments\b|never miss (?:a|an)\b|we use cookies\b|contribute to this page\b|was (?:this|it)(?: \w+)? helpful\b|add to (?:my )?(?:watchlist|favou?rites)\b|rate this (?:film|movie|title)\b|suggest an edit\b|recently viewed\b|\b(?:found|spotted|see|notice) (?:a|an) (?:mistake|error|typo)\b|edit this page\b|(?<!to )(?<!n['’]t )tell (?:us|the editors?)[^\w\"”’]*$|more to explore\b|do not sell my\b|you won['’]t believe\b|report (?:an error|a problem|this page|an issue)\b|\b(?:write|add|submit) a (?:summary|review|comment) and\b|^\W*spoilers? ahead\W*(?:$|show|hide|skip|click|read|continue)|^\W*next\s*[:»]|do not reproduce\b|mailing list\b|no part of this\b|donate (?:now|today)\b|support our\b)",
)
_WEAK = re.compile(
    r"tickets?.*|(?:no|without) ads|ad-free|days? free|(?:first|one) (?:month|week) free|newsletter|mobile app|subscribers?|trending|sponsored|promoted|advertisements?|affiliate|handpicked|hand-picked|more from|in your pocket|join (?:our|the).*|share (?:this|on|via|to)|follow us|use code|register.*|log ?in|sign[ -]?(?:up|in)|app store|play.*quiz|cookies?.*",
    re.IGNORECASE,
)
_TALE = re.compile(r"\b(?:he|she|his|her|him|was|were|had)\b")
"""Words of telling: a line that has them means a newsletter or an app of its story, if the cue is no stronger."""
_MENU = re.compile(
    r"^(?:\W*(?:home|menu|search|movies?|films?|reviews?|news|tv|shows?|about(?: us)?|contact(?: us)?|login|log in|lists|quizzes|games|podcasts?|shop|genres?|blog|faq|top|skip to content|share|print|save|tweet|pin|email|logo)\b\W*){2,}$|^(?:menu|search|share|print|advertisement|sponsored|home|next|previous|loading|logo\b.*)\W*$",
    re.IGNORECASE,
)
_MENU_WORDS = word_set(
    "home menu search movies films film reviews review news tv shows about contact us login log in sign lists "
    "quizzes quiz games podcasts podcast shop genres blog faq top skip to content share print save tweet pin "
    "email e-mail logo browse privacy cookies terms jobs facebook twitter x whatsapp pinterest instagram comments "
    "comment edit add page report error problem jump back keywords goofs trivia quotes cast crew basket cart true "
    "stories features more summary summaries synopsis plot title from this contribute suggest missing or an learn "
    "contributing like subscribe newsletter follow rate list watchlist favourites favorites drama biographical "
    "biography 1970s 1980s 1990s 2000s 2010s help advertise careers spoilers spoiler warning off showing items "
    "watch trailer listen article min minute read bookmark save this endings timelines plots casts trailers overview "
    "note notes mistake series forum own your you of the a my"
)
"""Words of which menus, lists of buttons and lines of links are made."""


def _is_menu(line: str) -> bool:
    """Say whether a line is made of a menu's words.

    >>> _is_menu("Home › Films › Drama"), _is_menu("♥ Save ⤴ Share 💬 14 comments"), _is_menu("Traits: Dutiful · Kind · Shy")
    (True, True, False)
    """
    if len(line) > 140 or re.search(r"\S[.!?]\s+\w", line):
        return False
    words = [word.casefold() for word in re.findall(r"[^\W\d_][\w'’-]*", line)]
    known = sum(word in _MENU_WORDS for word in words)
    apart = len(re.findall(r"\s[|•›»·>/♥]\s?|\s[.–—-]\s|[^\w\s.,;:'’\"“”()&/–—-]\s|\s{2,}", line))
    if re.search(r"\b\d+\s?(?:h|min|m|hrs?|minutes)\b(?! read\b)|\b(?:19|20)\d\d\b(?!s)", line):
        return False
    if re.match(r"^\W*home\s*[>›»/|·•]\s*\S", line, re.IGNORECASE):
        return True
    if re.match(r"^\W*home\b", line, re.IGNORECASE) and not apart:
        return False
    if (
        re.match(r"^\W*(?:home|jump to|back to top|share(?: this)?\s*:)", line, re.IGNORECASE)
        and (apart or known >= 0.5 * len(words))
        and len(words) > 1
    ):
        return True
    return len(words) >= 3 and (
        (known >= 0.7 * len(words) and apart >= 1) or (known >= 0.6 * len(words) and apart >= 2)
    )


_RUBRIC = re.compile(
    r"^[^.!?:\d]{2,30}\s[/›»>|·•]\s(?:features?|films?|movies|arts|culture|people|lives|books|news|entertainment|interviews?|reviews?|stories|true stories|magazine|life|history|screen)\W*$",
    re.IGNORECASE,
)
"""A paper's name and the section of it in which the text stands."""

_TAIL = re.compile(
    r"^\W*(?:news|related|more|next|read (?:more|next|also)|you (?:may|might).*|recommended.*|trending.*|popular.*|latest.*|more\s.*|also (?:on|read|from).*|from (?:the|our).*|don['’]t miss.*|elsewhere.*|in other news.*|stories (?:for|you).*|end of .*|other (?:stories|articles|news|reads).*|what to read next.*|related .*)\W*$",
    re.IGNORECASE,
)
_TEASER_END = re.compile(r"(?:…|\.\.\.)[\"”’)\]]*\s*$|\b(?:read|see|find out|learn) more\W*$|\[…\]\s*$")
_CAPITAL = re.compile(r"(?<![.!?…]\s)(?<!^)(?<![\"“‘])\b[A-Z][^\W\d_]{2,}\b")


_OPENS = re.compile(
    r"^\W*(?:(?:\w+ )?(?:movies|films|titles|stories|pictures|shows)(?: and shows)? (?:like|similar to|you)\b.*|(?:more|other) (?:movies|films|stories|reading|from|like|on|in|to|features|articles)\b.*|you (?:might|may)(?: also)? (?:like|enjoy|love).*|(?:related|recommended|similar|trending|popular|sponsored|promoted)\b.*"
    r"|(?:most|latest|also) (?:read|popular|viewed|shared|news|stories)\b.*|read (?:next|more|also)\b.*|(?:next|up next|more)\W*|(?:if you )?(?:liked|enjoyed|loved) (?:this|it)\b.*|if you (?:liked|enjoyed|loved)\b.*|what to (?:watch|read) next.*|what (?:others|people|we|everyone|readers|you)(?:['’]re| are| is) (?:reading|watching)\W*|watch next.*|see also\W*|(?:fans|viewers|people|readers)\b.{0,20}\b(?:also|who)\b.*|also (?:in (?:this|today)|opened|viewed|watched)\b.*|elsewhere\b.*|from the (?:archive|web|shop)\b.*)$",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    r"^\W*(?:advert(?:isement)?s?|ads?|sponsored(?: content| by .*)?|promoted|(?:paid|partner) content|subscribe.*|newsletter.*|sign up.*|.*\bapp)\W*(?:story continues below|continue reading below|scroll to continue)?\W*$",
    re.IGNORECASE,
)
"""A line that heads an advertisement, which ends with its block."""

"""A short line that opens a list of things which are not the document's own matter."""

_WHOLE = re.compile(
    r"^\[(?:ad|advert|advertisement|sponsored|promoted|promo|partner)\]\s+\S|^(?:>{2,}|»{2,})\s.*\s(?:<{2,}|«{2,})$|^(?P<frame>[♦◆★☆■●✦✪◇□○▲▼]{1,3}|[~=+]{2,4})\s[^\n]{12,160}[.!?]\s(?P=frame)$",
    re.IGNORECASE,
)
"""A line that is an advertisement by itself: behind its word in brackets, between arrows, or a sentence framed by ornaments."""

_IN_A_LINE = re.compile(r":(?:[^·|•,;/]{1,160}(?:\s[·|•/]|[,;])\s(?=[\"“‘\dA-Z])){2}")
"""Teasers that stand behind the words that announce them, in one line."""

_INVITES = re.compile(
    r"(?:Explore|Discover|Learn|Follow|Find out|Dive into|Browse|Uncover|Get (?:to know|an?|the)|Meet (?:the|all)|See (?:who|how|where|when|all)|Read (?:our|the|a)|Check out|Everything you need|All you need)\b[^\n]{10,240}[.!]$"
)
"""What a site says of its own section under the heading: it tells the reader what he can do there."""

_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday weekend")
_TOP, _SHORT, _REACH = 4, 160, 5
"""Lines at the top that may be title and author, characters of a short line, lines from one noisy one to the next at the end."""

_FUNCTION_CAPITALS = frozenset(word.capitalize() for word in FUNCTION | OPENERS | MONTHS.keys() | _DAYS)


def find_noise(text: str, layout: Layout) -> list[Span]:
    """Return the stretches of `text` that are noise, first to last, none touching another."""
    if not layout.lines:
        return []
    own = _own_names(layout) - _FUNCTION_CAPITALS
    noisy = [_is_cue(line, own) for line in layout.lines]
    _mark_sections(layout, noisy, own)
    _mark_invitations(layout, noisy)
    _mark_pitches(layout, noisy, own)
    _mark_tail(layout, noisy, own)
    _mark_teasers(layout, noisy, own)
    _bridge(layout, noisy, own)
    _fill_top(layout, noisy, own & _own_names(layout, noisy))
    _fill_blocks(layout, noisy)
    _fill_end(layout, noisy, own)
    return _spans(layout, noisy)


def _own_names(layout: Layout, noisy: Sequence[bool] = ()) -> frozenset[str]:
    """Return the capitalised words that run through the text, left out what is known to be `noisy`: those of its own people and places."""
    counts: Counter[str] = Counter()
    body = layout.lines[: max(1, int(len(layout.lines) * 0.8))]
    for line in body:
        if not (noisy and noisy[line.number]):
            counts.update(set(_CAPITAL.findall(line.text)))
    return frozenset(word for word, n in counts.items() if n >= 2)


def _names_own(line: Line, own: frozenset[str]) -> bool:
    words = re.findall(r"\b[A-Z][^\W\d_]{2,}\b", line.text)
    return any(word in own or (word.isupper() and word.title() in own) for word in words)


def _is_cue(line: Line, own: frozenset[str]) -> bool:
    if line.text[0] == line.text[-1] == "|":
        return False
    if _MENU.match(line.text) or _is_menu(line.text):
        return True
    if line.number == 0 and len(line.text) < 50 and _RUBRIC.match(line.text):
        return True
    if (
        line.number < 3
        and len(line.text) < 80
        and not re.search(r"\d\s?(?:h|hrs?|min|minutes)\b", line.text)
        and re.match(r"^[^.!?:]{1,30}(?:\s[|›»>/.]\s[^.!?:]{1,30}){2,}$", line.text)
    ):
        return True
    if _WHOLE.match(line.text) or (_IN_A_LINE.search(line.text) and _OPENS.match(line.text)):
        return True
    cue = _CUE.search(line.text.lower())
    if cue and _WEAK.fullmatch(cue.group()) and _TALE.search(line.text):
        return False
    return cue is not None and (len(line.text) < 320 or len(cue.group()) * 20 > len(line.text))


def _mark_sections(layout: Layout, noisy: list[bool], own: frozenset[str]) -> None:
    """Mark what stands under a line that announces noise, up to the next heading or paragraph of the text's own matter."""
    heads = {heading.line.number: heading.matter for heading in layout.headings}
    until = -1
    for line in layout.lines:
        if (
            line.number < until
            or len(line.text) > 80
            or _WHOLE.match(line.text)
            or not (heads.get(line.number) == "noise" or _OPENS.match(line.text) or _ADVERT.match(line.text))
        ):
            continue
        noisy[line.number] = True
        advert = bool(_ADVERT.match(line.text))
        for other in layout.lines[line.number + 1 :]:
            over = advert and other.gap and other.number > line.number + 1
            matter = heads.get(other.number)
            if (
                (matter and matter != "noise")
                or over
                or (not advert and _is_own(other, own))
                or (advert and len(other.text) > 240)
            ):
                break
            noisy[other.number] = True
            until = other.number + 1


def _mark_invitations(layout: Layout, noisy: list[bool]) -> None:
    """Mark the line under a heading that only says what the section is good for."""
    for heading in layout.headings:
        for line in layout.lines[heading.line.number + 1 : heading.line.number + 2]:
            noisy[line.number] |= bool(heading.matter and _INVITES.match(line.text))


def _is_own(line: Line, own: frozenset[str]) -> bool:
    """Say whether a line is the text's own: it names what the text is about and is more than an entry of a list."""
    if not _names_own(line, own):
        return len(line.text) > 600
    return len(line.text) > 160 or not (
        re.match(r"^\W*[-*•‣▪–]", line.text) or re.search(r"\(\d{4}\)", line.text) or " · " in line.text
    )


def _mark_pitches(layout: Layout, noisy: list[bool], own: frozenset[str]) -> None:
    """Mark the lines that sell something and stand apart, with the short line over each that heads it."""
    lines = layout.lines
    for line in lines[_TOP - 1 :]:
        after = lines[line.number + 1] if line.number + 1 < len(lines) else None
        if (after and not after.gap) or _names_own(line, own) or not is_pitch(line.text):
            continue
        over = lines[line.number - 1]
        headed = not line.gap and over.gap and len(over.text) < 50 and not over.text.endswith(".")
        if line.gap or (headed and not _names_own(over, own) and not matter_of(over.text)):
            noisy[line.number] = True
            noisy[over.number] |= headed


def _mark_teasers(layout: Layout, noisy: list[bool], own: frozenset[str]) -> None:
    """Mark a block of headlines behind the text's last words, with the line over it, where noise or nothing follows."""
    lines = layout.lines
    end = len(lines)
    while end > _TOP and noisy[end - 1]:
        end -= 1
    start = end
    while start > _TOP and _is_headline(lines[start - 1], own) and not lines[start - 1].gap:
        start -= 1
    head = start - 1
    if end - start < 2 or end == len(lines) or not _is_headline(lines[head], own) or not lines[head].gap:
        return
    if not matter_of(lines[head].text) and any(len(line.text.split()) > 3 for line in lines[start:end]):
        noisy[head:end] = [True] * (end - head)


def _is_headline(line: Line, own: frozenset[str]) -> bool:
    """Say whether a line may be the headline of another story: short, without a stop or a colon of a list, naming nobody of the text."""
    return (
        len(line.text) < 90
        and not line.text.endswith((".", ":", ";", ","))
        and not re.search(r"\(|\s[|·•–—-]\s|^\W|\d{4}|\sas\s|\bby\s[A-Z]|\.\.|\s{2}", line.text)
        and not _names_own(line, own)
    )


def _mark_tail(layout: Layout, noisy: list[bool], own: frozenset[str]) -> None:
    """Mark what follows the last line that names the text's own people, if it opens or looks like a list of teasers."""
    lines = layout.lines
    last = max((line.number for line in lines if _names_own(line, own) and not noisy[line.number]), default=-1)
    strangers = [0]
    for line in reversed(lines):
        strangers.append(strangers[-1] + (not _names_own(line, own)))
    for line in lines[max(1, last - 12) :]:
        rest = len(lines) - line.number - 1
        if _TAIL.match(line.text) and len(line.text) < 60 and rest > 0 and strangers[rest] >= 0.75 * rest:
            for other in lines[line.number :]:
                noisy[other.number] = True
            return
    tail = [line for line in lines[last + 1 :] if len(line.text) > 3]
    if last >= 0 and len(tail) >= 2 and sum(bool(_TEASER_END.search(line.text)) for line in tail) * 3 >= len(tail):
        for line in tail:
            noisy[line.number] = True


def _bridge(layout: Layout, noisy: list[bool], own: frozenset[str]) -> None:
    """Mark up to three lines between two noisy ones that name nobody of the text and head no section of it; a page's own title stands apart from its menus."""
    heads = {heading.line.number for heading in layout.headings if heading.matter and heading.matter != "noise"}
    marked = [number for number, noise in enumerate(noisy) if noise]
    for before, after in pairwise(marked):
        between = range(before + 1, after)
        if after < 2 * _TOP and any(layout.lines[n].gap for n in between):
            continue
        if 0 < len(between) <= 3 and not any(n in heads or _names_own(layout.lines[n], own) for n in between):
            for number in between:
                noisy[number] = True
    for heading in layout.headings:
        number = heading.line.number
        following = noisy[number + 1] if number + 1 < len(noisy) else False
        if not heading.matter and following and not _names_own(heading.line, own) and number and noisy[number - 1]:
            noisy[number] = True


def _fill_top(layout: Layout, noisy: list[bool], own: frozenset[str]) -> None:
    """Mark the lines over a menu at the head of a page, no blank line among them: the site's name and what it says of itself."""
    top: list[Line] = []
    for line in layout.lines[:4]:
        if line.gap and top:
            return
        if noisy[line.number]:
            break
        top.append(line)
    else:
        return
    if _is_furniture(layout, top) and not any(_names_own(line, own) for line in top):
        for line in top:
            noisy[line.number] = True


def _fill_blocks(layout: Layout, noisy: list[bool]) -> None:
    """Mark the rest of a block of short lines, no blank line among them, of which at least half are noise."""
    block: list[Line] = []
    for line in [*layout.lines[_TOP:], None]:
        if line and not line.gap:
            block.append(line)
            continue
        if (
            len(block) > 1
            and _is_furniture(layout, block)
            and 2 * sum(noisy[each.number] for each in block) >= len(block)
        ):
            for each in block:
                noisy[each.number] = True
        block = [line] if line else []


def _fill_end(layout: Layout, noisy: list[bool], own: frozenset[str]) -> None:
    """Mark the few short lines between the stretches of noise with which a text ends, whoever they name."""
    lines = layout.lines
    at = len(lines) - 1
    while at > _TOP and noisy[at]:
        before = next((n for n in range(at - 1, max(_TOP, at - _REACH) - 1, -1) if noisy[n]), None)
        if before is None or not _is_furniture(layout, lines[before + 1 : at], own):
            return
        noisy[before:at] = [True] * (at - before)
        at = before


def _is_furniture(layout: Layout, lines: list[Line], own: frozenset[str] | None = None) -> bool:
    """Say whether lines are all short, and none heads a section of the text's own; none tells of its `own` people, where they are given."""
    heads = {
        heading.line.number
        for heading in layout.headings
        if heading.matter not in ("", "noise")
        and (own is None or _names_own(heading.line, own) or not _CAPITAL.search(heading.line.text[1:]))
    }
    tells = [own is not None and line.text.endswith(".") and _names_own(line, own) for line in lines]
    return not any(tells) and all(len(line.text) <= _SHORT and line.number not in heads for line in lines)


def _spans(layout: Layout, noisy: list[bool]) -> list[Span]:
    found: list[Span] = []
    previous = -2
    for line in layout.lines:
        if not noisy[line.number]:
            continue
        if previous == line.number - 1:
            found[-1] = Span(found[-1].start, line.span.end)
        else:
            found.append(line.span)
        previous = line.number
    return found

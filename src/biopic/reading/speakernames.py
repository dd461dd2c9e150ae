"""Whom the words for a speaker mean: a name, "she", "I", "the widow", initials.

Whom "she" in "she said" means is settled among those who speak first, then by the pronoun alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import HE, SHE, Being, sex_of_noun, sex_of_pronoun
from biopic.reading.leads import QUALIFIED, Leads
from biopic.reading.marks import NAME
from biopic.reading.patterns import N
from biopic.reading.personal import is_person
from biopic.reading.persons import is_performing
from biopic.reading.quotes import Quoted
from biopic.reading.speech import ANYBODY, FAMILY, described_as
from biopic.reading.words import KIN

if TYPE_CHECKING:
    from biopic.reading.text import Text

_BYLINE = re.compile(
    rf"^\W*(?:[Bb]y|BY|[Ww]ords(?: by)?:?|[Tt]ext(?: by)?:?|[Ii]nterview(?: by)?:?)\s(?P<who>{N})", re.MULTILINE
)
_APPOSED = re.compile(rf",\s(?P<who>{N}),")
_KINSMAN = re.compile(rf"(?:\b(?:his|her)|['’]s?)\s(?:[\w-]+\s){{0,3}}(?:{'|'.join(sorted(KIN))})$")
_CONTRACTED = re.compile(r"^(he|she|I|they)['’](?:d|ll|s|ve)$", re.IGNORECASE)
_STRANGER = re.compile(
    r"(?:\b(?:there(?:['’]s| (?:was|is|were|came))|(?:met|saw|came|comes|from|by|to|and|then))\s|(?:^|[.!?…“‘\"])\s?(?=[a-z]+\s[a-z -]{2,30}?\s(?:from|in|with|of|at|who|[a-z]+ed|came|told|stood)\s))(?:an?|some|one|another|this)\s(?:[a-z-]+\s){0,2}?(?P<noun>(?<=one\s)(?:with|in|from)|lady|woman|girl|man|boy|lad|gentleman|fellow|chap|nun|priest|nurse|waitress|waiter|bloke|guy)\b",
    re.IGNORECASE,
)
"""Somebody without a name of whom a speech tells."""
_PARENTS = {
    "da": "father",
    "pa": "father",
    "papa": "father",
    "mam": "mother",
    "mama": "mother",
    "nan": "grandmother",
    "gran": "grandmother",
    "granny": "grandmother",
}
"""Words for relatives that are no nouns of the language, and the nouns."""
_NAMES_SELF = re.compile(r"\b(?:I am|I['’]m|I was|[Mm]y name|[Cc]all(?:s|ed)? me|I,)\b")
"""How somebody speaks who may say the own name."""
_PERFORMERS = frozenset(["actor", "actress", "star", "performer"])
_HEAD = 1500
"""How much of a text, in characters, may hold its byline."""
_LATELY, _FAR = 3000, 20_000
"""How far back, in characters, somebody has spoken lately, and was described as what he is called by now."""


class SpeakerNames:
    """The speakers of a text: its `author`, who says "I"; where each has `spoken` last; how often each is named as one;
    who was quoted last inside a quotation (`inner`)."""

    def __init__(self, text: Text, runs: list[Quoted]) -> None:
        self._text, self._people, self._runs = text, text.people, runs
        self._starts = [run.outside.start for run in runs]
        self.leads = Leads(text, self)
        self.author = self._byline()
        self.spoken: dict[str, int] = {}
        self._sexes: dict[str, dict[str, Being]] = {}
        self.inner: tuple[Quoted, str] | None = None
        self.explicit: Counter[str] = Counter()

    def _byline(self) -> str:
        byline = _BYLINE.search(self._text.masked[:_HEAD])
        return self._text.slice(Span(*byline.span("who"))) if byline else ""

    def main(self) -> str:
        """Return who speaks most, "" where nobody stands out."""
        best = self.explicit.most_common(1)
        return best[0][0] if best else ""

    def name(self, span: Span, run: Quoted) -> str | None:
        """Return the speaker whom words name, "" for somebody unknown, None where they name no speaker at all."""
        words = _CONTRACTED.sub(r"\1", self._text.text[span.start : span.end].strip())
        low, unnamed = words.casefold(), NAME not in self._text.masked[span.start : span.end]
        if low != "i" and (
            re.fullmatch(r"(?:[A-Z]\.){2,4}", words) or (unnamed and re.fullmatch(r"[A-Z]{1,4}", words))
        ):
            return self._initials(words.replace(".", ""))
        if low in HE or low in SHE:
            being = self.pronoun(span.start, low, run)
            return being.name if being else ""
        if low == "i":
            return self._holder(run) if run.depth else self.author
        if low in ANYBODY:
            return ""
        if low in FAMILY and unnamed:
            return self._of_family(low, run)
        if unnamed and re.match(r"(?:the|an?|one|another|this|that|some|their)\s.+$", low):
            return self._described(span, low) or ""
        if _KINSMAN.search(low):
            return self._relative(span, low)
        if named := self._text.name_at(span):
            return named
        return self._described(span, low) or "" if re.match(r"(?:his|her|my)\s", low) else None

    def _initials(self, letters: str) -> str:
        """Return the being of whose name `letters` are the initials, "" if none or several are."""
        fitting = {being.name for being in self._people.beings if _initials_of(being.name) == letters}
        return fitting.pop() if len(fitting) == 1 else ""

    # Descriptions

    def _relative(self, span: Span, low: str) -> str:
        """Return the relative that is meant: of several, the one who speaks most."""
        meant = self._text.who(span)
        if meant is None:
            return self._described(span, low) or ""
        kin, noun = self._text.kin, low.split()[-1]
        owners = [each.of for each in kin.relations if each.who is meant] + [
            each.who for each in kin.relations if each.of is meant
        ]
        same = [
            being for owner in owners for being in kin.relatives(owner, noun) if meant in kin.relatives(owner, noun)
        ]
        return max([meant, *same], key=lambda being: self.explicit[being.name]).name

    def _of_family(self, word: str, run: Quoted) -> str:
        """Return who is "Dad" to the one in whose speech a run is quoted, "" where the text does not say."""
        speaker = self._holder(run) if run.depth else ""
        being = next((each for each in self._people.beings if each.name == speaker), None)
        relative = self._text.kin.relative(being, _PARENTS.get(word, word)) if being else None
        return relative.name if relative else ""

    def _performer(self, sex: str, offset: int) -> str:
        """Return the performer of a sex who is named last, "" if none is."""
        near = self._people.before(offset, within=_LATELY)
        fitting = (b.name for b in near if b.name in self._performers and (not sex or b.sex in (sex, "")))
        return next(fitting, "")

    @cached_property
    def _performers(self) -> frozenset[str]:
        """Return those who are named as playing somebody."""
        return frozenset(b.name for name, b in self._people.mentions() if is_performing(self._text.text, name))

    def _described(self, span: Span, low: str) -> str | None:
        """Return the one speaker so far whom a description such as "the widow" or "the doctor" may mean."""
        noun = low.split()[-1]
        sex, definite = sex_of_noun(noun), low.startswith("the ")
        if beside := _APPOSED.match(self._text.masked, span.end):
            return self._text.name_at(Span(*beside.span("who"))) or None
        if definite and KIN.get(noun) == "spouse" and (spouse := self._spouse(sex)):
            return spouse.name
        if noun in KIN:
            fitting = [name for name in self._often() if self._is_of_sex(name, sex)]
            often = [self.explicit[name] for name in fitting[:2]]
            most = low.startswith(("his ", "her ")) and len(often) == 2 and often[0] > 2 * often[1]
            return fitting[0] if fitting and (definite or len(fitting) == 1 or most) else None
        if definite and noun in _PERFORMERS and (played := self._performer(sex, span.start)):
            return played
        qualified = QUALIFIED.match(self._text.masked, span.end)
        if (
            definite
            and noun in ("man", "woman", "lady")
            and not qualified
            and (spoke := self._spoke_lately(sex, span.start))
        ):
            return spoke
        if noun not in ("man", "woman", "boy", "girl") or self._text.worlds.general == "story":
            being = self._text.who(span)
            if being:
                return being.name
        described, *before = described_as(noun)
        masked = self._text.masked
        since = max(0, span.start - _FAR)
        told = (
            described.search(masked, since, span.start + 2000),
            *(b.search(masked, since, span.start) for b in before),
        )
        found = next((each for each in told if each), None)
        return self._text.name_at(Span(*found.span("who"))) or None if found else None

    def _spouse(self, sex: str) -> Being | None:
        """Return the husband or wife who speaks most."""
        pairs = ((each.who, each.of) for each in self._text.kin.relations if each.relation == "spouse")
        fitting = [being for pair in pairs for being in pair if being.sex == sex]
        return max(fitting, key=lambda being: (self.explicit[being.name], len(being.mentions)), default=None)

    def _spoke_lately(self, sex: str, offset: int) -> str:
        """Return who of a sex has spoken lately, of several the one who speaks most, "" if nobody has."""
        lately = (name for name in self._lately() if offset - self.spoken[name] < _LATELY)
        fitting = [name for name in lately if self._is_of_sex(name, sex)]
        return max(fitting, key=lambda name: self.explicit[name], default="")

    def _often(self) -> list[str]:
        """Return who is named as a speaker, the oftenest first."""
        return [name for name, _ in self.explicit.most_common()]

    def _is_of_sex(self, name: str, sex: str) -> bool:
        return any(being.name == name and being.sex == sex for being in self._people.beings)

    # Pronouns

    def pronoun(self, offset: int, word: str, run: Quoted, *, lead: bool = True) -> Being | None:
        """Return whom "she" in "she said" means: whom the pronoun means, if that is a speaker; else the last one of that sex."""
        sex, since = sex_of_pronoun(word), self._text.layout.paragraph_at(offset).start
        if run.depth:
            return self._inner_pronoun(run, sex)
        if lead and self.leads.is_unnamed(run, since):
            return None
        fitting = self._of_sex(sex)
        if not _NAMES_SELF.search(self._text.text, run.inside.start, run.inside.end):
            spoken_of = self._named_in(run.inside)
            fitting = {name: b for name, b in fitting.items() if name not in spoken_of} if spoken_of else fitting
        meant = self._text.antecedent(offset) if lead else None
        if meant and meant.name in fitting and (self.explicit[meant.name] or meant.name in self.spoken):
            return meant
        recent = [fitting[name] for name in self._lately() if name in fitting and offset - self.spoken[name] < _LATELY]
        subject = fitting.get(self.leads.subject_name(run, since, word, offset)) if lead else None
        if subject and (subject.sex == sex or self.explicit[subject.name] or not recent):
            return subject
        if lead and (above := self._above(run, sex, fitting, any_name=not recent)):
            return above
        outside = [b for b in self._outside(since, offset) if b.name in fitting]
        return (
            self._outsider(outside, sex, recent)
            or self._told_of(offset, word, fitting)
            or next((being for being in recent if being.sex == sex), None)
            or next(iter(recent), None)
            or next((fitting[name] for name in self._often() if name in fitting and fitting[name].sex == sex), None)
            or self._told_before(offset, word, fitting)
        )

    def _of_sex(self, sex: str) -> dict[str, Being]:
        """Return by name who may be meant by a pronoun of a sex: not the author and, in a story, no performer."""
        if sex not in self._sexes:
            shut = {self.author} | (self._actors if self._text.worlds.general == "story" else set())
            self._sexes[sex] = {b.name: b for b in self._people.beings if b.sex in (sex, "") and b.name not in shut}
        return self._sexes[sex]

    def _told_before(self, offset: int, word: str, fitting: dict[str, Being]) -> Being | None:
        """Return whom a pronoun means by what is named before it, if that may be the speaker; else who is named first."""
        being = self._people.pronoun(offset, word)
        named = (each for each in fitting.values() if each.sex == sex_of_pronoun(word))
        return being if being is None or being.name in fitting else next(named, being)

    @cached_property
    def _actors(self) -> set[str]:
        """Return those who are named as performers only, who say nothing in the story."""
        seen: dict[str, bool] = {}
        for name, being in self._people.mentions():
            seen[being.name] = seen.get(being.name, True) and is_performing(self._text.text, name)
        return {name for name, performs in seen.items() if performs}

    def _told_of(self, offset: int, word: str, fitting: dict[str, Being]) -> Being | None:
        """Return whom a pronoun of a plot means, whoever has spoken lately."""
        being = self._text.antecedent(offset) if self._text.worlds.general == "story" else None
        return being if being and being.name in fitting and being.sex == sex_of_pronoun(word) else None

    def _above(self, run: Quoted, sex: str, fitting: dict[str, Being], *, any_name: bool) -> Being | None:
        """Return whom the paragraph before one that a quotation opens is about: its subject, or its only speaker if it quotes nobody."""
        paragraphs, index = self._text.layout.paragraphs, self._text.layout.paragraph_index(run.outside.start)
        if index < 1 or run.outside.start - paragraphs[index].start > 3:
            return None
        if any_name and (subject := fitting.get(self.leads.before_paragraph(run))) and subject.sex == sex:
            return subject
        before = paragraphs[index - 1]
        if any(self._is_long(each) for each in self._runs_in(before)):
            return None
        beings = (self._people.of(name) for name in self._text.names_in(before))
        speakers = {b.name for b in beings if b and b.sex == sex and self.explicit[b.name] and b.name in fitting}
        return fitting[speakers.pop()] if len(speakers) == 1 else None

    def _runs_in(self, span: Span) -> list[Quoted]:
        return self._runs[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def _is_long(self, run: Quoted) -> bool:
        return len(self._text.slice(run.inside).split()) >= 3

    def _lately(self) -> list[str]:
        """Return who has spoken, the last first."""
        return sorted(self.spoken, key=lambda name: -self.spoken[name])

    def _outsider(self, outside: list[Being], sex: str, recent: list[Being]) -> Being | None:
        """Return one of those named before outside quotations: a speaker, else the nearest where nobody else has spoken lately."""
        speaker = next((being for being in outside if self.explicit[being.name] and being.sex == sex), None)
        nearest = next((being for being in outside if being.sex == sex), None)
        return speaker or (nearest if not recent or self._text.worlds.general == "story" else None)

    def _outside(self, since: int, offset: int) -> list[Being]:
        """Return who is named between two offsets outside quotations, the nearest first."""
        near = self._people.before(offset, within=offset - since)
        return [being for being in near if not self._is_only_quoted(being, since, offset)]

    def _is_only_quoted(self, being: Being, since: int, offset: int, *, depth: int = 0) -> bool:
        """Say whether a being is named between two offsets only inside quoted runs, where the speaker speaks of others."""
        low, high = bisect_left(being.mentions, since), bisect_left(being.mentions, offset)
        return all(self._is_quoted(mention, depth) for mention in being.mentions[low:high])

    def _named_in(self, span: Span) -> set[str]:
        """Return whom words call by the first name, and not in somebody else's words that they quote."""
        found = set()
        for name in self._text.names_in(span):
            being = self._people.of(name)
            if being and name.words[0] == being.name.split()[0] and not self._is_quoted(name.span.start, 1):
                found.add(being.name)
        return found

    def _is_quoted(self, at: int, depth: int) -> bool:
        last = bisect_left(self._starts, at)
        near = self._runs[max(0, last - 3 - 3 * depth) : last]
        return any(run.outside.start <= at < run.outside.end for run in near if run.depth >= depth)

    def _inner_pronoun(self, run: Quoted, sex: str) -> Being | None:
        """Return whom "he" means inside a quotation: who is quoted in it already, else somebody named before, not its speaker."""
        start, strangers = run.outside.start, {self._holder(run), self.author}
        holder = next((r for r in reversed(self._runs) if r.depth < run.depth and r.inside.holds(run.inside)), None)
        if holder is None:
            return None
        if self._is_of_stranger(run, holder, sex):
            return None
        quoted = self.quoted_in(holder)
        if not quoted and (leading := self._leading(run, holder, sex, strangers)):
            return leading
        paragraph = self._text.layout.paragraph_at(holder.inside.start)
        for since in (
            max(holder.inside.start, start - _LATELY),
            max(paragraph.start, start - _LATELY),
            max(0, start - 600),
        ):
            near = [b for b in self._people.before(start, within=start - since) if b.name not in strangers]
            fitting = [b for b in near if b.sex == sex] or [
                b for b in near if not b.sex and since == holder.inside.start
            ]
            spoke = next((b for b in self._people.beings if b.name == quoted and b.sex in (sex, "")), None)
            if spoke or fitting:
                return spoke or self._unaddressed(fitting, since, start)
        return self._text.prominence.spoken_of(sex, strangers)

    def _leading(self, run: Quoted, holder: Quoted, sex: str, strangers: set[str]) -> Being | None:
        """Return the only one named in the sentence before the speech in which a run is quoted, where the speech names nobody before it."""
        if self._people.before(run.outside.start, within=run.outside.start - holder.inside.start):
            return None
        sentence = self._text.sentence_at(max(0, holder.outside.start - 2))
        beings = {
            b for name in self._text.names_in(sentence) if (b := self._people.of(name)) and b.name not in strangers
        }
        only = beings.pop() if len(beings) == 1 else None
        return only if only and only.sex in (sex, "") and is_person(only.name) else None

    def _is_of_stranger(self, run: Quoted, holder: Quoted, sex: str) -> bool:
        """Say whether the speech that a nested run stands in tells of somebody without a name: "There was a lady from Leeds, and she said"."""
        since = self._text.layout.paragraph_at(holder.inside.start).start
        said = self._text.text[max(since, run.outside.start - _LATELY) : run.outside.start]
        strangers = [m for m in _STRANGER.finditer(said) if sex_of_noun(m["noun"].casefold()) in (sex, "")]
        if not strangers:
            return False
        behind = len(said) - strangers[-1].end()
        named = self._people.before(run.outside.start, within=behind)
        return not any(being.sex == sex for being in named)

    def _unaddressed(self, fitting: list[Being], since: int, start: int) -> Being:
        """Return the nearest being that is not named only inside inner quotations, where it is spoken to."""
        return next((b for b in fitting if not self._is_only_quoted(b, since, start, depth=1)), fitting[0])

    def quoted_in(self, holder: Quoted) -> str:
        """Return whom a quotation has quoted last, "" if nobody yet."""
        return self.inner[1] if self.inner and holder.inside.holds(self.inner[0].inside) else ""

    def _holder(self, run: Quoted) -> str:
        """Return who speaks the quotation that a nested run stands in."""
        return next((name for name in self._lately() if self.spoken[name] <= run.inside.start), "")


def _initials_of(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())

# fmt: off
"""What somebody says between quotation marks, and who: "...," said X; X said: "..."; a speech that goes on in the next run.

A title, a nickname and a word in scare quotes are no quotations. A run without a speaker of its own goes on the speech
before it; whom "she said" means is settled among those who speak first, then by the pronoun alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import HE, SHE, Being
from biopic.reading.drafts import Draft
from biopic.reading.marks import NAME
from biopic.reading.patterns import KINSMAN, N
from biopic.reading.quotes import Quoted
from biopic.reading.speech import (
    AFTER,
    BEFORE,
    CALLED,
    NAMING,
    TITLE_BEFORE,
    TITLEISH,
    all_from_right,
    described_as,
    looks_like_title,
    strong,
)
from biopic.reading.words import FEMALE_WORDS, KIN, MALE_WORDS

if TYPE_CHECKING:
    from biopic.reading.text import Text


@dataclass(frozen=True)
class _Said:
    """A quoted run, whether it is a quotation at all, and what was learnt of its speaker."""

    run: Quoted
    who: str
    sure: float
    rule: str


def find_quotations(text: Text) -> Iterator[Draft]:
    """Yield a draft for each quotation, with its speaker, "" where the text names nobody."""
    runs = [run for run in text.quoted if not text.is_noise(run.inside)]
    last, place, said = "", -9, []
    reader = _Speakers(text, runs)
    for n, run in enumerate(runs):
        if run.depth:
            continue
        found = reader.speaker(n, last if text.layout.paragraph_index(run.inside.start) - place <= 3 else "")
        if found is None:
            continue
        said.append(found)
        if found.who:
            last, place = found.who, text.layout.paragraph_index(run.inside.start)
            reader.speakers[found.who] = run.inside.start
    for found in said:
        yield _draft(text, found.run, found.who, found.sure, found.rule)
    yield from _nested(text, runs, {found.run.inside.start: found for found in said}, reader)


def _draft(text: Text, run: Quoted, who: str, sure: float, rule: str) -> Draft:
    words = text.slice(run.inside)
    return Draft("quotation", who, words, run.inside, text.world_at(run.inside.start), sure, rule, fields=(("speaker", who),))


def _nested(text: Text, runs: list[Quoted], outer: dict[int, _Said], reader: _Speakers) -> Iterator[Draft]:
    """Yield what is quoted inside a quotation: the outer speaker's word of somebody else's."""
    for n, run in enumerate(runs):
        holder = next((o for o in runs[max(0, n - 6) : n] if o.depth < run.depth and o.inside.holds(run.inside)), None)
        if not run.depth or holder is None or holder.inside.start not in outer or not _speaks(text, run):
            continue
        reader.speakers = {s.who: s.run.inside.start for s in outer.values() if s.who and s.run.inside.start <= run.inside.start}
        found = reader.near(run, holder.inside)
        if found is None and not _ends_like_speech(text, run):
            continue
        yield _draft(text, run, found or "", 0.7, "quotation inside another")


def _ends_like_speech(text: Text, run: Quoted) -> bool:
    return text.text[run.inside.end - 1] in ".,!?…—–" and len(text.slice(run.inside).split()) >= 1


def _speaks(text: Text, run: Quoted) -> bool:
    """Say whether a run can be speech at all: words, and not the film's title or a name in marks."""
    words = text.slice(run.inside)
    if not re.search(r"[^\W\d_]", words):
        return False
    bare = words.strip(" ,.!?").casefold()
    if bare == text.film.casefold() or any(title.span.overlaps(run.inside) and title.text.casefold() == bare for title in text.films.titles):
        return False
    before = text.text[max(0, run.outside.start - 40) : run.outside.start]
    behind = text.text[run.outside.end : run.outside.end + 2]
    return not (re.search(r"[A-Z][\w.]+\s$", before) and re.match(r"\s[A-Z]", behind) and len(bare.split()) <= 3)


class _Speakers:
    """Who speaks a run, by what stands around it."""

    def __init__(self, text: Text, runs: list[Quoted]) -> None:
        self.text, self.runs = text, runs
        self.speakers: dict[str, int] = {}
        self._starts = [run.outside.start for run in runs]
        self.author = self._byline()
        self.explicit: Counter[str] = Counter()
        for run in runs:
            if not run.depth and _speaks(text, run):
                found = self._around(run, text.layout.paragraph_at(run.outside.start), named=True)
                if found and found[0] != self.author:
                    self.explicit[found[0]] += 1

    def speaker(self, n: int, last: str) -> _Said | None:
        """Return the speaker of run `n`, None if it is no quotation."""
        run, text = self.runs[n], self.text
        if not _speaks(text, run):
            return None
        words = text.slice(run.inside)
        count, firm = len(words.split()), strong(words)
        called = CALLED.search(text.masked, max(0, run.outside.start - 90), run.outside.start)
        if called and (count >= 3 or firm):
            who = self._name(Span(*called.span("who")), run)
            if who:
                return _Said(run, who, 0.65, "what somebody calls it")
        if NAMING.search(text.text[max(0, run.outside.start - 40) : run.outside.start]) and count <= 6:
            return None
        if any(h.line.span.holds(run.outside) for h in text.layout.headings):
            return _Said(run, self._same_words(words) or self._main(), 0.4, "in a heading") if count >= 3 and self._main() and (not looks_like_title(words) or words.isupper()) else None
        paragraph = text.layout.paragraphs[max(0, text.layout.paragraph_index(run.outside.start))]
        found = self._around(run, paragraph)
        stops = words[-1] in ".,!?…—–" or text.text[run.outside.end : run.outside.end + 1] in ",."
        if found and found[1].endswith("loosely") and words.rstrip(" .,").istitle() and TITLE_BEFORE.search(text.text[max(0, run.outside.start - 10) : run.outside.start]):
            return None
        if found:
            who, rule, sure = found
            if not who and not firm and count <= 4:
                return None
            if count <= 2 and not strong(words) and rule.endswith("loosely"):
                return None
            return _Said(run, who, sure, rule)
        before = text.text[max(0, run.outside.start - 30) : run.outside.start]
        if TITLEISH.search(before) or looks_like_title(words) or (count == 1 and words[0].isupper() and TITLE_BEFORE.search(before)):
            return None
        alone = run.outside.start - paragraph.start <= 3
        same = next((s for s in reversed(self.runs[:n]) if not s.depth and paragraph.holds(s.outside)), None)
        if same is not None and last and self._goes_on(same, run) and (firm or count >= 4):
            subject = self._subject(run, same.outside.end)
            return _Said(run, subject or last, 0.85, "goes on in the paragraph")
        if firm and (alone or words[0].isupper() or stops):
            subject = self._subject(run, same.outside.end if same else paragraph.start)
            if subject:
                return _Said(run, subject, 0.7, "whom the sentence before is about")
        near = text.text[max(paragraph.start, run.outside.start - 3) : run.outside.start]
        if near.rstrip().endswith(":") and (firm or count >= 4):
            return _Said(run, "", 0.6, "behind a colon, nobody named")
        early = run.outside.start < 0.1 * len(text.text)
        first = not (self.speakers and n)
        if early and first and count >= 4 and (alone or re.search(r"\b(?:I|my|me|we|our|us)\b", words)) and self._main():
            return _Said(run, self._same_words(words) or self._main(), 0.5, "above the text")
        if alone and (firm or not run.closed or count >= 5):
            whole = run.outside.end >= paragraph.end - 3
            return _Said(run, last if whole or count > 3 else "", 0.6 if last else 0.5, "a paragraph of its own")
        if count >= 5 and (words[0].isupper() or stops) and firm:
            return _Said(run, last, 0.5, "by its form")
        return None

    def _same_words(self, words: str) -> str:
        """Return who says the same words further down in the text, "" if nobody does."""
        for run in self.runs:
            if run.depth == 0 and words.strip(" .,!?") in self.text.slice(run.inside) and self.text.slice(run.inside) != words:
                found = self._around(run, self.text.layout.paragraph_at(run.outside.start), named=True)
                if found:
                    return found[0]
                same = [s for s in self.runs if s.depth == 0 and s.inside.start < run.inside.start and self.text.layout.paragraph_index(s.inside.start) == self.text.layout.paragraph_index(run.inside.start)]
                before = self._around(same[-1], self.text.layout.paragraph_at(run.outside.start), named=True) if same else None
                return before[0] if before else self._subject(run, self.text.layout.paragraph_at(run.outside.start).start)
        return ""

    def _main(self) -> str:
        """Return who speaks most, "" where nobody stands out."""
        best = self.explicit.most_common(1)
        return best[0][0] if best else ""

    def _subject(self, run: Quoted, since: int) -> str:
        """Return whom the sentence right before a run is about, if it stands between `since` and the run and quotes nobody."""
        text = self.text
        start = run.outside.start
        if not text.text[since:start].strip():
            index = text.layout.paragraph_index(start) - 1
            if index < 0:
                return ""
            before = text.layout.paragraphs[index]
            sentence = text.sentence_at(before.end - 1)
            if sentence.end - sentence.start > 70 or text.is_noise(before) or sentence.start < before.start:
                return ""
            start = before.end
        else:
            whole = text.sentence_at(max(since, start - 2))
            sentence = Span(max(whole.start, since), min(whole.end, start))
        words = text.text[sentence.start : sentence.end]
        if re.search(r"[“”\"«]", words) or words.strip().endswith("?") or not words.strip():
            return ""
        lead = re.match(rf"[^\w{NAME}]*(?:(?:[Ii]t (?:is|was)|[Aa]nd|[Bb]ut|[Tt]hen|[Nn]ow|[Oo]nly|[Ss]till|[Aa]t [\w ]{{2,30}},?|[Aa]bout [\w ]{{2,30}}?,?|[Oo]n [\w ]{{2,30}}?,?|[Aa]s [\w ]{{2,30}},|[Ii]n [\w ]{{2,30}},)\s)?(?P<who>{KINSMAN}|{N}(?!['’]s)|[Hh]e\b|[Ss]he\b|[Tt]he\s(?:[a-z-]+\s){{0,2}}?[a-z]+\b)", text.masked[sentence.start : sentence.end])
        if not lead:
            return ""
        span = Span(sentence.start + lead.start("who"), sentence.start + lead.end("who"))
        low = text.text[span.start : span.end].casefold()
        if low in ("he", "she"):
            meant = self._pronoun(span.start, low, run, lead=False)
            found: str | None = meant.name if meant else ""
        else:
            found = self._name(span, run)
        return found if found and found != self.author and any(b.name == found for b in text.people.beings) else ""

    def _goes_on(self, before: Quoted, run: Quoted) -> bool:
        between = self.text.text[before.outside.end : run.outside.start]
        return len(between) < 260

    def near(self, run: Quoted, within: Span) -> str | None:
        """Return whom the words around a nested run name as its speaker, None if nobody."""
        found = self._around(run, within)
        return found[0] if found else None

    def _around(self, run: Quoted, paragraph: Span, *, named: bool = False) -> tuple[str, str, float] | None:
        """Return the speaker, rule and confidence that the words behind or before a run give; `named`: by a name only."""
        masked = self.text.masked
        end = min(paragraph.end + 60, run.outside.end + 220)
        after = re.split(r"[“\"«]", masked[run.outside.end : end])[0]
        inline = after.split("\n")[0]
        for pattern in AFTER:
            match = pattern.match(after if pattern is AFTER[4] else inline)
            if match and self._plausible_after(run, match) and not (named and NAME not in match["who"]):
                who = self._name(Span(run.outside.end + match.start("who"), run.outside.end + match.end("who")), run)
                if who is not None:
                    return who, "said behind it", 0.95
        start = max(paragraph.start, run.outside.start - 260)
        before = masked[start : run.outside.start]
        cut = max((m.end() for m in re.finditer(r"[”\"»]|[.!?…](?=\s)", before)), default=0)
        near = before[cut:]
        for number, pattern in enumerate(BEFORE):
            hay, offset = (before, start) if number == 1 else (near, start + cut)
            matches = all_from_right(pattern, hay)
            if matches and not (named and NAME not in matches[-1]["who"]):
                match = matches[-1]
                who = self._name(Span(offset + match.start("who"), offset + match.end("who")), run)
                if who is not None:
                    tight = re.search(r"[:,]\s*$|\bthat\s*$", near) is not None or number == 1
                    return who, "said before it" if tight else "said before it loosely", 0.9 if tight else 0.7
        return None

    def _plausible_after(self, run: Quoted, match: re.Match[str]) -> bool:
        """Say whether words behind a run can be its "she said": the run ends as speech does, or a comma joins them."""
        last = self.text.text[run.inside.end - 1]
        lead = match.group()[: match.start("who") if "verb" not in match.groupdict() or match.start("who") < match.start("verb") else match.start("verb")]
        if match.re is AFTER[6]:
            return last in ",!?" and len(self.text.slice(run.inside).split()) >= 3
        if last in ",!?…—–-" or lead.strip().startswith((",", "–", "—")):
            return True
        return match.re in (AFTER[4], AFTER[5]) or (last != "." and not last.isalnum()) or (last.isalnum() and lead.strip() == "" and "verb" in match.groupdict())

    def _name(self, span: Span, run: Quoted) -> str | None:
        """Return the speaker that words name: a being's name, or for somebody unnamed the words without their article."""
        words = self.text.text[span.start : span.end].strip()
        low = words.casefold()
        if low != "i" and re.fullmatch(r"[A-Z]{1,4}", words) and NAME not in self.text.masked[span.start : span.end]:
            return self._initials(words)
        if low in HE or low in SHE:
            being = self._pronoun(span.start, low, run)
            return being.name if being else ""
        if low == "i":
            return self.author if not run.depth else self._holder(run)
        if low == "they":
            return ""
        role = re.match(r"(?:the|an?|one|another|this|that|some|their)\s(.+)$", low)
        if role and NAME not in self.text.masked[span.start : span.end]:
            return self._described(span, low) or ""
        named = self.text.name_at(span)
        if named:
            return named
        return self._described(span, low) or "" if re.match(r"(?:his|her|my)\s", low) else None

    def _initials(self, letters: str) -> str:
        """Return the being of whose name `letters` are the initials, "" if none or several are."""
        fitting = {b.name for b in self.text.people.beings if "".join(word[0] for word in b.name.split() if word[0].isupper()) == letters}
        return fitting.pop() if len(fitting) == 1 else ""

    def _described(self, span: Span, low: str) -> str | None:
        """Return the one speaker so far whom a description such as "the widow" or "the doctor" may mean."""
        noun = low.split()[-1]
        sex = "f" if noun in FEMALE_WORDS else "m" if noun in MALE_WORDS else ""
        if low.startswith("the ") and KIN.get(noun) == "spouse":
            pairs = [b for r in self.text.kin.relations if r.relation == "spouse" for b in (r.who, r.of) if b.sex == sex]
            if pairs:
                return max(pairs, key=lambda b: (self.explicit[b.name], len(b.mentions))).name
        if low.startswith("the ") and noun in KIN:
            spoke = [name for name, _ in self.explicit.most_common() if any(b.name == name and b.sex == sex for b in self.text.people.beings)]
            return spoke[0] if spoke else None
        if noun not in ("man", "woman", "boy", "girl") or self.text.worlds.general == "story":
            being = self.text.who(span)
            if being:
                return being.name
        described, before = described_as(noun)
        masked = self.text.masked
        for found in (described.search(masked, 0, span.start + 2000), before.search(masked, 0, span.start)):
            if found:
                return self.text.name_at(Span(*found.span("who"))) or None
        return None

    def _pronoun(self, offset: int, word: str, run: Quoted, *, lead: bool = True) -> Being | None:
        """Return whom "she" in "she said" means: the last speaker of that sex, else whom the pronoun means anyway."""
        sex = "m" if word in HE else "f"
        people, text = self.text.people, self.text
        paragraph = text.layout.paragraph_at(offset)
        beings = {b.name: b for b in people.beings if b.sex in (sex, "") and b.name != self.author}
        if run.depth:
            return self._inner_pronoun(run, offset, sex) or people.pronoun(offset, word)
        recent = [name for name, at in sorted(self.speakers.items(), key=lambda item: -item[1]) if name in beings and offset - at < 3000]
        outside = [b for b in people.before(offset, within=offset - paragraph.start) if b.name in beings and not self._quoted_only(b, paragraph, offset)]
        outside.sort(key=lambda b: b.sex != sex)
        subject = self._subject_name(run, paragraph.start) if lead else ""
        if subject in beings and (beings[subject].sex == sex or self.explicit[subject] or not recent):
            return beings[subject]
        spoke = [b for b in outside if self.explicit[b.name] and b.sex == sex]
        if spoke or (outside and outside[0].sex == sex and (not recent or text.worlds.general == "story")):
            return (spoke or outside)[0]
        sure = [name for name in recent if beings[name].sex == sex]
        if sure or recent:
            return beings[(sure or recent)[0]]
        likely = [name for name, _ in self.explicit.most_common() if name in beings and beings[name].sex == sex]
        return beings[likely[0]] if likely else people.pronoun(offset, word)

    def _inner_pronoun(self, run: Quoted, offset: int, sex: str) -> Being | None:
        """Return whom "he" means inside a quotation: somebody named in it before, who is not its speaker."""
        holder = next((r for r in reversed(self.runs) if r.depth < run.depth and r.inside.holds(run.inside)), None)
        speaker = self._holder(run)
        near = self.text.people.before(offset, within=offset - holder.inside.start) if holder else []
        fitting = [b for b in near if b.sex in (sex, "") and b.name != speaker]
        fitting += [b for b in self.text.people.before(offset, within=600) if b.sex == sex and b.name not in (speaker, self.author)]
        return fitting[0] if fitting else None

    def _subject_name(self, run: Quoted, since: int) -> str:
        """Return whom the sentence before a run names as its subject, "" where that is a pronoun or nobody."""
        if run.outside.start - since < 3:
            return ""
        end = run.outside.start
        whole = self.text.sentence_at(max(since, end - 2))
        start = max(whole.start, since)
        if re.match(r"\W*(?:he|she)\b", self.text.text[start:end], re.IGNORECASE) and start > since + 3:
            end, start = start, max(self.text.sentence_at(start - 2).start, since)
        hidden = self.text.text[start:end]
        if re.search(r"[“”\"«]", hidden):
            return ""
        beings = [self.text.people.of(n) for n in self.text.names_in(Span(start, end))]
        named = [b for b in beings if b]
        if len({b.name for b in named}) == 1:
            return named[0].name
        return self._subject(run, since) if not re.match(r"\W*(?:he|she)\b", hidden, re.IGNORECASE) else ""

    def _holder(self, run: Quoted) -> str:
        """Return who speaks the quotation that a nested run stands in."""
        before = [name for name, at in sorted(self.speakers.items(), key=lambda item: -item[1]) if at <= run.inside.start]
        return before[0] if before else ""

    def _quoted_only(self, being: Being, paragraph: Span, offset: int) -> bool:
        """Say whether a being is named in this paragraph only inside quoted runs, where the speaker speaks of others."""
        at = list(being.mentions[bisect_left(being.mentions, paragraph.start) : bisect_left(being.mentions, offset)])
        return all(any(r.outside.start <= m < r.outside.end for r in self.runs[max(0, bisect_left(self._starts, m) - 3) : bisect_left(self._starts, m)]) for m in at)

    def _byline(self) -> str:
        """Return who says "I": the one whom a byline names."""
        byline = re.search(rf"^\W*(?:[Bb]y|BY|[Ww]ords(?: by)?:?|[Tt]ext(?: by)?:?|[Ii]nterview(?: by)?:?)\s(?P<who>{N})", self.text.masked[:1500], re.MULTILINE)
        return self.text.slice(Span(*byline.span("who"))) if byline else ""

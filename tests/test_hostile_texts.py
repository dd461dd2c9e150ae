"""Texts of any sort, and some of the worst: whatever is read, each draft stands at the characters that it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biopic.reading import fullnames, grouping
from biopic.reading.drafts import Draft, from_json
from biopic.reading.reader import read_text
from biopic.reading.text import Text

FIRST = Path(__file__).parent / "data" / "reading" / "first"
PIECES = (
    "Ada Moss", "Jonah", "Dr. Finch", "King George V", "Ines Carr", "Lamp", "(1958)", "1931", "3 May 1899", "that May", "in the 1930s", "said", "she said", "he", "his mother,", "was born in", "died", "aged forty",
    "plays", "as", "is based on", "won the Golden Gull for Best Actress", "did not", "In the film", "in reality", "known as", "“", "”", '"', "'", "’", "‘", "«", "»", "(", ")", "—", ",", ".", "?", "…", "\n", "\n\n", "\r\n", "\t",
    "Timeline", "Characters", "Themes", "Plot", "- ", "* ", "# ", "🌊", "\u200f", "\u202e", "\u0301", "\x00", "\x1b", "\ue000", "\ue001", "\ufffd", "\ufeff", "مرحبا", "漢字", "ß", "İ", "©", "Subscribe", "Written by", "the Watch", "suffers from", "of", "and",
)  # fmt: skip
"""What the readers look for, in pieces, with what comes between."""

WORST = {
    "a long word": "a", "capitals": "A", "a name": "Ada Moss ", "names in capitals": "ADA MOSS ", "initials": "J. R. ", "titles": "Dr. ", "possessives": "Ada’s ", "kin": "his mother, ", "kin of kin": "the mother of ",
    "births": "Ada was born ", "negations": "did not ", "speech": "she said ", "marks": '"', "curly marks": "“", "nested marks": "“a ‘b ", "apostrophes": "'a ", "brackets": "(", "open brackets": "Ada (", "commas": "Ada Moss, ",
    "line ends": "\n", "lines": "Ada\n", "blanks": " ", "tabs": "\t", "digits": "1", "years": "1931 ", "dates": "3 May 1931, ", "dots": ".", "dashes": "-", "hashes": "#", "stars": "*", "headings": "# Plot\n", "bullets": "- a\n",
    "adverts": "Advertisement\n", "emoji": "🌊 ", "right to left": "مرحبا \u200f", "control": "\x00\x01 ", "accents": "e\u0301", "colons": "a: ", "works": "the film ", "awards": "won the award for ", "quotes": "“Go,” she said. ",
    "lists of kin": "mother father sister ", "marked lists of kin": "his mother, sister and brother, ", "pairs": "Ada Moss as Jonah Orr and ", "films": "the film Lamp (1958), ", "quoted films": "the film “Lamp” ", "deaths": "killing Ada Moss, Ben Dole and ", "deaths in lists": "Ada Moss, Ben Dole, Cora Lamb and killing ", "directors": "directed by Ada Moss and ", "pronouns": "he and she and him ",
}  # fmt: skip


def check(text: str) -> list[Draft]:
    """Read a text and hold what every draft of it must be."""
    drafts = read_text(text)
    for draft in drafts:
        assert 0 <= draft.span.start < draft.span.end <= len(text), draft
        assert 0 <= draft.confidence <= 1 and draft.reader, draft
        assert from_json(draft.to_json()).key == draft.key
        if draft.kind == "quotation":
            assert draft.value == " ".join(text[draft.span.start : draft.span.end].split())
        if draft.kind in ("theme", "trait", "summary_contributor"):
            assert draft.value in " ".join(text[draft.span.start : draft.span.end].split())
    assert len({draft.key for draft in drafts}) == len(drafts)
    noise = [draft.span for draft in drafts if draft.kind == "noise"]
    assert not any(span.overlaps(draft.span) for span in noise for draft in drafts if draft.kind != "noise")
    return drafts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=60))
def test_draft_stands_where_it_says_in_any_text(pieces: list[str]) -> None:
    """Pieces that mean something, in an order that means nothing."""
    check(" ".join(pieces))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400))
def test_draft_stands_where_it_says_in_random_text(text: str) -> None:
    """Any characters at all."""
    check(text)


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_draft_stands_where_it_says_in_a_cut_text(data: st.DataObject) -> None:
    """Real pages, cut anywhere and put together again."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIRST.glob("*.txt"))]
    cut = st.integers(0, 4000)
    parts = data.draw(st.lists(st.tuples(st.sampled_from(texts), cut, cut), min_size=1, max_size=3))
    check("".join(text[min(a, b) : max(a, b)] for text, a, b in parts))


@pytest.mark.parametrize("name", WORST)
def test_reader_ends_on_the_worst(name: str) -> None:
    """Five thousand characters of one thing: that it ends is the test, and how soon is for scripts/bench."""
    piece = WORST[name]
    check((piece * (5_000 // len(piece) + 1))[:5_000])


def test_large_family_is_not_compared_with_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a list of one last name, twice as long, each name is compared with as many others as before."""
    steps = []

    def counted(*args: Any) -> bool:
        steps.append(1)
        return fullnames.may_be_one(*args)

    monkeypatch.setattr(grouping, "may_be_one", counted)
    first, second = (_comparisons(steps, number) for number in (300, 600))
    assert 300 < first < second < 2.5 * first


def _comparisons(steps: list[int], number: int) -> int:
    """Return how often two full names are compared where `number` people of one last name are listed."""
    ends = [f"{one}{two}el" for one in "bcdfghklmnprstvwz" for two in ("a", "e", "i", "o", "u", "au", "ei")]
    starts = ("Ba", "Do", "Fi", "Gu", "Ke", "La", "Mo", "Ne")
    names = [f"{start}{end} Moss" for end in ends for start in starts][:number]
    steps.clear()
    assert len(Text(", ".join(names) + ".").people.beings) > number / 2
    return len(steps)


@pytest.mark.slow
def test_reader_ends_on_ten_megabytes() -> None:
    """Of prose, in lines and in one line of a megabyte."""
    prose = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(FIRST.glob("*.txt")))
    assert read_text((prose * (10_000_000 // len(prose) + 1))[:10_000_000])
    assert read_text((" ".join(prose.split()) * (1_000_000 // len(prose) + 1))[:1_000_000])


def test_same_text_gives_the_same_drafts() -> None:
    """In one process; the command line is run under several hash seeds elsewhere."""
    text = next(iter(sorted(FIRST.glob("*.txt")))).read_text(encoding="utf-8")
    assert [d.to_json() for d in read_text(text)] == [d.to_json() for d in read_text(text)]


def test_nothing_is_found_in_nothing() -> None:
    """Nor an error."""
    assert read_text("") == [] and read_text(" \n\t\n") == []

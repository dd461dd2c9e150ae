"""The entries of a dossier: each stands on an exact passage and states what the ontology has a word for, or is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from biopic.documents import Span
from biopic.errors import DossierError
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary

FIRST = 20
"""The line at which an added entry begins."""

Keeper = Callable[..., Path]


def refusal(folder: Path, name: str = "page.yaml") -> str:
    """Return the complaint about the folder, without its path."""
    with pytest.raises(DossierError) as caught:
        load_dossier(folder, load_vocabulary())
    return str(caught.value).removeprefix(f"{folder / 'assertions' / name}:")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("quote: she sold", "the quote is not in the document: she sold; nearest are line 3: “I never lit that lamp alone,” she said."),
        ("quote: lamps here", None),
        ("quote: Ada", "the quote stands 2 times: line 1 (0-3), line 2 (45-48); quote more words, or add line:"),
        ("quote: Ada, line: 2", None),
        ("quote: Ada, line: 3", "the quote is not on line 3: line 1 (0-3), line 2 (45-48); mend line:"),
        ("quote: Ada, line: {a: b}", "line is no plain text"),
        ("quote: Ada, at: 45-48", None),
        ("quote: Ada, at: 45-49", "the quote stands at 0-3, 45-48, not at 45-49; remove at: or the quote"),
        ("quote: Ida, at: 45-48", "the quote is not in the document: Ida"),
        ("quote: [Ada]", "quote is no plain text"),
        ("quote: ''", "quote is no plain text"),
        ("at: {a: b}", "at is no plain text"),
        ("at: 4-4", "passage 4-4 lies outside the document, which has 211 characters; mend the offsets"),
        ("at: 200-212", "passage 200-212 lies outside the document"),
        ("at: -4-8", "-4-8 are no offsets; write start-end, such as 412-456"),
        ("at: ٤-٨", "٤-٨ are no offsets"),
        ("line: 4", "at is missing; add at:"),
        ("att: 0-4", "unknown key att; use one of: at, quote"),
    ],
)  # fmt: skip
def test_place_is_exact_or_refused(entry: str, says: str | None, keeper: Keeper) -> None:
    """A quote stands once, on the line and at the offsets that are named, and outside what is left out."""
    folder = keeper(and_assertions=f"- {{{entry}, gist: g, none: r}}\n")
    if says is None and "lamps" not in entry:
        span = load_dossier(folder, load_vocabulary()).passages[-1].span
        assert span == Span(45, 48)
    else:
        says = says or "passage 182-192 lies in the part 163-211 left out as an advertisement"
        assert refusal(folder).startswith(f"{FIRST}: {says}")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("none: r", "gist is missing; add gist:"),
        ("gist: g", "an entry says nothing; add says:, denies:, direct: true, or none:"),
        ("gist: g, none: r, says: {ada-moss: {name: A}}", "says something and none"),
        ("gist: g, none: {a: b}", "none is no plain text"),
        ("gist: g, none: ", "none is no plain text"),
        ("gist: g, none: r, reader: name", "confidence is missing; add confidence:"),
        ("gist: g, none: r, confidence: 0.5", "reader is missing; add reader:"),
        ("gist: g, none: r, reader: name, confidence: 1.5", "1.5 is no confidence; write a number from 0 to 1"),
        ("gist: g, none: r, reader: name, confidence: ٠", "٠ is no confidence"),
        ("gist: g, says: ", "expected a map here"),
        ("gist: g, says: {}", "nothing stands here; write a value, or remove the key"),
        ("gist: g, says: {ada-moss: {}}", "nothing stands here"),
        ("gist: g, says: {ada-moss: {name: []}}", "nothing stands here"),
        ("gist: g, says: {ada-moss: {name: [[A]]}}", "name is no plain text"),
        ("gist: g, says: {ada-moss: {name: ' '}}", "name is no plain text"),
        ("gist: g, says: {ada-mos: {name: A}}", "ada-mos is not declared; declare it under things/; did you mean ada-moss"),
        ("gist: g, says: {ada-moss: {mothrOf: ada-moss}}", "mothrOf is no predicate that can be asserted; did you mean motherOf"),
        ("gist: g, says: {ada-moss: {within: north-rock}}", "within is no predicate that can be asserted"),
        ("gist: g, says: {ada-moss: {qqqq: x}}", "qqqq is no predicate that can be asserted; mend the name"),
        ("gist: g, says: {ada-moss: {time: 1950}}", "ada-moss is a Person, and time is not said of one; it goes with Event"),
        ("gist: g, says: {death-of-ada-moss: {place: ada-moss}}", "ada-moss is a Person, and place takes none; it goes with Place"),
        ("gist: g, says: {death-of-ada-moss: {place: 1950}}", "1950 is not declared"),
        ("gist: g, says: {death-of-ada-moss: {time: soon}}", "'soon' is not a date in EDTF; write the value of time another way"),
        ("gist: g, says: {death-of-ada-moss: {time: 2021-02-30}}", "'2021-02-30' is not a date in EDTF"),
        ("gist: g, says: {death-of-ada-moss: {time: 1979/}}", "'1979/' is not a date in EDTF"),
        ("gist: g, says: {death-of-ada-moss: {ageAt: old}}", "'old' is not a number with a unit"),
        ("gist: g, direct: yes", "direct is yes; write true or false"),
        ("gist: g, direct: true, by: [zoe]", "zoe is not declared"),
        ("gist: g, direct: true, by: [[ada-moss]]", "by is no plain text"),
        ("gist: g, direct: true, by: {a: b}", "by is no plain text"),
        ("gist: g, direct: true, by: ", "by is no plain text"),
        ("gist: g, direct: true, by: north-rock", "north-rock is a Place and cannot speak; it goes with Agent"),
        ("gist: g, direct: true, withdrawn: yes", "expected a map here"),
        ("gist: g, direct: true, withdrawn: {on: 2021-02-30, by: a, reason: r}", "2021-02-30 is no day; write YYYY-MM-DD"),
        ("gist: g, direct: true, withdrawn: {on: 20210102, by: a, reason: r}", "20210102 is no day"),
        ("gist: g, direct: true, withdrawn: {on: 2021-01-02, by: a}", "reason is missing"),
    ],
)  # fmt: skip
def test_wrong_statement_is_refused_where_it_is_wrong(entry: str, says: str, keeper: Keeper) -> None:
    """One complaint, with the line of the entry, and what to do."""
    assert refusal(keeper(and_assertions=f"- {{at: 4-8, {entry}}}\n")).startswith(f"{FIRST}: {says}")


def test_line_of_a_complaint_is_the_line_of_the_word(keeper: Keeper) -> None:
    """In an entry of several lines, the one that is wrong is named."""
    entry = "- at: 4-8\n  gist: g\n  says:\n    death-of-ada-moss:\n      place: north-rock\n      time: soon\n"
    assert refusal(keeper(and_assertions=entry)).startswith(f"{FIRST + 5}: 'soon'")


def test_json_lines_say_what_yaml_says(keeper: Keeper) -> None:
    """An entry travels as a line of JSON with the same meaning and the same complaints."""
    row = '{"quote": "Ada Moss died", "gist": "g", "says": {"death-of-ada-moss": {"time": 1950}}}\n'
    folder = keeper()
    (folder / "assertions" / "page.more.jsonl").write_text(row)
    dossier = load_dossier(folder, load_vocabulary())
    said = next(a for a in dossier.assertions if a.predicate == "time" and a.subject == "death-of-ada-moss")
    assert [str(p.span) for p in said.passages] == ["45-58", "45-81"] or [str(p.span) for p in said.passages] == ["45-81", "45-58"]  # fmt: skip
    (folder / "assertions" / "page.more.jsonl").write_text("\n" + row.replace("1950", '"soon"'))
    assert refusal(folder, "page.more.jsonl").startswith("2: 'soon' is not a date")


def test_passage_with_two_gists_is_refused_in_the_file_that_has_the_second(keeper: Keeper) -> None:
    """A document's entries may stand in several files; both places are named."""
    folder = keeper()
    (folder / "assertions" / "page.zweite.yaml").write_text("\n\n- {at: 45-81, gist: another, none: r}\n")
    assert refusal(folder, "page.zweite.yaml").startswith("3: passage 45-81 has two gists, the first at page.yaml:7")


def test_file_of_no_document_is_refused(keeper: Keeper) -> None:
    """Nothing that was written is passed over."""
    folder = keeper()
    (folder / "assertions" / "pgae.yaml").write_text("[]\n")
    with pytest.raises(DossierError, match=r"pgae\.yaml: no document is called pgae; name the file after one of: page"):
        load_dossier(folder, load_vocabulary())


def test_quote_without_the_text_says_what_it_needs(keeper: Keeper) -> None:
    """With offsets beside it, it needs nothing."""
    folder = keeper()
    (folder / "documents" / "page.txt").unlink()
    assert refusal(folder).startswith("1: a quote needs the text of page; put page.txt into ")
    (folder / "assertions" / "page.yaml").write_text("- {at: 45-48, quote: Ada, gist: g, none: r}\n")
    assert load_dossier(folder, load_vocabulary()).passages[0].span == Span(45, 48)


def test_complaints_are_gathered_one_an_entry(keeper: Keeper) -> None:
    """Lenient reading goes on behind each fault, and keeps what is right."""
    folder = keeper(
        and_assertions="- {at: 4-8, gist: g}\n- {at: 4-9, gist: g, none: r}\n- {quote: zzz, gist: g, none: r}\n"
    )
    dossier = load_dossier(folder, load_vocabulary(), lenient=True)
    assert [c.line for c in dossier.complaints] == [FIRST, FIRST + 2]
    assert len(dossier.passages) == 5

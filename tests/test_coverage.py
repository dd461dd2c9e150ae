"""Coverage: every sentence is stated, said to carry nothing, left out, or missing; no sentence is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from biopic.coverage import cover, split_sentences
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary

Keeper = Callable[..., Path]


@given(st.text("Ab. !?\n\té😀”“’", max_size=80))
def test_sentences_are_slices_in_order_and_leave_out_only_white_space(text: str) -> None:
    """Each is the text between its offsets, none overlaps the next, no other character is lost."""
    found = list(split_sentences(text))
    rest, at = "", 0
    for span in found:
        assert at <= span.start < span.end
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert "\n" not in text[span.start : span.end]
        rest, at = rest + text[at : span.start], span.end
    assert not (rest + text[at:]).strip()


def test_every_sentence_is_counted_once(keeper: Keeper) -> None:
    """Three are stated, one is said to carry nothing, the advertisement is left out."""
    dossier = load_dossier(keeper(), load_vocabulary())
    found = cover(dossier, dossier.documents["page"], dossier.texts["page"])
    assert (found.sentences, found.stating, found.none, found.missing) == (4, 3, 1, ())
    assert (found.passages, found.assertions, found.left_out) == (4, 8, 48)


def test_sentence_without_a_passage_is_missing(keeper: Keeper, run: Callable[..., tuple[int, str, str]]) -> None:
    """It is printed with file, line and offsets, and the command leaves with 1."""
    folder = keeper(
        assertions="- {at: 0-44, gist: g, says: {lamp/last-watch: {time: 1931}}}\n- {at: 123-162, gist: g, none: r}\n"
    )
    code, out, _ = run("coverage", folder)
    assert code == 1
    assert out.splitlines()[-2:] == [
        "page.txt:2: 45-81: Ada Moss died in 1950 on North Rock.",
        "page.txt:3: 82-122: “I never lit that lamp alone,” she said.",
    ]


def test_quotation_that_states_nothing_covers_nothing(keeper: Keeper) -> None:
    """Somebody's own words still have to be read."""
    folder = keeper(assertions="- {at: 82-112, gist: g, direct: true, by: ada-moss}\n")
    dossier = load_dossier(folder, load_vocabulary())
    found = cover(dossier, dossier.documents["page"], dossier.texts["page"])
    assert [str(span) for span in found.missing] == ["0-44", "45-81", "82-122", "123-162"]


def test_document_that_is_not_here_is_said_to_be(keeper: Keeper, run: Callable[..., tuple[int, str, str]]) -> None:
    """There is nothing to hold its passages against, which is no fault."""
    folder = keeper(assertions="- {at: 0-44, gist: g, none: r}\n")
    (folder / "documents" / "page.txt").unlink()
    code, out, _ = run("coverage", folder)
    assert code == 0
    assert "text not here" in out


def test_sentences_of_a_language_that_nobody_knows_are_still_found() -> None:
    """The splitter falls back on one it has rules for."""
    assert [str(span) for span in split_sentences("One. Two.", "tlh")] == ["0-4", "5-9"]

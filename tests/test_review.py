"""Review: every decision is on disk at once, a review can be left and taken up, and what nobody reviewed is marked in every answer."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from conftest import Ran
from rich.console import Console
from test_reading_dossier import TEXT, contents, draft, every_kind, graph_of, reading

from biopic.documents import find_quote
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary
from biopic.reading import batch
from biopic.reading.backwards import NOT_COMPARED, gold_of
from biopic.reading.desk import Desk, load_desk
from biopic.reading.drafts import KINDS, Draft
from biopic.reading.evaluate import score
from biopic.reading.fresh import make_dossier
from biopic.reading.intake import take_in
from biopic.reading.ledger import load_ledger
from biopic.reading.review import Review, accept_above, edits_in

Run = Callable[..., Ran]


@pytest.fixture
def read(tmp_path: Path) -> Path:
    """Return a dossier with drafts of every kind in it, open."""
    folder = make_dossier(tmp_path / "graph", "Lamp", year="1958")
    take_in(load_desk(folder), [reading(every_kind())])
    return folder


def walk(folder: Path, *answers: str, document: str = "", kind: str = "") -> tuple[str, str]:
    """Walk through a dossier's drafts with these answers; return what was shown and the tally."""
    shown = io.StringIO()
    console = Console(file=shown, width=200, highlight=False)
    review = Review(
        load_desk(folder), io.StringIO("".join(f"{a}\n" for a in answers)), console, "an editor", document, kind
    )
    return str(review.walk()), shown.getvalue()


def decisions(folder: Path, kind: str = "") -> list[str]:
    """Return the decisions in the ledger, in order."""
    return [line.decision for line in load_ledger(folder / "drafts" / "page.jsonl") if kind in ("", line.draft.kind)]


def test_each_draft_is_shown_with_its_passage_and_its_entry(read: Path) -> None:
    """And with what it would add to the things."""
    tally, shown = walk(read, "q", kind="portrayal")
    assert "Nora Quill from a script by Edgar Wynn" in shown and "Ines Carr plays Ada" in shown
    assert "ines-carr: {portrays: lamp/ada}" in shown
    assert "lamp/ada: {class: Character, label: 'Ada (the character)'" in shown.replace(
        "label: Ada (the character)", "label: 'Ada (the character)'"
    )
    assert "confidence 0.90" in shown
    assert tally == "0 accepted, 0 rejected, 0 skipped"


def test_decisions_are_on_disk_at_once(read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each before the next draft is shown."""
    seen: list[int] = []
    show = Review._show
    monkeypatch.setattr(
        Review, "_show", lambda self, *more: (seen.append(decisions(read).count("accepted")), show(self, *more))[1]
    )
    walk(read, "a", "a", "q")
    assert seen == [0, 1, 2]
    graph_of(read)


def test_review_is_taken_up_where_it_was_left(read: Path) -> None:
    """What was decided is not shown again; what was skipped is."""
    walk(read, "a", "s", "r not so")
    first = decisions(read)
    assert sorted(set(first)) == ["accepted", "open", "rejected"]
    _, shown = walk(read, "q")
    assert f"{len(every_kind()) - 2} open" in shown


def test_rejection_keeps_its_reason(read: Path) -> None:
    """Given behind the key, or asked for."""
    walk(read, "r no director at all", kind="director")
    walk(read, "r", "none either", kind="writer")
    lines = {line.draft.kind: line for line in load_ledger(read / "drafts" / "page.jsonl")}
    assert (lines["director"].why, lines["director"].by) == ("no director at all", "an editor")
    assert lines["writer"].why == "none either"
    assert lines["writer"].on.count("-") == 2


def test_edit_becomes_the_entry_and_the_draft_stays_in_the_ledger(read: Path) -> None:
    """So that reading again finds it decided."""
    walk(read, "e value=1959", kind="film_year")
    (line,) = [line for line in load_ledger(read / "drafts" / "page.jsonl") if line.draft.kind == "film_year"]
    assert (line.decision, line.draft.value, line.edited) == ("edited", "1958", (("value", "1959"),))
    assert {a.value.local for d in graph_of(read).dossiers for a in d.assertions} == {"time/1959"}
    before = contents(read)
    take_in(load_desk(read), [reading(every_kind())])
    assert contents(read) == before


def test_edit_that_makes_no_entry_is_asked_again(read: Path) -> None:
    """Nothing is decided by it, nor by a key that there is not."""
    tally, shown = walk(read, "e value=soon", "e nothing=1", "e", "", "x", "m", "a", kind="film_year")
    assert tally.startswith("1 accepted")
    assert (
        "not a date in EDTF" in shown
        and "has no field" in shown
        and "is no key" in shown
        and "nothing is proposed" in shown
    )


def test_all_of_a_kind_above_a_confidence_are_accepted_together(read: Path) -> None:
    """The kind is that of the draft that is shown."""
    walk(read, "A 0.5", "q", kind="award")
    assert set(decisions(read, "award")) == {"accepted"}
    walk(read, "A", "0.99", "s", "s", kind="timeline_event")
    assert set(decisions(read, "timeline_event")) == {"open"}


def test_rejected_part_is_taken_back(read: Path) -> None:
    """The advertisement is let in, and who was credited wrote nothing."""
    head = (read / "dossier.yaml").read_text()
    walk(read, "r it is no advertisement", kind="noise")
    assert (read / "dossier.yaml").read_text() == head.replace("      - {at: 965-1012, leftOut: advertisement}\n", "")
    walk(read, "e value=Somebody", "r he wrote nothing", kind="summary_contributor")
    assert "parts:" not in (read / "dossier.yaml").read_text()
    graph_of(read)
    before = contents(read)
    take_in(load_desk(read), [reading(every_kind())])
    assert contents(read) == before


def test_proposed_alias_is_taken_with_one_key(tmp_path: Path) -> None:
    """The name becomes another name of the thing, stated at that passage, and the next draft finds it."""
    folder = make_dossier(tmp_path / "graph", "Lamp")
    (folder / "things" / "mine.yaml").write_text("jonah-moss: {class: Person, label: Jonah Moss (the person)}\n")
    text = "Jonah Mosse, a cook. Jonah Mosse, a pilot.\n"
    drafts = [draft("occupation", "Jonah Mosse", what, f"a {what}", "life", text=text) for what in ("cook", "pilot")]
    take_in(load_desk(folder), [reading(drafts, text)])
    _, shown = walk(folder, "m", "a")
    assert "may be an alias of jonah-moss" in shown
    said = {(a.subject, a.predicate, a.value.local) for d in graph_of(folder).dossiers for a in d.assertions}
    assert said == {
        ("jonah-moss", "occupation", "cook"),
        ("jonah-moss", "name", '"Jonah Mosse"'),
        ("jonah-moss", "occupation", "pilot"),
    }


@pytest.mark.parametrize("answers", [(), ("",), ("q",), ("\x1b[A",), ("a" * 10000,), ("e " + "'" * 99,), ("A much",)])
def test_strange_or_no_answers_decide_nothing(read: Path, answers: tuple[str, ...]) -> None:
    """The review ends with them."""
    before = contents(read)
    tally, _ = walk(read, *answers)
    assert tally == "0 accepted, 0 rejected, 0 skipped"
    assert contents(read) == before


def test_edits_are_read_as_a_shell_reads_them() -> None:
    """Quotes hold what belongs together; one field needs none."""
    assert edits_in("value=Ada Moss, keeper") == [("value", "Ada Moss, keeper")]
    assert edits_in("subject='Ada Moss' world=story") == [("subject", "Ada Moss"), ("world", "story")]


def test_accepting_above_a_confidence_takes_those_alone(tmp_path: Path) -> None:
    """Of the kind and the document that are named."""
    folder = make_dossier(tmp_path / "graph", "Lamp")
    sure = [
        draft("director", "Lamp", "Nora Quill", "Nora Quill", "production", 0.9),
        draft("writer", "Lamp", "Edgar Wynn", "Edgar Wynn", "production", 0.4),
    ]
    take_in(load_desk(folder), [reading(sure)])
    assert accept_above(load_desk(folder), 0.5, "E", kind="writer").accepted == 0
    assert accept_above(load_desk(folder), 0.5, "E", document="page").accepted == 1
    assert decisions(folder) == ["accepted", "open"]


# On the command line


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the readers find the drafts of every kind in the text, and return a file with it."""
    if find_spec("biopic.reading.formats") is None:
        formats = ModuleType("biopic.reading.formats")
        formats.load_text = lambda path: SimpleNamespace(text=path.read_text())  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "biopic.reading.formats", formats)
    monkeypatch.setattr(batch, "drafts_in", lambda text: every_kind() if text == TEXT else [])
    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    return path


def test_reading_without_a_dossier_prints_and_writes_nothing(recognised: Path, run: Run) -> None:
    """One JSON object a line, or a table for people."""
    before = contents(recognised.parent)
    ran = run("read", recognised, "--format", "jsonl")
    rows = [json.loads(row) for row in ran.out.splitlines()]
    assert (ran.code, len(rows)) == (0, len(every_kind()))
    assert all(TEXT[row["start"] : row["end"]] and row["kind"] in KINDS for row in rows)
    table = run("read", recognised)
    assert "portrayal" in table.out and "Ines Carr plays Ada" in table.out
    assert contents(recognised.parent) == before


def test_round_trip_from_new_to_an_answer(
    recognised: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """new, read, review, build, ask: the facts with their passages, and no word of drafts."""
    monkeypatch.chdir(tmp_path)
    made = run("new", "Lamp", "--year", "1958")
    assert made.out == "graph/lamp\n" and "biopic read" in made.err
    taken = run("read", recognised, "--into", "graph/lamp")
    assert (taken.code, taken.out) == (0, "")
    assert f"page: new; {len(every_kind())} open" in taken.err
    assert run("review", "graph/lamp", "--accept-above", "0.5", "--by", "E").err.startswith(
        f"{len(every_kind())} accepted"
    )
    assert run("build", "graph").code == 0
    answer = run("ask", "who-plays-whom")
    assert "Ines Carr" in answer.out and "“Ines Carr plays Ada”" in answer.out
    assert "draft" not in answer.out + answer.err
    assert run("validate", "graph").code == 0
    assert run("anchor", "graph", "--to", "offsets").code == 0
    assert "quote:" not in (tmp_path / "graph" / "lamp" / "assertions" / "page.read.yaml").read_text()
    assert run("validate", "graph", "--engine", "pyshacl").code == 0


def test_answers_from_drafts_say_so(read: Path, run: Run, tmp_path: Path) -> None:
    """A mark in the row and a note at the end; what is reviewed has none."""
    desk: Desk = load_desk(read)
    desk.accept(desk.open_lines(kind="portrayal"), "E")
    store = tmp_path / "store"
    built = run("build", read, "--drafts", "--store", store)
    assert "drafted by a reader and reviewed by nobody" in built.err
    drafted = run("ask", "themes", "--store", store)
    assert "✎ draft, 0.9" in drafted.out
    assert "note: 1 of these passages was drafted by a reader and reviewed by nobody" in drafted.err
    reviewed = run("ask", "who-plays-whom", "--store", store)
    assert "✎" not in reviewed.out and "reviewed by nobody" not in reviewed.err
    rows = json.loads(run("ask", "themes", "--store", store, "--format", "json").out)
    assert [(e["reader"], e["confidence"]) for row in rows for e in row["evidence"]] == [("by-hand-theme", "0.9")]
    assert (
        run("ask", "themes", "--store", store, "--format", "csv")
        .out.splitlines()[0]
        .endswith("assertion,reader,confidence")
    )
    assert "by-hand-theme" in run("ask", "what-is-drafted", "--store", store).out
    assert "drafts that nobody has reviewed" in run("ask", "how-many-outcomes", "--store", store).err
    run("build", read, "--store", store)
    plain = run("ask", "who-plays-whom", "--store", store)
    assert "✎" not in plain.out and "draft" not in plain.err
    assert (
        not run("ask", "who-plays-whom", "--store", store, "--format", "csv").out.splitlines()[0].endswith("confidence")
    )


def test_review_reads_decisions_from_a_pipe(read: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs no terminal."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\nq\n"))
    ran = run("review", read, "--kind", "director", "--by", "E")
    assert ran.code == 0 and ran.err == "1 accepted, 0 rejected, 0 skipped; 0 open\n"


def test_wrong_words_on_the_command_line_are_one_line(
    read: Path, recognised: Path, refused: Callable[..., str], tmp_path: Path
) -> None:
    """With what to do."""
    assert "biopic new" in refused("read", recognised, "--into", tmp_path / "none")
    assert "--version-of" in refused("read", recognised, "--version-of", "page")
    assert "it has: page" in refused("read", recognised, "--into", read, "--version-of", "other")
    assert "no kind" in refused("review", read, "--kind", "drector")
    assert "no confidence" in refused("review", read, "--accept-above", "2")
    assert "from a document other" in refused("review", read, "--document", "other", "--accept-above", "0.1")
    assert "already" in refused("new", "Lamp", "--in", read.parent)
    assert "no year" in refused("new", "Buoy", "--in", read.parent, "--year", "58")
    assert "no gold" in refused("evaluate", recognised)
    assert "no such file" in refused("read", tmp_path / "none.txt")


# Evaluating


def test_reviewed_assertions_are_read_backwards(read: Path) -> None:
    """What was drafted and accepted comes back as the same drafts, but for the kinds that are named."""
    accept_above(load_desk(read), 0.5, "E")
    dossier = load_dossier(read, load_vocabulary())
    found = [each for each in every_kind() if each.kind not in NOT_COMPARED]
    scores = score(found, gold_of(dossier, "page"))
    wrong = {kind: (t.false, t.missed) for kind, t in scores.tallies.items() if kind in KINDS and (t.false or t.missed)}
    extra = {"alias"}  # an entry of a timeline is asserted with its name
    assert set(wrong) <= extra, wrong
    assert scores["award"].true == 2


def test_evaluate_scores_texts_and_dossiers(read: Path, recognised: Path, run: Run, tmp_path: Path) -> None:
    """A text against the gold beside it, a dossier against what was reviewed; with the misses and false finds."""
    gold = [
        {**json.loads(each.to_json()), "quote": TEXT[each.span.start : each.span.end]}
        for each in every_kind()
        if each.kind in ("director", "theme")
    ]
    for row in gold:
        row["nth"] = 1 + [f.span.start for f in find_quote(TEXT, row["quote"])].index(row.pop("start"))
        del row["end"]
    gold.append({**gold[0], "value": "Somebody Else", "nth": gold[0]["nth"]})
    recognised.with_suffix(".gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold))
    ran = run("evaluate", recognised)
    assert ran.code == 0, ran
    assert "missed director" in ran.out and "Somebody Else" in ran.out and "false writer" in ran.out
    assert "missed" not in run("evaluate", recognised, "--summary").out.replace("missed ┃", "").replace("missed", "", 1)
    accept_above(load_desk(read), 0.5, "E")
    of_dossier = run("evaluate", read, "--summary")
    assert of_dossier.code == 0 and "prognosis is not compared" in of_dossier.err


def test_span_of_a_draft_is_what_it_was(read: Path) -> None:
    """From the recogniser's offsets to the loader's, not a character is moved."""
    accept_above(load_desk(read), 0, "E")
    spans = {str(passage.span) for passage in graph_of(read).dossiers[0].passages}
    made: list[Draft] = [each for each in every_kind() if each.kind not in ("noise", "summary_contributor")]
    assert spans == {str(each.span) for each in made}

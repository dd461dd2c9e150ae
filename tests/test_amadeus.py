"""The second dossier, whole: it builds from the repository alone, its documents are ours and here, its departures are real.

Its documents were read by `biopic read`; every draft was reviewed, and the ledgers say what became of each.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from biopic.build import Built, assemble, load_graph
from biopic.coverage import cover
from biopic.dossier import Dossier
from biopic.questions import find_question, resolve
from biopic.sparql import Local, plain_value, select
from biopic.store import write_store
from biopic.validate import validate

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "graph" / "amadeus"
FILM = "amadeus"

DEPARTURES = {
    ("amadeus/a-caller-in-a-mask", "doneBy"): "altered",
    ("amadeus/absence-of-constanze", "kind"): "invented",
    ("amadeus/antonio-salieri", "trait"): "altered",
    ("amadeus/confession-of-salieri", "place"): "movedInPlace",
    ("amadeus/dictation-of-the-requiem", "happensIn"): "invented",
    ("amadeus/disguise-of-salieri", "happensIn"): "invented",
    ("amadeus/father-vogler", "happensIn"): "invented",
    ("amadeus/help-with-the-requiem", "doneBy"): "altered",
    ("amadeus/lorl", "happensIn"): "invented",
    ("amadeus/masked-messenger", "basedOn"): "merged",
    ("amadeus/murder-of-mozart", "means"): "omitted",
    ("amadeus/rain-on-the-cart", "circumstance"): "altered",
    ("amadeus/ruin-of-mozart", "happensIn"): "invented",
    ("amadeus/terror-of-mozart", "circumstance"): "invented",
    ("amadeus/the-last-night", "presence"): "invented",
    ("amadeus/vow-of-salieri", "kind"): "altered",
    ("franz-xaver-mozart", "happensIn"): "omitted",
    ("joseph-haydn", "happensIn"): "omitted",
}
"""What the film does to the life, by the thing of the story (or of life, where the story has none) and the property."""


@pytest.fixture(scope="module")
def amadeus() -> Built:
    """Return the second dossier alone, built from the repository and nothing else."""
    return assemble(load_graph(FOLDER, [ROOT / "docs"]))


@pytest.fixture(scope="module")
def dossier(amadeus: Built) -> Dossier:
    (found,) = amadeus.dossiers
    return found


def answer(built: Built, name: str, **more: str) -> list[dict[str, str]]:
    """Return the rows of a question about the film, each cell without what the names begin with."""
    target, question = Local(built.store, built.base), find_question(name)
    kinds = {parameter.name: parameter for parameter in question.parameters}
    given = {key: resolve(target, kinds[key], text) for key, text in {"film": FILM, **more}.items()}
    table = select(target, question.bind(given))
    bases = (f"{built.base}id/", "https://w3id.org/biopic/ontology#", built.base)
    rows = []
    for row in table.rows:
        cells = [plain_value(cell) for cell in row]
        for base in bases:
            cells = [cell.removeprefix(base) for cell in cells]
        rows.append(dict(zip(table.variables, cells, strict=True)))
    return rows


# Its documents


def test_documents_are_here_and_are_those_that_were_read(dossier: Dossier) -> None:
    """Each has its digest and its length, and a build finds the text without being told where."""
    assert (
        sorted(dossier.texts) == sorted(dossier.documents) == ["film-page", "life-article", "summaries", "testimonies"]
    )
    for name, document in dossier.documents.items():
        data = (FOLDER / "documents" / document.file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == document.digest
        assert len(data.decode()) == document.length
        assert dossier.texts[name].encode() == data


def test_documents_ship_with_the_repository() -> None:
    """Ours are kept; those of the first dossier are not."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    asked = [*(FOLDER / "documents").glob("*.txt"), ROOT / "graph" / "mask" / "documents" / "page.txt"]
    command = ["git", "check-ignore", "-z", "--stdin"]  # without -z git quotes a path outside ASCII
    names = "".join(f"{path}\0" for path in asked)
    done = subprocess.run(command, cwd=ROOT, input=names, capture_output=True, encoding="utf-8")
    assert done.stdout == f"{asked[-1]}\0"


def test_every_passage_is_a_piece_of_its_document(dossier: Dossier) -> None:
    """No passage is empty or begins or ends in white space, and a quotation's words stand within marks."""
    assert len(dossier.passages) > 300
    for passage in dossier.passages:
        text, span = dossier.texts[passage.document.name], passage.span
        words = text[span.start : span.end]
        assert words and words == words.strip(), passage.local
        if passage.direct:
            assert text[span.start - 1] in "“‘" and text[span.end] in "”’", passage.local


def test_every_sentence_is_accounted_for(dossier: Dossier) -> None:
    """By what is said in it, or by why nothing is."""
    for name, document in dossier.documents.items():
        found = cover(dossier, document, dossier.texts[name])
        assert [dossier.texts[name][s.start : s.end] for s in found.missing] == [], name


# Its drafts


def test_no_draft_is_open() -> None:
    """Each is accepted, edited, or rejected with a reason, by somebody on a day."""
    ledgers = sorted((FOLDER / "drafts").glob("*.jsonl"))
    lines = [json.loads(line) for path in ledgers for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(ledgers) == 4 and len(lines) > 150
    assert {line["decision"] for line in lines} == {"accepted", "edited", "rejected"}
    assert {line["by"] for line in lines} == {"The biopic authors"} and all(line["on"] for line in lines)
    assert all(line["why"] for line in lines if line["decision"] == "rejected")
    assert not [*FOLDER.glob("assertions/*.drafts.jsonl"), *FOLDER.glob("things/drafts.yaml")]


def test_no_answer_is_marked_as_drafted(amadeus: Built) -> None:
    """A person has seen all of it."""
    assert answer(amadeus, "what-is-drafted") == []


# Its departures


def test_it_conforms(amadeus: Built) -> None:
    """To every shape."""
    assert validate(amadeus.store) == []


def test_departures_are_the_ones_expected(amadeus: Built) -> None:
    """Each once, and no other."""
    rows = answer(amadeus, "where-film-departs-from-life")
    found = {(row["storyThing"] or row["lifeThing"], row["property"]): row["outcome"] for row in rows}
    assert found == DEPARTURES


@pytest.mark.parametrize(
    ("thing", "property", "story", "life"),
    [
        ("amadeus/a-caller-in-a-mask", "doneBy", "amadeus/antonio-salieri", "franz-von-walsegg"),
        ("amadeus/help-with-the-requiem", "doneBy", "amadeus/antonio-salieri", "franz-xaver-sussmayr"),
        ("amadeus/vow-of-salieri", "kind", "celibacy", "marriage"),
        ("amadeus/rain-on-the-cart", "circumstance", "in-the-rain", "in-mild-weather"),
    ],
)
def test_both_sides_are_told(amadeus: Built, thing: str, property: str, story: str, life: str) -> None:
    """Who ordered the Requiem, who helped with it, how Salieri lived, what the weather was like."""
    rows = [
        r
        for r in answer(amadeus, "where-film-departs-from-life")
        if (r["storyThing"], r["property"]) == (thing, property)
    ]
    said = {(row["world"], row["polarity"], row["value"]) for row in rows}
    assert {("story", "affirmed", story), ("life", "affirmed", life)} <= said


def test_poison_is_contradicted_and_disputed(amadeus: Built) -> None:
    """Rumour and Mozart say so, Salieri and his pupil deny it; so the film neither matches nor departs."""
    rows = answer(amadeus, "where-documents-contradict", thing="poisoning-of-mozart", property="doneBy")
    speakers = {(row["polarity"], row["speaker"]) for row in rows}
    assert {("affirmed", "gossips-of-vienna"), ("denied", "antonio-salieri"), ("denied", "ignaz-moscheles")} <= speakers
    disputed = {(row["storyThing"], row["property"]) for row in answer(amadeus, "what-is-disputed")}
    assert {("amadeus/murder-of-mozart", "doneBy"), ("amadeus/murder-of-mozart", "happensIn")} <= disputed


def test_words_are_shown_on_a_fresh_machine(tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    """With nothing but the dossier's own folder, the answer quotes the documents."""
    shutil.copytree(FOLDER, tmp_path / "graph" / FILM)
    assert run("build", tmp_path / "graph", "--store", tmp_path / "store")[0] == 0
    code, out, _ = run("ask", "where-film-departs-from-life", "--film", FILM, "--store", tmp_path / "store")
    assert code == 0
    assert "testimonies:3522-3534, the biopic authors: “Not Salieri.”" in out


def test_passage_of_several_lines_is_told_on_one(
    amadeus: Built, tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    """In a table, where ↵ stands for the end of a line; programs get the words as they are."""
    write_store(tmp_path / "store", amadeus.store, base=amadeus.base, texts=amadeus.texts)
    ask = ("ask", "what-is-unknown", "--store", tmp_path / "store")
    (_, table, _), (_, programs, _) = run(*ask), run(*ask, "--format", "json")
    words = [each["words"] for row in json.loads(programs) for each in row["evidence"]]
    several = [text for text in words if "\n\n" in text]
    assert several
    assert table.count("↵") == sum(len([line for line in text.split("\n") if line]) - 1 for text in several)

"""From draft to dossier: what was read is stored, declared and kept in a ledger, becomes valid entries, and nothing is half-done.

The drafts are made by hand here; which ones the recognisers find is tested elsewhere.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from biopic import journal
from biopic.build import Built, assemble, load_graph
from biopic.documents import Span, digest
from biopic.errors import BiopicError, DossierError, InputError, StoreBusyError
from biopic.journal import locked
from biopic.load import load_dossier
from biopic.marked import load_yaml, parse_yaml
from biopic.ontology import BIOPIC, load_vocabulary
from biopic.reading.batch import Reading, find_texts, read_files
from biopic.reading.desk import Desk, load_desk
from biopic.reading.drafts import KINDS, Draft
from biopic.reading.fresh import make_dossier
from biopic.reading.intake import Wanted, take_in
from biopic.reading.ledger import Line, edited_draft, load_ledger
from biopic.reading.notation import appended, scalar, with_document
from biopic.reading.review import accept_above
from biopic.reading.table import ROWS
from biopic.validate import validate

TEXT = """Lamp (1958), directed by Nora Quill from a script by Edgar Wynn, was released by Harbour Pictures.
Ines Carr plays Ada, who is based on Ada Moss. The story plays in Saltby in the winter of 1931.
In the film Ada is the sister of Jonah. Ada is stubborn. The picture is about loneliness.
Ada Moss, a keeper known as the Watch, was born in Saltby on 3 May 1870 and died in 1934 at sixty-three.
She had snow blindness; the doctor said that she would not live to see seventy.
Ines Carr won the Golden Gull for best actress from the Saltby festival. Paul Orr was nominated for it.
“I was never alone up there,” Ada Moss said.
The last watch. Winter 1931. The lamp room. Ada and Jonah keep the light.
The parting. The pier. Ada leaves Jonah.
She never parted from her brother on a pier. There was no Captain Vane.
The film invents the parting on the pier. It moves her retirement from 1933 to 1931.
A short summary of the film that is long enough to count as one. —Bo Reed
Advertisement: buy lamps here, buy lamps there.
"""


def at(words: str, text: str = TEXT) -> Span:
    """Return where words stand for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def draft(
    kind: str,
    subject: str,
    value: str,
    words: str,
    world: str,
    sure: float = 0.9,
    denied: bool = False,
    text: str = TEXT,
    **fields: Any,
) -> Draft:
    """Return a draft at the first place of its words."""
    return Draft(kind, subject, value, at(words, text), world, sure, f"by-hand-{kind}", denied, tuple(fields.items()))


def every_kind() -> list[Draft]:
    """Return at least one draft of every kind there is."""
    return [
        draft("film_year", "Lamp", "1958", "Lamp (1958)", "production"),
        draft("director", "Lamp", "Nora Quill", "directed by Nora Quill", "production"),
        draft("writer", "Lamp", "Edgar Wynn", "a script by Edgar Wynn", "production"),
        draft("studio", "Lamp", "Harbour Pictures", "released by Harbour Pictures", "production"),
        draft("portrayal", "Ines Carr", "Ada", "Ines Carr plays Ada", "production", film="Lamp"),
        draft("based_on", "Ada", "Ada Moss", "based on Ada Moss", "production"),
        draft("setting_place", "Lamp", "Saltby", "plays in Saltby", "story"),
        draft("setting_time", "Lamp", "1931-24", "the winter of 1931", "story"),
        draft("kinship", "Ada", "Jonah", "Ada is the sister of Jonah", "story", relation="sibling"),
        draft("trait", "Ada", "stubborn", "stubborn", "story"),
        draft("theme", "Lamp", "loneliness", "loneliness", "production"),
        draft("occupation", "Ada Moss", "keeper", "Ada Moss, a keeper", "life"),
        draft("alias", "Ada Moss", "the Watch", "known as the Watch", "life"),
        draft("birth_place", "Ada Moss", "Saltby", "born in Saltby", "life"),
        draft("birth_date", "Ada Moss", "1870-05-03", "born in Saltby on 3 May 1870", "life", precision="day"),
        draft("death_date", "Ada Moss", "1934", "died in 1934", "life", precision="year"),
        draft("age_at_death", "Ada Moss", "63", "died in 1934 at sixty-three", "life"),
        draft("condition", "Ada Moss", "snow blindness", "had snow blindness", "life"),
        draft("prognosis", "Ada Moss", "would not live to see seventy", "would not live to see seventy", "life"),
        draft("award", "Golden Gull", "best actress", "won the Golden Gull for best actress", "production", award="Golden Gull",
              recipient="Ines Carr", work="Lamp", conferred_by="Saltby festival", result="won"),
        draft("award", "Golden Gull", "best actress", "Paul Orr was nominated for it", "production", award="Golden Gull",
              recipient="Paul Orr", result="nominated"),
        draft("quotation", "Ada Moss", "I was never alone up there,", "I was never alone up there,", "life", speaker="Ada Moss"),
        draft("denial", "Ada Moss", "alone", "never alone", "life", denied=True, predicate="was"),
        draft("timeline_event", "The last watch", "", "The last watch. Winter 1931. The lamp room. Ada and Jonah keep the light.", "story",
              title="The last watch", time="winter of 1931", place="The lamp room", participants=("Ada", "Jonah")),
        draft("timeline_event", "The parting", "", "The parting. The pier. Ada leaves Jonah.", "story", title="The parting", time="",
              place="The pier", participants=("Ada",)),
        draft("denial", "Captain Vane", "", "no Captain Vane", "life", denied=True, predicate="existed"),
        draft("denial", "Ada Moss", "her brother on a pier", "She never parted from her brother on a pier", "life", denied=True, predicate="parted from"),
        draft("departure", "", "", "The film invents the parting on the pier", "production", film_side="the parting on the pier", life_side=""),
        draft("departure", "", "", "It moves her retirement from 1933 to 1931", "production", film_side="she retires in 1931",
              life_side="she retired in 1933"),
        draft("summary_contributor", "summary", "Bo Reed", "Bo Reed", "production"),
        draft("noise", "", "advertisement", "Advertisement: buy lamps here, buy lamps there.", "production"),
    ]  # fmt: skip


def reading(drafts: list[Draft], text: str = TEXT, name: str = "page.txt") -> Reading:
    """Return a file as it was read."""
    return Reading(Path(name), text.encode(), text, tuple(drafts))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a new dossier about an invented film."""
    return make_dossier(tmp_path / "graph", "Lamp", year="1958")


@pytest.fixture
def read(folder: Path) -> Path:
    """Return the dossier with drafts of every kind in it, open."""
    take_in(load_desk(folder), [reading(every_kind())])
    return folder


def graph_of(folder: Path, *, drafts: bool = False) -> Built:
    """Return the graph of the dossier, which must conform."""
    built = assemble(load_graph(folder.parent, drafts=drafts))
    assert validate(built.store) == []
    return built


def said(built: Built) -> set[tuple[str, str, str, bool]]:
    """Return every assertion as subject, predicate, value and whether it is denied."""
    return {(a.subject, a.predicate, a.value.local, a.denied) for d in built.dossiers for a in d.assertions}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with what it holds."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# A new dossier


def test_new_dossier_builds_as_it_is(folder: Path) -> None:
    """It has its folders, the film, and nothing else."""
    assert sorted(p.name for p in folder.iterdir()) == ["assertions", "documents", "dossier.yaml", "things"]
    assert graph_of(folder).dossiers[0].title == "Lamp (1958)"


def test_new_dossier_never_takes_the_place_of_another(folder: Path) -> None:
    """Not of a folder of any kind."""
    before = contents(folder)
    with pytest.raises(InputError, match="already"):
        make_dossier(folder.parent, "LAMP")
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("film", "name"),
    [("The Café: 3 Lives!", "the-cafe-3-lives"), ("../../etc/passwd", "etc-passwd"), ("NO", "no"), ("yes: {a: [b", "yes-a-b"),
     ("فيلم", "film-"), ("  ", ""), ("a\nb", "a-b"), ("'\"#&*!", "film-"), ("x" * 300, "x" * 60)],
)  # fmt: skip
def test_name_of_a_film_is_made_from_its_title(tmp_path: Path, film: str, name: str) -> None:
    """Whatever the title has in it, the folder stays in the graph, and the dossier builds."""
    if not name:
        with pytest.raises(InputError):
            make_dossier(tmp_path, film)
        assert list(tmp_path.iterdir()) == []
        return
    folder = make_dossier(tmp_path / "graph", film)
    assert folder.parent == tmp_path / "graph"
    assert folder.name.startswith(name)
    graph_of(folder)


# What reading leaves behind


def test_every_kind_of_draft_has_a_row_in_the_table() -> None:
    """And this file a draft of every kind."""
    assert set(ROWS) == set(KINDS) == {each.kind for each in every_kind()}


def test_reading_stores_the_text_and_declares_the_document(read: Path) -> None:
    """With its digest, its length, what is left out, and who wrote which part."""
    document = load_dossier(read, load_vocabulary()).documents["page"]
    assert (document.digest, document.length, document.kind) == (digest(TEXT.encode()), len(TEXT), "text")
    assert document.title.startswith("Lamp (1958), directed by Nora Quill") and len(document.title) <= 90
    assert (read / "documents" / "page.txt").read_bytes() == TEXT.encode()
    assert [part.left_out for part in document.parts if part.left_out] == ["advertisement"]
    assert [part.author for part in document.parts if part.author] == ["bo-reed"]


def test_dossier_with_open_drafts_builds_without_them(read: Path) -> None:
    """Nothing of them shows: no assertion, and no thing but who wrote a part."""
    built = graph_of(read)
    assert said(built) == set()
    assert set(built.dossiers[0].things) == {"lamp", "bo-reed"}
    assert not any("draftedBy" in str(quad.predicate) and "page" in str(quad.subject) for quad in built.store)


def test_ledger_has_a_line_for_every_draft(read: Path) -> None:
    """With the draft's own JSON and its decision."""
    rows = [json.loads(row) for row in (read / "drafts" / "page.jsonl").read_text().splitlines()]
    assert len(rows) == len(every_kind())
    assert {row["decision"] for row in rows} == {"open"}
    assert all({"kind", "start", "reader", "why", "by", "on"} <= set(row) for row in rows)


def test_drafts_are_built_when_asked_for_and_marked(read: Path) -> None:
    """Each assertion from a draft carries its reader and how sure it was."""
    built = graph_of(read, drafts=True)
    assertions = built.dossiers[0].assertions
    assert len(assertions) > 50
    assert all(each.drafted and each.drafted.reader.startswith("by-hand-") for each in assertions)
    query = "ASK {{ ?a a <{0}Assertion> FILTER NOT EXISTS {{ ?a <{0}draftedBy> ?reader ; <{0}confidence> ?sure }} }}"
    assert not bool(built.store.query(query.format(BIOPIC)))


EXPECTED = {
    ("lamp", "releasedIn", "time/1958", False),
    ("lamp", "directedBy", "nora-quill", False),
    ("lamp", "writtenBy", "edgar-wynn", False),
    ("lamp", "releasedBy", "harbour-pictures", False),
    ("ines-carr", "portrays", "lamp/ada", False),
    ("lamp/ada", "basedOn", "ada-moss", False),
    ("lamp", "setIn", "time/1931-24", False),
    ("lamp", "setAt", "saltby", False),
    ("lamp/ada", "siblingOf", "lamp/jonah", False),
    ("lamp/ada", "trait", "stubborn", False),
    ("lamp", "theme", "loneliness", False),
    ("ada-moss", "occupation", "keeper", False),
    ("ada-moss", "name", '"the Watch"', False),
    ("birth-of-ada-moss", "kind", "birth", False),
    ("birth-of-ada-moss", "affects", "ada-moss", False),
    ("birth-of-ada-moss", "place", "saltby", False),
    ("birth-of-ada-moss", "time", "time/1870-05-03", False),
    ("death-of-ada-moss", "time", "time/1934", False),
    ("death-of-ada-moss", "ageAt", "quantity/year/63-63", False),
    ("ada-moss", "condition", "snow-blindness", False),
    ("prognosis-of-ada-moss", "kind", "prognosis", False),
    ("prognosis-of-ada-moss", "lifeExpected", "quantity/year/0-70", False),
    ("golden-gull-for-best-actress-ines-carr", "prize", "golden-gull", False),
    ("golden-gull-for-best-actress-ines-carr", "recipient", "ines-carr", False),
    ("golden-gull-for-best-actress-ines-carr", "forWork", "lamp", False),
    ("golden-gull-for-best-actress-ines-carr", "conferredBy", "saltby-festival", False),
    ("golden-gull-for-best-actress-ines-carr", "awardedIn", "best-actress", False),
    ("golden-gull-for-best-actress-ines-carr", "result", "won", False),
    ("golden-gull-for-best-actress-paul-orr", "result", "nominated", False),
    ("lamp/the-last-watch", "time", "time/1931", False),
    ("lamp/the-last-watch", "place", "lamp/the-lamp-room", False),
    ("lamp/the-last-watch", "presence", "lamp/jonah", False),
    ("lamp/the-parting", "follows", "lamp/the-last-watch", False),
    ("lamp/captain-vane", "happensIn", "life", True),
    ("ada-moss-was-alone", "happensIn", "life", True),
    ("ada-moss-parted-from-her-brother-on-a-pier", "happensIn", "life", True),
    ("lamp", "invents", "lamp/the-parting-on-the-pier", False),
    ("lamp/the-parting-on-the-pier", "happensIn", "story", False),
    ("lamp/the-parting-on-the-pier", "happensIn", "life", True),
    ("lamp", "transforms", "she-retired-in-1933", False),
}


def test_accepted_drafts_of_every_kind_say_what_the_table_says_and_conform(read: Path) -> None:
    """They are the same as drafts and once they are accepted, in the person's own files, and no draft is left."""
    drafted = said(graph_of(read, drafts=True))
    tally = accept_above(load_desk(read), 0.5, "an editor")
    assert (tally.accepted, tally.refused) == (len(every_kind()), [])
    built = graph_of(read)
    assert said(built) >= EXPECTED
    assert said(built) == drafted
    assert not (read / "assertions" / "page.drafts.jsonl").exists()
    assert not (read / "things" / "drafts.yaml").exists()
    assert said(graph_of(read, drafts=True)) == drafted


def test_who_is_quoted_speaks(read: Path) -> None:
    """A quotation is somebody's own words, and so is whatever is said inside it."""
    accept_above(load_desk(read), 0.5, "an editor")
    dossier = graph_of(read).dossiers[0]
    quotation = next(each for each in dossier.passages if each.direct)
    assert (quotation.by, quotation.span) == (("ada-moss",), at("I was never alone up there,"))
    assert next(a.by for a in dossier.assertions if a.subject == "ada-moss-was-alone") == ("ada-moss",)


def test_death_of_a_character_depicts_that_of_its_model(folder: Path) -> None:
    """What is paired is compared, so the film is seen to move it."""
    text = "Ada is based on Ada Moss. In the film Ada dies in 1931. Ada Moss died in 1934.\n"
    drafts = [
        draft("death_date", "Ada", "1931", "Ada dies in 1931", "story", text=text),
        draft("based_on", "Ada", "Ada Moss", "based on Ada Moss", "production", text=text),
        draft("death_date", "Ada Moss", "1934", "died in 1934", "life", text=text),
    ]
    take_in(load_desk(folder), [reading(drafts, text)])
    accept_above(load_desk(folder), 0, "an editor")
    assert graph_of(folder).outcomes()["movedInTime"] == 1


def test_gists_are_short_and_made_from_the_fact(read: Path) -> None:
    """They do not repeat the document at length."""
    dossier = load_dossier(read, load_vocabulary(), drafts=True)
    assert "Ines Carr plays Ada" in {passage.gist for passage in dossier.passages}
    assert all(len(passage.gist) <= 240 for passage in dossier.passages)


# Reading again


def test_reading_again_changes_no_byte(read: Path) -> None:
    """Neither of open drafts nor of decided ones, under whatever name the file comes."""
    before = contents(read)
    take_in(load_desk(read), [reading(every_kind(), name="other name.txt")])
    assert contents(read) == before
    accept_above(load_desk(read), 0.5, "an editor")
    before = contents(read)
    take_in(load_desk(read), [reading(every_kind())])
    assert contents(read) == before


def test_reading_again_leaves_decisions_and_renews_the_rest(read: Path) -> None:
    """What a reader no longer finds goes if nobody decided on it; what it finds newly is open."""
    desk = load_desk(read)
    first, second = desk.open_lines(kind="director")[0], desk.open_lines(kind="writer")[0]
    desk.accept([first], "an editor")
    desk.reject(*second, "an editor", "not he")
    take_in(load_desk(read), [reading([draft("theme", "Lamp", "light", "keep the light", "production")])])
    lines = {(line.draft.kind, line.decision, line.why) for line in load_ledger(read / "drafts" / "page.jsonl")}
    assert lines == {("director", "accepted", ""), ("writer", "rejected", "not he"), ("theme", "open", "")}


def test_hand_edits_and_comments_stay(read: Path) -> None:
    """Files are added to; not a character of what a person wrote is changed."""
    head, things, entries = read / "dossier.yaml", read / "things" / "read.yaml", read / "assertions" / "page.read.yaml"
    desk = load_desk(read)
    desk.accept(desk.open_lines(kind="director"), "an editor")
    edited = {
        head: head.read_text().replace("    title:", "    # a comment\n    title:", 1) + "# the end\n",
        things: things.read_text().replace("label: Nora Quill", "label: N. Quill  ") + "\n# mine\n",
        entries: entries.read_text().replace("gist: ", "gist:    "),
    }
    for path, text in edited.items():
        path.write_text(text)
    accept_above(load_desk(read), 0.5, "an editor")
    take_in(load_desk(read), [reading([], "A second text.\n", "second.txt")])
    for path, text in edited.items():
        assert all(row in path.read_text().splitlines() for row in text.splitlines())
    assert things.read_text().startswith(edited[things])
    assert entries.read_text().startswith(edited[entries])
    graph_of(read)


@pytest.mark.parametrize(
    "documents",
    ["documents: {}\n", "", "documents: {}  # none yet\n", "documents:\n  old: {file: old.txt, title: Old, kind: k, sha256: SHA, length: 4}\n# end\n",
     "documents:\n    old:\n        file: old.txt\n        title: Old\n        kind: k\n        sha256: SHA\n        length: 4\n        parts: [\n          {at: 0-1, heading: h}\n        ]\n",
     "documents: {old: {file: old.txt, title: Old, kind: k, sha256: SHA, length: 4}}\ncreator: E\n"],
)  # fmt: skip
def test_document_is_declared_in_whatever_style_the_head_has(documents: str) -> None:
    """All that was there stays, to the character, around it."""
    head = "film: lamp\ntitle: Lamp # the film\n" + documents.replace("SHA", "0" * 64)
    new = {
        "file": "a.txt",
        "title": "NO: a #title",
        "kind": "k",
        "sha256": "1" * 64,
        "length": "9",
        "parts": [{"at": "0-1", "leftOut": "a, b"}],
    }
    text = with_document(head, "page", new, Path("dossier.yaml"))
    after = parse_yaml(text)
    assert isinstance(after, dict) and after["documents"]["page"] == new
    assert (
        "# the film" in text
        and text.count("# end") == head.count("# end")
        and text.count("# none yet") == head.count("# none yet")
    )
    assert {k: v for k, v in after["documents"].items() if k != "page"} == (parse_yaml(head).get("documents") or {})  # type: ignore[union-attr]


def test_parts_of_a_document_that_a_person_declared_are_left(folder: Path) -> None:
    """What a reader takes for noise there, or for a credit, is refused, and says where to write it."""
    take_in(load_desk(folder), [reading([])])
    head = (folder / "dossier.yaml").read_bytes()
    take_in(load_desk(folder), [reading(every_kind())])
    assert (folder / "dossier.yaml").read_bytes() == head
    lines = [line for line in load_ledger(folder / "drafts" / "page.jsonl") if line.decision == "refused"]
    assert {line.draft.kind for line in lines} == {"noise", "summary_contributor"}
    assert all("dossier.yaml" in line.why for line in lines)


# Versions


def test_new_version_takes_over_what_stands_at_unchanged_passages(read: Path) -> None:
    """Decisions and hand-written entries get new offsets; what stands in a changed line is open again."""
    desk = load_desk(read)
    accept_above(desk, 0.5, "an editor", kind="portrayal")
    accept_above(desk, 0.5, "an editor", kind="director")
    desk.reject(*desk.open_lines(kind="theme")[0], "an editor", "no theme")
    hand = "- quote: Ada is stubborn.\n  gist: mine\n  says: {lamp/ada: {trait: stubborn}}\n"
    (read / "assertions" / "page.yaml").write_text(hand)
    (read / "things" / "mine.yaml").write_text("stubborn: {class: Trait, label: stubborn}\n")
    new = "A new first line.\n" + TEXT.replace(
        "directed by Nora Quill from", "directed, they say, by Nora Quill from"
    ).replace("Ada is stubborn", "Ada is  stubborn")
    moved = [Draft(d.kind, d.subject, d.value, at(TEXT[d.span.start : d.span.end], new), d.world, d.confidence, d.reader, d.denied, d.fields)
             for d in every_kind() if TEXT[d.span.start : d.span.end] in new]  # fmt: skip
    taken = take_in(load_desk(read), [reading(moved, new, "page-new.txt")], Wanted(version_of="page"))
    assert [(each.document, each.new) for each in taken] == [("page-2", True)]
    dossier = graph_of(read).dossiers[0]
    assert dossier.documents["page-2"].derived_from == ("page",)
    decided = {
        (line.draft.kind, line.decision) for line in load_ledger(read / "drafts" / "page-2.jsonl") if line.decided
    }
    assert decided == {("portrayal", "accepted"), ("theme", "rejected")}
    here = [passage for passage in dossier.passages if passage.document.name == "page-2"]
    assert [new[p.span.start : p.span.end] for p in here] == ["Ines Carr plays Ada"]


def test_changed_text_of_the_same_name_is_no_silent_second_document(read: Path) -> None:
    """It is a new version, or another file."""
    before = contents(read)
    with pytest.raises(InputError, match="--version-of page"):
        take_in(load_desk(read), [reading([], TEXT + "More.\n")])
    assert contents(read) == before


# Who is who


def test_name_that_one_being_has_is_that_being(folder: Path) -> None:
    """A character and a person of one name stay two; a name inside one other name is that one's."""
    text = "Ines Carr plays Ada Moss. Carr was born in 1920. Ada Moss was a keeper.\n"
    drafts = [
        draft("portrayal", "Ines Carr", "Ada Moss", "Ines Carr plays Ada Moss", "production", text=text),
        draft("birth_date", "Carr", "1920", "born in 1920", "life", text=text),
        draft("occupation", "Ada Moss", "keeper", "a keeper", "life", text=text),
    ]
    take_in(load_desk(folder), [reading(drafts, text)])
    accept_above(load_desk(folder), 0, "an editor")
    things = graph_of(folder).dossiers[0].things
    assert {"ines-carr", "lamp/ada-moss", "ada-moss", "birth-of-ines-carr"} <= set(things)
    assert "carr" not in things
    assert things["ines-carr"].also == ("Carr",)


def test_close_or_ambiguous_name_is_proposed_and_not_merged(folder: Path) -> None:
    """Two have the name in theirs, and another differs by a letter: whoever reviews says who it is."""
    text = "Ada Moss, a keeper. Jonah Moss, a pilot. Moss, a saint. Jonah Mosse, a cook.\n"
    names = [("Ada Moss", "keeper"), ("Jonah Moss", "pilot"), ("Moss", "saint"), ("Jonah Mosse", "cook")]
    drafts = [draft("occupation", name, what, f"{name}, a {what}", "life", text=text) for name, what in names]
    take_in(load_desk(folder), [reading(drafts, text)])
    desk = load_desk(folder)
    looks = {line.draft.subject: desk.look(name, line) for name, line in desk.open_lines()}
    proposed = {
        subject: [n for _, others in made.aliases for n, _ in others]
        for subject, made in looks.items()
        if not isinstance(made, str)
    }
    assert proposed == {
        "Ada Moss": [],
        "Jonah Moss": [],
        "Moss": ["ada-moss", "jonah-moss"],
        "Jonah Mosse": ["jonah-moss"],
    } or proposed["Moss"] == ["ada-moss", "jonah-moss"]
    accept_above(desk, 0, "an editor")
    assert {"ada-moss", "jonah-moss", "moss", "jonah-mosse"} <= set(graph_of(folder).dossiers[0].things)


def test_kin_are_never_one(folder: Path) -> None:
    """Even if the one's name is inside the other's."""
    text = "John Charles Nash was the son of John Nash.\n"
    take_in(
        load_desk(folder),
        [
            reading(
                [
                    draft(
                        "kinship",
                        "John Charles Nash",
                        "John Nash",
                        "the son of John Nash",
                        "life",
                        text=text,
                        relation="child",
                    )
                ],
                text,
            )
        ],
    )
    accept_above(load_desk(folder), 0, "an editor")
    assert ("john-charles-nash", "childOf", "john-nash", False) in said(graph_of(folder))


def test_things_that_a_person_declared_are_found(folder: Path) -> None:
    """By label, other name or asserted name, case and accents aside."""
    (folder / "things" / "mine.yaml").write_text("keeper: {class: Person, label: Adélaïde Moss, also: The Keeper}\n")
    text = "Adelaide Moss was born in 1870. The keeper died in 1934.\n"
    drafts = [
        draft("birth_date", "ADELAIDE MOSS", "1870", "born in 1870", "life", text=text),
        draft("death_date", "the keeper", "1934", "died in 1934", "life", text=text),
    ]
    take_in(load_desk(folder), [reading(drafts, text)])
    accept_above(load_desk(folder), 0, "an editor")
    assert {a.value.local for a in graph_of(folder).dossiers[0].assertions if a.predicate == "affects"} == {"keeper"}


def test_dossiers_of_one_graph_share_what_is_the_same(read: Path) -> None:
    """A person or theme of another dossier is declared alike; another thing of the same name gets another name."""
    accept_above(load_desk(read), 0, "an editor")
    other = make_dossier(read.parent, "Buoy")
    text = "Buoy was directed by Nora Quill. It is about Loneliness. Stubborn, a keeper, was there.\n"
    drafts = [
        draft("director", "Buoy", "Nora Quill", "directed by Nora Quill", "production", text=text),
        draft("theme", "Buoy", "Loneliness", "Loneliness", "production", text=text),
        draft("occupation", "Stubborn", "keeper", "Stubborn, a keeper", "life", text=text),
    ]
    take_in(load_desk(other), [reading(drafts, text, "buoy.txt")])
    accept_above(load_desk(other), 0, "an editor")
    things = next(d for d in graph_of(read).dossiers if d.name == "buoy").things
    assert things["loneliness"].labels == (("en", "loneliness"),)
    assert "stubborn" not in things and things["stubborn-2"].kind == "Person"


HOSTILE = ["../../evil", "NO", "yes: {a: [b", "- x", "# y", "'", '"', "a\x00b", "a\nb: c", "\u202eevil\u202c", "عادل إمام", "王家卫", "Ada\u200fMoss",
           "null", "1931-24", "&a *b !c", "%", "@", "`", "{}", "[]", "|", ">", "ß" * 100, "x" * 500, "🎬 Film", "death", "lamp", "won", "\ufeffBom"]  # fmt: skip


def test_hostile_names_break_no_file(folder: Path) -> None:
    """Path escapes, YAML's own characters, controls, right-to-left, names of the ontology's own terms, names that differ only in case."""
    names = [*HOSTILE, "Ada Moss", "ADA MOSS", "ada moss"]
    text = "".join(f"Line {n} says something about somebody.\n" for n in range(len(names) * 3))
    rows = iter(range(len(names) * 3))
    drafts = []
    for name in names:
        for kind, subject, value, world in (
            ("theme", "Lamp", name, "production"),
            ("portrayal", name, name, "production"),
            ("alias", name, f"{name} {name}", "life"),
        ):
            drafts.append(draft(kind, subject, value, f"Line {next(rows)} says", world, text=text))
    take_in(load_desk(folder), [reading(drafts, text)])
    graph_of(folder, drafts=True)
    tally = accept_above(load_desk(folder), 0, "an: {editor")
    assert tally.accepted > 60
    built = graph_of(folder)
    assert {path.parent for path in folder.rglob("*.yaml")} <= {folder, folder / "things", folder / "assertions"}
    assert len({name for name in built.dossiers[0].things if name.startswith("ada-moss")}) <= 2


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "a/../b.txt", ".txt", "..txt", "NO.txt", "ملف.txt", "x" * 200 + ".txt", "a b: #c.txt"]
)
def test_hostile_file_names_stay_in_the_folder(folder: Path, name: str) -> None:
    """A document's name is made of letters, digits and hyphens only."""
    before = set(folder.parent.parent.rglob("*"))
    (taken,) = take_in(load_desk(folder), [reading([], "A text.\n", name)])
    new = {path for path in folder.parent.parent.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(folder) for path in new)
    assert (folder / "documents" / f"{taken.document}.txt").exists()
    graph_of(folder)


def test_files_that_differ_only_in_case_are_two_documents(folder: Path) -> None:
    """And are still these two when they are read again."""
    both = [reading([], "One.\n", "a/Page.txt"), reading([], "Two.\n", "a/page.txt")]
    assert [each.document for each in take_in(load_desk(folder), both)] == ["page", "page-2"]
    assert [(each.document, each.new) for each in take_in(load_desk(folder), both)] == [
        ("page", False),
        ("page-2", False),
    ]


# What cannot be


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (draft("film_year", "Lamp", "last year", "Lamp (1958)", "production"), "EDTF"),
        (draft("kinship", "Ada", "Ada", "Ada is", "story", relation="sibling"), "one"),
        (draft("kinship", "Ada", "Jonah", "Ada is", "story", relation="boss"), "no relation"),
        (draft("portrayal", "Ines Carr", "Eve", "Ines Carr", "production", film="Buoy"), "another film"),
        (draft("age_at_death", "Ada", "old", "sixty-three", "life"), "no age"),
        (draft("trait", "", "kind", "stubborn", "story"), "no subject"),
        (draft("award", "Gull", "", "Golden Gull", "production", result="lost"), "won or nominated"),
        (draft("departure", "", "", "The film invents", "production"), "neither"),
        (draft("quotation", "Ada", "other words", "never alone", "life", speaker="Ada"), "to the character"),
        (draft("theme", "Lamp", "lamps", "buy lamps here", "production"), "left out as advertisement"),
        (Draft("theme", "Lamp", "Duty", Span(0, 10**6), "production", 0.9, "r"), "outside"),
    ],
)  # fmt: skip
def test_draft_of_which_no_entry_can_be_made_is_refused_with_the_reason(folder: Path, wrong: Draft, why: str) -> None:
    """It is in the ledger, and in no other file."""
    noise = draft("noise", "", "advertisement", "Advertisement: buy lamps here, buy lamps there.", "production")
    take_in(load_desk(folder), [reading([wrong, noise])])
    (line,) = [line for line in load_ledger(folder / "drafts" / "page.jsonl") if line.draft.kind == wrong.kind]
    assert line.decision == "refused"
    assert why in line.why
    assert not (folder / "assertions" / "page.drafts.jsonl").exists()
    graph_of(folder, drafts=True)


def test_passage_that_a_person_described_keeps_its_gist(folder: Path) -> None:
    """And one that a person said to carry nothing gets nothing."""
    take_in(load_desk(folder), [reading([])])
    (folder / "assertions" / "page.yaml").write_text(
        "- {quote: Ines Carr plays Ada, gist: mine, says: {lamp: {name: Lamp}}}\n- {quote: loneliness, gist: praise, none: evaluation}\n"
    )
    drafts = [each for each in every_kind() if each.kind in ("portrayal", "theme")]
    take_in(load_desk(folder), [reading(drafts)])
    graph_of(folder, drafts=True)
    accept_above(load_desk(folder), 0, "an editor")
    dossier = graph_of(folder).dossiers[0]
    assert {passage.gist for passage in dossier.passages} == {"mine", "praise"}
    assert [line.decision for line in load_ledger(folder / "drafts" / "page.jsonl")] == ["accepted", "refused"]


def test_withdrawn_statement_is_not_revived_by_a_draft(read: Path) -> None:
    """An editor took it back; that a reader finds it again changes nothing."""
    desk = load_desk(read)
    desk.accept(desk.open_lines(kind="director"), "an editor")
    entries = read / "assertions" / "page.read.yaml"
    entries.write_text(entries.read_text() + "  withdrawn: {on: 2026-11-20, by: E, reason: misread}\n")
    again = draft("director", "Lamp", "Nora Quill", "Nora Quill", "production")
    take_in(load_desk(read), [reading([*every_kind(), again])])
    built = graph_of(read, drafts=True)
    assert [a.withdrawn is not None for d in built.dossiers for a in d.assertions if a.predicate == "directedBy"] == [
        True
    ]


# All or nothing


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, BaseException], None]]:
    """Return a function that lets the n-th file that is written fail."""

    def fail_at(number: int, error: BaseException) -> None:
        written = 0

        def write(path: Path, data: bytes) -> None:
            nonlocal written
            written += 1
            if written == number:
                raise error
            path.write_bytes(data)

        monkeypatch.setattr(journal, "_write", write)

    yield fail_at


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_error_in_the_middle_leaves_nothing(
    folder: Path, failing: Callable[[int, BaseException], None], number: int, error: BaseException
) -> None:
    """Whichever file it is at."""
    before, folders = contents(folder), sorted(p for p in folder.rglob("*") if p.is_dir())
    desk = load_desk(folder)
    failing(number, error)
    with pytest.raises((InputError, KeyboardInterrupt)):
        take_in(desk, [reading(every_kind())])
    assert contents(folder) == before
    assert sorted(p for p in folder.rglob("*") if p.is_dir()) == folders


def test_one_bad_text_among_several_leaves_nothing(folder: Path) -> None:
    """An empty one, say."""
    before = contents(folder)
    with pytest.raises(InputError, match="no text"):
        take_in(load_desk(folder), [reading(every_kind()), reading([], " \n", "empty.txt")])
    assert contents(folder) == before


@pytest.mark.parametrize("step", range(7))
def test_killed_between_two_files_is_completed_by_whoever_looks_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Once all is written apart, a reader finds the new state, and nothing else lies there; before that, the old one."""
    alone = make_dossier(folder.parent.parent / "whole", "Lamp", year="1958")
    take_in(load_desk(alone), [reading(every_kind())])
    real, left = journal._replace, [step]

    def die(new: Path, path: Path) -> None:
        if left[0] == 0:
            raise SystemError("killed")
        left[0] -= 1
        real(new, path)

    with monkeypatch.context() as patch, pytest.raises(SystemError) if step < 6 else contextlib.nullcontext():
        patch.setattr(journal, "_replace", die)
        take_in(load_desk(folder), [reading(every_kind())])
    assert (folder / journal.JOURNAL).exists() == (step < 6)
    assemble(load_graph(folder))
    assert contents(folder) == contents(alone)


def test_what_never_came_to_count_is_taken_away_by_who_writes_next(folder: Path) -> None:
    """And what another process, that is no more, was about to put into its place; what is the user's stays."""
    before = contents(folder)
    (folder / journal.STAGED).mkdir()
    (folder / journal.STAGED / "0").write_text("half")
    (folder / "things" / ".read.yaml-999999999").write_text("half")
    (folder / "things" / f".read.yaml-{os.getpid()}").write_text("being written")
    (folder / ".mine").write_text("mine")
    load_graph(folder)
    assert (folder / journal.STAGED).exists()
    with locked(folder):
        pass
    assert {name: text for name, text in contents(folder).items() if name not in before} == {
        ".mine": b"mine",
        f"things/.read.yaml-{os.getpid()}": b"being written",
    }


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ('[["../../mine.txt", false]]', "would reach ../../mine.txt, which is elsewhere"),
        ('[["../../mine.txt", true]]', "would reach ../../mine.txt, which is elsewhere"),
        ('[["things/link.yaml", false]]', "would reach things/link.yaml, which is elsewhere"),
        ("{", "is no list of changes"),
        ("[1]", "is no list of changes"),
    ],
)
def test_journal_of_a_stranger_changes_nothing_elsewhere(folder: Path, said: str, says: str) -> None:
    """A dossier that was sent to somebody may hold one."""
    mine = folder.parent.parent / "mine.txt"
    mine.write_text("mine")
    (folder / "things" / "link.yaml").symlink_to(mine)
    (folder / journal.JOURNAL).mkdir()
    (folder / journal.JOURNAL / "0").write_text("theirs")
    (folder / journal.JOURNAL / journal.LIST).write_text(said)
    for look in (load_graph, load_desk):
        with pytest.raises(InputError, match=says):
            look(folder)
    assert mine.read_text() == "mine"


def test_changes_that_cannot_be_completed_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says so; once it can be done, it is."""

    def full(new: Path, path: Path) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "_replace", full)
        for _ in range(2):
            with pytest.raises(
                InputError, match=r"cannot be completed \(Read-only file system\); they are kept in \.journal"
            ):
                take_in(load_desk(folder), [reading(every_kind())])
    assert "page" in load_desk(folder).dossier.documents
    assert not (folder / journal.JOURNAL).exists()


def test_two_commands_do_not_change_one_dossier_at_once(folder: Path) -> None:
    """The second says so."""
    with locked(folder), pytest.raises(StoreBusyError), locked(folder):
        pass
    with locked(folder):
        pass


# Small things


def test_file_that_nothing_can_be_added_to_is_left(tmp_path: Path) -> None:
    """The complaint names it."""
    path = tmp_path / "x.yaml"
    with pytest.raises(DossierError, match=r"x\.yaml.*nothing can be added"):
        appended("{a: {class: Person, label: A}}\n", ["b: {class: Person, label: B}\n"], path, "")
    assert appended("[]\n", ["- a\n"], path, "") == "- a\n"
    assert appended("# only this", ["- a\n"], path, "# head\n") == "# only this\n- a\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_scalar_is_read_back_as_it_was(text: str) -> None:
    """Whatever it is, as long as a file can hold it."""
    if "\x00" in text:
        return
    assert parse_yaml(f"a: {scalar(text)}\nb: [{scalar(text)}]\n") == {"a": text, "b": [text]}


def test_edit_of_a_draft_is_checked() -> None:
    """A field that its kind does not have, or a world that there is not, is refused."""
    one = draft("theme", "Lamp", "light", "keep the light", "production")
    assert edited_draft(one, [("value", "duty")]).value == "duty"
    for change in (("speaker", "Ada"), ("world", "heaven"), ("start", "x"), ("denied", "perhaps")):
        with pytest.raises(InputError):
            edited_draft(one, [change])


def test_texts_are_found_in_order_and_once(tmp_path: Path) -> None:
    """A folder's files by name; what is no text is passed over, and what is not there is refused."""
    for name in ("b.md", "a.txt", "c.jpg", "d/e.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_texts([tmp_path / "b.md", tmp_path])
    assert [path.name for path in found] == ["b.md", "a.txt", "e.html"]
    for wrong in (tmp_path / "none.txt", tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        with pytest.raises(InputError):
            find_texts([wrong])


def test_many_files_are_read_over_processes_in_the_order_of_their_names(tmp_path: Path) -> None:
    """The same as one after the other."""
    pytest.importorskip("biopic.reading.formats")
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(TEXT + "More.\n" * number)
    paths = find_texts([tmp_path])
    assert list(read_files(paths, 2)) == list(read_files(paths, 1))


@pytest.mark.parametrize("row", ["{", "[]", '{"kind": "theme"}', '{"decision": "open"}'])
def test_broken_ledger_is_one_complaint_with_its_line(read: Path, row: str) -> None:
    """It is nobody's to repair in silence."""
    path = read / "drafts" / "page.jsonl"
    path.write_text(path.read_text() + row + "\n")
    with pytest.raises(BiopicError) as found:
        load_desk(read)
    assert found.value.line == len(every_kind()) + 1


def test_desk_says_what_was_never_read(read: Path) -> None:
    """With what there is."""
    desk: Desk = load_desk(read)
    with pytest.raises(InputError, match="page"):
        desk.open_lines("other")
    assert isinstance(desk.ledgers["page"][0], Line)
    assert load_yaml(read / "things" / "drafts.yaml")

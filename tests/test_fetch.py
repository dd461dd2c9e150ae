"""What Wikidata says of linked things, brought in as one more document: every statement at its passage, nothing else touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from twin import faults
from twin.front import Front
from twin.servers import free_port

from biopic.build import Built, assemble, load_graph
from biopic.dossier import Dossier, Reference
from biopic.links import FETCHED_KIND
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary
from biopic.validate import validate

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., tuple[int, str, str]]
Refused = Callable[..., str]

HEAD = (
    "film: mask\ntitle: Mask\n# a comment that stays\ndocuments:\n  page:\n    file: page.txt\n    title: A page\n    kind: page\n"
    "    sha256: 6fc1a4e7f4ab41b9d0e9b1e3bb8b3a5f6e0c9cf8b3bd2c9bb0f2b0d8b5a3d9d1\n    length: 400\n"
)
THINGS = """mask: {class: Film, label: Mask}
mask/rocky: {class: Character, label: Rocky Dennis (the character)}
mask/rusty: {class: Character, label: Rusty Dennis (the character)}
cher: {class: Person, label: Cher}
eric-stoltz: {class: Person, label: Eric Stoltz}
rocky-dennis: {class: Person, label: Rocky Dennis (the person)}
birth-of-rocky-dennis: {class: LifeEvent, label: the birth of Rocky Dennis}
death-of-rocky-dennis: {class: LifeEvent, label: the death of Rocky Dennis}
universal-pictures: {class: Organization, label: Universal Pictures}
azusa: {class: Place, label: Azusa}
"""
ENTRIES = """- at: 0-10
  gist: who is who
  says:
    cher: {portrays: mask/rusty}
    mask/rocky: {basedOn: rocky-dennis}
    mask: {releasedIn: 1985, releasedBy: universal-pictures, setAt: azusa}
- at: 10-20
  gist: his life
  says:
    birth-of-rocky-dennis: {kind: birth, affects: rocky-dennis, time: 1961-12-04}
    death-of-rocky-dennis: {kind: death, affects: rocky-dennis, time: 1978}
"""
SAME = {"mask": "Q929647", "cher": "Q12003", "eric-stoltz": "Q318267", "rocky-dennis": "Q7373047", "universal-pictures": "Q168383"}  # fmt: skip


def links(**more: str) -> str:
    entry = "{{entity: {}, decision: same, by: An editor, on: 2026-11-20, evidence: [known]}}"
    return "".join(f"{name}:\n  - {entry.format(item)}\n" for name, item in {**SAME, **more}.items())


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Return a small dossier on a real film, five of its things linked."""
    folder = tmp_path / "graph" / "mask"
    (folder / "things").mkdir(parents=True)
    (folder / "assertions").mkdir()
    (folder / "dossier.yaml").write_text(HEAD)
    (folder / "things" / "all.yaml").write_text(THINGS)
    (folder / "assertions" / "page.yaml").write_text(ENTRIES)
    (folder / "links.yaml").write_text(links())
    return folder


@pytest.fixture
def fetch(run: Run) -> Callable[..., Dossier]:
    """Return a function that fetches into a dossier and gives what it is then."""

    def call(folder: Path, service: Front, *more: str) -> Dossier:
        day = ["--on", "2026-11-21"] if "--on" not in more else []
        code, out, err = run("link", "--fetch", folder, "--service", service.sparql, "--by", "An editor", *day, *more)
        assert code == 0 and not out, err
        return load_dossier(folder, load_vocabulary())

    return call


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said(dossier: Dossier, *, denied: bool = False) -> set[tuple[str, str, str]]:
    found = (a for a in dossier.assertions if a.document.name == "wikidata" and a.denied is denied)
    return {(a.subject, a.predicate, getattr(a.value, "edtf", "") or getattr(a.value, "name", "")) for a in found}


def contradictions(folder: Path) -> set[tuple[str, str]]:
    built: Built = assemble(load_graph(folder.parent))
    assert not validate(built.store)
    found = built.store.query(
        "PREFIX b: <https://w3id.org/biopic/ontology#> SELECT ?x ?p { ?c a b:Contradiction ; b:about ?x ; b:onProperty ?p }"
    )
    return {(row["x"].value.rsplit("/id/")[-1], row["p"].value.rsplit("#")[-1]) for row in found}  # type: ignore[union-attr]


def test_statements_come_in_as_assertions(dossier: Path, twin: Front, fetch: Callable[..., Dossier]) -> None:
    """Makers, release, cast with the part and whom it is based on, birth and death, kin, condition, period."""
    found = said(fetch(dossier, twin))
    assert {
        ("mask", "directedBy", "peter-bogdanovich"),
        ("mask", "releasedIn", "1985-03-08"),
        ("mask", "releasedBy", "universal-pictures"),
        ("mask", "setIn", "197X"),
        ("cher", "portrays", "mask/rusty"),
        ("eric-stoltz", "portrays", "mask/rocky"),
        ("mask/rocky", "basedOn", "rocky-dennis"),
        ("birth-of-rocky-dennis", "time", "1961-12-04"),
        ("death-of-rocky-dennis", "time", "1978-10"),
        ("florence-tullis", "motherOf", "rocky-dennis"),
        ("rocky-dennis", "condition", "craniodiaphyseal-dysplasia"),
    } <= found
    assert not {(s, p) for s, p, v in found if p == "releasedIn" and v == "1985-10-31"}


def test_every_statement_has_its_line(dossier: Path, twin: Front, fetch: Callable[..., Dossier]) -> None:
    """One entry a statement, at the very words; whatever says nothing here says why."""
    loaded = fetch(dossier, twin)
    text = loaded.texts["wikidata"]
    entries = [json.loads(line) for line in (dossier / "assertions" / "wikidata.jsonl").read_text().splitlines()]
    passages = {entry["gist"]: text[slice(*map(int, entry["at"].split("-")))] for entry in entries}
    line = passages["cast member: Cher, name of the character role Rusty Dennis"]
    assert line.startswith("cast member (P161): Cher (Q12003); name of the character role (P4633) Rusty Dennis; normal rank; reference: ")  # fmt: skip
    assert "reference URL (P854) https://films.example.org/mask/cast" in line and "retrieved (P813) 2024-05-02" in line
    why = {entry["gist"]: entry.get("none", "") for entry in entries}
    assert why["place of death: a value that nobody knows"] == "its value is unknown there"
    assert why["father: no value"] == "it says that there is none"
    assert why["narrative location: Azusa"] == "Q9000000031 may be azusa here; decide on that link, and fetch again"
    assert sum(rank in line for line in text.splitlines() for rank in ("normal rank", "deprecated rank", "preferred rank")) == len(entries)  # fmt: skip


def test_document_is_dated_and_has_parts(dossier: Path, twin: Front, fetch: Callable[..., Dossier]) -> None:
    document = fetch(dossier, twin).documents["wikidata"]
    assert (document.kind, document.publisher, document.url, document.retrieved) == (FETCHED_KIND, "wikidata", twin.sparql, "2026-11-21")  # fmt: skip
    assert "CC0" in document.title
    headings = [part.heading for part in document.parts]
    assert "Mask (Q929647), with a reference" in headings and "Mask (Q929647), without a reference" in headings


def test_deprecated_statement_is_left_out_or_denied(dossier: Path, twin: Front, fetch: Callable[..., Dossier]) -> None:
    wrong = ("mask", "directedBy", "charles-russell-bogdan")
    assert wrong not in said(fetch(dossier, twin))
    again = fetch(dossier, twin, "--deprecated", "denied")
    assert wrong in said(again, denied=True) and wrong not in said(again)


def test_value_that_is_not_linked_becomes_a_thing_with_a_link(dossier: Path, twin: Front, fetch: Callable[..., Dossier]) -> None:  # fmt: skip
    loaded = fetch(dossier, twin)
    assert loaded.things["peter-bogdanovich"].kind == "Person"
    made = {link.thing: link.entity.rsplit("/")[-1] for link in loaded.links if link.on == "2026-11-21"}
    assert made["peter-bogdanovich"] == "Q158250" and made["florence-tullis"] == "Q9000000071"


def test_fetching_again_is_the_same_to_the_byte(dossier: Path, twin: Front, fetch: Callable[..., Dossier]) -> None:
    """And reaches no further: what was minted is not asked about."""
    fetch(dossier, twin)
    before, asked = contents(dossier), len(twin.asked())
    fetch(dossier, twin)
    assert contents(dossier) == before
    assert len(twin.asked()) == 2 * asked


def test_fetching_touches_nothing_else(dossier: Path, twin: Front, twin_with: Callable[..., Front], fetch: Callable[..., Dossier]) -> None:  # fmt: skip
    """What stood in the files stands there still; the old text goes with its statements."""
    own = contents(dossier)
    fetch(dossier, twin)
    new = fetch(dossier, twin_with({"Q929647": {"P577": ["1986"]}}), "--on", "2026-12-01")
    after = contents(dossier)
    for name in ("things/all.yaml", "assertions/page.yaml"):
        assert after[name] == own[name]
    assert after["dossier.yaml"].startswith(own["dossier.yaml"]) and after["links.yaml"].startswith(own["links.yaml"])
    assert ("mask", "releasedIn", "1986") in said(new) and new.documents["wikidata"].retrieved == "2026-12-01"
    assert len([name for name in after if name.startswith("documents/")]) == 1


def test_agreement_is_no_contradiction_and_a_wrong_year_is_one(
    dossier: Path, twin: Front, twin_with: Callable[..., Front], fetch: Callable[..., Dossier]
) -> None:
    fetch(dossier, twin)
    assert contradictions(dossier) == set()
    fetch(dossier, twin_with({"Q929647": {"P577": ["1986"]}, "Q7373047": {"P570": ["1979"]}}))
    assert contradictions(dossier) == {("mask", "releasedIn"), ("death-of-rocky-dennis", "time")}


def test_wrong_year_shows_in_the_question(dossier: Path, twin_with: Callable[..., Front], fetch: Callable[..., Dossier], run: Run, tmp_path: Path) -> None:  # fmt: skip
    fetch(dossier, twin_with({"Q929647": {"P577": ["1986"]}}))
    assert run("build", dossier, "--store", tmp_path / "store")[0] == 0
    shown = run("ask", "where-documents-contradict", "--store", tmp_path / "store")[1]
    assert "1986" in shown and "wikidata:" in shown and "publication date (P577): 1986" in shown


def test_character_item_and_real_person_are_kept_apart(dossier: Path, twin_with: Callable[..., Front], fetch: Callable[..., Dossier]) -> None:  # fmt: skip
    """Both of Wikidata's practices: the role is an item of its own, or the person's."""
    role = [{"is": "Q318267", "qualifiers": {"P453": ["Q27518152"]}}]
    loaded = fetch(dossier, twin_with({"Q929647": {"P161": role}}))
    assert ("eric-stoltz", "portrays", "mask/oskar-schindler") in said(loaded)
    assert loaded.things["mask/oskar-schindler"].kind == "Character"


def test_merged_and_deleted_entities(dossier: Path, twin: Front, fetch: Callable[..., Dossier], run: Run) -> None:
    """A merged one is followed; on a deleted one there is nothing, and that is said."""
    things = THINGS + "gone: {class: Person, label: Somebody Gone}\n"
    (dossier / "things" / "all.yaml").write_text(things)
    (dossier / "links.yaml").write_text(links(gone="Q9000000092").replace("Q7373047", "Q9000000091"))
    err = run("link", "--fetch", dossier, "--service", twin.sparql, "--on", "2026-11-21", "--by", "An editor")[2]
    assert "mask: the service has no statement on Q9000000092" in err
    assert ("death-of-rocky-dennis", "time", "1978-10") in said(load_dossier(dossier, load_vocabulary()))


@pytest.mark.parametrize("fault", [faults.page(400), faults.page(403)])
def test_service_that_fails_changes_nothing(fault: faults.Fault, dossier: Path, twin: Front, refused: Refused, fetch: Callable[..., Dossier]) -> None:  # fmt: skip
    before = contents(dossier)
    twin.fail(fault, at="/sparql")
    assert twin.sparql in refused("link", "--fetch", dossier, "--service", twin.sparql, "--on", "2026-11-21")
    assert contents(dossier) == before


def test_service_that_is_busy_is_waited_for(dossier: Path, twin: Front, fetch: Callable[..., Dossier]) -> None:
    twin.fail(faults.too_many(0), faults.cut)
    assert said(fetch(dossier, twin))


def test_what_cannot_be_fetched_is_one_line(dossier: Path, twin: Front, refused: Refused, tmp_path: Path) -> None:
    fetch = ["link", "--fetch", dossier, "--service", twin.sparql]
    (dossier / "links.yaml").unlink()
    assert "nothing in this dossier is linked to Wikidata" in refused(*fetch)
    (dossier / "links.yaml").write_text(links())
    (dossier / "dossier.yaml").write_text(HEAD.replace("page:", "wikidata:", 1))
    (dossier / "assertions" / "page.yaml").rename(dossier / "assertions" / "wikidata.yaml")
    assert "the dossier has a document wikidata that was not fetched" in refused(*fetch)
    assert "--fetch takes a dossier" in refused("link", "--fetch", "--service", twin.sparql)
    away = f"http://127.0.0.1:{free_port()}/"
    assert "no http address" in refused("link", "--fetch", dossier, "--service", away.removeprefix("http://"))


def test_killed_between_two_files_is_completed_by_whoever_looks_next(dossier: Path, twin: Front, fetch: Callable[..., Dossier], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """Wherever it stops the dossier is the new one; and fetching again makes it what it was."""
    from biopic import journal

    fetch(dossier, twin)
    whole = contents(dossier)
    later = dossier.parent.parent / "later" / "mask"
    shutil.copytree(dossier, later)
    fetch(later, twin, "--on", "2026-12-01")
    real = journal._replace
    for stop in range(2):
        copy = dossier.parent.parent / f"copy-{stop}" / "mask"
        shutil.copytree(dossier, copy)
        left = [stop]

        def die(new: Path, path: Path, copy: Path = copy, left: list[int] = left) -> None:
            if path.is_relative_to(copy):
                if left[0] == 0:
                    raise SystemError("killed")
                left[0] -= 1
            real(new, path)

        with monkeypatch.context() as patch, pytest.raises(SystemError):
            patch.setattr(journal, "_replace", die)
            fetch(copy, twin, "--on", "2026-12-01")
        load_dossier(copy, load_vocabulary())
        assert contents(copy) == contents(later)
        fetch(copy, twin)
        assert contents(copy) == whole


def test_both_shipped_dossiers_take_statements_in(twin: Front, fetch: Callable[..., Dossier], tmp_path: Path) -> None:
    """With no line of code for either; the graph conforms."""
    for film in ("mask", "amadeus"):
        folder = tmp_path / film / film
        shutil.copytree(ROOT / "graph" / film, folder)
        loaded = fetch(folder, twin)
        built = assemble(load_graph(folder.parent))
        assert not validate(built.store)
        assert any(a.predicate == "portrays" and isinstance(a.value, Reference) for a in loaded.assertions if a.document.name == "wikidata")  # fmt: skip


# What editors ask


@pytest.fixture
def asked(dossier: Path, twin_with: Callable[..., Front], fetch: Callable[..., Dossier], run: Run, tmp_path: Path) -> Callable[[str], set[tuple[str, ...]]]:  # fmt: skip
    """Return a function that asks a question of a dossier with a wrong year in what was fetched, and gives its rows."""
    import csv
    import io

    (dossier / "assertions" / "page.yaml").write_text(ENTRIES + "    rocky-dennis: {condition: deafness}\n")
    (dossier / "things" / "all.yaml").write_text(THINGS + "deafness: {class: Condition, label: deafness}\n")
    fetch(dossier, twin_with({"Q929647": {"P577": ["1986"]}}))
    assert run("build", dossier, "--store", tmp_path / "store")[0] == 0

    def ask(name: str) -> set[tuple[str, ...]]:
        code, out, err = run("ask", name, "--film", "mask", "--store", tmp_path / "store", "--format", "csv")
        assert code == 0, err
        rows = list(csv.DictReader(io.StringIO(out)))
        return {(row["thing"], row["property"], row["value"], row["document"].rsplit("/")[-1]) for row in rows}

    return ask


def test_editors_see_what_the_knowledge_base_lacks(asked: Callable[[str], set[tuple[str, ...]]]) -> None:
    """Where it is silent, and where it says something else; not what it says, too, be it more or less exactly."""
    found = {row[:3] for row in asked("what-a-knowledge-base-lacks")}
    assert ("Rocky Dennis (the person)", "condition", "deafness") in found
    assert ("Mask", "released in", "1985") in found
    assert not {row for row in found if row[0].startswith("the death") or row[1] == "released by"}


def test_editors_see_what_no_document_supports(asked: Callable[[str], set[tuple[str, ...]]]) -> None:
    found = asked("what-only-a-knowledge-base-says")
    assert ("Mask", "directed by", "Peter Bogdanovich", "wikidata") in {(*row[:3], "wikidata") for row in found}
    assert ("Mask", "released in", "1986") in {row[:3] for row in found}
    assert not {row for row in found if row[1] == "released by" or row[0].startswith("the death of Rocky")}


def test_editors_see_where_the_two_disagree(asked: Callable[[str], set[tuple[str, ...]]]) -> None:
    assert {row[:3] for row in asked("where-a-knowledge-base-disagrees")} == {("Mask", "released in", "1985"), ("Mask", "released in", "1986")}  # fmt: skip


def test_editors_see_which_references_they_have(asked: Callable[[str], set[tuple[str, ...]]]) -> None:
    """A statement that has a reference there needs none of ours."""
    found = {row[:3] for row in asked("what-a-knowledge-base-has-no-reference-for")}
    assert ("Mask", "released by", "Universal Pictures") in found
    assert not {row for row in found if row[1] == "portrays" or row[0].startswith("the birth")}

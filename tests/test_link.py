"""`biopic link` against the twin of Wikidata: both dossiers, both ways in, killed in the middle, and what it says when all is not well."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, Ran
from twin import faults
from twin.front import Front

from biopic.linking.commands import known_of
from biopic.linking.known import KINDS
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary

ON = ("--by", "The biopic authors", "--on", "2026-11-21")
NOT_IN_WIKIDATA = 9_000_000_000

TWO_OF_A_NAME = {
    "mask": {
        "mask": "Q219421", "universal-pictures": "Q21043034", "california": "Q961237", "rocky-dennis": "Q9000000072",
        "mask/rocky": "Q7373047", "mask/rusty": "Q9000000071", "rusty-dennis": "Q9000000092", "at-ucla": "Q174710",
    },
    "amadeus": {
        "amadeus": "Q451831", "vienna": "Q1028144", "salzburg": "Q43325", "antonio-salieri": "Q9000000101",
        "amadeus/antonio-salieri": "Q51088", "amadeus/leopold-mozart": "Q156280", "wolfgang-amadeus-mozart": "Q9000000102",
    },
}  # fmt: skip
"""Things with an entity each that bears their name and is something else."""

RIGHT = {
    "mask": {
        "mask": "Q929647", "cher": "Q12003", "eric-stoltz": "Q318267", "sam-elliott": "Q311314", "laura-dern": "Q220901",
        "richard-dysart": "Q110628", "ben-piazza": "Q816578", "rocky-dennis": "Q7373047", "rusty-dennis": "Q9000000071",
        "universal-pictures": "Q168383", "california": "Q99", "azusa": "Q9000000031", "europe": "Q46", "united-states": "Q30",
        "ucla": "Q174710", "cannes-film-festival": "Q42369", "best-actress-cannes": "Q840286", "best-makeup-oscar": "Q487136",
        "craniodiaphyseal-dysplasia": "Q9000000061",
    },
    "amadeus": {
        "amadeus": "Q190956", "milos-forman": "Q51525", "peter-shaffer": "Q318188", "tom-hulce": "Q315039",
        "f-murray-abraham": "Q181936", "simon-callow": "Q731187", "roy-dotrice": "Q929933", "jeffrey-jones": "Q9000000121",
        "saul-zaentz": "Q9000000122", "wolfgang-amadeus-mozart": "Q254", "antonio-salieri": "Q51088", "leopold-mozart": "Q156280",
        "constanze-mozart": "Q9000000123", "amadeus/antonio-salieri": "Q9000000101", "legnago": "Q9000000131",
        "amadeus/wolfgang-amadeus-mozart": "Q9000000102", "vienna": "Q1741", "salzburg": "Q34713", "orion-pictures": "Q891732",
    },
}  # fmt: skip
"""Which entities of the twin the things are; whatever is not named here is none of them."""


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return a function that copies a shipped dossier without its links; answers are kept in the test's folder."""
    monkeypatch.chdir(tmp_path)

    def copy(name: str) -> Path:
        folder = tmp_path / "graph" / name
        shutil.copytree(ROOT / "graph" / name, folder)
        (folder / "links.yaml").unlink(missing_ok=True)
        return folder

    return copy


def decisions(folder: Path) -> dict[str, list[dict[str, str]]]:
    return yaml.load((folder / "links.yaml").read_text(), Loader=yaml.BaseLoader)


def same(folder: Path) -> dict[str, str]:
    return {
        thing: entry["entity"]
        for thing, entries in decisions(folder).items()
        for entry in entries
        if entry["decision"] == "same"
    }


@pytest.mark.parametrize("film", ["mask", "amadeus"])
@pytest.mark.parametrize("way", ["sparql", "0.2", "1.0"])
def test_every_thing_is_linked_rightly_or_honestly_not(
    film: str, way: str, twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    """Precision 1.0, every look-alike refused, something decided on every thing; the second film with the same code."""
    folder = copied(film)
    service = twin.sparql if way == "sparql" else twin.reconciliation(way)
    via = "sparql" if way == "sparql" else "reconciliation"
    ran = run("link", folder, "--via", via, "--service", service, "--accept-above", "0.75", *ON)
    assert ran.code == 0, ran.err
    found, right = same(folder), RIGHT[film]
    assert {thing: entity for thing, entity in found.items() if right.get(thing) != entity} == {}
    assert len(found) >= len(right) * (0.7 if way == "sparql" else 0.6)
    assert {thing: other for thing, other in TWO_OF_A_NAME[film].items() if found.get(thing) == other} == {}
    dossier = load_dossier(folder, load_vocabulary())
    assert {link.thing for link in dossier.links} == set(known_of(dossier))
    assert len(twin.asked()) <= 20


def test_nothing_is_asked_or_changed_once_all_is_decided(
    twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    """A later run overwrites nothing."""
    folder = copied("mask")
    call = ("link", folder, "--service", twin.sparql, "--accept-above", "0.75", *ON)
    run(*call)
    before, asked = (folder / "links.yaml").read_bytes(), len(twin.asked())
    assert run(*call).code == 0
    assert (folder / "links.yaml").read_bytes() == before and len(twin.asked()) == asked


def test_what_was_left_open_is_taken_up_again_when_asked(
    twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    """The new decision takes the place of the old one; what is settled stays as it was."""
    folder = copied("mask")
    call = ("link", folder, "--service", twin.sparql, "--accept-above")
    run(*call, "0.97", *ON)
    strict, first = same(folder), decisions(folder)
    ran = run(*call, "0.75", "--again", "--by", "An Editor", "--on", "2026-12-01")
    assert ran.code == 0, ran.err
    second = decisions(folder)
    assert strict.items() < same(folder).items() and set(first) == set(second)
    assert {thing: first[thing] for thing in strict} == {thing: second[thing] for thing in strict}
    again = [entry for thing in set(first) - set(strict) for entry in second[thing]]
    assert {(entry["by"], entry["on"]) for entry in again} == {("An Editor", "2026-12-01")}
    load_dossier(folder, load_vocabulary())


def test_what_a_person_decided_stays_and_guides(
    twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    """With comments and all; an entity that was refused is not accepted, nor one that is another thing."""
    folder = copied("mask")
    mine = "# mine\ncher: # not her\n  - {entity: Q12003, decision: different, by: me, on: 2026-01-01, evidence: [a joke]}\n\n# the rest\nsam-elliott:\n  - entity: Q220901\n    decision: same\n    by: me\n    on: 2026-01-01\n    evidence: [another joke]\n"
    (folder / "links.yaml").write_text(mine)
    assert run("link", folder, "--service", twin.sparql, "--accept-above", "0.75", "--kind", "person", *ON).code == 0
    text = (folder / "links.yaml").read_text()
    assert [line for line in text.splitlines() if line in mine.splitlines()] == mine.splitlines()
    found = decisions(folder)
    assert [entry["decision"] for entry in found["cher"]] == ["different", "no match"]
    assert found["laura-dern"][0]["decision"] == "no match"
    assert "was decided to be sam-elliott" in " ".join(found["laura-dern"][0]["evidence"])
    load_dossier(folder, load_vocabulary())


def test_format_writes_nothing(twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran]) -> None:
    """Candidates with scores and evidence, ranked, as lines of JSON or as a table."""
    folder = copied("mask")
    ran = run("link", folder, "--service", twin.sparql, "--format", "jsonl")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    film = next(line for line in lines if line["thing"] == "mask")
    assert [c["entity"].rpartition("/")[2] for c in film["candidates"]] == ["Q929647", "Q219421"]
    assert film["candidates"][0]["score"] > 0.95 and film["candidates"][1]["contradicted"]
    assert {"label Mask", "type film", "year 1985", "cast member Cher"} <= set(film["candidates"][0]["evidence"])
    assert "against: year 1994, ours is 1985" in film["candidates"][1]["evidence"]
    assert {line["kind"] for line in lines} == set(KINDS)
    assert "Q219421" in run("link", folder, "--service", twin.sparql, "--kind", "film", "--format", "table").out
    assert not (folder / "links.yaml").exists()


def test_both_practices_for_roles_are_recognised(
    twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    """A role that points to the person's item, and an item of the character's own that points to the person."""
    against: dict[str, dict[str, str]] = {}
    for film in ("mask", "amadeus"):
        out = run("link", copied(film), "--service", twin.sparql, "--format", "jsonl").out
        for line in map(json.loads, out.splitlines()):
            against[line["thing"]] = {
                each["entity"].rpartition("/")[2]: "; ".join(each["evidence"]) for each in line["candidates"]
            }
    assert "is a person, not a character; the role in Mask points to the person's item" in against["mask/rocky"]["Q7373047"]  # fmt: skip
    assert (
        "is a character, not a person, fictional analog of Antonio Salieri (Q51088)"
        in against["antonio-salieri"]["Q9000000101"]
    )
    assert "fictional analog of Antonio Salieri" in against["amadeus/antonio-salieri"]["Q9000000101"]


def test_a_person_decides(
    twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same, different, undecided, no match, skip and quit; a slip of the key is said and asked again."""
    folder = copied("mask")
    typed = "y 7\nx\nd 2\ny\nn\ny\nu\ns\nq\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    ran = run("link", folder, "--service", twin.sparql, *ON)
    assert ran.code == 0
    assert "there is no candidate 7" in ran.out and "'x' is no key" in ran.out
    found = decisions(folder)
    assert [(e["entity"], e["decision"]) for e in found["mask"]] == [("Q219421", "different"), ("Q929647", "same")]
    assert [e["decision"] for e in found["ben-piazza"]] == ["no match"]
    assert [e["decision"] for e in found["cher"]] == ["same"] and found["eric-stoltz"][0]["decision"] == "undecided"
    assert set(found) == {"mask", "ben-piazza", "cher", "eric-stoltz"}
    assert "2 same, 1 different, 1 undecided, 1 without a match, 1 skipped" in ran.err


def test_merged_item_is_followed_and_deleted_one_left_out(
    twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    """The index of the search still has an item that is no more."""
    folder = copied("mask")
    file = folder / "things" / "people.yaml"
    file.write_text(
        f"{file.read_text()}dennis: {{class: Person, label: Rusty Denn}}\nformer: {{class: Person, label: q9000000091}}\n"
    )
    call = ("link", folder, "--service", twin.sparql, "--search", twin.api, "--per-minute", "1000")
    out = run(*call, "--kind", "person", "--format", "jsonl").out
    found = {
        line["thing"]: [each["entity"].rpartition("/")[2] for each in line["candidates"]]
        for line in map(json.loads, out.splitlines())
    }
    assert found["dennis"] == ["Q9000000071"]
    assert found["former"] == ["Q7373047"]


def test_killed_in_the_middle_and_run_again(
    twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran], tmp_path: Path
) -> None:
    """No request is repeated that was answered, and the decisions are those of a run that was left alone."""
    folder = copied("mask")
    call = ("link", folder, "--service", twin.sparql, "--accept-above", "0.75", "--cache", tmp_path / "kept", *ON)
    twin.fail(faults.slow(0), at="/never")
    command = [sys.executable, "-m", "biopic", *map(str, call)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    while len(twin.asked()) < 4 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    first = [request.body for request in twin.asked()]
    assert not (folder / "links.yaml").exists()
    assert run(*call).code == 0
    again = [request.body for request in twin.asked()[len(first) :]]
    assert not set(first[:-1]) & set(again)  # the last may have been under way
    alone = copied_again(folder, tmp_path)
    run("link", alone, "--service", twin.sparql, "--accept-above", "0.75", *ON)
    assert (alone / "links.yaml").read_bytes() == (folder / "links.yaml").read_bytes()


def copied_again(folder: Path, tmp_path: Path) -> Path:
    alone = tmp_path / "alone" / folder.name
    shutil.copytree(folder, alone)
    (alone / "links.yaml").unlink()
    return alone


def test_killed_while_deciding_loses_no_decision(
    twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran], tmp_path: Path
) -> None:
    """What was typed before is on disk, and is not asked again."""
    folder = copied("mask")
    command = [sys.executable, "-m", "biopic", "link", str(folder), "--service", twin.sparql, "--kind", "person", *ON]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin and process.stdout
    process.stdin.write(b"y\ny\n")
    process.stdin.flush()
    end = time.monotonic() + 60
    while time.monotonic() < end and not ((folder / "links.yaml").exists() and len(decisions(folder)) == 2):
        time.sleep(0.05)
    process.kill()
    process.communicate()
    assert same(folder) == {"ben-piazza": "Q816578", "cher": "Q12003"}
    asked = len(twin.asked())
    assert run("link", folder, "--service", twin.sparql, "--kind", "person", "--accept-above", "0.75", *ON).code == 0
    assert {"ben-piazza", "cher", "laura-dern"} <= set(same(folder))
    assert len(decisions(folder)["cher"]) == 1
    assert len(twin.asked()) - asked <= 14


def test_faults_on_the_way_change_no_decision(
    twin: Front, copied: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    """Too many requests, a service that is away for a moment, an answer that is cut: the result is the same."""
    folder = copied("mask")
    twin.fail(faults.too_many(0), faults.unavailable(0), faults.maxlag(0), faults.cut)
    ran = run("link", folder, "--service", twin.sparql, "--accept-above", "0.75", *ON)
    assert ran.code == 0 and "HTTP 429 Too Many Requests; again in 0.0 s" in ran.err
    assert same(folder)["mask"] == "Q929647"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "no service is named; name one with --service"),
        (["--service", "https://query.wikidata.org/sparql"], "wants to know who asks"),
        (["--service", "http://127.0.0.1:1/", "--kind", "event"], "event is no kind of thing; use one of: film,"),
        (["--service", "http://127.0.0.1:1/", "--accept-above", "2"], "'2' is no confidence"),
        (["--service", "http://127.0.0.1:1/", "--accept-above", "0.8", "--on", "2026-02-30"], "'2026-02-30' is no day"),
        (["--service", "http://127.0.0.1:1/", "--accept-above", "1", "--format", "jsonl"], "use one of them"),
        (["--service", "http://127.0.0.1:1/", "--per-minute", "0"], "--per-minute 0 is no number that fits"),
        (["--service", "http://127.0.0.1:1/", "--timeout", "x"], "--timeout x is no number that fits"),
        (["--service", "gopher://x", "--accept-above", "1"], "the service is no http address"),
        (["--service", "http://127.0.0.1:1/", "--search", "https://www.wikidata.org/w/api.php"], "wants to know who asks"),
        (["--service", "http://127.0.0.1:1/", "--via", "reconciliation", "--search", "http://127.0.0.1:1/"], "--search goes with"),
    ],
)  # fmt: skip
def test_wrong_option_is_one_line(
    options: list[str], says: str, copied: Callable[[str], Path], refused: Callable[..., str]
) -> None:
    """Before anything is asked."""
    assert says in refused("link", copied("amadeus"), *options)


def test_service_of_an_unknown_version_is_refused(
    twin: Front, copied: Callable[[str], Path], refused: Callable[..., str]
) -> None:
    """A manifest of the future."""
    line = refused("link", copied("amadeus"), "--via", "reconciliation", "--service", twin.reconciliation("9.0"), "--format", "jsonl")  # fmt: skip
    assert "versions of the Reconciliation API that are not known here: 9.0; use a service of 0.2 or 1.0-draft" in line
    assert len(twin.asked()) == 1

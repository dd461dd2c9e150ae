"""The JSON Schemas accept the dossiers that ship, read as an editor reads them, and refuse planted mistakes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from biopic.marked import load_yaml
from biopic.ontology import load_vocabulary
from biopic.schema import json_schema

ROOT = Path(__file__).resolve().parent.parent
FILES = ("dossier", "things", "assertions", "verdicts", "links")
SHIPPED = sorted(path for path in (ROOT / "graph").rglob("*.yaml"))


def kind_of(path: Path) -> str:
    """Return which schema a file of a dossier goes by."""
    return path.stem if path.stem in ("dossier", "verdicts", "links") else path.parent.name


def faults(file: str, value: Any) -> list[str]:
    """Return what the schema finds wrong."""
    return [error.message for error in jsonschema.Draft202012Validator(json_schema(file)).iter_errors(value)]


def as_editors_read(text: str, integers: tuple[str, ...]) -> Any:
    """Read YAML with every scalar as text, but for the few that a schema wants as numbers or truths."""

    def plain(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {str(k): plain(v, str(k)) for k, v in value.items()}
        if isinstance(value, list):
            return [plain(each, key) for each in value]
        return int(value) if key in integers else value == "true" if key == "direct" else value

    return plain(yaml.load(text, Loader=yaml.BaseLoader))


@pytest.mark.parametrize("file", FILES)
def test_schema_is_a_schema(file: str) -> None:
    """Of the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(json_schema(file))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_shipped_file_is_accepted(path: Path) -> None:
    """An editor marks nothing in it."""
    assert kind_of(path) in FILES
    assert not faults(kind_of(path), as_editors_read(path.read_text(encoding="utf-8"), ("length",)))


def test_schema_knows_what_the_reader_knows() -> None:
    """Every predicate that can be asserted, every curated one, every class; no others."""
    vocabulary = load_vocabulary()
    statements = json_schema("assertions")["$defs"]["statements"]["additionalProperties"]
    assert set(statements["properties"]) == {p.name for p in vocabulary.properties.values() if p.assertable}
    thing = json_schema("things")["additionalProperties"]["properties"]
    curated = {p.name for p in vocabulary.properties.values() if p.curated}
    assert set(thing) == {"class", "label", "also", "note"} | curated
    assert set(thing["class"]["enum"]) == set(vocabulary.parents)


ENTRY: dict[str, Any] = {"at": "1-2", "gist": "g", "says": {"ada-moss": {"name": "Ada"}}}
DRAFT: dict[str, Any] = {**ENTRY, "reader": "name", "confidence": 0.9}
PAGE: dict[str, Any] = {"file": "page.txt", "title": "A page", "kind": "page", "sha256": "0" * 64, "length": 9}
HEAD: dict[str, Any] = {"film": "lamp", "title": "Lamp", "documents": {"page": PAGE}}
THING: dict[str, Any] = {"ada-moss": {"class": "Person", "label": "Ada Moss"}}
VERDICT: dict[str, Any] = {"about": "ada-moss", "property": "time", "judgement": "open", "by": "E", "on": "2021-01-01", "reason": "r"}  # fmt: skip
LINK: dict[str, Any] = {
    "entity": "Q42",
    "decision": "same",
    "by": "E",
    "on": "2021-01-01",
    "evidence": ["label", "year"],
}
LINKS: dict[str, Any] = {"ada-moss": [LINK], "lamp/ada": [{k: "no match" if k == "decision" else v for k, v in LINK.items() if k != "entity"}]}  # fmt: skip

Change = Callable[[Any], object]


@pytest.mark.parametrize(
    ("file", "good", "change"),
    [
        ("assertions", [ENTRY], lambda v: v[0].pop("gist")),
        ("assertions", [ENTRY], lambda v: v[0].pop("at")),
        ("assertions", [ENTRY], lambda v: v[0].update(at="1:2")),
        ("assertions", [ENTRY], lambda v: v[0].update(gists="g")),
        ("assertions", [ENTRY], lambda v: v[0]["says"].update(ada_moss={"name": "A"})),
        ("assertions", [ENTRY], lambda v: v[0]["says"]["ada-moss"].update(naem="A")),
        ("assertions", [ENTRY], lambda v: v[0].update(says={})),
        ("assertions", [ENTRY], lambda v: v[0].update(direct="perhaps")),
        ("assertions", [ENTRY], lambda v: v[0].update(by=[])),
        ("assertions", [ENTRY], lambda v: v[0].update(withdrawn={"on": "2021-1-1", "by": "E", "reason": "r"})),
        ("assertions", [DRAFT], lambda v: v[0].pop("reader")),
        ("assertions", [DRAFT], lambda v: v[0].pop("confidence")),
        ("assertions", [DRAFT], lambda v: v[0].update(confidence=1.5)),
        ("assertions", [DRAFT], lambda v: v[0].update(confidence="sure")),
        ("dossier", HEAD, lambda v: v.pop("film")),
        ("dossier", HEAD, lambda v: v["documents"]["page"].update(file="../page.txt")),
        ("dossier", HEAD, lambda v: v["documents"]["page"].update(sha256="0")),
        ("dossier", HEAD, lambda v: v["documents"]["page"].update(parts=[{"heading": "h"}])),
        ("dossier", HEAD, lambda v: v["documents"]["page"].update(lenght=9)),
        ("things", THING, lambda v: v["ada-moss"].update({"class": "Persn"})),
        ("things", THING, lambda v: v["ada-moss"].pop("label")),
        ("things", THING, lambda v: v["ada-moss"].update(time="1950")),
        ("things", THING, lambda v: v.update({"Ada Moss": {"class": "Person", "label": "A"}})),
        ("verdicts", [VERDICT], lambda v: v[0].update(judgement="maybe")),
        ("verdicts", [VERDICT], lambda v: v[0].update(on="soon")),
        ("verdicts", [VERDICT], lambda v: v[0].pop("reason")),
        ("verdicts", [VERDICT], lambda v: v[0].update(property="tim")),
        ("links", LINKS, lambda v: v["ada-moss"][0].update(decision="perhaps")),
        ("links", LINKS, lambda v: v["ada-moss"][0].update(entity="P42")),
        ("links", LINKS, lambda v: v["ada-moss"][0].pop("entity")),
        ("links", LINKS, lambda v: v["ada-moss"][0].pop("evidence")),
        ("links", LINKS, lambda v: v["lamp/ada"][0].update(entity="Q42")),
        ("links", LINKS, lambda v: v.update({"Ada Moss": [LINK]})),
    ],
)
def test_planted_mistake_is_refused(file: str, good: Any, change: Change) -> None:
    """What is right is accepted, and one slip is enough."""
    assert not faults(file, good)
    bad = copy.deepcopy(good)
    change(bad)
    assert faults(file, bad)


def test_schema_accepts_what_the_reader_accepts(keeper: Callable[..., Path]) -> None:
    """The small dossier of these tests, file by file."""
    for path in sorted(keeper().rglob("*.yaml")):
        assert load_yaml(path)
        assert not faults(kind_of(path), as_editors_read(path.read_text(), ("length",)))

"""The entities of the twin: `data/*.yaml`, read into plain values. README.md says how they are written."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"

Entities = dict[str, dict[str, Any]]


@cache
def load_properties() -> dict[str, dict[str, Any]]:
    """Return label and type of each property, by its id."""
    return dict(yaml.safe_load((DATA / "properties.yaml").read_text(encoding="utf-8")))


def load_entities() -> Entities:
    """Return every item by its id, every claim a map with `is`, `rank`, `qualifiers` and `references`."""
    found: Entities = {}
    for path in sorted(DATA.glob("*.yaml")):
        if path.name != "properties.yaml":
            for item, said in yaml.load(path.read_text(encoding="utf-8"), _Texts).items():
                assert item not in found, item
                found[item] = whole(said)
    return found


def whole(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item with every key that it may have; what is given may be short."""
    labels = {"en": said["label"], **said.get("labels", {})} if "label" in said else {}
    claims = {name: [_claim(each) for each in values] for name, values in said.get("claims", {}).items()}
    return {
        "labels": labels,
        "description": said.get("description", ""),
        "also": list(said.get("also", [])),
        "claims": claims,
        "redirect": said.get("redirect", ""),
        "deleted": said.get("deleted") == "true",
    }


def changed(entities: Entities, changes: Mapping[str, Mapping[str, list[Any]] | None]) -> Entities:
    """Return the entities with the claims of some properties replaced; None deletes an item.

    >>> found = changed(load_entities(), {"Q929647": {"P577": ["1986"]}})
    >>> [claim["is"] for claim in found["Q929647"]["claims"]["P577"]]
    ['1986']
    """
    found = copy.deepcopy(entities)
    for item, claims in changes.items():
        if claims is None:
            found[item]["deleted"] = True
            continue
        entity = found.setdefault(item, whole({}))
        for name, values in claims.items():
            entity["claims"][name] = [_claim(each) for each in values]
    return found


def _claim(said: Any) -> dict[str, Any]:
    claim = said if isinstance(said, dict) else {"is": said}
    return {
        "is": str(claim["is"]),
        "rank": claim.get("rank", "normal"),
        "qualifiers": {name: [str(each) for each in values] for name, values in claim.get("qualifiers", {}).items()},
        "references": [{name: str(value) for name, value in each.items()} for each in claim.get("references", [])],
    }


class _Texts(yaml.SafeLoader):
    """Reads every scalar as it is written: a date stays a text."""


_Texts.yaml_implicit_resolvers = {}

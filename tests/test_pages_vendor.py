"""The browser libraries that are passed on: each file is the one that was pinned, has a licence, and asks nobody else."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from biopic.pages.render import ASSETS

VENDOR = ASSETS / "vendor"
PACKAGES: list[dict[str, Any]] = json.loads((VENDOR / "manifest.json").read_text())["packages"]


def files(package: dict[str, Any]) -> dict[Path, str]:
    return {VENDOR / package["folder"] / name: file["sha256"] for name, file in package["files"].items()}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda each: each["name"])
def test_every_file_is_the_one_that_was_pinned(package: dict[str, Any]) -> None:
    found = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files(package)}
    assert found == files(package)
    assert package["integrity"].startswith("sha512-")


def test_no_file_stands_there_unnamed() -> None:
    named = {path for package in PACKAGES for path in files(package)} | {VENDOR / "manifest.json"}
    assert {path for path in VENDOR.rglob("*") if path.is_file()} == named


@pytest.mark.parametrize("package", PACKAGES, ids=lambda each: each["name"])
def test_every_library_comes_with_its_licence(package: dict[str, Any]) -> None:
    (licence,) = (VENDOR / package["folder"]).glob("LICENSE*")
    assert "ermission is hereby granted" in licence.read_text()
    assert re.search(r"\b(MIT|OFL-1\.1)\b", package["licence"])


def test_no_library_is_loaded_from_elsewhere() -> None:
    """No script, style or font is named by a full address; the editor's look-ups elsewhere are switched off in editor.js."""
    for path in [*VENDOR.rglob("*.js"), *VENDOR.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        for mark in ("unpkg.com", "jsdelivr", "cdnjs", "googleapis", "@import"):
            assert mark not in text, (path.name, mark)

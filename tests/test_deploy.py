"""The files under deploy/: the unit is one that systemd takes, shut off from what it does not need; what both start is a command of ours."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from biopic.cli import make_parser

UNIT = ROOT / "deploy" / "biopic.service"
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
EXPOSURE = 2.0
"""How much a service of this unit may be exposed to, by systemd's measure from 0 to 10."""


def started_by_systemd() -> list[str]:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(UNIT)
    return shlex.split(unit["Service"]["ExecStart"])


def instruction(name: str) -> list[str]:
    """Return the words of the last instruction of that name in the Dockerfile."""
    found: list[str] = json.loads(re.findall(rf"^{name} (\[.*\])$", DOCKERFILE.read_text(), re.MULTILINE)[-1])
    return found


@pytest.mark.parametrize(
    "command", [started_by_systemd(), instruction("ENTRYPOINT") + instruction("CMD")], ids=["systemd", "container"]
)
def test_what_is_started_is_a_command_of_ours(command: list[str]) -> None:
    program, *words = command
    assert Path(program).name == "biopic"
    assert make_parser().parse_args(words).command == "serve"


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """With a program that is here in the place of the one that is deployed."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    unit = tmp_path / UNIT.name
    program = shutil.which("true") or sys.executable  # of a path without blanks, wherever this checkout is
    unit.write_text(UNIT.read_text().replace(started_by_systemd()[0], program))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert done.returncode == 0 and UNIT.name not in done.stderr, done.stderr
    done = subprocess.run(["systemd-analyze", "security", "--offline=yes", unit], capture_output=True, text=True)
    found = re.search(r"exposure level for biopic\.service: ([\d.]+)", done.stdout)
    assert found and float(found[1]) < EXPOSURE, done.stdout


def test_image_holds_no_text_that_is_not_ours() -> None:
    """What the repository may not hold may not be copied into an image either."""
    kept_out = (ROOT / ".dockerignore").read_text().split("\n")
    for line in (ROOT / ".gitignore").read_text().splitlines():
        if line.startswith("graph/"):
            assert line.rstrip("/") in kept_out

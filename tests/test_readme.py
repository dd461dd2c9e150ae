"""The README is true where `scripts/generate` does not write it: its commands exist, and what needs no graph prints what is shown."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT
from test_docs import blocks, run, steps

from biopic.cli import make_parser

README = ROOT / "README.md"
_TESTED = re.compile(r"(?P<head><!-- tested: (?P<command>.*?) -->\n```text\n)(?P<shown>.*?)```\n", re.DOTALL)


def test_commands_are_commands() -> None:
    """Each of ours is understood by the real parser, each script is there."""
    for block in (block for block in blocks(README) if block.language == "console"):
        for command, _ in steps(block):
            name, *rest = shlex.split(command)
            if name.endswith("biopic"):
                make_parser().parse_known_args(rest)
            else:
                assert (ROOT / name).is_file(), name


def test_tested_commands_print_what_is_shown(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A block under `<!-- tested: COMMAND -->` is what the command prints; --renew writes it."""
    text = README.read_text(encoding="utf-8")

    def printed(found: re.Match[str]) -> str:
        lines = run(found["command"], tmp_path, None)
        return found["head"] + "".join(f"{line}\n" for line in lines) + "```\n"

    fresh = _TESTED.sub(printed, text)
    if request.config.getoption("--renew"):
        README.write_text(fresh, encoding="utf-8", newline="")
    else:
        assert fresh == text
    assert _TESTED.search(text)

"""The command line: data on standard output, talk on standard error, the right exit code, and never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from biopic import __version__
from biopic.build import assemble, load_graph
from biopic.cli import _command, make_parser
from biopic.store import write_store

BIOPIC = [sys.executable, "-m", "biopic"]
COMMANDS = (
    "build",
    "ask",
    "query",
    "export",
    "validate",
    "reason",
    "anchor",
    "coverage",
    "schema",
    "new",
    "read",
    "review",
    "evaluate",
    "link",
    "serve",
    "site",
    "publish",
)

Run = Callable[..., tuple[int, str, str]]
Refused = Callable[..., str]
Keeper = Callable[..., Path]


@pytest.fixture
def store(shipped_store: Path) -> Path:
    """Return the shipped graph as a store on disk."""
    return shipped_store


@pytest.fixture
def small(keeper: Keeper, tmp_path: Path) -> Path:
    """Return a small graph as a store on disk."""
    built = assemble(load_graph(keeper().parent))
    write_store(tmp_path / "store", built.store, base=built.base, texts={})
    return tmp_path / "store"


def shell(line: str, store: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a line in bash, `biopic` being this one; its path goes by the environment, since a path may hold any character."""
    biopic = 'biopic() { "$THIS_PYTHON" -m biopic "$@"; }; set -o pipefail; '
    environment = {**os.environ, "BIOPIC_STORE": str(store), "THIS_PYTHON": sys.executable, **more}
    return subprocess.run(["bash", "-c", biopic + line], capture_output=True, encoding="utf-8", env=environment)


# Help


def test_every_command_has_help_that_ends_in_an_example(run: Run) -> None:
    """And the list of commands is the one that these tests know."""
    _, out, _ = run("--help")
    assert re.findall(r"(?m)^    (\w+)  ", out) == list(COMMANDS)
    for command in COMMANDS:
        code, out, err = run(command, "--help")
        assert (code, err) == (0, "")
        example = out.rstrip().splitlines()[-1]
        assert example.startswith(f"example: biopic {command}")


def test_version_is_the_package_s(run: Run) -> None:
    """One line."""
    assert run("--version") == (0, f"biopic {__version__}\n", "")


def test_help_imports_nothing_heavy() -> None:
    """So that it is there at once; nor does importing the package."""
    heavy = ("rdflib", "pyoxigraph", "owlready2", "pyshacl", "rich", "yaml", "edtf", "rapidfuzz", "SPARQLWrapper")
    for code in ("import biopic", "from biopic.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"):
        code = f"{code}\nimport sys; print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stderr == "[]\n"


@pytest.mark.parametrize(
    "words",
    [[], ["frobnicate"], ["build", "--stor", "x"], ["build", "a", "b"], ["export", "--format", "word"], ["schema"],
     ["validate", "--engine", "slow"], ["anchor", "--to", "words"], ["query", "--limit", "3"]],
)  # fmt: skip
def test_wrong_words_are_exit_2_with_usage(words: list[str], run: Run) -> None:
    """Abbreviated options too: a script that uses one would break with the next option."""
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "usage: biopic" in err and err.splitlines()[-1].startswith("biopic")


# Asking


def test_command_without_a_store_is_one_line(tmp_path: Path, refused: Refused) -> None:
    """It says where there is none and how to make it."""
    path = tmp_path / "away"
    for words in (
        ["ask", "who-plays-whom"],
        ["ask", "who plays Ada?"],
        ["query", "-e", "ASK {}"],
        ["export"],
        ["reason"],
    ):
        line = refused(*words, "--store", path)
        assert line.startswith(f"{path}: there is no store here; make it with: biopic build")
    assert not path.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["who-plays-who"], "no question is called who-plays-who; did you mean who-plays-whom"),
        (["zzzzzz"], "no question is called zzzzzz"),
        (["who-plays-whom", "--movie", "mask"], "who-plays-whom has no parameter movie; it takes:"),
        (["who-plays-whom", "--film", "nothing"], "the graph has no Film for film 'nothing'; give a name such as"),
        (["who-plays-whom", "--film"], "--film has no value; write --film and a value"),
        (["who-plays-whom", "--film="], "the graph has no Film for film ''"),
        (["who-plays-whom", "--film", "mask", "--film", "mask"], "--film is given twice; give it once"),
        (["who-plays-whom", "--film", 'a" } DROP ALL #'], "the graph has no Film for film"),
        (["who-plays-whom", "mask"], "unexpected mask; put the question in quotation marks"),
        (["--film", "mask"], "--film has no value; write --film and a value"),
    ],
)
def test_wrong_question_is_one_line(words: list[str], says: str, store: Path, refused: Refused) -> None:
    """Unknown questions and parameters, values that the graph does not have."""
    assert refused("ask", *words, "--store", store).startswith(says)


def test_value_that_can_be_several_things_is_one_line_with_all_of_them(
    keeper: Keeper, run: Run, refused: Refused
) -> None:
    """So that the next try is right."""
    folder = keeper("ada: {class: Person, label: Ada the younger}\n", "- {at: 4-8, gist: g, says: {ada: {name: Ada M}, ada-moss: {name: Ada M}}}\n")  # fmt: skip
    run("build", folder, "--store", folder / "store")
    code, out, err = run("ask", "birth-and-death", "--being", "ada m", "--store", folder / "store")
    assert (code, out) == (2, "")
    assert err.startswith("biopic: being 'ada m' can be several things; say which: ada")
    assert "ada-moss" in err and err.count("\n") == 1


def test_words_that_mean_no_question_show_the_nearest(store: Path, run: Run) -> None:
    """It never guesses in silence: exit 2, and nothing on standard output."""
    code, out, err = run("ask", "what is the airspeed of an unladen swallow", "--store", store)
    assert (code, out) == (2, "")
    assert "Traceback" not in err and err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "give one query; name a file, - for standard input, or -e 'SPARQL'"),
        (["x.rq", "-e", "ASK {}"], "give one query"),
        (["/nowhere/x.rq"], "/nowhere/x.rq: cannot be read (No such file or directory); check the path"),
        (["/"], "/: cannot be read (Is a directory)"),
        ([sys.executable], "cannot be read (not UTF-8)"),
    ],
)
def test_query_that_is_not_there_is_one_line(words: list[str], says: str, store: Path, refused: Refused) -> None:
    """No query, two of them, no such file, a file that is no text."""
    assert says in refused("query", *words, "--store", store)


# Writing


def test_export_into_a_folder_that_is_not_there_is_one_line(small: Path, tmp_path: Path, refused: Refused) -> None:
    """A missing folder, a file in place of a folder, a folder in place of the file; nothing lies around afterwards."""
    (tmp_path / "file").write_text("mine")
    for target, says in (
        (tmp_path / "away" / "x.nt", "cannot be written (No such file or directory); check the folder"),
        (tmp_path / "file" / "x.nt", "cannot be written (Not a directory)"),
        (tmp_path, "cannot be written (Is a directory)"),
    ):
        line = refused("export", "--format", "nquads", "-o", target, "--store", small)
        assert line.startswith(f"{target}: {says}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "graph", "store"]
    assert not list(tmp_path.parent.glob(f".{tmp_path.name}-*"))


def test_export_to_a_file_and_to_standard_output_are_the_same(small: Path, tmp_path: Path, run: Run) -> None:
    """Bytes, and what stood there before is replaced whole."""
    path = tmp_path / "x.nq"
    path.write_text("old")
    assert run("export", "--format", "nquads", "-o", path, "--store", small) == (0, "", "")
    assert run("export", "--format", "nquads", "--store", small)[1].encode() == path.read_bytes()


# In a shell


@pytest.mark.parametrize(
    "line",
    [
        "biopic export | head -n 1",
        "biopic export --format nquads | head -c 1",
        "biopic ask --list | head -n 1",
        "biopic query -e 'SELECT * { ?s ?p ?o }' --format csv | head -n 1",
        "biopic schema things | true",
    ],
)
def test_reader_that_leaves_is_no_fault(line: str, store: Path) -> None:
    """A broken pipe is silent and exit 0, however much was still to come."""
    done = shell(line, store)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("line", ["biopic export", "biopic schema things", "biopic ask --list"])
def test_full_disk_behind_standard_output_is_one_line(line: str, store: Path) -> None:
    """Whether it shows while printing or at the end."""
    done = shell(f"{line} > /dev/full", store)
    assert (done.returncode, done.stderr) == (2, "biopic: No space left on device\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_is_utf8_whatever_the_terminal_says(encoding: str, store: Path) -> None:
    """Turtle is UTF-8 by its standard; no answer fails for a letter."""
    line = "biopic query -e \"SELECT (UCASE('é “😀”') AS ?x) {}\" --format csv"
    done = shell(line, store, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout, done.stderr) == (0, "x\nÉ “😀”\n", "")


def test_query_is_read_from_standard_input(store: Path) -> None:
    """A dash stands for it; what is no UTF-8 is one line."""
    done = shell("echo 'ASK { ?x a biopic:Film }' | biopic query -", store)
    assert (done.returncode, done.stdout, done.stderr) == (0, "true\n", "")
    done = shell(r"printf '\xff' | biopic query -", store, PYTHONUTF8="0", PYTHONIOENCODING="utf-8:strict")
    assert done.returncode == 2
    assert done.stderr.startswith("biopic: ") and done.stderr.count("\n") == 1


def test_store_is_named_by_the_environment_or_the_option(store: Path, tmp_path: Path) -> None:
    """The option wins."""
    query = "biopic query -e 'ASK { ?x a biopic:Film }'"
    assert shell(query, store).stdout == "true\n"
    assert shell(f"{query} --store '{store}'", tmp_path).stdout == "true\n"
    assert "there is no store here" in shell(query, tmp_path).stderr


def test_empty_endpoint_is_refused_and_not_taken_for_the_store(store: Path, refused: Refused) -> None:
    """As a script gives it whose variable is not set."""
    assert "the endpoint is no http address" in refused("query", "-e", "ASK {}", "--endpoint", "", "--store", store)


def test_parser_knows_each_command_once() -> None:
    """A function of that name does it."""
    assert all(callable(_command(name)) for name in COMMANDS)
    assert make_parser().prog == "biopic"

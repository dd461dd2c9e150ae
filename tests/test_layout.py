"""The layout of the code: one line of modules without a back arrow, small files, and nothing in it that belongs to one film."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from biopic import commands
from biopic.build import Built
from biopic.ontology import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "biopic"
MODULES = {path.stem: path for path in sorted(SOURCE.glob("*.py"))}
READING = {path.stem: path for path in sorted((SOURCE / "reading").glob("*.py"))}
PACKAGES = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
BUILDING = {path.stem: path for path in sorted((SOURCE / "building").glob("*.py"))}
KINDS = {f"kinds/{path.stem}": path for path in sorted((SOURCE / "reading" / "kinds").glob("*.py"))}
COPIED_TEXT = ROOT.parent / "shared" / "tools" / "copied-text"

LINE = (
    "errors", "journal", "places", "workers", "terms", "values", "marked", "headers", "ontology", "documents", "dossier", "fields", "things",
    "links", "head", "entries", "verdicts", "load", "dataset", "rules", "client", "grammar", "sparql", "turtle", "constraints", "validate", "build", "shards", "store",
    "building", "endpoints",
    "questions", "answers", "ask", "render", "export", "parquet", "reason", "coverage", "anchor", "schema", "reading", "wikibase", "linking", "giving", "federation", "forms", "pages", "commands", "serving", "publishing", "cli",
    "__main__", "generate", "corpus", "bench", "__init__",
)  # fmt: skip
"""The modules from the first of the flow to the last: each imports from earlier ones only, in functions as well.

`reading` is a package. Its own modules import one another without a circle; its recognisers, in `kinds`, are found by their
files, so that nothing but the reader knows of them.
"""

STEPS = ("ledger", "couplings", "folders", "derivation", "units", "changes", "across", "index", "recipe", "generation")
"""The modules of the package `building`, in the same way."""

LAZY = {
    "cli": {"commands", "reading", "linking", "serving", "publishing"},
    "commands": set(LINE[: LINE.index("commands")]),
}
"""Modules that import others only where they are needed, so that help is there at once."""

ORDINARY = {"english", "movie"}
"""Words that names in a dossier share with the language."""


def imports(path: Path, *, at_top: bool = False) -> set[str]:
    """Return the modules of ours that a module imports, anywhere or only when it is loaded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in tree.body if at_top else ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "biopic":
            found |= {name.name if name.name in MODULES else "__init__" for name in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("biopic."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("biopic.")}
    return found


def inner_imports(path: Path, package: str) -> set[str]:
    """Return the modules of a package that one of its modules needs in order to run, hints on types left aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hints = {
        id(each)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for each in node.body
    }
    found: set[str] = set()
    for node in (node for node in ast.walk(tree) if id(node) not in hints):
        if isinstance(node, ast.ImportFrom) and node.module == f"biopic.{package}":
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"biopic.{package}."):
            found.add(str(node.module).split(".")[2])
    return found


def test_line_names_every_module_once() -> None:
    """A new module finds its place in it."""
    assert sorted(LINE) == sorted([*MODULES, *PACKAGES])


@pytest.mark.parametrize("name", [*READING, *KINDS])
def test_reading_stands_before_the_commands(name: str) -> None:
    """What it takes from outside the package comes earlier in the line."""
    found = imports((READING | KINDS)[name]) - {"reading", "__init__"}
    assert not {other for other in found if LINE.index(other) > LINE.index("reading")}


def test_building_is_a_line_of_its_own() -> None:
    """Each of its modules imports from earlier ones only, and from outside what comes earlier in the line."""
    assert sorted(STEPS) == sorted(set(BUILDING) - {"__init__"})
    for name in STEPS:
        assert inner_imports(BUILDING[name], "building") <= set(STEPS[: STEPS.index(name)]), name
        assert imports(BUILDING[name]) <= {"building", "__init__", *LINE[: LINE.index("building")]}, name


def test_reading_has_no_circle() -> None:
    """Whichever module is taken first, all that it imports can be loaded before it."""
    left = {name: inner_imports(path, "reading") & set(READING) - {name} for name, path in READING.items()}
    while left:
        free = {name for name, needs in left.items() if not needs & set(left)}
        assert free, f"these import one another in a circle: {', '.join(sorted(left))}"
        left = {name: needs for name, needs in left.items() if name not in free}


def test_nothing_but_the_reader_knows_the_recognisers() -> None:
    """They are found by their files, and none of them imports another module than those that all share."""
    assert [name for name, path in READING.items() if "kinds" in inner_imports(path, "reading")] == ["reader"]
    later = {"reader", "batch", "intake", "desk", "entry", "table", "review", "commands", "evaluate", "backwards"}
    assert {
        name: inner_imports(path, "reading") & later
        for name, path in KINDS.items()
        if inner_imports(path, "reading") & later
    } == {}


def test_commands_of_reading_wait_with_what_is_heavy() -> None:
    """As those of the whole do, so that help is there at once."""
    assert imports(READING["commands"], at_top=True) <= {"errors", "reading"}
    top = [n for n in ast.parse(READING["commands"].read_text()).body if isinstance(n, ast.ImportFrom)]
    assert not [node.module for node in top if (node.module or "").startswith("biopic.reading")]


@pytest.mark.parametrize("name", MODULES)
def test_module_imports_from_earlier_ones_only(name: str) -> None:
    """Those for type hints and those inside functions included, so that there is no cycle either."""
    later = {other for other in imports(MODULES[name]) - {"__init__"} if LINE.index(other) >= LINE.index(name)}
    assert not later, f"{name} stands before {', '.join(sorted(later))} in the line"


@pytest.mark.parametrize("name", LAZY)
def test_command_line_waits_with_what_is_heavy(name: str) -> None:
    """What a command needs is imported inside it."""
    top = imports(MODULES[name], at_top=True)
    assert top <= {"__init__", "errors", "places"}
    assert imports(MODULES[name]) - top <= LAZY[name]


@pytest.mark.parametrize(
    "path",
    [*MODULES.values(), *BUILDING.values(), *READING.values(), *KINDS.values()],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    """Under 400 lines, with a docstring in front."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 400
    assert ast.get_docstring(ast.parse(text))


def test_only_the_command_line_prints_and_exits() -> None:
    """And the scripts that are run as modules."""
    for name, path in [*MODULES.items(), *BUILDING.items(), *READING.items(), *KINDS.items()]:
        if name not in ("cli", "commands", "__main__", "generate", "bench"):
            calls = [
                n
                for n in ast.walk(ast.parse(path.read_text()))
                if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
            ]
            assert not {"print", "exit", "input"} & {n.func.id for n in calls if isinstance(n.func, ast.Name)}, name
    assert callable(commands.build)


def test_code_names_nothing_of_a_film(shipped: Built) -> None:
    """No name that occurs in a dossier, in any case, but for words that the language or the ontology has, too."""
    names: set[str] = set()
    plain = set(ORDINARY)
    for dossier in shipped.dossiers:
        for thing in dossier.things.values():
            for word in words(" ".join([*(text for _, text in thing.labels), *thing.also])):
                (names if word[0].isupper() else plain).add(word.casefold())
        plain |= {word for passage in dossier.passages for word in words(passage.gist) if word.islower()}
    said = (t.object.value for t in load_vocabulary().triples if getattr(t.object, "language", None) == "en")  # type: ignore[union-attr]
    plain |= {word for text in said for word in words(text) if word.islower()}
    names = {name for name in names - plain if len(name) > 3}
    assert len(names) > 20
    for path in [*MODULES.values(), *BUILDING.values()]:
        text = re.sub(r"([a-z])([A-Z])", r"\1 \2", path.read_text(encoding="utf-8"))
        assert not {word.casefold() for word in words(text)} & names, path.name


def words(text: str) -> list[str]:
    """Return the words of a text, letters only."""
    return re.findall(r"[^\W\d_]+", text)


def test_code_names_nothing_of_the_first_film() -> None:
    """The words that a hook of ours looks for before a change is done."""
    named = re.compile(r"rocky|rusty|bogdanovich|\bcher\b|stoltz|azusa|lionitis|craniodiaphyseal", re.IGNORECASE)
    for path in [*MODULES.values(), *BUILDING.values(), *READING.values(), *KINDS.values()]:
        assert not named.search(path.read_text(encoding="utf-8")), path.name


def test_no_words_of_the_documents_stand_in_the_repository(documents: Path) -> None:
    """No eight in a row, in no file."""
    if not COPIED_TEXT.exists():
        pytest.skip("the tool that looks for copied text is not here")
    done = subprocess.run([sys.executable, COPIED_TEXT, ROOT], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("0 runs")

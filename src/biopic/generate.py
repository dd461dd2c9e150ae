"""Write the files that are made from others: the closed namespace, the JSON Schemas, the vocabulary's page, the built Turtle.

Run by scripts/generate; a test holds every one of them equal to what this module would write.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from biopic import cli
from biopic.ontology import BIOPIC, RDFS, SKOS, Vocabulary, load_vocabulary
from biopic.places import CHECKOUT
from biopic.schema import json_schema

SHOWN = 45
"""How many lines of a command's output the README shows."""

MODULE = '''"""The terms of the ontology as IRIs, one constant a term: a misspelt one does not exist. Generated; see scripts/generate."""

from typing import Final

from pyoxigraph import NamedNode

{terms}
'''


def generated(root: Path = CHECKOUT) -> Iterator[tuple[Path, str]]:
    """Yield each generated file of the repository at `root` with its content."""
    vocabulary = load_vocabulary()
    yield root / "src" / "biopic" / "terms.py", terms_module(vocabulary)
    yield root / "docs" / "vocabulary.md", vocabulary_page(vocabulary)
    for file in ("dossier", "things", "assertions", "verdicts", "links"):
        yield root / "docs" / "schema" / f"{file}.schema.json", json.dumps(json_schema(file), indent=2) + "\n"
    yield root / "graph" / "built" / "biopic.ttl", built_turtle(root / "graph")
    yield root / "README.md", readme(root)


def names_of(vocabulary: Vocabulary) -> list[str]:
    """Return the local names of all terms that the ontology declares, sorted."""
    described = f"{RDFS}isDefinedBy"
    subjects = {str(getattr(t.subject, "value", "")) for t in vocabulary.triples if t.predicate.value == described}
    return sorted(iri.removeprefix(BIOPIC) for iri in subjects if iri.startswith(BIOPIC))


def terms_module(vocabulary: Vocabulary) -> str:
    """Return the Python module that names every term."""
    names = names_of(vocabulary)
    return MODULE.format(terms="\n".join(f'{name}: Final = NamedNode("{BIOPIC}{name}")' for name in names))


def vocabulary_page(vocabulary: Vocabulary) -> str:
    """Return the page that lists every term with its definition and example."""
    said: dict[tuple[str, str], str] = {}
    for t in vocabulary.triples:
        if getattr(t.object, "language", None) == "en":
            said[(str(getattr(t.subject, "value", "")).removeprefix(BIOPIC), t.predicate.value)] = str(t.object.value)  # type: ignore[union-attr]
    rows = [
        f"| `{name}` | {said.get((name, f'{SKOS}definition'), '')} | {said.get((name, f'{SKOS}example'), '')} |"
        for name in names_of(vocabulary)
    ]
    head = "# The vocabulary\n\nEvery term of `ontology/`, from the ontology itself (`scripts/generate` writes this page).\n"
    return head + "\n| term | what it means | for example |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def built_turtle(graph: Path) -> str:
    """Return the Turtle of the shipped graph, built without any document's text."""
    from biopic.build import build
    from biopic.export import export
    from biopic.store import Opened

    built = build(graph)
    return export(Opened(built.store, built.base, {}), "turtle")


def readme(root: Path) -> str:
    """Return the README with the output of the commands that it shows, as they print it without any document's text."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        built = _printed(["build", str(root / "graph"), "--documents", folder, "--store", str(store)])
        first = "\n".join(line for line in built.splitlines() if not line.startswith("store:"))

        def shown(found: re.Match[str]) -> str:
            words = shlex.split(found["command"])
            if words == ["scripts/run"]:
                departs = _printed(["ask", "where-film-departs-from-life", "--store", str(store)])
                text = f"{first}\n\n{departs}"
            else:
                text = _printed([*words[1:], "--store", str(store)])
            rows = text.splitlines()
            kept = [*rows[:SHOWN], "…"] if len(rows) > SHOWN else rows
            return f"{found['head']}```text\n" + "\n".join(row.rstrip() for row in kept).rstrip() + "\n```\n"

        block = re.compile(r"(?P<head><!-- run: (?P<command>.*?) -->\n)```text\n.*?```\n", re.DOTALL)
        return block.sub(shown, (root / "README.md").read_text(encoding="utf-8"))


def _printed(arguments: list[str]) -> str:
    """Return what a command prints, talk and data in the order in which a terminal shows them."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        cli.main(arguments)
    return out.getvalue()


def main() -> None:
    """Write every generated file."""
    for path, text in generated():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, newline="")
        print(path.relative_to(CHECKOUT))


if __name__ == "__main__":
    main()

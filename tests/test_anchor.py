"""Quotes to offsets and back: one line of an entry changes, the meaning stays, and nothing is written that cannot be read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from biopic.anchor import quoted, rewrite
from biopic.build import assemble
from biopic.errors import DossierError
from biopic.load import load_dossier
from biopic.marked import parse_yaml
from biopic.ontology import load_vocabulary
from biopic.store import sorted_nquads

ROOT = Path(__file__).resolve().parent.parent
Keeper = Callable[..., Path]


def turned(folder: Path, to_quotes: bool) -> str:
    """Rewrite the page's entries, and return their text."""
    path = folder / "assertions" / "page.yaml"
    path.write_text(rewrite(load_dossier(folder, load_vocabulary()), path, to_quotes=to_quotes))
    return path.read_text()


def spans(folder: Path) -> list[str]:
    """Return where the passages are, in the order of the file."""
    return [str(passage.span) for passage in load_dossier(folder, load_vocabulary()).passages]


def test_only_the_line_of_the_quote_changes(keeper: Keeper) -> None:
    """Comments, order and layout stay as they were."""
    entry = "# a remark\n- quote: Ada Moss   # here\n  gist: g\n  none: r  # so\n\n- gist: g\n  quote: 'she said'\n  none: r\n"
    folder = keeper(assertions=entry)
    assert turned(folder, to_quotes=False) == entry.replace("quote: Ada Moss", "at: 45-53").replace("quote: 'she said'", "at: 113-121")  # fmt: skip
    assert "quote: 'Ada Moss'   # here" in turned(folder, to_quotes=True)


@pytest.mark.parametrize(
    "entry",
    [
        "- {quote: Ada Moss, gist: g, none: r}\n",
        "-   quote: Ada Moss\n    gist: g\n    none: r\n",
        "- quote: >-\n    Ada Moss\n    died in 1950\n  gist: g\n  none: r\n",
        "- quote: |-\n    Ada Moss died\n  gist: g\n  none: r\n",
        '- quote: "winter of 1931.\\nAda Moss"\n  gist: g\n  none: r\n',
        "- quote: Ada\n  line: 2\n  gist: g\n  none: r\n",
        "- quote: lamp\n  at: 100-104\n  gist: g\n  none: r\n",
        "- {at: 45-48, gist: g, none: r}\n",
        "- {line: 2, quote: Ada, gist: g, none: r}\n",
        "- {quote: Ada, gist: g, none: r, line: 2}\n",
        "- line: 2\n  quote: Ada\n  gist: g\n  none: r\n",
        "- {at: 102-103, gist: g, none: r}\n",
        "-   at: 45-48\n    gist: g\n    none: r\n",
        "- gist: g\n  at: 102-103\n  none: r\n",
        "- at: 44-46\n  gist: g\n  none: r\n",
    ],
)
def test_there_and_back_is_the_same_passage(entry: str, keeper: Keeper) -> None:
    """However the entry is laid out, and however often its words stand in the document."""
    folder = keeper(assertions=entry)
    before = spans(folder)
    for to_quotes in (True, False, True, True, False, False):
        text = turned(folder, to_quotes)
        assert spans(folder) == before
        assert ("quote: " in text) == to_quotes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.sampled_from("aab é😀\u0301\n\t'\":#-{}\u2028\u0085\u00a0\ufeff\r\\"), min_size=2, max_size=40),
    data=st.data(),
)
def test_any_passage_of_any_text_survives(text: str, data: st.DataObject, keeper: Keeper, tmp_path: Path) -> None:
    """Quotes of whatever characters are found again where they were taken from."""
    shutil.rmtree(tmp_path / "graph", ignore_errors=True)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    flow = data.draw(st.booleans())
    entry = f"- {{at: {start}-{end}, gist: g, none: r}}\n" if flow else f"- at: {start}-{end}\n  gist: g\n  none: r\n"
    folder = keeper(text=text, parts="", assertions=entry)
    if not text[start:end].strip():
        return
    turned(folder, to_quotes=True)
    assert spans(folder) == [f"{start}-{end}"]
    assert turned(folder, to_quotes=False) == entry


@given(st.text(min_size=1))
@example("a\u2028b\u0085c")
@example("'\"\\ \x7f\ufeff")
def test_quoted_words_are_read_back_as_they_were(words: str) -> None:
    """On one line, whatever they are, but for what no file of text can hold."""
    if "\0" in words:
        return
    line = f"- quote: {quoted(words)}\n"
    assert parse_yaml(line) == [{"quote": words}]
    assert line.count("\n") == 1


def test_shipped_dossier_to_quotes_and_back_is_the_same_graph(documents: Path, tmp_path: Path) -> None:
    """All passages of the first film, words put in and taken out again."""
    folder = tmp_path / "mask"
    shutil.copytree(ROOT / "graph" / "mask", folder)
    files = sorted(folder.glob("assertions/*.yaml"))
    first = load_dossier(folder, load_vocabulary(), documents=[documents])
    original = {path: path.read_text() for path in files}
    for to_quotes in (True, False):
        dossier = load_dossier(folder, load_vocabulary(), documents=[documents])
        for path in files:
            path.write_text(rewrite(dossier, path, to_quotes=to_quotes))
    assert {path: path.read_text() for path in files} == original
    last = load_dossier(folder, load_vocabulary(), documents=[documents])
    assert [a.local for a in last.assertions] == [a.local for a in first.assertions]


def test_command_rewrites_all_files_or_none(keeper: Keeper, run: Callable[..., tuple[int, str, str]]) -> None:
    """A single fault, and no file changes; every fault is listed."""
    folder = keeper()
    bad = folder / "assertions" / "page.zweite.yaml"
    bad.write_text("- {quote: nowhere, gist: g, none: r}\n- {quote: Ada, gist: g, none: r}\n")
    before = {path: path.read_text() for path in folder.glob("assertions/*")}
    code, out, _ = run("anchor", folder, "--to", "offsets")
    assert code == 2
    assert [row.partition(": ")[0] for row in out.splitlines()] == [f"{bad}:1", f"{bad}:2"]
    assert {path: path.read_text() for path in folder.glob("assertions/*")} == before
    bad.unlink()
    built = sorted_nquads(assemble([load_dossier(folder, load_vocabulary())]).store)
    assert run("anchor", folder, "--to", "offsets")[0] == 0
    assert "quote:" not in (folder / "assertions" / "page.yaml").read_text()
    shutil.rmtree(folder / "documents")
    assert sorted_nquads(assemble([load_dossier(folder, load_vocabulary())]).store) == built


def test_rewriting_without_the_text_is_refused(keeper: Keeper, refused: Callable[..., str]) -> None:
    """It says which text is missing and how to name its folder; offsets stay as they were."""
    folder = keeper(assertions="- at: 45-48\n  gist: g\n  none: r\n")
    shutil.rmtree(folder / "documents")
    path = folder / "assertions" / "page.yaml"
    with pytest.raises(DossierError, match="the text of document page is not here; name its folder with --documents"):
        rewrite(load_dossier(folder, load_vocabulary()), path, to_quotes=True)
    assert str(path) in refused("anchor", folder, "--to", "quotes")
    assert path.read_text() == "- at: 45-48\n  gist: g\n  none: r\n"

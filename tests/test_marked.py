"""Marked files: scalars stay as they were written, every value knows its line, and nothing but a complaint ever comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biopic import marked
from biopic.errors import BiopicError, DossierError
from biopic.marked import List, Map, load_jsonl, load_yaml, parse_yaml


def complaint(path: Path, data: bytes) -> str:
    """Return the one line in which reading `data` is refused."""
    path.write_bytes(data)
    reader = load_jsonl if path.suffix == ".jsonl" else load_yaml
    with pytest.raises(DossierError) as caught:
        reader(path)
    assert str(caught.value).startswith(f"{path}")
    assert str(caught.value).isprintable()
    return str(caught.value).removeprefix(str(path))


def test_scalars_stay_the_strings_that_were_written() -> None:
    """Neither truth, nor number, nor date, nor nothing is read into a word."""
    assert parse_yaml("{a: NO, b: 1979, c: 2021-02-30, d: ~, e: 1e3, f: 0x10, g: '', h: 12:30:45}") == {
        "a": "NO", "b": "1979", "c": "2021-02-30", "d": "~", "e": "1e3", "f": "0x10", "g": "", "h": "12:30:45",
    }  # fmt: skip


def test_every_value_knows_its_line_and_its_place() -> None:
    """A line counts from 1, a place is the run of characters in the file's text."""
    text = "# é\none:\n  - {two: 😀 three}\n"
    read = parse_yaml(text)
    assert isinstance(read, Map)
    entry = read["one"][0]
    assert isinstance(read["one"], List)
    assert entry.line == entry["two"].line == 3
    start, end = entry["two"].span
    assert text[start:end] == "😀 three"
    assert text[entry.start] == "{"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a: &x [1]\nb: *x\n", ":1: uses a YAML anchor or alias"),
        (b"a: 1\nb: *x\n", ":2: uses a YAML anchor or alias"),
        (b"a: !!python/object:os.system x\n", ":1: uses the YAML tag"),
        (b"a: 1\nb: 2\na: 3\n", ":3: has the key a twice"),
        (b"a: 1\n---\nb: 2\n", ":2: holds a second YAML document"),
        (b"a: 1\n? [x, y]\n: 3\n", ":2: has a map or a list as a key"),
        (b"word\n", ":1: holds no map and no list"),
        (b"", ":1: holds no map and no list"),
        (b"a: 1\nb: {c: 2\n", ":3: is not YAML"),
        (b"\xc3\xa9: \xc3\xa9\nb: \x07\n", ":2: has a character that YAML forbids (U+0007)"),
        (b'a: 1\nb: "x\\0y"\n', ":2: has the escape of U+0000"),
        (b'a: 1\nb: "\\ud800"\n', ":2: is not YAML"),
        (b"a: 1\nb: \xff\n", ":2: is not UTF-8"),
        (b"\xef\xbb\xbfa: 1\n", ":1: starts with a byte-order mark"),
        (b"a: " + b"[" * 100_000, ":1: is nested too deeply"),
        (b"".join(b" " * i + b"a:\n" for i in range(50)), ":21: is nested too deeply"),
    ],
)
def test_yaml_that_is_no_plain_data_is_refused(data: bytes, says: str, tmp_path: Path) -> None:
    """The complaint names the file, the line, and what is there."""
    assert complaint(tmp_path / "a.yaml", data).startswith(says)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'\n{"a": \n', ":2: is not JSON"),
        (b'{"a": 1, "a": 2}\n', ":1: has the key a twice"),
        (b"[" * 100_000 + b"\n", ":1: is not JSON"),
        (b"[" * 30 + b"]" * 30 + b"\n", ":1: is nested too deeply"),
        (b'{}\n{"a": "\\ud800"}\n', ":2: has the escape of U+D800"),
        (b'{"\\u0000": 1}\n', ":1: has the escape of U+0000"),
    ],
)
def test_json_line_that_is_no_plain_data_is_refused(data: bytes, says: str, tmp_path: Path) -> None:
    """The complaint names the line of the file, not of the JSON value."""
    assert complaint(tmp_path / "a.jsonl", data).startswith(says)


def test_json_lines_end_at_a_line_feed_only(tmp_path: Path) -> None:
    """A line separator inside a text is the text's, and numbers stay as they were written."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": "b\u2028c\u0085d"}\n\n{"n": [1979, 1.50, true, null, NaN]}\n')
    first, second = load_jsonl(path)
    assert first == {"a": "b\u2028c\u0085d"}
    assert (second.line, second["n"]) == (3, ["1979", "1.50", "true", "", "NaN"])


def test_what_cannot_be_read_or_is_huge_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a file that is absent, and a file beyond the limit; an endless one is read no further than that."""
    with pytest.raises(DossierError, match=r"cannot be read \(Is a directory\)"):
        load_yaml(tmp_path)
    with pytest.raises(DossierError, match=r"cannot be read \(No such file"):
        load_yaml(tmp_path / "b.yaml")
    monkeypatch.setattr(marked, "LARGEST", 1 << 20)
    (tmp_path / "endless.yaml").symlink_to("/dev/zero")
    with pytest.raises(DossierError, match="is larger than 1 MiB; split it"):
        load_yaml(tmp_path / "endless.yaml")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=80), st.text("{}[]:,-&*!|>'\"%@`# \n\tab\\0é", max_size=60).map(str.encode)))
def test_random_bytes_are_read_or_refused(data: bytes, tmp_path: Path) -> None:
    """Reading never fails with anything but a complaint of one line."""
    for name, reader in (("a.yaml", load_yaml), ("a.jsonl", load_jsonl)):
        path = tmp_path / name
        path.write_bytes(data)
        try:
            reader(path)
        except BiopicError as error:
            assert "\n" not in str(error)

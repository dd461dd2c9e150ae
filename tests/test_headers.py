"""Headers of query files: YAML on top, SPARQL below, and one complaint where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from biopic.errors import BiopicError
from biopic.headers import read_header


def test_header_is_read_and_the_query_is_the_whole_file(tmp_path: Path) -> None:
    """Header lines are comments to SPARQL, so that its line numbers are the file's."""
    path = tmp_path / "a.rq"
    path.write_text("#+ question: Who?\n#+ columns:\n#+   x: somebody\n# a remark\nSELECT ?x {}\n")
    header, query = read_header(path)
    assert header == {"question": "Who?", "columns": {"x": "somebody"}}
    assert header["columns"]["x"].line == 3
    assert query == path.read_text()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT ?x {}\n", r"a\.rq:1: has no #\+ header; start it with"),
        ("#+ question: {\nSELECT ?x {}\n", r"a\.rq:\d: is not YAML"),
        ("#+ - question\nSELECT ?x {}\n", r"a\.rq:1: the #\+ header is no map; write key: value"),
        ("#+ a: 1\n#+ a: 2\nSELECT ?x {}\n", r"a\.rq:2: has the key a twice"),
    ],
)
def test_wrong_header_is_refused_where_it_is_wrong(text: str, says: str, tmp_path: Path) -> None:
    """One complaint, with the file and the line."""
    path = tmp_path / "a.rq"
    path.write_text(text)
    with pytest.raises(BiopicError, match=says):
        read_header(path)

"""The text of a saved page: what stays, what goes, how it stands in lines, and pages made to stall a parser."""

from __future__ import annotations

import pytest

from biopic.reading.webpages import read_page


def test_cells_and_labels_stand_apart() -> None:
    """A table's cells are divided by a stroke, labels that touch by a space."""
    assert read_page("<table><tr><td>Director</td><td>Nora Quill</td></tr></table>").text == "Director | Nora Quill\n"
    assert read_page("<p><span>courage</span><span>solitude</span></p>").text == "courage solitude\n"


def test_matter_in_a_form_stays_and_menus_go() -> None:
    """Old pages stand wholly in a form."""
    page = read_page(
        "<form><p>Ada kept the light.</p><button>Why did she stay?</button></form><nav>Home</nav><p hidden>No</p>"
    )
    assert "Ada kept the light." in page.text and "Home" not in page.text and "No" not in page.text


def test_entities_of_its_own_are_not_expanded() -> None:
    """Nor do they cost anything."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    assert len(read_page(f"<!DOCTYPE html [<!ENTITY a0 'ha'>{laughs}]><p>&a29; Ada</p>").text) < 100


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f'a{n}="b"' for n in range(100_000)) + ">Ada</p>",
        ("<p " + " ".join(f'a{n}="b"' for n in range(1500)) + ">Ada</p>") * 100,
        "<span>" * 100_000 + "</x>" * 100_000 + "Ada",
        "<b><i>" * 50_000 + "</b>" * 50_000 + "Ada",
        "<div>" * 300_000 + "Ada",
    ],
    ids=["attributes", "many attributes", "end tags", "crossed tags", "depth"],
)
def test_page_made_to_stall_a_parser_is_read(page: str) -> None:
    """What it says is found."""
    assert "Ada" in read_page(page).text

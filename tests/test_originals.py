"""The people on whom somebody is based: their occupations are told of life."""

from __future__ import annotations

import pytest

from biopic.reading.reader import read_text

PAGE = "# The Tide Clock (1974)\n\nDirected by Ruben Vance. {}\n\n## Plot\n\nNell keeps clocks and finds a boat. {}\n"


def worlds(text: str) -> dict[str, str]:
    """Return the world of each occupation by whose it is."""
    return {draft.subject: draft.world for draft in read_text(text) if draft.kind == "occupation"}


def test_occupation_beside_the_link_is_of_life() -> None:
    """On a page that speaks of the story."""
    text = PAGE.format("Nell is based on Ellen Harrow, a clockmaker.", "Tam Sallow, a sailor, takes her out.")
    assert worlds(text) == {"Ellen Harrow": "life", "Tam Sallow": "story"}


def test_occupation_told_elsewhere_is_of_life() -> None:
    """Of the person, not of the character who is based on her."""
    text = PAGE.format("Nell, a baker, is based on Ellen Harrow.", "Ellen Harrow worked as a clockmaker.")
    assert worlds(text) == {"Nell": "story", "Ellen Harrow": "life"}


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("Nell is based on Ellen Harrow.", "On screen, Ellen Harrow is a clockmaker."),
        ("Ellen Harrow (Greta Orme) leaves. Nell is based on Ellen Harrow.", "Ellen Harrow is a clockmaker."),
    ],
)
def test_what_the_story_tells_stays_the_story_s(link: str, told: str) -> None:
    """Where the sentence says so, or a character bears the name as well."""
    assert worlds(PAGE.format(link, told))["Ellen Harrow"] == "story"


def test_film_based_on_somebody_leaves_the_plot_alone() -> None:
    """The one in the plot may be the character, who bears the same name."""
    text = PAGE.format("The film is based on the life of Ellen Harrow.", "Ellen Harrow, a clockmaker, finds a boat.")
    assert worlds(text) == {"Ellen Harrow": "story"}

"""The fact sheet of a film: what its page says, short enough to print."""

from __future__ import annotations

import pyoxigraph as ox

from biopic import terms
from biopic.pages.film import read_film
from biopic.pages.scene import Scene, Shown


def show(scene: Scene) -> Shown | None:
    """Return the sheet of the film that the address names; None where there is no such film."""
    film = ox.NamedNode(f"{scene.base}id/{scene.address.name}")
    if not any(row["value"] == terms.Film for row in scene.rows("thing", thing=film)):
        return None
    view = read_film(scene, film, whole=False)
    title = scene.word("sheet.title", film=view.name.label)
    return Shown("sheet.html", title, view, scene.word("film.about", film=view.name.label), "index")

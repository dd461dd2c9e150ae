"""What the scripts of a page are told: where SPARQL is answered, by the server or in the browser itself, and what to say.

The page carries it as one data element, which `assets/sparql.js` reads; no script stands in a page itself.
"""

from __future__ import annotations

from typing import Any

from biopic.ontology import BIOPIC
from biopic.pages.address import DATASET, ENDPOINT, Address, file_seen_from, search_index
from biopic.pages.scene import Scene, SiteKind
from biopic.pages.words import load_words


def settings(scene: Scene, *keys: str) -> dict[str, Any]:
    """Return what scripts need on this page, with the texts under `script.` and under each of `keys`."""
    served = scene.site is SiteKind.SERVED
    seen = (scene.address, scene.language)
    wanted = tuple(f"{key}." for key in ("script", *keys))
    return {
        "backend": "server" if served else "browser",
        "endpoint": file_seen_from(ENDPOINT, *seen) if served else "",
        "dataset": "" if served else file_seen_from(DATASET, *seen),
        "index": "" if served else file_seen_from(search_index(scene.language), *seen),
        "base": scene.base,
        "ontology": BIOPIC,
        "root": _folder_of(scene),
        "language": scene.language,
        "words": {key: said[scene.language] for key, said in load_words().items() if key.startswith(wanted)},
    }


def _folder_of(scene: Scene) -> str:
    """Return the relative link to the folder of the pages of this language, with a slash behind it."""
    return Address("index").seen_from(scene.address, scene.language).removesuffix("index.html")

"""Take the pictures of the pages that the README and the docs show, from the shipped graph and the texts that it may pass on."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from browsing import browser
from PIL import Image
from serving import Serving

from biopic.build import assemble, load_graph
from biopic.store import write_store

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
COLOURS = 128
"""How many colours a picture keeps: text stays sharp, and a picture is small."""

PICTURES: Mapping[str, tuple[str, int, int, str]] = {
    "film": ("id/amadeus.html", 1280, 1500, "light"),
    "film-dark-phone": ("id/mask.html", 400, 860, "dark"),
    "document": ("document/amadeus/life-article.html", 1280, 900, "light"),
    "document-absent": ("document/mask/life-article.html", 1280, 900, "light"),
    "question": ("ask/where-film-departs-from-life.html?film=amadeus", 1280, 900, "light"),
    "sparql": ("sparql.html#query=", 1280, 1000, "light"),
    "network": ("network.html", 1280, 1160, "light"),
}
"""Each picture by its name: the page, the window's width and height in pixels, and whether it is light or dark."""

QUERY = """PREFIX biopic: <https://w3id.org/biopic/ontology#>
SELECT ?performer ?character ?person {
  ?performer biopic:portrays ?character .
  ?character biopic:basedOn ?person .
} ORDER BY ?performer ?character"""


def take(started: Any, root: str, name: str) -> bytes:
    """Return one picture as PNG."""
    from urllib.parse import quote

    path, width, height, scheme = PICTURES[name]
    path += quote(QUERY) if path.endswith("query=") else ""
    context = started.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="en",
        timezone_id="UTC",
    )
    page = context.new_page()
    page.goto(root + path, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(800)
    taken = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return small(taken)


def small(png: bytes) -> bytes:
    """Return a picture with fewer colours, packed as tightly as PNG can."""
    found = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    found.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(names: list[str]) -> None:
    """Take the pictures of these names, or all."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        built = assemble(load_graph(ROOT / "graph", [Path(folder)]))
        ours = {iri: path for iri, path in built.texts.items() if Path(path).is_relative_to(ROOT / "graph" / "amadeus")}
        write_store(Path(folder) / "store", built.store, base=built.base, texts=ours)
        with Serving(Path(folder) / "store") as serving, browser() as started:
            for name in names or PICTURES:
                data = take(started, f"{serving.address.rstrip('/')}/", name)
                (IMAGES / f"{name}.png").write_bytes(data)
                print(f"docs/images/{name}.png {len(data)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])

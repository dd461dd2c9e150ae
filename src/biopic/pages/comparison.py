"""The page of a comparison: both sides, or both camps, with their passages, how it came out, and what an editor decided."""

from __future__ import annotations

from biopic.pages.scene import Scene, Shown
from biopic.pages.weighing import read_weighings


def show(scene: Scene) -> Shown | None:
    """Return the page; None where there is no such comparison."""
    found = read_weighings(scene, [scene.node])
    if not found:
        return None
    view = found[0]
    title = f"{view.title.label} · {view.predicate.label} · {view.label}"
    return Shown("comparison.html", title, view, scene.word(f"outcome.{view.outcome}"))

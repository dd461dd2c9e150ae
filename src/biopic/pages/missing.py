"""The page that says that there is no such page."""

from __future__ import annotations

from biopic.pages.scene import Scene, Shown


def show(scene: Scene) -> Shown:
    """Return what the page says; nothing of what was asked for comes back in it."""
    return Shown("missing.html", scene.word("missing.title"), None)

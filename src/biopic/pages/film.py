"""stub"""

from biopic.pages.scene import Scene


def show(scene: Scene):
    return None

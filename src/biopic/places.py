"""Where the project's own files are: beside the source in a checkout, inside the package when installed."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Return the folder `name` (ontology, shapes, queries or graph) that goes with this biopic.

    >>> folder("ontology").name
    'ontology'
    """
    inside = PACKAGE / "files" / name
    return inside if inside.is_dir() else CHECKOUT / name


def ontology_files() -> list[Path]:
    """Return the ontology's modules, without the alignments, in order of name."""
    return sorted(folder("ontology").glob("*.ttl"))


def alignment_files() -> list[Path]:
    """Return the files that align the ontology with other vocabularies, in order of name."""
    return sorted(folder("ontology").glob("alignments/*.ttl"))

"""A new dossier: a folder with a head and a film, and nothing in it yet, which builds as it is."""

from __future__ import annotations

import re
from pathlib import Path

from biopic.errors import InputError
from biopic.journal import Changes
from biopic.reading.cast import clean, kebab
from biopic.reading.notation import scalar, thing_line
from biopic.values import parse_time

HEAD = """# The dossier of the film {title}: its documents and their parts.
film: {name}
title: {title}
documents: {{}}
"""

FOLDERS = ("things", "assertions", "documents")


def make_dossier(graph: Path, film: str, title: str = "", year: str = "") -> Path:
    """Make the dossier of a film in the graph folder and return its own folder; raise InputError if there is one.

    The folder's name is the film's in kebab-case; `title` is how the film is called where that is not `film` itself.
    """
    shown = clean(title or _called(film))
    name = kebab(film, "film")
    if not shown:
        raise InputError("the film has no name", todo="write biopic new and the film's title")
    if year and (not re.fullmatch(r"\d{4}", year) or not _is_year(year)):
        raise InputError(f"{year} is no year", todo="write four digits")
    folder = graph / name
    if folder.exists():
        raise InputError("there is a dossier or another folder already", file=folder, todo="take another name")
    changes = Changes(folder)
    head = scalar(f"{shown} ({year})" if year else shown)
    changes.put(folder / "things" / "film.yaml", thing_line(name, {"class": "Film", "label": shown}))
    changes.put(folder / "dossier.yaml", HEAD.format(name=name, title=head))
    changes.write()
    for each in FOLDERS:
        (folder / each).mkdir(exist_ok=True)
    return folder


def _called(film: str) -> str:
    """Return the title that a name in kebab-case stands for, and any other as it is.

    >>> _called("the-lamp"), _called("Lamp: A Life")
    ('The Lamp', 'Lamp: A Life')
    """
    return film.replace("-", " ").title() if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", film) else film


def _is_year(text: str) -> bool:
    try:
        parse_time(text)
    except ValueError:
        return False
    return True

"""The page of the SPARQL editor: the graph's prefixes, the library's queries and the ontology's terms at hand.

The editor itself is a library's (`assets/vendor/yasqe`); `assets/editor.js` runs what it holds and shows the results as a table,
as a graph and on a timeline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from biopic.ontology import BIOPIC, load_vocabulary
from biopic.pages.live import settings
from biopic.pages.scene import Scene, Shown, load_query
from biopic.questions import Question, by_topic
from biopic.sparql import PREFIXES, films_of

FIRST = """SELECT ?film ?performer ?character
WHERE {
  ?performer biopic:portrays ?character .
  ?character biopic:inStoryOf ?film .
}
ORDER BY ?film ?performer
LIMIT 100
"""
"""What stands in the editor at first, below the prefixes that it uses."""

MOST_FILMS = 50
"""Up to how many films each get a prefix of their own here."""


@dataclass(frozen=True)
class Editor:
    """What the page shows: the first query, the library by topic, and what the script is told."""

    query: str
    topics: tuple[tuple[str, tuple[Question, ...]], ...]
    prefixes: tuple[tuple[str, str], ...]
    settings: Mapping[str, Any]


def show(scene: Scene) -> Shown:
    """Return the page; it needs no answer of the graph."""
    topics = by_topic(scene.language)
    prefixes = _prefixes(scene)
    query = f"PREFIX biopic: <{BIOPIC}>\n\n{FIRST}"
    told = settings(scene, "editor", "ask") | {
        "queries": {"labels": load_query("labels"), "times": load_query("times")},
        "questions": {each.name: plain(each) for _, found in topics for each in found},
        "prefixes": dict(prefixes),
        "classes": sorted(BIOPIC + name for name in load_vocabulary().parents),
        "properties": sorted(BIOPIC + name for name in load_vocabulary().properties),
        "first": query,
    }
    view = Editor(query, tuple(topics), prefixes, told)
    styles = ("tools.css", "vendor/yasqe/yasqe.css", "editor.css")
    return Shown(
        "editor.html",
        "SPARQL",
        view,
        scene.word("editor.lead"),
        "sparql",
        scripts=("editor.js",),
        styles=styles,
        wide=True,
    )


def plain(question: Question) -> str:
    """Return a question's query without the header of its file, its words as a comment in front."""
    lines = [line for line in question.query.splitlines() if not line.startswith("#+")]
    return f"# {question.words}\n" + "\n".join(lines).lstrip("\n").rstrip() + "\n"


def _prefixes(scene: Scene) -> tuple[tuple[str, str], ...]:
    films = films_of(scene.target)
    named = {film: f"{scene.base}id/{film}/" for film in films} if len(films) <= MOST_FILMS else {}
    return tuple(sorted({**PREFIXES, "id": f"{scene.base}id/", **named}.items()))

"""The pages of the question library: the list by topic, and one page a question with its form, its answer and its SPARQL.

Behind our server a form is answered there, scripts or none. In the static site the page holds the first rows of the open
answer, and `assets/question.js` answers the form from the store that runs in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from biopic.pages.address import file_seen_from
from biopic.pages.answer import Answer, read_answer
from biopic.pages.live import settings
from biopic.pages.parameters import Field, read_fields, short, values_of
from biopic.pages.scene import Scene, Shown, SiteKind, load_query
from biopic.questions import EVIDENCE, Question, by_topic, load_questions
from biopic.sparql import Term, select

ROWS = 200
"""How many rows of an answer a page shows; the download has all of them."""

FIRST = 30
"""How many rows of the open answer a page of the static site holds."""

RAW = 5000
"""How many rows are taken from the graph for one page, a fact counting once for each passage under it."""

STYLES = ("tools.css",)


@dataclass(frozen=True)
class Listed:
    """A question in the list."""

    name: str
    words: str
    href: str
    language: str


@dataclass(frozen=True)
class Asked:
    """A question with its form, and its answer where it was asked; `link` leads to this answer again."""

    question: Question
    fields: tuple[Field, ...]
    answer: Answer | None
    sparql: str
    link: str
    editor: str
    downloads: tuple[tuple[str, str], ...]
    open: bool
    settings: Mapping[str, Any]
    beside: tuple[Listed, ...]


def show(scene: Scene) -> Shown | None:
    """Return the list of questions or the page of one; None where no question is called so."""
    if not scene.address.name:
        lead = scene.word("ask.lead")
        return Shown("questions.html", scene.word("ask.title"), _topics(scene), lead, "ask", styles=STYLES)
    found = load_questions().get(scene.address.name)
    if found is None:
        return None
    question = found.spoken(scene.language)
    scripts = () if scene.site is SiteKind.SERVED else ("question.js",)
    return Shown(
        "question.html", question.words, _asked(scene, question), question.note, "ask", scripts=scripts, styles=STYLES
    )


def _topics(scene: Scene) -> list[tuple[str, list[Listed]]]:
    return [(topic, [_listed(scene, each) for each in found]) for topic, found in by_topic(scene.language)]


def _listed(scene: Scene, question: Question) -> Listed:
    return Listed(question.name, question.words, scene.href("ask", question.name), question.language)


def _asked(scene: Scene, question: Question) -> Asked:
    fields = read_fields(scene, question)
    served = scene.site is SiteKind.SERVED
    needs = any(field.needed for field in fields)
    run = not any(field.wrong for field in fields) and (bool(scene.given) or not fields if served else not needs)
    values = values_of(fields)
    answer = _answer(scene, question, values, ROWS if served else FIRST) if run else None
    typed = {field.name: short(field.term, scene.base) for field in fields if field.term is not None}
    sparql = question.bind(values)
    return Asked(
        question=question,
        fields=tuple(fields),
        answer=answer,
        sparql=sparql,
        link=f"?{urlencode(typed or {'all': 'yes'})}" if answer and served else "",
        editor=f"{scene.href('sparql')}#query={quote(sparql)}",
        downloads=_downloads(scene, question, typed) if answer and served else (),
        open=not values,
        settings={}
        if served
        else settings(scene, "ask", "line", "passage", "gist")
        | {"question": _told(question), "queries": {"labels": load_query("labels")}},
        beside=tuple(
            _listed(scene, each)
            for each in dict(by_topic(scene.language))[question.topic]
            if each.name != question.name
        ),
    )


def _answer(scene: Scene, question: Question, values: Mapping[str, Term], most: int) -> Answer:
    table = select(scene.target, replace(question, query=_limited(question.query)).bind(values))
    return read_answer(scene, question, table, most, cut=len(table.rows) > RAW)


def _limited(query: str) -> str:
    """Return the query with a bound on its rows, unless it has one."""
    return query if re.search(r"(?i)\bLIMIT\s+\d+\s*$", query) else f"{query.rstrip()}\nLIMIT {RAW + 1}\n"


def _downloads(scene: Scene, question: Question, typed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    path = file_seen_from(f"api/ask/{question.name}", scene.address, scene.language)
    return tuple((form.upper(), f"{path}?{urlencode({**typed, 'format': form})}") for form in ("csv", "json"))


def _told(question: Question) -> Mapping[str, Any]:
    """Return what the script needs to answer in the browser."""
    return {
        "name": question.name,
        "language": question.language,
        "query": question.query,
        "columns": dict(question.columns),
        "group": list(question.group),
        "evidence": list(EVIDENCE),
        "parameters": {p.name: {"kind": p.kind, "needed": p.needed} for p in question.parameters},
        "places": load_query("places"),
        "most": ROWS,
    }

"""The question library over HTTP: from a request to `/api/...` to a task. What the API is, `openapi` says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from biopic.pages.address import LANGUAGES
from biopic.serving.negotiation import choose_language
from biopic.serving.tasks import Reply, Task, problem

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST = 500
"""Characters of a value; no name in a graph is longer."""


def read_list(name: str | None = None, languages: str = "") -> Task | Reply:
    """Return the task of listing the questions, or of showing one of them, in the language that Accept-Language likes best."""
    given = {"language": choose_language(languages, LANGUAGES)}
    if name is None:
        return Task("questions", given)
    return Task("questions", {**given, "name": name}) if _NAME.fullmatch(name) else _unknown()


def read_question(name: str, pairs: Iterable[tuple[str, str]], accept: str) -> Task | Reply:
    """Return the task of answering the question `name` with the parameters that were sent."""
    if not _NAME.fullmatch(name):
        return _unknown()
    values: dict[str, str] = {}
    for key, value in pairs:
        if key in values:
            return problem(400, "a parameter is given twice", "give it once")
        if len(value) > _MOST or "\0" in value:
            return problem(400, "a parameter is no name of anything", "give a name as the examples do")
        values[key] = value
    return Task("ask", {"name": name, "values": values, "accept": accept})


def read_words(pairs: Iterable[tuple[str, str]]) -> Task | Reply:
    """Return the task of understanding a question in plain words."""
    words = [value for key, value in pairs if key == "words"]
    if len(words) != 1 or not words[0].strip() or len(words[0]) > _MOST:
        return problem(400, f"one question in up to {_MOST} characters is needed", "send it as words=...")
    return Task("understand", {"words": words[0]})


def _unknown() -> Reply:
    return problem(404, "no question has such a name", "see /api/questions")

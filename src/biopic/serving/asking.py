"""Answer a question of the library for a program: parameters in, and the rows with their passages out; a worker's work.

The forms are those of `biopic ask --format`, and beside them the bare SPARQL results.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from biopic.errors import BiopicError, EndpointError, InputError
from biopic.ontology import BIOPIC
from biopic.questions import Parameter, Question, load_questions, resolve
from biopic.serving.holding import Holding
from biopic.serving.negotiation import choose
from biopic.serving.results import run_query
from biopic.serving.tasks import Reply, problem
from biopic.sparql import Term, select

FORMS = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "sparql-json": "application/sparql-results+json",
}
"""The forms of an answer, by the name that `format` takes."""

OWN = ("format", "limit")
"""The parameters that every question takes beside its own."""


def answer_question(holding: Holding, given: Mapping[str, Any]) -> Reply:
    """Answer the question `name` with the `values` that were sent, in the form of `format` or of the Accept header."""
    question = load_questions().get(str(given["name"]))
    if question is None:
        return problem(404, f"no question is called {given['name']}", "see /api/questions")
    values = dict(given.get("values", {}))
    form = _form(values.pop("format", None), str(given.get("accept", "")))
    if form is None:
        return problem(406, "the answer comes in none of the forms asked for", f"ask for one of: {', '.join(FORMS)}")
    try:
        limit = _limit(values.pop("limit", None), holding.limits.rows)
        query = question.bind(_bound(holding, question, values))
        if form == "sparql-json":
            return run_query(holding, {"query": query, "accept": FORMS[form]})
        return _answer(holding, question, query, form, limit)
    except EndpointError:
        raise
    except BiopicError as error:
        return problem(400, str(error))


def _answer(holding: Holding, question: Question, query: str, form: str, limit: int | None) -> Reply:
    from biopic.answers import read_answer
    from biopic.render import FORMATS

    table = select(holding.target, query)
    most = holding.limits.rows
    if len(table.rows) > most:
        return problem(422, f"the answer passes the limit of {most} rows", "give one of its parameters")
    answer = read_answer(holding.target, question, table, holding.opened.texts)
    answer.rows = answer.rows[:limit]
    body = FORMATS[form](answer, holding.target).encode("utf-8", "replace")
    if len(body) > holding.limits.answer:
        return problem(
            422, f"the answer passes the limit of {holding.limits.answer} bytes", "give a parameter or a limit"
        )
    return Reply(200, FORMS[form], body)


def _bound(holding: Holding, question: Question, values: Mapping[str, str]) -> dict[str, Term]:
    known = {parameter.name: parameter for parameter in question.parameters}
    question.bind(dict.fromkeys(values, ox.Literal("")))  # refuses what is no parameter of it
    return {name: resolve(holding.target, known[name], text) for name, text in values.items() if text}


def _form(name: str | None, accept: str) -> str | None:
    if name is not None:
        return name if name in FORMS else None
    found = choose(accept, [media_type.partition(";")[0] for media_type in FORMS.values()])
    return next((form for form, media_type in FORMS.items() if media_type.partition(";")[0] == found), None)


def _limit(text: str | None, most: int) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or not 0 < len(text) < 10 or int(text) < 1:
        raise InputError(f"limit {text[:20]!r} is no number of rows", todo=f"write one from 1 to {most}")
    return int(text)


def list_questions(holding: Holding, given: Mapping[str, Any]) -> Reply:
    """Return every question of the library, or the one called `name`, as JSON, in `language` where it is said in that."""
    questions, language = load_questions(), str(given.get("language", ""))
    name = given.get("name")
    if name is None:
        return _json([_said(question.spoken(language)) for question in questions.values()])
    if name not in questions:
        return problem(404, f"no question is called {name}", "see /api/questions")
    return _json({**_said(questions[str(name)].spoken(language)), "query": questions[str(name)].query})


def _said(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "language": question.language,
        "question": question.words,
        "topic": question.topic,
        "note": question.note,
        "parameters": [_said_parameter(parameter) for parameter in question.parameters],
        "columns": dict(question.columns),
        "answer": f"/api/ask/{question.name}",
    }


def _said_parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "kind": parameter.kind,
        "says": parameter.says,
        "example": parameter.example,
        "needed": parameter.needed,
    }


def _json(value: Any) -> Reply:
    return Reply(200, "application/json", (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def understand(holding: Holding, given: Mapping[str, Any]) -> Reply:
    """Return the questions that plain words may mean, best first, and whether the first is meant beyond doubt."""
    from biopic.ask import guess, is_sure

    guesses = guess(holding.target, str(given["words"]))
    found = [
        {
            "name": each.question.name,
            "question": each.question.words,
            "score": round(each.score, 1),
            "parameters": {name: _short(holding, term) for name, term in sorted(each.values.items())},
            "answer": f"/api/ask/{each.question.name}",
        }
        for each in guesses[:5]
    ]
    return _json({"sure": is_sure(guesses), "questions": found})


def _short(holding: Holding, term: Term) -> str:
    return str(term.value).removeprefix(f"{holding.base}id/").removeprefix(BIOPIC)

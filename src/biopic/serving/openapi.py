"""The description of the HTTP API in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), made from the library; a worker's work.

Each question has a path of its own, its parameters typed, its columns as the fields of a row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from biopic import __version__
from biopic.ontology import load_vocabulary
from biopic.questions import Parameter, Question, load_questions, relations
from biopic.serving.asking import FORMS
from biopic.serving.holding import Holding
from biopic.serving.protocol import DESCRIPTIONS, FORM, QUERY
from biopic.serving.results import ROWS, TRIPLES
from biopic.serving.tasks import PROBLEM, Reply

_TEXT: Mapping[str, Any] = {"type": "string"}
_PROBLEMS = {
    400: "What was sent cannot be understood; `detail` says what to mend.",
    403: "The query would write, or ask an endpoint that is not allowed.",
    404: "There is no such thing.",
    405: "This method is not for this path.",
    406: "The answer comes in none of the accepted media types.",
    413: "The body is too long.",
    414: "The address is too long.",
    415: "A body of this media type is not understood.",
    422: "The answer is too long to be sent, or the work took more memory than it may; ask for less.",
    500: "The work broke the engine: a fault of ours.",
    502: "An endpoint that the query asks did not answer.",
    503: "Too much is waiting, or the work was ended from outside; try again after the seconds in Retry-After.",
    504: "The work took longer than it may and was stopped.",
}


def describe_api(holding: Holding, given: Mapping[str, Any]) -> Reply:
    """Return the description as JSON."""
    return Reply(200, "application/json", (json.dumps(api(), ensure_ascii=False, indent=1) + "\n").encode())


def api() -> dict[str, Any]:
    """Return the description of the API."""
    paths: dict[str, Any] = {
        "/api/questions": {
            "get": _operation(
                "list-questions", "List the questions", {"type": "array", "items": _ref("Question")}, [_language()]
            )
        },
        "/api/questions/{name}": {
            "get": _operation(
                "show-question",
                "Show a question with its SPARQL",
                _ref("Question"),
                [_name_parameter(), _language()],
                (404,),
            )
        },
        "/api/understand": {
            "get": _operation(
                "understand", "Find the question that plain words mean", _ref("Understood"), [_words()], (400,)
            )
        },
        **{f"/api/ask/{name}": {"get": _asking(question)} for name, question in load_questions().items()},
        "/sparql": {"get": _get_sparql(), "post": _post_sparql()},
        "/health": {"get": _operation("health", "Say whether the server can work", _ref("Health"))},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "biopic",
            "version": __version__,
            "summary": "How a film differs from the life it is based on, and who says so",
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "responses": {str(code): _problem(says) for code, says in _PROBLEMS.items()},
        },
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _problem(says: str) -> dict[str, Any]:
    return {"description": says, "content": {PROBLEM: {"schema": _ref("Problem")}}}


def _problems(*codes: int) -> dict[str, Any]:
    return {
        str(code): {"$ref": f"#/components/responses/{code}"} for code in sorted({*codes, 405, 414, 422, 500, 503, 504})
    }


def _operation(
    name: str, says: str, schema: Mapping[str, Any], parameters: list[Any] | None = None, codes: tuple[int, ...] = ()
) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {
        "operationId": name,
        "summary": says,
        "parameters": parameters or [],
        "responses": {"200": {"description": "Done.", "content": content}, **_problems(*codes)},
    }


def _asking(question: Question) -> dict[str, Any]:
    parameters = [_parameter(parameter) for parameter in question.parameters]
    rows = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                **{name: {**_ref("Cell"), "description": says} for name, says in question.columns.items()},
                "evidence": {"type": "array", "items": _ref("Evidence")},
            },
            "required": ["evidence"],
        },
    }
    content = {media_type.partition(";")[0]: {"schema": _TEXT} for media_type in FORMS.values()}
    content |= {"application/json": {"schema": rows}, FORMS["sparql-json"]: {"schema": {"type": "object"}}}
    done = {"description": question.note, "content": content}
    return {
        "operationId": question.name,
        "summary": question.words,
        "description": question.note,
        "tags": [question.topic],
        "parameters": [*parameters, *_own_parameters()],
        "responses": {"200": done, **_problems(400, 406, 422)},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": 500}
    if parameter.kind in ("Property", "Relation"):
        names = relations() if parameter.kind == "Relation" else load_vocabulary().properties
        schema["examples"] = sorted(names)
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": f"{parameter.says or parameter.kind}: a name in the graph, an IRI, or a label ({parameter.kind})",
        "schema": schema,
        "example": parameter.example,
    }


def _own_parameters() -> list[dict[str, Any]]:
    return [
        {"name": "format", "in": "query", "description": "How the answer comes; else the Accept header says.",
         "schema": {"type": "string", "enum": list(FORMS)}},
        {"name": "limit", "in": "query", "description": "The first rows only.",
         "schema": {"type": "integer", "minimum": 1, "maximum": 999_999_999}},
    ]  # fmt: skip


def _name_parameter() -> dict[str, Any]:
    schema = {"type": "string", "enum": sorted(load_questions())}
    return {"name": "name", "in": "path", "required": True, "description": "The question's name.", "schema": schema}


def _language() -> dict[str, Any]:
    says = (
        "The languages that are liked; what people read of a question comes in one of them if it can, else in English."
    )
    return {"name": "Accept-Language", "in": "header", "description": says, "schema": _TEXT, "example": "de, en;q=0.5"}


def _words() -> dict[str, Any]:
    schema = {"type": "string", "minLength": 1, "maxLength": 500, "pattern": r"\S"}
    return {
        "name": "words",
        "in": "query",
        "required": True,
        "description": "A question in plain words.",
        "schema": schema,
    }


def _answers() -> dict[str, Any]:
    content: dict[str, Any] = {media_type: {"schema": {}} for media_type in (*ROWS, *TRIPLES, *DESCRIPTIONS)}
    return {"description": "The answer, or the description of the service.", "content": content}


def _graphs() -> list[dict[str, Any]]:
    iris = {"type": "array", "items": {"type": "string", "format": "uri"}}
    return [
        {"name": name, "in": "query", "explode": True, "schema": iris, "description": says}
        for name, says in (
            ("default-graph-uri", "Graphs that together are the default graph."),
            ("named-graph-uri", "Graphs that GRAPH may name."),
        )
    ]


def _get_sparql() -> dict[str, Any]:
    query = {"name": "query", "in": "query", "schema": _TEXT, "description": "A SPARQL query.",
             "example": "SELECT ?film { ?film a <https://w3id.org/biopic/ontology#Film> }"}  # fmt: skip
    return {
        "operationId": "query-by-get",
        "summary": "Run a SPARQL query, or describe the service",
        "parameters": [query, *_graphs()],
        "responses": {
            "200": _answers(),
            "303": {"description": "A browser is sent to the editor."},
            **_problems(400, 403, 406, 422, 502),
        },
    }


def _post_sparql() -> dict[str, Any]:
    form = {"type": "object", "properties": {"query": _TEXT}, "required": ["query"]}
    return {
        "operationId": "query-by-post",
        "summary": "Run a SPARQL query",
        "parameters": _graphs(),
        "requestBody": {"required": True, "content": {FORM: {"schema": form}, QUERY: {"schema": _TEXT}}},
        "responses": {"200": _answers(), **_problems(400, 403, 406, 413, 415, 422, 502)},
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _schemas() -> dict[str, Any]:
    number, truth = {"type": "integer"}, {"type": "boolean"}
    parameter = _object(name=_TEXT, kind=_TEXT, says=_TEXT, example=_TEXT, needed=truth)
    question = _object(
        name=_TEXT, language=_TEXT, question=_TEXT, topic=_TEXT, note=_TEXT, answer=_TEXT,
        parameters={"type": "array", "items": parameter},
        columns={"type": "object", "additionalProperties": _TEXT},
    )  # fmt: skip
    question["properties"]["query"] = {**_TEXT, "description": "Its SPARQL; only where one question is shown."}
    evidence = _object(document=_TEXT, start=number, end=number, contested=truth)
    evidence["properties"] |= dict.fromkeys(
        ("assertion", "title", "speaker", "gist", "words", "reader", "confidence"), _TEXT
    )
    guess = _object(
        name=_TEXT, question=_TEXT, score={"type": "number"}, answer=_TEXT,
        parameters={"type": "object", "additionalProperties": _TEXT},
    )  # fmt: skip
    return {
        "Cell": {"anyOf": [_object(iri=_TEXT, label=_TEXT), _TEXT, {"type": "null"}]},
        "Evidence": evidence,
        "Health": _object(status=_TEXT, generation=_TEXT, workers=number, running=number, waiting=number),
        "Problem": _object(title=_TEXT, status=number, detail=_TEXT),
        "Question": question,
        "Understood": _object(sure=truth, questions={"type": "array", "items": guess}),
    }

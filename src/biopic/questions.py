"""The question library: one `.rq` file a question, with what it asks, its parameters and its columns in a `#+` header.

What people read in a header is in English; a key that is the code of another language holds the same in that language. In goes a question's name and parameters in plain words; out comes the SPARQL with the parameters bound as terms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from biopic.errors import InputError, QueryError
from biopic.grammar import values_inside
from biopic.headers import read_header
from biopic.marked import List, Map
from biopic.ontology import BIOPIC, RDFS, SKOS, load_vocabulary
from biopic.places import folder
from biopic.sparql import Target, Term, select, values_clause, with_prefixes, with_values

EVIDENCE = ("assertion", "document", "passage", "speaker", "contested")
"""The columns in which a question's rows end: what was asserted, where, by whom, and whether others say otherwise."""

_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True)
class Parameter:
    """A variable of a question that the asker may bind.

    `kind` is a class of the ontology, or Thing (whatever a dossier names), Property (of the ontology), Relation (a
    property that says how two beings are related) or Heading (of a part of a document). Without a value for one that is
    `needed` the query still runs, but answers no question; one that is `paired` means a thing and its counterpart.
    """

    name: str
    kind: str
    says: str
    example: str
    needed: bool = False
    paired: bool = False


@dataclass(frozen=True)
class Question:
    """One question of the library."""

    name: str
    words: str
    topic: str
    note: str
    asked: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    group: tuple[str, ...]
    query: str
    about: tuple[str, ...] = ()
    """The variables about which a service beside the graph is asked; none for a question that the graph answers alone."""
    language: str = "en"
    """The language of what people read of it."""
    translations: Mapping[str, Question] = field(default_factory=dict)

    def spoken(self, language: str) -> Question:
        """Return the question in that language, or as it is where nobody has said it so."""
        return self.translations.get(language, self)

    def bind(self, values: Mapping[str, Term]) -> str:
        """Return the SPARQL with the given parameters bound; a parameter that is not given stays open."""
        known = {parameter.name for parameter in self.parameters}
        for name in values:
            if name not in known:
                todo = f"it takes: {', '.join(sorted(known)) or 'none'}"
                raise InputError(f"{self.name} has no parameter {name}", todo=todo)
        query = self.query
        for name in sorted(values, key=self._width, reverse=True):
            query = values_inside(query, values_clause({name: [values[name]]}), [name])
        return query

    def _width(self, name: str) -> int:
        """Return how much a parameter leaves open, for engines join what stands first: a thing little, a film more, a term of the ontology most."""
        kind = next(parameter.kind for parameter in self.parameters if parameter.name == name)
        return {"World": 3, "Kind": 2, "Property": 2, "Relation": 2, "Film": 1}.get(kind, 0)


@cache
def load_questions(where: Path | None = None) -> Mapping[str, Question]:
    """Read the library, by name, in order of name."""
    return {name: read_question(path) for name, path in _files(where or folder("queries") / "questions").items()}


@cache
def load_federated() -> Mapping[str, Question]:
    """Read the questions that need a service beside the graph, by name."""
    return load_questions(folder("queries") / "federated")


def is_name(text: str) -> bool:
    """Say whether a question of the library is called so."""
    return text in _files(folder("queries") / "questions")


def _files(where: Path) -> Mapping[str, Path]:
    return {path.stem: path for path in sorted(where.glob("*.rq"))}


@cache
def read_question(path: Path) -> Question:
    """Read one question from its file."""
    header, query = read_header(path)
    for key in ("question", "topic", "note", "columns"):
        if key not in header:
            raise QueryError(f"the header lacks {key}", file=path, line=1, todo=f"add a line '#+ {key}: ...'")
    parameters = header.get("parameters", Map(1))
    asked = header.get("asked", List(1))
    question = Question(
        name=path.stem,
        words=str(header["question"]),
        topic=str(header["topic"]),
        note=str(header["note"]),
        asked=tuple(str(words) for words in asked),
        parameters=tuple(
            Parameter(
                str(name),
                str(said["type"]),
                str(said.get("says", "")),
                str(said["example"]),
                said.get("needed") == "true",
                said.get("paired") == "true",
            )
            for name, said in parameters.items()
        ),
        columns={str(name): str(said) for name, said in header["columns"].items()},
        group=tuple(str(name) for name in header.get("group", List(1))),
        query=query,
        about=tuple(str(name) for name in header.get("about", List(1))),
    )
    others = [str(key) for key in header if _LANGUAGE.fullmatch(str(key))]
    return replace(question, translations={each: _translated(question, each, header[each]) for each in others})


def _translated(question: Question, language: str, said: Map) -> Question:
    """Return the question with what `said` has of it; what is not said there stays as it is."""
    parameters, columns = said.get("parameters", Map(1)), said.get("columns", Map(1))
    return replace(
        question,
        language=language,
        words=str(said.get("question", question.words)),
        topic=str(said.get("topic", question.topic)),
        note=str(said.get("note", question.note)),
        parameters=tuple(replace(each, says=str(parameters.get(each.name, each.says))) for each in question.parameters),
        columns={name: str(columns.get(name, says)) for name, says in question.columns.items()},
    )


def by_topic(language: str, parameter: str = "") -> list[tuple[str, tuple[Question, ...]]]:
    """Return the library in a language, by topic, in order of words; only questions with that parameter, if one is named."""
    topics: dict[str, list[Question]] = {}
    for each in load_questions().values():
        if not parameter or any(known.name == parameter for known in each.parameters):
            spoken = each.spoken(language)
            topics.setdefault(spoken.topic, []).append(spoken)
    return [(topic, tuple(sorted(topics[topic], key=lambda q: q.words))) for topic in sorted(topics)]


def find_question(name: str) -> Question:
    """Return the question of that name, the only one that is read; raise InputError, with the nearest names, if there is none."""
    paths = {**_files(folder("queries") / "questions"), **_files(folder("queries") / "federated")}
    if name in paths:
        return read_question(paths[name])
    from rapidfuzz import process

    near = [found for found, _, _ in process.extract(name, list(paths), limit=3, score_cutoff=50)]
    raise InputError(
        f"no question is called {name}",
        todo=f"did you mean {' or '.join(near)}?" if near else "list them with: biopic ask",
    )


def resolve(target: Target, parameter: Parameter, text: str) -> Term:
    """Return the term that `text` names: a local name such as `lamp/ada`, an IRI, or a label or name in the graph."""
    candidates = find_candidates(target, parameter, text)
    if len(candidates) == 1:
        return candidates[0]
    what = f"{parameter.name} {text!r}"
    if not candidates:
        raise InputError(
            f"the graph has no {parameter.kind} for {what}", todo=f"give a name such as {parameter.example}"
        )
    names = ", ".join(sorted(term.value.removeprefix(f"{target.base}id/") for term in candidates))
    raise InputError(f"{what} can be several things", todo=f"say which: {names}")


def find_candidates(target: Target, parameter: Parameter, text: str) -> Sequence[ox.NamedNode | ox.Literal]:
    """Return everything in the graph that `text` can name as a value of the parameter."""
    places = (text, f"{target.base}id/{text}", f"{target.base}document/{text}", f"{BIOPIC}{text}")
    iris = [ox.NamedNode(iri) for iri in places if _is_iri(iri)]
    if parameter.kind in ("Property", "Relation"):
        known = relations() if parameter.kind == "Relation" else frozenset(load_vocabulary().properties)
        return [iri for iri in iris if iri.value.startswith(BIOPIC) and iri.value.removeprefix(BIOPIC) in known][:1]
    kind = with_prefixes(f"SELECT DISTINCT ?x WHERE {{ {pattern_of(parameter.kind, target.base)} }}", target.base)
    found = [row[0] for row in select(target, with_values(kind, {"x": iris})).rows] if iris else []
    if not found:
        query = f"""
            SELECT DISTINCT ?x WHERE {{
              {pattern_of(parameter.kind, target.base)}
              {{ ?x <{RDFS}label>|<{SKOS}altLabel>|biopic:name ?label }} UNION {{ ?part biopic:heading ?x . BIND(?x AS ?label) }}
              FILTER(LCASE(STR(?label)) = ?wanted || (STRENDS(STR(?x), ?end) && EXISTS {{ ?x a biopic:Document }}))
            }}"""
        wanted = {"wanted": [ox.Literal(text.casefold())], "end": [ox.Literal(f"/{text}")]}
        found = [row[0] for row in select(target, with_prefixes(_inner_values(query, wanted), target.base)).rows]
    return [term for term in found if isinstance(term, ox.NamedNode | ox.Literal)]


@cache
def relations() -> frozenset[str]:
    """Return the names of the properties that say how two beings are related.

    >>> "motherOf" in relations(), "place" in relations()
    (True, False)
    """
    above = ox.NamedNode(f"{RDFS}subPropertyOf")
    under = {t.subject.value: t.object.value for t in load_vocabulary().triples if t.predicate == above}  # type: ignore[union-attr]
    found = {f"{BIOPIC}relatedTo"}
    while more := {name for name, parent in under.items() if parent in found} - found:
        found |= more
    return frozenset(name.removeprefix(BIOPIC) for name in found)


def pattern_of(kind: str, base: str) -> str:
    """Return the SPARQL pattern that what a parameter of that kind can be bound to fulfils, as `?x`.

    >>> pattern_of("Film", "https://example.org/")
    '?x a biopic:Film .'
    """
    if kind == "Thing":
        return f'?x <{RDFS}label> ?any . FILTER(STRSTARTS(STR(?x), "{base}id/"))'
    return "?anything biopic:heading ?x ." if kind == "Heading" else f"?x a biopic:{kind} ."


def _inner_values(query: str, values: Mapping[str, Sequence[Term]]) -> str:
    """Bind variables inside the pattern, for a FILTER that must see them."""
    clause = "".join(f" VALUES ?{name} {{ {' '.join(str(t) for t in terms)} }}" for name, terms in values.items())
    return query.replace("WHERE {", "WHERE {" + clause, 1)


def _is_iri(text: str) -> bool:
    if ":" not in text or any(mark in text for mark in ' <>"{}|\\^`\n\t'):
        return False
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True

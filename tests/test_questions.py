"""The question library: complete headers, answers that stay as they are, the same rows from two engines, right answers.

The golden answers under `golden/` are what each question's query gives for the first dossier, without any document's text;
`pytest --renew` writes them anew.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
import rdflib

from biopic.answers import read_answer
from biopic.build import Built
from biopic.ontology import BIOPIC, load_vocabulary
from biopic.places import folder
from biopic.questions import EVIDENCE, Question, by_topic, find_question, load_federated, load_questions, resolve
from biopic.sparql import Local, Table, Term, plain_value, select, with_values

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = load_questions()
NAMES = sorted(QUESTIONS)
TOPICS = {"cast", "conflict", "documents", "editing", "film and life", "people", "production", "sources", "story"}
KINDS = {"Thing", "Property", "Relation", "Heading"}
NARROWED = {
    "what-a-document-says": {"thing": "mask/death"},
    "what-rests-on-one-document": {"property": "releasedBy"},
    "what-documents-agree-on": {"thing": "mask/rocky"},
    "side-by-side": {"thing": "mask/death"},
    "where-story-matches-life": {"thing": "mask/rocky"},
    "who-says-what": {"world": "story"},
    "family": {"world": "story"},
}
"""What the golden answers of questions with long answers are narrowed to, beside the film and what the question needs."""


def resolved(target: Local, question: Question, values: dict[str, str]) -> dict[str, Term]:
    kinds = {parameter.name: parameter for parameter in question.parameters}
    return {name: resolve(target, kinds[name], text) for name, text in values.items()}


def bound(target: Local, question: Question, values: dict[str, str]) -> str:
    """Return the question's SPARQL with the parameters bound that are given in words."""
    return question.bind(resolved(target, question, values))


def golden_values(question: Question) -> dict[str, str]:
    needed = {p.name: p.example for p in question.parameters if p.needed}
    return {"film": "mask", **needed, **NARROWED.get(question.name, {})}


def ask(target: Local, name: str, values: dict[str, str]) -> Table:
    return select(target, bound(target, QUESTIONS[name], values))


def short(term: Term | None, base: str) -> str:
    return plain_value(term).replace(BIOPIC, "biopic:").replace(f"{base}id/", "id:").removeprefix(base)


# Headers


@pytest.mark.parametrize("name", NAMES)
def test_header_is_complete(name: str) -> None:
    """A question in words, a topic, a note on what the answer cannot tell, phrases, columns in order, typed parameters."""
    question = QUESTIONS[name]
    projected = re.findall(r"\?(\w+)(?=[)\s])", _without_inner(question.query.split("WHERE")[0].split("SELECT")[1]))
    assert question.words.endswith("?")
    assert question.topic in TOPICS
    assert len(question.note) > 30
    assert 1 <= len(question.asked) <= 5
    assert list(question.columns) == [variable for variable in projected if variable not in EVIDENCE]
    assert all(question.columns.values())
    assert projected[len(question.columns) :] in ([], list(EVIDENCE), list(EVIDENCE[1:]))
    assert question.parameters[0].name == "film"
    for parameter in question.parameters:
        assert parameter.says
        assert parameter.kind in KINDS or BIOPIC + parameter.kind in _declared(), parameter.kind
        assert re.search(rf"\?{parameter.name}\b", question.query.split("WHERE", 1)[1])
    tokens = {parameter.name.upper() for parameter in question.parameters}
    for phrase in question.asked:
        assert set(re.findall(r"\b[A-Z]{3,}\b", phrase)) <= tokens, phrase


@pytest.mark.parametrize("question", [*QUESTIONS.values(), *load_federated().values()], ids=lambda each: each.name)
def test_header_says_all_of_it_in_german_too(question: Question) -> None:
    """Words, topic, note, every parameter and every column; names of other questions in a note stay what they are."""
    spoken = question.spoken("de")
    assert spoken.language == "de" and question.language == "en" and question.spoken("fr") is question
    assert spoken.words.endswith("?") and spoken.words != question.words
    assert spoken.note[-1] == "." and spoken.note != question.note
    names = re.compile(r"\b[a-z]+(?:-[a-z]+)+\b")
    known = {*QUESTIONS}
    assert known & set(names.findall(question.note)) == known & set(names.findall(spoken.note))
    same = {
        each.name for each, other in zip(question.parameters, spoken.parameters, strict=True) if each.says == other.says
    }
    assert same | {name for name, says in question.columns.items() if spoken.columns[name] == says} == set()


def test_topics_are_the_same_in_german() -> None:
    """One topic of the one language is one topic of the other."""
    pairs = {(each.topic, each.spoken("de").topic) for each in QUESTIONS.values()}
    assert len({german for _, german in pairs}) == len(pairs) == len(TOPICS)
    assert [len(found) for _, found in by_topic("en")] and sum(len(found) for _, found in by_topic("de")) == len(
        QUESTIONS
    )


def _without_inner(head: str) -> str:
    """Leave of `(COUNT(?x) AS ?n)` only what it is called."""
    return re.sub(r"\((?:[^()]|\([^()]*\))*AS (\?\w+)\)", r"\1 ", head) + " "


def _declared() -> set[str]:
    return {plain_value(triple.subject) for triple in load_vocabulary().triples}  # type: ignore[arg-type]


def test_a_parameter_of_one_name_is_of_one_kind() -> None:
    """Parameters are typed by name alone on the command line."""
    kinds: dict[str, set[str]] = {}
    for question in QUESTIONS.values():
        for parameter in question.parameters:
            kinds.setdefault(parameter.name, set()).add(parameter.kind)
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_examples_of_parameters_are_in_the_graph(mask_target: Local, name: str) -> None:
    """What a header gives as an example can be typed as it stands."""
    for parameter in QUESTIONS[name].parameters:
        assert resolve(mask_target, parameter, parameter.example)


# Queries


@pytest.mark.parametrize("name", NAMES)
def test_query_keeps_the_style(name: str) -> None:
    """10 to 60 lines, a total order, no SAMPLE, no term that is not declared."""
    query = QUESTIONS[name].query
    body = [line for line in query.splitlines() if line and not line.startswith("#+")]
    code = "\n".join(body)
    assert 5 <= len(body) <= 60 and len(query.splitlines()) <= 70
    assert "SAMPLE" not in code
    assert {f"{BIOPIC}{term}" for term in re.findall(r"\bbiopic:(\w+)", code)} <= _declared()
    used = set(re.findall(r"(?<![\w/#<])([a-z]+):(?=\w)", re.sub(r'<[^>]*>|"[^"]*"', "", code)))
    assert used <= set(re.findall(r"PREFIX (\w+):", code))
    order = set(re.findall(r"\?(\w+)", code[code.rindex("ORDER BY") :]))
    head = re.findall(r"\?(\w+)(?=[)\s])", _without_inner(code.split("WHERE")[0].split("SELECT")[1]))
    assert set(head) - {"contested", "assertion"} <= order


@pytest.mark.parametrize("name", NAMES)
def test_query_names_no_film_and_nobody(mask_target: Local, name: str) -> None:
    """A question can be asked of any film; only the examples of parameters are of the first dossier."""
    rows = select(
        mask_target,
        f"SELECT ?label WHERE {{ ?x a ?kind ; <http://www.w3.org/2000/01/rdf-schema#label> ?label"
        f" VALUES ?kind {{ <{BIOPIC}Film> <{BIOPIC}Person> <{BIOPIC}Character> <{BIOPIC}Place> }} }}",
    ).rows
    names = {word for (label,) in rows for word in re.findall(r"\b[A-Z][a-z]{2,}", plain_value(label))}
    query = (folder("queries") / "questions" / f"{name}.rq").read_text(encoding="utf-8")
    without = re.sub(r"example: [^,}]+", "", query)
    assert not names & set(re.findall(r"\b[A-Z][a-z]{2,}\b", without)) - {"Film", "The", "Home"}
    assert "/id/" not in without and "mask" not in without.casefold()


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_the_golden_one(mask_target: Local, name: str, request: pytest.FixtureRequest) -> None:
    """The same graph gives the same rows in the same order; a change of the answer shows in a diff."""
    table = ask(mask_target, name, golden_values(QUESTIONS[name]))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.variables)
    writer.writerows([short(cell, mask_target.base) for cell in row] for row in table.rows)
    path = GOLDEN / f"{name}.csv"
    if request.config.getoption("--renew"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(out.getvalue(), encoding="utf-8")
    assert path.exists(), f"{path}: there is no golden answer; write it with: pytest --renew tests/test_questions.py"
    assert out.getvalue() == path.read_text(encoding="utf-8"), (
        f"{path}: the answer has changed; renew it with: pytest --renew tests/test_questions.py"
    )


def test_there_is_no_golden_answer_without_a_question(request: pytest.FixtureRequest) -> None:
    """A question that goes takes its golden answer with it."""
    stale = {path.stem for path in GOLDEN.glob("*.csv")} - set(NAMES)
    if request.config.getoption("--renew"):
        for name in stale:
            (GOLDEN / f"{name}.csv").unlink()
    else:
        assert stale == set()


# The second engine


LONG = {"what-documents-agree-on", "what-is-unknown", "what-rests-on-one-document", "where-documents-share-one-source"}
"""Questions for which rdflib needs ten seconds and more."""


@pytest.fixture(scope="session")
def other_engine(mask: Built) -> rdflib.Dataset:
    """Return the same graph in rdflib."""
    import pyoxigraph as ox

    dataset = rdflib.Dataset()
    dataset.parse(data=mask.store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return dataset


@pytest.mark.filterwarnings(
    "ignore:Dataset:DeprecationWarning"
)  # rdflib's own parser and queries call what it deprecates
@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow) if n in LONG else n for n in NAMES])
def test_rdflib_gives_the_same_rows(mask_target: Local, other_engine: rdflib.Dataset, name: str) -> None:
    """Nothing in a query means one thing here and another there, nor by VALUES inside it and behind it."""
    question, values = QUESTIONS[name], golden_values(QUESTIONS[name])
    query = bound(mask_target, question, values)
    behind = with_values(
        question.query, {each: [term] for each, term in resolved(mask_target, question, values).items()}
    )
    ours = Counter(tuple(plain_value(cell) for cell in row) for row in select(mask_target, query).rows)
    theirs = Counter(
        tuple("" if cell is None else str(cell) for cell in row)  # type: ignore[union-attr]
        for row in other_engine.query(behind)
    )
    assert ours == theirs


# Right answers: the rows of the list of questions that the first graph must answer. Facts and names only, in our words.

# Row of the list, question, parameters; then for each line of the answer that must be there, pieces of it: labels and
# values, `document`, or `=speaker`. A piece with ! in front must be in no line.
A, B, C, D = "plot-summaries", "film-page", "life-article", "interview-article"
ANSWERS: list[tuple[int, str, dict[str, str], list[tuple[str, ...]]]] = [
    (
        1,
        "who-plays-whom",
        {},
        [
            ("Cher", "Rusty Dennis (the character)", A, B, C, D),
            ("Eric Stoltz", "Rocky Dennis (the character)", A, B, C),
            ("Sam Elliott", "Gar", A, B),
            ("Laura Dern", "Diana Adams", A, B),
            ("Ben Piazza", "Mr. Simms", B),
            ("Richard Dysart", "Abe Dennis", B),
        ],
    ),
    (1, "who-plays-the-relative", {"character": "mask/rocky", "relation": "motherOf"}, [("Cher",)]),
    (
        2,
        "who-is-based-on-whom",
        {},
        [
            ("Rocky Dennis (the character)", "affirmed", "Rocky Dennis (the person)"),
            ("Rusty Dennis (the character)", "affirmed", "Rusty Dennis (the person)"),
            ("Gar",),
            ("Diana Adams",),
        ],
    ),
    (2, "which-characters-stand-alone", {}, [("Gar",), ("Mr. Simms",), ("Abe Dennis",), ("!Rocky Dennis",)]),
    (
        3,
        "what-names-are-used",
        {"thing": "mask/rocky"},
        [
            ("| Rocky |",),
            ("Rocky Dennis",),
            ("Rockey Dennis", "=grantss", A),
            ('Roy "Rocky" Dennis', A),
        ],
    ),
    (
        4,
        "who-wrote-which-part",
        {"text": "mask/plot-summaries"},
        [("Murray Chapman",), ("MCA Home Video",), ("Jwelch5742",), ("grantss",), ("logline |",), ("synopsis |",)],
    ),
    (
        5,
        "what-condition",
        {"being": "mask/rocky"},
        [
            ("story", "craniodiaphyseal dysplasia", A, B),
            ("life", "craniodiaphyseal dysplasia", C, D),
        ],
    ),
    (
        5,
        "what-is-the-condition-called",
        {},
        [("lionitis", "=Jwelch5742", A), ("craniodiaphyseal dysplasia", A, B, C, D)],
    ),
    (5, "where-documents-contradict", {"property": "condition"}, [("!dysplasia",)]),
    (
        6,
        "life-expectancy",
        {"being": "mask/rocky"},
        [
            ("story", "lifeLeft", "3 to 6 months", A),
            ("story", "lifeLeft", "6 months", B),
            ("life", "lifeExpected", "7 years", C, D),
        ],
    ),
    (6, "where-documents-contradict", {"property": "lifeLeft"}, [("!months",)]),
    (6, "where-film-departs-from-life", {"property": "lifeExpected"}, [("story", "years of age"), ("life", "7 years")]),
    (
        7,
        "when-and-where-set",
        {},
        [
            ("| 1979 |", A, B),
            ("1977 to 1979", "=grantss", A, B),
            ("Azusa, California", A, B),
            ("North Avenue Junior High School", A),
            ("Foxtail Stables", A),
            ("Camp Bloomfield", B),
            ("Griffith Park", B),
        ],
    ),
    (7, "where-documents-contradict", {"property": "setIn"}, [("!1979",)]),
    (7, "places", {"place": "mask/high-school"}, [("Azusa High School",)]),
    (
        8,
        "birth-and-death",
        {"being": "rocky-dennis", "world": "life"},
        [
            ("birth", "time", "1961-12-04", C),
            ("birth", "place", "California", C),
            ("death", "time", "1978", C),
            ("death", "ageAt", "16 years", C, D),
        ],
    ),
    (
        9,
        "where-film-departs-from-life",
        {"property": "setIn"},
        [("movedInTime", "story", "| 1979 |"), ("movedInTime", "life", "| 1978 |", C)],
    ),
    (
        10,
        "how-does-the-film-end",
        {},
        [
            ("Rocky's death", "circumstance", "| alone |", A, B, "contested"),
            ("Rocky's death", "circumstance", "mother's arms", D, "contested"),
            ("Rocky's death", "circumstance", "farewell", C, "contested"),
            ("Rocky's death", "place", "bedroom"),
            ("Rusty learns", "by finding him", A, B),
        ],
    ),
    (
        10,
        "where-documents-contradict",
        {"thing": "mask/death"},
        [("alone", A, B), ("mother's arms", D), ("farewell", C)],
    ),
    (
        11,
        "where-was-the-relative",
        {"being": "rocky-dennis", "relation": "motherOf"},
        [
            ("story", "at home"),
            ("life", "circumstance", "affirmed", "mother away", C, D),
            ("life", "trouble with the law", "=Rusty Dennis (the person)", C, D),
            ("life", "presence", "denied", D),
        ],
    ),
    (
        11,
        "compare-an-event",
        {"event": "mask/learning-of-death"},
        [("story", "by finding him", A, B), ("life", "by telephone", "=Rusty Dennis (the person)", C, D)],
    ),
    (
        11,
        "where-film-departs-from-life",
        {},
        [
            ("altered", "learns", "circumstance", "story", "by finding him"),
            ("altered", "learns", "circumstance", "life", "by telephone"),
        ],
    ),
    (
        12,
        "compare-an-event",
        {"event": "mask/last-rest"},
        [
            ("story", "burial", B),
            ("life", "donation to science", C, D),
            ("life", "doneBy", "Rusty Dennis", D),
        ],
    ),
    (
        12,
        "compare-an-event",
        {"event": "mask/grave-visit"},
        [("Rusty Dennis",), ("Gar",), ("Dozer",), ("flowers", B), ("1955 Brooklyn Dodgers", B)],
    ),
    (12, "everything-about", {"thing": "ucla-researchers"}, [("research", C)]),
    (
        12,
        "where-film-departs-from-life",
        {},
        [("altered", "kind", "burial"), ("altered", "kind", "donation to science")],
    ),
    (
        13,
        "what-is-denied",
        {},
        [
            ("mother's arms", C, D),
            ("death", "presence", "Rusty Dennis", "=Rusty Dennis (the person)", D),
            ("mother at his side", "=Rusty Dennis (the person)", D),
            ("grave under roses", D),
            ("farewell", "happensIn", "life", C, D),
            ("symbol", "=Rusty Dennis (the person)", D),
        ],
    ),
    (
        16,
        "how-came-about",
        {"event": "mask/camp-job"},
        [("follows", "relapse", A), ("promptedBy", "principal suggests", B)],
    ),
    (16, "how-came-about", {"event": "mask/camp-job"}, [("follows", "hesitates", B), ("quarrel", B)]),
    (15, "prizes", {"being": "mask/rocky"}, [("almost every", A), ("mathematics", B), ("history", B), ("science", B)]),
    (15, "where-documents-contradict", {"property": "awardedIn"}, [("!mathematics",)]),
    (
        17,
        "family",
        {"being": "mask/rocky"},
        [
            ("Rusty Dennis", "motherOf", "Rocky Dennis (the character)", A, B, C, D),
            ("Abe Dennis", "grandparentOf", B),
            ("Gar", "parentFigureOf", B),
            ("Ben", "bestFriendOf", A, B),
        ],
    ),
    (17, "family", {"being": "mask/gar"}, [("Rusty Dennis", "partnerOf", A), ("Gar", "memberOf", "the Turks", B)]),
    (17, "family", {"being": "mask/turks"}, [("Rusty Dennis", "memberOf", "the Turks", A, B)]),
    (
        18,
        "what-somebody-does",
        {"being": "mask/dianas-parents"},
        [
            ("keep the two apart", A, B),
            ("calls", A),
            ("horror", B),
            ("school for the blind", B),
        ],
    ),
    (18, "events-of-kind", {"kind": "ban"}, [("keep the two apart", B)]),
    (
        18,
        "everything-about",
        {"thing": "mask/dianas-school"},
        [("school for the blind", A, B), ("private boarding", B)],
    ),
    (
        20,
        "themes",
        {},
        [("acceptance", B), ("love across difference", B), ("family and belonging", B), ("mortality", B)],
    ),
    (
        21,
        "release-and-awards",
        {},
        [
            ("releasedIn", "1985", B, C, D),
            ("releasedBy", "Universal Pictures", C),
            ("Best Actress", "recipient", "Cher", C),
            ("Best Actress", "conferredBy", "Cannes", C),
            ("Makeup", "forWork", "Mask", C),
        ],
    ),
    (
        22,
        "what-documents-say-the-film-changed",
        {},
        [
            ("softens", "messy", C),
            ("idealises", "Rusty Dennis", "=Rusty Dennis (the person)", D),
            ("idealises", "Rocky Dennis", "=Rusty Dennis (the person)", D),
            ("idealises", "shared", "=Rusty Dennis (the person)", D),
            ("invents", "farewell", C, D),
        ],
    ),
    (
        22,
        "everything-about",
        {"thing": "mask/rusty"},
        [("saintliness", "=Rusty Dennis (the person)", D)],
    ),
    (
        23,
        "what-rests-on-one-document",
        {"property": "portrays"},
        [("Ben Piazza", B), ("Richard Dysart", B), ("!Cher",)],
    ),
    (23, "what-rests-on-one-document", {"property": "releasedBy"}, [("Universal Pictures", C)]),
    (
        23,
        "what-rests-on-one-document",
        {"text": "mask/plot-summaries", "property": "place"},
        [("suit", "refrigerator", A)],
    ),
    (
        24,
        "where-documents-share-one-source",
        {},
        [
            ("Rusty Dennis (the person)", "mother away", C, D),
            ("Rusty Dennis (the person)", "by telephone", C, D),
            ("Rusty Dennis (the person)", "mother's arms", C, D),
        ],
    ),
    (
        25,
        "where-documents-contradict",
        {},
        [
            ("Rocky's birth", "time", "1979", B),
            ("Rocky's birth", "birthYearFromAge", B),
            ("Rocky's death", "circumstance", "alone", A, B),
        ],
    ),
    (26, "what-is-unknown", {}, [("Gar", "basedOn", "story"), ("!denied",)]),
    (26, "what-is-unknown", {"thing": "mask/contact-ban"}, [("keep the two apart", "depicts", "story")]),
    (27, "parts-left-out", {"text": "mask/life-article"}, [("teasers",)]),
    (27, "parts-left-out", {"text": "mask/film-page"}, [("quiz",), ("app",), ("copyright",)]),
]


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [pytest.param(*rest, id=f"row-{row}-{rest[0]}-{n}") for n, (row, *rest) in enumerate(ANSWERS)],
)
def test_right_answer(mask_target: Local, name: str, values: dict[str, str], expected: list[tuple[str, ...]]) -> None:
    """The answer has a line with all that it must say, each from the documents that say so."""
    lines = said(mask_target, name, {"film": "mask", **values})
    for pieces in expected:
        wanted = [piece for piece in pieces if not piece.startswith("!")]
        banned = [piece[1:] for piece in pieces if piece.startswith("!")]
        assert not wanted or any(all(piece in line for piece in wanted) for line in lines), (pieces, lines)
        assert not any(piece in line for piece in banned for line in lines), (pieces, lines)


def said(target: Local, name: str, values: dict[str, str]) -> list[str]:
    """Return each row of the answer in words: labels, documents, speakers, whether it is contested; | around each."""
    answer = read_answer(target, find_question(name), ask(target, name, values), {})
    short_labels = {
        iri: label for iri, label in answer.labels.items() if not iri.startswith(BIOPIC)
    }  # properties and outcomes by their local names
    lines = []
    for row in answer.rows:
        cells = ["" if c is None else short_labels.get(plain_value(c), plain_value(c)) for c in row.cells]
        proof = [piece for e in row.evidence for piece in (e.document, f"={e.speaker}", "contested" * e.contested)]
        lines.append(" | ".join(["", *cells, *proof, ""]).replace(BIOPIC, ""))
    return lines


def test_own_words_are_quoted_once_each(mask_target: Local) -> None:
    """Row 14: 25 runs of her own words in one document, none in the other."""
    passages = {
        (e.document.rsplit("/", 1)[-1], e.start, e.end)
        for row in read_answer(
            mask_target,
            find_question("what-somebody-says-in-own-words"),
            ask(mask_target, "what-somebody-says-in-own-words", {"film": "mask", "speaker": "rusty-dennis"}),
            {},
        ).rows
        for e in row.evidence
    }
    assert Counter(document for document, _, _ in passages) == {D: 25}


TIMELINE = [
    "birth",
    "rustys-fight",
    "prognosis",
    "winning-classmates",
    "graduation-prizes",
    "camp-job",
    "bond-at-camp",
    "contact-ban",
    "high-school-cruelty",
    "visit-to-diana",
    "death",
    "grave-visit",
    "poem",
]


def test_timeline_is_in_order(mask_target: Local) -> None:
    """Row 19: the thirteen entries of the timeline, each with its place, in the page's own order."""
    table = ask(mask_target, "events-of-a-part", {"film": "mask", "heading": "timeline"})
    at = {name: table.variables.index(name) for name in table.variables}
    base = f"{mask_target.base}id/"
    told = list(dict.fromkeys(plain_value(row[at["event"]]).removeprefix(base) for row in table.rows))
    entries = [f"mask/{name}" for name in TIMELINE]
    assert [name for name in told if name in entries] == entries
    placed = {plain_value(row[at["event"]]).removeprefix(base) for row in table.rows if row[at["place"]]}
    assert set(entries) <= placed
    timed = {plain_value(row[at["time"]]).removeprefix(mask_target.base) for row in table.rows if row[at["time"]]}
    assert "time/1979" in timed
    assert len(timed) >= 2


def test_nothing_is_read_from_what_is_left_out(mask_target: Local) -> None:
    """Row 27: no passage lies in a part that is left out."""
    rows = select(
        mask_target,
        f"""PREFIX b: <{BIOPIC}> SELECT ?passage WHERE {{
          ?part a b:LeftOutPart ; b:partOf ?document ; b:start ?from ; b:end ?to .
          ?passage b:passageOf ?document ; b:start ?start ; b:end ?end . FILTER(?start < ?to && ?end > ?from) }}""",
    ).rows
    assert rows == ()

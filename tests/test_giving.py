"""What goes back to Wikidata: which statements, with which references, and for everything else the reason why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Ran
from twin.front import Front

from biopic.build import build
from biopic.giving.difference import CONFLICT, DEPRECATED, FINER, NEW, QUALIFIER, REFERENCE, THERE, Change, compare
from biopic.giving.gather import (
    COARSER,
    CONTRADICTED,
    DRAFTED,
    HEARSAY,
    MAY_LIVE,
    NO_PRECISION,
    NO_REFERENCE,
    NO_SUBJECT,
    NO_VALUE,
    NOBODY_TO_NAME,
    WIKIDATAS_OWN,
    Choices,
    Gift,
    gather,
)
from biopic.headers import read_header
from biopic.links import FETCHED_KIND
from biopic.places import folder
from biopic.sparql import Local
from biopic.store import write_store
from biopic.wikibase.entity_json import from_json
from biopic.wikibase.model import Item, Snak, Statement, Text, Url
from biopic.wikibase.quickcsv import from_csv
from biopic.wikibase.quickstatements import from_lines
from biopic.wikibase.times import from_edtf

PAGE = """Lamp came out in 1962, from Harbour Pictures.
Tom Reed directed it.
Ines Carr, billed as I. Carr, plays Ada.
Ada is based on Ada Moss, and so is the film.
It is set in Saltby, about loneliness.
Ines Carr won the Golden Lamp in 1963.
"""
LETTER = """Ada Moss was born in Saltby on 3 May 1899.
She died in the winter of 1931.
She died in 1932, says her brother.
She kept lights, and had a fever.
Ruth Moss was her mother.
Ines Carr was born in 1930 and has asthma.
Lamp came out on 8 March 1962.
Neighbours, she said, thought that Jonah was her father.
"""
THINGS = """ada-moss: {class: Person, label: Ada Moss}
ruth-moss: {class: Person, label: Ruth Moss}
jonah-moss: {class: Person, label: Jonah Moss}
ines-carr: {class: Person, label: Ines Carr}
tom-reed: {class: Person, label: Tom Reed}
neighbours: {class: Group, label: the neighbours}
harbour-pictures: {class: Organization, label: Harbour Pictures}
saltby: {class: Place, label: Saltby}
loneliness: {class: Theme, label: loneliness}
keeper: {class: Occupation, label: keeper of lights}
fever: {class: Condition, label: a fever}
asthma: {class: Condition, label: asthma}
golden-lamp: {class: Prize, label: the Golden Lamp}
golden-lamp-1963: {class: Award, label: the Golden Lamp of Ines Carr}
birth-of-ada-moss: {class: LifeEvent, label: the birth of Ada Moss}
death-of-ada-moss: {class: LifeEvent, label: the death of Ada Moss}
birth-of-ines-carr: {class: LifeEvent, label: the birth of Ines Carr}
lamp/ada: {class: Character, label: Ada (the character)}
lamp/death: {class: StoryEvent, label: Ada's death (in the film), depicts: death-of-ada-moss}
"""
SAID_ON_PAGE = """- quote: Lamp came out in 1962, from Harbour Pictures.
  gist: release
  says: {lamp: {releasedIn: 1962, releasedBy: harbour-pictures}}
- quote: Tom Reed directed it.
  gist: director
  says: {lamp: {directedBy: tom-reed}}
- quote: Ines Carr, billed as I. Carr, plays Ada.
  gist: cast
  says: {ines-carr: {portrays: lamp/ada, name: I. Carr}}
- quote: Ada is based on Ada Moss, and so is the film.
  gist: models
  says: {lamp/ada: {basedOn: ada-moss}, lamp: {basedOn: ada-moss}}
- quote: It is set in Saltby, about loneliness.
  gist: setting
  says: {lamp: {setAt: saltby, setIn: 1931, theme: loneliness}, lamp/death: {kind: death, affects: lamp/ada, time: 1940}}
- quote: Ines Carr won the Golden Lamp in 1963.
  gist: prize
  says: {golden-lamp-1963: {prize: golden-lamp, recipient: ines-carr, forWork: lamp, result: won, time: 1963}}
"""
SAID_IN_LETTER = """- quote: Ada Moss was born in Saltby on 3 May 1899.
  gist: birth
  says: {birth-of-ada-moss: {kind: birth, affects: ada-moss, time: 1899-05-03, place: saltby}}
- quote: She died in the winter of 1931.
  gist: death
  says: {death-of-ada-moss: {kind: death, affects: ada-moss, time: 1931-24}}
- quote: She kept lights, and had a fever.
  gist: trade and illness
  says: {ada-moss: {occupation: keeper, condition: fever}}
- quote: Ruth Moss was her mother.
  gist: mother
  says: {ruth-moss: {motherOf: ada-moss}}
- quote: Ines Carr was born in 1930 and has asthma.
  gist: the performer
  says: {birth-of-ines-carr: {kind: birth, affects: ines-carr, time: 1930}, ines-carr: {condition: asthma}}
- quote: Lamp came out on 8 March 1962.
  gist: the day
  says: {lamp: {releasedIn: 1962-03-08}}
- quote: Neighbours, she said, thought that Jonah was her father.
  by: [ada-moss, neighbours]
  gist: hearsay
  says: {jonah-moss: {fatherOf: ada-moss}}
"""
ITEMS = {
    "lamp": 1, "ada-moss": 2, "ruth-moss": 3, "jonah-moss": 4, "ines-carr": 5, "tom-reed": 6, "harbour-pictures": 7, "saltby": 8,
    "loneliness": 9, "keeper": 10, "fever": 11, "asthma": 12, "golden-lamp": 13,
}  # fmt: skip
WHERE = {
    "page": "    url: https://films.example.org/lamp\n    retrieved: 2026-05-03\n",
    "letter": "    url: https://letters.example.org/moss\n    entity: Q90\n",
}


@pytest.fixture
def give(tmp_path: Path) -> Callable[..., Gift]:
    """Return a function that writes the dossier of Lamp, with changes, and gathers what it can give back."""

    def call(choices: Choices | None = None, **changed: str | dict[str, str] | list[str]) -> Gift:
        built = build(write(tmp_path, **changed).parent, drafts=True)
        return gather(Local(built.store, built.base), choices or Choices())

    return call


def write(tmp_path: Path, **changed: object) -> Path:
    folder = tmp_path / "graph" / "lamp"
    for name in ("things", "assertions", "documents"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    where = {**WHERE, **changed.get("where", {})}  # type: ignore[dict-item]
    kinds = {"page": "page", "letter": "letter", **changed.get("kinds", {})}  # type: ignore[dict-item]
    head = "film: lamp\ntitle: Lamp\ndocuments:\n"
    for name, text, said in (("page", PAGE, SAID_ON_PAGE), ("letter", LETTER, SAID_IN_LETTER)):
        (folder / "documents" / f"{name}.txt").write_text(text)
        more = str(changed.get(name, ""))
        (folder / "assertions" / f"{name}.yaml").write_text(said + more)
        digest = hashlib.sha256(text.encode()).hexdigest()
        head += f"  {name}:\n    file: {name}.txt\n    title: 'The {name}: of Lamp'\n    kind: {kinds[name]}\n    sha256: {digest}\n    length: {len(text)}\n{where[name]}"  # fmt: skip
    (folder / "dossier.yaml").write_text(head)
    (folder / "things" / "all.yaml").write_text("lamp: {class: Film, label: Lamp}\n" + THINGS)
    unlinked = changed.get("unlinked", [])
    by = "by: The biopic authors, on: 2026-11-21, evidence: [an invented film]"
    links = "".join(f"{n}: [{{entity: Q{i}, decision: same, {by}}}]\n" for n, i in ITEMS.items() if n not in unlinked)  # type: ignore[operator]
    (folder / "links.yaml").write_text(links + str(changed.get("links", "")))
    return folder


def found(gift: Gift, subject: str, property_: str) -> list[Statement]:
    return [each for each in gift.statements if (each.subject, each.property) == (subject, property_)]


def reasons(gift: Gift) -> set[tuple[str, str, str]]:
    return {(each.thing, each.property, each.reason) for each in gift.left_out}


# Which statements


def test_statements_of_the_film(give: Callable[..., Gift]) -> None:
    """Makers, release, cast, setting, models and prizes."""
    gift = give()
    film = {(each.property, each.value) for each in gift.statements if each.subject == "Q1"}
    assert film == {
        ("P57", Item("Q6")), ("P577", from_edtf("1962-03-08")[0]), ("P750", Item("Q7")), ("P161", Item("Q5")),
        ("P840", Item("Q8")), ("P921", Item("Q9")), ("P941", Item("Q2")),
    }  # fmt: skip
    assert ("Lamp", "P577", COARSER) in reasons(gift)
    assert ("Lamp", "P2408", NO_VALUE) in reasons(gift)


def test_statements_of_a_life(give: Callable[..., Gift]) -> None:
    """Birth, trade, condition and mother of one who died; her death has a time that Wikibase cannot say."""
    gift = give()
    life = {(each.property, each.value) for each in gift.statements if each.subject == "Q2"}
    assert life == {
        ("P569", from_edtf("1899-05-03")[0]), ("P19", Item("Q8")), ("P106", Item("Q10")), ("P1050", Item("Q11")),
    }  # fmt: skip
    assert ("Ada Moss", "P570", NO_PRECISION) in reasons(gift)


def test_story_never_reaches_a_person(give: Callable[..., Gift]) -> None:
    """The character dies in 1940; no item is told."""
    gift = give(Choices(unreferenced=True, living=True))
    assert not [each for each in gift.statements if "1940" in str(each.value)]
    assert {each.subject for each in gift.statements} <= {f"Q{number}" for number in ITEMS.values()}


def test_role_and_name_are_qualifiers(give: Callable[..., Gift]) -> None:
    """A character without an item is named, without the words in brackets; the performer as the document names her."""
    (cast,) = found(give(), "Q1", "P161")
    assert cast.qualifiers == (Snak("P1932", Text("I. Carr")), Snak("P4633", Text("Ada")))


def test_character_with_an_item_is_the_role(give: Callable[..., Gift]) -> None:
    """And it is the likeness of the person."""
    gift = give(links="lamp/ada: [{entity: Q77, decision: same, by: me, on: 2026-11-21, evidence: [x]}]\n")
    (cast,) = found(gift, "Q1", "P161")
    assert Snak("P453", Item("Q77")) in cast.qualifiers
    assert [each.value for each in found(gift, "Q77", "P1074")] == [Item("Q2")]


def test_prize_is_of_who_won_it(give: Callable[..., Gift]) -> None:
    """With the year; the film has it only where nobody in particular won."""
    gift = give()
    (prize,) = found(gift, "Q5", "P166")
    assert prize.value == Item("Q13") and prize.qualifiers == (Snak("P585", from_edtf("1963")[0]),)
    assert not found(gift, "Q1", "P166")


# Which are left out


def test_living_are_left_in_peace(give: Callable[..., Gift]) -> None:
    """Health, family and birth of those whose death no document states wait until they are asked for."""
    gift = give()
    assert not found(gift, "Q5", "P1050") and not found(gift, "Q5", "P569")
    assert {("Ines Carr", "P1050", MAY_LIVE), ("Ines Carr", "P569", MAY_LIVE), ("Ada Moss", "P25", MAY_LIVE)} <= reasons(gift)  # fmt: skip
    asked = give(Choices(living=True))
    assert found(asked, "Q5", "P1050") and found(asked, "Q5", "P569")
    assert [each.value for each in found(asked, "Q2", "P25")] == [Item("Q3")]
    assert [each.value for each in found(asked, "Q3", "P40")] == [Item("Q2")]


def test_hearsay_is_left_out(give: Callable[..., Gift]) -> None:
    """Even where everything else is right."""
    gift = give(Choices(living=True))
    assert ("Ada Moss", "P22", HEARSAY) in reasons(gift)
    assert not found(gift, "Q2", "P22")


def test_drafts_are_left_out(give: Callable[..., Gift]) -> None:
    """Until somebody has reviewed them."""
    more = "- {quote: She died in the winter of 1931., gist: death, reader: died, confidence: 0.9, says: {ruth-moss: {occupation: keeper}}}\n"  # fmt: skip
    gift = give(letter=more.replace("death,", "death,", 1))
    assert ("Ruth Moss", "P106", DRAFTED) in reasons(gift)


def test_withdrawn_and_denied_are_nowhere(give: Callable[..., Gift]) -> None:
    """Neither offered nor left out: nobody says so."""
    more = "- {quote: Tom Reed directed it., gist: director, denies: {lamp: {writtenBy: tom-reed}}}\n- {quote: 'Ines Carr, billed as I. Carr, plays Ada.', gist: cast, says: {lamp: {writtenBy: ines-carr}}, withdrawn: {on: 2026-11-20, by: me, reason: misread}}\n"  # fmt: skip
    gift = give(page=more)
    assert not [each for each in [*gift.statements, *gift.left_out] if each.property == "P58"]


def test_unlinked_are_listed(give: Callable[..., Gift]) -> None:
    """The subject's and the value's."""
    gift = give(unlinked=["tom-reed", "ada-moss"])
    assert {("Lamp", "P57", NO_VALUE), ("Ada Moss", "P106", NO_SUBJECT)} <= reasons(gift)


def test_nothing_is_lost(give: Callable[..., Gift]) -> None:
    """Every thing, property and value that the queries yield is offered or left out with a reason."""
    gift = give()
    assert len({(each.thing, each.property, each.value) for each in gift.left_out}) == len(gift.left_out)
    assert all(each.reason for each in gift.left_out)


def test_what_wikidata_says_does_not_go_back(give: Callable[..., Gift]) -> None:
    """A document that was fetched from it supports nothing there, by its kind or by its address."""
    for changed in (
        {"kinds": {"letter": FETCHED_KIND}},
        {"where": {"letter": "    url: https://query.wikidata.org/sparql\n"}},
    ):
        gift = give(**changed)
        assert ("Ada Moss", "P106", WIKIDATAS_OWN) in reasons(gift)
        assert not found(gift, "Q2", "P106")


# References


def test_reference_has_item_address_title_and_day(give: Callable[..., Gift]) -> None:
    """One reference a document, with what is known of it."""
    gift = give()
    (director,), (trade,) = found(gift, "Q1", "P57"), found(gift, "Q2", "P106")
    ((*page,), (*letter,)) = director.references[0], trade.references[0]
    assert [snak.property for snak in page] == ["P813", "P854", "P1476"]
    assert page[1].value == Url("https://films.example.org/lamp")
    assert [(snak.property) for snak in letter] == ["P248", "P854", "P1476"]
    assert letter[0].value == Item("Q90")


def test_statement_of_two_documents_has_two_references(give: Callable[..., Gift]) -> None:
    """One a document, in one order."""
    gift = give(letter="- {quote: Lamp came out on 8 March 1962., gist: maker, says: {lamp: {directedBy: tom-reed}}}\n".replace("gist: maker", "gist: the day"))  # fmt: skip
    (director,) = found(gift, "Q1", "P57")
    assert len(director.references) == 2


def test_no_reference_no_statement(give: Callable[..., Gift]) -> None:
    """Unless it is asked for."""
    gift = give(where={"page": "", "letter": ""})
    assert gift.statements == [] and ("Lamp", "P57", NO_REFERENCE) in reasons(gift)
    asked = give(Choices(unreferenced=True), where={"page": "", "letter": ""})
    assert asked.unreferenced == asked.statements != []


# Contradictions

BROTHER = "- {quote: 'She died in 1932, says her brother.', by: jonah-moss, gist: another year, says: {death-of-ada-moss: {time: 1932-06}}}\n"


def test_contradicted_is_left_out(give: Callable[..., Gift]) -> None:
    """By default."""
    gift = give(letter=BROTHER)
    assert ("Ada Moss", "P570", CONTRADICTED) in reasons(gift)


def test_contradicted_is_disputed_where_that_is_asked(give: Callable[..., Gift]) -> None:
    """By the speaker's item, else the document's; a statement that nobody with an item disputes stays."""
    gift = give(Choices(dispute=True), letter=BROTHER)
    (death,) = found(gift, "Q2", "P570")
    assert death.value == from_edtf("1932-06")[0]
    assert death.qualifiers == (Snak("P1310", Item("Q90")),)
    bare = give(Choices(dispute=True), letter=BROTHER, where={"letter": "    url: https://letters.example.org/moss\n"})
    assert ("Ada Moss", "P570", NOBODY_TO_NAME) in reasons(bare)


# What is there already


def offered(property_: str, value: object, *, url: str = "https://a.example/", **more: object) -> Statement:
    reference = (Snak("P854", Url(url)), Snak("P813", from_edtf("2026-01-01")[0]))
    return Statement("Q1", property_, value, references=(reference,), **more)  # type: ignore[arg-type]


def state(own: Statement, *there: Statement, one_valued: bool = False) -> Change:
    (change,) = compare(Gift([own], one_valued={own.property} if one_valued else set()), there, {"Q6": "Q60"})
    return change


def test_states_of_a_difference() -> None:
    """New, there, there without our reference, finer, in conflict, deprecated."""
    own = offered("P57", Item("Q5"))
    assert state(own).state == NEW
    assert state(own, offered("P57", Item("Q7"))).state == NEW
    assert state(own, offered("P57", Item("Q7")), one_valued=True).state == CONFLICT
    assert state(own, own).state == THERE
    assert state(own, offered("P57", Item("Q5"), url="https://b.example/")).state == REFERENCE
    assert state(own, offered("P57", Item("Q5"), rank="deprecated")).state == DEPRECATED
    assert state(own, offered("P57", Item("Q7"), rank="deprecated"), one_valued=True).state == NEW
    year, day = offered("P577", from_edtf("1962")[0]), offered("P577", from_edtf("1962-03-08")[0])
    assert state(year, day, one_valued=True).state == FINER
    assert state(day, year, one_valued=True).state == NEW
    assert state(year, offered("P577", from_edtf("1963")[0]), one_valued=True).state == CONFLICT


def test_item_that_was_merged_is_followed() -> None:
    """Its statements are where it went."""
    change = state(offered("P57", Item("Q6")), offered("P57", Item("Q60")))
    assert change.state == THERE


def test_only_what_is_missing_is_added() -> None:
    """A qualifier that is there with another value is left as it is; the JSON keeps the statement's id and all it has."""
    role = Snak("P4633", Text("Ada"))
    own = offered("P161", Item("Q5"), qualifiers=(role,))
    there = offered("P161", Item("Q5"), url="https://b.example/", qualifiers=(Snak("P4633", Text("A.")),), id="Q1$X")
    change = state(own, there)
    assert change.state == REFERENCE and change.adds.qualifiers == () and len(change.adds.references) == 1
    assert change.merged.id == "Q1$X" and len(change.merged.references) == 2
    assert change.merged.qualifiers == there.qualifiers
    assert state(own, offered("P161", Item("Q5"))).state == QUALIFIER


# The command


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Path]:
    built = build(write(tmp_path).parent)
    write_store(tmp_path / "store", built.store, base=built.base, texts={})
    return tmp_path / "store"  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("form", "read"), [("quickstatements", from_lines), ("quickstatements-csv", from_csv), ("wikibase-json", from_json)]
)
def test_export_loses_nothing(form: str, read: Callable[[str], list[Statement]], store: Path, run: Callable[..., Ran], tmp_path: Path) -> None:  # fmt: skip
    """The checker reads back what was gathered; the same store gives the same bytes; -o writes a file."""
    from biopic.store import open_store

    opened = open_store(store)
    gift = gather(Local(opened.store, opened.base), Choices())
    del opened
    ran = run("export", "--format", form, "--store", store)
    assert ran.code == 0 and read(ran.out) == gift.statements
    assert run("export", "--format", form, "--store", store, "-o", tmp_path / "out").out == ""
    assert (tmp_path / "out").read_text() == ran.out
    assert f"{len(gift.statements)} statements to send" in ran.err
    assert f"left out: {NO_PRECISION}" in ran.err and "Ada Moss P570" not in ran.err


def test_what_is_left_out_can_be_named(store: Path, run: Callable[..., Ran]) -> None:
    """Each of it under its reason."""
    assert "\n  Ada Moss P570 winter of 1931\n" in run("export", "--format", "quickstatements", "--store", store, "--left-out").err  # fmt: skip


def test_dry_run_against_json(store: Path, run: Callable[..., Ran], tmp_path: Path) -> None:
    """What is there is not written again; a reference more is added to what is there."""
    first = run("export", "--format", "wikibase-json", "--store", store).out
    (tmp_path / "there.json").write_text(first)
    again = run("export", "--format", "quickstatements", "--store", store, "--against", tmp_path / "there.json")
    assert again.out == "" and "0 statements to send" in again.err and "12 there already" in again.err
    data = json.loads(first)
    (claim,) = data["entities"]["Q1"]["claims"]["P57"]
    claim["references"], claim["id"] = [], "Q1$1"
    (tmp_path / "there.json").write_text(json.dumps(data))
    again = run("export", "--format", "quickstatements", "--store", store, "--against", tmp_path / "there.json")
    assert again.out.startswith("Q1\tP57\tQ6\tS813\t") and again.out.count("\n") == 1
    merged = run("export", "--format", "wikibase-json", "--store", store, "--against", tmp_path / "there.json")
    assert json.loads(merged.out)["entities"]["Q1"]["claims"]["P57"][0]["id"] == "Q1$1"


def test_dry_run_against_an_endpoint(mask_store: Path, twin: Front, run: Callable[..., Ran]) -> None:
    """The first film beside what the twin of Wikidata has of it: what is there stays there, in few requests."""
    command = ("export", "--format", "quickstatements", "--unreferenced", "--store", mask_store)
    ran = run(*command, "--against", twin.sparql)
    assert ran.code == 0 and len(twin.asked()) <= 6
    table = ran.err
    assert "Mask (Q929647)" in table and "there already" in table and "1985: 8 March 1985" not in table
    offered = from_lines(run(*command).out)
    written = from_lines(ran.out)
    assert set(written) < set(offered)
    assert not [each for each in written if (each.property, each.value) == ("P161", Item("Q12003"))]
    assert run(*command, "--against", twin.sparql).out == ran.out


def test_endpoint_that_is_away_is_said_in_one_line(mask_store: Path, run: Callable[..., Ran]) -> None:
    """And nothing is written."""
    ran = run("export", "--format", "quickstatements", "--unreferenced", "--store", mask_store, "--against", "http://127.0.0.1:9/")  # fmt: skip
    assert ran.code == 2 and ran.out == ""
    assert ran.err.splitlines()[-1].startswith("biopic: http://127.0.0.1:9/: the service does not answer")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("x.json", "{", "is no JSON of Wikibase"),
        ("x.ttl", "<", "is no RDF that reads"),
        ("x.doc", "", "is no file of statements"),
        ("none.ttl", None, "cannot be read"),
    ],
)
def test_file_to_hold_against_must_read(name: str, text: str | None, says: str, store: Path, refused: Callable[..., str], tmp_path: Path) -> None:  # fmt: skip
    """Else one line says what is wrong with it."""
    if text is not None:
        (tmp_path / name).write_text(text)
    assert says in refused("export", "--format", "quickstatements", "--store", store, "--against", tmp_path / name)


def test_options_for_wikidata_need_a_format_for_it(store: Path, refused: Callable[..., str]) -> None:
    """They mean nothing to Turtle."""
    assert "is not for Wikidata" in refused("export", "--store", store, "--living")


def test_endpoint_elsewhere_wants_a_contact(store: Path, refused: Callable[..., str]) -> None:
    """Before anything is asked."""
    said = refused(
        "export", "--format", "quickstatements", "--store", store, "--against", "https://sparql.example.org/"
    )
    assert "wants to know who asks" in said


def test_queries_say_what_they_give() -> None:
    """Their headers have no key that nobody reads."""
    for path in (folder("queries") / "give").glob("*.rq"):
        header, _ = read_header(path)
        assert set(header) <= {"says", "sensitive", "one"} and header["says"], path.name

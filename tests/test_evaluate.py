"""Gold is refused where it is wrong, and a find counts as true where it states what the gold states, and nowhere else."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from biopic.documents import Span
from biopic.errors import InputError
from biopic.reading.drafts import KINDS, Draft
from biopic.reading.evaluate import COLUMNS, GOALS, INSIDE_NOISE, Scores, Tally, overlapping, score, table
from biopic.reading.gold import load_gold
from biopic.reading.sameness import FIELDS, RULES

TEXT = "Lamp (1958) was directed by Paul Orr.\nAda (Ines Carr) is deaf, and so is Jonah.\n“I never lit it,” she said.\n"


def draft(kind: str, subject: str = "Lamp", value: str = "", at: tuple[int, int] = (0, 10), **fields: Any) -> Draft:
    """Return a draft; what `fields` has beside `denied` and `world` are those of its kind."""
    denied, world = fields.pop("denied", False), fields.pop("world", "life")
    return Draft(kind, subject, value, Span(*at), world, 0.9, "test", denied, tuple(fields.items()))


def counts(found: list[Draft], gold: list[Draft], row: str) -> tuple[int, int, int]:
    """Return how many finds are true, how many false, and how much gold was missed."""
    tally = score(found, gold)[row]
    return tally.true, len(tally.false), len(tally.missed)


def agree(found: Draft, gold: Draft) -> bool:
    """Say whether a single find stands for a single line of gold."""
    found_so = counts([found], [gold], gold.kind)
    assert found_so in ((1, 0, 0), (0, 1, 1))
    return found_so == (1, 0, 0)


# Gold


def load(tmp_path: Path, *lines: dict[str, Any] | str, text: str = TEXT) -> list[Draft]:
    """Write gold and load it."""
    path = tmp_path / "lamp.page.gold.jsonl"
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return load_gold(path, text)


DIRECTOR = {"kind": "director", "subject": "Lamp", "value": "Paul Orr", "quote": "directed by Paul Orr", "world": "production"}  # fmt: skip


def test_gold_has_defaults(tmp_path: Path) -> None:
    """Certain, affirmed, by the reader `gold`, at the characters of its quote; empty lines do not count."""
    (one,) = load(tmp_path, "", DIRECTOR)
    assert one == Draft("director", "Lamp", "Paul Orr", Span(16, 36), "production", 1.0, "gold")
    (other,) = load(tmp_path, DIRECTOR | {"denied": True, "confidence": 0.5, "reader": "me"})
    assert (other.denied, other.confidence, other.reader) == (True, 0.5, "me")


def test_gold_stands_at_the_nth_quote_or_at_offsets(tmp_path: Path) -> None:
    """Counted from 1."""
    theme = {"kind": "theme", "subject": "Lamp", "value": "Duty", "world": "story"}
    drafts = load(tmp_path, theme | {"quote": "is"}, theme | {"quote": "is", "nth": 2}, theme | {"start": 0, "end": 4})
    assert [str(each.span) for each in drafts] == ["54-56", "70-72", "0-4"]


def test_gold_takes_subject_and_value_from_where_they_stand(tmp_path: Path) -> None:
    """The subject of an award, a quotation and a timeline event is a field of its own, and the passage a quotation's value."""
    award, said, event, noise = load(
        tmp_path,
        {"kind": "award", "award": "Silver Lantern", "result": "won", "recipient": "", "quote": "Ines", "world": "production"},
        {"kind": "quotation", "speaker": "", "quote": "I never lit it,", "world": "life"},
        {"kind": "timeline_event", "title": "Watch", "time": "1931", "participants": ["Ada"], "quote": "she", "world": "story"},
        {"kind": "noise", "quote": "said", "world": "production"},
    )  # fmt: skip
    assert (award.subject, award.value, award.get("award"), award.get("result")) == ("Silver Lantern", "", "Silver Lantern", "won")  # fmt: skip
    assert (said.subject, said.value, said.get("speaker")) == ("", "I never lit it,", "")
    assert (event.subject, event.value, event.get("participants")) == ("Watch", "1931", ("Ada",))
    assert (noise.subject, noise.value) == ("", "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quote": "directed by Paula Orr"}, r"which is not in the text \(line 1 comes nearest\)"),
        ({"quote": "is", "nth": 4}, "wants place 4 of 'is', which the text has 2 times"),
        ({"nth": 0}, "`nth` below 1"),
        ({"nth": True}, "`nth` below 1"),
        ({"quote": ""}, "a quote that is no text"),
        ({"start": 0, "end": 4}, "does not say once where it stands"),
        ({"quote": None, "start": 4, "end": 4}, "stands at 4 to 4"),
        ({"quote": None, "start": 0, "end": 9999}, "stands at 0 to 9999"),
        ({"quote": None}, "does not say once"),
        ({"kind": "directer"}, "unknown kind 'directer'"),
        ({"kind": None}, "has no kind"),
        ({"kind": ["director"]}, "unknown kind"),
        ({"world": None}, "has no world"),
        ({"world": "dream"}, "unknown world 'dream'"),
        ({"denied": "no"}, "`denied`"),
        ({"confidence": 2}, "`confidence`"),
        ({"subject": None}, "has no `subject`"),
        ({"value": ""}, "has no `value`"),
        ({"value": ["Paul Orr"]}, "`value` that is no text"),
        ({"relation": "mother"}, "has the field 'relation', which no director has"),
        ({"kind": "kinship"}, "has no relation"),
        ({"kind": "kinship", "relation": "boss"}, "unknown relation 'boss'"),
        ({"kind": "award", "award": "Lantern", "subject": None}, "has no result"),
        ({"kind": "award", "award": "Lantern", "result": "won"}, "a `subject` that is not its `award`"),
        ({"kind": "quotation", "subject": None}, "has no `speaker`"),
        ({"kind": "birth_date", "value": "3 May"}, "which is no date"),
        ({"kind": "age_at_death", "value": "forty"}, "which is no number"),
    ],
)
def test_wrong_gold_is_refused_with_its_line(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    """A field that is None here is left out."""
    line = {name: value for name, value in (DIRECTOR | change).items() if value is not None}
    with pytest.raises(InputError, match=said) as error:
        load(tmp_path, "", line)
    assert str(error.value).startswith(f"{tmp_path}/lamp.page.gold.jsonl:2: ")


@pytest.mark.parametrize("line", ["{", "[]", "7", "[" * 100_000, '{"kind": "theme", "kind": "trait"}'])
def test_line_that_is_no_object_is_refused(tmp_path: Path, line: str) -> None:
    """As is one that gives a field twice."""
    with pytest.raises(InputError, match=r"jsonl:1: (is no JSON object|has the field 'kind' twice)"):
        load(tmp_path, line)


def test_doubled_line_is_refused(tmp_path: Path) -> None:
    """The same fact may be stated again elsewhere, but not at the same passage, however that is given."""
    again = {name: value for name, value in DIRECTOR.items() if name != "quote"} | {"start": 16, "end": 36}
    with pytest.raises(InputError, match=r"jsonl:2: says what line 1 says; remove one"):
        load(tmp_path, DIRECTOR, again)
    assert len(load(tmp_path, DIRECTOR, DIRECTOR | {"quote": "Paul Orr"})) == 2


def test_gold_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """Absent, or no UTF-8."""
    with pytest.raises(InputError, match="cannot be read"):
        load_gold(tmp_path / "none.jsonl", TEXT)
    (tmp_path / "latin.jsonl").write_bytes(b"\n\n\xe9")
    with pytest.raises(InputError, match=r"latin.jsonl:3: is not UTF-8"):
        load_gold(tmp_path / "latin.jsonl", TEXT)


# Rules: each with what matches and what must not

NAMES = [
    ("Ada Moss", "ada moss", True),
    ("Adélaïde Moss", "Adelaide Moss", True),
    ("Zoë", "Zoe", True),
    ("Ａｄａ Moss", "Ada Moss", True),
    ("J.R. Moss", "J. R. Moss", True),
    ("Ada O’Hara", "Ada O'Hara", True),
    ("Dr. Moss", "Mr Moss", True),
    ("King George VI", "George VI", True),
    ("The Lamp", "Lamp", True),
    ("Moss", "Ada Moss", True),
    ("Moss, Ada", "Ada Moss", True),
    ("Adelaide Mosse", "Adelaide Moss", True),
    ("The King", "King", True),
    ("Ada Moss", "Ida Moss", False),
    ("Ada Moss", "Jonah Moss", False),
    ("Stephen King", "Stephen Orr", False),
    ("The King", "The Queen", False),
    ("George V", "George VI", False),
    ("Lamplighters 2", "Lamplighters 3", False),
    ("", "Ada Moss", False),
    ("?", "Ada Moss", False),
]


@pytest.mark.parametrize(("one", "other", "same"), NAMES)
@pytest.mark.parametrize("kind", ["portrayal", "director", "writer", "studio", "based_on", "alias", "birth_place", "setting_place"])  # fmt: skip
def test_names_are_compared_in_subject_and_value(kind: str, one: str, other: str, same: bool) -> None:
    """In both directions."""
    for left, right in ((one, other), (other, one)):
        assert agree(draft(kind, left, "Paul Orr"), draft(kind, right, "Paul Orr")) is same
        assert agree(draft(kind, "Paul Orr", left), draft(kind, "Paul Orr", right)) is same


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("birth_date", "1899-05-03", "1899-05-03", True),
        ("birth_date", "1899-05-03", "1899-05", False),
        ("death_date", "196X", "1960/1969", True),
        ("death_date", "1961~", "1961", False),
        ("setting_time", "1931-24", "1931-24", True),
        ("setting_time", "1931", "1932", False),
        ("setting_time", "1931", "the year 1931", False),
        ("film_year", "1958", "(1958)", True),
        ("film_year", "1958", "1959", False),
        ("age_at_death", "40", "40 years", True),
        ("age_at_death", "40", "forty", False),
        ("age_at_death", "40", "4", False),
        ("condition", "born deaf", "deaf", True),
        ("condition", "deafness in both ears", "deafness of both ears", True),
        ("condition", "deaf", "blind", False),
        ("prognosis", "would not live to see seven", "not live to see seven", True),
        ("prognosis", "would not live to see seven", "would be famous", False),
        ("occupation", "a ship's carpenter", "carpenter", True),
        ("occupation", "carpenter", "keeper", False),
        ("trait", "Stubborn", "stubborn", True),
        ("trait", "Stubborn", "Kind", False),
        ("theme", "Duty and Solitude", "Duty & Solitude", True),
        ("theme", "Duty", "Love", False),
    ],
)
def test_values_are_compared_as_dates_numbers_or_words(kind: str, one: str, other: str, same: bool) -> None:
    """And the subject as a name in any case."""
    assert agree(draft(kind, "Ada Moss", one), draft(kind, "Ada", other)) is same
    assert agree(draft(kind, "Ada Moss", other), draft(kind, "Ada", one)) is same
    assert not agree(draft(kind, "Jonah", other), draft(kind, "Ada", other))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Ada", "sibling", "Jonah"), ("Jonah", "sibling", "Ada"), True),
        (("Ada", "spouse", "Jonah"), ("Jonah", "spouse", "Ada"), True),
        (("Ada", "friend", "Jonah"), ("Jonah", "friend", "Ada"), True),
        (("Ada", "partner", "Jonah"), ("Jonah", "partner", "Ada"), True),
        (("Ada", "mother", "Jonah"), ("Jonah", "child", "Ada"), True),
        (("Paul", "father", "Jonah"), ("Jonah", "child", "Paul"), True),
        (("Ada", "mother", "Jonah"), ("Ada Moss", "mother", "Jonah Moss"), True),
        (("Ada", "mother", "Jonah"), ("Jonah", "mother", "Ada"), False),
        (("Ada", "child", "Jonah"), ("Jonah", "child", "Ada"), False),
        (("Ada", "mother", "Jonah"), ("Ada", "child", "Jonah"), False),
        (("Ada", "grandparent", "Jonah"), ("Jonah", "grandparent", "Ada"), False),
        (("Ada", "grandparent", "Jonah"), ("Jonah", "child", "Ada"), False),
        (("Ada", "mother", "Jonah"), ("Ada", "father", "Jonah"), False),
        (("Ada", "spouse", "Jonah"), ("Ada", "partner", "Jonah"), False),
        (("Ada", "sibling", "Jonah"), ("Paul", "sibling", "Ada"), False),
    ],
)
def test_kinship_holds_in_both_directions_where_it_does(
    one: tuple[str, str, str], other: tuple[str, str, str], same: bool
) -> None:
    """The relation is that of the subject to the value."""
    left, right = (draft("kinship", subject, value, relation=relation) for subject, relation, value in (one, other))
    assert agree(left, right) is agree(right, left) is same


def test_quotation_needs_its_speaker() -> None:
    """Nobody is nobody; the words are compared by where they stand."""
    said = draft("quotation", "Ada Moss", "so", speaker="Ada Moss")
    assert agree(draft("quotation", "Ada", "so it"), said)
    assert not agree(draft("quotation", "Jonah", "so"), said)
    assert not agree(draft("quotation", "", "so"), said) and not agree(said, draft("quotation", "", "so"))
    assert agree(draft("quotation", "", "so"), draft("quotation", "", "so it"))


LANTERN: dict[str, Any] = {"award": "Silver Lantern", "recipient": "Ines Carr", "result": "won", "work": "Lamp"}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"award": "the Silver Lantern award"}, True),
        ({"award": "Golden Palm"}, False),
        ({"recipient": "Carr"}, True),
        ({"recipient": "Paul Orr"}, False),
        ({"recipient": ""}, False),
        ({"result": "nominated"}, False),
        ({"work": "Dusk"}, True),
    ],
)
def test_award_needs_name_result_and_recipient(change: dict[str, str], same: bool) -> None:
    """Not its category and work."""
    gold = draft("award", "Silver Lantern", "Best Actress", **LANTERN)
    assert (
        agree(draft("award", str(change.get("award", "Silver Lantern")), "Best Film", **LANTERN | change), gold) is same
    )


def test_award_to_the_film_has_no_recipient() -> None:
    """Empty matches empty."""
    gold = draft("award", "Silver Lantern", **LANTERN | {"recipient": ""})
    assert agree(gold, gold)


def test_fields_beside_the_main_score_have_rows_of_their_own() -> None:
    """Over the pairs that match: what is wrong is a false find and a miss, what is absent only a miss."""
    gold = [
        draft("timeline_event", "Watch", title="Watch", time="winter 1931", place="Saltby", participants=("Ada",)),
        draft("timeline_event", "Storm", at=(20, 30), title="Storm", time="1932"),
        draft("timeline_event", "Calm", at=(40, 50), title="Calm", place="Saltby"),
    ]
    found = [
        draft("timeline_event", "The Watch", title="The Watch", time="Winter, 1931", place="Saltby, Maine"),
        draft("timeline_event", "Storm", at=(20, 30), title="Storm", time="1933", place="Saltby"),
        draft("timeline_event", "Calm", at=(40, 50), title="Calm"),
    ]
    assert counts(found, gold, "timeline_event") == (3, 0, 0)
    assert counts(found, gold, "timeline_event.time") == (1, 1, 1)
    assert counts(found, gold, "timeline_event.place") == (1, 1, 1)
    assert not agree(draft("timeline_event", "Wedding"), draft("timeline_event", "Storm"))

    prize = draft("award", "Silver Lantern", "Best Actress", **LANTERN, conferred_by="City of Saltby")
    other = draft("award", "Silver Lantern", "Best Score", **LANTERN | {"work": "Dusk"}, conferred_by="Saltby")
    assert [counts([other], [prize], f"award.{name}") for name in FIELDS["award"]] == [(0, 1, 1), (0, 1, 1), (1, 0, 0)]


def test_contributor_is_a_name_and_the_part_is_reported_apart() -> None:
    """Summary 2 is not summary 3."""
    gold = draft("summary_contributor", "summary 2", "Ann Vale")
    assert agree(draft("summary_contributor", "Summary 2", "ann vale"), gold)
    assert not agree(draft("summary_contributor", "summary 2", "Bo Hart"), gold)
    assert counts([draft("summary_contributor", "summary 3", "Ann Vale")], [gold], "summary_contributor.part") == (0, 1, 1)  # fmt: skip


@pytest.mark.parametrize("kind", ["denial", "departure"])
def test_denial_and_departure_share_half_of_the_shorter_span(kind: str) -> None:
    """Whatever their words."""
    gold = draft(kind, "letter", "exists", at=(10, 30))
    assert agree(draft(kind, "note", "was", at=(20, 50)), gold)
    assert agree(draft(kind, "note", "was", at=(0, 100)), gold)
    assert not agree(draft(kind, "letter", "exists", at=(21, 50)), gold)
    assert agree(draft(kind, at=(25, 35)), gold) and not agree(draft(kind, at=(26, 36)), gold)


def test_find_has_the_kind_the_sign_and_a_character_of_the_gold() -> None:
    """The world, the reader and its confidence are not compared."""
    gold = draft("trait", "Ada", "Kind", at=(10, 20))
    assert agree(draft("trait", "Ada", "Kind", at=(19, 40), world="story"), gold)
    assert not agree(draft("trait", "Ada", "Kind", at=(20, 40)), gold)
    assert not agree(draft("trait", "Ada", "Kind", at=(15, 15)), gold)
    assert not agree(draft("trait", "Ada", "Kind", at=(10, 20), denied=True), gold)
    assert counts([draft("theme", "Ada", "Kind", at=(10, 20))], [gold], "trait") == (0, 0, 1)


# Assignment


def test_each_find_stands_for_one_line_and_each_line_for_one_find() -> None:
    """A second find of the same is false, and so is a second line without a find missed."""
    gold = [draft("director", "Lamp", "Paul Orr", at=(0, 10)), draft("director", "Lamp", "Paul Orr", at=(5, 15))]
    assert counts([draft("director", "Lamp", "Orr", at=(0, 15))], gold, "director") == (1, 0, 1)
    finds = [draft("director", "Lamp", name, at=(0, 10)) for name in ("Paul Orr", "Orr", "P. Orr Paul")]
    assert counts(finds, gold, "director") == (2, 1, 0)


def test_exact_duplicate_is_false_though_gold_is_free() -> None:
    """Another reader's find of the same is one too."""
    gold = [draft("theme", "Lamp", "Duty", at=(0, 10)), draft("theme", "Lamp", "Duty", at=(5, 15))]
    find = draft("theme", "Lamp", "Duty", at=(0, 15))
    assert counts([find, find], gold, "theme") == (1, 1, 1)


def test_best_fitting_spans_go_first_and_then_the_same_words() -> None:
    """So a find that fits two lines leaves the other to the find that fits only that."""
    gold = [draft("theme", "Lamp", "Duty", at=(0, 10)), draft("theme", "Lamp", "Duty", at=(10, 20))]
    finds = [draft("theme", "Lamp", "Duty", at=(0, 12)), draft("theme", "Lamp", "Duty", at=(8, 20))]
    assert counts(finds, gold, "theme") == (2, 0, 0)
    gold = [draft("alias", "Moss", "Addie"), draft("alias", "Ada Moss", "Addie")]
    finds = [draft("alias", "Ada Moss", "Addie"), draft("alias", "Jonah Moss", "Addie")]
    assert counts(finds, gold, "alias") == (2, 0, 0)


def scattered(seed: int, number: int, length: int) -> list[Draft]:
    """Return drafts of several kinds, many of which overlap."""
    dice = random.Random(seed)
    drafts = []
    for _ in range(number):
        start = dice.randrange(length)
        drafts.append(draft(dice.choice(["theme", "director", "denial", "noise"]), "Lamp", dice.choice(["Orr", "Hart"]),
                            at=(start, start + dice.randrange(1, 60))))  # fmt: skip
    return drafts


@pytest.mark.parametrize("seed", range(20))
def test_order_does_not_matter(seed: int) -> None:
    """The same finds and the same gold give the same scores."""
    found, gold = scattered(seed, 60, 300), scattered(seed + 100, 60, 300)
    before = score(found, gold)
    random.Random(seed).shuffle(found)
    random.Random(seed).shuffle(gold)
    assert score(found, gold) == before
    for kind in ("theme", "director", "denial"):
        tally = before[kind]
        assert tally.true + len(tally.false) == sum(each.kind == kind for each in found)
        assert tally.true + len(tally.missed) == sum(each.kind == kind for each in gold)


@pytest.mark.parametrize("kind", KINDS)
def test_gold_found_as_it_stands_scores_full(kind: str) -> None:
    """For each kind, though the same objects stand on both sides."""
    fields = {"relation": "mother"} if kind == "kinship" else {}
    value = {"film_year": "1958", "age_at_death": "40"}.get(kind, "1961")
    gold = [draft(kind, "Ada", value, at=(start, start + 15), **fields) for start in range(0, 200, 10)]
    assert score(gold, gold)[kind] == Tally(true=20)


@pytest.mark.parametrize("seed", range(20))
def test_sweep_finds_what_comparing_all_finds(seed: int) -> None:
    """Empty spans share no character."""
    dice = random.Random(seed)
    spans = [Span(start, start + dice.randrange(0, 12)) for start in (dice.randrange(80) for _ in range(60))]
    left, right = spans[:30], spans[30:]
    pairs = [(a, b) for a, x in enumerate(left) for b, y in enumerate(right) if set(range(x.start, x.end)) & set(range(y.start, y.end))]  # fmt: skip
    assert sorted(overlapping(left, right)) == pairs


def test_large_document_takes_no_square_of_time() -> None:
    """Twenty thousand finds and as many lines of gold; each with each would be four hundred million comparisons."""
    gold = [draft("quotation", "Ada Moss", at=(30 * each, 30 * each + 20)) for each in range(20_000)]
    found = [draft("quotation", "Ada", at=(30 * each, 30 * each + 31)) for each in range(20_000)]
    start = time.perf_counter()
    assert counts(found, gold, "quotation") == (20_000, 0, 0)
    assert time.perf_counter() - start < 10


# Noise


def noise(start: int, end: int) -> Draft:
    """Return a stretch of noise."""
    return draft("noise", "", "advertisement", at=(start, end))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([(0, 80)], (1, 0, 0)),
        ([(0, 79)], (0, 0, 1)),
        ([(0, 40), (50, 90)], (1, 0, 0)),
        ([(0, 40), (20, 60)], (0, 0, 1)),
        ([(0, 200)], (1, 0, 0)),
        ([(0, 201)], (1, 1, 0)),
        ([(0, 100), (100, 110)], (1, 1, 0)),
        ([(0, 100), (0, 100)], (1, 1, 0)),
        ([(300, 300)], (0, 1, 1)),
        ([], (0, 0, 1)),
    ],
)
def test_noise_goes_by_characters(found: list[tuple[int, int]], said: tuple[int, int, int]) -> None:
    """Of gold from 0 to 100, 80 % must be covered; of a find, half must be gold."""
    assert counts([noise(*each) for each in found], [noise(0, 100)], "noise") == said


def test_find_may_lie_in_several_stretches_of_noise() -> None:
    """Their characters are added up."""
    assert counts([noise(0, 100)], [noise(0, 25), noise(50, 75), noise(200, 201)], "noise") == (2, 0, 1)


def test_finds_inside_noise_are_counted() -> None:
    """Those of any other kind that lie in it wholly, be it one stretch or two that touch; they are false anyhow."""
    gold = [noise(0, 50), noise(50, 100), draft("theme", "Lamp", "Duty", at=(200, 210))]
    found = [noise(0, 100), draft("theme", "Lamp", "Duty", at=(40, 60)), draft("director", "Lamp", "Orr", at=(95, 101)),
             draft("theme", "Lamp", "Duty", at=(200, 210)), draft("quotation", "Ada", at=(0, 10))]  # fmt: skip
    assert counts(found, gold, INSIDE_NOISE) == (0, 2, 0)
    assert counts(found, gold, "theme") == (1, 1, 0)


# Scores


def test_shares_are_undefined_where_there_is_nothing() -> None:
    """No finds, no precision; no gold, no recall; neither, no F1."""
    theme = draft("theme", "Lamp", "Duty")
    assert (Tally().precision, Tally().recall, Tally().f1) == (None, None, None)
    missed, false = Tally(missed=(theme,)), Tally(false=(theme,))
    assert (missed.precision, missed.recall, missed.f1) == (None, 0, 0)
    assert (false.precision, false.recall, false.f1) == (0, None, 0)
    mixed = Tally(true=3, false=(theme,), missed=(theme, theme, theme))
    assert (mixed.precision, mixed.recall, mixed.f1) == (0.75, 0.5, 0.6)


def test_scores_of_documents_add_up() -> None:
    """Counts and lists alike; a passage in one is none in the other."""
    theme, trait = draft("theme", "Lamp", "Duty"), draft("trait", "Ada", "Kind")
    total = sum([score([theme], [theme, trait]), score([theme], []), score([], [trait])], Scores())
    assert total["theme"] == Tally(true=1, false=(theme,))
    assert total["trait"] == Tally(missed=(trait, trait))
    assert total["award"] == Tally() and score([], [])["theme"] == Tally()


def test_every_kind_has_a_rule_and_a_goal_but_noise() -> None:
    """So that a new kind is not left out."""
    assert set(RULES) == set(GOALS) == set(KINDS) - {"noise"}


def test_table_has_a_row_for_each_kind_with_its_goal() -> None:
    """Fields stand after their kind where they were counted; what lay inside noise comes last."""
    event = draft("timeline_event", "Watch", title="Watch", time="1931")
    theme = draft("theme", "Lamp", "Duty")
    rows = table(Scores({"theme": Tally(19, (theme,), (theme,)), "trait": Tally(18, (theme,), (theme,)), "noise": Tally(2)}) + score([event], [event]))  # fmt: skip
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert [row[0] for row in rows if "." not in row[0]] == [*KINDS, INSIDE_NOISE]
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["theme"] == ("19", "1", "1", "0.950", "0.950", "0.950", "0.95", "reached")
    assert by_name["trait"] == ("18", "1", "1", "0.947", "0.947", "0.947", "0.95", "short")
    assert by_name["alias"] == ("0", "0", "0", "–", "–", "–", "0.80", "untested")
    assert by_name["noise"] == ("2", "0", "0", "1.000", "1.000", "1.000", "", "")
    assert by_name["timeline_event.time"] == ("1", "0", "0", "1.000", "1.000", "1.000", "", "")
    assert "timeline_event.place" not in by_name
    assert by_name[INSIDE_NOISE] == ("", "0", *[""] * 6)
    assert {row[0]: row for row in table(Scores({"noise": Tally(2)}), {"noise": 0.5})}["noise"][-2:] == ("0.50", "reached")  # fmt: skip

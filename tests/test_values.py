"""Times and quantities: what is written is a range, or it is refused; nothing crashes."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from biopic import values
from biopic.values import Quantity, Time, parse_quantity, parse_time


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1961-12-04", "1961-12-04", "1961-12-04"),
        ("1931-12-24", "1931-12-24", "1931-12-24"),
        ("1931-24", "1931-12-01", "1932-02-29"),
        ("1930/1931-24", "1930-01-01", "1932-02-29"),
        ("1931-12-23/1931-12-24", "1931-12-23", "1931-12-24"),
        ("1985-03", "1985-03-01", "1985-03-31"),
        ("1984-02", "1984-02-01", "1984-02-29"),
        ("1979", "1979-01-01", "1979-12-31"),
        ("197X", "1970-01-01", "1979-12-31"),
        ("1977/1979", "1977-01-01", "1979-12-31"),
        ("1984-02-29", "1984-02-29", "1984-02-29"),
    ],
)
def test_time_is_a_range_of_days(text: str, earliest: str, latest: str) -> None:
    """Earliest and latest are both included; a winter ends in the year after."""
    assert parse_time(text) == Time(text, earliest, latest)


def test_vague_time_is_wider_than_the_exact_one() -> None:
    """About 1979 holds 1979 and more."""
    vague, exact = parse_time("1979~"), parse_time("1979")
    assert vague.earliest < exact.earliest
    assert exact.latest < vague.latest


@pytest.mark.parametrize(
    "text",
    ["2021-02-30", "1900-02-29", "soon", "1979/", "/1979", "1979/..", "..", "", " ", "1979 ", " 1979", "1979 / 1980",
     "1979\n", "1980/1979", "1985-13", "1985-00-10", "99999", "-0001", "y17e7", "1979-01-01-01", "١٩٧٩", "1979-1-1"],
)  # fmt: skip
def test_text_that_is_no_date_is_refused(text: str) -> None:
    """A day that is in no calendar, an open end, white space, an end before its start."""
    with pytest.raises(ValueError, match="is not a date in EDTF"):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("16", Quantity("year", Decimal(16), Decimal(16))),
        ("16 years", Quantity("year", Decimal(16), Decimal(16))),
        ("3-6 months", Quantity("month", Decimal(3), Decimal(6))),
        ("<7", Quantity("year", Decimal(0), Decimal(7))),
        ("1.5 hours", Quantity("hour", Decimal("1.5"), Decimal("1.5"))),
        ("25 times", Quantity("one", Decimal(25), Decimal(25))),
    ],
)
def test_quantity_is_a_range_with_a_unit(text: str, quantity: Quantity) -> None:
    """Years where no unit is given."""
    assert parse_quantity(text) == quantity


@pytest.mark.parametrize(
    "text", ["", "old", "5-3", "16 parsecs", "<5-6", "-4", "1e9", "9" * 200, "100001", "١٦", "1,5", "16 Years", "3-"]
)
def test_text_that_is_no_quantity_is_refused(text: str) -> None:
    """Words, unknown units, a range that ends before it starts, what nobody can mean."""
    with pytest.raises(ValueError, match=r"is not a number|ends before it starts"):
        parse_quantity(text)


DATES = st.one_of(
    st.text(max_size=14),
    st.text("0123456789-/XU~?%.TZ:[]{}yYeE ", max_size=16),
    st.dates().map(str),
    st.tuples(st.dates(), st.dates()).map(lambda d: f"{d[0]}/{d[1]}"),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(DATES)
@example("1931-12-24")
def test_any_text_is_a_time_or_is_refused(text: str) -> None:
    """Nothing but ValueError, the range in order, and both ends days of the calendar."""
    try:
        time = parse_time(text)
    except ValueError:
        return
    assert datetime.date.fromisoformat(time.earliest) <= datetime.date.fromisoformat(time.latest)
    assert time.local.isascii() and " " not in time.local


@given(st.dates(min_value=datetime.date(1, 1, 1)))
def test_day_is_itself(day: datetime.date) -> None:
    """A full date is one day long, whichever it is."""
    assert parse_time(str(day)) == Time(str(day), str(day), str(day))


PLAIN = st.tuples(st.dates(), st.sampled_from([4, 7, 10])).map(lambda d: str(d[0])[: d[1]])


@settings(max_examples=60, deadline=None)
@given(st.one_of(PLAIN, st.tuples(PLAIN, PLAIN).map("/".join)))
@example("1900-02")
@example("2000-02")
def test_plain_dates_are_read_as_the_grammar_reads_them(text: str) -> None:
    """A date and an interval of two need no grammar; what the library makes of them is the same."""
    assert values._plain_days(text) == values._edtf_days(text)


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=12), st.from_regex(r"[<>]? ?[0-9]{1,30}(\.[0-9]{1,40})?(-[0-9]{1,7})? ?(years?|days?|times|hour)?", fullmatch=True)))  # fmt: skip
def test_any_text_is_a_quantity_or_is_refused(text: str) -> None:
    """Nothing but ValueError, least never above most, and a name for each."""
    try:
        quantity = parse_quantity(text)
    except ValueError:
        return
    low, high = quantity.scaled
    assert Decimal(0) <= quantity.least <= quantity.most
    assert low <= high
    assert quantity.local.startswith(f"quantity/{quantity.unit}/")

"""Months: the unit of every run."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semesta.months import Month


months = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))
steps = st.integers(-1200, 1200)


@given(months)
def test_a_month_reads_what_it_prints(month):
    assert Month.parse(str(month)) == month


@given(months)
def test_a_month_holds_its_first_and_last_day_and_not_the_days_beyond(month):
    day = timedelta(days=1)

    assert Month.of(month.first_day) == Month.of(month.last_day) == month
    assert Month.of(month.last_day + day) == month.plus(1)
    assert Month.of(month.first_day - day) == month.plus(-1)


@given(months, steps, steps)
def test_steps_add_up(month, one, other):
    assert month.plus(one).plus(other) == month.plus(one + other)


@given(months, months)
def test_months_are_ordered_as_their_days_and_their_texts(one, other):
    assert (one < other) == (one.last_day < other.first_day) == (str(one) < str(other))


def test_the_reference_date_knows_leap_years():
    assert Month.parse("2024-02").last_day == date(2024, 2, 29)
    assert Month.parse("2100-02").last_day == date(2100, 2, 28)


def test_blanks_around_a_month_do_no_harm():
    assert Month.parse(" 2026-01\n") == Month(2026, 1)


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-1", "2026-13", "2026-00", "202-01", "1899-12", "2201-01"]
    + ["2026-01-31", "01-2026", "Januari 2026", "-2026-01"],
)
def test_what_is_not_a_month_is_refused(text):
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)

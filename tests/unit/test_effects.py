"""The effects of changes on a rate, cut to six places without losing their sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semesta.coverage.effects import effects


def published(count: int, population: int) -> float:
    return round(count / population, 6)


def test_one_change_is_the_whole_difference():
    """From 750 of 1,000 to 740 of 1,000."""
    assert effects([(-10, 0)], (750, 1000), (740, 1000)) == [-0.01]


def test_a_birth_without_a_card_weighs_by_the_rate_before():
    """From 3 of 4 to 3 of 5: (0 - 3/4 * 1) / 5."""
    assert effects([(0, 1)], (3, 4), (3, 5)) == [-0.15]


def test_what_cutting_leaves_goes_to_the_effects_that_lost_most():
    """Seven of 12 gone inactive: 2 + 2 + 2 + 1. In millionths -166,666 2/3 thrice and
    -83,333 1/3; the rates print 0.916667 and 0.333333, so the sum must be -583,334. Cut
    down they are -166,667 thrice, each 1/3 less, and -83,334, which is 2/3 less: the
    millionth that is left goes to the last."""
    found = effects([(-2, 0), (-2, 0), (-2, 0), (-1, 0)], (11, 12), (4, 12))

    assert found == [-0.166667, -0.166667, -0.166667, -0.083333]
    assert round(sum(found), 6) == round(0.333333 - 0.916667, 6)


def test_a_change_of_no_effect_gets_none():
    assert effects([(0, 0), (-1, 0)], (2, 3), (1, 3)) == [0.0, -0.333334]


@st.composite
def months(draw: st.DrawFn):
    """Changes that lead from some counts to others, and both ends."""
    changes = draw(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9))))
    count, population = draw(st.integers(0, 200)), draw(st.integers(1, 200))
    now = (
        count + sum(more for more, _ in changes),
        population + sum(persons for _, persons in changes),
    )
    return changes, (count, population), (now[0], max(now[1], 1))


@given(months())
def test_effects_sum_to_the_difference_of_the_printed_rates(drawn):
    changes, before, now = drawn
    if now[1] != before[1] + sum(persons for _, persons in changes):
        return

    found = effects(changes, before, now)

    whole = published(*now) - published(*before)
    assert round(sum(found), 6) == pytest.approx(whole, abs=1e-9)


@given(months())
def test_no_effect_is_two_millionths_off(drawn):
    changes, (count, population), now = drawn
    if now[1] != population + sum(persons for _, persons in changes):
        return

    found = effects(changes, (count, population), now)

    for (more, persons), effect in zip(changes, found, strict=True):
        exact = (more - count / population * persons) / now[1]
        assert abs(effect - exact) < 2e-6

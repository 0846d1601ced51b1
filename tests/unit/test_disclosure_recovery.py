"""The last check finds what can be worked out, however far the way is."""

import pytest

from invented import figures
from semesta.disclosure.grid import Grid
from semesta.disclosure.places import places_of
from semesta.disclosure.recovery import recoverable
from semesta.disclosure.residents import Residents


ACTIVE = ("active", "pbi-jk", "female/0-4", False)
LAPSED = ("inactive_lapsed", "pbi-jk", "male/0-4", False)
MISSING = ("unregistered", "", "female/0-4", False)
ONE, TWO, THREE = (f"63.09.01.{number}" for number in (2001, 2002, 2003))
UNREGISTERED = ("regions", "", "unregistered")
REGISTERED = ("regions", "", "registered")
OUTSIDE = ("regions", "", "outside")


@pytest.fixture
def grid() -> Grid:
    people = [ACTIVE] * 30 + [LAPSED] * 10
    month = figures(
        {ONE: people + [MISSING] * 3, TWO: people, THREE: people + [MISSING] * 9}
    )
    return Residents(month.counts, places_of(month.counts.regions)).grid()


def found(grid: Grid, hidden: set, sensitive: set = frozenset()) -> set:
    """What can be worked out where the named cells are hidden."""
    codes = grid.places.codes
    pairs = {(cell, codes.index(code)) for cell, code in hidden | sensitive}
    masked = {pair for pair in pairs if (pair[0], codes[pair[1]]) in hidden}
    answers = recoverable(grid, lambda cell, place: (cell, place) in masked, pairs)
    return {(cell, codes[place]) for cell, place in answers}


def test_one_hidden_village_is_the_district_without_the_others(grid):
    assert found(grid, {(UNREGISTERED, ONE)}) == {(UNREGISTERED, ONE)}


def test_a_hidden_state_is_the_population_without_the_others(grid):
    hidden = {(UNREGISTERED, ONE), (UNREGISTERED, TWO)}

    assert found(grid, hidden) == hidden


def test_a_square_of_hidden_counts_cannot_be_solved(grid):
    hidden = {
        (cell, village)
        for village in (ONE, THREE)
        for cell in (UNREGISTERED, REGISTERED, ("regions", "", "inactive_lapsed"))
    }

    assert found(grid, hidden) == set()


def test_what_nobody_prints_is_found_from_what_is_printed(grid):
    assert found(grid, set(), {(OUTSIDE, ONE)}) == {(OUTSIDE, ONE)}


def test_what_nobody_prints_is_not_found_without_one_of_its_parts(grid):
    hidden = {
        (cell, village)
        for village in (ONE, THREE)
        for cell in (UNREGISTERED, REGISTERED, ("regions", "", "inactive_lapsed"))
    }

    assert found(grid, hidden, {(OUTSIDE, ONE)}) == set()


def test_a_hidden_total_is_the_sum_of_its_segments(grid):
    district = (("regions", "", "active"), "63.09.01")

    assert found(grid, {district}) == {district}

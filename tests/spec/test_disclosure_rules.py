"""Which counts of a small invented regency are published, worked out by hand."""

from pathlib import Path

import pytest

import attacker
from invented import RULE, figures, write_public
from semesta.disclosure.figures import Figures
from semesta.disclosure.protecting import Protected, Rule, protect
from semesta.disclosure.public import public_tables
from semesta.errors import IdentityBroken


ACTIVE = ("active", "pbi-jk", "female/0-4", False)
LOCAL = ("active", "pbpu-pemda", "female/0-4", True)
LAPSED = ("inactive_lapsed", "pbi-jk", "male/0-4", False)
ARREARS = ("inactive_arrears", "pbpu", "male/5-14", False)
MISSING = ("unregistered", "", "female/0-4", False)
UNKNOWN = ("unknown", "", "male/0-4", False)
VILLAGE = [ACTIVE] * 60 + [LOCAL] * 20 + [LAPSED] * 20 + [ARREARS] * 20
ONE, TWO, THREE, FOUR = (
    *("63.09.01.2001", "63.09.01.2002", "63.09.02.2001", "63.09.02.2002"),
)


def regency(**more: list) -> dict[str, list]:
    """Four villages in two districts, with 120 registered residents each."""
    names = {"one": ONE, "two": TWO, "three": THREE, "four": FOUR}
    return {code: VILLAGE + more.get(name, []) for name, code in names.items()}


def protected(month: Figures) -> Protected:
    (found,) = protect([month], (), RULE)
    return found


def shown(month: Protected, column: str, *codes: str) -> list[int | None]:
    """A column of the regions, None where it is hidden."""
    places = [month.places.codes.index(code) for code in codes]
    return [month.value(("regions", "", column), place) for place in places]


def hidden(month: Protected) -> set[tuple[str, str]]:
    """(region, column) of the table of regions."""
    (table, *_) = public_tables([month], month.places.codes[0])
    return {
        (row["region_code"], column)
        for row in table.rows
        for column in row["suppressed"].split()
    }


def test_nothing_is_hidden_where_no_count_is_small():
    month = protected(
        figures(regency(one=[MISSING] * 5, two=[MISSING] * 9, three=[UNKNOWN] * 7))
    )

    assert hidden(month) == set()
    assert shown(month, "unregistered", ONE, TWO, THREE) == [5, 9, 0]


def test_four_are_hidden_and_five_are_not():
    month = protected(
        figures(
            regency(
                one=[MISSING] * 9 + [UNKNOWN] * 4, two=[MISSING] * 9 + [UNKNOWN] * 5
            )
        )
    )

    assert shown(month, "unknown", ONE) == [None]
    assert shown(protected(figures(regency(one=[UNKNOWN] * 5))), "unknown", ONE) == [5]


def test_a_small_count_takes_three_others_along_and_no_more():
    """Unknown persons of one village might be unregistered ones of the other."""
    extra = {"one": [MISSING] * 9 + [UNKNOWN] * 3, "two": [MISSING] * 9 + [UNKNOWN] * 8}
    month = protected(figures(regency(**extra)))

    assert hidden(month) == {
        (village, column)
        for village in (ONE, TWO)
        for column in ("unregistered", "unknown")
    }
    assert shown(month, "registered", ONE, TWO) == [120, 120]
    assert shown(month, "unknown", "63.09.01") == [11]


def test_without_a_second_village_the_district_is_hidden_too():
    villages = {ONE: VILLAGE + [MISSING] * 9 + [UNKNOWN] * 3, THREE: VILLAGE}
    villages[THREE] = VILLAGE + [MISSING] * 9 + [UNKNOWN] * 8
    month = protected(figures(villages))

    assert shown(month, "unknown", ONE, "63.09.01", "63.09.02") == [None, None, None]
    assert shown(month, "unknown", "63.09") == [11]


def test_population_less_registered_is_a_count_too():
    """9 of 120 are lapsed; the 3 who are unregistered must not be a difference."""
    month = protected(figures(regency(one=[MISSING] * 3, two=[MISSING] * 20)))

    assert shown(month, "population", ONE) == [123]
    assert shown(month, "registered", ONE) == [None]
    assert shown(month, "active", ONE) == [80]


def test_of_a_village_of_four_everything_is_hidden_that_is_somewhere_counted():
    villages = regency(two=[MISSING] * 30)
    villages["63.09.01.2009"] = [ACTIVE] * 3 + [MISSING]
    month = protected(figures(villages))

    counted = ("population", "registered", "active", "inactive_lapsed", "unregistered")
    for column in counted:
        assert shown(month, column, "63.09.01.2009") == [None], column
    assert shown(month, "unknown", "63.09.01.2009") == [0]


def test_a_zero_is_hidden_where_it_says_that_nobody_is_active():
    villages = regency()
    villages["63.09.01.2009"] = [LAPSED] * 8 + [ARREARS] * 9
    month = protected(figures(villages))

    assert shown(month, "active", "63.09.01.2009") == [None]
    assert shown(month, "population", "63.09.01.2009") == [17]


def test_a_segment_of_whom_nobody_is_active_is_hidden():
    month = protected(figures(regency(one=[("active", "pbpu", "male/0-4", False)] * 9)))
    cell = ("segments", "pbpu", "active")
    second = month.places.codes.index("63.09.02")

    assert month.residents.grid.values[cell][second] == 0
    assert month.value(cell, second) is None


def test_rates_are_worked_out_from_what_is_shown():
    month = protected(
        figures(
            regency(
                one=[MISSING] * 9 + [UNKNOWN] * 3, two=[MISSING] * 9 + [UNKNOWN] * 8
            )
        )
    )
    rows = {row["region_code"]: row for row in public_tables([month], "63.09")[0].rows}

    assert rows[ONE]["coverage_rate"] == pytest.approx(120 / 132)
    assert rows[ONE]["coverage_rate_high"] is None
    assert rows["63.09.01"]["coverage_rate_high"] == pytest.approx((240 + 11) / 269)


def test_a_higher_threshold_hides_more():
    month = figures(
        regency(one=[MISSING] * 30 + [UNKNOWN] * 7, two=[UNKNOWN] * 30 + [MISSING] * 30)
    )

    (at_five,) = protect([month], (), RULE)
    (at_ten,) = protect([month], (), Rule(least=10, width=3))

    assert shown(at_five, "unknown", ONE) == [7]
    assert shown(at_ten, "unknown", ONE) == [None]


def test_second_cards_of_local_government_are_no_difference_of_two_tables():
    """3 residents of a district have a card of local government that is not kept."""
    second = ("active", "pbi-jk", "female/0-4", True)
    month = protected(figures(regency(one=[second] * 3, three=[second] * 9)))
    district = month.places.codes.index("63.09.01")

    assert month.value(("segments", "pbpu-pemda", "registered"), district) == 40
    assert shown(month, "local_government", "63.09.01") == [None]


def cards(**found: dict[str, int]) -> dict[str, dict[str, int]]:
    """Cards by region; every matched card carries its holder's village."""
    places = {"one": ONE, "three": THREE, "regency": "63.09"}
    return {places[name]: row for name, row in found.items()}


def test_cards_without_a_village_are_not_found_by_subtraction(tmp_path):
    """The regency has 7 cards of nobody more than its districts."""
    bridge = cards(
        one={"not_found": 30}, three={"not_found": 40}, regency={"not_found": 3}
    )
    month = protected(figures(regency(), bridge))

    assert month.cards is not None
    found = [month.value(("findings", "", "not_found"), place) for place in range(3)]
    assert found.count(None) >= 1
    known = attacker.read(write_public(tmp_path / "out", [month]))["2026-01"]
    rest = ("findings", "63.09~", "", "not_found")
    assert rest not in attacker.by_subtraction(known)
    low, high = attacker.by_bounds(known, [rest])[rest]
    assert high - low >= RULE.width


def test_findings_are_left_out_where_the_registered_of_the_whole_are_hidden():
    """As many cards are matched as residents are registered: one tells the other."""
    village = {ONE: VILLAGE + [MISSING] * 3, TWO: VILLAGE}
    month = protected(figures(village, cards(one={"not_found": 30})))

    assert shown(month, "registered", "63.09.01") == [None]
    assert month.cards is None


def test_a_month_hides_what_another_month_must():
    small = figures(
        regency(one=[MISSING] * 9 + [UNKNOWN] * 3, two=[MISSING] * 9 + [UNKNOWN] * 8)
    )
    large = figures(
        regency(one=[MISSING] * 9 + [UNKNOWN] * 9, two=[MISSING] * 9 + [UNKNOWN] * 8),
        month="2026-02",
    )

    january, february = protect([small, large], (), RULE)

    assert hidden(protected(large)) == set()
    assert hidden(january) == hidden(february)
    assert (ONE, "unknown") in hidden(february)


def test_what_an_earlier_export_hid_stays_hidden():
    large = figures(
        regency(one=[MISSING] * 9 + [UNKNOWN] * 9, two=[MISSING] * 9 + [UNKNOWN] * 8)
    )
    earlier = [(("regions", "", "unknown"), ONE), (("regions", "", "unknown"), "33.10")]

    (month,) = protect([large], earlier, RULE)

    assert shown(month, "unknown", ONE) == [None]
    assert shown(month, "unregistered", ONE) == [None], "or it is a difference"


def test_a_hidden_count_of_last_month_that_is_gone_everywhere_is_a_zero():
    gone = figures(regency(one=[MISSING] * 9, two=[MISSING] * 9))

    (month,) = protect([gone], [(("regions", "", "unknown"), ONE)], RULE)

    assert shown(month, "unknown", ONE) == [0]


@pytest.mark.parametrize(
    ("region", "column", "value"),
    [(ONE, "registered", 500), (ONE, "active", 81), ("63.09", "unregistered", 1)],
)
def test_figures_that_do_not_add_up_are_not_exported(region, column, value):
    month = figures(regency())
    month.counts.regions[region][column] = value

    with pytest.raises(IdentityBroken) as caught:
        protect([month], (), RULE)

    assert caught.value.code == "disclosure.not_additive"


def test_segments_that_do_not_add_up_to_their_region_are_not_exported():
    month = figures(regency())
    month.counts.segments["63.09.01"]["pbpu"]["inactive_arrears"] -= 1

    with pytest.raises(IdentityBroken) as caught:
        protect([month], (), RULE)

    assert caught.value.code == "disclosure.not_additive"


def test_the_last_check_stops_an_export_that_leaks(monkeypatch):
    monkeypatch.setattr("semesta.disclosure.hiding.Hiding._unproved", lambda self: [])

    with pytest.raises(IdentityBroken) as caught:
        protected(figures(regency(one=[MISSING] * 9 + [UNKNOWN] * 3)))

    assert caught.value.code == "disclosure.recoverable"


def test_files_carry_nothing_of_a_region_outside_the_scope(tmp_path: Path):
    month = protected(figures(regency(one=[MISSING] * 3)))

    codes = {
        row["region_code"]
        for table in public_tables([month], "63.09.02")
        for row in table.rows
    }

    assert codes == {"63.09.02", THREE, FOUR}

"""A list that was switched off: who falls, who stays, what it takes to hold the line."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from gap_builders import linked_run, nik, noka, official_run
from semesta import planning
from semesta.months import Month
from semesta.planning import Plan, PlanMonth
from semesta.published import Run


SCHEMA = pa.schema([("noka", pa.string()), ("nik", pa.int64())])


@pytest.fixture(scope="module")
def region_of_500(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """500 residents, all registered: 1-400 PBI JK active, 401-450 PBPU Pemda active,
    451-500 PBI JK inactive; 1-10 have an active PPU card as well. 460 are active no
    more than 450 persons. Deciles of 1-50: 11-30 in 3, 31-50 in 8, 1-10 in 1."""
    cards = [(n, n, "PBI JK", "AKTIF") for n in range(1, 401)]
    cards += [(n, n, "PBPU PEMDA", "AKTIF") for n in range(401, 451)]
    cards += [(n, n, "PBI JK", "NONAKTIF") for n in range(451, 501)]
    cards += [(1000 + n, n, "PPU BU", "AKTIF") for n in range(1, 11)]
    deciles = [1] * 10 + [3] * 20 + [8] * 20
    return linked_run(tmp_path_factory.mktemp("listed"), 500, cards, deciles)


def listed(*rows: tuple[str | None, int | None]) -> pa.Table:
    items = [{"noka": card, "nik": person} for card, person in rows]
    return pa.Table.from_pylist(items, SCHEMA)


def by_card(numbers: Any) -> pa.Table:
    return listed(*((noka(number), None) for number in numbers))


def off(run: Run, table: pa.Table, **asked: Any) -> dict[str, Any]:
    found = planning.gap(run, switched_off=table, **asked).as_json()
    (region,) = found["regions"]
    return region["switched_off"] | {"list": found["list"]}


def people(found: dict[str, Any]) -> tuple[int, ...]:
    keys = ("persons", "fall_inactive", "stay_active", "already_inactive")
    return tuple(found[key] for key in keys)


def test_of_100_switched_off_10_stay_active_by_another_card(
    region_of_500: Run,
) -> None:
    found = off(region_of_500, by_card(range(1, 101)))
    assert people(found) == (100, 90, 10, 0)
    assert found["active_cards"] == 100
    assert (found["before"]["active"], found["after"]["active"]) == (450, 360)
    assert (found["before"]["active_rate"], found["after"]["active_rate"]) == (
        0.9,
        0.72,
    )
    assert found["before"]["coverage_rate"] == found["after"]["coverage_rate"] == 1


def test_status_and_award_fall_and_the_persons_short_are_named(
    region_of_500: Run,
) -> None:
    """80% of 500 are 400: 360 are 40 short; 85%: 425: 65 short. For Utama 40 by Pemda
    were short (18% are 90), and 115 active are (95% are 475)."""
    found = off(region_of_500, by_card(range(1, 101)))
    assert (found["before"]["uhc"], found["after"]["uhc"]) == ("met", "not_met")
    awards = found["before"]["awards"][0], found["after"]["awards"][0]
    assert [award["best"] for award in awards] == ["Madya", "none"]
    uhc, route_a, utama = (found["lines"][place] for place in (0, 3, 5))
    assert (uhc["persons_before"], uhc["persons_after"]) == (0, 40)
    assert uhc["per_month"]["local_government"] == 40 * 37_800
    assert (route_a["persons_before"], route_a["persons_after"]) == (0, 65)
    assert (utama["persons_before"], utama["persons_after"]) == (40, 115)
    assert utama["more"] == 75


def test_taking_them_over_costs_the_price_of_each(region_of_500: Run) -> None:
    """90 x 37,800 = 3,402,000 a month, 37,422,000 in eleven months."""
    take_over = off(region_of_500, by_card(range(1, 101)))["take_over"]
    assert take_over["persons"] == 90
    assert take_over["per_month"]["local_government"] == 3_402_000
    assert take_over["to_december"]["local_government"] == 37_422_000


def test_the_share_that_comes_back_is_law_data_with_its_source(
    region_of_500: Run,
) -> None:
    """0.64% of 390 are 2.496: two come back, 388 do not."""
    found = off(region_of_500, by_card(range(1, 401)))["reactivation"]
    assert (found["share"], found["persons"], found["remaining"]) == (0.0064, 2, 388)
    assert found["source"] and found["confidence"] == "reported"
    assert found["per_month"]["local_government"] == 388 * 37_800


def test_the_share_may_be_given(region_of_500: Run) -> None:
    found = off(
        region_of_500, by_card(range(1, 101)), reactivation_share=Fraction(1, 3)
    )["reactivation"]
    assert (found["persons"], found["remaining"], found["source"]) == (30, 60, None)


def test_deciles_tell_who_can_be_proposed_again(region_of_500: Run) -> None:
    """Of the 90 who fall, 11-30 lie in decile 3 and 31-50 in decile 8."""
    found = off(region_of_500, by_card(range(1, 101)))
    assert found["deciles"] == {
        "known": 40,
        "proposable": 20,
        "deciles": [1, 2, 3, 4, 5],
    }
    assert off(region_of_500, by_card(range(101, 201)))["deciles"] is None


def test_who_was_inactive_before_is_not_lost_again(region_of_500: Run) -> None:
    found = off(region_of_500, by_card([1, 11, 451, 452]))
    assert people(found) == (4, 1, 1, 2)
    assert found["after"]["active"] == 449


def test_both_cards_of_a_person_may_be_switched_off(region_of_500: Run) -> None:
    found = off(region_of_500, by_card([1, 1001]))
    assert people(found) == (1, 1, 0, 0)
    assert found["active_cards"] == 2


def test_every_row_is_accounted_for(region_of_500: Run) -> None:
    found = off(
        region_of_500,
        listed(
            (noka(20), None),
            (noka(20), None),
            (noka(20), int(nik(20))),
            (None, int(nik(21))),
            (None, int(nik(21))),
            (None, int(nik(20))),
            (noka(7777), None),
            (noka(7777), int(nik(22))),
            (None, 3309010101900001),
            (None, None),
        ),
    )
    assert found["list"] == {
        "rows": 10,
        "unusable": 1,
        "not_found": 2,
        "repeated": 4,
        "cards": 3,
    }
    assert people(found) == (3, 3, 0, 0)


def test_a_nik_takes_off_the_card_that_government_pays_for(region_of_500: Run) -> None:
    found = off(region_of_500, listed((None, int(nik(1))), (None, int(nik(411)))))
    assert people(found) == (2, 1, 1, 0)
    # The Pemda card of 411 still counts as registered by Pemda: 10% falls to 9.8%.
    before, after = found["before"], found["after"]
    assert (before["local_government_share"], after["local_government_share"]) == (
        0.1,
        0.098,
    )
    assert after["local_government_share_high"] == 0.1


def test_whom_a_number_names_is_not_named_again_by_a_nik(region_of_500: Run) -> None:
    """The NIK stands first, and would take the PBI JK card besides the PPU one."""
    found = off(region_of_500, listed((None, int(nik(1))), (noka(1001), None)))
    assert (found["list"]["cards"], found["list"]["repeated"]) == (1, 1)
    assert people(found) == (1, 0, 1, 0)


def test_of_several_cards_a_nik_takes_the_one_of_local_government(
    tmp_path: Path,
) -> None:
    """1 has a PPU card with a smaller number, 2 two of local government: of 2 of 4
    whom local government registers, one is left for certain."""
    cards = [(1, 1, "PPU BU", "AKTIF"), (11, 1, "PBPU PEMDA", "AKTIF")]
    cards += [(2, 2, "PBPU PEMDA", "AKTIF"), (12, 2, "PBPU PEMDA", "AKTIF")]
    run = linked_run(tmp_path, 4, cards)
    found = off(run, listed((None, int(nik(1))), (None, int(nik(2)))))
    assert people(found) == (2, 0, 2, 0)
    assert found["billed_cards"] == 2
    assert found["before"]["local_government_share"] == 0.5
    assert found["after"]["local_government_share"] == 0.25


def test_on_the_plan_those_taken_over_replace_the_cards_that_leave_the_bill(
    region_of_500: Run,
) -> None:
    """50 are billed. All PBPU Pemda switched off and taken over: 50 again. 100 PBI JK
    switched off: 90 more."""
    plan = Plan((PlanMonth(Month(2026, 1), budget=10**9, spent=0),))
    own = off(region_of_500, by_card(range(401, 451)), plan=plan)["take_over"]
    assert (own["persons"], own["plan"]["persons"]) == (50, 0)
    assert own["plan"]["left"] == 10**9 - 11 * 50 * 37_800
    others = off(region_of_500, by_card(range(1, 101)), plan=plan)["take_over"]
    assert (others["persons"], others["plan"]["persons"]) == (90, 90)
    assert others["plan"]["left"] == 10**9 - 11 * 140 * 37_800


def test_cards_of_nobody_who_lives_here_are_said(tmp_path: Path) -> None:
    cards = [(n, n, "PBI JK", "AKTIF") for n in range(1, 9)]
    run = linked_run(tmp_path, 6, cards)
    found = off(run, by_card(range(1, 9)))
    assert people(found) == (6, 6, 0, 0)
    assert (found["active_cards"], found["without_resident"]) == (8, 2)


def test_the_administrative_basis_loses_the_cards_that_are_recorded_here(
    tmp_path: Path,
) -> None:
    """Officially 800 of 1,000 are active: without one active card 799, one short."""
    figures = {"population": 1000, "registered": 990, "active": 800}
    run = official_run(tmp_path, figures)
    found = off(run, listed(("0009876543211", None), ("0009876543212", None)))
    assert found["active_cards"] == 2
    assert found["after"]["active"] == 798
    assert found["lines"][0]["persons_after"] == 2


def test_a_partial_file_leaves_the_high_value_alone(tmp_path: Path) -> None:
    """Who loses the only card of the file may have another outside it."""
    cards = [(n, n, "PBPU PEMDA", "AKTIF") for n in range(1, 6)]
    run = linked_run(tmp_path, 10, cards, scope="pbpu-pemda")
    found = off(run, by_card([1, 2]))
    assert (found["before"]["active_rate"], found["after"]["active_rate"]) == (0.5, 0.3)
    assert found["after"]["active_rate_high"] == 1
    assert found["lines"][0]["more"] is None

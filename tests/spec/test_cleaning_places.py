"""Ways of writing a place => the village of a person, the region of a card."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from builders import drawn, staged_membership, staged_population
from semesta.engine import Duck
from semesta.months import Month
from semesta.regions import tree
from semesta.registers import clean_membership, clean_population, regencies_of


JANUARY = Month(2026, 1)
TABALONG, CIREBON, CIREBON_CITY = 6309000000, 3209000000, 3274000000
NOWHERE = dict.fromkeys(
    ("province_code", "regency_code", "district_code", "village_code")
)


def check_persons(table: str, folder: Path) -> None:
    """Drawn places of persons => villages; none: set aside as unknown_region."""
    rows, expected = drawn(table)
    staged = staged_population([NOWHERE | row for row in rows], folder / "s.parquet")
    with Duck() as engine:
        result = clean_population(
            engine, staged, folder, month=JANUARY, region_table=tree().table()
        )
    villages = {p["row"]: str(p["village"]) for p in rows_of(result.table)}
    aside = {q["row"]: q["reason"] for q in rows_of(result.quarantine)}

    found = [villages.get(row) for row in range(2, len(rows) + 2)]
    assert found == [each["village"] for each in expected]
    assert set(aside.values()) <= {"unknown_region"}


def check_cards(table: str, folder: Path, context: Sequence[int]) -> None:
    """Drawn places of cards => regions; no card is set aside for its place."""
    rows, expected = drawn(table)
    staged = staged_membership([NOWHERE | row for row in rows], folder / "s.parquet")
    with Duck() as engine:
        result = clean_membership(
            engine,
            staged,
            folder,
            month=JANUARY,
            region_table=tree().table(),
            context_regencies=context,
        )

    found = [str(card["village"]) for card in rows_of(result.table)]
    assert found == [each["village"] for each in expected]


def rows_of(path: Path) -> list[Mapping]:
    return pq.read_table(path).to_pylist()


def test_codes_stand_in_parts_or_whole_with_or_without_dots(tmp_path):
    check_persons(
        """
        province_code | regency_code | district_code | village_code   => village
        63            | 9            | 4             | 1002           => 6309041002
        63            | 09           | 04            | 1002           => 6309041002
        63            | 6309         | 630904        | 6309041002     => 6309041002
        63            | 63.09        | 63.09.04      | 63.09.04.1002  => 6309041002
        -             | -            | -             | 6309041002     => 6309041002
        -             | -            | -             | 63.09.04.1002  => 6309041002
        -             | -            | 630904        | 1002           => 6309041002
        -             | 6309         | 4             | 1002           => 6309041002
        63            | 9            | 4             | 9999           => -
        99            | 99           | 99            | 9999           => -
        63            | 9            | 4             | -              => -
        -             | -            | -             | -              => -
        """,
        tmp_path,
    )


def test_names_count_only_where_the_regency_is_known_and_one_village_bears_them(
    tmp_path,
):
    check_persons(
        """
        regency_name   | district_name | village_name   | regency_code => village
        TABALONG       | TANJUNG       | TANJUNG        | -            => 6309041002
        Kab. Tabalong  | Kec. Tanjung  | Kel. Tanjung   | -            => 6309041002
        TABALONG       | -             | BANYU TAJUN    | -            => 6309042005
        TABALONG       | -             | BANYUTAJUN     | -            => 6309042005
        -              | -             | BANYU TAJUN    | 6309         => 6309042005
        TABALONG       | -             | PADANGIN       | -            => -
        TABALONG       | TANTA         | PADANGIN       | -            => 6309032012
        TABALONG       | KELUA         | PADANGIN       | -            => -
        -              | -             | BANYU TAJUN    | -            => -
        -              | TANJUNG       | TANJUNG        | -            => -
        CIREBON        | -             | ARGASUNYA      | -            => -
        KOTA CIREBON   | -             | ARGASUNYA      | -            => 3274031005
        KAB. CIREBON   | -             | ARGASUNYA      | -            => -
        TABALONG       | -             | ANTAH BERANTAH | -            => -
        """,
        tmp_path,
    )


def test_a_hint_places_rows_that_carry_no_region_and_bounds_those_that_do(tmp_path):
    check_persons(
        """
        region_hint   | district_name | village_name | title_regency => village
        63.09.04.1002 | -             | -            | -             => 6309041002
        63.09.04.1002 | -             | Tanjung      | -             => 6309041002
        63.09.04.1002 | -             | Antah        | -             => 6309041002
        63.09.04.1002 | -             | BANYU TAJUN  | -             => 6309042005
        63.09.04.1002 | -             | PADANGIN     | -             => -
        63.09.04      | -             | HIKUN        | -             => 6309041004
        63.09.04      | -             | PADANGIN     | -             => -
        63.09         | TANTA         | PADANGIN     | -             => 6309032012
        63.09         | -             | PADANGIN     | -             => -
        63.09         | -             | -            | -             => -
        -             | -             | HIKUN        | 63.09         => 6309041004
        -             | -             | HIKUN        | TABALONG      => 6309041004
        -             | -             | ARGASUNYA    | CIREBON       => -
        """,
        tmp_path,
    )


def test_a_card_lies_in_the_deepest_region_that_is_sure(tmp_path):
    check_cards(
        """
        regency_name | regency_code | district_name | district_code | village_name | village_code => village
        -            | -            | -             | -             | -            | 6309041002   => 6309041002
        TABALONG     | 0190         | -             | 0190001       | TANJUNG      | 0190007      => 6309041002
        TABALONG     | -            | -             | -             | PADANGIN     | -            => 6309000000
        TABALONG     | -            | TANJUNG       | -             | PADANGIN     | -            => 6309040000
        TABALONG     | -            | TANTA         | -             | PADANGIN     | -            => 6309032012
        BANJARMASIN  | -            | -             | -             | HIKUN        | -            => 6371000000
        ANTAH        | -            | -             | -             | HIKUN        | -            => 0
        -            | 6309         | -             | 630904        | -            | -            => 6309040000
        -            | -            | -             | -             | -            | -            => 0
        """,  # noqa: E501
        tmp_path,
        context=[],
    )


def test_a_village_name_alone_is_looked_up_in_the_regencies_at_hand(tmp_path):
    check_cards(
        """
        regency_name | province_name      | village_name => village
        -            | -                  | HIKUN        => 6309041004
        -            | -                  | ARGASUNYA    => 3274031005
        -            | -                  | PADANGIN     => 0
        -            | JAWA BARAT         | -            => 3200000000
        CIREBON      | -                  | ARGASUNYA    => 3274031005
        CIREBON      | -                  | -            => 3274000000
        BANJAR       | KALIMANTAN SELATAN | -            => 6303000000
        """,
        tmp_path,
        context=[TABALONG, CIREBON_CITY],
    )


def test_a_name_that_two_regencies_at_hand_share_stays_open(tmp_path):
    check_cards(
        """
        regency_name | title_regency | village_name => village
        CIREBON      | -             | ARGASUNYA    => 0
        CIREBON      | 32.74         | ARGASUNYA    => 3274031005
        """,
        tmp_path,
        context=[CIREBON, CIREBON_CITY],
    )


def test_the_regencies_at_hand_are_those_of_the_persons(tmp_path):
    rows = [{}, {}, NOWHERE | {"village_code": "3274031005"}]
    staged = staged_population(rows, tmp_path / "s.parquet")
    with Duck() as engine:
        result = clean_population(
            engine, staged, tmp_path, month=JANUARY, region_table=tree().table()
        )

        assert regencies_of(engine, result.table) == [CIREBON_CITY, TABALONG]

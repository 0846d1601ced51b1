"""Population registers drawn in text => the persons, or why a row is set aside."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from builders import drawn, staged_deciles, staged_population
from semesta.engine import Duck
from semesta.months import Month
from semesta.regions import tree
from semesta.registers import Cleaned, clean_population


JANUARY = Month(2026, 1)


def cleaned(rows: Sequence[Mapping], folder: Path, **options) -> Cleaned:
    staged = staged_population(rows, folder / "staged.parquet")
    with Duck() as engine:
        return clean_population(
            engine,
            staged,
            folder,
            month=JANUARY,
            region_table=tree().table(),
            **options,
        )


def persons(rows: Sequence[Mapping], folder: Path, **options) -> list[dict]:
    return in_file_order(cleaned(rows, folder, **options))


def in_file_order(result: Cleaned) -> list[dict]:
    return pq.read_table(result.table).sort_by("person_id").to_pylist()


def fates(rows: Sequence[Mapping], folder: Path) -> list[dict]:
    """Per row in file order: the person, or the row of the quarantine."""
    result = cleaned(rows, folder)
    accepted = in_file_order(result)
    aside = pq.read_table(result.quarantine).to_pylist()
    found = [row | {"reason": None} for row in accepted] + aside
    return sorted(found, key=lambda row: (row["file_id"], row["row"]))


def check(table: str, folder: Path) -> None:
    """Every expected cell of a drawn table, against the row that came out."""
    rows, expected = drawn(table)
    found = fates(rows, folder)
    shown = [
        {key: None if row.get(key) is None else str(row[key]) for key in wanted}
        for row, wanted in zip(found, expected, strict=True)
    ]
    assert shown == expected


def test_a_nik_is_judged_and_kept_as_found(tmp_path):
    check(
        """
        nik                 => nik              | nik_fault       | nik_text
        6309021505900001    => 6309021505900001 | -               | 6309021505900001
        '6309025505900002   => 6309025505900002 | -               | 6309025505900002
        63.0902.150590.0003 => 6309021505900003 | -               | 6309021505900003
        6309 0215 0590 0004 => 6309021505900004 | -               | 6309021505900004
        6309021505900005.0  => 6309021505900005 | -               | 6309021505900005
        9101012902010001    => 9101012902010001 | -               | 9101012902010001
        -                   => -                | missing         | -
        0                   => -                | placeholder     | 0
        NULL                => -                | placeholder     | NULL
        n/a                 => -                | placeholder     | N/A
        0000000000000000    => -                | placeholder     | 0000000000000000
        9999999999999999    => -                | placeholder     | 9999999999999999
        630902150590000     => -                | too_short       | 630902150590000
        0630902150590001    => -                | too_short       | 0630902150590001
        63090215059000011   => -                | too_long        | 63090215059000011
        6,30909E+15         => -                | not_digits      | 6,30909E+15
        630902150590000A    => -                | not_digits      | 630902150590000A
        6309020005900001    => -                | impossible_date | 6309020005900001
        6309023205900001    => -                | impossible_date | 6309023205900001
        6309024005900001    => -                | impossible_date | 6309024005900001
        6309027205900001    => -                | impossible_date | 6309027205900001
        6309028105900001    => -                | impossible_date | 6309028105900001
        6309021500900001    => -                | impossible_date | 6309021500900001
        6309021513900001    => -                | impossible_date | 6309021513900001
        6309023102900001    => -                | impossible_date | 6309023102900001
        6309021505900000    => -                | last_digit_lost | 6309021505900000
        """,
        tmp_path,
    )


def test_a_number_cell_that_ends_in_zero_lost_its_last_digit(tmp_path):
    rows = [
        {"nik": "6309021505900010", "nik_number": True},
        {"nik": "6309021505900011", "nik_number": True},
        {"nik": "6309021505900010", "nik_number": False},
    ]

    found = persons(rows, tmp_path)

    assert [row["nik_fault"] for row in found] == ["last_digit_lost", None, None]


def test_a_date_is_read_as_the_layout_says_and_never_guessed(tmp_path):
    check(
        """
        birth_date           | date_order => birth_date | birth_text
        1990-05-15           | .          => 1990-05-15 | -
        15-05-1990           | .          => 1990-05-15 | -
        15/5/1990            | .          => 1990-05-15 | -
        15.05.1990           | .          => 1990-05-15 | -
        1990/05/15           | .          => 1990-05-15 | -
        19900515             | .          => 1990-05-15 | -
        '15-05-1990          | .          => 1990-05-15 | -
        05/07/1990           | dmy        => 1990-07-05 | -
        05/07/1990           | mdy        => 1990-05-07 | -
        05/07/1990           | ymd        => 1990-07-05 | -
        15/05/1990           | mdy        => -          | 15/05/1990
        05/15/1990           | dmy        => -          | 05/15/1990
        1990-05-15 00:00:00  | .          => 1990-05-15 | -
        1990-05-15T07:30:00Z | .          => 1990-05-15 | -
        15/05/1990 0:00      | .          => 1990-05-15 | -
        15 Mei 1990          | .          => 1990-05-15 | -
        15 MEI 1990          | mdy        => 1990-05-15 | -
        1-Agt-1990           | .          => 1990-08-01 | -
        1 Agustus 1990       | .          => 1990-08-01 | -
        31 Des 1990          | .          => 1990-12-31 | -
        31 Dusun 1990        | .          => -          | 31 Dusun 1990
        30-02-1990           | .          => -          | 30-02-1990
        29-02-1991           | .          => -          | 29-02-1991
        00-00-0000           | .          => -          | 00-00-0000
        0000-00-00           | .          => -          | 0000-00-00
        15-05-90             | .          => -          | 15-05-90
        15-05-1879           | .          => -          | 15-05-1879
        01-01-1880           | .          => 1880-01-01 | -
        31-01-2026           | .          => 2026-01-31 | -
        1990                 | .          => -          | 1990
        37214                | .          => 2001-11-19 | -
        1                    | .          => 1900-01-01 | -
        59                   | .          => 1900-02-28 | -
        60                   | .          => -          | 60
        61                   | .          => 1900-03-01 | -
        80001                | .          => -          | 80001
        tidak tahu           | .          => -          | tidak tahu
        -                    | .          => -          | -
        """,
        tmp_path,
    )


def test_the_state_is_that_of_the_reference_date(tmp_path):
    check(
        """
        status      | death_date => status   | death_date | reason
        0           | -          => living   | -          | -
        -           | -          => living   | -          | -
        Hidup       | -          => living   | -          | -
        1           | 12-03-2024 => deceased | 2024-03-12 | -
        1           | -          => deceased | -          | -
        MENINGGAL   | tak tahu   => deceased | -          | -
        Mati        | 31-01-2026 => deceased | 2026-01-31 | -
        1           | 01-02-2026 => living   | 2026-02-01 | -
        -           | 12-03-2024 => deceased | 2024-03-12 | -
        0           | 12-03-2024 => living   | 2024-03-12 | -
        2           | -          => moved    | -          | -
        PINDAH      | -          => moved    | -          | -
        HILANG      | -          => moved    | -          | -
        PERGI       | -          => moved    | -          | -
        Tidak Valid | -          => -        | -          | not_valid
        RAGU        | -          => -        | -          | unknown_status
        """,
        tmp_path,
    )


def test_a_row_is_set_aside_with_the_column_and_value_that_say_why(tmp_path):
    check(
        """
        nik              | name | birth_date | village_code | status => reason             | column       | value
        .                | .    | .          | .            | .      => -                  | -            | -
        .                | -    | -          | .            | .      => -                  | -            | -
        -                | .    | .          | .            | .      => -                  | -            | -
        -                | -    | .          | .            | .      => no_usable_identity | nik          | -
        0                | .    | 1990       | .            | .      => no_usable_identity | nik          | 0
        .                | .    | 01-02-2026 | .            | .      => born_after_month   | birth_date   | 01-02-2026
        -                | .    | 01-02-2026 | .            | .      => born_after_month   | birth_date   | 01-02-2026
        .                | .    | 31-12-2026 | .            | .      => -                  | -            | -
        .                | .    | 31-12-2027 | .            | .      => born_after_month   | birth_date   | 31-12-2027
        .                | .    | .          | 9999         | .      => unknown_region     | village_code | 63.9.2.9999
        .                | .    | .          | .            | RAGU   => unknown_status     | status       | RAGU
        6309021505900001 | .    | .          | .            | .      => -                  | -            | -
        6309021505900001 | .    | .          | .            | .      => repeated_nik       | nik          | 6309021505900001
        """,  # noqa: E501
        tmp_path,
    )


def test_of_a_repeated_nik_the_living_then_the_complete_then_the_first_is_kept(
    tmp_path,
):
    check(
        """
        nik              | status | name | kk  => reason
        6309021505901001 | 1      | .    | .   => repeated_nik
        6309021505901001 | 0      | -    | .   => -
        6309021505901002 | 0      | .    | -   => repeated_nik
        6309021505901002 | 0      | .    | .   => -
        6309021505901003 | 0      | .    | .   => -
        6309021505901003 | 0      | .    | .   => repeated_nik
        6309021505901003 | 0      | .    | .   => repeated_nik
        6309021505901004 | RAGU   | .    | .   => unknown_status
        6309021505901004 | 1      | -    | -   => -
        """,
        tmp_path,
    )


def test_the_same_fault_in_two_niks_is_no_repetition(tmp_path):
    check(
        """
        nik              => reason
        0                => -
        0                => -
        6309021505900000 => -
        6309021505900000 => -
        """,
        tmp_path,
    )


def test_words_become_codes_and_names_are_tidied(tmp_path):
    check(
        """
        name            | sex       | relation        | mother | rt  | rw => name          | sex    | relation   | mother | rt | rw
        Siti  Aminah    | 1         | 1               | ani    | 005 | 1  => SITI AMINAH   | male   | head       | ANI    | 5  | 1
        ma'ruf amin     | L         | KEPALA KELUARGA | -      | RT7 | -  => MA'RUF AMIN   | male   | head       | -      | 7  | -
        ' H. Umar, S.Pd | Laki-laki | Isteri lain     | .      | x   | .  => H. UMAR, S.PD | male   | other      | -      | -  | -
        A               | LAKI-LAKI | istri           | .      | .   | .  => A             | male   | wife       | -      | -  | -
        B               | 2         | 4               | .      | .   | .  => B             | female | child      | -      | -  | -
        C               | p         | ANAK TIRI       | .      | .   | .  => C             | female | child      | -      | -  | -
        D               | PR        | 2               | .      | .   | .  => D             | female | husband    | -      | -  | -
        E               | Perempuan | Orang Tua       | .      | .   | .  => E             | female | parent     | -      | -  | -
        F               | WANITA    | 6               | .      | .   | .  => F             | female | grandchild | -      | -  | -
        G               | X         | -               | .      | .   | .  => G             | -      | -          | -      | -  | -
        """,  # noqa: E501
        tmp_path,
    )


@pytest.mark.parametrize(
    ("kk", "number", "kept"),
    [
        ("6309020101100001", False, "6309020101100001"),
        ("'6309020101100010", False, "6309020101100010"),
        ("6309020101100011", True, "6309020101100011"),
        ("6309020101100010", True, None),
        ("630902010110001", False, None),
        ("0000000000000000", False, None),
        ("9999999999999999", False, None),
        ("-", False, None),
    ],
)
def test_a_family_card_is_kept_only_when_all_16_digits_can_be_trusted(
    tmp_path, kk, number, kept
):
    (person,) = persons([{"kk": kk, "kk_number": number}], tmp_path)

    assert person["kk"] == kept


def test_persons_are_numbered_by_file_and_row_and_quarantine_names_the_file(tmp_path):
    rows = [
        {"file_id": 1, "row": 5},
        {"file_id": 1, "row": 9, "village_code": "9999"},
        {"file_id": 2, "row": 2},
    ]

    result = cleaned(rows, tmp_path, file_names={1: "satu.csv", 2: "dua.csv"})

    accepted = in_file_order(result)
    aside = pq.read_table(result.quarantine).to_pylist()
    assert [(p["person_id"], p["file_id"], p["row"]) for p in accepted] == [
        (2**32 + 5, 1, 5),
        (2 * 2**32 + 2, 2, 2),
    ]
    assert [(q["file"], q["row"]) for q in aside] == [("satu.csv", 9)]
    assert [(f.read, f.accepted, f.quarantined) for f in result.files] == [
        (2, 1, 1),
        (1, 1, 0),
    ]


def test_repairs_are_counted_by_kind(tmp_path):
    rows = [
        {"nik": "'6309021505900001"},
        {"nik": "6309021505900010", "nik_number": True},
        {"kk": "6309020101100010", "kk_number": True},
        {},
    ]

    repairs = cleaned(rows, tmp_path).repairs

    assert repairs == {"last_digit_lost": 1, "text_guard": 1, "kk_digit_lost": 1}


def test_a_decile_comes_by_nik_before_family_and_never_crosses_over(tmp_path):
    family = "6309020101100001"
    deciles = staged_deciles(
        [
            {"nik": "6309021505900002", "kk": None, "decile": "3"},
            {"nik": None, "kk": family, "decile": "7"},
            {"nik": None, "kk": family, "decile": "5"},
            {"nik": None, "kk": "6309021505900009", "decile": "1"},
            {"nik": None, "kk": "6309020101100008", "decile": ""},
        ],
        tmp_path / "deciles.parquet",
    )
    rows = [
        {"nik": "6309021505900002", "kk": family},
        {"nik": "6309021505900003", "kk": family},
        {"nik": "6309021505900009", "kk": None},
        {"nik": "6309021505900010", "kk": "6309020101100008"},
    ]

    found = persons(rows, tmp_path, deciles=deciles)

    assert [row["decile"] for row in found] == [3, 5, None, None]


def test_types_of_the_persons_table_do_not_depend_on_what_is_in_it(tmp_path):
    full = pq.read_table(cleaned([{}], tmp_path).table).schema
    empty = pq.read_table(cleaned([{"status": "RAGU"}], tmp_path).table).schema

    assert full.names == empty.names
    assert full.types == empty.types
    assert full.field("birth_date").type == "date32[day]"
    assert full.field("rt").type == "int16"
    assert full.field("decile").type == "int8"


def test_a_birth_on_the_reference_date_is_a_resident(tmp_path):
    (person,) = persons([{"birth_date": "31-01-2026"}], tmp_path)

    assert person["birth_date"] == date(2026, 1, 31)

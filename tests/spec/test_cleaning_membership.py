"""Membership registers drawn in text => the cards, or why a row is set aside."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from builders import drawn, staged_membership
from semesta.engine import Duck
from semesta.months import Month
from semesta.regions import tree
from semesta.registers import Cleaned, clean_membership


JANUARY = Month(2026, 1)


def cleaned(rows: Sequence[Mapping], folder: Path, **options) -> Cleaned:
    staged = staged_membership(rows, folder / "staged.parquet")
    with Duck() as engine:
        return clean_membership(
            engine,
            staged,
            folder,
            month=JANUARY,
            region_table=tree().table(),
            **options,
        )


def cards(rows: Sequence[Mapping], folder: Path, **options) -> list[dict]:
    return in_file_order(cleaned(rows, folder, **options))


def in_file_order(result: Cleaned) -> list[dict]:
    return pq.read_table(result.table).sort_by("card_id").to_pylist()


def check(table: str, folder: Path) -> None:
    """Every expected cell of a drawn table; `aside` is why a row is set aside."""
    rows, expected = drawn(table)
    result = cleaned(rows, folder)
    accepted = in_file_order(result)
    aside = pq.read_table(result.quarantine).to_pylist()
    found = [row | {"aside": None} for row in accepted]
    found += [row | {"aside": row["reason"], "reason": None} for row in aside]
    found.sort(key=lambda row: row["row"])
    shown = [
        {key: None if row.get(key) is None else str(row[key]) for key in wanted}
        for row, wanted in zip(found, expected, strict=True)
    ]
    assert shown == expected


def test_a_card_number_has_13_digits_and_stands_once(tmp_path):
    check(
        """
        noka             => noka          | aside          | column | value
        0001234567890    => 0001234567890 | -              | -      | -
        1234567891       => 0001234567891 | -              | -      | -
        '0001234567892   => 0001234567892 | -              | -      | -
        1234567893.0     => 0001234567893 | -              | -      | -
        00001234567894   => -             | no_card_number | noka   | 00001234567894
        000123456789A    => -             | no_card_number | noka   | 000123456789A
        1,23457E+09      => -             | no_card_number | noka   | 1,23457E+09
        0                => -             | no_card_number | noka   | 0
        -                => -             | no_card_number | noka   | -
        1234567890       => -             | repeated_card  | noka   | 0001234567890
        0001234567890    => -             | repeated_card  | noka   | 0001234567890
        """,
        tmp_path,
    )


def test_15_digits_that_can_be_trusted_stand_beside_a_nik_that_cannot(tmp_path):
    rows = [
        {"nik": "630902150590001"},
        {"nik": "6309021505900010", "nik_number": True},
        {"nik": "6309021505900000"},
        {"nik": "0630902150590001"},
        {"nik": "63090215059000"},
        {"nik": "6309021513900001"},
    ]

    found = cards(rows, tmp_path)

    assert [card["nik15"] for card in found] == [
        630902150590001,
        630902150590001,
        630902150590000,
        None,
        None,
        None,
    ]
    assert [card["nik"] for card in found] == [None] * 6


def test_the_state_is_the_entitlement_on_the_reference_date(tmp_path):
    check(
        """
        status             | reason                 | arrears_months | start_date | end_date   => state    | aside
        AKTIF              | -                      | -              | -          | -          => active   | -
        Aktif              | -                      | 3              | 2020-01-01 | 2099-12-31 => active   | -
        AKTIF              | -                      | -              | 2026-01-31 | 2026-01-31 => active   | -
        AKTIF              | -                      | -              | 2026-02-01 | -          => lapsed   | -
        AKTIF              | -                      | -              | -          | 2026-01-30 => lapsed   | -
        NON AKTIF          | -                      | -              | -          | -          => lapsed   | -
        Nonaktif           | -                      | 0              | -          | -          => lapsed   | -
        TIDAK AKTIF        | -                      | 2              | -          | -          => arrears  | -
        INAKTIF            | MENUNGGAK IURAN        | -              | -          | -          => arrears  | -
        NON-AKTIF          | Tunggakan iuran        | -              | -          | -          => arrears  | -
        NON AKTIF          | PHK                    | 5              | -          | -          => lapsed   | -
        NON AKTIF          | DINONAKTIFKAN KEMENSOS | -              | -          | -          => lapsed   | -
        NON AKTIF          | Tidak ada tunggakan    | -              | -          | -          => lapsed   | -
        NON AKTIF          | MENINGGAL DUNIA        | -              | -          | -          => deceased | -
        MENINGGAL          | -                      | -              | -          | -          => deceased | -
        AKTIF              | MENINGGAL DUNIA        | -              | -          | -          => active   | -
        NONAKTIF PREMI     | -                      | -              | -          | -          => arrears  | -
        SK MENSOS          | -                      | -              | -          | -          => active   | -
        NONAKTIF SK MENSOS | -                      | -              | -          | -          => lapsed   | -
        BINGUNG            | -                      | -              | -          | -          => -        | unknown_status
        -                  | -                      | -              | -          | -          => -        | unknown_status
        """,  # noqa: E501
        tmp_path,
    )


@pytest.mark.parametrize(
    ("code", "words", "state"),
    [
        ("0", "AKTIF", "active"),
        ("15", "NON AKTIF AKHIR BULAN", "active"),
        ("2", "MENINGGAL", "deceased"),
        ("6", "TIDAK DITANGGUNG", "lapsed"),
        ("7", "PENANGGUHAN PEMBAYARAN", "lapsed"),
        ("9", "NON AKTIF PREMI", "arrears"),
        ("99", "AKTIF", "active"),
    ],
)
def test_the_code_of_an_answer_decides_before_its_words(tmp_path, code, words, state):
    (card,) = cards([{"status_code": code, "status": words}], tmp_path)

    assert card["state"] == state


def test_a_layout_without_statuses_lists_who_is_entitled(tmp_path):
    rows = [
        {"file_id": 1, "row": 2, "status": "AKTIF"},
        {"file_id": 2, "row": 2, "status": None},
        {"file_id": 2, "row": 3, "status": "", "start_date": "2026-03-01"},
    ]

    found = cards(rows, tmp_path)

    assert [card["state"] for card in found] == ["active", "active", "lapsed"]


def test_segments_go_by_their_old_and_new_names(tmp_path):
    check(
        """
        segment                       => segment
        PBI JK                        => pbi-jk
        PBI APBN                      => pbi-jk
        PBI (APBN)                    => pbi-jk
        PBI                           => pbi-jk
        PBPU PEMDA                    => pbpu-pemda
        PBPU BP PEMDA                 => pbpu-pemda
        PBI APBD                      => pbpu-pemda
        PBI (APBD)                    => pbpu-pemda
        Jamkesda                      => pbpu-pemda
        PENDUDUK DIDAFTARKAN PEMDA    => pbpu-pemda
        PPU PN                        => ppu-pn
        PNS DAERAH                    => ppu-pn
        TNI AD                        => ppu-pn
        POLRI                         => ppu-pn
        ASN                           => ppu-pn
        KP DESA                       => ppu-pn
        PPU BU                        => ppu-bu
        PEGAWAI SWASTA                => ppu-bu
        PEGAWAI BUMN                  => ppu-bu
        BUMD                          => ppu-bu
        PBPU                          => pbpu
        Mandiri                       => pbpu
        PEKERJA MANDIRI               => pbpu
        BP                            => bp
        PENERIMA PENSIUN PNS          => bp
        PENSIUNAN BUMN                => bp
        VETERAN                       => bp
        BUKAN PEKERJA                 => bp
        LAIN                          => unknown
        -                             => unknown
        """,
        tmp_path,
    )


def test_a_row_that_names_no_segment_has_that_of_its_layout_then_of_the_scope(
    tmp_path,
):
    rows = [
        {"segment": None, "default_segment": "pbi-jk"},
        {"segment": "-", "default_segment": None},
        {"segment": "PBPU", "default_segment": "pbi-jk"},
        {"segment": "LAIN", "default_segment": "pbi-jk"},
    ]

    found = cards(rows, tmp_path, scope="pbpu-pemda")

    assert [card["segment"] for card in found] == [
        "pbi-jk",
        "pbpu-pemda",
        "pbpu",
        "unknown",
    ]


def test_a_baby_without_a_name_of_its_own_is_a_newborn(tmp_path):
    check(
        """
        name            | newborn_note => newborn
        BAYI NY SITI    | -            => True
        BAYI NY. SITI   | -            => True
        Bayi Nyonya Ani | -            => True
        BY NY ANI       | -            => True
        BY. ANI         | -            => True
        BAYI            | -            => True
        BAYI DARI NY A  | -            => True
        BAYINI          | -            => False
        BAYI AMINAH     | -            => False
        BYAN            | -            => False
        SITI            | BAYI BARU    => True
        SITI            | TIDAK        => False
        SITI            | 0            => False
        """,
        tmp_path,
    )


def test_the_rest_of_a_card_is_typed(tmp_path):
    check(
        """
        care_class | relation | arrears_months | start_date | end_date   | facility_code => care_class | relation | arrears_months | start_date | end_date   | facility_code
        1          | 1        | 43             | 01-02-2020 | 2099-12-31 | 0190B001      => 1          | member   | 43             | 2020-02-01 | 2099-12-31 | 0190B001
        KELAS II   | 5        | 0              | -          | -          | -             => 2          | other    | 0              | -          | -          | -
        Kelas 3    | ISTRI    | 24 bulan       | -          | -          | -             => 3          | wife     | 24             | -          | -          | -
        VIP        | -        | -              | x          | -          | -             => -          | -        | -              | -          | -          | -
        """,  # noqa: E501
        tmp_path,
    )


def test_a_card_keeps_what_its_birth_date_said(tmp_path):
    rows = [{"birth_date": "2026-02-01"}, {"birth_date": "entah"}]

    found = cards(rows, tmp_path)

    assert [card["birth_date"] for card in found] == [None, None]
    assert [card["birth_text"] for card in found] == ["2026-02-01", "entah"]


def test_what_is_not_known_about_cards_is_counted(tmp_path):
    rows = [
        {"noka": "1", "noka_number": True},
        {"village_code": None},
        {"village_code": "6309020000", "segment": "LAIN"},
        {"nik": "'6309021505900001"},
    ]

    result = cleaned(rows, tmp_path)

    assert result.unresolved_regions == 2
    assert result.unknown_segments == 1
    assert result.repairs == {
        "last_digit_lost": 0,
        "text_guard": 1,
        "kk_digit_lost": 0,
        "noka_zeros_restored": 1,
    }


def test_cards_are_numbered_by_file_and_row(tmp_path):
    found = cards([{"noka": "9"}, {"noka": None}, {"noka": "3"}], tmp_path)

    assert [(card["card_id"], card["row"]) for card in found] == [
        (2**32 + 2, 2),
        (2**32 + 4, 4),
    ]


def test_types_of_the_cards_table_do_not_depend_on_what_is_in_it(tmp_path):
    full = pq.read_table(cleaned([{}], tmp_path).table).schema
    empty = pq.read_table(cleaned([{"noka": None}], tmp_path).table).schema

    assert full.names == empty.names
    assert full.types == empty.types
    assert full.field("care_class").type == "int8"
    assert full.field("arrears_months").type == "int16"


def test_a_list_of_residents_without_a_card_gets_numbers_of_its_own(tmp_path):
    rows = [{"noka": None, "status": None}, {"noka": None, "status": "BELUM TERDAFTAR"}]

    found = cards(rows, tmp_path, scope="unregistered-list")

    assert [card["noka"] for card in found] == ["L001000000002", "L001000000003"]

"""Invoices as they come: layouts, amounts, months, and the lines set aside."""

import pytest

from semesta.engine import Duck
from semesta.months import Month
from semesta.regions import tree
from semesta.registers import Source, clean_invoice, unpacked
from semesta.registers.amounts import MISSING, NEGATIVE, UNREADABLE, amount_of, month_of
from staging_helpers import refusal, rows_of, staged, workbook, zipped


AMOUNTS = [
    *(("37800", 37_800), ("37.800", 37_800), ("37,800", 37_800), ("37 800", 37_800)),
    *(("Rp37.800,00", 37_800), ("Rp. 37.800,-", 37_800), ("37,800.00", 37_800)),
    *(("37800,00", 37_800), ("37800.0", 37_800), ("1.134.000", 1_134_000)),
    *(("'37800", 37_800), ("0", 0), ("", MISSING), ("-", MISSING), ("Rp-", MISSING)),
    *(("-37.800", NEGATIVE), ("(37.800)", NEGATIVE), ("37.8", UNREADABLE)),
    *(("37,80", UNREADABLE), ("37.800,50", UNREADABLE), ("37.80.00", UNREADABLE)),
    *(("37.800.00", UNREADABLE), ("gratis", UNREADABLE), ("0000000000001", 1)),
    ("1234567890123", UNREADABLE),
]


@pytest.mark.parametrize(("text", "amount"), AMOUNTS)
def test_an_amount_is_read_or_refused_never_guessed(text, amount):
    assert amount_of(text, is_number=False) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("37800", 37_800),
        ("37800.0", 37_800),
        ("37.8", UNREADABLE),
        ("37.800", UNREADABLE),
        ("nan", UNREADABLE),
        ("inf", UNREADABLE),
        ("1e40", UNREADABLE),
        ("-1", NEGATIVE),
    ],
)
def test_the_point_of_a_number_cell_is_a_fraction(text, amount):
    assert amount_of(text, is_number=True) == amount


MONTHS = [
    *(("2026-01", (2026, 1)), ("01-2026", (2026, 1)), ("1/2026", (2026, 1))),
    *(("202601", (2026, 1)), ("012026", (2026, 1)), ("20260131", (2026, 1))),
    *(("Januari 2026", (2026, 1)), ("2026 Januari", (2026, 1)), ("JAN-26", (2026, 1))),
    *(("Nopember 2025", (2025, 11)), ("31-12-2025", (2025, 12)), ("46023", (2026, 1))),
    *(("2026-01-01 00:00:00", (2026, 1)), ("2026-01-01T00:00:00", (2026, 1))),
    *(("Periode: Mei 2026", (2026, 5)), ("Januari", (None, 1)), ("12", (None, 12))),
    *(("13", None), ("2026", None), ("13-2026", None), ("01-26", None), ("?", None)),
    *(("Januari-Februari 2026", None), ("Jan s.d. Mar 2026", None)),
]


@pytest.mark.parametrize(("text", "month"), MONTHS)
def test_a_month_is_read_as_bills_write_it(text, month):
    assert month_of(text) == month


def cleaned(*paths, **options):
    result = staged("invoice", *paths, **options)
    with Duck() as engine:
        return clean_invoice(
            engine,
            result.paths["invoice"],
            month=Month(2026, 1),
            region_table=tree().table(),
            context_regencies=[3310000000],
        )


@pytest.fixture
def bill(tmp_path):
    def _bill(text, name="tagihan.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _bill


def lines_in(path):
    names = ("noka", "contribution", "aid", "amount")
    return [
        tuple(row[name] for name in names) for row in cleaned(path).lines.to_pylist()
    ]


ONE = "0000000000001"
COLUMNS = [
    ("NOKA;IURAN", "1;37.800", (ONE, None, None, 37_800)),
    ("No. Kartu;NIK;Jumlah Tagihan", "1;;37800", (ONE, None, None, 37_800)),
    ("NOKA;KONTRIBUSI", "1;35000", (ONE, 35_000, None, 35_000)),
    ("NOKA;KONTRIBUSI;BANTUAN IURAN", "1;35000;2800", (ONE, 35_000, 2_800, 37_800)),
    ("NOKA;IURAN;BANTUAN IURAN", "1;35000;2800", (ONE, 35_000, 2_800, 37_800)),
    ("NOKA;IURAN PESERTA;TOTAL", "1;35000;37800", (ONE, 35_000, 2_800, 37_800)),
    ("NOKA;BANTUAN;TOTAL", "1;2800;37800", (ONE, 35_000, 2_800, 37_800)),
    ("NOKA;IURAN;BANTUAN;JUMLAH", "1;35000;2800;37800", (ONE, 35_000, 2_800, 37_800)),
    ("NOKA;SEGMEN;STATUS;IURAN", "1;PBPU;AKTIF;37800", (ONE, None, None, 37_800)),
    ("NIK;NAMA;IURAN", "3310025505900001;ANI;37800", (None, None, None, 37_800)),
]


@pytest.mark.parametrize(("header", "row", "line"), COLUMNS)
def test_one_amount_or_two_are_known_by_their_headers(bill, header, row, line):
    assert lines_in(bill(f"{header}\n{row}\n")) == [line]


def test_an_empty_aid_is_none_where_the_file_has_aids(bill):
    path = bill("NOKA;IURAN;BANTUAN\n1;35000;2800\n2;35000;\n")

    assert [aid for _, _, aid, _ in lines_in(path)] == [2_800, 0]


ASIDE = [
    ("1;3310025505900001;37.8;2026-01", "amount_unreadable"),
    ("1;3310025505900001;;2026-01", "amount_missing"),
    ("1;3310025505900001;-37800;2026-01", "amount_negative"),
    ("1;3310025505900001;37800;entah", "month_unreadable"),
    (";;37800;2026-01", "nobody_named"),
    ("JUMLAH;;37800;", "nobody_named"),
]


@pytest.mark.parametrize(("row", "reason"), ASIDE)
def test_a_line_that_cannot_be_checked_is_set_aside_with_its_reason(bill, row, reason):
    path = bill(f"NOKA;NIK;IURAN;BULAN\n9;;37800;2026-01\n{row}\n")
    found = cleaned(path)

    assert found.lines["row"].to_pylist() == [2]
    assert found.aside.to_pylist() == [{"file_id": 1, "row": 3, "reason": reason}]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("NOKA;IURAN;BANTUAN;JUMLAH", "1;35000;2800;40000"),
        ("NOKA;IURAN;JUMLAH", "1;37800;75600"),
        ("NOKA;IURAN PESERTA;TOTAL", "1;37800;35000"),
        ("NOKA;IURAN PESERTA;BANTUAN;IURAN", "1;35000;2800;40000"),
    ],
)
def test_amounts_that_contradict_each_other_are_set_aside(bill, header, row):
    found = cleaned(bill(f"{header}\n{row}\n"))

    assert found.aside["reason"].to_pylist() == ["amounts_differ"]


def test_year_and_month_may_stand_in_two_columns(bill):
    found = cleaned(
        bill("NOKA;IURAN;BULAN;TAHUN\n1;37800;Januari;2026\n2;37800;2;2025\n")
    )

    assert found.lines["year"].to_pylist() == [2026, 2025]
    assert found.lines["month"].to_pylist() == [1, 2]


def test_a_village_is_found_in_the_regency_of_the_run(bill):
    found = cleaned(bill("NOKA;IURAN;NMDESA\n1;37800;KATEKAN\n2;37800;ENTAH\n"))

    assert found.lines["village"].to_pylist() == [3310022007, 0]
    assert found.lines["village_text"].to_pylist() == ["KATEKAN", "ENTAH"]


def test_a_workbook_is_read_sheet_by_sheet_and_its_recap_is_left_alone(tmp_path):
    header = ["NOKA", "NIK", "IURAN"]
    sheets = {
        "A": [["TAGIHAN"], [], header, ["1", "", 37800]],
        "Rekap": [["DESA", "JUMLAH TAGIHAN"], ["KATEKAN", 37800]],
        "B": [header, ["2", "", 37800], ["3", "", 37.8]],
    }
    result = staged("invoice", workbook(tmp_path / "t.xlsx", sheets))

    assert [(r.sheet, r.header_row, r.width) for r in result.reads] == [
        ("A", 3, 3),
        ("B", 1, 3),
    ]
    assert [(skip.sheet, skip.reason) for skip in result.skipped] == [
        ("Rekap", "other_register")
    ]
    assert [row["amount_number"] for row in rows_of(result, "invoice")] == [True] * 3


def test_a_table_that_begins_in_column_c_has_its_last_column_there(tmp_path):
    rows = [[], ["", "", "NOKA", "IURAN"], ["", "", "1", 37800]]
    path = workbook(tmp_path / "t.xlsx", {"A": [[c or None for c in r] for r in rows]})

    (read,) = staged("invoice", path).reads
    assert (read.header_row, read.width) == (2, 4)


def test_lines_that_run_over_are_known(bill):
    path = bill('NOKA;ALAMAT;IURAN\n1;"JL.\nRAYA";37800\n2;X;37800\n')

    result = staged("invoice", path)
    assert result.reads[0].continued == (3,)
    assert [row["row"] for row in rows_of(result, "invoice")] == [2, 3]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DESA;JUMLAH PESERTA;JUMLAH TAGIHAN\nA;3;113400\n", "totals_only"),
        ("NOKA;NIK;NAMA;SEGMEN;STATUS\n1;2;A;PBPU;AKTIF\n", "no_amounts"),
        ("NIK;NAMA;TGL LAHIR\n2;A;1-1-1990\n", "no_amounts"),
        ("NAMA;TGL LAHIR;IURAN;BULAN\nA;1-1-1990;37800;2026-01\n", "no_numbers"),
        ("foo;bar\n1;2\n", "unknown_layout"),
    ],
)
def test_what_is_no_invoice_by_name_is_refused_with_the_reason(bill, text, code):
    assert refusal("invoice", bill(text)) == code


def test_an_invoice_is_still_no_membership_list(bill):
    path = bill("NOKA;NAMA;IURAN;BULAN\n1;A;37800;2026-01\n")

    assert refusal("membership", path) == "is_invoice"


def test_files_of_a_zip_stay_and_keep_their_names(tmp_path):
    text = "NOKA;IURAN\n1;37800\n"
    members = {"a/tagihan.csv": text, "b/tagihan.csv": text}
    path = zipped(tmp_path / "t.zip", members)
    place = tmp_path / "work"
    place.mkdir()
    files = unpacked([Source(path)], place, [])

    assert [file.name for file in files] == [
        "t.zip/a/tagihan.csv",
        "t.zip/b/tagihan.csv",
    ]
    assert [file.path.name for file in files] == ["tagihan.csv"] * 2
    assert [file.path.read_text() for file in files] == [text] * 2

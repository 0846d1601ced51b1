"""The sheets of a village survive whatever a register holds, and keep its secrets."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from semesta.worklists import Worklist
from visit_builders import CARD, RESIDENT, Drawn, Row, card, make, resident


NASTY = "=1+1 #let $x$ *tebal* _miring_ @a \\ `b` [c] <d> // {e}"
Made = Callable[..., Worklist]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Residents and cards (cells that differ from the usual) as worklist with sheets."""

    def sheets(
        residents: list[Mapping], cards: tuple[Mapping, ...] = (), **wanted: object
    ) -> Worklist:
        people = [resident(n, {**RESIDENT, **r}) for n, r in enumerate(residents, 1)]
        ids = {str(row["id"]): row for row in people}
        members = [card(n, {**CARD, **c}, ids) for n, c in enumerate(cards, 1)]
        source = Drawn(people, members).source(tmp_path / "run")
        asked = {"xlsx": True, "pdf": True, **wanted}
        return make(source, tmp_path / "out", **asked)

    return sheets


def pages(made: Worklist, kind: str = "visiting_list") -> list[str]:
    path = getattr(made.sheets[0], kind)
    return [page.extract_text() for page in PdfReader(made.folder / path).pages]


def cells(made: Worklist, sheet: str = "Daftar") -> list[Row]:
    """The rows of a workbook's sheet below its header, by the header's words."""
    path = made.sheets[0].workbook
    book = openpyxl.load_workbook(made.folder / str(path))
    header, *rows = list(book[sheet].iter_rows(min_row=6, values_only=True))
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_a_name_full_of_marks_stands_as_it_is(made: Made) -> None:
    done = made([{"name": NASTY, "address": NASTY, "hamlet": "#pagebreak()"}])
    (page,) = pages(done)
    assert "#let $x$ *tebal* _miring_ @a" in page.replace("\n", " ")
    assert "#pagebreak()" in page
    (row,) = cells(done)
    assert (row["Nama"], row["Alamat"]) == (NASTY, NASTY)


def test_nothing_known_of_a_person_is_no_obstacle(made: Made) -> None:
    missing = dict.fromkeys(
        ("name", "address", "rt", "rw", "kk", "birth_date", "relation", "sex", "nik")
    )
    (page,) = pages(made([missing]))
    for text in ("(tanpa nama)", "alamat belum diketahui", "RW dan RT belum diketahui"):
        assert text in page


def test_a_very_long_name_and_address_are_not_cut(made: Made) -> None:
    name, address = "PANJANG " * 40 + "AKHIR", "GANG SEMPIT " * 40 + "UJUNG"
    text = " ".join(" ".join(pages(made([{"name": name, "address": address}]))).split())
    assert text.count("AKHIR") == 2  # as head and as person
    assert text.count("UJUNG") == 1


def test_a_family_of_forty_goes_over_pages_and_nobody_is_lost(made: Made) -> None:
    family = [{"name": f"ANGGOTA {n:02d}", "relation": "child"} for n in range(40)]
    found = pages(made(family))
    assert len(found) > 1
    text = " ".join(found)
    assert all(f"ANGGOTA {n:02d}" in text for n in range(40))
    assert all("A B C D E F" in page.replace("\n", " ") for page in found[:2])


def test_a_family_that_a_page_can_hold_stands_on_one(made: Made) -> None:
    family = [
        {"kk": str(10 + n // 6), "address": f"NO. {n // 6:02d}", "name": f"X{n // 6}X"}
        for n in range(120)
    ]
    found = pages(made(family))
    assert len(found) > 3
    for number in range(20):
        # six persons and the title of their family
        assert [
            page.count(f"X{number}X") for page in found if f"X{number}X" in page
        ] == [7]


def test_every_page_says_where_when_and_who_made_it(made: Made) -> None:
    found = pages(made([{"kk": str(n)} for n in range(30)]))
    for number, page in enumerate(found, start=1):
        text = " ".join(page.split())
        for part in (
            "Desa Madang",
            "Kecamatan Muara Harus, Kabupaten Tabalong",
            "Januari 2026",
            f"Halaman {number} dari {len(found)}",
            "Dibuat oleh: Dinkes",
            "Simpan paling lama sampai: 31 Desember 2026",
            "Status per 31 Januari 2026; pastikan di Mobile JKN",
            "PANDAWA 0811-8165-165 atau Care Center 165.",
        ):
            assert part in text


def test_the_list_carries_no_rupiah_and_each_family_s_sheet_only_its_own(
    made: Made,
) -> None:
    owing = {"state": "inactive_arrears"}
    done = made(
        [
            {"kk": "11", "name": "AMIR", **owing},
            {"kk": "12", "name": "BUDI", **owing},
            {"kk": "13", "name": "CITRA", "state": "unregistered"},
        ],
        (
            {"of": "r1", "state": "arrears", "arrears_months": 10},
            {"of": "r2", "state": "arrears", "arrears_months": 3, "care_class": 2},
        ),
    )
    everything = " ".join(pages(done))
    assert "Rp" not in everything
    assert not re.search(r"\b10 bulan\b", everything)
    amir, budi = pages(done, "family_sheets")
    assert "AMIR" in amir and "Rp385.000" in amir  # 10 × 35,000 + 35,000
    assert "BUDI" in budi and "Rp400.000" in budi  # 3 × 100,000 + 100,000
    assert "AMIR" not in budi and "BUDI" not in amir


def test_a_village_in_which_nobody_owes_gets_no_family_sheets(made: Made) -> None:
    done = made([{}])
    assert done.sheets[0].family_sheets is None
    assert [path.name for path in (done.folder / "pdf").iterdir()] == [
        "63.09.08.2001-madang-daftar.pdf"
    ]


def test_a_missing_debt_is_said_on_the_family_s_sheet(made: Made) -> None:
    done = made(
        [{"state": "inactive_arrears"}],
        ({"of": "r1", "state": "arrears", "arrears_months": None},),
    )
    (page,) = pages(done, "family_sheets")
    assert "Belum termasuk 1 orang" in " ".join(page.split())


def test_numbers_are_masked_on_paper_and_in_the_workbook(made: Made) -> None:
    done = made(
        [{"nik": 6309012304900001, "kk": "6309082001110002", "state": "unknown"}],
        ({"of": "r1", "state": "deceased", "finding": "unknown"},),
    )
    text = " ".join(pages(done))
    assert "6309********0001" in text and "6309********0002" in text
    (row,) = cells(done)
    assert [row[name] for name in ("NIK", "No. KK", "No. kartu")] == [
        "6309********0001",
        "6309********0002",
        "*********0001",
    ]
    for whole in ("6309012304900001", "6309082001110002"):
        assert whole not in text
        assert whole not in str(cells(done)) + str(cells(done, "Keluarga"))
    assert "Tanggal lahir" not in row


def test_a_newborn_s_deadline_stands_beside_the_name(made: Made) -> None:
    done = made(
        [{"birth_date": date(2026, 1, 10)}],
        (
            {
                "finding": "newborn_waiting",
                "name": "BAYI NY SITI",
                "birth_date": date(2025, 11, 20),
            },
        ),
    )
    text = " ".join(" ".join(pages(done)).split())
    assert "daftarkan paling lambat 7 Februari 2026 (sisa 7 hari)" in text
    assert "NIK paling lambat 20 Februari 2026 (sisa 20 hari)" in text
    assert "PRIORITAS 2: bayi" in text


def test_covered_members_are_named_in_one_line(made: Made) -> None:
    done = made(
        [
            {"name": "AYAH", "state": "active"},
            {"name": "IBU", "relation": "wife", "state": "active"},
            {"name": "ANAK", "relation": "child"},
        ]
    )
    text = " ".join(" ".join(pages(done)).split())
    assert "Sudah terlindungi, tidak perlu tindakan: AYAH; IBU." in text
    assert [(row["Nama"], row["Langkah"] is None) for row in cells(done)] == [
        ("AYAH", True),
        ("IBU", True),
        ("ANAK", False),
    ]


def test_the_workbook_holds_the_family_s_sum_and_room_for_the_outcome(
    made: Made,
) -> None:
    done = made(
        [{"state": "inactive_arrears", "decile": 3}],
        ({"of": "r1", "state": "arrears", "arrears_months": 30},),
    )
    (person,) = cells(done)
    (family,) = cells(done, "Keluarga")
    assert (person["Bulan menunggak"], person["Bulan ditagih"]) == (30, 24)
    assert (person["Tunggakan"], family["Jumlah keluarga"]) == (840_000, 875_000)
    assert person["Kode baris"] == "P1" and person["Hasil (A–F)"] is None
    assert (person["Desil"], family["Desil"]) == (3, 3)


def test_in_english_the_same_sheets_speak_english(made: Made) -> None:
    done = made(
        [{"state": "inactive_arrears"}],
        ({"of": "r1", "state": "arrears", "arrears_months": 5},),
        language="en",
    )
    (page,) = pages(done)
    assert "Visiting list: Desa Madang" in page
    (sheet,) = pages(done, "family_sheets")
    assert "Rp210,000" in sheet  # 5 × 35,000 + 35,000
    book = openpyxl.load_workbook(done.folder / str(done.sheets[0].workbook))
    assert book.sheetnames == ["List", "Families", "About"]


def test_a_baby_without_a_known_village_gets_a_sheet_of_its_district(
    made: Made,
) -> None:
    baby = {
        "finding": "newborn_waiting",
        "village": 6309080000,
        "birth_date": date(2026, 1, 1),
    }
    done = made([{"state": "active"}], (baby,))
    assert done.elsewhere == 1
    assert (done.villages, done.listed) == (1, 0)
    text = " ".join(" ".join(pages(done)).split())
    assert "Kecamatan Muara Harus, desa/kelurahan belum diketahui" in text

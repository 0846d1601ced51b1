"""brief.pdf: two pages, always; figures worked out by hand; nothing that is not data."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gap_builders import linked_run, official_run
from report_builders import (
    REGENCY,
    STAMP,
    change,
    changes,
    criterion,
    gap,
    line,
    rows,
    written,
)
from semesta import planning
from semesta.months import Month
from semesta.published import Run, table_of
from semesta.reports import write_brief
from unit.test_errors import NEVER_WORD


POINTS_BELOW = 45  # 16 mm: the margin, where only stamp and page number stand
A4_HEIGHT = 842
LONG = "Kabupaten Kepulauan " + "Sangat Panjang Sekali " * 12
PLAN = planning.Plan(
    (
        planning.PlanMonth(Month(2026, 1), 2, 1_000_000, 75_600),
        planning.PlanMonth(Month(2026, 2)),
    )
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return written(tmp_path_factory.mktemp("run"), rows())


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """99.00% of 10,000 registered, 83.00% active, 26.00% by local government."""
    return official_run(
        tmp_path_factory.mktemp("official"),
        {
            **{"population": 10_000, "population_semester": "2025-1"},
            **{"registered": 9_900, "active": 8_300, "pbpu_pemda": 2_600},
            "source": "surat kantor cabang",
        },
        facts="ya,2025-12",
    )


def brief(run: Run, folder: Path, **changed: Any) -> Path:
    usual = {"gap": gap(), "changes": None, "stamp": STAMP, "language": "id"}
    path = folder / "brief.pdf"
    write_brief(run, path, **usual | changed)
    return path


def pages(path: Path) -> list[str]:
    """The text of every page with single blanks."""
    return [" ".join(p.extract_text().split()) for p in PdfReader(path).pages]


def told(run: Run, folder: Path, **changed: Any) -> str:
    return " ".join(pages(brief(run, folder, **changed)))


def heights(path: Path) -> list[float]:
    """How high every text stands on its page, in points from below."""
    found: list[float] = []

    def see(text: str, matrix: list[float], at: list[float], *rest: Any) -> None:
        if text.strip():
            found.append(matrix[1] * at[4] + matrix[3] * at[5] + matrix[5])

    for page in PdfReader(path).pages:
        page.extract_text(visitor_text=see)
    return found


def holds_its_pages(path: Path) -> bool:
    """Two pages; below their content stamp and page number only, on two lines."""
    high = heights(path)
    footer = {round(y) for y in high if y < POINTS_BELOW}
    return (
        len(PdfReader(path).pages) == 2
        and len(footer) <= 2
        and min(footer) > 10
        and max(high) < A4_HEIGHT
    )


def test_page_one_says_where_the_region_stands_and_what_it_lacks(
    official: Run, tmp_path: Path
) -> None:
    """Utama asks 9,500 active of 10,000: 1,200 short; × 37,800 = 45,360,000 a month,
    × 11 = 498,960,000; aid 1,200 × 4,200 × 11 = 55,440,000. Madya A: 200 short."""
    found = planning.gap(official).as_json()

    first, _ = pages(brief(official, tmp_path, gap=found))

    assert "Keadaan per 31 Januari 2026" in first
    assert "UHC: terpenuhi" in first
    assert "UHC Awards 2026 Madya" in first
    assert "1.200 jiwa menuju Utama" in first
    assert "Rp45.360.000 per bulan dari APBD" in first
    assert (
        "10.000 penduduk; 9.900 terdaftar, cakupan 99,00%; 8.300 aktif, keaktifan 83,00%"
        in first
    )
    assert "penduduk resmi (Semester I 2025); sumber: surat kantor cabang" in first
    assert "99,00%" in first and "83,00%" in first and "26,00%" in first
    assert "Utama 1.200 Rp45.360.000 Rp498.960.000 Rp55.440.000" in first
    assert "Madya jalur A 200 Rp7.560.000 Rp83.160.000 Rp9.240.000" in first


def test_page_two_prices_the_ways_with_the_numbers_of_the_law(
    official: Run, tmp_path: Path
) -> None:
    found = planning.gap(official).as_json()

    _, second = pages(brief(official, tmp_path, gap=found))

    assert "Rp37.800 APBD, Rp4.200 APBN" in second
    assert "Rp42.000 APBN" in second
    assert "5% dari upah" in second
    assert "kelas III Rp35.000, II Rp100.000, I Rp150.000" in second
    assert "paling banyak 24 bulan" in second
    assert "didaftarkan sampai tanggal 20: aktif bulan berikutnya" in second
    assert "paling cepat 14 hari" in second
    assert "cakupan ≥ 98%, keaktifan ≥ 80%" in second


def test_a_rule_that_was_not_in_force_yet_is_not_told(tmp_path: Path) -> None:
    """The cut-off day is known from August 2025 on; 11 months from July are 5."""
    run = official_run(
        tmp_path, {"population": 100, "registered": 99, "active": 80}, month="2025-07"
    )
    found = planning.gap(run).as_json()

    text = told(run, tmp_path, gap=found)

    assert "tanggal 20" not in text.lower()
    assert "baru aktif pada bulan berikutnya" in text
    assert "selama 5 bulan" in text


def test_a_plan_says_when_the_money_ends(tmp_path: Path) -> None:
    """4 active cards cost 151,200 a month. Of 1,000,000 are 75,600 spent in January:
    924,400 pay six more months (907,200), and August is the first that is not paid in
    full; eleven months cost 1,663,200: 738,800 lacking. The quota of 2 is exceeded by
    2."""
    cards = [(n, n, "PBPU BP PEMDA", "AKTIF") for n in range(1, 5)]
    run = linked_run(tmp_path, 10, cards)
    found = planning.gap(run, plan=PLAN).as_json()

    _, second = pages(brief(run, tmp_path, gap=found))

    assert "4 kartu: Rp151.200 per bulan" in second
    assert "pagu Rp1.000.000, terpakai Rp75.600, sisa Rp924.400" in second
    assert "2 jiwa; terlampaui 2 jiwa" in second
    assert "Agustus 2026 tidak terbayar penuh; sampai Desember kurang Rp738.800" in (
        second
    )


def test_the_causes_stand_with_what_they_moved(run: Run, tmp_path: Path) -> None:
    """15 of 1,000 fell inactive: −1.50 points of activity, none of coverage."""
    moved = table_of(
        "changes.csv",
        [
            change("fell_inactive", "PHK", 15, -15, 0, 0),
            change("registered", "pbi-jk", 5, 5, 5, 0),
            change("unregistered", "pbpu", 3, -3, -3, 0),
            change("reactivated", "pbpu", 1, 1, 0, 0),
        ],
    )

    first, _ = pages(brief(run, tmp_path, changes=moved))

    assert "menjadi nonaktif (PHK) 15 −1,50 0,00" in first
    assert "menjadi terdaftar (PBI JK) 5 +0,50 +0,50" in first
    assert "kartunya tidak ada lagi (PBPU) 3 −0,30 −0,30" in first
    assert "aktif kembali" not in first


def test_what_was_not_given_is_said(run: Run, tmp_path: Path) -> None:
    text = told(run, tmp_path)
    assert "bulan habisnya anggaran belum dapat dihitung" in text
    assert "Belum ada hasil bulan sebelumnya" in text
    assert "5 jiwa masih perlu verifikasi" in text
    assert "pelunasan iuran PBPU BP Pemda" in text


def test_equal_contents_are_equal_bytes(run: Run, tmp_path: Path) -> None:
    one = brief(run, tmp_path).read_bytes()
    assert brief(run, tmp_path).read_bytes() == one


def named(folder: Path, name: str, scope: str = "all") -> Run:
    tables = rows()
    for row in (*tables["regions"], *tables["status"], *tables["awards"]):
        if row["region_code"] == REGENCY:
            row["region_name"] = name
    return written(folder, tables, scope)


def test_marks_of_typst_in_a_name_are_text(tmp_path: Path) -> None:
    name = '#panic() $x$ *tebal* _miring_ @rujuk <label> \\ "kutip" [isi]'

    first, _ = pages(brief(named(tmp_path, name), tmp_path))

    assert f"Program JKN di {name}" in first


def without_gap() -> dict[str, Any]:
    return gap() | {"regions": []}


def unknown_persons() -> dict[str, Any]:
    return gap(
        line("UHC", None, edition="status", verdict="undecidable"),
        line("Utama", None, verdict="undecidable", facts=["uhc_prioritas"]),
    )


def huge() -> dict[str, Any]:
    """A province: hundreds of millions of persons, rupiah in quadrillions."""
    names = ("Pratama", "Madya", "Madya", "Utama", "Utama")
    routes = (None, "a", "b", None, "full_activity")
    facts = ["uhc_prioritas", "contributions_paid_through", "jamkesda_integrated"]
    return gap(
        line("UHC", 260_000_000, edition="status"),
        line("UHC Prioritas", 260_000_000, edition="status", facts=facts),
        *(
            line(name, 270_000_000, route=route, facts=facts)
            for name, route in zip(names, routes, strict=True)
        ),
    )


def many_criteria() -> dict[str, list[dict[str, Any]]]:
    """Every criterion of every route, undecided, with long sources."""
    tables = rows()
    names = ("coverage", "active", "local_government")
    facts = ("uhc_prioritas", "contributions_paid_through", "jamkesda_integrated")
    tables["criteria"] = [
        criterion("2026", category, name, "78.5", "80.5", ">=", "80", "undecidable")
        | {"route": route, "source": f"Sumber {category} {name} " * 8}
        for category in ("Pratama", "Madya", "Utama")
        for route in (None, "a", "b")
        for name in names
    ] + [
        criterion("2026", "Utama", name, None, None, "=", "ya", "undecidable")
        for name in facts
    ]
    tables["awards"][0] |= {"best": "Utama", "category": None}
    return tables


CASES: Mapping[str, dict[str, Any]] = {
    "usual": {},
    "english": {"language": "en"},
    "changes": {"changes": changes()},
    "no gap": {"gap": without_gap()},
    "persons unknown": {"gap": unknown_persons()},
    "huge": {"gap": huge(), "changes": changes()},
    "province": {"region": "63"},
    "nation": {"region": "ID", "gap": without_gap()},
    "district": {"region": "63.09.08"},
    "village": {"region": "63.09.08.2001", "changes": changes()},
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_there_are_two_pages_whatever_is_given(
    run: Run, tmp_path: Path, case: dict[str, Any]
) -> None:
    path = brief(run, tmp_path, **case)

    assert holds_its_pages(path)
    assert all(len(page) > 300 for page in pages(path))


@pytest.mark.parametrize("scope", ["pbpu-pemda", "unregistered-list"])
def test_there_are_two_pages_about_a_part_of_the_members(
    tmp_path: Path, scope: str
) -> None:
    found = pages(brief(named(tmp_path, "Kota A", scope), tmp_path))
    assert len(found) == 2
    assert scope in found[1]


def test_a_part_of_the_members_gives_rates_between_their_bounds(tmp_path: Path) -> None:
    """985 of 1,000 are registered in the file, 5 more may be."""
    first, _ = pages(brief(named(tmp_path, "Kota A", "pbpu-pemda"), tmp_path))
    assert "cakupan 98,50% sampai 99,00%" in first


def test_small_counts_of_a_village_are_withheld(run: Run, tmp_path: Path) -> None:
    """7 are unregistered and 3 to be verified there: the 3 would tell the 7."""
    _, second = pages(brief(run, tmp_path, region="63.09.08.2001"))
    assert "belum terdaftar * jiwa" in second
    assert "perlu verifikasi" not in second


def test_a_province_that_is_not_decided_shows_its_regencies(
    run: Run, tmp_path: Path
) -> None:
    """300 of 500, 790 of 1,000 and 1,700 of 2,000 are active."""
    first, _ = pages(brief(run, tmp_path, region="63"))

    tail = first[first.index("Wilayah di dalamnya") :]
    places = ("Hulu Sungai Tengah", "Tabalong", "Hulu Sungai Utara")
    found = [tail.index(place) for place in places]
    assert found == sorted(found)
    assert "60,00%" in tail and "79,00%" in tail and "85,00%" in tail
    assert "paling banyak 10 jiwa menuju Pratama" in tail


def test_there_are_two_pages_where_everything_is_long(tmp_path: Path) -> None:
    tables = many_criteria()
    for row in tables["regions"]:
        if row["region_code"] == REGENCY:
            row["region_name"] = LONG
    long = [change("fell_inactive", "ALASAN PANJANG " * 30, 5, -5, 0, 0)]

    path = brief(
        written(tmp_path, tables),
        tmp_path,
        gap=huge(),
        changes=table_of("changes.csv", long),
        stamp=replace(STAMP, purpose="keperluan " * 40),
    )

    assert holds_its_pages(path)
    assert "Sangat Panjang Sekali" in pages(path)[0]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=90),
    persons=st.one_of(st.none(), st.integers(0, 300_000_000)),
    cause=st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1),
)
def test_there_are_two_pages_for_any_name_number_and_reason(
    tmp_path_factory: pytest.TempPathFactory, name: str, persons: int | None, cause: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    moved = table_of("changes.csv", [change("died", cause, 2, -2, -2, -2)])

    path = brief(
        named(folder, name or "–"),
        folder,
        gap=gap(line("Utama", persons)),
        changes=moved,
    )

    assert holds_its_pages(path)


@pytest.mark.parametrize("case", ["usual", "changes", "no gap", "persons unknown"])
def test_no_page_uses_a_word_that_is_never_used(
    run: Run, tmp_path: Path, case: str
) -> None:
    assert not NEVER_WORD.search(told(run, tmp_path, **CASES[case]))


def test_no_number_of_law_stands_in_template_or_texts() -> None:
    """Beside the 2 of two pages, no text has a number of its own."""
    import semesta.reports

    folder = Path(semesta.reports.__file__).parent
    text = (folder / "words_brief.yaml").read_text(encoding="utf-8")
    quoted = " ".join(re.findall(r'"([^"]*)"', text))
    numbers = set(re.findall(r"(?<![{\w])\d+", quoted))
    assert numbers <= {"2"}


def test_the_table_of_changes_may_be_empty(run: Run, tmp_path: Path) -> None:
    none: pa.Table = changes().slice(0, 0)
    assert len(pages(brief(run, tmp_path, changes=none))) == 2

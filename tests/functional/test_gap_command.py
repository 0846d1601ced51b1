"""`semesta gap` as its users type it, on the sample Klaten."""

import csv
import io
import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

from functional.command import (
    SAMPLES,
    Outcome,
    new_process,
    registers,
    run_words,
    semesta,
)
from functional.tables import rows
from semesta import planning, published
from semesta.terminal import GapPage


PLAN = "bulan;kuota;anggaran;realisasi\nJanuari 2026;2.000;Rp600.000.000;\n"


@pytest.fixture(scope="module")
def invoice() -> list[dict[str, str]]:
    path = SAMPLES / "klaten" / "tagihan_pbpu_pemda.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def as_json(*words: object) -> dict[str, Any]:
    done = semesta("gap", *words, "--json")
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def squeezed(done: Outcome) -> str:
    assert done.code == 0, done.err
    return " ".join(done.out.split())


def test_the_persons_of_every_route_are_those_that_the_run_published(
    klaten: Path,
) -> None:
    run = published.open_run(klaten).folder
    (region,) = as_json(klaten)["regions"]
    published_ones = {
        (row["category"], row["route"] or None, row["measure"]): (
            int(row["persons"]),
            row["at_most"],
        )
        for row in rows(run, "distances.csv")
        if row["basis"] == region["basis"]
    }
    bounds = {
        (line["category"], line["route"], measure): str(bound).lower()
        for line in region["lines"]
        for measure, bound in line["short_at_most"].items()
    }
    assert (
        bounds.items()
        >= {key: at_most for key, (_, at_most) in published_ones.items()}.items()
    )
    ways = {
        (line["category"], line["route"], measure): persons
        for line in region["lines"]
        if line["edition"] != "status"
        for measure, persons in line["short"].items()
    }
    assert ways == {key: persons for key, (persons, _) in published_ones.items()}
    (status,) = (r for r in rows(run, "status.csv") if r["basis"] == region["basis"])
    verdicts = [line["verdict"] for line in region["lines"][:2]]
    assert verdicts == [status["uhc"], status["uhc_prioritas"]]


def test_who_is_billed_is_who_stands_on_the_invoice(
    klaten: Path, invoice: list[dict[str, str]]
) -> None:
    (region,) = as_json(klaten)["regions"]
    assert region["billed"] == len(invoice)


def test_json_is_what_the_room_gives(klaten: Path) -> None:
    found = planning.gap(published.open_run(klaten)).as_json()
    assert as_json(klaten) == json.loads(json.dumps(found))


def test_the_page_shows_lines_money_and_who_pays(klaten: Path) -> None:
    said = squeezed(semesta("gap", klaten))
    for words in (
        "Kabupaten Klaten · basis hasil pemadanan",
        "Rp35.000 dan bantuan iuran daerah Rp2.800",
        "Februari 2026 sampai Desember 2026 (11 bulan)",
        "sampai 20 Februari 2026 aktif mulai Maret 2026",
        "permohonan UHC Prioritas yang disetujui: belum dapat diputuskan",
        "Siapa membayar",
        "mandiri kelas III",
    ):
        assert words in said
    assert "Who pays" in squeezed(semesta("gap", klaten, "--lang", "en"))


def test_a_partial_file_says_that_nothing_can_be_computed(
    klaten: Path, tmp_path: Path
) -> None:
    population, membership = registers("layouts")
    words = run_words(population, membership, tmp_path, "--scope", "pbpu-pemda")
    assert semesta(*words, "--quiet").code == 0
    said = squeezed(semesta("gap", tmp_path))
    assert "Jiwa dan rupiah belum dapat dihitung" in said
    assert "Biaya bila" not in said and "Siapa membayar" not in said


def test_many_regions_are_one_line_each(klaten: Path) -> None:
    """Four copies of the region: one short, one with nobody short, one unknown."""
    found = as_json(klaten)
    regions = [deepcopy(found["regions"][0]) for _ in range(4)]
    for line in regions[1]["lines"]:
        line["persons"] = 0
    for line in regions[2]["lines"]:
        line["persons"] = None
    out = io.StringIO()
    page = GapPage(Console(file=out, width=100), "id")
    page.gap(found | {"regions": regions})
    said = out.getvalue()
    assert said.count("Kabupaten Klaten") >= 4
    assert "tidak ada yang kurang" in said
    assert "belum dapat dihitung" in said
    assert "Siapa membayar" not in said


def test_no_amount_is_cut_on_a_narrow_terminal(klaten: Path, tmp_path: Path) -> None:
    plan = written(tmp_path / "rencana.csv", PLAN)
    words = ("gap", klaten, "--plan", plan, "--population-change", "+400")
    found = as_json(*words[1:])["regions"][0]
    done = new_process(*words, environment={"COLUMNS": "80"})
    assert done.code == 0
    assert "…" not in done.out
    for line in found["lines"]:
        amount = line["to_december"]["local_government"]
        assert f"Rp{amount:,}".replace(",", ".") in done.out


def test_plan_and_population_and_list_are_printed(
    klaten: Path, tmp_path: Path, invoice: list[dict[str, str]]
) -> None:
    plan = written(tmp_path / "rencana.csv", PLAN)
    text = "Nomor Kartu;Nama\n" + "".join(f"{r['NOKA']};X\n" for r in invoice[:100])
    listed = written(tmp_path / "nonaktif.csv", text + "0000000000019;Y\n;Z\n")
    words = ("--plan", plan, "--population-change", "-50", "--switched-off", listed)
    said = squeezed(semesta("gap", klaten, *words))
    off = as_json(klaten, *words)["regions"][0]["switched_off"]
    assert "Rencana kerja 2026" in said
    assert "Uang habis pada" in said and "statusnya terancam" in said
    assert "Penyebut -50, peserta tetap" in said
    assert "102 baris = 100 kartu + 0 baris berulang + 1 tidak ada" in said
    assert f"{off['fall_inactive']} menjadi nonaktif" in said
    assert "Reaktivasi 0,64%" in said
    assert "Desil mereka tidak diketahui." in said


def test_a_list_may_be_a_workbook_with_the_nik_alone(
    klaten: Path, tmp_path: Path, invoice: list[dict[str, str]]
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["DAFTAR PESERTA DINONAKTIFKAN"])
    book.active.append(["No", "NIK", "Nama Peserta"])
    for number, row in enumerate(invoice[:20], 1):
        book.active.append([number, row["NIK"], "X"])
    book.save(tmp_path / "daftar.xlsx")
    found = as_json(klaten, "--switched-off", tmp_path / "daftar.xlsx")
    account = found["list"]
    assert account["rows"] == 20
    assert account["rows"] == sum(account.values()) - account["rows"]
    assert account["cards"] >= 15


def test_no_person_of_the_list_is_printed(
    klaten: Path, tmp_path: Path, invoice: list[dict[str, str]]
) -> None:
    row = invoice[0]
    text = f"NOKA,NIK,NAMA\n{row['NOKA']},{row['NIK']},{row['NAMA']}\n"
    listed = written(tmp_path / "satu.csv", text)
    for more in ((), ("--json",)):
        said = semesta("gap", klaten, "--switched-off", listed, *more).said
        assert row["NOKA"] not in said and row["NIK"] not in said
        assert row["NAMA"] not in said


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--region", "33.10.01"), "33.10"),
        (("--region", "99"), "99"),
        (("--population-change", "banyak"), "banyak"),
        (("--province-share", "140"), "--province-share"),
        (("--reactivation-share", "x"), "--reactivation-share"),
        (("--start", "Maret"), "--start"),
        (("--plan", "tidak_ada.csv"), "tidak_ada.csv"),
        (("--switched-off", "tidak_ada.csv"), "tidak_ada.csv"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    klaten: Path, words: tuple[str, ...], part: str
) -> None:
    done = semesta("gap", klaten, *words)
    assert (done.code, done.out) == (2, "")
    assert part in done.err
    assert "Traceback" not in done.err


def test_nothing_is_written_into_the_store(klaten: Path) -> None:
    before = sorted(path.name for path in klaten.rglob("*"))
    assert semesta("gap", klaten).code == 0
    assert sorted(path.name for path in klaten.rglob("*")) == before

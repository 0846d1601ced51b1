"""`semesta audit` as the treasurer uses it, on the samples."""

import csv
import json
import re
import stat
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest

from functional.command import SAMPLES, Outcome, registers, run_words, semesta
from semesta.audit import LETTER, MINUTES, SUMMARY
from semesta.documents import lock_workbook


INVOICE = "tagihan_pbpu_pemda.csv"
# Of a card of nobody the truth knows no more than that.
OF_NOBODY = {"identity_conflict", "nik_invalid", "not_found", "unknown"}
WORDS = {
    "meninggal": "deceased",
    "pindah": "moved",
    "kartu ganda": "duplicate",
    "padan": "matched",
    "NIK milik orang lain": "identity_conflict",
    "NIK tidak sah": "nik_invalid",
    "perlu verifikasi": "unknown",
    "belum padan": "not_found",
    "bayi menunggu NIK": "newborn_waiting",
}


@pytest.fixture(scope="module")
def tabalong(tmp_path_factory) -> Path:
    store = tmp_path_factory.mktemp("tabalong") / "store"
    semesta(*run_words(*registers("tabalong"), store, "--quiet"))
    return store


@pytest.fixture(scope="module")
def audited(klaten, tmp_path_factory) -> tuple[Path, Outcome]:
    """The invoice of Klaten, 40% of it paid by the province."""
    out = tmp_path_factory.mktemp("audit") / "hasil"
    words = ["--invoice", SAMPLES / "klaten" / INVOICE, "--run", klaten, "--out", out]
    return out, semesta("audit", *words, "--province-share", 40, "--made-by", "Ani")


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def is_right(row: dict[str, str], truth: str) -> bool:
    found = WORDS[row["Hasil pemadanan"]]
    return found == truth or (truth == "nobody" and found in OF_NOBODY)


@pytest.mark.parametrize("sample", ["klaten", "tabalong"])
def test_findings_of_the_sample_invoices_are_right(sample, request, tmp_path):
    store, out = request.getfixturevalue(sample), tmp_path / "hasil"
    invoice = SAMPLES / sample / INVOICE
    semesta("audit", "--invoice", invoice, "--run", store, "--out", out)
    truth = {
        row["noka"]: row["finding"].removesuffix("_without_nik")
        for row in rows_in(SAMPLES / sample / "truth_links.csv")
    }
    rows = rows_in(out / INVOICE)
    right = sum(is_right(row, truth[row["NOKA"]]) for row in rows)

    assert len(rows) == len(rows_in(invoice))
    assert right / len(rows) >= 0.99


def test_the_invoice_comes_back_line_by_line(audited):
    out, _ = audited
    before = (SAMPLES / "klaten" / INVOICE).read_text("utf-8").splitlines()
    after = (out / INVOICE).read_text("utf-8").splitlines()

    assert len(before) == len(after)
    assert all(
        new.startswith(f"{old},") for old, new in zip(before, after, strict=True)
    )


def test_parts_of_a_line_add_up_and_only_strong_ones_have_a_potential(audited):
    """37,800 a line: the province 40% of 35,000 and of 2,800, together 15,120."""
    out, _ = audited
    rows = rows_in(out / INVOICE)

    for row in rows:
        assert row["Bagian provinsi"] == "15120"
        assert row["Bagian kab/kota"] == "22680"
        potential = int(row["Potensi kelebihan pembayaran"])
        assert potential == 37_800 * int(row["Bulan terhitung"])
        assert row["Sifat"] == "indikasi kuat" or not potential
    strong = [row for row in rows if row["Sifat"] == "indikasi kuat"]
    assert strong and all("kronis" in row["Catatan"] for row in strong)


def sheet(path: Path, title: str) -> list[tuple]:
    book = openpyxl.load_workbook(path, read_only=True)
    rows = [row for row in book[title].iter_rows(values_only=True) if any(row)]
    book.close()
    return rows


def test_the_summary_has_the_sums_of_the_lines(audited):
    out, done = audited
    rows = rows_in(out / INVOICE)
    counts = Counter(row["Hasil pemadanan"] for row in rows)
    potential = sum(int(row["Potensi kelebihan pembayaran"]) for row in rows)
    findings = {row[0]: row for row in sheet(out / SUMMARY, "Hasil")}
    amount = 37_800 * len(rows)

    for word, lines in counts.items():
        assert findings[word][2:4] == (lines, 37_800 * lines)
    total = findings["Jumlah"]
    assert (total[2], total[3], total[5]) == (len(rows), amount, potential)
    for title in ("Per desa", "Per bulan"):
        *parts, last = [row for row in sheet(out / SUMMARY, title)[2:]]
        assert sum(row[1] for row in parts) == last[1] == len(rows)
        assert sum(row[2] for row in parts) == last[2] == amount
    *funds, last = [row for row in sheet(out / SUMMARY, "Per dana") if len(row) > 3][
        -5:
    ]
    assert sum(row[2] for row in funds) == last[2] == amount
    assert sum(row[3] for row in funds) == last[3] == potential
    assert f"Rp{potential:,}".replace(",", ".") in done.out


def test_lists_that_were_added_are_masked_and_the_terminal_names_nobody(audited):
    out, done = audited
    strong = sheet(out / SUMMARY, "Indikasi kuat")
    numbers = re.compile(r"\b(\d{13}|\d{16})\b")

    assert len(strong) > 40
    for title in ("Indikasi kuat", "Perlu klarifikasi", "Tidak ada di tagihan"):
        for row in sheet(out / SUMMARY, title):
            assert not any(numbers.search(str(cell)) for cell in row)
    names = {row["NAMA"] for row in rows_in(out / INVOICE) if " " in row["NAMA"]}
    cells = {cell for row in strong for cell in row}
    assert names.isdisjoint(cells)
    assert not numbers.search(done.said)
    assert not any(name in done.said for name in names)


def test_the_answers_are_the_owners_alone_and_logged(audited, klaten):
    out, _ = audited
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()}

    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert modes == dict.fromkeys([INVOICE, SUMMARY, LETTER, MINUTES], 0o600)
    logged = (klaten / "exports.log.jsonl").read_text("utf-8").splitlines()
    entry = next(e for e in map(json.loads, logged) if e["by"] == "Ani")
    assert (entry["what"], entry["region"], entry["rows"]) == ("audit", "ID", 1679)


def test_every_sheet_is_stamped(audited):
    out, _ = audited
    about = dict(row[:2] for row in sheet(out / SUMMARY, "Keterangan"))

    assert about["Dibuat oleh"] == "Ani"
    assert about["Sumber"] == "2026-01-r1"


def test_english_is_spoken_on_request(klaten, tmp_path):
    out = tmp_path / "answers"
    words = ["--invoice", SAMPLES / "klaten" / INVOICE, "--run", klaten, "--out", out]
    done = semesta("audit", *words, "--lang", "en")

    assert done.code == 0
    assert "Lines read 1,679 = checked 1,679" in done.out
    assert "Finding" in rows_in(out / INVOICE)[0]


def test_without_a_register_the_documents_say_that_nobody_looked(tmp_path):
    out = tmp_path / "hasil"
    semesta("audit", "--invoice", SAMPLES / "klaten" / INVOICE, "--out", out)

    for name in (LETTER, MINUTES):
        text = "\n".join(p.text for p in docx.Document(str(out / name)).paragraphs)
        assert "kartu ganda belum diperiksa" in text
        assert "Indikasi kuat: 0 baris" not in text
        assert "baris dengan indikasi kuat" not in text


def test_several_invoices_follow_one_option(tmp_path):
    header, line = "NOKA,IURAN,BULAN", "0000000000001,37800"
    paths = []
    for month in ("2025-12", "2026-01"):
        paths.append(tmp_path / f"{month}.csv")
        paths[-1].write_text(f"{header}\n{line},{month}\n")
    done = semesta("audit", "--invoice", *paths, "--out", tmp_path / "hasil")

    assert done.code == 0
    assert rows_in(tmp_path / "hasil" / "2025-12.csv")[0]["Sifat"] == "–"


def test_a_locked_invoice_opens_with_the_password_file(klaten, tmp_path):
    path, secret = tmp_path / "tagihan.xlsx", tmp_path / "sandi.txt"
    book = openpyxl.Workbook()
    for row in (["NOKA", "IURAN"], ["1", 37_800]):
        book.active.append(row)
    book.save(path)
    lock_workbook(path, "rahasia")
    secret.write_text("rahasia\n")
    words = ["--invoice", path, "--run", klaten, "--out", tmp_path / "hasil"]

    assert semesta("audit", *words).code == 2
    assert not (tmp_path / "hasil").exists()
    assert semesta("audit", *words, "--password-file", secret).code == 0
    locked = (tmp_path / "hasil" / "tagihan.xlsx").read_bytes()
    assert locked[:2] != b"PK"


REFUSED = [
    (["--province-share", "140"], "--province-share 40"),
    (["--invoice-month", "2026-13"], "YYYY-MM"),
    (["--region", "99.99"], "99.99"),
    (["--region", "63.09"], "63.09 tidak ada dalam hasil"),
    (["--membership", SAMPLES / "klaten" / "peserta.csv"], "--run"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    klaten, tmp_path, words, said
):
    out = tmp_path / "hasil"
    invoice = SAMPLES / "klaten" / INVOICE
    given = ["--invoice", invoice, "--run", klaten, "--out", out]
    done = semesta("audit", *given, *words)

    assert done.code == 2
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_contents_is_not_overwritten(klaten, tmp_path):
    (tmp_path / "catatan.txt").write_text("jangan hilang")
    invoice = SAMPLES / "klaten" / INVOICE
    done = semesta("audit", "--invoice", invoice, "--run", klaten, "--out", tmp_path)

    assert done.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]

"""`semesta synth` as it is typed: what it says, what it leaves, what it refuses."""

import pyarrow.parquet as pq
import pytest

from functional.command import run_words, semesta
from made_up import read, rows


WORDS = ("synth", "--region", "63.09.08", "--people", 300)


def test_made_registers_go_straight_into_a_run(tmp_path):
    made = semesta(*WORDS, "--out", tmp_path / "made", "--damage", 0, "--lang", "en")
    month = tmp_path / "made/2026-01"
    run = semesta(
        *run_words(month / "penduduk", month / "peserta", tmp_path / "runs", "--quiet")
    )
    judged = semesta(
        "evaluate",
        tmp_path / "runs",
        "--truth",
        month / "truth_links.csv",
        "--lang",
        "en",
    )

    assert (made.code, run.code, judged.code) == (0, 0, 0)
    assert made.out.startswith("300 made-up residents and ")
    assert f"--population {month}/penduduk" in made.out
    assert "Findings right: 1.00000" in judged.out


def test_deciles_and_bill_are_read_with_the_registers(tmp_path):
    semesta(*WORDS, "--out", tmp_path / "made", "--damage", 0)
    month, store = tmp_path / "made/2026-01", tmp_path / "runs"
    words = run_words(month / "penduduk", month / "peserta", store, "--quiet")
    semesta(*words, "--population", month / "desil")
    bill, answers = next((month / "tagihan").iterdir()), tmp_path / "answers"
    audited = semesta("audit", "--invoice", bill, "--run", store, "--out", answers)
    residents = pq.read_table(store / "current/residents.parquet").to_pylist()
    ranked = {
        row["nomor_induk_kependudukan"]: row["desil_nasional"]
        for row in rows(month, "desil")
    }
    heads = {str(r["nik"]): r["decile"] for r in residents if str(r["nik"]) in ranked}
    lines = list(read(answers / bill.name))

    assert audited.code == 0
    assert len(lines) == len(rows(month, "tagihan")) > 30
    assert {line["Hasil pemadanan"] for line in lines} == {"padan"}
    assert heads == {nik: int(d) if d else None for nik, d in ranked.items()}


def test_what_it_says_names_nobody(tmp_path):
    said = semesta(*WORDS, "--out", tmp_path / "made").said
    register = next((tmp_path / "made/2026-01/penduduk").iterdir()).read_text("utf-8")
    identities = [line.split(",")[:3] for line in register.splitlines()[1:]]

    assert len(identities) > 300
    assert not any(part and part in said for row in identities for part in row)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("--shock", "pbi-off"), "pbi-off:2026-02:0.08"),
        (("--layout", "population=list"), "population=siak_extract"),
        (("--active", 99, "--coverage", 90), "Sasaran"),
        (("--month", "2026-13"), "2026-01"),
        (("--damage", 11), "--damage"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(tmp_path, wrong, message):
    refused = semesta(*WORDS, "--out", tmp_path / "made", *wrong)

    assert refused.code == 2
    assert message in refused.err
    assert list(tmp_path.iterdir()) == []

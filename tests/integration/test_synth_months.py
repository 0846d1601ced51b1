"""People of a made-up nation over several months, shocks among them."""

from collections import Counter
from pathlib import Path

import pytest

from made_up import made, rows
from semesta.months import Month
from semesta.synth import Shock


@pytest.fixture(scope="module")
def year(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("year") / "out"
    shocks = (
        Shock("pbi-off", Month(2026, 3), 0.5),
        Shock("births", Month(2026, 4), 0.2),
    )
    made(out, people=4000, months=4, shocks=shocks, damage=0.0)
    return out


def living(folder: Path) -> dict[str, tuple[str, str]]:
    return {
        row["NIK"]: (row["NAMA_LGKP"], row["TGL_LHR"])
        for row in rows(folder, "penduduk")
        if row["FLAG_STATUS"] == "0"
    }


def test_months_keep_people_and_tell_what_changed(year):
    months = [f"2026-0{number}" for number in range(1, 5)]
    for before, month in zip(months, months[1:], strict=False):
        states = [living(year / name) for name in (before, month)]
        told = rows(year / month, "truth_changes.csv")
        kinds = Counter(row["kind"] for row in told)
        came = kinds["born"] + kinds["arrived"]
        went = kinds["died"] + kinds["moved"]

        assert states[1].keys() - states[0].keys() == {
            r["nik"] for r in told if r["kind"] in ("born", "arrived")
        }
        assert len(states[1]) == len(states[0]) + came - went
        both = states[0].keys() & states[1].keys()
        assert {n: states[0][n] for n in both} == {n: states[1][n] for n in both}


def test_changes_of_cards_are_those_of_the_registers(year):
    before, now = (
        {row["NIK"]: row for row in rows(year / name, "peserta")}
        for name in ("2026-01", "2026-02")
    )
    told = rows(year / "2026-02", "truth_changes.csv")
    fell = {row["nik"] for row in told if row["kind"] == "fell_inactive"}
    found = {
        nik
        for nik, card in now.items()
        if card["STATUS"] == "NON AKTIF"
        and before.get(nik, {}).get("STATUS") == "AKTIF"
    }

    assert fell
    assert fell == found


def test_shocks_strike_in_their_month(year):
    stopped = [
        sum(
            row["kind"] == "fell_inactive" and row["cause"] == "DINONAKTIFKAN KEMENSOS"
            for row in rows(year / month, "truth_changes.csv")
        )
        for month in ("2026-02", "2026-03", "2026-04")
    ]
    born = [
        sum(r["kind"] == "born" for r in rows(year / month, "truth_changes.csv"))
        for month in ("2026-02", "2026-03", "2026-04")
    ]

    assert stopped[1] > 20 * max(stopped[0], stopped[2], 1)
    assert born[2] > 5 * max(born[0], born[1], 1)

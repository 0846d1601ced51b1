"""`semesta run --previous`: what changed since an earlier month, told to the person.

February is made of the sample's January by a handful of edits, so that every count can
be checked by eye.
"""

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from functional.command import Outcome, content, registers, run_words, semesta
from functional.tables import region, rows
from semesta.comparing import changes_between
from semesta.published import open_run


Rows = list[dict[str, str]]
FEBRUARY = ("--month", "2026-02")
EDITS = {
    "died": 3,
    "moved": 2,
    "left": 1,
    "moved_within": 2,
    "fell_inactive": 5,
    "switched_segment": 2,
    "mended": 2,
    "unregistered": 1,
}
"""How many active residents with a card of PBPU BP Pemda meet which fate."""


class Edited:
    """The sample's registers a month later, and whom which edit met (their NIK)."""

    def __init__(self, january: Path, folder: Path) -> None:
        residents = pq.read_table(january / "residents.parquet").to_pylist()
        self.people, cards = (read(path) for path in registers("klaten"))
        self.by_nik = {row["NIK"]: row for row in self.people}
        self.cards = {row["NOKA"]: row for row in cards}
        self.met: dict[str, list[str]] = {}
        self._edit(residents)
        folder.mkdir()
        self.paths = folder / "penduduk.csv", folder / "peserta.csv"
        write(self.paths[0], self.people)
        write(self.paths[1], list(self.cards.values()))

    def _edit(self, residents: list[dict]) -> None:
        plain = [
            r for r in residents if r["cards"] == 1 and str(r["nik"]) in self.by_nik
        ]
        active = iter(
            r
            for r in plain
            if (r["state"], r["segment"]) == ("active", "pbpu-pemda")
            and self.cards[r["noka"]]["NIK"] == str(r["nik"])
        )
        for edit, many in EDITS.items():
            for resident in (next(active) for _ in range(many)):
                self._meet(edit, resident)
        lapsed = (r for r in plain if r["state"] == "inactive_lapsed")
        for resident in (next(lapsed) for _ in range(4)):
            self._meet("reactivated", resident)
        stranger = next(
            r for r in residents if r["state"] == "unregistered" and r["nik"]
        )
        self._meet("registered", stranger)
        for edit, born in (("born", "10-02-2026"), ("arrived", "10-02-1986")):
            nik = f"331002{born[:2]}{born[3:5]}{born[-2:]}9876"
            row = self.people[0] | {"NIK": nik, "TGL_LHR": born, "FLAG_STATUS": "0"}
            self.people.append(row | {"NAMA_LGKP": edit.upper()})
            self.met[edit] = [nik]

    def _meet(self, edit: str, resident: dict) -> None:
        nik = str(resident["nik"])
        self.met.setdefault(edit, []).append(nik)
        person, card = self.by_nik[nik], self.cards.get(resident["noka"], {})
        change: dict[str, Callable] = {
            "died": lambda: person.update(FLAG_STATUS="1", TGL_MATI="09-02-2026"),
            "moved": lambda: person.update(FLAG_STATUS="2"),
            "left": lambda: self.people.remove(person),
            "moved_within": lambda: person.update(elsewhere(person)),
            "fell_inactive": lambda: card.update(
                STATUS="NON AKTIF", KET_STATUS="DINONAKTIFKAN PEMDA"
            ),
            "switched_segment": lambda: card.update(SEGMEN="PBI JK"),
            "mended": lambda: person.update(NIK=f"{int(nik) + 3}"),
            "unregistered": lambda: self.cards.pop(resident["noka"]),
            "reactivated": lambda: card.update(STATUS="AKTIF", KET_STATUS=""),
            "registered": lambda: self._issue(person),
        }
        change[edit]()

    def _issue(self, person: dict[str, str]) -> None:
        """A new card of PBPU BP Pemda."""
        usual = next(c for c in self.cards.values() if c["STATUS"] == "AKTIF")
        self.cards["new"] = usual | {
            "NOKA": "0009999999999",
            "NAMA": person["NAMA_LGKP"],
            "JENKEL": "L" if person["JENIS_KLMIN"] == "1" else "P",
            "TGLLHR": "-".join(reversed(person["TGL_LHR"].split("-"))),
            "NIK": person["NIK"],
            "KKNO": person["NO_KK"],
            "SEGMEN": "PBPU PEMDA",
        }


def elsewhere(person: dict[str, str]) -> dict[str, str]:
    """Another village of the sample: 33.10.02.2007, or 33.10.12.2010 from there."""
    there = {"NO_KEC": "2", "NO_KEL": "2007"}
    is_there = person["NO_KEL"] == there["NO_KEL"]
    return {"NO_KEC": "12", "NO_KEL": "2010"} if is_there else there


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, table: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, table[0])
        writer.writeheader()
        writer.writerows(table)


@pytest.fixture(scope="module")
def january(klaten: Path) -> Path:
    return (klaten / "current").resolve()


@pytest.fixture(scope="module")
def edited(january: Path, tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return Edited(january, tmp_path_factory.mktemp("edited") / "files")


@pytest.fixture(scope="module")
def february(january: Path, edited: Edited, tmp_path_factory) -> Path:
    store = tmp_path_factory.mktemp("february") / "store"
    words = run_words(*edited.paths, store, *FEBRUARY, "--previous", january)
    assert semesta(*words, "--quiet") == Outcome(0, "", "")
    return store / "2026-02-r1"


def test_every_edit_is_found_and_nothing_else(february, edited):
    found: dict[str, list[str]] = {}
    for row in pq.read_table(february / "changes.parquet").to_pylist():
        found.setdefault(row["kind"], []).append(str(row["nik"]))

    expected = {kind: sorted(niks) for kind, niks in edited.met.items()}
    assert len(expected.pop("mended")) == 2
    assert {kind: sorted(niks) for kind, niks in found.items()} == expected


def test_the_counts_of_the_regency_are_those_of_the_edits(february):
    counted = {
        (row["kind"], row["cause"]): (
            int(row["persons"]),
            int(row["population_change"]),
            int(row["registered_change"]),
            int(row["active_change"]),
        )
        for row in rows(february, "changes.csv")
        if row["region_code"] == "33.10" and row["kind"] != "reactivated"
    }

    assert counted == {
        ("arrived", ""): (1, 1, 0, 0),
        ("born", ""): (1, 1, 0, 0),
        ("died", ""): (3, -3, -3, -3),
        ("fell_inactive", "DINONAKTIFKAN PEMDA"): (5, 0, 0, -5),
        ("left", ""): (1, -1, -1, -1),
        ("moved", ""): (2, -2, -2, -2),
        ("moved_within", ""): (2, 0, 0, 0),
        ("registered", "pbpu-pemda"): (1, 0, 1, 1),
        ("switched_segment", "pbpu-pemda>pbi-jk"): (2, 0, 0, 0),
        ("unregistered", "pbpu-pemda"): (1, 0, -1, -1),
    }
    again = [r for r in rows(february, "changes.csv") if r["kind"] == "reactivated"]
    assert sum(int(r["persons"]) for r in again if r["region_code"] == "33.10") == 4


def test_changes_and_effects_add_up_in_every_region(january, february):
    sums: dict[str, Counter] = {}
    for row in rows(february, "changes.csv"):
        counted = sums.setdefault(row["region_code"], Counter())
        for name in ("population", "registered", "active"):
            counted[name] += int(row[f"{name}_change"])
        for effect, rate in (
            ("active_effect", "active_rate"),
            ("coverage_effect", "coverage_rate"),
        ):
            counted[rate] += millionths(row[effect])
    assert len(sums) > 10

    for code, counted in sums.items():
        was, is_now = region(january, code), region(february, code)
        for name in ("population", "registered", "active"):
            assert counted[name] == int(is_now[name]) - int(was[name])
        for rate in ("active_rate", "coverage_rate"):
            assert counted[rate] == millionths(is_now[rate]) - millionths(was[rate])


def millionths(rate: str) -> int:
    return int(rate.replace(".", ""))


def test_the_manifest_names_the_previous_run_by_its_hash(january, february):
    about = open_run(february).manifest
    (entry,) = (one for one in about.inputs if one.kind == "previous")

    assert entry.file == "2026-01-r1"
    assert about.options["previous"]["month"] == "2026-01"
    assert [i.holds for i in about.identities if "changes" in i.name] == [True] * 3
    named = json.loads((february / "manifest.json").read_text())["files"]
    assert {"changes.csv", "changes.parquet"} <= named.keys()


def test_the_same_two_months_give_the_same_bytes(january, february, edited, tmp_path):
    words = run_words(*edited.paths, tmp_path / "s", *FEBRUARY, "--previous", january)
    assert semesta(*words, "--quiet").code == 0

    assert content(tmp_path / "s" / "2026-02-r1") == content(february)


def test_a_month_after_another_is_the_month_alone_with_the_same_model(
    january, february, edited, tmp_path
):
    words = run_words(*edited.paths, tmp_path / "s", *FEBRUARY, "--model", january)
    assert semesta(*words, "--quiet").code == 0

    alone, after = content(tmp_path / "s" / "2026-02-r1"), content(february)
    told = {"manifest.json", "changes.csv", "changes.parquet"}
    assert after.keys() - alone.keys() == told - {"manifest.json"}
    assert [name for name in alone if alone[name] != after[name]] == ["manifest.json"]


def test_two_published_runs_give_the_changes_of_the_run(january, february, tmp_path):
    runs = open_run(february), open_run(january)

    found = changes_between(*runs, tmp_path / "changes")

    assert (february / "changes.parquet").read_bytes() == found.people.read_bytes()
    columns = ("region_code", "kind", "cause", "persons", "active_effect")
    published = runs[0].table("changes.csv").select(columns).to_pylist()
    mine = found.table.select(columns).to_pylist()
    assert sorted(mine, key=str) == sorted(published, key=str)


def test_a_run_without_previous_publishes_no_changes(january):
    assert not list(january.glob("changes.*"))
    assert "previous" not in open_run(january).manifest.options


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ["Yang berubah sejak Januari 2026", "menjadi nonaktif (DINONAKTIFKAN"]),
        ("en", ["What changed since January 2026", "fell inactive (DINONAKTIFKAN"]),
    ],
)
def test_the_terminal_tells_what_moved_each_rate_most(
    january, edited, tmp_path, language, words
):
    more = (*FEBRUARY, "--previous", january, "--lang", language)
    done = semesta(*run_words(*edited.paths, tmp_path / "store", *more))

    assert done.code == 0
    assert [word for word in words if word not in done.out] == []
    niks = (nik for met in edited.met.values() for nik in met)
    assert not any(nik in done.said for nik in niks)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--month", "2026-01"], "bulan yang lebih awal"),
        ([*FEBRUARY, "--scope", "pbpu-pemda"], "isi berkas pesertanya sama"),
    ],
)
def test_a_run_that_cannot_be_compared_is_refused_before_anything_is_read(
    january, tmp_path, more, said
):
    store = tmp_path / "store"
    done = semesta(*run_words("none", "none", store, "--previous", january, *more))

    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not store.exists()


def test_a_run_of_another_region_is_refused_and_nothing_is_published(january, tmp_path):
    store = tmp_path / "store"
    words = run_words(*registers("tabalong"), store, *FEBRUARY, "--previous", january)
    done = semesta(*words)

    assert done.code == 2
    assert "wilayah yang sama" in done.err
    assert list(store.glob("2026-*")) == []


def test_a_previous_run_that_was_changed_is_refused(january, edited, tmp_path):
    copy = tmp_path / "2026-01-r1"
    shutil.copytree(january, copy)
    regions = copy / "regions.csv"
    regions.chmod(0o600)
    regions.write_text(regions.read_text() + "\n")

    words = run_words(*edited.paths, tmp_path / "s", *FEBRUARY, "--previous", copy)
    done = semesta(*words)

    assert done.code == 2
    assert "regions.csv" in done.err


def test_no_run_where_the_previous_one_should_be_is_said(edited, tmp_path):
    words = run_words(*edited.paths, tmp_path / "s", *FEBRUARY, "--previous", tmp_path)
    done = semesta(*words)

    assert (done.code, done.out) == (2, "")

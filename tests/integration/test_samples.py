"""The sample registers through the whole job, against the truth that lies beside them."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from house import ROOT
from semesta.months import Month
from semesta.published import Run
from semesta.run import Options, run


SAMPLES = ROOT / "samples"
CARDS = {"tabalong": "peserta.xlsx", "klaten": "peserta.csv"}
RECALL = {"tabalong": 0.98, "klaten": 0.97}
# What is reached today; a change that loses it is looked at.
RECALL_TODAY = 0.995
WITH_OWNER = ("matched", "deceased", "moved", "duplicate")
PARTITION = ("active", "inactive_arrears", "inactive_lapsed", "unregistered", "unknown")


def carried_out(population: Path, membership: Path, out: Path) -> Run:
    options = Options((str(population),), (str(membership),), Month(2026, 1), out)
    return run(options)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=CARDS)
def sample(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def done(sample: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = SAMPLES / sample
    out = tmp_path_factory.mktemp(sample)
    yield carried_out(folder / "penduduk.csv", folder / CARDS[sample], out)


@pytest.fixture(scope="module")
def links(done: Run) -> dict[str, dict]:
    return {row["noka"]: row for row in done.links().to_pylist()}


@pytest.fixture(scope="module")
def truth(sample: str) -> dict[str, dict]:
    rows = rows_of(SAMPLES / sample / "truth_links.csv")
    return {row["noka"]: row for row in rows}


def linked(link: Mapping) -> bool:
    return link["finding"] in WITH_OWNER


def finding_of(row: Mapping) -> str:
    """A finding as the truth says it: cards of nobody are not told apart."""
    finding = row["finding"].removesuffix("_without_nik")
    known = (*WITH_OWNER, "newborn_waiting")
    return finding if finding in known else "nobody"


def test_links_are_right_and_few_are_missed(sample, links, truth):
    said = [noka for noka, link in links.items() if linked(link)]
    right = [n for n in said if (links[n]["nik"] or "") == truth[n]["nik"]]
    belong = [n for n, row in truth.items() if finding_of(row) in WITH_OWNER]

    assert links.keys() == truth.keys()
    assert len(right) / len(said) >= 0.999
    assert len(right) / len(belong) >= max(RECALL[sample], RECALL_TODAY)


def test_findings_are_right(links, truth):
    right = sum(finding_of(links[n]) == finding_of(row) for n, row in truth.items())

    assert right / len(truth) >= 0.97


def test_every_row_that_can_be_used_is_used(sample, done):
    expected = json.loads((SAMPLES / sample / "truth.json").read_text())
    accepted = {account.kind: account.accepted for account in done.manifest.inputs}
    reasons = Counter(row["reason"] for row in done.table("quarantine.csv").to_pylist())

    assert accepted["membership"] == expected["rows_membership"]
    assert accepted["population"] == expected["people"]
    assert reasons.pop("repeated_nik") == expected["repeated_nik"]
    assert reasons.total() == expected["unusable_population"]


def test_active_rates_of_villages_are_close_to_the_truth(sample, done):
    found = {
        row["region_code"]: row
        for row in done.regions().to_pylist()
        if row["basis"] == "linked"
    }
    errors = []
    for row in rows_of(SAMPLES / sample / "truth_coverage.csv"):
        if row["region"].count(".") == 3:
            people, region = int(row["population"]), found[row["region"]]
            rate = int(row["active"]) / people
            points = 100 * abs(region["active"] / region["population"] - rate)
            persons = abs(region["active"] - int(row["active"]))
            errors.append((people, points, persons))
    everybody = sum(people for people, _, _ in errors)

    assert sum(people * points for people, points, _ in errors) / everybody <= 1.0
    assert all(points <= 2.5 or persons <= 2 for _, points, persons in errors)


def test_every_region_is_partitioned_and_its_bridge_adds_up(done):
    for row in done.regions().to_pylist():
        if row["basis"] == "linked":
            assert row["population"] == sum(row[state] for state in PARTITION)
    for row in done.table("bridge.csv").to_pylist():
        counts = {name: n for name, n in row.items() if isinstance(n, int)}
        assert counts.pop("cards") == sum(counts.values())


def test_clean_data_are_right_to_the_person(sample, truth, tmp_path):
    owners = {n: row["nik"] for n, row in truth.items() if row["damaged"] == "0"}
    cards = tmp_path / "cards.csv"
    written = write_cards(SAMPLES / sample / CARDS[sample], cards, owners)

    found = carried_out(SAMPLES / sample / "penduduk.csv", cards, tmp_path / "out")

    assert written > 0.75 * len(truth)
    states: dict[str, set] = {}
    for card in pq.read_table(found.path_of("cards.parquet")).to_pylist():
        states.setdefault(owners[card["noka"]], set()).add(card["state"])
    told = {row["nik"]: row["state"] for row in people(found)}
    assert told == {nik: state_of(states.get(nik, set())) for nik in told}
    assert {"active", "inactive_arrears", "inactive_lapsed", "unregistered"} <= set(
        told.values()
    )


def state_of(cards: set[str]) -> str:
    """The state of a resident with cards in these states."""
    for state in ("active", "arrears", "lapsed"):
        if state in cards:
            return state if state == "active" else f"inactive_{state}"
    return "unknown" if cards else "unregistered"


def people(found: Run) -> list[dict]:
    """Residents with a NIK, which is text here as in the truth."""
    rows = pq.read_table(found.path_of("residents.parquet")).to_pylist()
    return [{**row, "nik": str(row["nik"])} for row in rows if row["nik"]]


def write_cards(source: Path, path: Path, owners: Mapping[str, str]) -> int:
    """The cards that carry their owner's NIK, whole; returns how many there are."""
    if source.suffix == ".csv":
        with source.open(encoding="utf-8", newline="") as file:
            table = list(csv.reader(file))
    else:
        workbook = CalamineWorkbook.from_path(source)
        table = workbook.get_sheet_by_index(0).to_python()
    header = next(place for place, row in enumerate(table) if "NOKA" in row)
    noka, nik = (table[header].index(name) for name in ("NOKA", "NIK"))
    rows = [row for row in table[header + 1 :] if row[nik] == owners.get(row[noka])]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([table[header], *rows])
    return len(rows)

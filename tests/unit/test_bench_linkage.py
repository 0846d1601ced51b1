"""What the measuring of linking counts, and that it measures what it says."""

import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet
import pytest

from bench.jobs.making_residue import CARDS, CONTROLS, PERSONS
from bench.judged_pairs import (
    best_expected,
    best_in_hindsight,
    by_assignment,
    by_thresholds,
)
from bench.linkage_measures import Measured
from bench.linkage_page import page
from bench.measures import Job
from house import ROOT


ROWS = 500


def pairs(*rows: tuple[int, int, float]) -> pa.Table:
    names = ("card_id", "person_id", "weight")
    return pa.Table.from_pylist(
        [dict(zip(names, row, strict=True), taken=False) for row in rows]
    )


def test_the_threshold_that_can_be_expected_to_be_best_needs_no_truth():
    """Pairs of an even chance and better add more than they cost; the last does not."""
    assert best_expected([10.0, 8.0, 0.0, -4.0]) == 0.0
    assert best_expected([-3.0]) == -3.0


def test_the_best_threshold_in_hindsight_takes_pairs_of_one_weight_together():
    weights = [9.0, 7.0, 7.0, 5.0]

    assert best_in_hindsight(weights, [True, True, False, False], true=2) == 7.0
    assert best_in_hindsight(weights, [True, False, False, False], true=1) == 9.0


def test_thresholds_link_a_card_twice_and_assignment_does_not():
    found = pairs((1, 1, 20.0), (1, 2, 15.0), (2, 2, 9.0), (3, 3, -9.0))
    right = found["card_id"].to_numpy() == found["person_id"].to_numpy()

    assert by_thresholds(found, right, true=3)["usual"] == {
        "linked": 3,
        "right": 2,
        "true": 3,
    }
    chosen = by_assignment(found, second_card_bits=100.0).to_pydict()
    assert chosen["card_id"] == chosen["person_id"] == [1, 2]


@pytest.fixture(scope="module")
def residue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("residue")
    job("making_residue", folder, str(ROWS))
    return folder


def job(name: str, *words) -> dict:
    command = [sys.executable, "-m", "bench.jobs", name, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def test_only_the_controls_are_settled_by_their_nik(residue):
    cards = parquet.read_table(residue / CARDS)
    persons = parquet.read_table(residue / PERSONS, columns=["nik"])
    faults = cards["nik_fault"].value_counts().to_pylist()

    assert cards.num_rows == ROWS + CONTROLS <= persons.num_rows
    known = pc.is_in(cards["nik"], persons["nik"].combine_chunks().drop_null())
    assert 0.9 * CONTROLS < pc.sum(known).as_py() <= CONTROLS
    assert {row["values"] for row in faults} == {"missing", "last_digit_lost", None}


def test_linking_the_residue_counts_pairs_and_links(residue):
    found = job("linking", residue)
    counted = found["counted"]

    assert counted["rows"] == ROWS
    everything = ROWS + CONTROLS
    assert 0.9 * everything < counted["links"] <= everything < counted["pairs"]
    assert found["seconds"] > 0 < found["cpu_seconds"]


def test_the_page_shows_every_program_and_size():
    figures = {"linked": 4, "right": 3, "true": 6}
    ways = dict.fromkeys(("classified", "usual", "hindsight", "assigned"), figures)
    by_id = dict.fromkeys(("with_id", "without_id"), ways)
    programs = ("recordlinkage", "febrl_splink", "febrl_ours")
    errors = {"active": {"mean": 0.1, "worst_of_many": 0.2}}
    evaluation = {"links": figures, "villages": errors, "findings_right": 0.5} | {
        "calibration_beyond_nik": {"error": 0.01}
    }
    sizes = {
        rows: Job((rows / 100,), 1_000_000, {"pairs": rows, "links": rows})
        for rows in (100, 1000)
    }

    shown = page(
        Measured(
            febrl=dict.fromkeys(programs, by_id),
            registers={"klaten": {"ours": {"evaluation": evaluation}, "splink": ways}},
            sizes=sizes,
        )
    )

    assert (
        shown.count("| ours, assigned | 4 | 3 | 6 | 0.75000 | 0.50000 | 0.60000 |") == 2
    )
    assert shown.count("| plain Splink, in hindsight |") == 3
    assert "| recordlinkage, ECM classifier |" in shown
    assert "10 times as many, it takes 10.0 times as long" in shown

"""What `evaluate` counts, on a few cards and villages that one can count by hand."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from semesta.errors import SemestaError
from semesta.linkage import Evaluation, evaluate


CARDS = pa.schema(
    [
        ("card_id", pa.int64()),
        ("noka", pa.string()),
        ("person_id", pa.int64()),
        ("candidate_id", pa.int64()),
        ("method", pa.string()),
        ("probability", pa.float64()),
        ("finding", pa.string()),
    ]
)
PERSONS = pa.schema([("person_id", pa.int64()), ("nik", pa.int64())])
NIKS = {person: f"330901010190000{person}" for person in range(1, 6)}
# noka, whose, candidate, method, probability, finding
RUN = [
    ("1", 1, None, "nik", 0.9999, "matched"),
    ("2", 2, None, "nik", 0.9999, "deceased"),
    ("3", 3, None, "village", 0.95, "matched"),
    ("4", None, 4, "candidate", 0.6, "unknown"),
    ("5", None, 1, "candidate", 0.6, "unknown"),
    ("6", None, None, None, None, "not_found"),
    ("7", 5, None, "family", 0.99, "matched"),
]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    rows = [(n, noka.zfill(13), *rest) for n, (noka, *rest) in enumerate(RUN, 1)]
    cards = [dict(zip(CARDS.names, row, strict=True)) for row in rows]
    parquet.write_table(pa.Table.from_pylist(cards, CARDS), folder / "cards.parquet")
    people = [{"person_id": p, "nik": int(nik)} for p, nik in NIKS.items() if p < 5]
    people.append({"person_id": 5, "nik": None})
    table = pa.Table.from_pylist(people, PERSONS)
    parquet.write_table(table.slice(0, 2), folder / "residents.parquet")
    parquet.write_table(table.slice(2), folder / "departed.parquet")
    return folder


def judged(run: Path, folder: Path, *lines: str, regions=()) -> Evaluation:
    truth = folder / "truth.csv"
    truth.write_text("\n".join([*lines, ""]), encoding="utf-8")
    persons = [run / "residents.parquet", run / "departed.parquet"]
    return evaluate(run / "cards.parquet", persons, regions, truth)


def test_two_columns_are_enough(run, tmp_path):
    """Card 3 is somebody else's, card 5 nobody's, card 8 not in the run."""
    whose = {1: NIKS[1], 2: NIKS[2], 3: NIKS[4], 4: NIKS[4], 5: "", 8: NIKS[3]}
    found = judged(run, tmp_path, "noka,nik", *(f"{c},{n}" for c, n in whose.items()))

    assert (found.cards, found.not_in_run) == (6, 1)
    assert (found.links.linked, found.links.right, found.links.true) == (3, 2, 5)
    assert (found.links.precision, found.links.recall) == (2 / 3, 2 / 5)
    assert found.links.f1 == 4 / 8
    assert found.findings_right is None
    assert found.villages == {}


def test_a_resident_without_nik_is_somebody(run, tmp_path):
    line = "7,,matched_without_nik"
    found = judged(run, tmp_path, "noka,nik,finding", line)

    assert (found.links.linked, found.links.right, found.links.true) == (1, 1, 1)
    assert found.findings_right == 1


@pytest.mark.parametrize(
    "lines",
    [
        ("noka;nik", f"0000000000001;{NIKS[1]}"),
        ("\ufeffnik,noka,catatan", f' {NIKS[1]} ,1,"ibu, anak"'),
        ('"noka";"nik"', f'"1";"{NIKS[1]}"'),
    ],
    ids=["semicolons", "order, mark and blanks", "quotes"],
)
def test_a_file_from_any_spreadsheet_is_read(run, tmp_path, lines):
    assert judged(run, tmp_path, *lines).links.right == 1


def test_methods_and_kinds_of_damage_are_counted_apart(run, tmp_path):
    found = judged(
        run,
        tmp_path,
        "noka,nik,damaged,damage",
        f"1,{NIKS[1]},0,",
        f"2,{NIKS[2]},1,nik_missing+name_cut",
        f"3,{NIKS[4]},1,name_cut",
    )

    assert {n: (q.linked, q.right) for n, q in found.by_method.items()} == {
        "nik": (2, 2),
        "village": (1, 0),
    }
    assert {n: (q.linked, q.right) for n, q in found.by_damage.items()} == {
        "nik_missing": (1, 1),
        "name_cut": (2, 1),
        "–": (1, 1),
    }


def test_findings_are_compared_with_all_about_nobody_as_one(run, tmp_path):
    lines = ("1,,not_found", f"2,{NIKS[2]},deceased", "6,,nik_invalid", "5,,nobody")
    found = judged(run, tmp_path, "noka,nik,finding", *lines)

    assert found.findings_right == 3 / 4
    assert found.confusions == {("nobody", "matched"): 1}


def test_probabilities_are_compared_with_what_came_true(run, tmp_path):
    """Cards 4 and 5 were given six chances in ten; one of the two pairs is right."""
    whose = {1: NIKS[1], 2: NIKS[2], 3: NIKS[3], 4: NIKS[4], 5: NIKS[5], 6: ""}
    found = judged(run, tmp_path, "noka,nik", *(f"{c},{n}" for c, n in whose.items()))
    bands = {
        band.low: (band.pairs, band.linked, band.said, band.share_right)
        for band in found.calibration.bands
    }

    assert bands == {
        0.6: (2, 0, 0.6, 0.5),
        0.95: (1, 1, 0.95, 1.0),
        0.999: (2, 2, 0.9999, 1.0),
    }
    assert found.calibration.error == pytest.approx((0.2 + 0.05 + 0.0002) / 5)
    assert found.calibration_beyond_nik.error == pytest.approx((0.2 + 0.05) / 3)


def test_rates_of_villages_are_compared_with_the_truth(run, tmp_path):
    """The second village is small and off by one person, the third is missing."""
    (tmp_path / "truth_coverage.csv").write_text(
        "region,population,active,unregistered\n"
        "33.09,1120,715,35\n"
        "33.09.01.2001,1000,700,30\n"
        "33.09.01.2002,20,10,0\n"
        "33.09.01.2003,100,5,5\n"
    )
    rates = ("active_rate", "active_rate_high", "coverage_rate", "coverage_rate_high")
    regions = [
        {"region_code": code, "basis": "linked", "level": "village"}
        | {"population": population, "active": active, "registered": registered}
        | dict(zip(rates, shares, strict=True))
        for code, population, active, registered, shares in [
            ("33.09.01.2001", 1000, 695, 970, (0.695, 0.7, 0.97, 0.97)),
            ("33.09.01.2002", 20, 9, 20, (0.45, 0.45, 1.0, 1.0)),
        ]
    ]
    found = judged(run, tmp_path, "noka,nik", f"1,{NIKS[1]}", regions=regions)
    active, coverage = found.villages["active"], found.villages["coverage"]

    assert active.mean == pytest.approx((0.5 * 1000 + 5 * 20 + 5 * 100) / 1120)
    assert active.worst == pytest.approx(5)
    assert (active.villages, active.populations_right, active.inside) == (3, 2, 1)
    assert active.worst_persons == 5
    assert coverage.worst == coverage.worst_of_many == pytest.approx(95)
    assert (coverage.inside, coverage.worst_persons) == (2, 95)


def test_what_one_or_two_persons_make_is_told_apart(run, tmp_path):
    (tmp_path / "truth_coverage.csv").write_text(
        "region,population,active\n33.09.01.2001,1000,700\n33.09.01.2002,20,10\n"
    )
    linked = {"basis": "linked", "level": "village"}
    regions = [
        linked
        | {"region_code": code, "population": people, "active": active}
        | {"active_rate": active / people, "active_rate_high": active / people}
        for code, people, active in [
            ("33.09.01.2001", 1000, 697),
            ("33.09.01.2002", 20, 8),
        ]
    ]
    found = judged(run, tmp_path, "noka,nik", f"1,{NIKS[1]}", regions=regions)

    assert found.villages["active"].worst == pytest.approx(10)
    assert found.villages["active"].worst_of_many == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (("noka,nik",), "truth_empty"),
        (("noka,kk", "1,2"), "truth_columns"),
        (("noka,nik", "1,3.30901E+15"), "truth_nik"),
        (("noka,nik", "1,330901010190000"), "truth_nik"),
        (("noka,nik,finding", f"1,{NIKS[1]},padan"), "truth_finding"),
        (("noka,nik", "1,2,3"), "truth_unreadable"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(run, tmp_path, lines, error):
    with pytest.raises(SemestaError) as refused:
        judged(run, tmp_path, *lines)

    assert refused.value.code == f"linkage.{error}"
    assert "3.30901" not in refused.value.text("en")

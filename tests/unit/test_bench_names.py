"""What rules about names gain is counted rightly, on pairs drawn by hand."""

from pathlib import Path

import pytest

from house import ROOT


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


def rule_of(kind: str, part: str):
    from bench.names.rules import rules

    (found,) = [r for r in rules() if r.kind == kind and part in r.name]
    return found


def measured(same: list, other: list):
    from bench.names.gains import Measured
    from bench.names.registers import Pairs

    return Measured(Pairs(same, other))


def test_a_pair_that_only_one_line_brings_together_is_its_gain() -> None:
    pairs = measured([("TJOET TJAHJA", "CUT CAHYA"), ("BUDI", "ANI")], [])
    gain = pairs.gain(rule_of("reforms", "TJIPTO"))
    assert (gain.lifted, gain.raised, gain.met, gain.wrongly) == (1, 1, 1, 0)
    assert not pairs.gain(rule_of("titles", "the dead")).pays


def test_other_persons_brought_together_are_its_cost() -> None:
    pairs = measured([], [("AMINAH", "AMINAH SARI"), ("BUDI", "ANI")])
    assert pairs.by(2).other == 1
    assert pairs.gain(rule_of("comparison", "words more")).wrongly == 1


def test_a_guard_is_counted_by_those_it_holds_apart() -> None:
    pairs = measured([], [("SITI", "SITI AMINAH"), ("BUDI", "ANI")])
    assert pairs.gain(rule_of("common", "MUHAMMAD")).held == 1


def test_after_a_measure_all_rules_hold_again() -> None:
    from semesta.linkage import names

    pairs = measured([("TJIPTO", "CIPTO")], [])
    pairs.gain(rule_of("reforms", "TJIPTO"))
    assert names.normalise("TJIPTO") == "CIPTO"


def test_pairs_are_found_in_registers_by_their_truth(tmp_path: Path) -> None:
    from bench.names.registers import of_folder

    head = "NIK,NAMA_LGKP,TGL_LHR,NO_KAB,NO_KEC,NO_KEL"
    lines = ("1,SUKARNO,06-06-1960,1,1,1", "2,BUDI,01-01-1960,1,1,1")
    (tmp_path / "penduduk.csv").write_text("\n".join([head, *lines]))
    (tmp_path / "peserta.csv").write_text("NOKA,NAMA\n7,SOEKARNO\n8,BUDI")
    (tmp_path / "truth_links.csv").write_text("noka,nik\n7,1\n8,2")
    found = of_folder(tmp_path)
    assert found.same == [("SOEKARNO", "SUKARNO")]
    assert found.other == [("SOEKARNO", "BUDI"), ("BUDI", "SUKARNO")]

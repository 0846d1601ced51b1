"""What reviewers say of the model, band by band of its probabilities."""

from datetime import datetime

from semesta.linkage import DecidedBand, decided_bands
from semesta.registers import Decision


def decision(noka: int, verdict: str, probability: float | None) -> Decision:
    nik, when = 6309021505900000 + noka, datetime(2026, 1, 5)
    told = {"probability": probability}
    return Decision(f"{noka:013d}", nik, verdict, "ani", when, **told)


def test_each_band_tells_how_many_were_decided_and_turned_out_the_same():
    found = decided_bands(
        [
            decision(1, "same", 0.6),
            decision(2, "different", 0.69),
            decision(3, "same", 0.7),
            decision(4, "same", 1.0),
            decision(5, "same", 0.999),
            decision(6, "different", 0.0),
        ]
    )

    assert found == [
        DecidedBand(0.0, 0.5, 1, 0),
        DecidedBand(0.5, 0.7, 2, 1),
        DecidedBand(0.7, 0.8, 1, 1),
        DecidedBand(0.999, 1.0, 2, 2),
    ]
    assert [band.share_same for band in found] == [0.0, 0.5, 1.0, 1.0]


def test_a_pair_counts_once_by_its_last_verdict_and_not_while_undecided():
    told = [decision(1, "same", 0.6), decision(1, "different", 0.6)]
    told += [decision(2, "same", 0.6), decision(2, "undecided", 0.6)]

    assert decided_bands(told) == [DecidedBand(0.5, 0.7, 1, 0)]


def test_decisions_without_a_probability_judge_nothing():
    assert decided_bands([decision(1, "same", None)]) == []

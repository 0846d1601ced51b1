"""One village in every layout, through the whole job: the same states come out."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from house import ROOT
from semesta.months import Month
from semesta.published import Run
from semesta.run import Options, run


FOLDER = ROOT / "samples" / "layouts"
VILLAGE = "63.09.04.1002"
OTHER_LAYOUTS = (
    f"opensid_impor.xlsx@{VILLAGE}",
    f"opensid_ekspor_huruf.xlsx@{VILLAGE}",
    f"siak37.xlsx@{VILLAGE}",
    f"bip2016.xlsx@{VILLAGE}",
    "opendk.zip",
)


def carried_out(
    out: Path,
    population: str = "siak_ekstrak.csv",
    membership: str = "peserta.csv",
    scope: str = "all",
) -> Run:
    files = [(str(FOLDER / name),) for name in (population, membership)]
    return run(Options(*files, Month(2026, 1), out, scope=scope))


def states(found: Run) -> dict[tuple, str]:
    rows = pq.read_table(found.path_of("residents.parquet")).to_pylist()
    return {(r["nik"], r["name"], r["birth_date"]): r["state"] for r in rows}


def cards(found: Run) -> dict[str, dict]:
    rows = pq.read_table(found.path_of("cards.parquet")).to_pylist()
    return {row["noka"]: row for row in rows}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return carried_out(tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize("population", OTHER_LAYOUTS)
def test_every_population_layout_gives_the_same_states(usual, tmp_path, population):
    found = carried_out(tmp_path, population=population)

    assert len(states(found)) == 256
    assert states(found) == states(usual)


def test_vclaim_answers_give_the_same_owners_and_the_same_active_cards(usual, tmp_path):
    """VClaim says neither family card nor village, and not why a card is inactive: what
    only these tell stays open, and nothing else changes."""
    found = cards(carried_out(tmp_path, membership="vclaim.jsonl"))

    expected = cards(usual)
    assert found.keys() == expected.keys()
    for noka, card in found.items():
        assert (card["state"] == "active") == (expected[noka]["state"] == "active")
        assert card["person_nik"] in (expected[noka]["person_nik"], None)
        if card["card_nik"] is not None:
            assert card["finding"] == expected[noka]["finding"]


def test_the_verification_list_agrees_with_the_same_cards_of_the_whole(usual, tmp_path):
    found = carried_out(tmp_path, membership="pbi_verifikasi.xlsx", scope="pbi-jk")

    listed = cards(found)
    told = ("finding", "person_nik", "state", "segment")
    whole = {n: c for n, c in cards(usual).items() if c["segment"] == "pbi-jk"}
    assert {n: [c[t] for t in told] for n, c in listed.items()} == {
        n: [c[t] for t in told] for n, c in whole.items()
    }
    assert partial_states(found) == states_by(whole)


def test_the_mutation_form_agrees_with_the_active_cards_of_the_whole(usual, tmp_path):
    found = carried_out(
        tmp_path, membership="formulir_mutasi_pbpu_pemda.xlsx", scope="pbpu-pemda"
    )

    whole = {
        noka: card
        for noka, card in cards(usual).items()
        if (card["segment"], card["state"]) == ("pbpu-pemda", "active")
    }
    owners = {noka: card["person_nik"] for noka, card in whole.items()}
    assert {n: c["person_nik"] for n, c in cards(found).items()} == owners
    assert partial_states(found) == states_by(whole)


def partial_states(found: Run) -> dict[int, str]:
    """NIK → state of all whom the file speaks of."""
    told = {key[0]: state for key, state in states(found).items()}
    assert "unregistered" not in told.values()
    return {nik: state for nik, state in told.items() if state != "outside"}


def states_by(whole: dict[str, dict]) -> dict[int, str]:
    """NIK → state of living owners by these cards alone."""
    words = {"active": "active", "arrears": "inactive_arrears"}
    return {
        card["person_nik"]: words.get(card["state"], "inactive_lapsed")
        for card in sorted(whole.values(), key=lambda card: card["state"] == "active")
        if card["finding"] in ("matched", "duplicate")
    }

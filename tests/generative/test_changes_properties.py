"""What holds for any two months, whatever happened between them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drawn
from semesta import coverage, registers
from semesta.engine import Engine
from semesta.months import Month
from twin import changes as twin
from twin.both import Registers, by_engine
from twin.changes import TwoMonths
from twin.damaged import registers as drawn_registers
from twin.states import Question
from twin.two_months import by_engine as compared
from twin.two_months import code


VILLAGES = (6309022010, 6309022004, 6309012015, 3310022007)
STATES = ("active", "inactive_arrears", "inactive_lapsed", "unregistered", "unknown")
SCOPES = {
    "all": STATES,
    "pbpu-pemda": ("active", "inactive_lapsed", "unknown", "outside"),
    "unregistered-list": ("unregistered", "unknown", "outside"),
}
CARDED = STATES[:3]
GONE = ("deceased", "moved")
MEASURES = ("population", "registered", "active")

identities = st.fixed_dictionaries(
    {
        "kk": st.sampled_from(("6309020101100001", "6309020101100002", None)),
        "name": st.sampled_from(("SITI", "S.ITI", "TONO", "")),
        "birth_date": st.sampled_from((date(1990, 5, 15), date(2026, 2, 3), None)),
    }
)


@st.composite
def residents(draw: st.DrawFn, identity: dict, place: int, scope: str) -> dict:
    state = draw(st.sampled_from(SCOPES[scope]))
    segment = draw(st.sampled_from(("pbpu", "pbi-jk")))
    nik = draw(st.sampled_from((place, place, place, place + 100, None)))
    return {
        **identity,
        "nik": nik and 6309021505900000 + nik,
        "village": draw(st.sampled_from(VILLAGES)),
        "state": state,
        "segment": segment if state in CARDED else "none",
        "noka": f"{place:013d}",
    }


@st.composite
def months(draw: st.DrawFn) -> TwoMonths:
    """Up to a dozen persons, each present, dead, moved or absent in either month."""
    scope = draw(st.sampled_from(("all", "all", *SCOPES)))
    two = TwoMonths([], [], [], [], scope)
    for place in range(1, draw(st.integers(2, 13))):
        identity = draw(identities)
        row = residents(identity, place, scope)
        if draw(st.sampled_from((True, True, False))):
            two.before.append({**draw(row), "person_id": place})
        now = draw(row) | {"person_id": 50 - place}
        was = draw(st.sampled_from(("there", "there", "there", *GONE, None)))
        if was == "there":
            two.now.append(now)
            two.cards.append(card(now))
        elif was:
            two.departed.append({**now, "status": was})
            del two.departed[-1]["state"]
    home = residents({"kk": None, "name": "HOME", "birth_date": None}, 99, scope)
    for side in (two.before, two.now):
        side.append({**draw(home), "person_id": 99, "village": VILLAGES[0]})
    return two


def card(resident: dict) -> dict:
    return {
        "noka": resident["noka"],
        "state": resident["state"].removeprefix("inactive_"),
        "reason": "PHK",
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("months")


@given(months())
@settings(max_examples=60)
def test_the_engine_finds_what_the_twin_finds(
    engine: Engine, folder: Path, two: TwoMonths
):
    found = compared(engine, folder, two)

    rows = pq.read_table(found.people).to_pylist()
    expected = twin.people(two)
    names = expected[0].keys() if expected else ()
    assert {as_text(row, names) for row in rows} == {
        as_text(row, names) for row in expected
    }
    assert len(rows) == len(expected)
    assert {
        (row["region_code"], row["kind"], row["cause"]): (
            row["persons"],
            row["population_change"],
            row["registered_change"],
        )
        for row in found.table.to_pylist()
    } == {
        (code(region), kind, cause): (
            counted["persons"],
            counted["population"],
            counted["registered"],
        )
        for ((_, region), kind, cause), counted in twin.regions(two).items()
    }


@given(months())
@settings(max_examples=40)
def test_effects_add_up_to_the_published_rates_and_none_is_far_off(
    engine: Engine, folder: Path, two: TwoMonths
):
    found = compared(engine, folder, two)

    before, now = (twin.counts(side, two.scope) for side in (two.before, two.now))
    changes = twin.regions(two)
    for region in before.keys() & now.keys():
        for effect, measure in (
            ("active_effect", "active"),
            ("coverage_effect", "registered"),
        ):
            rows = of_region(found, code(region[1]))
            if two.scope != "all":
                assert all(row[effect] is None for row in rows)
                continue
            rates = [
                round(c[region][measure] / c[region]["population"], 6)
                for c in (before, now)
            ]
            whole = round(sum(row[effect] for row in rows), 6)
            assert whole == round(rates[1] - rates[0], 6)
            for row in rows:
                change = changes[region, row["kind"], row["cause"]]
                exact = twin.effect(change, before[region], now[region], measure)
                assert abs(row[effect] - exact) < 2e-6


@given(drawn_registers(), drawn_registers(size=6), st.data())
@settings(max_examples=10)
def test_changes_are_the_difference_of_measures_for_any_registers(
    engine: Engine, folder: Path, base: Registers, other: Registers, data: st.DataObject
):
    """Linked and counted by the rooms themselves: some stay, some change, some come."""
    kept = data.draw(st.sets(st.sampled_from(range(len(base.persons)))))
    scope = data.draw(
        st.sampled_from(("all", "all", "pbpu-pemda", "unregistered-list"))
    )
    people = [p for place, p in enumerate(base.persons) if place in kept]
    cards = data.draw(st.permutations(base.cards))[: len(base.cards) // 2]
    merged = Registers(_numbered(people, other.persons), _changed(cards, data))
    previous = _published(engine, base, Question(Month(2026, 1), scope), folder / "a")
    current = _published(engine, merged, Question(Month(2026, 2), scope), folder / "b")
    if not _villages(previous) & _villages(current):
        return

    found = coverage.changes(engine, current, previous, folder / "changes")

    for region in _linked(previous).keys() | _linked(current).keys():
        was, is_now = (
            _linked(month).get(region, dict.fromkeys(MEASURES, 0))
            for month in (previous, current)
        )
        for measure in MEASURES:
            if was[measure] is None or is_now[measure] is None:
                continue
            changed = sum(r[f"{measure}_change"] for r in of_region(found, region))
            assert changed == is_now[measure] - was[measure]


def _numbered(*groups: Sequence[dict]) -> list[dict]:
    """Persons of several registers as one: numbered anew, no NIK twice."""
    found: list[dict] = []
    for person in (person for group in groups for person in group):
        place = len(found) + 1
        if person["nik"] in {row["nik"] for row in found if row["nik"]}:
            person = person | {"nik": None, "nik_text": None, "nik_fault": "missing"}
        found.append({**person, "person_id": place, "row": place})
    return found


def _changed(cards: Sequence[dict], data: st.DataObject) -> list[dict]:
    states = st.sampled_from(("active", "arrears", "lapsed"))
    return [
        {**one, "card_id": place, "state": data.draw(states)}
        for place, one in enumerate(cards, start=1)
    ]


def _published(
    engine: Engine, both: Registers, question: Question, folder: Path
) -> coverage.Compared:
    by_engine(engine, both, question, folder)
    tables = coverage.tables_of_regions(
        engine, registers.OFFICIAL.empty_table(), question.month, question.scope
    )
    return coverage.Compared(
        question.month, question.scope, tables["regions"], folder / "covered"
    )


def _linked(month: coverage.Compared) -> dict[str, dict]:
    rows = month.regions.to_pylist()
    return {row["region_code"]: row for row in rows if row["basis"] == "linked"}


def _villages(month: coverage.Compared) -> set[str]:
    return {region for region in _linked(month) if drawn.number(region) % 10**4}


def of_region(found: coverage.Changes, region: str) -> list[dict]:
    return [row for row in found.table.to_pylist() if row["region_code"] == region]


def as_text(row: dict, names) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in names)

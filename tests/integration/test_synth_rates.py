"""What is counted in made-up registers against the rates that are stated."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from made_up import made, rows
from semesta.synth.words import read_yaml


PEOPLE = 50_000
DAMAGE = {
    name: entry["rate"] / 1000
    for name, entry in read_yaml("rates.yaml")["damage"].items()
}
MONTHLY = {
    name: entry["rate"] / 1000
    for name, entry in read_yaml("rates.yaml")["month"].items()
}
SHORT = ("MUHAMMAD ", "SITI ", "ABDUL ", "NUR")


class Owner(NamedTuple):
    """What of a person decides whether a fault can show on the card."""

    nik: str
    name: str
    day: int
    month: int
    year: int
    head: bool

    @property
    def words(self) -> list[str]:
        return self.name.split(" ")


# Kind of fault → on whose card it shows when it befalls; the others show on every card.
SHOWS: dict[str, Callable[[Owner], bool]] = {
    "nik_spreadsheet": lambda owner: not owner.nik.endswith("0"),
    "nik_letters": lambda owner: "0" in owner.nik,
    "nik_relative": lambda owner: not owner.head,
    "birth_swapped": lambda owner: owner.day <= 12 and owner.day != owner.month,
    "birth_default": lambda owner: (owner.day, owner.month) not in ((1, 1), (31, 12)),
    "name_short_form": lambda owner: owner.name.startswith(SHORT),
    "name_title": lambda owner: owner.year <= 2002,
    "name_old_spelling": lambda owner: any(
        letters in owner.name for letters in ("J", "Y", "C", "U", "KH")
    ),
    "name_one_word": lambda owner: len(owner.words) > 1,
    "name_order": lambda owner: len(set(owner.words)) > 1,
    "name_joined": lambda owner: len(owner.words) > 1 or len(owner.name) > 6,
    "name_cut": lambda owner: len(owner.name) > 20,
}
ON_CARDS = [
    name
    for name in DAMAGE
    if name.startswith(("nik_", "birth_", "name_", "village_", "family_"))
]


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    return made(
        tmp_path_factory.mktemp("town") / "out", people=PEOPLE, regions=("63.09",)
    )


@pytest.fixture(scope="module")
def cards(town) -> list[tuple[Owner, set[str]]]:
    """Every card whose owner's NIK is known, with the faults that it bears."""
    owners = {}
    for row in rows(town, "penduduk"):
        if row["NIK"] and row["NIK"] not in owners:
            day, month, year = map(int, row["TGL_LHR"].split("-"))
            head = row["STAT_HBKEL"] == "KEPALA KELUARGA"
            owners[row["NIK"]] = Owner(
                row["NIK"], row["NAMA_LGKP"], day, month, year, head
            )
    return [
        (owners[row["nik"]], set(row["damage"].split("+")))
        for row in rows(town, "truth_links.csv")
        if row["nik"] in owners
    ]


def strays(counted: int, of: int, rate: float, together: int = 1) -> float:
    """How many standard deviations a count is from what its rate lets expect.

    `together` is how many share one draw, as the members of a family do.
    """
    deviation = (of * rate * (1 - rate) * together) ** 0.5
    return abs(counted - of * rate) / deviation


@pytest.mark.parametrize("kind", ON_CARDS)
def test_every_damage_of_cards_is_as_frequent_as_stated(cards, kind):
    shows = SHOWS.get(kind, lambda owner: True)
    counted = sum(kind in faults for _, faults in cards)
    of = sum(shows(owner) for owner, _ in cards)

    assert counted
    assert strays(counted, of, DAMAGE[kind]) < 4


def test_cards_that_should_not_be_there_are_as_many_as_stated(town):
    truth = json.loads((town / "truth.json").read_text())
    found = Counter(
        row["finding"].removesuffix("_without_nik")
        for row in rows(town, "truth_links.csv")
    )

    assert strays(found["duplicate"], found["matched"], DAMAGE["second_card"]) < 4
    assert strays(found["deceased"], truth["dead"], DAMAGE["dead_with_card"]) < 4
    assert strays(found["moved"], truth["moved"], DAMAGE["moved_with_card"]) < 4
    assert strays(found["nobody"], PEOPLE, DAMAGE["absent_owner"]) < 4
    assert strays(found["newborn_waiting"], PEOPLE, DAMAGE["newborn_card"]) < 4


def test_rows_that_a_population_register_should_not_have_are_as_many_as_stated(town):
    truth = json.loads((town / "truth.json").read_text())
    register, people = rows(town, "penduduk"), truth["people"]
    without = sum(not row["NIK"] for row in register) - truth["unusable_population"]
    alone = sum(not row["NO_KK"] for row in register)

    assert strays(without, people, DAMAGE["person_without_nik"]) < 4
    assert strays(truth["repeated_nik"], PEOPLE, DAMAGE["person_twice"]) < 4
    assert strays(truth["unusable_population"], people, DAMAGE["row_unusable"]) < 4
    assert strays(alone, people, DAMAGE["person_without_family"]) < 4


def test_twins_are_as_many_as_stated_and_namesakes_live_beside_them(town):
    families, bearers = defaultdict(list), Counter()
    for row in rows(town, "penduduk"):
        if row["FLAG_STATUS"] == "0" and row["NO_KK"] and row["NIK"]:
            bearers[
                row["NAMA_LGKP"], row["TGL_LHR"][-4:], row["NO_KEC"], row["NO_KEL"]
            ] += 1
            if row["STAT_HBKEL"] == "ANAK":
                families[row["NO_KK"]].append(row["TGL_LHR"])
    siblings = [births for births in families.values() if len(births) > 1]
    twins = sum(len(set(births)) < len(births) for births in siblings)
    namesakes = sum(many for many in bearers.values() if many > 1)

    assert (
        strays(twins, len(siblings), read_yaml("households.yaml")["twins"] / 1000) < 4
    )
    assert (
        namesakes
        > PEOPLE * read_yaml("rates.yaml")["register"]["namesake"]["rate"] / 1000
    )


def test_names_are_those_of_the_region(tmp_path):
    marks = {
        "51": ({"I", "NI", "WAYAN", "PUTU", "MADE", "KADEK", "NYOMAN", "KETUT"}, 0.5),
        "12": ({"SIREGAR", "SIMANJUNTAK", "NASUTION", "HUTAPEA", "LUBIS"}, 0.02),
        "73": ({"ANDI", "DAENG"}, 0.01),
    }
    folder = made(tmp_path / "out", people=2400, regions=tuple(marks))
    names = defaultdict(list)
    for row in rows(folder, "penduduk"):
        names[row["NO_PROP"]].append(set(row["NAMA_LGKP"].split(" ")))

    for province, (words, share) in marks.items():
        bearers = sum(not words.isdisjoint(name) for name in names[province])
        assert bearers > share * len(names[province]) > 0, province


def test_many_old_javanese_have_one_name(tmp_path):
    folder = made(tmp_path / "out", people=1000, regions=("33.10",))
    old = [
        row["NAMA_LGKP"]
        for row in rows(folder, "penduduk")
        if int(row["TGL_LHR"][-4:] or 2026) < 1955
    ]

    assert len(old) > 20
    assert sum(" " not in name for name in old) > len(old) / 2


def test_what_happens_in_a_month_is_as_frequent_as_stated(tmp_path):
    folder = made(
        tmp_path / "out", people=30_000, regions=("63.09",), months=2, damage=0.0
    )
    before = rows(folder, "truth_coverage.csv")[0]
    told = rows(folder.parent / "2026-02", "truth_changes.csv")
    cards = Counter(
        row["SEGMEN"] for row in rows(folder, "peserta") if row["STATUS"] == "AKTIF"
    )
    ages = [
        2026 - int(row["TGL_LHR"][-4:])
        for row in rows(folder, "penduduk")
        if row["FLAG_STATUS"] == "0"
    ]
    found = Counter(row["kind"] for row in told)
    below, above = sum(age < 50 for age in ages), sum(age >= 70 for age in ages)
    deaths = (
        below * MONTHLY["death_below_50"]
        + (len(ages) - below - above) * MONTHLY["death_from_50"]
        + above * MONTHLY["death_from_70"]
    )
    stopped = sum(
        cards[word] * MONTHLY[f"lapse_{segment}"]
        for segment, word in read_yaml("segments.yaml")["words"].items()
    )

    assert len(ages) == 30_000
    assert strays(found["born"], len(ages), MONTHLY["birth"]) < 4
    assert strays(found["died"], len(ages), deaths / len(ages)) < 4
    for kind, name in (("moved", "moved_out"), ("moved_within", "moved_within")):
        assert strays(found[kind], len(ages), MONTHLY[name], together=4) < 4
    without = int(before["unregistered"])
    assert strays(found["registered"], without, MONTHLY["registered"]) < 4
    active = sum(cards.values())
    assert strays(found["fell_inactive"], active, stopped / active, together=4) < 4
    assert found["reactivated"] > 0

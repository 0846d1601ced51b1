"""What a made-up nation is planned from: shares, targets, names, places, blocks."""

from pathlib import Path

import pytest

from semesta.errors import SemestaError
from semesta.months import Month
from semesta.regions import official_population, tree
from semesta.synth import Request, Shock, parse_layouts, parse_shock
from semesta.synth.blocks import ELSEWHERE, blocks_of, origins, vanished
from semesta.synth.constants import constants, rate_of_each
from semesta.synth.places import settled, villages_of
from semesta.synth.shares import share_out
from semesta.synth.words import culture_names, name_tables, read_yaml, slots_of


OUT = Path("made")


def test_shares_add_up_and_follow_the_weights():
    assert share_out(10, [1, 1, 2]) == [3, 2, 5]  # 2.5, 2.5, 5: the first is rounded up
    assert share_out(0, [1, 2]) == [0, 0]


def test_what_is_over_a_limit_goes_to_the_others():
    assert share_out(10, [8, 1, 1], [4, 5, 5]) == [4, 3, 3]


def test_those_without_weight_take_what_nobody_else_can():
    assert share_out(5, [1.0, 0.0], [3, 9]) == [3, 2]


def test_limits_below_the_total_are_refused():
    with pytest.raises(ValueError, match="no room"):
        share_out(5, [1, 1], [2, 2])


def test_weighted_slots_are_exact_to_the_rounding():
    slots = slots_of({"a": 2, "b": 1}, 100)

    assert (slots.count("a"), slots.count("b")) == (67, 33)


def test_every_manner_of_every_culture_names_words_that_exist():
    tables = name_tables()
    words = tables["words"].num_rows

    assert tables["manners"].num_rows == len(culture_names()) * 2 * 3 * 100
    for row in tables["manners"].to_pylist():
        for place in (1, 2, 3):
            start, size = row[f"start_{place}"], row[f"size_{place}"]
            groups = 4 if row[f"kind_{place}"] == "order" else 1
            assert start is None or 0 < size * groups <= words - start


@pytest.mark.parametrize("culture", culture_names())
def test_words_of_names_are_plain_capitals(culture):
    for words in read_yaml(f"names/{culture}.yaml")["pools"].values():
        text = words if isinstance(words, str) else " ".join(words)
        assert not set(text) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZ_- ")


def test_every_province_has_cultures_and_they_are_known():
    provinces = {int(region.code) for region in tree().children("ID")}
    stated = read_yaml("cultures.yaml")

    assert stated.keys() == provinces
    for weights in stated.values():
        assert sum(weights.values()) == 100
        assert weights.keys() <= set(culture_names())


def test_the_deciles_of_families_are_whole_hundreds():
    families = read_yaml("segments.yaml")["families"]

    assert {sum(weights.values()) for weights in families.values()} == {100}
    assert list(families) == list(range(1, 11))


def test_every_rate_has_a_size_an_object_and_a_reason():
    for group in ("damage", "together", "register", "month", "targets"):
        for name, entry in read_yaml("rates.yaml")[group].items():
            if name != "times":
                assert entry.keys() == {"rate", "of", "why"}, name


def test_damage_multiplies_its_own_rates_only():
    none, twice = rate_of_each(0), rate_of_each(2)
    stated = read_yaml("rates.yaml")

    for name, entry in stated["damage"].items():
        assert none[name] == 0
        assert twice[name] == pytest.approx(min(1, entry["rate"] * 2 / 1000))
    assert none["recorded_dead"] == twice["recorded_dead"] == 0.012


def test_of_one_group_of_faults_one_at_most_befalls():
    (bounds,) = constants(1)["bounds"].to_pylist()
    ends = [end for name, end in bounds.items() if name.startswith("nik_")]

    assert ends == sorted(ends)
    assert ends[-1] == pytest.approx(0.0446)  # the sum of the NIK's stated rates


def test_the_codes_of_before_are_no_districts_and_of_one_district_each():
    districts = [
        row["number"] // 10_000
        for row in tree().table().to_pylist()
        if row["level"] == "district"
    ]
    before = [vanished(district) for district in districts]

    assert len(set(before)) == len(before) == len(districts)
    assert not set(before) & set(districts)
    assert vanished(930101) == 910101  # Merauke, when Papua was one province


def test_each_source_of_first_registrations_has_serials_of_its_own():
    assert len({steps % len(tree().children("ID")) for steps in ELSEWHERE}) <= 25
    found = origins(630908)
    spans = [(o["prefix"], o["first_serial"], o["last_serial"]) for o in found]

    assert len(spans) == 27
    assert len({prefix for prefix, _, _ in spans}) == 27
    elsewhere = sorted((first, last) for _, first, last in spans[:25])
    assert elsewhere[0] == (9500, 9519)
    assert elsewhere[-1] == (9980, 9999)
    assert spans[26] == (630908, 9001, 9499)


def test_people_are_as_many_as_asked_wherever_they_live():
    villages = settled(Request(OUT, people=12_345, regions=("63.09", "33.10")))

    assert sum(village.people for village in villages) == 12_345


def test_without_a_number_a_region_has_its_official_population():
    villages = settled(Request(OUT, regions=("63.09",)))
    official = official_population("63.09", Month(2026, 1)).value

    assert sum(village.people for village in villages) == pytest.approx(official, abs=1)


def test_targets_hold_for_the_nearest_region_that_is_named(tmp_path):
    path = tmp_path / "targets.csv"
    path.write_text(
        "region_code,coverage,active,local_government_share,population\n"
        "63.09,98.49,76.14,20,\n63.09.08,90,70,5,2000\n"
    )
    villages = settled(Request(OUT, people=12_000, regions=("63.09",), targets=path))
    inside = [v for v in villages if v.code.startswith("63.09.08.")]
    outside = [v for v in villages if v not in inside]

    assert sum(v.people for v in inside) == 2000
    assert sum(v.unregistered for v in inside) == 200
    assert sum(v.inactive for v in inside) == 400
    assert sum(v.local_government for v in inside) == 100
    assert sum(v.unregistered for v in outside) == 151  # 10,000 - 9,849
    assert sum(v.inactive for v in outside) == 9849 - 7614


def test_no_village_has_more_cards_than_people():
    for village in settled(
        Request(OUT, people=3000, regions=("63.09",), coverage=85, active=80)
    ):
        registered = village.people - village.unregistered
        assert 0 <= village.inactive <= registered
        assert village.local_government <= registered


def test_blocks_are_whole_districts_and_lose_nobody():
    villages = settled(Request(OUT, people=20_000, regions=("63.09", "63.10", "33.10")))
    blocks = blocks_of(villages, most=3000)
    places = [[v.district for v in block.villages] for block in blocks]

    assert [v for block in blocks for v in block.villages] == villages
    assert len({block.name for block in blocks}) == len(blocks)
    assert sum(len(set(p)) for p in places) == len({d for p in places for d in p})


def test_villages_of_nowhere_are_the_nations():
    assert len(villages_of(())) == len(villages_of(("ID",))) == 83_762


@pytest.mark.parametrize(
    "text", ["pbi-off", "pbi-off:2026-02", "pbi-off:2026-02:2", "rain:2026-02:0.1"]
)
def test_a_shock_that_says_nothing_is_refused(text):
    with pytest.raises(SemestaError, match=r"pbi-off:2026-02:0\.08"):
        parse_shock(text)


def test_a_shock_is_read():
    assert parse_shock("pbi-off:2026-02:0.08") == Shock("pbi-off", Month(2026, 2), 0.08)


def test_layouts_are_named_by_kind():
    assert parse_layouts(["population=bip", "membership=vclaim"]) == {
        "population_layout": "bip",
        "membership_layout": "vclaim",
    }
    with pytest.raises(SemestaError, match="population=opensid"):
        parse_layouts(["population=list"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": 0},
        {"months": 0},
        {"damage": -0.1},
        {"shocks": (Shock("births", Month(2026, 1), 0.1),)},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(SemestaError):
        Request(OUT, **wrong)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("code,coverage\n63.09,98\n", "synth.targets_columns"),
        ("region_code,coverage\n63.09,many\n", "synth.targets_number"),
        ("region_code,coverage,active\n63.09,90,95\n", "synth.targets_order"),
        ("region_code,coverage\n99.99,98\n", "synth.targets_region"),
    ],
)
def test_wrong_targets_are_refused(tmp_path, content, code):
    path = tmp_path / "targets.csv"
    path.write_text(content)

    with pytest.raises(SemestaError) as raised:
        settled(Request(OUT, people=10, regions=("63.09",), targets=path))

    assert raised.value.code == code

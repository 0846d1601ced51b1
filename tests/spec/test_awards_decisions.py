"""What a decision tells: criteria, reasons, distances, contradictions."""

from dataclasses import replace

import pytest

from semesta.awards import Figures, Verdict, decide, distance
from semesta.errors import SemestaError
from semesta.law import Rulebook, rulebook


FULL = Figures(
    region_code="12.76",
    region_name="Kota Tebing Tinggi",
    edition="2026",
    population=184893,
    registered=184318,
    active=157430,
    local_government=40000,
    uhc_prioritas="ya",
    contributions_paid_through="2025-12",
)


def reasons(figures: Figures) -> list[str]:
    return [text.id for text in decide(figures, rulebook()).reasons]


def missing(figures: Figures) -> str:
    return decide(figures, rulebook()).missing.id


def test_a_decided_region_says_what_stops_the_next_category() -> None:
    found = decide(FULL, rulebook())
    assert found.category == "Madya"
    assert [text.id for text in found.reasons] == [
        "Utama belum tercapai: tingkat keaktifan 85,15%, perlu ≥ 95%"
    ]
    assert found.reasons[0].en == "Utama not reached: active rate 85.15%, needs ≥ 95%"


def test_a_route_that_asks_for_more_is_not_listed_beside_an_easier_one() -> None:
    only_coverage = replace(FULL, registered=182000, active=178000)
    assert reasons(only_coverage) == [
        "Utama belum tercapai: cakupan kepesertaan 98,44%, perlu ≥ 99%"
    ]
    both_routes = replace(FULL, active=150000, local_government=40000)
    assert reasons(both_routes) == [
        "Madya jalur A belum tercapai: tingkat keaktifan 81,13%, perlu ≥ 85%",
        "Madya jalur B belum tercapai: penduduk didaftarkan Pemda 21,63%, perlu ≥ 25%",
    ]


def test_the_next_step_counts_persons() -> None:
    assert missing(FULL) == "kurang 18.219 jiwa aktif menuju Utama"


def test_the_shorter_route_of_two_is_the_next_step() -> None:
    near_route_b = replace(FULL, active=150000, local_government=46000)
    assert missing(near_route_b) == (
        "kurang 224 jiwa didaftarkan Pemda menuju Madya jalur B"
    )
    near_route_a = replace(FULL, active=157000, local_government=20000)
    assert missing(near_route_a) == "kurang 160 jiwa aktif menuju Madya jalur A"


def test_a_printed_percentage_gives_the_most_that_can_be_missing() -> None:
    printed = Figures("35.28", "", "2026", 910230, 897471, active_pct="79.14")
    assert missing(printed) == "kurang paling banyak 7.873 jiwa aktif menuju Pratama"


def test_nothing_is_missing_when_utama_is_reached() -> None:
    assert missing(replace(FULL, active=184000)) == ""


def test_a_distance_that_cannot_be_computed_says_why() -> None:
    unknown_share = distance(replace(FULL, local_government=None), "2026")
    by_label = {route.label.id: route for route in unknown_share}
    route_a = by_label["Madya jalur A"]
    assert route_a.persons is None
    assert [
        item.reason.id for item in route_a.shortfalls if item.reason is not None
    ] == ["penduduk didaftarkan Pemda tidak diketahui"]
    assert by_label["Pratama"].persons == 0
    assert by_label["Utama (keaktifan 100%)"].persons == 184893 - 157430

    no_population = distance(Figures("12.76", edition="2026", active_pct="70"))
    assert {
        item.reason.id
        for route in no_population
        for item in route.shortfalls
        if item.reason is not None
    } == {"jumlah penduduk tidak diketahui"}


def test_every_criterion_carries_its_law() -> None:
    (utama,) = [
        route for route in decide(FULL, rulebook()).routes if route.label.id == "Utama"
    ]
    found = {item.name: item for item in utama.criteria}
    assert found["active"].verdict is Verdict.NOT_MET
    assert found["active"].rule.text == "95"
    assert found["active"].rule.operator == ">="
    assert found["active"].rule.source
    assert found["active"].confidence == "official"
    assert found["contributions_paid_through"].verdict is Verdict.MET


def test_the_thresholds_of_a_province_are_inferred_and_it_says_so() -> None:
    found = decide(replace(FULL, region_code="12"), rulebook())
    shares = [
        item.confidence
        for route in found.routes
        for item in route.criteria
        if item.name == "coverage"
    ]
    assert set(shares) == {"inferred"}
    assert "provinsi" in found.reasons[-1].id


def test_a_disputed_condition_is_named_as_such() -> None:
    found = reasons(replace(FULL, uhc_prioritas="tidak"))
    assert (
        "status UHC Prioritas (tidak) belum menentukan: "
        "Pratama perlu ya (sumber berbeda pendapat)"
    ) in found


def test_counts_beat_a_print_that_agrees() -> None:
    found = decide(replace(FULL, active_pct="85"), rulebook())
    assert found.category == "Madya"
    assert not found.contradictions


def test_a_print_against_the_counts_is_reported_and_both_are_kept() -> None:
    found = decide(replace(FULL, active_pct="96,1"), rulebook())
    assert (found.worst, found.best) == ("Madya", "Utama")
    assert found.contradictions[0].id == (
        "sumber bertentangan: tingkat keaktifan dicetak 96,1%, "
        "menurut jumlah jiwa 85,15%"
    )


def test_more_active_than_registered_is_reported() -> None:
    found = decide(replace(FULL, active=184800), rulebook())
    assert "melebihi cakupan kepesertaan" in found.contradictions[0].id


def test_a_rounding_never_hides_the_side_of_the_line() -> None:
    figures = replace(FULL, population=64159, registered=64000, active=51327)
    assert "tingkat keaktifan 79,9997%, perlu ≥ 80%" in reasons(figures)[0]


def test_a_line_between_all_cards_and_active_cards_is_undecidable() -> None:
    figures = replace(FULL, active=184000, local_government=33500)
    assert decide(figures, rulebook()).category == "Utama"
    doubtful = replace(figures, local_government_active=33000)
    found = decide(doubtful, rulebook())
    assert (found.worst, found.best) == ("Madya", "Utama")


def test_counts_may_be_ranges() -> None:
    route_b_holds = replace(FULL, active=(150000, 160000), local_government=50000)
    assert decide(route_b_holds, rulebook()).category == "Madya"
    neither_surely = replace(FULL, active=(150000, 160000), local_government=30000)
    found = decide(neither_surely, rulebook())
    assert (found.worst, found.best) == ("Pratama", "Madya")


@pytest.mark.parametrize(
    ("active", "pratama"),
    [
        ({"active": 8000}, ("none", "none")),
        ({"active": 8001}, ("Pratama", "Pratama")),
        ({"active_pct": ">80"}, ("Pratama", "Pratama")),
        ({"active_pct": ">=80"}, ("none", "Pratama")),
        ({"active_pct": "<=80"}, ("none", "none")),
    ],
)
def test_a_line_that_must_be_passed_is_not_met_on_it(
    active: dict, pratama: tuple[str, str]
) -> None:
    strict = with_operator("awards.2026.pratama.active", ">")
    figures = replace(
        FULL, population=10000, registered=9800, active=None, local_government=0
    )
    found = decide(replace(figures, **active), strict)
    assert (found.worst, found.best) == pratama


def test_one_person_more_is_short_of_a_line_that_must_be_passed() -> None:
    strict = with_operator("awards.2026.pratama.active", ">")
    figures = replace(
        FULL, population=10000, registered=9800, active=8000, local_government=0
    )
    assert decide(figures, strict).missing.id == "kurang 1 jiwa aktif menuju Pratama"


def with_operator(name: str, operator: str) -> Rulebook:
    """The rulebook with the operator of one rule changed."""
    rule = rulebook().rule(name)
    values = tuple(replace(value, operator=operator) for value in rule.values)
    changed = rulebook().rules | {name: replace(rule, values=values)}
    return replace(rulebook(), rules=changed)


def test_an_edition_can_be_asked_for() -> None:
    assert decide(FULL, rulebook(), "2024").edition == "2024"
    with pytest.raises(SemestaError) as caught:
        decide(FULL, rulebook(), "2025")
    assert caught.value.code == "awards.unknown_edition"
    assert "2023, 2024, 2026" in caught.value.text()

"""A printed percentage stands for the numbers of persons that round to it."""

from pathlib import Path

import pytest

from semesta.awards import Figures, Printed, read_printed
from semesta.errors import SemestaError


def persons(text: str, population: int | None) -> tuple[int | None, int | None]:
    printed = Printed({"64.74": {"coverage_pct": text}})
    return printed.persons("64.74", "coverage", population)


@pytest.mark.parametrize(
    ("text", "population", "low", "high"),
    [
        ("98", 19_181, 18_702, 18_893),
        ("98", 200, 195, 196),  # 197 is 98.5%, which prints as 99
        ("98,49", 64_966, 63_982, 63_988),
        ("76.14", 64_966, 49_462, 49_468),
        ("0", 1000, 0, 4),
        ("101,25", 10_000, 10_125, 10_125),
    ],
)
def test_every_count_that_rounds_to_the_print_is_meant(text, population, low, high):
    assert persons(text, population) == (low, high)
    decimals = len(text.replace(",", ".").partition(".")[2])
    said = float(text.replace(",", "."))
    for count in (low, high):
        # Half a unit of the last decimal is rounded up, as the press does.
        half_up = int(count / population * 100 * 10**decimals + 0.5) / 10**decimals
        assert half_up == pytest.approx(said)


@pytest.mark.parametrize("text", [">95", ">=98", "<25", "≤ 10"])
def test_a_bound_counts_nobody(text):
    assert persons(text, 1000) == (None, None)


def test_nothing_is_counted_without_a_population_or_where_nothing_rounds_to_it():
    assert persons("98", None) == (None, None)
    assert persons("98,49", 50) == (None, None)
    assert Printed({}).persons("64.74", "coverage", 10) == (None, None)


def test_a_range_within_the_print_is_shown_as_printed_and_decides_as_counts():
    figures = Figures(
        "64.74", population=19_181, registered=(18_702, 18_893), coverage_pct="98"
    )
    share = figures.measure("coverage")
    assert share == figures.counted("coverage")
    assert share.rounded_from is not None
    assert float(share.rounded_from) == 0.98
    assert figures.contradictions() == []


def test_a_count_that_contradicts_the_print_is_told():
    figures = Figures(
        "64.74", population=1000, registered=900, coverage_pct="98", edition="2024"
    )
    share = figures.measure("coverage")
    assert (float(share.low), float(share.high or 0)) == (0.9, 0.985)
    assert len(figures.contradictions()) == 1


def test_only_what_was_printed_is_read(tmp_path: Path):
    path = tmp_path / "resmi.csv"
    path.write_text(
        "region_code,registered,coverage_pct,local_government_pct\n"
        "64.74,,98,<25\n15.71,900,,\n"
    )
    assert read_printed(path).texts == {
        "64.74": {"coverage_pct": "98", "local_government_pct": "<25"}
    }
    assert read_printed(None).texts == {}


def test_what_is_no_percentage_is_named_by_its_place(tmp_path: Path):
    path = tmp_path / "resmi.csv"
    path.write_text("region_code,active_pct\n64.74,hampir semua\n")
    with pytest.raises(SemestaError) as error:
        read_printed(path)
    assert error.value.code == "awards.not_a_percentage_here"
    assert error.value.parameters["column"] == "active_pct"

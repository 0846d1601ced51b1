"""Invented regencies: what a report withholds of a sum cannot be worked out."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from attacker import by_bounds, recovered
from report_attacker import HIDDEN, Sheets
from semesta.reports.small_counts import withheld


REGENCY = "63.09"
PARTS = ("a", "b", "c")
Counts = Mapping[str, Mapping[str, int]]

numbers = st.one_of(st.integers(0, 6), st.integers(0, 40))
villages = st.lists(st.tuples(*[numbers] * 3), min_size=1, max_size=4)
regencies = st.lists(villages, min_size=1, max_size=4)
sizes = st.integers(2, 3)


def counted(districts: list[list[tuple[int, ...]]], size: int = 3) -> Counts:
    """The counts of a regency, its districts and their villages by code."""
    found: dict[str, dict[str, int]] = {REGENCY: dict.fromkeys(PARTS[:size], 0)}
    for district, inside in enumerate(districts, start=1):
        code = f"{REGENCY}.{district:02}"
        found[code] = dict.fromkeys(PARTS[:size], 0)
        for village, row in enumerate(inside, start=2001):
            parts = dict(zip(PARTS[:size], row, strict=False))
            found[f"{code}.{village}"] = parts
            for above in (code, REGENCY):
                for part, number in parts.items():
                    found[above][part] += number
    return found


def printed(counts: Counts, hidden: Mapping[str, frozenset[str]]) -> Sheets:
    """The table as a reader has it, who knows all sums as well."""
    sheets = Sheets()
    for code, parts in counts.items():
        told = {
            part: HIDDEN if part in hidden.get(code, ()) else number
            for part, number in parts.items()
        }
        sheets.note("table", code, told)
        sheets.sums["table", code] = sum(parts.values())
    return sheets


@settings(max_examples=150)
@given(regencies, sizes)
def test_nothing_withheld_follows_from_what_is_told(districts, size):
    counts = counted(districts, size)
    sheets = printed(counts, withheld(counts))

    assert recovered(sheets) == set()
    ranges = by_bounds(sheets, sheets.hidden)
    assert [cell for cell, (low, high) in ranges.items() if high - low < 1] == []


@settings(max_examples=100)
@given(regencies, sizes)
def test_a_few_persons_are_told_only_where_the_sums_and_the_regency_tell_them(
    districts, size
):
    """Were everything below the regency withheld, they would be known all the same."""
    counts = counted(districts, size)
    hidden = withheld(counts)
    few = {
        ("table", code, "", part)
        for code, parts in counts.items()
        for part, number in parts.items()
        if code != REGENCY and 0 < number < 5 and part not in hidden.get(code, ())
    }

    nothing = {code: frozenset(counts[code]) for code in counts if code != REGENCY}
    ranges = by_bounds(printed(counts, nothing), few)

    assert [cell for cell, (low, high) in ranges.items() if high > low] == []


def test_who_looks_only_at_rows_is_found_out():
    """Village A: 4 and 20; B: 9 and 30. A's row hides both, the district less B tells
    them; so B's row and nothing else has to be hidden as well."""
    counts = counted([[(4, 20), (9, 30)], [(50, 60)]], 2)
    first, second = f"{REGENCY}.01.2001", f"{REGENCY}.01.2002"
    row = frozenset("ab")

    assert recovered(printed(counts, {first: row})) == {
        ("table", first, "", "a"),
        ("table", first, "", "b"),
    }
    assert withheld(counts) == {first: row, second: row}

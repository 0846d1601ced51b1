"""Small counts: what is withheld below the regency cannot be worked out in its row."""

from collections import defaultdict
from itertools import product

import pytest

from semesta.reports.small_counts import shown


@pytest.mark.parametrize("level", ["district", "village"])
@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        ((20, 100), (20, 100)),
        ((0, 8), (0, 8)),
        ((3, 2), ("<5", "<5")),
        ((1, 0), ("<5", "<5")),
        ((3, 20), ("*", "*")),
        ((4, 4), ("*", "*")),
        ((3, None), ("<5", None)),
        ((0, 0), (0, 0)),
    ],
)
def test_one_to_four_are_withheld_with_what_gives_them_away(level, parts, printed):
    names = ("unregistered", "unknown")

    found = shown(level, dict(zip(names, parts, strict=True)))

    assert tuple(found.values()) == printed


@pytest.mark.parametrize("level", ["nation", "province", "regency"])
def test_a_regency_and_above_are_told_in_full(level):
    assert shown(level, {"a": 1, "b": 700}) == {"a": 1, "b": 700}


@pytest.mark.parametrize("parts", [2, 3])
def test_nobody_who_knows_the_sum_can_tell_a_withheld_part(parts):
    """Every row that prints alike, with the same sum: no withheld part is the same in
    all of them."""
    alike = defaultdict(list)
    for numbers in product(range(20), repeat=parts):
        printed = shown("village", {str(i): n for i, n in enumerate(numbers)})
        alike[sum(numbers), tuple(printed.values())].append(numbers)

    told = [
        (total, printed)
        for (total, printed), rows in alike.items()
        for place, mark in enumerate(printed)
        if isinstance(mark, str) and total < 20 and len({r[place] for r in rows}) == 1
    ]

    assert told == []

"""The cost model finds what made-up measures were made of."""

import pytest

from bench.nation.cost import Point, added, fit


def points(fixed, serial, parallel, sizes=(1, 10, 50), cores=(1, 2)):
    return [
        Point(size, n, fixed + size * (serial + parallel / n))
        for size in sizes
        for n in cores
    ]


@pytest.mark.parametrize(
    "parts", [(5, 2, 3), (0, 2, 3), (5, 0, 3), (5, 2, 0), (0, 0, 3), (0, 2, 0)]
)
def test_exact_measures_give_their_parts_and_no_residual(parts):
    cost = fit(points(*parts))

    assert (cost.fixed, cost.serial, cost.parallel) == pytest.approx(parts, abs=1e-9)
    assert cost.residuals == pytest.approx([0] * 6, abs=1e-9)


def test_more_cores_shorten_only_what_they_share():
    cost = fit(points(5, 2, 6))

    assert cost.serial_share == pytest.approx(0.25)
    assert cost.of(100, 1) == pytest.approx(805)
    assert cost.of(100, 64) == pytest.approx(5 + 200 + 600 / 64)


def test_no_part_is_below_zero_however_measures_err():
    """The larger size was measured too fast: a line through both begins below zero."""
    cost = fit([Point(1, 2, 1.0), Point(10, 2, 30.0)])

    assert cost.fixed == 0 and cost.serial > 0 and cost.parallel == 0
    assert cost.residuals[0] < 0 < cost.residuals[1]


def test_each_size_counts_by_its_share_not_by_its_seconds():
    """10% too much at the small size weighs as much as 10% at the large one."""
    small = fit([Point(1, 1, 1.1), Point(100, 1, 100.0), Point(1000, 1, 1000.0)])
    large = fit([Point(1, 1, 1.0), Point(100, 1, 100.0), Point(1000, 1, 1100.0)])

    assert max(map(abs, small.residuals)) < 0.05
    assert max(map(abs, large.residuals)) < 0.10


def test_with_one_number_of_cores_nothing_is_called_shared():
    cost = fit(points(5, 2, 6, cores=(2,)))

    assert cost.parallel == 0
    assert cost.serial == pytest.approx(5)


def test_costs_add_up_to_that_of_the_whole():
    whole = points(6, 3, 5)
    cost = added([fit(points(5, 2, 3)), fit(points(1, 1, 2))], whole)

    assert cost.of(1000, 8) == pytest.approx(6 + 3000 + 625)
    assert cost.residuals == pytest.approx([0] * len(whole), abs=1e-9)

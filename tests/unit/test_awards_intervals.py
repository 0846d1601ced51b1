"""What a printed percentage stands for."""

from fractions import Fraction

import pytest

from semesta.awards import Interval, printed
from semesta.errors import SemestaError


def per_mille(low: int, high: int | None, **ends: bool) -> Interval:
    bound = None if high is None else Fraction(high, 100000)
    return Interval(Fraction(low, 100000), bound, **ends)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("98", per_mille(97500, 98500, high_open=True)),
        ("98.0", per_mille(97950, 98050, high_open=True)),
        ("98.49", per_mille(98485, 98495, high_open=True)),
        ("98,49", per_mille(98485, 98495, high_open=True)),
        (" 98,49 % ", per_mille(98485, 98495, high_open=True)),
        ("0", per_mille(0, 500, high_open=True)),
        (">95", per_mille(95000, None, low_open=True)),
        ("> 95%", per_mille(95000, None, low_open=True)),
        (">=98", per_mille(98000, None)),
        ("≥98", per_mille(98000, None)),
        ("<80", per_mille(0, 80000, high_open=True)),
        ("<=80", per_mille(0, 80000)),
        ("101.25", per_mille(101245, 101255, high_open=True)),
    ],
)
def test_a_printed_percentage_stands_for(text: str, interval: Interval) -> None:
    assert printed(text) == interval


@pytest.mark.parametrize(
    "text", ["abc%", "", "-5", "9 8", "98.", "1.234,5", "=>98", "98%%", "nan", "9e1"]
)
def test_anything_else_is_not_a_percentage(text: str) -> None:
    with pytest.raises(SemestaError) as caught:
        printed(text)
    assert caught.value.code == "awards.not_a_percentage"


def test_a_bound_can_be_shared_or_not() -> None:
    below_80 = printed("<80")
    assert below_80.below(printed(">=80"))
    assert not printed("<=80").below(printed(">=80"))
    assert printed("<=80").below(printed(">80"))


def test_a_hull_keeps_the_outer_ends() -> None:
    exact = Interval(Fraction(97, 100), Fraction(97, 100))
    assert exact.hull(printed("98")) == per_mille(97000, 98500, high_open=True)
    assert exact.hull(printed(">95")) == per_mille(95000, None, low_open=True)
    same_end = Interval(Fraction(0), Fraction(8, 10))
    assert same_end.hull(printed("<80")) == per_mille(0, 80000)

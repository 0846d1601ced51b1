"""What a run needs, as measured, and for how many people that is enough."""

from functools import cache
from typing import Any

from semesta.own_yaml import own_yaml


GIGABYTE = 1e9


@cache
def needs() -> dict[str, Any]:
    """`capacity.yaml`: what was measured, and the limits drawn from it."""
    return own_yaml("semesta.doctor", "capacity.yaml")


def people_for(resource: str, have: int) -> int:
    """How many people so many bytes of `memory` or `disk` are enough for.

    A straight line through the two measured sizes, rounded down to thousands.
    """
    small, large = needs()["measured"]
    key = f"{resource}_bytes"
    each = (large[key] - small[key]) / (large["people"] - small["people"])
    fixed = small[key] - each * small["people"]
    usable = have * needs()["usable"][resource]
    return max(0, int((usable - fixed) / each) // 1000 * 1000)


def measured_up_to() -> int:
    """The largest number of people that a run was measured with."""
    return needs()["measured"][-1]["people"]

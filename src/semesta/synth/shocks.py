"""Shocks: what happens to many at once in one month."""

from dataclasses import dataclass

from semesta.errors import SemestaError
from semesta.months import Month


# What a share of whom means: the rate of the month that the shock changes.
SHOCKS = ("pbi-off", "pemda-stops", "layoffs", "births")


@dataclass(frozen=True)
class Shock:
    """`share`: of the active cards that stop, or of families that have a child."""

    kind: str
    month: Month
    share: float


def parse_shock(text: str) -> Shock:
    """`pbi-off:2026-02:0.08` → Shock. Raises SemestaError for anything else."""
    kind, _, rest = text.partition(":")
    month, _, share = rest.partition(":")
    try:
        shock = Shock(kind, Month.parse(month), float(share))
    except ValueError:
        raise SemestaError("synth.bad_shock", known=", ".join(SHOCKS)) from None
    if kind not in SHOCKS or not 0 < shock.share <= 1:
        raise SemestaError("synth.bad_shock", known=", ".join(SHOCKS))
    return shock

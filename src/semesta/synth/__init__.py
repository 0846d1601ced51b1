"""A made-up nation with the truth beside it: registers of people who do not exist."""

from semesta.synth.making import Made, make
from semesta.synth.request import (
    FORMATS,
    MEMBERSHIP_LAYOUTS,
    POPULATION_LAYOUTS,
    Request,
    parse_layouts,
)
from semesta.synth.shocks import Shock, parse_shock


__all__ = [
    "FORMATS",
    "MEMBERSHIP_LAYOUTS",
    "POPULATION_LAYOUTS",
    "Made",
    "Request",
    "Shock",
    "make",
    "parse_layouts",
    "parse_shock",
]

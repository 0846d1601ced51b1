"""What a change does to every line: verdict, persons and their price, before and after.

A change is other figures of the same region: another population, fewer active.
"""

from dataclasses import dataclass, replace
from typing import Any

from semesta.awards import Figures
from semesta.errors import SemestaError
from semesta.planning.money import Terms
from semesta.planning.standings import Line, Question, Standing, standing


@dataclass(frozen=True)
class Change:
    """A region before and after; both have the same lines in the same order."""

    before: Standing
    after: Standing

    def as_json(self, terms: Terms) -> dict[str, Any]:
        pairs = zip(self.before.lines, self.after.lines, strict=True)
        return {
            "before": self.before.as_json(),
            "after": self.after.as_json(),
            "lines": [line_change(*pair, terms) for pair in pairs],
        }


def line_change(before: Line, after: Line, terms: Terms) -> dict[str, Any]:
    """`more`: persons short beyond those short before (fewer: negative), and their
    price; both None where nobody can tell."""
    more = None
    if before.persons is not None and after.persons is not None:
        more = after.persons - before.persons
    return before.name() | {
        "verdict_before": before.verdict.value,
        "verdict_after": after.verdict.value,
        "persons_before": before.persons,
        "persons_after": after.persons,
        "at_most": before.at_most or after.at_most,
        "short_after": after.short(),
        "more": more,
        **terms.cost(more),
    }


def other_population(before: Standing, question: Question, change: int) -> Change:
    """The same members over a population that is `change` larger (smaller if negative).

    Raises `planning.no_denominator` where no population is known or none is left.
    """
    figures: Figures = before.figures
    if not figures.population or figures.population + change <= 0:
        raise SemestaError("planning.no_denominator", region=figures.region_code)
    changed = replace(figures, population=figures.population + change)
    return Change(before, standing(changed, question))

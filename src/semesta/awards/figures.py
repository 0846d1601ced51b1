"""What is known about a region, and its measures as intervals."""

from dataclasses import dataclass, replace
from fractions import Fraction

from semesta.awards.intervals import NOTHING_KNOWN, Interval, printed
from semesta.awards.texts import Text, measure_name, phrase, shown
from semesta.errors import SemestaError
from semesta.regions import tree


Count = int | tuple[int, int]

MEASURES = ("coverage", "active", "local_government")
"""Shares of the population: registered, active, registered by local government."""


@dataclass(frozen=True)
class Figures:
    """The published or counted figures and facts of one region.

    Counts are persons, either known or a (low, high) pair; percentages are texts as
    printed (`98`, `98,49`, `>95`). Facts are `ya`, `tidak` or empty (not known);
    `contributions_paid_through` is `YYYY-MM` or empty. `local_government_active` is
    the part of `local_government` whose cards are active: a threshold between the
    two shares is undecidable. `to_verify` are the residents whom open cards leave
    between the ends of a count; the rates with `expected` count them by probability.
    """

    region_code: str
    region_name: str = ""
    edition: str = ""
    population: int | None = None
    registered: Count | None = None
    active: Count | None = None
    local_government: Count | None = None
    local_government_active: Count | None = None
    coverage_pct: str | None = None
    active_pct: str | None = None
    local_government_pct: str | None = None
    uhc_prioritas: str = ""
    contributions_paid_through: str = ""
    jamkesda_integrated: str = ""
    published_category: str = ""
    to_verify: int | None = None
    coverage_expected: float | None = None
    active_expected: float | None = None

    @property
    def is_province(self) -> bool:
        return len(self.region_code) == 2 and self.region_code.isdigit()

    def counted(self, measure: str) -> Interval | None:
        """A measure from counts; None without a count or a population."""
        if measure == "local_government":
            return self._local_government_share()
        count = self.registered if measure == "coverage" else self.active
        return share(count, self.population)

    def _local_government_share(self) -> Interval | None:
        every_card = share(self.local_government, self.population)
        active_only = share(self.local_government_active, self.population)
        if every_card is None or active_only is None:
            return every_card
        return every_card.hull(active_only)

    def as_printed(self, measure: str) -> Interval | None:
        """A measure from its printed percentage. Raises `awards.not_a_percentage`."""
        text = getattr(self, f"{measure}_pct")
        return printed(text) if text else None

    def measure(self, name: str) -> Interval:
        """Counts before print; where they disagree, the hull of both.

        Counts that only say in persons what was printed are shown as printed.
        """
        counts, print_ = self.counted(name), self.as_printed(name)
        if counts is None:
            return print_ or NOTHING_KNOWN
        if print_ is None:
            return counts
        if counts.within(print_):
            return replace(counts, rounded_from=print_.rounded_from)
        if counts.agrees_with(print_):
            return counts
        return counts.hull(print_)

    def expected(self, name: str) -> Fraction | None:
        """Where a measure that is a range probably lies, if that was worked out."""
        rate = getattr(self, f"{name}_expected", None)
        return None if rate is None else Fraction(str(rate))

    def contradictions(self) -> list[Text]:
        """Where the figures speak against themselves."""
        return (
            self._unknown_region()
            + self._counts_against_print()
            + self._parts_above_coverage()
        )

    def _unknown_region(self) -> list[Text]:
        try:
            tree().region(self.region_code)
        except SemestaError:
            return [phrase("unknown_region", code=self.region_code)]
        return []

    def _counts_against_print(self) -> list[Text]:
        found = []
        for name in MEASURES:
            counts, print_ = self.counted(name), self.as_printed(name)
            if counts and print_ and not counts.agrees_with(print_):
                found.append(
                    phrase(
                        "counts_against_print",
                        measure=measure_name(name),
                        printed=shown(print_, as_printed=True),
                        counted=shown(counts),
                    )
                )
        return found

    def _parts_above_coverage(self) -> list[Text]:
        coverage = self.measure("coverage")
        return [
            phrase(
                "part_above_coverage",
                measure=measure_name(name),
                value=shown(self.measure(name)),
                coverage=shown(coverage),
            )
            for name in ("active", "local_government")
            if coverage.below(self.measure(name))
        ]


def share(count: Count | None, population: int | None) -> Interval | None:
    """A count over the population; None where either is not known."""
    if count is None or not population:
        return None
    low, high = count if isinstance(count, tuple) else (count, count)
    return Interval(Fraction(low, population), Fraction(high, population))

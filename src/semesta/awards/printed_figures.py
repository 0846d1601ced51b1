"""Percentages as printed, where no count was published: how many persons they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

from semesta.awards.figures import MEASURES, Figures
from semesta.awards.files import read_figures
from semesta.awards.intervals import printed


@dataclass(frozen=True)
class Printed:
    """Region code → its percentages by the names of `Figures` (`coverage_pct`)."""

    texts: Mapping[str, Mapping[str, str]]

    def of(self, code: str) -> Mapping[str, str]:
        return self.texts.get(code, {})

    def persons(
        self, code: str, measure: str, population: int | None
    ) -> tuple[int | None, int | None]:
        """The fewest and the most persons that round to what was printed.

        Nothing for a bound such as `>95`, which decides but counts nobody, nor where
        no number of persons gives the percentage.
        """
        text = self.of(code).get(f"{measure}_pct")
        if text is None or population is None:
            return None, None
        share = printed(text)
        if share.rounded_from is None or share.high is None:
            return None, None
        low, high = ceil(share.low * population), floor(share.high * population)
        high -= share.high_open and high == share.high * population
        return (low, high) if low <= high else (None, None)


def read_printed(path: Path | None) -> Printed:
    """The percentages in a file of official figures; none without a file.

    Raises SemestaError that names file, row and column of what is no percentage.
    """
    return Printed(
        {
            row.region_code: texts
            for row in (read_figures(path) if path else ())
            if (texts := _texts(row))
        }
    )


def _texts(row: Figures) -> dict[str, str]:
    names = [f"{measure}_pct" for measure in MEASURES]
    return {name: text for name in names if (text := getattr(row, name))}

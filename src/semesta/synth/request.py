"""What is to be made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from semesta.errors import SemestaError
from semesta.months import Month
from semesta.synth.shocks import Shock


POPULATION_LAYOUTS = (
    "siak_extract",
    "siak_37",
    "opensid",
    "opensid_words",
    "opendk",
    "bip",
)
MEMBERSHIP_LAYOUTS = ("list", "vclaim", "pbi_verification", "mutation_form")
FORMATS = ("csv", "parquet")
MOST_MONTHS = 120


LAYOUTS = {"population": POPULATION_LAYOUTS, "membership": MEMBERSHIP_LAYOUTS}


def parse_layouts(texts: Iterable[str]) -> dict[str, str]:
    """`population=opensid` → {"population_layout": "opensid"}. Raises SemestaError."""
    found = {}
    for text in texts:
        kind, _, name = text.partition("=")
        if name not in LAYOUTS.get(kind, ()):
            known = [f"{kind}={name}" for kind in LAYOUTS for name in LAYOUTS[kind]]
            raise SemestaError("synth.bad_layout", known=", ".join(known))
        found[f"{kind}_layout"] = name
    return found


@dataclass(frozen=True)
class Request:
    """What is to be made. Rates are in percent of residents.

    `people` None: as many as the official population of the regions. `damage`
    multiplies the stated rates: 0 is clean, 1 as stated.
    """

    out: Path
    people: int | None = None
    regions: tuple[str, ...] = ()
    months: int = 1
    first_month: Month = Month(2026, 1)
    seed: int = 1
    damage: float = 1.0
    coverage: float | None = None
    active: float | None = None
    local_share: float | None = None
    targets: Path | None = None
    shocks: tuple[Shock, ...] = field(default=())
    population_layout: str = "siak_extract"
    membership_layout: str = "list"
    format: str = "csv"
    threads: int = 2

    def __post_init__(self) -> None:
        """Raises SemestaError where a value makes no sense."""
        self._check_range("--people", self.people, 1, 300_000_000)
        self._check_range("--months", self.months, 1, MOST_MONTHS)
        self._check_range("--damage", self.damage, 0, 10)
        self._check_range("--seed", self.seed, 0, 2**31 - 1)
        self._check_range("--threads", self.threads, 1, 64)
        for shock in self.shocks:
            if not self.first_month < shock.month <= self.last_month:
                raise SemestaError(
                    "synth.shock_month",
                    month=shock.month,
                    first=self.first_month.plus(1),
                    last=self.last_month,
                )

    @property
    def last_month(self) -> Month:
        return self.first_month.plus(self.months - 1)

    def _check_range(
        self, option: str, value: float | None, least: float, most: float
    ) -> None:
        if value is not None and not least <= value <= most:
            raise SemestaError(
                "synth.out_of_range", option=option, least=least, most=most
            )

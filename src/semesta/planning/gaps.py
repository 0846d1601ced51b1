"""What every region of a run lacks on every line, and what that costs whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pyarrow as pa

from semesta.errors import SemestaError
from semesta.law import Rulebook, rulebook
from semesta.months import Month
from semesta.planning.changes import Change, other_population
from semesta.planning.money import Terms, known, prices
from semesta.planning.places import Place, places
from semesta.planning.region_gap import Reactivation, RegionGap
from semesta.planning.standings import standing
from semesta.planning.switched_off import Effect, Listed, effect, find
from semesta.planning.work_plan import Plan
from semesta.published import Run, summary


CUTOFF = "membership.activation_cutoff_day"
SHARE = "reactivation.share"
DECILES = "reactivation.pbi_deciles"
PARTS = ("some_villages", "register_is_a_part")


@dataclass(frozen=True)
class Gap:
    """All regions, the terms that hold for each, and the account of the list.

    `notes` are those of the run that say of which part of a region the figures are.
    """

    run: Run
    terms: Terms
    cutoff_day: int | None
    listed: Listed | None
    regions: tuple[RegionGap, ...]
    notes: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values: persons, whole rupiah, months as YYYY-MM, rates as shares.

        `start` is the first month that is paid. With UHC Prioritas whoever enters in it
        is active in it; without, whoever is registered by its `cutoff_day` is active
        in the month after.
        """
        return {
            "run": self.run.folder.name,
            "month": str(self.run.manifest.month),
            "start": str(self.terms.start),
            "cutoff_day": self.cutoff_day,
            "months": self.terms.months,
            "price": self.terms.prices.as_json(),
            "list": self.listed and self.listed.account(),
            "notes": list(self.notes),
            "regions": [region.as_json() for region in self.regions],
        }


def gap(
    run: Run,
    *,
    region: str | None = None,
    plan: Plan | None = None,
    population_change: int | Mapping[str, int] = 0,
    switched_off: pa.Table | None = None,
    province_share: Fraction = Fraction(0),
    reactivation_share: Fraction | None = None,
    start: Month | None = None,
) -> Gap:
    """The lines of every region that the run decided, in persons and rupiah.

    `region` keeps one region and those within. `population_change` is one number for a
    single region or one a region code. `switched_off` has columns `noka` (text) and
    `nik` (integer), one row a row of the list. Shares are of one. `start` is the first
    month that is paid, the one after the run by default.

    Raises SemestaError for a region that was not decided, and for a plan or a change
    that fits no single region.
    """
    on, book = run.manifest.month.last_day, rulebook()
    about = summary(run)
    found = places(run, about, region, book)
    codes = [place.code for place in found]
    terms = Terms(prices(book, on, province_share), start or run.manifest.month.plus(1))
    if plan is not None:
        _check_plan(plan, (run.manifest.month.year, terms.start.year), codes)
    changes = _changes(population_change, codes)
    listed = None if switched_off is None else find(run, switched_off)
    reactivation = _reactivation(run, book, reactivation_share)
    cutoff = known(book, CUTOFF, on)
    return Gap(
        run=run,
        terms=terms,
        cutoff_day=int(cutoff.number) if cutoff else None,
        listed=listed,
        regions=tuple(
            _region_gap(place, terms, plan, changes, listed, reactivation)
            for place in found
        ),
        notes=tuple(note for note in about["notes"] if note["note"] in PARTS),
    )


def _region_gap(
    place: Place,
    terms: Terms,
    plan: Plan | None,
    changes: Mapping[str, int],
    listed: Listed | None,
    reactivation: Reactivation,
) -> RegionGap:
    change = changes.get(place.code, 0)
    lost = None if listed is None else effect(listed, place.code)
    return RegionGap(
        place=place,
        terms=terms,
        plan=plan,
        denominator=other_population(place.standing, place.question, change)
        if change
        else None,
        switched_off=None if lost is None else (lost, _without(place, lost)),
        reactivation=reactivation,
    )


def _without(place: Place, lost: Effect) -> Change:
    """The region before and after a list was switched off."""
    before = place.standing
    after = lost.figures(before.figures, place.basis, place.question.partial)
    return Change(before, standing(after, place.question))


def _check_plan(plan: Plan, years: tuple[int, int], codes: list[str]) -> None:
    if len(codes) > 1:
        raise SemestaError("planning.plan_needs_region", decided=", ".join(codes))
    if plan.year not in years:
        raise SemestaError("planning.plan_other_year", year=plan.year, wanted=years[-1])


def _changes(change: int | Mapping[str, int], codes: list[str]) -> dict[str, int]:
    if isinstance(change, int):
        if change and len(codes) > 1:
            raise SemestaError("planning.change_needs_region", decided=", ".join(codes))
        return dict.fromkeys(codes, change)
    for code in change:
        if code not in codes:
            raise SemestaError(
                "planning.not_decided", region=code, decided=", ".join(codes)
            )
    return dict(change)


def _reactivation(run: Run, book: Rulebook, share: Fraction | None) -> Reactivation:
    on = run.manifest.month.last_day
    rule = known(book, SHARE, on) if share is None else None
    deciles = known(book, DECILES, on)
    return Reactivation(
        share=rule.number if rule else share,
        rule=rule,
        deciles=frozenset(map(int, deciles.words)) if deciles else frozenset(),
    )

"""One region as plain values: lines, plan, other population, list switched off."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from semesta.law import Value
from semesta.planning.changes import Change
from semesta.planning.money import Terms
from semesta.planning.places import Place
from semesta.planning.standings import Line, fact_item
from semesta.planning.switched_off import Effect, come_back
from semesta.planning.work_plan import Plan, project


@dataclass(frozen=True)
class Reactivation:
    """The share of those switched off who come back; `rule` is None when it is given
    by the user. `deciles` are those that can be proposed for PBI JK."""

    share: Fraction | None
    rule: Value | None
    deciles: frozenset[int]

    def as_json(self, persons: int, terms: Terms) -> dict[str, Any]:
        """`persons` come back; `remaining` do not, at their price."""
        back = None if self.share is None else come_back(persons, self.share)
        remaining = None if back is None else persons - back
        return {
            "share": None if self.share is None else float(self.share),
            "source": self.rule and self.rule.source,
            "confidence": self.rule and self.rule.confidence,
            "persons": back,
            "remaining": remaining,
            **terms.cost(remaining),
        }

    def proposable(self, found: Effect) -> dict[str, Any] | None:
        """How many who fall inactive lie in a decile at all, and in one of these."""
        deciles = [decile for decile in found.deciles if decile is not None]
        if not deciles:
            return None
        return {
            "known": len(deciles),
            "proposable": sum(decile in self.deciles for decile in deciles),
            "deciles": sorted(self.deciles),
        }


@dataclass(frozen=True)
class RegionGap:
    """One region: its lines, and what was asked beside them."""

    place: Place
    terms: Terms
    plan: Plan | None
    denominator: Change | None
    switched_off: tuple[Effect, Change] | None
    reactivation: Reactivation

    def as_json(self) -> dict[str, Any]:
        names = ("region_code", "region_name", "level", "basis")
        counts = ("population", "registered", "active", "local_government")
        return {name: self.place.row[name] for name in names + counts} | {
            "billed": self.place.billed,
            "lines": [self._line(line) for line in self.place.standing.lines],
            "plan": self._plan(self.plan) if self.plan else None,
            "denominator": self._denominator(),
            "switched_off": self._switched_off(),
        }

    def _line(self, line: Line) -> dict[str, Any]:
        persons = line.persons
        return line.name() | {
            "verdict": line.verdict.value,
            "short": line.short(),
            "short_at_most": line.short_at_most(),
            "persons": persons,
            "at_most": line.at_most,
            **self.terms.cost(persons),
            "split": self.terms.split(persons),
            "who_pays": None
            if persons is None
            else self.terms.prices.who_pays(persons, line.by_pemda),
            "facts": [fact.name for fact in line.open_facts],
            "open_facts": [fact_item(fact) for fact in line.open_facts],
        }

    def _plan(self, plan: Plan) -> dict[str, Any]:
        """The plan as it stands, and with the persons of each line on top."""
        ceiling, billed = plan.ceiling, self.place.billed
        now = project(plan, billed, self._bill, self.terms.start)
        return {
            "year": plan.year,
            "ceiling": ceiling,
            "spent": plan.spent,
            "remaining": None if ceiling is None else ceiling - plan.spent,
            "billed": billed,
            "per_month": None if billed is None else self._bill(billed),
            "quota": now.months[-1].quota,
            **now.as_json(),
            "months": [month.as_json() for month in now.months],
            "lines": [
                line.name() | self._with(plan, line.persons)
                for line in self.place.standing.lines
            ],
        }

    def _with(self, plan: Plan, extra: int | None) -> dict[str, Any]:
        billed = None if extra is None else self.place.billed
        found = project(plan, billed, self._bill, self.terms.start, extra or 0)
        return {"persons": extra, **found.as_json()}

    def _bill(self, persons: int) -> int:
        """What the owner of a plan pays a month: a province its part, if it has one."""
        bill = self.terms.prices.bill(persons)
        if self.place.row["level"] == "province" and bill.province:
            return bill.province
        return bill.regency

    def _denominator(self) -> dict[str, Any] | None:
        if self.denominator is None:
            return None
        before, after = self.denominator.before, self.denominator.after
        change = (after.figures.population or 0) - (before.figures.population or 0)
        return {"change": change, **self.denominator.as_json(self.terms)}

    def _switched_off(self) -> dict[str, Any] | None:
        if self.switched_off is None:
            return None
        found, change = self.switched_off
        return {
            "persons": found.persons,
            "fall_inactive": found.fall_inactive,
            "stay_active": found.stay_active,
            "already_inactive": found.already_inactive,
            "active_cards": found.active_cards,
            "billed_cards": found.billed_cards,
            "without_resident": found.without_resident,
            **change.as_json(self.terms),
            "take_over": self._take_over(found),
            "reactivation": self.reactivation.as_json(found.fall_inactive, self.terms),
            "deciles": self.reactivation.proposable(found),
        }

    def _take_over(self, found: Effect) -> dict[str, Any]:
        """All who fall inactive as PBPU BP Pemda; on the plan's bill they take the
        place of the cards that leave it."""
        persons = found.fall_inactive
        take_over = {"persons": persons, **self.terms.cost(persons)}
        if self.plan:
            take_over["plan"] = self._with(self.plan, persons - found.billed_cards)
        return take_over

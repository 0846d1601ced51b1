"""UHC and UHC Prioritas of a region on a day."""

from dataclasses import dataclass
from datetime import date

from semesta.awards.criteria import (
    Criterion,
    RouteDecision,
    Verdict,
    judge,
    judge_fact,
)
from semesta.awards.explanations import Explained, exactly_on_line, explained
from semesta.awards.figures import Figures
from semesta.awards.texts import Text, phrase
from semesta.law import Rulebook, Value
from semesta.months import Month


COVERAGE = "uhc_status.coverage"


@dataclass(frozen=True)
class Status:
    """Whether a region is UHC and UHC Prioritas on a day, with every criterion."""

    region_code: str
    region_name: str
    on: date
    uhc: Verdict
    uhc_prioritas: Verdict
    criteria: tuple[Criterion, ...]
    reasons: tuple[Text, ...]
    contradictions: tuple[Text, ...]
    near: tuple[Text, ...]


def status(
    figures: Figures, on: date, rulebook: Rulebook, coverage_rule: str = COVERAGE
) -> Status:
    """The predicates on a day; `coverage_rule` may name the 98.6% alternative.

    `uhc_prioritas` of the figures stands for the approved application. Raises
    `law.before_first_date` for a day before the first known thresholds.
    """
    uhc = predicate(
        "UHC",
        (
            judge("coverage", rulebook.value(coverage_rule, on), figures),
            judge("active", rulebook.value("uhc_status.active", on), figures),
        ),
    )
    prioritas = predicate(
        "UHC Prioritas", uhc.criteria + extra_criteria(figures, on, rulebook)
    )
    contradictions = figures.contradictions()
    if figures.uhc_prioritas == "ya" and prioritas.verdict is Verdict.NOT_MET:
        contradictions.append(phrase("status_outside"))
    found = _explained(figures, uhc, prioritas)
    return Status(
        region_code=figures.region_code,
        region_name=figures.region_name,
        on=on,
        uhc=uhc.verdict,
        uhc_prioritas=prioritas.verdict,
        criteria=prioritas.criteria,
        reasons=(
            *contradictions,
            *exactly_on_line(prioritas.criteria),
            *found.reasons,
        ),
        contradictions=tuple(contradictions),
        near=found.near,
    )


def predicate(name: str, criteria: tuple[Criterion, ...]) -> RouteDecision:
    """A predicate is decided and explained like a route."""
    return RouteDecision(name, "", Text(name, name), criteria)


def _explained(
    figures: Figures, uhc: RouteDecision, prioritas: RouteDecision
) -> Explained:
    """Why the first predicate that does not hold is missed or open."""
    claim = next((c for c in (uhc, prioritas) if c.verdict is not Verdict.MET), uhc)
    missed = [claim] if claim.verdict is Verdict.NOT_MET else []
    still_open = [claim] if claim.verdict is Verdict.UNDECIDABLE else []
    return explained(figures, missed, still_open, [uhc])


def extra_criteria(
    figures: Figures, on: date, rulebook: Rulebook
) -> tuple[Criterion, ...]:
    """What UHC Prioritas asks for beside UHC."""
    paid = rulebook.value("uhc_status.prioritas.contributions_paid", on)
    approved = rulebook.value("uhc_status.prioritas.approved", on)
    return (
        paid_up(figures, on, paid),
        Criterion(
            "approved",
            approved,
            figures.uhc_prioritas,
            judge_fact(figures.uhc_prioritas, approved),
            approved.confidence,
        ),
    )


def paid_up(figures: Figures, on: date, rule: Value) -> Criterion:
    """No unpaid contributions: paid through the month of the day.

    Local governments pay on an invoice, and no source says whether the running
    month already counts as unpaid: with only that month open it is undecidable.
    """
    text = figures.contributions_paid_through
    month = Month.of(on)
    if not text or Month.parse(text) == month.plus(-1):
        verdict = Verdict.UNDECIDABLE
    else:
        verdict = Verdict.MET if Month.parse(text) >= month else Verdict.NOT_MET
    return Criterion("contributions_paid", rule, text, verdict, rule.confidence)

"""What UHC Prioritas means to a resident and to the region, with it and without."""

from collections.abc import Iterable
from typing import Any

from semesta.reports.cited import Cited
from semesta.reports.criteria_table import needed
from semesta.reports.figures import Figures, Row
from semesta.reports.words import Voice


CUTOFF_DAY = "membership.activation_cutoff_day"


def loss(
    found: Figures, criteria: Iterable[Row], law: Cited, voice: Voice
) -> dict[str, Any]:
    """Rows of: for whom, with the status, without it."""
    verdict = found.top.uhc_prioritas or "not_decided"
    lead = voice(f"brief_loss_{verdict}", place=found.top.name)
    return {
        "heading": voice("brief_loss"),
        "lead": f"{lead} {_conditions(law, voice)}".strip(),
        "columns": ["", voice("brief_loss_with"), voice("brief_loss_without")],
        "rows": [
            _registered(law, voice),
            [voice(f"brief_loss_sick{part}") for part in ("", "_with", "_without")],
            *_awards(found, criteria, voice),
            *_newcomers(law, voice),
        ],
    }


def _conditions(law: Cited, voice: Voice) -> str:
    coverage, active = (law.value(f"uhc_status.{n}") for n in ("coverage", "active"))
    if coverage is None or active is None:
        return ""
    return voice(
        "brief_loss_needs",
        coverage=needed(coverage.operator or ">=", coverage.text, voice),
        active=needed(active.operator or ">=", active.text, voice),
    )


def _registered(law: Cited, voice: Voice) -> list[str]:
    day = law.whole(CUTOFF_DAY)
    later = voice("brief_loss_cutoff", day=day) if day else voice("brief_loss_later")
    return [voice("brief_loss_registered"), voice("brief_loss_same_day"), later]


def _awards(
    found: Figures, criteria: Iterable[Row], voice: Voice
) -> Iterable[list[str]]:
    """The categories of the edition that ask for the status, if any does."""
    asking = [row for row in criteria if row["criterion"] == "uhc_prioritas"]
    if not asking:
        return
    names = _categories(asking, voice)
    disputed = _categories((r for r in asking if r["confidence"] == "disputed"), voice)
    aside = voice("brief_loss_disputed", categories=disputed) if disputed else ""
    yield [
        voice("brief_award", edition=found.edition),
        voice("brief_loss_awards_with", categories=names),
        voice("brief_loss_awards_without", categories=names) + aside,
    ]


def _categories(rows: Iterable[Row], voice: Voice) -> str:
    names = dict.fromkeys(row["category"] for row in rows)
    return voice.listed(voice.label("category", name) for name in names)


def _newcomers(law: Cited, voice: Voice) -> Iterable[list[str]]:
    days = law.whole("membership.first_payment_days")
    if days:
        yield [
            voice("brief_loss_newcomer"),
            voice("brief_loss_newcomer_days", days=days),
            voice("brief_loss_same"),
        ]

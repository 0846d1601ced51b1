"""The end of the brief: what is not known, and where everything comes from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from semesta.published import Run, summary
from semesta.reports.brief_loss import CUTOFF_DAY
from semesta.reports.cited import Cited
from semesta.reports.criteria_table import RATIOS
from semesta.reports.figures import Figures, Row
from semesta.reports.line_names import criterion_name, shortened
from semesta.reports.words import Voice


LONGEST_LIST = 420  # characters of one list of sources
RATES = ("coverage_rate", "coverage_rate_high", "active_rate", "active_rate_high")


def unknown(
    run: Run,
    found: Figures,
    criteria: Iterable[Row],
    linked: Row,
    law: Cited,
    voice: Voice,
) -> dict[str, Any]:
    """What leaves the figures, or their use, open."""
    day = law.whole(CUTOFF_DAY)
    items = [
        *(f"{voice.capital(text)}." for text in found.top.near[voice.language]),
        *_facts(criteria, voice),
        *_to_verify(found, linked, voice),
        *_villages(run, found, voice),
        *([voice("brief_unknown_province")] * (found.top.level == "province")),
        *([voice("brief_unknown_cutoff", day=day)] if day else []),
        voice("brief_unknown_later", date=voice.date(found.as_of)),
    ]
    return {"heading": voice("brief_unknown"), "items": items}


def _facts(criteria: Iterable[Row], voice: Voice) -> Iterator[str]:
    names = dict.fromkeys(
        row["criterion"]
        for row in criteria
        if row["verdict"] == "undecidable" and row["criterion"] not in RATIOS
    )
    if names:
        facts = voice.listed(criterion_name(name, voice.language) for name in names)
        yield voice("brief_unknown_facts", facts=facts)


def _to_verify(found: Figures, linked: Row, voice: Voice) -> Iterator[str]:
    if found.scope != "all":
        yield voice("brief_unknown_part", scope=found.scope)
    elif isinstance(linked.get("unknown"), int) and linked["unknown"]:
        rates = {name: voice.percent(linked[name]) for name in RATES}
        count = voice.count(linked["unknown"])
        yield voice("brief_unknown_verify", count=count, **rates)


def _villages(run: Run, found: Figures, voice: Voice) -> Iterator[str]:
    for note in summary(run)["notes"]:
        if note["note"] == "some_villages" and note["region"] == found.top.name:
            yield voice(
                "brief_unknown_villages",
                region=note["region"],
                count=voice.count(note["count"]),
                villages=voice.count(note["villages"]),
            )


def sources(
    found: Figures, criteria: Iterable[Row], law: Cited, voice: Voice
) -> dict[str, Any]:
    """Sources of figures, tariffs and lines; `law` has been asked everything before."""
    lists = {
        "brief_sources_prices": found.price["sources"],
        "brief_sources_lines": [row["source"] for row in criteria],
        "brief_sources_rules": law.sources,
    }
    month = voice.month(found.month)
    items = [voice("brief_sources_run", run=found.run, month=month)]
    items += [
        voice(key, sources=_listed(given)) for key, given in lists.items() if given
    ]
    return {"heading": voice("brief_sources"), "items": items}


def _listed(given: Sequence[str]) -> str:
    """Every source once; one text may name several, separated by semicolons."""
    single = [source for text in given for source in text.split("; ")]
    return shortened("; ".join(dict.fromkeys(single)), LONGEST_LIST)

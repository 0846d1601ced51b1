"""What a run says in one screen: read from the published files alone."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow.compute as pc

from semesta.published.runs import Run
from semesta.regions import tree


DECIDED_LEVELS = ("province", "regency")
FINDINGS = (
    "deceased",
    "moved",
    "duplicate",
    "not_found",
    "nik_invalid",
    "identity_conflict",
    "unknown",
    "newborn_waiting",
)


def summary(run: Run) -> dict[str, Any]:
    """The run as plain values, for a terminal, a page or `--json`.

    `regions` holds the provinces and regencies that were decided, or all of them when
    none was, each with its rows by basis; `headline` names the basis that leads, `printed` holds
    the official percentages as printed, `near` what is said of thresholds near (by
    language), `bridge` leads from cards to residents.
    """
    rows = [r for r in run.regions().to_pylist() if r["level"] in DECIDED_LEVELS]
    awards = run.awards().to_pylist()
    statuses = run.table("status.csv").to_pylist()
    bridges = run.table("bridge.csv").to_pylist()
    decided = {row["region_code"] for row in statuses}
    codes = dict.fromkeys(row["region_code"] for row in rows)
    return {
        "run": run.folder.name,
        "month": str(run.manifest.month),
        "scope": run.manifest.scope,
        "edition": run.manifest.edition,
        "regions": [
            _region(code, rows, awards, statuses)
            | {"printed": run.printed(code), "bridge": _bridge(bridges, code)}
            for code in codes
            if code in decided or not decided
        ],
        "findings": _findings(run),
        "rows": _rows(run),
        "notes": _notes(run),
        "not_stated": run.manifest.legal.missing,
    }


def _notes(run: Run) -> list[dict[str, Any]]:
    """What a reader should know before using the figures: a key and its parts."""
    told = run.manifest.options
    counted = (
        "cards_of_other_segments",
        "cards_of_unknown_segment",
        "cards_without_village",
        "decisions_without_pair",
    )
    notes = [
        {"note": "many_set_aside", "file": file["file"], "count": file["quarantined"]}
        for file in run.table("files.csv").to_pylist()
        if 2 * file["quarantined"] > file["rows_read"]
    ]
    if run.manifest.scope != "unregistered-list":
        notes += [{"note": key, "count": told[key]} for key in counted if told[key]]
    notes += [
        {"note": f"without_{one['what']}", "file": one["file"]}
        for one in told.get("without", [])
    ]
    notes += [{"note": "skipped", "file": file} for file in told["skipped"]]
    if model := told.get("model"):
        if not model["controls"]:
            notes.append({"note": "model_stated"})
        if model.get("other_linkage"):
            notes.append({"note": "model_of_other_linkage", "run": model["run"]})
    refused = told.get("blocks_refused", [])
    notes += [{"note": "block_refused", "block": block} for block in refused]
    return notes + _small_registers(run) + _partial_registers(run)


def _partial_registers(run: Run) -> list[dict[str, Any]]:
    """Regencies of which the register holds some villages only."""
    rows = [r for r in run.regions().to_pylist() if r["basis"] == "linked"]
    present = Counter(
        row["region_code"][:5] for row in rows if row["level"] == "village"
    )
    notes = []
    for row in rows:
        if row["level"] != "regency":
            continue
        code = row["region_code"]
        districts = tree().children(code)
        villages = sum(len(tree().children(region.code)) for region in districts)
        if present[code] < villages:
            notes.append(
                {
                    "note": "some_villages",
                    "region": row["region_name"],
                    "count": present[code],
                    "villages": villages,
                }
            )
    return notes


def _small_registers(run: Run) -> list[dict[str, Any]]:
    """Regions whose official population is far above the register's."""
    linked, official = (
        {r["region_code"]: r for r in run.regions().to_pylist() if r["basis"] == basis}
        for basis in ("linked", "administrative")
    )
    return [
        {
            "note": "register_is_a_part",
            "region": row["region_name"],
            "count": linked[code]["population"],
            "official": row["population"],
        }
        for code, row in official.items()
        if code in linked and 2 * linked[code]["population"] < (row["population"] or 0)
    ]


def near_thresholds(*decisions: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """What rows of status.csv and awards.csv say of thresholds near, by language."""
    told: dict[str, list[str]] = {}
    for language, column in (("id", "near"), ("en", "near_en")):
        texts = (row.get(column) for row in decisions if row)
        told[language] = [one for text in texts if text for one in text.split("; ")]
    return told


def _region(
    code: str,
    rows: list[dict[str, Any]],
    awards: list[dict[str, Any]],
    statuses: list[dict[str, Any]],
) -> dict[str, Any]:
    bases = {row["basis"]: row for row in rows if row["region_code"] == code}
    official = bases.get("administrative", {}).get("population")
    headline = "administrative" if official or "linked" not in bases else "linked"
    award, status = _of(awards, code, headline), _of(statuses, code, headline)
    return {
        "region_code": code,
        "region_name": next(iter(bases.values()))["region_name"],
        "headline": headline,
        "bases": bases,
        "award": award,
        "status": status,
        "near": near_thresholds(status, award),
    }


def _of(rows: list[dict[str, Any]], code: str, basis: str) -> dict[str, Any] | None:
    wanted = (r for r in rows if r["region_code"] == code and r["basis"] == basis)
    return next(wanted, None)


def _bridge(rows: list[dict[str, Any]], code: str) -> dict[str, int] | None:
    """Cards, what takes away from them, registered residents; None without cards."""
    for row in rows:
        if row["region_code"] == code:
            return {name: n for name, n in row.items() if name != "region_code"}
    return None


def _findings(run: Run) -> dict[str, int]:
    """Cards by finding, over the whole run; `matched` first."""
    nation = [
        row for row in run.table("bridge.csv").to_pylist() if row["region_code"] == "ID"
    ]
    if not nation:
        return {}
    counts = {name: nation[0][name] for name in FINDINGS}
    return {"matched": nation[0]["cards"] - sum(counts.values()), **counts}


def _rows(run: Run) -> dict[str, Any]:
    files = run.table("files.csv")
    reasons = Counter(run.table("quarantine.csv")["reason"].to_pylist())
    totals = {
        name: pc.sum(files[name]).as_py() or 0
        for name in ("rows_read", "accepted", "quarantined")
    }
    return totals | {"reasons": dict(reasons.most_common())}

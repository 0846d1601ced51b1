"""Sheets about the data: what changed, rows set aside, sources and limits, words."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from semesta.published import Run
from semesta.regions import tree
from semesta.reports.figures import Figures, Row, is_inside
from semesta.reports.first_page import note_text
from semesta.reports.line_names import change_name
from semesta.reports.quality import quality
from semesta.reports.sheet import Sheet, headings
from semesta.reports.sheets_places import PLACE
from semesta.reports.small_counts import LEVELS
from semesta.reports.words import Voice, texts


EFFECTS = ("active_effect", "coverage_effect")
CHANGES = ("active_change", "registered_change", "population_change")
LIMITS = ("limits_1", "limits_2", "limits_3", "limits_4", "limits_5")
GLOSSARY = "glossary_"


def changes(found: Figures, rows: pa.Table, voice: Voice) -> Sheet:
    """What changed since the run before, from the regency upwards."""
    columns = {
        "change": "text",
        "persons": "count",
        **dict.fromkeys(CHANGES, "change"),
        **dict.fromkeys(EFFECTS, "points"),
    }
    return Sheet(
        title=voice("book_sheet_changes"),
        headings=headings(voice, **PLACE, **columns),
        rows=[
            _change(row, voice)
            for row in rows.to_pylist()
            if is_inside(row["region_code"], found.top.code)
            and tree().region(row["region_code"]).level not in LEVELS
        ],
        above=(
            voice("book_title_changes"),
            voice("changes_intro"),
            voice("book_changes_above"),
        ),
        names=2,
    )


def _change(row: Row, voice: Voice) -> dict[str, Any]:
    code = row["region_code"]
    return {
        "region_code": code,
        "region_name": tree().region(code).title,
        "change": change_name(row["kind"], row["cause"], voice.language),
        "persons": row["persons"],
        **{key: row[key] for key in CHANGES},
        **{key: _points(row[key]) for key in EFFECTS},
    }


def _points(effect: float | None) -> float | None:
    return None if effect is None else round(effect * 100, 4)


def files(run: Run, voice: Voice) -> Sheet:
    """Rows read, accepted and set aside, file by file, and the columns used."""
    columns = {
        **dict.fromkeys(("register", "file", "sheet", "layout"), "text"),
        **dict.fromkeys(
            ("rows_read", "accepted", "quarantined", "difference"), "count"
        ),
    }
    return Sheet(
        title=voice("book_sheet_files"),
        headings=headings(voice, **columns),
        rows=[
            {
                **row,
                "register": voice(f"register_{row['register']}"),
                "difference": row["rows_read"] - row["accepted"] - row["quarantined"],
            }
            for row in quality(run).files
        ],
        above=(voice("book_title_files"), voice("book_files_sum")),
        names=2,
    )


def reasons(run: Run, voice: Voice) -> Sheet:
    """Why rows were set aside and what was repaired, in words."""
    found = quality(run)
    rows = [
        {
            "file": file,
            "what": voice("book_set_aside"),
            "reason": voice(f"reason_{code}"),
        }
        | {"rows": count}
        for file, code, count in found.reasons
    ]
    rows += [
        {
            "file": voice(f"register_{register}"),
            "what": voice("book_repaired"),
            "reason": voice(f"repair_{code}"),
            "rows": count,
        }
        for register, code, count in found.repairs
    ]
    return Sheet(
        title=voice("book_sheet_reasons"),
        headings=headings(voice, file="text", what="text", reason="text", rows="count"),
        rows=rows,
        above=(voice("book_title_reasons"), voice("quality_repairs_intro")),
    )


def sources(run: Run, found: Figures, voice: Voice) -> Sheet:
    """Where the figures come from, what limits them, why the data may be held."""
    return Sheet(
        title=voice("book_sheet_sources"),
        headings=headings(voice, what="text", text="text"),
        rows=[
            {"what": what, "text": text} for what, text in _sources(run, found, voice)
        ],
        above=(voice("title_limits"),),
    )


def _sources(run: Run, found: Figures, voice: Voice) -> Iterator[tuple[str, str]]:
    manifest = run.manifest
    yield voice("book_run"), found.run
    yield voice("book_month"), voice.month(found.month)
    yield voice("book_scope"), found.scope
    for given in manifest.inputs:
        yield voice("sources_files"), given.file
    for code, source in manifest.options.get("official_sources", {}).items():
        if is_inside(code, found.top.code):
            yield (
                voice("book_official"),
                voice("sources_official", region=code, source=source),
            )
    for source in found.price["sources"]:
        yield voice("book_prices"), source
    for note in quality(run).notes:
        yield voice("book_notes"), note_text(note, voice)
    for key in LIMITS:
        yield voice("book_limits"), voice(key, day=voice.date(found.as_of))
    for name, value in manifest.legal.as_json().items():
        stated = getattr(manifest.legal, name) is not None
        yield voice(f"legal_{name}"), value if stated else voice("unknown")
    for name, version in manifest.versions.items():
        yield voice("sources_versions"), f"{name} {version}"


def glossary(voice: Voice) -> Sheet:
    """The words of the report, explained."""
    words = [
        key.removesuffix("_word").removeprefix(GLOSSARY)
        for key in texts()
        if key.startswith(GLOSSARY) and key.endswith("_word")
    ]
    return Sheet(
        title=voice("book_sheet_glossary"),
        headings=headings(voice, what="text", text="text"),
        rows=[
            {
                "what": voice(f"{GLOSSARY}{word}_word"),
                "text": voice(f"{GLOSSARY}{word}"),
            }
            for word in words
        ],
        above=(voice("title_glossary"),),
    )

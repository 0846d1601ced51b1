"""report.html: one file for the screen and for A4 that asks no network for anything.

The few lines of script that it carries sort and filter tables; all is readable without
them. A content security policy in the file itself forbids every address.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from semesta.documents import Stamp
from semesta.published import Run, label_change
from semesta.reports import charts, evidence, reasons
from semesta.reports.cells import Cells
from semesta.reports.figures import Figures, figures
from semesta.reports.first_page import award_text, facts_text, first_page, note_text
from semesta.reports.line_names import criterion_name, line_name
from semesta.reports.lines import Lines, uhc_lines
from semesta.reports.quality import quality
from semesta.reports.rankings import places, villages
from semesta.reports.small_counts import LEVELS
from semesta.reports.what_changed import what_changed
from semesta.reports.where import map_of
from semesta.reports.words import Voice, texts


FILTERS = ("count", "percent", "points", "signed", "rupiah", "date", "capital")
WORD = "_word"


def write_html(
    run: Run,
    path: Path,
    *,
    gap: Mapping[str, Any],
    changes: pa.Table | None,
    stamp: Stamp,
    language: str,
    region: str | None = None,
    cards: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Writes the report of a run, or of one region of it, as one HTML file.

    `gap` is what `planning.gap(run).as_json()` says; `changes` the rows of
    `changes.csv`, or None; `cards` what `review.examples` tells of cards of the region.
    Equal runs and stamps give equal bytes. Raises SemestaError
    for a region that the run does not hold and a month before the first line of UHC.
    """
    found = figures(run, gap, region)
    voice = Voice(language)
    lines = uhc_lines(found.as_of)
    parts = _parts(run, found, lines, changes, voice)
    parts["cards"] = evidence.cards(cards, found.top.level, voice)
    page = (
        _environment(voice)
        .get_template("report.html.j2")
        .render(
            **parts,
            **_furniture(),
            sections=_sections(found, parts),
            found=found,
            lines=lines,
            stamp=stamp,
            manifest=run.manifest,
            legal=Cells(voice).legal(run.manifest.legal),
            glossary=_glossary(),
        )
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def _parts(
    run: Run, found: Figures, lines: Lines, changes: pa.Table | None, voice: Voice
) -> dict[str, Any]:
    """What the sections show; what is empty has no section."""
    level = found.top.level
    many = level in ("nation", "province")
    return {
        "first": first_page(run, found, lines, voice),
        "provinces": places(run, found, "province", lines) if level == "nation" else [],
        "regencies": places(run, found, "regency", lines) if many else [],
        "decided": {place.code: place for place in found.places},
        "villages": villages(run, found, lines),
        "map": map_of(run, found, lines, voice),
        "partition": reasons.partition(run, found, voice),
        "segments": reasons.segments(run, found),
        "findings": reasons.findings(run, found),
        "changes": what_changed(run, found, changes),
        "bases": reasons.bases(run, found),
        "bridge": reasons.bridge(run, found),
        "quality": quality(run),
        "signs": evidence.signs(run, voice),
        "criteria": reasons.criteria(run, found),
        "masked": level in LEVELS,
    }


def _sections(found: Figures, parts: Mapping[str, Any]) -> list[str]:
    """The names of the sections, in the order of the page."""
    whole = found.top.level in ("regency", "district")
    shown = {
        "money": found.top.lines,
        "provinces": parts["provinces"],
        "regencies": parts["regencies"],
        "villages": whole and parts["villages"].rows,
        "villages_most": not whole and parts["villages"].rows,
        **{
            name: parts[name]
            for name in ("map", "partition", "segments", "findings", "changes")
        },
    }
    linking = ["weights"] if parts["signs"] or parts["cards"] else []
    grounds = ["bases", "quality", *linking, "criteria", "limits", "glossary", "stamp"]
    return [*(name for name, rows in shown.items() if rows), *grounds]


def _glossary() -> list[str]:
    names = (key for key in texts() if key.startswith("glossary_"))
    return [
        name.removeprefix("glossary_").removesuffix(WORD)
        for name in names
        if name.endswith(WORD)
    ]


def _environment(voice: Voice) -> Environment:
    environment = Environment(
        loader=PackageLoader("semesta.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        say=voice,
        language=voice.language,
        charts=charts,
        award_text=award_text,
        facts_text=facts_text,
        note_text=note_text,
        line_name=line_name,
        criterion_name=criterion_name,
        label_change=label_change,
        **Cells(voice).globals(),
    )
    for name in FILTERS:
        environment.filters[name] = getattr(voice, name)
    return environment


def _furniture() -> dict[str, Any]:
    """Style and script, and the policy that allows these and nothing else."""
    folder = files("semesta.reports")
    style = (folder / "style.css").read_text(encoding="utf-8")
    script = (folder / "tables.js").read_text(encoding="utf-8")
    allowed = f"style-src {_hash(style)}; script-src {_hash(script)}"
    return {
        "style": Markup(style),
        "script": Markup(script),
        "policy": f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'",
    }


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

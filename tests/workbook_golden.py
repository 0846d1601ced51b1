"""The golden workbook: what it is made of, and how its cells are read.

`python tests/workbook_golden.py` writes the golden file anew; look at the difference.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from report_builders import FIRST, STAMP, changes, gap, rows, segment, written
from semesta.published import Run
from semesta.reports import write_workbook


GOLDEN = Path(__file__).parent / "data" / "reports" / "workbook.json"
FORMULA = "=1+1"


def golden_run(folder: Path) -> Run:
    """The run of few numbers, with a village and a file named like formulas."""
    tables = rows()
    for row in tables["regions"]:
        if row["region_code"] == FIRST:
            row["region_name"] = FORMULA
    for row in (*tables["files"], *tables["quarantine"]):
        row["file"] = "@penduduk.csv"
    tables["segments"] = [*regency_segments(), *village_segments()]
    tables["bridge"].append(village_bridge())
    tables["demographics"] = [
        {"region_code": code, "sex": "female", "age_band": "60+"}
        | {"population": 80, "registered": 78, "active": 60}
        for code in (FIRST, "63.09")
    ]
    return written(folder, tables)


def regency_segments() -> list[dict[str, Any]]:
    """985 registered in the regency."""
    return [
        segment("bp", 20, 15, 5, 0),
        segment("pbi-jk", 580, 465, 0, 115),
        segment("pbpu-pemda", 385, 310, 40, 35),
    ]


def village_segments() -> list[dict[str, Any]]:
    """590 registered in the first village, two of them BP."""
    counts = {"bp": (2, 2, 0, 0), "pbi-jk": (388, 300, 0, 88)}
    counts["pbpu-pemda"] = (200, 168, 20, 12)
    names = ("registered", "active", "inactive_arrears", "inactive_lapsed")
    return [
        {"region_code": FIRST, "segment": code} | dict(zip(names, values, strict=True))
        for code, values in counts.items()
    ]


def village_bridge() -> dict[str, Any]:
    """600 cards = 590 registered + 3 deceased + 8 not found - 1 recorded elsewhere."""
    others = ("duplicate", "moved", "nik_invalid", "identity_conflict")
    return dict.fromkeys((*others, "unknown", "newborn_waiting"), 0) | {
        **{"region_code": FIRST, "cards": 600, "registered": 590},
        **{"deceased": 3, "not_found": 8, "recorded_elsewhere": -1},
    }


def workbook(run: Run, path: Path, **changed: Any) -> Path:
    usual = {"gap": gap(), "changes": changes(), "stamp": STAMP, "language": "id"}
    write_workbook(run, path, **usual | changed)
    return path


def cells(path: Path) -> Mapping[str, list[list[Any]]]:
    """Every cell of a workbook by sheet; dates as text, so that JSON can hold them."""
    return {
        sheet.title: [
            [str(value.date()) if hasattr(value, "date") else value for value in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in openpyxl.load_workbook(path)
    }


def renew() -> None:
    with TemporaryDirectory() as place:
        run = golden_run(Path(place))
        found = cells(workbook(run, Path(place) / "report.xlsx"))
    lines = [
        f"{json.dumps(title, ensure_ascii=False)}: [\n"
        + ",\n".join(json.dumps(row, ensure_ascii=False) for row in sheet)
        + "\n]"
        for title, sheet in found.items()
    ]
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    renew()

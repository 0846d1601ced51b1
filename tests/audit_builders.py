"""Small invoices and runs for the audit: say what matters, the rest is as usual."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.audit import Options
from semesta.audit.checking import Checked, check
from semesta.audit.masterfile import CARDS, DEPARTURES, RESIDENTS
from semesta.documents import Stamp
from semesta.engine import Duck
from semesta.months import Month
from semesta.published import Legal, Manifest, Run


JANUARY = Month(2026, 1)
STAMP = Stamp("bendahara", date(2026, 2, 10), "2026-01-r1", JANUARY.last_day)
CARD = {
    "card_nik": 3310025505900001,
    "person_id": 1,
    "name": "SITI AMINAH",
    "birth_date": date(1990, 5, 15),
    "segment": "pbpu-pemda",
    "state": "active",
    "start_date": date(2024, 1, 1),
    "village": 3310022007,
    "finding": "matched",
}
LINE = {
    "NOKA": "0000000000001",
    "NIK": "3310025505900001",
    "NAMA": "SITI AMINAH",
    "TGLLHR": "15-05-1990",
    "NMDESA": "KATEKAN",
    "IURAN": "37800",
    "BULAN": "2026-01",
}

Rows = Sequence[Mapping[str, Any]]


def card(number: int, **differs: Any) -> dict[str, Any]:
    """Card and person `number` of a masterfile."""
    own = {"noka": f"{number:013d}", "person_id": number, "card_nik": nik(number)}
    return CARD | own | differs


def line(number: int, **differs: str) -> dict[str, str]:
    """A line that bills card `number`."""
    own = {"NOKA": f"{number:013d}", "NIK": str(nik(number))}
    return LINE | own | differs


def nik(number: int) -> int:
    return 3310025505900000 + number


def a_run(
    folder: Path,
    cards: Rows,
    *,
    departed: Rows | None = None,
    month: Month = JANUARY,
    scope: str = "all",
) -> Run:
    """A run folder with what the audit reads of it; `kept` marks the kept cards."""
    place = folder / f"{month}-r1"
    place.mkdir()
    residents = [
        {"person_id": c["person_id"], "noka": c["noka"], "village": c["village"]}
        for c in cards
        if c["finding"] in ("matched", "unknown") or c.get("kept")
    ]
    _parquet(place / "cards.parquet", CARDS, cards)
    homes = RESIDENTS | {"village": pa.int64()}
    _parquet(place / "residents.parquet", homes, residents)
    if departed is not None:
        _parquet(place / "departed.parquet", DEPARTURES, departed)
    nothing: dict[str, Any] = {"options": {}, "versions": {}, "engine": {}}
    manifest = Manifest(month, scope, "2026", Legal(), (), (), **nothing)
    return Run(place, manifest)


def _parquet(path: Path, columns: Mapping[str, pa.DataType], rows: Rows) -> None:
    pq.write_table(pa.Table.from_pylist(list(rows), pa.schema(columns.items())), path)


def an_invoice(path: Path, lines: Rows) -> str:
    """A CSV invoice whose columns are those of its lines."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return str(path)


def options(invoices: Sequence[str], **more: Any) -> Options:
    out = more.pop("out", Path("unused"))
    return Options(tuple(invoices), out, STAMP, **more)


def checked(folder: Path, *invoices: Rows, **more: Any) -> Checked:
    """The check of invoices, each a list of lines, with the options that differ."""
    paths = [
        an_invoice(folder / f"tagihan-{at}.csv", lines)
        for at, lines in enumerate(invoices)
    ]
    work = folder / "work"
    work.mkdir()
    with Duck() as engine:
        return check(engine, options(paths, **more), work)


def rows_of(found: Checked) -> list[dict[str, Any]]:
    """The checked lines, their flags as a set."""
    return [
        row | {"flags": set(filter(None, row["flags"].split(";")))}
        for row in found.lines.to_pylist()
    ]


def the_line(folder: Path, lines: Rows, cards: Rows, **more: Any) -> dict[str, Any]:
    """The first checked line of an invoice against a masterfile."""
    named = {"departed", "scope", "month"}
    run = a_run(folder, cards, **{k: v for k, v in more.items() if k in named})
    asked = {key: value for key, value in more.items() if key not in named}
    return rows_of(checked(folder, lines, run=run, **asked))[0]

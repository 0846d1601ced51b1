"""Two months of published residents: drawn in text, and written for the engine."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import drawn
from semesta import coverage
from semesta.engine import Engine
from semesta.months import Month
from twin.changes import TwoMonths, counts


RESIDENTS = pa.schema(
    [
        ("person_id", pa.int64()),
        ("nik", pa.int64()),
        ("kk", pa.string()),
        ("name", pa.string()),
        ("birth_date", pa.date32()),
        ("village", pa.int64()),
        ("state", pa.string()),
        ("segment", pa.string()),
        ("noka", pa.string()),
    ]
)
DEPARTED = pa.schema([*list(RESIDENTS)[:5], ("status", pa.string())])
CARDS = pa.schema([(name, pa.string()) for name in ("noka", "state", "reason")])
# Whom a list of the unregistered does not name may be active or not.
UNKNOWN_TO = {"unregistered-list": ("active",)}


HOME = "63.09.02.2010"
CARDED = ("active", "inactive_arrears", "inactive_lapsed")
GONE = ("deceased", "moved")


def two_months(text: str, scope: str, previous: str) -> tuple[TwoMonths, dict]:
    """Both months of drawn persons, and what is drawn of their changes, by name.

    `was` and `is` are the states of `previous` and of February 2026; `is` may also be
    `deceased` or `moved`, and `-` is not in the register. Columns that begin with
    `was_` say what stood in the earlier register, where it was something else.
    """
    two = TwoMonths([], [], [], [], scope, Month.parse(previous))
    given, wanted = drawn.table(text)
    for place, cells in enumerate(given, start=1):
        usual = {
            "nik": 6309021505900000 + place,
            "kk": "6309020101100001",
            "name": cells["id"],
            "birth_date": "1990-05-15",
        }
        usual |= {name: cells[name] for name in usual if name in cells}
        then = usual | {k[4:]: v for k, v in cells.items() if k.startswith("was_")}
        now = usual | {"village": cells.get("village")}
        if cells["was"]:
            two.before.append(person(then, cells["was"], 1000 - place))
        if cells["is"] in GONE:
            row = person(now, None, place)
            two.departed.append({**row, "status": cells["is"]})
        elif cells["is"]:
            now["segment"] = cells.get("segment", then.get("segment"))
            two.now.append(person(now, cells["is"], place))
            two.cards.append(card(cells, place))
    names = [cells.get("name", cells["id"]) for cells in given]
    return two, dict(zip(names, wanted, strict=True))


def person(cells: Mapping, state: str | None, place: int) -> dict:
    nik, born = cells["nik"], cells["birth_date"]
    row = {
        "person_id": place,
        "nik": int(nik) if nik else None,
        "kk": cells["kk"],
        "name": cells["name"],
        "birth_date": born and date.fromisoformat(born),
    }
    if state is None:
        return row
    segment = cells.get("segment") or "pbpu"
    return row | {
        "village": drawn.number(cells.get("village") or HOME),
        "state": state,
        "segment": segment if state in CARDED else "none",
        "noka": f"{place:013d}",
    }


def card(cells: Mapping, place: int) -> dict:
    state = cells.get("card", cells["is"].removeprefix("inactive_"))
    return {"noka": f"{place:013d}", "state": state, "reason": cells.get("reason")}


def by_engine(engine: Engine, folder: Path, two: TwoMonths) -> coverage.Changes:
    """The changes as the room computes them from the files of two runs."""
    current = _written(folder / "now", two.current, two.now, two.scope)
    pq.write_table(
        pa.Table.from_pylist(list(two.departed), DEPARTED),
        current.folder / "departed.parquet",
    )
    pq.write_table(
        pa.Table.from_pylist(list(two.cards), CARDS), current.folder / "cards.parquet"
    )
    previous = _written(folder / "before", two.previous, two.before, two.scope)
    return coverage.changes(engine, current, previous, folder)


def _written(folder: Path, month: Month, residents, scope: str) -> coverage.Compared:
    folder.mkdir(parents=True, exist_ok=True)
    rows = pa.Table.from_pylist(list(residents), RESIDENTS)
    pq.write_table(rows, folder / "residents.parquet")
    return coverage.Compared(month, scope, _regions(residents, scope), folder)


def _regions(residents, scope: str) -> pa.Table:
    """The linked rows of `regions.csv`."""
    names = ("population", "registered", "active")
    return pa.Table.from_pylist(
        [
            {
                "region_code": code(region),
                "basis": "linked",
                **{
                    name: None if name in UNKNOWN_TO.get(scope, ()) else counted[name]
                    for name in names
                },
            }
            for (_, region), counted in counts(residents, scope).items()
        ],
        pa.schema(
            [("region_code", pa.string()), ("basis", pa.string())]
            + [(name, pa.int64()) for name in names]
        ),
    )


def code(region: int) -> str:
    """`63.09` of 6309000000, `ID` of 0."""
    text = f"{region:010d}"
    parts = [text[:2], text[2:4], text[4:6], text[6:]]
    known = [part for part in parts if int(part)]
    dotted = ".".join(known) or "ID"
    assert drawn.number(dotted) == region
    return dotted

"""A run as far as a worklist reads it, drawn in text: residents, cards and the cube.

Residents and cards are drawn with pipes as in `drawn`; columns not drawn and empty cells
are as usual, `-` is no value. `id` names a resident for the cards (`of`); a card that
decides a resident's state is drawn with him: the first card `of` him is the kept one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

import drawn
from semesta.documents import Stamp
from semesta.months import Month
from semesta.published import table_of
from semesta.worklists import Source, Wanted, Worklist, make_worklist


Row = dict[str, object]

REFERENCE = date(2026, 1, 31)
STATES = ("active", "inactive_arrears", "inactive_lapsed", "unregistered", "unknown")
STAMP = Stamp(
    made_by="Dinkes",
    made_on=date(2026, 2, 3),
    source="2026-01-r1",
    as_of=REFERENCE,
    purpose="Petakan",
    keep_until=date(2026, 12, 31),
)
RESIDENT = {
    "village": 6309082001,
    "kk": "6309080101100001",
    "name": "SITI AMINAH",
    "sex": "female",
    "birth_date": date(1990, 5, 15),
    "relation": "head",
    "address": "JL. RAYA NO. 1",
    "rt": 1,
    "rw": 1,
    "state": "unregistered",
}
CARD = {
    "segment": "pbpu",
    "state": "lapsed",
    "finding": "matched",
    "care_class": 3,
    "village": 6309082001,
    "newborn": False,
    "start_date": date(2020, 1, 1),
}
NUMBERS = ("village", "rt", "rw", "decile", "care_class", "arrears_months", "nik")
DAYS = ("birth_date",)


@dataclass(frozen=True)
class Drawn:
    """Rows of residents and cards as a run publishes them."""

    residents: Sequence[Row]
    cards: Sequence[Row]

    def source(self, folder: Path) -> Source:
        """The same as files of a run."""
        folder.mkdir(parents=True, exist_ok=True)
        rows = {
            "residents": self.residents,
            "cards": self.cards,
            "cube": cube(self.residents),
        }
        paths = {name: folder / f"{name}.parquet" for name in rows}
        for name, path in paths.items():
            pq.write_table(table_of(path.name, rows[name]), path)
        return Source(**paths, month=Month.of(REFERENCE))


def draw(residents: str, cards: str = "") -> tuple[Drawn, dict[str, Row]]:
    """What is drawn, and what the drawing expects of each resident by `id`."""
    given, wanted = drawn.table(residents)
    people = [resident(number, cells) for number, cells in enumerate(given, start=1)]
    ids = {row["id"]: row for row in people}
    members = [
        card(number, cells, ids)
        for number, cells in enumerate(drawn.table(cards)[0] if cards else (), start=1)
    ]
    return Drawn(people, members), dict(zip(ids, wanted, strict=True))


def resident(number: int, cells: Mapping[str, object]) -> Row:
    """A resident of the run from what is drawn of him."""
    row: Row = {"id": f"r{number}", **RESIDENT, **typed(cells)}
    nik = int(f"630908{number:010d}")
    born = row["birth_date"]
    return {
        "person_id": number,
        "file_id": 1,
        "row": number,
        "nik": nik,
        "segment": "none",
        "local_government": 0,
        "cards": 0,
        "age": age_of(born) if isinstance(born, date) else None,
        **row,
    }


def card(number: int, cells: Mapping[str, object], ids: Mapping[str, Row]) -> Row:
    """A card of the run; it changes nothing of its owner but what he holds."""
    row = {**CARD, **typed(cells)}
    owner = ids.get(str(row.get("of")))
    noka = f"{number:013d}"
    row |= {"card_id": number, "file_id": 2, "row": number, "noka": noka}
    if owner is None:
        return row
    if not owner.get("noka"):
        owner |= {"noka": noka, "segment": row["segment"]}
    place = {"person_village": owner["village"], "relation": owner["relation"]}
    return {"person_id": owner["person_id"], **place, **row}


def typed(cells: Mapping[str, object]) -> Row:
    """Cells of text as numbers and days."""
    found: Row = dict(cells)
    for name in NUMBERS:
        if isinstance(found.get(name), str):
            found[name] = int(str(found[name]))
    for name in DAYS:
        if isinstance(found.get(name), str):
            found[name] = date.fromisoformat(str(found[name]))
    return found


def age_of(born: date) -> int:
    before = (REFERENCE.month, REFERENCE.day) < (born.month, born.day)
    return REFERENCE.year - born.year - before


def cube(residents: Sequence[Row]) -> list[Row]:
    """Residents by village and cell, of which only the state matters here."""
    places = Counter((row["village"], row["state"]) for row in residents)
    return [
        {
            "village": village,
            "cell": STATES.index(state) if state in STATES else len(STATES),
            "n": n,
        }
        for (village, state), n in places.items()
    ]


def make(source: Source, out: Path, **wanted: object) -> Worklist:
    """The worklist without documents unless they are asked for."""
    asked = {"xlsx": False, "pdf": False, **wanted}
    return make_worklist(source, Wanted(**asked), STAMP, out)  # type: ignore[arg-type]


def lines(made: Worklist) -> list[Row]:
    """Every row of the Parquet files, in their order."""
    return [
        row
        for path in made.parquet
        for row in pq.read_table(made.folder / path).to_pylist()
    ]

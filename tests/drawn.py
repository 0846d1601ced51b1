"""Cleaned registers drawn in text, for tests that a reader can check by eye.

A table is drawn with pipes. Columns left of `=>` are given, those right of it are what
must come out. Columns not drawn are as usual; an empty cell is as usual when given and
anything when expected; `-` is no value.

    | id   | name        | birth_date | => | state  |
    |------|-------------|------------|----|--------|
    | siti | SITI AMINAH | 1990-05-15 |    | active |

`id` names a person for the cards. A card `of` a person carries that person's NIK,
name, sex, birth date and village, unless its own cells say otherwise; its `nik` may be
that of another person (`ibu`) or a damaged one (`siti/15`, `siti/lost`, `siti/swapped`).
"""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa


Row = dict[str, object]

IDENTITY = [
    ("nik", pa.int64()),
    ("nik_text", pa.string()),
    ("nik_fault", pa.string()),
]
SAID = [
    ("kk", pa.string()),
    ("name", pa.string()),
    ("sex", pa.string()),
    ("birth_date", pa.date32()),
    ("birth_text", pa.string()),
    ("relation", pa.string()),
]
PERSONS = pa.schema(
    [
        ("person_id", pa.int64()),
        ("file_id", pa.int32()),
        ("row", pa.int64()),
        *IDENTITY,
        *SAID,
        ("mother", pa.string()),
        ("address", pa.string()),
        ("hamlet", pa.string()),
        ("rt", pa.int16()),
        ("rw", pa.int16()),
        ("village", pa.int64()),
        ("status", pa.string()),
        ("death_date", pa.date32()),
        ("decile", pa.int8()),
    ]
)
CARDS = pa.schema(
    [
        ("card_id", pa.int64()),
        ("file_id", pa.int32()),
        ("row", pa.int64()),
        ("noka", pa.string()),
        *IDENTITY,
        ("nik15", pa.int64()),
        *SAID,
        ("care_class", pa.int8()),
        ("segment", pa.string()),
        ("state", pa.string()),
        ("reason", pa.string()),
        ("arrears_months", pa.int16()),
        ("start_date", pa.date32()),
        ("end_date", pa.date32()),
        ("village", pa.int64()),
        ("rt", pa.int16()),
        ("rw", pa.int16()),
        ("facility_code", pa.string()),
        ("mother", pa.string()),
        ("newborn", pa.bool_()),
    ]
)

PERSON = {
    "name": "SITI AMINAH",
    "sex": "female",
    "birth_date": "1990-05-15",
    "village": "63.09.02.2010",
    "first_registered": "63.09.02",
    "status": "living",
}
CARD = {
    "segment": "pbpu",
    "state": "active",
    "start_date": "2020-01-01",
    "newborn": "no",
}
ON_THE_CARD = ("name", "sex", "birth_date", "village")


def table(text: str) -> tuple[list[Row], list[Row]]:
    """What a drawn table gives and what it expects, row by row, without empty cells."""
    lines = [line.strip().strip("|") for line in text.splitlines() if line.strip()]
    header, dashes, *rows = [[c.strip() for c in line.split("|")] for line in lines]
    if any(cell.strip("-") for cell in dashes):
        raise ValueError("the second line of a drawn table is dashes")
    cut = header.index("=>") if "=>" in header else len(header)
    given = [_cells(header[:cut], row[:cut]) for row in rows]
    wanted = [_cells(header[cut + 1 :], row[cut + 1 :]) for row in rows]
    return given, wanted


def persons(drawn: Sequence[Row]) -> list[Row]:
    """Cleaned persons from drawn ones: `row` numbers them, `id` stays beside."""
    found = []
    for number, cells in enumerate(drawn, start=1):
        person = {**PERSON, "id": str(number), **cells}
        person = {**person, **_typed(person), "person_id": number, "row": number}
        person.update(nik_of(cells.get("nik", _usual_nik(person))))
        person.setdefault("kk", f"F{number}")
        person["kk"] = _family_card(person["kk"])
        found.append({**dict.fromkeys(PERSONS.names), "file_id": 1, **person})
    return found


def cards(drawn: Sequence[Row], people: Sequence[Row]) -> list[Row]:
    """Cleaned cards from drawn ones, which name persons of `people` by their `id`."""
    by_id = {person["id"]: person for person in people}
    found = []
    for number, cells in enumerate(drawn, start=1):
        owner = by_id.get(cells.get("of"), {})
        usual = {name: owner.get(name) for name in ON_THE_CARD}
        card = {**CARD, **usual, **cells}
        card = {**card, **_typed(card), "card_id": number, "row": number}
        card.update(nik_of(_nik_text(cells.get("nik", cells.get("of")), by_id)))
        card["kk"] = _family_card(card.get("kk"))
        card["noka"] = str(card["noka"]).zfill(13)
        card["newborn"] = card["newborn"] == "yes"
        found.append({**dict.fromkeys(CARDS.names), "file_id": 1, **card})
    return found


def arrow(rows: Sequence[Mapping], schema: pa.Schema) -> pa.Table:
    """Rows as cleaning leaves them; names that the schema lacks are left out."""
    return pa.Table.from_pylist(
        [{name: row[name] for name in schema.names} for row in rows], schema
    )


def number(code: str | None) -> int:
    """The ten-digit number of a dotted code: `63.09` is 6309000000, none or ID is 0."""
    return int((code or "").replace(".", "").replace("ID", "").ljust(10, "0"))


def nik_of(text: str | None) -> Row:
    """NIK columns of a card or person from what stands in the cell.

    A `~` at the end says that the cell was a number, so that its last digit is lost.
    """
    written = text and text.rstrip("~")
    fault = _fault(written, lost=bool(text) and text.endswith("~"))
    whole = written if fault is None else None
    fifteen = fault == "last_digit_lost" or (
        fault == "too_short" and len(written) == 15
    )
    return {
        "nik": whole and int(whole),
        "nik_text": written,
        "nik_fault": fault,
        "nik15": int(written[:15]) if fifteen else None,
    }


def damaged(nik: str, damage: str) -> str:
    """A NIK as it may arrive: `15` digits, last digit `lost`, last two `swapped`."""
    return {
        "15": nik[:15],
        "lost": f"{nik[:15]}0~",
        "swapped": nik[:14] + nik[15] + nik[14],
    }[damage]


def _cells(header: Sequence[str], row: Sequence[str]) -> Row:
    pairs = zip(header, row, strict=True)
    return {name: None if cell == "-" else cell for name, cell in pairs if cell}


def _typed(cells: Row) -> Row:
    """Cells whose column is no text."""
    days = ("birth_date", "start_date", "death_date")
    typed: Row = {
        day: date.fromisoformat(cells[day])
        for day in days
        if isinstance(cells.get(day), str)
    }
    # Cleaning writes a missing name as an empty one.
    typed["name"] = cells.get("name") or ""
    village = cells.get("village")
    typed["village"] = village if isinstance(village, int) else number(village)
    return typed


def _usual_nik(person: Row) -> str:
    """District of first registration, birth date (a woman's day plus 40), a number."""
    district = person["first_registered"].replace(".", "")
    born = person["birth_date"] or date(1970, 1, 1)
    day = born.day + (40 if person["sex"] == "female" else 0)
    return f"{district}{day:02d}{born:%m%y}{person['row']:04d}"


def _family_card(label: str | None) -> str | None:
    """A family card number from a label: the same label, the same family."""
    if label is None or label.isdigit():
        return label
    return "63090201" + f"{int.from_bytes(label.encode()[:4]) % 10**8:08d}"


def _nik_text(cell: str | None, by_id: Mapping[str, Row]) -> str | None:
    """The text in a NIK cell that may name a person, with or without damage."""
    name, _, damage = (cell or "").partition("/")
    if name not in by_id:
        return cell
    whole = by_id[name]["nik_text"]
    return damaged(whole, damage) if damage and whole else whole


def _fault(text: str | None, *, lost: bool) -> str | None:
    if text is None:
        return "missing"
    if not text.strip("0") or not text.strip("9"):
        return "placeholder"
    if len(text) != 16:
        return "too_short" if len(text) < 16 else "too_long"
    day, month = int(text[6:8]) % 40, int(text[8:10])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return "impossible_date"
    return "last_digit_lost" if lost else None

"""The list of persons with a chronic illness that a user may give: NIK or card numbers.

Nothing is guessed from any other source, and nothing of the list but the mark is kept.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from semesta.errors import SemestaError
from semesta.files import read_by_hand


COLUMNS = ("NIK", "NOKA")
# What spreadsheets leave around a number: ="…", apostrophes, the `.0` of a float.
GUARDS = re.compile(r"""\.0$|[\s'"=`’.\u00a0\u200b\ufeff]+""")


@dataclass(frozen=True)
class ChronicList:
    """Numbers on the list; `rows` it has, `unreadable` ones name nobody."""

    niks: frozenset[int] = frozenset()
    cards: frozenset[str] = frozenset()
    rows: int = 0
    unreadable: int = 0

    def tables(self) -> dict[str, pa.Table]:
        """Tables `chronic_niks` (nik) and `chronic_cards` (noka), each number once."""
        return {
            "chronic_niks": pa.table({"nik": pa.array(sorted(self.niks), pa.int64())}),
            "chronic_cards": pa.table(
                {"noka": pa.array(sorted(self.cards), pa.string())}
            ),
        }


def read_chronic(path: Path | None) -> ChronicList:
    """Reads a CSV with a column NIK or NOKA (or both); no path, no list.

    Raises SemestaError where it is no CSV or has neither column.
    """
    if path is None:
        return ChronicList()
    try:
        text = read_by_hand(path)
        # Strict: a lone quote would swallow the persons below it.
        written = text.splitlines()
        lines = list(csv.reader(written, delimiter=_delimiter(text), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise SemestaError("worklists.chronic_not_read", file=path.name) from None
    header, *rows = lines or [[]]
    places = {cell.strip().upper(): place for place, cell in enumerate(header)}
    if not places.keys() & set(COLUMNS):
        raise SemestaError("worklists.chronic_without_column", file=path.name)
    found = [_numbers(row, places) for row in rows if any(map(str.strip, row))]
    return ChronicList(
        niks=frozenset(int(nik) for nik, _ in found if nik),
        cards=frozenset(card for _, card in found if card),
        rows=len(found),
        unreadable=sum(not nik and not card for nik, card in found),
    )


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t|", key=first.count)


def _numbers(row: list[str], places: dict[str, int]) -> tuple[str, str]:
    """NIK and card number of a row; empty where it is not whole."""
    nik, card = (
        GUARDS.sub("", row[places[name]]) if _has(row, places, name) else ""
        for name in COLUMNS
    )
    whole_nik = nik if re.fullmatch(r"[0-9]{16}", nik) else ""
    # Spreadsheets drop the zeros with which a card number begins.
    whole_card = card.zfill(13) if re.fullmatch(r"[0-9]{9,13}", card) else ""
    return whole_nik, whole_card


def _has(row: list[str], places: dict[str, int], name: str) -> bool:
    return name in places and places[name] < len(row)

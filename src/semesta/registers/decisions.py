"""Review decisions: what people found out about a card and a person."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from semesta.registers.official import Row, read_rows


DECISIONS = pa.schema(
    [("noka", pa.string()), ("nik", pa.int64()), ("verdict", pa.string())]
)
COLUMNS = ("noka", "nik", "verdict", "who", "when")
VERDICTS = {"same": "same", "sama": "same", "different": "different"}
VERDICTS |= {"beda": "different", "berbeda": "different"}
NIK = re.compile(r"[1-9][0-9]{15}")
NOKA = re.compile(r"[0-9]{1,13}")


@dataclass(frozen=True)
class Decision:
    """`same`: the card (13 digits) belongs to the person; `different`: it does not."""

    noka: str
    nik: int
    verdict: str
    who: str
    when: datetime


def read_decisions(path: Path) -> list[Decision]:
    """The decisions in force, by card and NIK: of a pair, the last row counts.

    The file is only ever added to, so its order is the order of deciding. A card has
    one owner: a later `same` takes back an earlier one. Raises SemestaError that names
    file, row and column of a value that is wrong.
    """
    last: dict[tuple[str, int], Decision] = {}
    owners: dict[str, tuple[str, int]] = {}
    for row in read_rows(path, COLUMNS):
        decision = _decision(row)
        pair = decision.noka, decision.nik
        last[pair] = decision
        if decision.verdict == "same":
            earlier = owners.get(decision.noka, pair)
            owners[decision.noka] = pair
            if earlier != pair:
                del last[earlier]
        elif owners.get(decision.noka) == pair:
            del owners[decision.noka]
    return [last[pair] for pair in sorted(last)]


def decision_table(path: Path | None) -> pa.Table:
    """The decisions in force with the columns of `DECISIONS`; empty without a file."""
    rows = [
        {"noka": decision.noka, "nik": decision.nik, "verdict": decision.verdict}
        for decision in (read_decisions(path) if path else ())
    ]
    return pa.Table.from_pylist(rows, DECISIONS)


def _decision(row: Row) -> Decision:
    noka, nik = row.text("noka"), row.text("nik")
    if not NOKA.fullmatch(noka) or not int(noka):
        raise row.wrong("noka", "registers.bad_noka")
    if not NIK.fullmatch(nik):
        raise row.wrong("nik", "registers.bad_nik")
    verdict = VERDICTS.get(row.text("verdict").casefold())
    if verdict is None:
        raise row.wrong("verdict", "registers.bad_verdict")
    if not row.text("who"):
        raise row.wrong("who", "registers.nobody_decided")
    return Decision(noka.zfill(13), int(nik), verdict, row.text("who"), _when(row))


def _when(row: Row) -> datetime:
    try:
        return datetime.fromisoformat(row.text("when"))
    except ValueError as error:
        raise row.wrong("when", "registers.bad_time") from error

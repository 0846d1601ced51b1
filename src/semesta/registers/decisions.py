"""Review decisions: what people found out about a card and a person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa

from semesta.registers.official import Row, read_rows


DECISIONS = pa.schema(
    [
        ("noka", pa.string()),
        ("nik", pa.int64()),
        ("kk", pa.string()),
        ("name", pa.string()),
        ("birth_date", pa.date32()),
        ("verdict", pa.string()),
    ]
)
NEEDED = ("noka", "nik", "verdict", "who", "when")
COLUMNS = (*NEEDED, "kk", "name", "birth_date", "probability", "note")
VERDICTS = {"same": "same", "sama": "same", "different": "different"}
VERDICTS |= {"beda": "different", "berbeda": "different"}
VERDICTS |= {"undecided": "undecided", "belum dapat diputuskan": "undecided"}
NIK = re.compile(r"[1-9][0-9]{15}")
NOKA = re.compile(r"[0-9]{1,13}")
NOT_LETTERS = str.maketrans("", "", " .'")

PairKey = tuple[str, int, str, str, str]


@dataclass(frozen=True)
class Decision:
    """`same`: the card (13 digits) belongs to the person; `different`: it does not;
    `undecided`: somebody looked and could not say.

    A person without a NIK is known by family card, name and birth date instead: these
    come back month after month, a number of ours would not. `probability` is what the
    model said when the pair was decided.
    """

    noka: str
    nik: int | None
    verdict: str
    who: str
    when: datetime
    kk: str | None = None
    name: str | None = None
    birth_date: date | None = None
    probability: float | None = None
    note: str = ""

    @property
    def pair(self) -> PairKey:
        """What is equal for two decisions about the same card and person."""
        if self.nik is not None:
            return self.noka, self.nik, "", "", ""
        letters = (self.name or "").upper().translate(NOT_LETTERS)
        return self.noka, 0, self.kk or "", letters, str(self.birth_date or "")


def read_decisions(path: Path) -> list[Decision]:
    """The decisions in force, by card and person: of a pair, the last row counts.

    Raises SemestaError that names file, row and column of a value that is wrong.
    """
    return in_force(all_decisions(path))


def all_decisions(path: Path) -> list[Decision]:
    """Every row of the file, in the order of deciding; later ones take back earlier."""
    return [_decision(row) for row in read_rows(path, NEEDED)]


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """What is left of decisions in their order, by card and person.

    A card has one owner: a later `same` takes back an earlier one. `undecided` leaves
    the pair to the program, as if nobody had decided.
    """
    last: dict[PairKey, Decision] = {}
    owners: dict[str, PairKey] = {}
    for decision in decisions:
        pair = decision.pair
        last.pop(pair, None)
        if decision.verdict != "undecided":
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
    rows = [vars(decision) for decision in (read_decisions(path) if path else ())]
    return pa.Table.from_pylist(
        [{name: row[name] for name in DECISIONS.names} for row in rows], DECISIONS
    )


def _decision(row: Row) -> Decision:
    noka = row.text("noka")
    if not NOKA.fullmatch(noka) or not int(noka):
        raise row.wrong("noka", "registers.bad_noka")
    verdict = VERDICTS.get(row.text("verdict").casefold())
    if verdict is None:
        raise row.wrong("verdict", "registers.bad_verdict")
    if not row.text("who"):
        raise row.wrong("who", "registers.nobody_decided")
    birth = _birth_date(row)
    return Decision(
        noka=noka.zfill(13),
        nik=_nik(row, nameable=bool(birth and row.text("name"))),
        verdict=verdict,
        who=row.text("who"),
        when=_when(row),
        kk=row.text("kk") or None,
        name=row.text("name") or None,
        birth_date=birth,
        probability=_probability(row),
        note=row.text("note"),
    )


def _nik(row: Row, nameable: bool) -> int | None:
    """May be empty where name and birth date say who is meant."""
    nik = row.text("nik")
    if not nik and nameable:
        return None
    if not NIK.fullmatch(nik):
        raise row.wrong("nik", "registers.bad_nik")
    return int(nik)


def _when(row: Row) -> datetime:
    try:
        return datetime.fromisoformat(row.text("when"))
    except ValueError as error:
        raise row.wrong("when", "registers.bad_time") from error


def _birth_date(row: Row) -> date | None:
    text = row.text("birth_date")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise row.wrong("birth_date", "registers.bad_birth_date") from error


def _probability(row: Row) -> float | None:
    text = row.text("probability")
    try:
        found = float(text) if text else None
    except ValueError:
        found = -1.0
    if found is not None and not 0 <= found <= 1:
        raise row.wrong("probability", "registers.bad_probability")
    return found

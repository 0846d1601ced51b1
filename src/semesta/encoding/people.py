"""A row of a cleaned register → what may leave the agency."""

import re
from base64 import b32encode
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from semesta.encoding.clk import Encoder, encoder
from semesta.encoding.files import CLK
from semesta.encoding.keys import NUMBERS, Key
from semesta.linkage import name_key, normalise
from semesta.months import Month


Row = Mapping[str, Any]
BABY = re.compile(r"^(BAYI|BY)\b\W*(DARI )?((NY|NYONYA)\b\W*)?")
# The first year of each age band that coverage counts by.
AGE_BANDS = (60, 45, 25, 15, 5, 0)
WORD = 1 << 64
NAMES_REMEMBERED = 1 << 16


class People:
    """Rows of persons or cards → encoded rows, under one key."""

    def __init__(
        self, key: Key, fields: tuple[str, ...], month: Month, newborn_since: date
    ) -> None:
        self._fields = fields
        self._encoder: Encoder = encoder(key, fields)
        self._numbers = {
            use: key.numbers(use)
            for use in ("nik", "nik15", "kk", "noka", "birth village")
            + ("sound village", "birth sound")
        }
        self._day = month.last_day
        self._newborn_since = newborn_since

    def person(self, row: Row) -> dict[str, Any]:
        """A person: where, whether living, sex and age band stay readable."""
        return {
            **self._keyed(row, row["name"] or ""),
            "village": row["village"],
            "status": row["status"],
            "sex": row["sex"],
            "age_from": self._age_band(row["birth_date"]),
        }

    def card(self, row: Row) -> dict[str, Any]:
        """A card: where, whose segment, its state and start stay readable."""
        own_name = "" if row["newborn"] else row["name"] or ""
        return {
            **self._keyed(row, own_name),
            "noka": card_name(self._numbers["noka"].of(row["noka"])),
            "village": row["village"],
            "segment": row["segment"],
            "state": row["state"],
            "start_date": row["start_date"],
            "newborn": row["newborn"] and self._is_recent(row["birth_date"]),
        }

    def _keyed(self, row: Row, name: str) -> dict[str, Any]:
        normal, sound = forms(name)
        birth = row["birth_date"].strftime("%Y%m%d") if row["birth_date"] else ""
        nik15 = row["nik"] // 10 if row["nik"] else row.get("nik15")
        village = str(row["village"])
        values = {
            "name": normal,
            "birth": birth,
            "sex": row["sex"] or "",
            "mother": forms(_mother(row))[0],
        }
        bits = self._encoder.encode([values[field] for field in self._fields])
        return {
            "nik": self._number("nik", row["nik"]),
            "nik15": self._number("nik15", nik15),
            "kk": self._number("kk", row["kk"]),
            "birth_in_village": self._number("birth village", birth, village),
            "sound_in_village": self._number("sound village", sound, village),
            "birth_and_sound": self._number("birth sound", birth, sound),
            "clk_bits": bits.bit_count(),
            **dict(zip(CLK, words_of(bits), strict=True)),
        }

    def _number(self, use: str, *parts: Any) -> int | None:
        """The keyed number of what is known; nothing of what is not."""
        if not all(parts):
            return None
        return self._numbers[use].of(" ".join(map(str, parts)))

    def _is_recent(self, birth: date | None) -> bool:
        return birth is not None and birth >= self._newborn_since

    def _age_band(self, birth: date | None) -> int | None:
        if birth is None:
            return None
        day = self._day
        age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
        return next((first for first in AGE_BANDS if age >= first), 0)


@lru_cache(maxsize=NAMES_REMEMBERED)
def forms(name: str) -> tuple[str, str]:
    """A name normalised, and the key of its sound: registers repeat names."""
    return normalise(name), name_key(name)


def _mother(row: Row) -> str:
    """The mother's name, which a baby's card gives in place of its own."""
    if row["mother"] or not row.get("newborn"):
        return row["mother"] or ""
    return BABY.sub("", row["name"] or "")


def words_of(bits: int) -> Iterator[int]:
    """An array as signed numbers of 64 bits, the most significant first."""
    for place in reversed(range(len(CLK))):
        word = bits >> (64 * place) & (WORD - 1)
        yield word - WORD if word >> 63 else word


def card_name(number: int) -> str:
    """A keyed number in the 13 letters that a card number has; S, so no card's own."""
    wide = number % NUMBERS << 7  # its 57 bits fill the first 12 letters of 5 bits
    return "S" + b32encode(wide.to_bytes(8, "big")).decode()[:12]

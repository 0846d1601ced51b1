"""How the review sheet looks: card and resident beside each other, cells to fill in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from semesta.documents import (
    A3,
    Heading,
    Stamp,
    Workbook,
    decimal,
    masked_card,
    masked_nik,
    month_name,
)
from semesta.linkage import explain
from semesta.published import Run, label
from semesta.regions import tree
from semesta.review.order import Deciding
from semesta.review.pairs import Pair
from semesta.review.words import codes, word


# Column → kind, width, and the group whose name stands above it.
COLUMNS: dict[str, tuple[str, float, str]] = {
    "number": ("count", 5, ""),
    "card_name": ("wrapped", 19, "name"),
    "name": ("wrapped", 19, "name"),
    "card_birth_date": ("date", 10.5, "birth_date"),
    "birth_date": ("date", 10.5, "birth_date"),
    "card_sex": ("text", 5.5, "sex"),
    "sex": ("text", 5.5, "sex"),
    "card_place": ("wrapped", 17, "place"),
    "place": ("wrapped", 17, "place"),
    "card_nik": ("text", 17, "nik"),
    "nik": ("text", 17, "nik"),
    "card_kk": ("text", 17, "kk"),
    "kk": ("text", 17, "kk"),
    "noka": ("text", 14, "card"),
    "card_state": ("wrapped", 10, "card"),
    "probability": ("rate", 8, ""),
    "evidence": ("wrapped", 38, ""),
    "why": ("wrapped", 28, ""),
    "decides": ("wrapped", 24, ""),
    "verdict": ("fill", 14, "answer"),
    "who": ("fill", 14, "answer"),
    "when": ("fill_date", 11, "answer"),
    "note": ("fill", 20, "answer"),
    "reference": ("text", 15.5, ""),
}
IN_SIGHT = 3  # columns that stay while the others move: number and both names
COMPARED = {
    "name": ("card_name", "name"),
    "birth_date": ("card_birth_date", "birth_date"),
    "sex": ("card_sex", "sex"),
    "place": ("card_village", "village"),
    "nik": ("nik_text", "nik"),
    "kk": ("card_kk", "kk"),
}
GONE = ("deceased", "moved")


@dataclass(frozen=True)
class Wording:
    """The language of the sheet, and whether it may show whole numbers."""

    language: str
    unmasked: bool = False

    def say(self, kind: str, code: str, **parts: object) -> str:
        return word(kind, code, self.language, **parts)

    def number(self, value: object) -> str:
        """A NIK or family card number."""
        text = "" if value is None else str(value)
        return text if self.unmasked else masked_nik(text)


def write_sheet(
    path: Path,
    run: Run,
    region: str,
    pairs: Sequence[tuple[Pair, Deciding | None]],
    stamp: Stamp,
    wording: Wording,
) -> None:
    """Writes the workbook: one row a pair, and the stamp's sheet."""
    month = run.manifest.month
    named = month_name(month.year, month.number, wording.language)
    title = wording.say("page", "title", region=tree().region(region).title)
    above = [f"{title}, {named}"]
    above += [wording.say("page", line) for line in ("ask", "fill", "keep")]
    with Workbook(path, stamp, wording.language) as book:
        book.sheet(
            wording.say("page", "sheet"),
            _headings(wording),
            _rows(pairs, wording),
            above=above,
            names=IN_SIGHT,
            marks="differing",
            paper=A3,
        )


def _headings(wording: Wording) -> list[Heading]:
    verdicts = tuple(wording.say("verdict", code) for code in codes("verdict"))
    return [
        Heading(
            key,
            wording.say("column", key),
            kind,
            width,
            wording.say("group", group) if group else "",
            verdicts if key == "verdict" else (),
        )
        for key, (kind, width, group) in COLUMNS.items()
    ]


def _rows(
    pairs: Sequence[tuple[Pair, Deciding | None]], wording: Wording
) -> Iterator[dict[str, Any]]:
    for number, (pair, deciding) in enumerate(pairs, start=1):
        yield {
            "number": number,
            **_both(pair, wording),
            "noka": pair["noka"] if wording.unmasked else masked_card(pair["noka"]),
            "card_state": label("card_state", pair["card_state"], wording.language),
            "probability": pair["probability"],
            "evidence": _evidence(pair, wording),
            "why": _why(pair, wording),
            "decides": _decides(pair, deciding, wording),
            **dict.fromkeys(("verdict", "who", "when", "note")),
            "reference": pair.reference,
            "differing": _differing(pair),
        }


def _both(pair: Pair, wording: Wording) -> dict[str, Any]:
    """Card and resident, field by field."""
    return {
        "card_name": pair["card_name"],
        "name": pair["name"],
        "card_birth_date": pair["card_birth_date"],
        "birth_date": pair["birth_date"],
        "card_sex": _sex(pair["card_sex"], wording),
        "sex": _sex(pair["sex"], wording),
        "card_place": _place(pair, "card_", wording),
        "place": _place(pair, "", wording),
        "card_nik": wording.number(pair["nik_text"]),
        "nik": wording.number(pair["nik"]),
        "card_kk": wording.number(pair["card_kk"]),
        "kk": wording.number(pair["kk"]),
    }


def _differing(pair: Pair) -> frozenset[str]:
    """The columns where card and resident say two different things."""
    return frozenset(
        column
        for field, (ours, theirs) in COMPARED.items()
        if pair[ours] and pair[theirs] and str(pair[ours]) != str(pair[theirs])
        for column in (f"card_{field}", field)
    )


def _sex(code: str | None, wording: Wording) -> str | None:
    return wording.say("sex", code) if code in codes("sex") else None


def _place(pair: Pair, side: str, wording: Wording) -> str:
    """`Desa Pamarangan, RT 2 RW 1`."""
    parts = [
        f"{name} {pair[f'{side}{name.lower()}']}"
        for name in ("RT", "RW")
        if pair[f"{side}{name.lower()}"]
    ]
    named = _title(pair[f"{side}village"])
    return ", ".join(filter(None, (named, " ".join(parts))))


@cache
def _title(number: int) -> str:
    """The name of the smallest region that a ten-digit number tells."""
    digits = f"{number:010d}"
    ends = [end for end in (2, 4, 6) if not int(digits[end:])]
    return tree().region(digits[: min(ends, default=10)]).title if number else ""


def _evidence(pair: Pair, wording: Wording) -> str:
    told = {**pair.row, "person_id": None, "nik_fault": None}
    return "; ".join(explain(told, wording.language).evidence)


def _why(pair: Pair, wording: Wording) -> str:
    """Why the program did not decide, and what else is known of the person."""
    said = []
    if pair["why"] == "dead_card":
        said.append("dead_card")
    elif pair["candidates"] > 1:
        said.append("several")
    else:
        said.append("between")
    if pair["finding"] == "identity_conflict":
        said.append("somebody_elses")
    if pair["state"] in GONE:
        said.append(pair["state"])
    elif pair["state"] != "unknown":
        said.append("has_card")
    if pair["why"] != "dead_card" and pair["card_state"] == "deceased":
        said.append("card_of_dead")
    probability = decimal(pair["probability"], 2, wording.language)
    parts = {"probability": probability, "count": pair["candidates"]}
    return " ".join(wording.say("why", code, **parts) for code in said)


def _decides(pair: Pair, deciding: Deciding | None, wording: Wording) -> str:
    if deciding is not None:
        line = deciding.text(wording.language)
        return wording.say("decides", "line", line=line, count=deciding.persons)
    kind = "figures" if pair.gains else "card"
    return wording.say("decides", kind, place=_title(pair["village"]))

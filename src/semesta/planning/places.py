"""The regions of a run as planning needs them: row, standing, cards that are billed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as parquet

from semesta.errors import SemestaError
from semesta.law import Rulebook, rulebook
from semesta.planning.money import PEMDA
from semesta.planning.standings import (
    STATUS,
    Question,
    Standing,
    decided_figures,
    standing,
)
from semesta.published import Run
from semesta.regions import NATION, tree


Row = Mapping[str, Any]
SCOPES_WITH_PEMDA = ("all", PEMDA)


@dataclass(frozen=True)
class Place:
    """One region on its headline basis. `billed`: active PBPU BP Pemda cards that are
    recorded here, None where the run holds none of them, or of a part of the region."""

    row: Row
    question: Question
    standing: Standing
    billed: int | None

    @property
    def code(self) -> str:
        return self.row["region_code"]

    @property
    def basis(self) -> str:
        return self.row["basis"]


def places(run: Run, about: Row, region: str | None, book: Rulebook) -> list[Place]:
    """The regions of a run's summary `about`, or those within one of them.

    Raises `planning.not_decided` where there is none, `regions.unknown_code`.
    """
    wanted = tree().region(region or NATION).code
    entries = about["regions"]
    inside = [entry for entry in entries if is_within(entry["region_code"], wanted)]
    if not inside:
        decided = ", ".join(entry["region_code"] for entry in entries) or "–"
        raise SemestaError("planning.not_decided", region=wanted, decided=decided)
    criteria, cards = _criteria(run), _billed(run)
    found = []
    for entry in inside:
        row = entry["bases"][entry["headline"]]
        given = criteria.get(_key(row), [])
        question = _question(run, row, given, book)
        billed = None if _is_a_part(entry["bases"]) else _sum_in(cards, row)
        stands = standing(decided_figures(row, given), question)
        found.append(Place(row, question, stands, billed))
    return found


def linked_standings(run: Run) -> dict[str, Standing]:
    """Region code → what persons after linking decide, of every region decided so."""
    criteria, book = _criteria(run), rulebook()
    found = {}
    for row in run.regions().to_pylist():
        given = criteria.get(_key(row))
        if row["basis"] == "linked" and given:
            question = _question(run, row, given, book)
            figures = decided_figures(row, given)
            found[row["region_code"]] = standing(figures, question)
    return found


def is_within(code: str, region: str) -> bool:
    """Whether a dotted code is a region or lies in it."""
    return region == NATION or code == region or code.startswith(f"{region}.")


def lies_in(village: int, code: str) -> bool:
    """The same for the ten digits of a village, or of the region that a card names."""
    return code == NATION or f"{village:010d}".startswith(code.replace(".", ""))


def _question(run: Run, row: Row, criteria: list[Row], rulebook: Rulebook) -> Question:
    editions = dict.fromkeys(item["edition"] for item in criteria)
    unknown = row["unregistered"] is None or row["active"] is None
    return Question(
        rulebook=rulebook,
        on=run.manifest.month.last_day,
        editions=tuple(name for name in editions if name != STATUS),
        partial=row["basis"] == "linked" and unknown,
    )


def _is_a_part(bases: Mapping[str, Row]) -> bool:
    """The registers hold a part of the region: its bill is larger than theirs."""
    linked = (bases.get("linked") or {}).get("population")
    official = (bases.get("administrative") or {}).get("population")
    return linked is not None and official is not None and 2 * linked < official


def _sum_in(cards: list[Row] | None, row: Row) -> int | None:
    if cards is None:
        return None
    code = row["region_code"]
    return sum(card["n"] for card in cards if lies_in(card["village"], code))


def _key(row: Row) -> tuple[str, str]:
    return row["region_code"], row["basis"]


def _criteria(run: Run) -> dict[tuple[str, str], list[Row]]:
    """The criteria of every region and basis, in published order."""
    found: dict[tuple[str, str], list[Row]] = {}
    for item in run.table("criteria.csv").to_pylist():
        found.setdefault(_key(item), []).append(item)
    return found


def _billed(run: Run) -> list[Row] | None:
    """Active PBPU BP Pemda cards by the region on the card."""
    if run.manifest.scope not in SCOPES_WITH_PEMDA:
        return None
    return parquet.read_table(
        run.path_of("card_cube.parquet"),
        columns=["village", "n"],
        filters=(pc.field("segment") == PEMDA) & (pc.field("state") == "active"),
    ).to_pylist()

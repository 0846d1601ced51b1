"""How the registers of a run come in: as regions hold them, or encoded where names may
not travel. Either way the same tables come out, and the linkers that fit them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from semesta import linkage, regions, registers
from semesta.encoding import EncodedRegisters, encoded_registers
from semesta.engine import Duck
from semesta.finished import Finished
from semesta.months import Month


Staged = Mapping[str, registers.Staged]
Cleaned = dict[str, registers.Cleaned]


@dataclass(frozen=True)
class Asked:
    """Registers as the user names them: `FILE[@REGION]`, by kind."""

    given: Mapping[str, tuple[str, ...]]
    month: Month
    scope: str
    layout_map: Path | None = None
    passwords: registers.Passwords = None


class Intake(Protocol):
    """Reads and cleans registers; `linkers` and `told` are for linking and manifest,
    `takes_model` says whether a model weighs what rules leave."""

    takes_model: bool

    @property
    def linkers(self) -> dict[str, Any]: ...

    @property
    def told(self) -> dict[str, Any]: ...

    def stage(self, work: Path, finished: Finished) -> dict[str, registers.Staged]: ...

    def clean(
        self,
        engine: Duck,
        staged: Staged,
        work: Path,
        rows_per_part: int,
        finished: Finished,
    ) -> Cleaned: ...


def intake(asked: Asked) -> Intake:
    """The way in for these files. Raises SemestaError where they do not go together."""
    paths = {
        kind: [registers.parse_source(text).path for text in texts]
        for kind, texts in asked.given.items()
    }
    encoded = encoded_registers(paths, asked.month, asked.scope)
    return WithoutNames(encoded) if encoded else WithNames(asked)


@dataclass(frozen=True)
class WithNames:
    """Registers as regions hold them."""

    takes_model = True
    asked: Asked

    @property
    def linkers(self) -> dict[str, Any]:
        return {"same_nik": linkage.SAME_NIK, "on_residue": linkage.ON_RESIDUE}

    @property
    def told(self) -> dict[str, Any]:
        return {}

    def stage(self, work: Path, finished: Finished) -> dict[str, registers.Staged]:
        """Files as they come → staged tables of text."""

        def read(kind: str) -> dict[str, Any]:
            staged = registers.stage(
                kind,
                [registers.parse_source(text) for text in self.asked.given[kind]],
                work / kind,
                layout_map=self.asked.layout_map,
                passwords=self.asked.passwords,
                scope=self.asked.scope,
            )
            return staged.as_json(work)

        told = {
            kind: finished.once(f"read {kind}", [work / kind], partial(read, kind))
            for kind in self.asked.given
        }
        return {kind: registers.Staged.of_json(told[kind], work) for kind in told}

    def clean(
        self,
        engine: Duck,
        staged: Staged,
        work: Path,
        rows_per_part: int,
        finished: Finished,
    ) -> Cleaned:
        """Staged text → typed rows in parts, and rows set aside."""
        people, cards = staged["population"], staged["membership"]
        both = [people.paths["population"], cards.paths["membership"]]
        parts = registers.plan_parts(engine, both, rows_per_part)
        given: dict[str, Any] = {
            "month": self.asked.month,
            "region_table": regions.tree().table(),
            "parts": parts,
        }

        def clean_population() -> dict[str, Any]:
            return registers.clean_population(
                engine,
                people.paths["population"],
                work / "persons",
                deciles=people.paths.get("deciles"),
                file_names=people.file_names,
                **given,
            ).as_json(work)

        def clean_membership() -> dict[str, Any]:
            return registers.clean_membership(
                engine,
                cards.paths["membership"],
                work / "cards",
                context_regencies=registers.regencies_of(engine, population.table),
                scope=self.asked.scope,
                file_names=cards.file_names,
                **given,
            ).as_json(work)

        told = finished.once("clean population", [work / "persons"], clean_population)
        population = registers.Cleaned.of_json(told, work)
        told = finished.once("clean membership", [work / "cards"], clean_membership)
        membership = registers.Cleaned.of_json(told, work)
        return {"population": population, "membership": membership}


@dataclass(frozen=True)
class WithoutNames:
    """Encoded registers: linked by keyed numbers and arrays of bits."""

    takes_model = False
    encoded: EncodedRegisters

    @property
    def linkers(self) -> dict[str, Any]:
        return {
            "same_nik": linkage.ENCODED_SAME_NIK,
            "on_residue": linkage.ENCODED_ON_RESIDUE,
            "by_name": False,
        }

    @property
    def told(self) -> dict[str, Any]:
        return {"encoded": self.encoded.told}

    def stage(self, work: Path, finished: Finished) -> dict[str, registers.Staged]:
        return self.encoded.stage(work)

    def clean(
        self,
        engine: Duck,
        staged: Staged,
        work: Path,
        rows_per_part: int,
        finished: Finished,
    ) -> Cleaned:
        return self.encoded.clean(engine, staged, work, rows_per_part)

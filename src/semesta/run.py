"""The stages of a run, in order: this file is the map of the product.

Registers come in at the front door, are cleaned, linked and counted; every region is
decided; what was found is published as one folder. Nothing is computed here: each
stage calls its room and leaves the result for the next.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from semesta import (
    allowance,
    awards,
    coverage,
    earlier,
    law,
    linkage,
    published,
    registers,
    resuming,
)
from semesta.disk_needed import disk_needed
from semesta.engine import Duck, Engine, EngineChoice
from semesta.errors import SemestaError
from semesta.finished import Finished
from semesta.intake import Asked, intake
from semesta.months import Month
from semesta.versions import versions


NEWBORN = "membership.newborn_months"
ACCOUNT = ("file", "sha256", "bytes", "rows_read", "accepted", "quarantined")
SCOPES = ("all", *registers.SEGMENTS, "unregistered-list")


@dataclass(frozen=True)
class Options:
    """What the user asks for. `population` and `membership` are `FILE[@REGION]`."""

    population: tuple[str, ...]
    membership: tuple[str, ...]
    month: Month
    out: Path
    scope: str = "all"
    edition: str | None = None
    official: Path | None = None
    facts: Path | None = None
    decisions: Path | None = None
    layout_map: Path | None = None
    previous: Path | None = None
    model: Path | None = None
    retrain: bool = False
    memory: int | None = None
    threads: int | None = None
    engine: EngineChoice = EngineChoice()
    legal: published.Legal = field(default_factory=published.Legal)
    passwords: registers.Passwords = None


class Job:
    """A run under way: what each stage left for the ones after it."""

    engine: Engine
    folder: Path
    work: Path
    finished: Finished
    staged: dict[str, registers.Staged]
    cleaned: dict[str, registers.Cleaned]
    linked: linkage.Linked
    covered: coverage.Covered
    changes: coverage.Changes | None = None
    tables: dict[str, pa.Table]
    decided: awards.RegionalDecisions
    unused_decisions: int

    def __init__(self, options: Options) -> None:
        """Reads the small files and asks the law, before anything costs time."""
        self.options = options
        options.engine.check()
        self.memory = allowance.engine_memory(options.memory)
        self.threads = allowance.threads(options.threads, self.memory)
        self.intake = intake(_asked(options))
        self._check_model_option()
        asked, scope = options.previous, options.scope
        self.previous = earlier.previous_run(asked, options.month, scope)
        self.model_run = earlier.model_run(
            options.model, options.retrain, self.previous
        )
        self.model = earlier.model_of(self.model_run)
        self.rulebook = law.rulebook()
        on = options.month.last_day
        self.newborn_months = int(self.rulebook.value(NEWBORN, on).number)
        self.edition = options.edition or awards.newest_edition(on, self.rulebook)
        if self.edition:
            awards.check_edition(self.edition, self.rulebook)
        official = registers.read_official(options.official) if options.official else []
        self.printed = awards.read_printed(options.official)
        self.official = registers.official_table(
            official, options.month, self.printed.persons
        )
        self.official_sources = {o.region_code: o.source for o in official if o.source}
        self.facts = registers.facts_by_region(options.facts)
        self.decisions = registers.decision_table(options.decisions)

    def read(self) -> int:
        """Files as they come → staged tables of text."""
        self.staged = self.intake.stage(self.work, self.finished)
        self._check_map()
        return sum(r.rows_read for s in self.staged.values() for r in s.reads)

    def clean(self) -> int:
        """Staged text → typed rows, and rows set aside."""
        limit = allowance.in_megabytes(allowance.for_registers(self.memory))
        spill = self.work / "spill-registers"
        rows_per_part = allowance.rows_per_part(self.memory)
        # Whatever links and counts: how registers come is DuckDB's to read.
        with Duck(memory=limit, threads=self.threads, spill=spill) as engine:
            self.cleaned = self.intake.clean(
                engine, self.staged, self.work, rows_per_part, self.finished
            )
        for kind in self.cleaned:
            self._check_accepted(kind)
        return sum(f.accepted for c in self.cleaned.values() for f in c.files)

    def link(self) -> int:
        """Cards → persons."""
        self.linked = linkage.link(
            self.engine,
            self.cleaned["population"].table,
            self.cleaned["membership"].table,
            self.work / "linkage",
            decisions=self.decisions,
            model=self.model,
            finished=self.finished,
            **self.intake.linkers,
        )
        self.unused_decisions = linkage.decisions_without_pair(self.engine)
        return sum(file.accepted for file in self.cleaned["membership"].files)

    def cover(self) -> int:
        """Links → states, findings, measures, the bridge."""
        self.covered = coverage.cover(
            self.engine,
            self.linked,
            self.cleaned["membership"].table,
            self.work / "coverage",
            month=self.options.month,
            scope=self.options.scope,
            newborn_months=self.newborn_months,
            finished=self.finished,
        )
        self.tables = coverage.tables_of_regions(
            self.engine, self.official, self.options.month, self.options.scope
        )
        if self.previous:
            self.changes = coverage.changes(
                self.engine,
                coverage.Compared(
                    self.options.month,
                    self.options.scope,
                    self.tables["regions"],
                    self.covered.residents.parent,
                ),
                earlier.compared(self.previous),
                self.work / "changes",
            )
        return self.tables["regions"].num_rows

    def decide(self) -> int:
        """Measures → status and award of every region."""
        self.decided = awards.decide_regions(
            awards.decided_rows(self.tables["regions"]),
            self.facts,
            self.edition,
            self.options.month.last_day,
            self.rulebook,
            self.printed,
        )
        return len(self.decided.status)

    def publish(self) -> int:
        """Everything → the run folder, once every sum adds up."""
        files = [row for kind in self.staged for row in self._accounts(kind)]
        identities = published.check_identities(
            coverage.identities(self.engine, self.options.scope)
            + (self.changes.sums if self.changes else [])
            + [
                (
                    f"rows of {file['file']} {file['sheet'] or ''}".strip(),
                    file["rows_read"],
                    file["accepted"] + file["quarantined"],
                )
                for file in files
            ]
        )
        tables = {
            f"{name}.csv": published.select(f"{name}.csv", table)
            for name, table in self.tables.items()
        }
        tables["files.csv"] = published.table_of("files.csv", files)
        both = [(self.staged[kind], self.cleaned[kind]) for kind in self.staged]
        tables["quarantine.csv"] = published.select(
            "quarantine.csv", registers.rows_set_aside(both)
        )
        for name in ("awards", "criteria", "distances", "status"):
            rows = getattr(self.decided, name)
            tables[f"{name}.csv"] = published.table_of(f"{name}.csv", rows)
        if self.linked.model:
            signs = linkage.weights(self.linked.model)
            tables["weights.csv"] = published.table_of("weights.csv", signs)
        large = [self.covered.residents, self.covered.departed, self.covered.cards]
        large += [self.covered.candidates, self.covered.cube, self.covered.card_cube]
        if self.changes:
            tables["changes.csv"] = self.changes.table
            large.append(self.changes.people)
        for name, rows in tables.items():
            published.write_table(self.folder, name, rows)
        links = self._publish_links()
        for path in large:
            shutil.move(path, self.folder / path.name)
        if self.linked.model:
            model = self.linked.model.as_json()
            path = self.folder / earlier.MODEL
            path.write_text(model, encoding="utf-8", newline="\n")
        self.manifest = self._manifest(identities)
        return links

    def _publish_links(self) -> int:
        """Links as CSV; very many, part by part as Parquet. Returns how many."""
        links = coverage.count_of_links(self.engine)
        path = self.folder / published.contract().file("links.csv").name_for(links)
        if path.suffix == ".csv":
            rows = self.work / "links.parquet"
            coverage.write_links(self.engine, rows)
            published.write_csv_from(path, rows)
        else:
            coverage.write_links_by_part(self.engine, self.covered.cards, path)
        return links

    def _check_model_option(self) -> None:
        """Refuses what is said of a model where none weighs: it would do nothing."""
        options = {"--model": self.options.model, "--retrain": self.options.retrain}
        given = [name for name, value in options.items() if value]
        if given and not self.intake.takes_model:
            raise SemestaError("model_without_names", option=given[0])

    @property
    def given(self) -> tuple[str, ...]:
        """Both registers, as `FILE[@REGION]`."""
        return (*self.options.population, *self.options.membership)

    def key(self) -> str:
        """Which killed run this one may continue: one that asked for the same."""
        asked = self.options
        model = self.model.as_json() if self.model else asked.retrain
        rows_per_part = allowance.rows_per_part(self.memory)
        told = [
            asked.month,
            asked.scope,
            asked.engine.name,
            rows_per_part,
            model,
            versions(),
        ]
        files = (asked.layout_map, asked.decisions)
        return resuming.key_of(self.given, files, told, asked.passwords)

    def _check_map(self) -> None:
        """Refuses a layout map that no file needed: it was meant for one."""
        path = self.options.layout_map
        layouts = {read.layout for s in self.staged.values() for read in s.reads}
        if path is not None and f"map:{path.name}" not in layouts:
            raise SemestaError(
                "map_unused", file=path.name, layouts=", ".join(sorted(layouts))
            )

    def _check_accepted(self, kind: str) -> None:
        """Refuses a register of which not one row can be used."""
        if any(file.accepted for file in self.cleaned[kind].files):
            return
        table = pq.read_table(self.cleaned[kind].quarantine)
        unread = pq.read_table(self.staged[kind].paths["quarantine"])
        reasons = sorted({*table["reason"].to_pylist(), *unread["reason"].to_pylist()})
        raise SemestaError(
            "nothing_accepted",
            files=", ".join(read.file for read in self.staged[kind].reads),
            reasons=", ".join(reasons) or "–",
        )

    def _accounts(self, kind: str) -> list[dict[str, Any]]:
        return registers.accounts(kind, self.staged[kind], self.cleaned[kind])

    def _manifest(self, identities: list[published.Identity]) -> published.Manifest:
        return published.Manifest(
            month=self.options.month,
            scope=self.options.scope,
            edition=self.edition,
            legal=self.options.legal,
            inputs=tuple(self._inputs()),
            identities=tuple(identities),
            options=self._told(),
            versions=versions(),
            engine={"name": self.engine.name, "version": self.engine.version},
        )

    def _inputs(self) -> Iterator[published.Input]:
        """Every file that decided the figures."""
        for kind in self.staged:
            for row in self._accounts(kind):
                yield published.Input(kind, *(row[name] for name in ACCOUNT))
        if path := self.options.layout_map:
            yield _input("map", path)
        small = {
            "official": (self.options.official, self.official.num_rows),
            "facts": (self.options.facts, len(self.facts)),
            "decisions": (self.options.decisions, self.decisions.num_rows),
        }
        for kind, (path, rows) in small.items():
            if path is not None:
                yield _input(kind, path, rows)
        if self.previous:
            path = self.previous.path_of("manifest.json")
            yield replace(_input("previous", path), file=self.previous.folder.name)

    def _told(self) -> dict[str, Any]:
        """What a reader should know before using the figures."""
        return {
            "official_sources": self.official_sources,
            "official_printed": dict(self.printed.texts),
            "decisions_without_pair": self.unused_decisions,
            **registers.remarks(self.given, self.staged, self.cleaned),
            **self.intake.told,
            **earlier.told_of_comparison(self.previous, self.changes),
            **earlier.told_of_model(self.linked, self.model_run),
        }


STAGES: dict[str, Callable[[Job], int]] = {
    "read": Job.read,
    "clean": Job.clean,
    "link": Job.link,
    "cover": Job.cover,
    "decide": Job.decide,
    "publish": Job.publish,
}


def run(
    options: Options, progress: Callable[[str], None] = lambda stage: None
) -> published.Run:
    """Carries out a run and publishes it; `progress` hears the name of each stage.

    Raises SemestaError for input that cannot be used and IdentityBroken where a sum
    does not add up; then nothing is published.
    """
    job = Job(options)
    log = published.RunLog()
    store = published.Store(options.out)
    store.check_room(disk_needed(job.given))
    with store.building(options.month, job.key()) as building:
        job.folder, job.work = building.path, building.work
        job.finished = Finished(job.work)
        opened = options.engine.open(
            memory=allowance.in_megabytes(job.memory),
            threads=job.threads,
            spill=building.work / "spill",
        )
        with opened as job.engine:
            for name, stage in STAGES.items():
                progress(name)
                with log.stage(name) as record:
                    record.rows = stage(job)
        log.write(building.path)
        job.manifest.write(building.path)
        return published.open_run(building.publish())


def _input(kind: str, path: Path, rows: int = 0) -> published.Input:
    size, digest = path.stat().st_size, published.sha256(path)
    return published.Input(kind, path.name, digest, size, rows, rows, 0)


def _asked(options: Options) -> Asked:
    """The registers that the user asks for."""
    return Asked(
        given={"population": options.population, "membership": options.membership},
        month=options.month,
        scope=options.scope,
        layout_map=options.layout_map,
        passwords=options.passwords,
    )

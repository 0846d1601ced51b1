"""The stages of a run, in order: this file is the map of the product.

Registers come in at the front door, are cleaned, linked and counted; every region is
decided; what was found is published as one folder. Nothing is computed here: each
stage calls its room and leaves the result for the next.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from semesta import (
    __version__,
    awards,
    coverage,
    law,
    linkage,
    published,
    regions,
    registers,
)
from semesta.engine import Duck
from semesta.errors import IdentityBroken, SemestaError
from semesta.months import Month


# Reading and cleaning stream: more memory would only fill, a gigabyte is never needed.
MEMORY_OF_REGISTERS = "700MB"
MEMORY = "2GB"
NEWBORN = "membership.newborn_months"
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
    legal: published.Legal = field(default_factory=published.Legal)
    passwords: registers.Passwords = None


class Job:
    """A run under way: what each stage left for the ones after it."""

    engine: Duck
    folder: Path
    work: Path
    staged: dict[str, registers.Staged]
    cleaned: dict[str, registers.Cleaned]
    linked: linkage.Linked
    covered: coverage.Covered
    tables: dict[str, pa.Table]
    decided: awards.RegionalDecisions
    unused_decisions: int

    def __init__(self, options: Options) -> None:
        """Reads the small files and asks the law, before anything costs time."""
        self.options = options
        self.rulebook = law.rulebook()
        on = options.month.last_day
        self.newborn_months = int(self.rulebook.value(NEWBORN, on).number)
        self.edition = options.edition or awards.newest_edition(on, self.rulebook)
        if self.edition:
            awards.check_edition(self.edition, self.rulebook)
        official = registers.read_official(options.official) if options.official else []
        self.official = registers.official_table(official, options.month)
        self.official_sources = {o.region_code: o.source for o in official if o.source}
        self.facts = registers.facts_by_region(options.facts)
        self.decisions = registers.decision_table(options.decisions)

    def read(self) -> int:
        """Files as they come → staged tables of text."""
        given = {
            "population": self.options.population,
            "membership": self.options.membership,
        }
        self.staged = {
            kind: registers.stage(
                kind,
                [registers.parse_source(text) for text in texts],
                self.work / kind,
                layout_map=self.options.layout_map,
                passwords=self.options.passwords,
                scope=self.options.scope,
            )
            for kind, texts in given.items()
        }
        self._check_map()
        return sum(r.rows_read for s in self.staged.values() for r in s.reads)

    def clean(self) -> int:
        """Staged text → typed rows, and rows set aside."""
        self.engine.limit_memory(MEMORY_OF_REGISTERS)
        table = regions.tree().table()
        people, cards = self.staged["population"], self.staged["membership"]
        population = registers.clean_population(
            self.engine,
            people.paths["population"],
            self.work,
            month=self.options.month,
            region_table=table,
            deciles=people.paths.get("deciles"),
            file_names=_file_names(people),
        )
        membership = registers.clean_membership(
            self.engine,
            cards.paths["membership"],
            self.work,
            month=self.options.month,
            region_table=table,
            context_regencies=registers.regencies_of(self.engine, population.table),
            scope=self.options.scope,
            file_names=_file_names(cards),
        )
        self.cleaned = {"population": population, "membership": membership}
        for kind in self.cleaned:
            self._check_accepted(kind)
        return sum(f.accepted for c in self.cleaned.values() for f in c.files)

    def link(self) -> int:
        """Cards → persons."""
        self.engine.limit_memory(MEMORY)
        self.linked = linkage.link(
            self.engine,
            self.cleaned["population"].table,
            self.cleaned["membership"].table,
            self.work / "linkage",
            decisions=self.decisions,
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
        )
        self.tables = coverage.tables_of_regions(
            self.engine, self.official, self.options.month, self.options.scope
        )
        return self.tables["regions"].num_rows

    def decide(self) -> int:
        """Measures → status and award of every region."""
        self.decided = awards.decide_regions(
            self.tables["regions"].to_pylist(),
            self.facts,
            self.edition,
            self.options.month.last_day,
            self.rulebook,
        )
        return len(self.decided.status)

    def publish(self) -> int:
        """Everything → the run folder, once every sum adds up."""
        files = [row for kind in self.staged for row in self._accounts(kind)]
        identities = check_identities(
            coverage.identities(self.engine, self.options.scope)
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
        tables["links.csv"] = coverage.table_of_links(self.engine)
        tables["files.csv"] = published.table_of("files.csv", files)
        tables["quarantine.csv"] = self._quarantine()
        for name in ("awards", "criteria", "distances", "status"):
            rows = getattr(self.decided, name)
            tables[f"{name}.csv"] = published.table_of(f"{name}.csv", rows)
        for name, rows in tables.items():
            published.write_table(self.folder, name, rows)
        for name in ("residents", "cards", "cube", "card_cube"):
            shutil.move(getattr(self.covered, name), self.folder / f"{name}.parquet")
        self.manifest = self._manifest(identities)
        return tables["links.csv"].num_rows

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
        reasons = sorted(set(table["reason"].to_pylist()))
        raise SemestaError(
            "nothing_accepted",
            files=", ".join(read.file for read in self.staged[kind].reads),
            reasons=", ".join(reasons) or "–",
        )

    def _accounts(self, kind: str) -> list[dict[str, Any]]:
        """Per table of a file: rows read = accepted + set aside, and its columns."""
        counts = {count.file_id: count for count in self.cleaned[kind].files}
        rows = []
        for read in self.staged[kind].reads:
            count = counts.get(read.file_id)
            accepted = (
                count.accepted if count else read.rows_read - read.rows_unreadable
            )
            aside = read.rows_unreadable + (count.quarantined if count else 0)
            used = [f"{found}={name}" for found, name in read.columns_used.items()]
            rows.append(
                {
                    "register": kind,
                    "file": read.file,
                    "sheet": read.sheet or None,
                    "layout": read.layout,
                    "rows_read": read.rows_read,
                    "accepted": accepted,
                    "quarantined": aside,
                    "columns_used": "; ".join(used) or None,
                    "columns_dropped": "; ".join(read.columns_dropped) or None,
                    "sha256": read.sha256,
                    "bytes": read.bytes,
                }
            )
        return rows

    def _quarantine(self) -> pa.Table:
        """Rows set aside by reading and by cleaning, in the order of the files."""
        found = []
        for kind, cleaned in self.cleaned.items():
            paths = [self.staged[kind].paths["quarantine"], cleaned.quarantine]
            if cleaned.deciles_quarantine:
                paths.append(cleaned.deciles_quarantine)
            tables = [pq.read_table(path) for path in paths]
            both = pa.concat_tables(tables, promote_options="permissive")
            found.append(both.sort_by([("file_id", "ascending"), ("row", "ascending")]))
        every = pa.concat_tables(found, promote_options="permissive")
        return published.select("quarantine.csv", every)

    def _manifest(self, identities: list[published.Identity]) -> published.Manifest:
        return published.Manifest(
            month=self.options.month,
            scope=self.options.scope,
            edition=self.edition,
            legal=self.options.legal,
            inputs=tuple(self._inputs()),
            identities=tuple(identities),
            options=self._told(),
            versions={
                "semesta": __version__,
                "law": law.version(),
                "linkage": linkage.version(),
                "regions": regions.tree().version,
            },
            engine={"name": self.engine.name, "version": self.engine.version},
        )

    def _inputs(self) -> Iterator[published.Input]:
        """Every file that decided the figures."""
        for kind in self.staged:
            for row in self._accounts(kind):
                names = ("file", "sha256", "bytes")
                counts = ("rows_read", "accepted", "quarantined")
                told = {name: row[name] for name in (*names, *counts)}
                yield published.Input(kind=kind, **told)
        if path := self.options.layout_map:
            size, digest = path.stat().st_size, published.sha256(path)
            yield published.Input("map", path.name, digest, size, 0, 0, 0)
        small = {
            "official": (self.options.official, self.official.num_rows),
            "facts": (self.options.facts, len(self.facts)),
            "decisions": (self.options.decisions, self.decisions.num_rows),
        }
        for kind, (path, rows) in small.items():
            if path is not None:
                size, digest = path.stat().st_size, published.sha256(path)
                yield published.Input(kind, path.name, digest, size, rows, rows, 0)

    def _told(self) -> dict[str, Any]:
        """What a reader should know before using the figures."""
        cards = self.cleaned["membership"]
        named = (*self.options.population, *self.options.membership)
        sources = [registers.parse_source(text) for text in named]
        return {
            "regions_named": {
                source.path.name: source.region_hint
                for source in sources
                if source.region_hint
            },
            "repairs": {kind: dict(c.repairs) for kind, c in self.cleaned.items()},
            "official_sources": self.official_sources,
            "decisions_without_pair": self.unused_decisions,
            "cards_without_village": cards.unresolved_regions,
            "cards_of_unknown_segment": cards.unknown_segments,
            "cards_of_other_segments": cards.other_segments,
            "skipped": [
                f"{skipped.file} {skipped.sheet}: {skipped.reason}"
                for staged in self.staged.values()
                for skipped in staged.skipped
            ],
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
    with published.Store(options.out).building(options.month) as building:
        job.folder, job.work = building.path, building.work
        with Duck(spill=building.work / "spill") as job.engine:
            for name, stage in STAGES.items():
                progress(name)
                with log.stage(name) as record:
                    record.rows = stage(job)
        log.write(building.path)
        job.manifest.write(building.path)
        return published.open_run(building.publish())


def check_identities(sums: list[tuple[str, int, int]]) -> list[published.Identity]:
    """The sums that must add up. Raises IdentityBroken for the first that does not."""
    identities = [published.Identity(*one) for one in sums]
    for one in identities:
        if not one.holds:
            raise IdentityBroken(
                "identity_broken", name=one.name, left=one.left, right=one.right
            )
    return identities


def _file_names(staged: registers.Staged) -> dict[int, str]:
    return {read.file_id: read.file for read in staged.reads}

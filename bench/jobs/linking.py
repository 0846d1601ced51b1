"""The linking of cards that their NIK does not settle, with its training."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from pyarrow.dataset import dataset

from bench.jobs.making_residue import CARDS, CONTROLS, PERSONS
from semesta.engine import Duck, SqlFile
from semesta.linkage import link


PAIRS = "proposed"  # the table of pairs that blocks let meet


class Counting(Duck):
    """Counts the pairs that are laid beside each other, but for those of equal NIK."""

    pairs = 0

    def create(self, sql: SqlFile | str, table: str | None = None) -> str:
        name = super().create(sql, table)
        if name == PAIRS:
            self.pairs += self.value(f"SELECT count(*) FROM {PAIRS}")
        return name


def measure(folder: Path) -> dict[str, Any]:
    rows = dataset(folder / CARDS).count_rows() - CONTROLS
    with TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        with Counting(spill=place / "spill") as engine:
            start, busy = perf_counter(), process_time()
            linked = link(engine, folder / PERSONS, folder / CARDS, place)
            seconds, cpu = perf_counter() - start, process_time() - busy
            pairs = engine.pairs
            engine.read("links", [*linked.nik_links.values(), *linked.residue_links])
            links = engine.value("SELECT count(*) FROM links")
    counted = {"rows": rows, "pairs": pairs, "links": links}
    return {"seconds": seconds, "cpu_seconds": cpu, "counted": counted}

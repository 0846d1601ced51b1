"""Reading a finished run: no engine, and the contract checked first."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet

from semesta.errors import SemestaError
from semesta.published.contract import contract
from semesta.published.manifest import MANIFEST, Manifest, hashes, read_manifest, sha256
from semesta.published.store import CURRENT, Store, run_named_by
from semesta.published.tables import read_csv


@dataclass(frozen=True)
class Run:
    """One finished run; `folder` is the run itself, never `current`, which moves on."""

    folder: Path
    manifest: Manifest

    def regions(self) -> pa.Table:
        """One row per region and basis: counts and rates."""
        return self.table("regions.csv")

    def links(self) -> pa.Table:
        """One row per card, sorted by card number."""
        return self.table("links.csv")

    def awards(self) -> pa.Table:
        """One row per region, edition and basis: the decision."""
        return self.table("awards.csv")

    def table(self, file: str) -> pa.Table:
        """Any table of the contract, whole. Raises SemestaError when it is not there.

        A table that was too long for CSV is read from its Parquet file.
        """
        about = contract().file(file)
        if about.beyond and not (self.folder / file).exists():
            file = about.beyond[1]
        path = self.path_of(file)
        if path.suffix == ".csv":
            return read_csv(path)
        return parquet.read_table(path)

    def card(self, noka: str) -> dict[str, Any]:
        """The row of `cards.parquet` of a card number; leading zeros may be missing.

        Raises SemestaError when the run has no such card.
        """
        wanted = pc.field("noka") == noka.strip().zfill(13)
        rows = parquet.read_table(self.path_of("cards.parquet"), filters=wanted)
        if not rows.num_rows:
            raise SemestaError("published.no_such_card", run=self.folder.name)
        return rows.to_pylist()[0]

    def path_of(self, file: str) -> Path:
        """The path of a published file. Raises SemestaError when it is not there."""
        path = self.folder / contract().file(file).name
        if not path.exists():
            raise SemestaError(
                "published.missing_file", file=file, run=self.folder.name
            )
        return path

    def printed(self, code: str) -> dict[str, str]:
        """The official percentages of a region as printed, by measure: `coverage`."""
        texts = self.manifest.options.get("official_printed", {}).get(code, {})
        return {name.removesuffix("_pct"): text for name, text in texts.items()}

    @property
    def is_encoded(self) -> bool:
        """Whether it is of encoded registers: it names nobody, and its numbers are no
        NIK and no card numbers."""
        return "encoded" in self.manifest.options

    def with_names(self) -> "Run":
        """This run. Raises SemestaError for one of encoded registers."""
        if self.is_encoded:
            raise SemestaError("published.without_names", run=self.folder.name)
        return self

    def verify(self) -> None:
        """Raises SemestaError when a file was changed, added or taken away."""
        stated, found = self.manifest.files, hashes(self.folder)
        names = stated.keys() | found.keys()
        self._refuse_changed(n for n in names if stated.get(n) != found.get(n))

    def unchanged(self, file: str) -> Path:
        """The path of a file, once it is known to be as published. Raises SemestaError
        when it was changed or is not there."""
        path = self.path_of(file)
        if sha256(path) != self.manifest.files.get(file):
            self._refuse_changed([file])
        return path

    def _refuse_changed(self, files: Iterable[str]) -> None:
        if changed := sorted(files):
            raise SemestaError(
                "published.changed_file",
                run=self.folder.name,
                files=", ".join(changed),
            )


def open_run(path: Path) -> Run:
    """Opens a run folder, a store (its current run) or `OUT/current`.

    Raises SemestaError when there is no run, or one of another contract version.
    """
    folder = _run_folder(path).resolve()
    return Run(folder, read_manifest(folder))


def newest_runs(path: Path) -> list[Run]:
    """The newest run of every month in a store, oldest month first; or the run that
    `path` names.

    Raises SemestaError as `open_run` does.
    """
    newest = {run.name.rpartition("-r")[0]: run for run in Store(path).runs()}
    return [open_run(folder) for folder in newest.values() or [path]]


def _run_folder(path: Path) -> Path:
    if path.name == CURRENT and (name := run_named_by(path)):
        return path.parent / name
    if (path / MANIFEST).exists():
        return path
    store = Store(path)
    current = store.current()
    if current is None and store.runs():
        raise SemestaError("published.no_current", path=path)
    return current or path

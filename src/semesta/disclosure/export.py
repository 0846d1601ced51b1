"""The public export: from runs to a folder that may be passed on."""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from semesta.disclosure.codebook import write_codebook
from semesta.disclosure.dhis2 import write_dhis2
from semesta.disclosure.figures import figures_of
from semesta.disclosure.heat import write_heat
from semesta.disclosure.package import LICENSE, write_package
from semesta.disclosure.previous import hidden_in
from semesta.disclosure.protecting import Protected, Rule, protect
from semesta.disclosure.public import Table, public_tables, write_csv
from semesta.disclosure.texts import say
from semesta.errors import LANGUAGES, SemestaError
from semesta.published import Run, log_export
from semesta.regions import tree


KIND = "public export"


@dataclass(frozen=True)
class Exported:
    """What was written. `earlier`: the store was exported before, without `previous`."""

    folder: Path
    tables: Sequence[Table]
    earlier: bool

    def lines(self, language: str) -> Iterator[str]:
        """What the terminal says about it."""
        for table in self.tables:
            if cells := table.cells():
                share = f"{table.hidden() / cells:.1%}"
                yield say(
                    "line",
                    language,
                    table=table.name,
                    cells=cells,
                    hidden=table.hidden(),
                    share=share if language == "en" else share.replace(".", ","),
                )
        if self.earlier:
            yield say("earlier", language)
        yield f"{say('written', language)}: {self.folder}"
        yield say("shared", language, out=self.folder)


def export_public(
    runs: Sequence[Run],
    out: Path,
    *,
    made_by: str,
    region: str | None = None,
    previous: Path | None = None,
    language: str = "id",
) -> Exported:
    """Writes the aggregates of one or more months without any small count.

    `region` is a dotted code: only it and what lies below is written, with the same
    cells hidden as in an export of everything. `previous` is the folder of an earlier
    public export: what it hid stays hidden. Raises SemestaError where `out` has
    something in it, two runs are of one month, the region is not in the runs, or
    `previous` is no export; IdentityBroken, and nothing written, when a hidden count
    could be worked out.
    """
    _check(runs, out)
    months = sorted((figures_of(run) for run in runs), key=lambda found: found.month)
    rule = Rule.on(months[-1].month.last_day)
    marks = hidden_in(previous) if previous else ()
    protected = protect(months, marks, rule)
    scope = _scope(protected, region)
    tables = public_tables(protected, scope)
    rows = sum(len(table.rows) for table in tables)
    with _whole(out) as folder:
        _write(folder, tables, protected, scope, rule, language)
        logs = {log_export(run, KIND, scope, rows, made_by) for run in runs}
    before = sum(_exports(log) for log in logs) - len(runs)
    return Exported(out, tables, previous is None and before > 0)


def _check(runs: Sequence[Run], out: Path) -> None:
    months = Counter(run.manifest.month for run in runs)
    twice = [str(month) for month, count in months.items() if count > 1]
    if twice:
        raise SemestaError("disclosure.month_twice", months=", ".join(sorted(twice)))
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise SemestaError("disclosure.out_not_empty", out=out)


def _scope(months: Sequence[Protected], region: str | None) -> str:
    """The code of the region to write; the largest one by default."""
    codes = months[0].places.codes
    if region is None:
        return codes[0]
    code = tree().region(region).code
    if code not in codes:
        raise SemestaError("disclosure.region_outside", region=code, top=codes[0])
    return code


def _write(
    folder: Path,
    tables: Sequence[Table],
    months: Sequence[Protected],
    region: str,
    rule: Rule,
    language: str,
) -> None:
    (folder / "data").mkdir()
    for table in tables:
        write_csv(folder / "data" / f"{table.name}.csv", table)
    write_dhis2(folder / "dhis2", tables, language)
    write_heat(folder / "heat_plus.csv", tables, language)
    write_codebook(folder / "CODEBOOK.md", tables, months, region, rule)
    license_text = "\n".join(say("license", each) for each in LANGUAGES)
    (folder / LICENSE).write_text(license_text, encoding="utf-8", newline="\n")
    write_package(folder, tables, months, region, rule, language)


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place once it is complete."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        yield folder
        folder.chmod(0o755)
        folder.replace(out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _exports(log: Path) -> int:
    """How many public exports a store has seen."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return sum(json.loads(line)["what"] == KIND for line in lines)

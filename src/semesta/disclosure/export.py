"""The public export: from runs to a folder that may be passed on."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from semesta.disclosure.codebook import write_codebook
from semesta.disclosure.dhis2 import write_dhis2
from semesta.disclosure.figures import Figures, figures_of
from semesta.disclosure.heat import write_heat
from semesta.disclosure.package import LICENSE, write_package
from semesta.disclosure.places import places_of
from semesta.disclosure.previous import hidden_in
from semesta.disclosure.protecting import Protected, Rule, protect
from semesta.disclosure.public import Table, public_tables, write_csv
from semesta.disclosure.texts import say
from semesta.documents import count, new_folder, percent
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
                yield say(
                    "line",
                    language,
                    table=table.name,
                    cells=count(cells, language),
                    hidden=count(table.hidden(), language),
                    share=percent(table.hidden() / cells, language),
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
    _check_months(runs)
    with new_folder(out, public=True) as folder:
        months = sorted((figures_of(run) for run in runs), key=lambda f: f.month)
        scope = _scope(months, region)
        rule = Rule.on(months[-1].month.last_day)
        marks = hidden_in(previous) if previous else ()
        protected = protect(months, marks, rule)
        tables = public_tables(protected, scope)
        _write(folder, tables, protected, scope, rule, language)
        rows = sum(len(table.rows) for table in tables)
        logs = {log_export(run, KIND, scope, rows, made_by) for run in runs}
    before = sum(_exports(log) for log in logs) - len(runs)
    return Exported(out, tables, previous is None and before > 0)


def _check_months(runs: Sequence[Run]) -> None:
    months = Counter(run.manifest.month for run in runs)
    twice = [str(month) for month, count in months.items() if count > 1]
    if twice:
        raise SemestaError("disclosure.month_twice", months=", ".join(sorted(twice)))


def _scope(months: Sequence[Figures], region: str | None) -> str:
    """The code of the region to write; the largest one by default."""
    codes = places_of({code for figures in months for code in figures.names}).codes
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


def _exports(log: Path) -> int:
    """How many public exports a store has seen."""
    lines = log.read_text(encoding="utf-8").splitlines()
    return sum(json.loads(line)["what"] == KIND for line in lines)

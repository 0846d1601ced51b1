"""What the invoice is held against: a run, membership files alone, or nothing."""

from pathlib import Path

import pyarrow as pa

from semesta.audit.options import Options
from semesta.engine import Duck
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import Run
from semesta.regions import tree
from semesta.registers import clean_membership, parse_source, regencies_of, stage


# Runs of other scopes do not hold the cards that this invoice bills.
SCOPES = ("all", "pbpu-pemda")
DEPARTED = "departed.parquet"

CARDS = {
    "noka": pa.string(),
    "card_nik": pa.int64(),
    "person_id": pa.int64(),
    "name": pa.string(),
    "birth_date": pa.date32(),
    "segment": pa.string(),
    "state": pa.string(),
    "start_date": pa.date32(),
    "end_date": pa.date32(),
    "village": pa.int64(),
    "finding": pa.string(),
}
RESIDENTS = {"person_id": pa.int64(), "noka": pa.string()}
DEPARTURES = {
    "person_id": pa.int64(),
    "status": pa.string(),
    "death_date": pa.date32(),
}


def regencies(engine: Duck, run: Run | None) -> list[int]:
    """Where the residents of a run live, to look up names of villages in."""
    return regencies_of(engine, run.path_of("residents.parquet")) if run else []


def read_masterfile(engine: Duck, options: Options, month: Month, folder: Path) -> bool:
    """The views `cards`, `residents` and `departed`, empty where nothing is known.

    Returns whether there is a masterfile that should hold every card of the invoice.
    """
    for name, columns in (("residents", RESIDENTS), ("departed", DEPARTURES)):
        _view(engine, name, columns, _published(options.run, f"{name}.parquet"))
    if options.run:
        _view(engine, "cards", CARDS, options.run.path_of("cards.parquet"))
        return options.run.manifest.scope in SCOPES
    if options.membership:
        _view(engine, "cards", CARDS, _membership(engine, options, month, folder))
        return True
    _view(engine, "cards", CARDS, None)
    return False


def _published(run: Run | None, name: str) -> Path | None:
    """A file of the run; earlier runs have no `departed.parquet`."""
    path = run.folder / name if run else None
    return path if path and path.exists() else None


def _view(
    engine: Duck, name: str, columns: dict[str, pa.DataType], path: Path | None
) -> None:
    """The columns that the audit reads, under `name`."""
    if path is None:
        engine.register(name, pa.schema(columns.items()).empty_table())
        return
    engine.read(f"{name}_file", path)
    engine.view(f"SELECT {', '.join(columns)} FROM {name}_file", name)


def _membership(engine: Duck, options: Options, month: Month, folder: Path) -> Path:
    """Membership files as cards of nobody in particular."""
    staged = stage(
        "membership",
        [parse_source(text) for text in options.membership],
        folder / "membership",
        passwords=options.passwords,
    )
    cleaned = clean_membership(
        engine,
        staged.paths["membership"],
        folder,
        month=month,
        region_table=tree().table(),
    )
    if not any(file.accepted for file in cleaned.files):
        raise SemestaError("audit.empty_masterfile")
    engine.read("members", cleaned.table)
    path = folder / "masterfile.parquet"
    known = {
        "card_nik": "nik",
        "person_id": "CAST(NULL AS BIGINT)",
        "finding": "CAST(NULL AS VARCHAR)",
    }
    columns = ", ".join(f"{known.get(name, name)} AS {name}" for name in CARDS)
    engine.write(f"SELECT {columns} FROM members", path)
    return path

"""From staged rows to typed tables: every row is accepted or set aside, none is lost.

The logic stands in the `.sql` files beside this module and in the code lists of
`values/`; here they are put in order. What a file writes in few ways (dates, places,
words) is read once per way of writing it, and joined.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pyarrow as pa

from semesta.engine import Duck, sql_file
from semesta.months import Month
from semesta.own_yaml import own_yaml
from semesta.regions import tree
from semesta.registers.accounting import check_rows
from semesta.registers.cleaned import Cleaned, FileCount
from semesta.registers.parts import ONE_PART, Parts, write_parts


UNREGISTERED_LIST = "unregistered-list"
SEGMENTS = ("pbi-jk", "pbpu-pemda", "ppu-pn", "ppu-bu", "pbpu", "bp")

# Columns that together say where somebody lives.
PLACE = (
    "region_hint",
    "title_regency",
    "province_code",
    "regency_code",
    "district_code",
    "village_code",
    "province_name",
    "regency_name",
    "district_name",
    "village_name",
)
NAMED_LEVELS = {
    "province": ("province_name",),
    "regency": ("regency_name", "title_regency"),
    "district": ("district_name",),
    "village": ("village_name",),
}
# Code lists by the table that the SQL joins: the column read, and the list.
IDENTITY_WORDS = {"sexes": ("sex", "sexes")}
PERSON_WORDS = IDENTITY_WORDS | {
    "relations": ("relation", "population_relations"),
    "person_states": ("status", "person_states"),
}
CARD_WORDS = IDENTITY_WORDS | {
    "relations": ("relation", "membership_relations"),
    "card_codes": ("status_code", "card_codes"),
    "card_states": ("status", "card_states"),
    "card_reasons": ("reason", "card_reasons"),
    "care_classes": ("care_class", "care_classes"),
    "segments": ("segment", "segments"),
}
PERSON_REPAIRS = ("last_digit_lost", "text_guard", "kk_digit_lost")
CARD_REPAIRS = (*PERSON_REPAIRS, "noka_zeros_restored")
LINKED_BY = ("name", "birth_date", "nik")
WORK_TABLES = (
    "written_dates",
    "dates",
    "written_places",
    "coded_places",
    "places",
    "deciles",
    "files_with_status",
    "repeated",
)

_TEXT_TO_CODE = pa.schema([("text", pa.string()), ("code", pa.string())])
_CALLED = pa.schema(
    [("level", pa.string()), ("text", pa.string()), ("number", pa.int64())]
)
_FILES = pa.schema([("file_id", pa.int32()), ("file", pa.string())])
_CONTEXT = pa.schema([("number", pa.int64())])
_DECILES = pa.schema(
    [("kind", pa.string()), ("identifier", pa.int64()), ("decile", pa.int8())]
)


def clean_population(
    engine: Duck,
    staged: Path,
    out: Path,
    *,
    month: Month,
    region_table: pa.Table,
    deciles: Path | None = None,
    file_names: Mapping[int, str] | None = None,
    parts: Parts = ONE_PART,
) -> Cleaned:
    """Write the folder `persons` and `persons_quarantine.parquet` into `out`.

    `staged` and `deciles` are staged Parquet; states are those of the month's last day.
    Raises IdentityBroken when a row is neither accepted nor set aside.
    """
    engine.read("staged", staged)
    prepare(engine, month, PERSON_WORDS, ("birth_date", "death_date"))
    find_places(engine, PLACE, region_table, ())
    _deciles(engine, deciles)
    with typed_rows_in(engine, "person_rows", out):
        cleaned = _cleaned(engine, "persons", out, PERSON_REPAIRS, file_names, parts)
    cleaned = replace(cleaned, without=_without(engine))
    return _with_deciles(engine, cleaned, out) if deciles else cleaned


def clean_membership(
    engine: Duck,
    staged: Path,
    out: Path,
    *,
    month: Month,
    region_table: pa.Table,
    context_regencies: Iterable[int] = (),
    scope: str = "all",
    file_names: Mapping[int, str] | None = None,
    parts: Parts = ONE_PART,
) -> Cleaned:
    """Write the folder `cards` and `cards_quarantine.parquet` into `out`.

    `context_regencies` are the ten-digit numbers of the regencies of the population
    register: a village name without a regency is looked up in them. A `scope` of one
    segment is the segment of rows that name none; a list of residents without a card
    gets numbers `L…` in place of card numbers.
    """
    engine.read("staged", staged)
    dates = ("birth_date", "start_date", "end_date")
    prepare(engine, month, CARD_WORDS, dates, scope)
    place = tuple(column for column in PLACE if column != "province_code")
    find_places(engine, place, region_table, context_regencies)
    engine.create(sql_file(__package__, "files_with_status"))
    with typed_rows_in(engine, "card_rows", out):
        cleaned = _cleaned(engine, "cards", out, CARD_REPAIRS, file_names, parts)
    return replace(
        cleaned,
        without=_without(engine),
        unresolved_regions=_count(engine, "village % 10000 = 0"),
        unknown_segments=_count(engine, "segment = 'unknown'"),
        other_segments=_count(engine, f"segment NOT IN ('{scope}', 'unknown')")
        if scope in SEGMENTS
        else 0,
    )


def accept_typed(
    engine: Duck, kind: str, out: Path, *, file_names: Mapping[int, str], parts: Parts
) -> Cleaned:
    """Write what of rows that are typed already can be accepted, as if cleaned here.

    Reads the views `staged` (file_id and row of every row) and `typed_rows`; no row
    has anything to repair, but a person or card may come twice.
    """
    _deciles(engine, None)
    name = {"population": "persons", "membership": "cards"}[kind]
    return _cleaned(engine, name, out, (), file_names, parts)


def regencies_of(engine: Duck, persons: Path) -> list[int]:
    """The regencies of cleaned persons, as ten-digit numbers in order."""
    engine.read("accepted", persons)
    found = engine.rows("SELECT DISTINCT village // 1000000 AS regency FROM accepted")
    return sorted(row["regency"] * 1000000 for row in found)


def code_of(code_list: str, text: str) -> str | None:
    """The code that a list in `values/` gives a written word; None if it has none."""
    word = _plain(text)
    if not word:
        return None
    return next(
        (code for code, entry in _code_list(code_list) if fnmatchcase(word, entry)),
        None,
    )


@cache
def _code_list(name: str) -> tuple[tuple[str, str], ...]:
    """(code, entry) in the order of the file."""
    lines = own_yaml("semesta.registers", "values", f"{name}.yaml")
    return tuple(
        (str(code), str(entry))
        for line in lines
        for code, entries in line.items()
        for entry in entries
    )


def _plain(text: str) -> str:
    """Upper case, one blank where anything but letters and digits stood."""
    return re.sub(r"[^A-Z0-9]+", " ", text.upper()).strip()


def prepare(
    engine: Duck,
    month: Month,
    words: Mapping[str, tuple[str, str]],
    dates: Iterable[str],
    scope: str = "all",
) -> None:
    """Everything that both registers need before their rows are read."""
    reference = {
        "day": pa.array([month.last_day], pa.date32()),
        "year_end": pa.array([date(month.year, 12, 31)], pa.date32()),
        "segment": pa.array([scope if scope in SEGMENTS else None], pa.string()),
        "is_list": pa.array([scope == UNREGISTERED_LIST]),
    }
    engine.register("reference", pa.table(reference))
    for table, (column, code_list) in words.items():
        pairs = [(text, code_of(code_list, text)) for text in written(engine, column)]
        known = [{"text": text, "code": code} for text, code in pairs if code]
        engine.register(table, pa.Table.from_pylist(known, _TEXT_TO_CODE))
    names = [{"text": text, "code": code} for code, text in _code_list("months")]
    engine.register("months", pa.Table.from_pylist(names, _TEXT_TO_CODE))
    found = (
        f"SELECT DISTINCT {column} AS text, date_order FROM staged" for column in dates
    )
    engine.create("\nUNION\n".join(found), "written_dates")
    engine.create(sql_file(__package__, "dates"))


def written(engine: Duck, column: str, rows: str = "staged") -> list[str]:
    """The different texts of a column that are not blank."""
    found = engine.rows(
        f"SELECT DISTINCT {column} AS text FROM {rows} WHERE trim({column}) <> ''"
    )
    return sorted(row["text"] for row in found)


def find_places(
    engine: Duck,
    columns: tuple[str, ...],
    region_table: pa.Table,
    context_regencies: Iterable[int],
) -> None:
    """The table `places`: what every way of writing a place means."""
    context = [{"number": number} for number in sorted(set(context_regencies))]
    engine.register("regions", region_table)
    engine.register("context", pa.Table.from_pylist(context, _CONTEXT))
    listed = ", ".join(
        column if column in columns else f"CAST(NULL AS VARCHAR) AS {column}"
        for column in PLACE
    )
    engine.create(f"SELECT DISTINCT {listed} FROM staged", "written_places")
    engine.create(sql_file(__package__, "coded_places"))
    engine.register("called", _called(engine))
    engine.create(sql_file(__package__, "places"))


def _called(engine: Duck) -> pa.Table:
    """Every region that a written name can mean, per level, where codes do not tell."""
    uncoded = "(SELECT * FROM coded_places WHERE village IS NULL)"
    rows = [
        {"level": level, "text": text, "number": region.number}
        for level, columns in NAMED_LEVELS.items()
        for text in sorted(
            {text for column in columns for text in written(engine, column, uncoded)}
        )
        for region in tree().matches(text, level=level)
    ]
    return pa.Table.from_pylist(rows, _CALLED)


def _deciles(engine: Duck, staged: Path | None) -> None:
    """The table `deciles`, empty when there is no such file."""
    if staged is None:
        engine.register("no_deciles", _DECILES.empty_table())
        engine.create("SELECT * FROM no_deciles", "deciles")
        return
    engine.read("staged_deciles", staged)
    engine.create(sql_file(__package__, "deciles"))


def _with_deciles(engine: Duck, persons: Cleaned, out: Path) -> Cleaned:
    """The account of the social-economic register beside that of the persons."""
    quarantine = out / "deciles_quarantine.parquet"
    engine.write(sql_file(__package__, "deciles_quarantine"), quarantine)
    engine.read("set_aside", quarantine)
    counts = engine.rows(sql_file(__package__, "deciles_counts"))
    files = (*persons.files, *(FileCount(**count) for count in counts))
    return replace(persons, files=files, deciles_quarantine=quarantine)


@contextmanager
def typed_rows_in(engine: Duck, name: str, out: Path) -> Iterator[None]:
    """The view `typed_rows` over a work file that lasts as long as it is needed."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}.parquet"
    engine.view(sql_file(__package__, "identities"), "identities")
    try:
        engine.write(sql_file(__package__, name), path)
        engine.read("typed_rows", path)
        yield
    finally:
        path.unlink(missing_ok=True)
        engine.drop(*WORK_TABLES)


def _cleaned(
    engine: Duck,
    name: str,
    out: Path,
    repairs: Iterable[str],
    file_names: Mapping[int, str] | None,
    parts: Parts,
) -> Cleaned:
    """Writes what is accepted and what is set aside, and counts both."""
    table, quarantine = out / name, out / f"{name}_quarantine.parquet"
    named = [{"file_id": key, "file": file} for key, file in (file_names or {}).items()]
    engine.register("files", pa.Table.from_pylist(named, _FILES))
    engine.create(sql_file(__package__, f"repeated_{name}"), "repeated")
    write_parts(engine, sql_file(__package__, name), table, parts)
    engine.write(sql_file(__package__, "quarantine"), quarantine)
    engine.read("accepted", table)
    engine.read("quarantine", quarantine)
    counts = engine.rows(sql_file(__package__, "file_counts"))
    for count in counts:
        file = (file_names or {}).get(count["file_id"], str(count["file_id"]))
        check_rows(file, count["read"], count["accepted"], count["quarantined"])
    return Cleaned(
        table,
        quarantine,
        tuple(FileCount(**count) for count in counts),
        {repair: _count(engine, repair, "typed_rows") for repair in repairs},
    )


def _without(engine: Duck) -> dict[str, tuple[int, ...]]:
    """Of what cards are linked by, the numbers of the files of which no row has any."""
    counts = engine.rows(
        "SELECT file_id, count(nullif(name, '')) AS name, count(birth_date) AS birth_date, "
        "count(nik) AS nik FROM accepted GROUP BY file_id ORDER BY file_id"
    )
    without = {
        name: tuple(row["file_id"] for row in counts if not row[name])
        for name in LINKED_BY
    }
    return {name: numbers for name, numbers in without.items() if numbers}


def _count(engine: Duck, condition: str, table: str = "accepted") -> int:
    return engine.value(f"SELECT count(*) FROM {table} WHERE {condition}")

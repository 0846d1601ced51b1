"""The tables that a run publishes per region and per card, in the words of the contract."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from semesta.coverage.cells import AGE_BANDS, SEGMENTS, SEXES
from semesta.engine import Engine, sql_file
from semesta.months import Month
from semesta.regions import title_of, tree


PACKAGE = "semesta.coverage"
UNREGISTERED = "unregistered-list"


def tables_of_regions(
    engine: Engine, official: pa.Table, month: Month, scope: str
) -> dict[str, pa.Table]:
    """The published tables regions, segments, demographics and bridge.

    Reads the tables that `cover` left in the engine. `official` has the columns of
    `registers.OFFICIAL`. `regions` keeps the low and high counts (active_low, registered_high,
    active_high) that decisions use. A list of unregistered residents is no membership
    register: no bridge leads from its rows to registered residents, and it does not
    say who is active.
    """
    engine.register("official", official)
    known = engine.arrow(sql_file(PACKAGE, "known_regions"))["region"]
    engine.register("region_names", _region_names(known))
    regions = engine.arrow(sql_file(PACKAGE, "regions_out"))
    months = pa.array([str(month)] * regions.num_rows, pa.string())
    ages = {"sex_code": ("sex", SEXES), "age_code": ("age_band", AGE_BANDS)}
    tables = {
        "regions": regions.append_column("month", months),
        "segments": _named(
            _with_codes(engine, "segment_measures", "segment_code"),
            {"segment_code": ("segment", SEGMENTS)},
        ),
        "demographics": _named(
            _with_codes(engine, "demographic_measures", *ages), ages
        ),
        "bridge": _with_codes(engine, "bridge"),
    }
    if scope == UNREGISTERED:
        unknown = ("demographics", "bridge")
        tables |= {name: tables[name].slice(0, 0) for name in unknown}
    return tables


def _with_codes(engine: Engine, table: str, *keys: str) -> pa.Table:
    """A table per region, and further keys, with the region's dotted code."""
    order = ", ".join(f"x.{key}" for key in ("level", "region", *keys))
    return engine.arrow(
        "SELECT t.code AS region_code, x.* "
        f"FROM {table} AS x INNER JOIN region_names AS t "
        f"ON t.number = x.region AND t.level = x.level ORDER BY {order}"
    )


def count_of_links(engine: Engine) -> int:
    """How many cards there are."""
    return engine.value("SELECT count(*) FROM card_findings")


def write_links(engine: Engine, path: Path) -> None:
    """The published table of links as Parquet, one row per card, by card number."""
    engine.write(sql_file(PACKAGE, "links_out"), path)


def write_links_by_part(engine: Engine, cards: Path, path: Path) -> None:
    """The same where they are too many for CSV: one file for every part of `cards`, each
    sorted by itself; cards that are one part are one file."""
    if cards.is_file():
        write_links(engine, path)
        return
    path.mkdir()
    for part in sorted(cards.iterdir()):
        engine.read("card_findings", part)
        write_links(engine, path / part.name)
    engine.read("card_findings", cards)


def identities(engine: Engine, scope: str) -> list[tuple[str, int, int]]:
    """The sums that must add up: name, left, right."""
    rows = engine.rows(sql_file(PACKAGE, "identities"))
    return [
        (row["name"], row["left_side"] or 0, row["right_side"] or 0)
        for row in rows
        if scope != UNREGISTERED or "bridge" not in row["name"]
    ]


def _region_names(numbers: pa.ChunkedArray) -> pa.Table:
    """number, level, code and title of regions given by their 10-digit number."""
    table = tree().table()
    known = table.filter(pc.is_in(table["number"], numbers.combine_chunks()))
    both = known["code"].to_pylist(), known["name"].to_pylist()
    titles = pa.array(map(title_of, *both), pa.string())
    return known.select(["number", "level", "code"]).append_column("title", titles)


def _named(table: pa.Table, codes: dict[str, tuple[str, tuple[str, ...]]]) -> pa.Table:
    """Codes of the cube become words."""
    for column, (name, words) in codes.items():
        place = table.schema.get_field_index(column)
        named = pa.array(words).take(table[column])
        table = table.set_column(place, name, named)
    return table

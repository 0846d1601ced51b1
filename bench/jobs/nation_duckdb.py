"""One big join in DuckDB: both registers whole, and as few queries as there are files."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from bench.jobs.nation_outputs import (
    COVERAGE,
    FINDINGS,
    ORDER,
    STATES,
    WORKLIST,
    Given,
)


MEMORY = "8GB"  # a third of the machine; more bought nothing where it was measured


def outputs(given: Given, out: Path) -> dict[str, Callable[[], object]]:
    connection = duckdb.connect()
    run = lambda sql: connection.execute(sql).fetchall()  # noqa: E731
    run(f"SET memory_limit = '{MEMORY}'")
    run("SET threads = 2")
    run("SET enable_progress_bar = false")
    run(f"SET temp_directory = '{out / 'spill'}'")
    run(f"CREATE VIEW cards AS SELECT * FROM read_parquet({given.cards})")
    run(
        "CREATE VIEW persons AS SELECT *, 'living' AS status "
        f"FROM read_parquet({given.living}) UNION ALL BY NAME "
        f"SELECT * FROM read_parquet({given.departed})"
    )

    def write(name: str, sql: str, more: str = "") -> None:
        (out / name).mkdir()
        where = out / name if more else out / name / "rows.parquet"
        options = f"FORMAT parquet, COMPRESSION zstd{more}"
        run(f"COPY ({sql}) TO '{where}' ({options})")
        run(f"CREATE VIEW {name} AS SELECT * FROM '{out}/{name}/**/*.parquet'")

    order = f" ORDER BY {', '.join(ORDER)}"
    split = ", PARTITION_BY (regency), OVERWRITE_OR_IGNORE"
    return {
        "findings": lambda: write("findings", FINDINGS),
        "states": lambda: write("states", STATES),
        "coverage": lambda: write("coverage", COVERAGE),
        "worklist": lambda: write("worklist", WORKLIST + order, split),
    }

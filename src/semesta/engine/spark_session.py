"""How Spark is set up so that the same SQL means what it means to DuckDB."""

import os
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark import SparkConf
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from semesta.errors import SemestaError


# What decides results, on whatever cluster.
MEANING = {
    # What DuckDB refuses, Spark refuses: a text that is no number, a sum too large.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.parser.escapedStringLiterals": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.session.timeZone": "UTC",
    # A view shows what its tables hold now, as DuckDB's does.
    "spark.sql.legacy.storeAnalyzedPlanForView": "false",
    # A damaged file is an error and not a smaller register.
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
}
# What is decided when a session starts.
START = {
    "spark.sql.catalogImplementation": "in-memory",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # What comes here is small by design, or lands in the memory that was asked for.
    "spark.driver.maxResultSize": "0",
    # Only data lies in a folder of tables.
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
}


def start(
    master: str | None,
    spill: Path,
    *,
    memory: str,
    threads: int,
    settings: Mapping[str, str],
) -> SparkSession:
    """A session on `master`, or on what spark-submit named.

    On this machine it holds `memory` at most, speaks to nobody else, and what does not
    fit goes to `spill`. A cluster brings its own sizes and folders. `settings` are
    further ones of Spark.
    """
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    named = master or (None if submitted else f"local[{threads}]")
    asked = START | {"spark.sql.warehouse.dir": str(spill / "warehouse")}
    if named:
        asked["spark.master"] = named
    if named and named.startswith("local"):
        asked |= _on_this_machine(memory, threads, spill)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setAppName("semesta").setAll([*{**asked, **settings}.items()])
    try:
        session = SparkSession.builder.config(conf=conf).getOrCreate()
    except (PySparkException, Py4JError) as error:
        raise SemestaError(
            "engine.spark_not_started", master=named or "spark-submit"
        ) from error
    for key, value in MEANING.items():
        session.conf.set(key, value)
    return session


def _on_this_machine(memory: str, threads: int, spill: Path) -> dict[str, str]:
    logging = files("semesta.engine") / "log4j2.properties"
    return {
        "spark.driver.memory": memory.removesuffix("B").lower(),
        "spark.driver.host": "localhost",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.defaultJavaOptions": f"-Dlog4j2.configurationFile={logging}",
        "spark.local.dir": str(spill / "spark"),
        # Every further one costs each query time, whether rows fall into it or not.
        "spark.sql.shuffle.partitions": str(2 * threads),
    }

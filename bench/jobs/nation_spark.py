"""Spark on two cores of one machine: the same SQL, shuffled as Spark does by itself."""

from collections.abc import Callable
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession, functions

from bench.jobs.nation_outputs import (
    COVERAGE,
    FINDINGS,
    ORDER,
    STATES,
    WORKLIST,
    Given,
)


SETTINGS = {
    "spark.driver.memory": "8g",
    "spark.sql.shuffle.partitions": "16",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


def outputs(given: Given, out: Path) -> dict[str, Callable[[], object]]:
    builder = SparkSession.builder.master("local[2]")
    for name, value in (SETTINGS | {"spark.local.dir": str(out / "spill")}).items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.read.parquet(*given.cards).createOrReplaceTempView("cards")
    living = spark.read.parquet(*given.living)
    living = living.withColumn("status", functions.lit("living"))
    departed = spark.read.parquet(*given.departed)
    persons = living.unionByName(departed, allowMissingColumns=True)
    persons.createOrReplaceTempView("persons")

    def write(name: str, rows: DataFrame, split: tuple[str, ...] = ()) -> None:
        rows.write.partitionBy(*split).parquet(str(out / name))
        spark.read.parquet(str(out / name)).createOrReplaceTempView(name)

    def listed() -> DataFrame:
        rows = spark.sql(WORKLIST).repartition("regency")
        return rows.sortWithinPartitions(*ORDER)

    return {
        "findings": lambda: write("findings", spark.sql(FINDINGS)),
        "states": lambda: write("states", spark.sql(STATES)),
        "coverage": lambda: write("coverage", spark.sql(COVERAGE)),
        "worklist": lambda: write("worklist", listed(), ("regency",)),
    }

"""How tables are computed: one SQL text, DuckDB here or Spark on a cluster."""

from semesta.engine.duck import Duck
from semesta.engine.sql import SqlFile, sql_file


__all__ = ["Duck", "SqlFile", "sql_file"]

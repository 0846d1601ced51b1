"""How tables are computed: one SQL text, DuckDB here or Spark on a cluster."""

from semesta.engine.choosing import ENGINES, EngineChoice
from semesta.engine.duck import Duck
from semesta.engine.sql import SqlFile, sql_file
from semesta.engine.verbs import Engine


__all__ = ["ENGINES", "Duck", "Engine", "EngineChoice", "SqlFile", "sql_file"]

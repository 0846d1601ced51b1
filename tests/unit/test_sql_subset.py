"""Table logic stays in the SQL that DuckDB and Spark run alike, word for word.

Reading registers (`registers/*.sql`) is DuckDB's alone and not checked here.
"""

from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from house import PACKAGE


ROOMS = ("linkage", "coverage", "worklists", "audit", "review")

# Every kind of node that a file may hold, and why it is safe.
ALLOWED = {
    "a SELECT and its parts; equal in both": (
        "Select With CTE TableAlias From Table Subquery Alias Column Identifier Star "
        "Where Group Having Distinct Union Values Tuple Paren Literal Null Boolean Neg"
    ),
    "joins; ON is demanded below, since USING names its columns differently": "Join",
    "comparison and logic, with NULL as the standard has it": (
        "And Or Not EQ NEQ GT GTE LT LTE Is In Between Like Case If Coalesce Nullif "
        "NullSafeEQ NullSafeNEQ Exists"
    ),
    "arithmetic; division is to DOUBLE in both and gets a check below": (
        "Add Sub Mul Div Mod Abs Floor"
    ),
    "types; which ones is checked below": "Cast DataType",
    "text by characters, counted from 1; `||` gives NULL for NULL in both": (
        "Substring Length Upper Lower Trim Pad Replace DPipe"
    ),
    "equal for ASCII, which NIK and normalised names are": "Levenshtein",
    "bits that two whole numbers share": "BitwiseAnd",
    "the parts of a date": "Year Month Day",
    "the larger and the smaller, NULL left out in both": "Greatest Least",
    "sums over rows, NULL left out": "Count Sum Min Max Avg Filter",
    "windows; ties must be broken by the ORDER BY": (
        "Window RowNumber Rank DenseRank Order Ordered WindowSpec Lag Lead"
    ),
}
# Functions that sqlglot does not know, equal in both. Cast what bit_count gives before
# adding: DuckDB counts in a TINYINT.
ALLOWED_FUNCTIONS = {"BIT_COUNT"}
ALLOWED_KINDS = {kind for kinds in ALLOWED.values() for kind in kinds.split()}

# Spark knows VARCHAR only with a length; sqlglot takes it and STRING for one.
NO_TYPE_OF_SPARK = {"VARCHAR", "TEXT"}
TYPES = {"TEXT", "BOOLEAN", "TINYINT", "SMALLINT", "INT", "BIGINT", "DOUBLE", "DATE"}
WHOLE = {"TINYINT", "SMALLINT", "INT", "BIGINT"}


def faults(sql: str) -> list[str]:
    """What in a SQL text lies outside the common subset."""
    statements = sqlglot.parse(sql, read="duckdb")
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        return ["not exactly one SELECT"]
    found = [fault for node in statements[0].walk() for fault in faults_of(node)]
    words = {token.text.upper() for token in sqlglot.tokenize(sql, read="duckdb")}
    return found + sorted(f"{word}: write STRING" for word in words & NO_TYPE_OF_SPARK)


def faults_of(node: exp.Expression) -> list[str]:
    kind = type(node).__name__
    checks = {
        "not in the subset": kind not in ALLOWED_KINDS
        and not (kind == "Anonymous" and node.name.upper() in ALLOWED_FUNCTIONS),
        "USING; write ON": kind == "Join" and bool(node.args.get("using")),
        "a join without ON": kind == "Join" and joins_by_position(node),
        "EXCLUDE or REPLACE in a star": kind == "Star" and any(node.args.values()),
        "a type that Spark lacks": kind == "DataType" and node.this.value not in TYPES,
        "TRY_CAST": isinstance(node, exp.TryCast),
        "QUALIFY": bool(node.args.get("qualify")),
        "a fraction cast to a whole number: DuckDB rounds, Spark cuts; floor() it": (
            kind == "Cast" and node.to.this.value in WHOLE and is_fraction(node.this)
        ),
        "a written fraction divided: DECIMAL in Spark, DOUBLE in DuckDB; cast it": (
            kind == "Div"
            and any(is_written_fraction(side) for side in (node.this, node.expression))
        ),
        "a backslash in a text: Spark reads it as an escape": (
            kind == "Literal" and "\\" in node.this
        ),
        "GROUP BY with sets or ALL": kind == "Group"
        and any(node.args.get(a) for a in ("cube", "rollup", "grouping_sets", "all")),
    }
    return [
        f"{kind}: {fault} ({node.sql()[:60]})" for fault, hit in checks.items() if hit
    ]


def joins_by_position(join: exp.Join) -> bool:
    """A NATURAL, ASOF or comma join; CROSS JOIN says openly that it has no ON."""
    if join.method:
        return True
    return not (join.args.get("on") or join.args.get("using") or join.kind == "CROSS")


def is_fraction(value: exp.Expression) -> bool:
    """Whether a value may lie between whole numbers; `(a - a % n) / n` does not."""
    value = value.unnest()
    if isinstance(value, exp.Div):
        above = value.this.unnest()
        rest = above.expression if isinstance(above, exp.Sub) else None
        return not (isinstance(rest, exp.Mod) and rest.expression == value.expression)
    return isinstance(value, exp.Avg)


def is_written_fraction(value: exp.Expression) -> bool:
    value = value.unnest()
    return isinstance(value, exp.Literal) and value.is_number and not value.is_int


def files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.sql"))


@pytest.mark.parametrize("path", files(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_file_stays_in_the_common_subset(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", files(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_file_begins_with_a_comment_that_says_what_one_row_is(path):
    assert path.read_text(encoding="utf-8").startswith("-- ")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FILTER (WHERE a > 0) AS n FROM t GROUP BY b",
        "SELECT row_number() OVER (PARTITION BY a ORDER BY b DESC) AS r FROM t",
        "SELECT a FROM t LEFT JOIN u ON t.a = u.a UNION ALL SELECT a FROM v",
        "SELECT a FROM t SEMI JOIN u ON t.a = u.a ANTI JOIN v ON t.a = v.a",
        "SELECT a FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.a = t.a)",
        "SELECT lpad(trim(CAST(a AS STRING)), 13, '0') || substr(b, 1, 4) AS c FROM t",
        "SELECT CAST(floor(a / 1000) AS BIGINT) AS b, a / 7 AS c FROM t",
        "SELECT CAST((a - a % 8) / 8 AS INTEGER) AS b FROM t",
        "SELECT a FROM t CROSS JOIN parameters",
    ],
)
def test_the_subset_holds_what_the_rooms_need(sql):
    assert faults(sql) == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT grouping(a) FROM t GROUP BY a",
        "SELECT a, count(*) FROM t GROUP BY ROLLUP (a)",
        "SELECT a, count(*) FROM t GROUP BY ALL",
        "PIVOT t ON a USING sum(b)",
        "COPY (SELECT 1) TO 'a.parquet'",
        "CREATE TABLE a AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT date_diff('year', a, b) FROM t",
        "SELECT list(a ORDER BY b) FROM t",
        "SELECT [1, 2] AS a",
        "SELECT a[1] FROM t",
        "SELECT * FROM t JOIN u USING (a)",
        "SELECT * FROM t NATURAL JOIN u",
        "SELECT * FROM t, u",
        "SELECT a // 10 FROM t",
        "SELECT hash(a) FROM t",
        "SELECT quantile_cont(a, 0.5) FROM t",
        "SELECT regexp_full_match(a, 'b') FROM t",
        "SELECT regexp_replace(a, 'b', 'c') FROM t",
        "SELECT jaro_winkler_similarity(a, b) FROM t",
        "SELECT a FROM t QUALIFY row_number() OVER (ORDER BY a) = 1",
        "SELECT * EXCLUDE (a) FROM t",
        "SELECT * REPLACE (1 AS a) FROM t",
        "SELECT list_transform(a, lambda x: x + 1) FROM t",
        "SELECT TRY_CAST(a AS BIGINT) FROM t",
        "SELECT a::VARCHAR FROM t",
        "SELECT CAST(a AS HUGEINT) FROM t",
        "SELECT concat(a, b) FROM t",
        "SELECT CAST(a / 10 AS BIGINT) FROM t",
        "SELECT CAST((avg(a)) AS INTEGER) FROM t",
        "SELECT CAST((a - a % 4) / 8 AS INTEGER) FROM t",
        "SELECT 'a\\b' AS c",
        "SELECT a / (0.3) FROM t",
        "SELECT a FROM t LIMIT 5",
        "SELECT a FROM t ASOF JOIN u ON t.a >= u.a",
        "SELECT any_value(a) FROM t",
    ],
)
def test_what_the_engines_do_differently_is_caught(sql):
    assert faults(sql) != []

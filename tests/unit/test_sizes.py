"""Sizes: what does not fit on a few screens is cut at a joint."""

import ast
from pathlib import Path

import pytest

from house import ROOT, repository_files


MODULE_LINES = 400
FUNCTION_LINES = 50
SQL_LINES = 250
NAMELESS = {"utils", "util", "helpers", "helper", "misc", "common"}


def faults(path: Path) -> list[str]:
    """What is too long or has no name of its own in one file."""
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    limit = SQL_LINES if path.suffix == ".sql" else MODULE_LINES
    found = [f"{path.name}: {lines} lines"] if lines > limit else []
    if NAMELESS & {path.stem, path.parent.name}:
        found.append(f"{path.parent.name}/{path.name}: a name that says nothing")
    if path.suffix == ".py":
        found += long_functions(path.name, ast.parse(text))
    return found


def long_functions(name: str, tree: ast.Module) -> list[str]:
    return [
        f"{name}: {node.name} has {length} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := node.end_lineno - node.lineno + 1) > FUNCTION_LINES
    ]


def test_no_file_is_too_long_and_none_is_nameless():
    sources = [p for p in repository_files() if p.suffix in {".py", ".sql"}]
    assert ROOT / "src/semesta/errors.py" in sources

    assert [fault for path in sorted(sources) for fault in faults(path)] == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("long.py", "x = 1\n" * 401, "long.py: 401 lines"),
        ("long.sql", "--\n" * 251, "long.sql: 251 lines"),
        ("f.py", "def f():\n" + "    x = 1\n" * 50, "f.py: f has 51 lines"),
        ("f.py", "async def f():\n" + "    x = 1\n" * 50, "f has 51 lines"),
        ("utils.py", "", "utils.py: a name that says nothing"),
        ("common/a.sql", "", "common/a.sql: a name that says nothing"),
    ],
)
def test_a_planted_fault_is_caught(tmp_path, name, text, fault):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)

    (found,) = faults(path)

    assert fault in found


def test_the_limits_themselves_are_allowed(tmp_path):
    path = tmp_path / "full.py"
    path.write_text("def f():\n" + "    x = 1\n" * 49 + "y = 1\n" * 350)

    assert faults(path) == []

"""SQL files: the text that runs is the text that an auditor reads."""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class SqlFile:
    """One `.sql` file: a single SELECT, named after its file, and whose it is."""

    name: str
    text: str
    package: str = ""


def sql_file(package: str, name: str) -> SqlFile:
    """The file `name.sql` beside the modules of `package`."""
    path = files(package) / f"{name}.sql"
    return SqlFile(name, path.read_text(encoding="utf-8"), package)


def sql_text(sql: SqlFile | str) -> str:
    """The statement alone, ready to stand inside another."""
    text = sql.text if isinstance(sql, SqlFile) else sql
    return text.strip().rstrip(";")

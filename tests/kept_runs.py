"""Runs with a deletion date, for the tests of retention; each has people of its own."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from integration.test_store_double import MONTH, a_manifest, a_table, fill
from semesta.months import Month
from semesta.published import Legal, Store, contract, write_table


def publish_kept(
    out: Path, until: date | None, *, month: Month = MONTH, noka: str = "1"
) -> Path:
    """A run that keeps the contract; `noka` makes its links.csv differ from others'."""
    with Store(out).building(month) as building:
        fill(building.path)
        links = a_table(contract().file("links.csv"))
        place = links.schema.get_field_index("noka")
        write_table(
            building.path,
            "links.csv",
            links.set_column(place, "noka", pa.array([noka])),
        )
        (building.path / "manifest.json").unlink()
        legal = Legal(basis="PKS", deletion_date=until)
        replace(a_manifest(), month=month, legal=legal).write(building.path)
        return building.publish()


def change_manifest(run: Path, **changes: object) -> None:
    """As another version of the program, or a stranger's hand, would have left it."""
    path = run / "manifest.json"
    text = json.loads(path.read_text(encoding="utf-8"))
    path.chmod(0o600)
    path.write_text(json.dumps(text | changes), encoding="utf-8")


def change_end(run: Path, ended: str) -> None:
    """The run ended at another time."""
    path = run / "run.log.json"
    text = json.loads(path.read_text(encoding="utf-8"))
    path.chmod(0o600)
    path.write_text(json.dumps(text | {"ended": ended}), encoding="utf-8")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def proof(out: Path) -> list[dict]:
    """The lines of `forgotten.log.jsonl`."""
    path = out / "forgotten.log.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def names(out: Path) -> set[str]:
    """Everything that lies in a store, hidden or not, its lock aside."""
    return {path.name for path in out.iterdir()} - {".lock"}


def files_of_a_run() -> list[str]:
    """What `publish_kept` writes: all that is required, and links.csv."""
    required = [file.name for file in contract().files.values() if file.required]
    return [*required, "links.csv"]

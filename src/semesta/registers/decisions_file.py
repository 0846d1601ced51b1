"""Adding to the file of review decisions: lines that are there are never touched."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from semesta.errors import SemestaError
from semesta.registers.decisions import COLUMNS, Decision


def append_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Adds a line per decision; the file is there whole before and after.

    A file of an earlier version keeps its lines byte for byte and gets the newer
    columns at the end of its header. Raises SemestaError where it cannot be written.
    """
    try:
        before = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        text = before if before.strip() else ",".join(COLUMNS) + "\n"
        _replace(path, _added(text, decisions))
    except OSError as error:
        raise SemestaError(
            "registers.decisions_not_written", file=path.name, cause=error.strerror
        ) from error


def _added(text: str, decisions: Iterable[Decision]) -> str:
    header, end, body = text.partition("\n")
    delimiter = max(",;\t", key=header.count)
    names = next(csv.reader([header], delimiter=delimiter))
    known = {name.strip().casefold() for name in names}
    names += [name for name in COLUMNS if name not in known]
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    lines.write(body if not body or body.endswith("\n") else body + "\n")
    for decision in decisions:
        cells = _cells(decision)
        writer.writerow(cells.get(name.strip().casefold(), "") for name in names)
    return lines.getvalue()


def _cells(decision: Decision) -> dict[str, str]:
    """A name stands only where no NIK says who is meant."""
    told = decision.probability
    cells = {
        "noka": decision.noka,
        "nik": "" if decision.nik is None else str(decision.nik),
        "verdict": decision.verdict,
        "who": decision.who,
        "when": decision.when.isoformat().removesuffix("T00:00:00"),
        "probability": "" if told is None else f"{told:.6f}",
        "note": decision.note,
    }
    if decision.nik is None:
        cells |= {
            "kk": decision.kk or "",
            "name": decision.name or "",
            "birth_date": str(decision.birth_date or ""),
        }
    return cells


def _replace(path: Path, text: str) -> None:
    """One rename: a reader sees the old file or the new one, with the old one's mode."""
    path = path.resolve()
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            fresh.chmod(path.stat().st_mode)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)

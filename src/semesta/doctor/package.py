"""The package: its own parts, those that it needs, paper and engine at work."""

from datetime import date
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from tempfile import TemporaryDirectory

from semesta.doctor.findings import Finding, finding
from semesta.doctor.requirements import fits, split
from semesta.documents import Stamp, write_pdf
from semesta.engine import Duck


# Three times as many bytes as the engine may hold, so that it has to use the disk.
SPILLING = "SELECT hash(range) AS h FROM range(12000000) ORDER BY h"
SPILL_MEMORY = "32MB"


def requirements() -> list[Finding]:
    """One line when all fits, else one for each that does not."""
    asked = [parts for line in requires("semesta") or [] if (parts := split(line))]
    wrong = [fault for name, wanted in asked if (fault := _fault(name, wanted))]
    if wrong:
        return wrong
    return [finding("requirements_ok", count=len(asked), semesta=version("semesta"))]


def paper() -> Finding:
    """A small PDF is compiled with the fonts that ship with the compiler."""
    today = date.today()
    stamp = Stamp("doctor", today, "doctor", as_of=today)
    with TemporaryDirectory() as folder:
        path = Path(folder, "probe.pdf")
        write_pdf(path, "semesta.doctor", "probe", {"text": "Semesta"}, stamp)
        whole = path.read_bytes().startswith(b"%PDF")
    return finding("paper_ok" if whole else "paper_failed", kind="PDF")


def engine(folder: Path) -> Finding:
    """DuckDB sorts more than it may hold, so that it has to spill to this disk."""
    with TemporaryDirectory(prefix=".doctor-", dir=folder) as name:
        spill = Path(name, "spill")
        with Duck(memory=SPILL_MEMORY, threads=1, spill=spill) as duck:
            duck.create(SPILLING, "sorted_rows")
            spilled = spill.is_dir() and any(spill.iterdir())
            code = "engine_ok" if spilled else "engine_no_spill"
            return finding(code, version=duck.version, folder=str(folder))


def _fault(name: str, wanted: str) -> Finding | None:
    try:
        installed = version(name)
    except PackageNotFoundError:
        return finding("requirement_missing", name=name, wanted=wanted)
    if fits(installed, wanted):
        return None
    return finding("requirement_other", name=name, installed=installed, wanted=wanted)

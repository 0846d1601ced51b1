"""The floor: every value that a run uses, read once from Parquet and looked at."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time

from semesta.engine import Duck


POPULATION = tuple(
    "NO_KK NIK NAMA_LGKP JENIS_KLMIN TGL_LHR STAT_HBKEL ALAMAT NO_RT NO_RW NO_PROP "
    "NO_KAB NO_KEC NO_KEL NAMA_LGKP_IBU FLAG_STATUS TGL_MATI".split()
)
MEMBERSHIP = tuple(
    "NOKA NAMA JENKEL TGLLHR NIK KKNO PISAT KELAS_RAWAT SEGMEN STATUS KET_STATUS "
    "BLN_TUNGGAK TMT KDDESA NMDESA RT RW".split()
)
ALL = {"population": POPULATION, "membership": MEMBERSHIP}
# What states per village need and nothing else: a floor for the least that one may ask.
FEWEST = {
    "population": ("NIK", "NO_KEL", "FLAG_STATUS"),
    "membership": ("NIK", "SEGMEN", "STATUS", "KET_STATUS", "BLN_TUNGGAK", "KDDESA"),
}


def measure(folder: Path, which: str = "all") -> dict[str, float]:
    columns = {"all": ALL, "fewest": FEWEST}[which]
    start, busy = perf_counter(), process_time()
    with Duck() as engine:
        for name in columns:
            engine.read(name, files(folder, name))
        engine.value("SELECT " + ", ".join(look(*one) for one in columns.items()))
    return {"seconds": perf_counter() - start, "cpu_seconds": process_time() - busy}


def files(folder: Path, name: str) -> list[Path]:
    """A register's Parquet files: one, or those of a folder."""
    return sorted((folder / name).glob("*.parquet")) or [folder / f"{name}.parquet"]


def look(table: str, columns: Sequence[str]) -> str:
    """Takes every byte of every value into account, and makes nothing of it.

    Counts, least and greatest would be answered from the files' footers without
    reading a value, and lengths without reading the text.
    """
    return f"(SELECT bit_xor(hash({', '.join(columns)})) FROM {table})"

"""Small finished runs whose every figure can be worked out by hand."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from semesta.months import Month
from semesta.published import Run
from semesta.run import Options, run


REGENCY = "63.09"
DATA = Path(__file__).parent / "data" / "runs"
PERSON = (
    "6309041212120991,{nik},BUDI SANTOSO,1,15-05-1985,KEPALA KELUARGA,63,9,4,1002,0"
)
PERSONS = (
    "NO_KK,NIK,NAMA_LGKP,JENIS_KLMIN,TGL_LHR,STAT_HBKEL,NO_PROP,NO_KAB,NO_KEC,NO_KEL,"
    "FLAG_STATUS"
)
CARD = "{noka},BUDI SANTOSO,L,1985-05-15,{nik},{segment},{status},6309041002"
CARDS = "NOKA,NAMA,JENKEL,TGLLHR,NIK,SEGMEN,STATUS,KDDESA"

Card = tuple[int, int, str, str]


def official_run(
    folder: Path, figures: dict[str, object], facts: str = "", month: str = "2026-01"
) -> Run:
    """A run in which official figures of the regency lead, on a register of one.

    `figures` are columns of `--official`, `facts` the cells of `--facts` behind the
    region code: uhc_prioritas, contributions_paid_through.
    """
    official = _file(
        folder / "official.csv",
        ",".join(["region_code", *figures]),
        [",".join([REGENCY, *map(str, figures.values())])],
    )
    said = _file(
        folder / "facts.csv",
        "region_code,uhc_prioritas,contributions_paid_through",
        [f"{REGENCY},{facts}"] if facts else [],
    )
    return run(
        Options(
            population=(str(DATA / "penduduk.csv"),),
            membership=(str(DATA / "peserta.csv"),),
            month=Month.parse(month),
            out=folder / "store",
            official=official,
            facts=said,
        )
    )


def linked_run(
    folder: Path,
    persons: int,
    cards: Iterable[Card],
    deciles: Sequence[int] = (),
    scope: str = "all",
) -> Run:
    """A run of `persons` numbered from 1 and of cards (number, person, segment,
    status); `deciles` are those of the first persons."""
    people = [PERSON.format(nik=nik(number)) for number in range(1, persons + 1)]
    register = _file(folder / "penduduk.csv", PERSONS, people)
    members = [
        CARD.format(noka=noka(card), nik=nik(person), segment=segment, status=status)
        for card, person, segment, status in cards
    ]
    known = [f"{nik(number)},{decile}" for number, decile in enumerate(deciles, 1)]
    listed = _file(folder / "desil.csv", "NIK,DESIL_NASIONAL", known)
    return run(
        Options(
            population=(str(register), *([str(listed)] if known else [])),
            membership=(str(_file(folder / "peserta.csv", CARDS, members)),),
            month=Month(2026, 1),
            out=folder / "store",
            scope=scope,
        )
    )


def nik(person: int) -> str:
    return f"630904150585{person:04d}"


def noka(card: int) -> str:
    return f"{card:013d}"


def _file(path: Path, header: str, rows: Iterable[str]) -> Path:
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path

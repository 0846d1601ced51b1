"""The registers as the offices hold them: one file a block, or a workbook a village."""

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from semesta.engine import Duck, sql_file
from semesta.synth.blocks import Block
from semesta.synth.request import Request


LAYOUTS = "semesta.synth.layouts"
MADE_UP = "Data rekaan: semua orang di dalamnya tidak ada."
BY_VILLAGE = ("opensid", "opensid_words", "bip")
NOTHING_TO_TELL = 6  # title rows of a family book before its header
FORM_TITLES = ("FORMULIR", "BADAN PENYELENGGARA JAMINAN SOSIAL KESEHATAN")
FORM_HEADER = 13
Rows = Iterable[Mapping[str, Any]]


def write_registers(engine: Duck, request: Request, folder: Path, block: Block) -> None:
    """Both registers, the bill and the deciles of a block, below a month's folder."""
    writer = Writer(engine, request.format, folder, block)
    population, membership = request.population_layout, request.membership_layout
    if population in BY_VILLAGE:
        writer.villages("penduduk", population)
    elif population == "siak_extract":
        writer.table("penduduk", population)
    else:
        writer.workbook("penduduk", population)
    if membership == "list":
        writer.table("peserta", "membership_list")
    elif membership == "vclaim":
        writer.answers("peserta")
    else:
        writer.workbook("peserta", membership)
    writer.table("tagihan", "invoice")
    writer.table("desil", "dtsen")


class Writer:
    """Writes layouts of one block and month."""

    def __init__(self, engine: Duck, form: str, folder: Path, block: Block) -> None:
        self.engine = engine
        self.form = form
        self.folder = folder
        self.block = block

    def table(self, kind: str, layout: str) -> None:
        """CSV or Parquet, straight from the engine."""
        write = self.engine.write if self.form == "parquet" else self.engine.write_csv
        write(sql_file(LAYOUTS, layout), self._path(kind, self.form))

    def workbook(self, kind: str, layout: str) -> None:
        rows = self.engine.rows(sql_file(LAYOUTS, layout))
        path = self._path(kind, "xlsx")
        if layout == "mutation_form":
            write_workbook(path, rows, FORM_HEADER, FORM_TITLES, numbered=True)
        else:
            write_workbook(path, rows)
        if layout == "opendk":
            _zip(path, self._path(kind, "zip"))

    def villages(self, kind: str, layout: str) -> None:
        """One workbook a village, named by its code: no row names the village."""
        for village in self.block.villages:
            sql = sql_file(LAYOUTS, layout).text.replace(
                "FROM register_rows\n",
                f"FROM (SELECT * FROM register_rows WHERE place = {village.number})"
                " AS register_rows\n",
            )
            path = self._path(kind, "xlsx", village.code)
            rows = self.engine.rows(sql)
            write_family_book(path, rows) if layout == "bip" else write_workbook(
                path, rows
            )

    def answers(self, kind: str) -> None:
        """One JSON object a line, as the claim service answers."""
        rows = self.engine.rows(sql_file(LAYOUTS, "vclaim"))
        with self._path(kind, "jsonl").open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(_answer(row), ensure_ascii=False) + "\n")

    def _path(self, kind: str, ending: str, name: str = "") -> Path:
        folder = self.folder / kind
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name or self.block.name}.{ending}"


def write_workbook(
    path: Path,
    rows: list[dict[str, Any]],
    header_row: int = 0,
    titles: tuple[str, ...] = (),
    numbered: bool = False,
) -> None:
    """One sheet; text stays text, so that no digit of a NIK is lost here."""

    def fill(sheet: Any) -> None:
        for number, title in enumerate(titles):
            sheet.write_string(number, 0, title)
        headers = list(rows[0]) if rows else []
        sheet.write_row(header_row, 0, headers)
        if numbered:
            sheet.write_row(header_row + 1, 0, range(1, len(headers) + 1))
        for number, row in enumerate(rows, header_row + 1 + numbered):
            _write_cells(sheet, number, row.values())

    _with_sheet(path, fill)


def write_family_book(path: Path, rows: Rows) -> None:
    """A row for every family, then its members; titles above."""

    def fill(sheet: Any) -> None:
        sheet.write_string(0, 0, "BUKU INDUK PENDUDUK WNI")
        number = NOTHING_TO_TELL
        for cells in _family_lines(rows):
            _write_cells(sheet, number, cells)
            number += 1

    _with_sheet(path, fill)


def _family_lines(rows: Rows) -> Iterator[list[Any]]:
    for number, ((family, home), members) in enumerate(
        groupby(rows, key=lambda row: (row["family"], row["home"]))
    ):
        people = [
            {k: v for k, v in row.items() if k not in ("family", "home")}
            for row in members
        ]
        if not number:
            yield ["No", *people[0]]
            yield list(range(1, len(people[0]) + 2))
        yield [f"No. KK : {family}", None, f"Alamat : {home}"]
        for place, person in enumerate(people, 1):
            yield [place, *person.values()]


def _with_sheet(path: Path, fill: Callable[[Any], None]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"comments": MADE_UP})
        fill(book.add_worksheet("Data"))


def _write_cells(sheet: Any, number: int, cells: Iterable[Any]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, column, cell)
        elif cell is not None:
            sheet.write_number(number, column, cell)


def _zip(path: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(path.name, date_time=(2026, 1, 1, 0, 0, 0))
        archive.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)
    path.unlink()


def _answer(row: dict[str, Any]) -> dict[str, Any]:
    """The nested object of the service."""
    member = {
        "noKartu": row["noka"],
        "nik": row["nik"],
        "nama": row["name"],
        "pisa": row["relation"],
        "sex": row["sex"],
        "tglLahir": row["birth_date"],
        "tglTMT": row["start_date"],
        "tglTAT": row["end_date"],
        "tglCetakKartu": row["start_date"],
        "statusPeserta": {"kode": row["status_code"], "keterangan": row["status"]},
        "jenisPeserta": {"kode": row["segment_code"], "keterangan": row["segment"]},
        "hakKelas": {
            "kode": row["care_class"],
            "keterangan": f"KELAS {row['care_class']}",
        },
        "provUmum": {
            "kdProvider": row["facility_code"],
            "nmProvider": row["facility_name"],
        },
        "informasi": {"dinsos": None, "noSKTM": None, "prolanisPRB": None},
    }
    return {
        "metaData": {"code": "200", "message": "OK"},
        "response": {"peserta": member},
    }

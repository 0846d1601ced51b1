"""Every reader of files, and seeds of what it reads: what the fuzzers are made of.

A reader keeps its promise with any bytes: it gives a result whose accounts add up, or
one SemestaError of the catalogue. Everything else escapes and is a finding.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from house import ROOT
from semesta.awards import decide_file, read_printed
from semesta.errors import LANGUAGES, SemestaError
from semesta.linkage.truth_files import read_true_cards, read_true_villages
from semesta.months import Month
from semesta.planning import read_plan
from semesta.published import read_legal
from semesta.registers import (
    Source,
    decision_table,
    facts_by_region,
    official_table,
    read_card_list,
    read_official,
    stage,
)
from semesta.registers.layouts import usable_layouts
from semesta.synth.targets import Target, read_targets
from semesta.worklists.chronic import read_chronic


DATA = ROOT / "tests" / "data"
PEOPLE = DATA / "runs" / "penduduk.csv"
MEMBERS = DATA / "runs" / "peserta.csv"
MONTH = Month(2026, 1)
USUAL = Target(0.98, 0.8, 0.2)


@dataclass(frozen=True)
class Reader:
    """How a file is read, and valid contents to begin with."""

    read: Callable[[Path], object]
    seeds: tuple[bytes, ...]

    def check(self, data: bytes) -> bool:
        """Whether the reader accepts these bytes. Raises what it must not raise."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "berkas"
            path.write_bytes(data)
            try:
                self.read(path)
            except SemestaError as error:
                assert all(
                    len(error.text(lang).splitlines()) == 1 for lang in LANGUAGES
                )
                return False
        return True


def staged(kind: str) -> Callable[[Path], object]:
    """Reads a register; `stage` itself refuses accounts that do not add up."""

    def read(path: Path) -> object:
        found = stage(kind, [Source(path)], path.parent / "staged")
        aside = pq.read_metadata(found.paths["quarantine"]).num_rows
        assert aside == sum(one.rows_unreadable for one in found.reads)
        return found

    return read


def cells() -> list[list[str]]:
    return [line.split(",") for line in PEOPLE.read_text("utf-8").splitlines()]


def workbook() -> bytes:
    """A population register as XLSX, uncompressed so that a change changes a cell."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name in ("Kec A", "Kec B"):
            sheet = book.add_worksheet(name)
            for row, values in enumerate(cells()):
                sheet.write_row(row, 0, values)
            sheet.write_number(2, 1, 6309045606900992)
    return repacked(stream.getvalue())


def open_document() -> bytes:
    """A population register as ODS."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in cells()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = "".join(
        f' xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "table", "text")
    )
    return zipped(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{
            "content.xml": f"<office:document-content{names}><office:body>"
            f'<office:spreadsheet><table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{space}:manifest:1.0"/>',
        },
    )


def zipped(**members: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def repacked(archive: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return zipped(**{name: packed.read(name) for name in packed.namelist()})


def parquet() -> bytes:
    stream = io.BytesIO()
    header, *rows = cells()
    columns = [[row[at] if at < len(row) else None for row in rows] for at in range(18)]
    table = pa.Table.from_arrays([pa.array(c, pa.string()) for c in columns], header)
    pq.write_table(table, stream, compression="none")
    return stream.getvalue()


def records() -> tuple[bytes, bytes]:
    """Members as the insurer's service gives them: one a line, and wrapped."""
    lines = (DATA / "layouts" / "vclaim.jsonl").read_bytes().splitlines()[:3]
    wrapped = {
        "metaData": {"code": "200"},
        "response": {"list": list(map(json.loads, lines))},
    }
    return b"\n".join(lines), json.dumps(wrapped, indent=1).encode()


OFFICIAL = (
    b"region_code,population,population_semester,registered,active,pbpu_pemda,source\n"
    b'63.09,256.000,2025-1,250000,"1,204",30,"Surat, 5"\n63.10,1,,,,,\n'
)
FACTS = (
    b"region_code,uhc_prioritas,contributions_paid_through,jamkesda_integrated\n"
    b"63.09,ya,2025-09,tidak\n"
)
DECISIONS = (
    b"noka,nik,verdict,who,when\n"
    b"0002001346230,6309040412830035,sama,Ani,2026-01-31T09:30\n"
)
PLAN = b"bulan;kuota;anggaran;realisasi\nJanuari;1.204;Rp37.800;-\n2026-02;5;1;1\n"
FIGURES = (
    b"region_code;region_name;edition;population;active;coverage_pct;active_pct;"
    b"uhc_prioritas\n63.09;Tabalong;2024;267787;255162;98,49;>75;ya\n"
)
TARGETS = (
    b"region_code,coverage,active,local_government_share,population\n"
    b"63.09,98,80.5,20,256000\n"
)
TRUTH = b"noka,nik,finding,damaged\n0000000000001,6309041505850991,matched,0\n"
COVERAGE = b"region,population,active\n63.09.08.2001,120,100\n63.09,1,1\n"
CHRONIC = b"NIK;NOKA\n6309040412830035;'0002001346230\n"
MAP = b"columns:\n  nik: NIK\n  name: NAMA LENGKAP\ndate_order: dmy\nkind: population\n"
LEGAL = b"basis: UU\nagreement: 5/2026\nexpiry: 2027-01-31\npurpose: uji\n"
INVOICE = (
    b"NOKA,NIK,NAMA,TGLLHR,NMDESA,IURAN,BULAN\n"
    b"0001012781266,3310220706830001,MUHAMMAD,07/06/1983,KWAREN,37.800,2026-01\n"
)

READERS = {
    "text": Reader(staged("population"), (PEOPLE.read_bytes(),)),
    "members": Reader(staged("membership"), (MEMBERS.read_bytes(),)),
    "invoice": Reader(staged("invoice"), (INVOICE,)),
    "sheets": Reader(staged("population"), (workbook(), open_document())),
    "json": Reader(staged("membership"), records()),
    "parquet": Reader(staged("population"), (parquet(),)),
    "zip": Reader(
        staged("population"),
        (zipped(**{"kec/a.csv": PEOPLE.read_bytes(), "b.pdf": b"%PDF"}),),
    ),
    "cards": Reader(lambda path: read_card_list(str(path)), (CHRONIC, DECISIONS)),
    "official": Reader(
        lambda path: official_table(
            read_official(path), MONTH, read_printed(path).persons
        ),
        (OFFICIAL,),
    ),
    "facts": Reader(facts_by_region, (FACTS,)),
    "decisions": Reader(decision_table, (DECISIONS,)),
    "plan": Reader(lambda path: read_plan(path, 2026), (PLAN,)),
    "figures": Reader(lambda path: decide_file(path, "2024"), (FIGURES,)),
    "targets": Reader(lambda path: read_targets(path, USUAL), (TARGETS,)),
    "truth": Reader(read_true_cards, (TRUTH,)),
    "coverage": Reader(read_true_villages, (COVERAGE,)),
    "chronic": Reader(read_chronic, (CHRONIC,)),
    "map": Reader(lambda path: usable_layouts("population", "all", path), (MAP,)),
    "legal": Reader(read_legal, (LEGAL,)),
}

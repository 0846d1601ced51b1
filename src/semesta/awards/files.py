"""Reads a file of published figures, one region a row."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from semesta.awards.decisions import Decision, decide
from semesta.awards.figures import Figures
from semesta.awards.intervals import printed
from semesta.errors import (
    SemestaError,
    cell_for_a_message,
    headers_for_a_message,
)
from semesta.files import read_by_hand
from semesta.law import rulebook
from semesta.months import Month


EXTRA_CELLS = "cells beyond the header"
GROUPED = re.compile(r"\d{1,3}(?P<mark>[., \u00a0])\d{3}((?P=mark)\d{3})*")
PLAIN = re.compile(r"(\d{1,12})(\.0+)?")
LOST_DIGIT = re.compile(r"\d{1,2}\.\d|\d")


def decide_file(path: Path, edition: str = "") -> list[Decision]:
    """Decide every row of a figures file, in file order.

    A row is decided under the edition that it names, and under `edition` where it
    names none. Raises SemestaError naming file, row and column.
    """
    return [
        decide(row, rulebook(), row.edition or edition) for row in read_figures(path)
    ]


def read_figures(path: Path) -> list[Figures]:
    """The rows of a CSV with the columns of `Figures`, in any order.

    Delimiter comma, semicolon or tab; UTF-8. Only `region_code` is needed; other
    columns are ignored. A count has no decimals, so `1.204` and `1,204` are 1204.
    """
    try:
        return parsed(path.name, text_of(path))
    except csv.Error as error:
        raise SemestaError("awards.broken_csv", file=path.name) from error


def parsed(file: str, text: str) -> list[Figures]:
    """The figures in the text of a file."""
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(
        io.StringIO(text), delimiter=delimiter, restkey=EXTRA_CELLS, strict=True
    )
    names = [name.strip().casefold() for name in reader.fieldnames or ()]
    if "region_code" not in names:
        found = headers_for_a_message(names)
        raise SemestaError("awards.no_region_code", file=file, found=found)
    reader.fieldnames = names
    lines = [Line(file, reader.line_num, row) for row in reader]
    return [line.figures() for line in lines if not line.is_blank]


def text_of(path: Path) -> str:
    """The text of a file. Raises SemestaError where there is none."""
    try:
        return read_by_hand(path)
    except OSError as error:
        raise SemestaError("awards.no_file", file=path.name) from error
    except UnicodeDecodeError as error:
        raise SemestaError("awards.not_text", file=path.name) from error


@dataclass(frozen=True)
class Line:
    """One row as found, with its place for error messages."""

    file: str
    number: int
    cells: dict[str, str]

    @property
    def is_blank(self) -> bool:
        return not any(self.cells.values())

    def text(self, column: str) -> str:
        return (self.cells.get(column) or "").strip()

    def figures(self) -> Figures:
        """The row as typed figures. Raises SemestaError naming row and column."""
        if any(self.cells.get(EXTRA_CELLS) or ()):
            raise SemestaError("awards.too_many_cells", file=self.file, row=self.number)
        return Figures(
            region_code=self.region_code(),
            region_name=self.text("region_name"),
            edition=self.text("edition"),
            population=self.count("population"),
            registered=self.count("registered"),
            active=self.count("active"),
            local_government=self.count("local_government"),
            local_government_active=self.count("local_government_active"),
            coverage_pct=self.percentage("coverage_pct"),
            active_pct=self.percentage("active_pct"),
            local_government_pct=self.percentage("local_government_pct"),
            uhc_prioritas=self.fact("uhc_prioritas"),
            contributions_paid_through=self.month("contributions_paid_through"),
            jamkesda_integrated=self.fact("jamkesda_integrated"),
            published_category=self.text("published_category"),
        )

    def region_code(self) -> str:
        code = self.text("region_code")
        if not code:
            raise self.bad("region_code", "awards.empty_code")
        if LOST_DIGIT.fullmatch(code):
            raise self.bad("region_code", "awards.code_lost_a_digit")
        return code

    def count(self, column: str) -> int | None:
        text = self.text(column)
        if not text:
            return None
        if GROUPED.fullmatch(text):
            number = int(re.sub(r"\D", "", text))
        elif plain := PLAIN.fullmatch(text):
            number = int(plain[1])
        else:
            raise self.bad(column, "awards.not_a_count")
        if column == "population" and number == 0:
            raise self.bad(column, "awards.not_a_count")
        return number

    def percentage(self, column: str) -> str | None:
        text = self.text(column)
        if not text:
            return None
        try:
            printed(text)
        except SemestaError as error:
            raise self.bad(column, "awards.not_a_percentage_here") from error
        return text

    def fact(self, column: str) -> str:
        text = self.text(column).casefold()
        if text not in ("", "ya", "tidak"):
            raise self.bad(column, "awards.not_a_fact")
        return text

    def month(self, column: str) -> str:
        text = self.text(column)
        try:
            return str(Month.parse(text)) if text else ""
        except ValueError as error:
            raise self.bad(column, "awards.not_a_month") from error

    def bad(self, column: str, code: str) -> SemestaError:
        return SemestaError(
            code,
            file=self.file,
            row=self.number,
            column=column,
            text=cell_for_a_message(self.text(column)),
        )

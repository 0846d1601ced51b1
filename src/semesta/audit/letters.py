"""The draft letter of clarification and the minutes of reconciliation, as DOCX.

They say what was counted and leave blank what only people can fill in.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from semesta.audit.checking import Checked
from semesta.audit.findings import nature_of
from semesta.audit.options import Options
from semesta.audit.settled import settle
from semesta.audit.totals import Totals
from semesta.audit.words import finding_word, say
from semesta.documents import Stamp, count, long_date, month_name, rupiah
from semesta.own_yaml import own_yaml


LANGUAGE = "id"
FONT, SIZE, SMALL = "Arial", Pt(10.5), Pt(8)
NUMBERS = 3  # the last columns of a table of figures


def write_letter(
    path: Path, checked: Checked, totals: Totals, options: Options, files: Sequence[str]
) -> None:
    """The letter to the insurer's branch."""
    facts = _facts(checked, totals, options, files)
    paper = Paper(options.stamp)
    paper.line(_text("letter.head"), bold=True, middle=True)
    paper.line(_text("letter.place"), right=True)
    for key in ("number", "grade", "attached", "subject"):
        paper.line(_text(f"letter.{key}", **facts), tight=True)
    paper.line("")
    paper.line(_text("letter.to"))
    paper.line(_text("letter.opening"))
    paper.line(_text("letter.checked", **facts), justified=True)
    paper.table(*_findings_table(totals))
    paper.line("")
    for key in _parts_of_letter(checked, options):
        paper.item(_text(f"letter.{key}", **facts | _part(totals, key)))
    paper.line(_text("letter.ask"))
    strong = ["ask_strong"] if options.run else []
    for key in (*strong, "ask_clarify", "ask_meeting"):
        paper.item(_text(f"letter.{key}"))
    paper.line(_text("letter.care"), justified=True, bold=True)
    paper.line(_text("letter.closing"), justified=True)
    paper.line(_text("letter.signed"), indent=9)
    paper.save(path)


def write_minutes(
    path: Path, checked: Checked, totals: Totals, options: Options, files: Sequence[str]
) -> None:
    """The minutes that both sides complete and sign."""
    facts = _facts(checked, totals, options, files)
    paper = Paper(options.stamp)
    paper.line(_text("minutes.title", **facts).upper(), bold=True, middle=True)
    paper.line(_text("minutes.number"), middle=True)
    paper.line(_text("minutes.opening"), justified=True)
    for key in ("first", "second"):
        paper.line(_text(f"minutes.{key}"), indent=1)
    paper.line(_text("minutes.together", **facts), justified=True)
    paper.line(_text("minutes.counts"), bold=True)
    paper.table(*_findings_table(totals))
    paper.line("")
    paper.line(_text("minutes.meaning", **facts), justified=True)
    if options.run is None:
        paper.line(_text("letter.no_population"), justified=True)
    paper.line(_text("minutes.funds"), bold=True)
    paper.table(*_funds_table(totals))
    paper.line("")
    paper.line(_text("minutes.agreed"), bold=True)
    topics = _text("minutes.agreed_rows").split("\n")
    names = [_text("table.topic"), _text("table.agreement")]
    paper.table(names, [[topic, ""] for topic in topics], numbers=0)
    paper.line("")
    paper.line(_text("minutes.care"), justified=True, bold=True)
    paper.line(_text("minutes.closing"), justified=True)
    paper.side_by_side(_text("minutes.first_signs"), _text("minutes.second_signs"))
    paper.save(path)


class Paper:
    """An A4 page in the making; equal contents give equal bytes."""

    def __init__(self, stamp: Stamp) -> None:
        self.stamp = stamp
        self.document: Document = docx.Document()
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, SIZE
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2)
        footer = section.footer.paragraphs[0]
        footer.add_run(stamp.one_line(LANGUAGE)).font.size = SMALL

    def line(
        self,
        text: str,
        *,
        bold: bool = False,
        middle: bool = False,
        right: bool = False,
        justified: bool = False,
        tight: bool = False,
        indent: float = 0,
    ) -> None:
        """A paragraph; `indent` in centimetres."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(text).bold = bold
        form = paragraph.paragraph_format
        form.space_after = Pt(0 if tight else 6)
        form.left_indent = Cm(indent)
        form.tab_stops.add_tab_stop(Cm(2.5 + indent))
        if tight:  # what runs over stands below its beginning
            form.left_indent, form.first_line_indent = Cm(2.7), Cm(-2.7)
        for is_so, place in (
            (middle, WD_ALIGN_PARAGRAPH.CENTER),
            (right, WD_ALIGN_PARAGRAPH.RIGHT),
            (justified, WD_ALIGN_PARAGRAPH.JUSTIFY),
        ):
            if is_so:
                paragraph.alignment = place

    def item(self, text: str) -> None:
        paragraph = self.document.add_paragraph(text, style="List Bullet")
        paragraph.paragraph_format.space_after = Pt(3)

    def table(
        self,
        names: Sequence[str],
        rows: Iterable[Sequence[str]],
        numbers: int = NUMBERS,
    ) -> None:
        """A table with lines; the last `numbers` columns are right-aligned."""
        table = self.document.add_table(rows=0, cols=len(names), style="Table Grid")
        for place, cells in enumerate([names, *rows]):
            row = table.add_row()
            for at, text in enumerate(cells):
                paragraph = row.cells[at].paragraphs[0]
                paragraph.add_run(text).bold = not place
                if place and at >= len(names) - numbers:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def side_by_side(self, left: str, right: str) -> None:
        row = self.document.add_table(rows=1, cols=2).rows[0]
        for cell, text in zip(row.cells, (left, right), strict=True):
            cell.paragraphs[0].add_run(text)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def save(self, path: Path) -> None:
        about = self.document.core_properties
        made = datetime.combine(self.stamp.as_of, time())
        about.created = about.modified = made
        about.author = about.last_modified_by = "Semesta"
        about.comments = ""
        self.document.save(str(path))
        settle(path, self.stamp.as_of)


@cache
def _letters() -> dict[str, Any]:
    return own_yaml(__package__, "letters.yaml")


def _text(key: str, **facts: object) -> str:
    part, _, name = key.partition(".")
    return _letters()[part][name][LANGUAGE].format(**facts)


def _facts(
    checked: Checked, totals: Totals, options: Options, files: Sequence[str]
) -> dict[str, str]:
    """What the sentences name."""
    months = sorted(set(checked.bills.months.values()))
    against = "run" if options.run else "nothing"
    if options.membership:
        against = "membership"
    day = options.run.manifest.month.last_day if options.run else None
    lacking = checked.not_billed
    return {
        "months": ", ".join(month_name(m.year, m.number, LANGUAGE) for m in months),
        "files": ", ".join(files),
        "read": _count(checked.bills.rows_read),
        "lines": _count(totals.all.lines),
        "aside": _count(len(checked.bills.aside)),
        "amount": rupiah(totals.all.amount, LANGUAGE),
        "potential": rupiah(totals.all.potential, LANGUAGE),
        "against": _text(f"letter.against_{against}", date=long_date(day, LANGUAGE)),
        "cards": _count(lacking.num_rows) if lacking is not None else "",
    }


def _parts_of_letter(checked: Checked, options: Options) -> list[str]:
    """Without a population register nothing is strong: that nobody looked is said."""
    has_more = checked.not_billed is not None and checked.not_billed.num_rows
    strong = "strong" if options.run else "no_population"
    return [strong, "clarify", *(["lacking"] if has_more else [])]


def _part(totals: Totals, nature: str) -> dict[str, str]:
    lines = {part.key: part.lines for part in totals.by_nature}.get(nature, 0)
    of_finding = (p.lines for p in totals.by_finding if nature_of(p.key, ()) == nature)
    return {"lines": _count(lines), "remarked": _count(lines - sum(of_finding))}


def _findings_table(totals: Totals) -> tuple[list[str], list[list[str]]]:
    keys = ("finding", "nature", "lines", "amount", "potential")
    rows = [
        [
            finding_word(part.key, LANGUAGE),
            say(f"nature.{nature_of(part.key, ())}", LANGUAGE),
            *_figures(part.lines, part.amount, part.potential),
        ]
        for part in totals.by_finding
    ]
    whole = totals.all
    figures = _figures(whole.lines, whole.amount, whole.potential)
    rows.append([_text("table.total"), "", *figures])
    return [_text(f"table.{key}") for key in keys], rows


def _funds_table(totals: Totals) -> tuple[list[str], list[list[str]], int]:
    keys = ("fund", "payer", "amount", "potential")
    rows = [
        [
            say(f"fund.{part.fund}", LANGUAGE),
            say(f"payer.{part.payer}", LANGUAGE),
            rupiah(part.amount, LANGUAGE),
            rupiah(part.potential, LANGUAGE),
        ]
        for part in totals.by_fund
    ]
    whole = totals.all
    figures = [rupiah(whole.amount, LANGUAGE), rupiah(whole.potential, LANGUAGE)]
    rows.append([_text("table.total"), "", *figures])
    return [_text(f"table.{key}") for key in keys], rows, len(figures)


def _figures(lines: int, amount: int, potential: int) -> list[str]:
    return [_count(lines), rupiah(amount, LANGUAGE), rupiah(potential, LANGUAGE)]


def _count(number: int) -> str:
    return count(number, LANGUAGE)

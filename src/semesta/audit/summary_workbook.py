"""`ringkasan.xlsx`: the totals, the lines of interest, the cards that were not billed."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from semesta.audit.checking import Checked, month_at
from semesta.audit.findings import nature_of
from semesta.audit.options import Options
from semesta.audit.returning import lines_of
from semesta.audit.totals import Total, Totals, place_title
from semesta.audit.words import finding_word, flags_of, note_of, say
from semesta.documents import (
    Heading,
    Workbook,
    count,
    decimal,
    masked_card,
    masked_name,
    masked_nik,
    month_name,
)
from semesta.published import label
from semesta.registers import reason_text


Row = dict[str, Any]
MOST_LISTED = 20_000  # lines of a list; every line is in the sender's file anyway
KINDS = {
    "lines": "count",
    "months": "count",
    "row": "count",
    "amount": "rupiah",
    "potential": "rupiah",
    "start": "date",
}
WIDE = {"finding": 30, "remark": 60, "village": 34, "name": 22, "card": 18, "nik": 20}


class SummaryWorkbook:
    """Writes the summary of one audit."""

    def __init__(self, checked: Checked, totals: Totals, options: Options) -> None:
        self.checked = checked
        self.totals = totals
        self.language = options.language
        self.options = options

    def write(self, path: Path) -> None:
        with Workbook(path, self.options.stamp, self.language) as self.book:
            self._sheet("findings", self._findings(), self._about())
            self._sheet("remarks", self._remarks(), [self._say("book.overlap")])
            self._sheet("villages", self._villages())
            self._sheet("funds", self._funds(), self._about()[-1:])
            self._sheet("months", self._months())
            for nature in ("strong", "clarify"):
                warning = [self._say("warning"), self._say("book.masked")]
                self._sheet(nature, self._people(nature), warning + self._rest(nature))
            lacking = [self._say("book.lacking"), self._say("book.in_masterfile")]
            if self.checked.not_billed is not None:
                self._sheet("not_billed", self._not_billed(), lacking)
            self._sheet("aside", self._aside())

    def _say(self, key: str, **parts: object) -> str:
        return say(key, self.language, **parts)

    def _sheet(self, name: str, rows: Iterable[Row], above: Iterable[str] = ()) -> None:
        headings = [
            Heading(
                key,
                self._say(f"heading.{key}"),
                KINDS.get(key, "wrapped" if key == "remark" else "text"),
                WIDE.get(key, 16),
            )
            for key in HEADINGS[name]
        ]
        title = self._say(f"sheet.{name}")
        self.book.sheet(title, headings, rows, above=[title, *above])

    def _about(self) -> list[str]:
        return about(self.checked, self.totals, self.options)

    def _findings(self) -> Iterator[Row]:
        for total in self.totals.by_finding:
            yield {
                "finding": finding_word(total.key, self.language),
                "nature": self._say(f"nature.{nature_of(total.key, ())}"),
                **_measures(total),
            }
        yield {
            "finding": self._say("book.total"),
            "nature": "",
            **_measures(self.totals.all),
        }

    def _remarks(self) -> Iterator[Row]:
        for total in self.totals.by_flag:
            yield {"remark": self._say(f"flag.{total.key}"), **_measures(total)}

    def _villages(self) -> Iterator[Row]:
        for total in self.totals.by_village:
            yield {
                "village": total.key or self._say("book.no_place"),
                **_measures(total),
            }
        yield {"village": self._say("book.total"), **_measures(self.totals.all)}

    def _months(self) -> Iterator[Row]:
        for total in self.totals.by_month:
            yield {"month": total.key, **_measures(total)}
        yield {"month": self._say("book.total"), **_measures(self.totals.all)}

    def _funds(self) -> Iterator[Row]:
        for part in self.totals.by_fund:
            yield {
                "fund": self._say(f"fund.{part.fund}"),
                "payer": self._say(f"payer.{part.payer}"),
                "amount": part.amount,
                "potential": part.potential,
            }
        whole = self.totals.all
        yield {
            "fund": self._say("book.total"),
            "payer": "",
            "amount": whole.amount,
            "potential": whole.potential,
        }

    def _rest(self, nature: str) -> list[str]:
        """Where the lines are that a list leaves out."""
        lines = {part.key: part.lines for part in self.totals.by_nature}.get(nature, 0)
        if lines <= MOST_LISTED:
            return []
        rest = count(lines - MOST_LISTED, self.language)
        return [self._say("book.rest", rest=rest)]

    def _people(self, nature: str) -> Iterator[Row]:
        """The first lines of one nature, masked; the full ones are the sender's rows."""
        reads = {read.file_id: read for read in self.checked.bills.reads}
        found = (
            line
            for line in lines_of(self.checked)
            if nature_of(line["finding"], flags_of(line)) == nature
        )
        for line in islice(found, MOST_LISTED):
            read = reads[line["file_id"]]
            yield {
                "file": read.file,
                "sheet": read.sheet,
                "row": line["row"],
                **_masked(line["card"], line["nik"], line["name"]),
                "village": place_title(line["place"]) or line["village_text"],
                "finding": finding_word(line["finding"], self.language),
                "since": _month(line["since"]),
                "months": line["months"],
                "amount": line["amount"],
                "potential": line["potential"],
                "remark": note_of(line, self.checked.tariffs, self.language),
            }

    def _not_billed(self) -> Iterator[Row]:
        assert self.checked.not_billed is not None
        for card in self.checked.not_billed.to_pylist():
            finding = card["finding"] or "not_checked"
            yield {
                **_masked(card["noka"], card["card_nik"], card["name"]),
                "village": place_title(card["village"]),
                "finding": finding_word(finding, self.language),
                "start": card["start_date"],
            }

    def _aside(self) -> Iterator[Row]:
        reads = {read.file_id: read for read in self.checked.bills.reads}
        for (file_id, row), reason in sorted(self.checked.bills.aside.items()):
            read = reads[file_id]
            yield {
                "file": read.file,
                "sheet": read.sheet,
                "row": row,
                "reason": reason_text(reason, self.language),
            }


MEASURES = ("lines", "amount", "months", "potential")
PERSON = ("card", "nik", "name", "village", "finding")
LINE = (
    "file",
    "sheet",
    "row",
    *PERSON,
    "since",
    "months",
    "amount",
    "potential",
    "remark",
)
HEADINGS = {
    "findings": ("finding", "nature", *MEASURES),
    "remarks": ("remark", *MEASURES),
    "villages": ("village", *MEASURES),
    "months": ("month", *MEASURES),
    "funds": ("fund", "payer", "amount", "potential"),
    "strong": LINE,
    "clarify": LINE,
    "not_billed": (*PERSON, "start"),
    "aside": ("file", "sheet", "row", "reason"),
}


def about(checked: Checked, totals: Totals, options: Options) -> list[str]:
    """What the figures rest on, one sentence a line."""
    language, month = options.language, checked.bills.month
    lines = [
        say(
            "book.month", language, month=month_name(month.year, month.number, language)
        ),
        say(
            "book.read",
            language,
            read=count(checked.bills.rows_read, language),
            checked=count(totals.all.lines, language),
            aside=count(len(checked.bills.aside), language),
        ),
        say("book.potential", language),
        *limits(checked, options),
    ]
    percent = decimal(options.province_share / 10_000, 2, language) + "%"
    return [*lines, say("book.share", language, percent=percent)]


def limits(checked: Checked, options: Options) -> Iterator[str]:
    """What could not be checked, for want of a register."""
    scope = options.run.manifest.scope if options.run else "all"
    if not checked.has_masterfile and not options.run:
        yield say("book.no_masterfile", options.language)
    if not options.run:
        yield say("book.no_population", options.language)
    if scope != "all":
        yield say(
            "book.partial", options.language, scope=_scope(scope, options.language)
        )


def _scope(scope: str, language: str) -> str:
    return scope if scope == "unregistered-list" else label("segment", scope, language)


def _measures(total: Total) -> Row:
    return {name: getattr(total, name) for name in MEASURES}


def _masked(card: str | None, nik: int | None, name: str | None) -> Mapping[str, str]:
    return {
        "card": masked_card(card),
        "nik": masked_nik(str(nik) if nik else None),
        "name": masked_name(name),
    }


def _month(index: int | None) -> str | None:
    return None if index is None else str(month_at(index))

"""What `semesta audit` prints: counts and rupiah, no line of anybody."""

from semesta.audit import (
    LETTER,
    MINUTES,
    SUMMARY,
    Audited,
    Total,
    finding_word,
    nature_of,
)
from semesta.audit import say as audit_text
from semesta.documents import count, month_name, rupiah
from semesta.terminal.page import Page


class AuditPage(Page):
    """Prints the outcome of an audit in one language."""

    def audited(self, done: Audited) -> None:
        month = month_name(done.month.year, done.month.number, self.language)
        self.console.rule(self.say("audit_title", month=month), align="left")
        self._table_of_findings(done)
        self._table_of_remarks(done)
        numbers = {
            "read": done.rows_read,
            "checked": done.totals.all.lines,
            "aside": done.set_aside,
        }
        texts = {name: count(number, self.language) for name, number in numbers.items()}
        self.console.print(audit_text("book.read", self.language, **texts))
        if done.not_billed:
            cards = count(done.not_billed, self.language)
            self.console.print(self.say("audit_not_billed", cards=cards))
        for limit in done.limits:
            self.console.print(limit)
        self.console.print(audit_text("book.potential", self.language))
        self.console.print(audit_text("warning", self.language), style="yellow")
        self._files(done)

    def _table_of_findings(self, done: Audited) -> None:
        keys = ("finding", "nature", "lines", "amount", "potential")
        headers = [audit_text(f"heading.{key}", self.language) for key in keys]
        table = self.table(headers, numbers=3)
        for total in done.totals.by_finding:
            nature = nature_of(total.key, ())
            table.add_row(
                finding_word(total.key, self.language),
                audit_text(f"nature.{nature}", self.language),
                *self._figures(total),
            )
        title = audit_text("book.total", self.language)
        table.add_row(title, "", *self._figures(done.totals.all), style="bold")
        self.console.print(table)

    def _table_of_remarks(self, done: Audited) -> None:
        if not done.totals.by_flag:
            return
        table = self.table(
            [self.say("audit_remark"), self.say("audit_lines")], numbers=1
        )
        for total in done.totals.by_flag:
            name = audit_text(f"flag.{total.key}", self.language)
            table.add_row(name, count(total.lines, self.language))
        self.show(self.say("audit_remarks"), table)

    def _figures(self, total: Total) -> tuple[str, str, str]:
        return (
            count(total.lines, self.language),
            rupiah(total.amount, self.language),
            rupiah(total.potential, self.language),
        )

    def _files(self, done: Audited) -> None:
        self.console.print(f"{self.say('ready')}: {done.folder}")
        for name in (*done.returned, SUMMARY, LETTER, MINUTES):
            self.console.print(f"  {name}")

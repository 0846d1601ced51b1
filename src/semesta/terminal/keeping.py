"""What `semesta forget` and `semesta doctor` print."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from rich.table import Table

from semesta.doctor import VERDICTS, Examined
from semesta.documents import count, long_date
from semesta.own_yaml import own_yaml
from semesta.published import NOT_STATED, Forgotten, Kept, Retention
from semesta.terminal.page import Page


STYLES = {"ok": None, "attention": "yellow", "failed": "bold red"}


@cache
def _texts() -> dict[str, dict[str, str]]:
    return own_yaml("semesta.terminal", "keeping.yaml")


class KeepingPage(Page):
    """A page with the texts of `keeping.yaml` beside those of every page."""

    def say(self, key: str, **parts: object) -> str:
        if key not in _texts():
            return super().say(key, **parts)
        return _texts()[key][self.language].format(**parts)

    def line(self, key: str, **parts: object) -> None:
        shown = {
            name: count(part, self.language) if isinstance(part, int) else part
            for name, part in parts.items()
        }
        # Whole, however narrow the terminal: half a path is another path.
        self.console.print(self.say(key, **shown), soft_wrap=True)

    def retention(self, store: Path, found: Retention) -> None:
        """Every run with its date and what happens to it."""
        on = long_date(found.on, self.language)
        runs = sorted(self._runs(found))
        if found.on != date.today():
            self.line("other_day", on=on)
        if not runs:
            self.line("no_runs")
            return
        headers = [self.say(key) for key in ("run", "deletion_date", "what")]
        table = self.table(headers)
        for row in runs:
            table.add_row(*row)
        self.line("retention", store=store, on=on)
        self.console.print(table)
        if not found.due:
            self.line("nothing_due")
        if found.undated:
            self.line("undated_hint")

    def forgotten(self, found: Forgotten) -> None:
        """The proof: what went, what `current` names now, what was searched."""
        for line in found.deleted:
            self.line(
                "deleted", **{key: line[key] for key in ("run", "files", "bytes")}
            )
        if found.deleted:
            key = "current" if found.current else "no_current"
            self.line(key, run=found.current)
            self.line("proof", log=found.log)
        self.line("searched", files=found.searched)
        if found.same_persons:
            self.line("same_persons", runs=", ".join(found.same_persons))
        if found.exports:
            self.line("exports", count=found.exports)
        if found.deleted:
            self.line("outside")

    def examined(self, found: Sequence[Examined]) -> None:
        """One line a finding, what to do below it, and the sum."""
        for group in dict.fromkeys(one.group for one in found):
            self.console.print(self.say(f"group_{group}"), style="bold")
            self.console.print(self._group([o for o in found if o.group == group]))
        counted = Counter(one.finding.verdict for one in found)
        self.line("doctor_sum", **{verdict: counted[verdict] for verdict in VERDICTS})

    def _group(self, found: Sequence[Examined]) -> Table:
        grid = Table.grid(padding=(0, 2))
        for one in found:
            verdict = one.finding.verdict
            name = self.say(f"verdict_{verdict}")
            text = one.finding.found(self.language)
            grid.add_row(f"  {name}", text, style=STYLES[verdict])
            if do := one.finding.do(self.language):
                grid.add_row("", f"→ {do}")
        return grid

    def _runs(self, found: Retention) -> Iterator[tuple[str, str, str]]:
        for run in found.due:
            yield run.run, self._date(run), self.say("due")
        for run in found.later:
            yield run.run, self._date(run), self.say("later")
        for run in found.undated:
            why = "undated" if run.reason == NOT_STATED else "unread"
            yield run.run, self._date(run), self.say(why)

    def _date(self, run: Kept) -> str:
        return long_date(run.deletion_date, self.language)

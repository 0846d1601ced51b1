"""What `semesta review` prints."""

from pathlib import Path

from semesta.documents import count, decimal, percent
from semesta.review import Exported, Imported, word
from semesta.terminal.page import Page


class ReviewPage(Page):
    """A page with the texts of the review."""

    def exported(self, made: Exported, run: Path) -> None:
        """What stands on the sheet, and the command that takes it back."""
        self.line(
            "exported",
            pairs=made.pairs,
            cards=made.cards,
            persons=made.persons,
            open=made.open_pairs,
            deciding=made.deciding,
        )
        self.line("next", file=made.path, run=run)

    def imported(self, taken: Imported, decisions: Path) -> None:
        """What was added, and how the program's probabilities have fared."""
        kinds = ("same", "different", "undecided")
        of = {kind: taken.of(kind) for kind in kinds}
        self.line("imported", added=len(taken.added), file=decisions.name, **of)
        if taken.already:
            self.line("already", count=taken.already)
        if taken.empty:
            self.line("empty", count=taken.empty)
        if taken.bands:
            self._bands(taken)

    def _bands(self, taken: Imported) -> None:
        names = ("band", "decided", "share")
        headers = [word("terminal", name, self.language) for name in names]
        table = self.table(headers, numbers=2)
        for band in taken.bands:
            ends = (decimal(end, 3, self.language) for end in (band.low, band.high))
            decided = count(band.decided, self.language)
            table.add_row(
                "–".join(ends), decided, percent(band.share_same, self.language)
            )
        self.show(word("terminal", "bands", self.language), table)

    def line(self, key: str, **parts: object) -> None:
        shown = {
            name: count(part, self.language) if isinstance(part, int) else part
            for name, part in parts.items()
        }
        # Whole, however narrow the terminal: half a path is another path.
        text = word("terminal", key, self.language, **shown)
        self.console.print(text, soft_wrap=True)

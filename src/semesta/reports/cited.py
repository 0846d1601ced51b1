"""What the law says on a day, and the sources of everything that was asked."""

from datetime import date

from semesta.errors import SemestaError
from semesta.law import Value, rulebook


NOT_IN_FORCE = ("law.before_first_date", "law.not_in_force")


class Cited:
    """Asks the rulebook and keeps the sources of its answers, for a list of sources."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.sources: list[str] = []

    def value(self, rule: str) -> Value | None:
        """What a rule says on the day; None where it was not in force."""
        try:
            value = rulebook().value(rule, self.on)
        except SemestaError as error:
            if error.code not in NOT_IN_FORCE:
                raise
            return None
        self.sources.append(value.source)
        return value

    def whole(self, rule: str) -> int | None:
        """The value of a rule in rupiah, days or months; None where not in force."""
        value = self.value(rule)
        return None if value is None else int(value.number)

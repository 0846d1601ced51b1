"""What `semesta encode` prints: counts, the key's fingerprint, what may not leave."""

from collections.abc import Mapping

from rich.console import Console

from semesta.documents import count
from semesta.registers import reason_text
from semesta.terminal.page import say


def print_encoded(
    console: Console,
    *,
    rows: int,
    rows_read: int,
    set_aside: Mapping[str, int],
    fingerprint: str,
    language: str,
) -> None:
    """The account of an encoded register; rows set aside by reason."""
    numbers = {"rows": count(rows, language), "read": count(rows_read, language)}
    console.print(say("encoded", language, **numbers))
    for reason, many in set_aside.items():
        console.print(f"  {count(many, language)} · {reason_text(reason, language)}")
    console.print(say("encoded_key", language, fingerprint=fingerprint))
    console.print(say("encoded_next", language))

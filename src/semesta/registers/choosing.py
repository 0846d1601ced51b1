"""Whether a table is the register that the option asks for, and if not, why."""

from collections.abc import Sequence

from semesta.errors import SemestaError, headers_for_a_message
from semesta.registers.layouts import Layout, closest, key_of, recognise
from semesta.registers.tables import Table


UNFIT = {
    "sample": "registers.no_identity",
    "invoice": "registers.is_invoice",
    "decisions": "registers.other_option",
    "truth": "registers.other_option",
    "links": "registers.other_option",
}
OPTIONS = {
    "membership": "--membership",
    "decisions": "--decisions",
    "truth": "--truth",
    "links": "semesta explain RUN",
}
MOST_COLUMNS = 16_384  # as many as a spreadsheet has
TOTALS_ONLY = "invoice_totals"
ALSO = {
    "population": ("population", "deciles"),
    "membership": ("membership",),
    "invoice": ("invoice",),
}


def choose(
    table: Table, kind: str, layouts: Sequence[Layout]
) -> tuple[Layout | None, SemestaError | None]:
    """The layout of a table, and the error if it cannot be read as `kind`."""
    if table.header is None:
        return None, SemestaError("registers.no_rows", file=_named(table))
    if table.width > MOST_COLUMNS:
        return None, SemestaError(
            "registers.too_many_columns",
            file=_named(table),
            columns=table.width,
            most=MOST_COLUMNS,
        )
    cells = table.header.cells
    keys = [key_of(cell) for cell in cells]
    layout = recognise(keys, layouts)
    if layout is None:
        return None, _unknown(table, keys, kind, layouts)
    if layout.name == TOTALS_ONLY:
        return layout, SemestaError("registers.totals_only", file=_named(table))
    if layout.kind in ALSO[kind]:
        return layout, None
    other = "registers.wrong_kind"
    if kind == "invoice":
        billed = any(
            one.name == TOTALS_ONLY and not one.missing(keys) for one in layouts
        )
        other = "registers.no_numbers" if billed else "registers.no_amounts"
    code = UNFIT.get(layout.kind, other)
    return layout, SemestaError(
        code,
        file=_named(table),
        layout=layout.name,
        option=OPTIONS.get(layout.kind, "--population"),
    )


def _unknown(
    table: Table, keys: Sequence[str], kind: str, layouts: Sequence[Layout]
) -> SemestaError:
    if table.header and not "".join(table.header.cells).isprintable():
        return SemestaError("registers.not_text", file=_named(table))
    candidates = [layout for layout in layouts if layout.kind == kind]
    nearest = closest(keys, candidates)
    return SemestaError(
        "registers.unknown_layout",
        file=_named(table),
        headers=_shown(table),
        closest=nearest.name,
        missing=", ".join(nearest.missing(keys)),
    )


def _named(table: Table) -> str:
    return f"{table.file} [{table.sheet}]" if table.sheet else table.file


def _shown(table: Table) -> str:
    return headers_for_a_message(table.header.cells if table.header else ())

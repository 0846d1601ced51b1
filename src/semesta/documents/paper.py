"""Paper: a Typst template beside its module and data as JSON become a PDF."""

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from semesta.documents.stamp import Stamp


LAYOUTS_KEPT = 10  # by the compiler, however large; an empty one takes their place


def write_pdf(
    path: Path, package: str, template: str, data: dict[str, Any], stamp: Stamp
) -> None:
    """Compiles `template.typ` of `package`; it reads `json(bytes(sys.inputs.data))`.

    Only fonts that ship with the compiler are used, so that a PDF looks the same
    everywhere; equal data give equal bytes. Memory does not grow with the number of
    files written.
    """
    source = (files(package) / f"{template}.typ").read_bytes()
    made = datetime(stamp.as_of.year, stamp.as_of.month, stamp.as_of.day, tzinfo=UTC)
    compiled = typst.compile(
        source,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(made.timestamp()),
    )
    path.write_bytes(compiled)
    for _ in range(LAYOUTS_KEPT + 1):
        typst.compile(b"", font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """Those of the compiler, found once."""
    return typst.Fonts(include_system_fonts=False)

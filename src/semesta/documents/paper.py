"""Paper: a Typst template beside its module and data as JSON become a PDF."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from semesta.documents.stamp import Stamp


def write_pdf(
    path: Path, package: str, template: str, data: dict[str, Any], stamp: Stamp
) -> None:
    """Compiles `template.typ` of `package`; it reads `json(bytes(sys.inputs.data))`.

    Only fonts that ship with the compiler are used, so that a PDF looks the same
    everywhere; equal data give equal bytes.
    """
    source = (files(package) / f"{template}.typ").read_bytes()
    made = datetime(stamp.as_of.year, stamp.as_of.month, stamp.as_of.day, tzinfo=UTC)
    compiled = typst.compile(
        source,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
        timestamp=int(made.timestamp()),
    )
    path.write_bytes(compiled)

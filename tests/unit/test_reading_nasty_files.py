"""Files that something happened to: read whole, or refused with one clear reason."""

from pathlib import Path

import pytest

from nasty import READ, REFUSED
from staging_helpers import refusal, staged


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_register_is_refused_by_its_reason(
    case: str, tmp_path: Path
) -> None:
    content, code = REFUSED[case]
    path = tmp_path / ("b.ods" if "document" in case else "b.xlsx")
    path.write_bytes(content)
    assert refusal("population", path) == code


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_is_read_whole(case: str, tmp_path: Path) -> None:
    content, rows = READ[case]
    path = tmp_path / "penduduk.csv"
    path.write_bytes(content)
    assert sum(read.rows_read for read in staged("population", path).reads) == rows

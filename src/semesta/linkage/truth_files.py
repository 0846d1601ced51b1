"""Files that say the truth about cards and villages: labelled by hand, or made up."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from semesta.errors import SemestaError
from semesta.files import check_ordinary


CARDS = ("noka", "nik")
VILLAGES = ("region", "population", "active")
NOBODY = {"identity_conflict", "nik_invalid", "not_found", "unknown"}
FINDINGS = NOBODY | {
    *("matched", "duplicate", "deceased", "moved", "newborn_waiting", "nobody"),
}
WITHOUT_NIK = "_without_nik"  # a resident who has none; `nik` is empty, too


def read_true_cards(path: Path) -> pa.Table:
    """noka, nik ('' for none), belongs (to somebody), finding and damage (or NULL).

    `damage` is the column of that name, or else `damaged`. Raises SemestaError for a
    file that cannot be used.
    """
    rows = read_truth(path, CARDS)
    if not rows.num_rows:
        raise SemestaError("linkage.truth_empty", file=path.name)
    is_nik = pc.match_substring_regex(rows["nik"], "^([0-9]{16})?$")
    if wrong := _first_false(is_nik):
        raise SemestaError("linkage.truth_nik", file=path.name, row=wrong)
    belongs = pc.not_equal(rows["nik"], "")
    findings = pa.nulls(rows.num_rows, pa.string())
    if "finding" in rows.column_names:
        nameless = pc.ends_with(rows["finding"], WITHOUT_NIK)
        belongs = pc.or_(belongs, nameless)
        findings = pc.replace_substring(rows["finding"], WITHOUT_NIK, "")
        if wrong := _first_false(pc.is_in(findings, pa.array(sorted(FINDINGS)))):
            known = ", ".join(sorted(FINDINGS))
            raise SemestaError(
                "linkage.truth_finding", file=path.name, row=wrong, known=known
            )
    named = [n for n in ("damage", "damaged") if n in rows.column_names]
    return pa.table(
        {
            "noka": rows["noka"],
            "nik": rows["nik"],
            "belongs": belongs,
            "finding": findings,
            "damage": rows[named[0]] if named else pa.nulls(rows.num_rows, pa.string()),
        }
    )


def read_codes(lists: Sequence[Path]) -> tuple[pa.Table, pa.Table]:
    """What stands for cards (noka, code) and for persons (nik, code) in a run without
    names, from the lists that `semesta encode` left with the agencies.

    Raises SemestaError for a file that is no such list, and unless both are given.
    """
    found: dict[str, list[pa.Table]] = defaultdict(list)
    for path in lists:
        rows = read_truth(path, ("code",))
        number = next((n for n in CARDS if n in rows.column_names), None)
        if number is None:
            raise SemestaError(
                "linkage.truth_columns", file=path.name, missing=" | ".join(CARDS)
            )
        known = pc.not_equal(rows[number], "")
        found[number].append(rows.select([number, "code"]).filter(known))
    if missing := [number for number in CARDS if number not in found]:
        raise SemestaError("linkage.lists_needed", missing=", ".join(missing))
    cards, persons = (pa.concat_tables(found[number]) for number in CARDS)
    return cards, persons


def read_true_villages(path: Path) -> list[dict[str, int | str]]:
    """region, population, active and, where given, registered of every village."""
    rows = read_truth(path, VILLAGES)
    counts = [n for n in (*VILLAGES[1:], "unregistered") if n in rows.column_names]
    villages = []
    for number, row in enumerate(rows.to_pylist(), 2):
        if row["region"].count(".") != 3:
            continue
        if not all(row[name].isdecimal() for name in counts):
            raise SemestaError("linkage.truth_count", file=path.name, row=number)
        village = {"region": row["region"]} | {name: int(row[name]) for name in counts}
        if "unregistered" in village:
            unregistered = village.pop("unregistered")
            village["registered"] = village["population"] - unregistered
        villages.append(village)
    return villages


def read_truth(path: Path, needed: Sequence[str]) -> pa.Table:
    """The rows of a CSV file with commas or semicolons, as text without outer blanks."""
    check_ordinary(path)
    try:
        with path.open(encoding="utf-8-sig") as file:
            header = file.readline()
        delimiter = ";" if header.count(";") > header.count(",") else ","
        names = [name.strip(' "\r\n') for name in header.split(delimiter)]
        rows = csv.read_csv(
            path,
            csv.ReadOptions(column_names=names, skip_rows=1),
            csv.ParseOptions(delimiter=delimiter),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except (OSError, UnicodeDecodeError, pa.ArrowInvalid) as error:
        raise SemestaError("linkage.truth_unreadable", file=path.name) from error
    if missing := [name for name in needed if name not in names]:
        raise SemestaError(
            "linkage.truth_columns", file=path.name, missing=", ".join(missing)
        )
    trimmed = [pc.utf8_trim_whitespace(column) for column in rows.columns]
    return pa.table(dict(zip(names, trimmed, strict=True)))


def _first_false(passes: pa.ChunkedArray) -> int | None:
    """The number of the first row of a file that does not pass; row 1 is the header."""
    place = pc.index(passes, False).as_py()
    return None if place < 0 else place + 2

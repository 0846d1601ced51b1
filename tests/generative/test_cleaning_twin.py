"""The SQL of cleaning against a slow, obvious twin in plain Python."""

import re
import string
from datetime import date, timedelta

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import staged_population
from semesta.engine import Duck
from semesta.months import Month
from semesta.regions import tree
from semesta.registers import clean_population


JANUARY = Month(2026, 1)
GUARDS = " '.\u00a0"
MONTHS = {"JANUARI": 1, "MEI": 5, "AGT": 8, "AGUSTUS": 8, "OKT": 10, "DES": 12}
PLACEHOLDERS = {"-", "NULL", "N/A"}


def twin_nik(text: str | None, number: bool) -> tuple[int | None, str | None]:
    """(NIK, what is wrong with it)."""
    written = re.sub(r"^(\d{13,})\.0$", r"\1", text or "")
    digits = "".join(c for c in written if c not in GUARDS).upper()
    if not digits:
        return None, "missing"
    if digits in PLACEHOLDERS or set(digits) in ({"0"}, {"9"}):
        return None, "placeholder"
    if not all(c in string.digits for c in digits):
        return None, "not_digits"
    if len(digits) < 16 or (len(digits) == 16 and digits[0] == "0"):
        return None, "too_short"
    if len(digits) > 16:
        return None, "too_long"
    day, month = int(digits[6:8]), int(digits[8:10])
    if calendar_day(2000, month, day - 40 if day > 40 else day) is None:
        return None, "impossible_date"
    if digits[12:] == "0000" or (number and digits[15] == "0"):
        return None, "last_digit_lost"
    return int(digits), None


def twin_kk(text: str | None, number: bool) -> str | None:
    """The number of a family card, if it surely is one."""
    written = re.sub(r"^(\d{13,})\.0$", r"\1", text or "")
    digits = "".join(c for c in written if c not in GUARDS)
    sound = re.fullmatch(r"[1-9][0-9]{15}", digits) and digits != "9" * 16
    return digits if sound and not (number and digits[15] == "0") else None


def twin_name(text: str | None) -> str:
    """A name in capitals, with one blank between words and no marks around it."""
    return re.sub(r"[ \t\u00a0]+", " ", text or "").strip(" '`-").upper()


def twin_date(text: str | None, order: str) -> date | None:
    """The day that a text names."""
    written = (text or "").upper().strip(" '\u00a0")
    written = re.sub(r"[T ]+\d{1,2}:\d{2}.*", "", written)
    if written.isdigit() and len(written) == 8:
        return calendar_day(int(written[:4]), int(written[4:6]), int(written[6:]))
    if written.isdigit():
        return twin_serial(written)
    parts = [part for part in re.split(r"[-/., ]+", written) if part]
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        year, month, day = parts
    elif order == "mdy" and parts[1].isdigit():
        month, day, year = parts
    else:
        day, month, year = parts
    if month in MONTHS:
        month = str(MONTHS[month]) if len(parts[0]) < 3 else "x"
    if not (len(year) == 4 and (year + month + day).isdigit()):
        return None
    if len(month) > 2 or len(day) > 2:
        return None
    return calendar_day(int(year), int(month), int(day))


def twin_serial(digits: str) -> date | None:
    """A spreadsheet's day number: it counts a 29 February 1900 that never was."""
    number = int(digits)
    if len(digits) > 5 or not 1 <= number <= 80000 or 1880 <= number <= 2100:
        return None
    if number == 60:
        return None
    return date(1899, 12, 31 if number < 60 else 30) + timedelta(days=number)


def calendar_day(year: int, month: int, day: int) -> date | None:
    if year < 1000:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def twin_row(row: dict) -> dict:
    """What must come of one row."""
    nik, fault = twin_nik(row["nik"], row["nik_number"])
    born = twin_date(row["birth_date"], row["date_order"])
    sound = born is not None and date(1880, 1, 1) <= born <= JANUARY.last_day
    reason = None
    if born is not None and born > JANUARY.last_day:
        reason = "born_after_month"
    elif nik is None and not (sound and twin_name(row["name"])):
        reason = "no_usable_identity"
    if reason:
        return {"reason": reason}
    return {
        "nik": nik,
        "nik_fault": fault,
        "kk": twin_kk(row["kk"], row["kk_number"]),
        "name": twin_name(row["name"]),
        "mother": twin_name(row["mother"]) or None,
        "birth_date": born if sound else None,
        "birth_text": None if sound else as_found(row["birth_date"]),
    }


def as_found(text: str | None) -> str | None:
    return text if (text or "").strip() else None


@st.composite
def niks(draw: st.DrawFn) -> str:
    """A NIK that may be well formed, with the kinds of damage that files have."""
    day = draw(st.integers(0, 75) | st.integers(1, 28))
    month = draw(st.integers(0, 13) | st.integers(1, 12))
    serial = draw(st.sampled_from([0, 10, 20]) | st.integers(1, 9999))
    digits = f"6309{draw(st.integers(0, 99)):02d}{day:02d}{month:02d}90{serial:04d}"
    damage = draw(
        st.sampled_from(["", "", "", "cut", "add", "guard", "letter", "zero"])
    )
    at = draw(st.integers(0, len(digits) - 1))
    if damage == "cut":
        return digits[:at] + digits[at + 1 :]
    if damage in ("add", "guard", "letter"):
        extra = {"add": string.digits, "guard": GUARDS, "letter": "AO"}[damage]
        return digits[:at] + draw(st.sampled_from(extra)) + digits[at:]
    return "0" + digits[1:] if damage == "zero" else digits


@st.composite
def dates(draw: st.DrawFn) -> str:
    """A date, possible or not, in one of the ways in which files write them."""
    year = draw(st.sampled_from([0, 90, 999, 1879, 1880, 2026, 2031]) | st.just(1990))
    month, day = draw(st.integers(0, 13)), draw(st.integers(0, 32))
    name = draw(st.sampled_from([*MONTHS, "MAYOR"]))
    mark = draw(st.sampled_from("-/. "))
    pad = draw(st.sampled_from(["{:02d}", "{}"]))
    shape = draw(st.sampled_from(["dmy", "ymd", "mdy", "packed", "word"]))
    dd, mm = pad.format(day), pad.format(month)
    written = {
        "dmy": f"{dd}{mark}{mm}{mark}{year}",
        "ymd": f"{year:04d}{mark}{mm}{mark}{dd}",
        "mdy": f"{mm}{mark}{dd}{mark}{year}",
        "packed": f"{year:04d}{month:02d}{day:02d}",
        "word": f"{dd}{mark}{name}{mark}{year}",
    }[shape]
    return written + draw(st.sampled_from(["", "", " 00:00", "T07:30:00", "\u00a0"]))


NAMES = st.none() | st.text("aB é-'`.\t\u00a0", max_size=8)
ROWS = st.fixed_dictionaries(
    {
        "nik": st.none() | st.sampled_from(["", "-", "null", "000", "999"]) | niks(),
        "nik_number": st.booleans(),
        "kk": st.none() | st.sampled_from(["", "9" * 16]) | niks(),
        "kk_number": st.booleans(),
        "name": NAMES | st.just("SITI"),
        "mother": NAMES,
        "birth_date": st.none()
        | st.sampled_from(["", "x", "1-2", "1990"])
        | dates()
        | st.integers(0, 90000).map(str),
        "date_order": st.sampled_from(["dmy", "mdy", "ymd"]),
    }
)


@pytest.fixture(scope="module")
def engine():
    with Duck() as session:
        yield session


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ROWS, min_size=1, max_size=40))
def test_sql_and_twin_agree_on_every_row(engine, tmp_path, rows):
    staged = staged_population(rows, tmp_path / "staged.parquet")

    result = clean_population(
        engine, staged, tmp_path, month=JANUARY, region_table=tree().table()
    )

    found = {row["row"]: row for row in pq.read_table(result.table).to_pylist()}
    found |= {row["row"]: row for row in pq.read_table(result.quarantine).to_pylist()}
    assert sorted(found) == list(range(2, len(rows) + 2))
    for number, row in enumerate(rows, start=2):
        if found[number].get("reason") == "repeated_nik":
            continue
        expected = twin_row(row)
        assert {key: found[number][key] for key in expected} == expected, row


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ROWS, min_size=1, max_size=30), repeats=st.integers(1, 3))
def test_every_nik_stands_once_and_no_row_is_lost(engine, tmp_path, rows, repeats):
    staged = staged_population(rows * repeats, tmp_path / "staged.parquet")

    result = clean_population(
        engine, staged, tmp_path, month=JANUARY, region_table=tree().table()
    )

    kept = [row["nik"] for row in pq.read_table(result.table).to_pylist()]
    usable = [nik for nik in kept if nik is not None]
    (count,) = result.files
    assert len(usable) == len(set(usable))
    assert count.read == len(rows) * repeats == count.accepted + count.quarantined
    assert set(usable) == {
        nik
        for row in rows
        if (nik := twin_nik(row["nik"], row["nik_number"])[0])
        and "reason" not in twin_row(row)
    }

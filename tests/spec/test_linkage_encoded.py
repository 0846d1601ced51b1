"""Small encoded registers → findings: who is found without a name, and who is not."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from semesta import encoding
from semesta.engine import Duck
from semesta.linkage import ENCODED_ON_RESIDUE, ENCODED_SAME_NIK, link
from semesta.months import Month
from semesta.published import Run
from semesta.registers import parts
from semesta.run import Options, run


MONTH = Month(2026, 1)
PEOPLE = "NIK,NO_KK,NAMA,JENIS_KELAMIN,TANGGAL_LAHIR,KODE_DESA,STATUS"
CARDS = "NOKA,NIK,NO_KK,NAMA,JENIS_KELAMIN,TANGGAL_LAHIR,SEGMEN,STATUS,KODE_DESA"
HOME = "6309022010"
KK = "63090201011000{:02d}"

# Card → (the person whose it truly is, the finding, what the card says).
CASES = {
    "0000000000011": ("matched", "SITI AMINAH", ",6309024107900001,,SITI AMINAH,P,1990-07-01"),
    # The number is somebody else's, and nothing else fits its owner.
    "0000000000012": ("identity_conflict", None, ",6309024107900001,,BUDI SANTOSO,L,1971-02-03"),
    # No NIK; old spelling.
    "0000000000013": ("matched", "SUKARNO HIDAYAT", ",,,SOEKARNO HIDAJAT,L,1960-03-04"),
    # The last digit was lost, and so was a letter.
    "0000000000014": ("matched", "NURHAYATI RATNA", ",630902450675003,,NURHAYATI RATN,P,1975-06-05"),
    # Letters that few registers have.
    "0000000000015": ("matched", "RÉMI ÖZGÜR ŠIMIĆ", ",,,REMI OZGUR SIMIC,L,1985-05-05"),
    # Nothing is known of the holder.
    "0000000000016": ("nik_invalid", None, ",,,,,"),
    # A well-formed card of nobody here.
    "0000000000017": ("not_found", None, ",6309020101700009,,KETUT WENDA RASYID,L,1970-01-01"),
    # Twins of one name: nobody can tell whose it is.
    "0000000000018": ("nik_invalid", None, ",,,AHMAD RIZKI,L,2001-01-01"),
    # A baby that may still wait for its number, and one that may not.
    "0000000000019": ("newborn_waiting", None, ",,,BAYI NY SULASTRI,P,2026-01-10"),
    "0000000000020": ("nik_invalid", None, ",,,BAYI NY KARTINI,P,2025-02-10"),
    "0000000000021": ("deceased", "MUHAMMAD SALEH", ",6309020208400001,,M SALEH,L,1940-08-02"),
}  # fmt: skip
PERSONS = [
    ("6309024107900001", "SITI AMINAH", "P", "1990-07-01", "HIDUP"),
    ("6309020403600001", "SUKARNO HIDAYAT", "L", "1960-03-04", "HIDUP"),
    ("6309024506750031", "NURHAYATI RATNA", "P", "1975-06-05", "HIDUP"),
    ("6309020505850001", "RÉMI ÖZGÜR ŠIMIĆ", "L", "1985-05-05", "HIDUP"),
    ("6309020101010001", "AHMAD RIZKI", "L", "2001-01-01", "HIDUP"),
    ("6309020101010002", "AHMAD RIZKI", "L", "2001-01-01", "HIDUP"),
    ("6309020208400001", "MUHAMMAD SALEH", "L", "1940-08-02", "MENINGGAL"),
    ("", "TANPA NOMOR", "L", "1999-09-09", "HIDUP"),
]


def encoded(folder: Path, kind: str, header: str, lines: list[str], **more) -> Path:
    """The encoded file of a small register."""
    name = f"{kind}-{len(list(folder.iterdir()))}"
    (folder / f"{name}.csv").write_text("\n".join([header, *lines]), "utf-8")
    key = folder / "key"
    request = encoding.Request(
        kind=kind,
        sources=(str(folder / f"{name}.csv"),),
        month=MONTH,
        key=encoding.read_key(key) if key.exists() else encoding.new_key(key),
        out=folder / f"{name}.parquet",
        rows_list=folder / f"{name}-list.csv",
        **more,
    )
    assert encoding.encode(request).rows == len(lines)
    return request.out


def person(place: int, nik: str, name: str, sex: str, born: str, state: str) -> str:
    return ",".join((nik, KK.format(place), name, sex, born, HOME, state))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("encoded")


@pytest.fixture(scope="module")
def files(folder) -> dict[str, list[Path]]:
    people = [person(place, *about) for place, about in enumerate(PERSONS, 10)]
    cards = [f"{noka}{said},PBPU,AKTIF,{HOME}" for noka, (*_, said) in CASES.items()]
    return {
        "population": [
            encoded(folder, "population", PEOPLE, people),
            encoded(folder, "population", PEOPLE, people[:2]),
        ],
        "membership": [encoded(folder, "membership", CARDS, cards)],
    }


@pytest.fixture(scope="module")
def done(files, folder) -> Run:
    names = {kind: tuple(map(str, paths)) for kind, paths in files.items()}
    return run(Options(**names, month=MONTH, out=folder / "store"))


def codes(path: Path, column: str) -> dict[str, str]:
    """What a list of rows says: the number in the register → the code in its place."""
    lines = path.with_name(f"{path.stem}-list.csv").read_text().splitlines()
    header, *rows = [line.split(",") for line in lines]
    return {row[header.index(column)]: row[header.index("code")] for row in rows}


@pytest.mark.parametrize("noka", CASES)
def test_the_finding_is_that_of_the_case(done, files, noka):
    finding, owner, _ = CASES[noka]
    niks = {about[1]: about[0] for about in PERSONS}
    card = codes(files["membership"][0], "noka")[noka]

    (found,) = [row for row in done.links().to_pylist() if row["noka"] == card]

    assert found["finding"] == finding
    expected = codes(files["population"][0], "nik")[niks[owner]] if owner else None
    assert found["nik"] == expected


def test_twins_of_one_name_both_stay_open(done):
    residents = pq.read_table(done.path_of("residents.parquet")).to_pylist()

    assert sum(row["state"] == "unknown" for row in residents) == 2


def test_a_person_of_two_encoded_files_is_counted_once(done):
    rows = done.table("quarantine.csv").to_pylist()

    assert [row["reason"] for row in rows] == ["repeated_nik", "repeated_nik"]
    (region,) = [
        row
        for row in done.regions().to_pylist()
        if (row["level"], row["basis"]) == ("village", "linked")
    ]
    assert region["population"] == len(PERSONS) - 1  # one of them died


@pytest.mark.parametrize("rows_per_part", [1, 3, 1000])
def test_links_do_not_depend_on_how_keyed_numbers_fall_into_parts(
    engine, files, tmp_path, rows_per_part, monkeypatch
):
    monkeypatch.setattr(parts, "SAMPLED", 1)
    registers = encoding.encoded_registers(files, MONTH, "all")
    with Duck(spill=tmp_path / "spill") as duck:
        staged = registers.stage(tmp_path)
        cleaned = registers.clean(duck, staged, tmp_path, rows_per_part)
    linked = link(
        engine,
        cleaned["population"].table,
        cleaned["membership"].table,
        tmp_path / "links",
        same_nik=ENCODED_SAME_NIK,
        on_residue=ENCODED_ON_RESIDUE,
        by_name=False,
    )
    paths = [*linked.nik_links.values(), *linked.residue_links]
    pairs = [
        (row["card_id"], row["person_id"])
        for path in paths
        for row in pq.read_table(path).to_pylist()
    ]

    assert (len(linked.parts) > 1) == (rows_per_part < 1000)
    owners = sum(owner is not None for _, owner, _ in CASES.values())
    assert len(pairs) == len(set(pairs)) == owners


@pytest.mark.parametrize(
    ("with_mother", "method"), [(True, "encoded_family"), (False, "encoded_newborn")]
)
def test_a_nameless_baby_comes_to_its_family(tmp_path, with_mother, method):
    header = f"{PEOPLE},NAMA_IBU"
    people = [
        f"6309025001260001,{KK.format(77)},PUTRI AYU,P,2026-01-10,{HOME},HIDUP,SULASTRI",
        f"6309025001900001,{KK.format(77)},SULASTRI,P,1990-01-10,{HOME},HIDUP,KARTINI",
    ]
    card = f"0000000000019,,{KK.format(77)},BAYI NY SULASTRI,P,2026-01-10,PBPU,AKTIF,{HOME}"
    population = encoded(
        tmp_path, "population", header, people, with_mother=with_mother
    )
    membership = encoded(tmp_path, "membership", CARDS, [card], with_mother=with_mother)

    done = run(
        Options(
            population=(str(population),),
            membership=(str(membership),),
            month=MONTH,
            out=tmp_path / "store",
        )
    )

    (link_,) = done.links().to_pylist()
    assert (link_["finding"], link_["method"]) == ("matched", method)

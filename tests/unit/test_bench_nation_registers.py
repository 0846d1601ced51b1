"""Made-up registers of the nation are the nation in small, however they are made."""

import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.dataset as dataset
import pyarrow.parquet as parquet
import pytest

from bench.jobs.floor import ALL, FEWEST
from bench.nation.registers import (
    MEMBERSHIP,
    NEXT_MONTH,
    POPULATION,
    Wanted,
    make,
    shares,
    villages,
)


PEOPLE, FILES = 4_000, 4


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nation")
    for name, processes in (("once", 2), ("again", 1)):
        wanted = Wanted(
            folder / name,
            PEOPLE,
            lines=True,
            changed=0.02,
            people_per_file=PEOPLE // FILES,
        )
        make(wanted, processes)
    return folder


def rows(made, name, kind):
    return dataset.dataset(made / name / kind, format="parquet").to_table()


def test_every_village_has_its_part_and_jawa_barat_nearly_a_fifth():
    share = shares(1)
    jawa_barat = sum(
        part
        for part, village in zip(share, villages(), strict=True)
        if village.code.startswith("32.")
    )

    assert len(share) == len(villages()) > 80_000
    assert share.min() > 0 and share.sum() == pytest.approx(1)
    assert 0.17 < jawa_barat < 0.19


def test_files_are_as_large_as_wanted_and_hold_everybody(made):
    files = sorted((made / "once" / POPULATION).iterdir())
    sizes = [parquet.read_metadata(file).num_rows for file in files]

    assert sum(sizes) == PEOPLE and len(files) == FILES
    assert max(sizes) < 1.2 * PEOPLE / FILES


def test_no_two_persons_of_any_files_have_one_nik_and_no_two_cards_one_number(made):
    niks = rows(made, "once", POPULATION)["NIK"]
    numbers = rows(made, "once", MEMBERSHIP)["NOKA"]

    assert len(niks.unique()) == len(niks)
    assert len(numbers.unique()) == len(numbers) > 0.9 * PEOPLE


def test_a_tenth_was_born_in_another_district(made):
    people = rows(made, "once", POPULATION)
    places = ("NO_PROP", "NO_KAB", "NO_KEC")
    home = pc.binary_join_element_wise(*(people[name] for name in places), "")
    begins = pc.utf8_slice_codeunits(people["NIK"], 0, 6)

    assert 0.08 < pc.mean(pc.not_equal(home, begins)).as_py() < 0.12


def test_a_file_of_cards_holds_cards_of_everywhere(made):
    first = parquet.read_table(made / "once" / MEMBERSHIP / "part-0000.parquet")

    assert len(pc.unique(pc.utf8_slice_codeunits(first["KDDESA"], 0, 2))) > 20


def test_the_same_registers_come_out_of_one_process_and_of_two(made):
    for kind in (POPULATION, MEMBERSHIP, NEXT_MONTH):
        assert rows(made, "once", kind).equals(rows(made, "again", kind))


def test_of_the_next_month_only_the_standing_of_a_few_differs(made):
    before, after = (rows(made, "once", kind) for kind in (MEMBERSHIP, NEXT_MONTH))
    changed = pc.not_equal(before["STATUS"], after["STATUS"]).to_pylist()
    standing = {"STATUS", "KET_STATUS", "BLN_TUNGGAK"}

    assert 0 < sum(changed) < 0.02 * len(changed) + 30
    for name in set(before.column_names) - standing:
        assert before[name].equals(after[name])


def test_lines_hold_what_the_columns_hold(made):
    for kind in (POPULATION, MEMBERSHIP):
        columns = rows(made, "once", kind)
        as_text = dict.fromkeys(columns.column_names, "string")
        found = [
            csv.read_csv(
                file,
                parse_options=csv.ParseOptions(delimiter=";"),
                convert_options=csv.ConvertOptions(column_types=as_text),
            )
            for file in sorted((made / "once" / f"{kind}-csv").iterdir())
        ]

        assert sum(table.num_rows for table in found) == columns.num_rows
        assert found[0].equals(columns.slice(0, found[0].num_rows))


def test_the_floor_reads_every_column_but_the_line_number(made):
    for kind, name in ((POPULATION, "population"), (MEMBERSHIP, "membership")):
        columns = set(rows(made, "once", kind).column_names)

        assert columns - {"NO"} == set(ALL[name]) > set(FEWEST[name])

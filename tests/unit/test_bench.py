"""The benchmark runs, counts the same people on both sides, and writes its page."""

import re
import subprocess
import sys

import pyarrow.csv as csv
import pyarrow.parquet as parquet
import pytest

from house import ROOT


pytestmark = pytest.mark.slow


PEOPLE = 2_000


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("bench") / "benchmarks.md"
    asked = ["--sizes", str(PEOPLE), "--runs", "1", "--page", str(path)]
    subprocess.run([sys.executable, "-m", "bench", *asked], cwd=ROOT, check=True)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def registers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("registers")
    make_in(folder / "once")
    return folder


def make_in(folder) -> None:
    command = [sys.executable, "-m", "bench.jobs", "making", str(folder), str(PEOPLE)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def cells(page: str, name: str) -> list[str]:
    """The cells of the table row that begins with a name."""
    (line,) = re.findall(rf"^\| {name}.*$", page, re.MULTILINE)
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def test_every_stage_and_peer_stands_on_the_page(page):
    for stage in ("read", "clean", "link", "cover", "decide", "publish"):
        assert cells(page, f"{stage}:")[2].endswith(" MB")
    assert cells(page, "the floor")[-4] == "1.0"


def test_the_peer_counts_the_same_residents_and_fewer_registered(page):
    ours, theirs = cells(page, "the whole run")[-3:], cells(page, "pandas")[-3:]
    numbers = [[int(n.replace(",", "")) for n in row] for row in (ours, theirs)]

    assert numbers[0][0] == numbers[1][0] <= PEOPLE
    assert 0 < numbers[1][1] < numbers[0][1] < numbers[0][0]


def test_a_made_up_nation_is_measured(page):
    runs, _, _, _, memory, cards, disk = cells(page, "`synth`")

    assert runs == "1"
    assert memory.endswith(" MB") and disk.endswith(" MB")
    assert 0.9 * PEOPLE < int(cards.replace(",", "")) < 1.1 * PEOPLE


def test_the_same_seed_makes_the_same_registers(registers):
    make_in(registers / "again")
    for name in ("population.csv", "membership.csv"):
        once, again = (registers / place / name for place in ("once", "again"))
        assert once.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("name", ["population", "membership"])
def test_parquet_holds_what_the_csv_holds(registers, name):
    path = registers / "once" / name
    columns = parquet.read_table(path.with_suffix(".parquet"))
    lines = csv.read_csv(
        path.with_suffix(".csv"),
        parse_options=csv.ParseOptions(delimiter=";" if name == "population" else ","),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(columns.column_names, "string")
        ),
    )

    assert lines.equals(columns)


def test_no_two_persons_have_one_nik(registers):
    niks = parquet.read_table(registers / "once" / "population.parquet")["NIK"]

    assert len(niks) == PEOPLE
    assert len(niks.unique()) == PEOPLE

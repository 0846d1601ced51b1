"""The nation's bench: other programs count what we count, the page says what was
measured, and what was measured is never lost."""

import json
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from bench.jobs.nation_outputs import sums
from bench.jobs.watch import Watch
from bench.nation import __main__ as command
from bench.nation import jobs, measuring
from bench.nation.jobs import Asked, Job, JobFailed, carry_out
from bench.nation.lines import CUBE, LINES, MEASURES
from bench.nation.page import page
from bench.nation.records import Records
from bench.nation.scale import refilled
from house import ROOT


pytestmark = pytest.mark.slow


PEOPLE = 2_000
STATES = ("population", "active", "inactive_arrears", "inactive_lapsed", "unregistered")


def done(module: str, *words: object, python: Path = Path(sys.executable)) -> dict:
    line = [str(python), "-m", "bench.jobs", module, *map(str, words)]
    found = subprocess.run(line, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(found.stdout)


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """Registers, what making them said, and what the run on them said."""
    folder = tmp_path_factory.mktemp("nation") / "made"
    made = done("nation_making", folder, PEOPLE, "csv", 0)
    return folder, made, done("nation_run", folder, "exact", "parquet", 2)


@pytest.mark.parametrize(
    "program",
    ["duckdb", "pandas", "polars", pytest.param("spark", marks=pytest.mark.slow)],
)
def test_other_programs_count_the_states_and_findings_that_we_count(measured, program):
    folder, _, ours = measured
    ready = program in ("duckdb", "pandas")
    if not ready and not jobs.PEERS.exists():
        pytest.skip("`make bench-nation` installs it")
    python = Path(sys.executable) if ready else jobs.PEERS
    theirs = done("nation_outputs", folder, program, ours["run"], 10**11, python=python)
    counts = theirs["counted"]

    assert {name: counts[name] for name in STATES} == ours["counted"]
    assert counts["findings"] == findings(Path(ours["run"]))
    assert counts["files"] > 100 and counts["listed"] > 0
    assert [stage["name"] for stage in theirs["stages"]] == [
        *("findings", "states", "coverage", "worklist")
    ]


def findings(run: Path) -> dict[str, int]:
    return sums(run / "cards.parquet", "finding")


def test_a_program_that_takes_too_much_memory_is_told_and_tried_no_more(
    measured, tmp_path, monkeypatch
):
    folder, _, ours = measured
    monkeypatch.setattr(jobs, "PEERS", Path(sys.executable))
    asked = Asked((PEOPLE, 9_000), tmp_path, peer_memory=1_000_000)
    job = Job("pandas", "nation_outputs", ("pandas",), needs_run=True, peer=True)
    records = Records(tmp_path / "measured.jsonl")
    records.add(PEOPLE, "pandas", carry_out(job, asked, folder, ours["run"]))

    assert records.answers(PEOPLE, "pandas") == [{"failed": "more than 0 GB of memory"}]
    assert "2,000" in measuring.failure(records, 9_000, "pandas")
    assert measuring.failure(records, 1_000, "pandas") == ""


def test_a_job_of_ours_that_fails_is_an_error_and_no_measure(tmp_path):
    with pytest.raises(JobFailed, match="nation_run"):
        carry_out(
            Job("nation_run", "nation_run", ("exact", "parquet", "2")),
            Asked((PEOPLE,), tmp_path),
            tmp_path / "nothing",
            "",
        )


def test_the_statements_that_lines_are_made_of_are_sql_files():
    for name in (*CUBE, *MEASURES):
        assert (files("semesta.coverage") / f"{name}.sql").is_file()


def test_a_watched_job_tells_its_stages_with_what_its_processes_hold():
    with Watch() as watch:
        watch.lap("alone")
        watch.lap("together")
        hold = "import time; a = bytearray(200_000_000); time.sleep(1)"
        subprocess.run([sys.executable, "-c", hold], check=True)
    alone, together = watch.laps

    assert [lap["name"] for lap in watch.laps] == ["alone", "together"]
    assert together["seconds"] > 1 > alone["seconds"]
    assert together["cpu_seconds"] < together["seconds"]
    assert together["peak_memory_bytes"] > alone["peak_memory_bytes"] + 150_000_000


@pytest.fixture
def records(measured, tmp_path):
    """Two sizes: what was really measured, and twice as much of everything."""
    _, made, run = measured
    found = Records(tmp_path / "measured.jsonl")
    peer = {
        "seconds": 4.0,
        "cpu_seconds": 5.0,
        "peak_memory_bytes": 2_000_000,
        "stages": [
            {**run["stages"][0], "name": name, "seconds": 1.0}
            for name in ("findings", "states", "coverage", "worklist")
        ],
        "counted": run["counted"],
    }
    for people, slower in ((PEOPLE, 1), (2 * PEOPLE, 2)):
        found.add(people, "made", made)
        for _ in range(3):
            found.add(people, "floor", {"seconds": 0.5 * slower, "cpu_seconds": 1.0})
        found.add(people, "fewest", {"seconds": 0.1, "load": 2.0 * slower})
        for job in ("exact", "one_thread", "csv", "full", "increment"):
            found.add(people, job, times(run, slower))
        work = {**times(run, 1), "seconds": 5.0 * slower}
        found.add(people, "worklist", work)
        found.add(people, "duckdb", peer)
    found.add(PEOPLE, "pandas", peer)
    found.add(2 * PEOPLE, "pandas", {"failed": "more than 16 GB of memory"})
    return found


def times(run: dict, slower: float) -> dict:
    stages = [{**s, "seconds": s["seconds"] * slower} for s in run["stages"]]
    return {**run, "seconds": run["seconds"] * slower, "stages": stages}


def cells(text: str, name: str) -> list[list[str]]:
    """The cells of the table rows that begin with a name."""
    lines = re.findall(rf"^\| {re.escape(name)} \|.*$", text, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")][1:] for line in lines]


def test_the_page_has_every_line_with_its_target_and_whether_it_is_met(records):
    text = page(records)

    for line in LINES:
        small, large, _ = cells(text, line.title)
        assert small[2] == large[2] == "" or line.target is not None
    worklist = cells(text, "worklists with names, families whole, one file per regency")
    assert worklist[0][:5] == ["12 F", "10.0 F", "yes", "5.00", "1"]
    whole = cells(text, "the whole run without the probabilistic linker")[0]
    assert whole[2] in ("yes", "**no**")
    assert (whole[2] == "yes") == (float(whole[1].removesuffix(" F")) <= 45)


def test_the_page_says_who_is_faster_and_who_did_not_finish(records):
    text = page(records)

    assert "a core before a job began: 2.0 to 4.0, usually 3.0" in text
    assert cells(text, "worklists per regency") == [
        ["5.00 (10.0)", "**1.00 (2.0)**", "**1.00 (2.0)**"],
        ["10.00 (10.0)", "**1.00 (1.0)**", "–"],
    ]
    assert "Faster than ours at worklists per regency: DuckDB, one big join" in text
    assert "pandas did not finish: more than 16 GB of memory." in text


def test_lines_of_a_run_add_up_to_the_whole(records):
    parts = ("ingest", "states", "cube", "measures", "rest")
    spent = {line.name: line.all_spent(records, PEOPLE)[0] for line in LINES}

    total = sum(spent[name].seconds for name in parts)
    assert total == pytest.approx(spent["whole"].seconds, rel=0.02)
    assert total < spent["whole"].seconds


def test_the_page_of_scale_keeps_its_text_and_gets_its_figures(records):
    before = (ROOT / "docs" / "explanation" / "scale.md").read_text(encoding="utf-8")
    after = refilled(before, records)
    figures = re.compile(r"(<!-- (\w+) -->\n).*?(\n<!-- /\2 -->)", re.DOTALL)

    assert figures.sub(r"\1\3", after) == figures.sub(r"\1\3", before)
    assert "with registers of 2,000, 4,000 people" in after
    assert refilled(after, records) == after
    with pytest.raises(ValueError, match="residuals"):
        refilled(before.replace("<!-- residuals -->", ""), records)


@pytest.fixture
def pretended(monkeypatch):
    """Jobs that answer at once; the names of those carried out."""
    seen: list[str] = []

    def answer(job: Job, asked: Asked, folder: Path, run: str) -> dict:
        seen.append(job.name)
        folder.mkdir(parents=True, exist_ok=True)
        return {"seconds": 1.0, "run": "run", "counted": {"population": 7}} | {
            "disk": {"most": 1_000, "published": 500}
        }

    monkeypatch.setattr(measuring, "carry_out", answer)
    return seen


def asked(folder: Path, *sizes: int, **more: object) -> Asked:
    given = {"programs": (), "csv_most": 0, "linker_most": 0, "one_thread_most": 0}
    return Asked(sizes, folder, runs=2, **(given | more))


def test_what_is_measured_stays_when_stopped_and_the_rest_follows(pretended, tmp_path):
    path = tmp_path / "measured.jsonl"

    def stop(text: str) -> None:
        if "exact" in text:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measuring.measure(asked(tmp_path, PEOPLE), Records(path), stop)
    assert pretended == ["made", "floor", "fewest", "exact"]
    assert not (tmp_path / str(PEOPLE)).exists()

    pretended.clear()
    measuring.measure(asked(tmp_path, PEOPLE), Records(path), lambda text: None)
    # The published run went with the registers: one is made again for the worklist.
    assert pretended[:3] == ["made", "exact", "worklist"]
    assert pretended.count("floor") == 1
    assert [len(Records(path).answers(PEOPLE, n)) for n in ("floor", "exact")] == [2, 2]


def test_a_job_that_fails_keeps_no_other_from_being_measured(
    pretended, tmp_path, monkeypatch
):
    answer = measuring.carry_out

    def fails(job: Job, *rest: object) -> dict:
        if job.name == "worklist":
            raise JobFailed("worklist: no room")
        return answer(job, *rest)

    monkeypatch.setattr(measuring, "carry_out", fails)
    said: list[str] = []
    records = Records(tmp_path / "measured.jsonl")
    wanted = asked(tmp_path, PEOPLE, increment=True)

    assert measuring.measure(wanted, records, said.append) == 2
    assert said.count("2,000 people: worklist: no room") == 2
    assert len(records.answers(PEOPLE, "increment")) == 2
    assert records.answers(PEOPLE, "worklist") == []


def test_large_sizes_run_once_and_what_is_short_as_often_as_asked(pretended, tmp_path):
    records = Records(tmp_path / "measured.jsonl")
    measuring.measure(asked(tmp_path, 10_000_000), records, lambda text: None)

    assert pretended.count("floor") == 2
    assert len(records.answers(10_000_000, "exact")) == 1


def test_a_size_that_the_disk_does_not_hold_is_refused_before_anything_is_made(
    pretended, tmp_path, monkeypatch
):
    records = Records(tmp_path / "measured.jsonl")
    usage = shutil.disk_usage(tmp_path)._replace(free=9_000_000_000)
    monkeypatch.setattr(measuring.shutil, "disk_usage", lambda path: usage)

    with pytest.raises(
        measuring.TooLarge, match="285,000,000 people need about 114 GB"
    ):
        measuring.measure(asked(tmp_path, command.NATION), records)
    assert pretended == []


def test_what_a_size_needs_is_told_by_the_one_before(pretended, tmp_path):
    records = Records(tmp_path / "measured.jsonl")
    measuring.measure(asked(tmp_path, 1_000), records, lambda text: None)

    disk, seconds = measuring.needed(records, 10_000)
    assert disk == 10 * (1_000 + 7)
    assert seconds == 10 * 4


def test_the_nation_is_not_measured_where_nobody_agrees(tmp_path, capsys, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=10**12)
    monkeypatch.setattr(measuring.shutil, "disk_usage", lambda path: usage)
    records = Records(tmp_path / "measured.jsonl")
    wanted = asked(tmp_path, command.NATION)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    assert command.agreed(wanted, records, yes=True)
    assert not command.agreed(wanted, records, yes=False)
    assert "114 GB of the 1,000 GB" in capsys.readouterr().out


@pytest.mark.slow
def test_the_command_measures_and_writes_its_page(tmp_path):
    words = ["--sizes", str(PEOPLE), "--runs", "1", "--programs", ""]
    words += ["--csv-most", "0", "--linker-most", "0", "--one-thread-most", "0"]
    words += ["--work", tmp_path / "work", "--page", tmp_path / "page.md"]
    line = [sys.executable, "-m", "bench.nation", *map(str, words)]
    subprocess.run(line, cwd=ROOT, check=True)
    text = (tmp_path / "page.md").read_text(encoding="utf-8")

    assert cells(text, "the whole run without the probabilistic linker")
    assert cells(text, "worklists with names, families whole, one file per regency")
    assert not list((tmp_path / "work").glob("[0-9]*"))

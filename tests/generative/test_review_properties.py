"""What holds of the file of decisions and of a sheet, whatever people write."""

import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review_builders import Drawn, Sheet, exported, imported
from semesta.registers import Decision, all_decisions, append_decisions


VERDICTS = ("same", "different", "undecided")
PERSON = {"nik": None, "name": "WAGIYEM", "birth_date": date(1990, 5, 15)}
# Anything that a cell can hold, on one line, as a sheet is read.
lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z")))
texts = st.lists(lines.filter(bool), max_size=4).map(" ".join)
decisions = st.builds(
    Decision,
    noka=st.integers(1, 10**13 - 1).map("{:013d}".format),
    nik=st.integers(10**15, 10**16 - 1),
    verdict=st.sampled_from(VERDICTS),
    who=texts.filter(bool),
    when=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    probability=st.none() | st.integers(0, 10**6).map(lambda n: n / 10**6),
    note=texts,
)
nameless = decisions.map(lambda one: Decision(**{**vars(one), **PERSON}))
OLD = "noka,nik,verdict,who,when\n1,6309021505900001,sama,ani,2026-01-05"


@given(st.lists(decisions | nameless, max_size=5), st.sampled_from(["", OLD]))
def test_what_is_added_is_read_again_and_what_was_there_stays(added, before) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "keputusan.csv")
        path.write_text(before, encoding="utf-8")
        earlier = all_decisions(path) if before else []

        append_decisions(path, added[:2])
        append_decisions(path, added[2:])

        assert all_decisions(path) == [*earlier, *added]
        text = path.read_text(encoding="utf-8")
        assert text.splitlines()[1 : 1 + len(earlier)] == before.splitlines()[1:]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    drawn = Drawn()
    drawn.region("63.09.04.1002", active=6, without=1, waiting=4)
    return drawn.run(tmp_path_factory.mktemp("review"))


answers = st.lists(
    st.none() | st.sampled_from(("sama", "berbeda", "belum dapat diputuskan")),
    min_size=4,
    max_size=4,
)


@settings(deadline=None, max_examples=15)
@given(answers=answers)
def test_rows_with_a_verdict_become_lines_and_rows_without_become_none(
    run: Path, answers: list[str | None]
) -> None:
    given_ = [answer for answer in answers if answer]
    with tempfile.TemporaryDirectory() as folder:
        sheet = Sheet.opened(exported(run, Path(folder, "t.xlsx")))
        for number, answer in enumerate(answers, start=1):
            if answer:
                sheet.fill(number, answer, "Ani", date(2026, 2, 3))
        path = Path(folder, "keputusan.csv")

        assert imported(sheet.save(), run, path).code == 0

        assert path.exists() == bool(given_)
        found = all_decisions(path) if given_ else []
        words = {"sama": "same", "berbeda": "different"}
        wanted = [words.get(answer, "undecided") for answer in given_]
        assert [one.verdict for one in found] == wanted

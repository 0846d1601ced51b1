"""Cards on the report of a run: the open ones that decide, the links least sure."""

import shutil
from pathlib import Path

import pytest

from functional.command import semesta
from html_reader import read_html
from semesta import review
from semesta.earlier import model_of
from semesta.published import Run, open_run


@pytest.fixture(scope="module")
def found(tabalong: Path) -> Run:
    return open_run(tabalong)


def told(run: Run, region: str = "63.09", language: str = "id") -> list[dict]:
    model = model_of(run)
    assert model
    return review.examples(run, model, region, language)


def test_they_are_the_first_of_the_review_and_the_least_sure_links(found):
    cards = found.table("links.csv").to_pylist()
    asked = [
        pair["noka"] for pair, _ in review.ordered(found, review.open_pairs(found))
    ]
    linked = sorted(
        (row["probability"], row["noka"])
        for row in cards
        if row["method"] == "model" and row["nik"]
    )
    last = [f"*********{noka[-4:]}" for noka in dict.fromkeys(asked)][:3]
    last += [f"*********{noka[-4:]}" for _, noka in linked[:2]]

    assert [card["card"] for card in told(found)] == last


def test_their_weights_add_up_to_what_explain_says(found):
    for card in told(found, language="en"):
        total = card["weighed"]["start"] + sum(
            bits for _, bits in card["weighed"]["steps"]
        )
        assert card["weighed"]["total"] == pytest.approx(total)


def test_a_region_has_its_own_cards_only(found):
    assert told(found, region="33.10") == []
    assert told(found, region="ID") == told(found)


def test_the_page_of_the_sample_shows_them_and_no_number_in_full(
    found, tabalong, tmp_path
):
    store = shutil.copytree(tabalong, tmp_path / "store", symlinks=True)  # it is logged
    done = semesta("report", store, "--out", tmp_path / "report")

    text = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    chapter = read_html(text).one("section", id="weights").text

    assert done.code == 0
    for card in told(found):
        assert card["card"] in chapter
    for row in found.table("links.csv").to_pylist():
        assert row["noka"] not in text
        assert not row["nik"] or row["nik"] not in text

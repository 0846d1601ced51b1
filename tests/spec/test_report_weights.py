"""The page about linking: what signs weigh, cards as waterfalls, nobody named."""

import re
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from html_reader import Element, read_html
from report_builders import FIRST, page, rows, written
from semesta.published import Run, table_of, write_table
from semesta.published.manifest import hashes
from semesta.reports.charts import lane


CARDS = [
    {
        **{"card": "*********7655", "decides": "Kabupaten Tabalong: UHC"},
        **{"finding": "unknown", "is_linked": False},
        **{"method": "menurut peluang", "probability": 0.75},
        "weighed": {
            "start": 2.0,
            "steps": [("tanggal lahir sama", 4.0), ("jenis kelamin berbeda", -5.0)],
            "total": 1.0,
        },
        "runner_up": {
            "start": 2.0,
            "steps": [("tanggal lahir berbeda", -9.0)],
            "total": -7.0,
        },
    }
]
SIGNS = [
    {
        **{"step": "sex", "level": "equal", "sign": "jenis kelamin sama"},
        **{"sign_en": "sex agrees", "owners": 0.99, "strangers": 0.495, "bits": 1.0},
    },
    {
        **{"step": "sex", "level": "different", "sign": "jenis kelamin berbeda"},
        **{"sign_en": "sex differs", "owners": 0.01, "strangers": 0.505, "bits": -5.66},
    },
]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run of few numbers, with the weights of its model."""
    found = written(tmp_path_factory.mktemp("run"), rows())
    write_table(found.folder, "weights.csv", table_of("weights.csv", SIGNS))
    found.manifest.files.update(hashes(found.folder))
    return found


def shown(run: Run, folder: Path, **changed: Any) -> Element:
    return read_html(page(run, folder, **{"cards": CARDS} | changed))


def section(root: Element) -> Element:
    return root.one("section", id="weights")


def test_a_card_is_told_sign_by_sign_with_its_sum_and_the_runner_up(run, tmp_path):
    text = section(shown(run, tmp_path)).text

    assert "Kartu *********7655: perlu verifikasi" in text
    assert "peluangnya 0,7500" in text
    assert "Jawabannya ikut menentukan Kabupaten Tabalong: UHC." in text
    assert "16× lebih mungkin orang ini" in text  # four bits
    assert "32× lebih mungkin orang lain" in text  # five bits against
    assert "Calon berikutnya 260 kali kurang mungkin" in text  # eight bits: 256
    assert "tanggal lahir berbeda (-9,0)" in text


def test_every_bar_begins_where_the_last_one_ended(run, tmp_path):
    """Nothing → 2 → 6 → 1 bits: of a width of six, 333, 667 and 833 per mille."""
    card = next(section(shown(run, tmp_path)).all("table"))
    bars = [
        next(r for r in svg.all("rect") if "stroke" in r.attributes)
        for svg in card.all("svg")
    ]
    ends = [
        (float(bar.attributes["x"]), float(bar.attributes["width"])) for bar in bars
    ]

    assert ends == [(0.0, 333.3), (333.3, 666.7), (166.7, 833.3)]
    assert "stripes" in bars[2].attributes["fill"]
    assert "stripes" not in bars[1].attributes["fill"]


def test_the_model_is_told_step_by_step(run, tmp_path):
    text = section(shown(run, tmp_path, language="en", cards=[])).text

    assert "Sex agrees" in text
    assert "99.00%" in text and "49.50%" in text
    assert "2.0× likelier this person" in text
    assert "51× likelier another" in text  # 0.505 over 0.01
    assert "Card *" not in text


@pytest.mark.parametrize("region", ["63.09.08", FIRST])
def test_no_card_is_told_below_the_regency(run, tmp_path, region):
    text = shown(run, tmp_path, region=region).text

    assert "*********7655" not in text
    assert "jenis kelamin sama" in text.lower()  # the model is of the whole run


def test_a_run_without_a_model_has_no_such_section(tmp_path):
    bare = written(tmp_path, rows())

    root = read_html(page(bare, tmp_path))

    assert "weights" not in [
        found.attributes.get("id") for found in root.all("section")
    ]
    assert "#weights" not in [found.attributes.get("href") for found in root.all("a")]


def test_a_lane_without_height_is_drawn_all_the_same():
    assert isinstance(lane(0.0, 0.0, 0.0, 0.0), Markup)
    width = re.search(r'y="6" width="([\d.]+)"', lane(1.0, 1.0, 0.0, 1000.0))
    assert width and float(width[1]) > 0

"""Runs with open pairs, and their sheets."""

from pathlib import Path

import pytest

from review_builders import Drawn, Sheet, exported


KLATEN, HULU_SUNGAI, TABALONG = "33.10.02.2007", "63.08.01.2003", "63.09.04.1002"


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    """Two lines within reach of the answers, and a region where none is.

    Tabalong lacks 1 of 50 to 98%, the other regency of Kalimantan Selatan 3 of 100;
    Klaten lacks 9 and has 2 to ask about.
    """
    drawn = Drawn()
    drawn.region(KLATEN, active=40, without=8, waiting=2)
    drawn.region(HULU_SUNGAI, active=95, without=0, waiting=5)
    drawn.region(TABALONG, active=48, without=0, waiting=2)
    return drawn


@pytest.fixture(scope="module")
def run(drawn: Drawn, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drawn.run(tmp_path_factory.mktemp("review"))


@pytest.fixture
def sheet(run: Path, tmp_path: Path) -> Sheet:
    return Sheet.opened(exported(run, tmp_path / "tinjauan.xlsx"))


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    return tmp_path / "keputusan.csv"


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Drawn, Path]:
    """A card that may be either of two residents of one village, one without NIK; and
    a card of the dead whose holder lives."""
    drawn = Drawn()
    one = drawn.person(TABALONG, NAMA_LGKP="WAGIYEM")
    drawn.person(TABALONG, nik=False, NAMA_LGKP="WAGIYEM", TGL_LHR=one["TGL_LHR"])
    drawn.open_card(one)
    drawn.card(drawn.person(TABALONG), STATUS="MENINGGAL")
    drawn.region(TABALONG, active=3, without=1, waiting=0)
    return drawn, drawn.run(tmp_path_factory.mktemp("namesakes"))

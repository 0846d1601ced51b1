"""What moved a rate most, and how a change is called."""

import pytest

from semesta.published import codes, label_change, table_of, top_causes


ROWS = [
    ("63.09", "born", None, -0.000300, -0.000500),
    ("63.09", "fell_inactive", "PHK", -0.002000, 0.0),
    ("63.09", "fell_inactive", "arrears", -0.000900, 0.0),
    ("63.09", "reactivated", "pbi-jk", 0.001500, 0.0),
    ("63.09", "left", None, 0.000300, 0.000100),
    ("63", "died", None, 0.009000, 0.009000),
    ("63.09", "listed", None, None, None),
]


@pytest.fixture(scope="module")
def changes():
    names = ("region_code", "kind", "cause", "active_effect", "coverage_effect")
    usual = {"persons": 1, "population_change": 0}
    rows = [usual | dict(zip(names, row, strict=True)) for row in ROWS]
    return table_of("changes.csv", rows)


@pytest.mark.parametrize(
    ("rate", "n", "expected"),
    [
        ("active_rate", 3, ["PHK", "pbi-jk", "arrears"]),
        ("active_rate", 9, ["PHK", "pbi-jk", "arrears", "born", "left"]),
        ("coverage_rate", 3, ["born", "left"]),
    ],
)
def test_the_largest_effects_come_first_whichever_way_they_go(
    changes, rate, n, expected
):
    found = top_causes(changes, "63.09", rate, n)

    assert [row["cause"] or row["kind"] for row in found] == expected


def test_a_region_without_changes_has_no_causes(changes):
    assert top_causes(changes, "33.10", "active_rate") == []


@pytest.mark.parametrize(
    ("kind", "cause", "words"),
    [
        ("died", None, "meninggal"),
        ("died", "", "meninggal"),
        ("fell_inactive", "MENUNGGAK IURAN", "menjadi nonaktif (MENUNGGAK IURAN)"),
        ("fell_inactive", "arrears", "menjadi nonaktif (menunggak)"),
        ("registered", "pbpu-pemda", "menjadi terdaftar (PBPU BP Pemda)"),
        (
            "switched_segment",
            "pbi-jk>bp",
            "beralih segmen, tetap aktif (PBI JK → Bukan Pekerja)",
        ),
        (
            "switched_segment",
            "pbi-jk>unknown",
            "beralih segmen, tetap aktif (PBI JK → segmen belum diketahui)",
        ),
        (
            "moved_within",
            "active>unknown",
            "pindah antardesa/kelurahan (aktif → perlu verifikasi)",
        ),
        ("to_verify", "outside", "menjadi perlu verifikasi (di luar berkas peserta)"),
    ],
)
def test_a_change_is_called_in_words(kind, cause, words):
    assert label_change(kind, cause) == words


def test_every_kind_has_words_in_both_languages():
    for kind in codes("change"):
        assert label_change(kind, None, "id") != label_change(kind, None, "en")

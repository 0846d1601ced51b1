"""Layouts are known by their headers; unknown ones are explained or mapped."""

import pytest

from semesta.errors import SemestaError
from semesta.registers.families import family_of
from semesta.registers.layouts import (
    column_headers,
    key_of,
    known_layouts,
    recognise,
    usable_layouts,
)
from semesta.registers.schemas import FOUND, schema
from semesta.registers.titles import said_in_titles
from staging_helpers import members_in, people_in, rows_of, staged


@pytest.fixture
def write(tmp_path):
    def _write(text, name="data.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def recognised(*headers):
    layouts = usable_layouts("population", "all", None)
    layout = recognise([key_of(header) for header in headers], layouts)
    return layout.name if layout else None


@pytest.mark.parametrize("layout", known_layouts(), ids=lambda layout: layout.name)
def test_a_layout_names_only_columns_of_its_kind(layout):
    known = set(FOUND.get(layout.kind, ()))
    named = {*layout.own.values(), *layout.needs, *layout.any}
    assert named <= known


@pytest.mark.parametrize("kind", FOUND)
def test_a_header_names_one_column_of_a_kind_only(kind):
    columns = column_headers()[kind]
    assert set(columns) <= set(FOUND[kind])
    keys = [set(map(key_of, headers)) for headers in columns.values()]
    assert sum(map(len, keys)) == len(set().union(*keys))


@pytest.mark.parametrize("kind", FOUND)
def test_every_staged_column_is_there_even_where_a_file_has_none(kind):
    assert set(FOUND[kind]) < set(schema(kind).names)


@pytest.mark.parametrize(
    ("headers", "layout"),
    [
        ("no_kk nik NAMA_LGKP no_prop no_kab no_kec no_kel", "siak_extract"),
        ("nama no_kk nik sex tanggallahir kk_level status_dasar suku", "opensid"),
        ("NAMA NIK TGL_LAHIR", "generic_population"),
        ("NAMA TGL_LAHIR ALAMAT", "generic_population"),
        ("NOKA NAMA SEGMEN STATUS", "membership_list"),
        ("NO._KARTU_JKN NIK", "generic_membership"),
        ("NOKA NAMA IURAN BULAN", "invoice"),
        ("NOKA NAMA IURAN BULAN SEGMEN STATUS", "membership_list"),
        ("nomor_kartu_keluarga nomor_induk_kependudukan desil_nasional", "dtsen"),
        ("NO_KK DESIL", "generic_deciles"),
        ("NIK NAMA TGL_LAHIR DESIL", "generic_population"),
        ("PSTV01 PSTV02 PSTV08", "sample_data"),
        ("NAMA NIK SEGMEN STATUS", None),
        ("DESA JUMLAH", None),
    ],
)
def test_a_layout_is_known_by_its_headers(headers, layout):
    assert recognised(*headers.split()) == layout


def test_case_blanks_and_punctuation_of_headers_do_not_matter(write):
    (row,) = people_in(write("no. kk;N I K;Nama  Lengkap;Tgl.Lahir\n1;2;ANI;3\n"))
    assert (row["kk"], row["nik"], row["name"], row["birth_date"]) == (
        "1",
        "2",
        "ANI",
        "3",
    )


def test_columns_that_the_purpose_does_not_need_are_dropped_and_listed(write):
    path = write("NIK;NAMA;AGAMA;SUKU;GOL_DARAH;CACAT\n1;ANI;x;x;x;x\n")
    result = staged("population", path)
    assert result.reads[0].columns_dropped == ("AGAMA", "SUKU", "GOL_DARAH", "CACAT")
    assert "x" not in rows_of(result, "population")[0].values()


def test_codes_of_a_header_with_codes_of_its_own_become_words(write):
    rows = people_in(write("NIK,NAMA,STATUS_DASAR\n1,A,1\n2,B, 2\n3,C,PINDAH\n4,D,\n"))
    assert [row["status"] for row in rows] == ["HIDUP", "MENINGGAL", "PINDAH", None]
    rows = people_in(write("NIK,NAMA,FLAG_STATUS\n1,A,1\n"))
    assert rows[0]["status"] == "1"


def test_of_two_headers_for_one_column_the_preferred_is_used(write):
    (row,) = people_in(write("NIK;NAMA;ALAMAT_SEKARANG;ALAMAT\n1;A;baru;lama\n"))
    assert row["address"] == "lama"


def test_two_columns_for_an_identifier_may_complete_each_other(write):
    rows = people_in(write("NIK;NO KTP;NAMA\n1;1;A\n;2;B\n3;;C\n"))
    assert [row["nik"] for row in rows] == ["1", "2", "3"]


def test_two_columns_for_an_identifier_may_not_contradict_each_other(write):
    with pytest.raises(SemestaError) as refused:
        people_in(write("NIK;NO KTP;NAMA\n1;1;A\n6309;9036;B\n"))
    assert refused.value.code == "registers.columns_disagree"
    assert refused.value.parameters["row"] == 3
    assert "6309" not in str(refused.value), "no value of a person in a message"


@pytest.mark.parametrize(
    ("kind", "text", "code", "hint"),
    [
        (
            "population",
            "NOKA;NAMA;SEGMEN;STATUS\n1;A;B;C\n",
            "wrong_kind",
            "--membership",
        ),
        ("membership", "NIK;NAMA;TGL_LHR\n1;A;B\n", "wrong_kind", "--population"),
        ("membership", "NO_KK;DESIL\n1;2\n", "wrong_kind", "--population"),
        ("membership", "NOKA;NAMA;IURAN;BULAN\n1;A;2;3\n", "is_invoice", "--map"),
        ("membership", "PSTV01;PSTV08\n1;2\n", "no_identity", "NIK"),
        ("membership", "NAMA;NIK;SEGMEN\nA;1;B\n", "unknown_layout", "noka"),
        ("population", "NAMA;DESA\nA;B\n", "unknown_layout", "nik | birth_date"),
    ],
)
def test_what_does_not_fit_is_explained(write, kind, text, code, hint):
    with pytest.raises(SemestaError) as refused:
        staged(kind, write(text))
    assert refused.value.code == f"registers.{code}"
    assert hint in refused.value.text("id")


def test_a_line_that_may_be_a_person_is_not_shown_as_headers(write):
    with pytest.raises(SemestaError) as refused:
        people_in(write("STATUS;ANI LESTARI;6309041911010001\nSTATUS;BUDI;1\n"))
    assert "ANI LESTARI" not in str(refused.value)


def test_a_map_names_the_columns_of_an_unknown_layout(write):
    layout_map = write(
        "columns: {nik: Kolom A, name: Kolom B, birth_date: Kolom C}\ndate_order: mdy\n",
        "layout.yaml",
    )
    path = write("Kolom A;Kolom B;Kolom C;RT\n1;ANI;01/31/1990;3\n")
    (row,) = people_in(path, layout_map=layout_map)
    assert (row["name"], row["birth_date"], row["date_order"]) == (
        "ANI",
        "01/31/1990",
        "mdy",
    )
    assert row["rt"] == "3", "what the map leaves out is known by its header"


def test_a_map_wins_over_a_known_layout_and_gives_the_segment(write):
    text = "columns: {noka: NOKA, name: PENANGGUNG}\ndefault_segment: pbpu-pemda\n"
    layout_map = write(text, "layout.yaml")
    path = write("NOKA;PENANGGUNG;NAMA;IURAN;BULAN\n1;ANI;;2;3\n")
    (row,) = members_in(path, layout_map=layout_map)
    assert (row["name"], row["default_segment"]) == ("ANI", "pbpu-pemda")


def test_a_map_for_one_register_leaves_the_other_alone(write):
    layout_map = write("columns: {noka: KARTU X}\n", "layout.yaml")
    assert len(people_in(write("NIK;NAMA\n1;ANI\n"), layout_map=layout_map)) == 1


def test_a_map_that_fits_no_header_says_which(write):
    layout_map = write("columns: {nik: Kolom A, name: Kolom B}\n", "layout.yaml")
    with pytest.raises(SemestaError, match="Kolom B"):
        people_in(write("Kolom A;Kolom X\n1;ANI\n"), layout_map=layout_map)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("columns: [nik]", "map_unreadable"),
        ("- 1", "map_unreadable"),
        ("{", "map_unreadable"),
        ("columns: {agama: AGAMA}", "map_unknown_column"),
        ("columns: {nik: A}\nkind: people", "map_unknown_column"),
        ("columns: {nik: A}\ndate_order: dym", "map_unknown_column"),
    ],
)
def test_a_map_that_is_none_is_refused(write, text, code):
    with pytest.raises(SemestaError) as refused:
        people_in(write("NIK;NAMA\n1;A\n"), layout_map=write(text, "layout.yaml"))
    assert refused.value.code == f"registers.{code}"


def test_deciles_among_the_population_files_stand_apart(write):
    people = write("NIK;NAMA\n1;ANI\n", "penduduk.csv")
    deciles = write(
        "nomor_kartu_keluarga,nomor_induk_kependudukan,desil_nasional\n2,1,4\n",
        "dtsen.csv",
    )
    result = staged("population", people, deciles)
    assert rows_of(result, "deciles") == [
        {"file_id": 2, "row": 2, "kk": "2", "nik": "1", "decile": "4"}
    ]
    assert len(rows_of(result, "population")) == 1


def test_a_list_of_people_without_cards_is_read_when_the_scope_says_so(write):
    path = write("NIK;NAMA;TGL LAHIR\n1;ANI;1990-01-31\n")
    (row,) = members_in(path, scope="unregistered-list")
    assert (row["noka"], row["nik"], row["name"]) == (None, "1", "ANI")


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ([["DATA PESERTA JKN", "63.09", "2026-01-31"]], {"title_regency": "63.09"}),
        ([["Kabupaten", ":", "TABALONG"]], {"title_regency": "KABUPATEN TABALONG"}),
        ([["KAB. TABALONG"]], {"title_regency": "KABUPATEN TABALONG"}),
        ([["Kota : BANJARMASIN"]], {"title_regency": "KOTA BANJARMASIN"}),
        ([["Kabupaten/Kota: TABALONG"]], {"title_regency": "TABALONG"}),
        (
            [["DAFTAR PENDUDUK DESA KITANG KECAMATAN TANJUNG KABUPATEN TABALONG 2026"]],
            {
                "title_regency": "KABUPATEN TABALONG",
                "district_name": "TANJUNG",
                "village_name": "KITANG",
            },
        ),
        ([["Kabupaten", ""], ["Kecamatan", ""], ["Desa", ""]], {}),
        ([["Per 31.01.2026"], ["Dicetak pukul 14.30"], ["14.30 WITA"]], {}),
    ],
)
def test_title_rows_say_the_place(titles, said):
    assert said_in_titles(titles) == said


@pytest.mark.parametrize(
    ("cells", "family"),
    [
        (
            ["No. KK : 123", "", "Alamat : JL. A, NO. 3, Nama Dusun : I, RT/RW : 15/1"],
            ["123", "JL. A, NO. 3", "I", "15", "1"],
        ),
        (["NO KK: 123", "Alamat : JL. A"], ["123", "JL. A", "", "", ""]),
        (["No. KK : 123"], ["123", "", "", "", ""]),
        ([1.0, "ANI", "123"], None),
        (["Keterangan:"], None),
        ([], None),
    ],
)
def test_a_family_row_gives_card_and_home(cells, family):
    assert family_of(cells) == family


def test_a_family_book_is_read_from_text_too(write):
    (row,) = people_in(
        write(
            "BUKU INDUK\nNo,Nama,NIK,Tgl Lahir,JK,SHDK\n"
            '"No. KK : 9",,"Alamat : JL. A, Nama Dusun : I, RT/RW : 15/1",,,\n'
            "1,ANI,1,1990-01-31,P,ISTRI\nKeterangan:,,,,,\n"
        )
    )
    assert (row["kk"], row["address"], row["hamlet"]) == ("9", "JL. A", "I")
    assert (row["rt"], row["rw"], row["row"]) == ("15", "1", 4)

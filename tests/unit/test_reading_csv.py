"""Delimited text: every delimiter, encoding and kind of damage."""

import codecs

import pytest

from semesta.errors import SemestaError
from semesta.registers import csv_lines, csv_records
from staging_helpers import people_in, rows_of, set_aside, staged


HEADER = "NIK;NAMA;JK"


@pytest.fixture
def write(tmp_path):
    def _write(content, name="penduduk.csv"):
        path = tmp_path / name
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        path.write_bytes(data)
        return path

    return _write


def names(rows):
    return [row["name"] for row in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_from_the_header(write, delimiter):
    path = write("NIK;NAMA;JK\n1;ANI;P\n".replace(";", delimiter))
    assert names(people_in(path)) == ["ANI"]
    assert staged("population", path).reads[0].delimiter == delimiter


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("cp1252", "windows-1252"),
    ],
)
def test_the_encoding_is_recognised_and_said(write, encoding, said):
    path = write(f"{HEADER}\n1;RENÉ ’T HOEN;L\n".encode(encoding))
    result = staged("population", path)
    assert names(rows_of(result, "population")) == ["RENÉ ’T HOEN"]
    assert result.reads[0].encoding == said


def test_utf_16_in_either_byte_order_is_read(write):
    text = f"{HEADER}\n1;ANI;P\n"
    for mark, order in [(codecs.BOM_UTF16_LE, "le"), (codecs.BOM_UTF16_BE, "be")]:
        path = write(mark + text.encode(f"utf-16-{order}"))
        assert names(people_in(path)) == ["ANI"]


def test_a_file_put_together_from_two_encodings_is_read_line_by_line(write):
    lines = [HEADER.encode(), "1;RENÉ;L".encode(), "2;RENÉ;L".encode("cp1252")]
    assert names(people_in(write(b"\n".join(lines)))) == ["RENÉ", "RENÉ"]


def test_bytes_that_windows_1252_leaves_open_do_not_stop_the_reading(write):
    path = write(HEADER.encode() + b"\n1;A\x81\xe9;L\n")
    assert names(people_in(path)) == ["A\x81é"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_a_line_end(write, end):
    path = write(end.join([HEADER, "1;ANI;P", "2;BUDI;L", ""]))
    assert [(row["row"], row["name"]) for row in people_in(path)] == [
        (2, "ANI"),
        (3, "BUDI"),
    ]


def test_a_stray_carriage_return_inside_a_line_ends_no_row(write):
    path = write(f"{HEADER}\n1;ANI\rSARI;P\n2;BUDI;L\n")
    assert names(people_in(path)) == ["ANI SARI", "BUDI"]


def test_zero_bytes_are_taken_out(write):
    assert names(people_in(write(f"{HEADER}\n1;A\0NI;P\n"))) == ["ANI"]


def test_a_row_of_the_wrong_width_is_set_aside_and_the_others_stay(write):
    result = staged("population", write(f"{HEADER}\n1;ANI;P\nx;x\n2;BUDI;L\n3;C;L;x\n"))
    assert names(rows_of(result, "population")) == ["ANI", "BUDI"]
    assert set_aside(result) == [
        (3, "wrong_number_of_fields"),
        (5, "wrong_number_of_fields"),
    ]
    assert [row.value for row in result.quarantine] == ["2", "4"]
    assert (result.reads[0].rows_read, result.reads[0].rows_unreadable) == (4, 2)


def test_empty_fields_beyond_the_last_column_do_not_count(write):
    path = write(f"{HEADER}\n1;ANI;P;\n2;BUDI;L;;\n3;CITRA;P\n")
    assert [(r["row"], r["name"]) for r in people_in(path)] == [
        (2, "ANI"),
        (3, "BUDI"),
        (4, "CITRA"),
    ]


def test_a_header_that_ends_in_a_delimiter_takes_rows_with_and_without_one(write):
    path = write(f"{HEADER};\n1;ANI;P;\n2;BUDI;L\n")
    assert names(people_in(path)) == ["ANI", "BUDI"]


def test_blank_lines_count_as_rows_of_the_sheet_but_not_as_data(write):
    result = staged("population", write(f"{HEADER}\n\n1;ANI;P\n;;\n ; ;\n2;BUDI;L\n"))
    assert [row["row"] for row in rows_of(result, "population")] == [3, 6]
    assert result.reads[0].rows_read == 2


def test_a_row_with_values_only_in_columns_not_used_is_set_aside(write):
    result = staged("population", write("NO;NIK;NAMA;AGAMA\n1;1;A;X\n2;;;X\n3;;;\n"))
    assert set_aside(result) == [(3, "no_usable_value")]
    assert result.reads[0].rows_read == 2, "a line that is only numbered is no row"


def test_the_header_again_inside_is_no_row(write):
    result = staged(
        "population", write(f"{HEADER}\n1;ANI;P\n{HEADER.lower()}\n2;BUDI;L\n")
    )
    assert [row["row"] for row in rows_of(result, "population")] == [2, 4]
    assert result.reads[0].rows_read == 2


def test_headers_again_in_another_order_are_refused(write):
    with pytest.raises(SemestaError) as refused:
        people_in(write(f"{HEADER}\n1;ANI;P\nNAMA;NIK;JK\nBUDI;2;L\n"))
    assert refused.value.code == "registers.columns_change"
    assert refused.value.parameters["row"] == 3


def test_a_row_that_numbers_the_columns_is_no_row(write):
    path = write("No,NIK,Nama\n1,2,3\n1,2,ANI\n")
    assert [(row["row"], row["name"]) for row in people_in(path)] == [(3, "ANI")]


def test_title_rows_are_no_data_and_say_the_regency(write):
    path = write(
        f"DAFTAR PENDUDUK\nKabupaten : TABALONG;;\nKecamatan;:;TANJUNG\n\n{HEADER}\n1;A;L\n"
    )
    (row,) = people_in(path)
    assert row["title_regency"] == "KABUPATEN TABALONG"
    assert row["district_name"] == "TANJUNG"
    assert row["row"] == 6


def test_a_header_in_two_rows_is_one_header(write):
    path = write("NO;NIK;NAMA;ALAMAT;;\n;;;JALAN;RT;RW\n1;2;ANI;JL. A;3;4\n")
    (row,) = people_in(path)
    assert (row["name"], row["rt"], row["rw"], row["row"]) == ("ANI", "3", "4", 3)


def test_a_quoted_field_may_hold_delimiters_quotes_and_line_ends(write):
    path = write('NIK;NAMA;ALAMAT\n1;"A;""B""";"JL. X\nNO. 2"\n2;BUDI;Y\n')
    rows = people_in(path)
    assert rows[0]["name"] == 'A;"B"'
    assert rows[0]["address"] == "JL. X\nNO. 2"
    assert [row["row"] for row in rows] == [2, 3], "a record is one row of a sheet"


def test_a_lone_quote_takes_no_other_row_with_it(write):
    lines = ['1;"ANI;P', "2;BUDI;L", '3;CITRA 5";P', "4;DEDI;L", '5;EKA;"P', "6;F;P"]
    rows = people_in(write("\n".join([HEADER, *lines])))
    assert [row["nik"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert rows[0]["name"] == '"ANI'
    assert rows[2]["name"] == 'CITRA 5"'


def test_two_rows_with_a_lone_quote_each_stay_two_rows(write):
    path = write(f'{HEADER}\n1;"ANI;P\n2;BUDI";L\n3;CITRA;P\n')
    assert names(people_in(path)) == ['"ANI', 'BUDI"', "CITRA"]


def test_an_open_quote_hidden_behind_another_takes_no_row_with_it(write):
    path = write(f'{HEADER}\n1;A"B;"L\n2;BUDI;L\n3;CITRA;P\n')
    assert [row["nik"] for row in people_in(path)] == ["1", "2", "3"]


def test_rows_keep_their_order_and_numbers_across_blocks(write, monkeypatch):
    monkeypatch.setattr(csv_lines.TextFile.blocks, "__defaults__", (64,))
    lines = [f'{n};"N\n{n}";L' if n % 5 == 0 else f"{n};N{n};L" for n in range(1, 60)]
    rows = people_in(write("\n".join([HEADER, *lines])))
    assert [row["nik"] for row in rows] == [str(n) for n in range(1, 60)]
    assert [row["row"] for row in rows] == list(range(2, 61))


def test_leading_zeros_and_digits_of_text_stay(write):
    (row,) = people_in(write("NIK;NAMA;NO_KK\n0012;A;6,30909E+15\n"))
    assert (row["nik"], row["kk"], row["nik_number"]) == ("0012", "6,30909E+15", False)


def test_a_line_longer_than_any_table_has_is_refused(write, monkeypatch):
    monkeypatch.setattr(csv_lines, "LONGEST_LINE", 100)
    with pytest.raises(SemestaError) as refused:
        people_in(write("x" * (3 << 20)))
    assert refused.value.code == "registers.not_text"


def test_reading_one_by_one_and_reading_by_arrow_agree(write, monkeypatch):
    path = write(f'{HEADER}\n1;"ANI, SE";P\n2;"B""B";L\n3;;L\n;CITRA;\n')
    fast = people_in(path)
    monkeypatch.setattr(csv_records, "has_lone_quote", lambda line: True)
    assert people_in(path) == fast

"""report.html: what stands on it is what the run says, and it asks nobody for more."""

import re
from pathlib import Path

import pytest

from html_reader import Element, read_html
from report_builders import (
    FIRST,
    REGENCY,
    changes,
    gap,
    line,
    linked,
    page,
    rows,
    written,
)
from semesta.errors import SemestaError
from semesta.published import Run
from semesta.regions import tree


NUMBER = re.compile(r"[+−]?(?:Rp)?\d[\d.,]*%?")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return written(tmp_path_factory.mktemp("run"), rows())


@pytest.fixture(scope="module")
def whole(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Element:
    """The page with everything that it can show."""
    return read_html(page(run, tmp_path_factory.mktemp("page"), changes=changes()))


def numbers(element: Element) -> list[str]:
    return [found.rstrip(".,") for found in NUMBER.findall(element.text)]


def first(root: Element) -> Element:
    return root.one("article", **{"class": "first"})


def chapter(root: Element, name: str) -> Element:
    return root.one("section", id=name)


def cells(table: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]


def test_every_number_of_page_one_is_the_run_s(whole):
    # 10 of 1,000 residents lack activity: 800 - 790. 10 x 37,800 = 378,000 a month,
    # 11 months = 4,158,000. 850 and 600 per mille are the neighbours' activity.
    assert numbers(first(whole)) == [
        *("2026", "31", "2026"),  # month of the data, its last day
        *("10", "2026"),  # UHC: active persons short; edition of the award
        *("10", "Rp378.000", "Rp4.158.000", "2026", "11"),
        *("10", "Rp37.800", "Rp378.000", "Rp4.158.000", "2026"),  # the same, said
        "5",  # persons to be verified
        *("98,50%", "98%", "79,00%", "80%"),
        *("1.000", "985", "790", "300", "2", "3"),  # place 2 of 3
        *("2", "131"),  # villages of the register, of the regency
        *("2026", "01", "1", "2026"),  # run 2026-01-r1, month
    ]


def test_page_one_shows_no_interval(whole):
    assert not re.search(r"\d+,\d+% *[–-] *\d", first(whole).text)
    assert "99,00%" not in first(whole).text


def test_page_one_says_place_status_award_and_what_it_takes(whole):
    text = first(whole).text

    for said in (
        "Ringkasan untuk Bupati Kabupaten Tabalong Provinsi Kalimantan Selatan",
        "UHC ○ Belum terpenuhi kurang 10 jiwa aktif",
        "UHC Awards 2026 ○ Belum memenuhi",
        "10 jiwa kekurangan menuju Pratama",
        "Peringkat keaktifan di Provinsi Kalimantan Selatan 2 dari 3 yang dihitung",
        "Sumber: hasil 2026-01-r1",
    ):
        assert said in text


def test_an_award_that_is_open_is_a_range_in_words_and_says_what_it_waits_for(
    tmp_path,
):
    tables = rows()
    tables["awards"][0] |= {"worst": "none", "best": "Madya", "category": None}
    waiting = line(
        *("Pratama", 0), facts=["contributions_paid_through"], verdict="undecidable"
    )
    said = gap(waiting, line("Madya", 60, route="a"), line("Madya", 40, route="b"))

    text = first(read_html(page(written(tmp_path, tables), tmp_path, gap=said))).text

    assert "◐ Antara belum memenuhi dan Madya menunggu kepastian: pelunasan" in text
    assert "Untuk Pratama jumlah pesertanya sudah cukup." in text
    # The cheaper of the two routes to the nearest category that lacks persons.
    assert "40 jiwa kekurangan menuju Madya jalur B Rp1.512.000 per bulan" in text


def test_the_highest_category_has_no_distance(tmp_path):
    tables = rows()
    tables["awards"][0] |= {"worst": "Utama", "best": "Utama", "category": "Utama"}
    done = gap(line("Utama", 0, verdict="met"))

    root = read_html(page(written(tmp_path, tables), tmp_path, gap=done))

    assert "memenuhi kategori tertinggi" in first(root).text
    assert "kekurangan menuju" not in first(root).text


def test_a_partial_file_claims_no_distance(tmp_path):
    unknown = gap(line("Pratama", None))

    root = read_html(
        page(written(tmp_path, rows(), scope="pbpu-pemda"), tmp_path, gap=unknown)
    )

    text = first(root).text
    assert "Kekurangan tidak dapat dihitung dari berkas yang diberikan." in text
    assert "79,00% nilai terendah; ambang 80%" in text
    assert "Rp" not in text


def test_a_regency_alone_has_no_rank(tmp_path):
    tables = rows()
    tables["regions"] = [
        row for row in tables["regions"] if row["basis"] != "administrative"
    ]

    text = first(read_html(page(written(tmp_path, tables), tmp_path))).text

    assert "Peringkat keaktifan" not in text
    assert "hanya kabupaten/kota ini yang dihitung" in text


def test_villages_are_ranked_from_the_least_active(whole):
    table = whole.one("table", id="villages-table")
    _, least, next_one = cells(table)

    # 98% of 600 is 588 of 590 registered; 80% is 480, 10 more than 470 active.
    assert least == [
        *("1", 'Desa <Madang> & "Raya" Kecamatan Muara Harus', "600", "590", "470"),
        *("98,33%", "78,33%", "0", "10", "*", "20", "100", "*"),
    ]
    # 80% of 400 is 320: exactly enough.
    assert next_one[:9] == [
        *("2", "Desa Pampanan Kecamatan Pugaan", "400", "395", "320"),
        *("98,75%", "80,00%", "0", "0"),
    ]
    assert next_one[9:] == ["*", "25", "50", "*"]


def test_the_partition_adds_up_to_the_population(whole):
    *states, total = cells(chapter(whole, "partition").one("table"))[1:]

    persons = [int(state[1].replace(".", "")) for state in states]
    assert persons == [790, 45, 150, 10, 5]
    assert total[:2] == ["Jumlah penduduk", "1.000"]


def test_the_bridge_adds_up_line_by_line(whole):
    table = whole.one("table", **{"class": "narrow bridge"})
    found = [
        int(row[1].replace(".", "").replace("−", "-").replace("+", ""))
        for row in cells(table)[1:]
    ]

    *parts, registered = found
    assert parts == [1000, -4, -3, -2, -5, -1, -2, 2]
    assert sum(parts) == registered == 985


def test_findings_say_how_strong_they_are(whole):
    found = {row[0]: row[1:] for row in cells(chapter(whole, "findings").one("table"))}

    assert found["padan"] == ["983", "–"]  # 1,000 less 4, 3, 2, 5, 1 and 2
    assert found["meninggal"] == ["4", "indikasi kuat"]
    assert found["pindah"] == ["2", "perlu klarifikasi"]
    assert found["Jumlah"] == ["1.000", ""]


def test_changes_name_what_moved_each_rate_most(whole):
    text = chapter(whole, "changes").text

    # 800 of 990 were active; 15 fell inactive of 1,000: -1.50 points.
    assert "Tingkat keaktifan: dari 80,81% menjadi 79,00% (−1,81 poin)" in text
    assert "menjadi nonaktif (PHK & <script): 15 jiwa, −1,50 poin" in text
    assert "Cakupan kepesertaan: dari 98,99% menjadi 98,50% (−0,49 poin)" in text
    largest = [item.text for item in chapter(whole, "changes").all("li")]
    # 12 born: 2 active less 12 x 800/990 = -7.70; 5 registered: +5; 2 died: -0.38.
    assert [text.split(":")[0] for text in largest[3:6]] == [
        *(
            "menjadi nonaktif (PHK & <script)",
            "lahir",
            "menjadi terdaftar (PBI JK)",
        )
    ]


def test_without_an_earlier_run_nothing_is_said_about_changes(run, tmp_path):
    assert 'id="changes"' not in page(run, tmp_path)


def test_money_of_every_line_is_split_by_budget_line(whole):
    table = cells(whole.one("table", **{"class": "money"}))

    # 40 x 35,000 and 40 x 2,800, together 40 x 37,800; eleven months of it.
    assert table[4] == [
        *("Madya jalur B UHC Awards 2026", "belum terpenuhi", "0", "40", "–"),
        *("Rp1.400.000", "Rp112.000", "Rp1.512.000", "Rp16.632.000"),
    ]
    assert table[2][0].endswith("selain jumlah: pelunasan iuran PBPU BP Pemda")


def test_data_quality_says_what_was_read_set_aside_and_repaired(whole):
    text = chapter(whole, "quality").text

    assert "Dibaca 1.003 baris = diterima 1.000 + belum dapat dipakai 3." in text
    assert "NIK ini sudah ada pada baris lain penduduk<&>.csv 3" in text
    assert "NIK yang kehilangan angka terakhir" in text
    assert "tanda petik" not in text  # repaired nothing


def test_criteria_have_line_source_and_confidence(whole):
    first_rows = cells(chapter(whole, "criteria").one("table"))

    assert first_rows[1][0] == "UHC"
    assert first_rows[3] == [
        *("Pratama 2026", "tingkat keaktifan", "79,00% – 79,50%", "≥ 80%"),
        *("belum terpenuhi", "Surat <edaran>", "diberitakan"),
    ]
    assert first_rows[4][2:5] == ["–", "≥ September 2025", "belum dapat diputuskan"]


def test_the_map_says_that_its_borders_are_approximate(whole):
    found = chapter(whole, "map")

    assert "Batas perkiraan, bukan batas resmi." in found.text
    assert "1 Kecamatan Muara Harus 78,33%" in " ".join(
        f"{place} {item.text}"
        for place, item in enumerate(found.one("ol").all("li"), start=1)
    )
    assert len(list(found.one("svg", **{"class": "map"}).all("path"))) == 12


def test_a_village_is_told_without_details_of_a_few(run, tmp_path):
    root = read_html(page(run, tmp_path, region=FIRST, changes=changes()))

    states = cells(chapter(root, "partition").one("table"))[1:]
    assert [row[1] for row in states] == ["470", "20", "100", "*", "*", "600"]
    assert [row[2] for row in states[3:5]] == ["–", "–"]
    assert "stack" not in str(chapter(root, "partition").children)
    assert "Didaftarkan Pemda" not in root.text.split("Arti kata")[0]


def test_a_province_lists_its_regencies(run, tmp_path):
    root = read_html(page(run, tmp_path, region="63"))

    names = [row[1] for row in cells(root.one("table", id="regencies-table"))[1:]]
    assert names == [
        f"Kabupaten {name} Provinsi Kalimantan Selatan"
        for name in ("Hulu Sungai Tengah", "Tabalong", "Hulu Sungai Utara")
    ]
    assert "Kabupaten/kota memenuhi UHC 0 dari 1" in first(root).text


def test_a_province_shows_the_villages_that_lack_most_and_says_so(tmp_path):
    tables = rows()
    codes = [
        village.code
        for district in ("63.09.01", "63.09.02", "63.09.04")
        for village in tree().children(district)
    ][:25]
    tables["regions"] += [
        linked(code, f"Desa {place}", "village", 80, 0, 20 + place, 0, 0, 0)
        for place, code in enumerate(codes)
    ]

    root = read_html(page(written(tmp_path, tables), tmp_path, region="63"))

    listed = cells(root.one("table", id="villages_most-table"))[1:]
    # 80% of 124 is 99.2: 20 short. The two villages of `rows` lack 10 and 0.
    assert [listed[0][1].split(" Kec")[0], listed[0][8]] == ["Desa 24", "20"]
    assert len(listed) == 20
    assert "Tampil 20 dari 27 desa/kelurahan." in root.text


def test_a_region_outside_the_run_is_refused(run, tmp_path):
    with pytest.raises(SemestaError) as refused:
        page(run, tmp_path, region="33.10")

    assert refused.value.code == "reports.region_not_in_run"
    assert not (tmp_path / "report.html").exists()


def test_the_same_run_and_stamp_give_the_same_bytes(run, tmp_path):
    assert page(run, tmp_path, changes=changes()) == page(
        run, tmp_path, changes=changes()
    )


def test_english_is_said_throughout_page_one(run, tmp_path):
    root = read_html(page(run, tmp_path, language="en"))

    text = first(root).text
    assert root.one("html").attributes["lang"] == "en"
    assert "10 persons short of Pratama Rp378,000 a month" in text
    assert "Rank by activity in Provinsi Kalimantan Selatan 2 of 3 counted" in text
    assert not re.search(r"\b(jiwa|penduduk|belum|kekurangan)\b", text)


@pytest.mark.parametrize("region", [REGENCY, "63", "ID", "63.09.08", FIRST])
def test_the_file_names_no_address_of_any_kind(run, tmp_path, region):
    text = page(run, tmp_path, region=region, changes=changes())
    root = read_html(text)

    assert "//" not in text
    assert not re.search(r"https?:|ftp:|data:|@import", text)
    addresses = {
        value
        for element in root.all()
        for name, value in element.attributes.items()
        if name in ("href", "src", "action", "srcset", "poster", "style", "fill")
        and not re.fullmatch(r"#[\w-]+|url\(#\w+\)", value)
    }
    assert addresses == set()
    policy = root.one("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy.attributes["content"].startswith("default-src 'none'; ")


def test_what_others_wrote_is_never_markup(run, tmp_path):
    text = page(run, tmp_path, changes=changes())

    assert "Desa &lt;Madang&gt; &amp; &#34;Raya&#34;" in text
    assert "Bappeda &lt;b&gt;Tabalong&lt;/b&gt;" in text
    assert "penduduk&lt;&amp;&gt;.csv" in text
    for raw in ("<Madang>", "<b>Tabalong", "& <script", "Surat <edaran>", "<cabang>"):
        assert raw not in text


@pytest.mark.parametrize("region", [REGENCY, "63", FIRST])
def test_the_page_can_be_read_aloud(run, tmp_path, region):
    root = read_html(page(run, tmp_path, region=region, changes=changes()))

    assert root.one("html").attributes["lang"] == "id"
    levels = [int(h.name[1]) for h in root.all("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    for table in root.all("table"):
        assert table.one("caption").text
        assert all("scope" in th.attributes for th in table.all("th"))
    for svg in root.all("svg"):
        hidden = svg.attributes.get("aria-hidden") == "true"
        named = svg.attributes.get("role") == "img" and svg.attributes["aria-label"]
        assert hidden or named
    ids = [e.attributes["id"] for e in root.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    named_by = {
        value.lstrip("#")
        for element in root.all()
        for name, value in element.attributes.items()
        if name == "aria-labelledby" or name == "href"
    }
    assert named_by <= set(ids)


def colours() -> dict[str, str]:
    style = Path("src/semesta/reports/style.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", style))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["ink", "soft", "strong"])
def test_every_colour_of_text_stands_out_from_the_paper(name):
    dark, light = sorted(luminance(colours()[c]) for c in (name, "paper"))

    assert (light + 0.05) / (dark + 0.05) >= 4.5

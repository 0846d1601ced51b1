"""`semesta encode`, and a run of what it makes: no name goes in, none comes out."""

import base64
import csv
import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from functional.command import MONTH, SAMPLES, registers, run_words, semesta
from semesta import linkage, published
from semesta.encoding.files import CLK, KEYED


KINDS = ("population", "membership")


def encode(folder: Path, kind: str, key: Path, *words: object, name: str | None = None):
    """Encodes a register of the sample Klaten to `folder/<name>.parquet`."""
    source = dict(zip(KINDS, registers("klaten"), strict=True))[kind]
    out = folder / f"{name or kind}.parquet"
    given = (f"--{kind}", source, "--month", MONTH, "--key-file", key, "--out", out)
    return semesta("encode", *given, "--lang", "en", *words)


@pytest.fixture(scope="module")
def agencies(tmp_path_factory) -> Path:
    """Two agencies' key, encoded files and lists of rows, and a run of the files."""
    folder = tmp_path_factory.mktemp("agencies")
    assert semesta("encode", "--new-key", folder / "key").code == 0
    for kind in KINDS:
        rows = folder / f"{kind}.csv"
        done = encode(folder, kind, folder / "key", "--list", rows)
        assert (done.code, done.err) == (0, "")
    done = semesta(*run_words(*encoded(folder), folder / "store", "--quiet"))
    assert (done.code, done.err) == (0, "")
    return folder


def encoded(folder: Path) -> list[Path]:
    return [folder / f"{kind}.parquet" for kind in KINDS]


def listed(folder: Path, kind: str) -> list[dict[str, str]]:
    with (folder / f"{kind}.csv").open() as file:
        return list(csv.DictReader(file))


def test_both_sides_see_the_fingerprint_of_the_same_key(agencies, tmp_path):
    one = encode(tmp_path, "population", agencies / "key").out
    other = encode(tmp_path, "membership", agencies / "key").out

    (line,) = [line for line in one.splitlines() if "Fingerprint" in line]
    assert line in other.splitlines()
    assert "8,000 of 8,027 rows encoded." in one
    assert "20 · another row has this NIK" in one


def test_the_same_register_and_key_give_the_same_file(agencies, tmp_path):
    encode(tmp_path, "population", agencies / "key")

    again = (tmp_path / "population.parquet").read_bytes()
    assert again == (agencies / "population.parquet").read_bytes()


def test_the_order_of_the_rows_says_nothing_of_the_register(agencies):
    rows = [int(row["row"]) for row in listed(agencies, "membership")]

    follow = sum(b == a + 1 for a, b in zip(rows, rows[1:], strict=False))
    assert sorted(rows) != rows
    assert follow < 10  # of 7,825


def test_an_encoded_file_has_the_columns_that_the_guide_names_and_no_others(agencies):
    people, cards = (pq.read_schema(path).names for path in encoded(agencies))
    bits = {*KEYED, "clk_bits", *CLK}

    assert set(people) - bits == {"village", "status", "sex", "age_from"}
    assert set(cards) - bits == {
        *("noka", "village", "segment", "state", "start_date", "newborn"),
    }


def test_no_name_number_or_date_of_a_person_is_in_an_encoded_file(agencies):
    for path, source in zip(encoded(agencies), registers("klaten"), strict=True):
        found = path.read_bytes()
        table = pq.read_table(path)
        values = {
            str(v) for name in table.column_names for v in set(table[name].to_pylist())
        }
        with source.open(encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                name = row.get("NAMA_LGKP") or row["NAMA"]
                assert len(name) < 6 or name.encode() not in found
                for header in ("NIK", "NO_KK", "KKNO", "NOKA"):
                    assert len(row.get(header) or "") < 13 or row[header] not in values


def test_the_key_is_nowhere_but_in_its_file(agencies):
    text = (agencies / "key").read_text().strip()
    secret = bytes.fromhex(text)
    forms = [secret, secret[::-1], text.encode(), text.upper().encode()]
    forms += [secret[:16], secret[16:], text[:32].encode(), text[32:].encode()]
    forms += [base64.b64encode(secret).rstrip(b"="), base64.urlsafe_b64encode(secret)]
    forms += [base64.b32encode(secret).rstrip(b"="), str(list(secret)).encode()]
    files = [p for p in agencies.rglob("*") if p.is_file() and p.name != "key"]

    assert len(files) > 15
    for path in files:
        content = path.read_bytes()
        assert not any(form in content for form in forms), path.name
        if path.suffix == ".parquet":
            cells = str(pq.read_table(path).to_pydict()) + str(
                pq.read_schema(path).metadata
            )
            assert text not in cells
            assert text[:32] not in cells


def test_only_their_owner_may_read_the_files(agencies):
    for name in (
        "key",
        *(f"{kind}.{end}" for kind in KINDS for end in ("csv", "parquet")),
    ):
        assert (agencies / name).stat().st_mode & 0o777 == 0o600, name


def test_the_run_counts_whom_the_registers_hold_and_names_nobody(agencies, klaten):
    run, clear = published.open_run(agencies / "store"), published.open_run(klaten)

    def people(run):
        return {
            row["region_code"]: (row["population"], row["registered"], row["active"])
            for row in run.regions().to_pylist()
            if row["basis"] == "linked"
        }

    whole, whole_clear = people(run)["33.10"], people(clear)["33.10"]
    assert whole[0] == whole_clear[0]
    assert 0 <= whole_clear[1] - whole[1] <= 0.01 * whole[0]
    assert 0 <= whole_clear[2] - whole[2] <= 0.01 * whole[0]
    assert {code: p[0] for code, p in people(run).items()} == {
        code: p[0] for code, p in people(clear).items()
    }
    for name in ("residents.parquet", "departed.parquet", "cards.parquet"):
        table = pq.read_table(run.path_of(name))
        assert table["name"].null_count == table.num_rows > 0
    told = run.manifest.options["encoded"]
    assert told["fields"] == ["name", "birth", "sex"]
    assert len(told["fingerprint"]) == 16


def test_sexes_and_age_bands_are_counted_exactly(agencies, klaten):
    def population(store):
        rows = published.open_run(store).table("demographics.csv").to_pylist()
        return {
            (row["region_code"], row["sex"], row["age_band"]): row["population"]
            for row in rows
        }

    assert population(agencies / "store") == population(klaten)


def test_rows_set_aside_at_home_stay_in_the_account_of_the_run(agencies):
    rows = published.open_run(agencies / "store").table("files.csv").to_pylist()

    account = {row["register"]: row for row in rows}["population"]
    assert (account["rows_read"], account["accepted"], account["quarantined"]) == (
        *(8027, 8000, 27),
    )
    assert account["layout"] == "encoded"


def test_by_the_list_of_rows_the_agencies_find_their_people(agencies):
    cards = {row["code"]: row["noka"] for row in listed(agencies, "membership")}
    people = {row["code"]: row["nik"] for row in listed(agencies, "population")}
    with (SAMPLES / "klaten/truth_links.csv").open(encoding="utf-8-sig") as file:
        truth = {row["noka"]: row["nik"] for row in csv.DictReader(file)}

    found = {
        cards[row["noka"]]: people[row["nik"]]
        for row in published.open_run(agencies / "store").links().to_pylist()
        if row["nik"]
    }

    true = {noka: nik for noka, nik in truth.items() if nik}
    right = sum(true.get(noka) == nik for noka, nik in found.items())
    assert right / len(found) >= 0.999
    assert right / len(true) >= 0.99


def test_explain_says_what_the_encodings_show(agencies):
    run = published.open_run(agencies / "store")
    (card,) = (
        pq.read_table(
            run.path_of("cards.parquet"), filters=[("method", "=", "encoded_family")]
        )
        .slice(0, 1)
        .to_pylist()
    )

    done = semesta("explain", run.folder, card["noka"], "--lang", "en")

    assert done.code == 0
    assert "one family, with encodings that are alike" in done.out
    assert linkage.explain(card, "id").evidence[-1].startswith("sandi orang serupa")


@pytest.mark.parametrize("command", ["worklist", "audit"])
def test_what_needs_names_says_that_there_are_none(agencies, tmp_path, command):
    words = ["--invoice", SAMPLES / "klaten/tagihan_pbpu_pemda.csv"]
    out = ("--out", tmp_path / "out")
    run = ("--run", agencies / "store") if command == "audit" else (agencies / "store",)

    done = semesta(command, *run, *(words if command == "audit" else ()), *out)

    assert done.code == 2
    assert "register yang disandikan" in done.err


@pytest.fixture
def copies(agencies, tmp_path) -> Path:
    for path in (*encoded(agencies), agencies / "key"):
        shutil.copy(path, tmp_path)
    return tmp_path


def refused(population: Path, membership: Path, store: Path, *words: object) -> str:
    done = semesta(*run_words(population, membership, store, "--lang", "en", *words))
    assert done.code == 2
    assert not store.exists() or not list(store.glob("*-r*"))
    return done.err


def test_files_of_two_keys_are_refused(copies):
    semesta("encode", "--new-key", copies / "other")
    encode(copies, "membership", copies / "other", name="other-cards")

    said = refused(
        copies / "population.parquet", copies / "other-cards.parquet", copies / "s"
    )

    assert "encoded with another key" in said


def test_an_encoded_register_beside_one_with_names_is_refused(copies):
    _, cards = registers("klaten")

    assert "is not encoded" in refused(
        copies / "population.parquet", cards, copies / "s"
    )


def test_swapped_files_are_refused(copies):
    said = refused(*reversed(encoded(copies)), copies / "s")

    assert "no file for --population" in said


def test_with_and_without_mothers_do_not_compare(copies):
    encode(copies, "membership", copies / "key", "--with-mother", name="mothers")

    said = refused(
        copies / "population.parquet", copies / "mothers.parquet", copies / "s"
    )

    assert "other fields" in said


def test_another_month_or_scope_is_refused(copies):
    other = semesta(
        *("run", "--population", copies / "population.parquet"),
        *("--membership", copies / "membership.parquet", "--month", "2026-02"),
        *("--out", copies / "s", "--lang", "en"),
    )

    assert "encoded for the month 2026-01" in other.err
    assert "--scope all" in refused(*encoded(copies), copies / "s", "--scope", "pbi-jk")


@pytest.mark.parametrize("change", ["version", "columns"])
def test_a_file_of_another_making_is_refused(copies, change):
    path = copies / "population.parquet"
    table = pq.read_table(path)
    about = json.loads(table.schema.metadata[b"semesta_encoded"])
    if change == "version":
        about["version"] = 99
    else:
        table = table.drop(["village"])
    metadata = {b"semesta_encoded": json.dumps(about).encode()}
    pq.write_table(table.replace_schema_metadata(metadata), path)

    said = refused(*encoded(copies), copies / "s")

    assert ("does not know" if change == "version" else "damaged") in said


def test_an_encoded_file_is_no_register_for_other_commands(copies):
    done = semesta(
        *("encode", "--population", copies / "population.parquet", "--month", MONTH),
        *("--key-file", copies / "key", "--out", copies / "twice", "--lang", "en"),
    )

    assert done.code == 2
    assert "is an encoded register" in done.err
    assert not (copies / "twice").exists()


def test_nothing_is_written_over_another_file(copies):
    before = (copies / "population.parquet").read_bytes()

    done = encode(copies, "population", copies / "key")

    assert done.code == 2
    assert "exists already" in done.err
    assert (copies / "population.parquet").read_bytes() == before


def test_the_list_that_stays_is_never_the_file_that_goes(copies):
    out = copies / "new.parquet"

    done = encode(copies, "population", copies / "key", "--list", out, name="new")

    assert (done.code, out.exists()) == (2, False)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--key-file", "key"),
        ("--population", "a", "--membership", "b", "--month", MONTH, "--key-file", "k"),
        ("--population", "a", "--month", MONTH, "--out", "o"),
        ("--population", "a", "--new-key", "k"),
    ],
)
def test_half_a_command_says_what_it_lacks(words):
    done = semesta("encode", *words, "--lang", "en")

    assert done.code == 2
    assert "It is not clear what to encode." in done.err


def test_a_wrong_key_file_stops_before_anything_is_read(tmp_path):
    (tmp_path / "key").write_text("rahasia-bersama-2026")

    done = encode(tmp_path, "population", tmp_path / "key")

    assert done.code == 2
    assert "What is in key is no key." in done.err
    assert "rahasia" not in done.said
    assert list(tmp_path.iterdir()) == [tmp_path / "key"]


def evaluated(agencies: Path, run: Path, *words: str):
    """`semesta evaluate` with the lists of these kinds of registers, and options."""
    given = [
        each
        for word in words
        for each in (("--list", agencies / f"{word}.csv") if word in KINDS else (word,))
    ]
    truth = SAMPLES / "klaten/truth_links.csv"
    return semesta("evaluate", run, "--truth", truth, "--lang", "en", *given)


def test_a_run_without_names_is_measured_by_the_lists_of_both_agencies(agencies):
    done = evaluated(agencies, agencies / "store", *KINDS, "--json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    links = found["links"]

    assert (found["cards"], found["not_in_run"]) == (7825, 0)
    assert links["true"] > 7600
    assert links["precision"] >= 0.999
    assert 0.99 <= links["recall"] < 1
    assert found["findings_right"] >= 0.98


@pytest.mark.parametrize("kinds", [(), KINDS[:1], KINDS[1:]])
def test_a_run_without_names_is_not_measured_without_both_lists(agencies, kinds):
    done = evaluated(agencies, agencies / "store", *kinds)

    assert done.code == 2
    assert "This run has no names" in done.err


def test_a_list_of_codes_is_no_use_to_a_run_with_names(agencies, klaten):
    done = evaluated(agencies, klaten, *KINDS)

    assert done.code == 2
    assert "this run has names" in done.err

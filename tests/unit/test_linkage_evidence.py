"""Every level of every field of evidence, as SQL and as the twin sees it."""

from datetime import date, timedelta
from itertools import product

import pyarrow as pa

import drawn
from semesta.engine import Engine, sql_file
from semesta.linkage import pairing, rules
from semesta.registers import DECISIONS
from twin.evidence import levels


NIK = "6309025505900012"
DAY = date(1990, 5, 3)
DEFAULT_DAYS = [date(1990, 1, 1), date(1990, 12, 31), date(1991, 1, 1)]


def compared(engine: Engine, people: list[dict], cards: list[dict]) -> None:
    """Every card beside every person shows what the twin sees."""
    people = drawn.persons(people)
    cards = [
        {**row, "holder_kk": cell.get("holder_kk"), "holder_id": cell.get("holder")}
        for row, cell in zip(drawn.cards(cards, people), cards, strict=True)
    ]
    ids = list(product([c["card_id"] for c in cards], [p["row"] for p in people]))
    pairs = [{"card_id": card, "person_id": person} for card, person in ids]
    schema = drawn.CARDS.append(pa.field("holder_kk", pa.string())).append(
        pa.field("holder_id", pa.int64())
    )
    engine.register("pair_cards", drawn.arrow(cards, schema))
    engine.register("pair_persons", drawn.arrow(people, drawn.PERSONS))
    engine.register("drawn_pairs", pa.Table.from_pylist(pairs))
    engine.create("SELECT * FROM drawn_pairs", "proposed")
    engine.register("decisions", DECISIONS.empty_table())
    engine.register("persons", drawn.arrow(people, drawn.PERSONS))
    engine.create(sql_file("semesta.linkage", "decided"))
    pairing.lay_out(engine, hopeful=False)

    rows = engine.rows("SELECT * FROM evidence")

    found = {(r["card_id"], r["person_id"]): rules.unpack(r["code"]) for r in rows}
    assert found == {
        (card["card_id"], person["row"]): levels(card, person)
        for card in cards
        for person in people
    }


def drawn_with(column: str, values: list) -> list[dict]:
    return [{"noka": str(n), column: value} for n, value in enumerate(values, 1)]


def test_niks_agree_whole_in_fifteen_digits_or_but_for_two(engine):
    written = [
        *(NIK, NIK[:15], NIK[:15] + "0~", NIK[:14] + "21", NIK[:13] + "212"),
        *(NIK[:12], NIK[:11], NIK + "3", NIK + "345", NIK[1:], NIK[:14]),
        *("6039025505900012", "6309025550900012", "6309027205900012"),
        *("9" * 16, "0" * 16, None, "3310021203850007"),
    ]
    compared(engine, drawn_with("nik", [NIK, None]), drawn_with("nik", written))


def test_birth_dates_agree_in_full_in_two_parts_or_within_a_month(engine):
    days = [DAY + timedelta(days=n) for n in (0, 1, 5, 27, 30, 31, 32, 33, -30, -33)]
    years = [DAY.replace(year=DAY.year + n) for n in (1, -1, 2, 9, 10, -10, 11)]
    others = [date(1990, 3, 5), date(1991, 3, 5), date(1991, 1, 15), None]
    stated = [*days, *years, *others, *DEFAULT_DAYS]
    born = [DAY, *DEFAULT_DAYS, date(1990, 12, 15), date(1991, 12, 31), None]
    compared(engine, drawn_with("birth_date", born), drawn_with("birth_date", stated))


def test_names_and_mothers_agree_as_far_as_names_do(engine):
    written = [
        *("SITI AMINAH", "ST. AMINAH", "AMINAH SITI", "SITI AMINAH RAHAYU", "SITI"),
        *("SITI AMINHA", "BUDI SANTOSO", "", None),
    ]
    compared(engine, drawn_with("name", written), drawn_with("name", written))
    mothers = [name for name in written if name != ""]
    compared(engine, drawn_with("mother", mothers), drawn_with("mother", mothers))


def test_places_agree_to_the_village_or_the_regency_that_the_card_names(engine):
    homes = ["63.09.02.2010", "63.09.02.2004", "63.01.01.2001", "33.10.02.2007"]
    stated = [*homes, "63.09.02", "63.09", "63", "33", "33.10", None]
    compared(engine, drawn_with("village", homes), drawn_with("village", stated))


def test_sexes_and_families_agree_where_both_are_known(engine):
    sexes = ["female", "male", None]
    compared(engine, drawn_with("sex", sexes), drawn_with("sex", sexes))
    families = [str(10**15 + n) for n in range(3)]
    cards = [
        {"noka": str(n), "kk": kk, "holder_kk": holder_kk, "holder": holder}
        for n, (kk, holder_kk, holder) in enumerate(
            product([*families, None], [*families, None], [1, 9]), 1
        )
    ]
    compared(engine, drawn_with("kk", [*families[:2], None]), cards)

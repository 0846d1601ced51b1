"""What a card and a person show when laid side by side, field by field."""

from collections.abc import Mapping

from semesta.linkage.names import agreement, name_key


NAME_LEVELS = ("unknown", "different", "weak", "similar", "variant", "equal")
DEFAULT_DAYS = {(1, 1), (12, 31)}


def levels(card: Mapping, person: Mapping) -> dict[str, str]:
    """The level of every field of `evidence.yaml`, by its name there."""
    return {
        "nik": nik(card, person),
        "name": name(card, person),
        "birth": birth(card["birth_date"], person["birth_date"]),
        "sex": same(card["sex"], person["sex"]),
        "family": family(card, person),
        "place": place(card["village"], person["village"]),
        "mother": mother(card["mother"], person["mother"]),
        "words": words(card["name"], person["name"]),
        "rarity": "unknown",
        "holds": "unknown",
        "whose": "unknown",
    }


def meet(card: Mapping, person: Mapping) -> bool:
    """Whether a pair shares enough to be compared when its NIK did not settle it."""
    village = card["village"] == person["village"]
    day = equal(card["birth_date"], person["birth_date"])
    sound = name_key(card["name"]) == name_key(person["name"])
    return (
        nik_but_for_the_end(card, person)
        or (sound and nik_but_for_the_region(card, person))
        or equal(card["kk"], person["kk"])
        or equal(card["holder_kk"], person["kk"])
        or (village and (day or sound))
        or (day and sound)
    )


def nik_but_for_the_end(card: Mapping, person: Mapping) -> bool:
    """The first 15 digits agree, or at least all before the serial number."""
    ours, theirs = nik_texts(card, person)
    return len(ours) >= 15 and ours[:12] == theirs[:12]


def nik_but_for_the_region(card: Mapping, person: Mapping) -> bool:
    """Birth date and serial number agree."""
    ours, theirs = nik_texts(card, person)
    return len(ours) == 16 and ours[4:] == theirs[4:]


def nik_texts(card: Mapping, person: Mapping) -> tuple[str, str]:
    """The NIK as written, or nothing where one of the two says nothing."""
    if person["nik"] is None or card["nik_fault"] in ("missing", "placeholder"):
        return "", ""
    return card["nik_text"], person["nik_text"]


def nik(card: Mapping, person: Mapping) -> str:
    ours, theirs = card["nik_text"], person["nik_text"]
    if equal(card["nik"], person["nik"]):
        return "equal"
    if person["nik"] is None or ours is None or len(ours) < 12:
        return "unknown"
    if card["nik_fault"] == "placeholder":
        return "unknown"
    if card["nik15"] is not None and str(card["nik15"]) == theirs[:15]:
        return "fifteen"
    return "close" if edits(ours, theirs) <= 2 else "different"


def name(card: Mapping, person: Mapping) -> str:
    """A baby's card bears the mother's name, which says nothing of the baby's."""
    if card["newborn"]:
        return "unknown"
    return NAME_LEVELS[agreement(card["name"], person["name"]) + 1]


def birth(ours, theirs) -> str:
    if ours is None or theirs is None:
        return "unknown"
    if ours == theirs:
        return "equal"
    if near(ours, theirs):
        return "near"
    stated = (ours.month, ours.day)
    if ours.year == theirs.year and stated in DEFAULT_DAYS:
        return "default_day"
    return "different"


def near(ours, theirs) -> bool:
    """One part wrong (a year by 1 or 10), day and month swapped, or a month apart."""
    same_year = ours.year == theirs.year
    if same_year and (ours.month, ours.day) == (theirs.day, theirs.month):
        return True
    agreeing = [same_year, ours.month == theirs.month, ours.day == theirs.day]
    if sum(agreeing) == 2 and abs(ours.year - theirs.year) in (0, 1, 10):
        return True
    if (ours.month, ours.day) in DEFAULT_DAYS:
        return False
    return abs(days(ours) - days(theirs)) <= 31


def days(day) -> int:
    """A day in a calendar whose months all have 31 days."""
    return 372 * day.year + 31 * day.month + day.day


def same(ours, theirs) -> str:
    if ours is None or theirs is None:
        return "unknown"
    return "equal" if ours == theirs else "different"


def family(card: Mapping, person: Mapping) -> str:
    """The same family card; or the card carries the NIK of another of the family."""
    another = card["holder_id"] != person["person_id"]
    if another and equal(card["holder_kk"], person["kk"]):
        return "equal"
    return same(card["kk"], person["kk"])


def place(ours: int, theirs: int) -> str:
    """Where the card's region is known no deeper than the province, it says nothing."""
    if ours == theirs:
        return "village"
    stated = f"{ours:010d}"
    if ours == 0 or (stated[2:] == "00000000" and stated[:2] == f"{theirs:010d}"[:2]):
        return "unknown"
    return "regency" if stated[:4] == f"{theirs:010d}"[:4] else "elsewhere"


def mother(ours, theirs) -> str:
    if ours is None or theirs is None:
        return "unknown"
    return "equal" if agreement(ours, theirs) >= 3 else "different"


def words(ours, theirs) -> str:
    several = all(" " in name.strip() for name in (ours, theirs))
    return "more" if several else "one"


def equal(ours, theirs) -> bool:
    return ours is not None and ours == theirs


def edits(one: str, other: str) -> int:
    """Letters to replace, add or leave out until one text is the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, row[0] = row[0], i
        for j, against in enumerate(other, start=1):
            kept = above + (letter != against)
            above = row[j]
            row[j] = min(kept, row[j] + 1, row[j - 1] + 1)
    return row[-1]

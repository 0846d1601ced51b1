"""What a place is in law (its kind) and what people call it (its title)."""

from semesta.regions.codes import NATION, level_of
from semesta.regions.names import vocabulary


# The village part of a code begins with the kind: 1 kelurahan, 2 desa, 3 desa adat.
VILLAGE_KINDS = {"1": "kelurahan", "2": "desa", "3": "desa adat"}


def kind_of(code: str, name: str) -> str:
    """The legal kind of a region: kabupaten, kota, kecamatan, kelurahan, desa, …"""
    level = level_of(code)
    if level == "village":
        return VILLAGE_KINDS[code[9]]
    if level == "regency":
        return "kota" if name.startswith("Kota ") else "kabupaten"
    return {"nation": "negara", "province": "provinsi", "district": "kecamatan"}[level]


def title_of(code: str, name: str) -> str:
    """The name with the word that people there put before it."""
    if code == NATION or level_of(code) == "regency" or name.startswith("Daerah "):
        return name
    kind = kind_of(code, name)
    word = local_word(code, kind).title()
    has_word = f"{name} ".startswith((f"{word} ", f"{kind.title()} "))
    return name if has_word else f"{word} {name}"


def local_word(code: str, kind: str) -> str:
    """What a kind is called where the code lies: desa is nagari in West Sumatra."""
    words = vocabulary()["local_words"].get(kind, {})
    parts = code.split(".")
    for length in range(len(parts), 0, -1):
        word = words.get(".".join(parts[:length]))
        if word:
            return word
    return kind

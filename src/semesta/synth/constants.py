"""The stated rates, families and payers as tables that the SQL files join."""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Any

import pyarrow as pa

from semesta.synth.words import culture_names, name_tables, read_yaml, slots_of


PER_THOUSAND = 1000
PATTERN_SLOTS = 1000
PAYERS = ("pbi-jk", "pbpu-pemda", "pbpu", "ppu-bu", "ppu-pn", "bp", "none")
# Whom a region enrols first when it must enrol more than its own: those without a card.
REGION_TAKES = ("pbpu-pemda", "none", "pbi-jk", "pbpu", "ppu-bu", "bp", "ppu-pn")
# By definitions: which of two cards is kept.
KEPT_FIRST = {
    "ppu-pn": 1,
    "ppu-bu": 1,
    "pbpu": 2,
    "bp": 3,
    "pbi-jk": 4,
    "pbpu-pemda": 5,
}
TOGETHER = ("pbpu", "ppu-bu", "ppu-pn", "bp")
GROUPS = ("nik_", "birth_", "name_", "village_")
ALONE = ("name_short_form",)
EXTRAS = (
    (20, "parent", "dead", "recorded_dead"),
    (21, "child", "moved", "recorded_moved"),
    (22, "head", "absent", "absent_owner"),
    (23, "child", "newborn", "newborn_card"),
)
RELATIONS = (
    # role, civil registry, its number, on the card, married
    ("head", "KEPALA KELUARGA", 1, 1, True),
    ("husband", "SUAMI", 2, 2, True),
    ("wife", "ISTRI", 3, 3, True),
    ("child", "ANAK", 4, 4, False),
    ("inlaw", "MENANTU", 5, 5, True),
    ("grandchild", "CUCU", 6, 4, False),
    ("parent", "ORANG TUA", 7, 5, True),
    ("other", "FAMILI LAIN", 9, 5, False),
)


def constants(damage: float) -> dict[str, pa.Table]:
    """Every table that does not depend on the place. `damage` multiplies its rates."""
    rates = rate_of_each(damage)
    rows: dict[str, list[dict[str, Any]]] = {
        "rates": [rates],
        "bounds": [_bounds(rates)],
        "spans": [_spans()],
        "patterns": list(_patterns()),
        "members": list(_members()),
        "extras": [
            {"member": member, "role": role, "status": status, "rate": rates[rate]}
            for member, role, status, rate in EXTRAS
        ],
        "culture_slots": list(_culture_slots()),
        "family_segments": list(_family_segments()),
        "payers": list(_payers(rates)),
        "reasons": list(_reasons()),
        "relation_words": [
            dict(zip(("role", "siak", "shdk", "pisat", "married"), row, strict=True))
            for row in RELATIONS
        ],
        "streets": [
            {"place": place, "name": name}
            for place, name in enumerate(read_yaml("households.yaml")["streets"], 1)
        ],
        "faiths": [
            {
                "culture": place,
                "faith": read_yaml(f"names/{name}.yaml")["faith"].upper(),
            }
            for place, name in enumerate(culture_names())
        ],
    }
    tables = {name: pa.Table.from_pylist(found) for name, found in rows.items()}
    return tables | name_tables()


def rate_of_each(damage: float) -> dict[str, float]:
    """Rate by name, as a share; those of damage multiplied, at most 1."""
    stated = read_yaml("rates.yaml")
    rates = {
        name: min(1.0, entry["rate"] * damage / PER_THOUSAND)
        for name, entry in stated["damage"].items()
    }
    for group in ("register", "month"):
        for name, entry in stated[group].items():
            rates[name.replace("-", "_")] = entry["rate"] / PER_THOUSAND
    return rates


@cache
def people_per_family() -> float:
    patterns = read_yaml("households.yaml")["patterns"].values()
    weights = sum(pattern["weight"] for pattern in patterns)
    people = sum(pattern["weight"] * len(pattern["members"]) for pattern in patterns)
    return people / weights


def _bounds(rates: dict[str, float]) -> dict[str, float]:
    """Where each fault ends on a line from 0 to 1: of one group, one at most befalls."""
    bounds = {name: rates[name] for name in (*ALONE, "family_missing")}
    together = read_yaml("rates.yaml")["together"]
    bounds["careless"] = together["careless"]["rate"] / PER_THOUSAND
    bounds["careless_times"] = float(together["times"])
    for group in GROUPS:
        names = [n for n in rates if n.startswith(group) and n not in ALONE]
        ends = accumulate(rates[name] for name in names)
        bounds |= dict(zip(names, ends, strict=True))
    return bounds


def _spans() -> dict[str, float]:
    families, segments = read_yaml("households.yaml"), read_yaml("segments.yaml")
    spans = {
        "gap": families["between_children"],
        "mother": families["mother_older_than_child"],
        "husband": families["husband_older_than_wife"],
        "parent": families["parent_older_than_child"],
    }
    ends = {f"{name}_low": float(low) for name, (low, _) in spans.items()}
    ends |= {f"{name}_high": float(high) for name, (_, high) in spans.items()}
    names = ("children_covered", "child_until", "student_until", "students")
    return (
        ends
        | {name: segments[name] for name in names}
        | {
            "oldest": families["oldest"],
            "infant": segments["unregistered_infant"],
            "aged": segments["unregistered_aged"],
            "longest_arrears": segments["longest_arrears"],
        }
    )


def _patterns() -> Iterator[dict[str, Any]]:
    families = read_yaml("households.yaml")
    patterns = families["patterns"]
    weights = {name: pattern["weight"] for name, pattern in patterns.items()}
    numbers = {name: number for number, name in enumerate(patterns)}
    for slot, name in enumerate(slots_of(weights, PATTERN_SLOTS)):
        members = patterns[name]["members"]
        children = members.count("child")
        couple = "spouse" in members
        yield {
            "slot": slot,
            "pattern": numbers[name],
            "anchor": patterns[name]["anchor"],
            "youngest": float(patterns[name]["ages"][0]),
            "oldest": float(patterns[name]["ages"][1]),
            "children": children,
            "size": len(members),
            "woman_heads": families[f"woman_heads_{'couple' if couple else 'alone'}"],
            "twins": families["twins"] if children > 1 else 0,
        }


def _members() -> Iterator[dict[str, Any]]:
    patterns = read_yaml("households.yaml")["patterns"].values()
    for number, pattern in enumerate(patterns):
        children = 0
        for place, role in enumerate(pattern["members"]):
            children += role == "child"
            yield {
                "pattern": number,
                "member": place,
                "role": role,
                "child_no": children if role == "child" else 0,
            }


def _culture_slots() -> Iterator[dict[str, int]]:
    numbers = {name: number for number, name in enumerate(culture_names())}
    for province, weights in read_yaml("cultures.yaml").items():
        for draw, name in enumerate(slots_of(weights)):
            yield {"slot": province * 100 + draw, "culture": numbers[name]}


def _family_segments() -> Iterator[dict[str, Any]]:
    for decile, weights in read_yaml("segments.yaml")["families"].items():
        for draw, segment in enumerate(slots_of(weights)):
            yield {"slot": decile * 100 + draw, "segment": segment}


def _payers(rates: dict[str, float]) -> Iterator[dict[str, Any]]:
    segments = read_yaml("segments.yaml")
    for name in PAYERS:
        plain = name.replace("-", "_")
        yield {
            "segment": name,
            "word": segments["words"].get(name),
            "vclaim_code": str(segments["claim_words"].get(name, [0, ""])[0]),
            "vclaim_word": segments["claim_words"].get(name, [0, ""])[1],
            "region_takes": REGION_TAKES.index(name),
            "together": name in TOGETHER,
            "inactive": float(segments["inactive"].get(name, 1)),
            "unregistered": float(segments["unregistered"][name]),
            "kept_first": KEPT_FIRST.get(name, 9),
            "shock_reason": segments["shock_reasons"].get(name),
            "lapse": rates.get(f"lapse_{plain}", 0.0),
            "reactivate": rates.get(f"reactivate_{plain}", 0.0),
        }


def _reasons() -> Iterator[dict[str, Any]]:
    segments = read_yaml("segments.yaml")
    for name, weights in segments["reasons"].items():
        for slot, reason in enumerate(slots_of(weights)):
            yield {
                "segment": name,
                "slot": slot,
                "reason": reason,
                "arrears": reason in segments["arrears"],
                "young": reason == segments["young_reason"],
                "otherwise": segments["shock_reasons"][name],
            }

"""The doctor's own knowledge: versions, needs, texts."""

import ast
import re
from importlib.metadata import requires

import pytest
import yaml

from house import PACKAGE
from semesta.doctor import VERDICTS, disk, examination, machine, package
from semesta.doctor.capacity import needs, people_for
from semesta.doctor.findings import Finding, finding, texts
from semesta.doctor.requirements import BOUND, fits, split
from semesta.errors import LANGUAGES, SemestaError


DOCTOR = PACKAGE / "doctor"
GB = 1_000_000_000


def codes_in_code() -> set[str]:
    """Every text in the room's modules that is the name of a finding."""
    trees = [ast.parse(path.read_text("utf-8")) for path in DOCTOR.glob("*.py")]
    constants = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return constants & set(texts())


def codes_given() -> set[str]:
    """The first argument of every `finding(…)`, where it is written out."""
    trees = [ast.parse(path.read_text("utf-8")) for path in DOCTOR.glob("*.py")]
    return {
        constant.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "finding"
        for constant in ast.walk(node.args[0])
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    }


def test_every_finding_has_its_text_and_every_text_its_finding() -> None:
    assert codes_given() <= set(texts())
    assert codes_in_code() == set(texts())


def test_every_text_has_a_verdict_both_languages_and_says_what_to_do() -> None:
    for code, entry in texts().items():
        assert entry["verdict"] in VERDICTS, code
        for part in ("found", "do"):
            said = entry.get(part, {"id": "x", "en": "x"})
            assert set(said) == set(LANGUAGES) and all(said.values()), code
            names = [set(re.findall(r"{(\w+)}", said[one])) for one in LANGUAGES]
            assert names[0] == names[1], code
        tells = "do" in entry or "{error}" in entry["found"]["id"]
        assert tells or entry["verdict"] == "ok", code


def test_numbers_stand_as_the_language_has_them() -> None:
    found = finding("disk_low", folder="hasil", free=4.25, want=1200)

    assert "4,2 GB" in found.found("id") and "1.200 GB" in found.found("id")
    assert "4.2 GB" in found.found("en") and "1,200 GB" in found.found("en")


def test_an_error_says_in_a_finding_what_it_says_itself() -> None:
    error = SemestaError("published.disk_full", store="hasil")

    assert finding("store_error", error=error).found("id") == error.text("id")


@pytest.mark.parametrize(
    ("installed", "wanted", "fit"),
    [
        ("2.0.0", "<2.1,>=1.5.5", True),
        ("2.1.0", "<2.1,>=1.5.5", False),
        ("1.5.4", ">=1.5.5", False),
        ("1.10", ">=1.9", True),
        ("6", ">=6.0.0", True),
        ("0.7.2", "==0.7.2", True),
        ("0.7.20", "==0.7.2", False),
        ("3.12.0rc1", ">=3.11", True),
        ("1.0", "!=1.0", False),
        ("1.0", "", True),
    ],
)
def test_versions_are_compared_as_numbers(
    installed: str, wanted: str, fit: bool
) -> None:
    assert fits(installed, wanted) is fit


def test_what_only_an_extra_asks_for_is_not_asked_for() -> None:
    assert split('pyspark>=4; extra == "spark"') is None
    assert split("duckdb<2.1,>=1.5.5") == ("duckdb", "<2.1,>=1.5.5")
    assert split('colorama>=0.4; sys_platform == "win32"') == ("colorama", ">=0.4")


def test_every_bound_of_the_package_is_understood() -> None:
    for line in requires("semesta") or []:
        _, wanted = split(line) or ("", "")
        assert BOUND.sub("", wanted).strip(", ") == "", line


def test_people_are_estimated_on_a_straight_line_through_what_was_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = {
        "measured": [
            {"people": 100, "memory_bytes": 1_100_000, "disk_bytes": 1},
            {"people": 200, "memory_bytes": 1_200_000, "disk_bytes": 2},
        ],
        "usable": {"memory": 0.5},
    }
    monkeypatch.setattr("semesta.doctor.capacity.needs", lambda: line)

    # 1,000 bytes a person above 1,000,000; half of 12,000,000 is 6,000,000.
    assert people_for("memory", 12_000_000) == 5_000
    assert people_for("memory", 1_000_000) == 0


def test_what_was_measured_is_enough_for_itself() -> None:
    for size in needs()["measured"]:
        for resource, usable in needs()["usable"].items():
            enough = size[f"{resource}_bytes"] / usable + 1
            people = people_for(resource, int(enough))
            assert size["people"] - 1000 <= people <= size["people"]


@pytest.mark.parametrize(
    ("held", "code"),
    [
        (1 * GB, "memory_too_little"),
        (3 * GB, "memory_little"),
        (8 * GB, "memory_ok"),
        (None, "memory_unknown"),
    ],
)
def test_memory_is_judged_by_what_a_run_was_measured_to_need(
    held: int | None, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "memory_bytes", lambda: held)

    assert machine.memory().code == code


@pytest.mark.parametrize(
    ("free", "code"), [(10**8, "disk_full"), (GB, "disk_low"), (10 * GB, "disk_ok")]
)
def test_free_disk_is_judged_where_runs_are_kept(
    free: int, code: str, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: usage)

    assert [found.code for found in disk.space(tmp_path)] == [code, code]


def test_a_small_machine_is_told_which_regencies_it_can_take(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "memory_bytes", lambda: 16 * GB)
    monkeypatch.setattr(disk, "people_for", lambda resource, _: 300_000)
    monkeypatch.setattr(disk, "_regency_populations", lambda: [1, 300_000, 300_001])

    found = disk.capacity(tmp_path)

    assert found.code == "capacity_ok"
    assert (found.parts["regencies"], found.parts["all"]) == (2, 3)


def test_every_regency_has_a_population() -> None:
    sizes = disk._regency_populations()

    assert len(sizes) == 514 and min(sizes) > 1000


def test_an_old_python_or_package_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.platform, "python_version", lambda: "3.9.2")
    asked = ["duckdb>=99", "no-such-package-anywhere>=1", "rich>=1"]
    monkeypatch.setattr(package, "requires", lambda _: asked)

    assert machine.python().code == "python_old"
    assert [found.code for found in package.requirements()] == [
        "requirement_other",
        "requirement_missing",
    ]


def test_a_check_that_breaks_is_a_finding_and_ends_nothing() -> None:
    def broken() -> Finding:
        raise PermissionError("secret path")

    def refused() -> Finding:
        raise SemestaError("published.disk_full", store="hasil")

    found = [
        one
        for check in (broken, refused, machine.cores)
        for one in examination._carried_out("probe", check)
    ]

    assert [one.verdict for one in found] == ["failed", "failed", "ok"]
    assert "PermissionError" in found[0].found() and "secret" not in found[0].found()
    assert "Disk penuh" in found[1].found()


def test_every_text_of_the_page_is_printed_somewhere() -> None:
    keys = set(yaml.safe_load((PACKAGE / "terminal/keeping.yaml").read_text("utf-8")))
    modules = (PACKAGE / "terminal/keeping.py", PACKAGE / "cli/keeping.py")
    code = " ".join(path.read_text("utf-8") for path in modules)
    groups = {f"group_{name}" for name in ("machine", "package", "data", "store")}
    computed = groups | {f"verdict_{verdict}" for verdict in VERDICTS}

    assert computed <= keys
    assert {key for key in keys - computed if f'"{key}"' not in code} == set()

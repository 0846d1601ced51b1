"""The walls of the house: which room may use which, and only by its front door."""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from house import PACKAGE


MAY_USE = {
    "law": set(),
    "engine": set(),
    "regions": {"law"},
    "published": {"regions", "law"},
    "registers": {"engine", "regions", "law"},
    "linkage": {"registers", "engine", "regions", "law"},
    "encoding": {"registers", "linkage", "engine", "regions", "law"},
    "coverage": {"linkage", "engine", "regions", "law"},
    "awards": {"regions", "law"},
    "documents": set(),
    "worklists": {"coverage", "engine", "regions", "law", "documents"},
    "audit": {"registers", "engine", "published", "regions", "law", "documents"},
    "access": {"coverage", "engine", "regions", "law"},
    "planning": {"published", "awards", "regions", "law"},
    "review": {
        *("published", "planning", "awards", "linkage", "registers"),
        *("engine", "regions", "law", "documents"),
    },
    "reports": {"published", "regions", "law", "documents"},
    "disclosure": {"published", "regions", "law", "documents"},
    "doctor": {"law", "regions", "engine", "published", "documents"},
    "synth": {"regions", "law", "engine", "registers"},
    "service": {"published", "planning", "awards", "regions", "law"},
    "errors": set(),
    "files": set(),
    "finished": set(),
    "months": set(),
    "own_yaml": set(),
}
FOR_ALL = {"errors", "files", "finished", "months", "own_yaml", "semesta"}
MAY_USE["intake"] = {"registers", "encoding", "linkage", "engine", "regions"}
MAY_USE["resuming"] = {"registers"}
MAY_USE["disk_needed"] = {"registers"}
MAY_USE["versions"] = {"law", "linkage", "regions"}
MAY_USE["allowance"] = {"doctor"}
MAY_USE["earlier"] = {"coverage", "linkage", "published"}
MAY_USE["comparing"] = {"allowance", "coverage", "earlier", "engine", "published"}
MAY_USE["run"] = set(MAY_USE) - {"service"}
MAY_USE["terminal"] = {
    *("published", "awards", "linkage", "registers", "regions", "law", "documents"),
    *("audit", "planning", "worklists", "doctor", "review"),
}
MAY_USE["cli"] = {*MAY_USE["run"], "run", "terminal"}
MAY_USE["__main__"] = {"cli"}
MAY_USE["semesta"] = set()
ONLY_IN = {"duckdb": "engine", "pyspark": "engine", "django": "service"}


class House:
    """The modules of a package, and what each imports, lazily or not."""

    def __init__(self, package: Path) -> None:
        self.trees = {
            ".".join((package.name, *self._steps(path, package))): ast.parse(
                path.read_text(encoding="utf-8")
            )
            for path in sorted(package.rglob("*.py"))
        }
        self.imports = {name: set(self._imports(name)) for name in self.trees}

    @staticmethod
    def _steps(path: Path, package: Path) -> list[str]:
        steps = path.relative_to(package).with_suffix("").parts
        return [step for step in steps if step != "__init__"]

    def _imports(self, module: str):
        """Each import as (module, name), relative ones as `.…`: also forbidden."""
        for node in ast.walk(self.trees[module]):
            if isinstance(node, ast.Import):
                yield from ((alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = "." * node.level + (node.module or "")
                for alias in node.names:
                    whole = f"{source}.{alias.name}"
                    public = alias.name in self._bound(source)
                    as_module = whole in self.trees and not public
                    yield (whole, "") if as_module else (source, alias.name)

    def _bound(self, module: str) -> set[str]:
        """The names that a module defines or imports at its top level."""
        body = self.trees[module].body if module in self.trees else []
        names = set()
        for node in body:
            names |= {a.asname or a.name for a in getattr(node, "names", [])}
            targets = getattr(node, "targets", [])
            names |= {t.id for t in targets if isinstance(t, ast.Name)}
            names.add(getattr(node, "name", ""))
        return names

    def violations(self) -> list[str]:
        found = []
        for module, imports in self.imports.items():
            room = room_of(module)
            if room not in MAY_USE:
                found.append(f"{module}: the table of walls has no room {room}")
                continue
            for target, name in imports:
                fault = self._fault(module, room, target, name)
                if fault:
                    found.append(f"{module}: {fault} ({target} {name})".rstrip())
        return found + self._cycle()

    def _fault(self, module: str, room: str, target: str, name: str) -> str:
        outside, inside = target.split(".")[0], room_of(target)
        if outside == "":
            return "imports are written in full, not relative"
        if outside != "semesta":
            home = ONLY_IN.get(outside, room)
            return "" if home == room else f"{outside} is used only in {home}"
        if inside == room:
            return ""
        if inside not in MAY_USE[room] | FOR_ALL:
            return f"{room} may not use {inside}"
        if target.count(".") > 1:
            return f"{inside} is entered only by its front door"
        if name.startswith("_") and name != "__version__":
            return f"{name} is private"
        return ""

    def _cycle(self) -> list[str]:
        graph = {
            module: {target for target, _ in imports if target in self.trees}
            for module, imports in self.imports.items()
        }
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            return ["cycle: " + " → ".join(error.args[1])]
        return []


def room_of(module: str) -> str:
    """The room of `semesta.law.rulebook` is `law`; of `semesta`, `semesta`."""
    return (module.split(".") + [""])[1] or "semesta"


def test_every_wall_stands():
    assert House(PACKAGE).violations() == []


def test_the_service_can_reach_no_room_with_an_engine():
    reached, waiting = set(), ["service"]
    while waiting:
        new = MAY_USE[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)

    assert reached.isdisjoint({"engine", "registers", "linkage", "coverage"})


def test_what_the_service_loads_loads_no_duckdb():
    rooms = [r for r in sorted(MAY_USE["service"]) if (PACKAGE / r).is_dir()]
    program = f"import sys, semesta.{', semesta.'.join(rooms)}; print(*sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert not {"duckdb", "pyspark"} & set(done.stdout.split())


PLANTED = {
    "a lower room uses a higher one": (
        {"law/rules.py": "from semesta.regions import tree"},
        "law may not use regions",
    ),
    "a lazy import counts": (
        {"awards/decide.py": "def f():\n    import semesta.engine"},
        "awards may not use engine",
    ),
    "a side door": (
        {
            "regions/a.py": "from semesta.law.rulebook import Rule",
            "law/rulebook.py": "",
        },
        "law is entered only by its front door",
    ),
    "a module taken from the front door": (
        {"regions/a.py": "from semesta.law import rulebook", "law/rulebook.py": ""},
        "law is entered only by its front door",
    ),
    "a private name": (
        {"regions/a.py": "from semesta.law import _secret"},
        "_secret is private",
    ),
    "a relative import": (
        {"law/a.py": "from ..regions import tree"},
        "not relative",
    ),
    "DuckDB outside the engine": (
        {"coverage/cube.py": "from duckdb.typing import BIGINT"},
        "duckdb is used only in engine",
    ),
    "Django outside the service": (
        {"reports/page.py": "import django.template"},
        "django is used only in service",
    ),
    "a room without walls": ({"attic/a.py": ""}, "no room attic"),
    "a lazy cycle": (
        {
            "law/a.py": "from semesta.law.b import x",
            "law/b.py": "def f():\n    from semesta.law import a",
        },
        "cycle: ",
    ),
}


@pytest.mark.parametrize(("files", "fault"), PLANTED.values(), ids=PLANTED)
def test_a_planted_violation_is_caught(tmp_path, files, fault):
    package = tmp_path / "semesta"
    for name in ("__init__.py", "law/__init__.py", "regions/__init__.py"):
        files = {name: "", **files}
    for name, text in files.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text)

    found = House(package).violations()

    assert len(found) == 1
    assert fault in found[0]


def test_a_public_name_is_allowed_even_if_a_module_shares_it(tmp_path):
    package = tmp_path / "semesta"
    files = {
        "__init__.py": "",
        "law/__init__.py": "from semesta.law.rulebook import rulebook",
        "law/rulebook.py": "def rulebook(): ...",
        "regions/__init__.py": "from semesta.law import rulebook",
    }
    for name, text in files.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text)

    assert House(package).violations() == []

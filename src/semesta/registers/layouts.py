"""Recognises a layout by its headers: the layouts are YAML files in `layouts/`.

A layout names the headers that it must have (`headers`), the canonical columns that
its headers must map to (`needs` all, `any` at least one), those that it must not
have (`absent`), and headers of its own on top of `columns.yaml`. The layout with the
most demands that are met wins, so the generic ones come last.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from semesta.errors import SemestaError
from semesta.files import read_by_hand
from semesta.own_yaml import own_yaml
from semesta.registers.schemas import FOUND, IDENTITY


DATE_ORDERS = ("ymd", "dmy", "mdy")
LISTS = ("headers", "needs", "any", "absent")
MAP_WORDS = ("kind", "date_order", "default_segment")


@dataclass(frozen=True)
class Layout:
    """One way in which regions hold a register. `own` maps header keys."""

    name: str
    kind: str
    headers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    own: dict[str, str] = field(default_factory=dict)
    date_order: str = "dmy"
    default_segment: str | None = None
    families: bool = False
    first: bool = False  # wins over all others that fit
    scope: str | None = None  # only for a membership file of this scope
    only_for: str | None = None  # only where this kind of register is asked for

    def canonical(self, key: str) -> str | None:
        """The canonical column of a header key, if this layout has one."""
        return self.own.get(key) or synonyms(self.kind).get(key)

    def missing(self, keys: Iterable[str]) -> list[str]:
        """What the headers lack to be this layout, in words of its YAML."""
        keys = set(keys)
        found = {self.canonical(key) for key in keys}
        lacking = [header for header in self.headers if key_of(header) not in keys]
        lacking += [column for column in self.needs if column not in found]
        if self.any and not found.intersection(self.any):
            lacking.append(" | ".join(self.any))
        return lacking

    def fits(self, keys: Sequence[str]) -> bool:
        """Whether a table with these headers is of this layout."""
        forbidden = any_kind(keys).intersection(self.absent)
        return not forbidden and not self.missing(keys)

    @property
    def demands(self) -> int:
        return len(self.headers) + len(self.needs) + 100 * self.first


@dataclass(frozen=True)
class Columns:
    """Which columns of a table are used: canonical name → positions.

    Several positions only for identifiers that stand twice (`schemas.IDENTITY`).
    """

    used: dict[str, tuple[int, ...]]
    headers: tuple[str, ...]

    @cached_property
    def positions(self) -> tuple[int, ...]:
        """The positions in use, ascending."""
        return tuple(sorted({at for many in self.used.values() for at in many}))

    @cached_property
    def running(self) -> frozenset[int]:
        """Positions of columns that only number the lines."""
        return frozenset(
            position
            for position, header in enumerate(self.headers)
            if key_of(header) in running_keys() and position not in self.positions
        )

    @cached_property
    def key(self) -> int:
        """The column by which a line is known to be no row: name, NIK or card."""
        for name in ("name", "nik", "noka", "kk"):
            if name in self.used:
                return self.used[name][0]
        return self.positions[0]

    @property
    def named(self) -> dict[str, str]:
        """Header → canonical column."""
        return {
            self.headers[position]: name
            for name, positions in self.used.items()
            for position in positions
        }

    @property
    def dropped(self) -> tuple[str, ...]:
        """Headers of columns that the purpose does not need."""
        kept = self.running.union(self.positions)
        return tuple(
            header
            for position, header in enumerate(self.headers)
            if header and position not in kept
        )


def key_of(header: object) -> str:
    """A header as it is compared: lower case, letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", str(header).lower())


def columns_of(headers: Sequence[str], layout: Layout) -> Columns:
    """The columns that a layout uses of a table with these headers.

    Where several headers name one column the preferred one is used, but of
    identifiers all, so that contradictions come to light.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for position, header in enumerate(headers):
        key = key_of(header)
        column = layout.canonical(key)
        if column is not None:
            rank = -1 if key in layout.own else preference(layout.kind)[key]
            places.setdefault(column, []).append((rank, position))
    used = {
        column: tuple(
            position
            for _, position in sorted(found)[: None if column in IDENTITY else 1]
        )
        for column, found in places.items()
    }
    return Columns(used, tuple(headers))


def recognise(keys: Sequence[str], layouts: Sequence[Layout]) -> Layout | None:
    """The most demanding layout that the headers fit."""
    fitting = [layout for layout in layouts if layout.fits(keys)]
    return max(fitting, key=lambda layout: layout.demands, default=None)


def closest(keys: Sequence[str], layouts: Sequence[Layout]) -> Layout:
    """The layout that lacks the smallest share of its demands, or else the fewest."""

    def lack(layout: Layout) -> tuple[bool, float]:
        missing = len(layout.missing(keys))
        if not any(map(layout.canonical, keys)):
            return True, missing
        return False, missing / (layout.demands + 1)

    return min(layouts, key=lack)


def header_score(keys: Iterable[str], layouts: Iterable[Layout]) -> int:
    """How many canonical columns a row of headers names, by the best layout."""
    keys = set(keys)
    return max(
        len({layout.canonical(key) for key in keys} - {None})
        + sum(key_of(header) in keys for header in layout.headers)
        for layout in layouts
    )


@cache
def known_layouts() -> tuple[Layout, ...]:
    """Every layout of the folder `layouts/`, by name."""
    folder = files("semesta.registers") / "layouts"
    found = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        name = path.name.removesuffix(".yaml")
        if name != "columns" and name != path.name:
            entry = own_yaml("semesta.registers", "layouts", path.name)
            found.append(layout_of(name, entry))
    return tuple(found)


def layout_of(name: str, entry: dict[str, Any]) -> Layout:
    """A layout from its YAML entry. Raises ValueError for a key that no layout has."""
    unknown = set(entry) - {"columns", *(part.name for part in fields(Layout))}
    if unknown:
        raise ValueError(f"layouts/{name}.yaml: unknown key {', '.join(unknown)}")
    own = {
        key_of(header): column
        for column, headers in entry.get("columns", {}).items()
        for header in headers
    }
    rest = {part: value for part, value in entry.items() if part != "columns"}
    lists = {part: tuple(rest.pop(part, ())) for part in LISTS}
    return Layout(**{"name": name, "own": own, **lists, **rest})


def usable_layouts(kind: str, scope: str, layout_map: Path | None) -> list[Layout]:
    """The layouts for reading a register: those of the scope, and the user's own."""
    layouts = [
        layout
        for layout in known_layouts()
        if layout.only_for in (None, kind)
        and (layout.scope is None or (layout.scope == scope and layout.kind == kind))
    ]
    return layouts if layout_map is None else [*layouts, map_layout(layout_map, kind)]


@cache
def column_headers() -> dict[str, Any]:
    """`columns.yaml`: per kind, canonical column → headers, the preferred one first."""
    return own_yaml("semesta.registers", "layouts", "columns.yaml")


@cache
def synonyms(kind: str) -> dict[str, str]:
    """Header key → canonical column, for one kind of register."""
    return {
        key_of(header): column
        for column, headers in column_headers().get(kind, {}).items()
        for header in headers
    }


def any_kind(keys: Iterable[str]) -> set[str]:
    """The canonical columns that headers name in registers of any kind."""
    return {
        column
        for kind in FOUND
        for key in keys
        if (column := synonyms(kind).get(key)) is not None
    }


@cache
def running_keys() -> frozenset[str]:
    """Keys of columns that only number the lines."""
    return frozenset(key_of(header) for header in column_headers()["running"])


@cache
def preference(kind: str) -> dict[str, int]:
    """Header key → place in its list of synonyms; the smaller is preferred."""
    return {
        key_of(header): place
        for headers in column_headers().get(kind, {}).values()
        for place, header in enumerate(headers)
    }


@cache
def codes() -> dict[str, dict[str, str]]:
    """Header key → what its codes mean, where a header has codes of its own."""
    return {
        key_of(header): {str(code): word for code, word in meanings.items()}
        for header, meanings in column_headers()["values"].items()
    }


def map_layout(path: Path, kind: str) -> Layout:
    """The user's own layout: `columns: {canonical: header}` and what goes with it.

    Optional: `kind` (else `kind`, or the kind that has all its columns), `date_order`
    (ymd, dmy, mdy), `default_segment`. Raises SemestaError where the file is no map.
    """
    entry = _map_entry(path)
    columns = entry["columns"]
    kinds = [entry["kind"]] if "kind" in entry else [kind, *FOUND]
    fitting = [kind for kind in kinds if set(columns) <= set(FOUND.get(kind, ()))]
    date_order = entry.get("date_order", "dmy")
    if not fitting or date_order not in DATE_ORDERS:
        known = FOUND.get(kinds[0], tuple(FOUND))
        unknown = [str(name) for name in columns if name not in known]
        raise SemestaError(
            "registers.map_unknown_column",
            file=path.name,
            columns=", ".join(unknown if not fitting else [str(date_order)]),
            known=", ".join(known if not fitting else DATE_ORDERS),
        )
    return Layout(
        name=f"map:{path.name}",
        kind=fitting[0],
        headers=tuple(str(header) for header in columns.values()),
        own={key_of(header): name for name, header in columns.items()},
        date_order=date_order,
        default_segment=entry.get("default_segment"),
        first=True,
    )


def _map_entry(path: Path) -> dict[str, Any]:
    try:
        entry = yaml.safe_load(read_by_hand(path))
    except (OSError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise SemestaError("registers.map_unreadable", file=path.name) from error
    columns = entry.get("columns") if isinstance(entry, dict) else None
    if not isinstance(columns, dict) or not columns:
        raise SemestaError("registers.map_unreadable", file=path.name)
    single = [*columns, *columns.values(), *(entry.get(name) for name in MAP_WORDS)]
    if any(isinstance(value, dict | list) for value in single):
        raise SemestaError("registers.map_unreadable", file=path.name)
    return entry

"""Residents of one month as a grid: by state, by segment, by sex and age.

The three tables share their margins, so they are one grid: an attacker subtracts one
from the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from semesta.disclosure.grid import Cell, Form, Grid, Layer, Part, Slot, by_cell
from semesta.disclosure.places import Places
from semesta.disclosure.swaps import (
    GROUP_STATES,
    INACTIVE,
    LOCAL,
    OTHERS,
    OUTSIDE,
    SECOND,
    STATES,
    Swaps,
)
from semesta.errors import IdentityBroken


GROUP_COLUMNS = {
    "population": {"population": 1},
    "registered": {"registered": 1},
    "active": {"active": 1},
    "inactive": {"registered": 1, "active": -1},
    "outside": {"population": 1, "registered": -1},
}
"""Columns of a group, as sums of the published ones."""
COLUMNS = ("population", "registered", *STATES, *OUTSIDE, "local_government")


@dataclass(frozen=True)
class Counts:
    """One month by region code: the published tables on the linked basis.

    `regions`: code → column → count (None where the run does not know it);
    `segments` and `groups` (`female/0-4`): code → row → column → count.
    """

    regions: Mapping[str, Mapping[str, int | None]]
    segments: Mapping[str, Mapping[str, Mapping[str, int]]]
    groups: Mapping[str, Mapping[str, Mapping[str, int]]]


@dataclass
class Residents:
    """What the counts of one month are made of; `grid()` is the use of it."""

    counts: Counts
    places: Places
    rooms: dict[Slot, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = [self.counts.regions.get(code, {}) for code in self.places.codes]
        self.columns = [
            column
            for column in COLUMNS
            if any(row.get(column) is not None for row in self.rows)
        ]
        known = "active" in self.columns and self.places.detailed > 0
        self.segments = _names(self.counts.segments) if known else []
        self.groups = _names(self.counts.groups) if known else []
        self.group_rows = self._group_rows()
        self._fill_regions()
        self._fill_details()

    def grid(self) -> Grid:
        """The grid of all three tables.

        Raises IdentityBroken where the figures are not those of the regions, or a
        region is not the sum of its parts.
        """
        self.published = frozenset(self._published())
        sums = tuple(self._region_relations())
        self.village = Layer(
            self._region_forms(False),
            sums,
            dict(self._implied_in_regions(False)),
            self.published,
        )
        self.district = Layer(
            self._region_forms(True) | self._detail_forms(),
            sums + tuple(self._detail_relations()),
            dict(self._implied_in_regions(True)) | dict(self._implied_in_details()),
            self.published,
        )
        swaps = Swaps(self.rooms, self.segments, self.group_rows, self.district)
        grid = Grid(
            places=self.places,
            village=self.village,
            district=self.district,
            rooms=self.rooms,
            published=self.published,
            size=("regions", "", "population"),
            own=by_cell(swaps.within_districts()),
            steps=[self.village.face(change) for change in swaps.between_villages()],
            variants=swaps.in_districts,
        )
        given = {
            ("regions", "", name): [row.get(name) or 0 for row in self.rows]
            for name in self.columns
        }
        as_given = all(grid.values[cell] == counts for cell, counts in given.items())
        if not as_given or not grid.adds_up():
            raise IdentityBroken("disclosure.not_additive")
        return grid

    # What the counts say.

    def _fill_regions(self) -> None:
        def column(name: str) -> list[int]:
            return [row.get(name) or 0 for row in self.rows]

        registered, population = column("registered"), column("population")
        arrears, lapsed, unknown = map(column, (*INACTIVE, "unknown"))
        table = zip(population, registered, arrears, lapsed, unknown, strict=True)
        split = [(r - a - o, p - r - u) for p, r, a, o, u in table]
        self.rooms["active", ""] = [active for active, _ in split]
        self.rooms["inactive_arrears", ""] = arrears
        self.rooms["inactive_lapsed", ""] = lapsed
        self.rooms["unregistered", ""] = [missing for _, missing in split]
        self.rooms["unknown", ""] = unknown
        if "local_government" in self.columns:
            local = column("local_government")
            self.rooms[SECOND] = list(local)
            self.rooms[OTHERS] = [r - n for r, n in zip(registered, local, strict=True)]

    def _fill_details(self) -> None:
        codes = self.places.codes[: self.places.detailed]

        def column(
            table: Mapping[str, Mapping[str, Mapping[str, int]]], row: str, name: str
        ) -> list[int]:
            return [table.get(c, {}).get(row, {}).get(name, 0) for c in codes]

        for segment, state in product(self.segments, STATES):
            self.rooms[state, segment] = column(self.counts.segments, segment, state)
        for group in self.groups:
            people, registered, active = (
                column(self.counts.groups, group, name)
                for name in ("population", "registered", "active")
            )
            table = list(zip(people, registered, active, strict=True))
            self.rooms["active", group] = active
            self.rooms["inactive", group] = [r - a for _, r, a in table]
            self.rooms["outside", group] = [p - r for p, r, _ in table]
        if SECOND in self.rooms:
            first = [self.rooms[state, LOCAL] for state in STATES if self._kept(state)]
            for place, kept in enumerate(zip(*first, strict=True)):
                self.rooms[SECOND][place] -= sum(kept)
        if any(min(room, default=0) < 0 for room in self.rooms.values()):
            raise IdentityBroken("disclosure.not_additive")

    def _kept(self, state: str) -> bool:
        return (state, LOCAL) in self.rooms

    # What is a sum of what.

    def _state(self, state: str, detailed: bool) -> Form:
        if detailed and self.segments:
            return {(state, segment): 1 for segment in self.segments}
        return {(state, ""): 1}

    def _region_forms(self, detailed: bool) -> dict[Cell, Form]:
        states = {state: self._state(state, detailed) for state in STATES}
        registered = _sum(*states.values())
        outside: dict[str, Form] = {name: {(name, ""): 1} for name in OUTSIDE}
        forms = {
            **states,
            **outside,
            "registered": registered,
            "population": _sum(registered, *outside.values()),
            "inactive": _sum(*(states[state] for state in INACTIVE)),
            "outside": _sum(*outside.values()),
        }
        if SECOND in self.rooms:
            forms["others"] = {OTHERS: 1}
            forms["local_government"] = {SECOND: 1}
            if detailed and self.segments:
                local = [(state, LOCAL) for state in STATES if self._kept(state)]
                forms["second"] = {SECOND: 1}
                forms["local_government"] = dict.fromkeys([SECOND, *local], 1)
        return {("regions", "", name): form for name, form in forms.items()}

    def _detail_forms(self) -> dict[Cell, Form]:
        forms: dict[Cell, Form] = {}
        for segment in self.segments:
            for column, states in (
                ("registered", STATES),
                *((state, (state,)) for state in STATES),
                ("inactive", INACTIVE),
            ):
                cell = ("segments", segment, column)
                forms[cell] = {(state, segment): 1 for state in states}
        for row, groups in self.group_rows.items():
            for column, states in (
                ("population", GROUP_STATES),
                ("registered", GROUP_STATES[:2]),
                *((state, (state,)) for state in GROUP_STATES),
            ):
                cell = ("demographics", row, column)
                forms[cell] = {slot: 1 for slot in product(states, groups)}
        return forms

    def _group_rows(self) -> dict[str, list[str]]:
        """Every group, and what a reader adds up: each sex and each age."""
        rows = {group: [group] for group in self.groups}
        for group in self.groups:
            sex, _, age = group.partition("/")
            for total in (f"{sex}/", f"/{age}"):
                rows.setdefault(total, []).append(group)
        return rows

    def _published(self) -> Iterator[Cell]:
        yield from (("regions", "", column) for column in self.columns)
        yield from product(["segments"], self.segments, ["registered", *STATES])
        yield from product(
            ["demographics"], self.groups, ["population", "registered", "active"]
        )

    def _region_relations(self) -> Iterator[Part]:
        """Sums within the row of a region; one with a part not given is no sum."""
        for whole, names in (
            ("population", ("registered", *OUTSIDE)),
            ("registered", STATES),
        ):
            given = [name for name in names if self._is_given(name)]
            if {whole, *given} <= set(self.columns):
                parts: Part = tuple((("regions", "", name), -1) for name in given)
                yield ((("regions", "", whole), 1), *parts)

    def _detail_relations(self) -> Iterator[Part]:
        for segment in self.segments:
            states = ((("segments", segment, state), -1) for state in STATES)
            yield ((("segments", segment, "registered"), 1), *states)
        for table, rows, columns in (
            ("segments", self.segments, STATES),
            ("demographics", self.groups, tuple(GROUP_COLUMNS)[:3]),
        ):
            for column in columns if rows else ():
                parts = (((table, row, column), -1) for row in rows)
                yield ((("regions", "", column), 1), *parts)

    def _is_given(self, name: str) -> bool:
        """Whether a column is given, or at least not empty."""
        return name in self.columns or any(self.rooms.get((name, ""), ()))

    def _implied_in_regions(self, detailed: bool) -> Iterator[tuple[Cell, Part]]:
        """What the row of a region gives by addition or subtraction."""
        sums = {
            "inactive": dict.fromkeys(INACTIVE, 1),
            "outside": dict.fromkeys(OUTSIDE, 1),
            "others": {"registered": 1, "local_government": -1},
        }
        for name, parts in sums.items():
            given = {part: by for part, by in parts.items() if self._is_given(part)}
            if set(given) <= set(self.columns):
                counts = ((("regions", "", part), by) for part, by in given.items())
                yield ("regions", "", name), tuple(counts)
        if detailed and self.segments:
            own: list[tuple[Cell, int]] = [(("regions", "", "local_government"), 1)]
            if LOCAL in self.segments:
                own.append((("segments", LOCAL, "registered"), -1))
            yield ("regions", "", "second"), tuple(own)

    def _implied_in_details(self) -> Iterator[tuple[Cell, Part]]:
        for segment in self.segments:
            parts = (((("segments", segment, state)), 1) for state in INACTIVE)
            yield ("segments", segment, "inactive"), tuple(parts)
        for row, groups in self.group_rows.items():
            for column, signs in GROUP_COLUMNS.items():
                if (cell := ("demographics", row, column)) not in self.published:
                    yield (
                        cell,
                        tuple(
                            (("demographics", group, part), by)
                            for group in groups
                            for part, by in signs.items()
                        ),
                    )


def _names(table: Mapping[str, Mapping[str, object]]) -> list[str]:
    return sorted({row for rows in table.values() for row in rows})


def _sum(*forms: Form) -> Form:
    """The slots of several forms that share none."""
    return {slot: by for form in forms for slot, by in form.items()}

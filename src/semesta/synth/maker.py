"""Makes one block: its people, what becomes of them, and the files of every month."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from semesta import law
from semesta.engine import Duck, sql_file
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.synth.blocks import Block
from semesta.synth.constants import constants
from semesta.synth.offices import write_registers
from semesta.synth.places import MOST_PEOPLE
from semesta.synth.request import Request


MEMORY = "450MB"
ROOM = "semesta.synth"
LAYOUTS = f"{ROOM}.layouts"
SERIALS_TAKEN = "SELECT district, nik // 10000 AS stem, count(*) AS serials FROM people GROUP BY ALL"
NONE_TAKEN = (
    "SELECT 0::BIGINT AS district, 0::BIGINT AS stem, 0::BIGINT AS serials WHERE FALSE"
)
# Which cards a file lists. In one of a single payer nobody has two cards.
WHOLE = "SELECT * FROM card_rows"
ONE_PAYER = (
    "SELECT * REPLACE (replace(finding, 'duplicate', 'matched') AS finding) "
    "FROM card_rows WHERE "
)
PARTIAL = {
    "pbi_verification": f"{ONE_PAYER} segment = 'pbi-jk'",
    "mutation_form": f"{ONE_PAYER} segment = 'pbpu-pemda' AND state = 'active'",
}
# Family cards of the first month were issued in the ten years before it, later ones in
# their month: so the numbers of one month never meet those of another.
FIRST_ISSUES_END, FIRST_ISSUES_LAST = 32, 3650
NEWBORN = "membership.newborn_months"
SHOCKS = {
    "pbi-off": "pbi_off",
    "pemda-stops": "pemda_stops",
    "layoffs": "layoffs",
    "births": "births",
}
INVOICE_PARTS = (
    "contributions.pbpu_pemda.contribution",
    "contributions.pbpu_pemda.regional_aid",
)
TRUTH = "truth-{}-{}.csv"


@dataclass
class Told:
    """What is known of a block and month: villages, sums, cards by damage."""

    villages: pa.Table
    counts: dict[str, int]
    damage: dict[str, int] = field(default_factory=dict)


class Maker:
    """An engine with the constant tables, for one block after another."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.engine = Duck(memory=MEMORY, threads=1)
        self._keep(constants(request.damage))
        self.engine.create("SELECT * FROM extras", "first_extras")

    def make(self, block: Block, folder: Path) -> Iterator[Told]:
        """Writes the block's part of every month below `folder`, one after another."""
        self._keep(block.tables())
        for turn in range(self.request.months):
            month = self.request.first_month.plus(turn)
            self._set_month(month, turn)
            if turn:
                self._pass_month()
            else:
                self._settle()
            yield self._write(folder / str(month), block, turn)

    def close(self) -> None:
        self.engine.close()

    def _settle(self) -> None:
        """The people of the block and where they stand in the first month."""
        self.engine.create("SELECT * FROM first_extras", "extras")
        self.engine.create("SELECT * FROM villages", "settling")
        self._create("households", "new_families")
        self._create("members", "everybody")
        self.engine.create(NONE_TAKEN, "taken")
        self._write_people_down(replace=True)
        self._view("suggested")
        self._create("enrolled")
        self._create("standings")
        self.engine.drop("enrolled")

    def _pass_month(self) -> None:
        """Deaths, moves, cards; then those who are born and who come."""
        self.engine.create("SELECT * FROM standings", "standings_before")
        self._create("fates", "remaining")
        self.engine.create("SELECT * FROM extras WHERE FALSE", "extras")
        self._create("arriving", "settling")
        self._create("households", "new_families")
        self.engine.view(sql_file(ROOM, "members"), "arrived")
        self._view("births")
        self.engine.create(
            "SELECT * FROM arrived UNION ALL BY NAME SELECT * FROM births", "everybody"
        )
        self.engine.create(SERIALS_TAKEN, "taken")
        self._write_people_down(replace=False)
        self._create("newcomers")
        self.engine.create(
            "SELECT * FROM remaining UNION ALL SELECT * FROM newcomers", "standings"
        )
        self.engine.drop("remaining", "newcomers")
        self._view("changes")

    def _write_people_down(self, replace: bool) -> None:
        """`everybody` gets names, numbers and parents, and joins `people`."""
        self._create("namesakes")
        self._create("named")
        self._create("numbered")
        crowded = self.engine.value(
            "SELECT min(district) FROM numbered WHERE no_number_left"
        )
        if crowded:
            raise SemestaError("synth.crowded", region=crowded, most=MOST_PEOPLE)
        self._add("families", "families", replace)
        self._add("couples", "couples", replace)
        self._add("parents", "people", replace)
        self.engine.drop("everybody", "named", "numbered")

    def _add(self, name: str, table: str, replace: bool) -> None:
        """What is new joins what was there, or takes its place."""
        before = "" if replace else f"SELECT * FROM {table} UNION ALL "
        self.engine.create(f"{before}FROM (\n{sql_file(ROOM, name).text}\n)", table)

    def _write(self, folder: Path, block: Block, turn: int) -> Told:
        self._view("cards")
        self._view("faulty")
        self._create("damaged", "card_rows")
        self.engine.view(
            PARTIAL.get(self.request.membership_layout, WHOLE), "listed_cards"
        )
        self._view("recorded")
        self._view("register_rows")
        write_registers(self.engine, self.request, folder, block)
        for name in ("truth_links", "changes")[: 1 + (turn > 0)]:
            path = folder / TRUTH.format(name, block.name)
            self.engine.write_csv(sql_file(LAYOUTS, name), path)
        told = Told(
            villages=self.engine.arrow(sql_file(ROOM, "coverage")),
            counts=self.engine.rows(sql_file(ROOM, "counts"))[0],
            damage={
                row["fault"]: row["cards"]
                for row in self.engine.rows(sql_file(ROOM, "damage_counts"))
            },
        )
        self.engine.drop("card_rows")
        return told

    def _set_month(self, month: Month, turn: int) -> None:
        """What the SQL files ask of the month, its law and its shocks."""
        on, rules = month.last_day, law.rulebook()
        bill = sum(int(rules.value(part, on).number) for part in INVOICE_PARTS)
        newborn_months = int(rules.value(NEWBORN, on).number)
        shocks = {
            name: sum(
                shock.share
                for shock in self.request.shocks
                if shock.kind == kind and shock.month == month
            )
            for kind, name in SHOCKS.items()
        }
        self.engine.values(
            "given_parameters",
            {
                "seed": self.request.seed,
                "turn": turn,
                "month_start": month.first_day,
                "month_end": on,
                "year": month.year,
                "month_text": str(month),
                "bill": bill,
                "newborn_since": month.plus(-newborn_months).last_day,
                "issued_before": 0 if turn else FIRST_ISSUES_END,
                "issued_within": 28 if turn else FIRST_ISSUES_LAST,
            }
            | {name: float(share) for name, share in shocks.items()},
        )
        self.engine.create("SELECT * FROM given_parameters", "parameters")

    def _keep(self, tables: dict[str, pa.Table]) -> None:
        for name, table in tables.items():
            self.engine.register(f"given_{name}", table)
            self.engine.create(f"SELECT * FROM given_{name}", name)

    def _create(self, name: str, table: str = "") -> None:
        self.engine.create(sql_file(ROOM, name), table or name)

    def _view(self, name: str) -> None:
        self.engine.view(sql_file(ROOM, name), name)

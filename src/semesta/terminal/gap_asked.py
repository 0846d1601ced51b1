"""What `semesta gap` prints of a plan, another population and a list switched off."""

from collections.abc import Iterator

from semesta.documents import count, percent
from semesta.published import label
from semesta.terminal.gap_words import GapWords, Row


RATES = ("coverage_rate", "active_rate", "local_government_share")


class AskedPage(GapWords):
    """Prints what was asked beside the lines of one region."""

    def asked(self, region: Row, found: Row) -> None:
        """The plan, the other population and the list, where they were given."""
        if region["plan"]:
            self._plan(region["plan"], found["start"])
        if region["denominator"]:
            self._denominator(region["denominator"])
        if region["switched_off"]:
            self._switched_off(region["switched_off"], found["list"])

    def _plan(self, plan: Row, start: str) -> None:
        amounts = {
            name: self.rupiah(plan[name]) for name in ("ceiling", "spent", "remaining")
        }
        self.paragraph("plan_money", **amounts)
        if plan["billed"] is None:
            self.paragraph("plan_no_bill")
            return
        self.paragraph(
            "plan_bill",
            billed=count(plan["billed"], self.language),
            per_month=self.rupiah(plan["per_month"]),
            quota=count(plan["quota"], self.language),
        )
        keys = ("plan_line", "persons", "plan_ends", "plan_left", "plan_places")
        table = self.table(self.headers(*keys, "plan_over"), numbers=5)
        table.add_row(self.say("plan_now"), "", *self._projection(plan))
        for line in plan["lines"]:
            if line["persons"]:
                persons = count(line["persons"], self.language)
                name = self.line_name(line)
                table.add_row(name, persons, *self._projection(line))
        self.show(self.say("plan_title", year=plan["year"]), table)
        self.paragraph("plan_method", start=self.month(start))
        if plan["money_ends"]:
            self.paragraph("plan_risk", month=self.month(plan["money_ends"]))

    def _projection(self, found: Row) -> Iterator[str]:
        if ends := found["money_ends"]:
            yield self.month(ends).split()[0]
        else:
            yield self.say("plan_lasts") if found["lasts"] else "–"
        yield self.rupiah(found["left"])
        yield count(found["quota_left"], self.language)
        yield count(len(found["months_over_quota"]), self.language)

    def _denominator(self, found: Row) -> None:
        change = f"{'+' if found['change'] > 0 else ''}"
        change += count(found["change"], self.language)
        self._before_after(self.say("change_title", change=change), found)

    def _before_after(self, title: str, found: Row) -> None:
        table = self.table(["", *self.headers("before", "after")], numbers=2)
        pairs = [list(self._standing(found[when])) for when in ("before", "after")]
        for (name, before), (_, after) in zip(*pairs, strict=True):
            table.add_row(name, before, after)
        self.show(title, table)
        keys = ("short_changes", "more", "more_month", "to_december")
        table = self.table(self.headers("line", *keys), numbers=4)
        for line in found["lines"]:
            table.add_row(*self._line_change(line))
        self.console.print(table)

    def _line_change(self, line: Row) -> Iterator[str]:
        """The line, with its verdict where that changes, and what it costs more."""
        name, verdicts = self.line_name(line), self._changed(line, "verdict")
        same = line["verdict_before"] == line["verdict_after"]
        yield name if same else f"{name}: {verdicts}"
        yield self._changed(line, "persons")
        yield count(line["more"], self.language)
        for when in ("per_month", "to_december"):
            yield self.rupiah(line[when] and line[when]["local_government"])

    def _changed(self, line: Row, what: str) -> str:
        ends = (line[f"{what}_{when}"] for when in ("before", "after"))
        if what == "verdict":
            return " → ".join(map(self.verdict, ends))
        return " → ".join(self.persons(end, line["at_most"]) for end in ends)

    def _standing(self, found: Row) -> Iterator[tuple[str, str]]:
        """What is compared: population, active, rates, predicates, awards."""
        for key in ("population", "active"):
            yield self.say(key), count(found[key], self.language)
        for rate in RATES:
            ends = found[rate], found[f"{rate}_high"]
            low, high = (percent(end, self.language) for end in ends)
            between = low if low == high else self.say("to", low=low, high=high)
            yield label("measure", rate, self.language), between
        for key, name in (("uhc", "UHC"), ("uhc_prioritas", "UHC Prioritas")):
            yield name, self.verdict(found[key])
        for award in found["awards"]:
            category = self.category(award["category"], award)
            yield self.say("award", edition=award["edition"]), category

    def _switched_off(self, found: Row, listed: Row) -> None:
        numbers = {name: count(rows, self.language) for name, rows in listed.items()}
        people = ("persons", "fall_inactive", "stay_active", "already_inactive")
        cards = ("active_cards", "without_resident")
        self._before_after(self.say("off_title"), found)
        self.paragraph("off_rows", **numbers)
        self.paragraph(
            "off_people", **{k: count(found[k], self.language) for k in people + cards}
        )
        self._take_over(found["take_over"])
        self._back(found["reactivation"])
        self._deciles(found["deciles"])

    def _take_over(self, found: Row) -> None:
        self.paragraph(
            "off_take_over",
            persons=count(found["persons"], self.language),
            month=self.rupiah(found["per_month"]["local_government"]),
            december=self.rupiah(found["to_december"]["local_government"]),
        )
        if plan := found.get("plan"):
            ends = plan["money_ends"]
            key = "off_plan_ends" if ends else "off_plan_lasts"
            left, month = self.rupiah(plan["left"]), ends and self.month(ends)
            if plan["left"] is not None:
                self.paragraph(key, month=month, left=left)

    def _back(self, found: Row) -> None:
        if found["share"] is None:
            self.paragraph("off_no_share")
            return
        self.paragraph(
            "off_back" if found["source"] else "off_back_given",
            share=percent(found["share"], self.language),
            persons=count(found["persons"], self.language),
            remaining=count(found["remaining"], self.language),
            month=self.rupiah(found["per_month"]["local_government"]),
            source=found["source"],
        )

    def _deciles(self, found: Row | None) -> None:
        if found is None:
            self.paragraph("off_no_deciles")
            return
        self.paragraph(
            "off_deciles",
            known=count(found["known"], self.language),
            proposable=count(found["proposable"], self.language),
            first=found["deciles"][0],
            last=found["deciles"][-1],
        )

"""What `semesta gap` prints: lines, money, who pays, and what was asked beside."""

from collections.abc import Iterable, Iterator

from semesta.documents import count, long_date
from semesta.months import Month
from semesta.published import label
from semesta.terminal.gap_asked import AskedPage
from semesta.terminal.gap_words import Row
from semesta.terminal.page import MOST_IN_FULL


MEASURES = ("coverage", "active", "local_government")
PAYERS = ("member", "local_government", "central_government", "aid", "total")


class GapPage(AskedPage):
    """Prints `planning.Gap.as_json()` in one language."""

    def gap(self, found: Row) -> None:
        self.console.rule(self.say("title", run=found["run"]), align="left")
        self._terms(found)
        for note in found["notes"]:
            self._note(note)
        regions = found["regions"]
        if len(regions) > MOST_IN_FULL:
            self._many(regions)
        for region in regions:
            in_full = len(regions) <= MOST_IN_FULL
            asked = [region[name] for name in ("plan", "denominator", "switched_off")]
            if in_full or any(asked):
                self._heading(region)
            if in_full:
                self._region(region)
            self.asked(region, found)

    def _region(self, region: Row) -> None:
        self._lines(region["lines"])
        self._facts(region["lines"])
        short = [line for line in region["lines"] if line["persons"]]
        if short:
            self._money(short)
            self._payers(min(short, key=_persons))
        elif all(line["persons"] == 0 for line in region["lines"]):
            self.console.print(self.say("all_lines"))

    def _terms(self, found: Row) -> None:
        price, start = found["price"], Month.parse(found["start"])
        rates = ("contribution", "regional_aid", "central_aid")
        self.paragraph(
            "price",
            sources="; ".join(price["sources"]),
            **{name: self.rupiah(price[name]) for name in rates},
        )
        first = self.month(found["start"])
        months = count(found["months"], self.language)
        self.paragraph("period", start=first, year=start.year, months=months)
        self.paragraph("active_same_month", start=first)
        if found["cutoff_day"]:
            day = start.first_day.replace(day=found["cutoff_day"])
            self.paragraph(
                "active_later",
                day=long_date(day, self.language),
                active=self.month(str(start.plus(1))),
                later=start.plus(1),
            )

    def _many(self, regions: Iterable[Row]) -> None:
        keys = ("region_name", "line", "persons", "more_month", "to_december")
        table = self.table(self.headers(*keys), numbers=3)
        for region in regions:
            short = [line for line in region["lines"] if line["persons"]]
            if not short:
                unknown = any(line["persons"] is None for line in region["lines"])
                nothing = self.say("not_computed" if unknown else "none_short")
                table.add_row(region["region_name"], nothing, "–", "–", "–")
                continue
            line = min(short, key=_persons)
            table.add_row(
                region["region_name"],
                self.line_name(line),
                self.persons(line["persons"], line["at_most"]),
                *(
                    self.rupiah(line[when]["local_government"])
                    for when in ("per_month", "to_december")
                ),
            )
        self.show(self.say("many_title"), table)
        self.paragraph("choose")

    def _heading(self, region: Row) -> None:
        text = self.say(
            "region",
            region=region["region_name"],
            basis=label("basis", region["basis"], self.language),
            population=count(region["population"], self.language),
        )
        self.console.print(text, style="bold")

    def _lines(self, lines: list[Row]) -> None:
        keys = [f"short_{measure}" for measure in MEASURES]
        headers = self.headers("line", "verdict", *keys, "persons")
        table = self.table(headers, numbers=4)
        for line in lines:
            short, at_most = line["short"], line["short_at_most"]
            table.add_row(
                self.line_name(line),
                self.verdict(line["verdict"]),
                *(self.persons(short.get(m), at_most.get(m)) for m in MEASURES),
                self.persons(line["persons"], line["at_most"]),
            )
        self.show(self.say("short_title"), table)
        if all(line["persons"] is None for line in lines):
            self.paragraph("cannot")
            return
        self.paragraph("one_person")
        if any(any(line["short_at_most"].values()) for line in lines):
            self.paragraph("at_most_note")

    def _facts(self, lines: list[Row]) -> None:
        """Every open condition once, with the lines that ask for it."""
        asking: dict[tuple[str, str], list[str]] = {}
        for line in lines:
            for fact in line["open_facts"]:
                key = fact["name"][self.language], fact["verdict"]
                asking.setdefault(key, []).append(self.line_name(line))
        if asking:
            self.paragraph("facts")
        for (name, verdict), names in asking.items():
            words = {"name": name, "verdict": self.verdict(verdict)}
            self.paragraph("fact", **words, lines=", ".join(names))

    def _money(self, lines: list[Row]) -> None:
        headers = self.headers("line", "payer", "a_month", "to_december")
        table = self.table(headers, numbers=2)
        for line in lines:
            persons = self.persons(line["persons"], line["at_most"])
            name = self.line_name(line)
            cell = self.say("line_persons", line=name, persons=persons)
            for payer, month, december in self._by_payer(line):
                amounts = self.rupiah(month), self.rupiah(december)
                table.add_row(cell, self.say(payer), *amounts)
                cell = ""
            table.add_section()
        self.show(self.say("money_title"), table)

    def _by_payer(self, line: Row) -> Iterator[tuple[str, int, int]]:
        """Payer, rupiah a month, to December; provinces where they pay a part."""
        month, december = line["per_month"], line["to_december"]
        parts = [line["split"][when] for when in ("per_month", "to_december")]
        if parts[0]["province"]:
            for payer in ("regency", "province"):
                yield f"by_{payer}", *(part[payer] for part in parts)
        else:
            yield (
                "by_local_government",
                month["local_government"],
                december["local_government"],
            )
        yield "by_central_government", month["central_aid"], december["central_aid"]

    def _payers(self, line: Row) -> None:
        persons = self.persons(line["persons"], line["at_most"])
        title = self.say("payers_title", persons=persons, line=self.line_name(line))
        ways = line["who_pays"]
        names = [self.say(f"way_{way['segment']}") for way in ways]
        table = self.table([self.say("payer"), *names], numbers=len(ways))
        for payer in PAYERS:
            amounts = (self.rupiah(way[payer]) for way in ways)
            table.add_row(self.say(f"by_{payer}"), *amounts)
        self.show(title, table)
        if by_pemda := line["short"].get("local_government"):
            self.paragraph("payers_rest", count=count(by_pemda, self.language))
        self.paragraph("payers_note")


def _persons(line: Row) -> int:
    return line["persons"]

"""What a person costs a month by law, and who pays it, in whole rupiah."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from semesta.errors import SemestaError
from semesta.law import Rulebook, Value
from semesta.months import Month


NOT_IN_FORCE = ("law.before_first_date", "law.not_in_force")
PEMDA, PBI, SELF_PAID = "pbpu-pemda", "pbi-jk", "pbpu"


@dataclass(frozen=True)
class Money:
    """Rupiah for some persons as PBPU BP Pemda, by budget line.

    `province` is the part of the local governments' bill that the province pays.
    """

    contribution: int
    regional_aid: int
    central_aid: int
    province: int

    @property
    def local_government(self) -> int:
        return self.contribution + self.regional_aid

    @property
    def regency(self) -> int:
        """What is left of the local governments' bill, so that the two add up."""
        return self.local_government - self.province

    def times(self, months: int) -> "Money":
        """The same bill, paid so many times."""
        return Money(
            self.contribution * months,
            self.regional_aid * months,
            self.central_aid * months,
            self.province * months,
        )

    def as_json(self) -> dict[str, int]:
        return {
            "contribution": self.contribution,
            "regional_aid": self.regional_aid,
            "central_aid": self.central_aid,
            "local_government": self.local_government,
            "total": self.local_government + self.central_aid,
        }


@dataclass(frozen=True)
class Prices:
    """Rupiah a person a month on a day, and the province's share of what local
    governments pay. `pbi_jk` and `self_paid` are None before their rules begin;
    `self_paid` is the member's part and the aid."""

    contribution: int
    regional_aid: int
    central_aid: int
    pbi_jk: int | None
    self_paid: tuple[int, int] | None
    sources: tuple[str, ...]
    province_share: Fraction = Fraction(0)

    def bill(self, persons: int) -> Money:
        """A month of so many persons; half a rupiah is the province's."""
        contribution = self.contribution * persons
        regional_aid = self.regional_aid * persons
        province = (contribution + regional_aid) * self.province_share
        return Money(
            contribution,
            regional_aid,
            self.central_aid * persons,
            floor(province + Fraction(1, 2)),
        )

    def who_pays(self, persons: int, by_pemda: int) -> list[dict[str, Any]]:
        """Who pays how much a month if persons enter one way or another.

        `by_pemda` of them must come as PBPU BP Pemda whichever way is chosen, because
        the share registered by local government is short; the others are free. `aid`
        is shared by the centre and the region.
        """
        bill = self.bill(persons)
        must = self.bill(by_pemda)
        free = persons - by_pemda
        ways = [_way(PEMDA, bill, persons)]
        if self.pbi_jk is not None:
            ways.append(_way(PBI, must, free, centre=self.pbi_jk * free))
        if self.self_paid is not None:
            member, aid = self.self_paid
            ways.append(
                _way(SELF_PAID, must, free, member=member * free, aid=aid * free)
            )
        return ways

    def as_json(self) -> dict[str, Any]:
        return {
            "contribution": self.contribution,
            "regional_aid": self.regional_aid,
            "central_aid": self.central_aid,
            "sources": list(self.sources),
            "pbi_jk": self.pbi_jk,
            "self_paid": self.self_paid and list(self.self_paid),
            "province_share": float(self.province_share),
        }


@dataclass(frozen=True)
class Terms:
    """Prices and the first month that is paid at them; the last is that December."""

    prices: Prices
    start: Month

    @property
    def months(self) -> int:
        return 13 - self.start.number

    def cost(self, persons: int | None) -> dict[str, Any]:
        """What persons cost a month and to December; None for None."""
        bill = None if persons is None else self.prices.bill(persons)
        return {
            "per_month": bill and bill.as_json(),
            "to_december": bill and bill.times(self.months).as_json(),
        }

    def split(self, persons: int | None) -> dict[str, Any] | None:
        """The local governments' part of the same, by regency and province."""
        if persons is None:
            return None
        bill = self.prices.bill(persons)
        return {
            "per_month": _by_payer(bill),
            "to_december": _by_payer(bill.times(self.months)),
        }


def _by_payer(bill: Money) -> dict[str, int]:
    return {"regency": bill.regency, "province": bill.province}


def _way(
    segment: str,
    bill: Money,
    persons: int,
    member: int = 0,
    centre: int = 0,
    aid: int = 0,
) -> dict[str, Any]:
    centre += bill.central_aid
    return {
        "segment": segment,
        "persons": persons,
        "member": member,
        "local_government": bill.local_government,
        "central_government": centre,
        "aid": aid,
        "total": member + bill.local_government + centre + aid,
    }


def prices(rulebook: Rulebook, on: date, province_share: Fraction) -> Prices:
    """The prices of a day. Raises `law.before_first_date` for a day before them."""
    contribution, regional, central = (
        rulebook.value(f"contributions.pbpu_pemda.{name}", on)
        for name in ("contribution", "regional_aid", "central_aid")
    )
    pbi = known(rulebook, "contributions.pbi_jk.total", on)
    member = known(rulebook, "contributions.class_iii.member_share", on)
    aid = known(rulebook, "contributions.class_iii.aid", on)
    cited = "; ".join((contribution.source, regional.source, central.source))
    return Prices(
        contribution=int(contribution.number),
        regional_aid=int(regional.number),
        central_aid=int(central.number),
        pbi_jk=int(pbi.number) if pbi else None,
        self_paid=(int(member.number), int(aid.number)) if member and aid else None,
        sources=tuple(dict.fromkeys(cited.split("; "))),
        province_share=province_share,
    )


def known(rulebook: Rulebook, rule: str, on: date) -> Value | None:
    """What a rule says on a day; None where it was not in force yet, or no longer."""
    try:
        return rulebook.value(rule, on)
    except SemestaError as error:
        if error.code not in NOT_IN_FORCE:
            raise
        return None

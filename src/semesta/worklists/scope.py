"""What a worklist covers: a region as a range of village numbers."""

from dataclasses import dataclass

from semesta.regions import Region, tree


VILLAGES = {
    "nation": 10**10,
    "province": 10**8,
    "regency": 10**6,
    "district": 10**4,
    "village": 1,
}
"""Level → how many village numbers a region of it spans."""


@dataclass(frozen=True)
class Scope:
    """A region; its villages have the 10-digit numbers `first` to `last`."""

    region: Region

    @classmethod
    def of(cls, code: str) -> "Scope":
        """The scope of a region's code. Raises `regions.unknown_code`."""
        return cls(tree().region(code))

    @property
    def first(self) -> int:
        return self.region.number

    @property
    def last(self) -> int:
        return self.first + VILLAGES[self.region.level] - 1


def regency_of(village: int) -> int:
    """The number of the regency in which a village lies."""
    return village - village % VILLAGES["regency"]

"""Which card belongs to which person, how sure, and why."""

from semesta.linkage.link import DECISIONS, Linked, link
from semesta.linkage.linkers import ON_RESIDUE, Linker
from semesta.linkage.parts import Part


__all__ = ["DECISIONS", "ON_RESIDUE", "Linked", "Linker", "Part", "link"]

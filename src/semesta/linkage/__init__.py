"""Which card belongs to which person, how sure, and why."""

from semesta.linkage.assignment import assign
from semesta.linkage.decided import DecidedBand, decided_bands
from semesta.linkage.encoded import ENCODED_ON_RESIDUE, ENCODED_SAME_NIK
from semesta.linkage.evaluate import (
    Band,
    Calibration,
    Evaluation,
    LinkQuality,
    evaluate,
)
from semesta.linkage.explain import Explanation, Weighed, explain
from semesta.linkage.link import Linked, decisions_without_pair, link
from semesta.linkage.linkers import ON_RESIDUE, SAME_NIK, Linker
from semesta.linkage.model import Model, read_model
from semesta.linkage.names import name_key, normalise
from semesta.linkage.rules import version
from semesta.linkage.village_errors import VillageErrors
from semesta.linkage.weights import weights
from semesta.registers import Part


__all__ = [
    "ENCODED_ON_RESIDUE",
    "ENCODED_SAME_NIK",
    "ON_RESIDUE",
    "Band",
    "Calibration",
    "DecidedBand",
    "SAME_NIK",
    "Evaluation",
    "Explanation",
    "LinkQuality",
    "Linked",
    "Linker",
    "Model",
    "Part",
    "VillageErrors",
    "Weighed",
    "assign",
    "decided_bands",
    "decisions_without_pair",
    "evaluate",
    "explain",
    "link",
    "name_key",
    "normalise",
    "read_model",
    "version",
    "weights",
]

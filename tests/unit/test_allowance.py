"""How much memory a run may take."""

import pytest

from semesta import allowance
from semesta.errors import SemestaError


@pytest.mark.parametrize(
    ("text", "size"),
    [("4GB", 4_000_000_000), (" 900 mb ", 900_000_000), ("1,5 GB", 1_500_000_000)],
)
def test_a_size_is_a_number_with_its_unit(text, size):
    assert allowance.read_memory(text) == size


@pytest.mark.parametrize("text", ["", "4", "GB", "-4GB", "4TB", "4 GB 2", "banyak"])
def test_anything_else_is_refused(text):
    with pytest.raises(SemestaError, match="memory"):
        allowance.read_memory(text)


def test_too_little_is_refused_before_anything_is_read():
    with pytest.raises(SemestaError, match="800"):
        allowance.read_memory("799MB")


def test_the_engine_leaves_room_for_what_lies_beside_it():
    assert allowance.engine_memory(1_000_000_000) == 500_000_000


@pytest.mark.parametrize(
    ("machine", "engine"),
    [
        (None, 1_500_000_000),
        (24_000_000_000, 1_500_000_000),
        (3_000_000_000, 1_000_000_000),
        (1_000_000_000, 300_000_000),
    ],
)
def test_unasked_it_is_half_of_the_machine_and_no_more_than_can_be_used(
    monkeypatch, machine, engine
):
    monkeypatch.setattr(allowance, "memory_bytes", lambda: machine)

    assert allowance.engine_memory(None) == engine


def test_reading_registers_needs_less():
    assert allowance.for_registers(2_000_000_000) == 700_000_000
    assert allowance.in_megabytes(allowance.for_registers(300_000_000)) == "300MB"


def test_threads_are_those_asked_for_as_far_as_memory_allows(monkeypatch):
    monkeypatch.setattr(allowance, "cores", lambda: 8)
    assert allowance.threads(None, 2_000_000_000) == 8
    assert allowance.threads(3, 2_000_000_000) == 3
    assert allowance.threads(None, 400_000_000) == 2
    assert allowance.threads(64, 100_000_000) == 1

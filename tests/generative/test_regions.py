"""What holds for every region, whichever one is drawn."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from semesta.errors import SemestaError
from semesta.regions import Region, place_key, tree


@cache
def codes() -> list[str]:
    return tree().table()["code"].to_pylist()


def regions() -> st.SearchStrategy[Region]:
    return st.integers(0, len(codes()) - 1).map(lambda i: tree().region(codes()[i]))


def found_or_choices(name: str, **where: str) -> tuple[str, ...]:
    try:
        return (tree().find(name, **where).code,)
    except SemestaError as error:
        assert error.code == "regions.ambiguous_name"
        return error.parameters["codes"]  # type: ignore[return-value]


def rewritten(name: str) -> st.SearchStrategy[str]:
    """The name as another register may write it."""
    return st.sampled_from(
        [name, name.upper(), name.lower(), f"  {name} ", name.replace(" ", "  ")]
    )


@given(st.data(), regions())
@settings(deadline=None)
def test_a_region_is_found_by_its_name_in_its_parent_or_is_among_the_choices(
    data, region
):
    name = data.draw(rewritten(region.name))
    parent = region.parent or "ID"
    assert region.code in found_or_choices(name, within=parent, level=region.level)


@given(regions())
@settings(deadline=None)
def test_a_title_finds_its_region_or_has_it_among_the_choices(region):
    parent = region.parent or "ID"
    assert region.code in found_or_choices(region.title, within=parent)


@given(regions())
@settings(deadline=None)
def test_children_and_ancestors_are_inverse(region):
    for child in tree().children(region.code):
        assert child.parent == region.code
        assert tree().ancestors(child.code) == (region, *tree().ancestors(region.code))
    for above in tree().ancestors(region.code)[:1]:
        assert region in tree().children(above.code)


@given(regions())
@settings(deadline=None)
def test_dotted_undotted_and_unpadded_codes_are_the_same_region(region):
    parts = region.code.split(".")
    unpadded = ".".join(part.lstrip("0") for part in parts)
    assert tree().region("".join(parts)) == region
    if len(parts) > 1:
        assert tree().region(unpadded) == region


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_is_a_region_code_or_an_error_that_says_so(text):
    try:
        region = tree().region(text)
    except SemestaError as error:
        assert error.code == "regions.unknown_code"
    else:
        assert region.code in codes()


@given(st.text(max_size=40))
@settings(deadline=None)
def test_a_key_has_only_letters_digits_and_the_dot_between_numbers(text):
    key = place_key(text)
    assert all(mark.isascii() and (mark.isalnum() or mark == ".") for mark in key)
    assert key == key.upper()

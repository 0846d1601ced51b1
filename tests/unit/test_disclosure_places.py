"""The regions of an export."""

from semesta.disclosure.places import level_of, places_of


REGENCY = ["ID", "63", "63.09", "63.09.01", "63.09.01.2001", "63.09.02"]


def test_an_export_begins_with_the_smallest_region_that_holds_all():
    places = places_of(reversed(REGENCY))

    assert places.codes == ["63.09", "63.09.01", "63.09.02", "63.09.01.2001"]
    assert places.parents == [-1, 0, 0, 1]
    assert places.children == [[1, 2], [3], [], []]
    assert places.heights == [2, 1, 0, 0]
    assert places.detailed == 3


def test_two_provinces_make_the_nation():
    places = places_of(["ID", "63", "63.09", "33", "33.10"])

    assert places.codes == ["ID", "33", "63", "33.10", "63.09"]
    assert places.parents == [-1, 0, 0, 1, 2]


def test_a_run_of_one_village_is_an_export_of_one_village():
    places = places_of(REGENCY[:5])

    assert places.codes == ["63.09.01.2001"]
    assert places.detailed == 0


def test_what_a_region_has_beyond_its_districts_is_a_region_without_a_name():
    places = places_of(REGENCY).with_unnamed()

    assert places.codes == ["63.09", "63.09.01", "63.09.02", "63.09~"]
    assert places.parents == [-1, 0, 0, 0]
    assert places.unnamed == {3}
    assert places.detailed == 4


def test_levels_are_read_from_codes():
    codes = ["ID", "63", "63.09", "63.09.01", "63.09.01.2001"]

    assert [level_of(code) for code in codes] == [
        *("nation", "province", "regency", "district", "village")
    ]

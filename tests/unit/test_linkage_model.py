"""What a sign weighs, by hand, on tallies of a few pairs."""

import math

import pytest

from semesta.errors import SemestaError
from semesta.linkage import read_model, rules
from semesta.linkage.model import (
    MOST_BITS,
    OWNERS_CONTEXTS,
    STEPS,
    STRANGERS_CONTEXTS,
    TRUST,
    Model,
    Tally,
    Weight,
    shown,
    stated,
)


NOTHING = {field.name: field.levels[0] for field in rules.fields()}


def code(**levels: str) -> int:
    """The code of a pair that shows these levels and nothing else."""
    return rules.pack(NOTHING | levels)


def tally(contexts: dict, *pairs: tuple[float, dict[str, str]]) -> Tally:
    found = Tally(contexts)
    for times, levels in pairs:
        found.add(shown(code(**levels)), times)
    return found


def steps_of(**levels: str) -> dict[str, str | None]:
    return dict(zip(STEPS, shown(code(**levels)), strict=True))


FAMILY = {"family": "equal", "name": "equal", "birth": "equal", "sex": "equal"}
VILLAGE = {"family": "unknown", "place": "village", "name": "different"}
TWO_KINDS = Model(
    owner_share=0.8,
    strangers_per_card=2.0,
    owners=tally(OWNERS_CONTEXTS, (10, FAMILY)),
    strangers=tally(STRANGERS_CONTEXTS, (30, VILLAGE | {"birth": "different"})),
    names={"SITI": "common", "NUR ŠAH": "usual"},
    controls=7,
    cards=9,
)


def test_a_share_leans_on_the_wider_context_and_that_on_chance():
    owners = tally(OWNERS_CONTEXTS, (10, FAMILY))
    anywhere = (10 + TRUST / 4) / (10 + TRUST)
    in_family = (10 + TRUST * anywhere) / (10 + TRUST)

    assert owners.share("birth", steps_of(**FAMILY)) == pytest.approx(in_family)
    # No owner was met in a village: what is known of owners anywhere is all there is.
    village = VILLAGE | {"birth": "equal"}
    assert owners.share("birth", steps_of(**village)) == pytest.approx(anywhere)
    assert Tally(OWNERS_CONTEXTS).share("birth", steps_of(**FAMILY)) == 1 / 4


def test_pairs_that_lack_a_birth_date_are_a_world_apart_for_their_names():
    owners = tally(OWNERS_CONTEXTS, (100, FAMILY))
    undated = FAMILY | {"birth": "unknown"}

    assert owners.share("name", steps_of(**FAMILY)) > 0.9
    assert owners.share("name", steps_of(**undated)) == pytest.approx(1 / 9)


def test_a_step_that_shows_nothing_has_no_weight_and_is_not_counted():
    steps = [w.step for w in TWO_KINDS.steps(code(**FAMILY))]

    assert steps == ["where", "birth", "name", "sex"]
    assert ("mother",) not in TWO_KINDS.owners.counts
    assert ("nik",) not in TWO_KINDS.strangers.counts


def test_a_weight_is_the_ratio_of_the_shares_and_grows_with_what_was_seen():
    assert Weight("sex", "equal", owners=0.8, strangers=0.2, seen=3).bits == 1.5
    assert Weight("sex", "equal", owners=0.2, strangers=0.8, seen=3).bits == -1.5
    assert Weight("sex", "equal", owners=0.8, strangers=0.2, seen=0).bits == 0


def test_what_nobody_has_shown_tells_nothing():
    (mother,) = [
        w for w in TWO_KINDS.steps(code(**FAMILY, mother="equal")) if w.step == "mother"
    ]

    assert (mother.seen, mother.bits) == (0, 0)


def test_a_pair_weighs_what_its_steps_and_the_odds_before_them_add_up_to():
    steps = list(TWO_KINDS.steps(code(**FAMILY)))

    assert TWO_KINDS.prior == pytest.approx(math.log2(0.8 / 0.2 / 2))
    assert TWO_KINDS.weight(code(**FAMILY)) == pytest.approx(
        TWO_KINDS.prior + sum(w.bits for w in steps), abs=1e-5
    )
    strangers = code(**VILLAGE, birth="different")
    assert TWO_KINDS.weight(strangers) < 0 < TWO_KINDS.weight(code(**FAMILY))
    assert TWO_KINDS.weight(strangers) >= -MOST_BITS


def test_equal_models_give_equal_text_and_text_gives_the_model_back():
    twice = Model(
        **vars(TWO_KINDS)
        | {
            "owners": tally(OWNERS_CONTEXTS, (4, FAMILY), (6, FAMILY)),
            "names": dict(reversed(TWO_KINDS.names.items())),
        }
    )
    again = Model.of_json(TWO_KINDS.as_json())

    assert twice.as_json() == again.as_json() == TWO_KINDS.as_json()
    assert again.names == TWO_KINDS.names
    assert (again.controls, again.cards) == (7, 9)
    for levels in (FAMILY, VILLAGE, FAMILY | {"nik": "fifteen"}):
        assert again.weight(code(**levels)) == TWO_KINDS.weight(code(**levels))


def test_the_stated_model_comes_back_from_its_text_as_it_ships():
    assert Model.of_json(stated().as_json()).as_json() == stated().as_json()
    assert stated().controls == stated().cards == 0


@pytest.mark.parametrize("text", ["", "[]", '{"owners": {}}', "\x00"])
def test_a_file_that_is_no_model_is_refused(tmp_path, text):
    path = tmp_path / "model.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SemestaError) as refused:
        read_model(path)
    assert refused.value.code == "linkage.model_unreadable"


def test_elsewhere_settles_only_with_nearly_the_nik():
    far = {"place": "elsewhere", "name": "equal", "birth": "equal"}

    assert not TWO_KINDS.settles(code(**far, nik="different"))
    assert not TWO_KINDS.settles(code(**far))
    assert TWO_KINDS.settles(code(**far, nik="close"))
    assert TWO_KINDS.settles(code(**far | {"place": "regency"}, nik="different"))


def test_the_own_card_bears_nik_and_name_whatever_else_it_says():
    own = {"nik": "equal", "name": "similar", "birth": "different", "sex": "different"}

    assert TWO_KINDS.is_own(code(**own))
    assert TWO_KINDS.is_own(code(nik="equal", birth="equal"))
    assert not TWO_KINDS.is_own(code(nik="equal", birth="different"))
    assert not TWO_KINDS.is_own(code(**own | {"name": "weak"}))
    assert not TWO_KINDS.is_own(code(**own | {"nik": "fifteen"}))

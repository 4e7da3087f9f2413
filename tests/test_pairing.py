"""Which items and organisations of several rounds are the same, and which may be compared."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from toptips.analysis import pairing
from toptips.analysis.pairing import OrganisationScores, by_organisation, panel, traced
from toptips.analysis.tally import Tally

FIVE = (1, 2, 3, 4, 5)


def tally(**people: list[int]) -> Tally[int]:
    found = Tally[int]()
    for organisation, levels in people.items():
        for level in levels:
            found.add(organisation, level)
    return found


def gave(**people: list[int]) -> dict[str, OrganisationScores]:
    return by_organisation([tally(**people)], {})


def means(scores: dict[str, OrganisationScores]) -> dict[str, F]:
    return {name: given.mean for name, given in scores.items()}


def test_an_item_is_found_by_its_id_and_by_what_it_was() -> None:
    was = [{"a": (), "b": (), "gone": ()}, {"a": (), "new": (), "better": ("b",)}]
    ids = [["a", "b", "gone"], ["a", "new", "better"]]
    assert traced(was, ids) == {
        "a": (("a",), ("a",)),
        "new": ((), ("new",)),
        "better": (("b",), ("better",)),
    }


def test_what_was_renamed_twice_is_followed_and_what_names_long_ago_too() -> None:
    was = [{}, {"second": ("first",)}, {"third": ("second",), "leap": ("old",)}]
    ids = [["first", "old"], ["second"], ["third", "leap"]]
    assert traced(was, ids) == {
        "third": (("first",), ("second",), ("third",)),
        "leap": (("old",), (), ("leap",)),
    }


def test_items_that_became_one_and_one_that_became_two() -> None:
    was = [{}, {"both": ("a", "b"), "left": ("c",), "right": ("c",)}]
    found = traced(was, [["a", "b", "c"], ["both", "left", "right"]])
    assert found["both"][0] == ("a", "b")
    assert found["left"][0] == found["right"][0] == ("c",)


def test_the_same_organisation_in_whatever_order_it_is_said() -> None:
    was = {"d": ("x",), "c": ("y",), "e": ("y", "x"), "other": ("z",)}
    found = pairing.same_organisation([was])
    assert found == dict.fromkeys("cdexy", "c") | dict.fromkeys(("other", "z"), "other")
    assert pairing.same_organisation([dict(reversed(was.items()))]) == found


def test_an_organisation_is_followed_through_all_rounds() -> None:
    rounds = [
        {"north": (), "south": (), "county": ()},
        {"both": ("north", "south"), "county": ()},
        {"unitary": ("both", "county")},
    ]
    found = pairing.same_organisation(rounds)
    assert len({found[name] for name in ("north", "south", "county", "both", "unitary")}) == 1
    assert pairing.same_organisation([{"a": ()}, {"a": (), "b": ()}]) == {"a": "a", "b": "b"}


def test_what_was_merged_is_taken_together_person_by_person() -> None:
    name_of = {"north": "county", "south": "county"}
    before = by_organisation([tally(north=[1, 1], south=[4]), tally(north=[3])], name_of)
    # 1, 1, 4 and 3: 9/4.
    assert means(before) == {"county": F(9, 4)}
    after = by_organisation([tally(west=[2, 2], east=[5])], {"west": "east"})
    assert means(after) == {"east": F(3)}


def test_no_scores_are_no_organisation() -> None:
    empty = tally(x=[1], y=[1])
    empty.by_organisation["y"].clear()
    assert list(by_organisation([empty], {})) == ["x"]


def six(**more: list[int]) -> dict[str, OrganisationScores]:
    return gave(**{f"o{number}": [2 + number % 3] for number in range(6)}, **more)


def test_six_that_scored_both_times_are_compared_and_five_are_not() -> None:
    assert len(panel([six(), six()], [FIVE, FIVE], 3)) == 6
    five = {name: given for name, given in six().items() if name != "o0"}
    assert panel([six(), five], [FIVE, FIVE], 3) == ()
    assert panel([six(), six()], [FIVE, FIVE], 7) == (), "a promise of seven is kept"


def test_a_score_that_would_be_left_over_takes_others_with_it() -> None:
    """With ten before and nine after, the mean of the nine before gives the tenth away."""
    before = gave(**{f"o{number}": [2 + number % 3] for number in range(10)})
    after = {name: given for name, given in before.items() if name != "o9"}
    found = panel([before, after], [FIVE, FIVE], 3)
    # Three more leave, so that in each round none of those left over can be told from the others.
    assert found == ("o3", "o4", "o5", "o6", "o7", "o8")
    assert panel([before, before], [FIVE, FIVE], 3) == tuple(sorted(before))


@pytest.mark.parametrize(
    ("left", "compared"),
    [
        ({"x": [2, 3, 4]}, 0),  # three people of one organisation
        ({"x": [2], "y": [3]}, 0),  # two people
        ({"x": [2, 3], "y": [4]}, 6),
        ({"x": [1, 1], "y": [1]}, 0),  # all at one end
        ({"x": [5, 5], "y": [5]}, 0),
    ],
)
def test_those_who_left_must_be_as_many_as_any_group(
    left: dict[str, list[int]], compared: int
) -> None:
    assert len(panel([six(**left), six()], [FIVE, FIVE], 3)) == compared
    assert len(panel([six(), six(**left)], [FIVE, FIVE], 3)) == compared


def test_those_compared_are_a_group_as_well() -> None:
    ends = gave(**{f"o{number}": [5] for number in range(6)}, x=[2, 3], y=[2])
    assert panel([ends, six()], [FIVE, FIVE], 3) == ()

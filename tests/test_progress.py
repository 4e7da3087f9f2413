"""What became of items between rounds: the figures of the progress report, worked out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction as F
from typing import Any

from tests.support.small_workshop import asked, make_framework, make_workshop, respondent
from toptips.analysis.change import Change
from toptips.analysis.compared import carried_over, in_print, tenth
from toptips.analysis.progress import Progress, Round, progress
from toptips.analysis.progress_data import to_json
from toptips.analysis.rules import Rules
from toptips.model.answered import Answered
from toptips.model.framework import Framework

EIGHT = {"a": (2, 2.5), "b": (2, 3), "c": (3, 4), "d": (3, 3), "e": (2, 3.5), "f": (3, 3.5),
         "g": (2, 4), "h": (3, 2.5)}  # fmt: skip
Scores = dict[str, list[dict[str, str]]]


def two_people(mean: float) -> list[int]:
    """The scores of two people with a mean in half levels."""
    return [int(mean), int(mean + 0.5)]


def make_round(
    scores: dict[str, list[dict[str, int]]],
    framework: Framework | None = None,
    items: dict[str, tuple[str, ...]] | None = None,
    partners: dict[str, tuple[str, ...]] | None = None,
    **more: Any,
) -> Round:
    """Make a round: for each partner what each of its people gave, by item."""
    workshop = make_workshop(dict.fromkeys(scores, ("NHS", 3)), **more)
    put = asked(workshop, framework or make_framework(1))
    forms = [
        respondent(
            f"{name}{number}", **{f"{item}_score": str(level) for item, level in given.items()}
        )
        for name, people in scores.items()
        for number, given in enumerate(people)
    ]
    return Round(
        put,
        Answered.of(forms),
        Rules.of(put, workshop),
        items or {tip.id: () for tip in put.framework.tips},
        partners or dict.fromkeys(scores, ()),
    )


def eight(when: int, **more: Any) -> Round:
    people = {name: two_people(levels[when]) for name, levels in EIGHT.items()}
    return make_round(
        {name: [{"t1": level} for level in levels] for name, levels in people.items()}, **more
    )


def compared(*rounds: Round) -> Progress:
    return progress(rounds, [f"round {number}" for number, _ in enumerate(rounds, 1)])


def test_eight_organisations_worked_out_by_hand() -> None:
    """d = .5, 1, 1, 0, 1.5, .5, 2, -.5, as in docs/figures.md: the mean .75 is printed as 0.8."""
    [item] = compared(eight(0), eight(1)).items
    assert item.change == Change(
        organisations=8, up=6, same=1, down=1, mean=F(8, 10), interval=(F(0), F(3, 2))
    )
    # 20/8 before and 26/8 after: 2.5 and 3.25.
    assert item.means == (F(5, 2), F(33, 10))


def test_nothing_exact_is_in_the_data_and_no_p() -> None:
    data = to_json(compared(eight(0), eight(1)))
    change = data["items"][0]["change"]
    assert (change["mean"], change["interval"], change["claimed"]) == (0.8, [0.0, 1.5], False)
    assert "p" not in change and "0.75" not in json.dumps(data)
    assert data["items"][0]["steps"] == []


def of_all(level: int, names: str = "abcdef", item: str = "t1") -> dict[str, list[dict[str, int]]]:
    return {name: [{item: level}] for name in names}


def of_each(levels: str) -> dict[str, list[dict[str, int]]]:
    """One person of each organisation, from a on, who gave these levels."""
    return {name: [{"t1": int(level)}] for name, level in zip("abcdefgh", levels, strict=False)}


def test_five_organisations_show_nothing_and_nobodys_score() -> None:
    found = compared(make_round(of_all(1, "abcde")), make_round(of_all(4, "abcde")))
    [item] = found.items
    assert item.change == Change(suppressed=True)
    assert item.means == () and item.steps == ()
    change = to_json(found)["items"][0]["change"]
    assert change == {"n": None, "suppressed": True}


def test_six_that_all_went_up_are_told_from_chance() -> None:
    [item] = compared(make_round(of_all(2)), make_round(of_all(3))).items
    assert item.change.claimed and item.change.interval == (1, 1)


def test_an_interval_that_would_say_who_went_all_the_way_is_not_given() -> None:
    change = Change(organisations=6, mean=F(3), up=6, same=0, down=0, interval=(F(2), F(7, 2)))
    assert in_print(change, (1, 2, 3, 4, 5)).interval is None
    assert in_print(replace(change, interval=(F(2), F(3))), (1, 2, 3, 4, 5)).interval == (2, 3)


def test_up_and_down_are_rounded_alike() -> None:
    assert [tenth(F(75, 100)), tenth(F(-75, 100)), tenth(F(0))] == [F(8, 10), F(-8, 10), 0]


def test_a_level_is_carried_over_as_far_along_the_scale() -> None:
    assert carried_over(F(3), (1, 2, 3, 4, 5), (0, 1, 2, 3, 4)) == 2
    assert carried_over(F(3), (1, 2, 3, 4, 5), (1, 2, 3, 4)) == F(5, 2)
    assert carried_over(F(1), (1, 2, 3), (1, 2, 3, 4, 5)) == 1


def test_another_scale_stands_on_the_last_rounds() -> None:
    then = make_round(of_all(1), make_framework(1, [0, 1, 2]))
    found = compared(then, make_round(of_all(4)))
    # 1 of 0 to 2 is the middle: 3 of 1 to 5.
    assert found.items[0].means == (3, 4)
    assert found.rescaled == ("round 1",)


def renamed(**was: tuple[str, ...]) -> Framework:
    """A framework whose items are called by these ids."""
    made = make_framework(len(was))
    tips = (
        tip.model_copy(update={"id": name, "title": name.upper()})
        for tip, name in zip(made.tips, was, strict=True)
    )
    return made.model_copy(update={"tips": tuple(tips)})


def test_what_became_of_each_item_is_said() -> None:
    """t1 stays, t2 gets a name, t3 and t4 become one, t5 becomes two, t6 goes, one is new."""
    was = {
        "t1": (), "t21": ("t2",), "t34": ("t3", "t4"), "t51": ("t5",), "t52": ("t5",), "t9": (),
    }  # fmt: skip
    framework = renamed(**was)
    same = framework.tips[0].model_copy(update={"title": "Tip 1"})
    framework = framework.model_copy(update={"tips": (same, *framework.tips[1:])})
    people = {name: [{f"t{n}": 3 for n in range(1, 7)}] for name in "abcdef"}
    now = {name: [dict.fromkeys(was, 4)] for name in "abcdef"}
    found = compared(make_round(people, make_framework(6)), make_round(now, framework, items=was))
    assert {item.id: item.fate for item in found.items} == {
        "t1": "same", "t21": "renamed", "t34": "merged", "t51": "split", "t52": "split",
        "t9": "added",
    }  # fmt: skip
    assert [gone.id for gone in found.dropped] == ["t6"]
    assert {item.id for item in found.shown} == {*was} - {"t9"}
    data = {item["id"]: item for item in to_json(found)["items"]}
    assert data["t34"]["earlier"] == {"round 1": ["t3", "t4"]}
    put = {(words.item, words.what): (words.then, words.now) for words in found.reworded}
    assert put[3, "title"] == ("Tip 3; Tip 4", "T34")


def test_an_item_that_came_later_is_compared_since_then() -> None:
    first = make_round(of_all(2))
    both = {name: [{"t1": 2, "t2": 2}] for name in "abcdef"}
    better = {name: [{"t1": 2, "t2": 3}] for name in "abcdef"}
    two = make_framework(2)
    found = compared(first, make_round(both, two), make_round(better, two))
    old, new = found.items
    assert old.rounds == (0, 1, 2) and old.means == (2, 2, 2)
    assert new.rounds == (1, 2) and new.means == (2, 3) and new.change.claimed
    assert [step["from"] for step in to_json(found)["items"][0]["steps"]] == ["round 1", "round 2"]


def test_the_same_organisations_stand_in_every_step() -> None:
    """One that was silent in between would else be what three comparisons leave over."""
    names = "abcdefghij"
    middle = {name: people for name, people in of_all(3, names).items() if name not in "hij"}
    found = compared(make_round(of_all(2, names)), make_round(middle), make_round(of_all(4, names)))
    [item] = found.items
    assert item.change.organisations == 7
    assert [step.organisations for step in item.steps] == [7, 7]
    assert [step.mean for step in item.steps] == [1, 1]


def test_organisations_that_merged_were_divided_came_and_went() -> None:
    before = make_round({**of_each("123212"), **of_all(4, "ns"), **of_all(3, "w")})
    after = make_round(
        {**of_each("234323"), **of_all(3, "uxyv"), "z": [{"t1": 3}, {"t1": 2}]},
        partners={"u": ("n", "s"), "x": ("w",), "y": ("w",), "z": (), "v": ()}
        | dict.fromkeys("abcdef", ()),
    )
    found = compared(before, after)
    fates = {partner.names[-1]: partner.fate for partner in found.partners}
    assert fates["Partner u",] == "merged"
    assert fates["Partner x", "Partner y"] == "divided"
    assert fates["Partner z",] == "new"
    assert fates["Partner a",] == "same"
    assert found.in_all == 8
    assert found.items[0].change.organisations == 8
    # n and s, 4 each, became u, with 3; a to f went up, w stayed.
    assert (found.items[0].change.up, found.items[0].change.down) == (6, 1)


def test_who_is_gone_is_told_and_in_no_change() -> None:
    before = make_round({**of_each("223122"), "x": [{"t1": 2}, {"t1": 3}], "y": [{"t1": 4}]})
    found = compared(before, make_round(of_all(3)))
    assert [partner.fate for partner in found.partners if not partner.names[-1]] == ["gone"] * 2
    assert found.items[0].change.organisations == 6
    assert found.items[0].means == (2, 3)


def test_the_strictest_promise_of_all_rounds_holds() -> None:
    privacy = {
        "controller": "x", "contact": "x", "notice": "x", "delete_by": "2019-09-30",
        "smallest_group": 7, "smallest_group_for_shares": 7,
    }  # fmt: skip
    found = compared(make_round(of_all(2), privacy=privacy), make_round(of_all(3)))
    assert found.smallest == 7 and not found.shown

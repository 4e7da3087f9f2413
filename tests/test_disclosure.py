"""Which figures are shown, by the rules; test_attack.py tries to get round them."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_workshop import as_json, make_framework, make_workshop, respondent
from toptips.analysis import disclosure
from toptips.analysis.disclosure import hidden
from toptips.analysis.otherwise import Kind
from toptips.analysis.pooling import OTHER_SECTORS
from toptips.model.responses import Response
from toptips.model.workshop import Workshop

SMALLEST, FOR_SHARES, LEVELS = 3, 5, (1, 2, 3, 4, 5)
SECTORS = {
    "NHS": "ab", "Council": "cde", "Voluntary": "fg", "Care": "hi", "Police": "j", "Housing": "k",
    "Users": "lm",
}  # fmt: skip
SECTOR_OF = {organisation: sector for sector, ones in SECTORS.items() for organisation in ones}
GROUPS = {"pathway": ["Adults", "Older adults"], "locality": ["North", "Mid", "South"]}


def a_workshop(count: str = "respondents") -> Workshop:
    partners = {organisation: (sector, 5) for organisation, sector in SECTOR_OF.items()}
    return make_workshop(partners, count=count, groups=GROUPS)


def some_forms(seed: int) -> list[Response]:
    """Make up about thirty forms, some questions left blank, some groups not said."""
    draw = random.Random(seed)
    scores = [*"1234512345", "dont_know", "not_for_us", "", ""]
    forms = []
    for organisation in SECTOR_OF:
        for number in range(draw.choice([1, 1, 2, 2, 3, 5])):
            answers = {f"t{tip}_score": draw.choice(scores) for tip in (1, 2)}
            answers["t3_score"] = draw.choice(["", "", "", draw.choice("12345")])
            answers |= {
                f"t{tip}_ownership": draw.choice(["", "", "", "ours", "system"])
                for tip in (1, 2, 3)
            }
            forms.append(
                respondent(
                    f"{organisation}{number}", **answers,
                    pathway=draw.choice([*GROUPS["pathway"] * 3, ""]),
                    locality=draw.choice(GROUPS["locality"][:2] * 3 + ["South", ""]),
                )
            )  # fmt: skip
    return forms


def test_hidden_parts_do_not_come_out_by_way_of_the_priorities() -> None:
    hidden = set()
    for seed in range(12):
        # Of about thirty forms ten, so few that something is hidden.
        data = as_json(a_workshop(), some_forms(seed)[::3][:10], make_framework(3))
        for tip in data["tips"]:
            if tip["mean"] is None:
                hidden.add("mean")
                assert not any(tip["priority"][part] for part in ("value", "need", "system"))
                assert tip["shares"] is tip["consensus"] is tip["band"] is None
            if "shares" not in tip["ownership"]:
                hidden.add("ownership")
                assert tip["ownership"] == {"n": None, "suppressed": True}
                assert not tip["priority"]["system"]
    assert hidden == {"mean", "ownership"}, "nothing was hidden that could come out"


def test_figures_of_all_respondents_are_hidden_by_the_same_numbers() -> None:
    forms = [
        respondent(f"{name}1", t1_score="4", t2_score=second, t3_score=third, t1_ownership="ours")
        for name, second, third in (
            ("a", "1", "5"), ("c", "2", "5"), ("f", "", "3"), ("h", "", "3"),
        )
    ]  # fmt: skip
    first, second, third = as_json(a_workshop(), forms)["tips"]
    assert second["n"] is None and second["suppressed"] is True
    assert second["mean"] is second["median"] is second["dont_know"] is None
    assert second["priority"]["rank"] is None
    # Four people: a mean, but nothing that says who scored what.
    assert (third["n"], third["mean"], third["band"]) == (4, 4, "strength")
    assert third["shares"] is third["consensus"] is third["within_one"] is third["split"] is None
    assert first["ownership"] == {"n": None, "suppressed": True}


def test_the_next_smallest_is_hidden_only_where_too_few_are() -> None:
    def found(*people: int, smallest: int = 3) -> list[bool]:
        return [bool(hides) for hides in hidden(np.array(people), smallest)]

    assert found(4, 2, 6, 3) == [False, True, False, True]
    assert found(4, 2, 1, 5) == [False, True, True, False]
    assert found(4, 0, 5) == [False, True, False], "nobody is hidden behind a group of none"
    assert found(2, 1) == [True, True]
    assert found(7) == [False]
    assert found(5, 5, 1, smallest=5) == [True, False, True], "of two alike, the first"


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8), st.integers(2, 6))
@settings(deadline=None, max_examples=100)
def test_what_is_hidden_is_nobody_or_enough(people: list[int], smallest: int) -> None:
    hide = hidden(np.array(people), smallest)
    together = sum(many for many, hides in zip(people, hide, strict=True) if hides)
    assert together == 0 or together >= smallest or hide.all()
    assert all(hides or many >= smallest for many, hides in zip(people, hide, strict=True))


@pytest.mark.parametrize(
    "count, seed", [("respondents", 0), ("respondents", 4), ("organisations", 4)]
)
def test_where_less_is_shown_nothing_follows_of_anybody_else(
    count: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So only those are looked at again of whom something followed before."""
    sure, again = disclosure.sure, []

    def and_of_all(
        kinds: Mapping[Kind, int], seen_as: Any, means: Any, suspects: Collection[Kind], **how: Any
    ) -> list[Kind]:
        found = sure(kinds, seen_as, means, suspects, **how)
        if len(suspects) < len(kinds):
            assert found == sure(kinds, seen_as, means, kinds, **how)
            again.append(found)
        return found

    monkeypatch.setattr(disclosure, "sure", and_of_all)
    as_json(a_workshop(count), some_forms(seed), make_framework(3))
    assert again


def test_a_sector_is_pooled_if_only_one_of_its_organisations_answered() -> None:
    forms = [
        respondent(f"{partner}{number}", t1_score="4")
        for partner in "acdfgj"
        for number in range(4)
    ]
    by = as_json(a_workshop(), forms)["tips"][0]["by"]["sector"]
    # Of the NHS only partner a answered, and of the police there is only one.
    assert set(by) == {"Council", "Voluntary", OTHER_SECTORS}
    assert by[OTHER_SECTORS]["n"] == 8


def test_a_partner_may_agree_to_be_shown() -> None:
    workshop = a_workshop()
    partners = [
        partner.model_copy(update={"may_be_shown": partner.id == "j"})
        for partner in workshop.partners
    ]
    workshop = workshop.model_copy(update={"partners": tuple(partners)})

    def by_sector(of_police: int) -> dict[str, Any]:
        forms = [
            respondent(f"{organisation}{number}", t1_score=str(3 + number % 2))
            for organisation in SECTOR_OF
            for number in range(of_police if organisation == "j" else 3)
        ]
        found: dict[str, Any] = as_json(workshop, forms)["tips"][0]["by"]["sector"]
        return found

    by = by_sector(5)
    assert by["Police"] == {"n": 5, "mean": 3.4, "bound": None}
    assert "Housing" not in by and "Other sectors" in by
    # From five people on: a promise about averages, not about four people.
    assert by_sector(4)["Police"] == {"n": None, "suppressed": True}


def test_of_a_group_nothing_is_said_but_how_many_and_their_mean() -> None:
    tips = as_json(a_workshop(), some_forms(1))["tips"]
    groups = [group for tip in tips for by in tip["by"].values() for group in by.values()]
    assert {frozenset(group) for group in groups} == {
        frozenset({"n", "mean", "bound"}), frozenset({"n", "suppressed"}),
    }  # fmt: skip
    shown = [group for group in groups if group.get("mean") is not None]
    assert shown
    for group in shown:
        assert round(group["mean"], 1) == group["mean"]
        assert 1.5 <= group["mean"] <= 4.5 and group["bound"] is None


def test_two_organisations_must_stand_behind_a_group() -> None:
    """On tip 2 only one organisation of the NHS scored, however many of its people did."""
    forms = [
        respondent(
            f"{organisation}{number}",
            t1_score=str(2 + number % 3),
            t2_score="" if organisation == "b" else str(2 + number % 3),
        )
        for organisation in SECTOR_OF
        for number in range(3)
    ]
    first, second, _ = as_json(a_workshop(), forms)["tips"]
    assert first["by"]["sector"]["NHS"]["n"] == 6
    assert second["by"]["sector"]["NHS"] == {"n": None, "suppressed": True}


def test_under_twenty_forms_no_sectors_and_no_groups_but_two_families() -> None:
    def by(many: int, **more: Any) -> dict[str, Any]:
        workshop = make_workshop(
            {organisation: (sector, 5) for organisation, sector in SECTOR_OF.items()},
            groups=GROUPS, **more,
        )  # fmt: skip
        forms = [
            respondent(f"{'abcde'[place % 5]}{place // 5}", t1_score=str(2 + place % 3 // 2))
            for place in range(many)
        ]
        found: dict[str, Any] = as_json(workshop, forms)["tips"][0]["by"]
        return found

    families = {"NHS": ["NHS"], "Everyone else": sorted(set(SECTORS) - {"NHS"})}
    assert set(by(20, families=families)) == {"sector", "pathway", "locality"}
    assert by(19) == {}
    found = by(19, families=families)
    assert set(found) == {"family"} and set(found["family"]) == set(families)
    # To the nearest half level.
    assert all(group["mean"] * 2 % 1 == 0 for group in found["family"].values())
    assert by(6, families=families) == {}, "one beside the largest of the NHS is too few"


def test_shares_need_as_many_people_as_means() -> None:
    privacy = a_workshop().privacy.model_copy(
        update={"smallest_group": 6, "smallest_group_for_shares": 2}
    )
    assert disclosure.Smallest.of(privacy) == disclosure.Smallest(mean=6, shares=6)

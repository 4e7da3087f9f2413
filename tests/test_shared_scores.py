"""Scores that are taken out of a shared copy, so that the report does not put them back."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.small_workshop import asked, make_workshop
from toptips.model.responses import Response
from toptips.sharing.anonymous import Anonymous, anonymise
from toptips.sharing.scores import leave_out

GROUPS = {"locality": ["North", "Mid", "South"]}
PARTNERS = {
    "a": ("NHS", 9), "b": ("NHS", 9), "c": ("Council", 9), "d": ("Council", 9),
    "e": ("Housing", 9), "f": ("Housing", 9),
}  # fmt: skip


def scored(partner: str, *scores: str, locality: str = "") -> list[Response]:
    """Forms of one partner that say nothing but 3 of tip 1, and their score of tip 2."""
    return [
        Response(
            id=f"{partner}{locality}{number}",
            form="self-assessment",
            partner=partner,
            quote="no",
            groups={"locality": locality} if locality else {},
            answers={("t1", "score"): "3", ("t2", "score"): score},
        )
        for number, score in enumerate(scores)
    ]


def copy_of(*forms: Response) -> Anonymous:
    workshop = make_workshop(PARTNERS, groups=GROUPS)
    return anonymise(list(forms), asked(workshop), 3, "s")


def left_of(found: Anonymous, locality: bool = False) -> dict[str, list[str]]:
    """The scores of tip 2 that are left, by sector or locality."""
    left: dict[str, list[str]] = defaultdict(list)
    for response in found.responses:
        assert response.get("t1", "score") == "3"
        place = response.groups["locality"] if locality else response.sector
        left[place].append(response.get("t2", "score"))
    return {place: sorted(scores) for place, scores in left.items()}


def test_with_the_scores_of_a_hidden_sector_go_those_of_the_next_smallest() -> None:
    """Two of the Council scored tip 2, both 1: the report's totals would say so."""
    found = copy_of(
        *scored("a", "4", "4", "4"), *scored("b", "2", "2"),
        *scored("c", "1", "1"), *scored("d", "dont_know", "dont_know"),
        *scored("e", "3", "3"), *scored("f", "5", "5"),
    )  # fmt: skip
    assert left_of(found) == {
        "NHS": ["2", "2", "4", "4", "4"],
        "Council": [""] * 4,
        "Housing": [""] * 4,
    }
    assert found.scores_left_out == 8


def test_scores_of_a_locality_go_like_those_of_a_sector() -> None:
    found = copy_of(
        *scored("a", "4", "4", "3", locality="North"), *scored("b", "4", "4", locality="North"),
        *scored("a", "1", "2", locality="South"),
        *scored("b", "dont_know", "dont_know", locality="South"),
        *scored("a", "3", "5", locality="Mid"), *scored("b", "3", "5", locality="Mid"),
    )  # fmt: skip
    assert left_of(found, locality=True) == {
        "North": ["3", "4", "4", "4", "4"],
        "South": [""] * 4,
        "Mid": [""] * 4,
    }


def test_nothing_goes_where_every_group_is_large_enough() -> None:
    found = copy_of(*scored("a", "4", "4", "4"), *scored("b", "2"), *scored("c", "1", "1", "2"))
    assert found.scores_left_out == 0


people = st.lists(
    st.tuples(
        st.sampled_from(["NHS", "Council", "Housing"]),
        st.sampled_from(["North", "South", ""]),
        st.sampled_from(["1", "2", "5", "dont_know", "not_for_us"]),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=200)
@given(people, st.sampled_from([3, 4]))
def test_an_item_loses_no_score_or_enough_of_different_levels(
    given_people: list[tuple[str, str, str]], smallest: int
) -> None:
    forms = [
        Response(id=str(number), form="self-assessment") for number in range(len(given_people))
    ]
    rows = dict(zip([form.id for form in forms], given_people, strict=True))
    closed = {name: {("t1", "score"): score} for name, (_, _, score) in rows.items()}
    taken = leave_out(
        forms,
        closed,
        {name: {"locality": place} if place else {} for name, (_, place, _) in rows.items()},
        {name: sector for name, (sector, _, _) in rows.items()},
        smallest,
    )
    gone = [rows[name][2] for name, answers in closed.items() if not answers]
    levels = [score for score in gone if score.isdigit()]
    left = [score for answers in closed.values() for score in answers.values() if score.isdigit()]
    assert taken == len(gone)
    assert not gone or not left or (len(levels) >= smallest and len(set(levels)) > 1)
    for sector in ("NHS", "Council", "Housing"):
        many = sum(
            closed[name].get(("t1", "score"), "").isdigit()
            for name, (own, _, _) in rows.items()
            if own == sector
        )
        assert many == 0 or many >= smallest

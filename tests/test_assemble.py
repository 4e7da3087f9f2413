"""The figures of a small workshop, against figures worked out by hand.

Eleven respondents of six organisations:

                       tip 1          tip 2    tip 3         whose 1  whose 2  whose 3  votes
    NHS           a1   5              2        4             system   system            1 1
                  a2   4              2        4             system   system            1
                  a3   4              3        4             ours     system            2
                  b1   2              2        4             system            system   1
                  b2   2              1        don't know    unsure            system
    Council       c1   1              4        4             other                      2
                  c2   2              5        3                                        2
                  d1   4              5        don't know             ours              1
    Voluntary     e1   5              3        don't know             system            3
                  e2   not for us     3        don't know                               (gone)
    Care          f1   don't know     4        3                                        2 1

Voluntary and Care have one organisation each, so they are counted as "Other sectors".
Adults: a1 a2 a3 b1 c1 c2. Older adults: b2 d1 e1 e2. f1 did not say.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from fractions import Fraction as F

import pytest

from tests.support.small_workshop import PARTNERS, figures, make_workshop, respondent
from toptips.analysis import answers, disclosure, items
from toptips.analysis.figures import (
    Bound,
    Figures,
    Gap,
    Invited,
    Priority,
    Scores,
    SectorAnswered,
    Shares,
    Votes,
)
from toptips.analysis.figures_data import to_json

ADULTS, OLDER = "Adults", "Older adults"
ROWS = [
    ("a1", "5", "2", "4", "system", "system", "", "t1 t1", ADULTS),
    ("a2", "4", "2", "4", "system", "system", "", "t1", ADULTS),
    ("a3", "4", "3", "4", "ours", "system", "", "t2", ADULTS),
    ("b1", "2", "2", "4", "system", "", "system", "t1", ADULTS),
    ("b2", "2", "1", "dont_know", "unsure", "", "system", "", OLDER),
    ("c1", "1", "4", "4", "other", "", "", "t2", ADULTS),
    ("c2", "2", "5", "3", "", "", "", "t2", ADULTS),
    ("d1", "4", "5", "dont_know", "", "ours", "", "t1", OLDER),
    ("e1", "5", "3", "dont_know", "", "system", "", "t3", OLDER),
    ("e2", "not_for_us", "3", "dont_know", "", "", "", "gone", OLDER),
    ("f1", "dont_know", "4", "3", "", "", "", "t2 t1", ""),
]
RESPONSES = [
    respondent(
        name,
        t1_score=first, t2_score=two, t3_score=three,
        t1_ownership=whose_1, t2_ownership=whose_2, t3_ownership=whose_3,
        top_1=[*votes.split(), ""][0], top_2=[*votes.split(), "", ""][1], pathway=pathway,
    )
    for name, first, two, three, whose_1, whose_2, whose_3, votes, pathway in ROWS
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def sectors_of_few() -> Iterator[None]:
    """Eleven forms are few enough to work out by hand; sectors are shown from twenty on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "FEWEST_FOR_SECTORS", 0)
        yield


def of(count: str) -> Figures:
    workshop = make_workshop(PARTNERS, count=count, groups={"pathway": [ADULTS, OLDER]})
    return figures(workshop, RESPONSES)


@pytest.fixture(scope="module")
def respondents() -> Figures:
    return of("respondents")


@pytest.fixture(scope="module")
def organisations() -> Figures:
    return of("organisations")


def test_scores_where_respondents_count(respondents: Figures) -> None:
    first, second, third = respondents.tips
    # Tip 1: 1, 2 2 2, 4 4 4, 5 5: sum 29 of 9; the fifth of nine is a 4; the 4s and 5s are within
    # one of it. Low end (1, 2) 4 of 9, high end (4, 5) 5 of 9: both over 30%.
    assert (first.n, first.dont_know, first.not_for_us) == (9, 1, 1)
    assert first.shares == {1: F(1, 9), 2: F(3, 9), 3: 0, 4: F(3, 9), 5: F(2, 9)}
    assert (first.mean, first.median, first.within_one) == (F(29, 9), 4, 5)
    assert (first.split, first.band) == (True, "discuss")
    # Without a it would be 16 of 6, a concern.
    assert first.band_range == ("concern", "discuss") and not first.band_settled
    # 1 + (log2(4/9) + 3 log2(25/36) + 3 log2(29/36) + 2 log2(5/9)) / 9
    assert first.consensus == pytest.approx(0.4022, abs=5e-5)
    # Tip 2: 1, 2 2 2, 3 3 3, 4 4, 5 5: sum 34 of 11.
    assert (second.n, second.mean, second.median, second.within_one) == (11, F(34, 11), 3, 8)
    # Tip 3: 3 3, 4 4 4 4 4: sum 26 of 7. Four of eleven don't know: more than a third.
    assert (third.n, third.dont_know, third.mean, third.median) == (7, 4, F(26, 7), 4)
    # Seven are too few for the word, and all are within two levels of each other besides.
    assert (third.split, third.many_dont_know) == (False, True)
    # 1 + (2 log2(23/28) + 5 log2(13/14)) / 7
    assert third.consensus == pytest.approx(0.8425, abs=5e-5)
    assert not first.many_dont_know


def test_scores_where_organisations_count(organisations: Figures) -> None:
    first, second, third = organisations.tips
    # Tip 1, organisations' means: a 13/3, b 2, c 3/2, d 4, e 5: sum 101/6 of 5.
    # Weights: a 1/3 each, b and c 1/2, d and e1 1: on 1: 1/2, 2: 3/2, 4: 5/3, 5: 4/3.
    assert first.n == 9, "n stays the number of people"
    # Where people weigh differently means have one decimal, and shares are whole per cent.
    assert (first.mean, first.median, first.within_one) == (F(34, 10), 4, 5)
    assert first.shares == {1: F(1, 10), 2: F(3, 10), 3: 0, 4: F(33, 100), 5: F(27, 100)}
    assert (first.dont_know, first.not_for_us) == (1, 1)
    # Tip 2: a 7/3, b 3/2, c 9/2, d 5, e 3, f 4: sum 61/3 of 6.
    assert second.mean == F(34, 10)
    # Tip 3: a 4, b 4, c 7/2, f 3, whose sum is 29/2 of 4.
    assert third.mean == F(36, 10)


def test_sectors_where_respondents_count(respondents: Figures) -> None:
    first, second, third = (tip.by["sector"] for tip in respondents.tips)
    hidden = Scores(n=None, suppressed=True)
    # Tip 1: only e1 of "Other sectors" scored it, so Council (3) is hidden with it.
    assert first == {"NHS": Scores(n=5, mean=F(34, 10)), "Council": hidden, "Other sectors": hidden}
    # Tip 2: NHS 1 2 2 2 3; Council 4 5 5, a mean of 4.67, over 4.5; others 3 3 4, rounded to 3.3.
    assert second == {
        "NHS": Scores(n=5, mean=F(2)),
        "Council": Scores(n=3, bound=Bound(over=F(9, 2))),
        "Other sectors": Scores(n=3, mean=F(33, 10)),
    }
    # Tip 3: Council 2 and others 1 are three together, enough to hide each other.
    assert third == {"NHS": Scores(n=4, mean=F(4)), "Council": hidden, "Other sectors": hidden}


def test_sectors_where_organisations_count(organisations: Figures) -> None:
    # Council and the others have only one person beside the largest organisation, so they are
    # pooled. Tip 2: a 7/3 and b 3/2; c 9/2, d 5, e 3 and f 4.
    sectors = organisations.tips[1].by["sector"]
    assert {name: (scored.n, scored.mean) for name, scored in sectors.items()} == {
        "NHS": (5, F(19, 10)), "Other sectors": (6, F(41, 10)),
    }  # fmt: skip


def test_a_group_is_shown_only_where_nobody_follows_from_it(
    respondents: Figures, organisations: Figures
) -> None:
    # f1 did not say and is one person, so the next smallest group is hidden too; five together.
    adults = respondents.tips[1].by["pathway"]["Adults"]
    assert (adults.n, adults.mean) == (6, 3)
    assert respondents.tips[1].by["pathway"]["Older adults"].suppressed
    assert respondents.tips[1].by["pathway"]["Not said"].suppressed
    # Where organisations count once, b1's answer weighs 1/2, though b2 is in another group:
    # (7/3 + 2/2 + 9/2) / (1 + 1/2 + 1) is 3.13. From it and the others single answers would follow.
    assert organisations.tips[1].by["pathway"]["Adults"].suppressed


def test_the_gap_names_the_highest_and_lowest_sector_and_not_how_large_it_is(
    respondents: Figures,
) -> None:
    # Tip 2: NHS 2.0 of five, Council 4.67 of three: 8/3 over the root of 1/5 + 1/3 is 3.65.
    gap = respondents.tips[1].gap
    assert (gap.compared, gap.highest, gap.lowest) == (True, "Council", "NHS")
    assert respondents.tips[0].gap == Gap(), "one sector shown makes no gap"
    data = to_json(respondents)["tips"][1]["gap"]
    assert set(data) == {"claimed", "highest", "lowest"}, (
        "how large it is exactly is published nowhere"
    )


def test_ownership_is_shares_of_people_or_of_organisations(
    respondents: Figures, organisations: Figures
) -> None:
    first, second, third = (tip.ownership for tip in respondents.tips)
    nobody = dict.fromkeys(("ours", "system", "other", "national", "unsure"), F(0))
    given = {"ours": F(1, 6), "other": F(1, 6), "system": F(1, 2), "unsure": F(1, 6)}
    assert first == Shares(6, shares=nobody | given)
    assert second == Shares(5, shares=nobody | {"ours": F(1, 5), "system": F(4, 5)})
    assert third == Shares(n=None, suppressed=True), "two answers are too few"
    # a: 2/3 system, 1/3 ours; b: half system, half unsure; c: another's. Of 3.
    assert organisations.tips[0].ownership.shares == {
        "ours": F(11, 100), "other": F(33, 100), "system": F(39, 100), "unsure": F(17, 100),
        "national": F(0),
    }  # fmt: skip


def test_votes_are_counted_of_all_who_voted(respondents: Figures, organisations: Figures) -> None:
    # Nine voted: b2 named nothing, and e2 a tip that is gone. a1 named tip 1 twice.
    assert [tip.votes for tip in respondents.tips] == [
        Votes(9, count=5, share=F(5, 9)),
        Votes(9, count=4, share=F(4, 9)),
        Votes(9, count=1, share=F(1, 9)),
    ]
    # Tip 1: a 2/3, b 1, d 1, f 1. Tip 2: a 1/3, c 1, f 1. Tip 3: e 1. Of 6.
    shares = [tip.votes.share for tip in organisations.tips]
    assert shares == [F(61, 100), F(39, 100), F(17, 100)]


def without_range(priority: Priority) -> Priority:
    return dataclasses.replace(priority, rank_low=None, rank_high=None, rank_without_one=None)


def test_priorities_where_respondents_count(respondents: Figures) -> None:
    first, second, third = (tip.priority for tip in respondents.tips)
    # Tip 1: 0.5 * (5 - 29/9) / 4 + 0.3 * 5/9 + 0.2 * 1/2 = 2/9 + 1/6 + 1/10
    assert without_range(first) == Priority(
        value=F(22, 45), need=F(2, 9), votes=F(1, 6), system=F(1, 10), rank=1,
        rank_by_need=2, rank_by_votes=1, rank_by_organisations=1,
    )  # fmt: skip
    # Tip 2: five of eleven said whose it is, fewer than half, so that part drops out:
    # 5/8 * (5 - 34/11) / 4 + 3/8 * 4/9 = 105/352 + 1/6
    assert without_range(second) == Priority(
        value=F(105, 352) + F(1, 6), need=F(105, 352), votes=F(1, 6), rank=2,
        rank_by_need=1, rank_by_votes=2, rank_by_organisations=2, no_ownership=True,
    )  # fmt: skip
    # Tip 3: 5/8 * (5 - 26/7) / 4 + 3/8 * 1/9, its two owners being too few to show.
    assert without_range(third) == Priority(
        value=F(45, 224) + F(1, 24), need=F(45, 224), votes=F(1, 24), rank=3,
        rank_by_need=3, rank_by_votes=3, rank_by_organisations=3, no_ownership=True,
    )  # fmt: skip
    for tip in respondents.tips:
        low, high = tip.priority.rank_low, tip.priority.rank_high
        assert low is not None and high is not None and 1 <= low <= high <= 3


def test_priorities_where_organisations_count(organisations: Figures) -> None:
    first, second, third = (tip.priority for tip in organisations.tips)
    # Tip 1: 0.5 * (5 - 101/30) / 4 + 0.3 * 11/18 + 0.2 * 7/18
    assert first.value == F(49, 240) + F(11, 60) + F(7, 90)
    # Tip 2: 5/8 * (5 - 61/18) / 4 + 3/8 * 7/18
    assert second.value == F(145, 576) + F(7, 48)
    # Tip 3: 5/8 * (5 - 29/8) / 4 + 3/8 * 1/6
    assert third.value == F(55, 256) + F(1, 16)
    assert [first.rank, second.rank, third.rank] == [1, 2, 3]
    assert first.rank == first.rank_by_organisations


def test_who_took_part(respondents: Figures) -> None:
    who = respondents.respondents
    assert (who.self_assessments, who.organisations, who.expected, who.tables) == (11, 6, 15, 0)
    # Of Voluntary and Care one organisation each answered, so they are pooled.
    assert who.by_sector == {
        "NHS": SectorAnswered(answered=5, expected=6, organisations=2, invited=2),
        "Council": SectorAnswered(answered=3, expected=3, organisations=2, invited=2),
        "Police": SectorAnswered(answered=0, expected=1, organisations=0, invited=1),
        "Other sectors": SectorAnswered(answered=3, expected=5, organisations=2, invited=2),
    }
    assert who.by_group == {"pathway": {"Adults": 6, "Older adults": 4, "Not said": 1}}
    assert who.invited[-2:] == (
        Invited("f", "Partner f", "Care", True), Invited("g", "Partner g", "Police", False),
    )  # fmt: skip


def test_how_many_of_one_organisation_answered_is_told_nowhere() -> None:
    """Of the NHS only a answered, and of Voluntary only e: each by itself would be counted."""
    forms = [respondent(name, t1_score="3") for name in ("a1", "a2", "a3", "c1", "d1", "e1")]
    who = figures(make_workshop(PARTNERS), forms).respondents
    assert set(who.by_sector) == {"Council", "Care", "Police", "Other sectors"}
    assert who.by_sector["Other sectors"].answered == 4
    assert who.by_sector["Care"].answered == 0, "that nobody did is said by name anyway"


def test_a_band_is_that_of_the_mean_as_it_is_printed() -> None:
    """Counting organisations, 2.96 is printed as 3.0: "3.0, a concern" would not be true."""
    given = {"a": "333", "b": "33", "c": "4434", "d": "2", "e": "2222", "f": "33"}
    forms = [
        respondent(f"{name}{number}", t1_score=score)
        for name, scores in given.items()
        for number, score in enumerate(scores)
    ]
    # 3, 3, 3.75, 2, 2 and 3: 16.75 of 6 is 2.79; with f at 4, 17.75 of 6 is 2.958.
    forms[-2:] = [respondent("f0", t1_score="4"), respondent("f1", t1_score="4")]
    tip = figures(make_workshop(PARTNERS, count="organisations"), forms).tips[0]
    assert (tip.mean, tip.band) == (3, "discuss")


def test_what_is_hidden_where_people_weigh_differently_follows_from_no_priority(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(items, "_sure_of", lambda *_, **__: ["a"])
    monkeypatch.setattr(disclosure, "sure_of", lambda *_, **__: ["a"])
    for tip in of("organisations").tips:
        assert tip.suppressed and tip.mean is tip.shares is tip.ownership.shares is None
        assert tip.priority.value is tip.priority.need is tip.priority.system is None
        assert all(group.suppressed for groups in tip.by.values() for group in groups.values())


def test_the_json_says_hidden_and_has_every_tip(respondents: Figures) -> None:
    data = to_json(respondents)
    assert data["tips"][0]["by"]["sector"]["Council"] == {"n": None, "suppressed": True}
    assert data["tips"][2]["ownership"] == {"n": None, "suppressed": True}
    assert data["tips"][0]["mean"] == pytest.approx(29 / 9)
    assert data["tips"][0]["shares"]["2"] == pytest.approx(1 / 3)


def test_what_needs_a_look_is_named_to_the_facilitator_alone(respondents: Figures) -> None:
    text = "\n".join(respondents.checks)
    assert "r-e2" in text and "names a tip that the framework does not have" in text
    assert ".docx" not in text
    assert "1 answer could not be counted." in respondents.problems
    assert "who could change tips 2 and 3" in "\n".join(respondents.problems)
    published = json.dumps(to_json(respondents))
    assert "r-e2" not in published and "checks" not in published


def test_the_order_of_responses_makes_no_difference(respondents: Figures) -> None:
    workshop = make_workshop(PARTNERS, groups={"pathway": [ADULTS, OLDER]})
    assert figures(workshop, RESPONSES[::-1]) == respondents

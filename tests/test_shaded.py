"""Tables with shaded cells: what is hidden is neither 0 nor shaded, what is darker is more."""

from __future__ import annotations

from fractions import Fraction as F

from tests.support.small_workshop import figures, make_framework, make_workshop, respondent
from toptips.analysis.figures import Bound, Figures, Scores
from toptips.report.shaded import HIDDEN, CellTold, glance_told, group_told, share_shade


def found(scores: str, people: int = 1, scale: list[int] | None = None) -> Figures:
    """A workshop in which tip 1 is scored so, each score by so many people, and tip 2 once."""
    answers = [
        respondent(f"{'abcd'[place % 4]}{place}{number}", t1_score=score)
        for place, score in enumerate(scores)
        for number in range(people)
    ]
    answers[0].answers["t2", "score"] = "1"
    partners = dict.fromkeys("abcd", ("NHS", 9))
    return figures(make_workshop(partners), answers, make_framework(3, scale))


def test_people_at_each_level_the_more_the_darker() -> None:
    glance = glance_told(found("22244521"), "")
    first, *others = glance.rows
    assert first.levels == (
        CellTold("1", "2"), CellTold("4", "5"), CellTold("0", "1"), CellTold("2", "3"),
        CellTold("1", "2"),
    )  # fmt: skip
    assert (first.name, first.people, first.mean) == ("1 Tip 1", "8", "2.8")
    assert glance.title == "How all tips are scored"
    # Tip 2 has too few answers, and tip 3 none: of neither is a level printed as 0.
    for row in others:
        assert {cell.text for cell in row.levels} == {HIDDEN}
        assert {cell.shade for cell in row.levels} == {""}
        assert row.mean == HIDDEN
    assert {row.stands for row in others} == {"not shown", "nobody scored it"}
    assert glance.hidden and glance.of_people


def test_of_many_people_it_is_per_cent() -> None:
    glance = glance_told(found("11123", people=12), "A finding.")
    assert [cell.text for cell in glance.rows[0].levels] == ["60", "20", "20", "0", "0"]
    assert glance.title == "A finding."
    assert glance.about.startswith("Per cent at each level")


def test_a_third_who_could_not_judge_are_marked() -> None:
    people = [respondent(f"{name}{n}", t1_score="3") for name in "abc" for n in range(2)]
    people += [respondent(f"d{n}", t1_score="dont_know") for n in range(3)]
    given = figures(make_workshop(dict.fromkeys("abcd", ("NHS", 9))), people)
    assert glance_told(given, "").rows[0].dont_know == CellTold("3", "accent")


def test_half_or_more_are_darkest_and_nobody_is_white() -> None:
    shades = [share_shade(F(share, 100)) for share in (0, 1, 20, 40, 50, 100)]
    assert shades == ["1", "2", "3", "4", "5", "5"]


def test_the_mean_of_a_group_or_its_bound_or_nothing() -> None:
    five = found("22244521")
    assert group_told(Scores(n=4, mean=F(4)), five) == CellTold("4.0", "4")
    assert group_told(Scores(n=4, bound=Bound(under=F(3, 2))), five) == CellTold("under 1.5", "1")
    assert group_told(Scores(n=None, suppressed=True), five) == CellTold(HIDDEN)
    ten = found("22244521", scale=list(range(10)))
    shades = [group_told(Scores(n=4, mean=F(level)), ten).shade for level in range(10)]
    assert shades == sorted(shades) and {*shades} == {"1", "2", "3", "4", "5"}

"""What the report says of themes: true of none, one and many, and each quote once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.chart_figures import make, make_tip, theme
from toptips.analysis.figures import Coding, Figures, Respondents
from toptips.analysis.proposed import Quote
from toptips.report.quoted import Quoted, QuoteTold
from toptips.report.themes import ThemesTold, themes_told, uncovered_told

HOMES = theme("Homes", 3, 1, 2, tips={"t2": 3, "t1": 1}, sectors=("Council", "NHS"))
PHB = theme("PHBs", 0, 0, 0, comments=0, organisations=0, tables=2)
KINDNESS = replace(theme("Kindness", 0, 0, 0, comments=0, organisations=0), people=4)


MANY = Respondents(20, 0, 6, 40, {}, {}, ())


def figures(*themes: object, respondents: Respondents = MANY, **more: object) -> Figures:
    coding = Coding("small", 9, 2)
    tips = make_tip(1), make_tip(2)
    return make(*tips, themes=themes, coding=coding, respondents=respondents, **more)


def told(found: Figures) -> ThemesTold:
    part = themes_told(found, Quoted())
    assert part is not None
    return part


def test_every_theme_that_anybody_mentions_is_in_the_table() -> None:
    part = told(figures(HOMES, PHB, KINDNESS, theme("Pets", 0, 0, 0, comments=0)))
    assert [(row.name, row.tables, row.people) for row in part.mentioned] == [
        ("Homes", 0, 0), ("PHBs", 2, 0), ("Kindness", 0, 4),
    ]  # fmt: skip
    assert part.of_tables and part.of_people
    assert part.elsewhere == (
        "Tables alone mention PHBs.",
        "People who use services alone mention kindness.",
        "No comment mentions pets.",
    )
    assert told(figures(HOMES)).elsewhere == () and not told(figures(HOMES)).of_people


def test_themes_by_item_and_by_group() -> None:
    who = Respondents(20, 0, 6, 40, {}, {"pathway": {"Older": 3, "Adults": 9, "Not said": 2}}, ())
    homes = replace(HOMES, groups={"pathway": ("Adults", "Not said", "Older")})
    rest = theme("Something else", 2, 1, 1, tips={"t1": 2}, fallback=True)
    part = told(figures(homes, theme("Notice", 2, 0, 2, tips={"t1": 2}), rest, respondents=who))
    assert part.by_item == (("1 Title 1", "Notice (2); Homes (1)"), ("2 Title 2", "Homes (3)"))
    assert part.by_group is not None
    assert part.by_group.columns == ("Sectors", "Pathways")
    # In the workshop's order, and without those who did not say.
    assert part.by_group.rows == (("Homes", ("Council and NHS", "Older and Adults")),)
    assert told(figures(PHB)).by_group is None


def test_the_first_four_have_a_section_with_their_memo() -> None:
    many = [theme(f"Theme {n}", 9 - n, 1, 1) for n in range(7)]
    rest = theme("Something else", 99, 1, 1, fallback=True)
    part = told(figures(rest, replace(HOMES, memo="First.\n\nSecond."), *many))
    assert [each.name for each in part.leading] == ["Homes", *(f"Theme {n}" for n in range(3))]
    homes = part.leading[0]
    assert homes.memo == ("First.", "Second.")
    assert homes.about == (
        "3 people of 3 organisations mention it in self-assessments, in 4 comments: 1 on what works"
        " well, 2 on what gets in the way and 1 in answer to other questions. They are on tip 2 (3)"
        " and tip 1 (1)."
    )
    scarce = theme("Pay", 3, 0, 1, comments=1, organisations=1, tips={"t1": 1})
    assert told(figures(scarce)).leading[0].about == (
        "3 people of 1 organisation mention it in self-assessments, in 1 comment: 1 on what gets"
        " in the way. It is on tip 1 (1)."
    )


def test_no_section_is_about_fewer_people_than_the_smallest_group() -> None:
    few = [theme("Pay", 1, 0, 1, organisations=1), theme("Notice", 2, 0, 2)]
    assert [each.name for each in told(figures(HOMES, *few)).leading] == ["Homes"]


def test_of_few_people_no_theme_has_a_section() -> None:
    few = Respondents(4, 0, 4, 6, {}, {}, ())
    assert told(figures(HOMES, respondents=few)).leading == ()
    assert told(figures(HOMES)).leading != ()


def quote(text: str, number: int = 1) -> Quote:
    return Quote(text, f"r{number}", "t1", "barriers", "NHS")


def test_a_quote_is_printed_once() -> None:
    quoted = Quoted()
    first = quoted.some([quote("Said first of all"), quote("said  first of ALL", 2)], 5)
    assert len(first) == 1
    assert quoted.some([quote("Said first of all", 3)], 5) == ()
    both = [quote("SAID FIRST OF ALL"), quote("Said next")]
    assert quoted.all(both) == (QuoteTold("Said next", "NHS"),)
    assert quoted.all([quote("Said next")]) == ()


MANY, FEW = "3 of 9 comments mention", "1 of 9 comments mentions"


@pytest.mark.parametrize(
    ("uncoded", "quotes", "printed", "said"),
    [
        (1, (), (), f"{FEW} none of the themes. It may not be printed."),
        (3, (), (), f"{MANY} none of the themes. None of these may be printed."),
        (1, ("A",), (), f"{FEW} none of the themes. It may be printed."),
        (3, ("A", "B"), (), f"{MANY} none of the themes. 2 of these may be printed."),
        (
            3, ("A", "B"), ("A",),
            f"{MANY} none of the themes. 2 of these may be printed; 1 of them stands elsewhere.",
        ),
        (
            3, ("A", "B"), ("A", "B"),
            f"{MANY} none of the themes. What may be printed of them stands elsewhere in this"
            " report.",
        ),
    ],
)  # fmt: skip
def test_comments_that_no_theme_covers(
    uncoded: int, quotes: tuple[str, ...], printed: tuple[str, ...], said: str
) -> None:
    may_be = tuple(quote(text) for text in quotes)
    found = replace(figures(HOMES), coding=Coding("small", 9, uncoded, uncoded_quotes=may_be))
    quoted = Quoted()
    quoted.all([quote(text) for text in printed])
    part = uncovered_told(found, quoted)
    assert part is not None and part.said == said
    assert [each.text for each in part.quotes] == [text for text in quotes if text not in printed]


def test_nothing_is_said_where_every_comment_has_a_theme_or_none_was_read() -> None:
    assert uncovered_told(replace(figures(), coding=Coding("small", 9, 0)), Quoted()) is None
    assert uncovered_told(make(make_tip()), Quoted()) is None
    assert themes_told(make(make_tip()), Quoted()) is None


@pytest.mark.parametrize(
    ("comments", "said"),
    [
        ((20, 2, 1, 1), "They are on tip 1 (20), tip 2 (2), tip 3 (1) and tip 4 (1)."),
        ((9, 4, 3, 2), "Most are on tip 1 (9), tip 2 (4) and tip 3 (3); the rest on 1 other tip."),
        ((9, 4, 1, 1, 1, 1), "Most are on tip 1 (9) and tip 2 (4); the rest on 4 other tips."),
        ((2, 1, 1, 1, 1, 1), "They are on 6 tips, most often on tip 1 (2)."),
        ((1, 1, 1, 1, 1, 1), "They are on 6 tips."),
    ],
)
def test_no_tip_is_left_out_beside_one_with_as_many_comments(
    comments: tuple[int, ...], said: str
) -> None:
    tips = {f"t{number}": many for number, many in enumerate(comments, 1)}
    found = theme("Homes", 9, 3, 4, tips=tips, comments=sum(comments))
    coding, answered = Coding("small", 99, 2), Respondents(20, 0, 6, 40, {}, {}, ())
    every = [make_tip(number) for number in range(1, 7)]
    part = told(make(*every, themes=(found,), coding=coding, respondents=answered))
    assert part.leading[0].about.endswith(f" {said}")

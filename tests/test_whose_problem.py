"""Whose problem it is: how many say what, forms beside tables, and nobody named as its owner."""

from __future__ import annotations

from dataclasses import replace

from tests.support.small_workshop import figures, make_framework, make_workshop, respondent, table
from toptips.analysis.figures import Figures
from toptips.model.responses import Response
from toptips.report import whose_problem
from toptips.report.items import about_ownership

PARTNERS = {"a": ("NHS", 9), "b": ("NHS", 9), "c": ("Council", 9)}
TOGETHER, ALONE = "‘My organisation together with others’", "‘My organisation alone’"
NAMES = [f"{partner}{number}" for number in range(3) for partner in PARTNERS]


def people(*owners: str) -> list[Response]:
    """Nine self-assessments; of each tip a string: s together, o alone, u not sure, - no answer."""
    words = {"s": "system", "o": "ours", "u": "unsure", "-": "", "n": "national"}
    return [
        respondent(
            name, **{f"t{tip}_ownership": words[said[n]] for tip, said in enumerate(owners, 1)}
        )
        for n, name in enumerate(NAMES)
    ]


def found(*owners: str, tables: list[Response] | None = None, **more: str) -> Figures:
    workshop = make_workshop(PARTNERS, **more)
    return figures(workshop, [*people(*owners), *(tables or [])], make_framework(len(owners)))


def test_a_sentence_names_how_many() -> None:
    told = whose_problem.whose_told(found("sssssssss", "ssssssooo", "ooooooosu"))
    assert told.sentences == (
        f"For 2 of 3 tips most who answered say {TOGETHER}: tip 1 (9 of 9) and tip 2 (6 of 9).",
        f"For 1 of 3 tips most who answered say {ALONE}: tip 3 (7 of 9).",
    )


def test_where_no_answer_has_a_majority_it_is_said() -> None:
    told = whose_problem.whose_told(found("ssssoooo-", "ssssuuuuo"))
    assert told.sentences == (
        f"For no tip did most who answered say {TOGETHER}.",
        "For tips 1 and 2 no answer has a majority.",
    )
    assert (told.rows[0].most, told.rows[0].forms) == ("no answer has a majority", "8 answered")


def test_with_an_item_it_is_said_how_many_gave_the_most_frequent_answer() -> None:
    figures = found("oooossuun", "ssssoooo-")
    said = [about_ownership(tip, figures) for tip in figures.tips]
    assert said[0].endswith("No answer has a majority; the most frequent has 4 of 9.")
    assert "majority" not in said[1]


def test_what_too_few_answered_counts_nowhere() -> None:
    told = whose_problem.whose_told(found("sssssssss", "ssss-----", "---------"))
    assert told.sentences == (
        f"For the only tip with enough answers most who answered say {TOGETHER}: tip 1 (9 of 9).",
    )
    assert [row.most for row in told.rows[1:]] == ["not shown", "nobody answered"]


def test_of_very_many_only_the_first_are_named() -> None:
    (said, *_) = whose_problem.whose_told(found(*["sssssssss"] * 9)).sentences
    assert said.startswith(f"For 9 of 9 tips most who answered say {TOGETHER}, first of all: tip 1")
    assert "tip 7 (9 of 9)." in said and "tip 8" not in said


def test_tables_stand_beside_forms_and_are_never_mixed_in() -> None:
    sheets = [table(str(n), t1_ownership="ours") for n in range(5)]
    told = whose_problem.whose_told(found("sssssssss", "ooooooooo", tables=sheets))
    assert told.of_tables
    assert (told.rows[0].forms, told.rows[0].tables) == ("9 of 9", "One organisation alone: 5 of 5")
    assert told.rows[1].tables == ""
    assert not whose_problem.whose_told(found("sssssssss")).of_tables


def test_where_organisations_count_once_shares_are_not_people() -> None:
    once = found("sssssssss", "ssssssooo", count="organisations")
    said, *_ = whose_problem.whose_told(once).sentences
    assert "tip 1 (100%)" in said and " of 9)" not in said


def test_no_sector_and_no_organisation_is_named_as_the_owner() -> None:
    said = repr(whose_problem.whose_told(found("sssssssss", "ooooooooo", "nnnnnnnnn")))
    assert not [name for name in ("NHS", "Council", "Partner") if name in said]


def test_of_a_tip_that_few_of_those_who_scored_it_answered_nothing_is_said() -> None:
    """Nine scored tip 1 and five say who could change it; of eleven who scored tip 2 five do."""
    answers = [
        replace(answer, answers=answer.answers | {("t1", "score"): "3"})
        for answer in people("ooooo----", "ooooo----", "sssssssss")
    ]
    told = whose_problem.whose_told(figures(make_workshop(PARTNERS), answers, make_framework(3)))
    assert f"For 2 of 3 tips most who answered say {ALONE}" in " ".join(told.sentences)
    more = [respondent(f"c{number}", t2_score="4") for number in range(4, 15)]
    told = whose_problem.whose_told(
        figures(make_workshop(PARTNERS), [*answers, *more], make_framework(3))
    )
    said = " ".join(told.sentences)
    assert f"For 1 of the 2 tips with enough answers most who answered say {ALONE}: tip 1" in said
    assert told.rows[1].forms == "5 of 5", "it stands in the appendix"


def test_in_which_words_the_form_put_the_answers_is_said() -> None:
    assert whose_problem.whose_told(found("sssssssss")).boxes == (
        "The form puts these answers in short: ‘Us alone’, ‘Us and others’, ‘Others alone’,"
        " ‘National’ and ‘Not sure’."
    )
    plain = found("sssssssss")
    labels = {"ownership": {"ours": "Ours alone", "unsure": "Not sure"}}
    boxes = {"ownership": "☐ Ours alone  ☐ Not sure"}
    same = replace(plain, terms=replace(plain.terms, labels=labels, boxes=boxes))
    assert whose_problem.whose_told(same).boxes == ""

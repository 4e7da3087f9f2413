"""The figures in reports of unusual workshops: few answer, some don't, or less is asked."""

from pathlib import Path

import pytest
import yaml

from tests.support.folders import answered, collect_forms, make_folder
from tests.support.pictures import without_drawing
from tests.support.reports import (
    RETURNED,
    SYSTEM,
    again,
    analysed,
    findings,
    published,
    section,
    table,
)

pytestmark = pytest.mark.usefixtures("everything_is_confirmed")


@without_drawing
@pytest.mark.usefixtures("sectors_of_few")
def test_a_group_of_two_is_hidden_everywhere(tmp_path: Path) -> None:
    """Two of seven work in the north. They are hidden, and do not follow from the rest."""
    localities = ["North"] * 2 + ["South"] * 5
    returned = [
        (
            partner,
            answered("1" if locality == "North" else "5", _0__locality=locality, _0__label=f"p{n}"),
        )
        for n, (partner, locality) in enumerate(
            zip(
                ["mh-trust", "acute-trust", *["council"] * 3, *["district"] * 2],
                localities,
                strict=True,
            )
        )
    ]
    report, figures = analysed(tmp_path / "w", returned, groups={"locality": ["North", "South"]})
    hidden = {"n": None, "suppressed": True}
    for tip in figures["tips"]:
        assert tip["by"]["locality"]["North"] == tip["by"]["locality"]["South"] == hidden
    after = findings(report)
    assert "North" not in after
    assert not any("North" in text for text in report.alternative_texts)


def test_groups_that_were_asked_for_are_named_where_too_few_answered(tmp_path: Path) -> None:
    returned = [
        (partner, answered("2", _0__locality="North", _0__label=f"p{number}"))
        for number, partner in enumerate(["mh-trust", "acute-trust", "council", "district"])
    ]
    report, _ = analysed(tmp_path / "w", returned, groups={"locality": ["North", "South"]})
    assert "Too few answered to show sectors or localities without showing people." in report.text


def test_one_respondent_of_one_partner(tmp_path: Path) -> None:
    report, figures = analysed(
        tmp_path / "w",
        [("solo", answered("2", _1__barriers="Nobody answers.", _1__ownership=SYSTEM))],
        partners=[{"id": "solo", "name": "Solo Trust", "sector": "NHS"}],
    )
    assert figures["too_few"]
    for tip in figures["tips"]:
        assert (tip["n"], tip["mean"], tip["shares"]) == (None, None, None)
    assert "1 self-assessment of staff counts; 1 form was expected." in report.text
    assert "Too few answered for anything that they said to be shown" in report.text
    assert "No table's sheet has come back." in report.text
    assert not any("at a glance" in heading for heading in report.headings)
    assert all(len(rows) > 1 for rows in report.tables), "a table without rows"
    assert "Nobody answers." not in published(tmp_path / "w")


@without_drawing
def test_without_ownership_the_report_does_not_ask_whose_problem_it_is(tmp_path: Path) -> None:
    returned = [
        (whose, {key: text for key, text in answers.items() if not key.endswith("ownership")})
        for whose, answers in RETURNED
        if not whose.startswith("table")
    ]
    asked = ["score", "strengths", "barriers", "action"]
    report, figures = analysed(tmp_path / "w", returned, ask=asked)
    assert {tip["ownership"]["n"] for tip in figures["tips"]} == {0}
    assert not any("Whose problem" in heading for heading in report.headings)
    assert "could change" not in report.text
    assert SYSTEM not in report.text and "Several together" not in report.text
    for tip in figures["tips"]:
        parts = [tip["priority"][part] for part in ("need", "votes")]
        assert sum(parts) == pytest.approx(tip["priority"]["value"])


@without_drawing
def test_with_organisations_counting_each_weighs_the_same(tmp_path: Path) -> None:
    report, figures = analysed(tmp_path / "w", count="organisations")
    # The five organisations' own means of tip 1: 7/3, 4, 3, 2 and 1.
    assert figures["count"] == "organisations"
    assert figures["tips"][0]["mean"] == 2.5, "of 2.47: where people weigh differently, no more"
    row = next(row for row in table(report, "Tip", "1") if row[0].startswith("1 "))
    assert row[6:8] == ["9", "2.5"]
    assert "Each organisation counts once" in report.text


@without_drawing
def test_who_was_silent_is_said(tmp_path: Path) -> None:
    report, _ = analysed(tmp_path / "w", [form for form in RETURNED if form[0] != "council"])
    assert "Not yet heard from: Harbour Council." in report.text
    assert "from 4 of 5 organisations invited" in report.text


@without_drawing
@pytest.mark.usefixtures("sectors_of_few")
def test_the_means_by_group_are_printed(tmp_path: Path) -> None:
    """Of adults four score tip 1, 2 on average, of older adults three; three did not say."""
    returned = [
        (
            partner,
            answered(score, _0__label=f"p{n}", **({"_0__pathway": pathway} if pathway else {})),
        )
        for n, (partner, score, pathway) in enumerate(
            (
                ("mh-trust", "2", "Adults"),
                ("mh-trust", "1", "Adults"),
                ("council", "3", "Adults"),
                ("council", "2", "Adults"),
                ("acute-trust", "3", "Older adults"),
                ("acute-trust", "5", "Older adults"),
                ("charity", "4", "Older adults"),
                ("district", "2", ""),
                ("district", "4", ""),
                ("charity", "3", ""),
            )
        )
    ]
    report, figures = analysed(
        tmp_path / "w", returned, groups={"pathway": ["Adults", "Older adults"]}
    )
    assert "By pathway: the means" in report.headings
    rows = table(report, "Tip", "Adults")
    assert rows[0] == ["1 Plan early together", "2.0", "4.0", "3.0"]
    assert figures["tips"][0]["by"]["pathway"]["Older adults"]["mean"] == 4
    assert "Forms by pathway. Adults: 4; Older adults: 3; Not said: 3." in report.text


@without_drawing
def test_equal_priorities_share_their_rank(tmp_path: Path) -> None:
    report, _ = analysed(
        tmp_path / "w",
        [
            (who, answered("3", _0__label=label))
            for who in ("council", "district")
            for label in "abc"
        ],
    )
    assert [row[0] for row in table(report, "Rank")] == ["1="] * 3
    assert [row[4:] for row in table(report, "Tip", "Rank")] == [["1st=", "none", "1st="]] * 3
    assert report.text.count("Priority: equal 1st of 3.") == 3


@without_drawing
def test_partners_that_were_not_asked_are_counted_apart(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    collect_forms(folder, RETURNED)
    rows = (folder / "responses.csv").read_text("utf-8-sig").replace('"district"', '"gone"')
    (folder / "responses.csv").write_text(rows, encoding="utf-8")
    report, _ = again(folder)
    assert "from 4 of 5 organisations invited and 1 that were not invited;" in report.text


def test_a_partner_that_workshop_yaml_no_longer_names_was_asked_all_the_same(
    tmp_path: Path,
) -> None:
    folder = make_folder(tmp_path / "w")
    collect_forms(folder, RETURNED)
    path = folder / "workshop.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    data["partners"] = [partner for partner in data["partners"] if partner["id"] != "district"]
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    report, figures = again(folder)
    assert "9 self-assessments count, from 5 of 5 organisations invited" in report.text
    assert ["Quay District Council", "Local authority", "Answered"] in table(report, "Organisation")
    assert "was not asked" not in " ".join(figures["problems"])


@without_drawing
def test_without_scores_the_report_says_nothing_of_them(tmp_path: Path) -> None:
    returned = [
        (who, {"0.label": label, "1.ownership": SYSTEM})
        for who in ("mh-trust", "council")
        for label in "abc"
    ]
    report, _ = analysed(tmp_path / "w", returned, ask=["ownership"])
    assert "All tips at a glance" not in report.headings
    assert "adds up two things: how many named it among those that matter most and" in report.text
    assert "scored" not in section(report, "Tip 1: Plan early together")

"""From filled forms to the report: what it says is what analysis.json holds, and no more."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.confirming import confirm_all
from tests.support.folders import PARTNERS, TIPS, contents
from tests.support.pictures import without_drawing
from tests.support.reports import (
    OTHER,
    OURS,
    RETURNED,
    SYSTEM,
    again,
    analysed,
    findings,
    published,
    section,
    table,
)
from tests.support.word_files import Word, open_word, with_paragraph
from toptips import workflow

pytestmark = pytest.mark.usefixtures("everything_is_confirmed")
BETWEEN = "A concern or to discuss"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "harbour"
    groups = {"pathway": ["Adults", "Older adults"]}
    codebook = {"codebook": "discharge-and-integration"}
    with pytest.MonkeyPatch.context() as patch:
        confirm_all(patch)
        analysed(folder, groups=groups, framework_changes=codebook)
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Word:
    return open_word(folder / "report" / "report.docx")


@pytest.fixture(scope="module")
def figures(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    return found


def test_who_took_part(report: Word, figures: dict[str, Any]) -> None:
    assert figures["respondents"]["self_assessments"] == 9
    assert "9 self-assessments count, from 5 of 5 organisations invited" in report.text
    assert "15 forms were expected. 2 tables sent notes of the day." in report.text
    invited = figures["respondents"]["invited"]
    assert table(report, "Organisation") == [
        [partner["name"], partner["sector"], "Answered"] for partner in invited
    ]
    # How many of an organisation's people answered is nobody else's business.
    assert [partner["answered"] for partner in invited] == [True] * 5
    assert set(invited[0]) == {"partner", "name", "sector", "answered"}


def test_the_scores_in_the_report_are_those_of_analysis_json(
    report: Word, figures: dict[str, Any]
) -> None:
    # By hand: tip 1 has 2 3 2 4 4 1 5 2 1, tip 2 a 5 for the 1 of the council, tip 3 no 2 1.
    tips = figures["tips"]
    assert [tip["n"] for tip in tips] == [9, 9, 7]
    assert [tip["mean"] for tip in tips] == pytest.approx([24 / 9, 28 / 9, 21 / 7])
    assert [tip["median"] for tip in tips] == [2, 3, 3]
    assert [tip["band"] for tip in tips] == ["concern", "discuss", "discuss"]
    assert (tips[2]["dont_know"], tips[2]["not_for_us"]) == (1, 1)
    # At a glance: people at each level, mean, don't know and how it stands; lowest mean first.
    assert table(report, "Tip", "1") == [
        ["1 Plan early together", "2", "3", "1", "2", "1", "2.7", "0", "Views are split"],
        ["3 Beds and homes together", "1", "2", "1", "2", "1", "3.0", "1", BETWEEN],
        ["2 Share records together", "1", "3", "1", "2", "2", "3.1", "0", "Views are split"],
    ]
    assert [row[1] for row in table(report, "Tip", "Median")] == ["2.0", "3.0", "3.0"]
    for tip in tips:
        words = section(report, f"Tip {tip['number']}: {tip['title']}")
        assert f"{tip['n']} people scored this tip, from 1 to 5" in words
        within = f"{tip['within_one']} of {tip['n']} are within one level of the median."
        assert (within in words) != tip["split"], "of split views the median says little"
    assert "1 of 9 could not judge it." in section(report, "Tip 3: Beds and homes together")


def test_whose_problem_it_is(report: Word, figures: dict[str, Any]) -> None:
    shares = figures["tips"][0]["ownership"]
    assert shares["n"] == 5
    assert shares["shares"] == pytest.approx(
        {"ours": 0.2, "other": 0.2, "system": 0.6, "national": 0, "unsure": 0}
    )
    said = f"5 answers: ‘{SYSTEM}’ 60%; ‘{OURS}’ 20%; and ‘{OTHER}’ 20%."
    assert table(report, "Tip", "Most who answered said")[0] == [
        "Tip 1", SYSTEM, "3 of 5", "Several together: 1 of 1",
    ]  # fmt: skip
    assert said in section(report, "Tip 1: Plan early together")


def test_priorities_are_printed_with_their_contributions(
    report: Word, figures: dict[str, Any]
) -> None:
    by_rank = sorted(figures["tips"], key=lambda tip: tip["priority"]["rank"])
    rows = table(report, "Rank")
    assert [row[1] for row in rows] == [f"{tip['number']} {tip['title']}" for tip in by_rank]
    for row, tip in zip(rows, by_rank, strict=True):
        votes = tip["votes"]
        split = " (views are split)" if tip["split"] else ""
        assert row[2:4] == [f"{tip['mean']:.1f}{split}", f"{votes['count']} of {votes['n']}"]
    # The index stands in the appendix, and its parts add up in print.
    index = next(rows[1:] for rows in report.tables if "Index" in rows[0])
    for row, tip in zip(index, by_rank, strict=True):
        parts = [tip["priority"][part] for part in ("need", "votes", "system")]
        assert sum(part for part in parts if part is not None) == pytest.approx(
            tip["priority"]["value"]
        )
        assert [text == "not shown" for text in row[3:]] == [part is None for part in parts]
        added = sum(float(text) for text in row[3:] if text != "not shown")
        assert row[2] == f"{added:.2f}" == f"{tip['priority']['value']:.2f}"
    votes = figures["tips"][1]["votes"]
    assert (votes["count"], votes["n"]) == (4, 5)
    assert "4 of 5 named it among those that matter most" in report.text


def test_with_few_organisations_no_range_of_ranks_is_given(
    report: Word, figures: dict[str, Any]
) -> None:
    assert {tip["priority"]["rank_low"] for tip in figures["tips"]} == {None}
    assert "we can't say how firm the ranks are" in report.text
    assert {row[3] for row in table(report, "Tip", "Rank")} == {"not known"}
    for tip in figures["tips"]:
        low, high = tip["priority"]["rank_without_one"]
        assert 1 <= low <= tip["priority"]["rank"] <= high <= 3


def test_what_the_tables_agreed_stands_beside_the_figures(
    folder: Path, report: Word, figures: dict[str, Any]
) -> None:
    agreed = figures["tips"][0]["agreed"]
    assert [(row["table"], row["score"]) for row in agreed] == [("table-1", "3"), ("table-2", "2")]
    assert table(report, "Table") == [
        ["1", "3 Working in some places", ""],
        ["2", "2 Planned", "Several together"],
    ]
    # Its steps stand among all steps, once.
    # Table 1 did not say whether its words may be printed, so that somebody dissented is counted.
    assert "1 of 2 tables noted a different view." in report.text
    assert figures["tips"][0]["dissenting"] == 1
    assert "One of us scored it 1." not in published(folder)
    lead = "Head of housing (not said whether they agree)"
    assert ["1", "A joint list of homes", lead, "30 November 2018", "1"] in (
        table(report, "Tip", "Step")
    )


def test_nothing_is_quoted_before_somebody_has_confirmed_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    copy = shutil.copytree(folder, tmp_path / "copy")
    report, figures = again(copy)
    everything = published(copy)
    for words in ("No beds on Fridays", "The huddle at nine", "We are asked last"):
        assert words not in everything
    # A count alone tells nobody anything, and nothing is promised of words that aren't there.
    assert "wrote about this" not in report.text and "what people say" not in report.text
    assert figures["tips"][0]["comments"]["barriers"] == {"n": 5, "quotes": []}


def test_only_words_with_consent_are_printed(folder: Path, report: Word) -> None:
    everything = published(folder)
    assert "No beds on Fridays & weekends." in report.text
    assert "The huddle at nine <really> works." in report.text
    for never in ("Managers never listen", "Blank means silent"):
        assert never not in everything
    # Five wrote: with consent, without, silent about it, with an address in it, and the charity.
    words = section(report, "Tip 1: Plan early together").splitlines()
    start = words.index("What gets in the way. 5 people wrote about this.")
    assert words[start + 1] == "“No beds on Fridays & weekends.” (sector not given)"
    assert words[start + 2] == "“We are asked last.” (sector not given)"
    assert words[start + 3].startswith("One thing to do next.")
    # No theme has a section of its own here: fewer than three mention each.
    assert report.text.count("“No beds on Fridays & weekends.” (sector not given)") == 1


def test_nothing_personal_is_printed(folder: Path, report: Word, figures: dict[str, Any]) -> None:
    everything = published(folder)
    for never in ("jo.bloggs", "Write to", "Heron ward", ".docx"):
        assert never not in everything.replace("report.docx", "")
    problems = [problem for problem in figures["problems"] if "personal data" in problem]
    assert len(problems) == 1
    assert problems[0] in report.text
    (check,) = (check for check in workflow.analyse(folder).figures.checks if "personal" in check)
    assert "1c may hold personal data" in check, "the facilitator is told where"


def test_a_sector_that_is_not_shown_is_named_only_among_those_invited(
    folder: Path, report: Word, figures: dict[str, Any]
) -> None:
    for tip in figures["tips"]:
        assert tip["by"] == {}, "nine forms are too few for any sector"
    after = findings(report)
    assert "Voluntary sector" not in after
    assert "Voluntary sector" not in json.dumps(figures["themes"]) + json.dumps(figures["tips"])
    charts = {path.stem: path for path in (folder / "report" / "charts").glob("*.svg")}
    assert "Voluntary sector" in charts.pop("response").read_text("utf-8")
    assert {"overview", "ownership", "priorities"} <= set(charts)
    for name, path in charts.items():
        assert "Voluntary sector" not in path.read_text("utf-8"), name


def test_every_chart_is_in_the_report_with_words(folder: Path, report: Word) -> None:
    charts = {path.stem for path in (folder / "report" / "charts").glob("*.png")}
    assert charts == {path.stem for path in (folder / "report" / "charts").glob("*.svg")}
    assert {"response", "overview", "ownership", "priorities"} <= charts
    assert {f"tip-{tip}" for tip in TIPS} <= charts
    # The report says in shaded tables what these show on slides and on the wall.
    beside = {"overview", "sectors", *(name for name in charts if name.startswith("by-"))}
    assert len(report.alternative_texts) == len(charts - beside)
    assert all(len(text) > 40 for text in report.alternative_texts)


def test_the_report_tells_where_its_figures_come_from(
    folder: Path, report: Word, figures: dict[str, Any]
) -> None:
    # A draft has none before the first edition; see test_editions.py.
    assert figures["fingerprint"] == ""
    assert "fingerprint" not in report.text
    assert "framework harbour-tips 1. toptips" in report.text
    assert table(report, "Returns") == [["Accepted", "11"]]
    assert "Draft, not to be passed on." in report.text


def test_two_runs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    before = contents(folder / "report")
    assert workflow.analyse(folder).kept_aside == ()
    assert contents(folder / "report") == before
    other = tmp_path / "elsewhere"
    groups = {"pathway": ["Adults", "Older adults"]}
    codebook = {"codebook": "discharge-and-integration"}
    analysed(other, RETURNED[::-1], groups=groups, framework_changes=codebook)
    after = contents(other / "report")
    # Which file an answer came from stands in responses.csv, so its fingerprint differs.
    assert set(after) == set(before)
    assert {name for name in after if after[name] != before[name]} <= {
        "report.docx",
        "report.html",
        "slides.pptx",
        "tables.xlsx",
        "you-said.docx",
        "analysis.json",
    }


@without_drawing
def test_an_edited_report_is_kept_aside(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    analysed(folder)
    path = folder / "report" / "report.docx"
    with_paragraph(path, "The board is asked to agree.")
    analysis = workflow.analyse(folder)
    assert [path.name for path in analysis.kept_aside] == ["report (edited 1).docx"]
    assert "The board is asked to agree." in open_word(analysis.kept_aside[0]).text
    assert "The board is asked to agree." not in open_word(path).text
    assert workflow.analyse(folder).kept_aside == ()


@without_drawing
def test_the_date_is_printed_if_given(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    analysis = workflow.analyse(copy, today=date(2018, 9, 30))
    assert "Report made on 30 September 2018." in open_word(analysis.report).text


def test_every_partner_is_in_the_table_and_none_elsewhere(report: Word) -> None:
    after = findings(report)
    for _, name, _ in PARTNERS:
        assert name not in after

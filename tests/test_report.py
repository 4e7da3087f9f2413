"""From filled forms to the report: what it says is what analysis.json holds, and no more."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.confirming import confirm_all
from tests.support.folders import PARTNERS, TIPS, answered, collect_forms, make_folder
from tests.support.word_files import Word, open_word, with_paragraph
from toptips import workflow
from toptips.analysis import answers

# For tests of the words alone; those that look at charts have them drawn.
without_drawing = pytest.mark.usefixtures("empty_pictures")
SYSTEM, OURS = "My organisation together with others", "My organisation alone"
OTHER = "Others, without mine"
NAMING, WITHOUT = "Yes, naming our sector", "Yes, without it"
NO = "No: count my answers, print none of my words"
VOTE = "2 Share records together"
BETWEEN = "A concern or to discuss"
# Nine people of five organisations. The charity is the only one of its sector.
RETURNED = (
    ("mh-trust", answered(
        "2", _0__label="ab", _0__role="Ward manager of Heron ward", _0__quote=NAMING,
        _1__ownership=SYSTEM, _1__barriers="No beds on Fridays & weekends.", _0__top_1=VOTE,
    )),
    ("mh-trust", answered(
        "3", _0__label="cd", _0__quote=WITHOUT, _1__ownership=SYSTEM, _0__top_1=VOTE,
        _1__strengths="The huddle at nine <really> works.",
    )),
    ("mh-trust", answered("2", _0__quote=NO, _1__barriers="Managers never listen.")),
    ("acute-trust", answered("4", _1__ownership=OURS, _1__barriers="Blank means silent words.")),
    ("acute-trust", answered(
        "4", _0__quote=NAMING, _1__ownership=SYSTEM, _0__top_1=VOTE,
        _1__barriers="Write to jo.bloggs@example.org about it.",
    )),
    ("council", answered("1", _1__ownership=OTHER, _2__score="5 Working everywhere")),
    ("council", answered("5", _0__quote=NAMING, _0__top_1="1 Plan early together")),
    ("district", answered("2", _0__top_1=VOTE, _3__score="Don't know (I can't judge)")),
    ("charity", answered(
        "1", _0__quote=NAMING, _1__barriers="We are asked last.", _1__action="Ask us first.",
        _3__score="Does not apply to my work",
    )),
    ("table-1", {
        "1.score": "3 Working in some places", "1.action": "A joint list of homes",
        "1.lead": "Head of housing", "1.due": "30/11/2018", "1.dissent": "One of us scored it 1.",
    }),
    ("table-2", {"1.score": "2 Planned", "1.ownership": "Several together"}),
)  # fmt: skip


def analysed(folder: Path, returned: Any = RETURNED, **changes: Any) -> tuple[Word, dict[str, Any]]:
    """Make a workshop, collect what was returned, and analyse it."""
    collect_forms(make_folder(folder, **changes), returned)
    return again(folder)


def again(folder: Path) -> tuple[Word, dict[str, Any]]:
    analysis = workflow.analyse(folder)
    figures = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    return open_word(analysis.report), figures


def published(folder: Path) -> str:
    """All that a reader of the report's folder could search."""
    svg = [path.read_text("utf-8") for path in (folder / "report" / "charts").glob("*.svg")]
    text = (folder / "report" / "analysis.json").read_text("utf-8")
    page = (folder / "report" / "report.html").read_text("utf-8")
    word = open_word(folder / "report" / "report.docx").everything()
    return "\n".join([word, page, text, *svg])


def table(report: Word, first: str, second: str = "") -> list[list[str]]:
    """The rows of the table whose header begins so."""
    for rows in report.tables:
        if rows[0][0] == first and (not second or rows[0][1] == second):
            return rows[1:]
    raise AssertionError(f"no table with '{first}'")


def findings(report: Word) -> str:
    """The text from the scores on, without the table of those who were invited."""
    text = report.text[report.text.rindex("\nAll tips at a glance\n") :]
    before, _, rest = text.partition("\nWho was invited\n")
    return before + rest[rest.index("\nThe figures in tables\n") :]


def section(report: Word, heading: str) -> str:
    """The text from a heading to the next one, without its tables."""
    lines = report.paragraphs
    start = lines.index(heading)
    ends = (place for place, line in enumerate(lines) if place > start and line in report.headings)
    return "\n".join(lines[start : next(ends, len(lines))])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "harbour"
    groups = {"pathway": ["Adults", "Older adults"]}
    codebook = {"codebook": "discharge-and-integration"}
    with pytest.MonkeyPatch.context() as patch:
        confirm_all(patch)
        analysed(folder, groups=groups, framework_changes=codebook)
    return folder


@pytest.fixture(autouse=True)
def everything_is_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    confirm_all(monkeypatch)


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
        assert row[2:4] == [f"{tip['mean']:.1f}", f"{votes['count']} of {votes['n']}"]
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
    assert words[start + 1] == "“We are asked last.” (sector not given)"
    assert words[start + 2].startswith("One thing to do next.")
    # What stands with its theme stands there alone.
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
        for groups in tip["by"].values():
            for group in groups.values():
                assert group["n"] is not None or group == {"n": None, "suppressed": True}
    after = findings(report)
    assert "Voluntary sector" not in after
    assert "Voluntary sector" not in json.dumps(figures["themes"]) + json.dumps(figures["tips"])
    for chart in (folder / "report" / "charts").glob("*.svg"):
        if chart.stem != "response":
            assert "Voluntary sector" not in chart.read_text("utf-8")


@without_drawing
def test_a_group_of_two_is_hidden_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    monkeypatch.setattr(answers, "FEWEST_FOR_SECTORS", 0)
    report, figures = analysed(tmp_path / "w", returned, groups={"locality": ["North", "South"]})
    hidden = {"n": None, "suppressed": True}
    for tip in figures["tips"]:
        assert tip["by"]["locality"]["North"] == tip["by"]["locality"]["South"] == hidden
    after = findings(report)
    assert "North" not in after
    assert not any("North" in text for text in report.alternative_texts)


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
    def contents(place: Path) -> dict[str, bytes]:
        files = (path for path in (place / "report").rglob("*") if path.is_file())
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}

    before = contents(folder)
    assert workflow.analyse(folder).kept_aside == ()
    assert contents(folder) == before
    other = tmp_path / "elsewhere"
    groups = {"pathway": ["Adults", "Older adults"]}
    codebook = {"codebook": "discharge-and-integration"}
    analysed(other, RETURNED[::-1], groups=groups, framework_changes=codebook)
    after = contents(other)
    # Which file an answer came from stands in responses.csv, so its fingerprint differs.
    assert set(after) == set(before)
    assert {name for name in after if after[name] != before[name]} <= {
        "report/report.docx",
        "report/report.html",
        "report/slides.pptx",
        "report/tables.xlsx",
        "report/you-said.docx",
        "report/analysis.json",
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
def test_a_partner_with_an_awkward_name(tmp_path: Path) -> None:
    name = "*Mind* | #1 <b> & Söns"
    partners = [
        {"id": "mind", "name": f" {name}", "sector": f"S {name}"},
        {"id": "silent", "name": "_Silent_ [x](y)", "sector": "**Bold**"},
        {"id": "second", "name": "Second", "sector": "**Bold**"},
    ]
    returned = [
        ("mind", answered(score, _0__label=f"p{number}", _0__quote=NAMING, _1__barriers=name))
        for number, score in enumerate("2234")
    ]
    returned.append(("second", answered("5")))
    report, _ = analysed(tmp_path / "w", returned, partners=partners)
    assert [name, f"S {name}", "Answered"] in table(report, "Organisation")
    assert "Not yet heard from: _Silent_ [x](y)." in report.text
    quotes = section(report, "Tip 1: Plan early together").splitlines()
    assert f"“{name}” (sector not given)" in quotes


@without_drawing
def test_a_long_comment_comes_out_whole(tmp_path: Path) -> None:
    comment = "\n".join(
        " ".join(f"word{line * 100 + number}" for number in range(100)) for line in range(30)
    )
    returned = [
        ("council", answered("3", _0__label=label, _0__quote=WITHOUT, _2__barriers=comment))
        for label in ("a", "b", "c")
    ]
    returned[1:] = [("district", answered("3", _0__label=label)) for label in ("b", "c")]
    report, _ = analysed(tmp_path / "w", returned)
    assert comment in report.text


@without_drawing
def test_without_a_codebook(tmp_path: Path) -> None:
    report, figures = analysed(tmp_path / "w")
    assert figures["coding"] is None
    assert figures["themes"] == []
    assert "The framework names no codebook" in report.text
    assert "No beds on Fridays & weekends." in report.text


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
def test_the_date_is_printed_if_given(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    analysis = workflow.analyse(copy, today=date(2018, 9, 30))
    assert "Report made on 30 September 2018." in open_word(analysis.report).text


def test_every_partner_is_in_the_table_and_none_elsewhere(report: Word) -> None:
    after = findings(report)
    for _, name, _ in PARTNERS:
        assert name not in after


@without_drawing
def test_the_means_by_group_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
    monkeypatch.setattr(answers, "FEWEST_FOR_SECTORS", 0)
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


def test_words_of_tables_stand_without_their_number_where_nobody_objected(tmp_path: Path) -> None:
    returned = (
        *RETURNED[:9],
        ("table-1", {
            "0.read_by_all": "Read aloud; nobody objects to printing our words",
            "1.barriers": "Vans run late", "1.dissent": "Not all of us", "1.action": "Meet weekly",
            "1.lead": "Matron, Heron ward", "1.lead_here": "Still to be asked",
        }),
        ("table-2", {
            "0.read_by_all": "Print decisions only", "1.plans": "Kept among ourselves",
            "1.dissent": "Nor this", "1.score": "2 Planned",
        }),
    )  # fmt: skip
    report, figures = analysed(tmp_path / "w", returned)
    assert table(report, "Table") == [["2", "2 Planned"]], "table 1 decided on a step alone"
    assert table(report, "Tip", "Step") == [
        ["1", "Meet weekly", "Matron, Heron ward (proposed, not yet asked)", "To be agreed", "1"]
    ]
    assert "“Vans run late” (a table)\n" in report.text
    assert "“Not all of us” (a table)\n" in report.text
    assert "2 of 2 tables noted a different view." in report.text
    assert figures["tips"][0]["table_words"] == {
        "barriers": ["Vans run late"], "dissent": ["Not all of us"],
    }  # fmt: skip
    everything = published(tmp_path / "w")
    assert "Kept among ourselves" not in everything and "Nor this" not in everything


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


@without_drawing
def test_an_empty_line_does_not_make_two_of_one_quote(tmp_path: Path) -> None:
    said = "Nobody rings.\n\n \nNobody writes."
    returned = [("council", answered("3", _0__quote=WITHOUT, _1__barriers=said))]
    returned += [(who, answered("3")) for who in ("district", "charity")]
    report, figures = analysed(tmp_path / "w", returned)
    assert "“Nobody rings.\nNobody writes.” (sector not given)" in report.text
    assert figures["tips"][0]["comments"]["barriers"]["quotes"][0]["text"] == said

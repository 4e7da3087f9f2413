"""Only tables' sheets came back: the report holds what they agreed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.folders import collect_forms, make_folder
from tests.support.small_workshop import figures, make_framework, make_workshop, table
from tests.support.word_files import Word, open_word
from toptips import workflow
from toptips.model.responses import Response
from toptips.report import sentences

PARTNERS = {"a": ("NHS", 9), "b": ("Council", 6)}
RETURNED = (
    ("table-1", {
        "1.score": "3 Working in some places", "1.ownership": "Several together",
        "1.action": "A joint list of homes", "1.lead": "Head of housing",
        "1.due": "30/11/2018", "1.lead_here": "Yes", "1.local_tip": "Adapt it",
        "1.wording": "Plan on the first day", "1.barriers": "Vans come late",
        "1.dissent": "One of us saw none of it",
        "0.read_by_all": "Read aloud; nobody objects to printing our words",
    }),
    ("table-2", {
        "1.score": "2 Planned", "1.ownership": "Several together", "1.local_tip": "Keep it",
        "1.action": "Ring by noon", "1.lead": "Ward manager", "1.lead_here": "Still to be asked",
        "1.wording": "Not for print", "1.dissent": "Two of us disagree",
        "2.action": "Share one record",
    }),
)  # fmt: skip
ASK_TABLES = [
    "score", "barriers", "ownership", "action", "lead", "due", "local_tip", "wording", "dissent",
    "lead_here",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "harbour"
    codebook = {"codebook": "discharge-and-integration"}
    make_folder(folder, ask_tables=ASK_TABLES, framework_changes=codebook)
    collect_forms(folder, RETURNED)
    workflow.analyse(folder)
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Word:
    return open_word(folder / "report" / "report.docx")


def test_the_report_says_what_the_tables_agreed(report: Word) -> None:
    text = report.text
    assert "No self-assessment has come back from those invited; 15 forms were expected." in text
    assert "2 tables sent notes of the day." in text
    assert "Tables decided something on 2 of 3 tips." in text
    assert "said ‘Several together’ for 1 tip: tip 1 (2 of 2)." in text
    assert "The tables proposed 3 next steps. Of these 1 has both a lead and a date." in text
    steps = next(rows for rows in report.tables if rows[0][1] == "Step")
    assert steps[1][2:4] == ["Head of housing", "30 November 2018"]
    assert "Ward manager (proposed, not yet asked)" in {row[2] for row in steps}
    agreed = next(rows for rows in report.tables if rows[0][0] == "Table")
    assert "Adapt it" in {row[agreed[0].index("Keep, adapt or drop")] for row in agreed}


def test_other_words_are_printed_only_where_nobody_objects(folder: Path, report: Word) -> None:
    for printed in ("Vans come late", "Plan on the first day", "One of us saw none of it"):
        assert report.text.count(printed) == 1
    everything = report.everything() + (folder / "report" / "analysis.json").read_text("utf-8")
    assert "Two of us disagree" not in everything and "Not for print" not in everything
    assert "2 of 2 tables noted a different view." in report.text


def test_nothing_is_said_of_answers_that_nobody_gave(folder: Path, report: Word) -> None:
    headings = set(report.headings)
    assert {"What the tables agreed", "Our own version", "Next steps"} <= headings
    assert not headings & {
        "All tips at a glance", "Where partners see it differently", "Priorities",
        "What the comments are about",
    }  # fmt: skip
    for never in ("Nobody scored", "Invited, but no answer", "priorities.", "Consensus", "median"):
        assert never not in report.text
    assert not list((folder / "report" / "charts").glob("*"))
    found = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    assert found["too_few"] is True
    assert found["tips"][0]["tables_chose"]["ownership"] == {"system": 2}
    assert [row["table"] for row in found["tips"][0]["agreed"]] == ["table-1", "table-2"]


def said_of(*sheets: Response) -> list[str]:
    found = figures(make_workshop(PARTNERS), list(sheets), make_framework(9))
    return list(sentences.headlines(found))[2:]


def test_of_sheets_that_decide_nothing_nothing_more_is_said() -> None:
    assert said_of(table("1", t1_barriers="Vans")) == []


def test_one_table_is_enough() -> None:
    assert said_of(table("1", t1_score="3")) == [
        "Tables decided something on 1 of 9 tips.", "No table wrote down a next step.",
    ]  # fmt: skip


def test_of_very_many_only_the_first_are_named() -> None:
    several = {f"t{tip}_ownership": "system" for tip in range(1, 10)}
    steps = {f"t{tip}_action": "Meet" for tip in range(1, 10)}
    firm = {f"t{tip}_{key}": value for tip in range(1, 10)
            for key, value in (("lead", "A matron"), ("due", "2018-10-01"))}  # fmt: skip
    (_, owners, proposed) = said_of(table("1", **several, **steps, **firm))
    assert "for 9 tips, these among them: tip 1 (1 of 1)" in owners and "tip 8" not in owners
    assert proposed == "The tables proposed 9 next steps. Of these all have both a lead and a date."


def test_where_tables_do_not_agree_no_owner_is_claimed() -> None:
    sheets = [table("1", t1_ownership="system"), table("2", t1_ownership="ours")]
    assert not [said for said in said_of(*sheets) if "could change it" in said]


def test_a_different_view_is_counted_by_tip() -> None:
    sheets = [table(n, t1_action="Meet", t1_dissent="Not I", t2_dissent="Nor I") for n in "12"]
    assert said_of(*sheets)[-1] == "A different view was noted on 2 tips."

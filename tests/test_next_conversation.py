"""The sheet for the next conversation: exactly what needs several, and whom the tables want."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.accessible import openxml_errors
from tests.support.folders import answered, collect_forms, contents, make_folder
from tests.support.reports import OURS, SYSTEM
from tests.support.small_workshop import asked, figures, make_framework, make_workshop, table
from tests.support.word_files import open_word, with_paragraph
from toptips import workflow
from toptips.analysis.wanted import Wanted, needs_one_alone, needs_several, wanted
from toptips.documents.checks import problems
from toptips.errors import TemplateError
from toptips.report.next_conversation import next_told
from toptips.workflow import analysing

SHEETS = (
    ("table-1", {
        "1.ownership": "Several together", "1.action": "A joint list of homes",
        "1.lead": "Head of housing", "1.lead_here": "Still to be asked",
        "1.invite": "Ward matrons and housing options", "2.invite": "The brokerage team",
    }),
    ("table-2", {"1.ownership": "Several together", "1.invite": "Carers' forum"}),
    ("table-3", {"1.ownership": "One organisation alone", "1.invite": "jo@example.org"}),
)  # fmt: skip
PEOPLE = tuple(
    (partner, answered("3", _0__label=f"p{number}", _1__ownership=SYSTEM, _2__ownership=OURS))
    for number, partner in enumerate(["mh-trust", "acute-trust", "council"] * 2)
)
ASK_TABLES = ["score", "ownership", "action", "lead", "due", "invite", "lead_here"]

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_folder(tmp_path / "harbour", tables=3, ask_tables=ASK_TABLES)
    collect_forms(folder, [*PEOPLE, *SHEETS])
    return folder


def test_the_sheet_holds_exactly_what_needs_several(folder: Path) -> None:
    analysis = workflow.analyse(folder)
    path = folder / "next" / "next-conversation.docx"
    assert analysis.next_conversation == path
    sheet = open_word(path)
    assert "Tip 1: Plan early together" in sheet.headings
    assert "Tip 2: Share records together" not in sheet.headings
    assert "On the forms, 6 of 6 said ‘My organisation together with others’." in sheet.text
    assert "At the tables: Several together: 2 of 3; One organisation alone: 1 of 3." in sheet.text
    # What one organisation can change alone is named, but is no topic of that conversation.
    assert sheet.text.index("can change alone") < sheet.text.index("Tip 2: Share records together")
    assert "Tip 3" not in sheet.text
    assert [
        "A joint list of homes",
        "Head of housing (proposed, not yet asked)",
        "To be agreed",
    ] in [row for rows in sheet.tables for row in rows]
    # In alphabetical order, without the tables' numbers, and without what may name a person.
    places = [sheet.text.index(words) for words in ("Carers' forum", "Ward matrons and housing")]
    assert places == sorted(places)
    assert "The words of 1 table are left out" in sheet.text
    assert "jo@" not in sheet.everything() and "brokerage" not in sheet.everything()


def test_nothing_of_it_is_published(folder: Path) -> None:
    workflow.analyse(folder)
    published = contents(folder / "report")
    assert {"report.docx", "report.html", "analysis.json"} <= set(published)
    for path, data in published.items():
        text = open_word(data).everything() if path.endswith(".docx") else data.decode("latin-1")
        assert "Carers' forum" not in text, path
        assert "next-conversation" not in text, path


def test_the_sheet_is_a_document_that_everybody_can_read(folder: Path) -> None:
    workflow.analyse(folder)
    data = (folder / "next" / "next-conversation.docx").read_bytes()
    assert problems(data) == []
    assert openxml_errors(data) == []


def test_a_mistake_in_its_template_makes_no_edition(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As where the lead has written what the board is asked.
    monkeypatch.setattr(analysing, "_must_be_written", lambda paper: None)
    (folder / "templates" / "next").mkdir(parents=True)
    template = folder / "templates" / "next" / "next-conversation.md.j2"
    template.write_text("{{ nothing.of_the_kind }}", encoding="utf-8")
    with pytest.raises(TemplateError, match="next-conversation"):
        workflow.analyse(folder, final=True)
    assert not (folder / "editions.json").exists()
    assert not (folder / "report").exists()


def test_an_edited_sheet_is_kept_aside(folder: Path) -> None:
    workflow.analyse(folder)
    with_paragraph(folder / "next" / "next-conversation.docx", "The matron has said yes.")
    (aside,) = workflow.analyse(folder).kept_aside
    assert aside.name == "next-conversation (edited 1).docx"
    assert "The matron has said yes." in open_word(aside).text


def test_a_sheet_that_is_no_longer_called_for_is_taken_away(folder: Path) -> None:
    workflow.analyse(folder)
    for path in sorted((folder / "returns").iterdir()):
        if "table" in path.name or "mh-trust" in path.name:
            path.unlink()
    workflow.collect(folder)
    assert workflow.analyse(folder).next_conversation is None
    assert not (folder / "next" / "next-conversation.docx").exists()


def test_whom_tables_want_is_read_as_they_wrote_it() -> None:
    put = asked(make_workshop({"a": ("NHS", 3)}))
    sheets = [
        table("9", t1_invite="the GP lead"),
        table("2", t1_invite="  Brokerage "),
        table("3", t1_invite="n/a"),
        table("4", t2_invite="ring 01632 960123"),
    ]
    assert wanted(sheets, put) == {
        "t1": Wanted(("Brokerage", "the GP lead")), "t2": Wanted((), held_back=1),
    }  # fmt: skip
    assert wanted([], put) is None
    assert wanted([], asked(make_workshop({"a": ("NHS", 3)}, ask_tables=ASK_TABLES))) == {}


def test_tables_alone_may_call_for_a_conversation() -> None:
    sheets = [
        table("1", t1_ownership="system", t2_ownership="ours", t3_ownership="system"),
        table("2", t1_ownership="system", t2_ownership="ours", t3_ownership="ours"),
    ]
    found = figures(make_workshop({"a": ("NHS", 3), "b": ("NHS", 2)}), sheets, make_framework(4))
    assert [needs_several(tip) for tip in found.tips] == [True, False, False, False]
    assert [needs_one_alone(tip) for tip in found.tips] == [False, True, False, False]
    assert next_told(found, {}).unsaid == (1,)
    told = next_told(found, None)
    assert told.unsaid == ()
    assert [topic.heading for topic in told.topics] == ["Tip 1: Tip 1"]
    assert (told.topics[0].forms, told.topics[0].tables) == ("", "Several together: 2 of 2")
    assert told.alone == ("Tip 2: Tip 2",)


@pytest.mark.parametrize("ask_tables", [ASK_TABLES, ["ownership", "action"]])
def test_that_no_table_said_whom_it_wants_is_said_once_where_it_was_asked(
    tmp_path: Path, ask_tables: list[str]
) -> None:
    folder = make_folder(tmp_path / "harbour", tables=1, ask_tables=ask_tables)
    chosen = {f"{number}.ownership": "Several together" for number in (1, 2, 3)}
    collect_forms(folder, [*PEOPLE, ("table-1", chosen)])
    workflow.analyse(folder)
    sheet = open_word(folder / "next" / "next-conversation.docx")
    said = "No table said whom it wants. Ask those who spoke about it."
    assert sheet.text.count(said) == ("invite" in ask_tables)
    assert "Whom the tables want there" not in sheet.text
    assert "Whom tables want is in their own words" not in sheet.text


def test_items_for_which_no_table_said_whom_it_wants_are_named(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "harbour", tables=1, ask_tables=ASK_TABLES)
    chosen = {f"{number}.ownership": "Several together" for number in (1, 2, 3)}
    collect_forms(folder, [*PEOPLE, ("table-1", {**chosen, "2.invite": "The brokerage team"})])
    workflow.analyse(folder)
    sheet = open_word(folder / "next" / "next-conversation.docx")
    assert "No table said whom it wants for tips 1 and 3. Ask those" in sheet.text
    assert sheet.headings.count("Whom the tables want there") == 1

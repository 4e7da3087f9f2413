"""A local version: the draft, the paper to agree it, and what it begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from tests.support.confirming import confirm_all
from tests.support.folders import make_folder, prepare
from tests.support.here import here
from tests.support.word_files import open_word
from toptips import workflow
from toptips.analysis.localising import verdicts
from toptips.errors import TopTipsError
from toptips.model.actions import COLUMNS
from toptips.model.codebook import check_files
from toptips.model.editions import load_editions
from toptips.model.framework import Framework, load_framework
from toptips.model.local_framework import LocalPlace, Proposed, draft, local_id
from toptips.model.responses import Response, write_responses
from toptips.workflow import EditionHeldBack

pytestmark = pytest.mark.usefixtures("empty_pictures")

TIPS = ("plan-early", "share-records", "beds-and-homes")
ORGANISATIONS = ("mh-trust", "acute-trust", "council", "district", "charity")
ASK = ["score", "local_tip", "wording"]


def form(number: int, chosen: Sequence[str], **more: Any) -> Response:
    answers = {(tip, "local_tip"): value for tip, value in zip(TIPS, chosen, strict=True) if value}
    answers |= {(tip, "score"): "3" for tip in TIPS} | more.pop("answers", {})
    return Response(
        id=f"{number:012x}", form="self-assessment", partner=ORGANISATIONS[number % 5],
        respondent=f"p{number}", source="form.docx", answers=answers, **more,
    )  # fmt: skip


def sheet(table: str, **decided: str) -> Response:
    answers = {("plan-early", key): value for key, value in decided.items()}
    return Response(id=f"sheet-{table}", form="conversation", respondent=table, answers=answers)


# Of ten, seven would keep the first, six adapt or drop the second, seven drop the third.
FORMS = [
    form(number, ("keep" if number < 7 else "adapt",
                  "keep" if number < 4 else "adapt" if number < 8 else "drop",
                  "drop" if number < 7 else "keep"))
    for number in range(10)
]  # fmt: skip
SHEETS = [
    sheet("table-1", local_tip="keep", action="Ring  the\nward", lead="Ward sister",
          due="2027-01-31", lead_here="yes"),
    sheet("table-2", action="=1+1", lead_here="to_be_asked", lead="A lead"),
]  # fmt: skip


def make(folder: Path, *responses: Response, **changes: Any) -> Path:
    make_folder(folder, place="Harbour", ask=ASK, **changes)
    (folder / "responses.csv").write_bytes(write_responses(responses or FORMS + SHEETS, []))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make(tmp_path / "harbour")
    prepare(folder)
    return folder


def test_the_draft_keeps_adapts_and_drops_by_what_most_said(folder: Path) -> None:
    done = workflow.localise(folder)
    assert done.verdicts == {"keep": 1, "adapt": 1, "drop": 1}
    local = load_framework(done.draft)
    assert done.draft == folder / "frameworks" / "harbour-2018-local.yaml"
    assert local.id == "harbour-2018-local"
    assert local.title == "Harbour: our version of Harbour's tips"
    assert [(tip.id, tip.number, tip.was) for tip in local.tips] == [
        ("plan-early", 1, ()),
        ("share-records-local", 2, ("share-records",)),
    ]
    assert check_files([done.draft]) == []
    text = done.draft.read_text("utf-8")
    assert "# Of 10 who answered on a form: ‘Keep it’ 7, ‘Adapt it’ 3, ‘Drop it’ 0." in text
    assert "# At the tables: Keep it: 1 of 1." in text
    assert "# Left out, as most would drop it: beds-and-homes" in text


def test_the_paper_has_the_votes_and_room_to_agree(folder: Path) -> None:
    done = workflow.localise(folder)
    paper = open_word(done.paper)
    for said in (
        "Harbour: agreeing our own version",
        "Proposed: keep it as it is. Of 10 who answered on a form: ‘Keep it’ 7, ‘Adapt it’ 3,",
        "Proposed: put it in other words.",
        "Proposed: leave it out.",
        "☐ keep it   ☐ adapt it   ☐ drop it",
        "In our words",
    ):
        assert said in paper.text, said


def test_wordings_are_printed_only_as_the_report_prints_them(tmp_path: Path) -> None:
    words = {("plan-early", "wording"): "Plan from day one"}
    secret = {("plan-early", "wording"): "NEVER PRINT THIS"}
    forms = [*FORMS[:8], form(8, ("keep",) * 3, answers=words, quote="anonymous")]
    forms.append(form(9, ("keep",) * 3, answers=secret, quote="no"))
    folder = make(tmp_path / "w", *forms)
    done = workflow.localise(folder)
    draft, paper = done.draft.read_text("utf-8"), open_word(done.paper).text
    assert "2 people proposed other words." in paper
    assert "Plan from day one" not in paper + draft, "nobody has confirmed it"
    assert "NEVER PRINT" not in paper + draft


def test_confirmed_wordings_stand_in_the_paper_and_beside_the_item(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {("plan-early", "wording"): "Plan from\nday one"}
    forms = [*FORMS[:9], form(9, ("keep",) * 3, answers=words, quote="anonymous")]
    folder = make(tmp_path / "w", *forms)
    confirm_all(monkeypatch)
    done = workflow.localise(folder)
    assert "Plan from" in open_word(done.paper).text
    assert "# Offered: Plan from day one\n" in done.draft.read_text("utf-8")
    assert check_files([done.draft]) == []


def test_wordings_that_wait_are_counted_and_stand_on_the_sheet_of_quotes(tmp_path: Path) -> None:
    words = {("plan-early", "wording"): "Plan from day one"}
    secret = {("plan-early", "wording"): "NEVER PRINT THIS"}
    forms = [*FORMS[:8], form(8, ("keep",) * 3, answers=words, quote="anonymous")]
    forms.append(form(9, ("keep",) * 3, answers=secret, quote="no"))
    folder = make(tmp_path / "w", *forms)
    with (folder / "frameworks" / "harbour-tips.yaml").open("a", encoding="utf-8") as framework:
        framework.write("\ncodebook: discharge-and-integration\n")
    [said] = workflow.localise(folder).remarks
    assert (
        said.startswith("1 wording waits for you to confirm") and "'toptips themes export'" in said
    )
    assert workflow.export_codings(folder).quotes == 1
    workbook = openpyxl.load_workbook(folder / "coding.xlsx")
    sheet = workbook[workbook.sheetnames[0]]
    cell = next(cell for row in sheet for cell in row if cell.value == "Plan from day one")
    header = next(row for row in sheet if row[0].value == "Theme")
    column = next(cell.column for cell in header if cell.value == "Print it?")
    sheet.cell(cell.row, column).value = "Print"
    workbook.save(folder / "coding.xlsx")
    assert not workflow.import_codings(folder, today=date(2027, 1, 1)).problems
    done = workflow.localise(folder)
    assert done.remarks == ()
    assert "Plan from day one" in open_word(done.paper).text


def test_of_a_duty_only_the_wording_is_asked(tmp_path: Path) -> None:
    folder = make(tmp_path / "w")
    path = folder / "frameworks" / "harbour-tips.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    data["tips"][2]["duty"] = True
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    done = workflow.localise(folder)
    assert load_framework(done.draft).tips[-1].id == "beds-and-homes"
    assert "# A duty by law: it stays. Only its wording is yours." in done.draft.read_text("utf-8")
    text = open_word(done.paper).text
    part = text[text.index("Tip 3") : text.index("What is missing?")]
    assert "This duty stays; how would you word it here?" in part
    assert "Proposed" not in part and "drop it" not in part and "who answered" not in part


def test_a_draft_that_was_changed_is_never_written_over(folder: Path) -> None:
    first = workflow.localise(folder)
    again = workflow.localise(folder)
    assert not again.edited and again.edition == first.edition == 1
    changed = first.draft.read_bytes() + b"# ours\n"
    first.draft.write_bytes(changed)
    done = here("localise", "-w", folder)
    assert done.returncode == 1
    assert "was changed since, so it stays as it is" in done.stderr
    assert first.draft.read_bytes() == changed
    # Nor is one that somebody brought along, whatever its name.
    first.draft.unlink()
    (folder / ".toptips" / "written").unlink()
    first.draft.write_bytes(b"mine")
    assert workflow.localise(folder).edited
    assert first.draft.read_bytes() == b"mine"


def test_new_answers_make_a_new_draft_where_nobody_changed_it(folder: Path) -> None:
    workflow.localise(folder)
    more = [form(20 + number, ("drop", "keep", "keep")) for number in range(9)]
    (folder / "responses.csv").write_bytes(write_responses(FORMS + SHEETS + more, []))
    done = workflow.localise(folder)
    assert not done.edited
    assert [tip.id for tip in load_framework(done.draft).tips] == [
        "plan-early-local", "share-records", "beds-and-homes",
    ]  # fmt: skip


def test_the_paper_is_an_edition_and_is_held_back_like_one(folder: Path) -> None:
    workflow.localise(folder)
    kept = load_editions(folder)
    assert kept is not None and kept.editions[0].gone_out_as == ("consultation",)
    more = [*FORMS, *SHEETS, form(30, ("keep",) * 3)]
    (folder / "responses.csv").write_bytes(write_responses(more, []))
    before = (folder / "local" / "consultation.docx").read_bytes()
    with pytest.raises(EditionHeldBack, match="No paper was made"):
        workflow.localise(folder)
    assert (folder / "local" / "consultation.docx").read_bytes() == before
    done = here("localise", "-w", folder)
    assert done.returncode == 1 and "toptips localise --recalled 1 -w" in done.stderr
    assert workflow.localise(folder, recalled=[1]).edition == 2


def test_too_few_forms_leave_what_tables_said(tmp_path: Path) -> None:
    sheets = [sheet(f"table-{n}", local_tip="drop" if n < 3 else "keep") for n in (1, 2, 3)]
    done = workflow.localise(make(tmp_path / "w", *FORMS[:2], *sheets))
    assert done.verdicts == {"keep": 2, "adapt": 0, "drop": 1}
    text = open_word(done.paper).text
    assert "who answered on a form" not in text
    assert "At the tables: drop: 2 of 3" in text


def test_where_nobody_was_asked_everything_is_kept_and_that_is_said(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    plain = [form(number, ("", "", "")) for number in range(6)]
    (folder / "responses.csv").write_bytes(write_responses(plain, []))
    done = workflow.localise(folder)
    assert done.verdicts["keep"] == 3
    assert "Nobody was asked what to keep" in " ".join(done.remarks)


def test_where_most_would_drop_everything_nothing_is_made(tmp_path: Path) -> None:
    folder = make(tmp_path / "w", *(form(number, ("drop",) * 3) for number in range(6)))
    with pytest.raises(TopTipsError, match="would drop every tip"):
        workflow.localise(folder)
    assert not (folder / "local").exists() and not (folder / "actions.csv").exists()


def test_the_result_drives_the_next_workshop(folder: Path, tmp_path: Path) -> None:
    done = workflow.localise(folder)
    next_year = tmp_path / "next year"
    assert here("new", next_year, "--framework", done.draft).returncode == 0
    workflow.prepare(next_year)
    forms = list((next_year / "pack" / "forms").glob("*.docx"))
    text = open_word(forms[0]).text
    assert "Plan early together" in text and "Beds and homes together" not in text


def test_a_second_local_version_is_named_after_the_first() -> None:
    parent = Framework.model_validate(
        {
            "format": 1, "id": "harbour-2018-local", "title": "Harbour: our version of Ours",
            "version": "1", "publisher": "P", "source": {"title": "S"}, "wording": "W.",
            "about": "A.", "tips": [
                {"id": "a-local", "number": 4, "title": "T", "summary": "S", "looks_like": ["L"],
                 "prompts": ["P"], "plain": "I.", "was": ["a"], "maps_to": ["x/y"]},
            ],
        }
    )  # fmt: skip
    of = LocalPlace("harbour-2018", "Home", "Harbour", date(2027, 3, 1))
    raw = draft(parent, {"a-local": Proposed("adapt", ("\x07 a\u2028b",))}, of, maps_to_parent=True)
    data = yaml.safe_load(raw)
    assert data["id"] == local_id("harbour-2018", parent.id) == "harbour-2018-local-2"
    assert data["title"] == "Harbour: our version of Ours"
    [tip] = data["tips"]
    assert (tip["id"], tip["number"], tip["was"]) == ("a-local-2", 1, ["a-local", "a"])
    assert tip["maps_to"] == ["harbour-2018-local/a-local", "x/y"]
    assert "  # a b\n" in raw.decode()


def rows(folder: Path) -> list[dict[str, str]]:
    text = (folder / "actions.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_actions_begin_with_what_tables_agreed(folder: Path) -> None:
    assert workflow.localise(folder).added == 2
    assert next(tuple(row) for row in rows(folder)) == COLUMNS
    first, second = rows(folder)
    assert first == {
        "id": "plan-early-1", "tip": "plan-early", "action": "Ring the ward", "lead": "Ward sister",
        "due": "2027-01-31", "state": "", "note": "Table 1; the lead was there and agrees",
    }  # fmt: skip
    assert second["action"] == "'=1+1", "no formula"
    assert second["note"] == "Table 2; the lead is still to be asked"


def test_a_person_s_lines_stay_and_nothing_is_added_twice(folder: Path) -> None:
    workflow.localise(folder)
    path = folder / "actions.csv"
    ours = path.read_bytes().replace(b'"2027-01-31",""', b'"2027-01-31","done"')
    ours += b'"mine","plan-early","Bake a cake","Me","","",""'
    path.write_bytes(ours)
    assert workflow.localise(folder).added == 0
    assert path.read_bytes() == ours
    more = [*FORMS, *SHEETS, *(sheet(f"table-{n}", action="Share a list") for n in (3, 4, 5))]
    (folder / "responses.csv").write_bytes(write_responses(more, []))
    assert workflow.localise(folder).added == 1
    assert path.read_bytes().startswith(ours)
    assert [row["id"] for row in rows(folder)] == [
        "plan-early-1",
        "plan-early-2",
        "mine",
        "plan-early-3",
    ]
    assert rows(folder)[-1]["action"] == "Share a list"


def test_exactly_half_is_not_most(folder: Path) -> None:
    half = [form(number, ("drop" if number < 5 else "keep",) * 3) for number in range(10)]
    (folder / "responses.csv").write_bytes(write_responses(half, []))
    figures = workflow.analyse(folder).figures
    assert set(verdicts(figures).values()) == {"keep"}
    paper = open_word(workflow.localise(folder).paper).text
    assert paper.count("Proposed: nothing, since opinions are even: it is yours to decide.") == 3
    assert "keep it as it is" not in paper


def test_where_too_few_answered_nothing_is_proposed(folder: Path) -> None:
    few = [form(number, ("adapt" if number < 2 else "", "keep", "keep")) for number in range(10)]
    (folder / "responses.csv").write_bytes(write_responses(few, []))
    paper = open_word(workflow.localise(folder).paper).text
    assert (
        "Proposed: nothing, so it stays as it is until you agree otherwise. Too few said so on a"
        " form for the numbers to be shown."
    ) in paper
    assert paper.count("Proposed: keep it as it is.") == 2

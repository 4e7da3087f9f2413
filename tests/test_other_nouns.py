"""A framework that calls its items changes: nothing that people read speaks of tips."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from tests.support.folders import form_of, make_folder
from tests.support.nouns import speaks_of_tips, texts_of_word
from tests.support.running import toptips
from tests.support.word_files import fill, open_word

LEVELS = ("Nowhere", "In one ward", "In half of the wards", "In most wards", "In every ward")
TITLES = ("Name a day on day one", "Ask who is at home", "Ring before the bus leaves", "Send notes")
OF_THE_FIRST = {
    "levels": {1: "Nobody names a day.", 5: "Everybody knows the day."},
    "note": "The law asks for this one.",
    "links": [{"title": "How another place did it", "link": "https://example.org/day"}],
    "duty": True,
}
FRAMEWORK: dict[str, Any] = {
    "id": "harbour-tips",
    "title": "Four changes",
    "item": {"one": "change", "many": "changes"},
    "about": "Four changes that partners agreed.",
    "question": "How far has this change come?",
    "codebook": "discharge-and-integration",
    "sections": [{"id": "before", "title": "Before"}, {"id": "after", "title": "On the day"}],
    "scale": [
        {"value": value, "label": label, "means": f"We see it {label.lower()}."}
        for value, label in enumerate(LEVELS, 1)
    ],
    "tips": [
        {
            "id": f"c{number}",
            "number": number,
            "title": title,
            "summary": f"{title}, whoever it is.",
            "looks_like": ["It is written down."],
            "prompts": ["When did it last work?"],
            "plain": "I know the day.",
            "section": "before" if number < 3 else "after",
            **(OF_THE_FIRST if number == 1 else {}),
        }
        for number, title in enumerate(TITLES, 1)
    ],
}
ASKED = ["score", "strengths", "barriers", "ownership", "action", "local_tip", "wording", "plans"]


def test_the_word_is_found_where_it_stands() -> None:
    assert speaks_of_tips("Top Tips by toptips: three Tips.") == [" by : three Tips."]
    assert speaks_of_tips("tipping multiples") == []


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """What each command says, by its name."""
    return {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, said: dict[str, str]) -> Path:
    """The workshop, through every command; some of what came back needs a look."""
    folder = make_folder(
        tmp_path_factory.mktemp("nouns") / "harbour",
        framework_changes=FRAMEWORK,
        title="Home by noon",
        ask=ASKED,
        ask_tables=[*ASKED, "lead", "due", "dissent", "invite", "lead_here"],
    )
    run(said, "prepare", folder)
    came_back = folder / "came back"
    came_back.mkdir()
    for number, (whose, answers) in enumerate(returned()):
        (came_back / f"{number}.docx").write_bytes(fill(form_of(folder, whose), answers))
    (came_back / "picture.docx").write_bytes(b"\xff\xd8\xff picture")
    run(said, "collect", folder, came_back)
    run(said, "status", folder)
    run(said, "status --remind", folder)
    run(said, "analyse", folder)
    run(said, "anonymise", folder, folder.parent / "copy")
    run(said, "frameworks show", folder, "harbour-tips")
    checked = toptips("frameworks", "check", folder / "frameworks" / "harbour-tips.yaml")
    said["frameworks check"] = checked.stdout + checked.stderr
    return folder


def run(said: dict[str, str], command: str, folder: Path, *arguments: object) -> None:
    done = toptips(*command.split(), "-w", folder, *arguments)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    said[command] = (done.stdout + done.stderr).replace(str(folder), "FOLDER")


def returned() -> Iterator[tuple[str, dict[str, str]]]:
    partners = ["mh-trust", "mh-trust", "acute-trust", "acute-trust", "council", "district"]
    for number, partner in enumerate(partners):
        level = number % 5
        yield (
            partner,
            {
                "0.label": f"p{number}",
                "0.quote": "Yes, naming our sector",
                "0.top_1": f"2 {TITLES[1]}",
                "0.local_support": "Yes",
                **{f"{item}.score": f"{level + 1} {LEVELS[level]}" for item in (1, 2, 3)},
                "4.score": "Don't know (I can't judge)",
                "1.ownership": "My organisation together with others",
                "2.local_tip": "Adapt it",
                "1.barriers": f"The care plan comes late, {number} days in seven.",
                "2.wording": "Ask who waits at home.",
            },
        )
    # What can't be understood, and what must not be printed.
    odd = {"1.score": "maybe 6", "0.top_1": "9", "3.barriers": "Write to jo@example.org."}
    yield "charity", {"2.score": f"1 {LEVELS[0]}", **odd}
    yield (
        "table-1",
        {
            "1.score": f"2 {LEVELS[1]}",
            "1.ownership": "Several together",
            "1.action": "Print the day on the board",
            "1.lead": "Ward managers",
            "1.due": "soon",
            "1.dissent": "The night staff saw it otherwise.",
            "1.lead_here": "Yes",
            "0.read_by_all": "Read aloud; nobody objects to printing our words",
        },
    )


def texts_of_workbook(path: Path) -> str:
    workbook = openpyxl.load_workbook(path)
    found = [*workbook.sheetnames, str(workbook.properties.title)]
    for sheet in workbook:
        found += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        for choices in sheet.data_validations.dataValidation:
            found += filter(None, (choices.error, choices.errorTitle, choices.prompt))
    return "\n".join(found)


def test_no_document_of_the_pack_speaks_of_tips(folder: Path) -> None:
    documents = [*sorted((folder / "pack").rglob("*.docx")), folder / "paper.docx"]
    # For all, forms, invitations, sheets, and the paper.
    assert len(documents) == 13 + 7 + 5 + 2 + 1
    for document in documents:
        text = texts_of_word(document)
        assert speaks_of_tips(text) == [], document.name
    form = open_word(form_of(folder, "council"))
    assert f"Change 1: {TITLES[0]}" in form.headings
    assert "Score every change" in form.headings
    assert "Write about the changes that you know" in form.headings
    assert "How do things stand in our local system today, change by change?" in form.text
    assert "Which changes matter most in the next twelve months?" in form.text
    assert "How far has this change come?" in form.text


def test_the_data_entry_workbook_speaks_of_changes(folder: Path) -> None:
    text = texts_of_workbook(folder / "pack" / "data-entry.xlsx")
    assert speaks_of_tips(text) == []
    assert f"Change 4: {TITLES[3]}" in text


def test_the_report_speaks_of_changes(folder: Path) -> None:
    report = folder / "report" / "report.docx"
    assert speaks_of_tips(texts_of_word(report)) == []
    assert f"Change 1: {TITLES[0]}" in open_word(report).headings
    assert "All changes at a glance" in open_word(report).headings


def test_no_chart_speaks_of_tips(folder: Path) -> None:
    charts = sorted((folder / "report" / "charts").glob("*.svg"))
    assert charts
    for chart in charts:
        texts = etree.fromstring(chart.read_bytes()).itertext("{*}text", "{*}title", "{*}desc")
        assert speaks_of_tips("\n".join(texts)) == [], chart.name


def test_no_command_speaks_of_tips(folder: Path, said: dict[str, str]) -> None:
    assert len(said) == 8
    for command, text in said.items():
        assert speaks_of_tips(text) == [], command
    assert "change" in said["frameworks show"]


def test_nothing_said_of_a_return_speaks_of_tips(folder: Path) -> None:
    text = (folder / "returns.csv").read_bytes().decode("utf-8-sig")
    messages = [row["message"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert any("maybe 6" in message for message in messages)
    assert speaks_of_tips("\n".join(messages)) == []


def test_no_reminder_speaks_of_tips(folder: Path) -> None:
    reminders = sorted((folder / "reminders").glob("*.txt"))
    assert len(reminders) == 5
    for reminder in reminders:
        assert speaks_of_tips(reminder.read_text("utf-8-sig")) == []


def test_the_copy_to_share_explains_itself(folder: Path) -> None:
    # The columns of its CSV files, and the keys of the framework, are for programs to read.
    readme = (folder.parent / "copy" / "README.txt").read_text("utf-8-sig")
    prose = readme.replace("\r\n", "\n")
    assert speaks_of_tips(prose) == []

"""A framework of changes with levels and sections of its own: nothing made of it speaks of tips."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from tests.support.folders import PARTNERS, TIPS, form_of, framework, make_folder
from tests.support.running import toptips
from tests.support.word_files import fill, open_word
from toptips import workflow

# The product's name has the word in it, and so have our example address and names of files.
OURS = re.compile(r"top[ -]?tips|harbour-tips|tip-[a-z]", re.IGNORECASE)
WORD = re.compile(r"\btips?\b", re.IGNORECASE)
LEVELS = ("Not yet established", "Plans in place", "Established", "Mature", "Exemplary")


def of_changes() -> dict[str, object]:
    tips = framework()["tips"]
    for tip, section in zip(tips, ("people", "people", "places"), strict=True):
        title = tip["title"].replace("tip", "change")
        tip |= {
            "title": title,
            "summary": f"What {title.lower()} asks for.",
            "section": section,
            "note": "Run as a programme of its own.",
            "links": [{"title": "What others did", "link": "https://example.org/evidence"}],
        }
    return {
        "title": "Harbour's changes",
        "about": "Three changes for tests.",
        "item": {"one": "change", "many": "changes"},
        "codebook": "discharge-and-integration",
        "scale": [
            {"value": value, "label": label, "means": f"Level {value}."}
            for value, label in enumerate(LEVELS, 1)
        ],
        "sections": [{"id": "people", "title": "People"}, {"id": "places", "title": "Places"}],
        "tips": tips,
    }


def answers(number: int) -> dict[str, str]:
    given = {"0.label": f"word {number}", "0.quote": "Yes, naming our sector"}
    for item in range(1, len(TIPS) + 1):
        level = (number + item) % 5 + 1
        given[f"{item}.score"] = f"{level} {LEVELS[level - 1]}" if number % 4 else "Don't know"
        given[f"{item}.barriers"] = "The care plan comes late, and housing is full."
        given[f"{item}.ownership"] = "My organisation together with others"
    given["0.top_1"] = "2 Share records together"
    return given


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workshop, from its framework to everything that is made of the answers."""
    made = make_folder(
        tmp_path_factory.mktemp("changes") / "harbour",
        framework_changes=of_changes(),
        ends="13:00",
        groups={"pathway": ["Adults", "Older adults"]},
    )
    workflow.prepare(made)
    came_back = made / "came back"
    came_back.mkdir()
    for number in range(10):
        form = form_of(made, PARTNERS[number % len(PARTNERS)][0])
        (came_back / f"{number}.docx").write_bytes(fill(form, answers(number)))
    for table in (1, 2):
        sheet = {
            "1.score": f"3 {LEVELS[2]}", "1.action": "Agree one list", "1.lead": "Head of flow",
            "1.dissent": "One of us did.", "1.plans": "A list is being made.",
            "0.read_by_all": "Read aloud; nobody objects to printing our words",
        }  # fmt: skip
        form = form_of(made, f"table-{table}")
        asked = open_word(form.read_bytes()).text
        given = {
            key: text for key, text in sheet.items() if f"{key[0]}a " in asked or key[0] == "0"
        }
        (came_back / f"table {table}.docx").write_bytes(fill(form, given))
    workflow.collect(made, [came_back])
    workflow.analyse(made, today=date(2018, 9, 10))
    workflow.anonymise(made, made / "copy")
    workflow.remind(made, today=date(2018, 8, 20))
    return made


def texts_of(path: Path) -> str:
    """All that a person reads in a file."""
    if path.suffix == ".docx":
        document = open_word(path.read_bytes())
        parts = [document.text, *document.alternative_texts]
        parts.append(document.parts["docProps/core.xml"].decode())
        return "\n".join(parts)
    if path.suffix == ".xlsx":
        workbook = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        cells = (cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row)
        return "\n".join([*workbook.sheetnames, *(str(cell) for cell in cells if cell)])
    if path.suffix == ".svg":
        root = etree.fromstring(path.read_bytes())
        return "\n".join(text for text in root.itertext() if text.strip())
    return path.read_text("utf-8-sig")


def speaks_of_tips(text: str) -> list[str]:
    text = OURS.sub("", text)
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in WORD.finditer(text)]


def test_no_document_and_no_picture_speaks_of_tips(folder: Path) -> None:
    made = [
        path
        for part in ("pack", "report", "reminders", "copy")
        for path in sorted((folder / part).rglob("*"))
        if path.suffix in (".docx", ".xlsx", ".svg", ".txt")
    ]
    kinds = {path.suffix for path in made}
    assert kinds == {".docx", ".xlsx", ".svg", ".txt"} and len(made) > 20
    found = {
        path.relative_to(folder).as_posix(): said
        for path in made
        if (said := speaks_of_tips(texts_of(path)))
    }
    assert found == {}


def test_everything_speaks_of_changes(folder: Path) -> None:
    report = open_word(folder / "report" / "report.docx")
    assert "Change 2: Share records together" in report.headings
    assert "All changes at a glance" in report.headings
    assert "People" in report.text and "Run as a programme" not in report.text
    form = open_word(form_of(folder, "council"))
    assert "Change 1: Plan early together" in form.headings
    assert "Which changes matter most" in form.text
    assert "5 Exemplary" in form.text
    briefing = open_word(folder / "pack" / "briefing.docx")
    assert "Run as a programme of its own." in briefing.text
    assert "What others did" in briefing.text


def test_no_sentence_in_analysis_json_speaks_of_tips(folder: Path) -> None:
    data = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    said = [*data["problems"], *data["remarks"]]
    assert not [sentence for sentence in said if speaks_of_tips(sentence)]


@pytest.mark.parametrize(
    "command",
    [
        ["prepare"], ["collect"], ["status"], ["status", "--remind"], ["analyse"],
        ["frameworks", "list"], ["frameworks", "show", "harbour-tips"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_speaks_of_tips(folder: Path, command: list[str]) -> None:
    done = toptips(*command, "-w", str(folder))
    said = (done.stdout + done.stderr).replace(str(folder), "")
    shipped = ("london-", "skills-for-care-")  # which are of tips
    lines = [line for line in said.splitlines() if not any(name in line for name in shipped)]
    assert lines
    assert speaks_of_tips("\n".join(lines)) == []


def test_a_day_too_short_for_all_changes_says_so_in_their_words(folder: Path) -> None:
    guide = open_word(folder / "pack" / "facilitators-guide.docx").text
    assert "change" in guide
    with zipfile.ZipFile(folder / "pack" / "facilitators-guide.docx") as parts:
        assert speaks_of_tips(parts.read("word/document.xml").decode()) == []

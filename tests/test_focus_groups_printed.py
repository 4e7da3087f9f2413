"""Focus groups: what the next edition prints of what they said, and which of their words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.coding import QUOTES, Filled, codings
from tests.support.focus_groups import (
    OTHERS,
    PARTNERS,
    SAID,
    come_back,
    report_to_groups,
    said_by,
    section,
)
from tests.support.folders import answered, contents, form_of
from tests.support.papers import write_into
from tests.support.word_files import fill, open_word
from toptips import workflow
from toptips.analysis.group_words import LONGEST_QUOTE
from toptips.model.focus_groups import load_sheets
from toptips.model.sendings import load_kept, of_groups

pytestmark = pytest.mark.usefixtures("empty_pictures")

WORDS = (SAID["3.why"], SAID["0.missing"], SAID["0.change"])
NOT_SHOWN = (
    "1 sheet is not shown. Either too few people took part (it takes 3, or more if the sheet said"
    " so), or nobody wrote down how many did."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report_to_groups(tmp_path / "harbour")


def confirm(folder: Path, words: str, **cells: str) -> None:
    """Fill in the row of the coding workbook in which these words stand, and take it in."""
    filled = Filled.exported(folder)
    filled.fill(QUOTES, words, **{"Print_it?": "Print", **cells})
    assert filled.taken(folder).problems == ()


def test_the_next_edition_says_what_groups_said_in_numbers_of_groups(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    said_by(folder, "lunch.docx", OTHERS)
    write_into(folder / "paper.docx", {"changed": "We put homes first, as people asked."})
    confirm(folder, "A room is not a home.")
    analysis = workflow.analyse(folder, final=True)
    assert analysis.figures.edition is not None
    assert analysis.figures.edition.number == 2
    assert "2 focus groups' sheets more" in analysis.since
    lines = section(analysis)
    assert lines[1].startswith("2 focus groups of people who use services and their carers looked")
    text = "\n".join(lines)
    assert "We put homes first, as people asked." in text
    assert "the same 3 priorities come first, in the same order" in text
    [table] = [table for table in open_word(analysis.report).tables if "Place now" in table[0][0]]
    assert table[1:] == [
        ["1", "3 Beds and homes together", "1", "0", "1"],
        ["2", "2 Share records together", "0", "1", "1"],
        ["3", "1 Plan early together", "0", "0", "0"],
    ]
    page = (folder / "report" / "report.html").read_text("utf-8")
    assert "A room is not a home." in page
    short = open_word(folder / "report" / "you-said.docx").text
    assert "Beds and homes together (tip 3): called right by 1 of 2 focus groups" in short
    assert "We put homes first, as people asked." in short
    figures = json.loads((folder / "report" / "analysis.json").read_text("utf-8"))
    assert figures["focus_groups"]["groups"] == 2


def test_what_changed_is_still_to_be_written_once_a_group_is_shown(folder: Path) -> None:
    name = "What we changed because of what people said"
    before = workflow.analyse(folder)
    assert name not in before.unwritten
    said_by(folder, "carers.docx", SAID)
    final = workflow.analyse(folder, final=True)
    assert final.figures.edition is not None
    assert name in final.unwritten
    assert f"[Still to be written: {name}]" in section(final)
    write_into(folder / "paper.docx", {"changed": "We put homes first."})
    after = workflow.analyse(folder)
    assert name not in after.unwritten
    assert f"[Still to be written: {name}]" not in section(after)


def test_no_output_names_the_group_the_place_or_who_wrote(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    workflow.analyse(folder)
    published = contents(folder / "report")
    assert {"report.docx", "report.html", "analysis.json", "you-said.docx"} <= set(published)
    for path, data in published.items():
        text = open_word(data).text if path.endswith(".docx") else data.decode("utf-8", "replace")
        for name in ("Tuesday", "Quay library", "Pat Ferry"):
            assert name not in text, path


@pytest.mark.parametrize(
    ("changes", "printed", "left_out"),
    [
        ({"0.quote": ""}, "1 focus group of", "A room is not a home."),
        ({"0.quote": "No: print none of our words"}, "1 focus group of", "A room is not a home."),
        ({"3.why": "Ring my son on 01632 960123."}, "1 text is held back", "960123"),
        ({"3.why": "My mother waited for six weeks."}, "1 text is held back", "six weeks"),
        ({"3.why": "We at tuesday  carers say so."}, "1 text is held back", "say so"),
        ({"3.why": "Pat Ferry wrote this."}, "1 text is held back", "wrote this"),
        ({"3.why": "Lantern House never rang."}, "1 text is held back", "never rang"),
        ({"3.why": "word " * LONGEST_QUOTE}, "1 text is held back", "word word"),
        ({"0.how_many": "2"}, NOT_SHOWN, "Somebody to ring at night."),
        ({"0.how_many": ""}, NOT_SHOWN, "Somebody to ring at night."),
    ],
)
def test_words_and_small_groups_are_protected(
    folder: Path, changes: dict[str, str], printed: str, left_out: str
) -> None:
    given = {key: text for key, text in {**SAID, **changes}.items() if text}
    said_by(folder, "carers.docx", given)
    text = "\n".join(section(workflow.analyse(folder)))
    assert printed in text
    assert left_out not in text
    figures = (folder / "report" / "analysis.json").read_text("utf-8")
    assert left_out not in figures
    if changes.get("3.why"):
        analysis = workflow.analyse(folder)
        [note, waiting] = analysis.figures.checks
        assert analysis.notes == ()
        assert note.startswith("Focus group's sheet carers.docx (")
        assert "): its text on 'Beds and homes together' is not printed" in note
        assert "carers.docx" not in (folder / "report" / "analysis.json").read_text("utf-8")
        assert waiting.startswith("2 texts of focus groups are not printed: nobody has confirmed")
        shown = [cells["Words"] for _, cells in Filled.exported(folder).rows(QUOTES)]
        assert sorted(shown) == ["Put families first.", "Somebody to ring at night."]


def test_words_are_printed_only_once_a_person_has_confirmed_them(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    before = workflow.analyse(folder)
    text = "\n".join(section(before))
    assert "3 texts are not printed: nobody has confirmed them yet." in text
    assert not any(words in text for words in WORDS)
    assert before.figures.checks[-1].startswith("3 texts of focus groups are not printed: nobody")

    rows = {cells["Words"]: cells for _, cells in Filled.exported(folder, more=True).rows(QUOTES)}
    abouts = ["Beds and homes together", "what is missing", "what to change"]
    assert [rows[words]["Theme"] for words in WORDS] == [f"Focus group: {of}" for of in abouts]
    assert rows[WORDS[0]]["Whose"] == "a focus group"

    confirm(folder, WORDS[0])
    confirm(folder, WORDS[1], Your_wording="Somebody to ring.")
    confirm(folder, WORDS[2], **{"Print_it?": "Refuse"})
    after = workflow.analyse(folder, final=True)
    text = "\n".join(section(after))
    assert WORDS[0] in text
    assert "Somebody to ring." in text
    assert WORDS[1] not in text
    assert WORDS[2] not in text
    assert "nobody has confirmed" not in text
    assert after.figures.checks == ()
    assert [(line.kind, line.value, line.text) for line in codings(folder).lines] == [
        ("quote", "confirmed", WORDS[0]),
        ("quote", "edited", "Somebody to ring."),
        ("quote", "refused", ""),
    ]


def test_what_was_confirmed_is_printed_only_while_the_group_allows_it(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    confirm(folder, WORDS[0])
    path = folder / "focus-groups.csv"
    path.write_bytes(path.read_bytes().replace(b'"yes","1"', b'"no","1"'))
    assert not load_sheets(folder)[0].may_print
    text = "\n".join(section(workflow.analyse(folder)))
    assert WORDS[0] not in text
    assert "nobody has confirmed" not in text


def test_its_words_stand_on_no_other_sheet_and_count_in_nothing(folder: Path) -> None:
    before = workflow.export_codings(folder, more=True)
    said_by(folder, "carers.docx", SAID)
    filled = Filled.exported(folder, more=True)
    held = {
        sheet.title
        for sheet in filled.workbook
        for row in sheet.iter_rows(values_only=True)
        if set(WORDS).intersection(map(str, row))
    }
    assert held == {filled.sheet(QUOTES).title}
    assert workflow.export_codings(folder, more=True).comments == before.comments
    assert not any(words in before.table.read_text("utf-8") for words in WORDS)


def test_the_fingerprint_is_of_what_groups_said_too(folder: Path) -> None:
    prints = [workflow.analyse(folder).figures.fingerprint]
    prints.append(workflow.analyse(folder).figures.fingerprint)
    said_by(folder, "carers.docx", SAID)
    prints.append(workflow.analyse(folder).figures.fingerprint)
    said_by(folder, "lunch.docx", OTHERS)
    prints.append(workflow.analyse(folder).figures.fingerprint)
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3


def test_a_sheet_of_an_earlier_edition_is_told_with_what_is_otherwise_now(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    more = [(form_of(folder, partner), answered("5", _0__label="q", _1__score="1 Not started"))
            for partner in PARTNERS * 2]  # fmt: skip
    for number, (form, answers) in enumerate(more):
        label = {"0.label": f"q{number}"}
        come_back(folder, f"more {number}.docx", fill(form, {**answers, **label}))
    analysis = workflow.analyse(folder, final=True)
    text = "\n".join(section(analysis))
    assert "Compared with edition 1: tip 1 (Plan early together) was 3rd and is 1st" in text
    [sheet] = load_sheets(folder)
    assert sheet.tips == ("beds-and-homes", "share-records", "plan-early")
    # The sheet of today asks anew, and both are read.
    assert {asked.edition for asked in of_groups(load_kept(folder)).values()} == {1, 2}


def test_where_no_sheet_came_back_the_report_says_nothing_of_it(folder: Path) -> None:
    text = open_word(folder / "report" / "report.docx").text
    assert "What people say of the priorities" not in text
    assert "focus" not in text
    assert not (folder / "focus-groups.csv").exists()


def test_a_withdrawn_sheet_is_gone_from_the_file_and_the_report(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    [sheet] = load_sheets(folder)
    (folder / "decisions.yaml").write_text(
        f"format: 1\ndecisions:\n  - {{response: {sheet.id}, status: withdrawn}}\n", "utf-8"
    )
    workflow.collect(folder)
    assert load_sheets(folder) == ()
    assert section(workflow.analyse(folder)) == []


def test_the_copy_to_share_holds_nothing_of_it_and_says_so(folder: Path) -> None:
    said_by(folder, "carers.docx", SAID)
    workflow.anonymise(folder, folder.parent / "copy")
    files = {path.name: path.read_text("utf-8-sig") for path in (folder.parent / "copy").iterdir()}
    assert not any("A room is not a home" in text for text in files.values())
    assert "focus-groups.csv" not in files
    assert "What focus groups said of the priorities (1 sheet)" in files["README.txt"]

"""The pack made again, over what is there, and for workshops with any name and any title."""

import shutil
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support.folders import contents, form_of, make_folder
from tests.support.word_files import codes, open_word, with_paragraph
from toptips import workflow
from toptips.documents.blocks import as_title
from toptips.model.sendings import load_sent


def made_in(folder: Path) -> list[dict[str, bytes]]:
    return [contents(folder / "pack"), contents(folder / "sent")]


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first = make_folder(tmp_path / "first")
    workflow.prepare(first)
    before = made_in(first)
    assert workflow.prepare(first).kept_aside == ()
    assert made_in(first) == before
    second = make_folder(tmp_path / "second")
    workflow.prepare(second)
    assert made_in(second) == before


def test_an_edited_document_is_kept_aside(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    workflow.prepare(folder)
    briefing = folder / "pack" / "briefing.docx"
    with_paragraph(briefing, "Parking is behind the church.")
    pack = workflow.prepare(folder)
    assert [path.name for path in pack.kept_aside] == ["briefing (edited 1).docx"]
    assert "Parking is behind" in open_word(pack.kept_aside[0]).text
    assert "Parking is behind" not in open_word(briefing).text
    # What was kept aside is the person's own from now on.
    assert workflow.prepare(folder).kept_aside == ()
    assert pack.kept_aside[0].exists()


def test_a_partner_who_is_taken_off_leaves_no_form_behind(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    workflow.prepare(folder)
    form, invitation = (
        form_of(folder, "charity"),
        folder / "pack/invitations/invitation-charity.docx",
    )
    with_paragraph(invitation, "Dear Jo")
    path = folder / "workshop.yaml"
    text = path.read_text("utf-8")
    start = text.index("- id: charity")
    path.write_text(text[:start] + text[text.index("tables:") :], encoding="utf-8")
    pack = workflow.prepare(folder)
    assert not form.exists()
    assert [path.name for path in pack.kept_aside] == ["invitation-charity (edited 1).docx"]


def test_what_was_sent_stays_when_the_questions_change(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    workflow.prepare(folder)
    before = set(load_sent(folder))
    path = folder / "workshop.yaml"
    path.write_text(path.read_text("utf-8") + "ask: [score, barriers]\n", encoding="utf-8")
    workflow.prepare(folder)
    assert before < set(load_sent(folder))
    assert [code for code in codes(form_of(folder, "council")) if code[0] == "1"] == ["1a", "1c"]


LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), min_size=1, max_size=60
)
AWKWARD = (
    "*Mind* & #1 <b> | [x](field:1.score) --- {{ workshop.title }} {% if %} \\* 1. _a_ ~~b~~ `c`"
    " &amp; toptips: a / b / c / d / 1 / 00000000 ![x](y.png) '\"’ @@REF@@ é🙂"
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=LINES, title=LINES)
@example(name=AWKWARD, title=AWKWARD)
def test_any_name_and_any_title_come_out_the_same(tmp_path: Path, name: str, title: str) -> None:
    name, title = f"N {name} N", f"T {title} T"
    shutil.rmtree(tmp_path / "any", ignore_errors=True)
    folder = make_folder(
        tmp_path / "any",
        title=title,
        partners=[
            {"id": "one", "name": name, "sector": name},
            {"id": "two", "name": "Two", "sector": "Two"},
        ],
        tables=1,
    )
    workflow.prepare(folder)
    form = open_word(form_of(folder, "one"))
    assert form.paragraphs[0] == form.property("title") == f"Self-assessment: {name}"
    assert any(line.endswith(f": {title}.") for line in form.paragraphs)
    letter = open_word(folder / "pack" / "invitations" / "invitation-one.docx")
    assert letter.paragraphs[0] == letter.property("title") == "Invitation"
    assert title in letter.paragraphs
    assert f"To: {name}" in letter.paragraphs
    briefing = open_word(folder / "pack" / "briefing.docx")
    assert title in briefing.paragraphs
    assert [name, name] in [row for table in briefing.tables for row in table]
    online = open_word(folder / "pack" / "microsoft-forms-questions.docx")
    assert online.property("title") == as_title(title)
    sheet = open_word(form_of(folder, "table-1"))
    assert any(line.startswith(f"{title}. ") for line in sheet.paragraphs)
    guide = open_word(folder / "pack" / "facilitators-guide.docx")
    assert title in guide.paragraphs


def test_a_very_long_title_and_name_are_printed_whole(tmp_path: Path) -> None:
    title, name = "A title that goes on and on. " * 12, "Trust of a long name " * 15
    folder = make_folder(
        tmp_path, title=title, partners=[{"id": "one", "name": name, "sector": "NHS"}]
    )
    workflow.prepare(folder)
    letter = open_word(folder / "pack" / "invitations" / "invitation-one.docx")
    assert letter.paragraphs[2] == title.strip()
    assert f"To: {name.strip()}" in letter.paragraphs
    online = open_word(folder / "pack" / "microsoft-forms-questions.docx")
    assert online.property("title").startswith("A title that goes on and on.")
    assert open_word(form_of(folder, "one")).paragraphs[0] == f"Self-assessment: {name.strip()}"

"""`toptips templates`: what is copied here, and what a changed copy breaks, file by file."""

from pathlib import Path

import pytest
from docx import Document
from docx.shared import RGBColor

from tests.support.folders import make_folder
from tests.support.running import toptips
from toptips import workflow
from toptips.errors import TopTipsError
from toptips.places import shipped
from toptips.workflow import check_templates, export_templates


def changed(folder: Path, name: str, old: str, new: str) -> None:
    """Export one template and change it there."""
    export_templates(folder, [name])
    path = folder / "templates" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in check_templates(folder)]


def line_of(name: str, words: str) -> int:
    lines = (shipped("templates") / name).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_all_is_exported_and_breaks_nothing(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    workflow.prepare(folder)
    before = {path: path.read_bytes() for path in (folder / "pack").rglob("*.docx")}
    exported = export_templates(folder)
    ours = {
        path.relative_to(shipped("templates")).as_posix()
        for path in shipped("templates").rglob("*")
        if path.is_file()
    }
    assert set(exported.copied) == {name for name in ours if not name.startswith("new/")}
    assert exported.kept == ()
    assert said(folder) == []
    workflow.prepare(folder)
    assert {path: path.read_bytes() for path in before} == before


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    name = "pack/invitation.md.j2"
    changed(folder, name, "With kind regards", "With warm wishes")
    exported = export_templates(folder, [name, "brand.docx"])
    assert (exported.copied, exported.kept) == (("brand.docx",), (name,))
    assert "With warm wishes" in (folder / "templates" / name).read_text("utf-8")


def test_a_name_that_is_none_is_refused_and_nothing_copied(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    with pytest.raises(TopTipsError, match=r"Did you mean 'pack/invitation\.md\.j2'\?"):
        export_templates(folder, ["brand.docx", "pack/invitaton.md.j2"])
    with pytest.raises(TopTipsError, match="No template is called"):
        export_templates(folder, ["../workshop.yaml"])
    assert not (folder / "templates").exists()


FORM = "pack/self-assessment.md.j2"
PART = "pack/_self-assessment.md.j2"
TABLE = "| Q | A |\n|--|--|\n| {} | [Score](field:{}) |\n\n# About you"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{{ question_table(votes, by_hand) }}", "", "the place of an answer is lost: | 0e"),
        ("# About you", TABLE.format("1a Hm", "1.score"), "'field:1.score' is in it 2 times."),
        ("# About you", TABLE.format("1a Hm", "1.scoer"), "no question 'field:1.scoer'. Did you"),
        ("# What matters most", "### What matters most", "is of level 3, and the one before it of"),
        (
            "# About you",
            "{{ workshop.tilte }}\n\n# About you",
            "'tilte' is not known here. Did you mean 'title'?",
        ),
    ],
    ids=["lost", "doubled", "misspelt", "heading", "name"],
)
def test_a_broken_form_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    folder = make_folder(tmp_path)
    line = line_of(PART, old) + (2 if "field:" in new else 0)
    changed(folder, PART, old, new)
    found = [text for text in said(folder) if words in text]
    where = f"templates/{PART}, line {line}: " if new else f"templates/{FORM}: "
    # A place that is lost is lost in each document that takes in the part.
    assert len(found) == (1 if new else 2)
    assert any(text.startswith(where) for text in found)


def test_a_mistake_in_a_part_is_said_of_the_part_whatever_the_document_is_called(
    tmp_path: Path,
) -> None:
    folder = make_folder(tmp_path)
    room = folder / "templates" / "pack"
    room.mkdir(parents=True)
    (room / "our_letter.md.j2").write_text(
        '---\ntitle: x\nfile: letter\n---\n{% include "pack/_letter.md.j2" %}\n', encoding="utf-8"
    )
    (room / "_letter.md.j2").write_text("Hello\n{{ workshop.tilte }}\n", encoding="utf-8")
    assert said(folder) == [
        "templates/pack/_letter.md.j2, line 2: 'tilte' is not known here. Did you mean 'title'?"
    ]


def test_a_skipped_level_that_values_make_is_found_on_its_line(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    name = "pack/facilitators-guide.md.j2"
    line = line_of(name, "# {{ tip.heading }}")
    changed(folder, name, "# {{ tip.heading }}", "#### {{ tip.heading }}")
    (problem,) = said(folder)
    said_first = "the heading 'Tip 1: Plan early together'"
    assert problem.startswith(f"templates/{name}, line {line}: {said_first}")
    assert "Take off 2 #" in problem


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("packs/letter.md.j2", "templates/packs/: there is no such folder. Did you mean 'pack'?"),
        ("brand.doc", "templates/brand.doc: nothing looks for it here. Did you mean 'brand.docx'?"),
        ("invitation.md.j2", "Did you mean 'pack/invitation.md.j2'?"),
        ("pack/letter.txt", "templates/pack/letter.txt: this is no name of a template."),
        ("report/_sumary.md.j2", "templates/report/_sumary.md.j2: this is no name of a template."),
    ],
)
def test_what_nothing_would_look_at_is_named(tmp_path: Path, name: str, words: str) -> None:
    folder = make_folder(tmp_path)
    path = folder / "templates" / name
    path.parent.mkdir(parents=True)
    path.write_text("Hello", encoding="utf-8")
    assert any(words in text for text in said(folder))


def test_a_document_of_ones_own_is_no_problem(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    path = folder / "templates" / "pack" / "letter.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text("---\ntitle: x\nfile: letter\n---\nHello\n", encoding="utf-8")
    assert said(folder) == []


def test_pale_letters_a_missing_font_and_a_lost_style_are_said(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    export_templates(folder, ["brand.docx"])
    path = folder / "templates" / "brand.docx"
    brand = Document(str(path))
    brand.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)
    brand.styles["Heading 2"].font.name = "Quillfeather Grotesque"
    brand.styles["After Table"].delete()
    brand.save(str(path))
    found = said(folder)
    assert [text.partition(": ")[0] for text in found] == [
        "templates/brand.docx, style 'After Table'",
        "templates/brand.docx, style 'Heading 1'",
        "templates/brand.docx, style 'Heading 2'",
    ]
    assert "AAAAAA on FFFFFF has a contrast of 2.3:1" in found[1]
    assert "'Quillfeather Grotesque' is not on this computer" in found[2]


def test_a_broken_questions_file_is_said_with_its_line(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    (folder / "templates").mkdir()
    (folder / "templates" / "questions.yaml").write_text(
        "format: 1\ntip:\n  scoer: {text: How, answer: Score}\n", encoding="utf-8"
    )
    (problem,) = said(folder)
    assert problem.startswith("questions.yaml, line 3: 'scoer' is not a question")


def test_the_commands_say_what_was_copied_and_what_is_wrong(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "w")
    name = "pack/invitation.md.j2"
    done = toptips("templates", "export", name, "-w", str(folder))
    assert (done.returncode, done.stdout) == (0, f"1 file copied into {folder / 'templates'}.\n")
    assert f"toptips templates check -w {folder}" in done.stderr
    assert toptips("templates", "check", "-w", str(folder)).returncode == 0
    (folder / "templates" / name).write_text("---\ntitle: x\n---\nHello\n", encoding="utf-8")
    done = toptips("templates", "check", "-w", str(folder))
    assert done.returncode == 1
    assert done.stdout.startswith(f"templates/{name}: its front matter needs 'file:'")
    done = toptips("templates", "export", "pack/invitaton.md.j2", "-w", str(folder))
    assert done.returncode == 2
    assert "Did you mean 'pack/invitation.md.j2'?" in done.stderr

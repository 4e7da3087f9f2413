"""A workshop's own templates: their wording is used, and a mistake in one is named."""

import re
from pathlib import Path

import pytest

from tests.support.folders import TIPS, form_of, make_folder
from tests.support.word_files import open_word
from toptips import workflow
from toptips.errors import TemplateError, TopTipsError
from toptips.model.sendings import load_sent
from toptips.places import shipped


def copy_template(folder: Path, name: str, old: str = "", new: str = "") -> None:
    """Copy a template into the workshop's templates/ as the README says, and edit it there."""
    target = folder / "templates" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    text = (shipped("templates") / name).read_text("utf-8")
    assert old in text
    target.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_template_of_ones_own_is_used(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    copy_template(folder, "pack/invitation.md.j2", "With kind regards", "With warm wishes")
    workflow.prepare(folder)
    letter = open_word(folder / "pack" / "invitations" / "invitation-council.docx")
    assert "With warm wishes" in letter.text
    assert "With kind regards" not in letter.text
    assert "Harbour Council" in letter.text


def test_a_paper_of_ones_own_is_used_and_must_ask_all(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    name = "paper/paper.md.j2"
    copy_template(folder, name, "# What happens next", "# And then")
    workflow.prepare(folder)
    assert "And then" in open_word(folder / "paper.docx").headings
    copy_template(folder, name, '"follow_up", ', "")
    with pytest.raises(TemplateError, match=r"field:0\.follow_up is missing"):
        workflow.prepare(folder)


def test_a_part_and_the_questions_of_ones_own_are_used(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    copy_template(folder, "pack/_privacy.md.j2", "**Your answers.**", "**Read this.**")
    copy_template(folder, "questions.yaml", "What works well?", "What goes right?")
    workflow.prepare(folder)
    form = open_word(form_of(folder, "council"))
    assert "Read this." in form.text
    assert "1b What goes right?" in form.text
    assert "What goes right?" in [
        question.text
        for sent in load_sent(folder).values()
        for question in sent.questions
        if question.code == "1b"
    ]


def test_a_new_document_is_a_new_file(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    path = folder / "templates" / "pack" / "tip-card.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text(
        '---\ntitle: "Tip {{ tip.number }}"\nfile: cards/tip\nfor: tip\n---\n'
        "# {{ tip.title }}\n\n{{ tip.plain }}\n",
        encoding="utf-8",
    )
    workflow.prepare(folder)
    cards = sorted(path.name for path in (folder / "pack" / "cards").iterdir())
    assert cards == sorted(f"tip-{tip}.docx" for tip in TIPS)
    card = open_word(folder / "pack" / "cards" / "tip-plan-early.docx")
    assert card.text.splitlines() == ["Tip 1", "Plan early together", "I know about plan-early."]


VOTES = "{{ question_table(votes, by_hand) }}"
ABOUT, ROWS = "# About you", "| Q | A |\n|--|--|\n"
HEAD = "| Tip | a Score |\n|--|--|\n"
GRID = (
    "{{ grid(tips, in_grid, framework.item, (framework.scale|last).value"
    ' if "score" in workshop.ask else none) }}'
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (VOTES, "", "field:0.top_1"),
        (VOTES, f"{VOTES}\n\n" * 2, "twice"),
        (ABOUT, f"{ROWS}| 1a Hm | [S](field:1.scoer) |\n\n{ABOUT}", "'field:1.score'?"),
        (ABOUT, f"{ROWS}| How? | [S](field:1.score) |\n\n{ABOUT}", "its code, 1a"),
        (GRID, "", "field:1.score, field:1.ownership, field:2.score"),
        (GRID, f"{GRID}\n\n{GRID}", "'field:1.score' is in it twice"),
        (GRID, GRID.replace("grid(tips", "grid([tips[2]]"), "field:1.score, field:1.ownership"),
        (GRID, f"{HEAD}| 1 Early | [S](field:1.scoer) |\n\n{GRID}", "'field:1.score'?"),
        (GRID, f"{HEAD}| 2 Early | [S](field:1.score) |\n\n{GRID}", "stands in row 2 of a grid"),
        (GRID, f"{HEAD}| 1 Early | [S](field:1.ownership) |\n\n{GRID}", "begins with d"),
    ],
    ids=[
        "missing", "doubled", "misspelt", "without its code", "missing in a grid",
        "doubled in a grid", "rows missing in a grid", "misspelt in a grid", "wrong row",
        "wrong column",
    ],
)  # fmt: skip
def test_a_wrong_place_for_an_answer_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = make_folder(tmp_path)
    copy_template(folder, "pack/_self-assessment.md.j2", old, new)
    with pytest.raises(TemplateError) as refused:
        workflow.prepare(folder)
    assert re.match(r"pack/self-assessment\S*\.md\.j2: ", str(refused.value))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nfile: x\nfor: nobody\n---\nHello\n", "'for: nobody' is not known"),
        ("---\ntitle: x\n---\nHello\n", "needs 'file:'"),
        ("---\nfile: x\nclone: true\n---\nHello\n", "only documents 'for: partner' can be cloned"),
        ("---\nfile: x\n---\nHello\n{{ workshop.tilte }}\n", "line 5"),
        ("---\nfile: x\n---\n{% if %}\n", "line 4"),
        ("---\nfile: x\nform: quiz\n---\nHello\n", "'form: quiz' is not known"),
        ("---\nfile: x\nanswered: soon\n---\nHello\n", "'answered: soon' is not known"),
        ("---\nfile: x\ntext: big\n---\nHello\n", "'text' must be a number"),
        ("---\nfile: ../../x\n---\nHello\n", "file"),
        ("---\nfile: C:x\n---\nHello\n", "file"),
        ("---\nfile: briefing\n---\nHello\n", "briefing.docx"),
        (
            "---\nfile: x\nfor: partner\nclone: true\n---\n"
            "{% if partner.name == 'x' %}Hello{% endif %}\n",
            "a template may only print it",
        ),
        (
            "---\nfile: x\nfor: partner\nclone: true\n---\n{{ partner.groups }}\n",
            "line 6",
        ),
    ],
)  # fmt: skip
def test_a_wrong_template_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    folder = make_folder(tmp_path)
    path = folder / "templates" / "pack" / "ours.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        workflow.prepare(folder)
    assert "ours.md.j2" in str(refused.value)
    assert said in str(refused.value)
    assert not (folder / "pack" / "briefing.docx").exists(), "a pack is made whole or not at all"


def test_a_template_that_nothing_would_use_is_named(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    (folder / "templates").mkdir()
    (folder / "templates" / "invitation.md.j2").write_text("Hello", encoding="utf-8")
    with pytest.raises(TopTipsError, match=r"Did you mean templates/pack/invitation\.md\.j2\?"):
        workflow.prepare(folder)


def test_a_value_that_is_not_known_is_named_without_our_classes(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    copy_template(folder, "pack/invitation.md.j2", "workshop.venue", "workshop.venu")
    with pytest.raises(TemplateError, match=r"invitation\.md\.j2, line \d+: 'venu' is not known"):
        workflow.prepare(folder)

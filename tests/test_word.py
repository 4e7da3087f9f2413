"""Markdown becomes what Word calls it, and the forms' answers have their places."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import accessible
from tests.support.brands import BRAND, brand, parts_of
from tests.support.making_forms import questionnaire
from tests.support.word_files import W, open_word, words
from tests.support.writing import read, written
from toptips.documents import checks
from toptips.documents.blocks import Blocks, Heading, Paragraph, Span
from toptips.documents.word import write_word
from toptips.errors import TemplateError

PAGE = """\
# First

Some **bold** and *italic* words.

1. one
2. two

Between.

1. one again

- a
  - b

## Second

| Left | Number |
|---|--:|
| a | 1 |

After the table.

---

# Third
"""


def styles(document: bytes) -> list[tuple[str, str]]:
    found = []
    for paragraph in open_word(document).body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append(("Normal" if style is None else style.get(f"{W}val"), words(paragraph)))
    return found


def test_blocks_get_the_styles_of_the_brand(tmp_path: Path) -> None:
    assert styles(written(tmp_path, PAGE)) == [
        ("Title", "A test"),
        ("Heading1", "First"),
        ("Normal", "Some bold and italic words."),
        ("ListNumber", "one"),
        ("ListNumber", "two"),
        ("Normal", "Between."),
        ("ListNumber", "one again"),
        ("ListBullet", "a"),
        ("ListBullet2", "b"),
        ("Heading2", "Second"),
        ("TableText", "Left"),
        ("TableNumber", "Number"),
        ("TableText", "a"),
        ("TableNumber", "1"),
        ("AfterTable", "After the table."),
        ("Heading1", "Third"),
    ]


def test_each_numbered_list_begins_at_one(tmp_path: Path) -> None:
    body = open_word(written(tmp_path, PAGE)).body
    numbers = [number.get(f"{W}val") for number in body.iter(f"{W}numId")]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_rule_is_a_page_break_and_no_empty_paragraph(tmp_path: Path) -> None:
    document = written(tmp_path, PAGE)
    broken = [
        words(mark.getparent().getparent())
        for mark in open_word(document).body.iter(f"{W}pageBreakBefore")
    ]
    assert broken == ["Third"]
    assert checks.problems(document) == []
    assert accessible.openxml_errors(document) == []


def test_columns_share_the_width_by_the_dashes(tmp_path: Path) -> None:
    word = read(tmp_path, "| a | b |\n|---|---------|\n| c | d |\n")
    narrow, wide = (int(column.get(f"{W}w")) for column in word.body.iter(f"{W}gridCol"))
    assert wide == pytest.approx(3 * narrow, rel=0.01)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, PAGE) == written(tmp_path, PAGE)


def form(tips: int = 1) -> str:
    """A template with a place for every question of the small questionnaire."""
    lines = ["| Question | Your answer |", "|---|---|"]
    lines += [
        f"| {question.code} {question.text} | [{question.answer}](field:{question.field}) |"
        for question in questionnaire().questions
    ]
    return "\n".join(lines) + "\n"


def test_every_question_has_a_control_with_its_tag_name_and_list(tmp_path: Path) -> None:
    document = written(tmp_path, form(), questionnaire=questionnaire())
    assert open_word(document).tags == [question.field for question in questionnaire().questions]
    assert checks.problems(document) == []
    assert accessible.openxml_errors(document) == []
    score = next(asked for asked in questionnaire().questions if asked.key == "score")
    for control in open_word(document).body.iter(f"{W}sdt"):
        assert control.find(f"{W}sdtPr/{W}lock").get(f"{W}val") == "sdtLocked"
        if control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == score.field:
            labels = [item.get(f"{W}displayText") for item in control.iter(f"{W}listItem")]
            # A level is listed with what it is called, all else as it stands behind its box.
            *levels, dont_know, not_for_us = labels
            assert (levels[0], dont_know, not_for_us) == (
                score.choices[0].label, *score.boxes[-2:],
            )  # fmt: skip
            assert [label.split()[0] for label in levels] == list(score.boxes[:-2])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda text: text.replace("(field:0.role)", "(field:0.rôle)"),
            "Did you mean 'field:0.role'",
        ),
        (lambda text: text.replace("| 0b ", "| "), "must begin with its code, 0b"),
        (lambda text: text + "| 0b again | [Role](field:0.role) |\n", "is in it twice"),
        (
            lambda text: "\n".join(line for line in text.split("\n") if "0.role" not in line),
            "is missing",
        ),
        (lambda text: text.replace("](field:0.role)", "](field:0.role) now"), "stand alone"),
    ],
)
def test_a_place_that_is_wrong_is_refused(
    tmp_path: Path, spoil: Callable[[str], str], said: str
) -> None:
    with pytest.raises(TemplateError, match=r"test\.md\.j2: ") as caught:
        written(tmp_path, spoil(form()), questionnaire=questionnaire())
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            b'<w:tag w:val="0.role"/>',
            b'<w:tag w:val="0.label"/>',
            "2 controls with the tag '0.label'",
        ),
        (b'<w:id w:val="2"/>', b'<w:id w:val="1"/>', "2 controls with the id '1'"),
        (b'w:name="tt_0_role"', b'w:name="tt_0_label"', "2 bookmarks with the name 'tt_0_label'"),
    ],
)
def test_the_accessibility_check_finds_doubled_names(
    tmp_path: Path, old: bytes, new: bytes, rule: str
) -> None:
    document = written(tmp_path, form(), questionnaire=questionnaire())
    assert rule in checks.problems(changed(document, "word/document.xml", old, new))


def test_the_validator_finds_what_word_would_not_open(tmp_path: Path) -> None:
    document = written(tmp_path, PAGE)
    spoilt = changed(
        document, "word/document.xml", b"<w:tblHeader/>", b"<w:tblHeader w:bad='1'/><w:nonsense/>"
    )
    assert accessible.openxml_errors(spoilt) != []


def changed(document: bytes, name: str, old: bytes, new: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as before, zipfile.ZipFile(made, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            if part == name:
                assert old in data, f"nothing to spoil in {name}"
                data = data.replace(old, new)
            after.writestr(part, data)
    return made.getvalue()


def test_contents_are_links_to_the_main_headings(tmp_path: Path) -> None:
    page = "Before.\n\n[Contents](contents:)\n\n# One & *two*\n\n## Within\n\n# Three\n"
    root = read(tmp_path, page).body
    links = {
        link.get(f"{W}anchor"): "".join(link.itertext()) for link in root.iter(f"{W}hyperlink")
    }
    assert list(links.values()) == ["One & two", "Three"]
    marked = {mark.get(f"{W}name"): mark.getparent() for mark in root.iter(f"{W}bookmarkStart")}
    assert {name: "".join(marked[name].itertext()) for name in links} == links
    assert [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")] == [
        "begin", "separate", "end",
    ]  # fmt: skip


def test_contents_stand_once(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="contents is in it twice"):
        written(tmp_path, "[Contents](contents:)\n\n[Contents](contents:)\n")


def without_style(folder: Path, name: str) -> Path:
    """A brand in which a style has another name."""
    styles = parts_of(BRAND.read_bytes())["word/styles.xml"]
    old = f'<w:name w:val="{name}"/>'.encode()
    assert old in styles
    changed_styles = styles.replace(old, b'<w:name w:val="Other"/>')
    return brand(folder, parts={"word/styles.xml": changed_styles})


def test_a_brand_without_a_style_is_used_and_one_without_headings_refused(tmp_path: Path) -> None:
    blocks = Blocks("test.md.j2", "A test", (Paragraph((Span("a"),)), Heading(2, (Span("b"),))))
    document = write_word(blocks, brand=without_style(tmp_path, "Hyperlink"))
    assert open_word(document).text.splitlines() == ["A test", "a", "b"]
    with pytest.raises(TemplateError, match=r"brand\.docx has no style 'Heading 2'"):
        write_word(blocks, brand=without_style(tmp_path, "heading 2"))


def test_a_table_is_described_by_what_it_holds_and_large_numbers_stand_below(
    tmp_path: Path,
) -> None:
    rows = "| Table | Score |\n|--|--|\n| 1 | 2 |\n"
    figures = "::: figures\n| forms came back |\n|--|\n| 11 of 18 |\n:::\n"
    document = written(tmp_path, f"{figures}\n## Tip 8: Homes\n\n**What tables agreed.**\n\n{rows}")
    numbers, agreed = open_word(document).body.iter(f"{W}tbl")
    described = agreed.find(f"{W}tblPr/{W}tblDescription")
    assert described.get(f"{W}val") == "Tip 8: Homes: What tables agreed. Columns: Table, Score"
    header = numbers.find(f"{W}tr")
    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    assert words(header) == "forms came back"

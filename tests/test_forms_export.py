"""Microsoft Forms: the questions to import, and the export, through to the responses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support import libreoffice
from tests.support.folders import PARTNERS, make_folder
from tests.support.forms_exports import DAY, OWN, collected, export
from tests.support.word_files import open_word
from toptips import workflow
from toptips.unsafe import opening


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = make_folder(tmp_path_factory.mktemp("forms"), groups={"pathway": ["Adults", "Older"]})
    workflow.prepare(folder)
    return open_word(folder / "pack" / "microsoft-forms-questions.docx").paragraphs


def imported(questions: Sequence[str]) -> dict[str, list[str]]:
    """What Microsoft Forms makes of the document: the choices of each question, by its text."""
    found: dict[str, list[str]] = {}
    latest: list[str] = []
    for line in questions:
        if match := re.match(r"\d+\. (.*)", line):
            latest = found.setdefault(match[1], [])
        elif match := re.match(r"[A-Z]\. (.*)", line):
            latest.append(match[1])
    return found


def test_each_question_is_numbered_and_begins_with_its_code(questions: list[str]) -> None:
    numbers = [match for line in questions if (match := re.match(r"(\d+)\. (\d+[a-z]) ", line))]
    assert [int(match[1]) for match in numbers] == list(range(1, len(numbers) + 1))
    assert [match[2] for match in numbers] == [
        "0z", "0a", "0b", "0c", "0d", "0j",
        *(f"{tip}{letter}" for tip in (1, 2, 3) for letter in "abcde"),
        "0e", "0h", "0i",
    ]  # fmt: skip


def test_choices_are_lettered_lines_under_their_question(questions: list[str]) -> None:
    asked = imported(questions)
    (score,) = [choices for text, choices in asked.items() if text.startswith("2a ")]
    assert score[0] == "1 Not started"
    assert score[-1] == "Does not apply to my work"
    assert next(iter(asked.values())) == [name for _, name, _ in PARTNERS]
    (strengths,) = [choices for text, choices in asked.items() if text.startswith("2b ")]
    assert strengths == []


def test_the_first_question_of_a_tip_says_what_it_is_about(questions: list[str]) -> None:
    assert any(
        "1a Plan early together. What the tip plan-early asks for. How well" in one
        for one in questions
    )


def test_the_form_says_what_happens_to_the_answers(questions: list[str]) -> None:
    assert any("The Harbour partnership collects this form" in one for one in questions)


FIRST = {
    "0z": "Harbour Council", "0a": "jk", "0b": "Social worker", "0c": "Myself",
    "0d": "Yes, naming our sector", "0j": "Older", "1a": "4 Working in most places",
    "1b": "The daily call\nworks & helps", "1d": "My organisation together with others",
    "2a": "Don't know (I can't judge)", "0e": "3 Beds and homes together", "0i": "Yes",
    "Email": "jo.king@council.example", "Name": "Jo King",
}  # fmt: skip


def test_an_export_maps_back_with_no_configuration(questions: list[str], tmp_path: Path) -> None:
    data = export(list(imported(questions)), [FIRST, {"0z": "lantern house", "3a": 2.0}])
    (council, charity), rows = collected(tmp_path, data)
    assert (council.partner, council.respondent, council.role, council.quote) == (
        "council", "jk", "Social worker", "sector",
    )  # fmt: skip
    assert council.groups == {"pathway": "Older"}
    assert council.answers == {
        ("", "speaks_for"): "myself",
        ("plan-early", "score"): "4",
        ("plan-early", "strengths"): "The daily call\nworks & helps",
        ("plan-early", "ownership"): "system",
        ("share-records", "score"): "dont_know",
        ("", "top_1"): "beds-and-homes",
        ("", "local_support"): "yes",
    }
    assert (charity.partner, charity.respondent, charity.answers) == (
        "charity", "", {("beds-and-homes", "score"): "2"},
    )  # fmt: skip
    assert [one.member for one in rows] == ["Sheet1!row 2", "Sheet1!row 3"]
    assert council.source == "export 1.xlsx!Sheet1!row 2"


def test_names_and_addresses_are_left_out(questions: list[str], tmp_path: Path) -> None:
    nameless = {key: text for key, text in FIRST.items() if key != "0a"}
    collected(tmp_path, export(list(imported(questions)), [nameless]))
    for name in ("responses.csv", "returns.csv"):
        text = (tmp_path / "workshop" / name).read_text("utf-8-sig")
        assert "Jo King" not in text
        assert "jo.king" not in text


def test_names_are_labels_where_the_workshop_asks_for_them(
    questions: list[str], tmp_path: Path
) -> None:
    rows = [
        {"0z": "council", "1a": "4", "Name": "Jo King", "Email": "jo@council.example"},
        {"0z": "council", "1a": "3", "Email": "al@council.example"},
        {"0z": "council", "1a": "2", "0a": "zz", "Name": "Zoe Z"},
        {"0z": "council", "1a": "1"},
    ]
    responses, _ = collected(tmp_path, export(list(imported(questions)), rows), keep_names=True)
    assert sorted(one.respondent for one in responses) == [
        "", "Jo King", "al@council.example", "zz",
    ]  # fmt: skip


def test_an_export_is_looked_at_once(
    questions: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    def counted(name: str) -> None:
        work = getattr(opening, name)
        monkeypatch.setattr(
            opening, name, lambda *args, **kw: looks.append(name) or work(*args, **kw)
        )

    for name in ("kind_of", "Parts", "Workbook"):
        counted(name)
    collected(tmp_path, export(list(imported(questions)), [{"0z": "council", "1a": "4"}]))
    assert looks == ["kind_of", "Parts", "Workbook"]


def test_nobody_without_a_label_is_taken_for_another(questions: list[str], tmp_path: Path) -> None:
    alike = {"0z": "council", "1a": "4"}
    responses, rows = collected(tmp_path, export(list(imported(questions)), [alike, alike]))
    assert [one.respondent for one in responses] == ["", ""]
    assert len({row.response_id for row in rows}) == 2


def test_a_later_answer_with_the_same_label_takes_the_first_ones_place(
    questions: list[str], tmp_path: Path
) -> None:
    rows = [{"0z": "council", "0a": "JK", "1a": "4"}, {"0z": "council", "0a": "jk ", "1a": "2"}]
    (response,), returned = collected(tmp_path, export(list(imported(questions)), rows))
    assert response.get("plan-early", "score") == "2"
    assert [one.status for one in returned] == ["superseded", "accepted"]


def test_an_answer_that_was_changed_counts_from_then(questions: list[str], tmp_path: Path) -> None:
    later = DAY + timedelta(days=3)
    rows = [
        {"0z": "council", "0a": "JK", "1a": "4", "Last modified time": later},
        {"0z": "council", "0a": "JK", "1a": "2"},
    ]
    data = export(list(imported(questions)), rows, own=(*OWN, "Last modified time"))
    (response,), _ = collected(tmp_path, data)
    assert response.get("plan-early", "score") == "4"


def test_the_times_of_one_export_are_compared_even_where_its_clock_is_wrong(
    questions: list[str], tmp_path: Path
) -> None:
    rows = [
        {"0z": "council", "0a": "JK", "1a": score, "Completion time": datetime(2099, 1, day)}
        for score, day in (("4", 3), ("2", 2))
    ]
    (response,), _ = collected(tmp_path, export(list(imported(questions)), rows))
    assert response.get("plan-early", "score") == "4"


def test_exports_whose_clock_is_wrong_are_left_to_a_person(
    questions: list[str], tmp_path: Path
) -> None:
    exports = [
        export(
            list(imported(questions)),
            [{"0z": "council", "0a": "JK", "1a": score, "Completion time": datetime(2099, 1, 2)}],
        )
        for score in "42"
    ]
    responses, returned = collected(tmp_path, *exports)
    assert responses == []
    assert [row.status for row in returned] == ["unclaimed", "unclaimed"]


def test_a_later_export_of_the_same_form_counts_nobody_twice(
    questions: list[str], tmp_path: Path
) -> None:
    headers = list(imported(questions))
    rows: list[Mapping[str, object]] = [{"0z": "council", "1a": "4"}, {"0z": "charity", "1a": "4"}]
    responses, returned = collected(
        tmp_path, export(headers, rows), export(headers, [*rows, {"0z": "district", "1a": "1"}])
    )
    assert [one.partner for one in responses] == ["council", "district", "charity"]
    assert [one.status for one in returned].count("duplicate") == 2


def test_an_organisation_that_nobody_knows_is_left_to_a_person(
    questions: list[str], tmp_path: Path
) -> None:
    rows = [{"0z": "Somewhere else", "1a": "4"}, {"1a": "2"}]
    responses, (elsewhere, nowhere) = collected(tmp_path, export(list(imported(questions)), rows))
    assert responses == []
    assert (elsewhere.status, nowhere.status) == ("unclaimed", "unclaimed")
    assert "'Somewhere else'" in elsewhere.message
    assert f"--return {nowhere.return_id} --partner ID" in nowhere.message


@pytest.mark.libreoffice
def test_an_export_saved_again_by_libreoffice(questions: list[str], tmp_path: Path) -> None:
    libreoffice.required()
    data = export(
        list(imported(questions)),
        [FIRST, {"0z": "charity", "0a": "L", "3a": 2}, {"0z": "charity", "0a": "L", "3a": 3}],
    )
    (tmp_path / "export.xlsx").write_bytes(data)
    saved = libreoffice.convert(
        tmp_path / "export.xlsx", tmp_path / "saved", "xlsx", libreoffice.XLSX
    )
    assert saved.read_bytes() != data
    before, rows_before = collected(_made(tmp_path / "as made"), data)
    after, rows_after = collected(_made(tmp_path / "as saved"), saved.read_bytes())
    assert [(one.partner, one.respondent, one.answers) for one in after] == [
        (one.partner, one.respondent, one.answers) for one in before
    ]
    # The same rows are the same returns, whichever program saved them last.
    assert [row.return_id for row in rows_after] == [row.return_id for row in rows_before]
    assert [one.status for one in rows_after] == ["accepted", "superseded", "accepted"]


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder

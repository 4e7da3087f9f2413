"""What is analysed is what was asked, whatever a workshop's files say by then."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.folders import TIPS, answered, collect_forms, form_of, make_folder
from tests.support.word_files import fill, open_word
from toptips import workflow
from toptips.charts import Chart
from toptips.errors import TopTipsError
from toptips.model.sendings import load_sent

FIRST_TITLE = "Plan early together"
RETURNED = [
    (partner, answered(score, _1__ownership="system", _1__barriers="The care plan comes late."))
    for partner, score in zip(
        ("mh-trust", "acute-trust", "council", "district", "charity", "mh-trust"),
        ("2", "3", "3", "4", "5", "2"),
        strict=True,
    )
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workshop whose forms have come back."""

    def no_charts(*_: Any) -> list[Chart]:
        return []

    monkeypatch.setattr("toptips.charts.draw", no_charts)
    made = make_folder(
        tmp_path / "harbour",
        framework_changes={"codebook": "discharge-and-integration"},
        key_question="Whose move is it?",
    )
    own = made / "templates"
    own.mkdir()
    (own / "questions.yaml").write_text(
        "format: 1\n"
        "tip:\n"
        "  ownership:\n"
        "    text: KEY_QUESTION Who could move first?\n"
        "    answer: Who could move first\n"
        "    choices: {ours: We could, system: Only all of us at once}\n",
        encoding="utf-8",
    )
    collect_forms(made, RETURNED)
    return made


def report_of(folder: Path) -> str:
    workflow.analyse(folder)
    return open_word((folder / "report" / "report.docx").read_bytes()).text


def change(path: Path, **changes: Any) -> None:
    data = yaml.safe_load(path.read_text("utf-8"))
    for key, value in changes.items():
        value(data[key]) if callable(value) else data.update({key: value})
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_a_title_and_a_version_changed_since_are_said_and_what_was_asked_is_printed(
    folder: Path,
) -> None:
    change(
        folder / "frameworks" / "harbour-tips.yaml",
        version="2",
        tips=lambda tips: tips[0].update(title="Begin at the front door"),
    )
    text = report_of(folder)
    assert f"Tip 1: {FIRST_TITLE}" in text
    assert "Tip 1: Begin at the front door" not in text
    assert "its version is 2, not 1" in text
    assert f"tip 1 is called 'Begin at the front door', not '{FIRST_TITLE}'" in text


def test_own_words_for_choices_are_on_the_forms_and_in_the_report(folder: Path) -> None:
    form = open_word(form_of(folder, "council").read_bytes())
    assert "Only all of us at once" in form.text
    text = report_of(folder)
    assert "‘Only all of us at once’ 100%" in text
    assert "My organisation together with others" not in text
    # And they stay, if the words are changed after the forms came back.
    (folder / "templates" / "questions.yaml").unlink()
    assert "‘Only all of us at once’ 100%" in report_of(folder)


def test_an_item_taken_out_of_the_framework_keeps_its_scores_and_its_comments(
    folder: Path,
) -> None:
    before = workflow.analyse(folder).as_data()
    change(folder / "frameworks" / "harbour-tips.yaml", tips=lambda tips: tips.pop(0))
    after = workflow.analyse(folder).as_data()
    assert [tip["id"] for tip in after["tips"]] == list(TIPS)
    assert after["tips"] == before["tips"]
    assert after["themes"] == before["themes"]
    assert any(theme["tips"].get("plan-early") for theme in after["themes"])
    assert "tip 1 (Plan early together) is not in it" in after["remarks"][0]


def test_a_partner_taken_out_of_the_workshop_is_counted_and_shown_alike(folder: Path) -> None:
    before = workflow.analyse(folder).as_data()
    change(folder / "workshop.yaml", partners=lambda partners: partners.pop(2))
    for _ in range(2):
        after = workflow.analyse(folder).as_data()
        assert after["tips"] == before["tips"]
        assert [row["partner"] for row in after["respondents"]["invited"]] == [
            row["partner"] for row in before["respondents"]["invited"]
        ]
        standing = workflow.status(folder, today=date(2018, 8, 1))
        [council] = [row for row in standing.partners if row.partner == "council"]
        assert (council.answered, council.asked, council.invited) == (1, True, False)
        assert any("no longer in workshop.yaml" in said for said in standing.sentences())
        workflow.collect(folder)  # and its form is not sent back as nobody's


def test_a_sector_changed_since_counts_as_it_was_asked(folder: Path) -> None:
    before = workflow.analyse(folder).as_data()["respondents"]["by_sector"]
    change(
        folder / "workshop.yaml",
        partners=lambda partners: partners[4].update(sector="Local authority"),
    )
    assert workflow.analyse(folder).as_data()["respondents"]["by_sector"] == before
    workflow.prepare(folder)  # asks again, with the partner where it belongs
    workflow.collect(folder)
    assert workflow.analyse(folder).as_data()["respondents"]["by_sector"] != before


def test_a_limit_below_what_the_forms_promised_is_refused(folder: Path) -> None:
    change(folder / "workshop.yaml", privacy=lambda privacy: privacy.update(smallest_group=2))
    for command in (
        lambda: workflow.analyse(folder),
        lambda: workflow.anonymise(folder, folder.parent / "copy"),
    ):
        with pytest.raises(TopTipsError, match="the forms promised 'smallest_group: 3'"):
            command()
    # Sending forms that promise less does not undo what the answered ones promised.
    workflow.prepare(folder)
    workflow.collect(folder)
    with pytest.raises(TopTipsError, match="the forms promised 'smallest_group: 3'"):
        workflow.analyse(folder)


def test_the_key_question_heads_the_form_the_guide_and_the_report(folder: Path) -> None:
    assert (
        "Whose move is it? Who could move first?"
        in open_word(form_of(folder, "council").read_bytes()).text
    )
    guide = open_word((folder / "pack" / "facilitators-guide.docx").read_bytes())
    assert "Whose move is it?" in guide.headings
    change(folder / "workshop.yaml", key_question="Who moves?")
    report_of(folder)
    report = open_word((folder / "report" / "report.docx").read_bytes())
    assert "Whose move is it?" in report.headings
    assert "Who moves?" not in report.text


def test_the_report_says_how_many_answered_which_wording(folder: Path) -> None:
    change(
        folder / "frameworks" / "harbour-tips.yaml",
        tips=lambda tips: tips[1].update(title="Share what you know"),
    )
    workflow.prepare(folder)
    came_back = folder / "late"
    came_back.mkdir()
    (came_back / "late.docx").write_bytes(fill(form_of(folder, "district"), answered("1")))
    workflow.collect(folder, [came_back])
    remarks = workflow.analyse(folder).as_data()["remarks"]
    [said] = [remark for remark in remarks if "title of tip 2" in remark]
    assert "5 answered 'Share records together'" in said  # one came twice
    assert "1 answered 'Share what you know'" in said


def test_an_item_that_only_earlier_forms_asked_about_is_named_and_left_out_whole(
    folder: Path,
) -> None:
    change(folder / "frameworks" / "harbour-tips.yaml", tips=lambda tips: tips.pop(0))
    workflow.prepare(folder)
    came_back = folder / "late"
    came_back.mkdir()
    late = {"2.score": "3 Working in some places", "3.score": "3 Working in some places"}
    (came_back / "late.docx").write_bytes(fill(form_of(folder, "district"), late))
    workflow.collect(folder, [came_back])
    figures = workflow.analyse(folder).as_data()
    assert [tip["id"] for tip in figures["tips"]] == list(TIPS[1:])
    assert not any("plan-early" in theme["tips"] for theme in figures["themes"])
    assert any(
        remark.startswith("Tip 1 (Plan early together) was asked on 5 forms")
        for remark in figures["remarks"]
    )


def test_every_return_says_which_questionnaire_it_answers(folder: Path) -> None:
    sent = load_sent(folder)
    rows = workflow.collect(folder).rows
    assert {row.questionnaire for row in rows} <= set(sent)
    asked = json.loads((folder / "sent" / "asked-001.json").read_text("utf-8"))
    assert {name[:8] for name in asked["questionnaires"]} == set(sent)

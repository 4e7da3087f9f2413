"""A form for people who use services: one for all, and nobody's self-assessment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.support.confirming import confirm_all
from tests.support.folders import TIPS, answered, form_of, make_folder
from tests.support.word_files import W, fill, open_word, words
from toptips import workflow
from toptips.analysis.standing import Standing
from toptips.model.dates import date_in
from toptips.model.reference import find_reference
from toptips.model.responses import Response, read_responses
from toptips.model.sendings import load_sent

TWIPS_A_CM = 567
YES, NO = "Yes, without my name", "No: count my answers, print none of my words"
EXPERIENCES = {
    "Yes, mostly": "yes",
    "Sometimes": "sometimes",
    "No": "no",
    "This did not happen to me": "not_for_me",
    "I would rather not say": "unsaid",
}
HELPED, BETTER = "A cup of tea.", "A call to my family the day before."
NOT_FOR_PRINT = "They forgot my tablets."
PARTNERS_SAID = [
    (partner, answered(score, _0__label=f"p{number}", _1__barriers="Families hear of it too late."))
    for number, (partner, score) in enumerate(
        zip(
            ("mh-trust", "mh-trust", "acute-trust", "council", "district", "charity"),
            "234512",
            strict=True,
        )
    )
]
# One person for each experience, then one who leaves it blank and wants nothing printed.
PEOPLE_SAID: list[dict[str, str]] = [
    *({"1.experience": label, "0.quote": YES} for label in EXPERIENCES),
    {"1.better": NOT_FOR_PRINT, "0.quote": NO},
]
PEOPLE_SAID[0] |= {"1.helped": HELPED}
PEOPLE_SAID[1] |= {"1.better": BETTER}
TODAY = date_in("2018-08-20")


def made(folder: Path, people: list[dict[str, str]]) -> Path:
    """Make a workshop, and collect partners' forms and those of people."""
    make_folder(folder, framework_changes={"codebook": "discharge-and-integration"})
    workflow.prepare(folder)
    came_back = folder / "came back"
    came_back.mkdir()
    forms = [(form_of(folder, partner), answers) for partner, answers in PARTNERS_SAID]
    forms += [(folder / "pack" / "forms" / "people.docx", answers) for answers in people]
    for number, (form, answers) in enumerate(forms):
        (came_back / f"{number:02}.docx").write_bytes(fill(form, answers))
    workflow.collect(folder, [came_back])
    return folder


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("without") / "harbour", [])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("with") / "harbour", PEOPLE_SAID)


def of_people(folder: Path) -> list[Response]:
    found = read_responses(folder / "responses.csv")
    return [response for response in found if response.form == "people"]


def test_it_is_made_once_for_all(folder: Path) -> None:
    made_for_people = [path.name for path in (folder / "pack").rglob("*people*")]
    assert sorted(made_for_people) == ["microsoft-forms-people.docx", "people.docx"]
    form = open_word(folder / "pack" / "forms" / "people.docx")
    reference = find_reference(form.text)
    assert reference is not None
    assert reference == find_reference(form.property("keywords"))
    assert (reference.form, reference.partner) == ("people", "people")
    sent = load_sent(folder)[reference.hash]
    assert sent.form == "people"
    assert sorted(form.tags) == sorted(question.field for question in sent.questions)
    assert form.tags[:3] == ["1.experience", "1.helped", "1.better"]
    # What is asked of each tip is what it promises in plain words.
    assert "1n I know about plan-early." in form.text


def test_it_is_in_large_print_with_boxes_to_tick_and_room_to_write(folder: Path) -> None:
    form = open_word(folder / "pack" / "forms" / "people.docx")
    styles = etree.fromstring(form.parts["word/styles.xml"])
    sizes = [int(size.get(f"{W}val", "")) / 2 for size in styles.iter(f"{W}sz")]
    assert min(sizes) == 18
    assert b"w:dropDownList" not in form.parts["word/document.xml"]
    rows = [row for table in form.tables for row in table]
    assert [row[1].split("\n") for row in rows if row[0].startswith("1n ")] == [
        [f"☐\u00a0{words}" for words in map(unbroken, EXPERIENCES)]
    ]
    high = [
        int(mark.get(f"{W}val", "")) / TWIPS_A_CM
        for row in form.body.iter(f"{W}tr")
        if words(row)[:2] in ("1o", "1p", "3o", "3p")
        for mark in row.iter(f"{W}trHeight")
    ]
    assert len(high) == 4
    assert min(high) >= 2.99


def unbroken(words: str) -> str:
    """Few words stay on one line with their box."""
    return words.replace(" ", "\u00a0") if len(words) <= 20 else words


def test_its_privacy_words_speak_of_no_label_and_no_organisation(folder: Path) -> None:
    for name in ("forms/people", "microsoft-forms-people"):
        text = open_word(folder / "pack" / f"{name}.docx").text
        assert "collects this form to improve local services" in text
        assert "We do not ask for your name" in text
        for said_to_partners in ("0a", "which organisation it is for", "naming our sector"):
            assert said_to_partners not in text


def test_what_is_imported_into_microsoft_forms_asks_the_same(folder: Path) -> None:
    form = open_word(folder / "pack" / "microsoft-forms-people.docx")
    assert form.tags == []
    (sent,) = [sent for sent in load_sent(folder).values() if sent.form == "people"]
    asked = [line.split()[1] for line in form.paragraphs if line[:1].isdecimal()]
    assert sorted(asked) == sorted(question.code for question in sent.questions)
    assert "4. 2n I know about share-records." in form.paragraphs


def test_its_answers_are_nobodys_in_particular(folder: Path) -> None:
    found = of_people(folder)
    assert len(found) == len(PEOPLE_SAID)
    for response in found:
        assert (response.partner, response.partner_name, response.sector) == ("", "", "")
        assert (response.respondent, response.role) == ("", "")


def test_what_they_chose_and_wrote_comes_out(folder: Path) -> None:
    found = of_people(folder)
    experiences = {response.get(TIPS[0], "experience") for response in found}
    assert experiences == {*EXPERIENCES.values(), ""}
    assert {response.get(TIPS[0], "helped") for response in found} == {HELPED, ""}
    assert {response.get(TIPS[0], "better") for response in found} == {BETTER, NOT_FOR_PRINT, ""}
    consents = sorted(response.quote for response in found)
    assert consents == ["anonymous"] * 5 + ["no"]


def figures(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Analyse, without charts: nobody looks at them here."""

    def draw(*_: Any) -> tuple[()]:
        return ()

    monkeypatch.setattr("toptips.charts.draw", draw)
    return workflow.analyse(folder).as_data()


def test_the_partners_figures_are_the_same_with_and_without_it(
    folder: Path, without: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_people, before = figures(folder, monkeypatch), figures(without, monkeypatch)
    assert with_people["respondents"]["self_assessments"] == len(PARTNERS_SAID)
    assert with_people["respondents"].pop("people") == len(PEOPLE_SAID)
    assert before["respondents"].pop("people") == 0
    assert with_people["respondents"] == before["respondents"]
    for tip, earlier in zip(with_people["tips"], before["tips"], strict=True):
        assert without_people(tip) == without_people(earlier)
    assert with_people["tips"][0]["experience"]["n"] == len(EXPERIENCES)
    shares = with_people["tips"][0]["experience"]["shares"]
    assert shares == pytest.approx(dict.fromkeys(EXPERIENCES.values(), 1 / 5))


def without_people(tip: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tip.items() if key != "experience"}


def test_what_they_wrote_is_read_for_themes_and_counted_apart(
    folder: Path, without: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_people, before = figures(folder, monkeypatch), figures(without, monkeypatch)
    assert with_people["coding"]["comments"] == before["coding"]["comments"] + 3
    assert sum(theme["people"] for theme in with_people["themes"]) >= 3
    assert {theme["people"] for theme in before["themes"]} == {0}
    counted = ("comments", "respondents", "organisations", "strengths", "barriers", "tables")
    for theme in with_people["themes"]:
        (same,) = [other for other in before["themes"] if other["id"] == theme["id"]]
        assert {part: theme[part] for part in counted} == {part: same[part] for part in counted}


def test_their_words_are_quoted_with_consent_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_all(monkeypatch)
    figures(folder, monkeypatch)
    report = open_word(folder / "report" / "report.docx")
    for said in (HELPED, BETTER):
        assert f"“{said}” (somebody who uses services)" in report.text
    assert NOT_FOR_PRINT not in report.everything()
    assert "6 forms of people who use services came back; they stand apart." in report.text


def test_who_has_answered_is_the_same_with_and_without_it(folder: Path, without: Path) -> None:
    assert TODAY is not None
    standing, before = (workflow.status(place, today=TODAY) for place in (folder, without))
    assert partners_of(standing) == partners_of(before)


def partners_of(standing: Standing) -> list[tuple[str, int, int]]:
    return [(found.partner, found.answered, found.expected) for found in standing.partners]

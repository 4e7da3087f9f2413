"""The form for people who use services is a kind of its own, from the template to the figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.folders import answered, form_of, make_folder
from tests.support.word_files import fill, open_word
from toptips import workflow
from toptips.model.responses import read_responses

TEMPLATE = """\
---
title: "{{ workshop.title }}: your view"
file: forms/your-view
form: people
---
# What happened to you

| Question | Your answer |
|------|------|
{% for asked in questions_about_you %}
| **{{ asked.code }}** {{ asked.text }} | [{{ asked.answer }}](field:{{ asked.field }}) |
{% endfor %}

{% for tip in tips %}
## {{ tip.title }}

| Question | Your answer |
|------|------|
{% for asked in tip.questions %}
| **{{ asked.code }}** {{ asked.text }} | [{{ asked.answer }}](field:{{ asked.field }}) |
{% endfor %}

{% endfor %}
Form reference: {{ reference }}
"""
PARTNERS_FORMS = [
    (partner, answered(score, _1__barriers="The care plan comes late."))
    for partner, score in (("mh-trust", "2"), ("council", "3"), ("district", "4"), ("charity", "5"))
]
SAID = (
    ("Yes, mostly", "yes"), ("Sometimes", "sometimes"), ("No", "no"),
    ("This did not happen to me", "not_for_me"), ("I would rather not say", "unsaid"),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, empty_pictures: Any) -> Path:
    made = make_folder(
        tmp_path / "harbour", framework_changes={"codebook": "discharge-and-integration"}
    )
    own = made / "templates" / "pack"
    own.mkdir(parents=True)
    (own / "your-view.md.j2").write_text(TEMPLATE, encoding="utf-8")
    workflow.prepare(made)
    return made


def collect(folder: Path, *, with_people: bool) -> None:
    came_back = folder / f"came back {with_people}"
    came_back.mkdir()
    for number, (partner, given) in enumerate(PARTNERS_FORMS):
        (came_back / f"{number}.docx").write_bytes(fill(form_of(folder, partner), given))
    form = folder / "pack" / "forms" / "your-view.docx"
    for number, (said, _) in enumerate(SAID if with_people else ()):
        given = {
            "0.quote": "Yes, without my name" if number == 0 else "No: count my answers",
            "1.experience": said,
            "1.helped": f"The care plan, {number}",
            "1.better": "Somebody to ring about housing",
        }
        (came_back / f"person {number}.docx").write_bytes(fill(form, given))
    workflow.collect(folder, [came_back])


def test_it_is_made_once_and_asks_the_plain_statements_and_nobodys_name(folder: Path) -> None:
    form = open_word(folder / "pack" / "forms" / "your-view.docx")
    keywords = form.parts["docProps/core.xml"].decode()
    assert "harbour-2018 / people / people / harbour-tips" in keywords
    assert "1n I know about plan-early." in form.text
    assert "Yes, mostly" in form.parts["word/document.xml"].decode()
    for asked_of_partners in ("0a", "0b", "0c", "1a", "1d"):
        assert f"{asked_of_partners} " not in form.text


def test_what_comes_back_is_nobodys_self_assessment(folder: Path) -> None:
    collect(folder, with_people=True)
    people = [
        response
        for response in read_responses(folder / "responses.csv")
        if response.form == "people"
    ]
    assert len(people) == len(SAID)
    assert {(person.partner, person.partner_name, person.sector) for person in people} == {
        ("", "", "")
    }
    assert {person.respondent for person in people} == {""}
    assert sorted(person.get("plan-early", "experience") for person in people) == sorted(
        value for _, value in SAID
    )
    assert sorted(person.quote for person in people) == ["anonymous", "no", "no", "no", "no"]


def test_partners_figures_are_the_same_with_and_without_it(
    folder: Path, tmp_path: Path, empty_pictures: Any
) -> None:
    collect(folder, with_people=True)
    with_people = workflow.analyse(folder).as_data()
    for row in (folder / "returns").glob("person *.docx"):
        row.unlink()
    workflow.collect(folder)
    without = workflow.analyse(folder).as_data()
    assert with_people["respondents"]["self_assessments"] == 4
    assert (with_people["respondents"]["people"], without["respondents"]["people"]) == (5, 0)
    for key in ("self_assessments", "organisations", "by_sector", "invited"):
        assert with_people["respondents"][key] == without["respondents"][key]
    for tip, same in zip(with_people["tips"], without["tips"], strict=True):
        assert {**tip, "experience": None} == {**same, "experience": None}


def test_their_view_stands_beside_and_their_words_are_read_for_themes(folder: Path) -> None:
    collect(folder, with_people=True)
    figures = workflow.analyse(folder).as_data()
    first = figures["tips"][0]["experience"]
    assert first["n"] == 5
    assert first["shares"] == dict.fromkeys((value for _, value in SAID), 0.2)
    themes = {theme["id"]: theme for theme in figures["themes"]}
    housing = next(theme for theme in themes.values() if theme["name"].startswith("Housing"))
    assert (housing["people"], housing["comments"], housing["respondents"]) == (5, 0, 0)
    quotes = [quote["text"] for theme in figures["themes"] for quote in theme["quotes"]]
    assert "The care plan, 0" in quotes
    assert not any(f"The care plan, {number}" in quotes for number in range(1, 5))
    text = open_word(folder / "report" / "report.docx").text
    assert "What people who use services say. Of 5 answers: ‘Yes, mostly’ 20%" in text


def test_too_few_people_are_not_shown(folder: Path) -> None:
    collect(folder, with_people=True)
    for row in sorted((folder / "returns").glob("person *.docx"))[:3]:
        row.unlink()
    workflow.collect(folder)
    figures = workflow.analyse(folder).as_data()
    assert figures["tips"][0]["experience"] == {"n": None, "suppressed": True}

"""A workshop within one organisation: 70 staff, seven steps, two pathways, four localities."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.chart_figures import theme
from tests.support.small_workshop import figures, make_framework, make_workshop, respondent
from tests.support.word_files import open_word
from toptips.analysis.figures import Coding, Figures, Gap
from toptips.charts import draw
from toptips.documents.template import Templates
from toptips.model.framework import Framework
from toptips.model.questionnaire import make_questionnaire
from toptips.model.questions import Form
from toptips.model.wordings import Wordings, load_wordings
from toptips.places import shipped
from toptips.report import sentences, write_report
from toptips.report.quoted import Quoted
from toptips.report.themes import themes_told

PATHWAYS = ("Adults", "Older adults")
LOCALITIES = ("North", "Mid", "South", "Coast")
STAFF, STEPS = 70, 7


def steps() -> Framework:
    """Seven steps of a pathway."""
    framework = make_framework(STEPS)
    item = type(framework.item).model_validate({"one": "step", "many": "steps"})
    tips = tuple(
        tip.model_copy(update={"title": title, "summary": "What happens then."})
        for tip, title in zip(
            framework.tips,
            ("Referral", "Admission", "Planning", "Reviews", "Homes", "Leaving", "After"),
            strict=True,
        )
    )
    return framework.model_copy(update={"item": item, "tips": tips})


@functools.cache
def internal() -> Figures:
    """Adults score every step 4 or 5, older adults 2 or 3: two levels apart on each step."""
    workshop = make_workshop(
        {"a": ("NHS mental health", STAFF)},
        groups={"pathway": list(PATHWAYS), "locality": list(LOCALITIES)},
    )
    people = []
    for n in range(STAFF):
        pathway = PATHWAYS[n % 2]
        base = 4 if pathway == "Adults" else 2
        answers = {
            f"t{step}_score": str(base + (n // 2 + step) % 2) for step in range(1, STEPS + 1)
        }
        owners = {f"t{step}_ownership": "system" if step > 4 else "ours" for step in (1, 5, 6)}
        people.append(
            respondent(
                f"a{n}", "anonymous", pathway=pathway, locality=LOCALITIES[n % 4], top_1="t5",
                t5_barriers="Nobody knows who rings the family", **answers, **owners,
            )
        )  # fmt: skip
    return figures(workshop, people, steps())


def with_a_gap(found: Figures) -> Figures:
    """The figures with a difference between pathways that is claimed on every step."""
    gap = Gap(claimed=True, highest="Adults", lowest="Older adults")
    return replace(
        found, tips=tuple(replace(tip, gaps={**tip.gaps, "pathway": gap}) for tip in found.tips)
    )


def report(found: Figures, tmp_path: Path) -> str:
    charts = draw(found)
    path = tmp_path / "report.docx"
    path.write_bytes(write_report(found, charts, Templates([shipped("templates")])).word)
    return open_word(path).text


def test_what_differs_between_pathways_is_said_first() -> None:
    first, *others = sentences.headlines(with_a_gap(internal()))
    assert first.startswith("Pathways see it differently on step 1 (Referral), step 2 (Admission)")
    assert "more than shuffling" in first
    assert others[0].startswith("70 self-assessments of staff count; 70 forms were expected.")


def test_where_nothing_is_claimed_nothing_is_said_of_groups() -> None:
    found = internal()
    nothing = replace(found, tips=tuple(replace(tip, gaps={}, gap=Gap()) for tip in found.tips))
    assert not [said for said in sentences.headlines(nothing) if "differently" in said]


def test_the_groups_of_each_dimension_are_shown() -> None:
    first = internal().tips[0]
    assert {name: scores.n for name, scores in first.by["pathway"].items()} == {
        "Adults": 35, "Older adults": 35,
    }  # fmt: skip
    assert set(first.by["locality"]) == set(LOCALITIES)


@pytest.mark.usefixtures("empty_pictures")
def test_nothing_speaks_of_sectors_or_of_tips(tmp_path: Path) -> None:
    said = report(with_a_gap(internal()), tmp_path)
    assert "Shuffling deals the groups out by chance alone" in said
    assert "Step 1: Referral" in said
    said = said.replace("toptips", "").replace("Small tips", "")
    speaks = re.compile(r"sector|organisation|partner|\btips?\b", re.IGNORECASE)
    assert [line for line in said.splitlines() if speaks.search(line)] == []


def test_themes_are_split_by_group_where_enough_mention_them() -> None:
    mentioned = {"pathway": ("Older adults",), "locality": ()}
    found = replace(
        internal(),
        themes=(
            theme("Contact with families", 70, 0, 70, groups=mentioned),
            theme("Transport", 2, 0, 2, groups={"pathway": (), "locality": ()}),
        ),
        coding=Coding("a-codebook", 72, 0),
    )
    part = themes_told(found, Quoted(internal=True))
    assert part is not None and part.by_group is not None
    assert part.by_group.columns == ("Pathways",)
    assert part.by_group.rows == (("Contact with families", ("Older adults",)),)


def asked_of_staff(form: Form, wordings: Wordings) -> Iterator[str]:
    workshop = make_workshop({"a": ("NHS", STAFF)})
    for question in make_questionnaire(steps(), workshop, form, wordings).questions:
        yield question.text
        yield from (choice.label for choice in question.choices)


@pytest.mark.parametrize("form", ["self-assessment", "conversation"])
def test_what_staff_are_asked_speaks_of_teams(form: Form) -> None:
    asked = list(asked_of_staff(form, load_wordings([])))
    assert not [text for text in asked if re.search("organisation|sector", text)]
    assert any("team alone" in text for text in asked)


def test_a_workshops_own_words_stand_within_one_organisation_too(tmp_path: Path) -> None:
    own = "format: 1\ntip:\n  score:\n    text: How well does it go?\n    answer: Score\n"
    (tmp_path / "questions.yaml").write_text(own, "utf-8")
    asked = list(asked_of_staff("self-assessment", load_wordings([tmp_path])))
    assert asked.count("How well does it go?") == STEPS
    assert any("My team alone" in text for text in asked)


def test_what_several_organisations_are_asked_stays() -> None:
    workshop = make_workshop({"a": ("NHS", 3), "b": ("Council", 3)})
    made = make_questionnaire(steps(), workshop, "self-assessment", load_wordings([]))
    labels = [choice.label for question in made.questions for choice in question.choices]
    assert "My organisation alone" in labels and "Yes, naming our sector" in labels
    assert "My team alone" not in labels

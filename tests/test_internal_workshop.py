"""A workshop within one organisation: 70 staff, seven steps, two pathways, four localities."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.small_workshop import figures, make_framework, make_workshop, respondent
from tests.support.word_files import open_word
from toptips.analysis.figures import Figures, Gap
from toptips.charts import draw
from toptips.documents.template import Templates
from toptips.model.framework import Framework
from toptips.places import shipped
from toptips.report import sentences, write_report

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
    path.write_bytes(write_report(found, charts, Templates([shipped("templates")])))
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
    assert "Step 1: Referral" in said
    said = said.replace("toptips", "").replace("Small tips", "")
    speaks = re.compile(r"sector|organisation|partner|\btips?\b", re.IGNORECASE)
    assert [line for line in said.splitlines() if speaks.search(line)] == []

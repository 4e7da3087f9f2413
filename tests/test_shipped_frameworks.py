"""The frameworks and the codebook that ship, and the framework to fill in."""

import re
from pathlib import Path

import pytest

from toptips.model.codebook import check_files, load_codebook
from toptips.model.framework import SHIPPED_SCALE, load_framework
from toptips.places import shipped
from toptips.workflow import new_framework

LONDON, SKILLS = "london-mental-health-discharge", "skills-for-care-working-together"
HIGH_IMPACT = "high-impact-change-model"
PRINCIPLES = "mental-health-discharge-principles"
STATEMENTS = "cqc-local-authority-statements"
# Where each page was looked up.
PUBLISHERS = (
    "https://www.gov.uk/government/publications/",
    "https://www.local.gov.uk/our-support/",
    "https://www.cqc.org.uk/",
    "https://www.cdcarepartnership.co.uk/",
    "https://transform.england.nhs.uk/improvement/",
)
SHIPPED = sorted(path.stem for path in shipped("frameworks").glob("*.yaml"))
# As the source has them, but for capitals within a title and "and" for "&".
LONDONS_TITLES = [
    "Senior level joint working and commitment",
    "Commissioned transition support and community services",
    "Early discharge planning",
    "Every day counts",
    "Patient choice",
    "Embodied principles of choice, recovery and re-ablement",
    "Strong housing involvement",
    "Placement without prejudice",
    "Robust multi-agency working",
    "Support for those with no recourse to public funds",
]
SKILLS_TITLES = [
    "Build a shared statement of purpose",
    "Develop clear plans and pathways",
    "Review current responsibilities",
    "Establish clear lines of responsibility and accountability",
    "Establish mutual professional respect",
    "Review current communication methods",
    "Improve information sharing",
]
# Answers people give to a statement: "No" to one of these can be read both ways.
NEGATIVES = re.compile(r"\b(not|no|never|nobody|without|none|nothing)\b|n't\b", re.IGNORECASE)


@pytest.mark.parametrize("framework", SHIPPED)
def test_what_ships_is_whole(framework: str) -> None:
    assert check_files([shipped("frameworks") / f"{framework}.yaml"]) == []
    read = load_framework(framework)
    assert read.id == framework
    assert read.licence and read.kind and read.as_of == "2026-11"
    assert [tip.number for tip in read.tips] == list(range(1, len(read.tips) + 1))
    for tip in read.tips:
        assert 3 <= len(tip.looks_like) <= 5, tip.id
        assert 2 <= len(tip.prompts) <= 4, tip.id
        assert all(prompt.endswith("?") for prompt in tip.prompts), tip.id
        assert re.fullmatch(r"[^.]+\.", tip.summary), tip.summary
    assert load_codebook(read.codebook or "")


@pytest.mark.parametrize("framework", SHIPPED)
def test_people_can_answer_each_statement(framework: str) -> None:
    """Each is one short sentence about me, and "No" to it can be read in one way only."""
    for tip in load_framework(framework).tips:
        words = tip.plain.rstrip(".").split()
        assert {"I", "my", "me", "My"} & set(words), tip.plain
        assert re.fullmatch(r"[^.;:,]+\.", tip.plain), tip.plain
        assert " and " not in tip.plain, tip.plain
        assert len(words) <= 13, tip.plain
        assert sum(map(len, words)) / len(words) <= 5, tip.plain
        assert not NEGATIVES.search(tip.plain), tip.plain


@pytest.mark.parametrize("framework", SHIPPED)
def test_what_ships_is_in_the_terms_of_today(framework: str) -> None:
    text = (shipped("frameworks") / f"{framework}.yaml").read_text("utf-8")
    for old in ("clinical commissioning", "CCG", "DToC", "delayed transfer", "OISC", "\u2014"):
        assert old not in text


def test_links_lead_to_publishers_pages_that_were_seen() -> None:
    # Some frameworks have no link at all, so that one at a time would say nothing of those.
    links = {
        link
        for read in map(load_framework, SHIPPED)
        for link in (read.source.link, *(link.link for tip in read.tips for link in tip.links))
        if link
    }
    assert len(links) > 5
    assert [link for link in sorted(links) if not link.startswith(PUBLISHERS)] == []


def test_scales_are_those_that_forms_depend_on() -> None:
    assert load_framework(LONDON).scale == load_framework(SKILLS).scale == SHIPPED_SCALE
    levels = [level.label for level in load_framework(HIGH_IMPACT).scale]
    assert levels == ["Not yet established", "Plans in place", "Established", "Mature", "Exemplary"]


def test_titles_are_those_of_the_sources() -> None:
    for framework, titles in ((LONDON, LONDONS_TITLES), (SKILLS, SKILLS_TITLES)):
        assert [tip.title for tip in load_framework(framework).tips] == titles


def test_what_we_wrote_is_said_to_be_ours() -> None:
    london, skills = load_framework(LONDON), load_framework(SKILLS)
    assert "Explanations: written for toptips" in london.wording
    assert skills.title.endswith("(our title)")
    assert skills.source.title.endswith("(our name for it)")
    assert "The title of the whole, the name of its source" in skills.wording


def test_ids_stay_for_comparisons_over_time() -> None:
    assert [tip.id for tip in load_framework(LONDON).tips] == [
        "senior-joint-working",
        "transition-support",
        "early-discharge-planning",
        "every-day-counts",
        "patient-choice",
        "recovery-and-reablement",
        "housing-involvement",
        "placement-without-prejudice",
        "multi-agency-working",
        "no-recourse-to-public-funds",
    ]
    assert [tip.id for tip in load_framework(SKILLS).tips] == [
        "shared-purpose",
        "plans-and-pathways",
        "review-responsibilities",
        "clear-accountability",
        "professional-respect",
        "communication-methods",
        "information-sharing",
    ]


def test_london_speaks_of_follow_up_of_carers_and_of_what_is_free() -> None:
    tips = {tip.id: tip for tip in load_framework(LONDON).tips}
    support, planning = tips["transition-support"], tips["early-discharge-planning"]
    assert any("within 72 hours" in line for line in support.looks_like)
    assert any("48 to 72 hours" in prompt for prompt in support.prompts)
    assert any("Unpaid carers" in line for line in planning.looks_like)
    assert any("unpaid carers" in prompt for prompt in planning.prompts)
    assert any("aftercare is free" in line for line in tips["patient-choice"].looks_like)


def test_londons_eighth_tip_asks_who_pays_and_nothing_else() -> None:
    tip = load_framework(LONDON).tips[7]
    said = " ".join((tip.summary, *tip.looks_like, *tip.prompts, tip.plain, *tip.levels.values()))
    assert not re.search(r"refus|label|referral|say no|turned down", said)


def test_londons_tips_answer_every_statutory_principle() -> None:
    mapped = {place for tip in load_framework(LONDON).tips for place in tip.maps_to}
    principles = {f"{PRINCIPLES}/{tip.id}" for tip in load_framework(PRINCIPLES).tips}
    assert principles <= mapped
    assert {place.partition("/")[0] for place in mapped} == {PRINCIPLES, HIGH_IMPACT, STATEMENTS}


def test_what_a_regulator_says_is_kept_from_what_partners_say() -> None:
    for said in (load_framework(STATEMENTS).wording, load_framework(STATEMENTS).question or ""):
        assert "not a regulator's" in said


def test_what_a_law_asks_stays() -> None:
    assert all(tip.duty and tip.note for tip in load_framework(PRINCIPLES).tips)
    for name in SHIPPED:
        assert all(tip.note for tip in load_framework(name).tips if tip.duty), name


def test_the_codebook_that_ships_is_large_enough() -> None:
    codebook = load_codebook("discharge-and-integration")
    themes = [theme for theme in codebook.themes if not theme.fallback]
    assert len(themes) >= 12
    assert min(len(theme.keywords) for theme in themes) >= 15


def test_nobodys_text_is_in_them_twice() -> None:
    """Each explanation is written for its tip."""
    tips = [tip for name in SHIPPED for tip in load_framework(name).tips]
    lines = [line for tip in tips for line in (*tip.looks_like, *tip.prompts, tip.plain)]
    assert len(lines) == len(set(lines))


def uncommented(text: str) -> str:
    """Take the # away from every key that may be left out; explanations have a space after it."""
    return re.sub(r"^( *)#(?! \S)", r"\1", text, flags=re.MULTILINE)


def test_the_framework_to_fill_in_shows_every_key_that_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "our-tips.yaml"
    new_framework(path)
    assert check_files([path]) == []
    path.write_text(uncommented(path.read_text("utf-8")), encoding="utf-8")
    assert check_files([path]) == []
    read = load_framework(path)
    assert read.model_fields_set == type(read).model_fields.keys()
    assert read.source.model_fields_set == type(read.source).model_fields.keys()
    assert read.bands.model_fields_set == type(read.bands).model_fields.keys()
    (tip,) = read.tips
    assert tip.model_fields_set == type(tip).model_fields.keys()
    assert (read.item.singular, tip.duty, tip.was) == ("priority", True, ("old-id",))
    assert read.section_of(tip) == "On the ward"
